"""`bao-cao cam-ket`: who has handed in the pledge of a year, branch by branch, heads apart; with `detail` by name.

Who is to pledge are the members in the list at the year's end (or on the day), neither exempt nor suspended; officials
who are no members count beside them, where they handed one in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dangbo_cli.domain.pledge import TICKED_SQL
from dangbo_cli.domain.said_no import is_done
from dangbo_cli.reports.as_of import (
    Organization,
    Organizations,
    Scope,
    load_organizations,
    people_sql,
    percent,
    say_date,
)
from dangbo_cli.reports.table import Column, ColumnKind, Table

_INT = ColumnKind.INTEGER
HANDED, MISSING, OFFICIAL, AWAY = "Đã nộp", "Chưa nộp", "Cán bộ không phải đảng viên", "Không còn trong danh sách"
_STEPS = {"approved": "Đã duyệt", "midyear_review": "Đã sơ kết", "yearend_review": "Đã tổng kết"}
_EXPECTED = """SELECT m.id, m.full_name, person.organization_id FROM person JOIN member m ON m.id = person.id
    WHERE person.activity IS NULL OR person.activity = 'active' ORDER BY m.sort_key, m.id"""
_PLEDGES = f"""SELECT p.id, p.member_id, coalesce(m.full_name, p.name), p.organization_id, p.is_head = 'Có',
    {TICKED_SQL["handed_in"]}, p.handed_in_on, {TICKED_SQL["approved"]}, p.midyear_review, p.yearend_review
    FROM pledge p LEFT JOIN member m ON m.id = p.member_id
    WHERE p.period = ? AND coalesce(p.handed_in_on, p.period) <= ? AND p.subject_sort IS NOT 'Tập thể'
    ORDER BY m.sort_key, p.id"""
Row = dict[str, Any]


def pledge_report(
    conn: sqlite3.Connection, day: date, organization: Organization | None, year: int | None, detail: bool
) -> Table:
    """Return the completeness of a year's pledges (default: the day's year) by branch, or with `detail` the names."""
    year, known = year if year is not None else day.year, day.isoformat()
    day = min(day, date(year, 12, 31))
    organizations = load_organizations(conn, day)
    inside = set(organizations.below(organization.id)) if organization else None
    people = list(_people(conn, organizations, day, inside, (str(year), known)))
    unit = f", {organization.name}" if organization else ""
    parameters = {"period": str(year), "organization": organization and (organization.code or organization.name),
                  "as_of": day.isoformat()}  # fmt: skip
    if detail:
        return _names(people, organizations, f"Bản cam kết năm {year}{unit}", parameters)
    return _counts(people, organizations, f"Tình hình nộp bản cam kết năm {year}{unit}", parameters, day)


def _people(
    conn: sqlite3.Connection, organizations: Organizations, day: date, inside: set[int] | None, asked: tuple[str, str]
) -> Iterator[Row]:
    """Yield everybody who is to pledge or has, once, with the branch and how far the pledge is; `asked`: of which year,
    and as known on which day (ISO; a pledge without a day is known from the year on)."""
    scope = Scope(day, inside)
    pledged: dict[int, Row] = {}
    others: list[Row] = []
    for number, member, name, place, head, handed, handed_on, *steps in conn.execute(_PLEDGES, asked):
        row = {"pledge": number, "member_id": member, "name": name, "place": place, "head": bool(head), "handed": bool(handed),
               "handed_in_on": handed_on,
               **dict(zip(_STEPS, (is_done(s) for s in steps), strict=True))}  # fmt: skip
        if member is None:
            others.append({**row, "state": OFFICIAL})
        else:
            pledged.setdefault(member, row)
    nothing = {"pledge": None, "head": False, "handed": False, "handed_in_on": None, **dict.fromkeys(_STEPS, False)}
    for number, name, place in conn.execute(f"WITH {people_sql(scope)} {_EXPECTED}", scope.values):
        row = {**pledged.pop(number, nothing), "member_id": number, "name": name, "place": place}
        yield {**row, "state": HANDED if row["handed"] else MISSING}
    for row in (*others, *({**row, "state": AWAY} for row in pledged.values() if row["handed"])):
        if row["place"] in organizations.by_id and (inside is None or row["place"] in inside):
            yield row


def _counts(people: Iterable[Row], organizations: Organizations, title: str, parameters: Row, day: date) -> Table:
    places: dict[int | None, list[Row]] = {}
    everybody = list(people)
    for row in everybody:
        places.setdefault(row["place"], []).append(row)
    position = organizations.positions()
    rows = []
    for place in sorted(places, key=lambda number: position.get(number, len(position))):
        one = organizations.by_id.get(place) if place is not None else None
        above = organizations.path(one.id) if one else []
        upper = above[0] if len(above) > 1 else one
        name = one.name if one else "Chưa rõ tổ chức"
        rows.append({"group": upper and upper.name, "code": one and one.code, "name": name, **_figures(places[place])})
    columns = (
        Column("group", "Tổ chức cơ sở đảng", shown=False),
        Column("code", "Mã", ColumnKind.IDENTIFIER, shown=False),
        Column("name", "Chi bộ"),
        Column("expected", "Phải nộp", _INT),
        Column("handed", "Đã nộp", _INT),
        Column("percent", "Tỷ lệ", ColumnKind.PERCENT),
        Column("missing", "Chưa nộp", _INT),
        *(Column(key, title, _INT) for key, title in _STEPS.items()),
        Column("heads", "Người đứng đầu", _INT),
        Column("heads_handed", "Người đứng đầu đã nộp", _INT),
        Column("officials", "Cán bộ không phải đảng viên đã nộp", _INT, shown=False),
    )
    notes = [
        f"Người phải nộp là đảng viên có tên đến ngày {say_date(day)}, không kể người được miễn, đình chỉ sinh hoạt. Tên từng "
        "người: thêm --chi-tiet.",
        "Người đứng đầu: chỉ những bản cam kết ghi là của người đứng đầu.",
    ]
    if day < date(int(parameters["period"]), 12, 31):  # whatever day of the year is asked, it counts
        undated = sum(row["handed"] and row["handed_in_on"] is None and row["state"] != AWAY for row in everybody)
        if undated:
            notes.append(
                f"{undated} bản cam kết đã nộp không ghi ngày nộp, vẫn tính là đã nộp đến ngày {say_date(day)}."
            )
    away = sum(row["state"] == AWAY for row in everybody)
    if away:
        notes.append(f"{away} người đã nộp mà không còn trong danh sách, không tính ở đây.")
    totals = {"name": "Tổng số", **_figures(everybody)}
    return Table("cam-ket", title, columns, rows, totals, notes, parameters, "group")


def _figures(people: Iterable[Row]) -> Row:
    members = [row for row in people if row["state"] in (HANDED, MISSING)]
    handed = [row for row in members if row["handed"]]
    heads = [row for row in people if row["head"] and row["state"] != AWAY]
    return {
        "expected": len(members),
        "handed": len(handed),
        "percent": percent(len(handed), len(members)) if members else None,
        "missing": len(members) - len(handed),
        **{key: sum(row[key] for row in handed) for key in _STEPS},
        "heads": len(heads),
        "heads_handed": sum(row["handed"] for row in heads),
        "officials": sum(row["state"] == OFFICIAL and row["handed"] for row in people),
    }


def _names(people: Iterable[Row], organizations: Organizations, title: str, parameters: Mapping[str, Any]) -> Table:
    position = organizations.positions()
    order = (MISSING, HANDED, OFFICIAL, AWAY)
    listed = sorted(people, key=lambda row: (order.index(row["state"]), position.get(row["place"], len(position))))
    rows = []
    for row in listed:
        one = organizations.by_id.get(row["place"]) if row["place"] is not None else None
        above = organizations.path(one.id)[:1] if one else []
        told = [words for key, words in _STEPS.items() if row[key]]
        rows.append({"group": row["state"], "name": row["name"], "organization_code": one and one.code,
                     "organization_name": ", ".join(o.name for o in (*([one] if one else []), *above)) or None,
                     "is_head": "Có" if row["head"] else None, "handed_in_on": row["handed_in_on"],
                     "steps": "; ".join(told) or None, "id": row["pledge"]})  # fmt: skip
    columns = (
        Column("group", "Tình hình", shown=False),
        Column("name", "Họ và tên"),
        Column("organization_code", "Mã", ColumnKind.IDENTIFIER, shown=False),
        Column("organization_name", "Chi bộ"),
        Column("is_head", "Người đứng đầu"),
        Column("handed_in_on", "Ngày nộp", ColumnKind.DATE),
        Column("steps", "Đã qua"),
        Column("id", "Số", ColumnKind.IDENTIFIER),
    )
    return Table("cam-ket", title, columns, rows, None, [f"Có {len(rows)} người."], parameters, "group")
