"""What `nhap --xem-truoc --chi-tiet` tells of a table: what was taken for title, header, groups, totals and end, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from dangbo_cli.intake.tables.combined import Unclear
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.titles import Title
from dangbo_cli.sheets.address import column_letter
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean

_SORTS: Mapping[Sort, str] = {
    Sort.GROUP: "dòng nhóm",
    Sort.TOTAL: "dòng cộng",
    Sort.REPEAT: "tiêu đề lặp lại hoặc đánh số cột",
    Sort.SIGNATURE: "phần ký",
    Sort.NOTE: "ghi chú",
    Sort.GHOST: "dòng không có người",
    Sort.TAIL: "sau phần ký",
    Sort.DOUBT: "để lại, không rõ",
}
_ENDS: Mapping[Sort, str] = {
    Sort.TOTAL: "dòng cộng",
    Sort.SIGNATURE: "phần ký",
    Sort.NOTE: "ghi chú",
    Sort.HEADER: "một bảng khác",
}


class Walked(Protocol):
    """A table whose rows are sorted."""

    grid: Grid
    table: TableFound
    title: Title
    title_start: int
    unclear: Unclear
    lines: list[Line]


def tell_steps(read: Walked) -> Iterator[str]:
    """Yield one sentence for each decision, with rows and columns as the sheet shows them."""
    t = read.table
    if read.title.texts:
        yield f"Tiêu đề: {_say_lines(read.title_start + 1, t.top)}."
    yield f"Hàng tiêu đề cột: {_say_lines(t.top + 1, t.bottom + 1)}; dữ liệu từ dòng {t.first + 1}."
    yield f"Nhận ra {t.fields} nội dung của {t.form.quoted} trong các tiêu đề cột."
    yield from _combined(t, read.unclear)
    if t.numbering_row is not None:
        yield f"Dòng {t.numbering_row + 1}: đánh số cột."
    for line in read.lines:
        if line.sort in _SORTS:
            text = f" «{line.text}»" if line.text else ""
            why = f" ({line.why})" if line.why else ""
            yield f"Dòng {line.row + 1}: {_SORTS[line.sort]}{text}{why}."
    yield _end(read.lines)
    yield from _hidden(read.grid, t, read.lines)


def _combined(table: TableFound, unclear: Unclear) -> Iterator[str]:
    """Yield for each column of several facts what its cells were parted into, and how many could not be."""
    titles = {field.key: field.title for field in table.form.fields}
    for c in sorted(set(table.origin.values())):
        parts = [titles[m.key] for v, m in sorted(table.columns.items()) if table.origin.get(v) == c]
        left = sum(column == c for found in unclear.values() for column, _, _ in found)
        rest = f"; {left} ô không tách được chắc chắn, để nguyên" if left else ""
        heading = clean(table.headings.get(c, ""))
        yield f"Cột {column_letter(c)} «{heading}»: mỗi ô được tách thành {', '.join(parts)}{rest}."


def _end(lines: Sequence[Line]) -> str:
    records = [line.row + 1 for line in lines if line.sort is Sort.RECORD]
    if not records:
        return "Không có dòng nào của bảng này."
    below = next((line for line in lines if line.row + 1 > records[-1] and line.sort is not Sort.GHOST), None)
    why = "hết trang tính" if below is None else f"dòng {below.row + 1} là {_ENDS.get(below.sort, 'dòng khác')}"
    return f"Có {len(records)} dòng, từ dòng {records[0]} đến dòng {records[-1]}; bảng hết vì {why}."


def _hidden(grid: Grid, table: TableFound, lines: Sequence[Line]) -> Iterator[str]:
    columns = sorted(c for c in grid.hidden_columns if c in table.columns or c in table.origin.values())
    if columns:
        yield "Cột ẩn vẫn đọc: " + ", ".join(map(column_letter, columns)) + "."
    hidden = grid.hidden_rows
    rows = sorted(line.row + 1 for line in lines if line.sort is Sort.RECORD and line.row in hidden) if hidden else []
    if rows:
        yield "Dòng ẩn vẫn đọc: " + ", ".join(map(str, rows)) + "."


def _say_lines(first: int, last: int) -> str:
    """Return «dòng 4», «dòng 6–7»."""
    return f"dòng {first}" if first == last else f"dòng {first}–{last}"
