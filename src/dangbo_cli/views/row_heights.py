"""Column widths of a printed table whose rows are tall: what one column hardly fills goes to the one that makes the rows
tall."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

#: A row of so many lines is tall; tables without one are left as they are.
_TALL = 8
#: Characters that one column gives another at a time, and how often at most.
_STEP, _MOST_STEPS = 2, 40
#: Of more rows than these a sample is looked at.
_MOST_ROWS = 200
#: Characters of a cell that no text stands in.
_PADDING = 2


def lower_rows(sizes: Sequence[int], least: Sequence[int], texts: Sequence[Sequence[int]], room: int) -> list[int]:
    """Return the widths of columns, within `room` characters in all, at which the rows take the fewest lines together.

    `sizes` are the widths that each has by itself and `least` those below which its words would break, padding included;
    `texts` the lengths of its texts in characters, row by row.
    """
    widths = list(sizes)
    count = len(texts[0]) if texts else 0
    rows = list(zip(*(column[:: ceil(count / _MOST_ROWS) or 1] for column in texts), strict=True))
    if max((_lines(row, widths) for row in rows), default=0.0) < _TALL:
        return widths
    for _ in range(_MOST_STEPS):
        tallest = [max(range(len(widths)), key=lambda c: row[c] / _room(widths[c])) for row in rows]
        weights = [
            sum(_lines(row, widths) for row, c in zip(rows, tallest, strict=True) if c == at)
            for at in range(len(widths))
        ]
        taker = weights.index(max(weights))
        if sum(widths) + _STEP <= room:
            widths[taker] += _STEP
            continue
        best, before = None, sum(_lines(row, widths) for row in rows)
        for giver, width in enumerate(widths):
            if giver == taker or width - _STEP < least[giver]:
                continue
            tried = [*widths]
            tried[giver] -= _STEP
            tried[taker] += _STEP
            after = sum(_lines(row, tried) for row in rows)
            if after < before:
                best, before = tried, after
        if best is None:
            break
        widths = best
    return widths


def _lines(row: Sequence[int], widths: Sequence[int]) -> float:
    """Return how many lines a row takes, not rounded: every step towards fewer is one."""
    return max(1.0, *(length / _room(width) for length, width in zip(row, widths, strict=True)))


def _room(width: int) -> int:
    return max(1, width - _PADDING)
