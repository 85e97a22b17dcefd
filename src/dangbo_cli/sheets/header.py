"""What rows of a header look like: which may begin or go on with one, which number the columns, which only ask, and
the path of headings above each column.

Shared by looking for the first header (`sheets.table`) and by walking the rows below it (`intake.tables.lines`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dangbo_cli.domain.organization import split_kind
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import (
    HeadingBook,
    all_heading_keys,
    flatten,
    heading_key,
    heading_tokens,
    list_identity_keys,
    looks_like_header,
)
from dangbo_cli.forms.rating_headings import RATING_KEYS, names_rating
from dangbo_cli.sheets.claims import MIDDLE_NAMES
from dangbo_cli.sheets.grid import Grid, count_filled
from dangbo_cli.sheets.unreadable import MAX_CELLS
from dangbo_cli.vietnamese.text import clean

#: A heading is a few words; a longer text is a sentence.
LONGEST_HEADING = 160

_YEAR_DIGITS, _FACTS = 4, 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS_OF_NAMES = ("ho", "ten", "ho dem", "ho va ten dem", "ho lot", "ho va dem")
#: Figures that a heading has: of a year, a month, a part of a year («6 tháng», «Quý 1»).
_OF_TIME = re.compile(r"(?:19|20)\d\d|\b\d{1,2} tháng\b|\b(?:tháng|quý) \d{1,2}\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMERAL = re.compile(r"^(?:[IVXLC]+|[A-HĐ]|\d{1,2})\s*[.)/:–-]\s*")
#: «Chi bộ đề nghị», «Đảng ủy quyết định» are headings of ratings.
_RATER = re.compile(r"\b(?:de nghi|de xuat|xep loai|quyet dinh|danh gia|phan loai|cong nhan)\b")
_NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[A-ZĐ]{1,2}|\d{1,2}\s*\(?\s*=.*)\s*[.)]*$")


def is_filter_line(row: Sequence[object]) -> bool:
    """Tell whether a row only asks: «Chi bộ:» «………» «Tuổi Đảng:» «……»."""
    texts = [value.strip() for value in row if isinstance(value, str) and value.strip()]
    asking = sum(map(asks, texts))
    return asking >= 1 and asking >= 0.5 * len(texts)


def asks(text: str) -> bool:
    """Tell whether a stripped text only asks («Chi bộ:») or is the room for an answer («………»)."""
    return text.endswith(":") or not text.strip(".…_ ")


def is_numbering(row: Sequence[object]) -> bool:
    """Tell whether a row only numbers the columns: «(1) (2) … 19) (20)», «A B C», «4(=2*100/3)». Two letters («AA») come
    only behind one: a row that begins with them names levels («SC», «TC», «CC»)."""
    filled = 0
    numbers: list[int] = []
    for value in row:
        if isinstance(value, str):
            text = value.strip()
            if not text:
                continue
            if not _NUMBERING.match(text) or (not filled and len(text) == 2 and text.isalpha()):
                return False
            digits = re.match(r"\(?\s*(\d+)", text)
            if digits:
                numbers.append(int(digits[1]))
        elif value is None:
            continue
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if not float(value).is_integer() or not 0 <= value <= 99:
                return False
            numbers.append(int(value))
        else:
            return False
        filled += 1
    if filled < 3:
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return not numbers or sum(0 <= step <= 3 for step in steps) >= 0.8 * len(steps)


def numbers_beside_levels(row: Sequence[object]) -> bool:
    """Tell whether a row numbers the columns and names levels in the room of some numbers: a unit parted one column of a
    template into one for each level («11», «HTXSNV», «HTTNV», «HTNV», «KHTNV», «13»)."""
    levels, rest = 0, list[object]()
    for value in row:
        if isinstance(value, str) and (text := value.strip()):
            if heading_key(text) in RATING_KEYS:
                levels += 1
                continue
            if not _NUMBERING.match(text):
                return False
        rest.append(value)
    return levels > 1 and is_numbering(rest)


def is_record(row: Sequence[object]) -> bool:
    """Tell at a glance that a row is a record: it holds a day, or begins with a number. Most rows of a workbook end
    here; a row of which this is not told may still be one."""
    if row and (isinstance(row[0], float) or (isinstance(row[0], str) and row[0].strip().isdigit())):
        return True
    return any(isinstance(value, date) for value in row)


def is_fact(value: object) -> bool:
    """Tell whether a raw cell is a day or the number of a document, as no heading is; a year alone may be one."""
    if isinstance(value, str):
        return value[:3].strip(" '\t")[:1].isdigit() and sum(map(str.isdigit, value)) > _YEAR_DIGITS
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value >= 10**_YEAR_DIGITS
    return isinstance(value, date)


def holds_record(row: Sequence[object]) -> bool:
    """Tell whether a row is somebody's beyond doubt, wherever it stands: two days or numbers of documents, and more."""
    return sum(map(is_fact, row)) >= _FACTS and count_filled(row) > _FACTS


def may_be_header(row: Sequence[object], known: frozenset[str] | None = None) -> bool:
    """Tell whether a row holds two headings of `known` (default: those of the lists) or of ratings, so that a block may
    begin here."""
    if is_filter_line(row) and not _only_ends_in_colons(row):
        return False
    known = all_heading_keys() if known is None else known
    hits = 0
    for value in row:
        if isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING and heading_key(value) in known:
            hits += 1
            if hits == 2:
                break
    if hits == 1 and any(
        isinstance(v, str) and len(v) <= LONGEST_HEADING and names_rating(heading_key(v)) for v in row
    ):
        hits = 2  # «Họ và tên», «Công việc», «Xếp loại năm 2022»
    return hits == 2 and sum(map(is_fact, row)) < _FACTS  # «Sùng Xuân Cương», «x», «HTXSNV», «Đảng viên», 09/09/2008


def _only_ends_in_colons(row: Sequence[object]) -> bool:
    """Tell whether a row that seems to ask is a header: «TT:», «Họ và tên», «Ngày vào Đảng:». What asks for a name has a
    colon behind it, or room for an answer beside it."""
    texts = [value.strip() for value in row if isinstance(value, str) and value.strip()]
    if not all(text.strip(".…_ ") for text in texts) or not looks_like_header(texts):
        return False
    return any(not asks(text) and heading_key(text) in list_identity_keys() for text in texts)


def may_go_on(row: Sequence[object]) -> bool:
    """Tell whether a row can be a further row of a header: it neither numbers the columns nor names a unit, nor is it a
    numbered group row («A» «TỔ CHỨC ĐẢNG»). Levels typed into the row of numbers are headings in it."""
    if numbers_beside_levels(row):
        return True
    return not is_record(row) and not is_numbering(row) and not _names_unit(row) and not _is_numbered_group(row)


def _is_numbered_group(row: Sequence[object]) -> bool:
    """Tell whether a row begins with a numeral by itself and has one text besides."""
    if not row or not isinstance(row[0], str) or _NUMERAL.fullmatch(f"{row[0].strip()}.") is None:
        return False
    return sum(isinstance(value, str) and bool(value.strip()) for value in row) == 2 == count_filled(row)


def _names_unit(row: Sequence[object]) -> bool:
    """Tell whether a row is a group row: one text, the name of a Party organisation."""
    texts = [clean(value) for value in row if isinstance(value, str) and value.strip()]
    if not 1 <= len(texts) <= 2:
        return False
    said = [_NUMERAL.sub("", text) for text in texts if not _NUMERAL.fullmatch(f"{text}.")]
    if len(said) != 1 or " " not in said[0] or _RATER.search(heading_key(said[0])):
        return False
    return bool(split_kind(said[0])[0])


def is_row_of_children(
    grid: Grid, bottom: int, paths: dict[int, tuple[tuple[str, ...], bool]], books: Sequence[HeadingBook]
) -> bool:
    """Tell whether the row below a block goes on with it, as any of some forms sees it: nothing but words and years,
    nobody's name in the name column, and most of them under a heading that reaches over more than one column."""
    if bottom + 1 >= len(grid.rows):
        return False
    row = grid.rows[bottom + 1]
    if not may_go_on(row):
        return False
    words = {c: said for c, v in enumerate(row) if (said := v.strip() if isinstance(v, str) else _year(v))}
    filled = sum(1 for v in row if v not in ("", None) and not (isinstance(v, str) and not v.strip()))
    if not words or filled > len(words) or any(len(text) > 40 for text in words.values()):
        return False
    if any(
        any(map(str.isdigit, _OF_TIME.sub("", _BRACKETED.sub("", text)))) for text in words.values() if len(text) > 6
    ):
        return False
    spanning = sum(1 for c in words if _spans(grid, bottom, c))
    return spanning >= 0.6 * len(words) and any(_are_children(words, paths, book) for book in books)


def _are_children(words: dict[int, str], paths: dict[int, tuple[tuple[str, ...], bool]], book: HeadingBook) -> bool:
    """Tell whether nobody's name and no number of a row stands in the words under a header, as a form sees it."""
    for c, (path, _) in paths.items():
        meaning = book.read(path) if c in words else None
        if meaning is None:
            continue
        named = meaning.key in ("full_name", "name", "family_name", "given_name")
        if named and (key := heading_key(words[c])) not in _PARTS_OF_NAMES and key not in MIDDLE_NAMES:
            return False
        if meaning.value is Value.ORDINAL:
            return False
    return True


def _spans(grid: Grid, bottom: int, c: int) -> bool:
    """Tell whether the heading over a column reaches over its neighbour: merged with it, or the neighbour is blank."""
    for r1, c1, r2, c2 in grid.merges:
        if r1 <= bottom <= r2 and c1 <= c <= c2:
            return c2 > c1
    row = grid.rows[bottom]

    def blank(at: int) -> bool:
        return at >= len(row) or (isinstance(row[at], str) and not str(row[at]).strip())

    return blank(c) or blank(c + 1)


def row_keys(row: Sequence[object]) -> frozenset[str]:
    """Return the keys of the texts of a row that are short enough for headings."""
    texts = {value.strip() for value in row if isinstance(value, str)}
    keys: set[str] = set()
    for text in texts:
        if len(text) <= LONGEST_HEADING:
            keys.add(heading_key(text))
            if not text.isalpha():  # one that names several fields
                keys.update(heading_key(token) for tokens in heading_tokens(text) for token in tokens)
    return frozenset(keys)


def merge_index(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each covered cell of small merges to the cell that holds the value."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    area = 0
    for r1, c1, r2, c2 in grid.merges:
        size = (r2 - r1 + 1) * (c2 - c1 + 1)
        if size > 4000:
            continue
        area += size
        if area > MAX_CELLS:
            break  # more than a sheet holds: they lie one over the other, which no program writes
        for r in range(r1, r2 + 1):
            for c in range(c1, c2 + 1):
                covered[(r, c)] = (r1, c1)
    return covered


def heading_paths(
    grid: Grid, top: int, bottom: int, merges: dict[tuple[int, int], tuple[int, int]] | None = None
) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Return for each column its heading path (outermost parent first) and whether a parent was
    only presumed (typed over the first child, not merged)."""
    if merges is None:
        merges = merge_index(grid)
    width = max((len(grid.rows[r]) for r in range(top, bottom + 1)), default=0)
    paths: dict[int, tuple[tuple[str, ...], bool]] = {}
    #: Per row: the nearest parent to the left, whether it is typed over its first child only, and what stands over it.
    presumed: list[tuple[str, bool, tuple[str, ...]] | None] = [None] * (bottom - top + 1)
    for c in range(width):
        reach = merges.get((bottom, c))
        if reach is not None and reach[1] < c:
            if reach[1] in paths:
                paths[c] = paths[reach[1]]  # one heading over several physical columns
            continue
        parts: list[str] = []
        guessed = False
        below = [_text(grid, r, c) for r in range(top, bottom + 1)]
        for level, r in enumerate(range(top, bottom + 1)):
            text = below[level]
            anchor = merges.get((r, c))
            if anchor is not None and anchor != (r, c):
                text = _text(grid, *anchor) if anchor[0] >= top else ""
                if text:
                    # Covered by a merged parent; only a blank merged cell beside it can belong to it too.
                    presumed[level] = (text, False, tuple(parts))
            elif text:
                presumed[level] = (text, anchor is None, tuple(parts))
            if not text:
                said, plain, over = presumed[level] or ("", False, ())
                reaches = said and (plain or anchor is not None) and over == tuple(parts)
                if reaches and any(below[level + 1 :]) and not _stands_alone(merges, r + 1, c):
                    text, guessed = said, True
                elif any(below):  # of a column without any heading nothing can be said, nor of what comes after it
                    presumed[level] = None
            if len(text) <= LONGEST_HEADING:
                parts.append(text)
        path = flatten(parts)
        if path:
            paths[c] = (path, guessed)
    return paths


def _stands_alone(merges: dict[tuple[int, int], tuple[int, int]], r: int, c: int) -> bool:
    """Tell whether the cell below is merged downwards: a heading of its own, typed a row lower."""
    return merges.get((r, c)) == (r, c) and merges.get((r + 1, c)) == (r, c)


def _text(grid: Grid, r: int, c: int) -> str:
    row = grid.rows[r]
    if c >= len(row):
        return ""
    value = row[c]
    if isinstance(value, str):
        text = value.strip()
        return text if any(map(str.isalpha, text)) or _YEAR.search(text) else ""
    return _year(value)


def _year(value: object) -> str:
    """Return a number that can be a year as a heading says it («2020»), "" for anything else."""
    if isinstance(value, (int, float)) and 1900 <= value <= 2100 and float(value).is_integer():
        return str(int(value))
    return ""
