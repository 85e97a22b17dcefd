"""Giving back: what of each workbook is to be mended, the words for the unit, and knowing the copy when it returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dangbo_cli.forms.own import FIX_COLUMN, OWN_TITLES, RETURN_MARK, RETURN_SHEET
from dangbo_cli.intake.result import FileResult, ImportResult, Returned
from dangbo_cli.sheets.address import column_index
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.marked_copy import Copy, Remark, TableEdge
from dangbo_cli.store.set_aside import Mistake, mistake_of, still_wrong

_HEADER_DEPTH = 60  # rows below which no header is looked for


@dataclass(slots=True)
class OwnParts:
    """The sheets of a file without what the program itself put in: `left_out` names its own sheets that somebody
    sees, `returned` what was marked in the copy."""

    grids: list[Grid] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    returned: Returned | None = None


def part_own(grids: Sequence[Grid]) -> OwnParts:
    """Tell the sheets and the column that the program added from what the unit wrote."""
    parts = OwnParts()
    for grid in grids:
        first = grid.rows[0][0] if grid.rows and grid.rows[0] else ""
        if first == RETURN_MARK and grid.name == RETURN_SHEET:
            marked = tuple(Mistake(*(_text(v) for v in (*row, "", "", "", "")[:4])) for row in grid.rows[1:])
            parts.returned = Returned(_text(grid.rows[0][2]), marked)
        elif isinstance(first, str) and first in OWN_TITLES:
            parts.left_out.append((grid.name, OWN_TITLES[first]))
        else:
            parts.grids.append(_without_reasons(grid))
    return parts


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _without_reasons(grid: Grid) -> Grid:
    """Empty the column of reasons: it is ours, and the unit's rows are read as they were before."""
    top = next((r for r, row in enumerate(grid.rows[:_HEADER_DEPTH]) if FIX_COLUMN in row), None)
    if top is not None:
        c = grid.rows[top].index(FIX_COLUMN)
        for row in grid.rows[top:]:
            row[c] = ""
    return grid


def count_mended(result: ImportResult) -> None:
    """Say of every returned copy how many of the marked mistakes still stand."""
    for file in result.files:
        if file.returned is not None:
            now = [mistake_of(p) for p in result.plan.problems if p.file == file.path]
            file.returned.standing = still_wrong(file.returned.marked, now).total()
            result.plan.returned[file.sha256] = file.returned.original


@dataclass(frozen=True, slots=True)
class GivenBack:
    """One workbook to give back."""

    file: FileResult
    unit: str
    remarks: tuple[Remark, ...]
    edges: tuple[TableEdge, ...]


def files_to_return(result: ImportResult) -> Iterator[GivenBack]:
    """Yield every workbook of which something was set aside, and every file that could not be read at all (without
    remarks: there is only something to write to the unit)."""
    for file in result.files:
        remarks = tuple(
            Remark(p.sheet, p.cell, p.code, p.value, p.message) for p in result.plan.problems if p.file == file.path
        )
        if not remarks and file.error is None:
            continue
        read = [sheet for sheet in file.sheets if sheet.left_out is None and sheet.header_rows and sheet.headings]
        edges = tuple(
            TableEdge(sheet.name, tuple(sheet.header_rows), max(column_index(c) for c in sheet.headings))
            for sheet in read
        )
        unit = next((sheet.organization_name for sheet in read if sheet.organization_name), None)
        yield GivenBack(file, unit or "", remarks, edges)


def message_to_unit(given: GivenBack, name: str, copy: Copy | None) -> str:
    """Return what is written to the unit: which file, how many places, each place, what to do. `name` is the
    attached copy's."""
    whom = given.unit or "quý đơn vị"
    lines = [f"Kính gửi: {whom}", ""]
    sent = given.file.path.replace("\\", "/").rsplit("/", 1)[-1]
    if given.file.error is not None:
        lines += [f"Tệp «{sent}» chưa đọc được: {given.file.error}", ""]
    if not given.remarks:
        return "\n".join([*lines, "Đề nghị đơn vị kiểm tra và gửi lại tệp. Xin cảm ơn.", ""])
    lines += [
        f"Tệp «{sent}» có {len(given.remarks)} chỗ chưa ghi được vào sổ đảng viên, kê dưới đây. Đề nghị đơn vị mở tệp "
        f"«{name}» gửi kèm, sửa ở các ô được tô màu (lý do ghi ở cột «{FIX_COLUMN}» cùng dòng), rồi gửi lại chính "
        "tệp ấy.",
        "",
    ]
    for number, remark in enumerate(given.remarks, 1):
        cell = f", ô {remark.cell}" if remark.cell else ""
        lines.append(f"{number}. Trang tính «{remark.sheet}»{cell}: {remark.reason}")
    lines.append("")
    if copy is not None and copy.plain:
        lines += ["Tệp gửi kèm là bản .xlsx giữ nguyên số liệu của tệp đã nhận; hình thức trình bày có thể khác.", ""]
    if copy is not None and copy.lost:
        lines += [
            f"Tệp gửi kèm không giữ được {', '.join(copy.lost)} của tệp gốc; nếu cần, đơn vị sửa vào tệp gốc của mình "
            "rồi gửi lại.",
            "",
        ]
    return "\n".join([*lines, "Xin cảm ơn.", ""])
