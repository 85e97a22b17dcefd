"""Which days of an entry of the year's work contradict one another, or the year it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangbo_cli.domain.partial_dates import earliest, latest
from dangbo_cli.domain.problem import Level, cause

DAYS_REVERSED = cause(
    "days_reversed",
    Level.CELL,
    "Hai ngày ngược nhau",
    "Ngày «{value}» {detail}.",
    "Đơn vị kiểm tra lại hai ngày; cả hai ô chưa được ghi.",
    typed="Hãy kiểm tra lại hai ngày.",
)
DAY_OUTSIDE_YEAR = cause(
    "day_outside_year",
    Level.NOTE,
    "Ngày ngoài năm của mục",
    "{value} không thuộc năm {detail} của mục.",
    "Nếu đúng là như vậy thì cứ ghi; nếu nhầm, hãy sửa ngày hoặc năm.",
)
DAY_OUTSIDE_SHEET = cause(
    "day_outside_sheet_year",
    Level.NOTE,
    "Ngày ngoài năm của bảng",
    "{value} không thuộc năm {detail} của bảng; mục được ghi vào năm của ngày ấy.",
    "Nếu nhầm ngày thì hỏi lại đơn vị rồi sửa mục ấy.",
)
#: Kinds that are decided when the year they are about is over.
DECIDED_LATER = ("khen-thuong",)
#: What cannot be before what.
_ORDER = (
    ("started_on", "ended_on"), ("started_on", "conclusion_on"), ("started_on", "due_on"), ("started_on", "mended_on"),
    ("decision_on", "ends_on"), ("registered_on", "approved_on"),
)  # fmt: skip


def reversed_days(days: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of fields of which the second stands surely before the first; days are ISO and may be partial."""
    for before, after in _ORDER:
        first, second = days.get(before), days.get(after)
        if first is not None and second is not None and latest(str(second)) < earliest(str(first)):
            yield before, after


def is_outside(day: str, period: str, later_is_usual: bool) -> bool:
    """Tell whether a day lies in another year than its entry is of; `later_is_usual`: what is decided about a year is
    decided after it."""
    return day[:4] < period[:4] or (day[:4] > period[:4] and not later_is_usual)
