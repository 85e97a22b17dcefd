"""Plan `xoa`: one entry of the year's work taken out, with the parts that are nothing without it."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.forms.form import Form
from dangbo_cli.records.draft import Draft, read_rows, row_number
from dangbo_cli.records.entries import read_entry, refuse_closed
from dangbo_cli.records.entry_subject import owner_of, stored_subject, subject_of
from dangbo_cli.records.refusal import EntryNeeded
from dangbo_cli.store.catalogue import referrers
from dangbo_cli.store.labels import describe_subject

#: What belongs to an entry and goes with it; whatever else refers to an entry keeps it where it is.
_PARTS = frozenset(
    (Entity.INITIATIVE_TARGET, Entity.INITIATIVE_MILESTONE, Entity.INITIATIVE_PROGRESS, Entity.PLEDGE_ITEM,
     Entity.RATING_CRITERION)
)  # fmt: skip
_MOST_NAMED = 3


def plan_remove_entry(conn: sqlite3.Connection, form: Form, number: int) -> Plan:
    """Return the plan that takes an entry out of the record, with its targets, milestones, progress, items or criteria.

    Raises RecordUnknown; YearRefused for a rating of a closed year; EntryNeeded where other records refer to it.
    """
    entity, stored = Entity(form.entity), read_entry(conn, form, number)
    refuse_closed(conn, form, stored.get("period"))
    whom = stored_subject(form, stored)
    owner = owner_of(form, whom) or number
    draft = Draft(conn, f"{form.kind} xoa {number}", subject_of(form, whom.member is not None))
    draft.delete(entity, stored, owner)
    others: list[str] = []
    for table, column in referrers(entity):
        for row in read_rows(conn, table.entity, column, number):
            if table.entity in _PARTS:
                draft.delete(table.entity, row, owner)
            else:
                others.append(describe_subject(conn, table.entity, row_number(row)))
    if others:
        more = f" và {len(others) - _MOST_NAMED} mục nữa" if len(others) > _MOST_NAMED else ""
        raise EntryNeeded(
            f"Không xóa được {describe_subject(conn, entity, number)}: còn {'; '.join(others[:_MOST_NAMED])}{more} dẫn đến.",
            "Hãy sửa những mục ấy trước, để chúng không dẫn đến mục này nữa.",
        )
    return draft.plan
