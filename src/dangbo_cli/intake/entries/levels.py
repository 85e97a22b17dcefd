"""The levels of one row of a rating: by stage and year, from words and from ticks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rating import NOT_SUBJECT, split_rating
from dangbo_cli.forms.rating_headings import RatingHeading
from dangbo_cli.intake.entries.level_groups import LevelGroup
from dangbo_cli.intake.members.marks import is_ticked, one_tick
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import ReadValue

LEVEL_OF_ANOTHER_YEAR = cause(
    "level_of_another_year",
    Level.CELL,
    "Mức xếp loại, điểm của năm khác",
    "Ô này ghi «{value}» của năm {detail}; dòng này được đọc cho năm khác.",
    "Mỗi lần nhập, một bảng được đọc cho một năm: nhập lại tệp này với --nam là năm ấy (bảng có cột «Năm» thì tách riêng năm "
    "ấy ra); ô này chưa được ghi.",
    unit="Mỗi bảng ghi xếp loại của một năm: gửi năm ấy bằng một bảng riêng; ô này chưa được ghi.",
)

_DECISION = {"decision_number", "decision_on"}


class _Rated(NamedTuple):
    """One cell as read: `key` the column of the record; `year` None where the heading names none, `level` None where the
    cell gives none by itself; `said` tells whether the heading says whose level it is."""

    key: str
    year: str | None
    level: str | None
    reason: str | None
    where: str
    said: bool = True


@dataclass(slots=True)
class Levels:
    """The levels of one row, settled when all its cells are seen; `year` is that of the sheet, None where it names none;
    `of_decided` tells whether the table has a column of its own for what was decided. `elsewhere` says of the cells that
    are of another year which column of which year's record they give, and its value. Where only the headings name years,
    the row is of the last one; `further` are the levels of the others, by their year. `titled` is the column of the record
    that the title means where no heading says whose a level is ("" where it says nothing of that)."""

    year: str | None
    of_decided: bool = False
    titled: str = ""
    elsewhere: dict[str, tuple[str, str, Scalar]] = field(default_factory=dict)
    further: dict[str, dict[str, ReadValue]] = field(default_factory=dict)
    _read: list[_Rated] = field(default_factory=list)
    _ticked: dict[tuple[str, str | None, bool], list[tuple[str, str, bool]]] = field(default_factory=dict)

    def read(self, reading: RowReading, rating: RatingHeading, raw: Raw, where: str) -> None:
        """Read one cell of a rating column."""
        key, level, reason = STAGES[rating.stage], None, None
        if rating.tick is None:
            level, reason, finding = split_rating(raw)
            if finding is not None:
                reading.say(finding, where, raw_text(raw))
        elif is_ticked(reading, where, raw):
            self._ticked.setdefault((key, rating.year, rating.said), []).append((rating.tick, where, rating.listed))
        self._read.append(_Rated(key, rating.year, level, reason, where, rating.said))

    def give(self, group: LevelGroup | None) -> None:
        """Take the level of the group row above, where no cell of the row's own says one of its stage: what people say of
        themselves is another. A group that says whose its level is («Đề nghị xếp loại …») says it beside any
        cell: where a cell says another of that stage, neither is kept."""
        if group is None or group.level is None:
            return
        key, own = STAGES[group.stage or "proposed"], STAGES["self"]
        if group.stage or all(one.key == own for one in self._read):
            self._read.append(_Rated(key, None, group.level, group.reason, group.where, group.stage is not None))

    def settle(self, entry: dict[str, ReadValue], reading: RowReading) -> None:
        """Keep the levels of the one year that the row is of; where two cells say different things of one, neither. Where
        no heading says whose a level is, the number and the day of a decision make it the decided one."""
        if not self._read:
            return
        if self._ticked:
            for (key, year, said), choices in self._ticked.items():
                if (choice := one_tick(choices, reading)) is not None:
                    self._read.append(_Rated(key, year, choice[0], None, choice[1], said))
        told = [one for one in self._read if one.level is not None]
        stated = entry.get("period")
        sheet = str(stated[0]) if stated else self.year
        years = {year for one in told or self._read if (year := one.year or sheet) is not None}
        several = sheet is None and len(years) > 1 and all(one.year is not None for one in told)
        kept = max(years) if several else sheet if stated or len(years) > 1 else next(iter(years), None)
        named = next((one for one in self._read if one.year is not None and one.year == kept), None)
        if named is not None:
            entry.setdefault("period", (kept, named.where))
        decided = not self.of_decided and entry.keys() >= _DECISION
        for one in told:
            if (decided or self.titled) and not one.said:
                one = one._replace(key=self.titled or STAGES["decided"])
            of = one.year or sheet
            if several and of is not None and of != kept:
                _keep(one, self.further.setdefault(of, {}), reading, f"{of} {one.key}")
            elif of is not None and of != kept:
                self._leave(one.key, of, str(one.level), one.where, reading)
            else:
                _keep(one, entry, reading, one.key)

    def part(self, stated: dict[str, str], entry: dict[str, ReadValue], reading: RowReading) -> None:
        """Keep of what else is rated (`stated`: the year in the heading of a column, by its key) what is of the row's
        year; where nothing else states that, the headings do."""
        for key, year in stated.items():
            period = str(entry["period"][0]) if "period" in entry else self.year
            if key not in entry:
                continue
            if period is None:
                entry["period"] = year, entry[key][1]
            elif period[:4] != year:
                value, where = entry.pop(key)
                self._leave(key, year, value, where, reading)

    def _leave(self, key: str, year: str, value: Scalar, where: str, reading: RowReading) -> None:
        self.elsewhere[where] = key, year, value
        reading.say(Finding(LEVEL_OF_ANOTHER_YEAR, year), where, shown(value))


def shown(value: Scalar) -> str:
    """Return a level or points as a cell of another year is named by."""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _keep(one: _Rated, entry: dict[str, ReadValue], reading: RowReading, question: str) -> None:
    """Keep a level among those of its year; `question` is what another cell may answer otherwise."""
    held = entry.get(one.key)
    if held is not None and held[0] != one.level:
        del entry[one.key]
        reading.dispute(question, held, (one.level, one.where))
    elif held is None and question not in reading.disputed:
        entry[one.key] = (one.level, one.where)
        if one.level == NOT_SUBJECT and one.reason:
            entry.setdefault("not_rated_reason", (one.reason, one.where))
