"""Two people compared: which points a pair makes, in which words."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dangbo_cli.domain.likeness import (
    ALMOST_SURE,
    REVIEW,
    WEIGHTS,
    Rarity,
    block_keys,
    compare_dates,
    compare_names,
    traits,
    weigh,
)

HOA = {
    "full_name": "Lò Thị Hoa", "birth_date": "1968-05-12", "admitted_on": "1995-02-03", "citizen_id": "014168000001",
    "card_number": "014000000001", "hometown": "Xã Thử", "gender": "Nữ",
}  # fmt: skip


def like(**changed):
    return traits({**HOA, **changed})


@pytest.mark.parametrize(
    ("one", "other", "point"),
    [
        ("Lò Thị Hoa", "LÒ THỊ HOA", "same"), ("Lò Thị Hòa", "Lò Thị Hoà", "same"), ("Vì Thị Lý", "Vì Thị Lí", "same"),
        ("Lò Thị Hoa", "Lo Thi Hoa", "same"), ("Lò Văn An", "Lò Văn Ân", "marks"), ("Lò Thị Hoa", "Lò Thị Hoan", "slip"),
        ("Lò Thị Hoa", "Lò Thị Hao", "slip"), ("Lò Thị Hoa", "Lò Hoa", "part"), ("Lò Thị Hoa", "LòThị Hoa", "slip"),
        ("Lò Thị Hoa", "Lò Thị Mai", "other"), ("Lò Thị Hoa", "Cà Thị Hoa", "other"), ("Lò An", "Lò Ba", "other"),
        ("Nguyễn Thị Thu Hà", "Nguyễn Hà", "part"), ("Hoa", "Lò Hoa", "other"),
    ],
)  # fmt: skip
def test_names(one, other, point):
    assert compare_names(traits({"full_name": one}), traits({"full_name": other})) == f"name_{point}"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("1968-05-12", "1968-05-12", "same"), ("1968-05-12", "1968-12-05", "swapped"), ("1968-05-12", "1968-05-13", "digit"),
        ("1968-05-12", "1986-05-12", "digit"), ("1968-05-12", "1975-05-12", "day"), ("1968-05-12", "1968-07-25", "near"),
        ("1968-05-12", "1968", "year"), ("1968-05-12", "1969", "other_year"), ("1968-05-12", "1979-08-30", "other"),
        ("1968-01-01", "1968-01-01", "year"), ("1968-01-01", "1968-05-12", "year"), ("1968-05", "1968-05-12", "year"),
    ],
)  # fmt: skip
def test_dates(one, other, how):
    assert compare_dates(one, other) == compare_dates(other, one) == how


def test_the_evidence_is_in_words_the_weightiest_first():
    likeness = weigh(like(), like(birth_date="1968-05-13", card_number=None), Rarity([]))
    assert likeness.words == (
        "cùng số định danh +20; cùng ngày vào Đảng +10; cùng họ tên +7; ngày sinh lệch một chữ số +7; cùng quê quán +2"
    )
    assert likeness.score >= ALMOST_SURE


def test_a_common_name_tells_less():
    common = Rarity(["lo thi hoa"] * 500 + ["ca van bi"] * 500)
    rare = Rarity(["lo thi hoa"] + [str(number) for number in range(1000)])
    one, other = like(citizen_id=None), like(citizen_id=None)
    assert weigh(one, other, rare).score > weigh(one, other, common).score + 5


def test_neighbouring_numbers_say_nothing_without_the_name():
    likeness = weigh(like(), like(full_name="Cà Văn Bình", citizen_id="014168000002", birth_date=None), Rarity([]))
    assert "citizen_other" in {point.key for point in likeness.points}


def test_people_who_share_a_name_are_not_to_be_looked_at():
    other = like(birth_date="1990-11-20", admitted_on="2015-05-19", citizen_id="014190000009", card_number=None)
    assert weigh(like(), other, Rarity([])).score < REVIEW


def test_every_point_has_its_words_and_counts_the_same_both_ways():
    assert all(weight.words for weight in WEIGHTS.values())


people = st.fixed_dictionaries(
    {
        "full_name": st.sampled_from(["Lò Thị Hoa", "Lò Hoa", "LO THI HOA", "Lò Thị Hoan", "Cà Văn An", "Cà Văn Ân"]),
        "birth_date": st.sampled_from([None, "1968", "1968-05-12", "1968-12-05", "1968-05-13", "1975-05-12"]),
        "admitted_on": st.sampled_from([None, "1995-02-03", "1995-03-02"]),
        "citizen_id": st.sampled_from([None, "014168000001", "014168000002", "014199000077"]),
        "hometown": st.sampled_from([None, "Xã Thử", "Xã Khác"]),
    }
)


@given(people, people)
def test_weighing_does_not_mind_the_order(one, other):
    rarity = Rarity(["lo thi hoa", "lo thi hoa", "ca van an"])
    first, second = weigh(traits(one), traits(other), rarity), weigh(traits(other), traits(one), rarity)
    assert first.points == second.points


_HOA = {"birth_date": "1975-05-12", "admitted_on": "1995-02-03", "citizen_id": "014168000002", "hometown": "Xã Khác"}


@example(
    {**_HOA, "full_name": "Lò Thị Hoa"},
    {**_HOA, "full_name": "Lò Thị Hoan", "birth_date": "1968", "citizen_id": "014168000001"},
)
@settings(max_examples=600)
@given(people, people)
def test_who_is_almost_surely_one_meets_in_a_block(one, other):
    assume(one["full_name"] == other["full_name"] or (one["birth_date"] is None) == (other["birth_date"] is None))
    a, b = traits(one), traits(other)
    if weigh(a, b, Rarity([])).score >= ALMOST_SURE:
        assert set(block_keys(a)) & set(block_keys(b))
