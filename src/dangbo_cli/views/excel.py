"""A table as an Excel workbook that can be printed as it is: title, borders, Times New Roman, A4.

Text is always text, never a formula; identifiers stay text; numbers are numbers, whole dates are dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from dangbo_cli.reports.table import Column, ColumnKind, Table, Tone, Toned
from dangbo_cli.sheets.book_saving import mark_exported, save_book
from dangbo_cli.sheets.cell_styles import FONT, CellStyles
from dangbo_cli.views.page_breaks import keep_headings
from dangbo_cli.views.row_heights import lower_rows
from dangbo_cli.views.terminal import TOTAL_LABEL
from dangbo_cli.views.values import NUMERIC, say_value
from dangbo_cli.views.wrapping import width, wrap

_ORDINAL = "STT"
_HEADER_ROW = 3
_PORTRAIT_ROOM = 88  # characters of 12 pt Times that an A4 page takes upright
_LANDSCAPE_ROOM = 138  # and across
_SMALLEST = 0.65  # of 12 pt: below it nobody reads a printed list
_NARROWEST = 6
_WIDEST = (42, 32, 26, 20, 16)  # the widest column; less where the page would be too wide otherwise
_TALL = 3  # lines of the widest column: rows with texts that long have the other columns give way
_EASY = 16  # characters in which a few words are easy to read
_CAPITAL = 0.4  # how much wider a capital is than a small letter
_LINE, _TITLE_LINE = 16.5, 21  # points
_HEAD_LETTER, _TITLE_LETTER = 1.15, 1.6  # width of bold letters, of 14 pt capitals
_FORMULA_STARTS = ("=", "+", "-", "@")
_CLAUSES = re.compile(r"(?<=[.;]) ")
_TYPED = re.compile(r"«dangbo |(?<!\S)--[a-z]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
_TONES = {Tone.GOOD: "FFC6EFCE", Tone.WARNING: "FFFFEB9C", Tone.BAD: "FFFFC7CE", Tone.NEUTRAL: "FFE7E6E6"}
_FORMATS = {
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.DECIMAL: "#,##0.0",
    ColumnKind.PERCENT: '0.0" %"',
    ColumnKind.DATE: "dd/mm/yyyy",
    ColumnKind.MOMENT: "dd/mm/yyyy hh:mm",
}


def save_workbook(
    table: Table, path: Path, chart: bool = False, charted: Table | None = None, database: str = ""
) -> int:
    """Write the table to `path` and return how many pages it prints side by side; `chart` adds a sheet with a bar
    chart for each group of rows, of the table itself or of `charted`, which then gets a sheet of its own. `database` is
    the name of the record that gives the file out ("": none), marked in it.

    Raises OSError where the file cannot be written (open in Excel, say).
    """
    from openpyxl import Workbook

    book = Workbook()
    _set_normal_font(book)
    styles = _Styles(book)
    sheet, columns, groups, pages = _write_sheet(book.active, table, styles)
    if charted is not None:
        sheet, columns, groups, _ = _write_sheet(book.create_sheet(), charted, styles)
    if chart or charted is not None:
        from dangbo_cli.views.charts import add_charts

        add_charts(book, sheet, columns, groups)
    if database:
        mark_exported(book, database)
    save_book(book, path)
    return pages


def _write_sheet(
    sheet: Any, table: Table, styles: _Styles
) -> tuple[Any, Sequence[Column], Sequence[tuple[str, int, int]], int]:
    """Write the table on an empty sheet; return it with the columns, where the groups stand, and how many pages it
    prints side by side."""
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", table.name)[:31] or "Bang"
    columns = [c for c in table.columns if c.key != table.group_by and (c.shown or not c.for_programs)]
    ordinal = table.group_by is None
    first = 1 if ordinal else 0
    last = len(columns) + first
    titles = ([_ORDINAL] if ordinal else []) + [column.title for column in columns]
    for position, title in enumerate(titles, 1):
        _put_text(sheet.cell(_HEADER_ROW, position), title, styles.head, styles)
    row_number, groups = _write_rows(sheet, table, columns, first, styles)
    if table.totals is not None:
        row_number += 1
        for position in range(1, last + 1):
            sheet.cell(row_number, position)._style = styles.total
        words = [column for column in columns if column.kind not in NUMERIC]
        if not any(table.totals.get(column.key) for column in words):
            _put_text(sheet.cell(row_number, 1 + first), TOTAL_LABEL, styles.total, styles)
        for position, column in enumerate(columns, 1 + first):
            if (value := table.totals.get(column.key)) is not None:
                cell = sheet.cell(row_number, position)
                _put(cell, value, column, styles)
                cell._style = styles.bold(cell._style)
    repeated = _repeated(table, columns, first)
    widths = _set_widths(sheet, table, columns, first, repeated)
    pages = _set_page(sheet, widths, repeated)
    _write_title(sheet, table, widths[: pages[0]], styles)
    _set_heights(sheet, widths, row_number)
    if groups and sum(widths) <= _page_room(sheet):  # printed smaller, nobody knows how many rows a page takes
        keep_headings(sheet, [begin - 1 for _, begin, _ in groups], _HEADER_ROW, row_number, _LINE)
    _write_notes(sheet, _printed(table.notes), row_number + 2, widths[: pages[0]], styles)
    return sheet, columns, groups, len(pages)


def _set_normal_font(book: Any) -> None:
    """Make Times New Roman the font that column widths are counted in: with another one, and still more where that
    is not installed, pages would not hold what was reckoned."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    normal = Font(name=FONT, size=11, family=1)
    book._fonts = IndexedList([normal])
    book._named_styles["Normal"].font = normal


def _write_rows(
    sheet: Any, table: Table, columns: Sequence[Column], first: int, styles: _Styles
) -> tuple[int, list[tuple[str, int, int]]]:
    """Write the rows, each group under a heading; return the last row's number and (group, first, last row)."""
    group_column = next((column for column in table.columns if column.key == table.group_by), None)
    number = _HEADER_ROW
    groups: list[tuple[str, int, int]] = []
    for count, row in enumerate(table.rows, 1):
        if group_column is not None:
            title = say_value(row.get(group_column.key), group_column)
            if not groups or groups[-1][0] != title:
                number += 1
                for position in range(1, len(columns) + 1):
                    sheet.cell(number, position)._style = styles.total
                _put_text(sheet.cell(number, 1), title, styles.total, styles)
                sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(columns))
                groups.append((title, number + 1, number + 1))
        number += 1
        if groups:
            groups[-1] = (groups[-1][0], groups[-1][1], number)
        if first:
            cell = sheet.cell(number, 1, count)
            cell._style = styles.ordinal
        for position, column in enumerate(columns, 1 + first):
            _put(sheet.cell(number, position), table.said(count - 1, column.key), column, styles)
    return number, groups


class _Styles(CellStyles):
    """The styles of a printed table, and the same ones marked, toned or bold as cells need them."""

    def __init__(self, book: Any) -> None:
        super().__init__(book)
        self._quoted: dict[int, Any] = {}
        self._bold: dict[int, Any] = {}
        self._toned: dict[tuple[int, Tone], Any] = {}
        self.total = self.make(bold=True, box=True)
        self.ordinal = self.make(across="center", box=True, number_format="0")
        self.note = self.make(italic=True, down="top", wrap=True)
        self._kinds = {
            kind: self.make(
                across="right" if kind in NUMERIC else "center" if kind in _FORMATS else "left",
                wrap=True,
                box=True,
                number_format=_FORMATS.get(kind, "@" if kind is ColumnKind.IDENTIFIER else "General"),
            )
            for kind in ColumnKind
        }
        self._fills = {tone: self.make(fill=colour).fillId for tone, colour in _TONES.items()}
        self.done()

    def of(self, kind: ColumnKind) -> Any:
        return self._kinds[kind]

    def quoted(self, style: Any) -> Any:
        """The same style with the mark «this is text», as an apostrophe typed in Excel sets it."""
        if id(style) not in self._quoted:
            marked = copy(style)
            marked.quotePrefix = 1
            self._quoted[id(style)] = marked
        return self._quoted[id(style)]

    def toned(self, style: Any, tone: Tone) -> Any:
        """The same style on the colour of a tone, light enough for the word to be read in black and white."""
        key = id(style), tone
        if key not in self._toned:
            marked = copy(style)
            marked.fillId = self._fills[tone]
            self._toned[key] = marked
        return self._toned[key]

    def bold(self, style: Any) -> Any:
        if id(style) not in self._bold:
            marked = copy(style)
            marked.fontId = self.total.fontId
            self._bold[id(style)] = marked
        return self._bold[id(style)]


def _write_title(sheet: Any, table: Table, widths: Sequence[int], styles: _Styles) -> None:
    _across(sheet, 1, table.title.upper(), styles.title, widths, styles)
    sheet.row_dimensions[1].height = _TITLE_LINE * _line_count(table.title, sum(widths), _TITLE_LETTER)


def _printed(notes: Sequence[str]) -> list[str]:
    """Return the notes as they stand below a printed table: without what tells to type a command or an option."""
    kept = []
    for note in notes:
        parts = [part for part in _CLAUSES.split(note) if not _TYPED.search(part)]
        if parts:
            kept.append(re.sub(r"[;:,]$", ".", " ".join(parts)))
    return kept


def _write_notes(sheet: Any, notes: Sequence[str], row: int, widths: Sequence[int], styles: _Styles) -> None:
    for number, note in enumerate(notes, row):
        _across(sheet, number, note, styles.note, widths, styles)
        sheet.row_dimensions[number].height = _LINE * _line_count(note, sum(widths), 1.0)


def _across(sheet: Any, row: int, text: str, style: Any, widths: Sequence[int], styles: _Styles) -> None:
    """Write a text over the columns of a page: beside them it would widen what is printed."""
    _put_text(sheet.cell(row, 1), text, style, styles)
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))


def _put(cell: Any, value: Any, column: Column, styles: _Styles) -> None:
    style = styles.of(column.kind)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and column.kind is not ColumnKind.IDENTIFIER:
        cell.value = value
        cell._style = style
        return
    if column.kind in (ColumnKind.DATE, ColumnKind.MOMENT) and isinstance(value, str):
        whole = _whole_date(value)
        if whole is not None:
            cell.value = whole
            cell._style = style
            return
    if isinstance(value, Toned):
        style = styles.toned(style, value.tone)
    _put_text(cell, say_value(value, column, unknown=""), style, styles)


def _whole_date(iso: str) -> datetime | None:
    """Return the date of an ISO text that states day, month and year; Excel knows none before 1900."""
    try:
        value = datetime.fromisoformat(iso) if len(iso) >= 10 else None
    except ValueError:
        return None
    return value.replace(tzinfo=None) if value is not None and value.year >= 1901 else None


def _put_text(cell: Any, text: str, style: Any, styles: _Styles) -> None:
    text = _ILLEGAL.sub("", text)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell._style = styles.quoted(style) if text.startswith(_FORMULA_STARTS) else style


def _set_widths(
    sheet: Any, table: Table, columns: Sequence[Column], first: int, repeated: tuple[int, int]
) -> list[int]:
    """Make columns as wide as their texts, within bounds, and return the widths in characters. Long texts take
    more lines before the print would take more pages."""
    from openpyxl.utils import get_column_letter

    natural, least, lengths = [], [], []
    for column in columns:
        values = (table.said(number, column.key) for number in range(len(table.rows)))
        texts = [say_value(value, column, "") for value in (*values, (table.totals or {}).get(column.key))]
        lengths.append([ceil(len(text) * _letter(text)) for text in texts])
        words = max(ceil(width(word) * _HEAD_LETTER * _letter(word)) for word in column.title.split() or [""])
        natural.append(max(_NARROWEST, words, max(lengths[-1], default=0)))
        unbroken = column.kind is not ColumnKind.TEXT
        least.append(natural[-1] if unbroken else min(natural[-1], words))
    offers = []
    for widest in _WIDEST:
        wide = (min(_WIDEST[0], max(few, min(widest, size))) for few, size in zip(least, natural, strict=True))
        offers.append([_NARROWEST] * first + [size + 2 for size in wide])
    sizes = min(offers, key=lambda offered: len(_page_ends(offered, repeated)))  # the widest of those
    room = int(_LANDSCAPE_ROOM / _SMALLEST) - sum(sizes[:first])
    if len(_page_ends(sizes, repeated)) == 1 and max(natural, default=0) > _TALL * _WIDEST[0]:
        sizes[first:] = lower_rows(
            sizes[first:],
            [max(few, min(size, _EASY)) + 2 for few, size in zip(least, natural, strict=True)],
            lengths,
            room,
        )
    for position, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(position)].width = size
    return sizes


def _set_heights(sheet: Any, widths: Sequence[int], last_row: int) -> None:
    """State the height of rows that hold more than one line: no program works it out when it opens a file."""
    for number, row in enumerate(sheet.iter_rows(min_row=_HEADER_ROW, max_row=last_row), _HEADER_ROW):
        letter = _HEAD_LETTER if number == _HEADER_ROW else 1.0
        lines = max(
            (_line_count(cell.value, size, letter) for cell, size in zip(row, widths, strict=False)
             if cell.__class__.__name__ == "Cell" and isinstance(cell.value, str)),
            default=1,
        )  # fmt: skip
        merged = number != _HEADER_ROW and row[0].value is not None and all(c.value is None for c in row[1:])
        if lines > 1 and not merged:
            sheet.row_dimensions[number].height = _LINE * lines


def _line_count(text: str, columns: int, letter: float) -> int:
    """Return how many lines a text takes in a column; `letter` is the width of its letters."""
    if len(text) * letter * (1 + _CAPITAL) < columns - 1:
        return 1  # even in capitals
    room = max(1, int((columns - 1) / (letter * _letter(text))))
    return 1 if len(text) <= room else len(wrap(text, room))


def _letter(text: str) -> float:
    """Return how wide the letters of a text are on average: capitals take more room («MTTQ, đoàn thể CT-XH»)."""
    return 1 + _CAPITAL * sum(map(str.isupper, text)) / len(text) if text else 1.0


#: The columns that say whose a row is, the nearest first; and how many narrow ones may stand before it on each page.
_WHOSE = ("full_name", "subject", "organization_name", "name")
_BEFORE_NAME = 3


def _repeated(table: Table, columns: Sequence[Column], first: int) -> tuple[int, int]:
    """Return the first and last column (from 1) that every page shows, where a table takes several side by side: what
    says whose a row is; of people whom the record may not have the words that were looked up. (0, 0) for none."""
    numbered = {column.key: n for n, column in reversed(list(enumerate(columns, 1 + first)))}
    texts = [n for n, column in enumerate(columns, 1 + first) if column.kind is ColumnKind.TEXT]
    name = next((numbered[key] for key in _WHOSE if key in numbered), texts[0] if texts else 0)
    if numbered.get("full_name") == name and texts and not all(row.get("full_name") for row in table.rows):
        name = texts[0]
    if not name:
        return (first, first)
    return (1, name) if name <= first + _BEFORE_NAME else (name, name)


def _set_page(sheet: Any, widths: Sequence[int], repeated: tuple[int, int]) -> list[int]:
    """A4 upright where the columns fit, else across; one page wide as long as it can be read, else several side by
    side with the `repeated` columns on each; the header on each page, frozen. Return the last column of each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    pages = _page_ends(widths, repeated)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait" if sum(widths) <= _PORTRAIT_ROOM else "landscape"
    if len(pages) > 1:
        _split_pages(sheet, pages, repeated)
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.oddFooter.center.font = FONT
    return pages


def _page_room(sheet: Any) -> int:
    """Return how many characters of full size stand side by side on a page of a sheet."""
    return _PORTRAIT_ROOM if sheet.page_setup.orientation == "portrait" else _LANDSCAPE_ROOM


def _page_ends(widths: Sequence[int], repeated: tuple[int, int]) -> list[int]:
    """Return the last column of each page side by side when nothing is printed too small to read."""
    room = _LANDSCAPE_ROOM / _SMALLEST
    begin, end = repeated
    every = sum(widths[begin - 1 : end]) if begin else 0
    ends: list[int] = []
    used = 0
    for position, size in enumerate(widths, 1):
        if used + size > room and position > max(end, 1):
            ends.append(position - 1)
            used = every
        used += size
    return [*ends, len(widths)]


def _split_pages(sheet: Any, pages: Sequence[int], repeated: tuple[int, int]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    sheet.page_setup.scale = round(100 * _SMALLEST)
    sheet.page_setup.pageOrder = "overThenDown"
    for position in pages[:-1]:
        sheet.col_breaks.append(Break(id=position))
    begin, end = repeated
    if begin:
        sheet.print_title_cols = f"{get_column_letter(begin)}:{get_column_letter(end)}"
