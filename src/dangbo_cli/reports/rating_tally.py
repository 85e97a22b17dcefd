"""Counting a year's ratings: everybody in exactly one place, so that every figure adds up and opens into its names.

Read apart from the review (`rating_year`): a clerk waits for this answer, and most people need only their level.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dangbo_cli.domain.eligibility import Case, is_new, may_be_unrated
from dangbo_cli.domain.kinds import GROUP, SUPERIOR, is_grassroots
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
    SELF,
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
from dangbo_cli.reports.rating_rules import last_day, rules_of

UNDECIDED = "Chưa có mức quyết định"
BUCKETS = (*LEVELS, NOT_YET_RATED, NOT_SUBJECT, UNDECIDED)
KEYS = dict(zip(BUCKETS, ("excellent", "good", "done", "not_done", "not_yet", "not_subject", "undecided"), strict=True))
EXEMPT, SUSPENDED, NEW = "Miễn công tác và sinh hoạt đảng", "Đình chỉ sinh hoạt đảng", "Mới kết nạp"
UNKNOWN = "Chưa rõ"
_STAGES = (SELF, PROPOSED, DECIDED)
_LEVELS = "r.self_level, r.proposed_level, r.decided_level, r.not_rated_reason"
_MEMBERS = f"""SELECT person.id, m.full_name, person.organization_id, person.activity, person.standing, m.admitted_on,
    {_LEVELS}
    FROM person JOIN member m ON m.id = person.id LEFT JOIN rating r ON r.member_id = person.id AND r.period = :period"""
_STAYS = f"SELECT d.member_id FROM member_stay d WHERE d.direction = 'in' AND {covers('d')}"
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

    def places(self) -> dict[str, Places]:
        """Return how many count in each place, members and organisations apart."""
        parts: dict[str, dict[Place, int]] = {MEMBER: {}, ORGANIZATION: {}}
        for place, count in Counter(one[0] for one in self.counted).items():
            parts[place.sort][place] = count
        return dict(parts)


def tally(
    conn: sqlite3.Connection,
    year: int,
    root: Organization | None = None,
    stage: str | None = None,
    decided_only: bool = False,
) -> Tally:
    """Count a year's ratings within an organisation. Without a stage by the decided level; where nothing at all is
    decided yet by the proposed one, unless `decided_only`."""
    organizations = load_organizations(conn, last_day(year))
    inside = set(organizations.below(root.id)) if root else None
    scope = Scope(organizations.day, inside)
    people = conn.execute(f"WITH {people_sql(scope)} {_MEMBERS}", {**scope.values, "period": str(year)}).fetchall()
    rated = {
        row[0]: row[1:] for row in conn.execute(_ORGANIZATIONS, (str(year),)) if inside is None or row[0] in inside
    }
    if stage is None:
        proposed = [row[-3] for row in people] + [levels[1] for levels in rated.values()]
        decided = [row[-2] for row in people] + [levels[2] for levels in rated.values()]
        some = not _LEVEL_SET.isdisjoint(decided)
        stage = DECIDED if decided_only or some or _LEVEL_SET.isdisjoint(proposed) else PROPOSED
    staying = {row[0] for row in conn.execute(_STAYS, {"day": organizations.day.isoformat()})}
    counter = _Counter(organizations, stage, _rules(conn, year), staying)
    counted = [counter.member(*row) for row in people]
    nothing = (None, None, None, None)
    counted += [
        counter.organization(number, *rated.get(number, nothing))
        for number in (organizations.below(root.id) if root else [n for n, _ in organizations.walk()])
        if organizations.by_id[number].present and organizations.by_id[number].kind not in (SUPERIOR, GROUP)
    ]
    return Tally(year, stage, counted, organizations)


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

    def __init__(self, organizations: Organizations, stage: str, rules: RuleSet, staying: Collection[int]) -> None:
        self._organizations = organizations
        self._at = _STAGES.index(stage)
        self._rules = rules
        self._staying = staying
        self._places: dict[tuple[int | None, str, str | None], Place] = {}
        self._known: dict[tuple[str | None, ...], tuple[str, str | None]] = {}
        self._groups, _ = grassroots_of(organizations)
        self._blocs = _blocs(organizations)

    def member(
        self, number: int, name: str, unit: int | None, activity: str | None, standing: str | None,
        admitted_on: str | None, *told: str | None,
    ) -> Counted:  # fmt: skip
        bucket, why = self._bucket(told)
        if bucket == NOT_YET_RATED or (bucket == NOT_SUBJECT and why is None):
            case = Case(activity, standing == PROBATIONARY, admitted_on, number in self._staying)
            may = may_be_unrated(case, self._rules, self._organizations.day)
            if bucket == NOT_SUBJECT or (may and not any(told)):
                bucket, why = NOT_SUBJECT, self._why(case)
        key = unit, bucket, why
        place = self._places.get(key)
        if place is None:
            group = self._groups.get(unit) if unit is not None else None
            place = Place(MEMBER, group, self._blocs.get(unit, UNKNOWN), UNKNOWN, bucket, why)
            self._places[key] = place
        return Counted(place, number, name, unit)

    def organization(self, number: int, *told: str | None) -> Counted:
        one = self._organizations.by_id[number]
        bucket, why = self._bucket(told)
        kind = one.kind or UNKNOWN
        place = Place(ORGANIZATION, self._groups.get(number), self._blocs[number], kind, bucket, why)
        return Counted(place, number, one.name, number)

    def _bucket(self, told: tuple[str | None, ...]) -> tuple[str, str | None]:
        """Return where the levels put a subject: its level at the stage, else why it has none."""
        known = self._known.get(told)
        if known is None:
            known = self._known[told] = self._read(told)
        return known

    def _read(self, told: Sequence[str | None]) -> tuple[str, str | None]:
        *levels, reason = told
        level = levels[self._at]
        if level in _LEVEL_SET:
            return str(level), None
        if level == NOT_YET_RATED:
            return NOT_YET_RATED, reason
        if reason or NOT_SUBJECT in levels:
            return NOT_SUBJECT, reason
        return (NOT_YET_RATED if _LEVEL_SET.isdisjoint(levels) else UNDECIDED), None

    def _why(self, case: Case) -> str | None:
        if case.activity in ("exempt", "suspended"):
            return EXEMPT if case.activity == "exempt" else SUSPENDED
        months = self._rules.rule(NEW_MEMBER_MONTHS)
        if months is not None and is_new(case.admitted_on, int(months.value), self._organizations.day) is not False:
            return NEW
        return None


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


def _blocs(organizations: Organizations) -> dict[int | None, str]:
    """Return each organisation's bloc: its own, else that of the nearest one above that has any."""
    blocs: dict[int | None, str] = {None: UNKNOWN}
    for number, _ in organizations.walk():
        one = organizations.by_id[number]
        blocs[number] = one.bloc or blocs.get(one.parent, UNKNOWN)
    return blocs


def figures(places: Places) -> dict[str, Any]:
    """Return the figures of some places: how many at each level, percentages (of the levels among all rated, of the
    rest among all), and the share of excellent among good and better."""
    counts = dict.fromkeys(BUCKETS, 0)
    for place, count in places.items():
        counts[place.bucket] += count
    total, rated = sum(counts.values()), sum(counts[level] for level in LEVELS)
    row: dict[str, Any] = {"total": total, "rated": rated}
    for bucket, key in KEYS.items():
        row[key] = counts[bucket]
        row[f"{key}_percent"] = percent(counts[bucket], rated if bucket in _LEVEL_SET else total)
    better = counts[EXCELLENT] + counts[GOOD]
    row["excellent_share"] = percent(counts[EXCELLENT], better) if better else None
    return row


def split(places: Places, label_of: Callable[[Place], Any]) -> dict[Any, Places]:
    """Part places by a label, in the order in which the labels first stand."""
    parts: dict[Any, dict[Place, int]] = {}
    for place, count in places.items():
        parts.setdefault(label_of(place), {})[place] = count
    return dict(parts)
