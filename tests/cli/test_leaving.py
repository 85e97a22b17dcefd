"""`dv dua-ra` (`dv giam`): somebody dead, expelled, moved out of the Đảng bộ, taken out of the list by hand."""

from __future__ import annotations

import pytest

from dangbo_cli.cli import dang_vien_ghi
from dangbo_cli.cli.help import manual_of
from dangbo_cli.domain.standing import LEAVING_REASONS, parse_standing
from dangbo_cli.reports.as_of import ACTIVITY_LABELS, AWAY_LABEL, STANDING_LABELS

AN, DAY, BEFORE = "Lò Văn An", "05/11/2022", "04/11/2022"


def leave(run, who: str = AN, reason: str = "từ trần", day: str = DAY, *more: str):
    return run("dv", "giam", who, "--ly-do", reason, "--ngay", day, "--dong-y", *more, columns=300)


def said(text: str) -> str:
    """Return sentences without the ends of their lines."""
    return " ".join(text.split())


def people(run, *more: str) -> set[str]:
    return {row["full_name"] for row in run("dv", "ds", "--dinh-dang", "json", *more).json}


def men(run, *more: str) -> int:
    rows = run("bao-cao", "co-cau", "--dinh-dang", "json", *more).json["rows"]
    return next(row["total"] for row in rows if row["label"] == "Nam")


def test_who_left_counts_no_more_from_the_day_on_and_an_undo_brings_her_back(filled):
    filled("dv", "sua", AN, "chức vụ đảng=Bí thư chi bộ", "--ngay", "01/02/2020", "--dong-y")
    everybody, tree = people(filled), filled("tc", "cay", "--dinh-dang", "json").json
    men_before = men(filled)
    done = leave(filled, AN, "tu tran", DAY, "--ghi-chu", "QĐ 12")
    assert done.exit_code == 0, done.stderr
    assert "Đã ra khỏi danh sách (Từ trần), từ 05/11/2022" in done.stdout
    assert (
        "Chức vụ «Bí thư» ở «Chi bộ 1» (mã 14.1.1), thuộc «Đảng bộ Sở Thử» (mã 14.1) kết thúc từ ngày 05/11/2022."
        in said(done.stdout)
    )
    assert people(filled) == everybody - {AN}
    assert people(filled, "--tinh-den", DAY) == everybody - {AN}
    assert people(filled, "--tinh-den", BEFORE) == everybody
    assert men(filled) == men_before - 1 == men(filled, "--tinh-den", DAY)
    assert men(filled, "--tinh-den", BEFORE) == men_before
    assert filled("tc", "cay", "--dinh-dang", "json").json["members"] == tree["members"] - 1
    found = filled("dv", "tim", AN, "--dinh-dang", "json").json
    assert [row["status"] for row in found] == ["Đã ra khỏi danh sách"]
    card = filled("dv", "xem", AN, "--dinh-dang", "json").json
    assert [(row["reason"], row["valid_from"]) for row in card["activities"]] == [("Từ trần", "2022-11-05")]
    assert card["note"] == "QĐ 12"
    assert filled("ra-soat").exit_code == 0
    filled("lan-nhap", "hoan-tac", "3", "--dong-y")
    assert people(filled) == everybody
    assert filled("tc", "cay", "--dinh-dang", "json").json == tree
    assert filled("dv", "xem", AN, "--dinh-dang", "json").json["party_position"] == "Bí thư"


@pytest.mark.parametrize(("typed", "reason"), [
    ("Từ trần", "Từ trần"), ("chet", "Từ trần"), ("hi sinh", "Từ trần"), ("khai trừ", "Khai trừ"), ("xóa tên", "Xóa tên"),
    ("xin ra khỏi Đảng", "Xin ra khỏi Đảng"), ("chuyển đi", "Chuyển sinh hoạt đi"),
    ("chuyển ra ngoài Đảng bộ", "Chuyển sinh hoạt đi"), ("chuyển sinh hoạt ra ngoài đảng bộ", "Chuyển sinh hoạt đi"),
])  # fmt: skip
def test_a_reason_is_read_as_in_a_sheet(filled, typed, reason):
    """One list for a cell «Trạng thái» and for the command."""
    assert leave(filled, AN, typed).exit_code == 0
    told = filled("dv", "xem", AN, "--dinh-dang", "json").json["activities"]
    assert [row["reason"] for row in told] == [reason]
    status, finding = parse_standing(typed)
    assert (status and status.reason, finding) == (reason, None)


@pytest.mark.parametrize(("reason", "day", "code", "told"), [
    ("nghỉ", DAY, 2, "«nghỉ» không phải là lý do ra khỏi danh sách đảng viên."),
    ("miễn sinh hoạt", DAY, 2, "thì vẫn ở trong danh sách."),
    ("chính thức", DAY, 2, "Hãy ghi một trong: «Từ trần», «Khai trừ»"),
    ("từ trần", "05/11/2082", 1, "Ngày 05/11/2082 chưa đến."),
    ("từ trần", "02/02/1990", 1, "sớm hơn ngày vào Đảng của Lò Văn An (03/02/1990)"),
])  # fmt: skip
def test_a_reason_or_a_day_that_cannot_be_is_refused(filled, reason, day, code, told):
    refused = leave(filled, AN, reason, day)
    assert refused.exit_code == code
    assert told in said(refused.stderr)
    assert AN in people(filled)


def test_a_day_before_what_the_record_tells_last_is_refused(filled, tmp_path):
    filled("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", "06/11/2022", "--dong-y")
    assert "từ 06/11/2022" in leave(filled).stderr
    assert AN in people(filled)
    sheet = tmp_path / "mien.csv"
    sheet.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Diện miễn sinh hoạt\n3,Giàng A Páo,01/09/1990,Chi bộ 2,06/11/2022\n", "utf-8"
    )
    assert filled("nhap", sheet, "--dong-y", "--don-vi", "14.1").exit_code == 0
    assert "tình trạng sinh hoạt của Giàng A Páo đã thay đổi từ 06/11/2022" in leave(filled, "Giàng A Páo").stderr
    assert leave(filled, "Giàng A Páo", "từ trần", "06/11/2022").exit_code == 0  # the same day: corrected
    rows = filled("dv", "xem", "Giàng A Páo", "--dinh-dang", "json").json["activities"]
    assert [(row["activity"], row["valid_to"]) for row in rows] == [("left", None)]
    filled("lan-nhap", "hoan-tac", "4", "--dong-y")
    assert leave(filled, "Giàng A Páo", "từ trần", "08/11/2022").exit_code == 0
    rows = filled("dv", "xem", "Giàng A Páo", "--dinh-dang", "json").json["activities"]
    assert [(row["activity"], row["valid_from"], row["valid_to"]) for row in rows] == [
        ("exempt", "2022-11-06", "2022-11-08"), ("left", "2022-11-08", None),
    ]  # fmt: skip
    assert filled("ra-soat").exit_code == 0


@pytest.mark.parametrize("words", [
    ("dv", "giam", AN, "--ly-do", "khai trừ", "--ngay", DAY),
    ("dv", "chuyen", AN, "--den", "14.1.2"),
])  # fmt: skip
def test_who_has_left_is_told_with_the_way_back(filled, tmp_path, words):
    leave(filled)
    refused = filled(*words, "--dong-y", columns=300)
    assert refused.exit_code == 1
    told = said(refused.stderr)
    assert "đã ra khỏi danh sách đảng viên (lý do: Từ trần, từ 05/11/2022)." in told
    assert "«dangbo lan-nhap hoan-tac 2»" in told
    assert "cột «Trạng thái» ghi «Đang sinh hoạt»" in told
    sheet = tmp_path / "ve.csv"  # and that way is there
    sheet.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Trạng thái\n1,Lò Văn An,12/05/1968,Chi bộ 1,Đang sinh hoạt\n", "utf-8"
    )
    for answers in (None, ["2"]):  # by the word of somebody who was asked, never by a list alone
        aside = filled("nhap", sheet, "--dong-y", "--don-vi", "14.1", answers=answers)
        assert (aside.exit_code, AN in people(filled)) == (1, False)
    assert filled("nhap", sheet, "--don-vi", "14.1", answers=["1", "c"]).exit_code == 0
    assert AN in people(filled)
    assert filled("dv", "chuyen", AN, "--den", "14.1.2", "--dong-y").exit_code == 0


def test_who_left_by_a_sheet_is_not_told_to_undo_a_whole_import(filled, tmp_path):
    sheet = tmp_path / "mat.csv"
    sheet.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày từ trần\n1,Lò Văn An,12/05/1968,Chi bộ 1,05/11/2022\n", "utf-8"
    )
    assert filled("nhap", sheet, "--dong-y", "--don-vi", "14.1").exit_code == 0
    refused = leave(filled)
    assert "hoan-tac" not in refused.stderr
    assert "«dangbo dang-vien lich-su 1»" in refused.stderr


def test_the_day_must_be_said_and_nothing_is_written_unasked(filled):
    missing = filled("dv", "giam", AN, "--ly-do", "từ trần", "--dong-y")
    assert (missing.exit_code, "--ngay" in missing.stderr) == (2, True)
    assert filled("dv", "dua-ra", AN, "--ly-do", "từ trần", "--ngay", DAY).exit_code == 2  # nobody sits there
    assert filled("members", "leave", AN, "--ly-do", "từ trần", "--ngay", DAY, "--xem-truoc").exit_code == 0
    assert "«dangbo dang-vien giam …»" in said(filled("dv", "sua", AN, "trạng thái=Đã mất", "--dong-y").stderr)
    assert AN in people(filled)


def test_the_help_names_every_reason():
    text = manual_of(dang_vien_ghi.dua_ra).text
    assert all(reason in text for reason in LEAVING_REASONS)


def test_a_leaving_day_that_was_set_aside_waits_no_more(filled, tmp_path):
    sheet = tmp_path / "mat.csv"
    sheet.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Ngày từ trần\n1,Lò Văn An,12/05/1968,Chi bộ 1,31/02/2022\n", "utf-8"
    )
    assert filled("nhap", sheet, "--dong-y", "--don-vi", "14.1").exit_code == 1
    assert len(filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json) == 1
    leave(filled)
    assert filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json == []


def test_who_has_left_can_be_listed_with_day_and_reason(filled):
    filled("dv", "dua-ra", "1", "--ly-do", "từ trần", "--ngay", "05/11/2022", "--dong-y")
    filled("dv", "dua-ra", "3", "--ly-do", "chuyển đi", "--ngay", "01/11/2022", "--dong-y")

    def gone(status: str, *more: str) -> list[tuple]:
        rows = filled("dv", "ds", "--trang-thai", status, *more, "--dinh-dang", "json").json
        return [(row["full_name"], row["left_on"], row["left_reason"]) for row in rows]

    an, pao = ("Lò Văn An", "2022-11-05", "Từ trần"), ("Giàng A Páo", "2022-11-01", "Chuyển sinh hoạt đi")
    assert gone("đã ra khỏi danh sách") == [an, pao]
    assert (gone("từ trần"), gone("chuyển đi"), gone("khai trừ")) == ([an], [pao], [])
    assert (gone("đã ra"), gone("tu-tran")) == ([an, pao], [an])
    refused = said(filled("dv", "ds", "--trang-thai", "xyz").stderr)
    for label in (*STANDING_LABELS.values(), *ACTIVITY_LABELS.values(), AWAY_LABEL, *LEAVING_REASONS):
        assert f" {label}," in refused or f" {label}." in refused  # and all that it names is understood
        assert filled("dv", "ds", "--trang-thai", label).exit_code == 0
    assert gone("đã ra khỏi danh sách", "--don-vi", "14.1.2") == [pao]
    assert gone("đã ra khỏi danh sách", "--tinh-den", "02/11/2022") == [pao]
    shown = filled("dv", "ds", "--trang-thai", "da ra khoi danh sach", columns=200).stdout
    assert "05/11/2022" in shown
    assert "Có 2 đảng viên đã ra khỏi danh sách" in shown
    (binh,) = filled("dv", "ds", "--dinh-dang", "json").json
    assert (binh["full_name"], "left_on" in binh) == ("Nguyễn Thị Bình", False)


def test_one_who_died_is_told_so_at_the_top_and_has_no_age(filled):
    filled("dv", "dua-ra", "1", "--ly-do", "từ trần", "--ngay", "05/11/2022", "--dong-y")
    shown = filled("dv", "xem", "1", columns=120).stdout
    assert shown.startswith("Lò Văn An (số 1 trong sổ): đã ra khỏi danh sách (Từ trần), từ 05/11/2022\n")
    assert "tuổi" not in shown
    before = filled("dv", "xem", "1", "--tinh-den", "01/11/2022", columns=120).stdout
    assert before.startswith("Lò Văn An (số 1 trong sổ)\n")
    assert "(54 tuổi)" in before


def test_a_filter_by_what_is_known_of_few_says_so(filled):
    """Nobody's position is known: that nobody is found says nothing."""
    shown = filled("dv", "ds", "--chuc-vu", "bí thư", columns=120).stdout
    assert "Có 0 đảng viên" in shown
    assert "Trong số 3 người được xét, 3 người chưa ghi chức vụ Đảng." in shown
    shown = filled("dv", "ds", "--chuc-vu", "bí thư", "--don-vi", "14.1.2", columns=120).stdout
    assert "Trong số 1 người được xét, 1 người chưa ghi chức vụ Đảng." in shown
    assert "chưa ghi" not in filled("dv", "ds", "--gioi-tinh", "nữ", columns=120).stdout
    assert "chưa ghi chuyên môn" in filled("dv", "ds", "--chuyen-mon", "đại học+", columns=120).stdout
    refused = filled("dv", "ds", "--thieu", "ngày sinh,giới tính").stderr
    assert "Mỗi lần --thieu nêu một trường" in " ".join(refused.split())


@pytest.mark.parametrize(
    "words",
    [("dv", "giam", AN, "--ly-do", "khai trừ", "--ngay", DAY), ("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", DAY)],
)
def test_the_secretary_whom_an_organisation_names_is_told_when_she_goes(filled, tmp_path, words):
    filled("dv", "sua", AN, "chức vụ đảng=Bí thư chi bộ", "--ngay", "01/02/2020", "--dong-y")
    filled("tc", "sua", "14.1.1", "bí thư=Đ/c Lò Văn An", "--dong-y")
    typed = "«Lò Văn An» còn được ghi ở ô bí thư của «Chi bộ 1» (mã 14.1.1)"
    assert "đã kết thúc" not in said(filled("tc", "xem", "14.1.1").stdout)
    done = said(filled(*words, "--dong-y", columns=300).stdout)
    assert typed in done
    assert '«dangbo to-chuc sua 14.1.1 "bí thư=…"»' in done
    seen = said(filled("tc", "xem", "14.1.1", columns=300).stdout)
    assert "Lò Văn An (chức vụ trong sổ đã kết thúc từ 05/11/2022)" in seen
    assert typed not in said(leave(filled, "Giàng A Páo").stdout)
    ended = "Chi bộ 1 (mã 14.1.1): «Lò Văn An», chức vụ đã kết thúc từ 05/11/2022."
    looked = filled("ra-soat", columns=300)
    assert (looked.exit_code, ended in said(looked.stdout)) == (1, True)
    assert ended in said(filled("xuat", "to-chuc", "--luu-vao", tmp_path / "tc.xlsx").stderr)
    beside = filled("xuat", "to-chuc", "--don-vi", "14.1.2", "--luu-vao", tmp_path / "tc2.xlsx")
    assert (beside.exit_code, "bí thư" in beside.stderr) == (0, False)
    filled("tc", "sua", "14.1.1", "bí thư=Nguyễn Thị Bình", "--dong-y")
    assert filled("ra-soat").exit_code == 0
    assert "bí thư" not in filled("xuat", "to-chuc", "--luu-vao", tmp_path / "tc3.xlsx").stderr


def test_several_numbers_at_once_are_refused_as_such(filled):
    refused = leave(filled, "1 2")
    assert refused.exit_code == 2 or refused.exit_code == 1
    assert "mỗi lần cho một người" in said(refused.stderr)
