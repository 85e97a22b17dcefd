"""Do the words that an entry stands on name one thing that was done? «Không» in the column of forms says that there was
none, «Đề nghị khiển trách» that it is not decided yet, «Giấy khen; Bằng khen» are two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dangbo_cli.domain.problem import Level, Problem, cause
from dangbo_cli.forms.form import Field, Form
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.who.people import ReadValue
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

#: What helps where a list tells of what is not decided: the record keeps decisions.
DECIDE_FIRST = (
    "Sổ chỉ ghi khen thưởng, kỷ luật đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng và nhập "
    "lại."
)
UNIT_DECIDES_FIRST = (
    "Chỉ ghi khen thưởng, kỷ luật đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng và gửi "
    "lại."
)
ENTRY_SAYS_NONE = cause(
    "entry_says_none",
    Level.ROW,
    "Dòng ghi là không có",
    "Ô «{detail}» ghi «{value}»: không có việc nào để ghi vào sổ.",
    "Nếu đúng là không có thì bỏ dòng này.",
)
NOT_DECIDED_YET = cause(
    "not_decided_yet",
    Level.ROW,
    "Chưa có quyết định",
    "Ô «{detail}» ghi «{value}», chưa phải là quyết định.",
    "Sổ chỉ ghi kỷ luật đã có quyết định; có quyết định rồi thì ghi hình thức và nhập lại.",
    unit="Chỉ ghi kỷ luật đã có quyết định; có quyết định rồi thì ghi hình thức và gửi lại.",
)
PROPOSED_ONLY = cause(
    "commendation_proposed",
    Level.ROW,
    "Mới đề nghị khen thưởng",
    "Ô «{detail}» ghi «{value}», mới là đề nghị: dòng không ghi số hay ngày quyết định.",
    "Sổ chỉ ghi khen thưởng đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng và nhập lại.",
    unit="Chỉ ghi khen thưởng đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng và gửi lại.",
)
NUMBER_PENDING = cause(
    "decision_number_pending",
    Level.ROW,
    "Chưa có quyết định",
    "Ô «{detail}» ghi «{value}», chưa phải là quyết định.",
    DECIDE_FIRST,
    unit=UNIT_DECIDES_FIRST,
)
SEVERAL_FORMS = cause(
    "several_forms",
    Level.ROW,
    "Nhiều hình thức trong một ô",
    "Ô «{detail}» ghi nhiều hình thức: «{value}».",
    "Đơn vị ghi mỗi hình thức một dòng.",
)

WITHDRAWN = cause(
    "entry_withdrawn",
    Level.ROW,
    "Quyết định đã bị hủy hoặc thu hồi",
    "Ô «{detail}» ghi «{value}»: quyết định ấy có vẻ đã bị hủy hoặc thu hồi.",
    "Nếu đúng thì bỏ dòng này; nếu quyết định còn hiệu lực thì bỏ những chữ ấy đi rồi nhập lại.",
    unit="Nếu đúng thì bỏ dòng này; nếu quyết định còn hiệu lực thì bỏ những chữ ấy đi rồi gửi lại.",
)

_OF_WHAT = (
    r"co|bi|duoc|xet|de nghi|dang ky|khen|khen thuong|ky luat|vi pham|thuoc dien|mo hinh|hinh thuc|thuc hien|noi dung|gi"
    r"|dot pha|nao|to chuc|trien khai|sinh hoat|hoc|hoc tap|chuyen de|kiem tra|giam sat"
)
#: «Đơn vị không khói thuốc» is the name of something: of a unit only some words say that it did none.
_NONE = rare(
    rf"\W*(?:(?:(?:don vi|chi bo|dang bo|dang uy|co quan|trong nam|nam nay|nam \d{{4}})[ ,:]+)+"
    r"(?=(?:khong|chua|ko) (?:co )?(?:dang ky|de nghi|xet|to chuc|trien khai|mo hinh|thuc hien)\b))?"
    rf"(?:khong|chua|ko)(?: (?:{_OF_WHAT}))*\W*"
)
#: What a whole sheet may say of its year.
_OF_YEAR = r"(?:trong )?nam(?: \d{4})?"
_NIL = rare(
    rf"\W*(?:(?:chi bo|dang bo|don vi|{_OF_YEAR}),? )*(?:khong|ko)(?:,? (?:{_OF_WHAT}|phat sinh|truong hop|ai|tap the|ca nhan"
    rf"|dang vien|to chuc dang|{_OF_YEAR}|bao cao))*\W*"
)
#: What is only proposed, and what is not decided yet: of cells, group rows, titles and numbers alike.
PROPOSES = "de nghi|de xuat|du kien"
UNDECIDED = (
    rf"{PROPOSES}|dang (?:xem xet|xet|xu ly|cho|xac minh|kiem tra|giai quyet|de nghi|trinh|lam)"
    r"|cho (?:xem xet|xet|xu ly|quyet dinh|phe duyet|ket luan)"
)
_PENDING = rare(rf"\W*(?:{UNDECIDED})\b")
_FORMS = rare(
    r"\b(?:giay khen|bang khen|huan chuong|huy chuong|co thi dua|ky niem chuong|chien si thi dua|lao dong tien tien|"
    r"khien trach|canh cao|cach chuc|khai tru)\b"
)

_MAY_BEGIN = frozenset(("kh", "ch", "ko", "do", "da", "co", "tr", "na", "- ", "(k", "(c"))
#: What stands in the place of a number while there is none: «Chưa có QĐ», «đang trình», «đề nghị».
_NUMBER_PENDING = rare(rf"\W*(?:chua|{UNDECIDED}|cho|trinh|to trinh)\b[^\d]*")

#: Of which of several forms they are, a row does not say.
_DECISION_FIELDS = ("decision_number", "decision_on")
#: «Khiển trách (đã hủy)»; «hủy hoại», «Huy chương» are something else.
_UNDONE = r"(?:hủy(?: bỏ)?(?! hoại)|thu hồi|bãi bỏ)"
_WITHDRAWN = rare(
    rf"(?:[(–-]\s*|^|[,;.]\s*)(?:đã |bị |được )*{_UNDONE}(?: [^()]*)?\)?$|\b(?:đã|bị|được) (?:bị )?{_UNDONE}\b"
)
_NOTED = rare(
    rf"(?:^|[,;.(–-])\s*(?:(?:đã|bị|được) )*{_UNDONE}"
    r"(?=\s*(?:$|[.,;:()–-]|(?:quyết định|qđ|giấy khen|bằng khen|danh hiệu|kỷ luật|khen thưởng|hình thức|theo|ngày|tháng|năm|do|vì"
    r"|lại|\d)))"
)
_MAY_BE_UNDONE = ("hủy", "huỷ", "thu hồi", "bãi bỏ")


def _withdrawn(
    declared: Field, text: str, where: str, entry: dict[str, ReadValue], reading: RowReading
) -> Problem | None:
    """Return why a commendation or a discipline stands no more, by the words of its form or of its note."""
    note, at = entry.get("note", ("", ""))
    for title, said, cell, pattern in ((declared.title, text, where, _WITHDRAWN), ("Ghi chú", str(note), at, _NOTED)):
        words = said.casefold()
        if any(word in words for word in _MAY_BE_UNDONE) and pattern.search(canonical_tone(clean(said)).casefold()):
            return reading.problem(WITHDRAWN, title, cell, said)
    return None


def is_decided(entry: Mapping[str, ReadValue]) -> bool:
    """Tell whether a row has the day of a decision, or its number: by these it was decided, whatever heads it."""
    return "decision_on" in entry or any(map(str.isdigit, str(entry.get("decision_number", ("",))[0])))


def says_none(text: str) -> bool:
    """Tell whether a text says that there was none («Không có», «Không phát sinh»)."""
    return _NIL.fullmatch(fold(text)) is not None


def question_words(
    form: Form,
    required: Iterable[Field],
    entry: dict[str, ReadValue],
    reading: RowReading,
    proposing: str = "",
    several: bool = False,
) -> Problem | None:
    """Return why an entry whose required fields stand is none all the same, or more than one; `proposing` is the heading
    by which the table only proposes; `several` tells whether other columns of the row give more of its kind."""
    for declared in required:
        value, where = entry[declared.key]
        text = str(value)
        folded = fold(text)
        if folded[:2] in _MAY_BEGIN and _NONE.fullmatch(folded):
            return reading.problem(ENTRY_SAYS_NONE, declared.title, where, text)
        if declared.key != "form":
            continue
        if form.kind == "ky-luat" and _PENDING.match(folded):
            return reading.problem(NOT_DECIDED_YET, declared.title, where, text)
        if not is_decided(entry):
            if form.kind == "khen-thuong" and (proposing or _PENDING.match(folded)):
                return reading.problem(PROPOSED_ONLY, proposing or declared.title, where, text)
            number, at = entry.get("decision_number", ("", ""))
            if number and _NUMBER_PENDING.fullmatch(fold(str(number))):
                return reading.problem(NUMBER_PENDING, "Số quyết định", at, str(number))
        if (trouble := _withdrawn(declared, text, where, entry, reading)) is not None:
            return trouble
        if len(set(_FORMS.findall(folded))) > 1 or (several and not entry.keys().isdisjoint(_DECISION_FIELDS)):
            return reading.problem(SEVERAL_FORMS, declared.title, where, text)
    return None
