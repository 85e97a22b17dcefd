"""People below a group, a title or a sheet's name that speaks of those who left, are not yet members, or are of another
unit: none of them is written as a member of the unit."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, Desk, cells, codes, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def names(desk):
    return sorted(one["full_name"] for one in desk.people())


@pytest.mark.parametrize(
    "group",
    [
        "Đảng viên giảm trong năm", "GIẢM", "Danh sách giảm", "Chết", "Đã mất", "Đã chuyển về nơi cư trú",
        "XIN RA KHỎI ĐẢNG", "Không còn sinh hoạt", "Đối tượng kết nạp", "Cán bộ chưa vào Đảng", "Đang làm hồ sơ",
        "Đảng viên nơi khác đến sinh hoạt tạm", "Đảng viên theo Quy định 213", "Nghỉ hưu chuyển về địa phương",
    ],
)  # fmt: skip
def test_whoever_stands_below_such_a_group_is_set_aside(desk, group):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), ["", group], person(2, "Hà Văn Bình")]
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"B7": "group_lists_others"}
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize("group", ["Ban Giám đốc", "Tổ Giảm nghèo", "Đi học, đi công tác xa", "Tổ chuyển đổi số"])
def test_other_groups_are_members(desk, group):
    desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), ["", group], person(2, "Hà Văn Bình")]))
    assert names(desk) == ["Hà Văn Bình", "Lò Văn An"]


def test_newcomers_below_those_who_left_are_members(desk):
    groups = (["", "Đảng viên giảm trong năm"], person(2, "Hà Văn Bình"), ["", "Đảng viên tăng trong năm"])
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), *groups, person(3, "Vì Văn Cương")]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == ["group_lists_others"]
    assert names(desk) == ["Lò Văn An", "Vì Văn Cương"]


def test_a_second_list_below_that_is_of_those_who_left(desk):
    second = [[], ["DANH SÁCH ĐẢNG VIÊN GIẢM"], HEADER, person(2, "Hà Văn Bình")]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), *second]))
    assert codes(result) == ["table_left_out"]
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize(
    "title", ["DANH SÁCH ĐẢNG VIÊN GIẢM NĂM 2022", "DANH SÁCH ĐẢNG VIÊN TĂNG, GIẢM", "ĐẢNG VIÊN 213"]
)
def test_a_sheet_of_them_is_left_out_and_named(desk, title):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], [title], HEADER, person(1, "Lò Văn An")]))
    assert title in (result.files[0].error or "")
    assert names(desk) == []


def test_what_a_title_leaves_out_is_not_what_it_lists(desk):
    title = ["DANH SÁCH ĐẢNG VIÊN (không gồm đảng viên giảm trong năm)"]
    desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], title, HEADER, person(1, "Lò Văn An")]))
    assert names(desk) == ["Lò Văn An"]
