"""Whom a sheet of the year's work names: what tells a collective from a person, and names in a column nobody reads."""

from __future__ import annotations

import re

from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.members import FORM as MEMBERS
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.names import looks_like_person, strip_salutation
from dangbo_cli.vietnamese.text import canonical_tone, clean

#: Names of collectives, with their marks («Hội», never the surname «Hồ»); «Đoàn» only where no surname can be meant.
_COLLECTIVE = re.compile(
    r"^(?:tập thể|chi bộ|đảng bộ|chi ủy|đảng ủy|phòng|ban|tổ|đội|nhóm|khoa|trường|sở|công ty|trung tâm|bệnh viện|"
    r"chi đoàn|đoàn (?:thanh niên|trường|cơ sở|thể|công tác|kiểm tra|phường|xã|khối)|hội|liên đoàn|công đoàn|ủy ban|"
    r"ubnd|ubmttq|văn phòng|cục|chi cục|chi nhánh|kho bạc|ngân hàng|nhà máy|xí nghiệp|phân xưởng|lớp|hộ|gia đình|xã|"
    r"phường|bản|khu|doanh nghiệp|hợp tác xã|htx|thanh tra|tòa án|viện|quỹ|bưu điện|điện lực|hạt|trạm|cơ quan|đơn vị|"
    r"tiểu khu|thôn|tỉnh đoàn|huyện đoàn)(?!\w)"
)
#: What ends a name where other facts follow it in the same cell.
_NAME_ENDS = re.compile(r"[\n,;:(/]|\s[-–]\s")


def is_collective(text: str) -> bool:
    """Tell whether a text begins as the name of a collective does («Phòng …», «Hội …»)."""
    return _COLLECTIVE.match(canonical_tone(clean(text)).casefold()) is not None


def begins_with_person(text: str) -> bool:
    """Tell whether a cell begins with a person's name, whatever follows it."""
    return looks_like_person(strip_salutation(clean(_NAME_ENDS.split(text.strip())[0])))


def unread_names(table: TableFound, of_members: bool) -> dict[int, bool]:
    """Return the columns of unknown headings in which a list may name people, and whether it surely does: the heading
    begins as one of names does («Họ và tên, ngày sinh»). In any other only where the list is one of members."""
    book, found = heading_book(MEMBERS), dict[int, bool]()
    for c in table.unknown:
        heading = table.headings[c]
        if book.leaves_alone((heading,)):
            continue
        words = heading_key(heading).split()
        begun = (book.read((" ".join(words[:n]),)) for n in range(len(words), 1, -1) if "ten" in words[:n])
        surely = any(meaning is not None and meaning.key == "full_name" for meaning in begun)
        if surely or of_members:
            found[c] = surely
    return found
