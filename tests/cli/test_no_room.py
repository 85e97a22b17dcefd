"""Where no room is left for what a command writes: said, and never taken for done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
SOURCE = Path(__file__).resolve().parents[2] / "src"


def limited(run, *args, output, most, variables=None):
    """Run the program as a process that may write files of `most` bytes, its answer into the file `output`."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "DANGBO_CSDL": str(run.database), **(variables or {})}
    with Path(output).open("wb") as file:
        return subprocess.run(
            [sys.executable, "-m", "dangbo_cli", *map(str, args)], stdout=file, stderr=subprocess.PIPE, text=True,
            env=environment, timeout=60, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("args", [("dv", "ds", "--dinh-dang", "json"), ("dv", "ds", "--dinh-dang", "csv"), ("--help",)])
def test_an_answer_cut_short_is_no_answer(filled, tmp_path, args, unbuffered):
    result = limited(filled, *args, output=tmp_path / "x", most=100, variables={"PYTHONUNBUFFERED": unbuffered})
    assert (tmp_path / "x").stat().st_size == 100
    assert result.returncode == 1
    told = " ".join(result.stderr.split())
    assert told.startswith("Lỗi: Không ghi hết được kết quả ra nơi đã chuyển hướng tới: hệ thống không cho ghi tệp")
    assert "ngoài dự tính" not in told
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_full_from_the_first_byte_is_said(filled):
    result = limited(filled, "dv", "ds", output="/dev/full", most=resource.RLIM_INFINITY)
    assert result.returncode == 1
    assert "ổ đĩa đã đầy. Phần đã ghi ra không trọn vẹn" in " ".join(result.stderr.split())
