"""Totals that a unit typed («Tổng cộng: 57», «Chi bộ 1: 12 đồng chí») against the rows that stand there.

Equal says nothing. A total that no reading of its place makes equal is named with its cell, by how many it is off, and,
where the record knows the unit's people, by whom.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from dangbo_cli.domain.change import Plan, Ref
from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.tables.line_words import is_empty
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import Members
from dangbo_cli.sheets.address import address
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

TOTAL_DIFFERS = cause(
    "total_differs",
    Level.CELL,
    "Số cộng không khớp số dòng",
    "{detail}",
    "Đơn vị xem lại số cộng hay danh sách; các dòng đọc được vẫn ghi.",
)

_NAMED = 8
#: The people who make the difference are looked for at so many totals of one table; more of them that are off are none.
_EXPLAINED = 50
_COUNT = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5})(?![\d/.,%]*\d|%)\s*(d/c|dong chi|dang vien|dv|nguoi)?(?![a-z])"
)
#: A total of some of the people, or of something else, is not compared.
_OF_SOME = re.compile(
    r"\b(?:nu|nam|du bi|chinh thuc|dan toc|ton giao|mien|trong do|mang sang|trang|chi bo|dang bo|to dang|truoc|moi)\b"
)
#: Below a table these lines are notes to the walker; a total may stand in them all the same.
_LISTED = rare(r"^(?:danh sach (?:nay )?(?:co|gom)|an dinh danh sach|tong (?:cong|so)|cong)\b")
#: «Có 12 đảng viên», «Trên đây có 12 đồng chí»: below the last row it closes the table, where it might head a group.
_CLOSES = rare(r"^(?!\W*(?:chi|dang) (?:bo|uy)\b)[^\d:]{0,30}\b(?:co|gom)\W*\d")
_WHOLE_TABLE = re.compile(r"\b(?:tong|toan)\b")


class TypedTotal(NamedTuple):
    """A typed total that is off: where it stands, what it says, what was counted in the rows `first`..`last` (sheet
    rows, 0-based), and the group that it is about ("" for the whole table)."""

    cell: str
    value: str
    typed: int
    counted: int
    first: int
    last: int
    group: str


class _Tally:
    """How many of the lines before each place are records or in doubt, counted once a table, and only where a number is
    typed."""

    def __init__(self, table: TableRead) -> None:
        self.table = table
        self.lines = table.lines
        self._columns: dict[int, list[int]] = {}

    @cached_property
    def surely(self) -> list[int]:
        """How many of lines[:i] are records."""
        record = Sort.RECORD
        return [0, *accumulate(line.sort is record for line in self.lines)]

    @cached_property
    def perhaps(self) -> list[int]:
        """How many of lines[:i] are records or in doubt."""
        record = (Sort.RECORD, Sort.DOUBT)
        return [0, *accumulate(line.sort in record for line in self.lines)]

    @cached_property
    def groups(self) -> list[int]:
        """Where group rows stand."""
        return self._places(Sort.GROUP)

    @cached_property
    def totals(self) -> list[int]:
        """Where typed totals stand."""
        return self._places(Sort.TOTAL)

    @cached_property
    def above(self) -> int:
        """How many records the tables above hold, which this one goes on."""
        found, before = 0, self.table.before
        while before is not None:
            found += sum(line.sort is Sort.RECORD for line in before.lines)
            before = before.before
        return found

    def _places(self, sort: Sort) -> list[int]:
        return [i for i, line in enumerate(self.lines) if line.sort is sort]

    def count(self, start: int, stop: int) -> int:
        """Return how many of lines[start:stop] are records."""
        return self.surely[stop] - self.surely[start]

    def fits(self, typed: int, start: int, stop: int, above: int = 0) -> bool:
        """Tell whether a number may be that of the records of lines[start:stop]."""
        return self.count(start, stop) + above <= typed <= self.perhaps[stop] - self.perhaps[start] + above

    def fits_from(self, typed: int, starts: Sequence[int], stop: int) -> bool:
        """Tell whether it fits from one of some places on, given in order: both counts shrink as the start goes on."""
        first = bisect_left(starts, self.surely[stop] - typed, key=self.surely.__getitem__)
        return first < bisect_right(starts, self.perhaps[stop] - typed, key=self.perhaps.__getitem__)

    def fits_until(self, typed: int, start: int, ends: Sequence[int]) -> bool:
        """Tell whether it fits up to one of some places, given in order."""
        first = bisect_left(ends, self.perhaps[start] + typed, key=self.perhaps.__getitem__)
        return first < bisect_right(ends, self.surely[start] + typed, key=self.surely.__getitem__)

    def filled(self, column: int, stop: int) -> int:
        """Return in how many records of lines[:stop] a column holds anything."""
        if column not in self._columns:
            rows = ((line, self.table.grid.rows[line.row]) for line in self.lines)
            holds = (
                line.sort is Sort.RECORD and column < len(row) and row[column] != "" and not is_empty(row[column])
                for line, row in rows
            )
            self._columns[column] = [0, *accumulate(holds)]
        return self._columns[column][stop]


def totals_off(table: TableRead) -> Iterator[TypedTotal]:
    """Yield the typed totals of a table that its rows do not come to."""
    tally = _Tally(table)
    record, group, typed, note = Sort.RECORD, Sort.GROUP, Sort.TOTAL, Sort.NOTE
    for at, line in enumerate(table.lines):
        if line.sort is record:
            continue
        if line.sort is group:
            total = _of_group(tally, at)
        elif line.sort is typed or (line.sort is note and _LISTED.match(fold(line.text))):
            total = _of_total(tally, at)
        else:
            continue
        if total is not None:
            yield total


def _of_group(tally: _Tally, at: int) -> TypedTotal | None:
    lines = tally.lines
    typed = _typed(lines[at].text, needs_unit=True)
    if typed is None:
        return None
    end = len(lines)
    below = bisect_right(tally.groups, at)
    stop = tally.groups[below] if below < len(tally.groups) else end
    counted = tally.count(at, stop)
    if counted == 0:  # a heading above the groups that it counts
        if tally.fits_until(typed, at, tally.groups[below:]) or tally.fits(typed, at, end):
            return None
        counted, stop = tally.count(at, end), end
        if counted == 0 and _CLOSES.match(fold(lines[at].text)):
            return _of_total(tally, at, closing=True)  # nobody below: a total of the table in the words of a heading
    elif tally.fits(typed, at, stop):
        return None
    return TypedTotal(
        _cell(tally.table, lines[at]), lines[at].text, typed, counted,
        lines[at].row, lines[stop - 1].row, lines[at].text,
    )  # fmt: skip


def _of_total(tally: _Tally, at: int, closing: bool = False) -> TypedTotal | None:
    """Return a total that is off; `closing` it is of the whole table."""
    line, table = tally.lines[at], tally.table
    typed, column = _typed(line.text), None
    if typed is None and not any(map(str.isdigit, line.text)):
        typed, column = _beside(table, line)
    if typed is None:
        return None
    groups = bisect_left(tally.groups, at)
    starts = tally.groups[:groups]
    if tally.fits(typed, 0, at) or tally.fits_from(typed, starts, at) or tally.fits(typed, 0, at, tally.above):
        return None
    if column is not None and typed == tally.filled(column, at):
        return None
    ended = bisect_left(tally.totals, at)
    open_group = not ended or (bool(starts) and tally.totals[ended - 1] > starts[-1])
    whole = closing or not starts or (_WHOLE_TABLE.search(fold(line.text)) is not None and open_group)
    start = 0 if whole else starts[-1]
    group = "" if whole else tally.lines[start].text
    where = _cell(table, line) if column is None else address(line.row, column)
    value = line.text if column is None else str(typed)
    return TypedTotal(where, value, typed, tally.count(start, at), tally.lines[start].row, line.row, group)


def _typed(text: str, needs_unit: bool = False) -> int | None:
    """Return the number of people that a text states, None where it states none or it is not clear which."""
    plain = re.sub(r"\([^()]*[^\d()\s][^()]*\)", lambda m: m[0] if _COUNT.search(fold(m[0])) else " ", clean(text))
    folded = fold(plain)
    found = list(_COUNT.finditer(folded))
    counted = [one for one in found if one[2]]
    chosen = counted[0] if counted else found[0] if len(found) == 1 and not needs_unit else None
    if chosen is None:
        return None
    lead, rest = folded[: chosen.start()], folded[chosen.end() :]
    if not needs_unit and _OF_SOME.search(lead):
        return None
    if not chosen[2] and re.search(r"[a-z]", rest):
        return None
    return int(chosen[1].replace(".", ""))


def _beside(table: TableRead, line: Line) -> tuple[int | None, int | None]:
    """Return the one number of a row and its column, where the row has only one beside its words."""
    if _OF_SOME.search(fold(line.text)):
        return None, None
    cells = [(c, v) for c, v in enumerate(table.grid.rows[line.row]) if v != "" and not is_empty(v)]
    found = [(c, n) for c, v in cells if (n := _integer(v)) is not None]
    if len(found) != 1:
        return None, None
    return found[0][1], found[0][0]


def _integer(value: object) -> int | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() and 0 <= value < 100_000 else None
    text = str(value).strip() if isinstance(value, str) else ""
    found = re.fullmatch(r"(\d{1,5})\s*(?:đ/c|đồng chí|đảng viên|đv|người)?\.?", text, re.IGNORECASE)
    return int(found[1]) if found else None


def _cell(table: TableRead, line: Line) -> str:
    """Return the address of the cell that holds a line's words."""
    row = table.grid.rows[line.row]
    column = next((c for c, v in enumerate(row) if isinstance(v, str) and clean(v) == line.text), None)
    if column is None:
        column = next((c for c, v in enumerate(row) if isinstance(v, str) and v.strip()), 0)
    return address(line.row, column)


def name_totals_off(
    plan: Plan, tables: Iterable[TableRead], found: Iterable[Match], members: Members, directory: Directory
) -> None:
    """Add to the plan a problem for every typed total that is off, with the people who make the difference."""
    off = [(table, at, total) for table in tables for at, total in enumerate(totals_off(table))]
    if not off:
        return
    known = {id(row): match.member for match in found for row in match.rows}
    matched = {match.member.ref for match in found if match.member is not None}
    for table, at, total in off:
        difference = total.typed - total.counted
        word = "bảng thiếu" if difference > 0 else "bảng thừa"
        group = f" (nhóm «{total.group}»)" if total.group and total.group != total.value else ""
        detail = f"«{total.value}»{group} là {total.typed} người mà có {total.counted} dòng, {word} {abs(difference)}."
        here = [row for row in table.people if total.first <= row.row <= total.last] if at < _EXPLAINED else []
        units = {row.organization for row in here}
        stored = [
            m
            for m in (members.all.values() if units else ())
            if m.place is not None and _inside(directory, m.place, units) and not members.is_out(m, table.title.dated)
        ]
        if difference > 0:
            listed = {person_key(row.text("full_name") or "") for row in here}  # also those set aside
            listed.update(key for aside in table.named_aside for key in aside.keys())  # noqa: SIM118
            lacking = [m.text("full_name") or "" for m in stored if m.ref not in matched]
            names = [name for name in lacking if person_key(name) not in listed]
            detail += _say_names("Có trong sổ mà không có trong bảng", names)
        elif stored:
            names = [row.text("full_name") or "" for row in here if id(row) in known and known[id(row)] is None]
            detail += _say_names("Có trong bảng mà chưa có trong sổ", names)
        message = say(Finding(TOTAL_DIFFERS, detail), total.value)
        plan.problems.append(Problem(TOTAL_DIFFERS, message, table.path, table.grid.name, total.cell, total.value))


def _inside(directory: Directory, place: Ref, units: set[Ref]) -> bool:
    return not units.isdisjoint(directory.line(place))


def _say_names(lead: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    ordered = sorted(names)
    more = f" và {len(ordered) - _NAMED} người nữa" if len(ordered) > _NAMED else ""
    return f" {lead}: {', '.join(ordered[:_NAMED])}{more}."
