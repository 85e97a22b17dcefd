"""Whom a row of the year's work is about: the organisation it stands under, a person, a collective; by its words, by what
stands beside them, by the group row above."""

from __future__ import annotations

import re

from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.problem import Level, Problem, cause
from dangbo_cli.forms.entry_values import read_value
from dangbo_cli.forms.form import Field, Subject
from dangbo_cli.intake.entries.columns import is_person, subject_columns, unread_names
from dangbo_cli.intake.entries.names import NOBODY_NAMED, begins_with_person, is_collective, names_nobody
from dangbo_cli.intake.entries.places import COLLECTIVE, PERSON, EntryPlaces
from dangbo_cli.intake.tables.cells import is_filled
from dangbo_cli.intake.tables.line_words import is_unit_name
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.vietnamese.names import looks_like_person, strip_salutation
from dangbo_cli.vietnamese.text import clean, fold

#: A group row of more words is a sentence, no «Tập thể» or «Cá nhân».
_LONGEST_SECTION = 8
_PART = re.compile(
    r"(?:danh sach |doi voi )?(?:cac )?(?:(?P<people>dang vien|ca nhan)|to chuc(?: co so)? dang|tap the)(?!\w)"
)
WHO_UNCLEAR = cause(
    "who_unclear",
    Level.ROW,
    "Không rõ là cá nhân hay tập thể",
    "«{value}» không rõ là họ tên một người hay tên một tập thể.",
    "Đơn vị ghi họ tên đầy đủ trong cột «Họ và tên» riêng, hoặc ghi «Tập thể» trước tên.",
)
SUBJECT_UNREAD = cause(
    "subject_column_unread",
    Level.ROW,
    "Cột có thể ghi của ai chưa đọc được",
    "Ô này ghi «{value}», ở cột «{detail}» mà chương trình chưa biết là gì; có thể đó mới là đối tượng của dòng này.",
    "Sửa tiêu đề cột ấy (như «Đối tượng»), hoặc khai nó bằng «dangbo bieu-mau them», rồi nhập lại.",
    unit="Đơn vị sửa tiêu đề cột ấy cho rõ (như «Đối tượng», «Chi bộ») rồi gửi lại.",
)
BOTH_NAMED = cause(
    "person_and_collective",
    Level.ROW,
    "Một dòng ghi cả tập thể và cá nhân",
    "Dòng này ghi cả cá nhân «{value}» và tập thể «{detail}».",
    "Đơn vị tách thành hai dòng.",
)
SUBJECT_IS_GROUP = cause(
    "name_is_unit",
    Level.ROW,
    "Ghi tên tổ chức ở cột họ tên",
    "«{value}» là tên tổ chức, không phải họ tên người.",
    "Đơn vị kiểm tra lại dòng này.",
)

_HALVES = ("family_name", "given_name")


class EntrySubjects(EntryPlaces):
    """Says of the rows of one table of entries whom each is about."""

    _fields: dict[str, Field]
    #: Whether the rows to come are people or collectives, where a group row says so.
    section: str | None = None
    #: The column of whom is rated, that which says what each is, and whether these are organisations and people.
    _subject: int | None
    _sorts: int | None
    _of_both: bool
    #: Columns of a rating list without names in which people may be named all the same, and whether they surely are.
    _unread_names: dict[int, bool]

    def _find_subjects(self, of_members: bool) -> None:
        """Find the columns that say whom the rows of the table are about."""
        self._unread_names = {}
        if self._form.about is Subject.RATED and not self._names:
            self._unread_names = unread_names(self._table, of_members)
        self._subject, self._sorts, self._of_both = self._names.get("full_name"), None, False
        if self._form.rated and self._subject is None:
            self._subject, self._sorts, self._of_both = subject_columns(self._table)

    def _begin_section(self, heading: str) -> bool:
        """Take a group row that parts people from collectives («Tập thể», «II. Cá nhân»)."""
        found = re.search(r"\b(tap the|ca nhan)\b", fold(heading))
        if found is None or len(heading.split()) > _LONGEST_SECTION:
            return False
        self.section = COLLECTIVE if found[1] == "tap the" else PERSON
        return True

    def _part(self, heading: str) -> bool:
        """Take a group row that parts a rating list («A. Tổ chức đảng», «B. Đảng viên»): below it the column of names is
        one of organisations, or of people."""
        found = _PART.match(fold(heading)) if len(heading.split()) <= _LONGEST_SECTION else None
        if found is None or self._subject is None:
            return False
        self._of_both = False
        self._list(found["people"] is not None, self._subject)
        return True

    def _list(self, people: bool, c: int) -> None:
        """Read column `c` as one of people, or of organisations."""
        places = [place for place in self._places if place != c]
        self._names, self._places = ({"full_name": c}, places) if people else ({}, [*places, c])

    def _who(self, reading: RowReading, cell: list[Raw]) -> tuple[str | None, str, str] | Problem:
        """Return (sort, name, cell): sort None where the row is about its organisation."""
        form = self._form
        if self._of_both and self._subject is not None:
            text = self._words(reading, cell, self._subject)
            said = None if self._sorts is None else raw_text(cell[self._sorts])
            person = is_person(text, said, bool(self._directory.look_up(text)))
            if person is None:
                return reading.problem(WHO_UNCLEAR, "", reading.where(self._subject), text)
            self._list(person, self._subject)
        if form.about is Subject.ORGANIZATION or (form.about is Subject.RATED and not self._names):
            for c, surely in self._unread_names.items():
                text = str(cell[c]) if c < len(cell) else ""
                if surely or begins_with_person(text):
                    return reading.problem(WHO_UNCLEAR, "", reading.where(c), clean(text))
            c = next((c for c in (self._columns.get(k) for k in ("name", *form.identity)) if c is not None), 0)
            return None, raw_text(cell[c]) if c < len(cell) else "", reading.where(c)
        if form.about is Subject.RATED or "collective" not in self._fields:
            name, where, trouble = self._name(reading, cell)
            if trouble is None and is_unit_name(name):
                return reading.problem(SUBJECT_IS_GROUP, "", where, name)
            return trouble or (PERSON, name, where)
        return self._anyone(reading, cell)

    def _anyone(self, reading: RowReading, cell: list[Raw]) -> tuple[str | None, str, str] | Problem:
        beside = self._columns.get("collective")
        names = [c for key in ("full_name", *_HALVES) if (c := self._columns.get(key)) is not None]
        whole = names[0] if names else None
        text = " ".join(filter(None, (self._words(reading, cell, c) for c in names)))
        collective = self._words(reading, cell, beside)
        sort = self.section
        if collective and is_tick(collective):
            sort, collective = COLLECTIVE, ""
        said = self._columns.get("subject_sort")
        if said is not None and (raw := self._cells.read(reading, cell, said, self._table.columns[said])) is not None:
            read, finding = read_value(self._fields["subject_sort"], raw, self._context.today)
            sort = str(read["subject_sort"]) if read else sort
            if finding is not None:
                reading.say(finding, reading.where(said), raw_text(raw))
        if text and collective:
            return reading.problem(BOTH_NAMED, collective, reading.where(whole or 0), text)
        if collective and beside is not None:
            return COLLECTIVE, collective, reading.where(beside)
        if whole is None or not text:
            if any(is_filled(cell, c) for c in self._places):
                return COLLECTIVE, "", reading.where(self._places[-1])
            if whole is None and beside is None and not self._places:  # whose it is, the group or the title says
                c = next((c for c in (self._columns.get(k) for k in self._form.identity) if c is not None), 0)
                for at in self._table.unknown:  # a column that nobody reads may name another
                    words = raw_text(cell[at]) if at < c and is_filled(cell, at) else ""
                    if any(map(str.isalpha, words)):
                        heading = self._table.headings.get(at, "")
                        return reading.problem(SUBJECT_UNREAD, heading, reading.where(at), words)
                return COLLECTIVE, "", reading.where(c)
            return reading.problem(WHO_UNCLEAR, "", reading.where(whole or beside or 0), "")
        where = reading.where(whole)
        if sort is None:
            sort = self._tell(text, cell)
        if sort is None:
            return reading.problem(NOBODY_NAMED if names_nobody(text) else WHO_UNCLEAR, "", where, text)
        if sort == COLLECTIVE:
            return sort, re.sub(r"^tập thể\s*:?\s+", "", text, flags=re.IGNORECASE), where
        name, where, trouble = self._name(reading, cell)
        if trouble is None and not looks_like_person(name):
            return reading.problem(NOBODY_NAMED if names_nobody(text) else WHO_UNCLEAR, "", where, text)
        return trouble or (PERSON, name, where)

    def _tell(self, text: str, cell: list[Raw]) -> str | None:
        """Tell a person from a collective by the words and by what stands beside."""
        proven = any(
            is_filled(cell, self._columns.get(key))
            for key in ("birth_date", "card_number", "citizen_id", "admitted_on")
        )
        if is_unit_name(text):
            return COLLECTIVE
        if is_collective(text):  # «Sở Cao Châu» who has a birth date is no department, whatever else
            return COLLECTIVE if not proven else PERSON if looks_like_person(strip_salutation(text)) else None
        if proven:
            return PERSON
        if looks_like_person(strip_salutation(text.split("(")[0])):
            return PERSON
        return COLLECTIVE if self._directory.look_up(text) else None

    def _words(self, reading: RowReading, cell: list[Raw], c: int | None) -> str:
        raw = None if c is None else self._cells.read(reading, cell, c, self._table.columns[c])
        return "" if raw is None else raw_text(raw)
