"""The layouts that are known by name, each written by script and read whole: every cell of every person."""

from __future__ import annotations

import unicodedata

import pytest
from openpyxl.utils import get_column_letter

from intake.desk import cells, sheet, stored

# --- the national template ---------------------------------------------------------------------------

_ADDRESSES = ("Nơi đăng ký khai sinh", "Quê quán (theo mô hình 2 cấp)", "Thường trú (theo mô hình 2 cấp)")
_PARTS = ("Quốc gia *", "Tỉnh *", "Địa chỉ chi tiết *")
_BEFORE = (
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày * (dd/mm/yyyy)", "Dân tộc *", "Tôn giáo *",
    "Số định danh cá nhân *", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "Nơi cấp thẻ Đảng",
    "Ngày cấp thẻ Đảng (dd/mm/yyyy)", "Số thẻ theo Đảng quyết định 85", "Tổ chức Đảng đang sinh hoạt * (không sửa)",
)  # fmt: skip
_AFTER = (
    "Ngày vào Đảng* (dd/mm/yyyy)", "Ngày vào Đảng chính thức* (dd/mm/yyyy)", "Số CMND cũ (nếu có)",
    "Trạng thái hoạt động", "Ngày rời khỏi/ Ngày mất/ Ngày miễn sinh hoạt Đảng (dd/mm/yyyy)",
    'Đề nghị xóa (do đang viên không thuộc chi bộ)/ (Nếu muốn xóa chọn "có", còn không bỏ qua)',
)  # fmt: skip
_NATIONAL = [
    [1, "100200300", "LÒ VĂN AN", "Lò Văn Ánh", "Nam", "12/05/1980", "Thái", "Không", "014080000123", "014080000123",
     "Tỉnh ủy Sơn La", "01/07/2022", "14.000001", "Chi bộ 10", "Việt Nam", "Sơn La", "xã Chiềng Mung",
     "Việt Nam", "Sơn La", "xã Mai Sơn", "Lào", "Hủa Phăn", "bản Na Vít",
     "03/02/2005", "03/02/2006", "050123456", "Đang sinh hoạt Đảng", "", ""],
    [2, "100200301", "CÀ THỊ MAI", "", "Nữ", "12/05/1981", "Kinh", "Không", "014181000124", "", "", "", "14000002",
     "Chi bộ 10", "", "", "", "Việt Nam", "Sơn La", "xã Thuận Châu", "", "", "",
     "03/02/2005", "03/02/2006", "", "Đã chuyển sinh hoạt", "01/03/2022", "có"],
]  # fmt: skip
_NATIONAL_TRUTH = {
    "Lò Văn An": {
        "external_id": "100200300", "other_name": "Lò Văn Ánh", "gender": "Nam", "birth_date": "1980-05-12",
        "ethnicity": "Thái", "religion": "Không", "citizen_id": "014080000123", "card_number": "014080000123",
        "card_issued_at": "Tỉnh ủy Sơn La", "card_issued_on": "2022-07-01", "old_card_number": "14000001",
        "birth_country": "Việt Nam", "birth_province": "Sơn La", "birth_detail": "xã Chiềng Mung",
        "hometown_country": "Việt Nam", "hometown_province": "Sơn La", "hometown_detail": "xã Mai Sơn",
        "residence_country": "Lào", "residence_province": "Hủa Phăn", "residence_detail": "bản Na Vít",
        "admitted_on": "2005-02-03", "official_on": "2006-02-03", "old_citizen_id": "050123456",
        "membership": [("official",)], "place": "YT.10",
    },
    "Cà Thị Mai": {
        "external_id": "100200301", "gender": "Nữ", "birth_date": "1981-05-12", "ethnicity": "Kinh",
        "religion": "Không", "citizen_id": "014181000124", "old_card_number": "14000002",
        "hometown_country": "Việt Nam", "hometown_province": "Sơn La", "hometown_detail": "xã Thuận Châu",
        "admitted_on": "2005-02-03", "official_on": "2006-02-03", "membership": [("official",)],
        "member_activity": [("left", "Chuyển sinh hoạt đi", "2022-03-01")], "place": "YT.10",
    },
}  # fmt: skip


def national(flat, appended):
    """Return rows and merges of the template: one row of headings, or two under a title of five rows."""
    more = ["Kết quả kiểm tra", "Chi tiết lỗi"] if appended else []
    data = [[*row, *(["Không đạt", "Thiếu nơi cấp thẻ"] if appended else [])] for row in _NATIONAL]
    children = [f"{parent} - {part}" for parent in _ADDRESSES for part in _PARTS]
    if flat:
        return [[*_BEFORE, *children, *_AFTER, *more], *data], []
    parents = [text for parent in _ADDRESSES for text in (parent, "", "")]
    upper = [*_BEFORE, *parents, *_AFTER, *more]
    lower = ["" for _ in _BEFORE] + list(_PARTS) * 3 + ["" for _ in (*_AFTER, *more)]
    merges = [f"{get_column_letter(c)}6:{get_column_letter(c + 2)}6" for c in (15, 18, 21)]
    merges += [f"{get_column_letter(c + 1)}6:{get_column_letter(c + 1)}7" for c, text in enumerate(lower) if not text]
    title = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["ĐẢNG BỘ SỞ Y TẾ"], ["FILE NHẬP LIỆU CƠ SỞ DỮ LIỆU ĐẢNG VIÊN"],
             ["(Kèm theo Công văn số 12-CV/BTCTU)"], []]  # fmt: skip
    return [*title, upper, lower, *data], merges


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("appended", [True, False])
def test_the_national_template(desk, flat, appended):
    rows, merges = national(flat, appended)
    lookups = {"QUOCGIA": [["Mã", "Tên"], ["VN", "Việt Nam"]], "DANTOC": [["01", "Kinh"], ["03", "Thái"]]}
    result = desk.nhap(desk.write("nhap lieu Dang bo So Y te.xlsx", rows, merges, more=lookups))
    assert stored(desk) == _NATIONAL_TRUTH
    assert sheet(result).header_rows == ([1] if flat else [6, 7])
    assert len(sheet(result).columns) == 28
    assert sheet(result).ignored_columns == (["Kết quả kiểm tra", "Chi tiết lỗi"] if appended else [])
    first = 2 if flat else 8
    assert cells(result) == {f"AC{first + 1}": "deletion_asked"}
    shown = desk.one("Lò Văn An")
    assert (shown["hometown"], shown["residence"]) == ("xã Mai Sơn, Sơn La", "bản Na Vít, Hủa Phăn, Lào")
    again = desk.plan(desk.folder / "in" / "nhap lieu Dang bo So Y te.xlsx")
    assert not again.plan.changes


def test_an_address_of_two_levels_leaves_the_old_one_alone(desk):
    header = ["STT", "Họ và tên", "Ngày sinh", "Số thẻ", "Ngày vào Đảng", "Quê quán"]
    row = [1, "Lò Văn An", "12/05/1980", "14.000001", "03/02/2005", "xã Chiềng Ban, huyện Mai Sơn, tỉnh Sơn La"]
    desk.nhap(desk.write("cu.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], header, row]))
    rows, _ = national(flat=True, appended=False)
    desk.nhap(desk.write("Dang bo So Y te.xlsx", rows[:2]))
    held = stored(desk)["Lò Văn An"]
    assert held["hometown"] == "xã Chiềng Ban, huyện Mai Sơn, tỉnh Sơn La"
    assert (held["hometown_province"], held["hometown_detail"]) == ("Sơn La", "xã Mai Sơn")
    assert desk.one("Lò Văn An")["hometown"] == "xã Chiềng Ban, huyện Mai Sơn, tỉnh Sơn La"


def test_an_address_with_a_district_is_the_old_form(desk):
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"],
        ["STT", "Họ và tên", "Ngày sinh", "Số thẻ", "Quê quán", "", ""], ["", "", "", "", "Xã", "Huyện", "Tỉnh"],
        [1, "Lò Văn An", "12/05/1980", "14.000001", "Chiềng Ban", "Mai Sơn", "Sơn La"],
    ]  # fmt: skip
    desk.nhap(desk.write("ds.xlsx", rows, ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:G4"]))
    held = stored(desk)["Lò Văn An"]
    assert held["hometown"] == "Chiềng Ban, Mai Sơn, Sơn La"
    assert "hometown_province" not in held


# --- the superior system's export, the committee's sheet, the printed book ----------------------------


def test_the_export_of_the_superior_system(desk):
    rows = [
        ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp", "Chi bộ đang sinh hoạt",
         "Chi bộ nơi cư trú", "Trạng thái"],
        [1, unicodedata.normalize("NFD", "LÒ VĂN ÁNH"), "014080000123", "014080000123", "12/05/1980", "03/02/2005",
         unicodedata.normalize("NFD", "Chi bộ 10"), "Chi bộ Văn phòng", "Đang sinh hoạt"],
        [2, "CÀ THỊ MAI", "14000002", "014181000124", "12/05/1981", "03/02/2005", "CHI BỘ 10", "", "Đã chuyển ra"],
    ]  # fmt: skip
    result = desk.nhap(desk.write("DS_DANGVIEN.xlsx", rows, sheet="DSTTHC"))
    assert stored(desk) == {
        "Lò Văn Ánh": {"card_number": "014080000123", "citizen_id": "014080000123", "birth_date": "1980-05-12",
                       "admitted_on": "2005-02-03", "place": "YT.10"},
        "Cà Thị Mai": {"old_card_number": "14000002", "citizen_id": "014181000124", "birth_date": "1981-05-12",
                       "admitted_on": "2005-02-03", "place": "YT.10",
                       "member_activity": [("left", "Chuyển sinh hoạt đi")]},
    }  # fmt: skip
    assert cells(result) == {}
    assert sheet(result).ignored_columns == ["Chi bộ nơi cư trú"]


def test_the_committee_sheet_of_37_columns(desk):
    upper = [
        "STT", "Mã nhân viên", "Họ và tên", "Ngày tháng năm sinh", "Nơi sinh\n(3 cấp)", "Chi bộ", "Đảng bộ",
        "Chức vụ hiện nay", "", "", "Giới tính", "", "Dân tộc", "Tôn giáo", "Quê quán", "Trình độ chuyên môn", "", "", "",
        "Trình độ LLCT", "", "", "", "Ngày vào Đảng", "", "Số thẻ đảng viên/Số lý lịch", "Là đảng viên dự bị", "Văn bằng",
        "Quyết định", "", "", "", "Quá trình công tác", "Quá trình tham gia cấp ủy",
        "Bổ sung thông tin đảng viên hằng năm", "Quan hệ nước ngoài", "",
    ]  # fmt: skip
    lower = [""] * 37
    groups = {
        8: ("Đảng", "Chính quyền", "Đoàn thể"), 11: ("Nam", "Nữ"),
        16: ("Trên Đại học", "Đại học", "Cao đẳng, Trung cấp", "LĐ phổ thông"),
        20: ("Cao cấp", "Cử nhân", "Trung cấp", "Sơ cấp"), 24: ("Ngày kết nạp", "Ngày chính thức"),
        29: ("HĐLĐ", "Khen thưởng", "Kỷ luật", "Tặng Huy hiệu Đảng"), 36: ("Bản thân", "Gia đình"),
    }  # fmt: skip
    merges = []
    for start, children in groups.items():
        lower[start - 1 : start - 1 + len(children)] = children
        merges.append(f"{get_column_letter(start)}8:{get_column_letter(start + len(children) - 1)}8")
    merges += [f"{get_column_letter(c + 1)}8:{get_column_letter(c + 1)}9" for c in range(37) if not lower[c]]
    people = [
        [1, "NV01", "Lò Văn An", "12/05/1980", "xã A, huyện B, tỉnh C", "Chi bộ 10", "Đảng bộ Sở Y tế", "Bí thư",
         "Giám đốc", "Chủ tịch Công đoàn", "x", "", "Thái", "Không", "Mai Sơn", "", "x", "", "", "x", "", "", "",
         "03/02/2005", "03/02/2006", "14.000001/012345", "", "Bằng", "", "Bằng khen", "", "30 năm", "", "", "", "", ""],
        [2, "NV02", "Cà Thị Mai", "1981", "", "Chi bộ 10", "Đảng bộ Sở Y tế", "", "", "", "", "x", "Kinh", "Không", "",
         "", "", "x", "", "", "", "", "x", "03/02/2022", "", "14.000002", "x", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    title = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", *[""] * 14, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["ĐẢNG ỦY SỞ Y TẾ"], ["*"], [],
             ["DANH SÁCH QUẢN LÝ HỒ SƠ ĐẢNG VIÊN"], ["(Cập nhật hằng năm)"], []]  # fmt: skip
    rows = [*title, upper, lower, [f"({i})" for i in range(1, 38)], *people]
    result = desk.nhap(desk.write("QLHS.xlsx", rows, merges))
    assert stored(desk) == {
        "Lò Văn An": {
            "birth_date": "1980-05-12", "birthplace": "xã A, huyện B, tỉnh C", "gender": "Nam", "ethnicity": "Thái",
            "religion": "Không", "hometown": "Mai Sơn", "expertise": "Đại học", "political_theory": "Cao cấp",
            "admitted_on": "2005-02-03", "official_on": "2006-02-03", "old_card_number": "14000001",
            "file_number": "012345", "badge": "30 năm", "membership": [("official",)], "place": "YT.10",
            "member_position": [("party", "Bí thư"), ("government", "Giám đốc"), ("union", "Chủ tịch Công đoàn")],
        },
        "Cà Thị Mai": {
            "birth_date": "1981", "gender": "Nữ", "ethnicity": "Kinh", "religion": "Không",
            "political_theory": "Sơ cấp", "admitted_on": "2022-02-03", "old_card_number": "14000002",
            "membership": [("probationary",)], "place": "YT.10",
        },
    }  # fmt: skip
    assert cells(result) == {"R12": "choice_unlisted"}
    assert "Quyết định - Khen thưởng" in sheet(result).ignored_columns


def test_the_printed_book_of_members(desk):
    header = [
        "Số TT", "HỌ VÀ TÊN\n(đang dùng);\nhọ và tên khai sinh", "Nam, nữ, dân tộc, tôn giáo", "QUÊ QUÁN",
        "Văn hóa, lý luận, CMNV, ngoại ngữ", "Nghề nghiệp trước khi vào Đảng, nghề nghiệp hiện nay",
        "Ngày vào Đảng, ngày chính thức", "Số thẻ đảng viên, số lý lịch đảng viên, số Huy hiệu Đảng",
        "Bộ đội, công an, hưu trí", "Ngày chuyển đi, đến đảng bộ cơ sở", "Ngày chuyển đến, ở đảng bộ cơ sở nào đến",
        "Ngày từ trần\nLý do", "Ngày ra khỏi Đảng, hình thức ra Đảng", "Ghi chú",
    ]  # fmt: skip
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["SỔ DANH SÁCH ĐẢNG VIÊN"], header, list(range(1, 15)),
        [1, "LÒ VĂN AN\nLò Văn Ánh", "Nam, Kinh, Không", "xã Chiềng Ban", "12/12, Trung cấp, Đại học Luật, Anh B",
         "Học sinh\nCông chức", "03/02/2005\n03/02/2006", "14.000001\n012345\n067890", "", "", "", "", "", "Ghi chú gì"],
        [2, "CÀ THỊ MAI", "Nữ\nThái\nkhông", "Mường La", "12/12; không; Cao đẳng Y", "Nông dân\nHưu trí",
         "KN: 03/02/2005 CT: 03/02/2006", "14.000002/012346", "", "", "", "05/06/2022\nốm", "", ""],
        [3, "QUÀNG VĂN BÌNH", "Nam, Thái, không", "Mường La", "12/12, Trung cấp", "Nông dân", "03/02/2005 - 03/02/2006",
         "14.000003", "", "", "", "", "05/06/2022, khai trừ", ""],
    ]  # fmt: skip
    result = desk.nhap(desk.write("so.xlsx", rows))
    dates = {"admitted_on": "2005-02-03", "official_on": "2006-02-03", "membership": [("official",)], "place": "YT.10"}
    assert stored(desk) == {
        "Lò Văn An": {
            "other_name": "Lò Văn Ánh", "gender": "Nam", "ethnicity": "Kinh", "religion": "Không",
            "hometown": "xã Chiềng Ban", "general_education": "12/12", "political_theory": "Trung cấp",
            "expertise": "Đại học", "specialty": "Luật", "foreign_language": "Anh B", "occupation": "Công chức",
            "old_card_number": "14000001", "file_number": "012345", "badge_number": "067890", "note": "Ghi chú gì",
            **dates,
        },
        "Cà Thị Mai": {
            "gender": "Nữ", "ethnicity": "Thái", "religion": "Không", "hometown": "Mường La",
            "general_education": "12/12", "expertise": "Cao đẳng", "specialty": "Y", "occupation": "Hưu trí",
            "old_card_number": "14000002", "file_number": "012346", **dates,
            "member_activity": [("left", "Từ trần", "2022-06-05")],
        },
        "Quàng Văn Bình": {
            "gender": "Nam", "ethnicity": "Thái", "religion": "Không", "hometown": "Mường La",
            "old_card_number": "14000003", **dates, "member_activity": [("left", "Khai trừ", "2022-06-05")],
        },
    }  # fmt: skip
    assert cells(result) == {"E8": "combined_unclear", "F8": "combined_unclear"}
    assert sheet(result).ignored_columns == ["Bộ đội, công an, hưu trí", "Ngày chuyển đến, ở đảng bộ cơ sở nào đến"]


def test_an_organisation_list_with_control_totals(desk):
    header = ["STT", "Tên Tổ Chức", "Loại Hình", "Tổng Đảng Viên", "Đảng Viên Chính Thức", "Đảng Viên Dự Bị",
              "Ủy Viên Phụ Trách", "Chức Vụ UV Phụ Trách", "ĐT UV Phụ Trách", "Bí Thư", "ĐT Bí Thư", "Ghi Chú"]  # fmt: skip
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH TỔ CHỨC ĐẢNG"], header,
        [1, "Chi bộ Dược", "Chi bộ trực thuộc", 12, 11, 1, "Lò Văn An", "Phó Bí thư", "0900000001", "Cà Thị Mai",
         "0900000002", ""],
        [2, "Chi bộ Xét nghiệm", "Chi bộ trực thuộc", 12, 10, 1, "", "", "", "", "", ""],
    ]  # fmt: skip
    result = desk.nhap(desk.write("to chuc Dang bo So Y te.xlsx", rows))
    told = desk.conn.execute(
        "SELECT n.name, o.declared_members, o.declared_official, o.declared_probationary, o.secretary"
        " FROM organization o JOIN organization_name n ON n.organization_id = o.id WHERE o.id > 9 ORDER BY o.id"
    ).fetchall()
    assert told[0] == ("Chi bộ Dược", 12, 11, 1, "Cà Thị Mai")
    assert [p.code for p in result.plan.problems] == ["declared_totals"]


def test_why_is_told(desk):
    header = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Dân tộc, tôn giáo",
        "Số thẻ đảng viên",
        "Ngày vào Đảng, ngày chính thức",
    ]
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], header,
        [1, "Lò Văn An", "12/05/1980", "Thái, không", "14.000001", "03/02/2005 - 03/02/2006"],
        [2, "Cà Thị Mai", "12/05/1981", "Kinh, không", "14.000002", "03/02/2022"], ["Cộng: 02 đồng chí"],
    ]  # fmt: skip
    steps = sheet(desk.plan(desk.write("ds.xlsx", rows))).steps
    for told in (
        "Hàng tiêu đề cột: dòng 4; dữ liệu từ dòng 5.",
        "Cột D «Dân tộc, tôn giáo»: mỗi ô được tách thành Dân tộc, Tôn giáo.",
        "Cột F «Ngày vào Đảng, ngày chính thức»: mỗi ô được tách thành Ngày vào Đảng, Ngày chính thức; "
        "1 ô không tách được chắc chắn, để nguyên.",
        "Dòng 7: dòng cộng «Cộng: 02 đồng chí».",
        "Có 2 dòng, từ dòng 5 đến dòng 6; bảng hết vì dòng 7 là dòng cộng.",
    ):
        assert told in steps, steps


def test_hidden_columns_and_rows_are_read_and_said_so(desk):
    import openpyxl

    header = ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên"]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], header,
            [1, "Lò Văn An", "12/05/1980", "14.000001"], [2, "Cà Thị Mai", "1981", "14.000002"]]  # fmt: skip
    path = desk.write("ds.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["D"].hidden = True
    book.active.row_dimensions[6].hidden = True
    book.save(path)
    result = desk.nhap(path)
    assert {"Cột ẩn vẫn đọc: D.", "Dòng ẩn vẫn đọc: 6."} <= set(sheet(result).steps)
    assert desk.one("Cà Thị Mai")["card_number"] == "14000002"
