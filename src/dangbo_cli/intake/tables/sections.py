"""Group rows that say how the people below them stand: «Đảng viên dự bị», «Đảng viên miễn sinh hoạt»."""

from __future__ import annotations

import re
from typing import NamedTuple

from dangbo_cli.domain.standing import Standing, parse_standing
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.groups import level_of, sort_words
from dangbo_cli.intake.tables.line_words import speaks_of_standing
from dangbo_cli.intake.tables.lines import Line
from dangbo_cli.intake.tables.titles import Title
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.address import address
from dangbo_cli.vietnamese.patterns import rare


class Section(NamedTuple):
    """The standing that a group row gives to whoever stands below it; `where` is its cell."""

    standing: Standing
    where: str

    def give(self, person: PersonRow) -> None:
        """Let a person stand so where no cell of her own row says how she does."""
        said = self.standing
        if said.standing and person.standing is None and not any(p.code == "two_values" for p in person.problems):
            person.standing, person.unsaid = (said.standing, self.where), None
        if said.activity in ("exempt", "suspended") and person.activity is None:
            person.activity = ((said.activity, said.reason), self.where)


def _standing_of(text: str, silent: bool) -> Standing | None:
    """Return what a group row says of how people stand: nothing (`Standing()`) where it speaks of that in words that cannot
    be read, None where it does not speak of it."""
    said = None if silent else parse_standing(sort_words(text))[0]
    return Standing() if said is None and speaks_of_standing(text) else said


#: Where a title that is of a sort of people says of which unit or of when.
_ENDS = rare(
    r"\s*(?:[(:;|–]|\s-\s|\b(?:năm|tháng|quý|đợt|tính đến|đến ngày|chi bộ|đảng bộ|đảng ủy|của|thuộc|tại|trong)\b).*",
    re.IGNORECASE,
)
_EXTRACT = rare(r"\btrích ngang\s+", re.IGNORECASE)
_MAY_SAY = ("du bi", "chinh thuc", "sinh hoat")


def section_of_title(title: Title) -> Section | None:
    """Return how everybody stands below a title that is of such people alone («DANH SÁCH ĐẢNG VIÊN DỰ BỊ NĂM 2025»)."""
    words = title.words
    if not any(word in words for word in _MAY_SAY):
        return None
    for r, c, text in title.texts:
        said = parse_standing(_ENDS.sub("", sort_words(_EXTRACT.sub("", text))))[0]
        if said is not None and (said.standing or said.activity in ("exempt", "suspended")):
            return Section(said, address(r, c))
    return None


class Sections:
    """The sections that a row stands in, within the one that the title says (None: it says none)."""

    def __init__(self, titled: Section | None = None) -> None:
        self._groups = GroupStack[Section]()
        self._groups.enter("title", titled)

    def enter(self, line: Line, where: str, named: bool, silent: bool = False) -> None:
        """Take a group row that names a unit (`named`), or that says what sort of people stand below; one that may only
        count them (`silent`) says nothing of how they stand, but whoever is below it is not of the section above."""
        standing = None if named else _standing_of(line.text, silent)
        section = None if standing is None else Section(standing, where)
        self._groups.enter(level_of(line.numeral, line.text), section)

    def give(self, person: PersonRow) -> None:
        """Let a person stand as the nearest section says."""
        if self._groups.nearest is not None:
            self._groups.nearest.give(person)
