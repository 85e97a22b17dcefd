"""The day on which a change takes effect."""

from __future__ import annotations

from datetime import date

from dangbo_cli.domain.partial_dates import add_months
from dangbo_cli.records.refusal import DayRefused

AHEAD_MONTHS = 1


def require_near(day: date, today: date) -> None:
    """Refuse a day more than a month ahead: rather a slip than a plan."""
    if day > add_months(today, AHEAD_MONTHS):
        raise DayRefused(
            f"Ngày {day:%d/%m/%Y} còn hơn {AHEAD_MONTHS} tháng nữa mới đến.",
            "Hãy kiểm tra lại năm; việc chưa đến thì ghi khi đã có hiệu lực.",
        )
