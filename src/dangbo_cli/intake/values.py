"""From a cell to a value: one reader for each `forms.form.Value`, put together once a table.

A reader gets the raw cell and gives what it holds as `Read`s (one cell may hold two facts) and at most one
finding. Blank cells never come here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.sheets.grid import Value as Cell
from dangbo_cli.vietnamese.text import clean

Raw = Cell
Reads = tuple[tuple[str, Scalar], ...]
Reader = Callable[[Raw], tuple[Reads, Finding | None]]

NOT_TEXT = cause(
    "not_text",
    Level.CELL,
    "Ô chữ lại chứa ngày tháng",
    "Ô này cần chữ nhưng chứa ngày «{value}».",
    "Đơn vị gõ lại nội dung ô.",
)
NOT_A_NAME = cause(
    "not_a_name",
    Level.CELL,
    "Không phải họ tên",
    "«{value}» không phải là họ tên người.",
    "Đơn vị kiểm tra lại ô họ tên.",
)
NOT_A_COUNT = cause(
    "not_a_count", Level.CELL, "Không phải số lượng", "«{value}» không phải là một số lượng.", "Đơn vị gõ lại bằng số."
)


def raw_text(raw: Raw) -> str:
    """Return a raw cell as the clerk sees it, for messages: dates dd/mm/yyyy, whole numbers without «.0»."""
    if isinstance(raw, datetime):
        return raw.strftime("%d/%m/%Y %H:%M")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and float(raw).is_integer():
        return str(int(raw))
    return clean(str(raw))


def text_reader(key: str) -> Reader:
    """Return a reader of free text; a number stands as typed, a date is no text."""

    def read(raw: Raw) -> tuple[Reads, Finding | None]:
        if isinstance(raw, date):
            return (), Finding(NOT_TEXT)
        return ((key, raw_text(raw)),), None

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
