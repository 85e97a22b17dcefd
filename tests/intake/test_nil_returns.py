"""Sheets of the year's work that only say that there was none: an answer, neither silence nor a mistake."""

from __future__ import annotations

from datetime import datetime

import pytest

from dangbo_cli.domain.obligation import Obligation
from dangbo_cli.records.obligations import plan_add_obligation
from dangbo_cli.store.apply import apply_plan
from intake.desk import TODAY, WHO, cells
from intake.desk_of_units import Units, rows_of
from intake.year import staffed, stored

KB = ["CHI BỘ KHO BẠC NHÀ NƯỚC"]
TITLE = ["DANH SÁCH THI HÀNH KỶ LUẬT NĂM 2022"]
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Hình thức kỷ luật", "Số quyết định"]


@pytest.fixture
def desk(tmp_path):
    desk = staffed(tmp_path)
    plan = plan_add_obligation(desk.conn, Obligation(0, "Kỷ luật", "2022", "2023-01-31", "ky-luat"), TODAY)
    apply_plan(desk.conn, plan, WHO, datetime(2023, 1, 15, 9))
    return desk


def notes(result):
    return {note.code: note.value for note in result.plan.notes}


@pytest.mark.parametrize(
    "rows",
    [
        [["", "Không có"]],
        [[1, "Không có", "", "Không", ""]],
        [["", "Không có", "-", "", "0"]],
        [["Không phát sinh trường hợp nào bị kỷ luật trong năm 2022"]],
        [["I", "Năm 2021"], ["", "Không có"], ["II", "Năm 2022"], ["", "Không có"]],
        [["A", "Tập thể"], ["I", "Năm 2022"], ["", "Không có"], ["B", "Cá nhân"], ["I", "Năm 2022"], ["", "Không"]],
        [["Không phát sinh"]],
        [["I", "Tập thể"], ["", "Không"], ["II", "Cá nhân"], ["", "Không"], ["", "", "", "NGƯỜI LẬP BIỂU"]],
    ],
)
def test_who_reports_nothing_has_reported(desk, rows):
    result = desk.nhap(desk.write("a.xlsx", [KB, TITLE, HEAD, *rows]))
    told = notes(result)
    assert (cells(result), result.set_aside) == ({}, 0)
    assert told["nothing_to_report"][:5] == "Không"
    assert told["submission_received"] == "Kỷ luật, năm 2022"
    assert "Chi bộ Kho bạc" in next(n.message for n in result.plan.notes if n.code == "nothing_to_report")
    assert [row["organization_id"] for row in stored(desk, "submission")] == [9]
    assert stored(desk, "discipline") == []


@pytest.mark.parametrize(
    "rows",
    [
        [["I", "Năm 2021"], ["", "Không có"], ["II", "Năm 2022"], ["", "Chưa tổng hợp"]],
        [["I", "Tập thể"], ["", "Chưa báo cáo"], ["II", "Cá nhân"], ["", "Không có"]],
        [["I", "Tập thể"], ["", "Không có"], ["II", "Cá nhân"]],
        [["I", "Tập thể"], ["II", "Cá nhân"], ["", "Không có"]],
        [["I", "Năm 2021"], ["", "Không có"]],
        [["Không phát sinh trường hợp nào bị kỷ luật trong năm 2021"]],
    ],
)
def test_what_is_nil_for_a_part_or_another_year_is_no_answer(desk, rows):
    result = desk.nhap(desk.write("a.xlsx", [KB, TITLE, HEAD, *rows]))
    assert [problem.code for problem in result.plan.problems] == ["nil_of_a_part"]
    assert notes(result) == {}
    assert stored(desk, "submission") == []


@pytest.mark.parametrize("unit", ["CHI BỘ KHO BẠC NHÀ NƯỚC", "ĐẢNG BỘ SỞ Y TẾ"])
def test_a_unit_with_members_has_ratings(desk, unit):
    plan = plan_add_obligation(desk.conn, Obligation(0, "Xếp loại", "2022", "2023-01-31", "xep-loai"), TODAY)
    apply_plan(desk.conn, plan, WHO, datetime(2023, 1, 15, 9))
    head = ["STT", "Họ và tên", "Ngày sinh", "Đề nghị xếp loại"]
    result = desk.nhap(desk.write("a.xlsx", [[unit], ["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, [1, "Không có"]]))
    rated = [problem.code for problem in result.plan.problems] == ["everybody_is_rated"]
    assert rated is (unit == "ĐẢNG BỘ SỞ Y TẾ")
    assert (stored(desk, "submission") == []) is rated


def test_a_sheet_of_which_nobody_knows_whose_it_is_is_handed_in_by_nobody(desk):
    assert set(notes(desk.nhap(desk.write("a.xlsx", [TITLE, HEAD, ["", "Không có"]])))) == {"nothing_to_report"}
    assert stored(desk, "submission") == []


def test_a_list_with_anybody_in_it_reports_something(desk):
    somebody = [1, "Hà Văn Bình", "1975", "Khiển trách", "01-QĐ/UBKT"]
    result = desk.nhap(
        desk.write("a.xlsx", [["CHI BỘ 1"], ["ĐẢNG BỘ SỞ Y TẾ"], TITLE, HEAD, somebody, ["", "Không có"]])
    )
    assert "nothing_to_report" not in notes(result)
    assert len(stored(desk, "discipline")) == 1


def test_the_same_words_in_a_template_that_comes_back_are_nobodys_name(tmp_path):
    units = Units(tmp_path)
    path = units.send("ky-luat", "YT")
    book, sheet, columns, first = rows_of(path)
    sheet.cell(first, columns["Họ và tên hoặc tên tập thể"]).value = "Không có"
    book.save(path)
    told = units.json(path)
    assert (told["problems"], told["set_aside"]) == ([], 0)
    assert [note["code"] for note in told["notes"]] == ["nothing_to_report"]
