"""Plan `dv nhan-lai`: somebody who left the list is received again, transferred back or restored.

From the day on she counts again, where she comes to; the days between stay what they were, out of the list. Where she
was before, and what she held there, ends as in a transfer; a place that is the same goes on.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.standing import DIED, EXCLUDED
from dangbo_cli.records.days import require_come, require_later
from dangbo_cli.records.draft import Draft, row_number, row_text
from dangbo_cli.records.people import add_note, read_person, refuse_left
from dangbo_cli.records.rating_years import note_counted_otherwise
from dangbo_cli.records.refusal import DayRefused, PlaceRefused
from dangbo_cli.records.transfer import end_positions, move_to, note_branches
from dangbo_cli.records.tree import Tree

ADMITTED_AGAIN = cause(
    "admitted_again",
    Level.NOTE,
    "Phục hồi đảng tịch hay kết nạp lại",
    "Người này đã ra khỏi danh sách vì «{value}»; ngày vào Đảng, ngày chính thức trong sổ vẫn để nguyên. "
    "Nếu là kết nạp lại, hãy sửa theo quyết định mới: «dangbo dang-vien sua {detail} …».",
)


def plan_return(
    conn: sqlite3.Connection,
    member_id: int,
    organization_id: int,
    day: date,
    today: date,
    note: str | None = None,
) -> Plan:
    """Return the plan by which a member who has left is in the list again from `day` on, in an organisation; `note` is
    added to what her record notes.

    Raises RecordRefused: RecordUnknown; PlaceRefused for somebody who has not left, for one who died, for a committee that
    holds no members; DayRefused for a day to come, not after the leaving, before what the record tells last of her places,
    or before the organisation's founding.
    """
    person = read_person(conn, member_id)
    tree = Tree(conn)
    tree.require_holding(organization_id)
    row = person.activity
    if row is None or not person.has_left:
        where = f" ở {tree.full_label(person.place)}" if person.place is not None else ""
        raise PlaceRefused(
            f"{person.name} chưa ra khỏi danh sách đảng viên, theo sổ vẫn sinh hoạt{where}.",
            f"Chuyển đến tổ chức khác trong đảng bộ thì dùng «dangbo dang-vien chuyen {person.id} --den …».",
        )
    if row["reason"] == DIED:
        refuse_left(conn, person)
    require_come(day, today)
    left = row_text(row, "valid_from")
    if left is not None and day.isoformat() <= left:
        raise DayRefused(
            f"Theo sổ, {person.name} ra khỏi danh sách từ {format_date(left)}; ngày {day:%d/%m/%Y} không sau ngày ấy.",
            f"Hãy kiểm tra lại ngày này; xem quá trình bằng «dangbo dang-vien lich-su {person.id}».",
        )
    require_later(person, day, tree, "ngày này")
    tree.require_founded(organization_id, day)
    draft, start = Draft(conn, f"dang-vien nhan-lai {member_id}", Entity.MEMBER), day.isoformat()
    draft.change(Entity.MEMBER_ACTIVITY, row_number(row), member_id, valid_to=(None, start))
    draft.create(Entity.MEMBER_ACTIVITY, member_id, member_id=member_id, activity="active", valid_from=start)
    if person.place != organization_id or person.places[-1]["valid_to"] is not None:
        move_to(draft, person, organization_id, start, tree)
    if person.place is not None:  # a sheet that told of the leaving of somebody new ended no position
        end_positions(draft, conn, person, organization_id, day, tree)
    note_branches(draft, tree, organization_id)
    if row["reason"] in EXCLUDED:
        draft.note(ADMITTED_AGAIN, str(person.id), str(row["reason"]))
    note_counted_otherwise(draft, conn, person.name, day)
    add_note(draft, person, note)
    return draft.plan
