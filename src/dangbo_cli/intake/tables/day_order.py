"""Did the Excel that a list was typed in take the month first?

Under English settings «05/12/1980» becomes the true day 12 May, while «25/12/1980», which has no such reading, stays the
text it is. So a column typed there holds true days up to the 12th only, beside texts of days after it. In a list where
days were typed and read the same way about half of each would be otherwise (the 3rd of February, the 19th of May).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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

_TEXT = re.compile(r"\s*'?(\d\d?)\s*[/.\-]\s*(\d\d?)\s*[/.\-]\s*(?:\d{4}|\d{2})\s*$", re.ASCII)
_MONTHS = 12
#: A year typed into a cell of days shows as a day of 1905 (`domain.dates`).
_YEARS_TYPED = 1905
#: How often a day is up to the 12th; and by which chance so many of both kinds may all stand as they would, in a sheet where
#: some days are text for another reason: in one sheet of ten thousand.
_UP_TO_TWELFTH, _CHANCE = 12 / 30.4, 1e-4


def month_first_columns(rows: Sequence[Sequence[Raw]], columns: Iterable[int]) -> frozenset[int]:
    """Return those columns of days whose true days may have day and month the wrong way round."""
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
    return frozenset(suspected) if chance < _CHANCE else frozenset()


def maybe_month_first(raw: Raw) -> Finding | None:
    """Return what is to be said of a cell of such a column; nothing where both orders are one day."""
    if not isinstance(raw, date) or raw.day == raw.month or raw.year <= _YEARS_TYPED:
        return None
    return Finding(MAYBE_MONTH_FIRST, raw.replace(day=raw.month, month=raw.day).strftime("%d/%m/%Y"))
