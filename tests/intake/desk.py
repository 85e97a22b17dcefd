"""A clerk's desk for tests: workbooks written from rows, imported into a database of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dangbo_cli.intake.importing import ImportOptions, plan_import
from dangbo_cli.intake.result import ImportResult, SheetResult
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.store.apply import Counts, Who, apply_plan
from dangbo_cli.store.opening import open_writing

TODAY = date(2023, 1, 15)
WHO = Who("thu", "may-thu")

#: The tree of most tests: a committee, a grassroots committee with branches, another with branches of the same names,
#: a grassroots branch.
ORGANIZATIONS = [
    ["DANH SÁCH TỔ CHỨC ĐẢNG"],
    ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)", "Khối"],
    [1, "K", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", "", ""],
    [2, "YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", "K", "Cơ quan nhà nước"],
    [3, "YT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "YT", ""],
    [4, "YT.10", "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", "YT", ""],
    [5, "YT.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", "YT", ""],
    [6, "CT", "Đảng bộ Sở Công Thương", "Đảng bộ cơ sở", "K", "Cơ quan nhà nước"],
    [7, "CT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "CT", ""],
    [8, "CT.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", "CT", ""],
    [9, "KB", "Chi bộ Kho bạc Nhà nước", "Chi bộ cơ sở", "K", "Cơ quan nhà nước"],
]

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức"]


def person(number: int, name: str, birth: Any = "12/05/1980", **more: Any) -> list[Any]:
    """Return a row under HEADER; the card number is made from the ordinal."""
    return [
        more.get("ordinal", number), name, birth, more.get("gender", "Nam"), more.get("card", f"14.{number:06d}"),
        more.get("admitted", "03/02/2005"), more.get("official", "03/02/2006"),
    ]  # fmt: skip


@dataclass
class Desk:
    """A folder and a database; `write` makes a workbook, `nhap` imports."""

    folder: Path
    today: date = TODAY
    conn: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "in").mkdir(parents=True)
        self.conn = open_writing(self.folder / "so.db")

    def write(
        self, name: str, rows: Sequence[Sequence[Any]], merges: Sequence[str] = (), sheet: str = "Sheet1",
        more: dict[str, Sequence[Sequence[Any]]] | None = None,
    ) -> Path:  # fmt: skip
        """Write an .xlsx of one sheet (and `more` sheets by name)."""
        import openpyxl

        book = openpyxl.Workbook()
        first = book.active
        first.title = sheet
        for row in rows:
            first.append(list(row))
        for merge in merges:
            first.merge_cells(merge)
        for title, content in (more or {}).items():
            other = book.create_sheet(title)
            for row in content:
                other.append(list(row))
        path = self.folder / "in" / name
        book.save(path)
        return path

    def plan(self, *paths: Path, **options: Any) -> ImportResult:
        """Plan an import without writing."""
        return plan_import(self.conn, list(paths), ImportOptions(**options), None, self.today)

    def nhap(self, *paths: Path, **options: Any) -> ImportResult:
        """Import and write what is certain."""
        result = self.plan(*paths, **options)
        now = datetime(self.today.year, self.today.month, self.today.day, 9)
        apply_plan(
            self.conn, result.plan, WHO, now,
            Counts(result.created, result.updated, result.unchanged, result.set_aside),
        )  # fmt: skip
        return result

    def organizations(self) -> Desk:
        """Import the tree of most tests."""
        self.nhap(self.write("to-chuc.xlsx", ORGANIZATIONS))
        return self

    def people(self, day: date | None = None) -> list[dict[str, Any]]:
        """Return `dv ds --dinh-dang json`."""
        rows = list_members(self.conn, day or self.today).rows
        return json.loads(json.dumps([dict(row) for row in rows]))

    def one(self, name: str) -> dict[str, Any]:
        """Return the one member of a name."""
        found = [p for p in self.people() if p["full_name"] == name]
        assert len(found) == 1, [p["full_name"] for p in self.people()]
        return found[0]


def codes(result: ImportResult) -> list[str]:
    """Return the codes of all problems, sorted."""
    return sorted(problem.code for problem in result.plan.problems)


def cells(result: ImportResult) -> dict[str, str]:
    """Return {cell: code} of all problems."""
    return {problem.cell: problem.code for problem in result.plan.problems}


#: Columns of a member that nobody typed.
_PERSONAL = ("name_key", "sort_key", "id")


def stored(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return {name: every known field} of the record, with what is dated."""
    cursor = desk.conn.execute("SELECT * FROM member ORDER BY id")
    names = [column[0] for column in cursor.description]
    people = {}
    for row in cursor.fetchall():
        values = dict(zip(names, row, strict=True))
        number = values["id"]
        one = {key: value for key, value in values.items() if value is not None and key not in _PERSONAL}
        for table, columns in (("membership", "standing"), ("member_activity", "activity, reason, valid_from"),
                               ("member_position", "sphere, title")):  # fmt: skip
            found = desk.conn.execute(f"SELECT {columns} FROM {table} WHERE member_id = ? ORDER BY id", (number,))
            rows = [tuple(value for value in dated if value is not None) for dated in found]
            if rows:
                one[table] = rows
        (one["place"],) = desk.conn.execute(
            "SELECT o.code FROM member_place p JOIN organization o ON o.id = p.organization_id WHERE p.member_id = ?",
            (number,),
        ).fetchone()
        people[one.pop("full_name")] = one
    return people


def sheet(result: ImportResult) -> SheetResult:
    """Return the one sheet that was read."""
    (read,) = [s for file in result.files for s in file.sheets if s.left_out is None]
    return read


def kinds(result: ImportResult) -> list[str | None]:
    """Return the kinds of the sheets of all files."""
    return [sheet.kind for file in result.files for sheet in file.sheets]
