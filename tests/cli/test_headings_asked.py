"""What a heading means that no form knows is asked once a unit and kind of sheet, and answered by the record then."""

from __future__ import annotations

import json

import openpyxl
import pytest

from cli.test_choosing import TREE

HEAD = "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày chính thức"
ROW = "{},{},12/05/1968,Chi bộ 1,03/02/1991"


@pytest.fixture
def known(run, tmp_path):
    """A record with two committees, each with a branch, and nobody in it."""
    (tmp_path / "to-chuc.csv").write_text(TREE, encoding="utf-8")
    assert run("nhap", tmp_path / "to-chuc.csv", "--dong-y").exit_code == 0
    return run


def sheet(folder, name, heading, *cells, names=("Lò Văn An", "Hà Thị Mai", "Vì Văn Ba")):
    """A member list with one more column."""
    rows = [f"{ROW.format(n, names[n - 1])},{cell}" for n, cell in enumerate(cells, 1)]
    path = folder / name
    path.write_text("\n".join([f"{HEAD},{heading}", *rows]) + "\n", encoding="utf-8")
    return path


def people(run):
    return {p["full_name"]: p for p in run("dv", "ds", "--dinh-dang", "json").json}


def decisions(run):
    return run("ghi-nho", "ds", "--dinh-dang", "json").json


def plain(text):
    return " ".join(text.split())


def choice(result, label):
    """Return the number under which a question offered something."""
    lines = [line.split(maxsplit=1) for line in result.stderr.splitlines()]
    return next(line[0] for line in lines if len(line) == 2 and line[0].isdigit() and line[1] == label)


def answer(run, path, label, *rest):
    """Answer the only question about a heading with a label, then write."""
    offered = run("nhap", path, answers=["", "k"], terminal=True)
    result = run("nhap", path, answers=[choice(offered, label), *rest, "c"], terminal=True)
    assert result.exit_code in (0, 1), result.stderr
    return result


def test_a_heading_is_asked_about_read_remembered_and_replayed_for_its_unit_alone(known, tmp_path):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990", "04/02/1990")
    first = answer(known, path, "Ngày vào Đảng")
    assert "1/1. Sở A.csv, trang tính «Sở A», ô F1:" in first.stderr
    assert "Cột «Được kết nạp hôm» (ví dụ: 03/02/1990; 04/02/1990) là gì?" in plain(first.stderr)
    assert "Ghi nhớ cho lần sau: 1 điều" in first.stdout
    assert people(known)["Lò Văn An"]["admitted_on"] == "1990-02-03"
    (kept,) = decisions(known)
    said = "«Được kết nạp hôm» (tiêu đề cột) ở Đảng bộ Sở A là «Ngày vào Đảng»"
    assert (kept["about"], kept["said"], kept["where"], kept["uses"]) == (
        "Nghĩa của cột",
        said,
        "Sở A.csv, Sở A, F1",
        0,
    )

    sheet(tmp_path, "Sở A.csv", "ĐƯỢC KẾT NẠP HÔM", "03/02/1990", "04/02/1990", "05/02/1990")
    again = known("nhap", path, answers=["c"], terminal=True)  # nothing is asked
    assert "là gì?" not in again.stderr
    assert people(known)["Vì Văn Ba"]["admitted_on"] == "1990-02-05"
    assert decisions(known)[0]["uses"] == 1
    shown = known("nhap", path, "--chi-tiet", "--xem-truoc")
    assert f"ô F1: Theo ghi nhớ số 1: {said}." in plain(shown.stdout)
    assert "F «ĐƯỢC KẾT NẠP HÔM» → Ngày vào Đảng" in plain(shown.stdout)
    told = known("nhap", path, "--xem-truoc", "--dinh-dang", "json").json["files"][0]["sheets"][0]
    assert (told["columns"]["F"], told["ignored_columns"]) == ("admitted_on", [])

    other = sheet(tmp_path, "Sở B.csv", "Được kết nạp hôm", "03/02/1990", names=("Ly A Sò",))
    told = known("nhap", other, "--xem-truoc", "--dinh-dang", "json").json["files"][0]["sheets"][0]
    assert ("F" in told["columns"], told["ignored_columns"]) == (False, ["Được kết nạp hôm"])


def test_who_is_in_a_list_is_looked_up_by_what_was_answered_for_its_unit(known, tmp_path):
    """A card tells who is meant where the name differs: under a heading that no form knows only if that was answered."""

    def looked_up(path):
        return [row["reason"] for row in known("dv", "doi-chieu", path, "--dinh-dang", "json").json]

    cards, strangers = ("014012000001", "014012000002"), ("Người Lạ", "Ai Khác")
    answer(known, sheet(tmp_path, "Sở A.csv", "Mã số trên thẻ", *cards), "Số thẻ đảng viên")
    (kept,) = decisions(known)
    written = known.database.read_bytes()
    path = sheet(tmp_path, "Sở A.csv", "MÃ SỐ TRÊN THẺ", *cards, names=strangers)
    other = sheet(tmp_path, "Sở B.csv", "Mã số trên thẻ", *cards, names=strangers)
    assert looked_up(path) == ["Đúng số nhưng khác họ tên"] * 2
    shown = plain(known("dv", "doi-chieu", path, columns=200).stdout)
    assert "F «MÃ SỐ TRÊN THẺ»" in shown
    assert f"Theo ghi nhớ số 1: {kept['said']}." in shown
    unknown = looked_up(other)
    assert "Đúng số nhưng khác họ tên" not in unknown
    assert known.database.read_bytes() == written
    assert known("ghi-nho", "huy", "1", "--dong-y").exit_code == 0
    assert looked_up(path) == unknown


def test_a_column_that_is_not_to_be_read_is_not_asked_about_again(known, tmp_path):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    answer(known, path, "Không đọc cột này")
    assert people(known)["Lò Văn An"]["admitted_on"] is None
    assert decisions(known)[0]["said"] == "«Được kết nạp hôm» (tiêu đề cột) ở Đảng bộ Sở A không đọc"
    again = known("nhap", path, terminal=True)
    assert "là gì?" not in again.stderr
    assert "Không có gì mới để ghi." in again.stdout
    assert "Theo ghi nhớ" in again.stdout
    assert "Cột không dùng: «Được kết nạp hôm»." in known("nhap", path, "--xem-truoc").stdout


def test_withdrawn_or_undone_it_is_asked_again_and_it_is_exported(known, tmp_path):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    answer(known, path, "Ngày vào Đảng")
    target = tmp_path / "ghi-nho.json"
    known("ghi-nho", "xuat", target)
    (kept,) = json.loads(target.read_text(encoding="utf-8"))
    assert (kept["typed"], kept["form_kind"], kept["means"]) == ("duoc ket nap hom", "dang-vien", "admitted_on")
    known("lan-nhap", "hoan-tac", "2", "--dong-y")
    assert decisions(known) == []
    answer(known, path, "Ngày vào Đảng")
    assert known("ghi-nho", "huy", "2", "--dong-y").exit_code == 0
    assert "là gì?" in known("nhap", path, answers=["", "k"], terminal=True).stderr


@pytest.mark.parametrize("typed", ["", "thoi"])
def test_what_is_not_answered_is_left_out_as_without_a_terminal(known, tmp_path, typed):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    asked = known("nhap", path, answers=[typed, "c"], terminal=True)
    silent = known("nhap", path, "--dong-y")
    assert (asked.exit_code, silent.exit_code) == (0, 0)
    assert (decisions(known), people(known)["Lò Văn An"]["admitted_on"]) == ([], None)
    assert "là gì?" not in silent.stderr


@pytest.mark.parametrize("cells", [
    ("03/02/1990", "chưa có", ""), ("03/02/1990", "không", "x"),
    ("03/02/1990", "04/02/1990", "05/02/1990", "06/02/1990", "chờ quyết định"),
])  # fmt: skip
def test_cells_that_say_nothing_and_a_wrong_one_of_five_hide_no_field(known, tmp_path, cells):
    names = ("Lò Văn An", "Hà Thị Mai", "Vì Văn Ba", "Tòng Thị Én", "Ly A Sò")
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", *cells, names=names)
    assert choice(known("nhap", path, answers=["", "k"], terminal=True), "Ngày vào Đảng") == "1"


def test_values_under_the_heading_are_read_as_any_other(known, tmp_path):
    cells = ["03/02/1990"] * 9 + ["31/02/1990"]
    names = [f"Lò Văn {word}" for word in "An Bình Chung Dũng Em Giang Hải Inh Khoa Lâm".split()]
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", *cells, names=names)
    result = answer(known, path, "Ngày vào Đảng", *["2"] * 20)
    assert result.exit_code == 1
    assert "ô F11:" in result.stdout
    assert people(known)["Lò Văn Lâm"]["admitted_on"] is None


@pytest.mark.parametrize("label", ["Ngày cấp thẻ Đảng", "Không đọc cột này", "Ngày vào Đảng"])
def test_what_a_form_knows_by_now_wins_and_another_answer_is_named(known, tmp_path, label):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    answer(known, path, label)
    own = tmp_path / "rieng.toml"
    own.write_text('ten = "r"\nloai = "dang-vien"\n[cot]\n"Ngày vào Đảng" = ["Được kết nạp hôm"]\n', encoding="utf-8")
    assert known("bieu-mau", "them", own, "--dong-y").exit_code == 0
    result = known("nhap", path, "--dong-y", "--chi-tiet")
    named = label != "Ngày vào Đảng"
    assert ("Không theo ghi nhớ số 1 nữa" in plain(result.stdout)) is named
    assert ("nay chương trình biết cột ấy là «Ngày vào Đảng»" in plain(result.stdout)) is named
    assert "Theo ghi nhớ" not in result.stdout
    assert people(known)["Lò Văn An"]["admitted_on"] == "1990-02-03"
    assert decisions(known)[0]["uses"] == 0


def test_an_answer_does_not_stand_against_a_column_of_the_same_field(known, tmp_path):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    answer(known, path, "Ngày vào Đảng")
    sheet(tmp_path, "Sở A.csv", "Ngày vào Đảng,Được kết nạp hôm", "03/02/1990,07/08/1995")
    result = known("nhap", path, "--dong-y", "--chi-tiet")
    assert "bảng này đã có một cột như vậy" in plain(result.stdout)
    assert people(known)["Lò Văn An"]["admitted_on"] == "1990-02-03"


def test_two_columns_answered_alike_are_read_once_and_the_other_is_named(known, tmp_path):
    path = sheet(tmp_path, "Sở A.csv", "Được kết nạp hôm,Vào hôm", "03/02/1990,07/08/1995")
    offered = known("nhap", path, answers=["", "", "k"], terminal=True)
    number = choice(offered, "Ngày vào Đảng")
    result = known("nhap", path, answers=[number, number, "c"], terminal=True)
    assert (result.exit_code, len(decisions(known))) == (1, 1)
    assert "Cột «Vào hôm» cùng nội dung với cột F." in plain(result.stdout)
    assert people(known)["Lò Văn An"]["admitted_on"] == "1990-02-03"


def test_one_heading_in_the_sheets_of_several_units_is_one_question_and_a_decision_each(known, tmp_path):
    one = sheet(tmp_path, "Sở A.csv", "Giấy tờ tùy thân", "014068000012")
    two = sheet(tmp_path, "Sở B.csv", "Giấy tờ tùy thân", "014071000345", names=("Ly A Sò",))
    offered = known("nhap", one, two, answers=["", "k"], terminal=True)
    assert "Có 1 cột chưa biết là gì." in offered.stderr
    assert "(và 1 cột khác cùng tiêu đề, trả lời chung)" in plain(offered.stderr)
    assert "Sở B.csv, trang tính «Sở B», ô F1: ••••0345" in plain(offered.stderr)
    assert "014071000345" not in offered.stderr + offered.stdout
    number = choice(offered, "Số định danh cá nhân")
    assert known("nhap", one, two, answers=[number, "c"], terminal=True).exit_code == 0
    assert people(known)["Ly A Sò"]["citizen_id"] == "014071000345"
    assert [kept["said"].split(" ở ")[1].split(" là ")[0] for kept in decisions(known)] == [
        "Đảng bộ Sở A",
        "Đảng bộ Sở B",
    ]


def test_a_workbook_of_branches_is_one_unit(known, tmp_path):
    (tmp_path / "them.csv").write_text(
        "Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên\n"
        "A2,Chi bộ 2,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở A\n", encoding="utf-8"
    )  # fmt: skip
    assert known("nhap", tmp_path / "them.csv", "--dong-y").exit_code == 0
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, name in ((1, "Lò Văn An"), (2, "Hà Thị Mai")):
        page = book.create_sheet(f"Chi bộ {number}")
        for row in (
            f"{HEAD},Được kết nạp hôm",
            f"{ROW.format(1, name)},03/02/1990".replace("Chi bộ 1", f"Chi bộ {number}"),
        ):
            page.append(row.split(","))
    path = tmp_path / "Sở A.xlsx"
    book.save(path)
    first = answer(known, path, "Ngày vào Đảng", "2")
    assert "(và 1 cột khác cùng tiêu đề, trả lời chung)" in plain(first.stderr)
    (kept,) = decisions(known)
    assert "ở Đảng bộ Sở A là" in kept["said"]
    assert "là gì?" not in known("nhap", path, terminal=True).stderr
    assert {one["admitted_on"] for one in people(known).values()} == {"1990-02-03"}


@pytest.mark.parametrize(("heading", "cells"), [
    ("Tuổi Đảng", ("30", "12")), ("Chữ ký", ("", "")), ("Chữ ký", ("x", "")), ("Ghi chú", ("mới", "")),
    ("Ngày vào Đảng của vợ (chồng)", ("03/02/1990", "")), ("Nghề nghiệp của mẹ", ("Làm ruộng", "")), ("Số con", ("1", "2")),
    ("Biến động", ("", "…")),
])  # fmt: skip
def test_what_is_not_kept_and_what_says_nothing_is_neither_asked_about_nor_told(known, tmp_path, heading, cells):
    path = sheet(tmp_path, "Sở A.csv", heading, *cells)
    result = known("nhap", path, answers=["c"], terminal=True)
    assert "là gì?" not in result.stderr
    assert "không đọc" not in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(("heading", "cells"), [
    ("Số TT trong sổ cũ", ("1", "2")), ("Danh hiệu thi đua", ("CSTĐ", "LĐTT")),
    ("Biến động", ("Chuyển đi 6/2025", "")), ("DTTS", ("x", "")), ("Quy hoạch - Chức vụ", ("Phó phòng", "")),
])  # fmt: skip
def test_every_other_column_is_asked_about_told_where_nobody_answers_and_silent_where_it_is_not_wanted(
    known, tmp_path, heading, cells
):
    """Whatever its cells can be, even nothing: that it is not to be read is an answer, too."""
    path = sheet(tmp_path, "Sở A.csv", heading, *cells)
    count = sum(map(bool, cells))
    told = f"Cột F «{heading}» ({count} ô) có ghi nhưng không rõ tiêu đề nói gì nên không đọc."
    silent = known("nhap", path, "--xem-truoc", columns=200)
    assert (silent.exit_code, plain(silent.stdout).count(told)) == (0, 1)
    (note,) = [
        one for one in known("nhap", path, "--xem-truoc", "--dinh-dang", "json").json["notes"]
        if one["code"] == "columns_unclaimed"
    ]  # fmt: skip
    assert (note["sheet"], note["cell"], note["value"]) == ("Sở A", "", heading)
    assert note["message"].startswith(told)
    passed = known("nhap", path, answers=["", "k"], terminal=True, columns=200)
    assert "là gì?" in passed.stderr
    assert "Cột không đọc vì không rõ tiêu đề nói gì (1)" in passed.stdout
    answer(known, path, "Không đọc cột này")
    again = known("nhap", path, "--dong-y", columns=200)
    assert "có ghi nhưng" not in again.stdout


def test_columns_that_many_files_have_are_told_once(known, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        sheet(folder, f"Sở A {number}.csv", "Biến động", "Chuyển đi", names=(f"Lò Văn {'ABCDEGHIKLMN'[number]}n",))
    sheet(folder, "Sở A 99.csv", "Hệ số lương,Biến động", "2.34,", names=("Hà Thị Mai",))
    result = known("nhap", folder, "--xem-truoc", columns=200)
    told = plain(result.stdout)
    assert "Cột không đọc vì không rõ tiêu đề nói gì (13)" in told
    assert told.count("«Biến động»") - told.count("Cột không dùng: «Biến động»") == 1 + 1
    assert "nên không đọc. Ở 11 bảng khác cũng vậy." in told
    assert "Cột F «Hệ số lương» (1 ô)" in told
    assert told.count("«dangbo bieu-mau them»") == 1


@pytest.mark.parametrize(("name", "text", "label", "kind", "where", "shown"), [
    ("mô hình Sở A 2022.csv",
     "ĐĂNG KÝ MÔ HÌNH HỌC TẬP VÀ LÀM THEO BÁC NĂM 2022,,,,\nSTT,Chi bộ,Tên mô hình,Nội dung,Báo về hôm\n"
     "1,Chi bộ 1,Ngày thứ Sáu không hẹn,Giải quyết hồ sơ trong ngày,03/02/2022\n",
     "Ngày đăng ký", "mo-hinh", "E2", "2022-02-03"),
    ("Sở A tổ chức.csv",
     "STT,Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên,Có từ bao giờ\n"
     "1,A2,Chi bộ 2,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở A,03/02/2001\n",
     "Ngày thành lập", "to-chuc", "F1", "2001-02-03"),
])  # fmt: skip
def test_every_kind_of_sheet_asks(known, tmp_path, name, text, label, kind, where, shown):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    result = answer(known, path, label)
    assert f"ô {where}:" in result.stderr
    target = tmp_path / "ghi-nho.json"
    known("ghi-nho", "xuat", target)
    (kept,) = json.loads(target.read_text(encoding="utf-8"))
    assert kept["form_kind"] == kind
    again = known("nhap", path, "--dong-y", "--chi-tiet")
    assert "Theo ghi nhớ số 1" in plain(again.stdout)
    assert shown in json.dumps(known("mo-hinh" if kind == "mo-hinh" else "tc", "ds", "--dinh-dang", "json").json)


def test_a_file_of_no_unit_is_known_again_by_its_name(known, tmp_path):
    text = f"{HEAD.replace('Chi bộ', 'Đảng bộ')},Được kết nạp hôm\n"
    path = tmp_path / "trích ngang Mường Sơn 2022.csv"
    path.write_text(f"{text}1,Lò Văn An,12/05/1968,Đảng bộ Sở A,03/02/1991,03/02/1990\n", encoding="utf-8")
    answer(known, path, "Ngày vào Đảng", "1")
    assert "trong tệp «trích ngang Mường Sơn 2022.csv»" in decisions(known)[0]["said"]
    later = tmp_path / "trích ngang Mường Sơn 2023.csv"
    later.write_text(f"{text}1,Hà Thị Mai,01/01/1970,Đảng bộ Sở A,03/02/1999,03/02/1998\n", encoding="utf-8")
    assert "Theo ghi nhớ số 1" in plain(known("nhap", later, "--xem-truoc", "--chi-tiet").stdout)


def test_a_unit_that_comes_in_the_same_call_has_its_decision(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "to-chuc.csv").write_text(TREE, encoding="utf-8")
    path = sheet(tmp_path / "in", "Sở A.csv", "Được kết nạp hôm", "03/02/1990")
    answer(run, tmp_path / "in", "Ngày vào Đảng")
    assert "ở Đảng bộ Sở A là" in decisions(run)[0]["said"]
    assert people(run)["Lò Văn An"]["admitted_on"] == "1990-02-03"
    assert "Theo ghi nhớ số 1" in plain(run("nhap", path, "--xem-truoc").stdout)
    assert run("lan-nhap", "hoan-tac", "1", "--dong-y").exit_code == 0
    assert run("lan-nhap", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert len(decisions(run)) == 1
    assert run("ra-soat").exit_code == 0


def test_what_the_cells_are_goes_before_letters_in_common_with_a_heading(known, tmp_path):
    """«Bằng được cấp» has letters of «Nơi cấp», and nobody's card was issued at «Đại học Luật»."""
    path = sheet(tmp_path, "Sở A.csv", "Bằng được cấp", "Đại học Luật", "Cử nhân Kinh tế", "Cao đẳng")
    asked = known("nhap", path, answers=["", "k"], terminal=True)
    assert int(choice(asked, "Trình độ chuyên môn")) == 1


@pytest.mark.parametrize("share", ["Tỷ lệ", "Đạt (%)", "Số giờ"])
def test_a_share_is_offered_as_no_part_of_one(known, tmp_path, share):
    """«Tỷ lệ» beside «Kết quả thực hiện» could be answered as «Tử số» or «Mẫu số» alone; 0,96 is neither."""
    path = tmp_path / "tien do Sở A.csv"
    path.write_text(
        "TIẾN ĐỘ THỰC HIỆN MÔ HÌNH ĐẾN NGÀY 30/9/2022,,,,\n"
        f"STT,Tên mô hình,Chỉ tiêu,Kết quả thực hiện,{share}\n1,Số hóa hồ sơ,100% hồ sơ được số hóa,480/500,96\n",
        encoding="utf-8",
    )
    told = known("nhap", path, "--don-vi", "A", answers=["1", "c"], terminal=True)
    assert ("Tử số" in told.stderr) == (share == "Số giờ")
