"""Sentences and numbers that a clerk stumbled over: each says what is meant, counts what it names, and what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cli.conftest import MEMBERS
from dangbo_cli.domain.change import Action, Entity
from dangbo_cli.views.layout import cell_lines
from dangbo_cli.views.plan import Sample
from dangbo_cli.views.wrapping import width

INITIATIVES = """ĐẢNG BỘ SỞ THỬ,,,
ĐĂNG KÝ MÔ HÌNH NĂM 2022,,,
STT,Tên mô hình,Chỉ tiêu,Giải pháp
1,{},Ít nhất 5 mô hình,Tập huấn
"""


def test_each_heading_of_the_first_page_stands_once(run):
    headings = [line for line in run("--help").stdout.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert "Tra cứu:" in headings
    assert len(headings) == len(set(headings))


def test_units_are_counted_once_however_many_files_they_send(filled):
    filled("don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--bieu", "Mô hình", "--dong-y")
    paths = [filled.folder / f"{name}.csv" for name in ("Một cửa", "Nêu gương")]
    for path in paths:
        path.write_text(INITIATIVES.format(path.stem), encoding="utf-8")
    told = filled("nhap", *paths, "--dong-y").stdout
    assert "Ghi nhận đã nộp: 2 lượt\n  Đăng ký mô hình, năm 2022: 1 đơn vị (2 lượt)\n" in told


def test_a_form_is_named_with_or_without_hyphens(filled):
    add = ("don-doc", "them", "Việc", "--nam", "2022", "--xem-truoc", "--bieu")
    assert "dang-vien" in filled(*add, "dangvien").stdout
    refused = filled(*add, "dang-vienn")
    assert refused.exit_code == 2
    assert "Có phải: dang-vien?" in refused.stderr


def test_notes_in_a_conversation_say_how_to_see_them_and_rows_are_told_from_places(filled):
    path = filled.folder / "Đảng bộ Sở Thử.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Số thẻ đảng viên,Dân tộc\n1,Lường Văn Mới,31/02/1980,Chi bộ 1,014012000009,-\n"
        "2,Lường Văn Hai,01/02/1980,Chi bộ 9,014012000010,Thái\n",
        encoding="utf-8",
    )
    told = filled("nhap", path, answers=["k"], columns=200)
    assert "Để lại chờ sửa: 2 chỗ; 1 dòng chưa được ghi\n" in told.stdout
    assert "Đã tự sửa, bỏ qua hoặc cần biết: 1 chỗ (gõ «ct» để xem hết)\n" in told.stdout


@pytest.mark.parametrize(("count", "lines"), [(2, 2), (3, 3), (4, 2)])
def test_one_more_is_shown_rather_than_counted(count, lines):
    sample = Sample("Thêm mới", [str(n) for n in range(count)], count, Action.CREATE)
    assert len(sample.brief.lines) == lines


def test_a_sentence_breaks_around_the_file_it_quotes():
    text = "tiêu đề: «DANH SÁCH ĐẢNG VIÊN CHI BỘ 1» trong tệp «chi bộ 1.xlsx» là «Chi bộ 1» (Đảng bộ Sở Y tế)"
    lines = cell_lines(text, 40)
    assert max(map(width, lines)) <= 40
    assert any("«chi bộ 1.xlsx»" in line for line in lines)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("dv", "ds", "--luu-vao", "khong/a.xlsx"), "«khong» chưa có.\nHãy tạo thư mục ấy trước"),
        (("dv", "doi-chieu", "."), "Đây là một thư mục. Hãy chọn một tệp trong thư mục ấy."),
        (("dv", "ds", "--thieu", "abc"), "chức vụ Đảng"),
    ],
)
def test_refusals_say_what_to_do(filled, monkeypatch, args, said):
    monkeypatch.chdir(filled.folder)
    refused = filled(*args, columns=400)
    assert refused.exit_code in (2, 3)
    assert said in refused.stderr


def test_a_list_of_unknown_headings_leads_the_clerk_to_own_headings_and_the_unit_not(filled, monkeypatch):
    monkeypatch.chdir(filled.folder)
    path = filled.folder / "la.csv"
    path.write_text("Danh tính,Nhân thân\nLò Văn An,Nông dân\n", encoding="utf-8")
    assert "«dangbo bieu-mau them»" in filled("nhap", path, "--xem-truoc", columns=400).stderr
    filled("nhap", path, "--xem-truoc", "--tra-lai", "tra-lai")
    letter = (filled.folder / "tra-lai" / "la.txt").read_text(encoding="utf-8-sig")
    assert "không thấy hàng tiêu đề" in letter
    assert "bieu-mau" not in letter
    both = filled("nhap", path, filled.folder / "danh sách", "--xem-truoc", columns=400).stdout
    assert "→ Nếu là danh sách có tiêu đề riêng, khai các tiêu đề ấy bằng «dangbo bieu-mau them»." in both


def test_who_is_neither_official_nor_on_probation_is_counted_too(filled):
    filled("dv", "them", "Lường Văn Mới", "--don-vi", "14.1.1", "ngày sinh=01/01/1990", "--dong-y")
    assert "chưa rõ 1)" in filled("tc", "xem", "14.1.1").stdout
    assert "1 đảng viên chưa rõ chính thức hay dự bị." in filled("tc", "ds", columns=80).stdout


def test_a_batch_names_whom_it_changed_while_they_are_few(filled):
    filled("dv", "sua", "2", "nơi ở=Tổ 5", "--dong-y")
    assert "đảng viên số 2 (Nguyễn Thị Bình)" in filled("lan-nhap", "xem", "2", columns=200).stdout
    whole = filled("lan-nhap", "xem", "1", columns=200).stdout
    assert "Danh sách đảng viên" in whole  # the kind of sheet by its name, not by its key
    assert "Của ai" not in whole


def test_undoing_what_was_handed_in_names_the_file_and_no_digest(filled):
    filled("don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--bieu", "mo-hinh", "--dong-y")
    path = filled.folder / "Một cửa.csv"
    path.write_text(INITIATIVES.format("Một cửa"), encoding="utf-8")
    filled("nhap", path, "--dong-y")
    told = filled("lan-nhap", "hoan-tac", "3", "--xem-truoc", columns=400).stdout
    assert "Đảng bộ Sở Thử: Bài nộp «Một cửa.csv» → (bỏ)\n" in told


def test_the_one_card_that_is_known_is_not_told_as_missing(filled):
    filled("dv", "them", "Lường Văn Mới", "--don-vi", "14.1.1", "ngày sinh=01/01/1990", "số thẻ=14000077", "--dong-y")
    told = filled("dv", "xem", "4", columns=400).stdout
    assert re.search(r"\n  Số thẻ đảng viên cũ: +••••0077\n", told)  # by the name that plans and histories give it
    assert told.count("Số thẻ đảng viên") == 1
    assert "Số thẻ đảng viên cũ" in filled("dv", "xem", "1", columns=400).stdout
    told = filled("dv", "ds", "--cot", "họ tên,số thẻ,số thẻ đảng viên cũ", "--dinh-dang", "csv").stdout
    assert told.startswith("\ufeffHọ và tên,Số thẻ đảng viên (mới hoặc cũ),Số thẻ đảng viên cũ (khi đã có số mới)\n")
    assert "Lường Văn Mới,14000077,\n" in told


@pytest.mark.parametrize(("place", "told"), [("14.1", True), ("14.1.1", False)])
def test_a_member_put_in_a_committee_is_noted(filled, place, told):
    shown = filled("dv", "them", "Lường Văn Mới", "--don-vi", place, "ngày sinh=01/01/1990", "--xem-truoc", columns=400)
    assert ("có 2 tổ chức trực thuộc, mà đảng viên sinh hoạt ở chi bộ" in shown.stdout) is told


@pytest.mark.parametrize(("more", "told"), [((), True), (("--tra-lai", "tra-lai"), False)])
def test_what_is_set_aside_comes_with_the_next_step(filled, monkeypatch, more, told):
    monkeypatch.chdir(filled.folder)
    path = filled.folder / "Đảng bộ Sở Thử.csv"
    path.write_text("STT,Họ và tên,Ngày sinh,Chi bộ\n1,Lường Văn Mới,31/02/1980,Chi bộ 1\n", encoding="utf-8")
    said = " ".join(filled("nhap", path, "--dong-y", *more).stderr.split())
    assert "lần nhập số 2" in said
    assert ("«dangbo lan-nhap xem 2»; gửi trả đơn vị" in said) is told


def test_points_are_explained_where_they_are_shown(filled):
    path = filled.folder / "Đảng bộ Sở Thử.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng\n1,Lò Văn An,,Chi bộ 1,\n2,Quàng Thị Mới,01/02/1990,Chi bộ 1,\n",
        encoding="utf-8",
    )
    asked = " ".join(filled("nhap", path, answers=["thoi", "k"], columns=200).stderr.split())
    assert "cùng họ tên +" in asked
    assert "Số sau mỗi căn cứ («+7») là điểm giống nhau" in asked


def test_who_is_meant_in_a_sheet_of_the_year_is_asked_with_masked_cards_and_the_committee(filled):
    filled("dv", "them", "Lò Văn An", "--don-vi", "14.1.2", "ngày sinh=01/01/1980", "số thẻ=014012000088", "--dong-y")
    path = filled.folder / "khen.csv"
    path.write_text(
        "ĐẢNG BỘ SỞ THỬ,,,\nDANH SÁCH KHEN THƯỞNG NĂM 2022,,,\nSTT,Họ và tên,Hình thức khen thưởng,Cấp khen\n"
        "1,Lò Văn An,Giấy khen,Đảng ủy Khối\n",
        encoding="utf-8",
    )
    asked = filled("nhap", path, answers=["thoi", "k"], columns=200).stderr
    assert "thẻ ••••0088" in asked
    assert "014012000088" not in asked
    assert "Chi bộ 2, Đảng bộ Sở Thử)" in asked


def test_what_waits_is_the_same_on_every_screen(filled, bad_sheet):
    """Places of a call that had nothing to write are in no batch; those of a batch taken back wait no more."""
    sheet = bad_sheet

    def waits():
        rows = filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json
        desk = re.search(r"Để lại chờ sửa: (\d+) chỗ.*?«dangbo lan-nhap cho-sua»", filled(columns=300).stdout)
        listed = re.search(r"Còn (\d+) chỗ chờ sửa", filled("lan-nhap", "ds", columns=300).stdout)
        assert len(rows) == (int(desk[1]) if desk else 0) == (int(listed[1]) if listed else 0)
        return rows

    assert waits() == []
    filled("nhap", sheet, "--dong-y")
    (row,) = waits()
    assert (row["cell"], row["batch"]) == ("C2", 2)
    filled("lan-nhap", "hoan-tac", "2", "--dong-y")
    assert waits() == []
    sheet.write_text(MEMBERS.replace("Lò Văn An,12/05/1968,Nam", "Lò Văn An,12/05/1968,Nữ"), encoding="utf-8")
    assert "Không có gì mới để ghi." in filled("nhap", sheet, "--dong-y").stdout
    (row,) = waits()
    assert (row["cell"], row["batch"], row["organization"]) == ("D2", None, "Đảng bộ Sở Thử")
    screen = filled("lan-nhap", "cho-sua", columns=80).stdout
    assert "loi/Đảng bộ Sở Thử.csv" in screen
    assert "Chỗ không nêu số của lần nhập" in screen
    assert filled("lan-nhap", "cho-sua", "--don-vi", "14.1.2", "--dinh-dang", "json").json == []
    number = str(row["number"])
    assert filled("lan-nhap", "cho-sua", "--xong", "999", "--dong-y").exit_code == 2
    assert filled("lan-nhap", "cho-sua", "--xong", number).exit_code == 2  # nobody sits there to be asked
    assert waits() == [row]
    closed = filled("lan-nhap", "cho-sua", "--xong", number, "--dong-y")
    assert (closed.exit_code, waits()) == (0, [])
    assert "D2" in closed.stdout
    assert "Để lại chờ sửa" not in filled(columns=300).stdout
    filled("nhap", sheet, "--dong-y")  # the same file, not mended: it is said again
    assert [one["cell"] for one in waits()] == ["D2"]


@pytest.mark.parametrize(("words", "told"), [
    (("lan-nhap", "ht", "17"), "Có phải: dangbo lan-nhap hoan-tac?"),
    (("dv", "xóa", "77"), "Các lệnh: ds, tim, xem"),
    (("so-do",), "dangbo to-chuc so-do"),
])  # fmt: skip
def test_a_word_unknown_in_a_group_is_looked_for_in_the_group(run, words, told):
    done = run(*words, columns=300)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "bieu-mau" not in done.stderr
    assert "xep-loai" not in done.stderr


def test_the_tree_takes_an_organisation_as_a_word(filled):
    by_word, by_option = filled("tc", "so-do", "14.1"), filled("tc", "so-do", "--don-vi", "14.1")
    assert by_word.exit_code == 0
    assert by_word.stdout == by_option.stdout != filled("tc", "so-do").stdout
    assert filled("tc", "so-do", "Đảng", "bộ", "Sở", "Thử").stdout == by_word.stdout
    assert filled("tc", "so-do", "14.1", "--don-vi", "14.1").exit_code == 2


def test_a_deadline_before_its_year_is_noticed(filled):
    told = filled(
        "don-doc", "them", "Báo cáo", "--nam", "2022", "--han", "10/01/2021", "--xem-truoc", columns=200
    ).stdout
    assert "Hạn nộp 10/01/2021 đứng trước kỳ của việc (năm 2022)." in told
    told = filled(
        "don-doc", "them", "Báo cáo", "--nam", "2022", "--han", "10/01/2023", "--xem-truoc", columns=200
    ).stdout
    assert "đứng trước" not in told


def test_a_reason_too_short_is_not_called_missing(filled):
    filled("dv", "sua", "1", "xếp loại 2021=HTTNV", "--dong-y")
    assert filled("xep-loai", "chot", "2021", "--dong-y").exit_code == 0
    short = filled("xep-loai", "mo-lai", "2021", "--ly-do", "x", "--dong-y")
    assert short.exit_code == 2
    assert "«x» quá ngắn" in short.stderr
    assert "Chưa ghi lý do" in filled("xep-loai", "mo-lai", "2021", "--dong-y").stderr


def test_how_a_death_is_written_is_said_and_works(filled):
    told = " ".join(filled("dv", "sua", "1", "trạng thái=Đã mất", "--dong-y").stderr.split())
    assert "«Ngày từ trần»: «dangbo nhap TỆP»" in told
    sheet = filled.folder / "Đảng bộ Sở Thử.csv"
    sheet.write_text(
        "Họ và tên,Ngày sinh,Chi bộ,Ngày từ trần\nLò Văn An,12/05/1968,Chi bộ 1,01/11/2022\n", encoding="utf-8"
    )
    assert filled("nhap", sheet, "--dong-y").exit_code == 0
    assert [row["full_name"] for row in filled("dv", "ds", "--dinh-dang", "json").json] == [
        "Nguyễn Thị Bình",
        "Giàng A Páo",
    ]


def test_the_headings_of_a_form_stand_over_the_whole_width(run):
    shown = run("bieu-mau", "xem", "dang-vien", columns=80).stdout
    assert "\nHọ và tên (rộng 26, bắt buộc)\n  Tiêu đề: Họ và tên, Họ tên," in shown
    assert "\n  Danh mục: Nam, Nữ\n" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert run("bieu-mau", "xem", "dang-vien", "--dinh-dang", "json").json[0]["headings"]


def test_many_changed_organisations_are_few_lines_in_a_conversation():
    lines = [f"Chi bộ {n}: Số đảng viên khai báo 1 → 2" for n in range(10)]
    told = Sample("Cập nhật tổ chức đảng", lines, 10, Action.UPDATE, entity=Entity.ORGANIZATION)
    assert (len(told.brief.lines), told.brief.count) == (2, 10)
    assert len(Sample("Cập nhật đảng viên", lines, 10, Action.UPDATE).brief.lines) == 10


def test_a_path_that_is_not_there_meets_the_names_that_are(filled, sheets):
    told = " ".join(filled("nhap", sheets / "Dang bo So Thu.csv", columns=300).stderr.split())
    assert "Trong thư mục ấy có tên gần giống: «Đảng bộ Sở Thử.csv»." in told
    told = " ".join(filled("nhap", sheets.parent / "danh sach", columns=300).stderr.split())
    assert "tên gần giống: «danh sách»." in told
    assert "gần giống" not in filled("nhap", sheets / "quite another.xlsx", columns=300).stderr
    told = " ".join(filled("nhap", sheets / "x" / "a.xlsx", columns=300).stderr.split())
    assert f"Không có thư mục «{sheets / 'x'}»." in told


def test_each_level_of_a_rating_has_one_word_in_a_plan(filled):
    one = filled("dv", "ds", "--dinh-dang", "json").json[0]
    path = filled.folder / "Xếp loại.csv"
    path.write_text(
        "ĐẢNG BỘ SỞ THỬ,,,\nKẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2020,,,\nSTT,Họ và tên,Số thẻ đảng viên,Xếp loại,Mức quyết định\n"
        f"1,{one['full_name']},{one['card_number']},HTTNV,HTNV\n",
        encoding="utf-8",
    )
    told = " ".join(filled("nhap", path, "--xem-truoc").stdout.split())
    assert "Đề nghị xếp loại 2020 (trống) → «Hoàn thành tốt nhiệm vụ»" in told
    assert "Quyết định xếp loại 2020 (trống) → «Hoàn thành nhiệm vụ»" in told


def test_the_list_of_batches_reads_row_by_row_in_eighty_columns(filled):
    """An undo makes the table too wide: what each batch did stays in one row, beside its number."""
    filled("dv", "them", "Lường Văn Mới", "--don-vi", "14.1.1", "ngày sinh=01/01/1990", "--dong-y")
    filled.now += timedelta(hours=1)  # not all at one time, which would be told once
    filled("dv", "gop-trung", "1", "4", "họ và tên=A", "ngày sinh=A", "--dong-y")
    filled("lan-nhap", "hoan-tac", "3", "--dong-y")
    shown = filled("lan-nhap", "ds", columns=80, terminal=True).stdout.splitlines()
    assert max(map(len, (re.sub(r"\x1b\[\d+m", "", line) for line in shown))) <= 80
    rows = [line for line in shown if re.match(r"\d", line)]
    assert [row.split()[0] for row in rows] == ["4", "3", "2", "1"]
    commands = ("lan-nhap hoan-tac 3", "dang-vien gop-trung 1 4", "dang-vien them", "nhap")
    assert all(command in row for command, row in zip(commands, rows, strict=True))
    assert "Cửa sổ hẹp, không hiện: Tệp, Giữ nguyên (chọn cột bằng --cot)." in shown
    wide = filled("lan-nhap", "ds", columns=120, terminal=True).stdout
    assert "Giữ nguyên" in wide
    assert "Cửa sổ hẹp" not in wide


def test_whoever_gets_the_marks_of_her_name_is_told_with_her_number(filled, tmp_path):
    done = filled(
        "dv", "them", "Vi Van Ech", "--don-vi", "14.1.2", "ngày sinh=08/09/1992", "số thẻ=014012000009", "--dong-y"
    )
    assert done.exit_code == 0, done.stderr
    path = tmp_path / "Đảng bộ Sở Thử.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Số thẻ đảng viên\n1,Vì Văn Ếch,08/09/1992,Chi bộ 2,014012000009\n", "utf-8"
    )
    assert "  Vì Văn Ếch (số 4): Họ và tên " in filled("nhap", path, "--xem-truoc").stdout


def test_only_who_is_written_into_the_committee_is_said_to_be(filled, tmp_path):
    """«3 người được ghi ở Đảng bộ …» stood beside «giữ nguyên 2»: they stay in the branches where the record has them."""
    sheet = tmp_path / "nghi quyet.csv"
    head = "DANH SÁCH ĐẢNG VIÊN,,,,,\nĐẢNG BỘ SỞ THỬ,,,,,\nSTT,Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Số thẻ đảng viên\n"
    known = "1,Lò Văn An,12/05/1968,Nam,03/02/1990,014012000001\n2,Giàng A Páo,01/09/1990,Nam,07/11/2021,014012000003\n"
    sheet.write_text(head + known, encoding="utf-8")
    assert "Bảng không cho biết chi bộ" not in filled("nhap", sheet, "--xem-truoc", columns=200).stdout
    sheet.write_text(head + known + "3,Lò Thị Mới,01/02/1995,Nữ,07/11/2021,014012000009\n", encoding="utf-8")
    told = filled("nhap", sheet, "--xem-truoc", columns=200).stdout
    assert "Bảng không cho biết chi bộ; 1 người được ghi ở «Đảng bộ Sở Thử»" in told


@pytest.mark.parametrize(
    ("births", "asked"),
    [
        (("12/05/1983", "01/02/1993"), "ghi thêm năm sinh, số thẻ đảng viên hoặc số định danh"),
        (("12/05/1983", "1993"), "ghi thêm năm sinh, số thẻ đảng viên hoặc số định danh"),
        (("12/05/1983", "01/02/1983"), "ghi thêm ngày, tháng, năm sinh, số thẻ đảng viên hoặc số định danh"),
        (("12/05/1983", ""), "ghi thêm số thẻ đảng viên hoặc số định danh"),
    ],
)
def test_of_two_namesakes_the_birth_is_asked_where_it_tells_them_apart(filled, tmp_path, births, asked):
    """The only one of the three that a branch has to hand; the letter to the unit says so too."""
    for branch, birth in zip(("14.1.1", "14.1.2"), births, strict=True):
        words = (f"ngày sinh={birth}" if birth else "số thẻ đảng viên=014012000077",)
        assert filled("dv", "them", "Hoàng Thị Hoa", "--don-vi", branch, *words, "--dong-y").exit_code == 0
    sheet = tmp_path / "nam" / "xl.csv"
    sheet.parent.mkdir()
    sheet.write_text(
        "XẾP LOẠI ĐẢNG VIÊN NĂM 2022,,,\nĐẢNG BỘ SỞ THỬ,,,\nSTT,Họ và tên,Năm sinh,Đề nghị xếp loại\n"
        "1,Hoàng Thị Hoa,,HTTNV\n",
        encoding="utf-8",
    )
    told = filled("nhap", sheet, "--xem-truoc", "--tra-lai", tmp_path / "tra", "--dinh-dang", "json").json
    assert [one["message"].endswith(f"Đơn vị {asked}.") for one in told["problems"]] == [True]
    assert f"Đơn vị {asked}." in next((tmp_path / "tra").glob("*.txt")).read_text(encoding="utf-8-sig")
