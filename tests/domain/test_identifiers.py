"""Card, file number, citizen id, phone. All numbers are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain import identifiers
from dangbo_cli.domain.identifiers import (
    PROVINCES,
    Card,
    citizen_agrees,
    parse_card,
    parse_citizen,
    parse_file_number,
    parse_phone,
)
from dangbo_cli.domain.problem import CAUSES, Level


@pytest.mark.parametrize(
    ("raw", "card"),
    [
        ("14012345", Card(old="14012345")),
        ("14.012345", Card(old="14012345")),
        ("14 012345", Card(old="14012345")),
        ("14 012 345", Card(old="14012345")),
        ("'14012345", Card(old="14012345")),
        ("Số thẻ: 14012345", Card(old="14012345")),
        (14012345.0, Card(old="14012345")),
        ("14012345.0", Card(old="14012345")),
        (14.012345, Card(old="14012345")),
        ("014085012345", Card(new="014085012345")),
        ("014 085 012 345", Card(new="014085012345")),
        ("0140 8501 2345", Card(new="014085012345")),
        (140850123456.0, Card(new="140850123456")),
        ("14.012345/012345", Card(old="14012345", file_number="012345")),
        ("14012345 012345", Card(old="14012345", file_number="012345")),
        ("14.012345 012345", Card(old="14012345", file_number="012345")),
        ("14 012 345 012345", Card(old="14012345", file_number="012345")),
        ("14012345\n012345", Card(old="14012345", file_number="012345")),
        ("14012345/012345 TU", Card(old="14012345", file_number="012345TU")),
        ("014085012345 / 012345", Card(new="014085012345", file_number="012345")),
        ("014085012345 / 14012345", Card(new="014085012345", old="14012345")),
        ("Chưa cấp", None),
        ("Chưa có thẻ", None),
        ("Chưa được cấp thẻ đảng viên", None),
        ("Không", None),
        ("x", None),
    ],
)
def test_cards(raw: object, card: Card | None) -> None:
    assert parse_card(raw) == (card, None)


@pytest.mark.parametrize(
    ("parse", "typed", "digits"),
    [
        (parse_card, "14.012.000", Card(old="14012000")),
        (parse_card, "014.085.012.000", Card(new="014085012000")),
        (parse_citizen, "014.085.012.000", "014085012000"),
        (parse_citizen, "014 085 012.000", "014085012000"),
        (parse_citizen, "123.456.000", "123456000"),
        (parse_file_number, "01.23.00", "012300"),
        (parse_phone, "0912.345.000", "0912345000"),
        (parse_phone, "0912.34.56.00", "0912345600"),
    ],
)
def test_a_group_of_noughts_belongs_to_the_number(parse, typed, digits) -> None:
    assert parse(typed) == (digits, None)


@pytest.mark.parametrize("noughts", [".0", ".00", ".000"])
@pytest.mark.parametrize(
    ("parse", "number", "digits"),
    [
        (parse_card, "14012345", Card(old="14012345")),
        (parse_card, "Số thẻ: 14012345", Card(old="14012345")),
        (parse_citizen, "CCCD: 014085012345", "014085012345"),
        (parse_citizen, "14085012345", None),  # twelve digits only with a nought of the decimals
        (parse_citizen, "CCCD 14085012345", None),
        (parse_file_number, "012345", "012345"),
        (parse_phone, "0912345678", "0912345678"),
    ],
)
def test_noughts_of_a_number_made_text_do_not(parse, number, digits, noughts) -> None:
    assert parse(number + noughts)[0] == digits


def test_a_number_that_lost_its_zero_is_repaired() -> None:
    card, finding = parse_card(1012345.0)
    assert card == Card(old="01012345")
    assert finding is not None
    assert CAUSES[finding.code].level is Level.NOTE
    assert parse_card(14085012345.0)[0] == Card(new="014085012345")


@pytest.mark.parametrize(
    "raw",
    [
        "1012345",
        "14085012345",
        "140123456",
        "14012345012345",
        "000000000000",
        "00000000",
        "14O12345",
        "abc",
        True,
        1.5,
        "14012345 0123",
    ],
)
def test_no_cards(raw: object) -> None:
    card, finding = parse_card(raw)
    assert card is None
    assert finding is not None
    assert finding.code == identifiers.CARD_UNREADABLE


@given(
    st.from_regex(r"\A[0-9]{2}[1-9][0-9]{5}\Z"),
    st.sampled_from(
        ["{a}{b}{c}", "{a}.{b}{c}", "{a} {b}{c}", "{a} {b} {c}", "{a}.{b}.{c}", " {a}{b}{c} ", "'{a}{b}{c}"]
    ),
)
def test_any_writing_of_a_card_gives_its_digits(digits: str, writing: str) -> None:
    text = writing.format(a=digits[:2], b=digits[2:5], c=digits[5:])
    assert parse_card(text) == (Card(old=digits), None)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("012345", "012345"),
        (123456.0, "123456"),
        ("012345TU", "012345TU"),
        ("012345 SLA", "012345SLA"),
        ("012345/TU", "012345TU"),
        ("LL 012345", "012345"),
        ("012 345", "012345"),
        ("Chưa có", None),
    ],
)
def test_file_numbers(raw: object, number: str | None) -> None:
    assert parse_file_number(raw) == (number, None)


def test_file_numbers_repaired_and_left_aside() -> None:
    number, finding = parse_file_number(12345.0)
    assert number == "012345"
    assert finding is not None
    assert CAUSES[finding.code].level is Level.NOTE
    for raw in ("12345", "0123456", "012345ABCDE", "abc", None):
        value, finding = parse_file_number(raw)
        assert value is None
        assert finding is not None
        assert finding.code == identifiers.FILE_NUMBER_UNREADABLE


@pytest.mark.parametrize(
    ("raw", "birth", "gender", "number"),
    [
        ("014085012345", None, None, "014085012345"),
        ("014 085 012 345", None, None, "014085012345"),
        ("'014085012345", "1985", "Nam", "014085012345"),
        ("CCCD: 014085012345", None, None, "014085012345"),
        ("014085012345", "1990", "Nữ", "014085012345"),  # a contradiction is check_member's to note
        ("123456789", None, None, "123456789"),
        (123456789.0, None, None, "123456789"),
        ("Chưa có", None, None, None),
    ],
)
def test_citizen_ids(raw: object, birth: str | None, gender: str | None, number: str | None) -> None:
    assert parse_citizen(raw, birth, gender) == (number, None)


@pytest.mark.parametrize("raw", ["14085012345", 14085012345.0, "14085012345.0"])
@pytest.mark.parametrize(("birth", "gender"), [("1985-05-12", "Nam"), ("1985", "Nam"), ("1985", None)])
def test_eleven_digits_that_agree_are_repaired(raw: object, birth: str, gender: str | None) -> None:
    number, finding = parse_citizen(raw, birth, gender)
    assert number == "014085012345"
    assert finding is not None
    assert CAUSES[finding.code].level is Level.NOTE


@pytest.mark.parametrize(
    ("raw", "birth", "gender"),
    [
        ("14085012345", None, None),
        ("14085012345", None, "Nam"),
        ("14085012345", "1986", "Nam"),
        ("14085012345", "1985", "Nữ"),
        (14085012345.0, None, None),
        ("99085012345", "1985", "Nam"),
        ("1408501234", "1985", "Nam"),
        (12345678.0, None, None),
        ("0140850123455", None, None),
        ("1.4E+10", None, None),
        ("1,4085E+10", None, None),
        ("000000000000", None, None),
        ("01408501234O", None, None),
        (True, None, None),
    ],
)
def test_citizen_ids_left_aside(raw: object, birth: str | None, gender: str | None) -> None:
    number, finding = parse_citizen(raw, birth, gender)
    assert number is None
    assert finding is not None
    assert finding.code == identifiers.CITIZEN_UNREADABLE


@pytest.mark.parametrize(
    ("raw", "birth", "why"),
    [
        ("14085012345", "1986", "không khớp năm sinh, giới tính"),
        ("14085012345", None, "không biết ngày sinh để so"),
        ("99085012345", "1985", "«099» không phải mã tỉnh nào"),
    ],
)
def test_why_a_lost_zero_is_not_put_back(raw: str, birth: str | None, why: str) -> None:
    finding = parse_citizen(raw, birth, "Nam")[1]
    assert finding is not None
    assert finding.detail == f"; có thể mất số 0 ở đầu, nhưng {why}"


@pytest.mark.parametrize(
    ("citizen", "birth", "gender", "agrees"),
    [
        ("014085012345", "1985-05-12", "Nam", True),
        ("014085012345", "1985", None, True),
        ("014085012345", None, "Nam", True),
        ("014185012345", "1985", "Nữ", True),
        ("014203012345", "2003", "Nam", True),
        ("014303012345", "2003", "Nữ", True),
        ("014085012345", "1985", "Nữ", False),
        ("014085012345", "2085", "Nam", False),
        ("014085012345", "1986", "Nam", False),
        ("014085012345", None, None, None),
        ("123456789", "1985", "Nam", None),
    ],
)
def test_citizen_agrees(citizen: str, birth: str | None, gender: str | None, agrees: bool | None) -> None:
    assert citizen_agrees(citizen, birth, gender) is agrees


def test_provinces() -> None:
    assert len(PROVINCES) == 63
    assert {"001", "014", "096"} <= PROVINCES


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        ("0912345678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("ĐT: 0912345678", "0912345678"),
        ("01681234567", "0381234567"),
        ("0212.3852.111", "02123852111"),
        ("0912345678, 0987654321", "0912345678; 0987654321"),
        ("0912 345 678 - 0987 654 321", "0912345678; 0987654321"),
        ("0912345678\n0912345678", "0912345678"),
        ("Không", None),
    ],
)
def test_phones(raw: str, phone: str | None) -> None:
    assert parse_phone(raw) == (phone, None)


@pytest.mark.parametrize("raw", ["912345678", 912345678.0, 912345678, "912.345.678"])
def test_phones_get_their_zero_back(raw: object) -> None:
    phone, finding = parse_phone(raw)
    assert phone == "0912345678"
    assert finding is not None
    assert CAUSES[finding.code].level is Level.NOTE


@pytest.mark.parametrize(
    "raw", ["12345", "0112345678", "123456789", "09123456789", "091234567", "abc", True, "0912345678, abc"]
)
def test_no_phones(raw: object) -> None:
    phone, finding = parse_phone(raw)
    assert phone is None
    assert finding is not None
    assert finding.code == identifiers.PHONE_UNREADABLE


@given(st.one_of(st.text(max_size=25), st.floats(), st.text(alphabet="0123456789 ./-", max_size=30)))
def test_no_cell_is_an_error(raw: object) -> None:
    for parse in (parse_card, parse_file_number, parse_citizen, parse_phone):
        parse(raw)


@pytest.mark.parametrize("raw", [140123000000.0, 14080000000.0])
def test_a_number_that_excel_rounded_is_no_number(raw):
    assert parse_citizen(raw, "1980-05-12", "Nam")[0] is None
    assert parse_card(raw)[0] is None
