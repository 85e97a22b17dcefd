"""The columns of a member table whose cells are read one by one, and what reads each: decided once a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.cells import POSITIONS
from dangbo_cli.intake.tables.values import Raw, Reader, Reads, field_reader

#: Read in turns of their own: who, when born, where; and what needs the birth date and the gender.
_APART = {Value.ORDINAL, Value.PERSON_NAME, Value.BIRTH, Value.ORGANIZATION, Value.IGNORED, Value.WORKPLACE}
_LATER = {Value.CITIZEN, Value.PARTY_DATE}
_SPECIAL = {Value.RATING, Value.STANDING, Value.STANDING_MARK, Value.LEAVING}

#: A column that needs the birth date, with what each day of it, of four digits a year, was read as: many were admitted on
#: one day.
Later = tuple[int, Meaning, dict[Raw, str]]


@dataclass(slots=True)
class Column:
    """A column whose cells are read one by one. `known` remembers what each of its texts gave without a word to be
    said about it: most stand in many rows."""

    at: int
    meaning: Meaning
    reader: Reader | None
    known: dict[str, Reads] = field(default_factory=dict)


def part_columns(columns: Mapping[int, Meaning]) -> tuple[list[Column], list[Later]]:
    """Return the columns that are read as they stand, and those that are read when the birth date is known."""
    rest = [(c, m) for c, m in columns.items() if m.value not in _APART]
    plain = [Column(c, m, _reader(m)) for c, m in rest if m.value not in _LATER]
    return plain, [(c, m, {}) for c, m in rest if m.value in _LATER]


def _reader(meaning: Meaning) -> Reader | None:
    """Return the reader of a column's cells; None for marks, ratings, standings and positions, which need more."""
    special = meaning.tick is not None or meaning.value in _SPECIAL or meaning.key in POSITIONS
    return None if special else field_reader(meaning.key, meaning.value)
