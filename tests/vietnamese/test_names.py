"""Names of people."""

from __future__ import annotations

import random
import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.vietnamese.names import looks_like_person, name_sort_key, proper_name, strip_salutation


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(3).sample(texts, len(texts))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("LÒ VĂN AN", "Lò Văn An"),
        ("lò văn an", "Lò Văn An"),
        ("Lò Văn An", "Lò Văn An"),
        ("Lò văn An", "Lò Văn An"),
        # a word of one kind in a name of both
        ("GIÀNG A Sếnh", "Giàng A Sếnh"),
        ("QUÀNG Văn An", "Quàng Văn An"),
        ("Lò Văn QUÝ", "Lò Văn Quý"),
        ("Lò Thị GIÓ", "Lò Thị Gió"),
        ("GIA Văn QUỐC", "Gia Văn Quốc"),
        ("Hà TÊN", "Hà Tên"),
        ("BÍ THỊ Nụ", "Bí Thị Nụ"),
        ("Lò Minh ánh", "Lò Minh Ánh"),
        ("Siu H'NHI", "Siu H'Nhi"),
        ("K'brêu", "K'brêu"),
        ("Giàng A Pó", "Giàng A Pó"),
        ("Nguyễn Văn TB", "Nguyễn Văn TB"),
        ("H'MAI", "H'Mai"),
        ("k'hor", "K'Hor"),
        ("Y-BLƠ NIÊ", "Y-Blơ Niê"),
        ("GIÀNG A PÓ", "Giàng A Pó"),
        ("ĐỖ  THỊ ĐÀO ", "Đỗ Thị Đào"),
        ("", ""),
    ],
)
def test_proper_name(typed: str, written: str) -> None:
    assert proper_name(typed) == written


@given(st.text(alphabet="aăđêứ' ẠĐB-", max_size=20))
def test_proper_name_is_idempotent(text: str) -> None:
    assert proper_name(proper_name(text)) == proper_name(text)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Đ/c Lò Văn An", "Lò Văn An"),
        ("đ/c: Lò Văn An", "Lò Văn An"),
        ("Đ/C Lò Văn An", "Lò Văn An"),
        ("Đ/cLò Văn An", "Lò Văn An"),
        ("Đ.c Lò Văn An", "Lò Văn An"),
        ("Đồng chí Lò Văn An", "Lò Văn An"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ông: Vừ A Pó", "Vừ A Pó"),
        ("Bà Lò Thị Hoa", "Lò Thị Hoa"),
        ("Ông/Bà Trần An", "Trần An"),
        ("Ông (bà) Trần An", "Trần An"),
        # «Ông» is a surname
        ("Ông Thị Hoa", "Ông Thị Hoa"),
        ("Ông Cao Thắng", "Ông Cao Thắng"),
        ("Đồng Chí Tâm", "Đồng Chí Tâm"),
        ("Đồng chí Lò Tâm", "Lò Tâm"),
        ("Đỗ Công", "Đỗ Công"),
        ("Bàn Văn Thanh", "Bàn Văn Thanh"),
    ],
)
def test_strip_salutation(typed: str, name: str) -> None:
    assert strip_salutation(typed) == name


@pytest.mark.parametrize(
    "text",
    [
        "Lò Văn An",
        "Tòng Thị Hoa",
        "Lưu Văn Công",
        "H'Mai",
        "Nguyễn Thị Ngọc Ánh",
        "Cầm Văn Ơn",
        "Y-Blơ Niê",
        "Sa Thị Sở",
    ],
)
def test_people(text: str) -> None:
    assert looks_like_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tổng cộng",
        "Tổng số: 15 người",
        "TỔNG CỘNG",
        "Tong cong",
        "Cộng",
        "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
        "Chi bộ Văn phòng",
        "ĐẢNG UỶ SỞ X",
        "Ghi chú:",
        "12/05/1968",
        "An",
        "Phòng Tổ chức",
        "Sở Công Thương",
    ],
)
def test_no_people(text: str) -> None:
    assert not looks_like_person(text)


def test_names_stand_by_given_name_then_family_then_middle() -> None:
    names = [
        "Lò Văn An",
        "Nguyễn An",
        "Nguyễn Thị An",
        "Bùi Văn Ân",
        "Cà Văn Bình",
        "Đỗ Thị Hoa",
        "Lò Thị Hoa",
        "An Văn Hòa",
        "Lò Văn Hòa",
        "Trần Thị Hóa",
        "Vì Văn Hương",
    ]
    assert sorted(shuffled(names), key=name_sort_key) == names


def test_case_and_tone_place_make_no_difference() -> None:
    assert name_sort_key("LÒ THỊ HOÀ") == name_sort_key("Lò Thị Hòa")
    assert name_sort_key("Lò Thị Hòa") != name_sort_key("Lò Thị Hoa")


def test_a_key_is_quick() -> None:
    words = (
        "Nguyễn Lò Tòng Quàng Hoàng".split(),
        "Văn Thị Minh Ngọc".split(),
        [a + b for a in "ABCDGHKLMNTV" for b in ("òa", "ân", "ươi")],
    )
    names = [" ".join(parts) for parts in product(*words)]
    start = time.perf_counter()
    for name in names:
        name_sort_key(name)
    assert (time.perf_counter() - start) / len(names) < 50e-6  # generous: about 3 µs on a slow core
