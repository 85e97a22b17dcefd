"""Pairs that may be one person: blocks and short cuts lose nobody who is almost surely one; decided pairs stay away."""

from __future__ import annotations

import sys
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import khop
from dangbo_cli.domain.likeness import ALMOST_SURE, Rarity, traits, weigh
from dangbo_cli.reports.duplicates import find_pairs, list_duplicates


def population(seed: int, size: int = 160) -> list[khop.Person]:
    random = Random(seed)
    people = [khop.invent(random, number, 3) for number in range(size)]
    return people + [khop.corrupt(person, random)[0] for person in random.sample(people, size // 4)]


@pytest.mark.parametrize("seed", [1, 2])
def test_blocks_lose_nobody_who_is_almost_surely_one(seed):
    people = {at: traits(p.values(), p.unit * 10 + p.branch, p.unit) for at, p in enumerate(population(seed))}
    rarity = Rarity(who.name_key for who in people.values())
    everybody = {(a, b) for a, b in combinations(people, 2) if weigh(people[a], people[b], rarity).score >= ALMOST_SURE}
    assert len(everybody) >= 30
    assert {(pair.first, pair.second) for pair in find_pairs(people, ALMOST_SURE)} >= everybody


def test_pairs_decided_to_be_two_people_are_left_out(tmp_path):
    random = Random(4)
    people = [khop.invent(random, number, 2) for number in range(40)]
    people += [khop.replace(person, citizen=None, card=None) for person in people[:3]]
    with khop.record(people, 2, tmp_path) as conn:
        day = date(2023, 1, 15)
        found = [(row["first_id"], row["second_id"]) for row in list_duplicates(conn, day).rows]
        assert {(1, 41), (2, 42), (3, 43)} <= set(found)
        apart = frozenset({(1, 41)})
        table = list_duplicates(conn, day, apart=apart)
        assert [(row["first_id"], row["second_id"]) for row in table.rows] == [
            pair for pair in found if pair not in apart
        ]
        told = "Không nêu 1 cặp đã ghi nhớ là hai người khác nhau; xem «dangbo ghi-nho ds»."
        assert told in table.notes
        assert told not in list_duplicates(conn, day).notes
        notes = list_duplicates(conn, day, apart=found).notes
        assert notes[0] == "Đã so 43 người, không còn cặp nào cần xem."
        assert notes[1].startswith(f"Không nêu {len(found)} cặp")


def test_one_file_number_in_one_unit_is_evidence_under_another_name():
    one = {"full_name": "Lò Thị Nga", "birth_date": "1975", "admitted_on": "2012-08-05", "file_number": "282084"}
    other = {**one, "full_name": "Lương Ngọc Bích", "hometown": "Xã Thử"}
    (pair,) = find_pairs({1: traits(one, 11, 1), 2: traits(other, 11, 1)})
    assert "cùng số lý lịch +8" in pair.likeness.words
    assert find_pairs({1: traits(one, 11, 1), 2: traits(other, 21, 2)}) == []
