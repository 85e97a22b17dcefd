"""What the words about a number mean that is no part of a target: a year or a day that something is compared with, or that
a document bears, is no deadline; «gần 5 hộ», «100% (dự kiến)» are no result that was reached."""

from __future__ import annotations

import re

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean

RESULT_NOT_MEASURED = cause(
    "result_not_measured",
    Level.NOTE,
    "Kết quả không tính được",
    "Kết quả «{value}» không có số nào theo chỉ tiêu «{detail}»: được ghi bằng chữ, chưa tính là đạt hay chưa.",
    "Muốn chương trình tính thì ghi số theo đúng đơn vị của chỉ tiêu.",
)
RESULT_UNSURE = cause(
    "result_unsure",
    Level.NOTE,
    "Kết quả chưa chắc",
    "Kết quả «{value}» không nói chắc là đã đạt (gần, khoảng, ước, dự kiến, kế hoạch): được ghi bằng chữ, chưa tính là đạt"
    " hay chưa.",
    "Muốn chương trình tính thì ghi số đã đạt được.",
)

#: Words that say that something is due by the day behind them.
_LEADS = r"(?:truoc|trong|vao|xong|hoan thanh|cham nhat|muon nhat|(?<!tinh )den|han)"
_CLAUSE = rf"(?:(?!\b{_LEADS}\b)[^,;.()\n:])*"
_BOOK = r"(?:nghi quyet|chi thi|ket luan|quy dinh|quyet dinh|huong dan|cong van|thong bao|thong tu|nghi dinh|bao cao|van ban|luat)"
_PLAN = r"(?:ke hoach|chuong trinh|de an)"
#: «so với cùng kỳ năm 2021», «cao hơn mức năm 2021», «giảm 5% so năm 2021».
_COMPARED = rare(
    rf"\bso (?:voi|sanh)\b{_CLAUSE}$"
    r"|(?:\b(?:cung ky|(?:hon|bang|nhu|vuot)(?: muc| ket qua| so lieu| ty le)?(?: cua)?)|[%\d]\s*so)\s*(?:cuoi |dau |ngay )?$"
)
#: «theo Nghị quyết năm 2021»; a plan is of the year in which it is to be carried out.
_BY_BOOK = rare(rf"\b(?:theo|can cu|tai)\b{_CLAUSE}\b{_BOOK}\b(?:(?!\b{_LEADS}\b)[^,;.()\n:\d%])*$")
_BY_PLAN = rare(rf"\b(?:theo|can cu|tai)\b{_CLAUSE}\b{_PLAN}\b(?:(?!\b{_LEADS}\b)[^,;.()\n:\d%])*$")
#: «số 15-NQ/ĐU ngày 10/01/2022».
_NUMBERED = rare(rf"(?:\d+-[a-z][\w/.-]*|\b(?:{_BOOK}|{_PLAN})\b[^;()\n]*(?<!ho )\bso\s*\d+\S*)[\s,]*(?:ngay\s*)?$")
_FROM = rare(r"\btu(?: het| dau)?\s*$")
_UP_TO = rare(r"\s*(?:den|toi|[-–])\s*(?:het |cuoi |ngay |nam |thang |quy )*\d")
_LED = rare(rf"\b{_LEADS}(?: het| cuoi| ngay)*\s*$")


def is_reference(ahead: str, after: str, whole_day: bool) -> bool:
    """Tell whether the time between two parts of a folded text is one that something is compared with, or a document's, or
    a beginning: «so với …», «theo Nghị quyết …», «(năm 2021: 90%)», «từ … đến …»."""
    if is_compared(ahead):
        return True
    if whole_day and (_NUMBERED.search(ahead) or _BY_PLAN.search(ahead)):
        return True
    if _FROM.search(ahead) and _UP_TO.match(after):
        return True
    opened, closed = ahead.rfind("("), after.find(")")
    if opened < 0 or ")" in ahead[opened:] or closed < 0:
        return False
    inside = f"{ahead[opened:]} {after[:closed]}"
    return re.search(r"\d", inside) is not None and not re.search(rf"\b{_LEADS}\b", inside)


def is_compared(ahead: str) -> bool:
    """Tell whether something is compared with the time behind a folded text: «so với …», «theo Nghị quyết …»."""
    return _COMPARED.search(ahead) is not None or _BY_BOOK.search(ahead) is not None


def is_led(ahead: str) -> bool:
    """Tell whether a folded text says of the time behind it that something is due by then."""
    return _LED.search(ahead) is not None


_SAID_MAYBE = (
    r"(?:dự kiến|dự tính|dự ước|dự báo|ước|ước tính|ước đạt|tạm tính|phấn đấu"
    r"|du kien|du tinh|uoc tinh|uoc dat|tam tinh|phan dau)"
)
_PLANNED = r"(?:kế hoạch|mục tiêu|đăng ký|ke hoach|kh)"
#: «gần 5 hộ», «khoảng 5», «kế hoạch: 5 hộ», «ước đạt 90%», «~ 5», «100% (dự kiến)»; «đạt 100% kế hoạch» was reached.
_UNSURE = rare(
    r"(?:(?<!\w)(?:gần|khoảng|xấp xỉ|ngót|chừng|cỡ|suýt|gan|khoang|xap xi)|[~≈])\s*(?:đạt |được |đến |tới )?\d"
    rf"|(?<!đạt )(?<!vượt )(?<!với )(?<!thành )(?<!\w)(?:{_SAID_MAYBE}|{_PLANNED})\s*(?:là |đạt |được |khoảng )?:?\s*\d"
    rf"|(?:[(,;–-]\s*(?:số )?(?:{_SAID_MAYBE}|{_PLANNED})|%\s*{_SAID_MAYBE})(?: đạt| thực hiện)?\s*\)?\s*$"
)


def is_unsure(text: str) -> bool:
    """Tell whether a result says of its number that it is about that, planned or expected."""
    return _UNSURE.search(canonical_tone(clean(text)).casefold()) is not None


def why_not_measured(text: str) -> str:
    """Return the code of why a result gives no number of its target."""
    return RESULT_UNSURE if is_unsure(text) else RESULT_NOT_MEASURED
