"""What an import set aside is kept: asked of a unit today, it must still be known next week.

`batch_id` is the batch of the call that set it aside, null where the call had nothing to write; `organization_id`
is the organisation as it was read then (no foreign key, as an undo may remove it). `closed_by` is the batch after
which it no longer stood, null while it is open and where that call had nothing else to write (`closed_at` tells).
`state` «replaced»: the same mistake stands in a newer version of the file and is kept there.
The random `database` in `meta` tells this record from every other: a record number in a workbook that was sent
out means a person here only if it was sent out from here.
"""

from __future__ import annotations

import sqlite3

NAME = "set_aside"

SQL = """
CREATE TABLE set_aside (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER REFERENCES batch (id),
    seen_at TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    message TEXT NOT NULL,
    organization_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'solved', 'replaced')),
    closed_by INTEGER REFERENCES batch (id),
    closed_at TEXT
) STRICT;
CREATE INDEX set_aside_by_batch ON set_aside (batch_id);
CREATE INDEX set_aside_by_closing ON set_aside (closed_by);
CREATE INDEX set_aside_by_file ON set_aside (sha256);
"""


def name_database(conn: sqlite3.Connection) -> None:
    """Give the record a name that no other has."""
    conn.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('database', lower(hex(randomblob(8))))")
