"""What moving inside the Đảng bộ does to the Party positions somebody holds: those of the organisations that are left end
with the move. One rule for a transfer by hand and for one that a unit's sheet tells."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.problem import Level, cause

POSITION_ENDS = cause(
    "position_ends",
    Level.NOTE,
    "Thôi giữ chức vụ",
    "Chức vụ «{value}»{detail}.",
)
POSITION_NOT_BEGUN = cause(
    "position_not_begun",
    Level.NOTE,
    "Bỏ chức vụ bắt đầu sau ngày ấy",
    "Chức vụ «{value}»{detail}, nên được bỏ khỏi sổ.",
)
POSITION_STAYS = cause(
    "position_stays",
    Level.NOTE,
    "Chức vụ chưa rõ giữ ở đâu",
    "Chức vụ «{value}» không ghi giữ ở tổ chức nào nên vẫn để nguyên. "
    'Nếu giữ ở nơi cũ, hãy sửa: «dangbo dang-vien sua {detail} "chức vụ đảng="».',
)


class Fate(Enum):
    """What becomes of a position, by the cause that tells the clerk."""

    ENDS = POSITION_ENDS
    NOT_BEGUN = POSITION_NOT_BEGUN
    STAYS = POSITION_STAYS


class Post(NamedTuple):
    """A Party position held: its title, the organisation (None: not said), from when (ISO, may be partial; None: not
    said)."""

    title: str
    organization: Ref | None
    begins: str | None

    def fate(self, left: Collection[Ref], day: str) -> Fate | None:
        """Return what becomes of it where the organisations `left` are left on a day (ISO), None where nothing does."""
        if self.organization is None:
            return Fate.STAYS if self.title != PLAIN_MEMBER else None
        if self.organization not in left:
            return None
        return Fate.NOT_BEGUN if self.begins is not None and self.begins >= day else Fate.ENDS

    def detail(self, fate: Fate, where: str, day: str, what: str) -> str:
        """Return the detail of the sentence about one that ends; `where` is what its organisation is called ("": not said),
        `what` the day is («ngày chuyển»)."""
        held = f" ở {where}" if where else ""
        if fate is Fate.ENDS:
            return f"{held} kết thúc từ ngày {format_date(day)}"
        return f"{held} ghi bắt đầu từ {format_date(self.begins or '')}, không trước {what} {format_date(day)}"
