"""The Party organisation of a member's row in a prefilled sheet, where the unit wrote another over what was sent.

Where that is her place, or wider, it says nothing new; the branch below it is her place more exactly. Anything else is
asked: she has moved there, the record had her in the wrong place, or the record is right. Without an answer the row is set
aside, with her name, what was sent and what stands there now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, Ref
from dangbo_cli.domain.partial_dates import earliest
from dangbo_cli.domain.problem import Choice, DayAsked, Finding, Level, Problem, cause, say
from dangbo_cli.intake.deciding.memory import Kept
from dangbo_cli.intake.deciding.winning import KEEP_RECORD
from dangbo_cli.intake.sent.prefilled import Claim
from dangbo_cli.intake.sent.rows import SentTable
from dangbo_cli.intake.tables.row_reading import SheetContext
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Member, Members, Moved
from dangbo_cli.sheets.address import address

PLACE_CHANGED = cause(
    "sent_place_changed",
    Level.ROW,
    "Tổ chức đảng trong mẫu nay ghi khác",
    "Dòng của {detail}.",
    "Hỏi đơn vị người này sinh hoạt ở đâu; nếu đã chuyển thì nhập lại và chọn ở bàn phím, hoặc gõ «dangbo dang-vien chuyen» "
    "kèm ngày chuyển. Cả dòng chưa được ghi.",
    unit="Đơn vị xác nhận người này sinh hoạt ở đâu; nếu đã chuyển thì cho biết ngày chuyển. Cả dòng chưa được ghi.",
)
_KEY = "organization"
#: More organisations of one name are no help to choose from.
_MOST = 3
_CAME, _WRONG = "chuyen-den", "sua-noi"


class Placed(NamedTuple):
    """Where a row is to be read: the organisation and the cell that says it; how the member comes there (None: she is
    there, or the record knew only the committee above)."""

    organization: Ref
    cell: str
    moved: Moved | None


class PlaceReading:
    """Reads the changed places of one prefilled table."""

    def __init__(self, table: SentTable, context: SheetContext, directory: Directory, members: Members) -> None:
        self._table, self._context, self._directory, self._members = table, context, directory, members

    def read(self, r: int, claim: Claim) -> Placed | Problem | None:
        """Return where the row of a known member is to be read, None where the record has her; a problem that sets it aside
        where that is in doubt."""
        member = self._members.all.get(claim.number or 0)
        column = self._table.columns.get(_KEY)
        text = self._table.cells[r].get(_KEY, "")
        if member is None or member.place is None or column is None or not text or _KEY in claim.unchanged:
            return None
        directory, where = self._directory, address(r, column)
        named, near = self._named(text, where, member.place)
        target = next(iter(named)) if len(named) == 1 else None
        if target is not None and directory.is_above(target, member.place):
            return None
        if target is not None and directory.is_above(member.place, target) and directory.holds_members(target):
            return Placed(target, where, None)
        offered = [ref for ref in named if directory.holds_members(ref) and ref != member.place]
        if named and len(offered) in range(1, _MOST + 1):
            return self._ask(r, member, text, where, offered, "", False)
        unit = directory.grassroots(member.place)
        inside = frozenset((unit,))
        near = near or directory.near(text, inside) or directory.near_numbers(text, inside)
        near = [ref for ref in near if directory.holds_members(ref)]
        why = self._why(text, named, near, unit, member.place)
        return self._ask(r, member, text, where, [ref for ref in near if ref != member.place], why, True)

    def sent_at(self, claim: Claim) -> Ref | None:
        """Return where a known member was when her row was sent out, as far as its cell or else the sheet says it."""
        sent, base = self._table.sent.rows[claim.number or 0].get(_KEY, ""), self._context.base
        found = self._directory.look_up(sent) if sent else frozenset()
        if base is not None:
            found = self._directory.narrow(base, found) if found else base
        return self._directory.one(found) if found else None

    def _why(self, text: str, named: list[Ref], near: list[Ref], unit: Ref, place: Ref) -> str:
        """Say why a name alone does not tell where somebody is, and which names are near it."""
        directory = self._directory
        if not named:
            at = f" ở {directory.nodes[unit].name}" if unit != place else ""
            why = f"; sổ không có «{text}»{at}"
        elif len(named) > 1:
            why = f"; ở nơi khác có {len(named)} tổ chức đảng tên «{text}»: {directory.say_some(named)}"
        else:
            why = f"; {directory.say(named[0])} không trực tiếp quản lý đảng viên"
        return f"{why}; gần giống: {directory.say_some(near)}" if near else why

    def _named(self, text: str, where: str, place: Ref) -> tuple[list[Ref], list[Ref]]:
        """Return the organisations that a cell names, those of the member's own unit before all others; else those of it
        whose names are near."""
        directory, memory = self._directory, self._context.memory
        unit = directory.grassroots(place)
        found = directory.look_up(text)
        if not found:
            near = directory.near(text, frozenset((unit,)))
            told = memory.place(self._context.source, where, text, unit, None) if memory is not None else None
            return ([told], []) if told is not None else ([], near)
        inside = directory.narrow(frozenset((unit,)), found) or found
        one = directory.one(inside)
        return [one] if one is not None else sorted(inside, key=lambda ref: (directory.say(ref), ref)), []

    def _ask(
        self, r: int, member: Member, text: str, where: str, offered: list[Ref], why: str, slip: bool
    ) -> Placed | Problem | None:
        """Take the answer about a place that is not the record's, now or before; `why` the name alone does not tell it."""
        directory, context, memory = self._directory, self._context, self._context.memory
        assert member.place is not None
        table, name = self._table, member.text("full_name") or ""
        unit, was = directory.grassroots(member.place), table.sent.rows[member.ref].get(_KEY, "")
        here = f"{name} (số hồ sơ {member.ref}), trong sổ đang sinh hoạt ở {directory.say(member.place)}"
        kept = Kept((Entity.MEMBER, member.ref), _KEY, (member.place, text), unit)
        answer = context.answers.get((table.path, table.sheet, where))
        choices = {choice.key: choice for ref in offered for choice in self._choices(ref, member, context.today)}
        moved = _moved(answer or "", choices, where)
        if moved is not None:
            if slip and memory is not None:
                memory.learn_place(context.source, where, text, unit, moved.organization)
            return Placed(moved.organization, where, moved)
        if answer == KEEP_RECORD.key:
            if memory is not None:
                whose = f"Nơi sinh hoạt {directory.say(member.place)} của {name} (số hồ sơ {member.ref})"
                memory.learn_kept(kept, (whose, f"«{text}»"), context.source, where)
            return None
        if memory is not None and memory.keeps(kept, context.source, where):
            return None
        if len(offered) == 1:
            table.elsewhere[r] = member.ref, offered[0]
        detail = f"«{table.sent.rows[member.ref].get('full_name', '')}» đã gửi đi ghi «{was}», nay ghi «{text}»{why}"
        message = say(Finding(PLACE_CHANGED, detail), text)
        asked = (*choices.values(), KEEP_RECORD)
        return Problem(PLACE_CHANGED, message, table.path, table.sheet, where, text, asked, here)

    def _choices(self, ref: Ref, member: Member, today: date) -> Iterator[Choice]:
        """Yield the answers that put a member into an organisation: from a day on, where one can be that is not to come,
        and always."""
        directory, said = self._directory, self._directory.say(ref)
        if ref > 0 and not directory.is_above(member.place or 0, ref):
            known = (member.place_since, self._members.founded_on(ref), member.text("admitted_on"))
            asked = DayAsked("Ngày chuyển", max((earliest(day) for day in known if day), default=None), today)
            if asked.holds(today):
                yield Choice(f"{_CAME} {ref}", f"Đã chuyển đến {said}; gõ tiếp ngày chuyển (Enter: hôm nay)", asked)
        yield Choice(f"{_WRONG} {ref}", f"Sổ ghi sai nơi: vẫn sinh hoạt ở {said}, không phải mới chuyển")


def _moved(answer: str, choices: Mapping[str, Choice], where: str) -> Moved | None:
    """Return what an answer says of the place that the cell `where` names; None for one that is not among the choices, or
    whose day cannot be."""
    how, number, said = [*answer.split(), "", "", ""][:3]
    choice = choices.get(f"{how} {number}")
    if choice is None:
        return None
    if choice.day is None:
        return Moved(int(number), where, None)
    day = date.fromisoformat(said) if said else choice.day.last
    return Moved(int(number), where, day.isoformat()) if choice.day.holds(day) else None
