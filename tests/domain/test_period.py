"""Years, quarters and halves: made, said, moved, found in titles."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.period import (
    make_period,
    name_of_year,
    names_a_year,
    part_of_year,
    period_end,
    say_period,
    shift_period,
)


@pytest.mark.parametrize(
    ("period", "words", "end"),
    [
        ("2022", "năm 2022", date(2022, 12, 31)),
        ("2022-Q1", "quý I/2022", date(2022, 3, 31)),
        ("2022-Q4", "quý IV/2022", date(2022, 12, 31)),
        ("2022-H1", "6 tháng đầu năm 2022", date(2022, 6, 30)),
        ("2022-H2", "6 tháng cuối năm 2022", date(2022, 12, 31)),
    ],
)
def test_periods(period, words, end):
    assert (say_period(period), period_end(period)) == (words, end)
    assert shift_period(period, 1) == "2023" + period[4:]


def test_periods_are_made():
    assert [make_period(2022), make_period(2022, 3), make_period(2022, half=1)] == ["2022", "2022-Q3", "2022-H1"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("BÁO CÁO QUÝ II NĂM 2022", "Q2"),
        ("Kết quả quý 3/2022", "Q3"),
        ("Sơ kết 6 tháng đầu năm 2022", "H1"),
        ("6 tháng cuối năm", "H2"),
        ("Đăng ký mô hình năm 2022", ""),
        ("Quy định của quý I và quý II", ""),  # two quarters: none
        ("Quy chế làm việc", ""),
    ],
)
def test_part_of_a_year_in_a_title(words, part):
    assert part_of_year(words) == part


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("Cam kết 2022", "Cam kết 2023"),
        ("Báo cáo quý I/2022, năm 2022", "Báo cáo quý I/2023, năm 2023"),
        ("Báo cáo 12/2022.", "Báo cáo 12/2023."),
        ("Sơ kết giai đoạn 2020-2022", None),
        ("Kế hoạch 2022 - 2025", None),
        ("Thực hiện 91/2022/QH15", None),
        ("Báo cáo theo 12-KH/2022", None),
        ("Kết quả năm 2021", None),
    ],
)
def test_a_year_in_a_name_moves_where_it_is_a_year_of_its_own(name, moved):
    assert name_of_year(name, 2022, 2023) == (moved or name)
    assert names_a_year(name)
    assert not names_a_year("Việc 20222")
