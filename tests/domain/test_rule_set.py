"""The rule sets as data: every figure has a source, the clerk's own lies over the shipped one."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.rule_keys import CEILING_MEMBERS, DISCIPLINE_HIGHEST, FIGURES, ValueUnfit, find_figure
from dangbo_cli.domain.rule_set import Basis, Change, NoRules, load_rule_set, rule_set_years

YEARS = (2018, 2019, 2022, 2023, 2024, 2025, 2031)


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_is_known_and_says_where_it_comes_from(year):
    rules = load_rule_set(year)
    assert rules.documents
    assert all(document.number and document.issued_on for document in rules.documents)
    for key, rule in rules.rules.items():
        typed = rule.said if isinstance(rule.value, bool) else str(rule.value)
        assert FIGURES[key].parse(typed) == rule.value
        assert len(rule.source) > 10
    assert all(condition.source and condition.text for condition in rules.conditions)


@pytest.mark.parametrize(
    ("year", "name", "first"),
    [(2018, "2018", "132-QĐ/TW"), (2022, "2019–2022", "132-QĐ/TW"), (2024, "2023–2024", "124-QĐ/TW"),
     (2026, "từ 2025", "366-QĐ/TW")],
)  # fmt: skip
def test_a_year_finds_its_set(year, name, first):
    rules = load_rule_set(year)
    assert (rules.name, rules.documents[0].number) == (name, first)


def test_before_the_four_levels_there_is_no_set():
    with pytest.raises(NoRules, match="không có bộ quy định xếp loại của năm 2017"):
        load_rule_set(2017)


def test_sets_follow_one_another_without_a_gap():
    spans = [(first, last) for _, first, last in rule_set_years()]
    assert spans[-1][1] is None
    assert all(last == spans[n + 1][0] - 1 for n, (_, last) in enumerate(spans[:-1]))


def test_what_nobody_has_read_does_not_condemn():
    assert load_rule_set(2022).rules[CEILING_MEMBERS].basis is Basis.READ
    assert not load_rule_set(2018).rules[CEILING_MEMBERS].basis.sure
    assert load_rule_set(2023).rule(DISCIPLINE_HIGHEST) is None  # not carried over without a source


def test_own_figures_lie_over_the_shipped_ones_for_their_year_alone():
    own = (
        Change("2022", CEILING_MEMBERS, "25", "Hướng dẫn thử số 1", "2022-11-20"),
        Change("2022", CEILING_MEMBERS, "22,5 %", "Hướng dẫn thử số 2", "2022-12-01"),
        Change("2024", DISCIPLINE_HIGHEST, "KHTNV", "Hướng dẫn thử số 3", "2024-12-01"),
    )
    rule = load_rule_set(2022, own).rules[CEILING_MEMBERS]
    assert (rule.value, rule.source, rule.basis, rule.shipped) == (22.5, "Hướng dẫn thử số 2", Basis.OWN, 20)
    assert rule.said == "22,5 %"
    assert load_rule_set(2021, own).rules[CEILING_MEMBERS].value == 20
    assert load_rule_set(2024, own).rules[DISCIPLINE_HIGHEST].value == "Không hoàn thành nhiệm vụ"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [("tran-dang-vien", "20%", 20), ("tran-dang-vien", "17,5", 17.5), ("moi-ket-nap", "6 tháng", 6),
     ("mien-xep-loai", "Có", True), ("om-muc-cao-nhat", "htnv", "Hoàn thành nhiệm vụ"),
     ("tran-tinh-tren", "tốt trở lên", "tot-tro-len"), ("tieu-chi-tot", "trung bình", "Trung bình")],
)  # fmt: skip
def test_values_are_read_as_typed(key, text, value):
    assert FIGURES[key].parse(text) == value


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [("tran-dang-vien", "120", "từ 0 đến 100"), ("moi-ket-nap", "2,5", "số nguyên"), ("mien-xep-loai", "chắc", "«có»"),
     ("om-muc-cao-nhat", "A", "Hoàn thành xuất sắc nhiệm vụ"), ("tran-tinh-tren", "tổng", "httnv"),
     ("tieu-chi-tot", "khá", "Trung bình")],
)  # fmt: skip
def test_values_that_do_not_fit_say_what_does(key, text, said):
    with pytest.raises(ValueUnfit, match=said):
        FIGURES[key].parse(text)


def test_a_key_is_found_however_it_is_typed():
    assert find_figure("Trần đảng viên") is FIGURES["tran-dang-vien"]
    assert find_figure("TRAN_DANG_VIEN") is FIGURES["tran-dang-vien"]
    assert find_figure("trần") is None
