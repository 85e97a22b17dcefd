"""Periods that something is handed in for: a year, one of its quarters or halves («2022», «2022-Q1», «2022-H1»)."""

from __future__ import annotations

import re
from datetime import date

from dangbo_cli.domain.partial_dates import latest
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

#: The year's work of which a record tells began later than any.
_FIRST_YEAR = 1990
_PERIOD = rare(r"(\d{4})(?:-(Q[1-4]|H[12]|\d{2}))?")
_QUARTER_WORDS = rare(r"\b(?:qu[yi]|q)\s*[.:]?\s*(iv|iii|ii|i|[1-4])\b")
_HALF_WORDS = rare(r"\b(?:6|sau|06)\s*thang(?:\s*(dau|cuoi))?")
#: A quarter or a year by whose end something is due. «Trước quý III» is due before it begins, and is none of these.
_DEADLINE = rare(
    r"(?P<by>(?:(?:hoan thanh|xong|thuc hien|den het|het|trong|cuoi|ca) )*)"
    r"(?:(?:qu[yi]|q) ?(?P<quarter>iv|iii|ii|i|[1-4])(?:(?: ?[/-] ?|,? nam | )(?P<of>(?:19|20)\d\d))?"
    r"|nam(?: (?P<year>(?:19|20)\d\d))?)"
)
_YEARS = rare(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def year_bounds(today: date) -> tuple[int, int]:
    """Return the first and the last year that the year's work can be of: next year's may be begun."""
    return _FIRST_YEAR, today.year + 1


def year_outside(year: int, today: date) -> str:
    """Return why a year can be that of no year's work («ngoài khoảng 1990 đến 2027»); "" where it can."""
    first, last = year_bounds(today)
    return "" if first <= year <= last else f"ngoài khoảng {first} đến {last}"


def make_period(year: int, quarter: int | None = None, half: int | None = None) -> str:
    """Return the period of a year, one of its quarters or halves: «2022», «2022-Q1», «2022-H1»."""
    if quarter is not None:
        return f"{year}-Q{quarter}"
    return f"{year}-H{half}" if half is not None else str(year)


def period_year(period: str) -> int:
    """Return the year of a period."""
    return int(period[:4])


def period_end(period: str) -> date:
    """Return the last day of a period."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise ValueError(f"no period: {period}")
    year, part = int(found[1]), found[2]
    if part is None:
        return date(year, 12, 31)
    month = int(part[1]) * 3 if part[0] == "Q" else int(part[1]) * 6 if part[0] == "H" else int(part)
    return latest(f"{year}-{month:02}")


def say_period(period: str) -> str:
    """Return «năm 2022», «quý I/2022», «6 tháng đầu năm 2022»."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return f"quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]}/{year}"
    if part.startswith("H"):
        return f"6 tháng {'đầu' if part[1] == '1' else 'cuối'} năm {year}"
    return f"tháng {part}/{year}" if part else f"năm {year}"


def shift_period(period: str, years: int) -> str:
    """Return the same period of another year."""
    return f"{period_year(period) + years}{period[4:]}"


def name_of_year(name: str, was: int, year: int) -> str:
    """Return the name of something of the year `was` as it is called in another year: «Cam kết 2022» is «Cam kết 2023».
    A year that is part of a range («2021-2025») or of a number («12-KH/2022», «91/2022/QH15») stays."""

    def moved(found: re.Match[str]) -> str:
        before, behind = name[: found.start()], name[found.end() :]
        word = "" if before[-1:].isspace() else before.split()[-1] if before else ""
        of_a_number = "-" in word or word.count("/") > 1 or behind.startswith("/")
        of_a_range = re.search(r"\d\s*[-–]\s*$", before) or re.match(r"\s*[-–]\s*\d", behind)
        return found[0] if of_a_number or of_a_range else str(year)

    return re.sub(rf"(?<!\d){was}(?!\d)", moved, name)


def names_a_year(name: str) -> bool:
    """Tell whether a name has a year in it: «Kế hoạch 2021-2025»."""
    return bool(years_in(name))


def years_in(words: str) -> list[str]:
    """Return the years that a text writes in four digits, in order: «từ năm 2021 đến năm 2025» has two."""
    return _YEARS.findall(words)


def read_deadline(words: str, year: str | None = None) -> str | None:
    """Return by when something is due that a quarter or a year is named for: the quarter's last day («Quý III/2026»), the
    year («Cả năm 2026»), ISO text; `year` is meant where the words name none. None where they say anything else, or
    nothing says the year."""
    found = _DEADLINE.fullmatch(" ".join(fold(words).split()).strip(" .,;"))
    if found is None or not (found["quarter"] or found["year"] or found["by"]):
        return None
    year = found["of"] or found["year"] or year
    if year is None or not found["quarter"]:
        return year
    return period_end(make_period(int(year), _ROMAN.get(found["quarter"]) or int(found["quarter"]))).isoformat()


def part_of_year(words: str) -> str:
    """Return «Q2», «H1» or "" from the words of a title («Báo cáo quý II năm 2022»); "" too where it names several."""
    folded = fold(words)
    quarters = {_ROMAN.get(found) or int(found) for found in _QUARTER_WORDS.findall(folded)}
    if len(quarters) == 1:
        return f"Q{quarters.pop()}"
    halves = {"H2" if found == "cuoi" else "H1" for found in _HALF_WORDS.findall(folded)}
    return halves.pop() if len(halves) == 1 and not quarters else ""
