"""Lists of another term than the one that runs."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, Desk, cells, person, stored


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("DANH SÁCH CẤP ỦY NHIỆM KỲ 2015 - 2020", False),
        ("DANH SÁCH CẤP ỦY KHÓA XV (2015-2020)", False),
        ("NHÂN SỰ CẤP ỦY NHIỆM KỲ 2025-2030", False),
        ("DANH SÁCH CẤP ỦY NHIỆM KỲ 2022 - 2025", True),
        ("DANH SÁCH CẤP ỦY NHIỆM KỲ 2015 - 2020 VÀ NHIỆM KỲ 2020 - 2025", True),
        ("DANH SÁCH CẤP ỦY", True),
    ],
)
def test_positions_of_another_term_are_not_those_of_today(tmp_path, title, held):
    """Who was secretary until 2020 became the secretary of today; the person herself is in the list all the same."""
    desk = Desk(tmp_path).organizations()
    people = [[*person(1, "Lò Văn An"), "Bí thư chi bộ"], [*person(2, "Lò Văn Bình"), "Đảng viên"]]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], [title], [*HEADER, "Chức vụ Đảng"], *people]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == ({} if held else {"H5": "position_of_term"})
    positions = [one.get("member_position", []) for one in stored(desk).values()]
    assert positions == [[("party", "Bí thư")] if held else [], [("party", "Đảng viên")]]
