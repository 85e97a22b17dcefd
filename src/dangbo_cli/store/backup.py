"""Copies of the file: before every batch, on demand, and back again.

Copies are made by SQLite's backup API, so that they are whole while others read and write. The copies
before batches lie in `<stem>-sao-luu/` beside the file; the last ten are kept. One that somebody asked for lies there,
too, with a name of its own, and is never removed.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dangbo_cli.store.connection import WAIT, Mode, connect, database_path, is_too_short, read_header
from dangbo_cli.store.errors import (
    Absent,
    Damaged,
    Foreign,
    StoreError,
    Unwritable,
    damaged,
    locked,
    store_errors,
    unwritable,
)
from dangbo_cli.store.mark import SCHEMA_VERSION

KEPT = 10
_PARTIAL = ".dang-ghi"
_BY_HAND = "-giu"  # behind the time in the name of a copy that somebody asked for
_IS_BY_HAND = re.compile(rf"\d{_BY_HAND}(?:-\d+)?\.db$")
_STAMP = "%Y%m%d-%H%M%S"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file: part of it, and poison for another file of that name."""


_NAMED = 3  # backups offered where the one asked for is not there


def backup_folder(path: Path) -> Path:
    """Return the folder of the copies made before batches."""
    path = path.resolve()
    return path.with_name(f"{path.stem}-sao-luu")


def list_backups(path: Path) -> list[tuple[Path, datetime]]:
    """Return the copies of a file in its backup folder with the time they were made, oldest first."""
    pattern = re.compile(rf"{re.escape(path.resolve().stem)}-(\d{{8}}-\d{{6}})(?:{_BY_HAND})?(?:-(\d+))?\.db")
    found = []
    folder = backup_folder(path)
    for entry in folder.iterdir() if folder.is_dir() else ():
        match = pattern.fullmatch(entry.name)
        if match is not None:
            with contextlib.suppress(ValueError):  # digits that are no date: not one of ours
                found.append((datetime.strptime(match[1], _STAMP), int(match[2] or 1), entry))
    return [(entry, moment) for moment, _, entry in sorted(found)]


def back_up(path: Path, now: datetime) -> Path:
    """Copy the file into its backup folder and return the copy.

    The caller holds the write lock (BEGIN IMMEDIATE) and has not written yet, so that the copy is the state
    before the batch. The copy is read through a connection of its own: SQLite calls one that is inside a
    write transaction busy. Raises Unwritable, Full.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for leftover in folder.glob(f"*{_PARTIAL}"):  # of a copy that was killed; we hold the lock
            leftover.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder) from error
    target = _free_name(folder, f"{path.resolve().stem}-{now.strftime(_STAMP)}", ".db")
    conn = connect(path, Mode.READ_WRITE)
    try:
        _copy(conn, target)
    finally:
        conn.close()
    return target


def rotate(path: Path, protect: Path, keep: int = KEPT) -> None:
    """Remove the oldest copies beyond `keep`, never `protect` (a clock may have been set back), nor one made by hand."""
    others = [entry for entry, _ in list_backups(path) if entry != protect and not _IS_BY_HAND.search(entry.name)]
    for entry in others[: max(0, len(others) - (keep - 1))]:
        # The batch stands already: a copy that cannot be removed now is removed at a later batch.
        with contextlib.suppress(OSError):
            entry.unlink()


def save_copy(path: Path, target: Path | None, now: datetime) -> Path:
    """Copy the file at `path` to `target` (a file, a folder, None: the backup folder); return the copy.

    An existing file is never overwritten. Raises what opening for reading raises, and Unwritable.
    """
    from dangbo_cli.store.opening import open_reading

    conn = open_reading(path)
    try:
        if not database_path(conn).name:
            raise Absent(f"Tệp «{path}» chưa có dữ liệu nên chưa có gì để sao lưu. Hãy nhập dữ liệu trước.")
        name, folder = f"{path.resolve().stem}-{now.strftime(_STAMP)}", backup_folder(path)
        if target is None:
            try:
                folder.mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                raise unwritable(folder) from error
            target = folder
        if target.is_dir() and target.resolve() == folder:
            target = _free_name(folder, f"{name}{_BY_HAND}", ".db")
        elif target.is_dir():
            target = _free_name(target, name, ".db")
        elif not target.parent.is_dir():
            raise Unwritable(f"Không có thư mục «{target.parent}» để sao vào. Hãy tạo thư mục ấy, hoặc chọn chỗ khác.")
        elif target.exists():
            raise Unwritable(f"Tệp «{target}» đã có nên không ghi đè lên. Hãy chọn một tên khác.")
        _copy(conn, target)
    finally:
        conn.close()
    return target


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a file has come: how many members it holds on the day asked (`count_members`), the number of its last
    batch (0: none) and when it was made (ISO)."""

    members: int
    batch: int
    made_at: str | None


def count_members(conn: sqlite3.Connection, day: date) -> int:
    """Count the members of a file whose activity on `day` is not «left»."""
    (members,) = conn.execute(
        "SELECT count(*) FROM member m WHERE NOT EXISTS (SELECT 1 FROM member_activity a"
        " WHERE a.member_id = m.id AND a.activity = 'left'"
        " AND (a.valid_from IS NULL OR a.valid_from <= :day) AND (a.valid_to IS NULL OR a.valid_to > :day))",
        {"day": day.isoformat()},
    ).fetchone()
    return int(members)


def standings(path: Path, backup: Path, day: date) -> tuple[Standing, Standing | None]:
    """Return how far a copy has come, and the file in use (None: absent or not to be read). Nothing is changed.
    Raises StoreError where the copy could not be restored."""
    path = path.resolve()
    backup = _find_backup(path, backup)
    _validate(backup)
    try:
        now = _standing(path, day)
    except (StoreError, sqlite3.Error):
        now = None
    return _standing(backup, day), now


def damage_of(path: Path, backup: Path) -> list[str]:
    """Return what `ra-soat` finds damaged in a copy, a title each; of one that an older version wrote nothing is known
    before it is in use. Raises StoreError where the copy could not be restored."""
    from dangbo_cli.store.check import Severity, check_file

    backup = _find_backup(path.resolve(), backup)
    conn = connect(backup, Mode.READ_ONLY)
    try:
        if read_header(conn, backup).version < SCHEMA_VERSION:
            return []
        return [finding.title for finding in check_file(conn) if finding.severity is Severity.DAMAGED]
    finally:
        conn.close()


def _standing(path: Path, day: date) -> Standing:
    if not path.is_file():
        raise Absent(f"Không có tệp «{path}».")
    conn = connect(path, Mode.READ_ONLY)
    try:
        members = count_members(conn, day)
        batch = conn.execute("SELECT id, made_at FROM batch ORDER BY id DESC LIMIT 1").fetchone() or (0, None)
    finally:
        conn.close()
    return Standing(members, *batch)


def restore(path: Path, backup: Path, now: datetime, wait: float = WAIT) -> Path | None:
    """Put a copy in the place of the file at `path`; return where the file was kept aside (None: no file).

    The copy is validated before anything is touched. A healthy file is overwritten page by page in one
    transaction of its own, so that programs that have it open see the change and a kill leaves it as it was
    or restored; one that cannot be read is moved aside whole. Raises StoreError.
    """
    path = path.resolve()
    backup = _find_backup(path, backup)
    _validate(backup)
    if path.exists() and path.stat().st_size > 0:
        if is_too_short(path):
            return _replace(path, backup, now)
        try:
            conn = connect(path, Mode.READ_WRITE, wait)
            try:
                read_header(conn, path)
                return _overwrite(conn, path, backup, now, wait)
            finally:
                conn.close()
        except Foreign:
            raise
        except Damaged:
            return _replace(path, backup, now)
    _replace(path, backup, now)
    return None


def _overwrite(conn: sqlite3.Connection, path: Path, backup: Path, now: datetime, wait: float) -> Path:
    aside = _aside_name(path, now)
    _copy(conn, aside, wait)
    source = connect(backup, Mode.READ_ONLY, wait)
    try:
        _copy_pages(source, conn, path, wait)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    finally:
        source.close()
    return aside


def _replace(path: Path, backup: Path, now: datetime) -> Path | None:
    """Move what lies at `path` aside, with its journal, and put the copy there in one rename."""
    aside: Path | None = None
    partial = path.with_name(f"{path.name}{_PARTIAL}")
    source = connect(backup, Mode.READ_ONLY)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _copy(source, partial, told=path)
        if path.exists() and path.stat().st_size > 0:
            aside = _aside_name(path, now)
            _keep_aside(path, aside)
        for suffix in _BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        partial.replace(path)
    except OSError as error:
        raise unwritable(path) from error
    finally:
        source.close()
        partial.unlink(missing_ok=True)
    return aside


def _keep_aside(path: Path, aside: Path) -> None:
    """Give the file a second name (so that its own never stands empty), and take its journal along."""
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        path.rename(aside)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))


def _find_backup(path: Path, backup: Path) -> Path:
    if not backup.exists() and backup.name == str(backup):
        beside = path.resolve().parent / backup.name
        backup = backup_folder(path) / backup.name
        if beside.is_file() and not backup.exists():
            backup = beside
    if not backup.is_file():
        newest = list_backups(path)[: -_NAMED - 1 : -1]
        named = ", ".join(f"{copy.name} ({made:%d/%m/%Y %H:%M})" for copy, made in newest)
        raise Absent(
            f"Không có bản sao lưu «{backup}». Các bản sao lưu tự động nằm trong thư mục «{backup_folder(path)}»"
            + (f", mới nhất: {named}." if named else ".")
        )
    if path.exists() and backup.samefile(path):
        raise Unwritable(f"«{backup}» chính là tệp đang dùng, không phải một bản sao lưu. Hãy chọn tệp khác.")
    return backup


def _validate(backup: Path) -> None:
    """Raise Damaged, Foreign, Newer where the copy is not a whole database of ours."""
    conn = connect(backup, Mode.READ_ONLY)
    try:
        empty = read_header(conn, backup).empty
        with store_errors(backup):
            whole = not empty and conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            whole = whole and conn.execute("PRAGMA foreign_key_check").fetchone() is None
    finally:
        conn.close()
    if not whole:
        raise damaged(backup)


def _copy(conn: sqlite3.Connection, target: Path, wait: float = WAIT, told: Path | None = None) -> None:
    """Copy a database to a new file, its owner's alone, which appears under its name only when whole; an error names
    `told` (None: the target)."""
    partial = target.with_name(f"{target.name}{_PARTIAL}")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        copy = connect(partial, Mode.READ_WRITE, wait)
        try:
            _copy_pages(conn, copy, told or target, wait)
        finally:
            copy.close()
        partial.replace(target)
    except OSError as error:
        raise unwritable(target) from error
    finally:
        with contextlib.suppress(OSError):  # an error is on its way already; the next backup sweeps
            partial.unlink(missing_ok=True)


def _copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, path: Path, wait: float) -> None:
    """Copy all pages in one step. `sqlite3` would wait for a lock for ever: give up after `wait` seconds."""
    deadline = time.monotonic() + wait

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise locked(path)

    with store_errors(path):
        source.backup(target, progress=give_up, sleep=0.05)


def _aside_name(path: Path, now: datetime) -> Path:
    real = path.resolve()
    name = f"{real.stem}-truoc-khoi-phuc-{now.strftime(_STAMP)}"
    return _free_name(real.parent, name, real.suffix)


def _free_name(folder: Path, name: str, suffix: str) -> Path:
    """Return `name`, or `name-2`, `name-3` … after the last file of that name (of one second) in the folder."""
    pattern = re.compile(rf"{re.escape(name)}(?:-(\d+))?{re.escape(suffix)}")
    matches = [pattern.fullmatch(entry.name) for entry in folder.iterdir()] if folder.is_dir() else []
    taken = max((int(match[1] or 1) for match in matches if match is not None), default=0)
    return folder / (f"{name}-{taken + 1}{suffix}" if taken else f"{name}{suffix}")
