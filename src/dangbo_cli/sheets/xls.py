""".xls (BIFF8): the stream is checked record by record, handed to calamine in a clean container, and asked
again for fonts, formats and hidden rows when they are evidence."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping
from functools import cached_property

from dangbo_cli.sheets.biff import (
    BLANK,
    COLINFO,
    MULBLANK,
    MULRK,
    ROW,
    SPARE,
    Globals,
    error_cells,
    measure,
    read_globals,
    records,
    text_lengths,
    texts_used,
)
from dangbo_cli.sheets.calamine_reading import read_grids
from dangbo_cli.sheets.extent import stray_cells
from dangbo_cli.sheets.grid import Evidence, Grid
from dangbo_cli.sheets.ole import CompoundFile, wrap
from dangbo_cli.sheets.unreadable import (
    ENCRYPTED,
    MAX_CELLS,
    MAX_MERGES,
    MAX_TEXT_BYTES,
    NOT_SPREADSHEET,
    OTHER_FORMAT,
    TOO_LARGE,
    Unreadable,
    count_vi,
)
from dangbo_cli.sheets.xlsx import Sheets

#: Records of one styled cell, blank or not; the style stands after row and column.
_STYLED = frozenset({0x203, 0x204, 0xD6, 0x205, 0x27E, 0xFD, 0x06, BLANK})
_LEGACY = (".vn", "vni", "vntime", "vnarial")
_MAX_SHEETS = 1_000
#: calamine needs some 260 bytes a filled cell for .xls, twice what it needs for .xlsx.
_MAX_FILLED = 900_000


def read_xls(data: bytes) -> Sheets:
    """Read a compound file as a workbook. Raises Unreadable, for other documents in such a container too."""
    container = CompoundFile(data)
    name = _workbook(container)
    stream = bytearray(container.stream(name)) + bytes(SPARE)
    del container
    workbook = read_globals(stream)
    if len(workbook.sheets) > _MAX_SHEETS:
        raise Unreadable(TOO_LARGE, f"có hơn {_MAX_SHEETS} trang tính")
    hidden, errors = _bound(stream, workbook)
    legacy = any(font.lower().startswith(_LEGACY) for font in workbook.fonts)

    def evidence(number: int, _: str, grid: Grid) -> Evidence | None:
        if number >= len(workbook.sheets):
            return None
        return XlsEvidence(stream, workbook, workbook.sheets[number][1], grid, errors)

    return Sheets(read_grids(wrap("Workbook", stream), evidence), legacy, hidden)


def _workbook(container: CompoundFile) -> str:
    names = {name.lower(): name for name in container.streams}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise Unreadable(ENCRYPTED)
    if "workbook" in names:
        return names["workbook"]
    if "book" in names:
        raise Unreadable(OTHER_FORMAT, "bảng tính .xls kiểu rất cũ (Excel 95 trở về trước)")
    for stream, what in (
        ("worddocument", "văn bản Word"),
        ("powerpoint document", "bài trình chiếu PowerPoint"),
        ("__properties_version1.0", "thư Outlook"),
    ):
        if stream in names:
            raise Unreadable(NOT_SPREADSHEET, what)
    raise Unreadable(NOT_SPREADSHEET, "tệp của chương trình khác")


def _bound(stream: bytearray, workbook: Globals) -> tuple[bool, bool]:
    """Refuse sheets that reach too far; return whether anything is hidden in one, and whether one may hold errors."""
    area = merges = filled = 0
    hidden = errors = False
    texts = 0
    for name, position, _ in workbook.sheets:
        extent = measure(stream, position)
        area += extent.rows * extent.columns
        if area > MAX_CELLS:
            if extent.cells * 4 < extent.rows * extent.columns:
                raise stray_cells(name, extent.rows, extent.columns)
            raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
        filled += extent.cells
        if filled > _MAX_FILLED:
            raise Unreadable(TOO_LARGE, f"có hơn {count_vi(_MAX_FILLED)} ô trong dạng .xls")
        merges += extent.merges
        hidden, errors = hidden or extent.hidden, errors or extent.errors
        texts += extent.texts
    if merges > MAX_MERGES:
        raise Unreadable(TOO_LARGE, "có quá nhiều ô gộp")
    if texts * min(sum(map(len, workbook.texts)), 131_070) > MAX_TEXT_BYTES:
        lengths = text_lengths(workbook.texts)
        used = (i for _, position, _ in workbook.sheets for i in texts_used(stream, position))
        if 2 * sum(lengths[i] for i in used if i < len(lengths)) > MAX_TEXT_BYTES:
            raise Unreadable(TOO_LARGE, "có quá nhiều chữ")
    return hidden, errors


class XlsEvidence:
    """Fonts, number formats, hidden rows and columns of one sheet; its records are gone through once, at the
    first question."""

    def __init__(self, stream: bytearray, workbook: Globals, position: int, grid: Grid, errors: bool) -> None:
        self._stream = stream
        self._may_lose = errors
        self._workbook = workbook
        self._position = position
        self._size = (len(grid.rows), grid.width)

    @cached_property
    def _walk(self) -> tuple[dict[int, array[int]], frozenset[int], frozenset[int]]:
        height, width = self._size
        styles: dict[int, array[int]] = {}
        rows: set[int] = set()
        columns: set[int] = set()

        def put(row: int, column: int, style: int) -> None:
            if row < height and column < width:
                line = styles.get(row)
                if line is None:
                    line = styles[row] = array("H", bytes(2 * width))
                line[column] = style

        stream = self._stream
        for kind, at, length in records(stream, self._position):
            if kind in _STYLED and length >= 6:
                put(*struct.unpack_from("<HHH", stream, at))
            elif kind == MULRK and length >= 6:
                row, first = struct.unpack_from("<HH", stream, at)
                for i in range((length - 6) // 6):
                    put(row, first + i, struct.unpack_from("<H", stream, at + 4 + 6 * i)[0])
            elif kind == MULBLANK and length >= 6:
                row, first = struct.unpack_from("<HH", stream, at)
                for i in range((length - 6) // 2):
                    put(row, first + i, struct.unpack_from("<H", stream, at + 4 + 2 * i)[0])
            elif kind == ROW and length >= 16 and stream[at + 12] & 0x20:
                rows.add(struct.unpack_from("<H", stream, at)[0])
            elif kind == COLINFO and length >= 10 and stream[at + 8] & 1:
                first, last = struct.unpack_from("<HH", stream, at)
                columns.update(range(first, min(last + 1, width)))
        return styles, frozenset(row for row in rows if row < height), frozenset(columns)

    def _style(self, row: int, column: int) -> int | None:
        line = self._walk[0].get(row)
        return line[column] if line is not None and 0 <= column < len(line) else None

    def font(self, row: int, column: int) -> str | None:
        style = self._style(row, column)
        return None if style is None else self._workbook.font(style)

    def number_format(self, row: int, column: int) -> str | None:
        style = self._style(row, column)
        return None if style is None else self._workbook.number_format(style)

    def hidden_rows(self) -> frozenset[int]:
        return self._walk[1]

    def hidden_columns(self) -> frozenset[int]:
        return self._walk[2]

    @cached_property
    def _lost(self) -> dict[tuple[int, int], str]:
        height, width = self._size
        found = error_cells(self._stream, self._position) if self._may_lose else ()
        return {(row, column): text for row, column, text in found if row < height and column < width}

    def lost(self) -> Mapping[tuple[int, int], str]:
        return self._lost

    @cached_property
    def _struck(self) -> frozenset[tuple[int, int]]:
        if not self._workbook.struck:
            return frozenset()
        is_struck = self._workbook.is_struck
        return frozenset(
            (r, c) for r, line in self._walk[0].items() for c, style in enumerate(line) if is_struck(style)
        )

    def struck(self) -> frozenset[tuple[int, int]]:
        return self._struck
