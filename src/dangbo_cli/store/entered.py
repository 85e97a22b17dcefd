"""Which rows of the year's work that were set aside whole are in the record now, by an entry added or mended by hand.

Only what is certain. Whom the row is about: of everybody of that name, and of that birth where the row has one, in the
organisation the row is of, each has the entry (nearly always there is one); of an organisation, a collective, it and no
other. Which entry: of the row's kind and year, and where there may be several a year, the same in what tells them apart,
or entered by hand with it. What it says: all that the row was to tell.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from dangbo_cli.domain.change import Action, Entity, RecordChange, Ref, Scalar
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.likeness import marks_contradict
from dangbo_cli.domain.partial_dates import agrees
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.form import Form
from dangbo_cli.forms.same_entry import is_same, same_entry
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.set_aside import SetAside
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import fold, spelling

#: The fact of a row that says which organisation it is of.
PLACE = "organization_id"
#: Where the parts of an entry stand, by the field that lists them: the table, whose they are, their words.
PART_TABLES = {
    "targets": ("initiative_target", "initiative_id", "wording"),
    "milestone": ("initiative_milestone", "initiative_id", "what"),
    "items": ("pledge_item", "pledge_id", "what"),
}
#: What a row says of somebody beside what it tells.
_BESIDE = ("position", "unit", "note", PLACE)
#: A cause of `intake`: the row says nothing yet.
_EMPTY = frozenset(("entry_empty",))
#: A word of more than a letter or a digit, which may number the parts.
_WORD = re.compile(r"\w{2,}")
Entry = Mapping[str, Scalar]
Line = Callable[[Ref], set[int]]


class _Row(NamedTuple):
    """A row that waits: its kind, its year, what it was to tell (None: that is not known, or not to be told apart by)."""

    one: SetAside
    form: Form
    year: str
    facts: Mapping[str, str | None]

    @property
    def place(self) -> int | None:
        """The organisation that the row is of, as near as is certain, else that of its sheet."""
        told = self.facts.get(PLACE)
        return self.one.organization if told is None else int(told)


def find_entered(
    conn: sqlite3.Connection,
    waiting: Iterable[SetAside],
    changes: Sequence[RecordChange],
    numbers: Mapping[Ref, int],
    line: Line,
) -> list[SetAside]:
    """Return the places that the entries of a plan made by hand mend; `line` gives an organisation and all above it."""
    rows = [row for one in waiting if (row := _row_of(one)) is not None]
    touched: dict[Entity, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for change in changes if rows else ():
        if change.action is not Action.DELETE:
            values = {name: fact.after for name, fact in change.fields.items() if fact.after is not None}
            touched[change.entity][numbers.get(change.record, change.record)] |= values.keys()
            for key, (table, owner, _) in PART_TABLES.items():
                if change.entity == table and isinstance(of := values.get(owner), int):
                    touched[Entity(owner.removesuffix("_id"))][numbers.get(of, of)].add(key)
    found: list[SetAside] = []
    for entity in {Entity(row.form.entity) for row in rows}:
        for number, told in touched[entity].items():
            entry = _read(conn, entity, "id = ?", number)[0]
            mine = [
                row
                for row in rows
                if row.form.entity == entity
                and str(entry["period"])[:4] == row.year
                and told & {*row.facts, "not_rated_reason", PLACE}
                and _says(conn, row, entry, told)
                and _is_about(conn, row, entry, line)
            ]
            alone = defaultdict(list)
            for row in mine:
                alone[row.one.sha256, row.one.mistake.sheet].append(row)
            several = bool(mine) and bool(mine[0].form.same_by)
            found += [row.one for same in alone.values() if len(same) == 1 or not several for row in same]
    return found


def _row_of(one: SetAside) -> _Row | None:
    """Return what a place that is of a whole row of the year's work waits for, None where it is of another sort."""
    whose, form = one.whose, None if one.kind is None else form_of(one.kind)
    if whose.record is not None or not whose.field or form is None or not whose.field.startswith(f"{form.entity}."):
        return None
    facts: dict[str, str | None] = {}
    for told in whose.field.split(" "):
        key, _, value = told.partition("=")
        facts[key.split(".", 2)[2]] = unquote(value) if value else None
    return _Row(one, form, whose.field.split(".", 2)[1], facts)


def _read(conn: sqlite3.Connection, entity: Entity, where: str, *values: Scalar) -> list[Entry]:
    table = CATALOGUE[entity]
    names = ("id", *table.columns)
    rows = conn.execute(f"{table.select_all} WHERE {where}", values)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _says(conn: sqlite3.Connection, row: _Row, entry: Entry, now: set[str]) -> bool:
    """Tell whether an entry is that of a row and says all that it was to tell; `now` are the fields that are set now."""
    known = {key: value for key, value in row.facts.items() if value is not None and key in entry and key != PLACE}
    if row.form.same_by:
        if not same_entry(row.form, known, entry, surely=True):
            return False
        if not all(is_same(key, known[key], entry[key]) for key in row.form.key if key in known):
            return False
        by_hand = now >= {"period"} or _is_by_hand(conn, Entity(row.form.entity), entry["id"])
        if not by_hand and not now >= {key for key in row.facts if key in entry and key not in (*known, *_BESIDE)}:
            return False  # an entry of a sheet may lack what this row was to say
    told = [_tells(conn, row, entry, key) for key in row.facts if key and key not in _BESIDE]
    return any(told) if row.one.mistake.code in _EMPTY and row.form.rated else all(told)


def _tells(conn: sqlite3.Connection, row: _Row, entry: Entry, key: str) -> bool:
    if key in PART_TABLES:
        table, owner, words = PART_TABLES[key]
        told = conn.execute(f"SELECT {words} FROM {table} WHERE {owner} = ?", (entry["id"],)).fetchall()
        held = {word for (text,) in told for word in _WORD.findall(fold(text))}
        return bool(held) and held.issuperset(_WORD.findall(fold(row.facts[key] or "")))
    if key in STAGES.values() and entry.get("not_rated_reason") is not None:  # not rated, at no stage
        return True
    return entry.get(key) is not None


def _is_by_hand(conn: sqlite3.Connection, entity: Entity, number: Scalar) -> bool:
    made = """SELECT 1 FROM change c WHERE c.entity = ? AND c.record_id = ? AND c.action = 'create'
        AND NOT EXISTS (SELECT 1 FROM source s WHERE s.batch_id = c.batch_id)"""
    return conn.execute(made, (entity.value, number)).fetchone() is not None


def _is_about(conn: sqlite3.Connection, row: _Row, entry: Entry, line: Line) -> bool:
    """Tell whether a row is certainly about whom an entry is about."""
    place, name = row.place, row.one.whose.name or ""
    if place is None or (not name and entry.get("member_id") is not None):
        return False
    people = list(_people(conn, row, place, line))
    if (member := entry.get("member_id")) is not None:
        others = [ref for ref in people if ref != member]
        return len(others) < len(people) and all(_has(conn, row, ref) for ref in others)
    organization = entry.get("organization_id")
    if people or not isinstance(organization, int):
        return False
    sure = row.facts.get(PLACE) is not None
    if entry.get("subject_sort") is None:  # of an organisation itself
        return organization == place if sure else organization in _named(conn, place, name, line)
    if called := entry.get("name"):
        return fold(str(called)) == fold(name) and place in line(organization)
    return organization in _named(conn, place, name, line)


def _people(conn: sqlite3.Connection, row: _Row, place: int, line: Line) -> Iterator[int]:
    """Yield the members whom a row may be about: of its name, of no other birth, in its organisation that year or since."""
    name, birth = row.one.whose.name or "", row.one.whose.birth
    if not name:
        return
    held = conn.execute(
        "SELECT m.id, m.full_name, m.birth_date, p.organization_id FROM member m JOIN member_place p ON p.member_id = m.id"
        " WHERE replace(m.name_key, 'y', 'i') = ? AND (p.valid_to IS NULL OR p.valid_to >= ?) ORDER BY m.id",
        (person_key(name), row.year),
    ).fetchall()
    of: dict[int, bool] = {}
    for ref, full_name, born, organization in held:
        fits = birth is None or born is None or agrees(birth, born)
        if fits and not marks_contradict(spelling(name), spelling(full_name)):
            of[ref] = of.get(ref, False) or place in line(organization)
    if birth is None and row.facts.get(PLACE) is None:
        return  # where the row puts her is not certain, and the name alone says too little
    yield from (ref for ref, here in of.items() if here)


def _has(conn: sqlite3.Connection, row: _Row, member: int) -> bool:
    """Tell whether another member whom a row may mean has what it was to tell, too."""
    same = _read(conn, Entity(row.form.entity), "member_id = ? AND substr(period, 1, 4) = ?", member, row.year)
    return any(_says(conn, row, entry, {"period"}) for entry in same)


def _named(conn: sqlite3.Connection, place: int, name: str, line: Line) -> list[int]:
    """Return the one organisation of a name at or below another, none where there are several."""
    rows = conn.execute("SELECT organization_id, name FROM organization_name WHERE valid_to IS NULL").fetchall()
    found = [ref for ref, called in rows if fold(called) == fold(name) and place in line(ref)]
    return found if len(found) == 1 else []
