"""What a text cell says before its column is asked: a value, nothing, a filler, a ditto mark, a doubt, or letters lost.

One place for all lists, so that «x», «?» and «nt» mean the same in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from typing import Protocol

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.row_reading import CELL_LOST
from dangbo_cli.intake.tables.told import Fillers
from dangbo_cli.intake.tables.values import Raw, is_filler, raw_text
from dangbo_cli.vietnamese.text import canonical_tone, clean

DITTO_UNCLEAR = cause(
    "ditto",
    Level.CELL,
    "Dấu «như trên» không rõ",
    "«{value}» có nghĩa là như dòng trên, nhưng ô trên không đọc được.",
    "Đơn vị gõ đủ nội dung.",
)

DITTO_WITH_MORE = cause(
    "ditto_with_more",
    Level.CELL,
    "«Như trên» rồi ghi thêm",
    "«{value}» trỏ lên dòng trên rồi ghi thêm, không rõ cả ô là gì.",
    "Đơn vị gõ đủ nội dung.",
)

MARK_UNCLEAR = cause(
    "mark_unclear",
    Level.CELL,
    "Dấu không rõ nghĩa",
    "«{value}» không rõ là như dòng trên hay là không có.",
    "Đơn vị gõ đủ nội dung, hoặc để trống.",
)

REFERS_ELSEWHERE = cause(
    "refers_elsewhere",
    Level.CELL,
    "Ô trỏ sang cột khác",
    "«{value}» trỏ sang một cột khác của dòng, mà cột ấy không có hoặc không đọc được.",
    "Đơn vị gõ đủ nội dung.",
)

MARKED_DOUBTFUL = cause(
    "marked_doubtful",
    Level.CELL,
    "Ô đánh dấu hỏi",
    "Ô này ghi «{value}»: người lập bảng còn ngờ.",
    "Đơn vị hỏi lại rồi ghi nội dung, hoặc để trống.",
)

LETTERS_LOST = cause(
    "letters_lost",
    Level.CELL,
    "Chữ bị mất khi chuyển tệp",
    "«{value}» có chữ bị mất, thành dấu hỏi, khi tệp được ghi bằng bảng mã khác.",
    "Đơn vị gõ lại nội dung, hoặc ghi lại tệp bằng Excel (.xlsx) rồi gửi.",
)

#: What repeats the cell above.
DITTO = frozenset(
    ('"', "''", "//", "nt", "như trên", "-nt-", "- nt -", "〃", '"nt"', "n.t", "〞", "″", "ʺ", "”", "“", "nt.", "n.t.", "n/t",
     "(nt)", "như trên.", "(như trên)", "- như trên -", "-như trên-", "như dòng trên", "-//-", "- // -", "– nt –",
     *(wrap.format(mark) for mark in ('"', "„", "”", "“", "‟", "″", "〃", "''", "’’", "‘‘", "′′", "´´") for wrap in
       ("{}", "- {} -", "-{}-", "({})", "{0}{0}", "{0} {0}")))
)  # fmt: skip
#: What may repeat the cell above, or stand for nothing.
_MAY_REPEAT = frozenset(("~", "~~", "- ~ -", "-~-", "(~)", "s/t", "s.t", "s.t.", "-s/t-", "- s/t -", "–//–", "^", "^^"))
_DITTO_AND_MORE = re.compile(r"[-–(]?\s*(?:nt|như trên)\s*[-–)]?\s*[,(:;–-]\s*\w", re.IGNORECASE)
#: What means another cell of the row, and the field whose cell that is.
_AS = re.compile(r"(?:như|cùng|theo)\s+(?:địa chỉ\s+|nơi\s+)*(.{1,20}?)(?:\s+(?:trên|hiện nay))?\.?$", re.IGNORECASE)
_REFERRED = {
    "quê": "hometown", "quê quán": "hometown", "nguyên quán": "hometown",
    "sinh": "birthplace", "thường trú": "residence", "đăng ký thường trú": "residence", "hktt": "residence",
    "hộ khẩu": "residence", "hộ khẩu thường trú": "residence", "ở": "residence", "cư trú": "residence",
}  # fmt: skip
_NEVER_DITTO = {
    Value.PERSON_NAME, Value.CARD, Value.CITIZEN, Value.FILE_NUMBER, Value.CARD_AND_FILE, Value.BIRTH,
    Value.ORGANIZATION_NAME, Value.ORGANIZATION_CODE, Value.COUNT, Value.EMAIL,
}  # fmt: skip
#: What a letter has become that the encoding of a file could not hold: «Nguy?n», «?inh».
LETTER_LOST = re.compile(r"\ufffd|[^\W\d_]\?+[^\W\d_]|(?<![^\s(\[,.;:/-])\?+[^\W\d_]|[^\W\d_]\?+$")
_WORDS = (Value.TEXT, Value.WORKPLACE, Value.EMAIL)
#: Texts of a member list that have readers of their own.
POSITIONS = {"party_position", "position", "government_position", "union_position"}


class Telling(Protocol):
    """A row while it is read (0-based): gives a finding its address."""

    @property
    def row(self) -> int: ...

    def where(self, column: int) -> str: ...

    def say(self, finding: Finding, where: str, value: str) -> None: ...


class _Sort(Enum):
    """What a text cell holds before its column is asked."""

    EMPTY = "empty"
    BLANK = "blank"
    FILLER = "filler"
    DOUBT = "doubt"
    TORN = "torn"
    DITTO = "ditto"
    DITTO_AND_MORE = "ditto and more"
    MAY_REPEAT = "may repeat"
    REFERENCE = "reference"
    VALUE = "value"


#: What most cells are: a member of an Enum costs ten times a name of the module, and is asked of every cell.
_VALUE, _EMPTY = _Sort.VALUE, _Sort.EMPTY


@lru_cache(maxsize=1 << 15)
def _sort_text(raw: str) -> tuple[str, _Sort]:
    """Return a raw text cleaned, and its sort (most texts of a list stand in many cells)."""
    text = clean(raw)
    if not text:
        return text, _Sort.EMPTY
    if text[0].isdigit() and "?" not in text and "\ufffd" not in text:  # dates and numbers: half of what is new here
        return text, _VALUE
    if text.casefold() in DITTO:
        return text, _Sort.DITTO
    if is_filler(text):
        return text, _Sort.FILLER
    if text.casefold() in _MAY_REPEAT:
        return text, _Sort.MAY_REPEAT
    if not is_blank(text):
        if text[0] in "nN-–(" and _DITTO_AND_MORE.match(text):
            return text, _Sort.DITTO_AND_MORE
        if referred_field(text) is not None:
            return text, _Sort.REFERENCE
        torn = ("?" in text or "\ufffd" in text) and LETTER_LOST.search(text) is not None
        return text, _Sort.TORN if torn else _Sort.VALUE
    return text, _Sort.DOUBT if "?" in text else _Sort.BLANK


def referred_field(text: str) -> str | None:
    """Return the field that a text means instead of saying it: «Như quê quán» means «Quê quán» of the same row."""
    if text[0] not in "nNcCtT" or (found := _AS.match(text)) is None:
        return None
    return _REFERRED.get(canonical_tone(found[1]).casefold())


def is_value(raw: str) -> bool:
    """Tell whether a text cell says by itself what stands in it."""
    return _sort_text(raw)[1] is _VALUE


def is_ditto(raw: Raw) -> bool:
    """Tell whether a cell repeats the one above («nt», «//»)."""
    return isinstance(raw, str) and _sort_text(raw)[1] is _Sort.DITTO


def _takes_fillers(meaning: Meaning) -> bool:
    """Tell whether «x» says nothing in a column: where texts stand, not where marks do."""
    return meaning.tick is None and (meaning.value in _WORDS or meaning.key in POSITIONS | {"secretary"})


class Cells:
    """The cells of one table, row by row: what was taken for blank, and what a ditto mark repeats."""

    def __init__(self, columns: Mapping[int, Meaning] | None = None) -> None:
        self._columns = columns or {}
        self._seen: list[list[Raw]] = []
        self.fillers = Fillers()

    def saw(self, cell: list[Raw]) -> None:
        """Take note of the row that is read now, or of one that is no record of its own: a ditto mark below it
        means what stands there."""
        self._seen.append(cell)

    @contextmanager
    def unsaid(self) -> Iterator[None]:
        """Read for a question only: that a row was seen, and what was taken for blank in it, is forgotten."""
        seen, fillers = len(self._seen), self.fillers
        self.fillers = Fillers()
        yield
        self.fillers = fillers
        del self._seen[seen:]

    def read(self, reading: Telling, cell: list[Raw], c: int, meaning: Meaning) -> Raw | None:
        """Return what a cell says, None where it says nothing; what is in doubt is told, and is nothing."""
        raw = cell[c] if c < len(cell) else ""
        if isinstance(raw, str):
            raw, sort = _sort_text(raw)
            if sort is _VALUE:
                return raw
            if sort is _EMPTY:
                return None
            if sort is _Sort.DOUBT:
                reading.say(Finding(MARKED_DOUBTFUL), reading.where(c), raw)
                return None
            if sort is _Sort.TORN:
                if meaning.value in (Value.TEXT, Value.DONE) and raw.endswith("?") and not LETTER_LOST.search(raw[:-1]):
                    if meaning.key == "note":
                        return raw
                    reading.say(Finding(MARKED_DOUBTFUL), reading.where(c), raw)
                else:
                    reading.say(Finding(LETTERS_LOST), reading.where(c), raw)
                return None
            if sort is _Sort.BLANK or (sort is _Sort.FILLER and _takes_fillers(meaning)):
                if raw.startswith("#"):
                    reading.say(Finding(CELL_LOST, f"báo lỗi «{raw}»"), reading.where(c), raw)
                elif meaning.tick is None and meaning.value is not Value.STANDING_MARK:
                    self.fillers.add(c, raw, reading.row)
                return None
            if sort is _Sort.FILLER:
                return raw
            if sort is _Sort.MAY_REPEAT and meaning.tick is None and meaning.value is not Value.STANDING_MARK:
                reading.say(Finding(MARK_UNCLEAR), reading.where(c), raw)
                return None
            if sort is _Sort.REFERENCE:
                return self._same_row(reading, cell, c, meaning, raw)
            if sort is _Sort.DITTO_AND_MORE and meaning.key != "note":
                reading.say(Finding(DITTO_WITH_MORE), reading.where(c), raw)
                return None
            if sort is _Sort.DITTO and meaning.value not in _NEVER_DITTO:
                above = self._value_above(c)
                if above is None:
                    reading.say(Finding(DITTO_UNCLEAR), reading.where(c), raw)
                elif isinstance(above, str) and is_filler(above) and _takes_fillers(meaning):
                    self.fillers.add(c, above, reading.row)
                    return None
                return above
        return None if raw is None or raw != raw else raw  # what is no text is blank as is_blank says

    def as_written(self, cell: list[Raw], c: int, row: int) -> str:
        """Return the text of a cell that decides where a row belongs, "" where it says nothing: a doubt or lost letters
        stay as they are written, so that no organisation is found by them and none is put in their place."""
        raw = cell[c] if c < len(cell) else ""
        if not isinstance(raw, str):
            return "" if is_blank(raw) else raw_text(raw)
        text, sort = _sort_text(raw)
        if sort in (_Sort.BLANK, _Sort.FILLER):
            self.fillers.add(c, text, row)
            return ""
        above = self._value_above(c) if sort is _Sort.DITTO else None
        return text if above is None else raw_text(above)

    def _same_row(self, reading: Telling, cell: list[Raw], c: int, meaning: Meaning, raw: str) -> Raw | None:
        """Return the cell of the row that «Như quê quán» means, or the words themselves where they are no address."""
        key = referred_field(raw)
        if meaning.value is not Value.TEXT or meaning.key == "note":
            return raw
        meant = [other for other, m in self._columns.items() if m.key == key and other != c and other < len(cell)]
        said = cell[meant[0]] if len(meant) == 1 else ""
        if isinstance(said, str) and said.strip() and is_value(said):
            return clean(said)
        reading.say(Finding(REFERS_ELSEWHERE), reading.where(c), raw)
        return None

    def _value_above(self, c: int) -> Raw | None:
        """Return what a ditto mark in column `c` repeats: the nearest row above, through further ditto marks."""
        for cell in reversed(self._seen[:-1]):
            raw = cell[c] if c < len(cell) else ""
            if not isinstance(raw, str):
                return None if is_blank(raw) else raw
            raw, sort = _sort_text(raw)
            if sort in (_Sort.VALUE, _Sort.FILLER):
                return raw
            if sort is not _Sort.DITTO:
                return None
        return None


def is_filled(cell: list[Raw], c: int | None) -> bool:
    """Tell whether a row has anything in a column (None: the table has no such column)."""
    return c is not None and c < len(cell) and cell[c] not in ("", None) and bool(str(cell[c]).strip())
