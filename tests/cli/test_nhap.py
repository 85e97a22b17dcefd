"""`nhap` against a small record: the preview, the question, what is read of what is named, the exit codes."""

from __future__ import annotations

import io

import pytest

from dangbo_cli.cli import nhap as nhap_module

TOTAL = "Tổng cộng: thêm mới 7, cập nhật 0, giữ nguyên 0, để lại chờ sửa 0 dòng."


def test_preview_writes_nothing(run, sheets):
    result = run("nhap", sheets, "--xem-truoc", columns=80)
    assert result.exit_code == 0
    assert "Chi bộ 1 (mã 14.1.1), thuộc Đảng bộ Sở Thử" in result.stdout
    assert "«Tổ chức đảng cấp trên» → Trực thuộc" in " ".join(result.stdout.split())
    assert result.stdout.endswith(f"{TOTAL}\nChỉ xem trước, chưa ghi gì vào sổ.\n")
    assert not run.database.exists()


@pytest.mark.parametrize("form", ["bang", "json"])
def test_a_workbook_with_one_sheet_left_out_is_still_read(filled, tmp_path, form):
    """What is certain is written and the rest named: 1, not the 3 of files of which nothing could be read."""
    import openpyxl

    book = openpyxl.Workbook()
    for page, name in ((book.active, "Lò Thị Hiện"), (book.create_sheet("Cũ"), "Lò Thị Ẩn")):
        for row in (["Chi bộ 2"], ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"], [1, name, "1980", "2010"]):
            page.append(row)
    page.sheet_state = "hidden"
    path = tmp_path / "Đảng bộ Sở Thử.xlsx"
    book.save(path)
    result = filled("nhap", path, "--dong-y", "--dinh-dang", form)
    assert result.exit_code == 1
    assert "Trang tính «Cũ»: trang tính ẩn" in " ".join(result.stdout.split())
    assert "Không đọc được" not in result.stdout + result.stderr
    people = {row["full_name"] for row in filled("dv", "ds", "--dinh-dang", "json").json}
    assert "Lò Thị Hiện" in people
    assert "Lò Thị Ẩn" not in people


def test_what_a_folder_holds_besides_sheets(run, sheets):
    """Lock files and the like are passed over silently, documents are named; who asks why is told all."""
    for name in ("~$01 tổ chức.xlsx", "Thumbs.db", ".DS_Store", "công văn.docx"):
        (sheets / name).write_bytes(b"x")
    said = run("nhap", sheets, "--xem-truoc").stdout
    assert [name in said for name in ("~$01", "Thumbs.db", ".DS_Store", "công văn.docx")] == [False] * 3 + [True]
    assert "«Thumbs.db»" in run("nhap", sheets, "--xem-truoc", "--chi-tiet").stdout


def test_nobody_to_ask_changes_nothing(run, sheets):
    result = run("nhap", sheets)
    assert result.exit_code == 2
    assert TOTAL in result.stdout
    assert result.stderr == (
        "Lỗi: Chưa ghi gì vào sổ. Không có ai ở bàn phím để trả lời.\n"
        "Thêm --dong-y để ghi không cần hỏi, hoặc --xem-truoc để chỉ xem.\n"
    )
    assert not run.database.exists()


@pytest.mark.parametrize("answer", ["k", "", "Không", "n"])
def test_no_is_no(run, sheets, answer):
    result = run("nhap", sheets, answers=[answer])
    assert result.exit_code == 0
    assert "Ghi vào sổ? [c/K] " in result.stderr
    assert result.stderr.endswith("Chưa ghi gì vào sổ.\n")
    assert not run.database.exists()


@pytest.mark.parametrize("answers", [["c"], ["CÓ"], ["có"], ["gì cơ", "c"]])
def test_yes_writes(run, sheets, answers):
    result = run("nhap", sheets, answers=answers)
    assert result.exit_code == 0
    assert "Đã ghi vào sổ, lần nhập số 1. Hoàn tác: «dangbo lan-nhap hoan-tac 1».\n" in result.stderr
    assert len(run("dv", "ds", "--dinh-dang", "json").json) == 3


def test_end_of_input_is_no(run, sheets):
    result = run("nhap", sheets, answers=[])
    assert (result.exit_code, run.database.exists()) == (0, False)


def test_interrupt_at_the_question_changes_nothing(run, sheets):
    class Impatient(io.StringIO):
        def readline(self, *_):
            raise KeyboardInterrupt

    result = run("nhap", sheets, stdin=Impatient())
    assert (result.exit_code, run.database.exists()) == (130, False)


def test_json_of_an_import(run, sheets):
    value = run("nhap", sheets, "--dong-y", "--dinh-dang", "json").json
    assert [value[key] for key in ("batch", "created", "updated", "unchanged", "set_aside")] == [1, 7, 0, 0, 0]
    assert [file["path"].rpartition("/")[2] for file in value["files"]] == ["01 tổ chức.csv", "Đảng bộ Sở Thử.csv"]
    sheet = value["files"][1]["sheets"][0]
    assert sheet["kind"] == "dang-vien"
    assert sheet["header_rows"] == [1]
    assert sheet["columns"]["B"] == "full_name"
    assert value["problems"] == []


def test_json_without_an_answer_is_still_json(run, sheets):
    result = run("nhap", sheets, "--dinh-dang", "json")
    assert (result.exit_code, result.json["batch"], run.database.exists()) == (2, None, False)


def test_twice_changes_nothing(filled, sheets):
    result = filled("nhap", sheets, "--dong-y")
    assert result.exit_code == 0
    assert "Không có gì mới để ghi." in result.stdout
    assert len(filled("lo", "ds", "--dinh-dang", "json").json) == 1
    assert filled("nhap", sheets).exit_code == 0  # nothing to write: nothing to ask


def test_something_set_aside_is_1_and_names_the_cell(filled, bad_sheet):
    result = filled("nhap", bad_sheet, "--dong-y", columns=80)
    assert result.exit_code == 1
    assert "  Ngày không có thật (1)\n    Đảng bộ Sở Thử.csv\n      ô C2: «31/02/1980»" in result.stdout
    assert (
        "Có trong sổ, không có trong danh sách của Chi bộ 1 (Đảng bộ Sở Thử): 2\n  Lò Văn An, Nguyễn Thị Bình\n"
        in result.stdout
    )


@pytest.mark.parametrize("name", ["hong.xlsx", "khong-co.xlsx"])
def test_no_readable_file_is_3(run, tmp_path, name):
    (tmp_path / "hong.xlsx").write_bytes(b"PK nothing")
    result = run("nhap", tmp_path / name, "--dong-y")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("Lỗi: Không đọc được")
    assert name in result.stderr
    assert not run.database.exists()


def test_no_readable_file_of_several_says_why_of_each(run, tmp_path):
    (tmp_path / "hong.xlsx").write_bytes(b"PK nothing")
    told = " ".join(run("nhap", tmp_path / "hong.xlsx", tmp_path / "khong-co.xlsx", "--dong-y").stderr.split())
    assert told.startswith("Lỗi: Không đọc được tệp nào trong 2 tệp đã cho. ")
    assert f" {tmp_path / 'hong.xlsx'}: Trang tính «hong»" in told
    assert f" {tmp_path / 'khong-co.xlsx'}: Không tìm thấy tệp này." in told


@pytest.mark.parametrize("year", ["1929", "1029", "2099", "2999"])
def test_a_year_outside_the_partys_is_refused(run, sheets, year):
    result = run("nhap", sheets, "--nam", year, "--dong-y", columns=120)
    assert result.exit_code == 2
    assert f"Giá trị «{year}» không dùng được cho --nam: năm phải từ 1930" in result.stderr
    assert not run.database.exists()


def test_next_year_is_a_year(run, sheets):
    from datetime import date

    assert run("nhap", sheets, "--nam", str(date.today().year + 1), "--dong-y").exit_code == 0


def test_empty_folder_is_3(run, tmp_path):
    (tmp_path / "trống").mkdir()
    result = run("nhap", tmp_path / "trống")
    assert result.exit_code == 3
    assert result.stderr.startswith("Lỗi: Không thấy tệp bảng tính nào để đọc trong «trống».\n")


def test_unknown_kind_is_2(run, sheets):
    result = run("nhap", sheets, "--loai-bieu", "la-lung")
    assert result.exit_code == 2
    assert "to-chuc, dang-vien" in result.stderr


@pytest.mark.parametrize("word", ["đảng viên", "DANGVIEN", "dang_vien"])
def test_kind_is_folded(word):
    assert nhap_module._kind(word) == "dang-vien"


def test_patterns_and_windows_quotes(tmp_path):
    for name in ("a.xls", "b.xls", "c.csv"):
        (tmp_path / name).touch()
    found = nhap_module.given_paths([f"{tmp_path}/*.xls", f'{tmp_path}/c.csv"', f"{tmp_path}/z*.ods"])
    assert [path.name for path in found] == ["a.xls", "b.xls", "c.csv", "z*.ods"]


def test_plan_made_anew_when_another_writes_meanwhile(filled, sheets, bad_sheet, stale_once):
    result = filled("nhap", bad_sheet, "--dong-y")
    assert len(stale_once) == 2
    assert "Sổ vừa thay đổi, sau khi bản vừa xem được lập." in " ".join(result.stderr.split())
    assert "lần nhập số 2" in result.stderr


def test_a_few_rows_of_a_whole_committee_do_not_list_all_its_people(run, tmp_path):
    """With 8 units of which the sheet has no row, five are listed by name, the others counted; all with --chi-tiet."""
    kind = "Chi bộ trực thuộc đảng ủy cơ sở"
    tree = ["Mã tổ chức,Tên tổ chức đảng,Loại hình,Trực thuộc (mã)", "T,Đảng bộ Sở Thử,Đảng bộ cơ sở,"]
    tree += [f"T.{n},Chi bộ {n},{kind},T" for n in range(1, 10)]
    (tmp_path / "to-chuc.csv").write_text("\n".join(tree) + "\n", encoding="utf-8")
    head = "DANH SÁCH ĐẢNG VIÊN\nSTT,Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng\n"
    people = [f"{n},Lò Văn {'ABCDEGHIK'[n - 1]}n,12/05/196{n},Chi bộ {n},03/02/1990" for n in range(1, 10)]
    for name, rows in (("ds.csv", people), ("it.csv", people[:1])):
        (tmp_path / name).write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("nhap", tmp_path / "to-chuc.csv", tmp_path / "ds.csv", "--don-vi", "T", "--dong-y").exit_code == 0
    few = run("nhap", tmp_path / "it.csv", "--don-vi", "T", "--dong-y").stdout
    assert few.count("Có trong sổ, không có trong danh sách của") == 5
    assert "Cũng vậy ở 3 tổ chức đảng nữa: 3 người (thêm --chi-tiet để xem hết)" in few
    whole = run("nhap", tmp_path / "it.csv", "--don-vi", "T", "--dong-y", "--chi-tiet").stdout
    assert (whole.count("Có trong sổ, không có trong danh sách của"), "Cũng vậy" in whole) == (8, False)
