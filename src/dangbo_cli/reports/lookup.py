"""Which organisation, or which person, a clerk means by what she typed (`--don-vi`, `ID`).

Nothing is guessed: what fits several is refused with all of them named, what fits none with the nearest.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import Organization, Organizations, load_organizations, say_date
from dangbo_cli.reports.refusal import LookupRefused
from dangbo_cli.store.history import Merger, merged_into
from dangbo_cli.store.labels import organization_words
from dangbo_cli.vietnamese.text import clean, fold, spelling

_NEAR = 5


class OrganizationUnknown(LookupRefused):
    """No organisation is called so. `near` are those with a similar name or code."""

    def __init__(self, text: str, near: Sequence[Organization]) -> None:
        self.text, self.near = text, tuple(near)
        hint = "; ".join(f"«{organization.label}»" for organization in near)
        advice = f"Gần giống: {hint}." if near else "Xem các tổ chức đang có bằng lệnh «dangbo to-chuc ds»."
        super().__init__(f"Không có tổ chức đảng nào tên hoặc mã là «{text}». {advice}")


class OrganizationAmbiguous(LookupRefused):
    """Several organisations are called so: `candidates` are all of them."""

    def __init__(self, text: str, candidates: Sequence[Organization], places: Sequence[str]) -> None:
        self.text, self.candidates, self.places = text, tuple(candidates), tuple(places)
        lines = "; ".join(places)
        super().__init__(
            f"Có {len(candidates)} tổ chức tên «{text}»: {lines}. "
            "Hãy gõ mã, hoặc thêm tên cấp trên, ví dụ «Đảng bộ Sở A > Chi bộ 1»."
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member, with what tells her from others of the same name."""

    id: int
    full_name: str
    birth_date: str | None
    card_number: str | None
    organization_name: str | None

    @property
    def label(self) -> str:
        """The member in one line, beginning with the record number that can be typed."""
        parts = [self.full_name]
        if self.birth_date:
            parts.append(f"sinh {say_date(self.birth_date)}")
        if self.organization_name:
            parts.append(self.organization_name)
        return f"số {self.id}: {', '.join(parts)}"


class MemberUnknown(LookupRefused):
    """No member has this number or name. `near` are similar ones."""

    def __init__(self, text: str, near: Sequence[Candidate]) -> None:
        self.text, self.near = text, tuple(near)
        hint = "; ".join(candidate.label for candidate in near)
        search = f"Tìm bằng một phần tên hoặc số thẻ: «dangbo dang-vien tim {text}»."
        advice = f"Gần giống: {hint}." if near else search
        if len(numbers := text.split()) > 1 and all(map(str.isdigit, numbers)):
            advice = "Lệnh này mỗi lần cho một người: hãy gõ lại lệnh với từng số."
        super().__init__(f"Không có đảng viên nào có số thẻ, số trong sổ hoặc họ tên là «{text}». {advice}")


class MemberMerged(LookupRefused):
    """The record of this number was merged into another."""

    def __init__(self, number: int, merger: Merger) -> None:
        self.number, self.merger = number, merger
        super().__init__(
            f"Đảng viên số {number} đã gộp vào đảng viên số {merger.into} ở lần nhập số {merger.batch}. "
            f"Hãy dùng số {merger.into}: «dangbo dang-vien xem {merger.into}»; "
            f"tách lại bằng «dangbo lan-nhap hoan-tac {merger.batch}»."
        )


class MemberAmbiguous(LookupRefused):
    """Several members have this name: `candidates` are all of them."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self.text, self.candidates = text, tuple(candidates)
        listed = "; ".join(candidate.label for candidate in candidates)
        super().__init__(
            f"Có {len(candidates)} đảng viên tên «{text}»: {listed}. Hãy gõ số thẻ hoặc số trong sổ của người cần tìm."
        )


def find_organization(
    conn: sqlite3.Connection, text: str, day: date, organizations: Organizations | None = None
) -> Organization:
    """Return the organisation that `text` names on `day`: its code, or its name where only one has it.

    Case and diacritics do not matter; «Đảng ủy X» is «Đảng bộ X»; an agency's own name («Sở Công Thương»)
    names the one organisation called so after its kind; «A > B» is B somewhere below A.
    Raises OrganizationUnknown or OrganizationAmbiguous.
    """
    known = organizations or load_organizations(conn, day)
    everything = list(known.by_id.values())
    wanted = clean(text)
    coded = [o for o in everything if o.code and o.code.casefold() == wanted.casefold()]
    if coded:
        return coded[0]
    found = _called(everything, wanted)
    if not found and ">" in wanted:
        above, _, wanted = (clean(part) for part in wanted.rpartition(">"))
        upper = find_organization(conn, above, day, known)
        inside = set(known.below(upper.id)) - {upper.id}
        everything = [o for o in everything if o.id in inside]
        found = [o for o in everything if o.code and o.code.casefold() == wanted.casefold()]
        found = found or _called(everything, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise OrganizationUnknown(wanted, _near_organizations(everything, wanted))
    raise OrganizationAmbiguous(wanted, found, [_place(known, o) for o in found])


def organization_called(conn: sqlite3.Connection, name: str, within: int, day: date) -> Organization | None:
    """Return the one organisation, among `within` and those below it, that bears a name (marks and case aside)."""
    known = load_organizations(conn, day)
    found = [known.by_id[number] for number in known.below(within) if fold(known.by_id[number].name) == fold(name)]
    return found[0] if len(found) == 1 else None


def _called(everything: Sequence[Organization], wanted: str) -> list[Organization]:
    """Return the organisations of that name: by the widest reading that still finds any."""
    readings: tuple[Callable[[str], str], ...] = (spelling, fold, _bare)
    for reading in readings:
        key = reading(wanted)
        found = [o for o in everything if key and reading(o.name) == key]
        if found:
            return found
    return []


_WORD = re.compile(r"[0-9a-z]+")
_KIND_WORDS = re.compile(r"^(dang bo|dang uy|chi bo co so|chi bo|chi uy) ")


def _bare(name: str) -> str:
    folded = fold(name)
    rest = _KIND_WORDS.sub("", folded)
    return folded if rest.isdigit() else rest


def _place(known: Organizations, organization: Organization) -> str:
    above = known.path(organization.id)
    return f"{organization.label}, thuộc {above[0].label}" if above else organization.label


def _near_organizations(everything: Sequence[Organization], wanted: str) -> list[Organization]:
    from dangbo_cli.domain.abbreviations import expand  # only where an answer is being refused

    def written_out(name: str) -> str:
        return " ".join(expand(_WORD.findall(fold(name))))

    key = written_out(wanted)
    by_name: dict[str, Organization] = {}
    for organization in everything:
        by_name.setdefault(written_out(organization.name), organization)
        if organization.code:
            by_name.setdefault(organization.code.casefold(), organization)
    holding = [by_name[name] for name in by_name if len(key) > 2 and key in name]
    similar = [by_name[name] for name in _similar(key, by_name)]
    return list(dict.fromkeys([*similar, *holding]))[:_NEAR]


def _similar(key: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # only where an answer is being refused

    return get_close_matches(key, list(names), n=_NEAR, cutoff=0.72)


_CANDIDATE = """SELECT m.id, m.full_name, m.birth_date, coalesce(m.card_number, m.old_card_number),
    (SELECT p.organization_id FROM member_place p WHERE p.member_id = m.id
     ORDER BY coalesce(p.valid_from, '') <= :day DESC, p.valid_from DESC, p.id DESC LIMIT 1)
    FROM member m WHERE """


def find_member(conn: sqlite3.Connection, text: str, day: date) -> Candidate:
    """Return the member that `text` names: a card number (either one), a record number («12», «#12»),
    a citizen number, or a full name that only one member has, with where she is on a day. Members who left are found too.
    Cards and citizen numbers may be typed in groups of digits; a record number is one group («1 2» is two people's).

    Raises MemberUnknown or MemberAmbiguous.
    """
    wanted = clean(text)
    digits = re.sub(r"[\s.\-#]", "", wanted)
    if digits.isascii() and digits.isdigit():
        is_record = len(digits) < 19 and wanted.lstrip("# ") == digits
        conditions = ["m.id = :number"] if is_record else []
        if not wanted.startswith("#"):
            conditions = [":text IN (m.card_number, m.old_card_number)", *conditions, "m.citizen_id = :text"]
        for condition in conditions:
            values = {"text": digits, "number": int(digits)} if ":number" in condition else {"text": digits}
            row = conn.execute(_CANDIDATE + condition, {**values, "day": day.isoformat()}).fetchone()
            if row is not None:
                return _candidate(conn, row)
        merger = merged_into(conn, int(digits)) if is_record else None
        if merger is not None:
            raise MemberMerged(int(digits), merger)
        raise MemberUnknown(wanted, [])
    found = _called_so(conn, fold(wanted), day)
    if len(found) > 1:
        as_typed = [c for c in found if spelling(c.full_name) == spelling(wanted)]
        found = as_typed if len(as_typed) == 1 else found
    if len(found) == 1:
        return found[0]
    if found:
        raise MemberAmbiguous(wanted, found)
    raise MemberUnknown(wanted, near_members(conn, wanted, day))


def _called_so(conn: sqlite3.Connection, name_key: str, day: date) -> list[Candidate]:
    values = {"name": name_key, "day": day.isoformat()}
    rows = conn.execute(f"{_CANDIDATE} m.name_key = :name ORDER BY m.id", values).fetchall()
    return [_candidate(conn, row) for row in rows]


def _candidate(conn: sqlite3.Connection, row: Sequence[Any]) -> Candidate:
    number, name, birth, card, place = row
    return Candidate(number, name, birth, card, None if place is None else organization_words(conn, place))


def near_members(conn: sqlite3.Connection, text: str, day: date) -> list[Candidate]:
    """Return members with a similar name among those that share its first or its last word, with where they are on a day."""
    key = fold(text)
    words = key.split()
    if not words:
        return []
    names = [
        row[0]
        for row in conn.execute(
            "SELECT DISTINCT name_key FROM member WHERE name_key LIKE ? OR name_key LIKE ? LIMIT 2000",
            (f"{words[0]} %", f"% {words[-1]}"),
        )
    ]
    similar = _similar(key, names)
    found = [c for name in similar for c in _called_so(conn, name, day)]
    return found[:_NEAR]
