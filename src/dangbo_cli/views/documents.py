"""The tree of directing documents for the eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangbo_cli.reports.as_of import count_text
from dangbo_cli.reports.documents import Branch
from dangbo_cli.views.messages import sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.wrapping import plain


def show_documents(branches: Sequence[Branch], screen: Screen) -> None:
    """Write the documents, each below the one it carries out, with what hangs on it."""
    if not branches:
        screen.out("Chưa có văn bản nào. Thêm bằng «dangbo van-ban them».")
    for branch in branches:
        for indent, text in _lines(branch, ""):
            screen.out(sentence(text, screen.prose_width, indent, indent + "    "))


def _lines(branch: Branch, indent: str) -> Iterator[tuple[str, str]]:
    one = branch.document
    issuer = f" ({plain(one.issuer)})" if one.issuer else ""
    yield indent, f"{plain(one.label)}{issuer}"
    for label, count, names in branch.hanging:
        more = f"; và {count_text(count - len(names))} mục khác" if count > len(names) else ""
        yield indent + "    ", f"{label} ({count_text(count)}): {'; '.join(plain(name) for name in names)}{more}"
    for below in branch.below:
        yield from _lines(below, indent + "  ")
