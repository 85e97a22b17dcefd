"""Column sets in the file: kept, replaced, removed; nothing else of `meta` is touched."""

from __future__ import annotations

import sqlite3

import pytest

from dangbo_cli.store.errors import StoreError
from dangbo_cli.store.opening import open_reading, open_writing
from dangbo_cli.store.settings import column_sets, remove_column_set, save_column_set


@pytest.fixture
def path(tmp_path):
    open_writing(tmp_path / "so.db").close()
    return tmp_path / "so.db"


def test_kept_and_replaced(path):
    conn = open_writing(path)
    before = dict(conn.execute("SELECT key, value FROM meta"))
    save_column_set(conn, "gửi đi", ["full_name", "birth_date"])
    save_column_set(conn, "a", ["id"])
    save_column_set(conn, "gửi đi", ["gender"])
    conn.close()
    conn = open_reading(path)
    assert column_sets(conn) == {"a": ("id",), "gửi đi": ("gender",)}
    assert {k: v for k, v in conn.execute("SELECT key, value FROM meta") if not k.startswith("column_set:")} == before
    conn.close()


def test_removed(path):
    conn = open_writing(path)
    save_column_set(conn, "a", ["id"])
    assert remove_column_set(conn, "a")
    assert not remove_column_set(conn, "a")
    assert column_sets(conn) == {}
    conn.close()


def test_a_reader_cannot_write(path):
    conn = open_reading(path)
    with pytest.raises((StoreError, sqlite3.Error)):
        save_column_set(conn, "a", ["id"])
    conn.close()


def test_names_stand_as_a_vietnamese_reader_looks_for_them(conn):
    for name in ("đợt 10", "e", "đợt 2", "Dân vận"):
        save_column_set(conn, name, ["id"])
    assert list(column_sets(conn)) == ["Dân vận", "đợt 2", "đợt 10", "e"]
