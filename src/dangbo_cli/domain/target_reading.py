"""Targets from words: a number to reach, an operator, a unit, a day.

Seed: «100% đơn vị sử dụng dịch vụ trực tuyến mức độ 4», «chứng từ qua dịch vụ công trực tuyến từ 96% trở lên»;
also counts, increases, a day, yes or no. Words without a number stay words: nothing is guessed. What looks like a
number and is none («≥ 9x %») is a finding.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Hashable
from datetime import date
from functools import lru_cache

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.partial_dates import earliest, latest
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.target import AT_LEAST, AT_MOST, BY, EQUAL, FALL, LESS, MORE, PERCENT, RISE, YES, Target
from dangbo_cli.domain.target_words import is_led, is_reference, is_unsure
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

TARGET_NO_NUMBER = cause(
    "target_no_number",
    Level.CELL,
    "Chỉ tiêu không phải là số",
    "Chỉ tiêu «{value}» có dấu so sánh hoặc dấu % nhưng không đọc được thành số.",
    "Đơn vị ghi lại, ví dụ «= 100%», «≥ 96%», «ít nhất 5 mô hình».",
    typed="Hãy ghi lại, ví dụ «= 100%», «≥ 96%», «ít nhất 5 mô hình».",
)
TARGET_SEVERAL = cause(
    "target_several_numbers",
    Level.NOTE,
    "Chỉ tiêu có nhiều số",
    "Chỉ tiêu «{value}» có nhiều số, được giữ nguyên bằng chữ.",
    "Muốn chương trình tính đạt hay chưa thì tách thành nhiều dòng, mỗi dòng một số.",
)
TARGET_WHICH_WAY = cause(
    "target_which_way",
    Level.NOTE,
    "Chỉ tiêu không rõ trở lên hay trở xuống",
    "Chỉ tiêu «{value}» không ghi từ mức ấy trở lên hay không quá mức ấy, được giữ nguyên bằng chữ.",
    "Muốn chương trình tính đạt hay chưa thì ghi thêm «không quá», «dưới» hoặc «từ … trở lên».",
)
TARGET_IN_WORDS = cause(
    "target_in_words",
    Level.NOTE,
    "Chỉ tiêu bằng chữ",
    "Chỉ tiêu «{value}» không đọc được thành một số để đo, được giữ nguyên bằng chữ.",
)

DUE_NOT_ITS_END = cause(
    "due_not_its_end",
    Level.NOTE,
    "Thời hạn chưa rõ ngày",
    "«{value}» ghi hạn trước, đầu hoặc giữa một quý, tháng, năm, không rõ là ngày nào: hạn ấy chỉ được ghi bằng chữ.",
    "Muốn chương trình nhắc khi đến hạn thì ghi một ngày, ví dụ «trước ngày 30/06/2026».",
)

_DAY = re.compile(r"(?:ngay\s*)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(?:thang\s*)(\d{1,2})\s*(?:/|-|nam\s*)\s*(\d{4})|(?<![\d/])(\d{1,2})/(\d{4})")
_QUARTER = re.compile(r"qu[yi]\s*(iv|iii|ii|i|[1-4])\s*(?:/|-|,?\s*nam\s*)?\s*(\d{4})")
_YEAR = re.compile(r"\bnam\s*(\d{4})\b")
#: What is due before a quarter, a month or a year, or early in it, is not due by its end; «phấn đấu», «thi đấu» say no when.
_NOT_BY_END = re.compile(r"(?:\btruoc|\bgiua|(?<!phan )(?<!thi )(?<!doi )(?<!do )\bdau)\s*$")
_EARLY = re.compile(r"\b(?:truoc|giua|dau)\b")
_SINCE = re.compile(r"\b(?:so voi|tu)\s*$")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
#: Numbers in words, from one on.
_COUNTS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
#: Numbers that name something and measure nothing.
_NAMES = re.compile(
    r"muc (?:do )?\d+|\b\d+-(?:ct|nq|kl|qd|kh|hd|cv|nd|tt)\b\S*|\b(?:so|dieu|khoan|nghi quyet|chi thi|ket luan|khoa|"
    r"lan|dot|giai doan|nhiem ky|loai|bac|hang|cap do)\s*\d+\S*|\b27 bieu hien|\b\d{4}\s*-\s*\d{4}\b|\btw ?\d"
)
_NUMBER = r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
#: What stands before a number, the longer words first: of «không thấp hơn» neither «thấp hơn» nor «hơn» is meant.
_SAID = (
    (r">=|=>|≥", AT_LEAST), (r"<=|=<|≤", AT_MOST), (r">", MORE), (r"<", LESS), (r"=", EQUAL),
    (r"\bkhong (?:duoi|kem|(?:it|thap|nho|kem) hon)", AT_LEAST),
    (r"\bkhong (?:qua|vuot(?: qua)?|hon|(?:nhieu|cao|lon) hon)", AT_MOST), (r"\btoi da|\bnhieu nhat|\bcao nhat", AT_MOST),
    (r"\bduoi|\b(?:it|thap|nho|kem) hon", LESS), (r"\btren|\b(?:nhieu |cao |lon )?hon", MORE),
    (r"\b(?:tu|it nhat|toi thieu|dat|phan dau|co)", AT_LEAST), (r"\btang|\bvuot", RISE), (r"\bgiam", FALL),
)  # fmt: skip
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<_{n}>{words})" for n, (words, _) in enumerate(_SAID))
    + r")\s*(?:muc|ty le|khoang|them)?\s*[:]?\s*$"
)
#: Down to what something is to fall; up to what it is to rise.
_DOWN_TO = re.compile(r"\b(?:xuong(?: con)?|con|ve)\s*(?:muc|duoi)?\s*$")
_UP_TO = re.compile(r"\b(?:dat|len(?: den)?)\s*(?:muc)?\s*$")
_YES = re.compile(r"(?:co|co ?/ ?khong|dat ?/ ?khong dat|hoan thanh|xong|co hoac khong)")
_SIGNS = re.compile(r"[%≥≤<>=]|phan tram")
#: Of these there is to be little, unless something is done about them; no number of theirs says by itself which way.
_UNWANTED = re.compile(
    r"\b(?:trễ hạn|quá hạn|chậm|nợ|thất thoát|vi phạm|khiếu nại|tố cáo|sai sót|lỗi|tai nạn|sự cố|hộ nghèo|vắng|tồn đọng|hư hỏng)\b"
)
_DEALT_WITH = re.compile(
    r"\b(?:giải quyết|xử lý|khắc phục|thu|trả|không|ngăn|phòng|hết|xóa|thoát|giúp|hỗ trợ|kiểm tra|giám sát|phát hiện|sửa|nộp)\b"
)
#: A larger share is asked for, whatever it is of.
_MOST_UNWANTED = 50
#: A percentage beside these is of a plan or of another year, and may be over 100.
_COMPARED = re.compile(
    r"\b(?:tang|giam|vuot|hon|so voi|ke hoach|du toan|cung ky|nam truoc|dinh muc|chi tieu|muc tieu)\b"
)
#: With their marks: «tặng» is a gift, «văn bản» no ten thousand.
_ROSE, _FELL = re.compile(r"\b(?:tăng|vượt)\b"), re.compile(r"\b(?:giảm|hạ)\b")
_ROSE_PLAIN, _FELL_PLAIN = re.compile(r"\b(?:tang|vuot)\b"), re.compile(r"\bgiam\b")
_SIZES = {
    "trăm": 1e2, "nghìn": 1e3, "nghin": 1e3, "ngàn": 1e3, "ngan": 1e3, "vạn": 1e4, "triệu": 1e6, "trieu": 1e6, "tr": 1e6,
    "trđ": 1e6, "tỷ": 1e9, "tỉ": 1e9, "ty": 1e9,
}  # fmt: skip
_STUCK = re.compile(r"(?<=\d)(?=(?:đ|đồng|tr|trđ|triệu|tỷ|tỉ)\b)", re.IGNORECASE)
#: What says of a number that it was not reached, or not yet.
_NOT_YET = re.compile(r"\b(?:chưa|thiếu|đang|dở dang|dự kiến|sẽ|không|chua|thieu|khong)\b")
_REMAINS = re.compile(r"\bcòn\b")
#: A bare percentage beside a rise or a fall is the change; what is more is rather the level that was reached.
_MOST_CHANGE = 50
#: A number without a unit that is so many times what was asked for in millions or thousands is rather of single ones.
_MOST_BARE = 3
_WHEN = re.compile(r"\b(?:(?:quy|thang|ngay|tuan)\s*(?:[ivx]+\b|\d+)|nam\s*\d{4})(?:\s*[/-]\s*\d+)*")
_TWO_WAYS = re.compile(r"\d{1,3},\d{3}")
#: What may stand behind the number of a result and names nothing counted.
_NO_UNIT = frozenset(("đã", "đạt", "được", "xong", "hoàn", "tăng", "giảm", "và", "so", "trên", "tổng"))
#: What is done to things that are counted, at the beginning of a target: «Trồng 1.000 cây», «Hoàn thành 12 cuộc».
_DOES = re.compile(
    r"(?:hoàn thành|thay(?: thế)?|trồng|xây(?: dựng)?|tổ chức|mở|sửa(?: chữa)?|lắp(?: đặt)?|hỗ trợ|tặng|trao|giúp(?: đỡ)?|"
    r"nhận đỡ đầu|kết nạp|bồi dưỡng|đào tạo|tập huấn|tiết kiệm|vận động|quyên góp|ủng hộ|giải quyết|cung cấp|đóng góp|"
    r"giới thiệu|thành lập|kiểm tra|giám sát|thanh tra|biên soạn|số hóa|làm|in|cấp|khám|hiến)(?: mới| thêm| được)?\s+"
    + _NUMBER
    + r"\s+[^\W\d]"
)
_AROUND_SIGNS = re.compile(r"\s*([%≥≤<>=])\s*")
_UNIT_ENDS = re.compile(
    r"[,;.:()\n]| (?:trở lên|trở xuống|được|trong|của|so với|vào|tại|đến|trước|mỗi|do|là|và"
    r"|tro len|tro xuong|duoc|cua|so voi|truoc|moi) "
)


def split_targets(text: str) -> list[str]:
    """Return the targets that one cell holds: one a line, or parted by «;»."""
    parts = re.split(r"[\n;]+", text)
    bare = (re.sub(r"^\s*(?:[-+•*–]|\d{1,2}[.)]|[a-zđ][.)])\s+", "", part) for part in parts)
    return [clean(part).rstrip(".,") for part in bare if clean(part).strip("-+.*• ")]


def wording_key(wording: str) -> Hashable:
    """Return the key by which two spellings of one target meet: «100 % hồ sơ» is «100% hồ sơ»."""
    return canonical("wording", _AROUND_SIGNS.sub(r"\1", wording))


@lru_cache(maxsize=4096)
def parse_target(text: str) -> tuple[Target | None, Finding | None]:
    """Read one target. Returns it and what is to be said; None where it looks like a number and is none."""
    target, finding = _parse_target(text)
    if finding is None and target is not None and target.due_on is None and not_by_end(text):
        return target, Finding(DUE_NOT_ITS_END)
    return target, finding


def _parse_target(text: str) -> tuple[Target | None, Finding | None]:
    wording = clean(text)
    if re.search(r"(?<![\d,])\d{1,3},\d{3}(?!\d)", wording):
        return Target(wording, due_on=read_due(fold(wording))[0]), Finding(TARGET_IN_WORDS)  # two thousand, or two
    folded = fold(_STUCK.sub(" ", wording))
    due, rest = read_due(folded)
    rest = _NAMES.sub(" ", rest)
    percents = list(re.finditer(rf"{_NUMBER}\s*(?:%|phan tram)", rest))
    if len({found[1] for found in percents}) > 1:
        return Target(wording, due_on=due), Finding(TARGET_SEVERAL)
    if percents:
        found = percents[0]
        if re.search(r"[^\s\d≥≤<>=(]\s*$|[a-z]$", rest[: found.start()][-1:]):
            return None, Finding(TARGET_NO_NUMBER)
        if _is_either_way(wording, rest, found):
            return Target(wording, due_on=due), Finding(TARGET_WHICH_WAY)
        operator = _operator(wording, rest, found, EQUAL)
        return Target(wording, operator, _number(found[1]), PERCENT, due), None
    if re.search(r"%|phan tram", rest):
        return None, Finding(TARGET_NO_NUMBER)
    numbers = list(re.finditer(rf"(?<![\w.,/]){_NUMBER}(?![\w/]|[.,]\d)", rest))
    marked = [found for found in numbers if _BEFORE.search(rest[: found.start()])]
    alone = re.match(rf"\s*{_NUMBER}\b", rest) or _DOES.match(canonical_tone(_STUCK.sub(" ", wording)).casefold())
    if len(numbers) == 1 and (marked or alone):
        found = numbers[0]
        if _is_either_way(wording, rest, found):
            return Target(wording, due_on=due), Finding(TARGET_WHICH_WAY)
        operator = _operator(wording, rest, found, AT_LEAST)
        return Target(wording, operator, _number(found[1]), _unit(wording, found[1]), due), None
    if len(numbers) > 1 and (marked or alone):
        return Target(wording, due_on=due), Finding(TARGET_SEVERAL)
    if _SIGNS.search(rest):
        return None, Finding(TARGET_NO_NUMBER)
    if _YES.fullmatch(rest.strip(" .,:")):
        return Target(wording, YES, None, None, due), None
    if due is not None:
        return Target(wording, BY, None, None, due), None
    return Target(wording), Finding(TARGET_IN_WORDS)


def _number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def parse_number(raw: object) -> float | None:
    """Return the one number that an actual value holds («98,5%», «12 mô hình», 0.98 as it stands), else None."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw)
    digits = _one_number(raw) if isinstance(raw, str) else None
    return None if digits is None else _number(digits)


def _one_number(text: str) -> str | None:
    """Return the digits of the one number of a text, None where it has none or several, or one that reads two ways
    («2,000»); days, months and quarters are none."""
    folded = _WHEN.sub(" ", _NAMES.sub(" ", fold(text))).replace("%", " ")
    found = re.findall(rf"(?<![\w.,/]){_NUMBER}(?![\w/]|[.,]\d)", folded)
    return str(found[0]) if len(found) == 1 and not _TWO_WAYS.fullmatch(found[0]) else None


def _actual(raw: str, target: Target) -> float | None:
    """Return the number that a result holds in the unit of its target: «15.000.000 đồng» is 15 «triệu đồng»; «12 hồ sơ»
    is no percentage, «4 hội nghị» no number of «lớp», «tăng 7%» no fall, «còn 88%» neither; «chưa đạt 95%», «đang làm 4
    công trình» tell nothing that was reached. None where it holds none."""
    unit, text = target.unit, _STUCK.sub(" ", clean(raw))
    folded, number = fold(text), parse_number(text)
    if not _may_be_of(text, target, number):
        return None
    if re.search(r"%|phan tram", folded):
        return number if unit in (None, PERCENT) else None
    if unit == PERCENT:
        return number if re.fullmatch(rf"[a-z :]*{_NUMBER}[\s.]*", folded) else None
    fraction = _FRACTION.search(text) if parse_fraction(text) is not None else None
    digits = fraction[1] if fraction is not None else _one_number(text)
    if digits is None:
        return None
    said = _unit(text, fraction[0] if fraction is not None else digits)
    scale = _scale_to(unit, said)
    if scale is None or (not said and _parted(unit)[0] > 1 and _number(digits) > _MOST_BARE * (target.number or 0)):
        return None  # a sum in đồng beside a target in millions, without its unit
    return round(_number(digits) * scale, 6)


def _may_be_of(text: str, target: Target, number: float | None) -> bool:
    """Tell whether the words of a result let its number be what was reached: nothing says that it was not, and it is a
    change where a change is asked, a level where a level is."""
    words = canonical_tone(text).casefold()
    clause = next((part for part in re.split(r"[;()]|,(?!\d)", words) if re.search(r"\d", part)), words)
    if _NOT_YET.search(clause) or (target.operator not in (AT_MOST, LESS) and _REMAINS.search(clause)):
        return False
    said = _ways(text)
    if target.operator in (RISE, FALL):
        most = max(_MOST_CHANGE, 1.5 * (target.number or 0))
        bare = not said and target.unit == PERCENT and (number or 0) <= most
        return target.operator in said or bare
    return not said or target.unit != PERCENT


def _scale_to(wanted: str | None, said: str | None) -> float | None:
    """Return by what a number of one unit is to be multiplied to be of another, None where they count different things.
    A number alone is of the unit that is wanted; of a longer name its beginning is enough («cuộc» of «cuộc thanh tra»)."""
    (size, thing), (own, named) = _parted(wanted), _parted(said)
    if wanted is None:
        return 1.0 if own == 1 else None
    if not named:
        return 1.0 if own == 1 else own / size
    if any(one != other for one, other in zip(thing, named, strict=False)) or not thing:
        return None
    return own / size


def _parted(unit: str | None) -> tuple[float, list[str]]:
    """Return how many of a thing one of a unit is, and the words of the thing: «triệu đồng» → 1 000 000, «dong»."""
    #: «triệu/chi bộ»: millions, of something for each branch.
    words = re.sub(r"^(\w+)/", r"\1 /", canonical_tone(unit or "").casefold()).split()
    if len(words) > 1 and words[1].startswith("/") and words[0] not in _SIZES:
        words[:2] = ["".join(words[:2])]
    if words and words[0] in _NO_UNIT:
        words = []
    size = 1.0
    while words and words[0] in _SIZES:
        size *= _SIZES[words.pop(0)]
    return size, ["dong" if word == "đ" else fold(word) for word in words]


_FRACTION = re.compile(r"(?<![\w/.,])(\d+(?:\.\d{3})*)\s*/\s*(\d+(?:\.\d{3})*)(?![\d/]|[oOlI](?![^\W\d]))")


def parse_fraction(raw: object) -> tuple[float, float] | None:
    """Return numerator and denominator of «248/250» anywhere in a text, where there is exactly one; «620/62O» (a letter
    in the place of a digit) is none."""
    if not isinstance(raw, str):
        return None
    found = _FRACTION.findall(raw)
    if len(found) != 1 or (int(found[0][0].replace(".", "")) <= 12 and re.fullmatch(r"(?:19|20)\d\d", found[0][1])):
        return None  # «5/2026» is a month
    above, below = _number(found[0][0]), _number(found[0][1])
    return (above, below) if below else None


def read_result(text: str, target: Target | None) -> tuple[float | None, tuple[float, float] | None]:
    """Return what the words of a result say of a target (None: of the whole): a number in its unit, and numerator and
    denominator; neither where they count something else, or tell of several things one by one."""
    if is_unsure(text):
        return None, None
    fraction = parse_fraction(text)
    if target is None:
        return (None, None) if len(split_targets(text)) > 1 else (parse_number(_STUCK.sub(" ", clean(text))), fraction)
    number = _actual(_in_digits(text, target.unit), target)
    counted = target.number is not None and (target.unit != PERCENT or target.operator in (RISE, FALL))
    return number, None if counted and number is None else fraction


def _in_digits(text: str, unit: str | None) -> str:
    """Return «3 hội nghị» of «Ba hội nghị»: only where that is all a result says and is what the target counts."""
    word, _, counted = canonical_tone(clean(text)).casefold().partition(" ")
    same = unit is not None and counted == canonical_tone(unit).casefold()
    return f"{_COUNTS.index(word) + 1} {counted}" if same and word in _COUNTS else text


def parse_share(raw: object) -> tuple[float, float] | None:
    """Return the one percentage that a text states of a whole, and how far its digits let it lie from the exact one;
    None where the text speaks of a rise or a comparison («80/100, tăng 5%»)."""
    if not isinstance(raw, str):
        return None
    folded = fold(raw)
    found = re.findall(rf"(?<![\w.,/]){_NUMBER}\s*(?:%|phan tram)", folded)
    if len(found) != 1 or _COMPARED.search(folded):
        return None
    decimals = (
        found[0].rpartition(",")[2] if "," in found[0] else found[0].rpartition(".")[2] if "." in found[0] else ""
    )
    return _number(found[0]), 10.0 ** -len(decimals)


def is_share(wording: str, operator: str | None, unit: str | None) -> bool:
    """Tell whether a target measures a part of a whole, which cannot be over 100%: no rise, no plan that is passed."""
    return unit == PERCENT and operator not in (RISE, FALL) and not _COMPARED.search(fold(wording))


def _operator(wording: str, rest: str, found: re.Match[str], default: str) -> str:
    """Return what is asked of a number. A fall or a rise is one also where its word stands further off («giảm chi phí ít
    nhất 5%»), unless a level is told («xuống còn 15%», «lên 95%», «dưới 5%»)."""
    ahead, after = rest[: found.start()], rest[found.end() :].lstrip()
    before = _BEFORE.search(ahead)
    operator = default if before is None else _SAID[int((before.lastgroup or "_0")[1:])][1]
    ways = _ways(wording)
    if operator in (RISE, FALL) and operator not in ways:  # «tặng 5 suất quà»
        operator = default
    if FALL in ways and _DOWN_TO.search(ahead):
        return AT_MOST
    if re.search(r"\btro len\b", after[:40]):
        return AT_LEAST
    if re.search(r"\btro xuong\b", after[:40]) or (operator in (EQUAL, AT_LEAST) and not _number(found[1])):
        return AT_MOST  # none is the most there may be of what is to be none
    if operator in (EQUAL, AT_LEAST, MORE):
        if FALL in ways and _FELL_PLAIN.search(ahead):
            return FALL
        if RISE in ways and _ROSE_PLAIN.search(ahead) and not _UP_TO.search(ahead):
            return RISE
    return operator


def _is_either_way(wording: str, rest: str, found: re.Match[str]) -> bool:
    """Tell whether a small number of something unwanted stands without a word that says which way («tỷ lệ nợ xấu 2%»)."""
    words = canonical_tone(wording).casefold()
    if not 0 < _number(found[1]) < _MOST_UNWANTED or not _UNWANTED.search(words) or _DEALT_WITH.search(words):
        return False
    said = (
        _BEFORE.search(rest[: found.start()])
        or _ways(wording)
        or re.search(r"\btro (?:len|xuong)\b", rest[found.end() :])
    )
    return not said


def _ways(text: str) -> set[str]:
    """Return what a text says that something did or is to do: rise, fall."""
    words = canonical_tone(text).casefold()
    signs = ((RISE, _ROSE_PLAIN), (FALL, _FELL_PLAIN)) if words.isascii() else ((RISE, _ROSE), (FALL, _FELL))
    return {way for way, sign in signs if sign.search(words)}


def _unit(wording: str, number: str) -> str | None:
    """Return what is counted: the words after the number, up to one that starts something else («trong», «trở lên»)."""
    at = wording.find(number)
    if at < 0:
        return None
    rest = wording[at + len(number) :].strip()
    ends = _UNIT_ENDS.search(f" {rest} ".casefold())
    text = rest[: max(0, ends.start() - 1)].strip() if ends else rest
    # A longer run of words goes on past the thing counted, whose name has mostly two syllables: «hội nghị», «hồ sơ».
    return text if text and len(text.split()) <= 4 else (" ".join(text.split()[:2]) or None)


def read_due(folded: str) -> tuple[str | None, str]:
    """Return the day, month, quarter's end or year by which something is due that a text names, and the text without it;
    none of a quarter before which it is due («trước quý III/2026»), or early in which, nor of such a month or year, nor of
    one that something is compared with («so với năm 2021»), nor of several of which no word says which."""
    folded = _without_references(folded)
    for pattern in (_DAY, _QUARTER, _MONTH, _YEAR):
        named = [(iso, one) for one in pattern.finditer(folded) if (iso := _iso(pattern, one)) is not None]
        if not named:
            continue
        led = [one for one in named if is_led(folded[: one[1].start()])] if len(named) > 1 else named
        if len({iso for iso, _ in led}) != 1:
            return None, _without(folded, [one for _, one in named])
        iso, found = led[0]
        folded = _without(folded, [one for _, one in named if one is not found])
        if pattern is not _DAY and (early := _NOT_BY_END.search(folded[: found.start()])):
            return None, f"{folded[: early.start()]} {folded[found.end() :]}"
        before = re.sub(r"\b(?:(?:hoan thanh|xong) )?(?:truoc|den|trong|vao|chậm nhat|cham nhat)(?: ngay)?\s*$", " ",
                        folded[: found.start()])  # fmt: skip
        return iso, f"{before} {folded[found.end() :]}"
    return None, folded


def _without_references(folded: str) -> str:
    """Return a text with blanks for each time that it only refers to: what is due by none of them."""
    for pattern in (_DAY, _QUARTER, _MONTH, _YEAR):
        found = pattern.finditer(folded)
        folded = _without(
            folded, [one for one in found if is_reference(folded[: one.start()], folded[one.end() :], pattern is _DAY)]
        )
    return folded


def _without(text: str, found: list[re.Match[str]]) -> str:
    """Return a text with blanks for what was found in it."""
    for one in found:
        text = f"{text[: one.start()]}{' ' * len(one[0])}{text[one.end() :]}"
    return text


def not_by_end(text: str) -> bool:
    """Tell whether a text says that something is due before a quarter, a month or a year, or early in it: on no day."""
    folded = fold(text)
    if not _EARLY.search(folded):
        return False
    folded = _without_references(folded)
    named = _DAY.sub(lambda day: " " * len(day[0]), folded)
    early = (
        _NOT_BY_END.search(folded[: found.start()])
        for pattern in (_QUARTER, _MONTH, _YEAR)
        for found in pattern.finditer(named)
    )
    return any(found is not None and not _SINCE.search(folded[: found.start()]) for found in early)


def stated_after(text: str, due_on: str) -> tuple[str, bool] | None:
    """Return the day, month or quarter's end of a text that lies after a due day, and whether it is certainly when the
    thing was done: the text's only one, a whole day, of which nothing lasts until or begins; None where there is none."""
    rest = _NAMES.sub(" ", fold(text))
    found: list[tuple[str, bool]] = []
    for pattern in (_DAY, _QUARTER, _MONTH):
        for one in pattern.finditer(rest):
            early = pattern is not _DAY and _NOT_BY_END.search(rest[: one.start()])
            if not early and (iso := _iso(pattern, one)):
                runs = re.search(r"\b(?:den|tu|truoc|sau)\s*$", rest[: one.start()])
                found.append((iso, pattern is _DAY and not runs))
        rest = pattern.sub(" ", rest)
    late = [one for one in found if earliest(one[0]) > latest(due_on)]
    return (late[0][0], late[0][1] and len(found) == 1) if late else None


def _iso(pattern: re.Pattern[str], found: re.Match[str]) -> str | None:
    try:
        if pattern is _DAY:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if pattern is _QUARTER:
            month = 3 * _QUARTERS[found[1]]
            return date(int(found[2]), month, calendar.monthrange(int(found[2]), month)[1]).isoformat()
        if pattern is _MONTH:
            month, year = int(found[1] or found[3]), int(found[2] or found[4])
            return f"{year}-{month:02}" if 1 <= month <= 12 and 1990 <= year <= 2100 else None
    except ValueError:
        return None
    return found[1]
