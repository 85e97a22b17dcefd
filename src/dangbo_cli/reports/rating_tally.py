"""Counting a year's ratings: everybody in exactly one place, so that every figure adds up and opens into its names.

Read apart from the review (`rating_year`): a clerk waits for this answer, and most people need only their level.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dangbo_cli.domain.eligibility import Case, is_new, may_be_unrated
from dangbo_cli.domain.kinds import SUPERIOR, is_grassroots, is_rated
from dangbo_cli.domain.levels import (
    DECIDED,
    EXCELLENT,
    GOOD,
    LEVELS,
    MEMBER,
    NOT_SUBJECT,
    NOT_YET_RATED,
    ORGANIZATION,
    PROPOSED,
    RATINGS,
    SELF,
    STAGE_WORDS,
)
from dangbo_cli.domain.rule_keys import NEW_MEMBER_MONTHS
from dangbo_cli.domain.rule_set import NoRules, RuleSet
from dangbo_cli.reports.as_of import (
    PROBATIONARY,
    Organization,
    Organizations,
    Scope,
    covers,
    load_organizations,
    people_sql,
    percent,
)
from dangbo_cli.reports.rating_rules import last_day
from dangbo_cli.store.rating_rules import rules_of

UNDECIDED = "Chưa có mức quyết định"
BUCKETS = (*RATINGS, UNDECIDED)
KEYS = dict(zip(BUCKETS, ("excellent", "good", "done", "not_done", "not_yet", "not_subject", "undecided"), strict=True))
EXEMPT, SUSPENDED, NEW = "Miễn công tác và sinh hoạt đảng", "Đình chỉ sinh hoạt đảng", "Mới kết nạp"
UNKNOWN = "Chưa rõ"
_STAGES = (SELF, PROPOSED, DECIDED)
_LEVELS = "r.self_level, r.proposed_level, r.decided_level, r.not_rated_reason"
#: Only of somebody without a level or a reason does it matter who she is.
_OPEN = f"""r.not_rated_reason IS NULL AND (coalesce(r.self_level, r.proposed_level, r.decided_level) IS NULL
    OR '{NOT_SUBJECT}' IN (r.self_level, r.proposed_level, r.decided_level))"""
_STAYING = (
    f"EXISTS (SELECT 1 FROM member_stay d WHERE d.member_id = person.id AND d.direction = 'in' AND {covers('d')})"
)
_PERSON = f"""person.organization_id, {_LEVELS}, CASE WHEN {_OPEN} THEN person.activity END,
    CASE WHEN {_OPEN} THEN person.standing END, CASE WHEN {_OPEN} THEN {_STAYING} END"""
_RATED = "person LEFT JOIN rating r ON r.member_id = person.id AND r.period = :period"
_BY_NAME = f"""SELECT {_PERSON}, CASE WHEN {_OPEN} THEN m.admitted_on END, person.id, m.full_name
    FROM {_RATED} JOIN member m ON m.id = person.id"""
_IN_NUMBERS = f"""SELECT {_PERSON}, CASE WHEN {_OPEN} THEN (SELECT m.admitted_on FROM member m WHERE m.id = person.id) END,
    count(*) FROM {_RATED} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9"""
_ORGANIZATIONS = (
    f"SELECT r.organization_id, {_LEVELS} FROM rating r WHERE r.organization_id IS NOT NULL AND r.period = ?"
)


class Place(NamedTuple):
    """Where a subject counts: a member («dv») or an organisation («tc») of a grassroots organisation, a bloc, a kind
    (of organisations), by its level or why it has none; `why` is the reason, where one is known."""

    sort: str
    group: int | None
    bloc: str
    kind: str
    bucket: str
    why: str | None


class Counted(NamedTuple):
    """One subject and the place it counts in; `unit` is the organisation it stands under on lists."""

    place: Place
    number: int
    name: str
    unit: int | None


Places = Mapping[Place, int]
"""How many count in each place."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A year's subjects, each counted once, by the levels of `stage`."""

    year: int
    stage: str
    counted: Sequence[Counted]
    organizations: Organizations


@dataclass(frozen=True, slots=True)
class Counts:
    """How many count in each place, members («dv») and organisations («tc») apart, by the levels of `stage`."""

    stage: str
    places: Mapping[str, Places]
    organizations: Organizations


def tally(
    conn: sqlite3.Connection,
    year: int,
    root: Organization | None = None,
    stage: str | None = None,
    decided_only: bool = False,
) -> Tally:
    """Count a year's ratings within an organisation, each subject by name. Without a stage by the decided level; where
    nothing at all is decided yet by the proposed one, unless `decided_only`."""
    read = _read(conn, _BY_NAME, year, root, stage, decided_only)
    counted = [Counted(read.counter.member(*told), number, name, told[0]) for *told, number, name in read.people]
    counted += [
        Counted(place, number, read.organizations.by_id[number].name, number)
        for place, number in read.of_organizations()
    ]
    return Tally(year, read.counter.stage, counted, read.organizations)


def count_ratings(
    conn: sqlite3.Connection,
    year: int,
    root: Organization | None = None,
    stage: str | None = None,
    decided_only: bool = False,
) -> Counts:
    """Count as `tally` does, in numbers alone: SQLite adds up who is alike, so that nobody is looked at twice."""
    read = _read(conn, _IN_NUMBERS, year, root, stage, decided_only)
    places: dict[str, dict[Place, int]] = {MEMBER: {}, ORGANIZATION: {}}
    for *told, count in read.people:
        place = read.counter.member(*told)
        places[MEMBER][place] = places[MEMBER].get(place, 0) + count
    for place, _ in read.of_organizations():
        places[ORGANIZATION][place] = places[ORGANIZATION].get(place, 0) + 1
    return Counts(read.counter.stage, places, read.organizations)


class _Read(NamedTuple):
    """Who is counted: rows of people, the levels of organisations, and what says where each counts."""

    people: list[Any]
    rated: Mapping[int, Sequence[str | None]]
    inside: Sequence[int]
    organizations: Organizations
    counter: _Counter

    def of_organizations(self) -> Iterator[tuple[Place, int]]:
        """Yield the place and the number of each organisation that is rated."""
        nothing = (None, None, None, None)
        for number in self.inside:
            one = self.organizations.by_id[number]
            if one.present and is_rated(one.kind):
                yield self.counter.organization(number, *self.rated.get(number, nothing)), number


def _read(
    conn: sqlite3.Connection,
    people_asked: str,
    year: int,
    root: Organization | None,
    stage: str | None,
    decided_only: bool,
) -> _Read:
    organizations = load_organizations(conn, last_day(year))
    inside = organizations.below(root.id) if root else [number for number, _ in organizations.walk()]
    scope = Scope(organizations.day, set(inside) if root else None)
    people = conn.execute(f"WITH {people_sql(scope)} {people_asked}", {**scope.values, "period": str(year)}).fetchall()
    rated = {number: levels for number, *levels in conn.execute(_ORGANIZATIONS, (str(year),))}
    if stage is None:
        levels = [row[1:4] for row in people] + [rated[number] for number in inside if number in rated]
        some = any(one[2] in _LEVEL_SET for one in levels)
        stage = DECIDED if decided_only or some or not any(one[1] in _LEVEL_SET for one in levels) else PROPOSED
    return _Read(people, rated, inside, organizations, _Counter(organizations, stage, _rules(conn, year)))


def has_levels(conn: sqlite3.Connection, year: int, stage: str) -> bool:
    """Say whether a year has any level of this stage."""
    asked = f"SELECT 1 FROM rating WHERE period = ? AND {stage}_level IS NOT NULL LIMIT 1"
    return conn.execute(asked, (str(year),)).fetchone() is not None


_LEVEL_SET = frozenset(LEVELS)


def _rules(conn: sqlite3.Connection, year: int) -> RuleSet:
    """Return the year's rules; of a year that has none, rules that ask nothing."""
    try:
        return rules_of(conn, year)
    except NoRules:
        return RuleSet(year, "", (), {}, ())


class _Counter:
    """Says of each subject where it counts."""

    def __init__(self, organizations: Organizations, stage: str, rules: RuleSet) -> None:
        self.stage = stage
        self._organizations = organizations
        self._rules = rules
        self._places: dict[tuple[int | None, str, str | None], Place] = {}
        self._known: dict[tuple[str | None, ...], tuple[str, str | None]] = {}
        self._groups, _ = grassroots_of(organizations)

    def member(
        self, unit: int | None, own: str | None, proposed: str | None, decided: str | None, reason: str | None,
        activity: str | None, standing: str | None, stays_here: int | None, admitted_on: str | None,
    ) -> Place:  # fmt: skip
        """Return where a member of `unit` counts. What comes after the reason is known only where it matters."""
        told = own, proposed, decided, reason
        bucket, why = self._bucket(told)
        if bucket == NOT_YET_RATED or (bucket == NOT_SUBJECT and why is None):
            case = Case(activity, standing == PROBATIONARY, admitted_on, bool(stays_here))
            may = may_be_unrated(case, self._rules, self._organizations.day)
            if bucket == NOT_SUBJECT or (may and not any(told)):
                bucket, why = NOT_SUBJECT, self._why(case)
        key = unit, bucket, why
        place = self._places.get(key)
        if place is None:
            group = self._groups.get(unit) if unit is not None else None
            place = Place(MEMBER, group, self._organizations.bloc(unit) or UNKNOWN, UNKNOWN, bucket, why)
            self._places[key] = place
        return place

    def organization(self, number: int, *told: str | None) -> Place:
        """Return where an organisation counts."""
        bucket, why = self._bucket(told)
        kind = self._organizations.by_id[number].kind or UNKNOWN
        return Place(
            ORGANIZATION, self._groups.get(number), self._organizations.bloc(number) or UNKNOWN, kind, bucket, why
        )

    def _bucket(self, told: tuple[str | None, ...]) -> tuple[str, str | None]:
        """Return where the levels put a subject: its level at the stage, else why it has none."""
        known = self._known.get(told)
        if known is None:
            known = self._known[told] = bucket_of(told, self.stage)
        return known

    def _why(self, case: Case) -> str | None:
        if case.activity in ("exempt", "suspended"):
            return EXEMPT if case.activity == "exempt" else SUSPENDED
        months = self._rules.rule(NEW_MEMBER_MONTHS)
        if months is not None and is_new(case.admitted_on, int(months.value), self._organizations.day) is not False:
            return NEW
        return None


def bucket_of(told: Sequence[str | None], stage: str) -> tuple[str, str | None]:
    """Return where what is told of a subject (its levels in the order of the stages, its reason) puts it at a stage: its
    level there, else why it has none; with the reason."""
    *levels, reason = told
    level = levels[_STAGES.index(stage)]
    if level in _LEVEL_SET:
        return str(level), None
    if level == NOT_YET_RATED:
        return NOT_YET_RATED, reason
    if reason or NOT_SUBJECT in levels:
        return NOT_SUBJECT, reason
    return (NOT_YET_RATED if _LEVEL_SET.isdisjoint(levels) else UNDECIDED), None


def grassroots_of(organizations: Organizations) -> tuple[dict[int, int], frozenset[int]]:
    """Return the grassroots organisation of each organisation, and which of these are presumed: nobody on the line is
    known to be one, so the highest below the superior is taken."""
    groups: dict[int, int] = {}
    presumed: set[int] = set()
    for number, one in organizations.by_id.items():
        line = [one, *organizations.path(number)]
        sure = next((o.id for o in line if is_grassroots(o.kind)), None)
        if sure is None:
            lower = [o for o in line if o.kind != SUPERIOR]
            if not lower:
                continue
            sure = lower[-1].id
            presumed.add(sure)
        groups[number] = sure
    return groups, frozenset(presumed)


def figures(places: Places) -> dict[str, Any]:
    """Return the figures of some places: how many at each level, percentages (of the levels among all rated, of the
    rest among all; None of nothing), and the share of excellent among good and better."""
    counts = dict.fromkeys(BUCKETS, 0)
    for place, count in places.items():
        counts[place.bucket] += count
    total, rated = sum(counts.values()), sum(counts[level] for level in LEVELS)
    row: dict[str, Any] = {"total": total, "rated": rated}
    for bucket, key in KEYS.items():
        row[key] = counts[bucket]
        whole = rated if bucket in _LEVEL_SET else total
        row[f"{key}_percent"] = percent(counts[bucket], whole) if whole else None
    better = counts[EXCELLENT] + counts[GOOD]
    row["excellent_share"] = percent(counts[EXCELLENT], better) if better else None
    return row


def bucket_words(bucket: str, stage: str) -> str:
    """Return the words of a bucket where levels of `stage` are counted: «Chưa có mức tự nhận»."""
    return f"Chưa có {STAGE_WORDS[stage]}" if bucket == UNDECIDED else bucket


def split(places: Places, label_of: Callable[[Place], Any]) -> dict[Any, Places]:
    """Part places by a label, in the order in which the labels first stand."""
    parts: dict[Any, dict[Place, int]] = {}
    for place, count in places.items():
        parts.setdefault(label_of(place), {})[place] = count
    return dict(parts)
