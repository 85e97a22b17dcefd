"""Names of files that are written: what the system takes, and the one beside a file until it is whole."""

from __future__ import annotations

import os
from pathlib import Path

#: Bytes of one name in a folder, on every file system in use; a Vietnamese letter with its mark takes up to three.
LONGEST_NAME = 255


def is_name_too_long(path: Path) -> bool:
    """Tell whether no file system takes a part of a path for a name."""
    return any(len(os.fsencode(part)) > LONGEST_NAME for part in path.parts)


def partial_of(path: Path, suffix: str = "") -> Path:
    """Return where a file is written until it is whole: a hidden name in its folder, that a long name leaves room for."""
    partial = path.with_name(f".{path.name}.dang-ghi{suffix}")
    return path.with_name(f".{os.getpid()}.dang-ghi{suffix}") if is_name_too_long(partial) else partial
