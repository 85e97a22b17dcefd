"""Do the days of one row of the year's work agree with one another and with what was ticked?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangbo_cli.domain.entry_days import (
    DAY_OUTSIDE_SHEET,
    DAY_OUTSIDE_YEAR,
    DAYS_REVERSED,
    is_outside,
    reversed_days,
)
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.pledge import TICKED
from dangbo_cli.domain.problem import Finding
from dangbo_cli.forms.entry_values import NO
from dangbo_cli.forms.form import Form
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.who.people import ReadValue

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.rows import EntryRow


def check_days(entry: dict[str, ReadValue], reading: RowReading) -> None:
    """Take out of `entry` days in the wrong order, and a day of what was not done with its tick; every cell is named."""
    for tick, on in TICKED:
        if on in entry and tick in entry and entry[tick][0] == NO:
            day, there = entry.pop(on)
            reading.dispute(on, entry.pop(tick), (format_date(str(day)), there))
    wrong: dict[str, str] = {}
    for before, after in reversed_days({key: value[0] for key, value in entry.items() if key.endswith("_on")}):
        for key, other, words in ((before, after, "sau"), (after, before, "trước")):
            day, where = format_date(str(entry[other][0])), entry[other][1]
            wrong.setdefault(key, f"{words} ngày «{day}» ở ô {where}")
    for key, detail in wrong.items():
        day, where = format_date(str(entry[key][0])), entry.pop(key)[1]
        reading.say(Finding(DAYS_REVERSED, detail), where, day)


def check_year(form: Form, row: EntryRow, reading: RowReading) -> None:
    """Note a day by which an entry is of its year that does not belong to it, or that puts it into another than the sheet
    is of; and a milestone that was to be reached before it."""
    asked, entry, period = reading.context.year, row.entry, row.period
    for what, due, where in row.parts.milestones:
        if due is not None and is_outside(due, period, (0, None)):
            reading.say(Finding(DAY_OUTSIDE_YEAR, period[:4]), where, f"Mốc «{what}» {format_date(due)}")
    for key in (*form.dated_by, *form.dates):
        if key not in entry:
            continue
        day, where = str(entry[key][0]), entry[key][1]
        declared = form.field(key)
        said = f"{declared.title} {format_date(day)}"
        if is_outside(day, period, declared.around):
            reading.say(Finding(DAY_OUTSIDE_YEAR, period[:4]), where, said)
        elif key in form.dated_by and asked is not None and day[:4] == period[:4] != str(asked):
            reading.say(Finding(DAY_OUTSIDE_SHEET, str(asked)), where, said)
