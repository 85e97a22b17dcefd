"""Whatever a clerk edits, moves and adds: undone in reverse, the same records; moved, the same past."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangbo_cli.records.add import plan_add_member
from dangbo_cli.records.edit import plan_edit_member
from dangbo_cli.records.organizations import plan_add_organization, plan_edit_organization
from dangbo_cli.records.refusal import RecordRefused
from dangbo_cli.records.transfer import plan_transfer
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.store.check import check_file
from records.conftest import TODAY, pairs
from store.plans import carry_out, dump, undo_and_redo

FIELDS = (
    "ho ten=Vì Thị Dung", "ho ten=Lò Văn An", "ngay sinh=1968", "ngay sinh=12/05/1968", "ngay sinh=", "gender=Nữ",
    "card_number=14012345", "card_number=014000000008", "card_number=", "cccd=014068000001", "cccd=", "note=x", "note=",
    "vao dang=19/05/1995", "vao dang=", "official_on=19/05/1996", "official_on=01/02/2026", "official_on=",
    "status=Chính thức", "status=Dự bị", "status=", "chuyen mon=Thạc sĩ Luật", "specialty=",
    "party_position=Bí thư Chi bộ, Đảng ủy viên", "party_position=Đảng viên", "party_position=Phó Bí thư",
    "party_position=", "chuc vu chinh quyen=Giám đốc", "chuc vu chinh quyen=", "ratings.2022=HTTNV", "ratings.2022=",
    "ratings.2022.decided=HTXSNV", "ratings.2022.decided=", "ratings.2023=Không xếp loại (mới kết nạp)",
)  # fmt: skip
ORGANIZATION_FIELDS = (
    "code=14.9", "code=", "name=Chi bộ 9", "name=Đảng bộ Sở Y tế", "parent=14", "parent=14.2", "parent=",
    "kind=Chi bộ cơ sở", "kind=Đảng bộ cơ sở", "secretary=Lò Văn An", "founded_on=2001", "founded_on=",
)  # fmt: skip

numbers = st.integers(1, 9)
members = st.integers(1, 4)
days = st.integers(-1200, 20).map(lambda n: TODAY + timedelta(days=n))
assignments = st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique_by=lambda text: text.split("=")[0])
steps = st.one_of(
    st.tuples(st.just("edit"), members, assignments, st.none() | days),
    st.tuples(st.just("edit"), members, assignments, st.none()),
    st.tuples(st.just("move"), members, numbers, days),
    st.tuples(st.just("move"), members, numbers, days),
    st.tuples(st.just("add"), numbers, assignments, st.none() | days),
    st.tuples(st.just("add organization"), st.none() | numbers, st.sampled_from(("Chi bộ 1", "Chi bộ Mới")), st.none()),
    st.tuples(
        st.just("edit organization"), numbers, st.lists(st.sampled_from(ORGANIZATION_FIELDS), min_size=1), st.none()
    ),
)


def plan_of(conn: sqlite3.Connection, step):
    what, number, more, day = step
    if what == "edit":
        return plan_edit_member(conn, number, pairs(*more), TODAY, day)
    if what == "move":
        return plan_transfer(conn, number, more, day, TODAY, "GGT")
    if what == "add":
        return plan_add_member(conn, number, pairs("ho ten=Quàng Thị Hoa", *more), TODAY, day)
    if what == "add organization":
        return plan_add_organization(conn, number, more, TODAY)
    return plan_edit_organization(conn, number, pairs(*more), TODAY)


@pytest.fixture
def stored(book) -> Iterator[sqlite3.Connection]:
    return book.conn


def copy(conn: sqlite3.Connection) -> sqlite3.Connection:
    """The record in memory: as fast as many examples need it."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    conn.backup(memory)
    memory.execute("PRAGMA foreign_keys = ON")
    return memory


def past(conn: sqlite3.Connection, day: date) -> list:
    """What the lists say on the days before one, but for notes, which no list shows."""
    return [list_members(conn, before).rows for before in (day - timedelta(days=1), day - timedelta(days=400))]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=12))
def test_undone_in_reverse_everything_is_as_it_was(stored, wanted):
    conn = copy(stored)
    before = []
    for step in wanted:
        state = dump(conn)
        history = past(conn, step[3]) if step[0] == "move" else None
        try:
            batch = carry_out(conn, plan_of(conn, step)).batch
        except RecordRefused:
            assert dump(conn) == state
            continue
        if history is not None:
            assert past(conn, step[3]) == history
        if batch is None:
            assert dump(conn) == state
        else:
            before.append((batch, state))
            event(step[0])
    assert {finding.code for finding in check_file(conn)} & {
        "log",
        "log_differs",
        "references",
        "derived_keys",
    } == set()
    undo_and_redo(conn, before)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=12))
def test_dated_rows_of_one_person_never_overlap(stored, wanted):
    conn = copy(stored)
    for step in wanted:
        try:
            carry_out(conn, plan_of(conn, step))
        except RecordRefused:
            continue
    for table in ("member_place", "membership"):
        spans: dict[int, list[tuple[str, str]]] = {}
        rows = conn.execute(f"SELECT member_id, valid_from, valid_to FROM {table}").fetchall()
        for member, start, end in rows:
            spans.setdefault(member, []).append((start or "", end or "9999"))
        for held in spans.values():
            held.sort()
            assert all(start < end for start, end in held)
            assert all(one[1] <= other[0] for one, other in pairwise(held))
