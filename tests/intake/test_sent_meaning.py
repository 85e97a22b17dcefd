"""Cells of a prefilled row that say who and which year it is about, compared by what they mean."""

from __future__ import annotations

import openpyxl
import pytest

from intake.test_sent_entries import back, desk, edit, send

__all__ = ["desk"]

AN = {"name": "Họ và tên", "birth": "Ngày sinh", "place": "Chi bộ", "year": "Năm"}


def row_of(path, name):
    """The row of a name below the numbered header, and its cells by heading."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    for r in range(1, 20):
        cells = {heading: sheet.cell(8 + r, c).value for heading, c in columns.items()}
        if name in (cells.get("Họ và tên"), cells.get("Họ và tên hoặc tên tập thể")):
            return r, cells
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Họ và tên", "Đ/c Vì Văn Cương"),
        ("Họ và tên", "VÌ VĂN CƯƠNG"),
        ("Họ và tên", "vì văn cương"),
        ("Họ và tên", "Vì Văn Cương (Bí thư)"),
        ("Ngày sinh", "12-05-1980"),
        ("Ngày sinh", "12.05.1980"),
        ("Ngày sinh", "1980"),
        ("Ngày sinh", "ngày 12/05/1980"),
        ("Tổ chức đảng", "CHI BỘ 10"),
        ("Tổ chức đảng", "CB 10"),
        ("Tổ chức đảng", "Chi bộ 10, Đảng bộ Sở Y tế"),
        ("Năm", "năm 2022"),
        ("Năm", "'2022"),
    ],
)
def test_what_says_the_same_in_other_letters_says_what_was_sent(desk, heading, text):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    r, cells = row_of(path, "Vì Văn Cương")
    if heading == "Tổ chức đảng":
        heading = next(h for h, v in cells.items() if v == "Chi bộ 10")
    assert cells[heading]
    edit(path, {(r, heading): text, (r, "Cấp quyết định"): "Đảng ủy Sở"})
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["set_aside"], told["problems"]) == (0, 1, 0, [])
    (stored,) = [one for one in desk.run("xep-loai", "ds", "--dinh-dang", "json").json
                 if one["subject"] == "Vì Văn Cương" and one["organization_name"] == "Chi bộ 10"]  # fmt: skip
    assert (stored["period"], stored["decided_by"]) == ("2022", "Đảng ủy Sở")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Họ và tên", "Vì Văn Cường"),
        ("Họ và tên", "Vì Văn Cương (từ trần)"),
        ("Ngày sinh", "12/05/1981"),
        ("Năm", "2021"),
        ("Tổ chức đảng", "Chi bộ 1"),
        ("Tổ chức đảng", "Đảng bộ Sở Y tế"),
    ],
)
def test_what_says_otherwise_is_still_asked_about(desk, heading, text):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    r, cells = row_of(path, "Vì Văn Cương")
    if heading == "Tổ chức đảng":
        heading = next(h for h, v in cells.items() if v == "Chi bộ 10")
    edit(path, {(r, heading): text, (r, "Cấp quyết định"): "Đảng ủy Sở"})
    told = back(desk, path).json
    assert [problem["code"] for problem in told["problems"]] == ["record_number_contradicts"]
    assert told["updated"] == 0


def test_a_commendation_typed_anew_in_the_same_words_is_the_one_that_was_sent(desk):
    path = send(desk, "khen-thuong", "--don-vi", "YT", "--nam", "2022")
    r, _ = row_of(path, "Vì Văn Cương")
    edit(path, {(r, "Số quyết định"): "1-QĐ/ĐUK", (r, "Ngày quyết định"): "20/11/2022"})
    assert back(desk, path).json["updated"] == 1
    path = send(desk, "khen-thuong", "--don-vi", "YT", "--nam", "2022")
    r, _ = row_of(path, "Vì Văn Cương")
    edit(path, {(r, "Hình thức khen thưởng"): "giấy khen", (r, "Số quyết định"): "01-QĐ/ĐUK",
                (r, "Ngày quyết định"): "20-11-2022", (r, "Cấp khen"): "Đảng ủy"})  # fmt: skip
    told = back(desk, path).json
    assert (told["updated"], told["problems"]) == (1, [])


def test_each_cell_that_says_otherwise_is_named(desk):
    path = send(desk, "khen-thuong", "--don-vi", "YT", "--nam", "2022")
    r, _ = row_of(path, "Vì Văn Cương")
    edit(path, {(r, "Số quyết định"): "1-QĐ/ĐUK", (r, "Ngày quyết định"): "20/11/2022"})
    back(desk, path)
    path = send(desk, "khen-thuong", "--don-vi", "YT", "--nam", "2022")
    r, _ = row_of(path, "Vì Văn Cương")
    edit(path, {(r, "Hình thức khen thưởng"): "Bằng khen", (r, "Số quyết định"): "9-QĐ/TU",
                (r, "Ngày quyết định"): "25/12/2022"})  # fmt: skip
    (problem,) = back(desk, path).json["problems"]
    assert problem["code"] == "record_number_contradicts"
    for said in ("Giấy khen", "Bằng khen", "1-QĐ/ĐUK", "9-QĐ/TU", "20/11/2022", "25/12/2022"):
        assert f"«{said}»" in problem["message"]
    assert "nay ghi «Vì Văn Cương»" not in problem["message"]


def test_an_organisation_alone_in_the_column_of_persons_heads_a_group(desk):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    free = next(r for r in range(9, 99) if not sheet.cell(r, 2).value)
    sheet.cell(free, 1).value, sheet.cell(free, 2).value = "I", "CHI BỘ 10"
    book.save(path)
    told = back(desk, path).json
    assert (told["set_aside"], told["problems"]) == (0, [])


@pytest.mark.parametrize("how", ["blank", "merged", "again"])
def test_a_target_moved_to_a_row_of_its_own_stays_with_its_initiative(desk, how):
    path = send(desk, "mo-hinh", "--don-vi", "YT.1", "--nam", "2022")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    name, target = columns["Tên mô hình, nội dung đột phá"], columns["Chỉ tiêu"]
    first, second = str(sheet.cell(9, target).value).splitlines()
    result = columns["Kết quả"]
    sheet.cell(9, target).value, sheet.cell(10, target).value = first, second
    sheet.cell(10, result).value = "250/250 hồ sơ"
    if how == "merged":
        sheet.merge_cells(start_row=9, end_row=10, start_column=name, end_column=name)
    if how == "again":
        sheet.cell(10, name).value = sheet.cell(9, name).value
    book.save(path)
    told = back(desk, path).json
    assert (told["set_aside"], told["problems"]) == (0, [])
    (one,) = desk.run("mo-hinh", "ds", "--don-vi", "YT.1", "--dinh-dang", "json").json
    shown = desk.run("mo-hinh", "xem", one["id"], columns=200).stdout
    assert "250/250" in shown


def test_a_copied_row_with_its_own_target_is_still_a_copy(desk):
    path = send(desk, "mo-hinh", "--don-vi", "YT.1", "--nam", "2022")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for c in range(2, sheet.max_column + 1):
        sheet.cell(10, c).value = sheet.cell(9, c).value
    book.save(path)
    assert [problem["code"] for problem in back(desk, path).json["problems"]] == ["record_number_twice"]


@pytest.mark.parametrize(("member", "codes"), [("Không", []), ("quần chúng", []), ("", ["unit_empty"])])
def test_who_is_no_member_needs_no_branch_beside_rows_that_name_theirs(desk, member, codes):
    path = desk.folder / "ghi danh.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["ĐẢNG BỘ SỞ Y TẾ"],
        ["SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"],
        ["STT", "Họ và tên", "Chi bộ", "Là đảng viên", "Nội dung việc làm tốt", "Thời gian ghi danh"],
        [1, "Lò Văn An", "Chi bộ 1", "Có", "Trồng cây", "07/03/2022"],
        [2, "Nguyễn Văn Dân", "", member, "Hiến đất làm đường", "08/03/2022"],
    ):
        book.active.append(row)
    book.save(path)
    told = back(desk, path).json
    assert [problem["code"] for problem in told["problems"]] == codes
    assert told["created"] == 2 - len(codes)
