"""Rows of an organisation list that say themselves that the organisation is no more, and cells that hold more than they
should: a secretary with a telephone, a day older than the Party."""

from __future__ import annotations

import pytest

from intake.desk import cells

HEADER = ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Trực thuộc (mã)", "Bí thư", "Ngày thành lập", "Ghi chú"]


def read(desk, *rows):
    return cells(desk.nhap(desk.write("tc.xlsx", [["DANH SÁCH TỔ CHỨC ĐẢNG"], HEADER, *rows])))


def row(number, secretary="", founded="", note=""):
    return [number, f"YT.{number}", f"Chi bộ {number}", "YT", secretary, founded, note]


def kept(desk):
    found = desk.conn.execute(
        "SELECT code, bloc, secretary, founded_on FROM organization WHERE code IN ('YT.2', 'YT.3')"
    )
    return {code: tuple(rest) for code, *rest in found}


@pytest.mark.parametrize(
    "note",
    [
        "Đã giải thể theo QĐ 15 ngày 01/10/2022", "Sáp nhập vào Chi bộ 3 từ 9/2022", "Chuyển về Đảng bộ phường Tô Hiệu",
        "Không còn hoạt động", "01/10/2022: giải thể",
    ],
)  # fmt: skip
def test_a_note_that_an_organization_is_gone_sets_it_aside(desk, note):
    assert read(desk, row(2, note=note), row(3)) == {"G3": "organization_no_more"}
    assert kept(desk).keys() == {"YT.3"}


@pytest.mark.parametrize(
    "note", ["Mới thành lập", "Sáp nhập từ Chi bộ 8 và 9", "Đổi tên từ Chi bộ Dược", "Chờ giải thể"]
)
def test_other_notes_are_notes(desk, note):
    assert read(desk, row(2, note=note)) == {}
    assert kept(desk).keys() == {"YT.2"}


@pytest.mark.parametrize("heading", ["Tổ chức đảng đã giải thể", "II. CÁC CHI BỘ ĐÃ SÁP NHẬP", "Giảm trong năm"])
def test_a_heading_of_those_that_are_gone_is_no_bloc(desk, heading):
    assert read(desk, row(2), ["", "", heading], row(3)) == {"C5": "organization_no_more"}
    assert kept(desk) == {"YT.2": (None, None, None)}


@pytest.mark.parametrize(
    ("secretary", "stored"),
    [
        ("Lò Văn An - 0912345678", None), ("Lò Văn An (BT), Cà Thị Mai (PBT)", None), ("Đ/c Vì Văn Pó, Trưởng phòng", None),
        ("Khuyết (đ/c Phó phụ trách)", None), ("Đ/c LÒ VĂN AN", "Lò Văn An"), ("Giàng A Dê", "Giàng A Dê"),
    ],
)  # fmt: skip
def test_a_secretary_is_one_name(desk, secretary, stored):
    found = read(desk, row(2, secretary))
    assert (kept(desk)["YT.2"][1], found) == (stored, {} if stored else {"E3": "not_one_person"})


def test_no_organization_is_older_than_the_party(desk):
    assert read(desk, row(2, founded="1909"), row(3, founded="03/02/1930")) == {"F3": "date_too_early"}
    assert kept(desk)["YT.3"][2] == "1930-02-03"


def test_blocs_that_differ_in_capitals_or_the_word_bloc_are_one(desk):
    """Five spellings of one bloc were five rows of every report."""
    head = ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Trực thuộc (mã)", "Khối"]
    for first, name in ((1, "a.xlsx"), (3, "b.xlsx")):
        spelt = ("Doanh nghiệp", "DOANH NGHIỆP", "Khối doanh nghiệp", "khối Doanh Nghiệp")[first - 1 : first + 1]
        rows = [[n, f"YT.{50 + n}", f"Chi bộ Thử {n}", "YT", bloc] for n, bloc in enumerate(spelt, first)]
        assert cells(desk.nhap(desk.write(name, [["DANH SÁCH TỔ CHỨC ĐẢNG"], head, *rows]))) == {}
    blocs = desk.conn.execute("SELECT bloc FROM organization WHERE code LIKE 'YT.5_'").fetchall()
    assert blocs == [("Doanh nghiệp",)] * 4
