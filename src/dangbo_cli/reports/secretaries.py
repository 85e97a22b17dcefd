"""Secretaries whom an organisation still names, and whose own record says that they are it no more: the words on the
organisation are nobody's position, and end with none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dangbo_cli.reports.as_of import load_organizations, say_date
from dangbo_cli.vietnamese.names import person_key, strip_salutation

_HELD = """SELECT o.id, o.secretary, m.full_name, d.valid_from, d.valid_to FROM organization o
    JOIN member_position d ON d.organization_id = o.id AND d.sphere = 'party' AND d.title = 'Bí thư'
    JOIN member m ON m.id = d.member_id WHERE o.secretary IS NOT NULL ORDER BY o.id, d.id"""


class EndedSecretary(NamedTuple):
    """Whom an organisation names, as typed, and the first day (ISO, may be partial) on which she was it no more."""

    organization: int
    typed: str
    since: str


def ended_secretaries(conn: sqlite3.Connection, day: date) -> list[EndedSecretary]:
    """Return who is named and had ended to be the secretary by a day; not whose position the record does not know."""
    on = day.isoformat()
    ended: dict[int, EndedSecretary] = {}
    holding: set[int] = set()
    for number, typed, name, since, until in conn.execute(_HELD):
        if person_key(name) != person_key(strip_salutation(typed)):
            continue
        if until is None or until > on:
            if since is None or since <= on:
                holding.add(number)
        elif number not in ended or ended[number].since < until:
            ended[number] = EndedSecretary(number, typed, until)
    return [one for number, one in ended.items() if number not in holding]


def say_ended(conn: sqlite3.Connection, day: date) -> Iterator[tuple[int, str]]:
    """Yield the organisations of the day that name such a secretary, each with a sentence that says whom and since when."""
    found = ended_secretaries(conn, day)
    known = load_organizations(conn, day).by_id if found else {}
    for one in found:
        if (place := known.get(one.organization)) is not None:
            yield one.organization, f"{place.label}: «{one.typed}», chức vụ đã kết thúc từ {say_date(one.since)}."
