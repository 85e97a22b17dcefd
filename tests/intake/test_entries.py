"""Sheets of the year's work: what is read, whose it is, what is set aside."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest

from dangbo_cli.intake.sent.giving import files_to_return, message_to_unit
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.reports.rating_review import review
from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.check import check_file
from intake.desk import HEADER, WHO, cells, codes, person, sheet
from intake.year import SHEETS, TABLES, UNIT, staffed, stored, write_all


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def kinds(result):
    return [sheet.kind for file in result.files for sheet in file.sheets]


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
    assert codes(result) == ["two_candidates"]
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


def test_last_years_sheet_under_this_years_name(desk):
    result = desk.nhap(desk.write("mô hình 2023.xlsx", SHEETS["mo-hinh"]))
    assert codes(result) == ["years_disagree"]
    assert "tên tệp ghi năm 2023, tiêu đề ghi năm 2022" in result.plan.problems[0].message
    assert stored(desk, "initiative") == []
    rows = [*SHEETS["mo-hinh"][:1], ["ĐĂNG KÝ MÔ HÌNH"], *SHEETS["mo-hinh"][2:]]
    path = desk.write("mô hình 2021.xlsx", rows)
    assert codes(desk.nhap(path)) == []
    copy = path.with_name("mô hình 2022.xlsx")
    copy.write_bytes(path.read_bytes())
    result = desk.nhap(copy)
    assert codes(result) == ["years_disagree"]
    assert "mô hình 2021.xlsx" in result.plan.problems[0].message


_SAVED_AGAIN = ["", "NGƯỜI LẬP BIỂU"]  # so that the bytes are others
_DEEDS = ["Cứu người", "Trả của rơi", "Hiến máu", "Quyên góp", "Dạy chữ", "Sửa đường"]


def _deeds(deeds=_DEEDS, title="SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT"):
    rows = [[n, f"Phòng Kế toán {n}", "Chi bộ 1", deed] for n, deed in enumerate(deeds, 1)]
    return [UNIT, [title], ["STT", "Tập thể", "Chi bộ", "Nội dung việc làm tốt"], *rows]


@pytest.mark.parametrize(
    ("before", "now", "resent"),
    [
        (_deeds(), _deeds(), True),
        (_deeds(), _deeds(title="SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"), False),
        (_deeds(), _deeds([*_DEEDS[:-1], "Làm cầu"]), False),
        (_deeds(), _deeds([*_DEEDS, "Làm cầu"]), False),
        (_deeds(_DEEDS[:4]), _deeds(_DEEDS[:4]), False),
        (_deeds(["Hiến máu"] * 6), _deeds(["Hiến máu"] * 6), False),
        (_deeds(), _deeds(_DEEDS[:5]), True),
    ],
    ids=["same", "the title says the year", "one differs", "one more", "few rows", "all say one thing", "fewer rows"],
)
def test_last_years_sheet_saved_again_under_this_years_name(desk, before, now, resent):
    assert codes(desk.nhap(desk.write("ghi danh 2021.xlsx", before))) == []
    path = desk.write("ghi danh 2022.xlsx", [*now, _SAVED_AGAIN])
    result = desk.nhap(path)
    assert codes(result) == (["years_disagree"] if resent else [])
    periods = {row["period"] for row in stored(desk, "honour_entry")}
    assert periods == ({"2021"} if resent else {"2021", "2022"})
    if resent:
        assert "có vẻ là bảng của năm 2021 gửi lại" in result.plan.problems[0].message
        assert result.set_aside == result.files[0].sheets[0].set_aside == len(now) - 3
        assert codes(desk.nhap(path, year=2022)) == []
        assert {row["period"] for row in stored(desk, "honour_entry")} == {"2021", "2022"}
        again = desk.nhap(path)
        assert (codes(again), again.plan.changes) == ([], [])


def test_targets_raised_are_no_sheet_of_last_year(desk):
    def sheet(percent):
        rows = [[n, "Chi bộ 1", f"Mô hình {n}", f"{percent}% hộ tham gia"] for n in range(1, 7)]
        return [UNIT, ["ĐĂNG KÝ MÔ HÌNH"], ["STT", "Chi bộ", "Tên mô hình", "Chỉ tiêu"], *rows]

    desk.nhap(desk.write("mô hình 2021.xlsx", sheet(80)))
    assert codes(desk.nhap(desk.write("mô hình 2022.xlsx", [*sheet(80), _SAVED_AGAIN]))) == ["years_disagree"]
    assert codes(desk.nhap(desk.write("mô hình 2022 (2).xlsx", sheet(90)))) == []


def test_a_year_that_nothing_states(desk):
    rows = [UNIT, ["ĐĂNG KÝ MÔ HÌNH"], *SHEETS["mo-hinh"][2:]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert set(codes(result)) >= {"table_year_unknown"}
    desk.nhap(desk.write("a.xlsx", rows), year=2022)
    assert {row["period"] for row in stored(desk, "initiative")} == {"2022"}


@pytest.mark.parametrize(
    ("titles", "years"),
    [
        (["MÔ HÌNH NĂM 2022 (đến 30/9/2022)"], {"2022"}),
        (["MÔ HÌNH 6 THÁNG ĐẦU NĂM 2022 (tính đến 30/6/2022)"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2022, ngày 15/11/2022"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2022", "Sơn La, ngày 15 tháng 11 năm 2021"], {"2022"}),
        (["ĐĂNG KÝ MÔ HÌNH", "Sơn La, ngày 15 tháng 11 năm 2021"], None),
        (["MÔ HÌNH NĂM 2021 (đến 15/01/2022)"], "tiêu đề ghi cả năm 2021 và năm 2022."),
        (["ĐĂNG KÝ MÔ HÌNH NĂM 2021, NĂM 2022"], "tiêu đề ghi cả năm 2021 và năm 2022."),
    ],
)
def test_the_year_of_a_title_with_a_day_beside_it(desk, titles, years):
    result = desk.nhap(desk.write("a.xlsx", [UNIT, *([t] for t in titles), *SHEETS["mo-hinh"][2:]]))
    if isinstance(years, set):
        assert {row["period"] for row in stored(desk, "initiative")} == years
    else:
        (told,) = [p.message for p in result.plan.problems if p.code == "table_year_unknown"]
        assert told.startswith("Không biết cả 2 dòng của bảng thuộc năm nào: ")
        assert (years or "các cột không ghi năm.") in told


@pytest.mark.parametrize(
    ("title", "name", "given", "written", "told"),
    [
        ("NĂM 2062", "a", None, None, "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("", "mô hình 2062", None, None, "tên tệp ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2062", "mô hình 2022", None, "2022", "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2062", "a", 2022, "2022", "tiêu đề ghi năm 2062, ngoài khoảng 1990 đến 2024."),
        ("NĂM 2024", "a", None, "2024", None),
    ],
)
def test_a_year_that_none_can_be_of_is_none_and_is_named(desk, title, name, given, written, told):
    rows = [UNIT, [f"ĐĂNG KÝ MÔ HÌNH {title}"], ["STT", "Tên mô hình", "Chi bộ"], [1, "Trồng cây", "Chi bộ 1"],
            [2, "Làm đường", "Chi bộ 1"]]  # fmt: skip
    result = desk.nhap(desk.write(f"{name}.xlsx", rows), year=given)
    assert result.set_aside == result.files[0].sheets[0].set_aside == (0 if written else 2)
    assert {row["period"] for row in stored(desk, "initiative")} == ({written} if written else set())
    assert codes(result) == ([] if written else ["table_year_unknown"])
    notes = [note.message for note in result.plan.notes if note.code == "year_not_taken"]
    said = notes or [problem.message for problem in result.plan.problems]
    assert len(said) == bool(told)
    assert all(str(told) in message for message in said)


def test_ratings_under_a_heading_of_a_year_to_come_wait(desk):
    rows = [UNIT, ["KẾT QUẢ XẾP LOẠI"], ["STT", "Họ và tên", "Quyết định xếp loại năm 2062"],
            [1, "Cà Thị Mai", "HTTNV"], [2, "Hà Văn Bình", "HTTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (codes(result), stored(desk, "rating")) == (["table_year_unknown"], [])
    assert "tiêu đề cột ghi năm 2062, ngoài khoảng" in result.plan.problems[0].message


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("2022-2023", "NĂM 2022", "«2022-2023» không phải là một năm; dòng này được ghi cho năm 2022."),
        ("2062", "NĂM 2022", "năm phải từ 1990 đến 2024 (năm sau); dòng này được ghi cho năm 2022."),
        ("2062", "", "ô C4 ghi «2062», không dùng được làm năm."),
    ],
)
def test_a_cell_that_is_no_year_says_for_which_its_row_was_taken(desk, text, title, told):
    rows = [UNIT, [f"ĐĂNG KÝ MÔ HÌNH {title}"], ["STT", "Tên mô hình", "Năm"], [1, "Trồng cây", text]]
    (problem,) = desk.nhap(desk.write("a.xlsx", rows)).plan.problems
    assert told in problem.message
    assert [row["period"] for row in stored(desk, "initiative")] == (["2022"] if title else [])


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


def test_a_rating_list_with_numbers_and_births_is_one(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
            ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Xếp loại", "Ghi chú"],
            [1, "Lò Văn An", "12/05/1980", "14000001", "HTTNV", ""]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert kinds(result) == ["xep-loai"]
    assert stored(desk, "rating")[0]["member_id"] == 1


def test_a_form_of_commendation_in_the_title(desk):
    rows = [["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN NĂM 2021"],
            ["STT", "Tên tập thể, cá nhân", "Chức vụ, đơn vị", "Đảng bộ, chi bộ cơ sở"],
            ["I", "Tập thể"], [1, "Chi bộ Kho bạc Nhà nước", "", ""],
            ["II", "Cá nhân"], [2, "Cà Thị Mai", "Chuyên viên", "Đảng bộ Sở Y tế"]]  # fmt: skip
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    found = [(r["form"], r["period"], r.get("member_id"), r["organization_id"]) for r in stored(desk, "commendation")]
    assert found == [("Giấy khen", "2021", None, 9), ("Giấy khen", "2021", 2, 2)]


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


def test_cells_taken_for_blank_are_named_in_sheets_of_the_year_too(desk):
    rows = [row[:] for row in SHEETS["mo-hinh"]]
    rows[4][3], rows[6][3] = "x", "…"
    result = desk.nhap(desk.write("a.xlsx", rows))
    told = [note.message for note in result.plan.notes if note.code == "filler"]
    assert [("«x»" in message, "«…»" in message) for message in told] == [(True, False), (False, True)]


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


def test_where_all_that_is_said_is_disputed_nobody_is_rated(desk):
    head = ["STT", "Họ và tên", "Chi bộ", "Mức xếp loại", "Chính trị tư tưởng"]
    paths = [
        desk.write(name, [UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, [1, "Cà Thị Mai", "Chi bộ 1", *said]])
        for name, *said in (("a.xlsx", "HTTNV", "Tốt"), ("b.xlsx", "HTNV", "Kém"))
    ]
    result = desk.nhap(*paths)
    assert codes(result) == ["two_sheets_differ"] * 4
    assert (result.plan.changes, result.updated, stored(desk, "rating")) == ([], 0, [])


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


@pytest.mark.parametrize(
    ("titles", "problems"),
    [
        (["XẾP LOẠI ĐẢNG VIÊN QUÝ I NĂM 2022"], {"A2": "part_of_year_rated"}),
        (["ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN 6 THÁNG ĐẦU NĂM 2022"], {"A2": "part_of_year_rated"}),
        (["XẾP LOẠI ĐẢNG VIÊN", "(Quý II/2022)"], {"A3": "part_of_year_rated"}),
        (["XẾP LOẠI ĐẢNG VIÊN QUÝ IV VÀ CẢ NĂM 2022"], {}),
        (["XẾP LOẠI ĐẢNG VIÊN NĂM 2022 (tính đến ngày 31 tháng 12 năm 2022)"], {}),
        (["XẾP LOẠI ĐẢNG VIÊN NĂM 2022", "Tháng 12 năm 2022"], {}),
    ],
)
def test_ratings_of_a_part_of_a_year_are_no_ratings_of_the_year(desk, titles, problems):
    head = ["STT", "Họ và tên", "Chi bộ", "Mức xếp loại"]
    rows = [UNIT, *([title] for title in titles), head, [1, "Cà Thị Mai", "Chi bộ 1", "HTTNV"]]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (cells(result), result.set_aside) == (problems, len(problems))
    assert len(stored(desk, "rating")) == 1 - len(problems)


def test_a_column_of_a_quarter_is_not_the_rating_of_the_year(desk):
    quarters = ["Xếp loại quý I", "Xếp loại quý II", "Xếp loại quý III", "Xếp loại quý IV", "Xếp loại 6 tháng đầu năm"]
    rows = [UNIT, ["XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], ["STT", "Họ và tên", "Chi bộ", *quarters, "Xếp loại cả năm"],
            [1, "Cà Thị Mai", "Chi bộ 1", *["HTXSNV"] * 5, "HTNV"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert (codes(result), sheet(result).ignored_columns) == ([], quarters)
    assert [row["proposed_level"] for row in stored(desk, "rating")] == ["Hoàn thành nhiệm vụ"]


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


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("Chi bộ 10 - Đảng bộ Sở Y tế", "YT.10"),
        ("Chi bộ Kho bạc Nhà nước", "KB"),
        ("Chi bộ 1", None),  # two are called so: the name places nobody
        ("Phòng Kế toán", None),
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


@pytest.mark.parametrize(("kind", "head"), [("khen-thuong", "Hình thức khen thưởng"), ("ghi-danh", "Việc tốt")])
def test_workplaces_that_are_all_agencies_say_where_rows_belong(desk, kind, head):
    title = "DANH SÁCH KHEN THƯỞNG" if kind == "khen-thuong" else "SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT"
    rows = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], [f"{title} NĂM 2022"], ["STT", "Họ và tên", "Cơ quan, đơn vị", head]]
    rows += [[1, "Vì Văn Cương", "Sở Y tế", "Giấy khen"], [2, "Phòng Một cửa", "Sở Công Thương", "Giấy khen"]]
    assert codes(desk.nhap(desk.write("a.xlsx", rows))) == []
    code = dict(desk.conn.execute("SELECT id, code FROM organization"))
    table = {"khen-thuong": "commendation", "ghi-danh": "honour_entry"}[kind]
    assert [(code[row["organization_id"]], row["unit"]) for row in stored(desk, table)] == [
        ("YT", "Sở Y tế"), ("CT", "Sở Công Thương"),
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


@pytest.mark.parametrize(("day", "noted"), [("15/12/2020", True), ("28/12/2022", False), ("10/01/2023", False)])
def test_the_day_of_a_decision_that_is_of_no_rating_of_the_year_is_noted(desk, day, noted):
    rows = [
        ["ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"],
        ["STT", "Họ và tên", "Chi bộ", "Quyết định xếp loại", "Ngày quyết định"], [1, "Vì Văn Cương", "Chi bộ 10", "HTTNV", day],
    ]  # fmt: skip
    result = desk.nhap(desk.write("quyet dinh.xlsx", rows))
    assert result.plan.problems == []
    assert ("day_outside_year" in [note.code for note in result.plan.notes]) == noted


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


@pytest.mark.parametrize(
    ("years", "numbers", "told"),
    [
        ((2022, 2021), ("9-QĐ/ĐU", "9-QĐ/ĐU"), ["B4"]),
        ((2022, 2021), ("9-QĐ/ĐU", "8-QĐ/ĐU"), []),
        ((2021, 2021), ("9-QĐ/ĐU", "9-QĐ/ĐU"), []),
    ],
)
def test_one_decision_for_two_years_is_named(desk, years, numbers, told):
    head = ["STT", "Họ và tên", "Chi bộ", "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định", "Năm"]
    rows = [[n, "Cà Thị Mai", "Chi bộ 1", "Giấy khen", number, "05/01/2022", year]
            for n, (year, number) in enumerate(zip(years, numbers, strict=True), 1)]  # fmt: skip
    path = desk.write("a.xlsx", [UNIT, ["DANH SÁCH KHEN THƯỞNG"], head, *rows])
    result = desk.nhap(path)
    notes = [note for note in result.plan.notes if note.code == "decision_of_two_years"]
    assert [note.cell for note in notes] == told
    if told:
        assert "được ghi cho năm 2021 (ô B5) và năm 2022" in notes[0].message
        assert sorted(row["period"] for row in stored(desk, "commendation")) == ["2021", "2022"]
        assert not [n for n in desk.nhap(path).plan.notes if n.code == "decision_of_two_years"]
