"""«Huy hiệu Đảng» of so many years: could somebody have them by then?

Counted by the month («tính theo tháng»): whoever completes the years within the month of the award has them. Given early to the
gravely ill, or after death: up to 12 months, from the badge of 70 years up to 24.
Source: the guidance on Huy hiệu Đảng («tính theo tháng»; early to the gravely ill). Only a note comes of it, never a refusal.
"""

from __future__ import annotations

from dangbo_cli.domain.partial_dates import earliest, format_date, latest
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import spelling

BADGE_TOO_EARLY = cause(
    "badge_too_early",
    Level.NOTE,
    "Huy hiệu Đảng chưa đủ năm tuổi Đảng",
    "«{value}», mà theo sổ {detail}.",
    "Hãy kiểm tra lại người được tặng, ngày vào Đảng trong sổ, hoặc số năm ghi ở đây.",
)
#: «Huy hiệu 30 năm tuổi Đảng», «Huy hiệu Đảng 30 năm», «Kỷ niệm chương 30 năm tuổi Đảng»; of a trade («Huy hiệu 30 năm ngành
#: Y tế», «Huy hiệu 30 năm công tác») it says nothing.
_BADGE = rare(
    r"\bhuy hiệu đảng(?: viên)?\D{0,12}?(\d{2}) năm\b|\b(\d{2}) năm (?:tuổi|vào) đảng\b|\bhuy hiệu (\d{2}) năm$"
)
_DAY = rare(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_YEAR = rare(r"\d{4}")
#: From so many years a badge may be given 24 months early, below it 12.
_HIGH, _EARLY_HIGH, _EARLY = 70, 24, 12


def too_early(words: str, when: str, admitted: str) -> str | None:
    """Return what to say where an award of a badge (its `words`) on a day (ISO, maybe partial) or in a period comes before
    the years since the admission (ISO, maybe partial) can be complete; None for anything else."""
    text = spelling(words).strip(" .")
    if "năm" not in text or (found := _BADGE.search(text)) is None:
        return None
    if _DAY.fullmatch(when) is None:
        when = max(_YEAR.findall(when))
    years, begun, day = int(next(filter(None, found.groups()))), earliest(admitted), latest(when)
    months = (day.year - begun.year) * 12 + day.month - begun.month
    if months + (_EARLY_HIGH if years >= _HIGH else _EARLY) >= years * 12:
        return None
    return f"vào Đảng {format_date(admitted)}, đến {format_date(when)} mới {max(months, 0) // 12} năm"
