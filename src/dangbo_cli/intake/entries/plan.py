"""From entries of the year's work to record changes: which value wins.

Values are decided as everywhere (`deciding`); a decided rating is never changed by a sheet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Action, Entity, FieldChange, RecordChange, Ref, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.rule_keys import CRITERIA_KEYS
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import TWO_SHEETS_DIFFER, Offer, decide_newer
from dangbo_cli.intake.entries.found import EntryFinder, EntryFound, SubjectKey
from dangbo_cli.intake.entries.parts_plan import InitiativeParts, plan_criteria, plan_items, stored_criteria
from dangbo_cli.intake.entries.reasons import settle_reason
from dangbo_cli.intake.entries.results import settle_attendance
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.entries.ticks import note_not_said, settle_ticks
from dangbo_cli.intake.members.dated import DECIDED_TWICE
from dangbo_cli.intake.members.plan import offer_of
from dangbo_cli.store.rating_years import YEAR_CLOSED, closed_years, is_closed
from dangbo_cli.vietnamese.text import fold


class EntryPlanner(EntryFinder):
    """Plans the rows of one kind."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, form: Form) -> None:
        super().__init__(recorder, conn, form)
        self._closed = closed_years(conn) if form.kind == "xep-loai" else frozenset[str]()
        self._labels = {f.key: f.title for f in form.fields}
        self._years_graded: dict[int, bool] = {}
        self._scales: dict[str, float | None] = {}
        #: Ratings that a member list of the same call plans already.
        self._planned: dict[SubjectKey, RecordChange] = {}
        if self._rated:
            for change in recorder.plan.changes:
                if change.entity is Entity.RATING:
                    self._planned[self._planned_key(change)] = change

    def plan(self, rows: Sequence[EntryRow]) -> list[EntryFound]:
        """Plan all rows of the kind; return the entries found."""
        found: list[EntryFound] = []
        for entry in self.find(rows):
            self._write(entry)
            found.append(entry)
        if self._form.kind == "cam-ket":
            note_not_said(self._recorder, found)
        return found

    def _planned_key(self, change: RecordChange) -> SubjectKey:
        if change.action is Action.CREATE:
            member = change.fields.get("member_id", FieldChange(None, None)).after
            period = change.fields["period"].after
            return member, None, period
        row = next((r for rows in self._stored.values() for r in rows if r["id"] == change.record), None)
        return (None,) if row is None else self._key_of(row)

    # --- changes
    def _write(self, entry: EntryFound) -> None:
        plan = self._recorder.plan
        before = len(plan.changes)
        first = entry.rows[0]
        stored = entry.stored or {}
        for row in entry.rows:
            if row.elsewhere:
                self._drop_known(row)
        if is_closed(self._closed, first.period):
            self._leave_closed_year(entry, stored)
            return
        if self._rated:
            self._check_points(entry.rows)
        fields: dict[str, FieldChange] = {}
        planned = self._planned.get(self._key(first)) if self._rated else None
        for name in dict.fromkeys(k for row in entry.rows for k in row.entry):
            self._decide(entry, fields, name, stored, planned)
        if self._rated:
            settle_reason(self._recorder, entry, fields, stored, {} if planned is None else planned.fields)
        elif self._form.kind == "cam-ket":
            settle_ticks(self._recorder, entry, fields, stored, self._labels)
        elif self._form.kind == "chuyen-de":
            settle_attendance(self._recorder, entry, fields, stored)
        if self._rated and planned is not None:
            planned.fields.update(fields)
            entry.ref, entry.changed = planned.record, True
        elif entry.stored is None:
            self._create(entry, fields)
        elif fields:
            change = self._recorder.update(self._entity, entry.ref, self._subject(first, entry.ref))
            change.fields.update(fields)
            self._own(change, first)
        if self._form.kind == "mo-hinh":
            InitiativeParts(self._recorder, self._conn, entry).plan()
        elif self._form.kind == "cam-ket":
            plan_items(self._recorder, self._conn, entry)
        elif self._rated:
            plan_criteria(self._recorder, self._conn, entry, self._graded, self._scale, self._history_of(first))
            if entry.stored is None and planned is None and not fields and len(plan.changes) == before + 1:
                plan.changes.pop()  # all that was said is set aside: nobody is rated
        entry.changed = entry.changed or len(plan.changes) > before
        for row in entry.rows:
            plan.problems.extend(row.problems)

    def _drop_known(self, row: EntryRow) -> None:
        """Say nothing of a cell of another year that gives what the record has for that year already."""
        who = (row.member, None if row.member is not None else row.organization)
        known = {
            cell
            for cell, (name, year, value) in row.elsewhere.items()
            if any(
                canonical(name, one.get(name)) == canonical(name, value) for one in self._stored.get((*who, year), ())
            )
        }
        row.problems = [problem for problem in row.problems if problem.cell not in known]

    def _check_points(self, rows: Sequence[EntryRow]) -> None:
        """Set aside points above the scale of their year's rules."""
        for row in rows:
            if "points" not in row.entry:
                continue
            from dangbo_cli.store.rating_rules import POINTS_TOO_HIGH, say_scale

            value, cell = row.entry["points"]
            most = self._scale(row.period)
            if most is not None and float(str(value)) > most:
                del row.entry["points"]
                offer = offer_of(self._recorder, row, value, cell)
                self._recorder.problem(
                    offer, POINTS_TOO_HIGH, say_scale(most, row.period), f"{value:g}".replace(".", ",")
                )

    def _scale(self, period: str) -> float | None:
        """Return the most points that the rules of a year give, None where they state none."""
        if period not in self._scales:
            from dangbo_cli.store.rating_rules import points_scale

            self._scales[period] = points_scale(self._conn, period)
        return self._scales[period]

    def _leave_closed_year(self, entry: EntryFound, stored: Mapping[str, Scalar]) -> None:
        """Name what a sheet says of a closed year that the record does not say already."""
        for row in entry.rows:
            self._recorder.plan.problems.extend(row.problems)
            for name, (value, cell) in row.entry.items():
                if name in self._labels and canonical(name, value) != canonical(name, stored.get(name)):
                    offer = offer_of(self._recorder, row, value, cell)
                    said = format_date(str(value)) if name.endswith("_on") else str(value)
                    self._recorder.problem(offer, YEAR_CLOSED, row.period, said or "")
            self._leave_criteria(row, entry.ref)

    def _leave_criteria(self, row: EntryRow, rating: Ref) -> None:
        known = stored_criteria(self._conn, rating) if row.parts.criteria else {}
        for name, (value, cell) in row.parts.criteria.items():
            if value not in known.get(fold(name), ())[1:]:
                self._recorder.problem(offer_of(self._recorder, row, value, cell), YEAR_CLOSED, row.period, str(value))

    def _subject(self, row: EntryRow, ref: Ref) -> Ref:
        if not self._rated:
            return ref
        return row.member if row.member is not None else row.organization

    def _own(self, change: RecordChange, row: EntryRow) -> None:
        """A rating belongs to the history of its person or organisation, any other entry to its own."""
        change.subject = self._history_of(row)[0] if self._rated else self._entity

    def _history_of(self, row: EntryRow) -> tuple[Entity, Ref]:
        """Return whose history a rating belongs to."""
        if row.member is not None:
            return Entity.MEMBER, row.member
        return Entity.ORGANIZATION, row.organization

    def _graded(self, period: str) -> bool:
        """Tell whether the rules of a year rate by criteria: their grades, or points."""
        year = int(period[:4])
        if year not in self._years_graded:
            from dangbo_cli.domain.rule_set import NoRules
            from dangbo_cli.store.rating_rules import rules_of

            try:
                graded = not rules_of(self._conn, year).rules.keys().isdisjoint(CRITERIA_KEYS)
            except NoRules:
                graded = False
            self._years_graded[year] = graded
        return self._years_graded[year]

    def _create(self, entry: EntryFound, fields: dict[str, FieldChange]) -> None:
        row = entry.rows[0]
        entry.ref = self._recorder.next_ref()
        change = self._recorder.create(self._entity, self._subject(row, entry.ref), entry.ref)
        self._own(change, row)
        base: dict[str, Scalar] = {"period": row.period}
        if self._rated:
            base["member_id" if row.member is not None else "organization_id"] = self._subject(row, entry.ref)
        else:
            base["organization_id"] = row.organization
            if self._form.about is Subject.ANYONE:
                base.update(subject_sort=row.sort, member_id=row.member, name=row.named)
        for name, value in base.items():
            if value is not None:
                cell = row.organization_cell if name == "organization_id" else row.name_cell
                change.fields[name] = FieldChange(None, value, row.source, cell)
        change.fields.update(fields)

    def _decide(
        self,
        entry: EntryFound,
        fields: dict[str, FieldChange],
        name: str,
        stored: Mapping[str, Scalar],
        planned: RecordChange | None,
    ) -> None:
        offers: list[Offer[Scalar]] = []
        for row in entry.rows:
            value, cell = row.entry.get(name, (None, ""))
            if value is not None:
                offers.append(offer_of(self._recorder, row, value, cell))
        known = stored.get(name)
        if name == "decided_level" and known is not None:
            for offer in offers:
                if offer.value != known:
                    detail = f"năm {entry.rows[0].period} là «{known}»"
                    self._recorder.problem(offer, DECIDED_TWICE, detail, str(offer.value))
            return
        if planned is not None and name in planned.fields:
            self._beside_planned(planned, name, offers)
            return
        label = self._labels.get(name, name)
        writer = self._recorder.writer(self._entity, entry.ref or None, name, known)
        decision = decide_newer(name, label, known, offers, writer)
        self._recorder.set_aside(name, decision)
        if decision.winner is not None:
            winner = decision.winner
            fields[name] = FieldChange(known, winner.value, winner.source, winner.cell)

    def _beside_planned(self, planned: RecordChange, name: str, offers: Sequence[Offer[Scalar]]) -> None:
        """A member list of the same call says the same rating: equal is one value, different is none."""
        other = planned.fields[name]
        differing = [offer for offer in offers if canonical(name, offer.value) != canonical(name, other.after)]
        if not differing:
            return
        label = self._labels.get(name, name)
        sources = self._recorder.plan.sources
        held = sources[other.source or 0]
        first = Offer(other.after, other.source or 0, other.cell, (held.dated or "", 0), held.dated, held.path)
        for offer in differing:
            detail = f"{label}: {first.place(offer)} ghi «{other.after}»"
            self._recorder.problem(offer, TWO_SHEETS_DIFFER, detail, str(offer.value))
        told = differing[0]
        self._recorder.problem(
            first, TWO_SHEETS_DIFFER, f"{label}: {told.place(first)} ghi «{told.value}»", str(other.after)
        )
        del planned.fields[name]
