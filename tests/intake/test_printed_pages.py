"""What printing leaves in a sheet: page numbers, repeated headers, banners over columns, persons of several rows."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, cells, codes, person, sheet
from intake.year import UNIT, staffed, stored

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"]]
BOOK = ["STT", "Họ và tên", "Giới tính\nDân tộc\nTôn giáo", "Số thẻ, số lý lịch", "Ngày vào Đảng, ngày chính thức"]


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


def lines(number, name, gender, *rest):
    """Return the rows of a person, one for each line of the cells."""
    return [[number, name, gender, f"14.00000{number}", f"03/02/200{number}"],
            ["", "", "Thái", f"01234{number}", f"03/02/201{number}"], ["", "", "Không", "", ""], *rest]  # fmt: skip


@pytest.mark.parametrize("how", ["groups", "page break", "ghosts", "signature", "a table below"])
def test_persons_of_several_rows_with_other_rows_between(desk, how):
    one, two, three = (lines(n, name, "Nam") for n, name in enumerate(("LÒ VĂN AN", "SA VĂN BÌNH", "VÌ VĂN CÚC"), 1))
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


@pytest.mark.parametrize("people", [1, 2])
def test_too_few_persons_of_several_rows_to_measure_by(desk, people):
    rows = [["I. Chi bộ 10"], *lines(1, "LÒ VĂN AN", "Nam"), [], ["- 2 -"], BOOK, [],
            *lines(2, "SA VĂN BÌNH", "Nam")]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, BOOK, *rows[: 4 if people == 1 else None]]))
    assert codes(result) == []
    assert len(desk.people()) == people
    for one in desk.people():
        assert (one["ethnicity"], one["religion"]) == ("Thái", "Không")
        assert (one["file_number"][:5], one["official_on"][5:]) == ("01234", "02-03")


def test_two_persons_of_several_rows_above_a_table_whose_header_names_nobody(desk):
    below = [["CHI BỘ 1"], TITLE[1], ["TT:", "Dân tộc", "Dong chi", "Số thẻ", "Ngày sinh"],
             *([n, "Dao", name, f"14.00000{n}", "12/05/1980"] for n, name in ((3, "Vì Văn Cúc"), (4, "Hà Văn Lạ")))]  # fmt: skip
    rows = [*lines(1, "LÒ VĂN AN", "Nam"), [""] * 5, *lines(2, "SA VĂN BÌNH", "Nam"), [], *below]
    result = desk.nhap(desk.write("ds.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], BOOK, *rows]))
    assert codes(result) == []
    assert {one["full_name"]: one["ethnicity"] for one in desk.people()} == {
        "Lò Văn An": "Thái", "Sa Văn Bình": "Thái", "Vì Văn Cúc": "Dao", "Hà Văn Lạ": "Dao",
    }  # fmt: skip


def test_a_row_without_a_name_is_no_further_line_where_it_has_a_day_of_its_own(desk):
    header = [*BOOK, "Ngày sinh"]
    rows = [[1, "LÒ VĂN AN", "Nam, Thái, không", "14.000001 - 012341", "03/02/2001 - 03/02/2002", "12/05/1980"],
            ["", "", "Nữ, Kinh, không", "14.000002 - 012342", "03/02/2003 - 03/02/2004", "12/05/1981"]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], header, *rows]))
    assert [(one["full_name"], one["file_number"]) for one in desk.people()] == [("Lò Văn An", "012341")]
    assert codes(result) == ["no_name"]


def test_a_cell_that_was_not_parted_makes_its_row_no_blank_one(desk):
    """Below a person, without a number and a name, and in columns that could not be parted: somebody's all the same."""
    rows = [[1, "LÒ VĂN AN", "Nam, Thái, không", "14.000001 - 012341", "03/02/2001 - 03/02/2002"],
            [2, "SA VĂN BÌNH", "Nam, Thái, không", "14.000002 - 012342", "03/02/2001 - 03/02/2002"],
            ["", "", "không rõ", "", "xem hồ sơ"]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], BOOK, *rows]))
    assert len(desk.people()) == 2
    assert codes(result) == ["no_name"]


def test_the_header_again_below_the_first_person_begins_no_other_table(desk):
    """«Họ và tên» over two columns is merged in the header and not in its repetition."""
    header = ["STT", "Họ và tên", "", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng"]
    under = [""] * 6
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], header, under,
            [1, "Lò Văn", "An", "12/05/1980", "14.000001", "03/02/2005"], header, under,
            [2, "Cà Thị", "Mai", "12/05/1981", "14.000002", "03/02/2006"]]  # fmt: skip
    merges = ["A4:A5", "B4:C5", *(f"{c}4:{c}5" for c in "DEF")]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows, merges))) == []
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An", "Cà Thị Mai"]


def test_a_repeated_header_whose_words_hold_a_dash(desk):
    """Were its lower row another header, everything that the upper row names would be lost, the branch first of all."""
    upper = ["STT", "THÔNG TIN ĐẢNG VIÊN", "", "", "", "", "Ngày vào Đảng", "Tên chi bộ"]
    lower = ["", "Họ và tên", "Ngày sinh", *(f"Thường trú (theo mô hình 2 cấp) - {part}" for part in
             ("Quốc gia", "Tỉnh", "Địa chỉ chi tiết")), "", ""]  # fmt: skip
    at = ["Việt Nam", "Sơn La", "xã Mường Bú"]
    rows = [*TITLE, upper, lower, [1, "Lò Văn An", "12/05/1980", *at, "03/02/2005", "Chi bộ 10"], upper, lower,
            [2, "Cà Thị Mai", "12/05/1981", *at, "03/02/2006", "Chi bộ 1"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("ds.xlsx", rows, ["A3:A4", "B3:F3", "G3:G4", "H3:H4"]))) == []
    assert places(desk) == {"Lò Văn An": "YT.10", "Cà Thị Mai": "YT.1"}


def test_a_person_whose_facts_are_words_of_headings_is_no_header(desk):
    header = ["STT", "Họ và tên", "Họ", "Tên", "Giới tính", "Loại đảng viên", "Ngày vào Đảng"]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], header,
            ["", "Hà Tên", "Hà", "Tên", "Nữ", "ĐVDB", "03/12/2022"],
            ["", "Lò Văn An", "Lò Văn", "An", "Nam", "ĐVCT", "03/02/2006"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []
    assert {one["full_name"] for one in desk.people()} == {"Hà Tên", "Lò Văn An"}


def test_a_record_with_words_of_headings_begins_no_table(desk):
    """Under a heading nobody knows the people are not read, and that is said: none of them is the header of the others."""
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH NĂM 2022"], ["STT", "Người", "Số thẻ", "Mức", "Chức vụ", "Ngày"],
            ["", "Đặng Thu Lan", "14.349808", "HTTNV", "BT", "25/03/1982"],
            ["", "Sùng Xuân Cương", "14.349809", "HTXSNV", "Đảng viên", "09/09/2009"],
            ["", "Lò Văn An", "14.349810", "HTXSNV", "Đảng viên", "09/09/2009"]]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert desk.people() == []
    assert result.files[0].error is not None


def test_data_above_the_header_are_named(desk):
    """Whatever was taken for the header, a row that is somebody's is never passed over in silence."""
    stray = ["Cà Thị Mai", "12/05/1981", "Nữ", "14.000002", "03/02/2006"]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], stray, HEADER, person(1, "Lò Văn An")]
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"A4": "table_left_out"}
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


def test_a_second_header_that_begins_with_a_number_sign_and_a_banner(desk):
    """What ends one table must begin the next, or the people below are of neither."""
    upper = ["TT*", "THÔNG TIN ĐẢNG VIÊN", "", "Số thẻ đảng viên", "Ngày vào Đảng"]
    lower = ["", "Họ và tên", "Ngày sinh", "", ""]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], TITLE[1], HEADER, person(1, "Lò Văn An"), [], ["CHI BỘ 1"], TITLE[1],
            upper, lower, ["", "Cà Thị Mai", "12/05/1981", "14.000002", "03/02/2006"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("ds.xlsx", rows, ["A9:A10", "B9:C9", "D9:D10", "E9:E10"]))) == []
    assert places(desk) == {"Lò Văn An": "YT.10", "Cà Thị Mai": "YT.1"}


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


def test_further_rows_of_the_last_person_are_no_title_of_the_next_table():
    """Her days would give the table below its year: «11/12/2005» is no year of ratings."""
    from datetime import date

    from dangbo_cli.intake.tables.recognising import recognise
    from dangbo_cli.sheets.grid import Grid

    rows = [*TITLE, BOOK, *lines(1, "LÒ VĂN AN", "Nam"), *lines(2, "SA VĂN BÌNH", "Nam"), [], ["CHI BỘ 10"],
            ["DANH SÁCH ĐẢNG VIÊN"], HEADER, person(7, "Hà Văn Khác"), person(8, "Hà Văn Lạ")]  # fmt: skip
    width = max(map(len, rows))
    grid = Grid("Sheet1", [[*row, *[""] * (width - len(row))] for row in rows], [])
    above, below = recognise(grid, "ds", None, date(2022, 12, 31), {}).tables
    assert (above.title.year, below.title.year) == (2022, None)
    assert below.title.lines == ["CHI BỘ 10", "DANH SÁCH ĐẢNG VIÊN"]
