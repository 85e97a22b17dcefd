"""What keeps the record: batches and their undo, copies and their restoring, checks."""

from __future__ import annotations

import pytest

from running import USER


def test_undo(filled):
    before = filled("dv", "ds", "--dinh-dang", "json").stdout
    assert filled("lo", "hoan-tac", "1").exit_code == 2
    assert filled("dv", "ds", "--dinh-dang", "json").stdout == before
    assert filled("lo", "hoan-tac", "1", "--xem-truoc").exit_code == 0
    result = filled("lo", "hoan-tac", "1", answers=["c"])
    assert (result.exit_code, filled("dv", "ds", "--dinh-dang", "json").json) == (0, [])
    assert result.stderr.endswith("Đã hoàn tác lần nhập số 1; việc này là lần nhập số 2.\n")
    refused = filled("lo", "hoan-tac", "1", "--dong-y")
    assert refused.exit_code == 1
    assert "đã được hoàn tác bởi lần số 2" in refused.stderr
    assert filled("lo", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert filled("dv", "ds", "--dinh-dang", "json").stdout == before


def test_batch_keeps_user(filled):
    assert filled("lo", "ds", "--dinh-dang", "json").json[0]["user"] == USER


def test_backup_and_restore(filled, tmp_path):
    copy = tmp_path / "ban sao.db"
    assert filled("sao-luu", copy).exit_code == 0
    filled("lo", "hoan-tac", "1", "--dong-y")
    result = filled("khoi-phuc", copy, "--dong-y")
    assert result.exit_code == 0
    assert "Sổ trước đó được giữ ở" in result.stdout
    assert len(filled("dv", "ds", "--dinh-dang", "json").json) == 3
    assert filled("sao-luu", copy).exit_code == 3  # never over a file that is there


def test_restoring_asks_whoever_sits_there(filled, tmp_path):
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    filled("lo", "hoan-tac", "1", "--dong-y")
    kept = filled("khoi-phuc", copy, answers=["k"], columns=200)
    assert kept.exit_code == 0
    assert "Bản sao: 3 đảng viên, lần nhập cuối số 1, 20/11/2022 14:03." in kept.stdout
    assert "Sổ hiện nay: 0 đảng viên, lần nhập cuối số 2, 20/11/2022 14:03; sẽ được giữ lại bên cạnh." in kept.stdout
    assert "Chưa khôi phục" in kept.stderr
    assert filled("dv", "ds", "--dinh-dang", "json").json == []
    done = filled("khoi-phuc", copy, answers=["c"])
    assert "Đã khôi phục" in done.stdout
    assert len(filled("dv", "ds", "--dinh-dang", "json").json) == 3


def test_restoring_counts_the_members_that_the_file_is_said_to_hold(filled, tmp_path):
    assert filled("dv", "giam", "1", "--ly-do", "từ trần", "--ngay", "10/01/2022", "--dong-y").exit_code == 0
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    assert filled("csdl", "--dinh-dang", "json").json["members"] == 2
    shown = filled("khoi-phuc", copy, answers=["k"], columns=200).stdout
    assert "Bản sao: 2 đảng viên" in shown
    assert "Sổ hiện nay: 2 đảng viên" in shown


COPY = "so-20221120-140310.db"


def test_the_copies_are_listed_where_none_is_named(filled):
    assert "Không có bản sao lưu nào" in filled("khoi-phuc").stdout
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    listed = filled("khoi-phuc")
    assert (listed.exit_code, f"  20/11/2022 14:03  {COPY}" in listed.stdout.splitlines()) == (0, True)
    assert filled("khoi-phuc", "--dong-y").exit_code == 2


@pytest.mark.parametrize("gone", [True, False])
def test_the_desk_of_a_file_gone_or_broken_names_the_newest_copy(filled, gone):
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    if gone:
        filled.database.unlink()
    else:
        filled.database.write_text("không phải sổ " * 1000, encoding="utf-8")
    shown = filled().stdout
    assert f"dangbo khoi-phuc {COPY}  lấy lại bản sao lưu mới nhất, 20/11/2022 14:03" in shown
    assert ("nhưng còn 1 bản sao lưu" in " ".join(shown.split())) == gone
    assert "ra-soat" not in shown  # it would only say the same
    assert filled("khoi-phuc", COPY, "--dong-y").exit_code == 0
    assert "đảng viên: 3." in filled().stdout


def test_restoring_with_nobody_there_needs_to_be_told(filled, tmp_path):
    """Contract, General: what would have to ask changes nothing, says so, and exits 2."""
    copy = tmp_path / "ban sao.db"
    filled("sao-luu", copy)
    filled("lo", "hoan-tac", "1", "--dong-y")
    refused = filled("khoi-phuc", copy, columns=200)
    assert refused.exit_code == 2
    assert "Bản sao: 3 đảng viên" in refused.stdout
    assert "Thêm --dong-y để khôi phục không cần hỏi." in refused.stderr
    assert "--xem-truoc" not in refused.stderr
    assert filled("dv", "ds", "--dinh-dang", "json").json == []
    assert not list(tmp_path.glob("*truoc-khoi-phuc*"))


def test_check(filled):
    import sqlite3

    assert filled("ra-soat").stdout.startswith("Không thấy gì bất thường")
    assert filled("ra-soat", "--dinh-dang", "json").json == []
    with sqlite3.connect(filled.database) as conn:
        conn.execute("UPDATE member SET gender = 'Nữ'")
    conn.close()
    assert filled("ra-soat").exit_code == 3


def test_csdl(filled):
    value = filled("csdl", "--dinh-dang", "json").json
    assert (value["file"], value["organizations"], value["members"]) == (str(filled.database), 4, 3)
    assert f"«{filled.database}»" in filled("csdl", columns=80).stdout


def test_a_refused_undo_is_short_and_tells_all_when_asked(filled):
    for name in ("Lò Văn An", "Nguyễn Thị Bình"):
        assert filled("dv", "sua", name, "ngày sinh=1970", "--dong-y").exit_code == 0
    refused = filled("lo", "hoan-tac", "1", "--dong-y", columns=80)
    assert refused.exit_code == 1
    told = " ".join(refused.stderr.split())
    assert told == (
        "Lỗi: Không hoàn tác được lần nhập số 1: vướng 2 bản ghi, như đảng viên số 1 (Lò Văn An) đã được ghi thêm hoặc "
        "sửa («Ngày sinh») ở lần số 2. Hãy hoàn tác trước các lần sau, từ mới đến cũ: 3, 2. "
        "Xem từng bản ghi: «dangbo lan-nhap hoan-tac 1 --chi-tiet»."
    )
    all_of_it = filled("lo", "hoan-tac", "1", "--chi-tiet", "--dong-y").stderr
    assert "Vướng: đảng viên số 1 (Lò Văn An)" in all_of_it
    assert "Vướng: đảng viên số 2 (Nguyễn Thị Bình)" in all_of_it
    assert "Xem từng bản ghi" not in all_of_it


def test_a_backup_that_is_not_there_names_those_that_are(filled):
    filled("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    refused = filled("khoi-phuc", "khong-co.db", "--dong-y")
    assert refused.exit_code == 3
    assert "mới nhất: so-20221120-140310.db (20/11/2022 14:03)" in " ".join(refused.stderr.split())
