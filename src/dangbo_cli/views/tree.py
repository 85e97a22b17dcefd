"""The tree of organisations for the eyes: one line an organisation, its head count at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dangbo_cli.reports.table import Table
from dangbo_cli.views.messages import heading, names_in
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import integer
from dangbo_cli.views.wrapping import pad, paragraph, plain, width, wrap

_WIDEST = 100
_COUNT_TITLE = "Đảng viên"


def show_tree(roots: Sequence[dict[str, Any]], table: Table, screen: Screen) -> None:
    """Write branches ({"code", "name", "kind", "members", "children"}) and the notes of their table."""
    lines = [line for root in roots for line in _branch(root, "", "")]
    if not lines:
        screen.out("  (chưa có tổ chức nào)")
    room = min(screen.columns or _WIDEST, _WIDEST)
    right = max([len(_COUNT_TITLE), *(len(integer(count)) for _, _, _, count in lines)])
    longest = max((width(head) + width(text) for head, _, text, _ in lines), default=0)
    left = min(longest, room - right - 2)
    if lines:
        screen.out(heading(pad("Tổ chức đảng", left) + "  " + pad(_COUNT_TITLE, right, True), screen.colour))
    for head, hanging, text, count in lines:
        parts = wrap(text, max(20, left - width(head)))
        screen.out(f"{pad(head + parts[0], left)}  {pad(integer(count), right, True)}")
        for part in parts[1:]:
            screen.out(hanging + part)
    if table.notes:
        screen.out()
    for note in table.notes:
        screen.out(paragraph(plain(note), screen.prose_width, names=names_in(note)))


def _branch(branch: dict[str, Any], head: str, below: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield (lines before the name, the same for a continued name, name, count), parents first."""
    code = f" (mã {plain(str(branch['code']))})" if branch["code"] else ""
    children = branch["children"]
    hanging = below + ("│ " if children else "  ")
    yield head, hanging, plain(str(branch["name"])) + code, branch["members"]
    for number, child in enumerate(children):
        last = number == len(children) - 1
        yield from _branch(child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))
