"""The sheets of the year's work in one import: read, matched, planned and counted after its organisations and members.

Loaded only where a sheet is one of them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Entity, Ref
from dangbo_cli.domain.entry_days import DAY_OUTSIDE_YEAR, is_outside
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.places import place_counted
from dangbo_cli.domain.problem import Choice, Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.catalogue import ENTRIES, form_of
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.forms.template import MEMBER_ROWS, ORGANIZATION_ROWS
from dangbo_cli.intake.asked import Asked
from dangbo_cli.intake.counting import add_one
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.entries.found import EntryFound
from dangbo_cli.intake.entries.matching import EntryMatcher
from dangbo_cli.intake.entries.plan import EntryPlanner
from dangbo_cli.intake.entries.rows import PERSON, EntryRow
from dangbo_cli.intake.result import ImportResult
from dangbo_cli.intake.sent.prefilled import SentForm
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import Member, Members
from dangbo_cli.intake.who.subjects import SentSubject
from dangbo_cli.intake.whole_table import year_of_names
from dangbo_cli.sheets.address import address
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.vietnamese.text import fold

if TYPE_CHECKING:
    from dangbo_cli.intake.heading_questions import HeadingQuestions
    from dangbo_cli.intake.importing import ImportOptions

DAY_FROM_TITLE = cause(
    "day_from_title",
    Level.NOTE,
    "Ngày báo cáo lấy theo tiêu đề",
    "Bảng không ghi kết quả tính đến ngày nào, tiêu đề ghi «{value}»: kết quả được ghi là tính đến ngày {detail}.",
    "Nếu là ngày khác thì ghi ngày ấy ở tiêu đề, như «đến ngày 30/9/2022», trước khi nhập.",
)
DECISION_OF_TITLE = cause(
    "decision_of_title",
    Level.NOTE,
    "Quyết định ở tiêu đề chưa được ghi",
    "Tiêu đề ghi «{value}» mà bảng không có cột «Số quyết định»: chưa dòng nào được ghi số, ngày quyết định ấy.",
    "Nếu đó là quyết định của các dòng này thì thêm cột «Số quyết định», «Ngày quyết định» rồi nhập lại.",
)
_DECISION = re.compile(r"\bquyet dinh so\b.*\d")


class YearWork:
    """Reads, matches and plans the sheets of the year's work of one call, after its organisations and members."""

    def __init__(
        self,
        people: Recorder,
        conn: sqlite3.Connection | None,
        directory: Directory,
        options: ImportOptions,
        result: ImportResult,
        today: date,
        asked: Asked,
        headings: HeadingQuestions | None,
    ) -> None:
        self._asked, self._headings = asked, headings
        self._people = people
        self._conn, self._directory, self._options, self._result = conn, directory, options, result
        self._today = today
        self._tables: Sequence[TableRead] = ()
        self.found: list[EntryFound] = []

    def plan(
        self,
        tables: Sequence[TableRead],
        given: Ref | None,
        members: Members,
        found: Sequence[Match],
        outcome: dict[int, tuple[Ref, bool]],
    ) -> None:
        """Plan all entry sheets; `found` and `outcome` are the people of the member lists of this call."""
        self._tables = tables
        if not tables:
            return
        plan, answers = self._result.plan, self._options.answers
        documents = self._documents()
        for table in tables:
            if table.sent_form is not None and table.sent_form.kind == table.table.form.kind:
                table.subjects = self._subjects(table.table.form, table.sent_form, members)
        read = [
            table.read_entries(
                self._directory,
                given,
                self._options.year,
                answers,
                documents,
                self._sent_before(table),
                self._asked.memory,
                self._headings,
            )
            for table in tables
        ]
        self._recall(read)
        rows = [row for of_table in read for row in of_table]
        members.add_planned([(outcome[id(match)][0], match.rows) for match in found], self._directory)
        for table in tables:
            if table.nil is not None:
                from dangbo_cli.intake.nil_returns import tell_nil

                tell_nil(table, self._directory, members)

        self._asked.memory.prepare(rows)

        def problem(row: EntryRow, code: str, detail: str, value: str, choices: tuple[Choice, ...]) -> Problem:
            source = plan.sources[row.source]
            message = say(Finding(code, detail), value)
            found = Problem(code, message, source.path, source.sheet, row.name_cell, value, choices)
            plan.problems.append(found)
            return found

        def note(row: EntryRow, told: Note) -> None:
            source = plan.sources[row.source]
            plan.notes.append(told._replace(file=source.path, sheet=source.sheet))

        matcher = EntryMatcher(members, self._directory, self._asked.answer, problem, note, self._has_entry)
        matcher.match([row for row in rows if row.follows is None or row.follows.record is not None])
        for row in rows:  # whoever a row is about, in every year that it tells
            if (first := row.follows) is not None and row.record is None and first.record is None:
                row.member, row.named, row.aside = first.member, first.named, first.aside
        self._asked.learn_entries(rows)
        matcher.settle_places(rows)
        self._set_resent_aside(read)
        recorder = Recorder(plan, self._conn, Entity.MEMBER, self._today.isoformat())
        recorder.start_below(self._people.last)
        for form in ENTRIES:
            mine = [row for row in rows if row.kind == form.kind and row.aside is None]
            if mine and form.kind == "mo-hinh":
                from dangbo_cli.intake.entries.below import leave_those_below

                leave_those_below(mine, self._conn, self._directory, problem)
                mine = [row for row in mine if row.aside is None]
            if mine:
                self.found += EntryPlanner(recorder, self._conn, form).plan(mine)
        self._people.older += recorder.older
        expelling = [entry for entry in self.found if entry.changed and entry.rows[0].kind == "ky-luat"]
        if expelling and self._conn is not None:
            from dangbo_cli.intake.entries.expelled import tell_expelled

            tell_expelled(plan, self._conn, expelling)
        if praised := [entry for entry in self.found if entry.changed and entry.rows[0].kind == "khen-thuong"]:
            from dangbo_cli.intake.entries.badges import tell_badges

            tell_badges(plan, self._conn, praised)
        if self._conn is not None and any(entry.changed for entry in self.found):
            from dangbo_cli.intake.entries.taken_out import tell_taken_out

            tell_taken_out(plan, self._conn, self.found)
        if len({row.period for entry in self.found for row in entry.rows}) > 1:
            from dangbo_cli.intake.entries.twice import tell_decisions_of_two_years

            tell_decisions_of_two_years(plan, self.found)
        self._tell_days()
        self._tell_decisions()

    def _has_entry(self, row: EntryRow, member: Member) -> bool:
        """Tell whether the record has an entry of the kind and the year of a row about a member, on one line with the
        row's organisation."""
        form = form_of(row.kind)
        held = () if form is None else CATALOGUE[Entity(form.entity)].columns
        if self._conn is None or form is None or not {"member_id", "organization_id", "period"} <= set(held):
            return False
        stored = self._conn.execute(
            f"SELECT organization_id FROM {form.entity} WHERE member_id = ? AND period = ?", (member.ref, row.period)
        )
        return any(self._directory.on_one_line(place, row.organization) for (place,) in stored)

    def _recall(self, read: Sequence[Sequence[EntryRow]]) -> None:
        """Give rows of bytes that came before the entries that were made of them."""
        for table, rows in zip(self._tables, read, strict=True):
            if rows and self._conn is not None and self._sent_before(table):
                from dangbo_cli.intake.entries.known_rows import recall

                recall(self._conn, self._result.plan.sources[table.source], table.table.form, rows, self._directory)

    def _tell_days(self) -> None:
        """Say, once a sheet, from which year or month of its title the day of what it reports was taken, and where that is
        before the year of what it reports on."""
        plan = self._result.plan
        reports = (c for c in plan.changes if c.entity is Entity.INITIATIVE_PROGRESS and "reported_on" in c.fields)
        dated = {change.fields["reported_on"].source for change in reports}
        for table in self._tables:
            title = table.title
            if table.source in dated and title.day_from is not None and title.dated is not None:
                r, c, text = title.day_from
                message = say(Finding(DAY_FROM_TITLE, format_date(title.dated)), text)
                plan.notes.append(Note(DAY_FROM_TITLE, message, table.path, table.grid.name, address(r, c), text))
            if table.source in dated and title.dated is not None:
                years = (row.period for row in table.people if isinstance(row, EntryRow) and row.aside is None)
                if early := sorted({year[:4] for year in years if is_outside(title.dated, year, (0, None))}):
                    said = f"Ngày báo cáo {format_date(title.dated)}"
                    message = say(Finding(DAY_OUTSIDE_YEAR, ", ".join(early)), said)
                    plan.notes.append(Note(DAY_OUTSIDE_YEAR, message, table.path, table.grid.name, "", said))

    def _tell_decisions(self) -> None:
        """Name a decision that the title of a sheet states and none of its columns does."""
        for table in self._tables:
            found = next((one for one in table.title.texts if _DECISION.search(fold(one[2]))), None)
            keys = {meaning.key for meaning in table.table.columns.values()}
            asks = any(field.key == "decision_number" for field in table.table.form.fields)
            if found is None or not asks or "decision_number" in keys or not any(p.aside is None for p in table.people):
                continue
            r, c, text = found
            message = say(Finding(DECISION_OF_TITLE), text)
            self._result.plan.notes.append(
                Note(DECISION_OF_TITLE, message, table.path, table.grid.name, address(r, c), text)
            )

    def _set_resent_aside(self, read: Sequence[Sequence[EntryRow]]) -> None:
        """Set aside what may be last year's sheet: only where neither the clerk nor a title says the year."""
        if self._conn is None or self._options.year is not None:
            return
        resent = None
        for table, rows in zip(self._tables, read, strict=True):
            year = year_of_names(table) if table.title.year is None and table.sent is None else None
            if year is None or not rows:
                continue
            if resent is None:
                from dangbo_cli.intake.resent import Resent

                resent = Resent(self._result.plan, self._conn, self._today.isoformat())
            resent.set_aside(table, rows, year)

    def _subjects(self, form: Form, sent: SentForm, members: Members) -> dict[Ref, SentSubject]:
        """Return for whom the rows of a prefilled sheet were sent out: an entry as it stands now, or a member."""
        found: dict[Ref, SentSubject] = {}
        if self._conn is None:
            return found
        today = self._today.isoformat()
        names = ("id", *CATALOGUE[Entity(form.entity)].columns)
        rows = self._conn.execute(f"SELECT {', '.join(names)} FROM {form.entity}")
        stored = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
        for number, cells in sent.rows.items():
            unit = number - ORGANIZATION_ROWS if number > ORGANIZATION_ROWS else None
            person = number - MEMBER_ROWS if unit is None and number > MEMBER_ROWS else None
            asked = unit is not None or person is not None
            row = stored.get(number, {})
            member = person if asked else row.get("member_id")
            if not asked and not row:
                continue
            period = cells.get("period", "") if asked else str(row["period"])
            spells = members.spells(members.all[member]) if member in members.all else []
            place = place_counted(spells, None, period[:4], today)
            organization = unit if unit in self._directory.nodes else row.get("organization_id") or place
            if organization is None:
                continue
            sort = PERSON if person is not None else row.get("subject_sort") or (PERSON if member else None)
            entry = None if asked else number
            named = row.get("name") if form.about is Subject.ANYONE else None
            found[number] = SentSubject(entry, organization, period, today, sort, member, named, spells)
        return found

    def _documents(self) -> dict[Ref, str | None]:
        """Return the numbers of the stored documents by record number."""
        if self._conn is None:
            return {}
        return dict(self._conn.execute("SELECT id, number FROM document WHERE number IS NOT NULL ORDER BY id"))

    def _sent_before(self, table: TableRead) -> list[str]:
        """Return the paths under which the same bytes were imported before."""
        if self._conn is None:
            return []
        sha256 = self._result.plan.sources[table.source].sha256
        return [row[0] for row in self._conn.execute("SELECT DISTINCT path FROM source WHERE sha256 = ?", (sha256,))]

    def count(self, rolls: Sequence[TableRead], found: Sequence[Match], outcome: dict[int, tuple[Ref, bool]]) -> None:
        """Count the entries; a rating counts for its person or organisation, once in the whole call."""
        sheets = {table.source: table.result for table in (*rolls, *self._tables)}
        for table in self._tables:
            table.result.set_aside += sum(row.aside is not None for row in table.people)
        #: People whom a member list of this call counted already: its sheet, None where as new or changed.
        listed = {
            outcome[id(match)][0]: None if outcome[id(match)][0] < 0 or outcome[id(match)][1] else match.rows[0].source
            for match in found
        }
        for entry in self.found:
            row = entry.rows[0]
            rated = row.kind == "xep-loai"
            if rated and row.member is not None and row.member in listed:
                source = listed[row.member]
                if source is not None and entry.changed:
                    for counts in (self._result, sheets[source]):
                        counts.unchanged -= 1
                    add_one(self._result, sheets[row.source], False, True)
                    listed[row.member] = None
                continue
            if rated and row.member is not None:
                # One who is rated for two years by one call is still one.
                listed[row.member] = None if entry.changed else row.source
            add_one(self._result, sheets[row.source], entry.stored is None and not rated, entry.changed)
