"""From a sheet that arrives to the board, the list of what is missing, and the letter; what is written by hand."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from cli.conftest import BAD_MEMBERS

INITIATIVES = """ĐẢNG BỘ KHỐI THỬ,,,
{unit},,,
ĐĂNG KÝ MÔ HÌNH NĂM {year},,,
STT,Tên mô hình,Chỉ tiêu,Giải pháp
1,{name},Ít nhất 5 mô hình,Tập huấn
"""


@pytest.fixture
def owing(filled):
    """A record with a second grassroots organisation, and everybody to register initiatives by 31/03/2022."""
    firm = ("mã=14.2", "loại hình=chi bộ cơ sở", "khối=Doanh nghiệp")
    filled("tc", "them", "Chi bộ Công ty Thử", "--thuoc", "14", *firm, "--dong-y")
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    filled.now = datetime(2022, 3, 1, 8, 0)
    done = filled(
        "don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh", "--dong-y"
    )
    assert done.exit_code == 0, done.stderr
    return filled


def arrive(run, unit: str, day: str, name: str = "Một cửa", year: int = 2022):
    """Import a unit's sheet of initiatives on a day."""
    path = run.folder / f"bieu {day[5:]}.csv"
    path.write_text(INITIATIVES.format(unit=unit.upper(), name=name, year=year), encoding="utf-8")
    run.now = datetime.fromisoformat(f"{day}T09:00")
    result = run("nhap", path, "--dong-y")
    assert result.exit_code == 0, result.stdout + result.stderr
    return result


def states(run, *args) -> dict[str, str]:
    return {row["code"]: row["state"] for row in run("don-doc", "xem", "1", "--dinh-dang", "json", *args).json}


def test_a_sheet_that_arrives_is_handed_in(owing):
    told = arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout
    assert "Ghi nhận đã nộp: 1 lượt\n  Đăng ký mô hình, năm 2022: 1 đơn vị\n" in told
    assert "Việc phải nộp" not in told  # no line of bookkeeping among what changed
    assert states(owing) == {"14.1": "Đúng hạn", "14.2": "Chưa nộp, còn 1 ngày"}


def test_the_same_file_is_handed_in_once(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    again = arrive(owing, "Đảng bộ Sở Thử", "2022-04-15")
    assert "Không có gì mới để ghi." in again.stdout
    assert "Ghi nhận" not in again.stdout


def test_a_late_correction_does_not_make_it_late(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-15", name="Hai cửa")
    row = owing("don-doc", "xem", "1", "--dinh-dang", "json").json[0]
    assert (row["state"], row["first_on"], row["last_on"]) == ("Đúng hạn", "2022-03-30", "2022-04-15")


def test_late_by_days(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-05")
    assert states(owing)["14.1"] == "Muộn 5 ngày"


def test_a_branch_is_a_part_of_its_unit(owing):
    arrive(owing, "Chi bộ 1", "2022-03-30")
    assert states(owing, "--tinh-den", "02/04/2022")["14.1"] == "Mới nộp 1/2 chi bộ, quá hạn 2 ngày"
    missing = {row["code"]: row["missing_parts"] for row in owing("don-doc", "chua-nop", "--dinh-dang", "json").json}
    assert missing == {"14.1": "Chi bộ 2", "14.2": None}
    arrive(owing, "Chi bộ 2", "2022-04-03", name="Ba cửa")
    assert states(owing)["14.1"] == "Muộn 3 ngày"


def test_another_year_is_another_obligation(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30", year=2021)
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"


def test_undo_takes_what_was_handed_in_back(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    batch = owing("lo", "ds", "--dinh-dang", "json").json[0]["number"]
    assert owing("lo", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-20")
    assert states(owing)["14.1"] == "Đúng hạn"  # the bytes had come on 30/03


def test_undo_takes_back_what_was_noted_from_its_sheets_later(filled):
    """By `don-doc them`, in another batch than the import; done again, or imported again, it is handed in again, once."""
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    path = filled.folder / "bieu 03-30.csv"
    number = max(one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json)
    owed = ("Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh", "--dong-y")
    assert filled("don-doc", "them", *owed).exit_code == 0
    filled.now = datetime(2022, 4, 10, 8, 0)
    for undone, stands in ((number, False), (number + 2, True), (number, False)):
        assert filled("lo", "hoan-tac", str(undone), "--dong-y").exit_code == 0
        (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
        assert (row["state"] == "Đúng hạn") == stands, row
        assert bool(filled("don-doc", "chua-nop", "--dinh-dang", "json").json) != stands
    assert filled("nhap", path, "--dong-y").exit_code == 0
    (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
    assert (row["state"], row["first_on"]) == ("Đúng hạn", "2022-03-30")
    assert filled("ra-soat").exit_code == 0


def test_two_obligations_of_one_kind_are_not_guessed(owing):
    owing("don-doc", "them", "Mô hình đợt hai", "--nam", "2022", "--han", "15/12/2022", "--bieu", "mo-hinh", "--dong-y")
    told = arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout
    assert "Chưa ghi nhận là bài nộp (1)" in told
    assert "số 1: Đăng ký mô hình, năm 2022; số 2: Mô hình đợt hai, năm 2022" in " ".join(told.split())
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"


def test_a_sheet_of_results_is_no_registration(owing):
    owing("don-doc", "them", "Kết quả mô hình", "--nam", "2022", "--han", "15/12/2022", "--bieu", "mo-hinh", "--dong-y")
    told = " ".join(arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout.split())
    assert "Đăng ký mô hình, năm 2022: 1 đơn vị" in told
    assert "Kết quả mô hình, năm 2022" not in told
    progress = INITIATIVES.replace("ĐĂNG KÝ MÔ HÌNH", "TIẾN ĐỘ THỰC HIỆN MÔ HÌNH").replace(
        "Giải pháp", "Kết quả thực hiện"
    )
    path = owing.folder / "tien do.csv"
    path.write_text(progress.format(unit="CHI BỘ CÔNG TY THỬ", name="Một cửa", year=2022), encoding="utf-8")
    told = " ".join(owing("nhap", path, "--dong-y").stdout.split())
    assert "Kết quả mô hình, năm 2022: 1 đơn vị" in told
    assert states(owing)["14.2"].startswith("Chưa nộp")


def test_expected_on_the_due_day(owing):
    owing.now = datetime(2022, 7, 1, 8, 0)
    new = ("mã=14.3", "loại hình=chi bộ cơ sở", "ngày thành lập=01/06/2022")
    owing("tc", "them", "Chi bộ Mới Thử", "--thuoc", "14", *new, "--dong-y")
    assert set(states(owing)) == {"14.1", "14.2"}  # not there yet on 31/03
    owing("don-doc", "sua", "1", "hạn=30/06/2022", "--dong-y")
    assert set(states(owing)) == {"14.1", "14.2", "14.3"}


def test_the_board(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-05")
    owing("don-doc", "mien", "1", "14.2", "--ly-do", "Mới thành lập", "--dong-y")
    report = owing("don-doc", "bang", "--nam", "2022", "--dinh-dang", "json").json
    assert report["report"] == "don-doc"
    assert report["parameters"] == {"as_of": "2022-04-05", "year": 2022}
    by_unit = {row["name"]: row for row in report["rows"] if row["group"] == "Từng đơn vị"}
    assert by_unit["Đảng bộ Sở Thử"]["obligation_1"] == "Muộn 5 ngày"
    assert by_unit["Chi bộ Công ty Thử"]["obligation_1"] == "Được miễn: Mới thành lập"
    by_bloc = {
        row["name"]: (row["owed"], row["sent"], row["on_time"]) for row in report["rows"] if row["group"] == "Theo khối"
    }
    assert by_bloc == {"Cơ quan nhà nước": (1, 1, 0), "Doanh nghiệp": (0, 0, 0)}
    totals = report["totals"]
    assert (totals["owed"], totals["sent_percent"], totals["on_time_percent"]) == (1, 100.0, 0.0)


def test_the_board_on_a_terminal_is_coloured_and_fits(owing):
    for number in range(12):
        owing("don-doc", "them", f"Việc thứ {number}", "--nam", "2022", "--han", "31/03/2022", "--dong-y")
    owing.now = datetime(2022, 4, 5, 8, 0)
    shown = owing("don-doc", "bang", "--nam", "2022", columns=80, terminal=True).stdout
    assert "\x1b[31m✗+5" in shown
    plain = owing("don-doc", "bang", "--nam", "2022", columns=80).stdout
    assert max(map(len, plain.splitlines())) <= 80
    assert plain.count("Đơn vị ") >= 2  # two bands
    assert "✗+5" in plain


def test_where_all_are_excused_the_counts_say_so_by_the_mark(owing):
    """0/0 is no count: nobody had to send anything."""
    owing("don-doc", "mien", "1", "14.2", "--ly-do", "Mới thành lập", "--dong-y")
    shown = owing("don-doc", "bang", columns=80).stdout
    assert re.search(r"^Doanh nghiệp +– +miễn +miễn$", shown, re.MULTILINE)
    owing("don-doc", "mien", "1", "14.1", "--ly-do", "Mới thành lập", "--dong-y")
    shown = owing("don-doc", "bang", columns=80).stdout
    assert re.search(r"^Tổng số +– +miễn +miễn$", shown, re.MULTILINE)
    assert "0/0" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_open_errors_are_quality_beside_completeness(owing):
    """The table of what was set aside is another part's; the board reads it where the record has it."""
    import sqlite3

    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    with sqlite3.connect(owing.database) as conn:
        sha256, organization = conn.execute("SELECT sha256, organization_id FROM submission").fetchone()
        conn.execute("CREATE TABLE IF NOT EXISTS set_aside (id INTEGER PRIMARY KEY, batch_id INTEGER, seen_at TEXT, path TEXT,"
                     " sha256 TEXT, sheet TEXT, cell TEXT, code TEXT, value TEXT, message TEXT, organization_id INTEGER,"
                     " state TEXT, closed_by INTEGER, closed_at TEXT)")  # fmt: skip
        row = ("2022-03-30T09:00:00", "a.csv", sha256, "", "B2", "x", "", "", organization)
        conn.executemany("INSERT INTO set_aside (seen_at, path, sha256, sheet, cell, code, value, message, organization_id, state)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(*row, "open"), (*row, "open"), (*row, "solved")])  # fmt: skip
    conn.close()
    assert states(owing)["14.1"] == "Còn 2 lỗi chưa sửa"
    report = owing("don-doc", "bang", "--dinh-dang", "json").json
    assert (report["totals"]["sent"], report["totals"]["errors"]) == (1, 2)
    owing("don-doc", "xong", "1", "14.1", "--dong-y")
    assert states(owing)["14.1"] == "Đúng hạn"


def test_errors_of_a_batch_taken_back_wait_no_more(owing):
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--han", "31/03/2022", "--bieu", "dang-vien", "--dong-y")
    sheet = owing.folder / "Đảng bộ Sở Thử.csv"
    sheet.write_text(BAD_MEMBERS, encoding="utf-8")
    done = owing("nhap", sheet, "--dong-y")
    errors = owing("don-doc", "bang", "--dinh-dang", "json").json["totals"]["errors"]
    assert errors == 1
    batch = re.search(r"lần nhập số (\d+)", done.stderr)
    owing("lan-nhap", "hoan-tac", batch[1], "--dong-y")
    owing("nhap", sheet, "--dong-y")
    assert owing("don-doc", "bang", "--dinh-dang", "json").json["totals"]["errors"] == errors


def test_errors_are_those_of_the_sheets_of_the_form(owing):
    """One workbook for everything: of each obligation count what is wrong in its own sheets."""
    for kind in ("cam-ket", "dang-vien"):
        owing("don-doc", "them", kind, "--nam", "2022", "--han", "31/12/2022", "--bieu", kind, "--dong-y")
    book = openpyxl.Workbook()
    book.active.title, people, pledges = "MH", book.create_sheet("DV"), book.create_sheet("CK")
    for line in INITIATIVES.format(unit="Đảng bộ Sở Thử", name="Một cửa", year=2022).splitlines():
        book.active.append(line.split(","))
    for line in BAD_MEMBERS.splitlines():
        people.append(line.split(","))
    head = ["STT", "Họ và tên", "Chi bộ", "Đã nộp"]
    for row in (["DANH SÁCH NỘP BẢN CAM KẾT NĂM 2022"], head, *([n, "Không Có", "Chi bộ 1", "x"] for n in (1, 2))):
        pledges.append(row)
    path = owing.folder / "Đảng bộ Sở Thử.xlsx"
    book.save(path)
    problems = owing("nhap", path, "--dong-y", "--dinh-dang", "json").json["problems"]
    wrong = Counter(problem["sheet"] for problem in problems)
    assert set(wrong) == {"DV", "CK"}
    shown = {
        row["obligation"]: row["open_errors"]
        for row in owing("don-doc", "chua-nop", "--don-vi", "14.1", "--dinh-dang", "json").json
    }
    assert shown == {"cam-ket, năm 2022": wrong["CK"], "dang-vien, năm 2022": wrong["DV"]}
    letter = owing("don-doc", "cong-van", "--don-vi", "14.1", "--xem-truoc").stdout
    assert "Đăng ký mô hình" not in letter


def test_errors_go_with_the_batch_that_set_them_aside_and_come_back_with_it(owing):
    import sqlite3

    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    owing("tc", "sua", "14.2", "khối=Cơ quan nhà nước", "--dong-y")  # a later batch, that knows the same file
    with sqlite3.connect(owing.database) as conn:
        conn.execute(
            "INSERT INTO set_aside (batch_id, seen_at, path, sha256, sheet, cell, code, value, message, organization_id, state)"
            " SELECT (SELECT max(id) FROM batch), '2022-03-31T09:00:00', file, sha256, '', 'B5', 'x', '', '', organization_id,"
            " 'open' FROM submission"
        )
        (batch,) = conn.execute("SELECT max(id) FROM batch").fetchone()
    conn.close()
    assert states(owing)["14.1"] == "Còn 1 lỗi chưa sửa"
    told = owing("don-doc", "chua-nop", columns=200).stdout  # sent with errors is not called missing
    assert told.startswith("Chưa nộp, nộp chưa đủ hoặc còn lỗi, tính đến ngày ")
    assert "2 việc của 2 đơn vị: 1 việc chưa nộp; 1 việc đã nộp, còn lỗi chưa sửa." in told
    for undone, said in ((batch, "Đúng hạn"), (batch + 1, "Còn 1 lỗi chưa sửa")):
        assert owing("lan-nhap", "hoan-tac", undone, "--dong-y").exit_code == 0
        assert states(owing)["14.1"] == said
        letter = owing("don-doc", "cong-van", "--xem-truoc").stdout
        assert ("còn 1 lỗi" in letter) == (said != "Đúng hạn")


def test_missing_as_a_list(owing):
    owing.now = datetime(2022, 4, 5, 8, 0)
    rows = owing("don-doc", "chua-nop", "--dinh-dang", "json").json
    assert [(row["code"], row["state"], row["days_late"], row["rounds"]) for row in rows] == [
        ("14.1", "Chưa nộp, quá hạn 5 ngày", 5, 0), ("14.2", "Chưa nộp, quá hạn 5 ngày", 5, 0),
    ]  # fmt: skip
    assert [
        row["code"] for row in owing("don-doc", "chua-nop", "--khoi", "doanh nghiệp", "--dinh-dang", "json").json
    ] == ["14.2"]
    assert [row["code"] for row in owing("don-doc", "chua-nop", "--don-vi", "14.1", "--dinh-dang", "json").json] == [
        "14.1"
    ]
    assert owing("don-doc", "chua-nop", "--nam", "2021", "--dinh-dang", "json").json == []


TEXT = """Kính gửi Chi bộ Công ty Thử (nhắc lần 1):
Đến ngày 05/04/2022, đơn vị còn 1 việc:
1. Đăng ký mô hình, năm 2022: chưa nộp, quá hạn 5 ngày (hạn 31/03/2022).
Đề nghị đơn vị gửi, bổ sung sớm; việc nào đã gửi thì báo lại.
"""


def test_reminders_on_the_screen_count_only_when_agreed_to(owing):
    owing.now = datetime(2022, 4, 5, 8, 0)
    shown = owing("don-doc", "cong-van", "--don-vi", "14.2")
    assert shown.exit_code == 0
    assert shown.stdout == TEXT + "\n"
    assert shown.stderr == "Chưa ghi gì vào sổ. Thêm --dong-y để ghi lần nhắc vào sổ.\n"
    assert "nhắc lần 1" in owing("don-doc", "cong-van", "--don-vi", "14.2", "--dong-y").stdout
    again = owing("don-doc", "cong-van", "--don-vi", "14.2").stdout
    assert again.startswith("Kính gửi Chi bộ Công ty Thử (nhắc lần 2 (lần trước ngày 05/04/2022)):")


def test_letters_are_written_and_the_round_is_noted(owing):
    from docx import Document

    owing.now = datetime(2022, 4, 5, 8, 0)
    folder = owing.folder / "công văn"
    told = owing("don-doc", "cong-van", "--luu-vao", folder, "--noi", "Sơn La")
    assert told.exit_code == 0, told.stderr
    assert told.stderr.endswith("Chưa ghi gì vào sổ. Thêm --dong-y để ghi lần nhắc vào sổ.\n")
    assert [row["rounds"] for row in owing("don-doc", "chua-nop", "--dinh-dang", "json").json] == [0, 0]
    told = owing("don-doc", "cong-van", "--luu-vao", folder, "--noi", "Sơn La", "--dong-y")
    assert told.exit_code == 0, told.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        "14.1 Đảng bộ Sở Thử, nhắc lần 1.docx", "14.2 Chi bộ Công ty Thử, nhắc lần 1.docx",
    ]  # fmt: skip
    letter = Document(str(folder / "14.1 Đảng bộ Sở Thử, nhắc lần 1.docx"))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "Kính gửi: Đảng ủy Sở Thử" in text
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    assert "Sơn La, ngày 05 tháng 04 năm 2022" in "\n".join(cells)
    assert {"Đăng ký mô hình, năm 2022", "31/03/2022", "Chưa nộp, quá hạn 5 ngày"} <= set(cells)
    assert not any("{" in cell for cell in cells)
    rows = owing("don-doc", "chua-nop", "--dinh-dang", "json").json
    assert {(row["rounds"], row["reminded_on"]) for row in rows} == {(1, "2022-04-05")}


def test_a_letter_that_was_edited_is_not_replaced_unasked(owing, tmp_path):
    owing.now = datetime(2022, 4, 5, 8, 0)
    folder = tmp_path / "công văn"
    folder.mkdir()
    edited = folder / "14.1 Đảng bộ Sở Thử, nhắc lần 1.docx"
    edited.write_text("đã sửa", encoding="utf-8")
    told = owing("don-doc", "cong-van", "--luu-vao", folder, answers=["k"], columns=300)
    assert f"Tệp «{edited}» đã có. Ghi đè? [c/K]" in told.stderr
    assert [path.name for path in folder.iterdir()] == [edited.name]
    assert edited.read_text(encoding="utf-8") == "đã sửa"
    assert "nhắc lần 1" in owing("don-doc", "cong-van", "--xem-truoc").stdout  # nothing is noted of this round


def test_branches_are_asked_for_in_one_letter_to_their_committee(owing):
    args = ("--nam", "2022", "--han", "31/01/2022", "--loai-hinh", "chi bộ")
    owing("don-doc", "them", "Bản cam kết", *args, "--dong-y")
    owing("don-doc", "nop", "2", "14.2", "--ngay", "30/01/2022", "--dong-y")
    owing.now = datetime(2022, 4, 5, 8, 0)
    text = owing("don-doc", "cong-van", columns=200).stdout
    assert "1. Bản cam kết, năm 2022: chưa nộp, quá hạn 64 ngày: Chi bộ 1; Chi bộ 2 (hạn 31/01/2022).\n" in text
    assert text.count("Kính gửi ") == 2


def test_nobody_to_remind(owing):
    shown = owing("don-doc", "cong-van", "--tinh-den", "01/03/2022")
    assert shown.stdout == "Đến ngày 01/03/2022, không đơn vị nào còn việc đến hạn phải nhắc.\n"


def test_last_years_obligations_for_this_year(owing):
    quarterly = ("--nam", "2022", "--quy", "2", "--han", "20/06/2022", "--loai-hinh", "chi bộ")
    owing("don-doc", "them", "Báo cáo quý", *quarterly, "--dong-y")
    assert owing("don-doc", "chep", "--nam", "2023", "--dong-y").exit_code == 0
    rows = owing("don-doc", "ds", "--nam", "2023", "--dinh-dang", "json").json
    assert [(row["what"], row["period"], row["due_on"], row["kind"]) for row in rows] == [
        ("Đăng ký mô hình", "2023", "2023-03-31", "mo-hinh"), ("Báo cáo quý", "2023-Q2", "2023-06-20", None),
    ]  # fmt: skip
    again = owing("don-doc", "chep", "--nam", "2023", "--dong-y")
    assert "Không có gì để đổi" in again.stdout


def test_of_two_branches_of_one_name_is_told_whose_each_is(owing):
    """«Chi bộ 1» of two committees, in the lists that no committee stands above."""
    kind = "loại hình=chi bộ trực thuộc đảng ủy cơ sở"
    for committee in ("14.8", "14.9"):
        made = ("tc", "them", f"Đảng bộ {committee}", "--thuoc", "14", f"mã={committee}", "loại hình=đảng bộ cơ sở")
        assert owing(*made, "--dong-y").exit_code == 0
        assert owing("tc", "them", "Chi bộ Một", "--thuoc", committee, kind, "--dong-y").exit_code == 0
    asked = ("--loai-hinh", "chi bộ trực thuộc", "--han", "31/01/2022", "--nam", "2022")
    assert owing("don-doc", "them", "Bản cam kết", *asked, "--dong-y").exit_code == 0
    for shown in (owing("don-doc", "chua-nop", columns=200), owing("don-doc", "xem", "2", columns=200)):
        assert {f"Chi bộ Một, Đảng bộ {one}" in shown.stdout for one in ("14.8", "14.9")} == {True}
    rows = owing("don-doc", "chua-nop", "--dinh-dang", "json").json
    assert [row["name"] for row in rows if row["obligation_id"] == 2].count("Chi bộ Một") == 2


def test_a_year_in_the_name_of_a_copied_obligation_is_moved_or_named(owing):
    for name in ("Cam kết 2022", "Sơ kết giai đoạn 2021-2025"):
        owing("don-doc", "them", name, "--nam", "2022", "--han", "31/12/2022", "--dong-y")
    copied = owing("don-doc", "chep", "--nam", "2023", "--dong-y", columns=200)
    assert "«Cam kết 2022» sang năm mới được ghi là «Cam kết 2023»" in copied.stdout
    assert "Tên «Sơ kết giai đoạn 2021-2025» có ghi năm, được chép nguyên" in copied.stdout
    assert "Đăng ký mô hình»" not in copied.stdout
    rows = owing("don-doc", "ds", "--nam", "2023", "--dinh-dang", "json").json
    assert {row["what"] for row in rows} == {"Đăng ký mô hình", "Cam kết 2023", "Sơ kết giai đoạn 2021-2025"}
    assert "Không có gì để đổi" in owing("don-doc", "chep", "--nam", "2023", "--dong-y").stdout


REFUSED = [
    (("bang", "--khoi", "không có"), 2,
     "Lỗi: Không có khối «không có» trong sổ. Các khối: Cơ quan nhà nước, Doanh nghiệp.\n"),
    (("them", "Việc"), 2, "Lỗi: Chưa rõ việc này của năm nào.\nThêm --nam NĂM, như --nam 2022.\n"),
    (("them", "Đăng ký mô hình", "--nam", "2022"), 1,
     "Lỗi: Sổ đã có việc «Đăng ký mô hình» cho kỳ này (số 1).\nĐể sửa: «dangbo don-doc sua 1 \"hạn=…\"».\n"),
    (("nop", "1", "14"), 1,
     "Lỗi: «Đảng bộ Khối Thử» không phải nộp «Đăng ký mô hình».\nXem nơi phải nộp: «dangbo don-doc xem 1».\n"),
    (("nop", "1", "14.2", "--ngay", "01/01/2030"), 1, "Lỗi: Ngày 01/01/2030 chưa tới.\nHãy ghi ngày đã nhận.\n"),
    (("mien", "1", "14.2", "--ly-do", "x"), 2,
     "Lỗi: «x» quá ngắn, chưa thành một lý do.\nHãy ghi rõ vì sao, hoặc văn bản cho phép.\n"),
    (("xem", "9"), 2, "Lỗi: Không có việc phải nộp nào số hoặc tên là «9».\nXem các việc: «dangbo don-doc ds».\n"),
    (("sua", "1", "màu=đỏ"), 2,
     "Lỗi: Việc phải nộp không có trường «màu».\nCác trường: tên, năm, quý, 6 tháng, hạn, biểu, loại hình, khối, đơn vị, "
     "văn bản, ghi chú.\n"),
    (("chep", "--nam", "2020"), 2,
     "Lỗi: Năm 2019 chưa có việc nào phải nộp để chép.\nXem các việc: «dangbo don-doc ds --nam NĂM».\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code", "said"), REFUSED, ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_refusals(owing, args, code, said):
    result = owing("don-doc", *args, *(["--dong-y"] if args[0] not in ("xem", "bang") else []), columns=200)
    assert (result.exit_code, result.stderr) == (code, said)


def test_nobody_to_ask_changes_nothing(owing):
    before = len(owing("lo", "ds", "--dinh-dang", "json").json)
    assert owing("don-doc", "nop", "1", "14.2").exit_code == 2
    assert len(owing("lo", "ds", "--dinh-dang", "json").json) == before


def test_an_obligation_points_to_its_document(owing):
    owing("van-ban", "them", "Kế hoạch năm 2022", "số=12-KH/ĐUK", "ngày ban hành=08/02/2022", "--dong-y")
    assert owing("don-doc", "sua", "1", "văn bản=12-kh/đuk", "--dong-y").exit_code == 0
    assert (
        "Theo Kế hoạch 12-KH/ĐUK ngày 08/02/2022: Kế hoạch năm 2022."
        in owing("don-doc", "xem", "1", columns=100).stdout
    )
    tree = owing("van-ban", "xem", columns=100).stdout
    assert (
        tree == "Kế hoạch 12-KH/ĐUK ngày 08/02/2022: Kế hoạch năm 2022\n    Việc phải nộp (1): Đăng ký mô hình (2022)\n"
    )
    owing.now = datetime(2022, 4, 5, 8, 0)
    assert "(hạn 31/03/2022, theo 12-KH/ĐUK)" in owing("don-doc", "cong-van", columns=200).stdout


PLEDGES = """ĐẢNG BỘ KHỐI THỬ,,,
ĐẢNG BỘ SỞ THỬ,,,
DANH SÁCH CAM KẾT NĂM 2022,,,
STT,Họ và tên,Chi bộ,Đã nộp
1,Lò Văn An,Chi bộ 1,x
"""


def test_a_committees_sheet_is_handed_in_for_the_branches_it_lists(owing):
    owing("don-doc", "them", "Bản cam kết", "--nam", "2022", "--bieu", "cam-ket", "--loai-hinh", "chi bộ", "--dong-y")
    path = owing.folder / "cam-ket.csv"
    path.write_text(PLEDGES, encoding="utf-8")
    assert owing("nhap", path, "--dong-y").exit_code == 0
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["state"] for row in rows} == {
        "14.1.1": "Đúng hạn",
        "14.1.2": "Chưa nộp",
        "14.2": "Chưa nộp",
    }


def test_a_sheet_set_aside_whole_has_come_all_the_same(owing):
    owing("don-doc", "them", "Bản cam kết", "--nam", "2022", "--bieu", "cam-ket", "--dong-y")
    path = owing.folder / "cam-ket.csv"
    path.write_text(PLEDGES.replace("Chi bộ 1", "Chi bộ 77"), encoding="utf-8")
    assert owing("nhap", path, "--dong-y").exit_code == 1
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["first_on"] for row in rows} == {"14.1": "2022-03-01", "14.2": None}


MEMBERS = """ĐẢNG BỘ KHỐI THỬ,,,
ĐẢNG BỘ SỞ THỬ,,,
DANH SÁCH ĐẢNG VIÊN,,,
{dated},,,
STT,Họ và tên,Chi bộ,Số thẻ đảng viên
1,Lò Văn An,Chi bộ 1,014012000001
"""


@pytest.mark.parametrize(
    ("dated", "arrives", "state"),
    [
        ("Tính đến ngày 30/11/2024", "2024-12-20", "Đúng hạn"),
        ("Tính đến ngày 05/01/2025", "2025-01-10", "Đúng hạn"),  # between the year's end and the due day
        ("Tính đến ngày 20/01/2025", "2025-01-25", "Chưa nộp, quá hạn 10 ngày"),  # a list of another year
        ("", "2025-01-25", "Muộn 10 ngày"),  # undated, and only one obligation asks for a list
    ],
)
def test_which_year_a_list_of_members_is_of(owing, dated, arrives, state):
    owing("don-doc", "them", "Danh sách", "--nam", "2024", "--han", "15/01/2025", "--bieu", "dang-vien", "--dong-y")
    path = owing.folder / "ds.csv"
    path.write_text(MEMBERS.format(dated=dated), encoding="utf-8")
    owing.now = datetime.fromisoformat(f"{arrives}T09:00")
    assert owing("nhap", path, "--dong-y").exit_code == 0
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["state"] for row in rows}["14.1"] == state


def test_what_came_before_is_handed_in(filled):
    """Sheets of earlier imports meet an obligation written down later: by unit, year and first day; undone with it."""
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    arrive(filled, "Đảng bộ Sở Thử", "2022-04-02", name="Hai cửa")
    arrive(filled, "Đảng bộ Sở Thử", "2023-03-30", year=2023)
    arrive(filled, "Chi bộ 1", "2022-03-20", name="Ba cửa")
    newest = max(one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json)
    assert filled("lo", "hoan-tac", str(newest), "--dong-y").exit_code == 0
    filled.now = datetime(2023, 4, 1, 8, 0)
    wanted = ("don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh")
    shown = filled(*wanted, "--xem-truoc", columns=200).stdout
    assert "Đảng bộ Sở Thử, 30/03/2022, tệp «bieu 03-30.csv»" in shown
    assert "Chi bộ 1" not in shown
    assert filled(*wanted, "--dong-y").exit_code == 0
    (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
    assert (row["code"], row["state"]) == ("14.1", "Đúng hạn")
    path = filled.folder / "bieu 03-30.csv"
    assert filled("nhap", path, "--dong-y", "--dinh-dang", "json").json["batch"] is None  # received once
    assert filled("ra-soat").exit_code == 0
    made = next(
        one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json if one["command"] == "don-doc them"
    )
    assert filled("lo", "hoan-tac", str(made), "--dong-y").exit_code == 0
    assert filled("don-doc", "ds", "--dinh-dang", "json").json == []
    assert filled("ra-soat").exit_code == 0


REPORTED = """ĐẢNG BỘ SỞ THỬ,,,,
TIẾN ĐỘ THỰC HIỆN MÔ HÌNH NĂM 2022,,,,
STT,Tên mô hình,Chỉ tiêu,Kết quả thực hiện,Ngày báo cáo
1,Một cửa,Ít nhất 5 mô hình,6 mô hình,15/12/2022
"""


def register(run, what: str, due: str, preview: bool = False) -> str:
    """Write down an obligation of 2022 whose sheets are of initiatives; return the plan as it is shown."""
    asked = "--xem-truoc" if preview else "--dong-y"
    done = run(
        "don-doc", "them", what, "--nam", "2022", "--han", due, "--bieu", "mo-hinh", asked, columns=200
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_what_came_before_is_handed_in_by_the_rule_of_what_comes(filled):
    """A sheet of progress, which wrote nothing but a part of an entry, is one of results and no registration."""
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    path = filled.folder / "TIẾN ĐỘ mô hình.csv"
    path.write_text(REPORTED, encoding="utf-8")
    filled.now = datetime(2022, 12, 15, 9, 0)
    assert filled("nhap", path, "--dong-y").exit_code == 0
    assert "TIẾN ĐỘ" not in register(filled, "Đăng ký mô hình", "31/03/2022", preview=True)
    assert "15/12/2022, tệp «TIẾN ĐỘ mô hình.csv»" in register(filled, "Kết quả mô hình", "31/12/2022", preview=True)


def test_what_came_before_is_not_guessed_between_two(filled):
    """A sheet that another obligation may have been meant by is nobody's, of those who owe both."""
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    assert "bieu 03-30.csv" in register(filled, "Mô hình đợt một", "31/03/2022", preview=True)
    done = filled("don-doc", "them", "Mô hình đợt hai", "--nam", "2022", "--han", "15/12/2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert filled("don-doc", "sua", "1", "biểu=mo-hinh", "--dong-y").exit_code == 0
    assert "bieu 03-30.csv" not in register(filled, "Mô hình đợt một", "31/03/2022", preview=True)


def test_what_was_handed_in_for_one_obligation_leaves_the_next_to_be_written(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    done = owing("don-doc", "them", "Đợt hai", "--nam", "2022", "--bieu", "mo-hinh", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert states(owing)["14.1"] == "Đúng hạn"


GATHERED = """ĐẢNG BỘ KHỐI THỬ,,,
TỔNG HỢP MÔ HÌNH NĂM 2022,,,
STT,Tổ chức đảng,Tên mô hình,Chỉ tiêu
1,{one},Một cửa,Ít nhất 5 mô hình
2,{other},Hai cửa,Ít nhất 6 mô hình
"""


@pytest.mark.parametrize(
    ("one", "other", "sent"),
    [
        ("Chi bộ 1", "Chi bộ Công ty Thử", set()),
        ("Chi bộ Công ty Hai", "Chi bộ Công ty Thử", set()),
        ("Chi bộ 1", "Chi bộ 2", {"14.1"}),
    ],
)  # of several units, branches directly below too; of one alone: that one's sheet under the letterhead of the committee
def test_what_the_committee_gathered_is_handed_in_by_none_of_its_units(owing, one, other, sent):
    firm = ("mã=14.3", "loại hình=chi bộ cơ sở", "khối=Doanh nghiệp")
    assert owing("tc", "them", "Chi bộ Công ty Hai", "--thuoc", "14", *firm, "--dong-y").exit_code == 0
    path = owing.folder / "tong hop.csv"
    path.write_text(GATHERED.format(one=one, other=other), encoding="utf-8")
    told = owing("nhap", path, "--dong-y", columns=300).stdout
    said = "chưa đơn vị nào được ghi nhận đã nộp «Đăng ký mô hình, năm 2022» (việc số 1, 2 đơn vị có trong bảng)"
    assert (said in told) is not sent
    assert {code for code, state in states(owing).items() if not state.startswith("Chưa nộp")} == sent
    added = ("don-doc", "them", "Mô hình đã có", "--nam", "2022", "--bieu", "mo-hinh", "--dong-y")
    assert owing("don-doc", "sua", "1", "biểu=", "--dong-y").exit_code == 0
    before = owing(*added, columns=300)
    assert before.exit_code == 0, before.stderr
    assert ("Bảng «tong hop.csv» do cấp trên của mọi đơn vị lập (2 đơn vị" in before.stdout) is not sent
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"] for row in rows if not row["state"].startswith("Chưa nộp")} == sent


@pytest.mark.parametrize(
    ("given_out", "name"), [(("xuat", "mo-hinh"), "ra.xlsx"), (("mo-hinh", "ds"), "ra.xlsx"), (("mo-hinh", "ds"), "ra.csv")]
)  # fmt: skip
def test_what_the_record_gave_out_itself_is_handed_in_by_nobody(owing, given_out, name):
    added = owing(
        "mo-hinh", "them", "Một cửa", "chỉ tiêu=≥ 96%", "--don-vi", "14.2", "--nam", "2022", "--dong-y", columns=300
    )
    assert added.exit_code == 0, added.stderr
    path = owing.folder / name
    assert owing(*given_out, "--nam", "2022", "--luu-vao", path).exit_code == 0
    told = " ".join(owing("nhap", path, "--dong-y", columns=300).stdout.split())
    assert (
        "Bảng do chính sổ này xuất ra: chưa đơn vị nào được ghi nhận đã nộp «Đăng ký mô hình, năm 2022» (việc số 1, 1 "
        "đơn vị có trong bảng)." in told
    )
    assert {state.split(",")[0] for state in states(owing).values()} == {"Chưa nộp"}


@pytest.mark.parametrize(
    ("suffix", "columns", "sent"),
    [(".xlsx", "full_name,birth_date,organization_name", False), (".csv", "id,full_name,birth_date,organization_name", False),
     (".csv", "full_name,birth_date,organization_name", True)],
)  # fmt: skip
def test_a_list_of_members_that_the_record_wrote_is_handed_in_by_nobody(owing, suffix, columns, sent):
    """A text file carries no mark: it is known by the numbers of its members, where it has them."""
    for n, unit in (("1", "14.1.1"), ("2", "14.2")):
        owing(
            "dv",
            "them",
            f"Lò Văn {n.replace('1', 'Một').replace('2', 'Hai')}",
            "--don-vi",
            unit,
            "ngày sinh=1980",
            "--dong-y",
        )
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--han", "31/03/2022", "--bieu", "dang-vien", "--dong-y")
    path = owing.folder / f"ra{suffix}"
    assert owing("dv", "ds", "--cot", columns, "--luu-vao", path).exit_code == 0
    told = " ".join(owing("nhap", path, "--xem-truoc", columns=300).stdout.split())
    assert ("Bảng do chính sổ này xuất ra: chưa đơn vị nào" in told) is not sent
    assert ("Ghi nhận đã nộp" in told) is sent


def test_an_obligation_that_was_met_is_not_undone(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    batches = owing("lo", "ds", "--dinh-dang", "json").json
    made = next(one["number"] for one in batches if one["command"] == "don-doc them")
    refused = owing("lo", "hoan-tac", str(made), "--dong-y", columns=300)
    assert refused.exit_code == 1
    assert "bài nộp số 1 của tổ chức số 2 (Đảng bộ Sở Thử)" in refused.stderr
    assert owing("ra-soat").exit_code == 0


def test_the_desk_says_what_is_overdue_and_due_soon(owing):
    owing.now = datetime(2022, 3, 20, 8, 0)
    told = " ".join(owing(columns=300).stdout.split())
    assert (
        "Sắp đến hạn 31/03/2022: Đăng ký mô hình, năm 2022, còn 2 đơn vị chưa nộp; xem «dangbo bao-cao den-han»."
        in told
    )
    owing.now = datetime(2022, 4, 5, 8, 0)
    told = " ".join(owing(columns=300).stdout.split())
    assert "Quá hạn: 2 việc phải nộp của 2 đơn vị chưa nộp đủ hoặc còn lỗi; xem «dangbo don-doc chua-nop»." in told


def test_the_desk_counts_what_the_list_of_what_is_due_has(owing):
    """Handed in with errors before its day is not overdue; when the day has passed it is, on the desk as in the list."""
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--han", "31/03/2022", "--bieu", "dang-vien", "--dong-y")
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-18")
    sheet = owing.folder / "Đảng bộ Sở Thử.csv"
    sheet.write_text(BAD_MEMBERS, encoding="utf-8")
    owing("nhap", sheet, "--dong-y")
    owing("ktgs", "them", "--don-vi", "14.2", "phải khắc phục=Hồ sơ", "thời hạn khắc phục=25/03/2022", "--dong-y")

    def told():
        desk = " ".join(owing(columns=300).stdout.split())
        rows = owing("bao-cao", "den-han", "--dinh-dang", "json").json["rows"]
        late = [row for row in rows if row["sort"] == "Việc phải nộp" and row["days"] < 0]
        units = len({row["organization_code"] for row in late})
        said = f"Quá hạn: {len(late)} việc phải nộp của {units} đơn vị chưa nộp đủ hoặc còn lỗi;"
        assert (said in desk) is bool(late)
        assert (f"{len(late)} việc phải nộp" in desk) is bool(late)
        return desk, rows, len(late)

    owing.now = datetime(2022, 3, 20, 8, 0)
    desk, _, late = told()
    assert late == 0
    assert "Danh sách, năm 2022, còn 1 đơn vị chưa nộp; 1 đơn vị đã nộp, còn lỗi chưa sửa; xem" in desk
    assert "Quá hạn: khắc phục" not in desk
    owing.now = datetime(2022, 4, 5, 8, 0)
    desk, rows, late = told()
    assert late == 3
    assert "Quá hạn: khắc phục sau kiểm tra 1; xem «dangbo bao-cao den-han»." in desk
    mend = {row["next"] for row in rows if "có lỗi chưa sửa" in row["what"]}
    assert mend == {"dangbo lan-nhap cho-sua --don-vi 14.1"}
    assert [one["path"] for one in owing("lan-nhap", "cho-sua", "--don-vi", "14.1", "--dinh-dang", "json").json] == [
        str(sheet)
    ]


def test_what_was_pledged_by_a_day_is_due_until_its_result_is_there(owing):
    owing.now = datetime(2022, 3, 1, 8, 0)
    for name in ("Giàng A Páo", "Lò Văn An"):
        owing("cam-ket", "them", name, "--nam", "2022", "việc cam kết=Học xong lớp: 30/10/2022", "--dong-y")
    owing.now = datetime(2022, 11, 20, 8, 0)

    def due():
        rows = owing("bao-cao", "den-han", "--dinh-dang", "json").json["rows"]
        return [(r["due_on"], r["what"], r["who"], r["next"]) for r in rows if r["sort"] == "Việc cam kết"]

    found = [(row["id"], row["subject"]) for row in owing("cam-ket", "ds", "--dinh-dang", "json").json]
    assert sorted(due()) == sorted(
        ("2022-10-30", "Học xong lớp", name, f"dangbo cam-ket viec {number} KẾT_QUẢ --viec {number}")
        for number, name in found
    )
    (first, name), (second, _) = found
    assert owing("cam-ket", "viec", str(first), "Đã học xong", "--viec", str(first), "--dong-y").exit_code == 0
    assert name not in str(due())
    assert len(due()) == 1
    assert owing("cam-ket", "sua", str(second), "tổng kết năm=Hoàn thành", "--dong-y").exit_code == 0
    assert due() == []


def test_the_numbers_on_the_board_are_those_that_commands_take(owing):
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--han", "15/03/2022", "--bieu", "dang-vien", "--dong-y")
    owing.now = datetime(2022, 3, 1, 8, 0)
    board, missing = (owing("don-doc", name, columns=80).stdout for name in ("bang", "chua-nop"))
    for number, what in re.findall(r"^  \((\d+)\) (.+), hạn", board, re.MULTILINE):
        assert owing("don-doc", "xem", number).stdout.startswith(what.split(",")[0])
        assert f"({number}) {what.split(',')[0].split()[0]}" in missing
    assert re.search(r"^Đơn vị +\(2\) +\(1\)", board, re.MULTILINE)
    assert {row["obligation"] for row in owing("don-doc", "chua-nop", "--dinh-dang", "json").json} == {
        "Danh sách, năm 2022", "Đăng ký mô hình, năm 2022",
    }  # fmt: skip


def test_a_unit_of_another_bloc_is_told_so(owing):
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--khoi", "Doanh nghiệp", "--dong-y")
    told = " ".join(owing("don-doc", "bang", "--don-vi", "14.1").stdout.split())
    assert "«Danh sách»: không có tổ chức nào phải nộp (Tổ chức cơ sở đảng, khối Doanh nghiệp)." in told


def test_what_is_due(owing):
    owing.now = datetime(2022, 11, 20, 8, 0)
    owing("dv", "sua", "Giàng A Páo", "trạng thái=Dự bị", "--dong-y")
    owing("ktgs", "them", "--don-vi", "14.2", "phải khắc phục=Hồ sơ", "thời hạn khắc phục=30/10/2022", "--dong-y")
    report = owing("bao-cao", "den-han", "--dinh-dang", "json").json
    rows = [(row["due_on"], row["days"], row["sort"], row["who"]) for row in report["rows"]]
    assert rows[:2] == [
        ("2022-03-31", -234, "Việc phải nộp", "Đảng bộ Sở Thử"),
        ("2022-03-31", -234, "Việc phải nộp", "Chi bộ Công ty Thử"),
    ]
    assert ("2022-10-30", -21, "Khắc phục sau kiểm tra", "Chi bộ Công ty Thử") in rows
    assert ("2022-11-07", -13, "Hết 12 tháng dự bị", "Giàng A Páo") in rows
    assert "Hồ sơ" not in str(report)  # what is to be mended stays in the record
    only = owing("bao-cao", "den-han", "--don-vi", "14.2", "--dinh-dang", "json").json["rows"]
    assert {row["organization_code"] for row in only} == {"14.2"}


def test_documents_that_carry_out_each_other_are_shown_once(filled):
    filled("van-ban", "them", "Một", "số=01-KH/ĐU", "--dong-y")
    filled("van-ban", "them", "Hai", "số=02-KH/ĐU", "thực hiện văn bản=01-KH/ĐU", "--dong-y")
    with closing(sqlite3.connect(filled.database)) as conn, conn:  # as an older version wrote it
        conn.execute("UPDATE document SET carries_out_id = 2 WHERE id = 1")
    shown = filled("van-ban", "xem", columns=100)
    assert shown.exit_code == 0
    assert shown.stdout.count("01-KH/ĐU") == shown.stdout.count("02-KH/ĐU") == 1


def test_no_document_carries_out_itself_or_what_carries_it_out(filled):
    filled("van-ban", "them", "Một", "số=01-KH/ĐU", "ngày ban hành=05/03/2022", "--dong-y")
    filled("van-ban", "them", "Hai", "số=02-KH/ĐU", "thực hiện văn bản=01-KH/ĐU", "--dong-y")
    filled("van-ban", "them", "Ba", "số=03-KH/ĐU", "thực hiện văn bản=02-KH/ĐU", "--dong-y")
    rows = filled("van-ban", "ds", "--dinh-dang", "json").json
    assert [row["carries_out_id"] for row in rows] == [None, "01-KH/ĐU", "02-KH/ĐU"]
    assert re.search(r"03-KH/ĐU .* 02-KH/ĐU", filled("van-ban", "ds", columns=120).stdout)
    itself = filled("van-ban", "sua", "1", "thực hiện=01-KH/ĐU", "--dong-y", columns=300)
    assert (itself.exit_code, "Văn bản không thực hiện được chính nó." in itself.stderr) == (2, True)
    ring = filled("van-ban", "sua", "1", "thực hiện=03-KH/ĐU", "--dong-y", columns=300)
    assert ring.exit_code == 2
    assert (
        "Các văn bản thành vòng: «01-KH/ĐU» (số 1) thực hiện «03-KH/ĐU» (số 3) thực hiện «02-KH/ĐU» (số 2) thực hiện "
        "«01-KH/ĐU» (số 1)."
    ) in " ".join(ring.stderr.split())
    early = filled("van-ban", "sua", "2", "ngày ban hành=01/03/2022", "--dong-y", columns=300)
    assert early.exit_code == 0
    said = "ban hành ngày 01/03/2022, trước văn bản mà nó thực hiện («01-KH/ĐU» (số 1), ngày 05/03/2022)"
    assert said in " ".join(early.stdout.split())
    late = filled("van-ban", "sua", "2", "ngày ban hành=06/03/2022", "--dong-y", columns=300)
    assert "trước văn bản" not in late.stdout + late.stderr


def test_answering_loads_nothing_heavy(owing, tmp_path: Path):
    import subprocess
    import sys

    code = (
        "import sys; from dangbo_cli.app import main\n"
        f"sys.argv = ['dangbo', '--csdl', {str(owing.database)!r}, 'don-doc', 'bang']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'openpyxl', 'docx', 'docxtpl', 'jinja2', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")


def test_an_organisation_s_page_says_what_it_owes(owing):
    owing.now = datetime(2022, 4, 10, 9)
    page = owing("tc", "xem", "14.1", "--dinh-dang", "json").json
    assert [(one["obligation"], one["days_late"]) for one in page["owing"]] == [("Đăng ký mô hình, năm 2022", 10)]
    shown = " ".join(owing("tc", "xem", "14.1").stdout.split())
    assert "Còn phải nộp Hạn 31/03/2022: Đăng ký mô hình, năm 2022: Chưa nộp, quá hạn 10 ngày" in shown
    above = " ".join(owing("tc", "xem", "14").stdout.split())
    assert "Bên dưới: 2 việc của 2 đơn vị" in above
    owing("don-doc", "nop", "1", "14.1", "--ngay", "30/03/2022", "--dong-y")
    assert owing("tc", "xem", "14.1", "--dinh-dang", "json").json["owing"] == []
    assert "Còn phải nộp" not in owing("tc", "xem", "14.1").stdout


def test_the_excel_board_is_coloured_and_says_it_in_words(owing, tmp_path):
    from openpyxl import load_workbook

    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    owing.now = datetime(2022, 4, 10, 9)
    assert owing("don-doc", "them", "Báo cáo", "--nam", "2022", "--han", "31/03/2022", "--dong-y").exit_code == 0
    owing("don-doc", "mien", "Báo cáo", "14.2", "--ly-do", "Mới thành lập", "--dong-y")
    assert owing("don-doc", "bang", "--nam", "2022", "--luu-vao", tmp_path / "bang.xlsx").exit_code == 0
    sheet = load_workbook(tmp_path / "bang.xlsx").active
    colours = {
        re.split("[,:]", cell.value)[0]: cell.fill.fgColor.rgb
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if isinstance(cell.value, str) and cell.fill.fill_type == "solid"
    }
    assert colours == {"Đúng hạn": "FFC6EFCE", "Chưa nộp": "FFFFC7CE", "Được miễn": "FFE7E6E6"}
    assert all(min(int(one[n : n + 2], 16) for n in (2, 4, 6)) > 0x90 for one in colours.values())  # light: prints grey


def test_as_of_a_day_only_what_had_come_by_then_counts(owing):
    owing.now = datetime(2022, 4, 5, 8, 0)
    assert owing("don-doc", "cong-van", "--dong-y").exit_code == 0
    owing("don-doc", "mien", "1", "14.2", "--ly-do", "mới thành lập", "--dong-y")
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-10")
    assert states(owing) == {"14.1": "Muộn 10 ngày", "14.2": "Được miễn: mới thành lập"}
    assert states(owing, "--tinh-den", "02/04/2022") == {
        "14.1": "Chưa nộp, quá hạn 2 ngày",
        "14.2": "Chưa nộp, quá hạn 2 ngày",
    }
    missing = owing("don-doc", "chua-nop", "--tinh-den", "02/04/2022", "--dinh-dang", "json").json
    assert [(row["rounds"], row["reminded_on"]) for row in missing] == [(0, None), (0, None)]
    assert owing("don-doc", "chua-nop", "--tinh-den", "05/04/2022", "--dinh-dang", "json").json[0]["rounds"] == 1
    total = owing("don-doc", "bang", "--tinh-den", "02/04/2022", "--dinh-dang", "json").json
    assert {row["sent"] for row in total["rows"]} == {0}
    for command in ("bang", "chua-nop"):
        told = owing("don-doc", command, "--tinh-den", "02/04/2022", columns=200).stdout
        assert "2 lượt nộp, miễn sau ngày 02/04/2022 chưa được tính." in told
    assert "chưa được tính" not in owing("don-doc", "bang").stdout


def test_who_is_excused_having_sent_and_deadlines_years_away_are_noted(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    told = owing("don-doc", "mien", "1", "14.1", "--ly-do", "Sáp nhập", "--dong-y", columns=300)
    assert "«Đảng bộ Sở Thử» đã nộp việc này ngày 30/03/2022; vẫn tính là đã nộp." in told.stdout
    assert "được miễn việc này" not in owing("don-doc", "nop", "1", "14.2", "--xem-truoc", columns=300).stdout
    free = owing("don-doc", "mien", "1", "14.2", "--ly-do", "Mới thành lập", "--dong-y", columns=300)
    assert "vẫn tính là đã nộp" not in free.stdout
    assert states(owing) == {"14.1": "Đúng hạn", "14.2": "Được miễn: Mới thành lập"}
    board = owing("don-doc", "bang", "--nam", "2022", "--dinh-dang", "json").json
    assert (board["totals"]["excused"], board["totals"]["owed"]) == (1, 1)
    assert (
        "Được miễn, không tính vào số phải nộp: 1 lượt: Chi bộ Công ty Thử (Đăng ký mô hình, năm 2022)."
        in board["notes"]
    )
    assert re.search(r"Chi bộ Công ty Thử\s+–\s+miễn\s+miễn", owing("don-doc", "bang", columns=100).stdout)
    assert owing("don-doc", "ds", "--dinh-dang", "json").json[0]["excused"] == 1
    sent = owing("don-doc", "nop", "1", "14.2", "--xem-truoc", columns=300).stdout
    assert "«Chi bộ Công ty Thử» được miễn việc này ngày 30/03/2022; ghi lần này thì tính là đã nộp." in sent
    for due, said in (("10/01/2032", True), ("10/01/2023", False)):
        added = owing("don-doc", "them", "Báo cáo", "--nam", "2022", "--han", due, "--xem-truoc", columns=300).stdout
        assert (f"Hạn nộp {due} sau năm của việc (năm 2022) nhiều năm." in added) is said


@pytest.mark.parametrize(("day", "noted"), [("10/03/2021", True), ("20/12/2021", False), ("01/03/2022", False)])
def test_a_day_of_receipt_long_before_the_year_is_noted(owing, day, noted):
    shown = owing("don-doc", "nop", "1", "14.1", "--ngay", day, "--xem-truoc").stdout
    assert ("đứng trước kỳ của việc (năm 2022)" in shown) == noted


def test_the_code_of_a_unit_in_place_of_what_it_owes_is_recognised(owing):
    refused = owing("don-doc", "xong", "14.1", "1", "--dong-y")
    assert refused.exit_code == 2
    assert "«14.1» là Đảng bộ Sở Thử" in refused.stderr
    assert "dangbo don-doc xong 1 14.1" in refused.stderr
    assert "Không có việc phải nộp" in owing("don-doc", "xong", "Không có", "1", "--dong-y").stderr
