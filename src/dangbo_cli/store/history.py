"""Read the log: batches, what each changed, where a value came from, and which batches stand.

A batch that an undo took back, and that undo, cancel out: for «who wrote this value last» neither counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from dangbo_cli.domain.agreement import contradict
from dangbo_cli.domain.change import Action, Entity, Scalar


class Batch(NamedTuple):
    """One batch. `made_at` is local ISO time; `undone_by` the batch whose undo of it stands, if any."""

    number: int
    command: str
    user: str
    machine: str
    made_at: str
    undoes: int | None
    backup: str | None
    created: int
    updated: int
    unchanged: int
    set_aside: int
    undone_by: int | None


class LoggedField(NamedTuple):
    """One field of a logged change; `source` is the number of a `source` row."""

    before: Scalar
    after: Scalar
    source: int | None
    cell: str


class LoggedChange(NamedTuple):
    """One logged change of one record."""

    batch: int
    entity: Entity
    record: int
    action: Action
    subject: Entity
    subject_record: int
    fields: dict[str, LoggedField]


class Writer(NamedTuple):
    """Who wrote a value last: `date` is the sheet's date, else the day its bytes were first imported, else
    the day of the batch (an edit by hand)."""

    date: str
    batch: int
    source: int | None
    cell: str


_LOGGED = "SELECT batch_id, entity, record_id, action, subject, subject_id, fields FROM change"


def standing_undos(conn: sqlite3.Connection) -> dict[int, int]:
    """Return, for each batch that is taken back, the batch whose undo of it stands."""
    undone: dict[int, int] = {}
    for number, undoes in conn.execute("SELECT id, undoes FROM batch WHERE undoes IS NOT NULL ORDER BY id DESC"):
        if number not in undone:  # an undo that was itself taken back undoes nothing
            undone[undoes] = number
    return undone


def undone_files(conn: sqlite3.Connection) -> set[str]:
    """Return the SHA-256 of the files that were imported and of which every import is taken back."""
    if not (undone := standing_undos(conn)):
        return set()
    stands: dict[str, bool] = {}
    for batch, sha256 in conn.execute("SELECT DISTINCT batch_id, sha256 FROM source"):
        stands[sha256] = stands.get(sha256, False) or batch not in undone
    return {sha256 for sha256, standing in stands.items() if not standing}


def cancelled_batches(conn: sqlite3.Connection, after: int = 0) -> set[int]:
    """Return the batches later than `after` that cancel out in pairs: a batch and its undo, both later."""
    cancelled: set[int] = set()
    rows = conn.execute("SELECT id, undoes FROM batch WHERE undoes > ? ORDER BY id DESC", (after,))
    for number, undoes in rows:
        if number not in cancelled:
            cancelled.update((number, undoes))
    return cancelled


def list_batches(conn: sqlite3.Connection) -> list[Batch]:
    """Return all batches, newest first."""
    undone = standing_undos(conn)
    rows = conn.execute(
        "SELECT id, command, user, machine, made_at, undoes, backup, created, updated, unchanged, set_aside"
        " FROM batch ORDER BY id DESC"
    )
    return [Batch(*(*row, undone.get(row[0]))) for row in rows]


def logged_changes(conn: sqlite3.Connection, batch: int | None = None) -> Iterator[LoggedChange]:
    """Yield the changes of one batch (None: of all batches) in the order in which they were logged."""
    if batch is None:
        rows = conn.execute(f"{_LOGGED} ORDER BY id")
    else:
        rows = conn.execute(f"{_LOGGED} WHERE batch_id = ? ORDER BY id", (batch,))
    for row in rows:
        yield read_logged(row)


def read_logged(row: tuple[int, str, int, str, str, int, str]) -> LoggedChange:
    """Return a row of `change` (without its id) as a value."""
    batch, entity, record, action, subject, subject_record, fields = row
    return LoggedChange(
        batch,
        Entity(entity),
        record,
        Action(action),
        Entity(subject),
        subject_record,
        {name: LoggedField(*values) for name, values in json.loads(fields).items()},
    )


def first_seen(conn: sqlite3.Connection, sha256: str) -> tuple[str, int] | None:
    """Return the day (ISO) and the batch at which a file's bytes were first imported, None where never."""
    row = conn.execute(
        "SELECT substr(b.made_at, 1, 10), b.id FROM source s JOIN batch b ON b.id = s.batch_id"
        " WHERE s.sha256 = ? ORDER BY b.id LIMIT 1",
        (sha256,),
    ).fetchone()
    return None if row is None else (row[0], row[1])


class Seen(NamedTuple):
    """One import of a file's bytes: the day (ISO), the batch, the path they came under."""

    day: str
    batch: int
    path: str


def seen_as(conn: sqlite3.Connection, sha256: str) -> list[Seen]:
    """Return every import of a file's bytes, the first first."""
    rows = conn.execute(
        "SELECT DISTINCT substr(b.made_at, 1, 10), b.id, s.path FROM source s JOIN batch b ON b.id = s.batch_id"
        " WHERE s.sha256 = ? ORDER BY b.id, s.path",
        (sha256,),
    )
    return [Seen(*row) for row in rows]


_OF_RECORDS = "SELECT id FROM change WHERE entity = ?1 AND record_id IN (SELECT value FROM json_each(?2))"
#: The removals of members who were merged into those records.
_MERGED = """ UNION SELECT id FROM change WHERE subject = 'member' AND subject_id IN (SELECT value FROM json_each(?2))
    AND entity = 'member' AND action = 'delete' AND record_id <> subject_id"""


def last_writer(conn: sqlite3.Connection, entity: Entity, record: int, field: str) -> Writer | None:
    """Return who wrote the value that a field holds now, None where nobody wrote it."""
    return last_writers(conn, entity, [record]).get(record, {}).get(field)


def last_writers(conn: sqlite3.Connection, entity: Entity, records: Collection[int]) -> dict[int, dict[str, Writer]]:
    """Return for a set of records who wrote each field last: {record: {field: writer}}.

    A field that was never written, or whose record is gone, is not there. A value that a merger kept where the record that
    went said something else was chosen then, as if by hand.
    """
    dates = _source_dates(conn)
    days: dict[int, str] = dict(conn.execute("SELECT id, substr(made_at, 1, 10) FROM batch"))
    cancelled = cancelled_batches(conn)
    writers: dict[int, dict[str, Writer]] = {}
    values: dict[int, dict[str, Scalar]] = {}
    wanted = _OF_RECORDS + (_MERGED if entity is Entity.MEMBER else "")
    rows = conn.execute(
        f"SELECT record_id, subject_id, batch_id, action, fields FROM change WHERE id IN ({wanted}) ORDER BY id",
        (entity.value, json.dumps(list(records))),
    )
    for record, subject, batch, action, fields in rows:
        if batch in cancelled:
            continue
        if action == Action.DELETE.value:
            writers.pop(record, None)
            if entity is Entity.MEMBER and subject in writers:
                for name, (gone, *_) in json.loads(fields).items():
                    if contradict(name, values[subject].get(name), gone):
                        writers[subject][name] = Writer(days[batch], batch, None, "")
            continue
        of_record, told = writers.setdefault(record, {}), values.setdefault(record, {})
        for name, (_, after, source, cell) in json.loads(fields).items():
            date = days[batch] if source is None else dates[source]
            of_record[name] = Writer(date, batch, source, cell)
            told[name] = after
    return writers


def _source_dates(conn: sqlite3.Connection) -> dict[int, str]:
    """Return the date of every source: its own, else the day its bytes were first imported."""
    return dict(
        conn.execute(
            "SELECT s.id, coalesce(s.dated, substr(b.made_at, 1, 10)) FROM source s"
            " JOIN (SELECT sha256, min(batch_id) AS first FROM source GROUP BY sha256) f"
            " ON f.sha256 = s.sha256"
            " JOIN batch b ON b.id = f.first"
        )
    )


class Merger(NamedTuple):
    """Into whom a member was merged, and by which batch."""

    into: int
    batch: int


def merged_into(conn: sqlite3.Connection, member: int) -> Merger | None:
    """Return into whom a member who is gone was merged, None where she was not.

    A merger writes the removal of one record into the history of the other: no table of its own is needed, and
    undoing it takes this answer back, too.
    """
    rows = conn.execute(
        "SELECT subject_id, batch_id FROM change WHERE entity = 'member' AND record_id = ? AND action = 'delete'"
        " AND subject_id <> record_id ORDER BY id DESC",
        (member,),
    ).fetchall()
    if not rows or conn.execute("SELECT 1 FROM member WHERE id = ?", (member,)).fetchone():
        return None
    cancelled = cancelled_batches(conn)
    return next((Merger(into, batch) for into, batch in rows if batch not in cancelled), None)


def merged_from(conn: sqlite3.Connection, member: int) -> list[int]:
    """Return everybody who was merged into a member, also by way of another, in the order of their numbers."""
    found: set[int] = set()
    waiting = [member]
    while waiting:
        rows = conn.execute(
            "SELECT record_id FROM change WHERE subject = 'member' AND subject_id = ? AND entity = 'member'"
            " AND action = 'delete' AND record_id <> subject_id",
            (waiting.pop(),),
        )
        gone = {row[0] for row in rows if row[0] not in found and merged_into(conn, row[0]) is not None}
        found |= gone
        waiting.extend(gone)
    return sorted(found)
