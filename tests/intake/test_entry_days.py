"""Days of entries beside the year they are of: which of a neighbouring year are usual, kind by kind."""

from __future__ import annotations

from datetime import date

import pytest

from intake.desk import codes
from intake.year import UNIT, staffed

PLEDGES = ["DANH SÁCH KÝ CAM KẾT NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Đã nộp", "Ngày nộp"]
AWARDS = ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Ngày quyết định"]
STARTED = (
    ["KẾT QUẢ KIỂM TRA NĂM 2022"],
    ["STT", "Tổ chức đảng được kiểm tra", "Nội dung kiểm tra", "Từ ngày", "Ngày kết luận"],
)
REGISTERED = ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Ngày đăng ký"]
RATED = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Quyết định xếp loại", "Ngày quyết định"]
AN = "Lò Văn An", "Chi bộ 1"


@pytest.mark.parametrize(
    ("table", "row", "day", "noted"),
    [
        (PLEDGES, (*AN, "x"), "20/12/2021", ""),
        (PLEDGES, (*AN, "x"), "12/2021", ""),
        (PLEDGES, (*AN, "x"), "2021", "day_outside_year"),  # which month nobody knows
        (PLEDGES, (*AN, "x"), "30/11/2021", "day_outside_year"),
        (PLEDGES, (*AN, "x"), "10/01/2021", "day_outside_year"),
        (PLEDGES, (*AN, "x"), "10/01/2023", "day_outside_year"),  # a sheet under last year's title looks so
        (REGISTERED, ("Chi bộ 1", "Dịch vụ công", "100% hồ sơ"), "20/12/2021", ""),
        (REGISTERED, ("Chi bộ 1", "Dịch vụ công", "100% hồ sơ"), "20/01/2023", "day_outside_year"),
        (RATED, (*AN, "HTTNV"), "15/01/2023", ""),
        (AWARDS, (*AN, "Giấy khen"), "15/01/2023", ""),
        (AWARDS, (*AN, "Giấy khen"), "15/12/2021", "day_outside_year"),
        (STARTED, ("Chi bộ 1", "Đảng phí", "10/12/2022"), "15/01/2023", ""),
        (STARTED, ("Chi bộ 1", "Đảng phí", "10/12/2022"), "15/04/2023", "day_outside_year"),
        (
            STARTED,
            ("Chi bộ 1", "Đảng phí", ""),
            "15/01/2023",
            "day_outside_sheet_year",
        ),  # it is of 2023 by its only day
    ],
)
def test_a_day_near_its_year_is_noted_where_its_kind_has_none_there(tmp_path, table, row, day, noted):
    desk = staffed(tmp_path)
    desk.today = date(2024, 1, 15)
    title, header = table
    result = desk.nhap(desk.write("danh sách.xlsx", [UNIT, title, header, [1, *row, day]]))
    assert codes(result) == []
    assert [note.code for note in result.plan.notes if note.code.startswith("day_outside")] == (
        [noted] if noted else []
    )
    assert result.created + result.updated == 1
