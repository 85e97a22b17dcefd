"""Sheets of the year's work for tests: one plain sheet of every kind, over the tree and the people of `staffed`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from intake.desk import HEADER, Desk, person

Rows = list[list[Any]]

UNIT = ["ĐẢNG BỘ SỞ Y TẾ"]
SHEETS: dict[str, Rows] = {
    "mo-hinh": [
        UNIT, ["ĐĂNG KÝ MÔ HÌNH, NỘI DUNG ĐỘT PHÁ NĂM 2022"], [],
        ["STT", "Chi bộ", "Tên mô hình", "Nội dung", "Chỉ tiêu", "Người phụ trách", "Kết quả", "Mốc tiến độ"],
        [1, "Chi bộ 1", "Dịch vụ công trực tuyến", "Nâng chất lượng", "100% đơn vị dùng mức độ 4", "Lò Văn An", "100%",
         "Ban hành kế hoạch: 31/03/2022\nSơ kết: quý II/2022"],
        ["", "", "", "", "chứng từ từ 96% trở lên", "", "248/250 hồ sơ", ""],
        [2, "Chi bộ 10", "Vận chuyển nông sản", "", "- ít nhất 5 mô hình\n- ban hành quy chế", "", "", ""],
        ["", "NGƯỜI LẬP BIỂU"],
    ],
    "ghi-danh": [
        UNIT, ["SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"],
        ["STT", "Họ và tên/Tập thể", "Năm sinh", "Chi bộ", "Nội dung việc làm tốt", "Thời gian ghi danh", "Đề nghị khen"],
        ["I", "TẬP THỂ"], [1, "Phòng Kế toán", "", "Chi bộ 1", "Quyên góp", "05/03/2022", "Nêu gương"],
        [2, "Chi bộ 10", "", "", "Hiến máu", "06/03/2022", ""],
        ["II", "CÁ NHÂN"], [3, "Lò Văn An", "1980", "Chi bộ 1", "Cứu người", "07/03/2022", ""],
        [4, "Tòng Thị Lạ", "1999", "Chi bộ 1", "Trả của rơi", "08/2022", ""],
    ],
    "khen-thuong": [
        UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"],
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chức vụ", "Chi bộ", "Hình thức khen thưởng", "Thành tích"],
        [1, "Lò Văn An", "12/05/1980", "03/02/2005", "Bí thư", "Chi bộ 1", "Giấy khen", "5 năm"],
        [2, "Vì Văn Cương", "12/05/1980", "", "", "Chi bộ 10", "Giấy khen", "Chỉ thị 05"],
    ],
    "xep-loai": [
        UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
        ["STT", "Họ và tên", "Chi bộ", "Tự xếp loại", "Chi bộ xếp loại", "Quyết định xếp loại", "Số quyết định",
         "Chính trị tư tưởng", "Kết quả thực hiện nhiệm vụ"],
        [1, "Lò Văn An", "Chi bộ 1", "HTXSNV", "HTXSNV", "HTTNV", "12-QĐ/ĐU", "Tốt", "Xuất sắc"],
        [2, "Vì Văn Cương", "Chi bộ 10", "HTTNV", "HTTNV", "", "", "trung bình", 28.5],
    ],
    "cam-ket": [
        ["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH KÝ CAM KẾT TU DƯỠNG NĂM 2022"],
        ["STT", "Họ và tên", "Chức vụ", "Người đứng đầu", "Đã cam kết (x)", "Ngày nộp", "Nội dung cam kết"],
        [1, "Lò Văn An", "Bí thư", "x", "x", "15/02/2022", "Gương mẫu\nKhông gây phiền hà"],
        [2, "Cà Thị Mai", "", "", "x", "", ""], [3, "Tòng Văn Ngoài", "Chuyên viên", "", "x", "", ""],
    ],
    "chuyen-de": [
        UNIT, ["KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ NĂM 2022"],
        ["STT", "Chi bộ", "Tên chuyên đề", "Ngày tổ chức", "Tổng số đảng viên", "Số tham gia", "Hình thức"],
        [1, "Chi bộ 1", "Tiên phong, gương mẫu", "10/4/2022", 20, 18, "Chuyên đề"],
        [2, "Chi bộ 10", "Tiên phong, gương mẫu", "11/4/2022", 20, 20, "lồng ghép"],
    ],
    "ky-luat": [
        UNIT, ["DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT"],
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Hình thức kỷ luật", "Số quyết định", "Ngày quyết định", "Lý do"],
        [1, "Hà Văn Bình", "1975", "Chi bộ 1", "Khiển trách", "01-QĐ/UBKT", "05/06/2022", "Vi phạm"],
    ],
    "ktgs": [
        UNIT, ["KẾT QUẢ KIỂM TRA, GIÁM SÁT NĂM 2022"],
        ["STT", "Tổ chức đảng được kiểm tra", "Hình thức", "Nội dung kiểm tra", "Thời gian kiểm tra", "Kết luận",
         "Hạn khắc phục"],
        [1, "Chi bộ 1", "Kiểm tra", "Thực hiện Chỉ thị 05", "10/9/2022", "Tốt", "31/12/2023"],
        [2, "Chi bộ 10", "Giám sát", "Nghị quyết TW4", "12/9/2022", "Còn hạn chế", ""],
    ],
}  # fmt: skip
#: Tables by kind, those of parts after their own.
TABLES = {
    "mo-hinh": ("initiative", "initiative_target", "initiative_milestone", "initiative_progress"), "ghi-danh": ("honour_entry",),
    "khen-thuong": ("commendation",), "xep-loai": ("rating", "rating_criterion"), "cam-ket": ("pledge", "pledge_item"),
    "chuyen-de": ("study_session",), "ky-luat": ("discipline",), "ktgs": ("inspection",),
}  # fmt: skip


def staffed(folder: Path) -> Desk:
    """Return a desk with the tree and five people: two of one name in two branches of one committee."""
    desk = Desk(folder).organizations()
    title = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER]
    desk.nhap(
        desk.write(
            "ds1.xlsx",
            [*title, person(1, "Lò Văn An"), person(2, "Cà Thị Mai", gender="Nữ"), person(3, "Hà Văn Bình", "1975")],
        )
    )
    title = [UNIT, ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER]
    desk.nhap(desk.write("ds2.xlsx", [*title, person(11, "Lò Văn An", "01/01/1990"), person(12, "Vì Văn Cương")]))
    return desk


def stored(desk: Desk, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table without what is unknown, in the order of their numbers."""
    found = desk.conn.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in found.description]
    return [{k: v for k, v in zip(names, row, strict=True) if v is not None} for row in found]


def write_all(desk: Desk) -> list[Path]:
    """Write one sheet of every kind."""
    return [desk.write(f"{kind}.xlsx", rows) for kind, rows in SHEETS.items()]
