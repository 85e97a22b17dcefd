"""The people in the record, for commands: one with her place, who holds a number, who has the same name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.domain.partial_dates import agrees, format_date
from dangbo_cli.domain.places import Spell, place_held
from dangbo_cli.domain.standing import DIED
from dangbo_cli.records.draft import Draft, Row, open_row, read_rows, row_number, row_text
from dangbo_cli.records.refusal import AlreadyKnown, NumberTaken, PlaceRefused, RecordUnknown
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.history import last_writer, merged_into
from dangbo_cli.store.labels import column_label
from dangbo_cli.store.records import read_records
from dangbo_cli.vietnamese.text import fold, spelling

#: Numbers of which each belongs to one person.
NUMBERS = ("card_number", "old_card_number", "citizen_id", "old_citizen_id")


@dataclass(frozen=True, slots=True)
class Person:
    """One stored member: her columns, the rows of her places (the oldest first), the activity that is open."""

    id: int
    values: Mapping[str, Scalar]
    places: list[Row]
    activity: Row | None

    @property
    def name(self) -> str:
        """The full name."""
        return str(self.values["full_name"])

    @property
    def place(self) -> int | None:
        """The organisation that the record has her in last: on a day to come where she is to move then."""
        number = self.places[-1]["organization_id"] if self.places else None
        return number if isinstance(number, int) else None

    def place_on(self, day: date) -> int | None:
        """Return the organisation she is in on a day (the last one where she is in none any more)."""
        held = place_held([_spell(row) for row in self.places], day.isoformat())
        return self.place if held is None else held

    def moves_after(self, day: date) -> tuple[str, int] | None:
        """Return the day (ISO) of the first move that is to come after a day, and where to; None where none is."""
        coming = [(begins, to) for begins, _, to in map(_spell, self.places) if begins and begins > day.isoformat()]
        return min(coming, default=None)

    def is_in(self, unit: int, tree: Tree, today: date) -> bool:
        """Tell whether she is in a grassroots organisation, or is to be."""
        coming = [to for begins, _, to in map(_spell, self.places) if begins and begins > today.isoformat()]
        return unit in (tree.grassroots(one) for one in (self.place_on(today), *coming) if one is not None)

    @property
    def has_left(self) -> bool:
        """Whether she is out of the list."""
        return self.activity is not None and self.activity["activity"] == "left"

    def text(self, key: str) -> str | None:
        """Return a column as text, None where it is unknown."""
        value = self.values.get(key)
        return None if value is None else str(value)


def _spell(row: Row) -> Spell:
    return row_text(row, "valid_from"), row_text(row, "valid_to"), int(str(row["organization_id"]))


def read_person(conn: sqlite3.Connection, number: int) -> Person:
    """Return a member; raises RecordUnknown where there is none of that number."""
    values = read_records(conn, [(Entity.MEMBER, number)]).get((Entity.MEMBER, number))
    if values is None:
        merger = merged_into(conn, number)
        if merger is not None:
            raise RecordUnknown(
                f"Đảng viên số {number} đã gộp vào đảng viên số {merger.into} ở lần nhập số {merger.batch}.",
                f"Hãy dùng số {merger.into}: «dangbo dang-vien xem {merger.into}».",
            )
        raise RecordUnknown(
            f"Không có đảng viên số {number} trong sổ.",
            "Tìm bằng một phần tên hoặc số thẻ: «dangbo dang-vien tim …».",
        )
    places = read_rows(conn, Entity.MEMBER_PLACE, "member_id", number)
    return Person(number, values, places, open_row(read_rows(conn, Entity.MEMBER_ACTIVITY, "member_id", number)))


def say_person(conn: sqlite3.Connection, number: int, tree: Tree, today: date, named: str = "") -> str:
    """Return a member for a sentence: name, record number, birth, where she is today; that her name has other marks than
    the one typed with marks (`named`)."""
    person = read_person(conn, number)
    birth = person.text("birth_date")
    parts = [f"{person.name} (số {number})"]
    if birth:
        parts.append(f"sinh {format_date(birth)}")
    if (place := person.place_on(today)) is not None:
        parts.append(tree.full_label(place))
    if person.has_left:
        parts.append("đã ra khỏi danh sách")
    if _other_marks(named, person.name):
        parts.append("họ tên viết khác dấu")
    return ", ".join(parts)


def _other_marks(typed: str, stored: str) -> bool:
    """Tell whether two names that are equal but for marks have others: «Mời» and «Mới» do; one typed without any does not."""
    return fold(typed) != typed.casefold() and spelling(typed) != spelling(stored)


def refuse_left(conn: sqlite3.Connection, person: Person) -> None:
    """Raise PlaceRefused for somebody who has left the list, with the way back."""
    row = person.activity
    if row is None or not person.has_left:
        return
    reason, since = row["reason"], row_text(row, "valid_from")
    told = ", ".join(
        part for part in (f"lý do: {reason}" if reason else "", since and f"từ {format_date(since)}") if part
    )
    writer = last_writer(conn, Entity.MEMBER_ACTIVITY, row_number(row), "activity")
    if writer is None or writer.source is not None:
        mistaken = f"Nếu không đúng, xem việc ấy lấy từ đâu: «dangbo dang-vien lich-su {person.id}»."
    else:
        mistaken = f"Nếu ghi nhầm, hãy hoàn tác: «dangbo lan-nhap hoan-tac {writer.batch}»."
    if reason == DIED:
        back = (
            "Nếu nay vẫn sinh hoạt, hãy nhập một danh sách đảng viên có cột «Trạng thái» ghi «Đang sinh hoạt» cho người ấy, "
            "rồi trả lời câu hỏi về dòng ấy."
        )
    else:
        back = f"Nếu nay lại sinh hoạt, hãy nhận lại: «dangbo dang-vien nhan-lai {person.id} --den MÃ --ngay …»."
    raise PlaceRefused(
        f"{person.name} đã ra khỏi danh sách đảng viên{f' ({told})' if told else ''}.", f"{mistaken} {back}"
    )


def add_note(draft: Draft, person: Person, note: str | None) -> None:
    """Add words to what the record notes of a member."""
    if note:
        noted = person.text("note")
        draft.change(Entity.MEMBER, person.id, person.id, note=(noted, f"{noted}; {note}" if noted else note))


def refuse_taken(
    conn: sqlite3.Connection, values: Mapping[str, Scalar], tree: Tree, today: date, of: int | None = None
) -> None:
    """Raise NumberTaken where a number among the values is another person's; `of` is the one it is for."""
    for column in NUMBERS:
        number = values.get(column)
        if number is None:
            continue
        row = conn.execute(
            f"SELECT id FROM member WHERE {column} = ? AND id IS NOT ? ORDER BY id", (number, of)
        ).fetchone()
        if row is None:
            continue
        owner = row[0]
        message = f"{column_label(column)} {number} đã là của {say_person(conn, owner, tree, today)}."
        if of is None:
            move = "" if _is_out(conn, owner) else f" hoặc chuyển sinh hoạt bằng «dangbo dang-vien chuyen {owner} …»"
            advice = f"Nếu là một người, hãy {_instead(conn, owner)}{move}; nếu không, hãy kiểm tra lại số."
        else:
            typed = f'dangbo dang-vien sua {owner} "{column_label(column).lower()}=…"'
            advice = f"Hãy kiểm tra lại số; nếu người kia ghi sai, sửa trước: «{typed}»."
        raise NumberTaken(owner, message, advice)


def refuse_known(
    conn: sqlite3.Connection, values: Mapping[str, Scalar], organization: int, tree: Tree, today: date
) -> list[int]:
    """Raise AlreadyKnown where the person to be added is, or may be, in the grassroots organisation already.

    The same rules as for a sheet (`intake.who.matching`): name and birth; the name alone where neither birth
    nor number is given. Two whole citizen ids that differ are two people. Returns people of the same name and
    birth elsewhere: they may be her, too.
    """
    unit = tree.grassroots(organization)
    here: list[int] = []
    elsewhere: list[int] = []
    name = str(values["full_name"])
    marks_alone = True
    for person in _namesakes(conn, name):
        near = person.is_in(unit, tree, today)
        if _differ(values, person):
            continue
        birth, other = values.get("birth_date"), person.text("birth_date")
        if birth is not None and other is not None:
            same = agrees(str(birth), other)
        else:
            same = near and birth is None and not any(values.get(kind) for kind in NUMBERS)
        if same:
            (here if near else elsewhere).append(person.id)
            marks_alone = marks_alone and (not near or _other_marks(name, person.name))
    if not here:
        return elsewhere
    said = "" if marks_alone else name  # said once, of all of them
    named = "; ".join(say_person(conn, number, tree, today, said) for number in here)
    first = here[0]
    if values.get("birth_date") is None:
        alike = "họ tên chỉ khác dấu" if marks_alone else "cùng tên"
        raise AlreadyKnown(
            tuple(here),
            f"Chỉ có họ tên mà trong sổ đã có người {alike} ở {tree.node(unit).label}: {named}.",
            f"Nếu là một người, hãy {_instead(conn, first)}; "
            "nếu là người khác, hãy ghi thêm ngày sinh hoặc số thẻ đảng viên.",
        )
    alike = "họ tên chỉ khác dấu, cùng" if marks_alone else "cùng họ tên,"
    raise AlreadyKnown(
        tuple(here),
        f"Trong sổ đã có người {alike} ngày sinh ở {tree.node(unit).label}: {named}.",
        f"Nếu là một người, hãy {_instead(conn, first)}; "
        "nếu là hai người khác nhau, hãy ghi số định danh cá nhân của cả hai.",
    )


def _is_out(conn: sqlite3.Connection, number: int) -> bool:
    """Tell whether a member is out of the list and may come back."""
    person = read_person(conn, number)
    return person.has_left and person.activity is not None and person.activity["reason"] != DIED


def _instead(conn: sqlite3.Connection, number: int) -> str:
    """Return what is to be done with a member of the record who would be added a second time."""
    word, verb = ("nhận lại", "nhan-lai") if _is_out(conn, number) else ("sửa", "sua")
    return f"{word} bằng «dangbo dang-vien {verb} {number} …»"


def namesakes_here(
    conn: sqlite3.Connection, values: Mapping[str, Scalar], organization: int, tree: Tree, today: date
) -> list[int]:
    """Return the people of the grassroots organisation who bear the name of the one to be added."""
    unit = tree.grassroots(organization)
    people = _namesakes(conn, str(values["full_name"]))
    return [one.id for one in people if one.is_in(unit, tree, today)]


def namesakes_elsewhere(
    conn: sqlite3.Connection, values: Mapping[str, Scalar], organization: int, tree: Tree, today: date
) -> list[int]:
    """Return the people outside the grassroots organisation who bear the name of the one to be added, where no birth
    tells them apart: hers or theirs is unknown."""
    unit, birth = tree.grassroots(organization), values.get("birth_date")
    return [
        one.id
        for one in _namesakes(conn, str(values["full_name"]))
        if (birth is None or one.text("birth_date") is None)
        and not one.is_in(unit, tree, today)
        and not _differ(values, one)
    ]


def _namesakes(conn: sqlite3.Connection, name: str) -> list[Person]:
    """Return the people whose names are equal but for marks, case and i/y."""
    key = fold(name).replace("y", "i")
    rows = conn.execute("SELECT id FROM member WHERE replace(name_key, 'y', 'i') = ? ORDER BY id", (key,))
    return [read_person(conn, row[0]) for row in rows.fetchall()]


def _differ(values: Mapping[str, Scalar], person: Person) -> bool:
    one, other = values.get("citizen_id"), person.text("citizen_id")
    return one is not None and other is not None and one != other
