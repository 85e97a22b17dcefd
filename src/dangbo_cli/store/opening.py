"""Open the file for reading or for writing; only writing creates it.

Reading opens `mode=rw` with `query_only`, so that a journal left by a crash is rolled back first;
`mode=ro` only where file or folder cannot be written. The reading path imports
nothing but `sqlite3` and small modules of the store.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from dangbo_cli.store.connection import WAIT, Mode, connect, is_too_short, is_writable, read_header
from dangbo_cli.store.errors import Absent, StoreError, absent, damaged, gone, store_errors, unreadable, unwritable
from dangbo_cli.store.mark import SCHEMA_VERSION

_CACHE_KIB = 64 * 1024
"""Page cache while writing: a whole import stays in memory until COMMIT, so readers wait only for that."""


def default_path() -> Path:
    """Return `dangbo.db` in the user's data folder (which need not exist yet)."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("dangbo", appauthor=False)) / "dangbo.db"


def open_reading(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """Return a connection that can only read.

    A file of 0 bytes or without tables reads as a record in which nothing stands yet; a file of an older
    version is brought up to date first (with a backup). Raises Absent, Locked, Damaged, Foreign, Newer,
    Unwritable.
    """
    _require_file(path)
    writable = is_writable(path)
    conn = connect(path, Mode.READ_WRITE if writable else Mode.READ_ONLY, wait)
    try:
        header = read_header(conn, path)
    except BaseException:
        conn.close()
        raise
    if header.empty:
        conn.close()
        conn = _empty_record()
    elif header.version < SCHEMA_VERSION:
        conn.close()
        if not writable:
            raise unwritable(path)
        open_writing(path, wait, create=False).close()
        conn = connect(path, Mode.READ_WRITE, wait)
    conn.execute("PRAGMA query_only = ON")
    return conn


def open_writing(
    path: Path, wait: float = WAIT, now: datetime | None = None, *, create: bool = True
) -> sqlite3.Connection:
    """Return a connection that can write; create the file (its owner's alone) unless `create` forbids it, and migrate it
    where needed.

    `now` dates migrations and the backup before them (default: the clock). Raises Absent (not `create`), Locked,
    Damaged, Foreign, Newer, Unwritable, Full.
    """
    if create and not path.exists():
        _create(path)
    _require_file(path, seen=not create)
    if not is_writable(path):
        raise unwritable(path)
    conn = connect(path, Mode.READ_WRITE, wait)
    try:
        header = read_header(conn, path)
        with store_errors(path):
            conn.execute("PRAGMA journal_mode = DELETE")
            # Of a file that holds nothing yet nothing can be lost: its tables reach the disk with the first batch, not
            # with thirty waits of their own.
            conn.execute(f"PRAGMA synchronous = {'OFF' if header.empty else 'FULL'}")
            conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            # What a half-done statement would be taken back with: 300 MB of temporary files at 5,200 people otherwise.
            conn.execute("PRAGMA temp_store = MEMORY")
        if header.version < SCHEMA_VERSION:
            from dangbo_cli.store.migrations import migrate

            migrate(conn, path, now or datetime.now())
        _refresh_keys(conn, path)
        if header.empty:
            conn.execute("PRAGMA synchronous = FULL")
    except BaseException:
        conn.close()
        raise
    return conn


def _require_file(path: Path, seen: bool = False) -> None:
    """Raise Absent, Unwritable, Damaged where there is nothing to open; `seen`: it was there a while ago."""
    if not path.exists():
        from dangbo_cli.store.copies import say_what_is_left  # only where the file is gone

        left = say_what_is_left(path)
        nothing = gone(path) if seen else absent(path)
        raise nothing if left is None else Absent(left)
    if not path.is_file() or not os.access(path, os.R_OK):
        raise unreadable(path)
    if is_too_short(path) and not path.with_name(f"{path.name}-journal").exists():
        raise damaged(path)


def _create(path: Path) -> None:
    """Make an empty file that only its owner can read, in a folder that is the owner's where we make it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        # Another program made it, or a file stands where the folder should be; the caller looks again.
        if not path.exists():
            raise unwritable(path) from None
    except OSError as error:
        raise unwritable(path) from error


def remove_unbegun(path: Path) -> None:
    """Remove a file that was made for a first batch for which there was no room; one in which a batch stands, or that
    another program holds, stays."""
    with suppress(StoreError, sqlite3.Error, OSError):
        with closing(connect(path, Mode.READ_WRITE, wait=0)) as conn:
            conn.execute("BEGIN EXCLUSIVE")
            laid_out = conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'batch'").fetchone()
            if laid_out and conn.execute("SELECT 1 FROM batch").fetchone():
                return
        path.unlink()


def _empty_record() -> sqlite3.Connection:
    """Return all tables, empty, in memory."""
    from dangbo_cli.store.migrations import create_tables

    conn = sqlite3.connect(":memory:", isolation_level=None)
    create_tables(conn)
    return conn


def _refresh_keys(conn: sqlite3.Connection, path: Path) -> None:
    """Make derived keys again where a newer version of the program folds or sorts differently."""
    from dangbo_cli.store.keys import keys_version, rebuild_keys, stored_keys_version

    with store_errors(path):
        if stored_keys_version(conn) == keys_version():
            return
        conn.execute("BEGIN IMMEDIATE")
        try:
            rebuild_keys(conn)
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
