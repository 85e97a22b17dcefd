"""Writing one file that somebody asked for: whole or not at all, with words where it cannot be."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dangbo_cli.cli.errors import Misuse, Stop
from dangbo_cli.cli.on_disk import is_file, is_there
from dangbo_cli.views.partial import is_name_too_long, partial_of

if TYPE_CHECKING:
    from dangbo_cli.cli.environment import Environment

T = TypeVar("T")
_NAMED = 3  # files that a question names; the others are counted
#: Why no room is left for a file, in the clerk's words.
_NO_ROOM = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "ổ đĩa đã đầy",
    errno.EFBIG: "hệ thống không cho ghi tệp lớn đến thế",
}

_REFUSED = {errno.EROFS: "ổ đĩa này chỉ đọc được, không cho ghi", errno.ENAMETOOLONG: "tên tệp hay đường dẫn dài quá"}


def may_overwrite(env: Environment, *paths: Path) -> bool:
    """Ask, once, where files would be replaced and somebody can answer; without anybody to ask they are replaced."""
    standing = [path for path in paths if is_file(path)]
    if not standing or not env.can_ask or env.confirm(f"{_say_standing(standing)} đã có. Ghi đè?"):
        return True
    from dangbo_cli.views.messages import show_note

    if len(paths) == 1:
        other = _another_name(paths[0])
        show_note(env, f'Chưa ghi gì. Ghi ra tên khác: --luu-vao "{other}"', names=(str(paths[0]), str(other)))
    else:
        show_note(env, "Chưa ghi gì. Ghi vào một thư mục khác: --luu-vao THƯ_MỤC")
    return False


def _say_standing(paths: Sequence[Path]) -> str:
    """Name the files that are there already: «Tệp «a.xlsx»», «3 tệp trong «gui»: «a.xlsx», …»."""
    if len(paths) == 1:
        return f"Tệp «{paths[0]}»"
    few = ", ".join(f"«{path.name}»" for path in paths[:_NAMED])
    more = f" và {len(paths) - _NAMED} tệp nữa" if len(paths) > _NAMED else ""
    return f"{len(paths)} tệp trong «{paths[0].parent}» ({few}{more})"


def say_replaced(*paths: Path) -> str:
    """Return what is to be added where it is said that files were written, asked before they are: which of them
    replace one of the same name."""
    count = sum(is_file(path) for path in paths)
    if len(paths) <= 1:
        return ", thay tệp cũ cùng tên" if count else ""
    return f", trong đó {count} tệp thay tệp cũ cùng tên" if count else ""


def check_folder(path: Path) -> None:
    """Raise Misuse where a file cannot be at `path`: it is a folder, its folder is not there, or its name is too long."""
    refuse_long_name(path)
    if path.is_dir() or not path.parent.is_dir():
        missing = path if path.is_dir() else path.parent
        reason = "là một thư mục, không phải tệp" if path.is_dir() else "chưa có"
        advice = () if path.is_dir() else ("Hãy tạo thư mục ấy trước, hoặc ghi vào một thư mục đã có.",)
        raise Misuse(f"Không ghi được vào «{path}»: «{missing}» {reason}.", *advice, names=(str(path), str(missing)))


def refuse_long_name(path: Path) -> None:
    """Raise Misuse where no file or folder can be called so."""
    if is_name_too_long(path):
        raise Misuse(
            f"Không ghi được vào «{path}»: tên dài quá, hệ thống chỉ nhận tên khoảng 80 chữ có dấu.",
            "Đặt tên ngắn hơn rồi chạy lại.",
            names=(str(path),),
        )


def write_whole(path: Path, write: Callable[[Path], T]) -> T:
    """Let `write` fill a file beside the target, then put it in its place: nobody ever finds half a file. Returns
    what `write` returns.

    Raises Misuse where there is no such folder, Stop where the file cannot be written.
    """
    check_folder(path)
    partial = partial_of(path, path.suffix)
    try:
        told = write(partial)
        partial.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):  # a file system that is only read refuses even what is not there
            partial.unlink(missing_ok=True)
    return told


def not_written(path: Path, error: OSError, folder: bool = False) -> Stop:
    """Return the refusal of a file, or of a `folder`, that could not be written: why, and what to do."""
    what = "vào thư mục" if folder else "tệp"
    other = _another_name(path)
    if error.errno in _NO_ROOM:
        advice = "Dọn bớt tệp rồi chạy lại, hoặc ghi ra ổ đĩa khác bằng --luu-vao."
    elif error.errno == errno.EROFS:
        advice = "Ghi ra thư mục ở ổ đĩa khác bằng --luu-vao."
    elif folder:
        advice = "Đóng các tệp trong thư mục ấy rồi chạy lại, hoặc ghi vào thư mục khác: --luu-vao THƯ_MỤC"
    else:
        advice = f'Đóng tệp ấy rồi chạy lại, hoặc ghi ra tên khác: --luu-vao "{other}"'
    return Stop(f"Không ghi được {what} «{path}»: {why_not_written(error)}.", advice, names=(str(path), str(other)))


def why_not_written(error: OSError) -> str:
    """Say in the clerk's words why a file could not be written."""
    if error.errno in _NO_ROOM:
        scratch = error.filename if error.filename and Path(error.filename).is_dir() else ""
        return _NO_ROOM[error.errno] + (f" (ở thư mục tạm «{scratch}»)" if scratch else "")
    if error.errno in _REFUSED:
        return _REFUSED[error.errno]
    return "tệp đang mở ở chương trình khác, hoặc không có quyền ghi vào thư mục"


def _another_name(path: Path) -> Path:
    for number in range(2, 100):
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not is_there(candidate):
            return candidate
    return path.with_name(f"{path.stem}-moi{path.suffix}")
