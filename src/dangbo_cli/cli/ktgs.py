"""`ktgs`: inspection and supervision."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing

KIND = EntryKind(
    "ktgs",
    "cuộc kiểm tra, giám sát",
    None,
    '--don-vi K02.01 "kiểm tra hay giám sát=Kiểm tra" "nội dung=Thực hiện Chỉ thị 05" "từ ngày=10/09/2022"',
    '"hạn khắc phục=31/12/2022"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)
