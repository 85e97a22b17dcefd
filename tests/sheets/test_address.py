import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.sheets.address import address, column_index, column_letter, split_address


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(0, 0, "A1"), (11, 7, "H12"), (0, 25, "Z1"), (0, 26, "AA1"), (0, 701, "ZZ1"), (1048575, 16383, "XFD1048576")],
)
def test_both_ways(row: int, column: int, text: str) -> None:
    assert address(row, column) == text
    assert split_address(text) == (row, column)


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_there_and_back(row: int, column: int) -> None:
    assert split_address(address(row, column)) == (row, column)


def test_dollars_and_small_letters() -> None:
    assert split_address("$h$12") == (11, 7)
    assert column_index("xfd") == 16_383
    assert column_letter(16_383) == "XFD"


@pytest.mark.parametrize("text", ["", "12", "H", "H0", "ABCD1", "H12:H13", "Ơ1", "H-1"])
def test_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        split_address(text)


def test_nothing_below_zero() -> None:
    with pytest.raises(ValueError, match="no column"):
        column_letter(-1)
    with pytest.raises(ValueError, match="no row"):
        address(-1, 0)
