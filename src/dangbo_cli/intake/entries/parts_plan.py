"""From what rows say of parts of an entry to record changes: targets, milestones and progress of an initiative, items of
a pledge, criteria of a rating."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Entity, FieldChange, RecordChange, Ref, Scalar
from dangbo_cli.domain.criterion import CRITERION_UNREADABLE, NO_CRITERIA, USUAL_SCALE
from dangbo_cli.domain.milestone import read_milestone
from dangbo_cli.domain.partial_dates import format_date, refines
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.domain.target_reading import read_result, wording_key
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import DIFFERS_FROM_RECORD, Offer, decide_newer
from dangbo_cli.intake.entries.parts import TargetRead
from dangbo_cli.intake.members.plan import offer_of
from dangbo_cli.intake.who.people import ReadValue
from dangbo_cli.vietnamese.text import fold

if TYPE_CHECKING:
    from dangbo_cli.domain.target import Target
    from dangbo_cli.intake.entries.found import EntryFound
    from dangbo_cli.intake.entries.rows import EntryRow


PART_LEFT_OUT = cause(
    "part_left_out",
    Level.NOTE,
    "Sổ có mà bảng không ghi lại",
    "Sổ còn ghi «{value}»; bảng không ghi lại mà ghi thêm nội dung khác, nên sổ nay có cả hai.",
)


@dataclass(slots=True)
class _Dated:
    """One part that has a day. `due` is what its column holds, `words` its text there; `what` and `day` what they say
    together, for a text may hold its day. `change` is what this call does to it."""

    ref: Ref
    words: str
    due: str | None
    what: str
    day: str | None
    change: RecordChange | None = None


@dataclass(slots=True)
class _Report:
    """What was reported of a target or the whole, with the evidence that is stored and that the rows offer."""

    ref: Ref
    evidence: str | None
    change: RecordChange | None = None
    offers: list[Offer[str]] = field(default_factory=list)


class _Parts:
    """Writes the parts of one entry, which belong to its history (`subject`)."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, entry: EntryFound, subject: Entity) -> None:
        self._recorder, self._entry, self._subject = recorder, entry, subject
        self._conn = conn if entry.ref > 0 else None
        self._parent = f"{subject.value}_id"

    def plan_dated(
        self, entity: Entity, said: Iterable[tuple[EntryRow, str, str | None, str]], may_repeat: bool = False
    ) -> None:
        """Add the parts that rows say (row, what, by when, cell) and that are not there yet; one without a day gets it.
        Another day is another part where there may be several of one name (`may_repeat`, or the row itself has them);
        else the newer sheet decides."""
        known: dict[object, list[_Dated]] = defaultdict(list)
        for ref, words, due in self._rows(entity, "what", "due_on"):
            what, day = (words, due) if due is not None else read_milestone(words)
            known[canonical("what", what)].append(_Dated(ref, words, due, what, day))
        by_row: dict[tuple[int, object], list[tuple[EntryRow, str, str | None, str]]] = defaultdict(list)
        for part in said:
            by_row[id(part[0]), canonical("what", part[1])].append(part)
        offers: dict[object, list[Offer[str]]] = defaultdict(list)
        stored = {key: held[0].what for key, held in known.items()}
        added: tuple[EntryRow, str, str | None, str] | None = None
        for (_, key), told in by_row.items():
            held = known[key]
            if not held:
                held.append(self._add_dated(entity, *told[0]))
                added = added or told[0]
            days = {part[2]: part for part in told if part[2] is not None}
            for day, part in days.items():
                offer = offer_of(self._recorder, part[0], day, part[3])
                if not may_repeat and len(days) == 1:
                    offers[key].append(offer)
                elif all(one.day != day for one in held):
                    free = next((one for one in held if one.day is None), None)
                    if free is None:
                        held.append(free := self._add_dated(entity, *part))
                    self._write_day(entity, free, offer)
        for key, offered in offers.items():
            self._settle_day(entity, known[key], offered)
        if added is not None:
            told_keys = {key for _, key in by_row}
            self.name_left_out(added[0], added[3], [what for key, what in stored.items() if key not in told_keys])

    def name_left_out(self, row: EntryRow, cell: str, left_out: Sequence[str], ways: Sequence[str] = ()) -> None:
        """Say which parts the record has and a sheet that adds others leaves out: these may be the same, corrected; and in
        `ways` how each is taken out."""
        source = self._recorder.plan.sources[row.source]
        for what, way in zip_longest(left_out, ways, fillvalue=""):
            message = f"{say(Finding(PART_LEFT_OUT), what)} {way}".strip()
            self._recorder.plan.notes.append(Note(PART_LEFT_OUT, message, source.path, source.sheet, cell, what))

    def _add_dated(self, entity: Entity, row: EntryRow, what: str, _: str | None, cell: str) -> _Dated:
        """Add a part that has no day yet."""
        change = self._create(entity, row, {"what": (what, cell)})
        return _Dated(change.record, what, None, what, None, change)

    def _settle_day(self, entity: Entity, held: Sequence[_Dated], offers: Sequence[Offer[str]]) -> None:
        """Give one part its day; where the record has several of one name, none is known to be meant."""
        if len(held) > 1:
            stored = ", ".join(f"«{format_date(one.day) or '(trống)'}»" for one in held)
            for offer in offers:
                if all(one.day != offer.value for one in held):
                    detail = f"Hạn của «{held[0].what}» trong sổ là {stored},"
                    self._recorder.problem(offer, DIFFERS_FROM_RECORD, detail, format_date(offer.value))
            return
        (one,) = held
        offers = [offer for offer in offers if one.day is None or not refines(offer.value, one.day)]
        column = "what" if one.due is None else "due_on"
        writer = self._recorder.writer(entity, one.ref, column, one.day)
        decision = decide_newer("due_on", f"Hạn của «{one.what}»", one.day, offers, writer, format_date)
        self._recorder.set_aside("due_on", decision, format_date)
        if decision.winner is not None:
            self._write_day(entity, one, decision.winner)

    def _write_day(self, entity: Entity, one: _Dated, offer: Offer[str]) -> None:
        change = one.change = one.change or self._update(entity, one.ref)
        if one.words != one.what:  # the words held another day
            change.fields["what"] = FieldChange(one.words, one.what, offer.source, offer.cell)
        change.fields["due_on"] = FieldChange(one.due, offer.value, offer.source, offer.cell)
        one.day = offer.value

    def _rows(self, entity: Entity, *columns: str) -> Iterable[tuple[Any, ...]]:
        """Return the stored parts of the entry: their number and columns."""
        if self._conn is None:
            return ()
        return self._conn.execute(
            f"SELECT id, {', '.join(columns)} FROM {entity.value} WHERE {self._parent} = ? ORDER BY id",
            (self._entry.ref,),
        )

    def _create(self, entity: Entity, row: EntryRow, values: Mapping[str, ReadValue]) -> RecordChange:
        change = self._recorder.create(entity, self._entry.ref)
        change.subject = self._subject
        change.fields[self._parent] = FieldChange(None, self._entry.ref)
        for name, (value, cell) in values.items():
            if value is not None:
                change.fields[name] = FieldChange(None, value, row.source, cell)
        return change

    def _update(self, entity: Entity, ref: Ref) -> RecordChange:
        change = self._recorder.update(entity, ref, self._entry.ref)
        change.subject = self._subject
        return change


#: What the parts of a target's fraction are, with their headings.
_TARGET_WORDS = {"numerator_words": "Tử số là", "denominator_words": "Mẫu số là"}


class InitiativeParts(_Parts):
    """Plans the targets, milestones and progress of one initiative."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, entry: EntryFound) -> None:
        super().__init__(recorder, conn, entry, Entity.INITIATIVE)
        self._targets: dict[object, _Dated] = {}
        self._days: dict[object, list[Offer[str]]] = {}
        self._reports: dict[tuple[object, ...], _Report] = {}
        self._words: dict[tuple[object, str], list[Offer[str]]] = {}
        self._stored_words: dict[Ref, dict[str, str | None]] = {}
        for ref, wording, due, *words in self._rows(Entity.INITIATIVE_TARGET, "wording", "due_on", *_TARGET_WORDS):
            self._stored_words[ref] = dict(zip(_TARGET_WORDS, words, strict=True))
            self._targets[wording_key(wording)] = _Dated(ref, wording, due, wording, due)
        self._known = {key: held.what for key, held in self._targets.items()}
        for ref, target, day, actual, above, below, evidence in self._rows(
            Entity.INITIATIVE_PROGRESS, "target_id", "reported_on", "actual", "numerator", "denominator", "evidence"
        ):
            key = _report_key(target, day, actual, above, below, evidence)
            self._reports.setdefault(key, _Report(ref, evidence))

    def _way_out(self, target: Ref) -> str:
        """Return how a target of the record is taken out, with what was reported of it."""
        along = " (bỏ cả kết quả đã báo cáo)" if any(of == target for of, *_ in self._reports) else ""
        return f"Nếu chỉ tiêu ấy không còn: «dangbo mo-hinh bo-chi-tieu {self._entry.ref} {target}»{along}."

    def plan(self) -> None:
        """Add what the rows say that is not there yet."""
        for row in self._entry.rows:
            for one in row.parts.targets:
                self._target(row, one)
            for key, told in row.parts.told:
                if key == "actual":
                    self._reported(row, None, {"actual": told})
        added = [(row, one) for row in self._entry.rows for one in row.parts.targets
                 if wording_key(one.target.wording) not in self._known]  # fmt: skip
        if added:
            said = {wording_key(one.target.wording) for row in self._entry.rows for one in row.parts.targets}
            left_out = {key: what for key, what in self._known.items() if key not in said}
            ways = [self._way_out(self._targets[key].ref) for key in left_out]
            self.name_left_out(added[0][0], added[0][1].cell, list(left_out.values()), ways)
        for wording, offers in self._days.items():
            self._settle_day(Entity.INITIATIVE_TARGET, [self._targets[wording]], offers)
        for (wording, name), offers in self._words.items():
            self._settle_words(self._targets[wording], name, offers)
        for report in self._reports.values():
            self._settle_evidence(report)
        milestones = ((row, *milestone) for row in self._entry.rows for milestone in row.parts.milestones)
        # A day that was put off is mended by hand, for it may as well be a second one.
        self.plan_dated(Entity.INITIATIVE_MILESTONE, milestones, may_repeat=True)

    def _target(self, row: EntryRow, one: TargetRead) -> None:
        key = wording_key(one.target.wording)
        held = self._targets.get(key)
        if held is None:
            target = one.target
            values: dict[str, ReadValue] = {
                "wording": (target.wording, one.cell), "operator": (target.operator, one.cell),
                "number": (target.number, one.cell), "unit": (target.unit, one.cell),
            }  # fmt: skip
            change = self._create(Entity.INITIATIVE_TARGET, row, values)
            held = self._targets[key] = _Dated(change.record, target.wording, None, target.wording, None, change)
        for name in _TARGET_WORDS:
            if name in one.values:
                value, where = one.values[name]
                self._words.setdefault((key, name), []).append(offer_of(self._recorder, row, str(value), where))
        day, cell = one.values.get("due_on", (None, ""))
        if day is not None and (held.day is None or cell != one.cell):  # its own words are no news of a known target
            self._days.setdefault(key, []).append(offer_of(self._recorder, row, str(day), cell))
        self._reported(row, held.ref, {k: v for k, v in one.values.items()
                                       if k in ("actual", "numerator", "denominator", "evidence")}, one.target)  # fmt: skip

    def _reported(
        self, row: EntryRow, target: Ref | None, values: dict[str, ReadValue], goal: Target | None = None
    ) -> None:
        if not any(key in values for key in ("actual", "numerator", "evidence")):
            return
        if "actual" in values:
            text, cell = values["actual"]
            number, fraction = read_result(str(text), goal)
            if number is not None:
                values["actual_number"] = (number, cell)
            if fraction is not None:
                values.setdefault("numerator", (fraction[0], cell))
                values.setdefault("denominator", (fraction[1], cell))
        day = row.dated
        told = (values.get(k, (None,))[0] for k in ("actual", "numerator", "denominator", "evidence"))
        key = _report_key(target, day, *told)
        evidence = values.pop("evidence", None)
        report = self._reports.get(key)
        if report is None:
            if day is not None:
                values["reported_on"] = (day, "")
            if target is not None:
                values["target_id"] = (target, "")
            change = self._create(Entity.INITIATIVE_PROGRESS, row, values)
            report = self._reports[key] = _Report(change.record, None, change)
        if evidence is not None:
            report.offers.append(offer_of(self._recorder, row, str(evidence[0]), evidence[1]))

    def _settle_words(self, held: _Dated, name: str, offers: Sequence[Offer[str]]) -> None:
        """Write of what a target's fraction is taken; the newer sheet decides."""
        stored = self._stored_words.get(held.ref, {}).get(name)
        writer = self._recorder.writer(Entity.INITIATIVE_TARGET, held.ref, name, stored)
        decision = decide_newer(name, _TARGET_WORDS[name], stored, offers, writer)
        self._recorder.set_aside(name, decision)
        if decision.winner is not None:
            winner = decision.winner
            change = held.change = held.change or self._update(Entity.INITIATIVE_TARGET, held.ref)
            change.fields[name] = FieldChange(stored, winner.value, winner.source, winner.cell)

    def _settle_evidence(self, report: _Report) -> None:
        writer = self._recorder.writer(Entity.INITIATIVE_PROGRESS, report.ref, "evidence", report.evidence)
        decision = decide_newer("evidence", "Minh chứng", report.evidence, report.offers, writer)
        self._recorder.set_aside("evidence", decision)
        if decision.winner is not None:
            winner = decision.winner
            change = report.change or self._update(Entity.INITIATIVE_PROGRESS, report.ref)
            change.fields["evidence"] = FieldChange(report.evidence, winner.value, winner.source, winner.cell)


def _report_key(
    target: Ref | None, day: str | None, actual: Scalar, above: Scalar, below: Scalar, evidence: Scalar
) -> tuple[object, ...]:
    """Return by what a report is known again: what it says was reached, or its evidence where it says nothing else."""
    alone = canonical("evidence", evidence) if actual is None and above is None else None
    return target, day, canonical("actual", actual), above, below, alone


def plan_items(recorder: Recorder, conn: sqlite3.Connection | None, entry: EntryFound) -> None:
    """Add the items of a pledge that it does not have yet, each with the day that its text states."""
    said = ((row, *read_milestone(str(text)), cell)
            for row in entry.rows for key, (text, cell) in row.parts.told if key == "items")  # fmt: skip
    _Parts(recorder, conn, entry, Entity.PLEDGE).plan_dated(Entity.PLEDGE_ITEM, said)


def stored_criteria(conn: sqlite3.Connection | None, rating: Ref) -> dict[str, tuple[Ref, Scalar, Scalar]]:
    """Return what the record has of a rating's criteria, by their folded names: number, grade, points."""
    if conn is None or rating <= 0:
        return {}
    rows = conn.execute("SELECT id, criterion, grade, points FROM rating_criterion WHERE rating_id = ?", (rating,))
    return {fold(criterion): (ref, grade, points) for ref, criterion, grade, points in rows}


def plan_criteria(
    recorder: Recorder,
    conn: sqlite3.Connection | None,
    entry: EntryFound,
    graded: Callable[[str], bool],
    scale: Callable[[str], float | None],
    subject: tuple[Entity, Ref],
) -> None:
    """Write the criteria of a rating, whose history is that of its subject; the newer sheet wins. In a year whose rules
    have none (`graded`) each is set aside, and so are points above the year's `scale`."""
    named: dict[str, tuple[str, list[Offer[Scalar]]]] = {}
    for row in entry.rows:
        for name, (value, cell) in row.parts.criteria.items():
            offer = offer_of(recorder, row, value, cell)
            if not graded(row.period):
                recorder.problem(offer, NO_CRITERIA, row.period, str(value))
            elif isinstance(value, float) and value > (scale(row.period) or USUAL_SCALE):
                recorder.problem(offer, CRITERION_UNREADABLE, name, f"{value:g}".replace(".", ","))
            else:
                named.setdefault(fold(name), (name, []))[1].append(offer)
    if not named:
        return
    stored = stored_criteria(conn, entry.ref)
    for key, (name, offers) in named.items():
        ref, grade, points = stored.get(key, (None, None, None))
        written = "points" if points is not None else "grade"
        held = grade if grade is not None else points
        writer = recorder.writer(Entity.RATING_CRITERION, ref, written, held)
        decision = decide_newer("grade", name, held, offers, writer)
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
