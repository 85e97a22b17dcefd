"""One call of `nhap`, from paths to a plan. Never prints, never asks, never writes.

Every file in its own trap: one bad file stops nothing. Organisation lists are taken before what refers
to them; files are taken in the order of their names, so that the order of the arguments cannot matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Entity, Plan, RecordChange, Ref
from dangbo_cli.domain.problem import Finding, Problem, say
from dangbo_cli.forms.added import AdditionRefused, use_own
from dangbo_cli.forms.catalogue import FORMS, form_of
from dangbo_cli.intake.asked import Asked
from dangbo_cli.intake.counting import count_organizations, count_people
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.declared import name_declared
from dangbo_cli.intake.evidence import explain_matches
from dangbo_cli.intake.members.absent import absent_members, is_full_list
from dangbo_cli.intake.members.plan import MemberPlanner
from dangbo_cli.intake.not_returned import name_not_returned
from dangbo_cli.intake.organizations.plan import OrganizationPlanner, OrganizationRow
from dangbo_cli.intake.reading_files import Files, Progress
from dangbo_cli.intake.result import ImportResult, short_names
from dangbo_cli.intake.returning import count_mended
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.table_told import name_senders, note_missing_branches
from dangbo_cli.intake.tables.told import name_positions_nowhere
from dangbo_cli.intake.totals import name_totals_off
from dangbo_cli.intake.versions import (
    name_known_files,
    name_older,
    name_only_older,
    name_other_years,
    name_versions,
    part_by_day,
)
from dangbo_cli.intake.who.directory import Directory, Organization
from dangbo_cli.intake.who.lookalikes import Scales
from dangbo_cli.intake.who.made_before import MadeBefore
from dangbo_cli.intake.who.matching import Aside, Match, match
from dangbo_cli.intake.who.people import Members, PersonRow, say_cell, say_person
from dangbo_cli.store.apply import newest_batch
from dangbo_cli.store.set_aside import count_open
from dangbo_cli.store.settings import own_forms

if TYPE_CHECKING:
    from dangbo_cli.intake.heading_questions import HeadingQuestions
    from dangbo_cli.intake.year_work import YearWork


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the clerk says about the files: their kind, the organisation all rows belong to (code), the
    year of yearly columns that state none; and her answers to the questions of an earlier plan of the same files:
    the key of a problem's choice by file, sheet and cell. `asking`: somebody can be asked what a heading means;
    `telling`: somebody may want to see what was understood, step by step."""

    kind: str | None = None
    organization_code: str | None = None
    year: int | None = None
    answers: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    asking: bool = False
    telling: bool = True


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
    call = _Call(conn, options, today)
    call.read(paths, titles, progress)
    call.plan_organizations()
    call.plan_members()
    call.plan_year_work()
    call.name_what_was_seen()
    call.count()
    return call.result


class _Call:
    """One call on its way: each stage leaves here what the later ones ask for."""

    tables: list[TableRead]
    headings: HeadingQuestions | None = None
    given: Ref | None
    lists: list[TableRead]  # of organisations
    rolls: list[TableRead]  # of members
    organizations: list[OrganizationRow]
    organization_changes: list[RecordChange]
    people: list[PersonRow]
    members: Members
    asked: Asked
    found: list[Match]
    aside: list[Aside]
    outcome: dict[int, tuple[Ref, bool]]  # by id of a match: the member, and whether anything changes
    year_work: YearWork | None = None

    def __init__(self, conn: sqlite3.Connection | None, options: ImportOptions, today: date) -> None:
        self.conn, self.options, self.today = conn, options, today
        self.plan = Plan("nhap", 0 if conn is None else newest_batch(conn))
        self.result = ImportResult(self.plan)
        self.directory = load_directory(conn)
        self.memory = Memory(conn, self.plan, self.directory)
        self.of_organizations = Recorder(self.plan, conn, Entity.ORGANIZATION, today.isoformat())
        self.of_members = Recorder(self.plan, conn, Entity.MEMBER, today.isoformat())

    def read(self, paths: Sequence[Path], titles: dict[str, tuple[str, ...]], progress: Progress | None) -> None:
        """Read the tables of all files, their rows not yet."""
        self.tables = Files(self.conn, self.options, self.result, self.today, titles).read(paths, progress)
        self.lists = [table for table in self.tables if table.table.form.kind == "to-chuc"]
        self.rolls = [table for table in self.tables if table.table.form.kind == "dang-vien"]
        part_by_day(self.rolls)
        answers, asking = self.options.answers, self.options.asking
        if asking or answers or self.memory.knows_headings:
            from dangbo_cli.intake.heading_questions import HeadingQuestions

            self.headings = HeadingQuestions(self.directory, self.memory, answers, self.today, asking)
            self.result.questions = self.headings.questions

    def plan_organizations(self) -> None:
        """Plan the organisations of all lists, before whatever refers to them."""
        self.given = _given(self.options, self.directory)
        self.organizations = [
            row for table in self.lists for row in table.read_organizations(self.directory, self.given, self.headings)
        ]
        planner = OrganizationPlanner(self.of_organizations, self.directory, self.options.answers, self.memory)
        planner.plan(self.organizations)
        self.organization_changes = list(self.plan.changes)
        if self.options.organization_code is not None and self.given is None:
            self.given = _given(self.options, self.directory, required=True)

    def plan_members(self) -> None:
        """Find who the rows of all member lists are, and plan what they say."""
        options, directory, plan = self.options, self.directory, self.plan
        self.members = members = Members(self.conn, directory)
        self.people = [
            row
            for table in self.rolls
            for row in table.read_members(
                directory, self.given, options.year, options.answers, members, self.memory, self.headings
            )
        ]
        self._tell_whose(self.rolls)
        self.memory.prepare(self.people)
        self.asked = Asked(plan, options.answers, self.memory, members)
        self._match()
        planner = MemberPlanner(self.of_members, self.conn, directory, options.answers, self.memory)
        outcome = {id(person): planner.add(person) for person in self.found}
        if (
            members.all and sum(changed and ref > 0 for ref, changed in outcome.values()) > 2
        ):  # fewer changed no places in a column
            from dangbo_cli.intake.members.permuted import leave_permuted

            unchanged = leave_permuted(plan, self.found)
            outcome = {one: (ref, changed and ref not in unchanged) for one, (ref, changed) in outcome.items()}
        self.outcome = outcome
        numbered = ((person, outcome[id(person)][0]) for person in self.found)
        note_missing_branches(self.rolls, numbered, plan.changes, directory)
        self.asked.learn_people(self.found, outcome)

    def _match(self) -> None:
        """Find who the rows are; those in doubt, and those of people who have left, become problems."""
        plan, directory, members = self.plan, self.directory, self.members
        names = short_names([file.path for file in self.result.files])

        def say_place(row: PersonRow) -> str:
            source = plan.sources[row.source]
            return f"ô {row.name_cell}, trang tính «{source.sheet}», tệp «{names[source.path]}»"

        asked = self.asked
        found, aside = match(
            self.people, members, directory, asked.answer, say_place, asked.differ, MadeBefore(self.conn, plan.sources)
        )
        self.of_members.start_below(self.of_organizations.last)
        if members.left:
            from dangbo_cli.intake.members.leavers import take_out_leavers

            first_day = {table.source: table.title.first_day for table in self.rolls}
            found, listed_again = take_out_leavers(
                found, members, directory, self.of_members, lambda row: first_day[row.source], asked.said
            )
            aside += listed_again
        self.found, self.aside = found, aside
        for one in aside:
            source, detail = plan.sources[one.row.source], one.detail
            if one.beside is not None:
                detail = say_cell(one.beside.name_cell, one.beside, one.row, plan.sources)
            one.row.aside = Problem(
                one.code,
                say(Finding(one.code, detail), one.value),
                source.path,
                source.sheet,
                one.cell,
                one.value,
                one.choices,
                say_person(one.row, directory.nodes[one.row.organization].name) if one.choices else "",
            )
            plan.problems.append(one.row.aside)
            plan.problems += one.row.problems  # why she was not known, maybe: a birth that is no day

    def _tell_whose(self, tables: Sequence[TableRead]) -> None:
        """Tell in the plan whose the sheets of some tables are, and of which year, as far as that is certain."""
        sources = self.plan.sources
        for table in tables:
            if table.base is not None or table.year is not None:
                sources[table.source] = sources[table.source]._replace(organization=table.base, year=table.year)

    def plan_year_work(self) -> None:
        """Plan the sheets about people and organisations known by now: ratings, initiatives, commendations."""
        if of_the_year := [table for table in self.tables if table.table.form.about is not None]:
            from dangbo_cli.intake.year_work import YearWork

            self.year_work = YearWork(
                self.of_members,
                self.conn,
                self.directory,
                self.options,
                self.result,
                self.today,
                self.asked,
                self.headings,
            )
            self.year_work.plan(of_the_year, self.given, self.members, self.found, self.outcome)

    def name_what_was_seen(self) -> None:
        """Name what only the whole call shows: who is missing, totals that are off, versions of one list, older ones."""
        conn, plan, directory, members, found = self.conn, self.plan, self.directory, self.members, self.found
        full = [
            (ref, table.title.dated)
            for table in self.rolls
            if is_full_list(table.title.words, Path(table.path).name)
            for ref in table.units(directory)
        ]
        named_aside = [one for table in self.rolls for one in table.named_aside]
        self.result.absent = absent_members(found, self.people, named_aside, full, members, directory)
        name_not_returned(self.result, self.tables, directory, members, found)
        self.result.evidence = explain_matches(found, self.rolls, Scales(self.people, members, directory))
        name_totals_off(plan, self.rolls, found, members, directory)
        name_known_files(plan, conn, self.result.files)
        name_other_years(plan, self.tables, self.options.year)
        name_versions(plan, found, self.rolls)
        name_only_older(plan, conn, self.rolls, found, directory)
        older = self.of_organizations.older + self.of_members.older
        if plan.problems or older:
            from dangbo_cli.intake.whose import Owners

            persons = [(match, self.outcome[id(match)][0]) for match in found]
            elsewhere = {id(one.row): one.member for one in self.aside if one.member is not None}
            entries = [] if self.year_work is None else self.year_work.found
            owners = Owners(self.tables, directory, persons, entries, elsewhere)
            name_older(plan, older, owners.name)
            owners.tell(plan)
            name_senders(self.tables, directory)
        if conn is not None and count_open(conn):
            from dangbo_cli.intake.told_again import tell_again

            tell_again(conn, plan, self.tables, directory)
        name_positions_nowhere(plan)
        day = self.today.isoformat()
        name_declared(plan, conn, self.organization_changes, full, found, members, directory, day)

    def count(self) -> None:
        """Count what was read, by file and sheet, what it mends and hands in, and what the memory keeps of it."""
        plan, result = self.plan, self.result
        count_organizations(result, self.lists, self.organizations)
        count_people(result, self.rolls, self.found, self.outcome)
        if self.year_work is not None:
            self.year_work.count(self.rolls, self.found, self.outcome)
        result.set_aside = sum(sheet.set_aside for file in result.files for sheet in file.sheets)
        self._tell_whose(self.tables)
        count_mended(self.conn, result)
        if self.conn is not None:
            from dangbo_cli.intake.receiving import Receiving

            Receiving(self.conn, plan, self.directory, self.today).plan(self.tables)
        result.remembered = self.memory.write(plan.lowest)
        for file in result.files:
            for sheet in file.sheets:
                sheet.settle_steps(self.options.telling)


def _use_own_forms(conn: sqlite3.Connection | None) -> dict[str, tuple[str, ...]]:
    """Take the headings of the clerk's own forms into use; return the words of titles that they add, by kind."""
    try:
        return use_own(own_forms(conn) if conn is not None else {})
    except AdditionRefused as refused:
        raise UnknownOption(str(refused)) from None


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
