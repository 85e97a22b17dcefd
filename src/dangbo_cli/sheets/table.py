"""Find the table in a grid: its header (one to three rows, merged parents), its columns, where data start.

Nothing is assumed about row 1 or fixed columns. Every block of one to three rows is scored by how many
distinct fields of a form its headings name after merged parents are flattened (formats.md 2.1); the best
block wins, a numbering row under it is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from dangbo_cli.domain.organization import split_kind
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import HeadingBook, Meaning, all_heading_keys, flatten, heading_book, heading_key
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.vietnamese.text import clean

#: How far down a first header is looked for, and how many rows one may have.
SEARCH_ROWS = 60
HEADER_ROWS = 3
#: What a further column of a known field adds to a block's score, and what a further header row costs it.
KNOWN_COLUMN = 0.2
#: What a child adds that means something only under its parent: the row of children belongs to the header.
CHILD_COLUMN = 0.4
EXTRA_ROW = 0.5
#: What two columns that claim one field cost, and a merged cell that the block cuts through.
DOUBLED_COLUMN = 1.0
CUT_MERGE = 0.5
#: What it costs to leave out a row of children: whatever they say, they belong to the header.
CUT_CHILDREN = 4.0
#: Two kinds whose scores lie this near are not told apart.
RIVAL = 0.75
#: A block that names so many fields is the header; a better one is looked for only right below it.
SURE_FIELDS = 5
#: A heading is a few words; a longer text is a sentence.
LONGEST_HEADING = 160

_YEAR = re.compile(r"(?:19|20)\d\d")
_GIVEN = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMERAL = re.compile(r"^(?:[IVXLC]+|[A-HĐ]|\d{1,2})\s*[.)/:–-]\s*")
#: «Chi bộ đề nghị», «Đảng ủy quyết định» are headings of ratings.
_RATER = re.compile(r"\b(?:de nghi|de xuat|xep loai|quyet dinh|danh gia|phan loai|cong nhan)\b")
_NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[A-ZĐ]{1,2}|\d{1,2}\s*\(?\s*=.*)\s*[.)]*$")


@dataclass(slots=True)
class TableFound:
    """One table of a grid; rows and columns are 0-based.

    `columns` maps a column to what it means; `headings` holds every heading text above the table, flattened;
    `ignored` the columns whose heading nobody claims or that are known and not kept.
    """

    form: Form
    top: int
    bottom: int
    first: int
    columns: dict[int, Meaning]
    headings: dict[int, str]
    ignored: list[int]
    doubled: dict[int, int]
    score: float
    fields: int = 0
    numbering_row: int | None = None
    rivals: list[str] = field(default_factory=list)


def find_table(grid: Grid, forms: Sequence[Form], start: int = 0, stop: int | None = None) -> TableFound | None:
    """Return the best table of `grid` whose header begins in rows start..stop, or None where no block of
    rows names an identity field of a form and enough others."""
    last = min(len(grid.rows), (start + SEARCH_ROWS) if stop is None else stop)
    best: TableFound | None = None
    merges = _merge_index(grid)
    keys_of = cache(lambda r: _heading_keys(grid.rows[r]))
    for top in range(start, last):
        if best is not None and best.fields >= SURE_FIELDS and top > best.bottom + HEADER_ROWS:
            break
        if not _may_be_header(grid.rows[top]):
            continue
        for height in range(1, HEADER_ROWS + 1):
            bottom = top + height - 1
            if bottom >= len(grid.rows) or (height > 1 and not _may_go_on(grid.rows[bottom])):
                break
            # Rows of data («Nam», «Kinh») may be taken for headings, but name no identity field: most blocks need no
            # closer look, and most others only for one form.
            keys = frozenset[str]().union(*(keys_of(r) for r in range(top, bottom + 1)))
            possible = [form for form in forms if not keys.isdisjoint(heading_book(form).identity_keys)]
            if not possible:
                continue
            paths = heading_paths(grid, top, bottom, merges)
            has_children = height < HEADER_ROWS and _is_row_of_children(grid, bottom, paths, heading_book(possible[0]))
            cut = sum(1 for r1, _, r2, _ in grid.merges if r1 <= bottom < r2 and r1 >= top and r2 - r1 < HEADER_ROWS)
            for form in possible:
                found = _score(form, top, bottom, paths)
                if found is None:
                    continue
                found.score -= CUT_MERGE * min(cut, 8) + (CUT_CHILDREN if has_children else 0)
                if best is None or found.score > best.score + 1e-9:
                    if best is not None and _rivals(best, found):
                        found.rivals.append(best.form.kind)
                    best = found
                elif _rivals(best, found):
                    best.rivals.append(form.kind)
    if best is None:
        return None
    best.first = best.bottom + 1
    if best.first < len(grid.rows) and is_numbering(grid.rows[best.first]):
        best.numbering_row = best.first
        best.first += 1
    _find_given_name(grid, best)
    return best


def _find_given_name(grid: Grid, table: TableFound) -> None:
    """Where «Họ và tên» is typed over the first of two columns only, the column without a heading beside it that
    holds a word or two in every row is the given name."""
    c = next((c for c, meaning in table.columns.items() if meaning.key == "full_name"), None)
    if c is None or _BRACKETED.sub("", table.headings.get(c + 1, "")).strip(" *:."):
        return
    pairs = [(row[c], row[c + 1]) for row in grid.rows[table.first : table.first + 40] if c + 1 < len(row)]
    beside = [other for name, other in pairs if isinstance(name, str) and name.strip() and isinstance(other, str)]
    words = [clean(text).split() for text in beside if text.strip()]
    given = sum(1 for w in words if len(w) <= 2 and _GIVEN.fullmatch("".join(w)))
    if words and len(words) >= 0.5 * len(beside) and given >= 0.8 * len(words):
        table.columns[c] = replace(table.columns[c], key="family_name")
        table.columns[c + 1] = replace(table.columns[c], key="given_name")
        table.headings[c + 1] = table.headings[c]


def _rivals(one: TableFound, other: TableFound) -> bool:
    """Tell whether two kinds claim the same rows so nearly alike that neither may be chosen."""
    same_rows = one.top <= other.bottom and other.top <= one.bottom
    return one.form is not other.form and same_rows and abs(one.score - other.score) < RIVAL


def _may_go_on(row: Sequence[object]) -> bool:
    """Tell whether a row can be a further row of a header: it neither numbers the columns nor names a unit."""
    return not is_numbering(row) and not _names_unit(row)


def _names_unit(row: Sequence[object]) -> bool:
    """Tell whether a row is a group row: one text, the name of a Party organisation."""
    texts = [clean(value) for value in row if isinstance(value, str) and value.strip()]
    if not 1 <= len(texts) <= 2:
        return False
    said = [_NUMERAL.sub("", text) for text in texts if not _NUMERAL.fullmatch(f"{text}.")]
    if len(said) != 1 or " " not in said[0] or _RATER.search(heading_key(said[0])):
        return False
    return bool(split_kind(said[0])[0])


def is_filter_line(row: Sequence[object]) -> bool:
    """Tell whether a row only asks: «Chi bộ:» «………» «Tuổi Đảng:» «……»."""
    texts = [value.strip() for value in row if isinstance(value, str) and value.strip()]
    asking = sum(text.endswith(":") or not text.strip(".…_ ") for text in texts)
    return asking >= 1 and asking >= 0.5 * len(texts)


def _is_row_of_children(
    grid: Grid, bottom: int, paths: dict[int, tuple[tuple[str, ...], bool]], book: HeadingBook
) -> bool:
    """Tell whether the row below a block goes on with it: nothing but words, nobody's name in the name column, and
    most of them under a heading that reaches over more than one column."""
    if bottom + 1 >= len(grid.rows):
        return False
    row = grid.rows[bottom + 1]
    if not _may_go_on(row):
        return False
    words = {c: v.strip() for c, v in enumerate(row) if isinstance(v, str) and v.strip()}
    filled = sum(1 for v in row if v not in ("", None) and not (isinstance(v, str) and not v.strip()))
    if not words or filled > len(words) or any(len(text) > 40 for text in words.values()):
        return False
    if any(ch.isdigit() for text in words.values() for ch in _YEAR.sub("", _BRACKETED.sub("", text)) if len(text) > 6):
        return False
    for c, (path, _) in paths.items():
        meaning = book.read(path)
        named = meaning is not None and meaning.key in ("full_name", "name", "family_name", "given_name") and c in words
        if named and heading_key(words[c]) not in ("ho", "ten", "ho dem", "ho va ten dem", "ho lot", "ho va dem"):
            return False
        if meaning is not None and meaning.value is Value.ORDINAL and c in words:
            return False
    spanning = sum(1 for c in words if _spans(grid, bottom, c))
    return spanning >= 0.6 * len(words)


def _spans(grid: Grid, bottom: int, c: int) -> bool:
    """Tell whether the heading over a column reaches over its neighbour: merged with it, or the neighbour is blank."""
    for r1, c1, r2, c2 in grid.merges:
        if r1 <= bottom <= r2 and c1 <= c <= c2:
            return c2 > c1
    row = grid.rows[bottom]

    def blank(at: int) -> bool:
        return at >= len(row) or (isinstance(row[at], str) and not str(row[at]).strip())

    return blank(c) or blank(c + 1)


def _may_be_header(row: Sequence[object]) -> bool:
    """Tell whether a row holds two headings that some form knows, so that a block may begin here."""
    if is_filter_line(row):
        return False
    known = all_heading_keys()
    hits = 0
    for value in row:
        if isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING and heading_key(value) in known:
            hits += 1
            if hits == 2:
                return True
    return False


def _heading_keys(row: Sequence[object]) -> frozenset[str]:
    """Return the keys of the texts of a row that are short enough for headings."""
    texts = (value.strip() for value in row if isinstance(value, str))
    return frozenset(heading_key(text) for text in texts if len(text) <= LONGEST_HEADING)


def _merge_index(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each covered cell of small merges to the cell that holds the value."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for r1, c1, r2, c2 in grid.merges:
        if (r2 - r1 + 1) * (c2 - c1 + 1) > 4000:
            continue
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
        merges = _merge_index(grid)
    width = max((len(grid.rows[r]) for r in range(top, bottom + 1)), default=0)
    paths: dict[int, tuple[tuple[str, ...], bool]] = {}
    #: Per row: the nearest parent to the left, whether it is typed over its first child only, and what stands over it.
    presumed: list[tuple[str, bool, tuple[str, ...]] | None] = [None] * (bottom - top + 1)
    for c in range(width):
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
    if isinstance(value, (int, float)) and 1900 <= value <= 2100 and float(value).is_integer():
        return str(int(value))
    return ""


def _score(form: Form, top: int, bottom: int, paths: dict[int, tuple[tuple[str, ...], bool]]) -> TableFound | None:
    book = heading_book(form)
    columns: dict[int, Meaning] = {}
    ignored: list[int] = []
    weights: dict[str, int] = {}
    total = 0.0
    unclaimed: dict[int, tuple[str, ...]] = {}
    for c, (path, guessed) in paths.items():
        meaning = book.read(path)
        if meaning is None and guessed and book.is_known(path[:-1]):
            meaning = book.read(path[-1:])  # the parent was presumed, and speaks of another field
        if meaning is None:
            unclaimed[c] = path
            continue
        total += KNOWN_COLUMN
        if meaning.value is Value.IGNORED:
            ignored.append(c)
            continue
        columns[c] = meaning
        total += CHILD_COLUMN if meaning.tick or meaning.gender else 0
        field = book.field(meaning.key)
        weights[meaning.key] = 0 if meaning.value is Value.ORDINAL else field.weight if field else 1
    ticked = {meaning.key for meaning in columns.values() if meaning.tick}
    for c, path in unclaimed.items():
        unlisted = book.unlisted(path)
        if unlisted is not None and unlisted.key in ticked:
            columns[c] = unlisted
        else:
            ignored.append(c)
    if not any(key in weights for key in form.identity):
        return None
    known = sum(1 for key, weight in weights.items() if weight)
    if known < 3 or (known < 4 and not any(key in weights for key in form.core)):
        return None
    total += sum(weights.values()) - EXTRA_ROW * (bottom - top)
    kept, doubled = _settle_doubles(columns, paths)
    total -= DOUBLED_COLUMN * len(doubled)
    headings = {c: " - ".join(" ".join(text.split()) for text in path) for c, (path, _) in paths.items()}
    return TableFound(form, top, bottom, bottom + 1, kept, headings, ignored, doubled, total, known)


#: Fields of which a table may well have several columns: they are read together.
_SEVERAL = {"organization", "residence", "citizen_id", "card_number", "expertise", "hometown", "note"}


def _settle_doubles(
    columns: dict[int, Meaning], paths: dict[int, tuple[tuple[str, ...], bool]]
) -> tuple[dict[int, Meaning], dict[int, int]]:
    """Where two columns claim one field, keep both only where they can be read together (tick columns,
    Nam|Nữ, numbers of two kinds); otherwise the later is `doubled`: column → the column that stands."""
    kept: dict[int, Meaning] = {}
    doubled: dict[int, int] = {}
    seen: dict[tuple[object, ...], int] = {}
    for c, meaning in sorted(columns.items()):
        claim: tuple[object, ...] = (meaning.key, meaning.tick, meaning.gender)
        if meaning.rating is not None:
            claim = (*claim, meaning.rating.stage, meaning.rating.year)
        other = seen.get(claim)
        if other is None or (meaning.key in _SEVERAL and meaning.tick is None):
            seen.setdefault(claim, c)
            kept[c] = meaning
        elif meaning.key == "full_name" and other == c - 1 and paths[c] == paths[other]:
            # One heading over two columns: family name and given name.
            kept[other] = replace(meaning, key="family_name")
            kept[c] = replace(meaning, key="given_name")
        elif _rank(meaning) > _rank(kept[other]):
            doubled[other] = c
            del kept[other]
            kept[c] = meaning
            seen[claim] = c
        else:
            doubled[c] = other
    return kept, doubled


def _rank(meaning: Meaning) -> int:
    return meaning.rating.rank if meaning.rating is not None else 0


def is_numbering(row: Sequence[object]) -> bool:
    """Tell whether a row only numbers the columns: «(1) (2) … 19) (20)», «A B C», «4(=2*100/3)»."""
    filled = 0
    numbers: list[int] = []
    for value in row:
        if isinstance(value, str):
            text = value.strip()
            if not text:
                continue
            if not _NUMBERING.match(text):
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


def heading_words(table: TableFound) -> frozenset[str]:
    """Return the keys of all texts that stand in the header of a table."""
    return frozenset(heading_key(part) for text in table.headings.values() for part in text.split(" - "))


def is_repeat(words: frozenset[str], texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row repeat the header (or a part of it) after a page break."""
    if len(texts) < 3 or max(map(len, texts)) > LONGEST_HEADING:
        return False
    misses = 0
    for text in texts:
        misses += heading_key(text) not in words
        if misses > 0.3 * len(texts):
            return False
    return True
