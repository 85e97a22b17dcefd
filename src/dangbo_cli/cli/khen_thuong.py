"""`khen-thuong`: commendations."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing

KIND = EntryKind(
    "khen-thuong",
    "khen thưởng",
    None,
    '"Lò Văn An" --nam 2022 "hình thức khen thưởng=Giấy khen" "cấp khen=Đảng ủy Khối"',
    '"số quyết định=15-QĐ/ĐUK"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)
