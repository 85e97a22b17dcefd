"""The year's work sent out as prefilled sheets: unchanged it says nothing, changed it changes only that."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime

import openpyxl
import pytest

from intake.year import SHEETS, TABLES, UNIT, staffed, stored
from running import Runner

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def desk(tmp_path):
    made = staffed(tmp_path)
    for kind, rows in SHEETS.items():
        made.nhap(made.write(f"{kind}.xlsx", rows))
    made.conn.close()
    made.run = Runner(tmp_path)
    made.run.database = tmp_path / "so.db"
    return made


def send(desk, kind, *more, command="phat-mau"):
    path = desk.folder / f"gui-{kind}.xlsx"
    done = desk.run(command, kind, "--luu-vao", path, *more)
    assert done.exit_code == 0, done.stderr
    return path


def back(desk, path):
    return desk.run("nhap", path, "--dong-y", "--dinh-dang", "json")


def edit(path, changes, number=0):
    """Type into cells of the row below the numbered header of a sheet: {(row, heading): text}."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[number]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    for (row, heading), text in changes.items():
        sheet.cell(8 + row, columns[heading]).value = text
    book.save(path)


#: What a unit types into a row, by kind: heading, text, key.
TYPED = [
    ("mo-hinh", "Lĩnh vực", "Cải cách hành chính", "field"),
    ("cam-ket", "Sơ kết 6 tháng", "Tốt", "midyear_review"),
    ("chuyen-de", "Người trình bày", "Lò Văn An", "speaker"),
    ("ghi-danh", "Nơi đề nghị", "Chi ủy", "proposed_by"),
    ("khen-thuong", "Cấp khen", "Tỉnh ủy", "level"),
    ("xep-loai", "Cấp quyết định", "Đảng ủy Sở", "decided_by"),
    ("ky-luat", "Cấp quyết định", "UBKT", "level"),
    ("ktgs", "Đơn vị kiểm tra", "UBKT Đảng ủy", "inspected_by"),
]


@pytest.mark.parametrize("command", ["phat-mau", "xuat"])
@pytest.mark.parametrize("kind", list(TABLES))
def test_unchanged_nothing_is_written(desk, kind, command):
    for more in (["--don-vi", "YT", "--nam", "2022"], ["--don-vi", "YT.1"], ["--nam", "2022"]):
        if command == "phat-mau" and "--don-vi" not in more:
            continue
        result = back(desk, send(desk, kind, *more, command=command))
        told = result.json
        assert result.exit_code == 0, told["problems"]
        assert (told["created"], told["updated"], told["set_aside"], told["problems"]) == (0, 0, 0, [])
        assert told["absent"] == {}


@pytest.mark.parametrize(
    ("kind", "heading", "text", "key", "rows"),
    [
        ("xep-loai", "Cấp quyết định", "Đảng ủy Sở", "decided_by", 5),  # of entries, and of members without one
        ("khen-thuong", "Cấp khen", "Tỉnh ủy", "level", 2),
    ],
)
def test_a_cell_merged_over_rows_is_said_of_each(desk, kind, heading, text, key, rows):
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, heading): text})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[7] if cell.value == heading)
    sheet.merge_cells(start_row=9, end_row=8 + rows, start_column=column, end_column=column)
    book.save(path)
    told = back(desk, path).json
    assert (told["set_aside"], told["problems"]) == (0, [])
    after = desk.run(kind, "ds", "--nam", "2022", "--dinh-dang", "json").json
    assert [row[key] for row in after] == [text] * rows


@pytest.mark.parametrize(
    ("kind", "heading", "text", "key"),
    TYPED,
)
def test_only_what_the_unit_changed_is_changed(desk, kind, heading, text, key):
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    before = desk.run(kind, "ds", "--ghi-chu", "--dinh-dang", "json").json
    edit(path, {(1, heading): text})
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 1, [])
    after = desk.run(kind, "ds", "--ghi-chu", "--dinh-dang", "json").json
    changed = [(k, new[k]) for old, new in zip(before, after, strict=True) for k in new if old[k] != new[k]]
    assert changed == [(key, text)]
    assert back(desk, path).json["updated"] == 0


def test_a_row_is_as_high_as_the_lines_of_its_cells(desk):
    sheet = openpyxl.load_workbook(send(desk, "cam-ket", "--don-vi", "YT", "--nam", "2022")).worksheets[0]
    heights = {sheet.cell(row, 2).value: sheet.row_dimensions[row].height for row in range(9, 12)}
    assert heights["Lò Văn An"] == 2 * 16.5  # «Gương mẫu», «Không gây phiền hà», one a line


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ways", [("ods", "xlsx"), ("xls",)], ids="-".join)
def test_filled_in_and_saved_by_another_program_only_what_was_typed_is_new(desk, tmp_path, ways):
    """Every kind at once: the program starts slowly. (Without a window it keeps no frozen rows, whosever they are.)"""
    typed = {"mo-hinh": "Lĩnh vực", "cam-ket": "Sơ kết 6 tháng", "chuyen-de": "Người trình bày", "ghi-danh": "Nơi đề nghị",
             "khen-thuong": "Cấp khen", "xep-loai": "Cấp quyết định", "ky-luat": "Cấp quyết định",
             "ktgs": "Đơn vị kiểm tra"}  # fmt: skip
    paths = []
    for kind, heading in typed.items():
        paths.append(send(desk, kind, "--don-vi", "YT", "--nam", "2022"))
        edit(paths[-1], {(1, heading): "Đảng ủy"})
    for suffix in ways:
        home = f"-env:UserInstallation=file://{tmp_path}/office"
        folder = tmp_path / suffix
        subprocess.run(
            [SOFFICE, home, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        paths = [folder / f"{path.stem}.{suffix}" for path in paths]
    for path in paths:
        told = back(desk, path).json
        counts = (told["created"], told["updated"], told["set_aside"], told["problems"])
        assert counts == (0, 1, 0, []), path.name
        assert back(desk, path).json["updated"] == 0
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            sheet = book.worksheets[0]
            assert sheet.print_title_rows == "$7:$8"
            assert {"list", "custom"} <= {check.type for check in sheet.data_validations.dataValidation}
            assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
            assert "Hướng dẫn" in book.sheetnames
            assert book["Danh mục"].sheet_state == "hidden"


def test_people_without_a_pledge_are_listed_to_be_filled_in(desk):
    path = send(desk, "cam-ket", "--don-vi", "YT.10", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {sheet.cell(row, 2).value for row in (9, 10)} == {"Vì Văn Cương", "Lò Văn An"}
    edit(path, {(2, "Đã nộp"): "Có"})
    told = back(desk, path).json
    assert (told["created"], told["problems"]) == (1, [])
    (new,) = desk.run("cam-ket", "ds", "--don-vi", "YT.10", "--dinh-dang", "json").json
    assert (new["handed_in"], new["period"]) == ("Có", "2022")
    assert back(desk, path).exit_code == 0


@pytest.mark.parametrize(
    ("kind", "name", "unit"),
    [("cam-ket", "Lò Văn An", "Chi bộ 1 (Đảng bộ Sở Y tế)"), ("cam-ket", "Hà Văn Bình", "Chi bộ 1 (Đảng bộ Sở Y tế)"),
     ("khen-thuong", "Vì Văn Cương", "Chi bộ 10 (Đảng bộ Sở Y tế)"), ("xep-loai", "Vì Văn Cương", None),
     ("mo-hinh", "Vận chuyển nông sản", "Chi bộ 10 (Đảng bộ Sở Y tế)"),
     ("ghi-danh", "Phòng Kế toán", "Chi bộ 1 (Đảng bộ Sở Y tế)")],
)  # fmt: skip
def test_a_row_that_was_deleted_is_named_and_nothing_is_removed(desk, kind, name, unit):
    path = send(desk, kind, "--don-vi", "YT.1" if kind == "cam-ket" else "YT", "--nam", "2022")
    before = desk.run(kind, "ds", "--dinh-dang", "json").json
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (row,) = [cell.row for cells in sheet.iter_rows(min_row=9) for cell in cells if cell.value == name]
    sheet.delete_rows(row)
    book.save(path)
    told = back(desk, path).json
    assert told["absent"] == {unit or "Chi bộ 10 (Đảng bộ Sở Y tế)": [name]}
    assert desk.run(kind, "ds", "--dinh-dang", "json").json == before


@pytest.mark.parametrize(("kind", "typed"), [("cam-ket", ("Đã nộp", "Có")), ("xep-loai", ("Tự xếp loại", "HTNV"))])
def test_rows_nobody_filled_in_are_called_what_they_are(desk, kind, typed):
    """Once a sheet (organisations are rated in one of their own), with their number; they are nobody counted elsewhere."""
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2021")
    edit(path, {(2, typed[0]): typed[1]})
    sheets = [sheet for sheet in openpyxl.load_workbook(path).worksheets if sheet["A7"].value == "STT"]
    expected = [sum(sheet.cell(row, 2).value is not None for row in range(9, 60)) for sheet in sheets]
    expected[0] -= 1
    plan = desk.run("nhap", path, "--xem-truoc", columns=200).stdout
    assert "chỉ đếm một lần" not in plan
    told = [note["message"] for note in back(desk, path).json["notes"] if note["code"] == "rows_not_filled"]
    assert told == [f"Mẫu còn {number} dòng đơn vị chưa ghi gì, không có gì để nhập." for number in expected]
    assert told == [text for text in told if text in plan]


def test_a_row_that_now_names_another_is_set_aside_and_a_new_row_comes_in(desk):
    path = send(desk, "ghi-danh", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Chi bộ"): "Chi bộ Văn phòng"})
    told = back(desk, path).json
    assert [problem["code"] for problem in told["problems"]] == ["record_number_contradicts"]
    path = send(desk, "ghi-danh", "--don-vi", "YT", "--nam", "2022")
    count = len(desk.run("ghi-danh", "ds", "--dinh-dang", "json").json)
    edit(path, {(count + 1, "Họ và tên hoặc tên tập thể"): "Hà Văn Bình", (count + 1, "Chi bộ"): "Chi bộ 1",
                (count + 1, "Việc tốt"): "Dập lửa rừng", (count + 1, "Năm"): "2022"})  # fmt: skip
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (1, 0, [])


WHO = "Họ và tên hoặc tên tập thể"


@pytest.mark.parametrize("changed", [{"Chi bộ": "Chi bộ Văn phòng"}, {WHO: "Hà Văn Bình"}], ids=["unit", "person"])
@pytest.mark.parametrize("answer", ["1", "2", ""])
def test_a_row_that_now_names_another_is_asked_about(desk, answer, changed):
    """The entry it was sent out for, another entry, or no answer; what was answered is remembered."""
    desk.run.now = datetime(2023, 2, 1, 9)
    path = send(desk, "ghi-danh", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    row = next(r for r in range(1, 9) if sheet.cell(8 + r, columns[WHO]).value == "Lò Văn An")
    edit(path, {(row, heading): text for heading, text in {**changed, "Việc tốt": "Cứu hai người"}.items()})

    def entries():
        found = desk.run("ghi-danh", "ds", "--dinh-dang", "json").json
        return {(one["subject"], one["organization_name"], one["deed"]) for one in found}

    before = entries()
    asked = desk.run("nhap", path, answers=[answer, "c"], columns=200)
    assert "Vẫn là mục đã gửi" in asked.stderr
    sent = ("Lò Văn An", "Chi bộ 1", "Cứu người")
    new = (changed.get(WHO, sent[0]), changed.get("Chi bộ", sent[1]), "Cứu hai người")
    expected = {"1": (before - {sent}) | {(*sent[:2], "Cứu hai người")}, "2": before | {new}, "": before}
    assert entries() == expected[answer]
    if answer:
        told = back(desk, path).json
        assert (told["created"], told["updated"], told["problems"]) == (0, 0, [])
        (kept,) = desk.run("ghi-nho", "ds", "--dinh-dang", "json").json
        assert kept["about"] == ("Giữ như trong sổ" if answer == "1" else "Mục khác")
        assert "Theo ghi nhớ số 1" in desk.run("nhap", path, "--xem-truoc", columns=200).stdout
        assert next(iter(changed.values())) in kept["said"]
        edit(path, {(row, "Việc tốt"): "Cứu ba người"})
        asked = [problem["code"] for problem in back(desk, path).json["problems"]]
        assert asked == ([] if answer == "1" else ["record_number_contradicts"])  # another entry is another question
        assert desk.run("ghi-nho", "huy", "1", "--dong-y").exit_code == 0
        assert [p["code"] for p in back(desk, path).json["problems"]] == ["record_number_contradicts"]


def test_an_initiative_that_is_still_the_one_sent_keeps_its_name(desk):
    path = send(desk, "mo-hinh", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    column = next(cell.column for cell in sheet[7] if str(cell.value).startswith("Tên mô hình"))
    row = next(r for r in range(1, 9) if sheet.cell(8 + r, column).value == "Vận chuyển nông sản")
    edit(path, {(row, str(sheet.cell(7, column).value).rstrip("*")): "Nhà sạch vườn đẹp", (row, "Lĩnh vực"): "Kinh tế"})
    asked = desk.run("nhap", path, answers=["1", "c"], columns=200)
    assert "Vận chuyển nông sản → Nhà sạch vườn đẹp" in " ".join(asked.stderr.split())
    named = {one["name"]: one["field"] for one in desk.run("mo-hinh", "ds", "--dinh-dang", "json").json}
    assert named["Vận chuyển nông sản"] == "Kinh tế"
    assert "Nhà sạch vườn đẹp" not in named
    (kept,) = desk.run("ghi-nho", "ds", "--dinh-dang", "json").json
    assert "Nhà sạch vườn đẹp" in kept["said"]
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 0, [])


@pytest.mark.parametrize(
    ("kind", "name", "other"), [("cam-ket", "Cà Thị Mai", "Cà Thị Mài"), ("xep-loai", "Vì Văn Cương", "Vì Văn Cường")]
)
def test_another_entry_of_a_name_nearly_the_same_is_not_hers(desk, kind, name, other):
    """Whoever the row was sent out for is ruled out by the answer, in this call and by what is remembered of it."""
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = next(r for r in range(1, 9) if sheet.cell(8 + r, 2).value == name)
    edit(path, {(row, "Họ và tên"): other, (row, "Ghi chú"): "Ghi thêm"})

    def entries():
        found = desk.run(kind, "ds", "--ghi-chu", "--dinh-dang", "json").json
        return [(one["subject"], one["member_id"], one["note"]) for one in found]

    before = entries()
    asked = desk.run("nhap", path, answers=["2", "c"], columns=200)
    assert "Là một mục khác" in asked.stderr
    if kind == "cam-ket":  # which may be of somebody whom the record has not
        assert "ghi bằng tên (1)" in asked.stdout
        assert sorted(entries(), key=str) == sorted([*before, (other, None, "Ghi thêm")], key=str)
    else:
        assert entries() == before
    again = desk.run("nhap", path, "--xem-truoc", columns=200).stdout
    assert "Theo ghi nhớ số 1" in again
    assert f"Không có đảng viên «{other}»" in again or kind == "cam-ket"


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("1", "Mục của «Cà Thị Mai» (năm «2022») trong «{}» giữ như trong sổ, không theo năm «2021»"),
        ("2", "Mục của «Cà Thị Mai» (năm «2022») trong «{}» giữ như trong sổ; dòng nay là mục khác, của "
              "«Cà Thị Mai» (năm «2021»)"),
    ],
)  # fmt: skip
def test_a_row_of_another_year_is_asked_about_by_its_person(desk, answer, kept):
    path = send(desk, "cam-ket", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = next(r for r in range(1, 9) if sheet.cell(8 + r, 2).value == "Cà Thị Mai")
    edit(path, {(row, "Năm"): 2021})
    plan = desk.run("nhap", path, "--xem-truoc").stdout
    asked = desk.run("nhap", path, answers=[answer, "c"], columns=200).stderr
    assert "Dòng của mẫu nay ghi người khác, nơi khác hoặc năm khác" in plan
    assert "Dòng này đã gửi đi là của «Cà Thị Mai» (năm «2022»), nay ghi «2021»" in asked
    (said,) = (one["said"] for one in desk.run("ghi-nho", "ds", "--dinh-dang", "json").json)
    assert said == kept.format("Danh sách bản cam kết, chương trình hành động")


@pytest.mark.parametrize("answer", ["1", ""])
def test_a_year_drawn_down_over_the_rows_is_one_question(desk, answer):
    """2022, 2023, 2024, … was a question a row, each to be answered by itself."""
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    many = sum(bool(sheet.cell(row, 2).value) for row in range(9, 30))
    assert many > 3
    edit(path, {(n, "Năm"): 2021 + n for n in range(1, many + 1)} | {(n, "Điểm"): 80 + n for n in range(1, many + 1)})
    asked = desk.run("nhap", path, answers=[answer, "c"], columns=200).stderr
    assert "Có 1 chỗ cần người chọn" in asked
    assert f"và {many - 2} dòng khác, trả lời chung" in asked
    assert "Vẫn là các mục đã gửi: ghi tất cả cho năm 2022" in asked
    rated = desk.run("xep-loai", "ds", "--nam", "2022", "--cot", "điểm", "--dinh-dang", "json").json
    assert len([one for one in rated if (one["points"] or 0) > 80]) == (many if answer else 1)


@pytest.mark.parametrize(("kind", "heading"), [("cam-ket", "Ngày nộp"), ("xep-loai", "Ngày quyết định")])
def test_what_is_set_aside_in_a_row_sent_out_for_a_person_is_hers(desk, kind, heading):
    """Also where the name stands as it was sent: the row is read without it."""
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    names = [name for row in range(9, 20) if (name := sheet.cell(row, 2).value)]
    edit(path, {(number, heading): "31/02/2022" for number in range(1, len(names) + 1)})
    assert back(desk, path).exit_code == 1
    waiting = desk.run("lan-nhap", "cho-sua", "--dinh-dang", "json").json
    told = {int(one["cell"][1:]) - 8: one["whose"] for one in waiting if one["path"].endswith(path.name)}
    assert [told[number] for number in sorted(told)] == names


@pytest.mark.parametrize(("row", "code"), [(3, "day_outside_sheet_year"), (1, "day_outside_year")])
def test_a_day_of_another_year_is_noted(desk, row, code):
    """In a row that a unit adds (the day says its year) and in one that was sent out (the record does)."""
    path = send(desk, "chuyen-de", "--don-vi", "YT", "--nam", "2022")
    typed = {"Tổ chức đảng": "Chi bộ 1", "Ngày tổ chức": "15/12/2021", "Chuyên đề": "Tổng kết", "Năm": ""}
    edit(path, {(row, heading): text for heading, text in typed.items() if row == 3 or heading == "Ngày tổ chức"})
    told = back(desk, path).json
    notes = {note["code"]: (note["message"], note["cell"]) for note in told["notes"]}
    assert notes[code][0].startswith("Ngày tổ chức 15/12/2021 không thuộc năm 2022 của")
    assert "day_outside" not in str([one for one in notes if one != code])


@pytest.mark.parametrize(("text", "number"), [("98%", "98"), ("98,5%", "98,5")])
def test_a_result_stands_in_the_plan_as_a_clerk_writes_numbers(desk, text, number):
    path = send(desk, "mo-hinh", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Kết quả"): text})
    assert f"Kết quả bằng số (trống) → «{number}»" in desk.run("nhap", path, "--xem-truoc", columns=200).stdout


def test_the_template_of_ratings_carries_organisations_in_a_sheet_of_their_own(desk):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[1]
    names = ["Đảng bộ Sở Y tế", "Chi bộ 1", "Chi bộ 10", "Chi bộ Văn phòng"]
    assert [sheet.cell(row, 2).value for row in range(9, 14)] == [*names, None]
    assert "Họ và tên" not in str([cell.value for cell in sheet[7]])
    edit(path, {(1, "Đề nghị xếp loại"): "HTTNV", (3, "Tự xếp loại"): "HTNV"}, number=1)
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 2, [])
    assert back(desk, path).json["updated"] == 0
    again = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(again).worksheets[1]
    headings = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    rows = {sheet.cell(row, 2).value: row for row in range(9, 13)}
    assert set(rows) == set(names)
    assert sheet.cell(rows["Đảng bộ Sở Y tế"], headings["Đề nghị xếp loại"]).value == "Hoàn thành tốt nhiệm vụ"
    assert sheet.cell(rows["Chi bộ 10"], headings["Tự xếp loại"]).value == "Hoàn thành nhiệm vụ"
    edit(again, {(rows["Chi bộ 10"] - 8, "Tự xếp loại"): "HTTNV"}, number=1)
    told = back(desk, again).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 1, [])


@pytest.mark.parametrize("number", [0, 1])
def test_above_a_grassroots_organisation_stands_no_other(desk, number):
    kind = ("mo-hinh", "xep-loai")[number]
    done = desk.run("mo-hinh", "them", "--don-vi", "YT", "tên mô hình=Đảng bộ số", "--nam", "2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    sheet = openpyxl.load_workbook(send(desk, kind, "--don-vi", "YT", "--nam", "2022")).worksheets[number]
    headings = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    place = headings.get("Tổ chức đảng") or headings["Chi bộ"]
    above = {sheet.cell(row, place).value: sheet.cell(row, headings["Đảng bộ cơ sở"]).value for row in range(9, 13)}
    assert above.pop("Đảng bộ Sở Y tế") is None
    assert {upper for name, upper in above.items() if name} == {"Đảng bộ Sở Y tế"}


@pytest.mark.parametrize("how", ["sorted", "copied", "renamed", "without numbers"])
def test_what_a_unit_does_to_the_rows_of_organisations_does_no_harm(desk, how):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(2, "Đề nghị xếp loại"): "HTTNV"}, number=1)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    last = sheet.max_column
    rows = [[sheet.cell(r, c).value for c in range(1, last + 1)] for r in range(9, 13)]
    if how == "sorted":
        for r, row in zip(range(12, 8, -1), rows, strict=True):
            for c, value in enumerate(row[:-1], 1):  # the hidden column stays where it was
                sheet.cell(r, c).value = value
    elif how == "copied":
        for c, value in enumerate(rows[1], 1):
            sheet.cell(13, c).value = value
    elif how == "renamed":
        sheet.cell(10, 2).value = "Chi bộ 99"
    else:
        sheet.delete_cols(last)
    book.save(path)
    told = back(desk, path).json
    codes = {"copied": ["record_number_twice"], "renamed": ["record_number_contradicts"]}
    found = [problem["code"] for problem in told["problems"]]
    assert found == codes.get(how, [])
    assert told["absent"] == {}
    written = how != "renamed"
    assert (told["created"], told["updated"]) == (0, int(written))
    shown = desk.run("tc", "xem", "YT.1", "--dinh-dang", "json").stdout
    assert ("Hoàn thành tốt nhiệm vụ" in shown) is written


@pytest.mark.parametrize(
    ("heading", "text", "table", "column", "expected"),
    [
        ("Kết quả", "99%", "initiative_progress", "target_id", [1]),
        ("Minh chứng", "Biên bản số 5", "initiative_progress", "target_id", [1]),
        ("Thời hạn", "31/12/2022", "initiative_target", "due_on", ["2022-12-31"]),
    ],
)
def test_what_comes_back_beside_a_target_belongs_to_it(tmp_path, heading, text, table, column, expected):
    desk = staffed(tmp_path)
    rows = [
        UNIT,
        ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"],
        ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"],
        [1, "Chi bộ 1", "Một cửa", "100% hồ sơ"],
    ]
    desk.nhap(desk.write("a.xlsx", rows))
    desk.run = Runner(tmp_path)
    desk.run.database = tmp_path / "so.db"
    path = send(desk, "mo-hinh", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, heading): text})
    told = back(desk, path).json
    assert (told["updated"], told["problems"]) == (1, [])
    assert [row.get(column) for row in stored(desk, table)] == expected


@pytest.mark.parametrize(
    ("items", "text", "expected", "codes"),
    [
        ("Số hóa hồ sơ", "30/09/2022", [("Số hóa hồ sơ", "2022-09-30")], []),
        ("Số hóa hồ sơ", "quý III", [("Số hóa hồ sơ", "2022-09-30")], []),
        ("Số hóa hồ sơ; Họp ngắn hơn: 30/06/2022", "31/12/2022",
         [("Số hóa hồ sơ", "2022-12-31"), ("Họp ngắn hơn", "2022-06-30")], []),
        ("Họp ngắn hơn: 30/06/2022", "31/12/2022", [("Họp ngắn hơn", "2022-06-30")], ["item_due_not_read"]),
    ],
)  # fmt: skip
def test_a_day_that_comes_back_beside_a_printed_item_is_its_day(tmp_path, items, text, expected, codes):
    desk = staffed(tmp_path)
    head = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Đã nộp", "Việc cam kết"]
    one = desk.people()[0]
    rows = [UNIT, ["BẢN CAM KẾT NĂM 2022"], head, [1, one["full_name"], one["birth_date"], "Chi bộ 1", "Có", items]]
    desk.nhap(desk.write("a.xlsx", rows))
    desk.run = Runner(tmp_path)
    desk.run.database = tmp_path / "so.db"
    path = send(desk, "cam-ket", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Thời hạn"): text})
    told = back(desk, path).json
    assert told["problems"] == []
    assert [note["code"] for note in told["notes"] if note["code"] == "item_due_not_read"] == codes
    assert [(row["what"], row.get("due_on")) for row in stored(desk, "pledge_item")] == expected


def test_what_a_unit_typed_over_a_sheet_of_last_year_is_newer_than_what_it_was_sent(desk):
    """The first sheet of disciplines had neither day nor year: it is as new as its import, in January 2023."""
    desk.run.now = datetime(2023, 2, 1, 9)
    path = send(desk, "ky-luat", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Hình thức kỷ luật"): "Cảnh cáo"})
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 1, [])
    assert [row["form"] for row in desk.run("ky-luat", "ds", "--dinh-dang", "json").json] == ["Cảnh cáo"]


def handed_in(desk):
    with closing(sqlite3.connect(desk.run.database)) as conn:
        return [row[0] for row in conn.execute("SELECT file FROM submission ORDER BY id")]


@pytest.mark.parametrize(("kind", "heading", "text"), [one[:3] for one in TYPED])
def test_a_sheet_that_only_changes_entries_is_handed_in(desk, kind, heading, text):
    """The submission is then the only record of the plan that is new: its number is none of a stored one's."""
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, heading): text})
    owed = ("don-doc", "them", "Bài nộp", "--nam", "2022", "--han", "25/12/2022", "--bieu", kind, "--dong-y")
    assert desk.run(*owed).exit_code == 0
    before = handed_in(desk)  # what came before it was owed
    done = back(desk, path)
    assert (done.exit_code, done.json["updated"], done.json["problems"]) == (0, 1, []), done.stderr
    assert handed_in(desk) == [*before, path.name]


@pytest.mark.parametrize(
    ("kind", "number", "typed"),
    [("xep-loai", 0, {}), ("cam-ket", 0, {}), ("xep-loai", 0, {(2, "Đề nghị xếp loại"): "HTTNV"}),
     ("xep-loai", 1, {(1, "Tự xếp loại"): "HTNV"}), ("cam-ket", 0, {(2, "Đã nộp"): "x"})],
)  # fmt: skip
def test_a_template_that_nobody_filled_in_is_not_handed_in(desk, kind, number, typed):
    owed = ("don-doc", "them", "Bài nộp", "--nam", "2023", "--han", "25/12/2023", "--bieu", kind, "--dong-y")
    assert desk.run(*owed).exit_code == 0
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2023")
    edit(path, typed, number)
    told = back(desk, path)
    assert told.exit_code == 0
    said = [note["message"] for note in told.json["notes"] if note["code"] == "submission_not_filled"]
    assert handed_in(desk) == ([path.name] if typed else [])
    assert len(said) == (0 if typed else 1)
    for message in said:
        assert message.startswith(
            "Mẫu của «Đảng bộ Sở Y tế» gửi lại chưa ghi gì: chưa ghi nhận đã nộp «Bài nộp, năm 2023»."
        )


def test_a_sheet_of_what_the_record_has_is_handed_in_unchanged(desk):
    """The unit sends back what it was asked to look through: that is its answer."""
    path = send(desk, "cam-ket", "--don-vi", "YT", "--nam", "2022")
    owed = ("don-doc", "them", "Bài nộp", "--nam", "2022", "--han", "25/12/2022", "--bieu", "cam-ket", "--dong-y")
    assert desk.run(*owed).exit_code == 0
    before = handed_in(desk)
    assert back(desk, path).exit_code == 0
    assert handed_in(desk) == [*before, path.name]


def test_two_sheets_of_one_unit_and_kind_in_one_call_are_each_handed_in(desk):
    paths = []
    for number, (heading, text) in enumerate([("Cấp quyết định", "Đảng ủy Sở"), ("Số quyết định", "15-QĐ/ĐU")]):
        paths.append(send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022").rename(desk.folder / f"{number}.xlsx"))
        edit(paths[-1], {(1 + number, heading): text})
    owed = ("don-doc", "them", "Xếp loại", "--nam", "2022", "--han", "25/12/2022", "--bieu", "xep-loai", "--dong-y")
    assert desk.run(*owed).exit_code == 0
    before = handed_in(desk)
    done = desk.run("nhap", *paths, "--dong-y", "--dinh-dang", "json")
    assert (done.exit_code, done.json["updated"], done.json["problems"]) == (0, 2, []), done.stderr
    assert handed_in(desk) == [*before, *(path.name for path in paths)]


@pytest.mark.parametrize(
    ("typed", "now", "noted"),
    [
        ({"Ngày nộp": "20/03/2022"}, ("Có", "2022-03-20", "Không", None), {"day_says_done": "«Đã nộp»"}),
        (
            {"Ngày nộp": "20/03/2022", "Ngày duyệt": "25/03/2022"},
            ("Có", "2022-03-20", "Có", "2022-03-25"),
            {"day_says_done": "«Đã duyệt»"},
        ),
        (
            {"Ngày duyệt": "25/03/2022", "Đã duyệt": "x"},
            ("Không", None, "Có", "2022-03-25"),
            {"day_of_what_was_not": "«Đã nộp» là «Không» mà vẫn còn ngày duyệt 25/03/2022"},
        ),
        ({"Đã nộp": "x", "Ngày nộp": "20/03/2022"}, ("Có", "2022-03-20", "Không", None), {}),
        ({"Ghi chú": "Bổ sung sau"}, ("Không", None, "Không", None), {}),
    ],
)
def test_a_day_filled_in_beside_the_no_that_was_sent_is_what_the_unit_says(desk, typed, now, noted):
    listed = desk.run("cam-ket", "ds", "--dinh-dang", "json").json
    number = next(row["id"] for row in listed if row["subject"] == "Lò Văn An")
    assert desk.run("cam-ket", "sua", number, "đã nộp=không", "ngày nộp=", "đã duyệt=không", "--dong-y").exit_code == 0
    path = send(desk, "cam-ket", "--don-vi", "YT", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = next(r for r in range(1, 9) if sheet.cell(8 + r, 2).value == "Lò Văn An")
    edit(path, {(row, heading): text for heading, text in typed.items()})
    told = back(desk, path).json
    assert told["problems"] == []
    found = {note["code"]: note["message"] for note in told["notes"]}
    assert {code: found[code][: len(words)] for code, words in noted.items()} == noted
    assert noted or not found.keys() & {"day_says_done", "day_of_what_was_not"}
    with closing(sqlite3.connect(desk.run.database)) as conn:
        keys = "handed_in, handed_in_on, approved, approved_on"
        assert conn.execute(f"SELECT {keys} FROM pledge WHERE id = ?", (number,)).fetchone() == now


@pytest.mark.parametrize("over", ["2022", "2021", None], ids=["title", "title and column", "column emptied"])
def test_a_template_of_one_year_is_not_of_another_by_its_title(desk, over):
    """What it was filled with stays that of the year it was sent for: another year asks for its own template."""
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Cấp quyết định"): "Đảng ủy Sở", (60, "Họ và tên"): "Cà Thị Mai", (60, "Ghi chú"): "mới"})
    book = openpyxl.load_workbook(path)
    (titled,) = [cell for row in book.worksheets[0]["A1:Z6"] for cell in row if cell.value == "Năm 2022"]
    titled.value = "Năm 2021"
    for row in book.worksheets[0].iter_rows(min_row=9):
        for cell in row:
            cell.value = over if cell.value == "2022" else cell.value
    book.save(path)
    told = back(desk, path).json
    assert (told["created"], told["updated"]) == (0, 0)
    assert [(p["code"], p["cell"]) for p in told["problems"]] == [("sent_of_other_year", "I9" if over else "A9")]
    assert "mẫu đã gửi là của năm 2022, tiêu đề nay ghi năm 2021" in told["problems"][0]["message"]
    told = desk.run("nhap", path, "--nam", "2022", "--xem-truoc", "--dinh-dang", "json").json
    assert [p["code"] for p in told["problems"]] == (["sent_of_other_year"] if over == "2021" else ["unit_empty"])


_LEVELS = {"HTXS": "Hoàn thành xuất sắc nhiệm vụ", "HTT": "Hoàn thành tốt nhiệm vụ", "KHT": "Không hoàn thành nhiệm vụ"}


@pytest.mark.parametrize("over", [False, True], ids=["in one cell", "in the row of numbers"])
def test_levels_ticked_under_the_column_of_a_template(desk, over):
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    c = next(cell.column for cell in sheet[7] if cell.value == "Quyết định xếp loại")
    sent = {row: sheet.cell(row, c).value for row in range(9, sheet.max_row + 1) if sheet.cell(row, 2).value}
    sheet.insert_cols(c + 1, len(_LEVELS) - 1)
    for n, level in enumerate(_LEVELS):
        sheet.cell(7, c + n).value = (
            "Quyết định xếp loại" if over and not n else None if over else f"Quyết định xếp loại {level}"
        )
        if over:
            sheet.cell(8, c + n).value = level
    if over:
        sheet.merge_cells(start_row=7, end_row=7, start_column=c, end_column=c + 2)
    ticked = {}
    for n, row in enumerate(r for r, level in sent.items() if not level):
        sheet.cell(row, c + n % 3).value = "x"
        ticked[sheet.cell(row, 2).value] = [*_LEVELS.values()][n % 3]
    assert len(ticked) > 2
    for row, level in sent.items():
        sheet.cell(row, c).value = None if level else sheet.cell(row, c).value
    book.save(path)
    told = back(desk, path).json
    assert (told["problems"], told["set_aside"], told["updated"]) == ([], 0, len(ticked))
    rated = desk.run("xep-loai", "ds", "--nam", "2022", "--dinh-dang", "json").json
    assert {r["subject"]: r["decided_level"] for r in rated if r["subject"] in ticked} == ticked


@pytest.mark.parametrize(
    ("kind", "typed", "created", "problems"),
    [
        ("mo-hinh", {"Tên mô hình, nội dung đột phá": "Chi bộ số hóa"}, 1, []),
        ("cam-ket", {"Họ và tên": "Lò Văn Mới"}, 1, []),
        ("xep-loai", {"Họ và tên": "Lò Văn Mới"}, 0, ["entry_empty"]),
        ("ghi-danh", {"Họ và tên hoặc tên tập thể": "Lò Văn An"}, 0, ["entry_empty"]),
        ("khen-thuong", {"Họ và tên hoặc tên tập thể": "Chi bộ 1"}, 0, ["entry_empty"]),
        ("mo-hinh", {"Nội dung": "Trồng cây"}, 0, ["no_name"]),
        ("khen-thuong", {"STT": "Tập thể"}, 0, []),
    ],
)
def test_what_a_unit_typed_in_a_template_is_read_or_set_aside_never_a_group(desk, kind, typed, created, problems):
    path = send(desk, kind, "--don-vi", "YT.1", "--nam", "2023")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    free = next(row for row in range(9, 99) if not sheet.cell(row, 2).value and not sheet.cell(row, 4).value) - 8
    edit(path, {(free, heading): text for heading, text in typed.items()})
    told = back(desk, path).json
    assert (told["created"], [p["code"] for p in told["problems"]]) == (created, problems)
    assert told["set_aside"] == len(problems)


@pytest.mark.parametrize(
    ("typed", "created", "problems"),
    [
        ({"Họ và tên hoặc tên tập thể": "Hà Văn Bình", "Ngày sinh": "1975", "Số thẻ đảng viên": None}, 1, []),
        ({"Họ và tên hoặc tên tập thể": "Hà Văn Bình"}, 0, ["record_number_twice"]),  # the birth is still the other's
        ({}, 0, ["record_number_twice"]),
    ],
)
def test_a_copied_row_of_another_person_is_an_entry_of_her_own(desk, typed, created, problems):
    path = send(desk, "khen-thuong", "--don-vi", "YT", "--nam", "2022")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sent = next(row for row in range(9, 20) if sheet.cell(row, 2).value == "Lò Văn An")
    free = next(row for row in range(9, 99) if not sheet.cell(row, 2).value)
    for cell in sheet[sent]:
        sheet.cell(free, cell.column).value = cell.value
    book.save(path)
    edit(path, {(free - 8, heading): text for heading, text in typed.items()})
    told = back(desk, path).json
    assert (told["created"], [p["code"] for p in told["problems"]]) == (created, problems)
    assert all(f"«Lò Văn An» đã đứng ở dòng {sent}" in p["message"] for p in told["problems"])


@pytest.mark.parametrize(("answer", "years"), [("1", {"2022"}), ("2", {"2021", "2022"})])
def test_rows_of_another_year_than_they_were_sent_for_are_one_question(desk, answer, years):
    desk.run.now = datetime(2023, 2, 1, 9)
    path = send(desk, "xep-loai", "--don-vi", "YT", "--nam", "2022")
    of = {(row, "Năm"): "2021" for row in (1, 2)} | {(row, "Quyết định xếp loại"): "HTNV" for row in (1, 2)}
    edit(path, of)
    asked = desk.run("nhap", path, answers=[answer, "c"], columns=200)
    assert "Có 1 chỗ cần người chọn" in asked.stderr
    assert "và 1 dòng khác, trả lời chung" in asked.stderr
    assert "Vẫn là mục đã gửi: ghi cho năm 2022, bỏ «2021» ở cột năm" in asked.stderr
    assert "Là một mục khác, của năm 2021" in asked.stderr
    rated = desk.run("xep-loai", "ds", "--dinh-dang", "json").json
    written = {one["period"] for one in rated if one["decided_level"] == "Hoàn thành nhiệm vụ"}
    assert written == ({"2021"} if answer == "2" else {"2022"})
    assert {one["period"] for one in rated} == years
