"""Closed lists of a person: gender, religion, ticks; and, from their own files, ethnicity and education.

Each parser takes a raw cell that is not blank and gives the label as stored and at most one finding. A
word that no list knows leaves the cell aside; nothing is guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dangbo_cli.domain.education import (
    EXPERTISE,
    POLITICAL_THEORY,
    find_academic_title,
    parse_general_education,
    parse_political_theory,
    split_expertise,
)
from dangbo_cli.domain.ethnicity import ETHNICITIES, parse_ethnicity
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.text import fold

__all__ = [
    "ETHNICITIES",
    "EXPERTISE",
    "GENDERS",
    "POLITICAL_THEORY",
    "RELIGIONS",
    "find_academic_title",
    "is_tick",
    "parse_ethnicity",
    "parse_gender",
    "parse_general_education",
    "parse_political_theory",
    "parse_religion",
    "split_expertise",
]

GENDER_UNKNOWN = cause(
    "gender_unknown",
    Level.CELL,
    "Không rõ giới tính",
    "«{value}» không phải là giới tính «Nam» hay «Nữ».",
    "Hãy ghi «Nam» hoặc «Nữ».",
)
RELIGION_UNKNOWN = cause(
    "religion_unknown",
    Level.CELL,
    "Không rõ tôn giáo",
    "«{value}» không phải là tên một tôn giáo trong danh mục.",
    "Hãy ghi tên tôn giáo, hoặc «Không».",
)

GENDERS = ("Nam", "Nữ")
_MAN = frozenset(("nam", "nam gioi", "male", "m", "trai", "ong", "dan ong"))
_WOMAN = frozenset(("nu", "nu gioi", "nuu", "female", "f", "gai", "ba", "phu nu"))


@lru_cache(maxsize=256, typed=True)
def parse_gender(raw: object) -> tuple[str | None, Finding | None]:
    """Read «Nam» or «Nữ»; codes 0 and 1 mean different things in different systems and are not read."""
    word = fold(raw).strip(" .,:'") if isinstance(raw, str) else ""
    if word in _MAN:
        return "Nam", None
    if word in _WOMAN:
        return "Nữ", None
    return None, Finding(GENDER_UNKNOWN)


_RELIGIONS = {
    "Không": "không có; không theo đạo; không theo; không tôn giáo; không có tôn giáo; lương; bên lương; đạo lương; "
    "lương giáo; không theo tôn giáo; không theo tôn giáo nào; không tôn giáo nào; k; ko; o; tín ngưỡng dân gian",
    "Phật giáo": "phật; đạo phật; theo phật giáo; phật tử",
    "Công giáo": "thiên chúa; thiên chúa giáo; đạo thiên chúa; đạo công giáo; ki tô giáo; kitô; gia tô; "
    "theo đạo thiên chúa",
    "Tin Lành": "đạo tin lành; tin lành giáo",
    "Cao Đài": "đạo cao đài; cao đài tây ninh; cao đài bạch y; cao đài ban chỉnh đạo; cao đài giáo",
    "Phật giáo Hòa Hảo": "hòa hảo; đạo hòa hảo; pghh",
    "Hồi giáo": "đạo hồi; islam; hồi giáo islam",
    "Bà-ni": "bà ni; hồi giáo bà ni; chăm bà ni; đạo bà ni",
    "Bà-la-môn": "bà la môn; balamôn; đạo bà la môn; bà la môn giáo; ấn độ giáo",
    "Tứ Ân Hiếu Nghĩa": "tứ ân; đạo tứ ân hiếu nghĩa; phật giáo tứ ân hiếu nghĩa",
    "Bửu Sơn Kỳ Hương": "đạo bửu sơn kỳ hương",
    "Tịnh độ cư sĩ Phật hội": "tịnh độ cư sĩ; tịnh độ cư sĩ phật hội việt nam",
    "Minh Sư Đạo": "minh sư",
    "Minh Lý Đạo": "minh lý; minh lý đạo tam tông miếu",
    "Baha'i": "bahai; tôn giáo baha'i; đạo baha'i",
    "Cơ đốc Phục lâm": "cơ đốc phục lâm việt nam; giáo hội cơ đốc phục lâm",
    "Mặc Môn": "mormon",
    "Phật giáo Hiếu Nghĩa Tà Lơn": "hiếu nghĩa tà lơn",
}
RELIGIONS: tuple[str, ...] = tuple(_RELIGIONS)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_RELIGION_BY_KEY = {
    _NOT_WORD.sub("", fold(name)): label for label, others in _RELIGIONS.items() for name in (label, *others.split(";"))
}


@lru_cache(maxsize=1024, typed=True)
def parse_religion(raw: object) -> tuple[str | None, Finding | None]:
    """Read a religion. «Không» and «Lương» are the value «Không»."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw == 0:
        return "Không", None
    key = _NOT_WORD.sub("", fold(raw)) if isinstance(raw, str) else ""
    label = _RELIGION_BY_KEY.get(key) or (_RELIGION_BY_KEY.get(key.removeprefix("tongiao")) if key else None)
    if key == "0":
        label = "Không"
    return (label, None) if label else (None, Finding(RELIGION_UNKNOWN))


_TICKS = frozenset(
    (
        "x",
        "xx",
        "v",
        "✓",
        "✔",
        "☑",
        "☒",
        "√",
        "ü",
        "1",
        "1.0",
        "true",
        "co",
        "yes",
        "y",
        "+",
        "*",
        "da",
        "þ",
        "×",
        "✗",
        "✕",
        "✘",
    )
)


@lru_cache(maxsize=1024, typed=True)
def is_tick(raw: object) -> bool:
    """Say whether a cell under a tick heading is ticked: x, X, ✓, v, 1, true, có …"""
    if isinstance(raw, (bool, int, float)):
        return raw == 1
    if not isinstance(raw, str):
        return False
    text = raw.strip().strip("()[].'` ")
    return text in _TICKS or fold(text) in _TICKS
