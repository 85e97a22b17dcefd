"""`rare`: a pattern that is compiled when somebody first asks it.

An import loads 300 patterns, a third of which no sheet of an ordinary folder ever asks: 10 ms of its 1.5 s."""

from __future__ import annotations

import re
from typing import Any, cast


class _Rare:
    """Stands for a compiled pattern; whatever it is asked, the pattern answers."""

    __slots__ = ("_made", "_of")

    def __init__(self, words: str, flags: int) -> None:
        self._of = words, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = re.compile(*self._of)
        return getattr(self._made, name)


def rare(words: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern for what hardly any sheet holds. Its words are proved by tests, not by being loaded."""
    return cast("re.Pattern[str]", _Rare(words, flags))
