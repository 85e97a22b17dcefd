"""What stands at a path that somebody typed, whatever it is: a name too long for the system is nowhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether anything stands at a path."""
    return _about(path) is not None


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands at a path."""
    return (about := _about(path)) is not None and stat.S_ISDIR(about.st_mode)


def is_file(path: Path) -> bool:
    """Tell whether a file stands at a path."""
    return (about := _about(path)) is not None and stat.S_ISREG(about.st_mode)


def _about(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None
