"""A report is a table value: title, columns with kinds, rows, totals, notes, and the parameters
it was asked with (docs/thiet-ke.md, idea 3). Terminal, CSV, JSON, Excel and charts show this one value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple


class ColumnKind(Enum):
    """What the values of a column are, so that every view writes them the same way."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"  # one decimal, Vietnamese comma on the terminal
    PERCENT = "percent"  # 0–100, one decimal
    DATE = "date"  # ISO text, may be partial («1968», «1968-05»); shown dd/mm/yyyy
    MOMENT = "moment"  # ISO date and time; shown dd/mm/yyyy hh:mm
    IDENTIFIER = "identifier"  # text that looks like a number and never is one


class Tone(Enum):
    """What a word in a cell means for whoever looks over many: a view may colour it, the word says it all the same."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    NEUTRAL = "neutral"


class Toned(str):
    """A word of a table with its tone; to every view that has no colours it is the word."""

    tone: Tone

    def __new__(cls, text: str, tone: Tone) -> Toned:
        word = super().__new__(cls, text)
        word.tone = tone
        return word


class Told(str):
    """A value with the words that eyes need in its place, where it does not tell enough; CSV and JSON keep the value."""

    words: str

    def __new__(cls, value: str, words: str) -> Told:
        told = super().__new__(cls, value)
        told.words = words
        return told


class Column(NamedTuple):
    """One column. `private` values are masked in terminal tables unless asked for;
    `shown` False keeps it out of the terminal table by default (JSON always has it). A `spare` column is left out of a
    terminal that is too narrow for all; a value that only repeats the column `same_as` is left blank there.
    What is `for_programs`, a key, is printed only where it is asked for. A column that `heads`, which the rows are
    ordered by, may stand above those that share its value where a terminal is too narrow."""

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    private: bool = False
    shown: bool = True
    spare: bool = False
    same_as: str | None = None
    for_programs: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One answer. `rows` map column keys to values (None: unknown); `group_by` names the column whose
    change of value starts a new block on the terminal."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    totals: Mapping[str, Any] | None = None
    notes: Sequence[str] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    group_by: str | None = None

    def said(self, number: int, key: str) -> Any:
        """What the eyes see of a value: the words told in its place, else the value (None: unknown)."""
        value = self.rows[number].get(key)
        return value.words if isinstance(value, Told) else value
