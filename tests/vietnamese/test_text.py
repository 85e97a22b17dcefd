"""Cleaning, folding, tone placement."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.vietnamese.text import canonical_tone, clean, fold


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  Lò   Văn\tAn\n", "Lò Văn An"),
        ("Lò\u00a0Văn\u2007An", "Lò Văn An"),
        ("Lò\u200b Văn\ufeff An", "Lò Văn An"),
        ("Nguyê\u0303n", "Nguyễn"),
        (unicodedata.normalize("NFD", "Đặng Thị Thường"), "Đặng Thị Thường"),
        ("Ð\u1ea3ng", "Đảng"),
        ("soft\u00adhyphen", "softhyphen"),
        ("", ""),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG UỶ", "dang uy"),
        ("H’Mông", "h'mong"),
        ("H`Mông", "h'mong"),
        ("Giẻ–Triêng", "gie-trieng"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ước"), "nguyen thi uoc"),
        ("Ðội", "doi"),
        ("Zürich", "zurich"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(st.text(max_size=40))
def test_clean_and_fold_are_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert fold(clean(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđAĂÂĐƯ ìíỉĩịảãạấậệỗộớợủứựỹỵBcNgh'", max_size=30))
def test_forms_of_unicode_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("hoà", "hòa"),
        ("hòa", "hòa"),
        ("Hoàng", "Hoàng"),
        ("thuý", "thúy"),
        ("Thuỷ", "Thủy"),
        ("nguỵ", "ngụy"),
        ("uỷ", "ủy"),
        ("UỶ", "ỦY"),
        ("Đảng uỷ", "Đảng ủy"),
        ("khoẻ", "khỏe"),
        ("cuả", "của"),
        ("ngừơi", "người"),
        ("quý", "quý"),
        ("quí", "quí"),
        ("quả", "quả"),
        ("giữa", "giữa"),
        ("gìn", "gìn"),
        ("giếng", "giếng"),
        ("khuỷu", "khuỷu"),
        ("Huỳnh", "Huỳnh"),
        ("thuở", "thuở"),
        ("ngoài", "ngoài"),
        ("Quốc", "Quốc"),
        ("H'Mông", "H'Mông"),
        ("café", "café"),
        ("plain", "plain"),
    ],
)
def test_canonical_tone(typed: str, canonical: str) -> None:
    assert canonical_tone(typed) == canonical
    assert canonical_tone(unicodedata.normalize("NFD", typed)) == canonical


@given(st.text(max_size=30))
def test_canonical_tone_keeps_the_fold(text: str) -> None:
    assert fold(canonical_tone(text)) == fold(text)
    assert canonical_tone(canonical_tone(text)) == canonical_tone(text)
