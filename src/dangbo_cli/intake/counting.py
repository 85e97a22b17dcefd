"""What one import created, updated and left alone: distinct people, organisations and entries, each once, in the sheet
that names it first and in the whole."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.domain.change import Entity, Ref
from dangbo_cli.intake.organizations.plan import OrganizationRow
from dangbo_cli.intake.result import ImportResult, SheetResult
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.matching import Match


def count_organizations(result: ImportResult, tables: Sequence[TableRead], rows: Sequence[OrganizationRow]) -> None:
    """Count the organisations of the organisation lists, and the rows of them that are set aside."""
    organization = Entity.ORGANIZATION
    touched = {c.subject_record for c in result.plan.changes if c.subject is organization}
    seen: set[Ref] = set()
    sheets = {table.source: table.result for table in tables}
    for row in rows:
        sheet = sheets[row.source]
        if row.aside is not None or row.ref is None:
            sheet.set_aside += 1
        elif row.ref not in seen:
            seen.add(row.ref)
            add_one(result, sheet, row.ref < 0, row.ref in touched)


def count_people(
    result: ImportResult, tables: Sequence[TableRead], found: Sequence[Match], outcome: dict[int, tuple[Ref, bool]]
) -> None:
    """Count the people of the member lists by what became of them (`outcome`), and the rows set aside."""
    sheets = {table.source: table for table in tables}
    for table in tables:
        table.result.set_aside += sum(person.aside is not None for person in table.people)
    for person in found:
        ref, changed = outcome[id(person)]
        add_one(result, sheets[person.rows[0].source].result, ref < 0, changed)


def add_one(result: ImportResult, sheet: SheetResult, created: bool, changed: bool) -> None:
    """Count one person or organisation, once, in the sheet that names it first and in the whole."""
    for counts in (result, sheet):
        if created:
            counts.created += 1
        elif changed:
            counts.updated += 1
        else:
            counts.unchanged += 1
