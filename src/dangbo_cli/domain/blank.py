"""Cells that say nothing: empty ones, dashes, and the words units write for «unknown»."""

from __future__ import annotations

from functools import lru_cache

from dangbo_cli.vietnamese.text import fold

_WORDS = frozenset(
    (
        "khong ro",
        "chua ro",
        "khong xac dinh",
        "chua xac dinh",
        "khong co thong tin",
        "chua co thong tin",
        "khong co du lieu",
        "chua co",
        "chua cap nhat",
        "n/a",
        "#n/a",
        "#name?",
        "#ref!",
        "#value!",
        "#div/0!",
        "#null!",
        "#num!",
        "null",
        "none",
        "nan",
    )
)
_MARKS = frozenset("-_.…?*/\\,;:'`\"()[]")


def is_blank(raw: object) -> bool:
    """Say whether a raw cell holds nothing. «Không», «nt» and the ditto mark «//» are values."""
    if raw is None:
        return True
    if isinstance(raw, str):
        return _is_blank_text(raw)
    return raw != raw  # a float that is not a number


@lru_cache(maxsize=1 << 15)
def _is_blank_text(raw: str) -> bool:
    if raw[:1].isdigit():  # dates and numbers, half of all cells that are new here: no word, no mark
        return False
    text = fold(raw)
    if not text or text in _WORDS or text.strip("().[] ") in _WORDS:
        return True
    bare = text.replace(" ", "")
    if bare in ("//", "''", '"', '""'):
        return False
    return all(letter in _MARKS for letter in bare)
