"""The sheets of the year's work in one import: read, matched, planned and counted after its organisations and members.

Loaded only where a sheet is one of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Entity, Ref
from dangbo_cli.domain.problem import Choice, Finding, Note, Problem, say
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.intake.counting import add_one
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.entry_matching import EntryMatcher
from dangbo_cli.intake.entry_plan import EntryFound, EntryPlanner
from dangbo_cli.intake.entry_rows import EntryRow, document_key
from dangbo_cli.intake.matching import Match
from dangbo_cli.intake.people import Members
from dangbo_cli.intake.recorder import Recorder
from dangbo_cli.intake.result import ImportResult
from dangbo_cli.intake.table_reading import TableRead

if TYPE_CHECKING:
    from dangbo_cli.intake.importing import ImportOptions


class Entries:
    """Reads, matches and plans the sheets of the year's work of one call, after its organisations and members."""

    def __init__(
        self,
        organizations: Recorder,
        people: Recorder,
        conn: sqlite3.Connection | None,
        directory: Directory,
        options: ImportOptions,
        result: ImportResult,
        today: date,
    ) -> None:
        self._organizations, self._people = organizations, people
        self._conn, self._directory, self._options, self._result = conn, directory, options, result
        self._today = today
        self._tables: Sequence[TableRead] = ()
        self._found: list[EntryFound] = []

    def plan(
        self,
        tables: Sequence[TableRead],
        given: Ref | None,
        members: Members,
        found: Sequence[Match],
        outcome: dict[int, tuple[Ref, bool]],
    ) -> None:
        """Plan all entry sheets; `found` and `outcome` are the people of the member lists of this call."""
        self._tables = tables
        if not tables:
            return
        plan, answers = self._result.plan, self._options.answers
        documents = self._documents()
        rows = [
            row
            for table in tables
            for row in table.read_entries(
                self._directory, given, self._options.year, answers, documents, self._sent_before(table)
            )
        ]
        members.add_planned([(outcome[id(match)][0], match.rows) for match in found], self._directory)

        def answered(row: EntryRow) -> str | None:
            source = plan.sources[row.source]
            return answers.get((source.path, source.sheet, row.name_cell))

        def problem(row: EntryRow, code: str, detail: str, value: str, choices: tuple[Choice, ...]) -> Problem:
            source = plan.sources[row.source]
            message = say(Finding(code, detail), value)
            found = Problem(code, message, source.path, source.sheet, row.name_cell, value, choices)
            plan.problems.append(found)
            return found

        def note(row: EntryRow, told: Note) -> None:
            source = plan.sources[row.source]
            plan.notes.append(replace(told, file=source.path, sheet=source.sheet))

        EntryMatcher(members, self._directory, answered, problem, note).match(rows)
        recorder = Recorder(plan, self._conn, Entity.MEMBER, self._today.isoformat())
        recorder.start_below(self._people.last)
        for form in ENTRIES:
            mine = [row for row in rows if row.kind == form.kind and row.aside is None]
            if mine:
                self._found += EntryPlanner(recorder, self._conn, form).plan(mine)

    def _documents(self) -> dict[str, Ref]:
        if self._conn is None:
            return {}
        rows = self._conn.execute("SELECT number, id FROM document WHERE number IS NOT NULL ORDER BY id DESC")
        return {document_key(number): ref for number, ref in rows}

    def _sent_before(self, table: TableRead) -> list[str]:
        """Return the paths under which the same bytes were imported before."""
        if self._conn is None:
            return []
        sha256 = self._result.plan.sources[table.source].sha256
        return [row[0] for row in self._conn.execute("SELECT DISTINCT path FROM source WHERE sha256 = ?", (sha256,))]

    def count(
        self, rolls: Sequence[TableRead], found: Sequence[Match], outcome: dict[int, tuple[Ref, bool]]
    ) -> None:
        """Count the entries; a rating counts for its person or organisation, once in the whole call."""
        sheets = {table.source: table.result for table in (*rolls, *self._tables)}
        for table in self._tables:
            table.result.set_aside += sum(row.aside is not None for row in table.people)
        #: People whom a member list of this call counted already: its sheet, None where as new or changed.
        listed = {
            outcome[id(match)][0]: None if outcome[id(match)][0] < 0 or outcome[id(match)][1] else match.rows[0].source
            for match in found
        }
        for entry in self._found:
            row = entry.rows[0]
            rated = row.kind == "xep-loai"
            if rated and row.member is not None and row.member in listed:
                source = listed[row.member]
                if source is not None and entry.changed:
                    for counts in (self._result, sheets[source]):
                        counts.unchanged -= 1
                    add_one(self._result, sheets[row.source], False, True)
                    listed[row.member] = None
                continue
            if rated and row.member is not None:
                # One who is rated for two years by one call is still one.
                listed[row.member] = None if entry.changed else row.source
            add_one(self._result, sheets[row.source], entry.stored is None and not rated, entry.changed)
