"""A table for the eyes: aligned columns that fit the terminal, or one block a row where they cannot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.views.layout import GAP, cell_lines, fit, heading_width, held_names, least_width, squeezed
from dangbo_cli.views.messages import heading, names_in
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import MASK, NUMERIC, UNKNOWN, mask, say_value
from dangbo_cli.views.wrapping import pad, paragraph, plain, width, wrap

TOTAL_LABEL = "Cộng"
_BAR_ROOM, _BAR_LEAST = 24, 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEADING_LINES = 3
_NAME = 24  # a main text up to this width, as a person's name is, is never broken
_SHORT = 12  # words up to this width («Chính thức») are not broken while another column can give way
_BESIDE = " · "  # parts the texts that stand on a line of their own
_WHOLE = frozenset((ColumnKind.IDENTIFIER, ColumnKind.DATE, ColumnKind.MOMENT)) | NUMERIC


class _Grid(NamedTuple):
    """The cells of a table as texts: columns, blocks of rows, totals (None: none), bars by row number; `sizes` are the
    natural and the least width of each column's cells, headings apart."""

    columns: Sequence[Column]
    blocks: Sequence[_Block]
    totals: list[str] | None
    bars: Mapping[int, float] | None
    sizes: Sequence[tuple[int, int]] = ()

    @property
    def everything(self) -> list[list[str]]:
        rows = [row for block in self.blocks for row in block.rows]
        return [*rows, self.totals] if self.totals else rows

    def without(self, gone: Collection[int]) -> _Grid:
        """The same without some columns."""
        stay = [number for number in range(len(self.columns)) if number not in gone]
        blocks = [_Block(b.title, [[row[n] for n in stay] for row in b.rows]) for b in self.blocks]
        totals = None if self.totals is None else [self.totals[n] for n in stay]
        return _Grid([self.columns[n] for n in stay], blocks, totals, self.bars, [self.sizes[n] for n in stay])


class _Block(NamedTuple):
    """The rows under one group heading (None: no groups), each a list of cell texts."""

    title: str | None
    rows: list[list[str]]


def show_table(table: Table, screen: Screen, full: bool = False, bar: str | None = None) -> bool:
    """Write a table with its title and notes; return whether private values were masked.

    `bar` names a percentage column that gets a bar beside it where there is room for one.
    """
    for line in wrap(plain(table.title), screen.columns or 10**6, names_in(table.title)):
        screen.out(heading(line, screen.colour))
    columns = [column for column in table.columns if column.shown and column.key != table.group_by]
    if not table.rows:
        screen.out()
        screen.out("  (không có dòng nào)")
    else:
        head = next((column for column in columns if column.heads and table.group_by is None), None)

        def under() -> _Grid | None:
            below = [column for column in columns if column is not head]
            return None if head is None else _grid(replace(table, group_by=head.key), below, full, bar)

        for line in _lines(_grid(table, columns, full, bar), screen, under):
            screen.out(line)
    if table.notes:
        screen.out()
        for note in table.notes:
            screen.out(paragraph(plain(note), screen.prose_width, names=names_in(note)))
    return not full and bool(table.rows) and any(column.private for column in columns)


def _grid(table: Table, columns: Sequence[Column], full: bool, bar: str | None) -> _Grid:
    bars = None if bar is None else {n: float(row.get(bar) or 0) for n, row in enumerate(table.rows)}
    return _Grid(columns, list(_blocks(table, columns, full)), _totals(table, columns), bars)


def _blocks(table: Table, columns: Sequence[Column], full: bool) -> Iterator[_Block]:
    group_column = next((c for c in table.columns if c.key == table.group_by), None)
    block: _Block | None = None
    for number in range(len(table.rows)):
        title = say_value(table.said(number, group_column.key), group_column) if group_column else None
        if block is None or block.title != title:
            if block is not None:
                yield block
            block = _Block(title, [])
        block.rows.append([_cell(table, number, column, full) for column in columns])
    if block is not None:
        yield block


def _cell(table: Table, number: int, column: Column, full: bool) -> str:
    row = table.rows[number]
    text = say_value(table.said(number, column.key), column)
    if column.same_as is not None and text != UNKNOWN and row.get(column.key) == row.get(column.same_as):
        return ""
    if column.private and not full and text != UNKNOWN:
        return mask(text, column.kind)
    return text


def _totals(table: Table, columns: Sequence[Column]) -> list[str] | None:
    if table.totals is None:
        return None
    cells = [say_value(table.totals.get(c.key), c, unknown="") for c in columns]
    words = [number for number, column in enumerate(columns) if column.kind not in NUMERIC]
    if words and not any(cells[number] for number in words):
        cells[words[0]] = TOTAL_LABEL
    return cells


def _lines(grid: _Grid, screen: Screen, under: Callable[[], _Grid | None]) -> Iterator[str]:
    """Lay the table out: as it is; where it is too wide without the columns that say the same in all rows, then without
    those that can be spared (where that leaves a table, and several rows share a heading, each under its heading:
    `under`); then with the main text on a line of its own; and where nothing else fits as one block a row."""
    found = _arranged(grid, screen)
    if found.spared or found.laid.labels or found.laid.fitted.cramped:
        headed = under()
        if headed is not None and _heads_several(headed):
            other = _arranged(headed, screen)
            found = found if other.laid.fitted.cramped or other.laid.labels else other
    yield from (paragraph(text, screen.prose_width, names=held_names(text)) for text in found.said)
    if found.spared:
        titles = ", ".join(found.spared)
        yield paragraph(f"Cửa sổ hẹp, không hiện: {titles} (chọn cột bằng --cot).", screen.prose_width)
    yield ""
    laid = found.laid
    if laid.fitted.widths is None:
        yield from _cards(laid.grid, screen)
    else:
        yield from _draw(laid.grid, laid.fitted.widths, screen, laid.labels, laid.label_title)


def _heads_several(grid: _Grid) -> bool:
    """Tell whether headings stand above two rows each or more: else they only make the list longer."""
    return 2 * len(grid.blocks) <= sum(len(block.rows) for block in grid.blocks)


class _Arranged(NamedTuple):
    """A table as it will be drawn, the sentences for what all rows say alike, the titles of what was left out."""

    laid: _Layout
    said: list[str]
    spared: list[str]


def _arranged(grid: _Grid, screen: Screen) -> _Arranged:
    room = screen.columns or 10**6
    grid = grid._replace(sizes=_measure(grid))
    # Where all of it repeats another column, nothing would stand below its title.
    grid = grid.without([n for n, c in enumerate(grid.columns) if c.same_as is not None and not grid.sizes[n][0]])
    said: list[str] = []
    natural = [max(size, width(c.title)) for (size, _), c in zip(grid.sizes, grid.columns, strict=True)]
    if sum(natural) + GAP * (len(natural) - 1) > room:
        gone, said = _said_once(grid)
        grid = grid.without(gone)
    laid, spared = _as_columns(grid, room)
    if laid.fitted.cramped:
        laid, spared = _lay_out(grid, room), []
    while laid.fitted.cramped and (spare := [number for number, column in enumerate(grid.columns) if column.spare]):
        spared.insert(0, grid.columns[spare[-1]].title)
        grid = grid.without(spare[-1:])
        laid = _lay_out(grid, room)
    return _Arranged(laid, said, spared)


def _as_columns(grid: _Grid, room: int) -> tuple[_Layout, list[str]]:
    """Leave out columns that can be spared, the last first, until the others are easy to read; return what was left
    out, too."""
    spared: list[str] = []
    laid = _Layout(grid, _fitted(grid, room))
    while laid.fitted.cramped and (spare := [number for number, column in enumerate(grid.columns) if column.spare]):
        spared.insert(0, grid.columns[spare[-1]].title)
        grid = grid.without(spare[-1:])
        laid = _Layout(grid, _fitted(grid, room))
    return laid, spared


class _Layout(NamedTuple):
    """The columns to be drawn and what stands on a line of its own above each row (None: nothing)."""

    grid: _Grid
    fitted: _Fitted
    labels: list[str] | None = None
    label_title: str = ""


def _lay_out(grid: _Grid, room: int) -> _Layout:
    """Put the main text on a line of its own where the columns are hard to read otherwise, and beside it the words
    that suffer most."""
    whole = _Layout(grid, _fitted(grid, room))
    main = _main_column(grid.columns)
    if not whole.fitted.cramped or main is None:
        return whole
    rest, labels, title = grid.without([main]), [row[main] for row in grid.everything], grid.columns[main].title
    fitted = _fitted(rest, room)
    beside = _beside(rest, fitted, labels, room)
    if beside is not None:
        labels = [_joined(label, row[beside]) for label, row in zip(labels, rest.everything, strict=True)]
        title = f"{title}{_BESIDE}{rest.columns[beside].title}"
        rest = rest.without([beside])
        fitted = _fitted(rest, room)
    return whole if fitted.widths is None else _Layout(rest, fitted, labels, title)


class _Fitted(NamedTuple):
    """The widths of the columns in a room, None where not even the least fit; what each wants at most. `cramped`: words
    of some column are hard to read."""

    widths: list[int] | None
    wanted: list[int]
    cramped: bool


def _fitted(grid: _Grid, room: int) -> _Fitted:
    """Fit the columns into a room. Headings give way before words: they go over more lines first; and long words before
    short ones."""
    main = _main_column(grid.columns)
    room -= GAP * (len(grid.columns) - 1)
    natural, needs = [size for size, _ in grid.sizes], [least for _, least in grid.sizes]
    fitted = _Fitted(None, natural, True)
    for shortest in (_SHORT, 0):
        kept = [size if size <= shortest else need for size, need in zip(natural, needs, strict=True)]
        for lines in range(1, _HEADING_LINES + 1):
            wanted = [max(n, heading_width(c.title, lines)) for n, c in zip(natural, grid.columns, strict=True)]
            least = [max(need, least_width(c.title)) for need, c in zip(kept, grid.columns, strict=True)]
            if main is not None and wanted[main] <= _NAME:
                least[main] = wanted[main]
            widths = fit(least, wanted, room)
            words = [n for n, c in enumerate(grid.columns) if c.kind is ColumnKind.TEXT]
            fitted = _Fitted(widths, wanted, widths is None or any(squeezed(widths[n], wanted[n]) for n in words))
            if not fitted.cramped:
                return fitted
    return fitted


def _measure(grid: _Grid) -> list[tuple[int, int]]:
    """Return the natural and the least width of the cells of each column, headings apart."""
    sizes = []
    rows = grid.everything
    for number, column in enumerate(grid.columns):
        texts = {row[number] for row in rows}
        natural = max(map(width, texts), default=0)
        sizes.append((natural, natural if column.kind in _WHOLE else max(map(least_width, texts), default=0)))
    return sizes


def _main_column(columns: Sequence[Column]) -> int | None:
    """Return the first column of words: the name that a row is about; None where it is the only column."""
    words = [number for number, column in enumerate(columns) if column.kind is ColumnKind.TEXT]
    return words[0] if words and len(columns) > 1 else None


def _beside(grid: _Grid, fitted: _Fitted, labels: Sequence[str], room: int) -> int | None:
    """Return the column of words that goes beside the main text on its line: the one that a narrow screen cuts most,
    where it is hard to read otherwise or the line holds both; None where it is the only one."""
    if fitted.widths is None or len(grid.columns) < 3:
        return None
    lost = {n: want - got for n, (want, got) in enumerate(zip(fitted.wanted, fitted.widths, strict=True))
            if want > got and grid.columns[n].kind is ColumnKind.TEXT}  # fmt: skip
    if not lost:
        return None
    most = max(lost, key=lost.__getitem__)
    joined = (_joined(label, row[most]) for label, row in zip(labels, grid.everything, strict=True))
    tight = squeezed(fitted.widths[most], fitted.wanted[most])
    return most if tight or all(width(text) <= room for text in joined) else None


def _joined(label: str, text: str) -> str:
    return label if text in ("", UNKNOWN) else f"{label}{_BESIDE}{text}"


def _said_once(grid: _Grid) -> tuple[list[int], list[str]]:
    """Return the columns, but the main one, that say the same in every row of a longer list (of numbers only those
    nobody knows; of a short list, too, what nobody knows), and the sentences that say it."""
    rows = [row for block in grid.blocks for row in block.rows]
    main = _main_column(grid.columns)
    gone: list[int] = []
    said: list[str] = []
    unknown, hidden = [], []
    for number, column in enumerate(grid.columns):
        texts = {row[number] for row in rows}
        same = len(texts) == 1 and (column.kind not in NUMERIC or UNKNOWN in texts)
        if (
            (len(rows) <= 2 and UNKNOWN not in texts)
            or not same
            or number == main
            or (grid.totals and grid.totals[number])
        ):
            continue
        gone.append(number)
        text = texts.pop()
        if text == UNKNOWN:
            unknown.append(column.title)
        elif text == MASK:
            hidden.append(column.title)
        elif text:
            said.append(f"{column.title}: {text}")
    said += [f"Không có số liệu: {', '.join(unknown)}."] if unknown else []
    said += [f"Được che: {', '.join(hidden)}."] if hidden else []
    return gone, said


def _draw(
    grid: _Grid, widths: Sequence[int], screen: Screen, labels: Sequence[str] | None = None, label_title: str = ""
) -> Iterator[str]:
    """Draw the grid; `labels` stand on a line of their own above each row."""
    right = [column.kind in NUMERIC for column in grid.columns]
    titles = [column.title for column in grid.columns]
    rule = (" " * GAP).join("─" * size for size in widths)
    if labels is not None:
        yield heading(label_title, screen.colour)
    yield from (heading(line, screen.colour) for line in _row(titles, widths, right, bottom=True))
    yield rule
    bars = grid.bars or {}
    spare = min(_BAR_ROOM, (screen.columns or 100) - width(rule) - GAP)
    top = max(bars.values(), default=0.0) if spare >= _BAR_LEAST else 0.0
    number = 0
    for position, block in enumerate(grid.blocks):
        if block.title is not None:
            if position:
                yield ""
            yield heading(block.title, screen.colour)
        for row in block.rows:
            if labels is not None:
                yield from cell_lines(labels[number], screen.columns or 10**6)
            lines = _row(row, widths, right)
            if top:
                lines[0] = pad(lines[0], width(rule) + GAP) + _bar(bars[number], top, spare)
            yield from (line.rstrip() for line in lines)
            number += 1
    if grid.totals:
        yield rule
        if labels is not None and labels[-1]:
            yield heading(labels[-1], screen.colour)
        yield from (heading(line, screen.colour) for line in _row(grid.totals, widths, right))


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], bottom: bool = False) -> list[str]:
    """Return the lines of one row; headings stand at the bottom of theirs."""
    parts = [cell_lines(cell, size) for cell, size in zip(cells, widths, strict=True)]
    height = max((len(part) for part in parts), default=0)
    if bottom:
        parts = [[""] * (height - len(part)) + part for part in parts]
    lines = []
    for number in range(height):
        texts = [part[number] if number < len(part) else "" for part in parts]
        padded = [pad(text, size, to_right) for text, size, to_right in zip(texts, widths, right, strict=True)]
        lines.append((" " * GAP).join(padded).rstrip())
    return lines


def _cards(grid: _Grid, screen: Screen) -> Iterator[str]:
    """One block of «heading: value» lines a row, for a terminal too narrow for the columns."""
    left = max(width(column.title) for column in grid.columns) + 1
    shown = [*grid.blocks, *([_Block(TOTAL_LABEL, [grid.totals])] if grid.totals else [])]
    first = True
    for block in shown:
        if block.title is not None:
            yield from ([] if first else [""])
            yield heading(block.title, screen.colour)
        for row in block.rows:
            if not first:
                yield ""
            first = False
            for column, text in zip(grid.columns, row, strict=True):
                label = pad(f"{column.title}:", left)
                for position, line in enumerate(cell_lines(text, max(20, screen.prose_width - left - 1))):
                    yield f"{label if position == 0 else ' ' * left} {line}".rstrip()


def _bar(percent: float, top: float, room: int) -> str:
    eighths = round(percent / top * room * 8)
    if percent > 0:
        eighths = max(1, eighths)
    whole, part = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")
