"""Vietnamese alphabetical order."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.vietnamese.order import sort_key

# The order of ICU's collation «vi» (CLDR): letters first, then tones, then case.
ICU_LETTERS = (
    "a A à À ả Ả ã Ã á Á ạ Ạ ă Ă ằ Ằ ẳ Ẳ ẵ Ẵ ắ Ắ ặ Ặ â Â ầ Ầ ẩ Ẩ ẫ Ẫ ấ Ấ ậ Ậ b c d D đ Đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ "
    "f g h i ì ỉ ĩ í ị j k l m n o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v w x "
    "y ỳ ỷ ỹ ý ỵ z"
)


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(3).sample(texts, len(texts))


def test_letters_stand_as_icu_puts_them() -> None:
    letters = ICU_LETTERS.split()
    assert sorted(shuffled(letters), key=sort_key) == letters
    assert all(sort_key(a) < sort_key(b) for a, b in pairwise(letters))


@pytest.mark.parametrize(
    "ordered",
    [
        "an ăn ân ban bàn bản bãn bán bạn băng bằng dao đào đạo em êm".split(),
        ["1", "10", "2", "a", "Z"],
        ["Chi bộ", "Chi bộ Bản Mòn", "Chi bộ Sở"],
        ["ca", "Ca", "cà", "cả", "cát", "cạt", "căt"],
        ["Hạ Long", "Hà Nam", "Hà Nội"],  # letters of the whole text before tones
        ["la", "lá", "lan"],
    ],
)
def test_order(ordered: list[str]) -> None:
    assert sorted(shuffled(ordered), key=sort_key) == ordered


def test_numbers_may_count_as_numbers() -> None:
    names = ["Chi bộ", "Chi bộ 2", "Chi bộ 10", "Chi bộ 10A", "Chi bộ Văn phòng"]
    assert sorted(shuffled(names), key=lambda name: sort_key(name, numbers=True)) == names
    assert sort_key("Chi bộ 10") < sort_key("Chi bộ 2")


@given(
    st.text(alphabet="aàáạăâbcdđeêoôơuưAĐ '-1", max_size=12), st.text(alphabet="aàáạăâbcdđeêoôơuưAĐ '-1", max_size=12)
)
def test_only_blanks_make_no_difference(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (" ".join(one.split()) == " ".join(other.split()))
