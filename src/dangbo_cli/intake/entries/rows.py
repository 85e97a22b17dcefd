"""One record row of a sheet of the year's work → an `EntryRow`, or a problem that sets the row aside.

Who and where are read as in a member list; the other columns by `forms.entry_values`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Entity, Ref, Scalar
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause
from dangbo_cli.domain.rating import NOT_SUBJECT, NOT_YET_RATED, split_rating
from dangbo_cli.forms.entry_values import NOT_YET, NUMBER_TOO_HIGH, TICK_UNREADABLE, read_value
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.entries.columns import most_points, proposing_heading, unsaid_levels, years_stated
from dangbo_cli.intake.entries.days import check_days, check_year
from dangbo_cli.intake.entries.documents import read_document
from dangbo_cli.intake.entries.level_groups import LevelGroups, says_unrated
from dangbo_cli.intake.entries.levels import Levels
from dangbo_cli.intake.entries.names import NOBODY_NAMED, names_nobody
from dangbo_cli.intake.entries.parts import PartsRead, PartsReader
from dangbo_cli.intake.entries.places import COLLECTIVE as COLLECTIVE
from dangbo_cli.intake.entries.places import PERSON as PERSON
from dangbo_cli.intake.entries.results import check_attendance
from dangbo_cli.intake.entries.spans import day_told_apart_by, part_said
from dangbo_cli.intake.entries.ticked import Ticked
from dangbo_cli.intake.entries.whom import EntrySubjects
from dangbo_cli.intake.entries.words import is_decided, question_words
from dangbo_cli.intake.entries.years import YearReader
from dangbo_cli.intake.tables.cells import is_filled
from dangbo_cli.intake.tables.groups import names_unit
from dangbo_cli.intake.tables.row_reading import RowReading, SheetContext
from dangbo_cli.intake.tables.titles import Title
from dangbo_cli.intake.tables.values import Raw, field_reader, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import PersonRow, ReadValue
from dangbo_cli.intake.who.subjects import SentSubject
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.vietnamese.text import clean

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.said_above import SaidAbove
    from dangbo_cli.intake.entries.title_words import TitleWords

ENTRY_EMPTY = cause(
    "entry_empty",
    Level.ROW,
    "Dòng thiếu nội dung chính",
    "Dòng của «{value}» không ghi {detail}.",
    "Đơn vị ghi bổ sung.",
)

#: Columns in which a number may be shown as a percentage.
_WITH_PERCENT = {Value.TEXT, Value.DONE, Value.TARGETS, Value.NUMBER, Value.CRITERION}
#: Kinds whose group rows say something of the rows below them by themselves.
_SAID_ABOVE = ("khen-thuong", "ky-luat", "cam-ket")
_WHO = {"full_name", "family_name", "given_name", "collective", "subject_sort", "birth_date", "card_number", "citizen_id",
        "admitted_on", "organization", "upper_organization"}  # fmt: skip
#: Fields of a sent row that say for whom and which year it was sent.
SAYS_WHO = frozenset((*_WHO, "period"))


@dataclass(slots=True)
class EntryRow(PersonRow):
    """One row of a sheet of the year's work. `values` are those that say who a person is; `entry` the columns of the
    entry. `sort` is «Cá nhân» or «Tập thể» (None: the row is about `organization` itself); `named` the text that is
    kept of somebody or something the record has not; `member` the member it is, `unlike` one of whom it was said that
    it is not she. `elsewhere` are the cells of another year: column, year and value. `part` is the part of its year that
    is said in the place of its day. `further` are the entries of other years or forms, which the columns of the row
    name; each of them `follows` the row."""

    kind: str = ""
    period: str = ""
    entry: dict[str, ReadValue] = field(default_factory=dict)
    sort: str | None = None
    named: str | None = None
    member: Ref | None = None
    unlike: Ref | None = None
    parts: PartsRead = field(default_factory=PartsRead)
    part: str = ""
    elsewhere: Mapping[str, tuple[str, str, Scalar]] = field(default_factory=dict)
    further: Sequence[EntryRow] = ()
    follows: EntryRow | None = None


class EntryReader(EntrySubjects):
    """Reads the record rows of one table of entries."""

    def __init__(
        self,
        table: TableFound,
        context: SheetContext,
        directory: Directory,
        notes: list[Note],
        documents: Mapping[Ref, str | None],
        title: Title | None = None,
        number_format: Callable[[int, int], str | None] = lambda _, __: None,
        titled: TitleWords | None = None,
    ) -> None:
        super().__init__(table, context, directory, notes)
        told = {} if title is None else table.form.told_by(title.words)
        where = address(title.texts[0][0], title.texts[0][1]) if title is not None and title.texts else ""
        self._told = {key: (value, where) for key, value in told.items()}
        self._form: Form = table.form
        self._documents = documents
        self._number_format = number_format
        self._fields = {f.key: f for f in self._form.fields}
        self._kept = frozenset(CATALOGUE[Entity(self._form.entity)].columns)
        self._most = most_points(table)
        self._day = day_told_apart_by(self._form)
        self._titled_part = part_said(title.words) if self._day is not None and title is not None else ""
        self._parts = PartsReader(table.form, table.columns, context.today, self._typed, self._most)
        for c, meaning in table.columns.items():
            if meaning.value is Value.PARTY_NAME:
                self._names.setdefault(meaning.key, c)
        if "full_name" in self._names:
            whole = self._names["full_name"]
            self._beside_name = None if whole + 1 in table.headings or whole + 1 in table.origin else whole + 1
        self._columns = {m.key: c for c, m in sorted(table.columns.items(), reverse=True) if m.tick is None}
        self._rest = [
            (c, m)
            for c, m in sorted(table.columns.items())
            if m.key not in _WHO and m.value is not Value.ORDINAL and (m.key != "unit" or m.key in self._kept)
        ]
        self._find_subjects(title is not None and "dang vien" in title.words)
        self._unsaid = unsaid_levels(table)
        self._rated, self._titled = ("", "") if titled is None else (titled.rated, titled.proposed)
        self._proposing = proposing_heading(table)
        self._year_of = years_stated(table) if self._form.rated else {}
        self._of_decided = any(
            m.key == "decided_level" or (m.rating and m.rating.stage == "decided") for _, m in self._rest
        )
        in_columns = {m.rating.year for _, m in self._rest if m.rating and m.rating.year} | {*self._year_of.values()}
        self.years = YearReader(self._form, context.year, () if title is None else title.years, sorted(in_columns))
        self._groups = LevelGroups()
        self._said: SaidAbove | None = None
        if titled is not None and titled.handed is not None:
            self.enter(titled.handed.text, "title", titled.handed.where)
        self._last: EntryRow | None = None
        self._further: list[tuple[str, dict[str, ReadValue]]] = []

    def read(self, r: int, cell: list[Raw], group: frozenset[Ref] | None, group_text: str) -> EntryRow | Problem:
        """Return the entry of row `r` (0-based), or the problem that sets the row aside."""
        self._cells.saw(cell)
        self._last = None
        context = self._context
        reading = RowReading(r, context, self._notes)
        who = self._who(reading, cell)
        if isinstance(who, Problem):
            return who
        sort, name, name_cell = who
        place = self._find_place(reading, cell, group, group_text, sort, name, name_cell)
        if isinstance(place, Problem):
            return place
        organization, organization_cell, named = place
        row = EntryRow(
            context.file, context.source, context.sheet, r, organization, organization_cell, name_cell, context.order,
            context.dated, reading.values, problems=reading.problems, kind=self._form.kind, sort=sort, named=named,
        )  # fmt: skip
        if sort == PERSON:
            reading.values["full_name"] = (name, name_cell)
            self._read_person(reading, cell)
        trouble = self._read_entry(row, reading, cell)
        if self._is_place(str(row.entry.get("unit", ("",))[0]), cell, group or context.base):
            del row.entry["unit"]  # that is where the entry counts, no place of work
        if trouble is None:
            trouble = self.years.settle(row, reading, name)
        if trouble is None:
            trouble = self._require(row, reading, name)
        if trouble is not None:
            return trouble
        check_year(self._form, row, reading)
        if self._further:
            row.further = [
                replace(
                    row,
                    entry=entry,
                    period=year or row.period,
                    parts=PartsRead(),
                    problems=[],
                    elsewhere={},
                    follows=row,
                )
                for year, entry in self._further
            ]
        self._last = row
        return row

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Remember whether the rows to come are collectives or people, or how they are rated, where a group row says so."""
        unit = any(sign.isdigit() for sign in heading) and names_unit(self._directory, heading)
        dated = self.years.groups.enter(heading, numbering, unit) and not unit
        if self._form.rated:
            if self._groups.enter(heading, numbering, where) or dated:
                return True
            if not numbering:
                self._groups.end(heading, where, self._directory)
            return self._part(heading)
        if self._form.kind in _SAID_ABOVE:
            if self._said is None:
                from dangbo_cli.intake.entries.said_above import SaidAbove  # hardly any list has groups

                self._said = SaidAbove(self._form.kind)
            dated = self._said.enter(heading, numbering, where) or dated
        return self._begin_section(heading) or dated

    def read_sent(self, r: int, changed: list[Raw], sent: list[Raw], subject: SentSubject) -> EntryRow | Problem | None:
        """Return what a unit changed in a row (`sent`: with what it left) that was sent out for an entry or a member; None
        where it is a member's and nothing was filled in."""
        self._last = None
        context = self._context
        reading = RowReading(r, context, self._notes)
        where = reading.where(next(iter(self._table.columns), 0))
        row = EntryRow(
            context.file, context.source, context.sheet, r, subject.organization, "", where, context.order,
            context.dated, reading.values, problems=reading.problems, kind=self._form.kind, sort=subject.sort,
            named=subject.named, member=subject.member, record=subject.entry, period=subject.period,
        )  # fmt: skip
        trouble = self._read_entry(row, reading, self._parts.with_targets(changed, sent), sent=True)
        row.entry.pop("period", None)
        self.years.tell_unread(reading, subject.period)
        if subject.entry is not None:
            for key in self._told:
                row.entry.pop(key, None)
        elif not (row.entry or row.parts or row.problems or trouble):
            return None
        else:
            own = next((str(row.entry[key][0]) for key in self._form.dated_by if key in row.entry), None)
            row.organization = subject.place(own)
        check_year(self._form, row, reading)
        if trouble is None:
            self._last = row
        return trouble or row

    def go_on(self, r: int, cell: list[Raw]) -> bool:
        """Read a row that goes on with the entry above it (further targets); tell whether there is one."""
        if self._last is None:
            return False
        self._cells.saw(cell)
        reading = RowReading(r, self._context, self._notes, problems=self._last.problems)
        self._parts.read(self._last, reading, cell)
        if is_filled(cell, c := self._columns.get("note")) and (text := self._words(reading, cell, c)):
            if of := self._words(reading, cell, self._columns.get("targets")):  # no note on the whole
                text = f"{of}: {text}"
            held, where = self._last.entry.get("note", ("", reading.where(c or 0)))
            self._last.entry["note"] = f"{held}; {text}" if held and held != text else text, where
        return True

    def _read_person(self, reading: RowReading, cell: list[Raw]) -> None:
        self._read_birth(reading, cell)
        card = self._columns.get("card_number")
        if card is not None and (raw := self._cells.read(reading, cell, card, self._table.columns[card])) is not None:
            reading.take(card, raw, *field_reader("card_number", Value.CARD)(raw))
        self._read_later(reading, cell)

    def _typed(self, reading: RowReading, cell: list[Raw], c: int, meaning: Meaning) -> Raw | None:
        """Return a cell as typed, its lines apart: several targets or items stand one below the other; «98%» is no 0.98."""
        raw = self._cells.read(reading, cell, c, meaning)
        if (
            isinstance(raw, float)
            and (raw == 1 or not raw.is_integer())
            and meaning.value in _WITH_PERCENT
            and "%" in (self._number_format(reading.row, self._table.origin.get(c, c)) or "")
        ):
            return f"{round(100 * raw, 6):g}%".replace(".", ",")
        typed = cell[c] if c < len(cell) else None
        return typed if isinstance(typed, str) and isinstance(raw, str) and clean(typed) == raw else raw

    # --- what
    def _read_entry(self, row: EntryRow, reading: RowReading, cell: list[Raw], sent: bool = False) -> Problem | None:
        trouble: Problem | None = None
        levels = Levels(None if self._context.year is None else str(self._context.year), self._of_decided, self._rated)
        ticked = Ticked()
        doubted: set[str] = set()
        years: dict[str, str] = {}
        for c, meaning in self._rest:
            if meaning.key in self._parts.keys:
                continue
            raw = self._typed(reading, cell, c, meaning)
            if raw is None:
                continue
            where = reading.where(c)
            if (rating := self._unsaid.get(c, meaning.rating)) is not None:
                levels.read(reading, rating, raw, where)
                continue
            if meaning.tick is not None:
                ticked.read(reading, meaning, raw, where)
                continue
            declared = self._fields[meaning.key]
            read, finding = read_value(declared, raw, self._context.today)
            if c in self._most and read and float(str(read[declared.key])) > self._most[c]:
                read, finding = {}, Finding(NUMBER_TOO_HIGH, f"{self._most[c]:g}")
            if declared.value is Value.DOCUMENT:
                read, finding = read_document(declared, raw_text(raw), self._documents)
            if declared.value is Value.TICK and not read.keys() <= self._kept:  # a day, and nowhere to keep it
                read, finding = {}, Finding(TICK_UNREADABLE)
            if c in self._year_of:
                years.update(dict.fromkeys(read, self._year_of[c]))
            for key, value in read.items():
                held = row.entry.get(key)
                if held is None and key not in reading.disputed:
                    row.entry[key] = value, where
                elif held is not None and held[0] != value and key.endswith("_on"):
                    reading.one_day(row.entry, key, (value, where))
            if finding is None:
                continue
            doubted.add(meaning.key)
            if meaning.key == self._day:
                row.part = part_said(raw_text(raw))
            if meaning.key == "period":
                self.years.unread = finding, where, raw_text(raw)
            elif finding.code == NOT_YET and meaning.key in self._form.dated_by:
                trouble = trouble or reading.problem(finding.code, finding.detail, where, raw_text(raw))
            else:
                reading.say(finding, where, raw_text(raw))
        if self._day is not None and not row.part and self._day not in row.entry:
            row.part = self._titled_part
        ticked.settle(row.entry, reading)
        if self._said is not None and not sent:
            self._said.give(row.entry, reading, doubted)
        for key, stated in self._told.items():
            if key not in doubted:  # the row says otherwise, though not clearly what
                row.entry.setdefault(key, stated)
        group = self._groups.nearest
        if group is not None and not self._unread_level(reading) and not says_unrated(row.entry.get("note", ("",))[0]):
            levels.give(group)
        levels.settle(row.entry, reading)
        levels.part(years, row.entry, reading)
        row.elsewhere = levels.elsewhere
        self._further = [*sorted(levels.further.items()), *(("", given) for given in ticked.several(row.entry))]
        row.period = row.period or self.years.of_group_alone(row, self._context.today)
        check_days(row.entry, reading)
        check_attendance(row.entry, reading)
        self._parts.read(row, reading, cell)
        return trouble

    def _unread_level(self, reading: RowReading) -> bool:
        """Tell whether a cell of a rating column was set aside: it says another level than the group above, perhaps."""
        rated = {reading.where(c) for c, meaning in self._rest if meaning.rating and meaning.rating.stage != "self"}
        return any(problem.cell in rated for problem in reading.problems)

    def _require(self, row: EntryRow, reading: RowReading, name: str) -> Problem | None:
        """A row that says nothing is no entry: a required field, or of a rating any level, must stand."""
        if self._form.kind == "xep-loai":
            levels = [row.entry[key][0] for key in STAGES.values() if key in row.entry]
            if "note" in row.entry and "not_rated_reason" not in row.entry and (not levels or NOT_SUBJECT in levels):
                note, where = row.entry["note"]
                level, reason, _ = split_rating(str(note))
                if level == NOT_SUBJECT and reason:  # «Chưa đủ 6 tháng» stands where the remarks do
                    row.entry["not_rated_reason"] = reason, where
                    if not any(map(str.isdigit, str(note))) or not levels:
                        del row.entry["note"]
                elif not levels and level in (NOT_SUBJECT, NOT_YET_RATED):
                    row.entry[self._one_stage()] = level, where
                    if not reason:
                        del row.entry["note"]
            says = (*STAGES.values(), "employee_level", "points", "not_rated_reason")
            if any(key in row.entry for key in says) or row.parts:
                return None
            rated = {reading.where(c) for c, meaning in self._rest if meaning.rating is not None}
            named = next((problem for problem in row.problems if problem.cell in rated), None)
            if named is None and names_nobody(name):
                return reading.problem(NOBODY_NAMED, "", row.name_cell, name)
            return named or reading.problem(ENTRY_EMPTY, "mức xếp loại nào", row.name_cell, name)
        required = [f for f in self._form.fields if f.required and f.stored and f.key != "full_name"]
        for declared in required:
            if declared.key not in row.entry:
                ticks = {reading.where(c) for c, meaning in self._rest if meaning.tick and meaning.key == declared.key}
                if (named := next((one for one in row.problems if one.cell in ticks), None)) is not None:
                    return named
                return reading.problem(ENTRY_EMPTY, f"«{declared.title}»", row.name_cell, name)
        said = [f for key in self._form.identity if key in row.entry and (f := self._fields[key]) not in required]
        trouble = question_words(
            self._form, [*required, *said], row.entry, reading, self._proposing, several=bool(self._further)
        )
        if trouble is None and self._titled and not is_decided(row.entry):
            from dangbo_cli.intake.entries.title_words import TITLE_PROPOSES

            trouble = reading.problem(TITLE_PROPOSES, self._titled, row.name_cell, name)
        if trouble is None and self._said is not None:
            trouble = self._said.question(row.entry, reading, name, row.name_cell)
        return trouble

    def _one_stage(self) -> str:
        """Return the column of the record that all levels of the table go into, that of the proposed one where there are
        several or none."""
        if self._rated:
            return self._rated
        keys = {STAGES[m.rating.stage] for _, m in self._rest if m.rating is not None}
        return keys.pop() if len(keys) == 1 else STAGES["proposed"]
