"""A small invented Đảng bộ, written with plain INSERTs, so that every figure can be counted by hand."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from dangbo_cli.store.keys import member_keys, organization_keys
from dangbo_cli.store.opening import open_reading, open_writing

DAY = date(2022, 12, 31)


class Record:
    """Writes rows: `insert` names a table and its columns, the rest are shorthands."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    def insert(self, table: str, **values: object) -> int:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*values.values()]).lastrowid or 0

    def organization(self, number, name, kind=None, parent=None, code=None, **more):
        name_key, sort_key = organization_keys(name)
        self.insert("organization", id=number, code=code, name_key=name_key, sort_key=sort_key, **more)
        self.insert("organization_name", organization_id=number, name=name)
        if kind:
            self.insert("organization_kind", organization_id=number, kind=kind)
        if parent:
            self.insert("organization_parent", organization_id=number, parent_id=parent)
        return number

    def member(self, number, full_name, place=None, **more):
        name_key, sort_key = member_keys(full_name)
        self.insert("member", id=number, full_name=full_name, name_key=name_key, sort_key=sort_key, **more)
        if place:
            self.insert("member_place", member_id=number, organization_id=place)
        return number


@pytest.fixture
def empty(tmp_path):
    conn = open_writing(tmp_path / "so.db")
    yield Record(conn)
    conn.close()


@pytest.fixture
def record(empty):
    """Eight members count on 31/12/2022: 1, 2, 3, 4, 5, 8, 9, 10."""
    r = empty
    r.organization(1, "Đảng bộ Khối Thử", "Đảng bộ cấp trên trực tiếp cơ sở", code="14")
    r.organization(2, "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", 1, "14.2", bloc="Hành chính", declared_members=5)
    r.organization(3, "Chi bộ Sở Nội vụ", "Chi bộ cơ sở", 1, "14.10", bloc="Đoàn thể", declared_members=2)
    r.organization(4, "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", 2)
    r.organization(5, "Chi bộ 2", "Chi bộ trực thuộc đảng ủy cơ sở", 2)
    r.organization(6, "Chi bộ Trường Thử", "Chi bộ cơ sở", 1, "14.11", founded_on="2023-03-01")

    r.member(1, "Lò Văn An", 4, birth_date="1968-05-12", gender="Nam", ethnicity="Thái", religion="Không",
             expertise="Đại học", political_theory="Cao cấp", card_number="014000000001",
             old_card_number="14000001", admitted_on="1995-05-19", official_on="1996-05-19")  # fmt: skip
    r.member(2, "Nguyễn Thị Bình", 4, birth_date="1990", gender="Nữ", ethnicity="Kinh", religion="Không",
             expertise="Thạc sĩ", admitted_on="2022-03", official_on="2023-03-10",
             old_card_number="14000002")  # fmt: skip
    r.member(3, "Nguyễn Văn An", 5, birth_date="2004-12-31", gender="Nam", ethnicity="Kinh")
    r.insert("membership", member_id=3, standing="probationary", valid_to="2022-12-31")
    r.insert("membership", member_id=3, standing="official", valid_from="2022-12-31")
    r.member(4, "Vàng A Dơ", 3, citizen_id="014068000004")
    r.member(5, "Quàng Thị Hoa", 3, birth_date="1950-01", gender="Nữ", ethnicity="Thái",
             admitted_on="1979-01-01", admission_decided_on="1978-12-20", official_on="1980",
             expertise="Đại học")  # fmt: skip
    r.insert("member_activity", member_id=5, activity="exempt", valid_from="2020")
    r.member(6, "Trần Văn Tú", 3, gender="Nam", official_on="1999")
    r.insert("member_activity", member_id=6, activity="left", valid_from="2022-06-30")
    r.member(7, "Hoàng Thị Yên", 5, gender="Nữ", admitted_on="2023-01-05")
    r.member(8, "Cầm Văn Hòa", birth_date="1962-01-01", gender="Nam", ethnicity="Thái", official_on="1990-01-01")
    r.insert("member_place", member_id=8, organization_id=3, valid_to="2022-06-01")
    r.insert("member_place", member_id=8, organization_id=4, valid_from="2022-06-01")
    r.member(9, "Lê Thị Lan", birth_date="1961-12-31", gender="Nữ", ethnicity="Mường", official_on="1985")
    r.member(10, "Bùi Văn Mới", 6, birth_date="1992-06", gender="Nam", ethnicity="Mường")
    r.member(11, "Đinh Văn Xa", gender="Nam")
    r.insert("member_place", member_id=11, organization_id=3, valid_from="2023-02-01")

    r.insert("member_position", member_id=1, sphere="party", title="Đảng ủy viên", organization_id=2)
    r.insert("member_position", member_id=1, sphere="party", title="Bí thư", organization_id=4)
    r.insert("member_position", member_id=1, sphere="government", title="Giám đốc")
    r.insert("member_position", member_id=2, sphere="party", title="Đảng viên")
    r.insert("member_position", member_id=8, sphere="party", title="Bí thư", valid_to="2022-06-01")
    r.insert("member_position", member_id=8, sphere="party", title="Chi ủy viên", valid_from="2022-06-01")
    r.insert("member_position", member_id=9, sphere="party", title="Ủy viên Ủy ban Kiểm tra")

    good, best, done = "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành nhiệm vụ"
    r.insert("rating", member_id=1, period="2022", self_level=best, proposed_level=good)
    r.insert("rating", member_id=1, period="2021", decided_level=best)
    r.insert("rating", member_id=2, period="2022", self_level=done)
    r.insert("rating", member_id=5, period="2022", not_rated_reason="miễn sinh hoạt")
    r.insert("rating", member_id=8, period="2022", self_level=good, proposed_level=good, decided_level=best)
    return r


@pytest.fixture
def conn(record, tmp_path):
    """The record, opened as the reading commands open it."""
    reading = open_reading(tmp_path / "so.db")
    yield reading
    reading.close()


@pytest.fixture
def day():
    return DAY
