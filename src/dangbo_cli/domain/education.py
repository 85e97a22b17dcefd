"""Schooling, expertise and political theory: closed lists with many ways of writing them.

«Đang học X» is not X. «Chưa có» is no value and no finding. A text that names two levels of one list
(«Cao cấp, cử nhân») is left aside, except expertise, where the higher one counts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

STUDYING = cause(
    "still_studying",
    Level.CELL,
    "Đang học, chưa có bằng",
    "«{value}» là đang học, chưa phải là trình độ đã có.",
    "Hãy ghi trình độ đã được cấp bằng.",
)
AMBIGUOUS_LEVEL = cause(
    "level_ambiguous",
    Level.CELL,
    "Trình độ chưa rõ",
    "«{value}» có thể là nhiều trình độ ({detail}).",
    "Hãy ghi đúng một trình độ.",
)
EXPERTISE_UNKNOWN = cause(
    "expertise_unknown",
    Level.CELL,
    "Không rõ trình độ chuyên môn",
    "«{value}» không cho biết trình độ chuyên môn.",
    "Hãy ghi một trong: Sơ cấp, Trung cấp, Cao đẳng, Đại học, Thạc sĩ, Tiến sĩ.",
)
NO_SPECIALTY = cause(
    "no_specialty",
    Level.NOTE,
    "Lời ghi bên trình độ không phải chuyên ngành",
    "Phần «{detail}» của ô «{value}» không phải tên chuyên ngành, không ghi vào sổ.",
)
THEORY_UNKNOWN = cause(
    "political_theory_unknown",
    Level.CELL,
    "Không rõ trình độ lý luận chính trị",
    "«{value}» không phải là một trình độ lý luận chính trị.",
    "Hãy ghi một trong: Sơ cấp, Trung cấp, Cao cấp, Cử nhân.",
)
EDUCATION_UNKNOWN = cause(
    "general_education_unknown",
    Level.CELL,
    "Không rõ trình độ giáo dục phổ thông",
    "«{value}» không phải là một trình độ giáo dục phổ thông.",
    "Hãy ghi như 12/12, 10/10, THPT, THCS, Tiểu học.",
)
EDUCATION_AMBIGUOUS = cause(
    "general_education_ambiguous",
    Level.CELL,
    "Không rõ hệ 10 năm hay 12 năm",
    "«{value}» không cho biết là hệ 10 năm hay hệ 12 năm.",
    "Hãy ghi đủ, như 10/10 hoặc 10/12.",
)
EDUCATION_COMPLETED = cause(
    "general_education_completed",
    Level.NOTE,
    "Ghi đủ lớp học phổ thông",
    "«{value}» đã được đọc là {detail}.",
)
EDUCATION_WAS_DATE = cause(
    "general_education_was_date",
    Level.NOTE,
    "Lớp học bị Excel đổi thành ngày",
    "Excel đã đổi lớp học thành ngày; đã đọc lại là {detail}.",
)

Reading = tuple[str | None, Finding | None]

_NOTHING = re.compile(
    r"(?:khong|chua|ko)(?:\s+(?:co|hoc|qua|duoc))*(?:\s+(?:dao tao|bang cap|bang|trinh do|llct|lop nao"
    r"|chuyen mon|gi))*$"
)
_DENIED = re.compile(r"(?:khong|chua|ko)\b")
_STUDYING = re.compile(
    r"\b(?:dang\s+(?:theo\s+)?(?:hoc|dao tao|boi duong)|chua\s+(?:tot nghiep|xong|hoan thanh|hoc|co|qua|lay|nhan|bao ve)"
    r"|du kien|sap\s+(?:tot nghiep|xong|hoan thanh|nhan|bao ve)|hoc vien"
    r"|sinh vien|nghien cuu sinh|ncs)\b"
)

# --- expertise -------------------------------------------------------------------------------------

EXPERTISE = ("Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ")
_END = r"(?![^\W\d_])"
_EXPERTISE_WORDS = (
    (5, r"ti[eế]n\s*s[iĩyỹ]|t\s*\.?\s*s\s*kh|ts|t\.s|phó\s+tiến\s+s[ĩỹ]"),
    (4, r"th[aạ]c\s*s[iĩyỹ]|th\.?\s*s[iĩyỹ]?|cao\s+học\s+\(đã\s+tốt\s+nghiệp\)"),
    (3, r"[đd][aạ]i\s*h[oọ]c|đh|dh"),
    (2, r"cao\s*[đd][aẳă]ng|cđ|cd"),
    (1, r"trung\s*c[aấ]p|trung\s+học\s+chuyên\s+nghiệp|thcn|tc"),
    (0, r"s[oơ]\s*c[aấ]p|sc"),
)
_LEVELS = tuple(
    (level, re.compile(rf"(?<![^\W\d_])(?:{words}){_END}\.?", re.IGNORECASE)) for level, words in _EXPERTISE_WORDS
)
# Titles that a university gives: they say the level and remain in the specialty.
_DEGREE = re.compile(
    r"(?<![^\W\d_])(?:cử\s+nhân|cu\s+nhan|kỹ\s+sư|kĩ\s+sư|ky\s+su|bác\s+s[ĩỹi]|bac\s+s[iy]|dược\s+s[ĩỹi]\s+đại\s+học"
    r"|kiến\s+trúc\s+sư|cn|ks|bs)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_BACHELOR = re.compile(r"^(?:cử\s+nhân|cu\s+nhan|cn)\b\.?\s*", re.IGNORECASE)
_TITLE = rare(r"(?<![^\W\d_])(?P<deputy>phó\s+giáo\s+sư|pgs|p\.gs)|(?P<full>giáo\s+sư|gs)(?![^\W\d_])", re.IGNORECASE)
_TITLE_WORD = re.compile(r"(?<![^\W\d_])(?:phó\s+giáo\s+sư|giáo\s+sư|p?\.?gs)(?![^\W\d_])\.?[\s,.\-]*", re.IGNORECASE)
_ABOVE_UNIVERSITY = re.compile(r"^(?:tren|sau)\s+(?:dai hoc|dh)|^sdh|^cao hoc$")
_TWO_OF_A_COLUMN = re.compile(
    r"^(?:so cap|trung cap|cao dang|dai hoc|thac si|tien si|tc|cd|sc|dh|ths|ts)\s*(?:,|/|-|hoac)\s*"
    r"(?:so cap|trung cap|cao dang|dai hoc|thac si|tien si|tc|cd|sc|dh|ths|ts)$"
)
#: A level of political theory says nothing of expertise: «Trung cấp LLCT».
_THEORY_ALONE = re.compile(r"(?:(?:so|trung|cao) cap|sc|tc|cc)[\s-]*(?:llct|(?:ly|li) luan|chinh tri\b|ll\b)")
_UNSKILLED = frozenset(
    (
        "ld pho thong",
        "lao dong pho thong",
        "ldpt",
        "chua co",
        "khong",
        "khong co",
        "pho thong",
        "chua qua dao tao",
        "con lai",
    )
)
_TEACHERS = re.compile(r"(?<![^\W\d_])(ĐH|CĐ|TC|DH|CD)SP(?![^\W\d_])", re.IGNORECASE)
#: What stands beside a level and names no field of study: a mark, a year, a number of degrees, how it was studied.
_ASIDE = re.compile(
    r"[\W\d_]*[xX]?|\d.*|(?:hệ )?(?:chính quy|tại chức|chuyên tu|liên thông|(?:đào tạo )?từ xa|vừa (?:làm|học) vừa (?:học|làm))|"
    r"mất bằng|(?:đã )?nghỉ hưu",
    re.IGNORECASE,
)
_EDGES = " ,;:.-–/+&\n"


@lru_cache(maxsize=8192, typed=True)
def split_expertise(raw: object) -> tuple[str | None, str | None, Finding | None]:
    """Read a cell such as «Đại học Luật» as (level, specialty, finding).

    What remains beside the level is the specialty, as typed; a degree that says more than the level («Kỹ sư
    xây dựng», «Bác sĩ») stays in it. Of several levels the highest counts; where it is not the first, the cell stays as
    written.
    """
    if not isinstance(raw, str):
        return None, None, Finding(EXPERTISE_UNKNOWN)
    text = clean(raw).strip(_EDGES)
    folded = fold(text)
    if folded in _UNSKILLED or _NOTHING.match(folded):
        return None, None, None
    if _THEORY_ALONE.match(folded):
        return None, None, Finding(EXPERTISE_UNKNOWN)
    if _STUDYING.search(folded):
        return None, None, Finding(STUDYING)
    if _ABOVE_UNIVERSITY.match(folded):
        return None, None, Finding(AMBIGUOUS_LEVEL, "Thạc sĩ hay Tiến sĩ")
    if _TWO_OF_A_COLUMN.match(folded.replace("sy", "si")):
        return None, None, Finding(AMBIGUOUS_LEVEL, "ghi hai trình độ")
    if _DENIED.match(folded):
        return None, None, Finding(EXPERTISE_UNKNOWN)
    if folded in ("cn", "cn kt", "cn ky thuat"):
        return None, None, Finding(AMBIGUOUS_LEVEL, "cử nhân hay công nhân")
    rest = _TEACHERS.sub(lambda short: f"{short[1]} Sư phạm", _TITLE_WORD.sub(" ", text))
    for level, words in _LEVELS:
        found = words.search(rest)
        if not found:
            continue
        before, after, whole = rest[: found.start()], rest[found.end() :], rest
        rest = _without(rest, found)
        if level == 2 or level == 3:
            before, rest = _BACHELOR.sub("", before), _BACHELOR.sub("", rest)
        if any(words.fullmatch(rest) for _, words in _LEVELS):
            return None, None, Finding(AMBIGUOUS_LEVEL, "ghi hai trình độ")
        if after.strip(_EDGES) and (_DEGREE.search(before) or any(words.search(before) for _, words in _LEVELS)):
            rest = whole  # without the word of the highest, its specialty would join that of the level before it
        return _with_specialty(EXPERTISE[level], rest)
    found = _DEGREE.search(rest)
    if found:
        if _BACHELOR.match(found[0]):
            rest = _without(rest, found)
        return _with_specialty("Đại học", rest)
    if rest.strip(_EDGES) == "" and find_academic_title(text):
        return "Tiến sĩ", None, None
    return None, None, Finding(EXPERTISE_UNKNOWN)


def _without(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].rstrip(_EDGES + "("), text[found.end() :].lstrip(_EDGES)
    return f"{before}, {after}" if before and after else before or after


def _with_specialty(level: str, rest: str) -> tuple[str, str | None, Finding | None]:
    """Return a level with what stands beside it, where that may be a field of study."""
    specialty = _specialty(rest)
    if specialty is not None and _ASIDE.fullmatch(specialty):
        return level, None, Finding(NO_SPECIALTY, specialty)
    return level, specialty, None


def _specialty(rest: str) -> str | None:
    rest = clean(rest).strip(_EDGES)
    for lead in ("chuyên ngành", "ngành", "về", "trình độ", "bằng", "tốt nghiệp"):
        if rest.lower().startswith(lead) and (len(rest) == len(lead) or rest[len(lead)] in " :"):
            rest = rest[len(lead) :].strip(_EDGES)
    if rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1:
        rest = rest[1:-1].strip(_EDGES)
    if rest.endswith(")") and "(" not in rest:
        rest = rest[:-1]
    return rest or None


def without_degree(specialty: str) -> str:
    """Return a field of study without the degree in front of it: «Kỹ sư nông nghiệp» → «nông nghiệp»."""
    found = _DEGREE.match(specialty)
    return specialty if found is None else specialty[found.end() :].strip(_EDGES)


@lru_cache(maxsize=4096)
def find_academic_title(raw: str) -> str | None:
    """Return «Giáo sư» or «Phó giáo sư» where a text names one («PGS.TS»)."""
    found = _TITLE.search(raw)
    if not found:
        return None
    return "Phó giáo sư" if found["deputy"] else "Giáo sư"


# --- political theory ------------------------------------------------------------------------------

POLITICAL_THEORY = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân")
_THEORY = {
    "so cap": "Sơ cấp", "sc": "Sơ cấp", "scct": "Sơ cấp",
    "trung cap": "Trung cấp", "tc": "Trung cấp", "tcct": "Trung cấp", "trc": "Trung cấp",
    "cao cap": "Cao cấp", "cc": "Cao cấp", "ccct": "Cao cấp",
    "cu nhan": "Cử nhân", "cn": "Cử nhân", "cnct": "Cử nhân",
}  # fmt: skip
_THEORY_NOISE = re.compile(
    r"\b(?:trinh do|bang|he|lop|da (?:hoc|co|qua|tot nghiep|hoan thanh)|tot nghiep|ly luan|li luan"
    r"|chinh tri|hanh chinh|llct|ll|ct|"
    r"ve|hcct|-?hc|tap trung|tai chuc|khong tap trung|(?:phan vien|hoc vien)?\s*(?:bao chi"
    r"|tuyen truyen))\b|[().,;:/&+\-–]"
)
_GLUED = re.compile(r"\b(cc|tc|sc|cn)\s*(llct|ll|ct)\b")
_THEORY_LEVEL = rare(r"(?:so cap|trung cap|cao cap|cu nhan|\bsc\b|\btc\b|\bcc\b|\bcn\b)")


@lru_cache(maxsize=2048, typed=True)
def parse_political_theory(raw: object) -> Reading:
    """Read a level of political theory. «Chưa có», «Không», «chưa học» give (None, None)."""
    if not isinstance(raw, str):
        return None, Finding(THEORY_UNKNOWN)
    text = _GLUED.sub(r"\1 \2", fold(raw).strip(" .,;:-"))
    if text in ("0", "x") or _NOTHING.match(text) or re.match(r"(?:chua|khong)\s+(?:co|hoc|qua)\b", text):
        return None, None
    if _STUDYING.search(text):
        return None, Finding(STUDYING)
    label = _THEORY.get(" ".join(_THEORY_NOISE.sub(" ", text).split()))
    if label:
        return label, None
    named = list(dict.fromkeys(_THEORY[word] for word in _THEORY_LEVEL.findall(text)))
    if len(named) > 1:
        return None, Finding(AMBIGUOUS_LEVEL, " hay ".join(named))
    return None, Finding(THEORY_UNKNOWN)


# --- general education -----------------------------------------------------------------------------

_SCHOOL = {
    "thpt": "THPT", "ptth": "THPT", "trung hoc pho thong": "THPT", "pho thong trung hoc": "THPT", "cap 3": "THPT",
    "cap iii": "THPT", "c3": "THPT", "th pho thong": "THPT", "phtt": "THPT",
    "thcs": "THCS", "trung hoc co so": "THCS", "ptcs": "THCS", "pho thong co so": "THCS", "cap 2": "THCS",
    "cap ii": "THCS", "c2": "THCS",
    "tieu hoc": "Tiểu học", "cap 1": "Tiểu học", "cap i": "Tiểu học", "c1": "Tiểu học", "th": "Tiểu học",
}  # fmt: skip
_CLASS = re.compile(r"0?(\d{1,2})\s*[/\\]\s*(10|12)\b")
_EVENING = re.compile(
    r"\b(?:bo tuc|bt(?:vh|th|thpt)?|gdtx|giao duc thuong xuyen)\b(?:\s+(?:trung hoc|van hoa)(?:\s+pho thong)?)?"
)
_SCHOOL_NOISE = re.compile(r"\b(?:tot nghiep|tn|trinh do|hoc het|lop|he|bang|da|van hoa|hoc xong)\b|[().,;:\-–]")


@lru_cache(maxsize=2048, typed=True)
def parse_general_education(raw: object) -> Reading:
    """Read schooling: a class («12/12», «9/12», «12/12 bổ túc») or a school level (THPT, THCS, Tiểu học).

    A date is what Excel made of a class: «9/12» became 9 December.
    """
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return _class_from_date(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if 30_000 < raw < 100_000 and raw == int(raw):
            return _class_from_date(date(1899, 12, 30) + timedelta(days=int(raw)))
        raw = str(int(raw)) if abs(raw) < 1000 and raw == int(raw) else str(raw)
    if not isinstance(raw, str):
        return None, Finding(EDUCATION_UNKNOWN)
    text = fold(raw).strip(" .,;:'`")
    evening = " bổ túc" if _EVENING.search(text) else ""
    rest = " ".join(_SCHOOL_NOISE.sub(" ", _EVENING.sub(" ", text)).split())
    found = _CLASS.search(rest)
    if found:
        year, system = int(found[1]), found[2]
        beside = _CLASS.sub("", rest, count=1).strip(" ()")
        if not 1 <= year <= int(system) or (beside and beside not in (*_SCHOOL, "pho thong")):
            return None, Finding(EDUCATION_UNKNOWN)
        return f"{year}/{system}{evening}", None
    if rest in _SCHOOL:
        return _SCHOOL[rest] + evening, None
    if rest in ("11", "12"):
        label = f"{rest}/12{evening}"
        return label, Finding(EDUCATION_COMPLETED, label)
    if rest.isdecimal() and 1 <= int(rest) <= 10:
        return None, Finding(EDUCATION_AMBIGUOUS)
    if _NOTHING.match(text):
        return None, None
    return None, Finding(EDUCATION_UNKNOWN)


def _class_from_date(day: date) -> Reading:
    for year, system in ((day.day, day.month), (day.month, day.day)):
        if system in (10, 12) and year <= system:
            label = f"{year}/{system}"
            return label, Finding(EDUCATION_WAS_DATE, label)
    return None, Finding(EDUCATION_UNKNOWN)
