"""`bao-cao tong-quan`: organisations by kind and bloc, members in figures, and a row per grassroots one.

One table: the column `group` says which block a row belongs to. Only the blocks of members add up to
the totals; every member is in exactly one row of the last block.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import (
    Organization,
    Organizations,
    Scope,
    count_text,
    load_organizations,
    percent,
    say_date,
)
from dangbo_cli.reports.headcount import Headcount, add_up, count_people
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.reports.tree import count_branches, is_branch

_INT = ColumnKind.INTEGER
COLUMNS = (
    Column("group", "Mục", shown=False),
    Column("code", "Mã", ColumnKind.IDENTIFIER),
    Column("label", "Nội dung"),
    Column("organizations", "Tổ chức", _INT),
    Column("branches", "Chi bộ trực thuộc", _INT),
    Column("members", "Đảng viên", _INT),
    Column("official", "Chính thức", _INT),
    Column("probationary", "Dự bị", _INT),
    Column("unknown", "Chưa rõ", _INT),
    Column("female", "Nữ", _INT),
    Column("minority", "Dân tộc thiểu số", _INT),
    Column("mean_age", "Tuổi bình quân", ColumnKind.DECIMAL),
)

#: Kinds in the order of the contract's appendix.
KINDS = (
    "Đảng bộ cấp trên trực tiếp cơ sở",
    "Đảng bộ cơ sở được giao quyền cấp trên cơ sở",
    "Đảng bộ cơ sở",
    "Chi bộ cơ sở",
    "Đảng bộ bộ phận",
    "Chi bộ trực thuộc đảng ủy cơ sở",
    "Chi bộ trực thuộc đảng ủy bộ phận",
    "Tổ đảng",
)
GRASSROOTS = frozenset(KINDS[1:4])
UNKNOWN = "Chưa rõ"
NOWHERE = "Không thuộc tổ chức cơ sở đảng nào trong sổ"


def overview(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> Table:
    """Return the overview on `day`, of everything or of one organisation with all below it.

    Where the organisation asked for holds no grassroots organisation below it, the last block has a row
    for each organisation directly below.
    """
    organizations = load_organizations(conn, day)
    inside = organizations.below(root.id) if root else [number for number, _ in organizations.walk()]
    present = [organizations.by_id[n] for n in inside if organizations.by_id[n].present]
    direct = count_people(conn, Scope(day, inside if root else None))
    totals = add_up(organizations, direct)
    branches = count_branches(organizations)
    whole = sum(direct.values(), Headcount())
    tops = _grassroots(organizations, present, root)
    heading, rows_of = "Tổ chức cơ sở đảng", tops
    if not tops and root is not None:
        heading = "Tổ chức trực thuộc"
        rows_of = [organizations.by_id[n] for n in organizations.children.get(root.id, ())]
    not_below = {o.id for o in tops} | {root.id if root else None}
    below = sum(1 for o in present if is_branch(o) and o.id not in not_below)
    everything = _line("Toàn bộ", "Tổng số", whole, organizations=len(present), branches=below)
    rows = [everything, *_by_kind(present), *_by_bloc(tops, totals, branches)]
    rows += [_line(heading, o.name, totals[o.id], code=o.code, branches=branches[o.id]) for o in rows_of]
    rest = whole.members - sum(totals[o.id].members for o in rows_of)
    if rest and rows_of:
        covered = {n for o in rows_of for n in organizations.below(o.id)}
        outside = sum((c for n, c in direct.items() if n not in covered), Headcount())
        here = root.name if root is not None and heading == "Tổ chức trực thuộc" else NOWHERE
        rows.append(_line(heading, here, outside))
    return Table(
        "tong-quan",
        f"Tổng quan {root.name if root else 'tổ chức đảng và đảng viên'}, tính đến ngày {say_date(day)}",
        COLUMNS,
        rows,
        totals={key: value for key, value in everything.items() if key != "group"},
        notes=_notes(whole, present, direct, organizations),
        parameters={"as_of": day.isoformat(), "organization": root and (root.code or root.name)},
        group_by="group",
    )


def _grassroots(
    organizations: Organizations, present: Collection[Organization], root: Organization | None
) -> list[Organization]:
    """Return the topmost grassroots organisations below the one asked for (not itself), in the order of
    the tree.

    Where no kind is stated, what stands directly below a root of the tree is one.
    """
    tops: list[Organization] = []
    taken: set[int] = set()
    for organization in present:
        if organization.id in taken or (root is not None and organization.id == root.id):
            continue
        parent = organizations.by_id[organization.parent] if organization.parent is not None else None
        kindless = organization.kind is None and parent is not None and parent.parent is None
        below_grassroots = parent is not None and parent.kind in GRASSROOTS
        if organization.kind in GRASSROOTS or (kindless and not below_grassroots):
            tops.append(organization)
            taken.update(organizations.below(organization.id))
    return tops


def _by_kind(present: Iterable[Organization]) -> list[dict[str, Any]]:
    counts = Counter(organization.kind or UNKNOWN for organization in present)
    labels = [kind for kind in KINDS if kind in counts]
    labels += sorted(kind for kind in counts if kind not in KINDS and kind != UNKNOWN)
    labels += [UNKNOWN] if UNKNOWN in counts else []
    return [_line("Tổ chức đảng theo loại hình", kind, None, organizations=counts[kind]) for kind in labels]


def _by_bloc(
    tops: Iterable[Organization], totals: dict[int, Headcount], branches: dict[int, int]
) -> list[dict[str, Any]]:
    """Return a row for each bloc of grassroots organisations; none where no bloc is known at all."""
    blocs: dict[str, list[Organization]] = {}
    for organization in tops:
        blocs.setdefault(organization.bloc or UNKNOWN, []).append(organization)
    if set(blocs) <= {UNKNOWN}:
        return []
    labels = sorted(blocs, key=lambda bloc: (bloc == UNKNOWN, -len(blocs[bloc]), bloc))
    return [
        _line(
            "Tổ chức cơ sở đảng theo khối",
            bloc,
            sum((totals[o.id] for o in blocs[bloc]), Headcount()),
            organizations=len(blocs[bloc]),
            branches=sum(branches[o.id] for o in blocs[bloc]),
        )
        for bloc in labels
    ]


def _line(
    group: str,
    label: str,
    count: Headcount | None,
    code: str | None = None,
    organizations: int | None = None,
    branches: int | None = None,
) -> dict[str, Any]:
    return {
        "group": group,
        "code": code,
        "label": label,
        "organizations": organizations,
        "branches": branches,
        "members": count and count.members,
        "official": count and count.official,
        "probationary": count and count.probationary,
        "unknown": count and count.unknown,
        "female": count and count.female,
        "minority": count and count.minority,
        "mean_age": count and count.mean_age,
    }


def _notes(
    whole: Headcount,
    present: Collection[Organization],
    direct: dict[int | None, Headcount],
    organizations: Organizations,
) -> list[str]:
    gaps = (
        ("chính thức hay dự bị", whole.unknown),
        ("giới tính", whole.no_gender),
        ("dân tộc", whole.no_ethnicity),
        ("năm sinh", whole.members - whole.aged),
    )
    notes = [
        f"Chưa rõ {what}: {count_text(number)} đảng viên ({_percent_text(number, whole.members)})."
        for what, number in gaps
        if number
    ]
    if whole.inexact:
        known = f"{count_text(whole.inexact)} đảng viên chỉ biết năm hoặc tháng sinh"
        notes.append(f"{known}: tuổi tính theo năm, tháng.")
    kindless = sum(1 for organization in present if organization.kind is None)
    if kindless:
        notes.append(f"{count_text(kindless)} tổ chức chưa rõ loại hình.")
    placeless = direct.get(None, Headcount()).members
    if placeless:
        notes.append(f"{count_text(placeless)} đảng viên chưa có tổ chức.")
    early = sum(c.members for n, c in direct.items() if n is not None and not organizations.by_id[n].present)
    if early:
        notes.append(
            f"{count_text(early)} đảng viên ghi ở tổ chức chưa thành lập vào ngày này; vẫn tính vào tổ chức cấp trên."
        )
    return notes


def _percent_text(part: int, whole: int) -> str:
    return f"{percent(part, whole)}%".replace(".", ",")
