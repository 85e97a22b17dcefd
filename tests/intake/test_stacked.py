"""Tables stacked on one sheet: each is read as its own kind, with its own title; what is not read is named."""

from __future__ import annotations

import pytest

from dangbo_cli.intake.tables.stacked import works_named
from intake.desk import cells
from intake.year import UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


AWARD, PENALTY = (
    ["STT", "Họ và tên", "Hình thức khen thưởng", "Số QĐ"],
    ["STT", "Họ và tên", "Hình thức kỷ luật", "Số QĐ"],
)
PLAIN = ["STT", "Họ và tên", "Hình thức", "Số QĐ"]
PRAISED, PUNISHED = [1, "Lò Văn An", "Giấy khen", "15"], [1, "Hà Văn Bình", "Khiển trách", "2"]
TITLE = [UNIT, ["CHI BỘ 1"], ["BÁO CÁO NĂM 2022"]]


@pytest.mark.parametrize("gap", [[], [[]]])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["I. KHEN THƯỞNG"], ["II. KỶ LUẬT"]),
        (["A. Khen thưởng"], ["B. Kỷ luật đảng viên"]),
        (["I", "Kết quả khen thưởng"], ["II", "Tình hình thi hành kỷ luật"]),
        (["1. Khen thưởng"], ["2. Kỷ luật năm 2022"]),
    ],
)
@pytest.mark.parametrize(("award", "penalty"), [(AWARD, PENALTY), (PLAIN, PLAIN)])
def test_a_header_of_the_same_shape_below_another_work_begins_its_table(desk, first, second, award, penalty, gap):
    """The disciplines became commendations, in silence."""
    desk.nhap(desk.write("a.xlsx", [*TITLE, first, award, PRAISED, *gap, second, penalty, PUNISHED]))
    assert [one["form"] for one in stored(desk, "commendation")] == ["Giấy khen"]
    assert [one["form"] for one in stored(desk, "discipline")] == ["Khiển trách"]


def test_disciplines_above_commendations(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["KHEN THƯỞNG, KỶ LUẬT NĂM 2022"], ["I. KỶ LUẬT"], PENALTY, PUNISHED]
    desk.nhap(desk.write("a.xlsx", [*rows, ["II. KHEN THƯỞNG"], AWARD, PRAISED]))
    assert [one["form"] for one in stored(desk, "commendation")] == ["Giấy khen"]
    assert [one["form"] for one in stored(desk, "discipline")] == ["Khiển trách"]


def test_a_heading_of_another_form_needs_no_line_above_it(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], AWARD, PRAISED]
    desk.nhap(desk.write("a.xlsx", [*rows, PENALTY, PUNISHED]))
    assert [one["form"] for one in stored(desk, "commendation")] == ["Giấy khen"]
    assert not any(one["form"] == "Giấy khen" for one in stored(desk, "discipline"))


@pytest.mark.parametrize(
    "line", [["B. Kỷ luật"], ["", "Kỷ luật"], ["II", "Đảng viên bị kỷ luật"], ["B. Xếp loại đảng viên"]]
)
def test_a_line_of_another_work_without_a_header_sets_aside_what_is_below(desk, line):
    rows = [*TITLE, ["A. Khen thưởng"], AWARD, PRAISED, line, PUNISHED]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A7": "table_left_out"}
    assert [one["form"] for one in stored(desk, "commendation")] == ["Giấy khen"]
    assert stored(desk, "discipline") == []


@pytest.mark.parametrize(
    "line", ["II. XẾP LOẠI CÔNG CHỨC", "II. Đánh giá, xếp loại viên chức", "B. Xếp loại đoàn viên công đoàn"]
)
def test_levels_of_others_are_no_levels_of_members(desk, line):
    header = ["STT", "Họ và tên", "Năm sinh", "Xếp loại"]
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI NĂM 2022"], ["I. XẾP LOẠI ĐẢNG VIÊN"], header]
    rows += [[1, "Lò Văn An", "1980", "HTXSNV"], [line], header, [1, "Hà Văn Bình", "1975", "HTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A8": "table_left_out"}
    assert len(stored(desk, "rating")) == 1


@pytest.mark.parametrize(
    ("line", "works"),
    [
        ("II. KỶ LUẬT", {"ky-luat"}),
        ("Đảng viên bị kỷ luật năm 2022", {"ky-luat"}),
        ("I. Thi đua, khen thưởng", {"khen-thuong"}),
        ("KIỂM TRA, GIÁM SÁT, THI HÀNH KỶ LUẬT", {"ktgs", "ky-luat"}),
        ("II. Xếp loại công chức", {"other"}),
        ("Xếp loại cán bộ, công chức, đảng viên", {"xep-loai"}),
        ("Đảng viên xếp loại xuất sắc 5 năm liền", set()),
        ("Chấp hành kỷ luật phát ngôn", set()),
        ("Phòng Kiểm tra", set()),
        ("Khen thưởng đột xuất", set()),
        ("Năm 2022", set()),
    ],
)
def test_a_line_names_a_work_only_where_it_says_nothing_else(line, works):
    assert works_named(line) == works


MEMBERS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Ngày vào Đảng", "Ngày chính thức"]
NEW = [1, "Bạc Văn Mới", "01/02/1980", "Nam", "Kinh", "Sơn La", "03/02/2005", "03/02/2006"]
COUNTS = ["Đơn vị", "Số đảng viên", "Nữ", "Dự bị"]


def people(desk):
    return {one["full_name"]: one for one in desk.people()}


def test_a_small_table_above_a_fuller_one_is_read_as_its_own_kind(desk):
    """Its «Giấy khen» was everybody's below, and its own people were lost."""
    rows = [UNIT, ["CHI BỘ 1"], ["BÁO CÁO CÔNG TÁC ĐẢNG VIÊN NĂM 2022"], ["I. Khen thưởng"], AWARD[:3], PRAISED[:3]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, ["II. Danh sách đảng viên"], MEMBERS, NEW]))
    assert cells(result) == {}
    assert [(one["member_id"], one["form"]) for one in stored(desk, "commendation")] == [(1, "Giấy khen")]
    assert people(desk)["Bạc Văn Mới"]["organization_code"] == "YT.1"


def test_organisations_rated_above_members(desk):
    header = ["STT", "Tên tổ chức đảng", "Xếp loại"]
    rows = [
        UNIT,
        ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI NĂM 2022"],
        ["I. XẾP LOẠI TỔ CHỨC ĐẢNG"],
        header,
        [1, "Chi bộ 1", "HTXSNV"],
        [],
    ]
    rows += [["II. XẾP LOẠI ĐẢNG VIÊN"], ["STT", "Họ và tên", "Chi bộ", "Năm sinh", "Xếp loại"]]
    rows += [[1, "Lò Văn An", "Chi bộ 1", "1980", "HTTNV"], [2, "Vì Văn Cương", "Chi bộ 10", "1980", "HTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert len(stored(desk, "rating")) == 3


def test_the_units_of_a_table_above_are_nobodys_below(desk):
    rows = [UNIT, ["BÁO CÁO NĂM 2022"], ["I. Tổ chức đảng"], ["STT", "Tên tổ chức đảng", "Bí thư", "Số đảng viên"]]
    rows += [[1, "Chi bộ 1", "Lò Văn An", 10], ["II. Danh sách đảng viên"], MEMBERS, NEW]
    desk.nhap(desk.write("a.xlsx", rows))
    assert people(desk)["Bạc Văn Mới"]["organization_code"] == "YT"


def test_a_table_above_that_is_not_known_is_named_and_titles_nothing(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], ["I. Cấp ủy"], ["STT", "Họ và tên", "Chức vụ Đảng"]]
    rows += [[1, "Lò Văn An", "Bí thư chi bộ"], ["II. Đảng viên"], MEMBERS, NEW]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A5": "table_left_out"}
    assert people(desk)["Bạc Văn Mới"]["organization_code"] == "YT.1"


@pytest.mark.parametrize(
    "counted", [[["Chi bộ 1", 10, 3, 1]], [["Chi bộ 1", "10", "3", "1"], ["Chi bộ 10", "12", "4", "0"]]]
)
def test_a_unit_that_is_counted_above_a_list_is_not_of_whom_it_is(desk, counted):
    rows = [UNIT, ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], COUNTS, *counted, [], MEMBERS, NEW]
    desk.nhap(desk.write("a.xlsx", rows))
    assert people(desk)["Bạc Văn Mới"]["organization_code"] == "YT"


def test_each_of_two_branches_is_of_its_own_title(desk):
    rows = [UNIT, ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], ["Chi bộ 1"], ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"]]
    rows += [[1, "Cà Văn Một", "01/01/1975", "03/02/2000"], ["Chi bộ 10"], MEMBERS, NEW]
    desk.nhap(desk.write("a.xlsx", rows))
    found = {name: one["organization_code"] for name, one in people(desk).items()}
    assert (found["Cà Văn Một"], found["Bạc Văn Mới"]) == ("YT.1", "YT.10")


@pytest.mark.parametrize("line", ["II. TỔ CHỨC ĐẢNG", "II. Tập thể"])
def test_a_narrower_header_that_numbers_its_rows_begins_a_table(desk, line):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI NĂM 2022"], ["I. ĐẢNG VIÊN"], ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]]
    rows += [[1, "Lò Văn An", "Chi bộ 1", "HTTNV"], [line], ["STT", "Tên chi bộ", "Xếp loại"], [1, "Chi bộ 10", "HTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert len(stored(desk, "rating")) == 2


def test_a_first_part_of_others_leaves_the_parts_below(desk):
    header = ["STT", "Họ và tên", "Năm sinh", "Xếp loại"]
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI NĂM 2022"], ["I. XẾP LOẠI CÔNG CHỨC"], header]
    rows += [[1, "Lò Văn An", "1980", "HTNV"], ["II. XẾP LOẠI ĐẢNG VIÊN"], header, [1, "Hà Văn Bình", "1975", "HTXSNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A5": "table_left_out"}
    assert [(one["member_id"], one["proposed_level"]) for one in stored(desk, "rating")] == [
        (3, "Hoàn thành xuất sắc nhiệm vụ")
    ]


@pytest.mark.parametrize(
    "nothing", [[["II. KỶ LUẬT"], PENALTY, ["Không có"]], [["II. Kỷ luật: Không"]], [["II. KỶ LUẬT"], ["Không"]]]
)
def test_a_part_that_has_nothing_is_passed_over(desk, nothing):
    rows = [*TITLE, ["I. KHEN THƯỞNG"], AWARD, PRAISED, *nothing, ["III. XẾP LOẠI ĐẢNG VIÊN"]]
    rows += [["STT", "Họ và tên", "Năm sinh", "Xếp loại"], [1, "Hà Văn Bình", "1975", "HTXSNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert (len(stored(desk, "commendation")), len(stored(desk, "discipline")), len(stored(desk, "rating"))) == (
        1,
        0,
        1,
    )


def test_names_without_numbers_above_a_fuller_table_are_of_a_table(desk):
    rows = [
        UNIT,
        ["CHI BỘ 1"],
        ["BÁO CÁO NĂM 2022"],
        ["I. Khen thưởng"],
        ["Họ và tên", "Năm sinh", "Hình thức khen thưởng"],
    ]
    rows += [["Lò Văn An", "1980", "Giấy khen"], ["II. Danh sách đảng viên"], MEMBERS, NEW]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert [one["member_id"] for one in stored(desk, "commendation")] == [1]


def test_the_table_s_own_heading_typed_again_names_no_other_work(tmp_path):
    """A header of three rows on the next page: «Đánh giá xếp loại …» stands alone in its second one."""
    desk = staffed(tmp_path)
    header = [
        ["STT", "Họ và tên", "Ngày sinh", "", "Dân tộc", "Ngày vào Đảng", "", ""],
        ["", "", "", "", "", "", "Đánh giá xếp loại năm 2022", ""],
        ["", "", "Nam", "Nữ", "", "", "Tự nhận", "Đảng ủy quyết định"],
    ]

    def person(name, birth):
        return ["", name, birth, "", "Thái", "03/02/2010", "HTTNV", "HTTNV"]

    rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], *header, person("Lò Văn Mới", "01/02/1985")]
    path = desk.write("ds.xlsx", [*rows, *header, person("Cà Văn Tân", "02/03/1986")])
    assert cells(desk.nhap(path)) == {}
    names = {name for (name,) in desk.conn.execute("SELECT full_name FROM member")}
    assert {"Lò Văn Mới", "Cà Văn Tân"} <= names
