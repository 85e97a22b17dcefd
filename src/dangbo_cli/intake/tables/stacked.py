"""Tables stacked on one sheet: which work of the year a line between them names («II. KỶ LUẬT», «B. Xếp loại công chức»).

Such a line is made of nothing but the words for the work and for whom it is about: «Đảng viên xếp loại xuất sắc» heads people
of one list, not another list.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from dangbo_cli.forms.catalogue import FORMS
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.intake.tables.line_words import ROMAN, is_empty, unit_words
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

#: The works of the year by the words that name them, folded; more than one may stand in a line.
_WORKS = {
    "khen-thuong": r"khen thuong|thi dua|khen|bieu duong|tuyen duong",
    "ky-luat": r"ky luat",
    "xep-loai": r"xep loai|danh gia(?: chat luong)?|phan loai",
    "ktgs": r"kiem tra|giam sat|ktgs",
    "chuyen-de": r"(?:sinh hoat |hoc tap )?chuyen de|hoc (?:tap )?(?:cac )?nghi quyet",
    "ghi-danh": r"ghi danh|nguoi tot|viec tot",
    "cam-ket": r"cam ket",
    "mo-hinh": r"mo hinh|dot pha",
}
#: Who is no matter of the Party's lists.
_NOT_OURS = r"cong chuc|vien chuc|doan vien|hoi vien|cong doan|nguoi lao dong|lao dong"
_OURS = r"dang vien|to chuc dang|to chuc co so dang|chi bo|dang bo|tap the|ca nhan"
_BESIDE = (
    r"danh sach|ket qua|bang|cong tac|tinh hinh|viec|hinh thuc|tong hop|noi dung|xu ly|thi hanh|dang ky|xay dung|thuc hien|"
    r"nhung|cac|so|dong chi|truong hop|can bo|da|duoc|bi|cua|doi voi|ve|va|ban|trong|chat luong|muc|quy|thang|nam|don vi|\d{1,4}|"
    r"i{1,3}|iv|dang"
)
_LINE = rare(rf"\W*(?:(?:{'|'.join(_WORKS.values())}|{_NOT_OURS}|{_OURS}|{_BESIDE})\b\W*)+")
_NUMBERED = re.compile(r"\W*(?:[IVXLC]+|[A-HĐ]|\d{1,2})(?:\s*[.)/:–-]|\s)")
_ANY_WORK = re.compile("|".join(_WORKS.values()))
#: What is said of another kind than any that is read.
OTHER = "other"


def works_named(text: str) -> frozenset[str]:
    """Return the kinds of forms that a line names that says nothing else, `OTHER` for a rating of others than members and
    Party organisations; none where it says more."""
    folded = fold(unit_words(text))
    if not _ANY_WORK.search(folded) or not _LINE.fullmatch(folded):
        return frozenset()
    named = frozenset(kind for kind, words in _WORKS.items() if re.search(rf"\b(?:{words})\b", folded))
    if re.search(rf"\b(?:{_NOT_OURS})\b", folded) and not re.search(rf"\b(?:{_OURS})\b", folded):
        return frozenset((OTHER,))
    return named


def names_other_work(form: Form, text: str) -> bool:
    """Tell whether a line names a work of the year, and not the one of a table."""
    works = works_named(text)
    return bool(works) and form.kind not in works


def section_of(texts: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Return the last numbered line of a title that names a work of the year, with the kinds it names; "" where none does."""
    for numeral, text in zip(("", *texts)[-2::-1], reversed(texts), strict=False):
        parted = ROMAN.match(numeral.strip()) is not None
        if (parted or _NUMBERED.match(text)) and (works := works_named(text)):
            return clean(f"{numeral.strip().rstrip('.')}. {text}" if parted else text), works
    return "", frozenset()


def is_part(texts: Sequence[str]) -> bool:
    """Tell whether a title only numbers a part of its sheet («II. KỶ LUẬT»; «II», «KỶ LUẬT»)."""
    return (
        bool(texts) and _NUMBERED.match(" ".join(texts[:2]) if ROMAN.match(texts[0].strip()) else texts[0]) is not None
    )


def alone(row: Sequence[object]) -> str:
    """Return the one text of a row (beside its numeral), "" where it holds more."""
    filled = [v for v in row if not is_empty(v)]
    if not filled or len(filled) > 2 or not all(isinstance(v, str) for v in filled):
        return ""
    *numeral, words = (clean(str(v)) for v in filled)
    return words if not numeral else f"{numeral[0].rstrip('.')}. {words}" if len(numeral[0]) <= 4 else ""


def has_main_field_of_another(form: Form, words: Container[str], texts: Iterable[str]) -> bool:
    """Tell whether a text of a row like a table's header (the keys of its `words`) is the main field of another form and
    means nothing in the table's («Hình thức kỷ luật» where this table has «Hình thức khen thưởng»)."""
    for text in texts:
        if heading_key(text) in words or heading_book(form).read((text,)) is not None:
            continue
        for other in FORMS:
            said = heading_book(other).read((text,)) if other is not form else None
            if said is not None and said.value is not Value.IGNORED and said.key in other.core:
                return True
    return False
