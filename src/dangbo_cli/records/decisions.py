"""Plan to withdraw a decision that the record remembers, and to keep that two people are not the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.decision import About
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.refusal import RecordUnknown, ValueRefused
from dangbo_cli.store.catalogue import CATALOGUE

_TABLE = CATALOGUE[Entity.DECISION]


def plan_forget(conn: sqlite3.Connection, numbers: Sequence[int]) -> Plan:
    """Return the plan that withdraws decisions: the question is put again. Raises RecordUnknown."""
    draft = Draft(conn, f"ghi-nho huy {' '.join(map(str, numbers))}", Entity.DECISION)
    names = ("id", *_TABLE.columns)
    for number in dict.fromkeys(numbers):
        found = conn.execute(f"{_TABLE.select_all} WHERE id = ?", (number,)).fetchone()
        if found is None:
            raise RecordUnknown(f"Không có ghi nhớ số {number}.", "Xem các ghi nhớ bằng «dangbo ghi-nho ds».")
        draft.delete(Entity.DECISION, dict(zip(names, found, strict=True)), number)
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
