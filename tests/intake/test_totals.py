"""Typed totals are compared with every reading of their place, counted once a table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.intake import totals
from dangbo_cli.intake.tables.lines import Sort
from dangbo_cli.intake.totals import _Tally
from intake.desk import HEADER, Desk, codes, person

SORTS = [Sort.RECORD, Sort.RECORD, Sort.DOUBT, Sort.GROUP, Sort.TOTAL]


@given(st.lists(st.sampled_from(SORTS), max_size=25), st.integers(0, 12), st.data())
def test_it_fits_where_any_stretch_does(sorts: list[Sort], typed: int, data: Any) -> None:
    lines = [SimpleNamespace(sort=sort) for sort in sorts]
    tally = _Tally(SimpleNamespace(lines=lines, before=None, grid=None))
    at = data.draw(st.integers(0, len(lines)))

    def fits(start: int, stop: int) -> bool:
        part = sorts[start:stop]
        records = part.count(Sort.RECORD)
        return records <= typed <= records + part.count(Sort.DOUBT)

    starts = [i for i in tally.groups if i < at]
    assert tally.fits_from(typed, starts, at) == any(fits(start, at) for start in starts)
    ends = [i for i in tally.groups if i > at]
    assert tally.fits_until(typed, at, ends) == any(fits(at, end) for end in ends)


def test_thousands_of_totals_are_all_named_and_explained_only_in_the_beginning(tmp_path, monkeypatch):
    desk = Desk(tmp_path).organizations()
    head = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["STT", "Họ và tên", "Ngày sinh", "Quê quán"]]
    rows = [
        [n, f"Lò Văn {'ABCDEGHIK'[n % 9]}n", f"{n % 28 + 1:02}/05/{1950 + n % 40}", "Xã Thử"] for n in range(1, 200)
    ]
    path = desk.write(
        "a.xlsx", [*head, *(line for n, row in enumerate(rows) for line in (row, [f"Tổng cộng: {n + 900}"]))]
    )
    looked: list[object] = []
    inside = totals._inside
    monkeypatch.setattr(totals, "_inside", lambda *of: looked.append(of) or inside(*of))
    desk.nhap(desk.write("b.xlsx", [*head, rows[0]]))
    result = desk.plan(path)
    assert codes(result).count("total_differs") == len(rows)
    assert len(looked) <= totals._EXPLAINED


HEALTH = [["ĐẢNG BỘ SỞ Y TẾ"]]


@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize(("said", "lacking"), [
    ("Có 3 đảng viên, tính đến ngày 15/11/2022.", 0),  # as our own lists end
    ("Có 4 đảng viên, tính đến ngày 15/11/2022.", 1), ("Trên đây có 05 đồng chí.", 2),
])  # fmt: skip
def test_a_total_below_the_rows_counts_them_in_whatever_words(tmp_path, said, lacking, grouped):
    rows = [person(n, f"Lò Văn {name}", f"0{n}/05/1970") for n, name in enumerate(("Ân", "Bản", "Chinh"), 1)]
    if grouped:
        rows = [["", "Chi bộ 1"], *rows[:2], ["", "Chi bộ 10"], *rows[2:]]
    desk = Desk(tmp_path).organizations()
    unit = [] if grouped else [["CHI BỘ 1"]]
    result = desk.plan(desk.write("a.xlsx", [*HEALTH, *unit, ["DANH SÁCH ĐẢNG VIÊN"], HEADER, *rows, [], [said]]))
    off = [one.message for one in result.plan.problems]
    assert len(off) == (lacking > 0)
    assert not off or f" người mà có 3 dòng, bảng thiếu {lacking}." in off[0]
    assert result.created == 3


def test_a_unit_of_which_nobody_is_listed_is_a_group_and_no_total(tmp_path):
    desk = Desk(tmp_path).organizations()
    rows = [["", "Chi bộ 1"], person(1, "Lò Văn Ân"), ["", "Chi bộ Văn phòng có 3 đồng chí"]]
    result = desk.plan(desk.write("a.xlsx", [*HEALTH, ["DANH SÁCH ĐẢNG VIÊN"], HEADER, *rows]))
    assert "là 3 người mà có 0 dòng" in result.plan.problems[0].message
