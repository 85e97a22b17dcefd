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
