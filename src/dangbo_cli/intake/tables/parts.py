"""What has columns of its own for its parts, typed together, so that it goes through the reader that every such value has:
a date in day, month and year, the words between the family name and the given name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dangbo_cli.intake.tables.line_words import signs
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound, is_repeat


def join_parts(grid: Grid, table: TableFound) -> Grid:
    """Return the grid with every such date whole in the column of its day, every middle name behind its family name; as it
    is where the table has none."""
    if not table.day_parts and not table.middle_names:
        return grid
    rows = [list(row) for row in grid.rows]
    for row in rows[table.first :]:
        if is_repeat(table, [(c, v) for c, v in enumerate(row) if isinstance(v, str) and v.strip()]):
            continue
        for c in table.middle_names:
            if c < len(row) and raw_text(row[c]):
                row[c - 1 : c + 1] = [f"{raw_text(row[c - 1])} {raw_text(row[c])}".strip(), ""]
        if any(map(signs, row)) and not any(ch.isdigit() for value in row for ch in raw_text(value)):
            continue  # who signs stands below the months by chance
        for c in table.day_parts:
            parts = [raw_text(row[k]) if k < len(row) else "" for k in range(c, c + 3)]
            if joined := _join(parts):
                row[c : c + 3] = [joined, "", ""]
    return replace(grid, rows=rows)


def _join(parts: Sequence[str]) -> Raw:
    """Return the parts as one date («12/3/1985», «3/1985», «1985»), "" where nothing but a day is there or nothing at all;
    with a gap it is nobody's date."""
    if not any(parts[1:]):
        return ""
    first = next(i for i, part in enumerate(parts) if part)
    return "/".join(part or "?" for part in parts[first:])
