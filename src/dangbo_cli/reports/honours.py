"""`bao-cao ghi-danh` and `bao-cao khen-thuong`: entries apart from distinct people and collectives, by bloc and kind.

Of the register also since it was opened: what it held before (opening balance of an organisation, for all below it) and
the entries after that day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dangbo_cli.forms import commendations, honours
from dangbo_cli.forms.form import Form
from dangbo_cli.reports.as_of import Organization, Organizations, load_organizations, say_date
from dangbo_cli.reports.entries import EntryFilter, list_entries, read_entries, years_known
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

UNKNOWN = "Chưa rõ"
BALANCE = "Số dư đã chốt"
_INT = ColumnKind.INTEGER
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries, and how many distinct collectives and individuals they are about."""

    entries: int
    collectives: int
    individuals: int


def honour_report(
    conn: sqlite3.Connection, day: date, organization: Organization | None, year: int | None, detail: bool
) -> Table:
    """Return the register's figures of a year (default: the day's) and since it was opened, up to `day`; with `detail`
    the entries by name, those of the year first."""
    period = str(year if year is not None else day.year)
    organizations = load_organizations(conn, day)
    rows = _known_on(read_entries(conn, honours.FORM, organizations, EntryFilter(organization)), day)
    _spell_alike(rows, "field")
    of_year = [row for row in rows if row["period"] == period]
    openings, above = _openings(conn, organizations, organization, day)
    later = [row for row in rows if not _in_opening(row, openings, organizations)]
    if detail:
        since = {row["id"] for row in later if row["period"] != period}
        return _register(conn, day, organization, period, {row["id"] for row in of_year}, since, bool(openings))
    table_rows: list[Row] = []
    for group, label_of in _groups(organizations, "field", "Lĩnh vực"):
        blocs = {o: organizations.bloc(o[0]) for o in openings} if group == "Khối" else {}
        for label in _labels((*of_year, *later), label_of, filter(None, blocs.values())):
            mine = [row for row in of_year if label_of(row) == label]
            added = [row for row in later if label_of(row) == label]
            opened = [o for o, bloc in blocs.items() if bloc == label]
            table_rows.append({"group": group, "label": label, **_year(mine), **_since(added, opened)})
        if rest := [o for o in openings if blocs.get(o) is None]:  # of no bloc, or nobody knows of whom or what
            table_rows.append({"group": group, "label": BALANCE, **_year(()), **_since((), rest)})
    totals = {"group": "Tổng cộng", "label": None, **_year(of_year), **_since(later, openings)}
    notes = [
        f"Số liệu tính đến ngày {say_date(day)}. Một người, một tập thể được ghi nhiều lần chỉ tính một.",
        *([] if of_year else years_known(conn, honours.FORM, period)),
    ]

    def balances(some: Iterable[Opening]) -> str:
        return ", ".join(
            f"{organizations.by_id[o].name}: {c} tập thể, {i} cá nhân đến {say_date(as_of)}" for o, as_of, c, i in some
        )

    if openings:
        notes.append(f"Từ khi mở sổ gồm cả số dư đã chốt ({balances(openings)}) và các mục ghi sau ngày ấy.")
    if above:
        notes.append(
            f"Số dư đã chốt của cấp trên ({balances(above)}) không nằm trong số liệu này: ở đây tính mọi mục"
            f"{' ghi sau số dư' if openings else ''} của đơn vị, ở cấp trên các mục đến ngày chốt đã nằm trong số dư, nên cộng "
            "các đơn vị không ra số của cấp trên."
        )
    elif not openings:
        notes.append("Từ khi mở sổ chỉ tính các mục trong sổ; số dư trước đó ghi bằng «dangbo ghi-danh so-du».")
    columns = (
        Column("group", "Nhóm"),
        Column("label", "Mục"),
        Column("entries", f"Lượt năm {period}", _INT),
        Column("collectives", f"Tập thể năm {period}", _INT),
        Column("individuals", f"Cá nhân năm {period}", _INT),
        Column("all_entries", "Lượt sau số dư" if openings else "Lượt trong sổ", _INT),
        Column("all_collectives", "Tập thể từ khi mở sổ", _INT),
        Column("all_individuals", "Cá nhân từ khi mở sổ", _INT),
    )
    return _table(
        "ghi-danh", "Ghi danh «Người tốt, việc tốt»", columns, table_rows, totals, notes, period, organization, day
    )


def register_holds(conn: sqlite3.Connection, day: date, organization: Organization) -> tuple[int, int]:
    """Return how many collectives and individuals the register of an organisation holds since it was opened, up to a day."""
    totals = honour_report(conn, day, organization, None, False).totals or {}
    return totals["all_collectives"], totals["all_individuals"]


def commendation_report(
    conn: sqlite3.Connection, day: date, organization: Organization | None, year: int | None, detail: bool
) -> Table:
    """Return the commendations of a year (default: the day's) by bloc, form and level; with `detail` by name."""
    period = str(year if year is not None else day.year)
    if detail:
        return _entries(conn, commendations.FORM, day, organization, period)
    organizations = load_organizations(conn, day)
    asked = EntryFilter(organization, period=period)
    rows = _known_on(read_entries(conn, commendations.FORM, organizations, asked), day)
    _spell_alike(rows, "form", "level")
    table_rows = [
        {"group": group, "label": label, **_year([row for row in rows if label_of(row) == label])}
        for group, label_of in (
            *_groups(organizations, "form", "Hình thức"),
            ("Cấp khen", lambda row: row["level"] or UNKNOWN),
        )
        for label in _labels(rows, label_of)
    ]
    undecided = sum(row["decision_number"] is None and row["decision_on"] is None for row in rows)
    notes = [
        f"Số liệu tính đến ngày {say_date(day)}. Một người, một tập thể được khen nhiều lần chỉ tính một.",
        *([] if rows else years_known(conn, commendations.FORM, period)),
    ]
    if undecided:
        notes.append(f"{undecided} lượt chưa ghi số, ngày quyết định.")
    columns = (
        Column("group", "Nhóm"),
        Column("label", "Mục"),
        Column("entries", "Lượt khen", _INT),
        Column("collectives", "Tập thể", _INT),
        Column("individuals", "Cá nhân", _INT),
    )
    totals = {"group": "Tổng cộng", "label": None, **_year(rows)}
    return _table("khen-thuong", "Khen thưởng", columns, table_rows, totals, notes, period, organization, day)


def _table(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    totals: Row,
    notes: Sequence[str],
    period: str,
    organization: Organization | None,
    day: date,
) -> Table:
    unit = f", {organization.name}" if organization else ""
    parameters = {
        "period": period,
        "organization": organization and (organization.code or organization.name),
        "as_of": day.isoformat(),
    }
    return Table(name, f"{title} năm {period}{unit}", columns, rows, totals, notes, parameters, "group")


def _entries(conn: sqlite3.Connection, form: Form, day: date, organization: Organization | None, period: str) -> Table:
    table = list_entries(conn, form, day, EntryFilter(organization, period=period))
    rows = [row for row in table.rows if _is_known(row, day)]
    return replace(table, name=form.kind, rows=rows, notes=[f"Có {len(rows)} mục."])


def _register(
    conn: sqlite3.Connection,
    day: date,
    organization: Organization | None,
    period: str,
    of_year: Collection[int],
    since: Collection[int],
    opened: bool,
) -> Table:
    """Return the entries behind the register's figures: of the year, then the others since it was opened."""
    table = list_entries(conn, honours.FORM, day, EntryFilter(organization))
    groups = ((f"Năm {period}", of_year), ("Những năm khác, từ khi mở sổ", since))
    rows = [{"group": group, **row} for group, wanted in groups for row in table.rows if row["id"] in wanted]
    notes = [f"Năm {period} có {len(of_year)} mục, những năm khác {len(since)} mục."]
    if opened:
        notes.append("Số dư đầu sổ chỉ có con số, không có tên.")
    columns = (Column("group", "Nhóm", shown=False), *table.columns)
    return replace(table, name="ghi-danh", columns=columns, rows=rows, notes=notes, group_by="group")


def _known_on(rows: Iterable[Row], day: date) -> list[Row]:
    return [row for row in rows if _is_known(row, day)]


def _is_known(row: Mapping[str, Any], day: date) -> bool:
    """Tell whether an entry was there on a day: by its own date, else by its year."""
    own = row.get("entered_on") or row.get("decision_on") or row["period"]
    return str(own) <= day.isoformat()


def _groups(organizations: Organizations, key: str, title: str) -> list[tuple[str, Callable[[Row], str]]]:
    def bloc(row: Row) -> str:
        return organizations.bloc(row["place"]) or UNKNOWN

    def sort(row: Row) -> str:
        if row["subject_sort"] == "Tập thể":
            return "Tập thể"
        return "Đảng viên" if row["member_id"] is not None else "Cá nhân không phải đảng viên trong sổ"

    return [("Khối", bloc), ("Đối tượng", sort), (title, lambda row: row[key] or UNKNOWN)]


def _spell_alike(rows: Iterable[Row], *keys: str) -> None:
    """Write values that differ only in capitals or in the place of a tone mark («Đảng uỷ», «Đảng ủy») as one: as the
    first of them, the tone where the house prints it."""
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        for key in keys:
            if row[key]:
                spelled = canonical_tone(clean(row[key]))
                row[key] = first.setdefault((key, spelled.casefold()), spelled)


def _labels(rows: Iterable[Row], label_of: Callable[[Row], str], more: Iterable[str] = ()) -> list[str]:
    labels = {label_of(row) for row in rows} | set(more)
    return sorted(labels, key=lambda label: (label == UNKNOWN, fold(label)))


def _tally(rows: Sequence[Row]) -> Tally:
    who = {(row["subject_sort"], row["member_id"] or (row["place"], fold(row["name"] or ""))) for row in rows}
    collectives = sum(sort == "Tập thể" for sort, _ in who)
    return Tally(len(rows), collectives, len(who) - collectives)


def _year(rows: Sequence[Row]) -> Row:
    tally = _tally(rows)
    return {"entries": tally.entries, "collectives": tally.collectives, "individuals": tally.individuals}


Opening = tuple[int, str, int, int]
"""Organisation, day (ISO), collectives, individuals."""


def _openings(
    conn: sqlite3.Connection, organizations: Organizations, organization: Organization | None, day: date
) -> tuple[list[Opening], list[Opening]]:
    """Return the opening balances of an organisation with all below it, and those of the ones above."""
    inside = set(organizations.by_id) if organization is None else set(organizations.below(organization.id))
    rows = conn.execute(
        "SELECT organization_id, as_of, collectives, individuals FROM honour_opening WHERE as_of <= ? ORDER BY id",
        (day.isoformat(),),
    ).fetchall()
    higher = set() if organization is None else {o.id for o in organizations.path(organization.id)}
    return [row for row in rows if row[0] in inside], [row for row in rows if row[0] in higher]


def _in_opening(row: Row, openings: Sequence[Opening], organizations: Organizations) -> bool:
    """Tell whether an entry is in an opening balance already: one of its organisation or above, of its day or later."""
    line = {row["place"], *(o.id for o in organizations.path(row["place"]))} if row["place"] is not None else set()
    own = str(row["entered_on"] or row["period"])
    return any(number in line and own <= as_of for number, as_of, _, _ in openings)


def _since(rows: Sequence[Row], openings: Sequence[Opening]) -> Row:
    tally = _tally(rows)
    return {
        "all_entries": tally.entries,
        "all_collectives": tally.collectives + sum(o[2] for o in openings),
        "all_individuals": tally.individuals + sum(o[3] for o in openings),
    }
