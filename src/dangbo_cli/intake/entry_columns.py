"""Columns of a sheet of the year's work whose rows would be taken for what they are not: ratings for another year, names
that nobody reads."""

from __future__ import annotations

from collections.abc import Mapping

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.headings import Meaning, heading_book, heading_key
from dangbo_cli.forms.members import FORM as MEMBERS
from dangbo_cli.sheets.table import TableFound

RATING_OF_OTHER_YEAR = cause(
    "rating_of_other_year",
    Level.CELL,
    "Cột xếp loại của năm khác",
    "Cột «{value}» là của năm {detail}, bảng còn có cột xếp loại của năm khác.",
    "Nhập lại với --nam NĂM cho từng năm; cả cột chưa được ghi.",
)


def other_years(columns: Mapping[int, Meaning], year: int | None) -> dict[int, str]:
    """Return the columns of ratings whose headings name another year than the one the rows are read for, where there are
    several: that of the sheet, which columns without a year are of, too; none where it is not known which."""
    rated = {c: m.rating.year for c, m in columns.items() if m.rating is not None}
    own = None if year is None else str(year)
    years = {own if stated is None else stated for stated in rated.values()} - {None}
    return {c: stated for c, stated in rated.items() if stated is not None and stated != own and len(years) > 1}


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
