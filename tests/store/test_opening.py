"""Opening: what is created, what is refused and in which words, and that reading never writes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.store import connection
from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.connection import Mode, connect
from dangbo_cli.store.errors import Absent, Damaged, Foreign, Full, Locked, Newer, Unwritable
from dangbo_cli.store.mark import SCHEMA_VERSION
from dangbo_cli.store.migrations import MIGRATIONS, Migration, create_tables, migrate
from dangbo_cli.store.opening import default_path, open_reading, open_writing
from store.plans import NOW, WHO, database, dump, member, organization, plan_of, write


def test_only_writing_creates(path):
    with pytest.raises(Absent) as caught:
        open_reading(path)
    assert caught.value.message == (
        f"Chưa có tệp cơ sở dữ liệu «{path}». Lệnh «dangbo nhap» sẽ tạo tệp khi ghi lần đầu; "
        "nếu tệp nằm ở chỗ khác, hãy chỉ ra bằng «--csdl TỆP»."
    )
    assert not path.parent.exists()
    open_writing(path).close()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    open_reading(path).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_default_path_is_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "dangbo.db"
    assert default_path().parent.name == "dangbo"


@pytest.mark.parametrize("name", ["sổ 100% đủ?.db", "a#b&mode=memory.db", "tên có dấu cách.db"])
def test_any_name_is_a_file_name(tmp_path, name):
    path = tmp_path / name
    open_writing(path).close()
    open_reading(path).close()
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_new_file_has_all_tables_and_its_record(conn):
    assert conn.execute("SELECT number, name, applied_at FROM migration").fetchall() == [
        (migration.number, migration.name, "2022-11-20T08:15:02") for migration in MIGRATIONS
    ]
    assert conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert conn.execute("SELECT value FROM meta WHERE key = 'keys_version'").fetchone() is not None
    assert conn.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.parametrize("content", ["nothing", "no tables"])
def test_a_file_without_tables_reads_as_empty(tmp_path, content):
    path = tmp_path / "x.db"
    if content == "nothing":
        path.touch()
    else:
        foreign = sqlite3.connect(path)
        foreign.executescript("CREATE TABLE t (x); DROP TABLE t; PRAGMA application_id = 7")
        foreign.close()
    before = path.read_bytes()
    conn = open_reading(path)
    assert dump(conn) == {entity.value: [] for entity in CATALOGUE}
    assert path.read_bytes() == before
    with pytest.raises(sqlite3.OperationalError):
        conn.execute("INSERT INTO member (full_name) VALUES ('x')")
    conn = open_writing(path)
    write(conn, *organization(-1, "Chi bộ 1"))
    assert open_reading(path).execute("SELECT count(*) FROM organization").fetchone() == (1,)


def test_reading_cannot_write(conn, path):
    reading = open_reading(path)
    with pytest.raises(sqlite3.OperationalError):
        reading.execute("INSERT INTO member (full_name) VALUES ('x')")


@pytest.mark.parametrize("opened", [open_reading, open_writing])
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"x", Damaged),
        (b"not a database, but a letter to the committee\n" * 100, Damaged),
        (b"PK\x03\x04" + bytes(5000), Damaged),
    ],
)
def test_what_is_no_database_is_refused(tmp_path, opened, content, error):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        opened(path)
    assert str(path) in caught.value.message
    assert "khoi-phuc" in caught.value.message
    assert path.read_bytes() == content


@pytest.mark.parametrize("opened", [open_reading, open_writing])
def test_a_truncated_database_is_refused(tmp_path, opened):
    path = tmp_path / "x.db"
    conn = database(path)
    conn.close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(Damaged):
        opened(path)


@pytest.mark.parametrize("opened", [open_reading, open_writing])
def test_another_programs_database_is_refused(tmp_path, opened):
    path = tmp_path / "x.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    with pytest.raises(Foreign, match="của một chương trình khác"):
        opened(path)


@pytest.mark.parametrize("opened", [open_reading, open_writing])
def test_a_newer_file_is_refused(conn, path, opened):
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(Newer) as caught:
        opened(path)
    assert caught.value.message == (
        f"Tệp «{path}» do bản dangbo mới hơn ghi (cấu trúc số {SCHEMA_VERSION + 1}, bản này chỉ biết đến số "
        f"{SCHEMA_VERSION}); tệp không bị thay đổi. Hãy cập nhật dangbo rồi chạy lại."
    )


@pytest.mark.parametrize("opened", [open_reading, open_writing])
def test_a_folder_is_no_file(tmp_path, opened):
    with pytest.raises(Unwritable, match="Không mở được"):
        opened(tmp_path)


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "x").write_text("a file")
    with pytest.raises(Unwritable):
        open_writing(tmp_path / "x" / "y.db")


NEXT = Migration(
    SCHEMA_VERSION + 1, "next", "ALTER TABLE member ADD COLUMN nickname TEXT;\nCREATE TABLE more (x TEXT) STRICT;\n"
)


def test_migrating_backs_up_what_holds_data(conn, path):
    write(conn, *organization(-1, "Chi bộ 1"))
    assert migrate(conn, path, NOW, (*MIGRATIONS, NEXT)) == [NEXT.number]
    copies = list(path.parent.glob("*-sao-luu/*.db"))
    assert len(copies) == 1
    old = sqlite3.connect(copies[0])
    assert old.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert old.execute("SELECT count(*) FROM organization").fetchone() == (1,)
    assert conn.execute("SELECT number FROM migration").fetchall() == [(m.number,) for m in (*MIGRATIONS, NEXT)]
    assert conn.execute("PRAGMA user_version").fetchone() == (NEXT.number,)
    assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert migrate(conn, path, NOW, (*MIGRATIONS, NEXT)) == []


def test_migrating_an_empty_file_needs_no_backup(conn, path):
    migrate(conn, path, NOW, (*MIGRATIONS, NEXT))
    assert not list(path.parent.glob("*-sao-luu"))


def test_a_failing_migration_leaves_the_file_as_it_was(conn, path):
    def fail(connection):
        raise RuntimeError("no")

    before = conn.execute("SELECT * FROM sqlite_master").fetchall()
    with pytest.raises(RuntimeError):
        migrate(conn, path, NOW, (*MIGRATIONS, Migration(NEXT.number, "bad", NEXT.sql, fail)))
    assert conn.execute("SELECT * FROM sqlite_master").fetchall() == before
    assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert conn.execute("SELECT count(*) FROM migration").fetchone() == (SCHEMA_VERSION,)


def test_a_migration_that_breaks_references_is_taken_back(conn, path):
    write(conn, *organization(-1, "Chi bộ 1"))
    bad = Migration(NEXT.number, "bad", "DELETE FROM organization;\n")
    with pytest.raises(Damaged):
        migrate(conn, path, NOW, (*MIGRATIONS, bad))
    assert conn.execute("SELECT count(*) FROM organization").fetchone() == (1,)


def test_reading_brings_an_older_file_up_to_date(conn, path, monkeypatch):
    import dangbo_cli.store.migrations as migrations
    from dangbo_cli.store import opening

    write(conn, *organization(-1, "Chi bộ 1"))
    conn.close()
    for module in (opening, connection):
        monkeypatch.setattr(module, "SCHEMA_VERSION", NEXT.number)
    monkeypatch.setattr(migrations.migrate, "__defaults__", ((*MIGRATIONS, NEXT),))
    reading = open_reading(path)
    assert reading.execute("PRAGMA user_version").fetchone() == (NEXT.number,)
    assert len(list(path.parent.glob("*-sao-luu/*.db"))) == 1


def test_keys_are_made_again_for_a_new_version_of_the_functions(conn, path):
    write(conn, *organization(-1, "Chi bộ 1"), *member(-11, "Lò Văn Hặc", -1))
    before = dump(conn)
    conn.execute("UPDATE member SET name_key = 'old', sort_key = NULL")
    conn.execute("UPDATE organization SET name_key = NULL")
    open_writing(path).close()
    assert dump(conn) != before
    conn.execute("UPDATE meta SET value = 'old' WHERE key = 'keys_version'")
    open_writing(path).close()
    assert dump(conn) == before


def test_the_second_writer_waits_then_gives_up(conn, path):
    conn.execute("BEGIN IMMEDIATE")
    second = open_writing(path, wait=0.1)
    reading = open_reading(path, wait=0.1)
    assert dump(reading) == dump(conn)
    with pytest.raises(Locked) as caught:
        apply_plan(second, plan_of(second, *organization(-1, "Chi bộ 1")), WHO, NOW)
    assert caught.value.message == (
        f"Cơ sở dữ liệu «{path}» đang được một chương trình khác ghi. "
        "Hãy đợi chương trình ấy xong rồi chạy lại lệnh này."
    )
    conn.execute("ROLLBACK")
    assert write(second, *organization(-1, "Chi bộ 1")).batch == 1


def test_the_second_writer_gets_through_when_the_first_is_done(path):
    first = database(path)
    first.execute("BEGIN IMMEDIATE")
    outcome = []

    def second():
        conn = open_writing(path, wait=5)
        outcome.append(write(conn, *organization(-1, "Chi bộ 1")).batch)
        conn.close()

    thread = threading.Thread(target=second)
    thread.start()
    time.sleep(0.2)
    first.execute("ROLLBACK")
    thread.join()
    assert outcome == [1]


def test_reading_while_another_commits_says_locked(conn, path):
    conn.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked):
        open_reading(path, wait=0.1)


def test_a_full_disk_leaves_the_file_as_it_was(conn, path):
    write(conn, *organization(-1, "Chi bộ 1"))
    before, pages = dump(conn), conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    people = [c for n in range(200) for c in member(-10 - 2 * n, f"Lò Văn {n}", 1, note="x" * 200)]
    with pytest.raises(Full) as caught:
        write(conn, *people)
    assert caught.value.message == (
        f"Ổ đĩa chứa «{path}» đã đầy; không có gì bị thay đổi. Hãy dọn bớt tệp rồi chạy lại lệnh này."
    )
    assert not conn.in_transaction
    assert dump(open_reading(path)) == before
    assert not list(path.parent.glob("*-sao-luu/*"))


AS_NOBODY = """
import os, sys, pathlib
from dangbo_cli.store.opening import open_reading, open_writing
from dangbo_cli.store.errors import StoreError
if os.getuid() == 0:  # who may write everywhere
    os.setgid(65534); os.setuid(65534)
path = pathlib.Path(sys.argv[1])
try:
    print(open_reading(path).execute("SELECT count(*) FROM organization").fetchone()[0])
except StoreError as error:
    print(type(error).__name__, error.message)
try:
    open_writing(path)
except StoreError as error:
    print(type(error).__name__, error.message)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("journal", [False, True])
def test_a_folder_that_cannot_be_written_can_be_read(journal, conn, path):
    """A journal left there cannot be rolled back: that, and only that, keeps reading from its work."""
    write(conn, *organization(-1, "Chi bộ 1"))
    conn.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "dangbo.db"
        if journal:
            leave_hot_journal(path, target)
        else:
            shutil.copy(path, target)
        for entry in folder.iterdir():
            entry.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(target)], capture_output=True, text=True, check=True
        )
        folder.chmod(0o755)
    refused = (
        f"Unwritable Không ghi được vào «{target}». Hãy kiểm tra quyền ghi đối với tệp và thư mục chứa tệp, "
        "hoặc dùng tệp ở chỗ khác bằng «--csdl TỆP»."
    )
    assert done.stdout.splitlines() == [refused if journal else "1", refused]


def leave_hot_journal(path, target):
    """Copy a database as a kill in the middle of a big transaction leaves it: half written, with its journal."""
    conn = connect(path, Mode.READ_WRITE)
    conn.execute("PRAGMA cache_size = 2")
    conn.execute("BEGIN IMMEDIATE")
    conn.executemany("INSERT INTO member (full_name) VALUES (?)", [("x" * 1000,)] * 500)
    journal = path.with_name(path.name + "-journal")
    shutil.copy(path, target)
    shutil.copy(journal, target.with_name(target.name + "-journal"))
    conn.execute("ROLLBACK")
    conn.close()


def test_reading_rolls_a_hot_journal_back(conn, path, tmp_path):
    write(conn, *organization(-1, "Chi bộ 1"))
    before = dump(conn)
    target = tmp_path / "y.db"
    leave_hot_journal(path, target)
    assert target.read_bytes() != path.read_bytes()
    assert dump(open_reading(target)) == before
    assert not target.with_name("y.db-journal").exists()


def test_made_at_is_local_time_without_fractions(conn):
    write(conn, *organization(-1, "Chi bộ 1"), now=datetime(2026, 1, 2, 3, 4, 5, 678))
    assert conn.execute("SELECT made_at FROM batch").fetchone() == ("2026-01-02T03:04:05",)


def test_entities_are_tables():
    assert set(CATALOGUE) == set(Entity)


def test_a_file_of_the_first_version_gets_the_fields_of_the_national_template(tmp_path):
    path = tmp_path / "cu.db"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, path, NOW, MIGRATIONS[:1])
    old.execute("INSERT INTO member (full_name, hometown) VALUES ('Lò Văn An', 'Mai Sơn')")
    old.close()
    conn = open_writing(path, now=NOW)
    assert conn.execute("SELECT full_name, hometown, hometown_province, other_name FROM member").fetchall() == [
        ("Lò Văn An", "Mai Sơn", None, None)
    ]
    fresh = sqlite3.connect(":memory:")
    create_tables(fresh)
    columns = "SELECT name FROM pragma_table_info('member') ORDER BY cid"
    assert conn.execute(columns).fetchall() == fresh.execute(columns).fetchall()


@pytest.mark.parametrize("kept", [True, False])
def test_decisions_of_the_sixth_version_keep_their_numbers_and_none_is_used_twice(tmp_path, kept):
    path = tmp_path / "cu.db"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, path, NOW, MIGRATIONS[:6])
    old.execute("INSERT INTO member (full_name) VALUES ('Lò Văn An')")
    insert = "INSERT INTO decision (about, said, typed, member_id) VALUES (?, 'là An', 'lò văn an', 1)"
    for _ in range(3):
        old.execute(insert, ("person",))
    old.execute(f"DELETE FROM decision WHERE id {'= 3' if kept else '> 0'}")
    old.close()
    conn = open_writing(path, now=NOW)
    stored = conn.execute("SELECT id, typed, member_id FROM decision ORDER BY id").fetchall()
    assert stored == ([(1, "lò văn an", 1), (2, "lò văn an", 1)] if kept else [])
    assert conn.execute(f"{insert} RETURNING id", ("value",)).fetchone() == (4,)
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'decision' AND sql IS NOT NULL"
    assert conn.execute(indexes).fetchone() == (4,)


def test_what_the_eighth_version_set_aside_still_waits_and_is_nobodys(tmp_path):
    from dangbo_cli.store.set_aside import read_open

    path = tmp_path / "cu.db"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, path, NOW, MIGRATIONS[:8])
    old.execute(
        "INSERT INTO set_aside (seen_at, path, sha256, sheet, cell, code, value, message, state)"
        " VALUES ('2022-11-20T08:15:02', 'a.xlsx', 'ab', 'DS', 'C7', 'date_impossible', '31/02/1985', 'Sai.', 'open')"
    )
    old.close()
    conn = open_writing(path, now=NOW)
    (kept,) = read_open(conn)
    assert (kept.number, kept.mistake.cell, kept.whose, *kept[-3:]) == (1, "C7", (None,) * 6, None, None, None)
    fresh = sqlite3.connect(":memory:")
    create_tables(fresh)
    columns = "SELECT name FROM pragma_table_info('set_aside') ORDER BY cid"
    assert conn.execute(columns).fetchall() == fresh.execute(columns).fetchall()
