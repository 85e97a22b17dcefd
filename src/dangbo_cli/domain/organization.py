"""Party organisations: their kinds, their names, their blocs.

Kinds are those of `domain.kinds`; sheets often say only «Chi bộ» or «Đảng bộ», and the kind
follows from what stands above (`infer_kind`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from dangbo_cli.domain.kinds import (
    BRANCH_OF_GRASSROOTS as BRANCH_OF_GRASSROOTS,
)
from dangbo_cli.domain.kinds import (
    BRANCH_OF_PART as BRANCH_OF_PART,
)
from dangbo_cli.domain.kinds import (
    EMPOWERED as EMPOWERED,
)
from dangbo_cli.domain.kinds import (
    GRASSROOTS_BRANCH as GRASSROOTS_BRANCH,
)
from dangbo_cli.domain.kinds import (
    GRASSROOTS_COMMITTEE as GRASSROOTS_COMMITTEE,
)
from dangbo_cli.domain.kinds import (
    GROUP as GROUP,
)
from dangbo_cli.domain.kinds import (
    KINDS as KINDS,
)
from dangbo_cli.domain.kinds import (
    PART_COMMITTEE as PART_COMMITTEE,
)
from dangbo_cli.domain.kinds import (
    SUPERIOR as SUPERIOR,
)
from dangbo_cli.domain.kinds import (
    is_grassroots as is_grassroots,
)
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

KIND_UNKNOWN = cause(
    "organization_kind_unknown",
    Level.CELL,
    "Không rõ loại hình tổ chức đảng",
    "«{value}» không phải là một loại hình tổ chức đảng.",
    "Hãy ghi: Đảng bộ cơ sở, Chi bộ cơ sở, Đảng bộ bộ phận, Chi bộ trực thuộc …",
)

PHONE_OF_BEFORE = cause(
    "secretary_phone_of_before",
    Level.NOTE,
    "Số điện thoại bí thư là của người trước",
    "Bí thư của «{detail}» nay là {value}; số điện thoại bí thư trong sổ vẫn là của người trước.",
    'Ghi số của bí thư mới bằng «dangbo tc sua MÃ "điện thoại bí thư=SỐ"»; chưa có số thì để trống sau dấu «=».',
)

COMMITTEE_WORD, BRANCH_WORD, BELOW_WORD = "Đảng bộ", "Chi bộ", "Chi bộ trực thuộc"
"""What sheets say without saying the kind: `parse_kind` gives these, `infer_kind` settles them."""

_KIND_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?:db|dang bo|dang uy)?\s*(?:cap\s+)?tren\s+(?:truc tiep\s+)?(?:cua\s+)?(?:tccs dang|co so"
     r"|tcctccs|tccsd|to chuc co so dang)"
     r"|(?:dang bo|dang uy|db) cap tren(?: truc tiep)?|(?:dang bo|dang uy|db) (?:cap )?(?:huyen"
     r"|khoi)(?: va tuong duong)?"
     r"|cttt ?cs|db ?ct ?tt ?cs", SUPERIOR),
    (r"(?:dang bo|dang uy|db) (?:co so|cs) (?:duoc )?giao (?:quyen|mot so quyen).*", EMPOWERED),
    (r"(?:dang bo|dang uy|db|du) ?(?:co so|cs)", GRASSROOTS_COMMITTEE),
    (r"(?:chi bo|cb) ?(?:co so|cs)", GRASSROOTS_BRANCH),
    (r"(?:dang bo|dang uy|db|du) ?(?:bo phan|bp)", PART_COMMITTEE),
    (r"(?:chi bo|cb) ?(?:truc thuoc|tt|thuoc) ?(?:dang bo|dang uy|db|du)? ?(?:bo phan|bp)", BRANCH_OF_PART),
    (r"(?:chi bo|cb) ?(?:truc thuoc|tt|thuoc) ?(?:dang bo|dang uy|db|du) ?(?:co so|cs)", BRANCH_OF_GRASSROOTS),
    (r"(?:chi bo|cb) ?(?:truc thuoc|tt)(?: (?:dang bo|dang uy|db|du))?", BELOW_WORD),
    (r"chi bo|cb|chi uy", BRANCH_WORD),
    (r"dang bo|dang uy|db|du", COMMITTEE_WORD),
    (r"to dang|td", GROUP),
)  # fmt: skip
_KIND_PATTERNS = tuple((rare(words), kind) for words, kind in _KIND_WORDS)
_NOISE = re.compile(r"[().,;:\-–/]+")


@lru_cache(maxsize=512, typed=True)
def parse_kind(raw: object) -> tuple[str | None, Finding | None]:
    """Read a kind. A bare «Chi bộ», «Đảng bộ» or «Chi bộ trực thuộc» comes back as such: see `infer_kind`."""
    if isinstance(raw, str):
        text = " ".join(_NOISE.sub(" ", fold(raw)).split()).removeprefix("loai hinh ")
        for pattern, kind in _KIND_PATTERNS:
            if pattern.fullmatch(text):
                return kind, None
    return None, Finding(KIND_UNKNOWN)


def infer_kind(name: str, said: str | None, upper: str | None) -> str | None:
    """Return the kind of an organisation from what a sheet says (`said`, of `parse_kind`), its name, and the
    kind of the one above it; None where they do not settle it."""
    if said in KINDS:
        return said
    word = said or split_kind(name)[0]
    if word in KINDS:
        return word
    if word != BELOW_WORD and _GRASSROOTS_NAME.match(clean(name)):
        return {COMMITTEE_WORD: GRASSROOTS_COMMITTEE, BRANCH_WORD: GRASSROOTS_BRANCH}.get(word)
    if upper is None and word == COMMITTEE_WORD and _SUPERIOR_NAME.match(split_kind(name)[1]):
        return SUPERIOR
    if word == GROUP:
        return GROUP
    if word == BELOW_WORD:
        return BRANCH_OF_PART if upper == PART_COMMITTEE else BRANCH_OF_GRASSROOTS
    if upper == SUPERIOR:
        return {COMMITTEE_WORD: GRASSROOTS_COMMITTEE, BRANCH_WORD: GRASSROOTS_BRANCH}.get(word)
    if upper in (GRASSROOTS_COMMITTEE, EMPOWERED):
        return {COMMITTEE_WORD: PART_COMMITTEE, BRANCH_WORD: BRANCH_OF_GRASSROOTS}.get(word)
    if upper == PART_COMMITTEE and word == BRANCH_WORD:
        return BRANCH_OF_PART
    return None


# --- names -----------------------------------------------------------------------------------------

_LEAD = re.compile(r"(?:(?:ban\s+chấp\s+hành|bch|ban\s+thường\s+vụ|btv)\s+)", re.IGNORECASE)
_NAME_WORDS: tuple[tuple[str, str], ...] = (
    (r"đảng\s+(?:bộ|ủy)\s+bộ\s+phận|đbbp|đubp", PART_COMMITTEE),
    (r"(?:đảng\s+(?:bộ|ủy)|đb|đu)\s+(?:cơ\s+sở|cs)(?=\s+[^\W\d_])", COMMITTEE_WORD),
    (r"(?:chi\s+bộ|chi\s+ủy|cb)\s+(?:cơ\s+sở|cs)(?=\s+[^\W\d_])", BRANCH_WORD),
    (r"đảng\s+(?:bộ|ủy)|đb|đu|dang\s+(?:bo|uy)", COMMITTEE_WORD),
    (r"chi\s+(?:bộ|ủy)|cb|chi\s+(?:bo|uy)", BRANCH_WORD),
    (r"tổ\s+đảng|to\s+dang", GROUP),
)
_NAME_PATTERNS = tuple(
    (rare(rf"(?:{words})(?![^\W\d_])\s*[:.\-–]*\s*", re.IGNORECASE), word) for words, word in _NAME_WORDS
)

# «Chi bộ cơ sở Sở Tư pháp» says its kind; in «Chi bộ Cơ sở 2» the words are the name.
_GRASSROOTS_NAME = rare(r"(?:đảng\s+(?:bộ|ủy)|đb|đu|chi\s+(?:bộ|ủy)|cb)\s+cơ\s+sở\s+[^\W\d_]", re.IGNORECASE)
_SUPERIOR_NAME = rare(r"(?:khối|huyện)\s", re.IGNORECASE)


@lru_cache(maxsize=8192)
def split_kind(name: str) -> tuple[str, str]:
    """Return the kind word of a name («Đảng bộ», «Chi bộ», «Đảng bộ bộ phận», «Tổ đảng», or "") and the rest as
    typed. «Đảng ủy X», «ĐU X», «BCH Đảng bộ X» are «Đảng bộ X»; «CB X», «Chi ủy X» are «Chi bộ X»."""
    text = canonical_tone(clean(name))
    bare = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    for pattern, word in _NAME_PATTERNS:
        found = pattern.match(bare)
        if found:
            return word, bare[found.end() :]
    return "", text


@lru_cache(maxsize=8192)
def normal_organization_name(name: str) -> str:
    """Return a name with its kind word written out, the rest as typed: «CB Văn phòng» → «Chi bộ Văn phòng»."""
    word, bare = split_kind(name)
    return f"{word} {bare}".strip()


def code_key(code: str) -> str:
    """Return the key of an organisation's code: case and blanks do not matter, dots and zeros do."""
    return "".join(code.split()).casefold()


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """Return the key by which names of organisations are compared: folded, punctuation out, «số 01» as «1»."""
    text = re.sub(r"[^a-z0-9]+", " ", fold(normal_organization_name(name)))
    text = re.sub(r"^((?:chi bo|dang bo|to dang) )so (?=\d)", r"\1", text)
    return re.sub(r"\b0+(?=\d)", "", text).strip()


# --- blocs -----------------------------------------------------------------------------------------

#: Blocs known by name. The list is open: any other text stands as the clerk wrote it.
_BLOCS: tuple[tuple[str, str], ...] = (
    (
        "Cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể",
        r".*\b(?:co quan dang|mttq|mat tran|doan the|xay dung dang)\b.*",
    ),
    (
        "Cơ quan nhà nước",
        r"(?:khoi )?(?:cac )?(?:co quan )?(?:nha nuoc|hanh chinh(?: nha nuoc)?|quan ly nha nuoc|chinh quyen)",
    ),
    ("Đơn vị sự nghiệp ngoài công lập", r"(?:khoi )?(?:cac )?(?:don vi )?su nghiep ngoai cong lap"),
    ("Đơn vị sự nghiệp công lập", r"(?:khoi )?(?:cac )?(?:don vi )?(?:su nghiep|sn)(?: cong(?: lap)?)?"),
    ("Doanh nghiệp nhà nước", r"(?:khoi )?(?:doanh nghiep|dn)(?: |-)?(?:nha nuoc|nn)"),
    (
        "Doanh nghiệp ngoài khu vực nhà nước",
        r"(?:khoi )?(?:doanh nghiep|dn)(?: ngoai (?:khu vuc )?(?:nha nuoc|nn)| tu nhan)",
    ),
    ("Doanh nghiệp", r"(?:khoi )?(?:cac )?(?:doanh nghiep|dn)"),
    ("Quân đội", r"(?:khoi )?(?:llvt |luc luong vu trang )?quan doi"),
    ("Công an", r"(?:khoi )?(?:llvt |luc luong vu trang )?cong an"),
    ("Lực lượng vũ trang", r"(?:khoi )?(?:llvt|luc luong vu trang)"),
    ("Hợp tác xã", r"(?:khoi )?(?:htx|hop tac xa)"),
    ("Xã", r"xa"),
    ("Phường", r"phuong"),
    ("Thị trấn", r"thi tran"),
    ("Ngoài nước", r"(?:o )?(?:ngoai nuoc|nuoc ngoai)"),
)
_BLOC_PATTERNS = tuple((label, rare(words)) for label, words in _BLOCS)


@lru_cache(maxsize=512)
def normal_bloc(raw: str) -> str:
    """Return a bloc by its known name, else the text as typed, cleaned."""
    text = " ".join(re.sub(r"[.,;:&\-–/()]+", " ", fold(raw)).split()).replace(" cac ", " ")
    for label, pattern in _BLOC_PATTERNS:
        if pattern.fullmatch(text):
            return label
    return clean(raw)
