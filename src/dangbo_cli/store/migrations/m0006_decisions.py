"""Migration 6: what the clerk decided while sheets were read, so that she is not asked again.

`about` says what was decided (`domain.decision.About`), `said` is the whole decision in words. Which row it is about:
`typed` in canonical form, within `organization_id`; where no unit was known, only in the `file` of that name (stem), or in
the same bytes (`sha256`). A person is known by `typed`, `birth_date` and the `seal` of her numbers (a digest: the numbers
themselves are kept once, with the member). What it is: `member_id` (with her birth as it stood then, `known_birth`) or,
where it is nobody of the record, the members that were refused (`unlike`, numbers parted by blanks); `place_id`; the key of a
field (`means`, «bo-qua»: not to be read); of two who are not the same, `member_id` and `other_member_id`. When, by whom
and from which cell stands in the log.
`decision_use` tells in which batches a decision was replayed; it outlives the decision.
"""

NAME = "decisions"

SQL = """
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    about TEXT NOT NULL CHECK (about IN ('organization', 'person', 'apart', 'heading')),
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
CREATE INDEX decision_by_organization ON decision (organization_id);
CREATE INDEX decision_by_member ON decision (member_id);
CREATE INDEX decision_by_other_member ON decision (other_member_id);
CREATE INDEX decision_by_place ON decision (place_id);

CREATE TABLE decision_use (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    decision_id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    source_id INTEGER NOT NULL REFERENCES source (id),
    cell TEXT NOT NULL
) STRICT;
CREATE INDEX decision_use_by_batch ON decision_use (batch_id);
CREATE INDEX decision_use_by_source ON decision_use (source_id);
CREATE INDEX decision_use_by_decision ON decision_use (decision_id);
"""
