"""What a later batch mends of what imports set aside: closed with it, so that its undo opens it again.

Only what is certain. A fact of a person, an organisation or an entry: the same fact has a value by hand now, or another
file filled it where it was empty. A row that was set aside whole: its person was added by hand with the name and the
birth of the row (or has them since a correction), moved to where the row lists her or received there again; its note said
that she is gone, and she was taken out or moved away. All else waits until the clerk says that it is done (`lan-nhap
cho-sua --xong`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dangbo_cli.domain.agreement import is_date
from dangbo_cli.domain.change import Action, Entity, RecordChange, Ref, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.standing import told_to_be
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import LoggedChange, logged_changes, merged_into, standing_undos
from dangbo_cli.store.set_aside import SetAside, read_open
from dangbo_cli.vietnamese.names import person_key

Fact = tuple[Entity, Ref, str]
"""The record a fact belongs to, and the key of the fact in a sheet."""

_LISTED_IN = "organization."
_STANDING = ("standing", "probationary_mark", "official_mark")
_ACTIVITIES = {"left": ("left_on", "left_reason", "moved_away", "died", "went_out"), "exempt": ("exempt_mark",)}
_TELL_STANDING = {(Entity.MEMBER, "standing"), (Entity.MEMBER, "official_on")}
_OF_ORGANIZATION = {Entity.ORGANIZATION_NAME: "name", Entity.ORGANIZATION_KIND: "kind"}
#: Causes of `intake` that end with somebody's leaving: a note that said so, a word for it without its day.
_NOTED, _WITHOUT_DAY, _WORDED = ("note_says_left", "listed_as_gone"), "leaving_without_day", "standing_says_left"
#: What a sheet said of somebody's leaving: nothing that lists her settles it.
LEAVING = frozenset((*_NOTED, _WITHOUT_DAY, _WORDED))
#: Others of `intake`: an empty cell that should have told the standing, whichever column it is in.
_UNSAID = "standing_unknown"
#: Another, of a value of another year that was understood: that the fact has a value does not say that it has this one
#: (`intake.told_again` asks).
_READ_WELL = "level_of_another_year"
#: Another, of two numbers that contradict: neither was written, and one of them says nothing without the other.
_TOGETHER = {"more_than_expected": ("attended", "expected")}
#: Columns of what has a year, and of its parts.
_OF_ENTRIES = {"period", "initiative_id", "pledge_id"}
_PLACE = "SELECT member_id, organization_id FROM member_place WHERE member_id = ? AND valid_to IS NULL"
_SAYS_WHO = ("full_name", "birth_date")
_BY_HAND = """SELECT 1 FROM change c WHERE c.entity = 'member' AND c.record_id = ? AND c.action = 'create'
    AND NOT EXISTS (SELECT 1 FROM source s WHERE s.batch_id = c.batch_id)"""
_ABOVE = """WITH RECURSIVE above (id) AS (VALUES (?) UNION SELECT p.parent_id FROM organization_parent p, above
    WHERE p.organization_id = above.id AND p.valid_to IS NULL AND p.parent_id IS NOT NULL) SELECT id FROM above"""


class _Added(NamedTuple):
    """A person added by hand: what was said of her, and where she is."""

    values: Mapping[str, Scalar]
    place: Ref | None


def find_mended(conn: sqlite3.Connection, changes: Sequence[RecordChange], numbers: Mapping[Ref, int]) -> list[int]:
    """Return the open places that a plan made by hand mends; `numbers` are those that its new records were given."""
    waiting = read_open(conn)
    if not waiting or any(c.entity is Entity.MEMBER and c.action is Action.DELETE for c in changes):
        return []  # a merger sets nothing: it only tells where the values are
    facts = {(e, numbers.get(ref, ref), key) for change in changes for e, ref, key in _told(conn, change)}
    moved = {c.subject_record: numbers.get(to, to) for c, to in _places(changes) if c.subject_record > 0}
    out, back = told_to_be(changes, "left"), told_to_be(changes, "active")
    for ref in back - moved.keys():  # received again where she was
        moved.update(conn.execute(_PLACE, (ref,)))
    mended = [one for one in waiting if _is_told(conn, one, facts, moved)]
    mended += [one for one in waiting if one.mistake.code == _WITHOUT_DAY and one.whose.record in out]
    gone = {*out, *moved}
    told = {record for entity, record, key in facts if (entity, key) in _TELL_STANDING}
    mended += [one for one in waiting if one.mistake.code == _UNSAID and one.whose.record in told]
    mended += [one for one in waiting if one.mistake.code == _WORDED and one.whose.record in gone]
    mended += _noted_gone(conn, waiting, gone)
    for added in (*_added(changes, numbers), *_corrected(conn, changes)):
        mended += _rows_of(conn, waiting, added)
    if any(not _OF_ENTRIES.isdisjoint(CATALOGUE[change.entity].columns) for change in changes):
        from dangbo_cli.store.entered import find_entered

        mended += find_entered(conn, waiting, changes, numbers, lambda ref: _line(conn, ref))
    return sorted({one.number for one in mended})


def find_filled(
    conn: sqlite3.Connection, changes: Iterable[RecordChange], numbers: Mapping[Ref, int], files: Collection[str]
) -> list[int]:
    """Return the open places of other files than those read now (`files`, their SHA-256) whose facts the record did not
    have and a plan made from sheets fills. A fact that changes is not filled: which of two values is right nobody said."""
    waiting = [
        one
        for one in read_open(conn)
        if one.whose.record is not None and one.sha256 not in files and one.mistake.code != _READ_WELL
    ]
    if not waiting:
        return []
    asked = {(one.whose.entity, one.whose.record) for one in waiting}
    facts: set[Fact] = set()
    for change in changes:
        owners = {(change.entity, change.record), (change.subject, change.subject_record)}
        if not owners.isdisjoint(asked):
            filled = {name: f for name, f in change.fields.items() if f.before is None}
            facts.update(
                (entity, numbers.get(ref, ref), key) for entity, ref, key in _told(conn, replace(change, fields=filled))
            )
    return [one.number for one in waiting if _is_told(conn, one, facts, {})]


def find_held(conn: sqlite3.Connection, undone: int) -> dict[int, list[int]]:
    """Return what a batch that is taken back had closed and a later change by hand, which stands, mends all the same, by
    the batch of that change."""
    closed = {number for (number,) in conn.execute("SELECT id FROM set_aside WHERE closed_by = ?", (undone,))}
    waiting = [one for one in read_open(conn) if one.number in closed]
    held: dict[int, list[int]] = {}
    later = (
        "SELECT id FROM batch WHERE id > ? AND undoes IS NULL AND id NOT IN (SELECT batch_id FROM source) ORDER BY id"
    )
    gone = standing_undos(conn) if waiting else {}
    for (batch,) in conn.execute(later, (undone,)).fetchall() if waiting else ():
        if batch in gone:
            continue
        facts = {fact for change in logged_changes(conn, batch) for fact in _told(conn, change)}
        if mended := [one.number for one in waiting if _is_told(conn, one, facts, {})]:
            held[batch] = mended
            waiting = [one for one in waiting if one.number not in mended]
    return held


def _noted_gone(conn: sqlite3.Connection, waiting: Iterable[SetAside], gone: Iterable[Ref]) -> list[SetAside]:
    """Return the rows set aside for a note of leaving whose person is gone now: the name and the birth are hers, and she
    was in an organisation on one line with the row's."""
    noted = [one for one in waiting if one.mistake.code in _NOTED and one.whose.birth is not None]
    found: list[SetAside] = []
    for ref in gone if noted else ():
        person = conn.execute("SELECT full_name, birth_date FROM member WHERE id = ?", (ref,)).fetchone()
        if person is None:
            continue
        places = [
            row[0] for row in conn.execute("SELECT organization_id FROM member_place WHERE member_id = ?", (ref,))
        ]
        line = {upper for place in places for upper in _line(conn, place)}
        found += [
            one
            for one in noted
            if (person_key(one.whose.name or ""), one.whose.birth) == (person_key(person[0]), person[1])
            and (one.organization is None or one.organization in line)
        ]
    return found


def _told(conn: sqlite3.Connection, change: RecordChange | LoggedChange) -> Iterator[Fact]:
    """Yield the facts that a change gives a value, by the keys that sheets have for them."""
    if change.action is Action.DELETE:
        return
    entity, owner = change.entity, change.subject_record
    told = {name: f.after for name, f in change.fields.items() if f.after is not None}
    yield from ((entity, change.record, name) for name in told)
    if entity is Entity.MEMBER_POSITION and "sphere" in told:
        yield change.subject, owner, f"{told['sphere']}_position"
    elif entity is Entity.MEMBERSHIP and "standing" in told:
        yield from ((change.subject, owner, key) for key in _STANDING)
    elif entity is Entity.MEMBER_ACTIVITY:
        yield from ((change.subject, owner, key) for key in _ACTIVITIES.get(str(told.get("activity")), ()))
    elif entity in _OF_ORGANIZATION:
        yield change.subject, owner, _OF_ORGANIZATION[entity]
    elif entity is Entity.RATING:
        period = told.get("period")
        if period is None:
            period = conn.execute("SELECT period FROM rating WHERE id = ?", (change.record,)).fetchone()[0]
        yield from ((change.subject, owner, f"rating.{period}.{name}") for name in told)


def _is_told(conn: sqlite3.Connection, one: SetAside, facts: Iterable[Fact], moved: Mapping[Ref, Ref]) -> bool:
    _, _, entity, record, field, _ = one.whose
    if entity is None or record is None or not field:
        return False
    if entity is Entity.MEMBER and (merger := merged_into(conn, record)) is not None:
        record = merger.into
    if entity is Entity.MEMBER and field.startswith(_LISTED_IN):
        return record in moved and int(field.removeprefix(_LISTED_IN)) in _line(conn, moved[record])
    if (both := _TOGETHER.get(one.mistake.code)) is not None:
        stored = conn.execute(
            f"SELECT {', '.join(both)} FROM {CATALOGUE[entity].name} WHERE id = ?", (record,)
        ).fetchone()
        return any((entity, record, key) in facts for key in both) and stored is not None and None not in stored
    keys = field.split(" ")
    told = [key for key in keys if (entity, record, key) in facts]
    return len(told) == len(keys) or any(_holds(conn, entity, record, key, one.mistake.value) for key in told)


def _holds(conn: sqlite3.Connection, entity: Entity, record: Ref, key: str, text: str) -> bool:
    """Tell whether a day of a record is what a cell says that is for several facts: its one value stood for this one."""
    if not is_date(key) or key not in CATALOGUE[entity].columns:
        return False
    stored = conn.execute(f"SELECT {key} FROM {CATALOGUE[entity].name} WHERE id = ?", (record,)).fetchone()
    return stored is not None and stored[0] is not None and format_date(stored[0]) == text


def _added(changes: Sequence[RecordChange], numbers: Mapping[Ref, int]) -> Iterator[_Added]:
    places = {change.subject_record: place for change, place in _places(changes)}
    for change in changes:
        if change.entity is Entity.MEMBER and change.action is Action.CREATE:
            place = places.get(change.record)
            values = {name: f.after for name, f in change.fields.items()}
            yield _Added(values, None if place is None else numbers.get(place, place))


def _corrected(conn: sqlite3.Connection, changes: Iterable[RecordChange]) -> Iterator[_Added]:
    """Yield the people added by hand before whose name or birth is corrected now: it is as if they were added so."""
    for change in changes:
        if change.entity is not Entity.MEMBER or change.action is not Action.UPDATE:
            continue
        if change.fields.keys().isdisjoint(_SAYS_WHO) or conn.execute(_BY_HAND, (change.record,)).fetchone() is None:
            continue
        cursor = conn.execute("SELECT * FROM member WHERE id = ?", (change.record,))
        names, values = [column[0] for column in cursor.description], cursor.fetchone()
        place = conn.execute(_PLACE, (change.record,)).fetchone()
        told = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        yield _Added(told, None if place is None else place[1])


def _places(changes: Iterable[RecordChange]) -> Iterator[tuple[RecordChange, Ref]]:
    """Yield the changes that put somebody into an organisation, with its number."""
    for change in changes:
        place = change.fields.get("organization_id")
        if change.entity is Entity.MEMBER_PLACE and place is not None and isinstance(place.after, int):
            yield change, place.after


def _rows_of(conn: sqlite3.Connection, waiting: Iterable[SetAside], added: _Added) -> list[SetAside]:
    """Return what was set aside of rows that are the person added: the name and the birth are hers, and her organisation
    is on one line with the sheet's. Two such rows in one sheet may be two people."""
    name, birth = person_key(str(added.values["full_name"])), added.values.get("birth_date")
    if birth is None:
        return []
    line = None if added.place is None else _line(conn, added.place)
    rows: dict[tuple[str, str], dict[str, list[SetAside]]] = defaultdict(lambda: defaultdict(list))
    for one in waiting:
        whose = one.whose
        if whose.record is not None or whose.birth != birth or person_key(whose.name or "") != name:
            continue
        if one.organization is None or (line is not None and one.organization in line):
            row = one.mistake.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            rows[one.sha256, one.mistake.sheet][row].append(one)
    hers = [one for of_sheet in rows.values() if len(of_sheet) == 1 for row in of_sheet.values() for one in row]
    told = {"", *added.values}
    return [one for one in hers if one.whose.field in told]


def _line(conn: sqlite3.Connection, organization: Ref) -> set[int]:
    """Return an organisation and all above it."""
    return {row[0] for row in conn.execute(_ABOVE, (organization,))}
