"""Applying a plan: one transaction, numbers, log, derived keys, and what is refused."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

import pytest

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Source
from dangbo_cli.store.apply import Counts, PlanStale, apply_plan, count_plan, newest_batch
from dangbo_cli.store.check import check_file
from dangbo_cli.store.errors import Conflict
from dangbo_cli.store.opening import open_reading
from dangbo_cli.vietnamese.names import name_sort_key
from dangbo_cli.vietnamese.order import sort_key
from dangbo_cli.vietnamese.text import fold
from store.plans import (
    NOW,
    WHO,
    carry_out,
    create,
    database,
    delete,
    dump,
    large_plan,
    log_size,
    member,
    organization,
    plan_of,
    update,
    write,
)


@pytest.fixture
def settled(conn):
    """Two organisations, 1 above 2; two members, 1 and 2, in 2."""
    write(
        conn,
        *organization(-1, "Đảng bộ Sở Y tế", code="01"),
        *organization(-4, "Chi bộ 1", -1, code="0101"),
        *member(-11, "Lò Văn Hặc", -4, card_number="000000000001"),
        *member(-13, "Cầm Thị Ún", -4, card_number="000000000002"),
    )
    return conn


def test_nothing_to_change_makes_no_batch(settled, path):
    before = path.read_bytes()
    same = update(Entity.MEMBER, 1, full_name=("Lò Văn Hặc", "Lò Văn Hặc"))
    for changes in ([], [same]):
        applied = write(settled, *changes)
        assert (applied.batch, applied.numbers, applied.backup) == (None, {}, None)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*-sao-luu/*"))


def test_new_records_get_numbers_in_the_order_of_the_plan(conn):
    applied = write(conn, *organization(-1, "Đảng bộ"), *organization(-4, "Chi bộ 1", -1), *member(-9, "Vì A", -4))
    assert applied.batch == 1
    assert applied.numbers == {-1: 1, -2: 1, -3: 1, -4: 2, -5: 2, -6: 2, -9: 1, -10: 1}
    assert dump(conn)["member_place"] == [(1, 1, 2, None, None)]
    assert dump(conn)["organization_parent"] == [(1, 1, None, None, None), (2, 2, 1, None, None)]


def test_the_order_of_records_in_a_plan_is_free(conn):
    write(conn, *reversed([*organization(-1, "Đảng bộ"), *member(-9, "Vì A Pó", -1)]))
    assert dump(conn)["member_place"] == [(1, 1, 1, None, None)]
    assert check_file(conn) == []


def test_numbers_are_never_given_twice(settled):
    write(settled, *member(-1, "Giàng A Sử", 2))
    gone = [delete(Entity.MEMBER_PLACE, 3, (Entity.MEMBER, 3)), delete(Entity.MEMBER, 3)]
    write(settled, *gone)
    assert write(settled, *member(-1, "Giàng A Sử", 2)).numbers == {-1: 4, -2: 4}


def test_a_record_comes_back_under_its_number(settled):
    write(settled, delete(Entity.MEMBER_PLACE, 2, (Entity.MEMBER, 2)), delete(Entity.MEMBER, 2))
    back = [
        create(Entity.MEMBER, 2, full_name="Cầm Thị Ún"),
        create(Entity.MEMBER_PLACE, 2, (Entity.MEMBER, 2), member_id=2, organization_id=2),
    ]
    assert write(settled, *back).numbers == {}
    assert [row[0] for row in dump(settled)["member"]] == [1, 2]
    with pytest.raises(PlanStale):
        write(settled, *back)
    with pytest.raises(ValueError, match="never existed"):
        write(settled, create(Entity.MEMBER, 99, full_name="Vì A Pó"))


def test_derived_keys_follow_the_names(settled):
    name = "Cầm Thị Ún"
    row = settled.execute("SELECT name_key, sort_key FROM member WHERE id = 2").fetchone()
    assert row == (fold(name), name_sort_key(name))
    keys = "SELECT name_key, sort_key FROM organization WHERE id = 2"
    assert settled.execute(keys).fetchone() == (fold("Chi bộ 1"), sort_key("Chi bộ 1", numbers=True))
    owner = (Entity.ORGANIZATION, 2)
    write(
        settled,
        update(Entity.ORGANIZATION_NAME, 2, owner, valid_to=(None, "2023-01-01")),
        create(Entity.ORGANIZATION_NAME, -1, owner, organization_id=2, name="Chi bộ Y", valid_from="2023-01-01"),
        update(Entity.MEMBER, 1, full_name=("Lò Văn Hặc", "Lò Văn Hạc")),
    )
    assert settled.execute(keys).fetchone()[0] == fold("Chi bộ Y")
    assert settled.execute("SELECT name_key FROM member WHERE id = 1").fetchone() == (fold("Lò Văn Hạc"),)
    write(settled, delete(Entity.ORGANIZATION_NAME, 3, owner))
    assert settled.execute(keys).fetchone()[0] == fold("Chi bộ 1")


def test_the_log_keeps_values_cells_and_numbers(conn):
    write(conn, *organization(-1, "Chi bộ 1"))
    sources = [
        Source("a/05 Sở Y tế.xls", "ab" * 32, "DSDV", "dang-vien", 1, "2022-11-20"),
        Source("b.xlsx", "cd" * 32, organization=-77),
    ]
    write(conn, *member(-1, 'Lò "Văn" Hặc\n\\', 1, source=1, cell="B7", official_on=None), sources=sources)
    rows = conn.execute(
        "SELECT batch_id, entity, record_id, action, subject, subject_id, fields FROM change WHERE batch_id = 2"
    ).fetchall()
    assert [(*row[:6], json.loads(row[6])) for row in rows] == [
        (2, "member", 1, "create", "member", 1, {"full_name": [None, 'Lò "Văn" Hặc\n\\', 2, "B7"]}),
        (
            2,
            "member_place",
            1,
            "create",
            "member",
            1,
            {"member_id": [None, 1, 2, "B7"], "organization_id": [None, 1, 2, "B7"]},
        ),
    ]
    assert conn.execute(
        "SELECT batch_id, path, sha256, sheet, kind, organization_id, dated FROM source"
    ).fetchall() == [
        (2, "a/05 Sở Y tế.xls", "ab" * 32, "DSDV", "dang-vien", 1, "2022-11-20"),
        (2, "b.xlsx", "cd" * 32, "", "", None, None),
    ]


@pytest.mark.parametrize("value", ["", "«ủy» \u2028 \x01 'x'", 0, -3, 2**40, 1.5, None])
def test_every_value_survives_the_log(settled, value):
    column = "note" if isinstance(value, str) or value is None else "declared_members"
    if isinstance(value, float):
        with pytest.raises(Conflict):  # STRICT: no half members
            write(settled, update(Entity.ORGANIZATION, 1, declared_members=(None, value)))
        return
    write(settled, update(Entity.ORGANIZATION, 1, **{column: (None, value)}))
    assert settled.execute(f"SELECT {column} FROM organization WHERE id = 1").fetchone() == (value,)
    assert check_file(settled) == []


def test_a_batch_keeps_who_when_what(settled):
    plan = plan_of(settled, *member(-1, "Vì A Pó", 2), command="nhap tep.xlsx")
    applied = carry_out(settled, plan, datetime(2026, 3, 4, 5, 6, 7), Counts(1, 2, 3, 4))
    row = settled.execute("SELECT * FROM batch WHERE id = 2").fetchone()
    assert row == (2, "nhap tep.xlsx", *WHO, "2026-03-04T05:06:07", None, applied.backup.name, 1, 2, 3, 4)
    assert newest_batch(settled) == 2


def test_counts_are_people_and_organisations(settled):
    plan = plan_of(
        settled,
        *member(-1, "Vì A Pó", 2),
        create(Entity.RATING, -3, (Entity.MEMBER, 1), member_id=1, period="2022"),
        create(Entity.RATING, -4, (Entity.MEMBER, 1), member_id=1, period="2021"),
        delete(Entity.MEMBER_PLACE, 2, (Entity.MEMBER, 2)),
        delete(Entity.MEMBER, 2),
    )
    assert count_plan(plan, unchanged=5) == Counts(1, 2, 5, 0)


def test_a_plan_made_before_another_batch_is_stale(settled):
    old = plan_of(settled, *member(-1, "Vì A Pó", 2))
    write(settled, *member(-1, "Giàng A Sử", 2))
    before = dump(settled)
    with pytest.raises(PlanStale) as caught:
        carry_out(settled, old)
    assert caught.value.message == (
        "Chưa ghi gì vì dữ liệu đã thay đổi: có lần ghi số 2 sau khi kế hoạch này được lập. Hãy chạy lại lệnh này."
    )
    assert dump(settled) == before
    assert not settled.in_transaction


@pytest.mark.parametrize(
    "change",
    [
        update(Entity.MEMBER, 1, full_name=("Lò Văn Hạc", "Lò Văn Hắc")),
        update(Entity.MEMBER, 1, note=("x", None)),
        update(Entity.MEMBER, 77, note=(None, "x")),
        delete(Entity.MEMBER, 77),
        delete(Entity.MEMBER, 1, note="x"),
    ],
)
def test_a_value_that_is_not_what_the_plan_saw_is_stale(settled, path, change):
    before = path.read_bytes()
    with pytest.raises(PlanStale):
        write(settled, *member(-1, "Vì A Pó", 2), change)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*-sao-luu/*"))


def test_cards_can_be_swapped_and_passed_on(settled):
    one, two = "000000000001", "000000000002"
    write(
        settled,
        update(Entity.MEMBER, 1, card_number=(one, two)),
        update(Entity.MEMBER, 2, card_number=(two, one)),
    )
    assert settled.execute("SELECT card_number FROM member ORDER BY id").fetchall() == [(two,), (one,)]
    write(settled, update(Entity.MEMBER, 2, card_number=(one, None)), *member(-1, "Vì A", 2, card_number=one))
    assert check_file(settled) == []


def test_a_number_of_another_person_is_a_conflict(settled):
    before = dump(settled)
    with pytest.raises(Conflict) as caught:
        write(settled, *member(-1, "Vì A Pó", 2, card_number="000000000001"))
    assert caught.value.message == (
        "Không ghi được vì «Số thẻ đảng viên» trùng với một bản ghi khác; không có gì bị thay đổi. "
        "Hãy sửa số bị trùng rồi chạy lại."
    )
    with pytest.raises(Conflict):
        write(settled, delete(Entity.ORGANIZATION, 2))  # people are there
    assert dump(settled) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([create(Entity.MEMBER, -1, full_name="A", nickname="B")], "no such columns"),
        ([create(Entity.MEMBER, -1, full_name="A", sort_key="B")], "no such columns"),
        ([create(Entity.MEMBER, -1, full_name="A"), create(Entity.ORGANIZATION, -1)], "two records"),
        ([create(Entity.MEMBER, -1, full_name="A")] * 2, "twice|two records"),
        ([create(Entity.MEMBER, 0, full_name="A")], "never existed"),
    ],
)
def test_a_plan_that_contradicts_itself_is_our_mistake(conn, changes, words):
    with pytest.raises(ValueError, match=words):
        write(conn, *changes)
    assert not conn.in_transaction
    assert log_size(conn) == 0


def test_an_interrupt_leaves_the_file_as_it_was(settled, path, monkeypatch):
    import dangbo_cli.store.apply as module

    before = path.read_bytes()

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "refresh_organizations", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(settled, *member(-1, "Vì A Pó", 2))
    assert path.read_bytes() == before
    assert not settled.in_transaction
    assert not list(path.parent.glob("*-sao-luu/*"))


def test_a_deleted_record_is_logged_whole(settled):
    write(settled, delete(Entity.MEMBER_PLACE, 1, (Entity.MEMBER, 1)), delete(Entity.MEMBER, 1))
    rows = settled.execute("SELECT fields FROM change WHERE action = 'delete' AND entity = 'member'").fetchall()
    assert json.loads(rows[0][0]) == {
        "full_name": ["Lò Văn Hặc", None, None, ""],
        "card_number": ["000000000001", None, None, ""],
    }
    assert check_file(settled) == []


def test_a_whole_import_is_one_batch_that_the_log_agrees_with(path):
    conn = database(path)
    plan = large_plan(0, members=400, organizations=40)
    applied = carry_out(conn, plan)
    assert applied.backup is None
    assert len(applied.numbers) == len(plan.changes) == log_size(conn)
    assert check_file(open_reading(path)) == []
    counted = conn.execute("SELECT created, updated FROM batch").fetchone()
    assert counted == (440, 0)


def test_an_error_of_our_own_sql_stays_what_it_is(conn):
    conn.execute("DROP TABLE source")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        write(conn, *organization(-1, "Chi bộ"), sources=[Source("a", "b")])
    assert not conn.in_transaction


def test_a_plan_can_be_written_to_a_record_in_memory():
    from dangbo_cli.store.migrations import create_tables

    conn = sqlite3.connect(":memory:", isolation_level=None)
    create_tables(conn)
    for n in (1, 2):
        plan = Plan(
            "x",
            n - 1,
            [
                RecordChange(
                    Entity.MEMBER, -1, Action.CREATE, Entity.MEMBER, -1, {"full_name": FieldChange(None, "Vì A Pó")}
                )
            ],
        )
        assert apply_plan(conn, plan, WHO, NOW).batch == n
