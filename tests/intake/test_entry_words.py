"""Entries whose main words say that there is none, or that there are two."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored

HEAD = ["STT", "Họ và tên", "Chi bộ"]


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


AWARDS = ("DANH SÁCH KHEN THƯỞNG NĂM 2022", "Hình thức khen thưởng", "commendation")
PENALTIES = ("DANH SÁCH ĐẢNG VIÊN BỊ KỶ LUẬT NĂM 2022", "Hình thức kỷ luật", "discipline")


@pytest.mark.parametrize(
    ("sheet", "typed", "code"),
    [
        (AWARDS, "Không", "entry_says_none"),
        (AWARDS, "Không đề nghị khen thưởng", "entry_says_none"),
        (AWARDS, "Chưa khen", "entry_says_none"),
        (AWARDS, "Giấy khen; Bằng khen", "several_forms"),
        (AWARDS, "Chiến sĩ thi đua cơ sở, Bằng khen của UBND tỉnh", "several_forms"),
        (AWARDS, "Bằng khen của UBND tỉnh", None),
        (AWARDS, "Đề nghị tặng Giấy khen", "commendation_proposed"),
        (PENALTIES, "Không bị kỷ luật", "entry_says_none"),
        (PENALTIES, "Không", "entry_says_none"),
        (PENALTIES, "Đề nghị khiển trách", "not_decided_yet"),
        (PENALTIES, "Đang xem xét", "not_decided_yet"),
        (PENALTIES, "Chờ phê duyệt", "not_decided_yet"),
        (PENALTIES, "Khiển trách", None),
        (PENALTIES, "Khiển trách (đã hủy)", "entry_withdrawn"),
        (PENALTIES, "Cảnh cáo - đã bị thu hồi", "entry_withdrawn"),
        (PENALTIES, "Khiển trách (hủy hoại tài sản)", None),
        (AWARDS, "Giấy khen (đã thu hồi)", "entry_withdrawn"),
        (AWARDS, "Giấy khen (huỷ)", "entry_withdrawn"),
        (AWARDS, "Huy chương", None),
    ],
)
def test_forms(desk, sheet, typed, code):
    title, heading, table = sheet
    result = desk.nhap(desk.write("a.xlsx", [UNIT, [title], [*HEAD, heading], [1, "Cà Thị Mai", "Chi bộ 1", typed]]))
    assert cells(result) == ({"D4": code} if code else {})
    assert [row["form"] for row in stored(desk, table)] == ([] if code else [typed])
    assert result.set_aside == bool(code)


@pytest.mark.parametrize(
    ("heading", "number", "day", "awarded"),
    [
        ("Hình thức đề nghị khen thưởng", "", "", False),
        ("Đề nghị khen", "", "", False),
        ("Hình thức khen thưởng (đề nghị)", "", "", False),
        ("Hình thức đề nghị khen thưởng", "12-QĐ/ĐU", "", True),
        ("Hình thức đề nghị khen thưởng", "", "20/12/2022", True),
        ("Hình thức khen thưởng", "", "", True),
    ],
)
def test_what_a_column_only_proposes_is_not_awarded(desk, heading, number, day, awarded):
    """A list of proposals was counted as commendations that were awarded."""
    head = [*HEAD, heading, "Số quyết định", "Ngày quyết định"]
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], head]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Chi bộ 1", "Giấy khen", number, day]]))
    assert cells(result) == ({} if awarded else {"D4": "commendation_proposed"})
    assert [row["form"] for row in stored(desk, "commendation")] == ["Giấy khen"] * awarded


@pytest.mark.parametrize(
    ("title", "head", "typed", "none"),
    [
        *(("ĐĂNG KÝ MÔ HÌNH NĂM 2022", ["Tên mô hình", "Nội dung"], name, none) for name, none in (
            ("Đơn vị không đăng ký", True), ("Chi bộ chưa đăng ký mô hình", True), ("Năm 2022 đơn vị không đăng ký", True),
            ("Không đăng ký", True), ("Đơn vị không khói thuốc", False), ("Chi bộ không vi phạm", False),
            ("Chi bộ không đăng ký kết hôn muộn", False),
        )),
        *(("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ NĂM 2022", ["Tên chuyên đề", "Số dự"], name, none) for name, none in (
            ("Chưa tổ chức", True), ("Không", True), ("Đơn vị chưa tổ chức", True), ("Chưa sinh hoạt chuyên đề", True),
            ("Không tổ chức cỗ linh đình", False),
        )),
    ],
)  # fmt: skip
def test_a_unit_that_did_none_has_no_entry(desk, title, head, typed, none):
    """«Đơn vị không đăng ký» was an initiative, «Chưa tổ chức» a meeting to which nobody came."""
    result = desk.nhap(desk.write("a.xlsx", [UNIT, [title], ["STT", "Chi bộ", *head], [1, "Chi bộ 1", typed, 0],
                                             [2, "Chi bộ 10", "Nêu gương", 5]]))  # fmt: skip
    assert cells(result).get("C4") == ("entry_says_none" if none else None)
    table = "initiative" if "MÔ HÌNH" in title else "study_session"
    assert len(stored(desk, table)) == 2 - none


FORMS = ["Bằng khen của UBND tỉnh", "Giấy khen", "Huân chương", "CSTĐ"]


@pytest.mark.parametrize(
    ("ticks", "kept", "problems"),
    [
        (["x", "", "", ""], FORMS[0], {}),
        (["", "X", "", ""], "Giấy khen", {}),
        (["", "", 1, ""], "Huân chương", {}),
        (["", "x", "x", ""], None, {"E5": "two_ticks"}),
        (["", "", "", "x"], None, {"G5": "choice_unlisted"}),
        (["", "của Sở", "", ""], None, {"E5": "not_a_tick"}),
        (["", "", "", ""], None, {"B5": "entry_empty"}),
    ],
)
def test_one_of_the_forms_side_by_side_is_ticked(desk, ticks, kept, problems):
    """The first of them was read as a column of words, the others were two columns of one field."""
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], [*HEAD, "Hình thức khen thưởng"], ["", "", "", *FORMS]]
    path = desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Chi bộ 1", *ticks]], merges=["D3:G3"])
    assert cells(desk.nhap(path)) == problems
    assert [row["form"] for row in stored(desk, "commendation")] == ([kept] if kept else [])


def test_a_form_that_is_only_proposed_by_a_tick_is_not_awarded(desk):
    rows = [UNIT, ["KHEN THƯỞNG NĂM 2022"], [*HEAD, "Đề nghị khen thưởng", ""], ["", "", "", "Bằng khen", "Giấy khen"]]
    path = desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Chi bộ 1", "", "x"]], merges=["D3:E3"])
    (problem,) = desk.nhap(path).plan.problems
    assert (problem.cell, problem.code) == ("E5", "commendation_proposed")
    assert "Ô «Đề nghị khen thưởng» ghi «Giấy khen»" in problem.message


@pytest.mark.parametrize(
    "columns",
    [
        ("Đề nghị hình thức khen thưởng", "Hình thức khen thưởng"),
        ("Hình thức đề nghị", "Hình thức được khen"),
        ("Hình thức khen thưởng", "Đề nghị khen"),
    ],
)
@pytest.mark.parametrize(("form", "code"), [("Giấy khen", None), ("Không", "entry_says_none"), ("", "entry_empty")])
def test_the_form_that_was_given_stands_beside_the_proposed_one(desk, columns, form, code):
    """It was left out as saying the same twice, and every row was a mere proposal."""
    typed = ["Bằng khen" if "ề nghị" in heading else form for heading in columns]
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], [*HEAD, *columns], [1, "Cà Thị Mai", "Chi bộ 1", *typed]]
    assert list(cells(desk.nhap(desk.write("a.xlsx", rows))).values()) == ([code] if code else [])
    assert [row["form"] for row in stored(desk, "commendation")] == ([] if code else [form])


@pytest.mark.parametrize(
    ("ticks", "kept", "problems"),
    [
        (["x", ""], "Bằng khen của Tỉnh ủy", {}),
        (["", "x"], "Giấy khen", {}),
        (["x", "x"], None, {"D4": "two_ticks"}),
        (["15-QĐ/TU", ""], None, {"D4": "not_a_tick"}),
    ],
)
def test_columns_of_forms_without_a_heading_over_them(desk, ticks, kept, problems):
    """«Không ghi hình thức» was said of a sheet that says it in its headings."""
    head = [*HEAD, "Bằng khen của Tỉnh ủy", "Giấy khen"]
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], head, [1, "Cà Thị Mai", "Chi bộ 1", *ticks]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == problems
    assert [row["form"] for row in stored(desk, "commendation")] == ([kept] if kept else [])


GIVEN = "Đảng ủy Khối"


@pytest.mark.parametrize(
    ("group", "typed", "kept"),
    [
        ("II. Giấy khen của Đảng ủy Khối", "", ("Giấy khen", GIVEN)),
        ("II. Giấy khen của Đảng ủy Khối", "Giấy khen", ("Giấy khen", GIVEN)),
        ("II. GIẤY KHEN CỦA ĐẢNG ỦY KHỐI (01)", "giấy khen", ("giấy khen", GIVEN.upper())),
        ("II. Giấy khen của Đảng ủy Khối", "Bằng khen của UBND tỉnh", ("Bằng khen của UBND tỉnh", None)),
        ("II. Tặng Giấy khen", "", ("Giấy khen", None)),
        ("II. Huân chương Lao động hạng Ba của Chủ tịch nước", "", ("Huân chương Lao động hạng Ba", "Chủ tịch nước")),
        ("II. Giấy khen của Đảng ủy Khối về thành tích 5 năm", "", ("Giấy khen", None)),
        ("II. Giấy khen cho các tập thể của Đảng bộ Khối", "Giấy khen", ("Giấy khen", None)),
        ("II. Giấy khen cho các tập thể của Đảng bộ Khối", "", None),
        ("II. Đề nghị tặng Bằng khen của Tỉnh ủy", "", None),
    ],
)
def test_a_group_row_that_names_a_form_is_no_organization(desk, group, typed, kept):
    """«Đảng ủy Khối» of such a row was an organisation that nobody knows, and its rows were set aside."""
    head = ["STT", "Họ và tên", "Thành tích", "Hình thức khen thưởng"]
    rows = [["CHI BỘ 1", *[""] * 3], ["ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], head]
    rows += [["I. Bằng khen của Ban Thường vụ Tỉnh ủy"], [1, "Lò Văn An", "Tốt", ""], [group]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "Tốt", typed]]))
    assert cells(result) == ({} if kept else {"B8": "entry_empty"})
    found = [(row["form"], row.get("level")) for row in stored(desk, "commendation")]
    assert found == [("Bằng khen", "Ban Thường vụ Tỉnh ủy"), *([kept] if kept else [])]


@pytest.mark.parametrize(
    ("name", "kept"), [("Không đăng ký", False), ("Chưa có mô hình", False), ("Không khói thuốc lá", True)]
)
def test_names_of_initiatives(desk, name, kept):
    rows = [["STT", "Chi bộ", "Tên mô hình", "Nội dung"], [1, "Chi bộ 1", name, "Nội dung"]]
    result = desk.nhap(desk.write("a.xlsx", [UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], *rows]))
    assert cells(result) == ({} if kept else {"C4": "entry_says_none"})
    assert [row["name"] for row in stored(desk, "initiative")] == ([name] if kept else [])


def test_organizations_in_a_column_nobody_reads_are_not_those_of_the_sheet(desk):
    """The initiatives of the branches became the committee's own; whose a row without a unit is, the sheet says."""
    rows = [
        UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Tập thể, cá nhân", "Tên mô hình", "Nội dung"],
        [1, "Chi bộ 1", "Trồng cây", "500 cây"], [2, "Lò Văn An (Chi bộ 1)", "Đọc sách", "10 cuốn"],
        [3, "", "Tiết kiệm", "10%"],
    ]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"B4": "unit_not_read", "B5": "unit_not_read"}
    assert [row["name"] for row in stored(desk, "initiative")] == ["Tiết kiệm"]


REGISTERED = [
    UNIT, ["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"],
    [1, "Chi bộ 1", "Trồng cây", "500 cây"], [2, "Chi bộ 10", "Tiết kiệm điện", "Giảm 10% điện"],
]  # fmt: skip


@pytest.mark.parametrize("at_once", [True, False])
def test_results_of_branches_are_not_the_committees(desk, at_once):
    """Without a column of units a second initiative of the name was made for the committee, with their results."""
    rows = [
        UNIT, ["KẾT QUẢ THỰC HIỆN MÔ HÌNH ĐẾN NGÀY 30/9/2022"], ["STT", "Tên mô hình", "Kết quả"],
        [1, "Trồng cây", "450 cây"], [2, "Vườn thuốc", "01 vườn"],
    ]  # fmt: skip
    first, second = desk.write("a.xlsx", REGISTERED), desk.write("b.xlsx", rows)
    if at_once:
        result = desk.nhap(first, second)
    else:
        desk.nhap(first)
        result = desk.nhap(second)
    assert cells(result) == {"B4": "entry_of_unit_below"}
    assert sorted(row["name"] for row in stored(desk, "initiative")) == ["Tiết kiệm điện", "Trồng cây", "Vườn thuốc"]
    assert [row["actual"] for row in stored(desk, "initiative_progress")] == ["01 vườn"]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("QUÝ I NĂM 2022", "2022-03-31"),
        ("QUÝ 4/2022", "2022-12-31"),
        ("6 THÁNG ĐẦU NĂM 2022", "2022-06-30"),
        ("9 THÁNG NĂM 2022", "2022-09-30"),
        ("6 THÁNG CUỐI NĂM 2022", "2022-12-31"),
        ("NĂM 2022", "2022-12-31"),
    ],
)
def test_the_results_of_a_part_of_a_year_are_of_its_end(desk, when, day):
    """All of them were of the last of December, and those of the whole year met them there."""
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Kết quả"]
    rows = [UNIT, [f"TIẾN ĐỘ MÔ HÌNH {when}"], head, [1, "Chi bộ 1", "Trồng cây", "500 cây", "100 cây"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert [(row["reported_on"]) for row in stored(desk, "initiative_progress")] == [day]
    assert [row["period"] for row in stored(desk, "initiative")] == ["2022"]


DISCIPLINED = ("DANH SÁCH ĐỀ NGHỊ THI HÀNH KỶ LUẬT NĂM 2022", "Hình thức kỷ luật", "discipline", "Cảnh cáo")


@pytest.mark.parametrize(
    ("title", "number", "day", "code"),
    [
        ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022", "", "", "title_proposes"),
        ("DỰ KIẾN KHEN THƯỞNG NĂM 2022", "", "", "title_proposes"),
        ("DANH SÁCH TRÌNH KHEN THƯỞNG NĂM 2022", "", "", "title_proposes"),
        ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022", "12-QĐ/ĐU", "", ""),
        ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022", "", "20/12/2022", ""),
        ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022|(Kèm theo Quyết định số 12-QĐ/ĐU)", "", "", ""),
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022 theo đề nghị khen thưởng của các chi bộ", "", "", ""),
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022", "Chưa có QĐ", "", "decision_number_pending"),
        ("DANH SÁCH KHEN THƯỞNG NĂM 2022", "đang trình", "20/12/2022", ""),
    ],
)
def test_what_only_a_title_or_a_cell_of_numbers_proposes_is_not_awarded(desk, title, number, day, code):
    """A list titled «đề nghị» was counted among what was awarded, «Chưa có QĐ» was stored as a number."""
    head = [*HEAD, "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định"]
    path = desk.write(
        "a.xlsx",
        [UNIT, *([line] for line in title.split("|")), head, [1, "Cà Thị Mai", "Chi bộ 1", "Giấy khen", number, day]],
    )
    assert [problem.code for problem in desk.nhap(path).plan.problems] == ([code] if code else [])
    assert [row["form"] for row in stored(desk, "commendation")] == ([] if code else ["Giấy khen"])


def test_a_form_that_begins_as_a_proposal_is_not_awarded(desk):
    head = [*HEAD, "Hình thức khen thưởng"]
    path = desk.write(
        "a.xlsx", [UNIT, ["KHEN THƯỞNG NĂM 2022"], head, [1, "Cà Thị Mai", "Chi bộ 1", "Đề nghị tặng Bằng khen"]]
    )
    assert cells(desk.nhap(path)) == {"D4": "commendation_proposed"}


@pytest.mark.parametrize(("number", "kept"), [("", 0), ("03-QĐ/UBKT", 1)])
def test_a_discipline_that_a_title_proposes_is_not_written(desk, number, kept):
    title, heading, table, form = DISCIPLINED
    rows = [UNIT, [title], [*HEAD, heading, "Số quyết định"], [1, "Cà Thị Mai", "Chi bộ 1", form, number]]
    assert desk.nhap(desk.write("a.xlsx", rows)).set_aside == 1 - kept
    assert len(stored(desk, table)) == kept


@pytest.mark.parametrize(
    ("note", "stands"),
    [
        ("Thu hồi", False),
        ("Đã hủy theo QĐ số 15", False),
        ("Đã trao; thu hồi năm 2023", False),
        ("Hủy quyết định", False),
        ("Thu hồi tiền lãng phí", True),
        ("Đề nghị thu hồi", True),
        ("Truy tặng", True),
    ],
)
def test_what_a_note_says_was_withdrawn_does_not_stand(desk, note, stands):
    rows = [[*HEAD, "Hình thức khen thưởng", "Ghi chú"], [1, "Cà Thị Mai", "Chi bộ 1", "Giấy khen", note]]
    result = desk.nhap(desk.write("a.xlsx", [UNIT, [AWARDS[0]], *rows]))
    assert cells(result) == ({} if stands else {"E4": "entry_withdrawn"})
    assert len(stored(desk, "commendation")) == stands


@pytest.mark.parametrize(
    ("sheet", "heads", "named"),
    [
        (AWARDS, ["Khen thưởng", "Kỷ luật"], True),
        (PENALTIES, ["Kỷ luật", "Khen thưởng"], True),
        (AWARDS, ["Khen thưởng", "Hình thức kỷ luật"], True),
        (AWARDS, ["Khen thưởng", "Việc khác"], False),
    ],
)
def test_a_column_of_the_other_kind_is_named_where_it_says_something(desk, sheet, heads, named):
    """A discipline in a list of commendations was lost."""
    title, _, table = sheet
    first = "Giấy khen" if table == "commendation" else "Khiển trách"
    for other in ("Không", "Cảnh cáo"):
        rows = [[*HEAD, *heads], [1, "Cà Thị Mai", "Chi bộ 1", first, other]]
        result = desk.nhap(desk.write(f"{other}.xlsx", [UNIT, [title], *rows]))
        assert cells(result) == ({"E3": "column_of_other_kind"} if named and other == "Cảnh cáo" else {})
    assert [row["form"] for row in stored(desk, table)] == [first]


def given(desk, heads, typed):
    rows = [[*HEAD, *heads], [1, "Cà Thị Mai", "Chi bộ 1", *typed]]
    path = desk.write("a.xlsx", [UNIT, [AWARDS[0]], *rows])
    result = desk.nhap(path)
    assert desk.nhap(path).plan.changes == []
    return result


def test_a_form_whose_column_says_who_gave_it(desk):
    """Of «Giấy khen của | Bằng khen của | Danh hiệu» only the title was kept."""
    given(desk, ["Giấy khen của", "Bằng khen của", "Danh hiệu"], ["Đảng ủy Khối", "UBND tỉnh", "Lao động tiên tiến"])
    found = {(row["form"], row.get("level"), row["member_id"]) for row in stored(desk, "commendation")}
    assert found == {
        ("Lao động tiên tiến", None, 2), ("Giấy khen", "Đảng ủy Khối", 2), ("Bằng khen", "UBND tỉnh", 2)
    }  # fmt: skip


def test_one_form_whose_column_says_who_gave_it_has_its_decision_and_of_several_it_is_not_known_whose_that_is(desk):
    heads = ["Giấy khen của", "Bằng khen của", "Số quyết định"]
    given(desk, heads, ["Đảng ủy Khối", "", "15-QĐ/ĐUK"])
    assert [(row["form"], row["level"], row["decision_number"]) for row in stored(desk, "commendation")] == [
        ("Giấy khen", "Đảng ủy Khối", "15-QĐ/ĐUK")
    ]
    result = given(desk, heads, ["Đảng ủy Khối", "UBND tỉnh", "16-QĐ/ĐUK"])
    assert set(cells(result).values()) == {"several_forms"}
    assert len(stored(desk, "commendation")) == 1
