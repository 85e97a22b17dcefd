"""Cells that a spreadsheet program left without their value: formulas with an error or never reckoned, unbalanced quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dangbo_cli.domain.problem import Finding
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.row_reading import BEHIND_QUOTE, CELL_LOST
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.grid import LOST_FORMULA, LOST_QUOTE, Grid
from dangbo_cli.sheets.table import TableFound


def lost_cells(
    grid: Grid, table: TableFound, lines: Sequence[Line], read: Mapping[int, Meaning]
) -> Iterator[tuple[Finding, str, str]]:
    """Yield what is to be said of the cells of records, in the columns `read`, that are empty only because their value is
    lost, with the address and what stands there; a name lost so is no row without anybody."""
    lost = grid.lost
    records = {line.row for line in lines if line.sort in (Sort.RECORD, Sort.DOUBT)}
    columns = {table.origin.get(c, c): m for c, m in read.items() if m.value is not Value.ORDINAL}
    for (r, c), text in sorted(lost.items()):
        if c not in columns:
            continue
        nobody = text in (LOST_FORMULA, LOST_QUOTE) and columns[c].value is Value.PERSON_NAME and r >= table.first
        if not (r in records or nobody):
            continue
        if text == LOST_QUOTE:
            if (r, c - 1) not in lost or c - 1 not in columns:
                yield Finding(BEHIND_QUOTE), address(r, c), text
            continue
        what = "là công thức chưa tính ra giá trị" if text == LOST_FORMULA else f"báo lỗi «{text}»"
        yield Finding(CELL_LOST, what), address(r, c), text
