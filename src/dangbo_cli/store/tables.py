"""The tables as SQLModel classes, for single edits and for the test that holds them equal to the migrations.

Importing SQLModel costs about half a second: never import this module on the way of a question or an import.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class OrganizationRow(SQLModel, table=True):
    __tablename__ = "organization"
    id: int | None = Field(default=None, primary_key=True)
    code: str | None = Field(default=None, unique=True)
    bloc: str | None = None
    founded_on: str | None = None
    secretary: str | None = None
    secretary_phone: str | None = None
    note: str | None = None
    declared_members: int | None = None
    declared_official: int | None = None
    declared_probationary: int | None = None
    name_key: str | None = None
    sort_key: str | None = None


class OrganizationNameRow(SQLModel, table=True):
    __tablename__ = "organization_name"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    name: str
    valid_from: str | None = None
    valid_to: str | None = None


class OrganizationKindRow(SQLModel, table=True):
    __tablename__ = "organization_kind"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    kind: str
    valid_from: str | None = None
    valid_to: str | None = None


class OrganizationParentRow(SQLModel, table=True):
    __tablename__ = "organization_parent"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    parent_id: int | None = Field(default=None, foreign_key="organization.id")
    valid_from: str | None = None
    valid_to: str | None = None


class MemberRow(SQLModel, table=True):
    __tablename__ = "member"
    id: int | None = Field(default=None, primary_key=True)
    full_name: str
    birth_date: str | None = None
    gender: str | None = None
    ethnicity: str | None = None
    religion: str | None = None
    hometown: str | None = None
    residence: str | None = None
    birthplace: str | None = None
    occupation: str | None = None
    workplace: str | None = None
    general_education: str | None = None
    expertise: str | None = None
    specialty: str | None = None
    academic_title: str | None = None
    political_theory: str | None = None
    state_management: str | None = None
    foreign_language: str | None = None
    informatics: str | None = None
    card_number: str | None = None
    old_card_number: str | None = None
    file_number: str | None = None
    citizen_id: str | None = None
    old_citizen_id: str | None = None
    admitted_on: str | None = None
    admission_decided_on: str | None = None
    official_on: str | None = None
    badge: str | None = None
    phone: str | None = None
    email: str | None = None
    note: str | None = None
    name_key: str | None = None
    sort_key: str | None = None
    other_name: str | None = None
    external_id: str | None = None
    card_issued_at: str | None = None
    card_issued_on: str | None = None
    badge_number: str | None = None
    birth_country: str | None = None
    birth_province: str | None = None
    birth_detail: str | None = None
    hometown_country: str | None = None
    hometown_province: str | None = None
    hometown_detail: str | None = None
    residence_country: str | None = None
    residence_province: str | None = None
    residence_detail: str | None = None


class MemberPlaceRow(SQLModel, table=True):
    __tablename__ = "member_place"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    valid_from: str | None = None
    valid_to: str | None = None


class MembershipRow(SQLModel, table=True):
    __tablename__ = "membership"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    standing: str
    valid_from: str | None = None
    valid_to: str | None = None


class MemberActivityRow(SQLModel, table=True):
    __tablename__ = "member_activity"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    activity: str
    reason: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


class MemberStayRow(SQLModel, table=True):
    __tablename__ = "member_stay"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    organization_text: str | None = None
    direction: str
    valid_from: str | None = None
    valid_to: str | None = None


class MemberPositionRow(SQLModel, table=True):
    __tablename__ = "member_position"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    sphere: str
    title: str
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    valid_from: str | None = None
    valid_to: str | None = None


class RatingRow(SQLModel, table=True):
    __tablename__ = "rating"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    period: str
    self_level: str | None = None
    proposed_level: str | None = None
    decided_level: str | None = None
    not_rated_reason: str | None = None
    decision_number: str | None = None
    decision_on: str | None = None


class BatchRow(SQLModel, table=True):
    __tablename__ = "batch"
    id: int | None = Field(default=None, primary_key=True)
    command: str
    user: str
    machine: str
    made_at: str
    undoes: int | None = Field(default=None, foreign_key="batch.id")
    backup: str | None = None
    created: int
    updated: int
    unchanged: int
    set_aside: int


class SourceRow(SQLModel, table=True):
    __tablename__ = "source"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id")
    path: str
    sha256: str
    sheet: str
    kind: str
    organization_id: int | None = None
    dated: str | None = None


class ChangeRow(SQLModel, table=True):
    __tablename__ = "change"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id")
    entity: str
    record_id: int
    action: str
    subject: str
    subject_id: int
    fields: str


class SetAsideRow(SQLModel, table=True):
    __tablename__ = "set_aside"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int | None = Field(default=None, foreign_key="batch.id")
    seen_at: str
    path: str
    sha256: str
    sheet: str
    cell: str
    code: str
    value: str
    message: str
    organization_id: int | None = None
    state: str
    closed_by: int | None = Field(default=None, foreign_key="batch.id")
    closed_at: str | None = None


class MigrationRow(SQLModel, table=True):
    __tablename__ = "migration"
    number: int | None = Field(default=None, primary_key=True)
    name: str
    applied_at: str


class MetaRow(SQLModel, table=True):
    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str | None = None
