"""Help pages: what a command's page holds, and its text at a given width. Knows nothing of Typer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dangbo_cli.views.wrapping import pad, paragraph, width

Function = TypeVar("Function", bound=Callable[..., Any])
_ATTRIBUTE = "__manual__"
_LEFT_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example: the line to type, and what it does."""

    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Manual:
    """What stands on a command's page besides its options: paragraphs and examples, in Vietnamese."""

    text: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One help page, ready to be laid out. Sections are (heading, rows of (term, meaning))."""

    usage: str
    text: str
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    examples: Sequence[Example]
    ending: str = ""


def manual(text: str, *examples: tuple[str, str]) -> Callable[[Function], Function]:
    """Give a command function its page: paragraphs (parted by blank lines) and (line, meaning) examples."""

    def attach(function: Function) -> Function:
        setattr(function, _ATTRIBUTE, Manual(text, tuple(Example(*pair) for pair in examples)))
        return function

    return attach


def manual_of(function: Callable[..., Any] | None) -> Manual:
    return getattr(function, _ATTRIBUTE, Manual("", ()))


def lay_out(page: Page, columns: int) -> str:
    """Return the page as text, no line wider than `columns` (but for a word that is)."""
    blocks = [paragraph(f"Cách dùng: {page.usage}", columns, hanging="    ")]
    blocks += [paragraph(" ".join(part.split()), columns) for part in page.text.split("\n\n") if part.strip()]
    terms = [width(term) for _, rows in page.sections for term, _ in rows]
    left = min(max(terms, default=0), _LEFT_COLUMN)
    for heading, rows in page.sections:
        if rows:
            blocks.append("\n".join([f"{heading}:", *_rows(rows, left, columns)]))
    if page.examples:
        lines = ["Ví dụ:"]
        for example in page.examples:
            lines.append(paragraph(example.line, columns, "  ", "      "))
            lines.append(paragraph(example.meaning, columns, "      "))
        blocks.append("\n".join(lines))
    if page.ending:
        blocks.append(paragraph(page.ending, columns))
    return "\n\n".join(blocks)


def _rows(rows: Sequence[tuple[str, str]], left: int, columns: int) -> list[str]:
    """Terms at the left, meanings beside them; a long term has its meaning on the next line."""
    lines = []
    for term, meaning in rows:
        indent = " " * (left + 4)
        if width(term) <= left:
            lines.append(paragraph(meaning, columns, f"  {pad(term, left)}  ", indent).rstrip())
        else:
            lines += [f"  {term}", paragraph(meaning, columns, indent)]
    return lines
