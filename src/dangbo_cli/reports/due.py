"""`bao-cao den-han`: what is overdue and what is due soon, the longest overdue first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dangbo_cli.domain.partial_dates import add_months, latest
from dangbo_cli.domain.period import period_end
from dangbo_cli.domain.target import State
from dangbo_cli.reports.as_of import Organization, Scope, load_organizations, people_sql, say_date
from dangbo_cli.reports.duties import DutyFilter, read_board
from dangbo_cli.reports.initiative_targets import target_states
from dangbo_cli.reports.table import Column, ColumnKind, Table

DUTY, MILESTONE, TARGET, INITIATIVE, MEND, PROBATION = (
    "Việc phải nộp",
    "Mốc tiến độ mô hình",
    "Chỉ tiêu mô hình",
    "Mô hình chưa báo kết quả",
    "Khắc phục sau kiểm tra",
    "Hết 12 tháng dự bị",
)
#: What ends each sort, for the note below a list that has it.
_NEXT = {
    DUTY: "nhập bảng đơn vị gửi, hoặc ghi bằng «dangbo don-doc nop»; nhắc bằng «dangbo don-doc cong-van»",
    MILESTONE: "ghi ngày xong hoặc hạn mới bằng «dangbo mo-hinh moc»",
    TARGET: "ghi kết quả bằng «dangbo mo-hinh tien-do»",
    INITIATIVE: "ghi kết quả bằng «dangbo mo-hinh tien-do», hoặc thêm chỉ tiêu bằng «dangbo mo-hinh sua»",
    MEND: "ghi ngày khắc phục xong bằng «dangbo ktgs sua»",
    PROBATION: "ghi ngày chính thức bằng «dangbo dang-vien sua»",
}
_PROBATION_MONTHS = 12
COLUMNS = (
    Column("due_on", "Hạn", ColumnKind.DATE),
    Column("days", "Còn (ngày)", ColumnKind.INTEGER),
    Column("sort", "Loại", heads=True),
    Column("what", "Việc"),
    Column("who", "Của ai"),
    Column("organization_code", "Mã", ColumnKind.IDENTIFIER, shown=False),
    Column("organization_name", "Tổ chức đảng", same_as="who"),
    Column("next", "Làm tiếp", shown=False),
)


def due_report(conn: sqlite3.Connection, day: date, organization: Organization | None, within: int) -> Table:
    """Return what is overdue on `day` or due within so many days, of everything or of one organisation with all below
    it. A day of which only the month or year is known counts as its last."""
    organizations = load_organizations(conn, day)
    inside = set(organizations.below(organization.id)) if organization else None
    horizon = day + timedelta(days=within)
    names = organizations.names(inside)
    rows: list[dict[str, Any]] = []
    for due, sort, what, who, place, command in (
        *_duties(conn, day, organization), *_milestones(conn), *_targets(conn, day), *_unreported(conn),
        *_to_mend(conn, day), *_probation(conn, day),
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
                "who": who or names.get(place),
                "organization_code": held and held.code,
                "organization_name": names.get(place),
                "next": f"dangbo {command}",
            }
        )
    rows.sort(key=lambda row: row["days"])
    overdue = sum(row["days"] < 0 for row in rows)
    return Table(
        "den-han",
        f"Đến hạn, tính đến ngày {say_date(day)}",
        COLUMNS,
        rows,
        notes=[
            f"Quá hạn {overdue}; đến hạn trong {within} ngày tới {len(rows) - overdue}. Số ngày âm là đã quá hạn.",
            *(f"{sort}: {words}." for sort, words in _NEXT.items() if any(row["sort"] == sort for row in rows)),
            *(["Lệnh cho từng dòng: thêm --cot \"hạn,việc,làm tiếp\"."] if rows else []),
        ],
        parameters={
            "as_of": day.isoformat(), "within": within,
            "organization": organization and (organization.code or organization.name),
        },
    )  # fmt: skip


Due = tuple[str, str, str, str | None, int | None, str]
"""Day (ISO), sort, what, who, organisation, the command that ends it."""


def _duties(conn: sqlite3.Connection, day: date, organization: Organization | None) -> Iterator[Due]:
    for duty in read_board(conn, day, DutyFilter(root=organization.id if organization else None)).duties:
        if duty.standing.owing and duty.obligation.due_on is not None:
            what = f"{duty.obligation.title} ({duty.standing.state.value.lower()})"
            unit = duty.organization.code or f'"{duty.organization.name}"'
            yield (
                duty.obligation.due_on, DUTY, what, None, duty.organization.id, f"don-doc nop {duty.obligation.id} {unit}"
            )  # fmt: skip


def _milestones(conn: sqlite3.Connection) -> Iterator[Due]:
    rows = conn.execute(
        "SELECT m.due_on, m.what, i.name, i.organization_id, i.id, m.id FROM initiative_milestone m"
        " JOIN initiative i ON i.id = m.initiative_id WHERE m.due_on IS NOT NULL AND m.done_on IS NULL ORDER BY m.id"
    )
    for due, what, initiative, place, number, milestone in rows:
        yield due, MILESTONE, f"{initiative}: {what}", None, place, f"mo-hinh moc {number} {milestone} --xong NGÀY"


def _targets(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What is not reached: due until a result of its day or later was reported, whatever it is."""
    initiatives = {row[0]: row[1:] for row in conn.execute("SELECT id, name, organization_id FROM initiative")}
    for number, states in target_states(conn, day).items():
        name, place = initiatives[number]
        for one in states:
            due = one.target.due_on
            if due is None or one.measured.state is State.REACHED:
                continue
            if one.reported_on is not None and latest(one.reported_on) >= latest(due):
                continue
            what = f"{name}: {one.target.wording} ({one.measured.state.value.lower()})"
            yield due, TARGET, what, None, place, f"mo-hinh tien-do {number} KẾT_QUẢ --chi-tieu {one.id}"


def _unreported(conn: sqlite3.Connection) -> Iterator[Due]:
    """Initiatives that have nothing to be measured by, and of which nothing was reported: due when their year ends."""
    rows = conn.execute(
        "SELECT i.period, i.name, i.organization_id, i.id FROM initiative i"
        " WHERE NOT EXISTS (SELECT 1 FROM initiative_target t WHERE t.initiative_id = i.id)"
        " AND NOT EXISTS (SELECT 1 FROM initiative_milestone m WHERE m.initiative_id = i.id)"
        " AND NOT EXISTS (SELECT 1 FROM initiative_progress p WHERE p.initiative_id = i.id) ORDER BY i.id"
    )
    for period, name, place, number in rows:
        yield period_end(period).isoformat(), INITIATIVE, name, None, place, f"mo-hinh tien-do {number} KẾT_QUẢ"


def _to_mend(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What is to be mended is named by the inspection, not told: its text stays in the record."""
    rows = conn.execute(
        "SELECT i.due_on, coalesce(i.sort, 'Kiểm tra, giám sát'), i.conclusion_number, coalesce(m.full_name, i.name),"
        " i.organization_id, i.id FROM inspection i LEFT JOIN member m ON m.id = i.member_id"
        " WHERE i.due_on IS NOT NULL AND i.to_mend IS NOT NULL AND (i.mended_on IS NULL OR i.mended_on > ?) ORDER BY i.id",
        (day.isoformat(),),
    )
    for due, sort, conclusion, who, place, number in rows:
        what = f"{sort}, kết luận số {conclusion}" if conclusion else sort
        yield due, MEND, what, who, place, f'ktgs sua {number} "ngày khắc phục xong=…"'


def _probation(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    scope = Scope(day)
    rows = conn.execute(
        f"WITH {people_sql(scope)} SELECT m.admitted_on, m.full_name, person.organization_id, m.id FROM person"
        " JOIN member m ON m.id = person.id WHERE person.standing = 'probationary' AND m.official_on IS NULL"
        " AND length(m.admitted_on) = 10 ORDER BY m.sort_key, m.id",
        scope.values,
    )
    for admitted, name, place, number in rows:
        due = add_months(admitted, _PROBATION_MONTHS).isoformat()
        yield due, PROBATION, "Xét công nhận chính thức", name, place, f'dang-vien sua {number} "ngày chính thức=…"'
