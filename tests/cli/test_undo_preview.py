"""What the preview of an undo counts is what it lists."""

from __future__ import annotations

import re

import pytest

from cli.duties import arrive


def preview(run, number: int) -> tuple[dict[str, int], tuple[int, int], str]:
    """Return the counts of the headings, «đưa lại» and «sửa hoặc bỏ» below them, and the screen."""
    done = run("lan-nhap", "hoan-tac", str(number), "--xem-truoc", "--chi-tiet", columns=200)
    assert done.exit_code == 0, done.stderr
    headings = {title: int(count) for title, count in re.findall(r"^([^\s].*): (\d+)$", done.stdout, re.MULTILINE)}
    back, changed = re.search(r"^Tổng cộng: đưa lại (\d+), sửa hoặc bỏ (\d+)\.$", done.stdout, re.MULTILINE).groups()
    return headings, (int(back), int(changed)), done.stdout


def newest(run) -> int:
    return max(row["number"] for row in run("lan-nhap", "ds", "--dinh-dang", "json").json)


def undo_and_preview(run, number: int):
    before = preview(run, number)
    assert run("lan-nhap", "hoan-tac", str(number), "--dong-y").exit_code == 0
    return before, preview(run, newest(run))


def test_what_was_handed_in_comes_back_by_name(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    (gone, gone_sum, _), (back, back_sum, shown) = undo_and_preview(owing, newest(owing))
    assert (gone, gone_sum) == ({"Cập nhật tổ chức đảng": 1, "Bỏ đi mô hình": 1}, (0, 2))
    assert (back, back_sum) == ({"Đưa lại mô hình": 1, "Cập nhật tổ chức đảng": 1}, (1, 1))
    assert "  Đảng bộ Sở Thử: Bài nộp (trống) → «bieu 03-30.csv»\n" in shown
    assert "  số 1: Một cửa, Đảng bộ Sở Thử, năm 2022\n" in shown


@pytest.mark.parametrize("back", [False, True])
def test_the_numbers_are_those_of_the_list(owing, back):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    arrive(owing, "Chi bộ Công ty Thử", "2022-03-31")
    owing("don-doc", "chep", "2022", "2023", "--dong-y")
    for number in range(newest(owing), 0, -1):
        for headings, (created, changed), shown in undo_and_preview(owing, number)[back:]:
            if not headings:  # a change of one alone is shown field by field
                assert created + changed == 1
                continue
            assert sum(n for title, n in headings.items() if title.startswith("Đưa lại ")) == created
            assert sum(n for title, n in headings.items() if not title.startswith("Đưa lại ")) == changed, shown
        assert owing("ra-soat").exit_code == 0
