"""Sheets of the year's work: what is read, whose it is, what is set aside."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from dangbo_cli.intake.sent.giving import files_to_return, message_to_unit
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.check import check_file
from intake.desk import HEADER, WHO, cells, codes, kinds, person
from intake.year import SHEETS, TABLES, UNIT, staffed, stored, write_all


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_plain_sheet_is_read_and_a_second_run_changes_nothing(desk, kind):
    path = desk.write("danh sách.xlsx", SHEETS[kind])
    result = desk.nhap(path)
    assert kinds(result) == [kind]
    assert codes(result) == []
    assert result.set_aside == 0
    again = desk.nhap(path)
    assert (again.created, again.updated, again.set_aside) == (0, 0, 0)
    assert again.unchanged == result.created + result.updated
    assert again.plan.changes == []


@pytest.mark.parametrize("kind", SHEETS)
def test_every_value_knows_its_cell_and_a_batch_can_be_taken_back(desk, kind):
    before = {table: stored(desk, table) for tables in TABLES.values() for table in tables}
    result = desk.nhap(desk.write("danh sách.xlsx", SHEETS[kind]))
    after = {table: stored(desk, table) for tables in TABLES.values() for table in tables}
    assert after != before
    own = [c for c in result.plan.changes if c.entity.value == TABLES[kind][0]]
    assert own
    assert all(f.cell for c in own for name, f in c.fields.items() if not name.endswith("_id"))
    assert [f.title for f in check_file(desk.conn)] == []
    (batch,) = desk.conn.execute("SELECT max(id) FROM batch").fetchone()
    now = datetime(2023, 1, 15, 9)
    apply_plan(desk.conn, plan_undo(desk.conn, batch), WHO, now)
    assert {table: stored(desk, table) for table in before} == before
    apply_plan(desk.conn, plan_undo(desk.conn, batch + 1), WHO, now)
    assert {table: stored(desk, table) for table in before} == after
    assert [f.title for f in check_file(desk.conn)] == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_cannot_matter(tmp_path, seed):
    kept = []
    for number in range(2):
        desk = staffed(tmp_path / str(number))
        paths = write_all(desk)
        if number:
            random.Random(seed).shuffle(paths)
        desk.nhap(*paths)
        kept.append({table: stored(desk, table) for tables in TABLES.values() for table in tables})
    assert kept[0] == kept[1]


def test_what_an_initiative_holds(desk):
    desk.nhap(desk.write("a.xlsx", SHEETS["mo-hinh"]))
    assert stored(desk, "initiative") == [
        {"id": 1, "organization_id": 3, "period": "2022", "name": "Dịch vụ công trực tuyến",
         "content": "Nâng chất lượng", "person": "Lò Văn An"},
        {"id": 2, "organization_id": 4, "period": "2022", "name": "Vận chuyển nông sản"},
    ]  # fmt: skip
    targets = stored(desk, "initiative_target")
    assert [(t["initiative_id"], t["wording"], t.get("operator"), t.get("number")) for t in targets] == [
        (1, "100% đơn vị dùng mức độ 4", "=", 100), (1, "chứng từ từ 96% trở lên", "≥", 96),
        (2, "ít nhất 5 mô hình", "≥", 5), (2, "ban hành quy chế", None, None),
    ]  # fmt: skip
    progress = stored(desk, "initiative_progress")
    assert [(p["target_id"], p.get("actual_number"), p.get("numerator"), p.get("denominator")) for p in progress] == [
        (1, 100, None, None), (2, None, 248, 250),
    ]  # fmt: skip


def test_a_denominator_alone_is_named(desk):
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Tử số", "Mẫu số"]
    rows = [
        *SHEETS["mo-hinh"][:2], [], head,
        [1, "Chi bộ 1", "Một cửa", "100% hồ sơ", "", 50], [2, "Chi bộ 1", "Hai cửa", "100% hồ sơ", 7, 9],
    ]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"F5": "denominator_alone"}


def test_what_stands_beside_targets_belongs_to_them_or_is_named(desk):
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu", "Thời hạn", "Tử số", "Minh chứng", "Kết quả"]
    rows = [
        *SHEETS["mo-hinh"][:2], [], head,
        [1, "Chi bộ 1", "Một chỉ tiêu", "100% hồ sơ", "30/06/2022", "", "Biên bản", ""],
        [2, "Chi bộ 1", "Hai chỉ tiêu", "- 100% hồ sơ\n- 3 mô hình", "30/09/2022", 7, "", "Đạt cả hai"],
        [3, "Chi bộ 10", "Không chỉ tiêu", "", "31/12/2022", "", "Ảnh", "Đã xong"],
        [4, "Chi bộ 10", "Chỉ tiêu không rõ", "≥ 9x %", "", "", "", "Được một nửa"],
    ]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {
        "F6": "target_not_one", "E7": "target_not_one", "G7": "target_not_one", "D8": "target_no_number",
    }  # fmt: skip
    targets = stored(desk, "initiative_target")
    assert [(t["initiative_id"], t.get("due_on")) for t in targets] == [
        (1, "2022-06-30"), (2, "2022-09-30"), (2, "2022-09-30"),
    ]  # fmt: skip
    progress = stored(desk, "initiative_progress")
    assert [(p["initiative_id"], p.get("actual"), p.get("evidence")) for p in progress] == [
        (1, None, "Biên bản"), (2, "Đạt cả hai", None), (3, "Đã xong", None), (4, "Được một nửa", None),
    ]  # fmt: skip


def test_a_day_under_a_tick_that_keeps_no_day_is_named(desk):
    rows = [row[:] for row in SHEETS["cam-ket"]]
    rows[3][3] = "15/02/2022"
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"D4": "tick_unreadable"}


def test_a_row_that_goes_on_may_report_on_the_whole(desk):
    rows = [row[:] for row in SHEETS["mo-hinh"]]
    rows[5] = ["", "", "", "", "", "", "Đã nghiệm thu"]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert codes(result) == []
    assert [p.get("actual") for p in stored(desk, "initiative_progress")] == ["100%", "Đã nghiệm thu"]


def test_merged_cells_go_on_with_the_entry_above(desk):
    rows = [row[:] for row in SHEETS["mo-hinh"]]
    rows[5] = ["", "", "", "", "chứng từ từ 96% trở lên", "", "97%"]
    result = desk.nhap(desk.write("a.xlsx", rows, merges=["A5:A6", "B5:B6", "C5:C6", "D5:D6", "F5:F6"]))
    assert codes(result) == []
    assert len(stored(desk, "initiative_target")) == 4


def test_the_last_row_that_goes_on_is_no_title_of_the_table_below(desk):
    sheet = SHEETS["mo-hinh"]
    head = next(r for r, row in enumerate(sheet) if row[:1] == ["STT"])
    below = [["ĐĂNG KÝ MÔ HÌNH NĂM 2022"], ["STT", "Tên mô hình", "Chi bộ", "Nội dung"],
             [1, "Mô hình khác", "Chi bộ 10", "Nâng chất lượng"]]  # fmt: skip
    rows = [*sheet[: head + 2], ["", "", "", "", "", "", "Đã nghiệm thu"], [], *below]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    assert "Đã nghiệm thu" in [p.get("actual") for p in stored(desk, "initiative_progress")]
    assert "Mô hình khác" in [one["name"] for one in stored(desk, "initiative")]


def test_targets_that_are_none_and_rows_without_a_unit(desk):
    rows = [*SHEETS["mo-hinh"][:4], [1, "Chi bộ 1", "A", "", "≥ 9x %", "", ""], [2, "", "B", "", "100%", "", ""]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"E5": "target_no_number", "B6": "unit_empty"}
    assert [row["name"] for row in stored(desk, "initiative")] == ["A"]
    assert stored(desk, "initiative_target") == []


def test_days_ahead_and_counts_that_cannot_be(desk):
    rows = [row[:] for row in SHEETS["ghi-danh"]]
    rows[7][5] = "07/03/2025"
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"F8": "entry_in_the_future"}
    assert "Ngày ghi danh «07/03/2025»" in result.plan.problems[0].message
    rows = [row[:] for row in SHEETS["chuyen-de"]]
    rows[3][5] = 28
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert cells(result) == {"F4": "more_than_expected"}
    assert "attended" not in stored(desk, "study_session")[0]


def test_an_expulsion_in_a_sheet_leaves_its_person_in_the_list_and_says_so(desk):
    rows = [*SHEETS["ky-luat"][:3], [1, "Hà Văn Bình", "1975", "Chi bộ 1", "Khai trừ", "01-QĐ/UBKT", "05/06/2022", ""]]
    path = desk.write("a.xlsx", [*rows, [2, "Cà Thị Mai", "", "Chi bộ 1", "Cảnh cáo", "02-QĐ/UBKT", "05/06/2022", ""]])
    (note,) = [n for n in desk.nhap(path).plan.notes if n.code == "expelled_still_listed"]
    number = desk.one("Hà Văn Bình")["id"]
    assert (note.cell, note.value) == ("B4", "Hà Văn Bình")
    assert note.message.endswith(
        f'Đưa ra khỏi danh sách: «dangbo dang-vien dua-ra {number} --ly-do "Khai trừ" --ngay …».'
    )
    assert not [n for n in desk.nhap(path).plan.notes if n.code == "expelled_still_listed"]


def test_who_was_expelled_and_is_out_is_no_matter(desk):
    number = desk.one("Hà Văn Bình")["id"]
    desk.conn.execute(
        "INSERT INTO member_activity (member_id, activity, reason) VALUES (?, 'left', 'Khai trừ')", (number,)
    )
    rows = [*SHEETS["ky-luat"][:3], [1, "Hà Văn Bình", "1975", "Chi bộ 1", "Khai trừ", "01-QĐ/UBKT", "05/06/2022", ""]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert result.created == 1
    assert not [n for n in result.plan.notes if n.code == "expelled_still_listed"]


def test_a_line_typed_twice_in_two_sheets_of_a_file_names_the_other_sheet(desk):
    rows = SHEETS["ky-luat"]
    result = desk.nhap(desk.write("a.xlsx", rows, sheet="Một", more={"Hai": rows}))
    assert {problem.code for problem in result.plan.problems} == {"twice_in_file"}
    assert all("trang tính «Một» của cùng tệp" in problem.message for problem in result.plan.problems)


def test_a_member_in_two_sheets_of_a_file_names_the_other_sheet(desk):
    title = [UNIT, ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"], HEADER]
    one, other = ([*title, person(7, "Quàng Thị Sen", gender=gender)] for gender in ("Nam", "Nữ"))
    result = desk.nhap(desk.write("a.xlsx", one, sheet="Một", more={"Hai": other}))
    told = {problem.sheet: problem.message for problem in result.plan.problems if problem.code == "twice_in_file"}
    assert ("trang tính «Hai»" in told["Một"], "trang tính «Một»" in told["Hai"]) == (True, True)


def test_a_line_typed_twice_in_a_file(desk):
    rows = [*SHEETS["ky-luat"], [2, *SHEETS["ky-luat"][3][1:]]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert codes(result) == ["twice_in_file"]
    assert len(stored(desk, "discipline")) == 1


def test_a_proposal_gets_its_decision_later(desk):
    desk.nhap(desk.write("a.xlsx", SHEETS["khen-thuong"]))
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2022"],
            ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định"],
            [1, "Lò Văn An", "Chi bộ 1", "Giấy khen", "15-QĐ/ĐU", "10/01/2023"]]  # fmt: skip
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert (codes(result), result.created, result.updated) == ([], 0, 1)
    assert stored(desk, "commendation")[0]["decision_number"] == "15-QĐ/ĐU"


# --- which kind a sheet is
def test_a_member_list_stays_one_whatever_it_has_beside(desk):
    for title, more, value in (
        ("DANH SÁCH ĐẢNG VIÊN NĂM 2022", ["Xếp loại năm 2022"], "HTTNV"),
        ("DANH SÁCH ĐẢNG VIÊN", ["Khen thưởng", "Kỷ luật"], "Giấy khen"),
        ("DANH SÁCH ĐẢNG VIÊN", ["Danh hiệu thi đua"], "LĐTT"),
        ("TỔNG HỢP ĐẢNG VIÊN", ["Ghi chú"], "x y"),
        ("DANH SÁCH ĐẢNG VIÊN VÀ KẾT QUẢ XẾP LOẠI NĂM 2022", ["Xếp loại năm 2022"], "HTTNV"),
    ):
        rows = [UNIT, ["CHI BỘ 1"], [title], [*HEADER, *more], [*person(1, "Lò Văn An"), *[value] * len(more)]]
        assert kinds(desk.plan(desk.write("khen thuong.xlsx", rows))) == ["dang-vien"], title


def test_two_kinds_on_one_sheet_are_both_named_and_one_can_be_forced(desk):
    rows = [UNIT, ["DANH SÁCH NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Hình thức", "Nội dung", "Số quyết định"],
            [1, "Lò Văn An", "Chi bộ 1", "Khiển trách", "Việc", "12"]]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    result = desk.plan(path)
    error = result.files[0].error or ""
    assert "khen-thuong" in error
    assert "ky-luat" in error
    assert kinds(desk.plan(path, kind="ky-luat")) == ["ky-luat"]


def test_movements_are_not_read_yet(desk):
    rows = [UNIT, ["DANH SÁCH TĂNG, GIẢM ĐẢNG VIÊN"], ["STT", "Họ và tên", "Ngày sinh", "Lý do giảm", "Ngày chuyển đi"],
            [1, "Lò Văn An", "12/05/1980", "Chuyển", "01/02/2022"]]  # fmt: skip
    error = desk.plan(desk.write("a.xlsx", rows)).files[0].error or ""
    assert "chưa đọc được" in error
    assert all(f"«dangbo dang-vien {command} " in error for command in ("dua-ra", "chuyen", "nhan-lai", "them"))


CORRECTED = ["STT", "Họ và tên", "Ngày sinh", "Nội dung đính chính", "Thông tin đã khai", "Thông tin đúng"]


@pytest.mark.parametrize(("title", "header", "why"), [
    ("DANH SÁCH ĐÍNH CHÍNH THÔNG TIN ĐẢNG VIÊN", CORRECTED, "đính chính thông tin đảng viên; loại biểu này chưa đọc được"),
    ("DANH SÁCH XẾP CHỖ", [*CORRECTED[:3], "Số ghế", "Xe"], "có cột «Ngày sinh»"),
    (
        "DANH SÁCH XẾP CHỖ", [*CORRECTED[:2], "Số ghế", "Xe"],
        "thiếu cột để biết là đảng viên nào (ngày sinh, số thẻ, ngày vào Đảng…); thêm một cột như vậy, ghi được cho ai",
    ),
])  # fmt: skip
def test_people_of_whom_no_kind_is_known_are_left_out_for_the_true_reason(desk, title, header, why):
    row = [1, "Lò Văn An", "12/05/1980", "Ngày vào Đảng", "03/02/1999", "02/03/1999"]
    values = row[: len(header)] if "Ngày sinh" in header else [1, "Lò Văn An", "12", "A"]
    read = desk.plan(desk.write("a.xlsx", [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], [], header, values]))
    assert why in (read.files[0].error or "")
    letters = [message_to_unit(file, "a.xlsx", None) for file in files_to_return(read)]
    if header == CORRECTED:  # the unit has nothing to mend: the kind is not read yet
        assert letters == []
    else:
        assert [("dangbo" in letter, why in letter) for letter in letters] == [(False, True)]


def test_a_form_of_commendation_in_the_title(desk):
    rows = [["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN NĂM 2021"],
            ["STT", "Tên tập thể, cá nhân", "Chức vụ, đơn vị", "Đảng bộ, chi bộ cơ sở"],
            ["I", "Tập thể"], [1, "Chi bộ Kho bạc Nhà nước", "", ""],
            ["II", "Cá nhân"], [2, "Cà Thị Mai", "Chuyên viên", "Đảng bộ Sở Y tế"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    found = [(r["form"], r["period"], r.get("member_id"), r["organization_id"]) for r in stored(desk, "commendation")]
    assert found == [("Giấy khen", "2021", None, 9), ("Giấy khen", "2021", 2, 3)]  # where she lives, below it


def test_cells_taken_for_blank_are_named_in_sheets_of_the_year_too(desk):
    rows = [row[:] for row in SHEETS["mo-hinh"]]
    rows[4][3], rows[6][3] = "x", "…"
    result = desk.nhap(desk.write("a.xlsx", rows))
    told = [note.message for note in result.plan.notes if note.code == "filler"]
    assert [("«x»" in message, "«…»" in message) for message in told] == [(True, False), (False, True)]


def test_a_topic_of_which_there_are_two_is_named(desk):
    head = ["STT", "Chi bộ", "Tên chuyên đề", "Ngày tổ chức"]
    rows = [
        *SHEETS["chuyen-de"][:2],
        head,
        [1, "Chi bộ 1", "Gương mẫu", "10/4/2022"],
        [2, "Chi bộ 1", "Gương mẫu", "10/7/2022"],
    ]
    desk.nhap(desk.write("a.xlsx", rows))
    result = desk.nhap(desk.write("b.xlsx", [*rows[:3], [1, "Chi bộ 1", "Gương mẫu", ""]]))
    (problem,) = result.plan.problems
    assert (problem.code, problem.value) == ("two_entries", "Gương mẫu")


def test_a_percentage_is_no_count(desk):
    rows = [row[:] for row in SHEETS["chuyen-de"]]
    rows[3][5] = "95%"
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"F4": "count_unreadable"}
    assert "attended" not in stored(desk, "study_session")[0]


def test_a_corrected_form_under_the_same_decision_is_no_second_discipline(desk):
    def sheet(name, form, day, number="01-QĐ/UBKT"):
        head, row = SHEETS["ky-luat"][2:]
        changed = [*row[:4], form, number, *row[6:]]
        return desk.nhap(desk.write(name, [*SHEETS["ky-luat"][:2], [f"(Tính đến ngày {day})"], head, changed]))

    sheet("a.xlsx", "Khiển trách", "01/07/2022")
    sheet("b.xlsx", "Cảnh cáo", "01/09/2022")
    assert [(row["form"], row["decision_number"]) for row in stored(desk, "discipline")] == [("Cảnh cáo", "01-QĐ/UBKT")]
    assert [note.code for note in sheet("c.xlsx", "Khiển trách", "01/08/2022").plan.notes] == ["older_sheet"]
    sheet("d.xlsx", "Khai trừ", "01/10/2022", "02-QĐ/UBKT")
    assert [row["form"] for row in stored(desk, "discipline")] == ["Cảnh cáo", "Khai trừ"]


@pytest.mark.parametrize(
    ("number", "day", "problems", "kept"),
    [
        ("Số 01-QĐ/UBKT ngày 05/06/2022", "", {}, ("01-QĐ/UBKT", "2022-06-05")),
        ("Quyết định số 01-QĐ/UBKT\nngày 5 tháng 6 năm 2022", "", {}, ("01-QĐ/UBKT", "2022-06-05")),
        ("01-QĐ/UBKT (05/06/2022)", "05/06/2022", {}, ("01-QĐ/UBKT", "2022-06-05")),
        ("01-QĐ/UBKT, 05/06/2022", "06/06/2022", {"F4": "two_values", "G4": "two_values"}, ("01-QĐ/UBKT", None)),
        ("01-QĐ/UBKT ngày 31/06/2022", "", {"F4": "date_impossible"}, ("01-QĐ/UBKT", None)),
        ("QĐ-15", "05/06/2022", {}, ("QĐ-15", "2022-06-05")),
    ],
)
def test_the_day_of_a_decision_beside_its_number_is_its_day(desk, number, day, problems, kept):
    head, row = SHEETS["ky-luat"][2:]
    title = ["DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT NĂM 2022"]
    result = desk.nhap(desk.write("a.xlsx", [UNIT, title, head, [*row[:5], number, day, row[7]]]))
    assert cells(result) == problems
    assert [(row["decision_number"], row.get("decision_on")) for row in stored(desk, "discipline")] == [kept]


def test_one_decision_however_its_number_is_written_is_one(desk):
    head, row = SHEETS["ky-luat"][2:]
    for name, number in (
        ("a.xlsx", "01-QĐ/UBKT"),
        ("b.xlsx", "Số 01-QĐ/UBKT ngày 05/06/2022"),
        ("c.xlsx", "QĐ số 01-QĐ/UBKT"),
    ):
        desk.nhap(desk.write(name, [*SHEETS["ky-luat"][:2], head, [*row[:5], number, *row[6:]]]))
    assert [row["decision_number"] for row in stored(desk, "discipline")] == ["01-QĐ/UBKT"]


def test_a_pledge_that_was_not_handed_in_has_no_day(desk):
    head = ["STT", "Họ và tên", "Đã nộp", "Ngày nộp"]
    rows = [*SHEETS["cam-ket"][:2], head, [1, "Lò Văn An", "Chưa", "16/02/2022"], [2, "Cà Thị Mai", "15/02/2022", "16/02/2022"],
            [3, "Hà Văn Bình", "x", "16/02/2022"]]  # fmt: skip
    assert set(cells(desk.nhap(desk.write("a.xlsx", rows)))) == {"C4", "D4", "C5", "D5"}
    assert [(row.get("handed_in"), row.get("handed_in_on")) for row in stored(desk, "pledge")] == [
        (None, None), ("Có", None), ("Có", "2022-02-16"),
    ]  # fmt: skip


def test_a_deed_worded_anew_is_told_beside_the_one_of_the_same_day(desk):
    def sheet(name, *deeds):
        rows = [[n, "Lò Văn An", "Chi bộ 1", deed, day] for n, (deed, day) in enumerate(deeds, 1)]
        head = ["STT", "Họ và tên", "Chi bộ", "Nội dung việc làm tốt", "Thời gian ghi danh"]
        result = desk.nhap(desk.write(name, [*SHEETS["ghi-danh"][:2], head, *rows]))
        assert codes(result) == []
        return [(note.cell, note.code) for note in result.plan.notes if note.code == "entry_nearly_alike"]

    assert sheet("a.xlsx", ("Cứu người", "07/03/2022"), ("Hiến máu", "07/03/2022")) == []
    assert sheet("b.xlsx", ("Hiến máu", "07/03/2022"), ("Cứu người", "07/03/2022"), ("Trồng cây", "07/03/2022")) == []
    assert sheet("c.xlsx", ("Cứu người đuối nước", "07/03/2022"), ("Dọn đường", "08/03/2022")) == [
        ("B4", "entry_nearly_alike")
    ]


def test_days_that_cannot_follow_one_another_are_named_and_neither_is_kept(desk):
    head = [
        "STT",
        "Tổ chức đảng được kiểm tra",
        "Nội dung kiểm tra",
        "Ngày bắt đầu",
        "Hạn khắc phục",
        "Ngày khắc phục xong",
    ]
    rows = [UNIT, ["KẾT QUẢ KIỂM TRA NĂM 2022"], head, [1, "Chi bộ 1", "Chỉ thị 05", "10/9/2022", "31/12/2022", "01/8/2022"],
            [2, "Chi bộ 10", "Chỉ thị 05", "10/9/2022", "31/12/2022", "10/9/2022"]]  # fmt: skip
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"D4": "days_reversed", "F4": "days_reversed"}
    days = [(row.get("started_on"), row["due_on"], row.get("mended_on")) for row in stored(desk, "inspection")]
    assert days == [(None, "2022-12-31", None), ("2022-09-10", "2022-12-31", "2022-09-10")]


@pytest.mark.parametrize(
    ("kind", "column", "value", "told"),
    [
        ("mo-hinh", 2, "Dịch vụ công trực tuyến toàn trình", True), ("mo-hinh", 2, "Chuyển đổi số", True),
        ("khen-thuong", 7, "Chuyển đổi số", False), ("chuyen-de", 3, "12/4/2022", True),
    ],
)  # fmt: skip
def test_an_entry_nearly_like_one_that_no_row_is_any_more_is_told(desk, kind, column, value, told):
    rows = [row[:] for row in SHEETS[kind][: {"mo-hinh": 5}.get(kind, 4)]]
    desk.nhap(desk.write("a.xlsx", rows))
    rows[-1][column] = value
    result = desk.nhap(desk.write("b.xlsx", rows))
    assert [note.code for note in result.plan.notes if note.code == "entry_nearly_alike"] == [
        "entry_nearly_alike"
    ] * told


def test_a_target_spelled_with_a_blank_is_the_same_target(desk):
    head = ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"]
    for name, target in (("a.xlsx", "100% hồ sơ"), ("b.xlsx", "100 % hồ sơ"), ("c.xlsx", "100 %  hồ sơ")):
        desk.nhap(desk.write(name, [*SHEETS["mo-hinh"][:2], head, [1, "Chi bộ 1", "Dịch vụ công", target]]))
    assert [row["wording"] for row in stored(desk, "initiative_target")] == ["100% hồ sơ"]


def test_what_stands_twice_is_named_at_the_cell_that_names_it(desk):
    head = ["STT", "Chi bộ", "Ngày tổ chức", "Tên chuyên đề"]
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ NĂM 2022"], head]
    rows += [[n, "Chi bộ 1", "10/4/2022", "Nghị quyết Đại hội"] for n in (1, 2)]
    result = desk.nhap(desk.write("trung.xlsx", rows))
    (problem,) = result.plan.problems
    assert (problem.code, problem.cell) == ("entry_twice_in_file", "D5")
    assert "ô D4" in problem.message


@pytest.mark.parametrize(
    ("text", "kept"),
    [("x", "Có"), ("X", "Có"), ("✓", "Có"), ("Có", "Có"), ("Tốt", "Tốt"), ("Không", "Không"), ("", None)],
)
def test_a_tick_where_words_tell_what_was_done_says_that_it_was(desk, text, kept):
    rows = [UNIT, ["DANH SÁCH CAM KẾT NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", "Đã nộp", "Tổng kết năm", "Ghi chú"],
            [1, "Cà Thị Mai", "Chi bộ 1", "x", text, "x"]]  # fmt: skip
    path = desk.write("a.xlsx", rows)
    assert codes(desk.nhap(path)) == []
    assert [(row.get("yearend_review"), row.get("note")) for row in stored(desk, "pledge")] == [(kept, None)]
    assert desk.nhap(path).plan.changes == []


@pytest.mark.parametrize(("form", "told"), [("Huy hiệu 30 năm tuổi Đảng", ["B4", "B5"]), ("Giấy khen", [])])
def test_a_badge_of_more_years_than_the_record_has_is_noted(desk, form, told):
    """Both were admitted on 03/02/2005; once written it is no news."""
    rows = [*SHEETS["khen-thuong"][:3], *([*row[:6], form, row[7]] for row in SHEETS["khen-thuong"][3:])]
    path = desk.write("kt.xlsx", rows)
    notes = [note.cell for note in desk.nhap(path).plan.notes if note.code == "badge_too_early"]
    assert notes == told
    assert "badge_too_early" not in [note.code for note in desk.nhap(path).plan.notes]
