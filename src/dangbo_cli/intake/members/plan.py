"""From matched people to record changes: members and their places."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from dangbo_cli.domain.agreement import canonical, contradict
from dangbo_cli.domain.change import Entity, FieldChange, RecordChange, Ref, Scalar, field_change
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.privacy import PRIVATE_NUMBERS, mask_number
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.forms.members import FORM
from dangbo_cli.intake.deciding.memory import Kept, Memory
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import (
    DIFFERS_FROM_RECORD,
    IDENTITY,
    KEEP_RECORD,
    TAKE_SHEET,
    TWO_SHEETS_DIFFER,
    Decision,
    Offer,
    decide_identity,
    decide_newer,
    show,
)
from dangbo_cli.intake.members.dated import DatedRows
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import Member, PersonRow

if TYPE_CHECKING:
    from dangbo_cli.intake.members.arriving import Arrivals

T = TypeVar("T")

POSITION_OF_BEFORE = cause(
    "position_of_before",
    Level.NOTE,
    "Chức vụ ở nơi sinh hoạt trước",
    "«{value}» ở {detail} là chức vụ trước khi chuyển sinh hoạt; không ghi là chức vụ hiện nay.",
)

#: Words without which no note says that somebody came.
_OF_ARRIVALS = ("đến", "chuyển", "tiếp nhận", "mới về")
_LABELS = {field.key: field.title for field in FORM.fields}
_LABELS.update(old_card_number="Số thẻ đảng viên (8 số)", old_citizen_id="Số CMND")


class MemberPlanner:
    """Writes the changes of matched people into a plan; what cannot be decided becomes a problem there."""

    def __init__(
        self,
        recorder: Recorder,
        conn: sqlite3.Connection | None,
        directory: Directory,
        answers: Mapping[tuple[str, str, str], str] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._recorder = recorder
        self._answers = answers or {}
        self._memory = memory
        self._directory = directory
        self._conn = conn
        self._dated = DatedRows(recorder, conn, directory)

    def add(self, found: Match) -> tuple[Ref, bool]:
        """Plan one person; return the member's number and whether anything is new or changed."""
        plan = self._recorder.plan
        before = len(plan.changes)
        member = found.member
        ref = self._create(found.rows) if member is None else self._update(member, found.rows)
        self._dated.add(ref, found.rows, None if member is None else member.text("official_on"))
        if member is not None and found.leaves:
            self._leave(member, plan.changes[before:])
        if member is not None and (moving := [row for row in found.rows if row.moved is not None]):
            self._move(member, moving, {(change.entity, change.record) for change in plan.changes[before:]})
        for row in found.rows:
            plan.problems.extend(row.problems)
        return ref, len(plan.changes) > before

    def _leave(self, member: Member, planned: list[RecordChange]) -> None:
        """Plan what ends with the leaving that was planned, or whose day was, if it was."""
        for change in planned:
            told, since = change.fields.get("activity"), change.fields.get("valid_from")
            if change.entity is Entity.MEMBER_ACTIVITY and since and (told is None or told.after == "left"):
                from dangbo_cli.intake.members.moves import MovePlanner

                offer = Offer("left", (told or since).source or 0, (told or since).cell, ("", 0), None)
                MovePlanner(self._recorder, self._conn, self._directory).leave(member, str(since.after), offer)

    def _move(self, member: Member, rows: list[PersonRow], planned: set[tuple[Entity, Ref]]) -> None:
        """Plan where the rows say that a member is now; rows that say different things are named."""
        from dangbo_cli.intake.members.moves import MovePlanner

        said = {(row.moved.organization, row.moved.day) for row in rows if row.moved is not None}
        if len(said) == 1:
            MovePlanner(self._recorder, self._conn, self._directory).add(member, rows[0], planned)
            return
        offers = [offer_of(self._recorder, row, m.organization, m.cell) for row in rows if (m := row.moved) is not None]
        for offer in offers:
            other = next((one for one in offers if one.value != offer.value), offers[offer is offers[0]])
            detail = f"Nơi sinh hoạt: {other.place(offer)} chọn khác"
            self._recorder.problem(offer, TWO_SHEETS_DIFFER, detail, self._directory.nodes[offer.value].name)

    def _create(self, rows: list[PersonRow]) -> Ref:
        ref = self._recorder.next_ref()
        change = self._recorder.create(Entity.MEMBER, ref, ref)
        if len(rows) == 1:
            source, values = rows[0].source, rows[0].values
            change.fields = {
                key: field_change((None, value, source, cell))
                for key, (value, cell) in values.items()
                if value is not None
            }
        else:
            for key in {key: None for row in rows for key in row.values}:
                self._decide(change.fields, key, None, rows, None)
            if "full_name" not in change.fields:
                value, cell = rows[0].values["full_name"]
                change.fields["full_name"] = FieldChange(None, value, rows[0].source, cell)
        place = self._place(ref, self._nearest(rows))
        if any(map(_may_tell_arrival, rows)):
            admitted = change.fields.get("admitted_on")
            self._arrivals.begin(place, rows, None if admitted is None else str(admitted.after))
        return ref

    def _update(self, member: Member, rows: list[PersonRow]) -> Ref:
        fields: dict[str, FieldChange] = {}
        for row in rows:
            self._leave_former_positions(member, row)
        for key in {key: None for row in rows for key in row.values}:
            self._decide(fields, key, member.values.get(key), rows, member)
        if "official_on" in fields and "admitted_on" not in fields:
            self._keep_pair(fields, member, rows)
        if fields:
            self._recorder.update(Entity.MEMBER, member.ref, member.ref).fields.update(fields)
        near = self._nearest(rows)
        if member.place is None or member.place_row is None:
            self._place(member.ref, near)
        elif near.organization != member.place and self._directory.is_above(member.place, near.organization):
            # The record knew the committee, the sheet knows the branch below it: refined, not moved.
            change = self._recorder.update(Entity.MEMBER_PLACE, member.place_row, member.ref)
            change.fields["organization_id"] = FieldChange(
                member.place, near.organization, near.source, near.organization_cell
            )
        elif near.organization == member.place and any(map(_may_tell_arrival, rows)):
            self._arrivals.date(member, rows)
        return member.ref

    @cached_property
    def _arrivals(self) -> Arrivals:
        """Since when people are where their rows place them; hardly any list tells."""
        from dangbo_cli.intake.members.arriving import Arrivals

        return Arrivals(self._recorder, self._conn, self._directory)

    def _keep_pair(self, fields: dict[str, FieldChange], member: Member, rows: list[PersonRow]) -> None:
        """The day somebody became official goes with the day of her admission: of a row that has another than the record,
        neither is written."""
        won = fields["official_on"]
        for row in rows:
            typed, _ = row.values.get("admitted_on", (None, ""))
            if row.source == won.source and row.values.get("official_on", (None, ""))[1] == won.cell:
                if contradict("admitted_on", member.values.get("admitted_on"), typed):
                    del fields["official_on"]
                    has = "chưa có" if won.before is None else f"là «{show('official_on', won.before)}»"
                    detail = f"Ngày vào Đảng của dòng khác với sổ; ngày chính thức trong sổ {has},"
                    offer = offer_of(self._recorder, row, won.after, won.cell)
                    self._recorder.problem(offer, DIFFERS_FROM_RECORD, detail, show("official_on", won.after))
                return

    def _leave_former_positions(self, member: Member, row: PersonRow) -> None:
        """A list of where somebody was before she moved, or a template sent there, tells her position there: it has ended
        with the move."""
        told_at = row.organization if row.sent_at is None else row.sent_at
        if member.place is None or self._directory.on_one_line(member.place, told_at):
            return
        held, cell = row.positions.pop("party", ((), ""))
        titles = ", ".join(one.title for one in held if one.title != PLAIN_MEMBER)
        if titles:
            source, where = self._recorder.plan.sources[row.source], self._directory.say(told_at)
            message = say(Finding(POSITION_OF_BEFORE, where), titles)
            note = Note(POSITION_OF_BEFORE, message, source.path, source.sheet, cell, titles)
            self._recorder.plan.notes.append(note)

    def _place(self, ref: Ref, row: PersonRow) -> RecordChange:
        change = self._recorder.create(Entity.MEMBER_PLACE, ref)
        change.fields["member_id"] = field_change((None, ref, None, ""))
        change.fields["organization_id"] = field_change((None, row.organization, row.source, row.organization_cell))
        return change

    def _nearest(self, rows: list[PersonRow]) -> PersonRow:
        best = rows[0]
        for row in rows[1:]:
            if row.organization != best.organization and self._directory.is_above(best.organization, row.organization):
                best = row
        return best

    def _decide(
        self, fields: dict[str, FieldChange], key: str, stored: Scalar, rows: list[PersonRow], member: Member | None
    ) -> None:
        offers: list[Offer[Scalar]] = []
        for row in rows:
            value, cell = row.values.get(key, (None, ""))
            if value is not None:
                offers.append(offer_of(self._recorder, row, value, cell))
        label = _LABELS.get(key, key)
        decision: Decision[Scalar]
        writer = self._recorder.writer(Entity.MEMBER, None if member is None else member.ref, key, stored)
        probation = key == "official_on" and stored is None and member is not None and self._dated.probation(member.ref)
        if key in IDENTITY:
            decision = decide_identity(key, label, stored, offers, writer)
            if decision.aside and member is not None:
                decision = self._mended_since(key, member, decision)
            if decision.aside and member is not None:
                if len(rows) == 1 and rows[0].record is not None:
                    decision = self._ask(key, stored, rows[0], member, decision)
                elif self._memory is not None and stored is not None:
                    decision = self._recall(key, stored, rows, member, decision)
        else:
            decision = decide_newer(key, label, stored, offers, probation or writer)
            if probation and decision.older is not None and writer() is None:
                decision = replace(decision, held="Loại đảng viên trong sổ là «dự bị»")
        self._recorder.set_aside(key, decision)
        winner = decision.winner
        if winner is not None:
            fields[key] = FieldChange(stored, winner.value, winner.source, winner.cell)

    def _mended_since(self, key: str, member: Member, decision: Decision[Scalar]) -> Decision[Scalar]:
        """Leave out what the very value was that somebody replaced by hand after its sheet had come: the same bytes say it
        again, and are older than that decision."""
        from dangbo_cli.store.decided import replaced_by_hand

        replaced = None if self._conn is None else replaced_by_hand(self._conn, Entity.MEMBER, member.ref, key)
        if replaced is None:
            return decision
        before, batch = replaced
        known = [
            offer
            for offer, code, _ in decision.aside
            if code == DIFFERS_FROM_RECORD
            and offer.order[1] < batch
            and canonical(key, before) == canonical(key, offer.value)
        ]
        if not known:
            return decision
        has = show(key, member.values[key])
        left = tuple(one for one in decision.aside if one[0] not in known)
        return replace(decision, aside=left, older=known[0], held=f"{_LABELS.get(key, key)} trong sổ là «{has}»")

    def _ask(
        self, key: str, stored: Scalar, row: PersonRow, member: Member, decision: Decision[Scalar]
    ) -> Decision[Scalar]:
        """Take the clerk's answer, now or before, on what says who a person is and was changed in a prefilled row: the
        unit saw what the record holds, and typed something else. Without an answer the cell is set aside, with the
        question."""
        plan, ref, name = self._recorder.plan, member.ref, member.text("full_name")
        for offer, code, detail in decision.aside:
            source, values = plan.sources[offer.source], (stored, offer.value)
            answer = self._answers.get((source.path, source.sheet, offer.cell))
            of_row = self._answers.get((source.path, source.sheet, row.name_cell))
            # Of a row that names another it was answered that she is the same, and her data corrected by her unit.
            if answer == TAKE_SHEET.key or of_row == f"dang-vien {ref}":
                return Decision(offer)
            if answer == KEEP_RECORD.key:
                if self._memory is not None:
                    now, typed = (_shown(key, value) for value in values)
                    whose = f"{_LABELS.get(key, key)} «{now}» của {_named(name, ref)}"
                    kept = Kept((Entity.MEMBER, ref), key, values, row.organization)
                    self._memory.learn_kept(kept, (whose, f"«{typed}»"), row.source, offer.cell)
            elif not self._keeps(key, stored, row, member, offer):
                self._recorder.problem(
                    offer,
                    code,
                    detail,
                    show(key, offer.value),
                    (TAKE_SHEET, KEEP_RECORD),
                    _named(row.text("full_name"), ref),
                )
        return Decision(None)

    def _recall(
        self, key: str, stored: Scalar, rows: list[PersonRow], member: Member, decision: Decision[Scalar]
    ) -> Decision[Scalar]:
        """Leave out what the clerk has answered before that it stays as the record has it, in whichever sheet it stands
        now: a list says what its unit's template said, or both are read at once."""
        of_cell = {(row.source, row.values[key][1]): row for row in rows if key in row.values}
        aside = tuple(
            (offer, code, detail)
            for offer, code, detail in decision.aside
            if not self._keeps(key, stored, of_cell[offer.source, offer.cell], member, offer)
        )
        return replace(decision, aside=aside)

    def _keeps(self, key: str, stored: Scalar, row: PersonRow, member: Member, offer: Offer[Scalar]) -> bool:
        """Tell whether the clerk has answered before that a value of the record stays against what a row offers."""
        kept = Kept((Entity.MEMBER, member.ref), key, (stored, offer.value), row.organization)
        return self._memory is not None and self._memory.keeps(kept, row.source, offer.cell)


def _may_tell_arrival(row: PersonRow) -> bool:
    """Tell whether the note of a row has a word without which none says that somebody came."""
    note = row.values.get("note")
    return note is not None and any(word in str(note[0]).casefold() for word in _OF_ARRIVALS)


def _named(name: str | None, ref: Ref) -> str:
    """Say whose a cell is: the name as the row or the record has it, the number of the record."""
    return f"{name} (số hồ sơ {ref})" if name else f"đảng viên số hồ sơ {ref}"


def offer_of(recorder: Recorder, row: PersonRow, value: T, cell: str) -> Offer[T]:
    """Return what one cell of a row offers."""
    source = recorder.plan.sources[row.source]
    return Offer(value, row.source, cell, row.order, row.dated, source.path)


def _shown(key: str, value: Scalar) -> str:
    """Return a value for a sentence that is kept: of a number its last digits."""
    text = show(key, value)
    return mask_number(text) if key in PRIVATE_NUMBERS else text
