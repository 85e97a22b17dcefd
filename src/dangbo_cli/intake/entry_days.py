"""Do the days of one row of the year's work agree with one another and with what was ticked?"""

from __future__ import annotations

from dangbo_cli.domain.partial_dates import earliest, format_date, latest
from dangbo_cli.domain.pledge import TICKED
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.forms.entry_values import NO
from dangbo_cli.intake.people import ReadValue
from dangbo_cli.intake.row_reading import RowReading

DAYS_REVERSED = cause(
    "days_reversed",
    Level.CELL,
    "Hai ngày ngược nhau",
    "Ngày «{value}» {detail}.",
    "Đơn vị kiểm tra lại hai ngày; cả hai ô chưa được ghi.",
)
#: What cannot be before what.
_ORDER = (
    ("started_on", "ended_on"), ("started_on", "conclusion_on"), ("started_on", "due_on"), ("started_on", "mended_on"),
    ("decision_on", "ends_on"), ("registered_on", "approved_on"),
)  # fmt: skip


def check_days(entry: dict[str, ReadValue], reading: RowReading) -> None:
    """Take out of `entry` days in the wrong order, and a day of what was not done with its tick; every cell is named."""
    for tick, on in TICKED:
        if on in entry and tick in entry and entry[tick][0] == NO:
            day, there = entry.pop(on)
            reading.dispute(on, entry.pop(tick), (format_date(str(day)), there))
    reversed_days: dict[str, str] = {}
    for before, after in _ORDER:
        if before in entry and after in entry and latest(str(entry[after][0])) < earliest(str(entry[before][0])):
            for key, other, words in ((before, after, "sau"), (after, before, "trước")):
                day, where = format_date(str(entry[other][0])), entry[other][1]
                reversed_days.setdefault(key, f"{words} ngày «{day}» ở ô {where}")
    for key, detail in reversed_days.items():
        day, where = format_date(str(entry[key][0])), entry.pop(key)[1]
        reading.say(Finding(DAYS_REVERSED, detail), where, day)
