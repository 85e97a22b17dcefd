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


def is_outside(day: str, period: str, around: tuple[int, int | None] = (0, 0)) -> bool:
    """Tell whether a day (it may be partial) may lie outside the year its entry is of and the months `around` it, before
    and after, in which such a day lies as a rule (after, None: whenever)."""
    before, after = around
    january = 12 * int(period[:4])
    start, end = january - before, None if after is None else january + 11 + after
    first, last = (12 * one.year + one.month - 1 for one in (earliest(day), latest(day)))
    return first < start or (end is not None and last > end)
