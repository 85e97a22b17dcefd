"""What an entry of the year's work says beside what the record tells of its member: noted, never refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.domain.entry_days import DAY_OUTSIDE_YEAR, is_outside
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.standing import STILL_LISTED, way_out
from dangbo_cli.forms.form import Form
from dangbo_cli.records.draft import Draft, read_rows

BEFORE_ADMISSION = cause(
    "entry_before_admission",
    Level.NOTE,
    "Năm của mục trước ngày vào Đảng",
    "Mục này của năm {value}, mà theo sổ {detail}.",
    "Hãy kiểm tra lại năm, hoặc ngày vào Đảng của người ấy.",
)


def note_before_year(draft: Draft, what: str, day: Scalar, period: Scalar) -> None:
    """Note a day of what belongs to an entry (`what` it is the day of) that lies before the entry's year."""
    if day is not None and period is not None and is_outside(str(day), str(period), (0, None)):
        draft.note(DAY_OUTSIDE_YEAR, str(period)[:4], f"{what} {format_date(str(day))}")


def note_member(
    conn: sqlite3.Connection, form: Form, after: Mapping[str, Scalar], written: Mapping[str, Scalar], draft: Draft
) -> None:
    """Note of an entry as it will stand (`after`) whose year lies before its member joined, and a discipline that is a way
    out of the list while she is in it; each where one of the values it rests on is `written` now."""
    member = after.get("member_id")
    if isinstance(member, int) and form.entity == Entity.COMMENDATION:
        _note_badge(conn, member, after, written, draft)
    if not isinstance(member, int) or form.strangers:  # what can be said of anybody can be older than the membership
        return
    if "period" in written or "member_id" in written:
        name, admitted = conn.execute("SELECT full_name, admitted_on FROM member WHERE id = ?", (member,)).fetchone()
        year = str(after.get("period") or "")[:4]
        if admitted and year and year < str(admitted)[:4]:
            draft.note(BEFORE_ADMISSION, f"{name} (số {member}) vào Đảng {format_date(str(admitted))}", year)
    said = after.get("form")
    if form.entity != Entity.DISCIPLINE or not isinstance(said, str) or not {"form", "member_id"} & written.keys():
        return
    way = way_out(said, member)
    spells = read_rows(conn, Entity.MEMBER_ACTIVITY, "member_id", member)
    if way is not None and not any(row["activity"] == "left" for row in spells[-1:]):
        draft.note(STILL_LISTED, way, said)


def _note_badge(
    conn: sqlite3.Connection, member: int, after: Mapping[str, Scalar], written: Mapping[str, Scalar], draft: Draft
) -> None:
    """Note a badge of so many years in the Party that comes before they can be complete."""
    said, when = after.get("form"), after.get("decision_on") or after.get("period")
    if said is None or when is None or not {"form", "member_id", "decision_on", "period"} & written.keys():
        return
    from dangbo_cli.domain.badges import BADGE_TOO_EARLY, too_early

    name, admitted = conn.execute("SELECT full_name, admitted_on FROM member WHERE id = ?", (member,)).fetchone()
    detail = too_early(str(said), str(when), str(admitted)) if admitted else None
    if detail is not None:
        draft.note(BADGE_TOO_EARLY, f"{name} (số {member}) {detail}", str(said))
