"""Sheets → files: xlsx (openpyxl), xls (xlwt), ods (odfpy), csv. The same sheets give the same bytes as far
as the libraries allow: zip entries and document properties bear a fixed time."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from datetime import date, datetime
from functools import cache

from vi_du.cells import Cell, Sheet, YearInDate

os.environ.setdefault("OPENPYXL_LXML", "False")  # with lxml at hand openpyxl writes other bytes
_FIXED = datetime(2022, 12, 31, 8, 0, 0)
_DATE_FORMAT = "dd/mm/yyyy"


def write_book(container: str, sheets: list[Sheet]) -> bytes:
    """Return the bytes of a file; `container` is «xlsx», «xls», «ods», or «csv» followed by its separator
    and, with a byte order mark, «bom»."""
    if container == "xlsx":
        return _write_xlsx(sheets)
    if container == "xls":
        return _write_xls(sheets)
    if container == "ods":
        return _write_ods(sheets)
    return _write_csv(sheets[0], separator=container[3], bom=container.endswith("bom"))


def _write_xlsx(sheets: list[Sheet]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "Dữ liệu ví dụ"
    book.properties.created = _FIXED
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for r, row in enumerate(sheet.rows, 1):
            for k, value in enumerate(row, 1):
                if value is None:
                    continue
                cell = page.cell(r, k, value.year if isinstance(value, YearInDate) else value)
                if isinstance(value, date | YearInDate):
                    cell.number_format = _DATE_FORMAT
                if r - 1 in sheet.bold:
                    cell.font, cell.alignment = bold, wrapped
        for r1, c1, r2, c2 in sheet.merges:
            page.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
        for k, width in enumerate(sheet.widths, 1):
            page.column_dimensions[get_column_letter(k)].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return fix_zip(buffer.getvalue())


def fix_zip(data: bytes) -> bytes:
    """Return the same zip with a fixed time on every entry and in the document properties."""
    buffer = io.BytesIO()
    stamp = f"{_FIXED:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            fixed = zipfile.ZipInfo(entry.filename, _FIXED.timetuple()[:6])
            fixed.compress_type = entry.compress_type
            fixed.create_system = 0
            new.writestr(fixed, content)
    return buffer.getvalue()


def _write_xls(sheets: list[Sheet]) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles = {
        (bold, dated, font): xlwt.easyxf(
            f"font: bold {'on' if bold else 'off'}, name {font}", num_format_str="dd/mm/yyyy" if dated else "General"
        )
        for bold in (False, True)
        for dated in (False, True)
        for font in {"Times New Roman", *(sheet.font for sheet in sheets if sheet.font)}
    }
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        font = sheet.font or "Times New Roman"
        covered = {(r1, c1): (r1, r2, c1, c2) for r1, c1, r2, c2 in sheet.merges}
        for r, row in enumerate(sheet.rows):
            for k, value in enumerate(row):
                if value is None:
                    continue
                style = styles[r in sheet.bold, isinstance(value, date | YearInDate), font]
                shown = value.year if isinstance(value, YearInDate) else value
                if (r, k) in covered:
                    page.write_merge(*covered[r, k], shown, style)
                else:
                    page.write(r, k, shown, style)
        for k, width in enumerate(sheet.widths):
            page.col(k).width = 256 * width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_ods(sheets: list[Sheet]) -> bytes:
    _settle_odfpy()
    return fix_zip(_ods_package(sheets))


@cache
def _settle_odfpy() -> None:
    """Write a document and throw it away: odfpy names more namespaces from the second document on."""
    _ods_package([Sheet("x", [["x"]])])


def _ods_package(sheets: list[Sheet]) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for sheet in sheets:
        page = Table(name=sheet.name)
        spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
        covered = {
            (r, k) for r1, c1, r2, c2 in sheet.merges for r in range(r1, r2 + 1) for k in range(c1, c2 + 1)
        } - spans.keys()
        for r, row in enumerate(sheet.rows):
            line = TableRow()
            for k, value in enumerate(row):
                if (r, k) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                span = spans.get((r, k))
                extra = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
                cell = TableCell(**_ods_value(value), **extra)
                for part in _ods_text(value):
                    cell.addElement(P(text=part))
                line.addElement(cell)
            page.addElement(line)
        document.spreadsheet.addElement(page)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _ods_value(value: Cell) -> dict[str, str]:
    if value is None:
        return {}
    if isinstance(value, date):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    if isinstance(value, int):
        return {"valuetype": "float", "value": str(value)}
    return {"valuetype": "string"}


def _ods_text(value: Cell) -> list[str]:
    if value is None:
        return []
    return [f"{value:%d/%m/%Y}"] if isinstance(value, date) else str(value).split("\n")


def _write_csv(sheet: Sheet, separator: str, bom: bool) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    for row in sheet.rows:
        writer.writerow(["" if v is None else f"{v:%d/%m/%Y}" if isinstance(v, date) else v for v in row])
    return buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")
