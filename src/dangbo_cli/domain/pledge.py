"""When a pledge counts as handed in, and as approved: the one rule of lists, of pages and of reports."""

from __future__ import annotations

from collections.abc import Mapping

from dangbo_cli.domain.problem import Level, cause

YES, NO = "Có", "Không"

#: What is ticked, with its day.
TICKED = (("handed_in", "handed_in_on"), ("approved", "approved_on"))
#: The same rule in SQL, by what is ticked, for a pledge named `p`.
TICKED_SQL = {tick: f"(coalesce(p.{tick}, iif(p.{on} IS NULL, '{NO}', '{YES}')) = '{YES}')" for tick, on in TICKED}
#: Days of what cannot have been done while something else was not: what is ticked, the day.
_BEYOND = (*TICKED, ("handed_in", "approved_on"))
_DAYS = {"approved_on": "duyệt "}

DAY_OF_WHAT_WAS_NOT = cause(
    "day_of_what_was_not", Level.NOTE, "Ngày của việc ghi là «Không»",
    "{detail} là «Không» mà vẫn còn ngày {value}: sổ tính theo «Không».",
    "Nếu đúng là không, hãy xóa cả ngày; nếu đã làm, hãy ghi lại «Có».",
)  # fmt: skip
DAY_SAYS_DONE = cause(
    "day_says_done", Level.NOTE, "Có ngày của việc sổ đang ghi là «Không»",
    "{detail} trong sổ là «Không», nay có ngày {value}: sổ ghi lại là «Có».",
    "Nếu chưa làm, hãy sửa lại là «Không» và xóa ngày.",
)  # fmt: skip


def said_ticks(pledge: Mapping[str, object]) -> dict[str, object]:
    """Return what a pledge says of all that is ticked: «Có» or «Không» as its tick; where nothing is ticked a day says
    «Có», else None. A «Không» is believed before a day that stands beside it."""
    return {
        tick: pledge[tick] if pledge[tick] is not None else YES if pledge[on] is not None else None
        for tick, on in TICKED
    }


def days_of_what_was_not(pledge: Mapping[str, object]) -> list[tuple[str, str, str, str]]:
    """Return the days that stand beside a «Không»: what is ticked, the field of the day, the day (ISO) and what it is
    called («duyệt », "" for the day of what is ticked itself)."""
    return [
        (tick, on, str(day), _DAYS[on] if (tick, on) not in TICKED else "")
        for tick, on in _BEYOND
        if pledge.get(tick) == NO and (day := pledge.get(on)) is not None
    ]
