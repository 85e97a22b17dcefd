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


KINDS = {
    "khen": (["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng"], "Giấy khen", "commendation"),
    "luat": (["STT", "Họ và tên", "Chi bộ", "Hình thức kỷ luật"], "Khiển trách", "discipline"),
    "danh": (["STT", "Họ và tên", "Chi bộ", "Việc tốt"], "Hiến máu", "honour_entry"),
    "ket": (["STT", "Họ và tên", "Chi bộ", "Nội dung cam kết"], "Gương mẫu", "pledge"),
    "hinh": (["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"], "100 con", "initiative"),
}


def of_kind(desk, kind, title, *more):
    """Import a sheet of one row, whose further columns are `more` (heading, value); return its result and its entries."""
    headings, value, table = KINDS[kind]
    row = [1, *(("Chi bộ 1", "Nuôi gà") if kind == "hinh" else ("Cà Thị Mai", "Chi bộ 1")), value]
    rows = [UNIT, [title], [*headings, *(heading for heading, _ in more)], [*row, *(text for _, text in more)]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    return cells(result), stored(desk, table)


@pytest.mark.parametrize(
    ("kind", "title", "code"),
    [
        ("khen", "DANH SÁCH KHÔNG ĐƯỢC KHEN THƯỞNG NĂM 2022", "title_denies"),
        ("khen", "DANH SÁCH ĐẢNG VIÊN CHƯA ĐƯỢC XÉT KHEN THƯỞNG NĂM 2022", "title_denies"),
        ("khen", "DANH SÁCH KHEN THƯỞNG ĐÃ THU HỒI NĂM 2022", "title_denies"),
        ("khen", "DANH SÁCH BỊ HỦY BỎ KHEN THƯỞNG NĂM 2022", "title_denies"),
        ("khen", "MẪU DANH SÁCH KHEN THƯỞNG NĂM 2022", "title_denies"),
        ("khen", "DANH SÁCH KHEN THƯỞNG CỦA CÔNG ĐOÀN NĂM 2022", "title_of_others"),
        ("khen", "KHEN THƯỞNG ĐOÀN VIÊN XUẤT SẮC NĂM 2022", "title_of_others"),
        ("khen", "DANH SÁCH KHEN THƯỞNG CON CÁN BỘ, ĐẢNG VIÊN HỌC GIỎI NĂM 2022", "title_of_others"),
        ("luat", "DANH SÁCH ĐẢNG VIÊN ĐƯỢC XÓA KỶ LUẬT NĂM 2022", "title_denies"),
        ("luat", "DANH SÁCH HẾT THỜI HẠN KỶ LUẬT NĂM 2022", "title_denies"),
        ("luat", "DANH SÁCH ĐẢNG VIÊN CHẤM DỨT HIỆU LỰC KỶ LUẬT NĂM 2022", "title_denies"),
        ("luat", "DANH SÁCH KHIẾU NẠI KỶ LUẬT NĂM 2022", "title_denies"),
        ("luat", "DANH SÁCH ĐẢNG VIÊN ĐƯỢC MIỄN KỶ LUẬT NĂM 2022", "title_denies"),
        ("luat", "DANH SÁCH CÔNG CHỨC, VIÊN CHỨC BỊ KỶ LUẬT NĂM 2022", "title_of_others"),
        ("luat", "DANH SÁCH ĐOÀN VIÊN BỊ KỶ LUẬT NĂM 2022", "title_of_others"),
        ("luat", "DANH SÁCH BỊ KỶ LUẬT LAO ĐỘNG NĂM 2022", "title_of_others"),
        ("danh", "GƯƠNG NGƯỜI TỐT VIỆC TỐT CHƯA ĐƯỢC GHI DANH NĂM 2022", "title_denies"),
        ("danh", "DANH SÁCH ĐỀ NGHỊ GHI DANH NGƯỜI TỐT VIỆC TỐT NĂM 2022", "title_denies"),
        ("ket", "CAM KẾT CHẤP HÀNH LUẬT GIAO THÔNG NĂM 2022", "title_of_others"),
        ("ket", "DANH SÁCH HỘ GIA ĐÌNH KÝ CAM KẾT NĂM 2022", "title_of_others"),
        ("ket", "DANH SÁCH ĐOÀN VIÊN KÝ CAM KẾT NĂM 2022", "title_of_others"),
        ("ket", "MẪU BẢN CAM KẾT NĂM 2022", "title_denies"),
        ("hinh", "DANH SÁCH MÔ HÌNH KHÔNG ĐƯỢC CÔNG NHẬN NĂM 2022", "title_denies"),
        ("hinh", "MÔ HÌNH CỦA CÁC TỈNH KHÁC NĂM 2022", "title_of_others"),
    ],
)  # fmt: skip
def test_a_title_that_says_no_or_another_s_sets_the_sheet_aside(desk, kind, title, code):
    """«DANH SÁCH KHÔNG ĐƯỢC KHEN THƯỞNG» commended everybody on it."""
    found, entries = of_kind(desk, kind, title)
    assert found == {"A2": code}
    assert entries == []


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("khen", "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN NĂM 2022"),
        ("khen", "DANH SÁCH KHEN THƯỞNG ĐẢNG VIÊN, ĐOÀN VIÊN NĂM 2022"),
        ("khen", "DANH SÁCH KHEN THƯỞNG CÁN BỘ, CÔNG CHỨC NĂM 2022"),
        ("khen", "DANH SÁCH KHEN THƯỞNG NĂM 2022 (không gồm khen thưởng của công đoàn)"),
        ("khen", "DANH SÁCH KHEN THƯỞNG VÀ HUY HIỆU ĐẢNG NĂM 2022"),
        ("khen", "BIỂU MẪU SỐ 3: DANH SÁCH KHEN THƯỞNG NĂM 2022"),
        ("luat", "DANH SÁCH CÁN BỘ, CÔNG CHỨC LÀ ĐẢNG VIÊN BỊ KỶ LUẬT NĂM 2022"),
        ("luat", "DANH SÁCH ĐẢNG VIÊN VI PHẠM BỊ THI HÀNH KỶ LUẬT NĂM 2022"),
        ("danh", "SỔ GHI DANH HỌC SINH, ĐOÀN VIÊN NGƯỜI TỐT, VIỆC TỐT NĂM 2022"),
        ("ket", "CAM KẾT TU DƯỠNG, RÈN LUYỆN, THỰC HIỆN LUẬT VÀ ĐIỀU LỆ NĂM 2022"),
        ("ket", "DANH SÁCH ĐẢNG VIÊN, ĐOÀN VIÊN KÝ CAM KẾT NĂM 2022"),
        ("hinh", "DANH SÁCH MÔ HÌNH CHƯA HOÀN THÀNH NĂM 2022"),
        ("hinh", "MÔ HÌNH KHÔNG KHÓI THUỐC NĂM 2022"),
    ],
)  # fmt: skip
def test_titles_that_only_sound_like_it(desk, kind, title):
    found, entries = of_kind(desk, kind, title)
    assert found == {}
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("khen", "BIÊN BẢN XÉT KHEN THƯỞNG NĂM 2022"),
        ("khen", "ĐĂNG KÝ THI ĐUA, KHEN THƯỞNG NĂM 2022"),
        ("khen", "DỰ THẢO DANH SÁCH KHEN THƯỞNG NĂM 2022"),
        ("khen", "DANH SÁCH ĐỀ NGHỊ TẶNG HUY HIỆU ĐẢNG VÀ DANH HIỆU THI ĐUA NĂM 2022"),
        ("luat", "DANH SÁCH ĐANG XEM XÉT KỶ LUẬT NĂM 2022"),
        ("luat", "DANH SÁCH ĐẢNG VIÊN CÓ DẤU HIỆU VI PHẠM, KỶ LUẬT NĂM 2022"),
    ],
)
@pytest.mark.parametrize("decided", [False, True])
def test_what_is_under_way_by_the_title_is_written_where_a_row_has_its_decision(desk, kind, title, decided):
    found, entries = of_kind(desk, kind, title, ("Ngày quyết định", "20/12/2022" if decided else ""))
    assert found == ({} if decided else {"B4": "title_proposes"})
    assert len(entries) == decided


@pytest.mark.parametrize(
    ("title", "handed"),
    [
        ("DANH SÁCH CHƯA NỘP BẢN CAM KẾT NĂM 2022", "Không"),
        ("DANH SÁCH ĐẢNG VIÊN KHÔNG KÝ CAM KẾT NĂM 2022", "Không"),
        ("DANH SÁCH ĐẢNG VIÊN ĐÃ NỘP BẢN CAM KẾT NĂM 2022", "Có"),
        ("DANH SÁCH ĐẢNG VIÊN KÝ CAM KẾT NĂM 2022", None),
    ],
)
def test_a_title_says_whether_pledges_were_handed_in(desk, title, handed):
    found, entries = of_kind(desk, "ket", title)
    assert found == {}
    assert [row.get("handed_in") for row in entries] == [handed]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022 (Kèm theo Quyết định số 15-QĐ/ĐU ngày 10/01/2023 của Đảng ủy Sở Y tế)", "2022"),
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022\n(Quyết định số 15-QĐ/ĐU ngày 10 tháng 01 năm 2023)", "2022"),
        ("DANH SÁCH KHEN THƯỞNG 2022 kèm theo Công văn số 3-CV/ĐU năm 2023", "2022"),
        ("DANH SÁCH KHEN THƯỞNG (Kèm theo Quyết định số 15-QĐ/ĐU ngày 10/01/2023)", None),
        ("DANH SÁCH KHEN THƯỞNG NĂM 2021, NĂM 2022 (Kèm theo Quyết định số 15-QĐ/ĐU ngày 10/01/2023)", None),
    ],
)  # fmt: skip
def test_the_year_of_a_list_stands_besides_the_paper_it_is_sent_with(desk, title, year):
    """The number and the day of a decision in brackets hid «NĂM 2022»: «tiêu đề … không ghi năm»."""
    found, entries = of_kind(desk, "khen", title)
    assert [row["period"] for row in entries] == ([] if year is None else [year])
    assert found == ({} if year else {"B4": "entry_year_unknown"})


def test_a_title_with_its_paper_still_says_whose_ratings_they_are(desk):
    rows = [UNIT, ["XẾP LOẠI ĐOÀN VIÊN NĂM 2022 (Kèm theo Công văn số 3-CV/ĐU ngày 10/01/2023)"], RATED]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Chi bộ 1", "Tốt"]]))
    assert cells(result) == {"A2": "title_rates_others"}


GENERAL = [
    ("BÁO CÁO THÁNG 6 NĂM 2022", ["Nội dung", "Kết quả"], ["Số đảng viên", 10]),
    ("BÁO CÁO KẾT QUẢ XÂY DỰNG ĐẢNG QUÝ II NĂM 2022", ["Nội dung", "Kết quả", "Ghi chú"], ["Kết nạp", "02", ""]),
    ("KẾ HOẠCH CÔNG TÁC NĂM 2022", ["Nội dung", "Thời gian", "Chủ trì"], ["Đại hội chi bộ", "Quý I", "Bí thư"]),
    ("LỊCH SINH HOẠT CHI BỘ NĂM 2022", ["Thời gian", "Nội dung", "Chủ trì"], ["01/06/2022", "Thường kỳ", "Bí thư"]),
    ("LỊCH CÔNG TÁC TUẦN", ["Thời gian", "Nội dung", "Chủ trì", "Địa điểm"], ["01/06/2022", "Họp", "Bí thư", "P. 201"]),
    (
        "ĐƠN THƯ KHIẾU NẠI NĂM 2022",
        ["Người gửi", "Nội dung", "Kết quả", "Ngày"],
        ["Lò A", "Đất đai", "Xong", "1/6/2022"],
    ),
    ("KẾT QUẢ KIỂM TRA, GIÁM SÁT NĂM 2022", ["Nội dung", "Kết quả"], ["Tổng số cuộc kiểm tra", "3 cuộc"]),
]


@pytest.mark.parametrize(("title", "headings", "row"), GENERAL)
def test_a_report_or_a_plan_of_anything_is_no_inspection_and_no_session(desk, title, headings, row):
    """«Nội dung | Kết quả» of a monthly report became inspections."""
    result = desk.nhap(desk.write("a.xlsx", [UNIT, [title], ["STT", *headings], [1, *row], [2, *row]]))
    assert result.files[0].error
    assert stored(desk, "inspection") == stored(desk, "study_session") == []


@pytest.mark.parametrize(
    ("title", "headings", "row", "table"),
    [
        ("BÁO CÁO NĂM 2022", ["Nội dung kiểm tra", "Kết quả"], ["Thu đảng phí", "Tốt"], "inspection"),
        ("KIỂM TRA NĂM 2022", ["Nội dung", "Kết luận"], ["Thu đảng phí", "Tốt"], "inspection"),
        ("KẾT QUẢ KIỂM TRA, GIÁM SÁT NĂM 2022", ["Nội dung", "Kết luận"], ["Thu đảng phí", "Tốt"], "inspection"),
        ("BÁO CÁO NĂM 2022", ["Nội dung", "Thời gian", "Số đảng viên tham gia"], ["Nêu gương", "01/06/2022", 9], "study_session"),
        ("HỌC TẬP TƯ TƯỞNG HỒ CHÍ MINH NĂM 2022", ["Nội dung", "Thời gian"], ["Nêu gương", "01/06/2022"], "study_session"),
    ],
)  # fmt: skip
def test_a_heading_or_a_title_that_speaks_of_the_work_makes_entries(desk, title, headings, row, table):
    result = desk.nhap(desk.write("a.xlsx", [["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], [title], ["STT", *headings], [1, *row]]))
    assert result.files[0].error is None
    assert len(stored(desk, table)) == 1
