"""Values and addresses from .xlsx, and the guard before calamine: these tests run in this very process, which a
sheet that got past the guard would abort."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.book import Unreadable, read_book
from dangbo_cli.sheets.grid import Grid
from sheets import files


def grid(folder: Path, data: bytes) -> Grid:
    return read_book(files.save(folder, "a.xlsx", data)).grids[0]


def refused(folder: Path, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_book(files.save(folder, "a.xlsx", data))
    return caught.value


def test_errors_and_formulas_without_a_value_are_lost_not_empty(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["C9"], sheet["D9"], sheet["D10"] = "#N/A", '=UPPER("a")', "a"

    data = files.xlsx(change=change)
    assert grid(tmp_path, data).lost == {(8, 2): "#N/A", (8, 3): "="}
    # What Excel writes for a formula that gives an empty text is no loss.
    package = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<c r="D9"', b'<c r="D9" t="str"')
            copy.writestr(name, part)
    assert grid(tmp_path, out.getvalue()).lost == {(8, 2): "#N/A"}
    assert grid(tmp_path, files.xlsx()).lost == {}


def test_values_and_kinds(tmp_path: Path) -> None:
    found = grid(tmp_path, files.xlsx())
    assert found.rows == files.READ
    assert [type(value) for value in found.rows[1]] == [float, str, datetime.date, float]
    assert found.name == "Danh sách"
    assert found.visible


def test_addresses_are_true_whatever_is_empty_before(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["C5"] = "Họ và tên"
        sheet["E7"] = "Lò Thị Ánh"
        sheet["G9"] = ""

    found = grid(tmp_path, files.xlsx([], change))
    assert found.rows[4][2] == "Họ và tên"
    assert found.rows[6][4] == "Lò Thị Ánh"
    assert (len(found.rows), found.width) == (7, 5)
    assert {len(row) for row in found.rows} == {5}


def test_odd_values(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        for address, value, look in [
            ("A1", datetime.datetime(1980, 1, 2, 3, 4), None),
            ("B1", datetime.time(3, 4), None),
            ("C1", True, None),
            ("D1", 1980, "yyyy"),
            ("E1", "#N/A", None),
            ("F1", 12, "000"),
            ("G1", "  Lò  Thị\nÁnh ", None),
            ("H1", "=1+1", None),
            ("I1", "hết", None),
        ]:
            sheet[address] = value
            if look:
                sheet[address].number_format = look
        sheet["E1"].data_type = "e"

    found = grid(tmp_path, files.xlsx([], change))
    assert found.rows == [
        [
            datetime.datetime(1980, 1, 2, 3, 4),
            datetime.time(3, 4),
            True,
            datetime.date(1905, 6, 2),
            "",
            12.0,
            "  Lò  Thị\nÁnh ",
            "",
            "hết",
        ]
    ]
    assert found.number_format(0, 3) == "yyyy"
    assert found.number_format(0, 5) == "000"


def test_midnight_is_a_date_and_numbers_beyond_counting_are_nothing(tmp_path: Path) -> None:
    data = files.with_sheet(
        b'<row r="1"><c r="A1" t="d"><v>1980-01-02T00:00:00</v></c><c r="B1" t="d"><v>1980-01-02T03:04:00</v></c>'
        b'<c r="C1"><v>1e999</v></c><c r="D1"><v>nan</v></c><c r="E1"><v>5</v></c></row>'
    )
    day = datetime.date(1980, 1, 2)
    assert grid(tmp_path, data).rows == [[day, datetime.datetime(1980, 1, 2, 3, 4), "", "", 5.0]]


def test_merges_and_sheets(tmp_path: Path) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A1:C2")
        sheet.merge_cells("D2:D9")
        book.create_sheet("DANHMUC ").sheet_state = "hidden"
        book.create_sheet("HTKT").sheet_state = "veryHidden"
        book.create_chartsheet("Biểu đồ")
        book.create_sheet("Cuối")["B2"] = "x"

    book = read_book(files.save(tmp_path, "a.xlsx", files.xlsx(change=change)))
    assert sorted(book.grids[0].merges) == [(0, 0, 1, 2), (1, 3, 8, 3)]
    assert [(one.name, one.visible) for one in book.grids] == [
        ("Danh sách", True),
        ("DANHMUC ", False),
        ("HTKT", False),
        ("Cuối", True),
    ]
    assert book.grids[3].rows == [["", ""], ["", "x"]]
    assert book.grids[1].rows == []


FAR = files.cell("A1")
STRAY = {
    "plain": FAR + files.cell("XFD1048576"),
    "only the row is far": FAR + files.cell("Z1048576"),
    "out of order": files.cell("XFD1048576") + FAR,
    "small letters": FAR + files.cell("xfd1048576"),
    "other quotes and blanks": FAR + b"<row><c\n t='n'  r='XFD1048576'><v>1</v></c></row>",
    "written as an entity": FAR + b'<row><c r="&#88;FD1048576"><v>1</v></c></row>',
    "no addresses": FAR + b'<row r="1048576">' + b"<c/>" * 16_383 + b"<c><v>1</v></c></row>",
    "text in the cell": FAR + b'<row><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "another prefix": FAR + b'<x:row xmlns:x="%s"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>' % files.MAIN.encode(),
}  # fmt: skip


@pytest.mark.parametrize("case", STRAY)
def test_stray_cells_never_reach_calamine(tmp_path: Path, case: str) -> None:
    trouble = refused(tmp_path, files.with_sheet(STRAY[case]))
    assert trouble.code == unreadable.STRAY_CELLS
    assert "«Danh sách»" in trouble.message
    assert "1048576" in trouble.message


def test_stray_cell_is_named_with_its_area(tmp_path: Path) -> None:
    assert refused(tmp_path, files.with_sheet(STRAY["plain"])).message == (
        "Trang tính «Danh sách» có ô lạc ở rất xa bảng, làm bảng kéo tới ô XFD1048576"
        " (1.048.576 hàng × 16.384 cột). Hãy xóa những dòng, cột thừa ở xa bảng rồi lưu lại."
    )


def test_a_cell_beyond_the_sheet_is_damage(tmp_path: Path) -> None:
    assert refused(tmp_path, files.with_sheet(FAR + files.cell("ZZZZ99999999"))).code == unreadable.DAMAGED


def test_cells_without_value_may_be_anywhere(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFE1048576" s="0"></c></row>'
    assert grid(tmp_path, files.with_sheet(FAR + far)).rows == [[1.0]]


def test_ten_thousand_formatted_empty_rows_cost_nothing(tmp_path: Path) -> None:
    empty = b"".join(
        b'<row r="%d">' % r + b"".join(b'<c r="%c%d" s="0"/>' % (65 + c, r) for c in range(25)) + b"</row>"
        for r in range(2, 10_001)
    )
    assert grid(tmp_path, files.with_sheet(FAR + empty)).rows == [[1.0]]


def test_many_sheets_of_moderate_size_are_measured_not_guessed(tmp_path: Path) -> None:
    def change(book: Any, sheet: Any) -> None:
        for i in range(120):
            book.create_sheet(f"Phiếu {i}")["B3"] = i

    book = read_book(files.save(tmp_path, "a.xlsx", files.xlsx(change=change)))
    assert len(book.grids) == 121
    assert book.grids[120].rows[2] == ["", 119.0]


BOMBS = {
    "a sheet of blanks": ({files.SHEET_PART: files.sheet_xml(FAR + b" " * 170_000_000)}, unreadable.TOO_LARGE),
    "a part nobody needs": ({"xl/media/a.png": b" " * 320_000_000}, unreadable.TOO_LARGE),
    "rows without end": ({files.SHEET_PART: files.sheet_xml(b"<row/>" * 20_000_000)}, unreadable.TOO_LARGE),
    "one cell of 200 MB": (
        {files.SHEET_PART: files.sheet_xml(b'<row><c r="A1" t="inlineStr"><is><t>' + b"x" * 170_000_000 + b"</t></is></c></row>")},
        unreadable.TOO_LARGE,
    ),
    "merges without end": (
        {files.SHEET_PART: files.sheet_xml(FAR, b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 200_000 + b"</mergeCells>")},
        unreadable.TOO_LARGE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BOMBS)
def test_bombs(tmp_path: Path, case: str) -> None:
    parts, expected = BOMBS[case]
    start = time.perf_counter()
    assert refused(tmp_path, files.repack(files.xlsx(), dict(parts))).code == expected
    assert time.perf_counter() - start < 10  # the work of making it included


def test_a_size_that_lies(tmp_path: Path) -> None:
    """The directory of the zip says 1,000 bytes; what comes out is 170 MB."""
    data = bytearray(files.with_sheet(FAR + b" " * 170_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        part = archive.getinfo(files.SHEET_PART)
    for at in (part.header_offset + 22, data.rfind(files.SHEET_PART.encode()) - 46 + 24):
        data[at : at + 4] = (1000).to_bytes(4, "little")
    trouble = refused(tmp_path, bytes(data))
    assert trouble.code == unreadable.TOO_LARGE


def strings(*texts: bytes, unique: int = 1) -> bytes:
    head = b'<?xml version="1.0"?><sst xmlns="%s" uniqueCount="%d">' % (files.MAIN.encode(), unique)
    return head + b"".join(b"<si><t>%s</t></si>" % text for text in texts) + b"</sst>"


def shared(count: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (r, r) for r in range(1, count))


def test_one_long_text_used_by_every_cell(tmp_path: Path) -> None:
    parts = {files.SHEET_PART: files.sheet_xml(shared(9000)), "xl/sharedStrings.xml": strings(b"x" * 30_000)}
    assert refused(tmp_path, files.repack(files.xlsx(), dict(parts))).code == unreadable.TOO_LARGE


def test_one_long_text_used_once_is_fine(tmp_path: Path) -> None:
    parts = {
        files.SHEET_PART: files.sheet_xml(
            b'<row r="1"><c r="A1" t="s"><v>1</v></c></row>' + shared(9000).partition(b"</row>")[2]
        ),
        "xl/sharedStrings.xml": strings(b"x", b"y" * 30_000, unique=2),
    }
    found = grid(tmp_path, files.repack(files.xlsx(), dict(parts)))
    assert (found.rows[0][0], found.rows[1][0], len(found.rows)) == ("y" * 30_000, "x", 8999)


def test_a_count_of_texts_that_lies(tmp_path: Path) -> None:
    parts = {"xl/sharedStrings.xml": strings(b"x", unique=99_999_999_999)}
    assert refused(tmp_path, files.repack(files.xlsx(), dict(parts))).code == unreadable.DAMAGED


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [files.SHEET_PART, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(files.xlsx())) as archive:
        body = archive.read(part)
    head, mark, rest = body.partition(b"?>")
    bomb = head + mark + LAUGHS + rest if mark else LAUGHS + body
    assert refused(tmp_path, files.repack(files.xlsx(), {part: bomb})).code == unreadable.UNSAFE


def test_a_part_twice(tmp_path: Path) -> None:
    out = io.BytesIO(files.xlsx())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(files.SHEET_PART, b"x")
    assert refused(tmp_path, out.getvalue()).code == unreadable.DAMAGED


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**31), st.binary(min_size=1, max_size=4), st.sampled_from(["inside", "outside"]))
def test_damage_gives_a_sentence_never_more(tmp_path: Path, where: int, noise: bytes, place: str) -> None:
    data = files.xlsx()
    if place == "inside":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = archive.namelist()[where % len(archive.namelist())]
            part = bytearray(archive.read(name))
        part[where % len(part) : where % len(part) + len(noise)] = noise
        data = files.repack(data, {name: bytes(part)})
    else:
        raw = bytearray(data)
        raw[where % len(raw) : where % len(raw) + len(noise)] = noise
        data = bytes(raw)
    try:
        book = read_book(files.save(tmp_path, "a.xlsx", data))
    except Unreadable:
        return
    for one in book.grids:
        one.font(0, 0)
        assert one.hidden_rows <= set(range(len(one.rows)))


def test_fonts_formats_hidden_as_openpyxl_sees_them(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["B2"].font = Font(name=".VnTime")
        sheet["B3"].font = Font(name="VNI-Times", bold=True)
        sheet["C2"].number_format = "dd/mm/yyyy"
        sheet["D2"].number_format = "000000000000"
        sheet["A2"].number_format = "0.00"
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[500].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["Z"].hidden = True

    data = files.xlsx(change=change)
    book = read_book(files.save(tmp_path, "a.xlsx", data))
    found = book.grids[0]
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    for r in range(3):
        for c in range(4):
            cell = sheet.cell(r + 1, c + 1)
            assert found.font(r, c) == cell.font.name
            assert found.number_format(r, c) == cell.number_format
    assert found.font(1, 1) == ".VnTime"
    assert found.hidden_rows == {1}
    assert found.hidden_columns == {2}
    assert book.may_have_legacy_fonts
    assert book.may_have_hidden


def test_no_sign_no_question(tmp_path: Path) -> None:
    book = read_book(files.save(tmp_path, "a.xlsx", files.xlsx()))
    assert not book.may_have_legacy_fonts
    assert not book.may_have_hidden
    assert book.grids[0].hidden_rows == frozenset()
    assert book.grids[0].font(0, 0) == "Calibri"
    assert book.grids[0].font(99, 99) == "Calibri"


def test_a_font_that_changes_inside_a_text(tmp_path: Path) -> None:
    runs = b'<r><t>L</t></r><r><rPr><rFont val=".VnTime"/></rPr><t>\xc2\xadu</t></r>'
    sst = strings(unique=1).replace(b"</sst>", b"<si><t>x</t></si><si>" + runs + b"</si></sst>")
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    parts = {files.SHEET_PART: files.sheet_xml(rows), "xl/sharedStrings.xml": sst}
    book = read_book(files.save(tmp_path, "a.xlsx", files.repack(files.xlsx(), dict(parts))))
    assert book.grids[0].rows == [["x", "L\xadu"]]
    assert book.may_have_legacy_fonts
    assert [book.grids[0].font(0, c) for c in (0, 1)] == ["Calibri", ".VnTime"]


def test_what_is_struck_through(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["B2"].font, sheet["C2"].font, sheet["D2"].font = Font(strike=True), Font(strike=False), Font(bold=True)
        sheet["F9"].font = Font(strike=True)  # an empty cell

    assert read_book(files.save(tmp_path, "a.xlsx", files.xlsx(change=change))).grids[0].struck == {(1, 1)}


def test_part_of_a_text_that_is_struck_through(tmp_path: Path) -> None:
    runs = b'<r><rPr><strike/></rPr><t>1980</t></r><r><rPr><strike val="0"/></rPr><t> 1981</t></r>'
    sst = strings(unique=1).replace(b"</sst>", b"<si><t>x</t></si><si>" + runs + b"</si></sst>")
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    parts = {files.SHEET_PART: files.sheet_xml(rows), "xl/sharedStrings.xml": sst}
    assert read_book(files.save(tmp_path, "a.xlsx", files.repack(files.xlsx(), dict(parts)))).grids[0].struck == {
        (0, 1)
    }
