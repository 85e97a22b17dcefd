"""The records of a BIFF8 stream (.xls), as far as they are needed before and beside calamine: encryption, how
far the cells of each sheet reach, fonts, formats, what is hidden (MS-XLS 2.4)."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from dangbo_cli.sheets.number_formats import BUILT_IN
from dangbo_cli.sheets.unreadable import DAMAGED, ENCRYPTED, OTHER_FORMAT, TRUNCATED, Unreadable

BOF, EOF, CONTINUE, FILEPASS, BOUNDSHEET, FONT, FORMAT, XF = 0x809, 0x0A, 0x3C, 0x2F, 0x85, 0x31, 0x41E, 0xE0
SST, LABELSST, FORMULA, MULRK, MULBLANK, BLANK = 0xFC, 0xFD, 0x06, 0xBD, 0xBE, 0x201
DIMENSIONS, ROW, COLINFO, MERGEDCELLS = 0x200, 0x208, 0x7D, 0xE5
#: Records of one cell that holds a value: number, label, rich label, error or boolean, RK.
_ONE_CELL = frozenset({0x203, 0x204, 0xD6, 0x205, 0x27E, LABELSST, FORMULA})
BOOLERR = 0x205
#: The error codes of a cell (MS-XLS 2.5.10).
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
#: The bit of a font that strikes its text through (MS-XLS 2.4.122).
_STRUCK = 0x0008
_MARKS = frozenset({BOF, EOF})
_SHEET_FACTS = frozenset({DIMENSIONS, MERGEDCELLS, ROW, COLINFO})
#: Zero bytes that a stream carries behind its end, so that eight bytes can be read at its last record.
SPARE = 4


@dataclass(slots=True)
class SheetExtent:
    """How far the valued cells of one sheet reach; how many of them use a shared text."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    merges: int = 0
    texts: int = 0
    hidden: bool = False
    errors: bool = False


@dataclass(slots=True)
class Globals:
    """The workbook part of a stream. `sheets` holds (name, position, kind); kind 0 is a worksheet."""

    sheets: list[tuple[str, int, int]] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    cells: list[tuple[int, int]] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)

    def font(self, style: int) -> str | None:
        """Return the font name of a cell style; font number 4 is never used."""
        if style >= len(self.cells):
            return None
        number = self._font_number(style)
        return self.fonts[number] if number < len(self.fonts) else None

    def is_struck(self, style: int) -> bool:
        """Tell whether the font of a cell style is struck through."""
        return style < len(self.cells) and self._font_number(style) in self.struck

    def _font_number(self, style: int) -> int:
        number = self.cells[style][0]
        return number - (number > 4)

    def number_format(self, style: int) -> str | None:
        """Return the number format of a cell style."""
        return self.formats.get(self.cells[style][1]) if style < len(self.cells) else None


def records(stream: bytearray, position: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield (type, start of data, length) of the records of one substream, up to its end; embedded substreams
    (charts) are skipped. `stream` carries its spare bytes. Raises Unreadable where a record runs over the end."""
    depth = 0
    end = len(stream) - SPARE
    unpack = struct.Struct("<HH").unpack_from
    while position + 4 <= end:
        kind, length = unpack(stream, position)
        position += 4
        if position + length > end:
            raise Unreadable(TRUNCATED, technical=f"record {kind:#x} runs over the end")
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, position, length
        position += length
    raise Unreadable(TRUNCATED, technical="substream without end")


def read_globals(stream: bytearray) -> Globals:
    """Read the workbook part of a stream with its spare bytes. Raises Unreadable for encrypted, older and damaged streams."""
    if len(stream) < 8 + SPARE:
        raise Unreadable(TRUNCATED)
    kind, _, version = struct.unpack_from("<HHH", stream, 0)
    if kind != BOF or version != 0x600:
        raise Unreadable(OTHER_FORMAT, "bảng tính .xls kiểu rất cũ (Excel 95 trở về trước)")
    found = Globals()
    last = 0
    for kind, at, length in records(stream):
        try:
            if kind == FILEPASS:
                raise Unreadable(ENCRYPTED)
            if kind == BOUNDSHEET:
                position, _, sheet_kind = struct.unpack_from("<IBB", stream, at)
                if position >= len(stream):
                    raise Unreadable(TRUNCATED)
                found.sheets.append((_text(stream, at + 6, at + length, 1), position, sheet_kind))
            elif kind == FONT:
                if struct.unpack_from("<H", stream, at + 2)[0] & _STRUCK:
                    found.struck.add(len(found.fonts))
                found.fonts.append(_text(stream, at + 14, at + length, 1))
            elif kind == FORMAT:
                number = struct.unpack_from("<H", stream, at)[0]
                found.formats[number] = _text(stream, at + 2, at + length, 2)
            elif kind == XF:
                found.cells.append(struct.unpack_from("<HH", stream, at))
            elif kind == SST or (kind == CONTINUE and last == SST):
                found.texts.append(bytes(stream[at : at + length]))
        except struct.error as error:
            raise Unreadable(DAMAGED, technical=f"record {kind:#x}: {error}") from error
        if kind != CONTINUE:
            last = kind
    return found


def measure(stream: bytearray, position: int) -> SheetExtent:
    """Return how far one sheet reaches, and make its records harmless for the reader that comes next: sizes
    that are only declared are set to nothing, formulas are emptied (their values stay).

    The loop of `records` written out, as it runs for every cell of every .xls.
    """
    found = SheetExtent()
    last_row = last_column = -1
    cells = texts = depth = 0
    unpack = struct.Struct("<HHHH").unpack_from
    end = len(stream) - SPARE
    while position + 4 <= end:
        kind, length, row, column = unpack(stream, position)
        position += 4
        if position + length > end:
            raise Unreadable(TRUNCATED, technical=f"record {kind:#x} runs over the end")
        if kind in _MARKS:
            depth += 1 if kind == BOF else -1
            if depth <= 0:
                found.rows, found.columns = last_row + 1, last_column + 1
                found.cells, found.texts = cells, texts
                return found
        elif depth > 1:
            pass
        elif kind in _ONE_CELL:
            if length < 6 or (kind == FORMULA and length < 22):
                raise Unreadable(DAMAGED, technical=f"record {kind:#x} too short")
            if kind == LABELSST:
                texts += 1
            elif kind == FORMULA:
                stream[position + 20 : position + 22] = b"\0\0"
                if stream[position + 6] == 2 and stream[position + 12] == 0xFF:
                    found.errors = True
            elif kind == BOOLERR:
                found.errors = True
            cells += 1
            if row > last_row:
                last_row = row
            if column > last_column:
                last_column = column
        elif kind == MULRK:
            if length < 6:
                raise Unreadable(DAMAGED, technical="record 0xbd too short")
            cells += length // 6
            last_row = max(last_row, row)
            last_column = max(last_column, *struct.unpack_from("<H", stream, position + length - 2))
        elif kind in _SHEET_FACTS:
            _note_fact(stream, kind, position, length, found)
        position += length
    raise Unreadable(TRUNCATED, technical="substream without end")


def _note_fact(stream: bytearray, kind: int, at: int, length: int, found: SheetExtent) -> None:
    if kind == DIMENSIONS:
        stream[at : at + length] = bytes(length)
    elif kind == MERGEDCELLS and length >= 2:
        count = stream[at] | stream[at + 1] << 8
        if 2 + count * 8 > length:
            raise Unreadable(DAMAGED, technical="merged cells record too short")
        found.merges += count
    elif kind == ROW and length >= 16:
        found.hidden = found.hidden or bool(stream[at + 12] & 0x20)
    elif kind == COLINFO and length >= 10:
        found.hidden = found.hidden or bool(stream[at + 8] & 1)


def error_cells(stream: bytearray, position: int) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of the error cells of one sheet, typed or reckoned."""
    for kind, at, length in records(stream, position):
        error = None
        if kind == BOOLERR and length >= 8 and stream[at + 7] == 1:
            error = stream[at + 6]
        elif kind == FORMULA and length >= 14 and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
            error = stream[at + 8]
        if error is not None:
            row, column = struct.unpack_from("<HH", stream, at)
            yield row, column, _ERRORS.get(error, "#N/A")


def texts_used(stream: bytearray, position: int) -> Iterator[int]:
    """Yield the numbers of the shared texts that one sheet's cells use."""
    for kind, at, length in records(stream, position):
        if kind == LABELSST and length >= 10:
            yield struct.unpack_from("<I", stream, at + 6)[0]


def text_lengths(texts: list[bytes]) -> array[int]:
    """Return the length in characters of every text of the shared string table (its record and the records
    that continue it). Raises Unreadable where the table is damaged."""
    lengths: array[int] = array("L")
    block, at = 0, 8
    try:
        while True:
            while block < len(texts) and at >= len(texts[block]):
                block, at = block + 1, at - len(texts[block])
            if block >= len(texts):
                return lengths
            data = texts[block]
            count, flags = struct.unpack_from("<HB", data, at)
            at += 3
            tail = 0
            if flags & 8:
                tail += 4 * int(struct.unpack_from("<H", data, at)[0])
                at += 2
            if flags & 4:
                tail += int(struct.unpack_from("<I", data, at)[0])
                at += 4
            lengths.append(count)
            wide = flags & 1
            while count:
                fits = min(count, (len(texts[block]) - at) >> wide)
                count -= fits
                at += fits << wide
                if count:
                    block += 1
                    wide = texts[block][0] & 1
                    at = 1
            at += tail
    except (struct.error, IndexError) as error:
        raise Unreadable(DAMAGED, technical=f"shared strings: {error}") from error


def _text(stream: bytearray, at: int, end: int, size: int) -> str:
    """Return a text whose length (in `size` bytes) and flags stand before it."""
    count = int.from_bytes(stream[at : at + size], "little")
    at += size
    if at >= end:
        return ""
    wide = stream[at] & 1
    raw = stream[at + 1 : min(end, at + 1 + (count << wide))]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")
