"""Obligations, what was handed in, and the organisations of a day, read from the file into the values of
`domain.obligation`: what `nhap` registers by, what commands write, what reports show.

An organisation is there on a day from its founding (unknown: always); one whose dated names or parents all lie
elsewhere in time (it was dissolved, or came later) is not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.obligation import Obligation, Receipt, Unit, Way, expected_units
from dangbo_cli.store.history import undone_files
from dangbo_cli.store.set_aside import OpenIn as OpenIn
from dangbo_cli.store.set_aside import open_by_file

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Submission:
    """A stored submission; `obligation` and `organization` are record numbers, `received_on` ISO."""

    id: int
    obligation: int
    organization: int
    received_on: str | None
    way: Way
    file: str | None
    sha256: str | None
    reason: str | None
    note: str | None


def join_values(values: Sequence[str]) -> str | None:
    """Return several kinds or blocs as the one text that is stored."""
    return BETWEEN.join(values) or None


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def read_obligations(
    conn: sqlite3.Connection, year: int | None = None, numbers: Collection[int] | None = None
) -> list[Obligation]:
    """Return the obligations (of a year, of some numbers), by their due day."""
    rows = conn.execute(
        "SELECT id, what, period, due_on, form_kind, organization_kinds, blocs, organization_id, document_id, note"
        " FROM obligation WHERE (?1 IS NULL OR substr(period, 1, 4) = ?1)"
        " AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2))) ORDER BY due_on IS NULL, due_on, id",
        (None if year is None else str(year), None if numbers is None else json.dumps(sorted(numbers))),
    )
    return [
        Obligation(number, what, period, due_on, kind, _split(kinds), _split(blocs), within, document, note)
        for number, what, period, due_on, kind, kinds, blocs, within, document, note in rows
    ]


def _there(table: str) -> str:
    covering = "(d.valid_from IS NULL OR d.valid_from <= :day) AND (d.valid_to IS NULL OR d.valid_to > :day)"
    owned = f"SELECT 1 FROM {table} d WHERE d.organization_id = o.id"
    return f"(NOT EXISTS ({owned}) OR EXISTS ({owned} AND {covering}))"


def _covering(table: str, column: str) -> str:
    return (
        f"(SELECT d.{column} FROM {table} d WHERE d.organization_id = o.id AND (d.valid_from IS NULL OR d.valid_from"
        " <= :day) AND (d.valid_to IS NULL OR d.valid_to > :day) ORDER BY d.id DESC LIMIT 1)"
    )


_UNITS = f"""SELECT o.id, {_covering("organization_parent", "parent_id")},
    {_covering("organization_kind", "kind")}, o.bloc,
    (o.founded_on IS NULL OR o.founded_on <= :day)
        AND {_there("organization_name")} AND {_there("organization_parent")}
    FROM organization o ORDER BY o.id"""


def read_units(conn: sqlite3.Connection, day: date) -> list[Unit]:
    """Return all organisations as they are on a day, those that do not exist then marked so."""
    rows = conn.execute(_UNITS, {"day": day.isoformat()})
    return [Unit(number, parent, kind, bloc, bool(exists)) for number, parent, kind, bloc, exists in rows]


def read_owing(conn: sqlite3.Connection, obligations: Collection[Obligation]) -> dict[int, set[int]]:
    """Return, by obligation, the organisations that owe it on its own day."""
    units = {day: read_units(conn, day) for day in {one.day for one in obligations}}
    return {one.id: {unit.id for unit in expected_units(one, units[one.day])} for one in obligations}


def read_submissions(conn: sqlite3.Connection, obligations: Iterable[Obligation]) -> list[Submission]:
    """Return what was handed in (or excused, or said to be done) for some obligations, the oldest first; a sheet as long as
    an import of its bytes stands, however it came to be noted, and once."""
    undone = undone_files(conn)
    rows = conn.execute(
        "SELECT id, obligation_id, organization_id, received_on, way, file, sha256, excused_reason, note"
        " FROM submission WHERE obligation_id IN (SELECT value FROM json_each(?))"
        " ORDER BY received_on IS NULL, received_on, id",
        (json.dumps([one.id for one in obligations]),),
    )
    found: dict[tuple[object, ...], Submission] = {}
    for number, obligation, organization, received_on, way, file, sha256, reason, note in rows:
        if sha256 not in undone:
            one = Submission(number, obligation, organization, received_on, Way(way), file, sha256, reason, note)
            found.setdefault((obligation, organization, sha256 or number), one)
    return list(found.values())


def open_errors(conn: sqlite3.Connection) -> Mapping[OpenIn, int]:
    """Return how many problems are still open, by file, organisation and kind of sheet.

    Empty where the record does not keep what was set aside.
    """
    if conn.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'set_aside'").fetchone() is None:
        return {}
    return open_by_file(conn)


def as_receipt(submission: Submission, errors: int = 0) -> Receipt:
    """Return what a submission says about its organisation."""
    return Receipt(submission.organization, submission.way, submission.received_on, submission.reason, errors)


def read_rounds(
    conn: sqlite3.Connection, obligations: Iterable[Obligation], until: date
) -> dict[tuple[int, int], tuple[int, str]]:
    """Return, by (obligation, organisation), how many rounds of reminders there had been by a day, and the last one's day."""
    rows = conn.execute(
        "SELECT obligation_id, organization_id, max(max(round), count(*)), max(made_on) FROM reminder"
        " WHERE obligation_id IN (SELECT value FROM json_each(?)) AND made_on <= ? GROUP BY obligation_id, organization_id",
        (json.dumps([one.id for one in obligations]), until.isoformat()),
    )
    return {(obligation, organization): (number, made_on) for obligation, organization, number, made_on in rows}
