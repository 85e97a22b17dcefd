"""Whose a whole table is and of which year: what its file, its title and the table above say, before any row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.titles import Place, narrow_sheet
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.intake.who.directory import Directory
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
YEARS_DISAGREE = cause(
    "years_disagree",
    Level.SHEET,
    "Bảng của năm khác gửi lại",
    "Không chắc bảng là của năm nào: {detail}.",
    "Nếu đúng là bảng của năm ấy, nhập lại với --nam NĂM; cả bảng chưa được ghi.",
    unit="Đơn vị ghi đúng năm ở tiêu đề; cả bảng chưa được ghi.",
)


def place_table(table: TableRead, directory: Directory, given: Ref | None) -> Place:
    """Return where a table belongs: what the clerk, its file, its title, its sheet and the table above it say; a sheet
    that was sent out is of whom it was sent to."""
    place = narrow_sheet(
        directory, given, Path(table.path).stem, table.title, table.grid.title, _unit_before(table, directory)
    )
    return place if table.sent is None else _place_sent(table, directory, place, given)


def unit_of_sheet(table: TableRead, directory: Directory) -> Ref | None:
    """Return the organisation that a sheet is of by what its file, its title and its own name say."""
    place = narrow_sheet(directory, None, Path(table.path).stem, table.title, table.grid.title)
    return directory.one(place.refs) if place.refs and place.trouble is None else None


def _place_sent(table: TableRead, directory: Directory, said: Place, given: Ref | None) -> Place:
    """Return where a sheet that was sent out belongs: it was made for one organisation, whatever its title and
    its name say by now; not against what the clerk says."""
    assert table.sent is not None
    sent_to = table.sent.sent.organization
    if sent_to is None:
        return said if said.trouble is None else Place(None, None, ())
    if sent_to not in directory.nodes:
        return said
    if given is not None and not directory.on_one_line(given, sent_to):
        there, here = directory.say(sent_to), directory.say(given)
        return Place(None, f"Mẫu này đã gửi cho {there}, không phải {here}.", ())
    elsewhere = said.refs is not None and not any(directory.on_one_line(ref, sent_to) for ref in said.refs)
    if elsewhere and table.sent.sent.rows and not table.sent.came_back:
        return said  # another unit's sheet, put into this workbook
    nearest = given if given is not None and directory.is_above(sent_to, given) else sent_to
    return Place(frozenset((nearest,)), None, ("mẫu đã gửi cho đơn vị",))


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
    return known == len(values) or (lost and 2 * known >= len(values))


def year_of_names(table: TableRead) -> int | None:
    """Return the year that the name of the file states, else the name of the sheet."""
    return year_of_name(table.path) or year_of_name(table.grid.name)


def years_disagree(table: TableRead, sent_before: Sequence[str]) -> str | None:
    """Say why the sheet may be last year's under this year's name: its file's year and its title's differ, or the
    same bytes came before under another year."""
    named, own = year_of_name(table.path), table.title.year
    if named is not None and own is not None and named != own:
        return f"tên tệp ghi năm {named}, tiêu đề ghi năm {own}"
    if named is not None and own is None:
        for before in sent_before:
            other = year_of_name(before)
            if other is not None and other != named:
                return f"tên tệp ghi năm {named}, nhưng chính tệp này đã nhập với tên «{Path(before).name}»"
    return None


def year_of_name(name: str) -> int | None:
    """Return the one year that a file's or a sheet's name states, None where it states none or several."""
    years = set(re.findall(r"(?<!\d)(20\d\d)(?!\d)", Path(name).stem if "/" in name or "\\" in name else name))
    return int(years.pop()) if len(years) == 1 else None
