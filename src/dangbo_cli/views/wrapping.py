"""Lines that fit: wrap text at spaces, never inside a file name, a cell address or an option."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: Stands for a space that must not be broken; never in real text (private use area).
_HELD = "\ue000"


def width(text: str) -> int:
    """Return how many terminal columns a text takes (combining marks none, wide letters two)."""
    if text.isascii():
        return len(text)
    total = 0
    for letter in text:
        if unicodedata.combining(letter):
            continue
        total += 2 if letter > "\u10ff" and unicodedata.east_asian_width(letter) in "WF" else 1
    return total


def plain(text: str) -> str:
    """Return data as it may go to a terminal: NFC, one line, control characters made visible.

    Sheets hold tabs, line breaks and escape sequences; none of them may steer a terminal.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter == "\u200b" else " " if letter.isspace() else "\ufffd"
        for letter in text
    )


def hold_together(text: str, names: Iterable[str]) -> str:
    """Mark the spaces inside each of `names` in `text` so that `wrap` keeps the name on one line."""
    for name in sorted(set(names), key=len, reverse=True):
        if " " in name:
            text = text.replace(name, name.replace(" ", _HELD))
    return text


def release(text: str) -> str:
    return text.replace(_HELD, " ")


def wrap(text: str, columns: int, names: Iterable[str] = ()) -> list[str]:
    """Return the lines of `text`, each at most `columns` wide unless a single word or name is longer."""
    lines: list[str] = []
    line, used = "", 0
    for word in hold_together(text, names).split(" "):
        if not word:
            continue
        size = width(word)
        if line and used + 1 + size > columns:
            lines.append(release(line))
            line, used = word, size
        elif line:
            line, used = f"{line} {word}", used + 1 + size
        else:
            line, used = word, size
    if line or not lines:
        lines.append(release(line))
    return lines


def paragraph(text: str, columns: int, indent: str = "", hanging: str | None = None, names: Iterable[str] = ()) -> str:
    """Return `text` wrapped, its first line behind `indent`, the others behind `hanging` (else `indent`)."""
    hanging = indent if hanging is None else hanging
    room = columns - max(len(indent), len(hanging))
    lines = wrap(text, max(room, 20), names)
    return "\n".join((indent if number == 0 else hanging) + line for number, line in enumerate(lines))


def pad(text: str, columns: int, right: bool = False) -> str:
    """Return `text` filled with spaces to `columns`."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap
