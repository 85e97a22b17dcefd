"""Do the columns of a table belong together: a name with «Thị» beside «Nam», a citizen id of another year of birth. One such
row is a slip and told; where many are, a column was sorted by itself, and nobody knows whose anything is. Or is only half
of the names, or of the genders, in the columns that are read."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.domain.member import CITIZEN_DISAGREES
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.tables.row_reading import SheetContext
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.address import column_letter
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean

NAME_AND_GENDER = cause(
    "name_and_gender",
    Level.NOTE,
    "Họ tên không hợp với giới tính",
    "Giới tính ghi là «{detail}» mà họ tên là «{value}»; nên kiểm tra lại.",
)
COLUMNS_APART = cause(
    "columns_apart",
    Level.SHEET,
    "Các cột có lẽ không cùng một người",
    "{detail} dòng có họ tên, giới tính, ngày sinh hay số căn cước không khớp nhau; có lẽ một cột đã bị sắp xếp riêng.",
    "Đơn vị kiểm tra lại cả bảng với hồ sơ; cả bảng chưa được ghi.",
)
HALF_NAMES = cause(
    "half_names",
    Level.SHEET,
    "Họ tên có lẽ nằm ở hai cột",
    "Cột họ tên chỉ có tên gọi («{value}»); cột {detail} ngay cạnh chưa được đọc, có thể là họ và tên đệm.",
    "Đơn vị ghi tiêu đề cột ấy là «Họ và tên đệm», hoặc ghi cả họ tên vào một cột; cả bảng chưa được ghi.",
)
ONE_GENDER = cause(
    "one_gender",
    Level.NOTE,
    "Chỉ có cột của một giới",
    "Cột «{value}» là cột duy nhất về giới tính: {detail}.",
    "Đơn vị thêm cột của giới kia, hoặc ghi giới tính bằng chữ ở một cột «Giới tính».",
)
#: What hardly anybody of a gender has before the given name.
_OF_OTHERS = {"Nam": " Thị ", "Nữ": " Văn "}
#: So many rows that do not agree are no slips, if they are also so large a share.
_ROWS, _SHARE = 4, 0.3
#: So many of the names are one word each where they are halves, and so many cells beside them the other: of few words.
_NEARLY_ALL, _WORDS = 0.8, 3


def question_columns(
    people: Sequence[PersonRow], notes: list[Note], before: int, context: SheetContext
) -> Problem | None:
    """Tell of rows whose name and gender do not agree; return the problem that sets the whole table aside where rows do not
    agree in themselves as rows never do by slips. `before` is how many of `notes` are of other tables."""
    apart = {
        note.cell[1:].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for note in notes[before:] if note.code == CITIZEN_DISAGREES
    }
    numbers = bool(apart)
    for person in people:
        read = person.values.get("gender")
        if read is None:
            continue
        name = str(person.values["full_name"][0])
        other = _OF_OTHERS.get(str(read[0]), "")
        if other and other in name and name.split(" ", 2)[1] == other.strip():
            apart.add(str(person.row + 1))
            text = say(Finding(NAME_AND_GENDER, str(read[0])), name)
            notes.append(Note(NAME_AND_GENDER, text, context.path, context.sheet_name, read[1], name))
    if not numbers and len({person.text("gender") for person in people} - {None}) < 2:
        return None  # one gender was filled down: each row is told of
    if len(apart) < _ROWS or len(apart) < _SHARE * len(people):
        return None
    message = say(Finding(COLUMNS_APART, f"{len(apart)} trên {len(people)}"), "")
    return Problem(COLUMNS_APART, message, context.path, context.sheet_name, people[0].name_cell, "")


def question_names(
    people: Sequence[PersonRow], rows: Sequence[Sequence[Raw]], table: TableFound, context: SheetContext
) -> Problem | None:
    """Return the problem that sets a table aside whose names are given names alone, with a column right beside them that
    nobody reads and that may hold the rest."""
    halves = [person for person in people if " " not in str(person.values["full_name"][0])]
    if not halves or len(halves) < _NEARLY_ALL * len(people):
        return None
    names = [c for c, meaning in table.columns.items() if meaning.value is Value.PERSON_NAME]
    if len(names) != 1 or names[0] in table.origin:
        return None
    for c in (names[0] - 1, names[0] + 1):
        if c < 0 or c in table.columns or c in table.origin.values():
            continue
        beside = [clean(raw_text(row[c])) for person in halves if c < len(row := rows[person.row])]
        worded = sum(text.replace(" ", "").isalpha() and text.count(" ") < _WORDS for text in beside)
        if worded >= _NEARLY_ALL * len(halves):
            heading = table.headings.get(c, "")
            name, where = str(halves[0].values["full_name"][0]), halves[0].name_cell
            message = say(Finding(HALF_NAMES, f"{column_letter(c)} «{heading}»" if heading else column_letter(c)), name)
            return Problem(HALF_NAMES, message, context.path, context.sheet_name, where, name)
    return None


def tell_one_gender(people: Sequence[PersonRow], notes: list[Note], table: TableFound, context: SheetContext) -> None:
    """Tell where a column of ticks for one gender is all that a table says of genders: whom it leaves out need not be of
    the other."""
    said = [(c, m) for c, m in table.columns.items() if m.key == "gender" or m.gender is not None]
    if len(said) != 1 or said[0][1].tick is None:
        return
    left = sum("gender" not in person.values for person in people)
    if 0 < left < len(people):
        (c, meaning), other = said[0], "Nam" if said[0][1].tick == "Nữ" else "Nữ"
        heading = table.headings.get(c, meaning.tick or "")
        detail = f"{left} dòng để trống chưa ghi giới tính, vì để trống chưa chắc là «{other}»"
        where = f"{context.letters[c]}{table.bottom + 1}"
        text = say(Finding(ONE_GENDER, detail), heading)
        notes.append(Note(ONE_GENDER, text, context.path, context.sheet_name, where, heading))
