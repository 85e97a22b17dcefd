"""Column widths: a table made to fit a terminal without cutting a value or breaking a name.

Our own layout instead of rich's: rich breaks file names and crops what is too wide, and importing it costs
as much as answering a question does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangbo_cli.views.wrapping import hold_together, release, width, wrap

GAP = 2
#: A name stands before its suffix; «ở dạng .xlsx» names a kind of file.
_FILE_NAME = re.compile(
    r"(?<=[^\s«(])\.(?:xlsx|xlsm|xls|ods|csv|tsv|json|db|sqlite3?|bak|docx|pdf|jpg)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"«[^«»]*»")


def held_names(text: str) -> list[str]:
    """Return the parts of a cell's text that hold a file name: kept on one line.

    A list such as «ô H12, trang tính DSDV, 05 Sở Y tế.xls» may break after its commas only, a quoted name nowhere.
    """
    if _FILE_NAME.search(text) is None:
        return []
    quoted = [name for name in _QUOTED.findall(text) if _FILE_NAME.search(name)]
    bare = [part.strip() for part in re.split(r"[,;] ", _QUOTED.sub("", text)) if _FILE_NAME.search(part)]
    return quoted + bare


def least_width(text: str) -> int:
    """Return the width of the widest piece of a text that must stay whole."""
    names = held_names(text)
    if names:
        return max(width(release(word)) for word in hold_together(text, names).split(" "))
    return max((width(word) for word in text.split(" ")), default=0)


def heading_width(title: str, lines: int) -> int:
    """Return the least width in which a heading goes over so many lines, or its widest word where more are needed."""
    words = [width(word) for word in title.split(" ")]
    room = max(words)
    while room < width(title):
        used, count = 0, 1
        for size in words:
            used, count = (size, count + 1) if used and used + 1 + size > room else (used + bool(used) + size, count)
        if count <= lines:
            break
        room += 1
    return room


def fit(least: Sequence[int], natural: Sequence[int], room: int) -> list[int] | None:
    """Return column widths that sum to at most `room`, or None where even the least do not fit.

    Columns that are narrow anyway get what they want; only the widest are squeezed, to a common width.
    """
    if sum(least) > room:
        return None
    if sum(natural) <= room:
        return list(natural)
    low, high = 0, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_capped(least, natural, middle)) <= room:
            low = middle
        else:
            high = middle - 1
    widths = _capped(least, natural, low)
    for number in sorted(range(len(widths)), key=lambda n: widths[n] - natural[n]):
        spare = room - sum(widths)
        widths[number] += min(spare, natural[number] - widths[number])
    return widths


def _capped(least: Sequence[int], natural: Sequence[int], cap: int) -> list[int]:
    return [min(want, max(need, cap)) for need, want in zip(least, natural, strict=True)]


def squeezed(given: int, natural: int) -> bool:
    """Tell whether a column of names got so little that they are hard to read."""
    return given < 0.6 * min(natural, 30)


def cell_lines(text: str, columns: int) -> list[str]:
    """Return the lines of one cell."""
    if width(text) <= columns:
        return [text]
    return wrap(text, columns, held_names(text))
