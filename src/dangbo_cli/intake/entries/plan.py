"""From rows of the year's work to record changes: which rows are one entry, which value wins.

An entry is the same by its subject, its year and the key fields of its form, unless it differs in what tells two
entries apart (`Form.same_by`). Values are decided as everywhere (`deciding`); a decided rating is never changed by a
sheet.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Action, Entity, FieldChange, RecordChange, Ref, Scalar
from dangbo_cli.domain.partial_dates import WHOLE_DAY, format_date
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.domain.rule_keys import CRITERIA_KEYS
from dangbo_cli.domain.target_reading import wording_key
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.forms.same_entry import same_entry
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import TWO_SHEETS_DIFFER, Offer, decide_newer
from dangbo_cli.intake.entries.parts_plan import InitiativeParts, plan_criteria, plan_items, stored_criteria
from dangbo_cli.intake.entries.reasons import settle_reason
from dangbo_cli.intake.entries.results import settle_attendance
from dangbo_cli.intake.entries.rows import PERSON, EntryRow
from dangbo_cli.intake.entries.spans import StoredSpans, day_told_apart_by, span_of
from dangbo_cli.intake.entries.ticks import note_not_said, settle_ticks
from dangbo_cli.intake.members.dated import DECIDED_TWICE
from dangbo_cli.intake.members.plan import offer_of
from dangbo_cli.intake.who.matching import TWICE_IN_FILE
from dangbo_cli.intake.who.people import say_cell
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.rating_years import YEAR_CLOSED, closed_years, is_closed
from dangbo_cli.vietnamese.text import fold

TWO_ENTRIES = cause(
    "two_entries",
    Level.ROW,
    "Có thể là nhiều mục trong sổ",
    "Dòng của «{value}» có thể là nhiều mục đang ghi: số {detail}.",
    "Đơn vị ghi thêm ngày, số quyết định hoặc nội dung.",
)

NEAR_ENTRY = cause(
    "entry_nearly_alike",
    Level.NOTE,
    "Sổ đã có một mục gần giống",
    "Dòng của «{value}» được ghi thành mục mới; sổ đã có mục số {detail} gần giống. Nếu là một việc được ghi lại thì hoàn "
    "tác lần nhập này và sửa mục ấy.",
)
ENTRY_TWICE = cause(
    "entry_twice_in_file",
    Level.ROW,
    "Một việc ghi hai lần trong tệp",
    "«{value}» còn ở {detail} của cùng tệp.",
    "Đơn vị giữ lại một dòng đúng.",
)

#: Characters of a date with its day.

SubjectKey = tuple[object, ...]
Stored = dict[str, Scalar]


@dataclass(slots=True)
class EntryFound:
    """The rows that are one entry, and the stored record it is (None: a new one)."""

    rows: list[EntryRow]
    stored: Stored | None = None
    ref: Ref = 0
    changed: bool = False
    values: dict[str, Scalar] = field(default_factory=dict)


class EntryPlanner:
    """Plans the rows of one kind."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, form: Form) -> None:
        self._recorder = recorder
        self._conn = conn
        self._form = form
        self._entity = Entity(form.entity)
        self._closed = closed_years(conn) if form.kind == "xep-loai" else frozenset[str]()
        self._labels = {f.key: f.title for f in form.fields}
        self._stored: dict[SubjectKey, list[Stored]] = defaultdict(list)
        self._rated = form.about is Subject.RATED
        #: The day by which entries are told apart.
        self._day = day_told_apart_by(form)
        self._spans: StoredSpans | None = None
        self._years_graded: dict[int, bool] = {}
        self._scales: dict[str, float | None] = {}
        #: Ratings that a member list of the same call plans already.
        self._planned: dict[SubjectKey, RecordChange] = {}
        table = CATALOGUE[self._entity]
        if conn is not None:
            names = ("id", *table.columns)
            for values in conn.execute(f"{table.select_all} ORDER BY id"):
                row = dict(zip(names, values, strict=True))
                self._stored[self._key_of(row)].append(row)
        if self._rated:
            for change in recorder.plan.changes:
                if change.entity is Entity.RATING:
                    self._planned[self._planned_key(change)] = change

    def plan(self, rows: Sequence[EntryRow]) -> list[EntryFound]:
        """Plan all rows of the kind; return the entries found. Rows set aside here get their problem."""
        groups: dict[SubjectKey, list[EntryRow]] = defaultdict(list)
        by_number = {stored["id"]: stored for rows_ in self._stored.values() for stored in rows_}
        for row in sorted(rows, key=lambda r: (r.file, r.source, r.row)):
            stored = None if row.record is None else by_number.get(row.record)
            groups[self._key(row) if stored is None else self._key_of(stored)].append(row)
        found: list[EntryFound] = []
        for key, same in groups.items():
            for entry in self._entries(key, same):
                self._one_row_a_file(entry)
                if entry.rows:
                    self._write(entry)
                    found.append(entry)
        if self._form.kind == "cam-ket":
            note_not_said(self._recorder, found)
        return found

    # --- which entry
    def _key(self, row: EntryRow) -> SubjectKey:
        who: tuple[object, ...]
        if self._rated:
            who = (row.member, None if row.member is not None else row.organization)
        elif self._form.about is Subject.ORGANIZATION:
            who = (row.organization,)
        elif row.member is not None:
            who = (row.member,)
        else:
            who = (None, row.organization, row.sort, canonical("full_name", row.named or ""))
        return (*who, row.period, *(canonical(k, row.entry.get(k, (None,))[0]) for k in self._form.key))

    def _key_of(self, row: Mapping[str, Scalar]) -> SubjectKey:
        who: tuple[object, ...]
        if self._rated:
            who = (row["member_id"], row["organization_id"])
        elif self._form.about is Subject.ORGANIZATION:
            who = (row["organization_id"],)
        elif row["member_id"] is not None:
            who = (row["member_id"],)
        else:
            who = (None, row["organization_id"], row["subject_sort"], canonical("full_name", row["name"] or ""))
        return (*who, row["period"], *(canonical(k, row[k]) for k in self._form.key))

    def _planned_key(self, change: RecordChange) -> SubjectKey:
        if change.action is Action.CREATE:
            member = change.fields.get("member_id", FieldChange(None, None)).after
            period = change.fields["period"].after
            return member, None, period
        row = next((r for rows in self._stored.values() for r in rows if r["id"] == change.record), None)
        return (None,) if row is None else self._key_of(row)

    def _entries(self, key: SubjectKey, rows: Sequence[EntryRow]) -> list[EntryFound]:
        """Part the rows of one subject, year and key into entries, each with the stored one it is."""
        entries: list[EntryFound] = [
            EntryFound([], stored, int(str(stored["id"])), values=dict(stored)) for stored in self._stored.get(key, ())
        ]
        for row in rows:
            told = {k: v for k, (v, _) in row.entry.items()}
            if row.record is not None:
                same = [entry for entry in entries if entry.ref == row.record]
            else:
                same = [
                    entry
                    for entry in entries
                    if same_entry(self._form, entry.values, told) and not self._on_other_days(entry, row)
                ]
            sure = [entry for entry in same if same_entry(self._form, entry.values, told, surely=True)]
            if len(same) > 1 and len(sure) == 1:
                same = sure
            if len(same) > 1:
                numbers = ", ".join(str(e.ref) for e in same if e.stored)
                self._recorder.plan.problems.append(self._aside(row, TWO_ENTRIES, numbers or "nhiều dòng"))
                continue
            if not same:
                entries.append(EntryFound([row], values=dict(told)))
                continue
            same[0].rows.append(row)
            for k, value in told.items():
                if same[0].values.get(k) is None:
                    same[0].values[k] = value
        if len(entries) > 1:
            self._say_near(entries)
        return [entry for entry in entries if entry.rows]

    def _on_other_days(self, entry: EntryFound, row: EntryRow) -> bool:
        """Tell whether a row cannot be of the days of an entry, where one of them states no day."""
        day = self._day
        if day is None or (entry.values.get(day) is not None and day in row.entry):
            return False
        mine = span_of(row.period, row.entry.get(day, (None,))[0], row.part)
        if not mine.sure:
            return False
        spans = [
            span_of(one.period, one.entry.get(day, (None,))[0], one.part, None if one.dated == row.dated else one.dated)
            for one in entry.rows
        ]
        if entry.stored is not None:
            if self._spans is None:
                self._spans = StoredSpans(self._conn, self._entity, day)
            spans.append(self._spans.of(entry.stored, row.dated))
        return not all(map(mine.meets, spans))

    def _say_near(self, entries: Sequence[EntryFound]) -> None:
        """Say of a new entry that the record has one nearly alike, which no row of this call is: it may be that one,
        worded anew."""
        alone = [entry for entry in entries if not entry.rows]
        for entry in entries:
            if entry.stored is not None or not entry.rows:
                continue
            other = next((one for one in alone if self._nearly(entry.values, one.values)), None)
            if other is not None:
                row = entry.rows[0]
                source, named = self._recorder.plan.sources[row.source], self._named(row)
                message = say(Finding(NEAR_ENTRY, str(other.ref)), named)
                note = Note(NEAR_ENTRY, message, source.path, source.sheet, row.name_cell, named)
                self._recorder.plan.notes.append(note)

    def _nearly(self, new: Mapping[str, Scalar], old: Mapping[str, Scalar]) -> bool:
        """Tell whether two entries differ in one thing alone and share a day or two other things, or a text goes on with
        the other's."""
        titled = {name for name, _ in self._form.from_title}
        both = [k for k in new if k not in titled and new[k] is not None and old.get(k) is not None]
        unlike = [k for k in both if canonical(k, new[k]) != canonical(k, old[k])]
        if len(unlike) != 1:
            return False
        one, other = (fold(str(values[unlike[0]])) for values in (new, old))
        longer = not unlike[0].endswith("_on") and (one.startswith(other) or other.startswith(one))
        shared = sum(2 if k.endswith("_on") and len(str(new[k])) == WHOLE_DAY else 1 for k in both if k not in unlike)
        return longer or shared >= 2

    def _named(self, row: EntryRow) -> str:
        named = (str(row.entry[key][0]) for key in ("name", *self._form.identity) if key in row.entry)
        return row.named or row.text("full_name") or next(named, "")

    def _one_row_a_file(self, entry: EntryFound) -> None:
        """Of two rows of one file about one entry, alike, the second is named; unlike, both are. Rows that each state
        further targets of one initiative, its name repeated in each, belong together."""
        by_file: dict[int, list[EntryRow]] = defaultdict(list)
        for row in entry.rows:
            by_file[row.file].append(row)
        for same in by_file.values():
            if len(same) < 2 or (self._form.continued and _go_together(same)):
                continue
            alike = all(facts(row) == facts(same[0]) for row in same[1:])
            for row in same[1:] if alike else same:
                other = same[0] if row is not same[0] else same[1]
                code = TWICE_IN_FILE if row.sort == PERSON else ENTRY_TWICE
                there = say_cell(self._cell_named(other), other, row, self._recorder.plan.sources)
                self._recorder.plan.problems.append(self._aside(row, code, there))
                entry.rows.remove(row)

    def _aside(self, row: EntryRow, code: str, detail: str) -> Problem:
        source = self._recorder.plan.sources[row.source]
        value = self._named(row)
        row.aside = Problem(
            code, say(Finding(code, detail), value), source.path, source.sheet, self._cell_named(row), value
        )
        return row.aside

    def _cell_named(self, row: EntryRow) -> str:
        """Return the cell of what a row is named by."""
        value = self._named(row)
        return next((cell for told, cell in row.entry.values() if told == value and cell), row.name_cell)

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


def _go_together(rows: Sequence[EntryRow]) -> bool:
    """Tell whether each row states targets that no other does, and nothing else they say differs."""
    seen: set[object] = set()
    for row in rows:
        wordings = {wording_key(one.target.wording) for one in row.parts.targets}
        if not wordings or wordings & seen:
            return False
        seen |= wordings
    said: dict[str, Scalar] = {}
    return all(
        canonical(key, said.setdefault(key, value)) == canonical(key, value)
        for row in rows
        for key, (value, _) in row.entry.items()
    )


def facts(row: EntryRow) -> tuple[object, ...]:
    """Return all that a row says, besides whom and which year it is about."""
    return (
        {key: value for key, (value, _) in row.entry.items()},
        [(one.target, {k: v for k, (v, _) in one.values.items()}) for one in row.parts.targets],
        [(key, value) for key, (value, _) in (*row.parts.told, *row.parts.criteria.items())],
        [(what, due) for what, due, _ in row.parts.milestones],
    )
