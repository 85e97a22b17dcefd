"""Why a sheet in which no table was found is left out: statistics, a kind that is known and not read, people whose
columns do not say what the list is, a header without a column of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangbo_cli.domain.said_no import is_something
from dangbo_cli.forms.catalogue import FORMS, LISTS, NOT_READ_YET, STATISTICS, KnownShape
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.intake.result import NO_HEADINGS
from dangbo_cli.intake.tables.fitting import is_date
from dangbo_cli.sheets.grid import Grid, count_filled
from dangbo_cli.sheets.grid import Value as Cell
from dangbo_cli.sheets.header import LONGEST_HEADING, is_record
from dangbo_cli.sheets.table import SEARCH_ROWS
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import clean, fold

#: The code of a sheet that holds a table of persons and is left out: never said only in passing.
PEOPLE_LEFT_OUT = "people_left_out"
#: A row of counts has so many of them at least, and so many words at most.
_COUNTS, _WHOSE = 4, 2
_COUNT = re.compile(r"\d{1,7}(?:[.,]\d+)?\s*%?")
_NAME_HEADINGS = frozenset(
    ("ho va ten", "ho ten", "ho va ten dem", "ho ten dang vien", "ho va ten dang vien", "ho va ten khai sinh")
)
#: So many headings of one kind make a row a header; so many others are quoted.
_HEADINGS, _QUOTED = 3, 5
#: «Ko», «K» alone may be anything.
_SHORTEST_NONE = 3


def why_unread(grid: Grid, file_stem: str) -> tuple[str, str]:
    """Return why a sheet in which no table was found is left out, and the code; that is "" where nothing is missed."""
    rows = grid.rows[:25]
    texts = [v for row in rows for v in row if isinstance(v, str) and v.strip()]
    if not texts:
        return "chỉ có số, không phải loại biểu nào dangbo biết", "not_ours"
    headings = [heading_key(text) for text in texts if len(text) < 120]
    words = f"{fold(file_stem)} | {fold(grid.title)} | " + " | ".join(fold(text) for text in texts[:40])
    if sum(any(mark == h for h in headings) for mark in STATISTICS.headings) >= 1 or (
        "btctw" in words and "bieu" in words
    ):
        return "biểu thống kê, không chứa danh sách; không nhập", "statistics"
    if sum(h in ("stt", "tt", "ho va ten", "ho ten", "ten tap the ca nhan ho gia dinh") for h in headings) >= 1:
        shape = shape_of(headings, words)
        if shape is not None:
            return shape.why, "not_read_yet"
    if _counts(grid):
        why = "bảng tổng hợp số liệu, mỗi dòng là các con số, không phải danh sách; không nhập"
        return why, "statistics"
    if any(word in fold(grid.title) for word in ("huong dan", "danh muc", "danhmuc")) or any(
        "huong dan" in h for h in headings[:3]
    ):
        return "trang hướng dẫn hoặc danh mục, không đọc", ""
    if lists_people(grid):
        why = "có danh sách người nhưng thiếu cột để biết là đảng viên nào (ngày sinh, số thẻ, ngày vào Đảng…); "
        why += "thêm một cột như vậy, ghi được cho ai thì ghi, rồi nhập lại"
        if told := _tells_who(texts):
            why = f"có danh sách người (có cột «{told}») nhưng các cột khác không cho biết là loại biểu nào; "
            why += "nếu là danh sách đảng viên thì nhập lại với --loai-bieu dang-vien"
        return why, PEOPLE_LEFT_OUT
    if (strange := _lacks_name(rows)) is not None:
        return strange, PEOPLE_LEFT_OUT
    if any(_is_somebodys(row) for row in grid.rows[:SEARCH_ROWS]):
        why = "có các dòng ghi họ tên và ngày tháng nhưng không có hàng tiêu đề cột (có thể là phần tiếp theo của trang khác); "
        why += "ghi thêm hàng tiêu đề, hoặc chuyển các dòng ấy xuống dưới bảng kia, rồi nhập lại"
        return why, PEOPLE_LEFT_OUT
    if _only_numbers_below(grid):
        why = "không phải loại biểu nào dangbo biết; dưới hàng tiêu đề chỉ có số, không có dữ liệu"
        return why, "not_ours"
    if said := _only_none(grid):
        why = f"chỉ ghi «{said}», không có bảng nào; nếu đơn vị báo là không có thì ghi nhận bài nộp bằng «dangbo don-doc nop»"
        return why, "nil_without_table"
    return NO_HEADINGS, "unknown_kind"


def _only_none(grid: Grid) -> str:
    """Return the words of a sheet that say that there was none, alone in their row, where no row of a table stands beside
    them; else ""."""
    if any(count_filled(row) >= _HEADINGS for row in grid.rows):
        return ""
    alone = [next(v for v in row if v not in ("", None)) for row in grid.rows if count_filled(row) == 1]
    said = [clean(v) for v in alone if isinstance(v, str) and len(v.strip()) > _SHORTEST_NONE and not is_something(v)]
    return said[0] if len(said) == 1 else ""


def _lacks_name(rows: Sequence[Sequence[Cell]]) -> str | None:
    """Return what a row lacks that is a header but for its column of names («Danh tính»); None where there is none."""
    best: tuple[int, int, list[str], list[str]] | None = None
    for r, row in enumerate(rows):
        texts = [clean(v) for v in row if isinstance(v, str) and 0 < len(v.strip()) <= LONGEST_HEADING]
        if len(texts) < _HEADINGS:
            continue
        for form in FORMS:
            book = heading_book(form)
            known, keys = [], set()
            for text in texts:
                meaning = book.read((text,))
                if meaning is not None and meaning.value is not Value.ORDINAL:
                    known.append(text)
                    keys.add(meaning.key)
            few = len(keys) < _HEADINGS or 2 * len(known) < len(texts) or keys.isdisjoint(form.core)
            if few or not keys.isdisjoint(form.identity) or (best is not None and len(keys) <= best[0]):
                continue
            best = len(keys), r, known, [text for text in texts if book.read((text,)) is None]
    if best is None:
        return None
    _, r, known, strange = best
    said = f"hàng {r + 1} giống hàng tiêu đề (có {_quote(known)}) nhưng không thấy cột nào là họ tên hay tên tổ chức"
    if not strange:
        return f"{said}; thêm cột ấy rồi nhập lại"
    return (
        f"{said}; dangbo chưa biết tiêu đề {_quote(strange)}; nếu có cột họ tên ở đó thì sửa tiêu đề ấy thành «Họ và tên», "
        "hoặc khai tiêu đề ấy bằng «dangbo bieu-mau them», rồi nhập lại"
    )


def _quote(texts: Sequence[str]) -> str:
    return ", ".join(f"«{text}»" for text in texts[:_QUOTED]) + (", …" if len(texts) > _QUOTED else "")


def _tells_who(texts: Sequence[str]) -> str:
    """Return the heading among the texts of a sheet that tells which member a row is, "" where there is none."""
    form = LISTS[-1]
    for text in texts:
        meaning = heading_book(form).read((text,)) if len(text) <= 40 else None
        if meaning is not None and meaning.key in form.core:
            return clean(text)
    return ""


def _counts(grid: Grid) -> bool:
    """Tell whether a sheet counts by unit instead of listing: below its fullest row of words nearly every row says whose
    counts stand in it, and then only numbers."""
    rows = grid.rows[:SEARCH_ROWS]
    worded = [sum(isinstance(v, str) and any(map(str.isalpha, v)) for v in row) for row in rows]
    top = max(range(len(rows)), key=worded.__getitem__)
    full = [
        (row, words)
        for row, words in zip(rows[top + 1 :], worded[top + 1 :], strict=True)
        if count_filled(row) >= _COUNTS
    ]
    counting = sum(words <= _WHOSE and sum(map(_is_count, row)) >= _COUNTS for row, words in full)
    return worded[top] >= _COUNTS and 0 < 0.8 * len(full) <= counting


def _is_count(value: object) -> bool:
    """Tell whether a cell is a number, or one typed as text («12.5%»)."""
    if isinstance(value, str):
        return _COUNT.fullmatch(value.strip()) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_somebodys(row: Sequence[object]) -> bool:
    """Tell whether a row holds the name of a person and a day beside it: somebody's, under whatever heading."""
    if not is_record(row):
        return False
    return any(is_date(v) for v in row) and any(isinstance(v, str) and looks_like_person(v) for v in row)


def _only_numbers_below(grid: Grid) -> bool:
    """Tell whether all words of a sheet stand in its first rows and only numbers follow."""
    worded = [any(isinstance(v, str) and v.strip() for v in row) for row in grid.rows]
    numbered = [any(isinstance(v, float) for v in row) for row in grid.rows]
    last = max((r for r, has in enumerate(worded) if has), default=0)
    return sum(numbered[last + 1 :]) > last + 1


def lists_people(grid: Grid) -> bool:
    """Tell whether names of people stand under a heading for names."""
    names: set[int] = set()
    for row in grid.rows[: SEARCH_ROWS + 20]:
        texts = [(c, v) for c, v in enumerate(row) if isinstance(v, str) and v.strip()]
        if len(texts) >= 2 and any(c in names and looks_like_person(v) for c, v in texts):
            return True
        names.update(c for c, v in texts if len(v) <= 40 and heading_key(v) in _NAME_HEADINGS)
    return False


def shape_of(headings: list[str], words: str) -> KnownShape | None:
    """Return the kind that is known and not read, by the keys of the headings or the words of the title."""
    for shape in NOT_READ_YET:
        if any(mark in heading for mark in shape.headings for heading in headings):
            return shape
    for shape in NOT_READ_YET:
        if any(mark in words for mark in shape.title_words):
            return shape
    return None
