"""Migration 7: decisions that the record's value was kept where a unit had typed another in its prefilled sheet.

`about` «value»: of `member_id` the field `means`; `seal` is a digest of both values (an identity number is kept once,
with the member), so that the question is put again where either changes. The table is rebuilt because SQLite cannot widen
a CHECK; its numbers go on, so that none is used twice.
"""

NAME = "values kept"

SQL = """
CREATE TABLE decision_wider (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    about TEXT NOT NULL CHECK (about IN ('organization', 'person', 'apart', 'heading', 'value')),
    said TEXT NOT NULL,
    organization_id INTEGER REFERENCES organization (id),
    file TEXT,
    sha256 TEXT,
    form_kind TEXT,
    typed TEXT,
    birth_date TEXT,
    seal TEXT,
    member_id INTEGER REFERENCES member (id),
    known_birth TEXT,
    unlike TEXT,
    other_member_id INTEGER REFERENCES member (id),
    place_id INTEGER REFERENCES organization (id),
    means TEXT
) STRICT;
INSERT INTO decision_wider SELECT id, about, said, organization_id, file, sha256, form_kind, typed, birth_date, seal,
    member_id, known_birth, unlike, other_member_id, place_id, means FROM decision;
DELETE FROM sqlite_sequence WHERE name = 'decision_wider';
INSERT INTO sqlite_sequence (name, seq) SELECT 'decision_wider', seq FROM sqlite_sequence WHERE name = 'decision';
DROP TABLE decision;
ALTER TABLE decision_wider RENAME TO decision;
CREATE INDEX decision_by_organization ON decision (organization_id);
CREATE INDEX decision_by_member ON decision (member_id);
CREATE INDEX decision_by_other_member ON decision (other_member_id);
CREATE INDEX decision_by_place ON decision (place_id);
"""
