"""Which mistakes a newer version of a sheet still has."""

from __future__ import annotations

from dangbo_cli.store.set_aside import Mistake, still_wrong


def empty(cell):
    return Mistake("Sheet1", cell, "unit_empty", "")


def test_an_empty_cell_is_known_by_whose_row_it_is_in():
    """What one of them mended was taken for the other's, whose row had moved up."""
    before = [(empty("H4"), "Lò Văn An"), (empty("H6"), "Hà Văn Bình")]
    assert still_wrong(before, [(empty("H5"), "Hà Văn Bình")]) == {1}
    assert still_wrong(before, [(empty("H4"), "Hà Văn Bình")]) == {1}
    assert still_wrong(before, [(empty("H4"), "")]) == {0}
    assert still_wrong([(empty("H4"), ""), (empty("H6"), "")], [(empty("H5"), "")]) == {0}
