"""What a sheet is: a list we read, a known kind we do not read (yet), or nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dangbo_cli.forms.catalogue import ENTRIES, LISTS, OWN_REPORTS, form_of
from dangbo_cli.forms.headings import heading_key
from dangbo_cli.forms.ratings import FORM as RATED
from dangbo_cli.intake.tables.combined import Unclear, spread
from dangbo_cli.intake.tables.groups import grouped_by_level
from dangbo_cli.intake.tables.line_heads import may_begin_table
from dangbo_cli.intake.tables.lines import ENDING, Sort, Walker
from dangbo_cli.intake.tables.parts import join_parts
from dangbo_cli.intake.tables.refusing import (
    counts_inspections,
    counts_ratings,
    is_called_members,
    others_named,
    refusal,
    unclaimed,
)
from dangbo_cli.intake.tables.sheet_parts import numbers_a_part, texts_of, title_of_sheet, title_start, upper_header
from dangbo_cli.intake.tables.stacked import OTHER, alone, names_other_work, section_of
from dangbo_cli.intake.tables.titles import Title, read_title
from dangbo_cli.intake.tables.unread import PEOPLE_LEFT_OUT, lists_people, why_unread
from dangbo_cli.sheets.grid import Grid, count_filled
from dangbo_cli.sheets.header import holds_record, is_record
from dangbo_cli.sheets.table import RIVAL, SEARCH_ROWS, TableFound, find_table
from dangbo_cli.vietnamese.text import fold

_GUIDE = re.compile(r"\W*(?:trang |sheet )?huong dan")
#: Rows that a guide shows for an example, and cells that a row of a list fills at least.
_EXAMPLES, _RECORD_CELLS = 6, 3
#: More tables than a sheet of all branches of a large Đảng bộ has, and rows gone through for them, one after another: a sheet
#: that is made of headings would be looked at anew from each.
_MOST_TABLES, _MOST_LOOKED = 1_000, 2_000_000
#: What else a list by levels tells of its people, and how many facts any other one has where none is of its kind alone.
_BESIDE_RATED, _FEWEST = 2, 3
#: Known headings that a sheet must have whose kind the clerk says.
_FORCED = 2
#: The heading of our own list of organisations over what the unit declared.
_DECLARED = "don vi khai"


class TableHere(NamedTuple):
    """One table of a sheet, its title, and the row where that title begins; `grid` is the sheet with the facts of combined
    cells in columns of their own, `unclear` the cells that could not be parted; `others` is the title where it announces
    people who need not be members."""

    table: TableFound
    title: Title
    title_start: int
    grid: Grid
    unclear: Unclear
    others: str | None = None


@dataclass(slots=True)
class Recognised:
    """What was found in one sheet: its tables with their titles, or the reason why it is left out.

    `unread_from` is the row of a further header that is not read, `unread_why` the reason; `unread_above` a row with data
    above the header of the table that should hold it, `unread_upper` the header of a first table that is not read;
    `trouble` tells that the reason is one the clerk must see (not an empty or hidden sheet)."""

    tables: list[TableHere] = field(default_factory=list)
    unread_from: int | None = None
    unread_why: str = "là một bảng khác, không phải loại biểu nào dangbo biết"
    unread_above: int | None = None
    unread_upper: int | None = None
    unread_upper_why: str = "không rõ là loại biểu nào"
    left_out: str | None = None
    trouble: bool = False
    code: str = ""


def recognise(
    grid: Grid, file_stem: str, kind: str | None, today: date, own_titles: Mapping[str, Sequence[str]] | None = None
) -> Recognised:
    """Return what the sheet is; `kind` forces one kind, `own_titles` are words of a title by which the clerk has said
    of which kind a sheet is."""
    if not any(map(count_filled, grid.rows)):
        return Recognised(left_out="trang tính trống")
    if not grid.visible:
        if lists_people(grid):
            why = "trang tính ẩn nhưng có danh sách người, không đọc; nếu cần thì cho hiện trang tính rồi nhập lại"
            return Recognised(left_out=why, trouble=True, code=PEOPLE_LEFT_OUT)
        return Recognised(left_out="trang tính ẩn, không đọc")
    begins = None if kind is not None else OWN_REPORTS.get(grid.title.removesuffix("-chi-tiet"))
    if begins is not None and _is_own_report(grid, begins):
        why = "báo cáo do dangbo lập từ sổ, không phải danh sách của đơn vị; không nhập"
        return Recognised(left_out=why, trouble=True, code="statistics")
    found = Recognised()
    start, header, rows, looked = 0, None, grid.rows, 0
    sheet = range(0)
    guide = kind is None and _GUIDE.match(fold(grid.name)) is not None
    while True:
        if header is not None and (section := alone(rows[header])):
            found.unread_from = header
            found.unread_why = f"là phần «{section}» không có hàng tiêu đề riêng, nên không rõ các cột của nó là gì"
            break
        part = sheet if header is not None and numbers_a_part(grid, start, header) else range(0)
        table, title, refusal = _choose(grid, file_stem, kind, today, (part, start), header, own_titles or {})
        if header is None and kind is None and table is not None:
            upper = upper_header(grid, start, table.top)
            if upper is not None:
                sheet = title_of_sheet(grid, start, upper)
                first = _choose(grid, file_stem, kind, today, (range(0), start), upper, own_titles or {})
                if _ends_above(grid, first, table.top):
                    table, title, refusal = first
                else:
                    found.unread_upper, header, start = upper, table.top, title_start(grid, upper, table.top)
                    table, title, refusal = _choose(
                        grid, file_stem, kind, today, (sheet, start), header, own_titles or {}
                    )
        if table is not None and kind is None and (other := _not_of_section(table, title)) is not None:
            refusal = other
            if not found.tables and found.unread_upper is None and (following := _next_header(grid, table)) is not None:
                found.unread_upper, found.unread_upper_why = table.top, other[0]
                sheet = title_of_sheet(grid, start, table.top)
                header, start = following
                continue
        if refusal is not None and found.tables:
            found.unread_from, found.unread_why = header, f"là một bảng khác: {refusal[0]}"
            break
        if refusal is not None:
            return Recognised(left_out=refusal[0], trouble=True, code=refusal[1])
        if table is not None and guide:
            return _left_out_guide(grid, table)
        if table is None:
            found.unread_from = header
            break
        _leave_own_counts(table)
        above = next((r for r in range(start, table.top) if holds_record(rows[r])), None)
        if found.unread_above is None:
            found.unread_above = above
        parted, table, unclear = spread(join_parts(grid, table), table)
        others = others_named(title, grid, file_stem) if kind is None and table.form.kind == "dang-vien" else None
        found.tables.append(TableHere(table, title, start, parted, unclear, others))
        rows = parted.rows
        if len(found.tables) == 1 and found.unread_upper is None:
            sheet = title_of_sheet(grid, start, table.top)
        following = _next_header(parted, table)
        if following is None:
            break
        header, start = following
        while start < header and not count_filled(
            rows[start]
        ):  # the last person's further rows were joined to her first
            start += 1
        looked += len(rows) - table.first
        if len(found.tables) >= _MOST_TABLES or looked > _MOST_LOOKED:
            found.unread_from = header
            found.unread_why = (
                f"là một bảng khác, mà trang tính đã có {len(found.tables)} bảng, nhiều quá không đọc hết"
            )
            break
    if found.tables:
        return found
    if found.unread_upper is not None:
        return Recognised(left_out=found.unread_upper_why, trouble=True, code="not_ours")
    why, code = why_unread(grid, file_stem)
    return Recognised(left_out=why, trouble=bool(code), code=code)


def _ends_above(grid: Grid, chosen: tuple[TableFound | None, Title, tuple[str, str] | None], top: int) -> bool:
    """Tell whether the first of two tables is read, and its rows end above the header of the second."""
    table, title, refusal = chosen
    if table is None or refusal is not None or _not_of_section(table, title) is not None:
        return False
    following = _next_header(grid, table)
    return following is not None and following[0] <= top


def _leave_own_counts(table: TableFound) -> None:
    """Leave unread the counts of a list of organisations that has what each unit declared beside them (`tc ds`): they
    were counted from the record."""
    if table.form.kind == "to-chuc" and any(heading_key(text) == _DECLARED for text in table.headings.values()):
        for column in [c for c, m in table.columns.items() if m.key in ("declared_official", "declared_probationary")]:
            del table.columns[column]
            table.ignored.append(column)


def _is_own_report(grid: Grid, begins: tuple[str, ...]) -> bool:
    """Tell whether a sheet that is called as a report of ours has its title, too."""
    first = next((v for row in grid.rows[:3] for v in row if isinstance(v, str) and v.strip()), "")
    return fold(first).strip().startswith(begins)


def _left_out_guide(grid: Grid, table: TableFound) -> Recognised:
    """Leave out a guide that shows a table with rows for an example; one with more rows than a guide has is named."""
    rows = sum(count_filled(row) >= _RECORD_CELLS for row in grid.rows[table.first :])
    if rows <= _EXAMPLES:
        return Recognised(left_out="trang hướng dẫn, các dòng của nó là ví dụ, không đọc")
    why = f"trang tên là hướng dẫn mà có {rows} dòng, không đọc; nếu là danh sách thật thì đổi tên trang rồi nhập lại"
    return Recognised(left_out=why, trouble=True, code=PEOPLE_LEFT_OUT)


def _choose(
    grid: Grid,
    file_stem: str,
    kind: str | None,
    today: date,
    titled: tuple[range, int],
    header: int | None,
    own_titles: Mapping[str, Sequence[str]],
) -> tuple[TableFound | None, Title, tuple[str, str] | None]:
    """Return the table that begins at `header` (None: the first of the sheet) with its title, and why it is refused; the
    title is the sheet's (its rows) and what stands from a row on (`titled`).

    A sheet is asked first whether it lists organisations or members; only where it does not, or where its title or its
    columns say otherwise, it is one of the year's work."""
    sheet, start = titled
    row, stop = (0, None) if header is None else (header, header + 1)
    if kind is not None:
        form = form_of(kind)
        table = find_table(grid, [form], row, stop) if form is not None else None
        if table is None and form is not None and form.fewest > _FORCED:  # a name and one fact that tells who
            table = find_table(grid, [form], row, stop, _FORCED)
        return table, read_title(grid, start, table.top if table else start, today, sheet), None
    table = find_table(grid, LISTS, row, stop)
    title = read_title(grid, start, table.top if table else min(row + SEARCH_ROWS, len(grid.rows)), today, sheet)
    for own, titles in own_titles.items():
        form = form_of(own)
        if form is not None and any(words in title.words for words in titles):
            said = find_table(grid, [form], row, stop)
            if said is not None:
                return said, read_title(grid, start, said.top, today, sheet), None
    if table is None or _may_be_entries(table, title, grid, file_stem):
        entry, rivals = _entry_table(grid, file_stem, today, titled, (row, stop), table)
        if rivals:
            names = ", ".join(rivals)
            return entry, title, (f"giống nhiều loại biểu cùng lúc ({names}); nhập lại với --loai-bieu", "two_kinds")
        if entry is not None:
            title = read_title(grid, start, entry.top, today, sheet)
            if counts_ratings(entry):
                return entry, title, ("bảng tổng hợp số lượng xếp loại, không phải danh sách; không nhập", "statistics")
            if counts_inspections(entry, grid):
                why = "bảng tổng hợp số liệu, mỗi dòng là các con số, không phải danh sách; không nhập"
                return entry, title, (why, "statistics")
            return entry, title, None
    if table is None:
        return None, title, None
    if table.rivals:
        names = ", ".join(dict.fromkeys([table.form.kind, *table.rivals]))
        return table, title, (f"giống nhiều loại biểu cùng lúc ({names}); nhập lại với --loai-bieu", "two_kinds")
    return table, title, refusal(table, title, grid, file_stem)


def _not_of_section(table: TableFound, title: Title) -> tuple[str, str] | None:
    """Return why a table of the year's work is refused whose own line names another work than its columns do."""
    section, works = section_of([text for _, _, text in title.texts])
    if OTHER in works:
        return f"«{section}» không phải của đảng viên, tổ chức đảng; không nhập vào sổ", "not_ours"
    if not works or table.form.about is None or table.form.kind in works:
        return None
    return (
        f"tên của phần này là «{section}» mà các cột lại là của loại biểu khác; nhập lại với --loai-bieu",
        "two_kinds",
    )


def _named_kinds(words: str, own: str = "") -> set[str]:
    """Return the kinds that the words of a title name; of a file or sheet name (`own`) where the title names none."""
    named = {form.kind for form in ENTRIES if any(word in words for word in form.title_words)}
    return named or {form.kind for form in ENTRIES if any(word in own for word in form.file_words)}


def _may_be_entries(table: TableFound, title: Title, grid: Grid, file_stem: str) -> bool:
    """Tell whether a table found as a list of members or organisations may be one of the year's work instead.

    A sheet that calls itself a list of members is one, whatever it has beside; so is one with Party facts enough,
    unless its title names another kind, or it tells little more than names and groups them by level."""
    if table.form.kind == "dang-vien" and _groups_levels(table, grid):
        return True
    if is_called_members(title):
        return False
    named = _named_kinds(title.words, f"{fold(file_stem.replace('_', ' '))} | {fold(grid.name)}")
    core = {m.key for m in table.columns.values()} & set(table.form.core)
    if table.form.kind == "dang-vien":
        return len(core) < 2 or bool(named)
    return bool(named) or len(core) < 2 or any(len(text) > 2 for text in unclaimed(table))


def _groups_levels(table: TableFound, grid: Grid) -> bool:
    """Tell whether a table without a column of levels groups its people by level, and tells hardly more of them than a
    rating list does (their gender, a post)."""
    if any(m.rating is not None for m in table.columns.values()):
        return False
    more = {m.key for m in table.columns.values()}.difference(f.key for f in RATED.fields)
    return len(more) <= _BESIDE_RATED and grouped_by_level(grid.rows[table.first :])


def _entry_table(
    grid: Grid,
    file_stem: str,
    today: date,
    titled: tuple[range, int],
    rows: tuple[int, int | None],
    other: TableFound | None,
) -> tuple[TableFound | None, list[str]]:
    """Return the table as one of the year's work, and the kinds where several claim it alike. `other` is what it is as
    a list: with Party facts enough, or fields enough, only a title that names the kind outweighs it."""
    found: list[tuple[TableFound, bool]] = []
    for form in ENTRIES:
        table = find_table(grid, [form], *rows)
        if table is None:
            continue
        title = read_title(grid, titled[1], table.top, today, titled[0])
        words, (_, section) = title.words, section_of([text for _, _, text in title.texts])
        kinds = section or {kind.kind for kind in ENTRIES if any(word in words for word in kind.title_words)}
        if kinds and form.kind not in kinds:
            continue  # the sheet says itself that it is something else
        core = any(m.key in form.core for m in table.columns.values())
        by_level = form is RATED and not core and _groups_levels(table if other is None else other, grid)
        if (
            not core
            and not by_level
            and (table.fields < _FEWEST or (not form.told_by(words) and form.kind not in kinds))
        ):
            continue
        named = form.kind in (
            section or _named_kinds(words, f"{fold(file_stem.replace('_', ' '))} | {fold(grid.name)}")
        )
        listed = re.search(r"(?:^|\| )danh sach dang vien\b", words) is not None
        if not named and form.speaks and not _speaks(table, words):
            continue
        if other is not None and not by_level and not _outweighs(table, other, named, listed):
            continue
        if not named and len(unclaimed(table)) >= 2 * table.fields:
            continue  # a few of its headings stand in any list of anything
        found.append((table, named))
    if any(named for _, named in found):
        found = [one for one in found if one[1]]
    found.sort(key=lambda one: -one[0].score)
    rivals = [t.form.kind for t, _ in found if found[0][0].score - t.score < RIVAL and _same_rows(t, found[0][0])]
    return (found[0][0] if found else None), (rivals if len(rivals) > 1 else [])


def _same_rows(one: TableFound, other: TableFound) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom


def _speaks(table: TableFound, words: str) -> bool:
    """Tell whether a heading that its form knows, or the title, speaks of the work that a sheet is to be of."""
    known = (fold(text) for c, text in table.headings.items() if c in table.columns)
    return any(word in text for text in (words, *known) for word in table.form.speaks)


def _outweighs(entry: TableFound, other: TableFound, named: bool, listed: bool) -> bool:
    """Tell whether a table is rather one of the year's work than the list it may be, too; `named`: the title names that
    kind, `listed`: it begins as a list of members does."""
    core = {m.key for m in other.columns.values()} & set(other.form.core)
    if other.form.kind == "dang-vien":
        if len(core) >= 2:
            if entry.form.kind == "xep-loai" and listed:
                return False
            # Member lists rate people, too: a rating list is one of which a member list knows no more columns.
            return named and (entry.form.kind != "xep-loai" or entry.fields >= other.fields)
        # Without Party facts a list of people is what its own columns say: more of them than a member list knows.
        return named or (not core and "rating" in {m.key for m in entry.columns.values()}) or entry.score > other.score
    return named or entry.fields > other.fields


def _next_header(grid: Grid, table: TableFound) -> tuple[int, int] | None:
    """Return the row of another table's header below and the row where its title begins, or None; the walk is
    made only where some row may be a header at all."""
    form, entries = table.form, table.form.about is not None
    if not any(
        not is_record(row)
        and (
            may_begin_table(row, texts := texts_of(row))
            or (entries and len(texts) <= 2 and names_other_work(form, alone(row)))
        )
        for row in grid.rows[table.first :]
    ):
        return None
    title = table.first
    for line in Walker(grid, table, lambda _: False).lines():
        if line.sort is Sort.HEADER:
            return line.row, title
        if line.sort in ENDING:
            title = line.row + 1
    return None
