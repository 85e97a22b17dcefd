"""What was decided later than the day of a list is not undone by that list, also that something ended or was emptied."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.records.edit import plan_edit_member
from dangbo_cli.records.leaving import plan_leaving
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import apply_plan
from intake.desk import HEADER, WHO, Desk, codes, person

HEAD = [*HEADER, "Chức vụ Đảng", "Lý luận chính trị", "Loại đảng viên", "Xếp loại năm 2022", "Trạng thái"]
MORE = ["Bí thư", "Cao cấp", "Chính thức", "Hoàn thành tốt nhiệm vụ"]
#: The hand that decides acts on this day; lists are of before it or of after it.
TODAY = date(2023, 9, 1)
OLDER, NEWER = "30/06/2023", "30/09/2023"


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path, TODAY).organizations()
    desk.nhap(listing(desk, "a.xlsx", "31/12/2022"))
    return desk


def listing(desk, name, dated, official="03/02/2006", state="", more=MORE):
    row = [*person(1, "Lò Văn An", official=official), *more, state]
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [f"DANH SÁCH ĐẢNG VIÊN (tính đến ngày {dated})"], []]
    return desk.write(name, [*title, HEAD, row])


def by_hand(desk, plan):
    return apply_plan(desk.conn, plan, WHO, datetime(desk.today.year, desk.today.month, desk.today.day, 10)).batch


def edit(desk, *assignments, since=None):
    return by_hand(desk, plan_edit_member(desk.conn, 1, [tuple(a.split("=")) for a in assignments], desk.today, since))


def told_older(result):
    return sorted(note.message for note in result.plan.notes if note.code == "older_sheet")


EMPTIED = "trong sổ đã được xóa, nay để trống"
DECIDED = [
    (lambda desk: edit(desk, "chức vụ đảng=", since=date(2023, 8, 15)),
     {"Chức vụ Đảng trong sổ thôi từ 15/08/2023": "Bí thư"}),
    (lambda desk: edit(desk, "lý luận=", "ngày sinh="),
     {f"Lý luận chính trị {EMPTIED}": "Cao cấp", f"Ngày sinh {EMPTIED}": "12/05/1980"}),
    (lambda desk: edit(desk, "xếp loại 2022="), {f"Mức đề nghị năm 2022 {EMPTIED}": "Hoàn thành tốt nhiệm vụ"}),
    (lambda desk: edit(desk, "trạng thái=dự bị", "ngày chính thức="),
     {"Loại đảng viên trong sổ là «dự bị»": "chính thức", f"Ngày chính thức {EMPTIED}": "03/02/2006"}),
    (lambda desk: edit(desk, "trạng thái=", "ngày chính thức="),
     {f"Loại đảng viên {EMPTIED}": "chính thức", f"Ngày chính thức {EMPTIED}": "03/02/2006"}),
]  # fmt: skip


@pytest.mark.parametrize(("decide", "held"), DECIDED)
def test_an_older_list_does_not_undo_what_was_ended_or_emptied_by_hand(desk, decide, held):
    before = [dict(row) for row in desk.people()]
    batch = decide(desk)
    for path in (desk.folder / "in" / "a.xlsx", listing(desk, "b.xlsx", OLDER)):
        result = desk.plan(path)
        assert (result.plan.changes, codes(result)) == ([], [])
        day = "31/12/2022" if path.name == "a.xlsx" else OLDER
        said = [f"Lò Văn An, {has}; bảng này cũ hơn (số liệu ngày {day}), ghi «{cell}» nên không thay."
                for has, cell in held.items()]  # fmt: skip
        assert told_older(result) == sorted(said)
    by_hand(desk, plan_undo(desk.conn, batch))
    assert [dict(row) for row in desk.people()] == before
    assert told_older(desk.plan(desk.folder / "in" / "a.xlsx")) == []


@pytest.mark.parametrize(("decide", "held"), DECIDED)
def test_a_newer_list_is_written(desk, decide, held):
    decide(desk)
    desk.today = date(2023, 10, 2)
    result = desk.nhap(listing(desk, "b.xlsx", NEWER))
    assert told_older(result) == []
    assert len(result.plan.changes) > 0
    one = desk.one("Lò Văn An")
    assert (one["party_position"], one["political_theory"], one["status"]) == ("Bí thư", "Cao cấp", "Chính thức")
    assert (one["birth_date"], one["ratings"]["2022"]) == ("1980-05-12", "Hoàn thành tốt nhiệm vụ")


def test_a_position_held_again_begins_with_the_list_that_tells_it(desk):
    edit(desk, "chức vụ đảng=", since=date(2023, 8, 15))
    desk.today = date(2023, 10, 2)
    desk.nhap(listing(desk, "b.xlsx", NEWER))
    rows = desk.conn.execute("SELECT title, valid_from, valid_to FROM member_position ORDER BY id").fetchall()
    assert rows == [("Bí thư", None, "2023-08-15"), ("Bí thư", "2023-09-30", None)]


def test_who_is_probationary_again_by_hand_stays_so(desk):
    """The correction takes the row of the list away: the row that stands was written by a sheet still older."""
    other = [*person(2, "Cà Thị Bích", official=""), "", "", "Dự bị"]
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2022)"], []]
    desk.nhap(desk.write("b.xlsx", [*title, HEAD, other]))
    title[1] = [f"DANH SÁCH ĐẢNG VIÊN (tính đến ngày {OLDER})"]
    official = desk.write("c.xlsx", [*title, HEAD, [*other[:9], "Chính thức"]])
    desk.nhap(official)
    assert desk.one("Cà Thị Bích")["status"] == "Chính thức"
    by_hand(desk, plan_edit_member(desk.conn, 2, [("trạng thái", "dự bị")], desk.today))
    result = desk.plan(official)
    assert result.plan.changes == []
    assert [note.cell for note in result.plan.notes if note.code == "older_sheet"] == ["J5"]


def test_who_left_is_not_given_back_her_position(desk):
    by_hand(desk, plan_leaving(desk.conn, 1, "chuyển đi", date(2023, 8, 25), desk.today))
    result = desk.plan(desk.folder / "in" / "a.xlsx")
    assert result.plan.changes == []
    assert "Chức vụ Đảng trong sổ thôi từ 25/08/2023" in told_older(result)[0]


def test_a_position_that_ends_on_a_day_to_come_is_not_held_beyond_it_by_a_list_of_before(desk):
    edit(desk, "chức vụ đảng=", since=date(2023, 9, 25))
    desk.today = date(2023, 9, 10)
    result = desk.plan(listing(desk, "b.xlsx", "10/09/2023"))
    assert result.plan.changes == []
    assert "Chức vụ Đảng trong sổ thôi từ 25/09/2023" in told_older(result)[0]


def test_a_day_of_becoming_official_is_no_newer_than_its_list(desk):
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2022)"], []]
    desk.nhap(desk.write("b.xlsx", [*title, HEAD, [*person(2, "Cà Thị Bích", official=""), "", "", "Chính thức"]]))
    by_hand(desk, plan_edit_member(desk.conn, 2, [("trạng thái", "dự bị")], desk.today))
    result = desk.plan(desk.write("c.xlsx", [*title, HEAD, [*person(2, "Cà Thị Bích"), "", "", ""]]))
    assert result.plan.changes == []
    assert told_older(result) == [
        f"Cà Thị Bích, Loại đảng viên trong sổ là «dự bị»; bảng này cũ hơn (số liệu ngày 31/12/2022), ghi «{said}» nên "
        "không thay."
        for said in ("03/02/2006", "chính thức")
    ]


def test_what_an_older_list_says_otherwise_is_whole_in_the_note_and_hidden_from_the_eyes(desk):
    head = [*HEAD, "Dân tộc", "Số điện thoại"]

    def sheet(name, day, *more):
        row = [*person(1, "Lò Văn An"), *[""] * (len(HEAD) - len(person(1, "Lò Văn An"))), *more]
        title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [f"DANH SÁCH ĐẢNG VIÊN (tính đến ngày {day})"], []]
        return desk.write(name, [*title, head, row])

    desk.today = date(2023, 10, 2)
    desk.nhap(sheet("n.xlsx", NEWER, "Thái", "0912345678"))
    result = desk.plan(sheet("o.xlsx", OLDER, "Mông", "0987654321"))
    notes = {note.value: note for note in result.plan.notes if note.code == "older_sheet"}
    assert "«Thái»" in notes["Mông"].message
    assert "«0912345678»" in notes["0987654321"].message
    assert "«••••»" in notes["Mông"].seen
    assert ("Thái" in notes["Mông"].seen, "Mông" in notes["Mông"].seen) == (False, False)
    assert "«••••5678»" in notes["0987654321"].seen
    assert "«••••4321»" in notes["0987654321"].seen
