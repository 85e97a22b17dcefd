"""Somebody is moved while a template is out: what comes back is of the unit it was sent to, not of where she is now."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from intake.desk_of_units import Units, find, rows_of

#: By kind, what a unit types into a row.
TYPED = {
    "dang-vien": ("Số điện thoại", "0912345678"),
    "cam-ket": ("Đã nộp", "x"),
    "xep-loai": ("Tự xếp loại", "HTTNV"),
}
YEAR = "2022"


def handed_in(units: Units, name: str) -> list[str]:
    """Return the codes of the organisations for which a file was handed in."""
    with closing(sqlite3.connect(units.run.database)) as conn:
        asked = "SELECT o.code FROM submission s JOIN organization o ON o.id = s.organization_id WHERE s.file = ?"
        return sorted(code for (code,) in conn.execute(asked, (name,)))


@pytest.mark.parametrize("to", ["CT.1", "YT.10"])
@pytest.mark.parametrize(
    ("command", "kind"),
    [("phat-mau", "dang-vien"), ("phat-mau", "cam-ket"), ("phat-mau", "xep-loai"), ("xuat", "dang-vien")],
)
def test_what_comes_back_is_handed_in_by_the_unit_it_was_sent_to(tmp_path, command, kind, to):
    units, moved = Units(tmp_path), "Hoàng Văn Dũng"
    owed = ("don-doc", "them", "Danh sách", "--nam", YEAR, "--han", f"31/12/{YEAR}", "--bieu", kind, "--dong-y")
    assert units.run(*owed).exit_code == 0
    path = units.send(kind, "YT.1", command)
    book, sheet, columns, _ = rows_of(path)
    heading, text = TYPED[kind]
    for name in (moved, "Nguyễn Thị Phương"):
        sheet.cell(find(sheet, columns, name), columns[heading]).value = text
    book.save(path)
    number = units.one(moved)["id"]
    assert units.run("dv", "chuyen", str(number), "--den", to, "--dong-y").exit_code == 0
    result = units.json(path)
    assert (result["set_aside"], result["absent"]) == (0, {})
    assert result["created"] + result["updated"] == 2
    assert handed_in(units, path.name) == ["YT.1"]


@pytest.mark.parametrize(
    ("happened", "day", "code"),
    [
        ("chuyen --den CT.1 --ngay 01/03/2022", "", "YT.1"),
        ("chuyen --den CT.1 --ngay 01/03/2022", "15/02/2021", "YT.1"),
        ("chuyen --den CT.1 --ngay 01/10/2021", "", "CT.1"),
        ("chuyen --den CT.1 --ngay 01/10/2021", "15/02/2021", "YT.1"),
        ("dua-ra --ly-do Khai_trừ --ngay 01/03/2022", "", "YT.1"),
        ("dua-ra --ly-do Khai_trừ --ngay 01/10/2021", "", "YT.1"),
    ],
)
def test_a_pledge_of_an_earlier_year_counts_where_its_member_was_then(tmp_path, happened, day, code):
    """A template of 2021 that comes back in 2022 speaks of 2021, whatever has become of its people since."""
    units, name = Units(tmp_path), "Hoàng Văn Dũng"
    path = tmp_path / "mau-2021.xlsx"
    assert units.run("phat-mau", "cam-ket", "--don-vi", "YT.1", "--nam", "2021", "--luu-vao", path).exit_code == 0
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, name)
    sheet.cell(row, columns["Đã nộp"]).value = "x"
    sheet.cell(row, columns["Ngày nộp"]).value = day or None
    book.save(path)
    number, (command, *more) = units.one(name)["id"], (word.replace("_", " ") for word in happened.split())
    done = units.run("dv", command, str(number), *more, "--dong-y")
    assert done.exit_code == 0, done.stderr
    told = units.json(path)
    assert (told["created"], told["set_aside"], told["problems"]) == (1, 0, [])
    (pledge,) = units.run("cam-ket", "ds", "--nam", "2021", "--dinh-dang", "json").json
    assert (pledge["member_id"], pledge["organization_code"]) == (number, code)
    again = units.json(path)
    assert (again["created"], again["updated"], again["set_aside"]) == (0, 0, 0)


@pytest.mark.parametrize("to", ["CT.1", "YT.10", None])
def test_a_position_typed_where_somebody_was_is_not_the_one_she_holds_now(tmp_path, to):
    units, moved = Units(tmp_path), "Hoàng Văn Dũng"
    path = units.send("dang-vien", "YT.1")
    book, sheet, columns, _ = rows_of(path)
    sheet.cell(find(sheet, columns, moved), columns["Chức vụ Đảng"]).value = "Bí thư"
    sheet.cell(find(sheet, columns, moved), columns["Số điện thoại"]).value = "0912345678"
    book.save(path)
    if to is not None:
        done = units.run("dv", "chuyen", str(units.one(moved)["id"]), "--den", to, "--dong-y")
        assert done.exit_code == 0, done.stderr
    told = units.run("nhap", str(path), "--dong-y").stdout
    assert ("ở «Chi bộ 1» (Đảng bộ Sở Y tế) là chức vụ trước khi chuyển" in " ".join(told.split())) is (to is not None)
    one = units.one(moved)
    assert (one["party_position"] == "Bí thư") is (to is None)
    with closing(sqlite3.connect(units.run.database)) as conn:
        assert conn.execute("SELECT phone FROM member WHERE id = ?", (one["id"],)).fetchone() == ("0912345678",)
