""".xlsx and .xlsm: guarded values from calamine; fonts, formats and hidden rows from the parts, when asked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from dangbo_cli.sheets.calamine_reading import read_grids
from dangbo_cli.sheets.extent import Scan, scan
from dangbo_cli.sheets.grid import LOST_FORMULA, Evidence, Grid
from dangbo_cli.sheets.number_formats import BUILT_IN
from dangbo_cli.sheets.package import Package
from dangbo_cli.sheets.parts import sheet_names, workbook_part
from dangbo_cli.sheets.sheet_xml import SheetWalk, feed
from dangbo_cli.sheets.unreadable import DAMAGED, Unreadable


class Sheets(NamedTuple):
    """The grids of a workbook, and whether its bytes hold a sign of legacy fonts or of hidden rows."""

    grids: list[Grid]
    may_have_legacy_fonts: bool = False
    may_have_hidden: bool = False


def read_xlsx(package: Package) -> Sheets:
    """Read a workbook whose container is known to be .xlsx. Raises Unreadable."""
    if "mimetype" in package or "content.xml" in package or "xl/workbook.bin" in package:
        raise Unreadable(DAMAGED, " (vừa là .xlsx vừa là dạng khác)")
    found = scan(package)
    styles = _Styles(package, found)
    parts = _Parts(package)

    def evidence(_: int, name: str, grid: Grid) -> Evidence:
        return XlsxEvidence(package, styles, lambda: parts.of(name), found, grid)

    return Sheets(read_grids(package.data, evidence), found.legacy_fonts, found.hidden)


class _Parts:
    """Sheet name → part name, looked up when first needed."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(sheet_names(self._package))

    def of(self, sheet: str) -> str | None:
        return self._names.get(sheet)


class _Styles:
    """Fonts and number formats of a workbook, and shared texts that change their font half-way; parsed when
    first needed."""

    def __init__(self, package: Package, found: Scan) -> None:
        self._package = package
        self._legacy_fonts, self._struck = found.legacy_fonts, found.struck

    @cached_property
    def _parsed(self) -> tuple[list[str | None], dict[int, str], list[tuple[int, int]], set[int]]:
        fonts: list[str | None] = []
        struck: set[int] = set()
        formats = dict(BUILT_IN)
        cells: list[tuple[int, int]] = []
        inside: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            local = tag.rpartition(":")[2]
            inside.append(local)
            if local == "font" and inside[-2:-1] == ["fonts"]:
                fonts.append(None)
            elif local == "name" and inside[-3:-1] == ["fonts", "font"] and fonts:
                fonts[-1] = attributes.get("val")
            elif local == "strike" and inside[-3:-1] == ["fonts", "font"] and _is_on(attributes):
                struck.add(len(fonts) - 1)
            elif local == "numFmt" and inside[-2:-1] == ["numFmts"]:
                formats[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif local == "xf" and inside[-2:-1] == ["cellXfs"]:
                cells.append((_int(attributes.get("fontId")), _int(attributes.get("numFmtId"))))

        def end(_: str) -> None:
            inside.pop()

        self._parse("styles.xml", start, end)
        return fonts, formats, cells, struck

    def font(self, style: int) -> str | None:
        """Return the font name of a cell style."""
        fonts, _, cells, _ = self._parsed
        number = cells[style][0] if style < len(cells) else 0
        return fonts[number] if number < len(fonts) else None

    def number_format(self, style: int) -> str | None:
        """Return the number format of a cell style."""
        _, formats, cells, _ = self._parsed
        return formats.get(cells[style][1] if style < len(cells) else 0)

    @cached_property
    def struck_styles(self) -> frozenset[int]:
        """Cell styles whose font is struck through."""
        _, _, cells, struck = self._parsed
        return frozenset(number for number, (font, _) in enumerate(cells) if font in struck)

    @cached_property
    def struck_texts(self) -> frozenset[int]:
        """Numbers of the shared texts of which a part is struck through."""
        found: set[int] = set()

        def inside(number: int, tag: str, attributes: dict[str, str]) -> None:
            if tag == "strike" and _is_on(attributes):
                found.add(number)

        self._go_through_texts(inside)
        return frozenset(found)

    @cached_property
    def text_fonts(self) -> dict[int, str]:
        """Shared texts whose runs name a font of a legacy encoding: number of the text → font."""
        found: dict[int, str] = {}

        def inside(number: int, tag: str, attributes: dict[str, str]) -> None:
            if tag == "rFont" and attributes.get("val", "").lower().startswith((".vn", "vni")):
                found.setdefault(number, attributes["val"])

        if self._legacy_fonts:
            self._go_through_texts(inside)
        return found

    def _go_through_texts(self, inside: Callable[[int, str, dict[str, str]], None]) -> None:
        """Call `inside` with the number of each shared text and every element in it (its name without a prefix)."""
        number = -1

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal number
            local = tag.rpartition(":")[2]
            if local == "si":
                number += 1
            else:
                inside(number, local, attributes)

        self._parse("sharedStrings.xml", start, None)

    def _parse(
        self, base: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None] | None
    ) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        if end is not None:
            parser.EndElementHandler = end
        self._package.start_again()
        try:
            workbook = workbook_part(self._package) or "xl/workbook.xml"
            name = workbook.rpartition("/")[0] + "/" + base
            if name in self._package:
                feed(parser, self._package.chunks(name))
        except Unreadable:
            return  # styles are evidence, never needed: what was read before the fault is kept


class XlsxEvidence:
    """Fonts, number formats, hidden rows and columns of one sheet. The sheet's part is gone through once, at
    the first question; a file without `hidden="1"` is not opened for the question of hidden rows. Faulty XML never
    raises here: what it does not say is unknown."""

    def __init__(
        self, package: Package, styles: _Styles, part: Callable[[], str | None], found: Scan, grid: Grid
    ) -> None:
        self._package = package
        self._styles = styles
        self._part = part
        self._may_hide, self._may_lose, self._may_strike = found.hidden, found.lost, found.struck
        self._size = (len(grid.rows), grid.width)

    @cached_property
    def _walk(self) -> _StyleWalk:
        walk = _StyleWalk(*self._size, self._styles.text_fonts)
        self._go_through(walk)
        return walk

    @cached_property
    def _lost(self) -> dict[tuple[int, int], str]:
        walk = _LostWalk(*self._size)
        if self._may_lose:
            self._go_through(walk)
        return walk.lost

    def _go_through(self, walk: SheetWalk) -> None:
        if not all(self._size):
            return
        try:
            part = self._part()
            self._package.start_again()
            if part is not None:
                walk.run(self._package.chunks(part))
        except Unreadable:
            # The values came through, but the XML is not quite well formed: what was seen so far is what is known.
            return

    def font(self, row: int, column: int) -> str | None:
        run = self._walk.text_fonts.get((row, column))
        return run if run is not None else self._styles.font(self._style(row, column))

    def number_format(self, row: int, column: int) -> str | None:
        return self._styles.number_format(self._style(row, column))

    def hidden_rows(self) -> frozenset[int]:
        return frozenset(self._walk.hidden_rows) if self._may_hide else frozenset()

    def hidden_columns(self) -> frozenset[int]:
        return frozenset(self._walk.hidden_columns) if self._may_hide else frozenset()

    def lost(self) -> Mapping[tuple[int, int], str]:
        return self._lost

    @cached_property
    def _struck(self) -> frozenset[tuple[int, int]]:
        if not self._may_strike or not (self._styles.struck_styles or self._styles.struck_texts):
            return frozenset()
        walk = _StruckWalk(*self._size, self._styles.struck_styles, self._styles.struck_texts)
        self._go_through(walk)
        return frozenset(walk.struck)

    def struck(self) -> frozenset[tuple[int, int]]:
        return self._struck

    def _style(self, row: int, column: int) -> int:
        styles = self._walk.styles.get(row)
        return styles[column] if styles is not None and 0 <= column < len(styles) else 0


class _StyleWalk(SheetWalk):
    """The style of every cell inside the grid, and what is hidden there."""

    def __init__(self, rows: int, columns: int, text_fonts: dict[int, str]) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self._fonts = text_fonts
        self.wants_text = bool(text_fonts)
        self.styles: dict[int, array[int]] = {}
        self.text_fonts: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def on_row(self, row: int, hidden: bool) -> None:
        if hidden and row < self._rows:
            self.hidden_rows.add(row)

    def on_columns(self, first: int, last: int, hidden: bool) -> None:
        if hidden:
            self.hidden_columns.update(range(max(first, 0), min(last + 1, self._columns)))

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        if row >= self._rows or column >= self._columns:
            return
        if 0 < style < 65_536:
            styles = self.styles.get(row)
            if styles is None:
                styles = self.styles[row] = array("L", bytes(array("L").itemsize * self._columns))
            styles[column] = style
        if self._fonts and kind == "s" and text.strip().isdecimal():
            font = self._fonts.get(int(text))
            if font is not None:
                self.text_fonts[(row, column)] = font


class _LostWalk(SheetWalk):
    """The cells inside the grid that hold an error, or a formula that no program has reckoned: a formula that gives an
    empty text says so by its type."""

    wants_text = True

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self.lost: dict[tuple[int, int], str] = {}

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        if row >= self._rows or column >= self._columns:
            return
        if kind == "e":
            self.lost[(row, column)] = text.strip() or "#N/A"
        elif self.reckoned and not text.strip() and kind != "str":
            self.lost[(row, column)] = LOST_FORMULA


class _StruckWalk(SheetWalk):
    """The cells inside the grid that hold something struck through."""

    wants_text = True

    def __init__(self, rows: int, columns: int, styles: frozenset[int], texts: frozenset[int]) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self._styles, self._texts = styles, texts
        self.struck: set[tuple[int, int]] = set()

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        if row >= self._rows or column >= self._columns or not valued:
            return
        if style in self._styles or (kind == "s" and text.strip().isdecimal() and int(text) in self._texts):
            self.struck.add((row, column))


def _is_on(attributes: dict[str, str]) -> bool:
    """Tell whether an element that switches something on does («<strike/>», not «<strike val="0"/>»)."""
    return attributes.get("val", "1") in ("1", "true", "on")


def _int(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
