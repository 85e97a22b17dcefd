"""All that the record holds about one person or one organisation (`dv xem`, `tc xem`), as it stands on a day.

A profile is told twice: `value` for JSON (stored words, ISO dates, never masked), `sections` of labelled facts for
the eyes and, as a table, for files.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.partial_dates import age_on
from dangbo_cli.domain.positions import PARTY_POSITIONS, PLAIN_MEMBER
from dangbo_cli.domain.privacy import PRIVATE_FIELDS, PRIVATE_NUMBERS
from dangbo_cli.domain.standing import DIED
from dangbo_cli.reports.addresses import join_address
from dangbo_cli.reports.as_of import (
    ACTIVITY_LABELS,
    STANDING_LABELS,
    Organizations,
    Scope,
    load_organizations,
    people_sql,
    say_date,
)
from dangbo_cli.reports.filters import AWAY
from dangbo_cli.reports.headcount import add_up, count_people
from dangbo_cli.reports.member_list import status_label
from dangbo_cli.reports.secretaries import ended_secretaries
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import DATED, SPHERES, column_label

_IDENTIFIERS = PRIVATE_NUMBERS | {"badge_number"}
_DATES = frozenset(("birth_date", "admitted_on", "admission_decided_on", "official_on", "card_issued_on", "founded_on"))
_MEMBER_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Bản thân": ("full_name", "other_name", "birth_date", "gender", "ethnicity", "religion", "hometown", "birthplace", "residence",
                 "occupation", "workplace", "government_position", "union_position", "citizen_id", "old_citizen_id",
                 "phone", "email"),
    "Trình độ": ("general_education", "expertise", "specialty", "academic_title", "political_theory",
                 "state_management", "foreign_language", "informatics"),
    "Về Đảng": ("status", "organization", "party_position", "admitted_on", "admission_decided_on", "official_on",
                "card_number", "old_card_number", "card_issued_on", "card_issued_at", "file_number", "badge",
                "badge_number", "external_id", "note"),
    "Khai sinh và địa chỉ theo mô hình 2 cấp": (
        "birth_country", "birth_province", "birth_detail", "hometown_country", "hometown_province", "hometown_detail",
        "residence_country", "residence_province", "residence_detail",
    ),
}  # fmt: skip
#: What only the national template or few people have is not named as missing.
_TOLD_WHERE_KNOWN = frozenset(
    ("officers_nowhere", "other_name", "card_issued_on", "card_issued_at", "badge_number", "external_id",
     *_MEMBER_SECTIONS["Khai sinh và địa chỉ theo mô hình 2 cấp"])
)  # fmt: skip
_ORGANIZATION_FACTS = (
    "name", "code", "kind", "bloc", "parent", "founded_on", "secretary", "secretary_phone", "officers",
    "officers_nowhere", "members", "declared_members", "declared_official", "declared_probationary", "note",
)  # fmt: skip
_LABELS = {
    "status": "Trạng thái", "organization": DATED[Entity.MEMBER_PLACE][1],
    **{f"{sphere}_position": label for sphere, label in SPHERES.items()}, "name": DATED[Entity.ORGANIZATION_NAME][1],
    "parent": DATED[Entity.ORGANIZATION_PARENT][1], "members": "Số đảng viên", "officers": "Giữ chức vụ ở đây",
    "officers_nowhere": "Chưa rõ giữ ở đâu",
}  # fmt: skip
_ACTIVITIES = {**ACTIVITY_LABELS, "active": "Đang sinh hoạt"}
_NAMED = 5
TABLE_COLUMNS = (
    Column("group", "Phần"),
    Column("label", "Trường"),
    Column("value", "Nội dung"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value; `kind` says how it is written, `private` whether a terminal masks it."""

    label: str
    value: Any
    kind: ColumnKind = ColumnKind.TEXT
    private: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading; `empty` names the fields that nothing is known of."""

    title: str
    facts: Sequence[Fact]
    empty: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One person or organisation: a title, sections for the eyes, the same as a plain value."""

    name: str
    title: str
    sections: list[Section]
    value: dict[str, Any]
    parameters: dict[str, Any] = field(default_factory=dict)

    def table(self) -> Table:
        """The profile as rows, for CSV and workbooks."""
        rows = [
            {"group": section.title, "label": fact.label, "value": _written(fact)}
            for section in self.sections
            for fact in section.facts
        ]
        return Table(self.name, self.title, TABLE_COLUMNS, rows, parameters=self.parameters, group_by="group")


def member_profile(conn: sqlite3.Connection, number: int, day: date) -> Profile:
    """Return everything about the member of this record number, which must exist."""
    organizations = load_organizations(conn, day)
    row = _record(conn, Entity.MEMBER, number)
    scope = Scope(day, only=[number], everyone=True)
    place, activity, standing, away = conn.execute(
        f"WITH {people_sql(scope)} SELECT person.organization_id, person.activity, person.standing, {AWAY}"
        " FROM person JOIN member m ON m.id = person.id",
        scope.values,
    ).fetchone()
    positions = _rows(conn, Entity.MEMBER_POSITION, "member_id", number)
    value: dict[str, Any] = {"id": number, **row}
    if row["card_number"] is None:  # as in the list of members
        value.update(card_number=row["old_card_number"], old_card_number=None)
    value["status"] = status_label(standing, activity, bool(away))
    for sphere in SPHERES:
        titles = [str(p["title"]) for p in positions if p["sphere"] == sphere and _covers(p, day)]
        value[f"{sphere}_position"] = ", ".join(titles) or None
    value["organization"] = _organization_value(organizations, place)
    value["places"] = [_placed(organizations, r) for r in _rows(conn, Entity.MEMBER_PLACE, "member_id", number)]
    value["standings"] = _rows(conn, Entity.MEMBERSHIP, "member_id", number)
    value["activities"] = _rows(conn, Entity.MEMBER_ACTIVITY, "member_id", number)
    value["stays"] = [_placed(organizations, r) for r in _rows(conn, Entity.MEMBER_STAY, "member_id", number)]
    value["positions"] = [_placed(organizations, r) for r in positions]
    value["ratings"] = _ratings(conn, "member_id", number)
    value["changes"] = _written_when(conn, "member", number)
    shown = dict(value)
    for name in ("hometown", "residence"):
        shown[name] = row[name] or join_address(row, name)
    shown["organization"] = _organization_line(organizations, place)
    shown.update({name: row[name] for name in ("card_number", "old_card_number")})  # each under its own name
    told = {"card_number"} if row["card_number"] is None and row["old_card_number"] is not None else set()
    gone = next((a for a in reversed(value["activities"]) if a["activity"] == "left" and _covers(a, day)), None)
    dead = gone is not None and gone["reason"] == DIED
    sections = [
        _section(title, [key for key in keys if key not in told], shown, None if dead else day)
        for title, keys in _MEMBER_SECTIONS.items()
    ]
    sections += [
        Section("Quá trình", list(_course(value))),
        Section("Xếp loại", list(_rating_facts(value["ratings"]))),
        *_year_sections(conn, "member_id", number, value),
        _log_section(value["changes"], f"dangbo dv lich-su {number}"),
    ]
    title = f"{row['full_name']} (số {number} trong sổ)"
    if gone is not None:
        reason = f" ({gone['reason']})" if gone["reason"] else ""
        title = f"{title}: đã ra khỏi danh sách{reason}{_span(gone)}"
    return Profile("dang-vien-xem", title, sections, value, {"member": number, "as_of": day.isoformat()})


def organization_profile(conn: sqlite3.Connection, number: int, day: date) -> Profile:
    """Return everything about the organisation of this record number, which must exist."""
    organizations = load_organizations(conn, day)
    one = organizations.by_id[number]
    direct = count_people(conn, Scope(day))
    totals = add_up(organizations, direct)
    above = organizations.path(number)
    value: dict[str, Any] = {"id": number, **_record(conn, Entity.ORGANIZATION, number)}
    value.update(name=one.name, kind=one.kind, parent_code=above[0].code if above else None,
                 parent_name=above[0].name if above else None, members=totals[number].members,
                 official=totals[number].official, probationary=totals[number].probationary)  # fmt: skip
    value["officers"] = _officers(conn, number, day)
    value["officers_nowhere"] = _officers_nowhere(conn, set(organizations.below(number)), day)
    value["children"] = [
        {"id": child, "code": below.code, "name": below.name, "kind": below.kind, "members": totals[child].members}
        for child in organizations.children.get(number, ())
        for below in (organizations.by_id[child],)
    ]
    for key, entity in (("names", Entity.ORGANIZATION_NAME), ("kinds", Entity.ORGANIZATION_KIND),
                        ("parents", Entity.ORGANIZATION_PARENT)):  # fmt: skip
        value[key] = _rows(conn, entity, "organization_id", number)
    value["ratings"] = _ratings(conn, "organization_id", number)
    value["changes"] = _written_when(conn, "organization", number)
    shown = dict(value)
    shown["parent"] = " < ".join(o.label for o in above) or None
    held: dict[str, list[str]] = {}
    for officer in value["officers"]:
        held.setdefault(officer["title"], []).append(officer["full_name"])
    shown["officers"] = "; ".join(f"{title} {', '.join(names)}" for title, names in held.items()) or None
    shown["officers_nowhere"] = _say_nowhere(value["officers_nowhere"])
    if ended := next((one for one in ended_secretaries(conn, day) if one.organization == number), None):
        shown["secretary"] = f"{ended.typed} (chức vụ trong sổ đã kết thúc từ {say_date(ended.since)})"
    shown["members"] = _head_count(totals[number].members, totals[number].official, totals[number].probationary)
    children = [Fact(c["code"] or "—", f"{c['name']}: {c['members']} đảng viên") for c in value["children"]]
    sections = [
        _section("Tổ chức", _ORGANIZATION_FACTS, shown, day),
        Section(f"Tổ chức trực thuộc ({len(children)})", children),
        Section("Quá trình", list(_organization_course(value, organizations))),
        Section("Xếp loại", list(_rating_facts(value["ratings"]))),
        *_year_sections(conn, "organization_id", number, value),
        *_duty_section(conn, number, day, value),
        _log_section(value["changes"], None),
    ]
    title = one.label
    return Profile("to-chuc-xem", title, sections, value, {"organization": number, "as_of": day.isoformat()})


def _year_sections(conn: sqlite3.Connection, owner: str, number: int, value: dict[str, Any]) -> list[Section]:
    from dangbo_cli.reports.entry_profile import year_sections  # it gives its answer as a Profile's sections

    sections, value["year"] = year_sections(conn, owner, number)
    return sections


def _duty_section(conn: sqlite3.Connection, number: int, day: date, value: dict[str, Any]) -> list[Section]:
    """Return what an organisation has still to hand in, the longest overdue first, and how much the ones below it have."""
    value["owing"] = []
    if conn.execute("SELECT 1 FROM obligation LIMIT 1").fetchone() is None:
        return []
    from dangbo_cli.reports.duties import DutyFilter, read_board  # only where anything is owed
    from dangbo_cli.reports.duty_tables import overdue, owing_duties

    owing = owing_duties(read_board(conn, day, DutyFilter(root=number)))
    own = [duty for duty in owing if duty.organization.id == number]
    value["owing"] = [
        {"obligation_id": duty.obligation.id, "obligation": duty.obligation.title, "due_on": duty.obligation.due_on,
         "state": duty.standing.words, "days_late": overdue(duty), "missing_parts": list(duty.missing_parts)}
        for duty in own
    ]  # fmt: skip
    facts = [
        Fact(f"Hạn {say_date(duty.obligation.due_on)}" if duty.obligation.due_on else "Không ghi hạn",
             "; ".join([f"{duty.obligation.title}: {duty.standing.words}", *_missing(duty.missing_parts)]))
        for duty in own
    ]  # fmt: skip
    below = len({duty.organization.id for duty in owing} - {number})
    if below:
        count = len(owing) - len(own)
        facts.append(Fact("Bên dưới", f"{count} việc của {below} đơn vị; xem «dangbo don-doc chua-nop --don-vi …»"))
    return [Section("Còn phải nộp", facts)] if facts else []


def _missing(parts: Sequence[str]) -> list[str]:
    return [f"còn thiếu {', '.join(parts)}"] if parts else []


def _record(conn: sqlite3.Connection, entity: Entity, number: int) -> dict[str, Any]:
    table = CATALOGUE[entity]
    values = conn.execute(f"{table.select_all} WHERE id = ?", (number,)).fetchone()
    return dict(zip(table.columns, values[1:], strict=True))


def _rows(conn: sqlite3.Connection, entity: Entity, owner: str, number: int) -> list[dict[str, Any]]:
    """Return the dated rows of a record, the oldest first, without their own and their owner's numbers."""
    table = CATALOGUE[entity]
    found = conn.execute(
        f"{table.select_all} WHERE {owner} = ? ORDER BY valid_from IS NOT NULL, valid_from, valid_to IS NULL, valid_to,"
        " id",
        (number,),
    )
    return [{k: v for k, v in zip(("id", *table.columns), r, strict=True) if k not in ("id", owner)} for r in found]


def _covers(row: Mapping[str, Any], day: date) -> bool:
    begins, ends = row["valid_from"], row["valid_to"]
    return (begins is None or begins <= day.isoformat()) and (ends is None or ends > day.isoformat())


def _organization_value(organizations: Organizations, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    one = organizations.by_id[number]
    return {"id": number, "code": one.code, "name": one.name, "above": [o.name for o in organizations.path(number)]}


def _organization_line(organizations: Organizations, number: int | None) -> str | None:
    """Return «Chi bộ 1 (mã 05.1), thuộc Đảng bộ Sở Y tế»: all above but the topmost, which is the same for all."""
    if number is None:
        return None
    above = organizations.path(number)[:-1]
    return ", thuộc ".join([organizations.by_id[number].label, *(o.name for o in above)])


def _placed(organizations: Organizations, row: dict[str, Any]) -> dict[str, Any]:
    one = organizations.by_id.get(row["organization_id"]) if row["organization_id"] is not None else None
    return {**row, "organization_code": one and one.code, "organization_name": one and one.name}


def _ratings(conn: sqlite3.Connection, owner: str, number: int) -> list[dict[str, Any]]:
    columns = ("period", "self_level", "proposed_level", "decided_level", "not_rated_reason", "decision_number",
               "decision_on", "points", "employee_level")  # fmt: skip
    found = conn.execute(f"SELECT {', '.join(columns)} FROM rating WHERE {owner} = ? ORDER BY period", (number,))
    return [dict(zip(columns, row, strict=True)) for row in found]


def _written_when(conn: sqlite3.Connection, subject: str, number: int) -> list[dict[str, Any]]:
    """Return the batches that wrote about one record, the oldest first; `fields` as many as its history has lines."""
    from dangbo_cli.reports.history import member_history, organization_history

    history = member_history if subject == "member" else organization_history
    lines = Counter(row["batch"] for row in history(conn, number).rows)
    found = conn.execute(
        "SELECT id, made_at, command, user FROM batch WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(lines)),),
    )
    return [
        {**dict(zip(("batch", "made_at", "command", "user"), row, strict=True)), "fields": lines[row[0]]}
        for row in found
    ]


def _officers(conn: sqlite3.Connection, number: int, day: date) -> list[dict[str, Any]]:
    """Return who holds a Party position at an organisation, the highest first."""
    return _holders(conn, "WHERE d.organization_id = ?", (number,), day)


def _officers_nowhere(conn: sqlite3.Connection, within: set[int], day: date) -> list[dict[str, Any]]:
    """Return the people of these organisations whose Party position is of no organisation that is known."""
    scope = Scope(day, organizations=within)
    people = [row[0] for row in conn.execute(f"WITH {people_sql(scope)} SELECT id FROM person", scope.values)]
    where = "WHERE d.organization_id IS NULL AND d.member_id IN (SELECT value FROM json_each(?))"
    return _holders(conn, where, (json.dumps(people),), day)


def _holders(conn: sqlite3.Connection, where: str, values: Sequence[Any], day: date) -> list[dict[str, Any]]:
    found = conn.execute(
        "SELECT d.member_id, m.full_name, d.title, d.valid_from, d.valid_to FROM member_position d"
        f" JOIN member m ON m.id = d.member_id {where} AND d.sphere = 'party' ORDER BY d.id",
        values,
    )
    rows = [dict(zip(("member_id", "full_name", "title", "valid_from", "valid_to"), r, strict=True)) for r in found]
    held = [row for row in rows if row["title"] != PLAIN_MEMBER and _covers(row, day)]
    order = {title: place for place, title in enumerate(PARTY_POSITIONS)}
    held.sort(key=lambda row: order.get(row["title"], len(order)))
    return [{key: row[key] for key in ("member_id", "full_name", "title")} for row in held]


def _say_nowhere(held: Sequence[Mapping[str, Any]]) -> str | None:
    """Return how many positions are of no known organisation, whose, and how that is mended."""
    if not held:
        return None
    named = ", ".join(f"{row['title']} {row['full_name']} (số {row['member_id']})" for row in held[:_NAMED])
    more = f" và {len(held) - _NAMED} chức vụ nữa" if len(held) > _NAMED else ""
    mend = '«dangbo dv sua SỐ "chức vụ đảng=CHỨC VỤ chi bộ"» (hoặc «… đảng ủy»)'
    return f"{len(held)} chức vụ: {named}{more}; ghi rõ bằng {mend}"


def _section(title: str, keys: Sequence[str], values: Mapping[str, Any], day: date | None) -> Section:
    """Return the facts of these keys; `day` None: of somebody who has no age any more."""
    facts, empty = [], []
    for key in keys:
        label = _LABELS.get(key) or column_label(key)
        known = values.get(key)
        if known is None or known == "":
            if key not in _TOLD_WHERE_KNOWN:
                empty.append(label)
            continue
        kind = ColumnKind.DATE if key in _DATES else ColumnKind.IDENTIFIER if key in _IDENTIFIERS else ColumnKind.TEXT
        if key == "birth_date" and day is not None and (age := age_on(str(known), day)) is not None:
            known, kind = f"{say_date(str(known))} ({age} tuổi)", ColumnKind.TEXT
        facts.append(Fact(label, known, kind, key in PRIVATE_FIELDS))
    return Section(title, facts, empty)


def _course(value: Mapping[str, Any]) -> Iterator[Fact]:
    """Yield what is dated of a person, kind by kind; a lone row without dates is said above already."""
    for row in _dated(value["places"]):
        yield Fact(DATED[Entity.MEMBER_PLACE][1], f"{row['organization_name']}{_span(row)}")
    for row in _dated(value["standings"]):
        yield Fact(DATED[Entity.MEMBERSHIP][1], f"{STANDING_LABELS[row['standing']]}{_span(row)}")
    for row in value["activities"]:
        reason = f" ({row['reason']})" if row["reason"] else ""
        yield Fact(DATED[Entity.MEMBER_ACTIVITY][1], f"{_ACTIVITIES[row['activity']]}{reason}{_span(row)}")
    for row in value["stays"]:
        where = row["organization_name"] or row["organization_text"] or "chưa rõ nơi"
        yield Fact(
            DATED[Entity.MEMBER_STAY][1],
            f"{'đến từ' if row['direction'] == 'in' else 'sinh hoạt ở'} {where}{_span(row)}",
        )
    for row in value["positions"]:
        if row["valid_from"] is None and row["valid_to"] is None and row["organization_id"] is None:
            continue
        where = f", {row['organization_name']}" if row["organization_name"] else ""
        yield Fact(SPHERES[row["sphere"]], f"{row['title']}{where}{_span(row)}")


def _organization_course(value: Mapping[str, Any], organizations: Organizations) -> Iterator[Fact]:
    """Yield the former names, kinds and parents, where there are any: what has only one row is said above."""
    for key, entity in (("names", Entity.ORGANIZATION_NAME), ("kinds", Entity.ORGANIZATION_KIND),
                        ("parents", Entity.ORGANIZATION_PARENT)):  # fmt: skip
        column, label = DATED[entity]
        for row in _dated(value[key]):
            told = row[column]
            if column == "parent_id":
                told = organizations.by_id[told].label if told is not None else "không trực thuộc"
            yield Fact(label, f"{told}{_span(row)}")


def _dated(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return the rows, none where there is only one without dates."""
    lone = len(rows) == 1 and rows[0]["valid_from"] is None and rows[0]["valid_to"] is None
    return () if lone else rows


def _span(row: Mapping[str, Any]) -> str:
    """Return «, từ 01/12/2022», «, từ … đến …», «, đến …», or nothing where both ends are open."""
    begins, ends = row["valid_from"], row["valid_to"]
    parts = [f"từ {say_date(begins)}" if begins else "", f"đến {say_date(ends)}" if ends else ""]
    told = " ".join(part for part in parts if part)
    return f", {told}" if told else ""


def _rating_facts(ratings: Sequence[Mapping[str, Any]]) -> Iterator[Fact]:
    stages = (("decided_level", "quyết định"), ("proposed_level", "đề nghị"), ("self_level", "tự nhận"))
    for row in ratings:
        told = [f"{row[key]} ({word})" for key, word in stages if row[key]]
        if row["not_rated_reason"]:
            told.append(f"Không thuộc diện xếp loại: {row['not_rated_reason']}")
        if row["points"] is not None:
            told.append(f"{row['points']:g} điểm".replace(".", ","))
        if row["employee_level"]:
            told.append(f"công chức, viên chức: {row['employee_level']}")
        if row["decision_number"]:
            day = f" ngày {say_date(row['decision_on'])}" if row["decision_on"] else ""
            told.append(f"Quyết định {row['decision_number']}{day}")
        yield Fact(row["period"], "; ".join(told) or "Chưa xếp loại")


def _log_section(batches: Sequence[Mapping[str, Any]], command: str | None) -> Section:
    facts = [
        Fact(f"Lần {b['batch']}", f"{say_date(b['made_at'][:10])}, lệnh «{b['command']}», {b['fields']} thông tin")
        for b in batches
    ]
    if command is not None and facts:
        facts.append(Fact("Xem thêm", f"«{command}»: mỗi thông tin lấy từ ô nào, tệp nào"))
    return Section("Đã ghi vào sổ", facts)


def _head_count(members: int, official: int, probationary: int) -> str:
    unknown = members - official - probationary
    more = f", chưa rõ {unknown}" if unknown else ""
    return f"{members} (chính thức {official}, dự bị {probationary}{more})"


def _written(fact: Fact) -> Any:
    return say_date(str(fact.value)) if fact.kind is ColumnKind.DATE else fact.value
