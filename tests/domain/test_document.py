"""Numbers of directing documents."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.document import kind_of, looks_like_number


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
