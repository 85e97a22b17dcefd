"""From people and a layout to sheets, with the truth of each row written down in the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from vi_du.cells import Cell, Sheet, decompose
from vi_du.columns import Column, Fact, Pen
from vi_du.layouts import Grouping, Layout, Title
from vi_du.people import Person
from vi_du.units import ROOT_NAME
from vi_du.world import Unit

#: The keys of one member of `dv ds --dinh-dang json`, without the record number.
MEMBER_KEYS = (
    "card_number",
    "old_card_number",
    "file_number",
    "citizen_id",
    "full_name",
    "birth_date",
    "gender",
    "ethnicity",
    "religion",
    "hometown",
    "residence",
    "occupation",
    "general_education",
    "expertise",
    "political_theory",
    "foreign_language",
    "party_position",
    "government_position",
    "admitted_on",
    "official_on",
    "status",
    "organization_code",
    "organization_name",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_DATE_LINE = "Mường Sơn, ngày 31 tháng 12 năm 2022"


@dataclass(slots=True)
class Book:
    """A file before it is written: its sheets, and the truth of the rows in them."""

    sheets: list[Sheet]
    members: list[dict[str, object]]


def member_truth(facts: Fact, code: str, organization_name: str, file: str, sheet: str, row: int) -> dict[str, object]:
    """Return what the record should hold of one person after this row; null for what the file does not carry.

    `row` is the spreadsheet row, the first being 1.
    """
    truth: dict[str, object] = dict.fromkeys(MEMBER_KEYS)
    ratings: dict[str, dict[str, str]] = {}
    for key, value in facts.items():
        if isinstance(key, tuple):
            ratings.setdefault(key[0], {})[key[1]] = value
        elif key != "standing":
            truth[key] = value
    if truth["card_number"] is None and truth["old_card_number"] is not None:
        truth["card_number"], truth["old_card_number"] = truth["old_card_number"], None
    truth["status"] = facts.get("standing")
    truth["organization_code"] = code
    truth["organization_name"] = organization_name
    truth["ratings"] = {
        year: levels.get("decided") or levels.get("proposed") or levels["self"]
        for year, levels in sorted(ratings.items())
    }
    truth["rating_levels"] = dict(sorted(ratings.items()))
    truth["source"] = {"file": file, "sheet": sheet, "row": row}
    return truth


def file_name(unit: Unit, layout: Layout, number: int, ordinal: int) -> str:
    """Return the name of a unit's file; `ordinal` counts the files of this layout."""
    stem = layout.filename.format(number=number, agency=unit.agency.name, unit=unit.organization.name, ordinal=ordinal)
    return stem + layout.suffixes[ordinal % len(layout.suffixes)]


def render_unit(unit: Unit, layout: Layout, file: str, seed: int) -> Book:
    """Return the sheets that a unit sends, and their truth."""
    rng = Random(f"{seed}/{unit.organization.code}/{layout.key}")
    if layout.grouping is Grouping.SHEETS and unit.agency.committee:
        parts = [[code] for code in unit.branches]
    else:
        parts = [list(unit.branches)]
    book = Book([], [])
    for codes in parts:
        writer = _Writer(unit, layout, rng, file, book)
        name = unit.branch_names[codes[0]] if len(parts) > 1 else _sheet_name(layout, file)
        writer.write_sheet(name, codes)
    if layout.guide:
        book.sheets.append(_guide())
        book.sheets.append(Sheet("Sheet2"))
        book.sheets.append(Sheet("DANTOC", [["Kinh"], ["Tày"], ["Thái"], ["Mường"], ["Mông"]], hidden=True))
    if layout.dirt.decomposed:
        for sheet in book.sheets:
            sheet.rows = decompose(sheet.rows)
    return book


def _sheet_name(layout: Layout, file: str) -> str:
    return (
        file
        if layout.container.startswith("csv")
        else {"nam-nu": "DS đảng viên", "quoc-gia": "Mau"}.get(layout.key, "DSDV")
    )


def _guide() -> Sheet:
    return Sheet(
        "Hướng dẫn",
        [
            ["HƯỚNG DẪN GHI BIỂU"],
            ["1. Ghi đầy đủ họ và tên khai sinh."],
            ["2. Ngày tháng ghi theo thứ tự ngày/tháng/năm."],
            ["3. Gửi về Ban Tổ chức trước ngày 15/01/2023."],
        ],
    )


class _Writer:
    """Writes the sheets of one file row by row."""

    def __init__(self, unit: Unit, layout: Layout, rng: Random, file: str, book: Book) -> None:
        self.unit, self.layout, self.rng, self.file, self.book = unit, layout, rng, file, book
        self.columns: list[Column] = layout.columns()
        self.sheet = Sheet("")

    def write_sheet(self, name: str, codes: list[str]) -> None:
        """Write one sheet with the people of the given branches."""
        self.sheet = Sheet(name, widths=[column.width for column in self.columns])
        self._write_title(codes)
        self._write_header()
        grouped = len(self.unit.branches) > 1 and self.layout.grouping in (Grouping.ROMAN, Grouping.NAME)
        ordinal = 0
        for group, code in enumerate(codes):
            people = self.unit.branches[code]
            if grouped:
                self._write_group(group, self.unit.branch_names[code])
                ordinal = ordinal if self.layout.running else 0
            first = len(self.sheet.rows)
            for person in people:
                ordinal += 1
                self._write_person(person, ordinal, first == len(self.sheet.rows))
            self._merge_branch(first)
            if self.layout.subtotals and grouped:
                self._write_text_row(f"Cộng: {len(people)} đồng chí", column=1)
        if self.layout.subtotals:
            self._write_text_row(f"Tổng cộng: {sum(len(self.unit.branches[code]) for code in codes)} đồng chí")
        if self.layout.signature:
            self._write_signature()
        self.book.sheets.append(self.sheet)

    def _row(self, *pairs: tuple[int, Cell], bold: bool = False) -> int:
        """Append a row with values at columns and return its index."""
        row: list[Cell] = [None] * len(self.columns)
        for column, value in pairs:
            row[column] = value
        self.sheet.rows.append(row)
        if bold:
            self.sheet.bold.add(len(self.sheet.rows) - 1)
        return len(self.sheet.rows) - 1

    def _case(self, text: str) -> str:
        return text.upper() if self.layout.capitals else text

    def _write_title(self, codes: list[str]) -> None:
        layout, last = self.layout, len(self.columns) - 1
        if layout.title is Title.NONE:
            return
        unit = self.unit.organization.name
        if self.unit.agency.committee and layout.key in ("nam-nu", "ods-hai-dong", "nam-sinh"):
            unit = f"Đảng ủy {self.unit.agency.name}"
        year = " NĂM 2022" if layout.title_year else ""
        middle = last // 2 + 1
        if layout.title is Title.FULL:
            self._row((0, self._case(ROOT_NAME)), (middle, "ĐẢNG CỘNG SẢN VIỆT NAM"))
            row = self._row((0, self._case(unit)), (middle, _DATE_LINE))
            self.sheet.merges += [(r, 0, r, middle - 1) for r in (row - 1, row)]
            self._row((0, "*"))
            self._row()
            title = self._row((0, f"DANH SÁCH ĐẢNG VIÊN{year}"), bold=True)
            self.sheet.merges.append((title, 0, title, last))
            self._row()
        else:
            if len(codes) < len(self.unit.branches):
                self._row((0, self._case(unit)))
                self._row((0, self._case(self.unit.branch_names[codes[0]])))
            else:
                self._row((0, self._case(unit)))
            self._row((0, self._title_case(f"DANH SÁCH ĐẢNG VIÊN{year}")), bold=True)
            self._row((0, "(Tính đến ngày 31/12/2022)"))
        if layout.filter_row:
            self._row((1, "Chi bộ:"), (2, "………"), (4, "Tuổi Đảng:"), (5, "………"))

    def _title_case(self, text: str) -> str:
        return text if self.layout.capitals else text.replace("DANH SÁCH ĐẢNG VIÊN NĂM", "Danh sách đảng viên năm")

    def _write_header(self) -> None:
        deep = any(len(column.path) > 1 for column in self.columns)
        top = len(self.sheet.rows)
        self._row(*((i, column.path[0]) for i, column in enumerate(self.columns)), bold=True)
        if deep:
            self._row(
                *((i, column.path[1]) for i, column in enumerate(self.columns) if len(column.path) > 1), bold=True
            )
            start = 0
            while start < len(self.columns):
                end = start
                parent = self.columns[start].path
                while len(parent) > 1 and end + 1 < len(self.columns) and self.columns[end + 1].path[0] == parent[0]:
                    end += 1
                    self.sheet.rows[top][end] = None
                if end > start:
                    self.sheet.merges.append((top, start, top, end))
                elif len(parent) == 1:
                    self.sheet.merges.append((top, start, top + 1, start))
                start = end + 1
        numbering = {
            "brackets": lambda i: f"({i + 1})",
            "plain": lambda i: i + 1,
            "letters": lambda i: chr(ord("A") + i),
        }.get(self.layout.numbering or "")
        if numbering is not None:
            self._row(*((i, numbering(i)) for i in range(len(self.columns))))

    def _write_group(self, group: int, name: str) -> None:
        last = len(self.columns) - 1
        if self.layout.grouping is Grouping.ROMAN:
            row = self._row((0, _ROMAN[group]), (1, self.layout.dirt.on(self.rng, name)), bold=True)
            self.sheet.merges.append((row, 1, row, last))
        else:
            row = self._row((0, self._case(name)), bold=True)
            self.sheet.merges.append((row, 0, row, last))

    def _write_person(self, person: Person, ordinal: int, first_of_branch: bool) -> None:
        code = person.organization_code
        pen = Pen(self.rng, self.layout.dirt, self.unit.branch_names[code], self.unit.organization.code, ordinal)
        row: list[Cell] = []
        facts: Fact = {}
        for column in self.columns:
            cell, found = column.write(person, pen)
            if column.path == ("CHI BỘ",):
                cell = pen.branch_name if first_of_branch else None
            row.append(cell)
            facts.update(found)
        self.sheet.rows.append(row)
        self.book.members.append(
            member_truth(facts, code, self.unit.branch_names[code], self.file, self.sheet.name, len(self.sheet.rows))
        )

    def _merge_branch(self, first: int) -> None:
        if self.layout.grouping is Grouping.MERGED:
            column = next(i for i, c in enumerate(self.columns) if c.path == ("CHI BỘ",))
            self.sheet.merges.append((first, column, len(self.sheet.rows) - 1, column))

    def _write_text_row(self, text: str, column: int = 0) -> None:
        self._row((column, text), bold=True)

    def _write_signature(self) -> None:
        right = len(self.columns) - 4
        committee = self.unit.agency.committee
        self._row()
        self._row((right, _DATE_LINE))
        self._row((1, "NGƯỜI LẬP BIỂU"), (right, "T/M ĐẢNG ỦY" if committee else "T/M CHI BỘ"), bold=True)
        self._row((1, "(Ký, ghi rõ họ tên)"), (right, "BÍ THƯ"))
        for _ in range(3):
            self._row()
        self._row((1, self.unit.people[-1].full_name), (right, self.unit.organization.secretary))
