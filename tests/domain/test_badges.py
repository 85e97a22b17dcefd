"""Badges of so many years in the Party that come before the years can be complete."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.badges import too_early


@pytest.mark.parametrize(
    ("words", "when", "admitted", "early"),
    [
        ("Huy hiệu 30 năm tuổi Đảng", "2026", "2017-02-12", True),
        ("Huy hiệu Đảng 30 năm", "2026-11-07", "2017-02-12", True),
        ("Tặng Huy hiệu 30 năm", "2026-Q4", "2017-02-12", True),
        ("Kỷ niệm chương 40 năm tuổi Đảng", "2025-2026", "1996", True),
        ("Huy hiệu 30 năm tuổi Đảng", "2026-05-19", "1996-05-25", False),  # by the month
        ("Huy hiệu 30 năm tuổi Đảng", "2025-05-19", "1996-05-25", False),  # early to the gravely ill
        ("Huy hiệu 30 năm tuổi Đảng", "2025-04-30", "1996-05-25", True),
        ("Huy hiệu 70 năm tuổi Đảng", "2024-06", "1956-06", False),
        ("Huy hiệu 30 năm tuổi Đảng", "2026", "1997", False),
        ("Huy hiệu 30 năm ngành Y tế", "2026", "2017-02-12", False),
        ("Huy hiệu Bác Hồ", "2026", "2017-02-12", False),
        ("Giấy khen", "2026", "2017-02-12", False),
        ("Giấy khen 10 năm công tác Đảng", "2026", "2017-02-12", False),
    ],
)
def test_a_badge_before_its_years(words, when, admitted, early):
    assert (too_early(words, when, admitted) is not None) == early


def test_the_sentence_tells_the_years():
    assert too_early("Huy hiệu 30 năm tuổi Đảng", "2026-11-07", "2017-02-12") == (
        "vào Đảng 12/02/2017, đến 07/11/2026 mới 9 năm"
    )
