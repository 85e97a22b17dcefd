"""One entry of the year's work whole (`mo-hinh xem`, `xep-loai xem`, …), and the year's work of one person or
organisation."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.target import show_number
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.reports.as_of import load_organizations
from dangbo_cli.reports.entries import COLUMN_KINDS, SHOWN, EntryFilter, listed, read_entries, say_subject
from dangbo_cli.reports.initiative_targets import target_states
from dangbo_cli.reports.profile import Fact, Profile, Section
from dangbo_cli.reports.refusal import FilterRefused
from dangbo_cli.reports.table import ColumnKind
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import column_label


class EntryUnknown(FilterRefused):
    """No entry of the kind has this number."""


def find_entry(conn: sqlite3.Connection, form: Form, number: int) -> dict[str, Any]:
    """Return a stored entry; raises EntryUnknown."""
    table = CATALOGUE[Entity(form.entity)]
    row = conn.execute(f"{table.select_all} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise EntryUnknown(f"Không có mục số {number}. Xem các mục bằng: dangbo {form.kind} ds")
    return dict(zip(("id", *table.columns), row, strict=True))


def entry_profile(conn: sqlite3.Connection, form: Form, number: int, day: date) -> Profile:
    """Return all that the record holds of one entry; raises EntryUnknown."""
    find_entry(conn, form, number)
    organizations = load_organizations(conn, day)
    row = next(r for r in read_entries(conn, form, organizations, EntryFilter()) if r["id"] == number)
    value = listed(form, row, organizations, True, organizations.names())
    facts, empty = [], []
    if "subject" in value:
        facts.append(Fact(value["subject_sort"], say_subject(value)))
    if value.get("organization_name"):
        facts.append(Fact("Tổ chức đảng", organizations.by_id[row["place"]].label))
    if value.get("period"):
        facts.append(Fact("Năm", value["period"]))
    for f in form.stored:
        if f.key == "period":
            continue
        if value[f.key] is None:
            empty.append(f.title)
        else:
            facts.append(Fact(f.title, _said(conn, f, value[f.key]), COLUMN_KINDS.get(f.value, ColumnKind.TEXT)))
    sections = [Section(form.entry_title, facts, empty), *_part_sections(conn, form, number, value, day)]
    value["changes"] = _batches(conn, form, row)
    log = [Fact(f"Lần {batch}", f"{made_at[8:10]}/{made_at[5:7]}/{made_at[:4]}, lệnh «{command}»")
           for batch, made_at, command in value["changes"]]  # fmt: skip
    sections.append(Section("Đã ghi vào sổ", log))
    title = f"{form.entry_title}, số {number}"
    return Profile(f"{form.kind}-xem", title, sections, value, {"id": number, "as_of": day.isoformat()})


def _said(conn: sqlite3.Connection, f: Field, value: Any) -> Any:
    if f.value is Value.DOCUMENT:
        found = conn.execute("SELECT coalesce(number, subject) FROM document WHERE id = ?", (value,)).fetchone()
        return found[0] if found else value
    return value


def _part_sections(
    conn: sqlite3.Connection, form: Form, number: int, value: dict[str, Any], day: date
) -> list[Section]:
    if form.kind == "mo-hinh":
        return _initiative_sections(conn, number, value, day)
    parts = {"cam-ket": (Entity.PLEDGE_ITEM, "pledge_id", "Việc cam kết"),
             "xep-loai": (Entity.RATING_CRITERION, "rating_id", "Tiêu chí")}.get(form.kind)  # fmt: skip
    if parts is None:
        return []
    entity, owner, title = parts
    table = CATALOGUE[entity]
    rows = [dict(zip(("id", *table.columns), r, strict=True))
            for r in conn.execute(f"{table.select_all} WHERE {owner} = ? ORDER BY id", (number,))]  # fmt: skip
    value["parts"] = rows
    facts = [
        Fact(str(r["id"]), "; ".join(_plain(k, v) for k, v in r.items() if k not in ("id", owner) and v is not None))
        for r in rows
    ]
    return [Section(title, facts)] if facts else []


def _initiative_sections(conn: sqlite3.Connection, number: int, value: dict[str, Any], day: date) -> list[Section]:
    states = target_states(conn, day, number).get(number, [])
    value["targets"] = [
        {"id": s.id, "wording": s.target.wording, "operator": s.target.operator, "number": s.target.number,
         "unit": s.target.unit, "due_on": s.target.due_on, "state": s.measured.state.value,
         "arithmetic": s.measured.words} for s in states
    ]  # fmt: skip
    targets = [Fact(f"{s.id}. {s.measured.state.value}", f"{s.target.wording}: {s.measured.words}") for s in states]
    sections = [Section("Chỉ tiêu", targets)] if targets else []
    for key, entity, title in (("milestones", Entity.INITIATIVE_MILESTONE, "Mốc tiến độ"),
                               ("progress", Entity.INITIATIVE_PROGRESS, "Tiến độ đã báo cáo")):  # fmt: skip
        table = CATALOGUE[entity]
        order = "reported_on, id" if key == "progress" else "due_on, id"
        rows = [dict(zip(("id", *table.columns), r, strict=True))
                for r in conn.execute(f"{table.select_all} WHERE initiative_id = ? ORDER BY {order}", (number,))]  # fmt: skip
        value[key] = rows
        facts = [_part_fact(entity, row) for row in rows]
        if facts:
            sections.append(Section(title, facts))
    return sections


def _plain(key: str, value: Any) -> str:
    if isinstance(value, float):
        return show_number(value)
    return format_date(str(value)) if key.endswith("_on") else str(value)


def _part_fact(entity: Entity, row: Mapping[str, Any]) -> Fact:
    told = {"id", "initiative_id", "reported_on", "actual", "actual_number", "what"}
    actual = str(row.get("what") or row.get("actual") or "")
    head = [actual] if actual else []
    above, below = row.get("numerator"), row.get("denominator")
    if above is not None and below is not None:
        fraction = f"{_plain('numerator', above)}/{_plain('denominator', below)}"
        head += [fraction] if fraction not in head else []
        told |= {"numerator", "denominator"}
    if row.get("target_id") is not None:
        head = [f"chỉ tiêu số {row['target_id']}: {'; '.join(head)}".removesuffix(": ")]
        told.add("target_id")
    said = [
        f"{column_label(k, entity).lower()}: {_plain(k, v)}" for k, v in row.items() if v is not None and k not in told
    ]
    day = format_date(row.get("reported_on")) or str(row["id"])
    return Fact(day, "; ".join([*head, *said]))


def _batches(conn: sqlite3.Connection, form: Form, row: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    found = conn.execute(
        "SELECT DISTINCT b.id, b.made_at, b.command FROM change c JOIN batch b ON b.id = c.batch_id"
        " WHERE (c.entity = ?1 AND c.record_id = ?2) OR (c.subject = ?1 AND c.subject_id = ?2) ORDER BY b.id",
        (form.entity, row["id"]),
    )
    return [(batch, made_at, command) for batch, made_at, command in found]


def year_sections(conn: sqlite3.Connection, owner: str, number: int) -> tuple[list[Section], dict[str, Any]]:
    """Return the year's work of one member (`owner` «member_id») or organisation, newest first; only kinds where
    something is there, without notes and conclusions. Ratings have their own section."""
    sections: list[Section] = []
    values: dict[str, Any] = {}
    for form in ENTRIES:
        columns = CATALOGUE[Entity(form.entity)].columns
        if form.kind == "xep-loai" or owner not in columns:
            continue
        itself = (
            " AND member_id IS NULL AND name IS NULL" if owner == "organization_id" and "member_id" in columns else ""
        )
        names = ("id", *columns)
        rows = [dict(zip(names, r, strict=True)) for r in conn.execute(
            f"SELECT {', '.join(names)} FROM {form.entity} WHERE {owner} = ?{itself} ORDER BY period DESC, id DESC", (number,)
        )]  # fmt: skip
        if not rows:
            continue
        shown = [f for f in form.stored if not f.free and f.key not in ("period", "position", "unit")][:SHOWN]
        facts = [Fact(f"{row['period']}, số {row['id']}", "; ".join(_brief(f, row[f.key]) for f in shown
                                                                   if row[f.key] is not None) or "—") for row in rows]  # fmt: skip
        sections.append(Section(form.entry_title, facts))
        kept = {f.key for f in form.stored if not f.free}
        values[form.kind] = [{k: v for k, v in row.items() if k in kept or k == "id"} for row in rows]
    return sections, values


def _brief(f: Field, value: Any) -> str:
    text = format_date(str(value)) if f.value is Value.DATE else str(value)
    return f"{f.title.lower()}: {text}" if f.value in (Value.DATE, Value.TICK, Value.COUNT) else text
