"""One call of `nhap`, from paths to a plan. Never prints, never asks, never writes.

Every file in its own trap: one bad file stops nothing. Organisation lists are taken before what refers
to them; files are taken in the order of their names, so that the order of the arguments cannot matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dangbo_cli.domain.change import Entity, Plan, Ref, Source
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Choice, Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.catalogue import ENTRIES, FORMS, form_of
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.forms.headings import use_added
from dangbo_cli.forms.template import MEMBER_ROWS
from dangbo_cli.intake.absent import absent_members, is_full_list
from dangbo_cli.intake.converting import LEGACY_LEFT_OUT, convert
from dangbo_cli.intake.directory import Directory, Organization
from dangbo_cli.intake.entry_matching import EntryMatcher
from dangbo_cli.intake.entry_plan import EntryFound, EntryPlanner
from dangbo_cli.intake.entry_rows import PERSON, EntryRow, SentSubject, document_key
from dangbo_cli.intake.evidence import explain_matches
from dangbo_cli.intake.lookalikes import Scales
from dangbo_cli.intake.matching import SOMEBODY_NEW, Match, match
from dangbo_cli.intake.member_plan import MemberPlanner
from dangbo_cli.intake.memory import Memory
from dangbo_cli.intake.organization_plan import OrganizationPlanner, OrganizationRow
from dangbo_cli.intake.people import Member, Members, PersonRow, say_person
from dangbo_cli.intake.recognising import PEOPLE_LEFT_OUT, Recognised, recognise
from dangbo_cli.intake.recorder import Recorder
from dangbo_cli.intake.result import FileResult, ImportResult, SheetResult
from dangbo_cli.intake.returning import count_mended, part_own
from dangbo_cli.intake.sent import SentForm, read_sent
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.totals import name_totals_off
from dangbo_cli.intake.versions import (
    name_declared,
    name_known_files,
    name_older,
    name_other_years,
    name_versions,
)
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.book import Unreadable, read_book
from dangbo_cli.sheets.folder import find_files
from dangbo_cli.store.apply import newest_batch
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import first_seen
from dangbo_cli.store.settings import database_name, own_forms

SHEET_LEFT_OUT = cause(
    "sheet_left_out", Level.NOTE, "Trang tính để nguyên", "Trang tính «{value}» không đọc: {detail}."
)

TABLE_LEFT_OUT = cause(
    "table_left_out",
    Level.SHEET,
    "Một phần trang tính chưa được đọc",
    "Trang tính «{value}»: {detail}.",
    "Tách bảng đó ra một trang riêng, hoặc sửa hàng tiêu đề của nó rồi nhập lại; các dòng bên dưới chưa được ghi.",
)
#: Why a sheet is left out that may hold people of the list: said as trouble of the file, though its other sheets are
#: read. A guide, a lookup list, a form of statistics, a kind that is known and read by no command yet are only noted.
_NEVER_QUIET = frozenset((LEGACY_LEFT_OUT, "two_kinds", PEOPLE_LEFT_OUT))

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the clerk says about the files: their kind, the organisation all rows belong to (code), the
    year of yearly columns that state none; and her answers to the questions of an earlier plan of the same files:
    the key of a problem's choice by file, sheet and cell."""

    kind: str | None = None
    organization_code: str | None = None
    year: int | None = None
    answers: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


class UnknownOption(ValueError):
    """An option names something the record does not have; the message is for the clerk."""


def load_directory(conn: sqlite3.Connection | None) -> Directory:
    """Return all stored organisations as they stand now."""
    if conn is None:
        return Directory()
    rows = conn.execute(
        "SELECT o.id, o.code, n.name, k.kind, p.parent_id FROM organization o"
        " LEFT JOIN organization_name n ON n.organization_id = o.id AND n.valid_to IS NULL"
        " LEFT JOIN organization_kind k ON k.organization_id = o.id AND k.valid_to IS NULL"
        " LEFT JOIN organization_parent p ON p.organization_id = o.id AND p.valid_to IS NULL ORDER BY o.id"
    )
    directory = Directory(Organization(ref, code, name or "", kind, parent) for ref, code, name, kind, parent in rows)
    former = "SELECT organization_id, name FROM organization_name WHERE valid_to IS NOT NULL ORDER BY id"
    for ref, name in conn.execute(former):
        directory.add_former(ref, name)
    return directory


def plan_import(
    conn: sqlite3.Connection | None,
    paths: Sequence[Path],
    options: ImportOptions,
    progress: Progress | None,
    today: date,
) -> ImportResult:
    """Read all files and return what importing them would do.

    Raises UnknownOption where `--don-vi` or `--loai-bieu` names nothing known.
    """
    if options.kind is not None and form_of(options.kind) is None:
        kinds = ", ".join(form.kind for form in FORMS)
        raise UnknownOption(f"Chưa đọc được loại biểu «{options.kind}». Các loại đọc được: {kinds}.")
    titles = _use_own_forms(conn)
    plan = Plan("nhap", 0 if conn is None else newest_batch(conn))
    result = ImportResult(plan)
    directory = load_directory(conn)
    memory = Memory(conn, plan, directory)
    tables = _Files(conn, options, result, today, titles).read(paths, progress)

    recorder = Recorder(plan, conn, Entity.ORGANIZATION, today.isoformat())
    given = _given(options, directory)
    lists = [table for table in tables if table.table.form.kind == "to-chuc"]
    organizations = [row for table in lists for row in table.read_organizations(directory, given)]
    OrganizationPlanner(recorder, directory).plan(organizations)
    if options.organization_code is not None and given is None:
        given = _given(options, directory, required=True)

    members = Members(conn, directory)
    rolls = [table for table in tables if table.table.form.kind == "dang-vien"]
    people = [
        row
        for table in rolls
        for row in table.read_members(directory, given, options.year, options.answers, members, memory)
    ]

    memory.prepare(people)
    asked = _Asked(plan, options.answers, memory, members)

    def say_place(row: PersonRow) -> str:
        source = plan.sources[row.source]
        return f"ô {row.name_cell}, trang tính «{source.sheet}», tệp {source.path}"

    found, aside = match(people, members, directory, asked.answer, say_place, asked.differ)
    for one in aside:
        source = plan.sources[one.row.source]
        one.row.aside = Problem(
            one.code,
            say(Finding(one.code, one.detail), one.value),
            source.path,
            source.sheet,
            one.row.name_cell,
            one.value,
            one.choices,
            say_person(one.row, directory.nodes[one.row.organization].name) if one.choices else "",
        )
        plan.problems.append(one.row.aside)
    member_recorder = Recorder(plan, conn, Entity.MEMBER, today.isoformat())
    member_recorder.start_below(recorder.last)
    planner = MemberPlanner(member_recorder, conn, directory, options.answers)
    outcome = {id(person): planner.add(person) for person in found}
    asked.learn_people(found, outcome)
    entries = _Entries(recorder, member_recorder, conn, directory, options, result, today, asked)
    entries.plan([table for table in tables if table.table.form.about is not None], given, members, found, outcome)
    full = [ref for table in rolls if is_full_list(table.title.words) for ref in table.units()]
    named = {key for table in rolls for key in table.named_aside}
    result.absent = absent_members(found, people, named, full, members, directory)
    _name_missing(result, tables, directory, members, found)
    sheets = {table.source: table.result for table in rolls}
    result.evidence = explain_matches(found, sheets, Scales(people, members, directory))
    name_totals_off(plan, rolls, found, members, directory)
    name_known_files(plan, conn, result.files)
    name_other_years(plan, rolls, options.year)
    name_versions(plan, found, rolls)
    name_older(plan, recorder.older + member_recorder.older)
    name_declared(plan, conn, full, found, members, directory)
    _count_organizations(result, lists, organizations)
    _count_people(result, rolls, found, outcome)
    entries.count(rolls, found, outcome)
    result.set_aside = sum(sheet.set_aside for file in result.files for sheet in file.sheets)
    for table in tables:
        if table.base is not None:
            plan.sources[table.source] = replace(plan.sources[table.source], organization=table.base)
    count_mended(result)
    result.remembered = memory.write(min(0, *(change.record for change in plan.changes)) if plan.changes else 0)
    result.questions = memory.questions
    return result


#: How the answers begin that say who a row is.
_WHO = ("dang-vien ", "dong ", SOMEBODY_NEW.key)


class _Asked:
    """The answers of one call, now and remembered, and what they turned out to mean."""

    def __init__(
        self, plan: Plan, answers: Mapping[tuple[str, str, str], str], memory: Memory, members: Members
    ) -> None:
        self._plan, self._answers, self.memory, self._members = plan, answers, memory, members
        self._differing: list[tuple[PersonRow, PersonRow | Member]] = []

    def said(self, row: PersonRow) -> str | None:
        """Return what the clerk answers now."""
        source = self._plan.sources[row.source]
        return self._answers.get((source.path, source.sheet, row.name_cell))

    def answer(self, row: PersonRow) -> str | None:
        """Return what she answers now, or answered before."""
        said = self.said(row)
        return said if said is not None else self.memory.person(row, self._members)

    def differ(self, row: PersonRow, other: PersonRow | Member) -> None:
        """Hear that a row is not somebody else."""
        if self._answers:
            self._differing.append((row, other))

    def learn_people(self, found: Sequence[Match], outcome: Mapping[int, tuple[Ref, bool]]) -> None:
        """Keep what the answers about rows of member lists came to."""
        refs: dict[int, Ref] = {}
        for one in found:
            ref = outcome[id(one)][0]
            for row in one.rows:
                self.memory.settled(row, ref)
            if self._answers:
                refs.update((id(row), ref) for row in one.rows)
                if any((self.said(row) or "").startswith(_WHO) for row in one.rows):
                    for row in one.rows:
                        self.memory.learn_person(row, ref, self._members)
        for row, other in self._differing:
            mine = refs.get(id(row))
            theirs = other.ref if isinstance(other, Member) else refs.get(id(other))
            if mine is not None and theirs is not None:
                names = [self._say(row), self._say(other)]
                self.memory.learn_apart(mine, theirs, names, row.source, row.name_cell)

    def _say(self, one: PersonRow | Member) -> str:
        birth = one.text("birth_date")
        told = [f"sinh {format_date(birth)}" if birth else "", f"số hồ sơ {one.ref}" if isinstance(one, Member) else ""]
        said = ", ".join(filter(None, told))
        return f"{one.text('full_name')} ({said})" if said else one.text("full_name") or ""

    def learn_entries(self, rows: Sequence[EntryRow]) -> None:
        """Keep what the answers about rows of the year's work came to."""
        for row in rows:
            self.memory.settled(row, row.member)
            if self._answers and row.aside is None and self.said(row) is not None:
                if row.member is not None:
                    self.memory.learn_person(row, row.member, self._members)
                elif row.named is not None and row.sort == PERSON:
                    self.memory.learn_stranger(row, self._members)


def _use_own_forms(conn: sqlite3.Connection | None) -> dict[str, tuple[str, ...]]:
    """Take the headings of the clerk's own forms into use; return the words of titles that they add, by kind."""
    texts = own_forms(conn) if conn is not None else {}
    if not texts:
        use_added({})
        return {}
    from dangbo_cli.forms.additions import AdditionRefused, added_headings, added_titles, read_kept

    try:
        additions = read_kept(texts)
    except AdditionRefused as refused:
        raise UnknownOption(str(refused)) from None
    use_added(added_headings(additions))
    return added_titles(additions)


def _name_missing(
    result: ImportResult,
    tables: Sequence[TableRead],
    directory: Directory,
    members: Members,
    found: Sequence[Match],
) -> None:
    """Name the people and organisations that were sent out in a workbook and are missing in what came back: a row
    was deleted, nobody is removed."""
    seen = {person.member.ref for person in found if person.member is not None}
    for sent in (table.sent for table in tables if table.sent is not None):
        for number in sent.absent():
            if sent.sent.kind == "to-chuc":
                unit = directory.nodes.get(sent.sent.organization or 0)
                said, name = ("toàn đảng bộ" if unit is None else unit.name), sent.name_of(number)
            elif sent.sent.kind != "dang-vien" or number in seen or number not in members.all:
                continue
            elif members.all[number].place is None:
                continue  # gone since
            else:
                member = members.all[number]
                said, name = directory.nodes[member.place or 0].name, member.text("full_name") or ""
            told = result.absent.setdefault(said, [])
            if name not in told:
                told.append(name)


class _Files:
    """Opens every file in its own trap and recognises its sheets."""

    def __init__(
        self,
        conn: sqlite3.Connection | None,
        options: ImportOptions,
        result: ImportResult,
        today: date,
        titles: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._titles = titles
        self._conn = conn
        self._options = options
        self._result = result
        self._today = today
        self._database = database_name(conn) if conn is not None else None

    def read(self, paths: Sequence[Path], progress: Progress | None) -> list[TableRead]:
        """Return the tables of all files below `paths`, files in the order of their names."""
        listing = find_files(paths)
        self._result.passed_over = [str(path) for path in listing.passed_over]
        for refused in listing.named:
            self._result.files.append(FileResult(str(refused.path), error=refused.message, error_code=refused.code))
        files = sorted(listing.files, key=str)
        tables: list[TableRead] = []
        for number, path in enumerate(files):
            if progress is not None:
                progress(str(path), number, len(files))
            tables.extend(self._file(number, path))
        if progress is not None and files:
            progress("", len(files), len(files))
        return tables

    def _file(self, number: int, path: Path) -> list[TableRead]:
        file = FileResult(str(path))
        self._result.files.append(file)
        try:
            book = read_book(path)
        except Unreadable as trouble:
            file.error, file.error_code = trouble.message, trouble.code
            return []
        file.sha256 = book.sha256
        tables: list[TableRead] = []
        troubles: list[tuple[str, str, str]] = []
        plan = self._result.plan
        plan.notes.extend(book.notes)
        unread: dict[int, str] = {}
        for grid, converted in zip(book.grids, convert(book), strict=True):
            plan.notes.extend(converted.notes)
            plan.problems.extend(converted.problems)
            if converted.left_out is not None:
                unread[id(grid)] = converted.left_out
        grids, sent = read_sent(book.grids, self._database)
        own = part_own(grids)
        file.returned = own.returned
        file.sheets += [SheetResult(name, left_out=why) for name, why in own.left_out]
        for grid in own.grids:
            if (why := unread.get(id(grid))) is not None:
                found = Recognised(left_out=why, trouble=True, code=LEGACY_LEFT_OUT)
            else:
                found = recognise(grid, path.stem, self._options.kind, self._today, self._titles)
            if found.left_out is not None:
                file.sheets.append(SheetResult(grid.name, left_out=found.left_out))
                self._note(path, grid.name, found.left_out)
                if found.trouble:
                    troubles.append((grid.name, found.left_out, found.code))
                continue
            before: TableRead | None = None
            for here in found.tables:
                table, title = here.table, here.title
                result = SheetResult(grid.name)
                file.sheets.append(result)
                result.steps.extend(note.message for note in converted.notes)
                plan.sources.append(Source(str(path), book.sha256, grid.name, table.form.kind, None, title.dated))
                read = TableRead(
                    number,
                    len(plan.sources) - 1,
                    str(path),
                    here.grid,
                    table,
                    here.title_start,
                    title,
                    self._order(book.sha256, title.dated),
                    result,
                    plan,
                    self._today,
                    before=before,
                    unclear=here.unclear,
                    sent_form=sent,
                )
                read.describe()
                tables.append(read)
                before = read
            if found.unread_from is not None:
                why = f"từ dòng {found.unread_from + 1} là một bảng khác, không phải loại biểu nào dangbo biết"
                plan.problems.append(
                    Problem(
                        TABLE_LEFT_OUT,
                        say(Finding(TABLE_LEFT_OUT, why), grid.name),
                        str(path),
                        grid.name,
                        address(found.unread_from, 0),
                        grid.name,
                    )
                )
        for name, why, code in troubles:
            if not tables or code in _NEVER_QUIET:
                said = f"Trang tính «{name}»: {why}."
                file.error = f"{file.error} {said}" if file.error else said
                file.error_code = file.error_code or code
        if file.error is None and not tables:
            file.error, file.error_code = "Tệp không có bảng nào để đọc.", "nothing_inside"
        return tables

    def _order(self, sha256: str, dated: str | None) -> tuple[str, int]:
        """Return how new a sheet is: its title's date, else the day its bytes were first imported."""
        seen = first_seen(self._conn, sha256) if self._conn is not None else None
        batch = seen[1] if seen is not None else 2**31
        if dated is not None:
            return dated, batch
        return (seen[0][:10] if seen is not None else self._today.isoformat()), batch

    def _note(self, path: Path, sheet: str, why: str) -> None:
        self._result.plan.notes.append(Note(SHEET_LEFT_OUT, say(Finding(SHEET_LEFT_OUT, why), sheet), str(path), sheet))


class _Entries:
    """Reads, matches and plans the sheets of the year's work of one call, after its organisations and members."""

    def __init__(
        self,
        organizations: Recorder,
        people: Recorder,
        conn: sqlite3.Connection | None,
        directory: Directory,
        options: ImportOptions,
        result: ImportResult,
        today: date,
        asked: _Asked,
    ) -> None:
        self._asked = asked
        self._organizations, self._people = organizations, people
        self._conn, self._directory, self._options, self._result = conn, directory, options, result
        self._today = today
        self._tables: Sequence[TableRead] = ()
        self._found: list[EntryFound] = []

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
        rows = [
            row
            for table in tables
            for row in table.read_entries(
                self._directory,
                given,
                self._options.year,
                answers,
                documents,
                self._sent_before(table),
                self._asked.memory,
            )
        ]
        members.add_planned([(outcome[id(match)][0], match.rows) for match in found], self._directory)

        self._asked.memory.prepare(rows)

        def problem(row: EntryRow, code: str, detail: str, value: str, choices: tuple[Choice, ...]) -> Problem:
            source = plan.sources[row.source]
            message = say(Finding(code, detail), value)
            found = Problem(code, message, source.path, source.sheet, row.name_cell, value, choices)
            plan.problems.append(found)
            return found

        def note(row: EntryRow, told: Note) -> None:
            source = plan.sources[row.source]
            plan.notes.append(replace(told, file=source.path, sheet=source.sheet))

        EntryMatcher(members, self._directory, self._asked.answer, problem, note).match(rows)
        self._asked.learn_entries(rows)
        recorder = Recorder(plan, self._conn, Entity.MEMBER, self._today.isoformat())
        recorder.start_below(self._people.last)
        for form in ENTRIES:
            mine = [row for row in rows if row.kind == form.kind and row.aside is None]
            if mine:
                self._found += EntryPlanner(recorder, self._conn, form).plan(mine)

    def _subjects(self, form: Form, sent: SentForm, members: Members) -> dict[Ref, SentSubject]:
        """Return for whom the rows of a prefilled sheet were sent out: an entry as it stands now, or a member."""
        found: dict[Ref, SentSubject] = {}
        if self._conn is None:
            return found
        names = ("id", *CATALOGUE[Entity(form.entity)].columns)
        rows = self._conn.execute(f"SELECT {', '.join(names)} FROM {form.entity}")
        stored = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
        for number, cells in sent.rows.items():
            person = number - MEMBER_ROWS if number > MEMBER_ROWS else None
            row = stored.get(number, {})
            member = person if person is not None else row.get("member_id")
            place = members.all[member].place if member in members.all else None
            organization = row.get("organization_id") or place
            if organization is None or (person is None and not row):
                continue
            sort = PERSON if person is not None else row.get("subject_sort") or (PERSON if member else None)
            period = cells.get("period", "") if person is not None else str(row["period"])
            entry = None if person is not None else number
            named = row.get("name") if form.about is Subject.ANYONE else None
            found[number] = SentSubject(entry, organization, period, sort, member, named)
        return found

    def _documents(self) -> dict[str, Ref]:
        if self._conn is None:
            return {}
        rows = self._conn.execute("SELECT number, id FROM document WHERE number IS NOT NULL ORDER BY id DESC")
        return {document_key(number): ref for number, ref in rows}

    def _sent_before(self, table: TableRead) -> list[str]:
        """Return the paths under which the same bytes were imported before."""
        if self._conn is None:
            return []
        sha256 = self._result.plan.sources[table.source].sha256
        return [row[0] for row in self._conn.execute("SELECT DISTINCT path FROM source WHERE sha256 = ?", (sha256,))]

    def count(
        self, rolls: Sequence[TableRead], found: Sequence[Match], outcome: dict[int, tuple[Ref, bool]]
    ) -> None:
        """Count the entries; a rating counts for its person or organisation, once in the whole call."""
        sheets = {table.source: table.result for table in (*rolls, *self._tables)}
        for table in self._tables:
            table.result.set_aside += sum(row.aside is not None for row in table.people)
        #: People whom a member list of this call counted already: its sheet, None where as new or changed.
        listed = {
            outcome[id(match)][0]: None if outcome[id(match)][0] < 0 or outcome[id(match)][1] else match.rows[0].source
            for match in found
        }
        for entry in self._found:
            row = entry.rows[0]
            rated = row.kind == "xep-loai"
            if rated and row.member is not None and row.member in listed:
                source = listed[row.member]
                if source is not None and entry.changed:
                    for counts in (self._result, sheets[source]):
                        counts.unchanged -= 1
                    _add_one(self._result, sheets[row.source], False, True)
                    listed[row.member] = None
                continue
            if rated and row.member is not None:
                # One who is rated for two years by one call is still one.
                listed[row.member] = None if entry.changed else row.source
            _add_one(self._result, sheets[row.source], entry.stored is None and not rated, entry.changed)


def _given(options: ImportOptions, directory: Directory, required: bool = False) -> Ref | None:
    if options.organization_code is None:
        return None
    node = directory.by_code(options.organization_code)
    if node is not None:
        return node.ref
    refs = directory.look_up(options.organization_code)
    if len(refs) == 1:
        return next(iter(refs))
    if required:
        raise UnknownOption(
            f"Sổ không có tổ chức đảng mã «{options.organization_code}». Xem mã bằng: dangbo to-chuc ds"
        )
    return None


def _count_organizations(result: ImportResult, tables: Sequence[TableRead], rows: Sequence[OrganizationRow]) -> None:
    touched = {c.subject_record for c in result.plan.changes if c.subject is Entity.ORGANIZATION}
    seen: set[Ref] = set()
    sheets = {table.source: table.result for table in tables}
    for row in rows:
        sheet = sheets[row.source]
        if row.aside is not None or row.ref is None:
            sheet.set_aside += 1
        elif row.ref not in seen:
            seen.add(row.ref)
            _add_one(result, sheet, row.ref < 0, row.ref in touched)


def _count_people(
    result: ImportResult, tables: Sequence[TableRead], found: Sequence[Match], outcome: dict[int, tuple[Ref, bool]]
) -> None:
    sheets = {table.source: table for table in tables}
    for table in tables:
        table.result.set_aside += sum(person.aside is not None for person in table.people)
    for person in found:
        ref, changed = outcome[id(person)]
        _add_one(result, sheets[person.rows[0].source].result, ref < 0, changed)


def _add_one(result: ImportResult, sheet: SheetResult, created: bool, changed: bool) -> None:
    """Count one person or organisation, once, in the sheet that names it first and in the whole."""
    for counts in (result, sheet):
        if created:
            counts.created += 1
        elif changed:
            counts.updated += 1
        else:
            counts.unchanged += 1
