"""Rows whose cells slid by a column, and lines of a .csv with broken quotes: nothing of them is written as somebody's."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]
HEADER = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Nơi ở hiện nay", "Ngày vào Đảng", "Ngày chính thức",
    "Số thẻ đảng viên",
]  # fmt: skip
SOUND = [
    1,
    "Lò Văn An",
    "12/05/1980",
    "Nam",
    "Thái",
    "Mường La",
    "Chiềng Sinh",
    "03/02/2005",
    "03/02/2006",
    "14.000001",
]
OTHER = [2, "Cà Văn Mai", "13/06/1985", "Nam", "Thái", "Mai Sơn", "Chiềng Lề", "04/02/2008", "04/02/2009", "14.000002"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ([*OTHER[:5], "", *OTHER[5:]], "J6"),  # a cell inserted
        ([*OTHER[:7], *OTHER[8:]], "I6"),  # a cell deleted
        ([*OTHER[:3], *OTHER[4:]], "I6"),
    ],
)
def test_a_row_that_slid_by_a_column_is_set_aside(desk, row, cell):
    found = cells(desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, SOUND, row])))
    assert found == {cell: "row_shifted"}
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([*OTHER[:8], "chưa", "14.0002"], {"J6": "card_unreadable", "I6": ""}),
        (
            [*OTHER[:8], OTHER[9], OTHER[8]],
            {"J6": "card_unreadable", "I6": "date_unreadable"},
        ),  # two that changed places
        ([*OTHER[:8], 4052002, "01400015346"], {"J6": "card_unreadable"}),
        ([*OTHER[:2], "2 tuổi", *OTHER[3:]], {"C6": "date_unreadable"}),
    ],
)
def test_a_cell_that_is_wrong_alone_leaves_its_row(desk, row, found):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, SOUND, row]))
    assert "row_shifted" not in cells(result).values()
    assert {cell for cell, code in found.items() if code} <= cells(result).keys()
    assert desk.one("Cà Văn Mai")["admitted_on"] == "2008-02-04"


def test_a_csv_whose_quote_is_closed_in_a_later_row(desk):
    lines = [
        "Chi bộ 10", "STT,Họ và tên,Ngày sinh,Quê quán,Số thẻ đảng viên,Ngày vào Đảng",
        '1,Lò Văn An,12/05/1980,"Mường La, Sơn La",14.000001,03/02/2005',
        '2,Hà Văn Bình,12/05/1981,"Mai Sơn, Sơn La,14.000002,03/02/2005',
        '3,Vì Văn Cương,12/05/1982,Yên Châu",14.000003,03/02/2005',
    ]  # fmt: skip
    path = desk.folder / "in" / "ds.csv"
    path.write_text("\n".join(lines), "utf-8-sig")
    assert cells(desk.nhap(path)) == {"D4": "cell_behind_quote", "D5": "cell_behind_quote"}
    assert desk.one("Lò Văn An")["hometown"] == "Mường La, Sơn La"
    assert desk.one("Hà Văn Bình")["card_number"] is None
    assert desk.one("Vì Văn Cương")["birth_date"] == "1982-05-12"


def test_a_column_that_slid_down_by_a_row(desk):
    people = [[n, f"Lò Văn {name}", birth, "Nam"] for n, (name, birth) in enumerate(
        [("An", "01/01/1970"), ("Ba", ""), ("Cư", "02/02/1972"), ("Du", "03/03/1973")], 1)]  # fmt: skip
    rows = [
        *TITLE,
        [*HEADER[:4], "Số thẻ đảng viên"],
        *([*one, f"14.00000{one[0]}"] for one in people),
        ["", "", "04/04/1974"],
    ]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == ["column_slid", "no_name"]
    births = {one["full_name"].split()[-1]: one["birth_date"] for one in desk.people()}
    assert births == {"An": "1970-01-01", "Ba": None, "Cư": None, "Du": None}


@pytest.mark.parametrize("below", [["", "", "", "", ""], ["", "Tổng cộng: 4"], ["", "", "ngày 12 tháng 5 năm 2022"]])
def test_a_column_with_a_gap_alone_is_as_typed(desk, below):
    births = ["01/01/1970", "", "02/02/1972", "03/03/1973"]
    people = [[n, f"Lò Văn {'ABCD'[n - 1]}n", birth, "Nam", f"14.00000{n}"] for n, birth in enumerate(births, 1)]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, [*HEADER[:4], "Số thẻ đảng viên"], *people, below]))
    assert "column_slid" not in cells(result).values()
    assert [one["birth_date"] for one in desk.people()] == ["1970-01-01", None, "1972-02-02", "1973-03-03"]
