"""`nhap` with somebody at the keyboard: files numbered, opened on request, nothing written before «c»."""

from __future__ import annotations

import pytest

HINT = "«c»: ghi; Enter: không ghi; «ct»: xem chi tiết; «ct 3»: chi tiết của tệp số 3.\n"


def test_files_are_numbered_only_where_one_can_be_asked_for(run, sheets):
    asked = run("nhap", sheets, answers=["k"], columns=80)
    assert "Số  Tệp" in asked.stdout
    assert "\n2   Đảng bộ Sở Thử.csv " in asked.stdout
    assert asked.stderr.endswith(f"{HINT}Ghi vào sổ? [c/K] Chưa ghi gì vào sổ.\n")
    assert "Số  Tệp" not in run("nhap", sheets, "--xem-truoc", columns=80).stdout


@pytest.mark.parametrize("word", ["ct 2", "CT2", "chi tiết 2", "chitiet 2", "? 2"])
def test_one_file_opens(run, sheets, word):
    shown = run("nhap", sheets, answers=[word, "k"], columns=80).stdout
    opened = shown.partition("Tổng cộng:")[2]
    assert "Trang tính «Đảng bộ Sở Thử»: Danh sách đảng viên" in opened
    assert "Thêm mới đảng viên: 3\n  Lò Văn An, sinh 12/05/1968, Chi bộ 1\n" in opened
    assert "Thêm mới tổ chức đảng" not in opened
    assert not run.database.exists()


def test_everything_opens(run, sheets):
    shown = run("nhap", sheets, answers=["ct", "k"], columns=80).stdout
    assert "Trang tính «01 tổ chức»" in shown
    assert shown.count("Tổng cộng:") == 2


def test_a_problem_of_the_file_is_told_with_it(filled, bad_sheet):
    opened = filled("nhap", bad_sheet, answers=["ct 1", "k"], columns=80).stdout.rpartition("Tổng cộng:")[2]
    assert "ô C2: «31/02/1980»" in opened


@pytest.mark.parametrize(("word", "said"), [("ct 9", "Không có tệp số 9; các tệp được đánh số từ 1 đến 2.\n"),
                                            ("ct 0", "Không có tệp số 0"), ("làm đi", HINT)])  # fmt: skip
def test_other_answers_ask_again(run, sheets, word, said):
    result = run("nhap", sheets, answers=[word, "c"], columns=80)
    assert said in result.stderr
    assert result.stderr.count("Ghi vào sổ? [c/K] ") == 2
    assert run.database.exists()


def test_detail_then_yes_writes_what_was_shown(run, sheets):
    assert run("nhap", sheets, answers=["ct", "ct 1", "c"]).exit_code == 0
    assert len(run("dv", "ds", "--dinh-dang", "json").json) == 3


def test_end_of_input_after_detail_is_no(run, sheets):
    assert run("nhap", sheets, answers=["ct"]).exit_code == 0
    assert not run.database.exists()


def _newer(sheets, count, *columns):
    """Write a later list in which `count` people have new values in several columns."""
    heads = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", *columns]
    names = [("Lò Văn An", "12/05/1968", "Chi bộ 1"), ("Nguyễn Thị Bình", "1975", "Chi bộ 1"),
             ("Giàng A Páo", "01/09/1990", "Chi bộ 2")]  # fmt: skip
    rows = [[str(n), *person, *(f"{column} {n}" for column in columns)] for n, person in enumerate(names[:count], 1)]
    path = sheets.parent / "Đảng bộ Sở Thử mới" / "Đảng bộ Sở Thử.csv"
    path.parent.mkdir()
    path.write_text("\n".join(",".join(row) for row in [heads, *rows]) + "\n", encoding="utf-8")
    return path


COLUMNS = ("Quê quán", "Nơi ở hiện nay", "Nghề nghiệp", "Nơi sinh", "Đơn vị công tác", "Ngoại ngữ", "Chuyên ngành",
           "Ghi chú")  # fmt: skip


def test_every_update_is_seen_before_the_answer(filled, sheets):
    asked = filled("nhap", _newer(sheets, 3, "Quê quán"), answers=["k"], columns=80).stdout
    assert [line for line in asked.splitlines() if "Quê quán (trống)" in line] == [
        "  Lò Văn An (số 1): Quê quán (trống) → «Quê quán 1» (ô E2)",
        "  Nguyễn Thị Bình (số 2): Quê quán (trống) → «Quê quán 2» (ô E3)",
        "  Giàng A Páo (số 3): Quê quán (trống) → «Quê quán 3» (ô E4)",
    ]


def test_an_update_of_many_fields_is_folded_and_ct_opens_it(filled, sheets):
    path = _newer(sheets, 1, *COLUMNS)
    shown = filled("nhap", path, answers=["ct", "k"], columns=80).stdout
    before, _, after = shown.partition("Tổng cộng:")
    assert "và 2 thông tin nữa" in before.replace("\n    ", " ")
    assert "Có dòng chưa nêu hết các thông tin (gõ «ct» để xem hết)" in before
    assert "thông tin nữa" not in after
    assert all(f"«{column} 1»" in after.replace("\n    ", " ") for column in COLUMNS)
