"""A discipline that puts its member out of the Party, in a sheet: an entry, and no leave of the list. Said, never done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Plan
from dangbo_cli.domain.problem import Finding, Note, say
from dangbo_cli.domain.standing import STILL_LISTED, told_to_be, way_out
from dangbo_cli.intake.entries.found import EntryFound

_SPELLS = "SELECT activity FROM member_activity WHERE member_id = ? ORDER BY id DESC LIMIT 1"


def tell_expelled(plan: Plan, conn: sqlite3.Connection, found: Iterable[EntryFound]) -> None:
    """Note of the disciplines that a call writes those by which somebody is out of the Party who stays in the list."""
    left = told_to_be(plan.changes, "left")
    for entry in found:
        row = entry.rows[0]
        said = str(row.entry.get("form", ("",))[0])
        known = (entry.stored or {}).get("form")
        if row.member is None or row.member in left or canonical("form", said) == canonical("form", known):
            continue
        name = row.text("full_name") or ""
        way = way_out(said, row.member if row.member > 0 else f'"{name}"')
        if way is not None and (conn.execute(_SPELLS, (row.member,)).fetchone() or ("",))[0] != "left":
            source = plan.sources[row.source]
            message = f"{name}: {say(Finding(STILL_LISTED, way), said)}"
            plan.notes.append(Note(STILL_LISTED, message, source.path, source.sheet, row.name_cell, name))
