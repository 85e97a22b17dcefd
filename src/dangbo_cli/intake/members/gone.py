"""Rows of a list of people who left, or came («DANH SÁCH ĐẢNG VIÊN GIẢM»), that do not say in words we know how they left.

The title says that they are not, or not yet, members of the unit: nobody is added by such a row, and nobody stays by it. Where
the record has what the sheet speaks of by now, the row is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.partial_dates import agrees
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.intake.members.standing import LEFT_ON_UNCLEAR, REASON_LEFT_OUT
from dangbo_cli.intake.tables.row_reading import SheetContext
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Member, Members, PersonRow
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import clean

LISTED_AS_GONE = cause(
    "listed_as_gone",
    Level.ROW,
    "Danh sách người đi, đến mà chưa rõ dòng này thế nào",
    "«{value}» {detail}, mà dòng không nói rõ bằng lời đã hiểu là ra khỏi danh sách vì lý do gì (Từ trần, Chuyển đi, Khai trừ, "
    "Xóa tên …); không ai được thêm hay giữ nguyên theo dòng này.",
    "Ra khỏi danh sách thì gõ «dangbo dang-vien dua-ra SỐ …», chuyển trong đảng bộ thì «dangbo dang-vien chuyen SỐ …», mới đến "
    "thì «dangbo dang-vien them …»; nếu cả bảng đều đang sinh hoạt thì nhập lại với --loai-bieu dang-vien.",
    unit="Đơn vị ghi rõ lý do (Từ trần, Chuyển đi, Khai trừ, Xóa tên …), kèm ngày.",
)


def question_gone(
    person: PersonRow,
    cells: Sequence[Raw],
    table: TableFound,
    title: str,
    notes: list[Note],
    context: SheetContext,
    members: Members | None,
    directory: Directory,
) -> Problem | None:
    """Return why such a row is set aside, with the number of its person where the record has one (`title`: what says
    that the table lists such people; `notes`: those said so far, without what is now said of the row); None where the record
    says by now that she left, or moved, as the row does: it is taken for what the record has."""
    columns = {m.key: c for c, m in table.columns.items()}
    told = {key: cells[c] for key, c in columns.items() if key in ("left_reason", "left_on") and c < len(cells)}
    places = {address(person.row, table.origin.get(columns[key], columns[key])) for key in told}
    person.problems[:] = [p for p in person.problems if p.code != LEFT_ON_UNCLEAR or p.cell not in places]
    while notes and notes[-1].code == REASON_LEFT_OUT and notes[-1].cell in places:
        notes.pop()
    found = [] if members is None else _find(person, members, directory, context.today)
    day, _ = parse_date(told.get("left_on", ""), Role.PARTY, context.today)
    if members is not None and len(found) == 1 and _is_known(person, found[0], day, members):
        return None
    reason = clean(raw_text(told.get("left_reason", "")))
    name = person.text("full_name") or ""
    number = f" (số hồ sơ {found[0].ref})" if len(found) == 1 else ""
    said = f"{number} đứng trong «{title}»".strip() + (f", cột lý do ghi «{reason}»" if reason else "")
    message = say(Finding(LISTED_AS_GONE, said), name)
    return Problem(LISTED_AS_GONE, message, context.path, context.sheet_name, person.name_cell, name)


def _find(person: PersonRow, members: Members, directory: Directory, today: date) -> list[Member]:
    """Return the members of the name and the birth of a row who are, or in its year were, in its unit."""
    unit, name, birth = (
        directory.grassroots(person.organization),
        person_key(person.text("full_name") or ""),
        person.text("birth_date"),
    )
    year = (person.dated or today.isoformat())[:4]
    found = members.namesakes(unit, name, person.dated, directory)
    found += [one for one in members.gone_within(unit, name, year, directory) if one not in found]
    births = [(one, one.text("birth_date")) for one in found]
    return [one for one, born in births if birth and born and agrees(birth, born)]


def _is_known(person: PersonRow, member: Member, day: str | None, members: Members) -> bool:
    """Tell whether the record has that a member left, or moved from where the row has her, on the day of the row; the row
    is then of where the record has her."""
    leaving = members.left.get(member.ref)
    if leaving is not None:
        if day is not None and (leaving.since is None or not agrees(day, leaving.since)):
            return False
        person.activity = (("left", leaving.reason), person.name_cell)
        return True
    if member.place is None or member.place == person.organization:
        return False
    ended = [end for _, end, place in members.spells(member) if place == person.organization and end is not None]
    if not ended or (day is not None and not any(agrees(day, end) for end in ended)):
        return False
    person.organization = member.place
    return True
