"""Milestones of an initiative: from «Ban hành kế hoạch: 31/03/2022» to what is to be done and by when."""

from __future__ import annotations

import re
from datetime import date

from dangbo_cli.domain.partial_dates import format_date, latest
from dangbo_cli.domain.period import read_deadline
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.target_reading import DUE_NOT_ITS_END, not_by_end, read_due
from dangbo_cli.domain.target_words import is_compared
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

MILESTONE_UNDATED = cause(
    "milestone_undated",
    Level.NOTE,
    "Mốc tiến độ chưa rõ ngày",
    "Mốc «{value}» không có một ngày đọc được, được ghi không có hạn.",
    "Muốn chương trình nhắc khi đến hạn, ghi như «Ban hành kế hoạch: 31/03/2022», hoặc «dangbo mo-hinh moc».",
)
ITEM_UNDATED = cause(
    "item_undated",
    Level.NOTE,
    "Hạn của việc cam kết chưa rõ ngày",
    "Việc «{value}» ghi một hạn không đọc được thành ngày, được ghi không có hạn.",
    "Muốn chương trình nhắc khi đến hạn, ghi như «Đọc sách: 30/06/2022», hoặc «dangbo cam-ket viec ID --viec SỐ --han NGÀY».",
    unit="Ghi hạn như «Đọc sách: 30/06/2022».",
)
DUE_WITHOUT_YEAR = cause(
    "due_without_year",
    Level.NOTE,
    "Thời hạn không ghi năm",
    "Thời hạn «{value}» không ghi năm, được hiểu là {detail} theo năm của dòng.",
)
_ONE = (
    r"(?:(?:ngày|ngay)\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|(?:tháng|thang)\s+\d{1,2}\s*(?:/|-|năm|nam)\s*\d{4}|(?<![\d/])\d{1,2}/\d{4}"
    r"|(?:qu[ýíyi])\s+(?:IV|III|II|I|[1-4])\s*(?:/|-|,?\s*(?:năm|nam))?\s*\d{4}"
)
_DAY = re.compile(_ONE, re.IGNORECASE)
#: «từ 01/03/2022 đến 30/06/2022»: the milestone is the end.
_SPAN = re.compile(rf"(?:(?:từ|tu)\s+)?({_ONE})\s*(?:đến|den|tới|toi|[-–])\s*(?:hết\s+)?({_ONE})", re.IGNORECASE)
#: What `say_milestone` writes of a day that no other writing would give back: it stands against any other day.
_DUE = re.compile(rf"\s*\(hạn ({_ONE})\)$", re.IGNORECASE)
_JOIN = r"[\s:;,.()–-]"
_WORDS = r"(?:xong|hoàn thành|chậm nhất|muộn nhất|hạn|thời hạn|trước|đến|vào|trong|hết|là|từ|ngày|tháng)"
_BEFORE = re.compile(rf"(?:{_JOIN}|(?<!\w){_WORDS}(?!\w))+$", re.IGNORECASE)
_AFTER = re.compile(rf"^{_JOIN}+")
#: What a date of a document stands behind: «số 01-KL/TW ngày 18/5/2021», «Chỉ thị số 05 ngày 15/5/2016».
_NUMBER = re.compile(r"(?:\d+[-/][A-ZĐ][\w/.-]*|(?<!\w)số\s+\d+)[\s,]*$")
_SHORT = re.compile(r"\d{1,2}/\d{4}")
#: Where a deadline without a year may stand: behind «:», in brackets at the end, behind «trước», «hết», before «:».
_TAILS = (
    rare(r"(?P<what>.+?)\s*(?::\s*(?P<when>[^:]+))"),
    rare(r"(?P<what>.+?)\s*\((?P<when>[^()]+)\)"),
    rare(r"(?P<what>.+?)[\s,]+(?P<when>(?:trước|hết|đến hết|chậm nhất|xong|hoàn thành)\s.+)", re.IGNORECASE),
    rare(r"(?P<when>[^:]+):\s*(?P<what>.+)"),
)
_DAY_IN_YEAR = rare(
    r"(?P<said>(?:(?:hoan thanh|xong|truoc|den|het|cham nhat|trong|vao|han|ngay) )*)"
    r"(?:(?P<day>\d{1,2}) ?/ ?|thang )(?P<month>\d{1,2})"
)
_LAST_MONTH = 12
#: That something is due, without a year.
_DUE_WORDS = rare(
    r"(?:[:(] ?(?:(?:trong|cuoi|dau|giua) )?|\b(?:het|truoc|cham nhat) )(?:het |truoc |xong )*"
    r"(?:ngay|thang|qu[yi]|nam|\d{1,2}/\d{1,2})\b"
)
_YEAR = rare(r"(?:19|20)\d\d")


def _is_of_document(wording: str, found: re.Match[str]) -> bool:
    """Tell whether a date is (or may be) a document's: in its number («12/2021/QĐ-UBND», «Nghị quyết 05/2022») or right
    behind it."""
    before, after = wording[: found.start()], wording[found.end() :]
    bare = before and _SHORT.fullmatch(found[0]) and _BEFORE.sub("", before) == before.rstrip()
    return bool(bare or re.match(r"[/-]\w", after) or _NUMBER.search(before))


def read_milestone(text: str) -> tuple[str, str | None]:
    """Return what a milestone is and its day (ISO, maybe partial: the month); None where there is none, or several.

    A day at either end is taken out of the words; one in their midst stays in them. «… (hạn 31/03/2022)» is one whatever
    the words before it say. What is due before a quarter or a month, or early in it, has no day.
    """
    wording = clean(text)
    stated = _DUE.search(wording)
    if stated is not None and stated.start() and (due := read_due(fold(stated[1]))[0]) is not None:
        return wording[: stated.start()], due
    span = _SPAN.search(wording)
    found = [span] if span is not None else list(_DAY.finditer(wording))
    if len(found) != 1 or (span is not None and _DAY.search(wording[: span.start()] + wording[span.end() :])):
        return wording, None
    due, _ = read_due(fold(span[2] if span is not None else found[0][0]))
    if (
        due is None
        or is_compared(fold(wording[: found[0].start()]))
        or _is_of_document(wording, found[0])
        or (span is None and not_by_end(wording))
    ):
        return wording, None
    before, after = wording[: found[0].start()], wording[found[0].end() :]
    if not _AFTER.sub("", after):
        return _BEFORE.sub("", before) or wording, due
    if not _BEFORE.sub("", before):
        return _AFTER.sub("", after), due
    return wording, due


def read_in_year(text: str, year: str | None) -> tuple[str, str | None, str]:
    """Return what `read_milestone` does, and "": else, where a part of the text is a deadline without a year («Sơ kết: quý
    II», «Tập huấn (30/6)»), what is to be done, its last day in `year` (ISO, maybe the month), and the words of the part."""
    what, due = read_milestone(text)
    if due is not None or year is None:
        return what, due, ""
    for pattern in _TAILS:
        found = pattern.fullmatch(what)
        if found is not None and (due := _due_in_year(found["when"], year)) is not None:
            return found["what"], due, found["when"]
    return what, None, ""


def _due_in_year(words: str, year: str) -> str | None:
    """Return by when something is due that a quarter, the year, a day or a month of `year` is named for; «3/4» alone may be
    a fraction."""
    if _YEAR.search(words):
        return None
    if (due := read_deadline(words, year)) is not None:
        return latest(due).isoformat()
    found = _DAY_IN_YEAR.fullmatch(" ".join(fold(words).split()).strip(" .,;"))
    if found is None:
        return None
    day, month = found["day"], f"{year}-{int(found['month']):02}"
    if day is not None and not found["said"] and int(day) <= _LAST_MONTH:
        return None
    try:
        return (
            latest(month).isoformat()[:7] if day is None else date(int(year), int(found["month"]), int(day)).isoformat()
        )
    except ValueError:
        return None


def is_due_unread(text: str) -> bool:
    """Tell whether an item without a day speaks of one all the same («Học xong trước quý III»)."""
    return _DUE_WORDS.search(fold(text)) is not None and not _YEAR.search(text)


def unread_due(text: str, due: str | None) -> str | None:
    """Return what is to be said of when an item of a pledge is due, as far as its day (`due`) does not tell: the code of a
    note, None where nothing is."""
    if not_by_end(text):
        return DUE_NOT_ITS_END
    return ITEM_UNDATED if due is None and is_due_unread(text) else None


def say_milestone(what: str, due: str | None) -> str:
    """Return a milestone as it is typed, so that `read_milestone` reads it back."""
    if due is None or read_milestone(what) == (what, due):
        return what
    plain = f"{what}: {format_date(due)}"
    return plain if read_milestone(plain) == (what, due) else f"{what} (hạn {format_date(due)})"
