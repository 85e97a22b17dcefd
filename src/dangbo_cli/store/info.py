"""Facts about the file, for `csdl` and for the desk (`dangbo` alone)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dangbo_cli.store.backup import count_members, list_backups
from dangbo_cli.store.connection import is_writable
from dangbo_cli.store.history import Batch, list_batches
from dangbo_cli.store.mark import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is and what it holds.

    `size` is in bytes; `members` are those whose activity on the day asked for is not «left»; `ratings` are
    records; `schema_version` is 0 for a file without tables, `known_version` what this program writes.
    """

    path: Path
    size: int
    writable: bool
    schema_version: int
    known_version: int
    organizations: int
    members: int
    ratings: int
    batches: int
    last_batch: Batch | None
    last_backup: tuple[Path, datetime] | None
    backups: int
    others: tuple[tuple[Path, datetime], ...] = ()
    """Copies made by hand, oldest first: read only where they are asked for (`store.copies`)."""


def read_facts(conn: sqlite3.Connection, path: Path, today: date) -> Facts:
    """Return the facts about the file at `path`, which `conn` was opened on (`open_reading`)."""

    def count(sql: str) -> int:
        return int(conn.execute(sql).fetchone()[0])

    batches = list_batches(conn)
    backups = list_backups(path)
    return Facts(
        path=path,
        size=path.stat().st_size,
        writable=is_writable(path),
        schema_version=count("PRAGMA user_version"),
        known_version=SCHEMA_VERSION,
        organizations=count("SELECT count(*) FROM organization"),
        members=count_members(conn, today),
        ratings=count("SELECT count(*) FROM rating"),
        batches=len(batches),
        last_batch=batches[0] if batches else None,
        last_backup=backups[-1] if backups else None,
        backups=len(backups),
    )
