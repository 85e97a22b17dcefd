"""The small steps in which a decision is written into a plan."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Ref
from dangbo_cli.domain.privacy import PRIVATE_FIELDS, mask_field
from dangbo_cli.domain.problem import Choice, Finding, Problem, say
from dangbo_cli.intake.deciding.winning import Decision, Offer, Order, show
from dangbo_cli.store.history import last_writer
from dangbo_cli.vietnamese.patterns import rare

T = TypeVar("T")
_CREATE = Action.CREATE  # by the ten thousand: a member of an Enum costs ten times a name of the module


_QUOTED = rare(r"«([^»]*)»$")


class Older(NamedTuple):
    """A cell that differs from the record and is not written because its sheet is older: what the record `held`, as a
    clause, and the value of the cell, both whole and as the eyes may see them."""

    source: int
    cell: str
    held: str
    value: str
    held_seen: str
    value_seen: str


class Recorder:
    """Adds changes and problems to one plan.

    `subject` is what the records are about (members or organisations); `today` (ISO) dates a change that no
    sheet dates; negative numbers are given to records that the plan creates.
    """

    def __init__(self, plan: Plan, conn: sqlite3.Connection | None, subject: Entity, today: str) -> None:
        self.plan = plan
        self.conn = conn
        self.subject = subject
        self.today = today
        self.last: Ref = 0
        self.older: list[Older] = []
        self._ended: dict[Entity, set[int]] = {}

    def next_ref(self) -> Ref:
        """Return a number for a record that the plan creates."""
        self.last -= 1
        return self.last

    def start_below(self, last: Ref) -> None:
        """Give numbers below `last`, which another recorder of the same plan gave."""
        self.last = last

    def create(self, entity: Entity, subject_record: Ref, ref: Ref | None = None) -> RecordChange:
        """Add the creation of a record; its fields are for the caller to fill."""
        if ref is None:
            ref = self.last = self.last - 1
        change = RecordChange(entity, ref, _CREATE, self.subject, subject_record, {})
        self.plan.changes.append(change)
        return change

    def update(self, entity: Entity, record: Ref, subject_record: Ref) -> RecordChange:
        """Add the update of a stored record; its fields are for the caller to fill."""
        change = RecordChange(entity, record, Action.UPDATE, self.subject, subject_record)
        self.plan.changes.append(change)
        return change

    def close(self, entity: Entity, record: Ref, subject_record: Ref, day: str, offer: Offer[T]) -> None:
        """End a dated row on the first day it no longer covers."""
        change = self.update(entity, record, subject_record)
        change.fields["valid_to"] = FieldChange(None, day, offer.source, offer.cell)

    def day(self, offer: Offer[T]) -> str:
        """Return the day a change takes effect: the sheet's, else today."""
        return offer.dated or self.today

    def writer(self, entity: Entity, record: Ref | None, key: str, stored: object) -> Callable[[], Order | None]:
        """Return a question to the history: how new was the sheet that a stored value came from? Where nothing is `stored`,
        how new is that somebody emptied the field by hand?"""

        def ask() -> Order | None:
            if self.conn is None or record is None or record < 0:
                return None
            if stored is None and (entity.value, record, key) not in self._emptied:
                return None
            found = last_writer(self.conn, entity, record, key)
            return None if found is None else (found.date, found.batch)

        return ask

    def decided(
        self, entity: Entity, member: Ref, key: str, stored: object, sphere: str | None = None
    ) -> Callable[[], Order | None]:
        """Return the same question of a dated table: how new is what it says of a member (of positions in one `sphere`),
        also that what it said has ended?"""

        def ask() -> Order | None:
            if self.conn is None or member < 0:
                return None
            if stored is None and not self._has_ended(entity, member):
                return None
            from dangbo_cli.store.decided import last_decided

            return last_decided(self.conn, entity, member, key, sphere)

        return ask

    def removed(self, entity: Entity, member: Ref, **said: str) -> Callable[[], Order | None]:
        """Return the same question where a table has no row of a member that says these things: how new is it that one was
        taken out?"""

        def ask() -> Order | None:
            if self.conn is None or not self._has_ended(entity, member):
                return None
            from dangbo_cli.store.decided import taken_out

            return taken_out(self.conn, entity, member, said)

        return ask

    def _has_ended(self, entity: Entity, member: Ref) -> bool:
        """Tell whether a row of a dated table has ended, or was taken out, that told of a member."""
        if self.conn is None or member < 0:
            return False
        if entity not in self._ended:
            from dangbo_cli.store.decided import with_ended_rows

            self._ended[entity] = with_ended_rows(self.conn, entity)
        return member in self._ended[entity]

    @cached_property
    def _emptied(self) -> set[tuple[str, int, str]]:
        from dangbo_cli.store.decided import emptied_fields

        return set() if self.conn is None else emptied_fields(self.conn)

    def set_aside(self, key: str, decision: Decision[T], shown: Callable[[T], str] | None = None) -> None:
        """Name the offers that a decision leaves out; keep those that are older than the record."""

        def said(value: T) -> str:
            return shown(value) if shown else show(key, value)

        if (older := decision.older) is not None:
            text = said(older.value)
            held = decision.held
            seen = _QUOTED.sub(lambda found: f"«{mask_field(key, found[1])}»", held) if key in PRIVATE_FIELDS else held
            self.older.append(Older(older.source, older.cell, held, text, seen, mask_field(key, text)))
        for offer, code, detail in decision.aside:
            self.problem(offer, code, detail, said(offer.value))

    def problem(
        self, offer: Offer[T], code: str, detail: str, value: str, choices: tuple[Choice, ...] = (), about: str = ""
    ) -> None:
        """Name one cell that is not written, with the answers that would settle it; `about` says whose it is."""
        source = self.plan.sources[offer.source]
        self.plan.problems.append(
            Problem(
                code, say(Finding(code, detail), value), source.path, source.sheet, offer.cell, value, choices, about
            )
        )


def current_rows(
    conn: sqlite3.Connection | None, table: str, owner: str, columns: Sequence[str]
) -> dict[Ref, list[dict[str, object]]]:
    """Return the open dated rows of a table by the record they belong to."""
    rows: dict[Ref, list[dict[str, object]]] = {}
    if conn is None:
        return rows
    names = ("id", owner, *columns)
    for values in conn.execute(f"SELECT {', '.join(names)} FROM {table} WHERE valid_to IS NULL ORDER BY id"):
        row = dict(zip(names, values, strict=True))
        rows.setdefault(int(row[owner]), []).append(row)
    return rows
