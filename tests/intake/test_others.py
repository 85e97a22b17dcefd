"""Officials, workers, students are not members because a list has them: only what speaks of the Party makes them so."""

from __future__ import annotations

import pytest

from dangbo_cli.intake.tables.others import names_others
from intake.desk import cells, sheet

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn"]
PEOPLE = [[1, "Lò Văn An", "12/05/1980", "Nam", "Chuyên viên", "Đại học"],
          [2, "Cà Thị Mai", "12/05/1981", "Nữ", "Văn thư", "Trung cấp"]]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "others"),
    [
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC", True), ("Danh sách trích ngang cán bộ năm 2022", True),
        ("DANH SÁCH CÁN BỘ, ĐẢNG VIÊN", True), ("Danh sách đảng viên và quần chúng", True),
        ("DANH SÁCH NGƯỜI LAO ĐỘNG", True), ("Danh sách viên chức, người lao động là đảng viên", False),
        ("DANH SÁCH ĐẢNG VIÊN", False), ("DANH SÁCH ĐẢNG VIÊN LÀ CÁN BỘ, CÔNG CHỨC", False), ("DANH SÁCH", False),
        ("DANH SÁCH HỘ NGHÈO", True), ("DANH SÁCH HỘ NGHÈO CHI BỘ 10 NĂM 2022", True), ("DANH SÁCH DỰ HỌP", True),
        ("DANH SÁCH TRƯỞNG BẢN, NGƯỜI CÓ UY TÍN", True), ("Danh sách cựu chiến binh tham gia BHYT", True),
        ("BIỂU TỔNG HỢP DANH SÁCH NGƯỜI CAO TUỔI", True), ("DANH SÁCH HỘ NGHÈO LÀ ĐẢNG VIÊN", False),
        ("DANH SÁCH CHI BỘ 10", False), ("DANH SÁCH TRÍCH NGANG", False), ("DANH SÁCH NĂM 2022", False),
        ("DANH SÁCH (kèm theo Công văn số 1)", False), ("DANH SÁCH CÁC ĐỒNG CHÍ BÍ THƯ CHI BỘ", False),
        ("DANH SÁCH SỞ Y TẾ", False), ("DANH SÁCH TRƯỜNG THPT TÔ HIỆU", False), ("DANH SÁCH BỔ SUNG K01", False),
        ("DANH SÁCH DỰ BỊ", False), ("DANH SÁCH CÁC ĐỒNG CHÍ THUỘC ĐẢNG BỘ SỞ Y TẾ", False), ("HỘ NGHÈO", False),
        ("Danh sách gồm có 5 đồng chí./.", False), ("Danh sách này có 4 người.", False),
        ("ĐẢNG BỘ TRƯỜNG CÁN BỘ QUẢN LÝ", False), ("CHI BỘ CÁN BỘ HƯU TRÍ", False), ("Danh sách cấp ủy viên", False),
    ],
)  # fmt: skip
def test_a_title_says_whom_a_list_is_of(title, others):
    assert names_others([title]) == (title if others else None)


@pytest.mark.parametrize(
    ("title", "others"),
    [
        (["DANH SÁCH", "HỘ NGHÈO NĂM 2022"], True), (["DANH SÁCH", "ĐẢNG VIÊN NĂM 2022"], False),
        (["DANH SÁCH", "CHI BỘ 10"], False), (["DANH SÁCH", "Sơn La, ngày 12 tháng 12 năm 2022"], False),
    ],
)  # fmt: skip
def test_a_title_over_two_lines(title, others):
    assert names_others(title) == (" ".join(title) if others else None)


def test_names_of_files_are_no_titles():
    assert names_others([], ["danh sách Lò Văn An gửi", "danh sách hộ nghèo"]) is None
    assert names_others([], ["danh sách cán bộ"]) == "danh sách cán bộ"


def test_households_under_a_branch_are_no_members(desk):
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH HỘ NGHÈO"], HEADER, *PEOPLE]
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert desk.people() == []
    assert "«DANH SÁCH HỘ NGHÈO» không có cột nào về Đảng" in (result.files[0].error or "")


@pytest.mark.parametrize("kind", [None, "dang-vien"])
def test_without_a_column_of_the_party_nobody_becomes_a_member(desk, kind):
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], HEADER, *PEOPLE]
    result = desk.nhap(desk.write("ds.xlsx", rows), kind=kind)
    if kind is not None:  # the clerk knows better
        assert [one["full_name"] for one in desk.people()] == ["Lò Văn An", "Cà Thị Mai"]
        return
    assert desk.people() == []
    assert "«DANH SÁCH CÁN BỘ, CÔNG CHỨC» không có cột nào về Đảng" in (result.files[0].error or "")
    assert "--loai-bieu dang-vien" in (result.files[0].error or "")


def test_a_name_and_a_birth_are_a_member_list_where_the_clerk_says_so(desk):
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH CẤP ỦY"], ["STT", "Họ và tên", "Ngày sinh"]]
    path = desk.write("ds.xlsx", [*rows, [1, "Lò Văn An", "12/05/1980"]])
    result = desk.nhap(path)
    assert desk.people() == []
    assert "nhập lại với --loai-bieu dang-vien" in (result.files[0].error or "")
    desk.nhap(path, kind="dang-vien")
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


@pytest.mark.parametrize(
    ("heading", "said", "not_said"), [("Ngày vào Đảng", "03/02/2005", ""), ("Chi bộ", "Chi bộ 10", ""),
                                     ("Số thẻ đảng viên", "14.000001", "không"), ("Chức vụ Đảng", "ĐV", "-")]
)  # fmt: skip
def test_of_a_list_with_such_a_column_those_are_kept_of_whom_it_says_something(desk, heading, said, not_said):
    people = [[*PEOPLE[0], said], [*PEOPLE[1], not_said]]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], [*HEADER, heading], *people]
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]
    assert {cell: code for cell, code in cells(result).items() if code == "member_not_said"} == {
        "B6": "member_not_said"
    }
    assert (sheet(result).set_aside, result.set_aside) == (1, 1)


def test_a_list_under_a_branch_that_names_nobody_else_is_of_its_members(desk):
    desk.nhap(desk.write("ds.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH"], HEADER, *PEOPLE]))
    assert len(desk.people()) == 2


MEMBERS = [["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Từ trần", False), ("Đã chuyển đi", False), ("DS chuyển sinh hoạt 2022", False), ("Cảm tình", False),
        ("Khai trừ, xóa tên", False), ("Dự bị", True), ("Miễn sinh hoạt", True), ("Sheet2", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["DANH SÁCH", "DANH SÁCH ĐẢNG VIÊN"])
def test_a_sheet_says_by_its_name_that_its_people_are_no_members_here(desk, name, title, read):
    first = [*MEMBERS, [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005"]]
    other = [MEMBERS[0], [title], MEMBERS[2], [1, "Lò Văn Bình", "13/05/1990", "Nam", "03/02/2015"]]
    result = desk.nhap(desk.write("Danh sách đảng viên.xlsx", first, sheet="Chính thức", more={name: other}))
    assert len(desk.people()) == 1 + read
    left_out = [s.left_out for s in result.files[0].sheets if s.left_out]
    assert [name in why for why in left_out] == ([] if read else [True])


def test_a_sheet_whose_columns_say_who_left_is_read(desk):
    rows = [
        *MEMBERS[:2],
        [*MEMBERS[2], "Ngày từ trần"],
        [1, "Lò Văn An", "12/05/1930", "Nam", "03/02/1960", "01/02/2022"],
    ]
    desk.nhap(desk.write("ds.xlsx", rows, sheet="Từ trần"))
    assert [one["full_name"] for one in desk.people()] == []
    assert desk.conn.execute("SELECT activity, reason FROM member_activity").fetchall() == [("left", "Từ trần")]
