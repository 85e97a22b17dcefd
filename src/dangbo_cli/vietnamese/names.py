"""Names of people: how they are written, called and ordered."""

from __future__ import annotations

import re
from functools import lru_cache

from dangbo_cli.vietnamese.order import BLANK, word_weights
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.syllable import has_rime
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

_CACHE = 1 << 16
_PART = re.compile(r"[^\s'’‘`ʼ\-‐‑–]+")
_COMMON_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan truong trinh dao "
    "lo quang tong cam ca giang sung vang mua thao hang lau cu luong deo bac tao hoac".split()
)
_SURNAMES = _COMMON_SURNAMES | frozenset(
    "an bach bang be bien bo cao chau chu cung dam danh dau di dong giap ha hau hua kha khong khuat kieu "
    "kim la lai lam leo lieu lu lua luc luu lung ma mac mai man mau me moc nghiem nhan ninh nong ong pho "
    "phung phuong quach sa sam sen si son ta tang tham than thach thai thi tho tieu to ton tuong tu ung ut "
    "uong vi viem vien vuong xa xin y yen".split()
)
_SALUTATION = re.compile(
    r"^\s*(?:(?:đ\s*/\s*c|đ\.\s*c|đc|đồng\s+chí)[\s.:,]+|đ\s*/\s*c(?=\S)|đ\.c\.?(?=\S)"
    r"|(?:ông|bà)\s*[/(]\s*(?:bà|ông)\)?[\s.:,]+|(?:ông|bà|anh|chị)\s*[:.]\s*)",
    re.IGNORECASE,
)
_TITLE_OR_SURNAME = re.compile(r"^\s*(?:ông|bà|anh|chị)\s+", re.IGNORECASE)
_NO_PERSON = re.compile(
    # with marks: «Tòng», «Lưu», «Công» are surnames, «Tổng», «lưu ý», «cộng» are not
    r"^(?:tổng|cộng|trong đó|người lập|người ký|thủ trưởng|chủ tịch|bí thư|phó bí thư|t/m|tm\.|k/t|kt\.|xác nhận|"
    r"chi bộ|chi ủy|đảng bộ|đảng ủy|tổ đảng|ban chấp hành|ban thường vụ|ban tổ chức|ghi chú|nơi nhận|họ và tên|"
    r"họ tên|danh sách|biểu|mẫu số|đơn vị|ký tên|ký ghi|lãnh đạo|phòng|trưởng ban|trưởng phòng|sở|trường|xã|"
    r"phường|huyện|thành phố|tỉnh|bệnh viện|trung tâm|công ty|không có|không|viết tắt|chưa có|chưa|lưu ý|ngày|"
    r"đồng ý)(?!\w)"
)
_NO_PERSON_PLAIN = re.compile(
    r"^(?:tong cong|tong so|trong do|nguoi lap|thu truong|bi thu chi|chi bo|chi uy|dang bo|dang uy|ghi chu|"
    r"ho va ten|danh sach)\b"
)
#: What a name is parted by from what else stands in its cell; a bare hyphen is part of names («Y-Blơ»).
AFTER_NAME = re.compile(r"\s+[-–—]+\s*|\s*[,;/–—]\s*|-(?=\s)")
#: Titles and ranks before a name: «TS.BS», «Đại tá».
TITLES_BEFORE = rare(
    r"(?:(?:pgs|gs|tskh|ts|th\.?s|bs|ds|ks|kts|cn|cv|đd|ktv|hs|ls|nsưt|nsnd|ngưt|ngnd|ttưt|ttnd)(?:[.,\s]+|(?=ck\s*i))|"
    r"ck\s*i{1,3}[.,\s]+)+(?=[^\W\d_]+ )|"
    r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)[\s.:]+(?=[^\W\d_]+ )",
    re.IGNORECASE,
)
#: Posts and callings, folded, on a line of their own or behind a name.
POST = rare(
    r"(?:pho )?(?:giam doc|chu tich|hieu (?:truong|pho)|truong (?:phong|ban|thon|khoa|tram|to|xom|doan)|to (?:truong|pho)|"
    r"doi truong|thu ky|ke toan|thu quy|van thu|chuyen vien|giao vien|nhan vien|can bo|cong chuc|vien chuc|bac si|y si|"
    r"y ta|dieu duong|ho sinh|duoc si|ky su|lai xe|bao ve|huu tri|cong nhan|pho (?:phong|ban|khoa|tram))\b"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’‘`ʼ\-.][^\W\d_]+)*\.?$")


@lru_cache(maxsize=_CACHE)
def proper_name(name: str) -> str:
    """Return a name in proper case, every syllable with a capital (30/2020/NĐ-CP, phụ lục II): one written ALL CAPS or all
    small, and of one written both ways the words that are all of one kind: «Hà TÊN», «Lò Minh ánh».

    Parts after an apostrophe or hyphen begin with a capital too: «H'MAI» → «H'Mai», «y-blơ» → «Y-Blơ»; but a word that
    is itself of both kinds stays as typed («K'brêu»).
    """
    name = clean(name)
    if name.istitle():
        return name
    if name != name.upper() and name != name.lower():
        name = " ".join(map(_proper_word, name.split(" ")))
        if name != name.upper():
            return name
    return _PART.sub(_capital, name)


def _capital(part: re.Match[str]) -> str:
    return part[0][0].upper() + part[0][1:].lower()


def _proper_word(word: str) -> str:
    if word.islower():
        return word[0].upper() + word[1:]
    return _PART.sub(lambda part: _capital(part) if part[0].isupper() and has_rime(part[0]) else part[0], word)


@lru_cache(maxsize=_CACHE)
def strip_salutation(name: str) -> str:
    """Return a name without «Đ/c», «đồng chí», «Ông», «Bà» before it.

    «Ông» is a surname too: a bare «Ông» goes only where a surname and a given name follow it.
    """
    name = clean(name)
    found = _SALUTATION.match(name)
    if found and (re.search(r"[ '’`ʼ-]", name[found.end() :]) or "/" in found[0]):
        return strip_salutation(name[found.end() :])
    found = _TITLE_OR_SURNAME.match(name)
    if found:
        rest = name[found.end() :]
        words = fold(rest).split()
        known = _SURNAMES if len(words) >= 3 else _COMMON_SURNAMES
        if len(words) >= 2 and words[0] in known and rest.split()[0].casefold() not in ("thị", "văn"):
            return rest
    return name


def name_alone(text: str) -> tuple[str, str]:
    """Return the name in a text and what else stands there, for looking somebody up: without title, without what is in
    brackets or parted from it («Ngô Quang Thái - vắng»). A text of two people is left whole."""
    name = strip_salutation(text)
    left = []
    if titled := TITLES_BEFORE.match(name):
        left.append(clean(titled[0]))
        name = strip_salutation(name[titled.end() :])
    if "(" in name:
        name, _, inside = name.partition("(")
        left.append(clean(f"({inside}"))
        name = clean(name)
    if (apart := AFTER_NAME.search(name)) is not None:
        rest = name[apart.end() :]
        if begins_with_surname(rest) and looks_like_person(rest):
            return strip_salutation(text), ""
        left.append(clean(rest))
        name = clean(name[: apart.start()])
    return name, ", ".join(part for part in left if part)


def begins_with_surname(text: str) -> bool:
    """Say whether the first word of a text is a common surname, or any word before «Văn», «Thị» and a given name."""
    words = text.split(" ")
    return fold(words[0]) in _COMMON_SURNAMES or (len(words) > 2 and words[1].casefold() in ("văn", "thị"))


@lru_cache(maxsize=_CACHE)
def looks_like_person(text: str) -> bool:
    """Say whether a text can be a person's name: two to seven words of letters, no totals, signatures
    or offices. A single word passes only with an apostrophe or hyphen («H'Mai»)."""
    text = clean(text)
    if not text or len(text) > 60:
        return False
    words = text.split(" ")
    if len(words) > 7 or (len(words) == 1 and not re.search(r"['’‘`ʼ\-]", text)):
        return False
    if any(len(word) > 14 or not _LETTERS.match(word) for word in words):
        return False
    plain = fold(text)
    if plain == text.lower() and _NO_PERSON_PLAIN.match(plain):
        return False
    return not _NO_PERSON.match(canonical_tone(text).lower())


@lru_cache(maxsize=_CACHE)
def person_key(name: str) -> str:
    """Return the key by which two spellings of one person's name meet: marks, case and i/y folded.

    For matching only; a stored spelling is never rewritten («Lí» and «Lý» are spellings)."""
    return fold(name).replace("y", "i")


@lru_cache(maxsize=_CACHE)
def name_sort_key(name: str) -> str:
    """Return the key by which people stand in a list: tên, then họ, then đệm, in Vietnamese order.

    Case and the placement of the tone mark («Hoà», «Hòa») make no difference.
    """
    words = clean(name).split(" ")
    given, given_tones = _name_word(words[-1])
    if len(words) == 1:
        return f"{given} {given_tones}"
    family, family_tones = _name_word(words[0])
    if len(words) == 2:
        return f"{given} {given_tones}\x1f{family} {family_tones}\x1f"
    if len(words) == 3:
        middle, middle_tones = _name_word(words[1])
    else:
        parts = [_name_word(word) for word in words[1:-1]]
        middle = BLANK.join(part[0] for part in parts)
        middle_tones = "0".join(part[1].ljust(len(part[0]), "0") for part in parts).rstrip("0")
    return f"{given} {given_tones}\x1f{family} {family_tones}\x1f{middle} {middle_tones}"


@lru_cache(maxsize=_CACHE)
def _name_word(word: str) -> tuple[str, str]:
    """Return letters and tones of one word of a name, small and with the tone in its place."""
    letters, tones, _ = word_weights(canonical_tone(word).lower())
    return letters, tones.rstrip("0")
