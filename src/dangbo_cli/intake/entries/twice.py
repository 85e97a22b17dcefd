"""One decision about one person or collective that a call writes for two years: each may be meant, so both stand, named."""

from __future__ import annotations

from collections.abc import Iterable

from dangbo_cli.domain.change import Plan
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.entries.found import EntryFound
from dangbo_cli.intake.entries.rows import EntryRow

DECISION_OF_TWO_YEARS = cause(
    "decision_of_two_years",
    Level.NOTE,
    "Một quyết định được ghi cho hai năm",
    "Quyết định «{value}» về cùng một đối tượng được ghi cho năm {detail}: báo cáo của mỗi năm đều tính.",
    "Nếu chỉ của một năm thì hoàn tác lần nhập này («dangbo lan-nhap hoan-tac …»), sửa cột «Năm» rồi nhập lại.",
)


def tell_decisions_of_two_years(plan: Plan, found: Iterable[EntryFound]) -> None:
    """Note every entry with the number and the day of a decision that another of the same subject and form has for another
    year; said of what this call writes, at the cell of the later year."""
    seen: dict[tuple[object, ...], EntryRow] = {}
    for entry in found:
        row = entry.rows[0]
        number, day = (row.entry.get(key, (None, ""))[0] for key in ("decision_number", "decision_on"))
        if number is None or day is None or row.kind == "xep-loai":
            continue
        subject = row.member if row.member is not None else (row.organization, row.named)
        form = row.entry.get("form", (None, ""))[0]
        first = seen.setdefault((row.kind, subject, form, number, day), row)
        if first.period == row.period or not entry.changed:
            continue
        earlier, later = sorted((first, row), key=lambda one: one.period)
        source = plan.sources[later.source]
        years = f"{earlier.period} (ô {earlier.name_cell}) và năm {later.period}"
        message = say(Finding(DECISION_OF_TWO_YEARS, years), str(number))
        plan.notes.append(Note(DECISION_OF_TWO_YEARS, message, source.path, source.sheet, later.name_cell, str(number)))
