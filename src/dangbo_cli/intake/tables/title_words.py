"""What the words of a title make of the sheet below it: whose ratings they are, where its columns do not say.

«KẾT QUẢ XẾP LOẠI CÔNG CHỨC, VIÊN CHỨC» over a column «Xếp loại» tells the employee's level, «XẾP LOẠI ĐOÀN VIÊN» nothing
of the Party."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.tables.titles import Title, is_of_document
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

RATES_OTHERS = cause(
    "title_rates_others",
    Level.SHEET,
    "Bảng không phải là xếp loại đảng viên, tổ chức đảng",
    "Tiêu đề «{value}» nói về xếp loại khác, không phải xếp loại đảng viên, tổ chức đảng.",
    "Cả bảng chưa được ghi. Nếu đúng là xếp loại đảng viên, tổ chức đảng thì sửa tiêu đề rồi nhập lại; mức của công chức, "
    "viên chức thì ghi ở một cột «Xếp loại công chức, viên chức».",
    unit="Cả bảng chưa được ghi. Nếu đúng là xếp loại đảng viên, tổ chức đảng thì sửa tiêu đề rồi gửi lại; mức của công "
    "chức, viên chức thì ghi ở một cột «Xếp loại công chức, viên chức».",
)

#: The words of a title that rate; what stands behind the last of them says whom.
_RATES = rare(r"\b(?:xep loai|phan loai|danh gia|xep hang|binh xet|hoan thanh (?:(?:xuat sac|tot) )?nhiem vu)\b")
_LEADING = rare(
    r"(?:[\W\d]+|(?:danh sach|ket qua|tong hop|bang|bieu|chat luong|muc(?: do)?|xep loai|phan loai|danh gia|cuoi nam|hang nam"
    r"|nam|doi voi|cua|cac|nhung|tap the|ca nhan|hoan thanh|(?:xuat sac|tot)? ?nhiem vu|va|theo|ve|to chuc|toan the"
    r"|so ket|tong ket|dot|duoc|chung)\b)*"
)
_PARTYS = (
    r"(?:dang vien|(?:co so )?dang(?! ky)|chi bo|dang bo|dang uy|cap uy|chi uy|bi thu|pho bi thu|ban chap hanh dang"
    r"|ban thuong vu)"
)
_EMPLOYEES = r"(?:cong chuc|vien chuc|ccvc|cbccvc|cbcc|cb, ?cc(?:, ?vc)?)"
_ALL_EMPLOYEES = r"(?:can bo|nguoi lao dong|nhan vien|giao vien|giang vien|nld|lao dong hop dong)"
_OF_EMPLOYEES = rare(rf"(?:{_ALL_EMPLOYEES}\W+(?:va )?)?{_EMPLOYEES}\b(?! la dang vien)")
_OF_OTHERS = rare(
    rf"(?:{_EMPLOYEES}|{_ALL_EMPLOYEES}|lao dong|cong nhan|nha giao|doan vien|hoi vien|doi vien|quan chung|cong doan|lien doan"
    r"|doan (?:thanh nien|tncs|the|co so|truong|xa|phuong)|chi doan|chi hoi|hoi (?:phu nu|lien hiep|nong dan|cuu chien binh|ccb"
    r"|chu thap do|nguoi cao tuoi|khuyen hoc)|chinh quyen|chuyen mon|hoc (?:tap(?! va lam theo)|vien|sinh|luc|ky)|sinh vien"
    r"|hanh kiem|lop|khoa (?:hoc|boi duong|dao tao)|bai (?:thu hoach|thi|kiem tra|viet)|trung cap|cao cap|llct|suc khoe|thi dua"
    r"|(?:ho )?gia dinh|ho (?:ngheo|dan)|khu dan cu|(?:thon|ban|to|xom|tieu khu|co quan|don vi) van hoa|hop tac xa|doanh nghiep"
    r"|san pham|ocop|de tai|sang kien|(?:tieu )?chuan (?:nghe nghiep|giao vien|hieu truong|nha giao)|hieu truong|thiet bi|tai san"
    r"|don thu|van ban)\b"
)
_OF_PARTY = rare(rf"{_PARTYS}\b")
#: Further on in what is rated: «ĐOÀN THỂ, CHI BỘ», «CÁN BỘ, ĐẢNG VIÊN»; a unit begins behind a word or a dash alone.
_AND_PARTY = rare(rf"(?:[,;/&]|\bva\b|\bcung\b)\s*(?:cac )?(?:to chuc )?{_PARTYS}\b")
_BY_THEMSELVES = rare(r"\btu (?:(?:danh gia|xep loai|phan loai|nhan|cham|xep)(?:[, ]+(?:va )?)?)+(?:chat luong)?")
#: Levels of other stages, or of the Party by their headings.
_ANOTHERS = rare(r"\b(?:xep loai|phan loai|danh gia|de nghi|de xuat|quyet dinh|cong nhan|duyet)\b")
#: Nearly every title; nothing more is asked of it.
_PLAINLY = ("loai dang vien", "luong dang vien", "loai to chuc dang", "luong to chuc dang", "loai to chuc co so dang")
_LISTS = rare(r"\W*(?:danh sach|tong hop|bang|bieu|ket qua)\b")
_HEADING_OF_PARTY = rare(r"\b(?:dang|chi bo|cap uy|chi uy)\b")
_MORE_RATED = frozenset(("points", "decision_number", "decision_on", "decided_by", "not_rated_reason"))


class RatedBy(NamedTuple):
    """Whose levels a title says that columns hold which do not say it: `key` is the column of the record («self_level»,
    «employee_level»), "" where they are no levels that the record has; the text, with its row and column."""

    key: str
    row: int
    column: int
    text: str


def rated_by(title: Title, table: TableFound) -> RatedBy | None:
    """Return whose the levels of a rating list are by its title; None where they are the Party's, or it does not say."""
    for r, c, text in title.texts:
        folded = fold(text)
        if ("loai" not in folded and "danh gia" not in folded and "nhiem vu" not in folded) or is_of_document(folded):
            continue
        if any(words in folded for words in _PLAINLY) and "tu " not in folded:
            return None
        key = _whose(folded)
        if key is None:
            continue
        rated = [m for m in table.columns.values() if m.rating is not None]
        said = any(m.rating is not None and m.rating.said for m in rated)
        if key == STAGES["self"]:
            return None if said else RatedBy(key, r, c, text)
        if any(_speaks_of_party(table, column) for column in table.columns):
            return None
        columns = table.columns.values()
        own = any(m.key == "employee_level" for m in columns)
        if own and not rated:
            return None  # its own column says it
        more = any(m.key in _MORE_RATED or m.value is Value.CRITERION for m in columns)
        named = any(m.value is Value.PERSON_NAME for m in columns)
        return RatedBy("" if own or said or more or not named else key, r, c, text)
    return None


def _whose(folded: str) -> str | None:
    """Return the column of the record that a line about ratings means, "" where none of the record's, None where it does
    not say, or means the Party's own."""
    themselves = _BY_THEMSELVES.search(folded)
    if themselves is not None and not _ANOTHERS.search(folded[: themselves.start()] + " " + folded[themselves.end() :]):
        folded = f"{folded[: themselves.start()]}xep loai {folded[themselves.end() :]}"
        return STAGES["self"] if (whose := _whose_after(folded)) is None else "" if whose else whose
    return _whose_after(folded)


def _whose_after(folded: str) -> str | None:
    rates = list(_RATES.finditer(folded))
    if not rates:
        return None
    before = folded[: rates[0].start()]
    for said in (folded[rates[-1].end() :], before if _LISTS.match(before) else ""):
        leading = _LEADING.match(said)
        whom = said[leading.end() :] if leading is not None else said
        if not whom:
            continue
        if _OF_PARTY.match(whom) or _AND_PARTY.search(whom):
            return None
        if _OF_EMPLOYEES.match(whom):
            return "employee_level"
        if _OF_OTHERS.match(whom):
            return ""
    return None


def _speaks_of_party(table: TableFound, column: int) -> bool:
    """Tell whether the heading of a column of levels says that they are the Party's."""
    if table.columns[column].rating is None:
        return False
    return _HEADING_OF_PARTY.search(fold(table.headings.get(column, ""))) is not None
