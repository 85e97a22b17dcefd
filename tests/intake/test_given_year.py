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


def _stating(year, title=2022, head="Quyết định xếp loại"):
    """Return a rating sheet whose two rows state a year each in a column «Năm», under a title of another."""
    rows = [[n, person(n, name)[1], person(n, name)[2], of, LEVEL] for n, name, of in year]
    return [*RATED[:1], [f"KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN{f' NĂM {title}' if title else ''}"], [],
            ["STT", "Họ và tên", "Ngày sinh", "Năm", head], *rows]  # fmt: skip


_AN, _BINH = (1, "Lò Văn An"), (2, "Hà Văn Bình")


@pytest.mark.parametrize(
    ("years", "name", "title", "given", "written"),
    [
        ((2021, 2021), "b", 2022, None, None),
        ((2021, "Năm 2021"), "b", 2022, None, None),
        ((2021, 2021), "b", 2022, 2021, {"2021"}),
        ((2021, 2021), "b", 2022, 2022, None),
        ((2021, 2022), "b", 2022, None, {"2021", "2022"}),  # a list of two years
        ((2021, ""), "b", 2022, None, {"2021", "2022"}),  # one row of another year than the rest
        ((2021, 2021), "b", 2021, None, {"2021"}),
        ((2021, 2021), "b", 2021, 2022, {"2021"}),  # --nam is for what states none
        ((2021, 2021), "b", None, None, {"2021"}),
        ((2021, 2021), "nộp 2022", 2021, None, None),
        ((2021, 2021), "nộp 2022", 2021, 2022, None),  # and settles no other contradiction either
        ((2021, 2021), "nộp 2022", 2021, 2021, {"2021"}),
    ],
)
def test_a_title_and_a_column_that_state_two_years(tmp_path, years, name, title, given, written):
    desk = Desk(tmp_path).organizations()
    desk.nhap(desk.write("a.xlsx", [*LIST, HEADER, person(*_AN), person(*_BINH)]))
    rows = _stating([(*_AN, years[0]), (*_BINH, years[1])], title)
    result = desk.nhap(desk.write(f"{name}.xlsx", rows), year=given)
    assert {period for (period,) in desk.conn.execute("SELECT period FROM rating")} == (written or set())
    assert [(p.code, p.cell) for p in result.plan.problems] == ([] if written else [("rows_of_other_year", "D5")])
    (told,) = result.files[0].sheets
    if written:
        assert told.year == (int(min(written)) if len(written) == 1 else title)
    else:
        assert "cột «Năm» của cả 2 dòng ghi năm 2021" in result.plan.problems[0].message
        assert (told.set_aside, result.set_aside) == (2, 2)


@pytest.mark.parametrize(
    ("lines", "doubted"),
    [
        (["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], True),
        (["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], False),
        (["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN", "Tháng 01 năm 2022"], False),  # when it was signed
    ],
)
def test_a_heading_of_another_year_than_the_title_rates(tmp_path, lines, doubted):
    desk = Desk(tmp_path).organizations()
    desk.nhap(desk.write("a.xlsx", [*LIST, HEADER, person(*_AN)]))
    heading = ["STT", "Họ và tên", "Quyết định xếp loại năm 2021", "Số quyết định"]
    rows = [*RATED[:1], *([line] for line in lines), [], heading, [1, "Lò Văn An", LEVEL, "12-QĐ/ĐU"]]
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert [p.code for p in result.plan.problems] == (["rows_of_other_year"] if doubted else [])
    assert desk.conn.execute("SELECT period FROM rating").fetchall() == ([] if doubted else [("2021",)])
