"""What a review asks of each organisation: rated too early, rated above what discipline allows, not rated."""

from __future__ import annotations

from collections.abc import Iterator

from dangbo_cli.domain.eligibility import is_new
from dangbo_cli.domain.levels import EXCELLENT, GOOD, ORGANIZATION
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.rated import RatedOrganization, RatingYear
from dangbo_cli.domain.review import Check, Named, ReviewFinding, Severity, weigh
from dangbo_cli.domain.review_members import (
    disciplines_of,
    is_unrated,
    review_levels,
    say_discipline,
    say_who,
)
from dangbo_cli.domain.rule_keys import (
    DISCIPLINE_COLLECTIVE_EXCELLENT,
    DISCIPLINE_COLLECTIVE_GOOD,
    NEW_ORGANIZATION_MONTHS,
)


def review_organization(one: RatedOrganization, year: RatingYear, expected: bool) -> Iterator[ReviewFinding]:
    """Yield what there is to say about one organisation; `expected`: the record has ratings of organisations, so
    that a missing one is worth a word."""
    level = one.rating.level(year.stage)
    about = Named(ORGANIZATION, one.number, one.name, level)
    months = year.rules.rule(NEW_ORGANIZATION_MONTHS)
    new = months is not None and is_new(one.founded_on, int(months.value), year.day)
    if level is not None:
        if new and months is not None:
            yield ReviewFinding(
                Check.NEW_ORGANIZATION, weigh(months),
                f"{say_who(one, year)} thành lập {format_date(one.founded_on)}, đến {format_date(year.day.isoformat())} chưa đủ "
                f"{months.said}, nhưng {year.stage_words} năm {year.year} là «{level}».", about, one.number, months,
            )  # fmt: skip
        yield from _discipline(one, level, about, year)
    yield from review_levels(one, level, about, year)
    if expected and is_unrated(one) and new is False:
        yield ReviewFinding(
            Check.UNRATED, Severity.WARNING, f"{say_who(one, year)} chưa có xếp loại năm {year.year}, cũng không ghi lý do.",
            about, one.number,
        )  # fmt: skip


def _discipline(one: RatedOrganization, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    key = {EXCELLENT: DISCIPLINE_COLLECTIVE_EXCELLENT, GOOD: DISCIPLINE_COLLECTIVE_GOOD}.get(level)
    rule = year.rules.rule(key) if key else None
    if rule is None or rule.value:
        return
    own = [f"chính tổ chức này: {say_discipline(d)}" for d in disciplines_of(one, year.year)]
    found = [*own, *one.disciplined_below, *one.disciplined_committee]
    if found:
        yield ReviewFinding(
            Check.COLLECTIVE, weigh(rule),
            f"{say_who(one, year)} xếp loại «{level}» năm {year.year}, nhưng trong năm có kỷ luật ({'; '.join(found)}).",
            about, one.number, rule,
        )  # fmt: skip
