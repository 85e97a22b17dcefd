"""What do the cells of one row of a table hold, by the columns they stand in: a name, what is beside it, days, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_key
from dangbo_cli.intake.tables.line_words import ARABIC, is_signature, is_unit_name
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.header import asks
from dangbo_cli.sheets.table import TableFound, heading_words
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import clean, fold

_EVIDENCE = {Value.BIRTH, Value.PARTY_DATE, Value.CARD, Value.CITIZEN, Value.FILE_NUMBER, Value.CARD_AND_FILE}
#: A count, a share or a mean; no year.
COUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,2}|\.0)?\s*%?")


class LineCells:
    """Answers for the cells of the rows of one table. `names_organization` tells whether a text names a known organisation."""

    def __init__(self, grid: Grid, table: TableFound, names_organization: Callable[[str], bool]) -> None:
        self._grid = grid
        self._table = table
        self._names = names_organization
        self._words = heading_words(table)
        columns = table.columns
        self._ordinals = {c for c, m in columns.items() if m.value is Value.ORDINAL}
        whole = [c for c, m in columns.items() if m.key in table.form.identity]
        halves = [c for c, m in sorted(columns.items()) if m.key in ("family_name", "given_name")]
        self._identity = whole + [c for c in halves if c not in whole]
        #: Each entry is a name: one column, or family name and given name («Vì Quang» «Tổng» is no total).
        self._names_in = [[c] for c in whole if c not in halves] + ([halves] if halves else [])
        self._evidence = [c for c, m in columns.items() if m.value in _EVIDENCE]
        # What could not be parted into its columns still stands in its own, and is somebody's.
        self._data = set(columns).union(table.origin.values()).difference(self._ordinals, self._identity)
        self._people = table.form.kind == "dang-vien"
        self._entries, self._rated = table.form.about is not None, table.form.rated
        named = set(self._identity)
        if self._entries and any(m.value is Value.PERSON_NAME for m in columns.values()):
            # Where a table names persons, the organisation beside them is no name of the row, merged over many or not.
            self._names_in = [names for names in self._names_in if columns[names[0]].value is Value.PERSON_NAME]
            named = {c for c in named if columns[c].value is not Value.ORGANIZATION}
        self._going_on = {c for c, m in columns.items() if m.key in table.form.continued}
        self._notes = {c for c, m in columns.items() if m.key == "note"}
        self._hidden_by_merge = {
            r
            for r1, c1, r2, c2 in grid.merges
            if r2 > r1 and r1 >= table.first and c1 in named
            for r in range(r1 + 1, r2 + 1)
            if not self._names_one_below(r, c1, c2)
        }
        #: Columns of facts in which rows that head others stand.
        self._heading_in: set[int] = set()

    def _names_one_below(self, r: int, first: int, last: int) -> bool:
        """Tell whether a row below the top of a merge names an organisation of its own beside it: «Đảng bộ» is merged over
        its branches."""
        columns = self._table.columns
        if columns[first].value is not Value.ORGANIZATION:
            return False
        others = (c for c in self._identity if not first <= c <= last and columns[c].value is Value.ORGANIZATION)
        return any(self._grid.rows[r][c] != "" for c in others)

    def _goes_on_alone(self, r: int, c: int, words: str) -> bool:
        """Tell whether the one text of a row that a record stands right above goes on with that: it stands in a column of
        facts, merged over none beside it, where no row of this table has headed others."""
        if c not in self._data or not any(map(str.isalpha, words)) or fold(words).strip(" -.–*") == "het":
            return False
        return c not in self._heading_in and not any(top == r and c1 <= c < c2 for top, c1, _, c2 in self._grid.merges)

    def _name(self, row: Sequence[object]) -> str:
        """Return the first text of a row that stands where names do, family and given name joined."""
        for columns in self._names_in:
            text = ""
            for c in columns:
                if c < len(row) and isinstance(typed := row[c], str):
                    part = clean(typed)
                    text = f"{text} {part}" if text and part else text or part
            if text:
                return text
        return ""

    def _is_somebodys(self, row: Sequence[object]) -> bool:
        """Tell whether a text that neither asks nor answers («Chi bộ:» «Chi bộ 10») stands where names do, or a day or a
        number where those do: «...» beside it are cells left blank."""
        before = ""
        for c, cell in enumerate(row):
            text = cell.strip() if isinstance(cell, str) else ""
            if not before.endswith(":") and not asks(text) and c in self._identity:
                return True
            if not before.endswith(":") and c in self._evidence and has_digit(cell):
                return True
            before = text or before
        return False

    def _may_own(self, name: str) -> bool:
        """Tell whether what stands beside a name may be its own: «BÍ THƯ» is somebody's office then, no signature."""
        if is_signature(name):
            return False
        return looks_like_person(name) or (not self._people and is_unit_name(name))

    def _beside(self, filled: Sequence[tuple[int, object]]) -> list[int]:
        """Return the filled columns of a row beside its name and its number, read or not."""
        return [c for c, _ in filled if c not in self._identity and c not in self._ordinals]

    def _holds_office(self, c: int) -> bool:
        """Tell whether a column of the table holds offices."""
        meaning = self._table.columns.get(c)
        return meaning is not None and meaning.key.endswith("position")

    def _is_rating(self, c: int) -> bool:
        """Tell whether a column of the table holds levels: a number beside one is somebody's, though the name is missing."""
        return c in self._table.columns and self._table.columns[c].rating is not None

    def _is_headed(self, row: Sequence[object]) -> bool:
        """Tell whether a heading of the table stands where names do."""
        cells = (row[c] for c in self._identity if c < len(row))
        return any(isinstance(cell, str) and heading_key(cell) in self._words for cell in cells)


def has_digit(value: object) -> bool:
    if isinstance(value, str):
        return value[:1].isdigit() or any(map(str.isdigit, value))
    return isinstance(value, (int, float, date)) and not isinstance(value, bool)


def are_counts(cells: Sequence[object], count: re.Pattern[str]) -> bool:
    """Tell whether raw cells hold counts, and at least one does."""
    return bool(cells) and all(count.fullmatch(str(cell).strip()) is not None for cell in cells)


def is_running_number(value: object) -> bool:
    """Tell whether a raw cell of the STT column holds a running number."""
    if isinstance(value, str):
        return (len(value) < 5 and value.isdecimal()) or ARABIC.match(value.strip()) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool) and float(value).is_integer()


def ordinal_text(value: object) -> str:
    if isinstance(value, (int, float)):
        return str(int(value)) if float(value).is_integer() else str(value)
    return clean(str(value))
