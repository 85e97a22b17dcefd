"""The small set with mistakes: what an import must set aside, and what it must keep nevertheless.

Its organisations are some of the small set's; its people are others (their numbers run from 900000), so it
can be imported alone or after the small set.
"""

from __future__ import annotations

from random import Random

from vi_du import columns as c
from vi_du.broken_files import legacy_text, locked_workbook, picture, statistics_form
from vi_du.cells import Cell, Dirt, Sheet
from vi_du.columns import Column, Fact, Pen
from vi_du.containers import write_book
from vi_du.organization_list import list_organizations, organization_truth
from vi_du.people import Numbers, Person, draw_person, give_ratings
from vi_du.rendering import member_truth
from vi_du.units import ROOT_NAME
from vi_du.world import Unit, World

_DATE_LINE = "(Tính đến ngày 31/12/2022)"


def write_mistakes(world: World, seed: int) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files with mistakes by name, and the truth: organisations, the members that are kept
    (a cell set aside is null), and what is set aside."""
    rng = Random(f"{seed}/mistakes")
    numbers = Numbers(rng, (900_000, 999_999))
    single = next(u for u in world.units if not u.agency.committee)
    first, second = [u for u in world.units if u.agency.committee][:2]
    kept = [unit.organization.code for unit in (single, first, second)]
    chosen = [o for o in world.organizations if o.parent_code is None or o.code in kept or o.parent_code in kept]
    files: dict[str, bytes] = {
        "00 Danh sách tổ chức đảng.xlsx": write_book("xlsx", [list_organizations(chosen, by_name=True, seed=seed)])
    }
    members: list[dict[str, object]] = []
    aside: list[dict[str, object]] = []
    for maker, unit, name in (
        (_wrong_cells, single, f"01 {single.agency.name}.xlsx"),
        (_wrong_rows, first, "02 danh sách chung.xlsx"),
    ):
        maker(_Draft(unit, name, rng, numbers, files, members, aside))
    _legacy_sheet(_Draft(second, f"03 {second.agency.name}.xls", rng, numbers, files, members, aside))
    for name, data, cause in (
        ("04 Biểu 3-BTCTW.xlsx", statistics_form(), "biểu thống kê, không chứa danh sách"),
        ("05 danh sách bị cắt.xlsx", files["00 Danh sách tổ chức đảng.xlsx"][:2500], "tệp bị hỏng (thiếu phần cuối)"),
        ("06 danh sách trống.xlsx", b"", "tệp trống (0 byte)"),
        ("07 ảnh chụp danh sách.xlsx", picture(), "không phải bảng tính (ảnh PNG mang đuôi .xlsx)"),
        ("08 danh sách có mật khẩu.xlsx", locked_workbook(), "tệp đặt mật khẩu"),
    ):
        files[name] = data
        level = "sheet" if "BTCTW" in name else "file"
        aside.append(_aside(level, name, "Biểu 3" if level == "sheet" else "", "", None, "", cause))
    codes = {organization.code for organization in chosen}
    truth = [row for row in organization_truth(world) if row["code"] in codes]
    return files, {"organizations": truth, "members": members, "set_aside": aside}


def _aside(level: str, file: str, sheet: str, cell: str, row: int | None, value: str, cause: str) -> dict[str, object]:
    return {"level": level, "file": file, "sheet": sheet, "cell": cell, "row": row, "value": value, "cause": cause}


class _Draft:
    """A list being written with mistakes in it."""

    def __init__(
        self,
        unit: Unit,
        file: str,
        rng: Random,
        numbers: Numbers,
        files: dict[str, bytes],
        members: list[dict[str, object]],
        aside: list[dict[str, object]],
    ) -> None:
        self.unit, self.file, self.rng, self.numbers = unit, file, rng, numbers
        self.files, self.members, self.aside = files, members, aside
        self.sheet = Sheet("DSDV")

    def people(self, count: int) -> list[Person]:
        """Return new people, branch after branch, rated; names differ from those of the unit's own people."""
        taken = {person.full_name for person in self.unit.people}
        codes = list(self.unit.branches)
        bloc = self.unit.agency.bloc
        drawn = [
            draw_person(self.rng, self.numbers, codes[i * len(codes) // count], bloc, taken, probationary=i % 9 == 8)
            for i in range(count)
        ]
        give_ratings(self.rng, list(drawn), over_the_ceiling=False)
        return drawn

    def write_top(self, columns: list[Column], named: bool = True) -> None:
        """Write title and header; `named`: the title says whose list it is."""
        blank: list[Cell] = [None] * (len(columns) - 1)
        self.sheet.widths = [column.width for column in columns]
        self.sheet.rows = [
            [ROOT_NAME.upper() if named else None, *blank],
            [self.unit.organization.name.upper() if named else None, *blank],
            ["DANH SÁCH ĐẢNG VIÊN NĂM 2022", *blank],
            [_DATE_LINE, *blank],
            [column.path[0] for column in columns],
        ]
        self.sheet.bold = {2, 4}

    def cells_of(self, columns: list[Column], person: Person, ordinal: int) -> tuple[list[Cell], Fact]:
        """Return a person's cells and facts before anything is spoilt."""
        names, unit = self.unit.branch_names, self.unit.organization.code
        pen = Pen(self.rng, Dirt(), names[person.organization_code], unit, ordinal)
        row: list[Cell] = []
        facts: Fact = {}
        for column in columns:
            cell, found = column.write(person, pen)
            row.append(cell)
            facts.update(found)
        return row, facts

    def keep(self, row: list[Cell], facts: Fact, person: Person) -> None:
        """Add a row that is imported."""
        self.sheet.rows.append(row)
        code = person.organization_code
        name = self.unit.branch_names[code]
        self.members.append(member_truth(facts, code, name, self.file, self.sheet.name, len(self.sheet.rows)))

    def set_cell_aside(self, column: int, value: Cell, cause: str) -> None:
        """Note that a cell of the next row will be set aside."""
        row = len(self.sheet.rows) + 1
        address = f"{chr(ord('A') + column)}{row}"
        self.aside.append(_aside("cell", self.file, self.sheet.name, address, row, str(value), cause))

    def set_row_aside(self, row: list[Cell], cause: str) -> None:
        """Add a row that is not imported."""
        self.sheet.rows.append(row)
        self.aside.append(_aside("row", self.file, self.sheet.name, "", len(self.sheet.rows), "", cause))


def _columns(*more: Column) -> list[Column]:
    return [
        c.ordinal(),
        c.name("Họ và tên"),
        c.birth("Ngày sinh", styles="dd/mm/yyyy"),
        c.gender("Giới tính"),
        c.ethnicity("Dân tộc"),
        c.citizen_id("Số CCCD"),
        c.card("Số thẻ đảng viên"),
        c.admitted("Ngày vào Đảng", styles="dd/mm/yyyy"),
        c.official("Ngày chính thức", styles="dd/mm/yyyy"),
        c.rating("Xếp loại năm 2022"),
        *more,
    ]


def _wrong_cells(draft: _Draft) -> None:
    """One wrong cell in a row: the cell is set aside, the rest of the row is kept."""
    columns = _columns()
    draft.write_top(columns)
    rating = ("2022", "proposed")
    wrong: dict[int, tuple[int, Cell, str | tuple[str, str], str]] = {
        1: (2, "31/02/1985", "birth_date", "ngày sinh không có thật"),
        3: (7, "", "admitted_on", "vào Đảng khi chưa đủ 16 tuổi"),
        4: (9, "A", rating, "chữ cái xếp loại không rõ nghĩa"),
        5: (9, "B", rating, "chữ cái xếp loại không rõ nghĩa"),
        6: (5, "", "citizen_id", "số định danh thừa một chữ số (13 chữ số)"),
        10: (8, None, "official_on", "không rõ chính thức hay dự bị: ô trống mà vào Đảng đã lâu"),
        11: (7, "ngày 3/2", "admitted_on", "ngày tháng không đọc được"),
    }
    people = draft.people(13)
    oldest = min((i for i in range(13) if i == 10 or i not in wrong), key=lambda i: people[i].admitted)
    people[10], people[oldest] = people[oldest], people[10]  # row 10 needs somebody admitted long ago
    for i, person in enumerate(people):
        row, facts = draft.cells_of(columns, person, i + 1)
        if i in wrong:
            column, value, key, cause = wrong[i]
            if key == "admitted_on" and value == "":
                value = f"19/05/{person.birth.year + 14}"
            elif key == "citizen_id":
                value = f"{person.citizen_id}7"
            draft.set_cell_aside(column, "" if value is None else value, cause)
            row[column] = value
            facts.pop(key, None)
            if key == "official_on":
                facts.pop("standing", None)
        draft.keep(row, facts, person)
    draft.files[draft.file] = write_book("xlsx", [draft.sheet])


def _wrong_rows(draft: _Draft) -> None:
    """Who or where is in doubt: the whole row is set aside. Only the columns tell the organisation."""
    columns = _columns(c.constant("Đảng bộ", draft.unit.organization.name, 30), c.branch("Chi bộ"))
    draft.write_top(columns, named=False)
    people = draft.people(16)
    people[5].card = people[2].card
    for i, person in enumerate(people):
        row, facts = draft.cells_of(columns, person, i + 1)
        if i in (2, 5):
            draft.set_row_aside(row, "một số thẻ đảng viên ghi cho hai người")
        elif i == 7:
            row[10] = row[11] = None
            draft.set_row_aside(row, "không ghi tổ chức đảng")
        elif i == 9:
            row[11] = "Chi bộ 99"
            draft.set_row_aside(row, "chi bộ không có trong danh sách tổ chức đảng")
        elif i == 12:
            row[1] = None
            draft.set_row_aside(row, "không có họ tên")
        else:
            draft.keep(row, facts, person)
    draft.files[draft.file] = write_book("xlsx", [draft.sheet])


def _legacy_sheet(draft: _Draft) -> None:
    """A sheet typed in TCVN3 under .VnTime: converted, so nothing of it is set aside."""
    columns = _columns(c.branch("Chi bộ"))
    draft.sheet = Sheet("DSDV", font=".VnTime")
    draft.write_top(columns)
    for i, person in enumerate(draft.people(12)):
        row, _ = draft.cells_of(columns, person, i + 1)
        draft.sheet.rows.append(row)
    draft.sheet.rows = [
        [legacy_text(cell) if isinstance(cell, str) else cell for cell in row] for row in draft.sheet.rows
    ]
    draft.files[draft.file] = write_book("xls", [draft.sheet])
