"""Does what one row reports agree with itself: of a target its result in words, numerator and denominator; of a meeting
who came and who was to come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import FieldChange, Scalar
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.target import PERCENT, Target, show_number
from dangbo_cli.domain.target_reading import (
    is_share,
    parse_fraction,
    parse_number,
    parse_share,
    read_result,
)
from dangbo_cli.domain.target_words import why_not_measured
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.members.plan import offer_of
from dangbo_cli.intake.tables.row_reading import TWO_COLUMNS_DIFFER, RowReading
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.intake.who.people import ReadValue

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.found import EntryFound

OVER_HUNDRED = cause(
    "over_hundred_percent",
    Level.CELL,
    "Tỷ lệ trên 100%",
    "«{value}» cho tỷ lệ {detail}, lớn hơn 100%.",
    "Đơn vị kiểm tra lại số đã làm được.",
)
DENOMINATOR_ALONE = cause(
    "denominator_alone",
    Level.CELL,
    "Có mẫu số mà không có kết quả",
    "Ô này ghi mẫu số «{value}» nhưng dòng không ghi tử số hay kết quả nào.",
    "Đơn vị ghi tử số hoặc kết quả đạt được.",
)
SHARE_DIFFERS = cause(
    "share_differs",
    Level.CELL,
    "Tỷ lệ khác với phân số",
    "«{value}» ghi hai kết quả không khớp nhau: {detail}.",
    "Đơn vị kiểm tra lại; ô này chưa được ghi.",
)

MORE_THAN_EXPECTED = cause(
    "more_than_expected",
    Level.CELL,
    "Số dự nhiều hơn số phải dự",
    "Số dự «{value}» nhiều hơn số phải dự ({detail}).",
    "Đơn vị kiểm tra lại; cả hai số chưa được ghi.",
)
MORE_THAN_OTHER = cause(
    "more_than_expected_elsewhere",
    Level.CELL,
    "Số dự nhiều hơn số phải dự ghi ở nơi khác",
    "«{value}» không đứng được cùng {detail} của buổi này: số dự nhiều hơn số phải dự.",
    "Đơn vị kiểm tra lại cả hai số; ô này chưa được ghi.",
)
RATIO_UNCLEAR = cause(
    "ratio_unclear",
    Level.CELL,
    "Không rõ tỷ lệ bao nhiêu",
    "«{value}» không rõ là {detail}.",
    "Đơn vị gõ lại có dấu %, ví dụ «98%»; ô này chưa được ghi.",
)
#: A number that is 0 is none of anything; up to 1 it may be a part of one.
_BARE_RATIO = re.compile(r"(?:0[.,]\d*[1-9]\d*|1(?:[.,]0+)?)")
_COLUMNS = ("numerator", "denominator")
_ATTENDANCE = ("attended", "expected")


def check_attendance(entry: dict[str, ReadValue], reading: RowReading) -> None:
    """Take out of `entry` more who came than were to come; the cell is named."""
    attended, expected = entry.get("attended", (0, ""))[0], entry.get("expected", (None, ""))[0]
    if isinstance(attended, int) and isinstance(expected, int) and attended > expected:
        detail = f"{expected}, ô {entry['expected'][1]}"
        reading.say(Finding(MORE_THAN_EXPECTED, detail), entry["attended"][1], str(attended))
        del entry["attended"], entry["expected"]


def settle_attendance(
    recorder: Recorder, entry: EntryFound, fields: dict[str, FieldChange], stored: Mapping[str, Scalar]
) -> None:
    """Set aside a number of those who came or were to come that does not fit the other one of the same meeting, which
    another row or the record states."""
    after = [fields[key].after if key in fields else stored.get(key) for key in _ATTENDANCE]
    attended, expected = after
    if not (isinstance(attended, int) and isinstance(expected, int) and attended > expected):
        return
    beside = (f"số phải dự {expected}", f"số dự {attended}")
    for key, value, other in zip(_ATTENDANCE, after, beside, strict=True):
        if (change := fields.pop(key, None)) is not None:
            row = next(row for row in entry.rows if row.entry.get(key) == (value, change.cell))
            recorder.problem(offer_of(recorder, row, value, change.cell), MORE_THAN_OTHER, other, str(value))


def check_result(target: Target, values: dict[str, ReadValue], reading: RowReading) -> None:
    """Take out of `values` what cannot be so, each cell named: more than the whole, a denominator alone, a result that
    its own columns or its own words contradict."""
    above, below = (_number(values, key) for key in _COLUMNS)
    if below and not any(key in values for key in ("numerator", "actual", "evidence")):
        where = values.pop("denominator")[1]
        reading.say(Finding(DENOMINATOR_ALONE), where, raw_text(below))
    elif above and below and above > below:
        reading.say(Finding(OVER_HUNDRED, f"{above:g}/{below:g}"), values["numerator"][1], f"{above:g}")
        for key in _COLUMNS:
            del values[key]
    if "actual" in values:
        _check_words(target, values, reading)


def _check_words(target: Target, values: dict[str, ReadValue], reading: RowReading) -> None:
    text, where = str(values["actual"][0]), values["actual"][1]
    fraction, share = parse_fraction(text), parse_share(text)
    written = fraction or (None, None)
    columns = [key for key in _COLUMNS if key in values]
    stated = [_number(values, key) for key in _COLUMNS]
    above, below = (typed if typed is not None else said for typed, said in zip(stated, written, strict=True))
    exact = 100 * above / below if above is not None and below else None
    far = exact is not None and share is not None and abs(exact - share[0]) >= share[1]
    if columns and (far or any(None not in pair and pair[0] != pair[1] for pair in zip(stated, written, strict=True))):
        del values["actual"]
        said = "/".join(show_number(number) for number in stated if number is not None)
        reading.say(Finding(TWO_COLUMNS_DIFFER, f"ô {values[columns[0]][1]} ghi «{said}»"), where, text)
        for key in columns:
            number, here = _number(values, key) or 0.0, values.pop(key)[1]
            reading.say(Finding(TWO_COLUMNS_DIFFER, f"ô {where} ghi «{text}»"), here, show_number(number))
        return
    if _check_bare(target, values, reading, exact):
        return
    percent = share[0] if share is not None else parse_number(text) or 0.0
    over = percent > 100 or (fraction is not None and fraction[0] > fraction[1])
    if over and is_share(target.wording, target.operator, target.unit):
        told = show_number(percent, PERCENT) if fraction is None else f"{fraction[0]:g}/{fraction[1]:g}"
        reading.say(Finding(OVER_HUNDRED, told), where, text)
        del values["actual"]
    elif far and exact is not None:
        detail = f"{show_number(above or 0.0)}/{show_number(below or 0.0)} là {show_number(round(exact, 1), PERCENT)}"
        reading.say(Finding(SHARE_DIFFERS, detail), where, text)
        del values["actual"]
    elif target.number is not None and not columns and read_result(text, target) == (None, None):
        reading.say(Finding(why_not_measured(text), target.wording), where, text)


def _check_bare(target: Target, values: dict[str, ReadValue], reading: RowReading, exact: float | None) -> bool:
    """Tell whether a number alone cannot be read as the percentage that the target asks: «0,98» may be 98%."""
    text, where = str(values["actual"][0]), values["actual"][1]
    if target.unit != PERCENT or (target.number or 0) <= 1 or not _BARE_RATIO.fullmatch(text):
        return False
    ratio = float(text.replace(",", "."))
    if exact is not None and abs(exact / 100 - ratio) < 0.01:
        return False
    percent, tiny = show_number(100 * ratio, PERCENT), show_number(ratio, PERCENT)
    reading.say(Finding(RATIO_UNCLEAR, f"{percent} hay {tiny}"), where, text)
    del values["actual"]
    return True


def _number(values: dict[str, ReadValue], key: str) -> float | None:
    value = values.get(key, (None, ""))[0]
    return value if isinstance(value, float) else None
