"""From what rows say of parts of an entry to record changes: targets, milestones and progress of an initiative, items of
a pledge, criteria of a rating."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Entity, FieldChange, RecordChange, Ref, Scalar
from dangbo_cli.domain.criterion import NO_CRITERIA
from dangbo_cli.domain.milestone import read_milestone
from dangbo_cli.domain.target_reading import parse_fraction, parse_number
from dangbo_cli.intake.deciding import Offer, decide_newer
from dangbo_cli.intake.entry_parts import TargetRead
from dangbo_cli.intake.member_plan import offer_of
from dangbo_cli.intake.people import ReadValue
from dangbo_cli.intake.recorder import Recorder
from dangbo_cli.vietnamese.text import fold

if TYPE_CHECKING:
    from dangbo_cli.intake.entry_plan import EntryFound
    from dangbo_cli.intake.entry_rows import EntryRow


class InitiativeParts:
    """Plans the targets, milestones and progress of one initiative."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, entry: EntryFound) -> None:
        self._recorder = recorder
        self._entry = entry
        self._targets: dict[object, Ref] = {}
        self._milestones: dict[object, list[tuple[Ref, Scalar]]] = {}
        self._progress: set[tuple[object, ...]] = set()
        if conn is None or entry.ref <= 0:
            return
        for ref, wording in conn.execute(
            "SELECT id, wording FROM initiative_target WHERE initiative_id = ?", (entry.ref,)
        ):
            self._targets[canonical("wording", wording)] = ref
        for ref, what, due in conn.execute(
            "SELECT id, what, due_on FROM initiative_milestone WHERE initiative_id = ? ORDER BY id", (entry.ref,)
        ):
            self._milestones.setdefault(canonical("what", what), []).append((ref, due))
        for target, day, actual, above, below in conn.execute(
            "SELECT target_id, reported_on, actual, numerator, denominator FROM initiative_progress"
            " WHERE initiative_id = ?", (entry.ref,)
        ):  # fmt: skip
            self._progress.add((target, day, canonical("actual", actual), above, below))

    def plan(self) -> None:
        """Add what the rows say that is not there yet."""
        for row in self._entry.rows:
            for one in row.parts.targets:
                self._target(row, one)
            for what, due, cell in row.parts.milestones:
                self._milestone(row, what, due, cell)
            for key, told in row.parts.told:
                if key == "actual":
                    self._reported(row, None, {"actual": told})

    def _milestone(self, row: EntryRow, what: str, due: str | None, cell: str) -> None:
        """Add a milestone; one that the record has without a day gets it. Two of one name are told apart by their days:
        a day that was put off is mended by hand, for it may as well be a second one."""
        known = self._milestones.setdefault(canonical("what", what), [])
        if any(due is None or one == due for _, one in known):
            return
        for place, (ref, one) in enumerate(known):
            if one is None and ref > 0:
                change = self._recorder.update(Entity.INITIATIVE_MILESTONE, ref, self._entry.ref)
                change.subject = Entity.INITIATIVE
                change.fields["due_on"] = FieldChange(None, due, row.source, cell)
                known[place] = (ref, due)
                return
        ref = self._create(Entity.INITIATIVE_MILESTONE, row, {"what": (what, cell), "due_on": (due, cell)})
        known.append((ref, due))

    def _target(self, row: EntryRow, one: TargetRead) -> None:
        key = canonical("wording", one.target.wording)
        ref = self._targets.get(key)
        if ref is None:
            target = one.target
            values: dict[str, ReadValue] = {
                "wording": (target.wording, one.cell), "operator": (target.operator, one.cell),
                "number": (target.number, one.cell), "unit": (target.unit, one.cell),
                "due_on": one.values.get("due_on", (target.due_on, one.cell)),
            }  # fmt: skip
            values.update({k: one.values[k] for k in ("numerator_words", "denominator_words") if k in one.values})
            ref = self._targets[key] = self._create(Entity.INITIATIVE_TARGET, row, values)
        self._reported(row, ref, {k: v for k, v in one.values.items()
                                  if k in ("actual", "numerator", "denominator", "evidence")})  # fmt: skip

    def _reported(self, row: EntryRow, target: Ref | None, values: dict[str, ReadValue]) -> None:
        if not any(key in values for key in ("actual", "numerator", "evidence")):
            return
        if "actual" in values:
            text, cell = values["actual"]
            number, fraction = parse_number(text), parse_fraction(text)
            if number is not None:
                values["actual_number"] = (number, cell)
            if fraction is not None and "numerator" not in values:
                values["numerator"], values["denominator"] = (fraction[0], cell), (fraction[1], cell)
        day = row.dated
        told = (target, day, canonical("actual", values.get("actual", (None,))[0]),
                *(values.get(k, (None,))[0] for k in ("numerator", "denominator")))  # fmt: skip
        if told in self._progress:
            return
        self._progress.add(told)
        if day is not None:
            values["reported_on"] = (day, "")
        if target is not None:
            values["target_id"] = (target, "")
        self._create(Entity.INITIATIVE_PROGRESS, row, values)

    def _create(self, entity: Entity, row: EntryRow, values: Mapping[str, ReadValue]) -> Ref:
        change = self._recorder.create(entity, self._entry.ref)
        change.subject = Entity.INITIATIVE
        change.fields["initiative_id"] = FieldChange(None, self._entry.ref)
        for name, (value, cell) in values.items():
            if value is not None:
                change.fields[name] = FieldChange(None, value, row.source, cell)
        return change.record


def plan_items(recorder: Recorder, conn: sqlite3.Connection | None, entry: EntryFound) -> None:
    """Add the items of a pledge that it does not have yet, each with the day that its text states."""
    known: set[object] = set()
    if conn is not None and entry.ref > 0:
        rows = conn.execute("SELECT what FROM pledge_item WHERE pledge_id = ?", (entry.ref,))
        known = {canonical("what", row[0]) for row in rows}
    for row in entry.rows:
        for key, (text, cell) in row.parts.told:
            if key != "items":
                continue
            what, due = read_milestone(str(text))
            if canonical("what", what) in known:
                continue
            known.add(canonical("what", what))
            change = recorder.create(Entity.PLEDGE_ITEM, entry.ref)
            change.subject = Entity.PLEDGE
            change.fields["pledge_id"] = FieldChange(None, entry.ref)
            change.fields["what"] = FieldChange(None, what, row.source, cell)
            if due is not None:
                change.fields["due_on"] = FieldChange(None, due, row.source, cell)


def plan_criteria(
    recorder: Recorder,
    conn: sqlite3.Connection | None,
    entry: EntryFound,
    graded: Callable[[str], bool],
    subject: tuple[Entity, Ref],
) -> None:
    """Write the criteria of a rating, whose history is that of its subject; the newer sheet wins. In a year whose rules
    have none (`graded`) each is set aside."""
    named: dict[str, tuple[str, list[Offer[Scalar]]]] = {}
    for row in entry.rows:
        for name, (value, cell) in row.parts.criteria.items():
            offer = offer_of(recorder, row, value, cell)
            if graded(row.period):
                named.setdefault(fold(name), (name, []))[1].append(offer)
            else:
                recorder.problem(offer, NO_CRITERIA, row.period, str(value))
    if not named:
        return
    stored: dict[str, tuple[Ref, Scalar, Scalar]] = {}
    if conn is not None and entry.ref > 0:
        for ref, criterion, grade, points in conn.execute(
            "SELECT id, criterion, grade, points FROM rating_criterion WHERE rating_id = ?", (entry.ref,)
        ):
            stored[fold(criterion)] = (ref, grade, points)
    for key, (name, offers) in named.items():
        ref, grade, points = stored.get(key, (None, None, None))
        written = "points" if points is not None else "grade"
        writer = recorder.writer(Entity.RATING_CRITERION, ref, written)
        decision = decide_newer("grade", name, grade if grade is not None else points, offers, writer)
        recorder.set_aside("grade", decision)
        if decision.winner is None:
            continue
        winner = decision.winner
        after: dict[str, Scalar] = {"grade": None, "points": None}
        after["grade" if isinstance(winner.value, str) else "points"] = winner.value
        change: RecordChange
        if ref is None:
            change = recorder.create(Entity.RATING_CRITERION, subject[1])
            change.fields["rating_id"] = FieldChange(None, entry.ref)
            change.fields["criterion"] = FieldChange(None, name, winner.source, winner.cell)
        else:
            change = recorder.update(Entity.RATING_CRITERION, ref, subject[1])
        change.subject = subject[0]
        for column, before in (("grade", grade), ("points", points)):
            if before != after[column]:
                change.fields[column] = FieldChange(before, after[column], winner.source, winner.cell)
