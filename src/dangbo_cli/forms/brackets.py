"""What the brackets of a heading say: a hint for whoever fills the column in, or that it holds something else.

«Ngày vào Đảng (dd/mm/yyyy)» is the day of admission; «Ngày vào Đảng (hội viên)», «Chức vụ Đảng (quy hoạch)», «Họ và tên
(chủ hộ)» are not what they would be without their brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangbo_cli.forms.form import Value
from dangbo_cli.vietnamese.text import fold

_IN_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)")
_NOT_WORD = re.compile(r"[^0-9a-z]+")

#: Somebody of the family; folded, «bố» is «bộ» and «bổ sung», «con» is «còn», «chồng» is «chống».
_RELATIVE = re.compile(
    r"\b(?:vo(?! than)|(?<!phong )chong(?! (?:my|phap|tham|dich))|cha|me|"
    r"(?<!dang )(?<!chi )(?<!can )(?<!toan )(?<!noi )(?<!cac )bo(?= (?:me|de|ruot|vo|chong|nuoi|va|hoac|\d)|$)|"
    r"con(?= (?:de|ruot|nuoi|thu|trai|gai|dau|re|chau|\d)|$)|(?:ong|ba|chau) (?:noi|ngoai)|"
    r"(?:co|di|chu|bac|cau|mo|anh|chi|em) ruot|(?:anh|chi|em) (?:re|dau)|chu ho|"
    r"nguoi than|than nhan|gia dinh|quan he)\b"
)
#: Somebody who has to do with the person of the row.
_OFFICE = re.compile(
    r"\b(?:bi thu|lanh dao|nguoi (?:gioi thieu|phu trach|theo doi|lap|ky|khai|lien he|lien lac|dai dien|giam ho|"
    r"bao lanh|huong dan|giup do|thay the|ke nhiem|tien nhiem))\b"
)
#: Another time than now, or what is not yet.
_ANOTHER_TIME = re.compile(
    r"\b(?:du kien|quy hoach|nguon(?: can bo|$)|nhiem ky|khoa (?:truoc|cu)|(?:truoc|sau|luc|tu) khi|truoc (?:day|do)|"
    r"khi (?:vao|ket nap|nhap)|de nghi(?! (?:ghi|viet|dien|nhap|dung|go|khong))|de xuat|dang (?:theo )?hoc|"
    r"chua (?:tot nghiep|co bang)|lan (?:dau|thu|hai|\d)|chuyen (?:den|di)|noi (?:den|di)|"
    r"thoi giu|da (?:giu|qua)|mien nhiem|nguyen chuc)\b|"
    r"^(?:cu|nguyen)$"
)
#: Of another body or for another purpose than the Party's.
_ANOTHER_SORT = re.compile(
    r"\b(?:bhyt|bhxh|bao hiem|hoi vien|hoi (?:ccb|cuu chien binh|nong dan|phu nu|nguoi cao tuoi|nha bao|luat gia)|ccb|"
    r"cuu chien binh|(?<!quan )(?<!giai )doan(?! the| ket)|cong doan|doan vien|thanh nien|ngan hang|atm|the nganh|nha bao|"
    r"luat su|am lich)\b"
)
#: Where somebody lives, the Party organisation and the posts are others than those of work.
_RESIDENCE = re.compile(r"\bnoi (?:cu tru|o)\b")
_OF_PLACES = (Value.ORGANIZATION, Value.POSITION, Value.PARTY_POSITION)
#: Of these the brackets list what may stand in the cell: «Chức vụ (Đảng, đoàn thể)», «(Bí thư, Phó Bí thư)».
_LISTED = re.compile(r"\b(?:dang(?! vien)|chinh quyen|chuyen mon|pho bi thu|cap uy)\b")
_NAMES = (Value.PERSON_NAME, Value.PARTY_NAME)
#: Numbers whose length tells an old one from a new one.
_TELLS_OLD = (Value.CITIZEN, Value.CARD)


def in_brackets(path: Sequence[str]) -> str:
    """Return what the brackets of a heading say, folded: «Xếp loại (tự nhận)» → «tu nhan»."""
    if not any(sign in text for text in path for sign in "([{"):
        return ""
    said = (part for text in path for part in _IN_BRACKETS.findall(text))
    return " ".join(_NOT_WORD.sub(" ", fold(" ".join(said))).split())


def is_of_family(words: str) -> bool:
    """Tell whether folded words of a heading are of the family of the person of the row: «Vợ (chồng)», «Mẹ đẻ»."""
    return _RELATIVE.search(words) is not None


def is_of_somebody_else(words: str) -> bool:
    """Tell whether folded words of a heading, in brackets or above it, are of the family or of somebody who has to do
    with the person of the row: «Vợ (chồng)», «Người giới thiệu», «Bí thư»."""
    return is_of_family(words) or _OFFICE.search(words) is not None


def speaks_otherwise(hint: str, key: str = "", value: Value = Value.TEXT) -> bool:
    """Tell whether brackets, as `in_brackets` gives them, say that a column does not hold what its heading means without
    them, field `key` of a sort ("": none): it is of somebody else, of another time or sort. Whose rating a column
    holds, and when, `read_rating_heading` tells; a remark is kept as it is written, whatever it is about."""
    if not hint or key == "note":
        return False
    if _RELATIVE.search(hint):
        return True
    if value is Value.RATING:
        return False
    if not (key.endswith("position") and _LISTED.search(hint)) and (_OFFICE.search(hint) or _ANOTHER_SORT.search(hint)):
        return True
    if value in _OF_PLACES and _RESIDENCE.search(hint):
        return True
    return value not in _NAMES and _ANOTHER_TIME.search(hint) is not None and not (hint == "cu" and value in _TELLS_OLD)
