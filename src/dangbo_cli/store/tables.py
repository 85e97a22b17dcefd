"""The tables as SQLModel classes, for single edits and for the test that holds them equal to the migrations.

Importing SQLModel costs about half a second: never import this module on the way of a question or an import.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

import dangbo_cli.store.log_tables  # noqa: F401


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
    employee_level: str | None = None
    points: float | None = None
    decided_by: str | None = None
    note: str | None = None
    absent_months: float | None = None


class DocumentRow(SQLModel, table=True):
    __tablename__ = "document"
    id: int | None = Field(default=None, primary_key=True)
    number: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    subject: str
    carries_out_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class InitiativeRow(SQLModel, table=True):
    __tablename__ = "initiative"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    period: str
    name: str
    field: str | None = None
    content: str | None = None
    measures: str | None = None
    schedule: str | None = None
    programmes: str | None = None
    agency: str | None = None
    partners: str | None = None
    person: str | None = None
    registered_on: str | None = None
    approved_on: str | None = None
    approval_number: str | None = None
    document_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class InitiativeTargetRow(SQLModel, table=True):
    __tablename__ = "initiative_target"
    id: int | None = Field(default=None, primary_key=True)
    initiative_id: int = Field(foreign_key="initiative.id")
    wording: str
    operator: str | None = None
    number: float | None = None
    unit: str | None = None
    numerator_words: str | None = None
    denominator_words: str | None = None
    due_on: str | None = None


class InitiativeMilestoneRow(SQLModel, table=True):
    __tablename__ = "initiative_milestone"
    id: int | None = Field(default=None, primary_key=True)
    initiative_id: int = Field(foreign_key="initiative.id")
    what: str
    due_on: str | None = None
    done_on: str | None = None


class InitiativeProgressRow(SQLModel, table=True):
    __tablename__ = "initiative_progress"
    id: int | None = Field(default=None, primary_key=True)
    initiative_id: int = Field(foreign_key="initiative.id")
    target_id: int | None = Field(default=None, foreign_key="initiative_target.id")
    reported_on: str | None = None
    actual: str | None = None
    actual_number: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    evidence: str | None = None


class PledgeRow(SQLModel, table=True):
    __tablename__ = "pledge"
    id: int | None = Field(default=None, primary_key=True)
    subject_sort: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    name: str | None = None
    position: str | None = None
    period: str
    is_head: str | None = None
    handed_in: str | None = None
    handed_in_on: str | None = None
    approved: str | None = None
    approved_on: str | None = None
    midyear_review: str | None = None
    yearend_review: str | None = None
    result: str | None = None
    note: str | None = None


class PledgeItemRow(SQLModel, table=True):
    __tablename__ = "pledge_item"
    id: int | None = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id")
    what: str
    due_on: str | None = None
    result: str | None = None


class StudyTopicRow(SQLModel, table=True):
    __tablename__ = "study_topic"
    id: int | None = Field(default=None, primary_key=True)
    period: str
    name: str
    document_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class StudySessionRow(SQLModel, table=True):
    __tablename__ = "study_session"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    period: str
    held_on: str | None = None
    sort: str | None = None
    topic: str | None = None
    topic_id: int | None = Field(default=None, foreign_key="study_topic.id")
    attended: int | None = None
    expected: int | None = None
    speaker: str | None = None
    note: str | None = None


class HonourEntryRow(SQLModel, table=True):
    __tablename__ = "honour_entry"
    id: int | None = Field(default=None, primary_key=True)
    subject_sort: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    name: str | None = None
    position: str | None = None
    unit: str | None = None
    party_member: str | None = None
    period: str
    entered_on: str | None = None
    field: str | None = None
    deed: str | None = None
    proposed_by: str | None = None
    praise: str | None = None
    document_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class HonourOpeningRow(SQLModel, table=True):
    __tablename__ = "honour_opening"
    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    as_of: str
    collectives: int
    individuals: int
    note: str | None = None


class CommendationRow(SQLModel, table=True):
    __tablename__ = "commendation"
    id: int | None = Field(default=None, primary_key=True)
    subject_sort: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    name: str | None = None
    position: str | None = None
    unit: str | None = None
    period: str
    period_to: str | None = None
    form: str
    level: str | None = None
    decision_number: str | None = None
    decision_on: str | None = None
    content: str | None = None
    document_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class DisciplineRow(SQLModel, table=True):
    __tablename__ = "discipline"
    id: int | None = Field(default=None, primary_key=True)
    subject_sort: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    name: str | None = None
    position: str | None = None
    period: str
    form: str
    level: str | None = None
    decision_number: str | None = None
    decision_on: str | None = None
    ends_on: str | None = None
    content: str | None = None
    note: str | None = None


class InspectionRow(SQLModel, table=True):
    __tablename__ = "inspection"
    id: int | None = Field(default=None, primary_key=True)
    subject_sort: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int = Field(foreign_key="organization.id")
    name: str | None = None
    position: str | None = None
    period: str
    sort: str | None = None
    plan: str | None = None
    matter: str | None = None
    inspected_by: str | None = None
    started_on: str | None = None
    ended_on: str | None = None
    conclusion_number: str | None = None
    conclusion_on: str | None = None
    conclusion: str | None = None
    to_mend: str | None = None
    due_on: str | None = None
    mended_on: str | None = None
    note: str | None = None


class RatingCriterionRow(SQLModel, table=True):
    __tablename__ = "rating_criterion"
    id: int | None = Field(default=None, primary_key=True)
    rating_id: int = Field(foreign_key="rating.id")
    criterion: str
    grade: str | None = None
    points: float | None = None


class RatingPeriodRow(SQLModel, table=True):
    __tablename__ = "rating_period"
    id: int | None = Field(default=None, primary_key=True)
    period: str = Field(unique=True)
    state: str
    since: str | None = None
    reason: str | None = None


class RatingOverrideRow(SQLModel, table=True):
    __tablename__ = "rating_override"
    id: int | None = Field(default=None, primary_key=True)
    finding: str
    period: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    reason: str
    made_on: str | None = None


class RuleRow(SQLModel, table=True):
    __tablename__ = "rule"
    id: int | None = Field(default=None, primary_key=True)
    period: str
    rule: str
    value: str | None = None
    source: str | None = None
    since: str | None = None


class StudyDirectiveRow(SQLModel, table=True):
    __tablename__ = "study_directive"
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")


class ObligationRow(SQLModel, table=True):
    __tablename__ = "obligation"
    id: int | None = Field(default=None, primary_key=True)
    what: str
    form_kind: str | None = None
    organization_kinds: str | None = None
    blocs: str | None = None
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    period: str
    due_on: str | None = None
    document_id: int | None = Field(default=None, foreign_key="document.id")
    note: str | None = None


class SubmissionRow(SQLModel, table=True):
    __tablename__ = "submission"
    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id")
    organization_id: int = Field(foreign_key="organization.id")
    received_on: str | None = None
    way: str | None = None
    file: str | None = None
    sha256: str | None = None
    excused_reason: str | None = None
    note: str | None = None


class ReminderRow(SQLModel, table=True):
    __tablename__ = "reminder"
    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id")
    organization_id: int = Field(foreign_key="organization.id")
    round: int
    made_on: str
    note: str | None = None


class DecisionRow(SQLModel, table=True):
    __tablename__ = "decision"
    id: int | None = Field(default=None, primary_key=True)
    about: str
    said: str
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    file: str | None = None
    sha256: str | None = None
    form_kind: str | None = None
    typed: str | None = None
    birth_date: str | None = None
    seal: str | None = None
    member_id: int | None = Field(default=None, foreign_key="member.id")
    known_birth: str | None = None
    unlike: str | None = None
    other_member_id: int | None = Field(default=None, foreign_key="member.id")
    place_id: int | None = Field(default=None, foreign_key="organization.id")
    means: str | None = None
