"""One recognised table: its rows, sorted and read as organisations or as people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Plan, Ref
from dangbo_cli.domain.problem import Finding, Note, Problem, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.members.absent import Aside
from dangbo_cli.intake.members.name import GOES_ON, NO_NAME
from dangbo_cli.intake.members.rows import MemberReader
from dangbo_cli.intake.members.terms import POSITION_OF_TERM, take_positions, term_not_running
from dangbo_cli.intake.organizations.plan import OrganizationRow
from dangbo_cli.intake.organizations.rows import OrganizationReader
from dangbo_cli.intake.record_walk import RecordWalk
from dangbo_cli.intake.result import SheetResult
from dangbo_cli.intake.sent.prefilled import SentForm
from dangbo_cli.intake.sent.rows import SentTable, settle_organization
from dangbo_cli.intake.struck import leave_struck
from dangbo_cli.intake.table_told import (
    name_columns_of_other_kind,
    name_unknown_years,
    tell_columns,
    tell_unclaimed,
)
from dangbo_cli.intake.tables.combined import Unclear
from dangbo_cli.intake.tables.day_order import month_first_columns
from dangbo_cli.intake.tables.line_words import is_empty
from dangbo_cli.intake.tables.lines import BELOW_SIGNATURES, ENDING, UNNAMED, Line, Sort, Walker
from dangbo_cli.intake.tables.row_reading import SheetContext
from dangbo_cli.intake.tables.steps import tell_steps
from dangbo_cli.intake.tables.titles import PART_OF_YEAR, Place, Title, part_rated
from dangbo_cli.intake.tables.told import COLOURS, FILLER, NO_HEADING, legends, tell_unheaded
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Members, PersonRow
from dangbo_cli.intake.whole_table import (
    YEAR_NOT_TAKEN,
    YEARS_DISAGREE,
    names_units,
    open_first_group,
    open_first_section,
    place_table,
    unit_of_sheet,
    unread_units,
    why_unplaced,
    workplace_names_units,
    year_of_names,
    year_of_rows,
    years_disagree,
    years_no_work_is_of,
)
from dangbo_cli.sheets.address import address, column_letter, split_address
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean

if TYPE_CHECKING:
    from dangbo_cli.forms.headings import Meaning
    from dangbo_cli.intake.entries.rows import EntryRow
    from dangbo_cli.intake.heading_questions import HeadingQuestions
    from dangbo_cli.intake.who.subjects import SentSubject

#: Among so many lines at its end stands what is too many in a column of a table.
_LAST_LINES = 12
#: Columns of which one must say who a row is about.
_NAMES = frozenset(("full_name", "family_name", "given_name", "name"))
#: A sheet that says there was none has no more rows.
_FEW_RECORDS = 2


@dataclass(slots=True)
class TableRead:
    """One table on its way to rows. `subjects` are whom the rows of a prefilled sheet were sent out
    for. `order` says how new the sheet is; `title_rows` where its title stands;
    `others` the title where it announces people who need not be members;
    `unwanted` are columns that the clerk said not to read, or whose answer another column has;
    `sent_form` what was sent out in this workbook, `sent` its rows in this table; `nil` is the row by which its unit says
    that it has nothing to report; `year` the one year that a table of the year's work is certainly of."""

    file: int
    source: int
    path: str
    grid: Grid
    table: TableFound
    title_start: int
    title: Title
    order: tuple[str, int]
    result: SheetResult
    plan: Plan
    today: date
    before: TableRead | None = None
    unclear: Unclear = field(default_factory=dict)
    others: str | None = None
    sent_form: SentForm | None = None
    sent: SentTable | None = None
    subjects: Mapping[Ref, SentSubject] = field(default_factory=dict)
    base: Ref | None = None
    year: int | None = None
    lines: list[Line] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    named_aside: list[Aside] = field(default_factory=list)
    organizations: list[OrganizationRow] = field(default_factory=list)
    filled: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    blanked: dict[int, list[int]] = field(default_factory=dict)
    ruled_out: dict[int, Ref] = field(default_factory=dict)
    unwanted: set[int] = field(default_factory=set)
    nil: Line | None = None

    def problem_at(self, code: str, detail: str, where: str, value: str) -> None:
        """Name a cell of the sheet that is not read or not written."""
        self.plan.problems.append(
            Problem(code, say(Finding(code, detail), value), self.path, self.grid.name, where, value)
        )

    # --- walking
    def _walk(self, directory: Directory) -> None:
        self._fill_merges()

        def named(text: str) -> bool:
            return bool(directory.look_up(text))

        self.lines = list(Walker(self.grid, self.table, named).lines())
        if self.lines and self.lines[-1].sort is Sort.HEADER:
            # What stands between the last record and the next header is the next table's title.
            last = next((n for n in range(len(self.lines), 0, -1) if self.lines[n - 1].sort in ENDING), 0)
            self.lines[last:] = [line for line in self.lines[last:] if line.why == BELOW_SIGNATURES]
        leave_struck(self)
        if any(line.sort in (Sort.DOUBT, Sort.GROUP) for line in self.lines[-_LAST_LINES:]):
            from dangbo_cli.intake.shifted import leave_slid

            leave_slid(self)
        if self.sent_form is not None and self.sent_form.kind == self.table.form.kind:
            self.sent = SentTable.of(
                self.sent_form, self.path, self.grid, self.table, self.lines, self._filled, directory, self.today
            )
            self.plan.problems.extend(self.sent.retyped)
            if emptied := list(self.sent.emptied()):
                lost = self.grid.lost
                self.plan.notes += [note for note in emptied if split_address(note.cell) not in lost]
        self._name_lost(self.table.columns)
        records = [line.row for line in self.lines if line.sort is Sort.RECORD]
        self.note(NO_HEADING, tell_unheaded(self.table, self.grid.rows, records))
        others = (line.row for line in self.lines if line.sort is not Sort.RECORD)
        for r, c, text in legends(self.grid.rows, (*range(self.title_start, self.table.top), *others)):
            self.problem_at(COLOURS, "", address(r, c), text)
        self.result.tells.append(partial(tell_steps, self))

    def take_column(self, c: int, meaning: Meaning) -> None:
        """Read a column whose heading no form knows as what it was said to mean."""
        table, letter = self.table, column_letter(c)
        table.columns[c] = meaning
        table.unknown.remove(c)
        table.ignored.remove(c)
        self.result.ignored_columns.remove(table.headings[c])
        self.result.columns[letter] = meaning.key
        self._name_lost({c: meaning})

    def _settle_headings(self, headings: HeadingQuestions | None, within: Ref | None) -> None:
        """Give columns of unknown headings what was answered about them, and tell of those that are left."""
        if headings is not None:
            headings.settle(self, within)
        if self.table.unknown:
            tell_unclaimed(self)

    def _name_lost(self, read: Mapping[int, Meaning]) -> None:
        """Name the cells of records that are empty only because their value is lost."""
        if self.grid.lost:
            from dangbo_cli.intake.tables.lost import lost_cells  # hardly any file has one

            for finding, where, text in lost_cells(self.grid, self.table, self.lines, read):
                self.problem_at(*finding, where, text)

    def _fill_merges(self) -> None:
        names = {c for c, m in self.table.columns.items() if m.value is Value.PERSON_NAME or m.key == "name"}
        for r1, c1, r2, c2 in self.grid.merges:  # over several columns, its value is of the first, as in its first row
            if r2 > r1 and r1 >= self.table.first and names.isdisjoint(range(c1, c2 + 1)) and (r2 - r1) < 5000:
                for r in range(r1 + 1, r2 + 1):
                    self.filled[(r, c1)] = (r1, c1)

    def cells(self, r: int) -> list[Raw]:
        """Return the raw cells of a row, with cells merged downwards filled, without those that are not to be read."""
        if not self.filled and not self.blanked:  # nearly always
            row: list[Raw] = self.grid.rows[r]
            return row
        return self._filled(r, self.blanked.get(r, ()))

    def _filled(self, r: int, unread: Collection[int] = ()) -> list[Raw]:
        row: list[Raw] = self.grid.rows[r]
        if not self.filled and not unread:
            return row
        filled = list(row)
        for c in unread:
            filled[c] = ""
        for c in self.table.columns:
            anchor = self.filled.get((r, c))
            if anchor is not None:
                if c >= len(filled):
                    filled.extend([""] * (c + 1 - len(filled)))
                if filled[c] in ("", None):
                    filled[c] = self.grid.rows[anchor[0]][c]
        return filled

    # --- organisations
    def read_organizations(
        self, directory: Directory, given: Ref | None, headings: HeadingQuestions | None = None
    ) -> list[OrganizationRow]:
        """Read the table as an organisation list; rows in doubt become problems of the plan."""
        self._walk(directory)
        under = given if given is not None else unit_of_sheet(self, directory)
        self._settle_headings(headings, under)
        reader = OrganizationReader(
            self.table,
            self.source,
            0,
            self.path,
            self.grid.name,
            self.order,
            self.title.dated,
            under,
            self.today,
            self.plan.notes,
        )
        for line in self.lines:
            if line.sort in (Sort.RECORD, Sort.GROUP):
                row = reader.read(line, self.cells(line.row))
                if row is not None:
                    self._settle(row, directory, reader)
                    self.organizations.append(row)
            elif line.sort is Sort.DOUBT:
                self.doubt(line)
        self.result.rows = len(self.organizations) + self._doubts()
        self.note(FILLER, reader.fillers.tell(self.table.headings))
        return self.organizations

    def _settle(self, row: OrganizationRow, directory: Directory, reader: OrganizationReader) -> None:
        if self.sent is not None and row.aside is None:
            claim = self.sent.settle(row.row, {})
            row.aside = self.sent.trouble(row.row, claim)
            if row.aside is None and claim.number is not None:
                node = directory.nodes.get(claim.number)
                settle_organization(self.sent, row, claim, None if node is None else node.name)
        reader.question_note(row)
        if row.aside is not None:
            self.plan.problems.append(row.aside)

    def _doubts(self) -> int:
        return sum(line.sort is Sort.DOUBT for line in self.lines)

    def doubt(self, line: Line) -> None:
        """Set a row aside of which it is not certain that it is a record."""
        self.result.set_aside += 1
        if line.why.startswith(UNNAMED) and (c := self._name_missing(line.row)) is not None:
            self.problem_at(NO_NAME, line.why, address(line.row, self.table.origin.get(c, c)), "")
            return
        value = next((raw_text(v) for v in self.grid.rows[line.row] if isinstance(v, str) and v.strip()), "")
        if line.goes_on >= 0:
            self.problem_at(GOES_ON, self.table.headings.get(line.goes_on, ""), self.first_cell(line.row), value)
        else:
            self.problem_at(NO_NAME, line.why, self.first_cell(line.row), value)

    def _name_missing(self, r: int) -> int | None:
        """Return the column of names where a row has nothing in any, nor had: that cell is to be filled."""
        row, columns = self.grid.rows[r], sorted(self.table.columns.items())
        names = [c for c, meaning in columns if meaning.key in _NAMES]
        if not names or any((c < len(row) and not is_empty(row[c])) or (r, c) in self.grid.unsure for c in names):
            return None
        return names[0]

    def first_cell(self, r: int) -> str:
        """Return the address of the first cell of a row that holds anything."""
        c = next((c for c, v in enumerate(self.grid.rows[r]) if v not in ("", None)), 0)
        return address(r, self.table.origin.get(c, c))

    def cell_of(self, r: int, text: str) -> str:
        """Return the address of the first cell of a row that holds these words, else of its first one."""
        c = next((c for c, v in enumerate(self.grid.rows[r]) if isinstance(v, str) and clean(v) == text), None)
        return self.first_cell(r) if c is None else address(r, self.table.origin.get(c, c))

    # --- people
    def read_members(
        self,
        directory: Directory,
        given: Ref | None,
        year: int | None,
        answers: Mapping[tuple[str, str, str], str],
        members: Members,
        memory: Memory | None = None,
        headings: HeadingQuestions | None = None,
    ) -> list[PersonRow]:
        """Read the table as a member list; rows in doubt become problems of the plan."""
        self._walk(directory)
        context, place, records = self._context(directory, given, year, answers, memory)
        if context is None:
            return []
        if records and self.sent is None and any(m.rating is not None for m in self.table.columns.values()):
            from dangbo_cli.intake.entries.title_words import RATES_OTHERS, rated_by

            if (rated := rated_by(self.title, self.table)) is not None and rated[0] != "self_level":
                self._leave_all(records, Finding(RATES_OTHERS), rated[1].where, rated[1].text)
                for line in records:
                    self.remember(line)
                return []
        self._settle_headings(headings, self.base)
        name_unknown_years(self, context.year)
        reader = MemberReader(self.table, context, directory, self.plan.notes, self.unclear)
        reader.workplace_is_place = workplace_names_units(self, directory, place.refs)
        reader.units_named = names_units(self, records)
        rows = [self.grid.rows[line.row] for line in records]
        reader.month_first = month_first_columns(rows, reader.day_columns, self.table.unknown)
        RecordWalk(self, reader, directory, place.refs, members).run()
        if (term := term_not_running(self.title.words, self.today.year)) is not None:
            for where, titles in take_positions(self.people):
                self.problem_at(POSITION_OF_TERM, term, where, titles)
        tell_columns(self, reader)
        self.result.rows = len(records) + self._doubts()
        return self.people

    def read_entries(
        self,
        directory: Directory,
        given: Ref | None,
        year: int | None,
        answers: Mapping[tuple[str, str, str], str],
        documents: Mapping[Ref, str | None],
        sent_before: Sequence[str],
        memory: Memory | None = None,
        headings: HeadingQuestions | None = None,
    ) -> list[EntryRow]:
        """Read the table as entries of the year's work; `sent_before` are paths that the same bytes had before."""
        from dangbo_cli.intake.entries.rows import EntryReader, EntryRow
        from dangbo_cli.intake.entries.title_words import TitleWords

        self._walk(directory)
        told = year or self.title.year or year_of_names(self)
        if sum(line.sort is Sort.RECORD for line in self.lines) <= _FEW_RECORDS:
            from dangbo_cli.intake.nil_returns import leave_nil  # hardly any sheet is one

            leave_nil(self, told)
        context, place, records = self._context(directory, given, told, answers, memory)
        if context is None:
            return []
        stated = year_of_rows(self, records)
        trouble = years_disagree(self, stated, year, sent_before)
        if records and trouble is not None:
            where = address(records[0].row, 0) if trouble.code == YEARS_DISAGREE or stated is None else stated.where
            return self._leave_all(records, trouble, where)
        if stated is not None:
            self.result.year = stated.year
        self.year = self.result.year
        part = part_rated(self.title) if records and self.table.form.rated else None
        if part is not None and all(m.rating is None or m.rating.year is None for m in self.table.columns.values()):
            return self._leave_all(records, Finding(PART_OF_YEAR), address(part[0], part[1]), part[2])
        titled = TitleWords.of(self.title, self.table)
        if records and titled.aside is not None and self.sent is None:
            return self._leave_all(records, Finding(titled.aside.code), titled.aside.where, titled.aside.text)
        self._settle_headings(headings, self.base)
        reader = EntryReader(
            self.table,
            context,
            directory,
            self.plan.notes,
            documents,
            self.title,
            self.grid.number_format,
            titled,
        )
        reader.units_named = names_units(self, records)
        reader.workplace_is_place = workplace_names_units(self, directory, place.refs)
        reader.years.outside = outside = years_no_work_is_of(self)
        reader.unread_unit = unread_units(self, directory, place.refs, records)
        RecordWalk(self, reader, directory, place.refs).run()
        if not self.people:
            reader.years.gather(self.plan.problems)
        elif outside:
            self.note(YEAR_NOT_TAKEN, [outside])
        tell_columns(self, reader)
        name_columns_of_other_kind(self, [line.row for line in records])
        self.result.rows = len(records) + self._doubts()
        read = [one for row in self.people if isinstance(row, EntryRow) for one in (row, *row.further)]
        for row in read:
            row.unlike = self.ruled_out.get(row.row)
        return read

    def _leave_all(self, records: Sequence[Line], trouble: Finding, where: str, value: str = "") -> list[EntryRow]:
        """Leave a table unread, named once; there are no rows of it then."""
        self.problem_at(trouble.code, trouble.detail, where, value)
        self.result.set_aside += len(records)
        self.result.rows = len(records)
        return []

    def _context(
        self,
        directory: Directory,
        given: Ref | None,
        year: int | None,
        answers: Mapping[tuple[str, str, str], str],
        memory: Memory | None,
    ) -> tuple[SheetContext | None, Place, list[Line]]:
        """Return what is known of the sheet before its rows are read, None where it is not known whose it is; and its
        records."""
        records = [line for line in self.lines if line.sort is Sort.RECORD]
        title = self.title
        open_first_section(self)
        place = open_first_group(self, directory, place_table(self, directory, given), given)
        context = SheetContext(
            self.file,
            self.source,
            0,
            self.path,
            self.grid.name,
            self.order,
            title.dated,
            year or title.year,
            date.fromisoformat(title.dated) if title.dated else self.today,
            self.today,
            place.refs,
            "; ".join(place.said),
            [column_letter(self.table.origin.get(c, c)) for c in range(self.grid.width)],
            answers,
            memory,
        )
        self.result.year = context.year
        self.result.tells.append(lambda: [f"Tổ chức đảng theo {said}." for said in place.said])
        if records and place.trouble is not None:
            code = why_unplaced(place, given)
            says = title.cell_of(place.line)
            where = address(*says) if says is not None else "" if place.unknown else address(records[0].row, 0)
            self._leave_all(records, Finding(code, place.trouble), where, place.line)
            for line in records:
                self.remember(line)
            return None, place, records
        self.base = directory.one(place.refs) if place.refs else None
        if self.base is not None:
            node = directory.nodes[self.base]
            self.result.organization_code, self.result.organization_name = node.code, node.name
            self.result.called = directory.called(self.base)
        return context, place, records

    def note(self, code: str, texts: Iterable[str]) -> None:
        """Say something of the sheet."""
        self.plan.notes.extend(Note(code, say(Finding(code, text)), self.path, self.grid.name) for text in texts)

    def remember(self, line: Line) -> None:
        """Keep the cells of a row that is set aside: who is named or numbered in it is not absent."""
        self.named_aside.append(Aside(self.cells(line.row), self.table.columns))

    @property
    def says_nothing(self) -> bool:
        """Tell whether every row of the table was set aside as a whole: nobody knows whose list it is."""
        return 0 < self.result.rows <= self.result.set_aside + sum(row.aside is not None for row in self.people)

    def row_aside(self, problem: Problem) -> None:
        """Set a whole row aside."""
        self.plan.problems.append(problem)
        self.result.set_aside += 1

    def all_aside(self, problem: Problem) -> None:
        """Set every person of the table aside."""
        self.plan.problems.append(problem)
        self.result.set_aside += len(self.people)
        for line in self.lines:
            if line.sort is Sort.RECORD:
                self.remember(line)
        self.people.clear()

    def brought_by(self, row: PersonRow, directory: Directory) -> Ref:
        """Return the organisation whose sheet brings a row: where the sheet places it, but whom a sheet was sent out with and
        who has moved since comes back from where it was sent, not from where she is now."""
        place = row.organization if row.came_from is None else row.came_from
        if self.base is None or self.sent is None or not self.sent.was_sent(row.row):
            return place
        return place if directory.is_above(self.base, place) else self.base

    def units(self, directory: Directory) -> Iterator[Ref]:
        """Yield the organisations whose people this table lists."""
        if self.base is not None:
            yield self.base
        yield from {self.brought_by(person, directory) for person in self.people}
