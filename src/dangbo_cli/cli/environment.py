"""The world outside the program, handed down instead of reached for: streams, terminal, clock, user.

Tests hand in a scripted one (tests/running.py); nothing below the command line reads a global stream,
the clock or an environment variable.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TextIO

#: Width of running text where no terminal says how wide it is.
DEFAULT_WIDTH = 100
NARROWEST, WIDEST_PROSE = 40, 120


@dataclass(frozen=True)
class Environment:
    """Streams and facts of one run.

    `columns` is the width of the terminal in characters, also of the one beyond a pipe (a pager's); None where output goes
    to a file (tables then take the width they need); `error_columns` that of the terminal that shows standard error.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    columns: int | None = None
    error_columns: int | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], datetime] = datetime.now
    identify: Callable[[], tuple[str, str]] = lambda: ("", "")
    _kept: list[object] = field(default_factory=list)

    def keep(self, value: object) -> None:
        """Hold a large value till the process is gone: to take the plan of 5,200 people apart costs 30 ms, two in a
        hundred of its import, and nobody has anything from it. (The ring keeps it when the frames around it have gone.)"""
        self._kept.append((value, self._kept))

    @property
    def prose_width(self) -> int:
        """Width for sentences and help: the terminal's, within what can be read."""
        return _readable(self.columns)

    @property
    def aside_width(self) -> int:
        """Width for sentences on standard error: an answer that goes to a file leaves messages on a terminal."""
        return _readable(self.error_columns or self.columns)

    @property
    def colour(self) -> bool:
        """Tell whether standard output takes colours (no-color.org, dumb terminals, pipes: no)."""
        return self.stdout_is_terminal and self._colour_wanted

    @property
    def error_colour(self) -> bool:
        return self.stderr_is_terminal and self._colour_wanted

    @property
    def _colour_wanted(self) -> bool:
        return not self.variables.get("NO_COLOR") and self.variables.get("TERM") != "dumb"

    @property
    def can_ask(self) -> bool:
        """Tell whether somebody sits there: questions go to standard error, answers come from input."""
        return self.stdin_is_terminal and self.stderr_is_terminal

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    def out(self, text: str = "") -> None:
        """Write a line of the answer. Raises OutputCut."""
        self.write(text + "\n")

    def write(self, text: str) -> None:
        """Write a part of the answer as it is. Raises OutputCut."""
        with _told_cut():
            self.stdout.write(text)

    def flush(self) -> None:
        """Let nothing of the answer wait in memory. Raises OutputCut."""
        with _told_cut():
            self.stdout.flush()

    def say(self, text: str = "") -> None:
        """Write a line beside the answer (progress, notes, questions)."""
        self.stderr.write(text + "\n")

    def ask(self, question: str) -> str:
        """Ask for one line and return it stripped; end of input is an empty answer. Raises StoppedAtQuestion, OutputCut."""
        self.flush()
        self.stderr.write(question)
        self.stderr.flush()
        try:
            line = self.stdin.readline()
        except KeyboardInterrupt:
            raise StoppedAtQuestion from None
        if not line:
            self.say()
        return line.strip()

    def confirm(self, question: str, other: Callable[[str], bool] | None = None) -> bool:
        """Ask «… [c/K]» and tell whether the answer was yes; end of input is no. `other` may take any other answer
        (folded; it returns False for one that it does not know), after which the question comes again."""
        from dangbo_cli.views.messages import sentence

        told, _, last = f"{question} [c/K]".rpartition(". ")
        columns = self.error_columns or self.columns or self.prose_width
        asked = sentence(f"{question} [c/K]", columns - _TYPED, names=[last] if told else [])
        while True:
            answer = self.ask(f"{asked} ").casefold()
            if answer in YES:
                return True
            if answer in NO:
                return False
            if other is None or not other(answer):
                self.say("Trả lời «c» (có) hoặc «k» (không).")


class StoppedAtQuestion(KeyboardInterrupt):
    """Ctrl-C at a question: nothing is written before the answer."""


class OutputCut(Exception):
    """Standard output takes no more (the disk it goes to is full): what was written of the answer is not whole."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def _told_cut() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever read it has gone: nobody misses the rest
        raise
    except OSError as error:
        raise OutputCut(error) from error


_TYPED = 2  # columns that a blank and the answer take after a question
YES = frozenset(("c", "có", "co", "y", "yes"))
NO = frozenset(("", "k", "không", "khong", "n", "no"))


def real_environment() -> Environment:
    """Return the environment of this process, its streams made safe for Vietnamese.

    A Windows console or pipe with a code page such as cp1252 would otherwise stop at the first «ệ». Without a buffer
    (PYTHONUNBUFFERED, `python -u`) the rest of a write that a full disk took in part would be dropped without an error.
    """
    if isinstance(raw := getattr(sys.stdout, "buffer", None), io.RawIOBase):
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    if (reconfigure := getattr(sys.stdin, "reconfigure", None)) is not None:
        reconfigure(errors="replace")
    return Environment(
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        stdin_is_terminal=_is_terminal(sys.stdin),
        stdout_is_terminal=_is_terminal(sys.stdout),
        stderr_is_terminal=_is_terminal(sys.stderr),
        columns=_terminal_columns(sys.stdout) or (_terminal_columns(sys.stderr) if _is_pipe(sys.stdout) else None),
        error_columns=_terminal_columns(sys.stderr),
        variables=os.environ,
        identify=_user_and_machine,
    )


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed stream
        return False


def _is_pipe(stream: TextIO | None) -> bool:
    """Tell whether a stream goes to another program: where messages go to a terminal, that program shows on it, too."""
    try:
        return stream is not None and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # closed, or no stream of the system
        return False


def _readable(columns: int | None) -> int:
    return max(NARROWEST, min(columns or DEFAULT_WIDTH, WIDEST_PROSE))


def _terminal_columns(stream: TextIO) -> int | None:
    """COLUMNS where it is set, else the width of the terminal that shows the stream (None: it goes elsewhere)."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdigit() and int(stated) > 0:
        return max(NARROWEST, int(stated))
    if not _is_terminal(stream):
        return None
    try:
        return max(NARROWEST, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80


def _user_and_machine() -> tuple[str, str]:
    import getpass

    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name for this account
        user = ""
    if hasattr(os, "uname"):
        return user, os.uname().nodename
    import socket  # 2 ms to load

    return user, socket.gethostname()
