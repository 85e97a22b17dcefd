"""Apply a plan: the one door through which records change.

Everything happens in one `BEGIN IMMEDIATE` transaction: the base is compared, a backup made, numbers given,
records, sources and the log of changes written. A crash at any moment leaves the file as before or as after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import chain
from json.encoder import encode_basestring as _quote
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Ref, Scalar
from dangbo_cli.store.backup import back_up, rotate
from dangbo_cli.store.catalogue import CATALOGUE, RecordTable
from dangbo_cli.store.connection import database_path
from dangbo_cli.store.errors import StoreError, store_errors
from dangbo_cli.store.keeping import keep
from dangbo_cli.store.keys import member_keys, refresh_organizations
from dangbo_cli.store.records import read_records
from dangbo_cli.store.set_aside import close, reopen, still_open

_NOTHING = FieldChange(None, None)
_INSERT_LOG = (
    "INSERT INTO change (batch_id, entity, record_id, action, subject, subject_id, fields) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
#: Asked of every record; a member of an Enum costs ten times a name of the module.
_MEMBER, _ORGANIZATION_NAME = Entity.MEMBER, Entity.ORGANIZATION_NAME
_LOGGED_AT_ONCE = 2_000
_VALUES = 999
"""Values an INSERT, SQLite's oldest limit: as many rows at once take a third less time than one by one."""


def _json(value: Scalar) -> str:
    """Return a value as JSON, letters as they are."""
    if value is None:
        return "null"
    return _quote(value) if isinstance(value, str) else repr(value + 0)  # + 0: True is stored as 1


class PlanStale(StoreError):
    """The record changed between the making of the plan and its applying; nothing was written."""


class Who(NamedTuple):
    """The user and the machine that a batch is made by."""

    user: str
    machine: str


class Counts(NamedTuple):
    """Distinct people and organisations, each counted once in a batch; `set_aside` counts rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    set_aside: int = 0


class Applied(NamedTuple):
    """What applying did: the batch (None: nothing to change), the numbers given, the backup before it, how many places
    that imports had set aside it mended."""

    batch: int | None
    numbers: dict[Ref, int]
    backup: Path | None
    mended: int = 0


def count_plan(plan: Plan, unchanged: int = 0, set_aside: int = 0) -> Counts:
    """Count the people and organisations that a plan creates and updates (deleted ones among these)."""
    counted = {action: sum(map(len, subjects.values())) for action, subjects in plan.subjects().items()}
    return Counts(counted[Action.CREATE], counted[Action.UPDATE] + counted[Action.DELETE], unchanged, set_aside)


def newest_batch(conn: sqlite3.Connection) -> int:
    """Return the number of the newest batch, 0 where there is none: the `base` of a plan made now."""
    return int(conn.execute("SELECT coalesce(max(id), 0) FROM batch").fetchone()[0])


def apply_plan(conn: sqlite3.Connection, plan: Plan, who: Who, now: datetime, counts: Counts | None = None) -> Applied:
    """Write a plan as one batch. Nothing to change: no batch, no backup.

    `counts` are those that the batch keeps (default: counted from the plan). Raises PlanStale, Conflict,
    Locked, Unwritable, Full, Damaged; the file is then as it was.
    """
    changes = _effective(plan)
    if not changes:
        return Applied(None, {}, None)
    path = database_path(conn)
    backup: Path | None = None
    with store_errors(path):
        conn.execute("BEGIN IMMEDIATE")
        try:
            newest = newest_batch(conn)
            if newest != plan.base:
                raise _stale(f"có lần ghi số {newest} sau khi kế hoạch này được lập")
            if newest > 0 and path.name:
                backup = back_up(path, now)
            batch, numbers, mended = _write(conn, plan, changes, who, now, counts or count_plan(plan), backup)
            conn.execute("COMMIT")
        except BaseException as error:
            undone = conn.in_transaction
            if undone:
                conn.execute("ROLLBACK")
            # An interrupt can arrive just after COMMIT: then the batch stands, and its backup too.
            if backup is not None and (undone or isinstance(error, sqlite3.Error)):
                backup.unlink(missing_ok=True)
            raise
    if backup is not None:
        rotate(path, protect=backup)
    return Applied(batch, numbers, backup, mended)


def keep_set_aside(conn: sqlite3.Connection, plan: Plan, now: datetime) -> int:
    """Keep what a plan without changes set aside: no batch, and nothing new for the same files a second time. What its rows
    tell of places of other files waits no more: how many is returned."""
    told: list[int] = []

    def write() -> None:
        keep(conn, plan, now)
        told.extend(still_open(conn, plan.told))
        close(conn, told, now)

    _without_batch(conn, write)
    return len(told)


def close_set_aside(conn: sqlite3.Connection, numbers: Collection[int], now: datetime) -> None:
    """Close open places that the clerk says are done with: mended by hand, or nothing to mend."""
    _without_batch(conn, lambda: close(conn, numbers, now))


def reopen_set_aside(conn: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Let places wait again that the clerk had said were done with."""
    _without_batch(conn, lambda: reopen(conn, numbers))


def _without_batch(conn: sqlite3.Connection, write: Callable[[], object]) -> None:
    with store_errors(database_path(conn)):
        conn.execute("BEGIN IMMEDIATE")
        try:
            write()
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def _stale(reason: str) -> PlanStale:
    return PlanStale(f"Chưa ghi gì vì dữ liệu đã thay đổi: {reason}. Hãy chạy lại lệnh này.")


def _effective(plan: Plan) -> list[RecordChange]:
    """Return the changes that change something; ValueError for a plan that changes a record twice."""
    changes: list[RecordChange] = []
    create, update = Action.CREATE, Action.UPDATE
    for change in plan.changes:
        if change.action is create:
            changes.append(change)
            continue
        if change.action is update and any(f.before == f.after for f in change.fields.values()):
            fields = {name: f for name, f in change.fields.items() if f.before != f.after}
            change = replace(change, fields=fields)
        if change.fields or change.action is not update:
            changes.append(change)
    stored = [(change.entity, change.record) for change in changes if change.record > 0]  # new ones: _give_numbers
    if len(set(stored)) != len(stored):
        raise ValueError("the plan changes a record twice")
    return changes


def _write(
    conn: sqlite3.Connection,
    plan: Plan,
    changes: list[RecordChange],
    who: Who,
    now: datetime,
    counts: Counts,
    backup: Path | None,
) -> tuple[int, dict[Ref, int], int]:
    conn.execute("PRAGMA defer_foreign_keys = ON")  # the order of records inside a plan is free
    numbers = _give_numbers(conn, changes)
    batch = conn.execute(
        "INSERT INTO batch"
        " (command, user, machine, made_at, undoes, backup, created, updated, unchanged, set_aside)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            plan.command,
            who.user,
            who.machine,
            now.replace(tzinfo=None).isoformat(timespec="seconds"),
            plan.undoes,
            None if backup is None else backup.name,
            *counts,
        ),
    ).lastrowid
    if batch is None:
        raise RuntimeError("SQLite gave the batch no number")
    sources = _write_sources(conn, plan, batch, numbers)
    writer = _Writer(conn, numbers, sources, batch)
    with _indexed_last(conn, "change"):
        writer.collect(changes)
    writer.flush()
    conn.executemany(
        "INSERT INTO decision_use (decision_id, batch_id, source_id, cell) VALUES (?, ?, ?, ?)",
        [(use.decision, batch, sources[use.source], use.cell) for use in plan.used],
    )
    keep(conn, plan, now, batch, numbers)
    mended: list[int] = []
    if plan.undoes is None:
        from dangbo_cli.store.mended import find_filled, find_mended

        if plan.sources:
            mended = find_filled(conn, changes, numbers, {source.sha256 for source in plan.sources})
            mended = sorted({*mended, *still_open(conn, plan.told)})
        else:
            mended = find_mended(conn, changes, numbers)
        close(conn, mended, now, batch)
    else:
        from dangbo_cli.store.mended import find_held

        for by, held in find_held(conn, plan.undoes).items():
            close(conn, held, now, by)
    return batch, numbers, len(mended)


def _give_numbers(conn: sqlite3.Connection, changes: Iterable[RecordChange]) -> dict[Ref, int]:
    """Give each new record the next number of its table; a number once given is never given again."""
    given: dict[str, int] = dict(conn.execute("SELECT name, seq FROM sqlite_sequence"))
    numbers: dict[Ref, int] = {}
    names = {entity: table.name for entity, table in CATALOGUE.items()}
    create = Action.CREATE
    for change in changes:
        if change.action is create:
            table, ref = names[change.entity], change.record
            if ref < 0:
                if ref in numbers:
                    raise ValueError(f"the plan uses {ref} for two records")
                given[table] = numbers[ref] = given.get(table, 0) + 1
            elif ref == 0 or ref > given.get(table, 0):
                raise ValueError(f"{table} {ref} never existed and cannot come back")
    return numbers


def _write_sources(
    conn: sqlite3.Connection, plan: Plan, batch: int, numbers: dict[Ref, int]
) -> dict[int | None, int | None]:
    """Write the sheets a plan was read from; return their numbers by their index in the plan."""
    ids: dict[int | None, int | None] = {None: None}
    for index, source in enumerate(plan.sources):
        organization = source.organization
        if organization is not None and organization < 0:
            # An organisation that the plan proposed and then left aside has no number to note.
            organization = numbers.get(organization)
        ids[index] = conn.execute(
            "INSERT INTO source (batch_id, path, sha256, sheet, kind, organization_id, dated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (batch, source.path, source.sha256, source.sheet, source.kind, organization, source.dated),
        ).lastrowid
    return ids


class _Writer:
    """Gathers the rows of one plan by statement, then writes each statement with one `executemany`.

    The log's JSON is put together field by field: half the time of `json.dumps` on a dictionary a record; and it is
    written by the thousand while it is put together, for the record of 5,200 people is several MiB of it.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        numbers: dict[Ref, int],
        sources: dict[int | None, int | None],
        batch: int,
    ) -> None:
        self.conn = conn
        self.numbers = numbers
        self.sources = {index: _json(number) for index, number in sources.items()}
        self.batch = batch
        self.inserts: dict[Entity, list[tuple[Scalar, ...]]] = {}
        self.updates: dict[tuple[Entity, tuple[str, ...]], list[tuple[Scalar, ...]]] = {}
        self.deletes: dict[Entity, list[tuple[int]]] = {}
        self.log: list[tuple[Scalar, ...]] = []
        self.renamed: set[int] = set()
        self.freed: dict[tuple[Entity, str], dict[Scalar, int]] = {}
        self.taken: dict[tuple[Entity, str], set[Scalar]] = {}

    def collect(self, changes: list[RecordChange]) -> None:
        """Turn changes into rows, with real numbers for what they refer to; verify what they start from."""
        stored = read_records(self.conn, ((c.entity, c.record) for c in changes if c.record > 0))
        handlers: dict[Action, tuple[str, Callable[..., list[str]]]] = {
            Action.CREATE: (Action.CREATE.value, self._create),
            Action.UPDATE: (Action.UPDATE.value, self._update),
            Action.DELETE: (Action.DELETE.value, self._delete),
        }
        numbers = self.numbers
        for change in changes:
            table, record, owner = CATALOGUE[change.entity], change.record, change.subject_record
            number = record if record > 0 else numbers[record]
            subject = CATALOGUE[change.subject].name
            subject_number = owner if owner > 0 else numbers[owner]
            action, handle = handlers[change.action]
            before = stored.get((change.entity, number)) if record > 0 else None
            logged = ",".join(handle(change, table, number, before))
            self.log.append((self.batch, table.name, number, action, subject, subject_number, f"{{{logged}}}"))
            if len(self.log) == _LOGGED_AT_ONCE:
                self._write_log()
        self._write_log()

    def _write_log(self) -> None:
        _insert_many(self.conn, _INSERT_LOG, self.log)
        self.log.clear()

    def flush(self) -> None:
        """Write the rows: what goes first makes room for what comes."""
        for entity, gone in self.deletes.items():
            self.conn.executemany(CATALOGUE[entity].delete, gone)
        self._make_room()
        for (entity, columns), changed in self.updates.items():
            self.conn.executemany(CATALOGUE[entity].update(columns), changed)
        for entity, table in CATALOGUE.items():
            if entity in self.inserts:
                _insert_records(self.conn, table, self.inserts[entity])
        refresh_organizations(self.conn, self.renamed)

    def _create(
        self, change: RecordChange, table: RecordTable, number: int, stored: dict[str, Scalar] | None
    ) -> list[str]:
        if stored is not None:
            raise _stale(f"bản ghi số {number} đã có lại")
        places, references = table.places, table.references
        row: list[Scalar] = [None] * len(places)
        logged: list[str] = []
        sources = self.sources
        for name, (_, after, source, cell) in change.fields.items():
            if isinstance(after, str):
                value = _quote(after)
            elif after is None:
                continue
            else:
                if after < 0 and name in references and isinstance(after, int):
                    after = self.numbers[after]
                value = _json(after)
            try:
                row[places[name]] = after
            except KeyError:
                raise ValueError(f"{table.name} has no such columns: {sorted(change.fields)}") from None
            logged.append(f'"{name}":[null,{value},{sources[source]},{_quote(cell)}]')
        derived: tuple[Scalar, ...] = (None,) * len(table.derived)
        if change.entity is _MEMBER:
            derived = member_keys(str(row[places["full_name"]]))
        elif change.entity is _ORGANIZATION_NAME:
            self._rename(row[places["organization_id"]])
        self.inserts.setdefault(change.entity, []).append((number, *row, *derived))
        return logged

    def _update(
        self, change: RecordChange, table: RecordTable, number: int, stored: dict[str, Scalar] | None
    ) -> list[str]:
        if stored is None:
            raise _stale(f"bản ghi số {number} không còn nữa")
        row: dict[str, Scalar] = {}
        logged: list[str] = []
        for name, (before, after, source, cell) in change.fields.items():
            if name in table.references and isinstance(after, int) and after < 0:
                after = self.numbers[after]
            if stored[name] != before:
                raise _stale(f"bản ghi số {number} không còn giá trị cũ")
            row[name] = after
            logged.append(f'"{name}":[{_json(before)},{_json(after)},{self.sources[source]},{_quote(cell)}]')
            if name in table.unique:
                if before is not None:
                    self.freed.setdefault((change.entity, name), {})[before] = number
                self.taken.setdefault((change.entity, name), set()).add(after)
        if change.entity is Entity.ORGANIZATION_NAME:
            self._rename(stored["organization_id"])
        if change.entity is Entity.MEMBER and "full_name" in row:
            row["name_key"], row["sort_key"] = member_keys(str(row["full_name"]))
        self.updates.setdefault((change.entity, tuple(row)), []).append((*row.values(), number))
        return logged

    def _delete(
        self, change: RecordChange, table: RecordTable, number: int, stored: dict[str, Scalar] | None
    ) -> list[str]:
        if stored is None or any(stored[name] != f.before for name, f in change.fields.items()):
            raise _stale(f"bản ghi số {number} đã được sửa hoặc không còn nữa")
        if change.entity is Entity.ORGANIZATION_NAME:
            self._rename(stored["organization_id"])
        self.deletes.setdefault(change.entity, []).append((number,))
        # The log keeps all that stood, whatever the plan listed, so that the record can come back whole.
        logged: list[str] = []
        for name, value in stored.items():
            if value is not None:
                _, _, source, cell = change.fields.get(name, _NOTHING)
                logged.append(f'"{name}":[{_json(value)},null,{self.sources[source]},{_quote(cell)}]')
        return logged

    def _rename(self, organization: Scalar) -> None:
        if isinstance(organization, int):
            self.renamed.add(organization)

    def _make_room(self) -> None:
        """Empty the unique values that pass from one record of the plan to another (two cards swapped)."""
        for (entity, column), freed in self.freed.items():
            at = CATALOGUE[entity].places[column] + 1
            taken = self.taken.get((entity, column), set()).union(row[at] for row in self.inserts.get(entity, ()))
            passed = freed.keys() & taken
            self.conn.executemany(CATALOGUE[entity].update((column,)), [(None, freed[value]) for value in passed])


@contextmanager
def _indexed_last(conn: sqlite3.Connection, table: str) -> Iterator[None]:
    """While a table that holds nothing yet is filled, its indexes are away: made at once of all rows they cost a third
    of what they do row by row."""
    indexes: list[tuple[str, str]] = []
    if conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None:
        indexes = conn.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
        ).fetchall()
    for name, _ in indexes:
        conn.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        conn.execute(sql)


def _insert_records(conn: sqlite3.Connection, table: RecordTable, rows: list[tuple[Scalar, ...]]) -> None:
    """Insert rows of a table, naming only the columns that some of them fill: half of a member's are empty, and each
    costs as much as a full one."""
    filled = [place for place, column in enumerate(zip(*rows, strict=True)) if column.count(None) < len(column)]
    if len(filled) < 2 or len(filled) == len(rows[0]):
        _insert_many(conn, table.insert(), rows)
    else:
        of_row = itemgetter(*filled)
        _insert_many(conn, table.insert(filled), [of_row(row) for row in rows])


def _insert_many(conn: sqlite3.Connection, insert: str, rows: list[tuple[Scalar, ...]]) -> None:
    """Insert rows by the statement of one row, as many at a time as a statement takes."""
    row = insert[insert.rindex("(") :]
    at_once = _VALUES // row.count("?")
    whole = len(rows) - len(rows) % at_once
    grouped = (tuple(chain.from_iterable(rows[i : i + at_once])) for i in range(0, whole, at_once))
    conn.executemany(insert + f", {row}" * (at_once - 1), grouped)
    conn.executemany(insert, rows[whole:])
