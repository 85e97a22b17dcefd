"""--nam wins over the title for what states no year, and that is said; what states its own keeps it, and that is said."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, Desk, person

LIST = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], []]
RATED = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], []]
PLEDGED = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH BẢN CAM KẾT NĂM 2021"], []]
LEVEL = "Hoàn thành tốt nhiệm vụ"


def sheets(kind, year):
    """Return a sheet whose columns state a year, or none."""
    said = f" năm {year}" if year else ""
    name = person(1, "Lò Văn An")
    if kind == "dang-vien":
        return [*LIST, [*HEADER, f"Kết quả xếp loại{said}"], [*name, LEVEL]]
    if kind == "xep-loai":
        return [*RATED, ["STT", "Họ và tên", "Ngày sinh", f"Quyết định xếp loại{said}"], [1, name[1], name[2], LEVEL]]
    return [*PLEDGED, ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ngày nộp"], [1, name[1], name[2], "", "15/03/2021"]]


@pytest.mark.parametrize(
    ("kind", "column", "given", "year", "notes"),
    [
        ("dang-vien", "", 2022, "2022", {"given_year": ["2022", "tiêu đề ghi năm 2021"]}),
        ("xep-loai", "", 2022, "2022", {"given_year": ["2022", "tiêu đề ghi năm 2021"]}),
        ("cam-ket", "", 2022, "2022", {"given_year": ["2022", "tiêu đề ghi năm 2021"]}),
        ("xep-loai", "", 2021, "2021", {}),
        ("dang-vien", "2021", 2021, "2021", {}),
        ("dang-vien", "2021", 2022, "2021", {"given_year": ["2022"], "own_year_kept": ["1 dòng ghi rõ năm 2021", "2022"]}),
        ("xep-loai", "2021", 2022, "2021", {"given_year": ["2022"], "own_year_kept": ["1 dòng ghi rõ năm 2021", "2022"]}),
    ],
)  # fmt: skip
def test_a_year_that_was_typed_is_said_beside_the_year_of_the_sheet(tmp_path, kind, column, given, year, notes):
    desk = Desk(tmp_path).organizations()
    desk.nhap(desk.write("a.xlsx", [*LIST, HEADER, person(1, "Lò Văn An")]))
    result = desk.nhap(desk.write("b.xlsx", sheets(kind, column)), year=given)
    table = "pledge" if kind == "cam-ket" else "rating"
    assert desk.conn.execute(f"SELECT period FROM {table}").fetchall() == [(year,)]
    told = {note.code: note.message for note in result.plan.notes if note.code in ("given_year", "own_year_kept")}
    assert set(told) == set(notes)
    for code, words in notes.items():
        assert all(word in told[code] for word in words)
