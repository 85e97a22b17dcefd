"""The same list a month later: rows in another order, numbers that changed hands, a column sorted by itself."""

from __future__ import annotations

import pytest

from intake.desk import Desk, cells

HEAD = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Số thẻ đảng viên",
    "Số CCCD",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Điện thoại",
]
PEOPLE = [
    [1, "Lò Văn Bun", "12/05/1980", "14.100001", "014080000011", "03/02/2005", "03/02/2006", "0912000001"],
    [2, "Lò Văn Bun", "05/12/1985", "14.100002", "014085000022", "04/02/2007", "04/02/2008", "0912000002"],
    [3, "Cà Thị Dung", "01/02/1990", "14.100003", "014190000033", "05/03/2012", "05/03/2013", "0912000003"],
    [4, "Quàng Thị Én", "07/08/1978", "14.100004", "014178000044", "06/04/2001", "06/04/2002", "0912000004"],
]
BIRTH, CARD, CITIZEN, ADMITTED, OFFICIAL, PHONE = range(2, 8)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path).organizations()
    assert cells(send(desk, "thang-10.xlsx", "31/10/2022", PEOPLE)) == {}
    return desk


def send(desk, name, day, rows):
    title = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"], [f"(Tính đến ngày {day})"], HEAD]
    return desk.nhap(desk.write(name, [*title, *rows]))


def again(desk, rows):
    before = desk.people()
    result = send(desk, "thang-11.xlsx", "30/11/2022", rows)
    return result, {p["id"]: p for p in desk.people()} == {p["id"]: p for p in before}


def swapped(columns, one=0, other=1):
    rows = [list(row) for row in PEOPLE]
    for c in columns:
        rows[one][c], rows[other][c] = rows[other][c], rows[one][c]
    return rows


def test_another_order_changes_nothing(desk):
    result, same = again(desk, [PEOPLE[3], PEOPLE[1], PEOPLE[0]])
    assert same
    assert cells(result) == {}
    assert result.plan.changes == []
    assert result.unchanged == 3
    assert list(result.absent.values()) == [["Cà Thị Dung"]]


@pytest.mark.parametrize("columns", [(CARD,), (CITIZEN,), (CARD, CITIZEN)])
def test_numbers_that_two_of_one_name_exchanged_move_nothing_else(desk, columns):
    """With both numbers each was taken for the other, whose days and telephone she got."""
    result, same = again(desk, swapped(columns))
    assert same
    assert result.plan.changes == []
    assert result.set_aside == 2
    assert {p.code for p in result.plan.problems} == {"one_number_two_people"}


def test_the_day_of_being_official_goes_with_the_admission(desk):
    """The admission never changes by itself; the other day was written beside it."""
    result, same = again(desk, swapped((ADMITTED, OFFICIAL)))
    assert same
    assert cells(result) == dict.fromkeys(("F6", "G6", "F7", "G7"), "differs_from_record")
    rows = [list(row) for row in PEOPLE]
    rows[0][OFFICIAL] = "03/03/2006"
    assert cells(send(desk, "thang-12.xlsx", "31/12/2022", rows)) == {}
    assert [p["official_on"] for p in desk.people() if p["birth_date"] == "1980-05-12"] == ["2006-03-03"]


@pytest.mark.parametrize("column", [PHONE, OFFICIAL])
def test_a_column_sorted_by_itself_does_not_win(desk, column):
    rows = [list(row) for row in PEOPLE]
    for row, other in zip(rows, [*PEOPLE[1:], PEOPLE[0]], strict=True):
        row[column] = other[column]
    result, same = again(desk, rows)
    phones = [row[0] for row in desk.conn.execute("SELECT phone FROM member ORDER BY id")]
    assert same
    assert phones == [row[PHONE] for row in PEOPLE]
    assert (result.updated, result.unchanged, result.plan.changes) == (0, 4, [])
    assert set(cells(result).values()) - {"official_before_admission"} == {"column_permuted"}


def test_days_that_others_have_too_are_corrections(desk):
    """Whole batches are admitted on one day: what somebody has is no longer hers only where it went elsewhere."""
    rows = [list(row) for row in PEOPLE]
    more = [[n, f"Tòng Văn {name}", "01/01/1980", f"14.20000{n}", f"01408000010{n}", "05/03/2000", "05/03/2001", ""]
            for n, name in enumerate(("Ấm", "Bốn", "Chiến"), 5)]  # fmt: skip
    assert cells(send(desk, "thang-11.xlsx", "30/11/2022", [*rows, *more])) == {}
    for row, other in zip(more, rows, strict=False):
        row[OFFICIAL] = other[OFFICIAL]
    assert "column_permuted" not in cells(send(desk, "thang-12.xlsx", "31/12/2022", [*rows, *more])).values()


def test_new_values_and_one_that_moved_are_corrections(desk):
    rows = [list(row) for row in PEOPLE]
    rows[0][PHONE], rows[1][PHONE], rows[2][PHONE] = "0912000002", "0987000002", "0987000003"
    result = send(desk, "thang-11.xlsx", "30/11/2022", rows)
    assert cells(result) == {}
    assert result.updated == 3
