"""Rows that stand where people do and are none: counts below a list, the second header row of persons of two rows, two
names in one cell."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, cells, codes, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]


def names(desk):
    return sorted(one["full_name"] for one in desk.people())


@pytest.mark.parametrize(
    "counted", ["Nam", "- Nữ:", "Dự bị", "Tuổi bình quân", "Dân tộc Thái", "Trên đại học", "Từ 18 - 30 tuổi", "Hưu trí"]
)
@pytest.mark.parametrize("number", [1, 42.5, "12", "12,5%"])
def test_what_a_list_is_counted_by_is_nobody(desk, counted, number):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), ["", "Trong đó:"], ["", counted, number]]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == []
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize(
    "counted", ["Cộng", "CỘNG", "Tổng cộng", "Tổng số", "Cộng chi bộ 10", "Tổng Cộng:", "Nữ", "Dự bị"]
)
@pytest.mark.parametrize(
    "counts",
    [
        [1], [1, 1], [1, 1, 1, 1, 1], [1.0, "", "", "1", 1], ["", "", "", 1, 1], [1250, 1, "", "1.250", 12500.0],
    ],
)  # fmt: skip
def test_a_count_under_every_column_of_days_and_numbers_makes_nobody(desk, counted, counts):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), ["", counted, *counts]]
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert set(codes(result)) <= ({"total_differs"} if counts[-1] == 12500 or counts == [1250] else set())
    assert names(desk) == ["Lò Văn An"]


def test_a_word_for_a_total_with_days_of_her_own_is_no_total(desk):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), person(2, "Cộng", "1981", ordinal="")]
    desk.nhap(desk.write("ds.xlsx", rows))
    assert names(desk) == ["Cộng", "Lò Văn An"]


def test_a_name_beside_a_small_number_is_in_doubt(desk):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), ["", "Từ Văn Bình", 45]]
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"B6": "no_name"}
    assert names(desk) == ["Lò Văn An"]


def test_the_second_lines_of_persons_are_nobody(desk):
    header = [
        ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên"],
        ["", "Quê quán", "Ngày vào Đảng", "Ngày chính thức"],
    ]
    first = [[1, "Lò Văn An", "12/05/1980", "14.000001"], ["", "Mường La", "03/02/2005", "03/02/2006"]]
    second = [[2, "Cà Văn Mai", "12/05/1981", "14.000002"], ["", "Mai Sơn", "03/02/2007", "03/02/2008"]]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, *header, *first, *second]))
    assert cells(result) == {"B5": "no_name", "B7": "no_name", "B9": "no_name"}
    assert names(desk) == ["Cà Văn Mai", "Lò Văn An"]


@pytest.mark.parametrize("two", ["Cà Thị Mai\nHà Văn Bình", "Hà Văn Bình và Vì Thị Pó", "HÀ VĂN BÌNH VÀ VÌ THỊ PÓ"])
def test_two_names_in_one_cell_are_not_one_person(desk, two):
    assert codes(desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, two)]))) == ["not_a_name"]
    assert names(desk) == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("TS. Lò Văn An", "TS."), ("BS Lò Văn An", "BS"), ("Bs.CKI Lò Văn An", "Bs.CKI"), ("ThS.BS LÒ VĂN AN", "ThS.BS"),
        ("PGS.TS. Lò Văn An", "PGS.TS."), ("Đại tá Lò Văn An", "Đại tá"), ("Trung úy. Lò Văn An", "Trung úy."),
    ],
)  # fmt: skip
def test_a_title_before_a_name_is_no_part_of_it(desk, typed, title):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, typed)]))
    (note,) = [note.message for note in result.plan.notes if note.code == "title_before_name"]
    assert (names(desk), codes(result)) == (["Lò Văn An"], [])
    assert f"«{title}»" in note


@pytest.mark.parametrize("name", ["Ng. Văn An", "Ng Văn An", "Tr. Thị Hoa", "Lò Văn An Lò Văn Ba"])
def test_a_name_cut_short_or_two_in_a_row_is_no_name(desk, name):
    assert codes(desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, name)]))) == ["not_a_name"]
    assert names(desk) == []


@pytest.mark.parametrize("name", ["Trung Văn An", "Đại Thị Hoa", "Y Blơ Niê", "H'Mai Êban", "Thượng Văn Tá"])
def test_names_that_begin_so_are_names(desk, name):
    assert codes(desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, name)]))) == []
    assert names(desk) == [name]


@pytest.mark.parametrize("inside", ["đã chuyển", "mất 2022", "chuyển đi 10/2022", "Từ trần"])
def test_a_bracket_that_says_somebody_left_is_named(desk, inside):
    assert codes(desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, f"Lò Văn An ({inside})")]))) == [
        "standing_beside_name"
    ]


@pytest.mark.parametrize("filler", ["", "Không rõ", "...", "-"])
def test_no_branch_where_other_rows_have_one_is_not_the_committee(desk, filler):
    rows = [[*person(1, "Lò Văn An"), "Chi bộ 1"], [*person(2, "Hà Văn Bình"), filler]]
    result = desk.nhap(desk.write("ds.xlsx", [TITLE[0], TITLE[2], [*HEADER, "Chi bộ"], *rows]))
    assert cells(result) == {"H5": "unit_empty"}
    assert "«Hà Văn Bình»" in result.plan.problems[0].message  # whose row it is, though her name stands elsewhere
