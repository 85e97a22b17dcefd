"""Find the table in a grid: its header (one to three rows, merged parents), its columns, where data start.

Nothing is assumed about row 1 or fixed columns. Every block of one to three rows is scored by how many
distinct fields of a form its headings name after merged parents are flattened; the best
block wins, a numbering row under it is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from dangbo_cli.domain.rating import parse_level
from dangbo_cli.forms.form import Form
from dangbo_cli.forms.form import Value as Kind
from dangbo_cli.forms.headings import (
    HeadingBook,
    Meaning,
    heading_book,
    heading_key,
    heading_keys_of,
    looks_like_header,
)
from dangbo_cli.forms.rating_headings import RATING_KEYS
from dangbo_cli.sheets import claims
from dangbo_cli.sheets.grid import Grid, Merge, Value, count_filled
from dangbo_cli.sheets.header import (
    LONGEST_HEADING,
    heading_paths,
    is_filter_line,
    is_numbering,
    is_record,
    is_row_of_children,
    may_be_header,
    may_go_on,
    row_keys,
)
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

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
#: A row with fewer cells may be a group, a total or part of a signature block.
FULL_ROW = 4

_GIVEN = rare(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
#: Words that hardly anybody is called by: they stand between the family name and the given name.
_BEFORE_GIVEN = frozenset(("văn", "thị", "hữu", "đình", "viết", "bá", "a"))
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class TableFound:
    """One table of a grid; rows and columns are 0-based.

    `columns` maps a column to what it means; `headings` holds every heading text above the table, flattened;
    `ignored` the columns whose heading nobody claims (`unknown`) or that are known and not kept. `origin` maps a column that holds
    one fact of a combined one to the column of the sheet (`intake.tables.combined`). From the column `beside` on stands another
    table, of which nothing is read. `day_parts` are the columns that hold the day of a date whose month and year have the two
    columns behind it, `middle_names` those between the family name and the given name (`intake.tables.parts`).
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
    origin: dict[int, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    beside: int | None = None
    day_parts: tuple[int, ...] = ()
    middle_names: tuple[int, ...] = ()


def find_table(
    grid: Grid, forms: Sequence[Form], start: int = 0, stop: int | None = None, fewest: int | None = None
) -> TableFound | None:
    """Return the best table of `grid` whose header begins in rows start..stop, or None where no block of
    rows names an identity field of a form and enough others (`fewest` known fields where less than the form asks do)."""
    last = min(len(grid.rows), (start + SEARCH_ROWS) if stop is None else stop)
    best: TableFound | None = None
    keys_of = cache(lambda r: row_keys(grid.rows[r]))
    known = heading_keys_of(tuple(form.kind for form in forms))
    for top in range(start, last):
        if best is not None and best.fields >= SURE_FIELDS and top > best.bottom + HEADER_ROWS:
            break
        if best is not None and (is_record(grid.rows[top]) or _is_of_record(best, grid.rows[top], known)):
            continue
        if not may_be_header(grid.rows[top], known) or _stands_under_parents(grid, top, forms):
            continue
        for height in range(1, HEADER_ROWS + 1):
            bottom = top + height - 1
            if bottom >= len(grid.rows) or (height > 1 and not may_go_on(grid.rows[bottom])):
                break
            # Rows of data («Nam», «Kinh») may be taken for headings, but name no identity field: most blocks need no
            # closer look, and most others only for one form.
            keys = frozenset[str]().union(*(keys_of(r) for r in range(top, bottom + 1)))
            possible = [form for form in forms if not keys.isdisjoint(heading_book(form).identity_keys)]
            if not possible:
                continue
            block = _block(grid, top, bottom)
            paths = _paths(block)
            has_children = height < HEADER_ROWS and is_row_of_children(grid, bottom, paths, [heading_book(possible[0])])
            cut = sum(1 for r1, _, r2, _ in grid.merges if r1 <= bottom < r2 and r1 >= top and r2 - r1 < HEADER_ROWS)
            for form in possible:
                found = _score(form, block, top, fewest)
                if found is None or (best is not None and _repeats(grid, found, best)):
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
    # One heading over several physical columns of which one is filled: the others claim nothing.
    spare = [c for c in best.headings if best.headings.get(c - 1) == best.headings[c] and _is_spare(best, c)]
    if best.doubled or spare:
        filled = _columns_filled(grid, best, {*best.doubled, *spare})
        best.doubled = {c: other for c, other in best.doubled.items() if c in filled}
        for c in spare:
            if c not in filled:
                best.columns.pop(c, None)
                if c in best.ignored:
                    best.ignored.remove(c)
    if best.doubled:
        _cut_beside(grid, best)
        _leave_twin_levels(grid, best)
    _find_given_name(grid, best)
    return best


def _is_of_record(table: TableFound, row: Sequence[object], known: frozenset[str]) -> bool:
    """Tell whether a row below a header is a record by what stands in its columns: somebody's name where it has names
    («Bí thư» and «HTXSNV» are hers then, no headings; «Đảng viên» is one of names, too), a level where it has levels
    («Đảng bộ», «HTTNV» below «Tổ chức đảng», «Xếp loại»)."""
    for c, meaning in table.columns.items():
        value = row[c] if c < len(row) else None
        if not isinstance(value, str) or not value:
            continue
        if meaning.value is Kind.PERSON_NAME:
            if heading_key(value) not in known and looks_like_person(value):
                return True
        elif meaning.value is Kind.RATING and not meaning.tick and heading_key(value) in RATING_KEYS:
            return True
    return False


def _is_spare(table: TableFound, c: int) -> bool:
    """Tell whether a column adds nothing to the one on its left under the same heading: it means the same, or nothing."""
    return table.columns.get(c) == table.columns.get(c - 1) or c in table.ignored


def _columns_filled(grid: Grid, table: TableFound, columns: Iterable[int]) -> set[int]:
    """Return which of some columns hold anything in a row that may be a record (a total or a signature fills fewer
    cells)."""
    filled: set[int] = set()
    left = sorted(columns)
    for row in grid.rows[table.first :]:
        if not left:
            break
        if count_filled(row) >= FULL_ROW - 1:
            filled.update(c for c in left if c < len(row) and row[c] not in ("", None) and str(row[c]).strip())
            left = [c for c in left if c not in filled]
    return filled


def _cut_beside(grid: Grid, table: TableFound) -> None:
    """Where names stand in two columns and are not the same, two tables stand side by side: what follows the second
    name, and its number before it, is of somebody else than the row."""
    names = (*table.form.identity, "family_name")
    words = heading_words(table)
    for c, other in sorted(table.doubled.items()):
        one_heading = all(table.headings.get(k) == table.headings[c] for k in range(other, c))
        if (
            c < other
            or one_heading
            or table.columns[other].key not in names
            or not _differ(grid.rows[table.first :], other, c, words)
        ):
            continue
        numbers = table.doubled.get(c - 1)
        table.beside = c - 1 if numbers is not None and table.columns[numbers].value is Kind.ORDINAL else c
        beyond = {k for k in table.headings if k >= table.beside}
        table.columns = {k: meaning for k, meaning in table.columns.items() if k not in beyond}
        table.doubled = {k: first for k, first in table.doubled.items() if k not in beyond and first not in beyond}
        table.ignored = sorted({*table.ignored, *beyond})
        table.unknown = [k for k in table.unknown if k not in beyond]
        return


def _leave_twin_levels(grid: Grid, table: TableFound) -> None:
    """Where two columns of one sort of levels do not say the same («Xếp loại», «Xếp loại điều chỉnh»), nobody knows which
    is meant: neither is read. Of two that stand one above the other (`RatingHeading.rank`) the higher was chosen."""
    book = heading_book(table.form)
    for c, other in sorted(table.doubled.items()):
        standing = table.columns.get(other)
        if standing is None or standing.rating is None or standing.tick:
            continue
        twin = book.read(tuple(table.headings[c].split(" - ")))
        higher = twin is not None and twin.rating is not None and twin.rating.rank != standing.rating.rank
        if not higher and _levels_differ(grid.rows[table.first :], other, c):
            del table.columns[other]
            table.doubled[other] = c


def _levels_differ(rows: Sequence[Sequence[object]], one: int, other: int) -> bool:
    """Tell whether a row has another level in a second column than in the first; what else stands below (the next table, a
    signature) has none."""
    last = max(one, other)
    for row in rows:
        if last < len(row) and row[one] != row[other]:
            levels = parse_level(row[one])[0], parse_level(row[other])[0]
            if None not in levels and levels[0] != levels[1]:
                return True
    return False


def _differ(rows: Sequence[Sequence[object]], one: int, other: int, words: frozenset[str]) -> bool:
    """Tell whether a row names another in a second column than in the first; a header typed again (`words` are the keys
    of its texts) does not."""
    alike: set[object] = {""}
    last = max(one, other)
    for row in rows:
        if last >= len(row) or (text := row[other]) in alike or (first := row[one]) == text or not first:
            continue
        if not isinstance(text, str) or not isinstance(first, str):
            continue
        if heading_key(said := clean(text)) in words:
            alike.add(text)
        elif said and (name := clean(first)) and fold(name) != fold(said):
            return True
    return False


def _find_given_name(grid: Grid, table: TableFound) -> None:
    """Where «Họ và tên» is typed over the first of two columns only, the column without a heading beside it that
    holds a word or two in every row is the given name, if what stands under the heading are no whole names: beside
    those it is a village or a trade."""
    c = next((c for c, meaning in table.columns.items() if meaning.key == "full_name"), None)
    if c is None or _BRACKETED.sub("", table.headings.get(c + 1, "")).strip(" *:."):
        return
    pairs = []
    for row in grid.rows[table.first : table.first + 40]:
        if looks_like_header([value for value in row if isinstance(value, str) and value.strip()]):
            break  # this one again, or another table's
        if c + 1 < len(row) and count_filled(row) >= FULL_ROW and not is_filter_line(row):
            pairs.append((row[c], row[c + 1]))
    beside = [other for name, other in pairs if isinstance(name, str) and name.strip() and isinstance(other, str)]
    words = [clean(text).split() for text in beside if text.strip()]
    given = sum(1 for w in words if len(w) <= 2 and _GIVEN.fullmatch("".join(w)))
    if not _are_halves([name for name, _ in pairs if isinstance(name, str)]):
        return
    if words and len(words) >= 0.5 * len(beside) and given >= 0.8 * len(words) and not _is_listed(words):
        table.columns[c] = table.columns[c]._replace(key="family_name")
        table.columns[c + 1] = table.columns[c]._replace(key="given_name")
        table.headings[c + 1] = table.headings[c]


def _are_halves(names: Sequence[str]) -> bool:
    """Tell whether names lack their last word: enough of them end with a word that stands before it («Lò Văn», «Quàng
    Thị») or are a family name alone. Those that go on behind such a word are whole («Lò Văn An») or long («Lò Văn Bảo»
    beside «Minh»)."""
    halves = wholes = 0
    for name in names:
        words = clean(name).casefold().split()
        if len(words) == 1 or (words and words[-1] in _BEFORE_GIVEN):
            halves += 1
        elif not _BEFORE_GIVEN.isdisjoint(words[1:]):
            wholes += 1
    return 2 * halves > wholes


def _is_listed(words: Sequence[Sequence[str]]) -> bool:
    """Tell whether all that stands in a column is of a closed list: «Nam», «Thái» may be given names, but not all."""
    from dangbo_cli.domain.lists import ETHNICITIES, GENDERS

    listed = {fold(label) for label in (*GENDERS, *ETHNICITIES, "Cá nhân", "Tập thể")}
    return all(fold(" ".join(some)) in listed for some in words)


def _stands_under_parents(grid: Grid, top: int, forms: Sequence[Form]) -> bool:
    """Tell whether a row is the row of children of the header row above it: without their parents «Họ và tên» and
    «Ngày sinh» of a father would be the person's."""
    if top == 0 or not may_be_header(grid.rows[top - 1], heading_keys_of(tuple(form.kind for form in forms))):
        return False
    paths = heading_paths(grid, top - 1, top - 1)
    return is_row_of_children(grid, top - 1, paths, [heading_book(form) for form in forms])


def _repeats(grid: Grid, found: TableFound, header: TableFound) -> bool:
    """Tell whether a block is a header typed again below itself, as after a page break: with the same columns, or, where
    its cells are not merged as above, with the same words over them."""
    if found.top <= header.bottom or found.form is not header.form:
        return False
    if all(c in header.columns and header.columns[c].key == meaning.key for c, meaning in found.columns.items()):
        return True
    texts = [(c, v) for c, v in enumerate(grid.rows[found.top]) if isinstance(v, str) and v.strip()]
    return _misses(header, texts) is not None


def _rivals(one: TableFound, other: TableFound) -> bool:
    """Tell whether two kinds claim the same rows so nearly alike that neither may be chosen."""
    same_rows = one.top <= other.bottom and other.top <= one.bottom
    return one.form is not other.form and same_rows and abs(one.score - other.score) < RIVAL


class _Block(NamedTuple):
    """The rows of a possible header and the merged cells that reach into them, rows counted from its first."""

    rows: tuple[tuple[Value, ...], ...]
    merges: tuple[Merge, ...]


def _block(grid: Grid, top: int, bottom: int) -> _Block:
    rows = tuple(tuple(grid.rows[r]) for r in range(top, bottom + 1))
    merges = (m for m in grid.merges if m[0] <= bottom and m[2] >= top)
    return _Block(rows, tuple((r1 - top, c1, r2 - top, c2) for r1, c1, r2, c2 in merges))


def _score(form: Form, block: _Block, top: int, fewest: int | None = None) -> TableFound | None:
    """Return the table that a block at row `top` would be the header of, as a form sees it."""
    found = _scored(heading_book(form), block, form.fewest if fewest is None else fewest)
    if found is None:
        return None
    return replace(
        found,
        top=top,
        bottom=top + found.bottom,
        first=top + found.first,
        columns=dict(found.columns),
        headings=dict(found.headings),
        ignored=list(found.ignored),
        unknown=list(found.unknown),
        doubled=dict(found.doubled),
        rivals=[],
    )


# Sheets of one workbook, and of units that were sent one template, have one header.
@lru_cache(maxsize=1024)
def _paths(block: _Block) -> dict[int, tuple[tuple[str, ...], bool]]:
    grid = Grid("", [list(row) for row in block.rows], list(block.merges))
    return heading_paths(grid, 0, len(block.rows) - 1)


@lru_cache(maxsize=4096)
def _scored(book: HeadingBook, block: _Block, fewest: int) -> TableFound | None:
    form = book.form
    bottom = len(block.rows) - 1
    paths = _paths(block)
    columns: dict[int, Meaning] = {}
    ignored: list[int] = []
    unknown: list[int] = []
    weights: dict[str, int] = {}
    total = 0.0
    unclaimed: dict[int, tuple[str, ...]] = {}
    spoken = set[str]()  # fields over children that nobody knows: what the sheet is, they tell all the same
    days, middle = claims.days_in_parts(paths, book), claims.middle_names(paths, book)
    for c, (path, guessed) in paths.items():
        if c - 1 in days or c - 2 in days or c in middle:
            total += CHILD_COLUMN + (KNOWN_COLUMN if c in middle else 0)
            continue
        meaning = days.get(c) or book.read(path)
        if meaning is None and guessed and book.is_known(path[:-1]):
            meaning = book.read(path[-1:])  # the parent was presumed, and speaks of another field
        if meaning is None:
            unclaimed[c] = path
            if len(path) > 1 and (parent := book.read(path[:-1])) is not None and parent.value is not Kind.IGNORED:
                spoken.add(parent.key)
            continue
        total += KNOWN_COLUMN
        if meaning.value is Kind.IGNORED:
            ignored.append(c)
            continue
        columns[c] = meaning
        for part in meaning.parts:
            if part.value is not Kind.IGNORED:
                known_part = book.field(part.key)
                weights[part.key] = known_part.weight if known_part else 1
        if meaning.parts:
            continue
        total += CHILD_COLUMN if meaning.tick or meaning.gender else 0
        field = book.field(meaning.key)
        weights[meaning.key] = 0 if meaning.value is Kind.ORDINAL else field.weight if field else 1
    if form.rated:
        claims.levels_side_by_side(columns, paths)
    if form.identity == ("name",):
        claims.committees_beside_branches(columns, paths)
    ignored += claims.settle_forms(columns, weights, unclaimed, paths, book)
    ticked = {meaning.key for meaning in columns.values() if meaning.tick}
    for c, path in unclaimed.items():
        beside = claims.beside_ticks(c, path, columns, paths, book) if ticked else None
        if beside is not None:
            columns[c] = beside
            continue
        unlisted = book.unlisted(path)
        if unlisted is not None and unlisted.key in ticked:
            columns[c] = unlisted
        else:
            ignored.append(c)
            unknown.append(c)
    if not any(key in weights for key in form.identity):
        return None
    known = sum(1 for key, weight in weights.items() if weight) + len(spoken - weights.keys())
    if known < fewest or (known <= fewest and not any(key in weights or key in spoken for key in form.core)):
        return None
    total += sum(weights.values()) - EXTRA_ROW * bottom
    kept, doubled = claims.settle_doubles(columns, paths)
    total -= DOUBLED_COLUMN * sum(1 for c, other in doubled.items() if not claims.one_heading(paths, other, c))
    headings = {c: " - ".join(" ".join(text.split()) for text in path) for c, (path, _) in paths.items()}
    return TableFound(
        form,
        0,
        bottom,
        bottom + 1,
        kept,
        headings,
        ignored,
        doubled,
        total,
        known,
        unknown=unknown,
        day_parts=tuple(days),
        middle_names=middle,
    )


def heading_words(table: TableFound) -> frozenset[str]:
    """Return the keys of all texts that stand in the header of a table."""
    return frozenset[str]().union(*map(_parts_of, table.headings.values()))


@lru_cache(maxsize=1 << 12)
def _parts_of(heading: str) -> frozenset[str]:
    """Return the keys of the parts of a flattened heading, and of neighbours together, since a part may hold the sign
    itself («Quê quán - Tỉnh»); every row that may repeat it is compared with them."""
    parts = heading.split(" - ")
    ends = range(1, len(parts) + 1)
    return frozenset(heading_key(" - ".join(parts[a:b])) for b in ends for a in range(b))


def is_repeat(table: TableFound, texts: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the texts of a row, with their columns, repeat the header (or a part of it) after a page break.
    The same words over other columns are the header of another table, and so is one with another field over a column
    («Ngày chính thức» where this has «Ngày vào Đảng»)."""
    misses = _misses(table, texts)
    return misses is not None and not any(_is_another_field(table, c, text) for c, text in misses)


def _misses(table: TableFound, texts: Sequence[tuple[int, str]]) -> list[tuple[int, str]] | None:
    """Return which texts of a row are not the words of the header over their columns, None where those are too many
    for a header typed again."""
    if len(texts) < 3:
        return None
    misses = []
    headings, most = table.headings, 0.3 * len(texts)
    for c, text in texts:
        heading = headings.get(c, "")
        if len(text) > LONGEST_HEADING:
            return None
        if text != heading and heading_key(text) not in _parts_of(heading):
            misses.append((c, text))
            if len(misses) > most:
                return None
    return misses


def _is_another_field(table: TableFound, c: int, text: str) -> bool:
    """Tell whether a text means as a heading something else than the column it stands over."""
    said = heading_book(table.form).read((text,))
    if said is None:
        return False
    own = table.columns.get(c)
    if own is None:
        return said.value is not Kind.IGNORED
    if said.rating is not None and own.rating is not None and said.rating.year not in (None, own.rating.year):
        return True
    return said.key != own.key
