"""Plan what becomes of a milestone of an initiative, of its targets, or of an item of a pledge: done, due, taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.records.draft import Draft, Row, read_rows, row_number
from dangbo_cli.records.refusal import DayRefused, RecordUnknown, ValueRefused, no_such_part
from dangbo_cli.store.catalogue import CATALOGUE

RESULTS_DROPPED = cause(
    "results_dropped",
    Level.NOTE,
    "Bỏ cả kết quả đã báo cáo",
    "Chỉ tiêu «{value}» có {detail}, được bỏ cùng chỉ tiêu.",
    "Hoàn tác lần ghi này là lấy lại cả hai.",
)


class _Whole(NamedTuple):
    """An entry that has parts: what it is in the record, on the command line and in words."""

    entity: Entity
    kind: str
    called: str


_INITIATIVE = _Whole(Entity.INITIATIVE, "mo-hinh", "mô hình")
_PLEDGE = _Whole(Entity.PLEDGE, "cam-ket", "bản cam kết")


def plan_milestone(
    conn: sqlite3.Connection, initiative: int, milestone: int | None, done: date | None, due: date | None, today: date
) -> Plan:
    """Return the plan that notes a milestone's day of completion (`done`) or its due day; without a number the
    initiative must have only one.

    Raises RecordUnknown, ValueRefused, DayRefused.
    """
    _require(conn, _INITIATIVE, initiative)
    if done is None and due is None:
        raise ValueRefused("done_on", "Chưa cho biết ngày nào.", "Thêm --xong NGÀY hoặc --han NGÀY.")
    if done is not None and done > today:
        raise DayRefused(f"Ngày {done:%d/%m/%Y} chưa tới.", "Hãy ghi ngày đã hoàn thành.")
    rows = read_rows(conn, Entity.INITIATIVE_MILESTONE, "initiative_id", initiative)
    if not rows:
        raise RecordUnknown(
            f"Mô hình số {initiative} chưa có mốc tiến độ nào.",
            f'Thêm mốc: dangbo mo-hinh sua {initiative} "mốc tiến độ=Ban hành kế hoạch: 31/03/2022"',
        )
    row = _chosen(_INITIATIVE, initiative, rows, milestone, "mốc", "Gõ số của mốc sau số của mô hình.")
    draft = Draft(conn, f"mo-hinh moc {initiative}", Entity.INITIATIVE)
    given = {"done_on": done, "due_on": due}
    pairs = {name: (row[name], day.isoformat()) for name, day in given.items() if day is not None}
    draft.change(Entity.INITIATIVE_MILESTONE, row_number(row), initiative, **pairs)
    return draft.plan


def plan_pledge_item(conn: sqlite3.Connection, pledge: int, item: int | None, result: str, due: date | None) -> Plan:
    """Return the plan that notes what came of an item of a pledge, or by when it is to be done; without a number the
    pledge must have only one. Raises RecordUnknown, ValueRefused."""
    _require(conn, _PLEDGE, pledge)
    if not result and due is None:
        raise ValueRefused("result", "Chưa cho biết kết quả hay hạn.", "Gõ kết quả, hoặc thêm --han NGÀY.")
    rows = read_rows(conn, Entity.PLEDGE_ITEM, "pledge_id", pledge)
    if not rows:
        advice = f'Thêm việc: dangbo cam-ket sua {pledge} "việc cam kết=…"'
        raise RecordUnknown(f"Bản cam kết số {pledge} chưa có việc nào.", advice)
    row = _chosen(_PLEDGE, pledge, rows, item, "việc", "Thêm --viec SỐ.")
    draft = Draft(conn, f"cam-ket viec {pledge}", Entity.PLEDGE)
    pairs = {"result": (row["result"], result or None)} if result else {}
    if due is not None:
        pairs["due_on"] = (row["due_on"], due.isoformat())
    draft.change(Entity.PLEDGE_ITEM, row_number(row), pledge, **pairs)
    return draft.plan


def plan_target_due(conn: sqlite3.Connection, initiative: int, target: int | None, due: date) -> Plan:
    """Return the plan that notes by when a target is to be reached; without a number the initiative must have only one.
    Raises RecordUnknown, ValueRefused."""
    _require(conn, _INITIATIVE, initiative)
    rows = read_rows(conn, Entity.INITIATIVE_TARGET, "initiative_id", initiative)
    if not rows:
        advice = f'Thêm chỉ tiêu: dangbo mo-hinh sua {initiative} "chỉ tiêu=…"'
        raise RecordUnknown(f"Mô hình số {initiative} chưa có chỉ tiêu nào.", advice)
    unsaid = "Gõ số của chỉ tiêu sau số của mô hình."
    row = _chosen(_INITIATIVE, initiative, rows, target, "chỉ tiêu", unsaid, "wording")
    draft = Draft(conn, f"mo-hinh chi-tieu {initiative}", Entity.INITIATIVE)
    draft.change(Entity.INITIATIVE_TARGET, row_number(row), initiative, due_on=(row["due_on"], due.isoformat()))
    return draft.plan


class _Part(NamedTuple):
    """A sort of part as `plan_drop_part` knows it: its entry, what it is called, the command that takes one out and the
    words that add one, the columns of its entry and of its words, and where what was reported of it is kept."""

    whole: _Whole
    called: str
    command: str
    adding: str
    owner: str
    words: str
    reported: tuple[Entity, str] | None = None


_DROPPED = {
    Entity.INITIATIVE_TARGET: _Part(
        _INITIATIVE, "chỉ tiêu", "bo-chi-tieu", "chỉ tiêu=…", "initiative_id", "wording",
        (Entity.INITIATIVE_PROGRESS, "target_id"),
    ),
    Entity.INITIATIVE_MILESTONE: _Part(
        _INITIATIVE, "mốc", "bo-moc", "mốc tiến độ=…", "initiative_id", "what"
    ),
    Entity.PLEDGE_ITEM: _Part(
        _PLEDGE, "việc", "bo-viec", "việc cam kết=…", "pledge_id", "what"
    ),
}  # fmt: skip


def plan_drop_part(conn: sqlite3.Connection, part: Entity, entry: int, number: int | None) -> Plan:
    """Return the plan that takes a target, a milestone or an item out of its entry, with what was reported of it; without a
    number the entry must have only one. Raises RecordUnknown, ValueRefused."""
    sort = _DROPPED[part]
    whole = sort.whole
    _require(conn, whole, entry)
    rows = read_rows(conn, part, sort.owner, entry)
    if not rows:
        advice = f'Thêm {sort.called}: dangbo {whole.kind} sua {entry} "{sort.adding}"'
        raise RecordUnknown(f"{whole.called.capitalize()} số {entry} chưa có {sort.called} nào.", advice)
    unsaid = f"Gõ số của {sort.called} sau số của {whole.called}."
    row = _chosen(whole, entry, rows, number, sort.called, unsaid, sort.words)
    draft = Draft(conn, f"{whole.kind} {sort.command} {entry}", whole.entity)
    draft.delete(part, row, entry)
    reported = [] if sort.reported is None else read_rows(conn, *sort.reported, row_number(row))
    for one in reported:
        draft.delete(Entity.INITIATIVE_PROGRESS, one, entry)
    if reported:
        told = "; ".join(f"«{one['actual'] or one['evidence'] or '…'}»" for one in reported)
        draft.note(RESULTS_DROPPED, f"{len(reported)} kết quả đã báo cáo ({told})", str(row[sort.words]))
    return draft.plan


def wording_of(plan: Plan) -> str:
    """Return the words of the part that a plan of `plan_drop_part` takes out."""
    fields = plan.changes[0].fields
    return str(next(fields[one].before for one in ("wording", "what") if one in fields))


def _require(conn: sqlite3.Connection, whole: _Whole, number: int) -> None:
    """Raise RecordUnknown where the record has no such entry."""
    if conn.execute(f"SELECT 1 FROM {CATALOGUE[whole.entity].name} WHERE id = ?", (number,)).fetchone() is None:
        called = whole.called
        raise RecordUnknown(f"Không có {called} số {number}.", f"Xem các {called} bằng «dangbo {whole.kind} ds».")


def _chosen(
    whole: _Whole, entry: int, rows: Sequence[Row], number: int | None, called: str, advice: str, words: str = "what"
) -> Row:
    """Return the part of that number; without a number the only one. Raises ValueRefused."""
    chosen = [row for row in rows if number in (None, row_number(row))]
    if number is not None and not chosen:
        known, whose = [row_number(row) for row in rows], f"{whole.called.capitalize()} số {entry}"
        raise no_such_part("part", whose, called, number, known, f"{whole.kind} xem {entry}")
    if len(chosen) != 1:
        listed = "; ".join(f"{row_number(row)}: «{row[words]}»" for row in rows)
        raise ValueRefused("part", f"Chưa rõ {called} nào: {listed}.", advice)
    return chosen[0]
