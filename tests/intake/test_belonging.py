"""Columns that do not belong together, what colours are said to mean, and a list that goes on in a sheet without header."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, cells, codes, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]
WITH_IDS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Ngày vào Đảng"]
NAMES = [
    "Lò Văn An",
    "Cà Thị Mai",
    "Hà Văn Bình",
    "Vì Thị Cương",
    "Lò Thị Dung",
    "Tòng Văn Em",
    "Bạc Văn Giót",
    "Sa Thị Hặc",
]
BIRTHS = [1980, 1985, 1970, 1990, 1966, 1977, 1983, 1975]


def read(desk, names, births):
    rows = []
    for n, (name, own, birth, year) in enumerate(zip(names, NAMES, births, BIRTHS, strict=True)):
        gender = "Nữ" if "Thị" in own else "Nam"
        number = f"014{int(gender == 'Nữ')}{year % 100:02d}00000{n}"
        rows.append([n + 1, name, f"12/05/{birth}", gender, number, "03/02/2015"])
    return desk.nhap(desk.write("ds.xlsx", [*TITLE, WITH_IDS, *rows]))


def told(result, code):
    return [note.cell for note in result.plan.notes if note.code == code]


def test_columns_that_belong_together(desk):
    result = read(desk, NAMES, BIRTHS)
    assert (codes(result), told(result, "name_and_gender"), len(desk.people())) == ([], [], 8)


@pytest.mark.parametrize(
    "names", [sorted(NAMES, key=lambda name: name.split()[-1], reverse=True), NAMES[1:] + NAMES[:1]]
)
def test_names_sorted_by_themselves_are_nobodys(desk, names):
    result = read(desk, names, BIRTHS)
    assert cells(result) == {"B5": "columns_apart"}
    assert (result.set_aside, desk.people()) == (8, [])


def test_days_of_birth_sorted_by_themselves_are_nobodys(desk):
    assert "columns_apart" in codes(read(desk, NAMES, sorted(BIRTHS)))
    assert desk.people() == []


def test_a_slip_of_one_row_is_told_and_kept(desk):
    result = read(desk, ["Lò Thị An", *NAMES[1:]], BIRTHS)
    assert (codes(result), told(result, "name_and_gender"), len(desk.people())) == ([], ["D5"], 8)


@pytest.mark.parametrize(
    "legend", ["Bôi vàng: đảng viên đã chuyển đi", "Ghi chú: chữ đỏ là đảng viên dự bị", "- Dòng tô xanh: mới kết nạp"]
)
def test_what_a_colour_is_said_to_mean_is_named(desk, legend):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), [], ["", legend]]
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"B7": "colours_not_read"}


@pytest.mark.parametrize("text", ["Người lập biểu: Tô Vàng", "Ghi chú: TC là trung cấp", "Tổ Sông Xanh"])
def test_other_notes_say_nothing_of_colours(desk, text):
    desk_result = desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), [], ["", text]]))
    assert "colours_not_read" not in codes(desk_result)


def test_a_list_that_goes_on_in_a_sheet_without_header_is_not_passed_over(desk):
    first = [*TITLE, HEADER, person(1, "Lò Văn An")]
    result = desk.nhap(desk.write("ds.xlsx", first, more={"tiếp": [person(2, "Hà Văn Bình"), person(3, "Vì Văn Pó")]}))
    assert "không có hàng tiêu đề cột" in (result.files[0].error or "")
    assert result.needs_attention


class TestHalvesOfNames:
    """A heading typed over two cells, or in words nobody knows: a given name alone is nobody's name."""

    ROWS = (("Lò Văn", "An"), ("Cà Thị", "Mai"), ("Hà", "Bình"))

    def read(self, desk, family, given, rows=ROWS, swapped=False):
        header = [family, given, *HEADER[2:]]
        listed = [[*two, *person(n, "")[2:]] for n, two in enumerate(rows, 1)]
        for row in (header, *listed) if swapped else ():
            row[:2] = row[1::-1]
        return desk.nhap(desk.write("ds.xlsx", [*TITLE, header, *listed]))

    @pytest.mark.parametrize(
        ("family", "given"),
        [("Họ và", "tên"), ("HỌ VÀ", "TÊN"), ("Họ", "và tên"), ("Họ và chữ lót", "Tên"), ("Họ đệm", "Tên")],
    )
    def test_one_heading_over_two_cells(self, desk, family, given):
        assert codes(self.read(desk, family, given)) == []
        assert sorted(p["full_name"] for p in desk.people()) == ["Cà Thị Mai", "Hà Bình", "Lò Văn An"]

    @pytest.mark.parametrize("swapped", [False, True])
    @pytest.mark.parametrize("given", ["Tên", "Họ và tên"])
    def test_a_column_that_nobody_reads_beside_given_names(self, desk, given, swapped):
        result = self.read(desk, "Phần đầu", given, swapped=swapped)
        assert (codes(result), result.set_aside, desk.people()) == (["half_names"], 3, [])
        (problem,) = result.plan.problems
        assert f"{'B' if swapped else 'A'} «Phần đầu»" in problem.message

    @pytest.mark.parametrize(
        "family", [("1", "2", "3"), ("", "", "Bản Bó"), ("Tổ dân phố số hai", "x y z t u", "o p q r")]
    )
    def test_what_is_no_half_of_a_name(self, desk, family):
        rows = tuple((text, given) for text, (_, given) in zip(family, self.ROWS, strict=True))
        assert codes(self.read(desk, "Phần đầu", "Tên", rows)) == []

    def test_whole_names_beside_a_column_that_nobody_reads(self, desk):
        rows = tuple((family, f"{family} {given}") for family, given in self.ROWS)
        assert codes(self.read(desk, "Phần đầu", "Tên", rows)) == []
        assert len(desk.people()) == 3
