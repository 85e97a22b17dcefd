"""A record with a few units, and what is sent to them and comes back, by the commands a clerk types."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import openpyxl

from intake.desk import ORGANIZATIONS
from running import Result, Runner

HEADER = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Số thẻ đảng viên", "Ngày vào Đảng",
    "Ngày chính thức", "Chức vụ Đảng", "Chi bộ", "Nghề nghiệp", "Quê quán", "Học vấn phổ thông", "Lý luận chính trị",
]  # fmt: skip
NAMES = ["Lò Văn An", "Cầm Thị Bích", "Giàng A Của", "Hoàng Văn Dũng", "Lò Văn An", "Vì Thị Én", "Nguyễn Thị Phương"]
FAMILY = ["Lò", "Cà", "Hoàng", "Nguyễn", "Vừ", "Ly"]
GIVEN = ["Ân", "Bản", "Chinh", "Dua", "Hặc", "Inh", "Ún", "Xé"]
UNITS = [("YT", ["Chi bộ 1", "Chi bộ 10", "Chi bộ Văn phòng"]), ("CT", ["Chi bộ 1", "Chi bộ Văn phòng"]), ("KB", [])]


class Units:
    """The tree of `desk`, people in it, invented by `rng` or as named."""

    def __init__(self, folder: Path, rng: random.Random | None = None, people: list[str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.run = Runner(folder)
        self._import("to-chuc.xlsx", ORGANIZATIONS)
        for unit, branches in UNITS:
            self._import(f"{unit}.xlsx", self._list(unit, branches, rng, people), unit)

    def _import(self, name: str, rows: list[list[Any]], unit: str = "") -> None:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        path = self.folder / "nhan" / name
        path.parent.mkdir(exist_ok=True)
        book.save(path)
        done = self.run("nhap", path, "--dong-y", *(["--don-vi", unit] if unit else []))
        assert done.exit_code in (0, 1), done.stdout + done.stderr

    def _list(
        self, unit: str, branches: list[str], rng: random.Random | None, people: list[str] | None
    ) -> list[list[Any]]:
        rows: list[list[Any]] = [["DANH SÁCH ĐẢNG VIÊN"], HEADER]
        names = (
            people if people is not None else NAMES if unit == "YT" else [f"{name} {unit.title()}" for name in NAMES]
        )
        if rng is not None:
            names = [f"{rng.choice(FAMILY)} {rng.choice(['Văn', 'Thị', ''])} {rng.choice(GIVEN)}".replace("  ", " ")
                     for _ in range(rng.randrange(2, 15))]  # fmt: skip
        for n, name in enumerate(names, 1):
            key = f"{ord(unit[0]) % 10}{ord(unit[1]) % 10}{n:02d}"
            woman = " Thị " in f" {name} " or (" Văn " not in f" {name} " and n % 2 == 0)
            year = 1960 + n if rng is None else rng.randrange(1955, 1995)
            branch = branches[(n - 1) % len(branches)] if branches else ""
            rows.append([
                n, name, rng.choice([str(year), f"05/{year}", f"12/05/{year}"]) if rng else f"12/05/{year}",
                "Nữ" if woman else "Nam", "Thái",
                f"014{int(woman)}{year % 100:02d}{n:02d}{key}" if n % 3 else "", f"14{key}{n:02d}",
                f"03/02/{year + 25}", f"03/02/{year + 26}" if n % 4 else "", "Bí thư" if n == 1 else "Đảng viên", branch,
                rng.choice(["Nông dân", "=SUM(1)", "-", "Cán bộ, công chức", "'"]) if rng else "Y tế",
                "Chiềng Sinh, Mường Sơn", "12/12" if n % 2 else "10/10", "Trung cấp" if n % 2 else "",
            ])  # fmt: skip
        return rows

    def send(self, kind: str, unit: str | None, command: str = "phat-mau") -> Path:
        """Write a workbook to be sent out, and return it."""
        path = self.folder / f"{command}-{kind}-{unit}.xlsx"
        done = self.run(command, kind, *(["--don-vi", unit] if unit else []), "--luu-vao", path)
        assert done.exit_code == 0, done.stdout + done.stderr
        return path

    def back(self, path: Path) -> Result:
        """Import what came back."""
        return self.run("nhap", path, "--dong-y")

    def json(self, path: Path) -> Any:
        """Import what came back, and return what is said of it."""
        return self.run("nhap", path, "--dong-y", "--dinh-dang", "json").json

    def people(self) -> list[dict[str, Any]]:
        return self.run("dv", "ds", "--dinh-dang", "json").json

    def one(self, name: str) -> dict[str, Any]:
        """The first member of a name in the order of the list."""
        return next(p for p in self.people() if p["full_name"] == name)

    def member(self, number: int) -> dict[str, Any]:
        return next(p for p in self.people() if p["id"] == number)


def rows_of(path: Path) -> tuple[Any, Any, dict[str, int], int]:
    """The sheet, its columns by heading, and the first row of data."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = next(r for r in range(1, 20) if sheet.cell(r, 1).value == "STT")
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[header] if cell.value}
    return book, sheet, columns, header + 2


def find(sheet: Any, columns: dict[str, int], name: str, heading: str = "Họ và tên") -> int:
    return next(r for r in range(1, 200) if sheet.cell(r, columns[heading]).value == name)
