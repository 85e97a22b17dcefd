"""A list typed in an Excel that takes the month first: its true days may be the wrong way round."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.desk import cells, stored

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]
NAMES = [f"Lò Văn {name}" for name in "An Bình Cường Dũng Giang Hà Hùng".split()]
BIRTHS = ["05/12/1980", "25/12/1981", "13/02/1979", "07/07/1985", "19/05/1990", "01/10/1974", "12/01/1970"]
ADMITTED = ["03/02/2005", "19/05/2006", "02/09/2004", "22/12/2008", "30/04/2015", "03/02/2000", "26/03/1999"]


def american(text):
    """Return what an Excel under English settings makes of dd/mm/yyyy."""
    day, month, year = map(int, text.split("/"))
    return datetime(year, day, month) if day <= 12 else text


def vietnamese(text):
    """Return a cell where some days were typed as text and others read rightly, the first of them after the 12th."""
    day, month, year = map(int, text.split("/"))
    return text if day in (5, 3, 2) else datetime(year, month, day)


def read(desk, births, admitted):
    rows = [[i, *row] for i, row in enumerate(zip(NAMES, births, ["Nam"] * 7, admitted, strict=False), 1)]
    return desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, *rows]))


def iso(text):
    return "-".join(reversed(text.split("/")))


def test_days_that_may_be_turned_round_are_named_and_not_written(desk):
    result = read(desk, map(american, BIRTHS), map(american, ADMITTED))
    assert cells(result) == dict.fromkeys(("C5", "C10", "C11", "E5", "E7", "E10"), "date_maybe_month_first")
    assert "có thể là 05/12/1980" in result.plan.problems[0].message
    people = stored(desk)
    for name, birth, admitted in zip(NAMES, BIRTHS, ADMITTED, strict=True):
        assert people[name].get("birth_date") in (iso(birth), None)
        assert people[name].get("admitted_on") in (iso(admitted), None)
    assert people["Lò Văn Dũng"]["birth_date"] == "1985-07-07"  # both orders are one day


def test_a_year_typed_into_a_cell_of_days_is_still_a_year(desk):
    births = [american(text) for text in BIRTHS]
    births[3] = date(1905, 6, 2)
    result = read(desk, births, map(american, ADMITTED))
    assert "C8" not in cells(result)
    assert stored(desk)["Lò Văn Dũng"]["birth_date"] == "1980"


@pytest.mark.parametrize(
    ("births", "admitted", "many"),
    [
        (vietnamese, vietnamese, 7),
        (str, american, 3),  # three true days beside one text are too few to tell
        (vietnamese, str, 7),
    ],
)
def test_days_of_both_kinds_are_read_as_they_stand(desk, births, admitted, many):
    assert cells(read(desk, map(births, BIRTHS[:many]), map(admitted, ADMITTED[:many]))) == {}


@pytest.mark.parametrize(
    ("stamps", "births", "unsure"),
    [
        (["10/25/2022 8:30:00", "10/26/2022 9:00:00"], ["5/4/1980", "7/7/1985"], {"C5": "day_maybe_month_first"}),
        (["", ""], ["5/4/1980", "12/25/1985"], {"C5": "day_maybe_month_first", "C6": "date_month_first"}),
        (["25/10/2022 8:30:00", "26/10/2022 9:00:00"], ["5/4/1980", "7/7/1985"], {}),
        (["", ""], ["25/4/1980", "12/25/1985"], {"C6": "date_month_first"}),
        (["14.10.22", ""], ["5/4/1980", "12/25/1985"], {"C6": "date_month_first"}),  # days first, written another way
        (["Ngày 14 tháng 10 năm 2022", ""], ["5/4/1980", "12/25/1985"], {"C6": "date_month_first"}),
        (["27 / 01/2022.", ""], ["5/4/1980", "12/25/1985"], {"C6": "date_month_first"}),
        (["", ""], [datetime(1980, 4, 5), "12/25/1985"], {"C6": "date_month_first"}),
    ],
)
def test_texts_beside_days_that_surely_have_the_month_first(desk, stamps, births, unsure):
    """As a web form under English settings writes them, whose time stamp is a column that nobody reads."""
    rows = [
        [n, NAMES[n], birth, "Nam", f"14.10000{n}", stamp]
        for n, (birth, stamp) in enumerate(zip(births, stamps, strict=True), 1)
    ]
    header = [*HEADER[:4], "Số thẻ đảng viên", "Dấu thời gian"]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, header, *rows]))
    assert cells(result) == unsure
    assert [one.get("birth_date") is None for one in stored(desk).values()] == [f"C{n}" in unsure for n in (5, 6)]


def test_somebody_is_official_whichever_of_two_days_it_is(desk):
    rows = [[1, NAMES[1], "12/25/1985", "Nam", "04/03/2016"], [2, NAMES[2], "11/30/1986", "Nam", ""]]
    header = [*HEADER[:4], "Ngày chính thức"]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, header, *rows]))
    assert cells(result)["E5"] == "day_maybe_month_first"
    assert [one.get("membership") for one in stored(desk).values()] == [[("official",)], None]
