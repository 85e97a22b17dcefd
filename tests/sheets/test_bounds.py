"""Files made to cost much (`hostile.py`): each is named in one sentence or read, within its processor time and its memory,
and the sound file beside it is taken in all the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sheets import files, hostile

ROOT = Path(__file__).resolve().parents[2]
#: Of the processor, the start of the program and the sound file beside it included.
MOST_SECONDS = 5.0
MOST_MIB = 300
#: `nhap` on the hostile file and a sound one, in a process that is ended where it takes far too much. The peak is VmHWM:
#: ru_maxrss would be that of the process it was forked from, where that was larger.
_PROGRAM = """
import io, json, resource, sys, time
from datetime import datetime
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
if sys.platform == "linux":
    resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, resource.RLIM_INFINITY))
from dangbo_cli import app
from dangbo_cli.cli.environment import Environment
from dangbo_cli.intake import importing
plan, planned = importing.plan_import, []
importing.plan_import = lambda *args: planned.append(plan(*args)) or planned[-1]
out, err = io.StringIO(), io.StringIO()
env = Environment(io.StringIO(), out, err, columns=100, clock=lambda: datetime(2023, 1, 15, 9),
                  identify=lambda: ("thu", "may"), variables={"DANGBO_CSDL": sys.argv[1]})
code = app.run(["nhap", *sys.argv[2:], "--dong-y", "--dinh-dang", "json"], env)
status = Path("/proc/self/status")
if status.exists():
    peak = next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
used = resource.getrusage(resource.RUSAGE_SELF)
said = json.loads(out.getvalue()) if out.getvalue() else {}
files = [[file.error_code, file.error, sum(sheet.rows for sheet in file.sheets)] for one in planned for file in one.files]
print(json.dumps([int(code), files, said.get("created"), err.getvalue()[-2000:], used.ru_utime + used.ru_stime, peak]))
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small record with two branches, and nobody in them."""
    folder = tmp_path_factory.mktemp("so")
    from running import Runner

    run = Runner(folder)
    rows = [["STT", "Mã tổ chức", "Tên tổ chức", "Mã cấp trên"], [1, "CT", "Đảng bộ Sở Công Thương", ""],
            [2, "CT.1", "Chi bộ 1", "CT"], [3, "CT.2", "Chi bộ 2", "CT"]]  # fmt: skip
    done = run("nhap", files.save(folder, "tc.xlsx", files.xlsx([["DANH SÁCH TỔ CHỨC ĐẢNG"], *rows])), "--dong-y")
    assert done.exit_code == 0, done.stdout + done.stderr
    return run.database.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")
@pytest.mark.parametrize("case", hostile.CASES)
def test_cost_is_bounded_and_nothing_else_stops(tmp_path: Path, record: bytes, case: str) -> None:
    made = hostile.CASES[case]
    database = files.save(tmp_path, "so.db", record)
    bad = files.save(tmp_path, case, made.make())
    sound = files.save(tmp_path, "zz lành.csv", hostile.crowd(1, name="Hoàng Quốc Lành", birth="12/05/1981"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _PROGRAM, str(database), str(bad), str(sound)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    code, said, created, errors, seconds, peak = json.loads(done.stdout)
    assert code in (0, 1), errors
    assert "Traceback" not in errors
    (end, sentence, _), (_, _, rows) = said
    assert rows == 1
    assert created >= 1
    assert (end or hostile.READ) in made.ends
    if end is not None:
        assert sentence.strip()[-1] in ".)"
        assert "error" not in sentence.lower()
    assert seconds <= MOST_SECONDS
    assert peak <= MOST_MIB


def test_a_workbook_of_charts_is_said_to_be_one(tmp_path: Path) -> None:
    from dangbo_cli.sheets.book import Unreadable, read_book

    with pytest.raises(Unreadable, match="chỉ có biểu đồ"):
        read_book(files.save(tmp_path, "a.xlsx", files.xlsx(change=hostile.chart_only)))


def test_parts_that_only_dress_a_workbook_may_be_absent(tmp_path: Path) -> None:
    from dangbo_cli.sheets.book import read_book

    bare = files.repack(files.xlsx(), {"xl/styles.xml": None, "xl/theme/theme1.xml": None, "docProps/app.xml": None})
    assert read_book(files.save(tmp_path, "a.xlsx", bare)).grids[0].rows[1][1] == "Lò Thị Ánh"
