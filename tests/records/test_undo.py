"""Undo and redo: inverse, refusals in words, and the property that records come back byte for byte."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.records.undo import AlreadyUndone, NoSuchBatch, UndoRefused, plan_undo
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.check import check_file
from dangbo_cli.store.history import cancelled_batches
from dangbo_cli.store.opening import open_reading
from store.plans import (
    carry_out,
    create,
    database,
    delete,
    dump,
    large_plan,
    member,
    organization,
    update,
    write,
)

MEMBER, PLACE, RATING = Entity.MEMBER, Entity.MEMBER_PLACE, Entity.RATING


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dangbo.db"


@pytest.fixture
def conn(path):
    connection = database(path)
    yield connection
    connection.close()


@pytest.fixture
def settled(conn):
    """Batch 1: organisations 1 and 2. Batch 2: members 1 and 2 in organisation 2."""
    write(conn, *organization(-1, "Đảng bộ Sở Y tế"), *organization(-4, "Chi bộ 1", -1))
    write(
        conn,
        *member(-11, "Lò Văn Hặc", 2, card_number="000000000001", phone="1"),
        *member(-13, "Cầm Thị Ún", 2),
    )
    return conn


def undo(conn, batch):
    return carry_out(conn, plan_undo(conn, batch)).batch


def test_undo_takes_a_batch_back_and_redo_brings_the_same_numbers(settled):
    empty, full = dump(settled)["organization"], dump(settled)
    assert undo(settled, 2) == 3
    assert dump(settled)["member"] == []
    assert dump(settled)["organization"] == empty
    row = settled.execute("SELECT command, undoes, created, updated FROM batch WHERE id = 3").fetchone()
    assert row == ("lan-nhap hoan-tac 2", 2, 0, 2)
    assert undo(settled, 3) == 4
    assert dump(settled) == full
    assert undo(settled, 2) == 5  # it stands again, so it can be undone again
    assert undo(settled, 5) == 6
    assert dump(settled) == full
    assert check_file(settled) == []


def test_undo_of_an_edit_and_of_a_removal(settled):
    before = dump(settled)
    write(
        settled,
        update(MEMBER, 1, full_name=("Lò Văn Hặc", "Lò Văn Hạc"), phone=("1", None), note=(None, "x")),
        delete(PLACE, 2, (MEMBER, 2)),
        delete(MEMBER, 2),
    )
    undo(settled, 3)
    assert dump(settled) == before


def test_planning_an_undo_writes_nothing(settled, path):
    before = path.read_bytes()
    plan = plan_undo(open_reading(path), 2)
    assert (plan.base, plan.undoes, len(plan.changes)) == (2, 2, 4)
    assert path.read_bytes() == before


def refusal(conn, batch, kind=UndoRefused):
    before = dump(conn)
    with pytest.raises(kind) as caught:
        plan_undo(conn, batch)
    assert dump(conn) == before
    return caught.value


def test_no_such_batch(settled):
    assert refusal(settled, 9, NoSuchBatch).message == (
        "Không có lần nhập số 9. Xem các lần đã nhập bằng «dangbo lan-nhap ds»."
    )


def test_already_undone(settled):
    undo(settled, 2)
    error = refusal(settled, 2, AlreadyUndone)
    assert error.undone_by == 3
    assert error.message == (
        "Lần nhập số 2 đã được hoàn tác bởi lần số 3. "
        "Muốn làm lại, hãy hoàn tác lần số 3: «dangbo lan-nhap hoan-tac 3»."
    )
    undo(settled, 3)
    assert refusal(settled, 3, AlreadyUndone).undone_by == 4


CASES = [
    (
        "the record was edited",
        [update(MEMBER, 1, note=(None, "x"))],
        2,
        (MEMBER, 1, 3),
        "Không hoàn tác được lần nhập số 2: đảng viên số 1 (Lò Văn Hặc) đã được ghi thêm hoặc sửa («Ghi chú») "
        "ở lần số 3. Hãy hoàn tác trước các lần sau, từ mới đến cũ: 3.",
    ),
    (
        "a place in an organisation it created",
        [],
        1,
        (PLACE, 1, 2),
        "Không hoàn tác được lần nhập số 1: vướng 2 bản ghi, như nơi sinh hoạt số 1 của đảng viên số 1 (Lò Văn Hặc), "
        "ghi ở lần số 2, có nêu tổ chức số 2 (Chi bộ 1). Hãy hoàn tác trước các lần sau, từ mới đến cũ: 2.",
    ),
    (
        "a rating of a person it created",
        [create(RATING, -1, (MEMBER, 2), member_id=2, period="2022", decided_level="Hoàn thành nhiệm vụ")],
        2,
        (RATING, 1, 3),
        None,
    ),
    (
        "an organisation below one it created",
        organization(-1, "Chi bộ 2", 1),
        1,
        (Entity.ORGANIZATION_PARENT, 3, 3),
        None,
    ),
    (
        "the record was removed",
        [delete(PLACE, 2, (MEMBER, 2)), delete(MEMBER, 2)],
        2,
        (MEMBER, 2, 3),
        "Không hoàn tác được lần nhập số 2: vướng 2 bản ghi, như nơi sinh hoạt số 2 của đảng viên số 2 (Cầm Thị Ún) "
        "đã bị xóa ở lần số 3. Hãy hoàn tác trước các lần sau, từ mới đến cũ: 3.",
    ),
]


@pytest.mark.parametrize(("changes", "batch", "obstacle", "message"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_refused_where_something_later_rests_on_it(settled, changes, batch, obstacle, message):
    if changes:
        write(settled, *changes)
    error = refusal(settled, batch)
    assert obstacle in [(o.entity, o.record, o.batch) for o in error.records]
    assert message is None or error.message == message
    if changes:  # what was in the way is taken back: now it goes
        undo(settled, 3)
        undo(settled, batch) if batch == 2 else (undo(settled, 2), undo(settled, batch))
        assert check_file(settled) == []


def test_the_same_field_later_is_in_the_way_another_field_is_not(settled):
    write(settled, update(MEMBER, 1, phone=("1", "2")))
    write(settled, update(MEMBER, 1, email=(None, "a@b.vn")))
    undo(settled, 3)
    undo(settled, 5)
    write(settled, update(MEMBER, 1, phone=("2", "3")))
    error = refusal(settled, 3)
    assert [(o.entity, o.record, o.batch) for o in error.records] == [(MEMBER, 1, 7)]
    assert "«Điện thoại»" in error.message
    undo(settled, 7)
    undo(settled, 3)
    assert settled.execute("SELECT phone, email FROM member WHERE id = 1").fetchone() == ("1", "a@b.vn")


def test_a_pair_that_straddles_is_not_passed_over(settled):
    """3 sets a, 4 sets b, 4 undone, 3 undone: redoing 4 would start from a value that is gone."""
    write(settled, update(MEMBER, 1, phone=("1", "a")))
    write(settled, update(MEMBER, 1, phone=("a", "b")))
    assert (undo(settled, 4), undo(settled, 3)) == (5, 6)
    assert refusal(settled, 5).records[0].batch == 6
    undo(settled, 6)
    undo(settled, 5)
    assert settled.execute("SELECT phone FROM member WHERE id = 1").fetchone() == ("b",)


def test_a_number_given_to_another_person_is_in_the_way(settled):
    write(settled, update(MEMBER, 1, card_number=("000000000001", None)))
    write(settled, update(MEMBER, 2, card_number=(None, "000000000001")))
    error = refusal(settled, 3)
    assert error.message == (
        "Không hoàn tác được lần nhập số 3: «Số thẻ đảng viên» 000000000001 nay là của đảng viên số 2 "
        "(Cầm Thị Ún) (lần số 4). Hãy hoàn tác trước các lần sau, từ mới đến cũ: 4."
    )


def test_a_rating_made_again_for_the_period_is_in_the_way(settled):
    rating = {"member_id": 1, "period": "2022"}
    write(settled, create(RATING, -1, (MEMBER, 1), **rating))
    write(settled, delete(RATING, 1, (MEMBER, 1)))
    write(settled, create(RATING, -1, (MEMBER, 1), **rating))
    assert [(o.record, o.batch) for o in refusal(settled, 4).records] == [(2, 5)]


def test_an_organisation_that_is_gone_cannot_be_returned_to(settled):
    write(settled, *organization(-1, "Chi bộ 2", 1))
    write(settled, update(PLACE, 1, (MEMBER, 1), organization_id=(2, 3)))
    write(settled, update(PLACE, 2, (MEMBER, 2), organization_id=(2, 3)))
    write(
        settled,
        *(
            delete(entity, 2, (Entity.ORGANIZATION, 2))
            for entity in (Entity.ORGANIZATION_NAME, Entity.ORGANIZATION_PARENT, Entity.ORGANIZATION)
        ),
    )
    error = refusal(settled, 4)
    assert [(o.entity, o.record, o.batch) for o in error.records] == [(Entity.ORGANIZATION, 2, 6)]
    assert "cần tổ chức số 2 (Chi bộ 1), đã bị xóa ở lần số 6" in error.message


def test_records_that_differ_from_the_log_are_not_undone(settled):
    settled.execute("UPDATE member SET phone = '9' WHERE id = 1")
    error = refusal(settled, 2)
    assert "1 bản ghi khác với nhật ký (đảng viên số 1 (Lò Văn Hặc))" in error.message
    assert "ra-soat" in error.message


def test_many_obstacles_are_counted(settled):
    write(settled, *(c for n in range(8) for c in member(-1 - 2 * n, f"Vì A {n}", 2)))
    error = refusal(settled, 1)
    assert len(error.records) == 10
    assert "vướng 10 bản ghi, như " in error.message
    assert error.message.count("có nêu") == 1


def test_all_later_batches_in_the_way_are_named_at_once(settled):
    """Also those that are in the way of the ones in the way: taken back in that order, nothing else is asked for."""
    for n in range(8):
        write(settled, update(MEMBER, 1, phone=(str(n + 1), str(n + 2))))
        write(settled, *member(-11, f"Vì A {n}", 2))
    write(settled, *organization(-1, "Đảng bộ Sở Nội vụ"))  # nothing rests on the first batch here
    later = list(range(18, 1, -1))
    assert refusal(settled, 1).message.endswith(f"từ mới đến cũ: {', '.join(map(str, later))}.")
    for number in later:
        undo(settled, number)
    undo(settled, 1)
    assert check_file(settled) == []


def test_a_whole_import_is_undone_and_redone(conn):
    carry_out(conn, large_plan(0, members=300, organizations=30))
    before = dump(conn)
    undo(conn, 1)
    assert all(rows == [] for rows in dump(conn).values())
    undo(conn, 2)
    assert dump(conn) == before
    assert check_file(conn) == []


class Clerk:
    """Makes random plans that are possible: creates, edits, moves, removals, swaps of cards."""

    def __init__(self, conn, seed):
        self.conn, self.rng, self.fresh, self.ref = conn, random.Random(seed), 0, 0

    def new(self, width=1):
        self.ref -= width
        return self.ref + width - 1

    def unused(self):
        self.fresh += 1
        return f"{self.fresh:012}"

    def some(self, table):
        rows = self.conn.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return self.rng.choice(rows)[0] if rows else None

    def changes(self):
        self.ref = 0
        made, touched = [], set()
        for _ in range(self.rng.randint(1, 6)):
            for change in self.rng.choice(self.KINDS)(self) or ():
                key = (change.entity, change.record)
                if key not in touched:
                    touched.add(key)
                    made.append(change)
        return made

    def add_organization(self):
        return organization(self.new(3), f"Chi bộ {self.rng.randint(1, 99)}", self.some("organization"))

    def add_member(self):
        place = self.some("organization")
        if place is not None:
            return member(self.new(2), self.rng.choice(["Lò Văn Hặc", "Vì A Pó"]), place, card_number=self.unused())
        return None

    def edit(self):
        number = self.some("member")
        if number is None:
            return None
        column = self.rng.choice(["note", "phone", "birth_date", "card_number", "full_name"])
        before = self.conn.execute(f"SELECT {column} FROM member WHERE id = ?", (number,)).fetchone()[0]
        after = None if column in ("note", "phone") and self.rng.random() < 0.3 else self.unused()
        return [update(MEMBER, number, **{column: (before, after)})]

    def swap(self):
        one, two = self.some("member"), self.some("member")
        if one is None or one == two:
            return None
        cards = dict(self.conn.execute("SELECT id, card_number FROM member"))
        return [
            update(MEMBER, one, card_number=(cards[one], cards[two])),
            update(MEMBER, two, card_number=(cards[two], cards[one])),
        ]

    def move(self):
        number, target = self.some("member_place"), self.some("organization")
        if number is None:
            return None
        whose, before = self.conn.execute(
            "SELECT member_id, organization_id FROM member_place WHERE id = ?", (number,)
        ).fetchone()
        return [update(PLACE, number, (MEMBER, whose), organization_id=(before, target))]

    def rename(self):
        number = self.some("organization_name")
        if number is None:
            return None
        owner, name = self.conn.execute(
            "SELECT organization_id, name FROM organization_name WHERE id = ?", (number,)
        ).fetchone()
        return [update(Entity.ORGANIZATION_NAME, number, (Entity.ORGANIZATION, owner), name=(name, self.unused()))]

    def rate(self):
        number = self.some("member")
        return number and [create(RATING, self.new(), (MEMBER, number), member_id=number, period=self.unused())]

    def remove(self):
        number = self.some("member")
        if number is None:
            return None
        gone = []
        for entity in (RATING, PLACE):
            rows = self.conn.execute(f"SELECT id FROM {entity.value} WHERE member_id = ?", (number,))
            gone += [delete(entity, row[0], (MEMBER, number)) for row in rows]
        return [*gone, delete(MEMBER, number)]

    KINDS = (add_organization, add_member, add_member, edit, edit, swap, move, rename, rate, remove)


def apply_or_refuse(conn, changes):
    """Write a plan; one whose parts get in each other's way (a move of a removed person) changes nothing."""
    from dangbo_cli.store.errors import Conflict

    before = dump(conn)
    try:
        return write(conn, *changes).batch
    except Conflict:
        assert dump(conn) == before
        return None


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_done_is_undone_and_redone_byte_for_byte(conn, seed):
    conn.execute("PRAGMA synchronous = OFF")
    clerk = Clerk(conn, seed)
    for _ in range(30):
        if clerk.rng.random() < 0.3 and (batch := clerk.some("batch")):
            before = dump(conn)
            try:
                done = undo(conn, batch)
            except UndoRefused:
                assert dump(conn) == before
            else:
                again = undo(conn, done)
                assert dump(conn) == before
                undo(conn, again)
        else:
            apply_or_refuse(conn, clerk.changes())
        damage = {finding.code for finding in check_file(conn)} & {"log", "log_differs", "references", "derived_keys"}
        assert damage == set()
    final = dump(conn)
    newest = conn.execute("SELECT max(id) FROM batch").fetchone()[0]
    standing = sorted(set(range(1, newest + 1)) - cancelled_batches(conn), reverse=True)
    undos = [undo(conn, batch) for batch in standing]
    assert dump(conn) == {entity.value: [] for entity in CATALOGUE}
    for batch in reversed(undos):
        undo(conn, batch)
    assert dump(conn) == final
    assert len(standing) > 3


@pytest.mark.parametrize("seed", range(12))
def test_after_the_batches_that_a_refusal_names_nothing_else_is_in_the_way(conn, seed):
    conn.execute("PRAGMA synchronous = OFF")
    clerk = Clerk(conn, seed)
    while (conn.execute("SELECT max(id) FROM batch").fetchone()[0] or 0) < 25:
        apply_or_refuse(conn, clerk.changes())
    refusals = 0
    for batch in range(1, 26):
        try:
            plan_undo(conn, batch)
        except UndoRefused as refused:
            refusals += 1
            named = re.search(r"từ mới đến cũ: ([\d, ]+)\.", refused.message)
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
                conn.backup(copy)
                for number in (*map(int, named[1].split(", ")), batch):
                    undo(copy, number)
    assert refusals > 10
