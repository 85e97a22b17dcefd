"""Headings in which a word is cut short with a dot («C.môn», «T.độ c.môn», «Ngày c.thức»), written out: asked only of those
that nobody knows as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from dangbo_cli.vietnamese.text import fold

#: The first letters of a word, a dot, the whole word behind it.
_CUT = re.compile(r"(?<![^\W_])([^\W\d_]{1,3})\.\s*(?=([^\W\d_]{2,}))")

#: Words that stand before each other in the headings of a form: the second → the first.
_Before = dict[str, frozenset[str]]


def write_out(path: Sequence[str], known: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return a heading path with its cut words written out, None where it has none that can be. A word is the only one of
    the `known` headings (paths of their keys) that begins so and stands before that word: «D.tộc» is «dân tộc»; what may be
    several («N.sinh»: năm, ngày, nơi) stays."""
    if not any(_CUT.search(text) for text in path):
        return None
    before = _words_before(frozenset(known))

    def whole(found: re.Match[str]) -> str:
        letters = fold(found[1])
        words = {word for word in before.get(fold(found[2]), ()) if word.startswith(letters)}
        return f"{words.pop()} " if len(words) == 1 else found[0]

    written = tuple(_CUT.sub(whole, text) for text in path)
    return written if written != tuple(path) else None


@lru_cache(maxsize=16)
def _words_before(known: frozenset[tuple[str, ...]]) -> _Before:
    pairs: dict[str, set[str]] = {}
    for path in known:
        for part in path:
            words = part.split()
            for first, second in pairwise(words):
                pairs.setdefault(second, set()).add(first)
    return {second: frozenset(first) for second, first in pairs.items()}
