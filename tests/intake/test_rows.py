"""Rows that were taken for something else than they are: each once lost somebody, or gave her what is another's."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.intake.tables.groups import is_generic
from intake.desk import HEADER, cells, codes, person

UNIT = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"]]
RATED = [*UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]]


def read(desk, rows, **more):
    """Import one sheet and return the result and the people by name."""
    result = desk.nhap(desk.write("ds.xlsx", rows, **more))
    return result, {p["full_name"]: p for p in desk.people()}


@pytest.mark.parametrize("mark", ["VD", "Mẫu:", "Ví dụ", "VD 1"])
def test_the_example_of_a_template_is_nobody(desk, mark):
    rows = [person(1, "Nguyễn Văn Ví", ordinal=mark), person(2, "Lò Văn An")]
    result, people = read(desk, [*UNIT, HEADER, *rows])
    assert (cells(result), people.keys()) == ({"A4": "no_name"}, {"Lò Văn An"})


@pytest.mark.parametrize("nothing", [0, "0", 0.0])
def test_nought_in_a_column_of_words_is_an_empty_cell_looked_up(desk, nothing):
    header = [*HEADER, "Quê quán"]
    read(desk, [*UNIT, header, [*person(1, "Lò Văn An"), "xã Mường Bú"]])
    _, people = read(desk, [*UNIT, header, [*person(1, "Lò Văn An"), nothing]])
    assert people["Lò Văn An"]["hometown"] == "xã Mường Bú"


class TestCellsLeftBlank:
    """«...» in the cells of somebody without STT is no line that only asks."""

    def test_of_a_member(self, desk):
        header = ["Họ và tên", "Ngày sinh", "Dân tộc", "Quê quán", "Ngày vào Đảng"]
        rows = [
            ["Lò Văn An", date(1970, 2, 1), "...", "...", date(1999, 2, 3)],
            ["Lò Văn Bình", "", "...", "…", "..."],
            ["Lò Văn Chung", date(1971, 2, 1), "Thái", "", date(1999, 2, 3)],
        ]
        result, people = read(desk, [*UNIT, header, *rows])
        assert (result.set_aside, people.keys()) == (0, {"Lò Văn An", "Lò Văn Bình", "Lò Văn Chung"})

    def test_of_an_organisation(self, desk):
        header = ["Tên tổ chức đảng", "Trực thuộc (mã)", "Bí thư", "Điện thoại"]
        desk.nhap(desk.write("tc.xlsx", [header, ["Chi bộ 2", "YT", "...", "..."], ["Chi bộ 3", "YT", "…", "…"]]))
        names = {name for (name,) in desk.conn.execute("SELECT name FROM organization_name")}
        assert {"Chi bộ 2", "Chi bộ 3"} <= names

    def test_of_an_entry(self, desk):
        read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), person(2, "Lò Văn Bình")])
        header = ["Họ và tên", "Tự nhận", "Chi bộ đề nghị", "Đảng ủy quyết định"]
        rows = [["Lò Văn An", "HTTNV", "...", "..."], ["Lò Văn Bình", "HTTNV", "HTTNV", "HTTNV"]]
        result = desk.plan(desk.write("xl.xlsx", [*RATED, header, *rows]))
        assert (result.files[0].sheets[0].rows, result.updated + result.created) == (2, 2)

    def test_a_line_that_asks_is_still_none_of_the_list(self, desk):
        header = ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Ngày vào Đảng"]
        asking = [["Chi bộ:", "………", "Tuổi Đảng:", "……."], ["Chi bộ:", "Chi bộ 10", "Tuổi Đảng:", "……."]]
        result, people = read(desk, [*UNIT, header, *asking, ["", "Lò Văn An", "01/02/1970", "Thái", "03/02/1999"]])
        assert (codes(result), people.keys()) == ([], {"Lò Văn An"})


class TestHeaderOrPerson:
    """A row of somebody whose cells are words of headings, too."""

    @pytest.mark.parametrize("level", ["HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"])
    @pytest.mark.parametrize("unread", ["Chức vụ", "Công việc"])
    def test_no_row_of_a_rating_list_is_the_header(self, desk, unread, level):
        names = ["Lò Văn An", "Lò Văn Bình", "Lò Văn Chung", "Lò Văn Dũng"]
        read(desk, [*UNIT, HEADER, *(person(n, name) for n, name in enumerate(names, 1))])
        levels = [level, "HTTNV", "HTTNV", "Hoàn thành tốt nhiệm vụ"]
        works = ["Bí thư", "Phó Bí thư", "Đảng viên", "Đảng viên"]
        rows = [list(row) for row in zip(names, works, levels, strict=True)]
        result = desk.nhap(desk.write("xl.xlsx", [*RATED, ["Họ và tên", unread, "Xếp loại"], *rows]))
        assert (result.files[0].sheets[0].header_rows, result.set_aside) == ([4], 0)
        assert len(desk.conn.execute("SELECT 1 FROM rating").fetchall()) == 4


class TestAnotherHeader:
    """A header that differs in one column of many is another table's."""

    HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Quê quán"]

    @staticmethod
    def row(number, name, *more):
        return [number, name, f"0{number}/02/1970", "Nam", *more]

    def test_a_day_is_of_the_column_it_stands_in(self, desk):
        other = [*self.HEADER[:4], "Ngày chính thức", "Quê quán"]
        rows = [self.HEADER, self.row(1, "Lò Văn An", "03/02/1999", "Bú"), self.row(2, "Lò Văn Bình", "03/02/1999", "Bú"),
                other, self.row(3, "Lò Văn Chung", "03/02/2000", "Bú")]  # fmt: skip
        result, people = read(desk, [*UNIT, *rows])
        assert (result.created, people["Lò Văn Chung"].get("admitted_on")) == (3, None)
        assert (people["Lò Văn Chung"]["official_on"], people["Lò Văn Chung"]["organization_code"]) == (
            "2000-02-03",
            "YT.1",
        )

    def test_a_home_is_no_birthplace(self, desk):
        other = [*self.HEADER[:5], "Nơi ở hiện nay"]
        rows = [self.HEADER, self.row(1, "Lò Văn An", "03/02/1999", "Bú"), self.row(2, "Lò Văn Bình", "03/02/1999", "Bú"),
                other, self.row(3, "Lò Văn Chung", "03/02/2000", "Chiềng An")]  # fmt: skip
        _, people = read(desk, [*UNIT, *rows])
        assert [people[name].get("hometown") for name in sorted(people)] == ["Bú", "Bú", None]

    def test_a_rating_is_of_the_year_over_it(self, desk):
        rows = []
        for year, names in ((2021, ["Lò Văn An", "Lò Văn Bình"]), (2022, ["Lò Văn Chung", "Lò Văn Dũng"])):
            rows += [[*self.HEADER[:5], f"Xếp loại năm {year}"], self.row(1, names[0], "03/02/1999", "HTTNV"),
                     self.row(2, names[1], "03/02/1999", "HTNV")]  # fmt: skip
        read(desk, [*UNIT, *rows])
        periods = desk.conn.execute("SELECT period, count(*) FROM rating GROUP BY period").fetchall()
        assert periods == [("2021", 2), ("2022", 2)]

    def test_other_words_for_the_same_are_a_repeat(self, desk):
        other = [*self.HEADER[:1], "Họ tên", *self.HEADER[2:]]
        rows = [self.HEADER, self.row(1, "Lò Văn An", "03/02/1999", "Bú"), other, self.row(2, "Lò Văn Bình", "", "Bú")]
        result, people = read(desk, [*UNIT, *rows])
        assert (len(result.files[0].sheets), people.keys()) == (1, {"Lò Văn An", "Lò Văn Bình"})


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("Bản Nậm Giôn", False), ("Hội Nông dân xã", False), ("Trường Tiểu học Nậm Giôn", False), ("Bản Nà Tông", False),
        ("Nam Sơn", False), ("Tổng công ty Điện lực", False), ("Nam", True), ("II. Nữ: 12 đ/c", True), ("Năm 2022", True),
        ("Nữ giới", True), ("Các đồng chí hưu trí", True), ("Dự bị", True), ("Số đảng viên chính thức", True),
        ("Tổng số", True), ("1. Cán bộ hưu trí", True),
    ],
)  # fmt: skip
def test_a_sort_of_people_is_told_by_its_first_words(text, generic):
    assert is_generic(text) is generic


def test_nobody_below_a_strange_unit_goes_to_the_one_above(desk):
    rows = [HEADER, ["Chi bộ 1"], person(1, "Lò Văn An"), ["Bản Nậm Giôn"], person(2, "Lò Văn Bình"),
            ["Hội Nông dân xã"], person(3, "Lò Văn Chung")]  # fmt: skip
    result, people = read(desk, [UNIT[0], *rows])
    assert (people.keys(), codes(result)) == ({"Lò Văn An"}, ["organization_unknown"] * 2)


class TestSignatureOrPerson:
    """Words of a signature block in the cells of somebody."""

    @pytest.mark.parametrize("word", ["BÍ THƯ", "Thủ trưởng", "Xác nhận của đơn vị", "Người lập biểu"])
    def test_an_office_beside_a_name_ends_no_list(self, desk, word):
        rows = [["Lò Văn An", word, "Bú", "Thái"], ["Lò Văn Bình", "Đảng viên", "Bú", "Thái"], ["Lò Văn Chung", word]]
        _, people = read(desk, [*UNIT, ["Họ và tên", "Chức vụ Đảng", "Quê quán", "Dân tộc"], *rows])
        assert people.keys() == {"Lò Văn An", "Lò Văn Bình", "Lò Văn Chung"}

    def test_nor_one_of_ratings(self, desk):
        read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), person(2, "Lò Văn Bình")])
        rows = [["Lò Văn An", "BÍ THƯ", "HTTNV"], ["Lò Văn Bình", "Đảng viên", "HTNV"]]
        result = desk.plan(desk.write("xl.xlsx", [*RATED, ["Họ và tên", "Chức vụ", "Xếp loại"], *rows]))
        assert (result.updated, result.set_aside) == (2, 0)

    def test_nor_one_of_organisations(self, desk):
        header = ["Tên tổ chức đảng", "Trực thuộc (mã)", "Bí thư", "Điện thoại"]
        desk.nhap(desk.write("tc.xlsx", [header, ["Chi bộ 2", "YT", "BÍ THƯ", ""], ["Chi bộ 3", "YT", "", ""]]))
        names = {name for (name,) in desk.conn.execute("SELECT name FROM organization_name")}
        assert {"Chi bộ 2", "Chi bộ 3"} <= names

    def test_a_lone_word_beside_a_name_is_named(self, desk):
        rows = [["Lò Văn An", "01/02/1970", "Bú"], ["Lò Văn Bình", "", "Xác nhận sau"]]
        result, people = read(desk, [*UNIT, ["Họ và tên", "Ngày sinh", "Quê quán"], *rows])
        assert (people.keys(), cells(result)) == ({"Lò Văn An"}, {"A5": "no_name"})

    @pytest.mark.parametrize(
        "row", [[2, "Lò Văn Bình"], ["", "Lò Văn Bình", "", "Đảng viên", "Bú"], ["", "Lò Văn Bình", "", "", "Bú"]]
    )
    def test_who_stands_below_the_signatures_is_named(self, desk, row):
        signed = [
            ["", "", "", "T/M CHI ỦY"],
            ["", "NGƯỜI LẬP", "", "BÍ THƯ"],
            [],
            ["", "Lò Văn Em", "", "Lò Văn Giang"],
        ]
        header = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Quê quán"]
        result, people = read(desk, [*UNIT, header, [1, "Lò Văn An", "01/02/1970"], *signed, row])
        assert (people.keys(), codes(result)) == ({"Lò Văn An"}, ["no_name"])

    @pytest.mark.parametrize(
        "row",
        [
            ["", "Lò Văn Em", "", "Lò Văn Giang"],
            ["", "Lò Văn Em", "(Đã ký)", "Bí thư chi bộ"],
            ["", "Lò Văn Em", "", "Đã ký"],
        ],
    )
    def test_who_signs_is_not(self, desk, row):
        signed = [["", "NGƯỜI TỔNG HỢP", "", "BÍ THƯ"], []]
        header = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Quê quán"]
        result, people = read(desk, [*UNIT, header, [1, "Lò Văn An", "01/02/1970"], *signed, row])
        assert (people.keys(), codes(result)) == ({"Lò Văn An"}, [])


class TestAnotherTitle:
    """The same header below a title of its own: those people are judged by that title."""

    @staticmethod
    def rows(title, between=()):
        first, second = (person(n, name) for n, name in enumerate(("Lò Văn An", "Lò Văn Bình"), 1))
        return [*UNIT, ["DANH SÁCH ĐẢNG VIÊN"], HEADER, first, *between, [], [title], HEADER, second]

    @pytest.mark.parametrize(
        "title",
        ["DANH SÁCH ĐẢNG VIÊN TỪ TRẦN", "II. ĐẢNG VIÊN CHUYỂN ĐI", "DANH SÁCH QUẦN CHÚNG ƯU TÚ", "Quần chúng ưu tú"],
    )
    @pytest.mark.parametrize("between", [(), (["", "Cộng: 01 đảng viên"],)])
    def test_who_is_no_member_there_is_not_read(self, desk, title, between):
        result, people = read(desk, self.rows(title, between))
        header = 8 + len(between)
        assert (people.keys(), cells(result)) == ({"Lò Văn An"}, {f"A{header}": "table_left_out"})

    @pytest.mark.parametrize("title", ["DANH SÁCH ĐẢNG VIÊN DỰ BỊ", "DANH SÁCH ĐẢNG VIÊN", "Trang 2"])
    def test_others_are_of_the_unit_above(self, desk, title):
        result, people = read(desk, self.rows(title))
        assert ({name: p["organization_code"] for name, p in people.items()}, codes(result)) == (
            {"Lò Văn An": "YT.1", "Lò Văn Bình": "YT.1"},
            [],
        )

    def test_who_stands_between_is_not_forgotten(self, desk):
        signed = [["", "NGƯỜI LẬP", "", "BÍ THƯ"], ["", "Lò Văn Chung", "", "Nam", "x"]]
        result, people = read(desk, self.rows("DANH SÁCH ĐẢNG VIÊN DỰ BỊ", signed))
        assert (people.keys(), cells(result)) == ({"Lò Văn An", "Lò Văn Bình"}, {"B7": "no_name"})


def test_a_list_of_probationers_names_no_committee(desk):
    result, people = read(desk, [*UNIT, ["DANH SÁCH ĐẢNG VIÊN DỰ BỊ"], HEADER, person(1, "Lò Văn An")])
    assert (codes(result), people["Lò Văn An"]["organization_code"]) == ([], "YT.1")


class TestBesideTheName:
    """A column without a heading beside «Họ và tên»: the given name, or something else."""

    HEADER = ["STT", "Họ và tên", "", "Ngày sinh", "Ngày vào Đảng"]

    def read(self, desk, pairs):
        rows = [[n, *pair, "01/02/1970", "03/02/1999"] for n, pair in enumerate(pairs, 1)]
        return read(desk, [*UNIT, self.HEADER, *rows])

    @pytest.mark.parametrize(
        "beside", [("Giáo viên", "Nông dân", "Y sĩ"), ("Bú", "Pá Lông", "Nông"), ("Bú", "Pá", "Nông")]
    )
    def test_a_trade_is_no_name(self, desk, beside):
        result, people = self.read(desk, zip(("Lò Văn An", "Lò Thị Bình", "Quàng Thị Dũng"), beside, strict=True))
        assert (people.keys(), codes(result)) == (set(), ["name_unclear"] * 3)

    @pytest.mark.parametrize("halves", [("Lò Văn", "Lò Thị", "Cà"), ("Lò Văn Bảo", "Lò Thị", "Hoàng Ngọc")])
    def test_a_given_name_is(self, desk, halves):
        _, people = self.read(desk, zip(halves, ("An", "Bình", "Dũng"), strict=True))
        assert people.keys() == {f"{half} {given}" for half, given in zip(halves, ("An", "Bình", "Dũng"), strict=True)}


def test_a_cell_merged_over_columns_and_rows_is_of_all_its_rows(desk):
    header = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "", "Quê quán", "Nơi ở hiện nay"]
    rows = [
        [1, "Lò Văn An", "01/02/1970", "Chi bộ 10", "", "Bú"],
        [2, "Lò Văn Bình", "01/02/1970"],
        [3, "Lò Văn Chung", "01/02/1970"],
    ]
    rows = [UNIT[0], header, *rows]
    result, people = read(desk, rows, merges=["D2:E2", "D3:E5", "F3:G4"])
    assert ({p["organization_code"] for p in people.values()}, codes(result)) == ({"YT.10"}, [])
    assert [people[name]["hometown"] for name in sorted(people)] == ["Bú", "Bú", None]


class TestSideBySide:
    """A second list to the right of the first."""

    LEFT = ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"]

    @staticmethod
    def left(n, name):
        return [n, name, f"0{n}/02/1970", "03/02/1999"]

    @pytest.mark.parametrize("gap", [(), ("",)])
    @pytest.mark.parametrize("right", [["STT", "Họ và tên"], ["TT", "Họ tên"], ["Họ tên"]])
    def test_nothing_of_it_is_read_as_of_the_first(self, desk, right, gap):
        other = [
            ["4", "Cà Thị Dung", "Bú", "Thái"],
            ["5", "Cà Thị Em", "Bú", "Thái"],
            ["6", "Cà Thị Giang", "Bú", "Thái"],
        ]
        header = [*self.LEFT, *gap, *right, "Quê quán", "Dân tộc"]
        first = [self.left(1, "Lò Văn An"), self.left(2, "Lò Văn Bình"), [""] * 4]
        rows = [[*row, *gap, *beside[2 - len(right) :]] for row, beside in zip(first, other, strict=True)]
        result, people = read(desk, [*UNIT, header, *rows])
        assert {name: (p["hometown"], p["ethnicity"]) for name, p in people.items()} == {
            "Lò Văn An": (None, None),
            "Lò Văn Bình": (None, None),
        }
        assert cells(result) == {f"{'EF'[len(gap)]}3": "table_beside"}

    def test_the_same_name_again_is_no_other_table(self, desk):
        header = [*self.LEFT, "Họ và tên", "Quê quán"]
        rows = [[*self.left(n, name), name, "Bú"] for n, name in enumerate(("Lò Văn An", "Lò Văn Bình"), 1)]
        result, people = read(desk, [*UNIT, header, *rows, header])
        assert ({p["hometown"] for p in people.values()}, cells(result)) == ({"Bú"}, {"E3": "column_twice"})


class TestGroupOfOthers:
    """A group row inside a list that speaks of people who left or are no members."""

    @pytest.mark.parametrize(
        "group", [["", "II. Đảng viên đã chuyển đi"], ["II", "Đảng viên từ trần"], ["II. Quần chúng ưu tú"]]
    )
    def test_they_are_set_aside(self, desk, group):
        below = [["", "Chi bộ 1"], person(2, "Lò Văn Bình"), ["III", "Đảng viên dự bị"], person(3, "Lò Văn Chung")]
        result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), group, *below])
        assert (people.keys(), cells(result)) == ({"Lò Văn An", "Lò Văn Chung"}, {"B7": "group_lists_others"})

    def test_a_unit_numbered_as_they_ends_them(self, desk):
        groups = [["I", "Chi bộ 1"], person(1, "Lò Văn An"), ["II", "Đảng viên từ trần"], person(2, "Lò Văn Bình"),
                  ["III", "Chi bộ 10"], person(3, "Lò Văn Chung")]  # fmt: skip
        _, people = read(desk, [UNIT[0], HEADER, *groups])
        assert people.keys() == {"Lò Văn An", "Lò Văn Chung"}


@pytest.mark.parametrize("unit", ["Chi bộ Là Ngà", "CHI BỘ LẠ HOẮC", "CHI BỘ NAM SƠN", "Chi bộ Sở Tài chính"])
def test_a_unit_called_by_a_common_word_is_a_unit(desk, unit):
    result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), [unit], person(2, "Lò Văn Bình")])
    assert (people.keys(), codes(result)) == ({"Lò Văn An"}, ["organization_unknown"])


class TestFewCells:
    """Rows with little more than a text where names stand."""

    @pytest.mark.parametrize(
        "row", [["", "Páo", "", "Nam"], ["", "Lưu Ý Nhi", "", "Nữ"], ["", "Đơn vị công tác", "Số tiền", "Nữ"]]
    )
    def test_a_text_beside_a_fact_is_named(self, desk, row):
        result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), row])
        assert (people.keys(), cells(result)) == ({"Lò Văn An"}, {"B5": "no_name"})

    def test_a_group_with_its_count_is_not(self, desk):
        rows = [["", "Khối văn phòng", "", "1 đ/c"], person(1, "Lò Văn An"), ["", "Tổ 3", "", "02 đồng chí"]]
        result, people = read(desk, [*UNIT, HEADER, *rows])
        assert (people.keys(), cells(result)) == ({"Lò Văn An"}, {"B4": "no_name"})

    def test_nor_is_somebody_under_a_roman_number(self, desk):
        rows = [["I", "Lò Văn An", "Bú"], ["II", "Lò Văn Bình", "Bú"], ["", "Sùng", "Bú", "Mông"]]
        _, people = read(desk, [*UNIT, ["STT", "Họ và tên", "Quê quán", "Dân tộc", "Ngày sinh"], *rows])
        assert people.keys() == {"Lò Văn An", "Lò Văn Bình", "Sùng"}


def test_a_header_whose_headings_end_with_colons_is_one_and_so_is_it_typed_again(desk):
    header = [["TT :", "Họ và tên", "", "", "Ngày vào Đảng:", "Trình độ chuyên môn :", "Số thẻ đảng"],
              ["", "", "", "NS (2&3)", "", "", ""], ["", "Họ (3)", "Tên (*)", "Nam", "", "", ""]]  # fmt: skip
    row = ["Lò Văn", "An", "05/06/1980", "19/05/2010", "Đại học", "14.000001"]
    other = ["Lò Văn", "Bình", "07/06/1980", "20/05/2010", "Cao đẳng", "14.000002"]
    result, people = read(desk, [*UNIT, *header, [1, *row], *header, [2, *other]])
    assert cells(result) == {}
    assert {name: one["admitted_on"] for name, one in people.items()} == {
        "Lò Văn An": "2010-05-19", "Lò Văn Bình": "2010-05-20",
    }  # fmt: skip


def test_a_filter_line_above_a_second_table_answers_under_a_column_of_days(desk):
    first = ["Nơi cấp thẻ", "Ngày cấp thẻ", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]
    asks = ["Chi bộ:", "Chi bộ 1", "Tuổi Đảng:", "……", "Giới tính:", "………"]
    second = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ghi chú"]
    rows = [*UNIT, first, ["Tỉnh ủy", "09/09/1999", *person(1, "Lò Văn An")[1:]], [], ["DANH SÁCH ĐẢNG VIÊN"], asks,
            second, [*person(1, "Lò Văn Bình"), ""]]  # fmt: skip
    _, people = read(desk, rows)
    assert "Tuổi Đảng:" not in people
    assert people.keys() == {"Lò Văn An", "Lò Văn Bình"}


def test_a_legend_written_into_every_cell_it_was_merged_over_is_nobody(desk):
    total = ["Tổng cộng: 1 đảng viên", "", "", "", ""]
    legend = ["(1) BT: Bí thư"] * 3
    result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), total, [], ["* Viết tắt:"], ["", *legend]])
    assert (people.keys(), cells(result)) == ({"Lò Văn An"}, {})


class TestWordsUnderTheOfficialDay:
    """«Đơn vị ghi ngày chính thức hoặc «Dự bị»»: what the program asks for in that cell, it reads there."""

    @pytest.mark.parametrize("word", ["Dự bị", "đang dự bị", "DB", "Đảng viên dự bị", "chưa chính thức"])
    def test_somebody_on_probation(self, desk, word):
        result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An", official=word)])
        assert (cells(result), people["Lò Văn An"]["status"]) == ({}, "Dự bị")

    def test_a_word_that_gives_no_day_is_none(self, desk):
        result, people = read(desk, [*UNIT, HEADER, person(1, "Lò Văn An", official="Chính thức")])
        assert list(cells(result)) == ["G4"]
        assert people["Lò Văn An"]["status"] is None

    def test_another_cell_that_says_otherwise_leaves_both(self, desk):
        rows = [*UNIT, [*HEADER, "Loại đảng viên"], [*person(1, "Lò Văn An", official="Dự bị"), "Chính thức"]]
        result, people = read(desk, rows)
        assert (set(codes(result)), people["Lò Văn An"]["status"]) == ({"two_values"}, None)


class TestOfficialBeforeItsDay:
    """«Chính thức» beside a day that is yet to come, or before the twelve months are over (the desk's day: 15/01/2023)."""

    def read(self, desk, *row, header=("Loại đảng viên",)):
        return read(
            desk, [*UNIT, [*HEADER, *header], [*person(1, "Lò Văn An", admitted=row[0], official=row[1]), *row[2:]]]
        )

    @pytest.mark.parametrize("typed", ["27/01/2027", date(2027, 1, 27)])
    def test_a_day_that_is_yet_to_come_takes_the_word_away(self, desk, typed):
        result, people = self.read(desk, "27/01/2022", typed, "Chính thức")
        assert (cells(result), people["Lò Văn An"]["status"]) == (
            {"G4": "date_future", "H4": "standing_disagrees"}, None,
        )  # fmt: skip
        (problem,) = [one for one in result.plan.problems if one.cell == "H4"]
        assert "ô G4 ghi ngày chính thức 27/01/2027, ngày ấy chưa đến" in problem.message

    def test_where_the_probation_is_long_over_the_day_is_a_slip(self, desk):
        result, people = self.read(desk, "27/01/2004", "27/01/2035", "Chính thức")
        assert (cells(result), people["Lò Văn An"]["status"]) == ({"G4": "date_future"}, "Chính thức")

    def test_somebody_on_probation_has_her_day_ahead(self, desk):
        result, people = self.read(desk, "27/06/2022", "27/06/2023", "Dự bị")
        assert (list(cells(result)), people["Lò Văn An"]["status"]) == (["G4"], "Dự bị")

    @pytest.mark.parametrize(
        ("admitted", "noted"),
        [("16/01/2022", ["H4"]), ("15/01/2022", []), ("2022", []), ("03/02/2005", []), ("", [])],
    )
    def test_before_the_probation_is_over_it_is_told(self, desk, admitted, noted):
        result, people = self.read(desk, admitted, "", "Chính thức")
        assert people["Lò Văn An"]["status"] == "Chính thức"
        assert [note.cell for note in result.plan.notes if note.code == "probation_not_over"] == noted


@pytest.mark.parametrize("name", ["", " ", None])
def test_of_a_row_without_a_name_the_empty_cell_is_to_be_filled(desk, name):
    rows = [person(1, "Lò Văn An"), [2, name, *person(2, "")[2:]]]
    result, people = read(desk, [*UNIT, HEADER, *rows])
    (problem,) = result.plan.problems
    assert (people.keys(), problem.code, problem.value) == ({"Lò Văn An"}, "no_name", "")
    assert problem.cell == f"B{len(UNIT) + 3}"
    assert problem.message == "Dòng này có dữ liệu nhưng không có họ tên. Đơn vị kiểm tra lại dòng này."
