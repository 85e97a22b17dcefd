"""`ky-luat`: finished decisions of discipline."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing

KIND = EntryKind(
    "ky-luat",
    "kỷ luật",
    None,
    '"Lò Văn An" "hình thức kỷ luật=Khiển trách" "ngày quyết định=05/06/2022"',
    '"số quyết định=01-QĐ/UBKT"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)
