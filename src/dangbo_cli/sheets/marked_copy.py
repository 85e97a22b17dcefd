"""A unit's own workbook with what is to be mended marked in it: colours, comments, a column, a list with links.

An .xlsx or .xlsm keeps its look, its formulas and the values they had; any other container becomes an .xlsx with the
same cells. What openpyxl cannot carry over (pictures, charts, shapes) is told from the parts of the file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from dangbo_cli.forms.own import FIX_COLUMN, FIX_SHEET, FIX_TITLE, RETURN_MARK, RETURN_SHEET
from dangbo_cli.sheets.book import Book, Container, read_book
from dangbo_cli.sheets.book_saving import save_book
from dangbo_cli.sheets.grid import Grid, Value

FONT = "Times New Roman"
_COLOUR = "FFFFC7CE"
_AUTHOR = "dangbo"
#: What stands in a comment before our reasons, and after the unit's own words.
_OURS = "Cần sửa (dangbo): "
_REASON_WIDTH, _HEADING_ROW, _LINE = 48, 4, 16.5
_LIST_WIDTHS = (6, 20, 9, 24, 24, 62)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOST = (
    ("xl/charts/", "biểu đồ"), ("xl/media/", "hình ảnh"), ("xl/diagrams/", "sơ đồ SmartArt"),
    ("xl/ctrlProps/", "nút bấm"), ("xl/activeX/", "nút bấm"), ("xl/slicers/", "bộ lọc"),
)  # fmt: skip
_FORMULA = re.compile(
    r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)(?: t="[a-zA-Z]+")?>(<f\b[^>]*?(?:/>|>.*?</f>))<v ?(?:/>|></v>)</c>', re.S
)
HOW_TO = (
    "Bấm vào địa chỉ ở cột «Ô» để đến chỗ cần sửa, sửa ngay trong bảng rồi gửi lại chính tệp này. Cột «Lỗi cần sửa» "
    "và trang này không cần xóa."
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be mended: where («H12», or "" where no one cell holds it), what stands there, and the reason as
    a whole sentence; `code` is the cause, `whose` the name of whom its row is about, "" where nobody knows."""

    sheet: str
    cell: str
    code: str
    value: str
    reason: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class TableEdge:
    """Where a table's reasons go: its header rows (1 = the first) and its last column (0-based)."""

    sheet: str
    header_rows: tuple[int, ...]
    last_column: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What was written: what the copy could not carry over, and whether the look was lost altogether."""

    lost: tuple[str, ...]
    plain: bool


def suffix_of_copy(path: Path) -> str:
    """Return the suffix a copy has: macros keep .xlsm, everything else is .xlsx."""
    return ".xlsm" if path.suffix.lower() == ".xlsm" else ".xlsx"


def write_copy(original: Path, target: Path, remarks: Sequence[Remark], edges: Sequence[TableEdge]) -> Copy:
    """Write the marked copy of `original` to `target`.

    Raises Unreadable where the original cannot be read any more, OSError where the target cannot be written.
    """
    source = read_book(original)
    book = _load(original, target) if source.container is Container.XLSX else None
    plain = book is None
    if book is None:
        book = _from_grids(source.grids)
    _forget_earlier(book)
    for edge in edges:
        _write_reasons(book, source, edge, [r for r in remarks if r.sheet == edge.sheet])
    for remark in remarks:
        _mark_cell(book, remark)
    _write_list(book, remarks)
    _write_mark(book, source.sha256, remarks)
    save_book(book, target)
    if not plain:
        _keep_values(target, book.sheetnames, {grid.name: grid for grid in source.grids})
    return Copy(() if plain else _lost_parts(original), plain)


def _load(original: Path, target: Path) -> Any:
    """Return the workbook, None where openpyxl cannot read what calamine can."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with original.open("rb") as stream:
            book = load_workbook(stream, keep_vba=target.suffix == ".xlsm")
    except (InvalidFileException, ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile):
        return None
    book.template = False
    return book


def _from_grids(grids: Sequence[Grid]) -> Any:
    """Return a workbook with the cells, merges and hidden sheets of another container."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", grid.name)[:31] or "Sheet1")
        sheet.sheet_state = "visible" if grid.visible else "hidden"
        for r, row in enumerate(grid.rows, 1):
            for c, value in enumerate(row, 1):
                if value == "":
                    continue
                cell = sheet.cell(r, c)
                _put(cell, value)
                cell.font = Font(name=FONT, size=12)
                cell.alignment = Alignment(vertical="center", wrap_text=isinstance(value, str) and "\n" in value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
        for r1, c1, r2, c2 in grid.merges:
            if (r2 - r1 + 1) * (c2 - c1 + 1) <= 100_000:
                sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
        _set_widths(sheet, grid)
        for r in grid.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
    return book


def _set_widths(sheet: Any, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    wide = {(r, c) for r, c, _, c2 in grid.merges if c2 > c}  # a title over all columns
    for c in range(grid.width):
        longest = max(
            (len(str(row[c])) for r, row in enumerate(grid.rows) if row[c] != "" and (r, c) not in wide), default=0
        )
        sheet.column_dimensions[get_column_letter(c + 1)].width = min(40, max(6, longest + 2))


def _put(cell: Any, value: Value) -> None:
    """Put a value; text stays text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub("", value)
        if cell.value:
            cell.data_type = "s"
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        cell.value = int(value)
    else:
        cell.value = value


def _forget_earlier(book: Any) -> None:
    """Take away what an earlier round marked: a list, reasons, comments and colours of our own; not what the unit wrote
    into the same comments."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for sheet in list(book.worksheets):
        if sheet.title == RETURN_SHEET or sheet["A1"].value == FIX_TITLE:
            book.remove(sheet)
            continue
        for cell in list(sheet._cells.values()):
            if cell.__class__.__name__ == "Cell" and cell.comment is not None and _OURS in cell.comment.text:
                own = cell.comment.text.partition(_OURS)[0].rstrip("\n")
                cell.comment = Comment(own, cell.comment.author) if own else None
                if cell.fill.fgColor.rgb == _COLOUR:
                    cell.fill = PatternFill()


def _write_reasons(book: Any, source: Book, edge: TableEdge, remarks: Sequence[Remark]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.cell import coordinate_from_string

    grid = next((g for g in source.grids if g.name == edge.sheet), None)
    sheet = _sheet(book, edge.sheet)
    if grid is None or sheet is None:
        return
    reasons: dict[int, list[str]] = {}
    for remark in remarks:
        if remark.cell:
            row = coordinate_from_string(remark.cell)[1]
            if row > edge.header_rows[-1]:
                reasons.setdefault(row, []).append(remark.reason)
    column, used = _reason_column(grid, edge)
    if used:
        for row in range(edge.header_rows[-1] + 1, len(grid.rows) + 1):
            if (cell := sheet.cell(row, column)).__class__.__name__ == "Cell":
                cell.value = None
    first, last = edge.header_rows[0], edge.header_rows[-1]
    head = sheet.cell(first, column)
    if not used:
        beside = sheet.cell(first, edge.last_column + 1)
        head._style = beside._style
        head.value = FIX_COLUMN
        if last > first:
            sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)
    size = sheet.column_dimensions[get_column_letter(column)]
    size.width, size.hidden = _REASON_WIDTH, False
    for row, said in reasons.items():
        cell = sheet.cell(row, column)
        cell.value = _ILLEGAL.sub("", "\n".join(dict.fromkeys(said)))
        cell.data_type = "s"
        cell.font = Font(name=FONT, size=11, color="FF9C0006")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        stated = sheet.row_dimensions[row].height
        sheet.row_dimensions[row].height = max(stated or 0, _height(str(cell.value), _REASON_WIDTH))


def _height(text: str, width: int) -> float:
    """Return the height of a row in points that shows a text whole: no program works it out for a file it opens."""
    return _LINE * sum(1 + len(line) // max(1, width - 4) for line in text.split("\n"))


def _reason_column(grid: Grid, edge: TableEdge) -> tuple[int, bool]:
    """Return the column (1-based) for the reasons, and whether it stands there from an earlier round: the first one
    right of the table in which nothing stands from the header down."""
    top = edge.header_rows[0] - 1
    merged = {c for r1, c1, r2, c2 in grid.merges if r2 >= top for c in range(c1, c2 + 1)}
    for c in range(edge.last_column + 1, grid.width):
        if grid.rows[top][c] == FIX_COLUMN:
            return c + 1, True
        if c not in merged and all(row[c] == "" for row in grid.rows[top:]):
            return c + 1, False
    return max(grid.width, edge.last_column + 1) + 1, False


def _sheet(book: Any, name: str) -> Any:
    plain = re.sub(r"[\[\]:*?/\\]", " ", name)[:31]
    return next((sheet for sheet in book.worksheets if sheet.title in (name, plain)), None)


def _anchor(sheet: Any, address: str) -> Any:
    """Return a cell, or of a merged one the cell that holds its value."""
    cell = sheet[address]
    if cell.__class__.__name__ == "MergedCell":
        for area in sheet.merged_cells.ranges:
            if address in area:
                return sheet.cell(area.min_row, area.min_col)
    return cell


def _mark_cell(book: Any, remark: Remark) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    sheet = _sheet(book, remark.sheet)
    if sheet is None or not remark.cell:
        return
    cell = _anchor(sheet, remark.cell)
    cell.fill = PatternFill("solid", fgColor=_COLOUR)
    _show(sheet, cell)
    said, held = _ILLEGAL.sub("", remark.reason), cell.comment
    own = "" if held is None else held.text
    text = f"{own}\n{said}" if _OURS in own else f"{own}\n{_OURS}{said}".lstrip("\n")
    comment = Comment(text, _AUTHOR if held is None else held.author)
    comment.width, comment.height = 320, 40 + 18 * (len(text) // 42 + text.count("\n") + 1)
    cell.comment = comment


def _show(sheet: Any, cell: Any) -> None:
    """Show the row and the column of a cell that somebody is to mend: what is hidden or filtered away nobody finds."""
    for size in sheet.column_dimensions.values():
        if size.hidden and size.min <= cell.column <= size.max:
            size.hidden = False
    if sheet.row_dimensions[cell.row].hidden:
        sheet.row_dimensions[cell.row].hidden = False


def _write_list(book: Any, remarks: Sequence[Remark]) -> None:
    """Put the list with its links in front, and see that it alone is the selected sheet: with two selected, Excel
    would type into both at once."""
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.properties import PageSetupProperties

    name = FIX_SHEET if FIX_SHEET not in book.sheetnames else f"{FIX_SHEET} (dangbo)"
    sheet = book.create_sheet(name, 0)
    plain = Font(name=FONT, size=12)
    sheet["A1"].value, sheet["A1"].font = FIX_TITLE, Font(name=FONT, size=14, bold=True)
    sheet["A2"].value, sheet["A2"].font = HOW_TO, Font(name=FONT, size=12, italic=True)
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A2:F2")
    sheet.row_dimensions[2].height = 36
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    rows: list[tuple[Any, ...]] = [("STT", "Trang tính", "Ô", "Của ai", "Đang ghi", "Cần sửa")]
    rows += [(n, r.sheet, r.cell, r.whose, r.value, r.reason) for n, r in enumerate(remarks, 1)]
    for number, values in enumerate(rows):
        for position, value in enumerate(values, 1):
            cell = sheet.cell(_HEADING_ROW + number, position)
            _put(cell, value)
            cell.font = plain if number else Font(name=FONT, size=12, bold=True)
            cell.border = border
            across = "center" if position in (1, 3) or not number else "left"
            cell.alignment = Alignment(across, "center", wrap_text=True)
        sheet.row_dimensions[_HEADING_ROW + number].height = max(
            _height(str(value), width) for value, width in zip(values, _LIST_WIDTHS, strict=True)
        )
        if number and values[2] and (target := _sheet(book, values[1])) is not None:
            link = sheet.cell(_HEADING_ROW + number, 3)
            quoted = target.title.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{values[2]}")
            link.font = Font(name=FONT, size=12, color="FF0563C1", underline="single")
    for letter, size in zip("ABCDEF", _LIST_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = size
    sheet.freeze_panes = sheet.cell(_HEADING_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _write_mark(book: Any, sha256: str, remarks: Sequence[Remark]) -> None:
    sheet = book.create_sheet(RETURN_SHEET)
    sheet.sheet_state = "veryHidden"
    for row in ((RETURN_MARK, "1", sha256, ""), *((r.sheet, r.cell, r.code, r.value) for r in remarks)):
        sheet.append(["" for _ in row])
        for cell, value in zip(sheet[sheet.max_row], row, strict=True):
            _put(cell, value)
            cell.number_format = "@"


def _keep_values(target: Path, names: Sequence[str], grids: dict[str, Grid]) -> None:
    """Give formulas the values they had: openpyxl writes none, and a copy that is read before any spreadsheet program
    has opened it would have empty cells there."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
    from openpyxl.utils.datetime import to_excel

    def known(grid: Grid, found: re.Match[str]) -> str:
        letters, row = coordinate_from_string(found[1])
        c = column_index_from_string(letters) - 1
        value = grid.rows[row - 1][c] if row <= len(grid.rows) and c < grid.width else ""
        if value == "":
            return found[0]
        kind, text = "", ""
        if isinstance(value, str):
            kind, text = ' t="str"', escape(_ILLEGAL.sub("", value))
        elif isinstance(value, bool):
            kind, text = ' t="b"', str(int(value))
        elif isinstance(value, (date, datetime, time, timedelta)):
            text = repr(to_excel(value))
        else:
            text = repr(int(value)) if value.is_integer() else repr(value)
        return f'<c r="{found[1]}"{found[2]}{kind}>{found[3]}<v>{text}</v></c>'

    parts = {f"xl/worksheets/sheet{n}.xml": grids[name] for n, name in enumerate(names, 1) if name in grids}
    with zipfile.ZipFile(target) as package:
        contents = [(info, package.read(info)) for info in package.infolist()]
    if not any(b"<f" in data for info, data in contents if info.filename in parts):
        return
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for info, data in contents:
            grid = parts.get(info.filename)
            if grid is not None and b"<f" in data:
                data = _FORMULA.sub(partial(known, grid), data.decode("utf-8")).encode("utf-8")
            package.writestr(info, data)


def _lost_parts(original: Path) -> tuple[str, ...]:
    """Name what the copy does not hold any more."""
    with zipfile.ZipFile(original) as package:
        names = package.namelist()
        shapes = any(
            name.startswith("xl/drawings/drawing") and name.endswith(".xml") and b"<xdr:sp" in package.read(name)
            for name in names
        )
    lost = [words for start, words in _LOST if any(name.startswith(start) for name in names)]
    return tuple(dict.fromkeys([*lost, *(["hình vẽ"] if shapes else [])]))
