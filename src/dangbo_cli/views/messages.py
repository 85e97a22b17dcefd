"""Sentences beside the answer: errors with what to do, notes, all wrapped and never breaking a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dangbo_cli.views.screen import Screen
from dangbo_cli.views.wrapping import paragraph, plain

BOLD, RED, RESET = "\x1b[1m", "\x1b[31m", "\x1b[0m"
_QUOTED = re.compile(r"«([^«»]*)»")
#: A slash alone makes no path: «từ 01/4/2023», «12-QĐ/ĐU» are words of a note. Where a folder is meant, it is passed by name.
_FILE = re.compile(
    r"^(?:[/~]|\.\.?/|\w:)|\\|\.(?:xlsx|xlsm|xls|ods|csv|tsv|json|db|sqlite|sqlite3|bak|docx|pdf)\b|^dangbo ",
    re.IGNORECASE,
)


def names_in(text: str) -> list[str]:
    """Return the quoted parts of a sentence that are files, paths or lines to type: kept on one line."""
    return [f"«{quoted}»" for quoted in _QUOTED.findall(text) if _FILE.search(quoted)]


def sentence(text: str, columns: int, indent: str = "", hanging: str | None = None, names: Iterable[str] = ()) -> str:
    """Return a sentence wrapped to `columns`; quoted file names and `names` stay whole."""
    text = plain(text)
    return paragraph(text, columns, indent, hanging, [*names_in(text), *names])


def show_error(screen: Screen, text: str, advice: Iterable[str] = (), names: Iterable[str] = ()) -> None:
    """Write «Lỗi: …» and under it, each on its own line, what can be tried."""
    names = tuple(names)
    message = sentence(f"Lỗi: {text}", screen.aside_width, names=names)
    if screen.error_colour:
        message = message.replace("Lỗi:", f"{BOLD}{RED}Lỗi:{RESET}", 1)
    screen.say(message)
    for line in advice:
        if "\n" in line or not line:
            screen.say(line)  # laid out already: a help page
        else:
            indent = line[: len(line) - len(line.lstrip(" "))]
            screen.say(sentence(line, screen.aside_width, indent, indent + "    ", names))


def show_note(screen: Screen, text: str, names: Iterable[str] = ()) -> None:
    """Write a note beside the answer."""
    screen.say(sentence(text, screen.aside_width, names=names))


def heading(text: str, colour: bool) -> str:
    return f"{BOLD}{text}{RESET}" if colour else text
