"""A badge of so many years in the Party, in a sheet, for somebody who by the record has not been in it so long: noted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dangbo_cli.domain.badges import BADGE_TOO_EARLY, too_early
from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import Finding, Note, say
from dangbo_cli.intake.entries.found import EntryFound


def tell_badges(plan: Plan, conn: sqlite3.Connection | None, found: Iterable[EntryFound]) -> None:
    """Note of the commendations that a call writes the badges that come before the years in the Party are complete."""
    planned = {
        change.record: change.fields["admitted_on"].after
        for change in plan.changes
        if change.entity is Entity.MEMBER and "admitted_on" in change.fields
    }
    for entry in found:
        row, said = entry.rows[0], entry.values.get("form")
        if row.member is None or said is None or (entry.stored is not None and entry.stored["form"] == said):
            continue
        admitted = planned.get(row.member)
        if admitted is None and conn is not None and row.member > 0:
            admitted = conn.execute("SELECT admitted_on FROM member WHERE id = ?", (row.member,)).fetchone()[0]
        when = entry.values.get("decision_on") or row.period
        detail = too_early(str(said), str(when), str(admitted)) if admitted else None
        if detail is not None:
            source, name = plan.sources[row.source], row.text("full_name") or row.named or ""
            message = f"{name}: {say(Finding(BADGE_TOO_EARLY, detail), str(said))}"
            plan.notes.append(Note(BADGE_TOO_EARLY, message, source.path, source.sheet, row.name_cell, name))
