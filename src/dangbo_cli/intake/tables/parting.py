"""One cell that holds several facts: which part of it is which fact, where exactly one way of giving them fits.

A cell is parted at line breaks and signs, and its parts are given to the facts in the order of the heading; a fact may be
missing, a free text may hold signs of its own. What could be read in two ways is not parted at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import Meaning, heading_book, heading_key
from dangbo_cli.intake.tables.fitting import has_form, is_date, is_free, says_nothing
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.vietnamese.names import POST, begins_with_surname, looks_like_person, strip_salutation
from dangbo_cli.vietnamese.text import clean, fold

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
#: A post named behind a name, or before it: «Lò Văn An: Bí thư», «Bí thư: Lò Văn An».
_COLON = re.compile(r"(?P<one>[^:\n]*[^:\s])\s*:\s*(?P<other>[^:\n]+)")
_IN_BRACKETS = re.compile(r"(?P<name>[^()\n]*[^()\s])\s*\((?P<post>[^()]+)\)")


class _Token(NamedTuple):
    """One part of a cell; `strong` tells whether a line break or a semicolon stands before it."""

    raw: Raw
    start: int
    end: int
    strong: bool
    label: str | None = None


def labels(form: Form, parts: Sequence[Meaning]) -> Callable[[str], str | None]:
    """Return what tells the fact that a label before a value names («CT: 03/02/2011»), among the facts of one column."""
    keys = {part.key for part in parts if part.value is not Value.IGNORED}
    book = heading_book(form)

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
    if isinstance(raw, str) and (":" in raw or "(" in raw) and parts[0].value is Value.PERSON_NAME:
        raw = _name_first(raw) if _is_position(parts[-1]) else raw
    tokens = _tokens(raw, label)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    fits = [[_fits(token, part, parts) for part in parts] for token in tokens]
    ways = {tuple(way) for way in _ways(tokens, parts, fits, 0, 0)}
    if any(_parts_at_comma(way, parts, tokens, len(ways) > 1) for way in ways):
        return None
    for fits_better in (_fills_name, _fills_all):
        ways = {way for way in ways if fits_better(way, parts)} or ways
    ways = _without_badge(ways, parts)
    if len(ways) != 1:
        return None
    (way,) = ways
    if _joins_lines(way, tokens) or not _tells_names(way, parts, tokens):
        return None
    told: list[Raw] = [""] * len(parts)
    for i, span in enumerate(way):
        if span is not None:
            told[i] = _value(raw, tokens[span[0] : span[1]])
    return None if any(map(_is_of_another, parts, told)) else told


def _is_of_another(part: Meaning, raw: Raw) -> bool:
    """Tell whether what would be the post of somebody in a list of the year's work is the name of another person."""
    if part.key != "position" or part.value is Value.POSITION or not isinstance(raw, str):
        return False
    name = strip_salutation(raw)
    return " " in name and begins_with_surname(name) and looks_like_person(name) and not _is_post(name)


def _name_first(raw: str) -> str:
    """Return the text of a name with a post in brackets or beside a colon as a line of each, any other as it is."""
    text = raw.strip()
    if opened := _IN_BRACKETS.fullmatch(text):
        told = [(opened["name"], opened["post"])]
    elif parted := _COLON.fullmatch(text):
        told = [(parted["one"], parted["other"]), (parted["other"], parted["one"])]
        told = [(name, post) for name, post in told if looks_like_person(strip_salutation(name)) and not _is_post(name)]
    else:
        return raw
    posts = [(name, post) for name, post in told if _is_post(post) or parse_party_position(post)[0]]
    return "\n".join(posts[0]) if len(posts) == 1 else raw


_Way = tuple[tuple[int, int] | None, ...]


def _parts_at_comma(way: _Way, parts: Sequence[Meaning], tokens: Sequence[_Token], several: bool) -> bool:
    """Tell whether a weak sign parts from a free text what may go on behind a comma itself: an expertise («Đại học, Luật»)
    where there are `several` ways, a Party position («Phó Bí thư, Trưởng ban») before anything but a position."""
    filled = [(part, span) for part, span in zip(parts, way, strict=True) if span is not None]
    lacking = any(span is None and is_free(part) for part, span in zip(parts, way, strict=True))

    def goes_on(one: Meaning, other: Meaning) -> bool:
        if one.value is Value.EXPERTISE:
            return several or other.key == "other_name"
        return one.value is Value.PARTY_POSITION and (lacking or not _is_position(other))

    return any(
        not tokens[start].strong and _is_loose(other) and goes_on(one, other)
        for (one, _), (other, (start, _)) in pairwise(filled)
    )


def _joins_lines(way: _Way, tokens: Sequence[_Token]) -> bool:
    """Tell whether a value goes over a line break while a comma parts two others: lines part more than commas do."""
    spans = [span for span in way if span is not None]
    weak = any(not tokens[start].strong for start, _ in spans if start)
    return weak and any(tokens[i].strong for start, end in spans for i in range(start + 1, end))


def _tells_names(way: _Way, parts: Sequence[Meaning], tokens: Sequence[_Token]) -> bool:
    """Tell whether another name can be told from the free texts beside it: «Bảy» and «Thái Bình» may be either, so all of
    them must be there, each on a line or behind a label of its own."""
    if not any(part.key == "other_name" for part in parts) or not any(map(is_free, parts)):
        return True
    loose = [span for part, span in zip(parts, way, strict=True) if _is_loose(part)]
    return all(span is not None and _is_apart(tokens, *span) for span in loose)


def _is_apart(tokens: Sequence[_Token], start: int, end: int) -> bool:
    """Tell whether a value stands on lines of its own, or behind its label."""
    before, after = not start or tokens[start].strong, end == len(tokens) or tokens[end].strong
    return tokens[start].label is not None or (before and after)


def _fills_name(way: _Way, parts: Sequence[Meaning]) -> bool:
    return any(span is not None and part.key == "full_name" for span, part in zip(way, parts, strict=True))


def _fills_all(way: _Way, parts: Sequence[Meaning]) -> bool:
    return None not in way


def _without_badge(ways: set[_Way], parts: Sequence[Meaning]) -> set[_Way]:
    """Return the ways without those that take for the number of a badge what may be the card's or, right behind a card, the
    file's («14.012345/012345»): a badge is what most have not."""
    keys = [part.key for part in parts]
    if "badge_number" not in keys or "card_number" not in keys:
        return ways
    badge, card = keys.index("badge_number"), keys.index("card_number")
    file = card + 1 if keys[card + 1 : card + 2] == ["file_number"] else card

    def rather(way: _Way, other: _Way) -> bool:
        return way[badge] is not None and other[badge] is None and way[badge] in (other[card], other[file])

    return {way for way in ways if not any(other[card] is not None and rather(way, other) for other in ways)}


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
        if further and (not _goes_on(tokens, parts, fits, end - 1, p) or _may_be(parts[p], tokens[end - 1].raw)):
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
        return _may_be(part, token.raw) and not any(_may_be(other, token.raw) for other in others)
    if part.value is Value.IGNORED:
        return True
    if not is_free(part):
        return _may_be(part, token.raw)
    # A free text takes what no fact with a form of its own would take, and never a bare date or number.
    bare = isinstance(token.raw, (date, int, float)) or is_date(token.raw) or raw_text(token.raw).isdigit()
    return not bare and not any(_may_be(other, token.raw) for other in parts if not is_free(other))


def _may_be(part: Meaning, raw: Raw) -> bool:
    """Tell whether a part of a cell has the form of a fact; another name may also be one word («Bảy»)."""
    if part.key == "other_name" and isinstance(raw, str):
        name = strip_salutation(clean(raw))
        if name.isalpha() and name[0].isupper():
            return True
    return has_form(part, raw) and not (part.value is Value.PERSON_NAME and _is_post(raw))


def _is_post(raw: Raw) -> bool:
    """Tell whether a part of a cell is a post («Hiệu trưởng», which has the form of a name), written and begun as no name
    is («Y Sĩ Niê», «Văn Thư»)."""
    text = clean(raw) if isinstance(raw, str) else ""
    if not POST.match(fold(text)) or begins_with_surname(text):
        return False
    return not text.istitle() and not text.startswith("Y S")


def _is_loose(part: Meaning) -> bool:
    """Tell whether values of a fact have no form by which they could be told from any other text."""
    return is_free(part) or part.key == "other_name"


def _is_position(part: Meaning) -> bool:
    return part.value is Value.POSITION or part.key.endswith("position")
