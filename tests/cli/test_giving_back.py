"""`nhap --tra-lai`: the unit's own workbook with what is to be mended, and what happens when it comes back."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from dangbo_cli.cli import registry
from dangbo_cli.domain.problem import CAUSES, Finding, Level, say
from dangbo_cli.forms.own import FIX_COLUMN, FIX_SHEET, FIX_TITLE
from dangbo_cli.intake.sent.giving import words_for_unit
from dangbo_cli.intake.who.matching import TWO_ORGANIZATIONS
from running import Runner, every_cause

TREE = [
    ["DANH SÁCH TỔ CHỨC ĐẢNG"],
    ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc"],
    [1, "YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", ""],
    [2, "YT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"],
]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức"]
SHEET = "Lò 'A' & B"


def book_of(path: Path, rows, sheet: str = SHEET) -> Path:
    book = openpyxl.Workbook()
    first = book.active
    first.title = sheet
    for row in rows:
        first.append(row)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def wrong(tmp_path) -> Path:
    """A unit's list with two dates that are none, a formula and a look of its own."""
    path = book_of(
        tmp_path / "nhan" / "YT.1 Chi bộ 1.xlsx",
        [
            ["DANH SÁCH ĐẢNG VIÊN"],
            ["Chi bộ 1, Đảng bộ Sở Y tế"],
            HEADER,
            [1, "Lò Văn An", "31/02/1980", "Nam", "14000001", "03/02/2005", "03/02/2006"],
            [2, "Cầm Thị Bích", "12/05/1981", "Nữ", "14000002", "ngày 3/2", "03/02/2007"],
            [3, "Giàng A Của", "12/05/1982", "Nam", "14000003", "03/02/2007", "03/02/2008"],
        ],
    )
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["A5"] = "=A4+1"
    sheet["B4"].font = Font(name="Arial", size=20, italic=True)
    sheet["C5"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["C4"].comment = Comment("Hỏi lại", "Đơn vị")
    sheet.column_dimensions["B"].width = 55
    book.save(path)
    return path


def give_back(office: Runner, path: Path, *more: str) -> Path:
    """Import, and return the copy that was written."""
    folder = office.folder / "tra"
    before = set(folder.glob("*")) if folder.exists() else set()
    result = office("nhap", path, "--tra-lai", folder, *(more or ("--dong-y",)))
    assert result.exit_code == 1, result.stdout + result.stderr
    (copy,) = (p for p in set(folder.glob("*")) - before if p.suffix != ".txt")
    return copy


def test_the_copy_keeps_its_look_and_says_what_is_wrong(office, wrong):
    before = hashlib.sha256(wrong.read_bytes()).hexdigest()
    copy = give_back(office, wrong)
    assert hashlib.sha256(wrong.read_bytes()).hexdigest() == before
    assert copy.name == wrong.name
    book = openpyxl.load_workbook(copy)
    listed, sheet = book.worksheets[:2]
    assert (listed.title, listed["A1"].value, book.active.title) == (FIX_SHEET, FIX_TITLE, FIX_SHEET)
    assert not sheet.sheet_view.tabSelected
    rows = {listed.cell(r, 3).value: r for r in range(5, 7)}
    assert set(rows) == {"C4", "F5"}
    assert listed.cell(rows["C4"], 3).hyperlink.location == "'Lò ''A'' & B'!C4"
    assert sheet["C4"].fill.fgColor.rgb == sheet["F5"].fill.fgColor.rgb == "FFFFC7CE"
    assert "Hỏi lại" in sheet["C4"].comment.text
    assert "31/02/1980" in sheet["C4"].comment.text
    assert sheet["H3"].value == FIX_COLUMN
    assert "31/02/1980" in sheet["H4"].value
    assert "ngày 3/2" in sheet["H5"].value
    assert sheet["H6"].value is None
    assert (sheet["B4"].font.name, sheet["B4"].font.sz, sheet.column_dimensions["B"].width) == ("Arial", 20, 55)
    assert sheet["C5"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["A5"].value == "=A4+1"
    text = copy.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "Chi bộ 1" in text
    assert "2 chỗ" in text
    assert "ô C4 (Lò Văn An): «31/02/1980»" in text
    assert "ô F5 (Cầm Thị Bích): «ngày 3/2»" in text
    assert {listed.cell(r, 3).value: listed.cell(r, 4).value for r in range(4, 7)} == {
        "Ô": "Của ai", "C4": "Lò Văn An", "F5": "Cầm Thị Bích",
    }  # fmt: skip


def test_a_formula_keeps_the_value_it_had(office, wrong, tmp_path):
    import zipfile

    with zipfile.ZipFile(wrong) as package:  # as Excel saves it: the formula with its value
        parts = {name: package.read(name) for name in package.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = parts[part].replace(b"<f>A4+1</f><v></v>", b"<f>A4+1</f><v>2</v>").replace(
        b"<f>A4+1</f><v />", b"<f>A4+1</f><v>2</v>")  # fmt: skip
    assert b"<v>2</v>" in parts[part]
    with zipfile.ZipFile(wrong, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    copy = give_back(office, wrong)
    assert openpyxl.load_workbook(copy, data_only=True).worksheets[1]["A5"].value == 2
    assert openpyxl.load_workbook(copy).worksheets[1]["A5"].value == "=A4+1"


def test_what_comes_back_is_known_and_counted(office, wrong, tmp_path):
    copy = give_back(office, wrong)
    back = tmp_path / "ve" / copy.name
    back.parent.mkdir()
    shutil.copy(copy, back)
    book = openpyxl.load_workbook(back)
    book.worksheets[1]["C4"] = "28/02/1980"
    book.save(back)
    result = office("nhap", back, "--dong-y")
    assert result.exit_code == 1
    assert "đã sửa 1/2 chỗ" in result.stdout
    assert FIX_SHEET not in result.stdout
    assert FIX_COLUMN not in result.stdout
    told = office("nhap", back, "--dong-y", "--dinh-dang", "json").json
    assert told["files"][0]["returned"] == {"marked": 2, "mended": 1}
    assert [p["cell"] for p in told["problems"]] == ["F5"]
    birth = {p["full_name"]: p["birth_date"] for p in office("dv", "ds", "--dinh-dang", "json").json}
    assert birth["Lò Văn An"] == "1980-02-28"
    again = give_back(office, back)
    third = openpyxl.load_workbook(again)
    assert [s.title for s in third.worksheets if s.sheet_state == "visible"] == [FIX_SHEET, SHEET]
    sheet = third[SHEET]
    assert (sheet["H4"].value, sheet["I3"].value) == (None, None)
    assert (sheet["C4"].comment.text, sheet["C4"].comment.author) == ("Hỏi lại", "Đơn vị")
    assert sheet["H5"].value
    assert sheet["I3"].value is None
    sheet["F5"] = "03/02/2006"
    third.save(again)
    last = office("nhap", again, "--dong-y")
    assert last.exit_code == 0
    assert "đã sửa 1/1 chỗ" in last.stdout


@pytest.mark.parametrize(
    ("note", "card", "mended"),
    [
        ("", "14000002", 2),
        ("Từ trần ngày 01/09/2022", "14000002", 1),  # another value, in another row
        ("", "14000003", 1),  # her row waits again, for another reason: the card is somebody else's
    ],
)
def test_a_row_that_waits_again_is_not_mended_wherever_it_has_gone(office, tmp_path, note, card, mended):
    people = [
        [1, "Lò Văn An", "02/03/1980", "Nam", "14000001", "03/02/2005", "03/02/2006", "Từ trần"],
        [2, "Cầm Thị Bích", "12/05/1981", "Nữ", "14000002", "03/02/2006", "03/02/2007", "Chuyển đi"],
        [3, "Giàng A Của", "12/05/1982", "Nam", "14000003", "03/02/2007", "03/02/2008", ""],
    ]
    top = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 1, Đảng bộ Sở Y tế"], [*HEADER, "Ghi chú"]]
    copy = give_back(office, book_of(tmp_path / "nhan" / "YT.1.xlsx", [*top, *people]))
    book = openpyxl.load_workbook(copy)
    sheet = book.worksheets[1]
    sheet.delete_rows(4)
    sheet["H4"], sheet["E4"] = note, card
    book.save(copy)
    told = office("nhap", copy, "--dong-y")
    assert f"đã sửa {mended}/2 chỗ" in told.stdout
    shown = office("lan-nhap", "xem", "2", columns=300).stdout
    assert shown.count("(vẫn còn ở bản sau của tệp") == 2 - mended


@pytest.mark.parametrize(("official", "mended"), [("04/02/2007", 0), ("03/02/2007", 1)])
def test_a_value_that_is_older_than_the_record_mends_nothing_unless_the_record_agrees(
    office, tmp_path, official, mended
):
    def dated(name, day, text):
        person = [1, "Lò Văn An", "28/02/1980", "Nam", "14000001", "03/02/2006", text]
        top = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 1, Đảng bộ Sở Y tế"], [f"(Số liệu đến ngày {day})"]]
        return book_of(tmp_path / "nhan" / name, [*top, HEADER, person])

    copy = give_back(office, dated("YT.1 cũ.xlsx", "31/12/2021", "ngày 3/2"), "--dong-y")
    office("nhap", dated("YT.1 mới.xlsx", "30/06/2022", "03/02/2007"), "--dong-y")
    book = openpyxl.load_workbook(copy)
    book.worksheets[1]["G5"] = official
    book.save(copy)
    told = office("nhap", copy, "--dong-y", "--dinh-dang", "json").json
    assert told["files"][0]["returned"] == {"marked": 1, "mended": mended}
    older = [note for note in told["notes"] if note["code"] == "older_sheet"]
    assert [(note["cell"], note["value"]) for note in older] == ([] if mended else [("G5", "04/02/2007")])
    for note in older:
        assert note["message"] == (
            "Lò Văn An, Ngày chính thức trong sổ là «03/02/2007»; bảng này cũ hơn (số liệu ngày 31/12/2021), ghi "
            "«04/02/2007» nên không thay."
        )


def test_moved_rows_are_still_counted(office, wrong, tmp_path):
    copy = give_back(office, wrong)
    book = openpyxl.load_workbook(copy)
    book.worksheets[1].insert_rows(4)
    back = tmp_path / "ve.xlsx"
    book.save(back)
    told = office("nhap", back, "--don-vi", "YT.1", "--dong-y", "--dinh-dang", "json").json
    assert told["files"][0]["returned"] == {"marked": 2, "mended": 0}


def test_a_preview_writes_copies_and_nothing_else(office, wrong):
    before = office.database.read_bytes()
    give_back(office, wrong, "--xem-truoc")
    assert office.database.read_bytes() == before


def test_nothing_is_overwritten(office, wrong):
    one = give_back(office, wrong)
    bytes_of_one = one.read_bytes()
    other = give_back(office, wrong)
    assert other != one
    assert other.stem == f"{one.stem} (2)"
    assert one.read_bytes() == bytes_of_one


def test_a_folder_among_the_files_that_are_read_is_refused(office, wrong):
    result = office("nhap", wrong.parent, "--tra-lai", wrong.parent / "tra", "--dong-y")
    assert result.exit_code == 2
    assert "lần nhập sau sẽ đọc lẫn" in " ".join(result.stderr.split())
    assert not (wrong.parent / "tra").exists()


@pytest.mark.parametrize("suffix", ["csv", "html"])
def test_other_containers_become_xlsx(office, tmp_path, suffix):
    rows = [HEADER, ["1", "Lò Văn An", "31/02/1980", "Nam", "14000001", "03/02/2005", "03/02/2006"]]
    path = tmp_path / "nhan" / f"YT.1 Chi bộ 1.{suffix}"
    path.parent.mkdir(exist_ok=True)
    if suffix == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        path.write_text(f'<html><meta charset="utf-8"><table>{body}</table></html>', encoding="utf-8")
    copy = give_back(office, path, "--dong-y", "--don-vi", "YT.1")
    assert copy.suffix == ".xlsx"
    sheet = openpyxl.load_workbook(copy).worksheets[1]
    assert sheet["E2"].value == "14000001"
    assert "31/02/1980" in sheet["H2"].value
    back = office("nhap", copy, "--don-vi", "YT.1", "--dong-y", "--dinh-dang", "json").json
    assert back["files"][0]["returned"] == {"marked": 1, "mended": 0}


# --- what is kept
def aside(office: Runner, number: int) -> list[str]:
    rows = office("lo", "xem", str(number), "--dinh-dang", "json").json
    return [row["value"] for row in rows if row["label"].rsplit("ô ", 1)[-1] in ("C4", "F5")]


def test_what_was_set_aside_is_kept_with_its_batch(office, wrong):
    assert "chờ sửa" not in office().stdout
    assert office("nhap", wrong, "--dong-y").exit_code == 1
    assert [said.endswith("(còn chờ sửa)") for said in aside(office, 2)] == [True, True]
    assert "chờ sửa: 2 chỗ" in office().stdout
    again = office("nhap", wrong, "--dong-y")
    assert "Không có gì mới để ghi" in again.stdout
    assert len(aside(office, 2)) == 2
    assert "chờ sửa: 2 chỗ" in office().stdout
    assert office("lo", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert "chờ sửa" not in office().stdout
    assert aside(office, 2) == []
    assert office("lo", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert "chờ sửa: 2 chỗ" in office().stdout


def test_a_mended_copy_closes_what_was_open_and_its_undo_opens_it(office, wrong, tmp_path):
    copy = give_back(office, wrong)
    book = openpyxl.load_workbook(copy)
    book.worksheets[1]["C4"] = "28/02/1980"
    book.save(copy)
    assert office("nhap", copy, "--dong-y").exit_code == 1
    first, second = aside(office, 2)
    assert first.endswith("(đã sửa ở lần 3)")
    assert second.endswith("(vẫn còn ở bản sau của tệp ở lần 3)")
    assert "chờ sửa: 1 chỗ" in office().stdout
    assert office("lo", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert [said.endswith("(còn chờ sửa)") for said in aside(office, 2)] == [True, True]
    assert "chờ sửa: 2 chỗ" in office().stdout


def test_a_call_with_nothing_to_write_keeps_its_problems_without_a_batch(office, tmp_path):
    rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 9"], HEADER, [1, "Lò Văn An", "31/02/1980", "Nam", "1", "", ""]]
    path = book_of(tmp_path / "nhan" / "lạ.xlsx", rows)
    for _ in range(2):
        assert office("nhap", path, "--dong-y").exit_code == 1
        assert "chờ sửa: 1 chỗ" in office().stdout
    assert len(office("lo", "ds", "--dinh-dang", "json").json) == 1


def test_numbers_are_hidden_on_a_terminal_only(office, tmp_path):
    rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 1"], [*HEADER, "Số CCCD"],
            [1, "Lò Văn An", "1980", "Nam", "14000001", "03/02/2005", "", "0141800000012"]]  # fmt: skip
    assert office("nhap", book_of(tmp_path / "nhan" / "x.xlsx", rows), "--don-vi", "YT.1", "--dong-y").exit_code == 1
    assert "0141800000012" not in office("lo", "xem", "2").stdout
    assert "0141800000012" in office("lo", "xem", "2", "--hien-du").stdout
    assert "0141800000012" in office("lo", "xem", "2", "--dinh-dang", "json").stdout


def test_what_the_copy_cannot_hold_is_told_to_the_unit(office, wrong):
    from openpyxl.chart import BarChart, Reference

    book = openpyxl.load_workbook(wrong)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=4, max_row=6))
    book.active.add_chart(chart, "K2")
    book.save(wrong)
    copy = give_back(office, wrong)
    assert "không giữ được biểu đồ" in copy.with_suffix(".txt").read_text(encoding="utf-8-sig")


def test_two_files_of_one_name_have_two_copies(office, wrong, tmp_path):
    other = tmp_path / "khac" / wrong.name
    other.parent.mkdir()
    shutil.copy(wrong, other)
    book = openpyxl.load_workbook(other)
    book.active["B4"] = "Lò Văn Khác"
    book.active["E4"] = "14000009"
    book.save(other)
    folder = tmp_path / "tra"
    office("nhap", wrong, other, "--xem-truoc", "--tra-lai", folder)
    assert sorted(path.name for path in folder.glob("*.xlsx")) == [f"{wrong.stem} (2).xlsx", wrong.name]


def test_a_file_that_cannot_be_read_has_only_a_message(office, tmp_path):
    path = tmp_path / "nhan" / "hỏng.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"PK\x03\x04 khong phai")
    office("nhap", path, "--xem-truoc", "--tra-lai", tmp_path / "tra")
    assert [p.name for p in (tmp_path / "tra").iterdir()] == ["hỏng.txt"]
    text = (tmp_path / "tra" / "hỏng.txt").read_text(encoding="utf-8-sig")
    assert "«hỏng.xlsx» chưa đọc được" in text


def test_a_unit_is_not_told_what_the_clerk_does(office, tmp_path):
    """To import the list of organisations first is hers; a form of figures is answered by asking for the list."""
    rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Đảng bộ Sở Y tế"], [*HEADER, "Chi bộ"],
            [1, "Lò Văn An", "12/05/1980", "Nam", "14000001", "03/02/2005", "03/02/2006", "Chi bộ 99"]]  # fmt: skip
    listed = book_of(tmp_path / "nhan" / "chung.xlsx", rows)
    figures = book_of(
        tmp_path / "nhan" / "Biểu 3-BTCTW.xlsx", [["Biểu 3-BTCTW"], ["Chỉ tiêu", "Số lượng"], ["Tổng", 5]]
    )
    office("nhap", listed, figures, "--xem-truoc", "--tra-lai", tmp_path / "tra")
    told = (tmp_path / "tra" / "chung.txt").read_text(encoding="utf-8-sig")
    assert "Đơn vị kiểm tra lại tên; nếu là tổ chức mới lập thì báo lại." in told
    assert "nhập" not in told.replace("Kính gửi", "")
    told = (tmp_path / "tra" / "Biểu 3-BTCTW.txt").read_text(encoding="utf-8-sig")
    assert "không nhập" not in told
    assert "Đề nghị đơn vị gửi danh sách" in told


@pytest.mark.parametrize(
    ("name", "content", "said", "asked"),
    [
        ("hỏng.xlsx", b"PK\x03\x04 khong phai", "chưa đọc được", True),
        ("trống.xlsx", b"", "Tệp trống, không có nội dung nào.", True),
        ("công văn.docx", b"PK\x03\x04", "Nếu trong đó có danh sách, hãy gửi ở dạng .xlsx", False),
        ("ảnh.xlsx", b"\x89PNG\r\n\x1a\n", "Nếu trong đó có danh sách, hãy gửi ở dạng .xlsx", True),
    ],
)
def test_the_letter_about_a_file_that_cannot_be_read_speaks_to_the_unit(office, tmp_path, name, content, said, asked):
    """«Xin đơn vị gửi lại» is said to the clerk; a document that came along is not asked for again."""
    path = tmp_path / "nhan" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    office("nhap", path.parent, "--xem-truoc", "--tra-lai", tmp_path / "tra")
    told = (tmp_path / "tra" / f"{path.stem}.txt").read_text(encoding="utf-8-sig")
    assert said in told
    assert "xin đơn vị" not in told
    assert ("Đề nghị đơn vị kiểm tra và gửi lại tệp" in told) == asked


@pytest.mark.parametrize("titled", [True, False])
def test_a_letter_names_the_branch_with_the_unit_above_it(office, tmp_path, titled):
    """There are many «Chi bộ 1»; where no title says which, its rows do."""
    branch = "Chi bộ 1, Đảng bộ Sở Y tế"
    title, head, cell = ([[branch]], [], []) if titled else ([], ["Chi bộ"], [branch])
    rows = [["DANH SÁCH ĐẢNG VIÊN"], *title, [*HEADER, *head],
            [1, "Lò Văn An", "31/02/1980", "Nam", "14000001", "03/02/2005", "03/02/2006", *cell]]  # fmt: skip
    office("nhap", book_of(tmp_path / "nhan" / "a.xlsx", rows), "--xem-truoc", "--tra-lai", tmp_path / "tra")
    told = (tmp_path / "tra" / "a.txt").read_text(encoding="utf-8-sig")
    assert told.startswith("Kính gửi: Chi bộ 1, Đảng bộ Sở Y tế")


def test_nothing_to_mend_writes_no_folder(office, tmp_path):
    rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 1"], HEADER,
            [1, "Lò Văn An", "12/05/1980", "Nam", "14000001", "03/02/2005", "03/02/2006"]]  # fmt: skip
    path = book_of(tmp_path / "nhan" / "đúng.xlsx", rows)
    result = office("nhap", path, "--don-vi", "YT.1", "--dong-y", "--tra-lai", tmp_path / "tra")
    assert result.exit_code == 0
    assert "Không có tệp nào phải trả lại" in result.stderr
    assert not (tmp_path / "tra").exists()


def test_a_mended_file_of_the_same_name_closes_what_was_open(office, wrong, tmp_path):
    assert office("nhap", wrong, "--dong-y").exit_code == 1
    mended = tmp_path / "lần 2" / wrong.name
    mended.parent.mkdir()
    book = openpyxl.load_workbook(wrong)
    book.active["C4"] = "28/02/1980"
    book.save(mended)
    assert office("nhap", mended, "--dong-y").exit_code == 1
    assert "chờ sửa: 1 chỗ" in office().stdout
    assert aside(office, 2)[0].endswith("(đã sửa ở lần 3)")


def test_the_same_name_from_another_unit_closes_nothing(office, wrong, tmp_path):
    rows = [["DANH SÁCH ĐẢNG VIÊN"], ["Chi bộ 2, Đảng bộ Sở Y tế"], HEADER,
            [1, "Lò Văn Ba", "12/05/1980", "Nam", "14000011", "03/02/2005", "03/02/2006"]]  # fmt: skip
    tree = [*TREE, [3, "YT.2", "Chi bộ 2", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"]]
    assert office("nhap", book_of(tmp_path / "tc" / "to-chuc.xlsx", tree), "--dong-y").exit_code == 0
    one = tmp_path / "a" / "ds.xlsx"
    one.parent.mkdir()
    shutil.copy(wrong, one)
    assert office("nhap", one, "--dong-y").exit_code == 1
    assert office("nhap", book_of(tmp_path / "b" / "ds.xlsx", rows), "--dong-y").exit_code == 0
    assert "chờ sửa: 2 chỗ" in office().stdout


@pytest.mark.parametrize("same_path", [False, True])
def test_a_sheet_of_another_kind_under_the_same_name_closes_nothing(office, wrong, tmp_path, same_path):
    """Every kind of template bears the unit's own file name."""
    assert office("nhap", wrong, "--dong-y").exit_code == 1
    rows = [["DANH SÁCH KHEN THƯỞNG NĂM 2021"], ["Chi bộ 1, Đảng bộ Sở Y tế"],
            ["STT", "Họ và tên", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định"],
            [1, "Giàng A Của", "Giấy khen", "5-QĐ/ĐU", "12/05/2021"]]  # fmt: skip
    path = book_of(wrong if same_path else tmp_path / "khen" / wrong.name, rows, "Khen thưởng")
    result = office("nhap", path, "--dong-y")
    assert result.exit_code == 0, result.stdout
    assert "thêm mới 1" in result.stdout
    assert "chờ sửa: 2 chỗ" in office().stdout


@pytest.mark.parametrize("same_path", [False, True])
@pytest.mark.parametrize(("year", "waits"), [(2020, True), (2021, False)])
def test_a_sheet_of_another_year_under_the_same_name_closes_nothing(office, wrong, tmp_path, year, waits, same_path):
    """Every year's templates bear the unit's own file name."""

    def awarded(path, year, day):
        rows = [[f"DANH SÁCH KHEN THƯỞNG NĂM {year}"], ["Chi bộ 1, Đảng bộ Sở Y tế"],
                ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định"],
                [1, "Giàng A Của", "Chi bộ 1", "Giấy khen", "5-QĐ/ĐU", day]]  # fmt: skip
        return book_of(path, rows, "Khen thưởng")

    office("nhap", awarded(wrong, 2021, "31/02/2021"), "--dong-y")
    assert "chờ sửa: 1 chỗ" in office().stdout
    later = wrong if same_path else tmp_path / "khen" / wrong.name
    assert office("nhap", awarded(later, year, f"12/05/{year}"), "--dong-y").exit_code == 0
    assert ("chờ sửa: 1 chỗ" in office().stdout) is waits


def test_the_same_bytes_under_two_names_are_kept_once(office, wrong, tmp_path):
    shutil.copy(wrong, wrong.with_name("bản chép YT.1.xlsx"))
    office("nhap", wrong.parent, "--don-vi", "YT.1", "--dong-y")
    assert "chờ sửa: 2 chỗ" in office().stdout


#: A command as a cause may name it, with «dangbo» before it or without.
COMMAND = re.compile(rf"«(?:{'|'.join(re.escape(path) for path, _ in registry.all_paths())})\b")


@pytest.mark.parametrize(
    "code", [code for code in every_cause() if CAUSES[code].level in (Level.CELL, Level.ROW, Level.SHEET)]
)
def test_a_unit_reads_of_no_work_that_only_the_clerk_can_do(code):
    told = words_for_unit(code, say(Finding(code, "chi tiết"), "giá trị"))
    assert not re.search(r"dangbo|--|sửa tay|bàn phím|nhập lại|[Hh]ỏi (hai )?đơn vị", told)
    assert not COMMAND.search(told)
    if CAUSES[code].advice:
        assert told.endswith((".", "…"))


def test_a_command_within_a_sentence_is_not_for_the_unit():
    detail = (
        "ở bảng này thuộc «A», trong sổ đang sinh hoạt ở «B; C»; nếu đã chuyển thì gõ "
        "«dangbo dv chuyen 1 --den K01 --ngay NGÀY»"
    )
    told = words_for_unit(TWO_ORGANIZATIONS, say(Finding(TWO_ORGANIZATIONS, detail)))
    assert told == (
        "Người này ở bảng này thuộc «A», trong sổ đang sinh hoạt ở «B; C». Đơn vị cho biết người này đang sinh hoạt ở đâu."
    )
