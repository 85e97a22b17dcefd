"""Whole imports of small sheets: what is read, where people go, what is set aside."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, ORGANIZATIONS, Desk, cells, codes, person


def test_the_tree_is_read(tmp_path):
    desk = Desk(tmp_path)
    result = desk.nhap(desk.write("to-chuc.xlsx", ORGANIZATIONS))
    assert (result.created, result.updated, result.unchanged, result.set_aside) == (9, 0, 0, 0)
    assert codes(result) == []
    parents = dict(
        desk.conn.execute(
            "SELECT o.code, up.code FROM organization_parent p JOIN organization o ON o.id = p.organization_id"
            " LEFT JOIN organization up ON up.id = p.parent_id"
        )
    )
    assert parents["YT.10"] == "YT"
    assert parents["K"] is None


def test_a_plain_list_is_read_and_a_second_run_changes_nothing(desk):
    path = desk.write("05 Sở Y tế.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], [], HEADER, person(1, "Lò Văn An")])
    result = desk.nhap(path)
    assert codes(result) == []
    assert result.created == 1
    an = desk.one("Lò Văn An")
    assert an["organization_code"] == "YT.10"
    assert an["birth_date"] == "1980-05-12"
    assert an["card_number"] == "14000001"
    assert an["status"] == "Chính thức"
    again = desk.nhap(path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert again.plan.changes == []


def test_group_rows_name_the_branch(desk):
    rows = [
        ["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"], [], HEADER, [f"({i})" for i in range(1, 8)],
        ["I", "CHI BỘ 1"], person(1, "Lò Văn An"), ["", "Cộng: 01 đồng chí"],
        ["II", "Chi bộ Văn phòng"], person(2, "Cà Thị Mai", gender="Nữ"), ["", "Tổng cộng: 02 đồng chí"],
        [], ["", "NGƯỜI LẬP BIỂU", "", "", "T/M ĐẢNG ỦY"], [], ["", "Quàng Văn Ký", "", "", "Tòng Văn Thư"],
    ]  # fmt: skip
    result = desk.nhap(desk.write("danh sách (3).xlsx", rows, merges=["B6:G6"]))
    assert codes(result) == []
    assert {p["full_name"]: p["organization_code"] for p in desk.people()} == {
        "Lò Văn An": "CT.1", "Cà Thị Mai": "CT.VP",
    }  # fmt: skip


def test_sheets_name_the_branch(desk):
    result = desk.nhap(
        desk.write(
            "Sở Y tế.xlsx",
            [HEADER, person(1, "Lò Văn An")],
            sheet="CB 1",
            more={"CB 10": [HEADER, person(2, "Hà Văn Bình")], "CB Văn phòng": [HEADER, person(3, "Vì Văn Cương")]},
        )
    )
    assert codes(result) == []
    assert [p["organization_code"] for p in desk.people()] == ["YT.1", "YT.10", "YT.VP"]


def test_birth_under_nam_and_nu_and_merged_parents(desk):
    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"],
        [
            "TT",
            "HỌ VÀ TÊN",
            "Ngày, tháng,\n năm sinh",
            "",
            "Chi bộ",
            "Ngày vào Đảng",
            "",
            "Chức vụ",
            "",
            "LLCT",
            "",
            "",
        ],
        ["", "", "Nam", "Nữ", "", "Dự bị", "Chính thức", "Đảng", "Chính quyền", "Cao cấp", "Trung cấp", "Sơ cấp"],
        [1, "LÒ VĂN AN", "12.05.80", " ", "Chi bộ 1", "3/2/2005", "3/2/2006", "BT", "Trưởng phòng", "x", "", ""],
        [2, "CÀ THỊ MAI", "", "1985", "Chi bộ 10", "03-02-2010", "03-02-2011", "CUV", "", "", "X", ""],
    ]
    merges = ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2", "H2:I2", "J2:L2"]
    result = desk.nhap(desk.write("ds.xlsx", rows, merges=merges))
    assert codes(result) == []
    an, mai = desk.one("Lò Văn An"), desk.one("Cà Thị Mai")
    assert (an["gender"], an["birth_date"], an["political_theory"], an["party_position"]) == (
        "Nam", "1980-05-12", "Cao cấp", "Bí thư",
    )  # fmt: skip
    assert (mai["gender"], mai["birth_date"], mai["political_theory"], mai["party_position"]) == (
        "Nữ", "1985", "Trung cấp", "Chi ủy viên",
    )  # fmt: skip
    assert an["government_position"] == "Trưởng phòng"


def test_ratings_in_columns_and_ticks(desk):
    rows = [
        ["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"],
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Xếp loại năm 2021", "XẾP LOẠI ĐẢNG VIÊN", "", "", ""],
        ["", "", "", "", "", "Xuất sắc", "Tốt", "Hoàn thành", "Không \nhoàn \nthành"],
        [1, "Lò Văn An", "12/05/1980", "03/02/2005", "HTTNV", "x", "", "", ""],
        [2, "Cà Thị Mai", "01/06/1981", "03/02/2005", "HTSXNV", "", "", "x", ""],
        [3, "Vì Văn Cương", "01/06/1982", "03/02/2005", "A", "x", "x", "", ""],
    ]  # fmt: skip
    result = desk.nhap(desk.write("kb.xlsx", rows, merges=["F3:I3", *(f"{c}3:{c}4" for c in "ABCDE")]))
    assert cells(result) == {"E7": "rating_letter", "F7": "two_ticks"}
    assert desk.one("Lò Văn An")["ratings"] == {
        "2021": "Hoàn thành tốt nhiệm vụ", "2022": "Hoàn thành xuất sắc nhiệm vụ",
    }  # fmt: skip
    assert desk.one("Cà Thị Mai")["ratings"] == {
        "2021": "Hoàn thành xuất sắc nhiệm vụ", "2022": "Hoàn thành nhiệm vụ",
    }  # fmt: skip
    assert desk.one("Vì Văn Cương")["ratings"] == {}


def test_sources_that_disagree_set_the_sheet_aside(desk):
    path = desk.write("Sở Y tế.xlsx", [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], ["CHI BỘ 1"], HEADER, person(1, "Lò Văn An")])
    result = desk.nhap(path)
    assert codes(result) == ["sheet_place_unclear"]
    assert result.set_aside == 1
    assert desk.people() == []
    message = result.plan.problems[0].message
    assert "Sở Y tế" in message
    assert "CÔNG THƯƠNG" in message


def test_an_unknown_or_ambiguous_branch_sets_the_row_aside(desk):
    header = [*HEADER, "Chi bộ"]
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], header, [*person(1, "Lò Văn An"), "Chi bộ 1"], [*person(2, "Hà Văn Bình"), "Chi bộ 11"],
        [*person(3, "Vì Văn Cương"), "Chi bộ Kho bạc Nhà nước"],
    ]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert cells(result) == {"H4": "organization_unknown", "H5": "organizations_disagree"}
    assert [p["full_name"] for p in desk.people()] == ["Lò Văn An"]
    rows = [header, [*person(9, "Tòng Văn Dũng"), "Chi bộ 1"]]
    assert codes(desk.plan(desk.write("khac.xlsx", rows))) == ["organization_ambiguous"]


def test_one_number_on_two_people_sets_both_rows_aside(desk):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], HEADER, person(1, "Lò Văn An"),
            person(2, "Hà Văn Bình", "01/01/1970", card="14.000001"), person(3, "Vì Văn Cương")]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert codes(result) == ["one_number_two_people"] * 2
    assert {(p.cell, p.value) for p in result.plan.problems} == {("E3", "14000001"), ("E4", "14000001")}
    assert (result.created, result.set_aside) == (1, 2)


def test_impossible_dates_leave_the_cell_out_and_keep_the_row(desk):
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], HEADER, person(1, "Lò Văn An", "31/02/1980"),
            person(2, "Hà Văn Bình", "05/13/1980"), person(3, "Vì Văn Cương", "01/01/1995", admitted="03/02/2005")]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert set(cells(result)) >= {"C3", "C4", "F5"}
    assert result.created == 3
    assert [desk.one(n)["birth_date"] for n in ("Lò Văn An", "Hà Văn Bình")] == [None, None]
    assert desk.one("Vì Văn Cương")["admitted_on"] is None


def test_a_known_person_in_another_organisation_is_not_moved(desk):
    desk.nhap(desk.write("a.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], HEADER, person(1, "Lò Văn An")]))
    result = desk.nhap(desk.write("b.xlsx", [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], ["CHI BỘ 1"], HEADER, person(1, "Lò Văn An")]))
    assert codes(result) == ["two_organizations"]
    message = result.plan.problems[0].message
    assert "«Chi bộ 1» (Đảng bộ Sở Công Thương), trong sổ đang sinh hoạt ở «Chi bộ 1» (Đảng bộ Sở Y tế)" in message
    assert f"«dangbo dv chuyen {desk.one('Lò Văn An')['id']} --den CT.1 --ngay NGÀY»" in message
    assert desk.one("Lò Văn An")["organization_code"] == "YT.1"


def test_identity_fields_fill_and_refine_but_never_change(desk):
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(
        desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An", "1980", gender=""), person(2, "Hà Văn Bình")])
    )
    result = desk.nhap(
        desk.write(
            "b.xlsx", [*title, HEADER, person(1, "Lò Văn An", "12/05/1980"), person(2, "Hà Văn Bình", "13/05/1980")]
        )
    )
    assert cells(result) == {"C4": "differs_from_record"}
    assert desk.one("Lò Văn An")["birth_date"] == "1980-05-12"
    assert desk.one("Lò Văn An")["gender"] == "Nam"
    assert desk.one("Hà Văn Bình")["birth_date"] == "1980-05-12"


def _with_job(name, title, job):
    return [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], [*HEADER, "Nghề nghiệp"], [*person(1, name), job]]


def test_the_newer_sheet_wins_in_either_order(tmp_path):
    for turn, order in enumerate((("cu", "moi"), ("moi", "cu"))):
        desk = Desk(tmp_path / str(turn)).organizations()
        paths = {
            "cu": desk.write("cu.xlsx", _with_job("Lò Văn An", "Tính đến ngày 31/12/2021", "Kế toán")),
            "moi": desk.write("moi.xlsx", _with_job("Lò Văn An", "Tính đến ngày 31/12/2022", "Kiểm toán")),
        }
        for name in order:
            desk.nhap(paths[name])
        assert desk.one("Lò Văn An")["occupation"] == "Kiểm toán"


def test_two_undated_files_of_one_call_that_disagree_are_both_set_aside(desk):
    a = desk.write("a.xlsx", _with_job("Lò Văn An", "", "Kế toán"))
    b = desk.write("b.xlsx", _with_job("Lò Văn An", "", "Kiểm toán"))
    for paths in ((a, b), (b, a)):
        result = desk.plan(*paths)
        assert codes(result) == ["two_sheets_differ"] * 2
        assert result.created == 1
    desk.nhap(a, b)
    assert desk.one("Lò Văn An")["occupation"] is None


def test_an_empty_cell_never_erases(desk):
    desk.nhap(desk.write("a.xlsx", _with_job("Lò Văn An", "", "Kế toán")))
    result = desk.nhap(desk.write("b.xlsx", _with_job("Lò Văn An", "", "")))
    assert result.plan.changes == []
    assert desk.one("Lò Văn An")["occupation"] == "Kế toán"


def test_standing_where_the_official_column_is_empty(desk):
    rows = [
        ["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["Tính đến ngày 31/12/2022"], HEADER,
        person(1, "Lò Văn An", admitted="19/05/2022", official=""), person(2, "Hà Văn Bình", official=""),
    ]  # fmt: skip
    result = desk.nhap(desk.write("ds.xlsx", rows))
    assert cells(result) == {"G5": "standing_unknown"}
    assert desk.one("Lò Văn An")["status"] == "Dự bị"
    assert desk.one("Hà Văn Bình")["status"] is None


@pytest.mark.parametrize("day", ["31/12/2022", "19/05/2005"])
def test_an_empty_official_cell_asks_nothing_of_who_is_official(desk, day):
    """An empty cell never erases: neither «chưa rõ» nor, beside a late admission, «dự bị»."""
    sheet = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["Tính đến ngày 31/12/2022"], HEADER, person(1, "Lò Văn An")]
    desk.nhap(desk.write("a.xlsx", sheet))
    later = [*sheet[:1], [f"Tính đến ngày {day}"], HEADER, person(1, "Lò Văn An", official="")]
    result = desk.nhap(desk.write("b.xlsx", later))
    assert cells(result) == {}
    assert (result.unchanged, result.plan.changes) == (1, [])
    assert desk.one("Lò Văn An")["status"] == "Chính thức"


def test_an_empty_official_cell_is_named_where_nobody_says_more(desk):
    """Two files of one call: the one that says «chính thức» answers for the other."""
    sheet = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["Tính đến ngày 31/12/2022"], HEADER]
    full = desk.write("a.xlsx", [*sheet, person(1, "Lò Văn An")])
    empty = desk.write("b.xlsx", [*sheet, person(1, "Lò Văn An", official="")])
    assert cells(desk.plan(empty)) == {"G4": "standing_unknown"}
    assert cells(desk.plan(full, empty)) == cells(desk.plan(empty, full)) == {}


@pytest.mark.parametrize(
    "levels", [("SC", "TC", "CC"), ("S.cấp", "T.cấp", "C.cấp"), ("Sơ cấp", "Trung cấp", "Cao cấp")]
)
def test_ticks_under_levels_however_short(desk, levels):
    """A row of children in two capital letters numbers no columns."""
    rows = [
        ["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["STT", "Họ và tên", "Ngày sinh", "Trình độ LLCT", "", "", "Số thẻ đảng viên"],
        ["", "", "", *levels, ""], [1, "Lò Văn An", "1970", "", "x", "", "14000001"],
        [2, "Hà Văn Bình", "1971", "", "", "x", "14000002"],
    ]  # fmt: skip
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3")
    result = desk.nhap(desk.write("a.xlsx", rows, merges))
    assert codes(result) == []
    assert [one["political_theory"] for one in desk.people()] == ["Trung cấp", "Cao cấp"]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize(
    ("alone", "levels"), [("Chưa xếp loại", ["Chưa xếp loại"]), ("Không phân loại", ["Không thuộc diện xếp loại"]),
                          ("Hoàn thành tốt", []), ("Đã xác minh", [])],
)  # fmt: skip
def test_a_tick_column_beside_the_merged_heading_of_its_group_is_of_the_group(desk, alone, levels, first):
    group = [["Mức xếp loại đề nghị", "", ""], ["Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành"]]
    beside = [[alone], [""]]
    heads = [b + g if first else g + b for g, b in zip(group, beside, strict=True)]
    ticks = [["x", "", "", ""], ["", "", "", "x"]] if first else [["", "", "", "x"], ["x", "", "", ""]]
    rows = [
        ["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
        ["STT", "Họ và tên", "Ngày sinh", *heads[0], "Ghi chú"], ["", "", "", *heads[1], ""],
        [1, "Lò Văn An", "12/05/1980", *ticks[0], ""], [2, "Cà Thị Mai", "01/06/1981", *ticks[1], ""],
    ]  # fmt: skip
    merges = ["E3:G3" if first else "D3:F3", *(f"{c}3:{c}4" for c in ("A", "B", "C", "D" if first else "G", "H"))]
    members = [["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], HEADER, person(1, "Lò Văn An"), person(2, "Cà Thị Mai", "01/06/1981")]
    desk.nhap(desk.write("ds.xlsx", members))
    result = desk.nhap(desk.write("a.xlsx", rows, merges))
    assert [desk.one("Lò Văn An")["ratings"].get("2022")] == (levels or [None])
    assert codes(result) == ([] if levels else ["entry_empty"])


def test_name_alone_is_created_once_and_never_matched(desk):
    header = ["STT", "Họ và tên", "Chức vụ Đảng", "Dân tộc", "Ngày vào Đảng"]
    rows = [["CHI BỘ KHO BẠC NHÀ NƯỚC"], header, [1, "Lò Văn An", "Đảng viên", "Thái", "03/02/2005"]]
    assert desk.nhap(desk.write("a.xlsx", rows)).created == 1
    assert desk.nhap(desk.write("a.xlsx", rows)).plan.changes == []
    rows[2][3] = "Kinh"
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert codes(result) == ["name_alone"]
    assert desk.one("Lò Văn An")["ethnicity"] == "Thái"


def test_bad_files_stop_nothing(desk):
    good = desk.write("tot.xlsx", [["CHI BỘ KHO BẠC NHÀ NƯỚC"], HEADER, person(1, "Lò Văn An")])
    (good.parent / "rong.xlsx").write_bytes(b"")
    (good.parent / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (good.parent / "cut.xlsx").write_bytes(good.read_bytes()[:800])
    (good.parent / "to-chuc.xlsx").unlink()
    result = desk.nhap(good.parent)
    assert sum(file.error is not None for file in result.files) == 3
    assert result.created == 1
    assert result.needs_attention
    assert not result.nothing_read


def test_dv_option_places_all_rows(desk):
    path = desk.write("x.xlsx", [HEADER, person(1, "Lò Văn An")])
    assert codes(desk.plan(path)) == ["organization_missing"]
    desk.nhap(path, organization_code="ct.1")
    assert desk.one("Lò Văn An")["organization_code"] == "CT.1"


def test_people_the_full_list_lacks_are_named_and_kept(desk):
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An"), person(2, "Hà Văn Bình")]))
    result = desk.nhap(desk.write("b.xlsx", [*title, HEADER, person(1, "Lò Văn An")]))
    assert result.absent == {"Chi bộ Kho bạc Nhà nước": ["Hà Văn Bình"]}
    assert len(desk.people()) == 2


def _later_list(desk, *rows, header=HEADER):
    """Import two people, then a full list with the first and other rows; return what the second found."""
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An"), person(2, "Hà Văn Bình")]))
    return desk.nhap(desk.write("b.xlsx", [*title, header, person(1, "Lò Văn An"), *rows]))


@pytest.mark.parametrize(
    "row",
    [
        ["Hà Văn Bình", "", "12/05/1980", "Nam", "", "03/02/2005", "03/02/2006", "Chi bộ 99"],
        [2, "Đ/c Hà Văn Bình", "12/05/1980", "Nam", "", "03/02/2005", "03/02/2006", "Chi bộ 99"],
        [2, "Hà Bình", "12/05/1980", "Nam", "14.000002", "03/02/2005", "03/02/2006", "Chi bộ 99"],
        [2, "14000002", "12/05/1980", "Nam", "14.000002", "03/02/2005", "03/02/2006", "Chi bộ Kho bạc Nhà nước"],
    ],
    ids=["in the ordinal", "salutation", "by number", "no name"],
)
def test_somebody_whose_row_was_set_aside_before_it_was_read_is_not_absent(desk, row):
    result = _later_list(desk, row, header=[*HEADER, "Chi bộ"])
    assert result.set_aside == 1
    assert result.absent == {}


def test_the_absent_stand_in_the_order_of_names_and_whom_the_call_adds_is_not_absent(desk):
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    names = ["Vì Thị Hoa", "Lò Văn An", "Ly Bả Sếnh", "Điêu Thị Dua", "Hà Văn Đức"]
    desk.nhap(desk.write("a.xlsx", [*title, HEADER, *(person(n, name) for n, name in enumerate(names, 1))]))
    ratings = desk.write("xếp loại.xlsx", [*title, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Mức xếp loại"],
                                           [1, "Lò Văn An", "Hoàn thành nhiệm vụ"]])  # fmt: skip
    result = desk.nhap(desk.write("b.xlsx", [*title, HEADER, person(9, "Bùi Thị Mới")]), ratings)
    assert result.created == 1
    assert result.absent == {
        "Chi bộ Kho bạc Nhà nước": ["Lò Văn An", "Điêu Thị Dua", "Hà Văn Đức", "Vì Thị Hoa", "Ly Bả Sếnh"]
    }


def test_a_file_that_says_it_is_a_supplement_is_no_full_list(desk):
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An"), person(2, "Hà Văn Bình")]))
    rows = [*title, HEADER, person(3, "Vì Thị Mới")]
    assert desk.plan(desk.write("Kho bạc bổ sung.xlsx", rows)).absent == {}
    assert desk.plan(desk.write("Kho bạc.xlsx", rows)).absent == {
        "Chi bộ Kho bạc Nhà nước": ["Lò Văn An", "Hà Văn Bình"]
    }


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("DANH SÁCH ĐẢNG VIÊN NỮ", False),
        ("Danh sách đảng viên mới kết nạp tháng 11", False),
        ("Danh sách đảng viên là người dân tộc thiểu số", False),
        ("Danh sách đảng viên cao tuổi", False),
        ("Danh sách đảng viên từ 60 tuổi trở lên", False),
        ("DANH SÁCH ĐẢNG VIÊN NĂM 2022", True),
        ("Danh sách đảng viên người đứng đầu", False),
        ("DANH SÁCH ĐẢNG VIÊN", True),
    ],
)
def test_a_list_of_some_of_the_members_is_no_full_list(desk, title, whole):
    unit = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(desk.write("a.xlsx", [*unit, HEADER, person(1, "Lò Văn An"), person(2, "Hà Văn Bình")]))
    result = desk.plan(desk.write("b.xlsx", [*unit, [title], HEADER, person(1, "Lò Văn An")]))
    assert bool(result.absent) is whole


def test_sources_that_name_several_organisations_are_quoted_one_by_one(desk):
    (problem,) = desk.plan(desk.write("01 Chi bộ 1.xlsx", [["CHI BỘ 1"], HEADER, person(1, "Lò Văn An")])).plan.problems
    assert problem.message.startswith(
        "Tên tệp: «01 Chi bộ 1»; tiêu đề: «CHI BỘ 1» là tên của nhiều tổ chức đảng: «Chi bộ 1» (Đảng bộ Sở Công Thương), "
    )


def test_a_department_that_the_record_does_not_have_is_named(desk):
    result = desk.plan(desk.write("03 sở y học.xlsx", [["ĐẢNG BỘ SỞ Y HỌC"], HEADER, person(1, "Lò Văn An")]))
    assert result.plan.problems[0].message.startswith("Sổ chưa có tổ chức đảng tên «ĐẢNG BỘ SỞ Y HỌC».")


@pytest.mark.parametrize(
    ("title", "sheet", "code", "cell"),
    [
        ([["", "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["", "CHI BỘ HỘI NÔNG DÂN"]], "Sheet1", "sheet_place_unknown", "B2"),
        ([["Chi bộ:", "Hội Nông dân"]], "Sheet1", "sheet_place_unknown", "B1"),
        ([["DANH SÁCH ĐẢNG VIÊN"]], "Chi bộ Hội Nông dân", "sheet_place_unknown", ""),
        ([["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ KHO BẠC NHÀ NƯỚC"]], "Sheet1", "sheet_place_unclear", "A2"),
    ],
)
def test_the_cell_that_names_the_organisation_is_the_one_that_is_told(desk, title, sheet, code, cell):
    path = desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An")], sheet=sheet)
    (problem,) = desk.plan(path).plan.problems
    assert (problem.code, problem.cell) == (code, cell)
    if code == "sheet_place_unknown":
        assert "Nhập danh sách tổ chức đảng trước" in problem.message


def test_a_namesake_elsewhere_does_not_hide_who_is_absent(desk):
    other = desk.write("Chi bộ Văn phòng.xlsx", [["ĐẢNG BỘ SỞ Y TẾ"], HEADER, person(9, "Hà Văn Bình", "01/01/1990")])
    title = [["CHI BỘ KHO BẠC NHÀ NƯỚC"]]
    desk.nhap(desk.write("a.xlsx", [*title, HEADER, person(1, "Lò Văn An"), person(2, "Hà Văn Bình")]))
    result = desk.nhap(desk.write("b.xlsx", [*title, HEADER, person(1, "Lò Văn An")]), other)
    assert result.created == 1
    assert result.absent == {"Chi bộ Kho bạc Nhà nước": ["Hà Văn Bình"]}


def parents(desk):
    return dict(
        desk.conn.execute(
            "SELECT n.name, up.name FROM organization_parent p"
            " JOIN organization_name n ON n.organization_id = p.organization_id"
            " LEFT JOIN organization_name up ON up.organization_id = p.parent_id"
        )
    )


def test_the_outline_of_a_list_is_its_tree(tmp_path):
    desk = Desk(tmp_path)
    rows = [
        ["STT", "Tên tổ chức đảng", "Bí thư", "ĐT bí thư"],
        ["A", "KHỐI CƠ QUAN NHÀ NƯỚC"],
        ["I", "Đảng bộ Sở Y tế", "Đ/c Lò Văn An", "0900000001"],
        [1, "Chi bộ 1", "Hà Thị Mai", 900000002],
        [2, "Chi bộ 2", "", ""],
        ["B", "KHỐI DOANH NGHIỆP"],
        ["II", "Chi bộ Công ty Thử", "", ""],
    ]
    result = desk.nhap(desk.write("to-chuc.xlsx", rows))
    assert codes(result) == []
    assert parents(desk) == {
        "Đảng bộ Sở Y tế": None, "Chi bộ 1": "Đảng bộ Sở Y tế", "Chi bộ 2": "Đảng bộ Sở Y tế", "Chi bộ Công ty Thử": None,
    }  # fmt: skip
    kept = list(desk.conn.execute("SELECT bloc, secretary, secretary_phone FROM organization ORDER BY id"))
    assert kept[0] == ("KHỐI CƠ QUAN NHÀ NƯỚC", "Lò Văn An", "0900000001")
    assert kept[1][2] == "0900000002"
    assert kept[3][0] == "KHỐI DOANH NGHIỆP"


def test_a_flat_list_without_parents_is_set_aside(tmp_path):
    desk = Desk(tmp_path)
    rows = [["STT", "Tên chi bộ", "Bí thư", "Ngày thành lập"], [1, "Chi bộ 1", "", "2001"], [2, "Chi bộ 2", "", "2002"]]
    assert codes(desk.plan(desk.write("to-chuc.xlsx", rows))) == ["parent_missing"] * 2


def test_parents_may_be_listed_below_and_called_by_another_word(tmp_path):
    desk = Desk(tmp_path)
    rows = [
        ["Mã", "Tên tổ chức đảng", "Trực thuộc"],
        ["YT.1", "Chi bộ 1", "Đảng ủy Sở Y tế"],
        ["YT", "Đảng bộ Sở Y tế", ""],
        ["X", "Chi bộ X", "Đảng bộ không có"],
    ]
    result = desk.nhap(desk.write("to-chuc.xlsx", rows))
    assert cells(result) == {"C4": "parent_unknown"}
    assert parents(desk) == {"Chi bộ 1": "Đảng bộ Sở Y tế", "Đảng bộ Sở Y tế": None}


@pytest.mark.parametrize(
    ("admitted", "missing"), [("03/11/2022", False), ("11/2022", False), ("31/10/2022", True), ("2022", True)]
)
def test_who_was_admitted_after_the_day_of_a_list_is_not_missing_from_it(desk, admitted, missing):
    unit = ["CHI BỘ KHO BẠC NHÀ NƯỚC"]
    both = [person(1, "Lò Văn An"), person(2, "Hà Văn Bình", birth="01/02/1999", admitted=admitted, official="")]
    desk.nhap(desk.write("a.xlsx", [unit, ["DANH SÁCH ĐẢNG VIÊN"], HEADER, *both]))
    title = ["DANH SÁCH ĐẢNG VIÊN", "(Tính đến 31/10/2022)"]
    result = desk.plan(desk.write("b.xlsx", [unit, *([line] for line in title), HEADER, both[0]]))
    assert result.absent == ({"Chi bộ Kho bạc Nhà nước": ["Hà Văn Bình"]} if missing else {})
