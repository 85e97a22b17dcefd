"""The board of `don-doc bang` on a terminal: one mark a unit and obligation, coloured, with a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dangbo_cli.domain.obligation import Standing, State
from dangbo_cli.reports.as_of import say_date
from dangbo_cli.reports.duties import Board
from dangbo_cli.reports.duty_tables import UNITS, numbered, obligation_key
from dangbo_cli.reports.table import Table
from dangbo_cli.views.layout import cell_lines
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import UNKNOWN, integer
from dangbo_cli.views.wrapping import pad, plain, width

_GREEN, _YELLOW, _RED, _GREY, _RESET = "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[90m", "\x1b[0m"
_MARKS = {
    State.ON_TIME: ("✓", _GREEN),
    State.LATE: ("✓", _YELLOW),
    State.ERRORS: ("!", _YELLOW),
    State.PART: ("½", _RED),
    State.MISSING: ("✗", _RED),
    State.EXCUSED: ("–", _GREY),
}
_LEGEND = (
    "✓ đúng hạn; ✓+n muộn n ngày; !n còn n lỗi chưa sửa; ½ mới nộp một phần; ✗ chưa nộp, ✗+n quá hạn n ngày; – được miễn; "
    "để trống: không phải nộp. Số trong ngoặc là số của việc, gõ được sau «don-doc nop», «mien», «xong»."
)
_GAP = "  "
_NARROWEST_NAME, _WIDEST_NAME = 22, 44
_RATE_HEADS = ("Nộp", "Đúng hạn", "Lỗi")


def show_board(board: Board, table: Table, screen: Screen) -> None:
    """Write the board; where the obligations do not fit beside each other, in several bands."""
    for line in _lines(board, table, screen):
        screen.out(line)


def _lines(board: Board, table: Table, screen: Screen) -> Iterator[str]:
    yield heading(table.title, screen.colour)
    yield ""
    for one in board.obligations:
        due = f", hạn {say_date(one.due_on)}" if one.due_on else ""
        told = f"{plain(numbered(one))}{due}"
        yield sentence(told, screen.prose_width, "  ", "      ")
    yield ""
    room = screen.columns or 10**6
    cells = _cells(board, table)
    widths = [
        max(
            len(f"({one.id})"),
            *(width(str(row.get(obligation_key(one)) or "")) for row in (*cells, table.totals or {})),
        )
        for one in board.obligations
    ]
    rates = [_rates(row) for row in (*table.rows, *([table.totals] if table.totals else []))]
    rate_widths = [max([width(head), *(width(one[n]) for one in rates)]) for n, head in enumerate(_RATE_HEADS)]
    fixed = sum(rate_widths) + len(_GAP) * len(rate_widths)
    names = max((width(_name(table, number)) for number in range(len(table.rows))), default=0)
    marks = sum(widths) + len(_GAP) * len(widths)
    name_width = min(_WIDEST_NAME, names, max(_NARROWEST_NAME, room - fixed - marks))
    for band in _bands(widths, room - name_width - fixed):
        yield from _band(board, table, screen, cells, band, widths, rate_widths, name_width)
        yield ""
    yield sentence(_LEGEND, screen.prose_width)
    for note in table.notes:
        yield sentence(note, screen.prose_width)


def _bands(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Yield the positions of the obligations that fit beside each other."""
    band: list[int] = []
    taken = 0
    for position, size in enumerate(widths):
        if band and taken + len(_GAP) + size > room:
            yield band
            band, taken = [], 0
        band.append(position)
        taken += len(_GAP) + size
    if band:
        yield band


def _band(
    board: Board,
    table: Table,
    screen: Screen,
    cells: Sequence[dict[str, str]],
    band: Sequence[int],
    widths: Sequence[int],
    rate_widths: Sequence[int],
    name_width: int,
) -> Iterator[str]:
    keys = [obligation_key(board.obligations[position]) for position in band]
    heads = [f"({board.obligations[position].id})" for position in band]
    sizes = [widths[position] for position in band]
    head = _GAP.join(
        [
            pad("Đơn vị", name_width),
            *(pad(text, size) for text, size in zip(heads, sizes, strict=True)),
            *(pad(text, size, True) for text, size in zip(_RATE_HEADS, rate_widths, strict=True)),
        ]
    )
    yield heading(head.rstrip(), screen.colour)
    yield _GAP.join("─" * size for size in (name_width, *sizes, *rate_widths))
    group = None
    for number, (row, marks) in enumerate(zip(table.rows, cells, strict=False)):
        if row["group"] != group:
            if group is not None or row["group"] != UNITS:
                yield ""
                yield heading(str(row["group"]), screen.colour)
            group = row["group"]
        name = cell_lines(_name(table, number), name_width)
        yield from _row(row, name, [marks[key] for key in keys], sizes, rate_widths, name_width, screen.colour)
    if table.totals:
        yield _GAP.join("─" * size for size in (name_width, *sizes, *rate_widths))
        totals = [_count(table.totals, key) for key in keys]
        name = cell_lines(str(table.totals["name"]), name_width)
        for line in _row(table.totals, name, totals, sizes, rate_widths, name_width, False):
            yield heading(line, screen.colour)


def _name(table: Table, number: int) -> str:
    """Return what a row is called, for the eyes: whose «Chi bộ 1» it is."""
    return plain(str(table.said(number, "name")))


def _row(
    row: Mapping[str, Any],
    names: Sequence[str],
    marks: Sequence[str],
    sizes: Sequence[int],
    rate_widths: Sequence[int],
    name_width: int,
    colour: bool,
) -> Iterator[str]:
    shown = [_coloured(pad(mark, size), colour) for mark, size in zip(marks, sizes, strict=True)]
    figures = [pad(text, size, True) for text, size in zip(_rates(row), rate_widths, strict=True)]
    yield _GAP.join([pad(names[0], name_width), *shown, *figures]).rstrip()
    yield from names[1:]


def _coloured(text: str, colour: bool) -> str:
    if not colour:
        return text
    mark = text.strip()
    if mark.startswith("✓"):
        return f"{_YELLOW if '+' in mark else _GREEN}{text}{_RESET}"
    for state in (State.ERRORS, State.PART, State.MISSING, State.EXCUSED):
        sign, paint = _MARKS[state]
        if mark.startswith(sign):
            return f"{paint}{text}{_RESET}"
    return text


def mark_of(standing: Standing) -> str:
    """Return the mark of a standing: «✓», «✓+5», «!2», «½», «✗+12», «–»."""
    sign, _ = _MARKS[standing.state]
    late = standing.days if standing.days is not None and standing.days > 0 else 0
    match standing.state:
        case State.LATE | State.MISSING:
            return f"{sign}+{late}" if late else sign
        case State.ERRORS:
            return f"{sign}{standing.errors}"
        case State.PART if standing.parts is not None:
            return f"{sign} {standing.parts[0]}/{standing.parts[1]}"
    return sign


def _cells(board: Board, table: Table) -> list[dict[str, str]]:
    """Return the marks of each row of the table; of a roll-up its counts."""
    units = [
        {obligation_key(duty.obligation): mark_of(duty.standing) for duty in duties}
        for duties in board.by_organization.values()
    ]
    keys = [obligation_key(one) for one in board.obligations]
    found = []
    for position, row in enumerate(table.rows):
        marks = units[position] if row["group"] == UNITS else {key: _count(row, key) for key in keys}
        found.append({key: marks.get(key) or "" for key in keys})
    return found or [dict.fromkeys(keys, "")]


def _count(row: Mapping[str, Any], key: str) -> str:
    """Return how many of those who owe have sent, the mark of the excused where all of them are."""
    counted = str(row.get(key) or "")
    return _MARKS[State.EXCUSED][0] if counted.endswith("/0") else counted


def _rates(row: Mapping[str, Any]) -> tuple[str, str, str]:

    def part(count: int, percent: float | None) -> str:
        if percent is None:
            return "miễn" if row["excused"] else UNKNOWN
        return f"{count}/{row['owed']} {_whole(percent)}%"

    errors = integer(row["errors"]) if row["errors"] else ""
    return part(row["sent"], row["sent_percent"]), part(row["on_time"], row["on_time_percent"]), errors


def _whole(percent: float) -> int:
    """Return whole percents; what is not all is never 100."""
    return min(round(percent), 99) if percent < 100 else 100
