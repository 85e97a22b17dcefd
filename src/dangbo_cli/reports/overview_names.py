"""`bao-cao tong-quan --chi-tiet`: every figure of the overview opened into what it counts, organisations or people."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dangbo_cli.domain.privacy import PRIVATE_FIELDS
from dangbo_cli.reports.as_of import (
    OFFICIAL,
    PROBATIONARY,
    Organization,
    Organizations,
    Scope,
    count_text,
    load_organizations,
    people_sql,
)
from dangbo_cli.reports.headcount import count_people
from dangbo_cli.reports.overview import COLUMNS as FIGURES
from dangbo_cli.reports.overview import Part, parameters_of, parts_of, title_of
from dangbo_cli.reports.table import Column, ColumnKind, Table

COLUMNS = (
    Column("group", "Mục", shown=False),
    Column("label", "Nội dung"),
    Column("figure", "Số liệu"),
    Column("id", "Số", ColumnKind.IDENTIFIER, shown=False),
    Column("name", "Tên"),
    Column("birth_date", "Ngày sinh", ColumnKind.DATE),
    Column("organization_code", "Mã tổ chức", ColumnKind.IDENTIFIER),
    Column("organization_name", "Tổ chức đảng", same_as="name"),
)
_PEOPLE = """SELECT m.id, m.full_name, m.birth_date, m.gender, m.ethnicity, person.standing, person.organization_id
    FROM person JOIN member m ON m.id = person.id ORDER BY m.sort_key, m.id"""
_KEYS = ("id", "name", "birth_date", "gender", "ethnicity", "standing", "place")
_TITLES = {column.key: column.title for column in FIGURES}

Person = Mapping[str, Any]
#: The figures of people: which field of a person each asks, and whom it counts (reports/headcount.py has the same in SQL).
_COUNTED: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("members", "id", lambda _: True),
    ("official", "standing", lambda standing: standing == OFFICIAL),
    ("probationary", "standing", lambda standing: standing == PROBATIONARY),
    ("unknown", "standing", lambda standing: standing is None),
    ("female", "gender", lambda gender: gender == "Nữ"),
    ("minority", "ethnicity", lambda ethnicity: ethnicity not in (None, "Kinh")),
)


def overview_names(conn: sqlite3.Connection, day: date, root: Organization | None, private: bool = True) -> Table:
    """Return what each figure of the overview counts, line by line and figure by figure, people in the order of lists;
    without the figures that say somebody's ethnicity unless `private`."""
    organizations = load_organizations(conn, day)
    scope = Scope(day, organizations.below(root.id) if root else None)
    by_place: dict[int | None, list[Person]] = {}
    for row in conn.execute(f"WITH {people_sql(scope)} {_PEOPLE}", scope.values):
        person = dict(zip(_KEYS, row, strict=True))
        by_place.setdefault(person["place"], []).append(person)
    position = organizations.positions()
    rows: list[dict[str, Any]] = []
    for part in parts_of(organizations, root, count_people(conn, scope)):
        rows += _organizations_of(part, organizations)
        places = sorted(part.places or (), key=lambda place: position[place])
        people = [person for place in places for person in by_place.get(place, ())]
        for figure, field, counted in _COUNTED:
            if private or field not in PRIVATE_FIELDS:
                rows += [_row(part, figure, person, organizations) for person in people if counted(person[field])]
    known = sum(len(people) for people in by_place.values())
    notes = [f"Có {count_text(known)} đảng viên; tuổi bình quân là của những người biết năm sinh."]
    return Table(
        "tong-quan-chi-tiet", f"{title_of(day, root)}: chi tiết", COLUMNS, rows, notes=notes,
        parameters=parameters_of(day, root), group_by="group",
    )  # fmt: skip


def _organizations_of(part: Part, organizations: Organizations) -> list[dict[str, Any]]:
    listed = (("organizations", part.organizations), ("branches", part.branches))
    return [
        _row(part, figure, {"name": organizations.by_id[number].name, "place": number}, organizations)
        for figure, numbers in listed
        for number in numbers or ()
    ]


def _row(part: Part, figure: str, one: Person, organizations: Organizations) -> dict[str, Any]:
    place = organizations.by_id.get(one["place"])
    return {
        "group": part.group,
        "label": part.label,
        "figure": _TITLES[figure],
        "id": one.get("id"),
        "name": one["name"],
        "birth_date": one.get("birth_date"),
        "organization_code": place and place.code,
        "organization_name": place and place.name,
    }
