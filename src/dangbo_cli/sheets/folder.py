"""Files and folders, in any mix, to the list of files to read."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dangbo_cli.domain.problem import Finding, say
from dangbo_cli.sheets.unreadable import FOLDER_UNREADABLE, MISSING, OTHER_KIND
from dangbo_cli.vietnamese.order import sort_key
from dangbo_cli.vietnamese.text import fold

#: Read in a folder; a file given by its own path is tried whatever its name.
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
_SILENT_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db", "__macosx", "$recycle.bin"})
_SILENT_SUFFIXES = (".tmp", ".lnk", ".crdownload", ".part")
_KINDS = {
    ".doc": "văn bản Word",
    ".docx": "văn bản Word",
    ".rtf": "văn bản Word",
    ".odt": "văn bản",
    ".txt": "văn bản thường",
    ".pdf": "tệp PDF",
    ".jpg": "ảnh",
    ".jpeg": "ảnh",
    ".png": "ảnh",
    ".gif": "ảnh",
    ".tif": "ảnh",
    ".tiff": "ảnh",
    ".heic": "ảnh",
    ".zip": "tệp nén, hãy giải nén trước",
    ".rar": "tệp nén, hãy giải nén trước",
    ".7z": "tệp nén, hãy giải nén trước",
    ".ppt": "bài trình chiếu",
    ".pptx": "bài trình chiếu",
    ".xlsb": "bảng tính .xlsb, dạng này chưa đọc được",
    ".htm": "trang web",
    ".html": "trang web",
}
_NEAR = 3
_HIDDEN_ON_WINDOWS = 0x2 | 0x4


class Named(NamedTuple):
    """A path that is not read, with the reason in a whole sentence."""

    path: Path
    code: str
    message: str


@dataclass(slots=True)
class Found:
    """`files` to read, in the order given, folders sorted by name; `passed_over` without a word (lock files,
    Thumbs.db, hidden files); `named`: documents in folders that are no spreadsheets, paths that do not exist."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)


def find_files(paths: Iterable[Path]) -> Found:
    """Return what is to be read below `paths`. Every file once, however often and by whatever link it is named;
    folders recursively, loops of links followed once. Never raises for what it meets on the disk."""
    return _Search().run(paths)


class _Search:
    def __init__(self) -> None:
        self._found = Found()
        self._files: set[tuple[object, ...]] = set()
        self._folders: set[tuple[object, ...]] = set()

    def run(self, paths: Iterable[Path]) -> Found:
        for path in paths:
            there = _as_on_disk(path)
            try:
                about = there.stat()
            except (OSError, ValueError):
                self._name(path, MISSING, _near(path))
                continue
            if stat.S_ISDIR(about.st_mode):
                self._folder(there, about)
            elif _is_lock(there.name):
                self._found.passed_over.append(there)
            else:
                self._file(there, about)
        return self._found

    def _folder(self, folder: Path, about: os.stat_result) -> None:
        """Take everything below a folder, in an order that no file system decides."""
        pending = [(folder, about)]
        while pending:
            folder, about = pending.pop()
            key = _identity(folder, about)
            if key in self._folders:
                continue
            self._folders.add(key)
            try:
                entries = sorted(folder.iterdir(), key=reading_order)
            except OSError:
                self._name(folder, FOLDER_UNREADABLE)
                continue
            below: list[tuple[Path, os.stat_result]] = []
            for entry in entries:
                try:
                    inside = entry.stat()
                except OSError:
                    if not _is_silent(entry.name):
                        self._name(entry, MISSING)
                    continue
                if _is_silent(entry.name) or getattr(inside, "st_file_attributes", 0) & _HIDDEN_ON_WINDOWS:
                    self._found.passed_over.append(entry)
                elif stat.S_ISDIR(inside.st_mode):
                    below.append((entry, inside))
                elif entry.suffix.lower() in SPREADSHEETS:
                    self._file(entry, inside)
                else:
                    what = _KINDS.get(entry.suffix.lower(), "tệp không phải bảng tính")
                    self._name(entry, OTHER_KIND, what)
            pending.extend(reversed(below))

    def _file(self, path: Path, about: os.stat_result) -> None:
        key = _identity(path, about)
        if key not in self._files:
            self._files.add(key)
            self._found.files.append(path)

    def _name(self, path: Path, code: str, detail: str = "") -> None:
        self._found.named.append(Named(path, code, say(Finding(code, detail))))


def _near(path: Path) -> str:
    """Say what stands where a path was looked for: names much like it, or that the folder itself is not there."""
    from difflib import get_close_matches  # only where something is missing

    try:
        if not path.parent.is_dir():
            return f" Không có thư mục «{path.parent}»."
        names = {fold(one.name): one.name for one in path.parent.iterdir() if not _is_silent(one.name)}
    except OSError:
        return ""
    near = get_close_matches(fold(path.name), list(names), n=_NEAR, cutoff=0.7)
    listed = ", ".join(f"«{names[one]}»" for one in near)
    return f" Trong thư mục ấy có tên gần giống: {listed}." if near else ""


def _identity(path: Path, about: os.stat_result) -> tuple[object, ...]:
    if about.st_ino:
        return (about.st_dev, about.st_ino)
    return (os.path.normcase(os.path.realpath(path)),)


def reading_order(path: Path) -> tuple[tuple[str, ...], str]:
    """Return the key by which files stand as a Vietnamese reader looks for them: folder by folder, «2» before «10», «Đ»
    after «D»."""
    return tuple(sort_key(part, numbers=True) for part in path.parts), str(path)


def _is_lock(name: str) -> bool:
    return name.startswith(("~$", ".~lock."))


def _is_silent(name: str) -> bool:
    lower = name.lower()
    return lower.startswith((".", "~$", "~wr")) or lower in _SILENT_NAMES or lower.endswith(_SILENT_SUFFIXES)


def _as_on_disk(path: Path) -> Path:
    """Return the path as the disk spells it where only the composition of its letters differs (a name typed in NFC,
    kept in NFD by a Mac), else the path as given."""
    try:
        if os.path.lexists(path) or path.name in ("", ".", ".."):
            return path
    except ValueError:
        return path
    parent = _as_on_disk(path.parent)
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        for entry in parent.iterdir():
            if unicodedata.normalize("NFC", entry.name) == wanted:
                return entry
    except OSError:
        return path
    return path
