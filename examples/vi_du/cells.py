"""What stands in a cell, and the many ways in which units spell the same value.

A spelling returns the cell and the value that the record should hold after reading it, so that the truth
is made in the same moment as the cell.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from random import Random


@dataclass(frozen=True, slots=True)
class YearInDate:
    """A year typed into a cell with a date format: shows as a day in 1905."""

    year: int


Cell = str | int | date | YearInDate | None


@dataclass(slots=True)
class Sheet:
    """A sheet before it becomes a file. `merges` are (first row, first column, last row, last column),
    0-based and inclusive; `hidden` hides the sheet; `font` is used for all its cells."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    widths: list[int] = field(default_factory=list)
    hidden: bool = False
    font: str | None = None


@dataclass(slots=True)
class Dirt:
    """How carelessly a unit types: chances per text cell."""

    nbsp: float = 0.0
    double: float = 0.0
    edges: float = 0.0
    tab: float = 0.0
    decomposed: bool = False

    def on(self, rng: Random, text: str) -> str:
        """Return the text with the unit's dirt; cleaning it gives the text back."""
        if " " in text and rng.random() < self.nbsp:
            text = text.replace(" ", "\u00a0", 1)
        if " " in text and rng.random() < self.double:
            text = text.replace(" ", "  ", 1)
        if rng.random() < self.edges:
            text = rng.choice([" ", ""]) + text + rng.choice([" ", "  "])
        if rng.random() < self.tab:
            text = "\t" + text
        return text


def decompose(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with every text in NFD, as some keyboards type it."""
    return [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def spell_date(day: date, style: str) -> tuple[Cell, str]:
    """Return the cell for a day in a style and the ISO date, with the precision that the cell keeps."""
    iso, month, year = day.isoformat(), f"{day.year}-{day.month:02d}", str(day.year)
    spellings: dict[str, tuple[Cell, str]] = {
        "date": (day, iso),
        "dd/mm/yyyy": (f"{day:%d/%m/%Y}", iso),
        "d/m/yyyy": (f"{day.day}/{day.month}/{day.year}", iso),
        "dd.mm.yyyy": (f"{day:%d.%m.%Y}", iso),
        "dd.m.yyyy": (f"{day.day:02d}.{day.month}.{day.year}", iso),
        "dd.mm.yy": (f"{day:%d.%m.%y}", iso),
        "dd/mm/yy": (f"{day:%d/%m/%y}", iso),
        "dd-mm-yyyy": (f"{day:%d-%m-%Y}", iso),
        "yyyy-mm-dd": (iso, iso),
        "mm/yyyy": (f"{day:%m/%Y}", month),
        "yyyy": (year, year),
        "number": (day.year, year),
        "1905": (YearInDate(day.year), year),
        " dd/mm/yyyy": (f" {day:%d/%m/%Y}", iso),
        "\tdd/mm/yyyy": (f"\t{day:%d/%m/%Y} ", iso),
    }
    return spellings[style]


ETHNICITIES: dict[str, tuple[str, ...]] = {
    "Kinh": ("Kinh", "kinh", "KINH", "Kinh (Việt)"),
    "Thái": ("Thái", "thái", "THÁI"),
    "Mông": ("H'Mông", "Hmông", "H’mông", "H'mông", "Mèo", "Mông"),
    "Mường": ("Mường", "mường"),
    "Dao": ("Dao", "dao"),
    "Khơ Mú": ("Khơ-mú", "Khơ mú", "Khơ Mú"),
    "Xinh Mun": ("Xinh-mun", "Xinh mun", "Xinh Mun"),
    "Kháng": ("Kháng", "kháng"),
    "La Ha": ("La Ha", "La ha"),
    "Lào": ("Lào", "lào"),
    "Tày": ("Tày", "tày"),
    "Hoa": ("Hoa", "hoa"),
}
RELIGIONS: dict[str, tuple[str, ...]] = {
    "Không": ("Không", "không", "Lương", "KHÔNG"),
    "Phật giáo": ("Phật giáo", "Đạo phật", "Phật"),
    "Công giáo": ("Công giáo", "Thiên chúa giáo", "Thiên chúa"),
    "Tin Lành": ("Tin Lành", "Tin lành"),
}
EXPERTISE: dict[str, tuple[str, ...]] = {
    "Sơ cấp": ("Sơ cấp",),
    "Trung cấp": ("Trung cấp", "trung cấp"),
    "Cao đẳng": ("Cao đẳng", "CĐ"),
    "Đại học": ("Đại học", "ĐH", "đại học", "Cử nhân", "Kỹ sư"),
    "Thạc sĩ": ("Thạc sĩ", "Thạc sỹ", "ThS"),
    "Tiến sĩ": ("Tiến sĩ", "Tiến sỹ", "TS"),
}
THEORY: dict[str, tuple[str, ...]] = {
    "Sơ cấp": ("Sơ cấp", "SC", "sơ cấp"),
    "Trung cấp": ("Trung cấp", "TC", "Trung cấp LLCT"),
    "Cao cấp": ("Cao cấp", "CC", "Cao cấp LLCT"),
    "Cử nhân": ("Cử nhân", "cử nhân"),
}
RATINGS: dict[str, tuple[str, ...]] = {
    "Hoàn thành xuất sắc nhiệm vụ": ("HTXSNV", "Hoàn thành xuất sắc", "Xuất sắc", "HTXS", "HTSXNV", "Hoàn thành XSNV"),
    "Hoàn thành tốt nhiệm vụ": ("HTTNV", "Hoàn thành tốt", "Tốt", "HTTNV", "HTTTNV", "HT tốt nhiệm vụ"),
    "Hoàn thành nhiệm vụ": ("HTNV", "Hoàn thành", "HTNV", "Hoàn thành NV"),
    "Không hoàn thành nhiệm vụ": ("KHTNV", "Không hoàn thành", "Không HTNV"),
}
POSITIONS: dict[str, tuple[str, str]] = {
    "Bí thư": ("Bí thư chi bộ", "BTCB"),
    "Phó Bí thư": ("Phó Bí thư chi bộ", "Phó BTCB"),
    "Đảng ủy viên": ("Đảng ủy viên", "ĐUV"),
    "Chi ủy viên": ("Chi ủy viên", "CUV"),
    "Đảng viên": ("Đảng viên", "ĐV"),
}


def spell_card(number: str, style: str) -> str:
    """Return a card number as a unit writes it; 12-digit numbers stay whole."""
    if len(number) == 12 or style == "plain":
        return number
    return f"{number[:2]}.{number[2:]}" if style == "dot" else f"{number[:2]} {number[2:5]} {number[5:]}"
