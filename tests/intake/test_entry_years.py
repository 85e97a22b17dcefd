"""Of which year the rows of the year's work are, and what is of another."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes, sheet
from intake.year import SHEETS, UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def test_last_years_sheet_under_this_years_name(desk):
    result = desk.nhap(desk.write("mô hình 2023.xlsx", SHEETS["mo-hinh"]))
    assert codes(result) == ["years_disagree"]
    assert "tên tệp ghi năm 2023, tiêu đề ghi năm 2022" in result.plan.problems[0].message
    assert stored(desk, "initiative") == []
    rows = [*SHEETS["mo-hinh"][:1], ["ĐĂNG KÝ MÔ HÌNH"], *SHEETS["mo-hinh"][2:]]
    path = desk.write("mô hình 2021.xlsx", rows)
    assert codes(desk.nhap(path)) == []
    copy = path.with_name("mô hình 2022.xlsx")
    copy.write_bytes(path.read_bytes())
    result = desk.nhap(copy)
    assert codes(result) == ["years_disagree"]
    assert "mô hình 2021.xlsx" in result.plan.problems[0].message


_SAVED_AGAIN = ["", "NGƯỜI LẬP BIỂU"]  # so that the bytes are others
_DEEDS = ["Cứu người", "Trả của rơi", "Hiến máu", "Quyên góp", "Dạy chữ", "Sửa đường"]


def _deeds(deeds=_DEEDS, title="SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT"):
    rows = [[n, f"Phòng Kế toán {n}", "Chi bộ 1", deed] for n, deed in enumerate(deeds, 1)]
    return [UNIT, [title], ["STT", "Tập thể", "Chi bộ", "Nội dung việc làm tốt"], *rows]


@pytest.mark.parametrize(
    ("before", "now", "resent"),
    [
        (_deeds(), _deeds(), True),
        (_deeds(), _deeds(title="SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"), False),
        (_deeds(), _deeds([*_DEEDS[:-1], "Làm cầu"]), False),
        (_deeds(), _deeds([*_DEEDS, "Làm cầu"]), False),
        (_deeds(_DEEDS[:4]), _deeds(_DEEDS[:4]), False),
        (_deeds(["Hiến máu"] * 6), _deeds(["Hiến máu"] * 6), False),
        (_deeds(), _deeds(_DEEDS[:5]), True),
    ],
    ids=["same", "the title says the year", "one differs", "one more", "few rows", "all say one thing", "fewer rows"],
)
def test_last_years_sheet_saved_again_under_this_years_name(desk, before, now, resent):
    assert codes(desk.nhap(desk.write("ghi danh 2021.xlsx", before))) == []
    path = desk.write("ghi danh 2022.xlsx", [*now, _SAVED_AGAIN])
    result = desk.nhap(path)
    assert codes(result) == (["years_disagree"] if resent else [])
    periods = {row["period"] for row in stored(desk, "honour_entry")}
    assert periods == ({"2021"} if resent else {"2021", "2022"})
    if resent:
        assert "có vẻ là bảng của năm 2021 gửi lại" in result.plan.problems[0].message
        assert result.set_aside == result.files[0].sheets[0].set_aside == len(now) - 3
        assert codes(desk.nhap(path, year=2022)) == []
        assert {row["period"] for row in stored(desk, "honour_entry")} == {"2021", "2022"}
        again = desk.nhap(path)
        assert (codes(again), again.plan.changes) == ([], [])


def test_targets_raised_are_no_sheet_of_last_year(desk):
    def sheet(percent):
        rows = [[n, "Chi bộ 1", f"Mô hình {n}", f"{percent}% hộ tham gia"] for n in range(1, 7)]
        return [UNIT, ["ĐĂNG KÝ MÔ HÌNH"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"], *rows]

    desk.nhap(desk.write("mô hình 2021.xlsx", sheet(80)))
    assert codes(desk.nhap(desk.write("mô hình 2022.xlsx", [*sheet(80), _SAVED_AGAIN]))) == ["years_disagree"]
    assert codes(desk.nhap(desk.write("mô hình 2022 (2).xlsx", sheet(90)))) == []


def test_a_year_that_nothing_states(desk):
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH"], *SHEETS["mo-hinh"][2:]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert set(codes(result)) >= {"table_year_unknown"}
    desk.nhap(desk.write("a.xlsx", rows), year=2022)
    assert {row["period"] for row in stored(desk, "initiative")} == {"2022"}


@pytest.mark.parametrize(
    ("titles", "years"),
    [
        (["MÔ HÌNH NĂM 2022 (đến 30/9/2022)"], {"2022"}),
        (["MÔ HÌNH 6 THÁNG ĐẦU NĂM 2022 (tính đến 30/6/2022)"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2022, ngày 15/11/2022"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2022", "Sơn La, ngày 15 tháng 11 năm 2021"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH", "Sơn La, ngày 15 tháng 11 năm 2021"], None),
        (["MÔ HÌNH NĂM 2021 (đến 15/01/2022)"], "tiêu đề ghi cả năm 2021 và năm 2022."),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2021, NĂM 2022"], "tiêu đề ghi cả năm 2021 và năm 2022."),
    ],
)
def test_the_year_of_a_title_with_a_day_beside_it(desk, titles, years):
    result = desk.nhap(desk.write("a.xlsx", [UNIT, *([t] for t in titles), *SHEETS["mo-hinh"][2:]]))
    if isinstance(years, set):
        assert {row["period"] for row in stored(desk, "initiative")} == years
    else:
        (told,) = [p.message for p in result.plan.problems if p.code == "table_year_unknown"]
        assert told.startswith("Không biết cả 2 dòng của bảng thuộc năm nào: ")
        assert (years or "các cột không ghi năm.") in told


@pytest.mark.parametrize(
    ("title", "name", "given", "written", "told"),
    [
        ("NĂM 2062", "a", None, None, "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("", "mô hình 2062", None, None, "tên tệp ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2062", "mô hình 2022", None, "2022", "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2062", "a", 2022, "2022", "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2024", "a", None, "2024", None),
    ],
)
def test_a_year_that_none_can_be_of_is_none_and_is_named(desk, title, name, given, written, told):
    rows = [UNIT, [f"ĐĂNG KÝ MÔ HÌNH {title}"], ["STT", "Tên mô hình", "Chi bộ"], [1, "Trồng cây", "Chi bộ 1"],
            [2, "Làm đường", "Chi bộ 1"]]  # fmt: skip
    result = desk.nhap(desk.write(f"{name}.xlsx", rows), year=given)
    assert result.set_aside == result.files[0].sheets[0].set_aside == (0 if written else 2)
    assert {row["period"] for row in stored(desk, "initiative")} == ({written} if written else set())
    assert codes(result) == ([] if written else ["table_year_unknown"])
    notes = [note.message for note in result.plan.notes if note.code == "year_not_taken"]
    said = notes or [problem.message for problem in result.plan.problems]
    assert len(said) == bool(told)
    assert all(str(told) in message for message in said)


def test_ratings_under_a_heading_of_a_year_to_come_wait(desk):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI"], ["STT", "Họ và tên", "Quyết định xếp loại năm 2062"],
            [1, "Cà Thị Mai", "HTTNV"], [2, "Hà Văn Bình", "HTTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (codes(result), stored(desk, "rating")) == (["table_year_unknown"], [])
    assert "tiêu đề cột ghi năm 2062, ngoài khoảng" in result.plan.problems[0].message


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("2022-2023", "NĂM 2022", "«2022-2023» không phải là một năm; dòng này được ghi cho năm 2022."),
        ("2062", "NĂM 2022", "năm phải từ 1990 đến 2024 (năm sau); dòng này được ghi cho năm 2022."),
        ("2062", "", "ô C4 ghi «2062», không dùng được làm năm."),
    ],
)
def test_a_cell_that_is_no_year_says_for_which_its_row_was_taken(desk, text, title, told):
    rows = [UNIT, [f"ĐĂNG KÝ MÔ HÌNH {title}"], ["STT", "Tên mô hình", "Năm"], [1, "Trồng cây", text]]
    (problem,) = desk.nhap(desk.write("a.xlsx", rows)).plan.problems
    assert told in problem.message
    assert [row["period"] for row in stored(desk, "initiative")] == (["2022"] if title else [])


@pytest.mark.parametrize(
    ("titles", "problems"),
    [
        (["XẾP LOẠI ĐẢNG VIÊN QUÝ I NĂM 2022"], {"A2": "part_of_year_rated"}),
        (["ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN 6 THÁNG ĐẦU NĂM 2022"], {"A2": "part_of_year_rated"}),
        (["XẾP LOẠI ĐẢNG VIÊN", "(Quý II/2022)"], {"A3": "part_of_year_rated"}),
        (["XẾP LOẠI ĐẢNG VIÊN QUÝ IV VÀ CẢ NĂM 2022"], {}),
        (["XẾP LOẠI ĐẢNG VIÊN NĂM 2022 (tính đến ngày 31 tháng 12 năm 2022)"], {}),
        (["XẾP LOẠI ĐẢNG VIÊN NĂM 2022", "Tháng 12 năm 2022"], {}),
    ],
)
def test_ratings_of_a_part_of_a_year_are_no_ratings_of_the_year(desk, titles, problems):
    head = ["STT", "Họ và tên", "Chi bộ", "Mức xếp loại"]
    rows = [UNIT, *([title] for title in titles), head, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV"]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (cells(result), result.set_aside) == (problems, len(problems))
    assert len(stored(desk, "rating")) == 1 - len(problems)


def test_a_column_of_a_quarter_is_not_the_rating_of_the_year(desk):
    quarters = ["Xếp loại quý I", "Xếp loại quý II", "Xếp loại quý III", "Xếp loại quý IV", "Xếp loại 6 tháng đầu năm"]
    rows = [UNIT, ["XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", *quarters, "Xếp loại cả năm"],
            [1, "Cà Thị Mai", "Chi bộ 1", *["HTXSNV"] * 5, "HTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (codes(result), sheet(result).ignored_columns) == ([], quarters)
    assert [row["proposed_level"] for row in stored(desk, "rating")] == ["Hoàn thành nhiệm vụ"]


@pytest.mark.parametrize(("day", "noted"), [("15/12/2020", True), ("28/12/2022", False), ("10/01/2023", False)])
def test_the_day_of_a_decision_that_is_of_no_rating_of_the_year_is_noted(desk, day, noted):
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
        ["STT", "Họ và tên", "Chi bộ", "Quyết định xếp loại", "Ngày quyết định"], [1, "Vì Văn Cương", "Chi bộ 10", "HTTNV", day],
    ]  # fmt: skip
    result = desk.nhap(desk.write("quyet dinh.xlsx", rows))
    assert result.plan.problems == []
    assert ("day_outside_year" in [note.code for note in result.plan.notes]) == noted


@pytest.mark.parametrize(
    ("years", "numbers", "told"),
    [
        ((2022, 2021), ("9-QĐ/ĐU", "9-QĐ/ĐU"), ["B4"]),
        ((2022, 2021), ("9-QĐ/ĐU", "8-QĐ/ĐU"), []),
        ((2021, 2021), ("9-QĐ/ĐU", "9-QĐ/ĐU"), []),
    ],
)
def test_one_decision_for_two_years_is_named(desk, years, numbers, told):
    head = ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định", "Năm"]
    rows = [[n, "Cà Thị Mai", "Chi bộ 1", "Giấy khen", number, "05/01/2022", year]
            for n, (year, number) in enumerate(zip(years, numbers, strict=True), 1)]  # fmt: skip
    path = desk.write("a.xlsx", [UNIT, ["DANH SÁCH KHEN THƯỞNG"], head, *rows])
    result = desk.nhap(path)
    notes = [note for note in result.plan.notes if note.code == "decision_of_two_years"]
    assert [note.cell for note in notes] == told
    if told:
        assert "được ghi cho năm 2021 (ô B5) và năm 2022" in notes[0].message
        assert sorted(row["period"] for row in stored(desk, "commendation")) == ["2021", "2022"]
        assert not [n for n in desk.nhap(path).plan.notes if n.code == "decision_of_two_years"]
