"""Conflicts between files, record and typed totals: each as the whole plan of a small call."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePath

import pytest

from dangbo_cli.domain.problem import CAUSES
from dangbo_cli.records.merge import plan_merge
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import PlanStale, apply_plan
from intake.desk import HEADER, WHO, person

YT, CT = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"]], [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], ["CHI BỘ 1"]]
HOME = [*HEADER, "Quê quán"]


def sheet(title, *people, dated="", header=HEADER):
    day = [[dated]] if dated else []
    return [*title, *day, [], header, *people]


def told(desk, result):
    """The plan in lines: counts, changes of people, problems, notes; paths by their names."""
    lines = [f"{result.created} mới, {result.updated} đổi, {result.unchanged} giữ, {result.set_aside} để lại"]
    for change in result.plan.changes:
        if change.entity is change.subject:
            fields = ", ".join(f"{name}={field.after}" for name, field in change.fields.items())
            lines.append(f"{change.action} {fields}")
    for finding in (*result.plan.problems, *result.plan.notes):
        message = finding.message.replace(f"{desk.folder / 'in'}/", "")
        lines.append(f"{PurePath(finding.file).name}!{finding.cell} {finding.code}: {message}")
    return lines


def test_one_person_in_two_units_files(desk):
    one = desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An")))
    two = desk.write("b.xlsx", sheet(CT, person(1, "Lò Văn An")))
    said = (
        "two_organizations: Người này có ở cả «Chi bộ 1» (Đảng bộ Sở Công Thương) và «Chi bộ 1» (Đảng bộ Sở Y tế). "
        "Hãy hỏi hai đơn vị người này đang sinh hoạt ở đâu."
    )
    expected = ["0 mới, 0 đổi, 0 giữ, 2 để lại", f"a.xlsx!B5 {said}", f"b.xlsx!B5 {said}"]
    assert told(desk, desk.plan(one, two)) == expected
    assert told(desk, desk.plan(two, one)) == expected


def test_a_file_against_the_record(desk):
    desk.nhap(desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An"))))
    result = desk.plan(desk.write("b.xlsx", sheet(YT, person(1, "Lò Văn An", gender="Nữ", official="04/02/2006"))))
    assert told(desk, result) == [
        "0 mới, 1 đổi, 0 giữ, 0 để lại",
        "update official_on=2006-02-04",
        "b.xlsx!D5 differs_from_record: Giới tính trong sổ là «Nam», ở bảng là «Nữ». "
        "Trường này không tự đổi; đơn vị kiểm tra lại, hoặc sửa tay trong sổ.",
        "b.xlsx!G5 probation_not_a_year: Ngày chính thức «04/02/2006» không phải là ngày vào Đảng cộng 12 tháng "
        "(03/02/2006); nên kiểm tra lại.",
        "b.xlsx!D5 name_and_gender: Giới tính ghi là «Nữ» mà họ tên là «Lò Văn An»; nên kiểm tra lại.",
    ]


def test_two_versions_of_one_units_file(desk):
    one = desk.write("a.xlsx", sheet(YT, [*person(1, "Lò Văn An"), "Xã Cũ"], header=HOME))
    two = desk.write("b.xlsx", sheet(YT, [*person(1, "Lò Văn An"), "Xã Mới"], header=HOME))
    result = desk.plan(one, two)
    told_of = "two_versions: Gần như cùng những người với tệp «b.xlsx»: "
    assert f"a.xlsx! {told_of}không rõ bản nào mới hơn, ô nào ghi khác nhau thì để lại cả hai." in told(desk, result)
    assert [p.code for p in result.plan.problems] == ["two_sheets_differ", "two_sheets_differ"]


def test_a_few_of_a_long_list_are_no_version_of_it(desk):
    many = [person(n, f"Lò Văn {name}") for n, name in enumerate(("Ân", "Bản", "Chinh", "Dua", "Hặc"), 1)]
    result = desk.plan(desk.write("a.xlsx", sheet(YT, *many)), desk.write("b.xlsx", sheet(YT, *many[:2])))
    assert [note for note in result.plan.notes if note.code == "two_versions"] == []


def test_two_dated_versions_and_which_wins(desk):
    title = "Số liệu tính đến ngày {}"
    one = desk.write(
        "a.xlsx", sheet(YT, [*person(1, "Lò Văn An"), "Xã Mới"], dated=title.format("31/12/2022"), header=HOME)
    )
    two = desk.write(
        "b.xlsx", sheet(YT, [*person(1, "Lò Văn An"), "Xã Cũ"], dated=title.format("30/06/2022"), header=HOME)
    )
    for paths in ((one, two), (two, one)):
        result = desk.plan(*paths)
        lines = told(desk, result)
        assert "hometown=Xã Mới" in lines[1]
        assert lines[2:] == [
            "a.xlsx! two_versions: Gần như cùng những người với tệp «b.xlsx»: chỗ khác nhau theo tệp «a.xlsx», "
            "số liệu ngày 31/12/2022."
        ]


def listing(day, *homes):
    """A sheet of people of one day, or of none, with their homes."""
    people = [
        [*person(n, name), home]
        for n, (name, home) in enumerate(zip(("Lò Văn An", "Cà Văn Bản"), homes, strict=False), 1)
    ]
    return sheet(YT, *people, dated=day and f"DANH SÁCH ĐẢNG VIÊN tính đến ngày {day}", header=HOME)


@pytest.mark.parametrize("first", ["30/06/2022", "31/12/2022"])
def test_lists_of_two_days_in_one_workbook_are_taken_as_two_files(desk, first):
    """Whoever had changed since was set aside from both: «Người này còn ở ô B7 của cùng tệp»."""
    sheets = {
        "30/06/2022": listing("30/06/2022", "Xã Cũ", "Xã Thử"),
        "31/12/2022": listing("31/12/2022", "Xã Mới", "Xã Thử"),
    }
    second = next(day for day in sheets if day != first)
    workbook = desk.write(
        "a.xlsx", sheets[first], sheet=first.replace("/", "-"), more={second.replace("/", "-"): sheets[second]}
    )
    result = desk.plan(workbook)
    assert result.plan.problems == []
    lines = told(desk, result)
    assert lines[0] == "2 mới, 0 đổi, 0 giữ, 0 để lại"
    assert "hometown=Xã Mới" in lines[1]
    (note,) = [note for note in result.plan.notes if note.code == "two_versions"]
    assert "chỗ khác nhau theo trang tính «31-12-2022», số liệu ngày 31/12/2022" in note.message


@pytest.mark.parametrize("days", [("", "31/12/2022"), ("31/12/2022", "31/12/2022"), ("", "")])
def test_lists_in_one_workbook_of_which_nobody_knows_the_newer_contradict_one_another(desk, days):
    one, two = (listing(day, home) for day, home in zip(days, ("Xã Cũ", "Xã Mới"), strict=True))
    result = desk.plan(desk.write("a.xlsx", one, sheet="một", more={"hai": two}))
    assert [p.code for p in result.plan.problems] == ["twice_in_file"] * 2
    assert ["trang tính «hai»" in p.message for p in result.plan.problems] == [True, False]


def test_a_person_born_a_day_apart_in_two_sheets_of_one_workbook_is_asked_about(desk):
    """She became two members without a word."""
    one, other = (person(1, "Lò Văn An", birth, card="") for birth in ("12/05/1980", "13/05/1980"))
    result = desk.plan(desk.write("a.xlsx", sheet(YT, one), more={"hai": sheet(YT, other)}))
    assert [p.code for p in result.plan.problems] == ["looks_like"] * 2


@pytest.mark.parametrize("coarse", ["2/2006", "2006"])
def test_a_day_is_not_put_back_to_its_month(desk, coarse):
    """A later sheet, and one of the same call, that says a stored day less exactly says the same."""
    units = ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Ngày thành lập"]
    people = [
        desk.write(f"{len(day)}.xlsx", sheet(YT, person(1, "Lò Văn An", official=day), dated=dated))
        for day, dated in (("03/02/2006", ""), (coarse, "Số liệu tính đến ngày 31/12/2022"))
    ]
    founded = [
        desk.write(f"tc {len(day)}.xlsx", [units, [1, "YT.1", "Chi bộ 1", day]]) for day in ("12/02/2006", coarse)
    ]
    desk.nhap(*people, founded[0])
    assert desk.one("Lò Văn An")["official_on"] == "2006-02-03"
    result = desk.plan(people[1], founded[1])
    assert told(desk, result)[0] == "0 mới, 0 đổi, 2 giữ, 0 để lại"
    assert not result.plan.changes


def test_last_years_file_under_this_years_name(desk):
    rows = sheet(YT, [*person(1, "Lò Văn An"), "Xã Cũ"], dated="Số liệu tính đến ngày 31/12/2021", header=HOME)
    old = desk.write("DSDV 2021.xlsx", rows)
    desk.nhap(old)
    newer = sheet(YT, [*person(1, "Lò Văn An"), "Xã Mới"], dated="Số liệu tính đến ngày 31/12/2022", header=HOME)
    desk.nhap(desk.write("DSDV 2022.xlsx", newer))
    again = old.with_name("DSDV 2023.xlsx")
    again.write_bytes(old.read_bytes())
    assert told(desk, desk.plan(again)) == [
        "0 mới, 0 đổi, 1 giữ, 0 để lại",
        "DSDV 2023.xlsx! seen_before: Tệp này đã nhập ngày 15/01/2023 (lần nhập số 2) với tên «DSDV 2021.xlsx».",
        "DSDV 2023.xlsx! other_year: Tên tệp ghi năm 2023 mà tiêu đề ghi năm 2021: có thể là tệp của năm khác.",
        "DSDV 2023.xlsx!H6 older_sheet: Lò Văn An, Quê quán trong sổ là «Xã Mới»; bảng này cũ hơn (số liệu ngày "
        "31/12/2021), ghi «Xã Cũ» nên không thay.",
    ]
    assert told(desk, desk.plan(old)) == [
        "0 mới, 0 đổi, 1 giữ, 0 để lại",
        "DSDV 2021.xlsx!H6 older_sheet: Lò Văn An, Quê quán trong sổ là «Xã Mới»; bảng này cũ hơn (số liệu ngày "
        "31/12/2021), ghi «Xã Cũ» nên không thay.",
    ]


def test_one_file_twice_in_a_folder(desk):
    one = desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An")))
    two = one.with_name("b.xlsx")
    two.write_bytes(one.read_bytes())
    lines = told(desk, desk.plan(one, two))
    assert lines[0] == "1 mới, 0 đổi, 0 giữ, 0 để lại"
    assert "b.xlsx! same_bytes: Tệp này giống hệt tệp «a.xlsx»." in lines


class TestTotals:
    PEOPLE = [person(1, "Lò Văn An"), person(2, "Cà Thị Mai", gender="Nữ")]

    @pytest.mark.parametrize(
        "total",
        [
            ["", "Tổng cộng: 2 đồng chí"],
            ["", "Tổng số: 02 đảng viên (1 nữ)"],
            ["", "Cộng", "", "", 2],
            ["Tổng cộng", 2],
            ["", "Tổng số đảng viên nữ: 1"],
            ["", "Tổng số: 1 chi bộ, 2 đảng viên"],
            ["", "Trong đó dự bị: 0"],
            ["", "Tổng cộng"],
        ],
    )
    def test_a_total_that_is_right_or_of_something_else_says_nothing(self, desk, total):
        result = desk.plan(desk.write("a.xlsx", [*sheet(YT, *self.PEOPLE), total]))
        assert [p.message for p in result.plan.problems] == []

    @pytest.mark.parametrize(
        ("total", "cell", "value"),
        [
            (["", "Tổng cộng: 04 đồng chí"], "B7", "Tổng cộng: 04 đồng chí"),
            (["", "Cộng", "", "", 4], "E7", "4"),
            (["Tổng cộng:", 4], "B7", "4"),
            (["", "Danh sách này có 4 đảng viên"], "B7", "Danh sách này có 4 đảng viên"),
        ],
    )
    def test_a_total_that_is_off_is_named(self, desk, total, cell, value):
        result = desk.plan(desk.write("a.xlsx", [*sheet(YT, *self.PEOPLE), total]))
        (problem,) = result.plan.problems
        assert (problem.code, problem.cell, problem.value) == ("total_differs", cell, value)
        assert f"«{value}» là 4 người mà có 2 dòng, bảng thiếu 2." in problem.message
        assert result.created == 2

    def test_the_people_who_make_the_difference_are_named(self, desk):
        desk.nhap(desk.write("a.xlsx", sheet(YT, *self.PEOPLE, person(3, "Quàng Văn Ba"))))
        short = desk.plan(desk.write("b.xlsx", [*sheet(YT, *self.PEOPLE), ["", "Tổng cộng: 3 đồng chí"]]))
        assert told(desk, short) == [
            "0 mới, 0 đổi, 2 giữ, 0 để lại",
            "b.xlsx!B7 total_differs: «Tổng cộng: 3 đồng chí» là 3 người mà có 2 dòng, bảng thiếu 1. "
            "Có trong sổ mà không có trong bảng: Quàng Văn Ba. "
            "Đơn vị xem lại số cộng hay danh sách; các dòng đọc được vẫn ghi.",
        ]
        assert short.absent == {"Chi bộ 1 (Đảng bộ Sở Y tế)": ["Quàng Văn Ba"]}
        more = [*self.PEOPLE, person(3, "Quàng Văn Ba"), person(4, "Tòng Văn Tư")]
        long = desk.plan(desk.write("c.xlsx", [*sheet(YT, *more), ["", "Tổng cộng: 3 đồng chí"]]))
        assert "bảng thừa 1. Có trong bảng mà chưa có trong sổ: Tòng Văn Tư." in told(desk, long)[-1]

    def test_who_stands_in_a_row_that_is_set_aside_is_in_the_sheet(self, desk):
        desk.nhap(desk.write("a.xlsx", sheet(YT, *self.PEOPLE, person(3, "Quàng Văn Ba"))))
        rows = [[*one, note] for one, note in zip(self.PEOPLE, ("Từ trần", ""), strict=True)]
        noted = sheet(YT, *rows, header=[*HEADER, "Ghi chú"])
        result = desk.plan(desk.write("b.xlsx", [*noted, ["", "Tổng cộng: 3 đồng chí"]]))
        (total,) = (p.message for p in result.plan.problems if p.code == "total_differs")
        assert "Có trong sổ mà không có trong bảng: Quàng Văn Ba." in total

    def test_the_group_that_is_off_is_named(self, desk):
        rows = [
            ["ĐẢNG BỘ SỞ Y TẾ"], [], HEADER,
            ["I", "Chi bộ 1: 02 đồng chí"], person(1, "Lò Văn An"), person(2, "Cà Thị Mai"),
            ["II", "Chi bộ 10: 03 đồng chí"], person(3, "Quàng Văn Ba"), ["", "Cộng: 1 đồng chí"],
            ["", "Tổng cộng: 3 đồng chí"],
        ]  # fmt: skip
        result = desk.plan(desk.write("a.xlsx", rows))
        assert [(p.cell, p.code) for p in result.plan.problems] == [("B7", "total_differs")]
        assert "là 3 người mà có 1 dòng, bảng thiếu 2" in result.plan.problems[0].message


def test_the_number_that_the_organisation_list_states(desk):
    rows = [
        ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Trực thuộc (mã)", "Số đảng viên"],
        [1, "YT.1", "Chi bộ 1", "YT", 2], [2, "YT.10", "Chi bộ 10", "YT", 1],
    ]  # fmt: skip
    tree = desk.write("tree.xlsx", [["DANH SÁCH TỔ CHỨC ĐẢNG"], *rows])
    result = desk.plan(tree, desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An"))))
    assert [n.message for n in result.plan.notes if n.code == "declared_differs"] == [
        "Danh sách tổ chức khai «Chi bộ 1» (Đảng bộ Sở Y tế) có 2 đảng viên, sổ sau lần nhập này có 1."
    ]
    assert "trong lần nhập này" in CAUSES["declared_differs"].title  # not of every unit, as the desk counts


def test_a_record_that_changed_since_the_plan_was_shown(desk):
    result = desk.plan(desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An"))))
    desk.nhap(desk.write("b.xlsx", sheet(YT, person(2, "Cà Thị Mai"))))
    with pytest.raises(PlanStale):
        apply_plan(desk.conn, result.plan, WHO, datetime.combine(date(2023, 1, 15), datetime.min.time()))
    assert [p["full_name"] for p in desk.people()] == ["Cà Thị Mai"]


def test_a_branch_nearly_called_so_is_asked_about(desk):
    header = [*HEADER, "Chi bộ"]
    rows = [[*person(n, name), "CB Văn phòng Sở"] for n, name in ((1, "Lò Văn An"), (2, "Cà Thị Mai"))]
    path = desk.write("a.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], [], header, *rows])
    result = desk.plan(path)
    assert [p.code for p in result.plan.problems] == ["organization_unknown", "organization_unknown"]
    first = result.plan.problems[0]
    assert "có phải: «Chi bộ Văn phòng» (Đảng bộ Sở Y tế)?" in first.message
    answers = {p.place: p.choices[0].key for p in result.plan.problems}
    desk.nhap(path, answers=answers)
    assert {p["organization_code"] for p in desk.people()} == {"YT.VP"}


def test_a_group_nearly_called_so_is_asked_about(desk):
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"],
        [],
        HEADER,
        ["I", "Chi bộ Văn phòng Sở"],
        person(1, "Lò Văn An"),
        person(2, "Cà Thị Mai"),
    ]
    path = desk.write("a.xlsx", rows)
    result = desk.plan(path)
    assert [p.code for p in result.plan.problems] == ["organization_unknown", "organization_unknown"]
    answers = {p.place: p.choices[0].key for p in result.plan.problems}
    desk.nhap(path, answers=answers)
    assert {p["organization_code"] for p in desk.people()} == {"YT.VP"}


def test_two_names_are_two_people_whatever_days_they_share(desk):
    """Colleagues were born on one day and admitted on one day; sheets made by hand repeat both."""
    one = desk.write("a.xlsx", sheet(YT, person(1, "Lò Văn An"), person(2, "Nguyễn Văn A")))
    other = desk.write("b.xlsx", sheet(CT, person(3, "Lò Văn Chung"), person(4, "Nguyễn Văn B")))
    plan = desk.plan(one, other)
    assert (plan.created, plan.set_aside, plan.plan.problems) == (4, 0, [])


def test_a_code_on_hundreds_of_rows_is_said_in_a_sentence(desk):
    """A line copied down two thousand times named two thousand rows in each of them: half a gigabyte."""
    rows = [
        ["Mã", "Tên tổ chức đảng", "Loại hình"],
        *[["X", "Chi bộ Một", "Chi bộ cơ sở"]] * 300,
        ["X", "Chi bộ Hai", "Chi bộ cơ sở"],
    ]
    result = desk.plan(desk.write("x.xlsx", rows))
    said = [problem.message for problem in result.plan.problems if problem.code == "same_code"]
    assert len(said) == 301
    assert all(
        "«Chi bộ Một» (ô B2), «Chi bộ Hai» (ô B302)" in message and "và 295 dòng nữa" in message for message in said
    )
    assert max(map(len, said)) < 400


@pytest.mark.parametrize("keep", ["A", "B"])
def test_what_was_chosen_when_two_records_were_merged_is_held(desk, keep):
    """The sheet of the record that went says its values again; they were weighed, as in an edit by hand."""
    first = desk.write("a.xlsx", sheet(YT, [*person(1, "Lò Văn An", card=""), "Xã Cũ"], header=HOME))
    second = desk.write("b.xlsx", sheet(YT, [*person(2, "Lò Văn An", "12/06/1980"), "Xã Mới"], header=HOME))
    desk.nhap(first)
    desk.nhap(second, answers={(str(second), "Sheet1", "B5"): "moi"})
    assert len(desk.people()) == 2
    before = desk.people()
    merger = plan_merge(desk.conn, 1, 2, desk.today, keep)
    batch = apply_plan(desk.conn, merger, WHO, datetime(2023, 1, 15, 9)).batch
    (kept,) = desk.people()
    assert kept["hometown"] == {"A": "Xã Cũ", "B": "Xã Mới"}[keep]
    for path in (first, second):
        result = desk.plan(path)
        assert [change.fields for change in result.plan.changes] == []
    apply_plan(desk.conn, plan_undo(desk.conn, batch), WHO, datetime(2023, 1, 15, 10))
    assert desk.people() == before
    assert desk.plan(second).plan.changes == []


OF_2021, OF_2022 = "Tính đến ngày 31/12/2021", "Tính đến ngày 31/12/2022"
OLD = person(3, "Quàng Văn Cũ")


def only_in_older(result):
    return [(PurePath(n.file).name, n.value, n.message) for n in result.plan.notes if n.code == "only_in_older"]


@pytest.mark.parametrize("at_once", [False, True])
def test_somebody_new_whom_only_an_older_list_of_the_unit_knows_is_named(desk, at_once):
    newer = desk.write("moi.xlsx", sheet(YT, person(1, "Lò Văn An"), person(2, "Cà Thị Mai"), dated=OF_2022))
    older = desk.write("cu.xlsx", sheet(YT, person(1, "Lò Văn An"), OLD, dated=OF_2021))
    if not at_once:
        desk.nhap(newer)
    ((file, name, message),) = only_in_older(desk.plan(*([older, newer] if at_once else [older])))
    assert (file, name) == ("cu.xlsx", "Quàng Văn Cũ")
    assert "số liệu ngày 31/12/2021) cũ hơn danh sách «moi.xlsx», ngày 31/12/2022" in message


@pytest.mark.parametrize(
    ("title", "row", "dated"),
    [(YT, OLD, OF_2022), (YT, OLD, ""), (CT, OLD, OF_2021), ([["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"]], OLD, OF_2021),
     (YT, [*OLD, "Từ trần"], OF_2021)],
)  # fmt: skip
def test_who_is_new_in_no_older_list_of_the_unit_is_not_named(desk, title, row, dated):
    desk.nhap(desk.write("moi.xlsx", sheet(YT, person(1, "Lò Văn An"), dated=OF_2022)))
    result = desk.plan(desk.write("cu.xlsx", sheet(title, row, dated=dated, header=[*HEADER, "Trạng thái"])))
    assert (result.created, only_in_older(result)) == (1, [])


def test_a_list_that_was_taken_back_is_no_newer_one(desk):
    desk.nhap(desk.write("moi.xlsx", sheet(YT, person(1, "Lò Văn An"), dated=OF_2022)))
    last = desk.conn.execute("SELECT max(id) FROM batch").fetchone()[0]
    apply_plan(desk.conn, plan_undo(desk.conn, last), WHO, datetime(2023, 1, 15, 10))
    assert only_in_older(desk.plan(desk.write("cu.xlsx", sheet(YT, OLD, dated=OF_2021)))) == []
