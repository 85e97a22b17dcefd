"""Group rows of a sheet of the year's work that state a year: «I. Năm 2021», «DANH SÁCH KHEN THƯỞNG NĂM 2021» between
two parts of one table. What stands below is of that year, whatever the title says; where nothing else says a year, it is
the row's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dangbo_cli.domain.period import years_in
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import LISTS
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_ALONE = rare(r"\W*(?:(?:trong|cua) )?nam (\d{4})\W*")
_STATED = rare(r"(?<!tu )(?<!den )(?<!thang \d )(?<!thang \d\d )\bnam (\d{4})\b")
#: What goes on from an earlier year is registered for this one.
_GOES_ON = rare(r"\b(?:tiep tuc|duy tri|chuyen sang|nhan rong|ke thua)\b")


#: What says of which year or day a document is, or what befell a person, and not of which year the rows are.
_OF_OTHERS = rare(
    r"\b(?:quyet dinh|qd|nghi quyet|thong bao|huong dan|quy dinh|ke hoach|to trinh)\b[^()]*?(?:\bso\b|\bngay\b|\d+[-/])[^()]*|"
    r"\bngay \d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\bngay \d{1,2} thang \d{1,2} nam \d{4}|"
    r"\b(?:sinh|ket nap|vao dang|chinh thuc|bo nhiem|nghi huu|thanh lap|sap nhap)(?: dang)?(?: tu| trong)?(?: nam)? \d{4}"
)
_BEFORE = rare(r"\W*(?:(?:trong|cua) )?nam (?:truoc|ngoai)\b")


class YearGroup(NamedTuple):
    """What a group row says of the year of every row below it: `year`, None where it is not certain; the first and the last
    year that it names, and its words."""

    year: str | None
    first: str
    last: str
    heading: str


class YearGroups:
    """The group rows that state a year, and the numbered ones among which they stand. `words` are those of the titles of the
    kind; `goes_on` tells whether what goes on from an earlier year is of the kind."""

    def __init__(self, words: Sequence[str], goes_on: bool = True) -> None:
        self._words, self._goes_on = words, goes_on
        self._groups = GroupStack[YearGroup]()

    def enter(self, heading: str, numbering: str, of_unit: bool = False) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it states a year. One that
        names a year in other words ends the group before as well, but gives none; not so the name of a unit (`of_unit`)."""
        folded = fold(heading)
        alone = _ALONE.fullmatch(folded)
        years: set[str] = {alone[1]} if alone else set()
        if not alone and (LISTS.match(folded) or any(word in folded for word in self._words)):
            years = set() if _GOES_ON.search(folded) else set(_STATED.findall(folded))
        year = years.pop() if len(years) == 1 else None
        said = YearGroup(year, year, year, heading) if year else None if of_unit else self._named(folded, heading)
        if numbering or said:
            self._groups.enter(numbering, said)
        return said is not None

    def _named(self, folded: str, heading: str) -> YearGroup | None:
        """Return what a group row says that names years in words of which it is not certain what they mean."""
        if _BEFORE.match(folded):
            return YearGroup(None, "", "", heading)
        if not years_in(folded) or (self._goes_on and _GOES_ON.search(folded)):
            return None
        years = sorted(years_in(_OF_OTHERS.sub(" ", folded)))
        if not years:
            return None
        above = self.year  # «Quý I năm 2024» below «Năm 2024» is of it
        return YearGroup(above if {*years} == {above} else None, years[0], years[-1], heading)

    @property
    def year(self) -> str | None:
        """The year that the nearest group states, None where none does."""
        return None if self._groups.nearest is None else self._groups.nearest.year

    @property
    def unsure(self) -> str | None:
        """The words of the nearest group, where it names a year and is not certain."""
        nearest = self._groups.nearest
        return nearest.heading if nearest is not None and nearest.year is None else None

    def other_than(self, period: str) -> str | None:
        """Return the words of the nearest group that names a year, where it is another than `period` is of."""
        nearest = self._groups.nearest
        return None if nearest is None or nearest.first <= period[:4] <= nearest.last else nearest.heading
