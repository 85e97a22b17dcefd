"""What is struck through in a sheet: no value any longer, and of a person so struck nobody knows whether she is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.tables.lines import Sort
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.sheets.address import address

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead

CELL_STRUCK = cause(
    "cell_struck",
    Level.CELL,
    "Ô bị gạch ngang",
    "Chữ «{value}» ở ô này bị gạch ngang, không rõ còn đúng không.",
    "Đơn vị xóa phần đã gạch hoặc bỏ gạch ngang rồi gửi lại; ô này chưa được ghi.",
)
_NAME_STRUCK = "có họ tên hoặc tên gọi bị gạch ngang, không rõ còn trong danh sách không"


def leave_struck(read: TableRead) -> None:
    """Leave what is struck through: the row is in doubt where a name is; any other cell is named and read as empty."""
    struck, t = read.grid.struck, read.table
    if not struck:
        return
    read.filled = {cell: anchor for cell, anchor in read.filled.items() if anchor not in struck}
    names = {
        t.origin.get(c, c) for c, m in t.columns.items() if m.value is Value.PERSON_NAME or m.key in t.form.identity
    }
    kept = {c: t.origin.get(c, c) for c, m in t.columns.items() if m.value is not Value.ORDINAL}
    for n, line in enumerate(read.lines):
        if line.sort is not Sort.RECORD:
            continue
        if any((line.row, c) in struck for c in names):
            read.lines[n] = line._replace(sort=Sort.DOUBT, why=_NAME_STRUCK)
            continue
        gone = [c for c, at in kept.items() if (line.row, at) in struck]
        if gone:
            read.blanked.setdefault(line.row, []).extend(gone)
        for at in sorted({kept[c] for c in gone}):
            read.problem_at(CELL_STRUCK, "", address(line.row, at), raw_text(read.grid.rows[line.row][at]))
