"""Organisation lists: cells that contradict the name or the tree are named, and nothing is made of them."""

from __future__ import annotations

import pytest

from intake.desk import Desk, cells, codes

HEADER = ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc", "Bí thư"]
TREE = [
    ["DANH SÁCH TỔ CHỨC ĐẢNG"],
    HEADER,
    [1, "K", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", "", "Cầm Thị Chi"],
    [2, "A", "Đảng bộ Sở A", "Đảng bộ cơ sở", "K", "Lò Văn An"],
    [3, "A.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "A", "Lò Văn Bình"],
]


def read(tmp_path, *row):
    """Import the tree with one more row; return the desk and the result."""
    desk = Desk(tmp_path)
    return desk, desk.nhap(desk.write("tc.xlsx", [*TREE, [4, *row]]))


def names(desk):
    return {name for (name,) in desk.conn.execute("SELECT name FROM organization_name")}


@pytest.mark.parametrize(
    "name", ["Chi bộ 4 (đã giải thể)", "Chi bộ Bản Pó giải thể", "Chi bộ 4 - đã sáp nhập vào CB 1"]
)
def test_what_is_said_to_be_no_more_is_no_organisation(tmp_path, name):
    desk, result = read(tmp_path, "A.4", name, "", "A", "")
    assert cells(result) == {"C6": "organization_no_more"}
    assert (len(names(desk)), result.set_aside) == (3, 1)


def test_what_came_of_a_merger_is_one(tmp_path):
    desk, result = read(tmp_path, "A.4", "Chi bộ 4 (sáp nhập từ Chi bộ 2, Chi bộ 3)", "", "A", "")
    assert (codes(result), len(names(desk))) == ([], 4)


@pytest.mark.parametrize(
    ("name", "kind", "stored"),
    [
        ("Chi bộ 5", "Đảng bộ bộ phận", "Chi bộ trực thuộc đảng ủy cơ sở"),
        ("Đảng bộ bộ phận Khoa Nội", "Chi bộ trực thuộc đảng ủy cơ sở", "Đảng bộ bộ phận"),
    ],
)
def test_a_kind_that_the_name_contradicts_is_not_written(tmp_path, name, kind, stored):
    desk, result = read(tmp_path, "A.5", name, kind, "A", "")
    assert cells(result) == {"D6": "organization_kind_contradicts"}
    assert desk.conn.execute("SELECT kind FROM organization_kind ORDER BY id DESC").fetchone() == (stored,)


def test_below_a_branch_stand_groups_only(tmp_path):
    desk, result = read(tmp_path / "1", "A.6", "Chi bộ 6", "Chi bộ trực thuộc", "A.1", "")
    assert (cells(result), len(names(desk))) == ({"E6": "below_a_branch"}, 3)
    desk, result = read(tmp_path / "2", "A.1.1", "Tổ đảng 1", "Tổ đảng", "A.1", "")
    assert (cells(result), len(names(desk))) == ({}, 4)


@pytest.mark.parametrize("vacant", ["Khuyết", "chưa có", "Không có"])
def test_nobody_is_no_secretary(tmp_path, vacant):
    desk, result = read(tmp_path, "A.7", "Chi bộ 7", "", "A", vacant)
    assert desk.conn.execute("SELECT secretary FROM organization WHERE code = 'A.7'").fetchone() == (None,)
    assert any(f"«{vacant}»" in note.message for note in result.plan.notes if note.code == "filler")


@pytest.mark.parametrize(
    ("secretary", "phone", "told"),
    [("Cà Thị Mai", "", True), ("Cà Thị Mai", "0987654321", False), ("LÒ VĂN AN", "", False), ("", "", False)],
)
def test_the_number_of_the_secretary_before_is_named(tmp_path, secretary, phone, told):
    desk = Desk(tmp_path)
    head = [["DANH SÁCH TỔ CHỨC ĐẢNG"], [*HEADER, "Điện thoại bí thư"]]
    root, committee = TREE[2], TREE[3]
    desk.nhap(desk.write("a.xlsx", [*head, [*root, ""], [*committee[:5], "Lò Văn An", "0912345678"]]))
    result = desk.nhap(desk.write("b.xlsx", [*head, [*root, ""], [*committee[:5], secretary, phone]]))
    assert ("secretary_phone_of_before" in [note.code for note in result.plan.notes]) is told
