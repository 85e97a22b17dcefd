"""The screens of the manual: every block marked `console` in docs/huong-dan.md is typed again and compared.

A block holds lines «$ dangbo …» and, below each, what the screen shows. «…» alone on a line stands for any lines left
out. What follows «[c/K] » is what the clerk typed. The clerk sits at a terminal of 80 columns without colours, in a
folder that holds `examples/`, on 15/01/2023, with DANGBO_CSDL=so.db.
"""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dangbo_cli.app import run
from dangbo_cli.cli.environment import Environment

NOW = datetime(2023, 1, 15, 9, 30)
COLUMNS = 80
LEFT_OUT = "…"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANSWER = re.compile(r"\[c/K\] (.*)$")


@dataclass
class Screen:
    """One command line, what is typed at its questions, and what the manual says the screen shows."""

    line: str
    shown: list[str] = field(default_factory=list)

    @property
    def answers(self) -> list[str]:
        return [found[1].strip() for text in self.shown if (found := _ANSWER.search(text))]

    @property
    def pattern(self) -> re.Pattern[str]:
        """A pattern that the screen must match from its first to its last line."""
        parts = [r"(?:.*\n)*?" if text.strip() == LEFT_OUT else re.escape(text.rstrip()) + "\n" for text in self.shown]
        return re.compile("".join(parts))


def screens(text: str) -> Iterator[Screen]:
    """Yield the screens of a page in their order."""
    for block in _BLOCK.findall(text):
        screen: Screen | None = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if screen is not None:
                    yield screen
                screen = Screen(line[2:])
            elif screen is not None:
                screen.shown.append(line)
        if screen is not None:
            while screen.shown and not screen.shown[-1].strip():
                screen.shown.pop()
            yield screen


class _Keyboard(io.StringIO):
    """Typed answers that show on the screen, as a terminal shows them."""

    def __init__(self, answers: list[str], screen: io.StringIO) -> None:
        super().__init__("".join(f"{answer}\n" for answer in answers))
        self._screen = screen

    def readline(self, *_: object) -> str:  # type: ignore[override]
        line = super().readline()
        self._screen.write(line)
        return line


def show(line: str, answers: list[str]) -> str:
    """Run a command line of the manual and return all that the screen then holds."""
    words = shlex.split(line)
    assert words[0] == "dangbo", line
    screen = io.StringIO()
    env = Environment(
        stdin=_Keyboard(answers, screen),
        stdout=screen,
        stderr=screen,
        stdin_is_terminal=True,
        stdout_is_terminal=True,
        stderr_is_terminal=True,
        columns=COLUMNS,
        variables={"DANGBO_CSDL": "so.db", "NO_COLOR": "1"},
        clock=lambda: NOW,
        identify=lambda: ("canbo", "may-01"),
    )
    run(words[1:], env)
    shown = re.sub(r"(?:^|(?<=\n))[^\n]*\r\x1b\[K", "", screen.getvalue())  # the bar over files, and its erasing
    shown = re.sub(r"\r[^\n\r]*\x1b\[K", "", shown)
    return "".join(f"{text.rstrip()}\n" for text in shown.rstrip("\n").split("\n"))


def folder_of_examples(folder: Path, examples: Path) -> None:
    """Make `folder` what the manual works in."""
    import shutil

    for name in ("don-vi", "don-vi-loi", "nam-2022", "nam-2022-loi"):
        shutil.copytree(examples / name, folder / "examples" / name)
