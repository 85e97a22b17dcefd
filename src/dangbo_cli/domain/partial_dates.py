"""Dates as the record keeps them: ISO text, maybe partial («1968», «1968-05», «1968-05-12»).

What is printed is dd/mm/yyyy, mm/yyyy or yyyy. How units write dates is read by `dates.parse_date`.
"""

from __future__ import annotations

import calendar
from datetime import date

WHOLE_DAY = len("1968-05-12")
"""How long a stored date is that states its day."""


def format_date(iso: str | None) -> str:
    """Return a stored date as it is read: «12/05/1968», «05/1968», «1968»; "" for None."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def earliest(iso: str) -> date:
    """Return the first day that a stored date can mean."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def latest(iso: str) -> date:
    """Return the last day that a stored date can mean."""
    parts = [int(part) for part in iso.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day)


def agrees(one: str, other: str) -> bool:
    """Say whether two stored dates can be the same day: one is the other, or its beginning."""
    return one == other or one.startswith(other + "-") or other.startswith(one + "-")


def refines(old: str, new: str) -> bool:
    """Say whether `new` tells more than `old` and agrees with it («1968» → «1968-05»)."""
    return new.startswith(old + "-")


def age_on(birth_iso: str | None, day: date) -> int | None:
    """Return the full years of age on a day; None where the birth is unknown or later.

    A partial birth counts from its first day, as statistics by year of birth do.
    """
    if not birth_iso:
        return None
    birth = earliest(birth_iso)
    if birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def add_months(day: date | str, months: int) -> date:
    """Return the same day so many months on (or back); the month's last day where it has no such day.

    A stored date may be given; a partial one counts from its first day.
    """
    if isinstance(day, str):
        day = earliest(day)
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
