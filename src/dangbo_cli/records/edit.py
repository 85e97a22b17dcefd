"""Plan `dv sua`: fields of one member set or cleared by hand.

Columns change in place. Positions and standing are dated: what ends and what begins does so on one day, today
where none is given. Nothing is written where one of the values is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.records.days import require_near
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.fields import Assignment, Kind, Target, of_kind, read_targets
from dangbo_cli.records.people import read_person, refuse_taken
from dangbo_cli.records.positions import PositionPlanner
from dangbo_cli.records.ratings import RatingPlanner
from dangbo_cli.records.readings import Values, read_values
from dangbo_cli.records.refusal import DayRefused
from dangbo_cli.records.standing import StandingPlanner
from dangbo_cli.records.tree import Tree


def plan_edit_member(
    conn: sqlite3.Connection,
    member_id: int,
    assignments: Sequence[Assignment],
    today: date,
    since: date | None = None,
) -> Plan:
    """Return the plan that sets fields of a member; one without changes where all stands so already.

    `assignments` are (field, value) as typed, the value "" clears. `since` is the day on which positions and
    standing change. Raises RecordRefused: RecordUnknown, FieldRefused, ValueRefused, NumberTaken, DayRefused.
    """
    person = read_person(conn, member_id)
    targets = read_targets(assignments)
    if since is not None:
        require_near(since, today)
        if not any(target.kind in (Kind.POSITION, Kind.STANDING) for target, _ in targets):
            raise DayRefused(
                "Ngày hiệu lực chỉ dùng khi sửa chức vụ hoặc trạng thái.", "Hãy bỏ ngày ấy, các trường khác sửa ngay."
            )
    draft = Draft(conn, f"dang-vien sua {member_id}", Entity.MEMBER)
    tree = Tree(conn)
    values = read_values(of_kind(targets, Kind.PLAIN), person.values, today, draft)
    refuse_taken(conn, values, tree, today, member_id)
    for column, value in values.items():
        draft.change(Entity.MEMBER, member_id, member_id, **{column: (person.values[column], value)})
    after: Values = {**person.values, **values}
    plan_dated(
        draft,
        conn,
        member_id,
        person.place_on(since or today),
        targets,
        (person.values["official_on"], after["official_on"]),
        after["admitted_on"],
        today,
        since,
        tree,
        person.moves_after(since or today),
    )
    for target, text in of_kind(targets, Kind.ARRIVAL):
        from dangbo_cli.records.arriving import plan_arrival

        plan_arrival(draft, person, target, text, tree, today)
    return draft.plan


def plan_dated(
    draft: Draft,
    conn: sqlite3.Connection,
    ref: int,
    place: int | None,
    targets: Sequence[tuple[Target, str]],
    official: tuple[Scalar, Scalar],
    admitted: Scalar,
    today: date,
    since: date | None,
    tree: Tree,
    move: tuple[str, int] | None = None,
) -> None:
    """Plan standing, positions and ratings of one person, stored or new, who is at `place` then; `official` is the official
    date before and after, `admitted` the day of admission, `move` when and where she is to move after that."""
    standing = next((text for _, text in of_kind(targets, Kind.STANDING)), None)
    StandingPlanner(draft, conn, ref, today, admitted).plan(standing, *official, since)
    positions = PositionPlanner(draft, conn, ref, place, tree, today, move)
    for target, text in of_kind(targets, Kind.POSITION):
        positions.plan(target, text, since)
    ratings = RatingPlanner(draft, conn, ref, today)
    for target, text in of_kind(targets, Kind.RATING):
        ratings.read(target, text)
    ratings.write()
