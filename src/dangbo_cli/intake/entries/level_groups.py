"""Group rows of a rating sheet that name a level: «I. Hoàn thành xuất sắc nhiệm vụ», who was rated so stands below."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.rating import split_rating
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import speaks_of_level


class LevelGroup(NamedTuple):
    """The level that a group row names, None where it speaks of one in words that cannot be read: the level of the group
    above ends there too; `where` is its cell."""

    level: str | None
    reason: str | None
    where: str


class LevelGroups:
    """The group rows that name a level, and the others among which they stand."""

    def __init__(self) -> None:
        self._groups = GroupStack[LevelGroup]()

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it names a level."""
        level, reason, _ = split_rating(heading)
        speaks = level is not None or speaks_of_level(heading)
        self._groups.enter(numbering, LevelGroup(level, reason, where) if speaks else None)
        return speaks

    @property
    def nearest(self) -> LevelGroup | None:
        """The nearest group above that names a level."""
        return self._groups.nearest
