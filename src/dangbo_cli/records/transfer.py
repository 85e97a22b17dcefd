"""Plan `dv chuyen`: a member moves to another organisation inside the Đảng bộ.

The place she is in ends on the day (the first it no longer covers), the next begins on it; so every answer as of
an earlier day stays what it was. Party positions held in the organisations she leaves end with it.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.transfer import Fate, Post
from dangbo_cli.records.days import require_later, require_near
from dangbo_cli.records.draft import Draft, row_number, row_text
from dangbo_cli.records.people import Person, add_note, read_person, refuse_left
from dangbo_cli.records.positions import end_and_tell, held_positions, note_typed_secretary
from dangbo_cli.records.rating_years import note_counted_otherwise
from dangbo_cli.records.refusal import PlaceRefused
from dangbo_cli.records.tree import Tree

BRANCH_UNKNOWN = cause(
    "branch_unknown",
    Level.NOTE,
    "Chưa rõ chi bộ",
    "{value} có {detail} tổ chức trực thuộc; nên ghi rõ chi bộ nơi đến.",
)
PLACE_WAS_UNKNOWN = cause(
    "place_was_unknown",
    Level.NOTE,
    "Chưa có nơi sinh hoạt trước đó",
    "Sổ chưa ghi nơi sinh hoạt nào của {value}, nên nơi mới được ghi mà không kèm ngày bắt đầu.",
)
PLACE_CORRECTED = cause(
    "place_corrected",
    Level.NOTE,
    "Sửa nơi đến của lần chuyển cùng ngày",
    "{value} đến {detail} cũng trong ngày ấy, nên nơi ấy được sửa lại thay vì kết thúc.",
)


def plan_transfer(
    conn: sqlite3.Connection,
    member_id: int,
    organization_id: int,
    day: date,
    today: date,
    note: str | None = None,
) -> Plan:
    """Return the plan that moves a member on `day`; `note` is added to what her record notes.

    Raises RecordRefused: RecordUnknown; PlaceRefused for the same place, for a committee that holds no members
    and for somebody who has left; DayRefused for a day before the current place began, before the admission or the
    organisation's founding, or more than a month ahead.
    """
    person = read_person(conn, member_id)
    tree = Tree(conn)
    tree.require_holding(organization_id)
    refuse_left(conn, person)
    require_near(day, today)
    require_later(person, day, tree, "ngày chuyển")
    tree.require_founded(organization_id, day)
    if person.place == organization_id and person.places[-1]["valid_to"] is None:
        raise PlaceRefused(f"{person.name} đang sinh hoạt ở {tree.full_label(organization_id)} rồi.")
    draft = Draft(conn, f"dang-vien chuyen {member_id}", Entity.MEMBER)
    move_to(draft, person, organization_id, day.isoformat(), tree)
    if person.place is not None:
        end_positions(draft, conn, person, organization_id, day, tree)
        left = set(tree.line(person.place)) - set(tree.line(organization_id))
        note_typed_secretary(draft, conn, person.name, left, tree)
    note_branches(draft, tree, organization_id)
    note_counted_otherwise(draft, conn, person.name, day)
    add_note(draft, person, note)
    return draft.plan


def move_to(draft: Draft, person: Person, organization: int, day: str, tree: Tree) -> None:
    """Close the place she is in and open the next; a place that began the same day is corrected instead."""
    if not person.places:
        draft.note(PLACE_WAS_UNKNOWN, "", person.name)
        draft.create(Entity.MEMBER_PLACE, person.id, member_id=person.id, organization_id=organization)
        return
    last = person.places[-1]
    if last["valid_to"] is None and row_text(last, "valid_from") == day and person.place is not None:
        draft.note(PLACE_CORRECTED, tree.full_label(person.place), person.name)
        moved = (person.place, organization)
        draft.change(Entity.MEMBER_PLACE, row_number(last), person.id, organization_id=moved)
        return
    if last["valid_to"] is None:
        draft.change(Entity.MEMBER_PLACE, row_number(last), person.id, valid_to=(None, day))
    draft.create(Entity.MEMBER_PLACE, person.id, member_id=person.id, organization_id=organization, valid_from=day)


def note_branches(draft: Draft, tree: Tree, organization: int) -> None:
    """Say where a member comes to an organisation that has branches: which of them is not known yet."""
    below = tree.children(organization)
    if below:
        draft.note(BRANCH_UNKNOWN, str(len(below)), tree.node(organization).label)


def end_positions(
    draft: Draft, conn: sqlite3.Connection, person: Person, organization: int, day: date, tree: Tree
) -> None:
    """End what she holds in the organisations that she leaves: those above the old place but not the new one."""
    left = set(tree.line(person.place or 0)) - set(tree.line(organization))
    for row in held_positions(conn, person.id, day.isoformat()):
        where = row["organization_id"]
        if row["sphere"] != "party":
            continue
        post = Post(str(row["title"]), where if isinstance(where, int) else None, row_text(row, "valid_from"))
        fate = post.fate(left, day.isoformat())
        if fate is Fate.STAYS:
            draft.note(fate.value, str(person.id), post.title)
        elif fate is not None:
            end_and_tell(draft, row, person.id, day, tree.full_label(post.organization or 0), "ngày chuyển")
