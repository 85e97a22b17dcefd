"""What a column's reading decides by itself is told once a column; a question mark is a doubt."""

from __future__ import annotations

import pytest

from dangbo_cli.sheets.address import column_letter
from intake.desk import HEADER, person

UNIT = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"]]


def sheet(desk, heading, *cells):
    people = [[*person(n, f"Lò Văn {chr(64 + n)}n"), cell] for n, cell in enumerate(cells, 1)]
    return desk.plan(desk.write("Chi bộ Kho bạc.xlsx", [*UNIT, [*HEADER, heading], *people]))


def notes(result, code):
    return [note.message for note in result.plan.notes if note.code == code]


@pytest.mark.parametrize("filler", ["x", "X", "...", "-", "không rõ"])
def test_a_filler_is_named_once_a_column(desk, filler):
    result = sheet(desk, "Ngoại ngữ", filler, "Anh B", filler, filler)
    assert notes(result, "filler") == [f"Cột H «Ngoại ngữ»: 3 ô (từ ô H4 xuống) chỉ ghi «{filler}», coi như trống."]
    assert not result.plan.problems


def test_one_filler_is_named_by_its_cell(desk):
    result = sheet(desk, "Quê quán", "x", "Sơn La")
    assert notes(result, "filler") == ["Cột H «Quê quán»: ô H4 chỉ ghi «x», coi như trống."]


def test_a_tick_is_no_filler_and_an_empty_cell_is_not_told(desk):
    result = sheet(desk, "Đảng viên dự bị", "x", "", "-")
    assert notes(result, "filler") == []


@pytest.mark.parametrize("mark", ["?", "??", "(?)", "…?"])
def test_a_question_mark_is_a_doubt_not_a_blank(desk, mark):
    result = sheet(desk, "Dân tộc", "Thái", mark)
    assert [(p.code, p.cell, p.value) for p in result.plan.problems] == [("marked_doubtful", "H5", mark)]
    assert result.created == 2


def test_a_bare_position_column_says_which_side_each_value_went(desk):
    result = sheet(desk, "Chức vụ", "Bí thư", "Trưởng phòng", "Chi ủy viên", "Trưởng phòng", "x")
    told = (
        "Cột H «Chức vụ», xếp theo chữ trong ô: 2 ô là chức vụ Đảng («Bí thư» 1, «Chi ủy viên» 1); "
        "2 ô là chức vụ chính quyền («Trưởng phòng» 2)."
    )
    assert notes(result, "position_sides") == [told]
    assert told in result.files[-1].sheets[0].steps


def test_many_values_are_counted_in_the_note_and_all_in_the_steps(desk):
    result = sheet(desk, "Chức vụ", *(f"Trưởng phòng {n}" for n in range(1, 8)))
    (note,) = notes(result, "position_sides")
    assert note.startswith("Cột H «Chức vụ», xếp theo chữ trong ô: 7 ô là chức vụ chính quyền (")
    assert note.endswith(", và 2 cách ghi khác).")
    (step,) = [text for text in result.files[-1].sheets[0].steps if "Chức vụ" in text]
    assert all(f"«Trưởng phòng {n}» 1" in step for n in range(1, 8))


def test_a_column_that_says_whose_position_it_holds_is_not_told(desk):
    assert notes(sheet(desk, "Chức vụ Đảng", "Bí thư"), "position_sides") == []


def test_positions_that_do_not_say_where_they_are_held_are_counted_once_a_sheet(desk):
    result = sheet(desk, "Chức vụ Đảng", "Bí thư", "Phó BT", "Chi ủy viên", "Đảng viên", "Bí thư", "Bí thư chi bộ")
    (note,) = notes(result, "positions_nowhere")
    assert note.startswith("3 chức vụ («Bí thư» 2, «Phó Bí thư» 1) không ghi giữ ở tổ chức nào, nên không kể")
    assert notes(sheet(desk, "Chức vụ Đảng", "Bí thư chi bộ", "Đảng viên"), "positions_nowhere") == []


UNITS = ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Khối", "Trực thuộc (mã)", "Bí thư", "Ngày thành lập"]


def units(desk, *rows):
    listed = [[n, f"T{n}", f"Chi bộ Thử {n}", "Cơ quan nhà nước", "YT", "Lò Văn An", "01/02/2003"]
              for n in range(1, len(rows) + 1)]  # fmt: skip
    for row, (column, cell) in zip(listed, rows, strict=True):
        row[UNITS.index(column)] = cell
    return desk.plan(desk.write("to chuc.xlsx", [["DANH SÁCH TỔ CHỨC ĐẢNG"], UNITS, *listed]))


@pytest.mark.parametrize("column", ["Khối", "Bí thư"])
@pytest.mark.parametrize("filler", ["x", "...", "không rõ"])
def test_fillers_of_an_organisation_list_are_named_too(desk, column, filler):
    result = units(desk, (column, filler), (column, filler))
    letter = column_letter(UNITS.index(column))
    assert notes(result, "filler") == [
        f"Cột {letter} «{column}»: 2 ô (từ ô {letter}3 xuống) chỉ ghi «{filler}», coi như trống."
    ]
    assert (result.created, result.plan.problems) == (2, [])


@pytest.mark.parametrize(("column", "cell", "code"), [
    ("Khối", "?", "marked_doubtful"), ("Bí thư", "(?)", "marked_doubtful"), ("Bí thư", "Lò V?n An", "letters_lost"),
    ("Bí thư", "nt", "ditto"), ("Ngày thành lập", "??", "marked_doubtful"),
])  # fmt: skip
def test_a_doubt_in_an_organisation_list_sets_the_cell_aside(desk, column, cell, code):
    result = units(desk, ("STT", 1), (column, cell))
    assert [(p.code, p.cell, p.value) for p in result.plan.problems] == [
        (code, f"{column_letter(UNITS.index(column))}4", cell)
    ]
    assert result.created == 2


@pytest.mark.parametrize("cell", ["?", "Sở Y t?", "nt"])
def test_an_organisation_above_that_is_in_doubt_sets_the_row_aside(desk, cell):
    result = units(desk, ("Trực thuộc (mã)", cell))
    assert [(p.code, p.cell, p.value) for p in result.plan.problems] == [("parent_unknown", "E3", cell)]
    assert result.created == 0


@pytest.mark.parametrize("name", ["?", "x", "...", "Chi bộ V?n phòng"])
def test_an_organisation_without_a_readable_name_is_set_aside(desk, name):
    result = units(desk, ("STT", 1), ("Tên tổ chức đảng", name))
    assert result.created == 1
    assert [p.cell for p in result.plan.problems] == ["C4"]


def test_a_ditto_mark_in_an_organisation_list_repeats_the_cell_above(desk):
    result = units(desk, ("Khối", "Doanh nghiệp"), ("Khối", "nt"))
    fields = [change.fields for change in result.plan.changes if change.entity == "organization"]
    assert [change["bloc"].after for change in fields] == ["Doanh nghiệp", "Doanh nghiệp"]


class TestOneGender:
    """Whom the only column of ticks for a gender leaves out is of no gender, and that is said."""

    def read(self, desk, header, *cells):
        people = [[n, f"Lò Văn {chr(64 + n)}n", f"1{n}/05/1980", *told] for n, told in enumerate(cells, 1)]
        result = desk.nhap(desk.write("ds.xlsx", [*UNIT, ["STT", "Họ và tên", "Ngày sinh", *header], *people]))
        return notes(result, "one_gender"), [one["gender"] for one in desk.people()]

    @pytest.mark.parametrize(("heading", "other"), [("Nữ", "Nam"), ("Nam", "Nữ")])
    def test_is_told_once(self, desk, heading, other):
        told, genders = self.read(desk, [heading], ["x"], [""], [""])
        (note,) = told
        assert note.startswith(f"Cột «{heading}» là cột duy nhất về giới tính: 2 dòng để trống")
        assert f"«{other}»" in note
        assert sorted(genders, key=str) == sorted([heading, None, None], key=str)

    @pytest.mark.parametrize(
        ("header", "cells"),
        [
            (["Nam", "Nữ"], (["x", ""], ["", "x"], ["", ""])),
            (["Giới tính"], (["Nam"], [""])),
            (["Nữ", "Giới tính"], (["x", "Nữ"], ["", "Nam"])),
            (["Nữ"], (["x"], ["x"])),
            (["Nữ"], ([""], [""])),
        ],
    )
    def test_nothing_is_told_of_others(self, desk, header, cells):
        assert self.read(desk, header, *cells)[0] == []
