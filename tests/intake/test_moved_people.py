"""Somebody who moved: a list of before finds her where she was on its day; an entry belongs where she was on its day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.records.entries import Whom, plan_add_entry
from dangbo_cli.records.refusal import PlaceRefused
from dangbo_cli.records.transfer import plan_transfer
from dangbo_cli.store.apply import apply_plan
from intake.desk import HEADER, WHO, Desk, codes, person

AWARDS = ["STT", "Họ và tên", "Hình thức khen thưởng", "Ngày quyết định"]


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path, date(2023, 9, 1)).organizations()
    desk.nhap(desk.write("a.xlsx", listed(person(1, "Lò Văn An", card=""), person(2, "Cà Thị Bích", card=""))))
    organizations = dict(desk.conn.execute("SELECT code, id FROM organization"))
    move = plan_transfer(desk.conn, 1, organizations["CT.1"], date(2023, 6, 1), desk.today)
    apply_plan(desk.conn, move, WHO, datetime(2023, 9, 1, 8))
    return desk


def listed(*people, unit="CHI BỘ KHO BẠC NHÀ NƯỚC", dated="31/12/2022", header=HEADER):
    return [[unit], [f"DANH SÁCH ĐẢNG VIÊN (tính đến ngày {dated})"], [], header, *people]


def code_of(desk, table):
    rows = desk.conn.execute(f"SELECT o.code FROM {table} t JOIN organization o ON o.id = t.organization_id")
    return [code for (code,) in rows]


def test_a_list_of_before_the_move_finds_her_where_she_was(desk):
    result = desk.plan(desk.write("b.xlsx", listed(person(1, "Lò Văn An", card=""), person(2, "Cà Thị Bích", card=""))))
    assert (codes(result), result.unchanged, result.created, result.plan.changes) == ([], 2, 0, [])


def test_a_number_of_hers_does_not_make_her_stand_in_two_places(desk):
    result = desk.plan(desk.write("b.xlsx", listed(person(1, "Lò Văn An"), person(2, "Cà Thị Bích", card=""))))
    assert codes(result) == []
    assert [change.entity for change in result.plan.changes] == ["member"]  # the number alone


def test_a_list_of_after_the_move_is_asked_about(desk):
    result = desk.plan(desk.write("b.xlsx", listed(person(1, "Lò Văn An", card=""), dated="30/06/2023")))
    assert codes(result) == ["looks_like"]


def test_a_position_where_she_was_is_none_of_today(desk):
    header = [*HEADER, "Chức vụ Đảng"]
    row = [*person(1, "Lò Văn An", card=""), "Bí thư chi bộ"]
    result = desk.plan(desk.write("b.xlsx", listed(row, header=header)))
    assert result.plan.changes == []
    assert "position_of_before" in [note.code for note in result.plan.notes]


def test_who_came_after_the_day_of_a_list_is_not_missing_in_it(desk):
    rows = [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN (tính đến ngày {})"], HEADER,
            person(3, "Vàng A Dế")]  # fmt: skip
    found = {}
    for day in ("31/12/2022", "30/06/2023"):
        said = [[cell.format(day) if isinstance(cell, str) else cell for cell in row] for row in rows]
        found[day] = desk.plan(desk.write("b.xlsx", said)).absent
    assert found == {"31/12/2022": {}, "30/06/2023": {"Chi bộ 1 (Đảng bộ Sở Công Thương)": ["Lò Văn An"]}}


@pytest.mark.parametrize(
    ("unit", "day", "member"),
    [
        (["CHI BỘ KHO BẠC NHÀ NƯỚC"], "18/05/2023", 1),
        (["CHI BỘ KHO BẠC NHÀ NƯỚC"], "18/05/2022", 1),
        (["ĐẢNG BỘ SỞ CÔNG THƯƠNG", "CHI BỘ 1"], "18/07/2023", 1),
        (["CHI BỘ KHO BẠC NHÀ NƯỚC"], "18/07/2023", None),
    ],
)
def test_a_name_in_a_sheet_of_the_year_is_looked_for_among_those_of_its_day(desk, unit, day, member):
    rows = [*([line] for line in unit), [f"DANH SÁCH KHEN THƯỞNG NĂM {day[-4:]}"], [], AWARDS,
            [1, "Lò Văn An", "Giấy khen", day]]  # fmt: skip
    result = desk.nhap(desk.write("khen thưởng.xlsx", rows))
    assert codes(result) == []
    assert desk.conn.execute("SELECT member_id, name FROM commendation").fetchall() == [
        (member, None if member else "Lò Văn An")
    ]


#: By kind: the title without its year, what a row says beside who it is, the table, and whether it takes in strangers.
OF_THE_YEAR = {
    "khen-thuong": ("DANH SÁCH KHEN THƯỞNG", {"Hình thức khen thưởng": "Giấy khen", "Ngày quyết định": "18/07/2023"},
                    "commendation", True),
    "ghi-danh": ("SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT", {"Nội dung việc làm tốt": "Cứu người", "Thời gian ghi danh": "18/07/2023"},
                 "honour_entry", True),
    "cam-ket": ("DANH SÁCH KÝ CAM KẾT TU DƯỠNG", {"Đã cam kết (x)": "x"}, "pledge", True),
    "xep-loai": ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN", {"Tự xếp loại": "HTTNV"}, "rating", False),
}  # fmt: skip


def sheet_of(desk, kind, unit, **who):
    title, says, *_ = OF_THE_YEAR[kind]
    says = {**who, **says}
    rows = [*([line] for line in unit), [f"{title} NĂM 2023"], [], ["STT", "Họ và tên", *says],
            [1, "Lò Văn An", *says.values()]]  # fmt: skip
    return desk.write(f"{kind}.xlsx", rows)


def members_of(desk, kind):
    return [number for (number,) in desk.conn.execute(f"SELECT member_id FROM {OF_THE_YEAR[kind][2]}")]


KB, YT = ["CHI BỘ KHO BẠC NHÀ NƯỚC"], ["ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ VĂN PHÒNG"]
BORN = {"Ngày sinh": "12/05/1980"}


@pytest.mark.parametrize("who", [BORN, {"Số thẻ đảng viên": "14.000777"}])
@pytest.mark.parametrize("kind", list(OF_THE_YEAR))
def test_the_unit_that_she_left_in_the_year_still_names_her(desk, kind, who):
    desk.conn.execute("UPDATE member SET old_card_number = '14000777' WHERE id = 1")
    desk.conn.commit()
    result = desk.nhap(sheet_of(desk, kind, KB, **who))
    assert (codes(result), members_of(desk, kind)) == ([], [1])
    assert "kept_by_name" not in [note.code for note in result.plan.notes]


@pytest.mark.parametrize("kind", ["cam-ket", "xep-loai"])
def test_her_name_alone_where_she_was_in_the_year_is_asked_about(desk, kind):
    result = desk.plan(sheet_of(desk, kind, KB))
    (asked,) = result.plan.problems
    assert (asked.code, asked.choices[0].key) == ("namesake_unclear", "dang-vien 1")
    assert "«Chi bộ 1» (Đảng bộ Sở Công Thương)" in asked.message


@pytest.mark.parametrize(("unit", "moved_on"), [(YT, "2023-06-01"), (KB, "2022-12-31")])
@pytest.mark.parametrize("kind", list(OF_THE_YEAR))
def test_whose_name_and_birth_are_a_members_elsewhere_is_asked_about(desk, kind, unit, moved_on):
    desk.conn.execute("UPDATE member_place SET valid_to = ? WHERE valid_to IS NOT NULL", (moved_on,))
    desk.conn.execute("UPDATE member_place SET valid_from = ? WHERE member_id = 1 AND valid_to IS NULL", (moved_on,))
    desk.conn.commit()
    path = sheet_of(desk, kind, unit, **BORN)
    (asked,) = desk.plan(path).plan.problems
    strangers = OF_THE_YEAR[kind][3]
    assert asked.code == "two_organizations"
    assert [choice.key for choice in asked.choices] == ["dang-vien 1", *(["moi"] if strangers else [])]
    assert "đang sinh hoạt ở «Chi bộ 1» (Đảng bộ Sở Công Thương)" in asked.message
    for answer, member in (("moi", None), ("dang-vien 1", 1)) if strangers else (("dang-vien 1", 1),):
        result = desk.plan(path, answers={asked.place: answer})
        (change,) = [c for c in result.plan.changes if c.entity == OF_THE_YEAR[kind][2]]
        whom = change.fields.get("member_id")
        assert (codes(result), whom and whom.after) == ([], member)


def test_another_day_of_birth_is_another_person(desk):
    result = desk.nhap(sheet_of(desk, "ghi-danh", YT, **{"Ngày sinh": "13/05/1980"}))
    assert (codes(result), members_of(desk, "ghi-danh")) == ([], [None])


@pytest.mark.parametrize(
    ("year", "values", "code"),
    [
        (2022, [("handed_in_on", "15/03/2022")], "KB"),
        (2022, [], "KB"),
        (2023, [("handed_in_on", "15/03/2023")], "KB"),
        (2023, [("handed_in_on", "01/06/2023")], "CT.1"),
        (2023, [], "CT.1"),
    ],
)
def test_an_entry_by_hand_is_filed_where_she_was_on_its_day(desk, year, values, code):
    form = form_of("cam-ket")
    plan = plan_add_entry(desk.conn, form, Whom(member=1), year, values, desk.today)
    apply_plan(desk.conn, plan, WHO, datetime(2023, 9, 1, 9))
    assert code_of(desk, "pledge") == [code]


def test_an_entry_of_a_day_without_a_place_is_refused(desk):
    desk.conn.execute("DELETE FROM member_place WHERE member_id = 2")
    with pytest.raises(PlaceRefused, match="năm 2022"):
        plan_add_entry(desk.conn, form_of("cam-ket"), Whom(member=2), 2022, [], desk.today)


@pytest.mark.parametrize(
    ("before", "after"), [(("Lò Văn An", "Cà Thị Bích"), []), (("Cà Thị Bích",), ["namesake_unclear"])]
)
@pytest.mark.parametrize("kind", ["cam-ket", "xep-loai"])
def test_a_mended_copy_still_finds_who_moved_since_where_her_entry_stands(tmp_path, kind, before, after):
    desk = Desk(tmp_path, date(2023, 9, 1)).organizations()
    desk.nhap(desk.write("a.xlsx", listed(person(1, "Lò Văn An", card=""), person(2, "Cà Thị Bích", card=""))))
    organizations = dict(desk.conn.execute("SELECT code, id FROM organization"))
    heads = {
        "cam-ket": ("DANH SÁCH BẢN CAM KẾT NĂM 2023", "Nội dung cam kết"),
        "xep-loai": ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2023", "Mức xếp loại"),
    }
    said = {"cam-ket": ("Nêu gương", "Nêu gương trong sinh hoạt"), "xep-loai": ("Hoàn thành tốt nhiệm vụ",) * 2}[kind]
    title, heading = heads[kind]

    def send(name, people, word):
        rows = [[n, one, word] for n, one in enumerate(people, 1)]
        return desk.nhap(desk.write(name, [["CHI BỘ KHO BẠC NHÀ NƯỚC"], [title], ["STT", "Họ và tên", heading], *rows]))

    send("b.xlsx", before, said[0])
    move = plan_transfer(desk.conn, 1, organizations["CT.1"], date(2023, 6, 1), desk.today)
    apply_plan(desk.conn, move, WHO, datetime(2023, 9, 1, 8))
    table = form_of(kind).entity
    count = desk.conn.execute(f"SELECT COUNT(*) FROM {table} WHERE member_id = 1").fetchone()
    result = send("c.xlsx", ("Lò Văn An", "Cà Thị Bích"), said[1])
    assert [code for code in codes(result) if code == "namesake_unclear"] == after
    assert desk.conn.execute(f"SELECT COUNT(*) FROM {table} WHERE member_id = 1").fetchone() == count
