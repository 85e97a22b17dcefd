"""The review of a year's rating: every question asked of everybody, in the order in which a clerk wants to read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from dangbo_cli.domain.eligibility import why_unrated
from dangbo_cli.domain.levels import ORGANIZATION
from dangbo_cli.domain.rated import RatedMember, RatedOrganization, RatingYear
from dangbo_cli.domain.review import Check, Named, ReviewFinding, Severity
from dangbo_cli.domain.review_ceilings import ceiling_groups, review_ceiling
from dangbo_cli.domain.review_members import is_unrated, name_member, review_member
from dangbo_cli.domain.review_organizations import review_organization

_ORDER = {check: place for place, check in enumerate(Check)}
_NAMED = 6
_WEIGHT = {severity: place for place, severity in enumerate(Severity)}


def review_year(
    year: RatingYear, root: int | None = None, inside: Collection[int] | None = None
) -> list[ReviewFinding]:
    """Return everything there is to say, the weightiest first, each question's findings together.

    Of an organisation `root` and those below it (`inside`) only what concerns them: a ceiling is still worked out on
    its whole group, and left out where the group reaches further.
    """
    here = year if root is None or inside is None else _narrow(year, root, inside)
    silent = _units_without_rating(here)
    groups = (group for group in ceiling_groups(year) if inside is None or group.of in inside)
    found = [finding for group in groups if (finding := review_ceiling(group, year)) is not None]
    for one in here.members:
        found += (f for f in review_member(one, year) if f.check is not Check.UNRATED or one.group not in silent)
    begun = {(one.group, one.kind) for one in year.organizations if not one.rating.is_empty}
    for organization in here.organizations:
        found += review_organization(organization, year, (organization.group, organization.kind) in begun)
    found += _missing(here, silent, whole=here is year)
    found += _missing_organizations(here, begun)
    return sorted(found, key=lambda f: (_WEIGHT[f.severity], _ORDER[f.check]))


def _narrow(year: RatingYear, root: int, inside: Collection[int]) -> RatingYear:
    """Return the year with those inside alone; whose group reaches further stand under `root`."""
    members = (one for one in year.members if one.unit in inside)
    return replace(
        year,
        members=tuple(one if one.group in inside else replace(one, group=root) for one in members),
        organizations=tuple(one for one in year.organizations if one.number in inside),
    )


class _Silent(NamedTuple):
    """The members of a group without any level: who should have one, and who need not, with why."""

    due: list[RatedMember]
    others: list[str]

    @property
    def words(self) -> str:
        """«57 đảng viên; không tính 2 người không thuộc diện xếp loại: Lò Văn An (được miễn sinh hoạt) …»."""
        if not self.others:
            return f"{len(self.due)} đảng viên"
        named = ", ".join(self.others[:_NAMED]) + (" …" if len(self.others) > _NAMED else "")
        return f"{len(self.due)} đảng viên; không tính {len(self.others)} người không thuộc diện xếp loại: {named}"


def _units_without_rating(year: RatingYear) -> dict[int | None, _Silent]:
    """Return the groups of which not one member has any level, though some should."""
    groups: dict[int | None, list[RatedMember]] = {}
    for one in year.members:
        groups.setdefault(one.group, []).append(one)
    found: dict[int | None, _Silent] = {}
    for number, members in groups.items():
        if any(not one.rating.is_empty for one in members):
            continue
        why = [(one, why_unrated(one.case, year.rules, year.day)) for one in members if is_unrated(one)]
        silent = _Silent([one for one, said in why if not said], [f"{one.name} ({said})" for one, said in why if said])
        if silent.due:
            found[number] = silent
    return found


def _missing(year: RatingYear, silent: Mapping[int | None, _Silent], whole: bool) -> Iterator[ReviewFinding]:
    """Yield what could not be judged: units and people without a level at the stage that is judged."""
    if whole and silent and all(one.rating.is_empty for one in year.members):
        yield ReviewFinding(
            Check.UNRATED_UNIT, Severity.WARNING, f"Sổ chưa có xếp loại đảng viên nào của năm {year.year}."
        )
    else:
        for number, unit in silent.items():
            name = year.names.get(number, "") if number is not None else "Những người chưa rõ nơi sinh hoạt"
            subject = Named(ORGANIZATION, number, name) if number is not None else None
            yield ReviewFinding(
                Check.UNRATED_UNIT, Severity.WARNING,
                f"{name} chưa có xếp loại nào của năm {year.year} ({unit.words}).", subject, number,
                people=tuple(name_member(one) for one in unit.due),
            )  # fmt: skip
    waiting: dict[int | None, list[RatedMember]] = {}
    for one in year.members:
        if one.rating.level(year.stage) is None and any(one.rating.level(s) for s in one.rating.levels):
            waiting.setdefault(one.group, []).append(one)
    for number, members in waiting.items():
        name = year.names.get(number, "") if number is not None else "Những người chưa rõ nơi sinh hoạt"
        subject = Named(ORGANIZATION, number, name) if number is not None else None
        yield ReviewFinding(
            Check.NOT_DECIDED, Severity.NOT_JUDGED,
            f"{name}: {len(members)} đảng viên chưa có {year.stage_words} năm {year.year}, nên chưa xét được.",
            subject, number, people=tuple(name_member(one) for one in members),
        )  # fmt: skip
    nowhere = [one for one in year.members if one.group is None and one.rating.level(year.stage) is not None]
    if nowhere:
        yield ReviewFinding(
            Check.CEILING_MEMBERS, Severity.NOT_JUDGED,
            f"{len(nowhere)} đảng viên đã xếp loại mà chưa rõ thuộc tổ chức cơ sở đảng nào, nên chưa tính được vào tỷ lệ.",
            people=tuple(name_member(one) for one in nowhere), qualifier="chua-ro-noi",
        )  # fmt: skip


def _missing_organizations(year: RatingYear, begun: set[tuple[int | None, str | None]]) -> Iterator[ReviewFinding]:
    """Yield which kinds of organisations nobody has begun to rate, and which wait for a level."""
    untouched: dict[str, list[RatedOrganization]] = {}
    for one in year.organizations:
        if (one.group, one.kind) not in begun:
            untouched.setdefault(one.kind or "Tổ chức chưa rõ loại hình", []).append(one)
    if untouched:
        said = "; ".join(f"{kind} {len(of_kind)}" for kind, of_kind in untouched.items())
        everybody = [one for of_kind in untouched.values() for one in of_kind]
        yield ReviewFinding(
            Check.UNRATED_UNIT, Severity.NOT_JUDGED,
            f"Sổ chưa có xếp loại năm {year.year} của {len(everybody)} tổ chức đảng ({said}), nên chưa xét được.",
            people=tuple(Named(ORGANIZATION, one.number, one.name) for one in everybody), qualifier="to-chuc",
        )  # fmt: skip
    late = [one for one in year.organizations
            if one.rating.level(year.stage) is None and any(one.rating.level(s) for s in one.rating.levels)]  # fmt: skip
    if late:
        yield ReviewFinding(
            Check.NOT_DECIDED, Severity.NOT_JUDGED,
            f"{len(late)} tổ chức đảng chưa có {year.stage_words} năm {year.year}, nên chưa xét được.",
            people=tuple(Named(ORGANIZATION, one.number, one.name) for one in late), qualifier="to-chuc",
        )  # fmt: skip
