"""«As of day D»: the one place with the SQL of what holds on a day (docs/thiet-ke.md, «Dated rows»).

A dated row covers D when it began on D or before (or its start is open) and ends after D (or its end is
open). Dates compare as ISO text, so a partial date stands for its first day: `2022` begins on 1/1/2022.
Rows of one record should not overlap; where several cover D all the same, the one written last wins.

A member is in the list on D from `admitted_on` (unknown: always), unless the activity that covers D is
«left», or the record knows places of hers and none of them covers D (she came later, or has gone).
An organisation is there from `founded_on` (unknown: always).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.reports.table import Told
from dangbo_cli.vietnamese.order import sort_key
from dangbo_cli.vietnamese.text import count_text as count_text
from dangbo_cli.vietnamese.text import fold

OFFICIAL, PROBATIONARY = "official", "probationary"
STANDING_LABELS = {OFFICIAL: "Chính thức", PROBATIONARY: "Dự bị"}
ACTIVITY_LABELS = {
    "exempt": "Miễn công tác và sinh hoạt",
    "suspended": "Đình chỉ sinh hoạt",
    "left": "Đã ra khỏi danh sách",
}
AWAY_LABEL = "Sinh hoạt tạm thời nơi khác"


def covers(alias: str) -> str:
    """Return the SQL condition that the dated row `alias` covers :day."""
    return (
        f"({alias}.valid_from IS NULL OR {alias}.valid_from <= :day)"
        f" AND ({alias}.valid_to IS NULL OR {alias}.valid_to > :day)"
    )


def _covering(table: str, value: str, owner: str) -> str:
    """Return the SQL scalar: column `value` of the row of `table` that covers :day for the owner."""
    return f"(SELECT d.{value} FROM {table} d WHERE d.{owner} AND {covers('d')} ORDER BY d.id DESC LIMIT 1)"


_PLACE = _covering("member_place", "organization_id", "member_id = m.id")
_ACTIVITY = _covering("member_activity", "activity", "member_id = m.id")
_STANDING = f"""CASE WHEN m.official_on IS NULL THEN {_covering("membership", "standing", "member_id = m.id")}
    WHEN m.official_on <= :day THEN '{OFFICIAL}' ELSE '{PROBATIONARY}' END"""


def people_sql(scope: Scope) -> str:
    """Return the common table expressions that end in `person(id, organization_id, activity, standing)`:
    one row for each member of the scope. To be used as ``WITH {people_sql(scope)} SELECT …`` with
    ``scope.values`` as parameters.
    """
    narrow = inside = ""
    if scope.organizations is not None:
        listed = "(SELECT value FROM json_each(:organizations))"
        narrow = f" AND m.id IN (SELECT member_id FROM member_place WHERE organization_id IN {listed})"
        inside = f" AND organization_id IN {listed}"
    if scope.only is not None:
        narrow += " AND m.id IN (SELECT value FROM json_each(:only))"
    counted = (
        ""
        if scope.everyone
        else """ AND activity IS NOT 'left' AND (organization_id IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM member_place p WHERE p.member_id = looked.id))"""
    )
    admitted = "" if scope.everyone else " AND (m.admitted_on IS NULL OR m.admitted_on <= :day)"
    return f"""looked AS MATERIALIZED (
        SELECT m.id AS id, {_PLACE} AS organization_id, {_ACTIVITY} AS activity, {_STANDING} AS standing
        FROM member m WHERE 1{admitted}{narrow}),
    person AS (SELECT id, organization_id, activity, standing FROM looked WHERE 1{counted}{inside})"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who is asked about: those counted on a day, within organisations (None: all), among the record
    numbers `only` (None: all); `everyone` also takes in those not counted on that day."""

    day: date
    organizations: Collection[int] | None = None
    only: Collection[int] | None = None
    everyone: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of `people_sql`."""
        values: dict[str, Any] = {"day": self.day.isoformat()}
        if self.organizations is not None:
            values["organizations"] = json.dumps(sorted(self.organizations))
        if self.only is not None:
            values["only"] = json.dumps(sorted(self.only))
        return values


def years_sql(column: str) -> str:
    """Return the SQL for whole years from the date in `column` to :day (NULL: unknown, or after that day).

    The same as `domain.partial_dates.age_on`: a partial date counts from its first day.
    """
    return (
        f"CASE WHEN {column} <= :day THEN"
        f" CAST(substr(:day, 1, 4) AS INTEGER) - CAST(substr({column}, 1, 4) AS INTEGER)"
        f" - (length({column}) > 4 AND substr(:day, 6, length({column}) - 5) < substr({column}, 6)) END"
    )


#: Age in whole years; years in the Party count from the admission decision where its date is known.
AGE = years_sql("m.birth_date")
PARTY_AGE = years_sql("coalesce(m.admission_decided_on, m.admitted_on)")


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as it was on the day asked. `present` is False before its founding."""

    id: int
    code: str | None
    name: str
    kind: str | None
    bloc: str | None
    founded_on: str | None
    parent: int | None
    present: bool

    @property
    def label(self) -> str:
        """The name with the code, as a clerk can type either."""
        return f"{self.name} (mã {self.code})" if self.code else self.name


@dataclass(slots=True)
class Organizations:
    """All organisations on a day and how they hang together; siblings in natural order."""

    day: date
    by_id: dict[int, Organization]
    children: dict[int | None, list[int]] = field(default_factory=dict)
    _positions: dict[int | None, int] = field(default_factory=dict)
    _blocs: dict[int | None, str | None] = field(default_factory=dict)

    def below(self, root: int) -> list[int]:
        """Return the organisation and all below it, parents before children."""
        return [number for number, _ in self.walk(root)]

    def walk(self, root: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield (organisation, depth) of a subtree, or of everything, in the order of the tree."""
        start = self.children.get(None, []) if root is None else [root]
        waiting = [(number, 0) for number in reversed(start)]
        while waiting:
            number, depth = waiting.pop()
            yield number, depth
            waiting.extend((child, depth + 1) for child in reversed(self.children.get(number, [])))

    def path(self, number: int) -> list[Organization]:
        """Return the organisations above one, nearest first."""
        above: list[Organization] = []
        parent = self.by_id[number].parent
        while parent is not None:
            above.append(self.by_id[parent])
            parent = self.by_id[parent].parent
        return above

    def namesakes(self, within: Collection[int | None] | None = None) -> dict[int, str]:
        """Return the organisations (of `within`; None: of all) that share their name with another of them, each with
        what tells it apart: «Chi bộ 1, Đảng bộ Sở Y tế»."""
        named: dict[str, list[int]] = {}
        for number in self.by_id if within is None else (one for one in within if one is not None):
            named.setdefault(fold(self.by_id[number].name), []).append(number)
        return {number: self._with_upper(number) for same in named.values() if len(same) > 1 for number in same}

    def called(self, one: Organization) -> str:
        """Return an organisation's name, with what tells it apart where others have the same."""
        return self.namesakes().get(one.id, one.name)

    def names(self, within: Collection[int | None] | None = None) -> dict[int | None, str]:
        """Return what each organisation is called, with what tells it apart among those of `within` for the eyes."""
        names: dict[int | None, str] = {number: one.name for number, one in self.by_id.items()}
        return names | {number: Told(names[number], words) for number, words in self.namesakes(within).items()}

    def _with_upper(self, number: int) -> str:
        above = self.path(number)
        return f"{self.by_id[number].name}, {above[0].name}" if above else self.by_id[number].label

    def positions(self) -> dict[int | None, int]:
        """Return each organisation's place in lists of people: by code, then those without a code in
        the order of the tree; None (no organisation) is last."""
        if self._positions:
            return self._positions
        in_tree = [number for number, _ in self.walk()]
        coded = [n for n in in_tree if self.by_id[n].code]
        coded.sort(key=lambda n: code_key(self.by_id[n].code or ""))
        ordered: list[int | None] = [*coded, *(n for n in in_tree if not self.by_id[n].code), None]
        self._positions = {number: position for position, number in enumerate(ordered)}
        return self._positions

    def bloc(self, number: int | None) -> str | None:
        """Return an organisation's bloc: its own, else that of the nearest one above that has any."""
        if not self._blocs:
            for one, _ in self.walk():
                this = self.by_id[one]
                self._blocs[one] = this.bloc or self._blocs.get(this.parent)
        return self._blocs.get(number)


_NAME = f"""(SELECT n.name FROM organization_name n WHERE n.organization_id = o.id
    ORDER BY ({covers("n")}) DESC, n.valid_from DESC, n.id DESC LIMIT 1)"""
_ORGANIZATIONS = f"""SELECT o.id, o.code, coalesce({_NAME}, o.code, '(chưa có tên)'),
    {_covering("organization_kind", "kind", "organization_id = o.id")}, o.bloc, o.founded_on,
    {_covering("organization_parent", "parent_id", "organization_id = o.id")},
    (o.founded_on IS NULL OR o.founded_on <= :day)
    FROM organization o"""


def load_organizations(conn: sqlite3.Connection, day: date) -> Organizations:
    """Read the organisations as they were on `day`. A ring of parents (damaged data) is cut at the
    organisation that comes first."""
    rows = conn.execute(_ORGANIZATIONS, {"day": day.isoformat()}).fetchall()
    found = {row[0]: Organization(*(*row[:7], bool(row[7]))) for row in rows}
    parents = {number: organization.parent for number, organization in found.items()}
    for number in _ring_starts(parents):
        found[number] = replace(found[number], parent=None)
    if len({organization.bloc for organization in found.values()} - {None}) > 1:
        _join_blocs(found)
    all_of_them = Organizations(day, found)
    for organization in sorted(found.values(), key=_order):
        all_of_them.children.setdefault(organization.parent, []).append(organization.id)
    return all_of_them


def _join_blocs(found: dict[int, Organization]) -> None:
    """Write blocs that differ only in capitals or in the word «Khối» as the first organisation has them."""
    from dangbo_cli.domain.agreement import canonical

    first: dict[object, str] = {}
    for number, organization in sorted(found.items()):
        if (bloc := organization.bloc) is not None and (
            same := first.setdefault(canonical("bloc", bloc), bloc)
        ) != bloc:
            found[number] = replace(organization, bloc=same)


def _order(organization: Organization) -> tuple[bool, tuple[str, str], int]:
    if organization.code:
        return False, code_key(organization.code), organization.id
    return True, natural_key(organization.name), organization.id


def _ring_starts(parents: dict[int, int | None]) -> list[int]:
    sound: set[int | None] = {None}
    starts: list[int] = []
    for number in sorted(parents):
        trail: list[int] = []
        at: int | None = number
        while at is not None and at not in sound and at not in trail:
            trail.append(at)
            at = parents.get(at)
        if at is not None and at not in sound:
            starts.append(min(trail[trail.index(at) :]))
        sound.update(trail)
    return starts


def natural_key(text: str) -> tuple[str, str]:
    """Return a key that sorts «Chi bộ 2» before «Chi bộ 10», and words as the Vietnamese alphabet does."""
    return sort_key(text, numbers=True), text


_NUMBER = re.compile(r"\d+")


def code_key(code: str) -> tuple[str, str]:
    """Return a key that sorts codes by their numbers: «14.2» before «14.10»."""
    return _NUMBER.sub(lambda found: found[0].zfill(9), code), code


def say_date(iso: str | date) -> str:
    """Return a day, or a stored date, as it is read: dd/mm/yyyy, mm/yyyy or yyyy."""
    return format_date(str(iso))


def percent(part: int, whole: int) -> float:
    """Return the percentage with one decimal; 0 of nothing is 0."""
    return round(100 * part / whole, 1) if whole else 0.0
