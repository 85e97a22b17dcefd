"""Plan `dv dua-ra` (`dv giam`): a member leaves the list, dead, expelled, moved out of the Đảng bộ.

From the day on she counts no more; every answer as of an earlier day stays what it was. The reasons are those that
sheets have (`domain.standing`). Party positions end with it; her last place stays, as the record of where she was.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.partial_dates import earliest, format_date
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.standing import LEAVING_REASONS, MOVED_AWAY, parse_standing
from dangbo_cli.records.days import require_come, require_later
from dangbo_cli.records.draft import Draft, read_rows, row_number, row_text
from dangbo_cli.records.people import Person, add_note, read_person, refuse_left
from dangbo_cli.records.positions import end_and_tell, end_position, held_positions, note_typed_secretary
from dangbo_cli.records.rating_years import note_counted_otherwise
from dangbo_cli.records.refusal import DayRefused, ValueRefused
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.history import last_writer

MOVED_INSIDE = cause(
    "moved_inside",
    Level.NOTE,
    "Chuyển ra ngoài đảng bộ",
    "«{value}» là chuyển ra ngoài đảng bộ.",
    "Nếu nơi đến vẫn thuộc đảng bộ thì dùng «dangbo dang-vien chuyen».",
)


def plan_leaving(
    conn: sqlite3.Connection, member_id: int, reason: str, day: date, today: date, note: str | None = None
) -> Plan:
    """Return the plan by which a member leaves the list on `day`; `reason` is as typed, `note` is added to what her
    record notes.

    A leaving that a sheet told without its day gets the day.

    Raises RecordRefused: RecordUnknown; ValueRefused for a reason that no sheet knows; PlaceRefused for somebody who has
    left already; DayRefused for a day to come, before her admission or birth, before what the record tells last, or after
    the sheet that told the leaving.
    """
    person, said = read_person(conn, member_id), _reason(reason)
    told = person.activity if _is_told_without_day(conn, person, said, day) else None
    if told is None:
        refuse_left(conn, person)
    tree = Tree(conn)
    rows = read_rows(conn, Entity.MEMBER_ACTIVITY, "member_id", member_id)
    rows = [row for row in rows if told is None or row["id"] != told["id"]]
    last = rows[-1] if rows else None
    require_come(day, today)
    _require_born(person, day)
    require_later(person, day, tree, "ngày này")
    if last is not None:
        ended = row_text(last, "valid_to")
        if told is not None and ended == told["valid_from"]:  # it ended by what the sheet told, which is what is mended
            ended = None
        known = ended or row_text(last, "valid_from")
        if known is not None and day.isoformat() < known:
            raise DayRefused(
                f"Theo sổ, tình trạng sinh hoạt của {person.name} đã thay đổi từ {format_date(known)}, sau ngày "
                f"{day:%d/%m/%Y}.",
                f"Hãy kiểm tra lại ngày này; xem quá trình bằng «dangbo dang-vien lich-su {person.id}».",
            )
    draft, start = Draft(conn, f"dang-vien dua-ra {member_id}", Entity.MEMBER), day.isoformat()
    if told is not None:
        draft.change(Entity.MEMBER_ACTIVITY, row_number(told), member_id, valid_from=(told["valid_from"], start))
        if last is not None and last["valid_to"] is not None and last["valid_to"] == told["valid_from"]:
            draft.change(Entity.MEMBER_ACTIVITY, row_number(last), member_id, valid_to=(last["valid_to"], start))
    elif last is not None and last["valid_to"] is None and last["valid_from"] == start:
        changed = {"activity": (last["activity"], "left"), "reason": (last["reason"], said)}
        draft.change(Entity.MEMBER_ACTIVITY, row_number(last), member_id, **changed)
    else:
        if last is not None and last["valid_to"] is None:
            draft.change(Entity.MEMBER_ACTIVITY, row_number(last), member_id, valid_to=(None, start))
        draft.create(
            Entity.MEMBER_ACTIVITY, member_id, member_id=member_id, activity="left", reason=said, valid_from=start
        )
    for row in held_positions(conn, member_id, start):
        where = row["organization_id"]
        if row["sphere"] != "party":
            continue
        if row["title"] == PLAIN_MEMBER:
            end_position(draft, row, member_id, start)
        else:
            end_and_tell(
                draft, row, member_id, day, tree.full_label(where) if isinstance(where, int) else "", "ngày này"
            )
    if person.place is not None:
        note_typed_secretary(draft, conn, person.name, tree.line(person.place), tree)
    note_counted_otherwise(draft, conn, person.name, day)
    add_note(draft, person, note)
    if said == MOVED_AWAY:
        draft.note(MOVED_INSIDE, value=said)
    return draft.plan


def _is_told_without_day(conn: sqlite3.Connection, person: Person, reason: str, day: date) -> bool:
    """Tell whether a sheet told of the same leaving without its day: the record has none, or the sheet's own, by which she
    had left.

    Raises DayRefused for a day after it.
    """
    row = person.activity
    if row is None or not person.has_left or row["reason"] not in (None, reason):
        return False
    by = row_text(row, "valid_from")
    if by is None:
        return True
    writer = last_writer(conn, Entity.MEMBER_ACTIVITY, row_number(row), "valid_from")
    if writer is None or writer.source is None or writer.date != by:
        return False
    if day.isoformat() > by:
        raise DayRefused(
            f"Theo bảng số liệu ngày {format_date(by)}, {person.name} đã ra khỏi danh sách (lý do: {row['reason']}) trước "
            f"ngày {day:%d/%m/%Y}.",
            "Hãy kiểm tra lại ngày này; nếu bảng ghi sai, hãy hoàn tác lần nhập ấy: "
            f"«dangbo lan-nhap hoan-tac {writer.batch}».",
        )
    return True


def _reason(typed: str) -> str:
    """Return a reason as it is stored. Raises ValueRefused for words that name none."""
    status, _ = parse_standing(typed)
    if status is not None and status.reason is not None:
        return status.reason
    stays = "" if status is None else " Miễn, đình chỉ sinh hoạt, sinh hoạt tạm thời thì vẫn ở trong danh sách."
    listed = ", ".join(f"«{reason}»" for reason in LEAVING_REASONS)
    raise ValueRefused(
        "reason", f"«{typed}» không phải là lý do ra khỏi danh sách đảng viên.{stays}", f"Hãy ghi một trong: {listed}."
    )


def _require_born(person: Person, day: date) -> None:
    birth = person.text("birth_date")
    if birth is not None and day < earliest(birth):
        raise DayRefused(
            f"Ngày {day:%d/%m/%Y} sớm hơn ngày sinh của {person.name} ({format_date(birth)}).",
            "Hãy kiểm tra lại ngày này.",
        )
