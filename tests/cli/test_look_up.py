"""`dv doi-chieu`: lists from elsewhere, with and without headings, and what is said of each row."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dangbo_cli.cli.listed_people import people_of
from dangbo_cli.sheets.grid import Grid


def answers(run, path: Path | str, *more, **settings) -> list[tuple]:
    rows = run("dv", "doi-chieu", path, *more, "--dinh-dang", "json", **settings).json
    return [(row["line"], row["answer"], row["id"]) for row in rows]


@pytest.fixture
def sheet(tmp_path):
    def write(text: str, name: str = "dự họp.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_names_numbers_and_births_under_headings(filled, sheet):
    path = sheet(
        "DANH SÁCH DỰ HỌP,,,\n"
        "STT,Họ và tên,Ngày sinh,Số thẻ Đảng\n"
        "1,Lò Văn An,12/05/1968,\n"
        "2,Nguyễn Thị Bình,,\n"
        "3,Giàng A Páo,,014012000003\n"
        "4,Người Lạ,,014012000003\n"
        "5,Lò Văn An,12/05/1968,999999999999\n"
        "6,Không Có Ai,01/01/1990,\n"
        "Cộng: 6 người,,,\n"
    )
    assert answers(filled, path) == [
        (3, "là đảng viên", 1), (4, "có thể là", None), (5, "là đảng viên", 3), (6, "có thể là", None),
        (7, "có thể là", None), (8, "không có", None),
    ]  # fmt: skip
    shown = filled("dv", "doi-chieu", path, columns=80).stdout
    reasons = [row["reason"] for row in filled("dv", "doi-chieu", path, "--dinh-dang", "json").json]
    assert reasons[3] == "Đúng số nhưng khác họ tên"
    assert reasons[4] == "Không ai có số này; đúng họ tên và ngày sinh, sổ ghi số khác"
    assert "Đã tra theo các cột: B «Họ và tên», D «Số thẻ Đảng», C «Ngày sinh»." in shown
    assert "«Cộng: 6 người»" in shown
    assert "014012000003" not in shown  # a number beside a name stays off the screen


@pytest.mark.parametrize(
    ("birth", "children", "men", "women", "answer", "used"),
    [
        ("Năm sinh,", "Nam,Nữ", "1968,", ",1970", ("có thể là", None), "C «Năm sinh - Nam», D «Năm sinh - Nữ»"),
        ("Ngày sinh,,", "Ngày,Tháng,Năm", "12,5,1968", "1,1,1970", ("là đảng viên", 1), "C «Ngày sinh - Ngày»"),
    ],
)
def test_a_birth_in_several_columns(filled, sheet, birth, children, men, women, answer, used):
    path = sheet(f"STT,Họ và tên,{birth},Chức vụ\n,,{children},\n1,Lò Văn An,{men},\n2,Người Lạ,{women},\n")
    assert answers(filled, path) == [(3, *answer), (4, "không có", None)]
    shown = filled("dv", "doi-chieu", path, columns=200).stdout
    assert f"Đã tra theo các cột: B «Họ và tên», {used}." in shown


@pytest.mark.parametrize("heading", ["Đại biểu", "Học viên", "Người dự", "Thành phần"])
@pytest.mark.parametrize("more", ["", "I,Khối cơ quan,,\n"])
def test_people_under_whatever_heading_beside_their_births(filled, sheet, heading, more):
    """Neither the headings, typed once more or not, nor a group's name is looked up, and the births are."""
    header = f"TT,{heading},Ngày sinh,Cơ quan\n"
    path = sheet(
        f"DANH SÁCH DỰ HỘI NGHỊ,,,\n{header}{more}1,Lò Văn An,12/05/1968,Sở Thử\n{header}2,Nguyễn Văn Lạ,12/05/1970,Sở Thử\n"
    )
    first = 4 if more else 3
    assert answers(filled, path) == [(first, "là đảng viên", 1), (first + 2, "không có", None)]
    assert f"B «{heading}», C «Ngày sinh»." in filled("dv", "doi-chieu", path, columns=200).stdout


def test_a_numeral_beside_a_persons_name_heads_no_group(filled, sheet):
    path = sheet("TT,Đại biểu,Ngày sinh\nI,Lò Văn An,\nII,Người Lạ,\n1,Nguyễn Thị Bình,\n")
    assert [line for line, *_ in answers(filled, path)] == [2, 4]


def test_every_list_of_a_sheet_is_looked_up(filled, sheet):
    header = "STT,Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng\n"
    path = sheet(
        f"CHI BỘ 1,,,,\nDANH SÁCH ĐẢNG VIÊN,,,,\n{header}1,Người Lạ,01/01/1990,,\n"
        f"CHI BỘ 2,,,,\nDANH SÁCH ĐẢNG VIÊN,,,,\n{header}1,Lò Văn An,12/05/1968,,\n"
    )
    assert answers(filled, path) == [(4, "không có", None), (8, "là đảng viên", 1)]
    assert filled("dv", "doi-chieu", path).stdout.count("Đã tra theo các cột:") == 1


@pytest.mark.parametrize("heading", ["Họ tên đại biểu", "Đại biểu"])
def test_a_column_of_names_under_a_heading_of_its_own(filled, sheet, heading):
    """Beside a known column of numbers: by how its heading begins, else because people stand in it."""
    path = sheet(
        f"STT,Chức vụ nơi công tác,{heading},Ngày sinh,Số thẻ Đảng\n"
        "1,Chuyên viên Sở Thử,Lò Văn An,12/05/1968,\n"
        "2,Chuyên viên Sở Thử,Người Lạ,,014012000003\n"
    )
    assert answers(filled, path) == [(2, "là đảng viên", 1), (3, "có thể là", None)]
    assert f"C «{heading}»" in filled("dv", "doi-chieu", path, columns=120).stdout


def test_a_heading_of_somebody_elses_name_is_no_column_of_names(filled, sheet):
    path = sheet("Họ và tên đại biểu,Họ tên vợ hoặc chồng\nLò Văn An,Giàng A Páo\n")
    assert [row["text"] for row in filled("dv", "doi-chieu", path, "--dinh-dang", "json").json] == ["Lò Văn An"]
    path = sheet("Họ tên vợ hoặc chồng,Họ và tên đại biểu\nGiàng A Páo,Lò Văn An\n")
    assert [row["text"] for row in filled("dv", "doi-chieu", path, "--dinh-dang", "json").json] == ["Lò Văn An"]


def test_rows_that_were_not_looked_up_are_named(filled, sheet):
    path = sheet("Khách mời,Số thẻ Đảng,Ghi chú\nanh An,,a\n,014012000003,\nchị Hoa,,b\n")
    shown = " ".join(filled("dv", "doi-chieu", path).stdout.split())
    assert "Chưa tra 2 dòng vì không có số giấy tờ, và trang tính không có cột họ tên: dòng 2, dòng 4." in shown


def test_a_candidate_who_has_left_is_told_as_such(filled, sheet):
    out = filled("dv", "giam", "3", "--ly-do", "khai trừ", "--ngay", "10/01/2022", "--dong-y")
    assert out.exit_code == 0, out.stderr
    (row,) = filled("dv", "doi-chieu", sheet("Họ và tên\nGiàng A Páo\n"), "--dinh-dang", "json").json
    assert (row["answer"], row["who"].rpartition(", ")[2]) == ("có thể là", "đã ra khỏi danh sách")


def test_nothing_of_the_list_is_lost(filled, sheets):
    member_list = sheets / "Đảng bộ Sở Thử.csv"
    assert answers(filled, member_list) == [(2, "là đảng viên", 1), (3, "là đảng viên", 2), (4, "là đảng viên", 3)]


def test_without_headings(filled, sheet):
    path = sheet("Phòng A,Lò Văn An\nPhòng A,014012000002\n,\nPhòng B,Sùng Thị Dua\n")
    assert answers(filled, path) == [(1, "có thể là", None), (2, "là đảng viên", 2), (4, "không có", None)]
    assert "đã tra cột B" in filled("dv", "doi-chieu", path).stdout


def test_lines_on_standard_input(filled):
    typed = io.StringIO("\ufeffLò Văn An; 12/05/1968\n\nGiàng A Páo\t1/9/1990\nAi Đó\n")
    assert answers(filled, "-", stdin=typed) == [
        (1, "là đảng viên", 1), (3, "là đảng viên", 3), (4, "không có", None),
    ]  # fmt: skip


def test_saved(filled, sheet, tmp_path):
    target = tmp_path / "ket qua.xlsx"
    done = filled("dv", "doi-chieu", sheet("Họ và tên,Ngày sinh\nLò Văn An,12/05/1968\nAi Đó,\n"), "--luu-vao", target)
    assert done.exit_code == 0
    assert "1 là đảng viên" in " ".join(done.stderr.split())  # how many are ours, not only how many rows were written
    assert target.stat().st_size > 1000


def test_the_record_is_not_written(filled, sheet):
    before = filled.database.read_bytes()
    filled("dv", "doi-chieu", sheet("Họ và tên\nLò Văn An\n"))
    assert filled.database.read_bytes() == before


@pytest.mark.parametrize(("text", "code"), [("1,2\n3,4\n", 2), ("", 3)])
def test_a_sheet_without_anybody(filled, sheet, text, code):
    assert filled("dv", "doi-chieu", sheet(text)).exit_code == code


def test_one_sheet_of_several(filled, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for name, person in (("Phòng 1", "Lò Văn An"), ("Phòng 2", "Giàng A Páo")):
        sheet = book.create_sheet(name)
        sheet.append(["Họ và tên"])
        sheet.append([person])
    path = tmp_path / "nhiều trang.xlsx"
    book.save(path)
    first = filled("dv", "doi-chieu", path, columns=120)
    assert "Lò Văn An" in first.stdout
    assert "Chỉ tra trang tính «Phòng 1»; muốn tra trang khác («Phòng 2»), thêm --trang-tinh TÊN." in first.stdout
    assert "Giàng A Páo" in filled("dv", "doi-chieu", path, "--trang-tinh", "phòng 2").stdout
    refused = filled("dv", "doi-chieu", path, "--trang-tinh", "phòng 9")
    assert refused.exit_code == 2
    assert "«Phòng 1», «Phòng 2»" in refused.stderr


def test_a_number_that_excel_made_a_number():
    grid = Grid("x", [["Số thẻ đảng viên"], [14012000001.0], ["chữ ký"]])
    listed = people_of(grid)
    assert listed is not None
    assert listed.asked[1] == (14012000001.0, None, "")


def test_birth_dates_under_the_bare_heading(filled, sheet):
    path = sheet("STT,Họ và tên,Sinh,Ghi chú\n1,Lò Văn An,12/05/1968,\n2,Lò Văn An,23/11/1975,\n")
    assert answers(filled, path) == [(2, "là đảng viên", 1), (3, "không có", None)]


@pytest.mark.parametrize("more", ["", ",Giới tính,Dân tộc,Quê quán"])
def test_headings_of_the_clerks_own_forms_are_read_as_an_import_reads_them(filled, sheet, tmp_path, more):
    path = sheet(f"STT,Danh tính,Chào đời ngày{more}\n1,Lò Văn An,12/05/1968{more and ',Nam,Thái,Sơn La'}\n")
    assert "B «Danh tính»" not in filled("dv", "doi-chieu", path).stdout
    own = tmp_path / "biểu.toml"
    own.write_text('ten = "hop"\nloai = "dang-vien"\n[cot]\n"Họ và tên" = ["Danh tính"]\n'
                   '"Ngày sinh" = ["Chào đời ngày"]\n', encoding="utf-8")  # fmt: skip
    assert filled("bieu-mau", "them", own, "--dong-y").exit_code == 0
    assert answers(filled, path) == [(2, "là đảng viên", 1)]
    assert "Đã tra theo các cột: B «Danh tính», C «Chào đời ngày»." in filled("dv", "doi-chieu", path).stdout
    assert filled("bieu-mau", "xoa", "hop", "--dong-y").exit_code == 0
    assert "B «Danh tính»" not in filled("dv", "doi-chieu", path).stdout
