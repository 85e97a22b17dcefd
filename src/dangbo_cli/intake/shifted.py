"""A row whose cells slid by one column, as where a cell was inserted or deleted, or a comma of a .csv stands in a text:
what still looks right in its new column belongs to another. Asked only of rows in which a cell could not be read.

And a column that slid down by a row: one value too many below the last person, and a gap above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.fitting import has_form, is_free
from dangbo_cli.intake.tables.lines import Sort
from dangbo_cli.intake.tables.row_reading import SheetContext
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead

ROW_SHIFTED = cause(
    "row_shifted",
    Level.ROW,
    "Các ô của dòng lệch một cột",
    "Ô này ghi «{value}», là nội dung của {detail}; các ô của dòng này có lẽ đã lệch một cột.",
    "Đơn vị chỉnh các ô của dòng cho đúng cột; cả dòng chưa được ghi.",
)
COLUMN_SLID = cause(
    "column_slid",
    Level.CELL,
    "Một cột lệch xuống một dòng",
    "Cột này thừa ô «{value}» dưới người cuối cùng và trống ở ô {detail}.",
    "Đơn vị chỉnh cột cho đúng dòng rồi gửi lại; các ô ở giữa chưa được ghi.",
)
_DAYS = frozenset((Value.BIRTH, Value.PARTY_DATE, Value.DATE))
#: How many digits a number of this kind has.
_DIGITS = {Value.CARD: (8, 12), Value.CITIZEN: (9, 12)}


def shifted_row(person: PersonRow, cells: Sequence[Raw], table: TableFound, context: SheetContext) -> Problem | None:
    """Return the problem that sets aside a row that slid by one column: a cell that is none of its own column is one of
    the next, and the column's own stands on the other side."""
    if not person.problems or table.origin:
        return None
    troubled = {problem.cell for problem in person.problems}
    for c, meaning in table.columns.items():
        where = address(person.row, c)
        if where not in troubled or has_form(meaning, _at(cells, c)):
            continue
        for step in (1, -1):
            owner = table.columns.get(c - step)
            if owner is None or not _is(owner, _at(cells, c)) or not _is(meaning, _at(cells, c + step)):
                continue
            if _is(meaning, _at(cells, c - step)) or (step < 0 and _is(owner, _at(cells, c - step))):
                continue  # two cells changed places, or one was typed a second time
            heading = table.headings.get(c - step, "")
            finding = Finding(ROW_SHIFTED, f"cột {context.letters[c - step]} «{heading}»")
            value = raw_text(_at(cells, c))
            return Problem(ROW_SHIFTED, say(finding, value), context.path, context.sheet_name, where, value)
    return None


def _is_left_over(table: TableFound, c: int, raw: Raw) -> bool:
    """Tell whether a cell below the last person is a value of its column; «ngày 12 tháng 5 năm 2022» is of a signature."""
    meaning = table.columns.get(c)
    if meaning is None or c in table.origin or not _is(meaning, raw):
        return False
    return meaning.value not in _DAYS or not any(map(str.isalpha, raw_text(raw)))


def _at(cells: Sequence[Raw], c: int) -> Raw:
    return cells[c] if 0 <= c < len(cells) else ""


def _is(meaning: Meaning, raw: Raw) -> bool:
    """Tell whether a cell beyond doubt holds what a column is of."""
    if raw in ("", None) or is_free(meaning) or meaning.value is Value.ORDINAL:
        return False
    lengths = _DIGITS.get(meaning.value)
    if lengths is not None and sum(map(str.isdigit, raw_text(raw))) not in lengths:
        return False  # one that lost its zero may be a day typed as a number
    return has_form(meaning, raw)


def leave_slid(read: TableRead) -> None:
    """Leave the cells of a column between a gap and the value too many below the last person: they slid down by a row."""
    t, lines, rows = read.table, read.lines, read.grid.rows
    for n, line in enumerate(lines):
        last = lines[n - 1] if n else None
        if (
            line.sort not in (Sort.DOUBT, Sort.GROUP)
            or last is None
            or last.sort is not Sort.RECORD
            or last.row != line.row - 1
        ):
            continue
        if n + 1 < len(lines) and lines[n + 1].sort is Sort.RECORD:
            continue
        filled = [c for c, value in enumerate(rows[line.row]) if value not in ("", None)]
        if not filled or not all(_is_left_over(t, c, rows[line.row][c]) for c in filled):
            continue
        for c in filled:
            between: list[int] = []
            for above in reversed(lines[:n]):
                if (
                    above.sort is not Sort.RECORD
                    or above.row != line.row - 1 - len(between)
                    or rows[above.row][c] in ("", None)
                ):
                    break
                between.append(above.row)
            gap = line.row - 1 - len(between)
            if between and any(one.row == gap and one.sort is Sort.RECORD for one in lines):
                for r in between:
                    read.blanked.setdefault(r, []).append(c)
                read.problem_at(COLUMN_SLID, address(gap, c), address(line.row, c), raw_text(rows[line.row][c]))
