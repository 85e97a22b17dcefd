"""What was decided of something that is not there now: a field that was emptied by hand, a dated row that ended or was
taken out. That nothing stands is the record's word, too, and as new as the day on which it was said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import cancelled_batches, last_writer, last_writers

#: Nothing written over something, by no sheet: an empty cell never erases.
_EMPTIED = "SELECT entity, record_id, fields FROM change WHERE action = 'update' AND fields LIKE '%,null,null,\"\"]%'"


def emptied_fields(conn: sqlite3.Connection) -> set[tuple[str, int, str]]:
    """Return (table, record, field) of all that was ever emptied by hand, filled again or not."""
    return {
        (entity, record, name)
        for entity, record, fields in conn.execute(_EMPTIED)
        for name, (before, after, *_) in json.loads(fields).items()
        if after is None and before is not None
    }


def with_ended_rows(conn: sqlite3.Connection, entity: Entity) -> set[int]:
    """Return the members of whom a row of a table has ended or was taken out."""
    gone = "SELECT subject_id FROM change WHERE entity = ? AND action = 'delete' AND subject = 'member'"
    if "valid_to" in CATALOGUE[entity].columns:
        gone += f" UNION SELECT member_id FROM {entity.value} WHERE valid_to IS NOT NULL"
    return {member for (member,) in conn.execute(gone, (entity.value,))}


def replaced_by_hand(conn: sqlite3.Connection, entity: Entity, record: int, field: str) -> tuple[Scalar, int] | None:
    """Return the value that somebody replaced by hand with the one that a field holds now, and the batch that did; None where
    no hand wrote it, or over nothing."""
    writer = last_writer(conn, entity, record, field)
    if writer is None or writer.source is not None:
        return None
    rows = conn.execute(
        "SELECT fields FROM change WHERE batch_id = ? AND entity = ? AND record_id = ? AND action = 'update'",
        (writer.batch, entity.value, record),
    )
    before = next((told[0] for (fields,) in rows if (told := json.loads(fields).get(field)) is not None), None)
    return None if before is None else (before, writer.batch)


def last_decided(
    conn: sqlite3.Connection, entity: Entity, member: int, field: str, sphere: str | None = None
) -> tuple[str, int] | None:
    """Return the day (ISO) and the batch by which it was last decided what a dated table says of a member (`field` tells
    it; of positions those of one `sphere`), None where it never was.

    A row that begins or ends on a day after that on which it was written is decided as of that day.
    """
    of_sphere = {} if sphere is None else {"sphere": sphere}
    where = " AND ".join(f"{name} = ?" for name in ("member_id", *of_sphere))
    rows = conn.execute(
        f"SELECT id, valid_from, valid_to FROM {entity.value} WHERE {where}", (member, *of_sphere.values())
    ).fetchall()
    writers = last_writers(conn, entity, [row for row, *_ in rows])
    orders = [
        (max(writer.date, day or ""), writer.batch)
        for row, begins, ends in rows
        for name, day in ((field, begins), ("valid_to", ends))
        if (writer := writers.get(row, {}).get(name)) is not None
    ]
    if (gone := taken_out(conn, entity, member, of_sphere)) is not None:
        orders.append(gone)
    return max(orders, default=None)


def taken_out(conn: sqlite3.Connection, entity: Entity, member: int, said: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the day (ISO) and the batch by which a row of a member that `said` these things was last taken out, None where
    none was; those of a record that was merged into hers were not hers."""
    wanted = {"member_id": member, **said}.items()
    hers = _deleted(conn, "c.subject = 'member' AND c.subject_id = ? AND c.entity = ?", (member, entity.value))
    return next(((day, batch) for _, was, day, batch in hers if wanted <= was.items()), None)


def removed_records(
    conn: sqlite3.Connection, entities: Iterable[Entity]
) -> dict[Entity, list[tuple[dict[str, Scalar], str, int]]]:
    """Return what was taken out of some tables: the columns it had, the day (ISO) and the batch, the last first. What an
    undo took out, and what an undo brought back, was not."""
    found: dict[Entity, list[tuple[dict[str, Scalar], str, int]]] = {}
    names = [entity.value for entity in entities]
    where = f"c.entity IN ({', '.join('?' * len(names))}) AND b.undoes IS NULL"
    for entity, was, day, batch in _deleted(conn, where, names):
        found.setdefault(entity, []).append((was, day, batch))
    return found


def _deleted(
    conn: sqlite3.Connection, where: str, values: Sequence[str | int]
) -> Iterator[tuple[Entity, dict[str, Scalar], str, int]]:
    """Yield what batches that stand took out: the table, the columns it had, the day (ISO) and the batch, the last first."""
    rows = conn.execute(
        "SELECT c.entity, c.batch_id, substr(b.made_at, 1, 10), c.fields FROM change c JOIN batch b ON b.id = c.batch_id"
        f" WHERE c.action = 'delete' AND {where} ORDER BY c.id DESC",
        values,
    ).fetchall()
    cancelled = cancelled_batches(conn) if rows else set()
    for entity, batch, day, fields in rows:
        if batch not in cancelled:
            yield Entity(entity), {name: before for name, (before, *_) in json.loads(fields).items()}, day, batch
