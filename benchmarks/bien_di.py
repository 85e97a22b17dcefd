"""Mutated workbooks: whatever a file has become, `nhap` says one sentence or reads it. No traceback, no hang, no
memory over the bound, no process that dies; a refused file leaves the record as it is, a read one leaves it sound.

    pip install -e ".[dev]"
    python benchmarks/bien_di.py                       # 10,000 mutants; a table by kind; exit code 1 where anything is bad
    python benchmarks/bien_di.py --so 300 --hat 7
    python benchmarks/bien_di.py --chi 4711 --giu x    # one mutant of a seed, kept in a folder, to look at

A mutant is a sound file (`bien/sound.py`: the examples, and every kind of sheet in .xlsx, .xlsm, .xls, .csv, .tsv and HTML,
in Unicode and in TCVN3, VNI or windows-1258), changed one to four times (`bien/changes.py`). The whole command runs on
it (`nhap … --dong-y`, every second time with `--chi-tiet`) against a small record of organisations and members, in a worker
process that may take 2 GiB; its processor time and its peak of memory are measured for each file. A worker that dies,
or is not done with a file in time, is ended and its mutant named.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "src", ROOT / "benchmarks"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from bien.changes import mutant  # noqa: E402
from bien.sound import EXAMPLES, sound_files  # noqa: E402
from dangbo_cli import app  # noqa: E402
from dangbo_cli.cli.environment import Environment  # noqa: E402
from dangbo_cli.intake import importing  # noqa: E402
from dangbo_cli.intake.result import ImportResult  # noqa: E402
from dangbo_cli.store.check import check_file  # noqa: E402
from dangbo_cli.store.opening import open_reading  # noqa: E402

NOW = datetime(2023, 1, 15, 9)
#: Processor time of one file. The clock on the wall would measure what else runs on the machine.
MOST_SECONDS = 5.0
MOST_MIB = 300
#: Seconds on the wall after which a worker is ended; many times the bound, for a machine with much else to do.
PATIENCE = 40.0
_MOST_ADDRESSES = 2 * 1024**3
_UNFORESEEN = ("ngoài dự tính", "đủ bộ nhớ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant: «đọc» or the code of its refusal; `harm` is empty where all is well. `seconds` are of
    the processor, `mebibytes` the peak while it was read (0 where the system does not tell)."""

    number: int
    container: str
    kind: str
    outcome: str
    seconds: float
    mebibytes: float = 0.0
    harm: str = ""


class Record:
    """A small record in a folder of its own, and the program run against it."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "so" / "so.db"
        self.database.parent.mkdir()
        files = ("00 Danh sách tổ chức đảng.xlsx", "03 Hội Nông dân tỉnh.csv", "12 Công ty cổ phần In Mường Sơn.xls")
        _, said = self.run("nhap", *(str(EXAMPLES / "don-vi" / name) for name in files), "--dong-y")
        if not self.database.exists():
            raise SystemExit(f"the record could not be made: {said}")
        self.sound = self.database.read_bytes()
        self.restore()

    def run(self, *args: str) -> tuple[int, str]:
        """Run one command and return its exit code and all it said."""
        said = io.StringIO()
        env = Environment(
            io.StringIO(), said, said, columns=100, clock=lambda: NOW, identify=lambda: ("thu", "may-thu"),
            variables={"DANGBO_CSDL": str(self.database)},
        )  # fmt: skip
        return int(app.run(args, env)), said.getvalue()

    @property
    def changed(self) -> bool:
        """Tell whether the file is another one than it was."""
        return self.database.read_bytes() != self.sound

    def faults(self) -> str:
        """Return what `ra-soat` finds broken in the record; names and numbers in a mutant may be as odd as they like."""
        conn = open_reading(self.database)
        try:
            return "; ".join(f.title for f in check_file(conn) if f.severity.value == "damaged")
        finally:
            conn.close()

    def restore(self) -> None:
        """Put the record back as it was, without its backups."""
        shutil.rmtree(self.database.parent)
        self.database.parent.mkdir()
        self.database.write_bytes(self.sound)


def judge(number: int, seed: int, sound: dict[str, list[bytes]], folder: Path, record: Record) -> Verdict:
    """Import one mutant and say what came of it; the record is afterwards as it was."""
    container, kind, data = mutant(number, seed, sound)
    path = folder / f"m.{'xls' if container == 'html' else container}"
    path.write_bytes(data)
    del data
    planned: list[ImportResult] = []
    plan = importing.plan_import

    def remembered(*args: object) -> ImportResult:
        planned.append(plan(*args))  # type: ignore[arg-type]
        return planned[-1]

    importing.plan_import = remembered  # type: ignore[assignment]
    _forget_peak()
    start = time.process_time()
    try:
        code, said = record.run("--go-loi", "nhap", str(path), "--dong-y", *(["--chi-tiet"] if number % 2 else []))
    finally:
        importing.plan_import = plan
    seconds, mebibytes = time.process_time() - start, peak_mib()
    outcome, harm = _what_came(planned, code, said)
    if record.changed:
        if outcome != "đọc":
            harm = harm or "tệp bị từ chối mà sổ đã đổi"
        elif faults := record.faults():
            harm = harm or f"sổ hỏng: {faults}"
        record.restore()
    if seconds > MOST_SECONDS:
        harm = harm or f"{seconds:.1f} giây"
    if mebibytes > MOST_MIB:
        harm = harm or f"{mebibytes:.0f} MiB"
    return Verdict(number, container, kind, outcome, seconds, mebibytes, harm)


def _what_came(planned: list[ImportResult], code: int, said: str) -> tuple[str, str]:
    """Return the outcome of a run and the harm in it."""
    if not planned or any(words in said for words in _UNFORESEEN):
        return "vết lỗi", "vết lỗi: " + said[-1500:]
    file = planned[-1].files[0]
    if file.error is None or any(sheet.left_out is None for sheet in file.sheets):
        return "đọc", "" if code in (0, 1) else f"mã {code}: {said[-500:]}"
    if not file.error.strip().endswith((".", ".)", "…")):
        return file.error_code or "?", f"không thành câu: {file.error}"
    return file.error_code or "?", "" if file.error_code else f"từ chối không có mã: {file.error}"


# --- what a process costs
def _forget_peak() -> None:
    """Let the peak of this process' memory begin anew, where the system can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_mib() -> float:
    """Return the peak memory of this process so far; 0 where the system does not tell (Windows)."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike ru_maxrss, not that of the process it was forked from
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _limit_memory() -> None:
    """Let a mutant that asks for everything end its worker, not the machine."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, hard))


# --- workers
def _work(numbers: Sequence[int], seed: int, answers: Connection) -> None:
    """Judge mutants, telling which one is begun and what came of it; None at the end."""
    try:
        _limit_memory()
        sound = sound_files()
        with tempfile.TemporaryDirectory() as scratch:
            record = Record(Path(scratch))
            for number in numbers:
                answers.send(number)
                answers.send(judge(number, seed, sound, Path(scratch), record))
        answers.send(None)
    except BaseException:
        answers.send(traceback.format_exc(limit=-3))
        raise


@dataclass
class Outcome:
    """All verdicts of a run, by kind, and its dearest moments."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    largest: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    harms: list[Verdict] = field(default_factory=list)
    say: Callable[[str], None] = lambda _: None

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        key = (verdict.container, verdict.kind)
        self.tried[key] += 1
        self.read[key] += verdict.outcome == "đọc"
        self.codes[verdict.outcome] += 1
        self.slowest[key] = max(self.slowest.get(key, verdict), verdict, key=lambda v: v.seconds)
        self.largest[key] = max(self.largest.get(key, verdict), verdict, key=lambda v: v.mebibytes)
        if verdict.harm:
            self.harms.append(verdict)
            self.say(f"mẫu {verdict.number}: {verdict.harm}")
        if self.tried.total() % 1000 == 0:
            self.say(f"{self.tried.total():,} mẫu")


@dataclass
class _Lane:
    """One worker: its process, what it says, the mutants it still has to judge, the one begun and since when (None:
    it is getting ready)."""

    process: BaseProcess
    answers: Connection
    waiting: list[int]
    begun: int | None = None
    since: float = field(default_factory=time.monotonic)


class WorkerFailed(RuntimeError):
    """A worker ended before it had begun a mutant: the measure itself is broken."""


def run(
    count: int, seed: int, workers: int = 2, patience: float = PATIENCE, say: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Judge `count` mutants in worker processes; one that dies or hangs is replaced and its mutant named. `say` is told
    how far it is after every thousandth, and every harm when it is found."""
    outcome = Outcome(say=say)
    lanes = [_begin([n for n in range(count) if n % workers == at], seed) for at in range(workers)]
    try:
        while lanes:
            ready = wait([lane.answers for lane in lanes], timeout=1.0)
            for lane in list(lanes):
                end = ""
                if lane.answers in ready:
                    try:
                        said = lane.answers.recv()
                    except (EOFError, OSError):
                        lane.process.join()
                        end = f"tiến trình chết ({lane.process.exitcode})"
                    else:
                        if said is None:
                            _stop(lane)
                            lanes.remove(lane)
                            continue
                        end = _hear(lane, said, outcome)
                elif time.monotonic() - lane.since > patience:
                    end = "treo"
                if end:
                    _stop(lane)
                    if lane.begun is None:
                        raise WorkerFailed(end)
                    outcome.add(Verdict(lane.begun, "?", "?", end.partition(":")[0], 0.0, 0.0, end))
                    lanes[lanes.index(lane)] = _begin(lane.waiting, seed)
    finally:
        for lane in lanes:
            _stop(lane)
    return outcome


def _begin(numbers: list[int], seed: int) -> _Lane:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(numbers, seed, theirs), daemon=True)
    process.start()
    theirs.close()  # else the end of the worker would never be seen
    return _Lane(process, ours, numbers)


def _hear(lane: _Lane, said: object, outcome: Outcome) -> str:
    """Take one thing that a worker said; returns why it ends, where it does."""
    lane.since = time.monotonic()
    if isinstance(said, int):
        lane.begun, lane.waiting = said, lane.waiting[1:]
    elif isinstance(said, Verdict):
        outcome.add(said)
    else:
        return f"phép đo gãy: {said}"
    return ""


def _stop(lane: _Lane) -> None:
    lane.process.join(timeout=0.5)
    if lane.process.is_alive():
        lane.process.kill()
        lane.process.join()
    lane.answers.close()


# --- the table
def show(outcome: Outcome) -> None:
    """Print the table by kind, the refusals, and every harm."""
    heading = ("loại tệp", "biến đổi", "tệp", "đọc được", "từ chối", "có hại", "chậm nhất (s)", "nhiều nhất (MiB)")
    print(f"| {' | '.join(heading)} |\n|---|---|{'---:|' * (len(heading) - 2)}")
    for key in sorted(outcome.tried):
        bad = sum((v.container, v.kind) == key for v in outcome.harms)
        tried, read = outcome.tried[key], outcome.read[key]
        print(f"| {key[0]} | {key[1]} | {tried:,} | {read:,} | {tried - read:,} | {bad} | "
              f"{outcome.slowest[key].seconds:.2f} | {outcome.largest[key].mebibytes:.0f} |")  # fmt: skip
    slowest = max(outcome.slowest.values(), key=lambda v: v.seconds)
    largest = max(outcome.largest.values(), key=lambda v: v.mebibytes)
    tried, read = outcome.tried.total(), outcome.read.total()
    print(f"| **tất cả** | | {tried:,} | {read:,} | {tried - read:,} | {len(outcome.harms)} | {slowest.seconds:.2f} | "
          f"{largest.mebibytes:.0f} |")  # fmt: skip
    print(f"\nChậm nhất: mẫu {slowest.number}; nhiều bộ nhớ nhất: mẫu {largest.number}.")
    print("Kết quả:", ", ".join(f"{code} {number}" for code, number in outcome.codes.most_common()))
    for verdict in outcome.harms[:20]:
        print(f"- mẫu {verdict.number} ({verdict.container}, {verdict.kind}): {verdict.harm}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--so", type=int, default=10_000, help="how many mutants")
    parser.add_argument("--hat", type=int, default=1, help="seed")
    parser.add_argument("--tien-trinh", type=int, default=2, help="worker processes")
    parser.add_argument("--chi", type=int, help="judge this one mutant only, in this process")
    parser.add_argument("--giu", type=Path, help="folder to keep that mutant in")
    args = parser.parse_args()
    if args.chi is not None:
        with tempfile.TemporaryDirectory() as scratch:
            where = args.giu if args.giu is not None else Path(scratch)
            where.mkdir(parents=True, exist_ok=True)
            verdict = judge(args.chi, args.hat, sound_files(), where, Record(Path(scratch)))
        print(verdict)
        return 1 if verdict.harm else 0
    started = time.perf_counter()
    outcome = run(args.so, args.hat, args.tien_trinh, say=lambda text: print(text, file=sys.stderr, flush=True))
    show(outcome)
    print(f"\n{args.so} tệp, hạt giống {args.hat}, {time.perf_counter() - started:.0f} giây.")
    return 1 if outcome.harms else 0


if __name__ == "__main__":
    sys.exit(main())
