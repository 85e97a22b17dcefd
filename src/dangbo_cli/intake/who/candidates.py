"""What is said of a row that may be several members: what would tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.domain.partial_dates import WHOLE_DAY
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.intake.who.people import Member

TWO_CANDIDATES = cause(
    "two_candidates",
    Level.ROW,
    "Có thể là nhiều người",
    "Dòng này có thể là nhiều người trong sổ: {detail}.",
    "Đơn vị ghi thêm số thẻ đảng viên hoặc số định danh.",
)
#: The same where the birth would tell, by its year alone or whole.
CANDIDATES_BY_YEAR, CANDIDATES_BY_DAY = (
    cause(
        code,
        Level.ROW,
        "Có thể là nhiều người",
        "Dòng này có thể là nhiều người trong sổ: {detail}.",
        f"Đơn vị ghi thêm {birth}, số thẻ đảng viên hoặc số định danh.",
    )
    for code, birth in (("candidates_by_year", "năm sinh"), ("candidates_by_day", "ngày, tháng, năm sinh"))
)


def of_candidates(candidates: Sequence[Member]) -> str:
    """Return the cause of a row that may be several members: by whether their births would tell them apart."""
    births = [member.text("birth_date") or "" for member in candidates]
    if all(births) and len({birth[:4] for birth in births}) == len(births):
        return CANDIDATES_BY_YEAR
    whole = all(len(birth) == WHOLE_DAY for birth in births) and len(set(births)) == len(births)
    return CANDIDATES_BY_DAY if whole else TWO_CANDIDATES
