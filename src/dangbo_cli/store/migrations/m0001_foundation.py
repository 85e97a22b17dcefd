"""Migration 1: organisations, members, ratings, dated rows, batches and the log of changes.

Dates are ISO text and may be partial («1968», «1968-05»). In every dated row `valid_from` and
`valid_to` may be open (NULL), and `valid_to` is the first day that is no longer covered.
`name_key` and `sort_key` are derived from the name and never logged. AUTOINCREMENT everywhere: a
record number that was given once is never given again, not even after an undo. A CHECK of three values or more
says «a = 'x' OR a = 'y' …»: for «a IN (…)» SQLite makes a table of its own for every row that is written.
"""

NAME = "foundation"

SQL = """
CREATE TABLE organization (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT UNIQUE,
    bloc TEXT,
    founded_on TEXT,
    secretary TEXT,
    secretary_phone TEXT,
    note TEXT,
    declared_members INTEGER,
    declared_official INTEGER,
    declared_probationary INTEGER,
    name_key TEXT,
    sort_key TEXT
) STRICT;
CREATE INDEX organization_by_name_key ON organization (name_key);
CREATE INDEX organization_by_sort_key ON organization (sort_key);

CREATE TABLE organization_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX organization_name_by_organization ON organization_name (organization_id);

CREATE TABLE organization_kind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    kind TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX organization_kind_by_organization ON organization_kind (organization_id);

CREATE TABLE organization_parent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    parent_id INTEGER REFERENCES organization (id),
    valid_from TEXT,
    valid_to TEXT,
    CHECK (parent_id IS NULL OR parent_id <> organization_id)
) STRICT;
CREATE INDEX organization_parent_by_organization ON organization_parent (organization_id);
CREATE INDEX organization_parent_by_parent ON organization_parent (parent_id);

CREATE TABLE member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    full_name TEXT NOT NULL,
    birth_date TEXT,
    gender TEXT,
    ethnicity TEXT,
    religion TEXT,
    hometown TEXT,
    residence TEXT,
    birthplace TEXT,
    occupation TEXT,
    workplace TEXT,
    general_education TEXT,
    expertise TEXT,
    specialty TEXT,
    academic_title TEXT,
    political_theory TEXT,
    state_management TEXT,
    foreign_language TEXT,
    informatics TEXT,
    card_number TEXT,
    old_card_number TEXT,
    file_number TEXT,
    citizen_id TEXT,
    old_citizen_id TEXT,
    admitted_on TEXT,
    admission_decided_on TEXT,
    official_on TEXT,
    badge TEXT,
    phone TEXT,
    email TEXT,
    note TEXT,
    name_key TEXT,
    sort_key TEXT
) STRICT;
CREATE UNIQUE INDEX member_by_card_number ON member (card_number) WHERE card_number IS NOT NULL;
CREATE UNIQUE INDEX member_by_old_card_number ON member (old_card_number) WHERE old_card_number IS NOT NULL;
CREATE UNIQUE INDEX member_by_citizen_id ON member (citizen_id) WHERE citizen_id IS NOT NULL;
CREATE INDEX member_by_name_key ON member (name_key);
CREATE INDEX member_by_sort_key ON member (sort_key);

CREATE TABLE member_place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member (id),
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX member_place_by_member ON member_place (member_id);
CREATE INDEX member_place_by_organization ON member_place (organization_id);

CREATE TABLE membership (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member (id),
    standing TEXT NOT NULL CHECK (standing IN ('official', 'probationary')),
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX membership_by_member ON membership (member_id);

CREATE TABLE member_activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member (id),
    activity TEXT NOT NULL CHECK (activity = 'active' OR activity = 'exempt' OR activity = 'suspended' OR activity = 'left'),
    reason TEXT,
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX member_activity_by_member ON member_activity (member_id);

CREATE TABLE member_stay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member (id),
    organization_id INTEGER REFERENCES organization (id),
    organization_text TEXT,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX member_stay_by_member ON member_stay (member_id);
CREATE INDEX member_stay_by_organization ON member_stay (organization_id);

CREATE TABLE member_position (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member (id),
    sphere TEXT NOT NULL CHECK (sphere = 'party' OR sphere = 'government' OR sphere = 'union'),
    title TEXT NOT NULL,
    organization_id INTEGER REFERENCES organization (id),
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX member_position_by_member ON member_position (member_id);
CREATE INDEX member_position_by_organization ON member_position (organization_id);

CREATE TABLE rating (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER REFERENCES member (id),
    organization_id INTEGER REFERENCES organization (id),
    period TEXT NOT NULL,
    self_level TEXT,
    proposed_level TEXT,
    decided_level TEXT,
    not_rated_reason TEXT,
    decision_number TEXT,
    decision_on TEXT,
    CHECK ((member_id IS NULL) <> (organization_id IS NULL)),
    UNIQUE (member_id, period),
    UNIQUE (organization_id, period)
) STRICT;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    user TEXT NOT NULL,
    machine TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undoes INTEGER REFERENCES batch (id),
    backup TEXT,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    set_aside INTEGER NOT NULL
) STRICT;
CREATE INDEX batch_by_undoes ON batch (undoes);

-- organization_id is the organisation as it was read then; no foreign key, as an undo may remove it.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    kind TEXT NOT NULL,
    organization_id INTEGER,
    dated TEXT
) STRICT;
CREATE INDEX source_by_batch ON source (batch_id);
CREATE INDEX source_by_sha256 ON source (sha256);

-- fields: {"field": [before, after, source id or null, "H12"]}, references as record numbers.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    entity TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action = 'create' OR action = 'update' OR action = 'delete'),
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    fields TEXT NOT NULL
) STRICT;
CREATE INDEX change_by_batch ON change (batch_id);
CREATE INDEX change_by_record ON change (entity, record_id);
CREATE INDEX change_by_subject ON change (subject, subject_id);

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT
) STRICT;
"""
