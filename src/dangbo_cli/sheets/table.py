"""Find the table in a grid: its header (one to three rows, merged parents), its columns, where data start.

Nothing is assumed about row 1 or fixed columns. Every block of one to three rows is scored by how many
distinct fields of a form its headings name after merged parents are flattened (formats.md 2.1); the best
block wins, a numbering row under it is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import Meaning, all_heading_keys, flatten, heading_book, heading_key
from dangbo_cli.sheets.grid import Grid

#: How far down a first header is looked for, and how many rows one may have.
SEARCH_ROWS = 60
HEADER_ROWS = 3
#: What a further column of a known field adds to a block's score, and what a further header row costs it.
KNOWN_COLUMN = 0.2
EXTRA_ROW = 0.5
#: What two columns that claim one field cost, and a merged cell that the block cuts through.
DOUBLED_COLUMN = 1.0
CUT_MERGE = 0.5
#: Two kinds whose scores lie this near are not told apart.
RIVAL = 0.75
#: A block that names so many fields is the header; a better one is looked for only right below it.
SURE_FIELDS = 5
#: A heading is a few words; a longer text is a sentence.
LONGEST_HEADING = 160

_NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[A-ZĐ]|\d{1,2}\s*\(?\s*=.*)\s*[.)]*$")


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
            if bottom >= len(grid.rows):
                break
            # Rows of data («Nam», «Kinh») may be taken for headings, but name no identity field: most blocks need no
            # closer look, and most others only for one form.
            keys = frozenset[str]().union(*(keys_of(r) for r in range(top, bottom + 1)))
            possible = [form for form in forms if not keys.isdisjoint(heading_book(form).identity_keys)]
            if not possible:
                continue
            paths = heading_paths(grid, top, bottom, merges)
            cut = sum(1 for r1, _, r2, _ in grid.merges if r1 <= bottom < r2 and r1 >= top and r2 - r1 < HEADER_ROWS)
            for form in possible:
                found = _score(form, top, bottom, paths)
                if found is None:
                    continue
                found.score -= CUT_MERGE * min(cut, 8)
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
    return best


def _rivals(one: TableFound, other: TableFound) -> bool:
    """Tell whether two kinds claim the same rows so nearly alike that neither may be chosen."""
    same_rows = one.top <= other.bottom and other.top <= one.bottom
    return one.form is not other.form and same_rows and abs(one.score - other.score) < RIVAL


def _may_be_header(row: Sequence[object]) -> bool:
    """Tell whether a row holds two headings that some form knows, so that a block may begin here."""
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
    presumed: list[str | None] = [None] * (bottom - top + 1)
    for c in range(width):
        parts: list[str] = []
        guessed = False
        below = [_text(grid, r, c) for r in range(top, bottom + 1)]
        for level, r in enumerate(range(top, bottom + 1)):
            text = below[level]
            anchor = merges.get((r, c))
            if anchor is not None and anchor != (r, c):
                if anchor[0] >= top:
                    text = _text(grid, *anchor)
                presumed[level] = None
            elif text:
                presumed[level] = text if anchor is None else None
            elif r < bottom and presumed[level] and any(below[level + 1 :]):
                text = presumed[level] or ""
                guessed = True
            else:
                presumed[level] = None
            if len(text) <= LONGEST_HEADING:
                parts.append(text)
        path = flatten(parts)
        if path:
            paths[c] = (path, guessed)
    return paths


def _text(grid: Grid, r: int, c: int) -> str:
    row = grid.rows[r]
    if c >= len(row):
        return ""
    value = row[c]
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and 1900 <= value <= 2100 and float(value).is_integer():
        return str(int(value))
    return ""


def _score(form: Form, top: int, bottom: int, paths: dict[int, tuple[tuple[str, ...], bool]]) -> TableFound | None:
    book = heading_book(form)
    columns: dict[int, Meaning] = {}
    ignored: list[int] = []
    weights: dict[str, int] = {}
    total = 0.0
    for c, (path, guessed) in paths.items():
        meaning = book.read(path)
        if meaning is None and guessed:
            meaning = book.read(path[-1:])
        if meaning is None or meaning.value is Value.IGNORED:
            ignored.append(c)
            total += KNOWN_COLUMN if meaning is not None else 0
            continue
        columns[c] = meaning
        total += KNOWN_COLUMN
        field = book.field(meaning.key)
        weights[meaning.key] = 0 if meaning.value is Value.ORDINAL else field.weight if field else 1
    if not any(key in weights for key in form.identity):
        return None
    known = sum(1 for key, weight in weights.items() if weight)
    if known < 3 or (known < 4 and not any(key in weights for key in form.core)):
        return None
    total += sum(weights.values()) - EXTRA_ROW * (bottom - top)
    kept, doubled = _settle_doubles(columns)
    total -= DOUBLED_COLUMN * len(doubled)
    headings = {c: " - ".join(" ".join(text.split()) for text in path) for c, (path, _) in paths.items()}
    return TableFound(form, top, bottom, bottom + 1, kept, headings, ignored, doubled, total, known)


#: Fields of which a table may well have several columns: they are read together.
_SEVERAL = {"organization", "residence", "citizen_id", "card_number", "expertise", "hometown", "note"}


def _settle_doubles(columns: dict[int, Meaning]) -> tuple[dict[int, Meaning], dict[int, int]]:
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
    filled = [value for value in row if not (value is None or (isinstance(value, str) and not value.strip()))]
    if len(filled) < 3:
        return False
    numbers: list[int] = []
    for value in filled:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if not float(value).is_integer() or not 0 <= value <= 99:
                return False
            numbers.append(int(value))
        elif isinstance(value, str):
            if not _NUMBERING.match(value.strip()):
                return False
            digits = re.match(r"\(?\s*(\d+)", value.strip())
            if digits:
                numbers.append(int(digits[1]))
        else:
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
