"""Totals that a unit typed («Tổng cộng: 57», «Chi bộ 1: 12 đồng chí») against the rows that stand there.

Equal says nothing. A total that no reading of its place makes equal is named with its cell, by how many it is off, and,
where the record knows the unit's people, by whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dangbo_cli.domain.change import Plan, Ref
from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.lines import Line, Sort, is_empty
from dangbo_cli.intake.matching import Match
from dangbo_cli.intake.people import Members
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.sheets.address import address
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import clean, fold

TOTAL_DIFFERS = cause(
    "total_differs",
    Level.CELL,
    "Số cộng không khớp số dòng",
    "{detail}",
    "Đơn vị xem lại số cộng hay danh sách; các dòng đọc được vẫn ghi.",
)

_NAMED = 8
_COUNT = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5})(?![\d/.,%]*\d|%)\s*(d/c|dong chi|dang vien|dv|nguoi)?(?![a-z])"
)
#: A total of some of the people, or of something else, is not compared.
_OF_SOME = re.compile(
    r"\b(?:nu|nam|du bi|chinh thuc|dan toc|ton giao|mien|trong do|mang sang|trang|chi bo|dang bo|to dang|truoc|moi)\b"
)
#: Below a table these lines are notes to the walker; a total may stand in them all the same.
_LISTED = re.compile(r"^(?:danh sach (?:nay )?(?:co|gom)|tong (?:cong|so)|cong)\b")
_WHOLE_TABLE = re.compile(r"\b(?:tong|toan)\b")


@dataclass(frozen=True, slots=True)
class TypedTotal:
    """A typed total that is off: where it stands, what it says, what was counted in the rows `first`..`last` (sheet
    rows, 0-based), and the group that it is about ("" for the whole table)."""

    cell: str
    value: str
    typed: int
    counted: int
    first: int
    last: int
    group: str


def totals_off(table: TableRead) -> Iterator[TypedTotal]:
    """Yield the typed totals of a table that its rows do not come to."""
    lines = table.lines
    for at, line in enumerate(lines):
        if line.sort is Sort.GROUP:
            total = _of_group(table, lines, at)
        elif line.sort is Sort.TOTAL or (line.sort is Sort.NOTE and _LISTED.match(fold(line.text))):
            total = _of_total(table, lines, at)
        else:
            continue
        if total is not None:
            yield total


def _of_group(table: TableRead, lines: Sequence[Line], at: int) -> TypedTotal | None:
    typed = _typed(lines[at].text, needs_unit=True)
    if typed is None:
        return None
    groups = [i for i, line in enumerate(lines) if i > at and line.sort is Sort.GROUP]
    ends = [*groups, len(lines)]
    stop = ends[0]
    counts = [_count(lines[at:stop])]
    if counts[0][0] == 0:  # a heading above the groups that it counts
        counts = [_count(lines[at:end]) for end in ends]
        stop = len(lines)
    if _fits(typed, counts):
        return None
    return TypedTotal(
        _cell(table, lines[at]), lines[at].text, typed, counts[0][0] or counts[-1][0],
        lines[at].row, lines[stop - 1].row, lines[at].text,
    )  # fmt: skip


def _of_total(table: TableRead, lines: Sequence[Line], at: int) -> TypedTotal | None:
    line = lines[at]
    typed, column = _typed(line.text), None
    if typed is None and not any(map(str.isdigit, line.text)):
        typed, column = _beside(table, line)
    if typed is None:
        return None
    starts = [i for i, one in enumerate(lines[:at]) if one.sort is Sort.GROUP]
    counts = [_count(lines[start:at]) for start in (0, *starts)]
    before = _count_tables(table)
    counts.append((counts[0][0] + before, counts[0][1]))
    if _fits(typed, counts) or (column is not None and typed == _filled(table, lines[:at], column)):
        return None
    ended = [i for i, one in enumerate(lines[:at]) if one.sort is Sort.TOTAL]
    whole = not starts or (_WHOLE_TABLE.search(fold(line.text)) is not None and (not ended or ended[-1] > starts[-1]))
    start = 0 if whole else starts[-1]
    group = "" if whole else lines[start].text
    where = _cell(table, line) if column is None else address(line.row, column)
    value = line.text if column is None else str(typed)
    return TypedTotal(where, value, typed, _count(lines[start:at])[0], lines[start].row, line.row, group)


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


def _count(lines: Iterable[Line]) -> tuple[int, int]:
    """Return how many of some lines are records, and how many are in doubt."""
    sorts = [line.sort for line in lines]
    return sorts.count(Sort.RECORD), sorts.count(Sort.DOUBT)


def _count_tables(table: TableRead) -> int:
    """Return the records of the tables above in the same sheet."""
    count, above = 0, table.before
    while above is not None:
        count += _count(above.lines)[0]
        above = above.before
    return count


def _fits(typed: int, counts: Iterable[tuple[int, int]]) -> bool:
    return any(records <= typed <= records + doubts for records, doubts in counts)


def _filled(table: TableRead, lines: Iterable[Line], column: int) -> int:
    rows = (table.grid.rows[line.row] for line in lines if line.sort is Sort.RECORD)
    return sum(column < len(row) and row[column] != "" and not is_empty(row[column]) for row in rows)


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
    off = [(table, total) for table in tables for total in totals_off(table)]
    if not off:
        return
    known = {id(row): match.member for match in found for row in match.rows}
    matched = {match.member.ref for match in found if match.member is not None}
    for table, total in off:
        here = [row for row in table.people if total.first <= row.row <= total.last]
        units = {row.organization for row in here}
        difference = total.typed - total.counted
        word = "bảng thiếu" if difference > 0 else "bảng thừa"
        group = f" (nhóm «{total.group}»)" if total.group and total.group != total.value else ""
        detail = f"«{total.value}»{group} là {total.typed} người mà có {total.counted} dòng, {word} {abs(difference)}."
        stored = [m for m in members.all.values() if m.place is not None and _inside(directory, m.place, units)]
        if difference > 0:
            listed = {person_key(row.text("full_name") or "") for row in here}  # also those set aside
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
