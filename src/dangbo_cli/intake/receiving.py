"""A sheet that arrives is also something handed in: which obligations the sheets of one call meet, and for whom.

A sheet meets an obligation of its kind and year for the organisation it comes from: one that owes it, a branch of one
(then a part of it has come), or, of a list of a wider unit, each owing organisation that has rows in it. Where two
obligations of one kind and year would do, none is taken, and the line to type is said. Bytes that were received
before are received once; the day is that of their first import.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dangbo_cli.domain.change import Entity, FieldChange, Plan, Ref, Scalar
from dangbo_cli.domain.obligation import Obligation, Way, expected_units
from dangbo_cli.domain.period import part_of_year, period_end, period_year
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.entry_rows import EntryRow
from dangbo_cli.intake.recorder import Recorder
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.store.history import first_seen
from dangbo_cli.store.obligations import read_obligations, read_submissions, read_units

RECEIVED = cause("submission_received", Level.NOTE, "Ghi nhận đơn vị đã nộp", "Ghi nhận {detail} đã nộp «{value}».")
NOT_CLEAR_WHICH = cause(
    "submission_not_clear",
    Level.NOTE,
    "Chưa ghi nhận là bài nộp",
    "Tệp của «{value}» có thể là bài nộp của nhiều việc: {detail}.",
    "Ghi vào đúng việc bằng «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)
_NAMES_OF_LISTS = frozenset(("to-chuc", "dang-vien"))


class Receiving:
    """Plans the submissions of one call of `nhap`."""

    def __init__(self, conn: sqlite3.Connection, plan: Plan, directory: Directory, today: date) -> None:
        self._conn, self._plan, self._directory, self._today = conn, plan, directory, today
        self._by_kind: dict[str, list[Obligation]] = defaultdict(list)
        for one in read_obligations(conn):
            if one.form_kind is not None:
                self._by_kind[one.form_kind].append(one)
        units = {day: read_units(conn, day) for day in {o.day for of in self._by_kind.values() for o in of}}
        self._owing = {
            one.id: {unit.id for unit in expected_units(one, units[one.day])}
            for of_kind in self._by_kind.values()
            for one in of_kind
        }
        self._known = {
            (one.obligation, one.organization, one.sha256)
            for one in read_submissions(conn, [o for of in self._by_kind.values() for o in of])
        }

    def plan(self, tables: Sequence[TableRead]) -> None:
        """Add the submissions of all tables to the plan."""
        if not any(table.table.form.kind in self._by_kind for table in tables):
            return
        recorder = Recorder(self._plan, self._conn, Entity.ORGANIZATION, self._today.isoformat())
        recorder.start_below(min((change.record for change in self._plan.changes), default=0))
        for table in tables:
            for obligation, organization in self._met(table):
                self._receive(recorder, table, obligation, organization)

    def _met(self, table: TableRead) -> Iterable[tuple[Obligation, Ref]]:
        """Yield the obligations that a table meets, with the organisation that handed it in."""
        found = self._by_kind.get(table.table.form.kind, [])
        part = part_of_year(f"{table.title.words} | {Path(table.path).stem} | {table.grid.name}")
        for year, organizations in self._places(table).items():
            of_year = [one for one in found if period_year(one.period) == year]
            if not of_year and table.table.form.kind in _NAMES_OF_LISTS:
                of_year = _asked_of_lists(table, found)
            if part:
                of_year = [one for one in of_year if one.period.endswith(part)]
            elif any(len(one.period) == 4 for one in of_year):
                of_year = [one for one in of_year if len(one.period) == 4]
            senders: dict[Ref, list[Obligation]] = defaultdict(list)
            for one in of_year:
                for sender in self._senders(organizations, self._owing[one.id]):
                    senders[sender].append(one)
            for sender, obligations in senders.items():
                if len(obligations) == 1:
                    yield obligations[0], sender
                elif not any((one.id, sender, self._sha256(table)) in self._known for one in obligations):
                    listed = "; ".join(f"số {one.id}: {one.title}" for one in obligations)
                    self._note(table, NOT_CLEAR_WHICH, listed, self._directory.nodes[sender].name)

    def _places(self, table: TableRead) -> dict[int, set[Ref]]:
        """Return, by year, the organisations a table speaks of: where it comes from alone, if that is known."""
        rows = [row for row in table.people if row.aside is None]
        years: dict[int, set[Ref]] = defaultdict(set)
        if table.table.form.kind in _NAMES_OF_LISTS:
            # A list that states no year is the list as it stands on the day it comes.
            year = table.result.year or (int(table.title.dated[:4]) if table.title.dated else self._today.year)
            listed = {row.ref for row in table.organizations if row.aside is None and row.ref is not None}
            years[year] = listed | {row.organization for row in rows}
        for row in rows:
            if isinstance(row, EntryRow) and row.period[:4].isdecimal():
                years[int(row.period[:4])].add(row.organization)
        if table.base is not None and table.result.rows and not years and table.result.year is not None:
            years[table.result.year] = set()  # everything was set aside: it came all the same
        return {year: self._origin(table, places) for year, places in years.items()}

    def _origin(self, table: TableRead, places: set[Ref]) -> set[Ref]:
        """Return the one organisation that all of a table lies in (its own, or nearest above all its rows), with the
        rows' organisations where that one is wide."""
        if table.base is not None:
            return {table.base} | places
        lines = [self._directory.line(place) for place in places]
        shared = set(lines[0]).intersection(*map(set, lines[1:])) if lines else set()
        nearest = max(shared, key=lambda ref: len(self._directory.line(ref)), default=None)
        return places | ({nearest} if nearest is not None else set())

    def _senders(self, organizations: set[Ref], owing: set[int]) -> set[Ref]:
        """Return who of a table's organisations hands it in, for those who owe."""
        if not organizations:
            return set()
        widest = min(organizations, key=lambda ref: len(self._directory.line(ref)))
        single = all(widest == one or self._directory.is_above(widest, one) for one in organizations)
        if single and (widest in owing or any(self._directory.is_above(one, widest) for one in owing)):
            return {widest}
        return {
            one for one in owing
            if any(one == place or self._directory.is_above(one, place) for place in organizations)
        }  # fmt: skip

    def _receive(self, recorder: Recorder, table: TableRead, obligation: Obligation, organization: Ref) -> None:
        sha256 = self._sha256(table)
        if (obligation.id, organization, sha256) in self._known:
            return
        self._known.add((obligation.id, organization, sha256))
        seen = first_seen(self._conn, sha256)
        change = recorder.create(Entity.SUBMISSION, organization)
        values: dict[str, Scalar] = {
            "obligation_id": obligation.id,
            "organization_id": organization,
            "received_on": seen[0] if seen is not None else self._today.isoformat(),
            "way": Way.SHEET.value,
            "file": Path(table.path).name,
            "sha256": sha256,
        }
        change.fields.update({name: FieldChange(None, value, table.source) for name, value in values.items()})
        self._note(table, RECEIVED, self._directory.say(organization), obligation.title)

    def _sha256(self, table: TableRead) -> str:
        return self._plan.sources[table.source].sha256

    def _note(self, table: TableRead, code: str, detail: str, value: str) -> None:
        self._plan.notes.append(Note(code, say(Finding(code, detail), value), table.path, table.grid.name, value=value))


def _asked_of_lists(table: TableRead, obligations: Sequence[Obligation]) -> list[Obligation]:
    """Return what a list of members or organisations of a year without obligations may be handed in for: dated between
    the end of another year and its due day, that year's; without a date and year, any (one alone is taken)."""
    dated = table.title.dated
    if dated is None:
        return list(obligations) if table.result.year is None else []
    return [
        one
        for one in obligations
        if one.due_on is not None and period_end(one.period).isoformat() < dated <= one.due_on
    ]
