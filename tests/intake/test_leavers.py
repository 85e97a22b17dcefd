"""Somebody who left the list: what lists, templates and counts of after that day make of her."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.records.leaving import plan_leaving
from dangbo_cli.records.refusal import DayRefused, PlaceRefused
from dangbo_cli.store.apply import apply_plan
from intake.desk import HEADER, WHO, Desk, codes, person
from intake.desk_of_units import Units, find, rows_of

LEFT = date(2023, 2, 10)
POSITION, STATUS = "Chức vụ Đảng", "Trạng thái"


def leave(desk, reason="khai trừ", number=1, day=LEFT):
    apply_plan(desk.conn, plan_leaving(desk.conn, number, reason, day, desk.today), WHO, datetime(2023, 9, 1, 8))


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path, date(2023, 9, 1)).organizations()
    desk.nhap(desk.write("a.xlsx", listed(person(1, "Lò Văn An"), person(2, "Cà Thị Bích"), dated="31/12/2022")))
    return desk


def listed(*people, dated="", header=HEADER, words="DANH SÁCH ĐẢNG VIÊN"):
    day = f" (tính đến ngày {dated})" if dated else ""
    return [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [f"{words}{day}"], [], header, *people]


@pytest.mark.parametrize(
    ("dated", "status", "aside"),
    [
        ("31/12/2022", "", []), ("30/06/2023", "", ["listed_after_leaving"]), ("", "", ["listed_after_leaving"]),
        ("30/06/2023", "Khai trừ", []), ("", "Đang sinh hoạt", []),
        # The word of a list that is older than what was written by hand says nothing.
        ("30/06/2023", "Đang sinh hoạt", ["listed_after_leaving"]),
    ],
)  # fmt: skip
def test_a_list_of_after_she_left_writes_nothing_of_her(desk, dated, status, aside):
    leave(desk)
    row = [*person(1, "Lò Văn An"), "Bí thư" if aside else "", status]
    result = desk.plan(desk.write("b.xlsx", listed(row, dated=dated, header=[*HEADER, POSITION, STATUS])))
    assert codes(result) == aside
    assert result.set_aside == len(aside)
    if aside:
        assert result.plan.changes == []
        assert "đã ra khỏi danh sách (khai trừ) từ 10/02/2023" in result.plan.problems[0].message
        assert "«dangbo dv nhan-lai 1 --den KB --ngay …»" in result.plan.problems[0].message


def test_a_file_that_was_read_before_she_left_is_read_again(desk):
    undated = desk.write("c.xlsx", listed(person(1, "Lò Văn An"), person(3, "Vì Văn Cương")))
    desk.nhap(undated)
    desk.today = date(2023, 9, 2)
    apply_plan(desk.conn, plan_leaving(desk.conn, 1, "khai trừ", LEFT, desk.today), WHO, datetime(2023, 9, 2, 8))
    assert (codes(desk.plan(undated)), desk.plan(undated).unchanged) == ([], 2)


def test_who_died_is_not_received_again(desk):
    leave(desk, "từ trần")
    (problem,) = desk.plan(desk.write("b.xlsx", listed(person(1, "Lò Văn An")))).plan.problems
    assert "nhan-lai" not in problem.message


UNIT = "Chi bộ Kho bạc Nhà nước"


@pytest.mark.parametrize(("dated", "absent"), [("30/06/2023", {}), ("31/12/2022", {UNIT: ["Lò Văn An"]})])
def test_who_left_before_the_day_of_a_list_is_not_missing_in_it(desk, dated, absent):
    leave(desk)
    rows = [*listed(person(2, "Cà Thị Bích"), dated=dated), ["", "Tổng cộng: 3 đồng chí"]]
    result = desk.plan(desk.write("b.xlsx", rows))
    assert result.absent == absent
    (total,) = (problem.message for problem in result.plan.problems)
    assert ("không có trong bảng: Lò Văn An" in total) is bool(absent)


def test_who_left_is_not_missing_in_a_template_sent_before(tmp_path):
    units = Units(tmp_path)
    path, number = units.send("dang-vien", "YT"), units.one("Cầm Thị Bích")["id"]
    done = units.run("dv", "dua-ra", str(number), "--ly-do", "từ trần", "--ngay", "01/06/2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    book, sheet, columns, _ = rows_of(path)
    sheet.delete_rows(find(sheet, columns, "Cầm Thị Bích"))
    book.save(path)
    assert units.json(path)["absent"] == {}


@pytest.mark.parametrize("word", ["Từ trần", "Đã chuyển đi", "Khai trừ"])
def test_those_who_leave_by_a_list_are_not_counted_against_the_declared(desk, word):
    tree = [["Mã tổ chức", "Tên tổ chức đảng", "Tổng số đảng viên"], ["KB", UNIT, 2]]
    people = person(1, "Lò Văn An"), [*person(2, "Cà Thị Bích"), word], person(3, "Vì Văn Cương"), [
        *person(4, "Lường Văn Dũng"), word]  # fmt: skip
    listing = listed(*people, dated="30/06/2023", header=[*HEADER, STATUS])
    result = desk.plan(desk.write("tc.xlsx", tree), desk.write("b.xlsx", listing))
    assert [note.message for note in result.plan.notes if note.code == "declared_differs"] == []


WORDS = [("Từ trần", "Từ trần"), ("Đã chuyển đi", "Chuyển sinh hoạt đi"), ("Xóa tên", "Xóa tên")]


def told(desk, word, dated):
    """Import a list that says how one stands, of whom an earlier list said that she is the secretary."""
    first = [*person(1, "Lò Văn An"), "Bí thư chi bộ"], [*person(2, "Cà Thị Bích"), "Đảng viên"]
    desk.nhap(desk.write("p.xlsx", listed(*first, dated="01/01/2023", header=[*HEADER, POSITION])))
    rows = [*person(1, "Lò Văn An"), word, "Bí thư"], [*person(2, "Cà Thị Bích"), "", ""]
    return desk.nhap(desk.write("b.xlsx", listed(*rows, dated=dated, header=[*HEADER, STATUS, POSITION])))


def left(desk):
    return desk.conn.execute("SELECT reason, valid_from FROM member_activity WHERE activity = 'left'").fetchall()


def positions(desk):
    return desk.conn.execute("SELECT title, valid_to FROM member_position WHERE member_id = 1").fetchall()


@pytest.mark.parametrize(("word", "reason"), WORDS)
def test_a_leaving_without_a_day_is_of_the_day_of_the_list(desk, word, reason):
    """Before it she was in the list, and counts there; what she held in the Party ends with it, as by hand."""
    before = desk.people(date(2023, 6, 29))
    result = told(desk, word, "30/06/2023")
    assert codes(result) == []
    assert [note.cell for note in result.plan.notes if note.code == "left_by_the_day"] == ["H5"]
    assert left(desk) == [(reason, "2023-06-30")]
    assert positions(desk) == [("Bí thư", "2023-06-30")]
    assert len(desk.people(date(2023, 6, 29))) == len(before) == 2
    assert [one["full_name"] for one in desk.people()] == ["Cà Thị Bích"]
    again = desk.plan(desk.write("b.xlsx", listed([*person(1, "Lò Văn An"), word, "Bí thư"], dated="30/06/2023",
                                                  header=[*HEADER, STATUS, POSITION])))  # fmt: skip
    assert (codes(again), again.plan.changes) == ([], [])


@pytest.mark.parametrize(("word", "reason"), WORDS)
def test_a_leaving_without_any_day_is_set_aside(desk, word, reason):
    result = told(desk, word, "")
    assert codes(result) == ["leaving_without_day"]
    (problem,) = result.plan.problems
    assert (problem.cell, f'dua-ra 1 --ly-do "{reason.lower()}" --ngay' in problem.message) == ("H5", True)
    assert (left(desk), positions(desk)) == ([], [("Bí thư", None)])


def test_the_day_of_a_leaving_that_a_list_told_without_it_is_added_by_hand(desk):
    told(desk, "Từ trần", "30/06/2023")
    with pytest.raises(DayRefused, match="hoan-tac 4"):
        leave(desk, "từ trần", day=date(2023, 7, 12))
    with pytest.raises(PlaceRefused):
        leave(desk, "khai trừ", day=date(2023, 5, 12))
    leave(desk, "từ trần", day=date(2023, 5, 12))
    assert (left(desk), positions(desk)) == ([("Từ trần", "2023-05-12")], [("Bí thư", "2023-05-12")])
    with pytest.raises(PlaceRefused):
        leave(desk, "từ trần", day=date(2023, 5, 11))


def test_somebody_new_who_has_left_gets_the_day_by_hand(desk):
    row = [*person(7, "Sa Văn Tú"), "Từ trần"]
    desk.nhap(desk.write("c.xlsx", listed(row, dated="30/06/2023", header=[*HEADER, STATUS])))
    assert left(desk) == [("Từ trần", None)]
    leave(desk, "từ trần", 3)
    assert left(desk) == [("Từ trần", LEFT.isoformat())]
