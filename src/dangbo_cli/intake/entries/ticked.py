"""Columns of one row in which a tick stands for a value of a field: its neighbours are the others, one of them is ticked."""

from __future__ import annotations

from dataclasses import dataclass, field

from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.members.marks import is_ticked, one_tick
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw
from dangbo_cli.intake.who.people import ReadValue


@dataclass(slots=True)
class Ticked:
    """The ticks of one row by their field, settled when all its cells are seen."""

    _ticked: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)

    def read(self, reading: RowReading, meaning: Meaning, raw: Raw, where: str) -> None:
        """Read one cell of a tick column."""
        if is_ticked(reading, where, raw):
            self._ticked.setdefault(meaning.key, []).append((meaning.tick or "", where, meaning.listed))

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
