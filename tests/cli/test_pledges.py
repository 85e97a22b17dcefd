"""Pledges: whether they are complete, handed in and approved, wherever a clerk looks."""

from __future__ import annotations

import pytest

from cli.year_book import rows
from dangbo_cli.forms.pledges import FORM

PLEDGES = FORM.title


def test_heads_by_their_pledge(book):
    assert [row["subject"] for row in rows(book, "cam-ket", "ds", "--nguoi-dung-dau")] == ["Lò Văn An"]
    assert [row["subject"] for row in rows(book, "ghi-danh", "ds", "--nguoi-dung-dau")] == ["Lò Văn An"]


def test_pledges_are_complete_branch_by_branch(book):
    page = rows(book, "bao-cao", "cam-ket", "--nam", "2022")
    by_branch = {row["name"]: row for row in page["rows"] if row["expected"]}
    assert {name: (row["expected"], row["handed"], row["missing"]) for name, row in by_branch.items()} == {
        "Chi bộ 1": (3, 2, 1),
        "Chi bộ 10": (2, 0, 2),
    }
    totals = page["totals"]
    assert (totals["expected"], totals["handed"], totals["heads"], totals["heads_handed"], totals["officials"]) == (
        5,
        2,
        1,
        1,
        1,
    )
    names = rows(book, "bao-cao", "cam-ket", "--nam", "2022", "--chi-tiet")["rows"]
    states = {
        state: [row["name"] for row in names if row["group"] == state] for state in {row["group"] for row in names}
    }
    assert states == {
        "Chưa nộp": ["Hà Văn Bình", "Lò Văn An", "Vì Văn Cương"],
        "Đã nộp": ["Lò Văn An", "Cà Thị Mai"],
        "Cán bộ không phải đảng viên": ["Tòng Văn Ngoài"],
    }
    part = rows(book, "bao-cao", "cam-ket", "--nam", "2022", "--don-vi", "YT.10")
    assert part["totals"]["expected"] == 2


@pytest.mark.parametrize(("day", "said"), [("01/02/2022", True), ("31/12/2022", False), ("01/03/2023", False)])
def test_pledges_without_a_day_are_named_on_a_day_of_their_year(book, day, said, tmp_path):
    """Two of the sheet have none; they count on any day."""
    notes = " ".join(rows(book, "bao-cao", "cam-ket", "--nam", "2022", "--tinh-den", day)["notes"])
    assert (f"2 bản cam kết đã nộp không ghi ngày nộp, vẫn tính là đã nộp đến ngày {day}" in notes) == said
    draft = ("xuat", "bao-cao-nam", "--nam", "2022", "--tinh-den", day, "--luu-vao", tmp_path / "nam.docx")
    told = " ".join(book(*draft).stderr.split())
    assert (f"ngày của 2 mục «{PLEDGES}» (vẫn tính trong kỳ)" in told) == said


def test_items_of_a_pledge_have_their_days_and_results(book):
    assert book("cam-ket", "sua", "2", "việc cam kết=Học xong lớp bồi dưỡng: 30/06/2022", "--dong-y").exit_code == 0
    assert book("cam-ket", "viec", "2", "Đã học xong", "--dong-y").exit_code == 0
    (item,) = rows(book, "cam-ket", "xem", "2")["parts"]
    assert (item["what"], item["due_on"], item["result"]) == ("Học xong lớp bồi dưỡng", "2022-06-30", "Đã học xong")
    shown = book("cam-ket", "xem", "2").stdout
    assert "30/06/2022" in shown
    assert "2022-06-30" not in shown
    refused = book("cam-ket", "viec", "1", "Xong", "--dong-y")
    assert refused.exit_code == 2
    assert "Chưa rõ việc nào" in refused.stderr


def test_a_pledge_counts_where_its_member_is_on_the_day_on_every_page(book):
    """Cà Thị Mai handed hers in at Chi bộ 1 and is in Chi bộ Văn phòng by the end of the year."""
    (mai,) = [row["id"] for row in rows(book, "dv", "tim", "Cà Thị Mai")]
    moved = book("dv", "chuyen", str(mai), "--den", "YT.VP", "--ngay", "01/10/2022", "--dong-y")
    assert moved.exit_code == 0, moved.stderr
    book("cam-ket", "sua", "2", "đã duyệt=có", "người đứng đầu=có", "--dong-y")
    for place in ("K", "YT", "YT.1", "YT.10", "YT.VP"):
        asked = ("--nam", "2022", "--don-vi", place)
        table = rows(book, "bao-cao", "cam-ket", *asked)["totals"]
        page = {row["key"]: row for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
        names = rows(book, "bao-cao", "cam-ket", *asked, "--chi-tiet")["rows"]
        away = sum(row["group"] == "Không còn trong danh sách" for row in names)
        assert (page["pledges_members"]["total"], page["pledges_members"]["of"]) == (table["handed"], table["expected"])
        assert page["pledges_missing"]["total"] == table["missing"]
        assert page["pledges_officials"]["total"] == table["officials"]
        assert (page["pledges_heads"]["total"], page["pledges_heads"]["of"]) == (table["heads_handed"], table["heads"])
        assert page.get("pledges_away", {"total": 0})["total"] == away
        assert page["pledges_approved"]["total"] == table["approved"]


@pytest.mark.parametrize(
    ("given", "said", "handed"),
    [
        (("đã nộp=không", "ngày nộp=15/03/2022"), "Không", 2),
        (("ngày nộp=15/03/2022",), "Có", 3),
        (("đã nộp=có",), "Có", 3),
        (("chức vụ=Văn thư",), None, 2),
    ],
)
def test_handed_in_means_one_thing_in_the_list_on_the_page_and_in_reports(book, given, said, handed):
    (cuong,) = [row["id"] for row in rows(book, "dv", "tim", "Vì Văn Cương")]
    done = book("cam-ket", "them", str(cuong), "--nam", "2022", *given, "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert ("vẫn còn ngày 15/03/2022: sổ tính theo «Không»" in " ".join(done.stdout.split())) is (said == "Không")
    new = max(rows(book, "cam-ket", "ds"), key=lambda row: row["id"])
    assert new["handed_in"] == rows(book, "cam-ket", "xem", str(new["id"]))["handed_in"] == said
    asked = ("--nam", "2022", "--tinh-den", "31/12/2022")
    assert rows(book, "bao-cao", "cam-ket", *asked)["totals"]["handed"] == handed
    figures = {row["key"]: row["total"] for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
    assert figures["pledges_members"] == handed


@pytest.mark.parametrize(
    ("given", "said", "approved"),
    [
        (("ngày duyệt=20/03/2022",), "Có", 1),
        (("đã duyệt=có",), "Có", 1),
        (("đã duyệt=không", "ngày duyệt=20/03/2022"), "Không", 0),
        ((), None, 0),
    ],
)
def test_approved_means_one_thing_in_the_list_on_the_page_and_in_reports(book, given, said, approved):
    (cuong,) = [row["id"] for row in rows(book, "dv", "tim", "Vì Văn Cương")]
    done = book("cam-ket", "them", str(cuong), "--nam", "2022", "ngày nộp=15/03/2022", *given, "--dong-y")
    assert done.exit_code == 0, done.stderr
    new = max(rows(book, "cam-ket", "ds"), key=lambda row: row["id"])
    assert new["approved"] == rows(book, "cam-ket", "xem", str(new["id"]))["approved"] == said
    asked = ("--nam", "2022", "--tinh-den", "31/12/2022")
    before = sum(row["approved"] == "Có" for row in rows(book, "cam-ket", "ds") if row["id"] != new["id"])
    assert rows(book, "bao-cao", "cam-ket", *asked)["totals"]["approved"] == before + approved
    figures = {row["key"]: row["total"] for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
    assert figures["pledges_approved"] == before + approved


def test_what_is_approved_and_was_not_handed_in_is_noted(book):
    done = book("cam-ket", "sua", "2", "đã nộp=không", "ngày duyệt=20/03/2022", "--dong-y")
    assert "«Đã nộp» là «Không» mà vẫn còn ngày duyệt 20/03/2022" in " ".join(done.stdout.split())


def test_an_edit_that_leaves_the_day_of_what_was_not_done_says_so(book):
    assert book("cam-ket", "sua", "2", "đã nộp=có", "ngày nộp=16/02/2022", "--dong-y").exit_code == 0
    before = rows(book, "bao-cao", "cam-ket", "--nam", "2022")["totals"]["handed"]
    done = book("cam-ket", "sua", "2", "đã nộp=không", "--dong-y")
    assert "«Đã nộp» là «Không» mà vẫn còn ngày 16/02/2022" in " ".join(done.stdout.split())
    assert rows(book, "bao-cao", "cam-ket", "--nam", "2022")["totals"]["handed"] == before - 1
    assert "vẫn còn ngày" not in book("cam-ket", "sua", "2", "chức vụ=Văn thư", "--xem-truoc").stdout


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("Nội dung cam kết", "Đọc sách", True),
        ("Nội dung cam kết,Đã nộp", "Đọc sách,x", False),
        ("Nội dung cam kết,Chưa nộp", "Đọc sách,x", False),
        ("Nội dung cam kết,Ngày nộp", "Đọc sách,03/03/2023", False),
    ],
)
def test_a_list_that_says_nowhere_who_handed_in_is_told_of(book, tmp_path, head, cell, said):
    """Its unit counted as handed in, nobody of it did, and nothing said why."""
    sheet = tmp_path / "cam ket.csv"
    sheet.write_text(
        f"TỔNG HỢP BẢN CAM KẾT NĂM 2023,,,\nCHI BỘ 1 ĐẢNG BỘ SỞ Y TẾ,,,\nSTT,Họ và tên,{head}\n1,Lò Văn An,{cell}\n",
        encoding="utf-8",
    )
    notes = [one["code"] for one in book("nhap", sheet, "--xem-truoc", "--dinh-dang", "json").json["notes"]]
    assert ("handing_in_not_said" in notes) == said
