"""A list whose title is of people who left, or came, adds nobody and keeps nobody, whatever columns it has: the reason and
the day are read where they are certain, and every other row waits until the record has what it speaks of."""

from __future__ import annotations

from datetime import datetime

import pytest

from dangbo_cli.domain.obligation import Obligation
from dangbo_cli.records.obligations import plan_add_obligation
from dangbo_cli.store.apply import apply_plan
from intake.desk import HEADER, WHO, cells, codes, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"]]
COLUMNS = ["TT", "Họ và tên", "Ngày sinh", "Lý do", "Ngày"]
ELSEWHERE = "Chuyển sinh hoạt đến Đảng bộ tỉnh bạn"


@pytest.fixture
def known(desk):
    """A branch with three members."""
    people = [person(n, name) for n, name in enumerate(("Lò Văn An", "Hà Văn Bình", "Vì Văn Cương"), 1)]
    desk.nhap(desk.write("ds.xlsx", [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], HEADER, *people]))
    return desk


def gone(desk, title, *rows, sheet="Sheet1"):
    table = [*TITLE, [title], COLUMNS, *([n, *row] for n, row in enumerate(rows, 1))]
    return desk.write("giam.xlsx", table, sheet=sheet)


def left(desk):
    return desk.conn.execute(
        "SELECT full_name, reason, valid_from FROM member_activity JOIN member m ON m.id = member_id WHERE activity = 'left'"
    ).fetchall()


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH ĐẢNG VIÊN GIẢM TRONG QUÝ IV NĂM 2022", "DANH SÁCH ĐẢNG VIÊN RA KHỎI ĐẢNG BỘ NĂM 2022",
        "DANH SÁCH GIẢM ĐẢNG VIÊN NĂM 2022", "DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI NĂM 2022", "DANH SÁCH ĐẢNG VIÊN RỜI CHI BỘ",
        "DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐẾN NĂM 2022", "DANH SÁCH CÁC ĐỒNG CHÍ ĐÃ CHUYỂN ĐI", "DANH SÁCH ĐẢNG VIÊN TĂNG, GIẢM",
        "ĐẢNG VIÊN GIẢM 6 THÁNG ĐẦU NĂM 2022", "DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN GIẢM NĂM 2022",
    ],
)  # fmt: skip
def test_no_such_list_adds_or_keeps_anybody(known, title):
    before = known.people()
    rows = (
        ["Lò Văn An", "12/05/1980", ELSEWHERE, "05/11/2022"],
        ["Hà Văn Khách", "11/11/1984", ELSEWHERE, "01/11/2022"],
    )
    result = known.nhap(gone(known, title, *rows))
    assert known.people() == before
    aside = ["listed_as_gone"] * 2, ["group_lists_others"] * 2  # by the list, by the section that its title opens
    assert result.files[0].error or codes(result) in aside


def test_the_reason_and_the_day_beside_it_are_read(known):
    title = "DANH SÁCH ĐẢNG VIÊN GIẢM TRONG QUÝ IV NĂM 2022"
    rows = (
        ["Lò Văn An", "12/05/1980", "Từ trần", "12/10/2022"],
        ["Hà Văn Bình", "12/05/1980", ELSEWHERE, "01/11/2022"],
    )
    result = known.nhap(gone(known, title, *rows))
    assert cells(result) == {"B6": "listed_as_gone"}
    assert ELSEWHERE in result.plan.problems[0].message
    assert left(known) == [("Lò Văn An", "Từ trần", "2022-10-12")]


def test_the_name_of_the_sheet_says_so_too_and_the_clerk_may_say_otherwise(known):
    row = ["Hà Văn Khách", "11/11/1984", ELSEWHERE, "01/11/2022"]
    path = gone(known, "DANH SÁCH ĐẢNG VIÊN", row, sheet="Giảm trong năm")
    assert codes(known.nhap(path)) == ["listed_as_gone"]
    known.nhap(path, kind="dang-vien")
    assert known.one("Hà Văn Khách")


def test_what_the_record_has_by_now_opens_no_new_place(known):
    title = "DANH SÁCH ĐẢNG VIÊN GIẢM TRONG QUÝ IV NĂM 2022"
    rows = [[name, "12/05/1980", ELSEWHERE, "05/11/2022"] for name in ("Lò Văn An", "Hà Văn Bình")]
    path = gone(known, title, *rows)
    known.nhap(path)
    numbers = {one["full_name"]: one["id"] for one in known.people()}
    for name, day in (("Lò Văn An", "2022-11-05"), ("Hà Văn Bình", "2022-11-09")):
        known.conn.execute(
            "INSERT INTO member_activity (member_id, activity, reason, valid_from) VALUES (?, 'left', 'Chuyển sinh hoạt đi', ?)",
            (numbers[name], day),
        )
    result = known.nhap(path)
    assert cells(result) == {"B6": "listed_as_gone"}  # on another day
    assert f"số hồ sơ {numbers['Hà Văn Bình']}" in result.plan.problems[0].message


def test_such_a_list_is_no_return_of_the_list_of_members(known):
    plan = plan_add_obligation(known.conn, Obligation(0, "Danh sách", "2022", "2023-01-31", "dang-vien"), known.today)
    apply_plan(known.conn, plan, WHO, datetime(2023, 1, 15, 9))
    handed_in = "SELECT COUNT(*) FROM submission"
    before = known.conn.execute(handed_in).fetchone()[0]
    row = ["Lò Văn An", "12/05/1980", "Từ trần", "12/10/2022"]
    known.nhap(gone(known, "DANH SÁCH ĐẢNG VIÊN GIẢM NĂM 2022", row))
    assert known.conn.execute(handed_in).fetchone()[0] == before
    people = [person(n, name) for n, name in enumerate(("Hà Văn Bình", "Vì Văn Cương"), 2)]
    known.nhap(known.write("ds.xlsx", [*TITLE, ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], HEADER, *people]))
    assert known.conn.execute(handed_in).fetchone()[0] == before + 1
