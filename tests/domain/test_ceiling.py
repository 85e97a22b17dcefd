"""The 20 %: three readings side by side, rounded down."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.ceiling import say_arithmetic, say_reading, work_out
from dangbo_cli.domain.rating import DONE, EXCELLENT, GOOD, NOT_DONE, NOT_YET_RATED
from dangbo_cli.domain.rule_keys import OF_ALL, OF_GOOD, OF_GOOD_AND_BETTER


def levels(excellent: int, good: int, done: int = 0, not_done: int = 0) -> list[str]:
    return [EXCELLENT] * excellent + [GOOD] * good + [DONE] * done + [NOT_DONE] * not_done


@pytest.mark.parametrize(
    ("counts", "limits", "excesses"),
    [
        # n1, n2, rest          of n2, of n1+n2, of all
        ((12, 30, 3), (6, 8, 9), (6, 4, 3)),
        ((120, 451, 27), (90, 114, 119), (30, 6, 1)),  # the organisations of one province in 2020
        ((7, 35, 0), (7, 8, 8), (0, 0, 0)),  # 20 % of 35 is exactly 7
        ((1, 4, 0), (0, 1, 1), (1, 0, 0)),  # fewer than five in the base: a limit of zero
        ((0, 0, 5), (0, 0, 1), (0, 0, 0)),
        ((1, 0, 0), (0, 0, 0), (1, 1, 1)),
    ],
)
def test_three_readings(counts, limits, excesses):
    ceiling = work_out(levels(*counts), 20)
    assert tuple(reading.of for reading in ceiling.readings) == (OF_GOOD, OF_GOOD_AND_BETTER, OF_ALL)
    assert tuple(reading.limit for reading in ceiling.readings) == limits
    assert tuple(reading.excess for reading in ceiling.readings) == excesses


def test_what_is_no_level_is_not_counted():
    ceiling = work_out([EXCELLENT, GOOD, NOT_YET_RATED, "Không thuộc diện xếp loại"], 20)
    assert (ceiling.excellent, ceiling.good, ceiling.rated) == (1, 1, 2)


@pytest.mark.parametrize(("rounding", "limit"), [("xuong", 7), ("gan-nhat", 7), ("len", 8)])
def test_rounding_is_a_figure_of_the_rule_set(rounding, limit):
    assert work_out(levels(0, 37), 20, OF_GOOD, rounding).applied.limit == limit


def test_the_arithmetic_in_words():
    ceiling = work_out(levels(12, 37), 20)
    assert say_arithmetic(ceiling.applied, 20) == "20 % × 37 = 7,4, tối đa 7"
    assert say_reading(ceiling.applied, 12) == ("theo số «Hoàn thành tốt nhiệm vụ»: 12/37 = 32,4 %, tối đa 7, vượt 5")
    assert "không có ai để tính tỷ lệ" in say_reading(work_out(levels(2, 0), 20).applied, 2)
