"""How long somebody is on probation: apart from the checks of a member, so that answers which only count load no more."""

from __future__ import annotations

#: From the day of admission (Điều lệ Đảng, Điều 5: «thời kỳ dự bị mười hai tháng»).
PROBATION_MONTHS = 12
