"""Organisation lists that say by their layout who stands above whom: two columns of names, a line between the rows, an
empty cell below one that is filled."""

from __future__ import annotations

import pytest

from intake.desk import Desk, cells

ROOT = [1, "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", "K"]
TITLE = ["DANH SÁCH TỔ CHỨC ĐẢNG"]
LEVELS = ["STT", "Đảng bộ cơ sở", "Chi bộ trực thuộc", "Số đảng viên", "Bí thư"]


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.nhap(desk.write("goc.xlsx", [TITLE, ["STT", "Tên tổ chức đảng", "Loại hình", "Mã tổ chức"], ROOT]))
    return desk


def read(desk, header, *rows):
    return cells(desk.nhap(desk.write("tc.xlsx", [TITLE, header, *rows])))


def tree(desk):
    """Return who stands below whom, without the root."""
    found = desk.conn.execute(
        "SELECT n.name, u.name FROM organization_name n JOIN organization_parent p USING (organization_id) "
        "JOIN organization_name u ON u.organization_id = p.parent_id"
    )
    return {name: upper.removesuffix("các cơ quan tỉnh").strip() for name, upper in found}


@pytest.mark.parametrize(
    "upper", ["Đảng bộ cơ sở", "Tổ chức cơ sở đảng", "Đảng bộ cơ sở, chi bộ cơ sở", "Tên đảng bộ", "TCCSĐ"]
)
def test_the_line_of_a_committee_stands_in_its_own_column(desk, upper):
    found = read(
        desk,
        ["STT", upper, *LEVELS[2:]],
        [1, "Đảng bộ Sở A", "", 23, "Lò Văn An"],
        ["", "", "Chi bộ Hành chính", 12, "Lò Văn Bình"],
        [2, "Chi bộ Hội B", "", 9, "Cà Thị Mai"],
        [3, "Đảng bộ Sở C", "", 7, "Lò Văn Chung"],
        ["", "Đảng bộ Sở C", "Chi bộ 1", 7, "Lò Văn Chung"],
    )
    assert found == {}
    assert tree(desk) == {
        "Đảng bộ Sở A": "Đảng bộ Khối", "Chi bộ Hành chính": "Đảng bộ Sở A", "Chi bộ Hội B": "Đảng bộ Khối",
        "Đảng bộ Sở C": "Đảng bộ Khối", "Chi bộ 1": "Đảng bộ Sở C",
    }  # fmt: skip
    assert desk.conn.execute("SELECT secretary FROM organization WHERE declared_members = 9").fetchall() == [
        ("Cà Thị Mai",)
    ]


def test_a_cell_left_empty_below_a_filled_one_is_asked_about(desk):
    read(desk, LEVELS, [1, "Đảng bộ Sở A", "", 23, ""])
    assert read(desk, LEVELS, [1, "Đảng bộ Sở A", "Chi bộ 1", 12, ""], [2, "", "Chi bộ 2", 11, ""]) == {
        "B4": "parent_blank"
    }
    assert "Chi bộ 2" not in tree(desk)


def test_an_empty_cell_of_the_one_above_is_told_by_the_numbers(desk):
    header = ["STT", "Tên tổ chức đảng", "Trực thuộc", "Số đảng viên"]
    assert read(desk, header, ["I", "Đảng bộ Sở A", "", ""], [1, "Chi bộ 1", "", 12], ["II", "Chi bộ B", "", 9]) == {}
    assert tree(desk) == {"Đảng bộ Sở A": "Đảng bộ Khối", "Chi bộ 1": "Đảng bộ Sở A", "Chi bộ B": "Đảng bộ Khối"}


def test_a_line_across_the_table_names_the_one_above_but_makes_none(desk):
    header = ["STT", "Tên chi bộ", "Số đảng viên", "Bí thư"]
    rows = [["ĐẢNG BỘ SỞ A (2 chi bộ)"], [1, "Chi bộ 1", 12, ""], [2, "Chi bộ 2", 11, ""]]
    assert read(desk, header, *rows) == {"B4": "parent_unknown", "B5": "parent_unknown"}
    read(desk, LEVELS, [1, "Đảng bộ Sở A", "", 23, ""])
    assert read(desk, header, *rows) == {}
    assert tree(desk)["Chi bộ 2"] == "Đảng bộ Sở A"
    assert desk.conn.execute("SELECT count(*) FROM organization WHERE bloc IS NOT NULL").fetchall() == [(0,)]


@pytest.mark.parametrize("heading", [["III", "Các chi bộ cơ sở"], ["", "Các chi bộ cơ sở"], ["B", "Chi bộ cơ sở"]])
def test_what_stands_below_a_heading_of_branches_is_not_below_the_committee_before(desk, heading):
    header = ["STT", "Tên chi bộ", "Số đảng viên", "Bí thư"]
    rows = [["I", "Đảng bộ Sở A", "", ""], [1, "Chi bộ 1", 12, ""], heading, [1, "Chi bộ Hội B", 7, ""]]
    assert read(desk, header, *rows) == {}
    assert tree(desk) == {"Đảng bộ Sở A": "Đảng bộ Khối", "Chi bộ 1": "Đảng bộ Sở A", "Chi bộ Hội B": "Đảng bộ Khối"}


def test_a_kind_is_no_name(desk):
    header = ["STT", "Tên tổ chức đảng", "Số đảng viên", "Bí thư"]
    assert read(desk, header, [1, "Chi bộ cơ sở", 35, ""]) == {"B3": "organization_name_unreadable"}


@pytest.mark.parametrize(
    "heading",
    ["Loại hình", "Loại hình tổ chức đảng", "Loại hình tổ chức cơ sở đảng", "Loại hình TCCSĐ", "Loại hình TCĐ"],
)
def test_headings_of_the_kind(desk, heading):
    assert read(desk, ["STT", "Tên tổ chức đảng", heading, "Mã"], [1, "Đảng bộ Sở A", "Đảng bộ cơ sở", "A"]) == {}
    assert desk.conn.execute("SELECT count(*) FROM organization_kind WHERE kind = 'Đảng bộ cơ sở'").fetchall() == [(1,)]


def test_the_kind_that_is_told_needs_no_more_than_a_name_and_one_fact(desk):
    rows = [["1", "Đảng bộ Sở A", "Lò Văn An"], ["1.1", "Chi bộ 1", ""], ["2", "Chi bộ C", "Lò Văn Bình"]]
    path = desk.write("tc.xlsx", [TITLE, ["STT", "Tên tổ chức đảng", "Bí thư"], *rows])
    assert desk.plan(path).nothing_read
    result = desk.nhap(path, kind="to-chuc")
    assert (result.created, cells(result)) == (3, {})
    assert tree(desk)["Chi bộ 1"] == "Đảng bộ Sở A"
    only = desk.write("ten.xlsx", [TITLE, ["STT", "Tên tổ chức đảng"], [1, "Chi bộ Lạ"]])
    assert desk.plan(only, kind="to-chuc").nothing_read


def test_of_a_row_without_a_name_the_empty_cell_is_named(desk):
    header = ["STT", "Tên tổ chức đảng", "Mã tổ chức", "Số đảng viên", "Bí thư"]
    rows = [[1, "Chi bộ A", "A", 5, ""], [2, "", "B", 6, "Lò Văn An"], [3, "Chi bộ C", "C", 7, ""]]
    result = desk.nhap(desk.write("tc.xlsx", [TITLE, header, *rows]))
    assert (cells(result), result.created, result.set_aside) == ({"B4": "no_name"}, 2, 1)
