"""Ratings in sheets of the year's work: of whom, by whom, and why not."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.rating_review import review
from intake.desk import HEADER, cells, codes, kinds, person
from intake.year import SHEETS, UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def test_members_and_their_ratings_of_one_call(tmp_path):
    desk = staffed(tmp_path)
    people = desk.write("a.xlsx", [UNIT, ["CHI BỘ VĂN PHÒNG"], ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Xếp loại năm 2022"],
                                   [*person(31, "Quàng Văn Mới"), "HTTNV"]])  # fmt: skip
    ratings = [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Tự xếp loại", "Đề nghị xếp loại"],
               [1, "Quàng Văn Mới", "Chi bộ Văn phòng", "HTXSNV", "HTTNV"]]  # fmt: skip
    result = desk.nhap(people, desk.write("b.xlsx", ratings))
    assert codes(result) == []
    assert (result.created, result.updated) == (1, 0)
    assert stored(desk, "rating") == [
        {"id": 1, "member_id": 6, "period": "2022", "self_level": "Hoàn thành xuất sắc nhiệm vụ",
         "proposed_level": "Hoàn thành tốt nhiệm vụ"}
    ]  # fmt: skip
    ratings[3][4] = "HTNV"
    differs = staffed(tmp_path / "other")
    result = differs.nhap(
        differs.write("a.xlsx", [UNIT, ["CHI BỘ VĂN PHÒNG"], ["DANH SÁCH ĐẢNG VIÊN"], [*HEADER, "Xếp loại năm 2022"],
                                 [*person(31, "Quàng Văn Mới"), "HTTNV"]]),
        differs.write("b.xlsx", ratings),
    )  # fmt: skip
    assert codes(result) == ["two_sheets_differ", "two_sheets_differ"]
    assert "proposed_level" not in stored(differs, "rating")[0]


def test_a_second_decided_rating_is_set_aside(desk):
    desk.nhap(desk.write("a.xlsx", SHEETS["xep-loai"]))
    rows = [row[:] for row in SHEETS["xep-loai"]]
    rows[3][5] = "HTXSNV"
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert cells(result) == {"F4": "decided_twice"}
    assert stored(desk, "rating")[0]["decided_level"] == "Hoàn thành tốt nhiệm vụ"


def test_ratings_of_organisations(desk):
    rows = [
        ["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022"],
        ["STT", "Tên tổ chức đảng", "Tự xếp loại", "Cấp có thẩm quyền quyết định xếp loại"],
        [1, "Đảng bộ Sở Y tế", "HTXSNV", "HTTNV"], [2, "Chi bộ Kho bạc Nhà nước", "HTTNV", "HTTNV"],
    ]  # fmt: skip
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    assert [(r["organization_id"], r["self_level"], r["decided_level"]) for r in stored(desk, "rating")] == [
        (2, "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
        (9, "Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
    ]


def test_a_table_that_counts_ratings_is_no_list(desk):
    rows = [
        UNIT, ["TỔNG HỢP KẾT QUẢ XẾP LOẠI NĂM 2022"],
        ["STT", "Tên tổ chức đảng", "Tổng số", "Mức xếp loại", "", "", ""],
        ["", "", "", "HTXSNV", "HTTNV", "HTNV", "KHTNV"],
        [1, "Chi bộ 1", 3, 1, 1, 1, 0], [2, "Chi bộ 10", 2, 0, 1, 1, 0],
    ]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows, merges=["D3:G3"]))
    assert result.created == result.updated == 0
    assert stored(desk, "rating") == []
    assert result.files[0].error is not None
    assert "tổng hợp" in result.files[0].error


def test_a_rating_list_with_numbers_and_births_is_one(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
            ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Xếp loại", "Ghi chú"],
            [1, "Lò Văn An", "12/05/1980", "14000001", "HTTNV", ""]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert kinds(result) == ["xep-loai"]
    assert stored(desk, "rating")[0]["member_id"] == 1


def test_remarks_that_say_why_nobody_was_rated(desk):
    rows = [row[:] for row in SHEETS["xep-loai"]]
    rows[2] = [*rows[2], "Ghi chú"]
    rows[4] = [2, "Vì Văn Cương", "Chi bộ 10", *[""] * (len(rows[2]) - 4), "Chưa đủ 6 tháng"]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    assert stored(desk, "rating")[1]["not_rated_reason"] == "Mới kết nạp"


@pytest.mark.parametrize(
    ("note", "reason", "kept"),
    [
        ("Mới kết nạp", "Mới kết nạp", None),
        ("Mới kết nạp 12/2022", "Mới kết nạp", "Mới kết nạp 12/2022"),
        ("Miễn sinh hoạt đảng", "Miễn công tác và sinh hoạt đảng", None),
        ("Đi học nước ngoài", None, "Đi học nước ngoài"),
        ("", None, None),
    ],
)
def test_remarks_beside_not_rated_say_why(desk, note, reason, kept):
    head = ["STT", "Họ và tên", "Chi bộ", "Quyết định xếp loại", "Ghi chú"]
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, [1, "Lò Văn An", "Chi bộ 1", "Không xếp loại", note]]
    path = desk.write("a.xlsx", [*rows, [2, "Cà Thị Mai", "Chi bộ 1", "HTTNV", "Mới kết nạp"]])
    assert codes(desk.nhap(path)) == []
    one, other = stored(desk, "rating")
    assert (one["decided_level"], one.get("not_rated_reason"), one.get("note")) == (
        "Không thuộc diện xếp loại", reason, kept,
    )  # fmt: skip
    assert (other.get("not_rated_reason"), other["note"]) == (None, "Mới kết nạp")
    assert desk.nhap(path).plan.changes == []
    told = [found for found in review(desk.conn, 2022).findings if "Lò Văn An" in found.sentence]
    assert any("được ghi «Không thuộc diện" in found.sentence for found in told) == (not note)


@pytest.mark.parametrize(
    "heading", ["Họ và tên, ngày sinh", "Họ và tên\nNgày sinh", "Họ tên/năm sinh", "Danh sách đảng viên", "Tên"]
)
def test_a_list_of_people_whose_names_are_not_read_rates_no_branch(desk, heading):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", heading, "Chi bộ", "Mức xếp loại"],
            [1, "Lò Văn An\n12/05/1980", "Chi bộ 1", "HTTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"B4": "who_unclear"}
    assert stored(desk, "rating") == []


@pytest.mark.parametrize("heading", ["Bí thư", "Số đảng viên", "Người ký"])
def test_a_list_of_branches_with_a_column_nobody_reads_rates_branches(desk, heading):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI TỔ CHỨC CƠ SỞ NĂM 2022"], ["STT", heading, "Chi bộ", "Mức xếp loại"],
            [1, "Lò Văn An", "Chi bộ 1", "HTTNV"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    assert [row["organization_id"] for row in stored(desk, "rating")] == [3]


@pytest.mark.parametrize(
    ("heads", "row", "told"),
    [
        (["Đối tượng", "Là"], ["Cà Thị Mai", "Cá nhân"], "member"),
        (["Đối tượng", "Là"], ["Chi bộ 1", "Tập thể"], "organization"),
        (["Đối tượng", "Là"], ["Cà Thị Mai", "?"], "who_unclear"),
        (["Đối tượng", "Là"], ["", "Cá nhân"], "who_unclear"),
        (["Đối tượng"], ["Cà Thị Mai"], "member"),
        (["Đối tượng"], ["Chi bộ 1"], "organization"),
        (["Tập thể, cá nhân", "Tập thể hay cá nhân"], ["Cà Thị Mai", "cá nhân"], "member"),
        (["Là"], ["Cá nhân"], "who_unclear"),
        (["Là"], ["Tập thể"], "organization"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_list_of_organisations_and_people_rates_whom_it_names(desk, heads, row, told, first):
    places, place = ["Mã tổ chức", "Tổ chức đảng"], ["", "Chi bộ 1"]
    head, cell = (heads + places, row + place) if first else (places + heads, place + row)
    rows = [UNIT, ["XẾP LOẠI NĂM 2022"], ["Số", *head, "Đề nghị xếp loại"], [310, *cell, "HTTNV"]]
    problems = codes(desk.nhap(desk.write("a.xlsx", rows)))
    rated = [(row.get("member_id"), row.get("organization_id")) for row in stored(desk, "rating")]
    if told in ("member", "organization"):
        assert (problems, rated) == ([], [(2, None)] if told == "member" else [(None, 3)])
    else:
        assert (problems, rated) == ([told], [])


def test_where_all_that_is_said_is_disputed_nobody_is_rated(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Mức xếp loại", "Chính trị tư tưởng"]
    paths = [
        desk.write(name, [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, [1, "Cà Thị Mai", "Chi bộ 1", *said]])
        for name, *said in (("a.xlsx", "HTTNV", "Tốt"), ("b.xlsx", "HTNV", "Kém"))
    ]
    result = desk.nhap(*paths)
    assert codes(result) == ["two_sheets_differ"] * 4
    assert (result.plan.changes, result.updated, stored(desk, "rating")) == ([], 0, [])


@pytest.mark.parametrize(
    ("year", "points", "problems", "kept"),
    [
        (2025, 105, {"D4": "points_too_high"}, None), (2025, "100,5", {"D4": "points_too_high"}, None),
        (2025, 100, {}, 100), (2025, "95,5", {}, 95.5), (2025, "1.234", {"D4": "number_too_high"}, None),
        (2022, "1.234", {"D4": "number_too_high"}, None), (2022, 105, {}, 105), (2016, 105, {}, 105),
    ],
)  # fmt: skip
def test_points_above_the_scale_of_the_year_are_named(desk, year, points, problems, kept):
    desk.today = date(2026, 1, 15)
    head = ["STT", "Họ và tên", "Chi bộ", "Điểm", "Mức xếp loại"]
    rows = [UNIT, [f"KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM {year}"], head, [1, "Cà Thị Mai", "Chi bộ 1", points, "HTTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == problems
    assert [row.get("points") for row in stored(desk, "rating")] == [kept]


def test_nobody_is_ill_for_more_than_a_year(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Số tháng nghỉ ốm", "Mức xếp loại"]
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, [1, "Cà Thị Mai", "Chi bộ 1", 13, "HTTNV"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"D4": "number_too_high"}


def test_somebody_who_is_rated_after_all_has_no_reason_why_not(desk):
    def sheet(name, day, level):
        head = ["STT", "Họ và tên", "Chi bộ", "Mức xếp loại"]
        title = ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]
        desk.nhap(
            desk.write(name, [UNIT, title, [f"(Tính đến ngày {day})"], head, [1, "Cà Thị Mai", "Chi bộ 1", level]])
        )
        (row,) = stored(desk, "rating")
        return row["proposed_level"], row.get("not_rated_reason")

    assert sheet("a.xlsx", "01/12/2022", "Không xếp loại (miễn sinh hoạt)")[1] is not None
    assert sheet("b.xlsx", "20/12/2022", "HTTNV") == ("Hoàn thành tốt nhiệm vụ", None)
