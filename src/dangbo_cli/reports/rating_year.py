"""What the record holds of a year's rating, as the plain values that the review (`domain.reviewing`) judges."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangbo_cli.domain.kinds import is_grassroots, is_rated
from dangbo_cli.domain.levels import DECIDED, MEMBER, NOT_SUBJECT, ORGANIZATION
from dangbo_cli.domain.rated import Discipline, RatedMember, RatedOrganization, Rating, RatingYear
from dangbo_cli.domain.review import Override
from dangbo_cli.domain.review_members import say_discipline
from dangbo_cli.reports.as_of import PROBATIONARY, Organizations, Scope, covers, load_organizations, people_sql
from dangbo_cli.reports.rating_rules import last_day
from dangbo_cli.reports.rating_tally import grassroots_of
from dangbo_cli.store.rating_rules import rules_of
from dangbo_cli.vietnamese.text import fold

_PEOPLE = """SELECT person.id, m.full_name, person.organization_id, person.activity, person.standing, m.admitted_on,
    m.sort_key FROM person JOIN member m ON m.id = person.id"""
_STAYS = f"SELECT d.member_id FROM member_stay d WHERE d.direction = 'in' AND {covers('d')}"
_OFFICES = f"""SELECT d.member_id, d.title, d.organization_id FROM member_position d
    WHERE d.sphere = 'party' AND d.title <> 'Đảng viên' AND {covers("d")}"""
_LEVELS = {"self_level": "self", "proposed_level": "proposed", "decided_level": "decided"}
_RATINGS = f"""SELECT id, member_id, organization_id, {", ".join(_LEVELS)}, not_rated_reason, employee_level, points,
    absent_months, note FROM rating WHERE period = ?"""
_HISTORY = """SELECT member_id, organization_id, period, decided_level FROM rating
    WHERE decided_level IS NOT NULL AND length(period) = 4 AND period < ?"""
_DISCIPLINES = """SELECT member_id, organization_id, subject_sort, name, form, decision_on FROM discipline
    WHERE CASE WHEN decision_on IS NULL THEN period = :year ELSE substr(decision_on, 1, 4) = :year END ORDER BY id"""
_COMMENDATIONS = """SELECT member_id, organization_id, subject_sort, name, form, content FROM commendation
    WHERE period = ? ORDER BY id"""
_REDECIDED = """SELECT c.record_id, json_extract(c.fields, '$.decided_level[0]'), json_extract(c.fields, '$.decided_level[1]')
    FROM change c WHERE c.entity = 'rating' AND c.action = 'update' AND json_extract(c.fields, '$.decided_level[0]') IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM batch u WHERE u.undoes = c.batch_id)
    AND (SELECT b.undoes FROM batch b WHERE b.id = c.batch_id) IS NULL ORDER BY c.id"""
_ILL = re.compile(
    r"\b(?:(?:nghi )?om(?: dau)?|(?:nghi|chua|bi|dieu tri) benh(?! vien))\b[^\d;]{0,30}?(\d{1,2}(?:[.,]\d)?) ?thang\b"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A year's rating with the organisations it is read against and what somebody let stand."""

    year: RatingYear
    organizations: Organizations
    overrides: Mapping[str, Override]


def read_overrides(conn: sqlite3.Connection, year: int) -> dict[str, Override]:
    rows = conn.execute(
        "SELECT finding, reason, made_on FROM rating_override WHERE period = ? ORDER BY id", (str(year),)
    )
    return {finding: Override(reason, made_on) for finding, reason, made_on in rows}


def load_rating_year(conn: sqlite3.Connection, year: int, stage: str = DECIDED) -> Loaded:
    """Read everybody who is rated in a year. Raises NoRules."""
    rules = rules_of(conn, year)
    day = last_day(year)
    organizations = load_organizations(conn, day)
    groups, presumed = grassroots_of(organizations)
    ratings = _ratings(conn, year)
    disciplines = conn.execute(_DISCIPLINES, {"year": str(year)}).fetchall()
    history = _history(conn, year)
    commended = _commendations(conn, year)
    members = _members(conn, organizations, groups, ratings, history, disciplines, commended)
    return Loaded(
        RatingYear(
            rules,
            day,
            members,
            _organizations(conn, organizations, ratings, history, disciplines, members, commended),
            {number: one.name for number, one in organizations.by_id.items()},
            stage,
            presumed,
        ),
        organizations,
        read_overrides(conn, year),
    )


def _ratings(conn: sqlite3.Connection, year: int) -> dict[tuple[str, int], Rating]:
    grades: dict[int, list[tuple[str, str]]] = {}
    for rating, criterion, grade in conn.execute(
        "SELECT c.rating_id, c.criterion, c.grade FROM rating_criterion c JOIN rating r ON r.id = c.rating_id"
        " WHERE r.period = ? AND c.grade IS NOT NULL ORDER BY c.id",
        (str(year),),
    ):
        grades.setdefault(rating, []).append((criterion, grade))
    before = {rating: was for rating, was, now in conn.execute(_REDECIDED) if was != now}
    found: dict[tuple[str, int], Rating] = {}
    for number, member, organization, *levels, reason, employee, points, absent, note in conn.execute(
        _RATINGS, (str(year),)
    ):
        key = (MEMBER, member) if member is not None else (ORGANIZATION, organization)
        noted = _absent(note, reason) if absent is None else None
        found[key] = Rating(
            {stage: level for stage, level in zip(_LEVELS.values(), levels, strict=True) if level is not None},
            reason or (note if NOT_SUBJECT in levels else None),  # remarks beside it say why
            employee,
            points,
            absent if noted is None else noted,
            noted is not None,
            tuple(grades.get(number, ())),
            before.get(number),
        )
    return found


def _absent(*texts: str | None) -> float | None:
    """Return the months of illness that a note states in words («nghỉ ốm 4 tháng»)."""
    for text in texts:
        if text and (found := _ILL.search(fold(text))):
            return float(found[1].replace(",", "."))
    return None


def _history(conn: sqlite3.Connection, year: int) -> dict[tuple[str, int], dict[int, str]]:
    found: dict[tuple[str, int], dict[int, str]] = {}
    for member, organization, period, level in conn.execute(_HISTORY, (str(year),)):
        key = (MEMBER, member) if member is not None else (ORGANIZATION, organization)
        found.setdefault(key, {})[int(period)] = level
    return found


def _members(
    conn: sqlite3.Connection,
    organizations: Organizations,
    groups: Mapping[int, int],
    ratings: Mapping[tuple[str, int], Rating],
    history: Mapping[tuple[str, int], dict[int, str]],
    disciplines: list[Any],
    commended: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[RatedMember, ...]:
    scope = Scope(organizations.day)
    day = {"day": organizations.day.isoformat()}
    staying = {row[0] for row in conn.execute(_STAYS, day)}
    officers = {row[0] for row in conn.execute(_OFFICES, day)}
    decisions: dict[int, list[Discipline]] = {}
    for member, _, _, _, form, decided_on in disciplines:
        if member is not None:
            decisions.setdefault(member, []).append(Discipline(form, decided_on))
    position = organizations.positions()
    rows = conn.execute(f"WITH {people_sql(scope)} {_PEOPLE}", scope.values).fetchall()
    rows.sort(key=lambda row: (position[row[2]], row[6], row[0]))
    nothing = Rating()
    return tuple(
        RatedMember(
            number, name, place, groups.get(place), ratings.get((MEMBER, number), nothing),
            tuple(decisions.get(number, ())), history.get((MEMBER, number), {}),
            commended.get((MEMBER, number), ()), activity, standing == PROBATIONARY,
            admitted_on, number in staying, number in officers,
        )
        for number, name, place, activity, standing, admitted_on, _ in rows
    )  # fmt: skip


def _organizations(
    conn: sqlite3.Connection,
    organizations: Organizations,
    ratings: Mapping[tuple[str, int], Rating],
    history: Mapping[tuple[str, int], dict[int, str]],
    disciplines: list[Any],
    members: tuple[RatedMember, ...],
    commended: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[RatedOrganization, ...]:
    own, people = _collective_disciplines(disciplines), {one.number: one for one in members}
    committee: dict[int, list[str]] = {}
    for member, title, where in conn.execute(_OFFICES, {"day": organizations.day.isoformat()}):
        one = people.get(member)
        at = where if where is not None else one.unit if one else None
        if one is not None and at is not None:
            committee.setdefault(at, []).extend(f"{title} {one.name}: {say_discipline(d)}" for d in one.disciplines)
    found = []
    for number, _ in organizations.walk():
        this = organizations.by_id[number]
        if not this.present or not is_rated(this.kind):
            continue
        below = [
            f"{organizations.by_id[n].name}: {say_discipline(d)}"
            for n in organizations.below(number)[1:]
            for d in own.get(n, ())
        ]
        found.append(
            RatedOrganization(
                number, this.name, number, this.parent, ratings.get((ORGANIZATION, number), Rating()),
                tuple(own.get(number, ())), history.get((ORGANIZATION, number), {}),
                commended.get((ORGANIZATION, number), ()), this.kind, this.bloc,
                this.founded_on, is_grassroots(this.kind), tuple(below), tuple(dict.fromkeys(committee.get(number, ()))),
            )
        )  # fmt: skip
    return tuple(found)


def _collective_disciplines(disciplines: list[Any]) -> dict[int, list[Discipline]]:
    """Return the decisions about Party organisations themselves: a collective that has a name of its own is none."""
    own: dict[int, list[Discipline]] = {}
    for member, organization, sort, name, form, decided_on in disciplines:
        if member is None and sort == "Tập thể" and not name:
            own.setdefault(organization, []).append(Discipline(form, decided_on))
    return own


def _commendations(conn: sqlite3.Connection, year: int) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the commendations of a year in words, of members and of Party organisations themselves."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for member, organization, sort, name, form, content in conn.execute(_COMMENDATIONS, (str(year),)):
        if member is None and (sort != "Tập thể" or name):
            continue
        key = (MEMBER, member) if member is not None else (ORGANIZATION, organization)
        found[key] = (*found.get(key, ()), ": ".join(part for part in (form, content) if part))
    return found
