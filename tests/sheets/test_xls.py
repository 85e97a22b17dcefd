"""Values from .xls, its guard before calamine, and the same evidence as xlrd gives."""

from __future__ import annotations

import datetime
import io
import struct
from pathlib import Path
from typing import Any

import pytest
import xlrd
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.biff import SPARE, read_globals, text_lengths
from dangbo_cli.sheets.book import Unreadable, read_book
from dangbo_cli.sheets.ole import CompoundFile, wrap
from sheets import files


def refused(folder: Path, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_book(files.save(folder, "a.xls", data))
    return caught.value


def test_error_cells_are_lost_not_empty(tmp_path: Path) -> None:
    book = read_book(files.save(tmp_path, "a.xls", files.xls(change=lambda _, sheet: sheet.write(8, 2, "#x"))))
    assert book.grids[0].lost == {}

    def change(_: Any, sheet: Any) -> None:
        sheet.row(8).set_cell_error(2, "#REF!")
        sheet.row(9).set_cell_boolean(1, True)

    book = read_book(files.save(tmp_path, "a.xls", files.xls(change=change)))
    assert book.grids[0].lost == {(8, 2): "#REF!"}


def test_values_merges_sheets(tmp_path: Path) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_merge(5, 6, 1, 3, "Chi bộ 1")
        sheet.write(8, 2, xlwt.Formula('"Chi" & " bộ"'))
        book.add_sheet("Ẩn").visibility = 1
        book.add_sheet("Rất ẩn").visibility = 2

    book = read_book(files.save(tmp_path, "a.xls", files.xls(change=change)))
    found = book.grids[0]
    assert found.rows[:3] == files.READ
    assert type(found.rows[1][2]) is datetime.date
    assert found.rows[5] == ["", "Chi bộ 1", "", ""]
    assert found.merges == [(5, 1, 6, 3)]
    assert [(one.name, one.visible) for one in book.grids] == [
        ("Danh sách", True),
        ("Ẩn", False),
        ("Rất ẩn", False),
    ]


def test_addresses_are_true(tmp_path: Path) -> None:
    data = files.xls([], lambda _, sheet: sheet.write(6, 4, "Lò Thị Ánh"))
    found = read_book(files.save(tmp_path, "a.xls", data)).grids[0]
    assert found.rows[6][4] == "Lò Thị Ánh"
    assert (len(found.rows), found.width) == (7, 5)


def test_stray_cell_never_reaches_calamine(tmp_path: Path) -> None:
    trouble = refused(tmp_path, files.moved_cell(65_535, 65_535))
    assert trouble.code == unreadable.STRAY_CELLS
    assert "«Danh sách»" in trouble.message


def test_moved_cell_is_where_it_says(tmp_path: Path) -> None:
    assert read_book(files.save(tmp_path, "a.xls", files.moved_cell(9, 2))).grids[0].rows[9] == ["", "", 1.5]


@pytest.mark.parametrize("declared", [(0, 0xFFFFFFFF, 0, 0xFFFF), (5, 2, 9, 3), (0, 70_000_000, 0, 60_000)])
def test_declared_dimensions_are_not_believed(tmp_path: Path, declared: tuple[int, ...]) -> None:
    stream = files.stream_of(files.xls())
    at = stream.find(struct.pack("<HH", 0x200, 14))
    struct.pack_into("<IIHH", stream, at + 4, *declared)
    assert read_book(files.save(tmp_path, "a.xls", wrap("Workbook", stream))).grids[0].rows == files.READ


def test_formatted_blank_rows_cost_nothing(tmp_path: Path) -> None:
    look = xlwt.easyxf("borders: left thin")

    def change(_: Any, sheet: Any) -> None:
        for r in range(3, 10_000):
            for c in range(10):
                sheet.write(r, c, None, look)

    assert read_book(files.save(tmp_path, "a.xls", files.xls(change=change))).grids[0].rows == files.READ


def test_what_is_struck_through(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        for c in range(8):  # eight fonts: the fourth has no number
            sheet.write(3, c, c, xlwt.easyxf(f"font: height {200 + c}, struck_out {'on' if c % 2 else 'off'}"))

    assert read_book(files.save(tmp_path, "a.xls", files.xls(change=change))).grids[0].struck == {
        (3, c) for c in (1, 3, 5, 7)
    }
    assert read_book(files.save(tmp_path, "b.xls", files.xls())).grids[0].struck == frozenset()


def test_fonts_formats_hidden_as_xlrd_sees_them(tmp_path: Path) -> None:
    old = xlwt.easyxf("font: name .VnTime")
    other = xlwt.easyxf("font: name VNI-Times, bold on", num_format_str="000000000000")

    def change(_: Any, sheet: Any) -> None:
        for c in range(4):
            sheet.write(3, c, c, other if c % 2 else old)
            sheet.write(4, c, "NguyÔn", old)
        sheet.write(5, 0, None, old)
        sheet.write(5, 1, None, other)
        sheet.write(6, 0, "x", xlwt.easyxf("font: name Tahoma"))
        sheet.row(1).hidden = True
        sheet.col(2).hidden = True

    data = files.xls(change=change)
    book = read_book(files.save(tmp_path, "a.xls", data))
    found = book.grids[0]
    other_book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    sheet = other_book.sheet_by_index(0)
    for r in range(7):
        for c in range(sheet.row_len(r)):
            if sheet.cell_type(r, c) == xlrd.XL_CELL_EMPTY:
                continue
            look = other_book.xf_list[sheet.cell_xf_index(r, c)]
            assert found.font(r, c) == other_book.font_list[look.font_index].name, (r, c)
            assert found.number_format(r, c) == other_book.format_map[look.format_key].format_str, (r, c)
    assert found.font(4, 0) == ".VnTime"
    assert found.hidden_rows == {r for r, row in sheet.rowinfo_map.items() if row.hidden} == {1}
    assert found.hidden_columns == {2}
    assert book.may_have_legacy_fonts
    assert book.may_have_hidden
    plain = read_book(files.save(tmp_path, "b.xls", files.xls()))
    assert not plain.may_have_hidden
    assert not plain.may_have_legacy_fonts


def test_lengths_of_shared_texts_as_written(tmp_path: Path) -> None:
    texts = [f"{'Lò Thị Ánh' * (i % 97)} {i}" for i in range(3000)]  # many records, some cut in the middle
    stream = files.stream_of(files.xls([[text] for text in texts]))
    assert sorted(text_lengths(read_globals(stream + bytes(SPARE)).texts)) == sorted(map(len, texts))


def test_one_long_text_used_by_every_cell(tmp_path: Path) -> None:
    data = files.xls([["x" * 30_000] * 3] * 900)
    assert len(data) < 200_000
    assert refused(tmp_path, data).code == unreadable.TOO_LARGE


def test_chains_without_end(tmp_path: Path) -> None:
    data = bytearray(wrap("Workbook", files.stream_of(files.xls())))
    struct.pack_into("<I", data, 4096 + 4 * 1, 1)  # sector 1, the directory, goes on with itself
    assert refused(tmp_path, bytes(data)).code == unreadable.DAMAGED
    for at in (44, 48, 60, 64, 68, 72):  # numbers of the header that a reader would ask memory for
        broken = bytearray(files.xls())
        struct.pack_into("<I", broken, at, 0xFFFFFFF0)
        try:
            read_book(files.save(tmp_path, "b.xls", bytes(broken)))
        except Unreadable:
            continue


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 5_000_000])
def test_wrapped_streams_come_out_again(size: int) -> None:
    content = bytearray(i % 251 for i in range(size))
    container = CompoundFile(wrap("Workbook", content))
    assert container.stream("Workbook")[:size] == content
    assert list(container.streams) == ["Workbook"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**31), st.binary(min_size=1, max_size=4), st.booleans())
def test_damage_gives_a_sentence_never_more(tmp_path: Path, where: int, noise: bytes, inside: bool) -> None:
    data = bytearray(files.stream_of(files.xls()) if inside else files.xls())
    data[where % len(data) : where % len(data) + len(noise)] = noise
    try:
        book = read_book(files.save(tmp_path, "a.xls", wrap("Workbook", data) if inside else bytes(data)))
    except Unreadable:
        return
    for one in book.grids:
        one.font(0, 0)
        one.number_format(1, 1)
        assert one.hidden_rows <= set(range(len(one.rows)))
