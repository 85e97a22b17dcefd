from datetime import date, datetime
from typing import Any

import pytest

from dangbo_cli.sheets.grid import Grid, tidy


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([["", ""], []], []),
        ([["", ""], ["", "x"], ["", ""]], [["", ""], ["", "x"]]),
        ([["x", "", ""], ["", "", ""], [0.0, False, ""]], [["x", ""], ["", ""], [0.0, False]]),
        ([["x"], ["y", "z"], []], [["x", ""], ["y", "z"]]),
        ([[datetime(1980, 1, 2), datetime(1980, 1, 2, 3)]], [[date(1980, 1, 2), datetime(1980, 1, 2, 3)]]),
        ([["x", float("inf"), float("nan"), -float("inf"), 1.0]], [["x", "", "", "", 1.0]]),
        ([[" "]], [[" "]]),
    ],
)
def test_tidy(rows: list[list[Any]], expected: list[list[Any]]) -> None:
    assert tidy(rows) == expected


def test_a_grid_made_by_hand_knows_nothing_more() -> None:
    grid = Grid("Danh sách", [["x", "y"]])
    assert (grid.width, grid.visible, grid.merges) == (2, True, [])
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset(), frozenset())
    assert (grid.font(0, 0), grid.number_format(0, 0)) == (None, None)
    assert Grid("", []).width == 0
