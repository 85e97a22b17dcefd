"""Which rows of a table are records, and what the others are: groups, totals, numbering, signatures, notes.

Decided on the identity columns, never on STT alone: units number groups and totals, too. Nothing is dropped: a row that holds
data and is none of the known sorts comes out as DOUBT and is set aside by its caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import all_heading_keys, heading_key, heading_keys_of, looks_like_header
from dangbo_cli.intake.tables.line_words import (
    ARABIC,
    COUNTED,
    COUNTED_BY,
    LISTS,
    NOTE,
    PAGE,
    ROMAN,
    SECTION,
    SIGNED_AT,
    TOTAL,
    begins_why_not,
    is_empty,
    is_kind,
    is_signature,
    is_sort_of_people,
    is_unit_name,
    names_one,
    signs,
    speaks_of_level,
    speaks_of_standing,
    unit_words,
    year_row,
)
from dangbo_cli.intake.tables.others import speaks_of_others
from dangbo_cli.sheets.grid import Grid, count_filled
from dangbo_cli.sheets.header import asks, is_fact, is_filter_line, is_numbering, is_record
from dangbo_cli.sheets.table import TableFound, heading_words, is_repeat
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


ORDINAL_HEADINGS = frozenset(("stt", "tt", "so tt"))
#: Of a row without a name that has more than the parts of the entry above.
_GOES_ON = "; dòng ghi tiếp cho mục ở trên chỉ được ghi chỉ tiêu, mốc, thời hạn, kết quả và ghi chú"
#: A row of a signature block has no more filled cells than people sign.
_SIGNERS = 4
#: So many dates and numbers beside a name are a person's whatever else the row holds.
SURE_EVIDENCE = 2
_EVIDENCE = {Value.BIRTH, Value.PARTY_DATE, Value.CARD, Value.CITIZEN, Value.FILE_NUMBER, Value.CARD_AND_FILE}
#: A count, a share or a mean; no year.
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,2}|\.0)?\s*%?")
#: What is counted beside a word for a total; no year.
_TALLY = re.compile(rf"{_COUNT.pattern}|\d{{1,2}}\.\d{{3}}|(?!19|20)\d{{4,5}}(?:\.0)?")
#: A number alone this far down may be one of so many rows or pages, no year.
_PAGES = 1000
#: Why somebody below a signature block is in doubt; she stays so where another table follows.
BELOW_SIGNATURES = "có tên và dữ liệu nhưng đứng dưới phần ký tên"


class Walker:
    """Sorts the rows of one table. `names_organization` tells whether a text names a known organisation."""

    def __init__(self, grid: Grid, table: TableFound, names_organization: Callable[[str], bool]) -> None:
        self._grid = grid
        self._table = table
        self._names = names_organization
        self._words = heading_words(table)
        columns = table.columns
        self._ordinals = {c for c, m in columns.items() if m.value is Value.ORDINAL}
        whole = [c for c, m in columns.items() if m.key in table.form.identity]
        halves = [c for c, m in sorted(columns.items()) if m.key in ("family_name", "given_name")]
        self._identity = whole + [c for c in halves if c not in whole]
        #: Each entry is a name: one column, or family name and given name («Vì Quang» «Tổng» is no total).
        self._names_in = [[c] for c in whole if c not in halves] + ([halves] if halves else [])
        self._evidence = [c for c, m in columns.items() if m.value in _EVIDENCE]
        # What could not be parted into its columns still stands in its own, and is somebody's.
        self._data = set(columns).union(table.origin.values()).difference(self._ordinals, self._identity)
        self._people = table.form.kind == "dang-vien"
        self._entries, self._rated = table.form.about is not None, table.form.rated
        if self._entries and any(m.value is Value.PERSON_NAME for m in columns.values()):
            # Where a table names persons, the organisation beside them is no name of the row.
            self._names_in = [names for names in self._names_in if columns[names[0]].value is Value.PERSON_NAME]
        self._going_on = {c for c, m in columns.items() if m.key in table.form.continued}
        self._notes = {c for c, m in columns.items() if m.key == "note"}
        self._hidden_by_merge = {
            r
            for r1, c1, r2, c2 in grid.merges
            if r2 > r1 and r1 >= table.first and c1 in self._identity
            for r in range(r1 + 1, r2 + 1)
        }

    def lines(self) -> Iterator[Line]:
        """Yield every row below the header that holds anything, sorted; stops before another header."""
        ended = apart = second = False
        for r in range(self._table.first, len(self._grid.rows)):
            row = self._grid.rows[r]
            if self._people and self._is_plain_record(r, row):
                ended = apart = False
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
            if len(filled) > 1 and filled[0][1] == filled[1][1] and _is_banner(filled):
                filled = filled[:1]
                row = [value if c == filled[0][0] else "" for c, value in enumerate(row)]
            if r == self._table.first and self._people and self._heads_a_second_line(filled):
                second = True
                yield Line(r, Sort.DOUBT, why="là hàng tiêu đề thứ hai: mỗi người ghi trên hai dòng")
                continue
            line = self._sort(r, row, filled, ended, apart)
            if second and line.sort is Sort.RECORD and all(c not in self._ordinals for c, _ in filled):
                line = Line(r, Sort.DOUBT, why="có thể là dòng thứ hai của người ở trên")
            if line.sort is Sort.REPEAT and not line.why and self._is_announced(r):
                line = Line(r, Sort.HEADER)
            if line.sort is Sort.SIGNATURE:
                ended = True
            elif line.sort is Sort.RECORD:
                ended = apart = False
            yield line
            if line.sort is Sort.HEADER:
                return

    def _is_announced(self, r: int) -> bool:
        """Tell whether above a header typed again stands the title of another list, not the table's own once more: it calls
        itself otherwise, or is of another unit of the kind that the table's own title names."""
        rows = self._grid.rows
        top = r
        while top > self._table.first and not is_record(rows[top - 1]) and count_filled(rows[top - 1]) <= _SIGNERS:
            top -= 1
        titles = {text for text in _folded(rows[top:r]) if LISTS.match(text) and heading_key(text) not in self._words}
        if not titles or not titles.issubset(_folded(rows[: self._table.top])):
            return bool(titles)
        own, here = _units(rows[: self._table.top]), _units(rows[top:r])
        return any(other not in own and other.split()[:2] in [unit.split()[:2] for unit in own] for other in here)

    def _is_plain_record(self, r: int, row: Sequence[object]) -> bool:
        """Tell whether a row is a record beyond doubt: numbered, a name of two words or more that names no
        organisation, and two of its dates or numbers. Most rows are, and need none of the other questions: no
        header, numbering, total or signature has all of that."""
        for c in self._ordinals:
            if c < len(row) and _is_number(row[c]):
                break
        else:
            return False
        name = self._name(row)
        if " " not in name or any(map(str.isdigit, name)) or r in self._hidden_by_merge:
            return False
        wanted = SURE_EVIDENCE
        for c in self._evidence:
            if c < len(row) and (value := row[c]) != "" and _has_digit(value):
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
        evidence = sum(1 for c in self._evidence if c < len(row) and _has_digit(row[c]))
        data = [c for c, _ in filled if c in self._data]
        ordinal = next((_ordinal(row[c]) for c in self._ordinals if c < len(row) and row[c] not in ("", None)), "")
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
        if not numbered and is_filter_line(row) and (asked := self._asked(texts)) is not None:
            return Line(r, Sort.GROUP, *asked)
        if not numbered and is_filter_line(row) and not self._heads_below(texts) and not self._is_somebodys(row):
            return Line(r, Sort.NOTE, clean(strings[0]), why="dòng lọc")
        if not numbered and self._is_other_header(row, strings, headed and (apart or ended)):
            return Line(r, Sort.HEADER)
        if self._entries and len(filled) <= _SIGNERS and (year := self._year_row(r, filled, ordinal)) is not None:
            return Line(r, Sort.DOUBT if year[2] else Sort.GROUP, *year)
        if self._rated and len(filled) <= _SIGNERS and (level := self._level_row(filled, ordinal)) is not None:
            return Line(r, Sort.DOUBT if level[2] else Sort.GROUP, *level)
        if is_numbering(row) and not identity.strip("()0123456789. ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
            return Line(r, Sort.REPEAT, why="dòng đánh số cột")
        if all(c in self._ordinals for c, _ in filled) and all(
            not isinstance(v, str) or ARABIC.match(v.strip()) for _, v in filled
        ):
            return Line(r, Sort.GHOST, why="chỉ có số thứ tự")
        if len(filled) == 1 and PAGE.match(_ordinal(filled[0][1])):
            return Line(r, Sort.REPEAT, clean(str(filled[0][1])), why="số trang")
        first = clean(strings[0]) if texts else ""
        if r in self._hidden_by_merge:
            if self._going_on and all(c in self._going_on or c not in self._data for c, _ in filled):
                return Line(r, Sort.CONTINUED)
            return Line(r, Sort.DOUBT, why="nằm trong ô họ tên gộp của dòng trên")
        if total := next((text for text in (first, identity) if TOTAL.match(text)), ""):
            digits = [row[c] for c in self._evidence if c < len(row) and _has_digit(row[c])]
            facts = sum(1 for cell in digits if not _are_counts((cell,), _TALLY))
            if facts < SURE_EVIDENCE and not (facts and numbered):
                return Line(r, Sort.TOTAL, total)
        signed = not evidence and not (numbered and identity)
        placed = not identity and any(SIGNED_AT.match(fold(text)) for text in strings if "," in text)
        if len(filled) <= _SIGNERS and (placed or (signed and any(is_signature(clean(t)) for t in strings))):
            own = self._beside(filled) if not placed and self._may_own(identity) else []
            if not own:
                return Line(r, Sort.SIGNATURE, first)
            if len(own) == 1 and not self._holds_office(own[0]):
                return Line(r, Sort.DOUBT, why="không rõ là dòng của danh sách hay phần ký tên")
        if self._people and identity and not numbered:
            beside = [row[c] for c in self._beside(filled)]
            if _are_counts(beside, _TALLY) and COUNTED_BY.match(canonical_tone(identity)):
                return Line(r, Sort.NOTE, first, why="dòng thống kê")
            if len(beside) <= 2 and _are_counts(beside, _COUNT):
                return Line(r, Sort.DOUBT, why="chỉ có chữ và con số, không rõ là người hay dòng thống kê")
        if identity and (evidence or (numbered and data)) and not (ROMAN.match(ordinal) and not evidence):
            if self._people and is_unit_name(identity):
                if not evidence:
                    return Line(r, Sort.GROUP, identity, ordinal)
                return Line(r, Sort.DOUBT, why="ghi tên tổ chức đảng ở cột họ tên")
            return Line(r, Sort.RECORD)
        if ended and len(filled) <= _SIGNERS:
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
            told = any(c in self._data and not _has_digit(v) for c, v in texts)
            return self._few(r, len(filled), len(texts), identity, words, ordinal, data, told)
        if identity and (data or numbered):
            return Line(r, Sort.RECORD)
        return Line(r, Sort.GROUP, words, ordinal) if words else Line(r, Sort.GHOST)

    def _heads_a_second_line(self, filled: Sequence[tuple[int, object]]) -> bool:
        """Tell whether a row below the header is nothing but headings: those of a second line that each person has."""
        known = heading_keys_of((self._table.form.kind,))
        return len(filled) > 1 and all(isinstance(v, str) and heading_key(v) in known for _, v in filled)

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
        unnamed = "có dữ liệu nhưng không có tên" + (_GOES_ON if any(on) else "")
        return Line(r, Sort.DOUBT, why="không rõ là gì" if identity else unnamed)

    def _year_row(self, r: int, filled: Sequence[tuple[int, object]], ordinal: str) -> tuple[str, str, str] | None:
        """Return the words, the numeral and the doubt of a row that heads those of one year (`year_row`)."""
        said = [(c, v) for c, v in filled if c not in self._ordinals]
        (c, value), *beside = said or filled
        if (said and c in self._data) or not _has_digit(value) or not (said or r <= _PAGES):
            return None
        others = [clean(str(v)) for _, v in beside if not COUNTED.match(str(v)) and not _are_counts((v,), _COUNT)]
        found = year_row(_ordinal(value), others)
        return None if found is None else (found[0], ordinal if said else "", found[1])

    def _level_row(self, filled: Sequence[tuple[int, object]], ordinal: str) -> tuple[str, str, str] | None:
        """Return the words, the numeral and the doubt of a row that heads those of one level, or those of none: «1» «Hoàn
        thành tốt nhiệm vụ» «02» is nobody's, though a number stands where years of birth do. A level in a column of levels
        is somebody's."""
        said = (
            (c, v) for c, v in filled if isinstance(v, str) and any(map(str.isalpha, v)) and not ROMAN.match(v.strip())
        )
        c, words = next(said, (-1, ""))
        level = c >= 0 and c not in self._data and speaks_of_level(words)
        if not level and (c < 0 or c in self._data or not begins_why_not(words)):
            return None
        beside = [(at, v) for at, v in filled if at != c and at not in self._ordinals]
        told = (clean(str(v)) for _, v in beside)
        others = [v for v in told if not COUNTED.match(v) and not _are_counts((v.strip("()"),), _COUNT)]
        if others and not level and all(word[0].isupper() for word in words.split()):
            return None  # «Đi», «Mới» may be names
        why = "" if all(word.startswith("(") for word in others) else "không rõ là dòng nhóm của mức xếp loại nào"
        return " ".join([clean(words), *others]), "" if c in self._ordinals else ordinal, why

    def _name(self, row: Sequence[object]) -> str:
        """Return the first text of a row that stands where names do, family and given name joined."""
        for columns in self._names_in:
            text = ""
            for c in columns:
                if c < len(row) and isinstance(typed := row[c], str):
                    part = clean(typed)
                    text = f"{text} {part}" if text and part else text or part
            if text:
                return text
        return ""

    def _is_somebodys(self, row: Sequence[object]) -> bool:
        """Tell whether a text that neither asks nor answers («Chi bộ:» «Chi bộ 10») stands where names do, or a day or a
        number where those do: «...» beside it are cells left blank."""
        before = ""
        for c, cell in enumerate(row):
            text = cell.strip() if isinstance(cell, str) else ""
            if not before.endswith(":") and not asks(text) and c in self._identity:
                return True
            if not before.endswith(":") and c in self._evidence and _has_digit(cell):
                return True
            before = text or before
        return False

    def _said_alone(self, texts: Sequence[tuple[int, object]]) -> str:
        """Return the one text of a row beside its numeral, "" where there are more."""
        said = [clean(str(v)) for c, v in texts if not (c in self._ordinals and ROMAN.match(clean(str(v))))]
        return said[0] if len(said) == 1 else ""

    def _heads_below(self, texts: Sequence[tuple[int, object]]) -> bool:
        """Tell whether a row that ends in a colon is a group all the same («II. Chi bộ Ngữ văn:»): its words are more than
        what a form asks («Chi bộ:», «Tuổi Đảng:»)."""
        said = self._said_alone(texts).rstrip(":.…_ ")
        if not any(map(str.isalpha, said)) or (NOTE.match(f"{said}:") and not self._is_starred_group(said)):
            return False
        bare = unit_words(said.lstrip("*•+-– "))
        if speaks_of_standing(bare) or speaks_of_level(bare):
            return True  # «Đảng viên dự bị:» heads a column in other lists
        return heading_key(bare) not in all_heading_keys() and not is_kind(bare)

    def _asked(self, texts: Sequence[tuple[int, object]]) -> tuple[str, str] | None:
        """Return the unit that a row asks for and names (its words, its numeral): «Chi bộ:» «Ngữ văn»."""
        if len(texts) != 2:
            return None
        question, answer = (clean(str(v)) for _, v in texts)
        kind = unit_words(question)
        if not question.endswith(":") or asks(answer) or not is_kind(kind):
            return None
        return (answer if is_unit_name(answer) else f"{kind} {answer}"), ""

    def _is_starred_group(self, text: str) -> bool:
        """Tell whether words behind a star («* Đảng viên dự bị») head what stands below, as notes do not."""
        bare = text.lstrip("* ")
        if bare == text:
            return False
        words = unit_words(bare)
        if is_unit_name(words):
            return self._names(words) or names_one(words)
        if self._entries and fold(words).startswith("dang vien "):
            return True  # «* Đảng viên chưa họp xét» below a level
        return self._names(words) or is_sort_of_people(bare) or speaks_of_standing(words) or speaks_of_level(words)

    def _may_own(self, name: str) -> bool:
        """Tell whether what stands beside a name may be its own: «BÍ THƯ» is somebody's office then, no signature."""
        if is_signature(name):
            return False
        return looks_like_person(name) or (not self._people and is_unit_name(name))

    def _beside(self, filled: Sequence[tuple[int, object]]) -> list[int]:
        """Return the filled columns of a row beside its name and its number, read or not."""
        return [c for c, _ in filled if c not in self._identity and c not in self._ordinals]

    def _holds_office(self, c: int) -> bool:
        """Tell whether a column of the table holds offices."""
        meaning = self._table.columns.get(c)
        return meaning is not None and meaning.key.endswith("position")

    def _is_rating(self, c: int) -> bool:
        """Tell whether a column of the table holds levels: a number beside one is somebody's, though the name is missing."""
        return c in self._table.columns and self._table.columns[c].rating is not None

    def _is_headed(self, row: Sequence[object]) -> bool:
        """Tell whether a heading of the table stands where names do."""
        cells = (row[c] for c in self._identity if c < len(row))
        return any(isinstance(cell, str) and heading_key(cell) in self._words for cell in cells)

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
            return Line(r, Sort.DOUBT, why="có dữ liệu nhưng không có họ tên")
        return Line(r, Sort.GHOST, why="không có họ tên")

    def _is_other_header(self, row: Sequence[object], texts: Sequence[str], apart: bool) -> bool:
        """Tell whether a row is the header of another table: it names a person or an organisation and two more
        known things; or it stands apart and has a column «STT». A row with a day or a number where this table has them
        is somebody's, though her name be «Hà Tên»."""
        if not may_begin_table(row, texts) or any(is_fact(row[c]) for c in self._evidence if c < len(row)):
            return False
        return apart or looks_like_header(texts)


def may_begin_table(row: Sequence[object], texts: Sequence[str]) -> bool:
    """Tell whether a row may be the header of another table at all, by itself; `texts` are those it holds."""
    if len(texts) < 3 or is_record(row):
        return False
    return any(len(text) <= 20 and heading_key(text) in ORDINAL_HEADINGS for text in texts) or looks_like_header(texts)


def _folded(rows: Sequence[Sequence[object]]) -> set[str]:
    return {fold(value) for row in rows for value in row if isinstance(value, str)}


def _units(rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the names of units in some rows, folded."""
    return [fold(unit_words(value)) for row in rows for value in row if isinstance(value, str) and is_unit_name(value)]


def _is_banner(filled: Sequence[tuple[int, object]]) -> bool:
    """Tell whether a row says one sentence over again in every cell: it was merged over them once."""
    text = filled[0][1]
    return isinstance(text, str) and len(text.split()) > 1 and all(value == text for _, value in filled)


def _has_digit(value: object) -> bool:
    if isinstance(value, str):
        return value[:1].isdigit() or any(map(str.isdigit, value))
    return isinstance(value, (int, float, date)) and not isinstance(value, bool)


def _are_counts(cells: Sequence[object], count: re.Pattern[str]) -> bool:
    """Tell whether raw cells hold counts, and at least one does."""
    return bool(cells) and all(count.fullmatch(str(cell).strip()) is not None for cell in cells)


def _is_number(value: object) -> bool:
    """Tell whether a raw cell of the STT column holds a running number."""
    if isinstance(value, str):
        return (len(value) < 5 and value.isdecimal()) or ARABIC.match(value.strip()) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool) and float(value).is_integer()


def _ordinal(value: object) -> str:
    if isinstance(value, (int, float)):
        return str(int(value)) if float(value).is_integer() else str(value)
    return clean(str(value))
