"""Plan the parts of an entry: targets of an initiative with what was reached, its milestones, the items of a pledge."""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.change import Entity, Plan, Ref, Scalar
from dangbo_cli.domain.milestone import (
    DUE_WITHOUT_YEAR,
    MILESTONE_UNDATED,
    read_in_year,
    unread_due,
)
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import CAUSES, Level, cause
from dangbo_cli.domain.target import PERCENT, Target
from dangbo_cli.domain.target_reading import (
    is_share,
    parse_target,
    read_result,
    wording_key,
)
from dangbo_cli.domain.target_words import why_not_measured
from dangbo_cli.forms.form import Form
from dangbo_cli.records.draft import Draft, read_rows
from dangbo_cli.records.entry_notes import note_before_year
from dangbo_cli.records.readings import take
from dangbo_cli.records.refusal import AlreadyKnown, RecordUnknown, ValueRefused, no_such_part
from dangbo_cli.vietnamese.text import clean

PART_ADDED = cause(
    "part_added",
    Level.NOTE,
    "Thêm, không thay",
    "Thêm {detail}.",
)
ANOTHER_RESULT = cause(
    "another_result",
    Level.NOTE,
    "Ngày ấy đã có kết quả khác",
    "Ngày {detail} đã ghi kết quả «{value}»; kết quả ghi sau được dùng.",
    "Nếu kết quả trước ghi nhầm thì hoàn tác lần ghi ấy: «dangbo lan-nhap ds».",
)


#: The texts of each list of an entry, by its key.
Lists = dict[str, list[str]]


def plan_progress(
    conn: sqlite3.Connection,
    initiative: int,
    target: int | None,
    text: str,
    reported_on: date,
    evidence: str | None,
    today: date,
) -> Plan:
    """Return the plan that adds what was reached of an initiative's target on a day («98,5%», «248/250», «đã xong»).

    Without a target the initiative must have only one. Raises RecordUnknown, ValueRefused.
    """
    found = conn.execute("SELECT period FROM initiative WHERE id = ?", (initiative,)).fetchone()
    if found is None:
        raise RecordUnknown(f"Không có mô hình số {initiative}.", "Xem các mô hình bằng «dangbo mo-hinh ds».")
    if reported_on > today:
        raise ValueRefused("reported_on", "Ngày báo cáo chưa đến.", "Hãy ghi ngày đã báo cáo.")
    targets = conn.execute(
        "SELECT id, wording, operator, number, unit FROM initiative_target WHERE initiative_id = ? ORDER BY id",
        (initiative,),
    ).fetchall()
    if target is None and len(targets) == 1:
        target = targets[0][0]
    chosen = next((one for one in targets if one[0] == target), None)
    if target is not None and chosen is None:
        known, seen = [one[0] for one in targets], f"mo-hinh xem {initiative}"
        raise no_such_part("target_id", f"Mô hình số {initiative}", "chỉ tiêu", target, known, seen)
    if targets and chosen is None:
        listed = "; ".join(f"{number}: «{wording}»" for number, wording, *_ in targets)
        raise ValueRefused("target_id", f"Chưa rõ tiến độ của chỉ tiêu nào: {listed}.", "Thêm --chi-tieu SỐ.")
    goal = None if chosen is None else Target(*chosen[1:])
    number, fraction = read_result(text, goal)
    percent = goal is not None and goal.unit == PERCENT
    if percent and number is None and fraction is None:
        raise ValueRefused("actual", f"«{text}» không đọc được thành số.", "Hãy ghi như 98,5% hoặc 248/250.")
    over = (fraction and fraction[0] > fraction[1]) or (number is not None and not fraction and number > 100)
    if goal is not None and over and is_share(goal.wording, goal.operator, goal.unit):
        raise ValueRefused("actual", f"«{text}» cho tỷ lệ trên 100%.", "Hãy kiểm tra lại số đã làm được.")
    draft = Draft(conn, f"mo-hinh tien-do {initiative}", Entity.INITIATIVE)
    note_before_year(draft, "Ngày báo cáo", reported_on.isoformat(), found[0])
    for (before,) in conn.execute(
        "SELECT actual FROM initiative_progress WHERE initiative_id = ? AND target_id IS ? AND reported_on = ?",
        (initiative, target, reported_on.isoformat()),
    ):
        draft.note(ANOTHER_RESULT, format_date(reported_on.isoformat()), before or "")
    if goal is not None and goal.number is not None and number is None and fraction is None:
        draft.note(why_not_measured(text), goal.wording, text)
    draft.create(
        Entity.INITIATIVE_PROGRESS, initiative, initiative_id=initiative, target_id=target,
        reported_on=reported_on.isoformat(), actual=clean(text), actual_number=None if percent and fraction else number,
        numerator=fraction[0] if fraction else None, denominator=fraction[1] if fraction else None, evidence=evidence,
    )  # fmt: skip
    return draft.plan


#: The lists of an entry: where a part is kept, its column, what one is called, what mends one, what takes one out.
_PARTS = {
    "targets": (Entity.INITIATIVE_TARGET, "initiative_id", "wording", "chỉ tiêu", "tien-do", "bo-chi-tieu"),
    "milestone": (Entity.INITIATIVE_MILESTONE, "initiative_id", "what", "mốc tiến độ", "moc", "bo-moc"),
    "items": (Entity.PLEDGE_ITEM, "pledge_id", "what", "việc cam kết", "viec", "bo-viec"),
}


def settle_parts(conn: sqlite3.Connection, form: Form, number: int, lists: Lists, draft: Draft, period: Scalar) -> None:
    """Take out all parts of an empty list (a target, of which something may be reported, has a command of its own); refuse
    a part that an entry has already; say of a new one that those before it stand. Raises AlreadyKnown, ValueRefused."""
    for key, texts in lists.items():
        entity, owner, column, called, mending, drop = _PARTS[key]
        dropping = f"dangbo {form.kind} {drop} {number} SỐ"
        rows = read_rows(conn, entity, owner, number)
        known = [str(row[column]) for row in rows]
        if not texts:
            having, title = f"Mục số {number} đang có {len(known)} {called}", form.field(key).title.lower()
            if not known:
                raise ValueRefused(key, f"{having}.", f'Muốn thêm: "{title}=…".')
            if key == "targets":
                advice = f"Bỏ một chỉ tiêu bằng «{dropping}»."
                raise ValueRefused(key, f"{having}; «{title}=» không xóa được.", advice)
            for row in rows:
                draft.delete(entity, row, number)
            continue
        for text in texts:
            said = text if key == "targets" else read_in_year(text, _year_of(period))[0]
            same = next((one for one in known if wording_key(one) == wording_key(said)), None)
            if same is not None:
                advice = (
                    f"Sửa ngày, kết quả của nó bằng «dangbo {form.kind} {mending} {number} …»."
                    if key != "targets"
                    else ""
                )
                raise AlreadyKnown((number,), f"Mục số {number} đã có {called} «{same}».", advice)
        if known:
            added, standing = ("; ".join(f"«{one}»" for one in those) for those in (texts, known))
            detail = f"{called} {added}; {called} đang có ({standing}) vẫn giữ nguyên. Ghi nhầm thì bỏ: «{dropping}»"
            draft.note(PART_ADDED, detail, "; ".join(texts))


def add_parts(draft: Draft, ref: Ref, lists: Lists, period: Scalar) -> None:
    """Add what the lists of an entry of a year say: its targets, milestones and items."""
    for text in lists.get("targets", ()):
        target, finding = parse_target(text)
        if finding is not None and CAUSES[finding.code].level is not Level.NOTE:
            take(draft, "targets", finding, text)
        if finding is not None:
            draft.note(finding.code, finding.detail, text)
        if target is not None:
            draft.create(
                Entity.INITIATIVE_TARGET, ref, initiative_id=ref, wording=target.wording, operator=target.operator,
                number=target.number, unit=target.unit, due_on=target.due_on,
            )  # fmt: skip
    for text in lists.get("milestone", ()):
        what, due = _read_part(draft, text, period)
        if due is None:
            draft.note(MILESTONE_UNDATED, "", text)
        note_before_year(draft, f"Mốc «{what}»", due, period)
        draft.create(Entity.INITIATIVE_MILESTONE, ref, initiative_id=ref, what=what, due_on=due)
    for text in lists.get("items", ()):
        what, due = _read_part(draft, text, period)
        if (code := unread_due(text, due)) is not None:
            draft.note(code, "", text)
        draft.create(Entity.PLEDGE_ITEM, ref, pledge_id=ref, what=what, due_on=due)


def _read_part(draft: Draft, text: str, period: Scalar) -> tuple[str, str | None]:
    """Return what a milestone or an item is and its day, in the year of its entry where it states none: that is said."""
    what, due, unsaid = read_in_year(text, _year_of(period))
    if due is not None and unsaid:
        draft.note(DUE_WITHOUT_YEAR, format_date(due), unsaid)
    return what, due


def _year_of(period: Scalar) -> str | None:
    return str(period)[:4] if period else None
