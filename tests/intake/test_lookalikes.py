"""New people who look very like somebody: asked about; people who only share a name: created."""

from __future__ import annotations

from datetime import datetime

import pytest

from dangbo_cli.intake.who.lookalikes import Scales
from dangbo_cli.records.edit import plan_edit_member
from dangbo_cli.store.apply import apply_plan
from intake.desk import WHO, Desk, codes

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Ngày vào Đảng", "Quê quán"]
STORED = ["Lò Thị Hoa", "12/05/1968", "014168000001", "03/02/1995", "Xã Thử"]


def sheet(*people, unit="ĐẢNG BỘ SỞ Y TẾ", branch="CHI BỘ 1"):
    rows = [
        [n, name, birth, "Nữ", citizen, admitted, home]
        for n, (name, birth, citizen, admitted, home) in enumerate(people, start=1)
    ]
    return [[unit], [branch], [], HEADER, *rows]


def like(**changed):
    keys = ("name", "birth", "citizen", "admitted", "home")
    return [changed.get(key, value) for key, value in zip(keys, STORED, strict=True)]


SLIPS = {
    "a year mistyped, same admission": like(birth="12/05/1963", citizen=""),
    "another year, same admission": like(birth="12/05/1975", citizen=""),
    "day and month changed about": like(birth="05/12/1968", citizen=""),
    "day and month changed about, no admission": like(birth="05/12/1968", citizen="", admitted=""),
    "a letter of the name": like(name="Lò Thị Hoan", citizen=""),
    "the first of January, as if no day were known": like(birth="01/01/1968", admitted="01/01/1995", citizen=""),
    "no middle name": like(name="Lò Hoa", citizen=""),
    "elsewhere in the Đảng bộ": like(citizen="", admitted=""),
}


@pytest.mark.parametrize("row", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_asked_about(desk, row):
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    elsewhere = row == SLIPS["elsewhere in the Đảng bộ"]
    unit = {"unit": "ĐẢNG BỘ SỞ CÔNG THƯƠNG"} if elsewhere else {}
    result = desk.plan(desk.write("b.xlsx", sheet(row, **unit)))
    assert codes(result) == ["looks_like"]
    (problem,) = result.plan.problems
    assert problem.cell == "B5"
    assert "số hồ sơ 1" in problem.message
    assert "+" in problem.message
    assert ("«dangbo dv chuyen 1 --den CT.1 --ngay NGÀY»" in problem.message) is elsewhere
    assert [choice.key for choice in problem.choices] == ["dang-vien 1", "moi"]
    assert result.plan.changes == []
    assert result.set_aside == 1


def test_a_digit_of_the_citizen_id(desk):
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    other = like(citizen="014168000007", birth="12/05/1986", admitted="")
    result = desk.plan(desk.write("b.xlsx", sheet(other)))
    assert result.set_aside == 1
    assert "số định danh lệch một chữ số +10" in result.plan.problems[-1].message


OTHERS = {
    "only the name": like(birth="01/09/1990", citizen="014190000002", admitted="19/05/2015", home="Xã Khác"),
    "the name, no number, another birth": like(birth="20/11/1975", citizen="", admitted="02/09/1999", home="Xã Khác"),
    "same birth, other numbers": like(citizen="014168999999", admitted="19/05/1999", home="Xã Khác"),
    "same days, another name": like(name="Cà Văn Bình", citizen=""),
}


@pytest.mark.parametrize("row", OTHERS.values(), ids=OTHERS.keys())
def test_another_person_is_created(desk, row):
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    result = desk.nhap(desk.write("b.xlsx", sheet(row, unit="ĐẢNG BỘ SỞ CÔNG THƯƠNG")))
    assert codes(result) == []
    assert result.created == 1


def test_the_answers_are_taken(desk):
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    path = desk.write("b.xlsx", sheet(SLIPS["a year mistyped, same admission"]))
    (problem,) = desk.plan(path).plan.problems
    same = desk.plan(path, answers={problem.place: "dang-vien 1"})
    assert same.created == 0
    assert codes(same) == ["differs_from_record"]  # the year of birth does not change by itself
    new = desk.nhap(path, answers={problem.place: "moi"})
    assert (new.created, codes(new)) == (1, [])


def test_two_files_of_one_call(desk):
    one = desk.write("a.xlsx", sheet(STORED))
    two = desk.write("b.xlsx", sheet(SLIPS["a year mistyped, same admission"], unit="ĐẢNG BỘ SỞ CÔNG THƯƠNG"))
    result = desk.plan(one, two)
    assert codes(result) == ["looks_like", "looks_like"]
    assert [p.file for p in result.plan.problems] == [str(one), str(two)]
    assert [bool(p.choices) for p in result.plan.problems] == [True, False]
    assert f"tệp «{two.name}»" in result.plan.problems[0].message
    assert str(two.parent) not in result.plan.problems[0].message
    same, apart = (choice.key for choice in result.plan.problems[0].choices)
    place = result.plan.problems[0].place
    assert desk.plan(one, two, answers={place: apart}).created == 2
    assert codes(desk.plan(one, two, answers={place: same})) == ["two_organizations", "two_organizations"]


def test_two_people_of_one_list_are_two(desk):
    """A unit that lists both knows them; the record's one has her own row."""
    slip = SLIPS["a year mistyped, same admission"]
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    result = desk.nhap(desk.write("b.xlsx", sheet(STORED, slip)))
    assert (result.created, result.unchanged, codes(result)) == (1, 1, [])


def test_twins_whose_names_differ_by_marks_are_not_one(desk):
    desk.nhap(desk.write("a.xlsx", sheet(["Lò Văn Ân", "12/05/1968", "", "", ""])))
    result = desk.plan(desk.write("b.xlsx", sheet(["Lò Văn Ấn", "12/05/1968", "", "", ""])))
    assert codes(result) == ["two_candidates"]
    unmarked = desk.plan(desk.write("c.xlsx", sheet(["LO VAN AN", "12/05/1968", "", "", ""])))
    assert (unmarked.created, codes(unmarked)) == (0, [])


def test_somebody_known_by_name_alone_is_asked_about(desk):
    desk.nhap(desk.write("a.xlsx", sheet(["Lò Thị Hoa", "", "", "", ""])))
    result = desk.plan(desk.write("b.xlsx", sheet(STORED)))
    assert codes(result) == ["looks_like"]


def test_the_evidence_of_a_match_is_told_where_no_number_speaks(desk):
    desk.nhap(desk.write("a.xlsx", sheet(STORED)))
    result = desk.plan(desk.write("b.xlsx", sheet(like(citizen="", home="Xã Khác"), STORED)))
    told = result.evidence(result.files[0].sheets[0])
    assert told == []  # one record, two rows of one file: both are set aside
    result = desk.plan(desk.write("c.xlsx", sheet(like(citizen="", home="Xã Khác"))))
    assert result.evidence(result.files[0].sheets[0]) == [
        "Ô B5 «Lò Thị Hoa» là số hồ sơ 1: cùng ngày sinh +13; cùng ngày vào Đảng +10; cùng họ tên +6; "
        "cùng tổ chức đảng +2; khác quê quán −1."
    ]


def test_a_crowd_is_asked_about_without_weighing_each_against_each(desk, monkeypatch):
    weighed = []
    weigh = Scales.weigh
    monkeypatch.setattr(Scales, "weigh", lambda self, *two: weighed.append(two) or weigh(self, *two))
    crowd = [like(birth=f"{i % 28 + 1:02}/{i % 12 + 1:02}/{1930 + i % 40}", citizen="") for i in range(160)]
    one = desk.write("a.xlsx", sheet(*crowd[:80]))
    two = desk.write("b.xlsx", sheet(*crowd[80:], unit="ĐẢNG BỘ SỞ CÔNG THƯƠNG"))
    result = desk.plan(one, two)
    assert (result.created, result.set_aside) == (0, len(crowd))
    assert set(codes(result)) == {"looks_like"}
    assert len(weighed) < 5 * len(crowd)
    assert "nhiều quá không so từng người được" in result.plan.problems[0].message
    answers = {p.place: "moi" for p in result.plan.problems}
    assert desk.plan(one, two, answers=answers).created == len(crowd)


FILED = ["STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Số lý lịch"]


def filed(name, file="282084", birth="1975", admitted="08/2012", unit="ĐẢNG BỘ SỞ Y TẾ"):
    return [[unit], ["CHI BỘ 1"], [], FILED, [1, name, birth, admitted, file]]


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({"name": "Trần Thu Hà"}, True),  # the file is hers, whatever name is on it
        ({"name": "Trần Thu Hà", "birth": "1980"}, False),  # a file number alone is nobody
        ({"name": "Trần Thu Hà", "file": "282085"}, False),  # two names are two people
        ({"name": "Trần Thu Hà", "unit": "ĐẢNG BỘ SỞ CÔNG THƯƠNG"}, False),  # each unit numbers its files
        ({"name": "Lò Thị Nga", "file": ""}, True),  # so she was called
        ({"name": "Lò Thị Nga", "file": "", "birth": "1980"}, False),
    ],
    ids=repr,
)
def test_somebody_renamed_is_known_by_her_file_and_by_the_name_she_had(desk, sent, asked):
    desk.nhap(desk.write("a.xlsx", filed("Lò Thị Nga")))
    renamed = [("full_name", "Lương Ngọc Bích")]
    apply_plan(desk.conn, plan_edit_member(desk.conn, 1, renamed, desk.today), WHO, datetime(2023, 1, 16, 8))
    result = desk.plan(desk.write("b.xlsx", filed(**sent)))
    if asked:
        assert codes(result) == ["looks_like"]
        assert [choice.key for choice in result.plan.problems[0].choices] == ["dang-vien 1", "moi"]
        assert result.absent == {}  # it is asked whether the row is she
    else:
        assert result.created == 1


def test_what_cannot_be_read_in_a_row_that_is_asked_about_is_named_too(tmp_path):
    """The impossible birth is why she was not known: it stands beside the question."""
    desk = Desk(tmp_path).organizations()
    unit = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER]
    row = [1, "Trịnh Thanh Đông", "1993", "Nam", "", "07/02/2019", "Xã Thử"]
    desk.nhap(desk.write("a.xlsx", [*unit, row]))
    result = desk.plan(desk.write("b.xlsx", [*unit, [*row[:2], "31/6/1993", *row[3:]]]))
    assert [(one.cell, bool(one.choices)) for one in result.plan.problems] == [("B4", True), ("C4", False)]
    assert "31/6/1993" in result.plan.problems[1].message
    assert result.set_aside == 1
