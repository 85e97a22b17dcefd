"""What a review asks of each member and each organisation alone: who is rated and should not be, who is rated above
what is allowed, who is not rated and nobody says why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangbo_cli.domain.eligibility import is_new, may_be_unrated, says
from dangbo_cli.domain.levels import (
    DECIDED,
    DONE,
    EXCELLENT,
    GOOD,
    LEVELS,
    MEMBER,
    NOT_DONE,
    NOT_SUBJECT,
    NOT_YET_RATED,
    STAGE_WORDS,
)
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.rated import Discipline, Rated, RatedMember, RatedOrganization, RatingYear
from dangbo_cli.domain.review import Check, Named, ReviewFinding, Severity, weigh
from dangbo_cli.domain.rule_keys import (
    CRITERIA_DONE,
    CRITERIA_EXCELLENT,
    CRITERIA_GOOD,
    DISCIPLINE_HIGHEST,
    EMPLOYEE_EXCELLENT,
    EMPLOYEE_GOOD,
    EXEMPT_RATED,
    GRADES,
    ILL_HIGHEST,
    ILL_MONTHS,
    NEW_MEMBER_MONTHS,
    NEW_MEMBER_REVIEWED,
    POINTS_DONE,
    POINTS_EXCELLENT,
    POINTS_GOOD,
    PROBATIONARY_RATED,
    RESULT_EXCELLENT,
    RESULT_GOOD,
    STAY_RATED_AT_HOME,
    SUSPENDED_RATED,
    YEARS_EXCELLENT,
    YEARS_NOT_DONE,
)
from dangbo_cli.domain.rule_set import Rule
from dangbo_cli.vietnamese.text import fold

_FOR_EXCELLENT = re.compile(r"\b(?:hoan thanh xuat sac|htxs(?:nv)?)\b")
_FAR_APART = 2  # levels between two stages that are worth a look


def review_member(one: RatedMember, year: RatingYear) -> Iterator[ReviewFinding]:
    """Yield what there is to say about one member."""
    rules, level = year.rules, one.rating.level(year.stage)
    about = name_member(one, level)
    if level is not None:
        yield from _rated_without_right(one, level, about, year)
        yield from _above_allowed(one, level, about, year)
    yield from review_levels(one, level, about, year)
    if level is None:
        yield from _discipline(one, None, about, year)
    if (reason := one.rating.reason) is not None:
        yield from _reason(one, reason, about, year)
    expected = not may_be_unrated(one.case, rules, year.day)
    if expected and one.rating.reason is None and NOT_SUBJECT in one.rating.levels.values() and level is None:
        yield ReviewFinding(
            Check.UNRATED, Severity.WARNING,
            f"{say_who(one, year)} được ghi «{NOT_SUBJECT}» năm {rules.year}, không ghi lý do.", about, one.unit,
        )  # fmt: skip
    if is_unrated(one) and expected:
        yield ReviewFinding(
            Check.UNRATED, Severity.WARNING,
            f"{say_who(one, year)} chưa có xếp loại năm {rules.year}, cũng không ghi lý do.", about, one.unit,
        )  # fmt: skip


def name_member(one: Rated, level: str | None = None) -> Named:
    return Named(MEMBER, one.number, one.name, level)


def is_unrated(one: Rated) -> bool:
    """Say whether a subject has no level at any stage, and no reason why."""
    levels = set(one.rating.levels.values())
    return not one.rating.reason and (not levels or levels == {NOT_YET_RATED})


def say_who(one: Rated, year: RatingYear) -> str:
    """Return «Lò Văn An (Chi bộ 1, Đảng bộ Sở Thử)»: many branches are called alike."""
    line = dict.fromkeys(number for number in (one.unit, one.group) if number is not None)
    places = [year.names[number] for number in line if number in year.names and not _is_itself(one, number)]
    return f"{one.name} ({', '.join(places)})" if places else one.name


def _is_itself(one: Rated, number: int) -> bool:
    return isinstance(one, RatedOrganization) and one.number == number


def _finding(check: Check, rule: Rule | None, sentence: str, one: Rated, about: Named) -> ReviewFinding:
    return ReviewFinding(check, weigh(rule), sentence, about, one.unit, rule)


def _rated_without_right(one: RatedMember, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    rules, who = year.rules, say_who(one, year)
    tail = f"nhưng {year.stage_words} năm {rules.year} là «{level}»"
    for activity, key, check, words in (
        ("exempt", EXEMPT_RATED, Check.EXEMPT, "được miễn công tác và sinh hoạt đảng"),
        ("suspended", SUSPENDED_RATED, Check.SUSPENDED, "bị đình chỉ sinh hoạt đảng"),
    ):
        if one.activity == activity and says(rules, key, False):
            yield _finding(check, rules.rule(key), f"{who} {words}, {tail}.", one, about)
    if one.probationary and says(rules, PROBATIONARY_RATED, False):
        rule = rules.rule(PROBATIONARY_RATED)
        yield _finding(Check.PROBATIONARY, rule, f"{who} là đảng viên dự bị, {tail}.", one, about)
    if one.stays_here and says(rules, STAY_RATED_AT_HOME, True):
        rule = rules.rule(STAY_RATED_AT_HOME)
        yield _finding(
            Check.STAY, rule,
            f"{who} chỉ sinh hoạt tạm thời ở đây, {tail}; nơi sinh hoạt chính thức mới xếp loại.", one, about,
        )  # fmt: skip
    rule = rules.rule(NEW_MEMBER_MONTHS)
    if rule is None or one.admitted_on is None:
        return
    new = is_new(one.admitted_on, int(rule.value), year.day)
    said = f"{who} vào Đảng {_when(one.admitted_on)}"
    if new:
        reviewed = ", chỉ phải kiểm điểm" if says(rules, NEW_MEMBER_REVIEWED, True) else ""
        yield _finding(
            Check.NEW_MEMBER, rule,
            f"{said}, đến {format_date(year.day.isoformat())} chưa đủ {rule.said}{reviewed}, {tail}.", one, about,
        )  # fmt: skip
    elif new is None:
        yield ReviewFinding(
            Check.NEW_MEMBER, Severity.NOT_JUDGED,
            f"{said}: chưa rõ ngày, nên chưa xét được đã đủ {rule.said} hay chưa.", about, one.unit, rule,
        )  # fmt: skip


def _when(iso: str) -> str:
    return f"{('năm', 'tháng', 'ngày')[iso.count('-')]} {format_date(iso)}"


def _above(level: str, highest: str) -> bool:
    return LEVELS.index(level) < LEVELS.index(highest)


def _above_allowed(one: RatedMember, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    rules, who = year.rules, say_who(one, year)
    yield from _discipline(one, level, about, year)
    months, highest = rules.rule(ILL_MONTHS), rules.rule(ILL_HIGHEST)
    absent = one.rating.absent_months
    limit = float(months.value) if months is not None else 0.0
    if months and highest and absent is not None and absent >= limit and _above(level, str(highest.value)):
        long = f"{absent:g} tháng".replace(".", ",") + (" (theo ghi chú)" if one.rating.absence_noted else "")
        yield _finding(
            Check.ILL, months,
            f"{who} nghỉ ốm {long} trong năm {rules.year} nhưng xếp loại «{level}»; nghỉ từ {months.said} thì không quá "
            f"«{highest.value}».", one, about,
        )  # fmt: skip
    yield from _employee(one, level, about, year)


def _employee(one: RatedMember, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    mine = one.rating.employee_level
    if mine not in LEVELS:
        return
    rule = year.rules.rule({EXCELLENT: EMPLOYEE_EXCELLENT, GOOD: EMPLOYEE_GOOD}.get(level, ""))
    if rule is not None and not _above(mine, str(rule.value)) and mine != rule.value:
        yield _finding(
            Check.EMPLOYEE, rule,
            f"{say_who(one, year)} xếp loại «{level}» nhưng xếp loại công chức, viên chức chỉ «{mine}»; phải từ "
            f"«{rule.value}».", one, about,
        )  # fmt: skip


def disciplines_of(one: Rated, year: int) -> list[Discipline]:
    """Return the decisions of that year; one whose date is not known counts in the year it was entered for."""
    return [d for d in one.disciplines if d.decided_on is None or d.decided_on.startswith(str(year))]


def say_discipline(one: Discipline) -> str:
    """Return «cảnh cáo ngày 12/05/2022»."""
    form = one.form[:1].lower() + one.form[1:]
    return f"{form} {_when(one.decided_on)}" if one.decided_on else form


def _discipline(one: RatedMember, level: str | None, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    found = disciplines_of(one, year.year)
    if not found:
        return
    said = f"{say_who(one, year)} bị kỷ luật trong năm {year.year} ({'; '.join(map(say_discipline, found))})"
    rule = year.rules.rule(DISCIPLINE_HIGHEST)
    if level is None:
        yield ReviewFinding(
            Check.DISCIPLINE, Severity.NOT_JUDGED, f"{said}; chưa có {year.stage_words} để xét.", about, one.unit, rule
        )
    elif rule is None:
        yield ReviewFinding(
            Check.DISCIPLINE, Severity.INFORMATION,
            f"{said}, {year.stage_words} là «{level}»; bộ quy định năm {year.year} của chương trình không nêu mức giới hạn.",
            about, one.unit,
        )  # fmt: skip
    elif _above(level, str(rule.value)):
        yield _finding(
            Check.DISCIPLINE, rule,
            f"{said} nhưng {year.stage_words} là «{level}»; không được cao hơn «{rule.value}».", one, about,
        )  # fmt: skip


def _reason(one: RatedMember, reason: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    key = fold(reason)
    against = None
    if "mien" in key and one.activity != "exempt":
        against = "sổ không ghi người này được miễn sinh hoạt"
    elif "dinh chi" in key and one.activity != "suspended":
        against = "sổ không ghi người này bị đình chỉ sinh hoạt"
    elif "ket nap" in key and one.admitted_on is not None:
        rule = year.rules.rule(NEW_MEMBER_MONTHS)
        if rule is not None and is_new(one.admitted_on, int(rule.value), year.day) is False:
            against = f"sổ ghi vào Đảng {_when(one.admitted_on)}, đã đủ {rule.said}"
    if against:
        yield ReviewFinding(
            Check.REASON, Severity.INFORMATION,
            f"{say_who(one, year)} không xếp loại vì «{reason}», nhưng {against}.", about, one.unit,
        )  # fmt: skip


def review_levels(one: Rated, level: str | None, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    """Yield what the levels themselves say: against points and criteria, against one another, over the years."""
    rating, who = one.rating, say_who(one, year)
    if level is not None:
        yield from _points(one, level, about, year)
        yield from _criteria(one, level, about, year)
    if rating.decided_before is not None:
        yield ReviewFinding(
            Check.TWICE, Severity.WARNING,
            f"{who} đã có mức quyết định năm {year.year} là «{rating.decided_before}», sau đó được ghi lại thành "
            f"«{rating.levels.get('decided') or 'chưa có mức'}».", about, one.unit,
        )  # fmt: skip
    decided = rating.level(DECIDED)
    if decided is not None and rating.reason and NOT_SUBJECT not in rating.levels.values():
        yield ReviewFinding(
            Check.REASON_BESIDE, Severity.WARNING,
            f"{who} có mức quyết định năm {year.year} là «{decided}», lại có lý do không xếp loại «{rating.reason}»; chỉ một "
            "trong hai đúng.", about, one.unit,
        )  # fmt: skip
    held = [(stage, rating.level(stage)) for stage in STAGE_WORDS]
    ranks = [LEVELS.index(found) for _, found in held if found is not None]
    if ranks and max(ranks) - min(ranks) >= _FAR_APART:
        said = ", ".join(f"{STAGE_WORDS[stage]} «{found}»" for stage, found in held if found is not None)
        yield ReviewFinding(Check.STAGES, Severity.INFORMATION, f"{who}: {said}.", about, one.unit)
    yield from _commended(one, level, about, year)
    yield from _years(one, level, about, year)


def _commended(one: Rated, level: str | None, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    """Yield a commendation for an excellent year where the level says otherwise; a diploma is no proof of a rating."""
    told = [words for words in one.commended if _FOR_EXCELLENT.search(fold(words))]
    if told and level is not None and level != EXCELLENT:
        yield ReviewFinding(
            Check.COMMENDED, Severity.INFORMATION,
            f"{say_who(one, year)} được khen năm {year.year} ({'; '.join(told)}) nhưng {year.stage_words} là «{level}».",
            about, one.unit,
        )  # fmt: skip


def _points(one: Rated, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    limits = [(key, year.rules.rule(key)) for key in (POINTS_EXCELLENT, POINTS_GOOD, POINTS_DONE)]
    rules = [rule for _, rule in limits if rule is not None]
    if one.rating.points is None or len(rules) < len(limits):
        return
    deserved = next((n for n, rule in enumerate(rules) if one.rating.points >= float(rule.value)), len(rules))
    if LEVELS.index(level) != deserved:
        rule = rules[min(deserved, LEVELS.index(level), len(rules) - 1)]
        points = f"{one.rating.points:g}".replace(".", ",")
        yield _finding(
            Check.POINTS, rule,
            f"{say_who(one, year)} được {points} điểm, ứng với «{LEVELS[deserved]}», nhưng {year.stage_words} là "
            f"«{level}».", one, about,
        )  # fmt: skip


def _criteria(one: Rated, level: str, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    asked = {EXCELLENT: (RESULT_EXCELLENT, CRITERIA_EXCELLENT), GOOD: (RESULT_GOOD, CRITERIA_GOOD),
             DONE: (CRITERIA_DONE, CRITERIA_DONE)}.get(level)  # fmt: skip
    if asked is None:
        return
    of_results, of_others = (year.rules.rule(key) for key in asked)
    for rule, wanted in ((of_results, True), (of_others, False)):
        if rule is None:
            continue
        low = [
            f"{criterion}: {grade}"
            for criterion, grade in one.rating.grades
            if ("ket qua" in fold(criterion)) is wanted
            and grade in GRADES
            and GRADES.index(grade) > GRADES.index(str(rule.value))
        ]
        if low:
            yield _finding(
                Check.CRITERIA, rule,
                f"{say_who(one, year)} xếp loại «{level}» nhưng có tiêu chí dưới «{rule.value}» ({'; '.join(low)}).",
                one, about,
            )  # fmt: skip


def _years(one: Rated, level: str | None, about: Named, year: RatingYear) -> Iterator[ReviewFinding]:
    if level not in (EXCELLENT, NOT_DONE):
        return
    rule = year.rules.rule(YEARS_EXCELLENT if level == EXCELLENT else YEARS_NOT_DONE)
    if rule is None or years_running(one, level, year.year) < int(rule.value):
        return
    who, many = say_who(one, year), int(rule.value)
    if level == EXCELLENT:
        yield ReviewFinding(
            Check.EXCELLENT_YEARS, Severity.INFORMATION,
            f"{who} «{EXCELLENT}» {many} năm liền ({year.year - many + 1}–{year.year}): xem xét đề nghị khen thưởng.",
            about, one.unit, rule,
        )  # fmt: skip
    else:
        yield ReviewFinding(
            Check.NOT_DONE_YEARS, Severity.INFORMATION,
            f"{who} «{NOT_DONE}» {many} năm liền ({year.year - many + 1}–{year.year}): cấp ủy xem xét.",
            about, one.unit, rule, department_only=True,
        )  # fmt: skip


def years_running(one: Rated, level: str, year: int) -> int:
    """Return for how many years up to `year`, which has that level, it was decided without a gap."""
    count = 1
    while one.history.get(year - count) == level:
        count += 1
    return count
