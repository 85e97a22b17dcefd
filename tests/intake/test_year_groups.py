"""Group rows that name a year in other words than «Năm 2024»: the year above ends there, and none is guessed."""

import pytest

from dangbo_cli.intake.entries.year_groups import YearGroups
from intake.desk import cells
from intake.year import UNIT, staffed, stored


@pytest.mark.parametrize("numbering", ["", "II"])
@pytest.mark.parametrize(
    "words",
    [
        "NĂM 2025 (đợt 1)",
        "6 tháng đầu năm 2025",
        "Đến 30/6/2025",
        "QUÝ I NĂM 2025",
        "Nhiệm kỳ 2025-2030",
        "Năm 2025 – DỰ KIẾN",
    ],
)
def test_a_year_in_other_words_ends_the_group_above(words: str, numbering: str) -> None:
    groups = YearGroups(["khen thuong"], goes_on=False)
    groups.enter("Năm 2024", "I" if numbering else "")
    assert groups.enter(words, numbering)
    assert groups.year is None
    assert groups.unsure == words
    assert groups.other_than("2024") == words
    assert groups.other_than("2025") is None


@pytest.mark.parametrize(
    "words", ["NĂM 2024 (bổ sung)", "Bổ sung năm 2023", "Đợt 2 (của năm 2024)", "Năm 2024 chuyển sang", "Năm trước"]
)
def test_a_group_of_another_year_contradicts_the_title(words: str) -> None:
    groups = YearGroups(["ky luat"], goes_on=False)
    assert groups.enter(words, "")
    assert groups.other_than("2025") == words


@pytest.mark.parametrize(
    "words",
    ["Theo Quyết định số 12-QĐ/ĐU ngày 05/01/2026", "Đảng viên kết nạp năm 2024", "Đảng viên sinh năm 1990", "Tập thể"],
)
def test_the_year_of_a_document_or_of_a_person_is_none_of_the_rows(words: str) -> None:
    groups = YearGroups(["khen thuong"], goes_on=False)
    assert not groups.enter(words, "II")
    assert groups.other_than("2025") is None


def test_a_part_of_a_year_below_its_group_is_of_it() -> None:
    groups = YearGroups(["khen thuong"])
    groups.enter("Năm 2024", "I")
    groups.enter("Quý I năm 2024", "1")
    assert groups.year == "2024"
    assert not groups.enter("Chi bộ tách năm 2023", "2", of_unit=True)
    assert groups.year == "2024"


@pytest.mark.parametrize(
    ("row", "unread"),
    [
        (["I", 2021], {}),
        (["I", "2021"], {}),
        ([2021], {}),
        ([1, "Năm 2021"], {}),
        (["1", "Năm 2021"], {}),
        (["I", "Năm 2021", "2 đ/c"], {}),
        (["I", "Năm 2021", 2], {}),
        (["I", "Năm 2021", "(dự kiến)"], {}),
        (["I", "Năm 2021", "dự kiến"], {"A5": "no_name"}),
    ],
)
def test_a_row_of_a_year_however_it_is_written_is_of_the_rows_below(tmp_path, row, unread):
    """Who stands below another year than the title's was rated for the title's."""
    desk = staffed(tmp_path)
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Xếp loại"]]
    rows += [row, [1, "Lò Văn An", "HTTNV"], ["II", "Năm 2022"], [1, "Cà Thị Mai", "HTTNV"]]
    if row[0] in (1, "1"):
        rows[6][0] = 2
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == unread | {"B6": "entry_year_unknown"}
    assert [one["period"] for one in stored(desk, "rating")] == ["2022"]
