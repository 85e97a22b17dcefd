"""A change is a value: the plan that reading sheets or a command gives, that preview prints,
that one function of the store applies, that history keeps and undo turns round.

Nothing else writes records (docs/thiet-ke.md, idea 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from dangbo_cli.domain.problem import Note, Problem

Scalar = str | int | float | None
Ref = int
"""A record's number: positive for a stored record, negative for one that this plan creates
(the store gives the real number while it applies the plan)."""


class Entity(StrEnum):
    """What a record is; the name of its table."""

    ORGANIZATION = "organization"
    ORGANIZATION_NAME = "organization_name"
    ORGANIZATION_KIND = "organization_kind"
    ORGANIZATION_PARENT = "organization_parent"
    MEMBER = "member"
    MEMBER_PLACE = "member_place"
    MEMBERSHIP = "membership"
    MEMBER_ACTIVITY = "member_activity"
    MEMBER_STAY = "member_stay"
    MEMBER_POSITION = "member_position"
    RATING = "rating"
    DOCUMENT = "document"
    INITIATIVE = "initiative"
    INITIATIVE_TARGET = "initiative_target"
    INITIATIVE_MILESTONE = "initiative_milestone"
    INITIATIVE_PROGRESS = "initiative_progress"
    PLEDGE = "pledge"
    PLEDGE_ITEM = "pledge_item"
    STUDY_TOPIC = "study_topic"
    STUDY_SESSION = "study_session"
    HONOUR_ENTRY = "honour_entry"
    HONOUR_OPENING = "honour_opening"
    COMMENDATION = "commendation"
    DISCIPLINE = "discipline"
    INSPECTION = "inspection"
    RATING_CRITERION = "rating_criterion"
    RATING_PERIOD = "rating_period"
    RATING_OVERRIDE = "rating_override"
    RULE = "rule"
    OBLIGATION = "obligation"
    SUBMISSION = "submission"
    REMINDER = "reminder"
    DECISION = "decision"
    STUDY_DIRECTIVE = "study_directive"


class Action(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class FieldChange(NamedTuple):
    """One field's value before and after, and where the new value was read.

    `source` is an index into ``Plan.sources`` (None: not from a sheet), `cell` a spreadsheet
    address such as «H12» ("" where no one cell holds it).
    """

    before: Scalar
    after: Scalar
    source: int | None = None
    cell: str = ""


field_change: Callable[[tuple[Scalar, Scalar, int | None, str]], FieldChange] = partial(tuple.__new__, FieldChange)
"""Make a FieldChange of its four parts in a quarter of the time: an import makes a hundred thousand."""


@dataclass(slots=True)
class RecordChange:
    """One record created, updated or deleted.

    `subject` is the person or organisation whose history the change belongs to: the record itself,
    or for a place, a membership, a position, a rating … the member (organisation) it is about.
    A DELETE carries all stored fields as `before`; a CREATE all as `after`, without nulls.
    """

    entity: Entity
    record: Ref
    action: Action
    subject: Entity
    subject_record: Ref
    fields: dict[str, FieldChange] = field(default_factory=dict)


class Source(NamedTuple):
    """One sheet of one file that a plan was read from.

    `dated` is the day the sheet speaks of: the title's date (ISO), None where it states none; `year` the one year that a
    sheet of the year's work is of, None where that is not certain.
    """

    path: str
    sha256: str
    sheet: str = ""
    kind: str = ""
    organization: Ref | None = None
    dated: str | None = None
    year: int | None = None


class Unread(NamedTuple):
    """One file that could not be read, or not all of it: its bytes (SHA-256), the cause and the whole sentence."""

    path: str
    sha256: str
    code: str
    message: str


class DecisionUse(NamedTuple):
    """Where a decision of the record was replayed: its number, the sheet (an index into ``Plan.sources``), the cell."""

    decision: int
    source: int
    cell: str


class Whose(NamedTuple):
    """Whose row a problem stands in: the name as the row has it, the birth (ISO, may be partial); the record that its
    facts belong to (None: the row is set aside, or nobody knows); the key of the fact that its cell tells («rating.2022.
    proposed_level» for a rating of a year, «organization.12» where the row lists her in organisation 12), "" for the whole
    row («rating.2022.proposed_level» too, or «pledge.2022.handed_in», for what a whole row of the year's work was to tell,
    with «=» and the value, quoted as in a URL, where entries of one year are told apart by it: `store.entered`),
    those of several with a blank between them where its column is for several, None for an unknown one;
    `organization` the one that the row itself names, as far as it is known."""

    name: str | None
    birth: str | None = None
    entity: Entity | None = None
    record: Ref | None = None
    field: str | None = None
    organization: Ref | None = None


@dataclass(slots=True)
class Plan:
    """All that one command would do: changes, and what it could not decide.

    `base` is the number of the newest batch the plan was made against; the store refuses to apply
    the plan where another batch has come in between (`store.apply.PlanStale`). `undoes` is the batch
    that an undo plan takes back. `returned` names, by the SHA-256 of a copy with mistakes marked in it that came
    back, the SHA-256 of the file it was made from. `used` tells where decisions of the record were replayed;
    `unread` which files wait for a copy that can be read; `told` which places, set aside before in other files, its rows
    tell (their numbers).
    """

    command: str
    base: int
    changes: list[RecordChange] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    undoes: int | None = None
    returned: dict[str, str] = field(default_factory=dict)
    used: list[DecisionUse] = field(default_factory=list)
    whose: dict[tuple[str, str, str], Whose] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    told: list[int] = field(default_factory=list)

    @property
    def lowest(self) -> Ref:
        """The lowest number given to a record that the plan creates, 0 where it creates none: the next goes below it."""
        return min(0, min((change.record for change in self.changes), default=0))

    def subjects(self) -> dict[Action, dict[Entity, list[Ref]]]:
        """Return the distinct people and organisations that the plan creates, updates or deletes, sorted."""
        own: defaultdict[Entity, dict[Ref, Action]] = defaultdict(dict)
        touched: defaultdict[Entity, set[Ref]] = defaultdict(set)
        decision = Entity.DECISION
        for change in self.changes:
            entity, about = change.entity, change.subject
            if entity is decision:
                continue  # what is remembered of a person changes nothing in her
            if entity is about:
                own[entity][change.record] = change.action
            touched[about].add(change.subject_record)
        found: dict[Action, dict[Entity, list[Ref]]] = {action: {} for action in Action}
        for entity in sorted(touched.keys() | own.keys()):
            actions = own[entity]
            for record in sorted(touched[entity] | actions.keys()):
                found[actions.get(record, Action.UPDATE)].setdefault(entity, []).append(record)
        return found
