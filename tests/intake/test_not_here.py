"""People below a group, a title or a sheet's name that speaks of those who left, are not yet members, or are of another
unit: none of them is written as a member of the unit."""

from __future__ import annotations

import pytest

from intake.desk import HEADER, cells, codes, person
from intake.desk_of_units import Units

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]


def names(desk):
    return sorted(one["full_name"] for one in desk.people())


@pytest.mark.parametrize(
    "group",
    [
        "Đảng viên giảm trong năm", "GIẢM", "Danh sách giảm", "Chết", "Đã mất", "Đã chuyển về nơi cư trú",
        "XIN RA KHỎI ĐẢNG", "Không còn sinh hoạt", "Đối tượng kết nạp", "Cán bộ chưa vào Đảng", "Đang làm hồ sơ",
        "Đảng viên nơi khác đến sinh hoạt tạm", "Đảng viên theo Quy định 213", "Nghỉ hưu chuyển về địa phương",
        "* Đã chuyển sinh hoạt:", "** Mất trong năm", "Nghỉ sinh hoạt", "Đi nước ngoài", "Mất năm 2022", "Bỏ sinh hoạt",
        "Ghi chú: các đồng chí sau đã chuyển đi", "* Từ trần", "Đang ở nước ngoài",
    ],
)  # fmt: skip
def test_whoever_stands_below_such_a_group_is_set_aside(desk, group):
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), ["", group], person(2, "Hà Văn Bình")]
    assert cells(desk.nhap(desk.write("ds.xlsx", rows))) == {"B7": "group_lists_others"}
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize("group", ["Ban Giám đốc", "Tổ Giảm nghèo", "Đi học, đi công tác xa", "Tổ chuyển đổi số"])
def test_other_groups_are_members(desk, group):
    desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), ["", group], person(2, "Hà Văn Bình")]))
    assert names(desk) == ["Hà Văn Bình", "Lò Văn An"]


def test_newcomers_below_those_who_left_are_members(desk):
    groups = (["", "Đảng viên giảm trong năm"], person(2, "Hà Văn Bình"), ["", "Đảng viên tăng trong năm"])
    rows = [*TITLE, HEADER, person(1, "Lò Văn An"), *groups, person(3, "Vì Văn Cương")]
    assert codes(desk.nhap(desk.write("ds.xlsx", rows))) == ["group_lists_others"]
    assert names(desk) == ["Lò Văn An", "Vì Văn Cương"]


def test_a_second_list_below_that_is_of_those_who_left(desk):
    second = [[], ["DANH SÁCH ĐẢNG VIÊN GIẢM"], HEADER, person(2, "Hà Văn Bình")]
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), *second]))
    assert codes(result) == ["table_left_out"]
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize(
    "title", ["DANH SÁCH ĐẢNG VIÊN GIẢM NĂM 2022", "DANH SÁCH ĐẢNG VIÊN TĂNG, GIẢM", "ĐẢNG VIÊN 213"]
)
def test_a_sheet_of_them_is_left_out_and_named(desk, title):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], [title], HEADER, person(1, "Lò Văn An")]))
    assert title in (result.files[0].error or "")
    assert names(desk) == []


def test_what_a_title_leaves_out_is_not_what_it_lists(desk):
    title = ["DANH SÁCH ĐẢNG VIÊN (không gồm đảng viên giảm trong năm)"]
    desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], title, HEADER, person(1, "Lò Văn An")]))
    assert names(desk) == ["Lò Văn An"]


def read_notes(desk, *notes):
    people = [[*person(n, f"Lò Văn {'.ABC'[n]}ng"), note] for n, note in enumerate(notes, 1)]
    return desk.nhap(desk.write("ds.xlsx", [*TITLE, [*HEADER, "Ghi chú"], *people]))


@pytest.mark.parametrize(
    "note",
    [
        "Đã mất 10/2022", "Đã chuyển sinh hoạt ngày 01/10/2022", "T10/2022 chuyển đi", "XIN RA KHỎI ĐẢNG", "Khai trừ 2022",
        "Chuyển SH Đảng về nơi cư trú", "Chuyển công tác sang Sở Nội vụ", "Giảm T9", "Từ trần ngày 3/5/2022", "đ/c đã mất",
        "chuyển sinh hoạt đến Chi bộ Kinh doanh, Đảng bộ Công ty Điện lực từ 01/4/2022", "Chuyển đến Chi bộ 1",
        "Chuyển sinh hoạt đi Đảng bộ TP từ 1/6/2022", "Nghỉ hưu, chuyển SH về địa phương",
        "Nghỉ hưu từ 1/3/2022, chuyển sinh hoạt về nơi cư trú", "Chuyển sang Chi bộ Văn phòng từ tháng 5/2022",
        "Chuyển sang Chi bộ 10, Đảng bộ Sở Công Thương",
    ],
)  # fmt: skip
def test_a_note_that_says_somebody_left_sets_the_row_aside(desk, note):
    assert cells(read_notes(desk, note)) == {"H5": "note_says_left"}
    assert names(desk) == []


@pytest.mark.parametrize(
    "note",
    [
        "Chuyển đến từ Sở Y tế 2019", "Chuyển sinh hoạt đến tháng 3/2021", "Đã mất thẻ Đảng", "Bố đã mất", "Đi học",
        "Dự kiến chuyển đi", "Chuyển ngành từ quân đội", "Chuyển về tháng 3/2020", "Giảm 61% sức khỏe",
        "Chuyển Đảng chính thức 03/02/2006", "Khiển trách",
        "Chuyển sinh hoạt đến chi bộ từ tháng 3/2021", "Chuyển về từ 1/6/2021", "Nghỉ hưu từ 1/3/2022",
        "Chuyển sinh hoạt đến Chi bộ 10 từ 01/4/2021", "Chuyển sang Chi bộ 10, Đảng bộ Sở Y tế", "Điều động từ Sở Tài chính",
    ],
)  # fmt: skip
def test_other_notes_stay_as_typed(desk, note):
    assert codes(read_notes(desk, note)) == []
    assert len(names(desk)) == 1


@pytest.mark.parametrize(
    "note", ["Hết miễn sinh hoạt từ 2024", "Đề nghị miễn sinh hoạt", "Miễn học phí", "Đình chỉ công tác"]
)
def test_a_note_of_another_standing_is_only_a_note(desk, note):
    assert read_notes(desk, note).plan.notes == read_notes(desk, "Đi học").plan.notes


@pytest.mark.parametrize(
    "note",
    [
        "Miễn sinh hoạt", "Được miễn sinh hoạt, công tác", "Miễn công tác và sinh hoạt Đảng từ 2024",
        "Sinh hoạt tạm thời tại TDP 2", "Đình chỉ sinh hoạt đến 12/2022", "Đ/c được miễn SH từ 3/2021",
        "đình chỉ SHĐ", "Tạm đình chỉ", "SHĐ tạm thời ở CB 2",
    ],
)  # fmt: skip
def test_a_note_of_standing_is_named_and_a_column_that_says_so_speaks_for_itself(desk, note):
    told = read_notes(desk, note)
    assert (codes(told), [note.cell for note in told.plan.notes if note.code == "note_says_standing"]) == ([], ["H5"])
    both = ("Trạng thái sinh hoạt", "Ghi chú")
    people = [
        [*person(4, "Vì Văn Pó"), "Miễn sinh hoạt", "Miễn sinh hoạt"],
        [*person(5, "Vì Văn Tú"), "Từ trần", "Đã mất 2022"],
    ]
    assert codes(desk.nhap(desk.write("b.xlsx", [*TITLE, [*HEADER, *both], *people]))) == []


def test_a_note_that_the_record_holds_is_no_news_in_its_own_list(tmp_path):
    units = Units(tmp_path, people=["Lò Văn An"])
    assert units.run("dv", "sua", "1", "note=Đã mất 10/2022", "--dong-y").exit_code == 0
    for command in (["xuat", "dang-vien"], ["phat-mau", "dang-vien", "--don-vi", "YT"]):
        out = str(tmp_path / f"{command[0]}.xlsx")
        assert units.run(*command, "--luu-vao", out).exit_code == 0
        done = units.run("nhap", out, "--dong-y")
        assert done.exit_code == 0, done.stdout


def test_what_stands_below_no_heading_is_named(desk):
    rows = [*TITLE, ["", *HEADER[1:]], person(1, "Lò Văn An"), [*person(2, "Cà Thị Mai"), "", "đã chuyển đi"]]
    (note,) = [
        n.message for n in desk.nhap(desk.write("ds.xlsx", rows)).plan.notes if n.code == "column_without_heading"
    ]
    assert note == "Cột I không có tiêu đề nên không đọc; trong đó có ô I6 «đã chuyển đi»."


@pytest.mark.parametrize(
    "title",
    [
        "TỜ TRÌNH ĐỀ NGHỊ KẾT NẠP ĐẢNG VIÊN", "DANH SÁCH NGUỒN KẾT NẠP ĐẢNG NĂM 2022", "DANH SÁCH DỰ KIẾN KẾT NẠP ĐẢNG VIÊN",
        "DANH SÁCH QUẦN CHÚNG ĐỀ NGHỊ XÉT KẾT NẠP", "DANH SÁCH XIN VÀO ĐẢNG", "DANH SÁCH VỢ (CHỒNG), CON ĐẢNG VIÊN",
        "DANH SÁCH CON EM CÁN BỘ, ĐẢNG VIÊN", "DANH SÁCH THÂN NHÂN ĐẢNG VIÊN", "DANH SÁCH LIỆT SĨ",
        "DANH SÁCH ĐẢNG VIÊN BỎ SINH HOẠT NĂM 2022", "DANH SÁCH ĐẢNG VIÊN SINH HOẠT GHÉP NĂM 2022",
    ],
)  # fmt: skip
def test_a_list_of_nobody_of_the_unit_makes_no_members(desk, title):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], [title], HEADER, person(1, "Lò Văn An")]))
    assert "DANH SÁCH QUẦN CHÚNG" in title or title in (result.files[0].error or "")
    assert names(desk) == []


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2022", "DANH SÁCH ĐẢNG VIÊN (không gồm đối tượng đề nghị kết nạp)",
        "DANH SÁCH ĐẢNG VIÊN LÀ CON LIỆT SĨ", "DANH SÁCH ĐẢNG VIÊN ĐỀ NGHỊ CÔNG NHẬN CHÍNH THỨC",
        "DANH SÁCH ĐẢNG VIÊN XÉT THEO NGÀY VÀO ĐẢNG", "DANH SÁCH CÁC CHI BỘ VÀ ĐẢNG VIÊN",
    ],
)  # fmt: skip
def test_lists_of_members_that_only_sound_like_it(desk, title):
    desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], [title], HEADER, person(1, "Lò Văn An")]))
    assert names(desk) == ["Lò Văn An"]


def test_shareholders_are_no_members(desk):
    head, row = (
        ["STT", "Họ và tên", "Ngày sinh", "Quê quán", "Dân tộc"],
        [1, "Lò Văn An", "01/02/1980", "Sơn La", "Thái"],
    )
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], ["DANH SÁCH CỔ ĐÔNG"], head, row]))
    assert "DANH SÁCH CỔ ĐÔNG" in (result.files[0].error or "")
    assert names(desk) == []


@pytest.mark.parametrize(("heading", "kept"), [("Loại huy hiệu", []), ("Số Huy hiệu Đảng", ["Lò Văn An"])])
def test_a_list_of_badges_is_no_list_of_members(desk, heading, kept):
    """«Loại huy hiệu: 30 năm» was lost, and the list taken for one of members."""
    title = ["DANH SÁCH TẶNG HUY HIỆU ĐẢNG ĐỢT 7/11/2022"]
    desk.nhap(desk.write("ds.xlsx", [*TITLE[:2], title, [*HEADER, heading], [*person(1, "Lò Văn An"), "30"]]))
    assert names(desk) == kept


@pytest.mark.parametrize(
    "note", ["Ghi chú: Dòng tô vàng là đảng viên đã chuyển đi", "* Đồng chí An làm thay Bé đã nghỉ"]
)
def test_a_note_that_explains_heads_nobody(desk, note):
    desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), ["", note], person(2, "Hà Văn Bình")]))
    assert names(desk) == ["Hà Văn Bình", "Lò Văn An"]


@pytest.mark.parametrize("group", ["Đang bị đình chỉ", "Bị đình chỉ SHĐ", "Đình chỉ sinh hoạt đảng"])
def test_whoever_stands_below_the_suspended_is_suspended(desk, group):
    desk.nhap(desk.write("ds.xlsx", [*TITLE, HEADER, person(1, "Lò Văn An"), ["", group], person(2, "Hà Văn Bình")]))
    said = desk.conn.execute(
        "SELECT full_name, activity FROM member LEFT JOIN member_activity ON member_activity.member_id = member.id ORDER BY 1"
    )
    assert [tuple(row) for row in said] == [("Hà Văn Bình", "suspended"), ("Lò Văn An", None)]


NOTED = [*HEADER, "Ghi chú"]


@pytest.mark.parametrize(
    "note",
    ["đình chỉ SHĐ", "Tạm đình chỉ", "SHĐ tạm thời ở CB 2", "Dự bị", "ĐVDB", "Chính thức", "Tạm đình chỉ từ 6/2022"],
)
def test_a_note_on_how_somebody_stands_is_told(desk, note):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, NOTED, [*person(1, "Lò Văn An")[:-1], "", note]]))
    assert "note_says_standing" in [one.code for one in result.plan.notes]
    assert names(desk) == ["Lò Văn An"]


@pytest.mark.parametrize(
    "note", ["Bỏ sinh hoạt", "Không còn ở chi bộ", "†", "† 2/2022", "Đã bỏ SHĐ", "Không còn là đảng viên"]
)
def test_a_note_that_somebody_is_gone_sets_her_aside(desk, note):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, NOTED, [*person(1, "Lò Văn An"), note]]))
    assert codes(result) == ["note_says_left"]


@pytest.mark.parametrize(
    "note", ["Không còn ở nhà cũ", "Không bỏ sinh hoạt buổi nào", "Đề nghị thôi đình chỉ SHĐ", "Chính thức nghỉ hưu"]
)
def test_other_notes_are_only_notes(desk, note):
    result = desk.nhap(desk.write("ds.xlsx", [*TITLE, NOTED, [*person(1, "Lò Văn An"), note]]))
    assert codes(result) == []
    assert "note_says_standing" not in [one.code for one in result.plan.notes]
