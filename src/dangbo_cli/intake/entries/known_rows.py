"""Rows of bytes that came before: what was made of a cell then, the cell is about now, whatever was mended by hand since.

Whose an entry is and how it is told from others may be mended in the record; its sheet does not change by that. The log
knows from which cell of which bytes an entry was made. Asked only of sheets that came before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Entity, Ref, Source
from dangbo_cli.forms.form import Form
from dangbo_cli.forms.same_entry import same_entry
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.store.catalogue import CATALOGUE

#: The entries that were made from a sheet: number, cell of the name, year, organisation as it was written then.
_MADE = """SELECT c.record_id, json_extract(c.fields, '$.period[3]'), json_extract(c.fields, '$.period[1]'),
    json_extract(c.fields, '$.organization_id[1]')
    FROM source s JOIN change c ON c.batch_id = s.batch_id
    WHERE s.sha256 = ? AND s.sheet = ? AND c.entity = ? AND c.action = 'create'
    AND json_extract(c.fields, '$.period[2]') = s.id"""


def recall(
    conn: sqlite3.Connection, source: Source, form: Form, rows: Sequence[EntryRow], directory: Directory
) -> None:
    """Give the rows of one sheet the entries that were made of them when the same bytes came before: as far as these
    stand, and as the clerk means the same year and organisation as then."""
    made: dict[tuple[str, str], list[tuple[Ref, Ref | None]]] = {}
    for ref, cell, period, place in conn.execute(_MADE, (source.sha256, source.sheet, form.entity)):
        made.setdefault((cell, period), []).append((ref, place))
    if not made:
        return
    names = [name for name in ("member_id", "organization_id") if name in CATALOGUE[Entity(form.entity)].columns]
    stored: dict[Ref, dict[str, Ref | None]] = {
        ref: dict(zip(names, who, strict=True))
        for ref, *who in conn.execute(f"SELECT id, {', '.join(names)} FROM {form.entity}")
    }
    said: dict[tuple[object, ...], list[EntryRow]] = {}
    for row in rows:
        if row.record is None:
            said.setdefault(_said(form, row), []).append(row)
    for row in [row for same in said.values() for row in same]:
        found = [
            ref
            for ref, place in made.get((row.name_cell, row.period), ())
            if ref in stored
            and (place is None or (place in directory.nodes and directory.on_one_line(place, row.organization)))
        ]
        if len(found) == 1:
            row.record = found[0]
    for same in said.values():
        known = [row for row in same if row.record is not None]
        for row in same:  # a row that says an entry again, or goes on with it, made none of its own
            if row.record is None:
                again = {one.record for one in known if _is_one(form, one, row)}
                row.record = again.pop() if len(again) == 1 else None
            if row.record is not None:
                row.member = stored[row.record].get("member_id")
                row.came_from = row.organization  # whose sheet it is does not change by what is mended in the record
                row.organization = stored[row.record].get("organization_id") or row.organization


def _said(form: Form, row: EntryRow) -> tuple[object, ...]:
    """Return of whom, of which year and of what a row speaks."""
    who = row.organization, row.sort, row.named, *((key, value) for key, (value, _) in sorted(row.values.items()))
    return (*who, row.period, *(canonical(key, row.entry.get(key, (None,))[0]) for key in form.key))


def _is_one(form: Form, one: EntryRow, other: EntryRow) -> bool:
    one_told, other_told = ({key: value for key, (value, _) in row.entry.items()} for row in (one, other))
    return same_entry(form, one_told, other_told)
