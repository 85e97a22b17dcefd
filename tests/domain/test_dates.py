"""Dates in every spelling that units use."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain import dates
from dangbo_cli.domain.dates import (
    Role,
    add_months,
    age_on,
    agrees,
    earliest,
    format_date,
    latest,
    parse_date,
    refines,
)
from dangbo_cli.domain.problem import CAUSES, Level, say

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("12/05/1968", "1968-05-12"),
        ("12/5/1968", "1968-05-12"),
        ("1/2/68", "1968-02-01"),
        ("12.05.85", "1985-05-12"),
        ("12.5.1985", "1985-05-12"),
        ("12-05-1968", "1968-05-12"),
        ("12 05 1968", "1968-05-12"),
        ("12 / 5 / 1968", "1968-05-12"),
        ("12//5/1968", "1968-05-12"),
        ("1968-05-12", "1968-05-12"),
        ("1968-05-12 00:00:00", "1968-05-12"),
        ("1968-05-12T00:00:00", "1968-05-12"),
        ("12/05/1968 00:00", "1968-05-12"),
        ("1968/5/12", "1968-05-12"),
        ("05/1968", "1968-05"),
        ("5-1968", "1968-05"),
        ("5.1968", "1968-05"),
        ("5/68", "1968-05"),
        ("1968-05", "1968-05"),
        ("tháng 5/1968", "1968-05"),
        ("Tháng 5 năm 1968", "1968-05"),
        ("T5/1968", "1968-05"),
        ("1968", "1968"),
        ("Năm 1968", "1968"),
        ("năm: 1968", "1968"),
        ("sinh năm 1968", "1968"),
        ("ngày 03 tháng 02 năm 1995", "1995-02-03"),
        ("Ngày 3 tháng 2 năm 1995.", "1995-02-03"),
        ("03 tháng 02, 1995", "1995-02-03"),
        ("ngày 3/2/1995", "1995-02-03"),
        ("Thứ hai, 12/05/1968", "1968-05-12"),
        ("'12/05/1968", "1968-05-12"),
        ("\t12/05/1968", "1968-05-12"),
        (" 12/05/1968 ...", "1968-05-12"),
        ("\u00a012/05/1968\u00a0", "1968-05-12"),
        ("12051968", "1968-05-12"),
        ("19680512", "1968-05-12"),
        (12051968.0, "1968-05-12"),
        (1968.0, "1968"),
        (1968, "1968"),
        (5.1968, "1968-05"),
        (date(1968, 5, 12), "1968-05-12"),
        (datetime(1968, 5, 12, 7, 30), "1968-05-12"),
        ("29/02/1968", "1968-02-29"),
    ],
)
def test_births_without_a_word(raw: object, iso: str) -> None:
    assert parse_date(raw, Role.BIRTH, TODAY) == (iso, None)


@pytest.mark.parametrize(
    ("raw", "iso", "code", "detail"),
    [
        ("2051968", "1968-05-02", dates.ZERO_RESTORED, "02/05/1968"),
        (2051968.0, "1968-05-02", dates.ZERO_RESTORED, "02/05/1968"),
        (24975.0, "1968-05-17", dates.SERIAL, "17/05/1968"),
        ("24975", "1968-05-17", dates.SERIAL, "17/05/1968"),
        ("24975.0", "1968-05-17", dates.SERIAL, "17/05/1968"),
        (24975.5, "1968-05-17", dates.SERIAL, "17/05/1968"),
        (date(1905, 5, 21), "1968", dates.YEAR_RESTORED, "1968"),
        (datetime(1905, 6, 2), "1980", dates.YEAR_RESTORED, "1980"),
    ],
)
def test_repairs_are_noted(raw: object, iso: str, code: str, detail: str) -> None:
    value, finding = parse_date(raw, Role.BIRTH, TODAY)
    assert value == iso
    assert finding is not None
    assert (finding.code, finding.detail) == (code, detail)
    assert CAUSES[finding.code].level is Level.NOTE


@pytest.mark.parametrize(
    ("raw", "role", "code"),
    [
        ("05/13/1980", Role.BIRTH, dates.SWAPPED),
        ("31/02/1980", Role.BIRTH, dates.IMPOSSIBLE),
        ("29/02/1969", Role.BIRTH, dates.IMPOSSIBLE),
        ("32/01/1980", Role.BIRTH, dates.IMPOSSIBLE),
        ("00/05/1968", Role.BIRTH, dates.IMPOSSIBLE),
        ("13/1980", Role.BIRTH, dates.IMPOSSIBLE),
        ("31021980", Role.BIRTH, dates.IMPOSSIBLE),
        ("1/1/2030", Role.BIRTH, dates.FUTURE),
        ("24/11/2026", Role.PARTY, dates.FUTURE),
        ("2027", Role.PARTY, dates.FUTURE),
        (date(2027, 1, 1), Role.OTHER, dates.FUTURE),
        ("24/11/2010", Role.BIRTH, dates.IMPLAUSIBLE_BIRTH),
        ("2011", Role.BIRTH, dates.IMPLAUSIBLE_BIRTH),
        ("01/01/1900", Role.BIRTH, dates.IMPLAUSIBLE_BIRTH),
        ("02/02/1930", Role.PARTY, dates.TOO_EARLY),
        (date(1900, 1, 5), Role.BIRTH, dates.SMALL_NUMBER),
        (datetime(1899, 12, 31), Role.BIRTH, dates.SMALL_NUMBER),
        (time(1, 2), Role.BIRTH, dates.SMALL_NUMBER),
        (timedelta(days=1), Role.BIRTH, dates.SMALL_NUMBER),
        (15.0, Role.BIRTH, dates.UNREADABLE),
        (12.197, Role.BIRTH, dates.UNREADABLE),
        (True, Role.BIRTH, dates.UNREADABLE),
        ("x", Role.BIRTH, dates.UNREADABLE),
        ("5/6", Role.BIRTH, dates.UNREADABLE),
        ("12/05/1968 và 13/05/1968", Role.BIRTH, dates.UNREADABLE),
        ("051968", Role.BIRTH, dates.UNREADABLE),
        ("45000", Role.BIRTH, dates.IMPLAUSIBLE_BIRTH),
        ("12/5/15", Role.BIRTH, dates.SHORT_YEAR),
        ("12/05/196", Role.BIRTH, dates.UNREADABLE),
        ("99999999", Role.BIRTH, dates.IMPOSSIBLE),
    ],
)
def test_what_is_not_sure_is_left_aside(raw: object, role: Role, code: str) -> None:
    value, finding = parse_date(raw, role, TODAY)
    if raw == "45000":  # a serial, but of somebody three years old
        assert value is None
        return
    assert value is None
    assert finding is not None
    assert finding.code == code
    assert CAUSES[code].level is Level.CELL
    assert "{" not in say(finding, str(raw))


def test_the_sixteenth_birthday_is_old_enough() -> None:
    assert parse_date("23/11/2010", Role.BIRTH, TODAY) == ("2010-11-23", None)
    assert parse_date("2010", Role.BIRTH, TODAY) == ("2010", None)
    assert parse_date("1916", Role.BIRTH, TODAY) == ("1916", None)


@given(st.dates(date(1900, 6, 1), date(2027, 12, 31)), st.sampled_from([10, 7, 4]))
def test_births_are_plausible_by_their_days(day: date, length: int) -> None:
    iso = day.isoformat()[:length]
    possible = earliest(iso) <= add_months(TODAY, -16 * 12) and latest(iso) > add_months(TODAY, -111 * 12)
    assert (parse_date(format_date(iso), Role.BIRTH, TODAY)[0] == iso) == possible


@given(st.dates(date(1925, 1, 1), date(2027, 12, 31)), st.sampled_from([10, 7, 4]))
def test_party_dates_lie_between_the_founding_and_the_day(day: date, length: int) -> None:
    iso = day.isoformat()[:length]
    possible = earliest(iso) <= TODAY and latest(iso) >= date(1930, 2, 3)
    assert (parse_date(format_date(iso), Role.PARTY, TODAY)[0] == iso) == possible


@pytest.mark.parametrize(
    ("raw", "role", "birth", "iso"),
    [
        ("1/1/08", Role.BIRTH, None, "2008-01-01"),
        ("1/1/21", Role.BIRTH, None, "1921-01-01"),
        ("1/1/12", Role.BIRTH, None, None),
        ("12/5/95", Role.PARTY, "1970-01-01", "1995-05-12"),
        ("12/5/15", Role.PARTY, "1985", "2015-05-12"),
        ("12/5/15", Role.PARTY, None, "2015-05-12"),
        ("12/5/26", Role.PARTY, None, "2026-05-12"),
        ("12/12/26", Role.PARTY, None, None),
        ("12/5/70", Role.PARTY, "1985-01-01", None),
        ("12/5/47", Role.PARTY, "1928", "1947-05-12"),
        ("3/2/29", Role.PARTY, None, None),
        ("3/2/30", Role.OTHER, None, "1930-02-03"),
    ],
)
def test_years_of_two_digits_by_plausible_age(raw: str, role: Role, birth: str | None, iso: str | None) -> None:
    value, finding = parse_date(raw, role, TODAY, birth)
    assert value == iso
    assert (finding is None) == (iso is not None)
    if finding:
        assert finding.code == dates.SHORT_YEAR


def test_the_day_stands_first_always() -> None:
    assert parse_date("05/06/1980", Role.BIRTH, TODAY)[0] == "1980-06-05"
    assert parse_date("2/11/1980", Role.BIRTH, TODAY)[0] == "1980-11-02"


days = st.dates(date(1930, 3, 1), date(2007, 12, 31))
SPELLINGS = [
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{d}-{m}-{y}",
    "{y}-{m:02}-{d:02}",
    "{y}-{m:02}-{d:02} 00:00:00",
    "ngày {d:02} tháng {m:02} năm {y}",
    "Ngày {d} tháng {m} năm {y}.",
    " {d} / {m} / {y} ",
    "'{d:02}/{m:02}/{y}",
    "{d:02}{m:02}{y}",
    "\t{d}.{m}.{y}..",
    "{d}/{m}/{s}",
    "{d:02}.{m:02}.{s}",
    "{y}/{m}/{d}",
]


@given(days, st.sampled_from(SPELLINGS))
def test_any_spelling_gives_the_same_day(day: date, spelling: str) -> None:
    text = spelling.format(d=day.day, m=day.month, y=day.year, s=f"{day.year % 100:02}")
    assert parse_date(text, Role.BIRTH, TODAY) == (day.isoformat(), None)
    assert parse_date(day, Role.BIRTH, TODAY) == (day.isoformat(), None)


def is_iso(text: str) -> bool:
    """Say whether a text is a stored date, whole or partial, that the calendar knows."""
    date.fromisoformat(f"{text}-01-01"[:10])
    return len(text) in (4, 7, 10)


@given(days)
def test_what_is_printed_is_read_back(day: date) -> None:
    for iso in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert parse_date(format_date(iso), Role.BIRTH, TODAY) == (iso, None)
        assert is_iso(iso)
        assert earliest(iso) <= day <= latest(iso)


@given(days)
def test_serials_give_their_day(day: date) -> None:
    value, finding = parse_date(float((day - date(1899, 12, 30)).days), Role.BIRTH, TODAY)
    assert value == day.isoformat()
    assert finding is not None
    assert finding.code == dates.SERIAL


@given(st.text(max_size=20))
def test_no_text_is_an_error(text: str) -> None:
    value, finding = parse_date(text, Role.BIRTH, TODAY)
    assert (value is not None and is_iso(value)) or (finding is not None and CAUSES[finding.code].level is Level.CELL)


@pytest.mark.parametrize(
    ("iso", "text"), [("1968-05-12", "12/05/1968"), ("1968-05", "05/1968"), ("1968", "1968"), (None, "")]
)
def test_format(iso: str | None, text: str) -> None:
    assert format_date(iso) == text


def test_partial_dates() -> None:
    assert (earliest("1968"), latest("1968")) == (date(1968, 1, 1), date(1968, 12, 31))
    assert (earliest("1968-02"), latest("1968-02")) == (date(1968, 2, 1), date(1968, 2, 29))
    assert earliest("1968-05-12") == latest("1968-05-12") == date(1968, 5, 12)
    assert refines("1968", "1968-05")
    assert refines("1968-05", "1968-05-12")
    assert not refines("1968", "1968")
    assert not refines("1968-05", "1968")
    assert not refines("1968", "1969-05")
    assert agrees("1968", "1968-05-12")
    assert agrees("1968-05-12", "1968")
    assert agrees("1968", "1968")
    assert not agrees("1968-05", "1968-06")
    assert not agrees("1968-05-01", "1968-05-12")


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1968-05-12", date(2022, 5, 11), 53),
        ("1968-05-12", date(2022, 5, 12), 54),
        ("1968", date(2022, 1, 1), 54),
        ("1968-05", date(2022, 5, 1), 54),
        ("2004-02-29", date(2022, 2, 28), 17),
        ("2030", date(2022, 1, 1), None),
        (None, date(2022, 1, 1), None),
    ],
)
def test_age(birth: str | None, day: date, age: int | None) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 12, 1), 1, date(2021, 1, 1)),
        (date(2020, 1, 1), -1, date(2019, 12, 1)),
        ("2020-05-12", 12, date(2021, 5, 12)),
        ("2020-05", 12, date(2021, 5, 1)),
    ],
)
def test_add_months(day: date | str, months: int, result: date) -> None:
    assert add_months(day, months) == result
