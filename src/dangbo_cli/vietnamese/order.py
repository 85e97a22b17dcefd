"""Vietnamese alphabetical order, as CLDR (locale vi) has it, as a key that any database can sort.

Letters a ă â b c d đ e ê … o ô ơ … u ư …; then tones ngang, huyền, hỏi, ngã, sắc, nặng; then small
before capital. Rules: ``&̀<<̉<<̃<<́<<̣ &a<ă<â &d<đ &e<ê &o<ô<ơ &u<ư``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CACHE = 1 << 16
_ALPHABET = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {letter: chr(0x22 + place) for place, letter in enumerate(_ALPHABET)}
BLANK = _PRIMARY[" "]
"""The weight of the blank between words."""
_TONE = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_OTHER_SCRIPT = "\x7f"
_LEVEL = " "  # below every weight
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def _weights(letter: str) -> tuple[str, str, str]:
    """Return the three weights (letter, tone, case) of one NFC character."""
    small = letter.lower()
    case = "0" if small == letter else "1"
    if small in _PRIMARY:
        return _PRIMARY[small], "0", case
    parts = unicodedata.normalize("NFD", small)
    tone = "0"
    kept = ""
    for part in parts:
        if part in _TONE:
            tone = _TONE[part]
        else:
            kept += part
    base = unicodedata.normalize("NFC", kept)
    if base in _PRIMARY:
        return _PRIMARY[base], tone, case
    if base and base[0] in _PRIMARY and all(unicodedata.combining(c) for c in kept[1:]):
        return _PRIMARY[base[0]], "6", case  # a foreign mark: ü stands after u and its tones
    plain = unicodedata.normalize("NFD", base)
    if plain[:1] in _PRIMARY and all(unicodedata.combining(c) for c in plain[1:]):
        return _PRIMARY[plain[0]], "6", case
    return _OTHER_SCRIPT + small, "0", case


@lru_cache(maxsize=_CACHE)
def word_weights(word: str) -> tuple[str, str, str]:
    """Return the letters, tones and cases of one NFC word, each as a sortable string."""
    weights = [_weights(letter) for letter in word]
    return "".join(w[0] for w in weights), "".join(w[1] for w in weights), "".join(w[2] for w in weights)


def _join(words: list[str]) -> str:
    """Return the key of words separated by blanks."""
    parts = [word_weights(word) for word in words]
    letters = BLANK.join(p[0] for p in parts)
    tones = "0".join(p[1] for p in parts).rstrip("0")
    cases = "0".join(p[2] for p in parts).rstrip("0")
    if cases:
        return f"{letters}{_LEVEL}{tones}{_LEVEL}{cases}"
    return f"{letters}{_LEVEL}{tones}" if tones else letters


@lru_cache(maxsize=_CACHE)
def sort_key(text: str, numbers: bool = False) -> str:
    """Return a key whose plain (byte) order is the Vietnamese order of texts.

    With `numbers` a run of digits counts as a number, so that «Chi bộ 2» stands before «Chi bộ 10».
    Blanks are squeezed.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if numbers:
        text = _NUMBER.sub(lambda found: found[0].lstrip("0").zfill(9), text)
    return _join(text.split())
