"""What is due or missing in the record, in a few figures: for the desk (`dangbo` alone)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dangbo_cli.domain.partial_dates import add_months
from dangbo_cli.reports.as_of import Scope, load_organizations, people_sql
from dangbo_cli.reports.filters import MISSING
from dangbo_cli.reports.headcount import add_up, count_people
from dangbo_cli.store.set_aside import count_open

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
_PROBATION_MONTHS = 12
_SOON = 14  # days ahead that the desk speaks of


@dataclass(frozen=True, slots=True)
class Attention:
    """`missing` counts the members without a field, by its name for `--thieu`; `due` those on probation, admitted
    on `due_since` or before (twelve months), whose official date is not written; `differing` the organisations that
    declare another number of members than the record holds, `set_aside` what imports left to be mended; `duties` what is
    overdue or has errors of `duty_units` organisations; `coming` what is due within two weeks (what, ISO day,
    organisations that have not sent)."""

    missing: Mapping[str, int]
    due: int
    due_since: date
    differing: int
    set_aside: int = 0
    duties: int = 0
    duty_units: int = 0
    coming: tuple[tuple[str, str, int], ...] = ()


def read_attention(conn: sqlite3.Connection, day: date) -> Attention:
    """Count what is due or missing on a day."""
    scope = Scope(day)
    since = add_months(day, -_PROBATION_MONTHS)
    counted = [f"coalesce(sum({MISSING[key][0]}), 0)" for key in _ASKED]
    due = "m.official_on IS NULL AND person.standing = 'probationary' AND m.admitted_on <= :since"
    row = conn.execute(
        f"WITH {people_sql(scope)} SELECT {', '.join(counted)}, coalesce(sum({due}), 0)"
        " FROM person JOIN member m ON m.id = person.id",
        {**scope.values, "since": since.isoformat()},
    ).fetchone()
    missing = {MISSING[key][1][0]: count for key, count in zip(_ASKED, row, strict=False) if count}
    totals = add_up(load_organizations(conn, day), count_people(conn, scope))
    declared = conn.execute("SELECT id, declared_members FROM organization WHERE declared_members IS NOT NULL")
    differing = sum(1 for number, members in declared if totals[number].members != members)
    return Attention(
        dict(sorted(missing.items(), key=lambda one: -one[1])),
        row[-1],
        since,
        differing,
        count_open(conn),
        *_duties(conn, day),
    )


def _duties(conn: sqlite3.Connection, day: date) -> tuple[int, int, tuple[tuple[str, str, int], ...]]:
    if conn.execute("SELECT 1 FROM obligation LIMIT 1").fetchone() is None:
        return 0, 0, ()
    from dangbo_cli.reports.duties import read_board

    board = read_board(conn, day)
    owing = [one for one in board.duties if one.standing.owing]
    overdue = [one for one in owing if one.standing.errors or (one.standing.days or 0) > 0]
    coming = []
    for obligation in board.obligations:
        due = obligation.due_on
        if due is not None and day.isoformat() <= due <= (day + timedelta(days=_SOON)).isoformat():
            count = sum(one.obligation.id == obligation.id for one in owing)
            coming += [(obligation.title, due, count)] if count else []
    return len(overdue), len({one.organization.id for one in overdue}), tuple(coming)
