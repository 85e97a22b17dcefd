"""What is reported of a target agrees with itself, or is named cell by cell."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from intake.desk import cells, codes
from intake.year import UNIT, staffed, stored

HEADER = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Kết quả", "Tử số", "Mẫu số", "Tử số là", "Mẫu số là"]
SHARE, PLAN = "≥ 96% hồ sơ", "Thu ngân sách đạt 100% kế hoạch"


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def report(desk, target, *told, day="01/06/2022", name="a.xlsx", formats=()):
    rows = [
        UNIT,
        ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"],
        [f"(Tính đến ngày {day})"],
        HEADER,
        [1, "Chi bộ 1", "Dịch vụ công", target, *told],
    ]
    path = desk.write(name, rows)
    if formats:
        book = openpyxl.load_workbook(path)
        for cell in formats:
            book.active[cell].number_format = "0.0%"
        book.save(path)
    return desk.nhap(path)


def reached(desk):
    keys = ("actual", "actual_number", "numerator", "denominator")
    return [tuple(row.get(key) for key in keys) for row in stored(desk, "initiative_progress")]


TWO = "two_values"


@pytest.mark.parametrize(
    ("target", "told", "problems", "expected"),
    [
        (SHARE, ("90/100", 95, 100), {"E5": TWO, "F5": TWO, "G5": TWO}, []),
        (SHARE, ("90%", 95, 100), {"E5": TWO, "F5": TWO, "G5": TWO}, []),
        (SHARE, ("248/250", "", 251), {"E5": TWO, "G5": TWO}, []),
        (SHARE, ("248/250 (90%)",), {"E5": "share_differs"}, []),
        (SHARE, ("248/250", 248, ""), {}, [("248/250", None, 248, 250)]),
        (SHARE, ("99%", 248, 250), {}, [("99%", 99, 248, 250)]),
        (SHARE, ("99,2%", 248, 250), {}, [("99,2%", 99.2, 248, 250)]),
        (SHARE, ("85/100 hồ sơ, tăng 5%",), {}, [("85/100 hồ sơ, tăng 5%", None, 85, 100)]),
        (SHARE, ("120/100",), {"E5": "over_hundred_percent"}, []),
        (SHARE, ("120%",), {"E5": "over_hundred_percent"}, []),
        (SHARE, ("120",), {"E5": "over_hundred_percent"}, []),
        (PLAN, ("120%",), {}, [("120%", 120, None, None)]),
        (PLAN, ("120/100",), {}, [("120/100", None, 120, 100)]),
        ("Tăng 100% hồ sơ trực tuyến", ("120%",), {}, [("120%", 120, None, None)]),
        (SHARE, (0.98,), {"E5": "ratio_unclear"}, []),
        (SHARE, ("0,98", 98, 100), {}, [("0,98", 0.98, 98, 100)]),
        (SHARE, ("12 hồ sơ",), {}, [("12 hồ sơ", None, None, None)]),
        ("ít nhất 5 mô hình", ("80%",), {}, [("80%", None, None, None)]),
        ("ít nhất 5 mô hình", (1.0,), {}, [("1", 1, None, None)]),
    ],
)  # fmt: skip
def test_a_result_is_kept_where_it_agrees_with_itself(desk, target, told, problems, expected):
    assert cells(report(desk, target, *told)) == problems
    assert reached(desk) == expected


def test_a_number_shown_as_a_percentage_is_one(desk):
    result = report(desk, 0.965, 0.985, formats=("D5", "E5"))
    assert codes(result) == []
    assert [(row["number"], row["unit"]) for row in stored(desk, "initiative_target")] == [(96.5, "%")]
    assert reached(desk) == [("98,5%", 98.5, None, None)]


def test_of_what_the_fraction_of_a_known_target_is_taken_follows_the_newer_sheet(desk):
    def words():
        return [(row.get("numerator_words"), row.get("denominator_words")) for row in stored(desk, "initiative_target")]

    report(desk, SHARE, "", 95, 100, "hồ sơ đúng hạn")
    report(desk, SHARE, "", 95, 100, "hồ sơ qua mạng", "hồ sơ đã nhận", day="01/09/2022", name="b.xlsx")
    assert words() == [("hồ sơ qua mạng", "hồ sơ đã nhận")]
    older = report(desk, SHARE, "", 95, 100, "hồ sơ đúng hạn", day="01/08/2022", name="c.xlsx")
    assert [note.code for note in older.plan.notes] == ["older_sheet"]
    assert words() == [("hồ sơ qua mạng", "hồ sơ đã nhận")]


def test_a_fraction_that_excel_took_for_a_day_is_named(desk):
    result = report(desk, "ít nhất 5 mô hình", date(2022, 5, 3))
    assert (cells(result), reached(desk)) == ({"E5": "not_text"}, [])


COUNT, MONEY = "ít nhất 3 lớp", "ít nhất 20 triệu đồng"


@pytest.mark.parametrize(
    ("target", "said", "noted", "expected"),
    [
        (COUNT, "4 hội nghị", True, (None, None, None)),
        (COUNT, "4/4 hội nghị", True, (None, None, None)),
        (COUNT, "4 lớp", False, (4, None, None)),
        (COUNT, "4/3 lớp", False, (4, 4, 3)),
        (MONEY, "15.000.000 đồng", False, (15, None, None)),
        ("100% đảng viên tham gia", "Đạt", True, (None, None, None)),
        ("Xây dựng quy chế", "Đạt", False, (None, None, None)),
    ],
)
def test_a_result_that_counts_something_else_is_kept_in_words_and_said(desk, target, said, noted, expected):
    plan = report(desk, target, said)
    assert cells(plan) == {}
    assert any(note.code == "result_not_measured" and note.cell == "E5" for note in plan.plan.notes) is noted
    assert reached(desk) == [(said, *expected)]


THREE = "100% hồ sơ trực tuyến\nít nhất 20 triệu đồng\nGiảm 30% giấy in"


def test_results_of_several_targets_in_one_cell_are_given_line_by_line(desk):
    plan = report(desk, THREE, "45/45\n25 triệu\ngiảm 32%")
    assert [note.cell for note in plan.plan.notes if note.code == "results_by_line"] == ["E5"]
    assert reached(desk) == [
        ("45/45", None, 45, 45),
        ("25 triệu", 25, None, None),
        ("giảm 32%", 32, None, None),
    ]
    assert all(row["target_id"] for row in stored(desk, "initiative_progress"))


def test_a_result_of_several_targets_without_a_line_each_is_of_the_whole_and_no_number(desk):
    plan = report(desk, THREE, "45/45\nĐạt")
    assert [note.cell for note in plan.plan.notes if note.code == "result_of_which_target"] == ["E5"]
    ((words, *numbers),) = reached(desk)
    assert (words, numbers) == ("45/45; Đạt", [None, None, None])
    assert [row.get("target_id") for row in stored(desk, "initiative_progress")] == [None]
