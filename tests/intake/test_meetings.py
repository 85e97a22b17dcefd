"""Two meetings of one branch on one topic: one told twice, or two of different days; and who came of whom."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored

HEAD = ["STT", "Chi bộ", "Tên chuyên đề", "Ngày tổ chức", "Số phải dự", "Số dự"]


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def sheet(desk, name, title, *meetings):
    rows = [[i, "Chi bộ 1", "Nêu gương", *one] for i, one in enumerate(meetings, 1)]
    return desk.write(name, [UNIT, [f"KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ {title}"], HEAD, *rows])


YEAR, SPRING, SUMMER = "NĂM 2022", "QUÝ II NĂM 2022", "QUÝ III NĂM 2022"


@pytest.mark.parametrize("together", [False, True], ids=["one after the other", "in one call"])
@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ((YEAR, "Quý IV"), (SUMMER, "05/08/2022"), [None, "2022-08-05"]),
        ((SPRING, "Quý II"), (SUMMER, "05/08/2022"), [None, "2022-08-05"]),
        ((YEAR, "Tháng 4"), (YEAR, "05/08/2022"), [None, "2022-08-05"]),
        ((YEAR, "quý 1"), (YEAR, "Quý II"), [None, None]),
        ((SPRING, ""), (SUMMER, "05/08/2022"), [None, "2022-08-05"]),
        ((SPRING, ""), (SUMMER, ""), [None, None]),
        ((SUMMER, "05/08/2022"), (SPRING, ""), ["2022-08-05", None]),
        ((YEAR, "Quý III"), (SUMMER, "05/08/2022"), ["2022-08-05"]),
        ((YEAR, "Tháng 8"), (SUMMER, "05/08/2022"), ["2022-08-05"]),
        ((YEAR, "05/13/2022"), (YEAR, "05/08/2022"), ["2022-08-05"]),
        ((YEAR, ""), (SUMMER, "05/08/2022"), ["2022-08-05"]),
    ],
)
def test_meetings_of_different_parts_of_a_year_are_two(desk, first, second, days, together):
    """The meeting of quarter II became the one of quarter III, and was lost."""
    files = [sheet(desk, f"{i}.xlsx", title, [day, 10, ""]) for i, (title, day) in enumerate((first, second), 1)]
    for paths in [files] if together else [[path] for path in files]:
        desk.nhap(*paths)
    assert [row.get("held_on") for row in stored(desk, "study_session")] == days
    assert desk.nhap(*files).plan.changes == []


def test_four_quarters_in_one_sheet_are_four_meetings(desk):
    quarters = [[f"Quý {one}", 10 + i, ""] for i, one in enumerate(("I", "II", "III", "IV"))]
    result = desk.nhap(sheet(desk, "a.xlsx", YEAR, *quarters))
    assert result.set_aside == 0
    assert [row["expected"] for row in stored(desk, "study_session")] == [10, 11, 12, 13]


@pytest.mark.parametrize(
    ("first", "second", "kept", "where"),
    [
        ((10, ""), ("", 16), (10, None), "F4"),
        (("", 16), (10, ""), (None, 16), "E4"),
        ((20, 16), (10, ""), (20, 16), "E4"),
        ((10, ""), ("", 10), (10, 10), None),
        ((10, 9), (20, 18), (20, 18), None),
    ],
)
def test_more_came_than_were_to_come_is_refused_across_sheets(desk, first, second, kept, where):
    """An attendance of 160 % was written: of 10 from one sheet, 16 from another."""
    desk.nhap(sheet(desk, "1.xlsx", YEAR, ["05/08/2022", *first]))
    result = desk.nhap(sheet(desk, "2.xlsx", YEAR, ["05/08/2022", *second]))
    assert cells(result) == ({where: "more_than_expected_elsewhere"} if where else {})
    (row,) = stored(desk, "study_session")
    assert (row.get("expected"), row.get("attended")) == kept
