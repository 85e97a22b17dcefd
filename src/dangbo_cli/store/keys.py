"""Derived columns: folded and sort keys of people and organisations.

They follow from the names by the functions of `vietnamese/`, are never logged, and are made again when
those functions change (`meta.keys_version`). An organisation's keys follow from its newest name: the one
still open, else the one that ended last.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache

Keys = tuple[str | None, str | None]
"""`name_key` and `sort_key`."""

_NAMES = "SELECT organization_id, name FROM organization_name"
# The newest name of each organisation comes last, so that it stays in a dictionary filled in this order.
_OLDEST_FIRST = "ORDER BY organization_id, valid_to IS NULL, valid_to, valid_from, id"


def keys_version() -> str:
    """Return the version of the functions that make the keys."""
    from dangbo_cli.vietnamese.text import KEYS_VERSION

    return str(KEYS_VERSION)


def member_keys(full_name: str) -> Keys:
    """Return the keys of a person's name (sort: tên, họ, đệm)."""
    fold, name_sort_key = _makers()
    return fold(full_name), name_sort_key(full_name)


@cache
def _makers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return the two functions behind a person's keys, imported when first needed and not anew for each person."""
    from dangbo_cli.vietnamese.names import name_sort_key
    from dangbo_cli.vietnamese.text import fold

    return fold, name_sort_key


def organization_keys(name: str | None) -> Keys:
    """Return the keys of an organisation's name («Chi bộ 2» before «Chi bộ 10»); none without a name."""
    from dangbo_cli.vietnamese.order import sort_key
    from dangbo_cli.vietnamese.text import fold

    return (None, None) if name is None else (fold(name), sort_key(name, numbers=True))


def expected_keys(conn: sqlite3.Connection) -> Iterator[tuple[str, int, Keys, Keys]]:
    """Yield (table, record number, stored keys, keys as they should be) for every person and organisation."""
    names: dict[int, str] = dict(conn.execute(f"{_NAMES} {_OLDEST_FIRST}"))
    rows = conn.execute("SELECT id, name_key, sort_key FROM organization ORDER BY id")
    for number, name_key, sort_key in rows:
        yield "organization", number, (name_key, sort_key), organization_keys(names.get(number))
    rows = conn.execute("SELECT id, full_name, name_key, sort_key FROM member ORDER BY id")
    for number, full_name, name_key, sort_key in rows:
        yield "member", number, (name_key, sort_key), member_keys(full_name)


def refresh_organizations(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Make the keys of some organisations again, after their names were written (inside a transaction)."""
    rows = []
    for number in sorted(numbers):
        names = conn.execute(f"{_NAMES} WHERE organization_id = ? {_OLDEST_FIRST}", (number,)).fetchall()
        rows.append((*organization_keys(names[-1][1] if names else None), number))
    conn.executemany("UPDATE organization SET name_key = ?, sort_key = ? WHERE id = ?", rows)


def rebuild_keys(conn: sqlite3.Connection) -> int:
    """Make all keys again where they differ and note their version; return how many records differed.

    The caller holds the transaction.
    """
    stale = [(table, number, keys) for table, number, stored, keys in expected_keys(conn) if stored != keys]
    for table, number, keys in stale:
        conn.execute(f"UPDATE {table} SET name_key = ?, sort_key = ? WHERE id = ?", (*keys, number))
    conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('keys_version', ?)", (keys_version(),))
    return len(stale)


def stored_keys_version(conn: sqlite3.Connection) -> str | None:
    """Return the version by which the stored keys were made."""
    row = conn.execute("SELECT value FROM meta WHERE key = 'keys_version'").fetchone()
    return None if row is None else str(row[0])
