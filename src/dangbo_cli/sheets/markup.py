"""HTML tables named .xls, as web programs «export to Excel» and as Excel saves web pages.

All tables of the page follow one another in one grid, as Excel shows them; text between tables stands in
column A of a row of its own. Values stay text.
"""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

from dangbo_cli.sheets.grid import Grid, Merge, Value, tidy
from dangbo_cli.sheets.unreadable import (
    MAX_CELLS,
    MAX_MERGES,
    NOT_SPREADSHEET,
    TOO_LARGE,
    Unreadable,
    count_vi,
    megabytes,
)

#: HTML is read in Python, some 4 MB a second.
_MAX_BYTES = 16 * 1024 * 1024
_MAX_SECONDS = 8.0
_MAX_SPAN = 16_384
_NAME = re.compile(r"<x:Name>([^<]{1,80})</x:Name>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "title"})
_SILENT = frozenset({"script", "style", "head", "template"})


def declared_charset(head: bytes) -> str | None:
    """Return the encoding a page names for itself."""
    match = _CHARSET.search(head[:4096])
    return match[1].decode("ascii").lower() if match is not None else None


def read_markup(text: str) -> Grid:
    """Return the tables of a page as one grid. Raises Unreadable where it has none."""
    if len(text) > _MAX_BYTES:
        raise Unreadable(TOO_LARGE, f"trang HTML hơn {megabytes(_MAX_BYTES)}")
    page = _Page()
    start = time.monotonic()
    for at in range(0, len(text), 65_536):
        page.feed(text[at : at + 65_536])
        if time.monotonic() - start > _MAX_SECONDS:
            raise Unreadable(TOO_LARGE, "trang HTML quá phức tạp")
    page.close()
    page.finish()
    if not page.tables:
        raise Unreadable(NOT_SPREADSHEET, "trang HTML không có bảng nào")
    name = _NAME.search(text, 0, 65_536)
    return Grid(name[1].strip() if name is not None else "Sheet1", tidy(page.rows), page.merges)


class _Page(HTMLParser):
    """Lays rows and cells out; a table inside a cell goes on in rows of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Value]] = []
        self.merges: list[Merge] = []
        self.tables = 0
        self._words: list[str] = []
        self._silent = 0
        self._row: int | None = None
        self._column = 0
        self._in_cell = False
        self._covered: dict[int, set[int]] = {}
        self._area = 0
        self._width = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("body", "table"):
            self._silent = 0  # </head> may be left out
        if tag in _SILENT:
            self._silent += 1
        elif self._silent:
            return
        elif tag in ("td", "th"):
            self._end_cell()
            if self._row is None:
                self._begin_row()
            self._begin_cell(dict(attrs))
        elif tag == "tr":
            self._end_row()
            self._begin_row()
        elif tag == "table":
            self._end_row()
            self.tables += 1
        elif tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "td", "th"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif self._silent:
            return
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def finish(self) -> None:
        """End what is still open."""
        self._end_row()

    def _break(self) -> None:
        if self._in_cell:
            if any(word.strip() for word in self._words):
                self._words.append("\n")
        else:
            self._text_row()

    def _text_row(self) -> None:
        """Text outside tables becomes a row with one cell."""
        text = self._text()
        if text and self._row is None:
            self._keep(1)
            self.rows.append([text])

    def _text(self) -> str:
        text = "".join(self._words)
        self._words = []
        lines = [" ".join(line.split(" ")).strip(" ") for line in text.split("\n")]
        return re.sub(r" {2,}", " ", "\n".join(lines)).strip("\n ")

    def _begin_row(self) -> None:
        self._text_row()
        self._words = []
        self._row = len(self.rows)
        self.rows.append([])
        self._column = 0

    def _end_row(self) -> None:
        self._end_cell()
        self._text_row()
        self._words = []
        if self._row is not None:
            self._covered.pop(self._row, None)
        self._row = None

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._words = []
        row = self._row if self._row is not None else 0
        covered = self._covered.get(row, set())
        while self._column in covered:
            self._column += 1
        wide, high = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        if wide > 1 or high > 1:
            self.merges.append((row, self._column, row + high - 1, self._column + wide - 1))
            if len(self.merges) > MAX_MERGES:
                raise Unreadable(TOO_LARGE, "có quá nhiều ô gộp")
            self._keep(0, self._column + wide)
            for below in range(row + 1, row + high):
                self._area += wide
                self._keep(0)
                self._covered.setdefault(below, set()).update(range(self._column, self._column + wide))
        line = self.rows[row]
        line.extend([""] * (self._column - len(line)))
        self._in_cell = True
        self._keep(1, self._column + wide)
        self._column += wide

    def _end_cell(self) -> None:
        if not self._in_cell or self._row is None:
            return
        self._in_cell = False
        text = self._text()
        line = self.rows[self._row]
        line.append(text)
        line.extend([""] * (self._column - len(line)))

    def _keep(self, cells: int, width: int = 1) -> None:
        self._area += cells
        self._width = max(self._width, width)
        if self._area > MAX_CELLS or self._width * len(self.rows) > MAX_CELLS:
            raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return max(1, min(int(digits), _MAX_SPAN)) if digits.isdecimal() and len(digits) < 9 else 1
