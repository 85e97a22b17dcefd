"""Titles whose words change what the sheet below them is."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, cells, person
from intake.year import UNIT, staffed, stored

RATED = ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]
GOOD = "Hoàn thành tốt nhiệm vụ"


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def levels(desk):
    """Return the levels of all ratings by their column."""
    return {key: value for row in stored(desk, "rating") for key, value in row.items() if key.endswith("_level")}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("KẾT QUẢ XẾP LOẠI CÔNG CHỨC, VIÊN CHỨC NĂM 2022", "employee_level"),
        ("ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC VÀ NGƯỜI LAO ĐỘNG NĂM 2022", "employee_level"),
        ("DANH SÁCH VIÊN CHỨC ĐƯỢC XẾP LOẠI NĂM 2022", "employee_level"),
        ("KẾT QUẢ XẾP LOẠI CÔNG CHỨC CHI BỘ 1 NĂM 2022", "employee_level"),
        ("KẾT QUẢ TỰ XẾP LOẠI ĐẢNG VIÊN NĂM 2022", "self_level"),
        ("TỔNG HỢP TỰ ĐÁNH GIÁ, XẾP LOẠI CỦA ĐẢNG VIÊN NĂM 2022", "self_level"),
        ("TỔNG HỢP TỰ XẾP LOẠI VÀ ĐỀ NGHỊ XẾP LOẠI ĐẢNG VIÊN NĂM 2022", "proposed_level"),
        ("ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN LÀ CÔNG CHỨC NĂM 2022", "proposed_level"),
        ("XẾP LOẠI CÁN BỘ, ĐẢNG VIÊN NĂM 2022", "proposed_level"),
        ("XẾP LOẠI ĐẢNG VIÊN, ĐOÀN THỂ NĂM 2022", "proposed_level"),
        ("XẾP LOẠI ĐOÀN THỂ VÀ ĐẢNG VIÊN NĂM 2022", "proposed_level"),
        ("KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG TẬP THỂ, CÁ NHÂN NĂM 2022", "proposed_level"),
        ("KẾT QUẢ XẾP LOẠI CẤP ỦY VIÊN NĂM 2022", "proposed_level"),
        ("KẾT QUẢ XẾP LOẠI CUỐI NĂM 2022", "proposed_level"),
    ],
)
def test_whose_level_it_is_that_a_title_tells(desk, title, key):
    rows = [UNIT, [title], RATED, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert levels(desk) == {key: GOOD}


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ XẾP LOẠI ĐOÀN VIÊN CÔNG ĐOÀN NĂM 2022",
        "XẾP LOẠI HỘI VIÊN HỘI PHỤ NỮ NĂM 2022",
        "KẾT QUẢ PHÂN LOẠI LAO ĐỘNG NĂM 2022",
        "KẾT QUẢ ĐÁNH GIÁ CÁN BỘ NĂM 2022",
        "XẾP LOẠI GIÁO VIÊN THEO CHUẨN NGHỀ NGHIỆP NĂM 2022",
        "KẾT QUẢ XẾP LOẠI HỌC TẬP LỚP ĐẢNG VIÊN MỚI NĂM 2022",
        "KẾT QUẢ XẾP LOẠI BÀI THU HOẠCH NĂM 2022",
        "DANH SÁCH XẾP LOẠI SỨC KHỎE NĂM 2022",
        "XẾP LOẠI GIA ĐÌNH VĂN HÓA NĂM 2022",
        "XẾP LOẠI THI ĐUA NĂM 2022",
        "DANH SÁCH ĐOÀN VIÊN ĐƯỢC XẾP LOẠI XUẤT SẮC NĂM 2022",
        "XẾP LOẠI CÔNG CHỨC LÀ ĐẢNG VIÊN NĂM 2022",
        "XẾP LOẠI TỔ CHỨC CÔNG ĐOÀN NĂM 2022",
    ],
)
def test_a_rating_of_something_else_is_not_the_party_s(desk, title):
    """«XẾP LOẠI SỨC KHỎE» over a column «Xếp loại» gave Party levels."""
    rows = [UNIT, [title], RATED, [1, "Cà Thị Mai", "Chi bộ 1", "Tốt"], [2, "Lò Văn An", "Chi bộ 1", "Tốt"]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"A2": "title_rates_others"}
    assert title in result.plan.problems[0].message
    assert result.set_aside == 2
    assert stored(desk, "rating") == []


@pytest.mark.parametrize(
    ("title", "headings", "found"),
    [
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Xếp loại đảng viên"], {"proposed_level": GOOD}),
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Chi bộ xếp loại"], {"proposed_level": GOOD}),
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Xếp loại công chức"], {"employee_level": GOOD}),
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Xếp loại đảng viên", "Xếp loại công chức"],
         {"proposed_level": GOOD, "employee_level": GOOD}),
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Tự xếp loại", "Quyết định xếp loại"], {}),
        ("XẾP LOẠI CÔNG CHỨC NĂM 2022", ["Xếp loại", "Quyết định xếp loại"], {}),
        ("TỰ XẾP LOẠI ĐẢNG VIÊN NĂM 2022", ["Tự xếp loại", "Chi bộ xếp loại"],
         {"self_level": GOOD, "proposed_level": GOOD}),
    ],
)  # fmt: skip
def test_a_heading_that_says_whose_level_it_is_outweighs_the_title(desk, title, headings, found):
    rows = [UNIT, [title], [*RATED[:3], *headings], [1, "Cà Thị Mai", "Chi bộ 1", *["HTTNV"] * len(headings)]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert levels(desk) == found
    assert cells(result) == ({} if found else {"A2": "title_rates_others"})


def test_levels_of_group_rows_below_such_a_title(desk):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI CÔNG CHỨC, VIÊN CHỨC NĂM 2022"], RATED[:3], ["I", "Hoàn thành tốt nhiệm vụ"],
            [1, "Cà Thị Mai", "Chi bộ 1"]]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert levels(desk) == {"employee_level": GOOD}


def test_a_list_with_facts_of_members_below_such_a_title_makes_nobody(desk):
    rows = [
        UNIT,
        ["CHI BỘ 1"],
        ["XẾP LOẠI LAO ĐỘNG NĂM 2022"],
        [*HEADER, "Xếp loại"],
        [*person(31, "Quàng Văn Mới"), "HTTNV"],
    ]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A3": "title_rates_others"}
    assert len(stored(desk, "member")) == 5
