"""Writing what `nhap --tra-lai` gives back: per workbook the unit's own copy and the words to send it with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo_cli.cli.errors import Misuse, Stop
from dangbo_cli.cli.on_disk import is_folder
from dangbo_cli.cli.saving import refuse_long_name, why_not_written
from dangbo_cli.views.partial import partial_of

if TYPE_CHECKING:
    from dangbo_cli.cli.call import Call
    from dangbo_cli.intake.result import ImportResult
    from dangbo_cli.intake.sent.giving import GivenBack


def check_folder(folder: Path, paths: Sequence[Path]) -> None:
    """See that the folder may be written into, and does not stand among the files that are read: the next import
    would read the copies as if the units had sent them. Raises Misuse."""
    refuse_long_name(folder)
    if folder.exists() and not folder.is_dir():
        raise Misuse(f"«{folder}» là một tệp, không phải thư mục.", names=(str(folder),))
    inside = folder.resolve()
    there = next(one for one in (inside, *inside.parents) if one.exists())
    if not os.access(there, os.W_OK):  # said before anything is written into the record
        raise Misuse(f"Không có quyền ghi vào thư mục «{there}».", names=(str(there),))
    for path in paths:
        if is_folder(path) and inside.is_relative_to(path.resolve()):
            raise Misuse(
                f"Thư mục «{folder}» nằm trong thư mục đang nhập «{path}»; lần nhập sau sẽ đọc lẫn cả các bản trả lại.",
                "Chọn một thư mục khác cho --tra-lai.",
                names=(str(folder), str(path)),
            )


def give_back(call: Call, result: ImportResult, folder: Path) -> None:
    """Write the copies and their messages, never over a file that is there; say where. Raises Stop."""
    from dangbo_cli.intake.sent.giving import files_to_return
    from dangbo_cli.store.keeping import mended_since
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    copies = 0
    messages = 0
    mended = set[tuple[str, str, str, str, str]]()
    if call.database.exists():
        with call.reading() as conn:
            mended = mended_since(conn, result.plan)
    try:
        for given in files_to_return(result, mended):
            folder.mkdir(parents=True, exist_ok=True)
            copies += _write_one(given, folder)
            messages += 1
    except OSError as error:
        raise Stop(
            f"Không ghi được vào thư mục «{folder}»: {why_not_written(error)}.",
            "Kiểm tra quyền ghi và chỗ trống, hoặc chọn thư mục khác cho --tra-lai.",
            names=(str(folder),),
        ) from error
    if not messages:
        show_note(call.env, "Không có tệp nào phải trả lại đơn vị.")
        return
    show_note(
        call.env,
        f"Đã ghi vào «{folder}»: {integer(copies)} tệp trả lại đơn vị, {integer(messages)} lời nhắn (.txt).",
        names=(str(folder),),
    )


def _write_one(given: GivenBack, folder: Path) -> int:
    """Write one copy, where there is something to mark, and its message; return how many copies."""
    from dangbo_cli.intake.sent.giving import message_to_unit
    from dangbo_cli.sheets.book import Unreadable
    from dangbo_cli.sheets.marked_copy import suffix_of_copy, write_copy

    original = Path(given.file.path)
    target = _free_name(folder, original.stem, suffix_of_copy(original))
    copy = None
    if given.remarks:
        partial = partial_of(target, target.suffix)
        try:
            copy = write_copy(original, partial, given.remarks, given.edges)
            partial.replace(target)
        except Unreadable as trouble:
            raise Stop(f"Tệp «{original}» không còn đọc được: {trouble.message}", names=(str(original),)) from trouble
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    message = target.with_suffix(".txt")
    message.write_text(message_to_unit(given, target.name, copy), encoding="utf-8-sig")
    return 0 if copy is None else 1


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name that neither a copy nor a message has: «05 Sở Y tế.xlsx», else «05 Sở Y tế (2).xlsx»."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} ({number})"
        target = folder / f"{name}{suffix}"
        if not target.exists() and not target.with_suffix(".txt").exists():
            return target
        number += 1
