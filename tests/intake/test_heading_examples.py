"""What a question about a column shows of its cells."""

from __future__ import annotations

import pytest

from dangbo_cli.intake.heading_questions import _shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("12-QĐ/UBKT, 05/8/2026", "12-QĐ/UBKT, 05/8/2026"),
        ("Số 12 ngày 05-08-2026", "Số 12 ngày 05-08-2026"),
        ("12-QĐ/ĐU ngày 05.8.2026", "12-QĐ/ĐU ngày 05.8.2026"),
        ("014099012345", "••••2345"),
        ("0912 345 678", "•••• 678"),
        ("ĐT 0912.345.678 (Zalo)", "ĐT ••••.678 (Zalo)"),
    ],
)
def test_an_example_hides_the_number_of_a_person_not_of_a_decision(cell, shown):
    assert _shown(cell) == shown
