"""From a cell to a value: one reader for each `forms.form.Value`, put together once a table.

A reader gets the raw cell and gives what it holds as `Read`s (one cell may hold two facts) and at most one
finding. Blank cells never come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.education import parse_general_education, parse_political_theory, split_expertise
from dangbo_cli.domain.ethnicity import parse_ethnicity
from dangbo_cli.domain.identifiers import parse_card, parse_email, parse_external_id, parse_file_number, parse_phone
from dangbo_cli.domain.lists import parse_gender, parse_religion
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.text_cell import not_text
from dangbo_cli.forms.form import Value
from dangbo_cli.sheets.grid import Value as Cell
from dangbo_cli.vietnamese.text import clean, fold

Raw = Cell
Reads = tuple[tuple[str, Scalar], ...]
Reader = Callable[[Raw], tuple[Reads, Finding | None]]

NOT_A_NAME = cause(
    "not_a_name",
    Level.CELL,
    "Không phải họ tên",
    "«{value}» không phải là họ tên người.",
    "Đơn vị kiểm tra lại ô họ tên.",
)
DELETION_ASKED = cause(
    "deletion_asked",
    Level.CELL,
    "Đơn vị đề nghị xóa",
    "Đơn vị đề nghị xóa người này khỏi danh sách (ô ghi «{value}»).",
    "Chương trình không tự xóa ai; các ô khác của dòng vẫn được ghi. Hãy hỏi lại đơn vị người này đang sinh hoạt ở đâu.",
)
NOT_A_COUNT = cause(
    "not_a_count", Level.CELL, "Không phải số lượng", "«{value}» không phải là một số lượng.", "Đơn vị gõ lại bằng số."
)


def raw_text(raw: Raw) -> str:
    """Return a raw cell as the clerk sees it, for messages: dates dd/mm/yyyy, whole numbers without «.0»."""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, datetime):
        return raw.strftime("%d/%m/%Y %H:%M")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and float(raw).is_integer():
        return str(int(raw))
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    return clean(str(raw))


def text_reader(key: str) -> Reader:
    """Return a reader of free text; a number stands as typed, a date or a truth value is no text, «Không» says that
    there is nothing to be written (but in a note)."""

    def read(raw: Raw) -> tuple[Reads, Finding | None]:
        if isinstance(raw, str):
            text = clean(raw)
            return (() if text == "0" or (key != "note" and is_denial(text)) else ((key, text),)), None
        if raw == 0 and not isinstance(raw, bool):
            return (), None  # an empty cell, looked up
        finding = not_text(raw)
        return (((key, raw_text(raw)),), None) if finding is None else ((), finding)

    return read


def count_reader(key: str) -> Reader:
    """Return a reader of whole numbers from nought up; «1.234» and «12 đồng chí» are read, «12,5» is not."""

    def read(raw: Raw) -> tuple[Reads, Finding | None]:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            if float(raw).is_integer() and raw >= 0:
                return ((key, int(raw)),), None
            return (), Finding(NOT_A_COUNT)
        if isinstance(raw, str):
            digits = raw.strip()
            if digits.isdigit() and len(digits) < 7:
                return ((key, int(digits)),), None
        return (), Finding(NOT_A_COUNT)

    return read


def memo(parse: Callable[[Raw], tuple[Scalar, Finding | None]], key: str) -> Reader:
    """Return a reader that remembers what each spelling means: most cells of a column repeat."""
    known: dict[Raw, tuple[Reads, Finding | None]] = {}

    def read(raw: Raw) -> tuple[Reads, Finding | None]:
        found = known.get(raw)
        if found is None:
            value, finding = parse(raw)
            found = known[raw] = (((key, value),) if value is not None else (), finding)
        return found

    return read


#: Readers of fields whose cells hold one value of a closed form.
PARSERS: dict[Value, Callable[[Raw], tuple[Scalar, Finding | None]]] = {
    Value.ETHNICITY: parse_ethnicity,
    Value.RELIGION: parse_religion,
    Value.GENERAL_EDUCATION: parse_general_education,
    Value.POLITICAL_THEORY: parse_political_theory,
    Value.GENDER: parse_gender,
    Value.FILE_NUMBER: parse_file_number,
    Value.PHONE: parse_phone,
    Value.EMAIL: parse_email,
}
#: Six digits; with them alone in a cell for both numbers it is no card, which has eight or twelve.
_FILE_NUMBER_LENGTH = 6


def field_reader(key: str, value: Value) -> Reader:
    """Return the reader of a field whose cells can be read one by one, for one column."""
    match value:
        case Value.EXPERTISE:
            return _read_expertise
        case Value.CARD:
            return _read_card
        case Value.CARD_AND_FILE:
            return _read_card_and_file
        case Value.EXTERNAL_ID:
            return memo(parse_external_id, key)
        case Value.DELETION:
            return _read_deletion
        case Value.COUNT:
            return count_reader(key)
    parse = PARSERS.get(value)
    return text_reader(key) if parse is None else memo(parse, key)


_DENIAL = re.compile(r"[ .!()]*(?:(?:kh[ôo]ng|ko)(?: c[óo](?: g[ìi])?)?|ch[ưu]a)[ .!()]*", re.IGNORECASE)


def is_denial(text: str) -> bool:
    """Tell whether a text only says that there is none: «Không» under «Học hàm», «Ngoại ngữ», «Email»."""
    return _DENIAL.fullmatch(text) is not None


def is_filler(raw: str) -> bool:
    """Tell whether a cell only says that nothing is to be said: «x» in a text column."""
    return raw in ("x", "X")


def _read_card(raw: Raw) -> tuple[Reads, Finding | None]:
    card, finding = parse_card(raw)
    if card is None:
        return (), finding
    return (("card_number", card.new), ("old_card_number", card.old), ("file_number", card.file_number)), finding


def _read_deletion(raw: Raw) -> tuple[Reads, Finding | None]:
    """Read «Đề nghị xóa»: «có» is told and never done, «không» says nothing; other words are told too."""
    said = not (isinstance(raw, str) and fold(raw).strip(" .") in ("khong", "ko", "k", "0")) and raw != 0
    return (), Finding(DELETION_ASKED) if said else None


def _read_card_and_file(raw: Raw) -> tuple[Reads, Finding | None]:
    if len(raw_text(raw)) <= _FILE_NUMBER_LENGTH:
        number, finding = parse_file_number(raw)
        if number is not None:
            return (("file_number", number),), finding
    return _read_card(raw)


def _read_expertise(raw: Raw) -> tuple[Reads, Finding | None]:
    label, specialty, finding = split_expertise(raw)
    return (("expertise", label), ("specialty", specialty)), finding
