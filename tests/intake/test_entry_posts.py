"""Lists of the year's work whose names and posts stand in one column: they are what their titles say, and change no post."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


LISTS = {
    "discipline": ("ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT", "Hình thức kỷ luật", "Cảnh cáo", ("form", "Cảnh cáo")),
    "commendation": ("KHEN THƯỞNG ĐẢNG VIÊN", "Hình thức khen thưởng", "Giấy khen", ("form", "Giấy khen")),
    "pledge": ("ĐẢNG VIÊN NỘP BẢN CAM KẾT", "Đã nộp", "x", ("handed_in", "Có")),
    "rating": ("XẾP LOẠI ĐẢNG VIÊN", "Xếp loại", "HTTNV", ("proposed_level", "Hoàn thành tốt nhiệm vụ")),
}


def posts(desk):
    return desk.conn.execute("SELECT member_id, sphere, title, valid_from, valid_to FROM member_position").fetchall()


@pytest.mark.parametrize("table", LISTS)
@pytest.mark.parametrize("heading", ["Họ và tên, chức vụ", "Họ và tên, chức danh", "Họ tên\nChức vụ"])
def test_a_list_of_names_with_posts_is_what_its_title_says(desk, table, heading):
    """It was read as a list of members: what it says was lost, and posts were opened and closed."""
    before = posts(desk)
    title, column, typed, (key, value) = LISTS[table]
    rows = [UNIT, ["CHI BỘ 1"], [f"DANH SÁCH {title} NĂM 2022"], ["STT", heading, "Năm sinh", column]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai, Kế toán trưởng", "1980", typed]]))
    assert cells(result) == {}
    (row,) = stored(desk, table)
    assert row[key] == value
    assert row["member_id"]
    assert row.get("position") == (None if table == "rating" else "Kế toán trưởng")
    assert posts(desk) == before


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        ("Cà Thị Mai: Phó Trưởng phòng", "Phó Trưởng phòng"),
        ("Phó Trưởng phòng: Cà Thị Mai", "Phó Trưởng phòng"),
        ("Đ/c Cà Thị Mai: Bí thư", "Bí thư"),
        ("Cà Thị Mai (Bí thư)", "Bí thư"),
        ("Cà Thị Mai", None),
    ],
)
def test_a_post_beside_a_colon(desk, typed, post):
    """The whole cell was the post, and the row without a name."""
    rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], ["STT", "Họ và tên, chức vụ", "Khen thưởng"]]
    assert cells(desk.nhap(desk.write("a.xlsx", [*rows, [1, typed, "Giấy khen"]]))) == {}
    (row,) = stored(desk, "commendation")
    assert row["member_id"]
    assert row.get("position") == post


def test_a_unit_among_names_with_posts(desk):
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], ["STT", "Họ và tên, chức vụ", "Khen thưởng"]]
    assert cells(desk.nhap(desk.write("a.xlsx", [*rows, [1, "Chi bộ 1", "Giấy khen"]]))) == {}
    (row,) = stored(desk, "commendation")
    assert row["subject_sort"] == "Tập thể"
    assert "position" not in row


def test_names_posts_and_places_of_work_that_cannot_be_parted(desk):
    rows = [
        UNIT,
        ["CHI BỘ 1"],
        ["DANH SÁCH KỶ LUẬT NĂM 2022"],
        ["STT", "Họ và tên, chức vụ, đơn vị", "Hình thức kỷ luật"],
    ]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai, Kế toán, Phòng A", "Cảnh cáo"]]))
    assert cells(result) == {"B5": "who_unclear"}
    assert stored(desk, "discipline") == []


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ("Phó Bí thư Đoàn", {"Kế toán", "Phó Bí thư Đoàn"}),
        ("Chủ tịch Công đoàn", {"Kế toán", "Chủ tịch Công đoàn"}),
        ("Kế toán, Phó Bí thư Đoàn", {"Kế toán", "Phó Bí thư Đoàn"}),
        ("Kế toán trưởng", {"Kế toán trưởng"}),
    ],
)
def test_a_post_in_a_union_does_not_end_that_of_the_work(desk, told, held):
    """A list whose column «Chức vụ» named only it closed «Chuyên viên» on the day of the import."""

    def bring(day, post, *, name):
        head = [UNIT, ["CHI BỘ 1"], [f"DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY {day}"]]
        head.append(["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chức vụ"])
        return desk.nhap(desk.write(name, [*head, [1, "Cà Thị Mai", "12/05/1980", "03/02/2005", post]]))

    assert cells(bring("30/6/2022", "Kế toán", name="a.xlsx")) == {}
    for name in ("b.xlsx", "c.xlsx"):  # told again, it changes nothing
        assert cells(bring("31/12/2022", told, name=name)) == {}
        assert {title for _, _, title, _, ended in posts(desk) if ended is None} == held


def test_a_year_of_birth_between_name_and_post(desk):
    before = posts(desk)
    rows = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH KỶ LUẬT NĂM 2022"]]
    rows.append(["STT", "Họ và tên, năm sinh, chức vụ", "Hình thức kỷ luật"])
    typed = "Cà Thị Mai, 1980, Kế toán trưởng"
    assert cells(desk.nhap(desk.write("a.xlsx", [*rows, [1, typed, "Cảnh cáo"]]))) == {}
    (row,) = stored(desk, "discipline")
    assert row["member_id"]
    assert row["position"] == "Kế toán trưởng"
    assert posts(desk) == before


@pytest.mark.parametrize("table", LISTS)
def test_two_people_in_one_cell_are_no_person_with_a_post(desk, table):
    title, column, typed, _ = LISTS[table]
    rows = [UNIT, ["CHI BỘ 1"], [f"DANH SÁCH {title} NĂM 2022"], ["STT", "Họ và tên, chức vụ", column]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai, Hà Văn Bình", typed]]))
    assert list(cells(result)) == ["B5"]
    assert stored(desk, table) == []
