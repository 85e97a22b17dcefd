"""Rows compared by their shapes say what comparing each with each would, and cost far less."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain.partial_dates import agrees
from dangbo_cli.intake.who import linking
from dangbo_cli.intake.who.linking import Comparison, Said, numbers_apart
from dangbo_cli.intake.who.people import NUMBERS

_NAMES = st.sampled_from([None, "lo van an", "lo thi ha"])
_BIRTHS = st.sampled_from([None, "1968", "1968-05", "1968-05-12", "1968-06", "1970-01-01"])
_NUMBER = st.sampled_from([None, None, "1", "2"])
SAID = st.builds(Said, _NAMES, _BIRTHS, st.tuples(*[_NUMBER] * len(NUMBERS)))


def _against(one: Said, other: Said) -> tuple[int, int]:
    """Count the facts that contradict and that agree, one by one."""
    told = []
    if one.name and other.name:
        told.append(one.name == other.name)
    if one.birth and other.birth:
        told.append(agrees(one.birth, other.birth))
    both = [(a, b) for a, b in zip(one.numbers, other.numbers, strict=True) if a and b]
    if both:
        told.append(all(a == b for a, b in both))
    return told.count(False), told.count(True)


def _same(one: Said, other: Said, lenient: bool) -> bool:
    against, agree = _against(one, other)
    return against == 0 or (lenient and against == 1 and agree >= 1)


def _parts(count: int, chains: Sequence[Sequence[int]]) -> set[frozenset[int]]:
    of = {i: {i} for i in range(count)}
    for chain in chains:
        whole = set().union(*(of[i] for i in chain)) if chain else set()
        for i in whole:
            of[i] = whole
    return {frozenset(part) for part in of.values()}


@given(st.lists(SAID, min_size=1, max_size=12), st.booleans())
def test_it_says_what_all_pairs_say(said: list[Said], lenient: bool) -> None:
    pairs = [(i, j) for j in range(len(said)) for i in range(j)]
    compared = Comparison(said, lenient)
    alike = [pair for pair in pairs if _same(said[pair[0]], said[pair[1]], lenient)]
    assert _parts(len(said), list(compared.agreeing())) == _parts(len(said), alike)
    assert {pair for pair in pairs if not compared.contradict(*pair)} == set(alike)
    apart = {i for pair in set(pairs) - set(alike) for i in pair}
    assert set(compared.contradicted()) == apart


@given(st.lists(st.tuples(SAID.filter(lambda one: one.birth is not None), st.sampled_from([1, 2, 3])), max_size=10))
def test_numbers_of_two_files_are_compared(rows: list[tuple[Said, int]]) -> None:
    said, files = [one for one, _ in rows], [file for _, file in rows]
    linked = [0 if one.numbers[0] == "1" else i + 1 for i, one in enumerate(said)]

    def apart(i: int, j: int) -> list[int]:
        pair = zip(said[i].numbers, said[j].numbers, strict=True)
        return [k for k, (a, b) in enumerate(pair) if a and b and a != b]

    def met(i: int, j: int) -> bool:
        return agrees(said[i].birth or "", said[j].birth or "") and files[i] != files[j] and linked[i] != linked[j]

    found = list(numbers_apart(said, files, linked))
    every = range(len(said))
    assert [i for i, _, _ in found] == [i for i in every if any(met(i, j) and apart(i, j) for j in every)]
    assert all(met(i, j) and kind in apart(i, j) for i, j, kind in found)


_MANY = 3_000
_CROWDS = {
    "one row copied down": [Said("a", "1968-05-12", ("1", None, None, None))] * _MANY,
    "one name, every number another": [Said("a", "1968", (str(i), None, None, None)) for i in range(_MANY)],
    "one number on everybody": [Said(str(i), f"{1900 + i % 99}-05-12", (None,) * 4) for i in range(_MANY)],
    "half with one kind of number, half with another": [
        Said("a", "1968", (str(i), None, None, None) if i % 2 else (None, str(i), None, None)) for i in range(_MANY)
    ],
    "every birth another": [Said("a", f"{1900 + i // 300}-{i % 12 + 1:02}-{i % 25 + 1:02}", (None,) * 4) for i in range(_MANY)],
    "one stranger at the end": [
        *(Said("a", "1968", (None, str(i), None, None)) for i in range(_MANY)),
        Said("b", "1970", ("1",) * 4),
    ],
}  # fmt: skip


@pytest.mark.parametrize("crowd", _CROWDS)
@pytest.mark.parametrize("lenient", [False, True])
def test_a_crowd_costs_no_more_than_its_rows(monkeypatch: pytest.MonkeyPatch, crowd: str, lenient: bool) -> None:
    said = _CROWDS[crowd]
    key, asked = linking._key, [0]

    def counted(way: tuple[linking._Look, ...], one: Said) -> tuple[object, ...]:
        asked[0] += 1
        return key(way, one)

    monkeypatch.setattr(linking, "_key", counted)
    compared = Comparison(said, lenient)
    assert sum(map(len, compared.agreeing())) <= 20 * len(said)
    compared.contradicted()
    assert asked[0] <= 40 * len(said)
