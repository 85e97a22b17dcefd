"""Rows of people who had left the list before the day of the sheet: nothing is written of them.

A list that goes on naming somebody who was expelled, or moved away, is mistaken, or she has come back: which of the two the
sheet does not say, unless a column of it says how she stands now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.partial_dates import WHOLE_DAY, agrees, format_date
from dangbo_cli.domain.problem import Choice, Level, cause
from dangbo_cli.domain.standing import DIED, parse_standing
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import KEEP_RECORD, TAKE_SHEET, Order
from dangbo_cli.intake.members.standing import part_leaving
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Aside, Match
from dangbo_cli.intake.who.people import Leaving, Members, PersonRow
from dangbo_cli.vietnamese.names import person_key

LISTED_AFTER_LEAVING = cause(
    "listed_after_leaving",
    Level.ROW,
    "Người đã ra khỏi danh sách đảng viên",
    "Sổ ghi «{value}» {detail}.",
    "Nếu người này chưa trở lại thì bỏ dòng này; nếu ghi ra khỏi danh sách là nhầm, xem «dangbo dang-vien lich-su».",
    unit="Đơn vị bỏ dòng này; nếu người này đã trở lại sinh hoạt, hoặc chưa ra khỏi danh sách, thì báo lại.",
)


#: What brings back somebody who was recorded as dead: the word of a person, never a list alone.
ALIVE = Choice(TAKE_SHEET.key, "Vẫn sinh hoạt, sổ ghi từ trần là nhầm")


def take_out_leavers(
    found: list[Match],
    members: Members,
    directory: Directory,
    recorder: Recorder,
    first_day: Callable[[PersonRow], str | None],
    answer: Callable[[PersonRow], str | None],
) -> tuple[list[Match], list[Aside]]:
    """Return the people without those rows that list somebody after she left, and these rows set aside. `first_day` tells
    the first day (ISO) that the sheet of a row may be of, where its title states none («Tháng 11 năm 2026»);
    `answer` what was answered about it."""
    kept: list[Match] = []
    aside: list[Aside] = []
    for match in found:
        leaving = None if match.member is None else members.left.get(match.member.ref)
        if match.member is not None and leaving is not None:
            written = recorder.writer(Entity.MEMBER_ACTIVITY, leaving.record, "activity", "left")
            for row in [row for row in match.rows if _lists_again(row, leaving, written, first_day)]:
                alive = (ALIVE, KEEP_RECORD) if leaving.reason == DIED and row.activity is not None else ()
                if alive and answer(row) == ALIVE.key:
                    continue
                match.rows.remove(row)
                said = _say(leaving, match.member.ref, directory, row)
                name = match.member.text("full_name") or ""
                aside.append(Aside(row, LISTED_AFTER_LEAVING, said, name, alive, match.member.ref))
        if match.rows:
            kept.append(match)
    return kept, aside


def is_known_gone(person: PersonRow, members: Members, directory: Directory, today: date) -> bool:
    """Tell whether the note of a row tells the leaving that the record has of its person, and take it for what the row says
    then: the same reason, the same day, as far as the note gives them and at least one of them."""
    note, cell = person.text("note") or "", person.values["note"][1]
    day, words, finding = part_leaving(note, note, today)
    status, _ = parse_standing(words)
    reason = None if status is None else status.reason
    if finding is not None or (reason is None and (day is None or len(day) < WHOLE_DAY)):
        return False
    unit, name = directory.grassroots(person.organization), person_key(person.text("full_name") or "")
    for member in members.namesakes(unit, name, person.dated, directory) if members.left else ():
        leaving, births = members.left.get(member.ref), (person.text("birth_date"), member.text("birth_date"))
        if leaving is None or not (births[0] and births[1] and agrees(births[0], births[1])):
            continue
        same_day = day is None or (leaving.since is not None and agrees(day, leaving.since))
        if same_day and reason in (None, leaving.reason):
            person.activity = (("left", leaving.reason), cell)
            return True
    return False


def _lists_again(
    row: PersonRow,
    leaving: Leaving,
    written: Callable[[], Order | None],
    first_day: Callable[[PersonRow], str | None],
) -> bool:
    """Tell whether a row is of a day on which she was out, and does not say itself how she stands; a word for it that is
    older than what the record has says nothing (`deciding.winning.decide_newer`), nor does one of the month in which she left. Who
    died comes back by no word of a list."""
    last = written()
    newer = last is None or row.order >= last
    if row.says_left:
        return False
    if row.activity is not None and newer:
        if leaving.reason == DIED:
            return True
        begins = first_day(row)
        return begins is not None and leaving.since is not None and begins <= leaving.since
    if row.dated is None or leaving.since is None:
        return newer
    return row.dated >= leaving.since


def _say(leaving: Leaving, number: int, directory: Directory, row: PersonRow) -> str:
    reason = f" ({leaving.reason.lower()})" if leaving.reason else ""
    since = f" từ {format_date(leaving.since)}" if leaving.since else ""
    said = f"(số hồ sơ {number}) đã ra khỏi danh sách{reason}{since}, mà bảng này vẫn có tên"
    if leaving.reason == DIED:
        return said
    target = directory.typed(row.organization) if directory.holds_members(row.organization) else "MÃ"
    return f"{said}; nếu nay trở lại thì gõ «dangbo dv nhan-lai {number} --den {target} --ngay …»"
