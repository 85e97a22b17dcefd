"""What ends with a move or a leaving that a sheet tells: by the clerk's answer about a prefilled row a member moved to another
organisation on a day, or the record had her in the wrong one; by its word she left the list. What either does beside it is
the law of `dv chuyen` (`domain.transfer`) and of `dv dua-ra` (`records.leaving`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import TypeVar

from dangbo_cli.domain.change import Action, Entity, FieldChange, RecordChange, Ref
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.domain.transfer import Fate, Post
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import Offer
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Member, Moved, PersonRow
from dangbo_cli.store.catalogue import CATALOGUE

T = TypeVar("T")

POSITION_ELSEWHERE = cause(
    "position_elsewhere",
    Level.NOTE,
    "Chức vụ ghi ở nơi vừa sửa",
    "Chức vụ «{value}» trong sổ ghi giữ ở {detail}.",
    "Nếu giữ ở nơi đúng thì sửa lại chức vụ bằng «dangbo dang-vien sua».",
)
_TABLE = CATALOGUE[Entity.MEMBER_POSITION]
_NAMES = ("id", *_TABLE.columns)


class MovePlanner:
    """Writes where a row puts a stored member into a plan."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, directory: Directory) -> None:
        self._recorder, self._conn, self._directory = recorder, conn, directory

    def add(self, member: Member, row: PersonRow, planned: Collection[tuple[Entity, Ref]]) -> None:
        """Plan the move of a row; `planned` are the records that other cells of the row change already."""
        moved, recorder = row.moved, self._recorder
        assert moved is not None
        assert member.place is not None
        assert member.place_row is not None
        offer = Offer(moved.organization, row.source, moved.cell, row.order, row.dated)
        day = moved.day or recorder.today
        if moved.day is not None and member.place_since != day:
            recorder.close(Entity.MEMBER_PLACE, member.place_row, member.ref, day, offer)
            change = recorder.create(Entity.MEMBER_PLACE, member.ref)
            change.fields["member_id"] = FieldChange(None, member.ref)
            change.fields["organization_id"] = FieldChange(None, moved.organization, row.source, moved.cell)
            change.fields["valid_from"] = FieldChange(None, day, row.source, moved.cell)
        else:
            change = recorder.update(Entity.MEMBER_PLACE, member.place_row, member.ref)
            change.fields["organization_id"] = FieldChange(member.place, moved.organization, row.source, moved.cell)
        for stored in self._positions(member.ref, day):
            if (Entity.MEMBER_POSITION, int(str(stored["id"]))) not in planned:
                self._settle_position(member, moved, stored, offer)

    def _settle_position(
        self, member: Member, moved: Moved, stored: dict[str, str | int | None], offer: Offer[Ref]
    ) -> None:
        where, begins, day = stored["organization_id"], stored["valid_from"], moved.day or self._recorder.today
        post = Post(
            str(stored["title"]), where if isinstance(where, int) else None, None if begins is None else str(begins)
        )
        assert member.place is not None
        left = set(self._directory.line(member.place)) - set(self._directory.line(offer.value))
        fate = post.fate(left, day)
        if fate is None:
            return
        called = "" if post.organization is None else self._directory.say(post.organization)
        if moved.day is None:
            if fate is not Fate.STAYS:
                self._note(POSITION_ELSEWHERE, called, post.title, offer)
            return
        self._end(member, stored, fate, day, offer)
        detail = str(member.ref) if fate is Fate.STAYS else post.detail(fate, called, day, "ngày chuyển")
        self._note(fate.value, detail, post.title, offer)

    def leave(self, member: Member, day: str, offer: Offer[str]) -> None:
        """Plan what leaving the list on a day does beside it: every Party position of hers ends."""
        for stored in self._positions(member.ref, day):
            where, begins = stored["organization_id"], stored["valid_from"]
            post = Post(
                str(stored["title"]), where if isinstance(where, int) else None, None if begins is None else str(begins)
            )
            fate = Fate.NOT_BEGUN if post.begins is not None and post.begins >= day else Fate.ENDS
            self._end(member, stored, fate, day, offer)
            if post.title != PLAIN_MEMBER:
                called = "" if post.organization is None else self._directory.say(post.organization)
                self._note(fate.value, post.detail(fate, called, day, "ngày này"), post.title, offer)

    def _end(self, member: Member, stored: dict[str, str | int | None], fate: Fate, day: str, offer: Offer[T]) -> None:
        if fate is Fate.ENDS:
            change = self._recorder.update(Entity.MEMBER_POSITION, int(str(stored["id"])), member.ref)
            change.fields["valid_to"] = FieldChange(stored["valid_to"], day, offer.source, offer.cell)
        elif fate is Fate.NOT_BEGUN:
            fields = {
                name: FieldChange(value, None) for name, value in stored.items() if name != "id" and value is not None
            }
            self._recorder.plan.changes.append(
                RecordChange(
                    Entity.MEMBER_POSITION, int(str(stored["id"])), Action.DELETE, Entity.MEMBER, member.ref, fields
                )
            )

    def _positions(self, ref: Ref, day: str) -> list[dict[str, str | int | None]]:
        """Return the Party positions that a member holds on a day or is to hold after it."""
        if self._conn is None:
            return []
        held = self._conn.execute(
            f"{_TABLE.select_all} WHERE member_id = ? AND sphere = 'party' AND (valid_to IS NULL OR valid_to > ?) ORDER BY id",
            (ref, day),
        )
        return [dict(zip(_NAMES, values, strict=True)) for values in held]

    def _note(self, code: str, detail: str, value: str, offer: Offer[T]) -> None:
        source = self._recorder.plan.sources[offer.source]
        message = say(Finding(code, detail), value)
        self._recorder.plan.notes.append(Note(code, message, source.path, source.sheet, offer.cell, value))
