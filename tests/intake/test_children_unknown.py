"""Under the heading of a field, a child says which of several facts its column holds; one that nobody knows is not read."""

from __future__ import annotations

import pytest

from intake.desk import sheet, stored

UNIT = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN"]]


def read(desk, parent, children, cells, merged=True, base=("STT", "Họ và tên", "Ngày sinh")):
    """Import one person's list with a header of two rows and no more columns than it needs."""
    blank = [""] * (len(children) - 1)
    rows = [[*base, parent, *blank], ["", "", "", *children], [1, "Lò Văn An", "12/05/1980", *cells]]
    last = "DEFG"[len(children) - 1]
    merges = [f"D3:{last}3", "A3:A4", "B3:B4", "C3:C4"] if merged else []
    result = desk.nhap(desk.write("Chi bộ Kho bạc.xlsx", [*UNIT, *rows], merges=merges))
    return result, stored(desk)["Lò Văn An"]


def told(result):
    return [note.value for note in result.plan.notes if note.code == "columns_unclaimed"]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    ("parent", "children", "cells", "key", "kept"),
    [
        ("Chức vụ", ("Trước đây", "Hiện nay"), ("Phó phòng", "Trưởng phòng"), "member_position",
         [("government", "Trưởng phòng")]),
        ("Chức vụ chính quyền", ("Quy hoạch", "Đang giữ"), ("Giám đốc", "Trưởng phòng"), "member_position",
         [("government", "Trưởng phòng")]),
        ("Nơi công tác", ("Trước khi nghỉ hưu", "Hiện tại"), ("Sở A", "Sở B"), "workplace", "Sở B"),
        ("Ngày chính thức", ("Dự kiến", "Thực tế"), ("03/02/2006", "10/02/2006"), "official_on", "2006-02-10"),
        ("Trình độ LLCT", ("Đang học", "Đã học"), ("Cao cấp", "Trung cấp"), "political_theory", "Trung cấp"),
        ("Quê quán", ("Vợ/chồng", "Bản thân"), ("Mai Sơn", "Mường La"), "hometown", "Mường La"),
    ],
)  # fmt: skip
def test_the_child_that_holds_is_read_and_the_other_is_told(desk, parent, children, cells, key, kept, merged):
    result, person = read(desk, parent, children, cells, merged)
    assert person[key] == kept
    assert told(result) == [f"{parent} - {children[0]}"]
    assert result.plan.problems == []


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    ("parent", "children", "cells", "key"),
    [
        ("Dân tộc", ("Bố", "Mẹ"), ("Kinh", "Thái"), "ethnicity"),
        ("Tôn giáo", ("Cha", "Mẹ"), ("Không", "Phật giáo"), "religion"),
        ("Ngày vào Đảng", ("Lần 1", "Lần 2"), ("03/02/2005", "03/02/2010"), "admitted_on"),
        ("Chức vụ Đảng", ("Khóa I", "Khóa II"), ("Bí thư chi bộ", "Phó Bí thư chi bộ"), "member_position"),
        ("Ngày chính thức", ("Theo hồ sơ", "Theo thẻ"), ("03/02/2006", "10/02/2006"), "official_on"),
    ],
)
def test_children_of_which_nobody_knows_which_holds_are_both_told_and_not_read(
    desk, parent, children, cells, key, merged
):
    result, person = read(desk, parent, children, cells, merged)
    assert key not in person
    assert told(result) == ["; ".join(f"{parent} - {child}" for child in children)]
    assert sheet(result).header_rows == [3, 4]
    assert result.plan.problems == []


@pytest.mark.parametrize(("children", "order"), [(("CT", "DB"), -1), (("DB", "CT"), 1), (("KN", "CT"), 1)])
def test_days_of_joining_are_told_apart_by_their_children(desk, children, order):
    days = ("03/02/2005", "03/02/2006")[::order]
    _, person = read(desk, "Ngày vào Đảng", children, days)
    assert (person["admitted_on"], person["official_on"]) == ("2005-02-03", "2006-02-03")


def test_a_target_is_not_what_came_of_it(desk):
    """«Thực tế» under a field of the year's work is a result, not the field."""
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH MÔ HÌNH NĂM 2022"],
            ["STT", "Tên mô hình", "Nội dung", "Chỉ tiêu", ""], ["", "", "", "Kế hoạch", "Thực tế"],
            [1, "Ngày không giấy", "Xử lý trên mạng", "90%", "95%"]]  # fmt: skip
    path = desk.write("mô hình.xlsx", rows, merges=["D3:E3", "A3:A4", "B3:B4", "C3:C4"])
    result = desk.nhap(path)
    targets = desk.conn.execute("SELECT * FROM initiative_target").fetchall()
    assert (result.created, targets) == (1, [])
    assert told(result) == ["Chỉ tiêu - Kế hoạch; Chỉ tiêu - Thực tế"]


def test_a_part_of_the_year_over_a_result_is_a_heading(desk):
    """«6 tháng» was taken for a row, and its result for the year's."""
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH MÔ HÌNH NĂM 2022"],
            ["STT", "Tên mô hình", "Nội dung", "Kết quả", ""], ["", "", "", "6 tháng", "Cả năm"],
            [1, "Ngày không giấy", "Xử lý trên mạng", 50, 95]]  # fmt: skip
    result = desk.nhap(desk.write("mô hình.xlsx", rows, merges=["D3:E3", "A3:A4", "B3:B4", "C3:C4"]))
    assert (result.created, desk.conn.execute("SELECT * FROM initiative_progress").fetchall()) == (1, [])
    assert told(result) == ["Kết quả - 6 tháng; Kết quả - Cả năm"]
    assert result.plan.problems == []


@pytest.mark.parametrize(
    ("title", "parent", "table"),
    [
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022", "Hình thức khen thưởng", "commendation"),
        ("DANH SÁCH KỶ LUẬT NĂM 2022", "Hình thức kỷ luật", "discipline"),
    ],
)
def test_what_was_proposed_is_not_what_was_decided(desk, title, parent, table):
    desk.nhap(
        desk.write(
            "ds.xlsx", [*UNIT, ["STT", "Họ và tên", "Ngày sinh", "Dân tộc"], [1, "Lò Văn An", "12/05/1980", "Thái"]]
        )
    )
    rows = [UNIT[0], [title], ["STT", "Họ và tên", parent, ""], ["", "", "Đề nghị", "Quyết định"]]
    rows.append([1, "Lò Văn An", "Bằng khen" if table == "commendation" else "Cảnh cáo", ""])
    result = desk.nhap(desk.write("a.xlsx", rows, merges=["C3:D3", "A3:A4", "B3:B4"]))
    assert desk.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert result.files[0].error or result.plan.problems
