"""Lists of officials, workers, students: people of whom some may be members and some not.

An official is not necessarily a member. Such a list without any column of the Party makes nobody one; with such a column,
only those of whom it says something. A clerk who knows better says so with --loai-bieu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.values import Raw, raw_text
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean, fold

MEMBER_NOT_SAID = cause(
    "member_not_said",
    Level.ROW,
    "Không rõ có phải đảng viên không",
    "Danh sách «{detail}» có cả người không phải đảng viên; dòng của «{value}» không ghi gì ở các cột về Đảng.",
    "Nếu là đảng viên thì đơn vị ghi ngày vào Đảng hoặc số thẻ; nếu cả danh sách là đảng viên thì nhập lại với "
    "--loai-bieu dang-vien.",
)

#: Columns that speak of somebody's place in the Party.
PARTY_FIELDS = frozenset(
    (
        "admitted_on",
        "official_on",
        "card_number",
        "file_number",
        "card_and_file_number",
        "party_position",
        "standing",
        "probationary_mark",
        "official_mark",
    )
)
_OTHERS = (
    r"(?:can bo|cong chuc|vien chuc|cong nhan|nhan vien|nguoi lao dong|lao dong|giao vien|giang vien|hoc vien|sinh vien|"
    r"hoc sinh|hoi vien|cong doan vien|doan vien|quan chung|cu tri)"
)
_LIST = r"^\W*(?:[^\W\d_]+ ){0,3}?danh sach (?:(?:trich ngang|cac|toan the|toan bo|doi ngu|dong chi|tong hop) )*"
_OF_OTHERS = re.compile(rf"{_LIST}{_OTHERS}\b(?!.*\b(?:la|deu la) dang vien\b)")
_OF_BOTH = re.compile(rf"{_LIST}dang vien\s*(?:,|;|/|va)\s*{_OTHERS}\b")
_NO = frozenset(("khong", "chua", "chua vao dang", "chua la dang vien", "quan chung", "0", "ko", "k"))


def names_others(texts: Iterable[str]) -> str | None:
    """Return the title that announces people who need not be members («DANH SÁCH CÁN BỘ, CÔNG CHỨC»), None where none
    does."""
    for text in texts:
        folded = fold(text)
        if _OF_OTHERS.search(folded) or _OF_BOTH.search(folded):
            return clean(text)
    return None


def says_member(table: TableFound, cells: Sequence[Raw]) -> bool:
    """Tell whether a row fills any of its columns that speak of the Party."""
    return any(
        c < len(cells) and not is_blank(cells[c]) and fold(raw_text(cells[c])).strip(" .") not in _NO
        for c, meaning in table.columns.items()
        if meaning.key in PARTY_FIELDS or meaning.value in (Value.ORGANIZATION, Value.RATING)
    )
