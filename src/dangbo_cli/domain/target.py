"""Targets that can be measured, and how far what was done has come.

Read from words in `target_reading`, so that a report that measures them loads nothing of the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dangbo_cli.domain.partial_dates import earliest, format_date, latest
from dangbo_cli.vietnamese.text import clean, fold

AT_LEAST, AT_MOST, EQUAL, MORE, LESS, RISE, FALL, YES, BY = "≥", "≤", "=", ">", "<", "tăng", "giảm", "có", "xong"
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Target:
    """One target as written. `operator` None: words alone. `number` is what is to be reached in `unit` («%», «mô
    hình», …); `due_on` is ISO text, maybe partial: the day, month or year by whose end it is to be reached."""

    wording: str
    operator: str | None = None
    number: float | None = None
    unit: str | None = None
    due_on: str | None = None


class State(Enum):
    """How far a target has come, as it is printed."""

    REACHED = "Đạt"
    ON_THE_WAY = "Đang thực hiện"
    BEHIND = "Chậm"
    NOT_REACHED = "Không đạt"
    UNMEASURED = "Không tính được"
    UNKNOWN = "Chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Actual:
    """What was done of one target, as last reported: a number, or numerator and denominator, or words."""

    number: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    words: str = ""

    def value(self, unit: str | None) -> float | None:
        """The number to compare: of a percentage the quotient where its parts are known, of things counted the
        numerator («2.450/3.000 đồng hồ»)."""
        if unit == PERCENT and self.numerator is not None and self.denominator:
            return 100 * self.numerator / self.denominator
        return self.numerator if self.number is None and unit != PERCENT else self.number


@dataclass(frozen=True, slots=True)
class Measured:
    """The state of a target and the arithmetic in words."""

    state: State
    words: str


def show_number(number: float, unit: str | None = None) -> str:
    """Return a number as it is read: 1.250, 99,2, «96%»."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if number != int(number) else f"{int(number):,}"
    text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{text}%" if unit == PERCENT else f"{text} {unit}" if unit else text


def measure(target: Target, actual: Actual | None, day: date, begins: date | None = None) -> Measured:
    """Tell how far a target has come on `day`.

    Without a result nothing is told, however late it is: nobody said that it was missed. After its due day (with none:
    never) what is not reached is «Không đạt». Before, it is on the way where the share
    reached is at least the share of the time from `begins` that has passed, else behind.
    """
    over = target.due_on is not None and day > latest(target.due_on)
    due = f", hạn {format_date(target.due_on)}" if target.due_on else ""
    if target.operator in (None, YES, BY):
        return _in_words(target, actual, over, due)
    assert target.number is not None
    value = None if actual is None else actual.value(target.unit)
    need = f"cần {target.operator} {show_number(target.number, target.unit)}"
    if value is None:
        said = "" if actual is None else clean(actual.words)
        if said:
            return Measured(State.UNMEASURED, f"«{said}»; {need}{due}{', đã quá hạn' if over else ''}: không tính được")
        return Measured(State.UNKNOWN, f"{need}{due}; {'quá hạn, ' if over else ''}chưa có số liệu")
    said = _arithmetic(actual, value, target.unit)
    if _reaches(target.operator, value, target.number):
        return Measured(State.REACHED, f"{said}; {need}: đạt")
    if over:
        return Measured(State.NOT_REACHED, f"{said}; {need}{due}: không đạt")
    if target.due_on is None or begins is None or target.operator in (AT_MOST, LESS, FALL):
        return Measured(State.ON_THE_WAY, f"{said}; {need}{due}: chưa đạt")
    whole = (latest(target.due_on) - begins).days or 1
    passed = max(0.0, min(1.0, (day - begins).days / whole))
    share = value / target.number if target.number else 0.0
    behind = share < passed
    if share >= 1:
        return Measured(State.ON_THE_WAY, f"{said}; {need}{due}: chưa vượt")
    reached, gone = show_number(min(99.9, round(100 * share, 1))), show_number(round(100 * passed, 1))
    told = f"được {reached}% chỉ tiêu khi đã qua {gone}% thời gian"
    return Measured(State.BEHIND if behind else State.ON_THE_WAY, f"{said}; {need}{due}: {told}")


def _reaches(operator: str | None, value: float, number: float) -> bool:
    match operator:
        case "≤":
            return value <= number
        case "<":
            return value < number
        case ">":
            return value > number
    # «= 100%» is a goal: more than a number that can be passed is reached, too.
    return value >= number - 1e-9


def _arithmetic(actual: Actual | None, value: float, unit: str | None) -> str:
    if actual is not None and unit == PERCENT and actual.numerator is not None and actual.denominator:
        parts = f"{show_number(actual.numerator)}/{show_number(actual.denominator)}"
        return f"{parts} = {show_number(round(value, 1), unit)}"
    return show_number(value, unit)


_DONE = re.compile(
    r"(?:x|1)$|(?:da )?(?:co(?! (?:ban|so|che|cau)\b)|dat|xong|hoan thanh|ban hanh|thuc hien xong)\b(?!.*\b(?:chua|khong)\b)"
)
_NOT_DONE = re.compile(r"(?:(?:chua|khong)\b|0$)")
#: A part of what was to be done: «cơ bản hoàn thành», «có dự thảo», «đạt 80%», «đạt 3/5».
_IN_PART = re.compile(
    r"\b(?:mot phan|mot so|du thao|du kien|co ban|gan|phan lon|da so|nua)\b|\b\d{1,2}(?:[.,]\d+)?\s*%"
)
_OF_ALL = re.compile(r"(?<![\d/])(\d{1,4})\s*/\s*(?!(?:19|20)\d\d\b)(\d{1,4})(?![\d/])")


def _is_in_part(words: str) -> bool:
    return _IN_PART.search(words) is not None or any(int(a) < int(b) for a, b in _OF_ALL.findall(words))


def _in_words(target: Target, actual: Actual | None, over: bool, due: str) -> Measured:
    words = fold(actual.words).strip() if actual is not None else ""
    said = clean(actual.words) if actual is not None else ""
    if words and _DONE.match(words) and not _is_in_part(words):
        return _stated_late(target, said) or Measured(State.REACHED, f"«{said}»: đạt")
    not_done = _NOT_DONE.match(words) is not None or said.casefold().startswith("đang ")
    if over and not_done:
        return Measured(State.NOT_REACHED, f"«{said}»{due}: không đạt")
    if words and not over and (not_done or (target.operator is not None and not words[0].isdecimal())):
        return Measured(State.ON_THE_WAY, f"«{said}»{due}: chưa đạt")
    late = ", đã quá hạn" if over else ""
    if said:
        return Measured(State.UNMEASURED, f"«{said}»{due}{late}: không tính được")
    return Measured(State.UNKNOWN, f"chưa có kết quả{due}{late}")


def _stated_late(target: Target, said: str) -> Measured | None:
    """Return how a target stands of which it is said that it was done on a day after its own; None where it is not."""
    if target.due_on is None or not any(sign.isdecimal() for sign in said):
        return None
    from dangbo_cli.domain.target_reading import stated_after

    if (after := stated_after(said, target.due_on)) is None:
        return None
    told = f"«{said}»; {format_date(after[0])} là sau hạn {format_date(target.due_on)}"
    if target.operator == BY and after[1]:
        return Measured(State.NOT_REACHED, f"{told}: không đạt")
    return Measured(State.UNMEASURED, f"{told}: cần xem lại")


def start_of(period: str) -> date:
    """Return the first day of a year or another period («2022», «2022-06»)."""
    return earliest(period[:4])
