"""Reading a date out of a cell, in every spelling that units use (text, number, true date).

The day stands before the month, always; the two are never swapped to make a date possible. What the
kind of the cell proves is repaired and noted (a year typed into a date cell, a lost leading zero, an
Excel serial); anything less certain leaves the cell aside.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from dangbo_cli.domain.partial_dates import (
    add_months,
    age_on,
    agrees,
    earliest,
    format_date,
    latest,
    refines,
)
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

__all__ = [
    "Role",
    "add_months",
    "age_on",
    "agrees",
    "earliest",
    "format_date",
    "latest",
    "parse_date",
    "refines",
]

PARTY_FOUNDED = date(1930, 2, 3)
_FOUNDED = PARTY_FOUNDED.isoformat()
YOUNGEST, OLDEST = 16, 110  # at the reference day; beyond these a birth date is a slip
YOUNGEST_SHORT, OLDEST_SHORT = 18, 105  # for a year of two digits

_RETURN = "Hãy sửa ô này theo hồ sơ, ghi đủ ngày/tháng/năm."
_TYPED = "Hãy ghi lại theo hồ sơ, đủ ngày/tháng/năm."

UNREADABLE = cause(
    "date_unreadable",
    Level.CELL,
    "Không đọc được ngày",
    "«{value}» không đọc được thành ngày tháng.",
    _RETURN,
    typed=_TYPED,
)
IMPOSSIBLE = cause(
    "date_impossible",
    Level.CELL,
    "Ngày không có thật",
    "«{value}» không phải là ngày có thật: {detail}.",
    _RETURN,
    typed=_TYPED,
)
SWAPPED = cause(
    "date_month_first",
    Level.CELL,
    "Tháng lớn hơn 12",
    "«{value}» có tháng lớn hơn 12; có thể đã ghi tháng trước ngày, nhưng chương trình không tự đổi chỗ.",
    _RETURN,
    typed=_TYPED,
)
FUTURE = cause("date_future", Level.CELL, "Ngày ở tương lai", "«{value}» là ngày chưa đến.", _RETURN, typed=_TYPED)
IMPLAUSIBLE_BIRTH = cause(
    "birth_implausible",
    Level.CELL,
    "Ngày sinh không hợp lý",
    "Ngày sinh «{value}» cho số tuổi không hợp lý ({detail}).",
    _RETURN,
    typed=_TYPED,
)
TOO_EARLY = cause(
    "date_too_early", Level.CELL, "Ngày quá sớm", "«{value}» sớm hơn mức có thể ({detail}).", _RETURN, typed=_TYPED
)
SHORT_YEAR = cause(
    "date_short_year",
    Level.CELL,
    "Năm chỉ có hai chữ số",
    "Năm hai chữ số trong «{value}» không xác định được chắc chắn là năm nào.",
    _RETURN,
    typed=_TYPED,
)
SMALL_NUMBER = cause(
    "date_small_number",
    Level.CELL,
    "Số nhỏ trong ô ngày",
    "Ô ngày này chứa một số nhỏ mà Excel hiện thành ngày của năm 1900.",
    _RETURN,
    typed=_TYPED,
)
YEAR_RESTORED = cause(
    "date_year_restored",
    Level.NOTE,
    "Khôi phục năm",
    "Ô định dạng ngày chỉ được gõ năm; đã khôi phục thành năm {detail}.",
)
ZERO_RESTORED = cause(
    "date_zero_restored",
    Level.NOTE,
    "Thêm lại số 0 của ngày",
    "«{value}» mất số 0 ở đầu; đã đọc là {detail}.",
)
SERIAL = cause(
    "date_serial",
    Level.NOTE,
    "Ngày ở dạng số của Excel",
    "«{value}» là số thứ tự ngày của Excel; đã đọc là {detail}.",
)


class Role(Enum):
    """What a date is of; decides which years are plausible."""

    BIRTH = "birth"
    PARTY = "party"
    OTHER = "other"


_BIRTH, _PARTY = Role.BIRTH, Role.PARTY  # asked of every date: a member of an Enum costs ten times a name of the module

Reading = tuple[str | None, Finding | None]

_CLOCK = r"(?:[\st]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?)?"
_GAP = r"\s*[/.,\-\\]+\s*"
_BETWEEN = rf"(?:{_GAP}|\s+)"
_PLAIN = re.compile(r"(\d\d?)[/.\-](\d\d?)[/.\-](\d{4})$", re.ASCII)  # the usual case, at once
_DAY_FIRST = re.compile(rf"(?:ngay\s*)?(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}}){_CLOCK}$")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}}){_CLOCK}z?$")
_MIDNIGHT = rare(r"[\st]0?0:00|^[^:]*$")
_WORDS = re.compile(
    r"(?:(?:ngay|mung)\s*)?(?:(\d{1,2})\s*,?\s*)?thang\s*(\d{1,2})\s*(?:,|[/.\-]|nam)?\s*(?:nam\s*)?(\d{4}|\d{2})$"
)
_MONTH = re.compile(rf"(?:thang|th\.?|t)?\s*(\d{{1,2}})(?:{_GAP}|\s+)(\d{{4}})$")
_SHORT_MONTH = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{2}})$")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})$")
_YEAR = re.compile(r"(?:(?:sinh\s+)?nam|sn|ns|sinh)?[\s:.]*(\d{4})$")
_DIGITS = re.compile(r"(\d+)(?:\.0+)?$")
_PREFIX = re.compile(r"^(?:sinh\s+ngay|sinh|vao\s+ngay)\s*:?\s*(?=\d|ngay)")
_WEEKDAY = re.compile(r"^(?:thu\s+\w+|chu\s+nhat)\s*,\s*")

_EPOCH = date(1899, 12, 30)
_TRAP = (date(1905, 3, 14), date(1905, 7, 27))  # the serials 1900 to 2035 shown as days


def parse_date(raw: object, role: Role, reference: date, birth: str | None = None) -> Reading:
    """Read a cell as a date of this role.

    `reference` is the day the sheet speaks of (or today): nothing may lie after it. `birth` is the
    stored birth date of the same person, where known: it narrows the years of two digits. Returns
    ISO text, maybe partial, and what is to be said about it.
    """
    if isinstance(raw, str):
        if found := _PLAIN.match(raw):
            day, month, year = found.groups()
            iso = f"{year}-{month:0>2}-{day:0>2}"
            if _is_day(iso):
                return _plausible(iso, role, reference)
        return _read_text(raw, role, reference, birth)
    if isinstance(raw, datetime):
        return _read_day(raw.date(), role, reference)
    if isinstance(raw, date):
        return _read_day(raw, role, reference)
    if isinstance(raw, (time, timedelta)):
        return None, Finding(SMALL_NUMBER)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _read_number(raw, role, reference, birth)
    return None, Finding(UNREADABLE)


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _read_day(day: date, role: Role, reference: date) -> Reading:
    if day.year <= 1900:
        return None, Finding(SMALL_NUMBER)
    if _TRAP[0] <= day <= _TRAP[1]:
        year = str((day - _EPOCH).days)
        return _plausible(year, role, reference, Finding(YEAR_RESTORED, year))
    return _plausible(day.isoformat(), role, reference)


def _read_number(raw: float, role: Role, reference: date, birth: str | None) -> Reading:
    if abs(raw) < 1e15 and raw == int(raw):
        return _read_digits(str(int(raw)), role, reference)
    text = repr(float(raw))
    if re.fullmatch(r"\d{1,2}\.(?:19|20)\d\d", text):  # 5.1968 typed for 05/1968
        return _read_text(text, role, reference, birth)
    if 9_999 < raw < 100_000:
        return _read_digits(str(int(raw)), role, reference)  # a serial with a time of day
    return None, Finding(UNREADABLE)


@lru_cache(maxsize=1 << 16)
def _read_text(raw: str, role: Role, reference: date, birth: str | None) -> Reading:
    text = fold(raw).strip(" '\"`").rstrip(" .,;").lstrip(" .,;:")
    text = _WEEKDAY.sub("", _PREFIX.sub("", text))
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
        return _read_parts(day, month, year, role, reference, birth)
    if found := _YEAR_FIRST.match(text):
        if text[-1] == "z" and not _MIDNIGHT.search(text):
            return None, Finding(UNREADABLE)  # 17:00 there is the next day's midnight here
        year, month, day = found.groups()
        return _read_parts(day, month, year, role, reference, birth)
    if found := _WORDS.match(text):
        return _read_parts(found[1], found[2], found[3], role, reference, birth)
    if found := _MONTH.match(text):
        return _read_parts(None, found[1], found[2], role, reference, birth)
    if found := _YEAR_MONTH.match(text):
        return _read_parts(None, found[2], found[1], role, reference, birth)
    if found := _YEAR.match(text):
        return _read_parts(None, None, found[1], role, reference, birth)
    if (found := _SHORT_MONTH.match(text)) and int(found[2]) > 31:
        return _read_parts(None, found[1], found[2], role, reference, birth)
    if found := _DIGITS.match(text):
        return _read_digits(found[1], role, reference)
    return None, Finding(UNREADABLE)


def _read_parts(
    day: str | None,
    month: str | None,
    year: str,
    role: Role,
    reference: date,
    birth: str | None,
) -> Reading:
    if month is not None and not 1 <= int(month) <= 12:
        if day is not None and int(month) <= 31 and 1 <= int(day) <= 12:
            return None, Finding(SWAPPED)
        return None, Finding(IMPOSSIBLE, f"không có tháng {int(month)}")
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    readings = []
    for one in years:
        if month is None:
            readings.append(f"{one:04}")
        elif day is None:
            readings.append(f"{one:04}-{int(month):02}")
        elif one >= 1 and 1 <= int(day) <= calendar.monthrange(one, int(month))[1]:
            readings.append(f"{one:04}-{int(month):02}-{int(day):02}")
    if not readings:
        return None, Finding(IMPOSSIBLE, f"tháng {int(month or 0)} không có ngày {int(day or 0)}")
    if len(year) == 4:
        return _plausible(readings[0], role, reference)
    likely = [iso for iso in readings if _fits_short_year(iso, role, reference, birth)]
    if len(likely) != 1:
        return None, Finding(SHORT_YEAR)
    return _plausible(likely[0], role, reference)


def _fits_short_year(iso: str, role: Role, reference: date, birth: str | None) -> bool:
    first, last = earliest(iso), latest(iso)
    if role is Role.BIRTH:
        return first <= add_months(reference, -12 * YOUNGEST_SHORT) and last > add_months(
            reference, -12 * (OLDEST_SHORT + 1)
        )
    if birth is not None and last < add_months(earliest(birth), 12 * YOUNGEST):
        return False
    return last >= PARTY_FOUNDED and first <= reference


def _read_digits(digits: str, role: Role, reference: date) -> Reading:
    """Read a bare number: a year, ddmmyyyy (maybe without its zero), yyyymmdd, or an Excel serial."""
    if len(digits) == 4 and "1900" <= digits <= "2100":
        return _plausible(digits, role, reference)
    if len(digits) in (7, 8):
        full = digits.zfill(8)
        iso = _calendar_day(full[4:], full[2:4], full[:2])
        if iso is None and len(digits) == 8:
            iso = _calendar_day(digits[:4], digits[4:6], digits[6:])
        if iso is None:
            return None, Finding(IMPOSSIBLE, "không ghép được thành ngày, tháng, năm")
        note = Finding(ZERO_RESTORED, f"{full[:2]}/{full[2:4]}/{full[4:]}") if len(digits) == 7 else None
        return _plausible(iso, role, reference, note)
    if 4 <= len(digits) <= 5 and int(digits) > 2100:
        day = _EPOCH + timedelta(days=int(digits))
        iso = day.isoformat()
        value, finding = _plausible(iso, role, reference, Finding(SERIAL, day.strftime("%d/%m/%Y")))
        if value is not None and day >= PARTY_FOUNDED - timedelta(days=0 if role is Role.PARTY else 9000):
            return value, finding
    return None, Finding(UNREADABLE)


def _calendar_day(year: str, month: str, day: str) -> str | None:
    if not 1900 <= int(year) <= 2100:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _plausible(iso: str, role: Role, reference: date, note: Finding | None = None) -> Reading:
    """Return the reading with its note, or why no such date can be of this role."""
    if iso < "1800":
        return None, Finding(TOO_EARLY, f"năm {int(iso[:4])}")
    today, youngest, oldest = _limits(reference)
    # ISO text compares as days do; a partial date stands before each of its own days.
    if iso > today:
        return None, Finding(FUTURE)
    if role is _BIRTH:
        if iso > youngest:
            return None, Finding(IMPLAUSIBLE_BIRTH, f"dưới {YOUNGEST} tuổi")
        if iso <= oldest and not oldest.startswith(iso + "-"):
            return None, Finding(IMPLAUSIBLE_BIRTH, f"trên {OLDEST} tuổi")
    elif role is _PARTY and iso < _FOUNDED and not _FOUNDED.startswith(iso + "-"):
        return None, Finding(TOO_EARLY, "trước ngày thành lập Đảng 03/02/1930")
    return iso, note


@lru_cache(maxsize=64)
def _limits(reference: date) -> tuple[str, str, str]:
    """Return, as ISO text, the day itself, the youngest possible birth, and the first that is too old."""
    youngest = add_months(reference, -12 * YOUNGEST)
    return reference.isoformat(), youngest.isoformat(), add_months(reference, -12 * (OLDEST + 1)).isoformat()
