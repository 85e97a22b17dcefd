"""How alike two people of the record or of a sheet are: named points, added up.

A point is evidence for or against («cùng số định danh +20; ngày sinh lệch một chữ số +7»). The weights are one table,
measured on an invented population with corrupted copies (benchmarks/khop.py). They propose, they never decide: what
may be matched without asking is the law of intake/who/matching.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log2
from types import MappingProxyType
from typing import NamedTuple

from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import spelling


class Weight(NamedTuple):
    """What one kind of evidence counts, and its words. The points of a name are a share of its rarity."""

    points: float
    words: str


WEIGHTS: Mapping[str, Weight] = MappingProxyType(
    {
        "citizen_same": Weight(20, "cùng số định danh"),
        "citizen_digit": Weight(10, "số định danh lệch một chữ số"),
        "citizen_other": Weight(-8, "khác số định danh"),
        "card_same": Weight(16, "cùng số thẻ đảng viên"),
        "card_digit": Weight(8, "số thẻ đảng viên lệch một chữ số"),
        "card_other": Weight(-5, "khác số thẻ đảng viên"),
        "file_same": Weight(8, "cùng số lý lịch"),
        "name_same": Weight(0.9, "cùng họ tên"),
        "name_former": Weight(0.9, "trùng họ tên trước đây trong sổ"),
        "name_marks": Weight(0.75, "họ tên khác dấu"),
        "name_slip": Weight(0.6, "họ tên lệch một chữ cái"),
        "name_part": Weight(0.5, "họ tên thiếu tên đệm"),
        "name_other": Weight(-6, "khác họ tên"),
        "birth_same": Weight(13, "cùng ngày sinh"),
        "birth_swapped": Weight(10, "ngày sinh đảo ngày và tháng"),
        "birth_digit": Weight(7, "ngày sinh lệch một chữ số"),
        "birth_year": Weight(4, "cùng năm sinh, không rõ ngày"),
        "birth_near": Weight(0, "cùng năm sinh, khác ngày"),
        "birth_day": Weight(3, "cùng ngày tháng sinh, khác năm"),
        "birth_other_year": Weight(-4, "khác năm sinh, không rõ ngày"),
        "birth_other": Weight(-6, "khác ngày sinh"),
        "admitted_same": Weight(10, "cùng ngày vào Đảng"),
        "admitted_near": Weight(4, "ngày vào Đảng gần giống"),
        "admitted_other": Weight(-3, "khác ngày vào Đảng"),
        "home_same": Weight(2, "cùng quê quán"),
        "home_other": Weight(-1, "khác quê quán"),
        "gender_other": Weight(-4, "khác giới tính"),
        "branch_same": Weight(2, "cùng tổ chức đảng"),
        "unit_same": Weight(1, "cùng đảng bộ cơ sở"),
    }
)

OTHER_NAME, FORMER_NAME = "name_other", "name_former"
ALMOST_SURE, REVIEW = 22.0, 12.0
"""From so many points two records are almost surely one person; from so many somebody should look."""

_LEAST_PEOPLE = 256
"""A name met once among ten people is not rare yet: rarity is measured as if there were at least so many."""

_NAME = frozenset(("name_same", "name_former", "name_marks", "name_slip", "name_part"))


class Traits(NamedTuple):
    """What is compared of one person; None where unknown. `name_key` is folded, `name` has its marks; `branch` and
    `unit` are the organisation she is in and the grassroots organisation above it; `file` is the number of her file there."""

    name_key: str
    name: str
    birth: str | None
    admitted: str | None
    citizen: str | None
    old_citizen: str | None
    card: str | None
    old_card: str | None
    home: str | None
    gender: str | None
    branch: int | None
    unit: int | None
    file: str | None = None


def traits(values: Mapping[str, object], branch: int | None = None, unit: int | None = None) -> Traits:
    """Return what is compared of the columns of a member (absent or None: unknown)."""

    def text(key: str) -> str | None:
        value = values.get(key)
        return None if value is None else str(value)

    name = text("full_name") or ""
    return Traits(
        person_key(name), spelling(name), text("birth_date"), text("admitted_on"),
        text("citizen_id"), text("old_citizen_id"), text("card_number"), text("old_card_number"),
        text("hometown"), text("gender"), branch, unit, text("file_number"),
    )  # fmt: skip


class Rarity:
    """How much a name tells: log2 of how seldom it is among the people counted."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._counts: dict[str, int] = {}
        total = 0
        for key in keys:
            self._counts[key] = self._counts.get(key, 0) + 1
            total += 1
        self._total = max(total, _LEAST_PEOPLE)

    def of(self, key: str) -> float:
        """Return the rarity of a name's key; one that nobody has is as rare as one that one person has."""
        return log2(self._total / self._counts.get(key, 1))

    def tells(self, key: str, points: float) -> bool:
        """Tell whether the same name alone can make so many points."""
        return self.of(key) * WEIGHTS["name_same"].points >= points


class Point(NamedTuple):
    """One piece of evidence: its key in WEIGHTS and what it counts here."""

    key: str
    points: float

    @property
    def words(self) -> str:
        """Return «cùng số định danh +20»."""
        return f"{WEIGHTS[self.key].words} {say_points(self.points)}"


class Likeness(NamedTuple):
    """The evidence about two people."""

    points: tuple[Point, ...]

    @property
    def score(self) -> float:
        """The sum of all points."""
        return sum(point.points for point in self.points)

    @property
    def named_alike(self) -> bool:
        """Whether the names are the same but for a slip."""
        return any(point.key in _NAME for point in self.points)

    @property
    def words(self) -> str:
        """Return the evidence, the weightiest first: «cùng số định danh +20; ngày sinh lệch một chữ số +7»."""
        told = [point for point in self.points if round(point.points) != 0 or WEIGHTS[point.key].points == 0]
        return "; ".join(point.words for point in sorted(told, key=lambda point: -abs(point.points)))

    @property
    def reasons(self) -> str:
        """Return the same without points: «cùng họ tên; ngày sinh lệch một chữ số»."""
        return "; ".join(WEIGHTS[point.key].words for point in sorted(self.points, key=lambda one: -abs(one.points)))


def say_points(points: float) -> str:
    """Return points as they are read: «+20», «−6», «0»."""
    whole = round(points)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def weigh(one: Traits, other: Traits, rarity: Rarity, name: str = "") -> Likeness:
    """Return the evidence that two are one person; `name` is what `compare_names` said, where it was asked before."""
    points: list[Point] = []
    name = name or compare_names(one, other)
    share = WEIGHTS[name].points
    if name == OTHER_NAME:
        points.append(Point(name, share))
    else:
        points.append(Point(name, share * min(rarity.of(one.name_key), rarity.of(other.name_key))))
    found = [_numbers("citizen", ((one.citizen, other.citizen), (one.old_citizen, other.old_citizen)), name)]
    found.append(_numbers("card", ((one.card, other.card), (one.old_card, other.old_card)), name))
    if same_file(one, other):
        found.append("file_same")
    if one.birth and other.birth:
        found.append(f"birth_{compare_dates(one.birth, other.birth)}")
    if one.admitted and other.admitted:
        found.append(_ADMITTED[compare_dates(one.admitted, other.admitted)])
    if one.home and other.home:
        found.append("home_same" if person_key(one.home) == person_key(other.home) else "home_other")
    if one.gender and other.gender and one.gender != other.gender:
        found.append("gender_other")
    if one.branch is not None and one.branch == other.branch:
        found.append("branch_same")
    elif one.unit is not None and one.unit == other.unit:
        found.append("unit_same")
    points.extend(Point(key, WEIGHTS[key].points) for key in found if key)
    return Likeness(tuple(points))


def same_file(one: Traits, other: Traits) -> bool:
    """Tell whether two have one file number in one grassroots organisation; each unit may number its files from 1."""
    return one.file is not None and one.file == other.file and one.unit is not None and one.unit == other.unit


def compare_names(one: Traits, other: Traits) -> str:
    """Return which point two names make: the same, other marks, a slip of one letter, a middle name left out."""
    if one.name_key == other.name_key:
        return "name_same" if one.name == other.name or not marks_contradict(one.name, other.name) else "name_marks"
    if _without_middle(one.name_key.split(), other.name_key.split()):
        return "name_part"
    short, long = sorted((one.name_key.replace(" ", ""), other.name_key.replace(" ", "")), key=len)
    if len(short) >= 5 and _one_slip(short, long) and not _other_word(one.name_key.split(), other.name_key.split()):
        return "name_slip"
    return OTHER_NAME


def nearly_named(one: Traits, other: Traits) -> bool:
    """Tell whether two slips make one name the other: family or given name the same, the other of them mistyped in one
    letter, whatever stands between them."""
    mine, theirs = one.name_key.split(), other.name_key.split()
    if len(mine) < 2 or len(theirs) < 2:
        return False
    pairs = [(mine[0], theirs[0]), (mine[-1], theirs[-1])]
    odd = [sorted(pair, key=len) for pair in pairs if pair[0] != pair[1]]
    return not odd or (len(odd) == 1 and _one_slip(*odd[0]) and not _other_word([odd[0][0]], [odd[0][1]]))


def marks_contradict(one: str, other: str) -> bool:
    """Tell whether two spellings (`vietnamese.text.spelling`) of one folded name both write marks, and others: «Ân» and «An»
    do; «An» in a name typed without any does not; i and y are one («Lí», «Lý»)."""
    return not one.isascii() and not other.isascii() and _same_i(one) != _same_i(other)


def _same_i(name: str) -> str:
    for odd, plain in (("y", "i"), ("ý", "í"), ("ỳ", "ì"), ("ỷ", "ỉ"), ("ỹ", "ĩ"), ("ỵ", "ị")):
        name = name.replace(odd, plain)
    return name


def _without_middle(one: list[str], other: list[str]) -> bool:
    """Tell whether one name is the other without (some of) its middle names."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _other_word(one: list[str], other: list[str]) -> bool:
    """Tell whether one letter makes another word rather than the same word mistyped: of a single letter nothing is left
    («Nguyễn Văn A» and «Nguyễn Văn B» are two people)."""
    if len(one) != len(other):
        return False  # a blank is what slipped
    return any(a != b and len(a) == len(b) == 1 for a, b in zip(one, other, strict=True))


def _one_slip(short: str, long: str) -> bool:
    """Tell whether one letter put in, left out, changed, or two neighbours changed about make one text the other."""
    if len(long) - len(short) > 1:
        return False
    half = (len(short) - 1) // 2  # one slip leaves the beginning or the end whole: most pairs end here
    if short[:half] != long[:half] and short[len(short) - half :] != long[len(long) - half :]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def _numbers(kind: str, pairs: tuple[tuple[str | None, str | None], ...], name: str) -> str:
    """Return which point the numbers of a kind make: one that agrees outweighs one that differs; a digit off counts
    only beside a name that is alike, because neighbours in a drawer have neighbouring numbers."""
    found = ""
    for one, other in pairs:
        if not one or not other:
            continue
        if one == other:
            return f"{kind}_same"
        if found != f"{kind}_digit":
            found = f"{kind}_digit" if name in _NAME and _one_digit(one, other) else f"{kind}_other"
    return found


def _one_digit(one: str, other: str) -> bool:
    """Tell whether two numbers differ by one digit, or by two neighbours changed about."""
    return len(one) == len(other) and _one_slip(one, other)


_ADMITTED = {
    "same": "admitted_same", "swapped": "admitted_near", "digit": "admitted_near", "year": "admitted_near",
    "near": "admitted_other", "day": "admitted_near", "other_year": "admitted_other", "other": "admitted_other",
}  # fmt: skip


def compare_dates(one: str, other: str) -> str:
    """Return how two stored dates differ: same, swapped (day and month), digit (one off), day (another year),
    near (the year alone); year, other_year where one says no day. The first of January says no day: it is what is
    typed where only the year is known."""
    if _says_no_day(one) or _says_no_day(other):
        return "year" if one[:4] == other[:4] else "other_year"
    if one == other:
        return "same"
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return "swapped"
    if _one_digit(one.replace("-", ""), other.replace("-", "")):
        return "digit"
    if one[:4] == other[:4]:
        return "near"
    return "day" if one[4:] == other[4:] else "other"


def _says_no_day(iso: str) -> bool:
    return len(iso) < len("1968-05-12") or iso.endswith("-01-01")


def block_keys(who: Traits) -> list[tuple[str, ...]]:
    """Return the keys by which somebody meets everybody whom she may be: two who share none have not enough in common
    to reach REVIEW, or are too many to be told apart by it."""
    keys: list[tuple[str, ...]] = []
    for kind, number in (("c", who.citizen), ("o", who.old_citizen), ("t", who.card), ("u", who.old_card)):
        if number:
            keys.append((kind, number))
    name, words = who.name_key, who.name_key.split()
    first, last = (words[0], words[-1]) if words else ("", "")
    if who.citizen:  # one digit off leaves one half whole, or of the half that tells most one half
        half = len(who.citizen) // 2
        head, tail = who.citizen[:half], who.citizen[half:]
        keys += [("ca", name, head), ("cb", tail)]
        keys += [("cc", first, head, tail[: half // 2]), ("cd", first, head, tail[half // 2 :])]
    if who.birth:
        year = who.birth[:4]
        if _says_no_day(who.birth):
            keys.append(("ny", first, last, year))
        else:
            month, day = who.birth[5:7], who.birth[8:]
            low, high = sorted((month, day))
            keys += [
                ("b", who.birth),
                ("nd", name, low, high),
                ("nm", name, year, month),
                ("nn", name, year, day),
                ("fs", first, year, low, high),
            ]
    if who.admitted and not _says_no_day(who.admitted):
        year = who.birth[:4] if who.birth else ""
        keys += [
            ("na", first, last, who.admitted),
            ("ba", year, last, who.admitted),
            ("fa", year, first, who.admitted),
        ]
        if who.birth and not _says_no_day(who.birth):
            keys.append(("ma", who.birth[5:], who.admitted))
    if who.unit is not None:
        keys.append(("nu", name, str(who.unit)))
        if who.file:
            keys.append(("f", who.file, str(who.unit)))
    return keys
