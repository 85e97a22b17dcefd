"""The levels of one row of a rating: by stage and year, from words and from ticks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rating import NOT_SUBJECT, split_rating
from dangbo_cli.forms.rating_headings import RatingHeading
from dangbo_cli.intake.member_marks import is_ticked, one_tick
from dangbo_cli.intake.people import ReadValue
from dangbo_cli.intake.row_reading import RowReading
from dangbo_cli.intake.values import Raw, raw_text

LEVEL_OF_ANOTHER_YEAR = cause(
    "level_of_another_year",
    Level.CELL,
    "Mức xếp loại của năm khác",
    "Ô này ghi «{value}» của năm {detail}; các ô khác của dòng ghi mức của năm khác.",
    "Mỗi bảng chỉ ghi xếp loại của một năm: nhập năm ấy từ một bảng riêng; ô này chưa được ghi.",
)


class _Rated(NamedTuple):
    """One cell as read: `key` the column of the record; `year` None where the heading names none, `level` None where the
    cell gives none by itself."""

    key: str
    year: str | None
    level: str | None
    reason: str | None
    where: str


@dataclass(slots=True)
class Levels:
    """The levels of one row, settled when all its cells are seen; `year` is that of the sheet, None where it names none."""

    year: str | None
    _read: list[_Rated] = field(default_factory=list)
    _ticked: dict[tuple[str, str | None], list[tuple[str, str, bool]]] = field(default_factory=dict)

    def read(self, reading: RowReading, rating: RatingHeading, raw: Raw, where: str) -> None:
        """Read one cell of a rating column."""
        key, level, reason = STAGES[rating.stage], None, None
        if rating.tick is None:
            level, reason, finding = split_rating(raw)
            if finding is not None:
                reading.say(finding, where, raw_text(raw))
        elif is_ticked(reading, where, raw):
            self._ticked.setdefault((key, rating.year), []).append((rating.tick, where, rating.listed))
        self._read.append(_Rated(key, rating.year, level, reason, where))

    def settle(self, entry: dict[str, ReadValue], reading: RowReading) -> None:
        """Keep the levels of the one year that the row is of; where two cells say different things of one, neither."""
        if not self._read:
            return
        if self._ticked:
            for (key, year), choices in self._ticked.items():
                if (choice := one_tick(choices, reading)) is not None:
                    self._read.append(_Rated(key, year, choice[0], None, choice[1]))
        told = [one for one in self._read if one.level is not None]
        stated = entry.get("period")
        sheet = str(stated[0]) if stated else self.year
        years = {year for one in told or self._read if (year := one.year or sheet) is not None}
        kept = sheet if stated or len(years) > 1 else next(iter(years), None)
        named = next((one for one in self._read if one.year is not None and one.year == kept), None)
        if named is not None:
            entry.setdefault("period", (kept, named.where))
        for one in told:
            of = one.year or sheet
            if of is not None and of != kept:
                reading.say(Finding(LEVEL_OF_ANOTHER_YEAR, of), one.where, str(one.level))
            else:
                _keep(one, entry, reading)


def _keep(one: _Rated, entry: dict[str, ReadValue], reading: RowReading) -> None:
    held = entry.get(one.key)
    if held is not None and held[0] != one.level:
        del entry[one.key]
        reading.dispute(one.key, held, (one.level, one.where))
    elif held is None and one.key not in reading.disputed:
        entry[one.key] = (one.level, one.where)
        if one.level == NOT_SUBJECT and one.reason:
            entry.setdefault("not_rated_reason", (one.reason, one.where))
