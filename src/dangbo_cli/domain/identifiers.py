"""Numbers of a person: Party card, file number, citizen id, phone. All are text; leading zeros count.

What Excel took from a number typed as a number is given back where the length proves it, and noted.
A 12-digit citizen id reads: three digits of the place of registration, one of century and sex (0 and 1: 1900s man and
woman, 2 and 3: 2000s …), two of the year of birth, six more; it has no check digit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

CARD_UNREADABLE = cause(
    "card_unreadable",
    Level.CELL,
    "Số thẻ đảng viên không hợp lệ",
    "«{value}» không phải là số thẻ đảng viên 8 hoặc 12 chữ số.",
    "Hãy ghi lại số thẻ đủ chữ số, dạng chữ (text).",
)
CARD_ZERO = cause(
    "card_zero_restored",
    Level.NOTE,
    "Thêm lại số 0 của số thẻ",
    "Số thẻ «{value}» mất số 0 ở đầu vì để dạng số; đã ghi {detail}.",
)
FILE_NUMBER_UNREADABLE = cause(
    "file_number_unreadable",
    Level.CELL,
    "Số lý lịch không hợp lệ",
    "«{value}» không phải là số lý lịch đảng viên (6 chữ số, có thể kèm ký hiệu).",
    "Hãy ghi lại số lý lịch đủ 6 chữ số, dạng chữ (text).",
)
FILE_NUMBER_ZERO = cause(
    "file_number_zero_restored",
    Level.NOTE,
    "Thêm lại số 0 của số lý lịch",
    "Số lý lịch «{value}» mất số 0 ở đầu vì để dạng số; đã ghi {detail}.",
)
CITIZEN_UNREADABLE = cause(
    "citizen_id_unreadable",
    Level.CELL,
    "Số căn cước không hợp lệ",
    "«{value}» không phải là số căn cước 12 chữ số hay số chứng minh nhân dân 9 chữ số{detail}.",
    "Hãy ghi lại theo giấy tờ, dạng chữ (text).",
)
CITIZEN_ZERO = cause(
    "citizen_id_zero_restored",
    Level.NOTE,
    "Thêm lại số 0 của số căn cước",
    "Số căn cước «{value}» mất số 0 ở đầu; số {detail} khớp năm sinh và giới tính.",
)
PHONE_UNREADABLE = cause(
    "phone_unreadable",
    Level.CELL,
    "Số điện thoại không hợp lệ",
    "«{value}» không phải là số điện thoại.",
    "Hãy ghi lại đủ chữ số, dạng chữ (text).",
)
EMAIL_UNREADABLE = cause(
    "email_unreadable",
    Level.CELL,
    "Địa chỉ email không hợp lệ",
    "«{value}» không phải là địa chỉ email.",
    "Hãy ghi lại địa chỉ có dấu @, ví dụ ten@coquan.gov.vn, hoặc để trống.",
)
PHONE_ZERO = cause(
    "phone_zero_restored",
    Level.NOTE,
    "Thêm lại số 0 của số điện thoại",
    "Số điện thoại «{value}» mất số 0 ở đầu; đã ghi {detail}.",
)

_QUOTES = " '`’‘\"\u00b4"
_NONE = rare(
    r"(?:chua|khong|mat|dang|cho|ko)\b(?:\s+(?:co|duoc|cap|the|doi|lam|phat|so|dang vien|the dang vien"
    r"|cccd|cmnd|cmt|sdt|dien thoai|lai|"
    r"moi|nhan|su dung))*$|^x+$"
)
#: What a number that was made text ends in: «14012345.0». Noughts behind digits in groups («014.085.012.000») are a group.
_WHOLE = re.compile(r"(?:(?<!\d)(?<![\d)][.\s\-])(\d+)\.00+|(?<=\d)\.0)$")


def _as_text(raw: object) -> tuple[str | None, bool]:
    """Return a cell as text and whether it was a number; None for what can hold no number."""
    if isinstance(raw, str):
        if raw.isascii() and raw.isdigit():
            return raw, False
        text = clean(raw).strip(_QUOTES).rstrip(".,;")
        return _WHOLE.sub(r"\1", text), False
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return None, False
    if abs(raw) < 1e15 and raw == int(raw):
        return str(int(raw)), True
    return repr(raw), True


_ROUNDED = "; Excel đã rút gọn số này, các chữ số sau bị mất"


def _was_rounded(digits: str) -> bool:
    """Tell whether a number lost its last digits: «1.40123E+11» typed back into a cell ends in noughts."""
    return len(digits) >= 11 and digits.endswith("00000")


def _says_none(text: str) -> bool:
    return not text[:1].isdigit() and bool(_NONE.match(fold(text)))


# --- Party card and file number --------------------------------------------------------------------


class Card(NamedTuple):
    """A card cell: the 12-digit number, the 8-digit one, and the file number written beside it."""

    new: str | None = None
    old: str | None = None
    file_number: str | None = None


_LEAD = rare(
    r"^(?:(?:số|so)\s*)?(?:thẻ(?:\s+đảng(?:\s+viên)?)?|the(?:\s+dang(?:\s+vien)?)?|stđv|tđv|tđ)?\s*(?:số|so|:|\.)*\s*(?=\d)",
    re.IGNORECASE,
)
_EIGHT = r"\d{2}[.\s\-]?\d{6}|\d{2}[.\s\-]\d{3}[.\s\-]\d{3}"
_TWELVE = r"\d{12}|\d{3}[.\s\-]\d{3}[.\s\-]\d{3}[.\s\-]\d{3}|\d{4}[.\s\-]\d{4}[.\s\-]\d{4}|\d{3}[.\s\-]\d{9}"
_CARD = re.compile(rf"(?:(?P<new>{_TWELVE})|(?P<old>{_EIGHT}))$")
_CARD_AND_FILE = re.compile(
    rf"(?:(?P<new>{_TWELVE})|(?P<old>{_EIGHT}))(?:\s*[/;,|\\]\s*|\s+-\s+|\s+|-)"
    r"(?:(?:số\s*)?(?:ll|lý lịch|sll)\s*:?\s*)?(?P<file>\d{6}(?:\s?[/.\-]?\s?[A-ZĐ]{1,4})?)$",
    re.IGNORECASE,
)
_BOTH_CARDS = rare(rf"(?P<a>{_TWELVE}|{_EIGHT})\s*(?:[/;,|(]|\s-\s)\s*(?P<b>{_TWELVE}|{_EIGHT})\)?$")
_FILE = re.compile(r"(\d{6})\s?[/.\-]?\s?([A-ZĐ]{0,4})$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[.\s\-]")


@lru_cache(maxsize=1 << 15, typed=True)
def parse_card(raw: object) -> tuple[Card | None, Finding | None]:
    """Read a Party card cell: 8 or 12 digits, «14.012345», «14 012 345», maybe with the file number beside it
    («14.012345/012345»). «Chưa cấp» gives (None, None)."""
    text, number = _as_text(raw)
    if text is None:
        return None, Finding(CARD_UNREADABLE)
    if _says_none(text):
        return None, None
    if not text[:1].isdigit():
        text = _LEAD.sub("", text)
    if number and _was_rounded(text):
        return None, Finding(CARD_UNREADABLE)
    if number and text.isdigit() and len(text) in (7, 11):
        full = text.zfill(len(text) + 1)
        return _card(full), Finding(CARD_ZERO, full)
    found = _CARD.match(text)
    if found:
        card = _card(_SEPARATOR.sub("", text))
        return (card, None) if card else (None, Finding(CARD_UNREADABLE))
    found = _CARD_AND_FILE.match(text)
    if found:
        card = _card(_SEPARATOR.sub("", found["new"] or found["old"]))
        if card:
            return Card(card.new, card.old, _file_number(found["file"])), None
    found = _BOTH_CARDS.match(text)
    if found:
        one, other = _card(_SEPARATOR.sub("", found["a"])), _card(_SEPARATOR.sub("", found["b"]))
        if one and other and bool(one.new) != bool(other.new):
            return Card(one.new or other.new, one.old or other.old), None
    return None, Finding(CARD_UNREADABLE)


def _card(digits: str) -> Card | None:
    if not digits.strip("0"):
        return None  # 000000000000 is what other programs put for «none»
    return Card(new=digits) if len(digits) == 12 else Card(old=digits)


def _file_number(text: str) -> str | None:
    found = _FILE.match(clean(text))
    return found[1] + found[2].upper() if found else None


@lru_cache(maxsize=1 << 15, typed=True)
def parse_file_number(raw: object) -> tuple[str | None, Finding | None]:
    """Read a file number: six digits, maybe with one to four letters; stored without blanks («012345TU»)."""
    text, number = _as_text(raw)
    if text is None:
        return None, Finding(FILE_NUMBER_UNREADABLE)
    if _says_none(text):
        return None, None
    text = re.sub(
        r"^(?:số|so)?\s*(?:ll|sll|lý lịch|ly lich)?\s*(?:đv|đảng viên)?\s*:?\s*(?=\d)",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if number and text.isdigit() and 3 <= len(text) < 6:
        return text.zfill(6), Finding(FILE_NUMBER_ZERO, text.zfill(6))
    if re.fullmatch(r"\d{2}[.\s]\d{2}[.\s]\d{2}|\d{3}[.\s]\d{3}", text):
        text = _SEPARATOR.sub("", text)
    value = _file_number(text)
    return (value, None) if value else (None, Finding(FILE_NUMBER_UNREADABLE))


# --- citizen id ------------------------------------------------------------------------------------

PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 "
    "042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 "
    "086 087 089 091 092 093 094 095 096".split()
)
"""The 63 codes of registration of Thông tư 07/2016/TT-BCA; they stay valid after the provinces were merged."""


def citizen_agrees(citizen: str, birth: str | None, gender: str | None) -> bool | None:
    """Say whether a 12-digit id fits a stored birth date and a gender; None where neither is known.

    Digit 4 tells century and sex, digits 5 and 6 the year.
    """
    if len(citizen) != 12 or not citizen.isdigit() or (not birth and not gender):
        return None
    code = int(citizen[3])
    if gender in ("Nam", "Nữ") and (code % 2 == 1) != (gender == "Nữ"):
        return False
    if birth:
        return 1900 + 100 * (code // 2) + int(citizen[4:6]) == int(birth[:4])
    return True


@lru_cache(maxsize=1 << 15, typed=True)
def parse_citizen(
    raw: object, birth: str | None = None, gender: str | None = None
) -> tuple[str | None, Finding | None]:
    """Read a citizen id: 12 digits, or the 9 digits of the old card (the length tells which).

    Eleven digits are repaired where the number with its zero fits the birth date and the gender, as far as
    known; without a known birth date they are set aside.
    """
    text, number = _as_text(raw)
    if text is None:
        return None, Finding(CITIZEN_UNREADABLE)
    if _says_none(text):
        return None, None
    if number and _was_rounded(text):
        return None, Finding(CITIZEN_UNREADABLE, _ROUNDED)
    digits = text
    if not digits.isdigit():
        if re.fullmatch(r"\d[.,]?\d*[eE]\+?\d+", text):
            return None, Finding(CITIZEN_UNREADABLE, _ROUNDED)
        digits = re.sub(r"^(?:cccd|cmnd|cmt|cc|số|so)\s*(?:số)?\s*:?\s*(?=\d)", "", text, flags=re.IGNORECASE)
        digits = _SEPARATOR.sub("", digits)
    if not digits.isascii() or not digits.isdigit() or not digits.strip("0"):
        return None, Finding(CITIZEN_UNREADABLE)
    if len(digits) == 12 or len(digits) == 9:
        return digits, None
    if len(digits) == 11:
        full = "0" + digits
        if birth and full[:3] in PROVINCES and citizen_agrees(full, birth, gender):
            return full, Finding(CITIZEN_ZERO, full)
        why = "không khớp năm sinh, giới tính" if birth else "không biết ngày sinh để so"
        if full[:3] not in PROVINCES:
            why = f"«{full[:3]}» không phải mã tỉnh nào"
        return None, Finding(CITIZEN_UNREADABLE, f"; có thể mất số 0 ở đầu, nhưng {why}")
    return None, Finding(CITIZEN_UNREADABLE, f" (có {len(digits)} chữ số)")


_COUNTER = 5


def parse_external_id(raw: object) -> tuple[str | None, Finding | None]:
    """Read the number by which another system knows somebody, as typed. A short number («12») is the running number of
    a sheet that calls it ID, and tells nothing."""
    text, _ = _as_text(raw)
    if text is None or _says_none(text) or (text.isdigit() and len(text) < _COUNTER):
        return None, None
    return text, None


# --- phone -----------------------------------------------------------------------------------------

_OLD_MOBILE = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
"""Eleven-digit mobile numbers became ten-digit ones in 2018 (Bộ Thông tin và Truyền thông, 798/QĐ-BTTTT)."""
_MOBILE = re.compile(r"0[35789]\d{8}$", re.ASCII)
_LANDLINE = re.compile(r"02\d{8,9}$", re.ASCII)
_PHONE_SPLIT = re.compile(r"\s*(?:[;,/\n|]|\s-\s|\bhoặc\b|\bvà\b)\s*")
_PHONE_NOISE = re.compile(r"[.\s\-()]")


@lru_cache(maxsize=1 << 15, typed=True)
def parse_phone(raw: object) -> tuple[str | None, Finding | None]:
    """Read one or several phone numbers, stored as digits («0912345678; 02123852111»)."""
    text, _ = _as_text(raw)
    if text is None:
        return None, Finding(PHONE_UNREADABLE)
    if _says_none(text):
        return None, None
    if _MOBILE.match(text):
        return text, None
    numbers: list[str] = []
    restored = False
    for part in _PHONE_SPLIT.split(text):
        if not part.strip(_QUOTES):
            continue
        digits = _PHONE_NOISE.sub("", part.strip(_QUOTES))
        if len(digits) == 20 and _MOBILE.match(digits[:10]) and _MOBILE.match(digits[10:]):
            numbers += [digits[:10], digits[10:]]  # two lines of one cell
            continue
        number, lost = _one_phone(part)
        if number is None:
            return None, Finding(PHONE_UNREADABLE)
        restored |= lost
        numbers.append(number)
    value = "; ".join(dict.fromkeys(numbers))
    if not value:
        return None, Finding(PHONE_UNREADABLE)
    return value, Finding(PHONE_ZERO, value) if restored else None


_EMAIL = re.compile(r"[^\s@<>;,/()]+@[^\s@<>;,/()]+\.[^\s@<>;,/().]+")


def parse_email(raw: object) -> tuple[str | None, Finding | None]:
    """Read one address or several, joined by «; ». «Không», «Chưa có» give (None, None)."""
    if isinstance(raw, str) and _EMAIL.fullmatch(raw):
        return raw, None
    text = clean(raw).strip(_QUOTES) if isinstance(raw, str) else ""
    if text and _says_none(text):
        return None, None
    found = _EMAIL.findall(text)
    beside = re.sub(r"^(?:e-?mail|mailto|thư điện tử)\s*:", "", _EMAIL.sub(" ", text).strip(), flags=re.IGNORECASE)
    if not found or beside.strip(" ;,/<>.\n"):
        return None, Finding(EMAIL_UNREADABLE)
    return "; ".join(dict.fromkeys(found)), None


def _one_phone(text: str) -> tuple[str | None, bool]:
    text = re.sub(
        r"^(?:đt|sđt|dđ|đtdđ|tel|điện thoại|di động)\s*[:.]*\s*", "", text.strip(_QUOTES), flags=re.IGNORECASE
    )
    digits = _PHONE_NOISE.sub("", text)
    for country in ("+84", "0084"):
        if digits.startswith(country):
            digits = "0" + digits[len(country) :].removeprefix("0")
    if not digits.isascii() or not digits.isdigit():
        return None, False
    if len(digits) == 11 and digits.startswith("84") and _MOBILE.match("0" + digits[2:]):
        digits = "0" + digits[2:]
    lost = not digits.startswith("0")
    if lost:
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_MOBILE:
        digits = _OLD_MOBILE[digits[:4]] + digits[4:]
    if _MOBILE.match(digits) or _LANDLINE.match(digits):
        return digits, lost
    return None, False
