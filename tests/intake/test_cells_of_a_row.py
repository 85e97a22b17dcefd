"""Cells of one row that say too much, or what no cell of their column can: named, never taken for something else."""

from __future__ import annotations

from datetime import date

import pytest

from intake.desk import cells

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"]]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]


def read(desk, headings, values, title="DANH SÁCH ĐẢNG VIÊN", name="Lò Văn An"):
    """Import one row with further columns, from F on, and return {cell: code} of its problems."""
    rows = [*TITLE, [title], [*HEADER, *headings], [1, name, "12/05/1980", "Nam", "03/02/2005", *values]]
    return cells(desk.nhap(desk.write("ds.xlsx", rows)))


def stored(desk, table):
    return desk.conn.execute(f"SELECT {table[1]} FROM {table[0]}").fetchall()


STANDING = ("membership", "standing")
ACTIVITY = ("member_activity", "activity, reason, valid_from")


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        (["Đảng viên chính thức", "Đảng viên dự bị"], ["x", "x"]),
        (["Loại đảng viên", "Là đảng viên dự bị"], ["Chính thức", "x"]),
        (["Là đảng viên dự bị", "Loại đảng viên"], ["x", "Chính thức"]),
        (["Đảng viên chính thức", "Đảng viên dự bị", "Loại đảng viên"], ["x", "x", "Dự bị"]),
    ],
)
def test_two_standings_of_a_row_are_none(desk, headings, values):
    assert read(desk, headings, values) == {"F5": "two_values", "G5": "two_values"}
    assert stored(desk, STANDING) == []


def test_one_standing_said_twice_is_one(desk):
    assert read(desk, ["Loại đảng viên", "Là đảng viên dự bị"], ["Dự bị", "x"]) == {}
    assert stored(desk, STANDING) == [("probationary",)]


RATING = ("rating", "period, proposed_level")
GOOD, PLAIN = "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"
TICKS = ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]


@pytest.mark.parametrize(
    ("headings", "values", "named"),
    [
        (["Xếp loại", "Xếp loại năm 2022"], ["HTTNV", "HTNV"], "FG"),
        (["Xếp loại", "Xếp loại năm 2022"], ["HTTNV", "HTTNV"], ""),
        ([*TICKS, "Xếp loại"], ["", "x", "", "", "HTNV"], "GJ"),
        ([*TICKS, "Xếp loại"], ["", "x", "", "", "HTTNV"], ""),
    ],
)
@pytest.mark.parametrize("of_the_year", [True, False])
def test_two_ratings_of_one_year_and_stage(desk, headings, values, named, of_the_year):
    if not of_the_year:
        assert read(desk, headings, values, "DANH SÁCH ĐẢNG VIÊN NĂM 2022") == {f"{c}5": "two_values" for c in named}
    else:
        assert read(desk, [], []) == {}
        rows = [*TITLE, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "", "", "", *headings]]
        rows = [[*row[:2], *row[5:]] for row in (*rows, [1, "Lò Văn An", "", "", "", *values])]
        rows[:3] = [*TITLE, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]]
        result = desk.nhap(desk.write("xl.xlsx", rows))
        assert set(cells(result).values()) == ({"two_values"} if named else set())
    assert stored(desk, RATING) == ([] if named else [("2022", GOOD)])


@pytest.mark.parametrize(
    ("headings", "kept"),
    [
        (["Xếp loại", "Xếp loại năm 2021"], [("2022", GOOD)]),
        (["Xếp loại năm 2021", "Xếp loại năm 2022"], [("2022", PLAIN)]),
        (["Xếp loại năm 2020", "Xếp loại năm 2021"], []),
    ],
)
def test_levels_of_two_years_are_not_one_entry(desk, headings, kept):
    assert read(desk, [], []) == {}
    title = [*TITLE, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]]
    rows = [*title, ["STT", "Họ và tên", *headings], [1, "Lò Văn An", "HTTNV", "HTNV"]]
    result = desk.nhap(desk.write("xl.xlsx", rows))
    assert set(cells(result).values()) == {"level_of_another_year"}
    assert stored(desk, RATING) == kept


@pytest.mark.parametrize(("year", "kept"), [(2021, []), (2022, [("2022", GOOD)])])
def test_a_column_of_years_beside_a_heading_of_one_year(desk, year, kept):
    assert read(desk, [], []) == {}
    rows = [*TITLE, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN"], ["STT", "Họ và tên", "Năm", "Xếp loại năm 2022"]]
    result = desk.nhap(desk.write("xl.xlsx", [*rows, [1, "Lò Văn An", year, "HTTNV"]]))
    assert set(cells(result).values()) == (set() if kept else {"level_of_another_year"})
    assert stored(desk, RATING) == kept


LEFT = ("left", "Chuyển sinh hoạt đi", "2022-06-05")
WHERE_TO = "Ngày chuyển đi, đến đảng bộ cơ sở nào"


@pytest.mark.parametrize("value", ["không", "Chưa", 0, "0", "ko", False, "-", None])
@pytest.mark.parametrize("heading", ["Ngày từ trần", "Ngày chuyển đi", "Ngày ra khỏi Đảng"])
def test_who_did_not_leave_stays(desk, heading, value):
    assert read(desk, [heading, "Ghi chú"], [value, "Ghi"]) == {}
    assert stored(desk, ACTIVITY) == []


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Ngày chuyển đi", "x"),
        ("Ngày chuyển đi", True),
        ("Ngày chuyển đi", "05/06/2022, Sở Công Thương"),
        ("Ngày chuyển đi", "Sở Công Thương"),
        ("Ngày chuyển đi", "05/06/2022 xin chuyển nhưng chưa đi"),
        ("Ngày chuyển đi", "05/06/2022 đi, 07/08/2022 về"),
        ("Ngày chuyển đi", "Từ trần"),
        (WHERE_TO, "dự kiến 05/06/2022"),
        (WHERE_TO, "05/06/2022 hoãn"),
        ("Ngày từ trần", "05/06/2022 khai trừ"),
        ("Ngày ra khỏi Đảng", "không xin ra"),
        ("Ngày ra khỏi Đảng", "Miễn sinh hoạt"),
    ],
)
def test_what_does_not_prove_that_somebody_left_is_set_aside(desk, heading, value):
    assert read(desk, [heading], [value]) == {"F5": "left_on_unclear"}
    assert stored(desk, ACTIVITY) == []


@pytest.mark.parametrize("value", ["05/06/2032", "32/13/2022"])
def test_a_day_of_leaving_that_cannot_be_is_no_leaving(desk, value):
    assert list(read(desk, ["Ngày chuyển đi"], [value])) == ["F5"]
    assert stored(desk, ACTIVITY) == []


@pytest.mark.parametrize(
    ("heading", "value", "kept"),
    [
        ("Ngày chuyển đi", "05/06/2022", LEFT),
        ("Ngày chuyển đi", date(2022, 6, 5), LEFT),
        ("Ngày chuyển đi", "Đã chuyển đi 05/06/2022", LEFT),
        ("Ngày chuyển đi", "Chuyển đi", (*LEFT[:2], None)),
        ("Ngày ra khỏi Đảng", "05/06/2022, khai trừ", ("left", "Khai trừ", LEFT[2])),
        ("Ngày ra khỏi Đảng", "Cho ra", ("left", "Xin ra khỏi Đảng", None)),
    ],
)
def test_days_and_words_of_leaving(desk, heading, value, kept):
    assert read(desk, [heading], [value]) == {}
    assert stored(desk, ACTIVITY) == [kept]


OUT_ON, DIED_ON = "Ngày ra khỏi Đảng", "Ngày từ trần"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("word", "heading", "reason"),
    [
        ("Từ trần", DIED_ON, "Từ trần"), ("Chuyển đi", "Ngày chuyển đi", LEFT[1]), ("Khai trừ", OUT_ON, "Khai trừ"),
        ("Xóa tên", OUT_ON, "Xóa tên"), ("Xin ra khỏi Đảng", OUT_ON, "Xin ra khỏi Đảng"),
        ("Đã ra khỏi Đảng", OUT_ON, "Ra khỏi Đảng"), ("Khai trừ", "Ngày rời khỏi Đảng", "Khai trừ"),
    ],
)  # fmt: skip
def test_the_word_and_the_day_of_a_leaving_in_two_columns_are_one(desk, word, heading, reason, turned):
    headings, values = ["Loại đảng viên", heading], [word, "05/06/2022"]
    assert read(desk, headings[::-1] if turned else headings, values[::-1] if turned else values) == {}
    assert stored(desk, ACTIVITY) == [("left", reason, LEFT[2])]


@pytest.mark.parametrize(
    ("word", "heading"),
    [("Từ trần", OUT_ON), ("Khai trừ", DIED_ON), ("Đang sinh hoạt", OUT_ON), ("Khai trừ", "Xóa tên")],
)
def test_two_columns_that_tell_two_leavings_tell_none(desk, word, heading):
    other = ["Trạng thái", "Xóa tên"] if heading == "Xóa tên" else [heading, "05/06/2022"]
    assert read(desk, ["Loại đảng viên", other[0]], [word, other[1]]) == {"F5": "two_values", "G5": "two_values"}
    assert stored(desk, ACTIVITY) == []


def test_two_days_of_one_leaving_are_none(desk):
    headings, values = ["Loại đảng viên", DIED_ON, "Ngày rời khỏi Đảng"], ["Từ trần", "05/06/2022", "06/06/2022"]
    assert read(desk, headings, values) == {"G5": "two_values", "H5": "two_values"}
    assert stored(desk, ACTIVITY) == []
    assert read(desk, headings, [*values[:2], "6/2022"]) == {}
    assert stored(desk, ACTIVITY) == [("left", "Từ trần", "2022-06-05")]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Chuyển đi ngày 05/06/2022", LEFT), ("Từ trần (6/2022)", ("left", "Từ trần", "2022-06")),
        ("Khai trừ từ 05/06/2022", ("left", "Khai trừ", LEFT[2])), ("CHUYỂN ĐI TỪ NGÀY 5/6/2022", LEFT),
        ("Đã chuyển đi từ ngày 05/06/2022", LEFT),
    ],
)  # fmt: skip
def test_a_word_of_leaving_and_its_day_in_one_cell_of_standing_are_both(desk, value, kept):
    assert read(desk, ["Trạng thái"], [value]) == {}
    assert stored(desk, ACTIVITY) == [kept]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("headings", "values", "reason"),
    [
        ([OUT_ON, "Lý do"], ["05/06/2022", "Khai trừ"], "Khai trừ"),
        (["Ngày chuyển đi", "Lý do"], ["05/06/2022", "Chuyển đi"], LEFT[1]),
        (["Ngày giảm", "Lý do giảm"], ["05/06/2022", "Từ trần"], "Từ trần"),
        (["Trạng thái", "Ngày ra khỏi danh sách", "Lý do"], ["Đã ra khỏi danh sách", "05/06/2022", "Xóa tên"], "Xóa tên"),
        (["Trạng thái", "Ngày giảm", "Lý do"], ["Đã giảm", "05/06/2022", ""], None),
    ],
)  # fmt: skip
def test_the_reason_of_a_leaving_in_a_column_of_its_own(desk, headings, values, reason, turned):
    assert read(desk, headings[::-1] if turned else headings, values[::-1] if turned else values) == {}
    assert stored(desk, ACTIVITY) == [("left", reason, LEFT[2])]


@pytest.mark.parametrize(("words", "noted"), [("Ốm dài ngày", True), ("Không", False), ("", False)])
def test_a_reason_that_is_none_of_a_leaving_is_named(desk, words, noted):
    path = desk.write("ds.xlsx", [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Lý do"],
                                  [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005", words]])  # fmt: skip
    result = desk.nhap(path)
    codes = [(note.code, note.cell) for note in result.plan.notes if note.code == "leaving_reason_left_out"]
    assert (codes, cells(result), stored(desk, ACTIVITY)) == (
        [("leaving_reason_left_out", "F5")] if noted else [],
        {},
        [],
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Nghỉ hưu, chuyển về nơi cư trú 05/06/2022", "standing_says_left"), ("Mất, 5/2022 hoặc 6/2022", "standing_says_left"),
        ("Chính thức 05/06/2022", "standing_word_unknown"), ("Chuyển đến 05/06/2022", "standing_word_unknown"),
    ],
)  # fmt: skip
def test_what_a_cell_of_standing_says_with_a_day_and_is_not_clear(desk, value, code):
    assert read(desk, ["Trạng thái"], [value]) == {"F5": code}
    assert stored(desk, ACTIVITY) == []


def test_the_words_that_a_heading_of_leaving_asks_for_are_named(desk):
    path = desk.write("ds.xlsx", [*TITLE, [*HEADER, WHERE_TO], [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005",
                                  "05/06/2022, Đảng bộ Sở Công Thương"]])  # fmt: skip
    result = desk.nhap(path)
    assert [(note.code, note.cell) for note in result.plan.notes if note.code == "leaving_words"] == [
        ("leaving_words", "F4")
    ]
    assert stored(desk, ACTIVITY) == [LEFT]


@pytest.mark.parametrize("name", ["Lò Văn An\nBí thư", "Lò Văn An\n\nPhó Bí thư chi bộ", "LÒ VĂN AN\nCHI ỦY VIÊN"])
def test_a_party_post_below_a_name_is_no_part_of_it(desk, name):
    assert read(desk, [], [], name=name) == {}
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


@pytest.mark.parametrize("name", ["Nguyễn Thị\nHồng Hạnh", "NGUYỄN THỊ HỒNG\nHẠNH", "Nguyễn\nThị Hồng Hạnh"])
def test_a_name_may_go_over_two_lines(desk, name):
    assert read(desk, [], [], name=name) == {}
    assert [one["full_name"] for one in desk.people()] == ["Nguyễn Thị Hồng Hạnh"]


@pytest.mark.parametrize(
    "name",
    ["Lò Văn An\nGiám đốc", "LÒ VĂN AN\nGIÁM ĐỐC", "Lò Văn An\nTrưởng bản", "LÒ VĂN AN\nGiáo Viên", "Lò Văn An Bí thư",
     "LÒ VĂN AN BÍ THƯ", "Lò Văn An và vợ", "Lò Văn An và Bình", "LÒ VĂN AN VÀ LÒ VĂN BÌNH", "Lò An Và Lò Bình",
     "VỢ LÒ VĂN AN", "Vợ Lò Văn An", "Khuyết", "Đảng viên mới", "Lò Văn A...", "nt", "Như trên", "- nt -", "(nt)", "N/T"],
)  # fmt: skip
def test_what_is_no_name_makes_nobody(desk, name):
    assert read(desk, [], [], name=name) == {"B5": "not_a_name"}
    assert desk.people() == []


@pytest.mark.parametrize("sign", ["*", " (*)", "**", " +"])
def test_a_sign_behind_a_name_is_no_part_of_it(desk, sign):
    read(desk, [], [], name="Lò Văn Và" + sign)
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn Và"]


def test_half_a_name_is_not_repeated(desk):
    rows = [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], ["STT", "Họ và tên đệm", "Tên", "Ngày sinh", "Ngày vào Đảng"],
            [1, "Lò Văn", "An", "12/05/1980", "03/02/2005"], [2, "nt", "Bình", "13/05/1980", "03/02/2005"]]  # fmt: skip
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"B6": "not_a_name"}
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


@pytest.mark.parametrize("heading", ["Đơn vị công tác", "Quê quán", "Chức vụ", "Chức vụ chính quyền", "Chức vụ Đảng"])
@pytest.mark.parametrize(("value", "code"), [(date(2022, 6, 5), "not_text"), (True, "not_a_word")])
def test_neither_a_day_nor_a_truth_value_is_text(desk, heading, value, code):
    assert read(desk, [heading], [value]) == {"F5": code}
    assert stored(desk, ("member_position", "title")) == []
    assert stored(desk, ("member", "workplace, hometown")) == [(None, None)]


def test_a_truth_value_is_no_text_of_an_entry(desk):
    assert read(desk, [], []) == {}
    rows = [*TITLE, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Xếp loại", "Ghi chú"]]
    result = desk.nhap(desk.write("xl.xlsx", [*rows, [1, "Lò Văn An", "HTTNV", True]]))
    assert cells(result) == {"D5": "not_a_word"}


@pytest.mark.parametrize("heading", ["Chức vụ", "Chức vụ chính quyền", "Bí danh"])
@pytest.mark.parametrize("value", ["không", "Không có", "Chưa có", "chưa"])
def test_no_post_and_no_other_name_are_none(desk, heading, value):
    assert read(desk, [heading], [value]) == {}
    assert stored(desk, ("member_position", "title")) == []
    assert stored(desk, ("member", "other_name")) == [(None,)]


@pytest.mark.parametrize("inside", ["đã chuyển đi", "từ trần", "miễn sinh hoạt", "dự bị"])
def test_a_standing_in_brackets_behind_a_name_is_named(desk, inside):
    assert read(desk, [], [], name=f"Lò Văn An ({inside})") == {"B5": "standing_beside_name"}
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


def test_va_is_a_surname_too(desk):
    assert read(desk, [], [], name="VÀ BÁ DŨNG") == {}
    assert [one["full_name"] for one in desk.people()] == ["Và Bá Dũng"]


def told(desk, heading, value):
    """Import one row with one more column; return what is stored of it, the problems, and what was taken for blank."""
    rows = [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, heading]]
    result = desk.nhap(desk.write("ds.xlsx", [*rows, [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005", value]]))
    return result, cells(result), [note.message for note in result.plan.notes if note.code == "filler"]


@pytest.mark.parametrize("value", ["không", "Không có", "Chưa", "ko"])
@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Học hàm, học vị", "academic_title"), ("Nghề nghiệp", "occupation"), ("Ngoại ngữ", "foreign_language"),
        ("Quê quán", "hometown"), ("Email", "email"), ("Đơn vị công tác", "workplace"),
    ],
)  # fmt: skip
def test_what_says_that_there_is_none_is_no_text(desk, heading, key, value):
    _, problems, blanks = told(desk, heading, value)
    assert (problems, len(blanks)) == ({}, 1)
    assert f"«{value}»" in blanks[0]
    assert stored(desk, ("member", key)) == [(None,)]


def test_a_note_stays_as_typed(desk):
    assert told(desk, "Ghi chú", "không")[1:] == ({}, [])
    assert stored(desk, ("member", "note")) == [("không",)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Số thẻ đảng viên", "mất thẻ"), ("Số CCCD", "chưa làm"), ("Số lý lịch", "mất"), ("Số điện thoại", "không có")],
)
def test_a_word_where_a_number_stands_is_said(desk, heading, value):
    _, problems, blanks = told(desk, heading, value)
    assert (problems, len(blanks)) == ({}, 1)
    assert f"«{value}»" in blanks[0]


@pytest.mark.parametrize("value", ["0912345678", "Nguyễn Văn A", "a@b", "nt", "a@b.vn, chưa dùng"])
def test_what_is_no_address_is_no_email(desk, value):
    assert told(desk, "Email", value)[1] == {"F5": "email_unreadable"}
    assert stored(desk, ("member", "email")) == [(None,)]


def test_two_addresses_are_kept(desk):
    assert told(desk, "Email", "a@b.vn, c.d@e.gov.vn")[1] == {}
    assert stored(desk, ("member", "email")) == [("a@b.vn; c.d@e.gov.vn",)]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("như trên (Mường La)", "ditto_with_more"),
        ("nt - Mường La", "ditto_with_more"),
        ("-nt-, bản Pó", "ditto_with_more"),
        ("Như nơi sinh", "refers_elsewhere"),
        ("như nơi ở hiện nay", "refers_elsewhere"),  # the column itself
    ],
)
def test_words_that_mean_another_cell_are_no_address(desk, value, code):
    assert read(desk, ["Quê quán", "Nơi ở hiện nay"], ["Mai Sơn", value]) == {"G5": code}
    assert stored(desk, ("member", "residence")) == [(None,)]


@pytest.mark.parametrize("value", ["Như quê quán", "cùng quê quán", "như nguyên quán"])
def test_another_cell_of_the_row_that_is_meant_is_taken(desk, value):
    assert read(desk, ["Quê quán", "Nơi ở hiện nay", "Nơi sinh"], ["Mai Sơn", value, "như nơi ở"]) == {
        "H5": "refers_elsewhere"  # what is meant means a third
    }
    assert stored(desk, ("member", "hometown, residence")) == [("Mai Sơn", "Mai Sơn")]


@pytest.mark.parametrize(
    ("mark", "code"),
    [*((mark, None) for mark in ('"', "″", "„", "’’", "- „ -", "„ „", "như trên")),
     *((mark, "mark_unclear") for mark in ("~", "s/t", "-~-", "^"))],
)  # fmt: skip
def test_a_mark_of_the_row_above_is_no_value(desk, mark, code):
    """«„», «~» and «s/t» were hometowns."""
    rows = [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Quê quán"],
            *([n, f"Lò Văn {name}", "12/05/1980", "Nam", "03/02/2005", home]
              for n, (name, home) in enumerate((("An", "Mường La"), ("Ba", mark), ("Cao", "như trên")), 1))]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert cells(result) == ({"F6": code, "F7": "ditto"} if code else {})
    homes = [home for (home,) in stored(desk, ("member", "hometown"))]
    assert homes == (["Mường La", None, None] if code else ["Mường La"] * 3)


@pytest.mark.parametrize("value", ["Theo đạo", "Nt Hùng", "Cùng Hà", "Như Quỳnh"])
def test_other_words_stay_as_typed(desk, value):
    assert read(desk, ["Nghề nghiệp"], [value]) == {}
    assert stored(desk, ("member", "occupation")) == [(value,)]


def test_a_card_under_the_citizen_id_questions_the_card_beside_it(desk):
    numbers = ["Số CCCD", "Số thẻ đảng viên"]
    assert read(desk, numbers, ["14012345", "014080012345"]) == {"F5": "citizen_id_unreadable", "G5": "numbers_swapped"}
    assert stored(desk, ("member", "citizen_id, card_number, old_card_number")) == [(None, None, None)]


def test_a_birth_after_the_admission_is_not_written_either(desk):
    rows = [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER[:2], "Ngày vào Đảng", "Giới tính", "Ngày sinh"]]
    result = desk.nhap(desk.write("ds.xlsx", [*rows, [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005"]]))
    assert cells(result) == {"C5": "admitted_too_young", "E5": "born_after_admission"}
    assert stored(desk, ("member", "birth_date, admitted_on")) == [(None, None)]


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("Bí thư chi bộ, Giám đốc", [("government", "Giám đốc"), ("party", "Bí thư")]),
        ("Trưởng phòng - Phó bí thư", [("government", "Trưởng phòng"), ("party", "Phó Bí thư")]),
        ("Chủ tịch Công đoàn, Chi ủy viên, Kế toán",
         [("government", "Kế toán"), ("party", "Chi ủy viên"), ("union", "Chủ tịch Công đoàn")]),
        ("Bí thư Đoàn", [("union", "Bí thư Đoàn")]),
        ("Phó trưởng khoa, Bí thư Đoàn", [("government", "Phó trưởng khoa"), ("union", "Bí thư Đoàn")]),
        ("Chuyên viên, ĐV", [("government", "Chuyên viên, ĐV")]),
    ],
)  # fmt: skip
def test_party_positions_among_other_posts_are_the_partys(desk, value, held):
    assert read(desk, ["Chức vụ"], [value]) == {}
    assert sorted(stored(desk, ("member_position", "sphere, title"))) == held


@pytest.mark.parametrize("value", ["Trung cấp LLCT", "Cao cấp lý luận chính trị", "Sơ cấp chính trị", "ĐH + CĐ"])
def test_no_level_of_expertise(desk, value):
    assert list(read(desk, ["Trình độ chuyên môn"], [value])) == ["F5"]
    assert stored(desk, ("member", "expertise, specialty")) == [(None, None)]


@pytest.mark.parametrize(
    ("expertise", "specialty", "kept"),
    [
        ("Cử nhân kinh tế", "Kinh tế", ("Đại học", "kinh tế")),
        ("Thạc sĩ quản lý kinh tế", "Quản lý kinh tế", ("Thạc sĩ", "quản lý kinh tế")),
        ("Kỹ sư nông nghiệp", "Nông nghiệp", ("Đại học", "Kỹ sư nông nghiệp")),
        ("Đại học", "Bác sĩ đa khoa", ("Đại học", "Bác sĩ đa khoa")),
        ("Bác sĩ đa khoa", "Đa khoa.", ("Đại học", "Bác sĩ đa khoa")),
        ("Đại học Quản trị - Kinh doanh", "Quản trị kinh doanh", ("Đại học", "Quản trị - Kinh doanh")),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_field_of_study_said_twice_is_one(desk, expertise, specialty, kept, turned):
    headings, values = ["Trình độ chuyên môn", "Chuyên ngành"], [expertise, specialty]
    assert read(desk, headings[::-1] if turned else headings, values[::-1] if turned else values) == {}
    ((level, said),) = stored(desk, ("member", "expertise, specialty"))
    assert (level, said.casefold().rstrip(".")) == (kept[0], kept[1].replace(" - " if turned else "?", " ").casefold())


def test_what_two_cells_say_otherwise_is_not_written_and_the_rest_is(desk):
    rows = [*TITLE, ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Trình độ chuyên môn", "Chuyên ngành"]]
    rows.append([1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005", "Cử nhân kinh tế", "Luật"])
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert cells(result) == {"F5": "two_values", "G5": "two_values"}
    assert stored(desk, ("member", "expertise, specialty")) == [("Đại học", None)]
    assert all(
        p.message.endswith("Đơn vị kiểm tra lại hai cột; nội dung ấy chưa được ghi.") for p in result.plan.problems
    )


@pytest.mark.parametrize(
    ("parent", "children", "ticked", "column", "kept"),
    [
        ("Dân tộc", ("Kinh", "Thái", "Mông", "Khác"), 1, "ethnicity", "Thái"),
        ("Dân tộc", ("Kinh", "Thái", "Mông", "Khác"), 2, "ethnicity", "Mông"),
        ("Dân tộc", ("Thái", "H'Mông", "Khơ Mú", "Khác"), 1, "ethnicity", "Mông"),
        ("Dân tộc", ("Kinh", "Thái", "Mông", "Khác"), 3, "ethnicity", None),
        ("Tôn giáo", ("Không", "Phật giáo", "Thiên chúa", "Khác"), 2, "religion", "Công giáo"),
        ("Tôn giáo", ("Phật", "Công giáo", "Tin lành", "Không"), 3, "religion", "Không"),
    ],
)
def test_each_name_of_a_list_may_have_a_column_of_ticks(desk, parent, children, ticked, column, kept):
    marks = ["x" if n == ticked else "" for n in range(4)]
    rows = [
        *TITLE,
        ["DANH SÁCH ĐẢNG VIÊN"],
        [*HEADER, parent, "", "", ""],
        ["", "", "", "", "", *children],
        [1, "Lò Văn An", "12/05/1980", "Nam", "03/02/2005", *marks],
    ]
    result = desk.nhap(desk.write("ds.xlsx", rows, merges=["F4:I4", *(f"{c}4:{c}5" for c in "ABCDE")]))
    assert cells(result) == ({} if kept else {f"{'FGHI'[ticked]}6": "choice_unlisted"})
    assert stored(desk, ("member", column)) == [(kept,)]
