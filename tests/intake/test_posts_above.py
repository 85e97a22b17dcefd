"""Posts of somebody at two organisations: what the list of one says of them, and which go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from dangbo_cli.intake.result import ImportResult
from intake.desk import HEADER, Desk, person

UPPER = "Đảng ủy viên"


def held(desk: Desk, ended: bool = False) -> list[tuple[str, str | None, str | None]]:
    """Return the posts held today (or those that have ended): title, organisation, since when."""
    where = "IS NOT NULL" if ended else "IS NULL"
    return desk.conn.execute(
        "SELECT p.title, o.code, p.valid_from FROM member_position p LEFT JOIN organization o ON o.id = p.organization_id"
        f" WHERE p.valid_to {where} ORDER BY p.title"
    ).fetchall()


def send(desk: Desk, name: str, post: str, unit: str = "CHI BỘ 1", day: str = "") -> ImportResult:
    """Import the list of a branch, or (`unit` "") of the committee above it."""
    title = [["ĐẢNG BỘ SỞ Y TẾ"], *([[unit]] if unit else []), ["DANH SÁCH ĐẢNG VIÊN"]]
    title += [[f"Tính đến ngày {day}"]] if day else []
    row = [*person(1, "Lò Văn An"), post, "Chi bộ 1"]
    return desk.nhap(desk.write(name, [*title, [*HEADER, "Chức vụ Đảng", "Chi bộ"], row]))


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path).organizations()
    send(desk, "a.xlsx", "Đảng ủy viên, Bí thư chi bộ", unit="", day="31/12/2021")
    assert held(desk) == [("Bí thư", "YT.1", None), (UPPER, "YT", None)]
    return desk


@pytest.mark.parametrize("post", ["Chi ủy viên", "Phó Bí thư chi bộ"])
def test_the_list_of_a_branch_ends_no_post_above_it(desk, post):
    """«Chi ủy viên» in the list of a branch ended the office held in its committee, and the committee lost its secretary."""
    result = send(desk, "b.xlsx", post, day="31/01/2022")
    titles = [title for title, _, _ in held(desk)]
    assert sorted(titles) == sorted([UPPER, post.removesuffix(" chi bộ")])
    assert [title for title, _, _ in held(desk, ended=True)] == ["Bí thư"]
    (note,) = [note for note in result.plan.notes if note.code == "position_above_kept"]
    assert note.value == "Đảng ủy viên, Đảng bộ Sở Y tế"
    assert "Bảng của «Chi bộ 1»" in note.message
    assert send(desk, "b.xlsx", post, day="31/01/2022").plan.changes == []


def test_a_plain_member_in_the_list_of_a_branch_may_hold_a_post_above_it(desk):
    send(desk, "b.xlsx", "Đảng viên", day="31/01/2022")
    assert held(desk) == [(UPPER, "YT", None)]
    assert send(desk, "b.xlsx", "Đảng viên", day="31/01/2022").plan.changes == []
    assert send(desk, "c.xlsx", "Đảng viên", day="28/02/2022").plan.changes == []


def test_the_list_of_the_committee_ends_its_own_posts(desk):
    result = send(desk, "b.xlsx", "Chi ủy viên", unit="", day="31/01/2022")
    assert [title for title, _, _ in held(desk)] == ["Chi ủy viên"]
    assert not [note for note in result.plan.notes if note.code == "position_above_kept"]


def test_a_branch_that_speaks_of_the_post_above_is_heard(desk):
    send(desk, "b.xlsx", "Ủy viên BTV đảng ủy, Bí thư chi bộ", day="31/01/2022")
    assert [title for title, _, _ in held(desk)] == ["Bí thư", "Ủy viên Ban Thường vụ"]


@pytest.mark.parametrize("unit", ["", "CHI BỘ 1"])
def test_a_post_that_goes_on_is_neither_ended_nor_begun(desk, unit):
    """The secretary of a branch who became a member of the committee had a break, and a day that nobody typed."""
    send(desk, "b.xlsx", "Bí thư chi bộ, Phó Bí thư đảng ủy", unit=unit, day="31/01/2022")
    assert held(desk) == [("Bí thư", "YT.1", None), ("Phó Bí thư", "YT", "2022-01-31")]
    assert [title for title, _, _ in held(desk, ended=True)] == [UPPER]


@pytest.mark.parametrize("post", ["Đảng ủy viên, Bí thư", "Bí thư, Đảng ủy viên"])
def test_a_post_told_without_its_place_is_that_above(desk, post):
    """The record's own list of a branch tells titles alone."""
    assert send(desk, "b.xlsx", post, day="31/01/2022").plan.changes == []


def listed(desk: Desk, name: str, post: str, unit: str, day: str) -> Path:
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], *([[unit]] if unit else []), ["DANH SÁCH ĐẢNG VIÊN"], [f"Tính đến ngày {day}"]]
    row = [*person(1, "Lò Văn An"), post, "Chi bộ 1"]
    return desk.write(name, [*rows, [*HEADER, "Chức vụ Đảng", "Chi bộ"], row])


@pytest.mark.parametrize("known", [True, False])
def test_lists_of_both_in_one_call_tell_each_its_own_posts(tmp_path, known):
    """The newer list of the branch ended the post that the committee's list of the same call told."""
    desk = Desk(tmp_path).organizations()
    if known:
        send(desk, "0.xlsx", UPPER, unit="", day="31/12/2021")
    upper = listed(desk, "a.xlsx", UPPER, "", "31/01/2022")
    branch = listed(desk, "b.xlsx", "Chi ủy viên", "CHI BỘ 1", "28/02/2022")
    result = desk.nhap(upper, branch)
    assert [problem.code for problem in result.plan.problems] == []
    assert [(title, code) for title, code, _ in held(desk)] == [("Chi ủy viên", "YT.1"), (UPPER, "YT")]
    assert desk.nhap(upper, branch).plan.changes == []
    assert desk.nhap(branch).plan.changes == []


def of_committee(desk: Desk, name: str, heading: str, post: str, *more: object) -> ImportResult:
    """Import a list of the whole committee, of one person of Chi bộ 1, under a heading of her post."""
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN"], ["Tính đến ngày 31/01/2022"]]
    rows += [[*HEADER, heading, "Chi bộ"], [*person(1, "Lò Văn An"), post, "Chi bộ 1"], *more]
    return desk.nhap(desk.write(name, rows))


@pytest.mark.parametrize("heading", ["Chức vụ chi bộ", "Chức vụ trong chi bộ", "Chức vụ chi ủy", "Chức vụ ở Chi bộ"])
def test_a_column_of_posts_in_the_branch_ends_no_post_above_it(desk, heading):
    """In a list of the whole committee it was read as all posts of hers, and ended the office in the committee."""
    result = of_committee(desk, "b.xlsx", heading, "Phó Bí thư")
    assert held(desk) == [("Phó Bí thư", "YT.1", "2022-01-31"), (UPPER, "YT", None)]
    (note,) = [note for note in result.plan.notes if note.code == "position_above_kept"]
    assert note.message.startswith("Cột chức vụ ở «Chi bộ 1»")
    assert of_committee(desk, "b.xlsx", heading, "Phó Bí thư").plan.changes == []


def test_a_column_of_posts_in_the_branch_tells_where_they_are_held(desk):
    new = [*person(2, "Hà Văn Bình"), "Bí thư", "Chi bộ 10"]
    result = of_committee(desk, "b.xlsx", "Chức vụ chi bộ", "Đảng ủy viên, Bí thư", new)
    assert held(desk) == [("Bí thư", "YT.1", None), ("Bí thư", "YT.10", None), (UPPER, "YT", None)]
    assert not [note for note in result.plan.notes if note.code.startswith("position")]


@pytest.mark.parametrize("heading", ["Chức vụ Đảng", "Chức vụ Đảng (BT, PBT chi bộ)"])
def test_any_other_column_of_the_committee_speaks_of_all(desk, heading):
    of_committee(desk, "b.xlsx", heading, "Phó Bí thư")
    assert held(desk) == [("Phó Bí thư", None, "2022-01-31")]


def posts(desk: Desk) -> list[tuple[str, str]]:
    """Return sphere and title of the posts held today."""
    return desk.conn.execute(
        "SELECT sphere, title FROM member_position WHERE valid_to IS NULL AND sphere <> 'party' ORDER BY sphere, title"
    ).fetchall()


def branch_list(desk: Desk, name: str, post: str, day: str) -> ImportResult:
    """Import a list whose column does not say of what its posts are."""
    title = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"], [f"Tính đến ngày {day}"]]
    row = [*person(1, "Lò Văn An"), post]
    return desk.nhap(desk.write(name, [*title, [*HEADER, "Chức vụ"], row]))


def test_posts_of_mass_organisations_are_their_own_and_end_no_post_at_work(tmp_path: Path) -> None:
    desk = Desk(tmp_path).organizations()
    branch_list(desk, "a.xlsx", "Chuyên viên", "31/12/2021")
    result = branch_list(desk, "b.xlsx", "Phó Bí thư Đoàn TN", "31/01/2022")
    assert posts(desk) == [("government", "Chuyên viên"), ("union", "Phó Bí thư Đoàn TN")]
    assert any("chức vụ đoàn thể" in note.message for note in result.plan.notes if note.code == "position_sides")
    branch_list(desk, "c.xlsx", "Phó phòng, Chi hội trưởng CCB", "28/02/2022")
    assert posts(desk) == [("government", "Phó phòng"), ("union", "Chi hội trưởng CCB")]


def test_a_post_of_a_mass_organisation_kept_as_one_at_work_is_no_second_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path).organizations()
    branch_list(desk, "a.xlsx", "Bí thư Đoàn", "31/12/2021")
    desk.conn.execute("UPDATE member_position SET sphere = 'government' WHERE sphere = 'union'")
    assert branch_list(desk, "b.xlsx", "Bí thư Đoàn", "31/01/2022").plan.changes == []
    branch_list(desk, "c.xlsx", "Chuyên viên", "28/02/2022")
    assert posts(desk) == [("government", "Bí thư Đoàn"), ("government", "Chuyên viên")]


@pytest.mark.parametrize("post", ["nguyên Trưởng phòng", "TP (2015-2020)", "Nghỉ hưu"])
def test_what_is_held_no_more_is_no_post_and_is_told(tmp_path: Path, post: str) -> None:
    desk = Desk(tmp_path).organizations()
    result = branch_list(desk, "a.xlsx", post, "31/12/2021")
    assert posts(desk) == []
    (note,) = [note for note in result.plan.notes if note.code == "position_sides"]
    assert "không ghi" in note.message
    assert post in note.message
