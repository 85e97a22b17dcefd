"""Notes that say when somebody came to her unit: the day is the start of her place, and the years before do not count her."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.intake.members.arriving import read_arrival
from dangbo_cli.intake.members.notes import says_left
from intake.desk import HEADER, Desk, codes, person
from intake.desk_of_units import Units

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]
NAMES = ("Lò Văn An", "Hà Văn Bình")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def send(desk: Desk, name: str, *notes: str, day: str = "31/12/2022", titles=TITLE):
    people = [[*person(n, NAMES[n - 1]), note] for n, note in enumerate(notes, 1)]
    rows = [*titles, [f"Tính đến ngày {day}"], [*HEADER, "Ghi chú"], *people]
    return desk.nhap(desk.write(name, rows))


def starts(desk: Desk) -> list[tuple[str, str | None]]:
    return desk.conn.execute("SELECT o.code, p.valid_from FROM member_place p JOIN organization o"
                             " ON o.id = p.organization_id WHERE p.valid_to IS NULL ORDER BY p.id").fetchall()  # fmt: skip


def told(result) -> list[str]:
    return [note.code for note in result.plan.notes if note.code.startswith("came_")]


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Chuyển đến từ Đảng bộ Thành phố 01/8/2022", "2022-08-01"),
        ("Chuyển sinh hoạt Đảng đến ngày 01/08/2022", "2022-08-01"),
        ("01/8/2022 chuyển đến", "2022-08-01"),
        ("Tiếp nhận về, ngày 01 tháng 8 năm 2022", "2022-08-01"),
        ("Mới chuyển về từ Đảng bộ huyện (01.8.2022)", "2022-08-01"),
        ("Nghỉ hưu, chuyển về từ 01/8/2022", "2022-08-01"),
        ("Chuyển đến từ Chi bộ 2, Đảng bộ huyện Mai Hạ ngày 15/9/2022", "2022-09-15"),
        ("Chuyển đến từ Chi bộ số 2 (Đảng bộ phường 5) ngày 15/9/2022", "2022-09-15"),
        ("Chuyển đến từ CB 2 - Đảng bộ xã Mường Thử, huyện Mai Hạ, tỉnh Sơn Thử từ 15/9/2022", "2022-09-15"),
        ("Ngày 15/9/2022 chuyển đến từ Chi bộ 2, thuộc Đảng bộ huyện Mai Hạ", "2022-09-15"),
        ("Tiếp nhận từ Chi bộ 2, Đảng bộ huyện Mai Hạ, ngày 15/9/2022", "2022-09-15"),
        ("Chuyển đến từ Chi bộ 2, Đảng bộ huyện Mai Hạ theo QĐ số 12 ngày 01/8/2022", ""),
        ("Chuyển đến 01/8/2022, Chi bộ 2 khen thưởng 05/9/2022", ""),
        ("Chuyển đi 2020, Đảng bộ huyện chuyển đến 01/8/2022", None),
        ("Chuyển đến từ 8/2022", ""),
        ("Chuyển đến", ""),
        ("Mới chuyển về", ""),
        ("Chuyển đến theo QĐ số 12 ngày 01/8/2022", ""),
        ("Nghỉ hưu 01/8/2022 chuyển đến", ""),
        ("Chuyển đến 01/8/2022; khen thưởng 05/9/2022", ""),
        ("Chuyển đến 31/9/2022", ""),
        ("Dự kiến chuyển đến 01/8/2022", None),
        ("Mới kết nạp 01/8/2022", None),
        ("Chuyển từ dự bị sang chính thức 01/8/2022", None),
        ("Chuyển sinh hoạt tạm thời đến 01/8/2022", None),
        ("Tiếp nhận viên chức 01/8/2022", None),
        ("Chuyển đến nơi ở mới 01/8/2022", None),
        ("Chuyển Đảng chính thức 03/02/2006", None),
        ("Chuyển đi 2020, chuyển đến 01/8/2022", None),
    ],
)
def test_what_a_note_says_of_a_coming(note, day):
    arrival = read_arrival(note, date(2023, 1, 15))
    assert (None if arrival is None else arrival.day or "") == day


def test_a_newcomer_counts_from_the_day_of_her_note(desk):
    result = send(desk, "a.xlsx", "Chuyển đến từ Đảng bộ Thành phố 01/8/2022", "Đi học")
    assert (codes(result), told(result), starts(desk)) == ([], ["came_on"], [("YT.10", "2022-08-01"), ("YT.10", None)])
    assert send(desk, "a.xlsx", "Chuyển đến từ Đảng bộ Thành phố 01/8/2022", "Đi học").plan.changes == []


@pytest.mark.parametrize("note", ["Chuyển đến năm 2022", "Tiếp nhận từ Chi bộ 1", "Chuyển đến 01/02/2023"])
def test_a_newcomer_without_a_day_that_can_be_is_named(desk, note):
    """The last is after the day of the list: nobody is in it who has not come yet."""
    result = send(desk, "a.xlsx", note)
    assert (codes(result), told(result), starts(desk)) == ([], ["came_undated"], [("YT.10", None)])


def test_the_start_of_somebody_known_is_filled(desk):
    send(desk, "a.xlsx", "")
    result = send(desk, "b.xlsx", "Chuyển đến 01/8/2022", day="31/12/2022")
    assert (told(result), starts(desk)) == (["came_on"], [("YT.10", "2022-08-01")])
    other = send(desk, "c.xlsx", "Chuyển đến 01/9/2022", day="31/12/2022")
    assert (told(other), starts(desk)) == (["came_otherwise"], [("YT.10", "2022-08-01")])


def test_a_list_of_before_contradicts_the_day(desk):
    send(desk, "a.xlsx", "", day="30/06/2022")
    result = send(desk, "b.xlsx", "Chuyển đến 01/8/2022", day="31/12/2022")
    assert (told(result), starts(desk)) == (["came_otherwise"], [("YT.10", None)])


def test_the_number_that_a_unit_states_is_counted_by_that_day(tmp_path):
    units = [
        ["DANH SÁCH TỔ CHỨC ĐẢNG"], ["Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)", "Số đảng viên"],
        ["YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", "", 2], ["YT.10", "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", "YT", 1],
    ]  # fmt: skip
    desk = Desk(tmp_path)
    desk.nhap(desk.write("to-chuc.xlsx", [units[0], ["Tính đến ngày 30/06/2022"], *units[1:]]))
    result = send(desk, "a.xlsx", "Chuyển đến 01/8/2022", "")
    assert "declared_differs" not in [note.code for note in result.plan.notes]


def test_who_came_and_went_again_is_in_doubt():
    assert says_left("Chuyển đến 2020, chuyển đi 2022")
    assert not says_left("Chuyển đến 2020, dự kiến chuyển đi 2023")
    assert not says_left("Chuyển đến 2020, chuyển đi 2022, chuyển đến lại 2023")


def test_the_start_is_mended_by_hand(tmp_path):
    units = Units(tmp_path)
    asked = ("dv", "sua", "1", "--dong-y")
    assert units.run(*asked, "ngày chuyển đến=01/8/2022").exit_code == 0
    assert "01/08/2022" in units.run("dv", "xem", "1").stdout
    assert units.run(*asked, "ngày chuyển đến=8/2022").exit_code != 0
    assert units.run(*asked, "ngày chuyển đến=01/8/1950").exit_code != 0
    assert units.run(*asked, "ngày chuyển đến=").exit_code == 0
    assert "01/08/2022" not in units.run("dv", "xem", "1").stdout
