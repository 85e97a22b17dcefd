"""One text alone in a column of facts, below a record: it goes on with that, or is of a row without a name; never a group."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes
from intake.year import UNIT, staffed, stored

MEMBERS = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"]]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Quê quán", "Chức vụ Đảng", "Ghi chú"]


@pytest.fixture
def year(tmp_path):
    return staffed(tmp_path)


def members(desk, *between, merges=()):
    rows = [
        *MEMBERS,
        HEADER,
        [1, "Lò Văn Thử", "01/02/1970", "xã Mường Bú", "", ""],
        *between,
        [2, "Hà Thị Bé", "02/03/1981", "Mai Sơn", "", ""],
    ]
    return desk.nhap(desk.write("ds.xlsx", rows, merges))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (3, "huyện Mường La"),
        (4, "Bí thư chi bộ"),
        (5, "chuyển đến 1/2022"),
        (5, "đã chuyển hồ sơ"),
        (3, "Hoàn Lão, Bố Trạch"),
    ],
)
def test_of_a_member_it_is_set_aside_and_nobody_stands_below_it(desk, column, text):
    result = members(desk, [""] * column + [text])
    assert cells(result) == {f"{'ABCDEF'[column]}6": "line_goes_on"}
    (problem,) = result.plan.problems
    assert problem.value == text
    assert HEADER[column] in problem.message
    assert {p["full_name"] for p in desk.people()} == {"Lò Văn Thử", "Hà Thị Bé"}


def test_of_three_rows_each_is(desk):
    result = members(desk, ["", "", "", "huyện Mường La"], ["", "", "", "tỉnh Sơn La"])
    assert cells(result) == {"D6": "line_goes_on", "D7": "line_goes_on"}


@pytest.mark.parametrize(
    ("row", "merges"),
    [
        (["", "", "", "Khối hành chính"], ["D6:F6"]),
        (["", "CHI BỘ 1"], []),
        (["Khối hành chính"], ["A6:F6"]),
        (["", "", "", "CHI BỘ 1"], []),
        (["", "", "", "Đảng viên dự bị"], []),
    ],
)
def test_a_group_is_one_all_the_same(desk, row, merges):
    """In the first columns, merged over others, or by its words."""
    assert codes(members(desk, row, merges=merges)) == []


def test_words_in_the_column_in_which_others_head_rows_do_so_too(desk):
    rows = [
        *MEMBERS, HEADER,
        ["", "", "", "Khối hành chính"], [1, "Lò Văn Thử", "01/02/1970", "", "", ""],
        ["", "", "", "Khối điều trị"], [2, "Hà Thị Bé", "02/03/1981", "", "", ""],
    ]  # fmt: skip
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []


@pytest.mark.parametrize(
    ("title", "header", "record", "text"),
    [
        ("KHEN THƯỞNG NĂM 2022", ["STT", "Họ và tên", "Chi bộ", "Hình thức"], ["Giấy khen"], "Bằng khen"),
        ("XẾP LOẠI ĐẢNG VIÊN NĂM 2022", ["STT", "Họ và tên", "Chi bộ", "Xếp loại"], ["HTTNV"], "HTXSNV"),
        ("KỶ LUẬT NĂM 2022", ["STT", "Họ và tên", "Chi bộ", "Nội dung vi phạm"], ["Vắng họp"], "nhiều lần"),
    ],
)
def test_of_an_entry_it_is_set_aside(year, title, header, record, text):
    rows = [UNIT, [title], header, [1, "Lò Văn An", "Chi bộ 1", *record], ["", "", "", text]]
    assert cells(year.nhap(year.write("a.xlsx", rows)))["D5"] == "line_goes_on"


class TestUnitsMergedOverTheirRows:
    """The unit's cell is merged over its people or its branches: each row has its own name."""

    def test_people_of_one_branch(self, year):
        header = ["STT", "Chi bộ", "Họ và tên", "Xếp loại"]
        rows = [[1, "Chi bộ 1", "Lò Văn An", "HTTNV"], [2, "", "Cà Thị Mai", "HTXSNV"]]
        title = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]
        result = year.nhap(year.write("a.xlsx", [UNIT, title, header, *rows], ["B4:B5"]))
        assert (codes(result), len(stored(year, "rating"))) == ([], 2)

    def test_branches_of_one_committee(self, year):
        header = ["STT", "Đảng bộ", "Chi bộ", "Xếp loại"]
        rows = [[1, "Đảng bộ Sở Y tế", "Chi bộ 1", "HTTNV"], [2, "", "Chi bộ 10", "HTXSNV"]]
        title = ["XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022"]
        result = year.nhap(year.write("a.xlsx", [UNIT, title, header, *rows], ["B4:B5"]))
        assert (codes(result), len(stored(year, "rating"))) == ([], 2)
