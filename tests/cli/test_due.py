"""What is due and soon due, on the desk and in its list; documents and what carries them out."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from cli.conftest import BAD_MEMBERS
from cli.duties import arrive


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


@pytest.mark.parametrize(
    "said",
    [("viec", "1", "Chưa học", "--viec", "1"), ("sua", "1", "tổng kết năm=Chưa tổng kết"),
     ("sua", "1", "kết quả thực hiện=chưa thực hiện"), ("sua", "1", "tổng kết năm=Không")],
)  # fmt: skip
def test_what_was_not_done_yet_is_reminded_of_still(owing, said):
    """«Chưa tổng kết» counted as summed up."""
    owing.now = datetime(2022, 11, 20, 8, 0)
    owing(
        "cam-ket", "them", "Giàng A Páo", "--nam", "2022", "đã nộp=có", "việc cam kết=Học lớp: 30/10/2022", "--dong-y"
    )
    assert owing("cam-ket", *said, "--dong-y").exit_code == 0
    rows = owing("bao-cao", "den-han", "--dinh-dang", "json").json["rows"]
    assert [row["what"] for row in rows if row["sort"] == "Việc cam kết"] == ["Học lớp"]
    asked = ("--nam", "2022", "--tinh-den", "20/11/2022", "--dinh-dang", "json")
    assert owing("bao-cao", "cam-ket", *asked).json["totals"]["yearend_review"] == 0
    assert owing("bao-cao", "cam-ket", *asked, "--chi-tiet").json["rows"][-1]["steps"] is None
    figures = {row["key"]: row["total"] for row in owing("bao-cao", "chi-thi-05", *asked).json["rows"]}
    assert (figures["pledges_members"], figures["pledges_yearend_review"]) == (1, 0)


def test_an_inspection_after_which_nothing_is_to_be_mended_is_not_due(owing):
    """«Không có» in «Phải khắc phục» counted as something to be mended, and fell overdue."""
    for said in ("Không", "Không có", "Hồ sơ"):
        owing("ktgs", "them", "--don-vi", "14.2", "--nam", "2022", f"phải khắc phục={said}", f"nội dung=Đảng phí {said}",
              "hạn khắc phục=30/09/2022", "--dong-y")  # fmt: skip
    owing.now = datetime(2022, 11, 20, 8, 0)
    rows = owing("bao-cao", "den-han", "--dinh-dang", "json").json["rows"]
    assert sum(row["sort"] == "Khắc phục sau kiểm tra" for row in rows) == 1
    asked = ("--nam", "2022", "--tinh-den", "20/11/2022", "--dinh-dang", "json")
    figures = {row["key"]: (row["total"], row["of"]) for row in owing("bao-cao", "chi-thi-05", *asked).json["rows"]}
    assert figures["inspections_to_mend"] == (1, 3)
    assert figures["inspections_mended"] == (0, 1)
    assert figures["inspections_overdue"] == (1, 1)
