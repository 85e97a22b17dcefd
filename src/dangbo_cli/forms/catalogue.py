"""All declared forms, and the marks by which kinds that are not read yet are known for what they are."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.forms import (
    commendations,
    disciplines,
    documents,
    honours,
    initiatives,
    inspections,
    members,
    organizations,
    pledges,
    ratings,
    study,
)
from dangbo_cli.forms.form import Form

#: Lists of organisations and members: every sheet is asked first whether it is one of these.
LISTS: tuple[Form, ...] = (organizations.FORM, members.FORM)
#: The year's work: entries about organisations, members and others.
ENTRIES: tuple[Form, ...] = (
    ratings.FORM,
    initiatives.FORM,
    pledges.FORM,
    study.FORM,
    honours.FORM,
    commendations.FORM,
    disciplines.FORM,
    inspections.FORM,
)
#: Kinds that `nhap` reads.
FORMS: tuple[Form, ...] = (*LISTS, *ENTRIES)
#: Kept by hand only; no sheet is read as one of these.
BY_HAND: tuple[Form, ...] = (documents.FORM,)


class KnownShape(NamedTuple):
    """A kind of sheet that is recognised and left out: by headings (folded, at least one of them
    containing one of `headings`) or by words of the title, and what the clerk is told it is; `instead` is what she does
    about it, a clause."""

    kind: str
    name: str
    headings: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    instead: str = ""

    @property
    def why(self) -> str:
        """Why a sheet of this kind is left out."""
        return f"nhận ra là {self.name}; loại biểu này chưa đọc được" + (f"; {self.instead}" if self.instead else "")


NOT_READ_YET: tuple[KnownShape, ...] = (
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
        "ghi từng người: ra khỏi danh sách bằng «dangbo dang-vien dua-ra SỐ …», chuyển trong đảng bộ bằng «dangbo dang-vien "
        "chuyen SỐ …», đến lại bằng «dangbo dang-vien nhan-lai SỐ …», người mới bằng «dangbo dang-vien them …»",
    ),
    KnownShape(
        "dinh-chinh",
        "danh sách đính chính thông tin đảng viên",
        ("noi dung dinh chinh", "thong tin dung"),
        ("dinh chinh thong tin", "danh sach dinh chinh"),
        "sửa từng người bằng «dangbo dang-vien sua SỐ …»",
    ),
)

STATISTICS = KnownShape(
    "bieu-thong-ke", "biểu thống kê, không phải danh sách", ("ky nay", "cung ky nam truoc"), ("bieu so", "thong ke")
)

#: The reports that `bao-cao` and the reviews save, by the name of their sheet (or that with «-chi-tiet»): how their titles
#: begin, folded. What they say was counted from the record; read back as a list it would become facts of it.
OWN_REPORTS: dict[str, tuple[str, ...]] = {
    "tong-quan": ("tong quan",),
    "co-cau": ("co cau dang vien",),
    "do-tuoi": ("do tuoi dang vien",),
    "xep-loai": ("ket qua danh gia, xep loai nam",),
    "xep-loai-muc": ("ket qua danh gia",),
    "xep-loai-ra-soat": ("ra soat xep loai",),
    "ghi-danh": ("ghi danh «nguoi tot",),
    "khen-thuong": ("khen thuong nam",),
    "cam-ket": ("tinh hinh nop ban cam ket", "ban cam ket nam"),
    "chi-thi-05": ("ket qua hoc tap va lam theo",),
    "den-han": ("den han",),
    "dang-vien-trung": ("nhung nguoi co the bi ghi hai lan",),
    "viec-phai-nop": ("viec phai nop",),
}


def form_of(kind: str) -> Form | None:
    """Return the declared form of a kind, or None where the kind is not read (yet)."""
    return next((form for form in (*FORMS, *BY_HAND) if form.kind == kind), None)
