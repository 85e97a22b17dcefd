"""Group rows of a rating sheet that name a level: «I. Hoàn thành xuất sắc nhiệm vụ», who was rated so stands below."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.rating import split_rating
from dangbo_cli.intake.tables.group_stack import GroupStack


class LevelGroup(NamedTuple):
    """The level that a group row names; `where` is its cell."""

    level: str
    reason: str | None
    where: str


class LevelGroups:
    """The group rows that name a level, and the others among which they stand."""

    def __init__(self) -> None:
        self._groups = GroupStack[LevelGroup]()

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it names a level."""
        level, reason, _ = split_rating(heading)
        self._groups.enter(numbering, None if level is None else LevelGroup(level, reason, where))
        return level is not None

    @property
    def nearest(self) -> LevelGroup | None:
        """The nearest group above that names a level."""
        return self._groups.nearest
