"""Migration 8: which document is the directive on study, as a record: its change is a batch, and can be undone.

One row at most. A file in which it was kept as a setting before goes on with that until it is said anew
(`store.settings.study_directive`): the log, which the check replays, knows nothing of it.
"""

NAME = "study directive"

SQL = """
CREATE TABLE study_directive (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id)
) STRICT;
CREATE INDEX study_directive_by_document ON study_directive (document_id);
"""
