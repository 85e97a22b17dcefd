"""Several facts in one cell: parted only where exactly one way fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import heading_book
from dangbo_cli.forms.members import FORM
from dangbo_cli.intake.tables.parting import labels, split_cell
from intake.desk import Desk, cells, codes

BOOK = heading_book(FORM)


def part(heading, raw):
    """Return {field: value} of a cell under a heading, None where it is not parted."""
    meaning = BOOK.read((heading,))
    assert meaning.value is Value.COMBINED, heading
    told = split_cell(raw, meaning.parts, labels(FORM, meaning.parts))
    if told is None:
        return None
    named = zip(meaning.parts, told, strict=True)
    return {p.key: value for p, value in named if value != "" and p.value is not Value.IGNORED}


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Nam, nữ, dân tộc, tôn giáo", "gender+ethnicity+religion"),
        ("Dân tộc\nTôn giáo", "ethnicity+religion"),
        ("Dân tộc/Tôn giáo", "ethnicity+religion"),
        ("Dân tộc và tôn giáo", "ethnicity+religion"),
        ("Ngày vào Đảng, ngày chính thức", "admitted_on+official_on"),
        ("Ngày vào Đảng / chính thức", "admitted_on+official_on"),
        ("Ngày vào Đảng, chính thức", "admitted_on+official_on"),
        ("Ngày kết nạp/chính thức", "admitted_on+official_on"),
        ("Ngày vào Đảng (dự bị/chính thức)", "admitted_on+official_on"),
        ("Nhập ngũ\nNgày vào đảng\nChính thức", "admitted_on+official_on"),
        ("Quê quán\nNơi ở hiện nay", "hometown+residence"),
        ("Văn hóa, lý luận, CMNV, ngoại ngữ", "general_education+political_theory+expertise+foreign_language"),
        ("Số thẻ\nđảng viên, số\nlý lịch, số Huy hiệu Đảng", "card_number+file_number+badge_number"),
        ("Họ tên\nNgày, tháng,\nnăm sinh\nSố thẻ\nSố CCCD", "full_name+birth_date+card_number+citizen_id"),
        ("Họ và tên đang dùng; họ và tên khai sinh", "full_name+other_name"),
        ("Cấp bậc\nChức vụ\nĐơn vị", "position+workplace"),
        ("Chức vụ Đảng, chính quyền, đoàn thể", "party_position+government_position"),
        ("Nghề nghiệp trước khi vào Đảng, Nghề nghiệp hiện nay", "occupation"),
        ("Trình độ", "schooling"),
    ],
)  # fmt: skip
def test_a_heading_names_its_facts(heading, fields):
    meaning = BOOK.read((heading,))
    assert meaning is not None
    assert (meaning.key, meaning.value) == (fields, Value.COMBINED)


@pytest.mark.parametrize(
    "heading",
    ["Ngày, tháng, năm sinh", "Họ, chữ đệm và tên", "Chức vụ, chức danh", "Số thẻ đảng viên/Số lý lịch", "Họ và tên",
     "Nam/Nữ", "Chuyên môn, nghiệp vụ", "Đơn vị/Bộ phận"],
)  # fmt: skip
def test_a_heading_of_one_fact_stays_one(heading):
    assert BOOK.read((heading,)).value is not Value.COMBINED


@pytest.mark.parametrize(
    "heading",
    ["Tuổi đảng; Tuổi đời", "Họ và tên cha, mẹ", "Chi bộ, Đảng bộ", "Số, ngày quyết định", "Ghi danh, ký tên"],
)
def test_other_headings_are_not_taken_apart(heading):
    meaning = BOOK.read((heading,))
    assert meaning is None or meaning.value is not Value.COMBINED


@pytest.mark.parametrize(
    ("heading", "raw", "facts"),
    [
        ("Nam, nữ, dân tộc, tôn giáo", "Nam, Thái, không", {"gender": "Nam", "ethnicity": "Thái", "religion": "không"}),
        ("Nam, nữ, dân tộc, tôn giáo", "Nữ\nMông\nTin lành",
         {"gender": "Nữ", "ethnicity": "Mông", "religion": "Tin lành"}),
        ("Nam, nữ, dân tộc, tôn giáo", "Nữ - Kinh", {"gender": "Nữ", "ethnicity": "Kinh"}),
        ("Dân tộc/Tôn giáo", "Kinh/Không", {"ethnicity": "Kinh", "religion": "Không"}),
        ("Ngày vào Đảng, ngày chính thức", "03/02/2010 - 03/02/2011",
         {"admitted_on": "03/02/2010", "official_on": "03/02/2011"}),
        ("Ngày vào Đảng, ngày chính thức", "03/02/2010-03/02/2011",
         {"admitted_on": "03/02/2010", "official_on": "03/02/2011"}),
        ("Ngày vào Đảng, ngày chính thức", "03-02-2010\r\n03-02-2011",
         {"admitted_on": "03-02-2010", "official_on": "03-02-2011"}),
        ("Ngày vào Đảng, ngày chính thức", "KN: 03/02/2010 CT: 03/02/2011",
         {"admitted_on": "03/02/2010", "official_on": "03/02/2011"}),
        ("Ngày vào Đảng, ngày chính thức", "CT: 03/02/2011", {"official_on": "03/02/2011"}),
        ("Ngày vào Đảng, ngày chính thức", "03/02/2022 -", {"admitted_on": "03/02/2022"}),
        ("Ngày vào Đảng, ngày chính thức", "31/02/2010\n03/02/2011",  # the reader of dates says what is wrong
         {"admitted_on": "31/02/2010", "official_on": "03/02/2011"}),
        ("Ngày vào Đảng, ngày chính thức", "03/02/2022", None),
        ("Ngày vào Đảng, ngày chính thức", date(2022, 2, 3), None),
        ("Nhập ngũ\nNgày vào đảng\nChính thức", "02/1999\n03/02/2005\n03/02/2006",
         {"admitted_on": "03/02/2005", "official_on": "03/02/2006"}),
        ("Nhập ngũ\nNgày vào đảng\nChính thức", "03/02/2005\n03/02/2006", None),
        ("Quê quán\nNơi ở hiện nay", "xã Chiềng Ban, Mai Sơn\nphường Tô Hiệu, Sơn La",
         {"hometown": "xã Chiềng Ban, Mai Sơn", "residence": "phường Tô Hiệu, Sơn La"}),
        ("Quê quán\nNơi ở hiện nay", "xã Chiềng Ban, tỉnh Sơn La", None),
        ("Quê quán\nNơi ở hiện nay", "xã Chiềng Ban\nhuyện Mai Sơn\nphường Tô Hiệu", None),
        ("Văn hóa, lý luận, CMNV, ngoại ngữ", "12/12, Trung cấp, Đại học Luật, Anh B",
         {"general_education": "12/12", "political_theory": "Trung cấp", "expertise": "Đại học Luật",
          "foreign_language": "Anh B"}),
        ("Văn hóa, lý luận, CMNV, ngoại ngữ", "12/12, Trung cấp", None),  # of which of the two?
        ("Trình độ", "12/12 - Đại học Luật, Trung cấp",
         {"general_education": "12/12", "expertise": "Đại học Luật", "political_theory": "Trung cấp"}),
        ("Trình độ", "12/12 - Trung cấp", None),
        ("Trình độ", "12/12 - Đại học Luật, Cao cấp LLCT",
         {"general_education": "12/12", "expertise": "Đại học Luật", "political_theory": "Cao cấp LLCT"}),
        ("Số thẻ, số lý lịch, số Huy hiệu Đảng", "14.012345/012345",
         {"card_number": "14.012345", "file_number": "012345"}),
        ("Số thẻ, số lý lịch, số Huy hiệu Đảng", "14.012345\n012345\n067890",
         {"card_number": "14.012345", "file_number": "012345", "badge_number": "067890"}),
        ("Họ tên\nNgày sinh\nSố thẻ\nSố CCCD", "Lò Văn An\n12/05/1980\n14.000001\n014080000123",
         {"full_name": "Lò Văn An", "birth_date": "12/05/1980", "card_number": "14.000001",
          "citizen_id": "014080000123"}),
        ("Họ tên\nNgày sinh\nSố thẻ\nSố CCCD", "Lò Văn An\n12/05/1980\n014080000123", None),  # a card or an id
        ("Họ tên\nNgày sinh\nSố thẻ\nSố CCCD", "Lò Văn An\n12/05/1980\nCCCD: 014080000123",
         {"full_name": "Lò Văn An", "birth_date": "12/05/1980", "citizen_id": "014080000123"}),
        ("Chức vụ Đảng, chức vụ chính quyền", "Bí thư chi bộ, Giám đốc",
         {"party_position": "Bí thư chi bộ", "government_position": "Giám đốc"}),
        ("Cấp bậc\nChức vụ\nĐơn vị", "Đại úy\nTrợ lý\nBan Chính trị", {"position": "Trợ lý", "workplace": "Ban Chính trị"}),
        ("Cấp bậc\nChức vụ\nĐơn vị", "Trợ lý, Ban Chính trị", None),
        ("Nghề nghiệp, đơn vị công tác", "Công chức, Phòng Kế toán", None),  # two free texts, and only a comma
        ("Nghề nghiệp, đơn vị công tác", "Công chức\nPhòng Kế toán",
         {"occupation": "Công chức", "workplace": "Phòng Kế toán"}),
        ("Chức vụ Đảng, đơn vị công tác", "Phó Bí thư, Trưởng ban\nKhoa Ngoại", None),
        ("Chức vụ Đảng, đơn vị công tác", "Phó Bí thư\nKhoa Ngoại",
         {"party_position": "Phó Bí thư", "workplace": "Khoa Ngoại"}),
        *(("Họ và tên, chức danh", f"Tạ Thị Chín{behind}", {"full_name": "Tạ Thị Chín", "position": "Hiệu trưởng"})
          for behind in ("\nHiệu trưởng", " - Hiệu trưởng", ", Hiệu trưởng", " (Hiệu trưởng)")),
        ("Họ và tên, chức vụ", "TẠ THỊ CHÍN\nHIỆU TRƯỞNG", {"full_name": "TẠ THỊ CHÍN", "position": "HIỆU TRƯỞNG"}),
        ("Họ và tên, chức danh", "Tạ Thị Chín - Bí thư chi bộ, Hiệu trưởng",
         {"full_name": "Tạ Thị Chín", "position": "Bí thư chi bộ, Hiệu trưởng"}),
        ("Họ và tên, chức danh", "Tạ Thị Chín", {"full_name": "Tạ Thị Chín"}),
        ("Họ và tên, chức danh", "Y Sĩ Niê", {"full_name": "Y Sĩ Niê"}),
        *(("Họ và tên, chức danh", text, None)
          for text in ("Tạ Thị Chín\nVăn Thư", "Tạ Thị Chín - Tạ Thị Mười", "Hoàng Ngân\nHồ Giáo")),
        ("Tên gọi khác, quê quán", "Bảy", None),
        ("Tên gọi khác, quê quán", "Thái Bình", None),
        ("Tên gọi khác, quê quán", "Bảy\nxã Chiềng Ban", {"other_name": "Bảy", "hometown": "xã Chiềng Ban"}),
        ("Chuyên môn, tên gọi khác", "Cao đẳng, Sư phạm", None),
        ("Số lý lịch, số Huy hiệu Đảng", "067890", None),
    ],
)  # fmt: skip
def test_cells(heading, raw, facts):
    assert part(heading, raw) == facts


NAMES = st.sampled_from(["Lò Văn An", "Cà Thị Mai", "QUÀNG VĂN BÌNH"])
DATES = st.dates(date(1950, 1, 1), date(2022, 12, 31)).map(lambda day: f"{day:%d/%m/%Y}")
POOLS = {
    "full_name": NAMES, "birth_date": DATES, "admitted_on": DATES, "official_on": DATES,
    "gender": st.sampled_from(["Nam", "Nữ"]), "ethnicity": st.sampled_from(["Kinh", "Thái", "Mông", "Dao", "Lào"]),
    "religion": st.sampled_from(["Không", "Tin lành", "Phật giáo"]),
    "card_number": st.sampled_from(["14.000001", "140000010002"]), "file_number": st.sampled_from(["012345", "001234"]),
    "citizen_id": st.sampled_from(["014080000123", "050123456"]),
    "general_education": st.sampled_from(["12/12", "10/10", "THPT"]),
    "expertise": st.sampled_from(["Đại học Luật", "Trung cấp", "Cao đẳng, Sư phạm", "Thạc sĩ"]),
    "political_theory": st.sampled_from(["Sơ cấp", "Trung cấp", "Cao cấp LLCT"]),
    "foreign_language": st.sampled_from(["Anh B", "tiếng Lào"]),
    "hometown": st.sampled_from(["xã Chiềng Ban, Sơn La", "Mai Sơn - Sơn La", "Thái Bình"]),
    "residence": st.sampled_from(["phường Tô Hiệu", "tổ 3, phường Chiềng Lề"]),
    "workplace": st.sampled_from(["Phòng Kế toán", "Ban Chính trị, Sư đoàn 1", "Khoa Ngoại - Bệnh viện tỉnh"]),
    "government_position": st.sampled_from(["Giám đốc", "Phó Giám đốc, Chủ tịch Công đoàn", "Giáo viên"]),
    "party_position": st.sampled_from(["Bí thư", "Chi ủy viên", "Phó Bí thư, Chi ủy viên", "Đảng viên"]),
    "occupation": st.sampled_from(["Công chức", "Làm ruộng, buôn bán", "Hưu trí"]),
    "phone": st.sampled_from(["0912345678", "02123852111"]), "badge_number": st.sampled_from(["067890", "1234"]),
    "other_name": st.sampled_from(["Lò Văn Ánh", "Bảy"]), "academic_title": st.sampled_from(["PGS", "Giáo sư"]),
    "note": st.sampled_from(["mới chuyển đến", "Đảng viên, hưu trí"]),
}  # fmt: skip
HEADINGS = {
    "full_name": "Họ và tên", "birth_date": "Ngày sinh", "admitted_on": "Ngày vào Đảng", "official_on": "Ngày chính thức",
    "gender": "Giới tính", "ethnicity": "Dân tộc", "religion": "Tôn giáo", "card_number": "Số thẻ đảng viên",
    "file_number": "Số lý lịch", "citizen_id": "Số CCCD", "general_education": "Văn hóa", "expertise": "Chuyên môn",
    "political_theory": "LLCT", "foreign_language": "Ngoại ngữ", "hometown": "Quê quán", "residence": "Nơi ở hiện nay",
    "workplace": "Đơn vị công tác", "government_position": "Chức vụ chính quyền", "party_position": "Chức vụ Đảng",
    "occupation": "Nghề nghiệp", "phone": "Điện thoại", "badge_number": "Số Huy hiệu Đảng", "other_name": "Tên gọi khác",
    "academic_title": "Học hàm", "note": "Ghi chú",
}  # fmt: skip


@given(st.data())
def test_a_cell_is_parted_right_or_not_at_all(data):
    fields = data.draw(st.lists(st.sampled_from(list(POOLS)), min_size=2, max_size=5, unique=True))
    present = data.draw(st.lists(st.sampled_from(fields), min_size=1, unique=True))
    # A row without a name is nobody's.
    facts = {field: data.draw(POOLS[field]) for field in fields if field in present or field == "full_name"}
    sign = data.draw(st.sampled_from(["\n", "; ", ", ", " - ", "\r\n"]))
    heading = data.draw(st.sampled_from(["\n", ", ", "/"])).join(HEADINGS[field] for field in fields)
    assume(BOOK.read((heading,)).value is Value.COMBINED)  # else one field is known by just this heading
    assert part(heading, sign.join(facts.values())) in (facts, None)


class TestSheets:
    """From the workbook to the record."""

    TITLE = (["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"])

    @pytest.fixture
    def desk(self, tmp_path):
        return Desk(tmp_path).organizations()

    def test_what_is_not_parted_is_named_with_its_cell_and_the_rest_is_kept(self, desk):
        rows = [
            *self.TITLE,
            ["STT", "Họ và tên\nNgày sinh", "Quê quán\nNơi ở", "Số thẻ", "Ngày vào Đảng, ngày chính thức"],
            [1, "LÒ VĂN AN\n12/05/1980", "Mai Sơn, Sơn La", "14.000001", "03/02/2005\n03/02/2006"],
            [2, "Cà Thị Mai", "Mường La\nThuận Châu", "14.000002", "03/02/2022"],
        ]
        result = desk.nhap(desk.write("ds.xlsx", rows))
        assert cells(result) == {"C5": "combined_unclear", "E6": "combined_unclear"}
        whole, day = (p.message for p in sorted(result.plan.problems, key=lambda p: p.cell))
        assert whole.startswith("«Mai Sơn, Sơn La» không tách được chắc chắn theo tiêu đề «Quê quán Nơi ở».")
        assert day.startswith("«03/02/2022» chỉ là một ngày, không rõ là ngày vào Đảng hay ngày chính thức.")
        one, other = desk.one("Lò Văn An"), desk.one("Cà Thị Mai")
        assert (one["birth_date"], one["hometown"], one["admitted_on"], one["official_on"]) == (
            "1980-05-12", None, "2005-02-03", "2006-02-03",
        )  # fmt: skip
        assert (other["hometown"], other["residence"], other["admitted_on"]) == ("Mường La", "Thuận Châu", None)
        assert result.files[0].sheets[0].columns == {
            "B": "full_name+birth_date", "C": "hometown+residence", "D": "card_number", "E": "admitted_on+official_on",
        }  # fmt: skip
        again = desk.plan(desk.folder / "in" / "ds.xlsx")
        assert (again.created, again.updated, again.unchanged) == (0, 0, 2)

    @pytest.mark.parametrize("merged", [True, False])
    def test_four_rows_for_one_person(self, desk, merged):
        header = ["TT", "Họ và tên đang dùng; họ và tên khai sinh", "Nam, nữ, dân tộc, tôn giáo", "Quê quán",
                  "Ngày vào Đảng, ngày chính thức", "Số thẻ, số lý lịch, số Huy hiệu"]  # fmt: skip
        people = []
        for number, name in ((1, "LÒ VĂN AN"), (2, "CÀ THỊ MAI")):
            people += [
                [
                    number,
                    name,
                    "Nam" if number == 1 else "Nữ",
                    "xã Chiềng Ban",
                    f"03/02/200{number}",
                    f"14.00000{number}",
                ],
                ["", name.title(), "Thái", "Mai Sơn", f"03/02/200{number + 1}", f"01234{number}"],
                ["", "", "Không", "", "", ""],
                ["", "", "", "", "", ""],
            ]
        merges = ["A5:A8", "A9:A12"] if merged else []
        rows = [*self.TITLE, header, *people]
        result = desk.nhap(desk.write("so.xlsx", rows, merges=merges))
        assert codes(result) == []
        for number, name in ((1, "Lò Văn An"), (2, "Cà Thị Mai")):
            got = desk.one(name)
            assert (got["ethnicity"], got["religion"], got["hometown"]) == ("Thái", "Không", "xã Chiềng Ban Mai Sơn")
            assert (got["card_number"], got["file_number"]) == (f"1400000{number}", f"01234{number}")
            assert (got["admitted_on"], got["official_on"]) == (f"200{number}-02-03", f"200{number + 1}-02-03")


@pytest.mark.parametrize(
    "heading", ["Ngày vào Đảng chính thức", "Ngày vào Đảng (chính thức)", "Ngày vào Đảng - Chính thức"]
)
def test_the_official_day_stays_one(heading):
    assert BOOK.read((heading,)).key == "official_on"


def test_one_day_under_a_heading_of_two_is_neither(tmp_path):
    """It was taken for the official one, and made a probationary member official."""
    desk = Desk(tmp_path).organizations()
    rows = [["CHI BỘ 1, ĐẢNG BỘ SỞ Y TẾ"], ["DANH SÁCH ĐẢNG VIÊN"],
            ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng / chính thức"],
            [1, "Lò Văn An", "01/02/1980", "03/02/2005"], [2, "Cà Thị Mai", "02/03/1981", "03/02/2005 - 03/02/2006"]]  # fmt: skip
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert cells(result) == {"D4": "combined_unclear"}
    told = dict(desk.conn.execute("SELECT full_name, official_on FROM member"))
    assert told == {"Lò Văn An": None, "Cà Thị Mai": "2006-02-03"}
