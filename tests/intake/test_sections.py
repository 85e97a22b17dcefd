"""Group rows of a sort of members: how whoever stands below them stands, where her own row does not say."""

from __future__ import annotations

import pytest

from intake.desk import codes, person, stored

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức"]
PEOPLE = {"Lò Văn An": 1, "Cà Văn Mai": 2, "Vì Văn Pó": 3, "Bạc Văn Sơn": 4}


def read(desk, *lines):
    """Import a list of a committee: names are people, anything else group rows; return the result and the people."""
    rows = [person(PEOPLE[line], line, official="") if isinstance(line, str) else line for line in lines]
    result = desk.nhap(desk.write("ds.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER, *rows]))
    return result, stored(desk)


def standings(people):
    return {name.split()[0]: one.get("membership", [("",)])[0][0] for name, one in people.items()}


@pytest.mark.parametrize(
    "heading", [["II", "Đảng viên dự bị"], ["", "DỰ BỊ"], [2, "Dự bị"], ["Đảng viên dự bị: 1 đồng chí"]]
)
def test_a_section_says_how_its_people_stand(desk, heading):
    result, people = read(desk, ["I", "Chi bộ 1"], "Lò Văn An", heading, "Cà Văn Mai")
    assert standings(people) == {"Lò": "", "Cà": "probationary"}
    assert codes(result) == ["standing_unknown"]  # of the one above it


@pytest.mark.parametrize("heading", [[1, "Chính thức"], [1, "Hưu trí"], [2, "Đảng viên miễn sinh hoạt"], [1, "Dự bị"]])
def test_a_numbered_section_is_nobody(desk, heading):
    _, people = read(desk, ["I", "Chi bộ 1"], heading, "Lò Văn An")
    assert people.keys() == {"Lò Văn An"}


def test_a_section_within_a_unit_ends_with_it(desk):
    groups = (["I", "Chi bộ 1"], "Lò Văn An", [1, "Dự bị"], "Cà Văn Mai", ["II", "Chi bộ 10"], "Vì Văn Pó")
    assert standings(read(desk, *groups)[1]) == {"Lò": "", "Cà": "probationary", "Vì": ""}


def test_a_section_above_units_goes_on_through_them(desk):
    sections = (["A", "Chính thức"], ["I", "Chi bộ 1"], "Lò Văn An", ["II", "Chi bộ 10"], "Cà Văn Mai")
    more = (["B", "Dự bị"], ["I", "Chi bộ 1"], "Vì Văn Pó", ["C", "Nghỉ hưu"], "Bạc Văn Sơn")
    _, people = read(desk, *sections, *more)
    assert standings(people) == {"Lò": "official", "Cà": "official", "Vì": "probationary", "Bạc": ""}


def test_the_exempt_have_a_section_too(desk):
    _, people = read(desk, ["I", "Đảng viên được miễn sinh hoạt"], "Lò Văn An")
    assert people["Lò Văn An"]["member_activity"] == [("exempt",)]


def test_what_the_row_says_itself_stands(desk):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], HEADER, ["II", "Dự bị"], person(1, "Lò Văn An")]
    desk.nhap(desk.write("ds.xlsx", rows))
    assert stored(desk)["Lò Văn An"]["membership"] == [("official",)]


@pytest.mark.parametrize(
    "heading",
    [
        ["II. Đảng viên dự bị:"], ["II", "Đảng viên dự bị:"], ["* Đảng viên dự bị"], ["B. ĐV DỰ BỊ (1)"],
        ["II. Đảng viên dự bị (01)"], ["II. Dự bị: 1"], ["- Dự bị: 1"], ["II. Danh sách đảng viên dự bị"],
    ],
)  # fmt: skip
def test_whatever_it_ends_in_a_section_ends_the_one_above(desk, heading):
    """The probationary were stored as official in silence; a bare count lost them their standing."""
    _, people = read(desk, ["I. Đảng viên chính thức"], "Lò Văn An", heading, "Cà Văn Mai")
    assert standings(people) == {"Lò": "official", "Cà": "probationary"}


@pytest.mark.parametrize("heading", [["II. Đảng viên dự bị và ĐV cao tuổi"], ["- Dự bị: 3"]])
def test_a_section_that_cannot_be_read_ends_the_one_above_all_the_same(desk, heading):
    """«- Dự bị: 3» with one person below counts them, and heads nobody."""
    _, people = read(desk, ["I. Đảng viên chính thức"], "Lò Văn An", heading, "Cà Văn Mai")
    assert standings(people) == {"Lò": "official", "Cà": ""}


@pytest.mark.parametrize(
    "note",
    [["* Ghi chú: đảng viên dự bị ở dưới"], ["Trong đó:"], ["- Nữ: 5"], ["Tuổi Đảng:"], ["Ghi chú:"], ["Chi bộ:"]],
)
def test_a_note_ends_no_group(desk, note):
    groups = (["I", "Chi bộ 1"], [1, "Chính thức"], "Lò Văn An", note, "Cà Văn Mai")
    result, people = read(desk, *groups)
    assert standings(people) == {"Lò": "official", "Cà": "official"}
    assert {one["place"] for one in people.values()} == {"YT.1"}
    assert codes(result) == []


@pytest.mark.parametrize(
    "heading",
    [
        ["II. Chi bộ 10:"], ["II", "Chi bộ 10:"], ["Chi bộ 10:"], ["* Chi bộ 10"], ["- Chi bộ 10:"], ["Chi bộ 10, gồm:"],
        ["Chi bộ 10 có 1 đồng chí:"], ["Danh sách chi bộ 10:"], ["Chi bộ:", "Chi bộ 10"], ["Chi bộ:", "10"],
    ],
)  # fmt: skip
def test_whatever_it_ends_in_a_unit_ends_the_one_above(desk, heading):
    """Its people were filed in the branch above, in silence."""
    _, people = read(desk, ["I. Chi bộ 1"], "Lò Văn An", heading, "Cà Văn Mai")
    assert [one["place"] for one in people.values()] == ["YT.1", "YT.10"]


@pytest.mark.parametrize("heading", [["II. Chi bộ Hoa Ban:"], ["* Chi bộ Hoa Ban"], ["Chi bộ Hoa Ban, gồm:"]])
def test_below_a_unit_nobody_knows_nobody_is_of_the_one_above(desk, heading):
    result, people = read(desk, ["I. Chi bộ 1"], "Lò Văn An", heading, "Cà Văn Mai")
    assert people.keys() == {"Lò Văn An"}
    assert "organization_unknown" in codes(result)


@pytest.mark.parametrize("between", [[], [[]]])
@pytest.mark.parametrize("first", ["1. Chi bộ 1", "1/ CHI BỘ 1", "CHI BỘ 1"])
def test_the_first_of_many_branches_stands_above_the_headings(desk, first, between):
    """It was taken for the unit of the whole sheet, and every branch below for one that the record does not have."""
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN"], [first], *between, HEADER, person(1, "Lò Văn An")]
    more = [["2. Chi bộ 10"], HEADER, person(1, "Cà Văn Mai", card="14.000002")]
    result = desk.nhap(desk.write("ds.xlsx", [*rows, *more]))
    assert {name: one["place"] for name, one in stored(desk).items()} == {"Lò Văn An": "YT.1", "Cà Văn Mai": "YT.10"}
    assert codes(result) == []


def test_a_sheet_of_one_branch_stays_of_it(desk):
    """A group that is unknown in it is not one of its neighbours' sheet."""
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"],
        ["CHI BỘ 1"],
        HEADER,
        person(1, "Lò Văn An"),
        ["II", "Chi bộ Hoa Ban"],
        person(2, "Cà Mai"),
    ]
    desk.nhap(desk.write("ds.xlsx", rows))
    assert {name: one["place"] for name, one in stored(desk).items()} == {"Lò Văn An": "YT.1"}


@pytest.mark.parametrize("no", [0, "0", "không", "-"])
def test_a_no_under_a_mark_is_no_day(desk, no):
    head = [*HEADER[:6], "Đảng viên chính thức", "Đảng viên dự bị"]
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"], head, [*person(1, "Lò Văn An")[:6], "x", no]]
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert codes(result) == []
    assert stored(desk)["Lò Văn An"]["membership"] == [("official",)]


@pytest.mark.parametrize(
    ("title", "standing", "activity"),
    [
        ("DANH SÁCH ĐẢNG VIÊN DỰ BỊ", "probationary", []),
        ("DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN DỰ BỊ NĂM 2022", "probationary", []),
        ("B. Đảng viên dự bị (tính đến 31/12/2022)", "probationary", []),
        ("DANH SÁCH ĐẢNG VIÊN CHÍNH THỨC", "official", []),
        ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC MIỄN CÔNG TÁC, SINH HOẠT ĐẢNG NĂM 2022", "", [("exempt",)]),
        ("DANH SÁCH ĐẢNG VIÊN ĐANG BỊ ĐÌNH CHỈ SINH HOẠT", "", [("suspended",)]),
        ("DANH SÁCH ĐẢNG VIÊN CHÍNH THỨC, DỰ BỊ", "", []),
        ("DANH SÁCH ĐẢNG VIÊN ĐANG SINH HOẠT", "", []),
    ],
)
def test_a_title_says_how_everybody_stands_below_it(desk, title, standing, activity):
    """The same words above a table and as a group row in it mean the same."""
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], HEADER, person(1, "Lò Văn An", official="")]
    desk.nhap(desk.write("ds.xlsx", rows))
    people = stored(desk)
    assert standings(people) == {"Lò": standing}
    assert people["Lò Văn An"].get("member_activity", []) == activity


def test_a_section_within_such_a_title_is_of_its_own(desk):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN CHÍNH THỨC"], HEADER, person(1, "Lò Văn An", official=""),
            ["II", "Dự bị"], person(2, "Cà Văn Mai", official="")]  # fmt: skip
    desk.nhap(desk.write("ds.xlsx", rows))
    assert standings(stored(desk)) == {"Lò": "official", "Cà": "probationary"}


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        (["I. Đảng viên chính thức"], "official"), (["I", "Chính thức"], "official"), (["A. ĐẢNG VIÊN DỰ BỊ (01)"], "probationary"),
        (["Đảng viên dự bị"], "probationary"), (["I. Đảng viên hưu trí"], ""), (["(Kèm theo Công văn số 1)"], ""),
    ],
)  # fmt: skip
def test_a_section_right_above_the_headings_is_one(desk, line, standing):
    """It was a title: only the sections below the headings were read."""
    header = HEADER[:6]
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"],
        ["CHI BỘ 1"],
        ["DANH SÁCH ĐẢNG VIÊN"],
        line,
        header,
        person(1, "Lò Văn An", official="")[:6],
    ]
    desk.nhap(desk.write("ds.xlsx", [*rows, ["II. Đảng viên dự bị"], header, person(2, "Cà Văn Mai", official="")[:6]]))
    assert standings(stored(desk)) == {"Lò": standing, "Cà": "probationary"}
