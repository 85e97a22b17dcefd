"""The very bytes that made somebody come again after she was mended by hand: they are she."""

from __future__ import annotations

import openpyxl
import pytest

from running import Runner

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]
HEADS = ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Ngày vào Đảng"]
PLACES = [
    ["DANH SÁCH TỔ CHỨC ĐẢNG"], ["Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)"],
    ["YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", ""], ["YT.10", "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"],
]  # fmt: skip


def write(folder, name, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


@pytest.fixture
def run(tmp_path):
    run = Runner(tmp_path)
    run("nhap", write(tmp_path, "to-chuc.xlsx", PLACES), "--dong-y")
    return run


def again(run, path, *mends):
    """Import a list, mend its only person by hand, import it again; return what the second time said."""
    assert run("nhap", path, "--dong-y").exit_code in (0, 1)
    for mend in mends:
        assert run("dv", "sua", "1", mend, "--dong-y").exit_code == 0
    return run("nhap", path, "--dong-y", "--chi-tiet").stdout


@pytest.mark.parametrize(
    ("birth", "mends"),
    [
        ("31/9/1990", ["ngày sinh=30/9/1990"]),
        ("", ["ngày sinh=30/9/1990"]),
        ("", ["họ tên=Lò Văn Ân"]),
        ("25/9/1990", ["ngày sinh=25/9/1991"]),
        ("10/2/1979", ["họ tên=Lò Văn Ánh", "ngày sinh=10/2/1968"]),
    ],
)
def test_who_was_mended_by_hand_is_who_the_same_bytes_made(run, tmp_path, birth, mends):
    path = write(tmp_path, "a.xlsx", [*TITLE, HEADS, [1, "Lò Văn An", birth, "Thái"]])
    said = again(run, path, *mends)
    assert "Tổng cộng: thêm mới 0, cập nhật 0, giữ nguyên 1, để lại chờ sửa 0 dòng." in said
    assert "Không có gì mới để ghi." in said
    assert "Không còn chỗ nào chờ sửa." in run("lan-nhap", "cho-sua").stdout


def test_a_value_that_was_replaced_by_hand_is_older_and_another_still_waits(run, tmp_path):
    person = [1, "Lò Văn An", "25/9/1990", "Thái"]
    path = write(tmp_path, "a.xlsx", [*TITLE, HEADS, [*person, "3/2/2015"]])
    assert "Bảng cũ hơn sổ (1)" in again(run, path, "ngày vào Đảng=3/3/2015")
    other = write(tmp_path, "b.xlsx", [*TITLE, HEADS, [*person, "3/2/2015"], [2, "Hà Văn Bình", "1/2/1980"]])
    assert "ô E5" in run("nhap", other, "--dong-y").stdout.split("Để lại chờ sửa")[1]


def test_other_bytes_with_the_name_alone_wait(run, tmp_path):
    row = [1, "Lò Văn An", "", "Thái"]
    again(run, write(tmp_path, "a.xlsx", [*TITLE, HEADS, row]), "ngày sinh=30/9/1990")
    other = write(tmp_path, "b.xlsx", [*TITLE, HEADS, row, [2, "Hà Văn Bình", "1/2/1980"]])
    assert "Chỉ có họ tên" in run("nhap", other, "--dong-y").stdout
