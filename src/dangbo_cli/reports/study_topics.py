"""The topic of each year («chuyên đề năm»), and which sessions carried it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import fold

_FEWEST_WORDS = 4


def topics_of(conn: sqlite3.Connection, year: int) -> list[str]:
    """Return the topics of a year, in the order in which they were written."""
    return [row[0] for row in conn.execute("SELECT name FROM study_topic WHERE period = ? ORDER BY id", (str(year),))]


def carries(told: str | None, topics: Iterable[str]) -> bool:
    """Tell whether what a session was about names a topic of the year: the same words, or one within the other."""
    said = " ".join(fold(told or "").split())
    for topic in topics:
        wanted = " ".join(fold(topic).split())
        short, long = sorted((said, wanted), key=len)
        if said == wanted or (len(short.split()) >= _FEWEST_WORDS and f" {short} " in f" {long} "):
            return True
    return False


def topics_table(conn: sqlite3.Connection, year: int | None) -> Table:
    """Return the topics of a year, or of all, the newest year first, each with how many sessions carried it."""
    sessions: dict[str, list[str]] = {}
    for period, topic in conn.execute("SELECT period, topic FROM study_session WHERE topic IS NOT NULL"):
        sessions.setdefault(period, []).append(topic)
    rows = [
        {"id": number, "period": period, "name": name, "document": document,
         "sessions": sum(carries(told, [name]) for told in sessions.get(period, ()))}
        for number, period, name, document in conn.execute(
            "SELECT t.id, t.period, t.name, coalesce(d.number, d.subject) FROM study_topic t"
            " LEFT JOIN document d ON d.id = t.document_id WHERE ?1 IS NULL OR t.period = ?1 ORDER BY t.period DESC, t.id",
            (None if year is None else str(year),),
        )
    ]  # fmt: skip
    columns = (
        Column("id", "Số", ColumnKind.IDENTIFIER),
        Column("period", "Năm", ColumnKind.IDENTIFIER),
        Column("name", "Chuyên đề"),
        Column("document", "Theo văn bản"),
        Column("sessions", "Số buổi đã học", ColumnKind.INTEGER),
    )
    notes = [] if rows else [f'Ghi chuyên đề: dangbo chuyen-de cua-nam {year or 2022} "Tên chuyên đề"']
    return Table("chuyen-de-nam", "Chuyên đề của từng năm", columns, rows, notes=notes)
