"""What a table was taken for, told in steps: where its title, header and end are, which rows are no records and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangbo_cli.intake.combined import Unclear
from dangbo_cli.intake.lines import Line, Sort
from dangbo_cli.intake.titles import Title
from dangbo_cli.sheets.address import column_letter
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean


def tell_table(
    grid: Grid, table: TableFound, title_start: int, title: Title, lines: Sequence[Line], unclear: Unclear
) -> list[str]:
    """Return in words what was taken for title, header, groups, totals and end of a table, and why (`--chi-tiet`)."""
    steps: list[str] = []
    t = table
    if title.texts:
        steps.append(f"Tiêu đề: dòng {title_start + 1}–{t.top}.")
    steps.append(f"Hàng tiêu đề cột: dòng {t.top + 1}–{t.bottom + 1}; dữ liệu từ dòng {t.first + 1}.")
    steps.append(f"Nhận ra {t.fields} nội dung của «{t.form.title}» trong các tiêu đề cột.")
    steps.extend(_tell_combined(table, unclear))
    if t.numbering_row is not None:
        steps.append(f"Dòng {t.numbering_row + 1}: đánh số cột.")
    words = {
        Sort.GROUP: "dòng nhóm",
        Sort.TOTAL: "dòng cộng",
        Sort.REPEAT: "tiêu đề lặp lại hoặc đánh số cột",
        Sort.SIGNATURE: "phần ký",
        Sort.NOTE: "ghi chú",
        Sort.GHOST: "dòng không có người",
        Sort.TAIL: "sau phần ký",
        Sort.DOUBT: "để lại, không rõ",
    }
    for line in lines:
        if line.sort in words:
            text = f" «{line.text}»" if line.text else ""
            why = f" ({line.why})" if line.why else ""
            steps.append(f"Dòng {line.row + 1}: {words[line.sort]}{text}{why}.")
    steps.append(_tell_end(lines))
    hidden_columns = sorted(c for c in grid.hidden_columns if c in t.columns or c in t.origin.values())
    if hidden_columns:
        steps.append("Cột ẩn vẫn đọc: " + ", ".join(map(column_letter, hidden_columns)) + ".")
    hidden = sorted(
        r + 1 for r in grid.hidden_rows if any(line.row == r and line.sort is Sort.RECORD for line in lines)
    )
    if hidden:
        steps.append("Dòng ẩn vẫn đọc: " + ", ".join(map(str, hidden)) + ".")
    return steps


def _tell_combined(table: TableFound, unclear: Unclear) -> Iterator[str]:
    """Yield for each column of several facts what its cells were parted into, and how many could not be."""
    titles = {field.key: field.title for field in table.form.fields}
    for c in sorted(set(table.origin.values())):
        parts = [titles[m.key] for v, m in sorted(table.columns.items()) if table.origin.get(v) == c]
        left = sum(column == c for found in unclear.values() for column, _, _ in found)
        rest = f"; {left} ô không tách được chắc chắn, để nguyên" if left else ""
        heading = clean(table.headings.get(c, ""))
        yield f"Cột {column_letter(c)} «{heading}»: mỗi ô được tách thành {', '.join(parts)}{rest}."


def _tell_end(lines: Sequence[Line]) -> str:
    records = [line.row + 1 for line in lines if line.sort is Sort.RECORD]
    if not records:
        return "Không có dòng nào của bảng này."
    below = next((line for line in lines if line.row + 1 > records[-1] and line.sort is not Sort.GHOST), None)
    whys = {Sort.TOTAL: "dòng cộng", Sort.SIGNATURE: "phần ký", Sort.NOTE: "ghi chú", Sort.HEADER: "một bảng khác"}
    why = "hết trang tính" if below is None else f"dòng {below.row + 1} là {whys.get(below.sort, 'dòng khác')}"
    return f"Có {len(records)} dòng, từ dòng {records[0]} đến dòng {records[-1]}; bảng hết vì {why}."
