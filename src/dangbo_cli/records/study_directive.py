"""Plan which document is the directive on study («chỉ thị về học tập, làm theo»)."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.records.draft import Draft
from dangbo_cli.store.settings import study_directive


def plan_study_directive(conn: sqlite3.Connection, document: int) -> Plan:
    """Return the plan that makes a document the directive on study in place of the one before; nothing where it is that."""
    draft = Draft(conn, f"van-ban chi-thi {document}", Entity.DOCUMENT)
    if study_directive(conn) == document:
        return draft.plan
    row = conn.execute("SELECT id, document_id FROM study_directive ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        draft.create(Entity.STUDY_DIRECTIVE, document, document_id=document)
    else:
        draft.change(Entity.STUDY_DIRECTIVE, row[0], document, document_id=(row[1], document))
    return draft.plan
