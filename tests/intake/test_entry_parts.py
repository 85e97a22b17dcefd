"""Parts of entries in sheets: criteria of a rating in every layout, milestones with their days."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.records.milestones import plan_drop_part
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


def test_the_points_of_a_criterion_go_as_far_as_the_scale_of_its_year(desk):
    desk.conn.execute(
        "INSERT INTO rule (period, rule, value, source, since) "
        "VALUES ('2022', 'diem-toi-da', '150', 'Hướng dẫn 1-HD/ĐU, mục 2', '2022-11-01')"
    )
    header = [*WHO, "Chính trị tư tưởng", "Kết quả thực hiện nhiệm vụ", "Mức xếp loại"]
    rows = [header, [*AN, "120", 150.5, "HTTNV"]]
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, RATED, *rows]))
    assert cells(result) == {"E4": "criterion_unreadable"}
    assert criteria(desk) == {"Chính trị tư tưởng": 120}


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


def test_a_day_of_a_closed_year_is_told_as_days_are_written(desk):
    rating = ["Họ và tên", "Chi bộ", "Quyết định xếp loại", "Số quyết định", "Ngày quyết định"]
    line = ["Lò Văn An", "Chi bộ 1", "HTXSNV", "1-QĐ/ĐU"]
    desk.nhap(desk.write("a.xlsx", [UNIT, RATED, rating, [*line, "20/12/2022"]]))
    desk.conn.execute("INSERT INTO rating_period (period, state) VALUES ('2022', 'closed')")
    (told,) = desk.nhap(desk.write("b.xlsx", [UNIT, RATED, rating, [*line, "25/12/2022"]])).plan.problems
    assert "không ghi «25/12/2022»" in told.message
    assert "«dangbo xep-loai mo-lai NĂM --ly-do …»" in told.message


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


@pytest.mark.parametrize(("day", "noted"), [("31/03/2021", True), ("31/03/2023", False), ("3/2022", False)])
def test_a_milestone_before_the_year_of_its_initiative_is_noted(desk, day, noted):
    result = initiative(desk, "a.xlsx", f"Ban hành kế hoạch: {day}")
    assert codes(result) == []
    assert len(milestones(desk)) == 1
    told = [(note.cell, note.value) for note in result.plan.notes if note.code == "day_outside_year"]
    assert told == ([("D4", f"Mốc «Ban hành kế hoạch» {day}")] if noted else [])


@pytest.mark.parametrize(("day", "noted"), [("30/09/2021", True), ("30/09/2022", False), ("10/01/2023", False)])
def test_results_told_before_the_year_of_their_initiative_are_noted(desk, day, noted):
    rows = [UNIT, ["KẾT QUẢ THỰC HIỆN MÔ HÌNH"], [f"(Tính đến ngày {day})"],
            ["STT", "Chi bộ", "Năm", "Tên mô hình", "Chỉ tiêu", "Kết quả"],
            [1, "Chi bộ 1", "2022", "Dịch vụ công", "100% hồ sơ", "98%"]]  # fmt: skip
    result = desk.nhap(desk.write("kq.xlsx", rows))
    assert [row["reported_on"] for row in stored(desk, "initiative_progress")] == ["-".join(reversed(day.split("/")))]
    told = [note.value for note in result.plan.notes if note.code == "day_outside_year"]
    assert told == ([f"Ngày báo cáo {day}"] if noted else [])


def test_a_day_comes_to_a_milestone_and_another_day_is_another_one(desk):
    initiative(desk, "a.xlsx", "Sơ kết")
    initiative(desk, "b.xlsx", "Sơ kết: 30/06/2022")
    assert milestones(desk) == [("Sơ kết", "2022-06-30")]
    initiative(desk, "c.xlsx", "Sơ kết")
    assert milestones(desk) == [("Sơ kết", "2022-06-30")]
    initiative(desk, "d.xlsx", "Sơ kết: 30/09/2022")
    assert milestones(desk) == [("Sơ kết", "2022-06-30"), ("Sơ kết", "2022-09-30")]


# --- items of a pledge
PLEDGES = [["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH KÝ CAM KẾT TU DƯỠNG NĂM 2022"]]


def pledge(desk, name, text, day=None):
    dated = [[f"(Tính đến ngày {day})"]] if day else []
    rows = [*PLEDGES, *dated, ["STT", "Họ và tên", "Đã cam kết (x)", "Việc cam kết"], [1, "Lò Văn An", "x", text]]
    return desk.nhap(desk.write(name, rows))


def items(desk):
    return [(row["what"], row.get("due_on")) for row in stored(desk, "pledge_item")]


def test_a_known_item_gets_its_day_and_of_two_days_the_newer_sheet_decides(desk):
    pledge(desk, "a.xlsx", "Học ngoại ngữ", "01/03/2022")
    pledge(desk, "b.xlsx", "Học ngoại ngữ: 30/06/2022", "01/06/2022")
    assert items(desk) == [("Học ngoại ngữ", "2022-06-30")]
    pledge(desk, "c.xlsx", "Học ngoại ngữ: 30/09/2022", "01/09/2022")
    assert items(desk) == [("Học ngoại ngữ", "2022-09-30")]
    older = pledge(desk, "d.xlsx", "Học ngoại ngữ: 31/07/2022", "01/07/2022")
    assert [note.code for note in older.plan.notes] == ["older_sheet"]
    assert (codes(older), items(desk)) == ([], [("Học ngoại ngữ", "2022-09-30")])
    assert pledge(desk, "e.xlsx", "Học ngoại ngữ: 09/2022", "01/10/2022").plan.changes == []


@pytest.mark.parametrize(
    "heading", ["Thời gian hoàn thành", "Thời hạn", "Hạn hoàn thành", "Hoàn thành trước ngày", "Tiến độ hoàn thành"]
)
def test_the_items_of_a_row_are_due_when_its_column_of_deadlines_says(desk, heading):
    head = ["STT", "Họ và tên", "Việc cam kết", heading]
    rows = [
        [1, "Lò Văn An", "Học ngoại ngữ; Làm vườn: 30/06/2022", "30/9/2022"],
        [2, "Cà Thị Mai", "Đọc sách", "Quý III/2022"],
    ]
    result = desk.nhap(desk.write("a.xlsx", [*PLEDGES, head, *rows]))
    assert (codes(result), [note.code for note in result.plan.notes]) == ([], ["handing_in_not_said"])
    assert items(desk) == [("Học ngoại ngữ", "2022-09-30"), ("Làm vườn", "2022-06-30"), ("Đọc sách", "2022-09-30")]
    assert desk.nhap(desk.write("b.xlsx", [*PLEDGES, head, *rows])).plan.changes == []


@pytest.mark.parametrize(
    ("what", "due", "kept"),
    [
        ("Đọc sách", "Thường xuyên", [("Đọc sách", None)]),
        ("Đọc sách: 30/06/2022", "30/9/2022", [("Đọc sách", "2022-06-30")]),
        ("", "30/9/2022", []),
    ],
)
def test_a_deadline_that_is_of_no_item_is_told(desk, what, due, kept):
    head = ["STT", "Họ và tên", "Đã nộp", "Việc cam kết", "Thời hạn"]
    result = desk.nhap(desk.write("a.xlsx", [*PLEDGES, head, [1, "Lò Văn An", "x", what, due]]))
    assert (codes(result), items(desk), len(stored(desk, "pledge"))) == ([], kept, 1)
    assert [note.cell for note in result.plan.notes if note.code == "item_due_not_read"] == ["E4"]


def test_an_item_that_is_due_before_a_quarter_has_no_day_and_that_is_said(desk):
    told = pledge(desk, "a.xlsx", "Làm vườn trước quý II/2022; Học ngoại ngữ: quý III/2022", "01/03/2022")
    assert items(desk) == [("Làm vườn trước quý II/2022", None), ("Học ngoại ngữ", "2022-09-30")]
    assert [note.value for note in told.plan.notes if note.code == "due_not_its_end"] == ["Làm vườn trước quý II/2022"]


def test_items_of_one_name_are_told_apart_by_their_days(desk):
    both = "Nộp bài thu hoạch: 30/06/2022\nNộp bài thu hoạch: 31/12/2022"
    expected = [("Nộp bài thu hoạch", "2022-06-30"), ("Nộp bài thu hoạch", "2022-12-31")]
    assert codes(pledge(desk, "a.xlsx", both)) == []
    assert items(desk) == expected
    assert pledge(desk, "b.xlsx", both).plan.changes == []
    result = pledge(desk, "c.xlsx", "Nộp bài thu hoạch: 30/09/2022")
    assert cells(result) == {"D4": "differs_from_record"}
    assert items(desk) == expected


def test_an_item_that_was_stored_with_its_day_in_the_words_is_no_second_one(desk):
    pledge(desk, "a.xlsx", "Học ngoại ngữ", "01/03/2022")
    desk.conn.execute("UPDATE pledge_item SET what = 'Học ngoại ngữ: 30/06/2022'")
    assert pledge(desk, "b.xlsx", "Học ngoại ngữ: 30/06/2022", "01/06/2022").plan.changes == []
    pledge(desk, "c.xlsx", "Học ngoại ngữ: 30/09/2022", "01/09/2022")
    assert items(desk) == [("Học ngoại ngữ", "2022-09-30")]


# --- ticks of a criterion
@pytest.mark.parametrize(("ticks", "said"), [("xxx", "D6 E6 F6"), ("x.xx", "D6 F6 G6"), ("xxxx", "D6 E6 F6 G6")])
def test_of_many_ticks_of_one_criterion_every_cell_is_named_and_none_is_kept(desk, ticks, said):
    header, row = CRITERIA["ticked"]
    row = [*AN, *ticks.ljust(4, ".").replace(".", " "), *row[7:]]
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, RATED, *header, row]))
    (problem,) = result.plan.problems
    assert (problem.code, problem.value) == ("two_grades", "Chính trị tư tưởng")
    assert all(f"(ô {where[0]}5)" in problem.message for where in said.split())
    assert criteria(desk) == {"Kết quả thực hiện nhiệm vụ": "Xuất sắc"}


def test_a_no_is_no_tick_and_anything_else_under_a_tick_is_named(desk):
    header, row = CRITERIA["ticked"]
    row = [*AN, "không", "x", "K", "thiếu", *row[7:]]
    result = desk.nhap(desk.write("xếp loại.xlsx", [UNIT, RATED, *header, row]))
    assert cells(result) == {"G5": "not_a_tick"}
    assert criteria(desk) == {"Chính trị tư tưởng": "Tốt", "Kết quả thực hiện nhiệm vụ": "Xuất sắc"}


# --- targets and what was reported
def targeted(desk, name, target, due="", evidence="", day=None, actual=""):
    dated = [[f"(Tính đến ngày {day})"]] if day else []
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], *dated,
            ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Thời hạn", "Kết quả", "Minh chứng"],
            [1, "Chi bộ 1", "Dịch vụ công", target, due, actual, evidence]]  # fmt: skip
    return desk.nhap(desk.write(name, rows))


def days(desk):
    return [row.get("due_on") for row in stored(desk, "initiative_target")]


def test_a_known_target_gets_its_day_and_the_newer_sheet_moves_it(desk):
    targeted(desk, "a.xlsx", "100% hồ sơ", day="01/03/2022")
    targeted(desk, "b.xlsx", "100% hồ sơ", "30/06/2022", day="01/04/2022")
    assert days(desk) == ["2022-06-30"]
    targeted(desk, "c.xlsx", "100% hồ sơ", "30/09/2022", day="01/06/2022")
    targeted(desk, "d.xlsx", "100% hồ sơ", "31/07/2022", day="01/05/2022")
    assert days(desk) == ["2022-09-30"]


@pytest.mark.parametrize(
    ("target", "due", "problems", "expected"),
    [
        ("Ban hành quy chế trước 30/06/2022", "", {}, ["2022-06-30"]),
        ("Ban hành quy chế trước tháng 6/2022", "15/06/2022", {}, ["2022-06-15"]),
        ("Ban hành quy chế trước 30/06/2022", "31/12/2022", {"D4": "two_values", "E4": "two_values"}, [None]),
        ("≥ 9x %", "31/12/2022", {"D4": "target_no_number", "E4": "target_not_one"}, []),
        ("Ban hành quy chế trước 30/06/2022; 100% hồ sơ", "31/12/2022", {}, ["2022-06-30", "2022-12-31"]),
        ("Ban hành quy chế trước 30/06/2022; 100% hồ sơ trước 30/09/2022", "31/12/2022", {"E4": "target_not_one"},
         ["2022-06-30", "2022-09-30"]),
    ],
)  # fmt: skip
def test_no_day_of_a_target_is_lost(desk, target, due, problems, expected):
    result = targeted(desk, "a.xlsx", target, due)
    assert cells(result) == problems
    assert all("2022-" not in problem.message for problem in result.plan.problems)
    assert days(desk) == expected


def test_the_words_of_a_known_target_do_not_take_back_its_day(desk):
    targeted(desk, "a.xlsx", "Ban hành quy chế trước 30/06/2022", day="01/03/2022")
    desk.conn.execute("UPDATE initiative_target SET due_on = '2022-09-30'")
    targeted(desk, "b.xlsx", "Ban hành quy chế trước 30/06/2022", actual="Đã ban hành", day="01/10/2022")
    assert days(desk) == ["2022-09-30"]


def test_the_evidence_of_a_known_report_is_kept(desk):
    targeted(desk, "a.xlsx", "100% hồ sơ", actual="97%")
    targeted(desk, "b.xlsx", "100% hồ sơ", actual="97%", evidence="Biên bản số 5")
    assert [(row["actual"], row.get("evidence")) for row in stored(desk, "initiative_progress")] == [
        ("97%", "Biên bản số 5")
    ]


# --- parts that a later sheet leaves out
def told_left_out(result):
    return [(note.value, note.cell) for note in result.plan.notes if note.code == "part_left_out"]


def test_a_target_that_a_later_sheet_words_anew_is_named(desk):
    targeted(desk, "a.xlsx", "100% hồ sơ; ít nhất 5 mô hình", day="01/03/2022")
    assert told_left_out(targeted(desk, "b.xlsx", "ít nhất 5 mô hình", day="01/04/2022")) == []
    result = targeted(desk, "c.xlsx", "98% hồ sơ; ít nhất 5 mô hình", day="01/05/2022")
    assert (codes(result), told_left_out(result)) == ([], [("100% hồ sơ", "D5")])
    assert [row["wording"] for row in stored(desk, "initiative_target")] == [
        "100% hồ sơ",
        "ít nhất 5 mô hình",
        "98% hồ sơ",
    ]


def test_a_target_left_out_is_taken_out_by_the_command_that_is_named(desk):
    targeted(desk, "a.xlsx", "12 sáng kiến", day="01/03/2022")
    (note,) = [
        n for n in targeted(desk, "b.xlsx", "10 sáng kiến", day="01/05/2022").plan.notes if n.code == "part_left_out"
    ]
    assert note.message.endswith("Nếu chỉ tiêu ấy không còn: «dangbo mo-hinh bo-chi-tieu 1 1».")
    plan = plan_drop_part(desk.conn, Entity.INITIATIVE_TARGET, 1, 1)
    assert [change.fields["wording"].before for change in plan.changes] == ["12 sáng kiến"]


def test_a_target_left_out_takes_along_what_was_reported_of_it(desk):
    targeted(desk, "a.xlsx", "12 sáng kiến", actual="3 sáng kiến", day="01/03/2022")
    (note,) = [
        n for n in targeted(desk, "b.xlsx", "10 sáng kiến", day="01/05/2022").plan.notes if n.code == "part_left_out"
    ]
    assert note.message.endswith("«dangbo mo-hinh bo-chi-tieu 1 1» (bỏ cả kết quả đã báo cáo).")
    plan = plan_drop_part(desk.conn, Entity.INITIATIVE_TARGET, 1, 1)
    assert [change.entity.value for change in plan.changes] == ["initiative_target", "initiative_progress"]


def test_an_item_or_a_milestone_that_a_later_sheet_words_anew_is_named(desk):
    pledge(desk, "a.xlsx", "Gương mẫu\nHọc ngoại ngữ")
    assert told_left_out(pledge(desk, "b.xlsx", "Học ngoại ngữ\nGương mẫu trong công tác")) == [("Gương mẫu", "D4")]
    initiative(desk, "c.xlsx", "Sơ kết: 30/06/2022; Tổng kết: 30/12/2022")
    assert told_left_out(initiative(desk, "d.xlsx", "Sơ kết: 30/06/2022")) == []
    assert told_left_out(initiative(desk, "e.xlsx", "Sơ kết đợt 1: 30/06/2022; Tổng kết: 30/12/2022")) == [
        ("Sơ kết", "D4")
    ]


def test_points_above_what_their_heading_gives_are_named(desk):
    head = [
        *WHO,
        "Chính trị tư tưởng (tối đa 30 điểm)",
        "Kết quả thực hiện nhiệm vụ (70 điểm)",
        "Tổng điểm (thang điểm 100)",
        "Mức xếp loại",
    ]
    rows = [UNIT, RATED, head, [*AN, 30, 75, 105, "HTTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"E4": "number_too_high", "F4": "number_too_high"}
    assert criteria(desk) == {"Chính trị tư tưởng": 30}
    assert "points" not in stored(desk, "rating")[0]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (["KẾT QUẢ MÔ HÌNH", "Năm 2022"], ("A3", "Năm 2022", "31/12/2022")),
        (["KẾT QUẢ MÔ HÌNH THÁNG 9/2022"], ("A2", "KẾT QUẢ MÔ HÌNH THÁNG 9/2022", "30/09/2022")),
        (["KẾT QUẢ MÔ HÌNH NĂM 2022", "Tính đến ngày 15/9/2022"], None),
    ],
    ids=["year", "month", "day"],
)
def test_a_report_s_day_out_of_the_title_is_told_once_a_sheet(desk, title, told):
    """Only where the title states a year or a month and no day; a sheet that reports nothing says nothing of days."""
    rows = [
        ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Kết quả"],
        [1, "Chi bộ 1", "Dịch vụ công", "100% hồ sơ", "98%"],
        [2, "Chi bộ 10", "Nông sản", "5 mô hình", "6 mô hình"],
    ]
    titles = [UNIT, *([line] for line in title), []]

    def days(name, table):
        notes = desk.nhap(desk.write(name, [*titles, *table])).plan.notes
        return [(note.cell, note.message.split(".")[0]) for note in notes if note.code == "day_from_title"]

    assert days("đăng ký.xlsx", [row[:-1] for row in rows]) == []
    said = "Bảng không ghi kết quả tính đến ngày nào, tiêu đề ghi «{1}»: kết quả được ghi là tính đến ngày {2}"
    assert days("kết quả.xlsx", rows) == ([(told[0], said.format(*told))] if told else [])
    assert len(stored(desk, "initiative_progress")) == 2


@pytest.mark.parametrize(
    ("typed", "due", "told"),
    [
        ("Quý III/2022", "2022-09-30", None),
        ("Hết quý 4 năm 2023", "2023-12-31", None),
        ("Quý 3, năm 2023", "2023-09-30", None),
        ("quí IV/2022", "2022-12-31", None),
        ("Trước quí III/2022", None, "target_due_unreadable"),
        ("Năm 2022", "2022", None),
        ("Cả năm 2022", "2022", None),
        ("Cả năm", "2022", "note"),
        ("quý II", "2022-06-30", "note"),
        ("Trước quý III/2022", None, "target_due_unreadable"),
        ("Quý I-II/2022", None, "target_due_unreadable"),
        ("Quý I/2092", None, "target_due_unreadable"),
        ("Xong trước 2/9/2022", None, "target_due_unreadable"),
        ("Thường xuyên", None, "target_due_unreadable"),
    ],
)
def test_a_deadline_of_a_quarter_or_a_year_is_its_end(desk, typed, due, told):
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Thời hạn"]
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], head, [1, "Chi bộ 1", "Trồng cây", "500 cây", typed]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == ({"E4": told} if due is None else {})
    assert [row.get("due_on") for row in stored(desk, "initiative_target")] == [due]
    said = [(note.cell, note.code) for note in result.plan.notes]
    assert said == ([("E4", "due_without_year")] if told == "note" else [])


def test_a_deadline_without_a_year_is_of_the_year_of_the_group_above(desk):
    """Neither the title nor the row says a year, the group row does: «Quý II» was not read below it."""
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Thời hạn", "Mốc tiến độ"]
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH"], head, ["I", "Năm 2021"], [1, "Chi bộ 1", "Trồng cây", "500 cây", "Quý II"]]
    rows += [["II", "Năm 2022"], [2, "Chi bộ 1", "Dịch vụ công", "90% hồ sơ đúng hạn", "Cả năm", "Sơ kết: quý III"]]
    rows += [["III", "Năm 2021, 2022"], [3, "Chi bộ 1", "Vườn mẫu", "5 vườn", "Quý II"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"C9": "entry_year_unknown"}
    assert [row.get("due_on") for row in stored(desk, "initiative_target")] == ["2021-06-30", "2022"]
    assert milestones(desk) == [("Sơ kết", "2022-09-30")]


def test_the_end_of_a_quarter_is_meant_by_deadlines_only(desk):
    head = ["STT", "Tổ chức đảng được kiểm tra", "Nội dung kiểm tra", "Từ ngày", "Hạn khắc phục"]
    row = [1, "Chi bộ 1", "Đảng phí", "Quý I/2022", "Quý III/2022"]
    assert cells(desk.nhap(desk.write("a.xlsx", [UNIT, ["KẾT QUẢ KIỂM TRA NĂM 2022"], head, row]))) == {
        "D4": "date_unreadable"
    }
    assert [one.get("due_on") for one in stored(desk, "inspection")] == ["2022-09-30"]


@pytest.mark.parametrize(
    ("ticks", "kept", "problems"),
    [
        (("x", ""), "Có", []),
        (("", "x"), "Không", []),
        (("x", "x"), None, ["two_values"] * 2),
        (("", "đi học"), None, ["not_a_tick"]),
        (("", ""), None, []),
    ],
)
@pytest.mark.parametrize("under", ["", "Bản cam kết"])
def test_who_is_ticked_as_not_having_handed_in_has_not(desk, ticks, kept, problems, under):
    """The column was not read: her pledge was one that says nothing."""
    head = [["STT", "Họ và tên", "Chi bộ", "Đã nộp", "Chưa nộp"]]
    merges = []
    if under:
        head, merges = [[*head[0][:3], under, ""], ["", "", "", *head[0][3:]]], ["D3:E3"]
    rows = [UNIT, ["DANH SÁCH NỘP BẢN CAM KẾT NĂM 2022"], *head, [*AN, *ticks]]
    assert codes(desk.nhap(desk.write("a.xlsx", rows, merges=merges))) == problems
    assert [row.get("handed_in") for row in stored(desk, "pledge")] == [kept]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("", "xong", "Ít nhất 3 lớp tập huấn: xong"),
        ("tốt", "xong", "tốt; Ít nhất 3 lớp tập huấn: xong"),
        ("tốt", "", "tốt"),
    ],
)
def test_a_row_that_goes_on_may_have_a_note(desk, first, second, kept):
    """A note beside a second target put the whole row aside: its result was lost."""
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Kết quả", "Ghi chú"],
            [1, "Chi bộ 1", "Số hóa hồ sơ", "100% hồ sơ", "96%", first],
            ["", "", "", "Ít nhất 3 lớp tập huấn", "03", second]]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    assert cells(desk.nhap(path)) == {}
    assert [row.get("note") for row in stored(desk, "initiative")] == [kept]
    assert [row["actual"] for row in stored(desk, "initiative_progress")] == ["96%", "03"]
    assert desk.nhap(path).plan.changes == []


def test_a_row_without_a_name_that_says_more_than_parts_tells_what_may_stand_there(desk):
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Người phụ trách"],
            [1, "Chi bộ 1", "Số hóa hồ sơ", "100% hồ sơ", ""], ["", "", "", "Ít nhất 3 lớp", "Lò Văn An"]]  # fmt: skip
    (problem,) = desk.nhap(desk.write("a.xlsx", rows)).plan.problems
    assert "không có tên; dòng ghi tiếp cho mục ở trên chỉ được ghi chỉ tiêu, mốc" in problem.message


def test_a_deadline_without_its_year_is_read_by_the_row_as_that_of_a_target(desk):
    """Of a milestone and of an item as of «Thời hạn», each with a note; what is no day is named, not dropped."""
    told = initiative(
        desk, "a.xlsx", "Ban hành kế hoạch: quý I; Tập huấn: 30/6; Tổng kết: cuối năm; Sơ kết: trước quý III"
    )
    assert milestones(desk) == [
        ("Ban hành kế hoạch", "2022-03-31"), ("Tập huấn", "2022-06-30"), ("Tổng kết", "2022-12-31"),
        ("Sơ kết: trước quý III", None),
    ]  # fmt: skip
    noted = [(note.code, note.value) for note in told.plan.notes]
    assert noted[:3] == [("due_without_year", words) for words in ("quý I", "30/6", "cuối năm")]
    assert noted[3:] == [("milestone_undated", "Sơ kết: trước quý III")]
    told = pledge(desk, "b.xlsx", "Đọc 2 cuốn sách: hết quý II; Học nghề: trước quý III; Nêu gương trong năm")
    assert items(desk) == [
        ("Đọc 2 cuốn sách", "2022-06-30"), ("Học nghề: trước quý III", None), ("Nêu gương trong năm", None),
    ]  # fmt: skip
    noted = [(note.code, note.value) for note in told.plan.notes if note.code in ("due_without_year", "item_undated")]
    assert noted == [("due_without_year", "hết quý II"), ("item_undated", "Học nghề: trước quý III")]


def test_a_year_before_that_of_its_row_is_no_deadline_and_leaves_that_of_a_column(desk):
    targeted(desk, "a.xlsx", "Giảm 5% so với năm 2021", "30/11/2022")
    assert days(desk) == ["2022-11-30"]
    result = targeted(desk, "b.xlsx", "Năm 2021: 90%", "31/12/2022")
    assert "target_due_before_year" in [note.code for note in result.plan.notes]
    assert days(desk)[1:] == ["2022-12-31"]
