"""A record that opens and breaks under a question, and a copy that is none of the best."""

from __future__ import annotations

import sqlite3

import pytest


def zero_a_page(path, table):
    """Overwrite the root page of a table with zeros, as a bad sector would."""
    conn = sqlite3.connect(path)
    (root,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = conn.execute("PRAGMA page_size").fetchone()
    conn.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(bytes(size))


def spoil(path, statement):
    """Change the file behind the program's back."""
    conn = sqlite3.connect(path)
    with conn:
        conn.execute(statement)
    conn.close()


NO_TEXT = "UPDATE change SET fields = CAST(CAST(fields AS BLOB) || x'ff' AS TEXT)"


@pytest.mark.parametrize("words", [("dv", "ds"), ("dv", "sua", "1", "nơi ở=Tổ 5", "--dong-y"), ("nhap",)])
def test_a_record_that_breaks_under_a_question_is_named(filled, sheets, words):
    zero_a_page(filled.database, "member")
    result = filled(*words, *([sheets, "--dong-y"] if words == ("nhap",) else []))
    assert result.exit_code == 3
    assert f"Tệp «{filled.database}» bị hỏng" in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", ["xem", "lich-su"])
def test_bytes_that_are_no_text_are_damage(filled, command):
    spoil(filled.database, NO_TEXT)
    result = filled("dv", command, "1")
    assert result.exit_code == 3
    assert f"Tệp «{filled.database}» bị hỏng" in " ".join(result.stderr.split())


def test_what_the_check_says_of_them_shows_no_value(filled):
    spoil(filled.database, NO_TEXT)
    result = filled("ra-soat", "--chi-tiet")
    assert result.exit_code == 3
    assert "Không đọc được một phần của tệp" in result.stdout
    assert "014012000001" not in result.stdout
    assert "Lò Văn An" not in result.stdout


@pytest.fixture
def odd_copy(filled):
    """A copy of which a date differs from the log."""
    copy = filled.database.with_name("cu.db")
    assert filled("sao-luu", copy).exit_code == 0
    spoil(copy, "UPDATE member SET birth_date = '1968-05-13' WHERE id = 1")
    return copy


def test_a_damaged_copy_is_called_so_before_it_is_restored(filled, odd_copy):
    told = filled("khoi-phuc", odd_copy, answers=["k"], columns=300).stdout
    assert "Bản sao ấy có chỗ hỏng (bản ghi khác với nhật ký thay đổi)" in told
    assert filled("ra-soat").exit_code == 0


def test_a_damaged_copy_restored_unasked_asks_for_attention(filled, odd_copy):
    result = filled("khoi-phuc", odd_copy, "--dong-y", columns=300)
    assert result.exit_code == 1
    assert "(bản ghi khác với nhật ký thay đổi)" in result.stdout
    assert "«dangbo ra-soat --chi-tiet»" in result.stdout
    assert filled("ra-soat").exit_code == 3


def test_a_sound_copy_is_restored_without_a_word_of_damage(filled):
    copy = filled.database.with_name("cu.db")
    filled("sao-luu", copy)
    result = filled("khoi-phuc", copy, "--dong-y")
    assert result.exit_code == 0
    assert "hỏng" not in result.stdout


def test_the_desk_of_a_broken_record_offers_the_newest_copy_that_is_sound(filled):
    """One that is damaged itself is no way out while an older one is whole; where none is, the newest."""
    for minute, job in enumerate(("Y sĩ", "Bác sĩ")):
        filled.now = filled.now.replace(minute=minute)
        assert filled("dv", "sua", "1", f"nghề nghiệp={job}", "--dong-y").exit_code == 0
    older, newer = sorted(filled.database.with_name("so-sao-luu").iterdir())
    zero_a_page(filled.database, "member")
    assert f"dangbo khoi-phuc {newer.name}  lấy lại bản sao lưu mới nhất" in filled(columns=200).stdout
    spoil(newer, "UPDATE member SET birth_date = '1968-05-13' WHERE id = 1")
    assert f"dangbo khoi-phuc {older.name}  lấy lại bản sao lưu lành mới nhất" in filled(columns=200).stdout
    spoil(older, "UPDATE member SET birth_date = '1968-05-13' WHERE id = 1")
    assert f"dangbo khoi-phuc {newer.name}  lấy lại bản sao lưu mới nhất" in filled(columns=200).stdout
