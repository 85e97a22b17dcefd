"""Columns whose cells hold several facts: each fact gets a column of its own, before anybody reads the rows.

The heading names the facts in their order («Nam, nữ, dân tộc, tôn giáo»); `intake.tables.parting` parts the cells. One that
could be parted in two ways is left whole and set aside with its reason. Every way out of here leads to the same readers as
a column of one fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.line_heads import may_begin_table
from dangbo_cli.intake.tables.line_words import is_no_record, is_unit_name
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.header import is_numbering
from dangbo_cli.sheets.table import TableFound, is_repeat

COMBINED_UNCLEAR = cause(
    "combined_unclear",
    Level.CELL,
    "Ô nhiều nội dung chưa tách được",
    "«{value}» {detail}.",
    "Đơn vị ghi mỗi nội dung một dòng trong ô theo đúng thứ tự của tiêu đề, ghi rõ tên nội dung khi chỉ có một (như "
    "«Chính thức: 03/02/2011»), hoặc tách thành nhiều cột.",
)

#: A person takes so many rows at most.
_MOST_ROWS = 6
#: The cells that could not be parted: row → column, text, why.
Unclear = dict[int, list[tuple[int, str, str]]]


def spread(grid: Grid, table: TableFound) -> tuple[Grid, TableFound, Unclear]:
    """Return the grid and the table with a column for each fact of the combined columns, and the cells that could not be
    parted. Both come back as they are where no column is combined."""
    combined = {c: _wanted(meaning, table) for c, meaning in table.columns.items() if meaning.value is Value.COMBINED}
    unclear: Unclear = {}
    if not combined:
        return grid, table, unclear
    rows = _one_row_each(grid, table, combined)
    width = grid.width
    columns = {c: meaning for c, meaning in table.columns.items() if c not in combined}
    headings, origin = dict(table.headings), dict[int, int]()
    for row in rows:
        row.extend([""] * sum(map(len, combined.values())))
    start = width
    repeated = {r for r in range(table.first, len(rows)) if is_repeat(table, _texts(rows[r]))}
    for c, parts in combined.items():
        for i, part in enumerate(parts):
            origin[start + i] = c
            if part.value is not Value.IGNORED:
                columns[start + i] = part
        heading = " ".join(table.headings.get(c, "").split())
        split = _splitter(table, parts)
        name = next((i for i, part in enumerate(parts) if part.value is Value.PERSON_NAME), None)
        for r in range(table.first, len(rows)):
            raw = rows[r][c] if c < width else ""
            if is_blank(raw) or (isinstance(raw, str) and not raw.strip()) or r in repeated:
                continue
            told = split(raw)
            if told is not None and (name is None or told[name] != "" or not is_unit_name(raw_text(raw))):
                rows[r][start : start + len(parts)] = told
            elif name is not None:
                rows[r][start + name] = raw  # a group's name, or what the reader of names refuses with its reason
            else:
                unclear.setdefault(r, []).append((c, raw_text(raw), _why(raw, parts, table, heading)))
                continue
            rows[r][c] = ""
        start += len(parts)
    spread_grid = replace(grid, rows=rows)
    return spread_grid, replace(table, columns=columns, headings=headings, origin=origin), unclear


def _why(raw: Raw, parts: Sequence[Meaning], table: TableFound, heading: str) -> str:
    """Return why a cell was not parted, in words that go on behind its text."""
    from dangbo_cli.intake.tables.fitting import is_date

    days = [
        table.form.field(part.key).title for part in parts if part.value in (Value.BIRTH, Value.PARTY_DATE, Value.DATE)
    ]
    if len(days) > 1 and is_date(raw):
        return f"chỉ là một ngày, không rõ là {' hay '.join(day[:1].lower() + day[1:] for day in days)}"
    return f"không tách được chắc chắn theo tiêu đề «{heading}»"


def _wanted(meaning: Meaning, table: TableFound) -> tuple[Meaning, ...]:
    """Return the facts of a combined column; one whose heading does not name them holds none that has its own column."""
    if meaning.declared:
        return meaning.parts
    alone = {other.key for other in table.columns.values() if other.value is not Value.COMBINED}
    return tuple(part for part in meaning.parts if part.key not in alone)


# --- rows of one person over several rows of the sheet ----------------------------------------------


def _one_row_each(grid: Grid, table: TableFound, combined: dict[int, tuple[Meaning, ...]]) -> list[list[Raw]]:
    """Return the rows with the lines of one person in one row: the sheet has either a cell of several lines or, as the
    printed book does, a row for each line, its ordinal merged down over them."""
    rows: list[list[Raw]] = [list(row) for row in grid.rows]
    ordinals = {c for c, meaning in table.columns.items() if meaning.value is Value.ORDINAL}
    for first, end in _blocks(grid, table, ordinals, len(combined)):
        last = min(end, len(rows) - 1)
        for c in range(grid.width):
            lines = [rows[r][c] for r in range(first, last + 1) if not _empty(rows[r][c])]
            if c in ordinals or not lines or (len(lines) == 1 and not _empty(rows[first][c])):
                continue
            rows[first][c] = lines[0] if len(lines) == 1 else "\n".join(raw_text(line) for line in lines)
            for r in range(first + 1, last + 1):
                rows[r][c] = ""
    return rows


def _blocks(grid: Grid, table: TableFound, ordinals: set[int], combined: int) -> Iterator[tuple[int, int]]:
    stop = _end(grid, table)
    merged = [
        (r1, r2)
        for r1, c1, r2, c2 in grid.merges
        if c1 == c2 and c1 in ordinals and r2 > r1 >= table.first and r1 < stop and _numbers(grid.rows[r1][c1])
    ]
    if merged:
        yield from merged
        return
    if combined < 2 or not ordinals:
        return
    c = min(ordinals)
    numbered = [r for r in range(table.first, stop) if _begins_person(grid.rows[r], c)]
    steps = [b - a for a, b in pairwise(numbered)]
    height = min(steps, default=0)
    # Every person takes the same number of rows, though other rows may stand between two of them; or the sheet is not of
    # this kind.
    regular = 1 < height <= _MOST_ROWS and steps.count(height) >= len(steps) / 2
    # Or, where page breaks leave no two persons to measure by, everybody has a row of further lines below beyond doubt.
    if regular or (numbered and all(_has_further_lines(grid, table, r, c, stop) for r in numbered)):
        for r in numbered:
            last = min(r + (height if regular else _MOST_ROWS), stop)
            rows = ((e, grid.rows[e]) for e in range(r + 1, last))
            end = next((e for e, row in rows if not _goes_on(row, table, c) or not (regular or any(row))), last)
            yield r, end - 1


def _has_further_lines(grid: Grid, table: TableFound, r: int, ordinal: int, stop: int) -> bool:
    """Tell whether the row below a person holds further lines of her cells beyond doubt: of two columns of several facts at
    least, none of which she has all of already, and of no column that holds one fact a person."""
    if r + 1 >= stop or not _goes_on(grid.rows[r + 1], table, ordinal):
        return False
    several = 0
    for c, raw in enumerate(grid.rows[r + 1]):
        meaning = table.columns.get(c)
        if _empty(raw) or meaning is None or meaning.value in (Value.TEXT, Value.IGNORED):
            continue
        if meaning.value is Value.COMBINED:
            told = _splitter(table, _wanted(meaning, table))(grid.rows[r][c])
            if told is not None and "" not in told:
                return False
        elif meaning.value is not Value.CARD_AND_FILE:
            return False
        several += 1
    return several > 1


def _goes_on(row: Sequence[Raw], table: TableFound, ordinal: int) -> bool:
    """Tell whether a row may hold further lines of the person above: no number, no name of its own, no group, total or
    signature."""
    names = [c for c, meaning in table.columns.items() if meaning.value is Value.PERSON_NAME]
    if not _empty(row[ordinal]) or any(not _empty(row[c]) for c in names):
        return False
    return not any(is_no_record(text) for _, text in _texts(row))


def _end(grid: Grid, table: TableFound) -> int:
    """Return the row where another table's header stands below this one; its own again, as after a page break, is none."""
    for r in range(table.first, len(grid.rows)):
        texts = _texts(grid.rows[r])
        if may_begin_table(grid.rows[r], [text for _, text in texts]) and not is_repeat(table, texts):
            return r
    return len(grid.rows)


def _texts(row: Sequence[Raw]) -> list[tuple[int, str]]:
    return [(c, v) for c, v in enumerate(row) if isinstance(v, str) and v.strip()]


def _begins_person(row: Sequence[Raw], ordinal: int) -> bool:
    """Tell whether a row is numbered and holds more than its number, and does not number the columns."""
    return _numbers(row[ordinal]) and sum(not _empty(raw) for raw in row) > 2 and not is_numbering(row)


def _numbers(raw: object) -> bool:
    if isinstance(raw, (int, float)):
        return not isinstance(raw, bool)
    return isinstance(raw, str) and raw.strip().rstrip(".)").isdigit()


def _empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _splitter(table: TableFound, parts: Sequence[Meaning]) -> Callable[[Raw], list[Raw] | None]:
    """Return what parts the cells of one column; answers are remembered by distinct value."""
    from dangbo_cli.intake.tables.parting import labels, split_cell

    known: dict[object, list[Raw] | None] = {}
    label = labels(table.form, parts)

    def split(raw: Raw) -> list[Raw] | None:
        key = (type(raw), raw)
        if key not in known:
            known[key] = split_cell(raw, parts, label)
        return known[key]

    return split
