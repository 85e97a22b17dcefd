"""Numbers of directing documents."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.document import find_numbered, kind_of, looks_like_number, nearly_numbered


@pytest.mark.parametrize(
    "number",
    ["05-CT/TW", "12-KH/ĐUK", "399-QĐ/TW", "03-BC/CB", "91/2025/QH15", "1630/QĐ-TTg", "16-HD/BTCTU", "15-CTr/TU"],
)
def test_usual_numbers(number):
    assert looks_like_number(number)


@pytest.mark.parametrize("number", ["12", "KH 12", "số 5", "12 KH/ĐUK", "12-/ĐU", "15-Ctx/TU", "15-ctr/TU"])
def test_unusual_numbers(number):
    assert not looks_like_number(number)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("05-CT/TW", "Chỉ thị"),
        ("21-KL/TW", "Kết luận"),
        ("12-KH/ĐUK", "Kế hoạch"),
        ("15-CTr/TU", "Chương trình"),
        ("319-QĐ/TU", None),
        ("7", None),
    ],
)
def test_kind_of_a_number(number, kind):
    assert kind_of(number) == kind


NUMBERS = {1: "05-KH/ĐUK", 2: "12-KH/ĐUK", 3: "51-KH/ĐUK", 4: "12-NQ/TW", 5: None}


@pytest.mark.parametrize(
    ("typed", "found", "near"),
    [
        ("5-KH/ĐUK", [1], [1]),
        ("Số 005-kh/duk", [1], [1]),
        ("5-KH", [], [1]),
        ("kế hoạch số 5", [], [1]),
        ("12", [], [2, 4]),
        ("12-KH/ĐUKK", [], [2]),
        ("12KH/ĐUK", [], [2]),
        ("13-KH/ĐUK", [], []),
        ("12-HD/BTGTW", [], []),
        ("học tập", [], []),
    ],
)
def test_a_document_is_found_with_or_without_leading_zeros_and_near_numbers_are_named(typed, found, near):
    assert (find_numbered(typed, NUMBERS), nearly_numbered(typed, NUMBERS)) == (found, near)


def test_of_two_spellings_the_one_that_was_typed_is_meant():
    both = {1: "05-KH/ĐUK", 2: "5-KH/ĐUK"}
    assert [find_numbered(typed, both) for typed in ("05-KH/ĐUK", "5-KH/ĐUK", "005-KH/ĐUK")] == [[1], [2], [1, 2]]
