"""What a sheet is: a list we read, a known kind we do not read (yet), or nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangbo_cli.forms.catalogue import FORMS, NOT_READ_YET, STATISTICS, KnownShape, form_of
from dangbo_cli.forms.form import Form
from dangbo_cli.forms.headings import heading_key, looks_like_header
from dangbo_cli.intake.combined import Unclear, spread
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.lines import Sort, Walker
from dangbo_cli.intake.titles import Title, read_title
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.header import is_record
from dangbo_cli.sheets.table import SEARCH_ROWS, TableFound, find_table
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import fold

_NOBODY = Directory()
_ORDINALS = frozenset(("stt", "tt", "số tt", "so tt", "s.tt", "s\nt\nt", "stt:", "stt*", "stt *", "tt:"))
#: A sheet that calls itself a list of members is one, though it rates them or names their titles.
_MEMBER_LIST = re.compile(
    r"^\W*(?:so )?danh sach dang vien(?: (?:chi bo|dang bo|cua|nam|tinh den|den ngay|quy|thang)\b[^|]*)?\W*$"
)
_PARTY_FIELDS = frozenset(
    (
        "admitted_on",
        "official_on",
        "card_number",
        "file_number",
        "card_and_file_number",
        "party_position",
        "standing",
        "probationary_mark",
        "official_mark",
    )
)


#: The code of a sheet that holds a table of persons and is left out: never said only in passing.
PEOPLE_LEFT_OUT = "people_left_out"
_NAME_HEADINGS = frozenset(
    ("ho va ten", "ho ten", "ho va ten dem", "ho ten dang vien", "ho va ten dang vien", "ho va ten khai sinh")
)


@dataclass(frozen=True, slots=True)
class TableHere:
    """One table of a sheet, its title, and the row where that title begins; `grid` is the sheet with the facts of combined
    cells in columns of their own, `unclear` the cells that could not be parted."""

    table: TableFound
    title: Title
    title_start: int
    grid: Grid
    unclear: Unclear


@dataclass(slots=True)
class Recognised:
    """What was found in one sheet: its tables with their titles, or the reason why it is left out.

    `unread_from` is the row of a further header that is of no known list; `trouble` tells that the reason is one
    the clerk must see (not an empty or hidden sheet)."""

    tables: list[TableHere] = field(default_factory=list)
    unread_from: int | None = None
    left_out: str | None = None
    trouble: bool = False
    code: str = ""


def recognise(
    grid: Grid, file_stem: str, kind: str | None, today: date, own_titles: Mapping[str, Sequence[str]] | None = None
) -> Recognised:
    """Return what the sheet is; `kind` forces one kind, `own_titles` are words of a title by which the clerk has said
    of which kind a sheet is."""
    if not any(any(v not in ("", None) for v in row) for row in grid.rows):
        return Recognised(left_out="trang tính trống")
    if not grid.visible:
        if _lists_people(grid):
            why = "trang tính ẩn nhưng có danh sách người, không đọc; nếu cần thì cho hiện trang tính rồi nhập lại"
            return Recognised(left_out=why, trouble=True, code=PEOPLE_LEFT_OUT)
        return Recognised(left_out="trang tính ẩn, không đọc")
    forms: Sequence[Form] = FORMS if kind is None else [f for f in (form_of(kind),) if f is not None]
    found = Recognised()
    start = 0
    table = find_table(grid, forms)
    while table is not None:
        title = read_title(grid, start, table.top, _NOBODY, today)
        said = any(words in title.words for words in (own_titles or {}).get(table.form.kind, ()))
        refusal = None if kind is not None or said else _refusal(table, title, grid, file_stem)
        if refusal is not None:
            return Recognised(left_out=refusal[0], trouble=True, code=refusal[1])
        if table.rivals and kind is None:
            names = ", ".join(dict.fromkeys([table.form.kind, *table.rivals]))
            return Recognised(
                left_out=f"giống nhiều loại biểu cùng lúc ({names}); nhập lại với --loai-bieu",
                trouble=True,
                code="two_kinds",
            )
        parted, table, unclear = spread(grid, table)
        found.tables.append(TableHere(table, title, start, parted, unclear))
        following = _next_header(parted, table)
        if following is None:
            break
        header, start = following
        table = find_table(grid, forms, header, header + 1)
        if table is None:
            found.unread_from = header
    if found.tables:
        return found
    return _name_unread(grid, file_stem, today)


def _next_header(grid: Grid, table: TableFound) -> tuple[int, int] | None:
    """Return the row of another table's header below and the row where its title begins, or None; the walk is
    made only where some row may be a header at all."""
    if not any(_may_be_header(row) for row in grid.rows[table.first :]):
        return None
    title = table.first
    for line in Walker(grid, table, lambda _: False).lines():
        if line.sort is Sort.HEADER:
            return line.row, title
        if line.sort in (Sort.RECORD, Sort.TOTAL):
            title = line.row + 1
    return None


def _may_be_header(row: Sequence[object]) -> bool:
    if is_record(row):
        return False
    if any(isinstance(v, str) and len(v) <= 8 and v.strip().casefold() in _ORDINALS for v in row[:6]):
        return True
    return looks_like_header([v for v in row if isinstance(v, str) and v])


def _words(grid: Grid, file_stem: str, title: Title) -> str:
    return f"{fold(file_stem.replace('_', ' '))} | {fold(grid.title)} | {title.words}"


def _refusal(table: TableFound, title: Title, grid: Grid, file_stem: str) -> tuple[str, str] | None:
    """Return why a table that looks like a member list is none (sentence, code), or None."""
    if table.form.kind != "dang-vien":
        return None
    words = _words(grid, file_stem, title)
    keys = {m.key for m in table.columns.values()}
    for refused in table.form.title_refusals:
        if refused in words and "dang vien" not in words:
            return "danh sách những người không phải đảng viên; không nhập vào sổ", "not_ours"
    core = keys & set(table.form.core)
    called = any(_MEMBER_LIST.match(fold(text)) for _, _, text in title.texts)
    shape = _shape(_heading_keys(grid, table), words if len(core) < 2 else title.words)
    # The printed book of members has columns for whoever left; a list of movements says so in its title.
    moves = shape is not None and shape.kind == "tang-giam"
    moves = moves and (not called or _shape([], title.words) is shape)
    if shape is not None and (moves or (len(core) < 2 and not called)):
        return f"nhận ra là {shape.name}; loại biểu này chưa đọc được", "not_read_yet"
    if not keys & _PARTY_FIELDS and "dang vien" not in words and "chi bo" not in words and "organization" not in keys:
        why = "danh sách người nhưng không có gì cho biết là đảng viên; nhập lại với --loai-bieu dang-vien nếu đúng"
        return why, PEOPLE_LEFT_OUT
    if not core and "rating" in keys and not called:
        return "nhận ra là bảng xếp loại; loại biểu này chưa đọc được", PEOPLE_LEFT_OUT
    return None


def _heading_keys(grid: Grid, table: TableFound) -> list[str]:
    return [heading_key(part) for text in table.headings.values() for part in text.split(" - ")]


def _shape(headings: list[str], words: str) -> KnownShape | None:
    for shape in NOT_READ_YET:
        if any(mark in heading for mark in shape.headings for heading in headings):
            return shape
    for shape in NOT_READ_YET:
        if any(mark in words for mark in shape.title_words):
            return shape
    return None


def _name_unread(grid: Grid, file_stem: str, today: date) -> Recognised:
    rows = grid.rows[:25]
    texts = [v for row in rows for v in row if isinstance(v, str) and v.strip()]
    if not texts:
        return Recognised(left_out="chỉ có số, không phải loại biểu nào dangbo biết", trouble=True, code="not_ours")
    headings = [heading_key(text) for text in texts if len(text) < 120]
    words = f"{fold(file_stem)} | {fold(grid.title)} | " + " | ".join(fold(text) for text in texts[:40])
    if sum(any(mark == h for h in headings) for mark in STATISTICS.headings) >= 1 or (
        "btctw" in words and "bieu" in words
    ):
        return Recognised(left_out="biểu thống kê, không chứa danh sách; không nhập", trouble=True, code="statistics")
    if sum(h in ("stt", "tt", "ho va ten", "ho ten", "ten tap the ca nhan ho gia dinh") for h in headings) >= 1:
        shape = _shape(headings, words)
        if shape is not None:
            return Recognised(
                left_out=f"nhận ra là {shape.name}; loại biểu này chưa đọc được", trouble=True, code="not_read_yet"
            )
    if any(word in fold(grid.title) for word in ("huong dan", "danh muc", "danhmuc")) or any(
        "huong dan" in h for h in headings[:3]
    ):
        return Recognised(left_out="trang hướng dẫn hoặc danh mục, không đọc")
    if _lists_people(grid):
        why = "có danh sách người nhưng thiếu cột để biết là đảng viên nào (ngày sinh, số thẻ, ngày vào Đảng…)"
        return Recognised(left_out=why, trouble=True, code=PEOPLE_LEFT_OUT)
    return Recognised(
        left_out="không phải loại biểu nào dangbo biết (không thấy hàng tiêu đề của danh sách)",
        trouble=True,
        code="unknown_kind",
    )


def _lists_people(grid: Grid) -> bool:
    """Tell whether names of people stand under a heading for names."""
    names: set[int] = set()
    for row in grid.rows[: SEARCH_ROWS + 20]:
        texts = [(c, v) for c, v in enumerate(row) if isinstance(v, str) and v.strip()]
        if len(texts) >= 2 and any(c in names and looks_like_person(v) for c, v in texts):
            return True
        names.update(c for c, v in texts if len(v) <= 40 and heading_key(v) in _NAME_HEADINGS)
    return False
