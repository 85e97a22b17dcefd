"""Somebody who left the list: what lists, templates and counts of after that day make of her."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.records.leaving import plan_leaving
from dangbo_cli.records.refusal import DayRefused, PlaceRefused
from dangbo_cli.records.transfer import plan_transfer
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


@pytest.mark.parametrize(
    ("dated", "moves", "told"),
    [
        ("", date(2023, 9, 2), ""),  # of today, when she is still there
        ("", date(2023, 9, 1), "có 2 đảng viên, sổ sau lần nhập này có 1."),
        ("31/08/2023", date(2023, 9, 1), ""),
        ("31/08/2023", date(2023, 8, 30), "có 2 đảng viên, sổ sau lần nhập này có 1 tính đến 31/08/2023."),
    ],
)
def test_members_are_counted_against_the_declared_on_the_day_of_the_list(desk, dated, moves, told):
    desk.nhap(desk.write("tc.xlsx", [["Mã tổ chức", "Tên tổ chức đảng", "Tổng số đảng viên"], ["KB", UNIT, 2]]))
    (there,) = desk.conn.execute("SELECT id FROM organization WHERE code = 'YT.1'").fetchone()
    apply_plan(desk.conn, plan_transfer(desk.conn, 1, there, moves, desk.today), WHO, datetime(2023, 9, 1, 9))
    result = desk.plan(desk.write("b.xlsx", listed(person(2, "Cà Thị Bích"), dated=dated)))
    notes = [note.message for note in result.plan.notes if note.code == "declared_differs"]
    assert notes == ([f"Danh sách tổ chức khai «{UNIT}» {told}"] if told else [])


DECLARED = [["Mã tổ chức", "Tên tổ chức đảng", "Tổng số đảng viên"], ["KB", UNIT, 2]]


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (date(2023, 9, 1), ""),  # on the day of the organisation list she was there
        (date(2023, 6, 29), "có 2 đảng viên, sổ sau lần nhập này có 1 tính đến 30/06/2023."),
    ],
)
def test_a_number_declared_of_a_day_is_compared_on_that_day(desk, together, moves, told):
    tree = desk.write("tc.xlsx", [["DANH SÁCH TỔ CHỨC ĐẢNG"], ["Tính đến ngày 30/06/2023"], *DECLARED])
    if not together:
        desk.nhap(tree)
    (there,) = desk.conn.execute("SELECT id FROM organization WHERE code = 'YT.1'").fetchone()
    apply_plan(desk.conn, plan_transfer(desk.conn, 1, there, moves, desk.today), WHO, datetime(2023, 9, 1, 9))
    listing = desk.write("b.xlsx", listed(person(2, "Cà Thị Bích"), dated=""))
    result = desk.plan(*([tree] if together else []), listing)
    notes = [note.message for note in result.plan.notes if note.code == "declared_differs"]
    assert notes == ([f"Danh sách tổ chức khai «{UNIT}» {told}"] if told else [])


@pytest.mark.parametrize(("admitted", "told"), [("03/08/2023", False), ("03/02/2020", True)])
def test_who_was_admitted_after_the_day_of_a_declared_number_is_no_difference(desk, admitted, told):
    desk.nhap(desk.write("tc.xlsx", [["DANH SÁCH TỔ CHỨC ĐẢNG"], ["Tính đến ngày 30/06/2023"], *DECLARED]))
    new = person(3, "Vì Văn Cương", admitted=admitted, official="")
    rows = listed(person(1, "Lò Văn An"), person(2, "Cà Thị Bích"), new)
    result = desk.plan(desk.write("b.xlsx", rows))
    assert bool([note for note in result.plan.notes if note.code == "declared_differs"]) is told


def test_a_leaving_of_after_the_day_of_the_list_is_not_counted_out(desk):
    desk.nhap(desk.write("tc.xlsx", [["Mã tổ chức", "Tên tổ chức đảng", "Tổng số đảng viên"], ["KB", UNIT, 2]]))
    leave(desk)
    result = desk.plan(desk.write("b.xlsx", listed(person(1, "Lò Văn An"), dated="31/01/2023")))
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


def again(desk, *told, dated, headings=(STATUS,), name="Lò Văn An"):
    """Import a list of somebody who has left, with further columns."""
    return desk.nhap(desk.write("d.xlsx", listed([*person(1, name), *told], dated=dated, header=[*HEADER, *headings])))


@pytest.mark.parametrize(("dated", "since"), [("31/12/2023", date(2023, 12, 31)), ("", date(2024, 1, 2))])
def test_who_died_comes_back_by_no_list(desk, dated, since):
    leave(desk, "từ trần")
    desk.today = date(2024, 1, 2)
    result = again(desk, "Đang sinh hoạt", dated=dated)
    assert (codes(result), left(desk)) == (["listed_after_leaving"], [("Từ trần", LEFT.isoformat())])
    assert [one["full_name"] for one in desk.people(since)] == ["Cà Thị Bích"]


@pytest.mark.parametrize("word", ["Đang sinh hoạt", "Miễn sinh hoạt"])
@pytest.mark.parametrize(
    ("title", "back"), [("THÁNG 9 NĂM 2023", False), ("NĂM 2023", False), ("THÁNG 10 NĂM 2023", True)]
)
def test_a_list_of_the_month_in_which_she_left_need_not_be_newer(desk, word, title, back):
    leave(desk, "khai trừ", day=date(2023, 9, 1))
    desk.today = date(2024, 1, 2)
    row = [*person(1, "Lò Văn An"), word]
    result = desk.nhap(
        desk.write("d.xlsx", listed(row, words=f"DANH SÁCH ĐẢNG VIÊN {title}", header=[*HEADER, STATUS]))
    )
    assert codes(result) == ([] if back else ["listed_after_leaving"])
    notes = [(note.cell, "(khai trừ) từ 01/09/2023" in note.message) for note in result.plan.notes
             if note.code == "back_by_a_list"]  # fmt: skip
    assert notes == ([("H5", True)] if back else [])


@pytest.mark.parametrize(
    ("headings", "told", "kept"),
    [
        (["Ngày chuyển đi"], ["12/06/2023"], ("Chuyển sinh hoạt đi", "2023-06-12")),
        ([STATUS, "Ngày chuyển đi"], ["Chuyển đi", "06/2023"], ("Chuyển sinh hoạt đi", "2023-06")),
        ([STATUS], ["Chuyển đi ngày 12/06/2023"], ("Chuyển sinh hoạt đi", "2023-06-12")),
    ],
)
def test_a_newer_list_puts_in_the_day_that_an_older_did_not_know(desk, headings, told, kept):
    first = [*person(1, "Lò Văn An"), "Bí thư chi bộ"]
    desk.nhap(desk.write("p.xlsx", listed(first, dated="01/01/2023", header=[*HEADER, POSITION])))
    again(desk, "Đã chuyển đi", dated="30/06/2023")
    assert left(desk) == [("Chuyển sinh hoạt đi", "2023-06-30")]
    result = again(desk, *told, dated="31/07/2023", headings=headings)
    assert (codes(result), result.updated, left(desk)) == ([], 1, [kept])
    assert positions(desk) == [("Bí thư", kept[1])]
    known = again(desk, *told, dated="31/07/2023", headings=headings)
    assert (codes(known), known.plan.changes) == ([], [])


def test_what_ended_by_the_leaving_ends_on_the_day_that_is_put_in(desk):
    again(desk, "Miễn sinh hoạt", dated="01/05/2023")
    again(desk, "Từ trần", dated="30/06/2023")
    again(desk, "12/06/2023", dated="31/07/2023", headings=["Ngày từ trần"])
    rows = desk.conn.execute("SELECT activity, valid_to FROM member_activity ORDER BY id").fetchall()
    assert rows == [("exempt", "2023-06-12"), ("left", None)]
    assert left(desk) == [("Từ trần", "2023-06-12")]


@pytest.mark.parametrize(
    ("headings", "told", "dated", "code"),
    [
        ([STATUS], ["Từ trần"], "30/09/2023", ["left_otherwise"]),
        (["Ngày ra khỏi Đảng"], ["11/02/2023"], "30/09/2023", ["left_otherwise"]),
        ([STATUS], ["Từ trần"], "30/06/2023", []), ([STATUS], ["Đã ra khỏi Đảng"], "30/09/2023", []),
        ([STATUS, "Ngày ra khỏi Đảng"], ["Khai trừ", "10/02/2023"], "30/09/2023", []),
        (["Ngày ra khỏi Đảng"], ["02/2023"], "30/09/2023", []),
    ],
)  # fmt: skip
def test_another_day_or_reason_than_the_record_has_is_named(desk, headings, told, dated, code):
    """What was written by hand since stays without a word of the cell, as any value does."""
    leave(desk)
    desk.today = date(2023, 10, 1)
    result = again(desk, *told, dated=dated, headings=headings)
    assert (codes(result), result.plan.changes) == (code, [])
    assert left(desk) == [("Khai trừ", LEFT.isoformat())]
    assert [note.code for note in result.plan.notes if note.code == "older_sheet"] == (
        ["older_sheet"] if not code and told == ["Từ trần"] else [])  # fmt: skip


def test_a_reason_said_more_exactly_is_put_in(desk):
    leave(desk, "ra khỏi Đảng")
    desk.today = date(2023, 10, 1)
    again(desk, "Xóa tên", dated="30/09/2023")
    assert left(desk) == [("Xóa tên", LEFT.isoformat())]


def test_a_day_after_the_list_by_which_she_had_left_is_named(desk):
    again(desk, "Khai trừ", dated="30/06/2023")
    result = again(desk, "12/07/2023", dated="31/07/2023", headings=["Ngày ra khỏi Đảng"])
    assert (codes(result), left(desk)) == (["left_otherwise"], [("Khai trừ", "2023-06-30")])


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Từ trần ngày 10/2/2023", []), ("Đã mất tháng 2/2023", []), ("Từ trần", []),
        ("Chuyển sinh hoạt về Đảng bộ Sở Tài chính từ 10/02/2023", []),
        ("Từ trần ngày 11/2/2023", ["note_says_left"]), ("Khai trừ", ["note_says_left"]),
        ("Chuyển sinh hoạt về Đảng bộ Sở Tài chính từ 2/2023", ["note_says_left"]),
    ],
)  # fmt: skip
def test_a_note_of_the_leaving_that_the_record_has_asks_nothing(desk, note, code):
    leave(desk, "từ trần")
    noted = [*HEADER, "Ghi chú"]
    path = desk.write("b.xlsx", listed([*person(1, "Lò Văn An"), note], dated="30/06/2023", header=noted))
    assert codes(desk.nhap(path)) == code
    assert left(desk) == [("Từ trần", LEFT.isoformat())]
    other = desk.write("c.xlsx", listed([*person(2, "Cà Thị Bích"), note], dated="30/06/2023", header=noted))
    assert codes(desk.plan(other)) == ["note_says_left"]


def test_a_list_of_those_who_left_is_no_full_list(desk):
    leave(desk)
    rows = listed([*person(1, "Lò Văn An"), "Khai trừ"], words="DANH SÁCH ĐẢNG VIÊN ĐÃ RA KHỎI DANH SÁCH",
                  header=[*HEADER, STATUS])  # fmt: skip
    result = desk.plan(desk.write("d.xlsx", rows))
    assert (codes(result), result.absent, result.unchanged) == ([], {}, 1)


def test_a_leaving_without_reason_or_day_is_told_with_words(desk):
    result = again(desk, "Đã ra khỏi danh sách", dated="30/06/2023")
    (message,) = (note.message for note in result.plan.notes if note.code == "left_by_the_day")
    assert "«Đã ra khỏi danh sách» không kèm ngày" in message
    assert "dua-ra 1 --ly-do … --ngay …" in message
    assert left(desk) == [(None, "2023-06-30")]
