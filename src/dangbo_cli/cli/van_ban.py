"""`van-ban`: directing documents."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, showing

KIND = EntryKind(
    "van-ban",
    "văn bản chỉ đạo",
    "subject",
    "\"Kế hoạch học tập chuyên đề năm 2022\" \"số=15-KH/ĐUK\" \"ngày ban hành=08/03/2022\"",
    "\"cơ quan ban hành=Đảng ủy Khối\"",
)
ds, xem, them, sua = listing(KIND), showing(KIND), adding(KIND), editing(KIND)
