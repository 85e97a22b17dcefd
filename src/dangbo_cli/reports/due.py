"""`bao-cao den-han`: what is overdue and what is due soon, the longest overdue first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dangbo_cli.domain.partial_dates import add_months, latest
from dangbo_cli.reports.as_of import Organization, Scope, load_organizations, people_sql, say_date
from dangbo_cli.reports.duties import DutyFilter, read_board
from dangbo_cli.reports.table import Column, ColumnKind, Table

DUTY, MILESTONE, MEND, PROBATION = (
    "Việc phải nộp",
    "Mốc tiến độ mô hình",
    "Khắc phục sau kiểm tra",
    "Hết 12 tháng dự bị",
)
_PROBATION_MONTHS = 12
COLUMNS = (
    Column("due_on", "Hạn", ColumnKind.DATE),
    Column("days", "Còn (ngày)", ColumnKind.INTEGER),
    Column("sort", "Loại"),
    Column("what", "Việc"),
    Column("who", "Của ai"),
    Column("organization_code", "Mã", ColumnKind.IDENTIFIER, shown=False),
    Column("organization_name", "Tổ chức đảng"),
)


def due_report(conn: sqlite3.Connection, day: date, organization: Organization | None, within: int) -> Table:
    """Return what is overdue on `day` or due within so many days, of everything or of one organisation with all below
    it. A day of which only the month or year is known counts as its last."""
    organizations = load_organizations(conn, day)
    inside = set(organizations.below(organization.id)) if organization else None
    horizon = day + timedelta(days=within)
    names = organizations.names(inside)
    rows: list[dict[str, Any]] = []
    for due, sort, what, who, place in (
        *_duties(conn, day, organization), *_milestones(conn), *_to_mend(conn, day), *_probation(conn, day),
    ):  # fmt: skip
        if latest(due) > horizon or (inside is not None and place not in inside):
            continue
        held = organizations.by_id.get(place) if place is not None else None
        rows.append(
            {
                "due_on": due,
                "days": (latest(due) - day).days,
                "sort": sort,
                "what": what,
                "who": who or (held.name if held else None),
                "organization_code": held and held.code,
                "organization_name": names.get(place),
            }
        )
    rows.sort(key=lambda row: row["days"])
    overdue = sum(row["days"] < 0 for row in rows)
    return Table(
        "den-han",
        f"Đến hạn, tính đến ngày {say_date(day)}",
        COLUMNS,
        rows,
        notes=[f"Quá hạn {overdue}; đến hạn trong {within} ngày tới {len(rows) - overdue}. Số ngày âm là đã quá hạn."],
        parameters={
            "as_of": day.isoformat(), "within": within,
            "organization": organization and (organization.code or organization.name),
        },
    )  # fmt: skip


Due = tuple[str, str, str, str | None, int | None]
"""Day (ISO), sort, what, who, organisation."""


def _duties(conn: sqlite3.Connection, day: date, organization: Organization | None) -> Iterator[Due]:
    for duty in read_board(conn, day, DutyFilter(root=organization.id if organization else None)).duties:
        if duty.standing.owing and duty.obligation.due_on is not None:
            what = f"{duty.obligation.title} ({duty.standing.state.value.lower()})"
            yield duty.obligation.due_on, DUTY, what, None, duty.organization.id


def _milestones(conn: sqlite3.Connection) -> Iterator[Due]:
    rows = conn.execute(
        "SELECT m.due_on, m.what, i.name, i.organization_id FROM initiative_milestone m"
        " JOIN initiative i ON i.id = m.initiative_id WHERE m.due_on IS NOT NULL AND m.done_on IS NULL ORDER BY m.id"
    )
    for due, what, initiative, place in rows:
        yield due, MILESTONE, f"{initiative}: {what}", None, place


def _to_mend(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What is to be mended is named by the inspection, not told: its text stays in the record."""
    rows = conn.execute(
        "SELECT i.due_on, coalesce(i.sort, 'Kiểm tra, giám sát'), i.conclusion_number, coalesce(m.full_name, i.name),"
        " i.organization_id FROM inspection i LEFT JOIN member m ON m.id = i.member_id"
        " WHERE i.due_on IS NOT NULL AND i.to_mend IS NOT NULL AND (i.mended_on IS NULL OR i.mended_on > ?) ORDER BY i.id",
        (day.isoformat(),),
    )
    for due, sort, number, who, place in rows:
        yield due, MEND, f"{sort}, kết luận số {number}" if number else sort, who, place


def _probation(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    scope = Scope(day)
    rows = conn.execute(
        f"WITH {people_sql(scope)} SELECT m.admitted_on, m.full_name, person.organization_id FROM person"
        " JOIN member m ON m.id = person.id WHERE person.standing = 'probationary' AND m.official_on IS NULL"
        " AND length(m.admitted_on) = 10 ORDER BY m.sort_key, m.id",
        scope.values,
    )
    for admitted, name, place in rows:
        yield add_months(admitted, _PROBATION_MONTHS).isoformat(), PROBATION, "Xét công nhận chính thức", name, place
