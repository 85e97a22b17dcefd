"""Names in three columns: what stands between the family name and the given name is part of the name."""

from __future__ import annotations

import pytest

from intake.desk import cells

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ VĂN PHÒNG"], ["DANH SÁCH ĐẢNG VIÊN"]]
BESIDE = ["Ngày sinh", "Dân tộc", "Ngày vào Đảng"]
PEOPLE = [["Lò", "Văn", "An"], ["Cà", "Thị Ngọc", "Bình"], ["Vì", "", "Chung"]]


def names(desk):
    return [name for (name,) in desk.conn.execute("SELECT full_name FROM member ORDER BY id DESC LIMIT 3")][::-1]


def rows(people):
    return [[n, *who, f"0{n}/02/1970", "Thái", "03/02/1999"] for n, who in enumerate(people, 1)]


@pytest.mark.parametrize("middle", ["Đệm", "Tên đệm", "Chữ đệm", "Lót", "Tên lót", "Chữ lót", "Đệm (lót)"])
def test_a_middle_name_in_a_column_of_its_own(desk, middle):
    header = ["STT", "Họ", middle, "Tên", *BESIDE]
    assert cells(desk.nhap(desk.write("ds.xlsx", [*TITLE, header, *rows(PEOPLE)]))) == {}
    assert names(desk) == ["Lò Văn An", "Cà Thị Ngọc Bình", "Vì Chung"]


def test_a_middle_name_under_one_heading_of_the_name(desk):
    header = [["STT", "Họ và tên", "", "", *BESIDE], ["", "Họ", "Đệm", "Tên", "", "", ""]]
    path = desk.write("ds.xlsx", [*TITLE, *header, *rows(PEOPLE)], merges=["B4:D4"])
    assert cells(desk.nhap(path)) == {}
    assert names(desk) == ["Lò Văn An", "Cà Thị Ngọc Bình", "Vì Chung"]


@pytest.mark.parametrize(("family", "given"), [("Họ", "Tên đệm và tên"), ("Họ, chữ đệm", "Tên"), ("Họ và lót", "Tên")])
def test_a_name_in_two_columns(desk, family, given):
    people = [[a, f"{b} {c}"] if "đệm" in given else [f"{a} {b}".strip(), c] for a, b, c in PEOPLE]
    header = ["STT", family, given, *BESIDE]
    assert cells(desk.nhap(desk.write("ds.xlsx", [*TITLE, header, *rows(people)]))) == {}
    assert names(desk) == ["Lò Văn An", "Cà Thị Ngọc Bình", "Vì Chung"]
