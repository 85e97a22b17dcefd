"""People of the same grassroots organisation who look very like one to be added: she may be one of them, under a slip of the
name or of a day. The points are those of `dv trung` (`domain.likeness`); what is the very name is told by its own notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.likeness import OTHER_NAME, REVIEW, Likeness, Rarity, compare_names, traits, weigh
from dangbo_cli.records.tree import Tree

#: Everybody with the place she was in last.
_MEMBERS = """SELECT m.*, p.organization_id FROM member m JOIN member_place p ON p.id = (SELECT q.id FROM member_place q
    WHERE q.member_id = m.id ORDER BY q.valid_to IS NULL DESC, q.valid_from DESC, q.id DESC LIMIT 1)"""


def look_alikes(
    conn: sqlite3.Connection, values: Mapping[str, Scalar], organization: int, tree: Tree, named: Collection[int]
) -> list[tuple[int, Likeness]]:
    """Return the numbers of members of the grassroots organisation who reach the points of a pair to be looked at with the
    values of one to be added there, the likeliest first, with the evidence; but for those `named` already."""
    unit = tree.grassroots(organization)
    inside = {number for number in tree.nodes if unit in tree.line(number)}
    one = traits(values, organization, unit)
    rarity = Rarity(key for (key,) in conn.execute("SELECT name_key FROM member WHERE name_key IS NOT NULL"))
    cursor = conn.execute(_MEMBERS)
    columns = [column[0] for column in cursor.description]
    found: list[tuple[int, Likeness]] = []
    for row in cursor:
        stored = dict(zip(columns, row, strict=True))
        if stored["organization_id"] not in inside or stored["id"] in named:
            continue
        other = traits(stored, stored["organization_id"], unit)
        name = compare_names(one, other)
        if name == OTHER_NAME:
            continue
        likeness = weigh(one, other, rarity, name)
        if likeness.score >= REVIEW:
            found.append((stored["id"], likeness))
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0]))
