"""Headings in use and the fields they mean: a table of cases, each with its path of merged parents."""

from __future__ import annotations

import pytest

from dangbo_cli.forms import commendations, disciplines, members, organizations, ratings
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.rating_headings import read_rating_heading

MEMBER = [
    ("Họ và tên *", "full_name"), ("HỌ VÀ TÊN", "full_name"), ("Họ và tên\n(1)", "full_name"), ("Ho và tên", "full_name"),
    ("HOVATEN", "full_name"), ("ho_ten", "full_name"), ("Sinh ngày * (dd/mm/yyyy)", "birth_date"),
    ("Ngày, tháng,\n năm sinh", "birth_date"), ("NGÀY \nSINH", "birth_date"), ("Ngày Sinh (d/m/Y)", "birth_date"),
    ("Giới tính *", "gender"), ("Nam/Nữ", "gender"), ("Dân tộc", "ethnicity"), ("DT", "ethnicity"), ("ĐT", "phone"),
    ("Số CMND/CCCD", "citizen_id"), ("Số định danh cá nhân *", "citizen_id"), ("SỐ THẺ ĐẢNG", "card_number"),
    ("Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "card_number"), ("Số thẻ đảng viên/Số lý lịch", "card_and_file_number"),
    ("Số LL", "file_number"), ("Ngày vào Đảng*  (dd/mm/yyyy)", "admitted_on"), ("Ngày kết nạp", "admitted_on"),
    ("Ngày vào Đảng (dự bị)", "admitted_on"), ("Ngày vào Đảng chính thức* (dd/mm/yyyy)", "official_on"),
    ("Trình độ LLCT", "political_theory"), ("Lý luận\n Chính trị", "political_theory"), ("Trình độ văn hóa ", "general_education"),
    ("Chức vụ Đảng", "party_position"), ("Chức Vụ CQ", "government_position"), ("Chức vụ", "position"),
    ("Chi bộ đang sinh hoạt", "organization"), ("Chi bộ nơi cư trú", "home_branch"),
    ("Tổ chức Đảng đang sinh hoạt * (không sửa)", "organization"), ("Đơn vị công tác", "workplace"),
    ("Chi chú", "note"), ("S\nT\nT", "number"), ("Tuổi Đảng", "not_kept"), ("Là đảng viên dự bị", "probationary_mark"),
]  # fmt: skip

PATHS = [
    (("Chức vụ hiện nay", "Đảng"), "party_position", None),
    (("CHỨC VỤ\n HIỆN NAY", "Chính quyền"), "government_position", None),
    (("Ngày vào Đảng", "Dự bị"), "admitted_on", None),
    (("Ngày vào Đảng", "Chính thức"), "official_on", None),
    (("Ngày, tháng, năm vào Đảng", "Dự bị"), "admitted_on", None),
    (("Ngày kết nạp Đảng", "Kết nạp"), "admitted_on", None),
    (("Thời gian vào Đảng", "CT"), "official_on", None),
    (("Ngày tháng năm vào Đảng", "Ngày chính thức"), "official_on", None),
    (("Loại đảng viên (2&3)", "Chính thức"), "official_mark", None),
    (("Loại đảng viên (ghi rõ)", "Dự bị"), "probationary_mark", None),
    (("Trình độ LLCT", "Trung cấp"), "political_theory", "Trung cấp"),
    (("Trình độ chuyên môn", "Trung cấp"), "expertise", "Trung cấp"),
    (("Chuyên môn", "Tiến sỹ"), "expertise", "Tiến sĩ"),
    (("Trình độ LLCT", "TC"), "political_theory", "Trung cấp"),
    (("Trình độ LLCT", "C.cấp"), "political_theory", "Cao cấp"),
    (("Trình độ chuyên môn", "ĐH"), "expertise", "Đại học"),
    (("Chuyên môn", "CĐ"), "expertise", "Cao đẳng"),
    (("Chuyên môn", "ThS"), "expertise", "Thạc sĩ"),
    (("Giới tính", "Nữ"), "gender", "Nữ"),
    (("Học vấn", "THPT"), "general_education", "THPT"),
    (("Sơ yếu lý lịch", "Họ và tên"), "full_name", None),
    (("Thông tin đảng bộ, chi bộ", "Ngày vào Đảng"), "admitted_on", None),
    (("Trình độ", "Lý luận chính trị"), "political_theory", None),
    (("Trình độ", "VH"), "general_education", None),
    (("Trình độ", "CM"), "expertise", None),
    (("Trình độ", "CT"), "political_theory", None),
    (("Trình độ", "QLNN"), "state_management", None),
    (("Trình độ chuyên môn", "Bằng"), "expertise", None),
    (("Trình độ chuyên môn", "Ngành"), "specialty", None),
    (("Đảng", "Ngày vào"), "admitted_on", None),
    (("Đảng", "Ngày CT"), "official_on", None),
    (("Quá trình Đảng", "Số thẻ"), "card_number", None),
    (("Loại đảng viên", "Miễn SH"), "exempt_mark", None),
    (("Chức vụ", "CQ"), "government_position", None),
    (("Chức vụ", "ĐT"), "union_position", None),
]

#: Children that mean nothing, or something about somebody else, must not be taken for a field.
NOBODY = [
    ("Trung cấp",), ("Khác",), ("Dân tộc", "Khác"), ("Người giới thiệu", "Họ và tên"), ("Vợ hoặc chồng", "Ngày sinh"),
    ("Quyết định", "Khen thưởng tập thể"), ("Ngày về hưu",), ("Xếp loại sức khỏe",), ("Xuất sắc",),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "key"), MEMBER)
def test_member_headings(heading, key):
    assert heading_book(members.FORM).read((heading,)).key == key


@pytest.mark.parametrize(("path", "key", "tick"), PATHS)
def test_headings_under_a_parent(path, key, tick):
    meaning = heading_book(members.FORM).read(path)
    assert (meaning.key, meaning.tick) == (key, tick)


@pytest.mark.parametrize("path", NOBODY)
def test_headings_that_nobody_claims(path):
    assert heading_book(members.FORM).read(path) is None


def test_birth_under_nam_tells_the_gender():
    meaning = heading_book(members.FORM).read(("Ngày tháng năm sinh", "Nam "))
    assert (meaning.key, meaning.gender) == ("birth_date", "Nam")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Ngày vào Đảng (chính thức)", "official_on"), ("Chức vụ (Đảng)", "party_position"), ("Số thẻ (cũ)", "old_card_number"),
        ("Trình độ (LLCT)", "political_theory"), ("Chi bộ (nơi cư trú)", "home_branch"), ("Số (CCCD)", "citizen_id"),
        ("Họ và tên (in hoa)", "full_name"), ("Dân tộc (Kinh, Thái)", "ethnicity"), ("Họ tên (vợ/chồng)", None),
        ("Ngày sinh (con thứ 1)", None), ("Ngày sinh (của con)", None), ("Họ và tên (người giới thiệu 1)", None),
    ],
)  # fmt: skip
def test_brackets_that_say_which_of_several(heading, key):
    meaning = heading_book(members.FORM).read((heading,))
    assert (meaning.key if meaning else None) == key


@pytest.mark.parametrize(
    "heading",
    [
        "Ngày chính thức (dự kiến)", "Chức vụ Đảng (quy hoạch)", "Chức vụ Đảng (nhiệm kỳ 2020-2025)",
        "Đơn vị công tác (trước khi nhập ngũ)", "Trình độ chuyên môn (đang học)", "Họ và tên (chủ hộ)", "Số thẻ (BHYT)",
        "Số thẻ (hội viên)", "Ngày kết nạp (Đoàn)", "Họ và tên (bí thư)", "Huy hiệu Đảng (đề nghị tặng)",
        "Họ và tên (ông nội)", "Ngày sinh (của bố đẻ)", "Ngày vào Đảng (lần 2)", "Đơn vị công tác (cũ)",
        "Họ và tên, ngày sinh (vợ)", "Số điện thoại (người liên hệ)", "Chi bộ (nơi chuyển đến)", "Ngày sinh (âm lịch)",
        "Chức vụ Đảng (quy hoạch cấp ủy)", "Chức vụ Đảng (nguyên)", "Chức vụ Đảng (thôi giữ)",
        "Chức vụ (nơi cư trú)", "Đảng bộ (nơi cư trú)",
        ("Trình độ chuyên môn (đang học)", "Đại học"), ("Chức vụ (quy hoạch)", "Đảng"),
    ],
)  # fmt: skip
def test_brackets_of_somebody_else_or_of_another_time_or_sort(heading):
    book, path = heading_book(members.FORM), (heading,) if isinstance(heading, str) else heading
    assert book.read(path) is None
    assert book.unlisted(path) is None
    assert book.leaves_alone(path)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Ngày vào Đảng (nếu có)", "admitted_on"), ("Ngày vào Đảng (Đảng bộ ghi)", "admitted_on"),
        ("Trình độ chuyên môn (bổ sung)", "expertise"), ("Ghi chú (bí thư, chủ hộ, dự kiến …)", "note"),
        ("Chức vụ Đảng (Bí thư, Phó Bí thư, Cấp ủy viên)", "party_position"), ("Họ và tên (Ông/Bà)", "full_name"),
        ("Chức vụ (Đảng, chính quyền, đoàn thể)", "position"), ("Số CCCD (cũ)", "citizen_id"),
        ("Họ và tên (đề nghị viết in hoa)", "full_name"), ("Đơn vị công tác (cơ quan, bộ phận)", "workplace"),
        ("Quê quán (theo mô hình 2 cấp)", "hometown"), ("Địa chỉ (nơi cư trú)", "residence"),
        ("Ngày sinh (giai đoạn 1)", "birth_date"),
        ("Dân tộc (còn lại)", "ethnicity"), ("Họ và tên (có họ, đệm)", "full_name"),
    ],
)  # fmt: skip
def test_brackets_that_only_say_how(heading, key):
    meaning = heading_book(members.FORM).read((heading,))
    assert meaning is not None
    assert meaning.key == key


@pytest.mark.parametrize(
    ("path", "stage", "year"),
    [
        (("Xếp loại (tự nhận)",), "self", None),
        (("Xếp loại\n(Chi bộ đề nghị)",), "proposed", None),
        (("Kết quả xếp loại (đã quyết định)",), "decided", None),
        (("Xếp loại (năm 2022)",), "proposed", "2022"),
        (("Xếp loại 2022 (Đảng ủy)",), "decided", "2022"),
        (("Xếp loại (ghi bằng chữ)",), "proposed", None),
        (("Xếp loại (HTXSNV, HTTNV, HTNV, KHTNV)",), "proposed", None),
        (("Xếp loại (theo QĐ số 12-QĐ/ĐU ngày 10/01/2024)",), "decided", None),
        (("Mức xếp loại theo quyết định số 12-QĐ/ĐU ngày 10 tháng 01 năm 2024",), "decided", None),
        (("Đánh giá, xếp loại (tự nhận)", "HTTNV (1)"), "self", None),
        (("Xếp loại năm 2023 (năm 2022)",), None, None),
        (("Xếp loại (chính quyền)",), None, None),
        (("Xếp loại (công chức)",), None, None),
    ],
)
def test_brackets_of_a_rating_say_whose_and_of_which_year(path, stage, year):
    meaning = heading_book(members.FORM).read(path)
    if stage is None:
        assert meaning is None
    else:
        assert (meaning.rating.stage, meaning.rating.year) == (stage, year)


@pytest.mark.parametrize(
    ("path", "stage", "year", "tick"),
    [
        (("Xếp loại năm 2022",), "proposed", "2022", None),
        (("Tự xếp loại",), "self", None, None),
        (("Chi bộ xếp loại",), "proposed", None, None),
        (("Đảng ủy quyết định xếp loại",), "decided", None, None),
        (("Năm 2021", "Đề nghị xếp loại"), "proposed", "2021", None),
        (("XẾP LOẠI ĐẢNG VIÊN", "Không \nhoàn \nthành"), "proposed", None, "Không hoàn thành nhiệm vụ"),
        (("HTXSNV",), "proposed", None, "Hoàn thành xuất sắc nhiệm vụ"),
        (("Xếp loại năm 2022", "Cấp có thẩm quyền quyết định", "Tốt"), "decided", "2022", "Hoàn thành tốt nhiệm vụ"),
        (("Mức độ hoàn thành nhiệm vụ", "XS"), "proposed", None, "Hoàn thành xuất sắc nhiệm vụ"),
        (("Mức hoàn thành nhiệm vụ", "Không HT"), "proposed", None, "Không hoàn thành nhiệm vụ"),
    ],
)
def test_rating_headings(path, stage, year, tick):
    rating = read_rating_heading(tuple(heading_key(part) for part in path))
    assert (rating.stage, rating.year, rating.tick) == (stage, year, tick)


@pytest.mark.parametrize(
    "heading", ["Chính quyền xếp loại", "Xếp loại tốt nghiệp", "Xếp loại thi đua", "Ngày quyết định xếp loại"]
)
def test_ratings_that_are_not_the_partys(heading):
    assert read_rating_heading((heading_key(heading),)) is None


@pytest.mark.parametrize(
    ("heading", "key"),
    [("Tên Tổ Chức", "name"), ("Mã TC", "code"), ("Loại Hình", "kind"), ("Trực thuộc (mã)", "parent"),
        ("Tổ chức đảng cấp trên", "parent"),
     ("ĐT Bí Thư", "secretary_phone"), ("Bí Thư", "secretary"), ("Tổng Đảng Viên", "declared_members"), ("ma_chi_bo", "code")],
)  # fmt: skip
def test_organization_headings(heading, key):
    assert heading_book(organizations.FORM).read((heading,)).key == key


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("C.môn",), "expertise"),
        (("T.độ C. môn",), "expertise"),
        (("T.độ LLCT",), "political_theory"),
        (("Q.Quán",), "hometown"),
        (("D.tộc",), "ethnicity"),
        (("T.giáo",), "religion"),
        (("G.tính",), "gender"),
        (("Ng.sinh",), "birth_date"),
        (("Ngày c.thức",), "official_on"),
        (("C.vụ Đảng",), "party_position"),
        (("C.vụ", "C.quyền"), "government_position"),
        (("H.tên",), "full_name"),
        (("N.ở",), None),
        (("No.",), "number"),
        (("N.sinh",), None),  # năm, ngày or nơi sinh
        (("N.vào Đảng",), None),
        (("C.bộ",), None),  # chi bộ or cán bộ
        (("Trình độ học vấn", "T.học"), None),  # tiểu học, trung học or tin học
        (("Vợ (chồng)", "N.nghiệp"), None),
        (("Q.hoạch",), None),
        (("TP.Sơn La",), None),
    ],
)
def test_a_word_cut_short_is_the_only_one_it_can_be(path, key):
    meaning = heading_book(members.FORM).read(path)
    assert (None if meaning is None else meaning.key) == key


@pytest.mark.parametrize(
    ("heading", "stage", "said"),
    [
        ("T.xếp loại", "self", True),
        ("Đ.nghị xếp loại", "proposed", True),
        ("Q.định xếp loại", "decided", True),
        ("X.loại", "proposed", False),
    ],
)
def test_whose_a_rating_is_may_be_cut_short(heading, stage, said):
    meaning = heading_book(ratings.FORM).read((heading,))
    assert meaning is not None
    assert meaning.rating is not None
    assert (meaning.rating.stage, meaning.rating.said) == (stage, said)


@pytest.mark.parametrize("heading", ["X.loại", "Đ.nghị X.loại năm 2022"])
def test_a_rating_cut_short_is_one(heading):
    meaning = heading_book(ratings.FORM).read((heading,))
    assert meaning is not None
    assert meaning.key == "rating"


@pytest.mark.parametrize("form", [commendations, disciplines], ids=["khen-thuong", "ky-luat"])
@pytest.mark.parametrize("parent", ["Quyết định", "QĐ", "Quyết định khen thưởng", "QĐ kỷ luật"])
def test_parts_of_a_decision_in_columns_of_their_own(form, parent):
    book = heading_book(form.FORM)
    read = [book.read((parent, child)) for child in ("Số", "Ngày", "Cơ quan ban hành")]
    assert [meaning and meaning.key for meaning in read] == ["decision_number", "decision_on", "level"]
