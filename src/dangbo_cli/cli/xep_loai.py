"""`xep-loai`: yearly ratings of members and organisations."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing

KIND = EntryKind(
    "xep-loai",
    "xếp loại",
    None,
    '"Lò Văn An" --nam 2022 "quyết định xếp loại=HTTNV" "số quyết định=12-QĐ/ĐU"',
    '"đề nghị xếp loại=HTTNV"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)
