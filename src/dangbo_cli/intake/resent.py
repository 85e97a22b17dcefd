"""A sheet of last year opened, saved again and sent under this year's name: only what its rows say gives it away.

Where nothing but the name of the file or of the sheet states the year, and every row, taken for the year before, would
change nothing in the record, the sheet is set aside. The law is the planner's own (entries/plan.py), asked on trial.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import Finding, Problem, say
from dangbo_cli.forms.form import Form
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.entries.found import EntryFound, facts
from dangbo_cli.intake.entries.plan import EntryPlanner
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.whole_table import YEARS_DISAGREE

LEAST_ROWS = 5
"""Of fewer rows the same words two years running are no sign; nor are rows that all say one and the same thing."""


class Resent:
    """Finds the sheets of one call that repeat the year before."""

    def __init__(self, plan: Plan, conn: sqlite3.Connection, today: str) -> None:
        self._plan, self._conn, self._today = plan, conn, today
        self._trials: dict[str, tuple[Recorder, EntryPlanner]] = {}

    def set_aside(self, table: TableRead, rows: Sequence[EntryRow], year: int) -> None:
        """Set the rows of a table that its name gives to `year` aside where they repeat the year before."""
        taken = [row for row in rows if row.aside is None]
        if len(taken) < LEAST_ROWS or any(row.period != str(year) for row in taken):
            return
        if all(facts(row) == facts(taken[0]) for row in taken):
            return
        form, before = table.table.form, year - 1
        if self._has_some(form, taken) or not self._has_all(form, taken, str(before)):
            return
        said = (
            f"tên tệp hoặc tên trang tính («{Path(table.path).name}», «{table.grid.name}») ghi năm {year}, tiêu đề không "
            f"ghi năm, mà cả {len(taken)} dòng nói đúng như sổ đã ghi của năm {before}: có vẻ là bảng của năm {before} gửi "
            "lại"
        )
        message = say(Finding(YEARS_DISAGREE, said), "")
        trouble = Problem(YEARS_DISAGREE, message, table.path, table.grid.name, taken[0].name_cell, "")
        self._plan.problems.append(trouble)
        for row in taken:
            row.aside = trouble

    def _has_some(self, form: Form, rows: Sequence[EntryRow]) -> bool:
        """Tell whether the record has an entry of any row already, for its own year."""
        _, found = self._try(form, rows)
        return any(entry.stored is not None for entry in found)

    def _has_all(self, form: Form, rows: Sequence[EntryRow], period: str) -> bool:
        """Tell whether every row, taken for another year, says what the record has."""
        changes, found = self._try(form, [replace(row, period=period) for row in rows])
        known = sum(len(entry.rows) for entry in found if entry.stored is not None)
        return not changes and known == len(rows)

    def _try(self, form: Form, rows: Sequence[EntryRow]) -> tuple[int, list[EntryFound]]:
        """Plan rows on trial; return how much that would change, leave aside or find older, and the entries."""
        if form.kind not in self._trials:
            trial = Plan("nhap", self._plan.base, sources=self._plan.sources)
            recorder = Recorder(trial, self._conn, Entity.MEMBER, self._today)
            self._trials[form.kind] = recorder, EntryPlanner(recorder, self._conn, form)
        recorder, planner = self._trials[form.kind]
        before = _weight(recorder)
        found = planner.plan([replace(row, problems=[]) for row in rows])
        return _weight(recorder) - before, found


def _weight(recorder: Recorder) -> int:
    return len(recorder.plan.changes) + len(recorder.plan.problems) + len(recorder.older)
