"""Copies before batches, on demand, and back again."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import datetime, timedelta

import pytest

from dangbo_cli.store.backup import back_up, backup_folder, list_backups, restore, save_copy
from dangbo_cli.store.errors import Absent, Damaged, Foreign, Locked, Newer, Unwritable
from dangbo_cli.store.opening import open_reading, open_writing
from store.plans import NOW, database, dump, member, organization, write

LATER = datetime(2022, 12, 1, 9, 0, 0)


@pytest.fixture
def settled(conn):
    write(conn, *organization(-1, "Chi bộ 1"))
    return conn


def test_each_batch_is_preceded_by_a_copy_of_the_state_before(settled, path):
    before = dump(settled)
    applied = write(settled, *member(-1, "Vì A Pó", 1))
    assert applied.backup == backup_folder(path) / "dangbo-20221120-081502.db"
    assert dump(open_reading(applied.backup)) == before
    assert list_backups(path) == [(applied.backup, NOW)]
    if os.name == "posix":
        assert stat.S_IMODE(applied.backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(applied.backup.parent.stat().st_mode) == 0o700
    assert settled.execute("SELECT backup FROM batch").fetchall() == [(None,), (applied.backup.name,)]


def test_the_last_ten_copies_are_kept(settled, path):
    folder = backup_folder(path)
    folder.mkdir()
    for name in ("của tôi.db", "dangbo-xx.db", "dangbo-20221399-000000.db"):
        (folder / name).write_text("mine")
    (folder / "dangbo-20200101-000000.db.dang-ghi").write_text("of a copy that was killed")
    made = [write(settled, *member(-1, f"Vì A {n}", 1), now=NOW + timedelta(minutes=n)).backup for n in range(13)]
    assert [entry for entry, _ in list_backups(path)] == made[-10:]
    assert sorted(p.name for p in folder.iterdir() if p not in made) == sorted(
        ("của tôi.db", "dangbo-xx.db", "dangbo-20221399-000000.db")
    )


def test_copies_of_one_second_and_of_a_clock_set_back(settled, path):
    made = [write(settled, *member(-1, f"Vì A {n}", 1)).backup for n in range(12)]
    assert [entry for entry, _ in list_backups(path)] == made[-10:]
    early = write(settled, *member(-1, "Vì A Z", 1), now=NOW - timedelta(days=400)).backup
    assert early.exists()
    assert len(list_backups(path)) == 10


@pytest.mark.parametrize("named", [False, True])
def test_a_copy_that_somebody_asked_for_is_never_removed(settled, path, named):
    back_up(path, NOW)
    target = backup_folder(path) if named else None
    kept = [save_copy(path, target, NOW) for _ in range(2)]
    assert [copy.name for copy in kept] == ["dangbo-20221120-081502-giu.db", "dangbo-20221120-081502-giu-2.db"]
    for number in range(12):
        write(settled, *member(-1, f"Vì A {number}", 1))
    copies = [copy for copy, _ in list_backups(path)]
    assert {copy.name for copy in kept} < {copy.name for copy in copies}
    assert len(copies) == 12  # ten of the program's own


def test_a_backup_that_cannot_be_made_stops_the_batch(settled, path):
    backup_folder(path).write_text("a file where the folder should be")
    before = path.read_bytes()
    with pytest.raises(Unwritable, match="sao-luu"):
        write(settled, *member(-1, "Vì A Pó", 1))
    assert path.read_bytes() == before


def test_save_copy(settled, path, tmp_path):
    target = tmp_path / "ổ USB" / "bản sao.db"
    target.parent.mkdir()
    assert save_copy(path, target, NOW) == target
    assert dump(open_reading(target)) == dump(settled)
    assert save_copy(path, target.parent, NOW).name == "dangbo-20221120-081502.db"
    assert save_copy(path, None, NOW).parent == backup_folder(path)
    with pytest.raises(Unwritable, match="đã có nên không ghi đè"):
        save_copy(path, target, NOW)
    with pytest.raises(Unwritable):
        save_copy(path, tmp_path / "không có" / "x.db", NOW)
    assert not list(tmp_path.rglob("*.dang-ghi"))


def test_nothing_is_not_copied(path, tmp_path):
    with pytest.raises(Absent):
        save_copy(path, None, NOW)
    path.parent.mkdir()
    path.touch()
    with pytest.raises(Absent, match="chưa có gì để sao lưu"):
        save_copy(path, None, NOW)


def test_restore_keeps_the_present_file_aside(settled, path):
    before = dump(settled)
    applied = write(settled, *member(-1, "Vì A Pó", 1))
    now = dump(settled)
    aside = restore(path, applied.backup, LATER)
    assert aside == path.parent / "dangbo-truoc-khoi-phuc-20221201-090000.db"
    assert dump(open_reading(aside)) == now
    assert dump(open_reading(path)) == before
    assert dump(settled) == before  # a connection that was open all the while
    assert applied.backup.exists()
    assert sorted(p.name for p in path.parent.iterdir() if p.is_file()) == [aside.name, path.name]
    write(settled, *member(-1, "Giàng A Sử", 1))
    assert restore(path, aside, LATER).name == "dangbo-truoc-khoi-phuc-20221201-090000-2.db"
    assert dump(open_writing(path)) == now


def test_restore_by_the_name_of_a_copy_alone(settled, path):
    from pathlib import Path

    applied = write(settled, *member(-1, "Vì A Pó", 1))
    restore(path, Path(applied.backup.name), LATER)
    assert dump(settled)["member"] == []


@pytest.mark.parametrize("state", ["absent", "no folder", "empty"])
def test_restore_where_no_file_is(settled, path, tmp_path, state):
    target = tmp_path / "mới" / "sổ.db"
    if state != "no folder":
        target.parent.mkdir()
    if state == "empty":
        target.touch()
    copy = save_copy(path, tmp_path / "copy.db", NOW)
    assert restore(target, copy, LATER) is None
    assert dump(open_reading(target)) == dump(settled)
    assert [p.name for p in target.parent.iterdir()] == ["sổ.db"]


@pytest.mark.parametrize("content", [b"broken " * 2000, b"x"])
def test_restore_over_a_damaged_file(settled, path, tmp_path, content):
    copy = save_copy(path, tmp_path / "copy.db", NOW)
    before = dump(settled)
    settled.close()
    path.write_bytes(content)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"stale journal" * 100)
    aside = restore(path, copy, LATER)
    assert aside.read_bytes() == content
    assert dump(open_reading(path)) == before
    assert not journal.exists()


def bad_backup(kind, tmp_path, settled, path):
    copy = tmp_path / "copy.db"
    if kind is Absent:
        return copy
    if kind is Foreign:
        other = sqlite3.connect(copy)
        other.execute("CREATE TABLE t (x)")
        other.close()
        return copy
    save_copy(path, copy, NOW)
    if kind is Newer:
        other = sqlite3.connect(copy)
        other.execute("PRAGMA user_version = 99")
        other.close()
    elif kind is Damaged:
        content = bytearray(copy.read_bytes())
        content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
        copy.write_bytes(content)
    elif kind is Unwritable:
        return path
    else:
        copy.write_bytes(b"")
    return copy


@pytest.mark.parametrize("kind", [Absent, Foreign, Newer, Damaged, Unwritable, "empty"])
def test_what_is_no_backup_is_refused_and_touches_nothing(settled, path, tmp_path, kind):
    backup = bad_backup(kind, tmp_path, settled, path)
    before = path.read_bytes()
    with pytest.raises(Damaged if kind == "empty" else kind):
        restore(path, backup, LATER)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_restore_never_overwrites_another_programs_file(settled, path, tmp_path):
    copy = save_copy(path, tmp_path / "copy.db", NOW)
    target = tmp_path / "other.db"
    other = sqlite3.connect(target)
    other.execute("CREATE TABLE t (x)")
    other.close()
    before = target.read_bytes()
    with pytest.raises(Foreign):
        restore(target, copy, LATER)
    assert target.read_bytes() == before


def test_restore_waits_for_a_writer_then_says_locked(settled, path, tmp_path):
    copy = save_copy(path, tmp_path / "copy.db", NOW)
    settled.execute("BEGIN IMMEDIATE")
    before = path.read_bytes()
    with pytest.raises(Locked):
        restore(path, copy, LATER, wait=0.2)
    settled.execute("ROLLBACK")
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_copy_is_of_committed_state_only(settled, path):
    settled.execute("BEGIN IMMEDIATE")
    copy = back_up(path, NOW)
    settled.execute("ROLLBACK")
    assert dump(open_reading(copy)) == dump(settled)


def test_a_link_to_the_file_is_followed(settled, path, tmp_path):
    link = tmp_path / "lien-ket.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    conn = database(link)
    copy = write(conn, *member(-1, "Vì A Pó", 1)).backup
    assert copy.parent == backup_folder(path)
    restore(link, copy, LATER)
    assert link.is_symlink()
    assert dump(settled)["member"] == []
