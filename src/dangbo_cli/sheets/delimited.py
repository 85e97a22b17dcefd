"""Text with separators (.csv, .tsv, «Unicode text»): the encoding and the separator are found out from the
bytes. Every value stays text, so leading zeros live."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from dangbo_cli.sheets.address import MAX_COLUMNS, MAX_ROWS
from dangbo_cli.sheets.grid import LOST_QUOTE, Value, tidy
from dangbo_cli.sheets.unreadable import (
    MAX_CELLS,
    NOT_SPREADSHEET,
    TOO_LARGE,
    UNKNOWN_ENCODING,
    Unreadable,
    count_vi,
)

SEPARATORS = (";", "\t", ",", "|")
#: What Excel lets into one cell, and more line ends than anybody types into one.
_LONGEST_CELL = 32_767
_MOST_LINES = 60
_SAMPLE_LINES = 200
_SAMPLE_WIDTH = 20_000
#: 50,000 members × 25 columns are some 11 million characters.
_MAX_CHARACTERS = 14_000_000
_AS_TEXT = re.compile(r'="([^"]*)"')
_HINT = re.compile(r"sep=([;,|\t])\r?\n", re.IGNORECASE)
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = frozenset(unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyđ" for tone in _TONES)
_PUNCTUATION = frozenset("–—‘’“”…•«»°§\xa0·×²³½₫€©®™")


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text of a file and whether it may be in a legacy Vietnamese encoding (TCVN3, VNI) that only
    its letters can tell. UTF-8, UTF-16 with or without a mark, windows-1258. Raises Unreadable otherwise."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), False
    head = data[:4096]
    if b"\0" in head:
        little, big = head[1::2].count(0), head[::2].count(0)
        if max(little, big) * 8 < len(head) or min(little, big) * 16 > len(head):
            raise Unreadable(NOT_SPREADSHEET, "tệp nhị phân không rõ loại")
        return _strictly(data, "utf-16-le" if little > big else "utf-16-be"), False
    if sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head) * 100 > len(head):
        raise Unreadable(NOT_SPREADSHEET, "tệp nhị phân không rõ loại")
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return _eight_bit(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8" else "UTF-16"
        raise Unreadable(UNKNOWN_ENCODING, f"tệp ghi là {name} nhưng có chỗ hỏng", str(error)) from error


def _eight_bit(data: bytes) -> tuple[str, bool]:
    """Tell windows-1258 and legacy encodings from broken UTF-8 and foreign ones by the letters that result."""
    broken = data.decode("utf-8", "replace")
    lost = broken.count("\ufffd")
    if sum(char > "\x7f" for char in broken) - lost > 4 * lost:
        raise Unreadable(UNKNOWN_ENCODING, "tệp dùng bảng mã UTF-8 nhưng có chỗ hỏng")
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    foreign = [char for char in text if char > "\x7f"]
    strange = sum(char.casefold() not in _LETTERS and char not in _PUNCTUATION for char in foreign)
    if foreign and strange * 50 <= len(foreign):
        return text, False
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(UNKNOWN_ENCODING, "không rõ bảng mã", str(error)) from error
    if not _looks_legacy(text):
        raise Unreadable(UNKNOWN_ENCODING, "không rõ bảng mã")
    return text, True


#: Letters of TCVN3 as windows-1252 shows them, and the marks that VNI puts behind a vowel.
_TCVN3 = frozenset("¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ")
_VNI = re.compile("[AEOUYaeouy][ÂÊÁÀÛÅÃÄÉÈÚÜËØÙÏÕâêáàûåãäéèúüëøùïõ]")


def _looks_legacy(text: str) -> bool:
    """Tell whether most letters over ASCII are those of TCVN3 or VNI standing in words among ASCII letters.
    A guess that only keeps plainly foreign text out: what it is, the decoder of legacy text decides."""
    foreign = sum(char > "\x7f" for char in text)
    in_words = sum(len(word) for word in re.findall(r"[A-Za-z]+[\x80-\xff]+[A-Za-z]*", text))
    tcvn3 = sum(char in _TCVN3 for char in text)
    vni = len(_VNI.findall(text))
    return foreign > 0 and in_words >= foreign and (tcvn3 >= 0.9 * foreign or vni >= 0.6 * foreign)


class QuoteEvidence(NamedTuple):
    """What is known of a text with broken quotes: the cells behind a quote that nothing closes."""

    behind: Mapping[tuple[int, int], str]

    def font(self, row: int, column: int) -> str | None:
        return None

    def number_format(self, row: int, column: int) -> str | None:
        return None

    def hidden_rows(self) -> frozenset[int]:
        return frozenset()

    def hidden_columns(self) -> frozenset[int]:
        return frozenset()

    def lost(self) -> Mapping[tuple[int, int], str]:
        return self.behind

    def struck(self) -> frozenset[tuple[int, int]]:
        return frozenset()


def read_delimited(text: str) -> tuple[list[list[Value]], QuoteEvidence | None]:
    """Return the rows of a text, and where its quotes are broken the cells that were emptied for it."""
    if len(text) > _MAX_CHARACTERS:
        raise Unreadable(TOO_LARGE, f"có hơn {count_vi(_MAX_CHARACTERS)} chữ")
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MAX_ROWS:
        raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_ROWS)} hàng")
    hint = _HINT.match(text)
    separator = hint[1] if hint is not None else None
    if hint is not None:
        text = text[hint.end() :]
    lines = list(io.StringIO(text, newline=""))
    if separator is None:
        separator = find_separator([line[:_SAMPLE_WIDTH] for line in lines[:_SAMPLE_LINES]])
    if separator is None:
        return tidy([[line.strip("\r\n")] for line in lines]), None
    if text.count(separator) + len(lines) > 2 * MAX_CELLS:
        raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
    try:
        return tidy(_rows(lines, separator)), None
    except csv.Error:
        pass  # a quote that is never closed, or only by one of a later row
    return _line_by_line(lines, separator)


def _line_by_line(lines: list[str], separator: str) -> tuple[list[list[Value]], QuoteEvidence]:
    """Read a text with broken quotes: every line is a row. Where its quotes do not pair, nobody knows which separator stands
    in a text: what stands behind the first of them is emptied and told."""
    rows: list[list[Value]] = []
    broken: dict[int, int] = {}
    width = 0
    for line in lines:
        text = line.rstrip("\r\n")
        sound = text.count('"') % 2 == 0
        try:
            cells = next(
                csv.reader([text], delimiter=separator, quoting=csv.QUOTE_MINIMAL if sound else csv.QUOTE_NONE), []
            )
        except csv.Error as error:
            raise Unreadable(TOO_LARGE, "có dòng quá dài", str(error)) from error
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(TOO_LARGE, f"có hàng hơn {count_vi(MAX_COLUMNS)} ô, một trang tính không rộng đến thế")
        if not sound:
            first = next(c for c, value in enumerate(cells) if '"' in value)
            broken[len(rows)] = first
            del cells[first:]
        width = max(width, len(cells))
        if width * len(rows) > MAX_CELLS:
            raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
        rows.append([_plain(value) for value in cells])
    return tidy(rows), QuoteEvidence({(r, c): LOST_QUOTE for r, first in broken.items() for c in range(first, width)})


def find_separator(lines: list[str]) -> str | None:
    """Return the separator that cuts most lines into the same, largest number of fields; None where no
    separator occurs in two fields' worth of lines."""
    best: tuple[float, str] | None = None
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            rows = [line.split(separator) for line in lines]
        counts = Counter(len(row) for row in rows if len(row) > 1)
        if not counts:
            continue
        filled = sum(1 for row in rows if any(row))
        fields, agreeing = max(counts.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
        score = agreeing / max(filled, 1) * min(fields - 1, 12) + 0.001 * fields
        if best is None or score > best[0] + 1e-9:
            best = (score, separator)
    return best[1] if best is not None else None


def _rows(lines: list[str], separator: str) -> list[list[Value]]:
    """Return the rows; csv.Error where a quote is never closed, or a field holds more than a cell can, or a whole row."""
    rows: list[list[Value]] = []
    width = before = 0
    last = "\x1e"
    reader = csv.reader(
        [*lines[:-1], lines[-1].rstrip("\r\n") + "\n", last] if lines else [last],
        delimiter=separator,
    )
    for row in reader:
        if row and any(len(v) > _LONGEST_CELL or v.count("\n") > _MOST_LINES for v in row):
            raise csv.Error("field longer than a cell")
        if reader.line_num - before > 1 and width > 2 and any(_holds_row(v, separator, width) for v in row):
            raise csv.Error("a quote closed by one of a later row")
        before = reader.line_num
        width = max(width, len(row))
        if width > MAX_COLUMNS:
            raise Unreadable(TOO_LARGE, f"có hàng hơn {count_vi(MAX_COLUMNS)} ô, một trang tính không rộng đến thế")
        if width * len(rows) > MAX_CELLS:
            raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")
        rows.append([_plain(value) for value in row])
    if rows.pop() != [last]:
        raise csv.Error("quote never closed")
    return rows


def _holds_row(value: str, separator: str, width: int) -> bool:
    """Tell whether a cell over several lines holds as many separators as a row has."""
    return "\n" in value and value.count(separator) >= width - 1


def _plain(value: str) -> str:
    if value.startswith('="'):
        match = _AS_TEXT.fullmatch(value)
        if match is not None:
            return match[1]
    return value
