"""What is overdue and what is due soon, the longest overdue first: `bao-cao den-han`, and counted on the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dangbo_cli.domain.obligation import State
from dangbo_cli.domain.partial_dates import add_months, latest
from dangbo_cli.domain.period import period_end
from dangbo_cli.domain.probation import PROBATION_MONTHS
from dangbo_cli.domain.said_no import is_done, is_something
from dangbo_cli.domain.target import State as Progress
from dangbo_cli.reports.as_of import Organization, Scope, load_organizations, people_sql, say_date
from dangbo_cli.reports.duties import Duty, DutyFilter, read_board
from dangbo_cli.reports.initiative_targets import target_states
from dangbo_cli.reports.table import Column, ColumnKind, Table

DUTY, MILESTONE, TARGET, INITIATIVE, ITEM, MEND, PROBATION = (
    "Việc phải nộp",
    "Mốc tiến độ mô hình",
    "Chỉ tiêu mô hình",
    "Mô hình chưa báo kết quả",
    "Việc cam kết",
    "Khắc phục sau kiểm tra",
    "Hết 12 tháng dự bị",
)
#: What ends each sort, for the note below a list that has it.
_NEXT = {
    DUTY: "nhập bảng đơn vị gửi, hoặc ghi bằng «dangbo don-doc nop»; nhắc bằng «dangbo don-doc cong-van»; còn lỗi thì sửa "
    "theo «dangbo lan-nhap cho-sua», không phải sửa nữa thì «dangbo don-doc xong»",
    MILESTONE: "ghi ngày xong hoặc hạn mới bằng «dangbo mo-hinh moc»",
    TARGET: "ghi kết quả bằng «dangbo mo-hinh tien-do»",
    INITIATIVE: "ghi kết quả bằng «dangbo mo-hinh tien-do», hoặc thêm chỉ tiêu bằng «dangbo mo-hinh sua»",
    ITEM: "ghi kết quả bằng «dangbo cam-ket viec»",
    MEND: "ghi ngày khắc phục xong bằng «dangbo ktgs sua»",
    PROBATION: "ghi ngày chính thức bằng «dangbo dang-vien sua»",
}
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
    names = organizations.names(inside)
    found = read_due(conn, day, within, organization.id if organization else None, inside)
    rows = [
        {
            "due_on": due.due_on,
            "days": due.days(day),
            "sort": due.sort,
            "what": due.what,
            "who": due.who or names.get(due.place),
            "organization_code": organizations.by_id[due.place].code if due.place in organizations.by_id else None,
            "organization_name": names.get(due.place),
            "next": f"dangbo {due.command}",
        }
        for due in found
    ]
    overdue = sum(due.is_overdue(day) for due in found)
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


class Due(NamedTuple):
    """Something due: its day (ISO, it may be partial), the command that ends it; `duty` of what a unit must hand in."""

    due_on: str
    sort: str
    what: str
    who: str | None
    place: int | None
    command: str
    duty: Duty | None = None

    def days(self, day: date) -> int:
        """Return how many days are left, negative where it is overdue."""
        return (latest(self.due_on) - day).days

    def is_overdue(self, day: date) -> bool:
        """Tell whether its day has passed."""
        return self.days(day) < 0


def read_due(
    conn: sqlite3.Connection, day: date, within: int, root: int | None = None, inside: Collection[int] | None = None
) -> list[Due]:
    """Return all that is overdue on `day` or due within so many days, the longest overdue first; only at the
    organisations `inside` (`root` with all below it), None: everywhere."""
    horizon = day + timedelta(days=within)
    found = (
        *_duties(conn, day, root), *_milestones(conn), *_targets(conn, day), *_unreported(conn), *_items(conn, day),
        *_to_mend(conn, day), *_probation(conn, day),
    )  # fmt: skip
    here = [due for due in found if latest(due.due_on) <= horizon and (inside is None or due.place in inside)]
    return sorted(here, key=lambda due: due.days(day))


def _duties(conn: sqlite3.Connection, day: date, root: int | None) -> Iterator[Due]:
    if conn.execute("SELECT 1 FROM obligation LIMIT 1").fetchone() is None:
        return
    for duty in read_board(conn, day, DutyFilter(root=root)).duties:
        if duty.standing.owing and duty.obligation.due_on is not None:
            what = f"{duty.obligation.title} ({duty.standing.state.value.lower()})"
            unit = duty.organization.code or f'"{duty.organization.name}"'
            sent = duty.standing.state is State.ERRORS  # what ends it is not handing it in once more
            command = f"lan-nhap cho-sua --don-vi {unit}" if sent else f"don-doc nop {duty.obligation.id} {unit}"
            yield Due(duty.obligation.due_on, DUTY, what, None, duty.organization.id, command, duty)


def _milestones(conn: sqlite3.Connection) -> Iterator[Due]:
    rows = conn.execute(
        "SELECT m.due_on, m.what, i.name, i.organization_id, i.id, m.id FROM initiative_milestone m"
        " JOIN initiative i ON i.id = m.initiative_id WHERE m.due_on IS NOT NULL AND m.done_on IS NULL ORDER BY m.id"
    )
    for due, what, initiative, place, number, milestone in rows:
        yield Due(due, MILESTONE, f"{initiative}: {what}", None, place, f"mo-hinh moc {number} {milestone} --xong NGÀY")


def _targets(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What is not reached: due until a result of its day or later was reported, whatever it is."""
    initiatives = {row[0]: row[1:] for row in conn.execute("SELECT id, name, organization_id FROM initiative")}
    for number, states in target_states(conn, day).items():
        name, place = initiatives[number]
        for one in states:
            due = one.target.due_on
            if due is None or one.measured.state is Progress.REACHED:
                continue
            if one.reported_on is not None and latest(one.reported_on) >= latest(due):
                continue
            what = f"{name}: {one.target.wording} ({one.measured.state.value.lower()})"
            yield Due(due, TARGET, what, None, place, f"mo-hinh tien-do {number} KẾT_QUẢ --chi-tieu {one.id}")


def _unreported(conn: sqlite3.Connection) -> Iterator[Due]:
    """Initiatives that have nothing to be measured by, and of which nothing was reported: due when their year ends."""
    rows = conn.execute(
        "SELECT i.period, i.name, i.organization_id, i.id FROM initiative i"
        " WHERE NOT EXISTS (SELECT 1 FROM initiative_target t WHERE t.initiative_id = i.id)"
        " AND NOT EXISTS (SELECT 1 FROM initiative_milestone m WHERE m.initiative_id = i.id)"
        " AND NOT EXISTS (SELECT 1 FROM initiative_progress p WHERE p.initiative_id = i.id) ORDER BY i.id"
    )
    for period, name, place, number in rows:
        yield Due(period_end(period).isoformat(), INITIATIVE, name, None, place, f"mo-hinh tien-do {number} KẾT_QUẢ")


def _items(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What people pledged to do by a day: due until its result is told, or the pledge is reviewed as a whole."""
    scope = Scope(day)
    rows = conn.execute(
        f"WITH {people_sql(scope)} SELECT t.due_on, t.what, coalesce(m.full_name, p.name),"
        " coalesce(person.organization_id, p.organization_id), p.id, t.id, t.result, p.result, p.yearend_review FROM pledge_item t"
        " JOIN pledge p ON p.id = t.pledge_id LEFT JOIN member m ON m.id = p.member_id"
        " LEFT JOIN person ON person.id = p.member_id WHERE t.due_on IS NOT NULL AND (p.member_id IS NULL OR person.id IS NOT NULL)"
        " ORDER BY t.id",
        scope.values,
    )
    for due, what, who, place, number, item, *told in rows:
        if any(map(is_done, told)):
            continue
        yield Due(due, ITEM, what, who, place, f"cam-ket viec {number} KẾT_QUẢ --viec {item}")


def _to_mend(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    """What is to be mended is named by the inspection, not told: its text stays in the record."""
    rows = conn.execute(
        "SELECT i.due_on, coalesce(i.sort, 'Kiểm tra, giám sát'), i.conclusion_number, coalesce(m.full_name, i.name),"
        " i.organization_id, i.id, i.to_mend FROM inspection i LEFT JOIN member m ON m.id = i.member_id"
        " WHERE i.due_on IS NOT NULL AND i.to_mend IS NOT NULL AND (i.mended_on IS NULL OR i.mended_on > ?) ORDER BY i.id",
        (day.isoformat(),),
    )
    for due, sort, conclusion, who, place, number, to_mend in rows:
        if not is_something(to_mend):
            continue
        what = f"Khắc phục sau {sort[:1].lower()}{sort[1:]}" + (f", kết luận số {conclusion}" if conclusion else "")
        yield Due(due, MEND, what, who, place, f'ktgs sua {number} "ngày khắc phục xong=…"')


def _probation(conn: sqlite3.Connection, day: date) -> Iterator[Due]:
    scope = Scope(day)
    rows = conn.execute(
        f"WITH {people_sql(scope)} SELECT m.admitted_on, m.full_name, person.organization_id, m.id FROM person"
        " JOIN member m ON m.id = person.id WHERE person.standing = 'probationary' AND m.official_on IS NULL"
        " AND length(m.admitted_on) = 10 ORDER BY m.sort_key, m.id",
        scope.values,
    )
    for admitted, name, place, number in rows:
        due = add_months(admitted, PROBATION_MONTHS).isoformat()
        yield Due(
            due, PROBATION, "Xét công nhận chính thức", name, place, f'dang-vien sua {number} "ngày chính thức=…"'
        )
