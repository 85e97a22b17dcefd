"""What goes out in a prefilled form."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.form_rows import rated_organization_rows
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
