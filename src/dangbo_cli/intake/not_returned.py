"""Who and what was sent out in a workbook and is missing in what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dangbo_cli.domain.change import Ref
from dangbo_cli.intake.members.absent import say_unit
from dangbo_cli.intake.result import ImportResult
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import Members
from dangbo_cli.vietnamese.names import person_key


def name_not_returned(
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
