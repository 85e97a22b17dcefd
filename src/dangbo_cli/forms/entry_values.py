"""From what stands in a cell (or after «=») to the value of an entry's field: one reading for sheets and commands."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.dates import FUTURE, Role, parse_date
from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.period import read_deadline, year_bounds
from dangbo_cli.domain.pledge import NO as NO
from dangbo_cli.domain.pledge import YES as YES
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rating import NOT_SUBJECT, split_rating
from dangbo_cli.domain.text_cell import not_text
from dangbo_cli.forms.form import Field, Value
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

YEAR_UNREADABLE = cause(
    "year_unreadable",
    Level.CELL,
    "Không đọc được năm",
    "«{value}» không phải là một năm{detail}.",
    "Đơn vị ghi năm bốn chữ số.",
    typed="Hãy ghi năm bốn chữ số.",
)
YEAR_OUTSIDE = cause(
    "year_outside",
    Level.CELL,
    "Năm quá sớm hoặc chưa đến",
    "Năm «{value}» không dùng được: năm phải từ {detail}.",
    "Đơn vị kiểm tra lại năm.",
    typed="Hãy kiểm tra lại năm.",
)
NUMBER_UNREADABLE = cause(
    "number_unreadable",
    Level.CELL,
    "Không phải là số",
    "«{value}» không phải là một số.",
    "Đơn vị gõ lại bằng số.",
    typed="Hãy gõ lại bằng số.",
)
NUMBER_TOO_HIGH = cause(
    "number_too_high",
    Level.CELL,
    "Số lớn quá mức có thể",
    "«{value}» lớn hơn {detail} là số lớn nhất có thể có.",
    "Đơn vị kiểm tra lại con số.",
    typed="Hãy kiểm tra lại con số.",
)
COUNT_UNREADABLE = cause(
    "count_unreadable",
    Level.CELL,
    "Không phải số lượng",
    "«{value}» không phải là một số lượng.",
    "Đơn vị gõ lại bằng số nguyên.",
    typed="Hãy gõ lại bằng số nguyên.",
)
CHOICE_UNKNOWN = cause(
    "choice_unknown", Level.CELL, "Không có trong danh mục", "«{value}» không có trong danh mục: {detail}.", "Ghi lại."
)
TICK_UNREADABLE = cause(
    "tick_unreadable",
    Level.CELL,
    "Không rõ có hay không",
    "«{value}» không cho biết có hay không.",
    "Đơn vị đánh dấu x, hoặc ghi «Có», «Không».",
    typed="Hãy ghi «Có» hoặc «Không».",
)
NOT_YET = cause(
    "entry_in_the_future",
    Level.CELL,
    "Ngày chưa đến",
    "{detail} «{value}» là ngày chưa đến; sổ chỉ ghi việc đã có.",
    "Đơn vị kiểm tra lại ngày.",
    typed="Hãy kiểm tra lại ngày.",
)
Read = tuple[dict[str, Scalar], Finding | None]
_NO = frozenset(("0", "khong", "chua", "k", "ko", "no", "false", "chua nop", "khong nop", "chua cam ket", "chua duyet"))
_YES = frozenset(("co", "roi", "da", "da nop", "da cam ket", "da duyet", "da ky", "du", "day du", "dat"))
#: Numbers of documents, each with the field of their day.
_NUMBERED = {"decision_number": "decision_on", "approval_number": "approved_on", "conclusion_number": "conclusion_on"}
_NUMBER_AND_DAY = rare(
    r"(?P<number>(?:(?:quyết định|qđ|văn bản|số)[\s:.]+){0,3}[^\s,;()]{1,40}(?:\s?[-/]\s?[^\s,;()]{1,40}){0,3})"
    r"[\s,;(]+(?:ký |ban hành )?(?:ngày\s*)?(?P<day>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})"
    r"|\d{1,2} tháng \d{1,2} năm \d{4})[\s).]*",
    re.IGNORECASE,
)
_DAY_ALONE = rare(
    r"(?:ngày\s*)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}", re.IGNORECASE
)
_NUMBER_SAID = rare(r"^(?:(?:quyết định|qđ|văn bản|số)[\s:.]+)+(?=\S*\d)", re.IGNORECASE)
_DECIMAL = rare(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")


def read_value(field: Field, raw: object, today: date) -> Read:
    """Return what a cell says of a field, {column: value}, and at most one finding. Blank cells never come here.

    A date in the future is refused unless the field is one that lies ahead.
    """
    match field.value:
        case Value.COUNT:
            return _number(field.key, raw, whole=True)
        case Value.NUMBER:
            read, finding = _number(field.key, raw, whole=False)
            if field.most is not None and any(float(str(value)) > field.most for value in read.values()):
                return {}, Finding(NUMBER_TOO_HIGH, f"{field.most:g}")
            return read, finding
        case Value.YEAR:
            return _year(field.key, raw, today)
        case Value.CHOICE:
            return _choice(field, raw)
        case Value.TICK:
            return _tick(field, raw, today)
        case Value.DATE:
            return _date(field, raw, today)
        case Value.RATING:
            return _rating(field, raw)
    if field.value is Value.DONE and is_tick(raw):
        return {field.key: YES}, None
    if (finding := not_text(raw)) is not None:
        return {}, finding
    text = _text(raw)
    if text.casefold() == "x":
        return {}, None
    if field.key in _NUMBERED:
        return _document_number(field.key, text, today)
    return {field.key: text}, None


def _document_number(key: str, text: str, today: date) -> Read:
    """Read the number of a document, with the day where the cell states it, too: «Số 15-QĐ/ĐU ngày 05/06/2022»."""
    if _DAY_ALONE.fullmatch(text):  # under «Quyết định» some write nothing but its day
        day, finding = parse_date(text, Role.OTHER, today)
        return {} if day is None else {_NUMBERED[key]: day}, finding
    found = _NUMBER_AND_DAY.fullmatch(text)
    bare = _NUMBER_SAID.sub("", found["number"] if found is not None else text) or text
    if found is None:
        return {key: bare}, None
    day, finding = parse_date(found["day"], Role.OTHER, today)
    if finding is not None and finding.code == FUTURE:
        finding = Finding(NOT_YET, "Ngày")
    return {key: bare, **({} if day is None else {_NUMBERED[key]: day})}, finding


def _text(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, str) and "\n" in raw:
        return "; ".join(part for part in (clean(line) for line in raw.splitlines()) if part)
    return clean(str(raw))


def _number(key: str, raw: object, whole: bool) -> Read:
    value: float | None = None
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = float(raw)
    elif isinstance(raw, str) and _DECIMAL.fullmatch(text := (raw if whole else raw.strip().rstrip("%")).strip()):
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
            text = text.replace(".", "")
        value = float(text.replace(",", "."))
    if value is None or value < 0 or (whole and not value.is_integer()):
        return {}, Finding(COUNT_UNREADABLE if whole else NUMBER_UNREADABLE)
    return {key: int(value) if whole else value}, None


def _year(key: str, raw: object, today: date) -> Read:
    text = re.sub(r"^nam\s*", "", fold(_text(raw)))
    if not re.fullmatch(r"[12]\d{3}", text):
        return {}, Finding(YEAR_UNREADABLE)
    first, last = year_bounds(today)
    if not first <= int(text) <= last:
        return {}, Finding(YEAR_OUTSIDE, f"{first} đến {last} (năm sau)")
    return {key: text}, None


@cache
def choices_of(field: Field) -> dict[str, str]:
    """Return the labels of a closed list by every folded word for them."""
    known: dict[str, str] = {}
    for choice in field.choices:
        label, _, words = choice.partition("=")
        for word in (label, *words.split("|")):
            known[fold(word).strip()] = label
    return known


def labels_of(field: Field) -> list[str]:
    """Return the labels of a closed list."""
    return list(dict.fromkeys(choices_of(field).values()))


def _choice(field: Field, raw: object) -> Read:
    label = choices_of(field).get(fold(_text(raw)).strip(" .,:"))
    if label is None and is_tick(raw):
        label = choices_of(field).get("x")
    if label is None:
        return {}, Finding(CHOICE_UNKNOWN, ", ".join(f"«{one}»" for one in labels_of(field)))
    return {field.key: label}, None


def _tick(field: Field, raw: object, today: date) -> Read:
    word = fold(raw).strip(" .,()") if isinstance(raw, str) else ""
    if is_tick(raw) or word in _YES:
        return {field.key: YES}, None
    if word in _NO or raw == 0:
        return {field.key: NO}, None
    day, finding = parse_date(raw, Role.OTHER, today)
    if day is not None:
        return {field.key: YES, f"{field.key}_on": day}, finding
    if finding is not None and finding.code == FUTURE:
        return {}, Finding(NOT_YET, field.title)
    return {}, Finding(TICK_UNREADABLE)


def _date(field: Field, raw: object, today: date) -> Read:
    reference = date(today.year + 30, 12, 31) if field.future else today
    value, finding = parse_date(raw, Role.OTHER, reference)
    if value is None and field.key == "due_on" and isinstance(raw, str):
        due = read_deadline(raw)
        if due is not None and due[:4] <= str(reference.year):
            return {field.key: due}, None
    if finding is not None and finding.code == FUTURE:
        finding = Finding(NOT_YET, field.title)
    return ({field.key: value} if value is not None else {}), finding


def _rating(field: Field, raw: object) -> Read:
    level, reason, finding = split_rating(raw)
    if level is None:
        return {}, finding
    read: dict[str, Scalar] = {field.key: level}
    if level == NOT_SUBJECT and reason:
        read["not_rated_reason"] = reason
    return read, finding
