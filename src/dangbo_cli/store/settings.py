"""What the clerk sets for herself and keeps in the file (named column sets, forms of her own): no record, no batch, not
undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from dangbo_cli.store.connection import database_path
from dangbo_cli.store.errors import store_errors
from dangbo_cli.vietnamese.order import sort_key

_COLUMN_SET = "column_set:"
_FORM = "form:"
_STUDY_DIRECTIVE = "study_directive"


def column_sets(conn: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the saved column sets: name → column keys, in the order of their names."""
    return {name: tuple(json.loads(value)) for name, value in _named(conn, _COLUMN_SET)}


def save_column_set(conn: sqlite3.Connection, name: str, columns: Sequence[str]) -> None:
    """Keep a column set under a name, in place of one that has it already."""
    _write(
        conn,
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
        (_COLUMN_SET + name, json.dumps(list(columns), ensure_ascii=False)),
    )


def remove_column_set(conn: sqlite3.Connection, name: str) -> bool:
    """Forget a column set; return whether there was one."""
    return _write(conn, "DELETE FROM meta WHERE key = ?", (_COLUMN_SET + name,)) > 0


def own_forms(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the forms that the clerk added: name → the text of the file, as she wrote it."""
    return dict(_named(conn, _FORM))


def save_own_form(conn: sqlite3.Connection, name: str, text: str) -> None:
    """Keep a form under its name, in place of one that has it already."""
    _write(conn, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_FORM + name, text))


def remove_own_form(conn: sqlite3.Connection, name: str) -> bool:
    """Forget a form; return whether there was one."""
    return _write(conn, "DELETE FROM meta WHERE key = ?", (_FORM + name,)) > 0


def database_name(conn: sqlite3.Connection) -> str:
    """Return the random name by which this record knows what it has sent out."""
    row = conn.execute("SELECT value FROM meta WHERE key = 'database'").fetchone()
    return "" if row is None else str(row[0])


def study_directive(conn: sqlite3.Connection) -> int | None:
    """Return the number of the document that the year's study and emulation carry out, None where none is named.

    It is a record; where there is none, what an older version kept as a setting.
    """
    row = conn.execute("SELECT document_id FROM study_directive ORDER BY id DESC LIMIT 1").fetchone()
    row = (
        row
        or conn.execute(
            "SELECT d.id FROM meta m JOIN document d ON d.id = CAST(m.value AS INTEGER) WHERE m.key = ?",
            (_STUDY_DIRECTIVE,),
        ).fetchone()
    )
    return None if row is None else int(row[0])


def _named(conn: sqlite3.Connection, prefix: str) -> list[tuple[str, str]]:
    """Return the names and values kept under a prefix, as a Vietnamese reader looks for names."""
    rows = conn.execute("SELECT key, value FROM meta WHERE substr(key, 1, ?) = ?", (len(prefix), prefix))
    found = [(key.removeprefix(prefix), value) for key, value in rows]
    return sorted(found, key=lambda pair: (sort_key(pair[0], numbers=True), pair[0]))


def _write(conn: sqlite3.Connection, statement: str, values: tuple[str, ...]) -> int:
    with store_errors(database_path(conn)):
        return conn.execute(statement, values).rowcount
