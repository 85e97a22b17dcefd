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
    ],
)
def test_an_unnumbered_group_that_is_no_part_ends_the_level_above(tmp_path, group, kept):
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
