"""When in its year can an entry have been, where one of two on one topic states no whole day? A meeting of quarter II is
not the one of 05/08, and none that a sheet of 30/06 tells of was held after that."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.domain.partial_dates import add_months, earliest, latest
from dangbo_cli.domain.period import part_of_year, period_end, period_year
from dangbo_cli.forms.form import Form
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_MONTH = rare(r"(?:trong |cuoi |dau |giua )?(?:thang|t)\s*0?(1[0-2]|[1-9])")
_MONTHS = {"Q": 3, "H": 6}


class Span(NamedTuple):
    """The first and the last day on which something can have been; `sure` where more is known than its year."""

    first: date
    last: date
    sure: bool = True

    def meets(self, other: Span) -> bool:
        """Tell whether both can be one day."""
        return self.first <= other.last and other.first <= self.last


def day_told_apart_by(form: Form) -> str | None:
    """Return the field of the day, none that may lie ahead, by which two entries of a form are told apart before all
    else; None where there is none."""
    apart = {name for names in form.same_by for name in names}
    key = next((key for key in form.dated_by if key in apart), None) if form.date_first else None
    return None if key is None or form.field(key).future else key


def part_said(text: str) -> str:
    """Return «Q2», «H1», «08» from what stands where a day should, or from a title; "" where it says none or several."""
    found = _MONTH.fullmatch(re.sub(r"[/ ](?:nam )?(?:19|20)\d\d$", "", fold(text).strip(" .")))
    return f"{int(found[1]):02}" if found is not None else part_of_year(text)


def span_of(period: str, day: Scalar, part: str, told_by: str | None = None) -> Span:
    """Return when an entry of a year was: on its day (ISO, it may be partial), in the part of the year that is said, else
    until the sheet (`told_by`, ISO) that tells of it."""
    if day is not None:
        return Span(earliest(str(day)), latest(str(day)))
    year = period_year(period)
    if part:
        end = period_end(f"{year}-{part}")
        return Span(add_months(date(end.year, end.month, 1), 1 - _MONTHS.get(part[0], 1)), end)
    end = date(year, 12, 31)
    if told_by is not None and told_by < end.isoformat() and told_by[:4] == str(year):
        return Span(date(year, 1, 1), latest(told_by), sure=False)
    return Span(date(year, 1, 1), end, sure=False)


class StoredSpans:
    """When the entries of the record were that state no day: what waits in the place of it tells of a part of the year;
    where nothing does, the day of the sheet that first told of the entry."""

    def __init__(self, conn: sqlite3.Connection | None, entity: Entity, day: str) -> None:
        self._conn, self._entity, self._day = conn, entity, day
        self._told: dict[int, str] = {}

    @cached_property
    def _parts(self) -> dict[int | None, str]:
        from dangbo_cli.store.set_aside import read_open  # an entry without its day told again with one is rare

        if self._conn is None:
            return {}
        of_day = [
            one for one in read_open(self._conn) if (one.whose.entity, one.whose.field) == (self._entity, self._day)
        ]
        return {one.whose.record: part_said(one.mistake.value) for one in of_day}

    def of(self, stored: Mapping[str, Scalar], told_now: str | None) -> Span:
        """Return when an entry was; `told_now` is the day of the sheet that tells of it now: of its own, nothing follows."""
        period, ref, day = str(stored["period"]), int(str(stored["id"])), stored[self._day]
        if day is not None or self._parts.get(ref) or self._conn is None:
            return span_of(period, day, self._parts.get(ref, "") if day is None else "")
        if ref not in self._told:
            from dangbo_cli.store.history import last_writer

            writer = last_writer(self._conn, self._entity, ref, "period")
            self._told[ref] = "" if writer is None else writer.date
        told = self._told[ref]
        return span_of(period, None, "", None if told in ("", told_now) else told)
