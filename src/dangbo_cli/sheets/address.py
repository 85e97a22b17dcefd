"""Spreadsheet addresses: «H12» for row 11, column 7 (both 0-based inside the program)."""

from __future__ import annotations

import re
from functools import cache

#: The last row and column of an .xlsx sheet (XFD1048576), 1-based.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@cache
def column_letter(column: int) -> str:
    """Return the letters of a 0-based column: 0 → «A», 25 → «Z», 26 → «AA»."""
    if column < 0:
        raise ValueError(f"no column {column}")
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based column of its letters: «A» → 0, «xfd» → 16383. ValueError for anything else."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"not a column: {letters!r}")
        number = number * 26 + ord(letter) - 64
    if not number:
        raise ValueError("not a column: empty")
    return number - 1


def address(row: int, column: int) -> str:
    """Return the address of a 0-based cell: (11, 7) → «H12»."""
    if row < 0:
        raise ValueError(f"no row {row}")
    return f"{column_letter(column)}{row + 1}"


def split_address(text: str) -> tuple[int, int]:
    """Return the 0-based (row, column) of an address such as «H12» or «$H$12». ValueError for anything else."""
    match = _ADDRESS.fullmatch(text)
    if match is None or int(match[2]) < 1:
        raise ValueError(f"not an address: {text!r}")
    return int(match[2]) - 1, column_index(match[1])
