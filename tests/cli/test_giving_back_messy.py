"""A messy workbook of every container goes back to its unit, most of it is mended, and the program knows how much."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from cli.test_giving_back import HEADER, book_of, give_back
from dangbo_cli.forms.own import FIX_COLUMN, FIX_SHEET
from sheets import files

_NAMES = [
    f"{family} Văn {given}" for family in ("Lò", "Cà", "Vì", "Tòng") for given in ("An", "Bản", "Chinh", "Dua", "Inh")
]
_BAD = "31/02/{}"
TITLE = [["DANH SÁCH ĐẢNG VIÊN", *[""] * 6], ["Chi bộ 1, Đảng bộ Sở Y tế", *[""] * 6]]
#: Twenty people, each with a birth that is no date.
ROWS = [*TITLE, HEADER, *([n, name, _BAD.format(1960 + n), "Nam", f"14{n:06d}", "03/02/2005", "03/02/2006"]
                          for n, name in enumerate(_NAMES, 1))]  # fmt: skip


def _html():
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in ROWS)
    body = "".join(f"<tr>{row}</tr>" for row in cells).replace(
        "<td>DANH SÁCH ĐẢNG VIÊN</td><td></td><td></td>", "<td colspan='3'>DANH SÁCH ĐẢNG VIÊN</td>"
    )
    return f"<html><meta charset='utf-8'><table>{body}</table></html>".encode()


def _ods():
    def change(table):
        for row in ROWS:
            table.addElement(files.ods_row(*row))

    return files.ods(change)


WRITERS = {
    "xlsx": lambda: files.xlsx(ROWS),
    "xls": lambda: files.xls(ROWS),
    "ods": _ods,
    "csv": lambda: "\n".join(";".join(map(str, row)) for row in ROWS).encode("utf-8-sig"),
    "html.xls": _html,
}


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_eighteen_of_twenty_are_mended(office, tmp_path, suffix):
    path = tmp_path / "nhan" / f"YT.1 Chi bộ 1.{suffix.rpartition('.')[2]}"
    path.parent.mkdir()
    path.write_bytes(WRITERS[suffix]())
    copy = give_back(office, path)
    assert copy.suffix == ".xlsx"
    book = openpyxl.load_workbook(copy)
    listed, sheet = book.worksheets[:2]
    assert [listed.cell(row, 3).value for row in range(5, 26)] == [*(f"C{row}" for row in range(4, 24)), None]
    header = {cell.value: cell.column for cell in sheet[3]}
    for row in range(4, 24):
        cell = sheet.cell(row, 3)
        assert cell.fill.fgColor.rgb == "FFFFC7CE"
        assert "không" in cell.comment.text
        assert str(cell.value) in sheet.cell(row, header[FIX_COLUMN]).value
        if row < 22:
            cell.value = f"12/05/{1960 + row}"
    book.save(copy)
    back = office("nhap", copy, "--dong-y")
    assert "đã sửa 18/20 chỗ; còn 2 chỗ chưa sửa" in " ".join(back.stdout.split())
    births = [p["birth_date"] for p in office("dv", "ds", "--dinh-dang", "json").json]
    assert sorted(map(bool, births)) == [False] * 2 + [True] * 18
    assert len(births) == 20


@pytest.fixture
def messy(tmp_path):
    """A sheet called as our list is, merged cells, hidden and filtered rows, a hidden group of columns, own comments,
    a second sheet «Lỗi», a remark right of the table."""
    path = book_of(tmp_path / "nhan" / "YT.1 Chi bộ 1.xlsx", ROWS, FIX_SHEET)
    book = openpyxl.load_workbook(path)
    sheet = book[FIX_SHEET]
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("D4:D6")
    sheet["C4"].comment = Comment("Đơn vị: hỏi lại gia đình", "Chi bộ")
    sheet["B5"].comment = Comment("Giữ nguyên", "Chi bộ")
    sheet["C9"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["I5"] = "xem lại"
    for letter in "CDE":
        sheet.column_dimensions[letter].hidden = True
    sheet.column_dimensions.group("C", "E", hidden=True)
    sheet.auto_filter.ref = "A3:G23"
    sheet.row_dimensions[7].hidden = True
    sheet.freeze_panes = "C4"
    sheet.print_title_rows = "3:3"
    book.create_sheet("Lỗi")["A1"] = "ghi chép riêng của đơn vị"
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(path)
    return path


def test_a_messy_workbook_keeps_what_is_its_own_over_two_rounds(office, messy):
    copy = give_back(office, messy)
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[:4] == [f"{FIX_SHEET} (dangbo)", FIX_SHEET, "Lỗi", "Ẩn"]
    assert (book["Ẩn"].sheet_state, book["Lỗi"]["A1"].value) == ("hidden", "ghi chép riêng của đơn vị")
    sheet = book[FIX_SHEET]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:G1", "D4:D6"}
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("C4", "$3:$3", "A3:G23")
    assert not sheet.column_dimensions["C"].hidden  # it holds what is to be mended
    assert not sheet.row_dimensions[7].hidden
    assert sheet["I5"].value == "xem lại"
    column = next(cell.column for cell in sheet[3] if cell.value == FIX_COLUMN)
    assert column not in range(1, 8)
    assert sheet.cell(5, 9).value == "xem lại"
    assert (sheet["B5"].comment.text, sheet["B5"].comment.author) == ("Giữ nguyên", "Chi bộ")
    first, own, author = sheet["C4"].comment.text.partition("\n")[0], "Đơn vị: hỏi lại gia đình", "Chi bộ"
    assert (first, sheet["C4"].comment.author) == (own, author)
    for row in range(4, 22):
        sheet.cell(row, 3).value = f"12/05/{1960 + row}"
    book.save(copy)
    second = give_back(office, copy)
    again = openpyxl.load_workbook(second)
    assert again.sheetnames[:2] == [f"{FIX_SHEET} (dangbo)", FIX_SHEET]
    sheet = again[FIX_SHEET]
    assert (sheet["C4"].comment.text, sheet["C4"].comment.author) == (own, author)
    assert sheet["C4"].fill.fgColor.rgb != "FFFFC7CE"
    assert sheet["C5"].comment is None
    assert sheet["C22"].comment.text.count("Cần sửa (dangbo)") == 1
    assert [again.worksheets[0].cell(row, 3).value for row in range(5, 8)] == ["C22", "C23", None]
    for row in (22, 23):
        sheet.cell(row, 3).value = "01/01/1980"
    again.save(second)
    last = office("nhap", second, "--dong-y")
    assert last.exit_code == 0, last.stdout
    assert "đã sửa 2/2 chỗ" in last.stdout


def test_nothing_that_goes_to_a_unit_tells_where_the_clerk_keeps_her_files(office, tmp_path):
    """Of two files that differ each names the other, by its name; two of one name by their folders."""
    for folder, job in (("a", "Bác sĩ"), ("b", "Y tá")):
        rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 1, Đảng bộ Sở Y tế"], [*HEADER, "Nghề nghiệp"]]
        rows.append([1, "Lò Văn An", "12/05/1980", "Nam", "14000001", "03/02/2005", "03/02/2006", job])
        (tmp_path / "nhan").mkdir(exist_ok=True)
        book_of(tmp_path / "nhan" / folder / "Chi bộ 1.xlsx", rows)
    folder = tmp_path / "tra"
    result = office("nhap", tmp_path / "nhan", "--dong-y", "--tra-lai", folder)
    assert result.exit_code == 1
    told = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.txt"))]
    assert len(told) == 2
    assert all("tệp «a/Chi bộ 1.xlsx», ô H4 ghi" in text or "tệp «b/Chi bộ 1.xlsx», ô H4 ghi" in text for text in told)
    shown = [str(cell.comment.text) for path in folder.glob("*.xlsx") for sheet in openpyxl.load_workbook(path)
             for row in sheet.iter_rows() for cell in row if cell.comment]  # fmt: skip
    assert len(shown) == 2
    assert not any(str(tmp_path) in text for text in (*told, *shown))
