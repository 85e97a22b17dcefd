"""Rows of rating sheets: whose level a cell gives, and of which year."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes
from intake.year import UNIT, staffed, stored

EXCELLENT, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"
TITLE = ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]
NUMBER, DAY = "12-QĐ/ĐU", "20/12/2022"


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


@pytest.mark.parametrize(
    ("heads", "row", "proposed", "decided"),
    [
        (["Xếp loại", "Số QĐ", "Ngày QĐ"], ["HTTNV", NUMBER, DAY], None, GOOD),
        (["HTXSNV", "HTTNV", "Số QĐ", "Ngày QĐ"], ["", "x", NUMBER, DAY], None, GOOD),
        (["Xếp loại", "Số QĐ", "Ngày QĐ"], ["HTTNV", NUMBER, ""], GOOD, None),
        (["Xếp loại", "Số QĐ", "Ngày QĐ"], ["HTTNV", "", ""], GOOD, None),
        (["Đề nghị xếp loại", "Số QĐ", "Ngày QĐ"], ["HTTNV", NUMBER, DAY], GOOD, None),
        (["Xếp loại", "Quyết định xếp loại", "Số QĐ", "Ngày QĐ"], ["HTTNV", "", NUMBER, DAY], GOOD, None),
    ],
)
def test_the_number_and_day_of_a_decision_make_a_level_decided(desk, heads, row, proposed, decided):
    """Where no heading says whose the level is, and no column has what was decided."""
    head = ["STT", "Họ và tên", "Chi bộ", *heads]
    path = desk.write("a.xlsx", [UNIT, TITLE, head, [1, "Lò Văn An", "Chi bộ 1", *row]])
    assert codes(desk.nhap(path)) == []
    (rating,) = stored(desk, "rating")
    assert (rating.get("proposed_level"), rating.get("decided_level")) == (proposed, decided)
    assert desk.nhap(path).plan.changes == []


def test_a_decision_decides_the_level_of_an_organisation(desk):
    head = ["STT", "Tên tổ chức đảng", "Xếp loại tổ chức đảng", "Số quyết định", "Ngày quyết định"]
    title = ["XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022"]
    desk.nhap(desk.write("a.xlsx", [UNIT, title, head, [1, "Chi bộ 1", "HTTNV", NUMBER, DAY]]))
    assert [row.get("decided_level") for row in stored(desk, "rating")] == [GOOD]


def two_years(desk, title="XẾP LOẠI ĐẢNG VIÊN"):
    head = ["STT", "Họ và tên", "Chi bộ", "XL 2021", "XL 2022", "Điểm 2022"]
    return desk.write("a.xlsx", [UNIT, [title], head, [1, "Lò Văn An", "Chi bộ 1", "HTTNV", "HTXSNV", 95]])


def test_a_year_in_a_heading_is_the_year_of_its_column(desk):
    path = two_years(desk)
    asked = desk.plan(path, asking=True, year=2021).questions
    result = desk.nhap(path, answers={q.place: "points" for q in asked}, year=2021)
    assert cells(result) == {"E4": "level_of_another_year", "F4": "level_of_another_year"}
    assert "nhập lại tệp này với --nam là năm ấy" in result.plan.problems[0].message
    assert [(row["period"], row["proposed_level"], row.get("points")) for row in stored(desk, "rating")] == [
        ("2021", GOOD, None)
    ]
    result = desk.nhap(path, year=2022)
    assert cells(result) == {}  # what the record says of 2021 already is no trouble of this sheet
    assert [(row["period"], row["proposed_level"], row.get("points")) for row in stored(desk, "rating")] == [
        ("2021", GOOD, None), ("2022", EXCELLENT, 95.0),
    ]  # fmt: skip
    assert cells(desk.nhap(path, year=2021)) == {}


def test_columns_of_two_years_are_read_where_nothing_else_says_the_year(desk):
    assert codes(desk.nhap(two_years(desk))) == []
    assert sorted((row["period"], row["proposed_level"]) for row in stored(desk, "rating")) == [
        ("2021", GOOD), ("2022", "Hoàn thành xuất sắc nhiệm vụ")]  # fmt: skip


def test_a_group_row_gives_its_level_to_the_rows_below(desk):
    """Inside a unit or over it; a cell of the row's own says more."""
    rows = [
        UNIT, TITLE, ["STT", "Họ và tên", "Chi bộ", "Ghi chú"],
        ["I", "Hoàn thành xuất sắc nhiệm vụ: 1 đồng chí", "", ""], [1, "Lò Văn An", "Chi bộ 1", ""],
        ["II", "Hoàn thành tốt nhiệm vụ", "", ""], [1, "Cà Thị Mai", "Chi bộ 1", ""],
        ["III", "Không xếp loại", "", ""], [1, "Vì Văn Cương", "Chi bộ 10", "Mới kết nạp"],
    ]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    assert codes(desk.nhap(path)) == []
    found = {row["member_id"]: row for row in stored(desk, "rating")}
    assert [found[n].get("proposed_level") for n in (1, 2, 5)] == [EXCELLENT, GOOD, "Không thuộc diện xếp loại"]
    assert found[5]["not_rated_reason"] == "Mới kết nạp"
    assert desk.nhap(path).plan.changes == []
    again = [[*row, level] for row, level in zip(rows[2:], ["Xếp loại", "", "HTTNV", "", "", "", ""], strict=True)]
    result = desk.plan(desk.write("b.xlsx", [UNIT, TITLE, *again]))
    assert [(c.record, c.fields["proposed_level"].after) for c in result.plan.changes] == [(found[1]["id"], GOOD)]


def test_the_next_unit_ends_a_level(desk):
    rows = [
        UNIT, TITLE, ["STT", "Họ và tên", "Năm sinh", "Ghi chú"],
        ["A", "Chi bộ 1"], ["", "Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An", 1980],
        ["B", "Chi bộ 10"], [1, "Vì Văn Cương", 1980],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B8": "entry_empty"}
    assert [row["proposed_level"] for row in stored(desk, "rating")] == [GOOD]


def test_levels_side_by_side_without_a_heading_over_them(desk):
    """By their short names, as our own tables print them."""
    head = ["STT", "Tên tổ chức đảng", "HTXS", "HTT", "HT", "KHT"]
    rows = [UNIT, ["XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022"], head, [1, "Chi bộ 1", "x"], [2, "Chi bộ 10", "", "x"],
            [3, "Chi bộ Văn phòng", "", "", "", "x"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    levels = [EXCELLENT, GOOD, "Không hoàn thành nhiệm vụ"]
    assert [row["proposed_level"] for row in stored(desk, "rating")] == levels


@pytest.mark.parametrize(
    ("note", "said"), [("Không thuộc diện xếp loại", "Không thuộc diện xếp loại"), ("Chưa xếp loại", "Chưa xếp loại")]
)
def test_remarks_say_that_nobody_was_rated(desk, note, said):
    """Where no level is ticked."""
    head = ["STT", "Họ và tên", "Chi bộ", "HTXSNV", "HTTNV", "Ghi chú"]
    path = desk.write("a.xlsx", [UNIT, TITLE, head, [1, "Lò Văn An", "Chi bộ 1", "", "", note]])
    assert codes(desk.nhap(path)) == []
    assert [(row["proposed_level"], row.get("note")) for row in stored(desk, "rating")] == [(said, None)]


@pytest.mark.parametrize(
    ("heading", "parted"),
    [
        ("Tên tổ chức đảng, đảng viên", True),
        ("Tên tổ chức đảng, đảng viên", False),
        ("Tổ chức đảng", True),
        ("Họ và tên", True),
    ],
)
def test_organisations_and_their_members_in_one_list(desk, heading, parted):
    """Under one column of names, parted by group rows, or where its heading says that it has both."""
    rows = [
        UNIT, ["XẾP LOẠI TỔ CHỨC ĐẢNG, ĐẢNG VIÊN NĂM 2022"],
        ["TT", heading, "Tổng điểm", "Mức xếp loại", ""], ["", "", "", "Chi bộ đề nghị", "Đảng ủy quyết định"],
        ["A", "TỔ CHỨC ĐẢNG"], [1, "Chi bộ 1", 92, "HTXSNV", "HTXSNV"], [2, "Chi bộ 10", 81, "HTTNV", "HTTNV"],
        ["B", "ĐẢNG VIÊN"],
        ["I", "Chi bộ 1"], [1, "Lò Văn An", 90, "HTXSNV", "HTXSNV"],
        [2, "Cà Thị Mai", 89, "HTTNV", "HTTNV"], ["II", "Chi bộ 10"], [1, "Vì Văn Cương", 80, "HTTNV", "HTTNV"],
    ]  # fmt: skip
    merges = ["A3:A4", "B3:B4", "C3:C4", "D3:E3"]
    if not parted:
        rows = [row for row in rows if row[0] not in ("A", "B")]
    path = desk.write("a.xlsx", rows, merges=merges)
    assert codes(desk.nhap(path)) == []
    found = [(row.get("organization_id"), row.get("member_id"), row["points"]) for row in stored(desk, "rating")]
    assert sorted(found, key=str) == sorted(
        [(3, None, 92.0), (4, None, 81.0), (None, 1, 90.0), (None, 2, 89.0), (None, 5, 80.0)], key=str
    )
    assert desk.nhap(path).plan.changes == []


def test_whoever_is_not_in_the_unit_of_a_row_is_named_where_the_record_has_that_name(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]
    rows = [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], TITLE, head, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV"]]
    (problem,) = desk.nhap(desk.write("a.xlsx", rows)).plan.problems
    assert problem.code == "person_not_in_record"
    assert "ở «Đảng bộ Sở Công Thương»; người cùng họ tên trong sổ ở: «Chi bộ 1» (Đảng bộ Sở Y tế)." in problem.message


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ("(Kèm theo Quyết định số 33-QĐ/ĐU ngày 12 tháng 3 năm 2022)", "Ghi chú", ["A3"]),
        ("(Kèm theo Quyết định số 33-QĐ/ĐU ngày 12 tháng 3 năm 2022)", "Số quyết định", []),
        ("(Kèm theo Báo cáo số 33-BC/ĐU)", "Ghi chú", []),
    ],
)
def test_a_decision_that_only_the_title_states_is_named(desk, line, column, told):
    rows = [
        UNIT,
        TITLE,
        [line],
        ["STT", "Họ và tên", "Chi bộ", "Xếp loại", column],
        [1, "Lò Văn An", "Chi bộ 1", "HTTNV"],
    ]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert [note.cell for note in result.plan.notes if note.code == "decision_of_title"] == told


@pytest.mark.parametrize(
    ("heads", "below", "row", "level"),
    [
        (["Quyết định xếp loại HTXS", "Quyết định xếp loại HTT"], None, ["", "x"], GOOD),
        (["Xếp loại hoàn thành xuất sắc nhiệm vụ", "Xếp loại hoàn thành tốt nhiệm vụ"], None, ["x", ""], EXCELLENT),
        (["Quyết định xếp loại", ""], [1, 2, 3, "HTXSNV", "HTTNV"], ["", "x"], GOOD),
        (["Đánh giá, xếp loại mức độ hoàn thành nhiệm vụ", "Ghi chú"], None, ["HTTNV", ""], GOOD),
        (["Xếp loại HTXSNV", "Ghi chú"], None, ["HTXSNV", ""], EXCELLENT),
    ],
)
def test_columns_that_differ_in_the_level_behind_their_words_are_ticked(desk, heads, below, row, level):
    rows = [UNIT, TITLE, ["STT", "Họ và tên", "Chi bộ", *heads], *([below] if below else [])]
    merges = ["D3:E3"] if below else []
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Lò Văn An", "Chi bộ 1", *row]], merges=merges))
    assert codes(result) == []
    (rating,) = stored(desk, "rating")
    assert level in (rating.get("proposed_level"), rating.get("decided_level"))


@pytest.mark.parametrize(
    ("heads", "unread", "stored_level"),
    [
        (["Xếp loại năm trước", "Xếp loại năm nay"], [], GOOD),
        (["Kết quả xếp loại năm ngoái", "Kết quả xếp loại"], [], GOOD),
        (["Xếp loại", "Xếp loại điều chỉnh"], ["D3", "E3"], None),
        (["Xếp loại lần 1", "Xếp loại lần 2"], ["D3", "E3"], None),
        (["Xếp loại chi bộ", "Xếp loại đảng viên"], ["D3", "E3"], None),
        (["Dự kiến xếp loại", "Xếp loại"], ["E3"], EXCELLENT),
        (["Chi bộ đề nghị xếp loại", "Cấp ủy đề nghị xếp loại"], ["D3", "E3"], None),
    ],
)
def test_of_two_columns_of_levels_none_is_taken_by_its_place(desk, heads, unread, stored_level):
    """Last year's is not this year's; of two that no rule tells apart the first was read."""
    head = ["STT", "Họ và tên", "Chi bộ", *heads]
    result = desk.nhap(desk.write("a.xlsx", [UNIT, TITLE, head, [1, "Cà Thị Mai", "Chi bộ 1", "HTXSNV", "HTTNV"]]))
    assert sorted(p.cell for p in result.plan.problems if p.code == "column_twice") == unread
    assert [row["proposed_level"] for row in stored(desk, "rating")] == ([stored_level] if stored_level else [])


def test_a_heading_over_two_columns_of_which_one_is_empty_is_one_column_of_levels(desk):
    """What the next table holds in the second is no level."""
    head = ["STT", "Họ và tên", "Chi bộ", "Xếp loại năm 2022", "Xếp loại năm 2022"]
    below = [["STT", "Họ và tên", "Chi bộ", "Ngày sinh", "Giới tính"], [1, "Cà Thị Mơ", "Chi bộ 1", "07/03/1980", "Nữ"]]
    rows = [UNIT, TITLE, head, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV", ""], [], *below]
    desk.nhap(desk.write("a.xlsx", rows))
    assert [row["proposed_level"] for row in stored(desk, "rating")] == [GOOD]


def test_two_columns_that_say_the_same_are_one(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Xếp loại", "Xếp loại điều chỉnh"]
    path = desk.write("a.xlsx", [UNIT, TITLE, head, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV", "HTTNV"]])
    assert cells(desk.nhap(path)) == {"E3": "column_twice"}
    assert [row["proposed_level"] for row in stored(desk, "rating")] == [GOOD]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        (["II. Hoàn thành tốt nhiệm vụ:"], GOOD), (["* Hoàn thành tốt nhiệm vụ (1)"], GOOD),
        (["II. Hoàn thành tốt nhiệm vụ (1)"], GOOD), (["II. Hoàn thành tốt nhiệm vụ và còn lại"], None),
    ],
)  # fmt: skip
def test_whatever_it_ends_in_a_level_ends_the_one_above(desk, heading, level):
    """Whoever stands below it was stored with the level of the group above, in silence."""
    head = ["STT", "Họ và tên", "Chi bộ", "Ghi chú"]
    first, second = [1, "Lò Văn An", "Chi bộ 1", "x"], [2, "Cà Thị Mai", "Chi bộ 1", "x"]
    desk.nhap(desk.write("a.xlsx", [UNIT, TITLE, head, ["I. Hoàn thành xuất sắc nhiệm vụ"], first, heading, second]))
    levels = [row.get("proposed_level") for row in stored(desk, "rating")]
    assert levels == ([EXCELLENT] if level is None else [EXCELLENT, level])


LEVELS_BELOW = [
    ["I", EXCELLENT],
    [1, "Lò Văn An", "12/05/1980"],
    ["II", f"{GOOD} (1)"],
    [2, "Cà Thị Mai", "12/05/1980"],
]


@pytest.mark.parametrize("more", [[], ["Ghi chú"], ["Giới tính", "Chức vụ", "Ghi chú"]])
@pytest.mark.parametrize(
    "title",
    [
        [["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]],
        [["DANH SÁCH ĐẢNG VIÊN"], ["Đề nghị xếp loại chất lượng năm 2022"]],
        [["DANH SÁCH ĐẢNG VIÊN NĂM 2022"]],
    ],
)
def test_names_by_level_are_ratings_whatever_columns_stand_beside(desk, title, more):
    """No list of members in whose groups nobody looks for a level."""
    rows = [UNIT, ["CHI BỘ 1"], *title, ["STT", "Họ và tên", "Ngày sinh", *more], *LEVELS_BELOW]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert codes(result) == []
    assert sorted(row["proposed_level"] for row in stored(desk, "rating")) == [GOOD, EXCELLENT]


def test_levels_among_the_members_of_a_whole_list_are_named(desk):
    """It tells too much of them to be read as a rating list; that one stays a word of the clerk's."""
    head = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Quê quán", "Dân tộc", "Ngày vào Đảng", "Ngày chính thức"]
    more = ["", "Sơn La", "Thái", "03/02/2005", "03/02/2006"]
    below = [[*row, *more] if len(row) > 2 else row for row in LEVELS_BELOW]
    path = desk.write("a.xlsx", [UNIT, ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], head, *below])
    result = desk.plan(path)
    assert cells(result) == {"B5": "group_is_level", "B7": "group_is_level"}
    assert "--loai-bieu xep-loai" in result.plan.problems[0].message
    assert codes(desk.nhap(path, kind="xep-loai")) == []
    assert sorted(row["proposed_level"] for row in stored(desk, "rating")) == [GOOD, EXCELLENT]


@pytest.mark.parametrize(
    ("births", "asked"),
    [(("", ""), []), (("12/05/1980", "12/05/1980"), []), (("", "12/05/1980"), ["namesake_unclear"])],
)
@pytest.mark.parametrize("posts", [("Bí thư", "Bí thư"), ("Chi ủy viên", "Bí thư")])
def test_who_stands_in_the_lists_of_two_years_is_one_person(desk, births, asked, posts):
    """Two rows of one name are in doubt where they are of one year, or tell of two people."""
    first, second = (
        [UNIT, [f"KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM {year}"], ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Chức vụ", "Xếp loại"],
         [1, "Cà Thị Mai", birth, "Chi bộ 1", post, "HTTNV"]]
        for year, birth, post in zip((2021, 2022), births, posts, strict=True)
    )  # fmt: skip
    path = desk.write("a.xlsx", first, sheet="2021", more={"2022": second})
    assert codes(desk.nhap(path)) == asked
    assert [row["period"] for row in stored(desk, "rating")] == (["2022"] if asked else ["2021", "2022"])
    again = desk.write("b.xlsx", [*first, [2, "Cà Thị Mai", "", "Chi bộ 1", "", "HTXSNV"]])
    assert "namesake_unclear" in codes(desk.nhap(again))


@pytest.mark.parametrize("parent", [False, True])
def test_levels_of_several_years_that_only_the_headings_name_are_all_read(desk, parent):
    """A sheet of name and three years was set aside as a whole; a table with one more column gave all three."""
    years = ["Năm 2020", "Năm 2021", "Năm 2022"]
    head = [["STT", "Họ và tên", "Chi bộ", "Kết quả xếp loại", "", ""], ["", "", "", *years]] if parent else [
        ["STT", "Họ và tên", "Chi bộ", *(f"Xếp loại {year.lower()}" for year in years)]]  # fmt: skip
    rows = [
        [1, "Lò Văn An", "Chi bộ 1", "HTTNV", "", "HTXSNV"],
        [2, "Hà Thị Lạ", "Chi bộ 1", "HTTNV", "HTTNV", "HTTNV"],
    ]
    path = desk.write("a.xlsx", [UNIT, ["TỔNG HỢP XẾP LOẠI ĐẢNG VIÊN"], *head, *rows])
    result = desk.nhap(path)
    assert len(codes(result)) == 1  # nobody of that name: said once, not once a year
    assert sorted((row["period"], row["proposed_level"]) for row in stored(desk, "rating")) == [
        ("2020", GOOD), ("2022", "Hoàn thành xuất sắc nhiệm vụ")]  # fmt: skip
    assert desk.nhap(path).plan.changes == []


def test_a_year_of_several_that_cannot_be_read_is_set_aside_alone(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Xếp loại 2021", "Xếp loại 2022"]
    path = desk.write("a.xlsx", [UNIT, ["XẾP LOẠI ĐẢNG VIÊN"], head, [1, "Lò Văn An", "Chi bộ 1", "HTTNV", "abc"]])
    result = desk.nhap(path)
    assert cells(result).keys() == {"E4"}
    assert [(row["period"], row["proposed_level"]) for row in stored(desk, "rating")] == [("2021", GOOD)]


@pytest.mark.parametrize(
    "head",
    [
        ["Đảng viên tự đánh giá", "Chi bộ đánh giá", "Cấp ủy cấp trên quyết định", "Kết quả xếp loại VC"],
        ["Cá nhân tự đánh giá", "Chi ủy đánh giá", "Đảng ủy cấp trên quyết định", "Xếp loại CCVC"],
        ["Đảng viên tự đánh giá", "Chi bộ đánh giá", "Cấp trên quyết định", "Đánh giá, xếp loại viên chức"],
        ["Tự xếp loại", "Xếp loại đảng viên", "Đảng ủy công nhận", "Xếp loại CB, CC, VC"],
    ],
)
def test_stages_of_a_rating_and_the_level_of_an_employee(desk, head):
    levels = ["HTXSNV", "HTTNV", "HTNV", "HTT"]
    path = desk.write(
        "a.xlsx", [UNIT, TITLE, ["STT", "Họ và tên", "Chi bộ", *head], [1, "Lò Văn An", "Chi bộ 1", *levels]]
    )
    result = desk.nhap(path)
    assert codes(result) == []
    (row,) = stored(desk, "rating")
    kept = [row.get(key) for key in ("self_level", "proposed_level", "decided_level", "employee_level")]
    assert kept == ["Hoàn thành xuất sắc nhiệm vụ", GOOD, "Hoàn thành nhiệm vụ", GOOD]


def test_the_points_of_a_branch_are_those_of_its_rating_and_ones_own_are_not(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Điểm tự chấm", "Điểm chi bộ chấm", "Xếp loại"]
    desk.nhap(desk.write("a.xlsx", [UNIT, TITLE, head, [1, "Lò Văn An", "Chi bộ 1", 95, 92, "HTTNV"]]))
    assert [row["points"] for row in stored(desk, "rating")] == [92]
