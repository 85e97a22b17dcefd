"""When a pledge counts as handed in: the one rule of lists, of pages and of reports."""

from __future__ import annotations

from dangbo_cli.domain.problem import Level, cause

YES, NO = "Có", "Không"

#: The same rule in SQL, for a pledge named `p`.
HANDED_IN_SQL = f"(p.handed_in = '{YES}' OR p.handed_in IS NULL AND p.handed_in_on IS NOT NULL)"

#: What is ticked, with its day.
TICKED = (("handed_in", "handed_in_on"), ("approved", "approved_on"))

DAY_OF_WHAT_WAS_NOT = cause(
    "day_of_what_was_not", Level.NOTE, "Ngày của việc ghi là «Không»",
    "{detail} là «Không» mà vẫn còn ngày {value}: sổ tính theo «Không».",
    "Nếu đúng là không, hãy xóa cả ngày; nếu đã làm, hãy ghi lại «Có».",
)  # fmt: skip


def said_handed_in(tick: str | None, day: str | None) -> str | None:
    """Return «Có» or «Không» as the tick says; where nothing is ticked a day of handing in says «Có», else None."""
    return tick if tick is not None else YES if day is not None else None


def is_handed_in(tick: str | None, day: str | None) -> bool:
    """Tell whether a pledge is handed in; a «Không» is believed before a day that stands beside it."""
    return said_handed_in(tick, day) == YES
