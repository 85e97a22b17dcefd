"""Numbered migrations: the schema. Each runs in one transaction together with its record.

A file that holds data is backed up before. A migration is never changed once a version of the program
with it was published; the next one gets the next number, and `mark.SCHEMA_VERSION` goes up with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dangbo_cli.store.backup import back_up, rotate
from dangbo_cli.store.errors import damaged, store_errors
from dangbo_cli.store.mark import APPLICATION_ID
from dangbo_cli.store.migrations import (
    m0001_foundation,
    m0002_national_template,
    m0003_set_aside,
    m0004_year,
    m0005_absence,
    m0006_decisions,
    m0007_values_kept,
    m0008_study_directive,
    m0009_whose,
    m0010_sheet_of_place,
    m0011_whole_path,
)


class Migration(NamedTuple):
    """One step: its number, its name, its statements, and what only Python can do after them."""

    number: int
    name: str
    sql: str
    after: Callable[[sqlite3.Connection], None] | None = None


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, m0001_foundation.NAME, m0001_foundation.SQL),
    Migration(2, m0002_national_template.NAME, m0002_national_template.SQL),
    Migration(3, m0003_set_aside.NAME, m0003_set_aside.SQL, m0003_set_aside.name_database),
    Migration(4, m0004_year.NAME, m0004_year.SQL),
    Migration(5, m0005_absence.NAME, m0005_absence.SQL),
    Migration(6, m0006_decisions.NAME, m0006_decisions.SQL),
    Migration(7, m0007_values_kept.NAME, m0007_values_kept.SQL),
    Migration(8, m0008_study_directive.NAME, m0008_study_directive.SQL),
    Migration(9, m0009_whose.NAME, m0009_whose.SQL),
    Migration(10, m0010_sheet_of_place.NAME, m0010_sheet_of_place.SQL),
    Migration(11, m0011_whole_path.NAME, m0011_whole_path.SQL),
)


def migrate(
    conn: sqlite3.Connection, path: Path, now: datetime, migrations: Sequence[Migration] = MIGRATIONS
) -> list[int]:
    """Apply what is pending, each migration in its own transaction; return the numbers applied.

    References are off meanwhile (a table may have to be rebuilt) and checked before each COMMIT.
    """
    applied: list[int] = []
    with store_errors(path):
        backup = None
        conn.execute("PRAGMA foreign_keys = OFF")
        try:
            for migration in migrations:
                conn.execute("BEGIN IMMEDIATE")
                try:
                    # Asked under the lock: another program may have migrated while we waited for it.
                    if migration.number > _version(conn):
                        if backup is None and _has_data(conn):
                            backup = back_up(path, now)
                        _apply(conn, path, migration, now)
                        applied.append(migration.number)
                    conn.execute("COMMIT")
                except BaseException:
                    if conn.in_transaction:
                        conn.execute("ROLLBACK")
                    raise
        finally:
            conn.execute("PRAGMA foreign_keys = ON")
    if backup is not None:
        rotate(path, protect=backup)
    return applied


def create_tables(conn: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make all tables in an empty database, such as one in memory."""
    for migration in migrations:
        _run(conn, migration)


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script. (`executescript` would commit the transaction around them.)"""
    lines: list[str] = []
    for line in sql.splitlines():
        lines.append(line)
        if ";" not in line:
            continue
        text = "\n".join(lines)
        if sqlite3.complete_statement(text):
            yield text.strip()
            lines = []
    rest = "\n".join(line for line in lines if not line.lstrip().startswith("--")).strip()
    if rest:
        raise ValueError(f"a migration ends inside a statement: {rest[:80]}")


def _version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _has_data(conn: sqlite3.Connection) -> bool:
    if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'batch'").fetchone() is None:
        return False
    return conn.execute("SELECT 1 FROM batch LIMIT 1").fetchone() is not None


def _run(conn: sqlite3.Connection, migration: Migration) -> None:
    for statement in statements(migration.sql):
        conn.execute(statement)
    if migration.after is not None:
        migration.after(conn)


def _apply(conn: sqlite3.Connection, path: Path, migration: Migration, now: datetime) -> None:
    _run(conn, migration)
    if conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged(path)
    conn.execute(
        "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
        (migration.number, migration.name, now.isoformat(timespec="seconds")),
    )
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {migration.number}")
