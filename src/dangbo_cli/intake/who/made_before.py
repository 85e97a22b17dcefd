"""Rows of bytes that came before: who was made of this cell of a member list then.

Name and birth may be mended in the record; the sheet does not change by that. Without this the same bytes would be a stranger
who looks like her, or whose name alone is known. Asked only of rows that match nobody otherwise; what the year's work made
of its cells is told by `entries.known_rows`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dangbo_cli.domain.change import Ref, Source
from dangbo_cli.intake.who.people import PersonRow

#: The members that were made from a sheet: number, cell of the name.
_MADE = """SELECT c.record_id, json_extract(c.fields, '$.full_name[3]') FROM source s JOIN change c ON c.batch_id = s.batch_id
    WHERE s.sha256 = ? AND s.sheet = ? AND c.entity = 'member' AND c.action = 'create'
    AND json_extract(c.fields, '$.full_name[2]') = s.id"""


class MadeBefore:
    """Tells which members were made of a row when the same bytes came before; they need not stand any more."""

    def __init__(self, conn: sqlite3.Connection | None, sources: Sequence[Source]) -> None:
        self._conn, self._sources = conn, sources
        self._made: dict[int, dict[str, list[Ref]]] = {}

    def __call__(self, row: PersonRow) -> Sequence[Ref]:
        if self._conn is None:
            return ()
        made = self._made.get(row.source)
        if made is None:
            made = self._made[row.source] = {}
            source = self._sources[row.source]
            for ref, cell in self._conn.execute(_MADE, (source.sha256, source.sheet)):
                made.setdefault(cell, []).append(ref)
        return made.get(row.name_cell, ())
