"""Writing one file that somebody asked for: whole or not at all, with words where it cannot be."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dangbo_cli.cli.errors import Misuse, Stop

if TYPE_CHECKING:
    from dangbo_cli.cli.environment import Environment

T = TypeVar("T")
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def may_overwrite(env: Environment, path: Path) -> bool:
    """Ask where a file would be replaced and somebody can answer; without anybody to ask it is replaced."""
    if not path.is_file() or not env.can_ask or env.confirm(f"Tệp «{path}» đã có. Ghi đè?"):
        return True
    from dangbo_cli.views.messages import show_note

    show_note(env, f'Chưa ghi gì. Ghi ra tên khác: --luu-vao "{_another_name(path)}"', names=(str(path),))
    return False


def check_folder(path: Path) -> None:
    """Raise Misuse where a file cannot be at `path`: it is a folder, or its folder is not there."""
    if path.is_dir() or not path.parent.is_dir():
        missing = path if path.is_dir() else path.parent
        reason = "là một thư mục, không phải tệp" if path.is_dir() else "chưa có"
        advice = () if path.is_dir() else ("Hãy tạo thư mục ấy trước, hoặc ghi vào một thư mục đã có.",)
        raise Misuse(f"Không ghi được vào «{path}»: «{missing}» {reason}.", *advice, names=(str(path), str(missing)))


def write_whole(path: Path, write: Callable[[Path], T]) -> T:
    """Let `write` fill a file beside the target, then put it in its place: nobody ever finds half a file. Returns
    what `write` returns.

    Raises Misuse where there is no such folder, Stop where the file cannot be written.
    """
    check_folder(path)
    partial = path.with_name(f".{path.name}.dang-ghi{path.suffix}")
    try:
        told = write(partial)
        partial.replace(path)
    except OSError as error:
        other = _another_name(path)
        full = error.errno in _DISK_FULL
        raise Stop(
            f"Không ghi được tệp «{path}»: {why_not_written(error)}.",
            "Dọn bớt tệp rồi chạy lại, hoặc ghi ra ổ đĩa khác bằng --luu-vao."
            if full
            else f'Đóng tệp ấy rồi chạy lại, hoặc ghi ra tên khác: --luu-vao "{other}"',
            names=(str(path), str(other)),
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return told


def why_not_written(error: OSError) -> str:
    """Say in the clerk's words why a file could not be written."""
    if error.errno in _DISK_FULL:
        return "ổ đĩa đã đầy"
    return "tệp đang mở ở chương trình khác, hoặc không có quyền ghi vào thư mục"


def _another_name(path: Path) -> Path:
    for number in range(2, 100):
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not candidate.exists():
            return candidate
    return path.with_name(f"{path.stem}-moi{path.suffix}")
