"""Names as a clerk types them: folded, and near misses, also those a Vietnamese keyboard driver makes.

Pure words: knows neither commands nor Typer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dangbo_cli.vietnamese.text import fold

CLOSE_ENOUGH = 0.66
_TONE_KEYS = "sfrxj"
_DOUBLED = "aeod"
_VOWELS = "aeiouy"
_DASHES = "–—−-"


def name_key(text: str) -> str:
    """Return a name without case, marks, hyphens, underscores and spaces: «Xếp loại» → «xeploai»."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def bent_key(name: str) -> str:
    """Return what a Telex driver leaves of a name typed without hyphens, folded: «lichsu» → «lichu»
    (the s became the tone of «líchu»), «rasoat» → «raoat», «deesn» → «den»."""
    out: list[str] = []
    for letter in name_key(name):
        after_vowel = any(kept in _VOWELS for kept in out)
        if after_vowel and letter in _TONE_KEYS:
            continue
        if letter == "w" and out and out[-1] in "aou":
            continue
        if letter in _DOUBLED and out and out[-1] == letter:
            continue
        out.append(letter)
    return "".join(out)


def near_misses(typed: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the names that `typed` may have meant, the likeliest first; never more than `count`."""
    from difflib import SequenceMatcher

    key = name_key(typed)
    if not key:
        return []
    scored: list[tuple[float, str]] = []
    for name in names:
        whole = name_key(name)
        if key in (whole, bent_key(name)):
            score = 1.0
        elif len(key) >= 2 and whole.startswith(key):
            score = 0.95
        else:
            score = SequenceMatcher(None, key, whole).ratio()
        if score >= CLOSE_ENOUGH:
            scored.append((score, name))
    scored.sort(key=lambda pair: -pair[0])  # stable: the order of `names` decides among equals
    if scored and scored[0][0] == 1.0:
        scored = [pair for pair in scored if pair[0] == 1.0]
    return [name for _, name in scored[:count]]


def straighten(args: Sequence[str], known: Collection[str]) -> list[str]:
    """Mend the names of options as keyboards and word processors bend them: «–xem-truoc», «-xem-truoc»,
    «--Đồng_ý». Only what comes out as one of the `known` names is changed; values stay as typed."""
    out: list[str] = []
    for position, word in enumerate(args):
        if word == "--":
            return [*out, *args[position:]]
        if len(word) > 2 and word[0] in _DASHES:
            name, equals, value = word.lstrip(_DASHES).partition("=")
            name = "--" + fold(name).replace("_", "-")
            if name in known:
                word = name + equals + value
        out.append(word)
    return out
