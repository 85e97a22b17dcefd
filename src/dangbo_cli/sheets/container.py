"""What a file is, told by its content and never by its name."""

from __future__ import annotations

from enum import StrEnum

from dangbo_cli.sheets.package import Package
from dangbo_cli.sheets.unreadable import NOT_SPREADSHEET, OTHER_FORMAT, PACKED, Unreadable


class Container(StrEnum):
    """The form a workbook is stored in."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"


_MAGIC = (
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "văn bản Word (RTF)"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"\x89PNG", "ảnh PNG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM\x00", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"RIFF", "tệp âm thanh hoặc hình ảnh"),
    (b"MZ", "chương trình chạy được (.exe)"),
    (b"\x7fELF", "chương trình chạy được"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu SQLite"),
    (b"\x00\x01\x00\x00Standard", "cơ sở dữ liệu Access"),
    (b"MIME-Version:", "trang web lưu trữ (.mht)"),
)
_PACKERS = ((b"Rar!", ".rar"), (b"7z\xbc\xaf", ".7z"), (b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ", ".xz"))
#: The first record of an .xls outside a compound file.
_BARE_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def refuse_others(data: bytes) -> None:
    """Raise Unreadable where the first bytes are those of something that is no spreadsheet."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(NOT_SPREADSHEET, what)
    for magic, name in _PACKERS:
        if data.startswith(magic):
            raise Unreadable(PACKED, f" {name}")
    if data.startswith(_BARE_BIFF):
        raise Unreadable(OTHER_FORMAT, "bảng tính .xls kiểu rất cũ (Excel 95 trở về trước)")


def of_package(package: Package) -> Container:
    """Tell which workbook a zip package holds. Raises Unreadable where it holds none."""
    names = {name.replace("\\", "/").lower() for name in package.names}
    if "mimetype" in package and "content.xml" in package:
        kind = package.whole("mimetype")[:200]
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return Container.ODS
        if b"opendocument" in kind:
            raise Unreadable(NOT_SPREADSHEET, "văn bản OpenDocument")
    if "xl/workbook.bin" in names:
        raise Unreadable(OTHER_FORMAT, "bảng tính .xlsb")
    if "word/document.xml" in names:
        raise Unreadable(NOT_SPREADSHEET, "văn bản Word (.docx)")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable(NOT_SPREADSHEET, "bài trình chiếu PowerPoint (.pptx)")
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable(OTHER_FORMAT, "bảng tính Numbers của máy Mac")
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return Container.XLSX
    if "[content_types].xml" in names and any("workbook" in name for name in names):
        return Container.XLSX
    inside = sum(name.endswith(_SPREADSHEETS) for name in names)
    raise Unreadable(PACKED, f" có {inside} bảng tính bên trong" if inside else ", bên trong không có bảng tính")


def of_markup(data: bytes, text: str) -> Container:
    """Tell what text that begins with «<» is. Raises Unreadable for XML that is no page."""
    head = data[:8192]
    if _XML_2003 in head or b'progid="Excel.Sheet"' in head:
        raise Unreadable(OTHER_FORMAT, "bảng tính XML của Excel 2003")
    if b"opendocument" in head:
        raise Unreadable(OTHER_FORMAT, "bảng tính OpenDocument một tệp (.fods)")
    start = text[:65_536].lower()
    if "<html" in start or "<table" in start or "<!doctype html" in start or "<frameset" in start:
        return Container.HTML
    raise Unreadable(NOT_SPREADSHEET, "tệp XML")
