"""Cells of one row that say too much, or what no cell of their column can: named, never taken for something else."""

from __future__ import annotations

import pytest

from intake.desk import Desk, cells

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"]]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def read(desk, headings, values, title="DANH SÁCH ĐẢNG VIÊN", name="Lò Văn An"):
    """Import one row with further columns, from F on, and return {cell: code} of its problems."""
    rows = [*TITLE, [title], [*HEADER, *headings], [1, name, "12/05/1980", "Nam", "03/02/2005", *values]]
    return cells(desk.nhap(desk.write("ds.xlsx", rows)))


def stored(desk, table):
    return desk.conn.execute(f"SELECT {table[1]} FROM {table[0]}").fetchall()


STANDING = ("membership", "standing")
ACTIVITY = ("member_activity", "activity, reason, valid_from")


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        (["Đảng viên chính thức", "Đảng viên dự bị"], ["x", "x"]),
        (["Loại đảng viên", "Là đảng viên dự bị"], ["Chính thức", "x"]),
        (["Là đảng viên dự bị", "Loại đảng viên"], ["x", "Chính thức"]),
        (["Đảng viên chính thức", "Đảng viên dự bị", "Loại đảng viên"], ["x", "x", "Dự bị"]),
    ],
)
def test_two_standings_of_a_row_are_none(desk, headings, values):
    assert read(desk, headings, values) == {"F5": "two_values", "G5": "two_values"}
    assert stored(desk, STANDING) == []


def test_one_standing_said_twice_is_one(desk):
    assert read(desk, ["Loại đảng viên", "Là đảng viên dự bị"], ["Dự bị", "x"]) == {}
    assert stored(desk, STANDING) == [("probationary",)]
