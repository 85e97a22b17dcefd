"""The same bytes again, after what they brought was mended by hand: what a cell became, it is."""

from __future__ import annotations

import pytest

from cli.year_book import rows
from intake.year import UNIT, staffed
from running import Runner

#: By kind: the entry, by a word of its own, and what is mended in it that tells entries apart.
MENDED = [
    ("khen-thuong", "Lò Văn An", "hình thức khen thưởng=Bằng khen"),
    ("khen-thuong", "Vì Văn Cương", "họ tên=Cà Thị Mai"),
    ("ghi-danh", "Lò Văn An", "nội dung việc làm tốt=Cứu hai người"),
    ("mo-hinh", "Dịch vụ công trực tuyến", "tên mô hình=Dịch vụ công toàn trình"),
    ("chuyen-de", "Chi bộ 1", "ngày tổ chức=09/04/2022"),
    ("ky-luat", "Hà Văn Bình", "số quyết định=02-QĐ/UBKT"),
    ("ktgs", "Chi bộ 1", "nội dung kiểm tra=Thực hiện Chỉ thị 05 năm 2022"),
    ("cam-ket", "Tòng Văn Ngoài", "họ tên=Tòng Văn Ngoại"),
]


@pytest.mark.parametrize(("kind", "word", "mended"), MENDED)
def test_an_entry_mended_by_hand_stays_the_entry_of_its_row(book, kind, word, mended):
    one = next(row for row in rows(book, kind, "ds") if word in row.values())
    path = next(p for p in (book.folder / "in").iterdir() if kind in p.name)
    done = book(kind, "sua", str(one["id"]), mended, *(["--ngoai-so"] if "Ngoại" in mended else []), "--dong-y")
    assert done.exit_code == 0, done.stderr
    before = rows(book, kind, "ds")
    again = book("nhap", path, "--dong-y")
    assert "thêm mới 0, cập nhật 0" in " ".join(again.stdout.split())
    assert rows(book, kind, "ds") == before


@pytest.mark.parametrize("kind", ["khen-thuong", "mo-hinh"])
def test_a_year_that_the_clerk_names_now_is_another(book, kind):
    had = rows(book, kind, "ds")
    assert book("nhap", book.folder / "in" / f"{kind}.xlsx", "--nam", "2021", "--dong-y").exit_code == 0
    assert len(rows(book, kind, "ds")) == 2 * len(had)


def test_an_undone_import_can_be_made_again(book):
    had = rows(book, "khen-thuong", "ds")
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    assert book("lan-nhap", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert rows(book, "khen-thuong", "ds") == []
    assert book("nhap", book.folder / "in" / "khen-thuong.xlsx", "--dong-y").exit_code == 0
    assert [row["subject"] for row in rows(book, "khen-thuong", "ds")] == [row["subject"] for row in had]


TWICE = [
    UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"],
    ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Số quyết định"],
    [1, "Lò Văn An", "Chi bộ 1", "Giấy khen", "5-QĐ/ĐU"], [2, "Lò Văn An", "Chi bộ 1", "Giấy khen", "5-QĐ/ĐU"],
]  # fmt: skip
CONTINUED = [
    UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"],
    [1, "Chi bộ 1", "Vườn rau sạch", "Trồng 20 luống"], [2, "Chi bộ 1", "Vườn rau sạch", "Tặng 50 suất quà"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "sheet", "mended", "aside"),
    [
        ("khen-thuong", TWICE, ("hình thức khen thưởng=Bằng khen",), 1),
        ("khen-thuong", TWICE, ("họ tên=Cà Thị Mai",), 1),
        ("mo-hinh", CONTINUED, ("tên mô hình=Vườn rau của chi bộ",), 0),
    ],
)
def test_rows_that_are_one_entry_stay_one(tmp_path, kind, sheet, mended, aside):
    desk = staffed(tmp_path / "desk")
    path = desk.write("bảng.xlsx", sheet)
    assert desk.nhap(path).set_aside == aside
    desk.conn.close()
    book = Runner(desk.folder)
    (one,) = rows(book, kind, "ds")
    done = book(kind, "sua", str(one["id"]), *mended, "--dong-y")
    assert done.exit_code == 0, done.stderr
    before = rows(book, kind, "ds")
    told = " ".join(book("nhap", path, "--dong-y").stdout.split())
    assert f"thêm mới 0, cập nhật 0, giữ nguyên 1, để lại chờ sửa {aside}" in told
    assert rows(book, kind, "ds") == before


def test_an_entry_given_to_another_unit_is_handed_in_by_the_unit_of_the_sheet_all_the_same(book):
    added = book("dv", "them", "Sùng A Páo", "--don-vi", "KB", "ngày sinh=03/03/1980", "--dong-y")
    assert added.exit_code == 0, added.stderr
    there = next(row["id"] for row in rows(book, "dv", "ds") if "Sùng A Páo" in row.values())
    entry = next(row["id"] for row in rows(book, "khen-thuong", "ds") if "Lò Văn An" in row.values())
    assert book("khen-thuong", "sua", str(entry), f"đảng viên={there}", "--dong-y").exit_code == 0
    assert book("don-doc", "them", "Khen", "--nam", "2022", "--bieu", "khen-thuong", "--dong-y").exit_code == 0
    told = book("nhap", book.folder / "in" / "khen-thuong.xlsx", "--dong-y").stdout
    assert "giữ nguyên 2" in " ".join(told.split())
    sent = {row["code"] for row in rows(book, "don-doc", "xem", "1") if not row["state"].startswith("Chưa nộp")}
    assert sent == {"YT"}
