"""What came in before it was owed: handed in for the unit that the sheet was of; what states no day is said."""

from __future__ import annotations

from datetime import datetime

import pytest

from dangbo_cli.domain.obligation import Obligation
from dangbo_cli.records.obligations import plan_add_obligation
from dangbo_cli.records.transfer import plan_transfer
from dangbo_cli.store.apply import apply_plan
from intake.desk import HEADER, TODAY, WHO, Desk, person

DATED = "DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2022)"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def added(desk, due="2023-01-31"):
    wanted = Obligation(0, "Danh sách đảng viên", "2022", due, "dang-vien")
    plan = plan_add_obligation(desk.conn, wanted, TODAY)
    codes = dict(desk.conn.execute("SELECT id, code FROM organization"))
    senders = [codes[c.fields["organization_id"].after] for c in plan.changes if c.entity == "submission"]
    return sorted(senders), [(note.code, note.value) for note in plan.notes]


def move(desk, code):
    (number,) = desk.conn.execute("SELECT id FROM organization WHERE code = ?", (code,)).fetchone()
    apply_plan(desk.conn, plan_transfer(desk.conn, 1, number, TODAY, TODAY), WHO, datetime(2023, 1, 15, 9))


@pytest.mark.parametrize("title", [DATED, "DANH SÁCH ĐẢNG VIÊN"])
def test_a_sheet_is_handed_in_for_its_own_unit_not_for_where_its_people_are_now(desk, title):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], [], HEADER, person(1, "Lò Văn An"), person(2, "Cà Thị Bích")]
    desk.nhap(desk.write("a.xlsx", rows))
    move(desk, "CT.1")
    assert added(desk) == (["KB"], [])


def test_a_list_of_many_units_is_handed_in_for_those_that_it_named(desk):
    header = [*HEADER, "Tổ chức đảng"]
    rows = [[DATED], [], header, [*person(1, "Lò Văn An"), "Chi bộ Kho bạc Nhà nước"],
            [*person(2, "Cà Thị Bích"), "Đảng bộ Sở Y tế"]]  # fmt: skip
    desk.nhap(desk.write("chung.xlsx", rows))
    move(desk, "CT.1")
    assert added(desk) == (["KB", "YT"], [])


@pytest.mark.parametrize(
    ("title", "due", "expected"),
    [
        (DATED, "2023-01-10", (["KB"], [])),
        ("DANH SÁCH ĐẢNG VIÊN", "2023-01-31", (["KB"], [])),  # came when it was asked for
        ("DANH SÁCH ĐẢNG VIÊN", "2023-01-10", ([], [("list_undated", "a.xlsx"), ("due_day_passed", "10/01/2023")])),
    ],
)
def test_a_list_without_a_day_that_came_too_late_to_tell_is_said(desk, title, due, expected):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], [], HEADER, person(1, "Lò Văn An")]
    desk.nhap(desk.write("a.xlsx", rows))
    senders, notes = added(desk, due)
    assert (senders, notes if expected[1] else [n for n in notes if n[0] != "due_day_passed"]) == expected
