"""Precision and recall of matching on a small invented population; the whole one is benchmarks/khop.py."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import khop
from dangbo_cli.domain.likeness import ALMOST_SURE, REVIEW


@pytest.mark.parametrize("seed", [3, 8])
def test_what_is_matched_by_itself_is_right_and_the_rest_is_asked_about(tmp_path, seed):
    outcome = khop.run(1500, seed, tmp_path)
    assert sum(outcome.counts.values()) == 450
    assert outcome.precision == 1.0
    assert outcome.recall >= 0.99
    assert outcome.alarms <= 0.02
    assert outcome.counts["copy", "matched"] >= 200


def test_people_stored_twice_are_found(tmp_path):
    doubles = khop.run_duplicates(2000, 3, tmp_path)
    precision, recall = doubles.at[ALMOST_SURE]
    assert precision >= 0.98
    assert recall >= 0.9
    assert doubles.at[REVIEW][1] >= 0.98


def test_a_slip_changes_something_or_leaves_the_person_as_she_is():
    random = Random(1)
    person = khop.invent(random, 1, 3)
    changed = {name: slip(person, random) != person for name, slip in khop.SLIPS.items()}
    assert changed["chữ cái trong tên"]
    assert changed["một chữ số ngày sinh"]
    assert changed["thiếu các số"]
