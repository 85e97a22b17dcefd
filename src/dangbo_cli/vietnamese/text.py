"""Cleaning and folding of Vietnamese text, and one placement of the tone mark.

`clean` is for text that is Unicode already: legacy detection (`legacy.detect`) looks at the raw cell,
because cleaning takes out U+00AD, which is the letter «ư» of TCVN3.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEYS_VERSION = 1
"""Version of `fold`, `order.sort_key` and `names.name_sort_key`. The store keeps their results in columns;
raise this number whenever one of them gives another result, and the keys are computed anew."""

_CACHE = 1 << 16

_DROPPED = dict.fromkeys(
    (
        0x00AD,  # soft hyphen
        *range(0x200B, 0x2010),  # zero-width space, joiners, direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    )
)
# Icelandic eth is what some keyboards and converters leave for đ; no Vietnamese word has it.
_CLEANED: dict[int, int | None] = {**_DROPPED, 0x00D0: 0x0110, 0x00F0: 0x0111}

_TO_CLEAN = re.compile(f"[{''.join(map(chr, _CLEANED))}]")

_ALIKE = {ord(odd): plain for plain, odds in {"'": "‘’‛`´ʼʹ′＇", "-": "‐‑‒–—―−", '"': "“”„″"}.items() for odd in odds}


def _plain_letters() -> dict[int, str]:
    """Return the base letter of every precomposed Vietnamese letter: the short way through `fold`."""
    plain = dict(_ALIKE)
    plain[ord("đ")], plain[ord("Đ")] = "d", "D"
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and parts[0].isascii() and all(unicodedata.combining(c) for c in parts[1:]):
            plain[code] = parts[0]
    return plain


_PLAIN = _plain_letters()


@lru_cache(maxsize=_CACHE)
def clean(text: str) -> str:
    """Return text in NFC with every kind of blank as one space, zero-width characters out, ends stripped."""
    if not text.isascii():
        if _TO_CLEAN.search(text):  # hardly ever; looking is ten times as fast as translating
            text = text.translate(_CLEANED)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


@lru_cache(maxsize=_CACHE)
def fold(text: str) -> str:
    """Return text for comparison: cleaned, without marks, đ as d, casefolded, one kind of quote and hyphen."""
    text = clean(text)
    if text.isascii():
        return text.lower()
    plain = text.translate(_PLAIN)
    if plain.isascii():
        return plain.lower()
    folded = unicodedata.normalize("NFD", text.translate(_ALIKE).casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("đ", "d").casefold()
    return clean(folded)


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MODIFIED = frozenset("ăâêôơư")
_VOWELS = frozenset("aeiouy") | _MODIFIED
_ONSET = frozenset("bcdđghklmnpqrstvx")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=_CACHE)
def canonical_tone(text: str) -> str:
    """Return text with each tone mark where common printing puts it: «hoà» → «hòa», «uỷ» → «ủy»,
    «cuả» → «của», «ngừơi» → «người». Words that are no Vietnamese syllable stay as they are.

    Only the placement changes: «quí» and «quý», «Lí» and «Lý» are spellings, and stay two.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda found: _place_tone(found[0]), text)


@lru_cache(maxsize=_CACHE)
def _place_tone(word: str) -> str:
    letters: list[str] = []
    tone = ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        marks = [c for c in parts[1:] if c in _TONES]
        if not marks:
            letters.append(letter)
            continue
        if tone or len(marks) > 1:
            return word
        tone = marks[0]
        letters.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)))
    if not tone:
        return word
    place = _tone_place("".join(letters).lower())
    if place is None:
        return word
    letters[place] = unicodedata.normalize("NFC", letters[place] + tone)
    return "".join(letters)


def _tone_place(syllable: str) -> int | None:
    """Return the index of the letter that carries the tone, None where this is no syllable."""
    start = 0
    while start < len(syllable) and syllable[start] not in _VOWELS:
        if syllable[start] not in _ONSET:
            return None
        start += 1
    # In «qu…» the u and in «gi» before a vowel the i belong to the consonant.
    if syllable[start - 1 : start + 1] in ("qu", "gi") and syllable[start + 1 : start + 2] in _VOWELS:
        start += 1
    end = start
    while end < len(syllable) and syllable[end] in _VOWELS:
        end += 1
    length, coda = end - start, syllable[end:]
    if not 1 <= length <= 3 or coda not in ("", "c", "ch", "m", "n", "ng", "nh", "p", "t"):
        return None
    for index in range(end - 1, start - 1, -1):
        if syllable[index] in _MODIFIED:
            return index
    if length == 1:
        return start
    if length == 3:
        return start + 1
    return start + 1 if coda else start


def spelling(text: str) -> str:
    """Return text for comparison with its marks: cleaned, the tone in one place («Thuý» is «Thúy»), casefolded."""
    return canonical_tone(clean(text)).casefold()


def count_text(number: int) -> str:
    """Return a whole number as it is printed in Vietnamese: 5200 → «5.200»."""
    return f"{number:,}".replace(",", ".")
