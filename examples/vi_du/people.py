"""Inventing members: dates, posts and identity numbers that are consistent with one another.

Birth, admission (never before the eighteenth birthday), official twelve months later; the citizen id
holds the century and sex digit and the year of birth; card numbers start with 14 and are unique.
Phones are 0900 000 xxx. Nobody here exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from vi_du.names import draw_ethnicity, draw_hometown, draw_name, draw_residence
from vi_du.units import Agency, draw_occupation, draw_post, head_title

#: The day that every list of the set speaks of.
SHEET_DATE = date(2022, 12, 31)
YEAR = "2022"

EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"
GOOD = "Hoàn thành tốt nhiệm vụ"
DONE = "Hoàn thành nhiệm vụ"
NOT_DONE = "Không hoàn thành nhiệm vụ"


@dataclass(slots=True)
class Person:
    """One invented member. `organization_code` is the branch, or the chi bộ cơ sở; `position` is the Party
    position's label and `position_at` the code of its organisation; `ratings` maps a year to
    (self, proposed, decided)."""

    organization_code: str
    full_name: str
    gender: str
    birth: date
    ethnicity: str
    religion: str
    hometown: str
    residence: str
    occupation: str
    general_education: str
    expertise: str | None
    political_theory: str | None
    foreign_language: str | None
    admitted: date
    official: date | None
    citizen_id: str
    card: str | None
    long_card: str | None
    file_number: str
    post: str
    position: str | None = None
    position_at: str | None = None
    ratings: dict[str, tuple[str, str, str]] = field(default_factory=dict)


class Numbers:
    """Gives out identity numbers, each once. `last` bounds the running part, so that two sets never meet."""

    def __init__(self, rng: Random, last: tuple[int, int]) -> None:
        self._rng = rng
        self._last = last
        self._given: set[str] = set()

    def _draw(self, prefix: str) -> str:
        while True:
            number = f"{prefix}{self._rng.randint(*self._last):06d}"
            if number not in self._given:
                self._given.add(number)
                return number

    def citizen_id(self, birth: date, gender: str) -> str:
        """Return a 12-digit id: province 014, century and sex digit, year of birth, six more."""
        digit = (2 if birth.year >= 2000 else 0) + (0 if gender == "Nam" else 1)
        return self._draw(f"014{digit}{birth.year % 100:02d}")

    def card(self) -> str:
        """Return an 8-digit card number."""
        return self._draw("14")

    def long_card(self) -> str:
        """Return a 12-digit card number that is nobody's citizen id (its sex digit says 2100s)."""
        return self._draw("0145" + f"{self._rng.randint(0, 99):02d}")

    def file_number(self) -> str:
        """Return a file number of six digits."""
        return self._draw("")


def one_year_after(day: date) -> date:
    """Return the same day of the next year (29/2 is never drawn)."""
    return day.replace(year=day.year + 1)


def _draw_day(rng: Random, first: date, last: date) -> date:
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    return day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day


def _draw_membership(rng: Random, birth: date, probationary: bool) -> tuple[date, date | None]:
    grown_up = birth.replace(year=birth.year + 18) + timedelta(days=30)
    if probationary:
        return _draw_day(rng, max(grown_up, date(2022, 1, 3)), date(2022, 12, 22)), None
    latest = min(date(2021, 12, 24), birth.replace(year=birth.year + 42))
    span = (latest - grown_up).days
    day = grown_up + timedelta(days=int(rng.triangular(0, span + 1, min(span, 8 * 365))))
    admitted = day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day
    return admitted, one_year_after(admitted)


def _draw_birth(rng: Random, probationary: bool) -> date:
    first, last = (1984, 2001) if probationary else (1962, 1999)
    middle = rng.triangular(first, last + 1, 1985 if not probationary else 1994)
    return _draw_day(rng, date(int(middle), 1, 1), date(int(middle), 12, 31))


def draw_person(rng: Random, numbers: Numbers, branch: str, bloc: str, taken: set[str], probationary: bool) -> Person:
    """Return a member of `branch` whose name nobody in `taken` (the same grassroots organisation) has."""
    ethnicity = draw_ethnicity(rng)
    gender = "Nữ" if rng.random() < 0.41 else "Nam"
    name = draw_name(rng, ethnicity, gender)
    while name in taken or len(set(name.split())) < 3:
        name = draw_name(rng, ethnicity, gender)
    taken.add(name)
    birth = _draw_birth(rng, probationary)
    admitted, official = _draw_membership(rng, birth, probationary)
    citizen_id = numbers.citizen_id(birth, gender)
    has_card = not probationary or rng.random() < 0.4
    return Person(
        organization_code=branch,
        full_name=name,
        gender=gender,
        birth=birth,
        ethnicity=ethnicity,
        religion=_draw_religion(rng, ethnicity),
        hometown=draw_hometown(rng, ethnicity),
        residence=draw_residence(rng),
        occupation=draw_occupation(rng, bloc),
        general_education="10/10" if birth.year <= 1971 else "12/12",
        expertise=rng.choices(
            [None, "Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ"], [2, 1, 9, 8, 61, 18, 1]
        )[0],
        political_theory=rng.choices([None, "Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân"], [24, 26, 36, 12, 2])[0],
        foreign_language=rng.choice(
            ["Tiếng Anh B", "Tiếng Anh A2", "Tiếng Anh B1", "Tiếng Trung A", "Tiếng Thái", None]
        ),
        admitted=admitted,
        official=official,
        citizen_id=citizen_id,
        card=numbers.card() if has_card else None,
        long_card=(citizen_id if rng.random() < 0.8 else numbers.long_card()) if has_card else None,
        file_number=numbers.file_number(),
        post=draw_post(rng, bloc),
    )


def _draw_religion(rng: Random, ethnicity: str) -> str:
    chance = rng.random()
    if ethnicity == "Mông":
        return "Tin Lành" if chance < 0.06 else "Không"
    if ethnicity in ("Kinh", "Hoa"):
        return "Phật giáo" if chance < 0.02 else "Công giáo" if chance < 0.035 else "Không"
    return "Không"


def give_positions(rng: Random, agency: Agency, code: str, branches: dict[str, list[Person]]) -> dict[str, Person]:
    """Give every committee of one unit its secretary and deputy, and larger ones further members.

    `branches` maps the codes of the lowest organisations to their people. Returns the secretary of each
    organisation by its code.
    """
    secretaries: dict[str, Person] = {}
    head, deputy_head = head_title(agency), f"Phó {head_title(agency)}"
    if agency.committee:
        seats = ["Bí thư", "Phó Bí thư", *["Đảng ủy viên"] * min(5, 1 + len(branches) // 2)]
        for seat, people in zip(seats, _in_turn(rng, branches, len(seats)), strict=True):
            people.position, people.position_at = seat, code
            people.post = {"Bí thư": head, "Phó Bí thư": deputy_head}.get(seat, "Trưởng phòng")
            if seat == "Bí thư":
                secretaries[code] = people
    for branch, everyone in branches.items():
        free = sorted((p for p in everyone if p.official and p.position is None), key=lambda p: p.admitted)
        seats = ["Bí thư", "Phó Bí thư"] + (["Chi ủy viên"] if len(everyone) >= 9 else [])
        for seat, person in zip(seats, free[: len(seats) * 2 : 2], strict=False):
            person.position, person.position_at = seat, branch
            if seat == "Bí thư":
                person.post = "Trưởng phòng" if agency.committee else head
                secretaries[branch] = person
            elif seat == "Phó Bí thư":
                person.post = "Phó Trưởng phòng" if agency.committee else deputy_head
    for person in secretaries.values():
        person.expertise = person.expertise if person.expertise in ("Thạc sĩ", "Tiến sĩ") else "Đại học"
        person.political_theory = rng.choice(["Trung cấp", "Cao cấp", "Cao cấp"])
    return secretaries


def _in_turn(rng: Random, branches: dict[str, list[Person]], count: int) -> list[Person]:
    """Return `count` official members, taken from the branches in turn."""
    official = [[p for p in people if p.official] for people in branches.values()]
    for people in official:
        rng.shuffle(people)
    chosen: list[Person] = []
    turn = 0
    while len(chosen) < count:
        people = official[turn % len(official)]
        if len(people) > 3:
            chosen.append(people.pop())
        turn += 1
    return chosen


def give_ratings(rng: Random, people: list[Person], over_the_ceiling: bool) -> None:
    """Rate one grassroots organisation for 2021 and 2022.

    «Xuất sắc» stays within 20% of those «hoàn thành tốt» (21-HD/BTCTW 2019) unless `over_the_ceiling`.
    Admitted less than six months before the year's end: not rated.
    """
    for year, last in (("2021", date(2021, 6, 30)), (YEAR, date(2022, 6, 30))):
        rated = [person for person in people if person.admitted <= last]
        rng.shuffle(rated)
        done = max(0, len(rated) // 12)
        failed = 1 if len(rated) > 40 and rng.random() < 0.3 else 0
        rest = len(rated) - done - failed
        excellent = rest * 2 // 5 if over_the_ceiling and year == YEAR else rest // 6
        levels = [EXCELLENT] * excellent + [NOT_DONE] * failed + [DONE] * done
        levels += [GOOD] * (len(rated) - len(levels))
        for person, decided in zip(rated, levels, strict=True):
            proposed = EXCELLENT if decided == GOOD and rng.random() < 0.05 else decided
            own = GOOD if proposed == DONE and rng.random() < 0.5 else proposed
            person.ratings[year] = (own, proposed, decided)
