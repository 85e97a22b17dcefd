"""Which of many rows agree on who they are, told without comparing each with each.

Two thousand rows under one name or one number are two million pairs. Rows are parted by their shape instead (which facts
they state): between two shapes the same facts are compared, so that equal there is one look-up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations, combinations_with_replacement, islice, product
from typing import NamedTuple

from dangbo_cli.intake.who.people import NUMBERS, PersonRow
from dangbo_cli.vietnamese.names import person_key


class Said(NamedTuple):
    """What a row says of who somebody is: key of the name, ISO birth (maybe partial), numbers in the order of NUMBERS;
    None where it says nothing."""

    name: str | None
    birth: str | None
    numbers: tuple[str | None, ...]


_Shape = tuple[bool, int, tuple[bool, ...]]
_Look = Callable[[Said], Hashable]


def said_of(row: PersonRow, beside: str = "") -> Said:
    """Return what a row says besides the number of one kind, which is known to be shared."""
    name = row.text("full_name")
    numbers = tuple(row.text(kind) or None if kind != beside else None for kind in NUMBERS)
    return Said(person_key(name) if name else None, row.text("birth_date") or None, numbers)


class Comparison:
    """Rows compared by name, birth and numbers, in so far as two of them state the same. None of these may contradict;
    where `lenient`, one may if another agrees."""

    def __init__(self, said: Sequence[Said], lenient: bool = False) -> None:
        self._said = said
        self._lenient = lenient
        self._shapes: dict[_Shape, list[int]] = {}
        if len(set(said)) > 1:
            for i, one in enumerate(said):
                self._shapes.setdefault(_shape(one), []).append(i)

    def agreeing(self) -> Iterator[list[int]]:
        """Yield positions of rows that are one person, as a chain of pairs that agree: joined, they are all such pairs."""
        if not self._shapes:
            yield list(range(len(self._said)))
        for one, other in combinations_with_replacement(self._shapes, 2):
            for way in self._ways(_looks(one, other)):
                ours = self._by(way, one)
                if one == other:
                    yield from ours.values()
                    continue
                theirs = self._by(way, other)
                yield from (ours[key] + theirs[key] for key in ours if key in theirs)

    def contradicted(self) -> list[int]:
        """Return the positions of rows that some other row contradicts."""
        alike = [0] * len(self._said)
        for one, other in product(self._shapes, repeat=2):
            looks = _looks(one, other)
            ways = self._ways(looks)
            # A row that agrees in everything is counted once in every way.
            for way, weight in (*((way, 1) for way in ways), (looks, 1 - len(ways))):
                met = Counter(_key(way, self._said[i]) for i in self._shapes[other]) if weight else Counter()
                for i in self._shapes[one] if weight else ():
                    alike[i] += weight * met[_key(way, self._said[i])]
        return [i for i, count in enumerate(alike) if self._shapes and count < len(alike)]

    def contradict(self, i: int, j: int) -> bool:
        """Tell whether two rows contradict one another."""
        one, other = self._said[i], self._said[j]
        ways = self._ways(_looks(_shape(one), _shape(other)))
        return not any(_key(way, one) == _key(way, other) for way in ways)

    def _ways(self, looks: tuple[_Look, ...]) -> list[tuple[_Look, ...]]:
        """Return the sets of facts of which one must agree wholly."""
        return list(combinations(looks, len(looks) - 1 if self._lenient and len(looks) > 1 else len(looks)))

    def _by(self, way: tuple[_Look, ...], shape: _Shape) -> dict[Hashable, list[int]]:
        groups: dict[Hashable, list[int]] = {}
        for i in self._shapes[shape]:
            groups.setdefault(_key(way, self._said[i]), []).append(i)
        return groups


def _shape(said: Said) -> _Shape:
    return said.name is not None, len(said.birth or ""), tuple(number is not None for number in said.numbers)


def _looks(one: _Shape, other: _Shape) -> tuple[_Look, ...]:
    """Return what both shapes state: the name, the birth as far as the shorter goes, all numbers that both have."""
    looks: list[_Look] = []
    if one[0] and other[0]:
        looks.append(lambda said: said.name)
    if length := min(one[1], other[1]):
        looks.append(lambda said: (said.birth or "")[:length])
    if kinds := [k for k, (ours, theirs) in enumerate(zip(one[2], other[2], strict=True)) if ours and theirs]:
        looks.append(lambda said: tuple(said.numbers[k] for k in kinds))
    return tuple(looks)


def _key(way: tuple[_Look, ...], said: Said) -> tuple[Hashable, ...]:
    return tuple(look(said) for look in way)


def numbers_apart(said: Sequence[Said], files: Sequence[int], linked: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield rows of two files whose births agree and of whom a number differs: position, the other's position, which of
    NUMBERS; each row once, with the first other. Rows of one link (`linked`: the same number stands for the same) are
    known to be one person, whatever another number says."""
    if len(set(files)) < 2:
        return
    carriers: dict[tuple[int, int, bool, str], dict[tuple[int, str], int]] = {}
    for i, one in enumerate(said):
        birth = one.birth or ""
        for kind, number in enumerate(one.numbers):
            for begun in _beginnings(birth) if number is not None else ():
                for whole in (False, True) if begun == birth else (False,):
                    carriers.setdefault((files[i], kind, whole, begun), {}).setdefault((linked[i], number or ""), i)
    for i, one in enumerate(said):
        birth = one.birth or ""
        places = [(False, birth), *((True, begun) for begun in _beginnings(birth) if begun != birth)]
        found = (
            (i, other, kind)
            for kind, number in enumerate(one.numbers)
            if number is not None
            for file in sorted(set(files))
            if file != files[i]
            for place in places
            for (link, theirs), other in carriers.get((file, kind, *place), {}).items()
            if link != linked[i] and theirs != number
        )
        yield from islice(found, 1)


def _beginnings(birth: str) -> list[str]:
    """Return a date as far as its year, its month, its day."""
    return [birth[:length] for length in (4, 7, 10) if length <= len(birth)]
