"""Which obligations a sheet meets, and for whom it was handed in. Pure.

A sheet meets an obligation of its kind and year for the organisation it comes from: one that owes it, a branch of one
(then a part of it has come), or, of a list of a wider unit, each owing organisation that has rows in it. Where two
obligations of one kind and year would do, none is taken.

What the committee above all gathered itself, of several of its units, was sent by none of them: it meets nothing
(`gathered`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.obligation import Obligation
from dangbo_cli.domain.period import part_of_year, period_end, period_year
from dangbo_cli.vietnamese.text import fold

#: Lists that state no year are the list as it stands on the day they come.
LISTS = frozenset(("to-chuc", "dang-vien"))
_PURPOSES = {
    "register": re.compile(r"\b(?:dang ky|ke hoach)\b"),
    "report": re.compile(r"\b(?:ket qua|tien do|bao cao|so ket|tong ket)\b"),
}
Line = Callable[[Ref], Sequence[Ref]]
"""An organisation and all above it, from the root down."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A sheet as it bears on obligations: its kind, the `words` of its title and names, the organisations it speaks of by
    year, the organisation it comes from (`base`), the day that it states (`dated`, ISO) and whether it states its year."""

    kind: str
    words: str
    years: Mapping[int, Collection[Ref]]
    base: Ref | None = None
    dated: str | None = None
    says_year: bool = False


def met_by(
    sheet: Arrived, obligations: Iterable[Obligation], owing: Mapping[int, Collection[Ref]], line: Line
) -> Iterator[tuple[Ref, Sequence[Obligation]]]:
    """Yield who handed a sheet in, with the obligations that it may meet: one, or several between which it does not tell.

    `owing` are the organisations that owe each obligation.
    """
    for organizations, of_year in _asked(sheet, obligations, line):
        senders: dict[Ref, list[Obligation]] = defaultdict(list)
        for one in of_year:
            if not (gathers := _gathers(sheet, organizations, line)) or gathers in owing[one.id]:
                for sender in _senders(organizations, owing[one.id], line):
                    senders[sender].append(one)
        yield from senders.items()


def gathered(
    sheet: Arrived, obligations: Iterable[Obligation], owing: Mapping[int, Collection[Ref]], line: Line
) -> Iterator[tuple[Obligation, Collection[Ref]]]:
    """Yield the obligations that a sheet of the committee above all would have met, with the owing organisations it lists."""
    for organizations, of_year in _asked(sheet, obligations, line):
        if gathers := _gathers(sheet, organizations, line):
            for one in of_year:
                if gathers not in owing[one.id] and (listed := _senders(organizations, owing[one.id], line)):
                    yield one, listed


def _asked(
    sheet: Arrived, obligations: Iterable[Obligation], line: Line
) -> Iterator[tuple[set[Ref], Sequence[Obligation]]]:
    """Yield, by year, the organisations a sheet may be of and the obligations of its kind, year and purpose."""
    purpose = _purpose(fold(sheet.words))
    found = [
        one
        for one in obligations
        if one.form_kind == sheet.kind and not (purpose and (asked := _purpose(fold(one.what))) and asked != purpose)
    ]
    part = part_of_year(sheet.words)
    for year, places in sheet.years.items():
        of_year = [one for one in found if period_year(one.period) == year]
        if not of_year and sheet.kind in LISTS:
            of_year = _asked_of_lists(sheet, found)
        if part:
            of_year = [one for one in of_year if one.period.endswith(part)]
        elif any(len(one.period) == 4 for one in of_year):
            of_year = [one for one in of_year if len(one.period) == 4]
        yield _origin(sheet.base, set(places), line), of_year


def _gathers(sheet: Arrived, organizations: Collection[Ref], line: Line) -> Ref | None:
    """Return the committee above all where a sheet is its own and lists several of the units directly below it."""
    base = sheet.base
    if base is None or len(line(base)) > 1:
        return None
    units = {upper[1] for one in organizations if len(upper := line(one)) > 1}
    return base if len(units) > 1 else None


def _purpose(words: str) -> str | None:
    """Return whether folded words speak of registering or of what came of it; None where of neither or of both: a sheet
    of progress is no registration, though both are of one kind."""
    said = [purpose for purpose, pattern in _PURPOSES.items() if pattern.search(words)]
    return said[0] if len(said) == 1 else None


def _origin(base: Ref | None, places: set[Ref], line: Line) -> set[Ref]:
    """Return the one organisation that all of a sheet lies in (its own, or nearest above all its rows), with the rows'
    organisations where that one is wide."""
    if base is not None:
        return {base} | places
    lines = [line(place) for place in places]
    shared = set(lines[0]).intersection(*map(set, lines[1:])) if lines else set()
    nearest = max(shared, key=lambda ref: len(line(ref)), default=None)
    return places | ({nearest} if nearest is not None else set())


def _senders(organizations: Collection[Ref], owing: Collection[Ref], line: Line) -> set[Ref]:
    """Return who of a sheet's organisations hands it in, for those who owe."""
    if not organizations:
        return set()
    widest = min(organizations, key=lambda ref: len(line(ref)))
    single = all(widest in line(one) for one in organizations)
    if single and any(one in line(widest) for one in owing):
        return {widest}
    return {one for one in owing if any(one in line(place) for place in organizations)}


def _asked_of_lists(sheet: Arrived, obligations: Sequence[Obligation]) -> list[Obligation]:
    """Return what a list of members or organisations of a year without obligations may be handed in for: dated between
    the end of another year and its due day, that year's; without a date and year, any (one alone is taken)."""
    dated = sheet.dated
    if dated is None:
        return [] if sheet.says_year else list(obligations)
    return [
        one
        for one in obligations
        if one.due_on is not None and period_end(one.period).isoformat() < dated <= one.due_on
    ]
