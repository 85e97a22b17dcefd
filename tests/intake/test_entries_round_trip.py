"""What is stored, written as a sheet of its kind, reads back without a change."""

from __future__ import annotations

from typing import Any

import pytest

from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.form import Value
from dangbo_cli.reports.entries import EntryFilter
from dangbo_cli.reports.entry_cells import entry_values
from intake.desk import codes
from intake.year import SHEETS, staffed, write_all

DATES = {Value.DATE, Value.BIRTH, Value.PARTY_DATE}


@pytest.mark.parametrize("kind", SHEETS)
def test_stored_entries_are_a_sheet_that_changes_nothing(tmp_path, kind):
    desk = staffed(tmp_path)
    desk.nhap(*write_all(desk))
    form = form_of(kind)
    assert form is not None
    values = entry_values(desk.conn, form, desk.today, EntryFilter())
    assert values
    # Of «Tập thể» and «Cá nhân» one column is enough, and the unit is named by one.
    fields = [f for f in form.fields if f.value not in (Value.IGNORED, Value.ORDINAL)
              and f.key not in ("collective", "upper_organization")]  # fmt: skip
    fields = [f for f in fields if any(row.get(f.key) is not None for row in values)]

    def cell(row: dict[str, Any], key: str, value: Value) -> Any:
        held = row.get(key)
        return format_date(held) if value in DATES else "" if held is None else held

    header = ["STT", *(f.title for f in fields)]
    rows = [[n, *(cell(row, f.key, f.value) for f in fields)] for n, row in enumerate(values, 1)]
    result = desk.plan(desk.write("xuất ra.xlsx", [[form.title.upper()], header, *rows]))
    assert codes(result) == []
    assert [sheet.kind for sheet in result.files[0].sheets] == [kind]
    assert (result.created, result.updated, result.set_aside) == (0, 0, 0)
    assert result.unchanged == len(values)
    assert result.plan.changes == []
