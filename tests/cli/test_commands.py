"""The commands against a small record: what they print, save, and return."""

from __future__ import annotations

import errno
import io
import json
from pathlib import Path

import pytest

from dangbo_cli.cli import nhap as nhap_module
from dangbo_cli.cli.registry import all_paths
from running import USER

LISTS = [("lo", "ds"), ("dv", "ds"), ("tc", "ds"), ("bao-cao",), ("lo", "xem", "1"), ("dv", "lich-su", "Lò Văn An")]
REPORTS = [("bao-cao", "tong-quan"), ("bao-cao", "co-cau"), ("bao-cao", "do-tuoi")]
TOTAL = "Tổng cộng: thêm mới 7, cập nhật 0, giữ nguyên 0, để lại chờ sửa 0 dòng."


# --- nhap


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


def test_a_figure_opens_into_its_names(filled):
    """`--chi-tiet`; to the eyes nobody's ethnicity or religion, unless asked for."""
    behind = filled("bao-cao", "co-cau", "--chi-tiet", "--dinh-dang", "json").json
    assert {"Giàng A Páo"} == {row["full_name"] for row in behind["rows"] if row["label"] == "Mông"}
    seen = filled("bao-cao", "co-cau", "--chi-tiet", terminal=True)
    assert "Giàng A Páo" in seen.stdout
    assert "Mông" not in seen.stdout
    assert "--hien-du" in seen.stderr
    assert "Mông" in filled("bao-cao", "co-cau", "--chi-tiet", "--hien-du").stdout
    assert filled("bao-cao", "do-tuoi", "--chi-tiet", "--don-vi", "14.1.2").exit_code == 0
    seen = filled("bao-cao", "tong-quan", "--chi-tiet", terminal=True)
    assert "Giàng A Páo" in seen.stdout
    assert "thiểu số" not in seen.stdout
    assert "--hien-du" in seen.stderr
    assert "thiểu số" in filled("bao-cao", "tong-quan", "--chi-tiet", "--hien-du").stdout


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


def test_plan_made_anew_when_another_writes_meanwhile(filled, sheets, bad_sheet, monkeypatch):
    from dangbo_cli.store import apply

    real, calls = apply.apply_plan, []

    def stale_once(*args, **more):
        calls.append(1)
        if len(calls) == 1:
            raise apply.PlanStale("…")
        return real(*args, **more)

    monkeypatch.setattr(apply, "apply_plan", stale_once)
    result = filled("nhap", bad_sheet, "--dong-y")
    assert len(calls) == 2
    assert "Sổ vừa thay đổi, sau khi bản vừa xem được lập." in " ".join(result.stderr.split())
    assert "lần nhập số 2" in result.stderr


# --- lists and reports


@pytest.mark.parametrize("args", [*LISTS, *REPORTS, ("tc", "cay"), ("csdl",), ("ra-soat",)])
@pytest.mark.parametrize("columns", [80, 120])
def test_tables_fit(filled, args, columns):
    from dangbo_cli.views.wrapping import width

    result = filled(*args, columns=columns)
    assert result.exit_code == 0, result.stderr
    long = [line for line in result.stdout.splitlines() if width(line) > columns]
    assert all(str(filled.folder) in line for line in long)  # paths are never broken


@pytest.mark.parametrize("args", LISTS)
def test_lists_are_plain_lists(filled, args):
    assert isinstance(filled(*args, "--dinh-dang", "json").json, list)


@pytest.mark.parametrize("args", REPORTS)
def test_reports_have_their_shape(filled, args):
    value = filled(*args, "--dinh-dang", "json", "--tinh-den", "31/12/2022").json
    assert list(value) == ["report", "title", "parameters", "columns", "rows", "totals", "notes"]
    assert value["report"] == args[1]
    assert value["parameters"]["as_of"] == "2022-12-31"


@pytest.mark.parametrize("args", [*LISTS, *REPORTS])
def test_csv(filled, args):
    text = filled(*args, "--dinh-dang", "csv").stdout
    assert text.startswith("\ufeff")
    assert "\ufeff" not in text[1:]


def test_tree_json(filled):
    value = filled("tc", "cay", "--dinh-dang", "json").json
    assert (value["code"], value["name"], value["members"]) == ("14", "Đảng bộ Khối Thử", 3)
    assert [child["members"] for child in value["children"][0]["children"]] == [2, 1]


def test_tree_on_a_terminal(filled):
    lines = filled("tc", "cay", columns=80, terminal=True, variables={"NO_COLOR": "1"}).stdout.splitlines()
    assert lines[1].startswith("Đảng bộ Khối Thử (mã 14)")
    assert lines[3].startswith("   ├─ Chi bộ 1 (mã 14.1.1)")
    assert lines[3].endswith("2")


def test_terminal_masks_and_json_does_not(filled):
    chosen = ("dv", "ds", "--cot", "full_name,card_number")
    masked = filled(*chosen)
    assert "014012000001" not in masked.stdout
    assert "••••0001" in masked.stdout
    assert masked.stderr == "Số giấy tờ và thông tin riêng được che; thêm --hien-du để hiện đủ.\n"
    assert "014012000001" in filled(*chosen, "--hien-du").stdout
    assert filled(*chosen, "--dinh-dang", "json").json[0] == {"full_name": "Lò Văn An", "card_number": "014012000001"}


def test_columns_by_heading_in_the_order_asked(filled):
    rows = filled("dv", "ds", "--cot", "ngày sinh,HO VA TEN", "--dinh-dang", "json").json
    assert list(rows[0]) == ["birth_date", "full_name"]


def test_unknown_column_names_the_near_one(filled):
    result = filled("dv", "ds", "--cot", "ho va tenn")
    assert result.exit_code == 2
    assert result.stderr.startswith("Lỗi: Không có cột «ho va tenn».\nCó phải: Họ và tên?\nCác cột: Số, Số thẻ")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("dv", "ds", "--don-vi", "99"), "Lỗi: Không có tổ chức đảng nào tên hoặc mã là «99»."),
        (("dv", "lich-su", "Ai Đó"), "Lỗi: Không có đảng viên nào có số thẻ, số trong sổ hoặc họ tên là «Ai Đó»."),
        (("lo", "xem", "9"), "Lỗi: Không có lần nhập số 9. Lần nhập gần nhất là số 1."),
        (("dv", "ds", "--gioi-tinh", "x"), "Lỗi: Không hiểu giới tính «x». Các giá trị dùng được: Nam, Nữ, Chưa rõ."),
    ],
)
def test_what_names_nothing_is_refused(filled, args, sentence):
    result = filled(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.replace("\n", " ").startswith(sentence)


def test_filters_combine(filled):
    rows = filled("dv", "ds", "--gioi-tinh", "nam", "--vao-dang-tu", "2000", "--dinh-dang", "json").json
    assert [row["full_name"] for row in rows] == ["Giàng A Páo"]


@pytest.mark.parametrize("words", [("an",), ("van", "AN"), ("Lò",), ("000001",)])
def test_search(filled, words):
    rows = filled("dv", "tim", *words, "--dinh-dang", "json").json
    assert [row["full_name"] for row in rows] == ["Lò Văn An"]


def test_a_search_by_digits_masks_the_numbers_it_finds(filled):
    shown = filled("dv", "tim", "000001", columns=120).stdout
    assert "••••0001" in shown
    assert "014012000001" not in shown
    assert "014012000001" in filled("dv", "tim", "000001", "--hien-du", columns=120).stdout


def test_history_says_where_each_value_came_from(filled):
    text = filled("dv", "lich-su", "Lò", "Văn", "An").stdout
    assert "Lần nhập số 1, 20/11/2022 14:03, Đảng bộ Sở Thử.csv\n" in text  # once above the values of the batch
    assert "ô C2" in text
    rows = filled("dv", "lich-su", "Lò", "Văn", "An", "--dinh-dang", "json").json
    assert rows[1]["where"] == "ô C2, trang tính Đảng bộ Sở Thử, Đảng bộ Sở Thử.csv, lần nhập số 1, 20/11/2022"


def test_a_history_is_a_table_at_80_columns(filled):
    filled("dv", "sua", "1", "nghề nghiệp=Giáo viên dạy nghề", "quê quán=Phường Quyết Thắng, thành phố", "--dong-y")
    filled("lo", "hoan-tac", "2", "--dong-y")
    lines = filled("dv", "lich-su", "1", columns=80).stdout.splitlines()
    assert lines[2].split() == ["Trường", "Trước", "Sau", "Lấy", "từ", "đâu"]
    assert "Lần nhập số 2, 20/11/2022 14:03, lệnh «dang-vien sua 1» (đã hoàn tác ở lần 3)" in lines
    assert "Lần nhập số 3, 20/11/2022 14:03, hoàn tác lần nhập số 2" in lines
    rows = [line for line in lines if line.startswith("Nghề nghiệp")]
    assert ["Giáo viên" in line for line in rows] == [True, True]


# --- refusals that say what to type


@pytest.mark.parametrize(
    ("code", "args", "said"),
    [
        (2, ("lo", "hoan-tac", "9", "--dong-y"), "Không có lần nhập số 9."),
        (2, ("dv", "ds", "--vao-dang-tu", "2020", "--vao-dang-den", "2010"),
         "Khoảng ngày vào Đảng từ 2020 đến 2010 bị ngược"),
        (2, ("dv", "ds", "--tinh-den", "2099"), "năm phải từ 1930"),
        (2, ("bao-cao", "co-cau", "--tinh-den", "01/01/1901"), "năm phải từ 1930"),
        (2, ("bao-cao", "co-cau", "--nam", "2022", "--tinh-den", "31/12/2021"), "nói hai năm khác nhau"),
        (2, ("--version",), "Có phải: --phien-ban?"),
        (3, ("sao-luu", "khong-co/ban-sao.db"), "Không có thư mục «khong-co» để sao vào."),
    ],
)  # fmt: skip
def test_refused(filled, tmp_path, monkeypatch, code, args, said):
    monkeypatch.chdir(tmp_path)
    result = filled(*args)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())


def test_dates_of_one_year_are_no_reversed_range(filled):
    for span in (("2021", "2021-11"), ("2021-11", "2021"), ("07/11/2021", "2021")):
        rows = filled("dv", "ds", "--vao-dang-tu", span[0], "--vao-dang-den", span[1], "--dinh-dang", "json").json
        assert [row["full_name"] for row in rows] == ["Giàng A Páo"]


@pytest.mark.parametrize("name", ["tong-quan", "co-cau", "do-tuoi"])
def test_a_report_of_a_year_is_as_of_its_last_day(filled, name):
    args = ("bao-cao", name, "--dinh-dang", "json")
    assert filled(*args, "--nam", "2010").json == filled(*args, "--tinh-den", "31/12/2010").json


PRIVATE = ("014012000001", "Thái")


@pytest.mark.parametrize("args", [("dv", "lich-su", "1"), ("lo", "xem", "1", "--chi-tiet"),
                                  ("dv", "lich-su", "1", "--cot", "trường,sau,value_after")])  # fmt: skip
def test_the_log_masks_private_values_on_a_terminal(filled, args):
    hidden = filled(*args)
    assert not any(value in hidden.stdout for value in PRIVATE)
    assert "••••0001" in hidden.stdout
    assert "thêm --hien-du để hiện đủ" in hidden.stderr
    for shown in (filled(*args, "--hien-du"), filled(*args, "--dinh-dang", "json")):
        assert all(value in shown.stdout for value in PRIVATE)


def test_an_undo_masks_what_nobody_typed(filled):
    filled("dv", "sua", "1", "điện thoại=0912345678", "tôn giáo=Phật giáo", "--dong-y")
    shown = filled("lo", "hoan-tac", "2", "--xem-truoc").stdout
    assert "0912345678" not in shown
    assert "giáo" not in shown.replace("Tôn giáo", "")


def test_the_preview_shows_nothing_of_a_private_word(filled, sheets, tmp_path):
    path = tmp_path / "Đảng bộ Sở Thử.csv"
    path.write_text("STT,Họ và tên,Ngày sinh,Chi bộ,Tôn giáo\n1,Lò Văn An,12/05/1968,Chi bộ 1,Phật giáo\n", "utf-8")
    shown = filled("nhap", path, "--xem-truoc", "--chi-tiet").stdout
    assert "Tôn giáo (trống) → ••••" in shown
    assert "Phật" not in shown


# --- saving


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv"])
def test_a_full_disk_is_called_so(filled, tmp_path, monkeypatch, name):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = filled("dv", "ds", "--luu-vao", tmp_path / name)
    assert "ổ đĩa đã đầy" in " ".join(result.stderr.split())
    assert "No space" not in result.stderr
    assert list(tmp_path.glob("*ds.*")) == []


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv", "ds.json"])
def test_a_file_that_is_there_is_asked_about_at_a_terminal(filled, tmp_path, name):
    target = tmp_path / name
    target.write_text("cũ", encoding="utf-8")
    kept = filled("dv", "ds", "--luu-vao", target, answers=["k"], columns=300)
    assert kept.exit_code == 0
    assert f"Tệp «{target}» đã có. Ghi đè? [c/K]" in kept.stderr
    assert target.read_bytes() == "cũ".encode()
    filled("dv", "ds", "--luu-vao", target, answers=["c"])
    assert target.read_bytes() != "cũ".encode()


WRITERS = [
    (("phat-mau", "dang-vien"), "mau.xlsx"),
    (("phat-mau", "dang-vien", "--don-vi", "14.1"), "mau.xlsx"),
    (("phat-mau", "dang-vien"), "gui/14.1 Đảng bộ Sở Thử.xlsx"),
    (("xuat", "dang-vien"), "ds.xlsx"),
    (("xuat", "bao-cao-nam", "--nam", "2022"), "bao-cao.docx"),
]


@pytest.mark.parametrize(("words", "name"), WRITERS)
def test_no_writer_takes_a_returned_file_away_unasked(filled, tmp_path, words, name):
    target = tmp_path / name
    target.parent.mkdir(exist_ok=True)
    target.write_text("đơn vị đã sửa", encoding="utf-8")
    stated = target.parent if "/" in name else target
    kept = filled(*words, "--luu-vao", stated, answers=["k"], columns=300)
    assert kept.exit_code == 0
    assert f"Tệp «{target}» đã có. Ghi đè? [c/K]" in kept.stderr
    assert "Chưa ghi gì" in kept.stderr
    assert target.read_text(encoding="utf-8") == "đơn vị đã sửa"
    done = filled(*words, "--luu-vao", stated, answers=["c"], columns=300)
    assert "thay tệp cũ cùng tên" in " ".join(done.stderr.split())
    assert target.read_bytes() != "đơn vị đã sửa".encode()
    alone = filled(*words, "--luu-vao", stated)  # nobody to ask: as every other list (manual, 8)
    assert alone.exit_code == 0
    assert "thay tệp cũ cùng tên" in " ".join(alone.stderr.split())


def test_files_of_a_folder_are_asked_about_once(tmp_path):
    from dangbo_cli.cli.saving import may_overwrite, say_replaced

    paths = [tmp_path / f"{n}.xlsx" for n in range(6)]
    asked = []

    class Desk:
        can_ask, prose_width = True, 80

        def confirm(self, question):
            asked.append(question)
            return True

    assert may_overwrite(Desk(), *paths)
    assert (asked, say_replaced(*paths)) == ([], "")
    for path in paths[1:]:
        path.touch()
    assert may_overwrite(Desk(), *paths)
    assert asked == [f"5 tệp trong «{tmp_path}» («1.xlsx», «2.xlsx», «3.xlsx» và 2 tệp nữa) đã có. Ghi đè?"]
    assert say_replaced(*paths) == ", trong đó 5 tệp thay tệp cũ cùng tên"


def test_without_a_terminal_a_file_is_written_over_and_that_is_said(filled, tmp_path):
    first, second = (filled("dv", "ds", "--luu-vao", tmp_path / "ds.csv") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "thay tệp cũ" not in first.stderr
    assert "thay tệp cũ cùng tên" in " ".join(second.stderr.split())


def test_save_as_workbook_json_csv(filled, tmp_path):
    for name in ("ds.xlsx", "ds.csv", "ds.json"):
        result = filled("dv", "ds", "--luu-vao", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.replace("\n", " ").startswith("Đã ghi 3 dòng vào")
    assert len(json.loads((tmp_path / "ds.json").read_text(encoding="utf-8"))) == 3
    assert (tmp_path / "ds.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.glob("*dang-ghi*")] == []


def test_save_refuses_other_kinds_and_missing_folders(filled, tmp_path):
    assert filled("dv", "ds", "--luu-vao", tmp_path / "ds.txt").exit_code == 2
    assert filled("dv", "ds", "--luu-vao", tmp_path / "khong" / "ds.csv").exit_code == 2
    assert filled("dv", "ds", "--luu-vao", tmp_path).exit_code == 2


def test_save_into_a_file_that_another_program_holds(filled, tmp_path, monkeypatch):
    from pathlib import Path

    def held(*_):
        raise PermissionError(13, "held")

    target = tmp_path / "ds.csv"
    target.write_text("cũ", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", held)
    result = filled("dv", "ds", "--luu-vao", target)
    assert result.exit_code == 1
    assert f'--luu-vao "{tmp_path / "ds-2.csv"}"' in " ".join(result.stderr.split())
    assert target.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.glob("*dang-ghi*")] == []


# --- batches and keeping


def test_undo(filled):
    before = filled("dv", "ds", "--dinh-dang", "json").stdout
    assert filled("lo", "hoan-tac", "1").exit_code == 2
    assert filled("dv", "ds", "--dinh-dang", "json").stdout == before
    assert filled("lo", "hoan-tac", "1", "--xem-truoc").exit_code == 0
    result = filled("lo", "hoan-tac", "1", answers=["c"])
    assert (result.exit_code, filled("dv", "ds", "--dinh-dang", "json").json) == (0, [])
    assert result.stderr.endswith("Đã hoàn tác lần nhập số 1; việc này là lần nhập số 2.\n")
    refused = filled("lo", "hoan-tac", "1", "--dong-y")
    assert refused.exit_code == 1
    assert "đã được hoàn tác bởi lần số 2" in refused.stderr
    assert filled("lo", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert filled("dv", "ds", "--dinh-dang", "json").stdout == before


def test_batch_keeps_user(filled):
    assert filled("lo", "ds", "--dinh-dang", "json").json[0]["user"] == USER


def test_backup_and_restore(filled, tmp_path):
    copy = tmp_path / "ban sao.db"
    assert filled("sao-luu", copy).exit_code == 0
    filled("lo", "hoan-tac", "1", "--dong-y")
    result = filled("khoi-phuc", copy, "--dong-y")
    assert result.exit_code == 0
    assert "Sổ trước đó được giữ ở" in result.stdout
    assert len(filled("dv", "ds", "--dinh-dang", "json").json) == 3
    assert filled("sao-luu", copy).exit_code == 3  # never over a file that is there


def test_restoring_asks_whoever_sits_there(filled, tmp_path):
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    filled("lo", "hoan-tac", "1", "--dong-y")
    kept = filled("khoi-phuc", copy, answers=["k"], columns=200)
    assert kept.exit_code == 0
    assert "Bản sao: 3 đảng viên, lần nhập cuối số 1, 20/11/2022 14:03." in kept.stdout
    assert "Sổ hiện nay: 0 đảng viên, lần nhập cuối số 2, 20/11/2022 14:03; sẽ được giữ lại bên cạnh." in kept.stdout
    assert "Chưa khôi phục" in kept.stderr
    assert filled("dv", "ds", "--dinh-dang", "json").json == []
    done = filled("khoi-phuc", copy, answers=["c"])
    assert "Đã khôi phục" in done.stdout
    assert len(filled("dv", "ds", "--dinh-dang", "json").json) == 3


def test_restoring_counts_the_members_that_the_file_is_said_to_hold(filled, tmp_path):
    assert filled("dv", "giam", "1", "--ly-do", "từ trần", "--ngay", "10/01/2022", "--dong-y").exit_code == 0
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    assert filled("csdl", "--dinh-dang", "json").json["members"] == 2
    shown = filled("khoi-phuc", copy, answers=["k"], columns=200).stdout
    assert "Bản sao: 2 đảng viên" in shown
    assert "Sổ hiện nay: 2 đảng viên" in shown


COPY = "so-20221120-140310.db"


def test_the_copies_are_listed_where_none_is_named(filled):
    assert "Không có bản sao lưu nào" in filled("khoi-phuc").stdout
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    listed = filled("khoi-phuc")
    assert (listed.exit_code, f"  20/11/2022 14:03  {COPY}" in listed.stdout.splitlines()) == (0, True)
    assert filled("khoi-phuc", "--dong-y").exit_code == 2


@pytest.mark.parametrize("gone", [True, False])
def test_the_desk_of_a_file_gone_or_broken_names_the_newest_copy(filled, gone):
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    if gone:
        filled.database.unlink()
    else:
        filled.database.write_text("không phải sổ " * 1000, encoding="utf-8")
    shown = filled().stdout
    assert f"dangbo khoi-phuc {COPY}  lấy lại bản sao lưu mới nhất, 20/11/2022 14:03" in shown
    assert ("nhưng còn 1 bản sao lưu" in " ".join(shown.split())) == gone
    assert "ra-soat" not in shown  # it would only say the same
    assert filled("khoi-phuc", COPY, "--dong-y").exit_code == 0
    assert "đảng viên: 3." in filled().stdout


def test_restoring_with_nobody_there_needs_to_be_told(filled, tmp_path):
    """Contract, General: what would have to ask changes nothing, says so, and exits 2."""
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    filled("lo", "hoan-tac", "1", "--dong-y")
    refused = filled("khoi-phuc", copy, columns=200)
    assert refused.exit_code == 2
    assert "Bản sao: 3 đảng viên" in refused.stdout
    assert "Thêm --dong-y để khôi phục không cần hỏi." in refused.stderr
    assert "--xem-truoc" not in refused.stderr
    assert filled("dv", "ds", "--dinh-dang", "json").json == []
    assert not list(tmp_path.glob("*truoc-khoi-phuc*"))


def test_ctrl_c_while_loading_is_no_traceback(monkeypatch, capfdbinary):
    import dangbo_cli.app as app

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_main", interrupted)
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert ended.value.code == 130
    assert capfdbinary.readouterr().err.decode() == "\nĐã dừng theo yêu cầu.\n"


def test_the_process_ends_at_once_with_its_code_and_all_it_had_to_say():
    """What was registered for the end is done, output is whole, the interpreter takes nothing apart."""
    import subprocess
    import sys

    program = (
        "import atexit, sys, weakref\nfrom dangbo_cli.__main__ import start\n"
        "class Kept: pass\nkept = Kept(); weakref.finalize(kept, print, 'registered').atexit = True\n"
        "class Late:\n    def __del__(self): print('taken apart', flush=True)\nlate = Late()\n"
        "sys.argv = ['dangbo', 'khong-co']\nprint('said')\nstart()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stdout.split("\n") == ["said", "registered", ""]
    assert "khong-co" in done.stderr


def test_check(filled):
    import sqlite3

    assert filled("ra-soat").stdout.startswith("Không thấy gì bất thường")
    assert filled("ra-soat", "--dinh-dang", "json").json == []
    with sqlite3.connect(filled.database) as conn:
        conn.execute("UPDATE member SET gender = 'Nữ'")
    conn.close()
    assert filled("ra-soat").exit_code == 3


def test_csdl(filled):
    value = filled("csdl", "--dinh-dang", "json").json
    assert (value["file"], value["organizations"], value["members"]) == (str(filled.database), 4, 3)
    assert f"«{filled.database}»" in filled("csdl", columns=80).stdout


def test_desk(filled):
    result = filled()
    assert result.exit_code == 0
    assert "Tổ chức đảng: 4; đảng viên: 3.\nLần nhập cuối: số 1, 20/11/2022 14:03, lệnh «nhap».\n" in result.stdout
    assert result.stdout.count("  dangbo ") == 3


def test_database_option_comes_before_the_variable(filled, tmp_path):
    assert filled("--csdl", tmp_path / "khac.db", "dv", "ds").exit_code == 3


@pytest.mark.parametrize("path", [path for path, entry in all_paths() if not entry.children])
def test_every_command_survives_an_empty_file(run, path):
    """0 bytes count as an empty record; nothing shows a traceback."""
    run.database.touch()
    argument = {"nhap": ["khong-co.csv"], "lan-nhap xem": ["1"], "lan-nhap hoan-tac": ["1"], "khoi-phuc": ["x.db"],
                "dang-vien lich-su": ["1"]}  # fmt: skip
    result = run(*path.split(), *argument.get(path, []))
    assert "ngoài dự tính" not in result.stderr
    assert result.exit_code in (0, 1, 2, 3)


def test_a_refused_undo_is_short_and_tells_all_when_asked(filled):
    for name in ("Lò Văn An", "Nguyễn Thị Bình"):
        assert filled("dv", "sua", name, "ngày sinh=1970", "--dong-y").exit_code == 0
    refused = filled("lo", "hoan-tac", "1", "--dong-y", columns=80)
    assert refused.exit_code == 1
    told = " ".join(refused.stderr.split())
    assert told == (
        "Lỗi: Không hoàn tác được lần nhập số 1: vướng 2 bản ghi, như đảng viên số 1 (Lò Văn An) đã được ghi thêm hoặc "
        "sửa («Ngày sinh») ở lần số 2. Hãy hoàn tác trước các lần sau, từ mới đến cũ: 3, 2. "
        "Xem từng bản ghi: «dangbo lan-nhap hoan-tac 1 --chi-tiet»."
    )
    all_of_it = filled("lo", "hoan-tac", "1", "--chi-tiet", "--dong-y").stderr
    assert "Vướng: đảng viên số 1 (Lò Văn An)" in all_of_it
    assert "Vướng: đảng viên số 2 (Nguyễn Thị Bình)" in all_of_it
    assert "Xem từng bản ghi" not in all_of_it


def test_people_by_birth(filled):
    lines = filled(
        "dv", "ds", "--sinh-tu", "1968", "--sinh-den", "1975", "--cot", "họ tên,tuổi đời"
    ).stdout.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith(("Lò", "Nguyễn"))] == ["54", "47"]
    assert not [line for line in lines if line.startswith("Giàng")]
    assert [row["full_name"] for row in filled("dv", "tim", "12/05/1968", "--dinh-dang", "json").json] == ["Lò Văn An"]
    assert filled("dv", "ds", "--sinh-tu", "xx").exit_code == 2


def test_a_field_without_a_value_is_said_in_words_beside_one_that_has(filled):
    shown = filled("dv", "sua", "Lò Văn An", "ngày sinh=", "nghề nghiệp=Bác sĩ", "--xem-truoc").stdout
    cells = {line.split("  ")[0]: line.split()[2:] for line in shown.splitlines() if line.startswith(("Ngày", "Nghề"))}
    assert cells == {"Ngày sinh": ["12/05/1968", "(trống)"], "Nghề nghiệp": ["(trống)", "Bác", "sĩ"]}


def test_a_backup_that_is_not_there_names_those_that_are(filled):
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    refused = filled("khoi-phuc", "khong-co.db", "--dong-y")
    assert refused.exit_code == 3
    assert "mới nhất: so-20221120-140310.db (20/11/2022 14:03)" in " ".join(refused.stderr.split())


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
