"""Children under the heading of a field that say which of several facts stands below: the one that holds.

«Chức vụ» over «Trước đây | Hiện nay», «Ngày chính thức» over «Dự kiến | Thực tế», «Trình độ LLCT» over «Đang học | Đã học»:
what a list keeps is the second of each. Of any other word («Trước đây», «Dự kiến», «Bố») nobody knows that it is.
"""

from __future__ import annotations

from dangbo_cli.forms.form import Value

_NOW = frozenset(
    (
        "hien nay", "hien tai", "hien giu", "hien dang giu", "dang giu", "dang dam nhiem", "dang dam nhan", "nay", "bay gio",
        "ban than", "cua ban than", "ca nhan",
    )
)  # fmt: skip
_DONE = frozenset(("thuc te", "da chuyen"))
_LEARNT = frozenset(
    ("da hoc", "da hoc xong", "da tot nghiep", "da co", "da co bang", "da qua", "da dat", "da hoan thanh", "hien co")
)
_DATES = (Value.PARTY_DATE, Value.DATE)
_SCHOOLING = (Value.EXPERTISE, Value.POLITICAL_THEORY, Value.GENERAL_EDUCATION)


def says_it_holds(child: str, value: Value) -> bool:
    """Tell whether the key of a child heading says that the column holds what its parent, of a sort, means."""
    if child in _NOW:
        return True
    return (value in _DATES and child in _DONE) or (value in _SCHOOLING and child in _LEARNT)
