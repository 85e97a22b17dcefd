"""Sheets of the year 2022 with mistakes: what an import after the small set and its year must set aside, and what it
keeps nevertheless."""

from __future__ import annotations

from random import Random

from vi_du import year_columns as c
from vi_du import year_layouts as lay
from vi_du.cells import Cell
from vi_du.containers import write_book
from vi_du.people import DONE, EXCELLENT, GOOD, YEAR, Person
from vi_du.units import ROOT_CODE, ROOT_NAME
from vi_du.world import Unit, World
from vi_du.year import PERSON, YES, Entry, Goal
from vi_du.year_sheets import Layout, Page, Truths

_DECISIONS = Layout(
    (
        c.ordinal(),
        c.who("Họ và tên"),
        c.birth("Ngày sinh", "dd/mm/yyyy"),
        c.organization("Chi bộ"),
        c.level("Chi bộ đề xuất xếp loại", key="proposed_level"),
        c.level("Đảng ủy quyết định xếp loại", key="decided_level"),
    ),
    "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022",
    sheet="Xếp loại",
)


class _Post:
    """Collects files, the truth of what is kept, and what is set aside."""

    def __init__(self, world: World, seed: int) -> None:
        self.names = {o.code: o.name for o in world.organizations} | {ROOT_CODE: ROOT_NAME}
        self.units = {u.agency.name: u for u in world.units}
        self.rng = Random(f"{seed}/year/mistakes")
        self.truths = Truths()
        self.files: dict[str, bytes] = {}
        self.aside: list[dict[str, object]] = []

    def page(self, layout: Layout, file: str, entries: list[Entry], owner: Unit | None) -> _Spoilt:
        """Write a sheet that is to be spoilt."""
        return _Spoilt(self, Page(layout, owner, self.names, self.truths, self.rng), file, entries)


class _Spoilt:
    """One sheet in one file, and the mistakes made in it."""

    def __init__(self, post: _Post, page: Page, file: str, entries: list[Entry]) -> None:
        self._post, self._page, self._file = post, page, file
        self._sheet = page.write(entries, file)

    def cell(self, number: int, column: int, value: Cell, cause: str, *keys: str) -> None:
        """Spoil one cell of the entry `number`; what `keys` say is not kept."""
        row, entry = self._page.rows[number]
        self._sheet.rows[row - 1][column] = value
        truth = self._post.truths.of(entry)
        for key in keys:
            truth.pop(key, None)
        self._note("cell", f"{chr(ord('A') + column)}{row}", row, str(value), cause)

    def row(self, number: int, cause: str, column: int | None = None, value: Cell = None) -> None:
        """Set the whole row of an entry aside, spoiling a cell of it where that is the reason."""
        row, entry = self._page.rows[number]
        if column is not None:
            self._sheet.rows[row - 1][column] = value
        self._post.truths.forget(entry)
        self._note("row", "", row, "" if value is None else str(value), cause)

    def whole(self, cause: str) -> None:
        """Set the whole sheet aside."""
        for _, entry in self._page.rows:
            self._post.truths.forget(entry)
        self._note("sheet", "", None, "", cause)

    def send(self) -> None:
        """Write the file."""
        self._post.files[self._file] = write_book("xlsx", [self._sheet])

    def _note(self, level: str, cell: str, row: int | None, value: str, cause: str) -> None:
        self._post.aside.append(
            {"level": level, "file": self._file, "sheet": self._sheet.name, "cell": cell, "row": row, "value": value,
             "cause": cause}
        )  # fmt: skip


def write_year_mistakes(world: World, seed: int) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files with mistakes by name, and the truth: entries that are kept, and what is set aside."""
    post = _Post(world, seed)
    _ratings(post)
    _second_decision(post)
    _initiatives(post)
    _register(post)
    _last_year(post)
    _attendance(post)
    return post.files, {"entries": post.truths.listed(), "set_aside": post.aside}


def _rated(person: Person, **facts: object) -> Entry:
    return Entry("xep-loai", None, person.organization_code, dict(facts), PERSON, person)


def _simple(unit: Unit) -> list[Person]:
    """Members who are rated, whose name is theirs alone."""
    names = [p.full_name for p in unit.people]
    return [p for p in unit.people if YEAR in p.ratings and names.count(p.full_name) == 1]


def _ratings(post: _Post) -> None:
    unit = post.units["Sở Công Thương"]
    people = _simple(unit)[:4]
    entries = [_rated(p, proposed_level=p.ratings[YEAR][1], decided_level=p.ratings[YEAR][2]) for p in people]
    page = post.page(_DECISIONS, "01 Quyết định xếp loại - Sở Công Thương.xlsx", entries, unit)
    page.row(1, "người chưa có trong sổ", 1, "Ngô Thế Vượng")
    page.cell(2, 4, "A", "chữ cái xếp loại không rõ nghĩa", "proposed_level")
    page.send()


def _second_decision(post: _Post) -> None:
    unit = post.units["Kho bạc Nhà nước tỉnh"]
    people = [p for p in _simple(unit) if p.ratings[YEAR][2] == GOOD and p.position][:3]  # who holds a post is rated
    entries = [_rated(p, proposed_level=p.ratings[YEAR][1], decided_level=GOOD) for p in people]
    page = post.page(_DECISIONS, "02 Xếp loại lại - Kho bạc Nhà nước tỉnh.xlsx", entries, unit)
    page.cell(1, 5, EXCELLENT, "năm ấy đã có mức được quyết định khác")
    page.send()


def _initiatives(post: _Post) -> None:
    unit = post.units["Sở Y tế"]
    facts = {
        "content": "Khám, chữa bệnh tại nhà cho người cao tuổi",
        "field": "Y tế",
        "person": unit.people[0].full_name,
    }
    goals = (
        (Goal("≥ 9x% người cao tuổi được khám"),),
        (Goal("Ít nhất 4 đợt khám lưu động", "≥", 4, "đợt khám lưu động"),),
        (Goal("100% trạm y tế tham gia", "=", 100, "%"),),
    )
    names = ("Bác sĩ đến nhà", "Đoàn khám lưu động", "Trạm y tế thân thiện")
    entries = [
        Entry("mo-hinh", unit, unit.organization.code, {**facts, "name": name}, goals=goal)
        for name, goal in zip(names, goals, strict=True)
    ]
    page = post.page(lay.INITIATIVES[0], "03 Đăng ký bổ sung mô hình 2022 - Sở Y tế.xlsx", entries, unit)
    page.cell(0, 5, "≥ 9x% người cao tuổi được khám", "chỉ tiêu không phải là số", "targets")
    page.row(2, "không ghi tên mô hình", 2, None)
    page.send()


def _register(post: _Post) -> None:
    entries = []
    for name in ("Trường Cao đẳng Kỹ thuật", "Hội Nông dân tỉnh", "Bệnh viện Đa khoa tỉnh"):
        unit = post.units[name]
        person = _simple(unit)[3]
        facts = {"deed": "Dạy chữ cho người lớn tuổi", "entered_on": "2022-12-12", "party_member": YES,
                 "praise": "Nêu gương"}  # fmt: skip
        entries.append(Entry("ghi-danh", unit, person.organization_code, facts, PERSON, person))
    page = post.page(lay.HONOURS, "04 Sổ ghi danh bổ sung.xlsx", entries, None)
    page.row(0, "ngày ghi danh chưa đến", 9, "15/03/2031")
    page.row(1, "không rõ cá nhân hay tập thể, không có trong sổ", 1, "Hoa Ban")
    page.send()


def _last_year(post: _Post) -> None:
    unit = post.units["Ban Dân tộc tỉnh"]
    entries = [_rated(p, proposed_level=p.ratings["2021"][1], decided_level=DONE) for p in _simple(unit)[:5]
               if "2021" in p.ratings]  # fmt: skip
    last = Layout(_DECISIONS.columns, "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021", head="short", sheet="Xếp loại")
    page = post.page(last, "05 Xếp loại đảng viên năm 2022 - Ban Dân tộc tỉnh.xlsx", entries, unit)
    page.whole("tên tệp ghi năm 2022, tiêu đề ghi năm 2021")
    page.send()


def _attendance(post: _Post) -> None:
    unit = post.units["Bệnh viện Đa khoa tỉnh"]
    entries = [
        Entry("chuyen-de", unit, code, {"sort": "Sinh hoạt chuyên đề", "topic": "Y đức theo gương Bác",
                                        "held_on": "2022-11-08", "expected": len(people), "attended": len(people) - 1})
        for code, people in list(unit.branches.items())[:3]
    ]  # fmt: skip
    page = post.page(lay.STUDY[0], "06 Sinh hoạt chuyên đề quý IV - Bệnh viện Đa khoa tỉnh.xlsx", entries, unit)
    page.cell(1, 5, 99, "số dự nhiều hơn số phải dự", "expected", "attended")
    page.send()
