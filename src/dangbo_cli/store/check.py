"""`ra-soat`: is the file whole, do the records agree with the log, and do they make sense?

Every finding answers three questions: how bad, what next, may I go on working.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from dangbo_cli.domain.change import Action, Entity, Scalar
from dangbo_cli.store.catalogue import CATALOGUE, RecordTable
from dangbo_cli.store.connection import database_path
from dangbo_cli.store.errors import Damaged, from_sqlite
from dangbo_cli.store.history import logged_changes
from dangbo_cli.store.keys import expected_keys
from dangbo_cli.store.labels import (
    ENTITY_LABELS,
    column_label,
    describe_record,
    describe_subject,
)


class Severity(Enum):
    DAMAGED = "damaged"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing found: how bad, what, which records (a sentence each), what to do, may one go on working."""

    code: str
    severity: Severity
    title: str
    details: list[str] = field(default_factory=list)
    advice: str = ""
    may_continue: bool = True

    @property
    def count(self) -> int:
        return len(self.details)


_RESTORE = (
    "Hãy ngừng ghi vào tệp và lấy lại bản sao lưu gần nhất bằng «dangbo khoi-phuc TỆP»; "
    "tệp hiện nay được giữ lại bên cạnh."
)


def check_file(conn: sqlite3.Connection) -> list[CheckFinding]:
    """Return all findings, the damaged ones first; an empty list means that all is well.

    Raises StoreError only where the file cannot be read at all because it is locked.
    """
    findings = _guarded(_integrity, conn)
    if findings:
        return findings  # what a broken file says about its records means nothing
    for check in (_references, _log_agrees, *_RECORD_CHECKS):
        findings += _guarded(check, conn)
    return sorted(findings, key=lambda finding: finding.severity is not Severity.DAMAGED)


def _guarded(
    check: Callable[[sqlite3.Connection], Iterator[CheckFinding]], conn: sqlite3.Connection
) -> list[CheckFinding]:
    """Run one check; a file that breaks under it is a finding, not the end."""
    try:
        return list(check(conn))
    except sqlite3.DatabaseError as error:
        spoken = from_sqlite(error, database_path(conn))
        if isinstance(error, sqlite3.OperationalError) and spoken is not None and not isinstance(spoken, Damaged):
            raise spoken from error
        told = str(error).partition(" with text ")[0]  # behind it stand values of the record
        return [_damaged("unreadable", "Không đọc được một phần của tệp", [told])]


def _damaged(code: str, title: str, details: list[str]) -> CheckFinding:
    return CheckFinding(code, Severity.DAMAGED, title, details, _RESTORE, may_continue=False)


def _integrity(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    details = [row[0] for row in conn.execute("PRAGMA integrity_check")]
    if details != ["ok"]:
        yield _damaged("integrity", "Tệp bị hỏng ở mức lưu trữ", details)


def _references(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    details = [
        f"Bảng {table}, dòng {row}, trỏ tới một dòng không có trong bảng {parent}."
        for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check")
    ]
    if details:
        yield _damaged("references", "Bản ghi trỏ tới bản ghi không còn nữa", details)


def _log_agrees(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    """Replay the log from the first batch and compare what comes out with every record table."""
    replayed: dict[Entity, dict[int, dict[str, Scalar]]] = {entity: {} for entity in CATALOGUE}
    subjects: dict[tuple[Entity, int], tuple[Entity, int]] = {}
    broken: list[str] = []
    for change in logged_changes(conn):
        records = replayed[change.entity]
        before = records.get(change.record)
        subjects[change.entity, change.record] = (change.subject, change.subject_record)
        starts = (before is None) == (change.action is Action.CREATE) and all(
            (before or {}).get(name) == f.before for name, f in change.fields.items()
        )
        if not starts:
            broken.append(
                f"Lần số {change.batch}: thay đổi của {ENTITY_LABELS[change.entity]} số {change.record} "
                "không nối tiếp thay đổi trước đó."
            )
        if change.action is Action.DELETE:
            records.pop(change.record, None)
        else:
            after = {name: f.after for name, f in change.fields.items()}
            records[change.record] = {**(before or {}), **after}
    if broken:
        yield _damaged("log", "Nhật ký thay đổi không liền mạch", broken)
    details: list[str] = []
    for entity, table in CATALOGUE.items():
        details += _differences(conn, table, replayed[entity], subjects)
    if details:
        yield CheckFinding(
            "log_differs",
            Severity.DAMAGED,
            "Bản ghi khác với nhật ký thay đổi",
            details,
            "Tệp đã bị sửa ngoài dangbo hoặc bị hỏng. Hãy đối chiếu từng bản ghi nêu trên với giấy tờ; "
            "nếu nhật ký đúng, hãy lấy lại bản sao lưu bằng «dangbo khoi-phuc TỆP».",
            may_continue=False,
        )


def _differences(
    conn: sqlite3.Connection,
    table: RecordTable,
    replayed: dict[int, dict[str, Scalar]],
    subjects: dict[tuple[Entity, int], tuple[Entity, int]],
) -> Iterator[str]:
    left = dict(replayed)
    for number, *values in conn.execute(f"{table.select_all} ORDER BY id"):
        expected = left.pop(number, None)
        if expected is None:
            yield f"{ENTITY_LABELS[table.entity].capitalize()} số {number} có trong tệp mà nhật ký không có."
            continue
        for name, value in zip(table.columns, values, strict=True):
            if value != expected.get(name):
                words = describe_record(conn, table.entity, number, *subjects[table.entity, number])
                yield (
                    f"{_capital(words)}, «{column_label(name, table.entity)}»: trong tệp là {_quote(value)}, "
                    f"theo nhật ký là {_quote(expected.get(name))}."
                )
    for number in left:
        yield f"{ENTITY_LABELS[table.entity].capitalize()} số {number} có trong nhật ký mà tệp không còn."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quote(value: Scalar) -> str:
    return "trống" if value is None else f"«{value}»"


def _derived_keys(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    details = [
        f"{_capital(describe_subject(conn, Entity(table), number))}."
        for table, number, stored, wanted in expected_keys(conn)
        if stored != wanted
    ]
    if details:
        yield CheckFinding(
            "derived_keys",
            Severity.WARNING,
            "Khóa tìm kiếm và sắp xếp tên chưa đúng",
            details,
            "Các tên này có thể không tìm thấy hoặc đứng sai thứ tự. Hãy lấy lại bản sao lưu gần nhất, "
            "hoặc sửa rồi ghi lại họ tên.",
        )


# Dated rows of which one owner has one on any day.
_OVERLAPS = (
    (Entity.MEMBER_PLACE, "member_id", "Đảng viên thuộc hai nơi sinh hoạt trong cùng một ngày"),
    (Entity.MEMBERSHIP, "member_id", "Đảng viên được ghi hai loại đảng viên trong cùng một ngày"),
    (Entity.MEMBER_ACTIVITY, "member_id", "Đảng viên có hai tình trạng sinh hoạt trong cùng một ngày"),
    (Entity.ORGANIZATION_NAME, "organization_id", "Tổ chức có hai tên trong cùng một ngày"),
    (Entity.ORGANIZATION_KIND, "organization_id", "Tổ chức có hai loại hình trong cùng một ngày"),
    (Entity.ORGANIZATION_PARENT, "organization_id", "Tổ chức có hai cấp trên trong cùng một ngày"),
)


def _overlaps(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    for entity, owner, title in _OVERLAPS:
        rows = conn.execute(
            f"SELECT a.{owner}, a.id, b.id FROM {entity.value} a JOIN {entity.value} b"
            f" ON b.{owner} = a.{owner} AND b.id > a.id"
            " AND (a.valid_from IS NULL OR b.valid_to IS NULL OR a.valid_from < b.valid_to)"
            " AND (b.valid_from IS NULL OR a.valid_to IS NULL OR b.valid_from < a.valid_to)"
            f" ORDER BY a.{owner}, a.id, b.id"
        )
        subject = Entity.MEMBER if owner == "member_id" else Entity.ORGANIZATION
        details = [
            f"{_capital(describe_subject(conn, subject, number))}: {ENTITY_LABELS[entity]} số {a} và số {b}."
            for number, a, b in rows
        ]
        if details:
            yield CheckFinding(
                f"overlap_{entity.value}",
                Severity.WARNING,
                title,
                details,
                "Hãy xem lịch sử từng trường hợp và sửa ngày bắt đầu hoặc ngày kết thúc.",
            )


def _backward_spans(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    details: list[str] = []
    for entity, table in CATALOGUE.items():
        if "valid_from" in table.columns:
            owner = "member_id" if "member_id" in table.columns else "organization_id"
            subject = Entity.MEMBER if owner == "member_id" else Entity.ORGANIZATION
            rows = conn.execute(f"SELECT id, {owner} FROM {entity.value} WHERE valid_to <= valid_from ORDER BY id")
            details += [f"{_capital(describe_record(conn, entity, number, subject, whose))}." for number, whose in rows]
    if details:
        yield CheckFinding(
            "backward_span",
            Severity.WARNING,
            "Ngày kết thúc không sau ngày bắt đầu",
            details,
            "Hãy sửa ngày bắt đầu hoặc ngày kết thúc.",
        )


def _placeless(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    rows = conn.execute(
        "SELECT id FROM member m WHERE NOT EXISTS (SELECT 1 FROM member_place p WHERE p.member_id = m.id) ORDER BY id"
    )
    details = [f"{_capital(describe_subject(conn, Entity.MEMBER, row[0]))}." for row in rows]
    if details:
        yield CheckFinding(
            "no_place",
            Severity.WARNING,
            "Đảng viên chưa thuộc tổ chức nào",
            details,
            "Những người này không được tính vào báo cáo nào. Hãy nhập lại danh sách của đơn vị có họ.",
        )


def _nameless(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    rows = conn.execute(
        "SELECT id FROM organization o WHERE NOT EXISTS"
        " (SELECT 1 FROM organization_name n WHERE n.organization_id = o.id) ORDER BY id"
    )
    details = [f"Tổ chức số {row[0]}." for row in rows]
    if details:
        yield CheckFinding(
            "no_name",
            Severity.WARNING,
            "Tổ chức chưa có tên",
            details,
            "Hãy nhập lại danh sách tổ chức có tên của các tổ chức này.",
        )


_NUMBERS = ("card_number", "old_card_number", "citizen_id", "old_citizen_id")


def _shared_numbers(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    details: list[str] = []
    for column in _NUMBERS:
        rows = conn.execute(
            f"SELECT {column}, group_concat(id) FROM member NOT INDEXED WHERE {column} IS NOT NULL"
            f" GROUP BY {column} HAVING count(*) > 1 ORDER BY {column}"
        )
        for value, numbers in rows:
            people = ", ".join(describe_subject(conn, Entity.MEMBER, int(n)) for n in numbers.split(","))
            details.append(f"«{column_label(column)}» {value}: {people}.")
    if details:
        yield CheckFinding(
            "shared_number",
            Severity.WARNING,
            "Một số giấy tờ đứng tên nhiều đảng viên",
            details,
            "Hãy đối chiếu hồ sơ: hoặc một người được ghi hai lần, hoặc có số bị ghi sai.",
        )


def _parent_cycles(conn: sqlite3.Connection) -> Iterator[CheckFinding]:
    """Find organisations that stand below themselves by the rows that are still open."""
    parent: dict[int, int] = dict(
        conn.execute(
            "SELECT organization_id, parent_id FROM organization_parent"
            " WHERE parent_id IS NOT NULL AND valid_to IS NULL ORDER BY id"
        )
    )
    details = []
    for start in parent:
        seen, number = {start}, parent[start]
        while number in parent and number not in seen:
            seen.add(number)
            number = parent[number]
        if number == start:
            details.append(f"{_capital(describe_subject(conn, Entity.ORGANIZATION, start))}.")
    if details:
        yield CheckFinding(
            "parent_cycle",
            Severity.WARNING,
            "Tổ chức là cấp trên của chính mình",
            details,
            "Hãy sửa tổ chức cấp trên; cho đến khi ấy các tổ chức này không hiện trong sơ đồ.",
        )


_RECORD_CHECKS = (
    _derived_keys,
    _overlaps,
    _backward_spans,
    _placeless,
    _nameless,
    _shared_numbers,
    _parent_cycles,
)
