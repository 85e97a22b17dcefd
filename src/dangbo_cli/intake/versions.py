"""Which sheets of a call are the same, older, or another version of what is known: said, so that nobody wonders why a
value did or did not win. What wins is decided elsewhere (`intake.deciding`); here it is named."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from dangbo_cli.domain.change import Plan, Ref, Source
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.deciding.recorder import Older
from dangbo_cli.intake.members.absent import is_full_list
from dangbo_cli.intake.result import FileResult
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.intake.whole_table import year_of_names
from dangbo_cli.store.history import cancelled_batches, seen_as

SEEN_BEFORE = cause("seen_before", Level.NOTE, "Tệp đã nhập dưới tên khác", "Tệp này {detail}.")
SAME_BYTES = cause("same_bytes", Level.NOTE, "Hai tệp giống hệt nhau", "Tệp này giống hệt tệp «{value}».")
GIVEN_YEAR = cause(
    "given_year", Level.NOTE, "Năm ở --nam khác năm ở bảng",
    "Chỗ không ghi rõ năm được lấy năm {value} theo --nam; {detail}.",
    "Nếu gõ nhầm năm, nhập lại với năm đúng hoặc bỏ --nam.",
)  # fmt: skip
OWN_YEAR = cause(
    "own_year_kept", Level.NOTE, "Bảng ghi rõ năm, không theo --nam",
    "{detail} nên vẫn theo năm ấy, không theo --nam {value}.",
)  # fmt: skip
OTHER_YEAR = cause(
    "other_year", Level.NOTE, "Năm ở tên tệp khác năm ở tiêu đề",
    "{detail} mà tiêu đề ghi năm {value}: có thể là tệp của năm khác.",
)  # fmt: skip
TWO_VERSIONS = cause("two_versions", Level.NOTE, "Hai bản của một danh sách", "Gần như cùng những người với {detail}.")
OLDER_SHEET = cause(
    "older_sheet", Level.NOTE, "Bảng cũ hơn sổ",
    "{detail}, ghi «{value}» nên không thay.",
)  # fmt: skip
ONLY_IN_OLDER = cause(
    "only_in_older", Level.NOTE, "Người mới chỉ có ở bảng cũ",
    "«{value}» được ghi là đảng viên hiện nay, nhưng bảng này ({detail}, người này không có ở đó.",
    "Nếu đã ra khỏi danh sách thì ghi bằng «dangbo dang-vien dua-ra …», đã chuyển thì bằng «dangbo dang-vien chuyen …».",
)  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ALIKE = 0.6
"""Two sheets that share so much of the smaller one are two versions of one list."""


def name_of(path: str) -> str:
    """Return the file's own name, from a path of any system."""
    return re.split(r"[/\\]", path)[-1]


def part_by_day(rolls: Sequence[TableRead]) -> None:
    """Take the lists of members in one workbook that all state a day, and not the same one, as lists of as many files: of one
    person in two of them the newer decides, as ever. Where one states none, nobody knows which of two rows is the newer."""
    together: dict[int, list[TableRead]] = {}
    for table in rolls:
        if table.sent_form is None:
            together.setdefault(table.file, []).append(table)
    number = max((table.file for table in rolls), default=0)
    for lists in together.values():
        days = {day for table in lists if (day := table.title.dated) is not None}
        if len(days) < 2 or any(table.title.dated is None for table in lists):
            continue
        files = {day: number + n for n, day in enumerate(sorted(days), 1)}
        number += len(files)
        for table in lists:
            table.file = files[table.title.dated or ""]


def name_known_files(plan: Plan, conn: sqlite3.Connection | None, files: Iterable[FileResult]) -> None:
    """Say which files have the bytes of another: imported before under another name, or twice in this call."""
    first: dict[str, str] = {}
    for file in files:
        if not file.sha256:
            continue
        if file.sha256 in first:
            _note(plan, SAME_BYTES, "", file.path, "", name_of(first[file.sha256]))
            continue
        first[file.sha256] = file.path
        seen = seen_as(conn, file.sha256) if conn is not None else []
        if seen and all(name_of(one.path) != name_of(file.path) for one in seen):
            one = seen[0]
            said = f"đã nhập ngày {format_date(one.day)} (lần nhập số {one.batch}) với tên «{name_of(one.path)}»"
            _note(plan, SEEN_BEFORE, said, file.path)


def name_other_years(plan: Plan, tables: Iterable[TableRead], given: int | None) -> None:
    """Say where --nam is another year than the sheet states: it wins for what states none, and what states its own keeps
    it. Without it, say where the name of a list of members states another year than its title."""
    for table in tables:
        if given is not None:
            _name_given_year(plan, table, given)
        elif table.table.form.kind == "dang-vien" and (stated := table.title.year) is not None:
            named = {int(year) for year in _YEAR.findall(name_of(table.path))}
            if len(named) == 1 and stated not in named:
                _note(plan, OTHER_YEAR, f"Tên tệp ghi năm {named.pop()}", table.path, table.grid.name, str(stated))


def _name_given_year(plan: Plan, table: TableRead, given: int) -> None:
    titled, named = table.title.year, year_of_names(table)
    if (stated := titled or named) is not None and stated != given:
        where = "tiêu đề" if titled else "tên tệp hoặc tên trang tính"
        _note(plan, GIVEN_YEAR, f"{where} ghi năm {stated}", table.path, table.grid.name, str(given))
    own = Counter(year for row in table.people if row.aside is None for year in _own_years(row) if year != str(given))
    for year, count in sorted(own.items()):
        said = f"{count} dòng ghi rõ năm {year}"
        _note(plan, OWN_YEAR, said, table.path, table.grid.name, str(given))


def _own_years(row: PersonRow) -> set[str]:
    """Return the years of which a row says something: of an entry its own, of a member those she is rated in."""
    from dangbo_cli.intake.entries.rows import EntryRow  # only where --nam was given

    if isinstance(row, EntryRow):
        return {row.period[:4]} - {""}
    return {period[:4] for period, _ in row.ratings}


def name_versions(plan: Plan, found: Iterable[Match], tables: Sequence[TableRead]) -> None:
    """Say which sheets of different files list nearly the same people, and which of the two wins."""
    shared: Counter[tuple[int, int]] = Counter()
    for match in found:
        if len(match.rows) > 1:
            sources = sorted({row.source for row in match.rows})
            shared.update(combinations(sources, 2))
    by_source = {table.source: table for table in tables}
    for (one, other), count in sorted(shared.items()):
        a, b = by_source[one], by_source[other]
        least, most = sorted((len(a.people), len(b.people)))
        if a.file == b.file or count < _ALIKE * least or least < _ALIKE * most:
            continue  # a few of many are a part of the list, no other version of it
        days = plan.sources[one].dated, plan.sources[other].dated
        if days[0] and days[1] and days[0] != days[1]:
            newer, older, day = (a, b, days[0]) if days[0] > days[1] else (b, a, days[1])
            said = f"chỗ khác nhau theo {_say_list(newer, older)}, số liệu ngày {format_date(day)}"
        else:
            said = "không rõ bản nào mới hơn, ô nào ghi khác nhau thì để lại cả hai"
        _note(plan, TWO_VERSIONS, f"{_say_list(b, a)}: {said}", a.path, a.grid.name, name_of(b.path))


def _say_list(one: TableRead, beside: TableRead) -> str:
    """Return what tells a list from another: its file, its sheet where both stand in one."""
    return f"trang tính «{one.grid.name}»" if one.path == beside.path else f"tệp «{name_of(one.path)}»"


def name_older(plan: Plan, older: Iterable[Older], whose: Callable[[Source, str], str]) -> None:
    """Name the cells that did not win because their sheet is older than what the record has; `whose` gives the name of
    whoever a cell of a sheet is about."""
    for one in sorted(older, key=lambda one: one.source):
        sheet = plan.sources[one.source]
        dated = f"số liệu ngày {format_date(sheet.dated)}" if sheet.dated else "không ghi ngày"
        name = whose(sheet, one.cell)
        message, seen = (
            say(Finding(OLDER_SHEET, f"{name}, {held}; bảng này cũ hơn ({dated})".removeprefix(", ")), value)
            for held, value in ((one.held, one.value), (one.held_seen, one.value_seen))
        )
        seen = "" if seen == message else seen
        plan.notes.append(Note(OLDER_SHEET, message, sheet.path, sheet.sheet, one.cell, one.value, seen))


_LISTS = """SELECT s.organization_id, s.dated, s.path, s.batch_id FROM source s
    WHERE s.kind = 'dang-vien' AND s.dated IS NOT NULL AND s.organization_id IS NOT NULL ORDER BY s.dated"""


def name_only_older(
    plan: Plan,
    conn: sqlite3.Connection | None,
    tables: Sequence[TableRead],
    found: Iterable[Match],
    directory: Directory,
) -> None:
    """Name the new people whom only a list knows that is older than another of their unit, read now or before: the newer
    one did not have them, though the record has them as members from now on."""
    newest: dict[Ref, tuple[str, str, str]] = {}
    for unit, *told in _dated_lists(conn, tables, directory):
        if unit in directory.nodes and directory.holds_members(unit):
            newest[unit] = max(newest.get(unit, ("", "", "")), (told[0], told[1], told[2]))
    last, *_ = max(newest.values(), default=("", "", ""))
    if not any(table.title.dated is not None and table.title.dated < last for table in tables):
        return
    for match in found:
        if match.member is not None or match.leaves or not all(row.dated for row in match.rows):
            continue
        row = max(match.rows, key=lambda one: one.dated or "")
        lists = [newest[upper] for upper in directory.line(row.organization) if upper in newest]
        day, path, there = max(lists, default=("", "", ""))
        if row.dated is not None and day > row.dated:
            sheet = plan.sources[row.source]
            newer = f"trang tính «{there}»" if path == sheet.path and there else f"danh sách «{name_of(path)}»"
            said = f"số liệu ngày {format_date(row.dated)}) cũ hơn {newer}, ngày {format_date(day)}"
            name = row.text("full_name") or ""
            message = say(Finding(ONLY_IN_OLDER, said), name)
            plan.notes.append(Note(ONLY_IN_OLDER, message, sheet.path, sheet.sheet, row.name_cell, name))


def _dated_lists(
    conn: sqlite3.Connection | None, tables: Sequence[TableRead], directory: Directory
) -> Iterator[tuple[Ref, str, str, str]]:
    """Yield the dated lists of members, of this call and before: whose, the day, the file, the sheet where it is of this
    call."""
    several = len({table.title.dated for table in tables} - {None}) > 1
    for table in tables if several else ():
        if table.title.dated is not None and is_full_list(table.title.words, name_of(table.path)):
            yield from ((unit, table.title.dated, table.path, table.grid.name) for unit in table.units(directory))
    if conn is not None:
        undone = cancelled_batches(conn)
        for unit, dated, path, batch in conn.execute(_LISTS):
            if batch not in undone:
                yield unit, dated, path, ""


def _note(plan: Plan, code: str, detail: str, path: str, sheet: str = "", value: str = "") -> None:
    plan.notes.append(Note(code, say(Finding(code, detail), value), path, sheet, "", value))
