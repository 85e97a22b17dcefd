"""What the headings of a sheet of the year's work say beside their fields: columns that nobody reads, though people are
named in them, and the most points that one gives."""

from __future__ import annotations

import re

from dangbo_cli.domain.criterion import most_of_heading
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.members import FORM as MEMBERS
from dangbo_cli.forms.rating_headings import RatingHeading, says_proposed, year_of_heading
from dangbo_cli.forms.subjects import SORT
from dangbo_cli.intake.tables.line_words import is_unit_name
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.names import looks_like_person
from dangbo_cli.vietnamese.text import fold

_BOTH = re.compile(r"^\W*doi tuong\b|\b(?:to chuc(?: co so)? dang|tap the)\b.*\b(?:dang vien|ca nhan)\b")
_IS = frozenset(("la", *map(heading_key, SORT.headings)))
_SORTS = {"ca nhan": True, "dang vien": True, "tap the": False, "to chuc dang": False, "to chuc": False}
_RATED = (Value.NUMBER, Value.RATING)


def names_both(heading: str) -> bool:
    """Tell whether a heading names organisations and people: «Tổ chức đảng, đảng viên», «Tập thể, cá nhân»,
    «Đối tượng»."""
    return _BOTH.search(fold(heading)) is not None


def subject_columns(table: TableFound) -> tuple[int | None, int | None, bool]:
    """Return the column of whom a rating list without names rates, that which says of each whether it is one person
    («Là»), and whether the two name organisations and people."""
    places = [c for c, meaning in sorted(table.columns.items()) if meaning.key == "organization"]
    both = next((c for c in places if names_both(table.headings.get(c, ""))), None)
    said = next((c for c, heading in table.headings.items() if heading_key(heading) in _IS), None)
    return both if both is not None or not places else places[0], said, both is not None or said is not None


def is_person(text: str, said: str | None, known: bool) -> bool | None:
    """Tell whether a text of such a column is a person, by what stands in the column that says it («Cá nhân», None where
    there is none), else by the text, `known` as the name of an organisation; None where it is not certain."""
    if said is None:
        return looks_like_person(text) and not is_unit_name(text) and not known
    person = _SORTS.get(fold(said))
    return None if person and not text else person


def unread_names(table: TableFound, of_members: bool) -> dict[int, bool]:
    """Return the columns of unknown headings in which a list may name people, and whether it surely does: the heading
    begins as one of names does («Họ và tên, ngày sinh»). In any other only where the list is one of members."""
    book, found = heading_book(MEMBERS), dict[int, bool]()
    for c in table.unknown:
        heading = table.headings[c]
        if book.leaves_alone((heading,)):
            continue
        words = heading_key(heading).split()
        begun = (book.read((" ".join(words[:n]),)) for n in range(len(words), 1, -1) if "ten" in words[:n])
        surely = any(meaning is not None and meaning.key == "full_name" for meaning in begun)
        if surely or of_members:
            found[c] = surely
    return found


def unsaid_levels(table: TableFound) -> dict[int, RatingHeading]:
    """Return the columns of levels that are taken for proposed though their headings do not say whose they are («Xếp loại
    tổ chức đảng»)."""
    return {
        c: RatingHeading("proposed", False, None)
        for c, meaning in table.columns.items()
        if meaning.key == "proposed_level" and not says_proposed(heading_key(table.headings.get(c, "")))
    }


def proposing_heading(table: TableFound) -> str:
    """Return the heading by which the commendations of a table are only proposed («Hình thức đề nghị khen thưởng»): of
    the form, or of who is to decide it; "" where none says so."""
    for key in ("form", "level") if table.form.kind == "khen-thuong" else ():
        headings = [table.headings.get(c, "") for c, meaning in table.columns.items() if meaning.key == key]
        if headings and all(says_proposed(fold(heading)) for heading in headings):
            return headings[0] if len(headings) == 1 else headings[0].split(" - ")[0]  # above columns of ticks
    return ""


def years_stated(table: TableFound) -> dict[int, str]:
    """Return the years in the headings of what is rated beside the levels («Điểm 2026»), by column."""
    beside = (c for c, meaning in table.columns.items() if meaning.rating is None and meaning.value in _RATED)
    found = {c: year_of_heading(heading_key(table.headings.get(c, ""))) for c in beside}
    return {c: year for c, year in found.items() if year is not None}


def most_points(table: TableFound) -> dict[int, float]:
    """Return the columns of numbers whose headings give the most there can be («tối đa 30 điểm»)."""
    numbers = (c for c, meaning in table.columns.items() if meaning.value in (Value.NUMBER, Value.CRITERION))
    found = {c: most_of_heading(table.headings.get(table.origin.get(c, c), "")) for c in numbers}
    return {c: most for c, most in found.items() if most is not None}
