"""The organisations as they stand now, for commands: who stands above whom, and what a clerk's words name."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.organization import code_key, is_grassroots, organization_key
from dangbo_cli.domain.partial_dates import earliest, format_date
from dangbo_cli.records.refusal import DayRefused, PlaceRefused, RecordUnknown
from dangbo_cli.vietnamese.text import clean


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation now: its open name, kind and parent."""

    id: int
    code: str | None
    name: str
    kind: str | None
    parent: int | None
    founded_on: str | None

    @property
    def label(self) -> str:
        """The name in quotes, with the code as it can be typed."""
        return f"«{self.name}» (mã {self.code})" if self.code else f"«{self.name}»"


_NODES = """SELECT o.id, o.code,
    (SELECT n.name FROM organization_name n WHERE n.organization_id = o.id
     ORDER BY n.valid_to IS NULL DESC, n.valid_to DESC, n.id DESC LIMIT 1),
    (SELECT k.kind FROM organization_kind k WHERE k.organization_id = o.id AND k.valid_to IS NULL
     ORDER BY k.id DESC LIMIT 1),
    (SELECT p.parent_id FROM organization_parent p WHERE p.organization_id = o.id AND p.valid_to IS NULL
     ORDER BY p.id DESC LIMIT 1),
    o.founded_on FROM organization o"""


class Tree:
    """All organisations by number."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.nodes = {
            row[0]: Node(row[0], row[1], row[2] or row[1] or "(chưa có tên)", *row[3:]) for row in conn.execute(_NODES)
        }

    def node(self, number: int) -> Node:
        """Return an organisation; RecordUnknown where there is none of that number."""
        if number not in self.nodes:
            raise RecordUnknown(
                f"Không có tổ chức đảng số {number} trong sổ.",
                "Xem các tổ chức đang có bằng lệnh «dangbo to-chuc ds».",
            )
        return self.nodes[number]

    def line(self, number: int) -> list[int]:
        """Return the organisation and all above it, the nearest first."""
        path: list[int] = []
        at: int | None = number
        while at is not None and at in self.nodes and at not in path:
            path.append(at)
            at = self.nodes[at].parent
        return path

    def grassroots(self, number: int) -> int:
        """Return the grassroots organisation that one is or belongs to; itself where none stands above."""
        for upper in reversed(self.line(number)):
            if is_grassroots(self.nodes[upper].kind):
                return upper
        return number

    def children(self, number: int) -> list[Node]:
        """Return the organisations directly below."""
        return [node for node in self.nodes.values() if node.parent == number]

    def full_label(self, number: int) -> str:
        """Return the label, with the grassroots organisation above where the name alone may mean many."""
        node, upper = self.nodes[number], self.grassroots(number)
        return node.label if upper == number else f"{node.label}, thuộc {self.nodes[upper].label}"

    def require_holding(self, number: int) -> Node:
        """Return the organisation if people can be put there: not in a committee above the grassroots."""
        node = self.node(number)
        if node.kind is not None and "cấp trên" in node.kind and self.children(number):
            raise PlaceRefused(
                f"{node.label} là {_small(node.kind)}, đảng viên không sinh hoạt trực tiếp ở đó.",
                "Hãy chọn chi bộ, hoặc đảng bộ cơ sở khi chưa biết chi bộ.",
            )
        return node

    def require_founded(self, number: int, day: date) -> None:
        """Refuse a day before the organisation's founding, where that is known."""
        node = self.node(number)
        if node.founded_on is not None and day < earliest(node.founded_on):
            raise DayRefused(
                f"{node.label} thành lập {format_date(node.founded_on)}, sau ngày {day:%d/%m/%Y}.",
                "Hãy kiểm tra lại ngày và tổ chức.",
            )

    def find(self, text: str) -> Node:
        """Return the organisation that a text names: «#12» its number, its code, or the name that it alone has."""
        wanted = clean(text)
        if re.fullmatch(r"#\d{1,9}", wanted):
            return self.node(int(wanted[1:]))
        found = [n for n in self.nodes.values() if n.code and code_key(n.code) == code_key(wanted)]
        found = found or [n for n in self.nodes.values() if organization_key(n.name) == organization_key(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(self.full_label(node.id) for node in found)
            raise PlaceRefused(f"Có {len(found)} tổ chức tên «{wanted}»: {listed}.", "Hãy gõ mã tổ chức.")
        raise PlaceRefused(
            f"Không có tổ chức đảng nào tên hoặc mã là «{wanted}».",
            "Xem các tổ chức đang có bằng lệnh «dangbo to-chuc ds».",
        )


def _small(kind: str) -> str:
    return kind[:1].lower() + kind[1:]
