"""What a command's function says about itself for its help page: paragraphs and worked examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
_ATTRIBUTE = "__manual__"


class Example(NamedTuple):
    """One worked example: the line to type, and what it does."""

    line: str
    meaning: str


class Manual(NamedTuple):
    """What stands on a command's page besides its options: paragraphs and examples, in Vietnamese."""

    text: str
    examples: tuple[Example, ...]


def manual(text: str, *examples: tuple[str, str]) -> Callable[[Function], Function]:
    """Give a command function its page: paragraphs (parted by blank lines) and (line, meaning) examples."""

    def attach(function: Function) -> Function:
        setattr(function, _ATTRIBUTE, Manual(text, tuple(Example(*pair) for pair in examples)))
        return function

    return attach


def manual_of(function: Callable[..., Any] | None) -> Manual:
    return getattr(function, _ATTRIBUTE, Manual("", ()))
