"""Where each value came from (`dv lich-su`, and what one batch changed), read from the log.

One row is one field of one record at one change: before, after, and the place that the new value was
read from («ô H12, trang tính DSDV, 05 Sở Y tế.xls, lần nhập số 17, 20/11/2022»).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.forms.form import Subject
from dangbo_cli.reports.as_of import ACTIVITY_LABELS, STANDING_LABELS, say_date
from dangbo_cli.reports.table import Column, ColumnKind, Table, Told
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import merged_from, standing_undos
from dangbo_cli.store.labels import DATED, ENTITY_LABELS, SPHERES, column_label, organization_words, rating_label

COLUMNS = (
    Column("step", "Lần ghi", shown=False, for_programs=True),
    Column("made_at", "Lúc", ColumnKind.MOMENT, shown=False),
    Column("batch", "Lần nhập", ColumnKind.IDENTIFIER, shown=False),
    Column("subject", "Của ai", shown=False),
    Column("label", "Trường"),
    Column("before", "Trước"),
    Column("after", "Sau"),
    Column("where", "Lấy từ đâu"),
    Column("undone_by", "Hoàn tác ở lần", ColumnKind.IDENTIFIER, shown=False),
    Column("user", "Người làm", shown=False),
    Column("entity", "Loại bản ghi", shown=False, for_programs=True),
    Column("record", "Số bản ghi", ColumnKind.IDENTIFIER, shown=False, for_programs=True),
    Column("field", "Tên trường", shown=False, for_programs=True),
    Column("value_before", "Giá trị trước", shown=False, for_programs=True),
    Column("value_after", "Giá trị sau", shown=False, for_programs=True),
)

_CHANGES = """SELECT c.batch_id, b.made_at, b.user, b.command, b.undoes, c.entity, c.record_id, c.action,
    c.subject, c.subject_id, c.fields FROM change c JOIN batch b ON b.id = c.batch_id WHERE """

#: Entries of the year's work that may be about a member, each a subject of its own in the log.
_ABOUT_PEOPLE = tuple(form.entity for form in ENTRIES if form.about is Subject.ANYONE)
#: Of entries: what no ordinary list shows.
_FREE = {form.entity: frozenset(f.key for f in form.fields if f.free) for form in ENTRIES}
_NAMED_BY = ("name", "what", "topic", "subject", "number")

#: Fields that say whose a record is, or which one of several: they go into the label, not into a row.
_CONTEXT = {
    "organization_name": ("organization_id",),
    "organization_kind": ("organization_id",),
    "organization_parent": ("organization_id",),
    "member_place": ("member_id",),
    "membership": ("member_id",),
    "member_activity": ("member_id",),
    "member_stay": ("member_id", "direction"),
    "member_position": ("member_id", "sphere"),
    "rating": ("member_id", "organization_id", "period"),
    "rating_criterion": ("rating_id", "criterion"),
    **dict.fromkeys(_ABOUT_PEOPLE, ("member_id", "subject_sort", "period")),
    "decision": tuple(name for name in CATALOGUE[Entity.DECISION].columns if name != "said"),
}
_TOPICS = {**{entity.value: pair for entity, pair in DATED.items()}, "decision": ("said", "Ghi nhớ")}
_STAYS = {"in": "Sinh hoạt tạm thời tại đây", "out": "Sinh hoạt tạm thời nơi khác"}
_WORDS = {**STANDING_LABELS, **ACTIVITY_LABELS, "active": "Đang sinh hoạt"}
_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATES = {"birth_date", "founded_on", "admitted_on", "admission_decided_on", "official_on", "card_issued_on", "decision_on",
          "valid_from", "valid_to"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    sheet: str

    @property
    def file(self) -> str:
        """The name of the file without its folders."""
        return re.split(r"[/\\]", self.path)[-1]


def member_history(conn: sqlite3.Connection, member_id: int, full_name: str = "") -> Table:
    """Return everything that was written about a member, oldest first: her own fields, her places, standing,
    activity, positions and ratings, the entries of the year's work about her (without notes), and those of records that
    were merged into hers. Batches that were taken back stay, with the number that undid them."""
    merged = merged_from(conn, member_id)
    entries = _entries_of(conn, [member_id, *merged])
    return _history(conn, "member", member_id, full_name or f"đảng viên số {member_id}", merged, entries)


def _entries_of(conn: sqlite3.Connection, members: Sequence[int]) -> dict[str, list[int]]:
    """Return the entries that are or were about some members, by entity: the log knows those taken back, too."""
    found: dict[str, list[int]] = {}
    for entity in _ABOUT_PEOPLE:
        rows = conn.execute(
            "SELECT DISTINCT record_id FROM change WHERE entity = ? AND json_extract(fields, '$.member_id[1]') IN"
            " (SELECT value FROM json_each(?))",
            (entity, json.dumps(list(members))),
        )
        if numbers := [row[0] for row in rows]:
            found[entity] = numbers
    return found


def organization_history(conn: sqlite3.Connection, organization_id: int, name: str = "") -> Table:
    """Return everything that was written about an organisation, oldest first."""
    return _history(conn, "organization", organization_id, name or f"tổ chức số {organization_id}")


def batch_changes(conn: sqlite3.Connection, number: int) -> Table:
    """Return every field that one batch wrote, in the order it was written; `subject` says whose."""
    rows = list(_rows(conn, "c.batch_id = ?", (number,)))
    return Table(
        "lan-nhap-thay-doi", f"Các thay đổi của lần nhập số {number}", _with_subject(), rows,
        parameters={"batch": number}, group_by="step",
    )  # fmt: skip


def _with_subject() -> tuple[Column, ...]:
    return tuple(c._replace(shown=c.shown or c.key == "subject") for c in COLUMNS)


def _history(
    conn: sqlite3.Connection,
    subject: str,
    number: int,
    name: str,
    merged: Sequence[int] = (),
    entries: Mapping[str, Sequence[int]] | None = None,
) -> Table:
    subjects = {subject: [number, *merged], **(entries or {})}
    condition = " OR ".join(["(c.subject = ? AND c.subject_id IN (SELECT value FROM json_each(?)))"] * len(subjects))
    values: tuple[Any, ...] = tuple(
        value for one, numbers in subjects.items() for value in (one, json.dumps(list(numbers)))
    )
    if subject == "member":  # a rating that was hers and became another's belongs to the other's history
        condition += (
            " OR (c.entity = 'rating' AND c.action = 'update' AND json_extract(c.fields, '$.member_id[0]') = ?)"
        )
        values = (*values, number)
    rows = [
        row
        for row in _rows(conn, f"({condition})", values, of=number)
        if row["field"] not in _FREE.get(row["entity"], ())
    ]
    notes = [] if rows else ["Sổ chưa ghi thay đổi nào."]
    if merged:
        told = ", ".join(f"số {one}" for one in merged)
        notes.append(f"Gồm cả lịch sử của bản ghi đã gộp vào đây: {told}.")
    title = f"Lịch sử của {name}"
    return Table("lich-su", title, COLUMNS, rows, notes=notes, parameters={subject: number}, group_by="step")


def _rows(
    conn: sqlite3.Connection, condition: str, values: tuple[Any, ...], of: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield a row for every field of the changes; `of` is whose history it is: what is of another record that was
    merged into hers says so."""
    changes = conn.execute(f"{_CHANGES}{condition} ORDER BY c.id", values).fetchall()
    undone = standing_undos(conn)
    words = _Words(conn, changes)
    for batch, made_at, user, command, undoes, entity, record, action, subject, owner, text in changes:
        fields: dict[str, list[Any]] = json.loads(text)
        words.learn(entity, record, fields)
        for name, (before, after, source, cell) in fields.items():
            gone_over = words.goes_over(entity, action, name, before)
            if name in _CONTEXT.get(entity, ()) and not gone_over:
                continue
            of_other = "" if gone_over else _of_merged(subject, entity, record, owner, of)
            yield {
                "step": _step(words.sources.get(source), batch, made_at, command, undoes, undone.get(batch)),
                "made_at": made_at,
                "batch": batch,
                "subject": words.subject(subject, owner),
                "label": words.label(entity, record, name, action) + of_other,
                "before": words.value(name, before),
                "after": words.value(name, after),
                "where": _where(words.sources.get(source), cell, batch, made_at, command, undoes),
                "undone_by": undone.get(batch),
                "user": user,
                "entity": entity,
                "record": record,
                "field": name,
                "value_before": before,
                "value_after": after,
            }


def _of_merged(subject: str, entity: str, record: int, owner: int, of: int | None) -> str:
    if of is None or subject not in ("member", "organization"):
        return ""
    number = record if entity == "member" else owner
    return "" if number == of else f" (của số {number})"


def _where(source: _Source | None, cell: str, batch: int, made_at: str, command: str, undoes: int | None) -> str:
    """Return where a value came from, whole; to the eyes, who have batch and file above it, only the place in the file
    (its sheet where it is not called as the file is)."""
    place: list[str] = []
    seen: list[str] = []
    if source is not None:
        seen = [f"ô {cell}"] if cell else []
        sheet = [f"trang tính {source.sheet}"] if source.sheet else []
        place = [*seen, *sheet, source.file]
        seen = seen if source.sheet == source.file.rpartition(".")[0] and seen else [*seen, *sheet]
    parts = place or [how for how in (_how(command, undoes),) if how]
    return Told(", ".join((*parts, f"lần nhập số {batch}", say_date(made_at[:10]))), ", ".join(seen))


def _how(command: str, undoes: int | None) -> str:
    """Return by what a batch that read no file was made; "" of an import."""
    if undoes is not None:
        return f"hoàn tác lần nhập số {undoes}"
    return "" if command.startswith("nhap") else f"lệnh «{command}»"


def _step(
    source: _Source | None, batch: int, made_at: str, command: str, undoes: int | None, undone: int | None
) -> str:
    """Return what stands above the values of one batch, or of one of its files."""
    how = _how(command, undoes) if source is None else source.file
    moment = f"{say_date(made_at[:10])} {made_at[11:16]}"
    parts = [f"Lần nhập số {batch}", moment, *([how] if how else [])]
    return ", ".join(parts) + (f" (đã hoàn tác ở lần {undone})" if undone is not None else "")


class _Words:
    """What numbers in the log mean: names of organisations and people, sources, and which position, stay or
    rating a record is (an update logs only what it changed)."""

    def __init__(self, conn: sqlite3.Connection, changes: Iterable[tuple[Any, ...]]) -> None:
        self._organizations: dict[int, str] = {}
        batches = json.dumps(sorted({change[0] for change in changes}))
        sources = "SELECT id, path, sheet FROM source WHERE batch_id IN (SELECT value FROM json_each(?))"
        self.sources = {row[0]: _Source(row[1], row[2]) for row in conn.execute(sources, (batches,))}
        self._context: dict[tuple[str, int], dict[str, Any]] = {}
        self._people: dict[int, str] = {}
        self._conn = conn

    def learn(self, entity: str, record: int, fields: Mapping[str, list[Any]]) -> None:
        known = self._context.get((entity, record))
        if known is None:
            known = self._context[entity, record] = self._stored(entity, record)
        for name in _CONTEXT.get(entity, ()):
            if name in fields:
                known[name] = fields[name][1] if fields[name][1] is not None else fields[name][0]

    def _stored(self, entity: str, record: int) -> dict[str, Any]:
        columns = [n for n in _CONTEXT.get(entity, ()) if n in ("period", "sphere", "direction", "criterion")]
        if not columns:
            return {}
        statement = f"SELECT {', '.join(columns)} FROM {entity} WHERE id = ?"
        row = self._conn.execute(statement, (record,)).fetchone()
        return dict(zip(columns, row, strict=True)) if row else {}

    def label(self, entity: str, record: int, name: str, action: str) -> str:
        known = self._context[entity, record]
        own = column_label(name, Entity(entity))
        if entity == "rating":
            return rating_label(name, known.get("period", ""))
        if entity == "rating_criterion":
            return f"Tiêu chí «{known.get('criterion', '')}»: {_lower(own)}"
        if entity not in _TOPICS:
            if entity in ("member", "organization"):
                return own
            of_year = f" {known['period']}" if known.get("period") else ""
            topic = ENTITY_LABELS[Entity(entity)].capitalize()
            return f"{topic}{of_year}: {_lower(own)}" + (" (bỏ)" if action == "delete" else "")
        main, topic = _TOPICS[entity]
        topic = SPHERES.get(known.get("sphere", ""), _STAYS.get(known.get("direction", ""), topic))
        label = topic if name == main else f"{topic}: {_lower(own)}"
        return f"{label} (bỏ)" if action == "delete" else label

    def goes_over(self, entity: str, action: str, name: str, before: Any) -> bool:
        """Tell whether an entry that was written for one person became another's, who is still there: not merged."""
        if name != "member_id" or action != "update" or entity not in (*_ABOUT_PEOPLE, "rating"):
            return False
        return (
            before is None or self._conn.execute("SELECT 1 FROM member WHERE id = ?", (before,)).fetchone() is not None
        )

    def value(self, name: str, value: Any) -> str | None:
        if value is None:
            return None
        if name == "member_id":
            return self.subject("member", int(value))
        if name in ("organization_id", "parent_id"):
            return self._organization(int(value))
        if (name in _DATES or name.endswith("_on")) and _ISO_DATE.fullmatch(str(value)):
            return say_date(str(value))
        if name in ("document_id", "carries_out_id"):
            return self._entry("document", int(value))
        if name in ("standing", "activity"):
            return _WORDS.get(value, str(value))
        return str(value)

    def _organization(self, number: int) -> str:
        if number not in self._organizations:
            self._organizations[number] = organization_words(self._conn, number) or f"tổ chức số {number}"
        return self._organizations[number]

    def subject(self, subject: str, number: int) -> str:
        if subject == "organization":
            return self._organization(number)
        if subject != "member":
            return self._entry(subject, number)
        if number not in self._people:
            row = self._conn.execute("SELECT full_name FROM member WHERE id = ?", (number,)).fetchone()
            self._people[number] = row[0] if row else f"đảng viên số {number}"
        return self._people[number]

    def _entry(self, entity: str, number: int) -> str:
        """Return «bản cam kết số 7: Lò Văn An»: what an entry is, and whose or what it is called where it stands still."""
        label = f"{ENTITY_LABELS[Entity(entity)]} số {number}"
        columns = CATALOGUE[Entity(entity)].columns
        named = next((column for column in _NAMED_BY if column in columns), None)
        person = ", (SELECT m.full_name FROM member m WHERE m.id = e.member_id)" if "member_id" in columns else ", NULL"
        row = self._conn.execute(
            f"SELECT {f'e.{named}' if named else 'NULL'}{person} FROM {entity} e WHERE e.id = ?", (number,)
        ).fetchone()
        name = row and (row[1] or row[0])
        return f"{label}: {name}" if name else label


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
