"""Copies of the file that somebody made by hand, beside it or in its backup folder; and what may be taken back where the
file is gone."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path

from dangbo_cli.store.backup import backup_folder, list_backups
from dangbo_cli.store.connection import Mode, connect
from dangbo_cli.store.errors import StoreError
from dangbo_cli.store.mark import APPLICATION_ID
from dangbo_cli.store.settings import database_name
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

#: Where the header of a SQLite file says whose it is.
_WHOSE = slice(68, 72)
#: What copies are called behind the name of the file: « - Copy», « (2)», «-20221120», «-sao-luu», «-truoc-khoi-phuc-…».
_COPY_NAME = rare(r"[\W_]*(?:\d|copy|ban sao|sao|luu|backup|bak|truoc khoi phuc)")


def list_other_copies(path: Path) -> list[tuple[Path, datetime]]:
    """Return the copies of a file that were not made before batches («so - Copy.db», one of `sao-luu FILE`, what
    `khoi-phuc` kept) with the time they were written, oldest first.

    A copy is told by the name that a record carries inside, not by that of its file; where neither the file nor an
    automatic copy tells that name, by how copies are called.
    """
    real, automatic = path.resolve(), list_backups(path)
    known = {real, *(copy.resolve() for copy, _ in automatic)}
    mine = next(filter(None, map(_name, (real, *(copy for copy, _ in automatic[-1:])))), None)
    found = []
    for folder in (real.parent, backup_folder(path)):
        for entry in sorted(folder.glob(f"*{real.suffix}")) if folder.is_dir() else ():
            if entry.resolve() in known or not entry.is_file():
                continue
            name = _name(entry)
            if name is not None and (name == mine if mine is not None else _is_called_copy(entry, real)):
                found.append((entry, datetime.fromtimestamp(entry.stat().st_mtime)))
    return sorted(found, key=lambda copy: copy[1])


def say_copy(path: Path, copy: Path) -> str:
    """Return how a copy is named after `khoi-phuc`: by its name alone where that finds it, in the backup folder or beside
    the file."""
    automatic, here = backup_folder(path) / copy.name, Path(copy.name)
    found = copy.parent == automatic.parent or (copy.parent == path.resolve().parent and not automatic.exists())
    found = found and (not here.exists() or here.samefile(copy))
    name = copy.name if found else str(copy)
    return f'"{name}"' if " " in name else name


def say_what_is_left(path: Path) -> str | None:
    """Return the sentence that names the copies of a file that is gone, and how to take the newest back; None without any."""
    copies = list_backups(path) or list_other_copies(path)
    if not copies:
        return None
    newest, made = copies[-1]
    return (
        f"Không có tệp cơ sở dữ liệu «{path}», nhưng còn {len(copies)} bản sao của sổ ấy, mới nhất lúc "
        f"{made:%d/%m/%Y %H:%M}. Lấy lại bản ấy: «dangbo khoi-phuc {say_copy(path, newest)}»; xem mọi bản: «dangbo "
        "khoi-phuc». Nếu tệp nằm ở chỗ khác, hãy chỉ ra bằng «--csdl TỆP»."
    )


def _is_called_copy(entry: Path, real: Path) -> bool:
    behind = fold(entry.stem.removeprefix(real.stem)).replace("-", " ")
    return entry.stem.startswith(real.stem) and _COPY_NAME.match(behind) is not None


def _name(path: Path) -> str | None:
    """Return the name that a record carries inside, None where the file is no record of ours, or cannot be read."""
    with contextlib.suppress(OSError, StoreError, sqlite3.Error):
        with path.open("rb") as file:
            if int.from_bytes(file.read(100)[_WHOSE], "big") != APPLICATION_ID:
                return None
        conn = connect(path, Mode.READ_ONLY)
        try:
            return database_name(conn)
        finally:
            conn.close()
    return None
