"""What the words of a title make of the sheet below it, where its columns do not say: whose ratings they are, that it is
another body's, that nothing was given or stands, that it is only proposed.

«KẾT QUẢ XẾP LOẠI CÔNG CHỨC, VIÊN CHỨC» over a column «Xếp loại» tells the employee's level, «XẾP LOẠI ĐOÀN VIÊN» nothing
of the Party; «DANH SÁCH KHÔNG ĐƯỢC KHEN THƯỞNG» commends nobody."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.intake.entries.words import UNDECIDED
from dangbo_cli.intake.tables.titles import Title, besides_paper
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold, spelling

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

TITLE_PROPOSES = cause(
    "title_proposes",
    Level.ROW,
    "Bảng mới đề nghị, chưa có quyết định",
    "Tiêu đề bảng ghi «{detail}», mà dòng của «{value}» không có số hay ngày quyết định.",
    "Sổ chỉ ghi khen thưởng, kỷ luật đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng, hoặc sửa "
    "tiêu đề, rồi nhập lại.",
    unit="Chỉ ghi khen thưởng, kỷ luật đã có quyết định; có quyết định rồi thì ghi số hoặc ngày quyết định vào dòng, hoặc sửa "
    "tiêu đề, rồi gửi lại.",
)
TITLE_DENIES = cause(
    "title_denies",
    Level.SHEET,
    "Tiêu đề nói là chưa có, không được quyết định, đã hủy hoặc hết hiệu lực",
    "Tiêu đề «{value}» nói là những việc này chưa có, không được quyết định, đã bị hủy, thu hồi hoặc không còn hiệu lực.",
    "Cả bảng chưa được ghi: sổ chỉ ghi việc đã có và còn hiệu lực. Nếu đúng là những việc ấy thì sửa tiêu đề rồi nhập lại.",
    unit="Cả bảng chưa được ghi: chỉ ghi việc đã có và còn hiệu lực. Nếu đúng là những việc ấy thì sửa tiêu đề rồi gửi lại.",
)
TITLE_OF_OTHERS = cause(
    "title_of_others",
    Level.SHEET,
    "Bảng không phải của đảng viên, tổ chức đảng",
    "Tiêu đề «{value}» nói là việc của đoàn thể, chính quyền hoặc người khác, không phải việc mà sổ ghi cho đảng viên, tổ "
    "chức đảng.",
    "Cả bảng chưa được ghi. Nếu đúng là của đảng viên, tổ chức đảng thì sửa tiêu đề rồi nhập lại.",
    unit="Cả bảng chưa được ghi. Nếu đúng là của đảng viên, tổ chức đảng thì sửa tiêu đề rồi gửi lại.",
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


#: Titles of what is only proposed or under way: «DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG», «DỰ KIẾN …», «Tờ trình …», «Biên bản xét …».
_PROPOSED = rare(
    rf"(?<!theo )\b(?:{UNDECIDED}|du thao|to trinh|trinh|(?:bien ban|ho so|phieu|danh sach) (?:hop |binh )?xet|dang ky thi dua)\b"
    r".*\b(?:khen|bieu duong|tuyen duong|bang khen|huy hieu|danh hieu|thi dua|ky luat)\b|\bdau hieu vi pham\b"
)
_DECISION = rare(r"\b(?:quyet dinh|qd)\b.*\d")

_WAS = "(?: (?:duoc|bi|xet|xem xet|de nghi|thi hanh|xu ly|xep|dat|du dieu kien|du tieu chuan|thuoc dien|dong y))*"
_DENIED = {
    "khen-thuong": rare(
        rf"\b(?:khong|chua){_WAS} (?:khen|bieu duong|tuyen duong|giay khen|bang khen|danh hieu|tang|thuong|cong nhan)\b"
    ),
    "ky-luat": rare(rf"\b(?:khong|chua){_WAS} (?:ky luat|xu ly|vi pham)\b|\bmien\b.*\b(?:ky luat|xu ly)\b"),
    "ghi-danh": rare(rf"\b(?:khong|chua){_WAS} (?:ghi danh|cong nhan|ghi so)\b"),
    "mo-hinh": rare(rf"\bkhong{_WAS} (?:cong nhan|trien khai|thuc hien|dat|hoat dong)\b"),
}
_NOT_ENTERED = rare(r"\b(?:de nghi|de xuat|du kien)\b.*\bghi danh\b")
#: What stands no more, with its marks: «hủy» is no «huy hiệu».
_UNDONE = rare(
    r"\b(?:thu hồi|bãi bỏ|hủy(?: bỏ)?(?! hoại)|tước|xóa (?:kỷ luật|án)|khiếu nại|minh oan"
    r"|(?:hết|chấm dứt)(?: (?:thời hạn|thời hiệu|hiệu lực|hạn|việc|thi hành|bị))* kỷ luật|kỷ luật (?:đã |đến )?hết)\b"
)
_MASSES = "cong doan|doan (?:thanh nien|tncs)|chi doan|hoi (?:phu nu|cuu chien binh|ccb|khuyen hoc|chu thap do)"
_THEIRS = rf"cua (?:cac )?(?:{_MASSES})|doan vien|hoi vien|hoc sinh|sinh vien|thieu nhi"
_NOT_OURS = {
    "khen-thuong": rf"\b(?:{_THEIRS}|chau ngoan)\b",
    "ky-luat": rf"\b(?:{_THEIRS}|cong nhan|nguoi lao dong|cong chuc|vien chuc|ky luat (?:ve )?(?:lao dong|hanh chinh|chinh quyen)"
    r"|cua chinh quyen)\b",
    "mo-hinh": r"\bcua (?:cac )?(?:tinh|huyen|xa|don vi|dia phuong|noi|nuoc) (?:khac|ban)\b",
    "cam-ket": rf"\bcam ket (?:(?:ve|viec|thuc hien|khong|chap hanh|vi pham|bao dam|dam bao|su dung|chinh sach)\W+)*(?:luat|an toan"
    r"|atgt|giao thong|phong chay|pccc|dan so|sinh con|ma tuy|toi pham|phao|bao ve (?:rung|moi truong)|ruou|nong do con)\b"
    rf"|\b(?:{_THEIRS}|phu huynh|ho (?:gia dinh|kinh doanh|dan))\b.*\bcam ket\b|\bcam ket (?:cua (?:cac )?ho|{_THEIRS})\b",
}
_OTHERS = {kind: rare(words) for kind, words in _NOT_OURS.items()}
_OF_CHILDREN = rare(
    r"\bcon (?:em |chau )?(?:cua )?(?:can bo|cong chuc|vien chuc|dang vien|doan vien|nguoi|gia dinh|cb)\b"
)
_YEARLY_PLEDGE = rare(r"\b(?:tu duong|ren luyen|phan dau|neu guong|trach nhiem|hoc tap|lam theo)\b")
#: A form to be filled in; «Mẫu số 3» stands above any sheet.
_PATTERN = rare(
    r"^\W*(?:bieu )?mau (?:(?:ban|giay|danh sach|dang ky|tong hop|phieu) )*(?:cam ket|khen|ky luat|mo hinh|ghi danh)\b"
)
_HANDED = rare(r"\b(?:da|chua|khong) (?:nop|ky|cam ket)\b")
_BESIDES = rare(r"[(\[].*?(?:[)\]]|$)")


class Said(NamedTuple):
    """A text of a title and its cell; `code` is the cause by which it sets the sheet aside as a whole ("" for none)."""

    text: str
    where: str
    code: str = ""


class TitleWords(NamedTuple):
    """What a title makes of a sheet of the year's work: why it is set aside as a whole; the column of the record of the
    levels whose headings do not say whose they are; the line by which everything is only proposed; that by which pledges
    were handed in, or were not."""

    aside: Said | None = None
    rated: str = ""
    proposed: str = ""
    handed: Said | None = None

    @classmethod
    def of(cls, title: Title, table: TableFound) -> TitleWords:
        """Return what the title of a table makes of it."""
        form = table.form
        if form.rated:
            key, said = rated_by(title, table) or ("proposed_level", None)
            return cls() if said is None else cls(rated=key) if key else cls(said._replace(code=RATES_OTHERS))
        return cls(_aside_by(form, title, table), "", proposing_title(form, title), _handed(form, title))


def _handed(form: Form, title: Title) -> Said | None:
    if form.kind != "cam-ket":
        return None
    return next((_said(text) for text in title.texts if _HANDED.search(fold(text[2]))), None)


def _said(text: tuple[int, int, str], code: str = "") -> Said:
    return Said(text[2], address(text[0], text[1]), code)


def _aside_by(form: Form, title: Title, table: TableFound) -> Said | None:
    """Return why the title of a sheet sets it aside as a whole: nothing was given, what was stands no more, or it is
    somebody else's; None where it does not."""
    kind = form.kind
    for one in title.texts:
        text = one[2]
        folded = _BESIDES.sub(" ", besides_paper(fold(text))).strip()
        speaks = any(word in folded for word in form.title_words)
        if speaks and _PATTERN.match(folded):
            return _said(one, TITLE_DENIES)
        if kind in _DENIED and _DENIED[kind].search(folded):
            return _said(one, TITLE_DENIES)
        if (
            kind == "ghi-danh"
            and _NOT_ENTERED.search(folded)
            and "entered_on" not in (m.key for m in table.columns.values())
        ):
            return _said(one, TITLE_DENIES)
        if kind in ("khen-thuong", "ky-luat") and speaks and _UNDONE.search(_BESIDES.sub(" ", spelling(text))):
            return _said(one, TITLE_DENIES)
        if kind == "khen-thuong" and speaks and _OF_CHILDREN.search(folded):
            return _said(one, TITLE_OF_OTHERS)
        pattern = _OTHERS.get(kind)
        if pattern is None or not speaks or not pattern.search(folded):
            continue
        if (
            "dang vien" in folded
            or "to chuc dang" in folded
            or (kind == "cam-ket" and _YEARLY_PLEDGE.search(title.words))
        ):
            continue
        return _said(one, TITLE_OF_OTHERS)
    return None


def proposing_title(form: Form, title: Title) -> str:
    """Return the line of a title by which the commendations or disciplines below it are only proposed; "" where none says
    so, or a decision is named beside it."""
    if form.kind not in ("khen-thuong", "ky-luat") or any(_DECISION.search(fold(text)) for _, _, text in title.texts):
        return ""
    return next((clean(text) for _, _, text in title.texts if _PROPOSED.search(fold(text))), "")


def rated_by(title: Title, table: TableFound) -> tuple[str, Said] | None:
    """Return the column of the record («self_level», «employee_level») that a title says levels are whose headings do not
    say it, "" where they are none that the record has; with its text. None where they are the Party's, or it does not say."""
    for one in title.texts:
        folded = besides_paper(fold(one[2]))
        if "loai" not in folded and "danh gia" not in folded and "nhiem vu" not in folded:
            continue
        if any(words in folded for words in _PLAINLY) and "tu " not in folded:
            return None
        key = _whose(folded)
        if key is None:
            continue
        rated = [m for m in table.columns.values() if m.rating is not None]
        said = any(m.rating is not None and m.rating.said for m in rated)
        if key == STAGES["self"]:
            return None if said else (key, _said(one))
        if any(_speaks_of_party(table, column) for column in table.columns):
            return None
        columns = table.columns.values()
        own = any(m.key == "employee_level" for m in columns)
        if own and not rated:
            return None  # its own column says it
        more = any(m.key in _MORE_RATED or m.value is Value.CRITERION for m in columns)
        named = any(m.value is Value.PERSON_NAME for m in columns)
        return "" if own or said or more or not named else key, _said(one)
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
