"""The record tables in plain Python: columns, references, derived columns, statements of a bulk write.

The numbered migrations are the schema; `store.tables` names the same columns as SQLModel classes; this
catalogue names them without importing anything heavy. A test holds the three equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dangbo_cli.domain.change import Entity

NAME_KEYS = ("name_key", "sort_key")


@dataclass(frozen=True)
class RecordTable:
    """One table of records.

    `columns` are those that plans write and the log keeps, in the order of the migration, without `id`;
    `derived` follow from them and are never logged; `references` say which columns hold the number of
    which other record; `unique` are the columns in which a value stands at most once.
    """

    entity: Entity
    columns: tuple[str, ...]
    references: Mapping[str, Entity] = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The name of the table (as a plain string: `Entity.value` is slow in a loop over records)."""
        return self.entity.value

    @cached_property
    def stored(self) -> tuple[str, ...]:
        """All columns of the table after `id`."""
        return self.columns + self.derived

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column that plans write stands in a stored row, after `id`."""
        return {name: place for place, name in enumerate(self.columns)}

    def insert(self, places: Sequence[int] | None = None) -> str:
        """The INSERT with one place for `id` (place 0) and one for every stored column, or for those at `places`."""
        names = ("id", *self.stored)
        if places is not None:
            names = tuple(names[place] for place in places)
        return f"INSERT INTO {self.entity.value} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def update(self, columns: tuple[str, ...]) -> str:
        """The UPDATE of `columns` with `id` as the last parameter."""
        return f"UPDATE {self.entity.value} SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?"

    @cached_property
    def delete(self) -> str:
        return f"DELETE FROM {self.entity.value} WHERE id = ?"

    @cached_property
    def select(self) -> str:
        """`id` and the logged columns of the records whose numbers are in a JSON list."""
        return f"{self.select_all} WHERE id IN (SELECT value FROM json_each(?))"

    @cached_property
    def select_all(self) -> str:
        return f"SELECT id, {', '.join(self.columns)} FROM {self.entity.value}"


_ORGANIZATION = {"organization_id": Entity.ORGANIZATION}
_MEMBER = {"member_id": Entity.MEMBER}
_SPAN = ("valid_from", "valid_to")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: The year's work (migration 4).
_YEAR = (
    RecordTable(
        Entity.DOCUMENT,
        _names("number issued_on issuer subject carries_out_id note"),
        {"carries_out_id": Entity.DOCUMENT},
    ),
    RecordTable(
        Entity.INITIATIVE,
        _names(
            "organization_id period name field content measures schedule programmes agency partners person "
            "registered_on approved_on approval_number document_id note"
        ),
        {"organization_id": Entity.ORGANIZATION, "document_id": Entity.DOCUMENT},
    ),
    RecordTable(
        Entity.INITIATIVE_TARGET,
        _names("initiative_id wording operator number unit numerator_words denominator_words due_on"),
        {"initiative_id": Entity.INITIATIVE},
    ),
    RecordTable(
        Entity.INITIATIVE_MILESTONE, _names("initiative_id what due_on done_on"), {"initiative_id": Entity.INITIATIVE}
    ),
    RecordTable(
        Entity.INITIATIVE_PROGRESS,
        _names("initiative_id target_id reported_on actual actual_number numerator denominator evidence"),
        {"initiative_id": Entity.INITIATIVE, "target_id": Entity.INITIATIVE_TARGET},
    ),
    RecordTable(
        Entity.PLEDGE,
        _names(
            "subject_sort member_id organization_id name position period is_head handed_in handed_in_on "
            "approved approved_on midyear_review yearend_review result note"
        ),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(Entity.PLEDGE_ITEM, _names("pledge_id what due_on result"), {"pledge_id": Entity.PLEDGE}),
    RecordTable(Entity.STUDY_TOPIC, _names("period name document_id note"), {"document_id": Entity.DOCUMENT}),
    RecordTable(
        Entity.STUDY_SESSION,
        _names("organization_id period held_on sort topic topic_id attended expected speaker note"),
        {"organization_id": Entity.ORGANIZATION, "topic_id": Entity.STUDY_TOPIC},
    ),
    RecordTable(
        Entity.HONOUR_ENTRY,
        _names(
            "subject_sort member_id organization_id name position unit party_member period entered_on field "
            "deed proposed_by praise document_id note"
        ),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION, "document_id": Entity.DOCUMENT},
    ),
    RecordTable(
        Entity.HONOUR_OPENING,
        _names("organization_id as_of collectives individuals note"),
        {"organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(
        Entity.COMMENDATION,
        _names(
            "subject_sort member_id organization_id name position unit period period_to form level "
            "decision_number decision_on content document_id note"
        ),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION, "document_id": Entity.DOCUMENT},
    ),
    RecordTable(
        Entity.DISCIPLINE,
        _names(
            "subject_sort member_id organization_id name position period form level decision_number "
            "decision_on ends_on content note"
        ),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(
        Entity.INSPECTION,
        _names(
            "subject_sort member_id organization_id name position period sort plan matter inspected_by "
            "started_on ended_on conclusion_number conclusion_on conclusion to_mend due_on mended_on note"
        ),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(Entity.RATING_CRITERION, _names("rating_id criterion grade points"), {"rating_id": Entity.RATING}),
    RecordTable(Entity.RATING_PERIOD, _names("period state since reason"), {}, unique=("period",)),
    RecordTable(
        Entity.RATING_OVERRIDE,
        _names("finding period member_id organization_id reason made_on"),
        {"member_id": Entity.MEMBER, "organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(Entity.RULE, _names("period rule value source since"), {}),
    RecordTable(
        Entity.OBLIGATION,
        _names("what form_kind organization_kinds blocs organization_id period due_on document_id note"),
        {"organization_id": Entity.ORGANIZATION, "document_id": Entity.DOCUMENT},
    ),
    RecordTable(
        Entity.SUBMISSION,
        _names("obligation_id organization_id received_on way file sha256 excused_reason note"),
        {"obligation_id": Entity.OBLIGATION, "organization_id": Entity.ORGANIZATION},
    ),
    RecordTable(
        Entity.REMINDER,
        _names("obligation_id organization_id round made_on note"),
        {"obligation_id": Entity.OBLIGATION, "organization_id": Entity.ORGANIZATION},
    ),
)

_TABLES = (
    RecordTable(
        Entity.ORGANIZATION,
        (
            "code",
            "bloc",
            "founded_on",
            "secretary",
            "secretary_phone",
            "note",
            "declared_members",
            "declared_official",
            "declared_probationary",
        ),
        derived=NAME_KEYS,
        unique=("code",),
    ),
    RecordTable(Entity.ORGANIZATION_NAME, ("organization_id", "name", *_SPAN), _ORGANIZATION),
    RecordTable(Entity.ORGANIZATION_KIND, ("organization_id", "kind", *_SPAN), _ORGANIZATION),
    RecordTable(
        Entity.ORGANIZATION_PARENT,
        ("organization_id", "parent_id", *_SPAN),
        {**_ORGANIZATION, "parent_id": Entity.ORGANIZATION},
    ),
    RecordTable(
        Entity.MEMBER,
        (
            "full_name",
            "birth_date",
            "gender",
            "ethnicity",
            "religion",
            "hometown",
            "residence",
            "birthplace",
            "occupation",
            "workplace",
            "general_education",
            "expertise",
            "specialty",
            "academic_title",
            "political_theory",
            "state_management",
            "foreign_language",
            "informatics",
            "card_number",
            "old_card_number",
            "file_number",
            "citizen_id",
            "old_citizen_id",
            "admitted_on",
            "admission_decided_on",
            "official_on",
            "badge",
            "phone",
            "email",
            "note",
            "other_name",
            "external_id",
            "card_issued_at",
            "card_issued_on",
            "badge_number",
            "birth_country",
            "birth_province",
            "birth_detail",
            "hometown_country",
            "hometown_province",
            "hometown_detail",
            "residence_country",
            "residence_province",
            "residence_detail",
        ),
        derived=NAME_KEYS,
        unique=("card_number", "old_card_number", "citizen_id"),
    ),
    RecordTable(Entity.MEMBER_PLACE, ("member_id", "organization_id", *_SPAN), {**_MEMBER, **_ORGANIZATION}),
    RecordTable(Entity.MEMBERSHIP, ("member_id", "standing", *_SPAN), _MEMBER),
    RecordTable(Entity.MEMBER_ACTIVITY, ("member_id", "activity", "reason", *_SPAN), _MEMBER),
    RecordTable(
        Entity.MEMBER_STAY,
        ("member_id", "organization_id", "organization_text", "direction", *_SPAN),
        {**_MEMBER, **_ORGANIZATION},
    ),
    RecordTable(
        Entity.MEMBER_POSITION,
        ("member_id", "sphere", "title", "organization_id", *_SPAN),
        {**_MEMBER, **_ORGANIZATION},
    ),
    RecordTable(
        Entity.RATING,
        (
            "member_id",
            "organization_id",
            "period",
            "self_level",
            "proposed_level",
            "decided_level",
            "not_rated_reason",
            "decision_number",
            "decision_on",
            "employee_level",
            "points",
            "decided_by",
            "note",
            "absent_months",
        ),
        {**_MEMBER, **_ORGANIZATION},
    ),
    *_YEAR,
    RecordTable(
        Entity.DECISION,
        _names(
            "about said organization_id file sha256 form_kind typed birth_date seal member_id known_birth unlike "
            "other_member_id place_id means"
        ),
        {
            "organization_id": Entity.ORGANIZATION,
            "member_id": Entity.MEMBER,
            "other_member_id": Entity.MEMBER,
            "place_id": Entity.ORGANIZATION,
        },
    ),
    RecordTable(Entity.STUDY_DIRECTIVE, ("document_id",), {"document_id": Entity.DOCUMENT}),
)

CATALOGUE: dict[Entity, RecordTable] = {table.entity: table for table in _TABLES}
"""Every record table; what is referred to comes before what refers to it."""


def referrers(entity: Entity) -> list[tuple[RecordTable, str]]:
    """Return the tables and columns that can hold the number of a record of `entity`."""
    return [
        (table, column)
        for table in CATALOGUE.values()
        for column, target in table.references.items()
        if target is entity
    ]
