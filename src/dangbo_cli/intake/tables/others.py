"""Lists of officials, workers, students, households: people of whom some may be members and some not.

An official is not necessarily a member. A list is of members where its title says so, or says of nobody. Any other list
without a column of the Party makes nobody one; with such a column, only those of whom it says something. A clerk who
knows better says so with --loai-bieu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold, spelling

MEMBER_NOT_SAID = cause(
    "member_not_said",
    Level.ROW,
    "Không rõ có phải đảng viên không",
    "Danh sách «{detail}» có cả người không phải đảng viên; dòng của «{value}» không ghi gì ở các cột về Đảng.",
    "Nếu là đảng viên thì đơn vị ghi ngày vào Đảng hoặc số thẻ; nếu cả danh sách là đảng viên thì nhập lại với "
    "--loai-bieu dang-vien.",
    unit="Nếu là đảng viên thì đơn vị ghi ngày vào Đảng hoặc số thẻ.",
)

#: Columns that speak of somebody's place in the Party.
PARTY_FIELDS = frozenset(
    (
        "admitted_on",
        "official_on",
        "card_number",
        "file_number",
        "card_and_file_number",
        "party_position",
        "standing",
        "probationary_mark",
        "official_mark",
    )
)
_OTHERS = (
    r"(?:can bo|cong chuc|vien chuc|cong nhan|nhan vien|nguoi lao dong|lao dong|giao vien|giang vien|hoc vien|sinh vien|"
    r"hoc sinh|hoi vien|cong doan vien|doan vien|quan chung|cu tri)"
)
_LIST = r"^\W*(?:[^\W\d_]+ ){0,3}?danh sach (?:(?:trich ngang|cac|toan the|toan bo|doi ngu|dong chi|tong hop) )*"
_OF_OTHERS = re.compile(rf"{_LIST}{_OTHERS}\b(?!.*\b(?:la|deu la) dang vien\b)")
_OF_BOTH = re.compile(rf"{_LIST}dang vien\s*(?:,|;|/|va)\s*{_OTHERS}\b")
#: Whom a list is of, up to where it says of which unit, of when, or by what paper.
_LIST_OF = re.compile(rf"{_LIST}(?P<whom>.*)")
_LIST_ALONE = re.compile(r"^\W*(?:[^\W\d_]+ ){0,3}?danh sach\W*$")
_WHOM_ENDS = rare(
    r"[(:;/|–—]|\s-\s|\b(?:chi bo|dang bo|dang uy|gom|co(?! dong)|nay|tren|cua|tai|thuoc|o|nam|thang|quy|ngay|dot|khoa|nhiem ky|"
    r"tinh den|den|kem|theo|cac don vi|don vi|co quan|so|phong|khoi|nganh|truong (?:th|thpt|thcs|tieu hoc|mam non|dai hoc|cao dang|"
    r"chinh tri|trung hoc|lien cap|day nghe)|benh vien|trung tam|tram|cong ty|doanh nghiep|uy ban|ubnd|kho bac|"
    r"(?:chi )?cuc|toa an|vien kiem sat|van phong|xa|phuong|thi tran|huyen|thanh pho|tinh)\b"
)
#: Members, by any of the words for them.
_OF_MEMBERS = re.compile(
    r"\b(?:dang vien|dang so|cap uy|chi uy|(?:pho )?bi thu|uy vien|ban chap hanh|bch|ban thuong vu|vao dang|the dang|"
    r"huy hieu dang|tuoi dang|sinh hoat dang|mien sinh hoat|du bi|ket nap)\b"
)
#: Words of a title that say nothing of whom the list is.
_NEUTRAL = rare(
    r"\b(?:trich ngang|chi tiet|tong hop|day du|bo sung|chung|moi(?: nhat)?|cap nhat|ban cuoi|chot|(?:cac )?dong chi|"
    r"ca nhan|nop|gui|bao cao|ra soat|rieng|theo doi|quan ly|ho so|hien co|toan the|toan bo|cac|va|mau|bieu|bang|le)\b"
)
#: People who are gone, not members yet, or of another unit; with their marks, for «giám đốc» is no «giảm», and a «Nguyễn Thị
#: Mất» is nobody who died.
_NOT_HERE = re.compile(
    r"\b(?:giảm(?! (?:nghèo|thiểu|phát|trừ))|chết|(?:đã|bị|mới) mất|hy sinh|qua đời|từ trần|tạ thế|"
    r"(?:ra|rời|rút) khỏi|rời (?:chi|đảng) bộ|xin ra|"
    r"không còn|(?:đã|mới) (?:chuyển|đi khỏi)(?! đổi)|chuyển (?:đi|đến|ra|về|sinh hoạt|công tác)|xóa tên|khai trừ|"
    r"quần chúng|cảm tình|đối tượng (?:đảng|kết nạp|phát triển)|nguồn (?:kết nạp|phát triển|đảng)|chưa (?:vào|là|được|kết nạp)|"
    r"chờ kết nạp|(?:làm|hoàn thiện) hồ sơ|nơi (?:khác|cư trú)|"
    r"mất (?=trong (?:năm|kỳ|quý|tháng)\b|(?:năm|tháng) \d|\d)|(?:nghỉ|bỏ|thôi) (?:sinh hoạt|shđ)|"
    r"sinh hoạt ghép|tạm thời|sinh hoạt tạm|hai chiều|(?:đảng viên|đv|quy định|qđ)\D{0,8}213)\b"
)
#: Of a group, not of the title of a list of journeys.
_ABROAD = rare(r"^\W*(?:(?:các|những|đảng viên|đồng chí|đ/c|đv|đã|đang) )*(?:đi|ở|ra) nước ngoài\b")
#: A group says who stands below it in so many words.
_FEW_WORDS = 7
#: A note that announces those who stand below it.
_OF_THESE = rare(r"\b(?:đồng chí|đ/c|đảng viên|đv) (?:sau|sau đây|dưới đây|có tên (?:sau|dưới))\b")
_BESIDES = re.compile(r"[(;]|\b(?:không (?:gồm|bao gồm|kể|tính)|trừ)\b")
#: Lists of nobody of the unit, though the Party is named: who is to be admitted, the families of members, the dead.
_NOBODY = rare(
    r"(?<!theo )\b(?:(?:de nghi|du kien|nguon|doi tuong|xet|cho|to trinh|de xuat|chuan bi|gioi thieu|ke hoach|lo trinh|chi tieu)"
    r"(?: (?:xet|duoc|de nghi|quan chung|nguoi|nhan su|ho so|cac|dang vien|moi|phat trien|du dieu kien|cong tac))*"
    r" (?:ket nap(?: vao)?|phat trien dang|vao dang|gia nhap dang)|xin (?:gia nhap|vao) dang)\b"
    r"|\bdanh sach (?:trich ngang |cac |cac chau |cac )*(?:(?:vo|chong|than nhan|nguoi than|gia dinh|bo me|cha me)\b"
    r"|con (?:em |chau |cua |cac )*(?:can bo|cong chuc|dang vien|doan vien)\b|liet s[iy]\b(?! gia)|bo sinh hoat|sinh hoat ghep)"
)
_NO = frozenset(("khong", "chua", "chua vao dang", "chua la dang vien", "quan chung", "0", "ko", "k"))


def names_others(titles: Sequence[str], names: Iterable[str] = ()) -> str | None:
    """Return what announces people who need not be members («DANH SÁCH CÁN BỘ, CÔNG CHỨC», «DANH SÁCH HỘ NGHÈO»), None
    where nothing does. A list whose title says whom it is of, and nothing of the Party in that, is of others; the `names`
    of files and sheets say so only by the words for officials, workers, students."""
    for i, text in enumerate(titles):
        folded, below = fold(text), titles[i + 1] if i + 1 < len(titles) else ""
        if below.isupper() and _LIST_ALONE.match(folded):  # a title over two lines
            text, folded = f"{text} {below}", f"{folded} {fold(below)}"
        if _is_of_others(folded) or _says_of_whom(folded):
            return clean(text)
    return next((clean(text) for text in names if _is_of_others(fold(text))), None)


def speaks_of_others(text: str) -> bool:
    """Tell whether a group or a title speaks of people who are no longer, not yet or not here members of the unit
    («Đảng viên giảm trong năm», «ĐÃ CHUYỂN SINH HOẠT»); not what it leaves out itself («không gồm …»)."""
    said = _BESIDES.split(spelling(text), maxsplit=1)[0]
    return _NOT_HERE.search(said) is not None or _ABROAD.match(said) is not None


def announces_others(note: str) -> bool:
    """Tell whether a note heads those below it («* Đã chuyển sinh hoạt:», «Ghi chú: các đồng chí sau đã chuyển đi»); one that
    explains («Dòng tô vàng là đảng viên đã chuyển đi») does not."""
    text = spelling(note)
    starred = text.startswith("*") and len(text.split()) <= _FEW_WORDS and " là " not in text
    return (starred or _OF_THESE.search(text) is not None) and speaks_of_others(note)


def lists_nobody_here(text: str) -> bool:
    """Tell whether a title announces who is to be admitted, families of members or the dead: nobody below it is a member of
    the unit, whatever the columns hold; not what stands in its brackets."""
    return _NOBODY.search(fold(_BESIDES.split(text.replace("(chồng)", "chồng"), maxsplit=1)[0])) is not None


def _is_of_others(folded: str) -> bool:
    return bool(_OF_OTHERS.search(folded) or _OF_BOTH.search(folded))


def _says_of_whom(folded: str) -> bool:
    """Tell whether the title of a list says whom it is of, without any word for members."""
    found = _LIST_OF.match(folded)
    if found is None or _OF_MEMBERS.search(folded):
        return False
    whom = _WHOM_ENDS.split(_NEUTRAL.sub(" ", found["whom"]), maxsplit=1)[0]
    return any(word.isalpha() for word in re.findall(r"\w+", whom))


def says_member(table: TableFound, cells: Sequence[Raw]) -> bool:
    """Tell whether a row fills any of its columns that speak of the Party."""
    return any(
        c < len(cells) and not is_blank(cells[c]) and fold(raw_text(cells[c])).strip(" .") not in _NO
        for c, meaning in table.columns.items()
        if meaning.key in PARTY_FIELDS or meaning.value in (Value.ORGANIZATION, Value.RATING)
    )
