"""Plan the undo of a batch: its inverse, as a batch of its own.

The inverse is made from the log and compared with what stands. It is refused, with the records named,
where something later rests on what would go. Undoing an undo does the batch again, under the same numbers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Scalar
from dangbo_cli.store.apply import Who, apply_plan, newest_batch
from dangbo_cli.store.catalogue import CATALOGUE, referrers
from dangbo_cli.store.errors import StoreError
from dangbo_cli.store.history import (
    LoggedChange,
    cancelled_batches,
    logged_changes,
    read_logged,
    standing_undos,
)
from dangbo_cli.store.labels import column_label, describe_record, describe_subject
from dangbo_cli.store.rating_years import closed_years, is_closed
from dangbo_cli.store.records import Records, read_records

_INVERSE = {
    Action.CREATE: Action.DELETE,
    Action.UPDATE: Action.UPDATE,
    Action.DELETE: Action.CREATE,
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One record that keeps a batch from being undone, and the later batch behind it (None: unknown)."""

    entity: Entity
    record: int
    batch: int | None
    words: str


class UndoRefused(Exception):
    """A batch cannot be taken back; `message` says why and what to do, with one of the `records` in the way as an
    example; they are all there for who wants to see each."""

    def __init__(self, message: str, records: Iterable[Obstacle] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.records = list(records)


class NoSuchBatch(UndoRefused):
    """There is no batch of that number."""


class AlreadyUndone(UndoRefused):
    """The batch is taken back already, by the batch `undone_by`."""

    def __init__(self, message: str, undone_by: int) -> None:
        super().__init__(message)
        self.undone_by = undone_by


def plan_undo(conn: sqlite3.Connection, batch: int) -> Plan:
    """Return the plan that takes a batch back. Raises UndoRefused; reads only."""
    if conn.execute("SELECT 1 FROM batch WHERE id = ?", (batch,)).fetchone() is None:
        raise NoSuchBatch(f"Không có lần nhập số {batch}. Xem các lần đã nhập bằng «dangbo lan-nhap ds».")
    undone_by = standing_undos(conn).get(batch)
    if undone_by is not None:
        raise AlreadyUndone(
            f"Lần nhập số {batch} đã được hoàn tác bởi lần số {undone_by}. "
            f"Muốn làm lại, hãy hoàn tác lần số {undone_by}: «dangbo lan-nhap hoan-tac {undone_by}».",
            undone_by,
        )
    changes = list(logged_changes(conn, batch))
    plan = _inverse_plan(conn, batch, changes)
    stored = read_records(conn, ((change.entity, change.record) for change in changes))
    obstacles = _unique_obstacles(_changed_later(conn, batch, changes))
    if not obstacles:
        _refuse_closed_years(conn, batch, changes, stored)
        obstacles = _obstacles(conn, batch, changes, plan)
    if obstacles:
        raise _refusal(conn, batch, obstacles)
    _require_agreement(conn, batch, changes, stored)
    return plan


def _inverse_plan(conn: sqlite3.Connection, batch: int, changes: list[LoggedChange]) -> Plan:
    return Plan(
        command=f"lan-nhap hoan-tac {batch}",
        base=newest_batch(conn),
        changes=[_inverse(change) for change in reversed(changes)],
        undoes=batch,
    )


def _inverse(change: LoggedChange) -> RecordChange:
    return RecordChange(
        change.entity,
        change.record,
        _INVERSE[change.action],
        change.subject,
        change.subject_record,
        {name: FieldChange(f.after, f.before) for name, f in change.fields.items()},
    )


def _obstacles(conn: sqlite3.Connection, batch: int, changes: list[LoggedChange], plan: Plan) -> list[Obstacle]:
    """Return what keeps a batch from being taken back as the record stands: the first sort of obstacle that there is."""
    sources = (
        lambda: _changed_later(conn, batch, changes),
        lambda: _refer_to_removed(conn, changes),
        lambda: _refer_to_missing(conn, plan),
        lambda: _values_taken(conn, plan),
    )
    return next((found for source in sources if (found := _unique_obstacles(source()))), [])


def _refusal(conn: sqlite3.Connection, batch: int, obstacles: list[Obstacle]) -> UndoRefused:
    later = _in_the_way(conn, batch)
    if later:
        numbers = ", ".join(str(number) for number in sorted(later, reverse=True))
        advice = f"Hãy hoàn tác trước các lần sau, từ mới đến cũ: {numbers}."
    else:
        advice = "Hãy sửa các bản ghi ấy trước, rồi hoàn tác lại."
    first = obstacles[0].words
    why = first if len(obstacles) == 1 else f"vướng {len(obstacles)} bản ghi, như {first}"
    return UndoRefused(f"Không hoàn tác được lần nhập số {batch}: {why}. {advice}", obstacles)


def _in_the_way(conn: sqlite3.Connection, batch: int) -> set[int]:
    """Return all later batches that are to be taken back before this one: those in its way, those in the way of those,
    and those whose records come back when others are taken back. It is tried on a copy in memory."""
    newest, needed, waiting = newest_batch(conn), set[int](), [batch]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as trial:
        conn.backup(trial)
        while True:
            number = waiting[-1]
            changes = list(logged_changes(trial, number))
            plan = _inverse_plan(trial, number, changes)
            found = {one.batch for one in _obstacles(trial, number, changes, plan) if one.batch is not None}
            if found & {*needed, *waiting} or max(found, default=0) > newest:
                break  # one that was taken back is in the way still: no order of undoing helps
            if found:
                waiting.append(max(found))
                continue
            if number == batch:
                break
            try:
                apply_plan(trial, plan, Who("", ""), datetime.now())
            except (StoreError, sqlite3.Error):  # something else is wrong with it: its own refusal will say what
                break
            needed.add(waiting.pop())
    return {*needed, *waiting} - {batch}


def _refuse_closed_years(
    conn: sqlite3.Connection, batch: int, changes: Iterable[LoggedChange], stored: Records
) -> None:
    """A rating of a closed year is not taken back either."""
    closed = closed_years(conn)
    for change in changes if closed else ():
        if change.entity is not Entity.RATING:
            continue
        known = stored.get((change.entity, change.record)) or {name: f.before for name, f in change.fields.items()}
        if is_closed(closed, known.get("period")):
            year = str(known["period"])[:4]
            raise UndoRefused(
                f"Không hoàn tác được lần nhập số {batch}: lần ấy ghi xếp loại năm {year}, mà năm ấy đã chốt. Hãy mở lại "
                f"trước: «dangbo xep-loai mo-lai {year} --ly-do …»."
            )


def _unique_obstacles(obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    """Keep one obstacle a record, the newest batch of each, in the order of their records."""
    newest: dict[tuple[Entity, int], Obstacle] = {}
    for obstacle in obstacles:
        key = (obstacle.entity, obstacle.record)
        known = newest.get(key)
        if known is None or (obstacle.batch or 0) >= (known.batch or 0):
            newest[key] = obstacle
    return list(newest.values())


def _changed_later(conn: sqlite3.Connection, batch: int, changes: list[LoggedChange]) -> Iterator[Obstacle]:
    """Yield records of this batch whose fields a later batch, which still stands, wrote or removed."""
    cancelled = cancelled_batches(conn, after=batch)
    ours = {(change.entity, change.record): change for change in changes}
    rows = conn.execute(
        "SELECT l.batch_id, l.entity, l.record_id, l.action, l.subject, l.subject_id, l.fields"
        " FROM change l WHERE l.batch_id > ? AND EXISTS (SELECT 1 FROM change c"
        " WHERE c.batch_id = ? AND c.entity = l.entity AND c.record_id = l.record_id) ORDER BY l.id",
        (batch, batch),
    )
    for row in rows:
        if row[0] in cancelled:
            continue
        later = read_logged(row)
        change = ours[later.entity, later.record]
        shared = [name for name in later.fields if name in change.fields]
        if change.action is Action.UPDATE and later.action is Action.UPDATE and not shared:
            continue
        words = describe_record(conn, later.entity, later.record, later.subject, later.subject_record)
        if later.action is Action.DELETE:
            what = f"{words} đã bị xóa ở lần số {later.batch}"
        else:
            fields = ", ".join(f"«{column_label(name, later.entity)}»" for name in (shared or later.fields))
            what = f"{words} đã được ghi thêm hoặc sửa ({fields}) ở lần số {later.batch}"
        yield Obstacle(later.entity, later.record, later.batch, what)


def _refer_to_removed(conn: sqlite3.Connection, changes: list[LoggedChange]) -> Iterator[Obstacle]:
    """Yield records that refer to one this batch created and that the undo would leave behind."""
    created: dict[Entity, list[int]] = {}
    removed: set[tuple[Entity, int]] = set()
    put_back: set[tuple[Entity, int, str]] = set()
    for change in changes:
        if change.action is Action.CREATE:
            created.setdefault(change.entity, []).append(change.record)
            removed.add((change.entity, change.record))
        elif change.action is Action.UPDATE:
            put_back.update((change.entity, change.record, name) for name in change.fields)
    for entity, numbers in created.items():
        for table, column in referrers(entity):
            rows = conn.execute(
                f"SELECT id, {column} FROM {table.entity.value}"
                f" WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(numbers),),
            )
            for record, target in rows:
                if (table.entity, record) in removed or (table.entity, record, column) in put_back:
                    continue
                writer, words = _last_change(conn, table.entity, record, column)
                where = "" if writer is None else f", ghi ở lần số {writer}"
                named = describe_subject(conn, entity, target)
                what = "" if words.endswith(f" của {named}") else f", có nêu {named}"
                yield Obstacle(table.entity, record, writer, f"{words}{where}{what}")


def _refer_to_missing(conn: sqlite3.Connection, plan: Plan) -> Iterator[Obstacle]:
    """Yield records that the undo would bring back to refer to one that is gone since."""
    back = {(c.entity, c.record) for c in plan.changes if c.action is Action.CREATE}
    wanted: dict[Entity, dict[int, RecordChange]] = {}
    for change in plan.changes:
        for name, target in CATALOGUE[change.entity].references.items():
            value = change.fields[name].after if name in change.fields else None
            if isinstance(value, int) and (target, value) not in back:
                wanted.setdefault(target, {})[value] = change
    for target, changes in wanted.items():
        numbers = json.dumps(list(changes))
        present = {
            row[0]
            for row in conn.execute(
                f"SELECT id FROM {target.value} WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
            )
        }
        for number in changes.keys() - present:
            remover, _ = _last_change(conn, target, number)
            change = changes[number]
            words = describe_record(conn, change.entity, change.record, change.subject, change.subject_record)
            gone = describe_subject(conn, target, number)
            yield Obstacle(target, number, remover, f"{words} cần {gone}, đã bị xóa ở lần số {remover}")


def _values_taken(conn: sqlite3.Connection, plan: Plan) -> Iterator[Obstacle]:
    """Yield records that hold, by a later batch, a number which the undo would give back to another."""
    ours = {(c.entity, c.record, name) for c in plan.changes for name in c.fields}
    wanted: dict[tuple[Entity, str], list[Scalar]] = {}
    for change in plan.changes:
        for column in CATALOGUE[change.entity].unique:
            value = change.fields[column].after if column in change.fields else None
            if value is not None:
                wanted.setdefault((change.entity, column), []).append(value)
    for (entity, column), values in wanted.items():
        rows = conn.execute(
            f"SELECT id, {column} FROM {entity.value} WHERE {column} IN (SELECT value FROM json_each(?))",
            (json.dumps(values),),
        )
        for record, value in rows:
            if (entity, record, column) not in ours:
                writer, words = _last_change(conn, entity, record, column)
                label = column_label(column, entity)
                yield Obstacle(entity, record, writer, f"«{label}» {value} nay là của {words} (lần số {writer})")
    yield from _ratings_taken(conn, plan)


def _ratings_taken(conn: sqlite3.Connection, plan: Plan) -> Iterator[Obstacle]:
    """Yield ratings made later for the same subject and period as one that the undo would bring back, or give back."""
    ours = {c.record for c in plan.changes if c.entity is Entity.RATING}
    for change in plan.changes:
        if change.entity is not Entity.RATING or change.action is Action.DELETE:
            continue
        subject = "member_id" if "member_id" in change.fields else "organization_id"
        if subject not in change.fields:
            continue
        period = change.fields.get("period")
        row = conn.execute(
            f"SELECT id FROM rating WHERE {subject} = ? AND period = coalesce(?, (SELECT period FROM rating WHERE id = ?))",
            (change.fields[subject].after, None if period is None else period.after, change.record),
        ).fetchone()
        if row is not None and row[0] not in ours:
            writer, words = _last_change(conn, Entity.RATING, row[0])
            yield Obstacle(Entity.RATING, row[0], writer, f"{words} đã có cho cùng kỳ (lần số {writer})")


def _last_change(
    conn: sqlite3.Connection, entity: Entity, record: int, field: str | None = None
) -> tuple[int | None, str]:
    """Return the last standing batch that wrote a record (or one field of it), and the record in words."""
    cancelled = cancelled_batches(conn)
    rows = conn.execute(
        "SELECT batch_id, subject, subject_id, fields FROM change WHERE entity = ? AND record_id = ? ORDER BY id DESC",
        (entity.value, record),
    )
    for batch, subject, subject_id, fields in rows:
        if batch not in cancelled and (field is None or field in json.loads(fields)):
            return batch, describe_record(conn, entity, record, Entity(subject), subject_id)
    return None, describe_subject(conn, entity, record) if entity in _SUBJECTS else f"bản ghi số {record}"


_SUBJECTS = (Entity.MEMBER, Entity.ORGANIZATION)


def _require_agreement(
    conn: sqlite3.Connection,
    batch: int,
    changes: list[LoggedChange],
    stored: Records,
) -> None:
    """Refuse where records differ from the log: something else than this program wrote the file."""
    differing = []
    for change in changes:
        row = stored.get((change.entity, change.record))
        if change.action is Action.DELETE:
            agrees = row is None
        elif row is None:
            agrees = False
        elif change.action is Action.CREATE:
            agrees = all(
                value == (change.fields[name].after if name in change.fields else None) for name, value in row.items()
            )
        else:
            agrees = all(row[name] == f.after for name, f in change.fields.items())
        if not agrees:
            words = describe_record(conn, change.entity, change.record, change.subject, change.subject_record)
            differing.append(Obstacle(change.entity, change.record, None, words))
    if differing:
        like = "" if len(differing) == 1 else "như "
        raise UndoRefused(
            f"Không hoàn tác được lần nhập số {batch}: {len(differing)} bản ghi khác với nhật ký ({like}{differing[0].words}). "
            "Hãy chạy «dangbo ra-soat» để xem tệp có bị chương trình khác sửa hay không.",
            differing,
        )
