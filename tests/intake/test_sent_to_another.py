"""A template that another unit than it was sent to used: set aside with both named, never taken for the first one's."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from intake.desk_of_units import Units, find, rows_of
from intake.test_sent_moved import YEAR, handed_in

SENT, OTHER = "Đảng bộ Sở Y tế", "Chi bộ Kho bạc Nhà nước"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A record that waits for initiatives and ratings, and the templates of both that were sent to one unit."""
    units = Units(tmp_path_factory.mktemp("gui"))
    for kind in ("mo-hinh", "xep-loai"):
        owed = ("don-doc", "them", kind, "--nam", YEAR, "--han", f"31/12/{YEAR}", "--bieu", kind, "--dong-y")
        assert units.run(*owed).exit_code == 0
    for kind in ("mo-hinh", "xep-loai"):
        path = units.folder / f"{kind}.xlsx"
        assert units.run("phat-mau", kind, "--don-vi", "YT", "--nam", YEAR, "--luu-vao", path).exit_code == 0
    return units


@pytest.fixture
def desk(sent, tmp_path):
    """A copy of that record and of its templates."""
    shutil.copytree(sent.folder, tmp_path / "so")
    sent_in = Units.__new__(Units)
    sent_in.folder = tmp_path / "so"
    sent_in.run = type(sent.run)(sent_in.folder)
    return sent_in


def initiative(desk, name="bai nop.xlsx", title=None, place=None):
    """Fill in one row of the template of initiatives, as whoever it was not sent to does."""
    book, sheet, columns, first = rows_of(desk.folder / "mo-hinh.xlsx")
    sheet.cell(first, columns["Tên mô hình, nội dung đột phá"]).value = "Kho bạc số"
    sheet.cell(first, columns["Nội dung"]).value = "Giao dịch trên mạng"
    sheet.cell(first, columns["Tổ chức đảng"]).value = place
    if title is not None:
        sheet["A2"].value = title
    path = desk.folder / name
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("how", "source"),
    [
        ({"name": f"{OTHER}.xlsx"}, "tên tệp"),
        ({"name": f"KB {OTHER} mo hinh {YEAR}.xlsx"}, "tên tệp"),
        ({"name": "KB mo hinh.xlsx"}, "tên tệp"),
        ({"title": OTHER.upper()}, "tiêu đề"),
        ({"place": OTHER}, "cột tổ chức đảng"),
    ],
)
def test_the_template_of_one_unit_used_by_another_is_set_aside_with_both_named(desk, how, source):
    path = initiative(desk, **how)
    result = desk.json(path)
    (problem,) = result["problems"]
    assert problem["code"] == "sent_to_another"
    assert all(said in problem["message"] for said in (SENT, OTHER, source))
    assert (result["created"], result["updated"], result["set_aside"], result["absent"]) == (0, 0, 1, {})
    assert handed_in(desk, path.name) == []
    back = desk.folder / "tra-lai"
    desk.run("nhap", path, "--xem-truoc", "--tra-lai", back)
    letter = next(back.glob("*.txt")).read_text(encoding="utf-8-sig")
    assert letter.startswith("Kính gửi: quý đơn vị")
    assert "ghi vào mẫu đã gửi cho nơi ấy" in letter
    assert "--" not in letter


@pytest.mark.parametrize("how", [{}, {"name": f"{SENT} mo hinh.xlsx"}, {"place": "Chi bộ 1"}, {"title": "Chi bộ 1"}])
def test_what_the_unit_itself_or_a_branch_of_it_sends_is_read(desk, how):
    path = initiative(desk, **how)
    result = desk.json(path)
    assert (result["created"], result["problems"]) == (1, [])
    assert handed_in(desk, path.name) == ["YT"]


def test_the_option_typed_is_no_advice(desk):
    """Nobody is told to type what she has just typed."""
    own = desk.folder / "tu lam.xlsx"
    book = openpyxl.Workbook()
    head = ["TT", "Họ và tên", "Tự xếp loại"]
    for row in (["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], [SENT.upper()], head, [1, "Lò Văn An", "HTTNV"]):
        book.active.append(row)
    book.save(own)
    for path, code in ((own, "sheet_place_not_given"), (initiative(desk), "sent_to_another")):
        result = desk.run("nhap", path, "--don-vi", "KB", "--dong-y", "--dinh-dang", "json").json
        (problem,) = result["problems"]
        assert problem["code"] == code
        assert "nhập lại với --don-vi" not in problem["message"]


def test_rows_of_another_unit_hand_nothing_in_and_leave_nobody_missing(desk):
    """Its people stand below those the template came with, or in their place."""
    for replaced in (False, True):
        book, sheet, columns, first = rows_of(desk.folder / "xep-loai.xlsx")
        last = max(r for r in range(first, sheet.max_row + 1) if sheet.cell(r, columns["Họ và tên"]).value)
        if replaced:
            sheet.delete_rows(first, last - first + 1)
            last = first - 1
        for r, name in enumerate(("Lò Văn An Kb", "Cầm Thị Bích Kb"), last + 1):
            cells = {"Họ và tên": name, "Tổ chức đảng": OTHER, "Tự xếp loại": "HTTNV"}
            for heading, value in cells.items():
                sheet.cell(r, columns[heading]).value = value
        path = desk.folder / f"thay {replaced}.xlsx"
        book.save(path)
        result = desk.json(path)
        assert (result["updated"], result["set_aside"], result["absent"]) == (0, 2, {})
        assert {p["code"] for p in result["problems"]} == {"sent_to_another" if replaced else "organizations_disagree"}
        assert all(SENT in p["message"] for p in result["problems"])
        assert handed_in(desk, path.name) == []


def test_who_stands_in_another_sheet_of_the_call_is_not_missing(desk):
    """A sheet a branch, in one workbook and in two; who stands in none of them is missing still."""
    names = {"Chi bộ 1": [], "Chi bộ 10": []}
    book, sheet, columns, first = rows_of(desk.folder / "xep-loai.xlsx")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first) if row[1].value]
    for row in rows:
        names.setdefault(row[columns["Tổ chức đảng"] - 1], []).append(row)
    gone = names["Chi bộ 10"].pop()[columns["Họ và tên"] - 1]
    paths = []
    for parted in (["Chi bộ 1", "Chi bộ 10"], ["Chi bộ Văn phòng"]):
        book, sheet, columns, first = rows_of(desk.folder / "xep-loai.xlsx")
        pages = [sheet, *(book.copy_worksheet(sheet) for _ in parted[1:])]
        for page, branch in zip(pages, parted, strict=True):
            page.title = branch
            page.delete_rows(first, len(rows))
            for r, row in enumerate(names[branch], first):
                for c, value in enumerate(row, 1):
                    page.cell(r, c).value = value
                page.cell(r, columns["Tự xếp loại"]).value = "HTTNV"
        paths.append(desk.folder / f"phan {len(paths)}.xlsx")
        book.save(paths[-1])
    result = desk.run("nhap", *paths, "--dong-y", "--dinh-dang", "json").json
    assert (result["problems"], result["updated"]) == ([], len(rows) - 1)
    assert [name for named in result["absent"].values() for name in named] == [gone]


def test_who_has_moved_stands_in_the_list_she_was_sent_out_in(desk):
    book, sheet, columns, _ = rows_of(desk.folder / "xep-loai.xlsx")
    row, heading = find(sheet, columns, "Hoàng Văn Dũng"), columns["Tự xếp loại"]
    sheet.cell(row, heading).value = "HTTNV"
    book.save(desk.folder / "YT.xlsx")
    number = str(desk.one("Hoàng Văn Dũng")["id"])
    assert desk.run("dv", "chuyen", number, "--den", "CT.1", "--dong-y").exit_code == 0
    later = desk.send("xep-loai", "CT")
    book, sheet, columns, _ = rows_of(later)
    sheet.delete_rows(find(sheet, columns, "Hoàng Văn Dũng"))
    book.save(later)
    result = desk.run("nhap", desk.folder / "YT.xlsx", later, "--dong-y", "--dinh-dang", "json").json
    assert (result["problems"], result["absent"]) == ([], {})
