"""The organisations one call knows, and how a name in a sheet finds one of them.

Names are compared by key: «Đảng ủy X» is «Đảng bộ X», «CB» is «Chi bộ», «Chi bộ số 01» is «Chi bộ 1»; always
whole words, so that «Chi bộ 1» never meets «Chi bộ 10». An agency's name without its kind («Sở Công Thương»)
names the organisation called so after Đảng bộ or Chi bộ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dangbo_cli.domain.abbreviations import expand
from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.organization import code_key, is_grassroots
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, fold

_WORD = re.compile(r"[0-9a-z]+")
_GLUED = re.compile(r"\b(cb|db|chi bo)(\d)")
_KINDS = {
    ("dang", "bo"): "dang bo",
    ("dang", "uy"): "dang bo",
    ("db",): "dang bo",
    ("du",): "dang bo",
    ("chi", "bo"): "chi bo",
    ("chi", "uy"): "chi bo",
    ("cb",): "chi bo",
    ("to", "dang"): "to dang",
    ("dbbp",): "dang bo bo phan",
}
#: After a name the sentence may go on so; any other word would make it a longer, other name («Chi bộ Kế hoạch» is not
#: «Chi bộ Kế hoạch - Tài chính», «Chi bộ Văn phòng» not «Chi bộ Văn phòng Tỉnh ủy»).
_GOES_ON = rare(
    r"(?:nam \d{4}|\d{4}$|thang \d|6 thang|quy (?:[ivx]+|\d)\b|tinh den|den (?:ngay|thang|het|nam|cuoi)|ngay \d|"
    r"tu (?:ngay|thang|nam|\d)|thuoc|truc thuoc|nhiem ky|dot \d|lan (?:thu|\d)|ky \d|tinh (?!uy|doan|doi|hoi)[a-z]|"
    r"de nghi|danh sach|hien nay|co den|gui)"
)
#: «chi bộ» before these is a common noun, not a name; with their marks, for «số» is one and «Sở» begins a name, «là» one
#: and «Lạ» a name.
_COMMON = frozenset(
    """
    trực thuộc cơ có số năm tháng quý và các đảng đang khác từ để đề được trong ngoài hiện nơi nói là về theo của đến
    xếp danh báo kỳ ký kỷ tổng mới mỗi này nay không họ hộ chung tên sinh hoạt phân phần cấp ủy viên nhiệm
    tham nộp tặng vắng chưa
    """.split()
)
_COMMON_FOLDED = frozenset(map(fold, _COMMON))
_BEHIND_KIND = rare(r"\b(?:bộ|ủy|tổ đảng|đu|đb|cb)\s+(\w+)")
#: Words that fold to «ĐU» and are none: dữ liệu, dự bị, dự kiến, dự thảo, dự toán.
_NO_COMMITTEE = frozenset(("du", word) for word in ("lieu", "bi", "kien", "thao", "toan"))
_SPLIT = re.compile(r"\s+[-–—]\s+|[,;/>\n]|\bthuộc\b|\btrực thuộc\b", re.IGNORECASE)

_LEAST_NEAR, _NEAR, _MOST_NEAR = 4, 0.8, 3
_MOST_NAMED = 4
_LONGEST_INITIALS = 5

#: A longer text speaks of many things; to look at every word of it for a name takes seconds.
_LONGEST_SENTENCE = 2_000
#: What ends a name for certain; a comma or a dash does not («Sở Văn hóa, Thể thao và Du lịch»).
_PARTS = re.compile(r"[;:()\n\"«»“”]")


@dataclass(slots=True)
class Organization:
    """One organisation as a call knows it: stored (positive ref), or planned (negative)."""

    ref: Ref
    code: str | None
    name: str
    kind: str | None
    parent: Ref | None
    fields: dict[str, str | int | None] | None = None


class Mention(NamedTuple):
    """A piece of text that names organisations; `refs` empty where none of that name is known."""

    text: str
    refs: frozenset[Ref]


@cache
def _tokens(text: str) -> tuple[str, ...]:
    plain = _GLUED.sub(r"\1 \2", fold(text))
    words = [token.lstrip("0") or "0" if token.isdigit() else token for token in _WORD.findall(plain)]
    return expand(words)


def _is_common(word: str, text: str) -> bool:
    """Tell whether a folded word behind «chi bộ», «đảng bộ» in a text makes that a common noun: by its marks, where the
    text has marks."""
    if word not in _COMMON_FOLDED:
        return False
    if text.isascii():
        return True
    spelled = [found for found in _BEHIND_KIND.findall(canonical_tone(text).casefold()) if fold(found) == word]
    return not spelled or any(found in _COMMON for found in spelled)


@cache
def _named(tokens: tuple[str, ...]) -> tuple[str, str]:
    """Return (kind word, the rest) of a name given in tokens; the kind word is "" where none leads."""
    while tokens[:3] == ("ban", "chap", "hanh") or tokens[:3] == ("ban", "thuong", "vu"):
        tokens = tokens[3:]
    while tokens[:1] in (("bch",), ("btv",)):
        tokens = tokens[1:]
    for length in (2, 1):
        kind = _KINDS.get(tokens[:length])
        if kind is not None:
            rest = tokens[length:]
            if rest[:2] == ("co", "so") and len(rest) > 2:
                rest = rest[2:]
            if len(rest) > 1 and rest[0] == "so" and rest[1].isdigit():
                rest = rest[1:]
            return kind, _without_and(rest)
    return "", _without_and(tokens)


def _digit_apart(one: str, other: str) -> bool:
    """Tell whether two numbers differ by one digit more, or by two digits that changed places."""
    if not (one.isdigit() and other.isdigit()):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return len(long) > 1 and any(
            one[:at] + one[at + 1] + one[at] + one[at + 2 :] == other for at in range(len(one) - 1)
        )
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _spelled_out(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the words of a name with those spelled out that may be the first letters of some words of another, which has
    one of its words besides: «Đoàn TN» beside «Đoàn Thanh niên», «Hội LHPN» beside «Hội Phụ nữ»."""
    spelled: list[str] = []
    shared = not set(words).isdisjoint(others)
    for word in words:
        meant: Sequence[str] = ()
        if shared and word.isalpha() and word not in others and 1 < len(word) <= _LONGEST_INITIALS:
            runs = (others[a:b] for a in range(len(others)) for b in range(a + 2, len(others) + 1))
            meant = max((run for run in runs if word.endswith("".join(one[0] for one in run))), key=len, default=())
        spelled.extend(meant or (word,))
    return spelled


def _without_and(words: tuple[str, ...]) -> str:
    """Return the words of a name without «và» between two of them: «Kế hoạch và Tài chính» is «Kế hoạch - Tài chính»."""
    if "va" not in words[1:-1]:
        return " ".join(words)
    return " ".join((words[0], *(word for word in words[1:-1] if word != "va"), words[-1]))


def name_key(name: str) -> str:
    """Return the key by which two spellings of one organisation's name are equal."""
    kind, rest = _named(_tokens(name))
    return f"{kind} {rest}".strip()


class Directory:
    """Organisations by number, code and name, with the tree above each."""

    def __init__(self, organizations: Iterable[Organization] = ()) -> None:
        self.nodes: dict[Ref, Organization] = {}
        self._codes: dict[str, Ref] = {}
        self._names: dict[str, set[Ref]] = {}
        self._bare: dict[str, set[Ref]] = {}
        self._former: dict[str, set[Ref]] = {}
        self._nearly: dict[tuple[str, frozenset[Ref] | None], list[Ref]] = {}
        self._lines: dict[Ref, tuple[Ref, ...]] = {}
        self._longest = 1
        self._memo: dict[str, frozenset[Ref]] = {}
        self._narrowed: dict[tuple[frozenset[Ref], frozenset[Ref]], frozenset[Ref]] = {}
        self._grassroots: dict[Ref, Ref] = {}
        self._parents: set[Ref | None] | None = None
        for organization in organizations:
            self.add(organization)

    def add(self, organization: Organization) -> None:
        """Take in one more organisation."""
        self.nodes[organization.ref] = organization
        self._lines.clear()
        self._nearly.clear()
        self._memo.clear()
        self._narrowed.clear()
        self._grassroots.clear()
        self._parents = None
        if organization.code:
            self._codes[code_key(organization.code)] = organization.ref
        tokens = _tokens(organization.name)
        kind, rest = _named(tokens)
        self._longest = max(self._longest, len(tokens) + 1)
        self._names.setdefault(f"{kind} {rest}".strip(), set()).add(organization.ref)
        if rest:
            self._bare.setdefault(rest, set()).add(organization.ref)

    def add_former(self, ref: Ref, name: str) -> None:
        """Take in a name that a known organisation had before; one that has it now goes before."""
        tokens = _tokens(name)
        kind, rest = _named(tokens)
        self._longest = max(self._longest, len(tokens) + 1)
        self._memo.clear()
        for key in {f"{kind} {rest}".strip(), rest} - {""}:
            self._former.setdefault(key, set()).add(ref)

    def by_code(self, code: str) -> Organization | None:
        """Return the organisation of a code, in any case and spacing."""
        ref = self._codes.get(code_key(code))
        return self.nodes[ref] if ref is not None else None

    def line(self, ref: Ref) -> tuple[Ref, ...]:
        """Return the organisation and all above it, from the root down."""
        known = self._lines.get(ref)
        if known is None:
            path: list[Ref] = []
            at: Ref | None = ref
            while at is not None and at not in path and at in self.nodes:
                path.append(at)
                at = self.nodes[at].parent
            known = tuple(reversed(path))
            self._lines[ref] = known
        return known

    def is_above(self, upper: Ref, lower: Ref) -> bool:
        """Tell whether `lower` is `upper` or stands below it."""
        return upper in self.line(lower)

    def on_one_line(self, one: Ref, other: Ref) -> bool:
        """Tell whether one of the two is the other or stands above it."""
        return self.is_above(one, other) or self.is_above(other, one)

    def has_children(self, ref: Ref) -> bool:
        """Tell whether any organisation stands directly below."""
        if self._parents is None:
            self._parents = {node.parent for node in self.nodes.values()}
        return ref in self._parents

    def grassroots(self, ref: Ref) -> Ref:
        """Return the grassroots organisation that `ref` is or belongs to; itself where none stands above.

        Where no kind is known, the nearest committee above (or itself) that has no committee below it.
        """
        known = self._grassroots.get(ref)
        if known is None:
            known = self._grassroots[ref] = self._find_grassroots(ref)
        return known

    def is_unit(self, ref: Ref) -> bool:
        """Tell whether an organisation may be called by its agency's name alone: a grassroots one."""
        kind = self.nodes[ref].kind
        return is_grassroots(kind) or (kind is None and self.grassroots(ref) == ref)

    def is_of_one_unit(self, ref: Ref) -> bool:
        """Tell whether an organisation and all below it are of one grassroots organisation."""
        unit = self.grassroots(ref)
        return all(self.grassroots(node.ref) == unit for node in self.nodes.values() if node.parent == ref)

    def _find_grassroots(self, ref: Ref) -> Ref:
        line = self.line(ref)
        for upper in line:
            kind = self.nodes[upper].kind
            if kind and is_grassroots(kind):
                return upper
        for upper in reversed(line):
            node = self.nodes[upper]
            if node.kind is None and name_key(node.name).startswith("dang bo") and not self._has_committees(upper):
                return upper
        return ref

    def _has_committees(self, ref: Ref) -> bool:
        return any(node.parent == ref and name_key(node.name).startswith("dang bo") for node in self.nodes.values())

    def holds_members(self, ref: Ref) -> bool:
        """Tell whether people can be put there: not in a committee that stands above the grassroots."""
        kind = self.nodes[ref].kind
        return kind is None or "cấp trên" not in kind or not self.has_children(ref)

    def say(self, ref: Ref) -> str:
        """Return the name for a sentence, with the one above it where the name alone may mean many."""
        node = self.nodes[ref]
        upper = self.grassroots(ref)
        return f"«{node.name}»" if upper == ref else f"«{node.name}» ({self.nodes[upper].name})"

    def called(self, ref: Ref | None) -> str:
        """Return «Chi bộ 1, Đảng bộ Sở Y tế», an organisation's name alone where none stands above it; "" for none."""
        if ref is None or ref not in self.nodes:
            return ""
        name, upper = self.nodes[ref].name, self.grassroots(ref)
        return name if upper == ref else f"{name}, {self.nodes[upper].name}"

    def typed(self, ref: Ref) -> str:
        """Return what names an organisation in a command to type: its code, else its name in quotes."""
        node = self.nodes[ref]
        return node.code or f'"{node.name}"'

    def namesakes(self, name: str) -> frozenset[Ref]:
        """Return all organisations that are called so now, whatever stands above them."""
        return frozenset(self._names.get(name_key(name), ()))

    def look_up(self, text: str) -> frozenset[Ref]:
        """Return all organisations that the whole text names: by code, by name, by the name without its
        kind; «Chi bộ 1 - Đảng bộ Sở Y tế» names what lies on one line."""
        found = self._memo.get(text)
        if found is None:
            found = self._memo[text] = self._look_up(text)
        return found

    def _look_up(self, text: str) -> frozenset[Ref]:
        ref = self._codes.get(code_key(text))
        if ref is not None:
            return frozenset((ref,))
        kind, rest = _named(_tokens(text))
        if not rest:
            return frozenset()
        key = f"{kind} {rest}".strip()
        named = (self._names.get(key) if kind else self._bare.get(rest)) or self._former.get(key)
        if named:
            return frozenset(self._same_marks(text, named))
        if kind and (named := set(self._branch_and_unit(_tokens(text)))):
            return frozenset(named)  # before its parts: a dash or a comma may stand in a name
        parts = [part for part in _SPLIT.split(text) if part.strip()]
        current: frozenset[Ref] | None = None
        for part in parts if len(parts) > 1 else ():
            candidates = self.look_up(part)
            if not candidates:
                return candidates
            current = candidates if current is None else self.narrow(current, candidates)
        return current or frozenset()

    def _branch_and_unit(self, tokens: tuple[str, ...]) -> frozenset[Ref]:
        """Return the branches that a name means which goes on with the name of their unit: «Chi bộ 2 Sở Y tế»."""
        found: set[Ref] = set()
        for at in range(2, len(tokens) - 1):
            (kind, rest), (upper, unit) = _named(tokens[:at]), _named(tokens[at:])
            units: Iterable[Ref] = self._names.get(f"{upper} {unit}", ()) if upper else self._bare.get(unit, ())
            units = [ref for ref in units if self.is_unit(ref)]
            for ref in self._names.get(f"{kind} {rest}", ()) if kind and rest and units else ():
                if any(ref != one and self.is_above(one, ref) for one in units):
                    found.add(ref)
        return frozenset(found)

    def _same_marks(self, text: str, refs: set[Ref]) -> set[Ref]:
        """Of organisations whose names differ by marks only, keep the one spelled as in the text."""
        if len(refs) < 2:
            return refs
        spelled = {ref for ref in refs if self.nodes[ref].name.casefold() == text.strip().casefold()}
        keys = {self.nodes[ref].name.casefold() for ref in refs}
        return spelled if spelled and len(keys) > 1 else refs

    def narrow(self, current: frozenset[Ref], candidates: frozenset[Ref]) -> frozenset[Ref]:
        """Return what is left where a nearer source names `candidates` and the wider ones named `current`:
        the candidates below the current, or the current below a candidate; empty where they disagree."""
        known = self._narrowed.get((current, candidates))
        if known is None:  # asked for every row of a list, of a few units
            known = self._narrowed[current, candidates] = self._narrow(current, candidates)
        return known

    def _narrow(self, current: frozenset[Ref], candidates: frozenset[Ref]) -> frozenset[Ref]:
        below = frozenset(c for c in candidates if any(self.is_above(wide, c) for wide in current))
        if below:
            return below
        return frozenset(wide for wide in current if any(self.is_above(c, wide) for c in candidates))

    def one(self, refs: frozenset[Ref]) -> Ref | None:
        """Return the one organisation meant, or None: a single one, or the one that all others stand below."""
        if len(refs) == 1:
            return next(iter(refs))
        for ref in refs:
            if all(self.is_above(ref, other) for other in refs):
                return ref
        return None

    def mentions(self, text: str) -> list[Mention]:
        """Return what a sentence names, in order: known organisations, and names that begin with «Chi bộ»
        or «Đảng bộ» and are not known (their `refs` are empty). A text too long for a sentence names nothing."""
        if len(text) > _LONGEST_SENTENCE:
            return []
        tokens: list[str] = []
        parted: set[int] = set()
        for segment in _PARTS.split(text):
            parted.add(len(tokens))
            tokens.extend(_tokens(segment))
        return list(self._mentions(tuple(tokens), parted, text.strip()))

    def named_at_end(self, text: str) -> list[Mention]:
        """Return what a text names where the names are all known and nothing stands behind or between them; else nothing."""
        named = self.mentions(text)
        end = " ".join(mention.text for mention in named)
        return named if all(m.refs for m in named) and f" {' '.join(_tokens(text))}".endswith(f" {end}") else []

    def _mentions(self, tokens: tuple[str, ...], parted: set[int], text: str) -> Iterable[Mention]:
        at = 0
        while at < len(tokens):
            kind = next((n for n in (2, 1) if tokens[at : at + n] in _KINDS), 0)
            if tokens[at : at + 2] in _NO_COMMITTEE:
                kind = 0
            end, refs = self._longest_name(tokens, at, bool(kind))
            if refs:
                if end == len(tokens) or end in parted or self._sentence_goes_on(tokens, end):
                    yield Mention(" ".join(tokens[at:end]), refs)
                    at = end
                    continue
                # One more word makes it another, longer name.
                if kind:
                    yield Mention(text, frozenset())
                at = next((p for p in sorted(parted) if p >= end), len(tokens))
                continue
            named = kind and at + kind < len(tokens) and at + kind not in parted
            named = named and tokens[at + kind : at + kind + 2] not in _KINDS  # «Chi ủy Chi bộ 3»
            if named and not _is_common(tokens[at + kind], text):
                yield Mention(text, frozenset())
                at = next((p for p in sorted(parted) if p > at), len(tokens))
                continue
            at += max(kind, 1)

    def _sentence_goes_on(self, tokens: tuple[str, ...], at: int) -> bool:
        """Tell whether a name may end here: the sentence goes on, or another known name follows."""
        if _GOES_ON.match(" ".join(tokens[at : at + 4])):
            return True
        kind = any(tokens[at : at + n] in _KINDS for n in (1, 2))
        return bool(self._longest_name(tokens, at, kind)[1])

    def near(self, text: str, inside: frozenset[Ref] | None) -> list[Ref]:
        """Return the organisations, inside the wider ones (None: anywhere), whose names a text nearly is: other words
        for the kind, a slip of letters, words left out, put in or cut to their first letters. Never another number. The
        nearest first."""
        known = self._nearly.get((text, inside))
        if known is None:  # asked for every row below an unknown name
            known = self._nearly[text, inside] = self._near(text, inside)
        return known

    def _near(self, text: str, inside: frozenset[Ref] | None) -> list[Ref]:
        from difflib import SequenceMatcher  # only where a name is unknown

        _, wanted = _named(_tokens(text))
        if len(wanted) < _LEAST_NEAR:
            return []
        digits = [word for word in wanted.split() if word.isdigit()]
        found: list[tuple[float, str, Ref]] = []
        for rest, refs in self._bare.items():
            if [word for word in rest.split() if word.isdigit()] != digits:
                continue
            within = [ref for ref in refs if inside is None or any(ref != w and self.is_above(w, ref) for w in inside)]
            if not within:
                continue
            spelled = _spelled_out(wanted.split(), rest.split())
            words, others = set(spelled), set(rest.split())
            part = min(len(words), len(others)) >= 2 and (words <= others or others <= words)
            likeness = SequenceMatcher(None, " ".join(spelled), rest).ratio()
            if part or likeness >= _NEAR:
                found += [(-max(likeness, _NEAR if part else 0), self.nodes[ref].name, ref) for ref in within]
        return [ref for _, _, ref in sorted(found)[:_MOST_NEAR]]

    def near_numbers(self, text: str, inside: frozenset[Ref]) -> list[Ref]:
        """Return the organisations inside the wider ones that are called so but for one digit left out, typed twice or
        in another's place («Chi bộ 22», «Chi bộ 2»): to be asked about, never taken."""
        kind, wanted = _named(_tokens(text))
        words, found = wanted.split(), []
        for ref, node in self.nodes.items():
            its_kind, rest = _named(_tokens(node.name))
            pairs = [pair for pair in zip(words, rest.split(), strict=False) if pair[0] != pair[1]]
            if its_kind == kind and len(words) == len(rest.split()) and len(pairs) == 1 and _digit_apart(*pairs[0]):
                found += [ref] if any(ref != wide and self.is_above(wide, ref) for wide in inside) else []
        return sorted(found, key=lambda ref: (len(self.nodes[ref].name), self.nodes[ref].name))[:_MOST_NEAR]

    def say_some(self, refs: Sequence[Ref]) -> str:
        """Return the names of some organisations for a sentence; of many the first, and how many more there are."""
        shown = refs if len(refs) <= _MOST_NAMED + 1 else refs[:_MOST_NAMED]
        more = f" và {len(refs) - len(shown)} nữa" if len(shown) < len(refs) else ""
        return ", ".join(map(self.say, shown)) + more

    def say_near(self, refs: Iterable[Ref]) -> str:
        """Return « (có phải: «Chi bộ Văn phòng» (Đảng bộ Sở Y tế)?)», "" for none."""
        named = ", ".join(self.say(ref) for ref in refs)
        return f" (có phải: {named}?)" if named else ""

    def _longest_name(self, tokens: tuple[str, ...], at: int, kind: bool) -> tuple[int, frozenset[Ref]]:
        """Return the end of the longest known name that begins at a token, and whose it is."""
        for end in range(min(len(tokens), at + self._longest), at, -1):
            piece = tokens[at:end]
            word, rest = _named(piece)
            if not rest:
                continue
            refs: Iterable[Ref] = ()
            if word:
                key = f"{word} {rest}"
                refs = self._names.get(key) or self._former.get(key) or ()
            elif len(piece) >= 2 and not kind:
                refs = [ref for ref in self._bare.get(rest, ()) if self.is_unit(ref)]
            if refs:
                return end, frozenset(refs)
        return at, frozenset()
