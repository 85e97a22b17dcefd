"""Entries whose main words say that there is none, or that there are two."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored

HEAD = ["STT", "Họ và tên", "Chi bộ"]


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


AWARDS = ("DANH SÁCH KHEN THƯỞNG NĂM 2022", "Hình thức khen thưởng", "commendation")
PENALTIES = ("DANH SÁCH ĐẢNG VIÊN BỊ KỶ LUẬT NĂM 2022", "Hình thức kỷ luật", "discipline")


@pytest.mark.parametrize(
    ("sheet", "typed", "code"),
    [
        (AWARDS, "Không", "entry_says_none"),
        (AWARDS, "Không đề nghị khen thưởng", "entry_says_none"),
        (AWARDS, "Chưa khen", "entry_says_none"),
        (AWARDS, "Giấy khen; Bằng khen", "several_forms"),
        (AWARDS, "Chiến sĩ thi đua cơ sở, Bằng khen của UBND tỉnh", "several_forms"),
        (AWARDS, "Bằng khen của UBND tỉnh", None),
        (AWARDS, "Đề nghị tặng Giấy khen", None),
        (PENALTIES, "Không bị kỷ luật", "entry_says_none"),
        (PENALTIES, "Không", "entry_says_none"),
        (PENALTIES, "Đề nghị khiển trách", "not_decided_yet"),
        (PENALTIES, "Đang xem xét", "not_decided_yet"),
        (PENALTIES, "Khiển trách", None),
    ],
)
def test_forms(desk, sheet, typed, code):
    title, heading, table = sheet
    result = desk.nhap(desk.write("a.xlsx", [UNIT, [title], [*HEAD, heading], [1, "Cà Thị Mai", "Chi bộ 1", typed]]))
    assert cells(result) == ({"D4": code} if code else {})
    assert [row["form"] for row in stored(desk, table)] == ([] if code else [typed])
    assert result.set_aside == bool(code)


@pytest.mark.parametrize(
    ("name", "kept"), [("Không đăng ký", False), ("Chưa có mô hình", False), ("Không khói thuốc lá", True)]
)
def test_names_of_initiatives(desk, name, kept):
    rows = [["STT", "Chi bộ", "Tên mô hình", "Nội dung"], [1, "Chi bộ 1", name, "Nội dung"]]
    result = desk.nhap(desk.write("a.xlsx", [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], *rows]))
    assert cells(result) == ({} if kept else {"C4": "entry_says_none"})
    assert [row["name"] for row in stored(desk, "initiative")] == ([name] if kept else [])


def test_organizations_in_a_column_nobody_reads_are_not_those_of_the_sheet(desk):
    """The initiatives of the branches became the committee's own; whose a row without a unit is, the sheet says."""
    rows = [
        UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Tập thể, cá nhân", "Tên mô hình", "Nội dung"],
        [1, "Chi bộ 1", "Trồng cây", "500 cây"], [2, "Lò Văn An (Chi bộ 1)", "Đọc sách", "10 cuốn"],
        [3, "", "Tiết kiệm", "10%"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B4": "unit_not_read", "B5": "unit_not_read"}
    assert [row["name"] for row in stored(desk, "initiative")] == ["Tiết kiệm"]
