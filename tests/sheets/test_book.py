"""Containers told by content, and every file that cannot be read: its code and its sentence."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dangbo_cli.domain.problem import CAUSES, Level
from dangbo_cli.sheets import calamine_reading, unreadable
from dangbo_cli.sheets.book import Container, Unreadable, read_book
from sheets import files

CSV = "STT;Họ và tên\n1;Lò Thị Ánh\n"
HTML = "<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>"


def code(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_book(path)
    message = caught.value.message
    assert message.strip()[-1] in ".)"
    assert "{" not in message
    assert "error" not in message.lower()
    return caught.value.code


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a", "A.XLSM", "Danh sách đảng viên.ods"])
@pytest.mark.parametrize(
    ("data", "container"),
    [
        (files.xlsx(), Container.XLSX),
        (files.xls(), Container.XLS),
        (CSV.encode(), Container.CSV),
        (HTML.encode(), Container.HTML),
    ],
)
def test_content_decides_never_the_name(tmp_path: Path, name: str, data: bytes, container: Container) -> None:
    path = files.save(tmp_path, name, data)
    book = read_book(path)
    assert book.container is container
    assert book.path == path
    assert book.sha256 == hashlib.sha256(data).hexdigest()


def test_a_name_that_lies_is_noted(tmp_path: Path) -> None:
    book = read_book(files.save(tmp_path, "05 Sở Y tế.xls", files.xlsx()))
    assert [(note.code, note.value) for note in book.notes] == [("file_misnamed", ".xls")]
    assert "bảng tính .xlsx" in book.notes[0].message
    assert read_book(files.save(tmp_path, "a.xlsm", files.xlsx())).notes == []
    assert read_book(files.save(tmp_path, "a.gui-lai", files.xlsx())).notes == []


WHOLE = files.xlsx([[i, "Lò Thị Ánh"] for i in range(200)])
OLD = files.xls([[i, "Lò Thị Ánh"] for i in range(200)])
REFUSED = {
    "0 bytes": (b"", unreadable.EMPTY),
    "only blanks": (b"\xef\xbb\xbf \r\n\t\r\n", unreadable.EMPTY),
    "only NUL": (b"\0" * 5000, unreadable.EMPTY),
    "half an xlsx": (WHOLE[: len(WHOLE) // 2], unreadable.TRUNCATED),
    "an xlsx without its last byte": (WHOLE[:-30], unreadable.TRUNCATED),
    "half an xls": (OLD[: len(OLD) // 2], unreadable.TRUNCATED),
    "the head of an xls": (OLD[:300], unreadable.TRUNCATED),
    "xlsx with a password": (files.encrypted_xlsx(), unreadable.ENCRYPTED),
    "xls with a password": (files.encrypted_xls(), unreadable.ENCRYPTED),
    "PDF": (b"%PDF-1.7\n...", unreadable.NOT_SPREADSHEET),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", unreadable.NOT_SPREADSHEET),
    "PNG": (b"\x89PNG\r\n\x1a\n", unreadable.NOT_SPREADSHEET),
    "exe": (b"MZ\x90\0\3\0\0\0", unreadable.NOT_SPREADSHEET),
    "doc": (files.wrap("WordDocument", bytearray(9000)), unreadable.NOT_SPREADSHEET),
    "docx": (files.repack(files.xlsx(), {"word/document.xml": b"<x/>"}), unreadable.NOT_SPREADSHEET),
    "xml": (b"<?xml version='1.0'?><data><a/></data>", unreadable.NOT_SPREADSHEET),
    "a page without a table": (b"<html><body><p>Xin ch\xc3\xa0o</p></body></html>", unreadable.NOT_SPREADSHEET),
    "binary": (bytes(range(256)) * 8, unreadable.NOT_SPREADSHEET),
    "rar": (b"Rar!\x1a\x07\x01\0", unreadable.PACKED),
    "xlsb": (files.repack(files.xlsx(), {"xl/workbook.bin": b"x"}), unreadable.OTHER_FORMAT),
    "Excel 4": (b"\x09\x04\x06\x00\x00\x00\x10\x00", unreadable.OTHER_FORMAT),
    "Excel 95": (files.wrap("Book", bytearray(9000)), unreadable.OTHER_FORMAT),
    "XML of Excel 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns='
        b'"urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>',
        unreadable.OTHER_FORMAT,
    ),
    "workbook part absent": (files.repack(files.xlsx(), {"xl/workbook.xml": None}), unreadable.DAMAGED),
    "sheet part broken": (files.repack(files.xlsx(), {files.SHEET_PART: b"<worksheet"}), unreadable.DAMAGED),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(tmp_path: Path, case: str) -> None:
    data, expected = REFUSED[case]
    assert code(files.save(tmp_path, "a.xlsx", data)) == expected


@pytest.mark.parametrize(
    ("case", "what"),
    [("XML of Excel 2003", "bảng tính XML của Excel 2003"), ("xlsb", "bảng tính .xlsb"),
     ("Excel 95", "bảng tính .xls kiểu rất cũ (Excel 95 trở về trước)"),
     ("Excel 4", "bảng tính .xls kiểu rất cũ (Excel 95 trở về trước)")],
)  # fmt: skip
def test_a_form_that_is_not_read_is_named_with_what_to_do(tmp_path: Path, case: str, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_book(files.save(tmp_path, "a.xls", REFUSED[case][0]))
    assert caught.value.message == (
        f"Đây là {what}, dạng này chưa đọc được. "
        "Hãy mở tệp bằng Excel hoặc LibreOffice, chọn «Lưu thành» (Save As) dạng .xlsx rồi nhập lại."
    )


def test_zip_of_workbooks_says_so(tmp_path: Path) -> None:
    empty = files.repack(files.xlsx(), {"[Content_Types].xml": None, "xl/workbook.xml": None})
    inside = files.repack(empty, {"01 Sở Y tế.xlsx": b"x", "02.xls": b"x"})
    with pytest.raises(Unreadable) as caught:
        read_book(files.save(tmp_path, "a.zip", inside))
    assert caught.value.message == ("Đây là tệp nén có 2 bảng tính bên trong. Hãy giải nén rồi nhập các tệp bên trong.")


def test_missing_folder_and_device(tmp_path: Path) -> None:
    assert code(tmp_path / "không có.xlsx") == unreadable.MISSING
    assert code(tmp_path / "a\0b.xlsx") == unreadable.MISSING
    assert code(tmp_path / ("x" * 5000)) == unreadable.MISSING
    assert code(tmp_path) == unreadable.FOLDER


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert code(tmp_path / "a.xlsx") == unreadable.NOT_SPREADSHEET


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.save(tmp_path, "a.xlsx", files.xlsx())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert code(path) == unreadable.NO_PERMISSION


def test_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.save(tmp_path, "a.xlsx", files.xlsx())

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert code(path) == unreadable.CANNOT_READ


def test_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(65 * 1024 * 1024)
    assert code(path) == unreadable.TOO_LARGE


class PanicException(BaseException):
    """As pyo3 has it: no Exception."""


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (PanicException("called `Option::unwrap()` on a `None` value"), unreadable.DAMAGED),
        (calamine_reading.calamine.CalamineError("?"), unreadable.DAMAGED),
        (calamine_reading.calamine.PasswordError("?"), unreadable.ENCRYPTED),
    ],
)
def test_what_calamine_throws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, expected: str
) -> None:
    class Broken:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise raised

    monkeypatch.setattr(calamine_reading.calamine, "CalamineWorkbook", Broken)
    assert code(files.save(tmp_path, "a.xlsx", files.xlsx())) == expected


def test_an_interrupt_is_no_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(calamine_reading.calamine, "CalamineWorkbook", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_book(files.save(tmp_path, "a.xlsx", files.xlsx()))


def test_codes_are_declared_causes() -> None:
    codes = [value for name, value in vars(unreadable).items() if name.isupper() and isinstance(value, str)]
    assert len(codes) > 15
    assert {CAUSES[code].level for code in codes} == {Level.FILE, Level.NOTE}


def test_reading_needs_neither_openpyxl_nor_xlrd(tmp_path: Path) -> None:
    files.save(tmp_path, "a.xlsx", files.xlsx())
    files.save(tmp_path, "a.xls", files.xls())
    script = (
        "import sys; from pathlib import Path; from dangbo_cli.sheets.book import read_book\n"
        f"for name in ('a.xlsx', 'a.xls'): read_book(Path({str(tmp_path)!r}) / name).grids[0].font(0, 0)\n"
        "print({'openpyxl', 'xlrd', 'xml.etree.ElementTree', 'html.parser'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
