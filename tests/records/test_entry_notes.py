"""What is noted of an entry beside what the record tells of its member."""

from __future__ import annotations

import pytest

from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.records.entries import plan_add_entry
from dangbo_cli.records.entry_subject import Whom
from records.conftest import AN, TODAY, pairs


@pytest.mark.parametrize(
    ("form", "year", "noted"),
    [("Huy hiệu 30 năm tuổi Đảng", 2020, True), ("Huy hiệu 30 năm tuổi Đảng", 2026, False), ("Bằng khen", 2020, False)],
)
def test_a_badge_before_its_years_is_noted(book, form, year, noted):
    book.conn.execute("UPDATE member SET admitted_on = '1996-06-03' WHERE id = ?", (AN,))
    plan = plan_add_entry(book.conn, form_of("khen-thuong"), Whom(member=AN), year, pairs(f"hình thức={form}"), TODAY)
    told = [note.message for note in plan.notes if note.code == "badge_too_early"]
    assert len(told) == noted
    if noted:
        assert told[0].startswith(f"«{form}», mà theo sổ Lò Văn An (số 1) vào Đảng 03/06/1996, đến 2020 mới 24 năm.")
