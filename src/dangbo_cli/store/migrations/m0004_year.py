"""Migration 4: the year's work: documents, initiatives, pledges, study, honours, commendation, discipline, inspection,
what the rating needs besides the levels, obligations and who has met them.

An entry about a person or a collective holds it in five columns: `subject_sort` («Cá nhân», «Tập thể»), `member_id`
where it is a member, `organization_id` the Party organisation where it counts (of a collective without a `name` the
collective itself), `name` as the sheet writes it where the record has no such member or organisation, `position`.
`period` is the year («2022»); yes and no are «Có» and «Không».
"""

NAME = "year"

SQL = """
ALTER TABLE rating ADD COLUMN employee_level TEXT;
ALTER TABLE rating ADD COLUMN points REAL;
ALTER TABLE rating ADD COLUMN decided_by TEXT;
ALTER TABLE rating ADD COLUMN note TEXT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT,
    issued_on TEXT,
    issuer TEXT,
    subject TEXT NOT NULL,
    carries_out_id INTEGER REFERENCES document (id),
    note TEXT
) STRICT;
CREATE INDEX document_by_carries_out ON document (carries_out_id);

CREATE TABLE initiative (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    period TEXT NOT NULL,
    name TEXT NOT NULL,
    field TEXT,
    content TEXT,
    measures TEXT,
    schedule TEXT,
    programmes TEXT,
    agency TEXT,
    partners TEXT,
    person TEXT,
    registered_on TEXT,
    approved_on TEXT,
    approval_number TEXT,
    document_id INTEGER REFERENCES document (id),
    note TEXT
) STRICT;
CREATE INDEX initiative_by_organization ON initiative (organization_id);
CREATE INDEX initiative_by_document ON initiative (document_id);

CREATE TABLE initiative_target (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    initiative_id INTEGER NOT NULL REFERENCES initiative (id),
    wording TEXT NOT NULL,
    operator TEXT,
    number REAL,
    unit TEXT,
    numerator_words TEXT,
    denominator_words TEXT,
    due_on TEXT
) STRICT;
CREATE INDEX initiative_target_by_initiative ON initiative_target (initiative_id);

CREATE TABLE initiative_milestone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    initiative_id INTEGER NOT NULL REFERENCES initiative (id),
    what TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT
) STRICT;
CREATE INDEX initiative_milestone_by_initiative ON initiative_milestone (initiative_id);

CREATE TABLE initiative_progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    initiative_id INTEGER NOT NULL REFERENCES initiative (id),
    target_id INTEGER REFERENCES initiative_target (id),
    reported_on TEXT,
    actual TEXT,
    actual_number REAL,
    numerator REAL,
    denominator REAL,
    evidence TEXT
) STRICT;
CREATE INDEX initiative_progress_by_initiative ON initiative_progress (initiative_id);
CREATE INDEX initiative_progress_by_target ON initiative_progress (target_id);

CREATE TABLE pledge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_sort TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT,
    position TEXT,
    period TEXT NOT NULL,
    is_head TEXT,
    handed_in TEXT,
    handed_in_on TEXT,
    approved TEXT,
    approved_on TEXT,
    midyear_review TEXT,
    yearend_review TEXT,
    result TEXT,
    note TEXT,
    CHECK (subject_sort IN ('Cá nhân', 'Tập thể'))
) STRICT;
CREATE INDEX pledge_by_member ON pledge (member_id);
CREATE INDEX pledge_by_organization ON pledge (organization_id);

CREATE TABLE pledge_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pledge_id INTEGER NOT NULL REFERENCES pledge (id),
    what TEXT NOT NULL,
    due_on TEXT,
    result TEXT
) STRICT;
CREATE INDEX pledge_item_by_pledge ON pledge_item (pledge_id);

CREATE TABLE study_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period TEXT NOT NULL,
    name TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id),
    note TEXT
) STRICT;
CREATE INDEX study_topic_by_document ON study_topic (document_id);

CREATE TABLE study_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    period TEXT NOT NULL,
    held_on TEXT,
    sort TEXT,
    topic TEXT,
    topic_id INTEGER REFERENCES study_topic (id),
    attended INTEGER,
    expected INTEGER,
    speaker TEXT,
    note TEXT
) STRICT;
CREATE INDEX study_session_by_organization ON study_session (organization_id);
CREATE INDEX study_session_by_topic ON study_session (topic_id);

CREATE TABLE honour_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_sort TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT,
    position TEXT,
    unit TEXT,
    party_member TEXT,
    period TEXT NOT NULL,
    entered_on TEXT,
    field TEXT,
    deed TEXT,
    proposed_by TEXT,
    praise TEXT,
    document_id INTEGER REFERENCES document (id),
    note TEXT,
    CHECK (subject_sort IN ('Cá nhân', 'Tập thể'))
) STRICT;
CREATE INDEX honour_entry_by_member ON honour_entry (member_id);
CREATE INDEX honour_entry_by_organization ON honour_entry (organization_id);
CREATE INDEX honour_entry_by_document ON honour_entry (document_id);

CREATE TABLE honour_opening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    as_of TEXT NOT NULL,
    collectives INTEGER NOT NULL,
    individuals INTEGER NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX honour_opening_by_organization ON honour_opening (organization_id);

CREATE TABLE commendation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_sort TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT,
    position TEXT,
    unit TEXT,
    period TEXT NOT NULL,
    period_to TEXT,
    form TEXT NOT NULL,
    level TEXT,
    decision_number TEXT,
    decision_on TEXT,
    content TEXT,
    document_id INTEGER REFERENCES document (id),
    note TEXT,
    CHECK (subject_sort IN ('Cá nhân', 'Tập thể'))
) STRICT;
CREATE INDEX commendation_by_member ON commendation (member_id);
CREATE INDEX commendation_by_organization ON commendation (organization_id);
CREATE INDEX commendation_by_document ON commendation (document_id);

CREATE TABLE discipline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_sort TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT,
    position TEXT,
    period TEXT NOT NULL,
    form TEXT NOT NULL,
    level TEXT,
    decision_number TEXT,
    decision_on TEXT,
    ends_on TEXT,
    content TEXT,
    note TEXT,
    CHECK (subject_sort IN ('Cá nhân', 'Tập thể'))
) STRICT;
CREATE INDEX discipline_by_member ON discipline (member_id);
CREATE INDEX discipline_by_organization ON discipline (organization_id);

CREATE TABLE inspection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_sort TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT,
    position TEXT,
    period TEXT NOT NULL,
    sort TEXT,
    plan TEXT,
    matter TEXT,
    inspected_by TEXT,
    started_on TEXT,
    ended_on TEXT,
    conclusion_number TEXT,
    conclusion_on TEXT,
    conclusion TEXT,
    to_mend TEXT,
    due_on TEXT,
    mended_on TEXT,
    note TEXT,
    CHECK (subject_sort IN ('Cá nhân', 'Tập thể'))
) STRICT;
CREATE INDEX inspection_by_member ON inspection (member_id);
CREATE INDEX inspection_by_organization ON inspection (organization_id);

CREATE TABLE rating_criterion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rating_id INTEGER NOT NULL REFERENCES rating (id),
    criterion TEXT NOT NULL,
    grade TEXT,
    points REAL
) STRICT;
CREATE INDEX rating_criterion_by_rating ON rating_criterion (rating_id);

CREATE TABLE rating_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    since TEXT,
    reason TEXT,
    CHECK (state IN ('open', 'closed'))
) STRICT;

CREATE TABLE rating_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    finding TEXT NOT NULL,
    period TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER REFERENCES organization (id),
    reason TEXT NOT NULL,
    made_on TEXT
) STRICT;
CREATE INDEX rating_override_by_member ON rating_override (member_id);
CREATE INDEX rating_override_by_organization ON rating_override (organization_id);

CREATE TABLE rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period TEXT NOT NULL,
    rule TEXT NOT NULL,
    value TEXT,
    source TEXT,
    since TEXT
) STRICT;

CREATE TABLE obligation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    what TEXT NOT NULL,
    form_kind TEXT,
    organization_kinds TEXT,
    blocs TEXT,
    organization_id INTEGER REFERENCES organization (id),
    period TEXT NOT NULL,
    due_on TEXT,
    document_id INTEGER REFERENCES document (id),
    note TEXT
) STRICT;
CREATE INDEX obligation_by_organization ON obligation (organization_id);
CREATE INDEX obligation_by_document ON obligation (document_id);

CREATE TABLE submission (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    obligation_id INTEGER NOT NULL REFERENCES obligation (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    received_on TEXT,
    way TEXT,
    file TEXT,
    sha256 TEXT,
    excused_reason TEXT,
    note TEXT
) STRICT;
CREATE INDEX submission_by_obligation ON submission (obligation_id);
CREATE INDEX submission_by_organization ON submission (organization_id);

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    obligation_id INTEGER NOT NULL REFERENCES obligation (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    round INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX reminder_by_obligation ON reminder (obligation_id);
CREATE INDEX reminder_by_organization ON reminder (organization_id);
"""
