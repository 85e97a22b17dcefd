"""Layouts that once led the reader astray: one small sheet for each cause."""

from __future__ import annotations

import unicodedata

import pytest

from dangbo_cli.intake.tables import recognising
from intake.desk import HEADER, cells, codes, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"]]


def read(desk, rows, **more):
    """Import one sheet and return the result and the people by name."""
    result = desk.nhap(desk.write("ds.xlsx", rows, **more))
    return result, {p["full_name"]: p for p in desk.people()}


def ratings(desk):
    return desk.conn.execute("SELECT period, proposed_level FROM rating ORDER BY period").fetchall()


class TestParents:
    """Headings over more than one column."""

    ROWS = (
        ["STT", "", "Họ và tên", "", "Ngày sinh", "", "LLCT", "", "", "", "Cán bộ phụ trách", "", "", "", "Ngày vào Đảng"],
        ["", "", "", "", "", "", "Cử nhân", "", "Trung cấp", "", "Họ và tên", "", "Điện thoại", "", ""],
    )  # fmt: skip

    def test_a_parent_reaches_over_blank_columns(self, desk):
        def one(number, name, *ticks):
            row = [
                number,
                "",
                name,
                "",
                "12/05/1980",
                "",
                "",
                "",
                "",
                "",
                "Vì Thị Khách",
                "",
                "0900000001",
                "",
                "03/02/2005",
            ]
            for c in ticks:
                row[c] = "x"
            return row

        rows = [*TITLE, *self.ROWS, one(1, "Lò Văn An", 8), one(2, "Cà Thị Mai", 6, 8)]
        result, people = read(desk, rows)
        assert people.keys() == {"Lò Văn An", "Cà Thị Mai"}
        stored = "SELECT full_name, political_theory, phone FROM member ORDER BY id"
        # two ticks are no answer, and the telephone is of whoever looks after them
        assert desk.conn.execute(stored).fetchall() == [("Lò Văn An", "Trung cấp", None), ("Cà Thị Mai", None, None)]
        assert codes(result) == ["two_ticks"]

    def test_years_are_children(self, desk):
        rows = [
            *TITLE, ["STT", "Họ và tên", "Ngày sinh", "Mức xếp loại", "", "Quê quán"],
            ["", "", "", "Năm 2020", "Năm 2021\n(nếu có)", ""],
            [1, "Lò Văn An", "12/05/1980", "HTTNV", "HTNV", "Mai Sơn"],
        ]  # fmt: skip
        _, people = read(desk, rows)
        assert people.keys() == {"Lò Văn An"}
        assert ratings(desk) == [("2020", "Hoàn thành tốt nhiệm vụ"), ("2021", "Hoàn thành nhiệm vụ")]

    def test_bare_years_are_children_not_the_first_record(self, desk):
        rows = [
            *TITLE, ["STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "", "XL năm 2019"], ["", "", "", 2020, 2021, 2022, ""],
            [1, "Lò Văn An", "12/05/1980", "HTTNV", "HTNV", "HTXSNV", "KHTNV"],
        ]  # fmt: skip
        result, _ = read(desk, rows, merges=["D4:F4"])
        assert codes(result) == []
        assert [period for period, _ in ratings(desk)] == ["2019", "2020", "2021", "2022"]
        assert dict(ratings(desk))["2020"] == "Hoàn thành tốt nhiệm vụ"

    def test_a_parent_does_not_reach_under_another_heading(self, desk):
        rows = [
            *TITLE, ["STT", "Họ và tên", "Ngày sinh", "", "LLCT", "", "Ngày vào Đảng"],
            ["", "", "", "KẾT QUẢ XẾP LOẠI", "", "", ""], ["", "", "", "HTTNV", "Cử nhân", "Trung cấp", ""],
            [1, "Lò Văn An", "12/05/1980", "x", "x", "x", "03/02/2005"],
        ]  # fmt: skip
        result, _ = read(desk, rows, merges=["E5:F5"])
        assert codes(result) == ["two_ticks"]
        assert desk.conn.execute("SELECT political_theory FROM member").fetchone() == (None,)
        assert ratings(desk) == [("2022", "Hoàn thành tốt nhiệm vụ")]

    def test_the_branch_that_rates_is_no_group_row(self, desk):
        rows = [
            *TITLE, ["STT", "Họ và tên", "Ngày sinh", "", "", "", "", "Ngày vào Đảng"],
            ["", "", "", "Chức vụ", "", "Chi bộ xếp loại", "", ""],
            ["", "", "", "Đảng", "Chính quyền", "HTTNV", "HTNV", ""],
            [1, "Lò Văn An", "12/05/1980", "Bí thư", "Văn thư", "", "x", "03/02/2005"],
        ]  # fmt: skip
        read(desk, rows, merges=["D5:E5", "F5:G5"])
        titles = desk.conn.execute("SELECT sphere, title FROM member_position ORDER BY sphere").fetchall()
        assert titles == [("government", "Văn thư"), ("party", "Bí thư")]
        assert ratings(desk) == [("2022", "Hoàn thành nhiệm vụ")]

    def test_what_is_planned_and_who_introduced_is_not_the_person(self, desk):
        rows = [
            *TITLE, [*HEADER[:3], "Quy hoạch", "", "Người giới thiệu", "", "Ngày vào Đảng"],
            ["", "", "", "Chức vụ", "Năm", "Họ và tên", "Chức vụ", ""],
            [1, "Lò Văn An", "12/05/1980", "Phó Giám đốc", "2025", "Vì Thị Khách", "Bí thư", "03/02/2005"],
        ]  # fmt: skip
        _, people = read(desk, rows, merges=["D4:E4", "F4:G4"])
        assert people.keys() == {"Lò Văn An"}
        assert desk.conn.execute("SELECT title FROM member_position").fetchall() == []

    def test_a_heading_merged_over_three_columns_is_one_column(self, desk):
        def wide(*values):
            return [cell for value in values for cell in (value, "", "")]

        rows = [
            *TITLE, wide("STT", "Họ và tên", "Ngày sinh", "Thông tin bố đẻ", "", "Ngày vào Đảng"),
            wide("", "", "", "Họ và tên", "Ngày sinh", ""),
            wide(1, "Lò Văn An", "12/05/1980", "Vì Thị Khách", "1939", "03/02/2005"),
            wide(2, "Cà Thị Mai", "13/05/1980", "Vì Thị Khách", "1939", "03/02/2006"),
        ]  # fmt: skip
        merges = ["A4:C5", "D4:F5", "G4:I5", "J4:O4", "J5:L5", "M5:O5", "P4:R5"]
        result, people = read(desk, rows, merges=merges)
        assert {name: p["birth_date"] for name, p in people.items()} == {
            "Lò Văn An": "1980-05-12", "Cà Thị Mai": "1980-05-13",
        }  # fmt: skip
        assert codes(result) == []

    def test_the_row_of_children_is_no_header_of_its_own(self, desk):
        rows = [
            *TITLE, ["STT", "Họ và tên", "", "Năm sinh", "", "Thông tin bố đẻ", "", "", "Dân tộc"],
            ["", "Họ", "Tên", "Nam", "Nữ", "Họ và tên", "Ngày sinh", "Quê quán", ""],
            [1, "Lò Văn", "An", "12/05/1980", "", "Vì Thị Khách", "1939", "Bản Mòn", "Thái"],
        ]  # fmt: skip
        _, people = read(desk, rows)
        assert people.keys() == {"Lò Văn An"}
        assert desk.conn.execute("SELECT birth_date, hometown FROM member").fetchone() == ("1980-05-12", None)


class TestHeaders:
    """What belongs to a header, what repeats it, what begins another table."""

    @pytest.mark.parametrize("hint", ["", " (*)", "\n(nếu có)"])
    def test_a_given_name_beside_its_heading(self, desk, hint):
        rows = [
            *TITLE, ["STT", "Họ và tên", hint, "Ngày sinh", "Ngày vào Đảng"], ["(1)", "(2)", "(3)", "(4)", "(5)"],
            [1, "Lò Văn", "An", "12/05/1980", "03/02/2005"], [2, "Vì Quang", "Tổng", "", ""],
            ["", "TỔNG CỘNG: 02 đồng chí"], ["", "Người lập", "", "Bí thư"],
        ]  # fmt: skip
        _, people = read(desk, rows)
        assert "Lò Văn An" in people

    def test_a_given_name_is_no_total(self, desk):
        header = ["STT", "Họ và tên đệm", "Tên", "Ngày sinh", "Quê quán", "Ngày vào Đảng"]
        rows = [*TITLE, header, [1, "Vì Quang", "Tổng", "", "Mai Sơn", ""], ["", "Công Thị", "Tổng", "", "Mai Sơn", ""]]
        _, people = read(desk, rows)
        assert people.keys() == {"Vì Quang Tổng", "Công Thị Tổng"}

    def test_a_header_of_two_rows_is_repeated_with_its_hints(self, desk):
        header = [
            ["STT", "Họ và tên", "", "Ngày sinh", "", "Ngày vào Đảng"], ["", "Họ", "Tên", "Nam\n(2&3)", "Nữ", ""],
        ]  # fmt: skip
        rows = [
            ["ĐẢNG BỘ SỞ Y TẾ"], *header, ["", "Chi bộ 1"], [1, "Lò Văn", "An", "12/05/1980", "", "03/02/2005"],
            *header, ["", "Chi bộ 10"], [1, "Cà Thị", "Mai", "", "12/05/1981", "03/02/2006"],
        ]  # fmt: skip
        result, people = read(desk, rows, merges=["B2:C2", "D2:E2"])
        assert codes(result) == []
        assert {name: p["organization_code"] for name, p in people.items()} == {
            "Lò Văn An": "YT.1", "Cà Thị Mai": "YT.10",
        }  # fmt: skip

    def test_the_first_header_stands_though_its_repeat_is_plainer(self, desk):
        rows = [*TITLE, HEADER, [], person(1, "Lò Văn An"), HEADER, [], person(2, "Cà Thị Mai", gender="Nữ")]
        merges = [f"{letter}4:{letter}5" for letter in "ABCDEFG"]
        _, people = read(desk, rows, merges=merges)
        assert people.keys() == {"Lò Văn An", "Cà Thị Mai"}

    def test_a_group_row_does_not_join_the_header(self, desk):
        _, people = read(desk, [["ĐẢNG BỘ SỞ Y TẾ"], HEADER, ["I. Chi bộ 01"], person(1, "Lò Văn An")])
        assert people["Lò Văn An"]["organization_code"] == "YT.1"

    @pytest.mark.parametrize("numbers", [["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "7 (=5+6)"], list("ABCDEFG")])
    def test_a_numbering_row_does_not_join_the_header(self, desk, numbers):
        result, people = read(desk, [*TITLE, HEADER, numbers, person(1, "Lò Văn An")])
        assert people.keys() == {"Lò Văn An"}
        assert codes(result) == []

    def test_a_filter_line_is_no_header(self, desk):
        filters = ["Chi bộ:", "………", "Tuổi Đảng:", "……", "Giới tính:", "………"]
        _, people = read(desk, [*TITLE, filters, HEADER, person(1, "Lò Văn An")])
        assert people.keys() == {"Lò Văn An"}

    @pytest.mark.parametrize(
        "header",
        [
            HEADER[1:], ["Đồng\nchí", *HEADER[2:]],
            [unicodedata.normalize("NFD", text) for text in ("Họ tên", *HEADER[2:])],
        ],
    )  # fmt: skip
    def test_a_second_table_without_ordinals_has_its_own_title(self, desk, header):
        rows = [
            *TITLE, HEADER, person(1, "Lò Văn An"), [], ["", "", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["CHI BỘ 1"],
            ["", "*", "", "", "", "Sơn La, ngày 17 tháng 12 năm 2022"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], header,
            person(2, "Cà Thị Mai", gender="Nữ")[1:],
        ]  # fmt: skip
        result, people = read(desk, rows)
        assert {name: p["organization_code"] for name, p in people.items()} == {
            "Lò Văn An": "YT.10", "Cà Thị Mai": "YT.1",
        }  # fmt: skip
        assert codes(result) == []


class TestRows:
    """People whose rows or names look like something else."""

    @pytest.mark.parametrize("name", ["Lưu Yến Nhi", "Tô Đăng Khoa", "Đặng Uy Vũ", "Chu Thích", "Ký Thị Ghi"])
    def test_a_name_is_a_name(self, desk, name):
        rows = [*TITLE, HEADER, person(1, "Lò Văn An"), [2, name], [3, "Cà Thị Mai"]]
        _, people = read(desk, rows)
        assert people.keys() == {"Lò Văn An", name, "Cà Thị Mai"}

    @pytest.mark.parametrize("typed", ["Lò Văn An - Bí thư", "Lò Văn An, PBT chi bộ", "Lò Văn An -"])
    def test_a_post_beside_a_name_is_no_part_of_it(self, desk, typed):
        result, people = read(desk, [*TITLE, HEADER, person(1, typed)])
        assert (people.keys(), codes(result)) == ({"Lò Văn An"}, [])

    @pytest.mark.parametrize(
        "typed",
        [
            "Lò Văn An / Cà Thị Mai",
            "Nguyễn Văn An\nLò Văn Bình",
            "Nguy?n V?n An",
            "L\ufffd Văn An",
            "Lò Văn An?",
            "Không có",
        ],
    )
    def test_what_is_no_one_name_is_set_aside(self, desk, typed):
        result, people = read(desk, [*TITLE, HEADER, person(1, typed)])
        assert (people, codes(result), result.set_aside) == ({}, ["not_a_name"], 1)

    def test_a_name_over_two_lines_is_one_name(self, desk):
        assert read(desk, [*TITLE, HEADER, person(1, "Nguyễn Văn\nAn")])[1].keys() == {"Nguyễn Văn An"}

    def test_two_facts_without_a_name_are_no_group(self, desk):
        header = [*HEADER, "Dân tộc", "Quê quán"]
        rows = [*TITLE, header, person(1, "Lò Văn An"), [2, "", "", "", "", "", "", "Thái", "Mai Sơn"]]
        result, _ = read(desk, rows)
        assert (codes(result), result.set_aside) == (["no_name"], 1)

    def test_a_ditto_mark_that_repeats_nothing_is_no_committee(self, desk):
        rows = [
            ["ĐẢNG BỘ SỞ Y TẾ"],
            [*HEADER, "Chi bộ"],
            [*person(1, "Lò Văn An"), ""],
            [*person(2, "Cà Văn Mai"), "nt"],
        ]
        result, people = read(desk, rows)
        assert (people, sorted(codes(result)), result.set_aside) == ({}, ["ditto", "unit_empty"], 2)

    def test_letters_that_became_question_marks_are_set_aside(self, desk):
        header = [*HEADER, "Quê quán", "Nghề nghiệp", "Ghi chú"]
        row = [*person(1, "Lò Văn An"), "Mu?ng La", "Giáo viên?", "đã chuyển?"]
        result, people = read(desk, [*TITLE, header, row])
        assert codes(result) == ["letters_lost", "marked_doubtful"]
        assert (people["Lò Văn An"]["hometown"], people["Lò Văn An"]["occupation"]) == (None, None)

    def test_formulas_that_gave_nothing_are_named(self, desk):
        header = [*HEADER, "Dân tộc"]
        lost = [*person(1, "Lò Văn An", birth="#REF!", gender='=IF(1,"Nam","Nữ")'), "#N/A"]
        ghosts = [["", "#N/A", "#N/A", "#N/A"], [7, "#N/A", "", ""]]
        result, people = read(
            desk, [*TITLE, header, lost, *ghosts, ["", '=UPPER("a")', "", ""], person(2, "Cà Văn Mai")]
        )
        found = {p.cell: p.value for p in result.plan.problems if p.code == "cell_lost"}
        assert found == {"C5": "#REF!", "D5": "=", "H5": "#N/A", "B8": "="}
        assert people["Lò Văn An"]["birth_date"] is None

    def test_a_ditto_mark_repeats_a_row_set_aside(self, desk):
        rows = [
            ["ĐẢNG BỘ SỞ Y TẾ"], [*HEADER, "Quê quán", "Chi bộ"], [*person(1, "Lò Văn An"), "Mai Sơn", "Chi bộ Nào Đó"],
            [*person(2, "Cà Thị Mai", gender="Nữ"), "nt", "Chi bộ 1"],
        ]  # fmt: skip
        result, people = read(desk, rows)
        assert people.keys() == {"Cà Thị Mai"}
        assert desk.conn.execute("SELECT hometown FROM member").fetchone() == ("Mai Sơn",)
        assert codes(result) == ["organization_unknown"]

    def test_a_group_of_a_unit_outside_the_title_is_set_aside(self, desk):
        rows = [["ĐẢNG BỘ SỞ Y TẾ"], HEADER, ["Chi bộ 1"], person(1, "Lò Văn An"), ["Chi bộ Kho bạc Nhà nước"]]
        result, people = read(desk, [*rows, person(2, "Cà Thị Mai", gender="Nữ")])
        assert people.keys() == {"Lò Văn An"}
        assert codes(result) == ["organization_unknown"]

    @pytest.mark.parametrize(
        ("heading", "below", "stored"),
        [
            (["", "Kho bạc"], 3, {"Lò Văn An"}),  # part of a known name
            ([2, "Trung tâm Kiểm soát bệnh tật tỉnh"], 1, {"Lò Văn An"}),  # numbered from the beginning again
            (["", "Văn Hùng"], 1, {"Lò Văn An"}),
            (["", "Văn Hùng"], 2, {"Lò Văn An", "Cà Thị Mai"}),  # somebody known by name alone, between two others
        ],
    )
    def test_whoever_stands_below_what_may_be_a_unit_is_of_no_unit(self, desk, heading, below, stored):
        rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], HEADER, ["", "Đảng bộ Sở Y tế"], ["", "Chi bộ 10"]]
        rows += [person(1, "Lò Văn An"), heading, person(below, "Cà Thị Mai", gender="Nữ", card="14.000009")]
        result, people = read(desk, rows)
        assert (people.keys(), codes(result)[0]) == (stored, "no_name")
        assert ("organization_unknown" in codes(result)) is ("Cà Thị Mai" not in stored)

    def test_the_day_of_signing_is_not_the_year_rated(self, desk):
        rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["Sơn La, ngày 10 tháng 01 năm 2023"], ["DANH SÁCH ĐẢNG VIÊN"]]
        result, _ = read(desk, [*rows, [*HEADER, "Xếp loại"], [*person(1, "Lò Văn An"), "HTTNV"]])
        assert ratings(desk) == []
        assert codes(result) == ["rating_year_unknown"]


class TestLeftOut:
    """People who are left out are never left out in passing."""

    def test_a_sheet_of_people_beside_one_that_is_read(self, desk):
        people = [["DANH SÁCH"], ["STT", "Họ và tên", "Quê quán"], [1, "Cà Thị Mai", "Mai Sơn"]]
        guide = [["Hướng dẫn nhập liệu"], ["Họ và tên: ghi đúng giấy khai sinh"]]
        rows = [*TITLE, HEADER, person(1, "Lò Văn An")]
        result, stored = read(desk, rows, more={"Thêm": people, "Hướng dẫn": guide})
        assert stored.keys() == {"Lò Văn An"}
        assert "«Thêm»" in (result.files[0].error or "")
        assert "«Hướng dẫn»" not in (result.files[0].error or "")

    def test_a_further_table_that_cannot_be_read(self, desk):
        rows = [*TITLE, HEADER, person(1, "Lò Văn An"), [], ["STT", "Họ và tên", "Số con", "Chiều cao"]]
        result, stored = read(desk, [*rows, [1, "Cà Thị Mai", 2, 150]])
        assert stored.keys() == {"Lò Văn An"}
        assert codes(result) == ["table_left_out"]

    @pytest.mark.parametrize("bound", ["_MOST_TABLES", "_MOST_LOOKED"])
    def test_tables_beyond_those_that_are_read_are_named(self, desk, monkeypatch, bound):
        monkeypatch.setattr(recognising, bound, 2 if bound == "_MOST_TABLES" else 10)
        units = ["CHI BỘ 1", "CHI BỘ 10", "CHI BỘ VĂN PHÒNG"]
        names = ["Lò Văn An", "Cà Thị Mai", "Vì Văn Của"]
        rows = [["ĐẢNG BỘ SỞ Y TẾ"]]
        for n, (unit, name) in enumerate(zip(units, names, strict=True)):
            rows += [[f"DANH SÁCH ĐẢNG VIÊN {unit}"], HEADER, person(n + 1, name), []]
        result, stored = read(desk, rows)
        assert stored.keys() == set(names[:2])
        (problem,) = result.plan.problems
        assert (problem.code, problem.cell) == ("table_left_out", "A11")
        assert "đã có 2 bảng" in problem.message

    def test_a_list_that_calls_itself_one_is_read_though_it_rates(self, desk):
        rows = [
            *TITLE,
            ["STT", "Họ và tên", "Quê quán", "Xếp loại", "Dân tộc"],
            [1, "Lò Văn An", "Mai Sơn", "HTTNV", "Thái"],
        ]
        _, people = read(desk, rows)
        assert people.keys() == {"Lò Văn An"}
        assert ratings(desk) == [("2022", "Hoàn thành tốt nhiệm vụ")]


def test_the_rows_of_a_guide_are_examples(desk):
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], HEADER, person(1, "Nguyễn Văn A")]
    path = desk.write("a.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], HEADER, person(1, "Lò Văn An")])
    import openpyxl

    book = openpyxl.load_workbook(path)
    guide = book.create_sheet("Hướng dẫn nhập")
    for row in rows:
        guide.append(row)
    book.save(path)
    result = desk.plan(path)
    assert (result.created, result.needs_attention) == (1, False)
    assert [sheet.left_out for sheet in result.files[0].sheets][
        -1
    ] == "trang hướng dẫn, các dòng của nó là ví dụ, không đọc"


def test_an_empty_branch_beside_filled_ones_is_not_the_committee(desk):
    header = [*HEADER, "Chi bộ"]
    rows = [[*person(1, "Lò Văn An"), "Chi bộ 1"], [*person(2, "Cà Văn Bình", birth="02/03/1981"), ""]]
    result = desk.plan(desk.write("a.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], header, *rows]))
    assert (result.created, result.set_aside, [p.code for p in result.plan.problems]) == (1, 1, ["unit_empty"])


def test_a_table_of_something_else_with_numbers_alone(desk):
    header = [
        "STT",
        "Số kết luận",
        "Số hiệu",
        "Vốn",
        "Đơn vị",
        "Tên tài sản",
        "Thông số",
        "Nguồn gốc",
        "Thời gian",
        "Địa điểm",
    ]
    result = desk.plan(desk.write("a.xlsx", [header, *([number] for number in range(1, 40))]))
    assert result.files[0].sheets[0].left_out.endswith("dưới hàng tiêu đề chỉ có số, không có dữ liệu")


class TestADayInThreeColumns:
    """«Ngày», «Tháng», «Năm» below «Ngày sinh»: one date, read as every date is."""

    TITLE = (["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"])
    HEADER = ("STT", "Họ và tên", "Ngày sinh", "", "", "Giới tính", "Ngày vào Đảng", "", "")
    CHILDREN = ("", "", "Ngày", "Tháng", "Năm", "", "NGÀY", "THÁNG", "NĂM")

    def read(self, desk, *people, merged=True):
        merges = ["C4:E4", "G4:I4"] if merged else []
        result = desk.nhap(desk.write("ds.xlsx", [*self.TITLE, self.HEADER, self.CHILDREN, *people], merges=merges))
        return result, {p["full_name"]: (p["birth_date"], p["admitted_on"]) for p in desk.people()}

    @pytest.mark.parametrize("merged", [True, False])
    def test_is_one_date(self, desk, merged):
        rows = [
            [1, "Lò Văn An", "12", "3", 1985, "Nam", 3, 2, 2008],
            [2, "Cà Thị Mai", "", 11, 1990, "Nữ", "", "", "2012"],
            [3, "Hà Văn Bình", 5, 11, 1991, "Nam", "", "", ""],
        ]
        result, people = self.read(
            desk, *rows, self.HEADER, self.CHILDREN, [4, "Vì Thị Pó", 1, 2, 1992, "Nữ", 3, 4, 2015]
        )
        assert (codes(result), people) == (
            [],
            {
                "Lò Văn An": ("1985-03-12", "2008-02-03"), "Cà Thị Mai": ("1990-11", "2012"),
                "Hà Văn Bình": ("1991-11-05", None), "Vì Thị Pó": ("1992-02-01", "2015-04-03"),
            },
        )  # fmt: skip

    def test_a_gap_is_no_date(self, desk):
        rows = [
            [1, "Lò Văn An", 12, "", 1985, "Nam", 3, 2, ""],
            [2, "Cà Thị Mai", 12, "ba", 1985, "Nữ", 31, 2, 2008],
            [3, "Hà Văn Bình", 12, "", "", "Nam", "", 2, ""],
        ]
        result, people = self.read(desk, *rows)
        assert sorted(cells(result)) == ["C6", "C7", "C8", "G6", "G7", "G8"]
        assert set(people.values()) == {(None, None)}

    def test_whoever_signs_below_the_months_is_no_day(self, desk):
        header = [
            ["STT", "Họ và tên", "", "Sinh", "", "", "Giới tính"],
            ["", "Họ đệm", "Tên", "Ngày", "Tháng", "Năm", ""],
        ]
        rows = [
            [1, "Lò Văn", "An", 12, 3, 1985, "Nam"], [],
            ["", "NGƯỜI LẬP BIỂU", "", "", "T/M CHI ỦY"], ["", "(Ký, ghi rõ họ tên)", "", "", "BÍ THƯ"], [],
            ["", "Lê Thị Biểu", "", "", "Trần Văn Ký"],
        ]  # fmt: skip
        assert codes(desk.nhap(desk.write("ds.xlsx", [*self.TITLE, *header, *rows]))) == []
        assert [p["full_name"] for p in desk.people()] == ["Lò Văn An"]

    def test_a_year_for_men_and_one_for_women_stays_what_it_is(self, desk):
        header = [["STT", "Họ và tên", "Năm sinh", "", "Ngày vào Đảng"], ["", "", "Nam", "Nữ", ""]]
        rows = [[1, "Lò Văn An", 1980, "", "03/02/2005"], [2, "Cà Thị Mai", "", 1985, "03/02/2005"]]
        desk.nhap(desk.write("ds.xlsx", [*self.TITLE, *header, *rows]))
        assert {(p["birth_date"], p["gender"]) for p in desk.people()} == {("1980", "Nam"), ("1985", "Nữ")}


@pytest.mark.parametrize("parent", ["Loại đảng viên", "Loại ĐV", "Đảng viên", "Trạng thái"])
@pytest.mark.parametrize("words", [("CT", "DB"), ("Chính thức", "Dự bị"), ("DB", "CT"), ("ĐVCT", "ĐVDB")])
def test_a_column_for_each_standing_however_short_its_heading(desk, parent, words):
    header = [["STT", "Họ và tên", "Ngày sinh", parent, "", "Ngày vào Đảng"], ["", "", "", *words, ""]]
    rows = [
        [1, "Lò Văn An", "12/05/1980", "x", "", "03/02/2005"],
        [2, "Cà Thị Mai", "12/05/1999", "", "x", "03/12/2022"],
    ]
    _, people = read(desk, [*TITLE, *header, *rows], merges=["D4:E4"])
    expected = ["Dự bị" if word.startswith(("D", "ĐVD")) else "Chính thức" for word in words]
    assert [people[name]["status"] for name in ("Lò Văn An", "Cà Thị Mai")] == expected


class TestUnitsBesidePeople:
    """«Đơn vị» in a list whose title names no unit: where half of its values are ones, it says where people belong."""

    def read(self, desk, title, *units, between=()):
        people = [[*person(n, f"Lò Văn {chr(64 + n)}n"), unit] for n, unit in enumerate(units, 1)]
        rows = [[title], ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Đơn vị"], *between, *people]
        return desk.plan(desk.write("chung.xlsx", rows))

    @pytest.mark.parametrize("unknown", ["Kho bạc NN", "Đoàn TN"])
    def test_one_name_that_nobody_knows_leaves_the_others_read(self, desk, unknown):
        result = self.read(desk, "DANH SÁCH KHỐI", "Kho bạc Nhà nước", unknown, "Kho bạc Nhà nước", unknown)
        assert (result.created, cells(result)) == (2, {"H5": "organization_unknown", "H7": "organization_unknown"})
        asked = [[choice.label for choice in problem.choices] for problem in result.plan.problems]
        assert asked == [["«Chi bộ Kho bạc Nhà nước»"] if unknown == "Kho bạc NN" else []] * 2

    def test_names_of_branches_that_are_only_near_are_asked_about(self, desk):
        result = self.read(desk, "DANH SÁCH KHỐI", "Chi bộ Kho bạc", "CB Kho bạc NN", "Phòng Hai")
        asked = [[choice.label for choice in problem.choices] for problem in result.plan.problems]
        assert cells(result) == dict.fromkeys(("H4", "H5", "H6"), "organization_unknown")
        assert asked == [["«Chi bộ Kho bạc Nhà nước»"], ["«Chi bộ Kho bạc Nhà nước»"], []]

    def test_where_most_are_no_units_it_is_a_place_of_work(self, desk):
        result = self.read(desk, "DANH SÁCH KHỐI", "Kho bạc Nhà nước", "Phòng Một", "Phòng Hai")
        assert set(codes(result)) == {"organization_missing"}

    @pytest.mark.parametrize(
        ("title", "between"), [("CHI BỘ KHO BẠC NHÀ NƯỚC", ()), ("DANH SÁCH KHỐI", (["", "Chi bộ Kho bạc Nhà nước"],))]
    )
    def test_who_is_placed_by_something_else_works_there(self, desk, title, between):
        result = self.read(desk, title, "Kho bạc Nhà nước", "Phòng Một", between=between)
        assert (result.created, codes(result)) == (2, [])


class TestListsBelowEachOther:
    """A branch's list below another's in one sheet, each with its title: the header typed again is no page break."""

    def rows(self, *titles):
        people = ([HEADER, person(1, "Lò Văn An")], [HEADER, person(2, "Cà Thị Mai")])
        return [
            row for title, listed in zip(titles, people, strict=True) for row in (*([line] for line in title), *listed)
        ]

    @pytest.mark.parametrize("between", [(), ("",), ("Cộng: 1 đồng chí", "")])
    @pytest.mark.parametrize("second", ["CHI BỘ 10", "Chi bộ Văn phòng", "II. CHI BỘ 10"])
    def test_each_is_of_its_own_branch(self, desk, between, second):
        title = ("ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ 1", "DANH SÁCH ĐẢNG VIÊN")
        result, people = read(desk, self.rows(title, (*between, second, "DANH SÁCH ĐẢNG VIÊN")))
        found = {name: one["organization_code"] for name, one in people.items()}
        assert (codes(result), found) == (
            [],
            {"Lò Văn An": "YT.1", "Cà Thị Mai": "YT.10" if "10" in second else "YT.VP"},
        )

    def test_the_same_title_once_more_is_a_page_break(self, desk):
        title = ("ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ 1", "DANH SÁCH ĐẢNG VIÊN")
        result, people = read(desk, self.rows(title, title))
        assert (len(result.files[0].sheets), codes(result)) == (1, [])
        assert {one["organization_code"] for one in people.values()} == {"YT.1"}


@pytest.mark.parametrize(
    "heading", ["Họ, đệm và tên", "Họ, chữ đệm và tên", "Họ, tên đệm và tên", "HỌ, ĐỆM, TÊN", "Họ tên ĐV (viết hoa)"]
)
def test_the_name_by_its_parts_is_a_name(desk, heading):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [], [HEADER[0], heading, *HEADER[2:]], person(1, "Lò Văn An")]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []
    assert [p["full_name"] for p in desk.people()] == ["Lò Văn An"]
