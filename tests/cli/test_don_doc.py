"""The board of duties, the list of what is missing, and the letter; what is written by hand."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from cli.conftest import BAD_MEMBERS
from cli.duties import INITIATIVES, arrive, states


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
    assert again.startswith("Kính gửi Chi bộ Công ty Thử (nhắc lần 2, lần trước ngày 05/04/2022):")


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
    for words in (("chua-nop",), ("xem", "2"), ("bang",)):
        shown = owing("don-doc", *words, columns=200)
        assert {f"Chi bộ Một, Đảng bộ {one}" in shown.stdout for one in ("14.8", "14.9")} == {True}
    rows = owing("don-doc", "chua-nop", "--dinh-dang", "json").json
    assert [row["name"] for row in rows if row["obligation_id"] == 2].count("Chi bộ Một") == 2
    board = owing("don-doc", "bang", "--dinh-dang", "json").json
    assert [row["name"] for row in board["rows"]].count("Chi bộ Một") == 2


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


def test_the_code_of_a_unit_in_place_of_what_it_owes_is_recognised(owing):
    refused = owing("don-doc", "xong", "14.1", "1", "--dong-y")
    assert refused.exit_code == 2
    assert "«14.1» là Đảng bộ Sở Thử" in refused.stderr
    assert "dangbo don-doc xong 1 14.1" in refused.stderr
    assert "Không có việc phải nộp" in owing("don-doc", "xong", "Không có", "1", "--dong-y").stderr


@pytest.mark.parametrize("typed", ["cuối", "cuối năm", "6 tháng cuối năm"])
def test_a_half_year_is_typed_as_it_is_called(owing, typed):
    assert owing("don-doc", "sua", "1", f"6 tháng={typed}", "--dong-y").exit_code == 0
    rows = owing("don-doc", "ds", "--dinh-dang", "json").json
    assert "2022-H2" in {row["period"] for row in rows} or any("6 tháng cuối" in str(row) for row in rows)
