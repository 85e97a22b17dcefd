"""Comparing what an import of a sheet of the year's work would store with the truth, row by row and cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangbo_cli.domain.change import Action
from dangbo_cli.domain.problem import CAUSES, Level
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.intake.result import ImportResult
from dangbo_cli.sheets.address import column_letter
from kho.cells import Want
from kho.layout import Entry, Workbook
from kho.score import Verdict, same, sheet_name

_ROW = re.compile(r"\d+$")
#: What says whose a row is or follows from the rest, and is judged apart or not at all.
_APART = frozenset(
    ("period", "organization_id", "member_id", "name", "subject_sort", "unit", "position", "not_rated_reason",
     "birth_date", "document_id")
)  # fmt: skip


@dataclass(slots=True)
class Stored:
    """One entry as the plan would store it: where it was read, its values, the member and the organisation it is about."""

    values: dict[str, Any] = field(default_factory=dict)
    organization: str = ""
    who: str = ""


def judge_entries(
    book: Workbook, path: Path, result: ImportResult, codes: dict[int, str], members: dict[int, tuple[str, str]]
) -> list[Verdict]:
    """Return the verdicts of a workbook of the year's work; `members` maps numbers to names and organisations."""
    form = form_of(book.kind)
    assert form is not None
    entity = form.entity
    stored = _stored(result, entity, codes, members)
    problems = result.plan.problems
    rows = {int(found[0]) - 1 for p in problems if (found := _ROW.search(p.cell))}
    named = {p.cell for p in problems}
    whole = any(CAUSES[p.code].level in (Level.SHEET, Level.FILE) for p in problems)
    left = whole or any(file.error for file in result.files)
    verdicts: list[Verdict] = []
    for page in book.pages:
        for r, entry in page.entries.items():
            where = f"{path.parent.name}/{path.name} dòng {r + 1} «{entry.called}»"
            one = stored.pop(r, None)
            if one is not None:
                verdicts += _judge(entry, one, where, r, named)
            elif "optional" in entry.tags and r in rows:
                verdicts.append(Verdict("right", "", ("hàng không chắc, để lại",)))
            else:
                why = next((p.code for p in problems if p.cell.endswith(str(r + 1))), "") or next(
                    (f.error for f in result.files if f.error), ""
                )
                kind = "person aside" if r in rows or left else "lost"
                verdicts.append(Verdict(kind, f"{where}: {why}", (f"để lại: {why[:60]}",)))
    name = sheet_name(book, path, book.pages[0].name)
    verdicts += [
        Verdict("invented", f"{path.parent.name}/{path.name} [{name}] dòng {r + 1}: {one.values}")
        for r, one in stored.items()
    ]
    return verdicts


def _stored(
    result: ImportResult, entity: str, codes: dict[int, str], members: dict[int, tuple[str, str]]
) -> dict[int, Stored]:
    found: dict[int, Stored] = {}
    for change in result.plan.changes:
        if change.entity.value != entity or change.action is not Action.CREATE:
            continue
        cells = [f.cell for f in change.fields.values() if _ROW.search(f.cell or "")]
        row = int(_ROW.search(cells[0])[0]) - 1 if cells else -1  # type: ignore[index]
        values = {key: f.after for key, f in change.fields.items()}
        one = found[row] = Stored({k: v for k, v in values.items() if k not in _APART})
        member = members.get(int(str(values.get("member_id") or 0)))
        one.organization = codes.get(int(str(values.get("organization_id") or 0)), member[1] if member else "")
        one.who = member[0] if member else str(values.get("name") or "")
        if entity == "initiative":
            one.values["name"] = values.get("name")
    return found


def _judge(entry: Entry, one: Stored, where: str, r: int, named: set[str]) -> list[Verdict]:
    verdicts = []
    right = one.organization == entry.organization
    text = f"{where}: ở {one.organization!r}, đúng là {entry.organization!r}"
    verdicts.append(Verdict("right" if right else "place", text, ("trường: organization",)))
    values = dict(one.values)
    if "who" in entry.wants:
        values["who"] = one.who
    for key in sorted({*entry.wants, *values}):
        want, got = entry.wants.get(key, Want(None)), values.get(key)
        if key not in entry.wants and key == "sort":
            continue  # stated by the title
        tags = (f"trường: {key}", *entry.tags.get(key, ()))
        text = f"{where} {key}: lưu {got!r}, đúng là {want.value!r}{'' if want.sure else ' (không chắc)'} {entry.tags.get(key)}"
        if got is None and (want.value is None or not want.sure):
            verdicts.append(Verdict("right", "", tags))
        elif got is not None:
            fine = (want.value is not None and same(want.value, got)) or any(
                a is not None and same(a, got) for a in want.accept
            )
            verdicts.append(Verdict("right" if fine else "wrong", text, tags))
        else:
            told = any(f"{column_letter(c)}{r + 1}" in named for c in entry.columns.get(key, ()))
            verdicts.append(Verdict("aside" if told else "silent", text, tags))
    return verdicts
