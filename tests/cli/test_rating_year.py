"""A year's rating from the sheets of units to the review, the report, the lists: two units break the ceiling."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path

import pytest

from running import Runner

EXCELLENT, GOOD, DONE = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"
_ORGANIZATIONS = """STT,Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên,Khối
1,K,Đảng bộ Khối Thử,Đảng bộ cấp trên trực tiếp cơ sở,,
2,K1,Đảng bộ Sở Thử,Đảng bộ cơ sở,Đảng bộ Khối Thử,Cơ quan nhà nước
3,K1.1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Thử,
4,K1.2,Chi bộ 2,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Thử,
5,K2,Chi bộ Công ty Thử,Chi bộ cơ sở,Đảng bộ Khối Thử,Doanh nghiệp
6,K3,Chi bộ Trường Thử,Chi bộ cơ sở,Đảng bộ Khối Thử,Đơn vị sự nghiệp công lập
"""
_FAMILIES = ("Lò", "Quàng", "Cầm", "Tòng", "Vì")
_GIVEN = ("An", "Bình", "Chung", "Dung", "Hoa", "Khánh", "Lan")
AT = "(Chi bộ 1, Đảng bộ Sở Thử)"
NAMES = [f"{family} Văn {given}" for given in _GIVEN for family in _FAMILIES]
#: unit → (branches with their people, decided levels in that order)
UNITS = {
    "Đảng bộ Sở Thử": ((("Chi bộ 1", 6), ("Chi bộ 2", 6)), [EXCELLENT] * 3 + [GOOD] * 8 + [DONE]),
    "Chi bộ Công ty Thử": ((("Chi bộ Công ty Thử", 8),), [EXCELLENT] * 2 + [GOOD] * 6),
    "Chi bộ Trường Thử": ((("Chi bộ Trường Thử", 6),), [EXCELLENT] + [GOOD] * 5),
}


def write_sheets(folder: Path) -> None:
    """Write the organisations, the member list and the rating list of every unit."""
    folder.mkdir()
    (folder / "0 tổ chức.csv").write_text(_ORGANIZATIONS, encoding="utf-8")
    names = iter(NAMES)
    for unit, (branches, levels) in UNITS.items():
        members, ratings = [], []
        given = iter(levels)
        for branch, count in branches:
            for _ in range(count):
                number, name, level = len(members) + 1, next(names), next(given)
                born = f"{number:02}/03/1970"
                status = "Chính thức - Miễn sinh hoạt" if unit == "Chi bộ Trường Thử" and number == 6 else "Chính thức"
                members.append(f"{number},{name},{born},Nam,{branch},03/02/2000,{status}")
                own = EXCELLENT if number < 4 else level
                ratings.append(f"{number},{name},{born},{branch},{own},{level},{level},12-QĐ/ĐU,20/12/2022")
        head = f"{unit.upper()}\nDANH SÁCH ĐẢNG VIÊN NĂM 2022\n"
        columns = "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày vào Đảng,Trạng thái\n"
        (folder / f"1 {unit}.csv").write_text(head + columns + "\n".join(members), encoding="utf-8")
        head = f"{unit.upper()}\nDANH SÁCH ĐÁNH GIÁ XẾP LOẠI ĐẢNG VIÊN NĂM 2022\n"
        columns = "STT,Họ và tên,Ngày sinh,Chi bộ,Tự xếp loại,Đề nghị xếp loại,Quyết định xếp loại,Số quyết định,Ngày quyết định\n"
        (folder / f"2 Xếp loại {unit}.csv").write_text(head + columns + "\n".join(ratings), encoding="utf-8")


@pytest.fixture
def rated(run: Runner, tmp_path: Path) -> Runner:
    run.now = datetime(2023, 1, 10, 9, 0, 0)
    write_sheets(tmp_path / "bieu")
    result = run("nhap", tmp_path / "bieu", "--dong-y")
    assert result.exit_code == 0, result.stdout + result.stderr
    return run


def found(run: Runner, *more: str) -> dict[str, list[dict]]:
    rows = run("xep-loai", "ra-soat", "--nam", "2022", "--dinh-dang", "json", *more).json["rows"]
    codes: dict[str, list[dict]] = {}
    for row in rows:
        codes.setdefault(row["code"], []).append(row)
    return codes


def test_two_units_break_the_ceiling_and_the_third_does_not(rated):
    over = found(rated)["vuot-tran"]
    assert [row["organization"] for row in over] == ["Đảng bộ Sở Thử", "Chi bộ Công ty Thử"]
    assert over[0]["finding"].startswith(
        "Đảng bộ Sở Thử: 3 đảng viên «Hoàn thành xuất sắc nhiệm vụ», 8 «Hoàn thành tốt nhiệm vụ», 12 được xếp loại (theo mức "
        "quyết định năm 2022). Tính trên số «Hoàn thành tốt nhiệm vụ»: 20 % × 8 = 1,6, tối đa 1, vượt 2."
    )
    assert [(r["base"], r["count"], r["limit"], r["excess"]) for r in over[0]["ceiling"]["readings"]] == [
        ("httnv", 8, 1, 2), ("tot-tro-len", 11, 2, 1), ("tat-ca", 12, 2, 1),
    ]  # fmt: skip
    assert set(over[0]["names"]) == set(NAMES[:3])
    assert "21-HD/BTCTW 2019" in over[0]["source"]


def test_the_exempt_one_who_is_rated_is_named(rated):
    exempt = found(rated)["mien"]
    assert [row["finding"] for row in exempt] == [
        f"{NAMES[25]} (Chi bộ Trường Thử) được miễn công tác và sinh hoạt đảng, nhưng mức quyết định năm 2022 là «Hoàn thành "
        "tốt nhiệm vụ»."
    ]


def test_on_the_terminal_with_its_exit_code(rated):
    result = rated("xep-loai", "ra-soat", "--nam", "2022", columns=100, terminal=True)
    assert result.exit_code == 1
    assert "Cần xem: Vượt tỷ lệ đảng viên hoàn thành xuất sắc nhiệm vụ (2)" in result.stdout
    assert "hoàn thành tốt (áp dụng)      8   37,5 %       1     2" in result.stdout
    assert "từ tốt trở lên               11   27,3 %       2     1" in result.stdout
    assert "được xếp loại                12   25,0 %       2     1" in result.stdout


def test_an_override_needs_a_reason_and_is_shown_and_undone(rated):
    refused = rated("xep-loai", "bo-qua", "vuot-tran/tc2", "--nam", "2022", "--dong-y")
    assert (refused.exit_code, "Chưa ghi lý do" in refused.stderr) == (2, True)
    assert rated("xep-loai", "bo-qua", "khong-co/tc2", "--ly-do", "Có", "--dong-y").exit_code == 2
    reason = "Công văn 7-CV/ĐUK cho phép"
    result = rated("xep-loai", "bo-qua", "VUOT-TRAN/tc2", "--nam", "2022", "--ly-do", reason, "--dong-y")
    assert result.exit_code == 0, result.stderr
    over = found(rated)["vuot-tran"][0]
    assert (over["override"], over["stands"]) == (reason, False)
    batch = rated("lan-nhap", "ds", "--dinh-dang", "json").json[0]["number"]
    assert rated("lan-nhap", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert found(rated)["vuot-tran"][0]["stands"]


def test_a_figure_is_changed_with_its_source_only(rated):
    asked = ("xep-loai", "quy-dinh", "2022", "tran-tinh-tren=tot-tro-len")
    refused = rated(*asked, "--dong-y")
    assert (refused.exit_code, "Chưa ghi nguồn của con số" in refused.stderr) == (2, True)
    assert rated(*asked, "--nguon", "Công văn 12-CV/BTC, mục 3", "--dong-y").exit_code == 0
    row = next(r for r in rated("xep-loai", "quy-dinh", "2022", "--dinh-dang", "json").json["rows"]
               if r.get("key") == "tran-tinh-tren")  # fmt: skip
    assert row["value"] == "số từ «Hoàn thành tốt nhiệm vụ» trở lên"
    assert row["source"].startswith(
        "Công văn 12-CV/BTC, mục 3 (ghi ngày 10/01/2023; trước đó: số «Hoàn thành tốt nhiệm vụ»)"
    )
    assert [r["ceiling"]["excess"] for r in found(rated)["vuot-tran"]] == [1, 1]
    assert rated("xep-loai", "quy-dinh", "2022", "tran-tinh-tren=", "--dong-y").exit_code == 0
    assert [r["ceiling"]["excess"] for r in found(rated)["vuot-tran"]] == [2, 1]
    assert rated("xep-loai", "quy-dinh", "2022", "tran=30", "--nguon", "x y z", "--dong-y").exit_code == 2


def test_the_rules_are_shown_without_any_record(run):
    result = run("xep-loai", "quy-dinh", "2025", "--dinh-dang", "json")
    keys = {row.get("key"): row["value"] for row in result.json["rows"]}
    assert keys["diem-xuat-sac"] == "90 điểm"
    assert not run.database.exists()
    assert "366-QĐ/TW" in run("xep-loai", "quy-dinh").stdout
    old = run("xep-loai", "quy-dinh", "2016")
    assert (old.exit_code, "không có bộ quy định xếp loại của năm 2016" in old.stderr) == (2, True)


def test_a_closed_year_refuses_sheets_and_hands(rated, tmp_path):
    assert rated("xep-loai", "chot", "2022", "--dong-y").exit_code == 0
    again = rated("xep-loai", "chot", "2022", "--dong-y")
    assert (again.exit_code, "đã chốt rồi" in again.stderr) == (1, True)
    hand = rated("dv", "sua", NAMES[0], "ratings.2022.decided=HTNV", "--dong-y")
    assert hand.exit_code == 1
    assert "Xếp loại năm 2022 đã chốt, nên không ghi «HTNV»" in hand.stderr
    assert rated("xep-loai", "sua", "1", "điểm=80", "--dong-y").exit_code == 1
    undone = rated("lan-nhap", "hoan-tac", "1", "--dong-y")
    assert (undone.exit_code, "ghi xếp loại năm 2022, mà năm ấy đã chốt" in undone.stderr.replace("\n", " ")) == (
        1,
        True,
    )
    sheet = tmp_path / "bieu" / "2 Xếp loại Chi bộ Công ty Thử.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(f"{EXCELLENT},12-QĐ", f"{DONE},12-QĐ"), encoding="utf-8")
    result = rated("nhap", sheet, "--dong-y", "--dinh-dang", "json")
    assert result.exit_code == 1
    assert result.json["batch"] is None
    assert {p["code"] for p in result.json["problems"]} == {"rating_year_closed"}
    assert [p["cell"] for p in result.json["problems"]] == ["G4", "G5"]
    assert "Xếp loại năm 2022 đã chốt, nên không ghi «Hoàn thành nhiệm vụ»." in result.json["problems"][0]["message"]


def test_a_merger_changes_no_rating_of_a_closed_year(rated):
    before = rated("bao-cao", "xep-loai", "--nam", "2022").stdout
    rated("xep-loai", "chot", "2022", "--dong-y")
    merge = ("dv", "gop-trung", "1", "2", "--giu", "A", "--dong-y")
    for call in (merge, (*merge[:2], "2", "1", *merge[4:])):
        refused = rated(*call)
        assert refused.exit_code == 1
        assert "Xếp loại năm 2022 đã chốt" in refused.stderr
        assert "dangbo xep-loai mo-lai 2022" in refused.stderr
    assert rated("bao-cao", "xep-loai", "--nam", "2022").stdout == before
    rated("xep-loai", "mo-lai", "2022", "--ly-do", "Một người ghi hai lần", "--dong-y")
    assert rated(*merge).exit_code == 0


@pytest.mark.parametrize(("day", "told"), [("01/12/2022", True), ("02/01/2023", False)])
@pytest.mark.parametrize("call", [("giam", "1", "--ly-do", "Từ trần"), ("chuyen", "1", "--den", "K3")])
def test_what_counts_otherwise_in_a_closed_year_is_said(rated, call, day, told):
    rated("xep-loai", "chot", "2022", "--dong-y")
    shown = rated("dv", *call, "--ngay", day, "--xem-truoc")
    assert shown.exit_code == 0
    assert ("Xếp loại năm 2022 đã chốt." in shown.stdout) is told


@pytest.fixture
def partly(run: Runner, tmp_path: Path) -> Runner:
    """One unit is decided, of one the decided level is missing, one sent nothing; two people are new in the record."""
    run.now = datetime(2023, 1, 10, 9, 0, 0)
    write_sheets(tmp_path / "bieu")
    (tmp_path / "bieu" / "2 Xếp loại Chi bộ Trường Thử.csv").unlink()
    waiting = tmp_path / "bieu" / "2 Xếp loại Chi bộ Công ty Thử.csv"
    text = waiting.read_text(encoding="utf-8")
    waiting.write_text(
        "\n".join(
            ",".join([*line.split(",")[:6], "", "", ""]) if line.endswith("2022") and "QĐ/ĐU" in line else line
            for line in text.splitlines()
        ),
        encoding="utf-8",
    )
    assert run("nhap", tmp_path / "bieu", "--dong-y").exit_code == 0
    return run


def test_all_screens_count_what_is_not_decided_alike(partly):
    report = partly("bao-cao", "xep-loai", "--nam", "2022", "--dinh-dang", "json").json
    row = next(r for r in report["rows"] if r["subject"] == "dv" and r["label"] == "Năm 2022")
    assert (row["total"], row["rated"], row["undecided"], row["not_yet"], row["not_subject"]) == (26, 12, 8, 5, 1)
    closing = " ".join(partly("xep-loai", "chot", "2022", "--xem-truoc").stdout.split())
    assert "8 đảng viên chưa có mức quyết định; 5 đảng viên và 5 tổ chức đảng chưa xếp loại" in closing
    assert (
        "chưa có xếp loại nào của đảng viên ở Chi bộ Trường Thử (5); không tính 1 đảng viên không thuộc diện xếp loại"
        in closing
    )
    notes = partly("xep-loai", "tran", "--nam", "2022", "--dinh-dang", "json").json["notes"]
    named = "Chi bộ Công ty Thử (8 đảng viên), Chi bộ Trường Thử (6 đảng viên, 1 không thuộc diện xếp loại)."
    assert f"Chưa có trong bảng vì chưa ai có mức quyết định, 2 đơn vị: {named}" in notes
    notes = partly("xep-loai", "tran", "--nam", "2022", "--theo", "de-nghi", "--dinh-dang", "json").json["notes"]
    assert f"Chưa có trong bảng vì chưa ai có mức đề nghị, 1 đơn vị: {named.split('), ')[1]}" in notes
    reviewed = partly("xep-loai", "ra-soat", "--nam", "2022", "--dinh-dang", "json").json["rows"]
    (silent,) = [row["finding"] for row in reviewed if "Chi bộ Trường Thử chưa có xếp loại nào" in row["finding"]]
    assert "(5 đảng viên; không tính 1 người không thuộc diện xếp loại: " in silent


def test_the_word_report_says_of_how_many_its_levels_speak(partly):
    from docx import Document

    target = partly.folder / "bao-cao.docx"
    assert partly("xuat", "bao-cao-nam", "--nam", "2022", "--luu-vao", target).exit_code == 0
    text = "\n".join(paragraph.text for paragraph in Document(str(target)).paragraphs)
    told = "còn 8 chưa có mức quyết định, 5 chưa xếp loại, 1 không thuộc diện xếp loại."
    assert f"Được xếp loại: 12 trên 26 đảng viên; {told}" in text


def test_reopening_needs_a_reason_that_is_kept(rated):
    assert rated("xep-loai", "mo-lai", "2022", "--ly-do", "Kết luận lại", "--dong-y").exit_code == 1  # not closed
    rated("xep-loai", "chot", "2022", "--dong-y")
    assert rated("xep-loai", "mo-lai", "2022", "--dong-y").exit_code == 2
    assert rated("xep-loai", "mo-lai", "2022", "--ly-do", "Kết luận lại", "--dong-y").exit_code == 0
    assert rated("dv", "sua", NAMES[0], "ratings.2022.decided=HTNV", "--dong-y").exit_code == 0
    twice = found(rated)["quyet-dinh-lai"][0]["finding"]
    assert twice == (
        f"{NAMES[0]} {AT} đã có mức quyết định năm 2022 là «Hoàn thành xuất sắc nhiệm vụ», sau đó được ghi lại thành "
        "«Hoàn thành nhiệm vụ»."
    )


def test_nothing_to_find_is_exit_0(run, tmp_path):
    run.now = datetime(2023, 1, 10)
    write_sheets(tmp_path / "bieu")
    run("nhap", *sorted((tmp_path / "bieu").glob("[01]*.csv")), "--dong-y")
    sheet = tmp_path / "bieu" / "2 Xếp loại Đảng bộ Sở Thử.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(EXCELLENT, GOOD), encoding="utf-8")
    run("nhap", sheet, "--dong-y")
    result = run("xep-loai", "ra-soat", "--nam", "2022", "--don-vi", "K1")
    assert (result.exit_code, "Vượt tỷ lệ" in result.stdout) == (0, False)
    silent = run("xep-loai", "ra-soat", "--nam", "2022", "--don-vi", "K2")
    assert silent.exit_code == 1
    assert "Chi bộ Công ty Thử chưa có xếp loại nào của năm 2022 (8 đảng viên)." in silent.stdout


def test_the_report_adds_up_and_opens_into_names(rated):
    report = rated("bao-cao", "xep-loai", "--nam", "2022", "--dinh-dang", "json").json
    assert set(report) == {"report", "title", "parameters", "columns", "rows", "totals", "notes"}
    whole = report["totals"]
    assert (whole["total"], whole["excellent"], whole["good"], whole["done"], whole["not_done"]) == (26, 6, 19, 1, 0)
    units = [r for r in report["rows"] if r["group"] == "Đảng viên theo tổ chức cơ sở đảng"]
    assert [(r["label"], r["total"], r["excellent"], r["good"]) for r in units] == [
        ("Đảng bộ Sở Thử", 12, 3, 8), ("Chi bộ Công ty Thử", 8, 2, 6), ("Chi bộ Trường Thử", 6, 1, 5),
    ]  # fmt: skip
    for key in ("total", "excellent", "good", "done", "not_done", "not_yet", "not_subject", "undecided"):
        assert sum(row[key] for row in units) == whole[key]
    blocs = [r for r in report["rows"] if r["group"] == "Đảng viên theo khối"]
    assert sum(row["total"] for row in blocs) == 26
    names = rated("bao-cao", "xep-loai", "--nam", "2022", "--chi-tiet", "--muc", "HTXSNV", "--don-vi", "K1",
                  "--dinh-dang", "json").json["rows"]  # fmt: skip
    assert {row["name"] for row in names} == set(NAMES[:3])


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (("--muc", "HTXSNV"), "excellent"),
        (("--muc", "hoàn thành tốt"), "good"),
        (("--muc", "HTXSNV", "--theo", "tu-nhan"), "excellent"),
        (("--muc", "Chưa có mức quyết định"), "undecided"),
        (("--muc", "HTTNV", "--theo", "de-nghi"), "good"),
    ],
)
def test_the_list_of_one_level_has_those_whom_the_report_counts(partly, asked, key):
    stage = [*asked[2:]] or ["--theo", "quyet-dinh"]
    report = partly("bao-cao", "xep-loai", "--nam", "2022", *stage, "--dinh-dang", "json").json
    counted = next(r[key] for r in report["rows"] if r["subject"] == "dv" and r["label"] == "Năm 2022")
    listed = partly("xep-loai", "ds", "--nam", "2022", *asked, "--dinh-dang", "json").json
    assert len(listed) == counted > 0
    if key != "undecided":
        field = {"tu-nhan": "self_level", "de-nghi": "proposed_level"}.get(stage[1], "decided_level")
        assert {row[field] for row in listed} == {{"excellent": EXCELLENT, "good": GOOD}[key]}


def test_a_level_that_is_none_and_a_stage_without_a_level_are_refused(rated):
    refused = rated("xep-loai", "ds", "--muc", "khá giỏi")
    assert (refused.exit_code, "«khá giỏi» không phải một mức" in refused.stderr) == (2, True)
    assert rated("xep-loai", "ds", "--theo", "de-nghi").exit_code == 2
    assert rated("ktgs", "ds", "--muc", "HTXSNV").exit_code == 2


def test_the_file_of_one_stage_has_that_stage_and_no_other(rated, tmp_path):
    target = tmp_path / "de-nghi.json"
    told = rated("xep-loai", "ds", "--muc", "HTTNV", "--theo", "de-nghi", "--luu-vao", target)
    assert told.exit_code == 0, told.stderr
    text = target.read_text(encoding="utf-8")
    assert ("proposed_level" in text, "self_level" in text) == (True, False)


@pytest.mark.parametrize("name", ["de-nghi.csv", "de-nghi.xlsx"])
def test_the_file_of_one_stage_says_nothing_new_when_it_is_read_again(rated, tmp_path, name):
    target = tmp_path / name
    assert rated("xep-loai", "ds", "--muc", "HTTNV", "--theo", "de-nghi", "--luu-vao", target).exit_code == 0
    told = rated("nhap", target, "--dong-y", "--dinh-dang", "json").json
    assert (told["created"], told["updated"], told["set_aside"]) == (0, 0, 0)
    assert told["unchanged"] > 0


def test_the_eleven_columns_and_the_two_tables(rated):
    eleven = rated("bao-cao", "xep-loai", "--nam", "2022", "--bieu", "15", "--dinh-dang", "json").json
    assert len(eleven["columns"]) == 10  # and the ordinal that a printed table begins with
    assert [row["excellent_share"] for row in eleven["rows"]] == [27.3, 25.0, 16.7]
    members = rated("bao-cao", "xep-loai", "--nam", "2022", "--bieu", "dv", "--dinh-dang", "json").json
    assert members["totals"]["total"] == 26
    organizations = rated("bao-cao", "xep-loai", "--nam", "2022", "--bieu", "tcd", "--dinh-dang", "json").json
    assert sum(row["total"] for row in organizations["rows"]) == 5


def test_year_beside_year(rated, tmp_path):
    sheet = tmp_path / "bieu" / "2 Xếp loại Chi bộ Công ty Thử.csv"
    earlier = sheet.with_name("3 Xếp loại 2021 Chi bộ Công ty Thử.csv")
    earlier.write_text(
        sheet.read_text(encoding="utf-8").replace("2022", "2021").replace(EXCELLENT, GOOD), encoding="utf-8"
    )
    assert rated("nhap", earlier, "--dong-y").exit_code == 0
    rows = rated("bao-cao", "xep-loai", "--nam", "2022", "--don-vi", "K2", "--dinh-dang", "json").json["rows"]
    own = {r["label"]: r for r in rows if r["group"] == "Đảng viên"}
    assert (own["Năm 2022"]["excellent"], own["Năm 2021"]["excellent"]) == (2, 0)
    assert own["Tăng, giảm so với năm 2021"]["excellent"] == 2
    screen = rated("bao-cao", "xep-loai", "--nam", "2022", "--don-vi", "K2", columns=120, terminal=True).stdout
    assert "█" in screen
    assert "Năm 2021" in screen


def test_a_place_that_only_the_year_before_has_is_a_row_of_the_comparison(rated, tmp_path):
    sheet = tmp_path / "bieu" / "2 Xếp loại Chi bộ Công ty Thử.csv"
    earlier = sheet.with_name("3 Xếp loại 2021 Chi bộ Công ty Thử.csv")
    text = sheet.read_text(encoding="utf-8").replace("2022", "2021")
    earlier.write_text(text.replace(EXCELLENT, "Không xếp loại (miễn sinh hoạt)"), encoding="utf-8")
    assert rated("nhap", earlier, "--dong-y").exit_code == 0
    asked = ("bao-cao", "xep-loai", "--nam", "2022", "--don-vi", "K2")
    years = {r["label"]: r["not_subject"] for r in rated(*asked, "--dinh-dang", "json").json["rows"]}
    assert (years["Năm 2022"], years["Năm 2021"]) == (0, 2)
    screen = rated(*asked, columns=120, terminal=True).stdout
    assert re.search(r"^ *Không thuộc diện xếp loại +0 .* 2\b", screen, re.MULTILINE)


def test_what_is_not_decided_stays_out_of_files(run, tmp_path):
    run.now = datetime(2023, 1, 10)
    write_sheets(tmp_path / "bieu")
    run("nhap", *sorted((tmp_path / "bieu").glob("[01]*.csv")), "--dong-y")
    sheet = tmp_path / "bieu" / "2 Xếp loại Chi bộ Công ty Thử.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Quyết định xếp loại", "Giới thiệu"), encoding="utf-8")
    run("nhap", sheet, "--dong-y")
    shown = run("bao-cao", "xep-loai", "--nam", "2022", "--dinh-dang", "json").json
    assert shown["parameters"]["stage"] == "proposed"
    assert "theo mức đề nghị, chưa quyết định" in shown["title"]
    saved = tmp_path / "ra.json"
    run("bao-cao", "xep-loai", "--nam", "2022", "--luu-vao", saved)
    text = saved.read_text(encoding="utf-8")
    assert '"stage": "decided"' in text
    assert '"undecided": 8' in text
    listed = run("xep-loai", "danh-sach-quyet-dinh", "--nam", "2022", "--dinh-dang", "json").json["rows"]
    assert listed == []
    asked = run("xep-loai", "danh-sach-quyet-dinh", "--nam", "2022", "--theo", "de-nghi", "--dinh-dang", "json").json[
        "rows"
    ]
    assert len(asked) == 8
    people = tmp_path / "dv.csv"
    run("dv", "ds", "--don-vi", "K2", "--luu-vao", people)
    assert "nhiệm vụ" not in people.read_text(encoding="utf-8-sig")
    run("dv", "ds", "--don-vi", "K2", "--cot", "họ tên,xếp loại", "--luu-vao", people)
    assert "2022: Hoàn thành xuất sắc nhiệm vụ" in people.read_text(encoding="utf-8-sig")
    judged = found(run)
    assert "vuot-tran" not in judged
    assert judged["chua-quyet-dinh"][0]["finding"] == (
        "Chi bộ Công ty Thử: 8 đảng viên chưa có mức quyết định năm 2022, nên chưa xét được."
    )
    assert "vuot-tran" in found(run, "--theo", "de-nghi")


def test_the_workbook_has_the_table_and_a_chart(rated, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "xep-loai.xlsx"
    assert rated("bao-cao", "xep-loai", "--nam", "2022", "--luu-vao", path).exit_code == 0
    book = load_workbook(path)
    assert book.sheetnames == ["xep-loai", "xep-loai-muc", "Biểu đồ"]
    assert len(book["Biểu đồ"]._charts) == 2
    values = [cell.value for row in book["xep-loai"].iter_rows() for cell in row]
    assert "Chi bộ Công ty Thử" in values


def test_two_years_not_done_never_leaves_in_a_file(rated, tmp_path):
    for year in ("2021", "2022"):
        rated("dv", "sua", NAMES[0], f"ratings.{year}.decided=KHTNV", "--dong-y")
    shown = found(rated)["khong-hoan-thanh-lien-tiep"][0]
    assert shown["department_only"]
    saved = tmp_path / "ra.json"
    rated("xep-loai", "ra-soat", "--nam", "2022", "--luu-vao", saved)
    text = saved.read_text(encoding="utf-8")
    assert "cấp ủy xem xét" not in text
    assert "1 phát hiện chỉ dành cho cơ quan tổ chức, không ghi ra tệp." in text


def test_commendation_proposals_show_the_years_and_what_stands_against(rated):
    for year in ("2018", "2019", "2020", "2021"):
        rated("dv", "sua", NAMES[0], f"ratings.{year}.decided=HTXSNV", "--dong-y")
    for year in ("2019", "2020"):
        rated("dv", "sua", NAMES[1], f"ratings.{year}.decided=HTXSNV", "--dong-y")
    rated("ky-luat", "them", NAMES[2], "--nam", "2022", "hình thức kỷ luật=Khiển trách", "--dong-y")
    report = rated("khen-thuong", "de-nghi", "--nam", "2022", "--dinh-dang", "json").json
    rows = report["rows"]
    of_year = [row for row in rows if row["rank"] == "1"]
    assert {row["basis"] for row in of_year} == {"Mức quyết định của riêng năm 2022"}
    told = f"({len(of_year)}) chỉ dựa trên mức quyết định của riêng năm ấy, không phải của 5 năm liền."
    assert f"Diện xuất sắc năm 2022 {told}" in report["notes"]
    assert any(
        note.startswith("Diện 5 năm liền (1) theo 01-HD/TW 2021")
        and note.endswith(f"Sổ chưa biết đủ 5 năm của {len(of_year)} trường hợp.")
        for note in report["notes"]
    ), report["notes"]
    first = rows[0]
    assert first["basis"].startswith("01-HD/TW 2021")
    assert (first["name"], first["group"]) == (NAMES[0], "Đảng viên: xuất sắc 5 năm liền")
    assert first["evidence"] == "HTXSNV 2018, 2019, 2020, 2021, 2022"
    gap = next(row for row in rows if row["rank"] == "?")
    assert (gap["name"], gap["caution"]) == (NAMES[1], "sổ chưa có mức quyết định năm 2018, 2021")
    third = next(row for row in rows if row["name"] == NAMES[2])
    assert third["caution"] == "kỷ luật: khiển trách"
    assert found(rated)["ky-luat"][0]["finding"].startswith(f"{NAMES[2]} {AT} bị kỷ luật trong năm 2022 (khiển trách)")


def test_the_report_loads_nothing_heavy(rated, monkeypatch):
    for name in ("sqlmodel", "sqlalchemy", "pydantic", "openpyxl"):
        for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            monkeypatch.delitem(sys.modules, module)
    for command in (("bao-cao", "xep-loai"), ("xep-loai", "ra-soat"), ("khen-thuong", "de-nghi")):
        rated(*command, "--nam", "2022", "--dinh-dang", "json")
    assert not {"sqlmodel", "sqlalchemy", "pydantic", "openpyxl"} & sys.modules.keys()


def test_graded_criteria_are_held_against_the_level(rated):
    number = next(
        row["id"] for row in rated("xep-loai", "ds", "--dinh-dang", "json").json if row["subject"] == NAMES[0]
    )
    asked = ("xep-loai", "tieu-chi", str(number))
    assert rated(*asked, "Kết quả thực hiện nhiệm vụ=Tốt", "Tư tưởng chính trị=tốt", "--dong-y").exit_code == 0
    assert found(rated)["tieu-chi"][0]["finding"] == (
        f"{NAMES[0]} {AT} xếp loại «Hoàn thành xuất sắc nhiệm vụ» nhưng có tiêu chí dưới «Xuất sắc» (Kết quả thực hiện "
        "nhiệm vụ: Tốt)."
    )
    refused = rated(*asked, "Kết quả thực hiện nhiệm vụ=khá", "--dong-y")
    assert (refused.exit_code, "Xuất sắc, Tốt, Trung bình, Kém" in refused.stderr) == (2, True)
    refused = rated(*asked, "Kết quả thực hiện nhiệm vụ=120", "--dong-y")
    assert (refused.exit_code, "số điểm từ 0 đến 100." in refused.stderr) == (2, True)
    rule = ("xep-loai", "quy-dinh", "2022", "diem-toi-da=150", "--nguon", "Hướng dẫn 1-HD/ĐU, mục 2", "--dong-y")
    assert rated(*rule).exit_code == 0
    refused = rated(*asked, "Kết quả thực hiện nhiệm vụ=150,5", "--dong-y")
    assert (refused.exit_code, "số điểm từ 0 đến 150." in refused.stderr) == (2, True)
    assert rated(*asked, "Kết quả thực hiện nhiệm vụ=120", "--dong-y").exit_code == 0
    assert rated(*asked, "Kết quả thực hiện nhiệm vụ=", "--dong-y").exit_code == 0
    assert "tieu-chi" not in found(rated)


def test_what_goes_is_named_with_its_value(rated):
    number = next(
        row["id"] for row in rated("xep-loai", "ds", "--dinh-dang", "json").json if row["subject"] == NAMES[0]
    )
    asked = ("xep-loai", "tieu-chi", str(number))
    shown = rated(*asked, "Tư tưởng chính trị=tốt", "--dong-y").stdout
    assert shown.startswith(f"Tiêu chí của xếp loại số {number}, đảng viên số")
    assert f"({NAMES[0]})" in shown.splitlines()[0]
    assert [line.split() for line in shown.splitlines() if "«Tư" in line] == [
        "Tiêu chí «Tư tưởng chính trị» Tốt".split()
    ]
    gone = rated(*asked, "Tư tưởng chính trị=", "--xem-truoc").stdout
    assert "Tiêu chí «Tư tưởng chính trị»  Tốt       (bỏ)" in gone
    rated("xep-loai", "bo-qua", "vuot-tran/tc2", "--nam", "2022", "--ly-do", "Công văn 7-CV/ĐUK", "--dong-y")
    lifted = rated("xep-loai", "bo-qua", "vuot-tran/tc2", "--nam", "2022", "--bo", "--xem-truoc").stdout
    assert "Lý do bỏ qua cảnh báo số 1  Công văn 7-CV/ĐUK  (bỏ)" in lifted
    rated("xep-loai", "quy-dinh", "2022", "tran-tinh-tren=tot-tro-len", "--nguon", "Công văn 1", "--dong-y")
    back = rated("xep-loai", "quy-dinh", "2022", "tran-tinh-tren=", "--xem-truoc").stdout
    assert "tran-tinh-tren: tot-tro-len  (bỏ)" in back


def test_months_of_illness_from_a_column_or_a_note(rated, tmp_path):
    head = "CHI BỘ TRƯỜNG THỬ\nDANH SÁCH ĐÁNH GIÁ XẾP LOẠI ĐẢNG VIÊN NĂM 2022\n"
    head += "STT,Họ và tên,Ngày sinh,Nghỉ ốm (tháng),Đề nghị xếp loại,Ghi chú\n"
    rows = [f"1,{NAMES[20]},01/03/1970,4,{EXCELLENT},", f"2,{NAMES[21]},02/03/1970,,{GOOD},Nghỉ ốm 3 tháng",
            f"3,{NAMES[22]},03/03/1970,2,{GOOD},Nghỉ thai sản 6 tháng"]  # fmt: skip
    sheet = tmp_path / "Xếp loại thêm.csv"
    sheet.write_text(head + "\n".join(rows), encoding="utf-8")
    result = rated("nhap", sheet, "--don-vi", "K3", "--dong-y")
    assert result.exit_code == 0, result.stdout
    assert [row["finding"].split(" trong năm")[0] for row in found(rated)["nghi-om"]] == [
        f"{NAMES[20]} (Chi bộ Trường Thử) nghỉ ốm 4 tháng",
        f"{NAMES[21]} (Chi bộ Trường Thử) nghỉ ốm 3 tháng (theo ghi chú)",
    ]
