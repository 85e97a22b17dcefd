"""Rows of an organisation list → `OrganizationRow`s, with the outline the list's own numbering gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.organization import parse_kind, split_kind
from dangbo_cli.domain.problem import CAUSES, Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.members.name import NOBODY
from dangbo_cli.intake.organizations.plan import NAMES_DO_NOT_ADD_UP, OrganizationRow, numeral_style
from dangbo_cli.intake.tables.cells import DITTO_UNCLEAR, Cells, is_ditto, is_value
from dangbo_cli.intake.tables.groups import group_name
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.told import Fillers
from dangbo_cli.intake.tables.values import Raw, Reader, Reads, field_reader, is_filler, memo, raw_text
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.names import looks_like_person, proper_name, strip_salutation
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold, spelling

NAME_UNREADABLE = cause(
    "organization_name_unreadable",
    Level.ROW,
    "Tên tổ chức không đọc được",
    "Ô này ghi «{value}», không phải là tên của một tổ chức đảng.",
    "Đơn vị gõ đủ tên tổ chức; cả dòng chưa được ghi.",
)
KIND_CONTRADICTS = cause(
    "organization_kind_contradicts",
    Level.CELL,
    "Loại hình trái với tên tổ chức",
    "Loại hình «{value}» không thể là của «{detail}».",
    "Đơn vị kiểm tra lại loại hình, hay tên tổ chức; loại hình chưa được ghi.",
)
NO_MORE = cause(
    "organization_no_more",
    Level.ROW,
    "Tổ chức đảng ghi là không còn",
    "{detail} «{value}» có lời nói tổ chức này đã giải thể, sáp nhập hay chuyển đi.",
    "Nếu tổ chức không còn thì bỏ dòng này; tổ chức đã có trong sổ vẫn để nguyên, vì chưa có lệnh nào ghi việc giải thể "
    "hay sáp nhập.",
    unit="Nếu tổ chức không còn thì bỏ dòng này.",
)
PARENT_BLANK = cause(
    "parent_blank",
    Level.ROW,
    "Ô cấp trên để trống",
    "«{value}» để trống ô cấp trên; dòng trên ghi «{detail}», chưa rõ có cùng thuộc tổ chức ấy không.",
    "Ghi tên tổ chức cấp trên vào ô ấy; tổ chức trực thuộc thẳng đảng ủy cấp trên cơ sở thì ghi đảng ủy ấy.",
)
#: The style of numbering of what stands alone in the column of committees: above every numeral.
_ALONE = -1
#: How many stand below a heading: «(2 chi bộ)», «: 02 chi bộ».
_COUNTED = rare(r"\s*(?:\(|:|–|-)\s*\d+\s.*$|\s*\(\d+\)$")
#: A heading that gathers what stands below no committee of the list: «Các chi bộ cơ sở», «Đơn vị trực thuộc Đảng ủy».
_GRASSROOTS = rare(r"\b(?:co so|truc thuoc)\b")
_NO_MORE = re.compile(
    r"(?:[(\[,;–-]\s*|\bđã\s+)(?:đã\s+)?(?:giải thể|(?:sáp|sát|hợp) nhập|hợp nhất|chấm dứt hoạt động)\b(?!\s+từ\b)|"
    r"\bgiải thể$",
    re.IGNORECASE,
)
#: What the note of an organisation, or a heading above several, begins with where they are no longer of this list; one
#: «sáp nhập từ …» came into being.
_GONE = rare(
    r"(?:[\W\d]|(?:danh sách|các|tổ chức đảng|tổ chức|chi bộ|đảng bộ|ngày|tháng|năm|đã|mới|vừa|được|bị)\b)*"
    r"(?:giải thể|(?:(?:sáp|sát|hợp) nhập|hợp nhất)(?! từ\b)(?: (?:vào|về|với|sang)\b|\W*$)|không còn\b|chấm dứt hoạt động|"
    r"ngừng hoạt động|chuyển (?:đi|ra|về|sang|giao)\b|giảm(?! nghèo)\b)"
)
NOT_ONE_PERSON = cause(
    "not_one_person",
    Level.CELL,
    "Ô không chỉ ghi một họ tên",
    "«{value}» không phải chỉ là họ tên của một người.",
    "Đơn vị ghi riêng họ tên vào ô này (chức vụ, số điện thoại ghi ở cột khác); ô này chưa được ghi.",
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One row while its cells are read."""

    row: int
    of: OrganizationRow
    tell: Callable[[OrganizationRow, Finding, str, str], None]

    def where(self, column: int) -> str:
        return address(self.row, column)

    def say(self, finding: Finding, where: str, value: str) -> None:
        self.tell(self.of, finding, where, value)


class OrganizationReader:
    """Reads the record and group rows of one organisation table, in order."""

    def __init__(
        self,
        table: TableFound,
        source: int,
        sheet: int,
        path: str,
        sheet_name: str,
        order: tuple[str, int],
        dated: str | None,
        under: Ref | None,
        today: date,
        notes: list[Note],
    ) -> None:
        self._source, self._sheet, self._path, self._sheet_name = source, sheet, path, sheet_name
        self._order, self._dated, self._under, self._today, self._notes = order, dated, under, today, notes
        self._name = next(c for c, m in table.columns.items() if m.key == "name")
        self._parent = next((c for c, m in table.columns.items() if m.key == "parent"), None)
        self._cells = Cells()
        self._ordinal = next((c for c, m in table.columns.items() if m.value is Value.ORDINAL), None)
        self._readers = [
            (c, m, self._reader(m.key, m.value))
            for c, m in table.columns.items()
            if m.key not in ("name", "parent", "number")
        ]
        self._levels: list[tuple[int, OrganizationRow]] = []
        #: The organisation that a line between the rows names; what the column of parents said last.
        self._banner: str | None = None
        self._parent_above = ""
        self._bloc: tuple[str, str] | None = None
        self._gone = ""

    def _reader(self, key: str, value: Value) -> Reader:
        match value:
            case Value.ORGANIZATION_KIND:
                return memo(parse_kind, key)
            case Value.PERSON_NAME:
                return lambda raw: _person(key, raw)
            case Value.DATE:
                return lambda raw: _dated(key, raw, self._today)
        return field_reader(key, value)

    @property
    def fillers(self) -> Fillers:
        """The cells that were taken for blank."""
        return self._cells.fillers

    def read(self, line: Line, cell: list[Raw]) -> OrganizationRow | None:
        """Return the organisation of one line; None for a heading that names a bloc."""
        self._cells.saw(cell)
        name, column = self._text(cell, self._name), self._name
        alone = not name and self._parent is not None and _names_one(self._text(cell, self._parent))
        if alone and self._parent is not None:
            # «Đảng bộ cơ sở» | «Chi bộ trực thuộc»: the line of a committee itself stands in the column of committees.
            name, column = self._text(cell, self._parent), self._parent
        grouped = line.sort is Sort.GROUP and (not name or (self._parent is not None and not _names_one(name)))
        if grouped or self._is_heading(name, cell):
            self._enter(line, name, cell)
            return None
        row = OrganizationRow(
            self._source,
            self._sheet,
            line.row,
            address(line.row, column),
            self._order,
            self._dated,
            under=self._under,
        )
        row.values["name"] = (name, row.name_cell)
        if name and (is_filler(name) or not is_value(name) or not any(map(str.isalpha, name)) or _is_kind(name)):
            row.aside = self._problem(Finding(NAME_UNREADABLE), row.name_cell, name)
        elif _NO_MORE.search(name):
            row.aside = self._problem(Finding(NO_MORE, "Tên"), row.name_cell, name)
        elif self._gone:
            row.aside = self._problem(Finding(NO_MORE, f"«{name}» đứng dưới dòng"), row.name_cell, self._gone)
        reading = _Reading(line.row, row, self._say)
        for c, meaning, reader in self._readers:
            raw = self._cells.read(reading, cell, c, meaning)
            if raw is None:
                continue
            where = reading.where(c)
            reads, finding = ((), Finding(DITTO_UNCLEAR)) if is_ditto(raw) else reader(raw)
            said = [(field, value) for field, value in reads if value is not None]
            row.values.update({field: (value, where) for field, value in said})
            if finding is not None:
                self._say(row, finding, where, raw_text(raw))
            elif not said:
                self._cells.fillers.add(c, raw_text(raw), line.row)
        if self._bloc is not None and "bloc" not in row.values:
            row.values["bloc"] = self._bloc
        self._check_kind(row, name)
        self._check_totals(row)
        if self._parent is not None:
            row.parent_text = "" if alone else self._cells.as_written(cell, self._parent, line.row)
            row.parent_cell = address(line.row, self._parent)
        elif self._banner is not None:
            row.parent_text, row.parent_cell = self._banner, row.name_cell
        self._outline(row, cell, alone)
        self._question_blank(row, alone)
        return row

    def _text(self, cell: list[Raw], column: int) -> str:
        return clean(str(cell[column])) if column < len(cell) else ""

    def _enter(self, line: Line, name: str, cell: list[Raw]) -> None:
        """Take a line between the organisations: «Khối doanh nghiệp» is the bloc of those below it, «Đảng bộ Sở Tư pháp»
        across the table stands above them."""
        heading = name or line.text
        if not heading:
            return
        self._leave(self._style(cell))  # «III. Các chi bộ cơ sở» is no part of II
        where = address(line.row, next((c for c, raw in enumerate(cell) if clean(str(raw)) == heading), self._name))
        unit = _COUNTED.sub("", group_name(heading))
        self._gone = heading if _is_gone(unit) else ""
        self._banner = unit if not self._gone and _names_one(unit) else None
        self._bloc = None if self._gone or self._banner else (heading, where)
        if self._banner is not None or _GRASSROOTS.search(fold(heading)):
            self._levels.clear()

    def _question_blank(self, row: OrganizationRow, alone: bool) -> None:
        """Set aside a row whose cell of the one above is blank in a table of two levels side by side, where somebody is
        named above: written once for all below it, or a branch with no committee between, nobody knows."""
        if self._parent is None or self._parent > self._name or row.aside is not None or alone:
            return
        if row.parent_text:
            self._parent_above = row.parent_text
        elif self._parent_above and row.outline is None and row.code is None:
            row.aside = self._problem(Finding(PARENT_BLANK, self._parent_above), row.parent_cell, row.name)

    def question_note(self, row: OrganizationRow) -> None:
        """Set aside a row whose note says that the organisation is no more, or went to another committee."""
        note, where = row.values.get("note", (None, ""))
        if row.aside is None and note is not None and _is_gone(str(note)):
            row.aside = self._problem(Finding(NO_MORE, "Ghi chú"), where, str(note))

    def _is_heading(self, name: str, cell: list[Raw]) -> bool:
        """Tell whether a row only groups others: a name that is no organisation's, and nothing beside it."""
        beside = (c for c, _, _ in self._readers if c < len(cell) and not is_blank(cell[c]) and str(cell[c]).strip())
        return bool(name) and self._parent is None and next(beside, None) is None and not _names_one(name)

    def _style(self, cell: list[Raw]) -> int | None:
        if self._ordinal is None or self._ordinal >= len(cell) or cell[self._ordinal] == "":
            return None
        return numeral_style(raw_text(cell[self._ordinal]))

    def _outline(self, row: OrganizationRow, cell: list[Raw], alone: bool) -> None:
        """Put the row below the last one whose numbering stands higher in this list; one that stands alone in the column
        of committees is above all that follow."""
        style = _ALONE if alone else self._style(cell)
        if style is None:
            above = self._levels[0][1] if self._levels and self._levels[0][0] == _ALONE else None
        else:
            self._leave(style)
            above = self._levels[-1][1] if self._levels else None
            row.tops_outline = above is None
            self._levels.append((style, row))
        if above is not None and not row.parent_text:
            row.outline = above
            above.has_parts = True

    def _leave(self, style: int | None) -> None:
        """Go out of the levels from one style of numbering on; what stands alone leaves them all."""
        known = [s for s, _ in self._levels]
        if style == _ALONE:
            self._levels.clear()
        elif style in known:
            del self._levels[known.index(style) :]

    def _check_kind(self, row: OrganizationRow, name: str) -> None:
        """Leave out a kind that no organisation of this name can be of: «Chi bộ 5» is no «Đảng bộ bộ phận»."""
        kind, where = row.values.get("kind", ("", ""))
        said, word = str(kind).split()[:2], split_kind(name)[0].split()[:2]
        if said and word and said != word:
            del row.values["kind"]
            self._say(row, Finding(KIND_CONTRADICTS, name), where, str(kind))

    def _check_totals(self, row: OrganizationRow) -> None:
        total, official, probationary = (
            row.values.get(k, (None, ""))[0] for k in ("declared_members", "declared_official", "declared_probationary")
        )
        if (
            isinstance(total, int)
            and isinstance(official, int)
            and isinstance(probationary, int)
            and official + probationary != total
        ):
            where = row.values["declared_members"][1]
            self._say(row, Finding(NAMES_DO_NOT_ADD_UP, f"{official} + {probationary} khác {total}"), where, str(total))

    def _say(self, row: OrganizationRow, finding: Finding, where: str, value: str) -> None:
        if CAUSES[finding.code].level is Level.NOTE:
            self._notes.append(Note(finding.code, say(finding, value), self._path, self._sheet_name, where, value))
        else:
            row.problems.append(self._problem(finding, where, value))

    def _problem(self, finding: Finding, where: str, value: str) -> Problem:
        return Problem(finding.code, say(finding, value), self._path, self._sheet_name, where, value)


def _is_kind(name: str) -> bool:
    """Tell whether a text is the word for a kind of organisation alone («Chi bộ cơ sở»), no organisation's name."""
    return parse_kind(group_name(name))[0] is not None


def _names_one(name: str) -> bool:
    """Tell whether a text names one organisation: «Đảng bộ Sở Tư pháp», not «Khối doanh nghiệp» or «II. Chi bộ cơ sở»."""
    return bool(split_kind(name)[0]) and not _is_kind(name)


def _is_gone(text: str) -> bool:
    return _GONE.match(spelling(text)) is not None


def _person(key: str, raw: Raw) -> tuple[Reads, Finding | None]:
    """Read the name of one person; the words of a vacancy («Khuyết») give none, and more than a name is in doubt."""
    text = raw_text(raw)
    if text.casefold() in NOBODY:
        return ((key, None),), None
    name = strip_salutation(text)
    if not looks_like_person(name):
        return (), Finding(NOT_ONE_PERSON)
    return ((key, proper_name(name)),), None


def _dated(key: str, raw: Raw, today: date) -> tuple[Reads, Finding | None]:
    """Read a day of an organisation of the Party: none is older than the Party."""
    value, finding = parse_date(raw, Role.PARTY, today)
    return ((key, value),), finding
