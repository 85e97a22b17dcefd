"""How many members an organisation has on a day, itself and with all below it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangbo_cli.reports.as_of import AGE, Organizations, Scope, count_text, people_sql


@dataclass(frozen=True, slots=True)
class Headcount:
    """People counted. `unknown`: neither known to be official nor probationary; `aged` of them have a
    known year of birth, `ages` is the sum of their ages in whole years, `inexact` of them lack the day."""

    members: int = 0
    official: int = 0
    probationary: int = 0
    female: int = 0
    minority: int = 0
    no_gender: int = 0
    no_ethnicity: int = 0
    aged: int = 0
    ages: int = 0
    inexact: int = 0

    def __add__(self, other: Headcount) -> Headcount:
        return Headcount(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def unknown(self) -> int:
        """Members of whom the record does not know whether they are official."""
        return self.members - self.official - self.probationary

    @property
    def mean_age(self) -> float | None:
        """Mean age in years, one decimal; None where no year of birth is known."""
        return round(self.ages / self.aged, 1) if self.aged else None


_COUNT = f"""SELECT person.organization_id, count(*),
    coalesce(sum(standing = 'official'), 0), coalesce(sum(standing = 'probationary'), 0),
    coalesce(sum(m.gender = 'Nữ'), 0), coalesce(sum(m.ethnicity <> 'Kinh'), 0),
    sum(m.gender IS NULL), sum(m.ethnicity IS NULL),
    count({AGE}), coalesce(sum({AGE}), 0), coalesce(sum(length(m.birth_date) < 10), 0)
    FROM person JOIN member m ON m.id = person.id GROUP BY person.organization_id"""


def count_people(conn: sqlite3.Connection, scope: Scope) -> dict[int | None, Headcount]:
    """Count the members placed directly in each organisation; under None those who have no place."""
    rows = conn.execute(f"WITH {people_sql(scope)} {_COUNT}", scope.values)
    return {row[0]: Headcount(*row[1:]) for row in rows}


def add_up(organizations: Organizations, direct: Mapping[int | None, Headcount]) -> dict[int, Headcount]:
    """Return each organisation's count with all below it."""
    totals: dict[int, Headcount] = {}
    for number, _ in reversed(list(organizations.walk())):
        total = direct.get(number, Headcount())
        for child in organizations.children.get(number, ()):
            if totals[child].members:
                total += totals[child]
        totals[number] = total
    return totals


def say_early(organizations: Organizations, direct: Mapping[int | None, Headcount]) -> Iterator[str]:
    """Say how many members stand in organisations not founded yet: they are why one above has more than those below it."""
    early = sum(c.members for n, c in direct.items() if n is not None and not organizations.by_id[n].present)
    if early:
        yield f"{count_text(early)} đảng viên ghi ở tổ chức chưa thành lập vào ngày này; vẫn tính vào tổ chức cấp trên."
