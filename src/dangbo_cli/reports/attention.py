"""What is due or missing in the record, in a few figures: for the desk (`dangbo` alone)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.partial_dates import add_months
from dangbo_cli.reports.as_of import Scope, load_organizations, people_sql
from dangbo_cli.reports.filters import MISSING
from dangbo_cli.reports.headcount import add_up, count_people
from dangbo_cli.store.set_aside import count_open

#: The fields without which a member's record is of little use, as `--thieu` calls them.
_ASKED = ("card_number", "citizen_id", "birth_date", "gender", "ethnicity", "admitted_on", "status", "organization_code")
_PROBATION_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Attention:
    """`missing` counts the members without a field, by its name for `--thieu`; `due` those on probation, admitted
    on `due_since` or before (twelve months), whose official date is not written; `differing` the organisations that
    declare another number of members than the record holds, `set_aside` what imports left to be mended."""

    missing: Mapping[str, int]
    due: int
    due_since: date
    differing: int
    set_aside: int = 0


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
    return Attention(dict(sorted(missing.items(), key=lambda one: -one[1])), row[-1], since, differing, count_open(conn))
