"""The lists of a ward's Party committee (BM1, BM2, BM3, BM5 and the list of badges), each
written by script and read to the last cell."""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter

from intake.desk import cells, sheet, stored


def tall(lower, top):
    """Return the merges of a header of two rows: every heading without children reaches over both."""
    return [
        f"{get_column_letter(c)}{top}:{get_column_letter(c)}{top + 1}" for c, text in enumerate(lower, 1) if not text
    ]


def test_bm1_the_list_of_members(desk):
    upper = [
        "STT", "HỌ TÊN KHAI SINH", "HỌ TÊN ĐANG DÙNG", "NGÀY, THÁNG, NĂM SINH", "", "QUÊ QUÁN", "NƠI THỰC TẾ CƯ TRÚ",
        "TRÌNH ĐỘ HỌC VẤN, HỌC VỊ, HỌC HÀM (THPT; ĐH, CĐ, TC, TH; ThS, TS; (PGS, GS)",
        "LÝ LUẬN CHÍNH TRỊ (CC, TC, SC)", "NGÀY VÀO ĐẢNG", "NGÀY CHÍNH THỨC", "SỐ THẺ ĐẢNG",
        "ĐÃ NHẬN HUY HIỆU ĐẢNG (70, 65, 60, 55, 50, 45, 40, 30)", "KỶ LUẬT\n(KTr, CCa, CCh, KT)", "TÌNH TRẠNG QUẢN LÝ",
        "", "GHI CHÚ",
    ]  # fmt: skip
    lower = [*[""] * 3, "NAM", "NỮ", *[""] * 9, "ĐANG QUẢN LÝ (ĐSH, MSH, CT)",
             "KHÔNG CÒN QUẢN LÝ (TT, CĐi, CĐT, XT, CR, KT)", ""]  # fmt: skip
    merges = ["D4:E4", "O4:P4"]
    merges += [f"{get_column_letter(c + 1)}4:{get_column_letter(c + 1)}5" for c in range(17) if not lower[c]]

    def row(number, born_as, name, men, women, study, theory, badge, discipline, here, gone):
        return [number, born_as, name, men, women, "Mai Sơn", "bản Mòng", study, theory, "03/02/1975", "03/02/1976",
                f"14.00000{number}", badge, discipline, here, gone, ""]  # fmt: skip

    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], upper, lower,
        row(1, "LÒ VĂN AN", "LÒ VĂN AN", "12/05/1950", "", "ĐH", "CC", "40", "", "MSH", ""),
        row(2, "CÀ THỊ MẠI", "CÀ THỊ MAI", "", "12/05/1951", "THPT", "TC", "45", "KTr", "", "TT"),
        row(3, "SA VĂN BÌNH", "SA VĂN BÌNH", "1952", "", "PGS, TS", "SC", "", "KT", "ĐSH", "XT"),
        row(4, "SA VĂN TÚ", "SA VĂN TÚ", "1953", "", "TC", "", "", "", "", "KT"),
        row(5, "SA VĂN HẢI", "SA VĂN HẢI", "1953", "", "TH", "", "", "", "ĐSH", ""),
    ]  # fmt: skip
    result = desk.nhap(desk.write("BM1.xlsx", rows, merges))
    common = {"hometown": "Mai Sơn", "residence": "bản Mòng", "admitted_on": "1975-02-03", "official_on": "1976-02-03",
              "membership": [("official",)], "place": "YT.10"}  # fmt: skip

    def one(number, birth, gender, **more):
        return {**common, "old_card_number": f"1400000{number}", "birth_date": birth, "gender": gender, **more}

    assert stored(desk) == {
        "Lò Văn An": one(1, "1950-05-12", "Nam", expertise="Đại học", political_theory="Cao cấp", badge="40",
                         member_activity=[("exempt",)]),
        "Cà Thị Mai": one(2, "1951-05-12", "Nữ", other_name="CÀ THỊ MẠI", general_education="THPT",
                          political_theory="Trung cấp", badge="45", member_activity=[("left", "Từ trần")]),
        "Sa Văn Bình": one(3, "1952", "Nam", expertise="Tiến sĩ", academic_title="PGS", political_theory="Sơ cấp"),
        "Sa Văn Tú": one(4, "1953", "Nam", expertise="Trung cấp", member_activity=[("left", "Khai trừ")]),
        "Sa Văn Hải": one(5, "1953", "Nam", general_education="Tiểu học"),
    }  # fmt: skip
    assert cells(result) == {"O8": "two_values", "P8": "two_values"}
    assert sheet(result).ignored_columns == ["KỶ LUẬT (KTr, CCa, CCh, KT)"]


def test_bm2_the_members_of_a_year_with_positions_and_exemption(desk):
    upper = [
        "STT", "HỌ VÀ TÊN", "NGÀY, THÁNG, NĂM SINH", "", "NGÀY QUYẾT ĐỊNH KẾT NẠP", "NGÀY VÀO ĐẢNG", "NGÀY CHÍNH THỨC",
        "SỐ THẺ ĐẢNG VIÊN", "TRÌNH ĐỘ NGOẠI NGỮ", "CHỨC VỤ\n HIỆN NAY", "", "Diện miễn sinh hoạt", "Chi chú",
    ]  # fmt: skip
    lower = ["", "", "NAM ", "NỮ", "", "", "", "", "", "Đảng (BT, PBT, CUV, ĐV)", "CHÍNH QUYỀN, ĐOÀN THỂ", "", ""]
    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"], ["CHI BỘ 10"], ["BM2"], ["DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2022"], upper, lower,
        [1, "LÒ VĂN AN", "12.05.98", " ", "01/01/2022", "03/02/2022", "", "", "Anh B", "BT", "Chuyên viên", "", ""],
        [2, "CÀ THỊ MAI", "  ", "\t12/5/1999", "01/01/2021", "03/02/2021", "03/02/2022", "14.000002", "", "PBT, CUV",
         "Phó Chủ tịch Công đoàn", "x", "nghỉ ốm"],
        [3, "SA VĂN BÌNH", "1970", "", "", "03/02/1995", "03/02/1996", "14.000003", "", "ĐV", "", "01/06/2022", ""],
    ]  # fmt: skip
    result = desk.nhap(desk.write("BM2.xlsx", rows, ["C5:D5", "J5:K5", *tall(lower, 5)]))
    assert stored(desk) == {
        "Lò Văn An": {
            "birth_date": "1998-05-12", "gender": "Nam", "foreign_language": "Anh B", "admission_decided_on": "2022-01-01",
            "admitted_on": "2022-02-03", "membership": [("probationary",)], "place": "YT.10",
            "member_position": [("party", "Bí thư"), ("government", "Chuyên viên")],
        },
        "Cà Thị Mai": {
            "birth_date": "1999-05-12", "gender": "Nữ", "admission_decided_on": "2021-01-01", "admitted_on": "2021-02-03",
            "official_on": "2022-02-03", "old_card_number": "14000002", "note": "nghỉ ốm", "membership": [("official",)],
            "member_activity": [("exempt",)], "place": "YT.10",
            "member_position": [("party", "Phó Bí thư"), ("party", "Chi ủy viên"),
                                ("government", "Phó Chủ tịch Công đoàn")],
        },
        "Sa Văn Bình": {
            "birth_date": "1970", "gender": "Nam", "admitted_on": "1995-02-03", "official_on": "1996-02-03",
            "old_card_number": "14000003", "membership": [("official",)], "member_activity": [("exempt", "2022-06-01")],
            "member_position": [("party", "Đảng viên")], "place": "YT.10",
        },
    }  # fmt: skip
    assert (cells(result), sheet(result).ignored_columns) == ({}, [])


def ratings(desk):
    """Return {name: levels} of all ratings."""
    found = desk.conn.execute(
        "SELECT m.full_name, r.period, r.self_level, r.proposed_level, r.decided_level, r.not_rated_reason"
        " FROM rating r JOIN member m ON m.id = r.member_id"
    )
    return {name: [value for value in levels if value is not None] for name, *levels in found}


def bm3(listed):
    """Return rows and merges of the list of ratings: ticks under letters and one level, `listed` with Party facts."""
    upper = ["STT", "HỌ VÀ TÊN", "NGÀY \nSINH", "SỐ THẺ ĐẢNG VIÊN", "XẾP LOẠI ĐẢNG VIÊN", "", "", "", "", "KHEN THƯỞNG",
             "KỶ LUẬT\n(KTr, CCa, CCh, KT)", "GHI CHÚ"]  # fmt: skip
    lower = ["", "", "", "", "A", "B", "C", "D", "KHÔNG PHÂN LOẠI", "", "", ""]
    title = "DANH SÁCH ĐẢNG VIÊN NĂM 2022" if listed else "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"
    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"], ["CHI BỘ 10"], [title], upper, lower,
        [1, "LÒ VĂN AN", "12/05/1980", "14.000001", "x", "", "", "", "", "Giấy khen", "", ""],
        [2, "CÀ THỊ MAI", "12/05/1981", "14.000002", "", "x", "", "", "", "", "KTr", ""],
        [3, "SA VĂN BÌNH", "12/05/1982", "14.000003", "", "", "", "", "x", "", "", "miễn sinh hoạt"],
        [4, "SA VĂN TÚ", "12/05/1983", "14.000004", "", "", "x", "x", "", "", "", ""],
    ]  # fmt: skip
    return rows, ["E4:I4", *tall(lower, 4)]


@pytest.mark.parametrize("listed", [True, False])
def test_bm3_a_tick_under_a_letter_rates_nobody_and_is_named(desk, listed):
    known = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"], ["STT", "Họ và tên", "Ngày sinh", "Số thẻ"]]
    rows, merges = bm3(listed)
    desk.nhap(desk.write("ds.xlsx", [*known, *(row[:4] for row in rows[5:])]))
    result = desk.nhap(desk.write("BM3.xlsx", rows, merges))
    assert sheet(result).kind == ("dang-vien" if listed else "xep-loai")
    why = [] if listed else ["Miễn công tác và sinh hoạt đảng"]  # a list of ratings reads its remarks for the reason
    assert ratings(desk) == {"Sa Văn Bình": ["2022", "Không thuộc diện xếp loại", *why]}
    found = {(p.cell, p.code, p.value) for p in result.plan.problems if p.code != "entry_empty"}
    assert found == {
        ("E6", "choice_unlisted", "A"), ("F7", "choice_unlisted", "B"), ("G9", "two_ticks", "x"),
    }  # fmt: skip
    assert sheet(result).ignored_columns == ["KHEN THƯỞNG", "KỶ LUẬT (KTr, CCa, CCh, KT)"]


def test_bm5_counts_by_branch_and_is_no_list(desk):
    header = ["STT", "CHI BỘ", "SỐ LƯỢNG \nCẤP ỦY", "ĐẢNG\n SỐ", "NỮ", "DÂN TỘC KHÁC", "DỰ BỊ", "MIỄN SINH HOẠT",
              "SINH HOẠT TẠM", "ĐẢNG VIÊN DỰ BỊ", "SỐ ĐẢNG VIÊN NHẬN HUY HIỆU ĐẢNG"]  # fmt: skip
    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"], ["DANH SÁCH CÁC CHI BỘ VÀ ĐẢNG SỐ"], [], header,
        [1, "CHI BỘ 1", 3, 25, 10, 2, 1, 4, 0, 1, "3"], [2, "CHI BỘ 10", 5, 31, 12, 0, 2, 1, 1, 2, 0],
        ["", "TỔNG CỘNG", 8, 56, 22, 2, 3, 5, 1, 3, 3],
    ]  # fmt: skip
    result = desk.plan(desk.write("BM5.xlsx", rows))
    (read,) = result.files[0].sheets
    assert read.left_out == "bảng tổng hợp số liệu, mỗi dòng là các con số, không phải danh sách; không nhập"
    assert not result.plan.changes


@pytest.mark.parametrize("span", [1, 3, 8])
def test_the_list_of_badges_with_every_column_over_several(desk, span):
    def wide(values):
        return [cell for value in values for cell in (value, *[""] * (span - 1))]

    header = ["STT", "HỌ VÀ TÊN", "NGÀY SINH", "QUÊ QUÁN", "NƠI Ở", "NGÀY VÀO ĐẢNG", "NGÀY CHÍNH THỨC", "SỐ THẺ ĐẢNG",
              "TUỔI ĐẢNG (Phải tròn so với ĐỢT THÁNG)", "ĐÃ NHẬN HUY HIỆU ĐẢNG (70, 65, 60, 55, 50, 45, 40, 30)",
              "GHI CHÚ"]  # fmt: skip
    rows = [
        ["ĐẢNG ỦY SỞ Y TẾ"], ["*"], ["DANH SÁCH ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG ĐỢT 03/02/2023"],
        ["Chi bộ:", "", "Chi bộ 10", "", "Tuổi Đảng:", "……"], wide(header),
        wide(["I", "HUY HIỆU 40 NĂM TUỔI ĐẢNG"]),
        wide([1, "LÒ VĂN AN", "12.05.60", "Mai Sơn", "Tô Hiệu", "03/02/1983", "03/02/1984", "14.000001", 40, "30", ""]),
        wide(["II", "HUY HIỆU 30 NĂM TUỔI ĐẢNG"]),
        wide([2, "CÀ THỊ MAI", "1965", "Mường La", "", "03/02/1993", "03/02/1994", "14.000002", 30, "", "truy tặng"]),
        wide(["", "Tổng số: 02 đồng chí"]), [], wide(["", "", "", "", "T/M ĐẢNG ỦY"]), wide(["", "", "", "", "BÍ THƯ "]),
        [], wide(["", "", "", "", "Quàng Văn Ký"]),
    ]  # fmt: skip
    starts = [c * span + 1 for c in range(len(header))]
    merges = [f"{get_column_letter(c)}{r}:{get_column_letter(c + span - 1)}{r}" for r in (5, 7, 9) for c in starts]
    merges += [f"{get_column_letter(span + 1)}{r}:{get_column_letter(len(header) * span)}{r}" for r in (6, 8)]
    result = desk.nhap(desk.write("huy hieu.xlsx", rows, merges if span > 1 else merges[-2:]))
    assert stored(desk) == {
        "Lò Văn An": {
            "birth_date": "1960-05-12", "hometown": "Mai Sơn", "residence": "Tô Hiệu", "admitted_on": "1983-02-03",
            "official_on": "1984-02-03", "old_card_number": "14000001", "badge": "30", "membership": [("official",)],
            "place": "YT.10",
        },
        "Cà Thị Mai": {
            "birth_date": "1965", "hometown": "Mường La", "admitted_on": "1993-02-03", "official_on": "1994-02-03",
            "old_card_number": "14000002", "note": "truy tặng", "membership": [("official",)], "place": "YT.10",
        },
    }  # fmt: skip
    assert cells(result) == {}
    assert sheet(result).ignored_columns == [header[8]]
    # One heading over several columns is one column.
    names = ("family_name", "given_name") if span > 1 else ("full_name",)
    keys = [*names, "birth_date", "hometown", "residence", "admitted_on", "official_on", "card_number", "badge", "note"]
    assert list(sheet(result).columns.values()) == keys
