"""The stored entries of the year's work as the cells of a sheet of their kind."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from dangbo_cli.domain.kinds import is_grassroots
from dangbo_cli.domain.milestone import say_milestone
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.reports.as_of import load_organizations
from dangbo_cli.reports.entries import EntryFilter, read_entries
from dangbo_cli.reports.initiative_targets import target_states
from dangbo_cli.vietnamese.text import fold


def entry_values(conn: sqlite3.Connection, form: Form, day: date, asked: EntryFilter) -> list[dict[str, Any]]:
    """Return the stored entries as the cells of a sheet of their kind: values by field key, dates ISO, so that the sheet
    read back changes nothing. Several targets or items stand in one cell, one a line."""
    organizations = load_organizations(conn, day)
    states = target_states(conn, day) if form.kind == "mo-hinh" else {}
    items: dict[int, list[str]] = {}
    if form.kind == "cam-ket":
        for pledge, what, due in conn.execute("SELECT pledge_id, what, due_on FROM pledge_item ORDER BY id"):
            items.setdefault(pledge, []).append(say_milestone(what, due))
    milestones: dict[int, list[str]] = {}
    if form.kind == "mo-hinh":
        for initiative, what, due in conn.execute(
            "SELECT initiative_id, what, due_on FROM initiative_milestone ORDER BY id"
        ):
            milestones.setdefault(initiative, []).append(say_milestone(what, due))
    criteria = _criteria(conn, form) if form.kind == "xep-loai" else {}
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
            # Above a grassroots organisation stands no «Đảng bộ cơ sở».
            above = organizations.path(place.id) if place and not is_grassroots(place.kind) else []
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
            cells["milestone"] = "\n".join(milestones.get(row["id"], [])) or None
        elif form.kind == "cam-ket":
            cells["items"] = "\n".join(items.get(row["id"], [])) or None
        cells.update(criteria.get(row["id"], {}))
        found.append(cells)
    return found


def _criteria(conn: sqlite3.Connection, form: Form) -> dict[int, dict[str, Any]]:
    """Return the criteria of each rating that the form has a column for, by its key."""
    keys = {fold(f.title): f.key for f in form.fields if f.value is Value.CRITERION and not f.open}
    found: dict[int, dict[str, Any]] = {}
    for rating, criterion, grade, points in conn.execute(
        "SELECT rating_id, criterion, grade, points FROM rating_criterion ORDER BY id"
    ):
        if (key := keys.get(fold(criterion))) is not None:
            found.setdefault(rating, {})[key] = grade if grade is not None else points
    return found
