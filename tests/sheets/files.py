"""Workbooks for the tests of `sheets`, made by script, sound and nasty."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf import opendocument, style, table, text

from dangbo_cli.sheets.ole import CompoundFile, wrap

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_PART = "xl/worksheets/sheet1.xml"
ROWS: list[list[Any]] = [
    ["STT", "Họ và tên", "Ngày sinh", "Số thẻ"],
    [1, "Lò Thị Ánh", datetime.date(1968, 5, 12), 70012345678],
    [2, "Quàng Văn Ngoan", "1972", "070012345679"],
]
#: The same rows as every reader of typed cells must give them.
READ: list[list[Any]] = [
    ["STT", "Họ và tên", "Ngày sinh", "Số thẻ"],
    [1.0, "Lò Thị Ánh", datetime.date(1968, 5, 12), 70012345678.0],
    [2.0, "Quàng Văn Ngoan", "1972", "070012345679"],
]


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def xlsx(rows: Iterable[Sequence[Any]] = ROWS, change: Any = None) -> bytes:
    """Return an .xlsx of one sheet; `change(workbook, sheet)` may do more to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Iterable[Sequence[Any]] = ROWS, change: Any = None) -> bytes:
    """Return an .xls of one sheet; `change(workbook, sheet)` may do more to it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write(r, c, value, day)
            elif value not in ("", None):
                sheet.write(r, c, value)
    if change is not None:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(change: Any, hidden: bool = False, of_book: bool = False) -> bytes:
    """Return an .ods of one sheet; `change(table)` fills it, with `of_book` `change(document, table)`."""
    book = opendocument.OpenDocumentSpreadsheet()
    look = style.Style(name="ta1", family="table")
    look.addElement(style.TableProperties(display="false" if hidden else "true"))
    book.automaticstyles.addElement(look)
    sheet = table.Table(name="Danh sách", stylename="ta1")
    if of_book:
        change(book, sheet)
    else:
        change(sheet)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_row(*cells: Any, **attributes: Any) -> Any:
    """Return a row of an .ods; a cell is a value, or an element as it stands."""
    row = table.TableRow(**attributes)
    for value in cells:
        row.addElement(value if hasattr(value, "qname") else ods_cell(value))
    return row


def ods_cell(value: Any = "", **attributes: Any) -> Any:
    """Return a cell of an .ods."""
    if value == "":
        return table.TableCell(**attributes)
    if isinstance(value, bool):
        attributes |= {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    elif isinstance(value, (int, float)):
        attributes |= {"valuetype": "float", "value": value}
    elif isinstance(value, datetime.date):
        attributes |= {"valuetype": "date", "datevalue": value.isoformat()}
    else:
        attributes |= {"valuetype": "string"}
    cell = table.TableCell(**attributes)
    for line in str(value).split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def repack(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return a zip with parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in parts.items():
            if name not in old.namelist() and part is not None:
                new.writestr(name, part)
    return out.getvalue()


def sheet_xml(rows: bytes, after: bytes = b"", head: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + head
        + b'<worksheet xmlns="%s"><sheetData>' % MAIN.encode()
        + rows
        + b"</sheetData>"
        + after
        + b"</worksheet>"
    )


def with_sheet(rows: bytes, after: bytes = b"", head: bytes = b"") -> bytes:
    """Return an .xlsx whose only sheet holds these bytes as its rows."""
    return repack(xlsx(), {SHEET_PART: sheet_xml(rows, after, head)})


def cell(where: str, value: object = 1) -> bytes:
    return f'<row><c r="{where}"><v>{value}</v></c></row>'.encode()


def encrypted_xlsx() -> bytes:
    """Return what Excel makes of a workbook with a password, as far as anyone without it can see."""
    return wrap("EncryptedPackage", bytearray(b"\x07" * 9000))


def stream_of(data: bytes) -> bytearray:
    container = CompoundFile(data)
    name = "Workbook" if "Workbook" in container.streams else next(iter(container.streams))
    return bytearray(container.stream(name))


def encrypted_xls() -> bytes:
    """Return an .xls with a FILEPASS record behind its first record."""
    stream = stream_of(xls())
    length = struct.unpack_from("<H", stream, 2)[0]
    stream[4 + length : 4 + length] = struct.pack("<HHHHHH", 0x2F, 8, 1, 0, 1, 1)
    return wrap("Workbook", stream)


def moved_cell(row: int, column: int) -> bytes:
    """Return an .xls with a number in A1 and one that claims to stand at row, column."""
    stream = stream_of(xls([[1], [1.5]]))
    at = (
        stream.rfind(struct.pack("<H", 0x27E))
        if struct.pack("<HH", 0x27E, 10) in stream
        else stream.rfind(struct.pack("<HH", 0x203, 14))
    )
    struct.pack_into("<HH", stream, at + 4, row, column)
    return wrap("Workbook", stream)
