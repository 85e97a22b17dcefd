"""The name of a person out of its cell: without salutation, number, post or other name; or why it is no name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.domain.problem import Finding, Level, Problem, cause
from dangbo_cli.domain.standing import parse_standing
from dangbo_cli.intake.members.notes import says_left
from dangbo_cli.intake.tables.cells import DITTO, LETTER_LOST, is_ditto
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import NOT_A_NAME, Raw
from dangbo_cli.vietnamese.names import (
    AFTER_NAME,
    POST,
    TITLES_BEFORE,
    begins_with_surname,
    looks_like_person,
    proper_name,
    strip_salutation,
)
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

NO_NAME = cause("no_name", Level.ROW, "Dòng không đọc được", "Dòng này {detail}.", "Đơn vị kiểm tra lại dòng này.")
GOES_ON = cause(
    "line_goes_on",
    Level.ROW,
    "Dòng chỉ có chữ ở một cột",
    "«{value}» đứng một mình ở cột «{detail}», ngay dưới dòng khác, nên chưa được ghi: không rõ là phần tiếp theo của ô ở trên "
    "hay của dòng thiếu tên.",
    "Nếu là phần tiếp theo thì đơn vị viết vào cùng ô ở dòng trên; của người, mục khác thì ghi thêm tên; nếu là tên nhóm thì "
    "viết ở cột đầu của bảng.",
)
OTHER_NAME_LEFT_OUT = cause(
    "other_name", Level.NOTE, "Tên khác trong ngoặc", "Phần trong ngoặc của «{value}» không ghi vào họ tên."
)

STANDING_BESIDE_NAME = cause(
    "standing_beside_name",
    Level.CELL,
    "Trạng thái đảng viên ghi sau họ tên",
    "Trong ngoặc sau họ tên ghi «{detail}»; trạng thái ấy chưa được ghi.",
    "Đơn vị ghi trạng thái (dự bị, miễn sinh hoạt, chuyển đi, từ trần …) ở cột «Loại đảng viên».",
)
POST_LEFT_OUT = cause(
    "post_beside_name", Level.NOTE, "Chức vụ sau họ tên", "Phần «{detail}» sau họ tên ở «{value}» không ghi vào họ tên."
)
SIGN_LEFT_OUT = cause(
    "sign_after_name",
    Level.NOTE,
    "Dấu sau họ tên",
    "Dấu «{detail}» sau họ tên ở «{value}» không ghi vào sổ; nếu dấu ấy có chú thích, hãy xem chú thích nói gì.",
)
TITLE_LEFT_OUT = cause(
    "title_before_name",
    Level.NOTE,
    "Danh xưng trước họ tên",
    "Phần «{detail}» trước họ tên ở «{value}» không ghi vào họ tên.",
)
NUMBER_LEFT_OUT = cause(
    "number_before_name", Level.NOTE, "Số thứ tự trước họ tên", "Số thứ tự trong «{value}» không ghi vào họ tên."
)
#: What stands where a name does not.
NOBODY = (
    frozenset(("không", "không có", "không có ai", "chưa có", "chưa", "trống", "để trống", "khuyết", "đang khuyết"))
    | DITTO
)
#: A sign that a legend below the table explains.
_SIGN_AFTER = re.compile(r"\s*([*+#†‡]+)$")
_NUMBER_BEFORE = re.compile(r"\d{1,4}\s*[.)/-]\s*(?=[^\W\d_])")
#: More than a name: a post behind it, with its marks («Bí thư» is one, «Bi Thu» may be a name), somebody's kin, or who is
#: meant instead of a name. Asked of names in small or capital letters only.
_MORE = re.compile(
    r" (?:bí thư(?: (?:chi bộ|chi đoàn|đảng (?:ủy|uỷ)|đảng bộ))?|(?:chi|đảng) (?:ủy|uỷ) viên|"
    r"đảng viên(?: (?:dự bị|chính thức))?|giám đốc|chủ tịch|(?:trưởng|phó) (?:phòng|ban|thôn|khoa|trạm)|"
    r"hiệu (?:trưởng|phó)|kế toán(?: trưởng)?|chuyên viên)$|"
    r"\b(?:vợ|chồng)\b|^đảng viên\b"
)
#: What joins the names of two people; each is a syllable of names, too.
_JOINT = re.compile(r" (?:và|cùng|với) ", re.IGNORECASE)
_TIES = ("Vợ ", "Chồng ", "Con ", "Bố ", "Mẹ ")
#: A first word without a vowel is no syllable: a title («BS», «ThS.BS», «Bs.CKI»), or a surname cut short («Ng.»).
_SHORT = re.compile(r"[bcdđghklmnpqrstvxfjwz]{2,5}[.\s]", re.IGNORECASE)
_RANK = ("đại ", "thượng ", "trung ", "thiếu ")
#: «Văn», «Thị» stand before one given name: twice, they are of two people.
_WHOLE_TWICE = rare(r"^\S+ (?:văn|thị) \S+(?: \S+)? \S+ (?:văn|thị) \S+", re.IGNORECASE)


def read_name(reading: RowReading, text: str, typed: Sequence[Raw], where: str) -> tuple[str, Problem | None]:
    """Return the name that a cell (or family name and given name) holds, in proper case, or the problem that sets its row
    aside; `text` is all that was `typed`, cleaned and joined."""
    trouble = reading.problem
    if len(typed) == 1 and isinstance(typed[0], str) and ("\n" in typed[0] or "\r" in typed[0]):
        name = _of_lines(reading, text, typed[0], where)
        if name is None:
            return "", trouble(NOT_A_NAME, "", where, text)
        text = name
    elif len(typed) > 1 and any(map(is_ditto, typed)):
        return "", trouble(NOT_A_NAME, "", where, text)
    if _SHORT.match(text) or text.casefold().startswith(_RANK):
        text = _without_title(reading, text, where)
        if _SHORT.match(text):
            return "", trouble(NOT_A_NAME, "", where, text)
    if not text.replace(" ", "").isalpha():  # hardly ever: letters alone need none of these questions
        if is_ditto(text):
            return "", trouble(NOT_A_NAME, "", where, text)
        if "(" in text:
            inside = text[text.index("(") + 1 :].rstrip(" )")
            status = parse_standing(inside)[0] is not None or says_left(inside)
            reading.say(Finding(STANDING_BESIDE_NAME, inside) if status else Finding(OTHER_NAME_LEFT_OUT), where, text)
            text = clean(text.split("(")[0])
        if numbered := _NUMBER_BEFORE.match(text):
            reading.say(Finding(NUMBER_LEFT_OUT), where, text)
            text = text[numbered.end() :]
        if signed := _SIGN_AFTER.search(text):
            reading.say(Finding(SIGN_LEFT_OUT, signed[1]), where, text)
            text = text[: signed.start()]
        text = strip_salutation(text)
        if (apart := AFTER_NAME.search(text)) is not None:
            rest = text[apart.end() :]
            if rest and not parse_party_position(rest)[0]:
                return "", trouble(NOT_A_NAME, "", where, text)
            if rest:
                reading.say(Finding(POST_LEFT_OUT, rest), where, text)
            text = text[: apart.start()]
        if not text:
            return "", trouble(NO_NAME, "có dữ liệu nhưng không có họ tên", where or reading.where(0), "")
        if (
            "&" in text
            or "+" in text
            or LETTER_LOST.search(text)
            or not any(map(str.isalpha, text))
            or any(map(str.isdigit, text))
            or ".." in text
        ):
            return "", trouble(NOT_A_NAME, "", where, text)
    else:
        text = strip_salutation(text)
    if text.casefold() in NOBODY or text.count(" ") > 7:
        return "", trouble(NOT_A_NAME, "", where, text)
    two = " và " in text or (text.count(" ") >= 4 and (_are_two(text) or _WHOLE_TWICE.match(text) is not None))
    if two or text.startswith(_TIES) or (not text.istitle() and _MORE.search(text.casefold())):
        return "", trouble(NOT_A_NAME, "", where, text)
    return proper_name(text), None


def _without_title(reading: RowReading, text: str, where: str) -> str:
    """Return a name without the title before it («TS.», «Đại tá»), which is told."""
    found = TITLES_BEFORE.match(text)
    if found is None:
        return text
    reading.say(Finding(TITLE_LEFT_OUT, clean(found[0])), where, text)
    return text[found.end() :]


def _are_two(text: str) -> bool:
    """Tell whether two whole names are joined, in whatever case: «LÒ VĂN AN VÀ CÀ THỊ MAI», «… cùng …»."""
    names = _JOINT.split(text)
    return len(names) > 1 and all(" " in name and begins_with_surname(name) for name in names)


def _of_lines(reading: RowReading, text: str, typed: str, where: str) -> str | None:
    """Return the name in a cell of several lines, None where it cannot be told: they are two people's, or what stands
    below a name is neither a post in the Party nor the rest of the name."""
    first, *below = [clean(line) for line in typed.splitlines() if line.strip()]
    if not below:
        return text
    if all(begins_with_surname(line) and " " in line for line in (first, *below)):
        return None
    rest = " ".join(below)
    if " " not in first or not looks_like_person(first) or not rest.replace(" ", "").isalpha():
        return text
    held, finding = parse_party_position(rest)
    if held and finding is None:
        reading.say(Finding(POST_LEFT_OUT, rest), where, text)
        return first
    alike = rest.isupper() if first.isupper() else first.islower() or all(word[0].isupper() for word in rest.split())
    goes_on = alike and not held and not POST.match(fold(rest)) and (" " not in rest or looks_like_person(rest))
    return text if goes_on else None
