"""Lists of the year's work (`mo-hinh ds`, `ghi-danh ds`, …).

One engine for all kinds: the columns are those of the form's declaration (forms/, `Form.about` and `entity`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.levels import DECIDED, STAGE_WORDS, STAGES
from dangbo_cli.domain.pledge import said_ticks
from dangbo_cli.forms.form import Form, Subject, Value
from dangbo_cli.reports.as_of import Organization, Organizations, count_text, load_organizations
from dangbo_cli.reports.refusal import FilterRefused
from dangbo_cli.reports.table import Column, ColumnKind, Table, Told
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.vietnamese.names import name_sort_key, person_key, strip_salutation
from dangbo_cli.vietnamese.order import sort_key
from dangbo_cli.vietnamese.text import fold

COLUMN_KINDS = {Value.DATE: ColumnKind.DATE, Value.COUNT: ColumnKind.INTEGER, Value.NUMBER: ColumnKind.DECIMAL}
SHOWN = 6  # fields of an entry on a terminal, besides who, where and when
_LEVELS = ("proposed_level", "decided_level")  # what a list of ratings is read for
_COLLECTIVE = "Tập thể"
_WHERE_WHEN = ("member_id", "organization_id", "period")


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What a list of entries is narrowed to: an organisation and all below it, a bloc, a year, entries about heads of
    agencies only, ratings of one level at a stage. `free` also shows notes and conclusions."""

    organization: Organization | None = None
    bloc: str | None = None
    period: str | None = None
    heads: bool = False
    free: bool = False
    level: str | None = None
    stage: str = DECIDED

    def as_asked(self) -> dict[str, Any]:
        """The parameters of a table."""
        one = self.organization
        asked = {"organization": one and (one.code or one.name), "bloc": self.bloc, "period": self.period,
                 "heads": self.heads or None, "level": self.level, "stage": self.stage if self.level else None}  # fmt: skip
        return {name: value for name, value in asked.items() if value is not None}


def list_entries(conn: sqlite3.Connection, form: Form, day: date, asked: EntryFilter) -> Table:
    """Return the entries of a kind, by organisation, then by name; raises FilterRefused for an unknown bloc."""
    organizations = load_organizations(conn, day)
    entries = read_entries(conn, form, organizations, asked)
    if asked.level is not None:
        entries = _of_level(entries, asked.level, asked.stage)
    names = organizations.names(_inside(organizations, asked))
    rows = [listed(form, row, organizations, asked.free, names) for row in entries]
    _tell_apart(entries, rows)
    if form.kind == "mo-hinh":
        _add_states(conn, rows, day)
    fields = [f for f in form.stored if f.key != "period" and (asked.free or not f.free)]
    columns = [Column("id", "Số", ColumnKind.IDENTIFIER)]
    if form.about in (Subject.ANYONE, Subject.RATED):
        columns += [Column("subject", form.subject_title),
                    Column("subject_sort", "Là", shown=False)]  # fmt: skip
    if form.about is not None:
        columns += [Column("organization_code", "Mã tổ chức", ColumnKind.IDENTIFIER, shown=False),
                    Column("organization_name", "Tổ chức đảng", same_as="subject", heads=True),
                    Column("period", "Năm", ColumnKind.IDENTIFIER)]  # fmt: skip
    told_by = {*form.key, *(key for keys in form.same_by for key in keys), *_LEVELS}
    _name_documents(conn, rows, [f.key for f in fields if f.value is Value.DOCUMENT])
    columns += [
        Column(
            f.key,
            f.title,
            COLUMN_KINDS.get(f.value, ColumnKind.TEXT),
            shown=number < SHOWN or f.required or f.free,  # what is free is among them only where it was asked for
            spare=not f.required and not f.free and f.key not in told_by,
        )
        for number, f in enumerate(fields)
    ]
    if form.kind == "mo-hinh":
        columns += [Column("targets", "Chỉ tiêu"), Column("state", "Tình trạng")]
    one = asked.organization
    title = f"{form.title}, {organizations.called(one)}" if one else form.title
    title += f", năm {asked.period}" if asked.period else ""
    if asked.level is not None:
        from dangbo_cli.reports.rating_tally import bucket_words

        title += f", {STAGE_WORDS[asked.stage]}: {bucket_words(asked.level, asked.stage)}"
    notes = [f"Có {count_text(len(rows))} mục.", *([] if rows else years_known(conn, form, asked.period))]
    hidden = [f.title for f in form.stored if f.free and not asked.free and any(row[f.key] for row in entries)]
    if hidden and form.kind != "van-ban":
        notes.append(f"Không hiện: {', '.join(hidden)}; thêm --ghi-chu để hiện.")
    return Table(f"{form.kind}-ds", title, columns, rows, notes=notes, parameters=asked.as_asked())


def _of_level(entries: Sequence[dict[str, Any]], level: str, stage: str) -> list[dict[str, Any]]:
    """Return the ratings that count at a level (or among those without one) in the figures of `bao-cao xep-loai`."""
    from dangbo_cli.reports.rating_tally import bucket_of

    keys = (*STAGES.values(), "not_rated_reason")
    return [row for row in entries if bucket_of([row[key] for key in keys], stage)[0] == level]


def _name_documents(conn: sqlite3.Connection, rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> None:
    """Call the documents that rows point to by their own number, else the subject."""
    names = dict(conn.execute("SELECT id, coalesce(number, subject) FROM document").fetchall()) if keys else {}
    for row in rows:
        row.update({key: names.get(row[key]) for key in keys})


def years_known(conn: sqlite3.Connection, form: Form, period: str | None) -> list[str]:
    """Return a note on the years that have entries of a kind, where the year asked for has none; [] else."""
    if period is None or form.about is None:
        return []
    years = years_of(conn, [form])
    if not years or period[:4] in years:
        return []
    return [f"Sổ chưa có mục nào của năm {period[:4]}; các năm có trong sổ: {', '.join(years)}."]


def years_of(conn: sqlite3.Connection, forms: Iterable[Form]) -> list[str]:
    """Return the years that have entries of any of some kinds, the oldest first."""
    tables = (Entity(form.entity).value for form in forms if form.about is not None)
    years = " UNION ".join(f"SELECT DISTINCT substr(period, 1, 4) AS year FROM {table}" for table in tables)
    return [year for (year,) in conn.execute(f"{years} ORDER BY 1") if year is not None]


def read_entries(
    conn: sqlite3.Connection,
    form: Form,
    organizations: Organizations,
    asked: EntryFilter,
    only: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """Return the stored entries that a filter leaves, each with `full_name` and `sort_key` of its member and `place`, the
    organisation it counts in: by organisation, year, then name as lists of people go. `only` is for those who count:
    these columns (and those that say where and when), no names and no order."""
    entity = Entity(form.entity)
    columns = CATALOGUE[entity].columns
    by_name = only is None
    told = columns if only is None else [c for c in columns if c in only or c in _WHERE_WHEN]
    names = ("id", *told)
    conditions, values = ["1"], dict[str, Any]()
    if asked.period is not None:
        conditions.append("e.period = :period" if "period" in columns else "substr(e.issued_on, 1, 4) = :period")
        values["period"] = asked.period
    person = "member_id" in columns and by_name
    full_name = ", m.full_name, m.sort_key" if person else ", NULL, NULL"
    join = " LEFT JOIN member m ON m.id = e.member_id" if person else ""
    if asked.heads and "member_id" in columns:
        head = "EXISTS (SELECT 1 FROM pledge p WHERE p.member_id = e.member_id AND p.period = e.period AND p.is_head = 'Có')"
        conditions.append("(e.is_head = 'Có' OR " + head + ")" if "is_head" in columns else head)
    selected = ", ".join(f"e.{name}" for name in names)
    found = conn.execute(
        f"SELECT {selected}{full_name} FROM {entity.value} e{join} WHERE {' AND '.join(conditions)} ORDER BY e.id",
        values,
    )
    keys = (*names, "full_name", "sort_key")
    rows = [dict(zip(keys, row, strict=True)) for row in found]
    if form.about is None:
        return rows
    if form.about is Subject.RATED:
        _place_members(conn, rows)
    else:
        for row in rows:
            row["place"] = row["organization_id"]
    inside = _inside(organizations, asked)
    if inside is not None:
        rows = [row for row in rows if row["place"] in inside]
    if asked.heads and (named := _PERSON_NAMED.get(form.kind)) is not None:
        rows = _of_heads(conn, organizations, rows, named)
    if not by_name:
        return rows
    position = organizations.positions()
    rows.sort(
        key=lambda row: (position.get(row["place"], len(position)), str(row["period"]), _name_key(row), row["id"])
    )
    return rows


#: Of entries about organisations: the column that names the person in charge.
_PERSON_NAMED = {"mo-hinh": "person", "chuyen-de": "speaker"}


def _of_heads(
    conn: sqlite3.Connection, organizations: Organizations, rows: Sequence[dict[str, Any]], named: str
) -> list[dict[str, Any]]:
    """Return the entries whose person in charge has the name of a head of that year, of the entry's organisation, one
    below it or one above it."""
    heads: dict[tuple[str, str], set[int]] = {}
    for period, place, name in conn.execute(
        "SELECT p.period, p.organization_id, coalesce(m.full_name, p.name) FROM pledge p"
        " LEFT JOIN member m ON m.id = p.member_id WHERE p.is_head = 'Có'"
    ):
        heads.setdefault((period, person_key(name or "")), set()).add(place)

    def held(row: Mapping[str, Any]) -> bool:
        places = heads.get((row["period"], person_key(strip_salutation(row[named] or ""))), set())
        line = {row["place"], *(one.id for one in organizations.path(row["place"]))}
        return any(p in line or row["place"] in {o.id for o in organizations.path(p)} for p in places)

    return [row for row in rows if row["place"] in organizations.by_id and held(row)]


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
        of_bloc = {n for n in organizations.by_id if organizations.bloc(n) in meant}
        inside = {*of_bloc} if inside is None else inside & of_bloc
    return inside


def _name_key(row: Mapping[str, Any]) -> str:
    """Return the key of a name: of a person (tên, họ, đệm) as lists of people go, else of a title or a collective."""
    if row["sort_key"] is not None:
        return str(row["sort_key"])
    name = str(row.get("name") or "")
    return name_sort_key(name) if name and row.get("subject_sort") == "Cá nhân" else sort_key(name)


def _subject(row: Mapping[str, Any], organization: str) -> str:
    named = row.get("full_name") or row.get("name")
    return organization if not named or named == organization else str(named)


def listed(
    form: Form, row: dict[str, Any], organizations: Organizations, free: bool, names: Mapping[int | None, str]
) -> dict[str, Any]:
    """Return an entry as it stands in a list; `free` with notes and conclusions, organisations called as in `names`."""
    place = organizations.by_id.get(row.get("place") or -1)
    name = names.get(row.get("place"))
    listed: dict[str, Any] = {"id": row["id"]}
    if form.about in (Subject.ANYONE, Subject.RATED):
        listed["subject"] = _subject(row, name or "")
        collective = row["member_id"] is None if form.about is Subject.RATED else row["subject_sort"] == _COLLECTIVE
        listed["subject_sort"] = _COLLECTIVE if collective else "Cá nhân"
        listed["member_id"] = row["member_id"]
    if form.about is not None:
        listed.update(organization_code=place and place.code, organization_name=name, period=row["period"])
    for f in form.stored:
        if f.key != "period" and (free or not f.free):
            listed[f.key] = row[f.key]
    if form.kind == "cam-ket":
        listed.update(said_ticks(row))
    return listed


def say_subject(value: Mapping[str, Any]) -> str:
    """Return the person of a listed entry with what tells her from a namesake: «Lò Văn An (đảng viên số 12)», «Lò Văn An
    (ngoài sổ)»; a collective as it is called."""
    name, member = value["subject"], value["member_id"]
    if member is None and value["subject_sort"] == _COLLECTIVE:
        return str(name)
    return f"{name} ({'ngoài sổ' if member is None else f'đảng viên số {member}'})"


def _tell_apart(entries: Sequence[Mapping[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    """Tell for the eyes who is who among people of one name in one organisation."""
    people: dict[tuple[str, Any], set[Any]] = {}
    named = [
        (row, (fold(row["subject"]), entry["place"]))
        for entry, row in zip(entries, rows, strict=True)
        if "subject_sort" in row and row["subject_sort"] != _COLLECTIVE
    ]
    for row, key in named:
        people.setdefault(key, set()).add(row["member_id"])
    for row, key in named:
        if len(people[key]) > 1:
            row["subject"] = Told(row["subject"], say_subject(row))


def _add_states(conn: sqlite3.Connection, rows: Sequence[dict[str, Any]], day: date) -> None:
    from dangbo_cli.reports.initiative_targets import target_states, worst_state

    states = target_states(conn, day)
    for row in rows:
        mine = states.get(row["id"], [])
        worst = worst_state(mine)
        row["targets"] = "; ".join(one.target.wording for one in mine) or None
        row["state"] = worst.value if worst is not None else None
