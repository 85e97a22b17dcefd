"""Whom a text of a sheet of the year's work names: a collective, or a person with other facts behind the name."""

from __future__ import annotations

import re

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.vietnamese.names import looks_like_person, strip_salutation
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold, spelling

NOBODY_NAMED = cause(
    "nobody_named",
    Level.ROW,
    "Không phải tên ai",
    "«{value}» không phải họ tên một người hay tên một tập thể.",
    "Nếu trong năm không có ai thì xóa dòng này, báo là không có («dangbo don-doc nop …»); nếu có thì ghi họ tên đầy đủ.",
    unit="Nếu trong năm không có ai thì xóa dòng này và báo là không có; nếu có thì ghi họ tên đầy đủ.",
)
#: Names of collectives, with their marks («Hội», never the surname «Hồ»); «Đoàn» only where no surname can be meant.
_COLLECTIVE = re.compile(
    r"^(?:tập thể|chi bộ|đảng bộ|chi ủy|đảng ủy|phòng|ban|tổ|đội|nhóm|khoa|trường|sở|công ty|trung tâm|bệnh viện|"
    r"chi đoàn|đoàn (?:thanh niên|trường|cơ sở|thể|công tác|kiểm tra|phường|xã|khối)|hội|liên đoàn|công đoàn|ủy ban|"
    r"ubnd|ubmttq|văn phòng|cục|chi cục|chi nhánh|kho bạc|ngân hàng|nhà máy|xí nghiệp|phân xưởng|lớp|hộ|gia đình|xã|"
    r"phường|bản|khu|doanh nghiệp|hợp tác xã|htx|thanh tra|tòa án|viện|quỹ|bưu điện|điện lực|hạt|trạm|cơ quan|đơn vị|"
    r"tiểu khu|thôn|tỉnh đoàn|huyện đoàn)(?!\w)"
)
#: «0», «Không có trường hợp nào bị kỷ luật»: no name, and nobody is to write one for it.
_NOBODY = rare(r"\W*(?:0+\W*$|(?:khong|chua|ko) (?:co|phat sinh|truong hop|dang vien|ai)\b)")
#: What ends a name where other facts follow it in the same cell.
_NAME_ENDS = re.compile(r"[\n,;:(/]|\s[-–]\s")


def is_collective(text: str) -> bool:
    """Tell whether a text begins as the name of a collective does («Phòng …», «Hội …»)."""
    return _COLLECTIVE.match(spelling(text)) is not None


def begins_with_person(text: str) -> bool:
    """Tell whether a cell begins with a person's name, whatever follows it."""
    return looks_like_person(strip_salutation(clean(_NAME_ENDS.split(text.strip())[0])))


def names_nobody(text: str) -> bool:
    """Tell whether the words where a name stands say that there was nobody («Không có trường hợp nào», «0»)."""
    return _NOBODY.match(fold(text)) is not None
