"""Sheets in which no table is found: what is said of them."""

from __future__ import annotations

import pytest

from dangbo_cli.intake.result import NOTHING_TO_MEND
from intake.desk import HEADER, Desk, person


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


TITLE = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"]]


def left_out(desk, header, *rows):
    (file,) = desk.plan(desk.write("ds.xlsx", [*TITLE, header, *rows])).files
    return file.error or ""


@pytest.mark.parametrize(
    ("name", "more"),
    [("Danh tính", []), ("Quý danh", ["Nhà riêng (số)"])],
)
def test_a_header_without_a_known_column_of_names_is_named(desk, name, more):
    """The row, what it has, the headings nobody knows, and how they are taught."""
    said = left_out(desk, [HEADER[0], name, *HEADER[2:], *more], person(1, "Lò Văn An"))
    assert "hàng 3 giống hàng tiêu đề (có «Ngày sinh», «Giới tính»" in said
    assert "chưa biết tiêu đề " + ", ".join(f"«{text}»" for text in (name, *more)) in said
    assert "«dangbo bieu-mau them»" in said


def test_a_header_with_no_column_for_names_at_all_wants_one(desk):
    said = left_out(desk, [HEADER[0], *HEADER[2:]], [1, "12/05/1980", "Nam", "14.000001", "03/02/2005", "03/02/2006"])
    assert "hàng 3 giống hàng tiêu đề" in said
    assert said.endswith("thêm cột ấy rồi nhập lại.")


@pytest.mark.parametrize("header", [["STT", "Tên hàng", "Số lượng", "Đơn giá"], ["STT", "Ngày sinh", "Ghi chú"]])
def test_a_few_words_in_common_make_no_header(desk, header):
    assert "giống hàng tiêu đề" not in left_out(desk, header, [1, "Bàn", 2, 3])


def test_headings_cut_short_are_read(desk):
    header = ["T.T", "H.tên", "Ng.sinh", "G.tính", "Q.quán", "D.tộc", "Ngày vào Đảng", "Ngày c.thức"]
    row = [1, "Lò Văn An", "12/05/1980", "Nam", "Sơn La", "Thái", "03/02/2005", "03/02/2006"]
    desk.nhap(desk.write("ds.xlsx", [*TITLE, header, row]))
    one = desk.one("Lò Văn An")
    assert (one["birth_date"], one["hometown"], one["ethnicity"], one["official_on"]) == (
        "1980-05-12", "Sơn La", "Thái", "2006-02-03",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["Không có.", "Không phát sinh"])
def test_a_title_with_nothing_but_that_there_was_none_names_the_way(desk, said):
    """A unit's answer; headings of its own are not what it lacks, and nobody is asked to mend it."""
    rows = [*TITLE[:1], ["DANH SÁCH ĐẢNG VIÊN BỊ KỶ LUẬT NĂM 2026"], [], [said], [], ["", "BÍ THƯ"], ["", "Lò Văn An"]]
    (file,) = desk.plan(desk.write("ky luat.xlsx", rows)).files
    assert f"chỉ ghi «{said}»" in (file.error or "")
    assert "«dangbo don-doc nop»" in (file.error or "")
    assert file.error_code in NOTHING_TO_MEND


@pytest.mark.parametrize("rows", [[["Lò Văn An", "không"], ["Lò Văn Ánh", "không"]], [["K"]], [["Không"], ["Không"]]])
def test_other_sheets_without_a_header_still_wait(desk, rows):
    (file,) = desk.plan(desk.write("ds.xlsx", [*TITLE, *rows])).files
    assert file.error_code not in NOTHING_TO_MEND
