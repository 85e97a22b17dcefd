"""Which columns of a form a template has, what each may hold, and the numbers by which its rows are known again.

Made from the declarations alone: a kind of sheet that is declared has a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dangbo_cli.domain.ethnicity import ETHNICITIES
from dangbo_cli.domain.lists import EXPERTISE, GENDERS, POLITICAL_THEORY, RELIGIONS
from dangbo_cli.domain.organization import KINDS
from dangbo_cli.domain.positions import PARTY_POSITIONS
from dangbo_cli.domain.rating import LEVELS
from dangbo_cli.domain.rule_keys import GRADES
from dangbo_cli.forms.entry_values import NO, YES, labels_of
from dangbo_cli.forms.form import Field, Form, Subject, Value

#: Fields that say in another way what a column of the template says already.
_DOUBLED = {
    "dang-vien": frozenset(
        (
            "family_name",
            "given_name",
            "card_and_file_number",
            "probationary_mark",
            "official_mark",
            "exempt_mark",
            "position",
            "upper_organization",
        )
    ),
}
#: In a sheet about anybody the name and its sort tell a collective; its own column would say it twice.
_BESIDE_NAME = frozenset(("collective",))
#: Above this number, a row was sent out about a member of whom there is no entry yet: what is left is the member's number.
MEMBER_ROWS = 10**10
#: And above this one, about an organisation.
ORGANIZATION_ROWS = 2 * 10**10
#: Values that a unit's own sheet may hold and a template never asks for.
_NEVER_ASKED = frozenset((Value.IGNORED, Value.COMBINED, Value.ADDRESS_PART, Value.LEAVING, Value.DELETION))
#: Columns that most units have no use for: they stand in a template only where one of its rows fills them.
_SELDOM = {
    "dang-vien": frozenset(
        (
            "other_name",
            "external_id",
            "old_citizen_id",
            "card_issued_at",
            "card_issued_on",
            "badge_number",
            "admission_decided_on",
            "left_on",
            *(
                f"{of}_{part}"
                for of in ("hometown", "birth", "residence")
                for part in ("country", "province", "detail")
            ),
        )
    ),
}
_LISTS: Mapping[Value, tuple[str, ...]] = {
    Value.GENDER: GENDERS,
    Value.ETHNICITY: ETHNICITIES,
    Value.RELIGION: RELIGIONS,
    Value.EXPERTISE: EXPERTISE,
    Value.POLITICAL_THEORY: POLITICAL_THEORY,
    Value.PARTY_POSITION: PARTY_POSITIONS,
    Value.STANDING: ("Chính thức", "Dự bị"),
    Value.ORGANIZATION_KIND: KINDS,
    Value.RATING: LEVELS,
    Value.TICK: (YES, NO),
    Value.CRITERION: GRADES,
}
#: Lists beside which nothing else may be typed; in the others a cell may say more («Tày (ghi theo khai sinh)»).
STRICT = frozenset((Value.GENDER, Value.ORGANIZATION_KIND, Value.CHOICE))
DATES = frozenset((Value.BIRTH, Value.PARTY_DATE, Value.DATE))
#: Fields of digits: the numbers of digits that a number may have, and how the guide says it.
LENGTHS: Mapping[Value, tuple[tuple[int, ...], str]] = {
    Value.CITIZEN: ((9, 12), "12 chữ số (số chứng minh nhân dân cũ: 9 chữ số)"),
    Value.CARD: ((8, 12), "12 chữ số, hoặc 8 chữ số của thẻ cũ"),
}


class FormRow(NamedTuple):
    """One row to be written: the record it is about, and its cells as texts by the key of the field."""

    record: int
    values: Mapping[str, str]


class Sending(NamedTuple):
    """What is sent out: from which record (`database`), for which organisation (None: the whole), on which day
    (ISO), of which kind; and its rows."""

    database: str
    kind: str
    organization: int | None
    day: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a form, ready to be written: the lines of its title block, its columns, the choices of those that
    only the record knows, its rows (`sending` None: a blank template), and empty rows below them. `beside` is a further
    sheet of the same kind and workbook, about what has other columns."""

    form: Form
    upper: str
    unit: str
    day: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sending: Sending | None = None
    empty_rows: int = 0
    beside: Sheet | None = None

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """The rows of this sheet."""
        return self.sending.rows if self.sending is not None else ()


def template_fields(form: Form, rows: Iterable[FormRow] = ()) -> list[Field]:
    """Return the columns of a form's template with these rows, in the order of its declaration."""
    filled = {key for row in rows for key, text in row.values.items() if text}
    doubled = _DOUBLED.get(form.kind) or (_BESIDE_NAME if form.about is Subject.ANYONE else frozenset())
    left_out = doubled | (_SELDOM.get(form.kind, frozenset()) - filled)
    return [
        field
        for field in form.fields
        if field.title and field.value not in _NEVER_ASKED and field.key not in left_out and not field.open
    ]


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the closed list of a field, () where it has none."""
    if field.value is Value.CHOICE:
        return tuple(labels_of(field))
    return _LISTS.get(field.value, ())


def guide_to(field: Field) -> str:
    """Return how a field is to be filled in, in words."""
    if field.value in DATES:
        return "Ngày/tháng/năm, ví dụ 19/05/1980; chỉ biết tháng hoặc năm thì ghi 05/1980 hoặc 1980."
    if field.value in LENGTHS:
        return f"{LENGTHS[field.value][1].capitalize()}; ghi dạng chữ, giữ số 0 ở đầu."
    if field.value is Value.CRITERION:
        return "Ghi mức (chọn trong danh mục) hoặc số điểm của tiêu chí, theo quy định của năm."
    if field.value in STRICT:
        return "Chọn trong danh mục của ô."
    if choices_of(field):
        return "Chọn trong danh mục của ô; có thể ghi rõ hơn."
    if field.value is Value.COUNT:
        return "Ghi số."
    if field.value is Value.DONE:
        return "Ghi nội dung hoặc kết quả; chỉ cần biết là đã làm thì ghi x."
    if field.value is Value.GENERAL_EDUCATION:
        return "Ghi lớp đã học xong trên hệ, ví dụ 12/12, 10/10."
    return ""


def record_number(database: str, kind: str, record: int) -> str:
    """Return what the hidden column holds: «HS17QK». The letters prove that nobody counted on by dragging a cell."""
    digest = hashlib.sha256(f"{database}:{kind}:{record}".encode()).digest()
    return f"HS{record}{chr(65 + digest[0] % 26)}{chr(65 + digest[1] % 26)}"


def read_record_number(text: str, database: str, kind: str) -> int | None:
    """Return the record that a cell of the hidden column names, None where it is none of ours."""
    found = re.fullmatch(r"HS(\d{1,12})[A-Z]{2}", text.strip())
    if found is None or record_number(database, kind, int(found[1])) != text.strip():
        return None
    return int(found[1])


def used_choices(fields: Iterable[Field], more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the drop-down list of every field that has one, by its key."""
    return {field.key: chosen for field in fields if (chosen := more.get(field.key) or choices_of(field))}
