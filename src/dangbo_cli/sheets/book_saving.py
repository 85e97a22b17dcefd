"""Writing a workbook to its file in one stroke, and the mark by which what a record gave out is known again."""

from __future__ import annotations

import errno
from io import BytesIO
from pathlib import Path
from shutil import disk_usage
from tempfile import gettempdir
from typing import Any

_ROOM = 1 << 20
"""Bytes below which a disk is full: no sheet is written in parts larger than this."""
_AUTHOR = "dangbo"
_MARK = "dangbo:xuat:{}"
_PROPERTIES = "docProps/core.xml"


def save_book(book: Any, path: Path) -> None:
    """Write an openpyxl workbook. It is packed in memory first: packed into the file itself, a full disk would make the
    archive complain once more, in English, when it is thrown away. Raises OSError."""
    packed = BytesIO()
    try:
        book.save(packed)
    except Exception as error:
        raise (_scratch_full(error) or error) from None
    path.write_bytes(packed.getbuffer())


def _scratch_full(error: Exception) -> OSError | None:
    """Return what kept openpyxl from the temporary files that it writes its sheets into, None for any other mistake: lxml,
    where it is there, says that it could not write without saying why."""
    if type(error).__name__ != "SerialisationError":
        return None
    scratch = gettempdir()
    no_room = disk_usage(scratch).free < _ROOM
    return OSError(errno.ENOSPC if no_room else errno.EFBIG, str(error), scratch)


def mark_exported(book: Any, database: str) -> None:
    """Write into the properties of an openpyxl workbook which record (`database`, its random name) gave it out; there
    the mark stays when somebody saves the file anew."""
    book.properties.creator = _AUTHOR
    book.properties.category = _MARK.format(database)


def is_exported(path: Path, database: str) -> bool:
    """Tell whether a file is a workbook that the record `database` gave out; False for whatever cannot be read."""
    from dangbo_cli.sheets.package import Package
    from dangbo_cli.sheets.unreadable import Unreadable

    try:
        package = Package(path.read_bytes())
        return _PROPERTIES in package and _MARK.format(database).encode() in package.whole(_PROPERTIES)
    except (OSError, Unreadable):
        return False
