"""Read stored records as plain values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.store.catalogue import CATALOGUE

Records = dict[tuple[Entity, int], dict[str, Scalar]]
"""{(entity, number): {logged column: value}}"""


def read_records(conn: sqlite3.Connection, wanted: Iterable[tuple[Entity, int]]) -> Records:
    """Return what stands now of some records; one that does not exist is not there."""
    numbers: dict[Entity, list[int]] = {}
    for entity, number in wanted:
        numbers.setdefault(entity, []).append(number)
    stored: Records = {}
    for entity, of_table in numbers.items():
        table = CATALOGUE[entity]
        for number, *values in conn.execute(table.select, (json.dumps(of_table),)):
            stored[entity, number] = dict(zip(table.columns, values, strict=True))
    return stored
