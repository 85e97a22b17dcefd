"""`dv trung`: people whom the record may hold twice, with the evidence in words.

Everybody meets only those with whom she shares a block (`domain/likeness.block_keys`); nothing is merged here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from dangbo_cli.domain.likeness import (
    ALMOST_SURE,
    OTHER_NAME,
    REVIEW,
    Likeness,
    Rarity,
    Traits,
    block_keys,
    compare_names,
    same_file,
    traits,
    weigh,
)
from dangbo_cli.domain.organization import is_grassroots
from dangbo_cli.reports.as_of import Organization, Organizations, count_text, load_organizations, say_date
from dangbo_cli.reports.table import Column, ColumnKind, Table

SURE, LOOK = "gần như chắc", "cần xem"
_ONE, _OTHER = "Người thứ nhất", "Người thứ hai"


def _side(key: str, title: str) -> tuple[Column, ...]:
    return (
        Column(f"{key}_id", f"{title}: số", ColumnKind.IDENTIFIER, shown=False),
        Column(f"{key}_name", f"{title}: họ và tên", shown=False),
        Column(f"{key}_birth_date", f"{title}: ngày sinh", ColumnKind.DATE, shown=False),
        Column(f"{key}_card_number", f"{title}: số thẻ", ColumnKind.IDENTIFIER, private=True, shown=False),
        Column(f"{key}_organization_code", f"{title}: mã tổ chức", ColumnKind.IDENTIFIER, shown=False),
        Column(f"{key}_organization_name", f"{title}: tổ chức đảng", shown=False),
    )


COLUMNS = (
    Column("score", "Điểm", ColumnKind.INTEGER),
    Column("verdict", "Mức"),
    Column("first", _ONE),
    Column("second", _OTHER),
    Column("evidence", "Căn cứ"),
    *_side("first", _ONE),
    *_side("second", _OTHER),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two record numbers, the smaller first, that may be one person."""

    first: int
    second: int
    likeness: Likeness

    @property
    def verdict(self) -> str:
        """«gần như chắc» or «cần xem»."""
        return SURE if self.likeness.score >= ALMOST_SURE else LOOK


_MEMBERS = """SELECT m.id, m.full_name, m.birth_date, m.admitted_on, m.citizen_id, m.old_citizen_id, m.card_number,
    m.old_card_number, m.hometown, m.gender, m.file_number, p.organization_id
    FROM member m LEFT JOIN member_place p ON p.id = (SELECT q.id FROM member_place q WHERE q.member_id = m.id
    ORDER BY q.valid_to IS NULL DESC, q.valid_from DESC, q.id DESC LIMIT 1)"""
_READ = ("full_name", "birth_date", "admitted_on", "citizen_id", "old_citizen_id", "card_number", "old_card_number",
         "hometown", "gender", "file_number")  # fmt: skip


def list_duplicates(
    conn: sqlite3.Connection,
    day: date,
    organization: Organization | None = None,
    least: float = REVIEW,
    apart: Collection[tuple[int, int]] = frozenset(),
) -> Table:
    """Return the pairs that may be one person, the likeliest first: of the whole record, or those with one of the
    two in an organisation or below it, of `least` points. `apart` are the pairs, smaller number first, that were decided to be two
    people: they are left out."""
    organizations = load_organizations(conn, day)
    people = read_traits(conn, organizations)
    inside = None if organization is None else set(organizations.below(organization.id))
    alike = [
        pair
        for pair in find_pairs(people, least)
        if inside is None or people[pair.first].branch in inside or people[pair.second].branch in inside
    ]
    pairs = [pair for pair in alike if (pair.first, pair.second) not in apart]
    called = organizations.namesakes()
    rows = [_row(pair, people, organizations, called) for pair in pairs]
    if rows:
        _name_whole(conn, rows)
    title = "Những người có thể bị ghi hai lần"
    if organization is not None:
        title += f" ở {organization.label}"
    return Table(
        "dang-vien-trung", title, COLUMNS, rows, notes=_notes(rows, len(people), len(alike) - len(pairs)),
        parameters={"organization": organization and organization.code, "as_of": day.isoformat()},
    )  # fmt: skip


def read_traits(conn: sqlite3.Connection, organizations: Organizations) -> dict[int, Traits]:
    """Return what is compared of every member, by record number, with the organisation she is in last."""
    units = {number: _grassroots(organizations, number) for number in organizations.by_id}
    people: dict[int, Traits] = {}
    for number, *values, place in conn.execute(_MEMBERS):
        people[number] = traits(dict(zip(_READ, values, strict=True)), place, units.get(place))
    return people


def _grassroots(organizations: Organizations, number: int) -> int:
    for upper in (organizations.by_id[number], *organizations.path(number)):
        if is_grassroots(upper.kind):
            return upper.id
    return number


def find_pairs(people: dict[int, Traits], least: float = REVIEW) -> list[Pair]:
    """Return the pairs that reach `least` points, the likeliest first."""
    rarity = Rarity(who.name_key for who in people.values())
    found: list[Pair] = []
    for first, second in _meetings(people):
        one, other = people[first], people[second]
        name = compare_names(one, other)
        if name == OTHER_NAME and not _share_more(one, other):
            continue  # most of those who were born, or admitted, on one day
        if _far_apart(one, other) and not rarity.tells(one.name_key, REVIEW):
            continue  # namesakes
        likeness = weigh(one, other, rarity, name)
        if likeness.score >= least:
            found.append(Pair(first, second, likeness))
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.first, pair.second))


def _far_apart(one: Traits, other: Traits) -> bool:
    """Tell, cheaply, whether the citizen ids and the births of two contradict by more than a slip: then even the same
    day of admission, home and branch make up for nothing but the name."""
    a, b, born, other_born = one.citizen, other.citizen, one.birth, other.birth
    if not (a and b and born and other_born) or len(born) < 10 or len(other_born) < 10:
        return False
    if a[:6] == b[:6] or a[6:] == b[6:] or born[:4] == other_born[:4] or born[4:] == other_born[4:]:
        return False
    return not any(x and x == y for x, y in ((one.card, other.card), (one.old_card, other.old_card)))


def _share_more(one: Traits, other: Traits) -> bool:
    """Tell whether two of different names share a number, or both days."""
    if same_file(one, other):
        return True
    if one.birth == other.birth and one.admitted == other.admitted and one.birth and one.admitted:
        return True
    return any(
        number is not None and number == another
        for number, another in (
            (one.citizen, other.citizen), (one.card, other.card), (one.old_citizen, other.old_citizen),
            (one.old_card, other.old_card),
        )
    )  # fmt: skip


def _meetings(people: dict[int, Traits]) -> Iterator[tuple[int, int]]:
    """Yield every two who share a block, once."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, who in people.items():
        for key in block_keys(who):
            blocks.setdefault(key, []).append(number)
    met: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        if len(numbers) > 1:
            for pair in combinations(sorted(numbers), 2):
                if pair not in met:
                    met.add(pair)
                    yield pair


def _row(pair: Pair, people: dict[int, Traits], organizations: Organizations, called: dict[int, str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "score": round(pair.likeness.score), "verdict": pair.verdict, "evidence": pair.likeness.words,
    }  # fmt: skip
    for side, number in (("first", pair.first), ("second", pair.second)):
        who = people[number]
        place = organizations.by_id.get(who.branch) if who.branch is not None else None
        row[f"{side}_id"] = number
        row[f"{side}_birth_date"] = who.birth
        row[f"{side}_card_number"] = who.card or who.old_card
        row[f"{side}_organization_code"] = place and place.code
        row[f"{side}_organization_name"] = place and place.name
        row[side] = place and called.get(place.id, place.name)  # the person's line is finished below
    return row


def _name_whole(conn: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    """Give the rows the names as they are stored, and one line for each person."""
    names: dict[int, str] = dict(conn.execute("SELECT id, full_name FROM member"))
    for row in rows:
        for side in ("first", "second"):
            number = row[f"{side}_id"]
            row[f"{side}_name"] = names[number]
            parts = [names[number]]
            if row[f"{side}_birth_date"]:
                parts.append(f"sinh {say_date(row[f'{side}_birth_date'])}")
            if row[side]:
                parts.append(row[side])
            row[side] = f"số {number}: {', '.join(parts)}"


def _notes(rows: list[dict[str, Any]], people: int, apart: int) -> list[str]:
    known = f"Không nêu {count_text(apart)} cặp đã ghi nhớ là hai người khác nhau; xem «dangbo ghi-nho ds»."
    if not rows:
        told = "không còn cặp nào cần xem" if apart else "không thấy ai giống ai"
        return [f"Đã so {count_text(people)} người, {told}.", *([known] if apart else [])]
    sure = sum(row["verdict"] == SURE for row in rows)
    first = rows[0]
    return [
        f"Đã so {count_text(people)} người: {count_text(sure)} cặp {SURE}, {count_text(len(rows) - sure)} cặp {LOOK}.",
        *([known] if apart else []),
        f"Điểm là tổng các số ở «Căn cứ»: từ {ALMOST_SURE:.0f} là {SURE}, từ {REVIEW:.0f} là {LOOK}.",
        f"Gộp hai bản ghi của một người: «dangbo dv gop-trung {first['first_id']} {first['second_id']}».",
    ]
