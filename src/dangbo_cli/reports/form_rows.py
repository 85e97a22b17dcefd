"""What the record has to say in a form: one question a kind, asked by `phat-mau` and `xuat`.

A kind that is to be sent out prefilled has its function in ROWS; its rows hold texts exactly as they are written into
cells, for what comes back is compared with them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dangbo_cli.domain.kinds import is_grassroots, is_rated
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.target import show_number
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.forms.form import Field, Form, Subject
from dangbo_cli.forms.ratings import OF_ORGANIZATIONS
from dangbo_cli.forms.template import DATES, MEMBER_ROWS, ORGANIZATION_ROWS, FormRow
from dangbo_cli.reports.as_of import Organization, covers, load_organizations, say_date
from dangbo_cli.reports.entries import EntryFilter
from dangbo_cli.reports.entry_cells import entry_values
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.reports.more_columns import MORE, fill_columns
from dangbo_cli.reports.rating_rules import last_day

Rows = Callable[[sqlite3.Connection, date, Organization | None, str | None], list[FormRow]]

_DATES = frozenset(("birth_date", "admitted_on", "admission_decided_on", "official_on", "founded_on"))
_RENAMED = {"status": "standing", "organization_name": "organization"}
_UNION = f"""SELECT d.member_id, d.title FROM member_position d WHERE d.sphere = 'union' AND {covers("d")}
    AND d.member_id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id"""
_PLAIN = (
    "founded_on", "secretary", "secretary_phone", "declared_members", "declared_official", "declared_probationary",
    "note",
)  # fmt: skip


def member_rows(
    conn: sqlite3.Connection, day: date, organization: Organization | None, period: str | None = None
) -> list[FormRow]:
    """Return the members of an organisation and all below it, in the order of `dv ds`. Where new card numbers are known
    of some, one that is known by the old number alone has it in the column of old numbers; where of nobody, the old
    number is the card number of all."""
    listed = fill_columns(conn, list_members(conn, day, organization), [column.key for column in MORE])
    union: dict[int, list[str]] = {}
    asked = {"day": day.isoformat(), "ids": json.dumps([row["id"] for row in listed.rows])}
    for member, title in conn.execute(_UNION, asked):
        union.setdefault(member, []).append(title)
    new = {row[0] for row in conn.execute("SELECT id FROM member WHERE card_number IS NOT NULL")}
    both = any(row["id"] in new for row in listed.rows)
    rows = []
    for row in listed.rows:
        if both and row["id"] not in new:
            row = {**row, "card_number": None, "old_card_number": row["card_number"]}
        values = {_RENAMED.get(key, key): _text(key, value) for key, value in row.items() if isinstance(value, str)}
        values.setdefault("citizen_id", values.get("old_citizen_id", ""))
        values["union_position"] = ", ".join(union.get(row["id"], ()))
        rows.append(FormRow(row["id"], values))
    return rows


def organization_rows(
    conn: sqlite3.Connection, day: date, organization: Organization | None, period: str | None = None
) -> list[FormRow]:
    """Return an organisation and all below it, in the order of the tree; a superior whose name others have too is
    named by its code."""
    organizations = load_organizations(conn, day)
    names: dict[str, int] = {}
    for one in organizations.by_id.values():
        names[one.name] = names.get(one.name, 0) + 1
    stored = {row[0]: row[1:] for row in conn.execute(f"SELECT id, {', '.join(_PLAIN)} FROM organization")}
    rows = []
    for number, _ in organizations.walk(organization.id if organization else None):
        one = organizations.by_id[number]
        above = organizations.by_id[one.parent] if one.parent is not None else None
        values = {
            "code": one.code or "",
            "name": one.name,
            "kind": one.kind or "",
            "parent": "" if above is None else above.code if names[above.name] > 1 and above.code else above.name,
            "bloc": one.bloc or "",
        }
        for key, value in zip(_PLAIN, stored[number], strict=True):
            values[key] = "" if value is None else _text(key, str(value))
        rows.append(FormRow(number, values))
    return rows


def _text(key: str, value: str) -> str:
    return say_date(value) if key in _DATES else value


def year_of_form(form: Form, year: int | None, day: date) -> int | None:
    """Return the year that a form goes out for: that of `day` where it lists everybody and none is named; None: of all
    years."""
    return day.year if year is None and form.kind in _PERSON_BY_PERSON else year


def entries_of(form: Form) -> Rows:
    """Return the question for the entries of one kind."""

    def entry_rows(
        conn: sqlite3.Connection, day: date, organization: Organization | None, period: str | None
    ) -> list[FormRow]:
        """Return the entries of an organisation and all below it, of one year or all; where a sheet is filled in person
        by person, also the members of whom there is none that year, with everything else left to fill in. Notes and
        conclusions do not go out with a sheet (an empty cell erases nothing); `ds --ghi-chu --luu-vao` writes them."""
        everybody = form.kind in _PERSON_BY_PERSON
        if everybody and period is None:
            period = str(day.year)
        organizations = load_organizations(conn, day)
        names = {one.code: one.name for one in organizations.by_id.values() if one.code}
        found = entry_values(conn, form, day, EntryFilter(organization, period=period, free=True))
        persons = dict(conn.execute(f"SELECT id, member_id FROM {form.entity}")) if everybody else {}
        rows = []
        for cells in found:
            if form.about is Subject.RATED and persons.get(cells["id"]) is None:
                continue  # the rating of an organisation: its own sheet has no column for persons
            rows.append(_entry_row(form, cells, names))
        if everybody:
            done = {persons[cells["id"]] for cells in found}
            keys = {f.key for f in form.fields}
            for one in member_rows(conn, day, organization):
                if one.record not in done:
                    values = {k: v for k, v in one.values.items() if k in _WHO and k in keys}
                    if "card_number" in keys:
                        values["card_number"] = one.values.get("card_number") or one.values.get("old_card_number", "")
                    if "position" in keys:
                        values["position"] = one.values.get("party_position", "")
                    rows.append(FormRow(MEMBER_ROWS + one.record, {**values, "period": str(period)}))
        return rows

    return entry_rows


def rated_organization_rows(
    conn: sqlite3.Connection, day: date, organization: Organization | None, period: str | None
) -> list[FormRow]:
    """Return the ratings of an organisation and all below it in one year, and of those that are rated that year the
    organisations that have none, to be filled in."""
    form, period = OF_ORGANIZATIONS, period or str(day.year)
    organizations, then = load_organizations(conn, day), load_organizations(conn, last_day(int(period))).by_id
    names = {one.code: one.name for one in organizations.by_id.values() if one.code}
    found = entry_values(conn, form, day, EntryFilter(organization, period=period, free=True))
    rated = dict(conn.execute("SELECT id, organization_id FROM rating WHERE member_id IS NULL"))
    mine = [cells for cells in found if cells["id"] in rated]
    rows = [_entry_row(form, cells, names) for cells in mine]
    done = {rated[cells["id"]] for cells in mine}
    for number, _ in organizations.walk(organization.id if organization else None):
        one = organizations.by_id[number]
        above = [] if is_grassroots(one.kind) else organizations.path(number)
        if number not in done and then[number].present and is_rated(then[number].kind):
            values = {"organization": one.name, "upper_organization": above[0].name if above else "", "period": period}
            rows.append(FormRow(ORGANIZATION_ROWS + number, values))
    return rows


def _entry_row(form: Form, cells: dict[str, Any], names: Mapping[str, str]) -> FormRow:
    cells["organization"] = names.get(cells.get("organization") or "", cells.get("organization"))
    values = {f.key: _cell_text(f, cells[f.key]) for f in form.fields if cells.get(f.key) is not None and not f.free}
    return FormRow(cells["id"], values)


def _cell_text(field: Field, value: object) -> str:
    if isinstance(value, float):
        return show_number(value)
    if field.value in DATES:
        return format_date(str(value))
    return str(value)


#: Kinds of which a sheet lists everybody, to be filled in.
_PERSON_BY_PERSON = frozenset(("xep-loai", "cam-ket"))
_WHO = frozenset(
    ("full_name", "birth_date", "card_number", "citizen_id", "admitted_on", "organization", "upper_organization")
)
#: Kinds of which a workbook has a further sheet: its form, and what the record has to say in it.
BESIDE: dict[str, tuple[Form, Rows]] = {"xep-loai": (OF_ORGANIZATIONS, rated_organization_rows)}
ROWS: dict[str, Rows] = {
    "to-chuc": organization_rows,
    "dang-vien": member_rows,
    **{form.kind: entries_of(form) for form in ENTRIES},
}
