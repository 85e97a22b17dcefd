"""The invented Đảng bộ: its tree, its members, its ratings; the same seed gives the same world."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from vi_du.people import Numbers, Person, draw_person, give_positions, give_ratings
from vi_du.units import AGENCIES, ROOT_CODE, ROOT_NAME, SMALL_AGENCIES, Agency, branch_names

KIND_ROOT = "Đảng bộ cấp trên trực tiếp cơ sở"
KIND_COMMITTEE = "Đảng bộ cơ sở"
KIND_BRANCH = "Chi bộ cơ sở"
KIND_BELOW = "Chi bộ trực thuộc đảng ủy cơ sở"


@dataclass(slots=True)
class Organization:
    """One organisation as the list should leave it in the record. `founded_on` is ISO and may be a year."""

    code: str
    name: str
    kind: str
    bloc: str | None
    parent_code: str | None
    secretary: str
    secretary_phone: str
    founded_on: str
    members: int
    official: int


@dataclass(slots=True)
class Unit:
    """A grassroots organisation with its branches (code → people; a chi bộ cơ sở: itself alone)."""

    agency: Agency
    organization: Organization
    branches: dict[str, list[Person]]
    branch_names: dict[str, str] = field(default_factory=dict)

    @property
    def people(self) -> list[Person]:
        """All members, branch by branch."""
        return [person for people in self.branches.values() for person in people]


@dataclass(frozen=True, slots=True)
class World:
    """The whole invented Đảng bộ; `organizations` are in tree order, the root first."""

    organizations: list[Organization]
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a world is, and the range of its running numbers."""

    agencies: tuple[Agency, ...]
    branches: int
    members: int
    last: tuple[int, int]


FULL = Size(AGENCIES, branches=288, members=5200, last=(1, 899_999))
SMALL = Size(
    tuple(next(agency for agency in AGENCIES if agency.name == name) for name in SMALL_AGENCIES),
    branches=25,
    members=450,
    last=(1, 899_999),
)


def build_world(size: Size, seed: int, namesakes: frozenset[int] = frozenset()) -> World:
    """Invent a world. `namesakes` are the positions of units where two members bear the same name
    (only where a unit's file carries identity numbers can they be told apart)."""
    rng = Random(seed)
    numbers = Numbers(rng, size.last)
    counts = _share_branches(rng, size)
    sizes = _share_members(rng, size, counts)
    units: list[Unit] = []
    organizations: list[Organization] = []
    for position, (agency, count) in enumerate(zip(size.agencies, counts, strict=True)):
        code = f"K{position + 1:02d}"
        names = branch_names(agency, count, rng) if agency.committee else []
        codes = [f"{code}.{number + 1:02d}" for number in range(count)] or [code]
        taken: set[str] = set()
        branches = {
            branch: _draw_people(rng, numbers, branch, agency.bloc, taken, heads)
            for branch, heads in zip(codes, sizes[position], strict=True)
        }
        if position in namesakes:
            _make_namesakes([person for people in branches.values() for person in people])
        secretaries = give_positions(rng, agency, code, branches)
        everyone = [person for people in branches.values() for person in people]
        give_ratings(rng, everyone, over_the_ceiling=position in (5, 40))
        kind = KIND_COMMITTEE if agency.committee else KIND_BRANCH
        name = f"{'Đảng bộ' if agency.committee else 'Chi bộ'} {agency.name}"
        top = _organization(
            rng, len(organizations), code, name, kind, agency.bloc, ROOT_CODE, secretaries[code], everyone
        )
        organizations.append(top)
        for branch, branch_name in zip(codes, names, strict=False):
            organizations.append(
                _organization(
                    rng,
                    len(organizations),
                    branch,
                    branch_name,
                    KIND_BELOW,
                    None,
                    code,
                    secretaries[branch],
                    branches[branch],
                )
            )
        units.append(Unit(agency, top, branches, dict(zip(codes, names or [name], strict=True))))
    leader = next(p for p in units[0].people if p.position == "Bí thư")
    everyone = [person for unit in units for person in unit.people]
    root = _organization(rng, len(organizations), ROOT_CODE, ROOT_NAME, KIND_ROOT, None, None, leader, everyone)
    root.founded_on = "1998-05-19"
    return World([root, *organizations], units)


def _organization(
    rng: Random,
    number: int,
    code: str,
    name: str,
    kind: str,
    bloc: str | None,
    parent: str | None,
    secretary: Person,
    people: list[Person],
) -> Organization:
    year, month, day = rng.randint(1992, 2014), rng.randint(1, 12), rng.randint(1, 28)
    founded = str(year) if rng.random() < 0.2 else f"{year}-{month:02d}-{day:02d}"
    return Organization(
        code=code,
        name=name,
        kind=kind,
        bloc=bloc,
        parent_code=parent,
        secretary=secretary.full_name,
        secretary_phone=f"0900000{number + 1:03d}",
        founded_on=founded,
        members=len(people),
        official=sum(person.official is not None for person in people),
    )


def _share_branches(rng: Random, size: Size) -> list[int]:
    """Return the number of branches of each agency: 2 to 12 for a committee, none for a chi bộ cơ sở."""
    counts = [3 if agency.committee else 0 for agency in size.agencies]
    committees = [i for i, agency in enumerate(size.agencies) if agency.committee]
    limits = {i: rng.choice([3, 5, 7, 9, 12, 12]) for i in committees}
    while sum(counts) > size.branches:
        counts[rng.choice(committees)] = 2
    if size.branches > 200:
        limits[committees[1]] = counts[committees[1]] = 12
    while sum(counts) < size.branches:
        chosen = rng.choice(committees)
        if counts[chosen] < limits[chosen] or rng.random() < 0.02:
            counts[chosen] = min(12, counts[chosen] + 1)
    return counts


def _share_members(rng: Random, size: Size, counts: list[int]) -> list[list[int]]:
    """Return the heads of each lowest organisation. A committee has 30 members and more, a chi bộ cơ sở
    fewer than 30."""
    sizes = [[rng.randint(10, 24) for _ in range(count)] or [rng.randint(11, 26)] for count in counts]
    for heads in sizes:
        while len(heads) > 1 and sum(heads) < 34:
            heads[rng.randrange(len(heads))] += 2
    while (missing := size.members - sum(map(sum, sizes))) != 0:
        heads = rng.choice(sizes)
        place = rng.randrange(len(heads))
        step = 1 if missing > 0 else -1
        after = heads[place] + step
        single = len(heads) == 1
        if (10 if single else 7) <= after <= (29 if single else 40) and (single or sum(heads) + step >= 30):
            heads[place] = after
    return sizes


def _draw_people(rng: Random, numbers: Numbers, branch: str, bloc: str, taken: set[str], heads: int) -> list[Person]:
    probationary = [number >= 6 and rng.random() < 0.06 for number in range(heads)]
    people = [draw_person(rng, numbers, branch, bloc, taken, flag) for flag in probationary]
    rng.shuffle(people)
    return people


def _make_namesakes(people: list[Person]) -> None:
    """Give one of two people of the same sex and ethnic group, born in different years, the other's name."""
    for i, first in enumerate(people):
        for second in people[i + 1 :]:
            alike = first.gender == second.gender and first.ethnicity == second.ethnicity
            if alike and first.birth.year != second.birth.year and first.card and second.card:
                second.full_name = first.full_name
                return
