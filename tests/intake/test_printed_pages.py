"""What printing leaves in a sheet: page numbers, repeated headers, banners over columns, persons of several rows."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, Desk, cells, codes, person, sheet
from intake.year import UNIT, staffed, stored

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"]]
BOOK = ["STT", "Họ và tên", "Giới tính\nDân tộc\nTôn giáo", "Số thẻ, số lý lịch", "Ngày vào Đảng, ngày chính thức"]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def places(desk):
    return {one["full_name"]: one["organization_code"] for one in desk.people()}


@pytest.mark.parametrize("mark", ["Trang 2", "- 2 -", "2", "Trang số: 2/5"])
@pytest.mark.parametrize("column", [0, 1, 3])
def test_a_page_number_is_no_group(desk, mark, column):
    rows = [*TITLE, HEADER, ["I. Chi bộ 10: 2 đồng chí"], person(1, "Lò Văn An"), [""] * column + [mark], HEADER,
            person(2, "Cà Thị Mai"), ["Ấn định danh sách: 02 đảng viên."]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert places(desk) == {"Lò Văn An": "YT.10", "Cà Thị Mai": "YT.10"}
    assert codes(result) == []


def test_a_total_below_the_list_that_is_off_is_named(desk):
    rows = [*TITLE, HEADER, ["I. Chi bộ 10"], person(1, "Lò Văn An"), ["Ấn định danh sách: 02 đảng viên."]]
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert cells(result) == {"A6": "total_differs"}


def lines(number, name, gender, born, *rest):
    """Return the rows of a person, one for each line of the cells."""
    return [[number, name, gender, f"14.00000{number}", f"03/02/200{number}"],
            ["", "", "Thái", f"01234{number}", f"03/02/201{number}"], ["", "", "Không", "", ""], *rest]  # fmt: skip


@pytest.mark.parametrize("how", ["groups", "page break", "ghosts", "signature", "a table below"])
def test_persons_of_several_rows_with_other_rows_between(desk, how):
    one, two, three = (
        lines(n, name, "Nam", 1980) for n, name in enumerate(("LÒ VĂN AN", "SA VĂN BÌNH", "VÌ VĂN CÚC"), 1)
    )
    rows = {
        "groups": [["I. Chi bộ 1"], *one, *two, ["II. Chi bộ 10"], *three],
        "page break": [["I. Chi bộ 10"], *one, *two, ["- 2 -"], BOOK, *three],
        "ghosts": [["I. Chi bộ 10"], *one, *two, *three, [100, "", "", "", ""], [101, "", "", "", ""]],
        "signature": [["I. Chi bộ 10"], *one, *two, *three[:2], ["", "NGƯỜI LẬP BIỂU", "", "", "BÍ THƯ"], [],
                      ["", "Quàng Thị Lập"]],
        "a table below": [["I. Chi bộ 10"], *one, *two, *three, [], ["DANH SÁCH ĐẢNG VIÊN"], ["CHI BỘ 10"], HEADER,
                          person(7, "Hà Văn Khác"), person(8, "Hà Văn Lạ")],
    }[how]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, BOOK, *rows]))
    assert codes(result) == []
    for number, name in enumerate(("Lò Văn An", "Sa Văn Bình", "Vì Văn Cúc"), 1):
        got = desk.one(name)
        want = ("Nam", "Thái", "Không" if how != "signature" or number < 3 else None)
        assert (got["gender"], got["ethnicity"], got["religion"]) == want
        assert (got["card_number"], got["file_number"]) == (f"1400000{number}", f"01234{number}")
        assert (got["admitted_on"], got["official_on"]) == (f"200{number}-02-03", f"201{number}-02-03")
    assert len(desk.people()) == (5 if how == "a table below" else 3)


def test_a_banner_only_gathers_columns(desk):
    """«Thông tin cá nhân» says neither that a rating is one's own, nor anything else of what stands under it."""
    upper = ["STT", "Thông tin cá nhân", "", "", "", "", "Ngày vào Đảng"]
    lower = ["", "Họ và tên", "Ngày sinh", "Nam (*)", "Nữ (*)", "Xếp loại năm 2022", ""]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], upper, lower,
            [1, "Lò Văn An", "12/05/1980", "x", "", "HTTNV", "03/02/2005"],
            [2, "Cà Thị Mai", "12/05/1981", "", "x", "HTXSNV", "03/02/2006"]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows, ["A4:A5", "B4:F4", "G4:G5"]))
    assert codes(result) == []
    assert [one["gender"] for one in desk.people()] == ["Nam", "Nữ"]
    assert desk.conn.execute("SELECT self_level, proposed_level FROM rating").fetchall() == [
        (None, "Hoàn thành tốt nhiệm vụ"), (None, "Hoàn thành xuất sắc nhiệm vụ"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Điện thoại\ncơ quan", "ĐIỆN THOẠI\nCƠ QUAN"])
def test_a_line_break_before_a_small_letter_goes_on_with_the_heading(desk, heading):
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, heading],
            [*person(1, "Lò Văn An"), "02123852111"]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert sheet(result).ignored_columns == [heading.replace("\n", " ")]
    assert desk.conn.execute("SELECT phone FROM member").fetchall() == [(None,)]


def test_what_stands_beside_the_last_column_is_no_rest_of_a_name(desk):
    """Facts of a combined column are read from columns of their own, which stand right of the name where it is last."""
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"],
            ["STT", "Ngày sinh", "Nam, nữ, dân tộc, tôn giáo", "Số thẻ", "Họ và tên"],
            [1, "12/05/1980", "Nam, Thái, không", "14.000001", "Lò Văn An"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []
    assert desk.one("Lò Văn An")["gender"] == "Nam"


@pytest.mark.parametrize("name", ["tong hop.xlsx", "Tổng hợp 2022.xlsx", "danh sách (3).xlsx"])
def test_a_file_that_says_what_is_inside_names_no_organization(desk, name):
    desk.nhap(desk.write("tc.xlsx", [["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)"],
                                     [1, "CT.TH", "Chi bộ Tổng hợp", "Chi bộ trực thuộc đảng ủy cơ sở", "CT"]]))  # fmt: skip
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER, person(1, "Lò Văn An")]
    assert codes(desk.nhap(desk.write(name, rows))) == []
    assert places(desk) == {"Lò Văn An": "YT.10"}


class TestYear:
    """Sheets of the year's work that were read as something else."""

    @pytest.fixture
    def desk(self, tmp_path):
        return staffed(tmp_path)

    def test_the_title_that_names_a_kind_is_believed(self, desk):
        rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH KÝ CAM KẾT TU DƯỠNG, RÈN LUYỆN NĂM 2022"],
                ["STT", "Họ và tên", "Năm sinh", "Kết quả"], [1, "Lò Văn An", "1980", "Đạt"]]  # fmt: skip
        result = desk.nhap(desk.write("ds.xlsx", rows))
        assert sheet(result).kind == "cam-ket"
        assert stored(desk, "inspection") == []
        assert [one["result"] for one in stored(desk, "pledge")] == ["Đạt"]

    def test_inspections_under_the_branches_they_were_of(self, desk):
        rows = [UNIT, ["KẾT QUẢ KIỂM TRA, GIÁM SÁT NĂM 2022"], ["STT", "Nội dung kiểm tra", "Từ ngày", "Kết luận kiểm tra"],
                ["I. Chi bộ 1", "", "", ""], [1, "Thu nộp đảng phí", "10/09/2022", "Tốt"],
                ["II. Chi bộ 10", "", "", ""], [2, "Thực hiện Chỉ thị 05", "11/09/2022", ""]]  # fmt: skip
        assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []
        assert [(one["organization_id"], one["matter"]) for one in stored(desk, "inspection")] == [
            (3, "Thu nộp đảng phí"), (4, "Thực hiện Chỉ thị 05"),
        ]  # fmt: skip

    def test_what_a_title_states_does_not_stand_where_the_row_says_otherwise(self, desk):
        rows = [UNIT, ["KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ NĂM 2022"],
                ["STT", "Chi bộ", "Tên chuyên đề", "Ngày tổ chức", "Số tham gia", "Hình thức"],
                [1, "Chi bộ 1", "Tự soi", "10/4/2022", 18, "Họp"], [2, "Chi bộ 10", "Tự sửa", "11/4/2022", 19, ""]]  # fmt: skip
        result = desk.nhap(desk.write("ds.xlsx", rows))
        assert list(cells(result)) == ["F4"]
        assert [one.get("sort") for one in stored(desk, "study_session")] == [None, "Sinh hoạt chuyên đề"]

    def test_a_row_that_rates_nobody_for_certain_is_no_rating(self, desk):
        rows = [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Xếp loại"],
                [1, "Cà Thị Mai", "Chi bộ 1", "A"], [2, "Vì Văn Cương", "Chi bộ 10", "HTTNV"]]  # fmt: skip
        result = desk.nhap(desk.write("ds.xlsx", rows))
        assert cells(result) == {"D4": "rating_letter"}
        assert [one["proposed_level"] for one in stored(desk, "rating")] == ["Hoàn thành tốt nhiệm vụ"]
