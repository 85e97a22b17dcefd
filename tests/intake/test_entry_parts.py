"""Parts of entries in sheets: criteria of a rating in every layout, milestones with their days."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes
from intake.year import UNIT, staffed, stored

RATED = ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]
WHO = ["STT", "Họ và tên", "Chi bộ"]
AN = [1, "Lò Văn An", "Chi bộ 1"]
CRITERIA = {
    "columns of their own": (
        [[*WHO, "Chính trị tư tưởng", "Kết quả thực hiện nhiệm vụ", "Mức xếp loại"]],
        [*AN, "Tốt", "Xuất sắc", "HTXSNV"],
    ),
    "under one heading, in the unit's words": (
        [[*WHO, "Đánh giá theo tiêu chí", "", "Mức xếp loại"],
         ["", "", "", "Chính trị tư tưởng", "Kết quả thực hiện nhiệm vụ", ""]],
        [*AN, "Tốt", "Xuất sắc", "HTXSNV"],
    ),
    "rated by criteria": (
        [[*WHO, "Đánh giá, xếp loại theo tiêu chí", "", "Mức xếp loại"],
         ["", "", "", "Chính trị tư tưởng", "Kết quả thực hiện nhiệm vụ", ""]],
        [*AN, "Tốt", "Xuất sắc", "HTXSNV"],
    ),
    "numbered": (
        [[*WHO, "Tiêu chí 1: Chính trị tư tưởng", "Tiêu chí 2: Kết quả thực hiện nhiệm vụ", "Mức xếp loại"]],
        [*AN, "Tốt", "Xuất sắc", "HTXSNV"],
    ),
    "ticked": (
        [[*WHO, "Chính trị tư tưởng", "", "", "", "Kết quả thực hiện nhiệm vụ", "", "", "", "Mức xếp loại"],
         ["", "", "", *("Xuất sắc", "Tốt", "Trung bình", "Kém") * 2, ""]],
        [*AN, "", "x", "", "", "x", "", "", "", "HTXSNV"],
    ),
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def criteria(desk):
    return {row["criterion"]: row.get("grade", row.get("points")) for row in stored(desk, "rating_criterion")}


@pytest.mark.parametrize("layout", CRITERIA)
def test_criteria_are_read_in_every_layout(desk, layout):
    header, row = CRITERIA[layout]
    path = desk.write("xếp loại.xlsx", [UNIT, RATED, *header, row])
    result = desk.nhap(path)
    assert codes(result) == []
    assert criteria(desk) == {"Chính trị tư tưởng": "Tốt", "Kết quả thực hiện nhiệm vụ": "Xuất sắc"}
    assert [row["proposed_level"] for row in stored(desk, "rating")] == ["Hoàn thành xuất sắc nhiệm vụ"]
    assert desk.nhap(path).plan.changes == []


def test_a_criterion_of_the_unit_s_own_keeps_its_name_and_points(desk):
    rows = [[*WHO, "Tiêu chí", "", "", "Mức xếp loại"], ["", "", "", "Đoàn kết nội bộ", "Kỷ cương hành chính", "Tổng điểm", ""],
            [*AN, 18.5, "20", 91, "HTTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, ["XẾP LOẠI ĐẢNG VIÊN NĂM 2025"], *rows]), year=2025)
    assert codes(result) == []
    assert criteria(desk) == {"Đoàn kết nội bộ": 18.5, "Kỷ cương hành chính": 20.0}
    assert stored(desk, "rating")[0]["points"] == 91


@pytest.mark.parametrize(
    ("title", "value", "code"),
    [(RATED[0], "Khá", "criterion_unreadable"), (RATED[0], "120", "criterion_unreadable"),
     ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2016", "Tốt", "year_without_criteria")],
)  # fmt: skip
def test_a_criterion_that_cannot_be_kept_is_set_aside_alone(desk, title, value, code):
    rows = [[*WHO, "Chính trị tư tưởng", "Mức xếp loại"], [*AN, value, "HTTNV"]]
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, [title], *rows]))
    assert codes(result) == [code]
    assert cells(result) == {"D4": code}
    assert criteria(desk) == {}
    assert stored(desk, "rating")[0]["proposed_level"] == "Hoàn thành tốt nhiệm vụ"


def test_two_ticks_of_one_criterion_are_none(desk):
    header, row = CRITERIA["ticked"]
    row = [*AN, "x", "x", *row[5:]]
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, RATED, *header, row]))
    assert codes(result) == ["two_grades"]
    assert criteria(desk) == {"Kết quả thực hiện nhiệm vụ": "Xuất sắc"}


def test_the_newer_sheet_wins_and_a_closed_year_is_left_alone(desk):
    header, _ = CRITERIA["columns of their own"]
    for name, grade, day in (
        ("a.xlsx", "Tốt", "05/12/2022"),
        ("b.xlsx", "63,5", "20/12/2022"),
        ("c.xlsx", "Kém", "01/12/2022"),
    ):
        dated = [f"(Tính đến ngày {day})"]
        desk.nhap(desk.write(name, [UNIT, RATED, dated, *header, [*AN, grade, "Xuất sắc", "HTXSNV"]]))
    assert criteria(desk) == {"Chính trị tư tưởng": 63.5, "Kết quả thực hiện nhiệm vụ": "Xuất sắc"}
    desk.conn.execute("INSERT INTO rating_period (period, state) VALUES ('2022', 'closed')")
    result = desk.nhap(desk.write("d.xlsx", [UNIT, RATED, *header, [*AN, "Kém", "Xuất sắc", "HTXSNV"]]))
    assert codes(result) == ["rating_year_closed"]
    assert criteria(desk)["Chính trị tư tưởng"] == 63.5


# --- milestones
def initiative(desk, name, cell):
    return desk.nhap(desk.write(name, [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Mốc tiến độ"],
                                       [1, "Chi bộ 1", "Dịch vụ công", cell]]))  # fmt: skip


def milestones(desk):
    return [(row["what"], row.get("due_on")) for row in stored(desk, "initiative_milestone")]


def test_milestones_have_their_days_and_those_without_are_named(desk):
    result = initiative(desk, "a.xlsx", "Ban hành kế hoạch: 31/3/2022\nSơ kết; Tổng kết: 30/12/2022")
    assert codes(result) == []
    assert milestones(desk) == [("Ban hành kế hoạch", "2022-03-31"), ("Sơ kết", None), ("Tổng kết", "2022-12-30")]
    told = [note for note in result.plan.notes if note.code == "milestone_undated"]
    assert [(note.value, note.cell) for note in told] == [("Sơ kết", "D4")]


def test_a_day_comes_to_a_milestone_and_another_day_is_another_one(desk):
    initiative(desk, "a.xlsx", "Sơ kết")
    initiative(desk, "b.xlsx", "Sơ kết: 30/06/2022")
    assert milestones(desk) == [("Sơ kết", "2022-06-30")]
    initiative(desk, "c.xlsx", "Sơ kết")
    assert milestones(desk) == [("Sơ kết", "2022-06-30")]
    initiative(desk, "d.xlsx", "Sơ kết: 30/09/2022")
    assert milestones(desk) == [("Sơ kết", "2022-06-30"), ("Sơ kết", "2022-09-30")]
