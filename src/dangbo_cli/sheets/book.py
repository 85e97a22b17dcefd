"""`read_book`: any spreadsheet file to grids with true addresses, in bounded time and memory, or one sentence
that says why not."""

from __future__ import annotations

import errno
import hashlib
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dangbo_cli.domain.problem import Finding, Note, say
from dangbo_cli.sheets.container import Container, of_markup, of_package, refuse_others
from dangbo_cli.sheets.delimited import decode, read_delimited
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.ole import SIGNATURE
from dangbo_cli.sheets.package import Package
from dangbo_cli.sheets.unreadable import (
    BROKEN_QUOTES,
    CANNOT_READ,
    DAMAGED,
    EMPTY,
    FOLDER,
    MAX_FILE_BYTES,
    MAX_FILLED_ROWS,
    MAX_SHEETS,
    MAX_WIDE_CELLS,
    MISNAMED,
    MISSING,
    NO_PERMISSION,
    NOT_SPREADSHEET,
    PACKED,
    TOO_LARGE,
    WIDE_COLUMNS,
    Unreadable,
    count_vi,
    megabytes,
)
from dangbo_cli.sheets.xls import read_xls
from dangbo_cli.sheets.xlsx import Sheets, read_xlsx

__all__ = ["Book", "Container", "Unreadable", "read_book"]

_BLANK = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
_SUFFIXES = {
    Container.XLSX: {".xlsx", ".xlsm", ".xltx", ".xltm"},
    Container.XLS: {".xls", ".xlt"},
    Container.ODS: {".ods", ".ots"},
    Container.CSV: {".csv", ".tsv", ".txt"},
    Container.HTML: {".htm", ".html"},
}
_WORDS = {
    Container.XLSX: "bảng tính .xlsx",
    Container.XLS: "bảng tính .xls",
    Container.ODS: "bảng tính .ods",
    Container.CSV: "văn bản có dấu phân cách (.csv)",
    Container.HTML: "trang HTML",
}


@dataclass(slots=True)
class Book:
    """One file that was read. `path` is the path as given; `sha256` that of its bytes.

    The two `may_have_` flags are cheap signs from the bytes: where one is False, there is no need to ask the grids for
    fonts or hidden rows at all (of .csv and HTML nothing of the kind is known).
    """

    path: Path
    sha256: str
    container: Container
    grids: list[Grid]
    notes: list[Note] = field(default_factory=list)
    may_have_legacy_fonts: bool = False
    may_have_hidden: bool = False


def read_book(path: Path) -> Book:
    """Read a spreadsheet file. Raises Unreadable, whatever is wrong with it."""
    data = _bytes_of(path)
    if not data.strip(_BLANK):
        raise Unreadable(EMPTY)
    book = Book(path, hashlib.sha256(data).hexdigest(), Container.CSV, [])
    sheets = _read(data, book)
    if not sheets.grids:
        raise Unreadable(DAMAGED, ", bên trong không có trang tính nào")
    _bound(sheets.grids)
    book.grids = sheets.grids
    book.may_have_legacy_fonts = sheets.may_have_legacy_fonts
    book.may_have_hidden = sheets.may_have_hidden
    suffix = path.suffix.lower()
    if suffix and any(suffix in known for known in _SUFFIXES.values()) and suffix not in _SUFFIXES[book.container]:
        _note(book, MISNAMED, suffix, _WORDS[book.container])
    return book


def _bound(grids: Sequence[Grid]) -> None:
    """Refuse more sheets or rows than can be understood within the time and the memory that one file may take."""
    if len(grids) > MAX_SHEETS:
        raise Unreadable(TOO_LARGE, f"có {count_vi(len(grids))} trang tính, mà chỉ đọc tệp tới {count_vi(MAX_SHEETS)}")
    wide = sum(len(grid.rows) * grid.width for grid in grids if grid.width > WIDE_COLUMNS)
    if wide > MAX_WIDE_CELLS:
        widest = count_vi(max(grid.width for grid in grids))
        raise Unreadable(
            TOO_LARGE, f"có trang tính rộng {widest} cột, mà rộng như thế thì chỉ đọc tới {count_vi(MAX_WIDE_CELLS)} ô"
        )
    if sum(len(grid.rows) for grid in grids) > MAX_FILLED_ROWS:
        filled = sum(any(value != "" for value in row) for grid in grids for row in grid.rows)
        if filled > MAX_FILLED_ROWS:
            raise Unreadable(
                TOO_LARGE, f"có {count_vi(filled)} hàng có chữ, mà chỉ đọc tệp tới {count_vi(MAX_FILLED_ROWS)} hàng"
            )


def _bytes_of(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # opening a pipe that nobody writes to would wait for ever
            raise Unreadable(FOLDER) if stat.S_ISDIR(about.st_mode) else Unreadable(NOT_SPREADSHEET, "thiết bị")
        if about.st_size > MAX_FILE_BYTES:
            raise _too_large(about.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise _too_large(len(data))
        return data
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(MISSING, technical=str(error)) from error
    except PermissionError as error:
        raise Unreadable(NO_PERMISSION, technical=str(error)) from error
    except ValueError as error:  # a NUL in the name
        raise Unreadable(MISSING, technical=str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL):
            raise Unreadable(MISSING, technical=str(error)) from error
        raise Unreadable(CANNOT_READ, technical=str(error)) from error


def _too_large(size: int) -> Unreadable:
    return Unreadable(TOO_LARGE, f"{megabytes(size)}, mà chỉ đọc tệp tới {megabytes(MAX_FILE_BYTES)}")


def _read(data: bytes, book: Book) -> Sheets:
    if data.startswith(b"PK\x03\x04"):
        package = Package(data)
        book.container = of_package(package)
        if book.container is Container.ODS:
            from dangbo_cli.sheets.ods import read_ods

            return read_ods(package)
        return read_xlsx(package)
    if data.startswith(b"PK\x05\x06"):
        raise Unreadable(PACKED, ", bên trong không có gì")
    if data.startswith(SIGNATURE):
        book.container = Container.XLS
        return read_xls(data)
    refuse_others(data)
    return _read_text(data, book)


def _read_text(data: bytes, book: Book) -> Sheets:
    if data[:512].lstrip(_BLANK)[:1] == b"<":
        from dangbo_cli.sheets.markup import declared_charset, read_markup

        charset = declared_charset(data)
        if charset in ("utf-16", "utf-16le", "unicode"):
            charset = None
        text, legacy = _decode_page(data, charset)
        book.container = of_markup(data.replace(b"\0", b"") if b"\0" in data[:64] else data, text)
        return Sheets([read_markup(text)], legacy)
    text, legacy = decode(data)
    book.container = Container.CSV
    rows, broken = read_delimited(text)
    if broken is not None:
        _note(book, BROKEN_QUOTES, "", "")
    return Sheets([Grid(book.path.stem, rows, evidence=broken)], legacy)


def _decode_page(data: bytes, charset: str | None) -> tuple[str, bool]:
    if charset == "windows-1258":
        return decode(data)
    if charset in ("iso-8859-1", "windows-1252", "us-ascii") or charset is None or charset == "utf-8":
        return decode(data)
    raise Unreadable(NOT_SPREADSHEET, f"trang HTML dùng bảng mã {charset}")


def _note(book: Book, code: str, value: str, detail: str) -> None:
    book.notes.append(Note(code, say(Finding(code, detail), value), str(book.path), value=value))
