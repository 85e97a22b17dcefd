"""What a column's reading decides by itself is told once a column; a question mark is a doubt."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, Desk, person

UNIT = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"]]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


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
