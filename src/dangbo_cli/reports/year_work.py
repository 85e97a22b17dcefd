"""What a year shows of everybody beside the rating, in a few words each: pledge, initiatives, study, honours,
commendation, discipline, inspection. No free note, no conclusion of an inspection (personal data).

For lists of many; one subject in full is `entry_profile.year_sections`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dangbo_cli.domain.levels import MEMBER, ORGANIZATION
from dangbo_cli.domain.pledge import said_ticks
from dangbo_cli.domain.said_no import is_done, is_something
from dangbo_cli.reports.as_of import say_date

COMMENDED = "khen thưởng"
Row = Mapping[str, Any]


class YearWork:
    """The things of a year by subject: («dv» or «tc», record number) → (what it is, in words)."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, int], list[tuple[str, str]]] = {}

    def add(self, subject: tuple[str, int], topic: str, words: str) -> None:
        self._told.setdefault(subject, []).append((topic, words))

    def say(self, sort: str, number: int, without: str = "") -> str | None:
        """Return what the year shows of one subject, None for nothing; `without` leaves a topic out."""
        told = [f"{topic}: {words}" for topic, words in self._told.get((sort, number), ()) if topic != without]
        return "; ".join(told) or None

    def commended(self, sort: str, number: int) -> str | None:
        told = [words for topic, words in self._told.get((sort, number), ()) if topic == COMMENDED]
        return "; ".join(told) or None


def year_work(conn: sqlite3.Connection, year: int) -> YearWork:
    """Return what the record shows of everybody in a year."""
    work = YearWork()
    for table, (topic, columns, say) in _PERSONAL.items():
        for row in _rows(conn, table, ("member_id", "organization_id", "subject_sort", "name", *columns), year):
            subject = _subject(row)
            if subject is not None:
                work.add(subject, topic, say(row))
    for row in _rows(conn, "initiative", ("organization_id", "name"), year):
        work.add((ORGANIZATION, row["organization_id"]), "mô hình", str(row["name"]))
    sessions = conn.execute(
        "SELECT organization_id, count(*) FROM study_session WHERE period = ? GROUP BY organization_id", (str(year),)
    )
    for organization, count in sessions:
        work.add((ORGANIZATION, organization), "chuyên đề", f"{count} buổi")
    return work


def _rows(conn: sqlite3.Connection, table: str, columns: tuple[str, ...], year: int) -> Iterator[Row]:
    found = conn.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE period = ? ORDER BY id", (str(year),))
    return (dict(zip(columns, row, strict=True)) for row in found)


def _subject(row: Row) -> tuple[str, int] | None:
    """Return whom an entry is about: the member, or the Party organisation itself; None for anybody known by name."""
    if row["member_id"] is not None:
        return MEMBER, row["member_id"]
    if row["subject_sort"] == "Tập thể" and not row["name"]:
        return ORGANIZATION, row["organization_id"]
    return None


def _pledge(row: Row) -> str:
    steps = {"handed_in": "đã nộp", "approved": "đã duyệt", "yearend_review": "đã tổng kết"}
    said = {**row, **said_ticks(row)}
    done = [words for key, words in steps.items() if is_done(said[key])]
    head = "người đứng đầu, " if row["is_head"] == "Có" else ""
    return head + (", ".join(done) or "chưa nộp")


def _honour(row: Row) -> str:
    return ", ".join(str(part) for part in (row["deed"], row["praise"]) if part) or "có ghi danh"


def _decided(row: Row) -> str:
    day = f"ngày {say_date(row['decision_on'])}" if row["decision_on"] else None
    number = f"số {row['decision_number']}" if row["decision_number"] else None
    return " ".join(str(part) for part in (row["form"], number, day) if part)


def _inspection(row: Row) -> str:
    mended = ", đã khắc phục" if row["mended_on"] else ", chưa khắc phục" if is_something(row["to_mend"]) else ""
    return f"{row['sort'] or 'kiểm tra, giám sát'}{mended}"


_DECISION = ("form", "decision_number", "decision_on")
_PERSONAL: dict[str, tuple[str, tuple[str, ...], Callable[[Row], str]]] = {
    "pledge": (
        "cam kết",
        ("handed_in", "handed_in_on", "approved", "approved_on", "yearend_review", "is_head"),
        _pledge,
    ),
    "honour_entry": ("ghi danh", ("deed", "praise"), _honour),
    "commendation": (COMMENDED, _DECISION, _decided),
    "discipline": ("kỷ luật", _DECISION, _decided),
    "inspection": ("kiểm tra, giám sát", ("sort", "to_mend", "mended_on"), _inspection),
}
