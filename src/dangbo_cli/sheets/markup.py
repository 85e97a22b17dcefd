"""HTML tables named .xls, as web programs «export to Excel» and as Excel saves web pages.

All tables of the page follow one another in one grid, as Excel shows them; text between tables stands in
column A of a row of its own. Values stay text.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape

from dangbo_cli.sheets.address import MAX_COLUMNS
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
#: Of the processor: a page must not be refused because the machine does something else.
_MAX_SECONDS = 3.5
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_LONGEST_TAG = 2_048
_ATTRIBUTE = re.compile(r"(colspan|rowspan)\s*=\s*[\"']?\s*([0-9]{1,8})", re.IGNORECASE)
_NAME = re.compile(r"<x:Name>([^<]{1,80})</x:Name>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "title"})
_SILENT = frozenset({"head", "template"})
_RAW = frozenset({"script", "style"})


def declared_charset(head: bytes) -> str | None:
    """Return the encoding a page names for itself."""
    match = _CHARSET.search(head[:4096])
    return match[1].decode("ascii").lower() if match is not None else None


def read_markup(text: str) -> Grid:
    """Return the tables of a page as one grid. Raises Unreadable where it has none."""
    if len(text) > _MAX_BYTES:
        raise Unreadable(TOO_LARGE, f"trang HTML hơn {megabytes(_MAX_BYTES)}")
    page = _Page()
    start = time.process_time()
    for number, (words, tag, closing, attributes) in enumerate(_tokens(text)):
        if words:
            page.words(words)
        if tag:
            page.end_tag(tag) if closing else page.start_tag(tag, attributes)
        if not number % 512 and time.process_time() - start > _MAX_SECONDS:
            raise Unreadable(TOO_LARGE, "trang HTML quá phức tạp")
    page.finish()
    if not page.tables:
        raise Unreadable(NOT_SPREADSHEET, "trang HTML không có bảng nào")
    name = _NAME.search(text, 0, 65_536)
    return Grid(name[1].strip() if name is not None else "Sheet1", tidy(page.rows), page.merges)


def _tokens(text: str) -> Iterator[tuple[str, str, bool, str]]:
    """Yield (words before, tag or "", whether it closes, its attributes). Every step goes forward and looks at a
    bounded piece, which `html.parser` of older Pythons does not: broken pages cost it minutes."""
    at, end = 0, len(text)
    while at < end:
        start = text.find("<", at)
        if start < 0:
            yield text[at:], "", False, ""
            return
        words = text[at:start]
        if text.startswith("<!--", start):
            at = _after(text, "-->", start + 4)
            yield words, "", False, ""
            continue
        if text.startswith(("<!", "<?"), start):
            at = _after(text, ">", start)
            yield words, "", False, ""
            continue
        match = _TAG.match(text, start, start + _LONGEST_TAG)
        if match is None:
            tag = text[start + 1 : start + 2]
            at = _after(text, ">", start) if tag.isalpha() or tag == "/" else start + 1
            yield words + ("" if at > start + 1 else "<"), "", False, ""
            continue
        at = match.end()
        tag = match[2].lower()
        yield words, tag, bool(match[1]), match[3]
        if tag in _RAW and not match[1]:
            closing = re.compile(f"</{tag}", re.IGNORECASE).search(text, at)
            at = closing.start() if closing is not None else end


def _after(text: str, mark: str, start: int) -> int:
    """Return the place behind the next mark, the end where there is none."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


class _Page:
    """Lays rows and cells out; a table inside a cell goes on in rows of its own."""

    def __init__(self) -> None:
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

    def start_tag(self, tag: str, attributes: str) -> None:
        """Take an opening tag."""
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
            self._begin_cell(attributes)
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

    def end_tag(self, tag: str) -> None:
        """Take a closing tag."""
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

    def words(self, text: str) -> None:
        """Take text between tags."""
        if not self._silent:
            self._words.append(unescape(re.sub(r"[ \t\r\n\f]+", " ", text)))

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

    def _begin_cell(self, attributes: str) -> None:
        self._words = []
        row = self._row if self._row is not None else 0
        covered = self._covered.get(row, set())
        while self._column in covered:
            self._column += 1
        if self._column >= MAX_COLUMNS:
            raise Unreadable(TOO_LARGE, f"có hàng hơn {count_vi(MAX_COLUMNS)} ô, một trang tính không rộng đến thế")
        spans = {name.lower(): int(number) for name, number in _ATTRIBUTE.findall(attributes)}
        wide, high = (max(1, min(spans.get(name, 1), MAX_COLUMNS)) for name in ("colspan", "rowspan"))
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
