"""Whose the rows of the year's work are: people, collectives, and the organisation where each counts."""

from __future__ import annotations

import pytest

from intake.desk import cells, codes, kinds
from intake.year import SHEETS, TABLES, UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def _with_halved_names(rows):
    """The same sheet with the heading of the name over two columns, family name and given name."""
    top = next(i for i, row in enumerate(rows) if row[0] == "STT")
    at = next(c for c, heading in enumerate(rows[top]) if heading.startswith("Họ và tên"))
    halved = []
    for i, row in enumerate(rows):
        name = row[at] if i > top and at < len(row) else ""
        whole = [name, ""] if not name or name.startswith(("Phòng", "Chi bộ")) else list(name.rsplit(" ", 1))
        halved.append(
            [*row[:at], *([rows[top][at], ""] if i == top else whole), *row[at + 1 :]] if at < len(row) else row
        )
    return halved, f"{'ABC'[at]}{top + 1}:{'ABC'[at + 1]}{top + 1}"


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    "kind", [kind for kind, rows in SHEETS.items() if any("Họ và tên" in str(c) for r in rows for c in r)]
)
def test_a_name_in_two_columns_is_one_name(tmp_path, kind, merged):
    halved, over = _with_halved_names(SHEETS[kind])
    kept = []
    for folder, rows, merges in (("whole", SHEETS[kind], []), ("halved", halved, [over] if merged else [])):
        (tmp_path / folder).mkdir()
        desk = staffed(tmp_path / folder)
        result = desk.nhap(desk.write("danh sách.xlsx", rows, merges=merges))
        assert (kinds(result), codes(result)) == ([kind], [])
        kept.append({table: stored(desk, table) for table in TABLES[kind]})
    assert kept[0] == kept[1]


def test_a_column_of_genders_beside_a_name_is_no_given_name(desk):
    head = ["STT", "Họ và tên", "", "Chi bộ", "Hình thức khen thưởng"]
    rows = [UNIT, ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022"], head]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Nữ", "Chi bộ 1", "Giấy khen"]]))
    assert codes(result) == ["name_unclear"]
    assert stored(desk, "commendation") == []


def test_a_person_counts_once_whatever_sheets_say_of_her(desk):
    ratings = desk.write("xl.xlsx", SHEETS["xep-loai"])
    people = desk.folder / "in" / "ds1.xlsx"
    result = desk.nhap(people, ratings)
    assert (result.created, result.updated, result.unchanged) == (0, 2, 2)
    assert [(s.kind, s.updated, s.unchanged) for f in result.files for s in f.sheets] == [
        ("dang-vien", 0, 2), ("xep-loai", 2, 0),
    ]  # fmt: skip
    again = desk.plan(people, ratings)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)


def test_collectives_members_and_others_of_the_register(desk):
    result = desk.nhap(desk.write("a.xlsx", SHEETS["ghi-danh"]))
    assert [n.code for n in result.plan.notes] == ["kept_by_name"]
    rows = [
        (r["subject_sort"], r.get("member_id"), r["organization_id"], r.get("name"))
        for r in stored(desk, "honour_entry")
    ]
    assert rows == [
        ("Tập thể", None, 3, "Phòng Kế toán"), ("Tập thể", None, 4, None),
        ("Cá nhân", 1, 3, None), ("Cá nhân", None, 3, "Tòng Thị Lạ"),
    ]  # fmt: skip


def test_a_namesake_in_another_branch_is_never_taken(desk):
    head = SHEETS["ghi-danh"][:3]
    rows = [*head, [1, "Cà Thị Mai", "", "Chi bộ 10", "Trả của rơi", "09/2022", ""]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"B4": "namesake_unclear"}
    problem = result.plan.problems[0]
    assert [choice.key for choice in problem.choices] == ["dang-vien 2", "moi"]
    place = (problem.file, problem.sheet, problem.cell)
    desk.nhap(desk.write("a.xlsx", rows), answers={place: "dang-vien 2"})
    assert stored(desk, "honour_entry")[0]["member_id"] == 2


def test_two_of_one_name_in_a_committee_need_the_branch(desk):
    head = ["STT", "Họ và tên", "Hình thức khen thưởng", "Thành tích"]
    title = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"]]
    result = desk.nhap(desk.write("a.xlsx", [*title, head, [1, "Lò Văn An", "Giấy khen", "x y"]]))
    assert codes(result) == ["candidates_by_year"]
    rows = [*title, [*head, "Ngày sinh"], [1, "Lò Văn An", "Giấy khen", "x y", "01/01/1990"]]
    assert codes(desk.nhap(desk.write("b.xlsx", rows))) == []
    assert stored(desk, "commendation")[0]["member_id"] == 4


@pytest.mark.parametrize("kind", ["xep-loai", "ky-luat"])
def test_a_person_who_is_not_in_the_record(desk, kind):
    rows = [row[:] for row in SHEETS[kind]]
    rows[3][1] = "Người Lạ Mặt"
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert "person_not_in_record" in codes(result)
    assert "Người Lạ Mặt" in next(p.message for p in result.plan.problems if p.code == "person_not_in_record")


def test_a_sheet_of_the_whole_committee_does_not_say_whose_name_it_is(desk):
    rows = [["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH CÁ NHÂN KHEN THƯỞNG NĂM 2022"],
            ["STT", "Họ và tên", "Số thẻ đảng viên", "Hình thức khen thưởng", "Thành tích"],
            [1, "Cà Thị Mai", "", "Giấy khen", "x y"], [2, "Vì Văn Cương", "14000012", "Giấy khen", "x y"],
            [3, "Người Lạ Mặt", "", "Giấy khen", "x y"]]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    result = desk.nhap(path)
    assert cells(result) == {"B4": "namesake_unclear", "B6": "person_not_in_record"}
    assert [(r["member_id"], r["organization_id"]) for r in stored(desk, "commendation")] == [(5, 4)]
    problem = next(p for p in result.plan.problems if p.cell == "B4")
    desk.nhap(path, answers={(problem.file, problem.sheet, "B4"): "dang-vien 2"})
    assert [(r["member_id"], r["organization_id"]) for r in stored(desk, "commendation")] == [(5, 4), (2, 3)]


@pytest.mark.parametrize(
    ("heading", "said", "found"),
    [
        ("Ghi chú", "", ["person_not_in_record"]),
        ("Là đảng viên", "Không", []),
        ("Chi bộ", "Chi bộ Kho bạc Nhà nước", []),
    ],
)
def test_the_ways_named_for_who_is_no_member_lead_on(desk, heading, said, found):
    rows = [["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"], ["SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"]]
    rows += [["STT", "Họ và tên", "Việc tốt", heading], [1, "Ông Lường Văn Tập", "Bắt trộm", said]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert codes(result) == found
    assert [row["name"] for row in stored(desk, "honour_entry")] == ([] if found else ["Lường Văn Tập"])
    for problem in result.plan.problems:
        assert "«Là đảng viên»" in problem.message
        assert "--ngoai-so --don-vi MÃ" in problem.message


@pytest.mark.parametrize(
    "name",
    ["Lò Văn An và Cà Thị Mai", "LÒ VĂN AN VÀ CÀ THỊ MAI", "Lò Văn An Và Cà Thị Mai", "Lò Văn An cùng Cà Thị Mai",
     "Lò Văn An với Cà Thị Mai", "Lò Văn An & Cà Thị Mai", "Lò Văn An + Cà Thị Mai"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["ghi-danh", "cam-ket"])
def test_two_people_in_one_cell_are_no_one_person(desk, name, kind):
    heads = {
        "ghi-danh": ["STT", "Họ và tên", "Chi bộ", "Nội dung việc làm tốt"],
        "cam-ket": ["STT", "Họ và tên", "Chi bộ", "Đã nộp"],
    }
    result = desk.nhap(desk.write("a.xlsx", [*SHEETS["ghi-danh" if kind == "ghi-danh" else "cam-ket"][:2], heads[kind],
                                             [1, name, "Chi bộ 1", "x" if kind == "cam-ket" else "Hiến máu"]]))  # fmt: skip
    assert list(cells(result)) == ["B4"]
    assert [stored(desk, table) for table in TABLES[kind]] == [[] for _ in TABLES[kind]]


@pytest.mark.parametrize("name", ["Và A Chu", "VÀ THỊ MAI", "Sùng Thị Cùng", "Lò Văn Cùng"])
def test_a_syllable_that_also_joins_is_part_of_a_name(desk, name):
    head = ["STT", "Họ và tên", "Chi bộ", "Đã nộp"]
    assert codes(desk.nhap(desk.write("a.xlsx", [*SHEETS["cam-ket"][:2], head, [1, name, "Chi bộ 1", "x"]]))) == []
    assert len(stored(desk, "pledge")) == 1


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("Chi bộ 10 - Đảng bộ Sở Y tế", "YT.10"),
        ("Chi bộ Kho bạc Nhà nước", "KB"),
        ("Chi bộ 1", None),  # two are called so: the name places nobody
        ("Phòng Kế toán", None),
        ("nguyên Bí thư Chi bộ 10, Đảng bộ Sở Y tế", None),
        ("Chi bộ 10, Đảng bộ Sở Y tế và Chi bộ Kho bạc Nhà nước", None),
        ("Đảng viên Chi bộ Kho", None),
    ],
)
def test_a_workplace_that_is_a_party_organisation_says_where_a_row_belongs(desk, unit, place):
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"]]
    rows += [["STT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"], [1, "Vì Văn Cương", unit, "Giấy khen"]]
    path = desk.write("a.xlsx", [*rows, [2, "Phòng Một cửa", "Khu phố 3", "Giấy khen"]])
    assert codes(desk.nhap(path)) == ([] if place else ["namesake_unclear"])
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    kept = [(code[row["organization_id"]], row.get("unit")) for row in stored(desk, "commendation")]
    assert kept == [*([(place, None)] if place else []), ("K", "Khu phố 3")]


@pytest.mark.parametrize(
    "post",
    [
        "Phó Bí thư Chi bộ 10, Đảng bộ Sở Y tế",
        "Chuyên viên, Chi bộ 10 - Đảng bộ Sở Y tế",
        "Đảng ủy viên Đảng bộ Sở Y tế, Chi bộ 10",
        "Kế toán (Chi bộ 10 Sở Y tế)",
        "Chuyên viên Sở Y tế",
    ],
)
@pytest.mark.parametrize("heading", ["Chức vụ, đơn vị", "Chức vụ, đơn vị công tác"])
def test_a_post_may_stand_before_the_organisation_in_the_column_of_workplaces(desk, post, heading):
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"]]
    rows += [["STT", "Họ và tên", heading, "Hình thức khen thưởng"], [1, "Vì Văn Cương", post, "Giấy khen"]]
    path = desk.write("a.xlsx", [*rows, [2, "Phòng Một cửa", "Khu phố 3", "Giấy khen"]])
    assert codes(desk.nhap(path)) == []
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    one = stored(desk, "commendation")[0]
    assert (code[one["organization_id"]], one["unit"], one["member_id"] is not None) == ("YT.10", post, True)


def test_what_the_row_of_an_unclear_person_says_of_her_place_is_told(desk):
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"]]
    rows += [["STT", "Họ và tên", "Chức vụ, đơn vị", "Hình thức khen thưởng"]]
    (problem,) = desk.nhap(
        desk.write("a.xlsx", [*rows, [1, "Vì Văn Cương", "Đảng viên Chi bộ Kho", "Giấy khen"]])
    ).plan.problems
    assert "dòng ghi «Đảng viên Chi bộ Kho», không rõ là tổ chức đảng nào trong sổ" in problem.message
    assert "chỉ cho biết" not in problem.message


@pytest.mark.parametrize("place", ["ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ 10 - ĐẢNG BỘ SỞ Y TẾ", "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"])
def test_what_is_told_of_a_member_counts_where_she_lives(desk, place):
    rows = [
        [place],
        ["DANH SÁCH KHEN THƯỞNG NĂM 2022"],
        ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Hình thức khen thưởng"],
    ]
    unit = "Đảng bộ Sở Y tế" if "KHỐI" in place else ""
    assert codes(desk.nhap(desk.write("a.xlsx", [*rows, [1, "Vì Văn Cương", "", unit, "Giấy khen"]]))) == []
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    assert [code[row["organization_id"]] for row in stored(desk, "commendation")] == ["YT.10"]


@pytest.mark.parametrize(("kind", "head"), [("khen-thuong", "Hình thức khen thưởng"), ("ghi-danh", "Việc tốt")])
def test_workplaces_that_are_all_agencies_say_where_rows_belong(desk, kind, head):
    title = "DANH SÁCH KHEN THƯỞNG" if kind == "khen-thuong" else "SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT"
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], [f"{title} NĂM 2022"], ["STT", "Họ và tên", "Cơ quan, đơn vị", head]]
    rows += [[1, "Vì Văn Cương", "Sở Y tế", "Giấy khen"], [2, "Phòng Một cửa", "Sở Công Thương", "Giấy khen"]]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    table = {"khen-thuong": "commendation", "ghi-danh": "honour_entry"}[kind]
    assert [(code[row["organization_id"]], row["unit"]) for row in stored(desk, table)] == [
        ("YT.10", "Sở Y tế"), ("CT", "Sở Công Thương"),  # of whom the record has, where he lives
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "title", "head", "said"),
    [
        ("discipline", "DANH SÁCH THI HÀNH KỶ LUẬT", "Hình thức kỷ luật", "Khiển trách"),
        ("pledge", "DANH SÁCH NỘP BẢN CAM KẾT", "Đã nộp", "x"),
    ],
)
@pytest.mark.parametrize("unit", ["Đơn vị", "Đơn vị công tác"])
def test_a_unit_that_nothing_keeps_says_where_a_row_belongs_all_the_same(desk, unit, table, title, head, said):
    """Read in the other kinds; in these every row was set aside because nobody knew of which branch."""
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], [f"{title} NĂM 2022"], ["STT", "Họ và tên", unit, head]]
    rows += [[1, "Vì Văn Cương", "Chi bộ 10 - Đảng bộ Sở Y tế", said], [2, "Hà Văn Bình", "Phòng Kế toán", said]]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == ["namesake_unclear"]  # an office places nobody
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    assert [code[row["organization_id"]] for row in stored(desk, table)] == ["YT.10"]


def test_a_workplace_against_the_group_sets_the_row_aside(desk):
    head = ["STT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"]
    rows = [
        UNIT,
        ["DANH SÁCH KHEN THƯỞNG NĂM 2022"],
        head,
        ["", "Chi bộ 1"],
        [1, "Lò Văn An", "Chi bộ 10", "Giấy khen"],
    ]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == ["organizations_disagree"]
    assert stored(desk, "commendation") == []


def test_a_name_that_is_kept_names_where_the_record_has_one_of_that_name(desk):
    """She may be the member: the unit wrote into the sheet of another."""
    rows = [
        ["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"],
        ["STT", "Họ và tên", "Nội dung việc làm tốt", "Thời gian ghi danh"],
        [1, "Vì Văn Cương", "Cứu người", "07/03/2022"], [2, "Tòng Thị Lạ", "Trả của rơi", "08/2022"],
    ]  # fmt: skip
    result = desk.nhap(desk.write("kb.xlsx", rows))
    told = {note.cell: note.message for note in result.plan.notes if note.code == "kept_by_name"}
    assert "người cùng họ tên trong sổ ở: «Chi bộ 10» (Đảng bộ Sở Y tế)" in told["B4"]
    assert "người cùng họ tên" not in told["B5"]


@pytest.mark.parametrize("nobody", ["0", "Không có trường hợp nào bị kỷ luật trong năm 2026 đâu nhé"])
def test_words_that_name_nobody_are_not_to_be_made_a_name(desk, nobody):
    """Told to write «Tập thể» before it, the unit would report a discipline that never was."""
    head = ["STT", "Họ và tên", "Hình thức kỷ luật", "Số quyết định"]
    rows = [UNIT, ["DANH SÁCH THI HÀNH KỶ LUẬT NĂM 2022"], head, [1, "Hà Văn Bình", "Khiển trách", "01-QĐ/UBKT"],
            [2, nobody, "Khiển trách", "x"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"B5": "nobody_named"}
    assert "Tập thể" not in result.plan.problems[0].message


@pytest.mark.parametrize(
    ("typed", "birth", "known"),
    [
        ("Lò Văn Ấn", "", False),
        ("Lò Văn Ấn", "12/05/1980", True),
        ("LÒ VĂN AN", "", True),
        ("Lo Van An", "", True),
    ],
)
def test_a_name_of_other_marks_is_somebody_else_maybe(desk, typed, birth, known):
    """«Quan», a newcomer, had her discipline written for «Quân»."""
    head = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Hình thức kỷ luật"]
    rows = [UNIT, ["DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT NĂM 2022"], head]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, typed, birth, "Chi bộ 1", "Khiển trách"]]))
    assert cells(result) == ({} if known else {"B4": "namesake_unclear"})
    assert len(stored(desk, "discipline")) == known


@pytest.mark.parametrize(
    "heading",
    ["Tổ chức, cá nhân được giám sát", "Đối tượng giám sát", "Đảng viên được kiểm tra", "Chi bộ, đảng viên được KTGS"],
)
def test_whom_an_inspection_is_about_stands_in_its_column(tmp_path, heading):
    desk = staffed(tmp_path)
    rows = [[1, "Chi bộ 1", "Đảng phí", "05/06/2022"], [2, "Đ/c Hà Văn Bình", "Nêu gương", "06/06/2022"]]
    head = [UNIT, ["KẾT QUẢ GIÁM SÁT NĂM 2022"], ["STT", heading, "Nội dung", "Ngày bắt đầu"]]
    assert cells(desk.nhap(desk.write("gs.xlsx", [*head, *rows]))) == {}
    assert [row["subject_sort"] for row in stored(desk, "inspection")] == ["Tập thể", "Cá nhân"]


def test_what_a_column_nobody_reads_may_say_of_whom_is_not_said_of_the_whole_unit(tmp_path):
    desk = staffed(tmp_path)
    head = [UNIT, ["KẾT QUẢ GIÁM SÁT NĂM 2022"], ["STT", "Bên chịu giám sát", "Nội dung", "Ngày bắt đầu"]]
    result = desk.nhap(desk.write("gs.xlsx", [*head, [1, "Chi bộ 1", "Đảng phí", "05/06/2022"]]))
    assert cells(result) == {"B4": "subject_column_unread"}
    assert stored(desk, "inspection") == []
