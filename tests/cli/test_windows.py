"""Windows by simulation: consoles with code pages, backslashes and drive letters, CRLF, files that are held open."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from cli.conftest import MEMBERS, ORGANIZATIONS
from dangbo_cli.cli.environment import Environment
from dangbo_cli.cli.progress import FileProgress
from dangbo_cli.intake.result import short_names
from dangbo_cli.views.messages import sentence

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"
LONG = "D:\\Danh sách quý 4\\Đảng bộ Sở Văn hóa, Thể thao và Du lịch\\danh sách đảng viên (bản cuối).xlsx"


# --- consoles


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("args", [("--help",), ("dv", "sua", "--help"), ("dv", "líchu")])
def test_a_console_of_any_code_page_shows_vietnamese_and_never_dies(encoding, args, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "dangbo_cli", *args], capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0",
             "DANGBO_CSDL": str(tmp_path / "so.db")},
    )  # fmt: skip
    text = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode in (0, 2)
    assert "Cách dùng:" in text or "Không có lệnh «líchu»." in text


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252"])
def test_answers_typed_in_a_code_page_are_understood(encoding, sheets, tmp_path):
    """«c» is plain; what cannot be decoded is no answer, not a crash."""
    stdin = io.TextIOWrapper(io.BytesIO("có\nc\n".encode()), encoding=encoding, errors="replace")
    screen = io.StringIO()
    env = Environment(stdin, screen, screen, stdin_is_terminal=True, stderr_is_terminal=True)
    assert env.confirm("Ghi vào sổ?")
    assert "Trả lời «c» (có) hoặc «k» (không)." in screen.getvalue()


# --- paths


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_windows_path_is_never_broken(columns):
    lines = sentence(f"Đã ghi 10 dòng vào «{LONG}».", columns).splitlines()
    assert [line for line in lines if LONG in line]


def test_names_of_files_on_drives():
    assert short_names([LONG, "D:\\Khác\\b.xls"]) == {LONG: PureWindowsPath(LONG).name, "D:\\Khác\\b.xls": "b.xls"}
    same = short_names(["D:\\a\\ds.xls", "E:\\a\\ds.xls"])
    assert len(set(same.values())) == 2


def test_the_bar_over_files_shows_a_name_not_a_path():
    screen = io.StringIO()
    progress = FileProgress(Environment(screen, screen, screen, stderr_is_terminal=True, columns=120))
    progress.step(LONG, 1, 2)
    assert "danh sách đảng viên (bản cuối).xlsx" in screen.getvalue()
    assert "D:" not in screen.getvalue()


def test_a_folder_dragged_into_the_window_ends_with_a_quote(run, sheets):
    assert run("nhap", f'{sheets}"', "--dong-y").exit_code == 0


def test_blanks_and_marks_in_every_path(run, tmp_path):
    folder = tmp_path / "Hồ sơ (bản cuối) – quý 4" / "Đảng bộ  Sở Thử"
    folder.mkdir(parents=True)
    (folder / "01 tổ chức.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    (folder / "Đảng bộ Sở Thử.csv").write_text(MEMBERS, encoding="utf-8")
    database = tmp_path / "Sổ của tôi.db"
    assert run("--csdl", database, "nhap", folder, "--dong-y").exit_code == 0
    target = tmp_path / "Danh sách trích ngang – K01.xlsx"
    assert run("--csdl", database, "dv", "ds", "--luu-vao", target).exit_code == 0
    assert target.exists()
    assert run("--csdl", database, "sao-luu", tmp_path / "bản sao 1.db").exit_code == 0


# --- files


def test_crlf_semicolons_and_a_byte_order_mark(run, tmp_path):
    folder = tmp_path / "ds"
    folder.mkdir()
    for name, text in (("01 tổ chức.csv", ORGANIZATIONS), ("Đảng bộ Sở Thử.csv", MEMBERS)):
        text = "\ufeff" + text.replace(",", ";").replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode("utf-8"))
    result = run("nhap", folder, "--dong-y", "--dinh-dang", "json")
    assert (result.exit_code, result.json["created"], result.json["problems"]) == (0, 7, [])


def test_our_csv_has_windows_line_ends_only_in_files(filled, tmp_path):
    filled("dv", "ds", "--luu-vao", tmp_path / "ds.csv")
    data = (tmp_path / "ds.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert "\r" not in filled("dv", "ds", "--dinh-dang", "csv").stdout


def test_a_sheet_that_excel_holds_is_named_and_the_others_are_read(filled, sheets, monkeypatch):
    held = sheets / "01 tổ chức.csv"
    real = Path.open

    def open_unless_held(self, *args, **more):
        if self.name == held.name:
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **more)

    monkeypatch.setattr(Path, "open", open_unless_held)
    result = filled("nhap", sheets, "--dong-y", columns=80)
    assert result.exit_code == 1
    assert "Không đọc được 1 tệp\n  01 tổ chức.csv: " in result.stdout
    assert "mở" in result.stdout.partition("01 tổ chức.csv: ")[2].splitlines()[0]
    assert "3 " in result.stdout


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv", "ds.json"])
def test_a_target_that_excel_holds_gets_another_name(filled, tmp_path, monkeypatch, name):
    def held(*_):
        raise PermissionError(13, "Permission denied")

    target = tmp_path / name
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    result = filled("dv", "ds", "--luu-vao", target)
    assert result.exit_code == 1
    other = target.with_name(f"{target.stem}-2{target.suffix}")
    assert f'--luu-vao "{other}"' in " ".join(result.stderr.split())
    assert target.read_bytes() == b"old"


def test_a_database_held_by_another_program_is_one_sentence(filled, monkeypatch):
    import sqlite3

    def locked(*_args, **_more):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    monkeypatch.setattr("dangbo_cli.store.apply._write", locked)
    result = filled("dv", "sua", "1", "nơi ở=Tổ 5", "--dong-y")
    assert result.exit_code == 3
    assert result.stderr.startswith("Lỗi: ")
    assert "Traceback" not in result.stderr


# --- small terminals


@pytest.mark.parametrize("columns", [40, 60])
@pytest.mark.parametrize("args", [("dv", "ds"), ("dv", "xem", "1"), ("tc", "xem", "14.1"), ("tc", "cay"), ("lo", "ds"),
                                  ("dv", "sua", "1", "nơi ở=Tổ 5", "--xem-truoc"), ("bao-cao", "co-cau"), ()])  # fmt: skip
def test_nothing_is_cut_on_a_small_terminal(filled, args, columns):
    from dangbo_cli.views.wrapping import width

    result = filled(*args, columns=columns, terminal=True, variables={"NO_COLOR": "1"})
    assert result.exit_code == 0
    wide = [line for line in result.stdout.splitlines() if width(line) > columns]
    assert [line for line in wide if str(filled.folder) not in line and "dangbo " not in line] == []


@pytest.mark.skipif(os.name == "nt", reason="terminals are made the other way there")
def test_a_message_fits_its_own_terminal_where_the_answer_goes_to_a_file(tmp_path):
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 64, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-m", "dangbo_cli", "--csdl", "so.db", "dv", "ds"], cwd=tmp_path, timeout=60, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs,
        env={**kept, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1"},
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 3
    lines = shown.splitlines()
    assert lines[0].startswith("Lỗi: Chưa có tệp cơ sở dữ liệu")
    assert 40 < max(map(len, lines)) <= 64


@pytest.mark.skipif(os.name == "nt", reason="terminals are made the other way there")
@pytest.mark.parametrize("piped", [True, False])
def test_a_table_that_goes_to_a_pager_has_the_width_of_its_terminal(filled, piped):
    """Messages on a terminal say where the pipe ends: «| more». A file takes the width that the table needs."""
    import fcntl
    import pty
    import struct
    import termios

    from dangbo_cli.views.wrapping import width

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 64, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    answer = filled.folder / "answer.txt"
    with answer.open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "dangbo_cli", "--csdl", str(filled.database), "dv", "ds"], timeout=60, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if piped else stream, stderr=theirs,
            env={**kept, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1"},
        )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    told = done.stdout.decode() if piped else answer.read_text(encoding="utf-8")
    assert done.returncode == 0
    assert (max(map(width, told.splitlines())) <= 64) is piped
