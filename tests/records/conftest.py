"""A small invented Đảng bộ, made by the commands themselves: seven batches for organisations, three for people."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

import pytest

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.records.add import plan_add_member
from dangbo_cli.records.organizations import plan_add_organization
from dangbo_cli.store.apply import Applied
from store.plans import carry_out, database

TODAY = date(2026, 11, 23)

KHOI, Y_TE, CHI_BO_1, CHI_BO_2, NOI_VU, XA, CHI_BO_3 = range(1, 8)
AN, BINH, CHI = 1, 2, 3

# How sentences name them.
SAY_KHOI, SAY_Y_TE, SAY_1 = "«Đảng bộ Khối Thử» (mã 14)", "«Đảng bộ Sở Y tế» (mã 14.2)", "«Chi bộ 1» (mã 14.2.1)"


class Book:
    """An open record with what tests ask of it."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    def do(self, plan: Plan) -> Applied:
        return carry_out(self.conn, plan)

    def organization(self, name: str, parent: int | None, **more: str) -> int:
        self.do(plan_add_organization(self.conn, parent, name, TODAY, **more))
        return self.newest("organization")

    def member(self, organization: int, *assignments: str, since: date | None = None) -> int:
        self.do(plan_add_member(self.conn, organization, pairs(*assignments), TODAY, since))
        return self.newest("member")

    def newest(self, table: str) -> int:
        return self.conn.execute(f"SELECT max(id) FROM {table}").fetchone()[0]

    def value(self, column: str, member: int):
        return self.conn.execute(f"SELECT {column} FROM member WHERE id = ?", (member,)).fetchone()[0]

    def rows(self, table: str, columns: str, **where: object) -> list[tuple]:
        condition = " AND ".join(f"{name} = ?" for name in where) or "1"
        return self.conn.execute(
            f"SELECT {columns} FROM {table} WHERE {condition} ORDER BY valid_from IS NOT NULL, valid_from, id",
            [*where.values()],
        ).fetchall()


def pairs(*assignments: str) -> list[tuple[str, str]]:
    """«field=value» texts as the commands take them."""
    return [tuple(text.split("=", 1)) for text in assignments]


def shown(plan: Plan) -> dict[str, tuple]:
    """The fields of a plan's changes to a person herself: {field: (before, after)}."""
    return {
        name: (change.before, change.after)
        for record in plan.changes
        if record.entity is Entity.MEMBER
        for name, change in record.fields.items()
    }


def codes(plan: Plan) -> list[str]:
    return [note.code for note in plan.notes]


def as_json(plan: Plan) -> str:
    return json.dumps([(c.entity, c.record, c.action, c.fields) for c in plan.changes], ensure_ascii=False)


@pytest.fixture
def empty(tmp_path):
    conn = database(tmp_path / "so.db")
    conn.execute("PRAGMA synchronous = OFF")
    yield Book(conn)
    conn.close()


@pytest.fixture
def book(empty):
    add = empty.organization
    add("Đảng bộ Khối Thử", None, code="14")
    add("Đảng bộ Sở Y tế", KHOI, code="14.2", founded_on="2001")
    add("Chi bộ 1", Y_TE, code="14.2.1")
    add("Chi bộ 2", Y_TE, code="14.2.2")
    add("Chi bộ Sở Nội vụ", KHOI, code="14.10")
    add("Đảng bộ Xã Thử", KHOI, code="14.11")
    add("Chi bộ Bản Mới", XA, founded_on="01/06/2023")
    empty.member(
        CHI_BO_1,
        "full_name=Lò Văn An",
        "birth_date=12/05/1968",
        "gender=Nam",
        "card_number=14012345",
        "citizen_id=014068000001",
        "admitted_on=19/05/1995",
        "official_on=19/05/1996",
        "party_position=Bí thư Chi bộ, Đảng ủy viên",
        "government_position=Giám đốc",
        "ratings.2022=HTTNV",
    )
    empty.member(CHI_BO_1, "ho ten=Nguyễn Thị Bình", "sinh năm=1990", "vào Đảng=03/2026", "status=Dự bị")
    empty.member(NOI_VU, "ho ten=Cầm Văn Chí", "card_number=014000000003", "phone=0912345678")
    return empty
