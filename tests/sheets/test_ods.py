"""Values, merges and hidden things from .ods, and repetitions that must not be believed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from odf import office, style, table, text

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.book import Book, Container, Unreadable, read_book
from sheets import files
from sheets.files import ods_cell, ods_row


def book(folder: Path, change: Any, hidden: bool = False) -> Book:
    return read_book(files.save(folder, "a.ods", files.ods(change, hidden)))


def fill(rows: list[list[Any]]) -> Any:
    def change(sheet: Any) -> None:
        for row in rows:
            sheet.addElement(ods_row(*row))

    return change


def refused(folder: Path, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_book(files.save(folder, "a.ods", data))
    return caught.value


def test_values(tmp_path: Path) -> None:
    found = book(tmp_path, fill(files.ROWS))
    assert found.container is Container.ODS
    assert found.grids[0].rows == files.READ
    assert [type(value) for value in found.grids[0].rows[1]] == [float, str, datetime.date, float]


def test_repetition_merges_and_what_is_hidden(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.addElement(table.TableColumn(numbercolumnsrepeated=2))
        sheet.addElement(table.TableColumn(visibility="collapse"))
        sheet.addElement(table.TableColumn(numbercolumnsrepeated=16_381, visibility="collapse"))
        sheet.addElement(ods_row(numberrowsrepeated=3))
        merged = ods_cell("Chi bộ 1", numbercolumnsspanned=3, numberrowsspanned=2)
        hidden = table.CoveredTableCell(numbercolumnsrepeated=2)
        sheet.addElement(ods_row(ods_cell(numbercolumnsrepeated=2), merged, hidden, "x", numberrowsrepeated=1))
        sheet.addElement(ods_row(1, ods_cell(2, numbercolumnsrepeated=3), numberrowsrepeated=2))
        sheet.addElement(ods_row("ẩn", visibility="filter"))
        sheet.addElement(ods_row(ods_cell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_569))

    found = book(tmp_path, change)
    grid = found.grids[0]
    assert grid.rows == [
        *[[""] * 6] * 3,
        ["", "", "Chi bộ 1", "", "", "x"],
        [1.0, 2.0, 2.0, 2.0, "", ""],
        [1.0, 2.0, 2.0, 2.0, "", ""],
        ["ẩn", "", "", "", "", ""],
    ]
    assert grid.rows[4] is not grid.rows[5]
    assert grid.merges == [(3, 2, 4, 4)]
    assert grid.hidden_rows == {6}
    assert grid.hidden_columns == {2, 3, 4, 5}
    assert found.may_have_hidden
    assert grid.font(0, 0) is None


@pytest.mark.parametrize("hidden", [True, False])
def test_hidden_sheet(tmp_path: Path, hidden: bool) -> None:
    assert book(tmp_path, fill(files.ROWS), hidden).grids[0].visible is not hidden


def test_text_of_many_parts(tmp_path: Path) -> None:
    cell = table.TableCell(valuetype="string")
    note = office.Annotation()
    note.addElement(text.P(text="một ghi chú"))
    cell.addElement(note)
    line = text.P(text="Họ")
    line.addElement(text.S(c=2))
    line.addElement(text.Span(text="và"))
    line.addElement(text.LineBreak())
    line.addElement(text.Tab())
    line.addText("tên")
    cell.addElement(line)
    cell.addElement(text.P(text="khai sinh"))
    found = book(tmp_path, lambda sheet: sheet.addElement(ods_row(cell)))
    assert found.grids[0].rows == [["Họ  và\n\ttên\nkhai sinh"]]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"valuetype": "percentage", "value": "0.125"}, 0.125),
        ({"valuetype": "date", "datevalue": "1968-05-12T00:00:00"}, datetime.date(1968, 5, 12)),
        ({"valuetype": "date", "datevalue": "1968-05-12T07:30:00"}, datetime.datetime(1968, 5, 12, 7, 30)),
        ({"valuetype": "date", "datevalue": "0000-05-12"}, "đã gõ"),
        ({"valuetype": "time", "timevalue": "PT07H30M00S"}, datetime.time(7, 30)),
        ({"valuetype": "time", "timevalue": "PT30H00M00S"}, datetime.timedelta(hours=30)),
        ({"valuetype": "time", "timevalue": "7 giờ"}, "đã gõ"),
        ({"valuetype": "boolean", "booleanvalue": "true"}, True),
        ({"valuetype": "float", "value": "nan"}, "đã gõ"),
        ({"valuetype": "string", "stringvalue": "khác"}, "khác"),
        ({}, "đã gõ"),
    ],
)
def test_kinds_of_value(tmp_path: Path, attributes: dict[str, str], expected: object) -> None:
    cell = table.TableCell(**attributes)
    cell.addElement(text.P(text="đã gõ"))
    assert book(tmp_path, lambda sheet: sheet.addElement(ods_row(cell))).grids[0].rows == [[expected]]


def test_error_cells_are_lost_not_empty(tmp_path: Path) -> None:
    cell = table.TableCell(formula="of:=NA()", valuetype="string")
    cell.addElement(text.P(text="#N/A"))
    grid = book(tmp_path, lambda sheet: sheet.addElement(ods_row("x", cell, "y"))).grids[0]
    assert (grid.rows, grid.lost) == ([["x", "", "y"]], {(0, 1): "#N/A"})


def test_fonts_from_before_unicode_are_known_of_cells_and_of_columns(tmp_path: Path) -> None:
    def change(document: Any, sheet: Any) -> None:
        document.fontfacedecls.addElement(style.FontFace(name="VnTime1", fontfamily="'.VnTimeH'"))
        for name, font in (("ce1", {"fontname": "VnTime1"}), ("ce2", {"fontfamily": "VNI-Times"}), ("ce3", {})):
            look = style.Style(name=name, family="table-cell")
            look.addElement(style.TextProperties(**font))
            document.automaticstyles.addElement(look)
        sheet.addElement(table.TableColumn())
        sheet.addElement(table.TableColumn(defaultcellstylename="ce2"))
        sheet.addElement(ods_row(ods_cell("a", stylename="ce1"), "b", ods_cell("c", stylename="ce3"), "d"))

    read = read_book(files.save(tmp_path, "a.ods", files.ods(change, of_book=True)))
    assert read.may_have_legacy_fonts
    assert [read.grids[0].font(0, c) for c in range(4)] == [".VnTimeH", "VNI-Times", None, None]


def test_what_is_struck_through(tmp_path: Path) -> None:
    def change(document: Any, sheet: Any) -> None:
        for name, line in (("ce1", "solid"), ("ce2", "none")):
            look = style.Style(name=name, family="table-cell")
            look.addElement(style.TextProperties(textlinethroughstyle=line))
            document.automaticstyles.addElement(look)
        sheet.addElement(ods_row(ods_cell("a", stylename="ce1"), ods_cell("b", stylename="ce2"), "c"))

    read = read_book(files.save(tmp_path, "a.ods", files.ods(change, of_book=True)))
    assert read.grids[0].struck == {(0, 0)}


FAR = {
    "columns": [ods_row(ods_cell("x", numbercolumnsrepeated=16_384), numberrowsrepeated=5_000)],
    "rows": [ods_row(ods_cell(numbercolumnsrepeated=50), "x", numberrowsrepeated=1_048_576)],
    "a cell far away": [ods_row("x"), ods_row(numberrowsrepeated=1_048_574), ods_row(ods_cell(numbercolumnsrepeated=16_383), "x")],
    "numbers beyond all": [ods_row(ods_cell("x", numbercolumnsrepeated=10**15), numberrowsrepeated=10**15)],
}  # fmt: skip


@pytest.mark.parametrize("case", FAR)
def test_repetitions_that_fill_the_memory(tmp_path: Path, case: str) -> None:
    def change(sheet: Any) -> None:
        for row in FAR[case]:
            sheet.addElement(row)

    trouble = refused(tmp_path, files.ods(change))
    assert trouble.code in (unreadable.STRAY_CELLS, unreadable.TOO_LARGE)
    if case == "a cell far away":
        assert trouble.code == unreadable.STRAY_CELLS
        assert "«Danh sách»" in trouble.message
        assert "XFD1048576" in trouble.message


def test_refusals(tmp_path: Path) -> None:
    sound = files.ods(fill(files.ROWS))
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert refused(tmp_path, files.repack(sound, {"META-INF/manifest.xml": manifest})).code == unreadable.ENCRYPTED
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'
    assert refused(tmp_path, files.repack(sound, {"content.xml": bomb})).code == unreadable.UNSAFE
    assert refused(tmp_path, files.repack(sound, {"content.xml": b"<x"})).code == unreadable.DAMAGED
    assert refused(tmp_path, files.repack(sound, {"content.xml": b"<x/>"})).code == unreadable.DAMAGED
    letter = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    assert refused(tmp_path, files.repack(sound, dict(letter))).code == unreadable.NOT_SPREADSHEET


def test_an_unknown_encoding_is_a_damaged_file(tmp_path: Path) -> None:
    data = files.repack(files.ods(fill(files.ROWS)), {"content.xml": b'<?xml version="1.0" encoding="x-unknown"?><a/>'})
    assert refused(tmp_path, data).code == unreadable.DAMAGED
