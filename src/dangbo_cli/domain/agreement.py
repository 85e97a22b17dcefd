"""When two values of a field say the same, when one says it more exactly, and which fields say who a person is."""

from __future__ import annotations

from collections.abc import Hashable

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.partial_dates import refines
from dangbo_cli.vietnamese.text import canonical_tone, fold

#: Fields that say who a person is: they only fill or refine.
IDENTITY = frozenset(
    (
        "full_name",
        "birth_date",
        "gender",
        "citizen_id",
        "card_number",
        "old_card_number",
        "old_citizen_id",
        "admitted_on",
        "admission_decided_on",
    )
)


def is_date(key: str) -> bool:
    """Tell whether a field is a day, whole or partial: all but the day of birth are named so."""
    return key.endswith("_on") or key == "birth_date"


def canonical(key: str, value: object) -> Hashable:
    """Return the form in which two values of a field are compared."""
    if isinstance(value, str) and not is_date(key):
        if key == "full_name":
            return canonical_tone(value).casefold()
        words = " ".join(fold(value).replace(",", " ").replace(".", " ").replace("-", " ").split())
        return (words.removeprefix("khoi ") or words) if key == "bloc" else words
    return value if isinstance(value, Hashable) else str(value)


def sharpens(key: str, old: object, new: object) -> bool:
    """Tell whether `new` says the same as `old`, only more exactly (1968 → 12/05/1968; a name gets its
    marks, a field of study the degree: «Nông nghiệp» → «Kỹ sư nông nghiệp»)."""
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    if is_date(key):
        return refines(old, new)
    if key == "full_name":
        return fold(old) == fold(new) and old.isascii() and not new.isascii()
    if key == "specialty":
        from dangbo_cli.domain.education import without_degree

        bare = without_degree(new)
        return bare != new and canonical(key, bare) == canonical(key, old)
    return False


def contradict(key: str, one: Scalar, other: Scalar) -> bool:
    """Tell whether both say something and neither says the other's more exactly."""
    if one is None or other is None or canonical(key, one) == canonical(key, other):
        return False
    return not sharpens(key, one, other) and not sharpens(key, other, one)
