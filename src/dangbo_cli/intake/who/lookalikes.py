"""New people who look very like somebody else: asked about before anybody is written twice.

A row that no law of matching joins to anybody would become a new person. Where a slip explains that (a year of birth
mistyped, day and month changed about, a digit of a number, a letter of the name), somebody must look. People who only
share a name stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.likeness import FORMER_NAME, Likeness, Rarity, Traits, nearly_named, traits, weigh
from dangbo_cli.domain.partial_dates import WHOLE_DAY
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import NUMBERS, Member, Members, PersonRow
from dangbo_cli.vietnamese.names import person_key

ASK, ASK_AT_HOME = 15.0, 12.0
"""Points from which a new person is asked about (benchmarks/khop.py); fewer do where somebody of nearly her name was
admitted on the same day in the same unit."""

CROWD = 100
"""So many new people who share a name and a day are no people met by chance (a day filled down a column, a file of
copies); to weigh each against each would take minutes."""

_AT_HOME = frozenset(("branch_same", "unit_same"))
_BORN = frozenset(("birth_same", "birth_year"))
_ADMITTED = frozenset(("admitted_same", "admitted_near"))
_SLIPS = frozenset(
    (
        "birth_same",
        "birth_swapped",
        "birth_digit",
        "birth_day",
        "admitted_same",
        "citizen_same",
        "citizen_digit",
        "card_same",
        "card_digit",
        "file_same",
    )
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """The rows that would become one new person; `index` is her place among those asked about."""

    index: int
    rows: Sequence[PersonRow]

    @property
    def row(self) -> PersonRow:
        """The row that is asked about."""
        return self.rows[0]

    @property
    def sheets(self) -> frozenset[int]:
        """The sheets that name her."""
        return frozenset(row.source for row in self.rows)

    @property
    def files(self) -> frozenset[int]:
        """The files that name her."""
        return frozenset(row.file for row in self.rows)


class Scales:
    """Weighs rows and members of one call against one another; names are counted once, where anything is weighed."""

    def __init__(self, rows: Sequence[PersonRow], members: Members, directory: Directory) -> None:
        self._rows = rows
        self._members = members
        self._directory = directory

    @cached_property
    def _rarity(self) -> Rarity:
        everybody: tuple[Member | PersonRow, ...] = (*self._members.all.values(), *self._rows)
        return Rarity(person_key(one.text("full_name") or "") for one in everybody)

    def weigh(self, one: PersonRow | Member, other: PersonRow | Member) -> Likeness:
        """Return the evidence that two are one person."""
        return weigh(self.traits(one), self.traits(other), self._rarity)

    def weigh_former(self, one: PersonRow | Member, member: Member) -> Likeness:
        """Return the evidence that somebody who is called as a member was before is she."""
        return weigh(self.traits(one), self.traits(member), self._rarity, FORMER_NAME)

    def traits(self, one: PersonRow | Member) -> Traits:
        """Return what is compared of a row or a member."""
        if isinstance(one, Member):
            values: Mapping[str, object] = one.values
            place = one.place
        else:
            values = {key: value for key, (value, _) in one.values.items()}
            place = one.organization
        return traits(values, place, self.unit(one))

    def unit(self, one: PersonRow | Member) -> Ref | None:
        """Return the grassroots organisation of a row or a member."""
        place = one.place if isinstance(one, Member) else one.organization
        return None if place is None else self._directory.grassroots(place)


def like_stored(
    newcomers: Sequence[Newcomer], members: Members, taken: Mapping[Ref, frozenset[int]], scales: Scales
) -> Iterator[tuple[Newcomer, list[tuple[Member, Likeness]]]]:
    """Yield the newcomers who look like stored members, and those, the likeliest first. `taken` are the files in which
    a member has a row already: one record is matched by at most one row of a file."""
    if not newcomers or not members.all:
        return
    names: dict[str, list[Member]] = {}
    dates: dict[tuple[str, str], list[Member]] = {}
    units: dict[tuple[Ref | None, int, str], list[Member]] = {}
    wanted = {_dates(one.row) for one in newcomers}
    wanted_units = {scales.unit(one.row) for one in newcomers}
    for member in members.all.values():
        names.setdefault(person_key(member.text("full_name") or ""), []).append(member)
        both = _dates(member)
        if both is not None and both in wanted:
            dates.setdefault(both, []).append(member)
        if member.place is not None and (unit := scales.unit(member)) in wanted_units:
            for end in (*_ends(member), *_file(member)):
                units.setdefault((unit, *end), []).append(member)
    former = members.former_names
    for one in newcomers:
        both, name = _dates(one.row), person_key(one.row.text("full_name") or "")
        renamed = former.get(name, ())
        met = [*renamed, *names.get(name, ()), *(dates.get(both, ()) if both else ())]
        # The first or the last word of the name the same: of two slips one may have hit the other.
        ends = (*_ends(one.row), *_file(one.row))
        met += [member for end in ends for member in units.get((scales.unit(one.row), *end), ())]
        found = []
        for member in dict.fromkeys(met):
            if one.files & taken.get(member.ref, frozenset()) or not _may_be(one.row, member):
                continue
            likeness = scales.weigh_former(one.row, member) if member in renamed else scales.weigh(one.row, member)
            if _suspicious(likeness, one.row, member):
                found.append((member, likeness))
        if found:
            yield one, sorted(found, key=lambda pair: (-pair[1].score, pair[0].ref))


def like_one_another(
    meetings: Meetings, scales: Scales, passed: Callable[[Newcomer, Newcomer], bool]
) -> Iterator[tuple[Newcomer, Newcomer, Likeness]]:
    """Yield the pairs of newcomers, of two files or two organisations, who look alike; the earlier first. What is
    `passed` when its turn comes is not weighed."""
    for one, other in meetings.pairs:
        if passed(one, other):
            continue
        likeness = scales.weigh(one.row, other.row)
        if _suspicious(likeness, one.row, other.row):
            yield one, other, likeness


@dataclass(frozen=True, slots=True)
class Meetings:
    """The newcomers who may be one another. `pairs` are to be weighed; `crowds` share so much among so many that no
    weighing tells them apart."""

    pairs: Sequence[tuple[Newcomer, Newcomer]]
    crowds: Sequence[Sequence[Newcomer]]


def meet(newcomers: Sequence[Newcomer]) -> Meetings:
    """Find all who share the name and something that a slip leaves whole, or birth, admission and an end of the name."""
    names: dict[str, list[Newcomer]] = {}
    blocks: dict[tuple[object, ...], list[Newcomer]] = {}
    for one in newcomers:
        names.setdefault(person_key(one.row.text("full_name") or ""), []).append(one)
        both = _dates(one.row)
        for end in _ends(one.row) if both is not None else ():
            blocks.setdefault((both, *end), []).append(one)
    for name, same in names.items():
        if len(same) > 1:
            for one in same:
                for key in _whole_parts(one.row):
                    blocks.setdefault((name, *key), []).append(one)
    met: dict[tuple[int, int], tuple[Newcomer, Newcomer]] = {}
    crowds = []
    for block in blocks.values():
        if len(block) < 2 or len({(one.sheets, one.row.organization) for one in block}) < 2:
            continue  # of one list: whoever made it knows them
        if len(block) - 1 > CROWD:
            crowds.append(block)
            continue
        for one, other in combinations(block, 2):
            if not (one.sheets & other.sheets and one.row.organization == other.row.organization):
                met.setdefault((one.index, other.index), (one, other))
    return Meetings([met[at] for at in sorted(met)], crowds)


def _whole_parts(row: PersonRow) -> Iterator[tuple[str, ...]]:
    """Yield what of a row one slip may leave whole; beside the name."""
    birth, admitted, citizen = row.text("birth_date"), row.text("admitted_on"), row.text("citizen_id")
    if birth is not None and len(birth) == WHOLE_DAY:
        year, month, day = birth[:4], birth[5:7], birth[8:]
        yield "ym", year, month
        yield "yd", year, day
        yield ("md", month, day) if month < day else ("md", day, month)
    if admitted is not None:
        yield "a", admitted
    if citizen is not None:
        half = len(citizen) // 2
        yield "c1", citizen[:half]
        yield "c2", citizen[half:]


def _dates(one: PersonRow | Member) -> tuple[str, str] | None:
    birth, admitted = one.text("birth_date"), one.text("admitted_on")
    return (birth, admitted) if birth and admitted and len(birth) == WHOLE_DAY else None


def _ends(who: PersonRow | Member) -> Iterator[tuple[int, str]]:
    """Yield the first and the last word of a name, with which of the two it is."""
    words = person_key(who.text("full_name") or "").split()
    if words:
        yield 0, words[0]
        yield -1, words[-1]


def _file(who: PersonRow | Member) -> Iterator[tuple[int, str]]:
    """Yield the number of somebody's file, apart from the words of names."""
    if number := who.text("file_number"):
        yield 1, number


def _may_be(row: PersonRow, member: Member) -> bool:
    """Tell cheaply whether it is worth weighing; a name is met by thousands."""
    one, other = row.text("birth_date"), member.text("birth_date")
    if not one or not other:
        return True
    if row.text("admitted_on") and row.text("admitted_on") == member.text("admitted_on"):
        return True
    return sum(a != b for a, b in zip(one, other, strict=False)) <= 4


def _suspicious(likeness: Likeness, one: PersonRow | Member, other: PersonRow | Member) -> bool:
    keys = {point.key for point in likeness.points}
    if "file_same" in keys and keys & _BORN and keys & _ADMITTED:
        return likeness.score >= ASK_AT_HOME  # the file is hers, whatever name is on it
    if "name_former" in keys and keys & _BORN and keys & _AT_HOME:
        return True  # by her name of today the law would have taken it for her
    if not likeness.named_alike:
        # Two names are two people, though they were born and admitted on the same days; unless slips explain it.
        return likeness.score >= ASK and keys >= {"birth_same", "admitted_same"} and _nearly_named(one, other)
    if likeness.score >= ASK and keys & _SLIPS:
        return True
    if likeness.score >= ASK_AT_HOME and "admitted_same" in keys and keys & _AT_HOME:
        return True
    if likeness.score >= ASK and "admitted_near" in keys and keys & _BORN and keys & _AT_HOME:
        return True  # «01/01/1971» and «02/01/1971»: the first of January says no day, and is one all the same
    # Somebody known by name alone in the same unit: nothing tells whether it is she.
    bare = not _known(one) or not _known(other)
    return bare and "name_same" in keys and bool(keys & _AT_HOME)


def _nearly_named(one: PersonRow | Member, other: PersonRow | Member) -> bool:
    names = [traits({"full_name": who.text("full_name")}) for who in (one, other)]
    return nearly_named(names[0], names[1])


def _known(one: PersonRow | Member) -> bool:
    return any(one.text(key) for key in ("birth_date", *NUMBERS))
