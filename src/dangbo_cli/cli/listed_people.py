"""Which people a sheet from anywhere lists, for looking them up: by its headings, else by the one column that
looks like people. Nothing is imported; a row that holds nobody is passed over and counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dangbo_cli.forms.brackets import is_of_somebody_else
from dangbo_cli.forms.headings import HeadingBook, heading_book, heading_key
from dangbo_cli.forms.members import FORM
from dangbo_cli.intake.tables.line_words import ROMAN
from dangbo_cli.intake.tables.lines import Sort, Walker
from dangbo_cli.intake.tables.parts import join_parts
from dangbo_cli.sheets.address import column_letter
from dangbo_cli.sheets.grid import count_filled
from dangbo_cli.sheets.table import find_table
from dangbo_cli.vietnamese.names import begins_with_surname, looks_like_person, name_alone, strip_salutation

if TYPE_CHECKING:
    from dangbo_cli.sheets.grid import Grid
    from dangbo_cli.sheets.table import TableFound

_NUMBERS = ("citizen_id", "card_number", "card_and_file_number", "old_card_number", "old_citizen_id")
_NAMES = ("full_name", "family_name", "given_name")
_WHO = ("full_name", "given_name")
_NUMBER = re.compile(r"\d[\d .\-]{5,}\d")
_SEARCHED = 40  # rows in which a heading is looked for
_LOOKED_AT = 500  # rows by which the column of people is chosen
_PASSED_SHOWN = 4
_ROWS_SHOWN = 10

Settle = Callable[["Grid", "TableFound"], list[str]]
Asked = tuple[object, ...]
"""(number, birth, name), (name, birth), or () for a row that holds nobody."""


@dataclass(slots=True)
class Listed:
    """The people of one sheet: one entry for each of its rows, from row 1 on, and how they were found."""

    asked: list[Asked] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def people_of(grid: Grid, settle: Settle | None = None) -> Listed | None:
    """Return the people that a sheet lists, None where it lists none; `settle` gives columns of a member list a meaning that
    no form knows, and returns what is to be said of it."""
    found = _by_table(grid, settle) or _by_heading(grid) or _by_looks(grid)
    return found if found is not None and any(found.asked) else None


def _by_table(grid: Grid, settle: Settle | None) -> Listed | None:
    """Read a sheet that is a member list, the way an import does, and the lists below it."""
    table = find_table(grid, [FORM])
    if table is None:
        return None
    listed, passed = Listed([()] * len(grid.rows)), list[str]()
    while table is not None:
        following = _read_table(grid, table, settle, listed, passed)
        table = None if following is None else find_table(grid, [FORM], following, following + 1)
        if following is not None and table is None:
            listed.notes.append(f"Từ dòng {following + 1} là một bảng khác, không tra.")
    listed.notes = [*dict.fromkeys(listed.notes), *_say_passed(passed)]
    return listed


def _read_table(grid: Grid, table: TableFound, settle: Settle | None, listed: Listed, passed: list[str]) -> int | None:
    """Read one member list of a sheet into `listed`; return the row of another table's header below it."""
    grid = join_parts(grid, table)
    lines = list(Walker(grid, table, lambda _name: False).lines())
    said = settle(grid, table) if settle is not None else []
    columns: dict[str, int] = {}
    for c, meaning in sorted(table.columns.items()):
        if meaning.tick is None:
            columns.setdefault(meaning.key, c)
    births = [c for c, meaning in table.columns.items() if meaning.key == "birth_date"]
    listed.notes += [_say_columns(grid.rows[table.bottom], columns, births, table.headings), *said]
    for line in lines:
        if line.sort is Sort.HEADER:
            return line.row
        if line.sort in (Sort.RECORD, Sort.DOUBT):
            listed.asked[line.row] = _asked_of(grid.rows[line.row], columns, births)
        elif line.text:
            passed.append(f"dòng {line.row + 1} «{line.text}»")
    return None


def _by_heading(grid: Grid) -> Listed | None:
    """Read a plain sheet with «Họ và tên» or a number's heading somewhere on top."""
    book = heading_book(FORM)
    for number, row in enumerate(grid.rows[:_SEARCHED]):
        columns: dict[str, int] = {}
        for c, cell in enumerate(row):
            meaning = book.read((cell,)) if isinstance(cell, str) and cell.strip() else None
            if meaning is not None and meaning.tick is None:
                columns.setdefault(meaning.key, c)
        claimed = set(columns.values())
        if not any(key in columns for key in _WHO):
            named = next((c for c, cell in enumerate(row) if c not in claimed and _begins_as_name(cell, book)), None)
            if named is not None:
                columns["full_name"] = named
        if not any(key in columns for key in (*_WHO, *_NUMBERS)):
            # Under whatever heading: people stand in it, beside the days of their births.
            if "birth_date" not in columns:
                continue
            named = _column_of_names(grid.rows[number + 1 : number + 1 + _LOOKED_AT], claimed)
            if named is None or not (isinstance(over := row[named], str) and over.strip()):
                continue
            columns["full_name"] = named
        if not any(key in columns for key in _WHO):
            named = _column_of_names(grid.rows[number + 1 : number + 1 + _LOOKED_AT], claimed)
            if named is not None:
                columns["full_name"] = named
        births = [columns["birth_date"]] if "birth_date" in columns else []
        listed = Listed([()] * (number + 1))
        passed = []
        nameless = []
        for r, below in enumerate(grid.rows[number + 1 :], start=number + 2):
            cells = _asked_of(below, columns, births)
            alone = bool(cells) and count_filled(below) == 1 and grid.width > 1
            if list(below) == list(row):
                cells = ()  # the headings again, as after a page break
            elif cells and ((alone and not _is_person(cells[0])) or _heads_group(below, columns)):
                passed.append(f"dòng {r} «{cells[0]}»")
                cells = ()
            elif not cells and count_filled(below) > 1:
                nameless.append(f"dòng {r}")
            listed.asked.append(cells)
        listed.notes.append(_say_columns(row, columns, births, {}))
        listed.notes += [*_say_passed(passed), *_say_nameless(nameless, any(key in columns for key in _WHO))]
        return listed
    return None


def _by_looks(grid: Grid) -> Listed | None:
    """Read the column with most cells that look like a person, or like a number of one."""
    counts = [sum(_is_person(row[c]) for row in grid.rows[:_LOOKED_AT]) for c in range(grid.width)]
    best = max(range(len(counts)), key=counts.__getitem__, default=None)
    if best is None or not counts[best]:
        return None
    asked: list[Asked] = [(row[best],) if _is_person(row[best]) else () for row in grid.rows]
    told = f"Trang tính không có dòng tiêu đề quen thuộc; đã tra cột {column_letter(best)}."
    passed = [
        f"dòng {r} «{row[best]}»" for r, row in enumerate(grid.rows, 1) if row[best] != "" and not _is_person(row[best])
    ]
    return Listed(asked, [told, *_say_passed(passed)])


def _heads_group(row: Sequence[object], columns: dict[str, int]) -> bool:
    """Tell whether a row is a numeral and words that are no name: «I» «Khối cơ quan»."""
    ordinal, named = columns.get("number"), columns.get("full_name")
    if ordinal is None or named is None or count_filled(row) > 2:
        return False
    return ROMAN.match(str(row[ordinal]).strip()) is not None and not _is_name(str(row[named]))


def _begins_as_name(cell: object, book: HeadingBook) -> bool:
    """Tell whether a heading begins with that of a person's name and goes on: «Họ tên đại biểu»."""
    if not isinstance(cell, str) or ":" in cell.strip().rstrip(":"):
        return False
    key = heading_key(cell)
    return not is_of_somebody_else(key) and any(
        len(path) == 1 and "ten" in path[0].split()[1:] and key.startswith(f"{path[0]} ") and _is_name_field(book, path)
        for path in book.paths()
    )


def _is_name_field(book: HeadingBook, path: tuple[str, ...]) -> bool:
    meaning = book.read(path)
    return meaning is not None and meaning.key == "full_name"


def _column_of_names(rows: Sequence[Sequence[object]], claimed: set[int]) -> int | None:
    """Return the column without a known heading that holds people: at least half of its cells are a surname and a name."""
    counts = {}
    for c in set(range(max(map(len, rows), default=0))) - claimed:
        filled = [str(row[c]) for row in rows if row[c] not in ("", None)]
        people = sum(_is_name(text) for text in filled)
        if people and 2 * people >= len(filled):
            counts[c] = people
    return max(counts, key=lambda c: (counts[c], -c), default=None)


def _is_name(text: str) -> bool:
    """Tell whether a text is a person's, by its surname too: «Chuyên viên Sở Thử» has the look of one without."""
    bare, _ = name_alone(text)
    return begins_with_surname(bare) and looks_like_person(bare)


def _asked_of(row: Sequence[object], columns: dict[str, int], births: Sequence[int]) -> Asked:
    birth = next((row[c] for c in births if row[c] not in ("", None)), None)
    name = " ".join(str(row[columns[key]]).strip() for key in _NAMES if key in columns).strip()
    for key in _NUMBERS:
        number = row[columns[key]] if key in columns else ""
        if any(letter.isdigit() for letter in str(number)):
            return (number, birth, name)
    return (name, birth) if name else ()


def _is_person(cell: object) -> bool:
    if isinstance(cell, float):
        return cell.is_integer() and cell >= 10**6
    if not isinstance(cell, str) or not cell.strip():
        return False
    return _NUMBER.fullmatch(cell.strip()) is not None or looks_like_person(strip_salutation(cell)) or _is_name(cell)


def _say_columns(
    row: Sequence[object], columns: dict[str, int], births: Sequence[int], headings: dict[int, str]
) -> str:
    used = [*(columns[key] for key in (*_NAMES, *_NUMBERS) if key in columns), *births]
    told = ", ".join(f"{column_letter(c)} «{' '.join(str(headings.get(c) or row[c]).split())}»" for c in used)
    return f"Đã tra theo các cột: {told}."


def _say_nameless(rows: Sequence[str], with_names: bool) -> Iterator[str]:
    """Say which rows hold something, and nobody to look up."""
    if rows:
        more = ", …" if len(rows) > _ROWS_SHOWN else ""
        why = (
            "ô họ tên và ô số giấy tờ đều trống"
            if with_names
            else "không có số giấy tờ, và trang tính không có cột họ tên"
        )
        yield f"Chưa tra {len(rows)} dòng vì {why}: {', '.join(rows[:_ROWS_SHOWN])}{more}."


def _say_passed(passed: Sequence[str]) -> Iterator[str]:
    if passed:
        more = ", …" if len(passed) > _PASSED_SHOWN else ""
        yield f"Không tra {len(passed)} dòng nhóm, dòng cộng hay chữ ký: {', '.join(passed[:_PASSED_SHOWN])}{more}."
