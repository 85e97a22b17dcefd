"""Which rows of the year's work are one entry, and which stored one it is.

An entry is the same by its subject, its year and the key fields of its form, unless it differs in what tells two
entries apart (`Form.same_by`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Entity, Ref, Scalar
from dangbo_cli.domain.partial_dates import WHOLE_DAY
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.domain.target_reading import wording_key
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.forms.same_entry import same_entry
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.entries.rows import PERSON, EntryRow
from dangbo_cli.intake.entries.spans import StoredSpans, day_told_apart_by, span_of
from dangbo_cli.intake.who.matching import TWICE_IN_FILE
from dangbo_cli.intake.who.people import say_cell
from dangbo_cli.store.catalogue import CATALOGUE
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


class EntryFinder:
    """Parts the rows of one kind into entries, each with the stored one it is."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, form: Form) -> None:
        self._recorder = recorder
        self._conn = conn
        self._form = form
        self._entity = Entity(form.entity)
        self._stored: dict[SubjectKey, list[Stored]] = defaultdict(list)
        self._rated = form.about is Subject.RATED
        #: The day by which entries are told apart.
        self._day = day_told_apart_by(form)
        self._spans: StoredSpans | None = None
        table = CATALOGUE[self._entity]
        if conn is not None:
            names = ("id", *table.columns)
            for values in conn.execute(f"{table.select_all} ORDER BY id"):
                row = dict(zip(names, values, strict=True))
                self._stored[self._key_of(row)].append(row)

    def find(self, rows: Sequence[EntryRow]) -> Iterator[EntryFound]:
        """Yield the entries that rows are, one by one; rows set aside here get their problem."""
        groups: dict[SubjectKey, list[EntryRow]] = defaultdict(list)
        by_number = {stored["id"]: stored for rows_ in self._stored.values() for stored in rows_}
        for row in sorted(rows, key=lambda r: (r.file, r.source, r.row)):
            stored = None if row.record is None else by_number.get(row.record)
            groups[self._key(row) if stored is None else self._key_of(stored)].append(row)
        for key, same in groups.items():
            for entry in self._entries(key, same):
                self._one_row_a_file(entry)
                if entry.rows:
                    yield entry

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
