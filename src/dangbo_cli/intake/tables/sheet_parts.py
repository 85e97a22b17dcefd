"""Where the tables of one sheet begin that stand below each other, and which rows are the title of all."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.forms.headings import all_heading_keys, heading_key
from dangbo_cli.intake.tables.line_heads import may_begin_table
from dangbo_cli.intake.tables.line_words import is_empty, is_unit_name, unit_words
from dangbo_cli.intake.tables.stacked import is_part
from dangbo_cli.sheets.grid import Grid, count_filled
from dangbo_cli.sheets.header import is_record
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import clean, fold

#: A line of a title that stands below another table fills no more cells.
_TITLE_CELLS = 2
#: How it is said that a part has nothing, below its line.
_NOTHING = ("khong", "chua")


def texts_of(row: Sequence[object]) -> list[str]:
    """Return the texts of a row as they were typed, without those that hold nothing."""
    return [value for value in row if isinstance(value, str) and value != "" and not is_empty(value)]


def _texts_between(grid: Grid, start: int, stop: int) -> list[tuple[int, str]]:
    return [(r, clean(v)) for r in range(start, stop) for v in grid.rows[r] if isinstance(v, str) and v.strip()]


def title_of_sheet(grid: Grid, start: int, header: int) -> range:
    """Return the rows of a sheet's own title above the header of its first table: what stands above the line that numbers
    that table."""
    texts = _texts_between(grid, start, header)
    parts = (r for n, (r, _) in enumerate(texts) if is_part([text for _, text in texts[n:]]))
    return range(start, next(parts, header))


def numbers_a_part(grid: Grid, start: int, header: int) -> bool:
    """Tell whether a title only numbers a part of its sheet; one that names a unit is told by the table above."""
    texts = [text for _, text in _texts_between(grid, start, header)]
    while texts and fold(texts[0]).startswith(_NOTHING):
        del texts[0]  # all that the part above has
    return is_part(texts) and not any(is_unit_name(unit_words(text)) for text in texts)


def upper_header(grid: Grid, start: int, top: int) -> int | None:
    """Return the row above a header that begins a table of its own, with rows; None where all above it is its title."""
    rows = grid.rows
    for r in range(start, top):
        if count_filled(rows[r]) <= _TITLE_CELLS:
            continue
        if not is_record(rows[r]) and may_begin_table(rows[r], texts_of(rows[r])):
            return r if any(count_filled(row) > 1 and _is_somebodys(row) for row in rows[r + 1 : top]) else None
    return None


def _is_somebodys(row: Sequence[object]) -> bool:
    """Tell whether a row below a header is a record: it looks like one, or names a person."""
    return is_record(row) or any(
        looks_like_person(v) and heading_key(v) not in all_heading_keys() for v in texts_of(row)
    )


def title_start(grid: Grid, start: int, top: int) -> int:
    """Return the row where the title of a table begins below another one that is not read."""
    while top > start and not is_record(grid.rows[top - 1]) and count_filled(grid.rows[top - 1]) <= _TITLE_CELLS:
        top -= 1
    return top
