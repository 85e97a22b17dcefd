"""What the record has to say in a form: one question a kind, asked by `phat-mau` and `xuat`.

A kind that is to be sent out prefilled has its function in ROWS; its rows hold texts exactly as they are written into
cells, for what comes back is compared with them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date

from dangbo_cli.forms.template import FormRow
from dangbo_cli.reports.as_of import Organization, covers, load_organizations, say_date
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.reports.more_columns import MORE, fill_columns

Rows = Callable[[sqlite3.Connection, date, Organization | None], list[FormRow]]

_DATES = frozenset(("birth_date", "admitted_on", "admission_decided_on", "official_on", "founded_on"))
_RENAMED = {"status": "standing", "organization_name": "organization"}
_UNION = f"""SELECT d.member_id, d.title FROM member_position d WHERE d.sphere = 'union' AND {covers("d")}
    AND d.member_id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id"""
_PLAIN = (
    "founded_on", "secretary", "secretary_phone", "declared_members", "declared_official", "declared_probationary",
    "note",
)  # fmt: skip


def member_rows(conn: sqlite3.Connection, day: date, organization: Organization | None) -> list[FormRow]:
    """Return the members of an organisation and all below it, in the order of `dv ds`."""
    listed = fill_columns(conn, list_members(conn, day, organization), [column.key for column in MORE])
    union: dict[int, list[str]] = {}
    asked = {"day": day.isoformat(), "ids": json.dumps([row["id"] for row in listed.rows])}
    for member, title in conn.execute(_UNION, asked):
        union.setdefault(member, []).append(title)
    rows = []
    for row in listed.rows:
        values = {_RENAMED.get(key, key): _text(key, value) for key, value in row.items() if isinstance(value, str)}
        values.setdefault("citizen_id", values.get("old_citizen_id", ""))
        values["union_position"] = ", ".join(union.get(row["id"], ()))
        rows.append(FormRow(row["id"], values))
    return rows


def organization_rows(conn: sqlite3.Connection, day: date, organization: Organization | None) -> list[FormRow]:
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


ROWS: dict[str, Rows] = {"to-chuc": organization_rows, "dang-vien": member_rows}
