"""What the clerk decides while sheets are read, and how far a decision reaches.

A decision is data: the record keeps it with the batch that it was made in, and it is replayed where the same question
comes again. It never stands against a contradiction, and never reaches further than what was seen when it was made.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold


class About(StrEnum):
    """What a decision is about; the values of the column."""

    ORGANIZATION = "organization"
    PERSON = "person"
    APART = "apart"
    HEADING = "heading"
    VALUE = "value"


ABOUT_LABELS: dict[About, str] = {
    About.ORGANIZATION: "Tên tổ chức",
    About.PERSON: "Người",
    About.APART: "Hai người khác nhau",
    About.HEADING: "Nghĩa của cột",
    About.VALUE: "Giữ như trong sổ",
}
#: How the key of a kept value ends where the row that names another is an entry of its own.
ANOTHER = " muc-khac"
#: What a column means that is not to be read.
NOT_READ = "bo-qua"
#: Words that files of any unit are named by: a name of these alone tells no unit from another.
_COMMON = frozenset(
    "danh sach ds dsdv dsđv dang vien dv to chuc bang bieu mau tong hop bao cao nhap chung chinh thuc moi cu sua lan ban "
    "final copy cuoi gui lai nam thang ngay quy file book sheet trich ngang so lieu xep loai ket qua dang ky cua va cac "
    "don vi chi bo co so excel new thong ke ghi danh cam ket mo hinh khen thuong ky luat phu luc kem theo".split()
)


#: Who somebody is of whom it is asked in the call that first writes her: she has no number yet.
NEW_HERE = "người được ghi mới ở lần này"
_IS_WHOM = rare(rf"(?<= là )(?:{NEW_HERE}|[^»]+ \(số hồ sơ \d+\))$")


def say_whom(name: str, number: int) -> str:
    """Return how a decision names the member it speaks of."""
    return f"{name} (số hồ sơ {number})"


def said_now(said: str, name: str, number: int) -> str:
    """Return the words of a decision about a row with the member as she is in the record now."""
    return _IS_WHOM.sub(lambda _: say_whom(name, number), said)


def about_label(about: About, means: str | None) -> str:
    """Return what a decision is about, for a list."""
    return "Mục khác" if about is About.VALUE and (means or "").endswith(ANOTHER) else ABOUT_LABELS[about]


class Reach(NamedTuple):
    """How far a decision reaches: `within` an organisation; where none was known (None), in files of that name (`file`:
    the stem, folded) if the name tells units apart, and in the same bytes."""

    within: int | None
    file: str
    sha256: str

    def covers(self, within: int | None, file: str, sha256: str) -> bool:
        """Tell whether a sheet of an organisation, of a file, is in reach."""
        if self.within is not None:
            return self.within == within
        return within is None and (self.sha256 == sha256 or (self.file == file and names_a_unit(file)))


def file_key(stem: str) -> str:
    """Return the key by which two versions of a file meet: its name without years, numbers and signs."""
    return " ".join(re.findall(r"[a-z]+", fold(stem)))


def names_a_unit(file: str) -> bool:
    """Tell whether a file's name holds any word that not every unit would use."""
    return any(len(word) > 1 and word not in _COMMON for word in file.split())
