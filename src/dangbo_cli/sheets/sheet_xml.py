"""One worksheet part of an .xlsx, gone through cell by cell where a cheap scan of its bytes is not enough:
the true extent of odd files, and fonts, formats and hidden rows where they are evidence."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from dangbo_cli.sheets.address import split_address
from dangbo_cli.sheets.unreadable import DAMAGED, UNSAFE, Unreadable

#: Elements open at once, as far as the marks in the bytes tell; a sheet has some ten.
_DEEPEST = 50_000


def feed(parser: expat.XMLParserType, blocks: Iterable[bytes]) -> None:
    """Feed a part to an expat parser. Raises Unreadable for broken XML, for an unknown encoding, for a document type,
    and for elements nested so deep that merely keeping them open fills the memory."""

    def refuse(*_: object) -> None:
        raise Unreadable(UNSAFE)

    parser.StartDoctypeDeclHandler = refuse
    depth = 0
    try:
        for block in blocks:
            closing = block.count(b"</")
            depth += block.count(b"<") - 2 * closing - block.count(b"/>")
            if depth > _DEEPEST:
                raise Unreadable(DAMAGED, technical="elements nested too deep")
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # an encoding that Python does not know, or that expat cannot use (several bytes a letter)
        raise Unreadable(DAMAGED, technical=str(error)) from error


class SheetWalk:
    """Goes through a worksheet part. Subclasses override the three `on_` methods.

    A cell without an address stands right of the one before it, as every reader takes it.
    """

    wants_text = False

    def __init__(self) -> None:
        self._local: dict[str, str] = {}
        self._row = 0
        self._column = 0
        self._cell: tuple[int, int, int, str] | None = None
        self._valued = False
        self._text: list[str] | None = None
        self._words = ""
        #: Whether the cell that ends holds a formula.
        self.reckoned = False

    def run(self, blocks: Iterable[bytes]) -> None:
        """Go through all blocks of one part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        if self.wants_text:
            parser.CharacterDataHandler = self._characters
        feed(parser, blocks)

    def on_row(self, row: int, hidden: bool) -> None:
        """A row element begins; 0-based."""

    def on_columns(self, first: int, last: int, hidden: bool) -> None:
        """Columns first..last, 0-based, are described."""

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        """A cell ends; `kind` is its t attribute, `text` its <v> where `wants_text`."""

    def _name(self, name: str) -> str:
        local = self._local.get(name)
        if local is None:
            local = self._local[name] = name.rpartition(":")[2]
        return local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._name(name)
        if local == "c":
            where = attributes.get("r")
            if where is not None:
                try:
                    row, self._column = split_address(where)
                except ValueError as error:
                    raise Unreadable(DAMAGED, technical=str(error)) from error
            else:
                row = self._row
            self._cell = (row, self._column, _number(attributes.get("s", "0")), attributes.get("t", ""))
            self._valued = self.reckoned = False
            self._words = ""
        elif self._cell is not None:
            if local in ("v", "is", "f"):
                self._valued = True
                self.reckoned = self.reckoned or local == "f"
                if local == "v" and self.wants_text:
                    self._text = []
        elif local == "row":
            if "r" in attributes:
                self._row = _number(attributes["r"]) - 1
            self._column = 0
            self.on_row(self._row, _true(attributes.get("hidden")))
        elif local == "col":
            first, last = _number(attributes.get("min", "1")), _number(attributes.get("max", "1"))
            self.on_columns(first - 1, last - 1, _true(attributes.get("hidden")))

    def _end(self, name: str) -> None:
        local = self._name(name)
        if local == "c" and self._cell is not None:
            row, column, style, kind = self._cell
            self.on_cell(row, column, style, kind, self._valued, self._words)
            self._cell = None
            self._column += 1
        elif local == "v" and self._text is not None:
            self._words = "".join(self._text)
            self._text = None
        elif local == "row":
            self._row += 1

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Unreadable(DAMAGED, technical=f"not a number: {text[:20]!r}") from error


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")
