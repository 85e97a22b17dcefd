"""Which rows of a table are records, and what the others are: groups, totals, numbering, signatures, notes.

Decided on the identity columns, never on STT alone: units number groups and totals, too. Nothing is dropped: a row that holds
data and is none of the known sorts comes out as DOUBT and is set aside by its caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_key
from dangbo_cli.intake.tables.line_cells import COUNT, are_counts, has_digit, is_running_number, ordinal_text
from dangbo_cli.intake.tables.line_heads import SIGNERS, LineHeads, is_banner
from dangbo_cli.intake.tables.line_words import (
    ARABIC,
    COUNTED,
    COUNTED_BY,
    EXAMPLE,
    LISTS,
    NOTE,
    PAGE,
    ROMAN,
    SECTION,
    SIGNED_AT,
    TOTAL,
    is_empty,
    is_signature,
    is_sort_of_people,
    is_unit_name,
    signs,
    unit_words,
)
from dangbo_cli.intake.tables.others import speaks_of_others
from dangbo_cli.sheets.header import is_filter_line, is_numbering
from dangbo_cli.sheets.table import is_repeat
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold


class Sort(Enum):
    """What a row under a header is."""

    RECORD = "record"
    GROUP = "group"
    TOTAL = "total"
    REPEAT = "repeat"
    SIGNATURE = "signature"
    NOTE = "note"
    GHOST = "ghost"
    TAIL = "tail"
    DOUBT = "doubt"
    HEADER = "header"
    CONTINUED = "continued"


#: What a line may be taken for that names the work of the table below it.
_MAY_PART = (Sort.GROUP, Sort.TAIL, Sort.DOUBT)
#: What ends a table: below the last of these stands the title of the next one.
ENDING = (Sort.RECORD, Sort.CONTINUED, Sort.TOTAL)


class Line(NamedTuple):
    """One row that is not blank; `text` is a group's or a total's words, of a row in doubt those it may be a group by;
    `numeral` the group's own number."""

    row: int
    sort: Sort
    text: str = ""
    numeral: str = ""
    why: str = ""
    #: Of a row in doubt that holds one cell: the column it goes on in, with the row above.
    goes_on: int = -1


#: Why a row with data and without a name is in doubt.
UNNAMED = "có dữ liệu nhưng không có"
#: Of a row without a name that has more than the parts of the entry above.
_GOES_ON = "; dòng ghi tiếp cho mục ở trên chỉ được ghi chỉ tiêu, mốc, thời hạn, kết quả và ghi chú"
#: So many dates and numbers beside a name are a person's whatever else the row holds.
SURE_EVIDENCE = 2
#: What is counted beside a word for a total; no year.
_TALLY = re.compile(rf"{COUNT.pattern}|\d{{1,2}}\.\d{{3}}|(?!19|20)\d{{4,5}}(?:\.0)?")
#: Why somebody below a signature block is in doubt; she stays so where another table follows.
BELOW_SIGNATURES = "có tên và dữ liệu nhưng đứng dưới phần ký tên"


class Walker(LineHeads):
    """Sorts the rows of one table."""

    def lines(self) -> Iterator[Line]:
        """Yield every row below the header that holds anything, sorted; stops before another header."""
        ended = apart = second = False
        last = -1  # the row of the last record, or of what goes on with it
        for r in range(self._table.first, len(self._grid.rows)):
            row = self._grid.rows[r]
            if self._people and self._is_plain_record(r, row):
                ended = apart = False
                last = r
                yield Line(r, Sort.RECORD)
                continue
            filled = [
                (c, v)
                for c, v in enumerate(row)
                if v != ""
                and v is not None
                and not (isinstance(v, str) and (v[0] == "#" or v[0].isspace()) and is_empty(v))  # by the million
            ]
            if not filled:
                apart = True
                continue
            if len(filled) > 1 and filled[0][1] == filled[1][1] and is_banner(filled):
                filled = filled[:1]
                row = [value if c == filled[0][0] else "" for c, value in enumerate(row)]
            if r == self._table.first and self._people and self._heads_a_second_line(filled):
                second = True
                yield Line(r, Sort.DOUBT, why="là hàng tiêu đề thứ hai: mỗi người ghi trên hai dòng")
                continue
            line = self._sort(r, row, filled, ended, apart)
            if len(filled) == 1 and line.sort is Sort.GROUP:
                c = filled[0][0]
                if last == r - 1 and self._goes_on_alone(r, c, line.text) and not self._heads_by_words(line.text, c):
                    line = Line(r, Sort.DOUBT, goes_on=c)
                else:
                    self._heading_in.add(c)
            if second and line.sort is Sort.RECORD and all(c not in self._ordinals for c, _ in filled):
                line = Line(r, Sort.DOUBT, why="có thể là dòng thứ hai của người ở trên")
            if line.sort is Sort.REPEAT and not line.why and self._is_announced(r):
                line = Line(r, Sort.HEADER)
            elif self._entries and line.sort in _MAY_PART and (other := self._other_work_below(r)) >= 0:
                line = Line(other, Sort.HEADER)
            if line.sort is Sort.SIGNATURE:
                ended = True
            elif line.sort is Sort.RECORD:
                ended = apart = False
            if line.sort in (Sort.RECORD, Sort.CONTINUED) or line.goes_on >= 0:
                last = r
            yield line
            if line.sort is Sort.HEADER:
                return

    def _is_plain_record(self, r: int, row: Sequence[object]) -> bool:
        """Tell whether a row is a record beyond doubt: numbered, a name of two words or more that names no
        organisation, and two of its dates or numbers. Most rows are, and need none of the other questions: no
        header, numbering, total or signature has all of that."""
        for c in self._ordinals:
            if c < len(row) and is_running_number(row[c]):
                break
        else:
            return False
        name = self._name(row)
        if " " not in name or any(map(str.isdigit, name)) or r in self._hidden_by_merge:
            return False
        wanted = SURE_EVIDENCE
        for c in self._evidence:
            if c < len(row) and (value := row[c]) != "" and has_digit(value):
                wanted -= 1
                if not wanted:
                    return not is_unit_name(name) and not TOTAL.match(name)
        return False

    def _sort(
        self, r: int, row: Sequence[object], filled: Sequence[tuple[int, object]], ended: bool, apart: bool
    ) -> Line:
        texts = [(c, v) for c, v in filled if isinstance(v, str)]
        identity = self._name(row)
        if self._people and not any(map(str.isalpha, identity)):
            identity = ""  # «*» under the unit's name
        evidence = sum(1 for c in self._evidence if c < len(row) and has_digit(row[c]))
        data = [c for c, _ in filled if c in self._data]
        ordinal = next((ordinal_text(row[c]) for c in self._ordinals if c < len(row) and row[c] not in ("", None)), "")
        strings = [v for _, v in texts]
        numbered = bool(ARABIC.match(ordinal))
        headed = not evidence or not identity or self._is_headed(row)
        if headed and is_repeat(self._table, texts):
            return Line(r, Sort.REPEAT)
        if (
            (not evidence or len(texts) == len(filled))  # «NS (2&3)» has digits
            and not numbered
            and len(texts) <= 2
            and all(heading_key(text) in self._words for text in strings)
        ):
            return Line(r, Sort.REPEAT, why="một phần của tiêu đề cột")
        if identity and not numbered and EXAMPLE.fullmatch(ordinal):
            return Line(r, Sort.DOUBT, why="là dòng ví dụ của mẫu, không phải của đơn vị")
        if not numbered and is_filter_line(row) and (asked := self._asked(texts)) is not None:
            return Line(r, Sort.GROUP, *asked)
        if not numbered and is_filter_line(row) and not self._heads_below(texts) and not self._is_somebodys(row):
            return Line(r, Sort.NOTE, clean(strings[0]), why="dòng lọc")
        if not numbered and self._is_other_header(row, strings, headed and (apart or ended)):
            return Line(r, Sort.HEADER)
        if self._entries and len(filled) <= SIGNERS and (year := self._year_row(r, filled, ordinal)) is not None:
            return Line(r, Sort.DOUBT if year[2] else Sort.GROUP, *year)
        if self._rated and len(filled) <= SIGNERS and (level := self._level_row(filled, ordinal)) is not None:
            return Line(r, Sort.DOUBT if level[2] else Sort.GROUP, *level)
        if is_numbering(row) and not identity.strip("()0123456789. ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
            return Line(r, Sort.REPEAT, why="dòng đánh số cột")
        if all(c in self._ordinals for c, _ in filled) and all(
            not isinstance(v, str) or ARABIC.match(v.strip()) for _, v in filled
        ):
            return Line(r, Sort.GHOST, why="chỉ có số thứ tự")
        if len(filled) == 1 and PAGE.match(ordinal_text(filled[0][1])):
            return Line(r, Sort.REPEAT, clean(str(filled[0][1])), why="số trang")
        first = clean(strings[0]) if texts else ""
        if r in self._hidden_by_merge:
            if self._going_on and all(c in self._going_on or c not in self._data for c, _ in filled):
                return Line(r, Sort.CONTINUED)
            return Line(r, Sort.DOUBT, why="nằm trong ô họ tên gộp của dòng trên")
        if total := next((text for text in (first, identity) if TOTAL.match(text)), ""):
            digits = [row[c] for c in self._evidence if c < len(row) and has_digit(row[c])]
            facts = sum(1 for cell in digits if not are_counts((cell,), _TALLY))
            if facts < SURE_EVIDENCE and not (facts and numbered):
                return Line(r, Sort.TOTAL, total)
        signed = not evidence and not (numbered and identity)
        placed = not identity and any(SIGNED_AT.match(fold(text)) for text in strings if "," in text)
        if len(filled) <= SIGNERS and (placed or (signed and any(is_signature(clean(t)) for t in strings))):
            own = self._beside(filled) if not placed and self._may_own(identity) else []
            if not own:
                return Line(r, Sort.SIGNATURE, first)
            if len(own) == 1 and not self._holds_office(own[0]):
                return Line(r, Sort.DOUBT, why="không rõ là dòng của danh sách hay phần ký tên")
        if self._people and identity and not numbered:
            beside = [row[c] for c in self._beside(filled)]
            if are_counts(beside, _TALLY) and COUNTED_BY.match(canonical_tone(identity)):
                return Line(r, Sort.NOTE, first, why="dòng thống kê")
            if len(beside) <= 2 and are_counts(beside, COUNT):
                return Line(r, Sort.DOUBT, why="chỉ có chữ và con số, không rõ là người hay dòng thống kê")
        if identity and (evidence or (numbered and data)) and not (ROMAN.match(ordinal) and not evidence):
            if self._people and is_unit_name(identity):
                if not evidence:
                    return Line(r, Sort.GROUP, identity, ordinal)
                return Line(r, Sort.DOUBT, why="ghi tên tổ chức đảng ở cột họ tên")
            return Line(r, Sort.RECORD)
        if ended and len(filled) <= SIGNERS:
            # Whoever stands below the name of a unit is of that unit, whatever was taken for a signature above it.
            if self._people and len(filled) <= 2 and is_unit_name(first) and self._names(unit_words(first)):
                return Line(r, Sort.GROUP, first)
            if self._entries and len(filled) == 1 and LISTS.match(fold(first)):
                return Line(r, Sort.GROUP, first)  # the title of what stands below without a header of its own
            if self._may_own(identity) and (numbered or not all(signs(row[c]) for c in self._beside(filled))):
                return Line(r, Sort.DOUBT, why=BELOW_SIGNATURES)
            return Line(r, Sort.TAIL, first)
        if not numbered and len(filled) <= 2 and NOTE.match(first) and not self._is_starred_group(first):
            return Line(r, Sort.NOTE, first)
        words = identity or max((clean(str(v)) for c, v in texts if c not in self._ordinals), key=len, default=first)
        if self._entries:
            return self._entry(r, filled, identity, words, ordinal, data)
        if self._people:
            data = [c for c in data if not COUNTED.match(str(row[c]))]
            told = any(c in self._data and not has_digit(v) for c, v in texts)
            return self._few(r, len(filled), len(texts), identity, words, ordinal, data, told)
        if identity and (data or numbered):
            return Line(r, Sort.RECORD)
        if numbered and not identity and len(data) > 1 and not any(self._names_unit_above(c) for c in data):
            return Line(r, Sort.DOUBT, why=f"{UNNAMED} tên")
        return Line(r, Sort.GROUP, words, ordinal) if words else Line(r, Sort.GHOST)

    def _names_unit_above(self, c: int) -> bool:
        """Tell whether a column of a list of organisations names the one above that of the row."""
        return self._table.columns[c].value is Value.ORGANIZATION

    def _entry(
        self,
        r: int,
        filled: Sequence[tuple[int, object]],
        identity: str,
        words: str,
        ordinal: str,
        data: Sequence[int],
    ) -> Line:
        """Sort a row of a sheet of entries that is no plain record: a group, one that goes on with the entry above,
        or in doubt."""
        numbered = bool(ARABIC.match(ordinal))
        headed = bool(words) and (is_unit_name(words) or self._names(words) or bool(SECTION.match(fold(words))))
        if headed and not data and not numbered:
            return Line(r, Sort.GROUP, words, ordinal)
        if identity and (data or numbered):
            return Line(r, Sort.RECORD)
        on = [c in self._going_on for c, _ in filled]
        if (
            not identity
            and data
            and not ordinal
            and any(on)
            and all(goes_on or c in self._notes for goes_on, (c, _) in zip(on, filled, strict=True))
        ):
            return Line(r, Sort.CONTINUED)
        alone = len(filled) - bool(ordinal) <= 1 and (len(data) <= 1 or identity)
        if alone and any(ch.isalpha() for ch in words) and not (numbered and any(map(self._is_rating, data))):
            return Line(r, Sort.GROUP, words, ordinal)
        unnamed = f"{UNNAMED} tên" + (_GOES_ON if any(on) else "")
        return Line(r, Sort.DOUBT, why="không rõ là gì" if identity else unnamed)

    def _few(
        self,
        r: int,
        filled: int,
        texts: int,
        identity: str,
        words: str,
        ordinal: str,
        data: Sequence[int],
        told: bool,
    ) -> Line:
        """Sort a row of a member list that holds little: a group, a person known by name alone, or in doubt. `told`
        tells whether words stand in a column of facts, as beside a group only its count does."""
        numbered = bool(ARABIC.match(ordinal))
        unit = bool(words) and (is_unit_name(words) or self._names(words))
        if unit and len(data) <= 2:
            return Line(r, Sort.GROUP, words, ordinal)
        if not data and words and (LISTS.match(fold(words)) or is_sort_of_people(words) or speaks_of_others(words)):
            return Line(r, Sort.GROUP, words, ordinal)
        if identity and numbered:
            if looks_like_person(identity):
                return Line(r, Sort.RECORD)
            return Line(r, Sort.DOUBT, identity, why="chỉ có số thứ tự và chữ không giống họ tên")
        if identity and looks_like_person(identity) and not ROMAN.match(ordinal):
            if data:
                return Line(r, Sort.RECORD)
            return Line(r, Sort.DOUBT, identity, why="chỉ có một họ tên hoặc một tiêu đề nhóm, không rõ là gì")
        alone = identity or len(data) <= 1  # a group says one thing; two facts without a name are somebody's
        if alone and not (identity and told) and any(ch.isalpha() for ch in words) and texts <= 2 and filled <= 3:
            return Line(r, Sort.GROUP, words, ordinal)
        if identity:
            # «III», «Lò Văn An», «Bú»; or «Sùng», «Nam», «Bú».
            person = bool(data) if looks_like_person(identity) else len(data) > 1 and " " not in identity
            return Line(r, Sort.RECORD if person else Sort.DOUBT, why="không rõ là gì")
        columns = self._table.columns
        if any(c not in columns or columns[c].value is not Value.ORGANIZATION for c in data):
            return Line(r, Sort.DOUBT, why=f"{UNNAMED} họ tên")
        return Line(r, Sort.GHOST, why="không có họ tên")
