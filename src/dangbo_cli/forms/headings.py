"""From the text above a column to the field it means.

A heading is compared by its key: marks, case, line breaks, asterisks, numbering and hints in brackets
folded away. A column has a *path* (merged parents down to the child): «Chức vụ hiện nay» › «Đảng».
Children such as «Trung cấp» or «Nam» mean nothing without their parent; under a parent that has a
closed list they are tick columns of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from dangbo_cli.domain.pledge import NO
from dangbo_cli.forms.brackets import in_brackets, is_of_family, is_of_somebody_else, speaks_otherwise
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.forms.one_subject import same_subject
from dangbo_cli.forms.present import says_it_holds
from dangbo_cli.forms.rating_headings import RATING_KEYS, RatingHeading, read_rating_heading
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_BRACKET = re.compile(r"[()\[\]{}]")
_OPEN_BRACKET = re.compile(r"[\(\[\{].*$")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_NOISE = re.compile(
    r"\b(?:cua (?:dong chi|dang vien|ca nhan)|ghi ro|neu co|bat buoc|khong sua|theo mo hinh \d cap|"
    r"theo giay khai sinh|\d{1,2} so)\b"
)
#: What a parent and its child are parted by where a two-row header was flattened to one row.
_JOINED = re.compile(r"[/,;&+]")
_FLATTENED = re.compile(r"\s+[-–—]\s+|\s*>\s*")
#: «Tiêu chí 2: …» names a column of an open field by itself.
_OPEN_LEAD = rare(r"\s*(?:nhóm\s+)?tiêu\s+chí(?:\s+(?:\d+|[IVX]+)(?=\W)|\s*(?=[:.–-]))\s*[:.–-]?\s*", re.IGNORECASE)
_SHORT = 3
# «\bt[êe]n\b» would say the same as the first branch, but only branches that begin with a letter are found fast.
_NAME_WORD = re.compile(r"t(?<!\wt)[êe]n\b|hovaten|ho_ten|đồng\s+chí|tổ\s+chức")
_HEADING_SIGNS = re.compile(r"[\n;,/|+&]|\s[-–—]\s")
_HEADING_AND = re.compile(r"[\n;,/|+&]|\s[-–—]\s|(?<!\bhọ)\s+và\s+", re.IGNORECASE)  # «Họ và tên» is one
#: A line break before a small letter goes on with the same heading («Điện thoại\ncơ quan»).
_GOING_ON = re.compile(r"(?<=\w)\s*\n\s*(?=([^\W\d_]))")
_LONGEST_LIST = 12
#: Where somebody belongs is never one fact of a cell among others.
_NEVER_COMBINED = {
    Value.ORGANIZATION,
    Value.ORDINAL,
    Value.RATING,
    Value.COMBINED,
    Value.CARD_AND_FILE,
    Value.DELETION,
}
#: What stands in one column with names in lists of the year's work, with a post or a unit at least.
_BESIDE_A_NAME = {"position", "unit", "birth_date", "admitted_on"}
_GENDERS = {"nam": "Nam", "nu": "Nữ"}
#: Parents that only gather columns: a child under them means what it means alone. Under any other parent that no
#: field knows («Quy hoạch», «Người giới thiệu», «Vợ hoặc chồng») a child may speak of something else.
_NEUTRAL = re.compile(
    r"\b(?:so yeu|ly lich|thong tin (?:dang vien|ca nhan|chung|ve dang|lien he|co ban|dang)|ca nhan|hien nay|ho so|"
    r"danh sach|sinh hoat dang|ban than|dang vien|nhan than|lien he|ngay thang|giay to|dang bo|dang uy|chi bo|"
    r"nam \d{4}|qua trinh vao dang|to chuc dang)\b"
)


class Meaning(NamedTuple):
    """What a column holds: a field of the form; for a tick column the value a tick stands for
    (`tick`); for a birth date under «Nam» or «Nữ» the gender it tells (`gender`); for a rating whose
    and which year's. A tick column that is not `listed` stands beside those of a closed list. `parts` are what a
    combined column holds, in the order of its heading; `declared` tells whether the heading names them itself. `named`
    is what a column under an open field is called by its own heading."""

    key: str
    value: Value
    tick: str | None = None
    gender: str | None = None
    rating: RatingHeading | None = None
    listed: bool = True
    parts: tuple[Meaning, ...] = ()
    declared: bool = True
    named: str = ""


@cache
def heading_key(text: str) -> str:
    """Return the comparison key of a heading: «Số thẻ Đảng* \\n(12 số)» → «so the dang»."""
    if len(text) > 2 * _SHORT and text.replace(" ", "").isalpha():
        # Words alone, as in every cell with a name: the whole way takes four times as long.
        folded = fold(text)
        if folded.isascii() and len(folded) > 2 * _SHORT and not _NOISE.search(folded):
            return _without_gaps(folded)
    bare = _OPEN_BRACKET.sub("", _BRACKETS.sub(" ", text)).strip(" *:.,;\n\t\u00a0")
    if len(bare) <= _SHORT:
        # Of two or three letters the marks are all there is to tell them apart: «ĐT» is no «DT», «Năm» no «Nam».
        text = text.replace("Đ", "Dd").replace("đ", "dd").replace("ă", "aw").replace("Ă", "Aw")
    folded = fold(text.replace("\u00ad", "")).replace("_", " ")
    plain = _OPEN_BRACKET.sub("", _BRACKETS.sub(" ", folded))
    key = _NOT_WORD.sub(" ", plain).strip()
    if not key:
        key = _NOT_WORD.sub(" ", folded).strip()
    joined = _without_gaps(key)
    if joined != key:
        return joined
    return " ".join(_NOISE.sub(" ", key).split()) or key


def _without_gaps(key: str) -> str:
    """Return «s t t» as «stt»: a heading written one letter a line. Anything else stays."""
    return key.replace(" ", "") if len(key) > 1 and all(len(word) == 1 for word in key.split()) else key


def heading_tokens(text: str) -> Iterable[tuple[str, ...]]:
    """Yield the ways in which a heading may name several fields, as texts in their order."""
    bare = _BRACKETS.sub(" ", text).strip()
    if bare[:1].isupper():
        bare = _GOING_ON.sub(lambda found: " " if found[1].islower() else found[0], bare)
    seen: tuple[str, ...] = ()
    for signs in (_HEADING_SIGNS, _HEADING_AND):
        tokens = tuple(token for token in (part.strip(" .:*") for part in signs.split(bare)) if token)
        if 2 <= len(tokens) <= _LONGEST_LIST and tokens != seen:
            yield tokens
        seen = tokens


def _stands_alone(meaning: Meaning) -> bool:
    return meaning.value in _NEVER_COMBINED or meaning.key in ("family_name", "given_name")


def _one_name(parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return the parts with the second of two names, the one registered at birth, as another name."""
    names = [i for i, part in enumerate(parts) if part.key == "full_name"]
    if len(names) != 2:
        return parts
    return (*parts[: names[1]], Meaning("other_name", Value.TEXT), *parts[names[1] + 1 :])


def _is_otherwise(hint: str, meaning: Meaning | None) -> bool:
    """Tell whether the brackets of a heading say that its column does not hold what it means without them."""
    return bool(hint) and speaks_otherwise(
        hint, *(("", Value.TEXT) if meaning is None else (meaning.key, meaning.value))
    )


class HeadingBook:
    """The headings of one form, ready to be looked up; answers are remembered. `added` are further headings by the
    key of their field (`forms.additions`); one that was known as something not kept is kept then."""

    def __init__(self, form: Form, added: Mapping[str, Sequence[str]] | None = None) -> None:
        self.form = form
        self._fields = {field.key: field for field in form.fields}
        self._open = next((field for field in form.fields if field.open), None)
        self._known: dict[tuple[str, ...], Meaning | None] = {}
        self._aliases: dict[tuple[str, ...], Field] = {}
        for field in form.fields:
            for heading in filter(None, (*field.headings, field.title)):
                path = tuple(heading_key(part) for part in heading.split(" > "))
                other = self._aliases.setdefault(path, field)
                if other.key != field.key:
                    raise ValueError(f"{form.kind}: heading {heading!r} stands for {other.key} and {field.key}")
        for key, headings in (added or {}).items():
            for heading in headings:
                path = tuple(heading_key(part) for part in heading.split(" > "))
                known = self._aliases.get(path)
                if known is None or known.value is Value.IGNORED:
                    self._aliases[path] = self._fields[key]
        self._denied = {heading_key(heading): field for field in form.fields for heading in field.denied}
        #: Parents whose parts may stand below their neighbour too; an address is also a whole of its own.
        self._parents = {
            part
            for path in self._aliases
            for part in path[:-1]
            if (owner := self._aliases.get((part,))) is None or owner.value is not Value.TEXT
        }
        #: Every key that stands in a heading of an identity field: a table without any of them is none of the form.
        self.identity_keys = frozenset(
            part for path, field in self._aliases.items() if field.key in form.identity for part in path
        )

    def paths(self) -> Iterable[tuple[str, ...]]:
        """Return the key paths of all declared headings."""
        return self._aliases

    def field(self, key: str) -> Field | None:
        """Return a field of the form by its key; None for «rating», which is no declared column."""
        return self._fields.get(key)

    def read(self, path: tuple[str, ...]) -> Meaning | None:
        """Return what the column under a heading path means, or None where nobody claims it.

        `path` holds the texts from the outermost parent to the child, without repeats and empties.
        """
        if path not in self._known:
            keys = tuple(k for k in (heading_key(text) for text in path) if k)
            self._known[path] = self._read_any(path, keys) if keys else None
            known = self._known[path]
            if keys == ("no",) and not path[-1].isascii():  # «N.ở», «Nợ»: no number
                known = self._known[path] = None
            unsaid = known is None or (known.rating is not None and not known.rating.said)
            if keys and unsaid and any("." in text for text in path):
                from dangbo_cli.forms.shortened import write_out  # hardly any heading is cut short

                choices = ((heading_key(choice),) for field in self.form.fields for choice in field.group)
                written = write_out(path, (*self.paths(), *choices))
                self._known[path] = (None if written is None else self.read(written)) or known
        return self._known[path]

    def _read_any(self, path: tuple[str, ...], keys: tuple[str, ...]) -> Meaning | None:
        hint = in_brackets(path)
        meaning = self._read_opened(path, keys) if hint else None
        if meaning is None:
            meaning = self._read(keys, hint) or self._read_flattened(path)
            if meaning is not None and meaning.value is Value.PARTY_DATE and (days := self._read_two_days(path)):
                return days
            if _is_otherwise(hint, meaning):
                return None
        if self._open is not None and (meaning is None or meaning.key == self._open.key):
            meaning = self._read_open(path, keys, self._open)
        if meaning is None:
            return self._read_combined(path) if self.form.combines else self._read_name_and_post(path)
        if meaning is not None and meaning.value is Value.COMBINED:
            fields = (self._fields[key] for key in self._fields[meaning.key].parts)
            parts = tuple(Meaning(field.key, field.value) for field in fields)
            return meaning._replace(parts=parts, declared=False)
        return meaning

    def _read_two_days(self, path: tuple[str, ...]) -> Meaning | None:
        """Read a heading of the day of joining that names two («Ngày vào Đảng / chính thức»), one without the sign."""
        text = path[-1]
        if not self.form.combines or "chinh thuc" not in fold(text) or not _JOINED.search(text):
            return None
        found = self._read_combined((*path[:-1], _BRACKET.sub(" ", text)))
        return found if found is not None and found.key == "admitted_on+official_on" else None

    def _read_open(self, path: tuple[str, ...], keys: tuple[str, ...], field: Field) -> Meaning | None:
        """Read a column under the open field: by the name of its own heading, or its parent's where it is a tick column of
        the field's list; what another field knows by itself stays that («Tiêu chí» over «Tổng điểm»)."""
        texts = [text for text in path if heading_key(text)]
        under = next((i for i, key in enumerate(keys) if self._aliases.get((key,)) is field), None)
        if under is None:
            lead = _OPEN_LEAD.match(texts[-1])
            if lead is None or not heading_key(texts[-1][lead.end() :]):
                return None
            texts[-1], under = texts[-1][lead.end() :], len(texts) - 2
        tick = _choice(field, keys[-1]) if len(texts) > under + 2 else None
        names = texts[under + 1 : -1] if tick else texts[under + 1 :]
        if not names or (tick is None and _choice(field, keys[-1])):
            return None
        known = self._aliases.get((heading_key(names[-1]),))
        if known is not None:
            return Meaning(known.key, known.value, tick=tick if known.value is field.value else None)
        name = _OPEN_LEAD.sub("", " ".join(names[-1].split())) or names[-1]
        return Meaning(f"{field.key} {heading_key(name)}", field.value, tick=tick, named=name)

    def _read_combined(self, path: tuple[str, ...]) -> Meaning | None:
        """Read a heading that names several fields: «Nam, nữ, dân tộc, tôn giáo», one a line or parted by signs."""
        parents = tuple(k for k in (heading_key(text) for text in path[:-1]) if k)
        for tokens in heading_tokens(path[-1]):
            # As many facts as the heading can name («Nhập ngũ» «Ngày vào Đảng» «Chính thức»), else as few.
            for lengths in ((1, 2, 3, 4), (4, 3, 2, 1)):
                parts = _one_name(self._segment(parents, tokens, lengths))
                kept = [part.key for part in parts if part.value is not Value.IGNORED]
                if len(parts) > 1 and kept and len(kept) == len(set(kept)):
                    return Meaning("+".join(kept), Value.COMBINED, parts=parts)
        return None

    def _read_name_and_post(self, path: tuple[str, ...]) -> Meaning | None:
        """Read the one heading of several facts that a list of the year's work has: «Họ và tên, chức vụ» (and «đơn vị»).
        Who has a post is a person."""
        heading = path[-1].casefold()
        if not (_NAME_WORD.search(heading) or "đảng viên" in heading) or "position" not in self._fields:
            return None
        found = self._read_combined(path)
        if found is None or found.parts[0].key != "full_name":
            return None
        keys = {part.key for part in found.parts[1:]}
        if keys.isdisjoint(("position", "unit")) or not keys <= _BESIDE_A_NAME:
            return None
        rest = (
            part if self._fields[part.key].title else part._replace(value=Value.IGNORED) for part in found.parts[1:]
        )
        return found._replace(parts=(found.parts[0]._replace(value=Value.PERSON_NAME), *rest))

    def _segment(self, parents: tuple[str, ...], tokens: Sequence[str], lengths: Sequence[int]) -> tuple[Meaning, ...]:
        """Return what the tokens of a heading mean, trying so many of them for one field («Nam» «nữ»); () where one of
        them means nothing."""
        for length in lengths:
            if length > len(tokens):
                continue
            key = heading_key(" ".join(tokens[:length]))
            meaning = self._read((*parents, key)) if key else None
            if meaning is None or meaning.tick or meaning.gender or _stands_alone(meaning):
                continue
            if length == len(tokens):
                return (meaning,)
            if rest := self._segment(parents, tokens[length:], lengths):
                return (meaning, *rest)
        return ()

    def _read_flattened(self, path: tuple[str, ...]) -> Meaning | None:
        """Read a heading that holds its parent in the same cell: «Quê quán (theo mô hình 2 cấp) - Tỉnh *»."""
        parts = tuple(part for part in _FLATTENED.split(path[-1]) if part.strip())
        if len(parts) != 2:
            return None
        keys = tuple(k for k in (heading_key(text) for text in (*path[:-1], *parts)) if k)
        return self._read(keys) if len(keys) == len(path) + 1 else None

    def _read_opened(self, path: tuple[str, ...], keys: tuple[str, ...]) -> Meaning | None:
        """Read a heading whose brackets say which of several it is: «Ngày vào Đảng (chính thức)», where a field has a
        heading of just these words."""
        opened = tuple(k for k in (heading_key(_BRACKET.sub(" ", text)) for text in path) if k)
        # What stands in the brackets of a parent alone («Loại đảng viên (2&3)») says nothing of its child.
        field = self._aliases.get(opened[-1:]) if opened[-1:] != keys[-1:] else None
        if field is None or not self.speaks_of_the_row(opened[:-1], field):
            return None
        return Meaning(field.key, field.value)

    def _read(self, keys: tuple[str, ...], hint: str = "") -> Meaning | None:
        if self.form.rated:
            rating = read_rating_heading(keys, hint)
            if rating is not None:
                return Meaning("rating", Value.RATING, tick=rating.tick, rating=rating, listed=rating.listed)
        child, parents = keys[-1], keys[:-1]
        for parent in reversed(parents):
            field = self._aliases.get((parent, child))
            if field is not None:
                return Meaning(field.key, field.value)
        for parent in reversed(parents):
            field = self._aliases.get((parent,))
            if field is None:
                continue
            if field.group and (choice := _choice(field, child)) is not None:
                return Meaning(field.key, field.value, tick=choice)
            if field.value is Value.BIRTH and child in _GENDERS:
                return Meaning(field.key, field.value, gender=_GENDERS[child])
            if self.form.combines and says_it_holds(child, field.value):
                return Meaning(field.key, field.value)
        field = self._aliases.get((child,))
        if field is not None and self.speaks_of_the_row(parents, field):
            return Meaning(field.key, field.value)
        field = self._denied.get(child)
        if field is not None and self.speaks_of_the_row(parents, field):
            return Meaning(field.key, field.value, tick=NO)
        gender = self._fields.get("gender")
        if gender is not None and child in _GENDERS and self.speaks_of_the_row(parents, gender):
            return Meaning("gender", Value.GENDER, tick=_GENDERS[child])
        return None

    def speaks_of_the_row(self, parents: tuple[str, ...], field: Field) -> bool:
        """Tell whether a child heading means under its parents what it means alone: they only gather columns, or
        are headings of the same subject («Chức vụ hiện nay» over «Chức vụ Đảng»)."""
        for parent in parents:
            if is_of_somebody_else(parent):
                return False
            owner = self._aliases.get((parent,))
            if owner is not None and owner.key != field.key and owner.value is not Value.IGNORED:
                return same_subject(owner, field)
            if owner is None and parent not in self._parents and not _NEUTRAL.search(parent):
                return False
        return True

    def is_known(self, parents: tuple[str, ...]) -> bool:
        """Tell whether all parents are headings of fields without parts of their own: a child typed below the next
        column does not belong to them."""
        keys = [heading_key(parent) for parent in parents]
        fields = [self._aliases.get((key,)) for key in keys]
        plain = all(field is not None and field.value is not Value.IGNORED and not field.group for field in fields)
        return plain and not any(key in self._parents or is_of_somebody_else(key) for key in keys)

    def leaves_alone(self, path: tuple[str, ...]) -> bool:
        """Tell whether a heading that means nothing here is left alone on purpose: it speaks of somebody else than the
        row does, or its child would mean something did its parent not say otherwise («Quy hoạch > Chức vụ»)."""
        keys = tuple(k for k in (heading_key(text) for text in path) if k)
        hint = in_brackets(path)
        if any(is_of_somebody_else(key) for key in keys) or (
            hint and keys and _is_otherwise(hint, self._read(keys, hint))
        ):
            return True
        return len(keys) > 1 and self._read(keys[-1:]) is not None

    def is_not_kept(self, path: tuple[str, ...]) -> bool:
        """Tell whether a heading that means nothing here is of what no sheet's row keeps: of the family («Vợ > Nghề
        nghiệp»; not «Dân tộc > Mẹ», where the row's own was to be expected), or under one that is known and not kept."""
        keys = tuple(k for k in (heading_key(text) for text in path) if k)
        over = [self._aliases.get((key,)) for key in keys[:-1]]
        if any(field is not None and field.value is Value.IGNORED for field in over):
            return True
        return not any(over) and any(is_of_family(key) for key in keys)

    def unlisted(self, path: tuple[str, ...]) -> Meaning | None:
        """Return the tick column of a list whose heading is none of its values («Trên Đại học», «Khác»): a tick there is
        known to mean something else than its neighbours. Where the list is not closed, one that begins as a value does
        says more of it («Bằng khen của UBND tỉnh»)."""
        if _is_otherwise(in_brackets(path), None):
            return None
        keys = tuple(k for k in (heading_key(text) for text in path) if k)
        for parent in reversed(keys[:-1]):
            field = self._aliases.get((parent,))
            if field is not None and field.group:
                listed = field.recurs and any(keys[-1].startswith(f"{heading_key(one)} ") for one in field.group)
                return Meaning(field.key, field.value, tick=" ".join(path[-1].split()), listed=listed)
        return None


_added: dict[str, Mapping[str, Sequence[str]]] = {}


def use_added(headings: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Take headings that the record adds, by kind and field, into all books from now on, in place of those added
    before. Where nothing changes, as in a record without additions, nothing is done."""
    if headings != _added:
        _added.clear()
        _added.update(headings)
        for remembered in (_book, heading_keys_of, all_heading_keys, _is_header, list_identity_keys):
            remembered.cache_clear()


@cache
def _book(kind: str) -> HeadingBook:
    from dangbo_cli.forms.catalogue import form_of

    form = form_of(kind)
    if form is None:
        raise KeyError(kind)
    return HeadingBook(form, _added.get(kind))


@cache
def heading_keys_of(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return every key that stands in a heading of some kinds of sheet, alone, as a parent or a child."""
    keys = {part for kind in kinds for path in _book(kind).paths() for part in path}
    return frozenset(keys | set(_GENDERS) | RATING_KEYS)


@cache
def all_heading_keys() -> frozenset[str]:
    """Return the keys of the lists of organisations and members."""
    from dangbo_cli.forms.catalogue import LISTS

    return heading_keys_of(tuple(form.kind for form in LISTS))


def looks_like_header(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row are a header of a known form: one names a person or an organisation, and
    at least two more, and half of all, are known headings."""
    return _is_header(tuple(texts))


@lru_cache(maxsize=1 << 14)
def _is_header(texts: tuple[str, ...]) -> bool:
    # Remembered, because every row is asked about twice: is there another table, and what is this row?
    short = [text for text in texts if len(text) <= 80]
    if len(short) < 3 or not _NAME_WORD.search(normalize("NFC", "\n".join(short)).casefold()):
        return False
    keys = [heading_key(text) for text in short]
    known = all_heading_keys()
    if not any(key in list_identity_keys() for key in keys):
        return False
    hits = sum(key in known for key in keys)
    if hits < 3 or hits < 0.5 * len(keys):
        hits += sum(key not in known and _names_several(text, known) for text, key in zip(short, keys, strict=True))
    return hits >= 3 and hits >= 0.5 * len(keys)


def _names_several(text: str, known: frozenset[str]) -> bool:
    """Tell whether a heading names several fields: «Giới tính, dân tộc, tôn giáo»."""
    return any(all(heading_key(token) in known for token in tokens) for tokens in heading_tokens(text))


@cache
def list_identity_keys() -> frozenset[str]:
    """Return the keys of the headings by which the lists know a person or an organisation."""
    from dangbo_cli.forms.catalogue import LISTS

    return frozenset().union(*(heading_book(form).identity_keys for form in LISTS))


def heading_book(form: Form) -> HeadingBook:
    """Return the headings of a declared form."""
    return _book(form.kind)


#: How the values of closed lists stand over narrow tick columns, as heading keys.
_ABBREVIATED = {
    "Sơ cấp": ("sc", "s cap"),
    "Trung cấp": ("tc", "t cap"),
    "Cao cấp": ("cc", "c cap"),
    "Cử nhân": ("cn",),
    "Cao đẳng": ("cdd", "cd"),
    "Đại học": ("ddh", "dh"),
    "Thạc sĩ": ("ths", "th s"),
    "Tiến sĩ": ("ts",),
}


def _choice(field: Field, child: str) -> str | None:
    if field.value in (Value.EXPERTISE, Value.POLITICAL_THEORY, Value.GENERAL_EDUCATION):
        child = re.sub(r"^(?:trinh do|bac|he) ", "", child)
    for choice in field.group:
        if child in (heading_key(choice), *_ABBREVIATED.get(choice, ())) or heading_key(choice) == child.replace(
            "sy", "si"
        ):
            return choice
    if field.value is Value.ETHNICITY or field.value is Value.RELIGION:  # of so many, a form names the first only
        from dangbo_cli.domain.lists import parse_ethnicity, parse_religion

        return (parse_ethnicity if field.value is Value.ETHNICITY else parse_religion)(child)[0]
    return None


def flatten(parts: Sequence[str]) -> tuple[str, ...]:
    """Return a heading path without empties and immediate repeats (a cell merged downwards)."""
    path: list[str] = []
    for part in parts:
        text = part.strip()
        if text and (not path or heading_key(path[-1]) != heading_key(text)):
            path.append(text)
    return tuple(path)
