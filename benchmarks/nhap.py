"""Speed and memory of a whole import, as ratios in one run.

    pip install -e ".[dev,benchmark]"
    python benchmarks/nhap.py              # 90 workbooks, 5,200 members; prints the table of benchmarks/README.md
    python benchmarks/nhap.py --nam        # the year's work: pledges, sessions, initiatives, ratings, …

Three whole processes in turn, several rounds: `dangbo nhap --dong-y`; a floor that reads the same files with
python-calamine and inserts every row with sqlite3, understanding nothing; pandas `read_excel` + `to_sql`. Machines
are noisy: the medians and the ratios are what counts. Then the full set is compared with its truth, cell by cell.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FLOOR = """
import sqlite3, sys
from pathlib import Path
from python_calamine import CalamineWorkbook
import csv, io
db = sqlite3.connect(sys.argv[2])
db.execute("create table r (f, s, n, " + ",".join(f"c{i}" for i in range(40)) + ")")
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".xlsx", ".xls", ".ods"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = [(n, book.get_sheet_by_name(n).to_python(skip_empty_area=False)) for n in book.sheet_names]
    elif path.suffix in (".csv", ".tsv"):
        sheets = [("csv", list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))))]
    else:
        continue
    for name, rows in sheets:
        db.executemany("insert into r values (" + ",".join("?" * 43) + ")",
            [(path.name, name, i, *[str(v) for v in (row + [""] * 40)[:40]]) for i, row in enumerate(rows)])
db.commit()
"""

PANDAS = """
import sqlite3, sys
from pathlib import Path
import pandas
db = sqlite3.connect(sys.argv[2])
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".xlsx", ".xls", ".ods"):
        frames = pandas.read_excel(path, sheet_name=None, header=None, dtype=object)
    elif path.suffix in (".csv", ".tsv"):
        frames = {"csv": pandas.read_csv(path, header=None, dtype=object, sep=None, engine="python", names=range(40))}
    else:
        continue
    for name, frame in frames.items():
        if frame.shape[1] == 0:  # an empty sheet: to_sql cannot make a table without columns
            continue
        frame.astype(str).to_sql(f"{path.name} {name}", db, if_exists="replace", index=False)
db.commit()
"""


def run(command: list[str], env: dict[str, str], good: tuple[int, ...]) -> tuple[float, float, float]:
    """Run one whole process; return its wall seconds, its processor seconds and its peak memory in MiB. Any exit code but
    `good` ends all: the time of a process that died half-way is no time."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        code, peak = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
        worked = usage.ru_utime + usage.ru_stime
    else:
        code, peak, worked = process.wait(), float("nan"), float("nan")
    if code not in good:
        raise SystemExit(f"{command[:4]} ended with {code}")
    return time.perf_counter() - started, worked, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="an already generated full set")
    parser.add_argument("--nam", action="store_true", help="the year's work, into a record that has the members")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch) / "full"
        if args.folder is None:
            subprocess.run([sys.executable, ROOT / "examples" / "tao_vi_du.py", folder], check=True)
        members = folder / "don-vi" if (folder / "don-vi").is_dir() else folder
        units = folder / "nam-2022" if args.nam else members
        env = dict(os.environ)
        # As installed: modules compiled once. The warm-up round fills the cache, which is ours alone.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(Path(scratch) / "compiled")
        commands = {
            "dangbo": [sys.executable, "-m", "dangbo_cli", "--csdl", "{db}", "nhap", str(units), "--dong-y"],
            "floor": [sys.executable, "-c", FLOOR, str(units), "{db}"],
            "pandas": [sys.executable, "-c", PANDAS, str(units), "{db}"],
        }
        started_with = Path(scratch) / "members.db"
        if args.nam:
            first = [
                part.replace("{db}", str(started_with)).replace(str(units), str(members)) for part in commands["dangbo"]
            ]
            run(first, env, (0, 1))
        times: dict[str, list[float]] = {name: [] for name in commands}
        worked: dict[str, list[float]] = {name: [] for name in commands}
        peaks: dict[str, float] = {}
        for turn in range(args.rounds + 1):
            for name, command in commands.items():
                database = Path(scratch) / f"{name}{turn}.db"
                if args.nam and name == "dangbo":
                    shutil.copy(started_with, database)
                good = (0, 1) if name == "dangbo" else (0,)  # dangbo's 1: some rows were set aside
                wall, cpu, peak = run([part.replace("{db}", str(database)) for part in command], env, good)
                if turn:
                    times[name].append(wall)
                    worked[name].append(cpu)
                    peaks[name] = max(peak, peaks.get(name, 0))
        print("| | median s | min–max s | processor s | peak MiB |\n|---|---|---|---|---|")
        for name, walls in times.items():
            print(
                f"| {name} | {statistics.median(walls):.2f} | {min(walls):.2f}–{max(walls):.2f} "
                f"| {statistics.median(worked[name]):.2f} | {peaks[name]:.0f} |"
            )
        for other in ("floor", "pandas"):
            ratios = [a / b for a, b in zip(times["dangbo"], times[other], strict=True)]
            cpu = statistics.median(a / b for a, b in zip(worked["dangbo"], worked[other], strict=True))
            span = f"{min(ratios):.2f}–{max(ratios):.2f}"
            print(f"\ndangbo / {other}: median {statistics.median(ratios):.2f}, {span}; of processor time {cpu:.2f}")
        if not args.nam:
            compare(folder, Path(scratch) / "dangbo1.db")


def compare(folder: Path, database: Path) -> None:
    """Print how many cells of the full set are right, missing and wrong against the generator's truth."""
    truth_file = folder / "su-that.json"
    if not truth_file.exists():
        print("\nno truth beside the folder, nothing compared")
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from truth import compare_members

    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "dangbo_cli",
            "--csdl",
            str(database),
            "dv",
            "ds",
            "--dinh-dang",
            "json",
            "--tinh-den",
            "2022-12-31",
        ],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    report = compare_members(truth["members"], json.loads(answer.stdout))
    print(
        f"\nfull set against its truth: {report.right} cells right, {len(report.missing)} missing, {len(report.wrong)} wrong, "
        f"{len(report.lost)} people lost, {len(report.extra)} people too many"
    )
    for line in [*report.wrong[:10], *report.lost[:10], *report.missing[:10]]:
        print("  ", line)


if __name__ == "__main__":
    main()
