"""The year of the directive on study: the page, its names, and the draft of the year's report in Word."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import closing
from datetime import date, datetime

import pytest
from docx import Document

from dangbo_cli.cli.writing import NO_CHANGE
from dangbo_cli.reports.directive_year import directive_report

SHEETS = {
    "mo-hinh-1.csv": """ĐẢNG BỘ KHỐI THỬ,,,,,,
CHI BỘ CÔNG TY THỬ,,,,,,
ĐĂNG KÝ MÔ HÌNH NĂM 2022,,,,,,
STT,Tên mô hình,Chỉ tiêu,Giải pháp,Cơ quan chủ trì,Đơn vị phối hợp,Kết quả
1,Kho bạc điện tử,100% đơn vị dùng dịch vụ mức độ 4,Tập huấn,Kho bạc Thử,"Sở Thử; Ngân hàng Thử",100%
2,Chứng từ trực tuyến,Từ 96% chứng từ trở lên,Tập huấn,Kho bạc Thử,,80%
""",
    "cam-ket.csv": """ĐẢNG BỘ SỞ THỬ,,,,
CHI BỘ 1,,,,
DANH SÁCH CAM KẾT NĂM 2022,,,,
STT,Họ và tên,Chức vụ,Người đứng đầu,Đã nộp
1,Lò Văn An,Giám đốc,x,x
2,Trần Văn Khách,Phó trưởng phòng,,x
""",
    "chuyen-de.csv": """ĐẢNG BỘ KHỐI THỬ,,,,,
CHI BỘ CÔNG TY THỬ,,,,,
SINH HOẠT CHUYÊN ĐỀ NĂM 2022,,,,,
STT,Chuyên đề,Ngày tổ chức,Hình thức,Số phải dự,Số người dự
1,Chuyên đề năm 2022,15/03/2022,Sinh hoạt chuyên đề,20,18
""",
    "ghi-danh.csv": """ĐẢNG BỘ KHỐI THỬ,,,,,
CHI BỘ CÔNG TY THỬ,,,,,
SỔ GHI DANH NGƯỜI TỐT VIỆC TỐT NĂM 2022,,,,,
STT,Họ và tên hoặc tên tập thể,Tập thể hay cá nhân,Ngày ghi danh,Lĩnh vực,Việc tốt
1,Trần Văn Khách,Cá nhân,15/03/2022,Xã hội,Hiến máu
2,Tổ vận hành,Tập thể,15/05/2022,Xã hội,Ủng hộ vùng lũ
""",
}


@pytest.fixture
def year(filled):
    """A record with a year's work, run on 31/12/2022."""
    filled.now = datetime(2022, 12, 31, 17, 0)
    firm = ("mã=14.2", "loại hình=chi bộ cơ sở", "khối=Doanh nghiệp")
    filled("tc", "them", "Chi bộ Công ty Thử", "--thuoc", "14", *firm, "--dong-y")
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    filled("van-ban", "them", "Đẩy mạnh học tập", "số=05-CT/TW", "ngày ban hành=15/05/2016", "--dong-y")
    folder = filled.folder / "nam"
    folder.mkdir()
    for name, text in SHEETS.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = filled("nhap", folder, "--dong-y")
    assert result.exit_code == 0, result.stdout
    so_du = filled("ghi-danh", "so-du", "14", "--den", "31/12/2021", "--tap-the", "7", "--ca-nhan", "90", "--dong-y")
    assert so_du.exit_code == 0, so_du.stderr
    return filled


def page(run, *args) -> dict[str, dict]:
    report = run("bao-cao", "chi-thi-05", "--nam", "2022", "--dinh-dang", "json", *args).json
    assert set(report) == {"report", "title", "parameters", "columns", "rows", "totals", "notes"}
    return {row["key"]: row for row in report["rows"]}


def test_the_page(year):
    rows = page(year)
    figures = {key: (row["total"], row["of"]) for key, row in rows.items()}
    assert figures["initiatives"] == (2, None)
    assert figures["initiative_units"] == (1, 2)
    assert figures["initiative_no_unit"] == (1, 2)
    assert figures["initiatives_reached"] == (1, 2)
    assert (figures["targets = 100%"], figures["targets ≥ 96%"]) == ((1, 1), (0, 1))
    assert figures["initiative_agency"] == (1, None)
    assert figures["initiative_partners"] == (2, None)
    assert figures["pledges_members"] == (1, 3)
    assert figures["pledges_officials"] == (1, None)
    assert figures["pledges_heads"] == (1, 1)  # of those whose pledge says so, and the line says that it is of them
    assert rows["pledges_heads"]["label"] == "Đã nộp, trong số bản ghi là người đứng đầu"
    assert figures["attendance"] == (18, 20)
    assert (figures["honour_collectives"], figures["honour_individuals"]) == ((1, None), (1, None))


def test_since_the_register_was_opened(year):
    rows = page(year)
    assert (rows["honour_all_collectives"]["total"], rows["honour_all_individuals"]["total"]) == (8, 91)
    notes = year("bao-cao", "chi-thi-05", "--nam", "2022", "--dinh-dang", "json").json["notes"]
    assert any("từ khi mở sổ: 8 tập thể, 91 cá nhân" in note for note in notes)


def test_blocs_add_up_to_the_total(year):
    report = year("bao-cao", "chi-thi-05", "--nam", "2022", "--dinh-dang", "json").json
    blocs = [column["key"] for column in report["columns"] if column["key"].startswith("bloc_")]
    assert len(blocs) == 3
    for row in report["rows"]:
        assert sum(row[bloc] for bloc in blocs) == row["total"], row


def test_every_figure_opens_into_its_names(year):
    names = year("bao-cao", "chi-thi-05", "--nam", "2022", "--chi-tiet", "--dinh-dang", "json").json["rows"]
    without_names = {"attendance", "honour_all_collectives", "honour_all_individuals"}
    for key, row in page(year).items():
        if key not in without_names:
            assert sum(one["key"] == key for one in names) == row["total"], key
    assert [one["name"] for one in names if one["key"] == "pledges_missing"] == ["Nguyễn Thị Bình", "Giàng A Páo"]


def test_the_page_counts_people_without_reading_their_names(year):
    """It is opened a hundred times a day, and members are thousands."""
    said: list[str] = []
    with closing(sqlite3.connect(year.database)) as conn:
        conn.set_trace_callback(said.append)
        directive_report(conn, date(2022, 12, 31), None, 2022, False)
    of_people = [one for one in said if "FROM pledge" in one or "FROM person" in one]
    assert len(of_people) == 2
    assert not [one for one in of_people if "m.full_name" in one or "e.position" in one]


def test_one_organisation(year):
    rows = page(year, "--don-vi", "14.1")
    assert (rows["initiatives"]["total"], rows["pledges_members"]["total"]) == (0, 1)


@pytest.mark.parametrize(("day", "counts"), [("31/12/2022", (0, 0, 0)), ("31/01/2023", (1, 1, 1))])
def test_a_pledge_is_known_from_the_day_it_came_in_both_reports_of_it(year, day, counts):
    year.now = datetime(2023, 2, 1, 8, 0)
    for number in ("1", "2"):
        assert year("cam-ket", "sua", number, "ngày nộp=15/01/2023", "--dong-y").exit_code == 0
    figures = page(year, "--tinh-den", day)
    asked = ("--nam", "2022", "--tinh-den", day, "--dinh-dang", "json")
    totals = year("bao-cao", "cam-ket", *asked).json["totals"]
    names = year("bao-cao", "cam-ket", "--chi-tiet", *asked).json["rows"]
    assert tuple(figures[f"pledges_{key}"]["total"] for key in ("members", "officials", "heads")) == counts
    assert (totals["handed"], totals["officials"], totals["heads_handed"]) == counts
    assert figures["pledges_members"]["of"] == totals["expected"] == 3
    assert sum(row["group"] == "Đã nộp" for row in names) == counts[0]


@pytest.mark.parametrize(
    "command",
    [
        'don-doc them "Báo cáo" --nam 2022 --han 31/12/2022 --xem-truoc --van-ban {}',
        'chuyen-de cua-nam 2022 "Học tập" --xem-truoc --van-ban {}',
        "van-ban xem {}",
        'mo-hinh sua 1 "theo văn bản={}" --xem-truoc',
    ],
)
def test_wherever_a_document_is_named_zeros_before_its_number_are_none_and_a_near_number_is_told(year, command):
    near, found = (year(*shlex.split(command.format(number)), columns=200) for number in ("5-CT", "5-CT/TW"))
    assert (near.exit_code, "ần giống: «05-CT/TW»" in near.stderr) == (2, True), near.stderr
    assert (found.exit_code, "Đẩy mạnh học tập" in found.stdout) == (0, True), found.stderr


def test_the_directive_is_data(year):
    before = year("bao-cao", "chi-thi-05", "--nam", "2022", columns=100).stdout
    assert before.startswith("Kết quả học tập và làm theo năm 2022\n")
    asked = year("van-ban", "chi-thi", "05-CT/TW")
    assert asked.exit_code == 2
    assert asked.stdout.startswith("Đặt chỉ thị học tập: Chỉ thị 05-CT/TW ngày 15/05/2016: Đẩy mạnh học tập\n")
    assert year("van-ban", "chi-thi").stdout.startswith("Chưa đặt chỉ thị học tập.")
    written = year("van-ban", "chi-thi", "05-CT/TW", "--dong-y")
    assert "Hoàn tác: «dangbo lan-nhap hoan-tac" in written.stderr
    assert year("van-ban", "chi-thi").stdout == (
        "Chỉ thị học tập: Chỉ thị 05-CT/TW ngày 15/05/2016: Đẩy mạnh học tập.\n"
    )
    after = year("bao-cao", "chi-thi-05", "--nam", "2022", columns=100).stdout
    assert after.startswith("Kết quả thực hiện Chỉ thị 05-CT/TW ngày 15/05/2016 năm 2022\n")
    assert year("van-ban", "chi-thi", "05-CT/TW").stdout == NO_CHANGE + "\n"


def test_the_directive_is_changed_and_taken_back(year):
    year("van-ban", "them", "Chỉ thị mới", "số=99-CT/TW", "--dong-y")
    year("van-ban", "chi-thi", "05-CT/TW", "--dong-y")
    changed = year("van-ban", "chi-thi", "99-CT/TW", "--dong-y")
    assert "Chỉ thị học tập  số 1: Đẩy mạnh học tập  số 2: Chỉ thị mới" in changed.stdout
    number = re.search(r"lần nhập số (\d+)", changed.stderr)[1]
    assert "99-CT/TW" in year("van-ban", "chi-thi").stdout
    assert "văn bản số 1: Đẩy mạnh học tập" in year("lan-nhap", "xem", number, "--chi-tiet", columns=160).stdout
    assert year("lan-nhap", "hoan-tac", number, "--dong-y").exit_code == 0
    assert "05-CT/TW" in year("van-ban", "chi-thi").stdout
    assert "khớp với nhật ký" in " ".join(year("ra-soat").stdout.split())


def test_a_directive_that_an_older_version_kept_as_a_setting_stands(year):
    with closing(sqlite3.connect(year.database)) as conn, conn:
        conn.execute("INSERT INTO meta (key, value) VALUES ('study_directive', '1')")
    assert "05-CT/TW" in year("van-ban", "chi-thi").stdout


def draft(year, *args, name: str = "bc.docx") -> tuple[str, str]:
    path = year.folder / name
    result = year("xuat", "bao-cao-nam", "--nam", "2022", "--luu-vao", path, *args)
    assert result.exit_code == 0, result.stderr
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]), result.stderr


def test_the_draft_has_the_years_figures(year):
    year("van-ban", "chi-thi", "05-CT/TW", "--dong-y")
    text, _ = draft(year, "--noi", "Sơn La")
    for sentence in (
        "Kết quả công tác xây dựng Đảng năm 2022",
        "Đến ngày 31/12/2022, Đảng bộ Khối Thử có 2 tổ chức cơ sở đảng (1 đảng bộ cơ sở, 1 chi bộ cơ sở), 2 chi bộ trực thuộc.",
        "Thực hiện Chỉ thị 05-CT/TW ngày 15/05/2016: Đẩy mạnh học tập.",
        "Có 1/2 tổ chức cơ sở đảng (50,0%) đăng ký 2 mô hình, nội dung đột phá; 0 đã được duyệt.",
        "Có 1/3 đảng viên (33,3%) đã nộp bản cam kết, trong đó 1/1 người được ghi là người đứng đầu; "
        "và 1 cán bộ không phải đảng viên.",
        "số lượt người dự 18/20 (90,0%)",
        "trong kỳ có 1 tập thể, 1 cá nhân; từ khi mở sổ đến nay có 8 tập thể, 91 cá nhân.",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG ỦY KHỐI THỬ",
        "Sơn La, ngày 31 tháng 12 năm 2022",
        "T/M BAN THƯỜNG VỤ",
        "Số      -BC/ĐU",
    ):
        assert sentence in text, sentence
    assert "{" not in text


def test_what_is_unknown_is_no_zero(year):
    text, said = draft(year)
    assert "Đã khen thưởng" not in text  # no sentence without data
    assert "cuộc kiểm tra, giám sát;" not in text
    assert "- Chưa có số liệu: khen thưởng." in text
    assert "- Chưa có số liệu: tên cấp ủy cấp trên (gõ thẳng vào mẫu dùng với --mau)." in text
    assert "- Chưa có số liệu: xếp loại đảng viên đã quyết định." in text
    assert "…, ngày 31 tháng 12 năm 2022" in text
    assert "nơi ban hành (--noi)" in " ".join(said.split())


@pytest.mark.parametrize("asked", ["2022", "2019"])
def test_no_heading_of_the_draft_stands_alone(year, asked):
    path = year.folder / "so-ket.docx"
    assert year("xuat", "bao-cao-sau-thang", "--nam", asked, "--luu-vao", path).exit_code == 0
    told = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert told[told.index("2. Khen thưởng; kiểm tra, giám sát") + 1] == "…"
    below_study = told[told.index("1. Học tập và làm theo") + 1]
    assert (below_study == "…") is (asked == "2019")


def test_proposed_levels_stay_in_the_house(year):
    year("xep-loai", "them", "Lò Văn An", "mức đề nghị=HTXSNV", "--nam", "2022", "--dong-y")
    text, _ = draft(year)
    assert "Đảng viên\n1" not in text
    assert "- Chưa có số liệu: xếp loại đảng viên đã quyết định." in text


def test_half_a_year(year):
    path = year.folder / "so-ket.docx"
    assert year("xuat", "bao-cao-sau-thang", "--nam", "2022", "--luu-vao", path).exit_code == 0
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "Sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2022" in text
    assert "Đến ngày 30/06/2022" in text
    assert "Đánh giá, xếp loại" not in text


def test_the_draft_is_of_one_day_and_says_what_states_none(year):
    year("khen-thuong", "them", "--don-vi", "14.1", "hình thức=Giấy khen", "--nam", "2022", "--dong-y")
    year("don-doc", "them", "Đăng ký", "--nam", "2022", "--han", "31/03/2022", "--dong-y")
    year("don-doc", "them", "Kết quả", "--nam", "2022", "--han", "10/01/2023", "--dong-y")
    year.now = datetime(2023, 2, 1, 8, 0)
    assert year("don-doc", "nop", "1", "14.1", "--ngay", "20/01/2023", "--dong-y").exit_code == 0
    text, said = draft(year)
    assert "Đến ngày 31/12/2022, Đảng bộ Khối Thử" in text
    assert "0 đã được duyệt. Đến ngày 31/12/2022, " in text
    assert re.findall(r"quá hạn (\d+) ngày", text) == ["275", "275"]
    assert "- Chưa có số liệu: 1 việc phải nộp có hạn sau ngày 31/12/2022 (chọn ngày: --tinh-den)." in text
    assert "1 lượt nộp, miễn sau ngày 31/12/2022, chưa được tính" in " ".join(said.split())
    assert "Danh sách khen thưởng» (vẫn tính trong kỳ)" not in text
    later, _ = draft(year, "--tinh-den", "31/01/2023")
    assert "Đến ngày 31/01/2023, Đảng bộ Khối Thử" in later
    assert "Kết quả, năm 2022 (chưa nộp, quá hạn 21 ngày)" in later
    path = year.folder / "sau-thang.docx"
    told = year("xuat", "bao-cao-sau-thang", "--nam", "2022", "--luu-vao", path).stderr
    assert "ngày của 1 mục «Danh sách khen thưởng» (vẫn tính trong kỳ)" in " ".join(told.split())


def test_a_draft_of_a_year_without_anything_names_the_years_that_have_some(year):
    for asked, said in (("2002", True), ("2022", False)):
        told = year("xuat", "bao-cao-nam", "--nam", asked, "--luu-vao", year.folder / f"{asked}.docx").stderr
        assert (f"mọi việc của năm {asked} (các năm có trong sổ: 2022)" in " ".join(told.split())) is said


def test_a_template_of_ones_own(year):
    own = year.folder / "mau.docx"
    told = year("xuat", "mau-van-ban", "bao-cao-nam", "--luu-vao", own)
    assert (told.exit_code, told.stderr) == (0, f"Đã ghi mẫu vào «{own}».\n")
    document = Document(str(own))
    document.add_paragraph("Riêng năm {{ nam }}: {{ so_mo_hinh }} mô hình.")
    document.save(str(own))
    text, _ = draft(year, "--mau", own)
    assert "Riêng năm 2022: 2 mô hình." in text
    again = year("xuat", "mau-van-ban", "bao-cao-nam", "--luu-vao", own, columns=300)
    assert again.exit_code == 2
    assert "đã có, có thể là mẫu đã sửa" in again.stderr


def test_a_wrong_placeholder_is_named_and_nothing_written(year):
    own, path = year.folder / "mau.docx", year.folder / "bc.docx"
    document = Document()
    document.add_paragraph("Có {{ so_mo_hin }} mô hình.")
    document.save(str(own))
    result = year("xuat", "bao-cao-nam", "--nam", "2022", "--mau", own, "--luu-vao", path, columns=400)
    assert result.exit_code == 2
    assert "Mẫu có chỗ trống mà chương trình không biết điền: «so_mo_hin» (có phải «so_mo_hinh»?)" in result.stderr
    assert not path.exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--luu-vao", "bc.doc"), "Chưa ghi được loại tệp của «bc.doc»."),
        (("--luu-vao", "khong-co/bc.docx"), "«khong-co» chưa có.\nHãy tạo thư mục ấy trước"),
        (("--luu-vao", "bc.docx", "--mau", "khong-co.docx"), "Không có tệp hay thư mục «khong-co.docx»."),
    ],
)
def test_files_that_cannot_be(year, args, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = year("xuat", "bao-cao-nam", "--nam", "2022", *args, columns=200)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_draft_is_named_and_left_out_by_an_import(year):
    path = year.folder / "bc.docx"
    year("xuat", "bao-cao-nam", "--nam", "2022", "--luu-vao", path)
    assert "bc.docx" in year("nhap", path, year.folder / "nam", "--xem-truoc").stdout


def test_meetings_of_no_known_form_have_a_line_of_their_own(year):
    """The parts of the meetings add up to all of them."""
    added = year("chuyen-de", "them", "Học tập Nghị quyết", "--don-vi", "14.2", "--nam", "2022", "--dong-y")
    assert added.exit_code == 0, added.stderr
    shown = year("bao-cao", "chi-thi-05", "--nam", "2022", columns=120).stdout
    figures = re.findall(r"(Buổi học tập, sinh hoạt chuyên đề|Trong đó: [^\d]+?)\s+(\d+)", shown)
    assert [
        (what, int(many))
        for what, many in figures
        if "Trong đó" not in what or "chuyên đề" in what or "chưa rõ" in what
    ] == [
        ("Buổi học tập, sinh hoạt chuyên đề", 2),
        ("Trong đó: Sinh hoạt chuyên đề", 1),
        ("Trong đó: chưa rõ hình thức", 1),
    ]
