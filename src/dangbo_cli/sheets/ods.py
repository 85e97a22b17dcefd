""".ods: values, merges, what is hidden, in one pass over content.xml.

calamine can read .ods too, but knows no merges or hidden rows there, drops tabs and line ends inside a cell and
expands «repeated 1,000,000 times» before it can be stopped; as content.xml has to be gone through for those
reasons anyway, the values are taken in the same pass (OpenDocument 1.2, part 1, chapters 9 and 19).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import NamedTuple
from xml.parsers import expat

from dangbo_cli.sheets.address import MAX_COLUMNS, MAX_ROWS
from dangbo_cli.sheets.extent import stray_cells
from dangbo_cli.sheets.grid import Grid, Merge, Value, tidy
from dangbo_cli.sheets.package import Package
from dangbo_cli.sheets.sheet_xml import feed
from dangbo_cli.sheets.unreadable import (
    DAMAGED,
    ENCRYPTED,
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    TOO_LARGE,
    Unreadable,
    count_vi,
)
from dangbo_cli.sheets.xlsx import Sheets
from dangbo_cli.vietnamese.patterns import rare

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_OASIS}{part}:1.0 " for part in ("table", "office", "text", "style"))
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_FONT_FAMILY = f"{_OASIS}xsl-fo-compatible:1.0 font-family"
_SVG_FAMILY = f"{_OASIS}svg-compatible:1.0 font-family"
_CELL, _COVERED, _ROW = _TABLE + "table-cell", _TABLE + "covered-table-cell", _TABLE + "table-row"
_COLUMNS, _SHEET, _VISIBILITY = _TABLE + "table-column", _TABLE + "table", _TABLE + "visibility"
_ROWS_REPEATED, _COLUMNS_REPEATED = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = _TABLE + "number-rows-spanned", _TABLE + "number-columns-spanned"
_FORMULA, _KIND, _NUMBER, _WORDS = (
    _TABLE + "formula", _OFFICE + "value-type", _OFFICE + "value", _OFFICE + "string-value",
)  # fmt: skip
_PARAGRAPH, _SPACES, _TAB, _LINE_BREAK = (_TEXT + part for part in ("p", "s", "tab", "line-break"))
_CELLS = frozenset({_CELL, _COVERED})
_DURATION = rare(r"(-?)P(?:(\d{1,7})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?")
_MAX_TEXT = 1_000_000


@dataclass(slots=True)
class _Table:
    """One table while it is read: only cells with a value are kept."""

    name: str
    visible: bool
    cells: list[tuple[int, list[tuple[int, Value]]]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    column_fonts: dict[int, str] = field(default_factory=dict)
    lost: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    row: int = 0
    column: int = 0
    declared: int = 0


class OdsEvidence(NamedTuple):
    """What is hidden in one sheet, its cells in fonts from before Unicode and its errors; number formats are not looked up
    in .ods."""

    rows: frozenset[int]
    columns: frozenset[int]
    fonts: Mapping[tuple[int, int], str]
    errors: Mapping[tuple[int, int], str]
    through: frozenset[tuple[int, int]] = frozenset()

    def font(self, row: int, column: int) -> str | None:
        return self.fonts.get((row, column))

    def number_format(self, row: int, column: int) -> str | None:
        return None

    def hidden_rows(self) -> frozenset[int]:
        return self.rows

    def hidden_columns(self) -> frozenset[int]:
        return self.columns

    def lost(self) -> Mapping[tuple[int, int], str]:
        return self.errors

    def struck(self) -> frozenset[tuple[int, int]]:
        return self.through


def read_ods(package: Package) -> Sheets:
    """Read a workbook whose container is known to be .ods. Raises Unreadable."""
    if "encrypted-package" in package or (
        "META-INF/manifest.xml" in package and b"encryption-data" in package.whole("META-INF/manifest.xml")
    ):
        raise Unreadable(ENCRYPTED)
    if "content.xml" not in package:
        raise Unreadable(DAMAGED, technical="no content.xml")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    feed(parser, package.chunks("content.xml", 262_144))
    grids = [_grid(table) for table in reader.tables]
    hidden = any(grid.hidden_rows or grid.hidden_columns for grid in grids)
    return Sheets(grids, reader.legacy_fonts, hidden)


class _Reader:
    """Takes the events of content.xml."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.legacy_fonts = False
        self._hidden_styles: set[str] = set()
        self._legacy_names: dict[str, str] = {}
        self._legacy_styles: dict[str, str] = {}
        self._struck_styles: set[str] = set()
        self._style = ""
        self._open: list[_Table] = []
        self._row_repeat = 1
        self._row_cells: list[tuple[int, Value]] = []
        self._row_merges: list[Merge] = []
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._in_paragraph = 0
        self._skip = 0
        self._kept = 0
        self._area = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skip += 1
        elif self._cell is not None:
            if name == _PARAGRAPH:  # nearly always
                if self._paragraphs:
                    self._words.append("\n")
                self._paragraphs += 1
                self._in_paragraph += 1
            else:
                self._inside_cell(name, attributes)
        elif name in _CELLS:
            if self._open:
                self._cell = attributes
                self._words, self._paragraphs, self._length = [], 0, 0
        elif name == _ROW:
            if self._open:
                self._row_repeat = _count(attributes.get(_ROWS_REPEATED), MAX_ROWS)
                self._row_cells, self._row_merges = [], []
                table = self._open[-1]
                table.column = 0
                if attributes.get(_VISIBILITY) in ("collapse", "filter"):
                    table.hidden_rows.append((table.row, self._row_repeat))
        elif name == _COLUMNS:
            if self._open:
                table = self._open[-1]
                repeat = _count(attributes.get(_COLUMNS_REPEATED), MAX_COLUMNS)
                if attributes.get(_VISIBILITY) in ("collapse", "filter"):
                    table.hidden_columns.append((table.declared, repeat))
                if (
                    font := self._legacy_styles.get(attributes.get(_TABLE + "default-cell-style-name", ""))
                ) is not None:
                    table.column_fonts.update(dict.fromkeys(range(table.declared, table.declared + repeat), font))
                table.declared = min(table.declared + repeat, MAX_COLUMNS)
        elif name == _SHEET:
            if len(self.tables) + len(self._open) >= MAX_SHEETS:
                raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_SHEETS)} trang tính")
            visible = attributes.get(_TABLE + "style-name") not in self._hidden_styles
            self._open.append(_Table(attributes.get(_TABLE + "name", ""), visible))
        elif name == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "table-properties":
            if attributes.get(_TABLE + "display") == "false":
                self._hidden_styles.add(self._style)
        elif name == _STYLE + "text-properties":
            face = self._legacy_names.get(attributes.get(_STYLE + "font-name", ""))
            face = face or _legacy(attributes.get(_FONT_FAMILY, ""))
            if face is not None and self._style:
                self._legacy_styles[self._style] = face
                self.legacy_fonts = True
            if attributes.get(_STYLE + "text-line-through-style", "none") != "none" and self._style:
                self._struck_styles.add(self._style)
        elif name == _STYLE + "font-face":
            face = _legacy(attributes.get(_SVG_FAMILY, ""))
            if face is not None:
                self._legacy_names[attributes.get(_STYLE + "name", "")] = face
                self.legacy_fonts = True
        elif name.endswith((" tracked-changes", " shapes", " forms")):
            self._skip = 1

    def _inside_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SPACES:
            self._words.append(" " * _count(attributes.get(_TEXT + "c"), 1_000))
        elif name == _TAB:
            self._words.append("\t")
        elif name == _LINE_BREAK:
            self._words.append("\n")
        elif not name.startswith(_TEXT):
            self._skip = 1  # an annotation, a drawing, a table in the cell

    def characters(self, text: str) -> None:
        if self._in_paragraph and not self._skip:
            self._length += len(text)
            if self._length > _MAX_TEXT:
                raise Unreadable(TOO_LARGE, "có ô chứa quá nhiều chữ")
            self._words.append(text)

    def end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif self._cell is not None:
            if name == _PARAGRAPH:
                self._in_paragraph -= 1
            elif name in _CELLS:
                self._end_cell(self._cell, name == _COVERED)
                self._cell = None
        elif name == _ROW and self._open:
            self._end_row(self._open[-1])
        elif name == _SHEET and self._open:
            self.tables.append(self._open.pop())

    def _end_cell(self, cell: dict[str, str], covered: bool) -> None:
        table = self._open[-1]
        first = table.column
        words = self._words
        if not cell and not words:  # as a third of all cells
            table.column = min(first + 1, MAX_COLUMNS)
            return
        repeat = _count(cell[_COLUMNS_REPEATED], MAX_COLUMNS) if _COLUMNS_REPEATED in cell else 1
        table.column = min(first + repeat, MAX_COLUMNS)
        value = _value(cell, words[0] if len(words) == 1 else "".join(words)) if words or len(cell) > 1 else ""
        if value == "" and words and _FORMULA in cell:
            table.lost.update(dict.fromkeys(((table.row, c) for c in range(first, table.column)), "".join(words)[:40]))
        if value != "":
            if self._legacy_styles:
                self._keep_fonts(table, cell.get(_TABLE + "style-name"), first)
            if self._struck_styles and cell.get(_TABLE + "style-name") in self._struck_styles:
                table.struck.update((table.row, c) for c in range(first, table.column))
            self._kept += (table.column - first) * self._row_repeat
            if self._kept > MAX_CELLS:
                raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
            if repeat == 1:
                self._row_cells.append((first, value))
            else:
                self._row_cells.extend((column, value) for column in range(first, table.column))
            if table.column > table.columns:
                table.columns = table.column
        if not covered and (_ROWS_SPANNED in cell or _COLUMNS_SPANNED in cell):
            down = _count(cell.get(_ROWS_SPANNED), MAX_ROWS)
            right = _count(cell.get(_COLUMNS_SPANNED), MAX_COLUMNS)
            if down > 1 or right > 1:
                self._row_merges.append((table.row, first, table.row + down - 1, first + right - 1))

    def _keep_fonts(self, table: _Table, style: str | None, first: int) -> None:
        for c in range(first, table.column):
            font = table.column_fonts.get(c) if style is None else self._legacy_styles.get(style)
            if font is not None:
                table.fonts[(table.row, c)] = font

    def _end_row(self, table: _Table) -> None:
        repeat = max(min(self._row_repeat, MAX_ROWS - table.row), 0)
        if self._row_cells:
            table.cells.extend((table.row + i, self._row_cells) for i in range(repeat))
            table.rows = table.row + repeat
            wide = sum(one.rows * one.columns for one in [*self.tables, *self._open])
            if wide > MAX_CELLS:
                if table.rows * table.columns > 4 * self._kept:
                    raise stray_cells(table.name, table.rows, table.columns)
                raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
        if repeat == 1:
            table.merges.extend(self._row_merges)
            if len(table.merges) > MAX_MERGES:
                raise Unreadable(TOO_LARGE, "có quá nhiều ô gộp")
        table.row += repeat


def _grid(table: _Table) -> Grid:
    rows: list[list[Value]] = [[""] * table.columns for _ in range(table.rows)]
    for number, cells in table.cells:
        row = rows[number]
        for column, value in cells:
            row[column] = value
    rows = tidy(rows)
    height, width = len(rows), len(rows[0]) if rows else 0
    errors = {(r, c): text for (r, c), text in table.lost.items() if r < height and c < width}
    evidence = OdsEvidence(
        _spread(table.hidden_rows, height),
        _spread(table.hidden_columns, width),
        table.fonts,
        errors,
        frozenset((r, c) for r, c in table.struck if r < height and c < width),
    )
    return Grid(table.name, rows, table.merges, visible=table.visible, evidence=evidence)


def _spread(runs: list[tuple[int, int]], limit: int) -> frozenset[int]:
    return frozenset(i for first, count in runs for i in range(first, min(first + count, limit)))


def _legacy(family: str) -> str | None:
    """Return the name of a font from before Unicode («.VnTime», «VNI-Times»), None for any other."""
    name = family.strip("'\" ")
    return name if name.lower().startswith((".vn", "vni", "vntime", "vnarial")) else None


def _value(cell: dict[str, str], text: str) -> Value:
    """Return a cell's value; an error is empty, a number that is none is the text shown."""
    if _FORMULA in cell and (cell.get(_CALC_TYPE) == "error" or text.startswith(("#", "Err:"))):
        return ""
    kind = cell.get(_KIND, "string")
    if kind == "string":
        return cell.get(_WORDS, text)
    try:
        if kind in ("float", "percentage", "currency"):
            number = float(cell.get(_NUMBER, ""))
            return number if isfinite(number) else text
        if kind == "date":
            return _date(cell.get(_OFFICE + "date-value", ""))
        if kind == "time":
            return _time(cell.get(_OFFICE + "time-value", ""))
        if kind == "boolean":
            return cell.get(_OFFICE + "boolean-value") == "true"
    except (ValueError, OverflowError):
        return text
    return text


def _date(text: str) -> date | datetime:
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment


def _time(text: str) -> time | timedelta:
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, days, hours, minutes, seconds, fraction = match.groups()
    length = timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        microseconds=int((fraction or "")[:6].ljust(6, "0")),
    )
    if not sign and length < timedelta(days=1):
        return (datetime.min + length).time()
    return -length if sign else length


def _count(text: str | None, most: int) -> int:
    """Return a repetition or a span: at least 1, at most `most`."""
    if text is None:
        return 1
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 12 else most if text.isdecimal() else 1
