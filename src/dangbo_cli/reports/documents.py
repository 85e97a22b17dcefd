"""Directing documents: which one is meant, and the tree of what each carries out with all that hangs on it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from dangbo_cli.domain.document import find_numbered, kind_of, nearly_numbered
from dangbo_cli.reports.as_of import say_date
from dangbo_cli.reports.refusal import LookupRefused
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import fold

#: What can point to a document: its table, the column that says what it is, how one and many are called.
_POINTING = (
    ("obligation", "what", "Việc phải nộp"),
    ("initiative", "name", "Mô hình, nội dung đột phá"),
    ("study_topic", "name", "Chuyên đề năm"),
    ("honour_entry", "deed", "Ghi danh"),
    ("commendation", "form", "Khen thưởng"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A directing document as it stands in the record."""

    id: int
    number: str | None
    issued_on: str | None
    issuer: str | None
    subject: str
    carries_out: int | None
    note: str | None

    @property
    def label(self) -> str:
        """«Chỉ thị 05-CT/TW ngày 15/05/2016: …»."""
        return f"{self.head}: {self.subject}"

    @property
    def head(self) -> str:
        """«Chỉ thị 05-CT/TW ngày 15/05/2016»."""
        kind = kind_of(self.number) if self.number else None
        head = self.number or f"Văn bản số {self.id} trong sổ"
        head = f"{kind} {head}" if kind else head
        return head + (f" ngày {say_date(self.issued_on)}" if self.issued_on else "")


@dataclass
class Branch:
    """A document, what carries it out, and what points to it: (label, how many, the first few by name)."""

    document: Document
    hanging: list[tuple[str, int, list[str]]] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)

    @property
    def value(self) -> dict[str, Any]:
        """The branch as plain values, for JSON."""
        one = self.document
        return {
            "id": one.id,
            "number": one.number,
            "issued_on": one.issued_on,
            "issuer": one.issuer,
            "subject": one.subject,
            "note": one.note,
            "hanging": [{"label": label, "count": count, "names": names} for label, count, names in self.hanging],
            "carried_out_by": [branch.value for branch in self.below],
        }


def read_documents(conn: sqlite3.Connection) -> dict[int, Document]:
    """Return all documents by their record number, in the order of their dates."""
    rows = conn.execute(
        "SELECT id, number, issued_on, issuer, subject, carries_out_id, note FROM document"
        " ORDER BY issued_on IS NULL, issued_on, id"
    )
    return {row[0]: Document(*row) for row in rows}


def find_document(conn: sqlite3.Connection, typed: str) -> Document:
    """Return the document that was named: by its number («05-CT/TW»), its record number, or part of its subject.

    Raises LookupRefused.
    """
    by_id = read_documents(conn)
    documents, numbers = list(by_id.values()), {one.id: one.number for one in by_id.values()}
    found = [by_id[one] for one in find_numbered(typed, numbers)]
    if not found and typed.strip().lstrip("#").isdecimal():
        found = [one for one in documents if one.id == int(typed.strip().lstrip("#"))]
    found = found or [one for one in documents if fold(typed) in fold(one.subject)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"số {one.id}: {one.label}" for one in found)
        raise LookupRefused(
            f"Có {len(found)} văn bản «{typed}»: {listed}. Hãy gõ số thứ tự trong sổ, như «#{found[0].id}»."
        )
    near = "; ".join(f"«{numbers[one]}»: {by_id[one].subject}" for one in nearly_numbered(typed, numbers))
    raise LookupRefused(
        f"Sổ không có văn bản nào số hoặc trích yếu là «{typed}».{f' Gần giống: {near}.' if near else ''}"
        " Xem các văn bản: «dangbo van-ban ds»."
    )


def document_tree(conn: sqlite3.Connection, root: int | None = None, names: int = 5) -> list[Branch]:
    """Return the documents as a tree of what carries out what, below one document or all; `names` of each kind of
    thing that points to a document are given. A ring of documents is cut where it began."""
    documents = read_documents(conn)
    hanging = _hanging(conn, names)
    below: dict[int | None, list[int]] = defaultdict(list)
    for one in documents.values():
        below[one.carries_out if one.carries_out in documents else None].append(one.id)
    seen: set[int] = set()

    def grow(number: int) -> Branch:
        seen.add(number)
        branch = Branch(documents[number], hanging.get(number, []))
        branch.below = [grow(child) for child in below[number] if child not in seen]
        return branch

    if root is not None:
        return [grow(root)]
    roots = [grow(number) for number in below[None]]
    return roots + [grow(number) for number in documents if number not in seen]


def _hanging(conn: sqlite3.Connection, names: int) -> dict[int, list[tuple[str, int, list[str]]]]:
    found: dict[int, list[tuple[str, int, list[str]]]] = defaultdict(list)
    for table, column, label in _POINTING:
        parted: dict[int, list[str]] = defaultdict(list)
        rows = conn.execute(
            f"SELECT document_id, {column}, period FROM {table} WHERE document_id IS NOT NULL ORDER BY period, id"
        )
        for document, text, period in rows:
            parted[document].append(f"{text} ({period[:4]})" if period else str(text))
        for document, texts in parted.items():
            found[document].append((label, len(texts), texts[:names]))
    return found


_COLUMNS = (
    Column("level", "Cấp", ColumnKind.INTEGER),
    Column("number", "Số, ký hiệu", ColumnKind.IDENTIFIER),
    Column("issued_on", "Ngày ban hành", ColumnKind.DATE),
    Column("issuer", "Cơ quan ban hành"),
    Column("subject", "Trích yếu"),
    Column("hanging", "Gắn với văn bản này"),
)


def document_table(branches: list[Branch]) -> Table:
    """Return the tree as rows, what carries out a document below it."""
    rows: list[dict[str, Any]] = []

    def add(branch: Branch, level: int) -> None:
        one = branch.document
        hanging = "; ".join(f"{label}: {count}" for label, count, _ in branch.hanging)
        rows.append(
            {"level": level, "number": one.number, "issued_on": one.issued_on, "issuer": one.issuer,
             "subject": one.subject, "hanging": hanging or None}
        )  # fmt: skip
        for below in branch.below:
            add(below, level + 1)

    for branch in branches:
        add(branch, 1)
    return Table("van-ban", "Văn bản chỉ đạo", _COLUMNS, rows)
