"""Look up many people at once: which of a list of names and numbers are members, which may be, which are not.

Nothing is guessed. A number decides by itself; a name decides only together with a whole birth date, because of
5,000 people hardly two in five have a name of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.identifiers import parse_card, parse_citizen, parse_file_number
from dangbo_cli.domain.partial_dates import WHOLE_DAY, agrees
from dangbo_cli.reports.as_of import Scope, count_text, load_organizations, people_sql, say_date
from dangbo_cli.reports.filters import AWAY
from dangbo_cli.reports.lookup import Candidate
from dangbo_cli.reports.member_list import EITHER_CARD, status_label
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.names import name_alone, person_key, strip_salutation
from dangbo_cli.vietnamese.text import clean, fold, spelling

if TYPE_CHECKING:
    from dangbo_cli.domain.likeness import Likeness, Rarity

IS_MEMBER, MAY_BE, HAS_LEFT, IS_NOT = "là đảng viên", "có thể là", "đã ra khỏi danh sách", "không có"
ANSWERS = (IS_MEMBER, MAY_BE, HAS_LEFT, IS_NOT)
"""What is said of each text. Somebody who has left the list is known, and is no member."""

COLUMNS = (
    Column("line", "Dòng", ColumnKind.INTEGER),
    Column("text", "Cần tra"),
    Column("number", "Số đã ghi", ColumnKind.IDENTIFIER, private=True, shown=False),
    Column("birth", "Ngày sinh đã ghi", shown=False),
    Column("answer", "Kết quả"),
    Column("who", "Người trong sổ"),
    Column("reason", "Căn cứ"),
    Column("id", "Số", ColumnKind.IDENTIFIER, shown=False),
    Column("full_name", "Họ và tên", shown=False),
    Column("birth_date", "Ngày sinh", ColumnKind.DATE, shown=False),
    Column("card_number", EITHER_CARD, ColumnKind.IDENTIFIER, private=True, shown=False),
    Column("organization_code", "Mã tổ chức", ColumnKind.IDENTIFIER, shown=False),
    Column("organization_name", "Tổ chức đảng", shown=False),
    Column("status", "Trạng thái", shown=False),
    Column("candidates", "Những người có thể là", shown=False),
)
_NUMBERS = ("card_number", "old_card_number", "citizen_id", "old_citizen_id")
_LOST_ZERO = {11: (12, ("card_number", "citizen_id")), 7: (8, ("old_card_number",)), 8: (9, ("old_citizen_id",))}
_NAMED = 5
_BIRTHS = frozenset(("birth_same", "birth_swapped", "birth_digit", "birth_day"))
"""What a slip leaves of a birth (`domain/likeness`)."""
_MEMBERS = f"""SELECT m.id, m.full_name, m.birth_date, m.card_number, m.old_card_number, m.citizen_id,
    m.old_citizen_id, m.file_number, person.organization_id, person.activity, person.standing, {AWAY}
    FROM person JOIN member m ON m.id = person.id ORDER BY m.id"""


@dataclass(frozen=True, slots=True)
class _Known:
    """One member of the record, as she is on the day asked."""

    id: int
    full_name: str
    birth_date: str | None
    card_number: str | None
    old_card_number: str | None
    citizen_id: str | None
    old_citizen_id: str | None
    file_number: str | None
    organization: int | None
    activity: str | None
    standing: str | None
    away: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What one text comes to: the answer, why, and the people meant."""

    answer: str
    reason: str
    people: tuple[_Known, ...] = ()


def look_up_people(conn: sqlite3.Connection, asked: Iterable[Sequence[object]], day: date) -> Table:
    """Return one row for each (text,), (text, birth) or (number, birth, name) asked, in order; blank texts are
    passed over.

    A text is a name or a number (card, old card, citizen id, old identity card), a birth any spelling that sheets
    use; all may be raw cells. A name beside a number must be that of the number's owner, and is asked for where
    nobody has the number. `line` counts from 1, blanks included, so that it points into the sheet. Answers:
    «là đảng viên» for one person by a number, or by name and whole birth date; «có thể là» names the candidates.
    """
    book = _Book(conn, day)
    organizations = load_organizations(conn, day)
    names = {
        number: organization.name for number, organization in organizations.by_id.items()
    } | organizations.namesakes()
    rows: list[dict[str, Any]] = []
    blanks = 0
    with_births = False
    for line, cells in enumerate(asked, start=1):
        text = _text(cells[0]) if cells else ""
        if not text or is_blank(text):
            blanks += 1
            continue
        birth = _text(cells[1]) if len(cells) > 1 and cells[1] is not None and not is_blank(cells[1]) else ""
        with_births = with_births or bool(birth)
        name = _text(cells[2]) if len(cells) > 2 and not is_blank(cells[2]) else ""
        found = book.find(text, cells[1] if birth else None, name)
        row: dict[str, Any] = {column.key: None for column in COLUMNS}
        row.update(line=line, text=name or text, number=text if name else None, birth=birth or None)
        row.update(answer=found.answer, reason=found.reason)
        if found.answer in (IS_MEMBER, HAS_LEFT):
            who = found.people[0]
            place = organizations.by_id.get(who.organization) if who.organization is not None else None
            row.update(
                id=who.id,
                full_name=who.full_name,
                birth_date=who.birth_date,
                card_number=who.card_number or who.old_card_number,
                organization_code=place and place.code,
                organization_name=place and place.name,
                status=status_label(who.standing, who.activity, bool(who.away)),
            )
        elif found.people:
            row["candidates"] = _say_candidates(found.people, names)
        row["who"] = _say_candidates(found.people, names, told=found.answer == HAS_LEFT) or None
        rows.append(row)
    columns = [column for column in COLUMNS if column.key != "birth" or with_births]
    return Table(
        "dang-vien-tra-cuu",
        "Kết quả tra cứu đảng viên",
        columns,
        rows,
        notes=_notes(rows, blanks, day),
        parameters={"as_of": day.isoformat()},
    )


class _Book:
    """All members on a day, by number and by name."""

    def __init__(self, conn: sqlite3.Connection, day: date) -> None:
        scope = Scope(day, everyone=True)
        self._day = day
        self._numbers: dict[tuple[str, str], list[_Known]] = {}
        self._names: dict[str, list[_Known]] = {}
        for values in conn.execute(f"WITH {people_sql(scope)} {_MEMBERS}", scope.values):
            member = _Known(*values)
            self._names.setdefault(person_key(member.full_name), []).append(member)
            for kind in (*_NUMBERS, "file_number"):
                number = getattr(member, kind)
                if number:
                    self._numbers.setdefault((kind, number), []).append(member)

    def find(self, text: str, birth: object, name: str = "") -> _Found:
        """Decide one text; `birth` is a raw cell, None where there is none, `name` stands beside a number."""
        if not name:
            return self._find(text, birth)
        found = self._find(text, birth)
        if found.answer == IS_NOT:
            named = self._find(name, birth)
            reason = f"{found.reason}; {named.reason[:1].lower()}{named.reason[1:]}"
            kinds = {kind for kind, _ in _readings(text)}
            if named.answer in (IS_MEMBER, HAS_LEFT) and any(getattr(named.people[0], kind) for kind in kinds):
                return _Found(MAY_BE, f"{reason}, sổ ghi số khác", named.people)
            return _Found(named.answer, reason, named.people)
        keys = (person_key(strip_salutation(name)), person_key(name_alone(name)[0]))
        others = [one for one in found.people if person_key(one.full_name) not in keys]
        if found.answer in (IS_MEMBER, HAS_LEFT) and others:
            return _Found(MAY_BE, f"{found.reason} nhưng khác họ tên", found.people)
        return found

    def _find(self, text: str, birth: object) -> _Found:
        said: str | None = None
        if birth is not None:
            said, _ = parse_date(clean(birth) if isinstance(birth, str) else birth, Role.BIRTH, self._day)
        if any(letter.isdigit() for letter in name_alone(text)[0]):
            return self._by_number(text, said)
        found = self._by_name(text, said)
        if birth is not None and said is None and found.people:
            return _Found(found.answer, f"{found.reason}; ngày sinh đã ghi không đọc được", found.people)
        return found

    def _by_number(self, text: str, birth: str | None) -> _Found:
        found = self._holders(_readings(text))
        if not found:
            return self._nearly(text)
        if len(found) > 1:
            return _Found(MAY_BE, "Số này có ở nhiều người", tuple(found))
        one = found[0]
        if birth and one.birth_date and not agrees(birth, one.birth_date):
            return _Found(MAY_BE, "Đúng số nhưng khác ngày sinh", (one,))
        return _settled(one, "Đúng số")

    def _holders(self, readings: Iterable[tuple[str, str]]) -> list[_Known]:
        people = {m.id: m for reading in readings for m in self._numbers.get(reading, ())}
        return list(people.values())

    def _nearly(self, text: str) -> _Found:
        """A number that nobody has as typed: with the zero that Excel takes, or as a file number, it may be one."""
        digits = "".join(c for c in text if c.isdigit())
        length, kinds = _LOST_ZERO.get(len(digits), (0, ()))
        found = self._holders((kind, digits.zfill(length)) for kind in kinds)
        if found:
            return _Found(MAY_BE, "Đúng số nếu thêm số 0 ở đầu", tuple(found))
        number, _ = parse_file_number(text)
        found = self._holders([("file_number", number)]) if number else []
        if found:
            return _Found(MAY_BE, "Trùng số lý lịch đảng viên", tuple(found))
        if not _readings(text) and not number:
            return _Found(IS_NOT, "Không phải số thẻ, số định danh hay họ tên")
        return _Found(IS_NOT, "Không ai có số này")

    def _by_name(self, text: str, birth: str | None) -> _Found:
        name = strip_salutation(text)
        named = self._names.get(person_key(name), [])
        if not named:
            alone, beside = name_alone(text)
            if beside and person_key(alone) in self._names:
                found = self._by_name(alone, birth)
                return _Found(found.answer, f"{found.reason}; không tính phần «{beside}»", found.people)
            return self._like(alone, birth) or _Found(IS_NOT, "Không ai có họ tên này")
        if birth is None:
            return _Found(MAY_BE, "Chỉ có họ tên" if len(named) == 1 else "Nhiều người cùng họ tên", tuple(named))
        same = [m for m in named if m.birth_date == birth]
        sure = [m for m in same if _same_marks(name, m.full_name)]
        possible = [m for m in named if m.birth_date is None or agrees(m.birth_date, birth)]
        if len(birth) == WHOLE_DAY and len(sure) == 1 and len(possible) == 1:
            return _settled(sure[0], "Đúng họ tên và ngày sinh")
        if not possible:
            if (like := self._like(name, birth)) is not None:
                return like
            who = ", ".join(str(m.id) for m in named[:_NAMED]) + (", …" if len(named) > _NAMED else "")
            return _Found(IS_NOT, f"Có {len(named)} người cùng họ tên nhưng khác ngày sinh (số {who})")
        if len(possible) > 1:
            reason = "Nhiều người cùng họ tên, ngày sinh không phân biệt được"
        elif same:
            reason = "Đúng ngày sinh, họ tên khác dấu" if not sure else "Đúng họ tên, ngày sinh chưa đủ ngày tháng"
        elif possible[0].birth_date is None:
            reason = "Đúng họ tên, sổ chưa có ngày sinh"
        else:
            reason = "Đúng họ tên, ngày sinh chưa đủ ngày tháng"
        return _Found(MAY_BE, reason, tuple(possible))

    def _like(self, name: str, birth: str | None) -> _Found | None:
        """Return who is very like somebody of a name and a birth that nobody has together, by the evidence that an import
        and `dv trung` weigh; None for nobody."""
        if birth is None:
            return None
        from dangbo_cli.domain.likeness import REVIEW, traits, weigh

        met = {m.id: m for m in (*self._names.get(person_key(name), ()), *self._births.get(birth, ()))}
        if not met:
            return None
        asked = traits({"full_name": name, "birth_date": birth})
        found: list[tuple[_Known, Likeness]] = []
        for one in met.values():
            likeness = weigh(asked, traits({"full_name": one.full_name, "birth_date": one.birth_date}), self._rarity)
            slip = any(point.key in _BIRTHS for point in likeness.points)
            if slip and likeness.named_alike and likeness.score >= REVIEW:
                found.append((one, likeness))
        if not found:
            return None
        found.sort(key=lambda pair: (-pair[1].score, pair[0].id))
        return _Found(MAY_BE, f"Rất giống: {found[0][1].reasons}", tuple(one for one, _ in found))

    @cached_property
    def _births(self) -> dict[str, list[_Known]]:
        """Whole dates alone: of a year many are born."""
        births: dict[str, list[_Known]] = {}
        for named in self._names.values():
            for member in named:
                if member.birth_date is not None and len(member.birth_date) == WHOLE_DAY:
                    births.setdefault(member.birth_date, []).append(member)
        return births

    @cached_property
    def _rarity(self) -> Rarity:
        from dangbo_cli.domain.likeness import Rarity

        return Rarity(key for key, named in self._names.items() for _ in named)


def _settled(member: _Known, reason: str) -> _Found:
    return _Found(HAS_LEFT if member.activity == "left" else IS_MEMBER, reason, (member,))


def _readings(text: str) -> list[tuple[str, str]]:
    """Return what a text is as a number: (kind, number), 12 digits as a card and as a citizen id alike."""
    found: list[tuple[str, str]] = []
    card, _ = parse_card(text)
    if card is not None:
        found += [("card_number", card.new)] if card.new else []
        found += [("old_card_number", card.old)] if card.old else []
    number, _ = parse_citizen(text)
    if number is not None:
        found.append(("citizen_id" if len(number) == 12 else "old_citizen_id", number))
    return found


def _text(raw: object) -> str:
    """Return a raw cell as the clerk sees it."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    return clean(str(raw)) if raw is not None else ""


def _same_marks(typed: str, stored: str) -> bool:
    """Tell whether a typed name can be the stored one: with the same marks, or typed without any."""
    plain = fold(typed) == typed.casefold()
    return plain or spelling(typed) == spelling(stored)


def _say_candidates(people: Sequence[_Known], names: dict[int, str], *, told: bool = False) -> str:
    """Return the people meant in one text; of who has left it says so, unless the answer has `told` it."""
    lines = []
    for m in people[:_NAMED]:
        place = names.get(m.organization) if m.organization is not None else None
        left = f", {HAS_LEFT}" if m.activity == "left" and not told else ""
        lines.append(Candidate(m.id, m.full_name, m.birth_date, None, place).label + left)
    more = [f"và {len(people) - _NAMED} người nữa"] if len(people) > _NAMED else []
    return "; ".join(lines + more)


def _notes(rows: Sequence[dict[str, Any]], blanks: int, day: date) -> list[str]:
    counts = {answer: sum(1 for row in rows if row["answer"] == answer) for answer in ANSWERS}
    told = ", ".join(f"{count_text(count)} {answer}" for answer, count in counts.items() if count)
    notes = [f"Tra {count_text(len(rows))} dòng, tính đến ngày {say_date(day)}{': ' + told if told else ''}."]
    if blanks:
        notes.append(f"Bỏ qua {count_text(blanks)} dòng không có người.")
    if counts[MAY_BE]:
        notes.append(
            "«Có thể là» cần người xem lại: chương trình không tự chọn khi chỉ có họ tên hoặc số chưa khớp hẳn."
        )
    return notes
