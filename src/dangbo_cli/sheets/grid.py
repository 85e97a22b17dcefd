"""A sheet as a grid of values with true addresses, and the evidence that is looked up only when needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Protocol

Value = str | float | bool | date | datetime | time | timedelta
Merge = tuple[int, int, int, int]
#: What `Evidence.lost` says of a formula without a value.
LOST_FORMULA = "="
#: What it says of a cell of a .csv behind a quote that nothing closes.
LOST_QUOTE = '"'


class Evidence(Protocol):
    """What a file knows about one sheet beside its values; every question may open the file once more."""

    def font(self, row: int, column: int) -> str | None:
        """Return the name of a cell's font, None where unknown."""

    def number_format(self, row: int, column: int) -> str | None:
        """Return a cell's number format («dd/mm/yyyy», «000», «General»), None where unknown."""

    def hidden_rows(self) -> frozenset[int]:
        """Return the hidden rows, 0-based."""

    def hidden_columns(self) -> frozenset[int]:
        """Return the hidden columns, 0-based."""

    def lost(self) -> Mapping[tuple[int, int], str]:
        """Return the cells (row, column) that are empty in the grid but not in the file, with what stands there: an
        error («#REF!»), or a formula that no program has reckoned yet (LOST_FORMULA)."""

    def struck(self) -> frozenset[tuple[int, int]]:
        """Return the cells (row, column) whose text, or part of it, is struck through."""


@dataclass(slots=True)
class Grid:
    """One sheet. `rows[r][c]` is row r+1, column c of the sheet itself, whatever is empty above or to the left;
    "" is an empty cell (an error cell such as #N/A too). All rows are of one length; rows and columns that are
    empty to the end are cut off.

    Numbers are floats (from .csv and HTML everything is text), a date without a time of day is a `date`.
    `merges` holds (first row, first column, last row, last column), 0-based, inclusive. `name` is the sheet's name as
    the file has it; `title` is what it says, where that was typed in a legacy encoding. `unsure` are cells
    (row, column) that were emptied because their letters could not be told.
    """

    name: str
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list)
    visible: bool = True
    evidence: Evidence | None = None
    title: str = ""
    unsure: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.title = self.title or self.name

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The hidden rows among `rows`."""
        return self.evidence.hidden_rows() if self.evidence is not None else frozenset()

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The hidden columns among those of `rows`."""
        return self.evidence.hidden_columns() if self.evidence is not None else frozenset()

    @property
    def lost(self) -> Mapping[tuple[int, int], str]:
        """The cells of `rows` that are empty here but not in the file (`Evidence.lost`)."""
        return self.evidence.lost() if self.evidence is not None else {}

    @property
    def struck(self) -> frozenset[tuple[int, int]]:
        """The cells of `rows` whose text, or part of it, is struck through."""
        return self.evidence.struck() if self.evidence is not None else frozenset()

    def font(self, row: int, column: int) -> str | None:
        """Return the name of a cell's font («.VnTime»), None where the file does not say."""
        return self.evidence.font(row, column) if self.evidence is not None else None

    def number_format(self, row: int, column: int) -> str | None:
        """Return a cell's number format as typed in Excel, None where the file does not say."""
        return self.evidence.number_format(row, column) if self.evidence is not None else None


def tidy(rows: list[list[Value]]) -> list[list[Value]]:
    """Return rows of one length, empty ends cut off, a midnight as a date, numbers that are none (infinite,
    NaN) as empty.

    Works in place where it can: rows come straight from a reader and belong to nobody else.
    """
    while rows and _is_blank(rows[-1]):
        rows.pop()
    if not rows:
        return rows
    width = max(map(len, rows))
    while width and all(len(row) < width or row[width - 1] == "" for row in rows):
        width -= 1
    for row in rows:
        if len(row) > width:
            del row[width:]
        elif len(row) < width:
            row.extend([""] * (width - len(row)))
        kinds = set(map(type, row))
        if datetime in kinds or (float in kinds and not isfinite(sum([v for v in row if type(v) is float]))):
            row[:] = [_plain(value) for value in row]
    return rows


def count_filled(row: Sequence[object]) -> int:
    """Return how many cells of a row hold anything."""
    return sum(value not in ("", None) for value in row)


def _is_blank(row: Sequence[Value]) -> bool:
    return row.count("") == len(row)


def _plain(value: Value) -> Value:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, float) and not isfinite(value):
        return ""
    return value
