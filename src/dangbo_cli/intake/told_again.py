"""Which places that wait in other files are told by the rows of this call: the right file came under another name.

Only what is certain: the same person by name and whole birth, once in this call and once in the sheet that waits; a sheet
of the same kind and unit, of the year that the place is of, not older; her row without any problem, telling all that the
place was to tell. What a place says of another year must be told in the same words. A fact that the record had otherwise
waits on, unless a sheet that is certainly not older now has what the record has; what a sheet said of somebody's leaving
always does.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangbo_cli.domain.change import Action, Entity, Plan, Ref
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.partial_dates import WHOLE_DAY
from dangbo_cli.domain.problem import CAUSES, Level
from dangbo_cli.intake.deciding.winning import DIFFERS_FROM_RECORD
from dangbo_cli.intake.entries.levels import LEVEL_OF_ANOTHER_YEAR, shown
from dangbo_cli.intake.entries.parts import PARTS
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import PersonRow, ReadValue
from dangbo_cli.sheets.address import split_address
from dangbo_cli.store.entered import PLACE
from dangbo_cli.store.mended import LEAVING
from dangbo_cli.store.set_aside import SetAside, read_open
from dangbo_cli.vietnamese.names import person_key

_MEMBERS = "dang-vien"
#: Kinds of which one person has one row, or one a year.
_ONE_ROW = (_MEMBERS, "xep-loai", "cam-ket")
_OF_YEAR = re.compile(r"(?:rating|pledge)\.(\d{4})\.")


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
        year = _year(conn, one)
        if one.kind in _ONE_ROW and (one.kind == _MEMBERS) is (year is None):
            asked[_Key(one.kind, year, person_key(one.whose.name or ""), one.whose.birth or "")].append(one)
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
        unit, dated = directory.grassroots(row.organization), table.title.dated or ""
        for one in asked[key]:
            lines = {split_address(other.mistake.cell)[0] for other in asked[key] if _sheet(other) == _sheet(one)}
            known = one.organization in directory.nodes and directory.grassroots(one.organization or 0) == unit
            older = bool(dated) and dated < (one.dated or "") and one.mistake.code != LEVEL_OF_ANOTHER_YEAR
            if one.mistake.code == DIFFERS_FROM_RECORD:
                older = not (dated and one.dated) or older  # which of the two is right only a newer sheet says
            if known and len(lines) == 1 and not older and _tells(row, one, changed):
                plan.told.append(one.number)


def _sheet(one: SetAside) -> tuple[str, str]:
    return one.sha256, one.mistake.sheet


def _is_of_person(one: SetAside) -> bool:
    """Tell whether a place is of one row of one person, known well enough to be found again."""
    return bool(one.whose.name and len(one.whose.birth or "") == WHOLE_DAY and one.mistake.cell) and (
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


def _year(conn: sqlite3.Connection, one: SetAside) -> int | None:
    """Return the year of the year's work that a place tells something of, None where it is of none or nobody knows."""
    entity, record, field = one.whose.entity, one.whose.record, one.whose.field
    if one.kind == _MEMBERS:
        return one.year
    if found := _OF_YEAR.match(field or ""):
        return int(found[1])
    if entity is not Entity.PLEDGE or record is None:
        return None
    held = conn.execute("SELECT period FROM pledge WHERE id = ?", (record,)).fetchone()
    return None if held is None else int(held[0][:4])


def _tells(row: PersonRow, one: SetAside, changed: Collection[tuple[Entity, Ref, str]]) -> bool:
    """Tell whether a row says what a place was to say: all of a row, or its fact, which the record had not otherwise."""
    entity, record, field = one.whose.entity, one.whose.record, one.whose.field
    told = (key.partition("=")[0].rpartition(".")[2] for key in (field or "").split(" "))
    keys = [key for key in told if key != PLACE]
    if CAUSES[one.mistake.code].level is Level.ROW:
        return record is None and field is not None and all(not key or _has(row, key) for key in keys)
    if entity is None or record is None or not field or not _has(row, keys[0]) or len(keys) > 1:
        return False
    if one.mistake.code == LEVEL_OF_ANOTHER_YEAR and one.mistake.value != shown(_of(row)[keys[0]][0]):
        return False
    return (entity, record, keys[0]) not in changed


def _of(row: PersonRow) -> Mapping[str, ReadValue]:
    return row.entry if isinstance(row, EntryRow) else row.values


def _has(row: PersonRow, key: str) -> bool:
    """Tell whether a row gives a fact a value; what it says of the parts of an entry, one by one, is taken together."""
    if isinstance(row, EntryRow) and key in PARTS:
        return bool(row.parts)
    told = _of(row)
    if key in STAGES.values() and "not_rated_reason" in told:  # she is not rated, at no stage
        return True
    return told.get(key, (None, ""))[0] is not None
