"""Which places that wait in other files are told by the rows of this call: the right file came under another name.

Only what is certain: the same person by name and whole birth, once in this call and once in the sheet that waits; a sheet
of the same kind, unit and year, not older; her row without any problem. A fact that the record had otherwise, and what a
sheet said of somebody's leaving, wait on.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dangbo_cli.domain.change import Action, Entity, Plan, Ref
from dangbo_cli.domain.problem import CAUSES, Level
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.address import split_address
from dangbo_cli.store.mended import LEAVING
from dangbo_cli.store.set_aside import SetAside, read_open
from dangbo_cli.vietnamese.names import person_key

_MEMBERS = "dang-vien"
#: Kinds of which one person has one row, or one a year.
_ONE_ROW = (_MEMBERS, "xep-loai", "cam-ket")
_WHOLE_DAY = 10


class _Key(NamedTuple):
    """What one row is known by: kind of sheet, year (of the year's work), name, birth."""

    kind: str
    year: int | None
    name: str
    birth: str


def tell_again(conn: sqlite3.Connection, plan: Plan, tables: Sequence[TableRead], directory: Directory) -> None:
    """Put into `plan.told` the numbers of the open places of other files that rows of this call tell."""
    here = {source.sha256 for source in plan.sources}
    waiting = [one for one in read_open(conn) if one.sha256 not in here and _is_of_person(one)]
    if not waiting:
        return
    asked: dict[_Key, list[SetAside]] = defaultdict(list)
    for one in waiting:
        if one.kind in _ONE_ROW and (one.kind == _MEMBERS) is (one.year is None):
            asked[_Key(one.kind, one.year, person_key(one.whose.name or ""), one.whose.birth or "")].append(one)
    read: dict[_Key, list[tuple[PersonRow, TableRead]]] = defaultdict(list)
    for found, row, table in _rows(tables):
        if found in asked:
            read[found].append((row, table))
    wrong = {(p.file, p.sheet, split_address(p.cell)[0]) for p in plan.problems if p.cell}
    changed = {
        (change.subject, change.subject_record, name)
        for change in plan.changes
        if change.action is Action.UPDATE
        for name, fact in change.fields.items()
        if fact.before is not None
    }
    for key, rows in read.items():
        row, table = rows[0]
        place = (table.path, table.grid.name, row.row)
        if len(rows) > 1 or row.aside is not None or row.problems or place in wrong:
            continue
        unit, dated = directory.grassroots(row.organization), table.title.dated
        for one in asked[key]:
            lines = {split_address(other.mistake.cell)[0] for other in asked[key] if _sheet(other) == _sheet(one)}
            known = one.organization in directory.nodes and directory.grassroots(one.organization or 0) == unit
            if known and len(lines) == 1 and not (dated and dated < (one.dated or "")) and _tells(row, one, changed):
                plan.told.append(one.number)


def _sheet(one: SetAside) -> tuple[str, str]:
    return one.sha256, one.mistake.sheet


def _is_of_person(one: SetAside) -> bool:
    """Tell whether a place is of one row of one person, known well enough to be found again."""
    return bool(one.whose.name and len(one.whose.birth or "") == _WHOLE_DAY and one.mistake.cell) and (
        one.organization is not None and one.mistake.code not in LEAVING
    )


def _rows(tables: Sequence[TableRead]) -> Iterator[tuple[_Key, PersonRow, TableRead]]:
    for table in tables:
        kind = table.table.form.kind
        for row in table.people if kind in _ONE_ROW else ():
            name, birth = row.text("full_name"), row.text("birth_date")
            if name and birth:
                year = int(row.period[:4]) if isinstance(row, EntryRow) else None
                yield _Key(kind, year, person_key(name), birth), row, table


def _tells(row: PersonRow, one: SetAside, changed: Collection[tuple[Entity, Ref, str]]) -> bool:
    """Tell whether a row says what a place was to say: the whole row, or its fact, which the record had not otherwise."""
    entity, record, field = one.whose.entity, one.whose.record, one.whose.field
    if CAUSES[one.mistake.code].level is Level.ROW:
        return record is None
    if entity is None or record is None or not field:
        return False
    key = field.rpartition(".")[2]
    told = row.entry if isinstance(row, EntryRow) else row.values
    return told.get(key, (None, ""))[0] is not None and (entity, record, key) not in changed
