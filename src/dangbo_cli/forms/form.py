"""What a declaration is made of (docs/thiet-ke.md, idea 1).

One `Form` per kind of sheet declares its fields once; recognising and reading what a unit sends, the
blank or prefilled template, the printed sheet and the manual's list of columns all use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Value(StrEnum):
    """What the cells of a field hold; `intake.tables.values` has one reader for each."""

    ORDINAL = "ordinal"
    TEXT = "text"
    COUNT = "count"
    PERSON_NAME = "person_name"
    BIRTH = "birth"
    PARTY_DATE = "party_date"
    DATE = "date"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    GENERAL_EDUCATION = "general_education"
    EXPERTISE = "expertise"
    POLITICAL_THEORY = "political_theory"
    PARTY_POSITION = "party_position"
    POSITION = "position"  # «Chức vụ» that does not say which: Party words go to the Party's side
    CARD = "card"
    CARD_AND_FILE = "card_and_file"  # both numbers in one cell, or either alone: their lengths differ
    FILE_NUMBER = "file_number"
    CITIZEN = "citizen"
    PHONE = "phone"
    EMAIL = "email"
    STANDING = "standing"
    STANDING_MARK = "standing_mark"  # a tick, or the date itself, under «Đảng viên dự bị»
    RATING = "rating"
    ORGANIZATION = "organization"
    ADDRESS_PART = "address_part"  # a commune or a district in a column of its own: put together to an address
    EXTERNAL_ID = "external_id"  # the number another system knows somebody by
    LEAVING = "leaving"  # when, where to or why somebody left: filled only for those who did
    DELETION = "deletion"  # «Đề nghị xóa»: said, never done
    COMBINED = "combined"  # several facts in one cell, in the order the heading names them
    WORKPLACE = "workplace"  # an agency or an office: an organisation only where every value is one
    ORGANIZATION_CODE = "organization_code"
    ORGANIZATION_NAME = "organization_name"
    ORGANIZATION_KIND = "organization_kind"
    YEAR = "year"
    NUMBER = "number"
    CHOICE = "choice"  # one of the field's closed list `choices`
    TICK = "tick"  # yes or no; a date under it means yes, on that day
    DONE = "done"  # words on what was done; a tick in their place says that it was
    CRITERION = "criterion"  # the grade or points of one criterion of a rating
    TARGETS = "targets"  # one or several targets that can be measured
    PARTY_NAME = "party_name"  # a person or a collective, told apart by the words and the other columns
    DOCUMENT = "document"  # a directing document of the record, by its number
    IGNORED = "ignored"  # known, and not kept


class Subject(StrEnum):
    """What a row of a sheet is about, besides members and organisations themselves."""

    ORGANIZATION = "organization"  # the organisation of the row
    RATED = "rated"  # a member where the table names persons, else an organisation
    ANYONE = "anyone"  # a member, a person who is none, or a collective


class Field(NamedTuple):
    """One field of a form.

    `headings` are the texts units put above it, in any case and with any line breaks; «a > b» is the
    child heading b under the merged parent a, for children that mean nothing alone. `group` is the
    closed list that child headings under this one may be tick columns of; `parts` are the fields that the cells hold
    together where the heading does not say so («Trình độ»). `width` is in characters; `weight` is how much the heading
    speaks for the form. `choices` is the closed list of a CHOICE: labels, each with further words for it after «=»,
    parted by «|». A `free` text is a note or a conclusion: no ordinary list shows it. A `stored` field is a column of
    the entry; others say who or where it is about, or belong to its parts. An `open` field gathers columns that no other
    field knows, each by the name of its own heading («Tiêu chí» over «Đoàn kết nội bộ»); it is no column itself.
    `denied` are headings beside it under which a tick says no to it («Chưa nộp»).
    A text that `recurs` is one of a few words that entries share and are counted by («Giấy khen»), of no closed list.
    A date by which an entry is of its year may as a rule lie `around` it: so many months before the year begins and after
    it ends (None: whenever after it).
    """

    key: str
    title: str
    value: Value
    headings: tuple[str, ...]
    width: int = 14
    required: bool = False
    weight: int = 1
    group: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    free: bool = False
    stored: bool = True
    future: bool = False  # of a date: it may lie ahead
    most: float | None = None  # of a number: there can be no higher one
    open: bool = False
    recurs: bool = False
    denied: tuple[str, ...] = ()
    around: tuple[int, int | None] = (0, 0)


def spellings(text: str) -> tuple[str, ...]:
    """Return the headings written in one text, parted by «|»."""
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One kind of sheet.

    `identity` are the fields of which one must stand in a table of this kind, `core` those that only
    this kind has; `title_words` (folded) in a title speak for the kind, `title_refusals` against it. A `rated` form may
    have rating columns besides its fields (`forms.rating_headings`); in one that `combines`, a heading may name several
    fields whose values stand in one cell («Ngày vào Đảng, ngày chính thức»). A table names at least `fewest` known fields.

    A form of entries (the year's work) says what its rows are `about` and where they are kept (`entity`). `dated_by`
    are the dates whose year an entry belongs to where the sheet states none (with `date_first` even where it does), `dates`
    others that lie in its year, or `around` it, without telling it.
    Two rows of one subject and year with the same `key` fields are one entry unless they differ in the first
    alternative of `same_by` that both have. `continued` are fields whose cells may go on in rows below. With
    `strangers`, a person the record does not have is kept by name. `from_title` are fields that a title may state for all
    rows («DANH SÁCH TẶNG GIẤY KHEN»): the key and «value=word|word» for each value, words folded. `speaks` are words of
    which a heading (of those the form knows) or the title must have one: what else such a sheet has stands in any report,
    plan or agenda («Nội dung», «Kết quả», «Thời gian», «Chủ trì»).
    """

    kind: str
    title: str
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    core: tuple[str, ...]
    title_words: tuple[str, ...] = ()
    title_refusals: tuple[str, ...] = ()
    rated: bool = False
    combines: bool = False
    fewest: int = 3
    about: Subject | None = None
    entity: str = ""
    dated_by: tuple[str, ...] = ()
    date_first: bool = False
    dates: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    same_by: tuple[tuple[str, ...], ...] = ()
    continued: tuple[str, ...] = ()
    strangers: bool = False
    file_words: tuple[str, ...] = ()
    from_title: tuple[tuple[str, tuple[str, ...]], ...] = ()
    speaks: tuple[str, ...] = ()

    @property
    def quoted(self) -> str:
        """The title as a sentence quotes it: once, where it has quotes of its own."""
        return self.title if "«" in self.title else f"«{self.title}»"

    @property
    def stored(self) -> tuple[Field, ...]:
        """The fields that are columns of an entry."""
        return tuple(f for f in self.fields if f.stored and f.value not in (Value.ORDINAL, Value.IGNORED))

    @property
    def entry_title(self) -> str:
        """What one entry is called: the title without the words for a list («Danh sách khen thưởng»: «Khen thưởng»)."""
        for word in ("Danh sách ", "Sổ "):
            if self.title.startswith(word):
                rest = self.title.removeprefix(word)
                return rest[:1].upper() + rest[1:]
        return self.title

    @property
    def subject_title(self) -> str:
        """What lists call whom an entry is about; "" where that is an organisation or nobody."""
        return {Subject.ANYONE: "Tập thể, cá nhân", Subject.RATED: "Đối tượng"}.get(
            self.about or Subject.ORGANIZATION, ""
        )

    def told_by(self, title_words: str) -> dict[str, str]:
        """Return the values that the words of a title state for all rows: of each field the only one they name."""
        told: dict[str, str] = {}
        for key, values in self.from_title:
            named = [
                v.partition("=")[0] for v in values if any(w in title_words for w in v.partition("=")[2].split("|"))
            ]
            if len(named) == 1:
                told[key] = named[0]
        return told

    def field(self, key: str) -> Field:
        """Return the field named `key`; KeyError where the form has none."""
        for candidate in self.fields:
            if candidate.key == key:
                return candidate
        raise KeyError(key)
