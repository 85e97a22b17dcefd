"""The boundary: one exit code and one sentence for whatever happens, never a traceback."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dangbo_cli.cli import framework
from dangbo_cli.cli.environment import Environment
from dangbo_cli.cli.exit_codes import ExitCode
from running import Runner

SOURCE = Path(__file__).resolve().parent.parent / "src"


@pytest.fixture
def run(tmp_path):
    return Runner(tmp_path)


def process(*args: str, variables: dict[str, str] | None = None, **more):
    """Run the program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **(variables or {})}
    return subprocess.run(
        [sys.executable, "-m", "dangbo_cli", *args], capture_output=True, env=environment, timeout=60, check=False,
        **more,
    )  # fmt: skip


def test_exit_codes_are_the_promised_ones():
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0, "ATTENTION": 1, "USAGE": 2, "DATABASE": 3, "INTERRUPTED": 130,
    }  # fmt: skip


def test_0_desk_without_a_database(run):
    result = run()
    assert result.exit_code == 0
    assert f"Chưa có sổ ở «{run.database}»" in result.stdout
    assert not run.database.exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all, really not" * 40])
def test_0_desk_with_an_odd_file(run, content):
    run.database.write_bytes(content)
    result = run()
    assert result.exit_code == 0
    assert result.stdout.count("  dangbo ") == 3
    assert result.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("words", "code"), [("", 0), ("khong-co", 2), ("dv ds", 3)])
def test_a_stream_that_is_closed_is_led_nowhere(tmp_path, closed, words, code):
    command = f'"{sys.executable}" -m dangbo_cli --csdl "{tmp_path / "so.db"}" {words} {closed}'
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == code
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said
    assert "ngoài dự tính" not in said
    assert (said == "") is ((">&-" if code == 0 else "2>&-") in closed.split())


def test_2_usage(run):
    assert run("khong-co").exit_code == 2


def test_3_absent_database(run):
    result = run("dv", "ds")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert " ".join(result.stderr.split()).startswith(f"Lỗi: Chưa có tệp cơ sở dữ liệu «{run.database}».")
    assert not run.database.exists()


def test_3_damaged_database(run):
    run.database.write_bytes(b"not a database at all, really not" * 40)
    result = run("bao-cao", "co-cau")
    assert result.exit_code == 3
    assert "bị hỏng hoặc không phải là cơ sở dữ liệu của dangbo" in result.stderr.replace("\n", " ")


def test_130_interrupted(run, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(framework, "run", interrupt)
    result = run("csdl")
    assert (result.exit_code, result.stderr) == (130, "\nĐã dừng theo yêu cầu.\n")


def _fail(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(framework, "run", fail)


def test_unforeseen_error_shows_no_value_and_no_traceback(run, monkeypatch):
    _fail(monkeypatch, RuntimeError("Lò Văn An 014012000001"))
    result = run("csdl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Lỗi: Có lỗi ngoài dự tính (RuntimeError")
    assert "014012000001" not in result.stderr
    assert "Traceback" not in result.stderr
    assert "dangbo --go-loi" in result.stderr


def test_debug_option_shows_the_traceback(run, monkeypatch):
    _fail(monkeypatch, RuntimeError("chi tiết"))
    assert "RuntimeError: chi tiết" in run("--go-loi", "csdl").stderr


def test_errors_of_sqlite_itself_become_sentences(run, monkeypatch):
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    _fail(monkeypatch, error)
    assert run("csdl").exit_code == 3


def test_broken_pipe_is_silent(tmp_path):
    done = subprocess.run(
        f'"{sys.executable}" -m dangbo_cli --help | true', shell=True, capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_any_console_encoding_takes_vietnamese(encoding, tmp_path):
    done = process("khong-co", variables={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 2
    assert "Không có lệnh «khong-co»." in done.stderr.decode("utf-8")


def test_words_in_bytes_that_are_no_letters_are_told_of_the_encoding(run):
    from dangbo_cli.store.opening import open_writing

    open_writing(run.database).close()
    result = run("dv", "tim", "Ho\udcc3\udca0ng")
    assert result.exit_code == 2
    assert "không dùng bảng mã UTF-8" in " ".join(result.stderr.split())


def test_start_up_loads_nothing_heavy():
    script = (
        "import sys, io\n"
        "from dangbo_cli.app import run\n"
        "from dangbo_cli.cli.environment import Environment\n"
        "run(['--help'], Environment(io.StringIO(), io.StringIO(), io.StringIO()))\n"
        "import json; print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"rich", "sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "xlrd", "rapidfuzz", "sqlite3"}
    commands = {name for name in loaded if name.startswith("dangbo_cli.cli.")}
    assert not commands & {f"dangbo_cli.cli.{name}" for name in ("nhap", "dang_vien", "to_chuc", "bao_cao", "csdl")}


@pytest.mark.parametrize("args", [("dv", "ds", "--dinh-dang", "json"), ("bao-cao", "co-cau"), ("tc", "cay")])
def test_questions_load_nothing_heavy(args, tmp_path):
    from dangbo_cli.store.opening import open_writing

    path = tmp_path / "so.db"
    open_writing(path).close()
    script = (
        "import sys, io\n"
        "from dangbo_cli.app import run\n"
        "from dangbo_cli.cli.environment import Environment\n"
        f"env = Environment(io.StringIO(), io.StringIO(), io.StringIO(), variables={{'DANGBO_CSDL': {str(path)!r}}})\n"
        f"assert run({list(args)!r}, env) == 0, env.stderr.getvalue()\n"
        "import json; print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert not set(json.loads(done.stdout)) & {"sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "rich", "rapidfuzz"}


def test_no_colour_where_it_is_not_wanted():
    def colour(terminal, **variables):
        stream = io.StringIO()
        return Environment(stream, stream, stream, stdout_is_terminal=terminal, variables=variables).colour

    assert colour(True)
    assert not colour(False)
    assert not colour(True, NO_COLOR="1")
    assert not colour(True, TERM="dumb")
