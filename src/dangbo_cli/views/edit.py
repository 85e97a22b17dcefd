"""A change made by hand, for the eyes: one line a field, what stands and what would stand.

Who types a value may see it, and must see what it replaces: what nobody typed, an undo and a merger, is masked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Scalar
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.period import say_period
from dangbo_cli.domain.privacy import PRIVATE_FIELDS, mask_field, mask_note, mask_pair
from dangbo_cli.domain.target import show_number as number_text
from dangbo_cli.reports.table import Column, Table
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import (
    DATED,
    ENTITY_LABELS,
    SPHERES,
    column_label,
    organization_words,
    rating_label,
    subject_label,
)
from dangbo_cli.store.records import read_records
from dangbo_cli.views.messages import sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.terminal import show_table
from dangbo_cli.views.values import EMPTY
from dangbo_cli.views.wrapping import plain

_COLUMNS = (Column("label", "Trường"), Column("before", "Đang ghi"), Column("after", "Sẽ ghi"))
_DATES = frozenset(
    ("birth_date", "admitted_on", "admission_decided_on", "official_on", "card_issued_on", "founded_on", "decision_on",
     "valid_from", "valid_to", "since")
)  # fmt: skip
_WORDS = {
    "official": "Chính thức", "probationary": "Dự bị", "active": "Đang sinh hoạt", "exempt": "Miễn sinh hoạt",
    "suspended": "Đình chỉ sinh hoạt", "left": "Đã ra khỏi danh sách",
    "closed": "Đã chốt", "open": "Đang mở",
}  # fmt: skip
#: Columns that hold the number of a record with a name of its own.
_CALLED = {
    "obligation_id": ("obligation", "what"), "document_id": ("document", "subject"),
    "carries_out_id": ("document", "subject"),
}  # fmt: skip
#: What a record without a name of its own is told by when it goes, the first that it has; and what stands beside it.
_TOLD_BY = (
    "full_name",
    "name",
    "subject",
    "what",
    "topic",
    "deed",
    "matter",
    "criterion",
    "rule",
    "reason",
    "form",
    "wording",
    "actual",
)
_BESIDE = ("grade", "points", "value", "reported_on", "due_on", "done_on", "result")
_NOTHING = FieldChange(None, None)
_KEYS = frozenset(("member_id", "organization_id", "period"))
#: What says together whom an entry of the year's work is about.
_WHOSE = frozenset(("subject_sort", "member_id", "name"))


def edit_table(plan: Plan, conn: sqlite3.Connection, title: str, masked: bool = False) -> Table:
    """Return the plan of a command about one person or organisation as rows of before and after; its notes as
    sentences. `conn` tells what stands in the rows that the plan ends; `masked` hides private values, where nobody
    typed them."""
    lines = _Lines(plan, conn, masked)
    rows = [dict(zip(("label", "before", "after"), line, strict=True)) for line in lines.all()]
    was_something = any(row["before"] is not None for row in rows)
    columns = _COLUMNS if was_something else (_COLUMNS[0], _COLUMNS[2])
    written = () if masked else [value.after for change in plan.changes for value in change.fields.values()]
    typed = [value for value in written if isinstance(value, str) and value.isdecimal()]
    notes = [
        note.message if any(number in note.message for number in typed) else mask_note(note.code, note.message)
        for note in plan.notes
    ]
    return Table("sua", title, columns, rows, notes=[f"Lưu ý: {note}" for note in notes])


def show_edit(table: Table, screen: Screen) -> None:
    """Write the changes; where there are none only the notes."""
    if table.rows:
        show_table(table, screen, full=True)
        return
    for note in table.notes:
        screen.out(sentence(note, screen.prose_width))


class _Lines:
    """Puts the changes of a plan into (label, before, after)."""

    def __init__(self, plan: Plan, conn: sqlite3.Connection, masked: bool) -> None:
        self._masked = masked
        self._plan = plan
        self._stored = read_records(conn, [(c.entity, c.record) for c in plan.changes if c.record > 0])
        self._conn = conn
        entries = [c for c in plan.changes if c.entity is c.subject and c.action is Action.CREATE]
        self._brought_back = {(c.entity, c.record) for c in entries}
        self._called = {
            column: dict(conn.execute(f"SELECT id, {name} FROM {table}")) for column, (table, name) in _CALLED.items()
            if any(column in change.fields for change in plan.changes)
        }  # fmt: skip
        members = {
            number
            for c in plan.changes
            for k, f in c.fields.items()
            if k == "member_id"
            for number in (f.before, f.after, self._stored.get((c.entity, c.record), {}).get(k))
        }
        self._members = {
            number: row[0]
            for number in members
            if isinstance(number, int)
            and (row := conn.execute("SELECT full_name FROM member WHERE id = ?", (number,)).fetchone())
        }

    def all(self) -> Iterator[tuple[str, str | None, str | None]]:
        changes = self._plan.changes
        if self._plan.undoes is not None:  # it is made backwards: what comes back stands before its parts
            changes = sorted(changes, key=lambda change: change.entity is not change.subject)
        for change in changes:
            if change.entity is Entity.RATING:
                yield from self._rating(change)
            elif change.entity is Entity.DECISION:
                before, after = (row.get("said") for row in self._both(change))
                if change.action is Action.UPDATE:  # it goes over to the person whom somebody is merged into
                    after = f"{after} (nay là số {change.subject_record})"
                now = "(bỏ)" if change.action is Action.DELETE else plain(str(after))
                yield self._decision(change), None if before is None else plain(str(before)), now
            elif change.entity is Entity.RATING_CRITERION:
                yield self._criterion(change)
            elif change.entity in DATED:
                yield from self._dated(change)
            elif change.entity is Entity.SUBMISSION and change.fields.get("sha256", _NOTHING).after is not None:
                row = self._both(change)[1]
                day, file = format_date(str(row["received_on"])), plain(str(row["file"]))
                yield "Đã nộp", None, f"{self._say('organization_id', row['organization_id'])}, {day}, tệp «{file}»"
            elif change.action is Action.DELETE or self._is_other(change):
                yield self._whole(change)
            else:
                if self._is_of_another(change):
                    yield self._of_another(change)
                for name in change.fields:
                    if self._is_owner(change, name):
                        continue  # a part names the entry it belongs to, which is shown above it
                    if name in _WHOSE and self._is_of_another(change):
                        continue
                    yield column_label(name, change.entity), *self._field(change, name)

    def _is_owner(self, change: RecordChange, name: str) -> bool:
        """Tell whether a column of a part holds the number of the entry that comes with it, new or brought back."""
        after = change.fields[name].after
        if not isinstance(after, int):
            return False
        target = CATALOGUE[change.entity].references.get(name)
        return after < 0 or (target, after) in self._brought_back

    def _is_of_another(self, change: RecordChange) -> bool:
        """Tell whether an entry goes over from one subject to another."""
        about_people = "member_id" in CATALOGUE[change.entity].columns
        return change.action is Action.UPDATE and about_people and not _WHOSE.isdisjoint(change.fields)

    def _of_another(self, change: RecordChange) -> tuple[str, str | None, str | None]:
        before, after = (self._whose(row) for row in self._both(change))
        return subject_label(change.entity), before, after

    def _whose(self, row: Mapping[str, Scalar]) -> str | None:
        """Return whom an entry is about: «Lò Văn An (đảng viên số 77)», «Tổ dân phố 5», an organisation."""
        if (member := row.get("member_id")) is not None:
            name = self._say("member_id", member)
            return name if name == f"đảng viên số {member}" else f"{name} (đảng viên số {member})"
        return self._say("name", row.get("name")) or self._say("organization_id", row.get("organization_id"))

    def _decision(self, change: RecordChange) -> str:
        return "Ghi nhớ" if change.record < 0 else f"Ghi nhớ số {change.record}"

    def _is_other(self, change: RecordChange) -> bool:
        """Tell whether a record is another than the one whose history the change belongs to: merged, or parted again."""
        return change.entity is change.subject and change.record != change.subject_record

    def _whole(self, change: RecordChange) -> tuple[str, str | None, str | None]:
        """Say in one line that a record goes or comes back whole, and into whose it is merged."""
        label = f"{ENTITY_LABELS[change.entity].capitalize()} số {change.record}"
        named = change.fields.get("full_name", FieldChange(None, None))
        if change.action is Action.CREATE:
            return label, None, f"{self._say('full_name', named.after)} (tách ra lại)"
        after = f"(gộp vào số {change.subject_record})" if self._is_other(change) else "(bỏ)"
        return label, self._called_before(change), after

    def _called_before(self, change: RecordChange) -> str | None:
        """Return what a record that goes was called: «tran-tinh-tren: tot-tro-len»."""
        was = {name: self._say(name, value.before) for name, value in change.fields.items() if value.before is not None}
        main = next((was[name] for name in _TOLD_BY if was.get(name)), None)
        return ": ".join(part for part in (main, *(was.get(name) for name in _BESIDE)) if part) or None

    def _field(self, change: RecordChange, name: str) -> tuple[str | None, str | None]:
        """Return one field before and after; of a record that stands, no value is «(trống)»."""
        value, nothing = change.fields[name], EMPTY if change.action is Action.UPDATE else None
        if self._masked and name in PRIVATE_FIELDS and None not in (value.before, value.after):
            return mask_pair(name, plain(str(value.before)), plain(str(value.after)))  # as a merger's note has them
        return self._say(name, value.before) or nothing, self._say(name, value.after) or nothing

    def _criterion(self, change: RecordChange) -> tuple[str, str | None, str | None]:
        before, after = self._both(change)
        label = f"Tiêu chí «{plain(str(before.get('criterion') or after.get('criterion')))}»"
        return label, self._grade(before), "(bỏ)" if change.action is Action.DELETE else self._grade(after)

    def _grade(self, row: Mapping[str, Scalar]) -> str | None:
        return next((self._say(name, row[name]) for name in ("grade", "points") if row.get(name) is not None), None)

    def _rating(self, change: RecordChange) -> Iterator[tuple[str, str | None, str | None]]:
        before, after = self._both(change)
        period = after.get("period") or before.get("period")
        owner = before.get("member_id")
        other = owner is not None and change.subject is Entity.MEMBER and owner != change.subject_record
        merges = any(c.entity is Entity.MEMBER and c.action is not Action.UPDATE for c in self._plan.changes)
        if self._is_of_another(change) and not merges:
            topic, was, now = self._of_another(change)
            yield f"{topic} xếp loại {period}", was, now
        if self._is_of_another(change) and merges:
            moved = f"(chuyển sang số {change.fields['member_id'].after})"
            for column in STAGES.values():
                if level := self._say(column, before.get(column)):
                    yield rating_label(column, period, f" của số {owner}"), level, moved
        if change.action is Action.UPDATE and "period" in change.fields:
            yield column_label("period", change.entity), *self._field(change, "period")
        whose = f" của số {owner}" if other and change.action is Action.DELETE else ""
        if change.action is Action.DELETE and change.fields.keys() <= _KEYS:
            yield f"Xếp loại {period}{whose}", None, "(bỏ)"
        for name in change.fields:
            if name not in _KEYS:
                was, now = self._field(change, name)
                topic = rating_label(name, period, whose)
                yield topic, was, "(bỏ)" if change.action is Action.DELETE else now

    def _dated(self, change: RecordChange) -> Iterator[tuple[str, str | None, str | None]]:
        before, after = self._both(change)
        column, topic = DATED[change.entity]
        known = {**before, **after}
        topic = SPHERES.get(str(known.get("sphere")), topic)
        was = self._row(column, before) if change.action is not Action.CREATE else None
        now = self._row(column, after) if change.action is not Action.DELETE else "(bỏ)"
        if change.entity is Entity.ORGANIZATION_PARENT and now is None and was is None:
            now = "(không trực thuộc tổ chức nào)"
        if change.action is Action.UPDATE and "member_id" in change.fields:
            owner = change.fields["member_id"]
            topic = f"{topic} (của số {owner.before})"
            if now == was:
                now = f"(chuyển sang số {owner.after})"
        yield topic, was, now

    def _both(self, change: RecordChange) -> tuple[dict[str, Scalar], dict[str, Scalar]]:
        """Return the whole row before and after."""
        before = dict(self._stored.get((change.entity, change.record), {}))
        return before, {**before, **{name: value.after for name, value in change.fields.items()}}

    def _row(self, column: str, row: Mapping[str, Any]) -> str | None:
        """Return «Chi bộ 2, từ 01/12/2022»."""
        parts = [self._say(column, row.get(column))]
        if column == "title" and row.get("organization_id") is not None:
            parts.append(self._say("organization_id", row["organization_id"]))
        if column == "activity" and row.get("reason"):
            parts[0] = f"{parts[0]} ({plain(str(row['reason']))})"
        if row.get("valid_from"):
            parts.append(f"từ {format_date(str(row['valid_from']))}")
        if row.get("valid_to"):
            parts.append(f"đến {format_date(str(row['valid_to']))}")
        return ", ".join(part for part in parts if part) or None

    def _say(self, column: str, value: Scalar) -> str | None:
        if value is None:
            return None
        if column in ("organization_id", "parent_id"):
            return organization_words(self._conn, int(value)) or f"tổ chức số {value}"
        text = number_text(value) if isinstance(value, float) else plain(str(value))
        if column in _CALLED and (called := self._called[column].get(value)):
            return f"số {text}: {plain(called)}"
        if column == "period" and "-" in text:
            return say_period(text)
        if column == "member_id" and isinstance(value, int):
            return self._members.get(value, f"đảng viên số {value}")
        if self._masked:
            text = mask_field(column, text)
        dated = column in _DATES or column.endswith("_on") or column == "as_of"
        return format_date(text) if dated else _WORDS.get(text, text)
