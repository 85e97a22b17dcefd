"""The figures of the desk, counted by hand on the small record."""

from __future__ import annotations

from datetime import date

from dangbo_cli.reports.attention import read_attention
from dangbo_cli.reports.filters import MemberFilter
from dangbo_cli.reports.member_list import list_members

DAY = date(2022, 12, 31)


def test_missing_agrees_with_the_filter(record):
    found = read_attention(record.conn, DAY)
    assert found.missing
    for name, count in found.missing.items():
        assert len(list_members(record.conn, DAY, asked=MemberFilter(missing=(name,))).rows) == count


def test_due_after_twelve_months_of_probation(record):
    for number, admitted in ((101, "2021-12-31"), (102, "2022-01-01"), (103, "2021")):
        record.member(number, "Ai Đó", 4, admitted_on=admitted)
        record.insert("membership", member_id=number, standing="probationary")
    found = read_attention(record.conn, DAY)
    assert (found.due, found.due_since) == (2, date(2021, 12, 31))


def test_differing_numbers_of_organisations(record):
    # 14.2 declares 5 and has 4; 14.10 declares 2 and has 2
    assert read_attention(record.conn, DAY).differing == 1


def test_an_empty_record(empty):
    found = read_attention(empty.conn, DAY)
    assert (found.missing, found.due, found.differing) == ({}, 0, 0)
