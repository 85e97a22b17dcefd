"""Columns of one row in which a tick stands for a value of a field: its neighbours are the others, one of them is ticked."""

from __future__ import annotations

from dataclasses import dataclass, field

from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.problem import Finding
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.members.marks import NOT_A_TICK, is_no_tick, is_ticked, one_tick
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import ReadValue

_OF = " của"


@dataclass(slots=True)
class Ticked:
    """The ticks of one row by their field, settled when all its cells are seen."""

    _ticked: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    _given: list[dict[str, ReadValue]] = field(default_factory=list)

    def read(self, reading: RowReading, meaning: Meaning, raw: Raw, where: str) -> None:
        """Read one cell of a tick column; under «Giấy khen của» it may say who gave it."""
        label = meaning.tick or ""
        if meaning.key == "form" and label.endswith(_OF):
            value: dict[str, ReadValue] = {"form": (label.removesuffix(_OF), where)}
            if is_tick(raw):
                self._given.append(value)
            elif not is_no_tick(raw) and any(map(str.isalpha, raw_text(raw))):
                self._given.append(value | {"level": (raw_text(raw), where)})
            elif not is_no_tick(raw):
                reading.say(Finding(NOT_A_TICK), where, raw_text(raw))
            return
        if is_ticked(reading, where, raw):
            self._ticked.setdefault(meaning.key, []).append((label, where, meaning.listed))

    def settle(self, entry: dict[str, ReadValue], reading: RowReading) -> None:
        """Keep what the one tick of a field says; where another cell says otherwise, neither."""
        for key, ticks in self._ticked.items():
            told, held = one_tick(ticks, reading), entry.get(key)
            if told is None:
                continue
            if held is None and key not in reading.disputed:
                entry[key] = told
            elif held is not None and held[0] != told[0]:
                del entry[key]
                reading.dispute(key, held, told)

    def several(self, entry: dict[str, ReadValue]) -> list[dict[str, ReadValue]]:
        """Return what was given besides the form of an entry, which takes the first where it has none of its own. What a
        row says it was for is said of all."""
        given = self._given
        if given and "form" not in entry:
            for key, value in given[0].items():
                entry.setdefault(key, value)
            given = given[1:]
        shared = {key: entry[key] for key in ("content",) if key in entry}
        return [shared | one for one in given]
