"""Group rows of a sheet of the year's work that state a year: «I. Năm 2021», «DANH SÁCH KHEN THƯỞNG NĂM 2021» between
two parts of one table. What stands below is of that year, whatever the title says; where nothing else says a year, it is
the row's."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import LISTS
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_ALONE = rare(r"\W*(?:(?:trong|cua) )?nam (\d{4})\W*")
_STATED = rare(r"(?<!tu )(?<!den )(?<!thang \d )(?<!thang \d\d )\bnam (\d{4})\b")
#: What goes on from an earlier year is registered for this one.
_GOES_ON = rare(r"\b(?:tiep tuc|duy tri|chuyen sang|nhan rong|ke thua)\b")


class YearGroups:
    """The group rows that state a year, and the numbered ones among which they stand. `words` are those of the titles of the
    kind."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._groups = GroupStack[tuple[str, str]]()

    def enter(self, heading: str, numbering: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it states a year."""
        folded = fold(heading)
        alone = _ALONE.fullmatch(folded)
        years: set[str] = {alone[1]} if alone else set()
        if not alone and (LISTS.match(folded) or any(word in folded for word in self._words)):
            years = set() if _GOES_ON.search(folded) else set(_STATED.findall(folded))
        year = years.pop() if len(years) == 1 else None
        if numbering or year:
            self._groups.enter(numbering, None if year is None else (year, heading))
        return year is not None

    @property
    def year(self) -> str | None:
        """The year that the nearest group states, None where none does."""
        return None if self._groups.nearest is None else self._groups.nearest[0]

    def other_than(self, period: str) -> str | None:
        """Return the words of the nearest group that states a year, where it is another than `period` is of."""
        year, heading = self._groups.nearest or (period[:4], "")
        return None if year == period[:4] else heading
