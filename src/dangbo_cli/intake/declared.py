"""The numbers of members that the list of organisations declares, against those of the record after the import.

The totals that a list of people states itself are `intake.totals`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable

from dangbo_cli.domain.change import Entity, Plan, RecordChange, Ref, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import Members, PersonRow
from dangbo_cli.store.history import last_writers

DECLARED_DIFFERS = cause(
    "declared_differs", Level.NOTE, "Số đảng viên khai khác số trong sổ, ở các đơn vị có danh sách trong lần nhập này",
    "Danh sách tổ chức khai {value} có {detail}.",
)  # fmt: skip


def name_declared(
    plan: Plan,
    conn: sqlite3.Connection | None,
    planned: Iterable[RecordChange],
    lists: Collection[tuple[Ref, str | None]],
    found: Iterable[Match],
    members: Members,
    directory: Directory,
    today: str,
) -> None:
    """Say where the number of members that the organisation list states is not the record's after this import; only of
    units whose full list the call has read. `planned` are the changes of organisations, `lists` tell whose, and the day
    (ISO) of the list, on which they are counted (None: `today`). A number that the organisation list states of a day of
    its own is compared on that day too: who came or went since is no difference."""
    if not lists:
        return
    declared = _declared(planned, conn)
    days: dict[Ref, str] = {}
    for unit, dated in lists:
        if unit in declared:
            days[unit] = max(days.get(unit, ""), dated or today)
    if not days:
        return
    new = [match.rows[0] for match in found if match.member is None and not match.leaves]
    starts = _starts(plan)
    counts: dict[str, Counter[Ref]] = {}

    def count(unit: Ref, day: str) -> int:
        if day not in counts:
            counted_here = counts[day] = Counter()
            added = [
                row.organization
                for row in new
                if (row.text("admitted_on") or "")[: len(day)] <= day and (not starts or _start(row, starts) <= day)
            ]
            for place, many in Counter([*_held(plan, members, day), *added]).items():
                for upper in directory.line(place):
                    counted_here[upper] += many
        return counts[day][unit]

    off = {unit: day for unit, day in sorted(days.items()) if count(unit, day) != declared[unit]}
    for unit, own in _days_declared(plan, conn, planned, off).items():
        if count(unit, own) == declared[unit]:
            del off[unit]
        else:
            off[unit] = own
    for unit, day in off.items():
        then = "" if day == today else f" tính đến {format_date(day)}"
        said = f"{declared[unit]} đảng viên, sổ sau lần nhập này có {count(unit, day)}{then}"
        name = directory.say(unit)
        plan.notes.append(Note(DECLARED_DIFFERS, say(Finding(DECLARED_DIFFERS, said), name), value=name))


def _days_declared(
    plan: Plan, conn: sqlite3.Connection | None, planned: Iterable[RecordChange], units: Collection[Ref]
) -> dict[Ref, str]:
    """Return the day (ISO) of the list that states the number of each unit's members, where its title says one."""
    if not units:
        return {}
    days: dict[Ref, str | None] = {}
    stored = [unit for unit in units if unit > 0]
    if conn is not None and stored:
        dates = dict(conn.execute("SELECT id, dated FROM source").fetchall())
        for unit, written in last_writers(conn, Entity.ORGANIZATION, stored).items():
            writer = written.get("declared_members")
            days[unit] = None if writer is None or writer.source is None else dates[writer.source]
    for change in planned:
        if change.entity is change.subject and "declared_members" in change.fields:
            source = change.fields["declared_members"].source
            days[change.record] = None if source is None else plan.sources[source].dated
    return {unit: day for unit, day in days.items() if unit in units and day is not None}


def _starts(plan: Plan) -> dict[tuple[int | None, str], str]:
    """Return the days (ISO) from which new people are where they are, by the source and cell that tells them."""
    return {
        (since.source, since.cell): str(since.after)
        for change in plan.changes
        if change.entity is Entity.MEMBER_PLACE and change.subject_record < 0
        if (since := change.fields.get("valid_from")) is not None
    }


def _start(row: PersonRow, starts: dict[tuple[int | None, str], str]) -> str:
    """Return the day from which the person of a row is there, "" for always."""
    note = row.values.get("note")
    return "" if note is None else starts.get((row.source, note[1]), "")


def _held(plan: Plan, members: Members, day: str) -> list[Ref]:
    """Return where each member that the record has will be on a day (ISO, may be partial), after the plan."""
    left = {ref for ref in members.left if ref in members.all and members.is_out(members.all[ref], day)}
    moved: dict[Ref, Scalar] = {}
    for change in plan.changes if members.all else ():
        since = change.fields.get("valid_from")
        if since is not None and since.after is not None and str(since.after) > day:
            if change.entity is Entity.MEMBER_PLACE and "organization_id" not in change.fields:
                moved[change.subject_record] = None  # she came there later than was known
            continue
        if change.entity is Entity.MEMBER_ACTIVITY and "activity" in change.fields:
            (left.add if change.fields["activity"].after == "left" else left.discard)(change.subject_record)
        elif change.entity is Entity.MEMBER_PLACE and change.subject_record > 0 and "organization_id" in change.fields:
            moved[change.subject_record] = change.fields["organization_id"].after
    held = (
        moved.get(member.ref, members.place_on(member, day))
        for member in members.all.values()
        if member.ref > 0 and member.ref not in left and (member.text("admitted_on") or "")[: len(day)] <= day
    )
    return [place for place in held if isinstance(place, int)]


def _declared(planned: Iterable[RecordChange], conn: sqlite3.Connection | None) -> dict[Ref, int]:
    """Return the stated numbers of members, as they stand after the plan."""
    stated: dict[Ref, int] = {}
    if conn is not None:
        stated.update(
            conn.execute("SELECT id, declared_members FROM organization WHERE declared_members IS NOT NULL").fetchall()
        )
    for change in planned:
        if change.entity is change.subject and "declared_members" in change.fields:
            after = change.fields["declared_members"].after
            if isinstance(after, int):
                stated[change.record] = after
    return stated
