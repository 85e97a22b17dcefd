"""Why what looks like a list of members, or of the year's work, is none: by its title, its columns, what stands in them."""

from __future__ import annotations

import re

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning, heading_key
from dangbo_cli.intake.tables.groups import lists_others
from dangbo_cli.intake.tables.others import PARTY_FIELDS, lists_nobody_here, names_others, speaks_of_others
from dangbo_cli.intake.tables.titles import Title
from dangbo_cli.intake.tables.unread import PEOPLE_LEFT_OUT, shape_of
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import SEARCH_ROWS, TableFound
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

#: What the name of a sheet says more shortly than a title would.
_NO_MEMBERS_HERE = ("cam tinh", "qua doi", "ra khoi dang", "cho ket nap")
#: A sheet that calls itself a list of members is one, though it rates them or names their titles.
_MEMBER_LIST = re.compile(
    r"^\W*(?:so )?danh sach dang vien(?: (?:chi bo|dang bo|cua|nam|tinh den|den ngay|quy|thang)\b[^|]*)?\W*$"
)
_LIST_OF_PEOPLE = re.compile(
    r"^\W*(?:[ivxlc]+[.)/ ]+|\d+[.)/ ]+)?(?:danh sach )?(?:(?:cac|trich ngang|chi tiet|tong hop|theo doi|giam) )*"
    r"(?:dang vien|dong chi)\b"
)
_BADGES = rare(r"\b(?:tang|trao|nhan|xet)(?: thuong)? huy hieu dang\b")
#: Longer is no count («12 cuộc»).
_COUNT = 16
#: Headings of the day on which something was, in a list that says by itself what.
_DAY_ALONE = frozenset(("ngay", "ngay thang", "ngay thang nam", "thoi diem", "thoi gian", "tu ngay"))


def _words(grid: Grid, file_stem: str, title: Title) -> str:
    return f"{fold(file_stem.replace('_', ' '))} | {fold(grid.title)} | {title.words}"


def is_called_members(title: Title) -> bool:
    """Tell whether a sheet calls itself a list of members."""
    return any(_MEMBER_LIST.match(fold(text)) for _, _, text in title.texts)


def refusal(table: TableFound, title: Title, grid: Grid, file_stem: str) -> tuple[str, str] | None:
    """Return why a table that looks like a member list is none (sentence, code), or None."""
    if table.form.kind == "to-chuc" and _counts_under_names(table, grid):
        return "bảng tổng hợp số liệu, mỗi dòng là các con số, không phải danh sách; không nhập", "statistics"
    if table.form.kind != "dang-vien":
        return None
    words = _words(grid, file_stem, title)
    keys = {part.key for m in table.columns.values() for part in (m.parts or (m,))}
    for refused in table.form.title_refusals:
        if refused in words and "dang vien" not in words:
            return "danh sách những người không phải đảng viên; không nhập vào sổ", "not_ours"
    core = keys & set(table.form.core)
    called = is_called_members(title)
    shape = shape_of(_heading_keys(table), words if len(core) < 2 else title.words)
    # The printed book of members has columns for whoever left; a list of movements says so in its title.
    moves = shape is not None and shape.kind == "tang-giam"
    moves = moves and (not called or shape_of([], title.words) is shape)
    if shape is not None and (moves or (len(core) < 2 and not called)):
        return shape.why, "not_read_yet"
    listed = next((text for _, _, text in title.texts if _LIST_OF_PEOPLE.match(fold(text))), "")
    tells = any(m.value in (Value.LEAVING, Value.STANDING) or m.key == "left_on" for m in table.columns.values())
    if lists_others(grid.title, (*table.form.title_refusals, *_NO_MEMBERS_HERE)):
        title.gone = grid.title
    if speaks_of_others(listed):
        title.gone = clean(listed)
    if tells and title.gone:
        _take_day(table)
    elif title.gone == grid.title:
        why = f"tên trang tính «{grid.title}» nói là những người không còn hay chưa là đảng viên của đơn vị; "
        return (
            why + "nếu tất cả đều đang sinh hoạt thì đổi tên trang tính, hoặc nhập lại với --loai-bieu dang-vien",
            "not_ours",
        )
    elif title.gone or (not tells and (nobody := _nobody_here(title))):
        why = f"«{title.gone or nobody}» là những người không còn hay chưa là đảng viên của đơn vị; "
        return (
            why + "nếu tất cả đều đang sinh hoạt thì sửa tiêu đề, hoặc nhập lại với --loai-bieu dang-vien",
            "not_ours",
        )
    badges = ""
    if "huy hieu dang" in words:
        badges = next((text for _, _, text in title.texts if _BADGES.search(fold(text))), "")
    if badges and any("huy hieu" in heading_key(text) for text in unclaimed(table)):
        why = f"«{clean(badges)}» là danh sách tặng Huy hiệu Đảng, không phải danh sách đảng viên; ghi loại huy hiệu ở một cột "
        return why + "«Hình thức khen thưởng» («Huy hiệu 30 năm tuổi Đảng») rồi nhập lại", PEOPLE_LEFT_OUT
    others = others_named(title, grid, file_stem)
    if others is not None and not keys & PARTY_FIELDS and "organization" not in keys:
        why = f"«{others}» không có cột nào về Đảng (ngày vào Đảng, số thẻ …) nên không rõ ai là đảng viên; "
        return why + "nếu tất cả đều là đảng viên thì nhập lại với --loai-bieu dang-vien", PEOPLE_LEFT_OUT
    if not keys & PARTY_FIELDS and "dang vien" not in words and "chi bo" not in words and "organization" not in keys:
        why = "danh sách người nhưng không có gì cho biết là đảng viên; nhập lại với --loai-bieu dang-vien nếu đúng"
        return why, PEOPLE_LEFT_OUT
    return None


def _nobody_here(title: Title) -> str:
    """Return the title of a list whose people are no members of the unit, whatever it holds; "" for any other."""
    return clean(next((text for _, _, text in title.texts if lists_nobody_here(text)), ""))


def _take_day(table: TableFound) -> None:
    """Let a column «Ngày» of people who left, beside the reason, be the day of it where it is the only column of a day but
    that of birth and those of the Party."""
    keys = {m.key for m in table.columns.values()}
    days = [c for c in table.unknown if heading_key(table.headings.get(c, "")) in _DAY_ALONE]
    if (
        "left_reason" not in keys
        or len(days) != 1
        or not keys.isdisjoint(("left_on", "moved_away", "died", "went_out"))
    ):
        return
    (c,) = days
    table.columns[c] = Meaning("left_on", Value.PARTY_DATE)
    table.unknown.remove(c)
    if c in table.ignored:
        table.ignored.remove(c)


def _counts_under_names(table: TableFound, grid: Grid) -> bool:
    """Tell whether numbers stand where the names of organisations should («Chi bộ trực thuộc»: 3)."""
    name = next((c for c, m in table.columns.items() if m.key == "name"), None)
    rows = grid.rows[table.first : table.first + SEARCH_ROWS]
    told = [row[name] for row in rows if name is not None and name < len(row) and row[name] not in ("", None)]
    worded = sum(isinstance(value, str) and any(map(str.isalpha, value)) for value in told)
    return 2 * worded < len(told)


def others_named(title: Title, grid: Grid, file_stem: str) -> str | None:
    """Return what announces people who need not be members: the title, or the name of the sheet or the file where the title
    is none of a list."""
    texts = [text for _, _, text in title.texts]
    listed = any("danh sach" in fold(text) for text in texts)
    return names_others(texts, () if listed else (grid.title, file_stem.replace("_", " ")))


def _heading_keys(table: TableFound) -> list[str]:
    return [heading_key(part) for text in table.headings.values() for part in text.split(" - ")]


def unclaimed(table: TableFound) -> list[str]:
    """Return the headings of the columns that nothing is read from."""
    return [table.headings[c] for c in table.ignored if c in table.headings]


def counts_ratings(table: TableFound) -> bool:
    """Tell whether a rating table counts subjects by level instead of naming them."""
    if table.form.kind != "xep-loai" or any(m.key == "full_name" for m in table.columns.values()):
        return False
    return any(re.search(r"\b(?:tong so|ty le|so luong|tong cong|sl)\b", key) for key in _heading_keys(table))


def counts_inspections(table: TableFound, grid: Grid) -> bool:
    """Tell whether numbers stand where the conclusions of inspections should, and nothing says when or of whom they were
    («Tổng số cuộc kiểm tra»: 3)."""
    keys = {m.key: c for c, m in table.columns.items()}
    c = keys.get("conclusion")
    if (
        table.form.kind != "ktgs"
        or c is None
        or not keys.keys() <= {"ordinal", "number", "matter", "conclusion", "note"}
    ):
        return False
    rows = grid.rows[table.first : table.first + SEARCH_ROWS]
    told = [clean(str(row[c])) for row in rows if c < len(row) and row[c] not in ("", None)]
    return bool(told) and 2 * sum(text[:1].isdigit() and len(text) < _COUNT for text in told) > len(told)
