"""`cam-ket`: pledges and action programmes."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, showing

KIND = EntryKind(
    "cam-ket",
    "bản cam kết",
    None,
    '"Lò Văn An" --nam 2022 "ngày nộp=15/02/2022" "đã nộp=có"',
    '"đã duyệt=có"',
)
ds, xem, them, sua = listing(KIND), showing(KIND), adding(KIND), editing(KIND)
