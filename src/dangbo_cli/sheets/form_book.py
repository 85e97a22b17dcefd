"""Writing a form as a workbook: the blank or prefilled template, and the official-looking list.

One writer for both, from the form's declaration, so that what is written is what `nhap` reads. Everything a unit types
into is text: a spreadsheet program then neither turns days into months nor drops a zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from dangbo_cli.forms.form import Field, Value
from dangbo_cli.forms.own import (
    GUIDE_SHEET,
    GUIDE_TITLE,
    LIST_SHEET,
    LIST_TITLE,
    NUMBER_COLUMN,
    SENT_MARK,
    SENT_SHEET,
)
from dangbo_cli.forms.template import (
    DATES,
    LENGTHS,
    STRICT,
    Sheet,
    guide_to,
    record_number,
    template_fields,
    used_choices,
)
from dangbo_cli.sheets.book_saving import save_book
from dangbo_cli.sheets.cell_styles import FONT, CellStyles

HEADER_ROW = 7
_FIRST = HEADER_ROW + 2  # below the row that numbers the columns
_CHECKED = 500  # rows below the last one in which choices and checks still work
_PAGE = 190  # characters of 12 pt Times that still can be read on an A4 page across
_LINE = 16.5
_LONGEST_NAME = 31
_NARROWEST = 26  # characters that the lines of a unit need
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CENTRED = frozenset((Value.ORDINAL, Value.GENDER, Value.COUNT, *DATES))


def write_form(what: Sheet, path: Path, template: bool = True) -> None:
    """Write a form to `path`; a `template` has choices, checks and a guide, a list the place for a signature.

    Raises OSError where the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    styles = _Styles(book)
    tables = [what, *([what.beside] if what.beside is not None else [])]
    columns = [template_fields(one.form, one.rows) for one in tables]
    chosen = {key: choices for one, fields in zip(tables, columns, strict=True)
              for key, choices in used_choices(fields, one.choices).items()}  # fmt: skip
    for number, (one, fields) in enumerate(zip(tables, columns, strict=True)):
        sheet: Any = book.active if number == 0 else book.create_sheet()
        sheet.title = sheet_name(one.form.title)
        _write_head(sheet, one, fields, styles)
        last = _write_rows(sheet, one, fields, styles)
        if template:
            _add_checks(sheet, fields, chosen, last)
        else:
            _write_signature(sheet, len(fields), last + 2, styles)
        _set_page(sheet, fields, len(fields) + 1)
    if template:
        _write_lists(book, chosen)
        told = {field.key for field in columns[0]}
        _write_guide(book, what, [*columns[0], *(f for more in columns[1:] for f in more if f.key not in told)])
    if what.sending is not None:
        _write_mark(book, tables, columns, book.worksheets[0].title)
    book.active = 0
    save_book(book, path)


def sheet_name(title: str) -> str:
    """Return a title as the name of a sheet, which is 31 characters at most: whole words, the part before a comma."""
    bare = re.sub(r"[«»\[\]:*?/\\]", "", title)
    if len(bare) <= _LONGEST_NAME:
        return bare
    start = bare[: _LONGEST_NAME + 1]
    return start.rpartition("," if "," in start else " ")[0].strip() or bare[:_LONGEST_NAME]


class _Styles(CellStyles):
    """The styles of a form and its template."""

    def __init__(self, book: Any) -> None:
        super().__init__(book)
        self.plain = self.make(across="center", wrap=True)
        self.bold = self.make(bold=True, across="center", wrap=True)
        self.italic = self.make(italic=True, across="center", wrap=True)
        self.number = self.make(size=10, italic=True, across="center", box=True)
        self.cells = {
            across: self.make(across=across, wrap=True, box=True, number_format="@") for across in ("left", "center")
        }
        self.ordinal = self.make(across="center", box=True)
        self.done()

    def of(self, field: Field) -> Any:
        return self.cells["center" if field.value in _CENTRED else "left"]


def _put(cell: Any, text: str, style: Any) -> None:
    """Put a text, never a formula, whatever it begins with."""
    text = _ILLEGAL.sub("", text)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell._style = style
    if text[:1] in ("=", "+", "-", "@"):
        cell._style = copy(style)
        cell._style.quotePrefix = 1


def _write_head(sheet: Any, what: Sheet, fields: Sequence[Field], styles: _Styles) -> None:
    """Write the title block, the header with «*» on what must be filled in, and the row that numbers the columns."""
    first, half, count = _blocks(fields)
    lines = (
        (1, first, half, what.upper.upper(), styles.plain),
        (2, first, half, what.unit.upper() if what.unit else "TỔ CHỨC ĐẢNG: …………………………", styles.bold),
        (1, half + 1, count, "ĐẢNG CỘNG SẢN VIỆT NAM", styles.bold),
        (4, half + 1 if half == _repeated(fields) else first, count, what.form.title.upper(), styles.title),
        (5, half + 1 if half == _repeated(fields) else first, count, what.day, styles.italic),
    )
    room = sum(field.width for field in fields[first - 1 : half])
    for row, begin, last, text, style in lines:
        if begin > last:
            continue
        _put(sheet.cell(row, begin), text, style)
        if last > begin:
            sheet.merge_cells(start_row=row, start_column=begin, end_row=row, end_column=last)
        if begin == first and last == half:
            sheet.row_dimensions[row].height = _LINE * math.ceil(len(text) * 1.25 / room)
    for position, field in enumerate(fields, 1):
        _put(sheet.cell(HEADER_ROW, position), field.title + ("*" if field.required else ""), styles.head)
        cell = sheet.cell(HEADER_ROW + 1, position, position)
        cell._style = styles.number
    if what.sending is not None:
        _put(sheet.cell(HEADER_ROW, len(fields) + 1), NUMBER_COLUMN, styles.head)


def _pages(fields: Sequence[Field]) -> int:
    """Return over how many pages a sheet is printed across."""
    return max(1, math.ceil(sum(field.width for field in fields) / _PAGE))


def _repeated(fields: Sequence[Field]) -> int:
    """Return how many columns stand first on every page: up to the name."""
    return next((n for n, field in enumerate(fields, 1) if field.required), 1)


def _blocks(fields: Sequence[Field]) -> tuple[int, int, int]:
    """Return the first and last column of the unit's lines, and the last one of the title, all on the first page. A line
    that reached beyond the columns repeated on each page would be cut off on all others."""
    pages, repeated = _pages(fields), _repeated(fields)
    wide = sum(field.width for field in fields[:repeated])
    count = _fitting(fields, (sum(field.width for field in fields) + (pages - 1) * wide) / pages * 0.95)
    if pages == 1:
        return 1, max(2, _fitting(fields[:count], sum(field.width for field in fields[:count]) / 2)), count
    if wide >= _NARROWEST:
        return 1, repeated, count
    rest = fields[repeated:count]
    return repeated + 1, repeated + _fitting(rest, sum(field.width for field in rest) / 2), count


def _fitting(fields: Sequence[Field], room: float) -> int:
    """Return how many of the first columns fit into so many characters, one at least."""
    used = 0
    for number, field in enumerate(fields):
        used += field.width
        if used > room and number:
            return number
    return len(fields)


def _write_rows(sheet: Any, what: Sheet, fields: Sequence[Field], styles: _Styles) -> int:
    """Write the rows and the empty ones below them; return the last row's number."""
    sending, rows = what.sending, what.rows
    prepared = [(position, field, styles.of(field)) for position, field in enumerate(fields, 1)]
    for count in range(1, len(rows) + what.empty_rows + 1):
        number = _FIRST + count - 1
        row = rows[count - 1] if count <= len(rows) else None
        lines = 1
        for position, field, style in prepared:
            cell = sheet.cell(number, position)
            if field.value is Value.ORDINAL:
                cell._style = styles.ordinal
                if row is not None:
                    cell.value = count
                continue
            text = row.values.get(field.key, "") if row is not None else ""
            _put(cell, text, style)
            lines = max(lines, sum(_lines(part, field.width) for part in text.split("\n")))
        if row is not None and sending is not None:
            code = record_number(sending.database, sending.kind, row.record)
            _put(sheet.cell(number, len(fields) + 1), code, styles.cells["left"])
        if lines > 1:
            sheet.row_dimensions[number].height = _LINE * lines
    return _FIRST + len(rows) + what.empty_rows - 1


def _lines(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) * 0.95 / max(1, width - 1)))


def _write_lists(book: Any, chosen: Mapping[str, Sequence[str]]) -> None:
    """Write the drop-down lists on a hidden sheet."""
    lists = book.create_sheet(LIST_SHEET)
    lists.sheet_state = "hidden"
    lists["A1"].value = LIST_TITLE
    for position, choices in enumerate(chosen.values(), 1):
        for row, choice in enumerate(choices, 3):
            lists.cell(row, position, choice).data_type = "s"


def _add_checks(sheet: Any, fields: Sequence[Field], chosen: Mapping[str, Sequence[str]], last: int) -> None:
    """Add the choices and the checks of dates, lengths and counts; the lists stand on a sheet of their own."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    positions = {key: n for n, key in enumerate(chosen, 1)}
    bottom = max(last, _FIRST) + _CHECKED
    for position, field in enumerate(fields, 1):
        letter = get_column_letter(position)
        cell = f"{letter}{_FIRST}"
        check = None
        if field.key in chosen:
            column = get_column_letter(positions[field.key])
            check = DataValidation(
                "list", formula1=f"'{LIST_SHEET}'!${column}$3:${column}${len(chosen[field.key]) + 2}"
            )
            check.errorStyle = "stop" if field.value in STRICT else "warning"
            check.error = "Giá trị này không có trong danh mục của cột."
        elif field.value in DATES:
            whole = f"AND(LEN({cell})=10,DAY(DATE(RIGHT({cell},4),MID({cell},4,2),LEFT({cell},2)))=--LEFT({cell},2))"
            check = DataValidation(
                "custom", formula1=f"IFERROR(OR(ISNUMBER({cell}),LEN({cell})=4,LEN({cell})=7,{whole}),FALSE)"
            )
            check.error = "Hãy ghi ngày/tháng/năm như 19/05/1980, hoặc 05/1980, hoặc 1980."
        elif field.value in LENGTHS:
            sizes, words = LENGTHS[field.value]
            told = ",".join(f'LEN(SUBSTITUTE(SUBSTITUTE({cell},".","")," ",""))={size}' for size in sizes)
            check = DataValidation("custom", formula1=f"OR({told})")
            check.errorStyle = "warning"
            check.error = f"{field.title} phải có {words}."
        elif field.value is Value.COUNT:
            check = DataValidation("custom", formula1=f"IFERROR(AND(--{cell}>=0,INT(--{cell})=--{cell}),FALSE)")
            check.error = "Hãy ghi một số nguyên, không âm."
        if check is not None:
            check.allow_blank = True
            check.showErrorMessage = True
            check.errorTitle = field.title[:32]
            check.add(f"{letter}{_FIRST}:{letter}{bottom}")
            sheet.add_data_validation(check)


def _write_guide(book: Any, what: Sheet, fields: Sequence[Field]) -> None:
    """Write the guide: how the template is filled in and sent back, and what each column holds."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(GUIDE_SHEET)
    plain, bold = Font(name=FONT, size=12), Font(name=FONT, size=12, bold=True)
    sheet["A1"].value, sheet["A1"].font = GUIDE_TITLE, Font(name=FONT, size=14, bold=True)
    lines = [
        "Mỗi người (mỗi tổ chức) ghi một dòng, liền nhau, ngay dưới hàng đánh số cột. Cột có dấu * phải ghi.",
        "Không đổi tên cột, không xóa hàng tiêu đề. Thêm người thì ghi vào các dòng trống bên dưới.",
        "Ô không biết thì để trống, không ghi phỏng đoán.",
    ]
    if what.sending is not None:
        lines.append(
            "Chỉ sửa ô nào sai hoặc đã thay đổi; ô không sửa được giữ nguyên như trong sổ. Xóa một dòng không xóa "
            "người ấy khỏi sổ: ai không còn sinh hoạt thì báo riêng cho cơ quan nhận."
        )
    row = 2
    for line in lines:
        cell = sheet.cell(row, 1, f"- {line}")
        cell.font, cell.alignment = plain, Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        sheet.row_dimensions[row].height = _LINE * math.ceil(len(line) / 92)
        row += 1
    row += 1
    thin = Side(style="thin")
    table = [("Cột", "Bắt buộc", "Cách ghi")]
    table += [(f.title, "có" if f.required else "", guide_to(f)) for f in fields if f.value is not Value.ORDINAL]
    for number, texts in enumerate(table):
        for position, text in enumerate(texts, 1):
            cell = sheet.cell(row + number, position, text)
            cell.font = plain if number else bold
            cell.alignment = Alignment("center" if position == 2 or not number else "left", "center", wrap_text=True)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if not number:
                cell.fill = PatternFill("solid", fgColor="FFE7E6E6")
        sheet.row_dimensions[row + number].height = _LINE * max(1, math.ceil(len(texts[2]) / 58))
    for letter, size in (("A", 30), ("B", 10), ("C", 62)):
        sheet.column_dimensions[letter].width = size
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_signature(sheet: Any, count: int, row: int, styles: _Styles) -> None:
    half = max(1, count // 2)
    for below, text, style in ((0, "T/M CẤP ỦY", styles.bold), (1, "BÍ THƯ", styles.bold)):
        _put(sheet.cell(row + below, half + 1), text, style)
        if count > half + 1:
            sheet.merge_cells(start_row=row + below, start_column=half + 1, end_row=row + below, end_column=count)


def _write_mark(book: Any, tables: Sequence[Sheet], columns: Sequence[Sequence[Field]], name: str) -> None:
    """Write what was sent, cell by cell, where nobody sees it: what comes back is compared with it."""
    sending = tables[0].sending
    assert sending is not None
    sheet = book.create_sheet(SENT_SHEET)
    sheet.sheet_state = "veryHidden"
    named = (field.key for fields in columns for field in fields if field.value is not Value.ORDINAL)
    keys = list(dict.fromkeys(named))
    place = "" if sending.organization is None else str(sending.organization)
    lines = [[SENT_MARK, "1", sending.database, sending.kind, name, place, sending.day], [NUMBER_COLUMN, *keys]]
    lines += [
        [record_number(sending.database, sending.kind, row.record), *(row.values.get(key, "") for key in keys)]
        for one in tables
        for row in one.rows
    ]
    for number, texts in enumerate(lines, 1):
        for position, text in enumerate(texts, 1):
            if text:
                cell = sheet.cell(number, position, _ILLEGAL.sub("", text))
                cell.data_type, cell.number_format = "s", "@"


def _set_page(sheet: Any, fields: Sequence[Field], hidden: int) -> None:
    """A4 across, as many pages wide as the columns need, header and first columns on each; the header frozen."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for position, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(position)].width = field.width
    sheet.column_dimensions[get_column_letter(hidden)].hidden = True
    names = _repeated(fields)
    longest = max(math.ceil(len(f.title) * 1.25 / max(1, f.width - 1)) for f in fields)
    sheet.row_dimensions[HEADER_ROW].height = _LINE * min(4, max(2, longest))
    sheet.freeze_panes = sheet.cell(_FIRST, names + 1)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW + 1}"
    sheet.print_title_cols = f"A:{get_column_letter(names)}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth = _pages(fields)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.7, 0.3
    sheet.oddFooter.center.text = "Trang &P/&N"
