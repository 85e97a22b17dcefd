"""One call of `nhap`, from paths to a plan. Never prints, never asks, never writes.

Every file in its own trap: one bad file stops nothing. Organisation lists are taken before what refers
to them; files are taken in the order of their names, so that the order of the arguments cannot matter.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dangbo_cli.domain.change import Entity, Plan, Ref
from dangbo_cli.domain.problem import Finding, Problem, say
from dangbo_cli.forms.added import AdditionRefused, use_own
from dangbo_cli.forms.catalogue import FORMS, form_of
from dangbo_cli.intake.asked import Asked
from dangbo_cli.intake.counting import count_organizations, count_people
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.declared import name_declared
from dangbo_cli.intake.evidence import explain_matches
from dangbo_cli.intake.members.absent import absent_members, is_full_list, say_unit
from dangbo_cli.intake.members.plan import MemberPlanner
from dangbo_cli.intake.organizations.plan import OrganizationPlanner
from dangbo_cli.intake.reading_files import Files, Progress
from dangbo_cli.intake.result import ImportResult, short_names
from dangbo_cli.intake.returning import count_mended
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.tables.told import name_positions_nowhere
from dangbo_cli.intake.totals import name_totals_off
from dangbo_cli.intake.versions import (
    name_known_files,
    name_older,
    name_only_older,
    name_other_years,
    name_versions,
)
from dangbo_cli.intake.who.directory import Directory, Organization
from dangbo_cli.intake.who.lookalikes import Scales
from dangbo_cli.intake.who.matching import Match, match
from dangbo_cli.intake.who.people import Members, PersonRow, say_person
from dangbo_cli.store.apply import newest_batch
from dangbo_cli.store.set_aside import count_open
from dangbo_cli.store.settings import own_forms
from dangbo_cli.vietnamese.names import person_key


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
    plan = Plan("nhap", 0 if conn is None else newest_batch(conn))
    result = ImportResult(plan)
    directory = load_directory(conn)
    memory = Memory(conn, plan, directory)
    tables = Files(conn, options, result, today, titles).read(paths, progress)
    headings = None
    if options.asking or options.answers or memory.knows_headings:
        from dangbo_cli.intake.heading_questions import HeadingQuestions

        headings = HeadingQuestions(directory, memory, options.answers, today, options.asking)
        result.questions = headings.questions

    recorder = Recorder(plan, conn, Entity.ORGANIZATION, today.isoformat())
    given = _given(options, directory)
    lists = [table for table in tables if table.table.form.kind == "to-chuc"]
    organizations = [row for table in lists for row in table.read_organizations(directory, given, headings)]
    OrganizationPlanner(recorder, directory, options.answers, memory).plan(organizations)
    if options.organization_code is not None and given is None:
        given = _given(options, directory, required=True)

    members = Members(conn, directory)
    rolls = [table for table in tables if table.table.form.kind == "dang-vien"]
    people = [
        row
        for table in rolls
        for row in table.read_members(directory, given, options.year, options.answers, members, memory, headings)
    ]

    memory.prepare(people)
    asked = Asked(plan, options.answers, memory, members)

    names = short_names([file.path for file in result.files])

    def say_place(row: PersonRow) -> str:
        source = plan.sources[row.source]
        return f"ô {row.name_cell}, trang tính «{source.sheet}», tệp «{names[source.path]}»"

    found, aside = match(people, members, directory, asked.answer, say_place, asked.differ)
    member_recorder = Recorder(plan, conn, Entity.MEMBER, today.isoformat())
    member_recorder.start_below(recorder.last)
    if members.left:
        from dangbo_cli.intake.members.leavers import take_out_leavers

        of_source = {table.source: table for table in rolls}

        def answered(row: PersonRow) -> str | None:
            table = of_source[row.source]
            return options.answers.get((table.path, table.grid.name, row.name_cell))

        found, listed_again = take_out_leavers(
            found, members, directory, member_recorder, lambda row: of_source[row.source].title.first_day, answered
        )
        aside += listed_again
    for one in aside:
        source = plan.sources[one.row.source]
        one.row.aside = Problem(
            one.code,
            say(Finding(one.code, one.detail), one.value),
            source.path,
            source.sheet,
            one.cell,
            one.value,
            one.choices,
            say_person(one.row, directory.nodes[one.row.organization].name) if one.choices else "",
        )
        plan.problems.append(one.row.aside)
        plan.problems += one.row.problems  # why she was not known, maybe: a birth that is no day
    planner = MemberPlanner(member_recorder, conn, directory, options.answers, memory)
    outcome = {id(person): planner.add(person) for person in found}
    if (
        members.all and sum(changed and ref > 0 for ref, changed in outcome.values()) > 2
    ):  # fewer changed no places in a column
        from dangbo_cli.intake.members.permuted import leave_permuted

        unchanged = leave_permuted(plan, found)
        outcome = {one: (ref, changed and ref not in unchanged) for one, (ref, changed) in outcome.items()}
    asked.learn_people(found, outcome)
    entries = None
    if of_the_year := [table for table in tables if table.table.form.about is not None]:
        from dangbo_cli.intake.year_work import YearWork

        entries = YearWork(member_recorder, conn, directory, options, result, today, asked, headings)
        entries.plan(of_the_year, given, members, found, outcome)
    full = [
        (ref, table.title.dated)
        for table in rolls
        if is_full_list(table.title.words, Path(table.path).name)
        for ref in table.units(directory)
    ]
    named_aside = [one for table in rolls for one in table.named_aside]
    result.absent = absent_members(found, people, named_aside, full, members, directory)
    _name_missing(result, tables, directory, members, found)
    result.evidence = explain_matches(found, rolls, Scales(people, members, directory))
    name_totals_off(plan, rolls, found, members, directory)
    name_known_files(plan, conn, result.files)
    name_other_years(plan, tables, options.year)
    name_versions(plan, found, rolls)
    name_only_older(plan, conn, rolls, found, directory)
    if plan.problems or recorder.older or member_recorder.older:
        from dangbo_cli.intake.whose import Owners

        persons = [(match, outcome[id(match)][0]) for match in found]
        elsewhere = {id(one.row): one.member for one in aside if one.member is not None}
        owners = Owners(tables, directory, persons, [] if entries is None else entries.found, elsewhere)
        name_older(plan, recorder.older + member_recorder.older, owners.name)
        owners.tell(plan)
    if conn is not None and count_open(conn):
        from dangbo_cli.intake.told_again import tell_again

        tell_again(conn, plan, tables, directory)
    name_positions_nowhere(plan)
    name_declared(plan, conn, full, found, members, directory, today.isoformat())
    count_organizations(result, lists, organizations)
    count_people(result, rolls, found, outcome)
    if entries is not None:
        entries.count(rolls, found, outcome)
    result.set_aside = sum(sheet.set_aside for file in result.files for sheet in file.sheets)
    for table in tables:
        if table.base is not None or table.year is not None:
            plan.sources[table.source] = plan.sources[table.source]._replace(organization=table.base, year=table.year)
    count_mended(conn, result)
    if conn is not None:
        from dangbo_cli.intake.receiving import Receiving

        Receiving(conn, plan, directory, today).plan(tables)
    result.remembered = memory.write(plan.lowest)
    for file in result.files:
        for sheet in file.sheets:
            sheet.settle_steps(options.telling)
    return result


def _use_own_forms(conn: sqlite3.Connection | None) -> dict[str, tuple[str, ...]]:
    """Take the headings of the clerk's own forms into use; return the words of titles that they add, by kind."""
    try:
        return use_own(own_forms(conn) if conn is not None else {})
    except AdditionRefused as refused:
        raise UnknownOption(str(refused)) from None


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
    listed = _listed(tables)
    for table in tables:
        sent = table.sent
        if sent is None or table.says_nothing:
            continue
        numbers, named = listed[sent.sent.kind]
        for number in sent.absent():
            if number in numbers:
                continue  # in another sheet of the call
            if (subject := table.subjects.get(number)) is not None:  # an entry, or somebody asked for one
                member = members.all.get(subject.member) if subject.member is not None else None
                if subject.member is not None and (member is None or member.place is None):
                    continue
                said = say_unit(subject.organization, directory)
                name = sent.name_of(number) if member is None else member.text("full_name") or ""
                if subject.member in named or person_key(name) in named:
                    continue  # typed anew in another row
            elif sent.sent.kind == "to-chuc":
                unit = directory.nodes.get(sent.sent.organization or 0)
                said, name = ("toàn đảng bộ" if unit is None else unit.name), sent.name_of(number)
            elif sent.sent.kind != "dang-vien" or number in seen or number not in members.all:
                continue
            elif members.all[number].place is None or number in members.left:
                continue  # gone since
            else:
                member = members.all[number]
                said, name = say_unit(member.place or 0, directory), member.text("full_name") or ""
            told = result.absent.setdefault(said, [])
            if name not in told:
                told.append(name)


def _listed(tables: Sequence[TableRead]) -> dict[str, tuple[set[Ref], set[Ref | str | None]]]:
    """Return, by kind of sheet, the records that rows of the call were sent out for, and whom its rows name: the members,
    and by the key of the name who was typed into what was sent out."""
    listed: dict[str, tuple[set[Ref], set[Ref | str | None]]] = defaultdict(lambda: (set(), set()))
    for table in tables:
        numbers, named = listed[table.table.form.kind]
        named.update(member for row in table.people if (member := getattr(row, "member", None)) is not None)
        if table.sent is not None:
            numbers.update(claim.number for claim in table.sent.claims.values() if claim.number is not None)
            rows = (row.text("full_name") or getattr(row, "named", None) or "" for row in table.people)
            named.update(map(person_key, rows))
    return listed


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
