"""Official or probationary, active or not: from words, marks and the official date.

Official or probationary comes from the sheet's words or from `official_on`. No such column: «Chưa rõ».
Column there but empty: probationary only where the admission is under 13 months before the sheet's date, else
«Chưa rõ», and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.dates import FUTURE, Role, parse_date
from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.member import probation_not_over
from dangbo_cli.domain.partial_dates import add_months, format_date
from dangbo_cli.domain.probation import PROBATION_MONTHS
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.standing import OUT_OF_PARTY, STANDING_WORD_UNKNOWN, is_vaguer, parse_standing
from dangbo_cli.intake.tables.day_order import MAYBE_MONTH_FIRST, TYPED_MONTH_FIRST
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import PersonRow, ReadValue
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

STANDING_UNKNOWN = cause(
    "standing_unknown",
    Level.CELL,
    "Chưa rõ chính thức hay dự bị",
    "Cột có nhưng ô trống, ngày vào Đảng không cho biết là đảng viên dự bị.",
    "Ghi ngày chính thức hoặc «Dự bị».",
    unit="Đơn vị ghi ngày chính thức hoặc «Dự bị».",
)
STANDING_DISAGREES = cause(
    "standing_disagrees",
    Level.CELL,
    "Loại đảng viên mâu thuẫn với ngày chính thức",
    "Ô này ghi «{value}» nhưng {detail}.",
    "Đơn vị kiểm tra lại cả hai ô; cả hai chưa được ghi.",
)
STAYS_HERE = cause(
    "temporary_stay",
    Level.ROW,
    "Sinh hoạt tạm thời",
    "«{value}»: người sinh hoạt tạm thời không tính vào đảng số nơi đến.",
    "Người này do tổ chức đảng nơi sinh hoạt chính thức khai; dòng này chưa được ghi.",
)

LEFT_ON_UNCLEAR = cause(
    "left_on_unclear",
    Level.CELL,
    "Ngày rời khỏi không rõ là ngày gì",
    "Ô này ghi «{value}» nhưng {detail}.",
    "Đơn vị ghi rõ trạng thái: miễn sinh hoạt, đã chuyển đi, từ trần …; ngày này chưa được ghi.",
)

STANDING_SAYS_LEFT = cause(
    "standing_says_left",
    Level.CELL,
    "Lời ghi ra khỏi danh sách chưa hiểu hết",
    "Ô này ghi «{value}», không rõ lý do và ngày ra khỏi danh sách.",
    "Ghi bằng «dangbo dang-vien dua-ra …», chuyển trong đảng bộ thì bằng «dangbo dang-vien chuyen …».",
    unit="Đơn vị ghi lý do ở ô này (Từ trần, Chuyển đi, Khai trừ, Xóa tên …), kèm ngày.",
)

LEAVING_WORDS_LEFT_OUT = cause(
    "leaving_words",
    Level.NOTE,
    "Lời ghi bên ngày rời đi",
    "Phần «{detail}» của ô «{value}» không ghi vào sổ; người này được ghi là đã rời đi.",
)

REASON_LEFT_OUT = cause(
    "leaving_reason_left_out",
    Level.NOTE,
    "Lý do không ghi vào sổ",
    "Ô này ghi «{value}», không phải lý do ra khỏi danh sách (Từ trần, Chuyển đi, Khai trừ, Xóa tên …).",
)

_STANDINGS = {"official": "Chính thức", "probationary": "Dự bị"}
_REASONS = {"moved_away": "Chuyển sinh hoạt đi", "died": "Từ trần", "went_out": OUT_OF_PARTY}
_WAYS_OUT = {"khai tru": "Khai trừ", "xoa ten": "Xóa tên", "xin ra": "Xin ra khỏi Đảng", "cho ra": "Xin ra khỏi Đảng"}
#: A day or a month, with the words that lead to it.
_DAY = rare(
    r"(?i)(?:\b(?:từ )?(?:ngày|tháng) |\btừ )?(?<![\d/.\-])(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}[/.\-]\d{4})"
)
#: Answers to «Ngày chuyển đi» of those who did not leave.
_NOT_LEFT = frozenset(("0", "khong", "ko", "k", "chua", "khong co", "chua co"))
#: Words of somebody who is still there, comes back, or is to leave.
_NOT_GONE = rare(
    r"\b(?:khong|ko|chua|se|sap|du kien|cho(?! ra\b)|xin (?:chuyen|di)|de nghi|hoan|huy|tam(?: thoi| den| di|$)|"
    r"tro (?:lai|ve)|ve lai|chuyen (?:den|ve|lai)|quay)\b"
)
#: Headings that ask for more than the day.
_ASKS_MORE = rare(r"\b(?:ly do|hinh thuc|den (?:dang bo|chi bo|dau|noi|don vi)|noi (?:den|di))\b")
#: What is said of an official date of which day and month may be the wrong way round; its year is sure.
TURNED = frozenset((MAYBE_MONTH_FIRST, TYPED_MONTH_FIRST))
_YEAR = rare(r"\b(?:19|20)\d\d\b")
#: So many months after her admission somebody may still be on probation: one more for the formalities.
_ON_PROBATION_MONTHS = PROBATION_MONTHS + 1


def read_word(person: PersonRow, reading: RowReading, column: int, raw: Raw) -> None:
    """Read a cell of a standing column («Chính thức», «Dự bị», «Miễn sinh hoạt» …)."""
    status, finding = parse_standing(raw)
    where = reading.where(column)
    if finding is not None:
        if isinstance(raw, str) and finding.code == STANDING_WORD_UNKNOWN and _read_gone(person, reading, raw, where):
            return
        reading.say(finding, where, raw_text(raw))
    if status is None:
        return
    if status.stay == "in":
        person.aside = reading.problem(STAYS_HERE, "", where, raw_text(raw))
    if status.standing:
        _stand(person, reading, status.standing, where)
    if status.activity:
        _act(person, reading, status.activity, status.reason, where)


def _read_gone(person: PersonRow, reading: RowReading, text: str, where: str) -> bool:
    """Read a cell that says that somebody left, and when («Chuyển đi ngày 15/06/2026»); one that says it in other words is
    named as such. Return False for any other."""
    from dangbo_cli.intake.members.notes import says_left

    day, words, finding = part_leaving(text, text, reading.context.today)
    status, _ = parse_standing(words) if day is not None and finding is None else (None, None)
    if status is not None and status.activity == "left":
        _act(person, reading, "left", status.reason, where)
        _begin(person, reading, "left", (day, where))
        return True
    if not says_left(text):
        return False
    reading.say(Finding(STANDING_SAYS_LEFT), where, text)
    return True


def read_not_official(person: PersonRow, reading: RowReading, column: int, raw: Raw) -> bool:
    """Read a cell of «Ngày chính thức» that holds «Dự bị» where there is no day yet; return False if it says anything
    else. Of an official member the column asks for the day, which a word does not give."""
    status, _ = parse_standing(raw)
    if status is None or status.standing != "probationary":
        return False
    read_word(person, reading, column, raw)
    return True


def read_leaving(person: PersonRow, reading: RowReading, column: int, key: str, raw: Raw, heading: str) -> None:
    """Read a cell under «Ngày chuyển đi», «Ngày từ trần», «Ngày ra khỏi Đảng»: a date in it says that somebody left, and
    when; words beside it or in its place say so where they are of leaving, or where the `heading` asks for them («Ngày
    từ trần, lý do»). Anything else is no proof that somebody left."""
    where, text = reading.where(column), raw_text(raw)
    if key == "left_reason":
        reading.put(key, text, where)
        return
    folded = fold(text).strip(" .")
    if raw is False or folded in _NOT_LEFT:
        return
    day, words, finding = part_leaving(raw, text, reading.context.today)
    if finding is not None:
        reading.say(finding, where, text)
        if day is None:
            return
    reason, doubt = _way_out(key, words)
    asked = reason is None and not doubt and _ASKS_MORE.search(fold(heading)) is not None
    if reason is None and not asked:
        reading.say(Finding(LEFT_ON_UNCLEAR, doubt or f"«{words}» không nói rõ người này đã rời đi"), where, text)
        return
    if asked:
        reading.say(Finding(LEAVING_WORDS_LEFT_OUT, words), where, text)
    _act(person, reading, "left", reason or _REASONS[key], where)
    if day is not None:
        _begin(person, reading, "left", (day, where))


def part_leaving(raw: Raw, text: str, today: date) -> tuple[str | None, str, Finding | None]:
    """Return the day of a cell, the words beside it, and what is to be said; with no day, a finding takes the cell away."""
    if isinstance(raw, bool):
        return None, text, None
    text = clean(text)
    found = _DAY.findall(text)
    day, finding = parse_date(raw, Role.PARTY, today)
    if day is not None or not isinstance(raw, str) or (len(found) == 1 and found[0] == text):
        return day, "", finding
    if not found:
        return None, text, None
    if len(found) > 1:
        return None, "", Finding(LEFT_ON_UNCLEAR, "có nhiều ngày")
    day, finding = parse_date(found[0], Role.PARTY, today)
    return day, " ".join(_DAY.sub(" ", text).split()).strip(" ,;.:-–()"), finding


def _way_out(key: str, words: str) -> tuple[str | None, str]:
    """Return why somebody left by the words beside the day, or None and what makes them doubtful; (None, "") where they
    speak of anything else."""
    folded, reason = fold(words), _REASONS[key]
    if not folded:
        return reason, ""
    if _NOT_GONE.search(folded):
        return None, f"«{words}» không nói rõ người này đã rời đi"
    status, _ = parse_standing(words)
    said = None if status is None else status.reason
    if key == "went_out":
        said = next((way for word, way in _WAYS_OUT.items() if word in folded), said)
    if said == reason or (key == "went_out" and said in _WAYS_OUT.values()):
        return said, ""
    return None, "" if status is None else f"cột này chỉ ghi người đã rời đi vì «{reason.lower()}»"


def _stand(person: PersonRow, reading: RowReading, standing: str, where: str) -> None:
    """Keep a standing; where another cell of the row says otherwise, neither is certain."""
    if "standing" in reading.disputed:
        return
    if person.standing is None or person.standing[0] == standing:
        person.standing = person.standing or (standing, where)
        return
    reading.dispute("standing", (_STANDINGS[person.standing[0]], person.standing[1]), (_STANDINGS[standing], where))
    person.standing = None


def _act(person: PersonRow, reading: RowReading, activity: str, reason: str | None, where: str) -> None:
    """Keep an activity; where another cell of the row says otherwise, neither is certain."""
    if "activity" in reading.disputed:
        return
    if person.activity is None or person.activity[0] == (activity, reason):
        person.activity = person.activity or ((activity, reason), where)
        return
    (held, why), there = person.activity
    if held == activity and (is_vaguer(why, reason) or is_vaguer(reason, why)):
        person.activity = ((activity, reason if is_vaguer(why, reason) else why), there)
        return
    said = {"active": "đang sinh hoạt", "exempt": "miễn sinh hoạt", "suspended": "đình chỉ sinh hoạt"}
    mine, other = (reason or said.get(activity, activity), where), (why or said.get(held, held), there)
    reading.dispute("activity", mine, other)
    person.activity = None


def read_mark(person: PersonRow, reading: RowReading, column: int, key: str, raw: Raw) -> None:
    """Read a cell under «Đảng viên dự bị», «Đảng viên chính thức» or «Diện miễn sinh hoạt»: a tick, or the date itself."""
    if key == "exempt_mark":
        _read_exempt(person, reading, column, raw)
        return
    standing = "probationary" if key == "probationary_mark" else "official"
    if is_tick(raw):
        _stand(person, reading, standing, reading.where(column))
        return
    from dangbo_cli.intake.members.marks import is_no_tick

    if is_no_tick(raw):
        return
    value, finding = parse_date(raw, Role.PARTY, reading.context.today, reading.text("birth_date"))
    field = "admitted_on" if standing == "probationary" else "official_on"
    reading.take(column, raw, ((field, value),), finding)


def _read_exempt(person: PersonRow, reading: RowReading, column: int, raw: Raw) -> None:
    where = reading.where(column)
    if is_tick(raw):
        _act(person, reading, "exempt", None, where)
        return
    day, _ = parse_date(raw, Role.PARTY, reading.context.today)
    if day is None:
        if fold(raw_text(raw)) not in ("khong", "0"):
            read_word(person, reading, column, raw)
        return
    _act(person, reading, "exempt", None, where)
    _begin(person, reading, "exempt", (day, where))


def _begin(person: PersonRow, reading: RowReading, activity: str, day: ReadValue) -> None:
    """Keep since when somebody stands so, whichever cell of the row said that she does; where another cell gives another
    day, none of them is certain."""
    if person.activity is None or person.activity[0][0] != activity:
        return
    told = {} if person.activity_since is None else {"activity": person.activity_since}
    if told:
        reading.one_day(told, "activity", day)
    else:
        told["activity"] = day
    person.activity_since = told.get("activity")
    if person.activity_since is None:
        person.activity = None


def settle_day(person: PersonRow, reading: RowReading) -> None:
    """Give «Lý do ra khỏi danh sách» and «Ngày rời khỏi/ngày mất/ngày miễn sinh hoạt» to the activity that the first tells
    or another column of the row; the day alone says nothing."""
    reason, day = reading.values.pop("left_reason", None), reading.values.pop("left_on", None)
    if reason is not None:
        _settle_reason(person, reading, str(reason[0]), reason[1])
    if day is None:
        return
    activity = person.activity[0][0] if person.activity else None
    if activity in ("left", "exempt"):
        _begin(person, reading, activity, day)
        return
    detail = "cột trạng thái ghi đang sinh hoạt" if activity == "active" else "không có trạng thái đi kèm"
    reading.say(Finding(LEFT_ON_UNCLEAR, detail), day[1], format_date(str(day[0])))


def _question_official(person: PersonRow, reading: RowReading, where: str, columns: Sequence[int]) -> None:
    """Leave a standing «Chính thức» beside an official date that is yet to come, but where the probation is long over and the
    year of the day a slip; tell of one before it is over."""
    cells = {reading.where(c) for c in columns}
    ahead = next((one for one in reading.problems if one.code == FUTURE and one.cell in cells), None)
    admitted = reading.text("admitted_on")
    early = probation_not_over(admitted, reading.context.reference)
    if ahead is not None and (admitted is None or early is not None):
        detail = f"ô {ahead.cell} ghi ngày chính thức {ahead.value}, ngày ấy chưa đến"
        reading.say(Finding(STANDING_DISAGREES, detail), where, "Chính thức")
        person.standing = None
        return
    if early is not None:
        reading.say(early, where, format_date(admitted))


def _settle_reason(person: PersonRow, reading: RowReading, text: str, where: str) -> None:
    """Take a cell of «Lý do» that tells why somebody left; any other is named."""
    status, _ = parse_standing(text)
    if status is not None and status.activity == "left":
        _act(person, reading, "left", status.reason, where)
    elif fold(text).strip(" .") not in _NOT_LEFT:
        reading.say(Finding(REASON_LEFT_OUT), where, text)


def settle(person: PersonRow, reading: RowReading, columns: Sequence[int], cell: Sequence[Raw]) -> None:
    """Decide the standing of a row whose cells are all read; `columns` are those that should have told it. One that is
    filled has spoken of something else («Đang sinh hoạt»), which says neither."""
    if "standing" in reading.disputed:
        return
    official = reading.text("official_on")
    today = reading.context.today.isoformat()
    if person.standing is not None:
        if person.standing[0] == "probationary" and official is not None and official <= today:
            detail = f"ô {reading.values['official_on'][1]} ghi ngày chính thức {format_date(official)}"
            reading.say(Finding(STANDING_DISAGREES, detail), person.standing[1], "Dự bị")
            del reading.values["official_on"]
            person.standing = None
        elif person.standing[0] == "official" and official is None:
            _question_official(person, reading, person.standing[1], columns)
        return
    if official is not None:
        person.standing = ("official" if official <= today else "probationary", reading.values["official_on"][1])
        return
    turned = next(
        (one for one in reading.problems if one.code in TURNED and one.cell in map(reading.where, columns)), None
    )
    if turned is not None and (year := _YEAR.search(turned.value)) is not None and year[0] < today[:4]:
        person.standing = ("official", turned.cell)  # whichever of the two days it is
        return
    empty = next((c for c in columns if c >= len(cell) or is_blank(cell[c])), None)
    if empty is None:
        return
    where = reading.where(empty)
    if any(problem.cell == where for problem in reading.problems):
        return
    admitted = reading.text("admitted_on")
    lately = admitted is not None and add_months(admitted, _ON_PROBATION_MONTHS) > reading.context.reference
    person.unsaid = ("probationary" if lately else "", reading.problem(STANDING_UNKNOWN, "", where, ""))
