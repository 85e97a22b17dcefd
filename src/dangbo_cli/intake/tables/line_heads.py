"""Does a row head what stands below it: rows of one year, one level, one unit, another table; by its words."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.forms.headings import all_heading_keys, heading_key, heading_keys_of, looks_like_header
from dangbo_cli.intake.tables.line_cells import COUNT, LineCells, are_counts, has_digit, ordinal_text
from dangbo_cli.intake.tables.line_words import (
    COUNTED,
    LISTS,
    NOTE,
    ROMAN,
    SECTION,
    begins_why_not,
    is_kind,
    is_sort_of_people,
    is_unit_name,
    names_one,
    speaks_of_level,
    speaks_of_standing,
    unit_words,
    year_row,
)
from dangbo_cli.intake.tables.others import announces_others
from dangbo_cli.intake.tables.stacked import alone, has_main_field_of_another, names_other_work
from dangbo_cli.sheets.grid import count_filled
from dangbo_cli.sheets.header import asks, is_fact, is_record
from dangbo_cli.vietnamese.text import clean, fold

ORDINAL_HEADINGS = frozenset(("stt", "tt", "so tt"))
#: A row of a signature block has no more filled cells than people sign.
SIGNERS = 4
#: A number alone this far down may be one of so many rows or pages, no year.
_PAGES = 1000
#: So many lines may stand between the line that names a work and the header of its table.
_TITLE_ROWS = 4


class LineHeads(LineCells):
    """Tells which rows of one table head others."""

    def _is_announced(self, r: int) -> bool:
        """Tell whether above a header typed again stands the title of another list, not the table's own once more: it calls
        itself otherwise, or is of another unit of the kind that the table's own title names. A line that names another work,
        or a heading that is another form's main field, says so, too."""
        rows = self._grid.rows
        texts = (clean(v) for v in rows[r] if isinstance(v, str) and v.strip())
        if has_main_field_of_another(self._table.form, self._words, texts):
            return True
        top = r
        while top > self._table.first and not is_record(rows[top - 1]) and count_filled(rows[top - 1]) <= SIGNERS:
            top -= 1
        if any(self._names_other_work(row) for row in rows[top:r]):
            return True
        titles = {text for text in _folded(rows[top:r]) if LISTS.match(text) and heading_key(text) not in self._words}
        if not titles or not titles.issubset(_folded(rows[: self._table.top])):
            return bool(titles)
        own, here = _units(rows[: self._table.top]), _units(rows[top:r])
        return any(other not in own and other.split()[:2] in [unit.split()[:2] for unit in own] for other in here)

    def _names_other_work(self, row: Sequence[object]) -> bool:
        """Tell whether a line names another work of the year than the table's; its own heading, typed again, does not."""
        said = alone(row)
        return names_other_work(self._table.form, said) and heading_key(said) not in self._words

    def _other_work_below(self, r: int) -> int:
        """Return the row where another table begins whose work a line between the tables names («II. KỶ LUẬT»): the first row
        below it that may be a header, else the line itself; -1 where it names none."""
        rows = self._grid.rows
        if not self._names_other_work(rows[r]):
            return -1
        for below in range(r + 1, len(rows)):
            texts = [v for v in rows[below] if isinstance(v, str) and v.strip()]
            if may_begin_table(rows[below], texts):
                return below
            if count_filled(rows[below]) > 2 or below > r + _TITLE_ROWS:
                break
        return r

    def _heads_a_second_line(self, filled: Sequence[tuple[int, object]]) -> bool:
        """Tell whether a row below the header is nothing but headings: those of a second line that each person has."""
        known = heading_keys_of((self._table.form.kind,))
        return len(filled) > 1 and all(isinstance(v, str) and heading_key(v) in known for _, v in filled)

    def _year_row(self, r: int, filled: Sequence[tuple[int, object]], ordinal: str) -> tuple[str, str, str] | None:
        """Return the words, the numeral and the doubt of a row that heads those of one year (`year_row`)."""
        said = [(c, v) for c, v in filled if c not in self._ordinals]
        (c, value), *beside = said or filled
        if (said and c in self._data) or not has_digit(value) or not (said or r <= _PAGES):
            return None
        others = [clean(str(v)) for _, v in beside if not COUNTED.match(str(v)) and not are_counts((v,), COUNT)]
        found = year_row(ordinal_text(value), others)
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
        others = [v for v in told if not COUNTED.match(v) and not are_counts((v.strip("()"),), COUNT)]
        if others and not level and all(word[0].isupper() for word in words.split()):
            return None  # «Đi», «Mới» may be names
        why = "" if all(word.startswith("(") for word in others) else "không rõ là dòng nhóm của mức xếp loại nào"
        return " ".join([clean(words), *others]), "" if c in self._ordinals else ordinal, why

    def _said_alone(self, texts: Sequence[tuple[int, object]]) -> str:
        """Return the one text of a row beside its numeral, "" where there are more."""
        said = [clean(str(v)) for c, v in texts if not (c in self._ordinals and ROMAN.match(clean(str(v))))]
        return said[0] if len(said) == 1 else ""

    def _heads_by_words(self, words: str, c: int) -> bool:
        """Tell whether words that stand alone in column `c`, where facts do, are a group's all the same: a unit, a list, a
        sort of people, a level that is nobody's."""
        if is_unit_name(words) or self._names(words) or is_sort_of_people(words):
            return True
        if LISTS.match(fold(words)) or SECTION.match(fold(words)) or speaks_of_standing(words):
            return True
        return speaks_of_level(words) and not self._is_rating(c)

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
        if self._people and announces_others(text):
            return True
        bare = text.lstrip("* ")
        if bare == text:
            return False
        words = unit_words(bare)
        if is_unit_name(words):
            return self._names(words) or names_one(words)
        if self._entries and fold(words).startswith("dang vien "):
            return True  # «* Đảng viên chưa họp xét» below a level
        return self._names(words) or is_sort_of_people(bare) or speaks_of_standing(words) or speaks_of_level(words)

    def _is_other_header(self, row: Sequence[object], texts: Sequence[str], apart: bool) -> bool:
        """Tell whether a row is the header of another table: it names a person or an organisation and two more
        known things; or it stands apart and has a column «STT». A row with a day or a number where this table has them
        is somebody's, though her name be «Hà Tên»."""
        if not may_begin_table(row, texts) or any(is_fact(row[c]) for c in self._evidence if c < len(row)):
            return False
        numbers = (row[c] for c in self._ordinals if c < len(row))
        return (
            apart
            or looks_like_header(texts)
            or any(isinstance(v, str) and heading_key(v) in ORDINAL_HEADINGS for v in numbers)
        )


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


def is_banner(filled: Sequence[tuple[int, object]]) -> bool:
    """Tell whether a row says one sentence over again in every cell: it was merged over them once."""
    text = filled[0][1]
    return isinstance(text, str) and len(text.split()) > 1 and all(value == text for _, value in filled)
