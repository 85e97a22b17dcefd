"""Rows between those of a table that state another year than the sheet, and rows that look like a header and are none."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored

GOOD = "Hoàn thành tốt nhiệm vụ"


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


@pytest.mark.parametrize(
    ("title", "heading", "value", "table"),
    [
        ("DANH SÁCH KHEN THƯỞNG", "Hình thức khen thưởng", "Giấy khen", "commendation"),
        ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN", "Xếp loại", "HTTNV", "rating"),
        ("DANH SÁCH ĐẢNG VIÊN BỊ KỶ LUẬT", "Hình thức kỷ luật", "Khiển trách", "discipline"),
        ("DANH SÁCH KÝ CAM KẾT", "Đã nộp", "x", "pledge"),
    ],
)
@pytest.mark.parametrize("again", ["Năm 2021", "{title} NĂM 2021"])
def test_what_stands_below_another_year_is_not_of_the_year_of_the_sheet(desk, title, heading, value, table, again):
    """Filed there in silence before; with the year named on the command it is read, and the rest is left."""
    rows = [
        UNIT, [f"{title} NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", heading],
        ["I", "Năm 2022", "", ""], [1, "Cà Thị Mai", "Chi bộ 1", value],
        ["II", again.format(title=title), "", ""], [1, "Vì Văn Cương", "Chi bộ 10", value],
        ["", "Chi bộ 1", "", ""], [2, "Hà Văn Bình", "", value],
    ]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    result = desk.nhap(path)
    assert cells(result) == {"B7": "entry_year_unknown", "B9": "entry_year_unknown"}
    assert again.format(title=title) in result.plan.problems[0].message
    assert [row["period"] for row in stored(desk, table)] == ["2022"]


@pytest.mark.parametrize(
    ("title", "heading", "value", "table"),
    [
        ("DANH SÁCH KHEN THƯỞNG", "Hình thức khen thưởng", "Giấy khen", "commendation"),
        ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN", "Xếp loại", "HTTNV", "rating"),
        ("DANH SÁCH ĐẢNG VIÊN BỊ KỶ LUẬT", "Hình thức kỷ luật", "Khiển trách", "discipline"),
    ],
)
@pytest.mark.parametrize("of", ["", "NĂM 2021, 2022", "giai đoạn 2020-2022", "từ năm 2020 đến nay"])
def test_where_the_sheet_is_of_no_one_year_the_group_says_it(desk, title, heading, value, table, of):
    rows = [
        UNIT, [f"{title} {of}"], ["STT", "Họ và tên", "Chi bộ", heading],
        ["I", "Năm 2022", "", ""], [1, "Cà Thị Mai", "Chi bộ 1", value],
        ["II", "Năm 2021", "", ""], ["", "Chi bộ 1", "", ""], [1, "Hà Văn Bình", "", value],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert sorted(row["period"] for row in stored(desk, table)) == ["2021", "2022"]


def test_a_group_of_a_year_that_the_title_leaves_out_says_nothing(desk):
    rows = [
        UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2021, 2022"], ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng"],
        ["I", "Năm 2019", "", ""], [1, "Cà Thị Mai", "Chi bộ 1", "Giấy khen"],
        ["II", "Năm 2022", "", ""], [1, "Hà Văn Bình", "Chi bộ 1", "Giấy khen"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B5": "entry_year_unknown"}
    assert [row["period"] for row in stored(desk, "commendation")] == ["2022"]


def test_a_title_from_a_year_until_now_is_not_of_that_year(desk):
    rows = [
        UNIT, ["DANH SÁCH KHEN THƯỞNG TỪ NĂM 2021 ĐẾN NAY"], ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng"],
        [1, "Cà Thị Mai", "Chi bộ 1", "Giấy khen"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B4": "entry_year_unknown"}


def test_what_goes_on_from_an_earlier_year_is_of_the_year_of_the_sheet(desk):
    rows = [
        UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Nội dung"],
        ["I", "Mô hình tiếp tục thực hiện từ năm 2021", "", ""], [1, "Chi bộ 1", "Trồng cây", "500 cây"],
        ["II", "Mô hình đăng ký mới", "", ""], [1, "Chi bộ 10", "Tiết kiệm điện", "Giảm 10%"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert [row["period"] for row in stored(desk, "initiative")] == ["2022", "2022"]


def test_a_title_below_the_signatures_says_the_year_of_what_follows(desk):
    head = ["STT", "Họ và tên", "Hình thức khen thưởng"]
    rows = [
        UNIT, ["CHI BỘ 1"], ["DANH SÁCH KHEN THƯỞNG NĂM 2021"], head, [1, "Cà Thị Mai", "Giấy khen"],
        ["", "", "BÍ THƯ"], [], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], [1, "Hà Văn Bình", "Giấy khen"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B9": "entry_year_unknown"}
    assert [row["period"] for row in stored(desk, "commendation")] == ["2021"]


@pytest.mark.parametrize("where", [0, 2])
@pytest.mark.parametrize("name", ["Đảng bộ", "Đảng ủy"])
def test_a_rated_unit_is_no_header(desk, name, where):
    """«Đảng bộ», «HTTNV» are headings, too: all rows above were lost, those below read as ticks."""
    rows = [[1, "Chi bộ 1", "HTTNV"], [2, "Chi bộ 10", "HTTNV"]]
    rows.insert(where, ["I" if where == 0 else "", name, "HTTNV"])
    title = ["KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022"]
    path = desk.write("a.xlsx", [UNIT, title, ["STT", "Tên tổ chức đảng", "Xếp loại"], *rows])
    assert cells(desk.nhap(path)) == {f"B{4 + where}": "organization_unknown"}
    assert [row["proposed_level"] for row in stored(desk, "rating")] == [GOOD, GOOD]
