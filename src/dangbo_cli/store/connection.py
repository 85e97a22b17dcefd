"""The one function that connects to a file, and what a look at its header tells.

Everything else in the store (opening, backups, checks) asks here for its connections, so an encrypting
build with the interface of `sqlite3` would be put in here alone.
"""

from __future__ import annotations

import os
import sqlite3
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from dangbo_cli.store.errors import damaged, foreign, newer, store_errors
from dangbo_cli.store.mark import APPLICATION_ID, SCHEMA_VERSION

WAIT = 10.0
"""Seconds that a connection waits for another program's lock before it gives up (Locked)."""


_SMALLEST_PAGE = 512


class Mode(Enum):
    READ_ONLY = "ro"
    READ_WRITE = "rw"


class Header(NamedTuple):
    """What a file is: `empty` without any table, `version` its last migration."""

    empty: bool
    version: int


def connect(path: Path, mode: Mode, wait: float = WAIT) -> sqlite3.Connection:
    """Connect to an existing file, without transactions of Python's own, references checked."""
    name = path.absolute().as_posix()
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?mode={mode.value}"
    with store_errors(path):
        conn = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
        conn.execute("PRAGMA foreign_keys = ON")
    return conn


def read_header(conn: sqlite3.Connection, path: Path) -> Header:
    """Return what the file is. Raises Damaged, Foreign (another program's tables), Newer, Locked."""
    with store_errors(path):
        empty = conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
        application = conn.execute("PRAGMA application_id").fetchone()[0]
        version = conn.execute("PRAGMA user_version").fetchone()[0]
    if empty:
        return Header(True, 0)
    if application != APPLICATION_ID:
        raise foreign(path)
    if version > SCHEMA_VERSION:
        raise newer(path, version, SCHEMA_VERSION)
    if version < 1:
        raise damaged(path)
    return Header(False, version)


def database_path(conn: sqlite3.Connection) -> Path:
    """Return the file behind a connection (an empty path for one in memory)."""
    return Path(conn.execute("PRAGMA database_list").fetchone()[2])


def is_writable(path: Path) -> bool:
    """Tell whether SQLite can write the file: it also needs a journal beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def is_too_short(path: Path) -> bool:
    """Tell whether a file holds something that is no database, though SQLite would take it for an empty one
    (and write over it): a note shorter than the smallest page."""
    return 0 < path.stat().st_size < _SMALLEST_PAGE
