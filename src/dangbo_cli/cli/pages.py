"""A command's help page: out of its parameters, its manual and its children, and laid out to a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dangbo_cli.cli.framework import param_name
from dangbo_cli.cli.help import Example, Manual
from dangbo_cli.cli.registry import ROOT, Entry
from dangbo_cli.views.wrapping import pad, paragraph, width

_LEFT_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Page:
    """One help page, ready to be laid out. Sections are (heading, rows of (term, meaning))."""

    usage: str
    text: str
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    examples: Sequence[Example]
    ending: str = ""


def page_of(path: str, params: Sequence[Any], summary: str, manual: Manual, group: Entry | None) -> Page:
    """Return the page of the command `path` («dangbo nhap»); of a group with its children.

    `params` are Typer's parameters of the command.
    """
    arguments, options = [], []
    usage = [path, "[TÙY CHỌN]"]
    for param in params:
        if getattr(param, "hidden", False):
            continue
        text = getattr(param, "help", None) or ""
        if param.param_type_name == "argument":
            name = f"{param_name(param)} …" if param.nargs == -1 else param_name(param)
            arguments.append((name, text))
            usage.append(name if param.required else f"[{name}]")
        else:
            options.append((_option_term(param), text))
            if param.required:
                usage.append(_option_term(param))
    sections: list[tuple[str, list[tuple[str, str]]]] = [("Tham số", arguments)]
    examples, ending = manual.examples, ""
    if group is not None:
        if group.other is not None:
            usage[-1] += ","
            usage += ["hoặc", path]
        usage.append("[LỆNH …]" if group.target and group is not ROOT else "LỆNH …")
        for child in group.children:
            heading = child.heading or "Lệnh"
            rows = next((rows for title, rows in sections[1:] if title == heading), None)
            if rows is None:
                sections.append((heading, rows := []))
            rows.append((", ".join((child.name, *child.short)), child.summary))
        if not examples and group.example is not None:
            examples = (Example(*group.example),)
        ending = f"Hướng dẫn của từng lệnh: {path} LỆNH --help"
    sections.append(("Tùy chọn", options))
    return Page(" ".join(usage), f"{summary}\n\n{manual.text}", sections, examples, ending)


def _option_term(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar or 'GIÁ_TRỊ'}"


def lay_out(page: Page, columns: int) -> str:
    """Return the page as text, no line wider than `columns` (but for a word that is)."""
    blocks = [paragraph(f"Cách dùng: {page.usage}", columns, hanging="    ", names=("LỆNH …", "[LỆNH …]"))]
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
