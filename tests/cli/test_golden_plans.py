"""The whole plan of each conflict, as it stands on a screen of 100 columns, held beside this file.

Where a screen is to change, look at the difference, then write it anew: DANGBO_GOLDEN=1 pytest tests/cli/test_golden_plans.py
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import openpyxl
import pytest

from cli.test_meanwhile import Meanwhile
from running import Runner

GOLDEN = Path(__file__).parent / "golden"
HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,Nghề nghiệp,Số thẻ đảng viên,Ngày vào Đảng,Ngày chính thức"
AN = "1,Lò Văn An,12/05/1968,Nam,Bác sĩ,14000001,03/02/1990,03/02/1991"
MAI = "2,Cà Thị Mai,01/09/1975,Nữ,Kế toán,14000002,19/05/2001,19/05/2002"
BA = "3,Vì Văn Ba,07/11/1980,Nam,Lái xe,14000003,02/09/2010,02/09/2011"
TREE = """Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên
K,Đảng bộ Khối Thử,Đảng bộ cấp trên trực tiếp cơ sở,
YT,Đảng bộ Sở Y tế,Đảng bộ cơ sở,Đảng bộ Khối Thử
YT.1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Y tế
YT.VP,Chi bộ Văn phòng,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Y tế
CT,Đảng bộ Sở Công Thương,Đảng bộ cơ sở,Đảng bộ Khối Thử
CT.1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Công Thương
"""
YT1, CT1 = "ĐẢNG BỘ SỞ Y TẾ\nCHI BỘ 1", "ĐẢNG BỘ SỞ CÔNG THƯƠNG\nCHI BỘ 1"
LIST = "DANH SÁCH ĐẢNG VIÊN"


class Folder:
    """Files of units and a record with a tree, and with An and Mai in the first branch."""

    def __init__(self, folder: Path) -> None:
        self.run = Runner(folder)
        self.sent = folder / "nhan"
        self.sent.mkdir()
        (folder / "to-chuc.csv").write_text(TREE, encoding="utf-8")
        assert self.run("nhap", folder / "to-chuc.csv", "--dong-y").exit_code == 0
        assert self.run("nhap", self.file("Sở Y tế.csv", YT1, LIST, AN, MAI), "--dong-y").exit_code == 0
        (self.sent / "Sở Y tế.csv").unlink()

    def file(self, name: str, title: str, *rows: str, head: str = HEAD) -> Path:
        lines = [row for row in rows if not row[:1].isdigit() and not row.startswith(",")]
        records = [row for row in rows if row not in lines]
        path = self.sent / name
        path.write_text("\n".join([title, *lines, "", head, *records]) + "\n", encoding="utf-8")
        return path


def _one_person_in_two_units(f: Folder) -> None:
    f.file("Sở Công Thương.csv", CT1, LIST, BA)
    f.file("Sở Y tế.csv", YT1, LIST, BA)


def _a_file_against_the_record(f: Folder) -> None:
    f.file(
        "Sở Y tế.csv",
        YT1,
        LIST,
        AN.replace("1968", "1969").replace("Bác sĩ", "Dược sĩ"),
        MAI.replace("14000002", "14999999"),
    )


def _a_known_person_elsewhere(f: Folder) -> None:
    f.file("Sở Công Thương.csv", CT1, LIST, AN)


def _two_files_of_one_call(f: Folder) -> None:
    f.file("Sở Y tế lần 1.csv", YT1, LIST, AN.replace("Bác sĩ", "Dược sĩ"))
    f.file("Sở Y tế lần 2.csv", YT1, LIST, AN.replace("Bác sĩ", "Y tá"))


def _two_dated_versions(f: Folder) -> None:
    f.file("Sở Y tế a.csv", YT1, LIST, "Tính đến ngày 30/6/2022", AN.replace("Bác sĩ", "Dược sĩ"), MAI)
    f.file("Sở Y tế b.csv", YT1, LIST, "Tính đến ngày 30/9/2022", AN.replace("Bác sĩ", "Y tá"), MAI)


def _a_typed_total(f: Folder) -> None:
    f.file("Sở Y tế.csv", YT1, LIST, AN, MAI, BA, ",Tổng cộng: 5,,,,,,")


def _people_a_full_list_lacks(f: Folder) -> None:
    f.file("Sở Y tế.csv", YT1, LIST, AN, BA)


def _last_years_file_under_this_years_name(f: Folder) -> None:
    head = "STT,Họ và tên,Chi bộ,Đề nghị xếp loại"
    f.file(
        "Xếp loại 2022 Sở Y tế.csv", YT1, "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021", "1,Lò Văn An,Chi bộ 1,HTTNV", head=head
    )


def _one_number_on_two_people(f: Folder) -> None:
    f.file("Sở Y tế.csv", YT1, LIST, AN, BA.replace("14000003", "14000001"))


def _somebody_very_like_another(f: Folder) -> None:
    f.file("Sở Y tế.csv", YT1, LIST, AN.replace("12/05/1968", "13/05/1968").replace("14000001", "14000011"), MAI)


def _an_organisation_nearly_called_so(f: Folder) -> None:
    f.file("Sở Y tế.csv", "ĐẢNG BỘ SỞ Y TẾ", LIST, f"{BA},CB Văn fòng", head=f"{HEAD},Chi bộ")


CASES = (
    _one_person_in_two_units, _a_file_against_the_record, _a_known_person_elsewhere, _two_files_of_one_call,
    _two_dated_versions, _a_typed_total, _people_a_full_list_lacks, _last_years_file_under_this_years_name,
    _one_number_on_two_people, _somebody_very_like_another, _an_organisation_nearly_called_so,
)  # fmt: skip


def compare(name: str, text: str, folder: Path) -> None:
    """Hold a screen against the one that is kept; show what differs."""
    lines = [line.rstrip() for line in text.replace(str(folder), "…").splitlines()]
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DANGBO_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = path.read_text(encoding="utf-8").splitlines()
    assert lines == kept, "\n" + "\n".join(difflib.unified_diff(kept, lines, "kept", "now", lineterm=""))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__.strip("_"))
def test_the_plan_of_a_conflict(tmp_path, case):
    folder = Folder(tmp_path)
    case(folder)
    before = folder.run.database.read_bytes()
    result = folder.run("nhap", folder.sent, "--xem-truoc", "--chi-tiet", columns=100)
    compare(case.__name__.strip("_"), result.stdout, tmp_path)
    assert folder.run.database.read_bytes() == before


def test_the_conversation_about_what_is_in_doubt(tmp_path):
    """A heading nobody knows, a name alone, a slip of an organisation's name: asked one after the other."""
    folder = Folder(tmp_path)
    head = "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày chính thức,Được kết nạp hôm"
    rows = ("1,Lò Văn An,,Chi bộ 1,03/02/1991,03/02/1990", "2,Tòng Thị Én,01/01/1990,CB Văn fòng,03/02/2016,03/02/2015")
    folder.file("Sở Y tế.csv", "ĐẢNG BỘ SỞ Y TẾ", LIST, *rows, head=head)
    result = folder.run("nhap", folder.sent, answers=["1", "1", "1", "k"], columns=100)
    compare("the_conversation", result.stderr, tmp_path)


def test_a_record_that_changed_since_the_plan_was_shown(tmp_path):
    folder = Folder(tmp_path)
    folder.file("Sở Y tế.csv", YT1, LIST, AN.replace("Bác sĩ", "Dược sĩ"), MAI)
    other = Runner(tmp_path)

    def write():
        assert other("dv", "sua", "1", "nghề nghiệp=Y tá", "--dong-y").exit_code == 0

    result = folder.run("nhap", folder.sent, stdin=Meanwhile(["c", "k"], 1, write), columns=100)
    compare("changed_meanwhile", f"{result.stdout}\n--- lời hỏi\n{result.stderr}", tmp_path)


def test_a_prefilled_sheet_that_changes_who_somebody_is(tmp_path):
    folder = Folder(tmp_path)
    path = folder.sent / "mau.xlsx"
    assert folder.run("phat-mau", "dang-vien", "--don-vi", "YT", "--luu-vao", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    row = next(row for row in (9, 10) if sheet.cell(row, 2).value == "Lò Văn An")
    sheet.cell(row, headings["Ngày sinh"]).value = "01/02/1971"
    sheet.cell(row, headings["Nghề nghiệp"]).value = "Dược sĩ"
    book.save(path)
    result = folder.run("nhap", path, "--xem-truoc", "--chi-tiet", columns=100)
    compare("a_prefilled_sheet", result.stdout, tmp_path)
