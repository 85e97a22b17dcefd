"""Plan to withdraw a decision that the record remembers, and to keep that two people are not the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.decision import About
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.refusal import RecordUnknown, ValueRefused
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import standing_undos

WRITTEN_STAYS = cause(
    "written_by_decision_stays",
    Level.NOTE,
    "Bỏ ghi nhớ, giá trị đã ghi vẫn giữ",
    "Những gì đã ghi vào sổ theo điều ghi nhớ ấy vẫn giữ nguyên (lần nhập số {detail}).",
    "Muốn bỏ thì hoàn tác bằng «dangbo lan-nhap hoan-tac N», hoặc sửa tay.",
)
_TABLE = CATALOGUE[Entity.DECISION]
_USED = """SELECT batch_id FROM decision_use WHERE decision_id = ?1
    UNION SELECT batch_id FROM change WHERE entity = 'decision' AND record_id = ?1 AND action = 'create'
    AND batch_id IN (SELECT batch_id FROM source) ORDER BY batch_id"""


def plan_forget(conn: sqlite3.Connection, numbers: Sequence[int]) -> Plan:
    """Return the plan that withdraws decisions: the question is put again, what was written by them stays (said). Raises
    RecordUnknown."""
    draft = Draft(conn, f"ghi-nho huy {' '.join(map(str, numbers))}", Entity.DECISION)
    names, undone = ("id", *_TABLE.columns), standing_undos(conn)
    used: set[int] = set()
    for number in dict.fromkeys(numbers):
        found = conn.execute(f"{_TABLE.select_all} WHERE id = ?", (number,)).fetchone()
        if found is None:
            raise RecordUnknown(f"Không có ghi nhớ số {number}.", "Xem các ghi nhớ bằng «dangbo ghi-nho ds».")
        draft.delete(Entity.DECISION, dict(zip(names, found, strict=True)), number)
        used.update(batch for (batch,) in conn.execute(_USED, (number,)) if batch not in undone)
    if used:
        draft.note(WRITTEN_STAYS, ", ".join(map(str, sorted(used))))
    return draft.plan


def plan_apart(conn: sqlite3.Connection, one: int, other: int) -> Plan:
    """Return the plan that keeps that two members are not the same; nothing where that is known. Raises ValueRefused."""
    if one == other:
        raise ValueRefused("member_id", "Hai số ấy là của một người.", "Hãy ghi hai người khác nhau.")
    first, second = sorted((one, other))
    draft = Draft(conn, f"dv trung --khac {first} {second}", Entity.MEMBER)
    known = conn.execute(
        "SELECT 1 FROM decision WHERE about = ? AND member_id = ? AND other_member_id = ?", (About.APART, first, second)
    ).fetchone()
    if known is None:
        said = f"{_say(conn, first)} và {_say(conn, second)} là hai người khác nhau"
        draft.create(
            Entity.DECISION, first, about=About.APART.value, said=said, member_id=first, other_member_id=second
        )
    return draft.plan


def _say(conn: sqlite3.Connection, number: int) -> str:
    name, birth = conn.execute("SELECT full_name, birth_date FROM member WHERE id = ?", (number,)).fetchone()
    born = f"sinh {format_date(birth)}, " if birth else ""
    return f"{name} ({born}số hồ sơ {number})"
