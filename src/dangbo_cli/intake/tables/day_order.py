"""Did the Excel that a list was typed in take the month first?

Under English settings «05/12/1980» becomes the true day 12 May, while «25/12/1980», which has no such reading, stays the
text it is. So a column typed there holds true days up to the 12th only, beside texts of days after it. In a list where
days were typed and read the same way about half of each would be otherwise (the 3rd of February, the 19th of May).

In a .csv, of a web form that puts its time stamp first, all days are texts; some then have the month first beyond doubt
(«10/25/2022») and none the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.intake.tables.values import Raw

MAYBE_MONTH_FIRST = cause(
    "date_maybe_month_first",
    Level.CELL,
    "Ngày và tháng có thể bị đảo khi gõ",
    "Ô ngày này hiện là «{value}», nhưng có thể là {detail}: ở các cột ngày của bảng, ngày nào quá 12 đều là chữ, ngày nào "
    "Excel nhận thì đều không quá 12, như khi gõ ngày/tháng vào máy để kiểu tháng/ngày.",
    "Đơn vị xem lại theo hồ sơ, gõ lại các ô ngày dạng chữ (text), ghi ngày/tháng/năm.",
)

TYPED_MONTH_FIRST = cause(
    "day_maybe_month_first",
    Level.CELL,
    "Ngày và tháng có thể ghi ngược",
    "Ô này ghi «{value}», có thể là {detail}: trong bảng có ngày ghi tháng trước, không ngày nào chắc chắn ghi ngày trước.",
    "Đơn vị xem lại theo hồ sơ, gõ lại các ô ngày, ghi ngày/tháng/năm.",
)

#: A day in figures as it is written where the month stands first; with dots the day does.
_STAMP = re.compile(r"\s*'?(\d\d?)([/\-])(\d\d?)\2\d{4}\b", re.ASCII)
#: A text that begins with a day, however it is written: «14.07.79», «27/01 /2006.», «Ngày 14 tháng 5 năm 1973».
_BEGUN = re.compile(r"\D{0,8}?(\d\d?)\s*(?:[/.\-]\s*\d\d?\s*[/.\-]\s*\d\d|tháng\b)")
_TEXT = re.compile(r"\s*'?(\d\d?)\s*[/.\-]\s*(\d\d?)\s*[/.\-]\s*(?:\d{4}|\d{2})\s*$", re.ASCII)
_MONTHS = 12
#: A year typed into a cell of days shows as a day of 1905 (`domain.dates`).
_YEARS_TYPED = 1905
#: How often a day is up to the 12th; and by which chance so many of both kinds may all stand as they would, in a sheet where
#: some days are text for another reason: in one sheet of ten thousand.
_UP_TO_TWELFTH, _CHANCE = 12 / 30.4, 1e-4


#: What kind of cells of a column may have day and month the wrong way round: the true days, or the texts.
Turned = Mapping[int, type[date] | type[str]]


def month_first_columns(rows: Sequence[Sequence[Raw]], columns: Iterable[int], beside: Iterable[int] = ()) -> Turned:
    """Return those columns of days in which day and month may be the wrong way round; `beside` are columns that nobody
    reads, in which a time stamp may stand."""
    columns = list(columns)
    if typed_month_first(rows, (*columns, *beside)):
        return dict.fromkeys(columns, str)
    suspected, true_days, texts = [], 0, 0
    for c in columns:
        cells = [row[c] for row in rows if c < len(row)]
        kinds = set(map(type, cells))
        if str not in kinds or not (date in kinds or datetime in kinds):
            continue
        days = [cell.day for cell in cells if isinstance(cell, date) and cell.year > _YEARS_TYPED]
        typed = [int(found[1]) for cell in cells if isinstance(cell, str) and (found := _TEXT.match(cell))]
        if days and typed and max(days) <= _MONTHS < min(typed):
            suspected.append(c)
            true_days, texts = true_days + len(days), texts + len(typed)
    chance = _UP_TO_TWELFTH**true_days * (1 - _UP_TO_TWELFTH) ** texts
    return dict.fromkeys(suspected, date) if chance < _CHANCE else {}


def typed_month_first(rows: Sequence[Sequence[Raw]], columns: Iterable[int]) -> bool:
    """Tell whether some texts of some columns are days with the month first beyond doubt, and none with the day: of most
    lists the first cells tell that some have."""
    found = False
    for c in columns:
        for row in rows:
            if c < len(row) and isinstance(cell := row[c], str) and (begun := _BEGUN.match(cell)):
                if int(begun[1]) > _MONTHS:
                    return False
                said = None if found else _STAMP.match(cell)
                found = found or (said is not None and int(said[3]) > _MONTHS)
    return found


def maybe_month_first(raw: Raw, kind: type[date] | type[str]) -> Finding | None:
    """Return what is to be said of a cell of such a column; nothing where both orders are one day."""
    if kind is str:
        said = _STAMP.match(raw) if isinstance(raw, str) else None
        if said is None or said[1].zfill(2) == said[3].zfill(2) or int(said[3]) > _MONTHS:
            return None
        return Finding(TYPED_MONTH_FIRST, f"{int(said[3]):02}/{int(said[1]):02}/{said[0].strip()[-4:]}")
    if not isinstance(raw, date) or raw.day == raw.month or raw.year <= _YEARS_TYPED:
        return None
    return Finding(MAYBE_MONTH_FIRST, raw.replace(day=raw.month, month=raw.day).strftime("%d/%m/%Y"))
