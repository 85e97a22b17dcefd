"""Who is rated in a year, and what the record knows of each that a rule asks for. Plain values: no SQL, no terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dangbo_cli.domain.eligibility import Case
from dangbo_cli.domain.levels import DECIDED, LEVELS, NOT_SUBJECT, STAGE_WORDS
from dangbo_cli.domain.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Discipline:
    """A finished disciplinary decision: its form, the day (ISO, maybe partial, None unknown)."""

    form: str
    decided_on: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """What is recorded of one subject's rating in the year: levels by stage, the rest where the sheets had it.

    `grades` are (criterion, grade); `absent_months` is how long somebody was ill in the year.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    employee_level: str | None = None
    points: float | None = None
    absent_months: float | None = None
    absence_noted: bool = False
    """The months of illness stand in a note in words, not in a column of their own."""
    grades: tuple[tuple[str, str], ...] = ()
    decided_before: str | None = None
    """An earlier decided level of the same year, where a later batch wrote another."""

    def level(self, stage: str) -> str | None:
        """Return the level of a stage; None where that stage has none of the four."""
        level = self.levels.get(stage)
        return level if level in LEVELS else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing says a level or why there is none."""
        return not self.levels and not self.reason

    @property
    def said_not_subject(self) -> bool:
        return NOT_SUBJECT in self.levels.values() or bool(self.reason)


@dataclass(frozen=True, slots=True)
class Rated:
    """A member or an organisation that a year's rating is about. `group` is the organisation whose ceiling it counts
    in, `unit` the one it stands under on lists; `history` maps earlier years to decided levels, `commended`
    are the commendations of the year in words."""

    number: int
    name: str
    unit: int | None
    group: int | None
    rating: Rating = Rating()
    disciplines: tuple[Discipline, ...] = ()
    history: Mapping[int, str] = field(default_factory=dict)
    commended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatedMember(Rated):
    """A member on the last day of the year. `activity` is «exempt», «suspended» or else; `stays_here` somebody whose
    official place is elsewhere; `on_committee` holds a Party office."""

    activity: str | None = None
    probationary: bool = False
    admitted_on: str | None = None
    stays_here: bool = False
    on_committee: bool = False

    @property
    def case(self) -> Case:
        """What decides whether this member is rated."""
        return Case(self.activity, self.probationary, self.admitted_on, self.stays_here)


@dataclass(frozen=True, slots=True)
class RatedOrganization(Rated):
    """An organisation on the last day of the year. `disciplined_below` and `disciplined_committee` name who was
    disciplined in the year: «Chi bộ 2: khiển trách»."""

    kind: str | None = None
    bloc: str | None = None
    founded_on: str | None = None
    is_grassroots: bool = False
    disciplined_below: tuple[str, ...] = ()
    disciplined_committee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingYear:
    """One year's rating to be reviewed: the rules, the cut-off day, everybody, and at which stage levels are judged.

    `names` are the organisations' names; `presumed` the groups taken for a grassroots organisation although the
    record does not know their kind.
    """

    rules: RuleSet
    day: date
    members: tuple[RatedMember, ...]
    organizations: tuple[RatedOrganization, ...]
    names: Mapping[int, str]
    stage: str = DECIDED
    presumed: frozenset[int] = frozenset()

    @property
    def year(self) -> int:
        return self.rules.year

    @property
    def stage_words(self) -> str:
        return STAGE_WORDS[self.stage]
