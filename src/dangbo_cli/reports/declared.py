"""The number of members that an organisation declares, against the record's on the day of the list that states it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.partial_dates import latest
from dangbo_cli.reports.as_of import Scope, load_organizations
from dangbo_cli.reports.headcount import Headcount, add_up, count_people
from dangbo_cli.store.history import last_writers


@dataclass(frozen=True, slots=True)
class Difference:
    """What an organisation declares and what the record has: on `day`, where the list states one of its own; `later` is
    the day (ISO) from which the number is known, where that is after the day asked about: it is not compared."""

    declared: int
    held: int
    day: date | None = None
    later: str = ""


def declared_differences(conn: sqlite3.Connection, day: date, totals: Mapping[int, Headcount]) -> dict[int, Difference]:
    """Return the organisations whose declared number is not the record's, neither on `day` (`totals`, with all below) nor
    on the day of the list that states it: who came or went since is no difference."""
    stated = conn.execute("SELECT id, declared_members FROM organization WHERE declared_members IS NOT NULL")
    off = {number: many for number, many in stated if totals[number].members != many}
    if not off:
        return {}
    dated = dict(conn.execute("SELECT id, dated FROM source WHERE dated IS NOT NULL"))
    counted = {day: totals}
    found: dict[int, Difference] = {}
    writers = last_writers(conn, Entity.ORGANIZATION, list(off))
    for number, many in off.items():
        writer = writers.get(number, {}).get("declared_members")
        if writer is not None and writer.date > day.isoformat():
            found[number] = Difference(many, totals[number].members, later=writer.date)
            continue
        own = None if writer is None else dated.get(writer.source)
        on = day if own is None else latest(own)
        if on not in counted:
            counted[on] = add_up(load_organizations(conn, on), count_people(conn, Scope(on)))
        held = counted[on].get(number, Headcount()).members
        if held != many:
            found[number] = Difference(many, held, None if on == day else on)
    return found
