"""Headings that were answered for in imports, for sheets that are only looked at: nothing is asked and nothing learnt."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from dangbo_cli.domain.change import Plan, Source
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.heading_questions import HeadingQuestions
from dangbo_cli.intake.importing import load_directory
from dangbo_cli.intake.result import SheetResult
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.table_told import describe
from dangbo_cli.intake.tables.titles import read_title
from dangbo_cli.intake.whole_table import unit_of_sheet
from dangbo_cli.sheets.book import Book
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound


class RememberedHeadings:
    """What was answered about headings, within the reach of each answer, for the tables of one file."""

    def __init__(self, conn: sqlite3.Connection, book: Book, today: date) -> None:
        self._path, self._sha256, self._today = str(Path(book.path)), book.sha256, today
        self._plan, self._directory = Plan("", 0), load_directory(conn)
        memory = Memory(conn, self._plan, self._directory)
        self._headings = HeadingQuestions(self._directory, memory, {}, today, asking=False)

    def settle(self, grid: Grid, table: TableFound) -> list[str]:
        """Give the columns of a table whose heading no form knows the meanings that were answered for its unit, as an import
        does; return what is to be said of it."""
        plan, said = self._plan, len(self._plan.notes)
        plan.sources.append(Source(self._path, self._sha256, grid.name, table.form.kind, None, None))
        title = read_title(grid, 0, table.top, self._today)
        read = TableRead(
            0, len(plan.sources) - 1, self._path, grid, table, 0, title, ("", 0), SheetResult(grid.name), plan, self._today
        )  # fmt: skip
        describe(read)
        self._headings.settle(read, unit_of_sheet(read, self._directory))
        return [note.message for note in plan.notes[said:]]
