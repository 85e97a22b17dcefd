"""`chuyen-de`: topic sessions and study of resolutions."""

from __future__ import annotations

from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, showing

KIND = EntryKind(
    "chuyen-de",
    "buổi sinh hoạt chuyên đề",
    "topic",
    '"Tiên phong, gương mẫu" --don-vi K02.01 "ngày tổ chức=10/04/2022" "số phải dự=20" "số dự=18"',
    '"số dự=19"',
)
ds, xem, them, sua = listing(KIND), showing(KIND), adding(KIND), editing(KIND)
