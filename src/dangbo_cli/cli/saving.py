"""Writing one file that somebody asked for: whole or not at all, with words where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dangbo_cli.cli.errors import Misuse, Stop


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside the target, then put it in its place: nobody ever finds half a file.

    Raises Misuse where there is no such folder, Stop where the file cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        missing = path if path.is_dir() else path.parent
        reason = "là một thư mục, không phải tệp" if path.is_dir() else "không có"
        raise Misuse(f"Không ghi được vào «{path}»: «{missing}» {reason}.", names=(str(path), str(missing)))
    partial = path.with_name(f".{path.name}.dang-ghi{path.suffix}")
    try:
        write(partial)
        partial.replace(path)
    except OSError as error:
        other = _another_name(path)
        raise Stop(
            f"Không ghi được tệp «{path}»: tệp đang mở ở chương trình khác, hoặc không có quyền ghi vào thư mục.",
            f'Đóng tệp ấy rồi chạy lại, hoặc ghi ra tên khác: --luu-vao "{other}"',
            names=(str(path), str(other)),
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def _another_name(path: Path) -> Path:
    for number in range(2, 100):
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not candidate.exists():
            return candidate
    return path.with_name(f"{path.stem}-moi{path.suffix}")
