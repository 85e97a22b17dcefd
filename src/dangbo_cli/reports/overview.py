"""`bao-cao tong-quan`: organisations by kind and bloc, members in figures, and a row per grassroots one.

One table: the column `group` says which block a row belongs to. Only the blocks of members add up to
the totals; every member is in exactly one row of the last block.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from dangbo_cli.reports.headcount import Headcount, count_people, say_early
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.reports.tree import is_branch

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

#: Kinds from the highest down.
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


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the overview and what it counts: organisations and branches by their numbers, people as the places
    (organisation, None: none) in which they are. None: the line does not speak of them."""

    group: str
    label: str
    code: str | None = None
    organizations: Sequence[int] | None = None
    branches: Sequence[int] | None = None
    places: Collection[int | None] | None = None


def overview(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> Table:
    """Return the overview on `day`, of everything or of one organisation with all below it.

    Where the organisation asked for holds no grassroots organisation below it, the last block has a row
    for each organisation directly below.
    """
    organizations = load_organizations(conn, day)
    direct = count_people(conn, Scope(day, organizations.below(root.id) if root else None))
    whole, *parts = parts_of(organizations, root, direct)
    rows = [_line(part, direct) for part in (whole, *parts)]
    present = [organizations.by_id[n] for n in whole.organizations or ()]
    return Table(
        "tong-quan",
        title_of(day, root),
        COLUMNS,
        rows,
        totals={key: value for key, value in rows[0].items() if key != "group"},
        notes=_notes(sum(direct.values(), Headcount()), present, direct, organizations),
        parameters=parameters_of(day, root),
        group_by="group",
    )


def title_of(day: date, root: Organization | None) -> str:
    """Return the title of the overview."""
    return f"Tổng quan {root.name if root else 'tổ chức đảng và đảng viên'}, tính đến ngày {say_date(day)}"


def parameters_of(day: date, root: Organization | None) -> dict[str, Any]:
    """Return what the overview was asked with."""
    return {"as_of": day.isoformat(), "organization": root and (root.code or root.name)}


def parts_of(
    organizations: Organizations, root: Organization | None, direct: Mapping[int | None, Headcount]
) -> list[Part]:
    """Return the lines of the overview in their order; `direct` has the people of each place."""
    inside = organizations.below(root.id) if root else [number for number, _ in organizations.walk()]
    present = [organizations.by_id[n] for n in inside if organizations.by_id[n].present]
    tops = _grassroots(organizations, present, root)
    heading, rows_of = "Tổ chức cơ sở đảng", tops
    if not tops and root is not None:
        heading = "Tổ chức trực thuộc"
        rows_of = [organizations.by_id[n] for n in organizations.children.get(root.id, ())]
    not_below = {o.id for o in tops} | {root.id if root else None}
    below = [o.id for o in present if is_branch(o) and o.id not in not_below]
    places = {o.id: organizations.below(o.id) for o in {*tops, *rows_of}}
    branches = {number: _branches(organizations, held) for number, held in places.items()}
    parts = [Part("Toàn bộ", "Tổng số", None, [o.id for o in present], below, list(direct))]
    parts += [*_by_kind(present), *_by_bloc(tops, branches, places)]
    parts += [Part(heading, o.name, o.code, None, branches[o.id], places[o.id]) for o in rows_of]
    covered = {n for o in rows_of for n in places[o.id]}
    outside = [n for n, count in direct.items() if n not in covered and count.members]
    if outside and rows_of:
        here = root.name if root is not None and heading == "Tổ chức trực thuộc" else NOWHERE
        parts.append(Part(heading, here, places=outside))
    return parts


def _branches(organizations: Organizations, places: Sequence[int]) -> list[int]:
    """Return the chi bộ below an organisation (`places`: itself, then all below it) that are there."""
    below = (organizations.by_id[n] for n in places[1:])
    return [o.id for o in below if o.present and is_branch(o)]


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


def _by_kind(present: Iterable[Organization]) -> list[Part]:
    kinds: dict[str, list[int]] = {}
    for organization in present:
        kinds.setdefault(organization.kind or UNKNOWN, []).append(organization.id)
    labels = [kind for kind in KINDS if kind in kinds]
    labels += sorted(kind for kind in kinds if kind not in KINDS and kind != UNKNOWN)
    labels += [UNKNOWN] if UNKNOWN in kinds else []
    return [Part("Tổ chức đảng theo loại hình", kind, organizations=kinds[kind]) for kind in labels]


def _by_bloc(
    tops: Iterable[Organization], branches: Mapping[int, Sequence[int]], places: Mapping[int, Sequence[int]]
) -> list[Part]:
    """Return a line for each bloc of grassroots organisations; none where no bloc is known at all."""
    blocs: dict[str, list[int]] = {}
    for organization in tops:
        blocs.setdefault(organization.bloc or UNKNOWN, []).append(organization.id)
    if set(blocs) <= {UNKNOWN}:
        return []
    return [
        Part(
            "Tổ chức cơ sở đảng theo khối",
            bloc,
            None,
            blocs[bloc],
            [n for top in blocs[bloc] for n in branches[top]],
            [n for top in blocs[bloc] for n in places[top]],
        )
        for bloc in sorted(blocs, key=lambda bloc: (bloc == UNKNOWN, -len(blocs[bloc]), bloc))
    ]


def _line(part: Part, direct: Mapping[int | None, Headcount]) -> dict[str, Any]:
    count = None if part.places is None else sum((direct[n] for n in part.places if n in direct), Headcount())
    return {
        "group": part.group,
        "code": part.code,
        "label": part.label,
        "organizations": None if part.organizations is None else len(part.organizations),
        "branches": None if part.branches is None else len(part.branches),
        "members": count and count.members,
        "official": count and count.official,
        "probationary": count and count.probationary,
        "unknown": count and count.unknown,
        "female": count and _known(count.female, count.no_gender, count),
        "minority": count and _known(count.minority, count.no_ethnicity, count),
        "mean_age": count and count.mean_age,
    }


def _known(number: int, unknown: int, count: Headcount) -> int | None:
    """Return how many are something, None where it is unknown of everybody: nothing is not known to be none."""
    return None if count.members and unknown == count.members else number


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
    return [*notes, *say_early(organizations, direct)]


def _percent_text(part: int, whole: int) -> str:
    return f"{percent(part, whole)} %".replace(".", ",")
