"""Whose a whole table is and of which year: what its file, its title and the table above say, before any row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.period import year_outside
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.sent.prefilled import SENT_TO_ANOTHER
from dangbo_cli.intake.tables.groups import group_of, names_unit, stands_above
from dangbo_cli.intake.tables.line_words import is_sort_of_people, is_unit_name, speaks_of_standing
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.stacked import alone, is_part
from dangbo_cli.intake.tables.titles import Place, narrow_sheet, of_name
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.grid import count_filled
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead

SHEET_PLACE_UNCLEAR = cause(
    "sheet_place_unclear",
    Level.SHEET,
    "Không rõ cả bảng thuộc tổ chức đảng nào",
    "{detail}",
    "Sửa tiêu đề hoặc tên tệp, hoặc nhập lại với --don-vi MÃ; cả bảng chưa được ghi.",
    unit="Sửa tiêu đề hoặc tên tệp; cả bảng chưa được ghi.",
)
SHEET_PLACE_UNKNOWN = cause(
    "sheet_place_unknown",
    Level.SHEET,
    "Tổ chức đảng của cả bảng chưa có trong sổ",
    "{detail}",
    "Nhập danh sách tổ chức đảng trước, hoặc thêm bằng «dangbo to-chuc them …»; nếu tên ghi sai thì sửa tiêu đề, hoặc nhập "
    "lại với --don-vi MÃ. Cả bảng chưa được ghi.",
    unit="Nếu tên tổ chức ghi sai thì sửa tiêu đề. Cả bảng chưa được ghi.",
)
SHEET_PLACE_NOT_GIVEN = cause(
    "sheet_place_not_given",
    Level.SHEET,
    "Bảng không phải của tổ chức đảng ghi ở --don-vi",
    "{detail}",
    "Kiểm tra mã ở --don-vi; nếu đúng là bảng của nơi ấy thì sửa tiêu đề cho khớp rồi nhập lại. Cả bảng chưa được ghi.",
    unit="Sửa tiêu đề cho khớp; cả bảng chưa được ghi.",
)
YEARS_DISAGREE = cause(
    "years_disagree",
    Level.SHEET,
    "Bảng của năm khác gửi lại",
    "Không chắc bảng là của năm nào: {detail}.",
    "Nếu đúng là bảng của năm ấy, nhập lại với --nam NĂM; cả bảng chưa được ghi.",
    unit="Đơn vị ghi đúng năm ở tiêu đề; cả bảng chưa được ghi.",
)

ROWS_OF_OTHER_YEAR = cause(
    "rows_of_other_year",
    Level.SHEET,
    "Tiêu đề và các dòng ghi hai năm khác nhau",
    "Không chắc bảng là của năm nào: {detail}.",
    "Nếu là của năm các dòng đã ghi, nhập lại với --nam NĂM ấy; nếu là của năm kia thì ghi lại năm ở cột ấy rồi nhập "
    "lại (--nam không thay năm đã ghi ở cột). Cả bảng chưa được ghi.",
    unit="Đơn vị ghi đúng một năm ở tiêu đề và ở cột ghi năm; cả bảng chưa được ghi.",
)
SENT_OF_OTHER_YEAR = cause(
    "sent_of_other_year",
    Level.SHEET,
    "Mẫu của năm khác, tiêu đề ghi năm này",
    "Không chắc bảng là của năm nào: {detail}.",
    "Nếu là của năm đã gửi thì nhập lại với --nam NĂM ấy, ô cột «Năm» để như đã gửi; nếu là của năm kia thì gửi cho đơn vị "
    "mẫu của năm ấy bằng «dangbo phat-mau … --nam NĂM» để ghi vào: những gì ghi sẵn ở mẫu này là của năm đã gửi. Cả bảng "
    "chưa được ghi.",
    unit="Nếu là của năm đã gửi thì ghi lại năm ấy ở tiêu đề và ở cột «Năm»; nếu là của năm kia thì đề nghị nơi nhận gửi mẫu "
    "của năm ấy và ghi vào mẫu đó, vì những gì ghi sẵn ở mẫu này là của năm đã gửi. Cả bảng chưa được ghi.",
)

YEAR_NOT_TAKEN = cause(
    "year_not_taken",
    Level.NOTE,
    "Năm ghi ở tiêu đề, tên tệp không dùng được",
    "Năm của các dòng không lấy theo đó: {detail}.",
)


class StatedYear(NamedTuple):
    """The one year that a column states for every row of a table; `said` quotes it, `where` is its first cell."""

    year: int
    said: str
    where: str


def place_table(table: TableRead, directory: Directory, given: Ref | None) -> Place:
    """Return where a table belongs: what the clerk, its file, its title, its sheet and the table above it say; a sheet
    that was sent out is of whom it was sent to."""
    place = narrow_sheet(
        directory, given, Path(table.path).stem, table.title, table.grid.title, _unit_before(table, directory)
    )
    return place if table.sent is None else _place_sent(table, directory, place, given)


def open_first_group(table: TableRead, directory: Directory, place: Place, given: Ref | None) -> Place:
    """Return where a table belongs whose title ends, right above its headings, in the first of its branches («1. Chi bộ
    Toán», the table, «2. Chi bộ Văn», …): to the unit that the rest of the title names, and that line is the first of its
    group rows. Only where a group below is one beside it, so that it cannot be of the whole sheet."""
    lines, top = table.title.lines, table.table.top
    line = next((one for one in reversed(lines) if is_unit_name(one)), "")
    says = table.title.cell_of(line) if line else None
    if table.sent is not None or says is None or any(map(count_filled, table.grid.rows[says[0] + 1 : top])):
        return place
    if not place.refs or place.trouble is not None:
        return place
    groups = [one.text for one in table.lines if one.sort is Sort.GROUP and names_unit(directory, one.text)]
    if all(group_of(directory, text, place.refs, []) or stands_above(directory, text, place.refs) for text in groups):
        return place
    at = len(lines) - 1 - lines[::-1].index(line)
    del lines[at]
    wider = place_table(table, directory, given)
    own = group_of(directory, line, wider.refs, []) if wider.refs and wider.trouble is None else None
    if own is None or own != place.refs or not any(group_of(directory, text, wider.refs, []) for text in groups):
        lines.insert(at, line)
        return place
    table.lines.insert(0, Line(says[0], Sort.GROUP, line))
    return wider


#: «(tính đến 31/12/2022)» behind the words of a section.
_OF_A_DAY = rare(r"\s*\((?:tính )?(?:đến|tại) [^()]*\d{4}\)$", re.IGNORECASE)


def open_first_section(table: TableRead) -> None:
    """Make a line right above the headings of a list of members a group row of the table where it says what sort of people
    stand below («I. Đảng viên chính thức»), as the same line below the headings is."""
    top = table.table.top
    if table.table.form.kind != "dang-vien" or not table.title.texts:
        return
    r = table.title.texts[-1][0]
    if any(map(count_filled, table.grid.rows[r + 1 : top])) or not (said := alone(table.grid.rows[r])):
        return
    said = _OF_A_DAY.sub("", said)
    if is_sort_of_people(said) or (is_part([said]) and speaks_of_standing(said)):
        table.lines.insert(0, Line(r, Sort.GROUP, said))


def unit_of_sheet(table: TableRead, directory: Directory) -> Ref | None:
    """Return the organisation that a sheet is of by what its file, its title and its own name say."""
    place = narrow_sheet(directory, None, Path(table.path).stem, table.title, table.grid.title)
    return directory.one(place.refs) if place.refs and place.trouble is None else None


def why_unplaced(place: Place, given: Ref | None) -> str:
    """Return the cause by which a table is set aside of which it is not clear whose it is."""
    if place.sent_to is not None:
        return SENT_TO_ANOTHER
    if place.unknown:
        return SHEET_PLACE_UNKNOWN
    return SHEET_PLACE_UNCLEAR if given is None else SHEET_PLACE_NOT_GIVEN


def _place_sent(table: TableRead, directory: Directory, said: Place, given: Ref | None) -> Place:
    """Return where a sheet that was sent out belongs: it was made for one organisation; not against what the clerk, its
    file, its title or the organisations of its rows say."""
    assert table.sent is not None
    sent_to = table.sent.sent.organization
    if sent_to is None:
        return said if said.trouble is None else Place(None, None, ())
    if sent_to not in directory.nodes:
        return said
    mine = f"Mẫu này đã gửi cho {directory.say(sent_to)}"
    if given is not None and not directory.on_one_line(given, sent_to):
        return Place(None, f"{mine}, không phải {directory.say(given)}.", (), sent_to=sent_to)
    elsewhere = said.refs is not None and _is_elsewhere(directory, said.refs, sent_to)
    if elsewhere and table.sent.sent.rows and not table.sent.came_back:
        return said  # another unit's sheet, put into this workbook
    for source, refs, line in _told_of_sent(table, directory, given):
        if _is_elsewhere(directory, refs, sent_to):
            others = directory.say_some(sorted(refs))
            return Place(None, f"{mine}, nhưng {source} là của {others}.", (), line, sent_to=sent_to)
    nearest = given if given is not None and directory.is_above(sent_to, given) else sent_to
    return Place(frozenset((nearest,)), None, (f"mẫu đã gửi cho {directory.say(sent_to)}",))


def _is_elsewhere(directory: Directory, refs: frozenset[Ref], place: Ref) -> bool:
    return bool(refs) and not any(directory.on_one_line(ref, place) for ref in refs)


def _told_of_sent(
    table: TableRead, directory: Directory, given: Ref | None
) -> Iterator[tuple[str, frozenset[Ref], str]]:
    """Yield whose a sheet that was sent out is by each source besides the template itself: the words of the source, the
    organisations it names, the line of the title."""
    stem = Path(table.path).stem
    if given is None:
        first = stem.replace("_", " ").split()[:1]
        code = directory.by_code(first[0]) if first and not first[0].isdecimal() else None
        yield f"tên tệp «{stem}»", of_name(directory, stem) or frozenset(() if code is None else (code.ref,)), ""
    current: frozenset[Ref] = frozenset()
    told = ""
    for line in table.title.lines:
        for refs in (mention.refs for mention in directory.mentions(line) if mention.refs):
            current, told = (directory.narrow(current, refs) if current else refs) or refs, line
    yield f"tiêu đề «{told}»", current, told
    yield from _of_new_rows(table, directory)


def _of_new_rows(table: TableRead, directory: Directory) -> Iterator[tuple[str, frozenset[Ref], str]]:
    """Yield the organisations of the column of organisations where no row is one that was sent out and none of them names
    the one it was sent to."""
    sent = table.sent
    if sent is None or sent.came_back or sent.sent.organization is None:
        return
    columns = [c for c, m in table.table.columns.items() if m.value is Value.ORGANIZATION]
    rows = [table.cells(line.row) for line in table.lines if line.sort is Sort.RECORD]
    named = [
        refs
        for cells in rows
        for c in columns
        if c < len(cells) and (text := clean(raw_text(cells[c]))) and (refs := directory.look_up(text))
    ]
    if all(_is_elsewhere(directory, refs, sent.sent.organization) for refs in named):
        yield "cột tổ chức đảng", frozenset(ref for refs in named for ref in refs), ""


def _unit_before(table: TableRead, directory: Directory) -> Ref | None:
    """Return the grassroots organisation of the table above in the same sheet: a second title «CHI BỘ 2»
    means the one of that unit. A title that names none goes on with the unit itself."""
    if table.before is None or table.before.base is None:
        return None
    if not any(directory.mentions(line) for line in table.title.lines):
        return table.before.base
    return directory.grassroots(table.before.base)


def names_units(table: TableRead, records: Sequence[Line]) -> bool:
    """Tell whether any record fills a column of organisations."""
    columns = [c for c, m in table.table.columns.items() if m.value is Value.ORGANIZATION]
    return any(
        c < len(cells) and str(cells[c] or "").strip()
        for line in records
        for cells in (table.cells(line.row),)
        for c in columns
    )


def workplace_names_units(table: TableRead, directory: Directory, base: frozenset[Ref] | None) -> bool:
    """Tell whether the «Đơn vị» column names organisations: only where no other source says more than the
    committee above, and every value is one; of a list of people whom nothing else places, half of the values."""
    columns = [c for c, m in table.table.columns.items() if m.value is Value.WORKPLACE or m.key == "unit"]
    if not columns or any(m.value is Value.ORGANIZATION for m in table.table.columns.values()):
        return False
    one = directory.one(base) if base else None
    if one is not None and not directory.has_children(one):
        return False
    values = {
        clean(raw_text(cells[c]))
        for line in table.lines
        if line.sort is Sort.RECORD
        for cells in (table.cells(line.row),)
        for c in columns
        if c < len(cells) and cells[c] not in ("", None)
    } - {""}
    if not values:
        return False
    known = sum(
        bool(refs := directory.look_up(value)) and (base is None or bool(directory.narrow(base, refs)))
        for value in values
    )
    placed = (one is not None and directory.holds_members(one)) or any(line.sort is Sort.GROUP for line in table.lines)
    lost = table.table.form.kind == "dang-vien" and not placed
    # «CB Trường Tiểu học» is an organisation of the Party, though none is called quite so: to be asked about.
    named = sum(bool(directory.look_up(value)) or is_unit_name(value) for value in values) if lost else 0
    return known == len(values) or (lost and 2 * max(known, named) >= len(values))


def unread_units(
    table: TableRead, directory: Directory, base: frozenset[Ref] | None, records: Sequence[Line]
) -> int | None:
    """Return the column of an unknown heading in which a table without one of organisations names some below those it is
    of («Tập thể, cá nhân»: «Chi bộ 1»); None where there is none."""
    columns = table.table.columns.values()
    if not base or not table.table.unknown or any(m.value is Value.ORGANIZATION for m in columns):
        return None
    for c in table.table.unknown:
        for line in records:
            row = table.grid.rows[line.row]
            text = clean(raw_text(row[c])) if c < len(row) else ""
            if is_unit_name(text) and directory.narrow(base, directory.look_up(text)) not in (base, frozenset()):
                return c
    return None


def year_of_names(table: TableRead) -> int | None:
    """Return the year that the name of the file states, else the name of the sheet."""
    return year_of_name(table.path, table.today) or year_of_name(table.grid.name, table.today)


def year_of_rows(table: TableRead, records: Sequence[Line]) -> StatedYear | None:
    """Return the year that a column «Năm» states for every record (of a sheet that was sent out: for every row that
    was), or the headings of all columns of levels; None where rows state several, or one states none."""
    from dangbo_cli.forms.entry_values import read_value  # only of the year's work

    found = table.table
    if table.sent is not None and table.sent.came_back:
        records = [line for line in records if table.sent.was_sent(line.row)]
    c = next((c for c, m in found.columns.items() if m.key == "period"), None)
    if c is not None and records:
        declared = next(one for one in found.form.fields if one.key == "period")
        texts = {raw_text(cells[c]) if c < len(cells) else "" for line in records for cells in (table.cells(line.row),)}
        years = {read_value(declared, text, table.today)[0].get("period") for text in texts}
        if len(years) == 1 and (year := years.pop()) is not None:
            at = address(records[0].row, found.origin.get(c, c))
            rows = f" của cả {len(records)} dòng" if len(records) > 1 else ""
            return StatedYear(int(year), f"cột «{found.headings[c]}»{rows} ghi năm {year}", at)
    if not records or c is not None:
        return None
    levels = {c: m.rating for c, m in found.columns.items() if m.rating is not None}
    stated = {rating.year for rating in levels.values()}
    if len(stated) == 1 and (year := stated.pop()) is not None:
        c = min(levels)
        return StatedYear(
            int(str(year)), f"cột «{found.headings[c]}» ghi năm {year}", address(found.bottom, found.origin.get(c, c))
        )
    return None


def years_disagree(
    table: TableRead, stated: StatedYear | None, given: int | None, sent_before: Sequence[str]
) -> Finding | None:
    """Say why it is not certain of which year the sheet is: the names of its file, its title and its rows state different
    ones, or the same bytes came before under another year. What the clerk says (`given`) settles that, as far as no row
    states another year itself; but a template sent out for one year is not of another, whatever its cells say now."""
    named, own = year_of_name(table.path, table.today), table.title.year
    sent = None if own is None else _year_sent(table)
    if own is not None and sent not in (None, int(own)) and table.title.is_of(int(own), False):
        said_of_rows = "các dòng không còn cùng ghi một năm" if stated is None else stated.said
        against = f"mẫu đã gửi là của năm {sent}, tiêu đề nay ghi năm {own}, {said_of_rows}"
        if (given != sent) if stated is None or stated.year == sent else stated.year == int(own):
            return Finding(SENT_OF_OTHER_YEAR, against)
    if given is not None and (stated is None or stated.year == given):
        return None
    said = [f"tên tệp ghi năm {named}", f"tiêu đề ghi năm {own}"]
    if named is not None and own is not None and named != own:
        told = said if stated is None else [*said, stated.said]
        return Finding(YEARS_DISAGREE if stated is None else ROWS_OF_OTHER_YEAR, ", ".join(told))
    if stated is not None and own not in (None, stated.year):
        of_levels = not any(m.key == "period" for m in table.table.columns.values())
        if table.title.is_of(int(str(own)), of_levels):
            return Finding(ROWS_OF_OTHER_YEAR, f"{said[1]}, {stated.said}")
    if named is not None and own is None and given is None:
        for before in sent_before:
            other = year_of_name(before, table.today)
            if other is not None and other != named:
                before = Path(before).name
                return Finding(YEARS_DISAGREE, f"{said[0]}, nhưng chính tệp này đã nhập với tên «{before}»")
    return None


def _year_sent(table: TableRead) -> int | None:
    """Return the one year of all rows that a template was sent out with and that came back in it, None where there is none."""
    if table.sent is None or not table.sent.came_back:
        return None
    years = {cells.get("period", "") for cells in table.sent.sent.rows.values()}
    year = years.pop() if len(years) == 1 else ""
    return int(year) if year.isdecimal() else None


def year_of_name(name: str, today: date) -> int | None:
    """Return the one year that a file's or a sheet's name states, None where it states none, several or one that no
    year's work can be of."""
    years = _years_in(name)
    return years[0] if len(years) == 1 and not year_outside(years[0], today) else None


def _years_in(name: str) -> list[int]:
    years = set(re.findall(r"(?<!\d)(20\d\d)(?!\d)", Path(name).stem if "/" in name or "\\" in name else name))
    return sorted(map(int, years))


def years_no_work_is_of(table: TableRead) -> str:
    """Return what the title and the names of a table say of one year that no year's work can be of («tiêu đề ghi năm
    2062, ngoài khoảng 1990 đến 2027»); "" where they say none."""
    told = (
        ("tiêu đề", table.title.years),
        ("tên tệp", _years_in(table.path)),
        ("tên trang tính", _years_in(table.grid.name)),
    )
    return "; ".join(
        f"{where} ghi năm {years[0]}, {outside}"
        for where, years in told
        if len(years) == 1 and (outside := year_outside(years[0], table.today))
    )
