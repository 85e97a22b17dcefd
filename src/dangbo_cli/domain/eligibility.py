"""Who is rated in a year and who need not be, on its cut-off day, by the year's figures (each with its
regulation in `domain/rule_sets`)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.partial_dates import add_months, earliest, latest
from dangbo_cli.domain.rule_keys import (
    EXEMPT_RATED,
    NEW_MEMBER_MONTHS,
    PROBATIONARY_RATED,
    STAY_RATED_AT_HOME,
    SUSPENDED_RATED,
)
from dangbo_cli.domain.rule_set import RuleSet


class Case(NamedTuple):
    """What decides whether a member is rated. `activity` is «exempt», «suspended» or else; `stays_here`: the official
    place is elsewhere; `admitted_on` an ISO date, maybe partial."""

    activity: str | None = None
    probationary: bool = False
    admitted_on: str | None = None
    stays_here: bool = False


def may_be_unrated(case: Case, rules: RuleSet, day: date) -> bool:
    """Say whether the rules let this member go without a rating (also where a partial date leaves it open)."""
    return why_unrated(case, rules, day) is not None


def why_unrated(case: Case, rules: RuleSet, day: date) -> str | None:
    """Return why the rules let this member go without a rating, as words after a name; None where they do not."""
    if case.activity == "exempt" and says(rules, EXEMPT_RATED, False):
        return "được miễn sinh hoạt"
    if case.activity == "suspended" and says(rules, SUSPENDED_RATED, False):
        return "bị đình chỉ sinh hoạt"
    if case.probationary and says(rules, PROBATIONARY_RATED, False):
        return "dự bị"
    if case.stays_here and says(rules, STAY_RATED_AT_HOME, True):
        return "sinh hoạt tạm thời"
    months = rules.rule(NEW_MEMBER_MONTHS)
    if months is not None and is_new(case.admitted_on, int(months.value), day) is not False:
        return "mới kết nạp"
    return None


def is_new(since: str | None, months: int, day: date) -> bool | None:
    """Say whether less than `months` months have passed on `day`; None where a partial date leaves it open."""
    if since is None or int(since[:4]) + months // 12 + 1 < day.year:  # plainly long ago: most people
        return False
    first, last = (add_months(of(since), months) > day for of in (earliest, latest))
    return first if first == last else None


def says(rules: RuleSet, key: str, value: bool) -> bool:
    """Say whether a figure of the rules has this value; False where they have no such figure."""
    rule = rules.rule(key)
    return rule is not None and rule.value is value
