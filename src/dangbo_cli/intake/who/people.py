"""People as an import sees them: the rows that were read, and the members the record holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from dangbo_cli.domain.change import Ref, Scalar, Source
from dangbo_cli.domain.partial_dates import agrees, format_date
from dangbo_cli.domain.places import Spell, place_held, places_held
from dangbo_cli.domain.privacy import mask_number
from dangbo_cli.domain.problem import Problem
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.vietnamese.names import person_key

#: Numbers of which each belongs to one person.
NUMBERS = ("citizen_id", "card_number", "old_card_number", "old_citizen_id")

_FORMER = """SELECT record_id, json_extract(fields, '$.full_name[0]') FROM change WHERE entity = 'member'
    AND action = 'update' AND json_extract(fields, '$.full_name[0]') IS NOT NULL ORDER BY id"""

_MOVED = """SELECT member_id, valid_from, valid_to, organization_id FROM member_place WHERE member_id IN
    (SELECT member_id FROM member_place WHERE valid_to IS NOT NULL) ORDER BY id"""

_LEFT = """SELECT member_id, id, valid_from, reason FROM member_activity
    WHERE activity = 'left' AND valid_to IS NULL ORDER BY id"""

ReadValue = tuple[Scalar, str]
"""A value and the address of the cell it was read from."""


class Held(NamedTuple):
    """One position as read: sphere, title, the organisation where it is held (None: not said)."""

    sphere: str
    title: str
    organization: Ref | None = None


class Rated(NamedTuple):
    """One rating as read: level, or the reason why there is none."""

    level: str
    reason: str | None = None


class Moved(NamedTuple):
    """Where the clerk says that somebody of a prefilled row is, against the record: the organisation, the cell that says so,
    and the day (ISO) she came there (None: the record had her in the wrong one)."""

    organization: Ref
    cell: str
    day: str | None


class Leaving(NamedTuple):
    """How a member left the list: the record of it, the first day she was out (ISO, may be partial; None: not known), why
    (None: not said)."""

    record: int
    since: str | None
    reason: str | None


@dataclass(slots=True)
class PersonRow:
    """One row of a member list, read. `order` says how new its sheet is (day, batch), `dated` is the title's
    own date; `aside` the code of the reason why the whole row is set aside; `record` the member whose number a
    prefilled row came back with, `moved` where she is now, `sent_at` where she was when it was sent out; `came_from` where
    the sheet places a row whose entry the record has elsewhere by now; `unsaid` stands where the cell that should tell the
    standing is empty: what the day of admission makes of it ("": nothing), and what to say then, for who is official already
    was not asked; `posts_at` is the branch whose posts alone the column of the row tells."""

    file: int
    source: int
    sheet: int
    row: int
    organization: Ref
    organization_cell: str
    name_cell: str
    order: tuple[str, int]
    dated: str | None
    values: dict[str, ReadValue] = field(default_factory=dict)
    standing: tuple[str, str] | None = None
    unsaid: tuple[str, Problem] | None = None
    activity: tuple[tuple[str, str | None], str] | None = None
    activity_since: ReadValue | None = None
    positions: dict[str, tuple[tuple[Held, ...], str]] = field(default_factory=dict)
    ratings: dict[tuple[str, str], tuple[Rated, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    aside: Problem | None = None
    record: Ref | None = None
    moved: Moved | None = None
    sent_at: Ref | None = None
    came_from: Ref | None = None
    posts_at: Ref | None = None

    def text(self, key: str) -> str | None:
        """Return a read value as text, None where the row has none."""
        read = self.values.get(key)
        return None if read is None or read[0] is None else str(read[0])

    @property
    def says_left(self) -> bool:
        """Tell whether the row says that its person is out of the list."""
        return self.activity is not None and self.activity[0][0] == "left"


@dataclass(slots=True, eq=False)
class Member:
    """One stored member, with what matching and deciding look at; `place_since` is the day her place began (ISO, may be
    partial; None: always)."""

    ref: Ref
    values: dict[str, Scalar]
    place: Ref | None = None
    place_row: int | None = None
    place_since: str | None = None

    def text(self, key: str) -> str | None:
        """Return a stored value as text, None where it is unknown."""
        value = self.values.get(key)
        return None if value is None else str(value)


def say_person(person: PersonRow | Member, place: str, number: str = "") -> str:
    """Return what tells a person from others of the name: «Lò Văn An (số hồ sơ 12, sinh 1968, thẻ ••••0001)»."""
    birth, admitted = person.text("birth_date"), person.text("admitted_on")
    card = person.text("card_number") or person.text("old_card_number")
    citizen = person.text("citizen_id") or person.text("old_citizen_id")
    facts = (
        number,
        f"sinh {format_date(birth)}" if birth else "",
        f"thẻ {mask_number(card)}" if card else "",
        f"số định danh {mask_number(citizen)}" if citizen else "",
        f"vào Đảng {format_date(admitted)}" if admitted else "",
        place,
    )
    told = ", ".join(filter(None, facts))
    return f"{person.text('full_name')} ({told})" if told else person.text("full_name") or ""


def say_cell(cell: str, row: PersonRow, here: PersonRow, sources: Sequence[Source]) -> str:
    """Return where a cell of `row` stands, said beside the row `here` of the same file: «ô B7», «ô B7 trang tính «2024»»."""
    name = sources[row.source].sheet
    return f"ô {cell}" if name == sources[here.source].sheet else f"ô {cell} trang tính «{name}»"


def number_key(text: str) -> str:
    """Return the digits by which two spellings of one number meet, zeros that a sheet lost left off; "" for none."""
    return "".join(filter(str.isdigit, text)).lstrip("0")


class Members:
    """The stored members of one database, by number and by name and unit."""

    def __init__(self, conn: sqlite3.Connection | None, directory: Directory) -> None:
        self.all: dict[Ref, Member] = {}
        self.by_number: dict[tuple[str, str], Ref] = {}
        self.by_name: dict[tuple[Ref | None, str], list[Ref]] = {}
        self._conn = conn
        #: The places over time of those who have not been in one place always.
        self._moved: dict[Ref, list[Spell]] = {}
        if conn is not None:
            self._load(conn)
        for member in self.all.values():
            for kind in NUMBERS:
                number = member.text(kind)
                if number:
                    self.by_number[(kind, number)] = member.ref
            unit = directory.grassroots(member.place) if member.place is not None else None
            self.by_name.setdefault((unit, person_key(member.text("full_name") or "")), []).append(member.ref)

    def place_on(self, member: Member, day: str | None) -> Ref | None:
        """Return where a member was on a day (ISO, may be partial; None: today); before her first place she was there."""
        held = self._moved.get(member.ref) if day else None
        return member.place if held is None or day is None else place_held(held, day)

    def spells(self, member: Member) -> list[Spell]:
        """Return the places of a member over time: one that has always been hers where the record has no other."""
        return self._moved.get(member.ref) or ([] if member.place is None else [(None, None, member.place)])

    def places_in(self, member: Member, year: str) -> set[Ref]:
        """Return where a member was on any day of a year."""
        held = self._moved.get(member.ref)
        if held is None:
            return set() if member.place is None else {member.place}
        return places_held(held, f"{year}-01-01", f"{year}-12-31")

    @cached_property
    def left(self) -> dict[Ref, Leaving]:
        """Those who have left the list, as it stands before this call."""
        found = () if self._conn is None else self._conn.execute(_LEFT)
        return {member: Leaving(*told) for member, *told in found}

    def is_out(self, member: Member, day: str | None) -> bool:
        """Tell whether a member had left the list by a day (ISO; None: today)."""
        leaving = self.left.get(member.ref)
        return leaving is not None and (day is None or leaving.since is None or leaving.since <= day)

    def namesakes(self, unit: Ref, name: str, day: str | None, directory: Directory) -> list[Member]:
        """Return the members of a name (its key) who are in a grassroots organisation, and those who were on a day."""
        found = [self.all[ref] for ref in self.by_name.get((unit, name), ())]
        for member in self._moved_of_name.get(name, ()) if day else ():
            place = self.place_on(member, day)
            if member not in found and place is not None and directory.grassroots(place) == unit:
                found.append(member)
        return found

    def gone_within(self, unit: Ref, name: str, year: str, directory: Directory) -> list[Member]:
        """Return the members of a name (its key) who have been in one place after another and were in a grassroots
        organisation on any day of a year."""
        moved = self._moved_of_name.get(name, ())
        return [one for one in moved if unit in map(directory.grassroots, self.places_in(one, year))]

    @cached_property
    def _moved_of_name(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for ref in self._moved:
            member = self.all[ref]
            found.setdefault(person_key(member.text("full_name") or ""), []).append(member)
        return found

    def add_planned(self, planned: Iterable[tuple[Ref, list[PersonRow]]], directory: Directory) -> None:
        """Take in the people (and the numbers) that member lists of this call bring, for sheets that name them."""
        for ref, rows in planned:
            member = self.all.get(ref)
            if member is None:
                place = max((row.organization for row in rows), key=lambda one: len(directory.line(one)))
                member = self.all[ref] = Member(ref, {}, place)
                unit = directory.grassroots(place)
                name = next((name for row in rows if (name := row.text("full_name"))), "")
                self.by_name.setdefault((unit, person_key(name)), []).append(ref)
            for row in rows:
                for key, (value, _) in row.values.items():
                    if member.values.get(key) is None:
                        member.values[key] = value
                for kind in NUMBERS:
                    if number := row.text(kind):
                        self.by_number.setdefault((kind, number), ref)

    def founded_on(self, organization: Ref) -> str | None:
        """Return when a stored organisation was founded (ISO, may be partial), as far as the record knows."""
        if self._conn is None:
            return None
        found = self._conn.execute("SELECT founded_on FROM organization WHERE id = ?", (organization,)).fetchone()
        return None if found is None or found[0] is None else str(found[0])

    @cached_property
    def former_names(self) -> dict[str, list[Member]]:
        """The stored members by the names that the log says they had before."""
        found: dict[str, list[Member]] = {}
        for ref, name in self._conn.execute(_FORMER) if self._conn is not None else ():
            member, key = self.all.get(ref), person_key(name)
            if member is not None and key != person_key(member.text("full_name") or ""):
                found.setdefault(key, []).append(member)
        return found

    def _load(self, conn: sqlite3.Connection) -> None:
        cursor = conn.execute("SELECT * FROM member")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            values = dict(zip(names, row, strict=True))
            ref = values.pop("id")
            self.all[ref] = Member(ref, values)
        for row_id, member, organization, since in conn.execute(
            "SELECT id, member_id, organization_id, valid_from FROM member_place WHERE valid_to IS NULL ORDER BY id"
        ):
            if member in self.all:
                held = self.all[member]
                held.place, held.place_row, held.place_since = organization, row_id, since
        for member, begins, ends, organization in conn.execute(_MOVED):
            if member in self.all:
                self._moved.setdefault(member, []).append((begins, ends, organization))


def contradictions(one: PersonRow | Member, other: PersonRow | Member, beside: str) -> tuple[int, int]:
    """Count how many of name, birth and the other numbers contradict and how many agree between two, where
    the number `beside` is what proposed the match."""
    against = agree = 0
    names = one.text("full_name"), other.text("full_name")
    if names[0] and names[1]:
        if person_key(names[0]) == person_key(names[1]):
            agree += 1
        else:
            against += 1
    births = one.text("birth_date"), other.text("birth_date")
    if births[0] and births[1]:
        if agrees(births[0], births[1]):
            agree += 1
        else:
            against += 1
    ids = [
        one.text(kind) == other.text(kind) for kind in NUMBERS if kind != beside and one.text(kind) and other.text(kind)
    ]
    if ids:
        if all(ids):
            agree += 1
        else:
            against += 1
    return against, agree


def has_number(row: PersonRow) -> bool:
    """Tell whether a row has a number that belongs to one person."""
    return any(row.text(kind) for kind in NUMBERS)


def same_person(one: PersonRow | Member, other: PersonRow | Member, beside: str) -> bool:
    """Tell whether two whom the number `beside` joins may be one person."""
    against, agree = contradictions(one, other, beside)
    return against == 0 or (against == 1 and agree >= 1)


def differing_numbers(one: PersonRow | Member, other: PersonRow | Member) -> list[tuple[str, str, str]]:
    """Return the kinds of number that both have and that differ, with both numbers."""
    return [
        (kind, one.text(kind) or "", other.text(kind) or "")
        for kind in NUMBERS
        if one.text(kind) and other.text(kind) and one.text(kind) != other.text(kind)
    ]


def same_name_and_birth(row: PersonRow, member: Member) -> bool:
    """Tell whether a row has the very name and birth of a member."""
    births = row.text("birth_date"), member.text("birth_date")
    names = [person_key(one.text("full_name") or "") for one in (row, member)]
    return names[0] == names[1] and births[0] is not None and births[0] == births[1]


def are_alike(one: PersonRow, other: PersonRow) -> bool:
    """Tell whether two rows say the same."""

    def facts(row: PersonRow) -> tuple[object, ...]:
        return (
            {key: value for key, (value, _) in row.values.items()},
            row.organization,
            row.standing and row.standing[0],
            {key: held for key, (held, _) in row.positions.items()},
            {key: rated for key, (rated, _) in row.ratings.items()},
        )

    return facts(one) == facts(other)


def brings_nothing(row: PersonRow, member: Member) -> bool:
    """Tell whether a row known by name alone would write nothing: then it is the same person, unchanged."""
    return (
        not any(member.text(kind) for kind in (*NUMBERS, "birth_date"))
        and member.place == row.organization
        and all(value is None or member.values.get(key) == value for key, (value, _) in row.values.items())
        and not row.ratings
    )
