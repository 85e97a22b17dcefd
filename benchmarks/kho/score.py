"""Comparing what an import would store with the truth, person by person and cell by cell.

A person is known by the row the name was read from, so a value in the wrong record cannot hide behind a like name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangbo_cli.domain.change import Action, Entity
from dangbo_cli.domain.problem import CAUSES, Level
from dangbo_cli.intake.result import ImportResult
from dangbo_cli.sheets.address import column_letter
from kho.cells import Want
from kho.layout import Entry, Workbook

_STAGES = {"self_level": "self", "proposed_level": "proposed", "decided_level": "decided"}
_ROW = re.compile(r"\d+$")
_LETTERS = re.compile(r"[A-Z]*")
#: Problems at a heading that speak of its whole column.
_OF_A_COLUMN = frozenset(("column_twice", "rating_year_unknown", "heading_unsure"))
#: What a sheet does not state in a cell and the record derives.
_DERIVED = frozenset(("not_rated_reason",))


@dataclass(slots=True)
class Stored:
    """One person as the plan would store them: where the name was read, values by the keys of the truth."""

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    organization: int | None = None


@dataclass(slots=True)
class Verdict:
    """One line of what went wrong (or was only left out), with the features it speaks of."""

    kind: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of one feature."""

    counts: Counter[str] = field(default_factory=Counter)
    books: int = 0


KINDS = ("right", "aside", "silent", "wrong", "lost", "invented", "place", "alarm")


def stored_people(result: ImportResult) -> list[Stored]:
    """Return the people that a plan creates."""
    people: dict[int, Stored] = {}
    plan = result.plan
    for change in plan.changes:
        if change.entity is Entity.MEMBER and change.action is Action.CREATE:
            name = change.fields["full_name"]
            found = _ROW.search(name.cell)
            sheet = plan.sources[name.source].sheet if name.source is not None else ""
            one = people[change.record] = Stored(sheet, int(found[0]) - 1 if found else -1)
            one.values = {key: field.after for key, field in change.fields.items()}
    for change in plan.changes:
        if change.subject_record not in people or change.entity is Entity.MEMBER:
            continue
        one, fields = people[change.subject_record], {key: field.after for key, field in change.fields.items()}
        match change.entity:
            case Entity.MEMBER_PLACE:
                one.organization = int(str(fields["organization_id"]))
            case Entity.MEMBERSHIP:
                one.values["standing"] = fields["standing"]
            case Entity.MEMBER_POSITION:
                sphere = str(fields["sphere"])
                one.values[sphere] = ", ".join(filter(None, (one.values.get(sphere), str(fields["title"]))))
            case Entity.RATING:
                for column, stage in _STAGES.items():
                    if column in fields:
                        one.values[f"rating:{fields['period']}:{stage}"] = fields[column]
            case Entity.MEMBER_ACTIVITY:
                one.values["activity"] = fields["activity"]
    return list(people.values())


def same(want: object, got: object) -> bool:
    """Tell whether a stored value is the wanted one, blanks and composition of letters aside."""
    if isinstance(want, str) and isinstance(got, str):
        return _plain(want) == _plain(got)
    return want == got


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def judge(book: Workbook, path: Path, result: ImportResult, codes: dict[int, str]) -> list[Verdict]:
    """Return a verdict for every cell, person and stored row of a workbook; `codes` maps organisations."""
    verdicts: list[Verdict] = []
    people = {(one.sheet, one.row): one for one in stored_people(result)}
    problems = result.plan.problems
    problem_rows = {(p.sheet, int(found[0]) - 1) for p in problems if (found := _ROW.search(p.cell))}
    problem_cells = {(p.sheet, p.cell) for p in problems}
    columns_named = {(p.sheet, _LETTERS.match(p.cell)[0]) for p in problems if p.code in _OF_A_COLUMN and p.cell}  # type: ignore[index]
    whole = {p.sheet for p in problems if CAUSES[p.code].level in (Level.SHEET, Level.FILE)}
    errors = [file.error or "" for file in result.files]
    truth = {(sheet_name(book, path, page.name), r): entry for page in book.pages for r, entry in page.entries.items()}
    for (sheet, r), entry in truth.items():
        one = people.pop((sheet, r), None)
        where = f"{path.parent.name}/{path.name} [{sheet}] dòng {r + 1} «{entry.called}»"
        if one is None:
            named = (sheet, r) in problem_rows or sheet in whole or any(sheet in e or "tệp" in e for e in errors if e)
            why = next((p.code for p in problems if p.sheet == sheet and p.cell.endswith(str(r + 1))), "")
            why = (
                why or next((p.code for p in problems if p.sheet in (sheet, "")), "") or "; ".join(filter(None, errors))
            )
            verdicts.append(Verdict("person aside" if named else "lost", f"{where}: {why}", (f"để lại: {why[:60]}",)))
            continue
        verdicts += _judge_person(entry, one, where, codes, sheet, r, problem_cells, columns_named)
    for (sheet, r), one in people.items():
        where = f"{path.parent.name}/{path.name} [{sheet}] dòng {r + 1}"
        verdicts.append(Verdict("invented", f"{where}: «{one.values.get('full_name')}»"))
    verdicts += _false_alarms(path, result)
    verdicts += _hidden_unsaid(book, path, result)
    return verdicts


def _false_alarms(path: Path, result: ImportResult) -> list[Verdict]:
    """Every total in the workbooks is true: whoever says otherwise alarms for nothing."""
    return [
        Verdict("alarm", f"{path.parent.name}/{path.name} [{p.sheet}] {p.cell}: {p.message}")
        for p in result.plan.problems
        if p.code == "total_differs"
    ]


def _hidden_unsaid(book: Workbook, path: Path, result: ImportResult) -> list[Verdict]:
    """Hidden rows and columns are read, and that is said."""
    verdicts = []
    for page in book.pages:
        sheets = [s for f in result.files for s in f.sheets if s.name == sheet_name(book, path, page.name) and s.kind]
        steps = "\n".join(step for s in sheets for step in s.steps)
        read = {letter for s in sheets for letter in s.columns}
        rows = {r for r in page.hidden_rows if r in page.entries}
        said = [(f"dòng {r + 1}", rf"Dòng ẩn vẫn đọc: .*\b{r + 1}\b") for r in rows]
        letters = {column_letter(c) for c in page.hidden_columns} & read
        said += [(f"cột {letter}", rf"Cột ẩn vẫn đọc: .*\b{letter}\b") for letter in letters]
        where = f"{path.parent.name}/{path.name} [{page.name}]"
        verdicts += [
            Verdict("right" if re.search(told, steps) or not sheets else "silent", f"{where}: {what} ẩn mà không nói")
            for what, told in said
        ]
    return verdicts


def sheet_name(book: Workbook, path: Path, name: str) -> str:
    """Return the name a page has once it is in its container."""
    if book.container.startswith("csv"):
        return path.stem
    return "Sheet1" if book.container.startswith("html") else name


def _judge_person(
    entry: Entry,
    one: Stored,
    where: str,
    codes: dict[int, str],
    sheet: str,
    r: int,
    problem_cells: set[tuple[str, str]],
    columns_named: set[tuple[str, str]],
) -> list[Verdict]:
    verdicts = []
    got_place = codes.get(one.organization or 0, "")
    if got_place == entry.organization:
        verdicts.append(Verdict("right", "", ("trường: organization",)))
    else:
        verdicts.append(Verdict("place", f"{where}: ở {got_place!r}, đúng là {entry.organization!r}"))
    for key in sorted({*entry.wants, *one.values} - _DERIVED):
        want = entry.wants.get(key, Want(None))
        if key == "activity" and key not in entry.wants:
            continue
        got = one.values.get(key)
        tags = (f"trường: {key.split(':')[0]}", *entry.tags.get(key, ()))
        text = f"{where} {key}: lưu {got!r}, đúng là {want.value!r}{'' if want.sure else ' (không chắc)'} {entry.tags.get(key, '')}"
        if got is None and want.value is None:
            verdicts.append(Verdict("right", "", tags))
        elif got is not None:
            fine = (same(want.value, got) and (want.sure or want.value is not None)) or any(
                same(a, got) for a in want.accept
            )
            verdicts.append(Verdict("right" if fine else "wrong", text, tags))
        elif not want.sure:
            verdicts.append(Verdict("right", "", tags))
        else:
            columns = entry.columns.get(key, [])
            said = any(
                (sheet, f"{column_letter(c)}{r + 1}") in problem_cells or (sheet, column_letter(c)) in columns_named
                for c in columns
            )
            verdicts.append(Verdict("aside" if said else "silent", text, tags))
    return verdicts
