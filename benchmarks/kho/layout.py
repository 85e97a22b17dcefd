"""A sheet while it is composed: rows, merges, people by row, and the table they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kho.cells import Want
from kho.columns import Block
from kho.people import Person

Row = list[Any]
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Entry:
    """A person on a page: where, in which organisation, what the record must hold, and how the cells were typed. In a sheet
    of the year's work a row may be about no person; `label` is then what the row calls itself."""

    person: Person | None
    organization: str
    wants: dict[str, Want]
    tags: dict[str, list[str]]
    columns: dict[str, list[int]]
    label: str = ""

    @property
    def called(self) -> str:
        """Return the name by which a verdict speaks of the row."""
        return self.label or (self.person.name if self.person is not None else "")


@dataclass(slots=True)
class Page:
    """One sheet: rows, merges (0-based, inclusive), what is hidden, and the people by row."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    entries: dict[int, Entry] = field(default_factory=dict)
    visible: bool = True

    def add(self, row: Row) -> int:
        """Append a row and return its number."""
        self.rows.append(row)
        return len(self.rows) - 1


@dataclass(slots=True)
class Workbook:
    """One composed file: its name without suffix, its pages, the features it is made of, and what kind of sheet it is."""

    stem: str
    container: str
    pages: list[Page]
    features: list[str]
    kind: str = "dang-vien"


@dataclass(slots=True)
class Table:
    """One table while it is laid out; each person takes `lines` rows, the ordinal merged over them or not."""

    blocks: list[Block]
    ordinal: bool
    paths: list[tuple[str, ...]]
    starts: list[int]
    span: int = 1
    branch: int | None = None
    lines: int = 1
    merged_lines: bool = False

    @property
    def width(self) -> int:
        return len(self.paths) * self.span

    @property
    def name_column(self) -> int:
        return next(self.starts[i] for i, b in enumerate(self.blocks) if b.name == "họ tên")
