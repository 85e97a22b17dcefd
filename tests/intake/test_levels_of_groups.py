"""The level of a group row beside what people say of themselves."""

import pytest

from dangbo_cli.intake.entries.level_groups import LevelGroup
from dangbo_cli.intake.entries.levels import Levels, _Rated
from intake.desk import cells
from intake.year import UNIT, staffed, stored


@pytest.mark.parametrize(
    ("own", "given"), [("self_level", True), ("proposed_level", False), ("decided_level", False), (None, True)]
)
def test_only_a_level_that_is_not_a_self_rating_stands_for_the_groups(own: str | None, given: bool) -> None:
    levels = Levels("2025")
    if own is not None:
        levels._read.append(_Rated(own, None, "Hoàn thành nhiệm vụ", None, "D8"))
    levels.give(LevelGroup("Hoàn thành tốt nhiệm vụ", None, "B7"))
    assert any(one.where == "B7" for one in levels._read) is given


BELOW_A_LEVEL = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Ghi chú"]]


@pytest.mark.parametrize(
    ("group", "kept"),
    [
        (["", "Nghỉ thai sản"], False),
        (["Đảng viên chưa đủ điều kiện xếp loại"], False),
        (["* Đảng viên chưa họp xét"], False),
        (["", "Vắng mặt có lý do"], False),
        (["", "Đảng viên chuyển đi trong năm"], False),
        (["", "Lãnh đạo"], True),
        (["", "Đảng viên không giữ chức vụ lãnh đạo, quản lý"], True),
        (["- Đảng viên dự bị"], True),
        (["", "Phòng Tổng hợp"], True),
        (["", "Năm 2022"], True),
        (["", "(Theo Quyết định số 12-QĐ/ĐU)"], True),
        (["", "Khối Đảng"], True),
        (["", "Khối chính quyền"], True),
        (["Mặt trận và các đoàn thể"], True),
        (["", "Bộ phận tiếp nhận và trả kết quả"], True),
        (["", "Đảng viên thuộc khối Đảng"], True),
        (["", "Bí thư, Phó Bí thư"], True),
        (["", "Khoa Miễn dịch"], True),
        (["1. Lãnh đạo"], True),
        (["", "Khối chưa họp xét"], False),
        (["", "Trường hợp nghỉ thai sản"], False),
        (["", "Đơn vị chưa họp"], False),
        (["", "Nhóm nghỉ ốm"], False),
        (["1. Đảng viên mới chuyển đến"], False),
        (["A", "Chưa họp xét"], False),
        ([1, "Nghỉ thai sản"], False),
        ([1, "Đảng viên chưa họp", "02"], False),
    ],
)
def test_a_group_that_is_no_part_ends_the_level_above(tmp_path, group, kept):
    """Who was on leave or not yet judged was rated as those above; the next level begins as ever."""
    desk = staffed(tmp_path)
    rows = [*BELOW_A_LEVEL, ["I", "Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An"], group, [1, "Cà Thị Mai"]]
    rows += [["II", "Hoàn thành nhiệm vụ"], [1, "Hà Văn Bình"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == ({} if kept else {"B8": "entry_empty"})
    levels = [row["proposed_level"] for row in stored(desk, "rating")]
    assert levels.count("Hoàn thành tốt nhiệm vụ") == (2 if kept else 1)
    assert levels.count("Hoàn thành nhiệm vụ") == 1


def test_no_level_of_a_group_stands_for_a_cell_that_was_set_aside(tmp_path):
    """«//» below nothing was named as unreadable, and the level of the group written all the same."""
    desk = staffed(tmp_path)
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Xếp loại"]]
    rows += [["I", "Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An", ""], [2, "Cà Thị Mai", "//"]]
    assert list(cells(desk.nhap(desk.write("a.xlsx", rows)))) == ["C7"]
    assert len(stored(desk, "rating")) == 1


@pytest.mark.parametrize(
    ("note", "problems", "kept"),
    [
        ("Không xếp loại do nghỉ ốm", {}, (None, "nghỉ ốm")),
        ("Không được đánh giá, xếp loại vì nghỉ ốm", {}, (None, "nghỉ ốm")),
        ("Nghỉ thai sản, chưa xếp loại", {}, ("Chưa xếp loại", None)),
        ("Chuyển công tác tháng 10", {}, ("Hoàn thành tốt nhiệm vụ", None)),
        ("", {}, ("Hoàn thành tốt nhiệm vụ", None)),
    ],
)
def test_who_is_not_rated_by_her_note_has_no_level_of_the_group(tmp_path, note, problems, kept):
    """The note said that she is not rated, and she had the level of the group all the same."""
    desk = staffed(tmp_path)
    rows = [*BELOW_A_LEVEL, ["I. Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An", note]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == problems
    written = [(row.get("proposed_level"), row.get("not_rated_reason")) for row in stored(desk, "rating")]
    assert written == ([] if kept is None else [kept])


@pytest.mark.parametrize("beside", [["02"], ["02 đ/c"], [2, "(20%)"], []])
@pytest.mark.parametrize("numeral", [2, "2", "II"])
def test_a_level_in_the_column_of_names_is_nobodys(tmp_path, numeral, beside):
    """Numbered as people are, or with its count where years of birth stand, it was somebody without a level."""
    desk = staffed(tmp_path)
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Năm sinh"]]
    rows += [[1, "Hoàn thành tốt nhiệm vụ", *beside], [1, "Lò Văn An"]]
    rows += [[numeral, "Hoàn thành nhiệm vụ", *beside], [1, "Cà Thị Mai"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert [row["proposed_level"] for row in stored(desk, "rating")] == [
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
    ]


def test_a_level_beside_words_that_are_no_count_is_in_doubt_and_ends_the_level_above(tmp_path):
    desk = staffed(tmp_path)
    rows = [*BELOW_A_LEVEL, [1, "Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An"]]
    rows += [[2, "Hoàn thành nhiệm vụ", "tăng so với năm trước"], [1, "Cà Thị Mai"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"A7": "no_name", "B8": "entry_empty"}
    assert len(stored(desk, "rating")) == 1


def test_a_level_in_its_column_without_a_name_heads_nobody(tmp_path):
    """Whoever stood below with an empty cell was given the level of the row whose name was missing."""
    desk = staffed(tmp_path)
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Xếp loại"]]
    rows += [[1, "Lò Văn An", "HTTNV"], [2, "", "HTNV"], [3, "Cà Thị Mai", ""]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B6": "no_name", "B7": "entry_empty"}
    assert len(stored(desk, "rating")) == 1


def test_words_for_nobody_are_named_as_such(tmp_path):
    desk = staffed(tmp_path)
    rows = [*BELOW_A_LEVEL, ["I. Hoàn thành tốt nhiệm vụ"], [1, "Lò Văn An"], [2, "Cà Thị Mai"], ["II. Đề nghị"]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [3, "Không Có Thêm", "cả năm"], [4, "Không có", "cả năm"]]))
    assert cells(result) == {"B9": "nobody_named", "A10": "no_name"}


@pytest.mark.parametrize(
    ("group", "heading", "cell", "problems", "kept"),
    [
        ("Đề nghị xếp loại HTXSNV", "Quyết định xếp loại", "HTTNV", {}, ("HTXSNV", "HTTNV", None)),
        ("Chi bộ đề nghị: HTXSNV", "Quyết định xếp loại", "", {}, ("HTXSNV", None, None)),
        ("Đề nghị xếp loại HTXSNV", "Xếp loại", "HTXSNV", {}, ("HTXSNV", None, None)),
        ("Đề nghị xếp loại HTXSNV", "Xếp loại", "HTTNV", {"C6": "two_values"}, None),
        ("Đảng viên tự nhận HTXSNV", "Chi bộ đề nghị xếp loại", "HTTNV", {}, ("HTTNV", None, "HTXSNV")),
        ("Được công nhận HTXSNV", "Chi bộ đề nghị xếp loại", "HTTNV", {}, ("HTTNV", "HTXSNV", None)),
        ("Hoàn thành xuất sắc nhiệm vụ", "Quyết định xếp loại", "HTTNV", {}, (None, "HTTNV", None)),
    ],
)
def test_a_group_that_says_whose_its_level_is_gives_it_beside_those_of_others(
    tmp_path, group, heading, cell, problems, kept
):
    """«Đề nghị xếp loại …» above a column of decided levels was not read at all."""
    long = {"HTXSNV": "Hoàn thành xuất sắc nhiệm vụ", "HTTNV": "Hoàn thành tốt nhiệm vụ", None: None}
    desk = staffed(tmp_path)
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", heading]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, ["I", group], [1, "Lò Văn An", cell]]))
    assert cells(result) == problems
    read = [tuple(row.get(f"{key}_level") for key in ("proposed", "decided", "self")) for row in stored(desk, "rating")]
    assert read == ([] if kept is None else [tuple(long[level] for level in kept)])
