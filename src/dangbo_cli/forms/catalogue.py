"""All declared forms, and the marks by which kinds that are not read yet are known for what they are."""

from __future__ import annotations

from dataclasses import dataclass

from dangbo_cli.forms import members, organizations
from dangbo_cli.forms.form import Form

FORMS: tuple[Form, ...] = (organizations.FORM, members.FORM)

#: Organisation lists are read before what refers to them (contract.md, nhap).
READING_ORDER = tuple(form.kind for form in FORMS)


@dataclass(frozen=True, slots=True)
class KnownShape:
    """A kind of sheet that is recognised and left out: by headings (folded, at least one of them
    containing one of `headings`) or by words of the title, and what the clerk is told it is."""

    kind: str
    name: str
    headings: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()


NOT_READ_YET: tuple[KnownShape, ...] = (
    KnownShape(
        "khen-thuong",
        "danh sách khen thưởng",
        ("hinh thuc khen thuong", "danh hieu thi dua", "phan loai khen thuong"),
        ("khen thuong", "bang khen", "giay khen", "de nghi khen"),
    ),
    KnownShape(
        "ky-luat",
        "danh sách kỷ luật",
        ("hinh thuc ky luat",),
        ("ky luat dang", "danh sach ky luat", "thi hanh ky luat"),
    ),
    KnownShape(
        "ghi-danh",
        "sổ ghi danh «Người tốt, việc tốt»",
        ("noi dung viec lam tot", "viec lam tot", "thoi gian ghi danh"),
        ("nguoi tot viec tot", "ghi danh"),
    ),
    KnownShape(
        "mo-hinh",
        "đăng ký mô hình, nội dung đột phá",
        ("ten mo hinh", "noi dung dot pha", "mo hinh viec lam"),
        ("mo hinh", "noi dung dot pha", "lam theo bac"),
    ),
    KnownShape(
        "cam-ket", "danh sách bản cam kết", ("da cam ket", "ngay nop cam ket"), ("cam ket tu duong", "ban cam ket")
    ),
    KnownShape(
        "chuyen-de", "kết quả học tập chuyên đề", ("ten chuyen de",), ("sinh hoat chuyen de", "hoc tap chuyen de")
    ),
    KnownShape("ktgs", "kiểm tra, giám sát", ("noi dung kiem tra", "ket luan kiem tra"), ("kiem tra giam sat",)),
    KnownShape(
        "tang-giam",
        "danh sách tăng, giảm đảng viên",
        ("ngay chuyen den", "ly do giam", "ly do tang"),
        (
            "tang giam",
            "bien dong dang vien",
            "chuyen di",
            "chuyen den",
            "tu tran",
            "xoa ten",
            "khai tru",
            "chuyen sinh hoat",
        ),
    ),
    KnownShape("xep-loai", "bảng xếp loại", (), ("xep loai", "danh gia chat luong")),
)

STATISTICS = KnownShape(
    "bieu-thong-ke", "biểu thống kê, không phải danh sách", ("ky nay", "cung ky nam truoc"), ("bieu so", "thong ke")
)


def form_of(kind: str) -> Form | None:
    """Return the declared form of a kind, or None where the kind is not read (yet)."""
    return next((form for form in FORMS if form.kind == kind), None)
