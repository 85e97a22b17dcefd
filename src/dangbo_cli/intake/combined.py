"""Columns whose cells hold several facts: each fact gets a column of its own, before anybody reads the rows.

The heading names the facts in their order («Nam, nữ, dân tộc, tôn giáo»). A cell is parted at line breaks and signs and
its parts are given to the facts in that order; a fact may be missing, a free text may hold signs of its own. Only where
exactly one way of doing so fits is the cell parted; otherwise it is left whole and set aside with its reason. Every way
out of here leads to the same readers as a column of one fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning, heading_book, heading_key
from dangbo_cli.intake.fitting import has_form, is_date, is_free, says_nothing
from dangbo_cli.intake.values import Raw, raw_text
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean, fold

COMBINED_UNCLEAR = cause(
    "combined_unclear",
    Level.CELL,
    "Ô nhiều nội dung chưa tách được",
    "«{value}» không tách được chắc chắn theo tiêu đề «{detail}».",
    "Đơn vị ghi mỗi nội dung một dòng trong ô theo đúng thứ tự của tiêu đề, hoặc tách thành nhiều cột.",
)

_SIGNS = re.compile(
    r"(?P<strong>\s*(?:[\r\n;|]|_x000D_)+\s*)"
    r"|(?P<dash>\s+[-–—]\s*|\s*[-–—]\s+|(?<=\d{4})[-–—](?=\d{1,2}[/.])|\s+/\s+|(?<=[^\W\d_]{2})/(?=[^\W\d_])"
    r"|(?<=\d{6})/(?=\d{4}))"
    r"|(?P<comma>\s*,\s*|(?<=\d{5})\s+(?=\d{5}))"
)
_LABEL = re.compile(
    r"^(?P<label>[^\W\d_][^\d:]{0,30}?)(?P<sign>\s*:\s*|\.\s*(?=\d)|\s(?=\d))(?P<rest>\S.*)$", re.DOTALL
)
_LABEL_WITHIN = re.compile(r"\s(?=(?P<label>[^\W\d_]+(?:[ \t][^\W\d_]+){0,2})[ \t]*(?P<colon>:|[ \t]\d))")
#: What may stand before a date or a number without a colon («CT 03/02/2011»).
_NUMBERED = {"birth_date", "admitted_on", "official_on", "card_number", "file_number", "badge_number", "citizen_id"}
#: Short labels before a value, beside the headings themselves.
_LABELS = {
    "kn": "admitted_on", "ket nap": "admitted_on", "du bi": "admitted_on", "db": "admitted_on", "vao dang": "admitted_on",
    "ngay vd": "admitted_on", "vd": "admitted_on", "ct": "official_on", "chinh thuc": "official_on",
    "the": "card_number", "so the": "card_number", "ll": "file_number", "sll": "file_number", "ly lich": "file_number",
    "so ll": "file_number", "hh": "badge_number", "so hh": "badge_number", "hhd": "badge_number",
    "dan toc": "ethnicity", "ton giao": "religion", "sinh": "birth_date", "ns": "birth_date", "sn": "birth_date",
    "cccd": "citizen_id", "so cccd": "citizen_id", "van hoa": "general_education", "llct": "political_theory",
    "que": "hometown", "que quan": "hometown", "noi o": "residence", "hien o": "residence",
}  # fmt: skip
_MOST_TOKENS = 14

#: The cells that could not be parted: row → column, text, heading.
Unclear = dict[int, list[tuple[int, str, str]]]


class _Token(NamedTuple):
    """One part of a cell; `strong` tells whether a line break or a semicolon stands before it."""

    raw: Raw
    start: int
    end: int
    strong: bool
    label: str | None = None


def spread(grid: Grid, table: TableFound) -> tuple[Grid, TableFound, Unclear]:
    """Return the grid and the table with a column for each fact of the combined columns, and the cells that could not be
    parted. Both come back as they are where no column is combined."""
    combined = {c: _wanted(meaning, table) for c, meaning in table.columns.items() if meaning.value is Value.COMBINED}
    unclear: Unclear = {}
    if not combined:
        return grid, table, unclear
    rows = _one_row_each(grid, table, combined)
    width = grid.width
    columns = {c: meaning for c, meaning in table.columns.items() if c not in combined}
    headings, origin = dict(table.headings), dict[int, int]()
    for row in rows:
        row.extend([""] * sum(map(len, combined.values())))
    start = width
    for c, parts in combined.items():
        for i, part in enumerate(parts):
            origin[start + i] = c
            if part.value is not Value.IGNORED:
                columns[start + i] = part
        heading = " ".join(table.headings.get(c, "").split())
        split = _splitter(table, parts)
        name = next((i for i, part in enumerate(parts) if part.value is Value.PERSON_NAME), None)
        for r in range(table.first, len(rows)):
            raw = rows[r][c] if c < width else ""
            if is_blank(raw) or (isinstance(raw, str) and not raw.strip()):
                continue
            told = split(raw)
            if told is not None:
                rows[r][start : start + len(parts)] = told
            elif name is not None:
                rows[r][start + name] = raw  # a group's name, or what the reader of names refuses with its reason
            else:
                unclear.setdefault(r, []).append((c, raw_text(raw), heading))
                continue
            rows[r][c] = ""
        start += len(parts)
    spread_grid = replace(grid, rows=rows)
    return spread_grid, replace(table, columns=columns, headings=headings, origin=origin), unclear


def _wanted(meaning: Meaning, table: TableFound) -> tuple[Meaning, ...]:
    """Return the facts of a combined column; one whose heading does not name them holds none that has its own column."""
    if meaning.declared:
        return meaning.parts
    alone = {other.key for other in table.columns.values() if other.value is not Value.COMBINED}
    return tuple(part for part in meaning.parts if part.key not in alone)


# --- rows of one person over several rows of the sheet ----------------------------------------------


def _one_row_each(grid: Grid, table: TableFound, combined: dict[int, tuple[Meaning, ...]]) -> list[list[Raw]]:
    """Return the rows with the lines of one person in one row: the sheet has either a cell of several lines or, as the
    printed book does, a row for each line, its ordinal merged down over them."""
    rows: list[list[Raw]] = [list(row) for row in grid.rows]
    ordinals = {c for c, meaning in table.columns.items() if meaning.value is Value.ORDINAL}
    for first, end in _blocks(grid, table, ordinals, len(combined)):
        last = min(end, len(rows) - 1)
        for c in range(grid.width):
            lines = [rows[r][c] for r in range(first, last + 1) if not _empty(rows[r][c])]
            if c in ordinals or not lines or (len(lines) == 1 and not _empty(rows[first][c])):
                continue
            rows[first][c] = lines[0] if len(lines) == 1 else "\n".join(raw_text(line) for line in lines)
            for r in range(first + 1, last + 1):
                rows[r][c] = ""
    return rows


def _blocks(grid: Grid, table: TableFound, ordinals: set[int], combined: int) -> Iterator[tuple[int, int]]:
    merged = [
        (r1, r2)
        for r1, c1, r2, c2 in grid.merges
        if c1 == c2 and c1 in ordinals and r2 > r1 >= table.first and _numbers(grid.rows[r1][c1])
    ]
    if merged:
        yield from merged
        return
    if combined < 2 or not ordinals:
        return
    c = min(ordinals)
    numbered = [r for r in range(table.first, len(grid.rows)) if _numbers(grid.rows[r][c])]
    steps = {b - a for a, b in pairwise(numbered)}
    # Every person takes the same number of rows, or the sheet is not of this kind.
    if len(numbered) > 1 and len(steps) == 1 and 1 < (height := steps.pop()) <= 6:
        for r in numbered:
            yield r, r + height - 1


def _numbers(raw: object) -> bool:
    if isinstance(raw, (int, float)):
        return not isinstance(raw, bool)
    return isinstance(raw, str) and raw.strip().rstrip(".)").isdigit()


def _empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


# --- one cell ----------------------------------------------------------------------------------------


def _splitter(table: TableFound, parts: Sequence[Meaning]) -> Callable[[Raw], list[Raw] | None]:
    """Return what parts the cells of one column; answers are remembered by distinct value."""
    known: dict[object, list[Raw] | None] = {}
    labels = _labels(table, parts)

    def split(raw: Raw) -> list[Raw] | None:
        key = (type(raw), raw)
        if key not in known:
            known[key] = split_cell(raw, parts, labels)
        return known[key]

    return split


def _labels(table: TableFound, parts: Sequence[Meaning]) -> Callable[[str], str | None]:
    keys = {part.key for part in parts if part.value is not Value.IGNORED}
    book = heading_book(table.form)

    @cache
    def label(text: str) -> str | None:
        key = _LABELS.get(fold(text).strip(" ."))
        if key is None and heading_key(text):
            meaning = book.read((text,))
            key = meaning.key if meaning is not None else None
        return key if key in keys else None

    return label


def split_cell(raw: Raw, parts: Sequence[Meaning], label: Callable[[str], str | None]) -> list[Raw] | None:
    """Return the values of a cell in the order of its facts ("" where one is missing), or None where not exactly one way
    of parting it fits."""
    tokens = _tokens(raw, label)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    fits = [[_fits(token, part, parts) for part in parts] for token in tokens]
    ways = {tuple(way) for way in _ways(tokens, parts, fits, 0, 0)}
    if len(ways) > 1 and any(_parts_at_comma(way, parts, tokens) for way in ways):
        return None
    for fits_better in (_fills_name, _fills_all, _leaves_badge_out):
        ways = {way for way in ways if fits_better(way, parts)} or ways
    if len(ways) != 1:
        return None
    told: list[Raw] = [""] * len(parts)
    for i, span in enumerate(ways.pop()):
        if span is not None:
            told[i] = _value(raw, tokens[span[0] : span[1]])
    return told


_Way = tuple[tuple[int, int] | None, ...]


def _parts_at_comma(way: _Way, parts: Sequence[Meaning], tokens: Sequence[_Token]) -> bool:
    """Tell whether a weak sign parts an expertise, which may hold commas itself («Đại học, Luật»), from a free text."""
    spans = [(part, span) for part, span in zip(parts, way, strict=True) if span is not None]
    return any(
        one.value is Value.EXPERTISE and is_free(other) and not tokens[start].strong
        for (one, _), (other, (start, _)) in pairwise(spans)
    )


def _fills_name(way: _Way, parts: Sequence[Meaning]) -> bool:
    return any(span is not None and part.key == "full_name" for span, part in zip(way, parts, strict=True))


def _fills_all(way: _Way, parts: Sequence[Meaning]) -> bool:
    return None not in way


def _leaves_badge_out(way: _Way, parts: Sequence[Meaning]) -> bool:
    """The number of a badge is what most have not: it is missing before a file number is."""
    return not any(
        span is not None and part.key == "badge_number" and None in way[:i]
        for i, (span, part) in enumerate(zip(way, parts, strict=True))
    )


def _ways(
    tokens: Sequence[_Token], parts: Sequence[Meaning], fits: Sequence[Sequence[bool]], i: int, p: int
) -> Iterator[list[tuple[int, int] | None]]:
    """Yield every way to give the tokens from `i` to the parts from `p`, all tokens used, their order kept."""
    if p == len(parts):
        if i == len(tokens):
            yield []
        return
    for rest in _ways(tokens, parts, fits, i, p + 1):
        yield [None, *rest]
    if i == len(tokens):
        return
    longest = len(tokens) if _begins(tokens[i], parts[p]) else i + 1
    for end in range(i + 1, longest + 1):
        further = end > i + 1
        if further and (not _goes_on(tokens, parts, fits, end - 1, p) or has_form(parts[p], tokens[end - 1].raw)):
            return
        if not further and not fits[i][p]:
            return
        for rest in _ways(tokens, parts, fits, end, p + 1):
            following = next((q for q, span in enumerate(rest, p + 1) if span is not None), None)
            free = following is not None and is_free(parts[following]) and is_free(parts[p])
            # Between two free texts a comma or a dash may belong to either.
            if not free or tokens[end].strong:
                yield [(i, end), *rest]


def _goes_on(
    tokens: Sequence[_Token], parts: Sequence[Meaning], fits: Sequence[Sequence[bool]], i: int, p: int
) -> bool:
    """Tell whether a token may go on with a text that began before it: no other fact that has a
    form of its own would take it."""
    if tokens[i].label is not None:
        return False
    return not any(fit for q, fit in enumerate(fits[i]) if q != p and not is_free(parts[q]))


def _begins(token: _Token, part: Meaning) -> bool:
    """Tell whether a value of several tokens may begin here; one that says nothing goes on with nothing."""
    return _goes_over_commas(part) and not (part.value is Value.EXPERTISE and says_nothing(token.raw))


def _goes_over_commas(part: Meaning) -> bool:
    """Tell whether values of a fact may hold commas: a free text, «Đại học, Luật»."""
    return is_free(part) or part.value is Value.EXPERTISE


def _tokens(raw: Raw, label: Callable[[str], str | None]) -> list[_Token]:
    if not isinstance(raw, str):
        return [_Token(raw, 0, 0, False)]
    text = raw.strip()
    offset = raw.index(text) if text else 0
    tokens: list[_Token] = []
    signs = [(sign.start(), sign.end(), bool(sign["strong"])) for sign in _SIGNS.finditer(text)]
    signs += [
        (found.start(), found.start() + 1, True)
        for found in _LABEL_WITHIN.finditer(text)
        if (key := label(found["label"])) and (found["colon"] == ":" or key in _NUMBERED)
    ]
    at, strong = 0, False
    for start, end, next_strong in [*sorted(signs), (len(text), len(text), False)]:
        if start < at:
            continue
        piece = text[at:start]
        if piece.strip() or not next_strong:
            tokens.append(_labelled(piece, offset + at, offset + start, strong, label))
        at, strong = end, next_strong
    return tokens


def _labelled(piece: str, start: int, end: int, strong: bool, label: Callable[[str], str | None]) -> _Token:
    found = _LABEL.match(piece)
    key = label(found["label"]) if found else None
    if found is None or key is None or (found["sign"].strip() != ":" and key not in _NUMBERED):
        return _Token(piece, start, end, strong)
    return _Token(found["rest"], start + found.start("rest"), end, strong, key)


def _value(raw: Raw, tokens: Sequence[_Token]) -> Raw:
    if not isinstance(raw, str) or len(tokens) == 1:
        return tokens[0].raw
    return clean(raw[tokens[0].start : tokens[-1].end])


def _fits(token: _Token, part: Meaning, parts: Sequence[Meaning]) -> bool:
    """Tell whether a token can be the value of a fact."""
    if token.label is not None:
        return token.label == part.key
    if says_nothing(token.raw):
        return part.value is not Value.PERSON_NAME
    if part.value is Value.PERSON_NAME:  # «Đại học Luật» has the form of a name too
        others = (o for o in parts if o.key != "other_name" and o.value is not Value.PERSON_NAME and not is_free(o))
        return has_form(part, token.raw) and not any(has_form(other, token.raw) for other in others)
    if part.value is Value.IGNORED:
        return True
    if not is_free(part):
        return has_form(part, token.raw)
    # A free text takes what no fact with a form of its own would take, and never a bare date or number.
    bare = isinstance(token.raw, (date, int, float)) or is_date(token.raw) or raw_text(token.raw).isdigit()
    return not bare and not any(has_form(other, token.raw) for other in parts if not is_free(other))
