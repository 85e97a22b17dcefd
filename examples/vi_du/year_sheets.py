"""Sheets of the year's work: a layout and entries → rows, with the truth of each entry.

Units lay such lists out in their own ways, because no official form is known to them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from vi_du.cells import Cell, Dirt, Sheet, decompose
from vi_du.units import ROOT_NAME
from vi_du.world import Unit
from vi_du.year import Entry
from vi_du.year_columns import Column, Pen, Truth, is_about

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a list. `head`: «full» (superior, unit, motto, title), «short» (unit, title) or «none»; `group`:
    rows that name a «branch», a «unit» or a «section» (collectives, individuals). A `spread` entry takes a row a target,
    `repeated` with its name in each. `told` are facts that the title states for every row; `as_of` is the day under it.
    """

    columns: tuple[Column, ...]
    title: str
    head: str = "full"
    group: str | None = None
    spread: bool = False
    repeated: bool = False
    merged: bool = False
    container: str = "xlsx"
    sheet: str = "Danh sách"
    dirt: Dirt = field(default_factory=Dirt)
    as_of: str | None = None
    note: str | None = None
    numbered: bool = False
    total: bool = False
    signature: bool = True
    told: tuple[tuple[str, str], ...] = ()


class Truths:
    """What the record should hold, one truth an entry, whatever number of sheets speak of it."""

    def __init__(self) -> None:
        self._by_entry: dict[int, Truth] = {}
        self._kept: list[Entry] = []

    def of(self, entry: Entry) -> Truth:
        """Return the truth of an entry, begun the first time."""
        if id(entry) not in self._by_entry:
            person = entry.person
            self._kept.append(entry)
            self._by_entry[id(entry)] = {
                "kind": entry.kind,
                "organization_code": entry.code,
                "period": entry.period,
                "subject_sort": entry.sort,
                "name": entry.name,
                "member": person
                and {
                    "full_name": person.full_name,
                    "organization_code": person.organization_code,
                    "birth_date": person.birth.isoformat(),
                },
                "sources": [],
            }
        return self._by_entry[id(entry)]

    def forget(self, entry: Entry) -> None:
        """Drop the truth of an entry that is not kept."""
        self._by_entry.pop(id(entry), None)

    def listed(self) -> list[Truth]:
        """Return all truths in the order in which the entries first came up."""
        return list(self._by_entry.values())


class Page:
    """Writes one sheet row by row."""

    def __init__(self, layout: Layout, owner: Unit | None, names: dict[str, str], truths: Truths, rng: Random) -> None:
        self._layout, self._owner, self._names, self._truths, self._rng = layout, owner, names, truths, rng
        self._last = len(layout.columns) - 1
        self.sheet = Sheet(layout.sheet, widths=[column.width for column in layout.columns])
        self.rows: list[tuple[int, Entry]] = []

    def write(self, entries: list[Entry], file: str) -> Sheet:
        """Write the entries; note in their truth where each stands."""
        layout = self._layout
        self._write_title()
        self._write_header()
        ordinal = 0
        for heading, group in self._groups(entries):
            if heading is not None:
                self._write_group(heading)
                ordinal = 0
            for entry in group:
                ordinal += 1
                self._write_entry(entry, ordinal)
        if layout.total:
            self._row((1, f"Tổng cộng: {len(entries)}"), bold=True)
        if layout.signature:
            self._write_signature()
        if layout.dirt.decomposed:
            self.sheet.rows = decompose(self.sheet.rows)
        name = file if layout.container.startswith("csv") else self.sheet.name
        for row, entry in self.rows:
            sources = self._truths.of(entry)["sources"]
            assert isinstance(sources, list)
            sources.append({"file": file, "sheet": name, "row": row})
        return self.sheet

    def _groups(self, entries: list[Entry]) -> list[tuple[str | None, list[Entry]]]:
        group = self._layout.group
        if group is None:
            return [(None, entries)]
        if group == "section":
            pairs = [(name, [e for e in entries if is_about(e, name)]) for name in ("TẬP THỂ", "CÁ NHÂN")]
        else:
            codes = [e.code if group == "branch" or e.unit is None else e.unit.organization.code for e in entries]
            pairs = [
                (self._names[code], [e for e, c in zip(entries, codes, strict=True) if c == code])
                for code in dict.fromkeys(codes)
            ]
            if len(pairs) == 1 and self._owner is not None:
                return [(None, entries)]
        return [(f"{_ROMAN[n % 12]}|{name}", group) for n, (name, group) in enumerate(pairs)]

    def _row(self, *pairs: tuple[int, Cell], bold: bool = False) -> int:
        row: list[Cell] = [None] * (self._last + 1)
        for column, value in pairs:
            row[column] = value
        self.sheet.rows.append(row)
        if bold:
            self.sheet.bold.add(len(self.sheet.rows) - 1)
        return len(self.sheet.rows) - 1

    def _write_title(self) -> None:
        layout, half = self._layout, self._last // 2 + 1
        if layout.head == "none":
            return
        unit = self._owner.organization.name if self._owner is not None else ROOT_NAME
        if layout.head == "full":
            above = ROOT_NAME if self._owner is not None else "ĐẢNG BỘ TỈNH MƯỜNG SƠN"
            self._row((0, above.upper()), (half, "ĐẢNG CỘNG SẢN VIỆT NAM"))
            self._row((0, unit.upper()), (half, "Mường Sơn, ngày 30 tháng 12 năm 2022"))
            self.sheet.merges += [(r, 0, r, half - 1) for r in (0, 1)]
            self._row((0, "*"))
        else:
            self._row((0, unit))
        title = self._row((0, layout.title), bold=True)
        self.sheet.merges.append((title, 0, title, self._last))
        if layout.as_of:
            year, month, day = layout.as_of.split("-")
            self._row((0, f"(Tính đến ngày {int(day)}/{int(month)}/{year})"))
        if layout.note:
            self._row((0, layout.note))
        if layout.head == "full":
            self._row()

    def _write_header(self) -> None:
        columns, top = self._layout.columns, len(self.sheet.rows)
        deep = any(len(column.path) > 1 for column in columns)
        self._row(*((i, column.path[0]) for i, column in enumerate(columns)), bold=True)
        if deep:
            self._row(*((i, column.path[1]) for i, column in enumerate(columns) if len(column.path) > 1), bold=True)
            start = 0
            while start <= self._last:
                end = start
                while (
                    len(columns[start].path) > 1
                    and end < self._last
                    and columns[end + 1].path[0] == columns[start].path[0]
                ):
                    end += 1
                    self.sheet.rows[top][end] = None
                bottom = top if len(columns[start].path) > 1 else top + 1
                if (bottom, end) != (top, start):
                    self.sheet.merges.append((top, start, bottom, end))
                start = end + 1
        if self._layout.numbered:
            self._row(*((i, f"({i + 1})") for i in range(self._last + 1)))

    def _write_group(self, heading: str) -> None:
        numeral, name = heading.split("|")
        row = self._row((0, numeral), (1, name), bold=True)
        self.sheet.merges.append((row, 1, row, self._last))

    def _write_entry(self, entry: Entry, ordinal: int) -> None:
        layout = self._layout
        truth = self._truths.of(entry)
        truth.update({key: value for key, value in layout.told if key not in truth})
        parts: list[int | None] = [*range(len(entry.goals))] if layout.spread else [None]
        first = len(self.sheet.rows)
        for number, part in enumerate(parts):
            pen = Pen(self._rng, layout.dirt, self._names, truth, ordinal, part, layout.as_of)
            row = [
                column.write(entry, pen) if number == 0 or column.part or layout.repeated else None
                for column in layout.columns
            ]
            self.sheet.rows.append(row)
            self.rows.append((len(self.sheet.rows), entry))
        if layout.merged and len(parts) > 1:
            self.sheet.merges += [
                (first, i, first + len(parts) - 1, i) for i, column in enumerate(layout.columns) if not column.part
            ]

    def _write_signature(self) -> None:
        right = max(2, self._last - 1)
        self._row()
        self._row((1, "NGƯỜI LẬP BIỂU"), (right, "T/M CẤP ỦY"), bold=True)
        self._row((1, "(Ký, ghi rõ họ tên)"), (right, "BÍ THƯ"))
