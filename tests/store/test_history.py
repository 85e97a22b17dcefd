"""Where a value came from, which batches stand, who wrote last."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.domain.change import Action, Entity, Source
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.reports.batches import BatchUnknown, show_batch
from dangbo_cli.reports.history import member_history
from dangbo_cli.store.history import (
    Writer,
    cancelled_batches,
    first_seen,
    last_writer,
    last_writers,
    list_batches,
    logged_changes,
    standing_undos,
)
from dangbo_cli.store.info import read_facts
from dangbo_cli.store.mark import SCHEMA_VERSION
from dangbo_cli.store.opening import open_reading
from store.plans import carry_out, create, member, organization, update, write

PLAIN = Source("cu.xlsx", "aa", "DSDV", "dang-vien")
DATED = Source("05 Sở Y tế.xls", "bb", "DSDV", "dang-vien", 1, "2022-11-20")


@pytest.fixture
def told(conn):
    """Batch 1: organisations by hand. 2: a member from an undated sheet. 3: from a dated one. 4: the undated
    sheet again, with another file. 5: by hand."""
    write(conn, *organization(-1, "Chi bộ 1"), now=datetime(2020, 1, 1))
    write(conn, *member(-1, "Lò Văn Hặc", 1, 0, "B7", phone="1"), now=datetime(2021, 2, 3), sources=[PLAIN])
    write(conn, update(Entity.MEMBER, 1, None, 0, "H12", phone=("1", "2")), now=datetime(2023, 1, 1), sources=[DATED])
    write(
        conn,
        update(Entity.MEMBER, 1, None, 1, "C7", email=(None, "a@b.vn")),
        now=datetime(2024, 1, 1),
        sources=[DATED, PLAIN],
    )
    write(conn, update(Entity.MEMBER, 1, phone=("2", "3")), now=datetime(2025, 6, 7), command="dang-vien sua")
    return conn


def test_who_wrote_last(told):
    assert last_writer(told, Entity.MEMBER, 1, "phone") == Writer("2025-06-07", 5, None, "")
    assert last_writer(told, Entity.MEMBER, 1, "email") == Writer("2021-02-03", 4, 4, "C7")
    assert last_writer(told, Entity.MEMBER, 1, "full_name") == Writer("2021-02-03", 2, 1, "B7")
    assert last_writer(told, Entity.MEMBER, 1, "note") is None
    assert last_writer(told, Entity.MEMBER, 2, "phone") is None
    assert last_writers(told, Entity.MEMBER, {1, 2})[1].keys() == {"full_name", "phone", "email"}
    carry_out(told, plan_undo(told, 5))
    assert last_writer(told, Entity.MEMBER, 1, "phone") == Writer("2022-11-20", 3, 2, "H12")
    carry_out(told, plan_undo(told, 6))
    assert last_writer(told, Entity.MEMBER, 1, "phone").batch == 5


def test_when_bytes_were_first_imported(told):
    assert first_seen(told, "aa") == ("2021-02-03", 2)
    assert first_seen(told, "bb") == ("2023-01-01", 3)
    assert first_seen(told, "cc") is None


def test_history_says_where_each_value_came_from(told):
    rows = member_history(told, 1).rows
    phones = [(r["batch"], r["value_before"], r["value_after"], r["where"]) for r in rows if r["field"] == "phone"]
    assert phones == [
        (2, None, "1", "ô B7, trang tính DSDV, cu.xlsx, lần nhập số 2, 03/02/2021"),
        (3, "1", "2", "ô H12, trang tính DSDV, 05 Sở Y tế.xls, lần nhập số 3, 01/01/2023"),
        (5, "2", "3", "lệnh «dang-vien sua», lần nhập số 5, 07/06/2025"),
    ]
    place = next(r for r in rows if r["field"] == "organization_id")
    assert (place["entity"], place["record"], place["value_after"]) == (Entity.MEMBER_PLACE, 1, 1)
    assert (place["made_at"], place["user"]) == ("2021-02-03T00:00:00", "clerk")
    assert {c.entity for c in logged_changes(told) if c.subject is Entity.ORGANIZATION} == {
        Entity.ORGANIZATION,
        Entity.ORGANIZATION_NAME,
        Entity.ORGANIZATION_PARENT,
    }
    assert member_history(told, 9).rows == []


def test_batches_and_what_each_did(told):
    carry_out(told, plan_undo(told, 5))
    batches = list_batches(told)
    assert [(b.number, b.undoes, b.undone_by) for b in batches] == [
        (6, 5, None), (5, None, 6), (4, None, None), (3, None, None), (2, None, None), (1, None, None),
    ]  # fmt: skip
    assert [(r["label"], r["value"]) for r in show_batch(told, 4).rows if r["group"] == "Nguồn"] == [
        ("05 Sở Y tế.xls", "trang tính «DSDV», Danh sách đảng viên, ngày 20/11/2022, SHA-256 bb…"),
        ("cu.xlsx", "trang tính «DSDV», Danh sách đảng viên, SHA-256 aa…"),
    ]
    assert [(c.action, c.record, c.fields) for c in logged_changes(told, 4)] == [
        (Action.UPDATE, 1, {"email": (None, "a@b.vn", 4, "C7")})
    ]
    with pytest.raises(BatchUnknown):
        show_batch(told, 99)
    assert {r["undone_by"] for r in member_history(told, 1).rows if r["batch"] == 5} == {6}


def test_what_stands_after_undo_redo_undo(told):
    for batch in (5, 6, 7):  # undo, redo, undo
        carry_out(told, plan_undo(told, batch))
    assert standing_undos(told) == {7: 8, 5: 6}
    assert cancelled_batches(told) == {5, 6, 7, 8}
    assert cancelled_batches(told, after=5) == {7, 8}


def test_facts_about_the_file(told, path):
    told.execute("PRAGMA user_version")
    write(
        told,
        create(Entity.MEMBER_ACTIVITY, -1, (Entity.MEMBER, 1), member_id=1, activity="left", valid_from="2024-05"),
        now=datetime(2026, 1, 1),
    )
    facts = read_facts(open_reading(path), path, date(2023, 1, 1))
    assert (facts.organizations, facts.members, facts.ratings, facts.batches) == (1, 1, 0, 6)
    assert (facts.schema_version, facts.known_version, facts.writable) == (SCHEMA_VERSION, SCHEMA_VERSION, True)
    assert facts.size == path.stat().st_size
    assert facts.last_batch.number == 6
    assert (facts.backups, facts.last_backup[1]) == (5, datetime(2026, 1, 1))
    assert read_facts(told, path, date(2026, 1, 1)).members == 0


def test_facts_about_an_empty_file(path):
    path.parent.mkdir()
    path.touch()
    facts = read_facts(open_reading(path), path, date(2023, 1, 1))
    assert (facts.size, facts.members, facts.schema_version, facts.last_batch, facts.last_backup) == (
        0, 0, 0, None, None,
    )  # fmt: skip
