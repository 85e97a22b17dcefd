"""Migrations, SQLModel classes, the catalogue and the statements name the same columns."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.store import apply
from dangbo_cli.store.catalogue import CATALOGUE, referrers
from dangbo_cli.store.labels import DATED, ENTITY_LABELS, column_label
from dangbo_cli.store.mark import APPLICATION_ID, SCHEMA_VERSION
from dangbo_cli.store.migrations import MIGRATIONS, create_tables, statements


@pytest.fixture(scope="module")
def schema():
    conn = sqlite3.connect(":memory:")
    create_tables(conn)
    yield conn
    conn.close()


def columns_of(schema, table):
    """{name: (type, may be null, is the key)} as SQLite has them."""
    return {
        name: (kind, not (notnull or pk), bool(pk))
        for _, name, kind, notnull, _, pk, hidden in schema.execute(f"PRAGMA table_xinfo({table})")
        if not hidden
    }


def references_of(schema, table):
    return {(row[3], row[2]) for row in schema.execute(f"PRAGMA foreign_key_list({table})")}


def test_writing_a_row_makes_no_table_of_its_own(schema):
    """A CHECK with a list of values costs a temporary table for every row: twice the time of the row. (An answer that is
    kept, `decision`, is written once in a while.)"""
    records = [table.insert() for entity, table in CATALOGUE.items() if entity is not Entity.DECISION]
    for statement in (*records, apply._INSERT_LOG):
        steps = schema.execute(f"EXPLAIN {statement}", [None] * statement.count("?")).fetchall()
        assert "OpenEphemeral" not in {step[1] for step in steps}, statement


def test_classes_name_the_columns_of_the_migrations(schema):
    from sqlmodel import SQLModel

    import dangbo_cli.store.tables  # noqa: F401

    types = {"VARCHAR": "TEXT", "INTEGER": "INTEGER", "FLOAT": "REAL"}
    stored = {
        row[0]
        for row in schema.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith("sqlite_")
    }
    tables = SQLModel.metadata.tables
    assert stored <= tables.keys()
    for name in stored:
        ours = {
            column.name: (types[str(column.type)], bool(column.nullable), bool(column.primary_key))
            for column in tables[name].columns
        }
        theirs = columns_of(schema, name)
        assert list(ours) == sorted(ours, key=list(theirs).index)
        assert ours == theirs, name
        links = {(column.name, key.column.table.name) for column in tables[name].columns for key in column.foreign_keys}
        assert links == references_of(schema, name), name


@pytest.mark.parametrize("entity", list(Entity))
def test_catalogue_and_statements_name_the_columns_of_the_migrations(schema, entity):
    table = CATALOGUE[entity]
    stored = list(columns_of(schema, entity.value))
    assert sorted(["id", *table.stored]) == sorted(stored)  # a later migration adds its columns at the end
    assert [c for c in stored if c in table.columns] == list(table.columns)
    assert {(c, t.value) for c, t in table.references.items()} == references_of(schema, entity.value)
    named = re.search(r"\((.*?)\) VALUES", table.insert())
    assert named is not None
    assert named[1].split(", ") == ["id", *table.stored]
    assert table.insert().count("?") == len(stored)
    schema.execute(table.select, ("[]",))
    assert not set(table.derived) & set(table.columns)
    unique = set()
    for _, index, is_unique, origin, _ in schema.execute(f"PRAGMA index_list({entity.value})").fetchall():
        indexed = [row[2] for row in schema.execute(f"PRAGMA index_info({index})")]
        if is_unique and origin != "pk" and len(indexed) == 1:
            unique.update(indexed)
    assert unique == set(table.unique)


def test_every_table_is_strict_and_gives_numbers_once(schema):
    for name, sql in schema.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if name.startswith("sqlite_"):
            continue
        assert sql.endswith("STRICT"), name
        assert ("AUTOINCREMENT" in sql) == (name not in ("migration", "meta")), name


def test_every_reference_has_an_index(schema):
    for entity in Entity:
        for table, column in referrers(entity):
            first = {
                schema.execute(f"PRAGMA index_info({row[1]})").fetchone()[2]
                for row in schema.execute(f"PRAGMA index_list({table.entity.value})").fetchall()
            }
            assert column in first, (table.entity, column)


def test_labels_are_complete():
    assert set(ENTITY_LABELS) == set(Entity)
    for table in CATALOGUE.values():
        for column in table.stored:
            assert column_label(column, table.entity) != column, (table.entity, column)


def test_a_field_is_called_alike_on_every_screen():
    """The list, the page of one, plans and histories, merging: one word each (`store.labels`)."""
    from dangbo_cli.records.organizations import find_organization_field
    from dangbo_cli.reports.member_list import COLUMNS as LISTED
    from dangbo_cli.reports.more_columns import MORE
    from dangbo_cli.reports.tree import COLUMNS as TREE

    members = CATALOGUE[Entity.MEMBER].columns
    for column in (*LISTED, *MORE):
        if column.key in members:  # in brackets stands what a column falls back to («(mới hoặc cũ)»)
            assert column.title in (
                column_label(column.key),
                f"{column_label(column.key)} ({column.title.partition(' (')[2]}",
            )
    titles = {column.key: column.title for column in TREE}
    for entity, key in (
        (Entity.ORGANIZATION_NAME, "name"),
        (Entity.ORGANIZATION_KIND, "kind"),
        (Entity.ORGANIZATION_PARENT, "parent_name"),
    ):
        label = DATED[entity][1]
        assert titles[key] == label
        assert find_organization_field(label) == key.removesuffix("_name")
    assert titles["declared_members"] == column_label("declared_members")


def test_the_version_is_that_of_the_last_migration():
    assert [m.number for m in MIGRATIONS] == list(range(1, SCHEMA_VERSION + 1))
    assert 0 < APPLICATION_ID < 2**31


def test_a_script_is_split_at_its_statements():
    script = "CREATE TABLE a (x TEXT); -- one; two\nINSERT INTO a VALUES ('a;\nb');\n-- the end\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(ValueError, match="inside a statement"):
        list(statements("CREATE TABLE a (x TEXT)"))


def test_the_ways_in_and_out_load_nothing_heavy(tmp_path):
    program = (
        "import sys, pathlib\n"
        "from datetime import datetime\n"
        f"path = pathlib.Path({str(tmp_path / 'x.db')!r})\n"
        "from dangbo_cli.store.opening import open_reading, open_writing\n"
        "open_writing(path).close(); open_reading(path).close()\n"
        "import dangbo_cli.store.apply, dangbo_cli.store.history, dangbo_cli.store.check\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'openpyxl', 'typer', 'rich', 'platformdirs'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
