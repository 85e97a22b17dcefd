"""Who owes what and how far each is: the facts behind `don-doc`, the letters, the year's report and the desk.

Each obligation is asked about on its own due day (who is expected) and on the day of the question: how late, and what had
been received, excused and reminded by then.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dangbo_cli.domain.obligation import GRASSROOTS, Obligation, Receipt, Standing, Unit, expected_units, standing
from dangbo_cli.domain.organization import BRANCH_OF_GRASSROOTS, BRANCH_OF_PART, GRASSROOTS_BRANCH
from dangbo_cli.domain.period import period_year
from dangbo_cli.reports.as_of import Organization, Organizations, load_organizations
from dangbo_cli.reports.entries import blocs_meant
from dangbo_cli.store.obligations import (
    Submission,
    as_receipt,
    open_errors,
    read_obligations,
    read_rounds,
    read_submissions,
    read_units,
)

_BRANCHES = frozenset((GRASSROOTS_BRANCH, BRANCH_OF_GRASSROOTS, BRANCH_OF_PART))


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What `don-doc` was asked to narrow to: one obligation, a year, a quarter, an organisation with all below it, a
    bloc."""

    obligation: int | None = None
    year: int | None = None
    quarter: int | None = None
    root: int | None = None
    bloc: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One organisation's part in one obligation. `missing_parts` names the branches that have not sent, where others
    have; `round` and `reminded_on` tell the last reminder."""

    obligation: Obligation
    organization: Organization
    grassroots: Organization | None
    bloc: str | None
    standing: Standing
    missing_parts: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    round: int = 0
    reminded_on: str | None = None


@dataclass(frozen=True)
class Board:
    """All duties that were asked about, obligations by their due day, organisations in the order of the tree. `later`
    counts what was handed in or excused after the day, which none of them knows of."""

    day: date
    obligations: Sequence[Obligation]
    duties: Sequence[Duty]
    organizations: Organizations
    unplaced_errors: int = 0
    later: int = 0

    @cached_property
    def by_organization(self) -> Mapping[int, list[Duty]]:
        """The duties of each organisation, in the order of the tree."""
        found: dict[int, list[Duty]] = {}
        for duty in self.duties:
            found.setdefault(duty.organization.id, []).append(duty)
        order = [number for number, _ in self.organizations.walk()]
        return {number: found[number] for number in order if number in found}

    @cached_property
    def names(self) -> Mapping[int | None, str]:
        """What each organisation that owes something is called, for the eyes with what tells it from another of them."""
        return self.organizations.names({duty.organization.id for duty in self.duties})


def default_year(conn: sqlite3.Connection, day: date) -> int:
    """Return the year to show where none is asked for: that of the day, else the newest that has obligations."""
    years = sorted({period_year(one.period) for one in read_obligations(conn)})
    if not years or day.year in years:
        return day.year
    return max((year for year in years if year <= day.year), default=years[0])


def read_board(conn: sqlite3.Connection, day: date, asked: DutyFilter | None = None) -> Board:
    """Return who owes what on `day`, by what had come by then. Raises FilterRefused for a bloc that no organisation has."""
    asked = asked or DutyFilter()
    obligations = [
        one
        for one in read_obligations(conn, asked.year, None if asked.obligation is None else [asked.obligation])
        if asked.quarter is None or one.period.endswith(f"-Q{asked.quarter}")
    ]
    organizations = load_organizations(conn, day)
    submissions: dict[tuple[int, int], list[Submission]] = defaultdict(list)
    later: dict[tuple[int, int], int] = defaultdict(int)
    for one in read_submissions(conn, obligations):
        if one.received_on is None or one.received_on <= day.isoformat():
            submissions[one.obligation, one.organization].append(one)
        else:
            later[one.obligation, one.organization] += 1
    errors = _Errors(conn)
    rounds = read_rounds(conn, obligations, day)
    inside = set(organizations.below(asked.root)) if asked.root is not None else None
    wanted = blocs_meant(organizations, asked.bloc) if asked.bloc else None
    days: dict[date, _Day] = {}
    order = {number: place for place, (number, _) in enumerate(organizations.walk())}
    duties: list[Duty] = []
    came_later = 0
    for obligation in obligations:
        there = days.setdefault(obligation.day, _Day(read_units(conn, obligation.day)))
        found = expected_units(obligation, there.units)
        for unit in sorted(found, key=lambda one: order.get(one.id, one.id)):
            bloc = _bloc_of(unit, there)
            if inside is not None and unit.id not in inside and not inside & set(there.above(unit.id)):
                continue
            if wanted is not None and bloc not in wanted:
                continue
            below = there.below(unit.id)
            branches = [n for n in below if there.by_id[n].kind in _BRANCHES and there.by_id[n].exists]
            received = [one for n in (unit.id, *below) for one in submissions.get((obligation.id, n), ())]
            came_later += sum(later.get((obligation.id, n), 0) for n in (unit.id, *below))
            received.sort(key=lambda one: (one.received_on or "9999", one.id))
            open_here = errors.of({one.sha256 for one in received if one.sha256}, {unit.id, *below})
            first_sheet = next((one.id for one in received if one.sha256), None)
            receipts = [
                receipt
                for one in received
                for receipt in _parts(as_receipt(one, open_here if one.id == first_sheet else 0), unit.id, there)
            ]
            stands = standing(obligation, unit.id, receipts, day, branches)
            sent = {one.organization for one in receipts}
            told, on = rounds.get((obligation.id, unit.id), (0, None))
            duties.append(
                Duty(
                    obligation,
                    organizations.by_id[unit.id],
                    _grassroots_of(unit, there, organizations),
                    bloc,
                    stands,
                    tuple(organizations.by_id[n].name for n in branches if n not in sent) if stands.parts else (),
                    tuple(dict.fromkeys(one.way.value + (f" ({one.file})" if one.file else "") for one in received)),
                    told,
                    on,
                )
            )
    return Board(day, obligations, duties, organizations, errors.unplaced, came_later)


@dataclass
class _Day:
    """The organisations of one day and how they hang together."""

    units: Sequence[Unit]
    by_id: dict[int, Unit] = field(init=False)
    children: dict[int | None, list[int]] = field(init=False)
    _below: dict[int, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {unit.id: unit for unit in self.units}
        self.children = defaultdict(list)
        for unit in self.units:
            self.children[unit.parent].append(unit.id)

    def below(self, root: int) -> list[int]:
        """Return all organisations below one (not itself)."""
        if root in self._below:
            return self._below[root]
        found: set[int] = set()
        waiting = list(self.children[root])
        while waiting:
            number = waiting.pop()
            if number not in found and number != root:
                found.add(number)
                waiting.extend(self.children[number])
        self._below[root] = sorted(found)
        return self._below[root]

    def above(self, number: int) -> list[int]:
        """Return the organisations above one, nearest first."""
        found: list[int] = []
        parent = self.by_id[number].parent
        while parent is not None and parent in self.by_id and parent not in found:
            found.append(parent)
            parent = self.by_id[parent].parent
        return found


def _parts(receipt: Receipt, unit: int, there: _Day) -> Iterable[Receipt]:
    """Yield what a receipt stands for: a committee between the unit and its branches sends for all of these."""
    below = [n for n in there.below(receipt.organization) if there.by_id[n].kind in _BRANCHES]
    if receipt.organization == unit or not below:
        return [receipt]
    first, *rest = below
    whole = Receipt(first, receipt.way, receipt.received_on, receipt.reason, receipt.errors)
    return [whole, *(Receipt(n, receipt.way, receipt.received_on, receipt.reason) for n in rest)]


def _bloc_of(unit: Unit, there: _Day) -> str | None:
    return unit.bloc or next((there.by_id[n].bloc for n in there.above(unit.id) if there.by_id[n].bloc), None)


def _grassroots_of(unit: Unit, there: _Day, organizations: Organizations) -> Organization | None:
    found = [n for n in (unit.id, *there.above(unit.id)) if there.by_id[n].kind in GRASSROOTS]
    return organizations.by_id[found[-1]] if found else None


class _Errors:
    """The problems still open, each counted where it belongs: to the organisation of its row; those of a file as a
    whole to the one organisation that sent it. Those of a file of several are counted apart (`unplaced`)."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._open = open_errors(conn)
        self._senders: dict[str, set[int]] = defaultdict(set)
        if self._open:
            for sha256, organization in conn.execute("SELECT sha256, organization_id FROM submission"):
                if sha256:
                    self._senders[sha256].add(organization)

    def of(self, files: Collection[str], organizations: Collection[int]) -> int:
        """Return how many are open in some files, at these organisations."""
        if not self._open:
            return 0
        own = sum(self._open.get((sha256, number), 0) for sha256 in files for number in organizations)
        return own + sum(self._open.get((sha256, None), 0) for sha256 in files if len(self._senders[sha256]) == 1)

    @property
    def unplaced(self) -> int:
        """Problems of files that several organisations share, at no organisation."""
        return sum(
            count for (sha256, number), count in self._open.items()
            if number is None and len(self._senders.get(sha256, ())) > 1
        )  # fmt: skip
