"""What goes out in a prefilled form."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.form_rows import ROWS, member_rows, rated_organization_rows
from dangbo_cli.reports.rating_tally import tally


@pytest.mark.parametrize("year", [2022, 2023])
def test_the_sheet_of_ratings_lists_the_organisations_that_are_rated_that_year(empty, conn, year):
    empty.organization(7, "Tổ đảng 1", "Tổ đảng", 4)
    empty.insert("rating", organization_id=3, period="2022", decided_level="Hoàn thành tốt nhiệm vụ")
    rows = rated_organization_rows(conn, date(2023, 6, 1), None, str(year))
    names = [row.values["organization"] for row in rows]
    assert sorted(names) == sorted(one.name for one in tally(conn, year).counted if one.place.sort == "tc")
    assert {"Chi bộ Sở Nội vụ", "Chi bộ 10"} < set(names)  # one rated already, one to be filled in
    assert ("Chi bộ Trường Thử" in names) is (year == 2023)  # founded then
    assert not {"Đảng bộ Khối Thử", "Tổ đảng 1"} & set(names)


def cards(rows) -> list[tuple[str, str]]:
    return [(row.values.get("card_number", ""), row.values.get("old_card_number", "")) for row in rows]


def test_a_column_of_card_numbers_holds_new_ones_where_any_is_known(record, conn):
    """Where nobody has a new number yet, the number on the card stands where everybody looks for it."""
    day = date(2022, 12, 31)
    rows = [row for row in member_rows(conn, day, None) if row.record in (1, 2, 3)]
    assert sorted(cards(rows)) == [("", ""), ("", "14000002"), ("014000000001", "14000001")]
    sheet = [row for row in ROWS["cam-ket"](conn, day, None, "2022") if row.values["full_name"] == "Nguyễn Thị Bình"]
    assert cards(sheet) == [("14000002", "")]  # it has one column for both
    record.conn.execute("UPDATE member SET card_number = NULL")
    record.conn.commit()
    rows = [row for row in member_rows(conn, day, None) if row.record in (1, 2, 3)]
    assert sorted(cards(rows)) == [("", ""), ("14000001", ""), ("14000002", "")]
