"""What the record remembers of the clerk's answers (`ghi-nho ds`, `ghi-nho xuat`): when, by whom, from which file."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.decision import About, about_label
from dangbo_cli.reports.as_of import count_text
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.store.catalogue import CATALOGUE

COLUMNS = (
    Column("number", "Số", ColumnKind.IDENTIFIER),
    Column("about", "Về"),
    Column("said", "Ghi nhớ"),
    Column("made_at", "Lúc", ColumnKind.MOMENT),
    Column("user", "Người chọn", shown=False),
    Column("batch", "Lần nhập", ColumnKind.IDENTIFIER),
    Column("where", "Từ đâu"),
    Column("uses", "Đã dùng", ColumnKind.INTEGER),
)
_MADE = """SELECT d.id, d.about, d.means, d.said, d.member_id, b.made_at, b.user, b.id, c.fields,
    (SELECT count(*) FROM decision_use u WHERE u.decision_id = d.id)
    FROM decision d
    JOIN change c ON c.id = (SELECT min(f.id) FROM change f
        WHERE f.entity = 'decision' AND f.record_id = d.id AND f.action = 'create')
    JOIN batch b ON b.id = c.batch_id ORDER BY d.id"""
#: Columns of a decision that serve to find it again and say nothing to a reader.
_INNER = frozenset(("seal", "sha256"))


def knows_any(conn: sqlite3.Connection, about: About) -> bool:
    """Tell whether anything of a sort was ever answered and still stands."""
    return conn.execute("SELECT 1 FROM decision WHERE about = ? LIMIT 1", (about.value,)).fetchone() is not None


def list_decisions(conn: sqlite3.Connection) -> Table:
    """Return all decisions that stand, the oldest first."""
    sources = {row[0]: row[1:] for row in conn.execute("SELECT id, path, sheet FROM source")} if _any(conn) else {}
    rows = [_row(row, sources) for row in conn.execute(_MADE)]
    notes = [f"Có {count_text(len(rows))} điều ghi nhớ. Bỏ một điều: «dangbo ghi-nho huy SỐ»."] if rows else [
        "Sổ chưa ghi nhớ điều gì: các câu trả lời ở bàn phím khi nhập sẽ được giữ ở đây."
    ]  # fmt: skip
    return Table("ghi-nho-ds", "Những điều đã chọn khi nhập, dùng lại lần sau", COLUMNS, rows, notes=notes)


def _any(conn: sqlite3.Connection) -> bool:
    return conn.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is not None


def _row(row: tuple[Any, ...], sources: dict[int, tuple[str, str]]) -> dict[str, Any]:
    number, about, means, said, member, made_at, user, batch, fields, uses = row
    _, _, source, cell = json.loads(fields)["said"]
    where = None
    if source in sources:
        path, sheet = sources[source]
        where = ", ".join(part for part in (path.replace("\\", "/").rsplit("/", 1)[-1], sheet, cell) if part)
    if about == About.PERSON and member is not None and f"(số hồ sơ {member})" not in said:
        said = f"{said} (nay là số {member})"  # who was new then, or was merged into somebody since
    return {"number": number, "about": about_label(About(about), means), "said": said, "made_at": made_at, "user": user,
            "batch": batch, "where": where, "uses": uses}  # fmt: skip


def export_decisions(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return all decisions as plain values: in words, and with what they name by its number."""
    table = CATALOGUE[Entity.DECISION]
    stored = {row[0]: dict(zip(table.columns, row[1:], strict=True)) for row in conn.execute(table.select_all)}
    return [
        {**line, **{k: v for k, v in stored[line["number"]].items()
                    if v is not None and k not in _INNER and k not in ("about", "said")}}
        for line in list_decisions(conn).rows
    ]  # fmt: skip


def pairs_apart(conn: sqlite3.Connection) -> frozenset[tuple[int, int]]:
    """Return the pairs of members, the smaller number first, of whom it was decided that they are two."""
    rows = conn.execute("SELECT member_id, other_member_id FROM decision WHERE about = ?", (About.APART,))
    return frozenset((min(row), max(row)) for row in rows)
