"""Counting a year's ratings: everybody in exactly one place, so that every figure adds up and opens into its names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangbo_cli.domain.organization import is_grassroots
from dangbo_cli.domain.rated import DECIDED, PROPOSED, STAGE_WORDS, Rated, RatedMember, RatedOrganization, RatingYear
from dangbo_cli.domain.rating import EXCELLENT, GOOD, LEVELS, NOT_SUBJECT, NOT_YET_RATED
from dangbo_cli.domain.review import MEMBER, ORGANIZATION
from dangbo_cli.domain.review_members import is_new, may_be_unrated
from dangbo_cli.domain.rule_keys import NEW_MEMBER_MONTHS
from dangbo_cli.reports.as_of import Organization, Organizations, percent
from dangbo_cli.reports.entries import bloc_of
from dangbo_cli.reports.rating_year import load_rating_year

UNDECIDED = "Chưa có mức quyết định"
BUCKETS = (*LEVELS, NOT_YET_RATED, NOT_SUBJECT, UNDECIDED)
KEYS = dict(zip(BUCKETS, ("excellent", "good", "done", "not_done", "not_yet", "not_subject", "undecided"), strict=True))
EXEMPT, SUSPENDED, NEW = "Miễn công tác và sinh hoạt đảng", "Đình chỉ sinh hoạt đảng", "Mới kết nạp"
UNKNOWN = "Chưa rõ"


@dataclass(frozen=True, slots=True)
class Counted:
    """One subject and the place it counts in; `why` is the reason why it is not rated, where one is known."""

    sort: str
    subject: Rated
    bucket: str
    why: str | None
    bloc: str
    kind: str
    group: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A year's subjects, each counted once. `proposed`: by the proposed level, as nothing is decided yet or it was
    asked for."""

    year: int
    stage: str
    counted: Sequence[Counted]
    organizations: Organizations

    def of(self, sort: str) -> list[Counted]:
        return [one for one in self.counted if one.sort == sort]


def tally(
    conn: sqlite3.Connection, year: int, root: Organization | None = None, stage: str | None = None, decided_only: bool = False
) -> Tally:
    """Count a year's ratings within an organisation. Without a stage by the decided level; where nothing at all is
    decided yet by the proposed one, unless `decided_only`."""
    loaded = load_rating_year(conn, year, DECIDED, strict=False)
    inside = set(loaded.organizations.below(root.id)) if root else None
    subjects: list[tuple[str, Rated]] = [(MEMBER, one) for one in loaded.year.members]
    subjects += [(ORGANIZATION, one) for one in loaded.year.organizations]
    subjects = [pair for pair in subjects if inside is None or pair[1].unit in inside]
    if stage is None:
        decided = decided_only or any(one.rating.level(DECIDED) for _, one in subjects)
        proposed = any(one.rating.level(PROPOSED) for _, one in subjects)
        stage = DECIDED if decided or not proposed else PROPOSED
    judged = replace(loaded.year, stage=stage)
    return Tally(
        year, stage, [_count(sort, one, judged, loaded.organizations) for sort, one in subjects], loaded.organizations
    )


def _count(sort: str, one: Rated, year: RatingYear, organizations: Organizations) -> Counted:
    bucket, why = _bucket(one, year)
    kind = (one.kind if isinstance(one, RatedOrganization) else None) or UNKNOWN
    group = one.group
    if isinstance(one, RatedOrganization) and not one.is_grassroots:
        group = next((o.id for o in organizations.path(one.number) if is_grassroots(o.kind)), one.group)
    elif isinstance(one, RatedOrganization):
        group = one.number
    return Counted(sort, one, bucket, why, bloc_of(organizations, one.unit) or UNKNOWN, kind, group)


def _bucket(one: Rated, year: RatingYear) -> tuple[str, str | None]:
    """Return where a subject counts: its level at the stage; else why it has none."""
    rating = one.rating
    level = rating.level(year.stage)
    if level is not None:
        return level, None
    if rating.said_not_subject:
        return NOT_SUBJECT, rating.reason or _why(one, year)
    if any(rating.level(stage) for stage in STAGE_WORDS):
        return UNDECIDED, None
    if rating.is_empty and isinstance(one, RatedMember) and may_be_unrated(one, year):
        return NOT_SUBJECT, _why(one, year)
    return NOT_YET_RATED, None


def _why(one: Rated, year: RatingYear) -> str | None:
    if not isinstance(one, RatedMember):
        return None
    if one.activity in ("exempt", "suspended"):
        return EXEMPT if one.activity == "exempt" else SUSPENDED
    months = year.rules.rule(NEW_MEMBER_MONTHS)
    if months is not None and is_new(one.admitted_on, int(months.value), year.day) is not False:
        return NEW
    return None


def figures(counted: Iterable[Counted]) -> dict[str, Any]:
    """Return the figures of some subjects: how many in each place, percentages (of the levels among all rated, of the
    rest among all), and the share of excellent among good and better."""
    counts = Counter(one.bucket for one in counted)
    total, rated = sum(counts.values()), sum(counts[level] for level in LEVELS)
    row: dict[str, Any] = {"total": total, "rated": rated}
    for bucket, key in KEYS.items():
        row[key] = counts[bucket]
        row[f"{key}_percent"] = percent(counts[bucket], rated if bucket in LEVELS else total)
    better = counts[EXCELLENT] + counts[GOOD]
    row["excellent_share"] = percent(counts[EXCELLENT], better) if better else None
    return row


def split(counted: Iterable[Counted], label_of: Callable[[Counted], Any]) -> dict[Any, list[Counted]]:
    """Part subjects by a label, in the order in which the labels first stand."""
    parts: dict[Any, list[Counted]] = {}
    for one in counted:
        parts.setdefault(label_of(one), []).append(one)
    return parts
