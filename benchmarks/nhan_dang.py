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
from functools import cache
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
from dangbo_cli.views.values import integer  # noqa: E402
from kho.entries import YearComposer  # noqa: E402
from kho.files import SUFFIXES, write  # noqa: E402
from kho.layout import Workbook  # noqa: E402
from kho.pages import Composer  # noqa: E402
from kho.people import NAMES, TREE, UPPER, Person, below, make_people  # noqa: E402
from kho.score import KINDS, Tally, Verdict, judge  # noqa: E402
from kho.year_score import judge_entries  # noqa: E402

_MIDDLES = "An Bích Cao Duy Hữu Khắc Lâm Minh Như Phi Quý".split()
_GIVEN = "Ánh Bảo Châu Đạt".split()
TODAY = date(2023, 1, 15)
#: Containers by how often units send them.
CONTAINERS = ("xlsx", "xlsx", "xlsx", "xls", "xls", *SUFFIXES)
BAD = ("wrong", "lost", "invented", "place", "alarm", "crash")


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

    def join(self, other: Outcome) -> None:
        """Add the figures of another run."""
        self.total.update(other.total)
        self.reasons.update(other.reasons)
        for name, tally in other.features.items():
            mine = self.features.setdefault(name, Tally())
            mine.books += tally.books
            mine.counts.update(tally.counts)
        for kind, lines in other.lines.items():
            self.lines.setdefault(kind, []).extend(lines)

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
    """Return the workbook of a number; the same seed and number always give the same. Each sixth is of the year's work."""
    rng = Random(f"{seed}/{number}")
    container = rng.choice(CONTAINERS)
    book = Composer(rng, container).compose() if number % 6 != 5 else YearComposer(rng, container, staff()).compose()
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


@cache
def staff() -> dict[str, list[Person]]:
    """Return the members whom the record holds for the year's work, by organisation; no name stands twice."""
    people: dict[str, list[Person]] = {}
    for at, leaf in enumerate(code for top in ("YT", "CT") for code in below(top)):
        people[leaf] = make_people(Random(leaf), 4, 900_000 + 10 * at, leaf)
        for nth, person in enumerate(people[leaf]):
            person.name = f"{person.name.split()[0]} {_MIDDLES[at]} {_GIVEN[nth]}"
    return people


@contextmanager
def tree(folder: Path, staffed: bool = False) -> Iterator[tuple[sqlite3.Connection, dict[int, str]]]:
    """Open a database that holds the organisations, and their staff too where asked; yield it with their codes by number."""
    import openpyxl

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "so.db").unlink(missing_ok=True)

    book = openpyxl.Workbook()
    book.active.append(["STT", "Mã tổ chức", "Tên tổ chức đảng", "Loại hình", "Trực thuộc (mã)"])
    for number, (code, name, kind, upper) in enumerate(TREE, 1):
        book.active.append([number, code, name, kind, upper])
    book.save(folder / "to-chuc.xlsx")
    conn = open_writing(folder / "so.db")
    _store(conn, [folder / "to-chuc.xlsx"], 9)
    codes = dict(conn.execute("SELECT id, code FROM organization"))
    if len(codes) != len(TREE):
        raise SystemExit(f"the tree itself was not read: {len(codes)} of {len(TREE)}")
    if staffed:
        _store_staff(conn, folder)
    yield conn, codes
    conn.close()


def _store_staff(conn: sqlite3.Connection, folder: Path) -> None:
    import openpyxl

    paths = []
    for leaf, people in staff().items():
        book = openpyxl.Workbook()
        for line in ([NAMES[UPPER[leaf]].upper()], [NAMES[leaf].upper()], ["DANH SÁCH ĐẢNG VIÊN"]):
            book.active.append(line)
        book.active.append(["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên"])
        for nth, one in enumerate(people, 1):
            book.active.append([nth, one.name, f"{one.birth:%d/%m/%Y}", one.card])
        paths.append(folder / f"{leaf}.xlsx")
        book.save(paths[-1])
    created = _store(conn, paths, 10)
    if created != sum(map(len, staff().values())):
        raise SystemExit(f"the staff itself was not read: {created}")


def _store(conn: sqlite3.Connection, paths: list[Path], hour: int) -> int:
    """Import sheets and return how many people and organisations are new."""
    result = plan_import(conn, paths, ImportOptions(), None, TODAY)
    apply_plan(conn, result.plan, Who("thu", "may-thu"), datetime(2023, 1, 15, hour), Counts(result.created, 0, 0, 0))
    return result.created


def _members(conn: sqlite3.Connection, codes: dict[int, str]) -> dict[int, tuple[str, str]]:
    found = conn.execute(
        "SELECT m.id, m.full_name, p.organization_id FROM member m JOIN member_place p ON p.member_id = m.id"
    )
    return {number: (name, codes[place]) for number, name, place in found}


def run(count: int, seed: int, folder: Path) -> Outcome:
    """Compose, write, read and judge `count` workbooks of a seed below a folder."""
    outcome = Outcome()
    with tree(folder) as (conn, codes), tree(folder / "co-nguoi", staffed=True) as (other, other_codes):
        members = _members(other, other_codes)
        for number in range(count):
            book = compose(seed, number)
            path = write(book, folder / f"{number:04d}")
            entries = book.kind != "dang-vien"
            try:
                result = plan_import(other if entries else conn, [path], ImportOptions(), None, TODAY)
            except Exception:  # a crash is a verdict, the run goes on
                verdicts = [Verdict("crash", f"{path.parent.name}/{path.name}: {traceback.format_exc(limit=-2)}")]
            else:
                verdicts = (
                    judge_entries(book, path, result, other_codes, members)
                    if entries
                    else judge(book, path, result, codes)
                )
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


_HEADINGS = ("đúng", "nêu ra", "im lặng", "SAI", "MẤT", "BỊA", "SAI CHỖ", "BÁO SAI", "người để lại")


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


def show_groups(outcomes: dict[int, Outcome], whole: Outcome) -> None:
    """Print the figures of each seed, and of each group of features."""
    kinds = (*KINDS, "person aside")
    print("| | " + " | ".join(_HEADINGS) + " |\n|---|" + "---:|" * len(_HEADINGS))
    for name, one in [*((f"hạt giống {seed}", outcome) for seed, outcome in outcomes.items()), ("**tất cả**", whole)]:
        print(f"| {name} | " + " | ".join(integer(one.total[kind]) for kind in kinds) + " |")
    print(f"\nĐúng {whole.share_right:.3%} số ô của người được lưu.\n")
    groups: dict[str, Tally] = {}
    for name, tally in whole.features.items():
        group = groups.setdefault(name.partition(":")[0], Tally())
        group.counts.update(tally.counts)
    print("| nhóm | đúng | nêu ra | im lặng | sai, mất, bịa, sai chỗ, báo sai | người để lại |\n|---|" + "---:|" * 5)
    for name, group in sorted(groups.items()):
        if name in ("trường", "để lại"):
            continue
        harm = sum(group.counts[kind] for kind in BAD)
        figures = (
            group.counts["right"],
            group.counts["aside"],
            group.counts["silent"],
            harm,
            group.counts["person aside"],
        )
        print(f"| {name} | " + " | ".join(map(integer, figures)) + " |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--so", type=int, default=600, help="how many workbooks")
    parser.add_argument("--hat", type=int, nargs="+", default=[1], help="seed, or several whose figures are added up")
    parser.add_argument("--theo-nhom", action="store_true", help="only the tables of docs/do-chinh-xac.md")
    parser.add_argument("--giu", type=Path, help="folder to keep the workbooks and their truth in")
    parser.add_argument("--vi-du", type=int, default=12, help="examples of each kind of trouble")
    args = parser.parse_args()
    started = time.perf_counter()
    outcomes = {}
    for seed in args.hat:
        if args.giu is not None:
            folder = args.giu if len(args.hat) == 1 else args.giu / str(seed)
            folder.mkdir(parents=True, exist_ok=True)
            outcomes[seed] = run(args.so, seed, folder)
            keep_truth(args.so, seed, folder)
        else:
            with tempfile.TemporaryDirectory() as scratch:
                outcomes[seed] = run(args.so, seed, Path(scratch))
    whole = Outcome()
    for outcome in outcomes.values():
        whole.join(outcome)
    if args.theo_nhom:
        show_groups(outcomes, whole)
    else:
        show(whole, args.vi_du)
    seeds = ", ".join(map(str, args.hat))
    print(f"\n{args.so} tệp mỗi hạt giống ({seeds}), {time.perf_counter() - started:.0f} giây.")
    return 1 if whole.bad else 0


if __name__ == "__main__":
    sys.exit(main())
