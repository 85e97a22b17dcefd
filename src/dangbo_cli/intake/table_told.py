"""What is told of one table as a whole: its header and columns, what was taken for blank, of which nothing says the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, RecordChange, Ref
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.own import NUMBER_COLUMN
from dangbo_cli.intake.tables.line_words import is_empty
from dangbo_cli.intake.tables.lines import Sort
from dangbo_cli.intake.tables.told import FILLER, POSITION_SIDES
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.address import address, column_letter

if TYPE_CHECKING:
    from dangbo_cli.intake.members.rows import MemberReader
    from dangbo_cli.intake.table_reading import TableRead
    from dangbo_cli.intake.who.directory import Directory
    from dangbo_cli.intake.who.matching import Match

YEAR_UNKNOWN = cause(
    "rating_year_unknown",
    Level.CELL,
    "Không rõ xếp loại của năm nào",
    "Cột «{value}» không ghi năm, tiêu đề cũng không.",
    "Nhập lại với --nam NĂM; cả cột chưa được ghi.",
    unit="Ghi năm vào tiêu đề; cả cột chưa được ghi.",
)
COLUMN_TWICE = cause(
    "column_twice",
    Level.CELL,
    "Hai cột cùng một nội dung",
    "Cột «{value}» cùng nội dung với cột {detail}.",
    "Đơn vị bỏ một cột; cột này chưa được đọc.",
)
COLUMN_OF_OTHER_KIND = cause(
    "column_of_other_kind",
    Level.CELL,
    "Cột của loại biểu khác",
    "Cột «{value}» là của {detail}.",
    "Nhập lại tệp này với --loai-bieu ấy để đọc cột này, hoặc tách thành hai bảng; cột này chưa được đọc.",
    unit="Tách thành hai bảng, mỗi bảng một loại; cột này chưa được đọc.",
)
HEADING_UNSURE = cause(
    "heading_unsure",
    Level.CELL,
    "Cột không đọc vì không rõ tiêu đề",
    "Tiêu đề của cột {detail} gõ bằng phông cũ, chưa chắc là chữ gì, nên cả cột chưa được đọc.",
    "Gõ lại tiêu đề cột ấy bằng phông Unicode (Times New Roman) rồi nhập lại.",
)
TABLE_BESIDE = cause(
    "table_beside",
    Level.CELL,
    "Hai bảng đặt cạnh nhau",
    "Từ cột {detail} («{value}») là một bảng khác đặt bên phải, có họ tên riêng.",
    "Đơn vị chuyển bảng bên phải xuống dưới hoặc sang trang tính khác; các cột ấy chưa được đọc.",
)
UNCLAIMED = cause(
    "columns_unclaimed",
    Level.NOTE,
    "Cột không đọc vì không rõ tiêu đề nói gì",
    "{detail} có ghi nhưng không rõ tiêu đề nói gì nên không đọc.",
    "Nhập lại, không thêm --dong-y, để chọn từng cột là gì; khai tiêu đề ấy bằng «dangbo bieu-mau them»; hoặc đơn vị sửa lại "
    "tiêu đề.",
    unit="Sửa lại tiêu đề cột cho rõ là nội dung gì.",
)
BRANCH_NOT_SAID = cause(
    "branch_not_said", Level.NOTE, "Không ghi chi bộ", "Bảng không cho biết chi bộ; {detail} người được ghi ở {value}."
)
#: Rows that hold what entries and people have.
_OF_RECORDS = (Sort.RECORD, Sort.CONTINUED)
_LONGEST_SHOWN = 60


def describe(read: TableRead) -> None:
    """Fill in what the preview tells of the table: header rows, columns, what is left over."""
    t, result = read.table, read.result
    result.kind = t.form.kind
    result.header_rows = list(range(t.top + 1, t.bottom + 2))
    result.headings = {column_letter(c): t.headings[c] for c in sorted(t.headings)}
    for c, meaning in sorted(t.columns.items(), key=lambda one: (t.origin.get(one[0], one[0]), one[0])):
        if meaning.value is not Value.ORDINAL:
            letter = column_letter(t.origin.get(c, c))
            known = result.columns.get(letter)
            result.columns[letter] = f"{known}+{meaning.key}" if known else meaning.key
    result.ignored_columns = [t.headings[c] for c in t.ignored if c in t.headings and t.headings[c] != NUMBER_COLUMN]
    for c, other in t.doubled.items():
        name_twice(read, c, other)
    if t.beside is not None:
        heading = t.headings.get(t.beside, "")
        read.problem_at(TABLE_BESIDE, column_letter(t.beside), address(t.bottom, t.beside), heading)
    for r, c in sorted(read.grid.unsure):
        if t.top <= r <= t.bottom and c not in t.columns and c not in t.origin.values():
            read.problem_at(HEADING_UNSURE, column_letter(c), address(r, c), "")


def name_twice(read: TableRead, c: int, other: int) -> None:
    """Name a column that is not read because another says the same."""
    t = read.table
    read.problem_at(COLUMN_TWICE, column_letter(other), address(t.bottom, c), t.headings[c])


def unclaimed(read: TableRead, c: int) -> list[Raw]:
    """Return what the records of a table have in a column of an unknown heading; nothing where it is of the family, of
    what is not kept, or our own."""
    heading = read.table.headings.get(c, NUMBER_COLUMN)
    if heading == NUMBER_COLUMN or not heading_key(heading):
        return []
    if heading_book(read.table.form).is_not_kept(tuple(heading.split(" - "))):
        return []
    rows = (read.grid.rows[line.row] for line in read.lines if line.sort in _OF_RECORDS)
    cells = (row[c] for row in rows if c < len(row))
    return [raw for raw in cells if not is_blank(raw) and raw_text(raw)]


def tell_unclaimed(read: TableRead) -> None:
    """Say in one note which columns were not read because no form knows their heading, though the clerk did not say so."""
    told = {}
    for c in read.table.unknown:
        if c not in read.unwanted and (cells := unclaimed(read, c)):
            heading = read.table.headings[c]
            short = heading if len(heading) <= _LONGEST_SHOWN else heading[: _LONGEST_SHOWN - 1].rstrip() + "…"
            told[f"cột {column_letter(read.table.origin.get(c, c))} «{short}» ({len(cells)} ô)"] = short
    if told:
        detail = ", ".join(told)
        message = say(Finding(UNCLAIMED, f"{detail[:1].upper()}{detail[1:]}"))
        read.plan.notes.append(Note(UNCLAIMED, message, read.path, read.grid.name, "", "; ".join(told.values())))


_FORMS_OF = {"khen-thuong": "ky-luat", "ky-luat": "khen-thuong"}


def name_columns_of_other_kind(read: TableRead, rows: Sequence[int]) -> None:
    """Name the column of disciplines in a list of commendations, and the other way, where `rows` have something in it."""
    other = form_of(_FORMS_OF.get(read.table.form.kind, ""))
    if other is None:
        return
    from dangbo_cli.intake.entries.words import says_none

    headings = {heading_key(heading) for heading in other.field("form").headings}
    for c in read.table.ignored:
        if heading_key(text := read.table.headings.get(c, "")) not in headings:
            continue
        told = [read.grid.rows[r][c] for r in rows if c < len(read.grid.rows[r])]
        if any(isinstance(one, str) and not is_empty(one) and not says_none(one) for one in told):
            what = f"{other.title.lower()} (--loai-bieu {other.kind}), bảng này được đọc là {read.table.form.title.lower()}"
            read.problem_at(COLUMN_OF_OTHER_KIND, what, address(read.table.bottom, c), text)


def tell_columns(read: TableRead, reader: MemberReader) -> None:
    """Name what was taken for blank and how bare positions were understood, once a column."""
    headings = read.table.headings
    read.note(FILLER, reader.fillers.tell(headings))
    read.note(POSITION_SIDES, reader.sides.tell(headings, everything=False))
    read.result.tells.append(lambda: reader.sides.tell(headings, everything=True))


def name_unknown_years(read: TableRead, year: int | None) -> None:
    """Name the columns of ratings of which nothing says the year."""
    if year is not None:
        return
    for c, meaning in read.table.columns.items():
        if meaning.rating is not None and meaning.rating.year is None:
            read.problem_at(YEAR_UNKNOWN, "", address(read.table.bottom, c), read.table.headings[c])


def note_missing_branches(
    tables: Sequence[TableRead],
    found: Iterable[tuple[Match, Ref]],
    changes: Iterable[RecordChange],
    directory: Directory,
) -> None:
    """Say where the changes write people into a committee that has branches, because their sheet names none. `found` are
    the people with their numbers; who stays in the branch where the record has her is not meant."""
    wide = {
        (table.source, ref)
        for table in tables
        for ref in {person.organization for person in table.people}
        if directory.has_children(ref)
    }
    if not wide:
        return
    written = {
        change.subject_record: place.after
        for change in changes
        if change.entity is Entity.MEMBER_PLACE and (place := change.fields.get("organization_id")) is not None
    }
    counted = Counter(
        pair
        for person, ref in found
        for pair in {(row.source, row.organization) for row in person.rows}
        if pair in wide and written.get(ref) == pair[1]
    )
    for table in tables:
        for (source, ref), count in counted.items():
            if source != table.source:
                continue
            value = directory.say(ref)
            said = say(Finding(BRANCH_NOT_SAID, str(count)), value)
            table.plan.notes.append(Note(BRANCH_NOT_SAID, said, table.path, table.grid.name, "", value))


def name_senders(tables: Sequence[TableRead], directory: Directory) -> None:
    """Name whom a letter about a table is to, where the sheet names nobody and most of its rows are read, all of one
    grassroots organisation."""
    for table in tables:
        places = {row.organization for row in table.people} | {row.under for row in table.organizations}
        units = {place and directory.grassroots(place) for place in places}
        read = len(table.people) + len(table.organizations)
        if table.base is None and len(units) == 1 and 2 * read >= table.result.rows:
            table.result.called = directory.called((places if len(places) == 1 else units).pop())
