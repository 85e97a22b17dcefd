"""`bieu-mau`, `phat-mau`, `xuat` as typed: lists, own forms, what is refused and how."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from dangbo_cli.forms.catalogue import FORMS
from dangbo_cli.forms.template import choices_of, template_fields
from dangbo_cli.reports.form_rows import ROWS
from dangbo_cli.sheets.form_book import sheet_name
from intake.desk_of_units import Units

OWN = """# Sở Y tế gửi theo mẫu cũ
ten = "Sở Y tế"
loai = "dang-vien"
tieu_de = ["trich ngang doi ngu"]

[cot]
"Họ và tên" = ["Danh tính"]
"Ngày sinh" = ["Nhân thân > Sinh"]
occupation = ["Đang làm gì"]
"""


@pytest.fixture
def units(tmp_path) -> Units:
    return Units(tmp_path)


def test_all_forms_are_listed_with_their_fields(units):
    listed = units.run("bieu-mau", "--dinh-dang", "json").json
    assert [row["kind"] for row in listed] == [form.kind for form in FORMS]
    for form in FORMS:
        fields = units.run("bieu-mau", "xem", form.kind, "--dinh-dang", "json").json
        assert {row["key"] for row in fields} >= {field.key for field in template_fields(form)}
        assert next(row for row in listed if row["kind"] == form.kind)["fields"] == len(fields)
        assert all(row["title"] for row in fields)
    gender = next(row for row in units.run("bieu-mau", "xem", "dang-vien", "--dinh-dang", "json").json
                  if row["key"] == "gender")  # fmt: skip
    assert gender["choices"] == ["Nam", "Nữ"]
    assert "Phái" in gender["headings"]
    shown = units.run("bieu-mau", "xem", "dang-vien").stdout
    assert "\nQuê quán > Xã (không có trong mẫu)\n" in shown
    assert "\nHọ và tên (rộng 26, bắt buộc)\n" in shown


@pytest.mark.parametrize("kind", ["cam-ket", "xep-loai"])
@pytest.mark.parametrize("year", [None, "2021"])
def test_a_list_of_everybody_names_its_year_on_the_screen_and_in_its_title(units, tmp_path, kind, year):
    year_words = [] if year is None else ["--nam", year]
    wanted = year or str(units.run.now.year)
    for command, path in (("phat-mau", tmp_path / "mau.xlsx"), ("xuat", tmp_path / "xuat.xlsx")):
        told = units.run(command, kind, "--don-vi", "YT", *year_words, "--luu-vao", path).stderr
        assert f" dòng của năm {wanted} vào" in told
        for sheet in openpyxl.load_workbook(path).worksheets:
            texts = [cell for row in sheet.iter_rows(max_row=6, values_only=True) for cell in row if cell]
            if any("DANH SÁCH" in str(text) for text in texts):
                assert f"Năm {wanted}" in texts
    told = units.run("phat-mau", kind, *year_words, "--luu-vao", tmp_path / "moi-don-vi").stderr
    assert f"tệp mẫu của năm {wanted} vào" in told
    assert (
        "của năm" not in units.run("phat-mau", "dang-vien", "--don-vi", "YT", "--luu-vao", tmp_path / "dv.xlsx").stderr
    )


def test_an_own_form_is_used_at_once_and_travels_with_the_file(units, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["TRÍCH NGANG ĐỘI NGŨ"], ["Chi bộ 1, Đảng bộ Sở Y tế"],
        ["STT", "Danh tính", "Nhân thân", "", "Đang làm gì", "Ngày vào Đảng"],
        ["", "", "Sinh", "Phái", "", ""], [1, "Quàng Văn Mới", "12/05/1990", "Nam", "Thợ điện", "03/02/2015"],
    ):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("C3:D3")
    path = tmp_path / "moi.xlsx"
    book.save(path)
    before = units.json(path)
    assert before["created"] == 0
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    added = units.run("bieu-mau", "them", own, "--dong-y")
    assert (added.exit_code, 'Bỏ: «dangbo bieu-mau xoa "Sở Y tế"».' in added.stderr) == (0, True)
    result = units.json(path)
    assert (result["created"], result["problems"]) == (1, [])
    assert units.one("Quàng Văn Mới")["occupation"] == "Thợ điện"
    assert units.one("Quàng Văn Mới")["birth_date"] == "1990-05-12"
    headings = units.run("bieu-mau", "xem", "dang-vien", "--dinh-dang", "json").json
    assert "Danh tính" in next(row for row in headings if row["key"] == "full_name")["headings"]
    assert units.run("bieu-mau", "lay", "so y te").stdout.strip() == OWN.strip()
    shown = units.run("bieu-mau", "xem", "so-y-te")
    assert shown.exit_code == 2
    assert "«Sở Y tế» là biểu riêng, ghi thêm tiêu đề cho loại «dang-vien»." in shown.stderr
    copy = tmp_path / "lay.toml"
    assert units.run("bieu-mau", "lay", "Sở Y tế", "--luu-vao", copy).exit_code == 0
    assert copy.read_text(encoding="utf-8") == OWN
    assert units.run("bieu-mau", "xoa", "so-y-te", "--dong-y").exit_code == 0
    assert units.run("bieu-mau", "xoa", "so-y-te").exit_code == 2
    book.active["B5"] = "Quàng Văn Nữa"
    book.save(path)
    assert units.json(path)["created"] == 0


def test_an_own_form_is_shown_and_asked_about_like_every_write(units, tmp_path):
    def own():
        return next(
            row["own"] for row in units.run("bieu-mau", "--dinh-dang", "json").json if row["kind"] == "dang-vien"
        )

    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("trich ngang doi ngu", "trích ngang ĐỘI NGŨ"), encoding="utf-8")
    nobody = units.run("bieu-mau", "them", path)
    assert (nobody.exit_code, own()) == (2, [])
    assert "Thêm --dong-y để ghi không cần hỏi." in " ".join(nobody.stderr.split())
    asked = units.run("bieu-mau", "them", path, answers=["k"], columns=100)
    assert (asked.exit_code, own()) == (0, [])
    assert asked.stdout.splitlines()[:5] == [
        "Thêm biểu riêng «Sở Y tế»: 3 tiêu đề cho loại «dang-vien»", "", "  Họ và tên: Danh tính",
        "  Ngày sinh: Nhân thân > Sinh", "  Nghề nghiệp: Đang làm gì",
    ]  # fmt: skip
    assert "Tiêu đề bảng có: trích ngang ĐỘI NGŨ" in asked.stdout  # as it was typed
    assert units.run("bieu-mau", "them", path, answers=["c"]).exit_code == 0
    assert own() == ["Sở Y tế"]
    assert "Không có gì để đổi" in units.run("bieu-mau", "them", path).stdout
    path.write_text(OWN.replace("Đang làm gì", "Làm gì"), encoding="utf-8")
    again = units.run("bieu-mau", "them", path, answers=["k"])
    assert again.stdout.startswith("Thay biểu riêng đang có «Sở Y tế»")
    assert '«dangbo bieu-mau lay "Sở Y tế" --luu-vao TỆP.toml»' in " ".join(again.stderr.split())
    assert "Đang làm gì" in units.run("bieu-mau", "lay", "so-y-te").stdout
    assert units.run("bieu-mau", "xoa", "so-y-te").exit_code == 2
    gone = units.run("bieu-mau", "xoa", "so-y-te", answers=["k"])
    assert (gone.exit_code, own()) == (0, ["Sở Y tế"])
    assert '«dangbo bieu-mau lay "Sở Y tế" --luu-vao TỆP.toml»' in " ".join(gone.stderr.split())
    assert units.run("bieu-mau", "xoa", "so-y-te", answers=["c"]).exit_code == 0
    assert own() == []


def test_a_bad_file_adds_nothing_and_says_all_that_is_wrong(units, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(OWN.replace("Đang làm gì", "Phái").replace("ten =", "tenn ="), encoding="utf-8")
    refused = units.run("bieu-mau", "them", own)
    assert refused.exit_code == 2
    assert "Dòng 9: tiêu đề «Phái» đã có nghĩa là «Giới tính»" in refused.stderr.replace("\n    ", " ")
    assert "không có khóa «tenn»" in refused.stderr
    own.write_text(OWN.replace("occupation =", '"Ngày đẻ" ='), encoding="utf-8")
    refused = " ".join(units.run("bieu-mau", "them", own).stderr.split())
    assert re.search("không có cột «Ngày đẻ». Có phải: [^?]*«Ngày sinh»", refused)
    assert ", ," not in refused
    assert [row["own"] for row in units.run("bieu-mau", "--dinh-dang", "json").json] == [[] for _ in FORMS]
    assert units.run("bieu-mau", "them", tmp_path / "khong-co.toml").exit_code == 2


def test_one_workbook_for_every_grassroots_organisation(units, tmp_path):
    folder = tmp_path / "gui"
    assert units.run("phat-mau", "dang-vien", "--luu-vao", folder).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "CT Đảng bộ Sở Công Thương.xlsx", "KB Chi bộ Kho bạc Nhà nước.xlsx", "YT Đảng bộ Sở Y tế.xlsx",
    ]  # fmt: skip
    result = units.run("nhap", folder, "--dong-y")
    assert result.exit_code == 0, result.stdout
    assert "Không có gì mới để ghi" in result.stdout
    one = tmp_path / "mot"
    assert units.run("phat-mau", "to-chuc", "--don-vi", "YT.1", "--luu-vao", one).exit_code == 0
    assert [path.name for path in one.iterdir()] == ["YT.1 Chi bộ 1.xlsx"]


@pytest.mark.parametrize(("title", "name"), [
    ("Danh sách đảng viên", "Danh sách đảng viên"),
    ("Đăng ký mô hình, nội dung đột phá", "Đăng ký mô hình"),
    ("Sổ ghi danh «Người tốt, việc tốt»", "Sổ ghi danh Người tốt, việc tốt"),
    ("Danh sách tổ chức đảng trực thuộc tỉnh", "Danh sách tổ chức đảng trực"),
])  # fmt: skip
def test_a_sheet_is_named_by_whole_words(title, name):
    assert sheet_name(title) == name


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_no_line_above_a_table_is_cut_off_where_its_page_ends(units, form):
    path = units.folder / "mau.xlsx"
    assert units.run("phat-mau", form.kind, "--luu-vao", path).exit_code == 0
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.print_title_cols is None or sheet.page_setup.fitToWidth == 1:
            continue
        repeated = openpyxl.utils.cell.range_boundaries(sheet.print_title_cols.replace("$", ""))[2]
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[7] if cell.value]
        pages = sheet.page_setup.fitToWidth
        room = (sum(widths) + (pages - 1) * sum(widths[:repeated])) / pages
        lines = [merged for merged in sheet.merged_cells.ranges if merged.min_row < 7]
        assert lines
        for merged in lines:
            assert merged.max_col <= repeated or merged.min_col > repeated
            assert sum(widths[: merged.max_col]) <= room


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_a_template_has_lists_checks_a_frozen_header_and_a_page(units, form):
    path = units.folder / "mau.xlsx"
    assert units.run("phat-mau", form.kind, "--luu-vao", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = {str(cell.value): cell for cell in sheet[7] if cell.value}
    for field in template_fields(form):
        cell = headings[field.title + ("*" if field.required else "")]
        assert (cell.font.name, cell.font.b) == ("Times New Roman", True)
        if field.key != "number":
            assert sheet.cell(9, cell.column).number_format == "@"
    assert [cell.value for cell in sheet[8]][: len(headings)] == list(range(1, len(headings) + 1))
    assert sheet.freeze_panes
    assert sheet.freeze_panes.endswith("9")
    assert (sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        "$7:$8",
        "landscape",
        9,
    )
    kinds = {check.type for check in sheet.data_validations.dataValidation}
    assert ("list" in kinds) == any(choices_of(field) for field in template_fields(form))
    assert "custom" in kinds
    for check in sheet.data_validations.dataValidation:
        assert len(check.formula1) <= 255
    assert [s.title for s in book.worksheets if s.sheet_state == "visible"][-1] == "Hướng dẫn"


def test_a_text_like_a_formula_stays_a_text(units):
    number = units.one("Lò Văn An")["id"]
    assert units.run("dv", "sua", str(number), "nghề nghiệp==1+1", "--dong-y").exit_code == 0
    path = units.send("dang-vien", "YT", "xuat")
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0] for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("phat-mau", "dang-viem", "--luu-vao", "a.xlsx"), "Không có loại biểu «dang-viem»"),
        (("phat-mau", "dang-vien", "--luu-vao", "a.pdf"), "Chưa ghi được loại tệp"),
        (("phat-mau", "dang-vien", "--don-vi", "ZZ", "--luu-vao", "a.xlsx"), "ZZ"),
        (("xuat", "dang-vien", "--luu-vao", "khong/co/a.xlsx"), "Không ghi được"),
        (("bieu-mau", "xem", "mau"), "Không có loại biểu «mau»"),
        (("xuat", "xyz", "--luu-vao", "a.xlsx"), "Các văn bản Word: bao-cao-nam, bao-cao-sau-thang, mau-van-ban."),
        (("xuat", "bao-cao-nma", "--luu-vao", "a.docx"), "Có phải: bao-cao-nam?"),
    ],
)
def test_what_cannot_be_written_is_said(units, words, said):
    refused = units.run(*words)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_every_kind_that_is_sent_prefilled_is_declared():
    assert set(ROWS) == {form.kind for form in FORMS}


def test_listing_forms_loads_nothing_heavy(tmp_path):
    program = (
        "import sys\nfrom dangbo_cli.app import main\n"
        "sys.argv = ['dangbo', '--csdl', sys.argv[1], 'bieu-mau', 'xem', 'dang-vien']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'openpyxl', 'python_calamine', 'tomllib'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path(tmp_path) / "x.db")], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip().endswith("[]"), done.stderr
