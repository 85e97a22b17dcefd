"""The 20 % in each group: of members in a grassroots organisation, of organisations of one kind under one superior.

At a branch it is information, not an excess: the rule counts in the grassroots organisation, and fewer than five in
the base give a limit of zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangbo_cli.domain.ceiling import Ceiling, say_arithmetic, say_reading, work_out
from dangbo_cli.domain.levels import EXCELLENT, GOOD, MEMBER, ORGANIZATION
from dangbo_cli.domain.rated import Rated, RatedMember, RatedOrganization, RatingYear
from dangbo_cli.domain.review import Check, Named, ReviewFinding, Severity, weigh
from dangbo_cli.domain.rule_keys import (
    BASES,
    BY_GRASSROOTS_AND_POST,
    BY_KIND_AND_BLOC,
    CEILING_BASE,
    CEILING_MEMBER_GROUP,
    CEILING_MEMBERS,
    CEILING_ORGANIZATION_GROUP,
    CEILING_ORGANIZATIONS,
    CEILING_ROUNDING,
)
from dangbo_cli.domain.rule_set import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class CeilingGroup:
    """One group in which the share is counted. `of` is the organisation it belongs to, `label` what it is called,
    `waiting` how many of it have no level at the stage that is judged; `binding` False: information only."""

    sort: str
    of: int
    label: str
    subjects: tuple[Rated, ...]
    ceiling: Ceiling
    waiting: int
    rule: Rule
    binding: bool = True
    qualifier: str = ""
    presumed: bool = False


def ceiling_groups(year: RatingYear) -> Iterator[CeilingGroup]:
    """Yield every group of members, every branch, every group of organisations that somebody is rated in."""
    yield from _member_groups(year)
    yield from _branch_groups(year)
    yield from _organization_groups(year)


def review_ceiling(group: CeilingGroup, year: RatingYear) -> ReviewFinding | None:
    """Return the finding of a group that goes over its ceiling; None where it does not."""
    ceiling, rule = group.ceiling, group.rule
    if not ceiling.excess:
        return None
    if not group.binding:
        check, severity = Check.CEILING_BRANCH, Severity.INFORMATION
    elif group.sort == MEMBER:
        check, severity = Check.CEILING_MEMBERS, weigh(rule)
    else:
        # Where one to four are the base, one excellent organisation is one too many: worth knowing, no excess.
        check = Check.CEILING_ORGANIZATIONS
        severity = weigh(rule) if ceiling.applied.limit else Severity.INFORMATION
    people = tuple(
        Named(group.sort, one.number, one.name, EXCELLENT)
        for one in group.subjects
        if one.rating.level(year.stage) == EXCELLENT
    )
    subject = Named(ORGANIZATION, group.of, group.label)
    return ReviewFinding(
        check, severity, say_excess(group, year), subject, group.of, rule, ceiling, people, qualifier=group.qualifier
    )


def say_excess(group: CeilingGroup, year: RatingYear) -> str:
    """Return the whole sentence: n1, n2, the base chosen with its arithmetic, the excess, then the other readings."""
    ceiling = group.ceiling
    who = "đảng viên" if group.sort == MEMBER else "tổ chức"
    applied = ceiling.applied
    parts = [
        f"{group.label}: {ceiling.excellent} {who} «{EXCELLENT}», {ceiling.good} «{GOOD}», {ceiling.rated} được xếp loại "
        f"(theo {year.stage_words} năm {year.year}). Tính trên {BASES[applied.of]}: "
        f"{say_arithmetic(applied, ceiling.rate)}, vượt {applied.excess}."
    ]
    others = [say_reading(r, ceiling.excellent) for r in ceiling.readings if r.of != applied.of]
    parts.append(f"Cách tính khác: {'; '.join(others)}.")
    if group.waiting:
        parts.append(f"Còn {group.waiting} {who} chưa có {year.stage_words}, chưa tính.")
    if group.presumed:
        parts.append("Sổ chưa ghi loại hình của tổ chức này; tạm coi là một tổ chức cơ sở đảng.")
    return " ".join(parts)


def _member_groups(year: RatingYear) -> Iterator[CeilingGroup]:
    rule = year.rules.rule(CEILING_MEMBERS)
    if rule is None:
        return
    by_post = _value(year.rules, CEILING_MEMBER_GROUP) == BY_GRASSROOTS_AND_POST
    groups: dict[tuple[int, bool], list[RatedMember]] = {}
    for one in year.members:
        if one.group is not None:
            groups.setdefault((one.group, by_post and one.on_committee), []).append(one)
    for (number, post), members in groups.items():
        label = year.names.get(number, "")
        if by_post:
            label += ", cấp ủy viên" if post else ", đảng viên không là cấp ủy viên"
        qualifier = ("cap-uy" if post else "dang-vien") if by_post else ""
        group = _group(MEMBER, number, label, members, year, rule, qualifier)
        if group is not None:
            yield group


def _branch_groups(year: RatingYear) -> Iterator[CeilingGroup]:
    rule = year.rules.rule(CEILING_MEMBERS)
    if rule is None:
        return
    branches: dict[int, list[RatedMember]] = {}
    for one in year.members:
        if one.unit is not None and one.unit != one.group:
            branches.setdefault(one.unit, []).append(one)
    for number, members in branches.items():
        above = year.names.get(members[0].group) if members[0].group is not None else None
        label = year.names.get(number, "") + (f" ({above})" if above else "")
        group = _group(MEMBER, number, label, members, year, rule, binding=False)
        if group is not None:
            yield group


def _organization_groups(year: RatingYear) -> Iterator[CeilingGroup]:
    rule = year.rules.rule(CEILING_ORGANIZATIONS)
    if rule is None:
        return
    by_bloc = _value(year.rules, CEILING_ORGANIZATION_GROUP) == BY_KIND_AND_BLOC
    groups: dict[tuple[int, str, str], list[RatedOrganization]] = {}
    for one in year.organizations:
        if one.group is not None and one.kind is not None:
            bloc = (one.bloc or "chưa rõ khối") if by_bloc else ""
            groups.setdefault((one.group, one.kind, bloc), []).append(one)
    for (number, kind, bloc), members in groups.items():
        label = f"{kind} thuộc {year.names.get(number, '')}" + (f", {bloc}" if bloc else "")
        qualifier = "-".join(_slug(word) for word in (kind, bloc) if word)
        group = _group(ORGANIZATION, number, label, members, year, rule, qualifier)
        if group is not None:
            yield group


def _group(
    sort: str, number: int, label: str, subjects: Sequence[Rated], year: RatingYear, rule: Rule, qualifier: str = "",
    binding: bool = True,
) -> CeilingGroup | None:  # fmt: skip
    levels = [one.rating.level(year.stage) for one in subjects]
    known = [level for level in levels if level is not None]
    if not known:
        return None
    holds, rounding = (str(_value(year.rules, key)) for key in (CEILING_BASE, CEILING_ROUNDING))
    waiting = sum(
        1
        for one, level in zip(subjects, levels, strict=True)
        if level is None and not one.rating.said_not_subject and not one.rating.is_empty
    )
    return CeilingGroup(
        sort, number, label, tuple(subjects), work_out(known, float(rule.value), holds, rounding), waiting, rule, binding,
        qualifier, number in year.presumed,
    )  # fmt: skip


def _value(rules: RuleSet, key: str) -> object:
    rule = rules.rule(key)
    return rule.value if rule is not None else {CEILING_BASE: "httnv", CEILING_ROUNDING: "xuong"}.get(key, "")


def _slug(words: str) -> str:
    from dangbo_cli.vietnamese.text import fold

    return "-".join(fold(words).split())
