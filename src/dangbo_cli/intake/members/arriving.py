"""When somebody came to the organisation of her row, by the note of it: «Chuyển đến từ Đảng bộ Thành phố 01/8/2026».

A start that no sheet states is open, and she counts in the figures of the years before. Where a note says in clear words that
she came, with one whole day, that day is the start of her place; where it says so without one, the start stays open and
is named.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, FieldChange, RecordChange
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.partial_dates import WHOLE_DAY, agrees, format_date
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.members.notes import says_left
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Member, PersonRow
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import spelling

CAME_ON = cause(
    "came_on",
    Level.NOTE,
    "Ghi chú cho biết ngày chuyển đến",
    "Ghi chú của dòng này là «{value}», nên sổ ghi người này sinh hoạt ở {detail}; số liệu của những ngày trước đó không tính "
    "người này.",
)
CAME_UNDATED = cause(
    "came_undated",
    Level.NOTE,
    "Chuyển đến, chưa rõ ngày nào",
    "Ghi chú của dòng này là «{value}», không rõ người này đến {detail} từ ngày nào, nên số liệu các năm trước cũng tính người "
    'này. Biết ngày thì gõ «dangbo dang-vien sua … "ngày chuyển đến=…"», hoặc đơn vị ghi đủ ngày/tháng/năm rồi nhập lại.',
)
CAME_OTHERWISE = cause(
    "came_otherwise",
    Level.NOTE,
    "Ghi chú nói ngày chuyển đến khác với sổ",
    "Ghi chú của dòng này là «{value}», mà {detail}; sổ giữ nguyên. Nếu ghi chú đúng thì sửa bằng «dangbo dang-vien sua … "
    '"ngày chuyển đến=…"».',
)

#: A day in a note, whole: «01/8/2026», «ngày 01 tháng 8 năm 2026».
_DAY = rare(r"(?<![\d/.\-])(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2} tháng \d{1,2} năm \d{4})(?![\d/\-])")
_CLAUSES = rare(r"[;,()\n]|\.(?=\s|$)|\s[-–]\s")
#: A unit above, behind its comma, its dash or in brackets: it goes on with the name before, «Chi bộ 2, Đảng bộ huyện Mai Hạ».
_GOES_ON = rare(
    r"(?:,|\(|(?<=\s)[-–])\s*((?:thuộc |của )?(?:đảng bộ|đảng ủy|chi bộ|đb|cb|cơ quan|huyện|quận|xã|phường|thị trấn|thị xã|"
    r"thành phố|tp|tỉnh)\b[^,;()\n]*)\)?"
)
_PARTY = r"(?:(?:sinh hoạt|sh|shđ|đảng|công tác|về) )*"
_WHEN = r"(?=\W*(?:$|\d|t\d)| (?:từ|ngày|tháng|năm|đầu|cuối|giữa|quý|theo|đơn vị|chi bộ|đảng bộ|đảng ủy|cb|đb|sinh hoạt|sh)\b)"
#: At the start of a clause, behind a day («01/8/2026 chuyển đến») and words that say nothing of it.
_CAME = rare(
    r"(?:[\W\d]|ngày\b|tháng\b|năm\b|từ\b(?= (?:ngày|tháng|năm|\d))|t(?=\d)|đồng chí\b|đ/c\b|đảng viên\b|đv\b|đã\b|mới\b|vừa\b|"
    r"được\b|(?:nghỉ hưu|nghỉ chế độ|về hưu|hưu trí|điều động|luân chuyển)\b)*"
    rf"(?:chuyển {_PARTY}đến{_WHEN}|chuyển {_PARTY}từ (?:chi bộ|đảng bộ|đảng ủy|cb|đb)\b|"
    rf"tiếp nhận(?: (?:về|đảng viên|đv|đ/c|đồng chí|chuyển|sinh hoạt|sh|shđ|đảng|mới|đến))*{_WHEN}|"
    rf"(?:chuyển {_PARTY}|(?<=mới ))(?:về|đến)(?=\W*\d| (?:từ|ngày|tháng|năm)\b)|(?<=mới )chuyển {_PARTY}(?:về|đến)\W*$)"
)
#: What is only planned, for a while, of something else than the place, or a going.
_NOT_SO = rare(
    r"\b(?:dự kiến|sẽ|sắp|chưa|không|đề nghị|xin|chuẩn bị|chờ|tạm|khác|hồ sơ|dự bị|sang|đi|ra khỏi|nơi ở|hộ khẩu|nhà)\b"
)
#: Before a day: it is of a paper, or of another event.
_OF_ANOTHER = rare(
    r"\b(?:quyết định|qđ|giấy|ggt|công văn|cv|nghị quyết|nq|thông báo|tb|(?<!chi bộ )số|theo|sinh ngày|kết nạp|vào đảng|chính thức|"
    r"nghỉ hưu|nghỉ chế độ|về hưu|hưu trí)\b"
)
_ONLY_WHEN = rare(r"(?:\W|từ\b|ngày\b|kể\b|vào\b)*")
_DESTINATION = rare(r"\b(?:đến|về|vào|nhận) ((?:chi bộ|đảng bộ|đảng ủy|cb|đb) .+?)(?: (?:từ|ngày|tháng|năm|theo)\b|$)")

_EARLIER = """SELECT 'Chức vụ «' || title || '» giữ từ ' , valid_from FROM member_position
    WHERE member_id = ?1 AND organization_id = ?2 AND valid_from < ?3 ORDER BY valid_from LIMIT 1"""


class Arrival(NamedTuple):
    """What a note says of a coming: the day (ISO; None: not one whole day) and the organisation that it names as where to
    ("": none)."""

    day: str | None
    to: str


def read_arrival(note: str, today: date) -> Arrival | None:
    """Return what a note says of somebody's coming, None where it does not say in clear words that she came."""
    clauses = _CLAUSES.split(_GOES_ON.sub(r" \1", spelling(note)))
    at = next((n for n, clause in enumerate(clauses) if _CAME.match(clause.strip())), None)
    if at is None or _NOT_SO.search(clauses[at]) or any(says_left(clause) for clause in clauses[:at]):
        return None
    clause = clauses[at]
    found = _DESTINATION.search(clause)
    days = [(n, day) for n, one in enumerate(clauses) for day in _DAY.finditer(one)]
    day = None
    if len(days) == 1:
        (n, told), here = days[0], clauses[days[0][0]]
        alone = n == at + 1 and _ONLY_WHEN.fullmatch(here[: told.start()] + here[told.end() :])
        if (n == at and _OF_ANOTHER.search(here[: told.start()]) is None) or alone:
            day, finding = parse_date(told[0], Role.PARTY, today)
            if finding is not None or day is None or len(day) < WHOLE_DAY:
                day = None
    return Arrival(day, _DAY.sub("", found[1]).strip() if found else "")


class Arrivals:
    """Writes into a plan since when people are where their rows place them."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, directory: Directory) -> None:
        self._recorder, self._conn, self._directory = recorder, conn, directory
        self._today = date.fromisoformat(recorder.today)

    def begin(self, place: RecordChange, rows: Sequence[PersonRow], admitted: str | None) -> None:
        """Give a place that is written anew the start that the notes of its rows tell, or name that they tell none."""
        told = self._told(rows, int(str(place.fields["organization_id"].after)))
        if not told:
            return
        (row, arrival), days = told[0], {arrival.day for _, arrival in told}
        where = self._directory.say(row.organization)
        if len(days) == 1 and (day := arrival.day) is not None and self._may_be(day, row, admitted):
            place.fields["valid_from"] = FieldChange(None, day, row.source, row.values["note"][1])
            self._note(CAME_ON, f"{where} từ {format_date(day)}", row)
        else:
            self._note(CAME_UNDATED, where, row)

    def date(self, member: Member, rows: Sequence[PersonRow]) -> None:
        """Give the open start of a member's only place the day that the notes of its rows tell, where nothing in the record
        contradicts it; what does is named."""
        if member.place is None or member.place_row is None:
            return
        told = [one for one in self._told(rows, member.place) if one[1].day is not None]
        if not told or len({arrival.day for _, arrival in told}) > 1:
            return
        row, day = told[0][0], str(told[0][1].day)
        if member.place_since is not None:
            if not agrees(member.place_since, day):
                self._note(CAME_OTHERWISE, f"sổ ghi người này ở đấy từ {format_date(member.place_since)}", row)
            return
        if against := self._against(member, day, row):
            self._note(CAME_OTHERWISE, against, row)
            return
        change = self._recorder.update(Entity.MEMBER_PLACE, member.place_row, member.ref)
        change.fields["valid_from"] = FieldChange(None, day, row.source, row.values["note"][1])
        self._note(CAME_ON, f"{self._directory.say(member.place)} từ {format_date(day)}", row)

    def _told(self, rows: Sequence[PersonRow], place: int) -> list[tuple[PersonRow, Arrival]]:
        told = []
        for row in rows:
            arrival = None
            if row.organization == place and (note := row.text("note")) is not None:
                arrival = read_arrival(note, self._today)
            if arrival is not None and (not arrival.to or self._names(arrival.to, place)):
                told.append((row, arrival))
        return told

    def _names(self, words: str, place: int) -> bool:
        """Tell whether the organisation a note names as where to may be that of the row; «đơn vị» names none."""
        named = self._directory.mentions(words)
        return any(place in one.refs for one in named) or not named

    def _may_be(self, day: str, row: PersonRow, admitted: str | None) -> bool:
        """Tell whether a day is not after that of the sheet, nor before the admission."""
        until = row.dated or self._today.isoformat()
        return day <= until and (admitted is None or admitted[:WHOLE_DAY] <= day)

    def _against(self, member: Member, day: str, row: PersonRow) -> str:
        """Return what of the record, or of the row, says that she was there before a day, or was not yet a member; "" for
        nothing."""
        assert member.place is not None
        admitted = row.text("admitted_on") or member.text("admitted_on")
        if not self._may_be(day, row, admitted):
            return (
                f"sổ ghi ngày vào Đảng {format_date(admitted)}" if admitted and admitted > day else "ngày ấy chưa đến"
            )
        writer = self._recorder.writer(Entity.MEMBER_PLACE, member.place_row, "organization_id", member.place)()
        if writer is not None and writer[0] < day:
            return f"danh sách ngày {format_date(writer[0])} đã có người này ở đấy"
        if self._conn is not None:
            held = self._conn.execute(_EARLIER, (member.ref, member.place, day)).fetchone()
            if held is not None:
                return f"sổ ghi c{held[0][1:]}{format_date(held[1])}"
            ended = "SELECT 1 FROM member_place WHERE member_id = ? AND valid_to IS NOT NULL"
            if self._conn.execute(ended, (member.ref,)).fetchone() is not None:
                return "sổ đã ghi những lần chuyển sinh hoạt của người này"
        return ""

    def _note(self, code: str, detail: str, row: PersonRow) -> None:
        source, (note, cell) = self._recorder.plan.sources[row.source], row.values["note"]
        message = say(Finding(code, detail), str(note))
        self._recorder.plan.notes.append(Note(code, message, source.path, source.sheet, cell, str(note)))
