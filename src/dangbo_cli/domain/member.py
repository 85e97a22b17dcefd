"""What the fields of one member must agree on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dangbo_cli.domain.identifiers import citizen_agrees
from dangbo_cli.domain.partial_dates import WHOLE_DAY, add_months, earliest, format_date, latest
from dangbo_cli.domain.probation import PROBATION_MONTHS
from dangbo_cli.domain.problem import Finding, Level, cause

ADMISSION_AGE = 16  # a slip below this; the statutes say 18, older ones and lost records less
_STATUTES_SINCE = "1996-07-01"  # before it, other statutes had other probations

ADMITTED_TOO_YOUNG = cause(
    "admitted_too_young",
    Level.CELL,
    "Vào Đảng trước 16 tuổi",
    "Ngày vào Đảng «{value}» sớm hơn ngày đủ 16 tuổi ({detail}).",
    "Hãy kiểm tra lại ngày sinh và ngày vào Đảng.",
)
BORN_TOO_LATE = cause(
    "born_after_admission",
    Level.CELL,
    "Sinh sau khi vào Đảng",
    "Ngày sinh «{value}» sau ngày vào Đảng ({detail}).",
    "Hãy kiểm tra lại ngày sinh và ngày vào Đảng; cả hai chưa được ghi.",
)
OFFICIAL_TOO_EARLY = cause(
    "official_before_admission",
    Level.CELL,
    "Chính thức trước khi vào Đảng",
    "Ngày chính thức «{value}» sớm hơn ngày vào Đảng ({detail}).",
    "Hãy kiểm tra lại hai ngày này.",
)
CITIZEN_DISAGREES = cause(
    "citizen_id_disagrees",
    Level.NOTE,
    "Số căn cước khác năm sinh hoặc giới tính",
    "Số căn cước «{value}» không khớp năm sinh hoặc giới tính đã ghi ({detail}); nên kiểm tra lại.",
)
PROBATION_NOT_A_YEAR = cause(
    "probation_not_a_year",
    Level.NOTE,
    "Thời gian dự bị khác 12 tháng",
    "Ngày chính thức «{value}» không phải là ngày vào Đảng cộng 12 tháng ({detail}); nên kiểm tra lại.",
)
PROBATION_NOT_OVER = cause(
    "probation_not_over",
    Level.NOTE,
    "Chính thức khi chưa đủ 12 tháng dự bị",
    "Vào Đảng ngày {value}, đến {detail} mới đủ 12 tháng dự bị mà đã ghi «Chính thức»; nên kiểm tra lại.",
)
#: What `check_member` looks at.
CHECKED_TOGETHER = ("birth_date", "admitted_on", "official_on", "citizen_id", "gender")


def check_member(values: Mapping[str, object]) -> list[tuple[str, Finding]]:
    """Return what is to be said about the fields of a member together, each with its field.

    `values` holds stored values by field key (dates as ISO text, maybe partial); absent and None alike mean
    unknown. A partial date is questioned only where no day it can mean would do.
    """
    said: list[tuple[str, Finding]] = []
    birth, admitted = _text(values, "birth_date"), _text(values, "admitted_on")
    official, citizen = _text(values, "official_on"), _text(values, "citizen_id")
    # The years alone tell it of nearly everybody: the calendar is asked only about the others.
    if birth and admitted and int(admitted[:4]) - int(birth[:4]) <= ADMISSION_AGE:
        sixteen = add_months(earliest(birth), 12 * ADMISSION_AGE)
        if latest(admitted) < sixteen:
            said.append(("admitted_on", Finding(ADMITTED_TOO_YOUNG, f"ngày sinh {format_date(birth)}")))
            if latest(admitted) < earliest(birth):  # either of the two may be the slip
                said.append(("birth_date", Finding(BORN_TOO_LATE, f"vào Đảng {format_date(admitted)}")))
                birth = None
            admitted = None
    if admitted and official:
        whole = len(admitted) == len(official) == WHOLE_DAY
        before = official < admitted if whole else latest(official) < earliest(admitted)
        if before:
            said.append(("official_on", Finding(OFFICIAL_TOO_EARLY, f"vào Đảng {format_date(admitted)}")))
        elif whole and admitted >= _STATUTES_SINCE and official != f"{int(admitted[:4]) + 1}{admitted[4:]}":
            due = add_months(admitted, PROBATION_MONTHS)
            if due.isoformat() != official:
                said.append(("official_on", Finding(PROBATION_NOT_A_YEAR, f"{due:%d/%m/%Y}")))
    gender = _text(values, "gender")
    if citizen and citizen_agrees(citizen, birth, gender) is False:
        detail = ", ".join(part for part in (format_date(birth), gender) if part)
        said.append(("citizen_id", Finding(CITIZEN_DISAGREES, detail)))
    return said


def probation_not_over(admitted: str | None, on: date) -> Finding | None:
    """Return what is to be said of somebody who is official on a day without an official date of her own, where the
    probation that began on her admission (a stored date, maybe partial) is not over by then."""
    if admitted is None or len(admitted) < 10 or admitted < _STATUTES_SINCE:
        return None
    due = add_months(admitted, PROBATION_MONTHS)
    return Finding(PROBATION_NOT_OVER, f"{due:%d/%m/%Y}") if due > on else None


def _text(values: Mapping[str, object], key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) and value else None
