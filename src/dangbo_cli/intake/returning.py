"""What the program itself put into a workbook, known when it comes back: sheets, a column, marked mistakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from dangbo_cli.forms.own import FIX_COLUMN, OWN_TITLES, RETURN_MARK, RETURN_SHEET
from dangbo_cli.intake.result import ImportResult, Returned
from dangbo_cli.intake.versions import OLDER_SHEET
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.store.set_aside import Mistake, mistake_of, read_all, still_wrong

_HEADER_DEPTH = 60  # rows below which no header is looked for


@dataclass(slots=True)
class OwnParts:
    """The sheets of a file without what the program itself put in: `left_out` names its own sheets that somebody
    sees, `returned` what was marked in the copy."""

    grids: list[Grid] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    returned: Returned | None = None


def part_own(grids: Sequence[Grid]) -> OwnParts:
    """Tell the sheets and the column that the program added from what the unit wrote."""
    parts = OwnParts()
    for grid in grids:
        first = grid.rows[0][0] if grid.rows and grid.rows[0] else ""
        if first == RETURN_MARK and grid.name == RETURN_SHEET:
            marked = tuple(Mistake(*(_text(v) for v in (*row, "", "", "", "")[:4])) for row in grid.rows[1:])
            parts.returned = Returned(_text(grid.rows[0][2]), marked)
        elif isinstance(first, str) and first in OWN_TITLES:
            parts.left_out.append((grid.name, OWN_TITLES[first]))
        else:
            parts.grids.append(_without_reasons(grid))
    return parts


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _without_reasons(grid: Grid) -> Grid:
    """Empty the column of reasons: it is ours, and the unit's rows are read as they were before."""
    top = next((r for r, row in enumerate(grid.rows[:_HEADER_DEPTH]) if FIX_COLUMN in row), None)
    if top is not None:
        c = grid.rows[top].index(FIX_COLUMN)
        for row in grid.rows[top:]:
            row[c] = ""
    return grid


def count_mended(conn: sqlite3.Connection | None, result: ImportResult) -> None:
    """Say of every returned copy how many of the marked mistakes still stand."""
    back = [(file, file.returned) for file in result.files if file.returned is not None]
    if not back:
        return
    kept = [] if conn is None else read_all(conn)
    whose = {(one.sha256, one.mistake[:3]): one.whose.name or "" for one in kept}
    named = {place: one.name or "" for place, one in result.plan.whose.items()}
    for file, told in back:
        now = [(mistake_of(p), named.get(p.place, "")) for p in result.plan.problems if p.file == file.path]
        # What is older than the record was not taken: the record still says otherwise.
        now += [(Mistake(n.sheet, n.cell, n.code, n.value), "") for n in result.plan.notes
                if n.code == OLDER_SHEET and n.file == file.path]  # fmt: skip
        marked = [(mistake, whose.get((told.original, mistake[:3]), "")) for mistake in told.marked]
        told.standing = len(still_wrong(marked, now))
        result.plan.returned[file.sha256] = told.original
