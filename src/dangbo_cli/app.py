"""The program's door: one error boundary that turns whatever happens into words and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangbo_cli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from dangbo_cli.cli.environment import Environment

DEBUG_OPTION = "--go-loi"
#: What a file system says that has nothing to do with the program.
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG)


def main() -> None:
    """Run the command line of this process (entry point `dangbo`). Ctrl-C while it is still being loaded says no more
    than Ctrl-C later."""
    try:
        _main()
    except KeyboardInterrupt:
        # The streams are not ours yet, and may not know Vietnamese letters.
        sys.stderr.buffer.write("\nĐã dừng theo yêu cầu.\n".encode())
        sys.exit(int(ExitCode.INTERRUPTED))


def _main() -> None:
    # A command lives for seconds and keeps nearly all it makes: looking for cycles took a seventh of the time of an
    # import of 5,200 people; without it the peak of memory is the same.
    gc.disable()
    _open_streams()
    from dangbo_cli.cli.environment import real_environment
    from dangbo_cli.cli.framework import COMPLETE_VARIABLE, answer_completion

    if instruction := os.environ.get(COMPLETE_VARIABLE):
        sys.exit(answer_completion(instruction))
    env = real_environment()
    code = run(sys.argv[1:], env)
    try:
        sys.stdout.flush()  # what a command that stopped had written
    except OSError:
        _silence_output()
    sys.exit(int(code))


def _open_streams() -> None:
    """Lead the standard streams that this process was started without (`>&-`, a scheduled task) nowhere, before any file
    is opened: the system would give the record itself the number of one of them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def run(args: Sequence[str], env: Environment) -> ExitCode:
    """Run one command line in an environment and return the exit code; nothing is raised, no traceback shown
    (`--go-loi` shows it)."""
    from dangbo_cli.cli import framework
    from dangbo_cli.cli.call import Call
    from dangbo_cli.cli.environment import OutputCut
    from dangbo_cli.cli.errors import Stop

    try:
        code = framework.run(args, Call(env))
        env.flush()
        return code
    except Stop as stop:
        from dangbo_cli.views.messages import show_error

        show_error(env, stop.sentence, stop.advice, stop.names)
        return stop.code
    except KeyboardInterrupt as stopped:
        from dangbo_cli.cli.environment import StoppedAtQuestion

        written = ", chưa ghi gì vào sổ" if isinstance(stopped, StoppedAtQuestion) else ""
        env.say(f"\nĐã dừng theo yêu cầu{written}.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return ExitCode.DONE
    except OutputCut as cut:
        from dangbo_cli.cli.saving import why_not_written
        from dangbo_cli.views.messages import show_error

        _silence_output()
        show_error(
            env,
            f"Không ghi hết được kết quả ra nơi đã chuyển hướng tới: {why_not_written(cut.error)}.",
            ["Phần đã ghi ra không trọn vẹn, đừng dùng. Dọn bớt tệp, hoặc chuyển hướng sang ổ đĩa khác, rồi chạy lại."],
        )
        return ExitCode.ATTENTION
    except Exception as error:
        if isinstance(error, UnicodeEncodeError) and _half_read(args):
            return _explain_half_read(env)
        return _explain(error, env, DEBUG_OPTION in args)


def _half_read(args: Sequence[str]) -> bool:
    """Tell whether words of the command line came as bytes that are no letters in the encoding of this process."""
    return any("\ud800" <= letter <= "\udfff" for word in args for letter in word)


def _explain_half_read(env: Environment) -> ExitCode:
    from dangbo_cli.views.messages import show_error

    show_error(
        env,
        "Không đọc được chữ có dấu trong lệnh vừa gõ: cửa sổ lệnh không dùng bảng mã UTF-8.",
        ["Đặt bảng mã rồi chạy lại: export LC_ALL=C.UTF-8, bỏ PYTHONUTF8=0 nếu có."],
    )
    return ExitCode.USAGE


def _explain(error: Exception, env: Environment, debug: bool) -> ExitCode:
    """Say what went wrong in one line: what the store said, or that it was not foreseen.

    An unforeseen error's own text may hold personal data, so only its kind and place are shown.
    """
    import sqlite3

    from dangbo_cli.store.errors import StoreError, from_sqlite
    from dangbo_cli.views.messages import show_error

    if debug:
        import traceback

        env.say("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, sqlite3.Error):
        error = from_sqlite(error, "") or error
    if isinstance(error, StoreError):
        show_error(env, error.message)
        return ExitCode.DATABASE
    if isinstance(error, MemoryError):
        show_error(env, "Máy không còn đủ bộ nhớ; chưa có gì bị thay đổi.", ["Đóng bớt chương trình rồi chạy lại."])
        return ExitCode.ATTENTION
    if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
        from dangbo_cli.cli.saving import why_not_written

        where = f" ở «{error.filename}»" if error.filename else ""
        show_error(
            env,
            f"Không đọc hoặc ghi được{where}: {why_not_written(error)}.",
            ["Xem lại đường dẫn vừa gõ, hoặc dùng thư mục ở ổ đĩa khác, rồi chạy lại."],
            (str(error.filename or ""),),
        )
        return ExitCode.ATTENTION
    place = _place(error)
    show_error(
        env,
        f"Có lỗi ngoài dự tính ({type(error).__name__}{place}); chương trình dừng lại.",
        [] if debug else [f"Để xem chi tiết khi báo lỗi: dangbo {DEBUG_OPTION} … (cùng lệnh vừa gõ)."],
    )
    return ExitCode.ATTENTION


def _place(error: Exception) -> str:
    """Return where in our code an error arose: «, cli/nhap.py dòng 12»."""
    here, place = error.__traceback__, ""
    while here is not None:
        name = here.tb_frame.f_code.co_filename.replace("\\", "/")
        if "/dangbo_cli/" in name:
            place = f", {name.rpartition('/dangbo_cli/')[2]} dòng {here.tb_lineno}"
        here = here.tb_next
    return place


def _silence_output() -> None:
    """Whoever read our output has gone (`| head`), or it takes no more: write the rest nowhere, say nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
