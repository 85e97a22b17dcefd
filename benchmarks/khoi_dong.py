"""Start-up: what a command costs from the prompt to its answer, as ratios to `python -c "import typer"`.

    pip install -e ".[dev]"
    python benchmarks/khoi_dong.py             # prints the table of benchmarks/README.md

Whole processes, one after another in rounds, medians; the record holds the generator's full set (5,200
members and their year 2022). Each
command is taken twice: as installed (modules compiled once) and with nothing of ours compiled, as it is right after
an upgrade or where the folder cannot be written. typer itself is always compiled.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
BASE = [sys.executable, "-c", "import typer"]
COMMANDS = {
    "dangbo --help": ["--help"],
    "dangbo dv tim lo hoa": ["dv", "tim", "lo", "hoa"],
    "dangbo bao-cao co-cau": ["bao-cao", "co-cau"],
    "dangbo bao-cao xep-loai, with the year before": ["bao-cao", "xep-loai", "--nam", "2022"],
    "dangbo bao-cao chi-thi-05": ["bao-cao", "chi-thi-05", "--nam", "2022"],
}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Run one whole process and return its wall seconds; SystemExit where it fails."""
    started = time.perf_counter()
    code = subprocess.run(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode
    took = time.perf_counter() - started
    if code not in (0, 1):
        raise SystemExit(f"{command[3:]} ended with {code}")
    return took


def copy_package(target: Path, compiled: bool = False) -> Path:
    """Copy the package to a folder of its own, compiled as pip leaves it or not at all, and return the folder."""
    shutil.copytree(SOURCE / "dangbo_cli", target / "dangbo_cli", ignore=shutil.ignore_patterns("__pycache__"))
    if compiled:
        compileall.compile_dir(str(target), quiet=1)
    return target


def make_record(scratch: Path, env: dict[str, str]) -> Path:
    """Import the full set of the example generator and return the file."""
    subprocess.run([sys.executable, ROOT / "examples" / "tao_vi_du.py", scratch / "full"], check=True, env=env)
    database = scratch / "so.db"
    for part in ("don-vi", "nam-2022"):
        line = [
            sys.executable,
            "-m",
            "dangbo_cli",
            "--csdl",
            str(database),
            "nhap",
            str(scratch / "full" / part),
            "--dong-y",
        ]
        seconds(line, env)
    with sqlite3.connect(database) as conn:  # and a year before, so that two years are compared
        columns = ", ".join(
            row[1] for row in conn.execute("PRAGMA table_info(rating)") if row[1] not in ("id", "period")
        )
        conn.execute(
            f"INSERT INTO rating (period, {columns}) SELECT '2021', {columns} FROM rating r WHERE period = '2022' AND NOT EXISTS"
            " (SELECT 1 FROM rating q WHERE q.period = '2021' AND (q.member_id = r.member_id OR q.organization_id ="
            " r.organization_id))"
        )
    return database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--csdl", type=Path, help="a record that is there already")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        installed = {**plain, "PYTHONPATH": str(copy_package(scratch / "installed", compiled=True))}
        bare = {**plain, "PYTHONPATH": str(copy_package(scratch / "bare")), "PYTHONDONTWRITEBYTECODE": "1"}
        database = args.csdl or make_record(scratch, installed)
        runs: dict[str, tuple[list[str], dict[str, str]]] = {"import typer": (BASE, installed)}
        for name, words in COMMANDS.items():
            line = [sys.executable, "-m", "dangbo_cli", "--csdl", str(database), *words]
            runs[name] = (line, installed)
            runs[f"{name}, not compiled"] = (line, bare)
        times: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(args.rounds + 1):
            for name, (line, env) in runs.items():
                took = seconds(line, env)
                if turn:
                    times[name].append(took)
    base = times["import typer"]
    print("| | median ms | ratio: median | min–max |\n|---|---|---|---|")
    for name, walls in times.items():
        ratios = [one / other for one, other in zip(walls, base, strict=True)]
        print(
            f"| `{name}` | {1000 * statistics.median(walls):.0f} | {statistics.median(ratios):.2f} "
            f"| {min(ratios):.2f}–{max(ratios):.2f} |"
        )


if __name__ == "__main__":
    main()
