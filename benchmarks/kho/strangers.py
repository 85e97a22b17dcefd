"""Columns that look like fields and are none: of a spouse, an introducer, an office, a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from kho.cells import Typed, Want
from kho.columns import Block, Path, Write


def distractors(rng: Random, two_levels: bool) -> Block:
    """Return columns that look like fields and are none: of a spouse, an introducer, an office."""

    def cell(raw: object) -> Write:
        return lambda person, pen: Typed([raw])

    def cells_of(*raws: object) -> Write:
        return lambda person, pen: Typed(list(raws))

    def kept(key: str, raw: str, value: str) -> Write:
        return lambda person, pen: Typed([raw], {key: Want(value)})

    stranger, day = "Vì Thị Khách", "09/09/1999"
    single: list[tuple[Sequence[Path], Write]] = [
        ([("Tuổi Đảng",)], cell(20)),
        ([("Tuổi",)], cell(45)),
        ([("Người giới thiệu",)], cell(stranger)),
        ([("Họ và tên vợ (chồng)",)], cell(stranger)),
        ([("Ngày cấp thẻ",)], kept("card_issued_on", day, "1999-09-09")),
        ([("Ngày vào Đoàn",)], cell(day)),
        ([("Ngày nhập ngũ",)], cell(day)),
        ([("Ngày vào ngành",)], cell(day)),
        ([("Số sổ BHXH",)], cell("1412345678")),
        ([("Chi bộ nơi cư trú",)], cell("Chi bộ bản Mòn")),
        ([("Số QĐ kết nạp",)], cell("12-QĐ/ĐU")),
        ([("Mã nhân viên",)], cell("NV012")),
        ([("Tên gọi khác",)], kept("other_name", "Bảy", "Bảy")),
        ([("Tên thường gọi",)], kept("other_name", "Bảy", "Bảy")),
        ([("Ngày cấp CCCD",)], cell(day)),
        ([("Nơi cấp CCCD",)], cell("Cục Cảnh sát")),
        ([("Năm sinh của con",)], cell("2015")),
        ([("Điện thoại cơ quan",)], cell("02123852111")),
        ([("Xếp loại tốt nghiệp",)], cell("Khá")),
        ([("Quê quán vợ (chồng)",)], cell("Bản Mòn")),
        ([("Số con",)], cell(2)),
        ([("Dân tộc vợ/chồng",)], cell("Dao")),
        ([("Ngày vào Đảng của vợ (chồng)",)], cell(day)),
        ([("Hệ số lương",)], cell("3.33")),
        ([("Danh hiệu thi đua",)], cell("LĐTT")),
    ]
    double: list[tuple[Sequence[Path], Write]] = [
        ([("Người giới thiệu", "Họ và tên"), ("Người giới thiệu", "Chức vụ")], cells_of(stranger, "Bí thư")),
        (
            [("Vợ (chồng)", "Họ tên"), ("Vợ (chồng)", "Năm sinh"), ("Vợ (chồng)", "Nghề nghiệp")],
            cells_of(stranger, "1979", "Giáo viên"),
        ),
        (
            [("Thông tin bố đẻ", "Họ và tên"), ("Thông tin bố đẻ", "Ngày sinh"), ("Thông tin bố đẻ", "Quê quán")],
            cells_of(stranger, "1939", "Bản Mòn"),
        ),
        ([("Nghề nghiệp", "Trước khi vào Đảng"), ("Nghề nghiệp", "Khác")], cells_of("Làm ruộng", "")),
        (
            [("Trình độ đào tạo", "Trường đào tạo"), ("Trình độ đào tạo", "Hệ đào tạo")],
            cells_of("Học viện Nông nghiệp", "Chính quy"),
        ),
        ([("Quyết định", "Khen thưởng"), ("Quyết định", "Kỷ luật")], cells_of("Bằng khen", "")),
        (
            [("Thẻ đảng viên", "Nơi cấp"), ("Thẻ đảng viên", "Ngày cấp")],
            lambda person, pen: Typed(
                ["Tỉnh ủy", day], {"card_issued_at": Want("Tỉnh ủy"), "card_issued_on": Want("1999-09-09")}
            ),
        ),
        ([("Chuyển sinh hoạt đảng", "Ngày"), ("Chuyển sinh hoạt đảng", "Chi bộ")], cells_of("", "")),
        ([("Quy hoạch", "Chức vụ"), ("Quy hoạch", "Năm")], cells_of("Phó Giám đốc", "2025")),
        ([("Con thứ nhất", "Họ và tên"), ("Con thứ nhất", "Ngày sinh")], cells_of(stranger, "2012")),
        ([("Cán bộ phụ trách", "Họ và tên"), ("Cán bộ phụ trách", "Điện thoại")], cells_of(stranger, "0900000001")),
    ]
    paths, write = rng.choice(double if two_levels and rng.random() < 0.5 else single)
    name = " > ".join(re.sub(r"\s+", " ", text) for text in paths[0])
    return Block("cột lạ", paths, write, (f"cột lạ: {name}",))
