"""A plan in the making: the small steps in which a command writes its changes down (one for each record)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Ref, Scalar
from dangbo_cli.domain.problem import Finding, Note, say
from dangbo_cli.store.apply import newest_batch
from dangbo_cli.store.catalogue import CATALOGUE

Row = dict[str, Scalar]
"""A stored row: its columns by name, `id` among them."""


class Draft:
    """Gathers the changes of one command about people (`subject` MEMBER) or organisations."""

    def __init__(self, conn: sqlite3.Connection, command: str, subject: Entity) -> None:
        self.plan = Plan(command, newest_batch(conn))
        self._subject = subject
        self._last: Ref = 0
        self._changes: dict[tuple[Entity, Ref], RecordChange] = {}

    def create(self, entity: Entity, owner: Ref | None = None, **values: Scalar) -> Ref:
        """Add a new record (`owner` None: it is its own subject) and return its number in the plan."""
        self._last -= 1
        fields = {name: FieldChange(None, value) for name, value in values.items() if value is not None}
        self._add(entity, self._last, Action.CREATE, self._last if owner is None else owner, fields)
        return self._last

    def create_for(self, subject: Entity, owner: Ref, entity: Entity, /, **values: Scalar) -> Ref:
        """Add a new record to the history of something else than the command is about."""
        ref = self.create(entity, owner, **values)
        self._changes[entity, ref].subject = subject
        return ref

    def change(self, entity: Entity, record: Ref, owner: Ref, **pairs: tuple[Scalar, Scalar]) -> None:
        """Change fields of a stored record: name=(before, after); what stays the same is left out."""
        fields = {name: FieldChange(*pair) for name, pair in pairs.items() if pair[0] != pair[1]}
        if not fields:
            return
        known = self._changes.get((entity, record))
        if known is None:
            self._add(entity, record, Action.UPDATE, owner, fields)
        else:
            known.fields.update(fields)

    def delete(self, entity: Entity, row: Mapping[str, Scalar], owner: Ref) -> None:
        """Remove a stored row, given whole."""
        fields = {name: FieldChange(value, None) for name, value in row.items() if name != "id" and value is not None}
        self._add(entity, row_number(row), Action.DELETE, owner, fields)

    def note(self, code: str, detail: str = "", value: str = "") -> None:
        """Say something that the clerk should see and that stops nothing."""
        self.plan.notes.append(Note(code, say(Finding(code, detail), value), value=value))

    def _add(self, entity: Entity, record: Ref, action: Action, owner: Ref, fields: dict[str, FieldChange]) -> None:
        change = RecordChange(entity, record, action, self._subject, owner, fields)
        self._changes[entity, record] = change
        self.plan.changes.append(change)


def row_number(row: Mapping[str, Scalar]) -> int:
    """Return the record number of a stored row."""
    number = row["id"]
    if not isinstance(number, int):
        raise TypeError(f"a stored row without its number: {row}")
    return number


def row_text(row: Mapping[str, Scalar], column: str) -> str | None:
    """Return a text column of a stored row, None where it is empty."""
    value = row[column]
    return None if value is None else str(value)


def read_rows(conn: sqlite3.Connection, entity: Entity, owner: str, record: int) -> list[Row]:
    """Return the rows of a table that belong to a record, the oldest first and the open ones last."""
    table = CATALOGUE[entity]
    dated = "valid_to IS NULL, valid_to, valid_from, " if "valid_to" in table.columns else ""
    rows = conn.execute(f"{table.select_all} WHERE {owner} = ? ORDER BY {dated}id", (record,))
    names = ("id", *table.columns)
    return [dict(zip(names, values, strict=True)) for values in rows]


def open_row(rows: Sequence[Row]) -> Row | None:
    """Return the dated row that has no end (the last written, where there are several)."""
    return rows[-1] if rows and rows[-1]["valid_to"] is None else None
