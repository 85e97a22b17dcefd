"""HTML tables named .xls."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.book import Book, Container, Unreadable, read_book
from sheets import files

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<!--[if gte mso 9]><xml><x:Name>DS đảng viên</x:Name></xml><![endif]--><style>td { color: red }</style></head><body>
<h3>DANH SÁCH ĐẢNG VIÊN</h3>
<table border=1>
 <tr><th rowspan=2>STT</th><th colspan="2">Họ và tên</th><th rowspan=2>Số thẻ</th></tr>
 <tr><th>Họ</th><th>Tên</th></tr>
 <tr><td>1</td><td> Lò  Thị
   </td><td>Ánh<br>(Nữ)</td><td>007</td></tr>
 <tr><td>2<td>Quàng &amp; Văn<td>Ngoan&nbsp;<td>
</table>
<p>Người lập</p></body></html>"""


def book(folder: Path, data: bytes | str) -> Book:
    return read_book(files.save(folder, "a.xls", data.encode() if isinstance(data, str) else data))


def test_a_page(tmp_path: Path) -> None:
    found = book(tmp_path, PAGE)
    grid = found.grids[0]
    assert found.container is Container.HTML
    assert grid.name == "DS đảng viên"
    assert grid.rows == [
        ["DANH SÁCH ĐẢNG VIÊN", "", "", ""],
        ["STT", "Họ và tên", "", "Số thẻ"],
        ["", "Họ", "Tên", ""],
        ["1", "Lò Thị", "Ánh\n(Nữ)", "007"],
        ["2", "Quàng & Văn", "Ngoan\xa0", ""],
        ["Người lập", "", "", ""],
    ]
    assert grid.merges == [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3)]


def test_encodings(tmp_path: Path) -> None:
    for data in (PAGE.encode("utf-8-sig"), PAGE.encode("utf-16"), b"\r\n  " + PAGE.encode()):
        assert book(tmp_path, data).grids[0].rows[1][1] == "Họ và tên"


def test_head_left_open_and_tables_in_tables(tmp_path: Path) -> None:
    text = "<table><tr><td><table><tr><td>a<td>b</table></td></tr><tr><td>c</table><table><tr><td>d</table>"
    rows = book(tmp_path, "<html><head><title>x</title><body>" + text).grids[0].rows
    assert [[value for value in row if value] for row in rows if any(row)] == [["a", "b"], ["c"], ["d"]]


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr><td colspan=16000 rowspan=16000>x</td></tr>" * 100 + "</table>",
        "<table>" + ("<tr><td colspan=9999>x</td></tr>" * 300) + "</table>",
        "<table><tr>" + "<td>x" * 1_900_000 + "</table>",
    ],
)
def test_spans_and_cells_are_bounded(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, text)
    assert caught.value.code == unreadable.TOO_LARGE
    assert time.process_time() - start < 10


@pytest.mark.parametrize("piece", ["<a", "<!--", "<![CDATA[", "<table><tr><td>", "&amp", "<td a='", "<!doctype "])
def test_broken_pages_end(tmp_path: Path, piece: str) -> None:
    start = time.process_time()
    code = ""
    try:
        book(tmp_path, "<html><table><tr><td>x</td></tr></table>" + piece * 60_000)
    except Unreadable as trouble:
        code = trouble.code
    assert code in ("", unreadable.TOO_LARGE)
    assert time.process_time() - start < 12


def test_frames_of_a_saved_web_page(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, "<html><frameset><frame src='sheet001.htm'></frameset></html>")
    assert caught.value.code == unreadable.NOT_SPREADSHEET


@pytest.mark.parametrize(("page", "read"), [
    ("<table><tr><td colspan=90000>DANH SÁCH</td></tr><tr><td>Lò Thị Ánh</td></tr></table>", True),
    ("<table><tr><td colspan=16384>DANH SÁCH</td><td>Lò Thị Ánh</td></tr></table>", False),
    ("<table><tr>" + "<td colspan=16000></td>" * 3 + "<td>Lò Thị Ánh</td></tr></table>", False),
])  # fmt: skip
def test_no_cell_stands_where_no_sheet_has_a_column(tmp_path: Path, page: str, read: bool) -> None:
    if read:
        assert book(tmp_path, page).grids[0].rows[1][0] == "Lò Thị Ánh"
        return
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, page)
    assert caught.value.code == unreadable.TOO_LARGE
