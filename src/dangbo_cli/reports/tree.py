"""The tree of organisations with head counts (`to-chuc so-do`), and the same as a list (`to-chuc ds`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import (
    Organization,
    Organizations,
    Scope,
    count_text,
    load_organizations,
    say_date,
)
from dangbo_cli.reports.declared import Difference, declared_differences
from dangbo_cli.reports.headcount import Headcount, add_up, count_people, say_early
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import fold

Branch = dict[str, Any]
"""{"code", "name", "kind", "members", "children": [Branch, …]}; `members` with all below."""

_TOLD = 10  # differences that a note names
_DECLARED = "mã,tên tổ chức đảng,đảng viên,đơn vị khai"
COLUMNS = (
    Column("level", "Cấp", ColumnKind.INTEGER, shown=False),
    Column("code", "Mã", ColumnKind.IDENTIFIER),
    Column("name", "Tên tổ chức đảng"),
    Column("kind", "Loại hình"),
    Column("parent_code", "Mã cấp trên", ColumnKind.IDENTIFIER, shown=False),
    Column("parent_name", "Trực thuộc", shown=False),
    Column("bloc", "Khối", shown=False),
    Column("founded_on", "Ngày thành lập", ColumnKind.DATE, shown=False),
    Column("secretary", "Bí thư", shown=False),
    Column("secretary_phone", "Điện thoại bí thư", ColumnKind.IDENTIFIER, private=True, shown=False),
    Column("branches", "Chi bộ", ColumnKind.INTEGER),
    Column("members", "Đảng viên", ColumnKind.INTEGER),
    Column("official", "Chính thức", ColumnKind.INTEGER),
    Column("probationary", "Dự bị", ColumnKind.INTEGER),
    Column("unknown", "Chưa rõ", ColumnKind.INTEGER, shown=False),
    Column("declared_members", "Đơn vị khai", ColumnKind.INTEGER, shown=False),
)


def organization_tree(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> list[Branch]:
    """Return the tree as it stood on `day`, siblings in natural order: one root, or as many as there are.

    An organisation not founded yet is left out; what hangs below it is shown with, and counted for, the
    nearest one above that is there.
    """
    organizations = load_organizations(conn, day)
    totals = add_up(organizations, count_people(conn, Scope(day)))
    roots: list[Branch] = []
    branches: dict[int, Branch] = {}
    for number, depth in organizations.walk(root.id if root else None):
        organization = organizations.by_id[number]
        above = branches.get(organization.parent) if organization.parent is not None and depth else None
        if not organization.present:
            if above is not None:
                branches[number] = above
            continue
        branches[number] = {
            "code": organization.code,
            "name": organization.name,
            "kind": organization.kind,
            "members": totals[number].members,
            "children": [],
        }
        (roots if above is None else above["children"]).append(branches[number])
    return roots


def is_branch(organization: Organization) -> bool:
    """Tell whether an organisation is a chi bộ: by its kind, else by its name."""
    words = organization.kind or organization.name
    return fold(words).startswith("chi bo")


def list_organizations(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> Table:
    """Return the organisations of the tree as rows, parents before children, with their head counts."""
    organizations = load_organizations(conn, day)
    direct = count_people(conn, Scope(day))
    totals = add_up(organizations, direct)
    levels = dict(organizations.walk(root.id if root else None))
    numbers = [n for n in levels if organizations.by_id[n].present]
    facts = {
        row[0]: row[1:]
        for row in conn.execute("SELECT id, secretary, secretary_phone, declared_members FROM organization")
    }
    branches = count_branches(organizations)
    rows = [
        _row(organizations, number, levels[number], totals[number], branches[number], facts[number])
        for number in numbers
    ]
    notes = [f"Có {count_text(len(rows))} tổ chức đảng, tính đến ngày {say_date(day)}."]
    off = declared_differences(conn, day, totals)
    differing = [(n, r["name"], off[n]) for n, r in zip(numbers, rows, strict=True) if n in off]
    if differing:
        notes += _say_differing(differing, organizations.namesakes(numbers))
    top = min((r["level"] for r in rows), default=0)
    tops = [r for r in rows if r["level"] == top]
    unknown = sum(r["members"] - r["official"] - r["probationary"] for r in tops)
    if unknown:
        notes.append(f"{count_text(unknown)} đảng viên chưa rõ chính thức hay dự bị.")
    outside = direct.get(None, Headcount()).members
    if outside and root is None:
        notes.append(f"{count_text(outside)} đảng viên chưa có tổ chức.")
    notes += say_early(organizations, {number: count for number, count in direct.items() if number in levels})
    return Table(
        "to-chuc-ds",
        f"Danh sách tổ chức đảng{'' if root is None else f' thuộc {root.name}'}",
        COLUMNS,
        rows,
        notes=notes,
        parameters={"as_of": day.isoformat(), "organization": root and (root.code or root.name)},
    )


def _say_differing(differing: Sequence[tuple[int, str, Difference]], called: Mapping[int, str]) -> Iterator[str]:
    told = [
        f"{called.get(number, name)} khai {found.declared}, có {found.held}"
        + ("" if found.day is None else f" tính đến {say_date(found.day)}")
        for number, name, found in differing
        if not found.later
    ]
    if told:
        more = len(told) - _TOLD
        yield f"{count_text(len(told))} tổ chức khai số đảng viên khác với sổ: {'; '.join(told[:_TOLD])}" + (
            f'; … và {count_text(more)} nữa. Xem hết: «dangbo tc ds --cot "{_DECLARED}"».' if more > 0 else "."
        )
    later = [found.later for _, _, found in differing if found.later]
    if later:
        yield f"Số đảng viên đơn vị khai là của ngày sau (từ {say_date(min(later))}) nên không đem so."


def _row(
    organizations: Organizations,
    number: int,
    level: int,
    total: Headcount,
    branches: int,
    facts: Sequence[Any],
) -> Branch:
    organization = organizations.by_id[number]
    parent = organizations.by_id[organization.parent] if organization.parent is not None else None
    secretary, phone, declared = facts
    return {
        "level": level,
        "code": organization.code,
        "name": organization.name,
        "kind": organization.kind,
        "parent_code": parent and parent.code,
        "parent_name": parent and parent.name,
        "bloc": organization.bloc,
        "founded_on": organization.founded_on,
        "secretary": secretary,
        "secretary_phone": phone,
        "branches": branches,
        "members": total.members,
        "official": total.official,
        "probationary": total.probationary,
        "unknown": total.unknown,
        "declared_members": declared,
    }


def count_branches(organizations: Organizations) -> dict[int, int]:
    """Return for each organisation the number of chi bộ below it (without itself) that are there."""
    below: dict[int, int] = {}
    for number, _ in reversed(list(organizations.walk())):
        below[number] = sum(
            below[child] + (organizations.by_id[child].present and is_branch(organizations.by_id[child]))
            for child in organizations.children.get(number, ())
        )
    return below
