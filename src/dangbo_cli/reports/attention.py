"""What is due or missing in the record, in a few figures: for the desk (`dangbo` alone)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.partial_dates import add_months
from dangbo_cli.domain.probation import PROBATION_MONTHS
from dangbo_cli.reports.as_of import Scope, load_organizations, people_sql
from dangbo_cli.reports.declared import declared_differences
from dangbo_cli.reports.filters import MISSING
from dangbo_cli.reports.headcount import add_up, count_people
from dangbo_cli.store.set_aside import count_open

if TYPE_CHECKING:
    from dangbo_cli.reports.duties import Duty

#: The fields without which a member's record is of little use, as `--thieu` calls them.
_ASKED = (
    "card_number",
    "citizen_id",
    "birth_date",
    "gender",
    "ethnicity",
    "admitted_on",
    "status",
    "organization_code",
)
_SOON = 14  # days ahead that the desk speaks of


@dataclass(frozen=True, slots=True)
class Attention:
    """`missing` counts the members without a field, by its name for `--thieu`; `due` those on probation, admitted
    on `due_since` or before (twelve months), whose official date is not written; `differing` the organisations that
    declare another number of members than the record holds, `set_aside` what imports left to be mended; `duties` what is
    overdue of `duty_units` organisations; `overdue` counts the other things whose day has passed, by their sort;
    `coming` what is to be handed in within two weeks (what, ISO day, how many organisations stand how)."""

    missing: Mapping[str, int]
    due: int
    due_since: date
    differing: int
    set_aside: int = 0
    duties: int = 0
    duty_units: int = 0
    overdue: Mapping[str, int] = field(default_factory=dict)
    coming: tuple[tuple[str, str, str], ...] = ()


def read_attention(conn: sqlite3.Connection, day: date) -> Attention:
    """Count what is due or missing on a day."""
    scope = Scope(day)
    since = add_months(day, -PROBATION_MONTHS)
    counted = [f"coalesce(sum({MISSING[key][0]}), 0)" for key in _ASKED]
    due = "m.official_on IS NULL AND person.standing = 'probationary' AND m.admitted_on <= :since"
    row = conn.execute(
        f"WITH {people_sql(scope)} SELECT {', '.join(counted)}, coalesce(sum({due}), 0)"
        " FROM person JOIN member m ON m.id = person.id",
        {**scope.values, "since": since.isoformat()},
    ).fetchone()
    missing = {MISSING[key][1][0]: count for key, count in zip(_ASKED, row, strict=False) if count}
    totals = add_up(load_organizations(conn, day), count_people(conn, scope))
    differing = sum(1 for found in declared_differences(conn, day, totals).values() if not found.later)
    return Attention(
        dict(sorted(missing.items(), key=lambda one: -one[1])),
        row[-1],
        since,
        differing,
        count_open(conn),
        *_due(conn, day),
    )


def _due(conn: sqlite3.Connection, day: date) -> tuple[int, int, Mapping[str, int], tuple[tuple[str, str, str], ...]]:
    """Count what `bao-cao den-han` lists; those on probation are counted by themselves."""
    from dangbo_cli.reports.due import PROBATION, read_due
    from dangbo_cli.reports.duty_tables import say_standings

    found = read_due(conn, day, _SOON)
    late = [due for due in found if due.is_overdue(day)]
    others = Counter(due.sort for due in late if due.duty is None and due.sort != PROBATION)
    coming: dict[tuple[str, str], list[Duty]] = {}
    for due in found:
        if due.duty is not None and due not in late:
            coming.setdefault((due.duty.obligation.title, due.due_on), []).append(due.duty)
    overdue = [due.place for due in late if due.duty is not None]
    told = tuple((what, on, say_standings(duties, "đơn vị")) for (what, on), duties in coming.items())
    return len(overdue), len(set(overdue)), others, told
