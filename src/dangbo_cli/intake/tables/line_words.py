"""The words that tell a line of a sheet from a record: totals, signatures, notes, groups, names of units.

Vietnamese as units write it; what these words mean for a row, with its cells, is decided in `lines`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold, spelling

TOTAL = re.compile(
    r"^\W*(?:(?:tổng|cộng)(?:\s+(?:số|cộng|hợp|toàn|chung|đảng viên|đv|đ/c|đồng chí|chi bộ|đảng bộ|các|trang)\b|"
    r"\s*[:(.\d…]|\s*$)|(?:trong đó|mang sang|cộng mang sang|toàn (?:đảng bộ|chi bộ))\b)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:nguoi (?:lap|tong hop|lam bieu|ke khai)|t/m|tm\.? |k/t|kt\.|thu truong|xac nhan|\(?ky[, ]+(?:ten|ghi|dong)|"
    r"\(ghi ro ho|noi nhan|lap bieu$|nguoi ky|l/?s|luu\s*:)"
)
_SIGNED_ON = re.compile(r"^[^\d]{0,40}ngay\s*[\d.…_ ]*\s*thang\s*[\d.…_ ]*\s*nam(?!\s+(?:sinh|vao|ket nap))")
SIGNED_AT = re.compile(r"^[^\d,]{2,40},\s*ngay\s*[\d.…_ ]*\s*thang\s*[\d.…_ ]*\s*nam")
_SIGNER = re.compile(
    r"^(?:pho )?(?:bi thu|chu tich|giam doc|truong ban|thu ky|truong phong)(?: (?:chi bo|dang uy|dang bo|chi uy))?$"
)
_SIGNED = re.compile(r"(?:(?:pho|quyen) )?(?:bi thu|chu tich|giam doc|hieu truong|truong|thu ky)\b|da ky\b")
NOTE = re.compile(
    r"^(?:(?:ghi chú|viết tắt|lưu ý|chú thích|giải thích|hướng dẫn)\s*(?:[:.(*\d]|$)|\*+\s*\w|\(\*+\)|"
    r"danh sách (?:có|gồm|này)\b|ấn định danh sách\b|\(\d+\)\s*:)",
    re.IGNORECASE,
)
#: What begins the title of a list, or says of whom one is.
LISTS = rare(
    r"\W*(?:(?:[ivxlc]+|\d{1,2}|[a-d])\s*[.)/:-]\s*)?(?:(?:danh sach|ket qua|tong hop|quan chung|doan vien|cam tinh dang)\b|"
    r"(?:cac )?(?:dang vien|dong chi|d/c) .*\b(?:chuyen (?:di|den|sinh hoat)|tu tran|xoa ten|khai tru)\b)"
)
#: Sorts of people that a list is parted into, with their marks: whoever is called «Lành Đào» is one of them.
_SORTS = rare(
    r"(?:các )?(?:(?:đảng viên|đồng chí|đ/c|đv) )?(?:được )?(?:chính thức|dự bị|miễn (?:sinh hoạt|công tác)|hưu trí|nghỉ hưu|"
    r"đương chức|đang công tác|cán bộ|lãnh đạo|nam|nữ)\.?|(?:danh sách )?(?:các )?đảng viên (?:tăng|mới)\b.*"
)
#: What a printed page has at its end or its top.
PAGE = re.compile(r"^(?:trang(?: số)?[: ]*\d{1,4}(?:\s*/\s*\d{1,4})?|[-–—]*\s*\d{1,4}\s*[-–—]*)$", re.IGNORECASE)
_NUMERAL = rare(r"^\W*(?:[IVXLC]+|[A-HĐ]|\d{1,2})\s*[.)/:–-]\s*")
#: What a list is counted by, below it: «Nam» «12», «Tuổi bình quân» «42,5».
COUNTED_BY = rare(
    r"\W*(?:(?:nam|nữ|kinh)\W*$|(?:giới tính|dự bị|chính thức|đảng viên|dân tộc|tôn giáo|(?:độ |từ )?tuổi|bình quân|số lượng|"
    r"(?:tỷ|tỉ) lệ|trình độ|chuyên môn|lý luận|(?:trên )?đại học|cao đẳng|(?:trung|sơ|cao) cấp|cử nhân|(?:thạc|tiến) sĩ|thpt|thcs|"
    r"miễn|hưu|(?:dưới|trên|từ) \d+)\b)",
    re.IGNORECASE,
)
#: «12 đ/c» in a column of facts is of a group.
COUNTED = rare(r"\W*\d{1,4}\s*(?:đ/c|đồng chí|đảng viên|đv|người)\b", re.IGNORECASE)
#: What heads the rows of one year, alone in its cell: «Năm 2024», «2024».
_YEAR_ROW = rare(r"\W*(?:(?:trong |cua )?nam )?((?:19|20)\d\d)\W*")
_HEAD_COUNT = rare(r"\s*[(:].*$")
ROMAN = re.compile(r"^(?:[IVXLC]+|[A-HĐ])\s*[.)/-]?$")
#: What stands where numbers do beside a person of a template («VD», «Mẫu:»).
EXAMPLE = rare(r"(?:vd|ví dụ|mẫu|thí dụ|ex|example)\s*\d*\s*[.:)]*", re.IGNORECASE)
ARABIC = re.compile(r"^\d{1,4}\s*[.)]?$")
_LEAD = r"^(?:\W|[ivxlc]+\b[.\s)/-]|\d+[.)/]?\s|[a-hđ][.)]\s)*"
#: With marks: «Đặng Uy Vũ» and «Tô Đăng Khoa» are people. Without, only where the whole text has none.
_UNIT = re.compile(_LEAD + r"(?:chi bộ|đảng bộ|đảng ủy|chi ủy|tổ đảng|cb\b|đb\b|cb\d)")
_PLAIN_UNIT = rare(_LEAD + r"(?:chi bo|dang bo|dang uy|chi uy|to dang|cb\b|cb\d)\b")
_UNIT_WORD = re.compile(r"chi [bu]|dang [bu]|to dang|cb|db")
#: Headings inside a sheet of entries that part collectives from individuals.
SECTION = rare(r"^(?:\W|[ivxlc]+\b[.\s)/-]|\d+[.)]?\s|[a-hd][.)]\s)*(?:tap the|ca nhan|doi voi (?:tap the|ca nhan))\b")
_KIND = rare(r"(?:chi bo|dang bo|dang uy|chi uy|to dang)(?: (?:co so|bo phan|truc thuoc))*")
_LISTED = r"\W*(?:(?:[ivxlc]+|\d{1,2}|[a-hd])\s*[.)/:-]\s*)?(?:danh sach )?(?:nhung |cac )?"
_STANDING = rare(
    rf"{_LISTED}(?:so )?(?:(?:dang vien|dong chi|d/c|dv) )*(?:la )?(?:dang vien )?(?:duoc |bi |dang |con |tam )*"
    r"(?:chinh thuc|du bi|dvdb|dvct|mien (?:sinh hoat|cong tac|sh)|dinh chi|sinh hoat)\b"
)
_LEVEL = rare(
    rf"{_LISTED}(?:(?:dang vien|dong chi|d/c|dv|chi bo|to chuc dang|tap the|ca nhan) )*"
    r"(?:duoc |xep loai |danh gia |muc |loai )*(?:(?:khong )?hoan thanh\b|htxs|httnv|htnv|khtnv|xuat sac)"
)
#: Why somebody is not rated, or that it is not known yet how («chưa họp xét», «nghỉ thai sản»); with their marks, for «chùa»
#: is none, and without what only looks so («Khoa Miễn dịch», «Phòng Thiết bị», «Tổ chuyển đổi số»).
_WHY_NOT = (
    r"(?:chưa|(?<!hàng )(?<!phòng )(?:không|ko)(?! quân)|vắng|nghỉ(?! dưỡng| hưu)|ốm|thai sản|đi|(?<!nông thôn )mới|"
    r"chuyển(?! đổi)|miễn(?! dịch)|đình chỉ|kỷ luật|xem xét|(?<!thiết )(?<!chuẩn )(?<!trang )bị|đang(?! công tác)|chờ|hoãn|rút|"
    r"xin|từ trần|khai trừ|xóa tên|lý do|đề nghị|đề xuất|dưới|tạm thời|trường hợp|còn lại)"
)
_SOMEBODY = r"(?:các|những|số|đảng viên|đồng chí|đ/c|đv|cán bộ|công chức|viên chức|cá nhân|tập thể|người|và|,|được)"
_SAYS_WHY_NOT = rare(rf"(?<!\w){_WHY_NOT}(?!\w)")
_SAYS_WHY_NOT_PLAIN = rare(rf"\b{fold(_WHY_NOT)}\b")
_BEGINS_WHY_NOT = rare(rf"(?:[*•+–-]\s*)*(?:{_SOMEBODY}\s+)*{_WHY_NOT}(?!\w)")
_ERROR = rare(r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")


def is_unit_name(text: str) -> bool:
    """Tell whether a text begins with the word for a Party organisation («Chi bộ …», «I. Đảng ủy …»)."""
    if not _UNIT_WORD.search(fold(text)):  # a name, nearly always
        return False
    plain = spelling(text)
    return bool(_UNIT.match(plain) or (plain.isascii() and _PLAIN_UNIT.match(plain)))


def is_no_record(text: str) -> bool:
    """Tell whether a text begins as groups, totals and signatures do."""
    return is_unit_name(text) or TOTAL.match(clean(text)) is not None or _SIGNATURE.match(fold(text)) is not None


def is_empty(value: object) -> bool:
    """Tell whether a raw cell holds nothing to be read: empty, blanks, or the text of a formula's error."""
    if not isinstance(value, str):
        return value is None
    text = value.strip()
    return not text or (text[0] == "#" and _ERROR.match(text) is not None)


def is_sort_of_people(text: str) -> bool:
    """Tell whether a group's words name a sort of people («II. Đảng viên dự bị»), not a unit."""
    return _SORTS.fullmatch(canonical_tone(unit_words(text)).casefold()) is not None


def is_kind(text: str) -> bool:
    """Tell whether a text is the word for a sort of Party organisation and names none («Chi bộ», «Đảng bộ cơ sở»)."""
    return _KIND.fullmatch(fold(text)) is not None


def names_one(text: str) -> bool:
    """Tell whether a text that begins with the word for a Party organisation goes on with a name («Chi bộ Là Ngà»), not with
    a sentence («chi bộ là …»)."""
    words = text.split()
    return len(words) > 2 and (words[2][0].isupper() or words[2][0].isdigit())


def speaks_of_standing(text: str) -> bool:
    """Tell whether a few words begin with how people stand in the Party («Đảng viên dự bị», «ĐV DỰ BỊ (1)»)."""
    return _STANDING.match(fold(text)) is not None


def speaks_of_level(text: str) -> bool:
    """Tell whether a few words begin with a level of a rating («Hoàn thành tốt nhiệm vụ»)."""
    return _LEVEL.match(fold(text)) is not None


def says_why_not(text: str) -> bool:
    """Tell whether words about a few people may say why they are not rated, or that nobody knows yet how."""
    plain = spelling(text)
    return (_SAYS_WHY_NOT_PLAIN if plain.isascii() else _SAYS_WHY_NOT).search(plain) is not None


def begins_why_not(text: str) -> bool:
    """Tell whether words that stand where names do begin so («Nghỉ thai sản», «Đảng viên chưa họp xét»): no name does."""
    return _BEGINS_WHY_NOT.match(spelling(text)) is not None


def unit_words(text: str) -> str:
    """Return a group's name without its numeral and its head count: «II. Chi bộ 1 (12 đồng chí)» → «Chi bộ 1»."""
    return clean(_HEAD_COUNT.sub("", _NUMERAL.sub("", text)))


def year_row(text: str, beside: Sequence[str]) -> tuple[str, str] | None:
    """Return the words of a row that says a year where names or numbers stand («Năm 2024», «2024»), with what else stands
    `beside` but counts, and why it is in doubt: brackets alone are of a group. None where the text is no year."""
    year = _YEAR_ROW.fullmatch(fold(text))
    if year is None:
        return None
    why = "" if all(word.startswith("(") for word in beside) else "không rõ là dòng nhóm của năm nào"
    return " ".join([f"Năm {year[1]}", *beside]), why


def signs(value: object) -> bool:
    """Tell whether a raw cell is of a signature block: a name («Lò Văn An», not «Đảng viên»), an office, «(Đã ký)»."""
    if not isinstance(value, str):
        return False
    folded = fold(value)
    if folded.startswith("(") or _SIGNED.match(folded) or _SIGNATURE.match(folded):
        return True
    return looks_like_person(value) and all(word[:1].isupper() for word in value.split())


def is_signature(text: str) -> bool:
    """Tell whether a text heads a signature block: whoever signs, the day it was signed, «(Ký, ghi rõ họ tên)»."""
    folded = fold(text)
    return bool(_SIGNATURE.match(folded) or _SIGNED_ON.match(folded) or (text.isupper() and _SIGNER.match(folded)))
