"""Plan `dv them`: one new member in an organisation."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.records.days import require_near
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.edit import plan_dated
from dangbo_cli.records.fields import Assignment, Kind, of_kind, read_targets
from dangbo_cli.records.lookalikes import look_alikes
from dangbo_cli.records.people import namesakes_elsewhere, namesakes_here, refuse_known, refuse_taken, say_person
from dangbo_cli.records.readings import read_values
from dangbo_cli.records.refusal import FieldRefused, ValueRefused
from dangbo_cli.records.tree import Tree

IN_COMMITTEE = cause(
    "member_in_committee",
    Level.NOTE,
    "Đảng viên chưa vào chi bộ nào",
    "{value} có {detail} tổ chức trực thuộc, mà đảng viên sinh hoạt ở chi bộ.",
    "Khi biết chi bộ, hãy gõ mã của chi bộ ấy, hoặc chuyển sau bằng «dangbo dang-vien chuyen …».",
)
SAME_NAME_HERE = cause(
    "same_name_here",
    Level.NOTE,
    "Đã có người cùng họ tên trong đơn vị",
    "Đơn vị này đã có người cùng họ tên: {detail}.",
    "Nếu là một người, hãy sửa bằng «dangbo dang-vien sua …» thay vì thêm mới.",
)
SAME_PERSON_ELSEWHERE = cause(
    "same_person_elsewhere",
    Level.NOTE,
    "Có người cùng họ tên, ngày sinh ở nơi khác",
    "Sổ đã có người cùng họ tên, ngày sinh ở tổ chức khác: {detail}.",
    "Nếu là một người, hãy chuyển sinh hoạt bằng «dangbo dang-vien chuyen …» thay vì thêm mới.",
)
SAME_NAME_ELSEWHERE = cause(
    "same_name_elsewhere",
    Level.NOTE,
    "Có người cùng họ tên ở nơi khác",
    "Không có ngày sinh để phân biệt với người cùng họ tên ở tổ chức khác: {detail}.",
    "Nếu là một người, hãy chuyển sinh hoạt bằng «dangbo dang-vien chuyen …» thay vì thêm mới; nếu không, hãy ghi thêm ngày sinh.",
)
LOOKS_LIKE_HERE = cause(
    "looks_like_here",
    Level.NOTE,
    "Rất giống một người trong đơn vị",
    "Đơn vị này đã có người rất giống: {detail}.",
    "Nếu là một người, hãy sửa bằng «dangbo dang-vien sua …» thay vì thêm mới.",
)
_MOST_NAMED = 3


def plan_add_member(
    conn: sqlite3.Connection,
    organization_id: int,
    assignments: Sequence[Assignment],
    today: date,
    since: date | None = None,
) -> Plan:
    """Return the plan that adds a member to an organisation.

    `assignments` are (field, value) as typed; the name is required. Her place, positions and standing begin on
    `since`, else have no start: she counts from her admission. Raises RecordRefused:
    RecordUnknown, PlaceRefused, FieldRefused, ValueRefused, NumberTaken, AlreadyKnown, DayRefused.
    """
    tree = Tree(conn)
    place = tree.require_holding(organization_id)
    if since is not None:
        require_near(since, today)
        tree.require_founded(organization_id, since)
    targets = [(target, text) for target, text in read_targets(assignments) if text]
    if not any(target.key == "full_name" for target, _ in targets):
        raise ValueRefused("full_name", "Chưa có họ và tên của người cần thêm.", 'Hãy ghi thêm "ho ten=…".')
    if of_kind(targets, Kind.ARRIVAL):
        raise FieldRefused("Khi thêm người mới, ngày đến sinh hoạt không ghi ở đây.", "Hãy ghi bằng --ngay NGÀY.")
    draft = Draft(conn, "dang-vien them", Entity.MEMBER)
    values = read_values(of_kind(targets, Kind.PLAIN), {}, today, draft)
    refuse_taken(conn, values, tree, today)
    if branches := len(tree.children(organization_id)):
        draft.note(IN_COMMITTEE, str(branches), place.label)
    name = str(values["full_name"])
    here = namesakes_here(conn, values, organization_id, tree, today)
    for number in here:
        draft.note(SAME_NAME_HERE, say_person(conn, number, tree, today, name))
    for number in refuse_known(conn, values, organization_id, tree, today):
        draft.note(SAME_PERSON_ELSEWHERE, say_person(conn, number, tree, today, name))
    for number, likeness in look_alikes(conn, values, organization_id, tree, here)[:_MOST_NAMED]:
        told = f"{say_person(conn, number, tree, today)}: {likeness.words}"
        draft.note(LOOKS_LIKE_HERE, told)
    if alike := namesakes_elsewhere(conn, values, organization_id, tree, today):
        named = "; ".join(say_person(conn, number, tree, today, name) for number in alike[:_MOST_NAMED])
        more = len(alike) - _MOST_NAMED
        draft.note(SAME_NAME_ELSEWHERE, f"{named} và {more} người nữa" if more > 0 else named)
    ref = draft.create(Entity.MEMBER, None, **values)
    draft.create(
        Entity.MEMBER_PLACE,
        ref,
        member_id=ref,
        organization_id=organization_id,
        valid_from=since.isoformat() if since else None,
    )
    official = (None, values.get("official_on"))
    admitted = values.get("admitted_on")
    plan_dated(draft, conn, ref, organization_id, targets, official, admitted, today, since, tree)
    return draft.plan
