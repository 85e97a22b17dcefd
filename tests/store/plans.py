"""Small and large plans of invented people, and dumps of what stands."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime
from pathlib import Path

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Source
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import Applied, Counts, Who, apply_plan, newest_batch
from dangbo_cli.store.catalogue import CATALOGUE

NOW = datetime(2022, 11, 20, 8, 15, 2)
WHO = Who("clerk", "may-01")

Ref = int


def create(entity: Entity, ref: Ref, subject: tuple[Entity, Ref] | None = None, source=None, cell="", **values):
    subject = subject or (entity, ref)
    fields = {name: FieldChange(None, value, source, cell) for name, value in values.items()}
    return RecordChange(entity, ref, Action.CREATE, *subject, fields)


def update(entity: Entity, ref: Ref, subject: tuple[Entity, Ref] | None = None, source=None, cell="", **pairs):
    subject = subject or (entity, ref)
    fields = {name: FieldChange(*pair, source, cell) for name, pair in pairs.items()}
    return RecordChange(entity, ref, Action.UPDATE, *subject, fields)


def delete(entity: Entity, ref: Ref, subject: tuple[Entity, Ref] | None = None, **values):
    subject = subject or (entity, ref)
    fields = {name: FieldChange(value, None) for name, value in values.items()}
    return RecordChange(entity, ref, Action.DELETE, *subject, fields)


def organization(ref: Ref, name: str, parent: Ref | None = None, **values) -> list[RecordChange]:
    """An organisation with its name and its place in the tree; uses refs ref, ref-1, ref-2."""
    subject = (Entity.ORGANIZATION, ref)
    return [
        create(Entity.ORGANIZATION, ref, **values),
        create(Entity.ORGANIZATION_NAME, ref - 1, subject, organization_id=ref, name=name),
        create(Entity.ORGANIZATION_PARENT, ref - 2, subject, organization_id=ref, parent_id=parent),
    ]


def member(ref: Ref, name: str, place: Ref, source=None, cell="", **values) -> list[RecordChange]:
    """A member with a place; uses refs ref, ref-1."""
    subject = (Entity.MEMBER, ref)
    return [
        create(Entity.MEMBER, ref, source=source, cell=cell, full_name=name, **values),
        create(Entity.MEMBER_PLACE, ref - 1, subject, source=source, cell=cell, member_id=ref, organization_id=place),
    ]


def plan_of(conn: sqlite3.Connection, *changes: RecordChange, command="nhap", sources=(), undoes=None) -> Plan:
    return Plan(command, newest_batch(conn), list(changes), list(sources), undoes=undoes)


def write(
    conn: sqlite3.Connection, *changes: RecordChange, now=NOW, sources=(), command="nhap", undoes=None
) -> Applied:
    return apply_plan(conn, plan_of(conn, *changes, command=command, sources=sources, undoes=undoes), WHO, now)


def carry_out(conn: sqlite3.Connection, plan: Plan, now=NOW, counts: Counts | None = None) -> Applied:
    return apply_plan(conn, plan, WHO, now, counts)


def dump(conn: sqlite3.Connection) -> dict[str, list[tuple]]:
    """Return every record table whole, derived columns included."""
    return {entity.value: conn.execute(f"SELECT * FROM {entity.value} ORDER BY id").fetchall() for entity in CATALOGUE}


def undo_and_redo(conn: sqlite3.Connection, before: list[tuple[int, dict[str, list[tuple]]]]) -> None:
    """Undo batches, the newest first, each back to what stood before it; then undo the undos: everything is as it was."""
    final, undos = dump(conn), []
    for batch, state in reversed(before):
        undos.append(carry_out(conn, plan_undo(conn, batch)).batch)
        assert dump(conn) == state
    for undo in reversed(undos):
        carry_out(conn, plan_undo(conn, undo))
    assert dump(conn) == final


def log_size(conn: sqlite3.Connection) -> int:
    return conn.execute("SELECT count(*) FROM change").fetchone()[0]


FAMILY = ("Lò", "Cầm", "Quàng", "Nguyễn", "Giàng", "Vì", "Hoàng", "Đinh")
MIDDLE = ("Văn", "Thị", "A", "Đức", "Minh")
GIVEN = ("Hặc", "Ún", "Sử", "Đào", "Quyết", "Ân", "Ánh", "Pó", "Yên", "Thắng")


def large_plan(base: int, members: int = 5200, organizations: int = 378, seed: int = 7) -> Plan:
    """A whole import into an empty record: about seven records a member."""
    rng = random.Random(seed)
    plan = Plan("nhap", base)
    plan.sources = [
        Source(f"don-vi/{n:02} Sở Y tế.xlsx", f"{n:064x}", "DSDV", "dang-vien", None, "2022-11-20") for n in range(90)
    ]
    add = plan.changes.extend
    for n in range(organizations):
        ref = -1 - 3 * n
        parent = None if n == 0 else (-1 if n <= 90 else -1 - 3 * (1 + n % 90))
        add(organization(ref, f"Chi bộ {n}", parent, code=f"{n:04}", bloc="Sở, ngành"))
    next_ref = -1 - 3 * organizations
    for n in range(members):
        ref, source, row = next_ref, n % 90, 7 + n // 90
        next_ref -= 7
        place = -1 - 3 * rng.randrange(1, organizations)
        year = 1960 + n % 40
        subject = (Entity.MEMBER, ref)
        cells = {
            "full_name": f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}",
            "birth_date": f"{year}-{1 + n % 12:02}-{1 + n % 28:02}",
            "gender": "Nam" if n % 2 else "Nữ",
            "ethnicity": "Thái",
            "religion": "Không",
            "hometown": "xã Chiềng Xôm, tỉnh Sơn La",
            "residence": "phường Tô Hiệu, tỉnh Sơn La",
            "occupation": "Công chức",
            "general_education": "12/12",
            "expertise": "Đại học",
            "political_theory": "Trung cấp",
            "foreign_language": "Tiếng Anh B1",
            "informatics": "Cơ bản",
            "card_number": f"{n:012}",
            "citizen_id": f"014{n:09}",
            "file_number": f"{n:06}",
            "admitted_on": f"{year + 25}-05-19",
            "official_on": f"{year + 26}-05-19",
        }
        fields = {
            name: FieldChange(None, value, source, f"{chr(66 + i)}{row}")
            for i, (name, value) in enumerate(cells.items())
        }
        plan.changes.append(RecordChange(Entity.MEMBER, ref, Action.CREATE, *subject, fields))
        one = {"source": source, "cell": f"T{row}"}
        add(
            [
                create(Entity.MEMBER_PLACE, ref - 1, subject, **one, member_id=ref, organization_id=place),
                create(Entity.MEMBERSHIP, ref - 2, subject, **one, member_id=ref, standing="official"),
                create(
                    Entity.MEMBER_POSITION,
                    ref - 3,
                    subject,
                    **one,
                    member_id=ref,
                    sphere="party",
                    title="Đảng viên",
                    organization_id=place,
                ),
                *(
                    create(
                        Entity.RATING,
                        ref - 4 - k,
                        subject,
                        **one,
                        member_id=ref,
                        period=str(2020 + k),
                        proposed_level="Hoàn thành tốt nhiệm vụ",
                    )
                    for k in range(3)
                ),
            ]
        )
    return plan


def database(path: Path) -> sqlite3.Connection:
    from dangbo_cli.store.opening import open_writing

    return open_writing(path, now=NOW)
