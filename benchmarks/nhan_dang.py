"""How well sheets are read: nasty workbooks composed by chance from a seed, each with its truth.

    pip install -e ".[dev]"
    python benchmarks/nhan_dang.py                       # 600 workbooks; a table by feature; 1 where anything is wrong
    python benchmarks/nhan_dang.py --so 60 --hat 7       # 60 workbooks of seed 7, as in CI
    python benchmarks/nhan_dang.py --giu /noi/nao --so 20    # keep the workbooks and their truth, to look at

Composed of: container × title block × header × columns × groups × noise × text of cells × names (see `kho/`). What is
certain must be stored; what is not must not be stored wrong. Every person must be stored or named in the problems; a
row that is no person must not become one. Nobody in the workbooks exists.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "src", ROOT / "benchmarks"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from dangbo_cli.intake.importing import ImportOptions, plan_import  # noqa: E402
from dangbo_cli.store.apply import Counts, Who, apply_plan  # noqa: E402
from dangbo_cli.store.opening import open_writing  # noqa: E402
from dangbo_cli.vietnamese.legacy import Encoding, encode  # noqa: E402
from kho.files import SUFFIXES, write  # noqa: E402
from kho.layout import Workbook  # noqa: E402
from kho.pages import Composer  # noqa: E402
from kho.people import TREE  # noqa: E402
from kho.score import KINDS, Tally, Verdict, judge  # noqa: E402

TODAY = date(2023, 1, 15)
#: Containers by how often units send them.
CONTAINERS = ("xlsx", "xlsx", "xlsx", "xls", "xls", *SUFFIXES)
BAD = ("wrong", "lost", "invented", "place", "crash")


@dataclass
class Outcome:
    """The verdicts of a run, counted as a whole and by feature."""

    total: Counter[str] = field(default_factory=Counter)
    features: dict[str, Tally] = field(default_factory=dict)
    lines: dict[str, list[Verdict]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, book: Workbook, verdicts: list[Verdict]) -> None:
        """Count the verdicts of one workbook."""
        for feature in book.features:
            self.features.setdefault(feature, Tally()).books += 1
        for verdict in verdicts:
            self.total[verdict.kind] += 1
            for feature in {*book.features, *verdict.tags}:
                self.features.setdefault(feature, Tally()).counts[verdict.kind] += 1
            if verdict.kind == "person aside":
                self.reasons.update(verdict.tags)
            if verdict.kind != "right":
                self.lines.setdefault(verdict.kind, []).append(verdict)

    @property
    def bad(self) -> int:
        """How much is wrong: cells, organisations, people lost or invented, crashes."""
        return sum(self.total[kind] for kind in BAD)

    @property
    def share_right(self) -> float:
        """The share of right cells among all of people that were stored."""
        cells = sum(self.total[kind] for kind in ("right", "aside", "silent", "wrong", "place"))
        return self.total["right"] / cells if cells else 0.0


def compose(seed: int, number: int) -> Workbook:
    """Return the workbook of a number; the same seed and number always give the same."""
    rng = Random(f"{seed}/{number}")
    book = Composer(rng, rng.choice(CONTAINERS)).compose()
    if book.container != "csv cp1258":
        type_in_legacy(book, Random(f"{seed}/{number}/bảng mã"))
    return book


def type_in_legacy(book: Workbook, rng: Random) -> None:
    """Let one workbook of five be typed in TCVN3 or VNI: whole, its records only, or half of its columns."""
    if rng.random() >= 0.2:
        return
    encoding, extent = rng.choice(list(Encoding)), rng.choice(("cả trang", "cả trang", "dữ liệu", "vài cột"))
    book.features.append(f"bảng mã: {encoding.name}, {extent}")
    for page in book.pages:
        first = min(page.entries, default=0) if extent == "dữ liệu" else 0
        width = max(map(len, page.rows), default=0)
        columns = {c for c in range(width) if extent != "vài cột" or rng.random() < 0.5}
        for row in page.rows[first:]:
            row[:] = [encode(v, encoding) if isinstance(v, str) and c in columns else v for c, v in enumerate(row)]


@contextmanager
def tree(folder: Path) -> Iterator[tuple[sqlite3.Connection, dict[int, str]]]:
    """Open a database that holds the organisations, and yield it with their codes by number."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)"])
    for number, (code, name, kind, upper) in enumerate(TREE, 1):
        book.active.append([number, code, name, kind, upper])
    book.save(folder / "to-chuc.xlsx")
    conn = open_writing(folder / "so.db")
    result = plan_import(conn, [folder / "to-chuc.xlsx"], ImportOptions(), None, TODAY)
    apply_plan(conn, result.plan, Who("thu", "may-thu"), datetime(2023, 1, 15, 9), Counts(result.created, 0, 0, 0))
    codes = dict(conn.execute("SELECT id, code FROM organization"))
    if len(codes) != len(TREE):
        raise SystemExit(f"the tree itself was not read: {len(codes)} of {len(TREE)}")
    yield conn, codes
    conn.close()


def run(count: int, seed: int, folder: Path) -> Outcome:
    """Compose, write, read and judge `count` workbooks of a seed below a folder."""
    outcome = Outcome()
    with tree(folder) as (conn, codes):
        for number in range(count):
            book = compose(seed, number)
            path = write(book, folder / f"{number:04d}")
            try:
                result = plan_import(conn, [path], ImportOptions(), None, TODAY)
            except Exception:  # a crash is a verdict, the run goes on
                verdicts = [Verdict("crash", f"{path.parent.name}/{path.name}: {traceback.format_exc(limit=-2)}")]
            else:
                verdicts = judge(book, path, result, codes)
            outcome.add(book, verdicts)
    return outcome


def keep_truth(count: int, seed: int, folder: Path) -> None:
    """Write beside the kept workbooks what each must give."""
    truth = {}
    for number in range(count):
        book = compose(seed, number)
        truth[f"{number:04d}"] = {
            "features": book.features,
            "people": [
                {
                    "sheet": page.name, "row": r + 1, "organization": entry.organization,
                    "wants": {k: [w.value, w.sure, list(w.accept)] for k, w in entry.wants.items()},
                }
                for page in book.pages for r, entry in page.entries.items()
            ],
        }  # fmt: skip
    (folder / "su-that.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


_HEADINGS = ("đúng", "nêu ra", "im lặng", "SAI", "MẤT", "BỊA", "SAI CHỖ", "người để lại")


def show(outcome: Outcome, examples: int) -> None:
    """Print the table by feature, and examples of each kind of trouble."""
    print("| đặc điểm | tệp | " + " | ".join(_HEADINGS) + " |")
    print("|---|" + "---:|" * (len(_HEADINGS) + 1))
    kinds = (*KINDS, "person aside")
    rows = sorted(outcome.features.items(), key=lambda item: item[0])
    for name, tally in rows:
        print(f"| {name} | {tally.books or ''} | " + " | ".join(str(tally.counts[kind] or "") for kind in kinds) + " |")
    print("| **tất cả** | | " + " | ".join(str(outcome.total[kind]) for kind in kinds) + " |")
    print(f"\nĐúng {outcome.share_right:.2%} số ô của người được lưu.")
    for kind in (*BAD, "silent", "aside", "person aside"):
        lines = outcome.lines.get(kind, [])
        if lines and examples:
            print(f"\n## {kind}: {len(lines)}")
            for verdict in lines[:examples]:
                print("-", verdict.text)
    if outcome.reasons:
        print("\n## lý do để lại cả người")
        for reason, number in outcome.reasons.most_common():
            print(f"- {number} {reason}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--so", type=int, default=600, help="how many workbooks")
    parser.add_argument("--hat", type=int, default=1, help="seed")
    parser.add_argument("--giu", type=Path, help="folder to keep the workbooks and their truth in")
    parser.add_argument("--vi-du", type=int, default=12, help="examples of each kind of trouble")
    args = parser.parse_args()
    started = time.perf_counter()
    if args.giu is not None:
        args.giu.mkdir(parents=True, exist_ok=True)
        outcome = run(args.so, args.hat, args.giu)
        keep_truth(args.so, args.hat, args.giu)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            outcome = run(args.so, args.hat, Path(scratch))
    show(outcome, args.vi_du)
    print(f"\n{args.so} tệp, hạt giống {args.hat}, {time.perf_counter() - started:.0f} giây.")
    return 1 if outcome.bad else 0


if __name__ == "__main__":
    sys.exit(main())
