"""Rows of the year's work that were set aside whole: an entry by hand that says what the row was to say closes them."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from cli.test_set_aside import waiting


class Waits(NamedTuple):
    """A sheet with a row that waits, what closes it by hand, what does not, and what is in the record before."""

    sheet: str
    cell: str
    closes: tuple[str, ...]
    not_these: tuple[tuple[str, ...], ...]
    before: tuple[tuple[str, ...], ...] = ()


_RATED = "DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2022,,,,\nSTT,Họ và tên,Ngày sinh,HTXSNV,HTTNV\n"
_AN = ("xep-loai", "them", "Lò Văn An", "--nam", "2022")
_GIVEN = ("khen-thuong", "them", "Lò Văn An", "hình thức=Giấy khen", "nội dung=Tốt", "ngày quyết định=20/01/2022")
_SAID = ("ky-luat", "them", "Lò Văn An", "hình thức=Khiển trách", "ngày quyết định=20/01/2022")
_HELD = ("chuyen-de", "them", "Học Bác", "--nam", "2022", "số dự=9", "số phải dự=9")
_PLEDGES = "DANH SÁCH BẢN CAM KẾT NĂM 2022,,,\nSTT,Họ và tên,Ngày nộp,Nội dung cam kết\n"
_PLEDGED = ("--nam", "2022", "ngày nộp=20/03/2022", "việc=Đọc 12 cuốn sách", "việc=Học tiếng Thái")
_INSPECTED = (
    *("ktgs", "them", "--nam", "2022", "nội dung kiểm tra, giám sát=Thu nộp đảng phí"),
    *("hình thức=Kiểm tra", "ngày bắt đầu=03/03/2022"),
)
_COMMENDED = "DANH SÁCH KHEN THƯỞNG NĂM 2022,,,,,\nSTT,Họ và tên,Hình thức,Nội dung,Số quyết định,Ngày quyết định\n"
_MODEL = ("mo-hinh", "them", "Dân vận khéo", "--nam", "2022")
WAITS = {
    "ticked twice": Waits(
        _RATED + "1,Lò Văn An,12/05/1968,x,x\n",
        "D3",
        (*_AN, "đề nghị xếp loại=HTTNV"),
        (
            (*_AN[:-1], "2021", "đề nghị xếp loại=HTTNV"),
            (*_AN, "quyết định xếp loại=HTTNV"),
            ("xep-loai", "them", "Nguyễn Thị Bình", "--nam", "2022", "đề nghị xếp loại=HTTNV"),
        ),
    ),
    "no level": Waits(
        _RATED + "1,Lò Văn An,,,\n2,Nguyễn Thị Bình,,x,\n",
        "B3",
        (*_AN, "đề nghị xếp loại=HTTNV"),
        ((*_AN, "quyết định xếp loại=HTTNV"),),
    ),
    "of an organisation": Waits(
        "XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022,,,\nSTT,Tổ chức đảng,HTXSNV,HTTNV\n1,Chi bộ 1,x,x\n2,Chi bộ 2,,x\n",
        "C3",
        ("xep-loai", "them", "--don-vi", "14.1.1", "--nam", "2022", "đề nghị xếp loại=HTTNV"),
        (("xep-loai", "them", "--don-vi", "14.1", "--nam", "2022", "đề nghị xếp loại=HTTNV"),),
    ),
    "commended": Waits(
        _COMMENDED + "1,Lò Văn An,Giấy khen,Tốt,45-QĐ/ĐU,20/01/2099\n",
        "F3",
        (*_GIVEN, "số quyết định=45-QĐ/ĐU"),
        (
            (*_GIVEN, "số quyết định=46-QĐ/ĐU"),
            _GIVEN,
            ("khen-thuong", "them", "Nguyễn Thị Bình", *_GIVEN[3:], "số quyết định=45-QĐ/ĐU"),
            (*_GIVEN[:3], "hình thức=Bằng khen", *_GIVEN[4:], "số quyết định=45-QĐ/ĐU"),
        ),
    ),
    "disciplined": Waits(
        "DANH SÁCH KỶ LUẬT ĐẢNG VIÊN NĂM 2022,,,,\nSTT,Họ và tên,Hình thức kỷ luật,Số quyết định,Ngày quyết định\n"
        "1,Lò Văn An,Khiển trách,5-QĐ/UBKT,20/01/2099\n",
        "E3",
        (*_SAID, "số quyết định=5-QĐ/UBKT"),
        (_SAID, (*_SAID, "số quyết định=6-QĐ/UBKT")),
    ),
    "pledged, one of two": Waits(
        _PLEDGES + "1,Lò Văn An,20/03/2022,1. Đọc 12 cuốn sách; 2. Học tiếng Thái\n",
        "B3",
        ("cam-ket", "them", "4", *_PLEDGED),
        (("cam-ket", "them", "4", *_PLEDGED[:-1]), ("cam-ket", "them", "4", *_PLEDGED[:2], *_PLEDGED[3:])),
        (("dv", "them", "Lò Văn An", "ngày sinh=1/1/1985", "--don-vi", "14.1.2"), ("cam-ket", "them", "1", *_PLEDGED)),
    ),
    "pledged, two of one name": Waits(
        _PLEDGES + "1,Lò Văn An,20/03/2022,1. Đọc 12 cuốn sách; 2. Học tiếng Thái\n",
        "B3",
        (),
        (("cam-ket", "them", "4", *_PLEDGED), ("cam-ket", "them", "1", *_PLEDGED)),
        (("dv", "them", "Lò Văn An", "ngày sinh=1/1/1985", "--don-vi", "14.1.2"),),
    ),
    "a collective": Waits(
        _COMMENDED + "1,Tập thể Phòng Tổ chức,Giấy khen,Tốt,45-QĐ/ĐU,20/01/2099\n",
        "F3",
        ("khen-thuong", "them", "Tập thể Phòng Tổ chức", "--tap-the", "--don-vi", "14.1", *_GIVEN[3:], "số quyết định=45-QĐ/ĐU"),
        (
            ("khen-thuong", "them", "Phòng Tài vụ", "--tap-the", "--don-vi", "14.1", *_GIVEN[3:], "số quyết định=45-QĐ/ĐU"),
        ),
    ),
    "inspected": Waits(
        "DANH SÁCH KIỂM TRA NĂM 2022,,,,\nSTT,Đối tượng kiểm tra,Nội dung kiểm tra,Ngày bắt đầu,Hình thức\n"
        "1,Chi bộ 1,Thu nộp đảng phí,03/03/2099,Kiểm tra\n",
        "D3",
        (*_INSPECTED, "--don-vi", "14.1.1"),
        ((*_INSPECTED, "--don-vi", "14.1.2"),),
    ),
    "registered": Waits(
        "ĐĂNG KÝ MÔ HÌNH NĂM 2022,,,\nSTT,Chi bộ,Tên mô hình,Chỉ tiêu,Ngày đăng ký\n"
        "1,Chi bộ 1,Dân vận khéo,Ít nhất 03 lớp tập huấn,03/03/2099\n",
        "E3",
        (*_MODEL, "ngày đăng ký=03/03/2022", "chỉ tiêu=Ít nhất 03 lớp tập huấn", "--don-vi", "14.1.1"),
        (
            (*_MODEL, "ngày đăng ký=03/03/2022", "chỉ tiêu=Ít nhất 03 lớp tập huấn", "--don-vi", "14.1.2"),
            (*_MODEL, "ngày đăng ký=03/03/2022", "chỉ tiêu=Ít nhất 02 lớp tập huấn", "--don-vi", "14.1.1"),
            (*_MODEL, "ngày đăng ký=03/03/2022", "--don-vi", "14.1.1"),
        ),
    ),
    "held": Waits(
        "DANH SÁCH SINH HOẠT CHUYÊN ĐỀ NĂM 2022,,,,,\nSTT,Chi bộ,Tên chuyên đề,Ngày tổ chức,Số phải dự,Số dự\n"
        "1,Chi bộ 1,Học Bác,03/03/2099,9,9\n",
        "D3",
        (*_HELD, "ngày tổ chức=03/03/2022", "--don-vi", "14.1.1"),
        (
            (*_HELD, "ngày tổ chức=03/03/2022", "--don-vi", "14.1.2"),
            (*_HELD, "--don-vi", "14.1.1"),
        ),
    ),
}  # fmt: skip


@pytest.fixture(params=WAITS)
def case(request, filled, tmp_path):
    """One of the sheets above, what runs a command line on a record that read it, and the sheet's file."""
    one = WAITS[request.param]
    path = tmp_path / "nam" / "Đảng bộ Sở Thử.csv"
    path.parent.mkdir()
    path.write_text(one.sheet, encoding="utf-8")
    for words in one.before[:1]:
        assert filled(*words, "--dong-y").exit_code == 0
    assert filled("nhap", path, "--dong-y", "--don-vi", "14").exit_code == 1
    for words in one.before[1:]:
        assert filled(*words, "--dong-y").exit_code == 0
    assert list(waiting(filled)) == [one.cell]
    return one, filled, path


def test_an_entry_by_hand_that_says_what_a_row_was_to_say_closes_it(case):
    """Nothing but `dv sua`, `sua` of an entry did: the unit was dunned for what the record had."""
    one, run, path = case
    for words in one.not_these:
        done = run(*words, "--dong-y")
        assert done.exit_code == 0, done.stderr
        assert list(waiting(run)) == [one.cell], words
        assert run("lan-nhap", "hoan-tac", batch(done), "--dong-y").exit_code == 0
    if not one.closes:
        return
    done = run(*one.closes, "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert "1 chỗ của các tệp đã nhập hết chờ sửa" in done.stderr
    assert waiting(run) == {}
    run("nhap", path, "--dong-y", "--don-vi", "14")
    assert waiting(run) == {}  # nor do the same bytes bring it back
    assert run("lan-nhap", "hoan-tac", batch(done), "--dong-y").exit_code == 0
    assert list(waiting(run)) == [one.cell]


def batch(done) -> str:
    """Return the number of the batch that a command wrote."""
    found = re.search(r"lần nhập số (\d+)", done.stderr)
    assert found is not None, done.stderr
    return found[1]


def test_a_step_at_a_time_closes_it_with_the_last(filled, tmp_path):
    path = tmp_path / "khen.csv"
    path.write_text(WAITS["commended"].sheet, encoding="utf-8")
    filled("nhap", path, "--dong-y", "--don-vi", "14.1")
    assert filled(*_GIVEN, "--dong-y").exit_code == 0
    assert list(waiting(filled)) == ["F3"]
    assert filled("khen-thuong", "sua", "1", "số quyết định=45-QĐ/ĐU", "--dong-y").exit_code == 0
    assert waiting(filled) == {}


def test_two_rows_of_one_sheet_that_may_both_be_one_entry_wait(filled, tmp_path):
    path = tmp_path / "khen.csv"
    path.write_text(WAITS["commended"].sheet + "2,Lò Văn An,Giấy khen,Tốt,,20/02/2099\n", encoding="utf-8")
    filled("nhap", path, "--dong-y", "--don-vi", "14.1")
    assert list(waiting(filled)) == ["F3", "F4"]
    assert filled(*_GIVEN, "số quyết định=45-QĐ/ĐU", "--dong-y").exit_code == 0
    assert list(waiting(filled)) == ["F3", "F4"]


def test_of_two_numbers_that_contradict_both_are_asked_for(filled, tmp_path):
    path = tmp_path / "shcd.csv"
    head = "SINH HOẠT CHUYÊN ĐỀ NĂM 2022,,,,,\nSTT,Chi bộ,Tên chuyên đề,Ngày tổ chức,Số phải dự,Số dự\n"
    path.write_text(head + "1,Chi bộ 1,Học Bác,03/03/2022,9,11\n", encoding="utf-8")
    filled("nhap", path, "--dong-y", "--don-vi", "14.1")
    assert list(waiting(filled)) == ["F3"]
    assert filled("chuyen-de", "sua", "1", "số dự=9", "--dong-y").exit_code == 0
    assert list(waiting(filled)) == ["F3"]
    assert filled("chuyen-de", "sua", "1", "số phải dự=9", "--dong-y").exit_code == 0
    assert waiting(filled) == {}


def test_no_unit_is_asked_for_what_was_mended_by_hand(filled, tmp_path):
    path = tmp_path / "xl.csv"
    path.write_text(_RATED + "1,Lò Văn An,12/05/1968,x,x\n", encoding="utf-8")
    filled("nhap", path, "--dong-y", "--don-vi", "14.1")
    first = filled("nhap", path, "--dong-y", "--don-vi", "14.1", "--tra-lai", tmp_path / "a")
    assert "1 tệp trả lại đơn vị" in " ".join(first.stderr.split())
    assert filled(*_AN, "đề nghị xếp loại=HTTNV", "--dong-y").exit_code == 0
    second = filled("nhap", path, "--dong-y", "--don-vi", "14.1", "--tra-lai", tmp_path / "b")
    assert "Không có tệp nào phải trả lại đơn vị" in " ".join(second.stderr.split())
    assert not (tmp_path / "b").exists()
