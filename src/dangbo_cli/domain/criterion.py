"""The criteria of a yearly rating: a grade (2018–2024) or points (from 2025) of each, as the year's rules have them.

What a criterion is called is the unit's own word: the regulations name groups of criteria, and each place its own list.
"""

from __future__ import annotations

import re

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rule_keys import GRADES, SCALE_MOST, parse_grade
from dangbo_cli.vietnamese.text import fold

#: The most points where a year's rules state no scale.
USUAL_SCALE = 100.0
_SCALE = f"số điểm từ 0 đến mức cao nhất của thang điểm năm ấy (quy định không nêu thì là {USUAL_SCALE:g})"
CRITERION_UNREADABLE = cause(
    "criterion_unreadable",
    Level.CELL,
    "Không đọc được mức của tiêu chí",
    "«{value}» không phải mức của tiêu chí «{detail}».",
    f"Đơn vị ghi {', '.join(GRADES)}, hoặc {_SCALE}.",
    typed=f"Hãy ghi {', '.join(GRADES)}, hoặc {_SCALE}.",
)
NO_CRITERIA = cause(
    "year_without_criteria",
    Level.CELL,
    "Năm này không xếp theo tiêu chí",
    "Quy định xếp loại năm {detail} mà chương trình có không nêu tiêu chí; «{value}» chưa được ghi.",
    "Xem các bộ quy định bằng «dangbo xep-loai quy-dinh».",
    unit="Đơn vị không phải sửa gì.",
)
_POINTS = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*(?:điểm|đ)?", re.IGNORECASE)
_MOST_SAID = re.compile(
    r"(?:toi da|cao nhat|thang(?: diem)?)\s*:?\s*(\d{1,4})(?![\d/%])|\(\s*(\d{1,4})\s*(?:diem|d)\s*\)"
)


def read_criterion(raw: object, most: float = USUAL_SCALE) -> str | float | None:
    """Return the grade or the points, `most` at the highest, that a cell or a typed text gives a criterion, None where
    neither can be read."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw) if 0 <= raw <= most else None
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    grade = parse_grade(text)
    if grade is not None:
        return grade
    if found := _POINTS.fullmatch(text):
        points = float(found[1].replace(",", "."))
        return points if points <= most else None
    return None


def most_of_heading(heading: str) -> float | None:
    """Return the most points that a heading gives («Chính trị tư tưởng (tối đa 30 điểm)»), None where it states none."""
    found = _MOST_SAID.findall(fold(heading))
    return float(next(filter(None, found[-1]))) if found else None


def check_criterion(criterion: str, raw: object) -> tuple[str | float | None, Finding | None]:
    """Return what `read_criterion` reads by the highest scale there can be, with the finding where it reads nothing."""
    value = read_criterion(raw, SCALE_MOST)
    return value, None if value is not None else Finding(CRITERION_UNREADABLE, criterion)
