"""Whom an entry of the year's work is about: a member, somebody or something known by name alone, an organisation."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, Ref, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.places import Spell, place_counted
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.records.draft import Draft, read_rows, row_text
from dangbo_cli.records.people import say_person
from dangbo_cli.records.refusal import PlaceRefused, ValueRefused
from dangbo_cli.records.tree import Tree

COLLECTIVE, PERSON = "Tập thể", "Cá nhân"
#: What an entry says of its person besides who it is.
_OF_THE_PERSON = ("position", "unit", "party_member", "is_head")
#: What a pledge says that its person did: she handed it in, it was reviewed with her, she fulfilled it.
_DONE_BY_PERSON = ("handed_in", "handed_in_on", "approved", "approved_on", "midyear_review", "yearend_review", "result")
KEPT_OF_ANOTHER = cause(
    "kept_of_another",
    Level.NOTE,
    "Ghi theo người cũ",
    "Vẫn giữ như đang ghi cho người cũ: {detail}.",
    "Nếu người mới không như vậy, hãy sửa luôn trong lệnh này.",
)
Values = dict[str, Scalar]


class Whom(NamedTuple):
    """What a new entry is about: a member, or somebody or something known by name alone, in an organisation (of a member
    None: where she was on the day of the entry); without both the organisation itself."""

    organization: int | None = None
    member: int | None = None
    name: str | None = None
    collective: bool = False


def say_whom(conn: sqlite3.Connection, form: Form, whom: Whom, today: date) -> str:
    """Return whom a new entry is about where its fields would not tell: a member among namesakes, whoever is rated."""
    if whom.member is not None:
        return say_person(conn, whom.member, Tree(conn), today)
    if form.about is Subject.RATED and whom.organization is not None:
        return Tree(conn).full_label(whom.organization)
    return ""


def place_of(conn: sqlite3.Connection, form: Form, member: int, values: Values, today: date) -> int:
    """Return the organisation in which an entry about a member counts: where she was on its own date, else at the end of
    its year (today while the year goes on), or when she left in that year. Raises PlaceRefused where no place of that day is
    known."""
    rows = read_rows(conn, Entity.MEMBER_PLACE, "member_id", member)
    spells: list[Spell] = [
        (row_text(row, "valid_from"), row_text(row, "valid_to"), int(str(row["organization_id"]))) for row in rows
    ]
    own = next((str(values[key]) for key in form.dated_by if values.get(key) is not None), None)
    year = str(values["period"])[:4]
    place = place_counted(spells, own, year, today.isoformat())
    if place is None:
        said = f"ngày {format_date(own)}" if own else f"năm {year}"
        (name,) = conn.execute("SELECT full_name FROM member WHERE id = ?", (member,)).fetchone()
        raise PlaceRefused(f"Chưa rõ {name} (số {member}) sinh hoạt ở đâu {said}.", "Thêm --don-vi MÃ.")
    return place


def owner_of(form: Form, whom: Whom) -> Ref | None:
    if form.about is not Subject.RATED:
        return None
    return whom.member if whom.member is not None else whom.organization


def subject_of(form: Form, member: bool) -> Entity:
    if form.about is Subject.RATED:
        return Entity.MEMBER if member else Entity.ORGANIZATION
    return Entity(form.entity)


def columns_of(form: Form, whom: Whom) -> Values:
    """Return the columns that say what an entry is about."""
    if form.about is None:
        return {}
    if form.about is Subject.RATED:
        return {"member_id": whom.member} if whom.member is not None else {"organization_id": whom.organization}
    if form.about is Subject.ORGANIZATION:
        return {"organization_id": whom.organization}
    sort = COLLECTIVE if whom.collective or (whom.member is None and whom.name is None) else PERSON
    return {"subject_sort": sort, "member_id": whom.member, "organization_id": whom.organization, "name": whom.name}


def stored_subject(form: Form, stored: Mapping[str, Scalar]) -> Whom:
    """Return what a stored entry is about."""
    number = {
        key: value if isinstance(value := stored.get(key), int) else None for key in ("organization_id", "member_id")
    }
    named = form.about is Subject.ANYONE and stored.get("name") is not None
    return Whom(
        number["organization_id"],
        number["member_id"],
        str(stored["name"]) if named else None,
        stored.get("subject_sort") == COLLECTIVE,
    )


def moved_to(
    conn: sqlite3.Connection, form: Form, whom: Whom, stored: Values, values: Values, draft: Draft, today: date
) -> Values:
    """Return the columns by which an entry goes over to another subject, with the place of a member on the day of the
    entry where none is named; say what else the entry tells of its former person. Raises PlaceRefused, ValueRefused."""
    if form.about is Subject.RATED and (whom.member is None) != (stored["member_id"] is None):
        raise ValueRefused(
            "member_id",
            "Xếp loại của đảng viên và của tổ chức đảng là hai loại mục khác nhau, không đổi sang nhau được.",
            f"Thêm mục đúng bằng «dangbo {form.kind} them …».",
        )
    if form.about is Subject.ANYONE and whom.member is not None and whom.organization is None:
        whom = whom._replace(organization=place_of(conn, form, whom.member, {**stored, **values}, today))
    after = columns_of(form, whom)
    if any(after.get(key) != stored.get(key) for key in ("member_id", "name")):
        titles = {f.key: f.title for f in form.stored}
        kept = [
            f"{titles[key].lower()} «{_told(key, stored[key])}»"
            for key in (*_OF_THE_PERSON, *(_DONE_BY_PERSON if form.entity == Entity.PLEDGE else ()))
            if key in titles and key not in values and stored.get(key) is not None
        ]
        if form.entity == Entity.PLEDGE:
            items = read_rows(conn, Entity.PLEDGE_ITEM, "pledge_id", int(str(stored["id"])))
            kept += [f"việc cam kết «{item['what']}»" for item in items]
        if kept:
            draft.note(KEPT_OF_ANOTHER, ", ".join(kept))
    return after


def _told(key: str, value: Scalar) -> str | None:
    return format_date(str(value)) if key.endswith("_on") else str(value)
