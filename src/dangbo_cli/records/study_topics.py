"""Plan what the topic of a year is («chuyên đề năm»)."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.refusal import AlreadyKnown, RecordUnknown
from dangbo_cli.vietnamese.text import clean, fold


def plan_topic(
    conn: sqlite3.Connection, year: int, name: str, document: int | None = None, number: int | None = None
) -> Plan:
    """Return the plan that adds a topic to a year, or mends the one of this `number`; `document` is what fixes it.

    Raises AlreadyKnown for a topic that the year has, RecordUnknown for a number that it has not.
    """
    name = clean(name)
    rows = conn.execute(
        "SELECT id, name, document_id FROM study_topic WHERE period = ? ORDER BY id", (str(year),)
    ).fetchall()
    draft = Draft(conn, f"chuyen-de cua-nam {year}", Entity.STUDY_TOPIC)
    if number is not None:
        known = next((row for row in rows if row[0] == number), None)
        if known is None:
            raise RecordUnknown(f"Năm {year} không có chuyên đề số {number}.", "Xem: «dangbo chuyen-de cua-nam».")
        pairs: dict[str, tuple[Scalar, Scalar]] = {"name": (known[1], name)}
        if document is not None:
            pairs["document_id"] = (known[2], document)
        draft.change(Entity.STUDY_TOPIC, number, number, **pairs)
        return draft.plan
    for one, stored, _ in rows:
        if fold(stored) == fold(name):
            raise AlreadyKnown((one,), f"Năm {year} đã có chuyên đề này, số {one}.", "Muốn sửa, thêm --thay SỐ.")
    draft.create(Entity.STUDY_TOPIC, None, period=str(year), name=name, document_id=document)
    return draft.plan
