"""Lists of the year's work (`mo-hinh ds`, `ghi-danh ds`, …), one entry whole, and the values by which a sheet is filled.

One engine for all kinds: the columns are those of the form's declaration (forms/, `Form.about` and `entity`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.target import Actual, Measured, State, Target, measure, show_number, start_of
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.forms.form import Field, Form, Subject, Value
from dangbo_cli.reports.as_of import Organization, Organizations, count_text, load_organizations
from dangbo_cli.reports.filters import FilterRefused
from dangbo_cli.reports.profile import Fact, Profile, Section
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import column_label
from dangbo_cli.vietnamese.order import sort_key
from dangbo_cli.vietnamese.text import fold

_KINDS = {Value.DATE: ColumnKind.DATE, Value.COUNT: ColumnKind.INTEGER, Value.NUMBER: ColumnKind.DECIMAL}
_SHOWN = 6  # fields of an entry on a terminal, besides who, where and when


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What a list of entries is narrowed to: an organisation and all below it, a bloc, a year, entries about heads of
    agencies only. `free` also shows notes and conclusions."""

    organization: Organization | None = None
    bloc: str | None = None
    period: str | None = None
    heads: bool = False
    free: bool = False

    def as_asked(self) -> dict[str, Any]:
        """The parameters of a table."""
        one = self.organization
        asked = {"organization": one and (one.code or one.name), "bloc": self.bloc, "period": self.period,
                 "heads": self.heads or None}  # fmt: skip
        return {name: value for name, value in asked.items() if value is not None}


class EntryUnknown(FilterRefused):
    """No entry of the kind has this number."""


def list_entries(conn: sqlite3.Connection, form: Form, day: date, asked: EntryFilter) -> Table:
    """Return the entries of a kind, by organisation, then by name; raises FilterRefused for an unknown bloc."""
    organizations = load_organizations(conn, day)
    entries = read_entries(conn, form, organizations, asked)
    rows = [_listed(form, row, organizations, asked.free) for row in entries]
    if form.kind == "mo-hinh":
        _add_states(conn, rows, day)
    fields = [f for f in form.stored if f.key != "period" and (asked.free or not f.free)]
    columns = [Column("id", "Số", ColumnKind.IDENTIFIER)]
    if form.about in (Subject.ANYONE, Subject.RATED):
        columns += [Column("subject", "Tập thể, cá nhân" if form.about is Subject.ANYONE else "Đối tượng"),
                    Column("subject_sort", "Là", shown=False)]  # fmt: skip
    if form.about is not None:
        columns += [Column("organization_code", "Mã tổ chức", ColumnKind.IDENTIFIER, shown=False),
                    Column("organization_name", "Tổ chức đảng", same_as="subject"),
                    Column("period", "Năm", ColumnKind.IDENTIFIER)]  # fmt: skip
    told_by = {*form.key, *(key for keys in form.same_by for key in keys)}
    columns += [
        Column(
            f.key,
            f.title,
            _KINDS.get(f.value, ColumnKind.TEXT),
            shown=number < _SHOWN or f.required or f.free,  # what is free is among them only where it was asked for
            spare=not f.required and not f.free and f.key not in told_by,
        )
        for number, f in enumerate(fields)
    ]
    if form.kind == "mo-hinh":
        columns += [Column("targets", "Chỉ tiêu"), Column("state", "Tình trạng")]
    one = asked.organization
    title = f"{form.title}, {organizations.called(one)}" if one else form.title
    title += f", năm {asked.period}" if asked.period else ""
    notes = [f"Có {count_text(len(rows))} mục.", *([] if rows else years_known(conn, form, asked.period))]
    hidden = [f.title for f in form.stored if f.free and not asked.free and any(row[f.key] for row in entries)]
    if hidden and form.kind != "van-ban":
        notes.append(f"Không hiện: {', '.join(hidden)}; thêm --ghi-chu để hiện.")
    told = organizations.told_apart((row.get("place") for row in entries), _inside(organizations, asked))
    if "subject" in (column.key for column in columns):
        names = told["organization_name"]
        told["subject"] = {
            n: names[n] for n, row in enumerate(rows) if n in names and row["subject"] == row["organization_name"]
        }
    return Table(f"{form.kind}-ds", title, columns, rows, notes=notes, parameters=asked.as_asked(), told=told)


def years_known(conn: sqlite3.Connection, form: Form, period: str | None) -> list[str]:
    """Return a note on the years that have entries of a kind, where the year asked for has none; [] else."""
    if period is None or form.about is None:
        return []
    found = conn.execute(f"SELECT DISTINCT substr(period, 1, 4) FROM {Entity(form.entity).value} ORDER BY 1").fetchall()
    years = [year for (year,) in found if year is not None]
    if not years or period[:4] in years:
        return []
    return [f"Sổ chưa có mục nào của năm {period[:4]}; các năm có trong sổ: {', '.join(years)}."]


def read_entries(
    conn: sqlite3.Connection, form: Form, organizations: Organizations, asked: EntryFilter
) -> list[dict[str, Any]]:
    """Return the stored entries that a filter leaves, each with `full_name` of its member and `place`, the organisation
    it counts in."""
    entity = Entity(form.entity)
    names = ("id", *CATALOGUE[entity].columns)
    conditions, values = ["1"], dict[str, Any]()
    if asked.period is not None and "period" in names:
        conditions.append("e.period = :period")
        values["period"] = asked.period
    person = "member_id" in names
    full_name = ", m.full_name" if person else ", NULL"
    join = " LEFT JOIN member m ON m.id = e.member_id" if person else ""
    if asked.heads and person:
        head = "EXISTS (SELECT 1 FROM pledge p WHERE p.member_id = e.member_id AND p.period = e.period AND p.is_head = 'Có')"
        conditions.append("(e.is_head = 'Có' OR " + head + ")" if "is_head" in names else head)
    selected = ", ".join(f"e.{name}" for name in names)
    found = conn.execute(
        f"SELECT {selected}{full_name} FROM {entity.value} e{join} WHERE {' AND '.join(conditions)} ORDER BY e.id",
        values,
    )
    rows = [dict(zip((*names, "full_name"), row, strict=True)) for row in found]
    if form.about is None:
        return rows
    if form.about is Subject.RATED:
        _place_members(conn, rows)
    else:
        for row in rows:
            row["place"] = row["organization_id"]
    inside = _inside(organizations, asked)
    position = organizations.positions()
    rows = [row for row in rows if inside is None or row["place"] in inside]
    rows.sort(key=lambda row: (position.get(row["place"], len(position)), str(row["period"]), sort_key(_subject(row, "")),
                               row["id"]))  # fmt: skip
    return rows


def _place_members(conn: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    """Give every rating the organisation it counts in: its own, or where the member was at the end of the year."""
    places: dict[int, list[tuple[str | None, str | None, int]]] = {}
    for member, begins, ends, organization in conn.execute(
        "SELECT member_id, valid_from, valid_to, organization_id FROM member_place ORDER BY id"
    ):
        places.setdefault(member, []).append((begins, ends, organization))
    for row in rows:
        row["place"] = row["organization_id"]
        if row["member_id"] is None:
            continue
        end = f"{str(row['period'])[:4]}-12-31"
        held = places.get(row["member_id"], [])
        covering = [o for b, e, o in held if (b is None or b <= end) and (e is None or e > end)]
        row["place"] = covering[-1] if covering else (held[-1][2] if held else None)


def bloc_of(organizations: Organizations, number: int | None) -> str | None:
    """Return the bloc of an organisation: its own, else that of the nearest one above that has any."""
    if number is None or number not in organizations.by_id:
        return None
    line = [organizations.by_id[number], *organizations.path(number)]
    return next((one.bloc for one in line if one.bloc), None)


def blocs_meant(organizations: Organizations, typed: str) -> set[str]:
    """Return the blocs that a typed name means: the one called so, else those whose names hold it.

    Raises FilterRefused where there is none.
    """
    blocs = {o.bloc for o in organizations.by_id.values() if o.bloc}
    meant = {b for b in blocs if fold(b) == fold(typed)} or {b for b in blocs if fold(typed) in fold(b)}
    if not meant:
        known = ", ".join(sorted(blocs)) or "chưa có khối nào"
        raise FilterRefused(f"Không có khối «{typed}» trong sổ. Các khối: {known}.")
    return meant


def _inside(organizations: Organizations, asked: EntryFilter) -> Collection[int | None] | None:
    """Return the organisations that a filter leaves; None: all."""
    inside: set[int | None] | None = None
    if asked.organization is not None:
        inside = set(organizations.below(asked.organization.id))
    if asked.bloc is not None:
        meant = blocs_meant(organizations, asked.bloc)
        of_bloc = {n for n in organizations.by_id if bloc_of(organizations, n) in meant}
        inside = {*of_bloc} if inside is None else inside & of_bloc
    return inside


def _subject(row: Mapping[str, Any], organization: str) -> str:
    return str(row.get("full_name") or row.get("name") or organization)


def _listed(form: Form, row: dict[str, Any], organizations: Organizations, free: bool) -> dict[str, Any]:
    place = organizations.by_id.get(row.get("place") or -1)
    listed: dict[str, Any] = {"id": row["id"]}
    if form.about in (Subject.ANYONE, Subject.RATED):
        listed["subject"] = _subject(row, place.name if place else "")
        collective = row["member_id"] is None if form.about is Subject.RATED else row["subject_sort"] == "Tập thể"
        listed["subject_sort"] = "Tập thể" if collective else "Cá nhân"
        listed["member_id"] = row["member_id"]
    if form.about is not None:
        listed.update(
            organization_code=place and place.code, organization_name=place and place.name, period=row["period"]
        )
    for f in form.stored:
        if f.key != "period" and (free or not f.free):
            listed[f.key] = row[f.key]
    return listed


# --- initiatives: targets and how far they have come
@dataclass(frozen=True, slots=True)
class TargetState:
    """One target of an initiative with its newest report and what follows from it on a day."""

    id: int
    initiative: int
    target: Target
    actual: Actual | None
    measured: Measured


def target_states(conn: sqlite3.Connection, day: date, only: int | None = None) -> dict[int, list[TargetState]]:
    """Return the targets of all initiatives (or of `only` one) by initiative, with what was reported up to `day`."""
    newest: dict[int, Actual] = {}
    for target, words, number, above, below in conn.execute(
        "SELECT target_id, actual, actual_number, numerator, denominator FROM initiative_progress"
        " WHERE target_id IS NOT NULL AND (reported_on IS NULL OR reported_on <= ?)"
        " ORDER BY reported_on IS NOT NULL, reported_on, id",
        (day.isoformat(),),
    ):
        newest[target] = Actual(number, above, below, words or "")
    states: dict[int, list[TargetState]] = {}
    for number, initiative, period, wording, operator, value, unit, due in conn.execute(
        "SELECT t.id, t.initiative_id, i.period, t.wording, t.operator, t.number, t.unit, coalesce(t.due_on, i.period)"
        " FROM initiative_target t JOIN initiative i ON i.id = t.initiative_id WHERE ?1 IS NULL OR i.id = ?1 ORDER BY t.id",
        (only,),
    ):
        target = Target(wording, operator, value, unit, due)
        actual = newest.get(number)
        measured = measure(target, actual, day, start_of(period))
        states.setdefault(initiative, []).append(TargetState(number, initiative, target, actual, measured))
    return states


_WORST = (State.NOT_REACHED, State.BEHIND, State.UNKNOWN, State.ON_THE_WAY, State.REACHED)


def _add_states(conn: sqlite3.Connection, rows: Sequence[dict[str, Any]], day: date) -> None:
    states = target_states(conn, day)
    for row in rows:
        mine = states.get(row["id"], [])
        row["targets"] = "; ".join(one.target.wording for one in mine) or None
        found = {one.measured.state for one in mine}
        row["state"] = next((state.value for state in _WORST if state in found), None)


# --- one entry
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
    value = _listed(form, row, organizations, free=True)
    facts, empty = [], []
    if "subject" in value:
        facts.append(Fact(value["subject_sort"], value["subject"]))
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
            facts.append(Fact(f.title, _said(conn, f, value[f.key]), _KINDS.get(f.value, ColumnKind.TEXT)))
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
        Fact(str(r["id"]), "; ".join(str(v) for k, v in r.items() if k not in ("id", owner) and v is not None))
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
        facts = [_part_fact(row) for row in rows]
        if facts:
            sections.append(Section(title, facts))
    return sections


def _plain(key: str, value: Any) -> str:
    if isinstance(value, float):
        return show_number(value)
    return format_date(str(value)) if key.endswith("_on") else str(value)


def _part_fact(row: Mapping[str, Any]) -> Fact:
    said = [
        f"{column_label(k).lower()}: {_plain(k, v)}"
        for k, v in row.items()
        if v is not None and k not in ("id", "initiative_id", "reported_on", "actual", "actual_number", "what")
    ]
    head = str(row.get("what") or row.get("actual") or "")
    day = format_date(row.get("reported_on")) or str(row["id"])
    return Fact(day, "; ".join(filter(None, [head, *said])))


def _batches(conn: sqlite3.Connection, form: Form, row: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    found = conn.execute(
        "SELECT DISTINCT b.id, b.made_at, b.command FROM change c JOIN batch b ON b.id = c.batch_id"
        " WHERE (c.entity = ?1 AND c.record_id = ?2) OR (c.subject = ?1 AND c.subject_id = ?2) ORDER BY b.id",
        (form.entity, row["id"]),
    )
    return [(batch, made_at, command) for batch, made_at, command in found]


# --- for sheets to be filled with what is stored
def entry_values(conn: sqlite3.Connection, form: Form, day: date, asked: EntryFilter) -> list[dict[str, Any]]:
    """Return the stored entries as the cells of a sheet of their kind: values by field key, dates ISO, so that the sheet
    read back changes nothing. Several targets or items stand in one cell, one a line."""
    organizations = load_organizations(conn, day)
    states = target_states(conn, day) if form.kind == "mo-hinh" else {}
    items: dict[int, list[str]] = {}
    if form.kind == "cam-ket":
        for pledge, what in conn.execute("SELECT pledge_id, what FROM pledge_item ORDER BY id"):
            items.setdefault(pledge, []).append(what)
    numbers = dict(conn.execute("SELECT id, number FROM document"))
    members = {
        row[0]: row[1:]
        for row in conn.execute("SELECT id, birth_date, coalesce(card_number, old_card_number), citizen_id FROM member")
    }
    found: list[dict[str, Any]] = []
    for row in read_entries(conn, form, organizations, asked):
        cells: dict[str, Any] = {"id": row["id"], **{f.key: row[f.key] for f in form.stored}}
        if form.about is not None:
            place = organizations.by_id[row["place"]] if row["place"] is not None else None
            above = organizations.path(place.id) if place else []
            cells["organization"] = place and (place.code or place.name)
            cells["upper_organization"] = above[0].name if above else None
        if "member_id" in row:
            own = row["member_id"] is None and not row.get("name")
            unit = organizations.by_id[row["place"]].name if own and row["place"] is not None else None
            cells["full_name"] = row["full_name"] or row.get("name") or unit
            cells["subject_sort"] = row.get("subject_sort")
            cells["birth_date"], cells["card_number"], cells["citizen_id"] = members.get(row["member_id"], (None,) * 3)
        if "document_id" in cells:
            cells["document_id"] = numbers.get(row["document_id"])
        if form.kind == "mo-hinh":
            cells["targets"] = "\n".join(one.target.wording for one in states.get(row["id"], [])) or None
        elif form.kind == "cam-ket":
            cells["items"] = "\n".join(items.get(row["id"], [])) or None
        found.append(cells)
    return found


# --- beside one person or organisation
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
        shown = [f for f in form.stored if not f.free and f.key not in ("period", "position", "unit")][:_SHOWN]
        facts = [Fact(f"{row['period']}, số {row['id']}", "; ".join(_brief(f, row[f.key]) for f in shown
                                                                   if row[f.key] is not None) or "—") for row in rows]  # fmt: skip
        sections.append(Section(form.entry_title, facts))
        kept = {f.key for f in form.stored if not f.free}
        values[form.kind] = [{k: v for k, v in row.items() if k in kept or k == "id"} for row in rows]
    return sections, values


def _brief(f: Field, value: Any) -> str:
    text = format_date(str(value)) if f.value is Value.DATE else str(value)
    return f"{f.title.lower()}: {text}" if f.value in (Value.DATE, Value.TICK, Value.COUNT) else text
