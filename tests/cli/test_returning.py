"""`dv nhan-lai`: somebody who left the list is received again, and the leaving stays in her history."""

from __future__ import annotations

import json

import pytest

AN, DAY, BEFORE = "Lò Văn An", "15/11/2022", "14/11/2022"
LEFT = "05/11/2022"


def leave(run, reason: str = "chuyển đi") -> None:
    assert run("dv", "giam", AN, "--ly-do", reason, "--ngay", LEFT, "--dong-y").exit_code == 0


def come_back(run, *more: str, place: str = "14.1.2", day: str = DAY, who: str = AN):
    return run("dv", "nhan-lai", who, "--den", place, "--ngay", day, "--dong-y", *more, columns=300)


def said(text: str) -> str:
    """Return sentences without the ends of their lines."""
    return " ".join(text.split())


def people(run, *more: str) -> dict[str, str]:
    rows = run("dv", "ds", "--dinh-dang", "json", *more).json
    return {row["full_name"]: row["organization_code"] for row in rows}


def card(run) -> dict:
    return run("dv", "xem", AN, "--dinh-dang", "json").json


def spells(run) -> list[tuple]:
    return [(row["activity"], row["valid_from"], row["valid_to"]) for row in card(run)["activities"]]


def places(run) -> list[tuple]:
    return [(row["organization_code"], row["valid_from"], row["valid_to"]) for row in card(run)["places"]]


def test_she_counts_again_where_she_comes_to_and_the_days_between_stay_what_they_were(filled):
    everybody = people(filled)
    leave(filled)
    gone = people(filled)
    done = come_back(filled, "--ghi-chu", "GGT 5")
    assert done.exit_code == 0, done.stderr
    assert people(filled) == everybody | {AN: "14.1.2"} == people(filled, "--tinh-den", DAY)
    assert people(filled, "--tinh-den", BEFORE) == gone
    assert people(filled, "--tinh-den", "04/11/2022") == everybody
    assert spells(filled) == [("left", "2022-11-05", "2022-11-15"), ("active", "2022-11-15", None)]
    assert places(filled) == [("14.1.1", None, "2022-11-15"), ("14.1.2", "2022-11-15", None)]
    assert card(filled)["note"] == "GGT 5"
    assert filled("ra-soat").exit_code == 0
    assert filled("dv", "chuyen", AN, "--den", "14.1.1", "--dong-y").exit_code == 0
    filled("lan-nhap", "hoan-tac", "4", "--dong-y")
    assert filled("lan-nhap", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert people(filled) == gone
    assert spells(filled) == [("left", "2022-11-05", None)]
    assert filled("ra-soat").exit_code == 0


def test_where_she_was_before_goes_on(filled):
    leave(filled)
    assert come_back(filled, place="14.1.1").exit_code == 0
    assert places(filled) == [("14.1.1", None, None)]
    assert people(filled)[AN] == "14.1.1"
    assert AN not in people(filled, "--tinh-den", BEFORE)


HEAD = "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày chuyển đi,Trạng thái,Chức vụ Đảng\n"


def test_what_she_held_when_a_sheet_told_of_her_leaving_ended_with_it(filled, tmp_path):
    filled("dv", "sua", AN, "chức vụ đảng=Bí thư chi bộ", "--ngay", "01/02/2020", "--dong-y")
    sheet = tmp_path / "di.csv"
    sheet.write_text(f"{HEAD}1,Lò Văn An,12/05/1968,Chi bộ 1,05/11/2022,,Bí thư\n", "utf-8")
    assert filled("nhap", sheet, "--dong-y", "--don-vi", "14.1").exit_code == 0
    assert [(one["title"], one["valid_to"]) for one in card(filled)["positions"]] == [("Bí thư", "2022-11-05")]
    assert come_back(filled).exit_code == 0
    assert card(filled)["party_position"] is None


def test_what_a_sheet_left_her_holding_in_the_old_branch_ends(filled, tmp_path):
    """Of somebody new who has left no day is known on which a position ended; she does not hold it by coming back."""
    sheet = tmp_path / "di.csv"
    sheet.write_text(f"{HEAD}1,Sa Văn Tú,12/05/1968,Chi bộ 1,,Đã chuyển đi,Bí thư chi bộ\n", "utf-8")
    assert filled("nhap", sheet, "--dong-y", "--don-vi", "14.1").exit_code == 0
    done = come_back(filled, who="Sa Văn Tú")
    assert "Chức vụ «Bí thư»" in done.stdout
    assert "kết thúc từ ngày 15/11/2022" in done.stdout
    assert filled("dv", "xem", "Sa Văn Tú", "--dinh-dang", "json").json["party_position"] is None


@pytest.mark.parametrize(("reason", "told"), [
    ("chuyển đi", False), ("không còn trong danh sách", False), ("khai trừ", True), ("xóa tên", True), ("xin ra", True),
    ("ra khỏi Đảng", True),
])  # fmt: skip
def test_who_was_no_party_member_may_be_restored_or_admitted_again(filled, reason, told):
    leave(filled, reason)
    done = come_back(filled)
    assert done.exit_code == 0, done.stderr
    assert ("Nếu là kết nạp lại, hãy sửa theo quyết định mới: «dangbo dang-vien sua 1 …»." in said(done.stdout)) is told


@pytest.mark.parametrize(("place", "day", "told"), [
    ("14.1.2", LEFT, "ra khỏi danh sách từ 05/11/2022; ngày 05/11/2022 không sau ngày ấy."),
    ("14.1.2", "01/11/2022", "ra khỏi danh sách từ 05/11/2022; ngày 01/11/2022 không sau ngày ấy."),
    ("14.1.2", "15/11/2082", "Ngày 15/11/2082 chưa đến."),
    ("14", DAY, "không sinh hoạt trực tiếp ở đó."),
])  # fmt: skip
def test_a_day_or_a_place_that_cannot_be_is_refused(filled, place, day, told):
    leave(filled)
    refused = come_back(filled, place=place, day=day)
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert AN not in people(filled)


def test_who_is_not_out_or_has_died_is_refused(filled):
    refused = come_back(filled)
    assert refused.exit_code == 1
    assert "Lò Văn An chưa ra khỏi danh sách đảng viên, theo sổ vẫn sinh hoạt ở «Chi bộ 1»" in refused.stderr
    assert "«dangbo dang-vien chuyen 1 --den …»" in refused.stderr
    leave(filled, "từ trần")
    refused = come_back(filled)
    assert refused.exit_code == 1
    assert "(lý do: Từ trần, từ 05/11/2022)" in refused.stderr
    assert "«dangbo lan-nhap hoan-tac 2»" in refused.stderr
    assert "nhan-lai" not in refused.stderr


@pytest.mark.parametrize("words", [
    ("dv", "giam", AN, "--ly-do", "khai trừ", "--ngay", DAY),
    ("dv", "chuyen", AN, "--den", "14.1.2"),
])  # fmt: skip
def test_the_other_commands_point_here(filled, words):
    leave(filled)
    refused = filled(*words, "--dong-y", columns=300)
    assert refused.exit_code == 1
    assert "hãy nhận lại: «dangbo dang-vien nhan-lai 1 --den MÃ --ngay …»" in said(refused.stderr)
    assert "Trạng thái" not in refused.stderr


def test_the_day_must_be_said_and_nothing_is_written_unasked(filled):
    leave(filled)
    assert filled("dv", "nhan-lai", AN, "--den", "14.1.2", "--dong-y").exit_code == 2
    seen = filled("members", "return", AN, "--den", "14.1.2", "--ngay", DAY, "--xem-truoc", columns=80)
    assert seen.exit_code == 0
    assert max(map(len, seen.stdout.splitlines())) <= 80
    assert AN not in people(filled)
    assert json.loads(filled("lan-nhap", "ds", "--dinh-dang", "json").stdout)[0]["number"] == 2


@pytest.mark.parametrize("given", [("ngày sinh=12/05/1968",), (), ("ngày sinh=1968", "số thẻ=014012000001")])
@pytest.mark.parametrize(("reason", "told"), [("chuyển đi", True), ("từ trần", False), (None, False)])
def test_who_is_out_is_not_added_a_second_time(filled, given, reason, told):
    if reason:
        leave(filled, reason)
    refused = filled("dv", "them", AN, "--don-vi", "14.1.2", *given, "--dong-y", columns=300)
    assert refused.exit_code == 1
    assert ("nhận lại bằng «dangbo dang-vien nhan-lai 1 …»" in said(refused.stderr)) is told
    assert ("sửa bằng «dangbo dang-vien sua 1 …»" in said(refused.stderr)) is not told
