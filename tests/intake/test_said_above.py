"""Group rows of the year's work that say that nothing is decided or was given, or that pledges were handed in."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import UNIT, staffed, stored


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


AWARDS = ("KHEN THƯỞNG", "Hình thức khen thưởng", "Giấy khen", "commendation")
PENALTIES = ("ĐẢNG VIÊN BỊ KỶ LUẬT", "Hình thức kỷ luật", "Cảnh cáo", "discipline")
PENDING, REFUSED = "group_undecided", "group_refused"


@pytest.mark.parametrize(
    ("sheet", "group", "number", "code"),
    [
        (AWARDS, "II. Đề nghị khen thưởng", "", PENDING),
        (AWARDS, "II. Đề nghị Tỉnh ủy khen", "", PENDING),
        (AWARDS, "II. Đề nghị tặng Bằng khen", "", PENDING),
        (AWARDS, "Cá nhân chưa được khen", "", PENDING),
        (AWARDS, "II. Đề nghị khen thưởng", "12-QĐ/ĐU", None),
        (AWARDS, "II. Không được khen", "", REFUSED),
        (AWARDS, "II. Không được khen", "12-QĐ/ĐU", REFUSED),
        (AWARDS, "Hồ sơ trả lại", "", REFUSED),
        (AWARDS, "Cá nhân rút tên", "", REFUSED),
        (AWARDS, "II. Khen theo đề nghị của các đơn vị", "", None),
        (AWARDS, "II. Đảng viên không giữ chức vụ", "", None),
        (PENALTIES, "II. Đang xem xét", "", PENDING),
        (PENALTIES, "II. Đảng viên đang xem xét kỷ luật (01)", "", PENDING),
        (PENALTIES, "II. Đề nghị kỷ luật", "", PENDING),
        (PENALTIES, "II. Đề nghị kỷ luật", "12-QĐ/ĐU", None),
        (PENALTIES, "II. Miễn kỷ luật", "", REFUSED),
        (PENALTIES, "II. Không chấp hành quyết định", "", None),
    ],
)
def test_rows_below_a_group_that_is_not_decided(desk, sheet, group, number, code):
    """They were recorded like those that were decided; pending cases are not kept."""
    title, heading, form, table = sheet
    rows = [UNIT, ["CHI BỘ 1"], [f"DANH SÁCH {title} NĂM 2022"], ["STT", "Họ và tên", heading, "Số quyết định"]]
    rows += [["I. Đã có quyết định"], [1, "Lò Văn An", form, "11-QĐ/ĐU"], [group], [1, "Cà Thị Mai", form, number]]
    rows += [["III. Đợt 2"], [1, "Hà Văn Bình", form, ""]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == ({"B8": code} if code else {})
    assert len(stored(desk, table)) == (2 if code else 3)


@pytest.mark.parametrize(
    ("groups", "handed"),
    [
        (("I. Đã nộp", "II. Chưa nộp"), ("Có", "Không")),
        (("I. Đảng viên đã nộp bản cam kết", "II. Đảng viên chưa nộp bản cam kết năm 2022"), ("Có", "Không")),
        (("Đã ký cam kết", "Chưa ký cam kết"), ("Có", "Không")),
        (("I. Đã nộp", "II. Nghỉ ốm"), ("Có", None)),
        (("I. Đã nộp", "Nghỉ ốm"), ("Có", None)),
        (("I. Đã nộp", "Chi bộ 1"), ("Có", "Có")),
    ],
)
def test_groups_of_pledges_handed_in_or_not(desk, groups, handed):
    """What they say was lost, while the same words over columns of ticks are read."""
    rows = [UNIT, ["CHI BỘ 1"], ["NỘP BẢN CAM KẾT NĂM 2022"], ["STT", "Họ và tên", "Ngày nộp", "Nội dung cam kết"]]
    rows += [[groups[0]], [1, "Lò Văn An", "15/01/2022", "Gương mẫu"], [groups[1]], [1, "Cà Thị Mai", "", "Gương mẫu"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {}
    assert tuple(row.get("handed_in") for row in stored(desk, "pledge")) == handed


def test_a_pledge_handed_in_below_a_group_of_those_that_were_not(desk):
    rows = [UNIT, ["CHI BỘ 1"], ["NỘP BẢN CAM KẾT NĂM 2022"], ["STT", "Họ và tên", "Ngày nộp", "Nội dung cam kết"]]
    rows += [["I. Chưa nộp"], [1, "Lò Văn An", "15/01/2022", "Gương mẫu"]]
    assert cells(desk.nhap(desk.write("a.xlsx", rows))) == {"C6": "pledge_group_differs"}
    (row,) = stored(desk, "pledge")
    assert "handed_in" not in row
    assert "handed_in_on" not in row


@pytest.mark.parametrize(
    ("title", "number", "kept"),
    [
        ("TỜ TRÌNH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2022", "", False),
        ("DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2022", "", False),
        ("DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2022", "12-QĐ/ĐU", True),
        ("DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN NĂM 2022", "", True),
        ("DANH SÁCH TẶNG GIẤY KHEN THEO ĐỀ NGHỊ CỦA CÁC ĐƠN VỊ NĂM 2022", "", True),
    ],
)
def test_a_form_that_only_the_title_of_a_proposal_names(desk, title, number, kept):
    rows = [UNIT, ["CHI BỘ 1"], [title], ["STT", "Họ và tên", "Thành tích", "Số quyết định"]]
    result = desk.nhap(desk.write("a.xlsx", [*rows, [1, "Cà Thị Mai", "5 năm", number]]))
    assert cells(result) == ({} if kept else {"B5": "title_proposes"})
    assert [row["form"] for row in stored(desk, "commendation")] == ["Giấy khen"] * kept
