"""`xep-loai danh-sach`: who has which level, as the list that goes with a decision or is laid before those who decide.

Decided levels unless another stage is asked for: self and proposed levels stay out of printed lists until decided.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from dangbo_cli.domain.levels import DECIDED, LEVELS, MEMBER, ORGANIZATION, STAGE_WORDS
from dangbo_cli.reports.as_of import Organization, Organizations, count_text, covers
from dangbo_cli.reports.rating_rules import last_day
from dangbo_cli.reports.rating_tally import Counted, tally
from dangbo_cli.reports.table import Column, ColumnKind, Table

_POSTS = f"""SELECT d.member_id, d.title, d.sphere FROM member_position d
    WHERE d.sphere IN ('party', 'government') AND d.title <> 'Đảng viên' AND {covers("d")} ORDER BY d.sphere DESC, d.id"""
_DECISIONS = """SELECT coalesce(member_id, organization_id), member_id IS NULL, decision_number, decision_on, decided_by, points
    FROM rating WHERE period = ?"""
_SUBJECTS = {MEMBER: "đảng viên", ORGANIZATION: "tổ chức đảng"}


def decision_list(
    conn: sqlite3.Connection,
    year: int,
    root: Organization | None = None,
    sorts: tuple[str, ...] = (ORGANIZATION, MEMBER),
    stage: str = DECIDED,
    level: str | None = None,
    beside: bool = False,
) -> Table:
    """Return the subjects that have a level of that stage: organisations first, level by level, then as lists go.

    `beside` adds what the year shows of each (pledge, initiatives, honours, commendation, discipline).
    """
    now = tally(conn, year, root, stage)
    position = now.organizations.positions()
    chosen = [
        one
        for one in now.counted
        if one.place.sort in sorts and one.place.bucket in LEVELS and level in (None, one.place.bucket)
    ]
    chosen.sort(
        key=lambda one: (
            sorts.index(one.place.sort), LEVELS.index(one.place.bucket), position.get(one.unit, len(position))
        )
    )  # fmt: skip
    posts = _posts(conn, year)
    decisions = {
        (ORGANIZATION if of_organization else MEMBER, number): told
        for number, of_organization, *told in conn.execute(_DECISIONS, (str(year),))
    }
    rows = [_row(one, now.organizations, posts, decisions) for one in chosen]
    columns = [
        Column("group", "Mức", shown=False),
        Column("name", "Họ và tên, tên tổ chức"),
        Column("position", "Chức vụ"),
        Column("organization", "Đơn vị"),
        Column("points", "Điểm", ColumnKind.DECIMAL),
    ]
    if stage == DECIDED:
        columns += [
            Column("decision_number", "Số quyết định", ColumnKind.IDENTIFIER),
            Column("decision_on", "Ngày quyết định", ColumnKind.DATE),
            Column("decided_by", "Cấp quyết định"),
        ]
    if not any(row["points"] is not None for row in rows):
        columns = [column for column in columns if column.key != "points"]
    if beside:
        from dangbo_cli.reports.year_work import year_work

        work = year_work(conn, year)
        columns.append(Column("work", "Trong năm"))
        rows = [{**row, "work": work.say(row["subject"], row["id"])} for row in rows]
    what = " và ".join(_SUBJECTS[sort] for sort in sorts)
    where = f", {root.name}" if root else ""
    title = f"được xếp loại năm {year}" if stage == DECIDED else f"xếp loại năm {year} theo {STAGE_WORDS[stage]}"
    notes = [f"Có {count_text(len(rows))} dòng."]
    waiting = sum(1 for one in now.counted if one.place.sort in sorts) - len(chosen)
    if level is None and waiting:
        notes.append(f"{count_text(waiting)} {what} không có {STAGE_WORDS[stage]}, không đứng ở đây.")
    if stage == DECIDED and any(row["decision_number"] is None for row in rows):
        notes.append("Có dòng chưa ghi số quyết định.")
    return Table(
        "xep-loai-danh-sach", f"Danh sách {what} {title}{where}", columns, rows, notes=notes,
        parameters={"year": year, "organization": root and (root.code or root.name), "stage": stage, "level": level},
        group_by="group",
    )  # fmt: skip


def _posts(conn: sqlite3.Connection, year: int) -> dict[int, str]:
    posts: dict[int, str] = {}
    for member, title, _ in conn.execute(_POSTS, {"day": last_day(year).isoformat()}):
        posts[member] = f"{posts[member]}, {title}" if member in posts else title
    return posts


def _row(
    one: Counted, organizations: Organizations, posts: dict[int, str], decisions: dict[tuple[str, int], list[Any]]
) -> dict[str, Any]:
    number, on, by, points = decisions.get((one.place.sort, one.number), [None] * 4)
    line = [organizations.by_id[one.unit], *organizations.path(one.unit)] if one.unit is not None else []
    if one.place.sort == ORGANIZATION:
        line = line[1:2]
    group = next((o for o in line[1:] if o.id == one.place.group), None)
    return {
        "group": f"{'Đảng viên' if one.place.sort == MEMBER else 'Tổ chức đảng'}: {one.place.bucket}",
        "subject": one.place.sort,
        "id": one.number,
        "name": one.name,
        "position": posts.get(one.number) if one.place.sort == MEMBER else None,
        "organization": ", ".join(o.name for o in (*line[:1], *([group] if group else []))) or None,
        "level": one.place.bucket,
        "points": points,
        "decision_number": number,
        "decision_on": on,
        "decided_by": by,
    }
