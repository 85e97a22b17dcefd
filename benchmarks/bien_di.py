"""Mutated workbooks: whatever a file has become, the reader says one sentence or reads it. No traceback, no hang, no
memory over the bound, no process that dies, nothing in the database.

    pip install -e ".[dev]"
    python benchmarks/bien_di.py                       # 10,000 mutants; a table by kind; exit code 1 where anything is bad
    python benchmarks/bien_di.py --so 300 --hat 7
    python benchmarks/bien_di.py --chi 4711 --giu x    # one mutant of a seed, kept in a folder, to look at

A mutant is an example of a container (.xlsx, .xls, .ods, .csv, HTML; some in TCVN3), changed one to four times: bytes
(flipped, cut out, doubled, overwritten, cut off), parts of a package (left out, doubled, exchanged, cut off), XML
(attributes, elements, entities, nesting), records of an .xls (lengths, order, content), sizes that lie. Each is planned
against a record of its own in a worker process: what it costs is measured there, and a worker that dies names its mutant.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import re
import sqlite3
import struct
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "src", ROOT / "benchmarks"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from dangbo_cli.intake.importing import ImportOptions, plan_import  # noqa: E402
from dangbo_cli.sheets.ole import CompoundFile, wrap  # noqa: E402
from dangbo_cli.sheets.unreadable import Unreadable  # noqa: E402
from dangbo_cli.store.opening import open_writing  # noqa: E402
from dangbo_cli.vietnamese.legacy import Encoding, encode  # noqa: E402

TODAY = date(2023, 1, 15)
MOST_SECONDS = 5.0
MOST_MIB = 300
#: What a mutant may hang for before its worker is ended.
_PATIENCE = 60.0
_NUMBERS = ("0", "-1", "1", "255", "65535", "65536", "1048576", "1048577", "16385", "2147483647", "4294967295",
            "9" * 25, "", "NaN", "1e308", "A1", "XFD1048576", "A0", "ZZZZ9", "true", "ß", "&#0;", "\ud7ff")  # fmt: skip
_XML = (".xml", ".rels", ".vml")


def bases() -> dict[str, list[bytes]]:
    """Return sound files by container: the smaller examples, an HTML page, legacy text."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "examples").glob("don-vi*/*")):
        if path.suffix in (".xlsx", ".xls", ".ods", ".csv") and 0 < path.stat().st_size < 60_000:
            found.setdefault(path.suffix[1:], []).append(path.read_bytes())
    table = [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức"],
        *([n, f"Lò Thị {name}", f"{n:02d}/05/1980", "Nữ", f"14.{n:06d}", "03/02/2005", "03/02/2006"]
          for n, name in enumerate(("Hương", "Mỷ", "Bé", "Tú", "Ánh"), 1)),
    ]  # fmt: skip
    for text in (str, lambda v: encode(str(v), Encoding.TCVN3)):
        rows = [[text(v) for v in row] for row in table]
        body = "".join("<tr>" + "".join(f"<td colspan='1'>{v}</td>" for v in row) + "</tr>" for row in rows)
        page = f"<html><head><meta charset=utf-8></head><body><table border='1'>{body}</table></body></html>"
        found.setdefault("html", []).append(page.encode())
        found["csv"].append("\r\n".join(";".join(row) for row in rows).encode("utf-16" if text is str else "latin-1"))
    return found


# --- bytes
def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut_off(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


def _cut_out(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 2, 4, 100, 5_000)) :]


def _double(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 4, 100, 5_000))]
    return data[:start] + piece * rng.choice((2, 3, 20)) + data[start + len(piece) :]


def _overwrite(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    piece = rng.choice((b"\0", b"\xff", b"<", b'"', b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80")) * rng.choice((1, 4, 50))
    return data[:start] + piece + data[start + len(piece) :]


def _extend(data: bytes, rng: Random) -> bytes:
    return data + rng.choice((b"\0" * 5_000, data[:4_000], b"PK\x05\x06" + bytes(18), rng.randbytes(300)))


BYTES = (_flip, _cut_off, _cut_out, _double, _overwrite, _extend)


# --- packages
def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _pack(parts: list[tuple[str, bytes]], rng: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, content in parts:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # a name twice is meant
                package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _drop_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    del parts[rng.randrange(len(parts))]


def _double_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    name, content = rng.choice(parts)
    parts.append((name if rng.random() < 0.5 else name.upper(), content))


def _exchange_parts(parts: list[tuple[str, bytes]], rng: Random) -> None:
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])


def _rename_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    at = rng.randrange(len(parts))
    parts[at] = (rng.choice(("../../x.xml", "xl\\workbook.xml", "a" * 300, "xl/worksheets/sheet1.xml", "ý.xml")), parts[at][1])


def _change_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    at = rng.randrange(len(parts))
    name, content = parts[at]
    change = rng.choice(XML if name.endswith(_XML) and rng.random() < 0.8 else BYTES)
    parts[at] = (name, change(content, rng) if content else b"<")


PARTS = (_drop_part, _double_part, _exchange_parts, _rename_part, *[_change_part] * 6)


def _lie_about_size(data: bytes, rng: Random) -> bytes:
    """Change sizes, offsets or methods in the central directory or a local header."""
    changed = bytearray(data)
    marks = [m.start() for m in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", data)]
    at = rng.choice(marks) + rng.randrange(4, 46)
    if at + 4 <= len(changed):
        struct.pack_into("<I", changed, at, rng.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data))))
    return bytes(changed)


# --- XML and HTML
def _attribute(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"=\s*[\"']([^\"'<>]*)[\"']", data))
    if not found:
        return _flip(data, rng)
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 1, 3)))), key=lambda m: -m.start()):
        value = rng.choice(_NUMBERS).encode("utf-8", "replace")
        data = data[: match.start(1)] + value + data[match.end(1) :]
    return data


def _value(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb">([^<>]+)<", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    value = rng.choice((*_NUMBERS, "x" * 40_000, "﷽" * 500)).encode("utf-8", "replace")
    return data[: match.start(1)] + value + data[match.end(1) :]


def _drop_tag(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"<[^<>]+>", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + data[match.end() :]


def _double_element(data: bytes, rng: Random) -> bytes:
    # looked for in a window: over a whole nested part the search itself would take minutes
    start = rng.randrange(len(data))
    match = re.compile(rb"<(\w{1,40}:?\w{0,40})[^<>]{0,400}>.{0,2000}?</\1>", re.DOTALL).search(data, start, start + 8_000)
    if match is None:
        return _double(data, rng)
    return data[: match.end()] + match[0] * rng.choice((1, 2, 50, 2_000 if len(match[0]) < 500 else 5)) + data[match.end() :]


def _nest(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"<(\w+:?\w*)[^<>/]*>", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + match[0] * rng.choice((2, 100, 20_000)) + data[match.end() :]


def _entity(data: bytes, rng: Random) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/hostname">'
    return data.replace(b"?>", b"?>" + rng.choice((bomb, outside)), 1)


def _other_encoding(data: bytes, rng: Random) -> bytes:
    name = rng.choice((b"UTF-16", b"windows-1258", b"UTF-7", b"x-unknown", b"ISO-8859-1"))
    changed = re.sub(rb"(encoding=[\"'])[^\"']*", rb"\1" + name, data, count=1)
    return changed if rng.random() < 0.5 else changed.decode("utf-8", "replace").encode("utf-16")


XML = (_attribute, _attribute, _attribute, _value, _drop_tag, _double_element, _nest, _entity, _other_encoding)


# --- records of an .xls
def _records(data: bytes, rng: Random) -> bytes:
    """Change the records of the workbook stream, and put it into a sound container again."""
    try:
        container = CompoundFile(data)
        name = next((n for n in container.streams if n.lower() == "workbook"), None)
        if name is None:
            return _flip(data, rng)
        stream = container.stream(name)
    except Unreadable:
        return _flip(data, rng)
    records: list[bytes] = []
    at = 0
    while at + 4 <= len(stream):
        length = struct.unpack_from("<H", stream, at + 2)[0]
        records.append(stream[at : at + 4 + length])
        at += 4 + length
    for _ in range(rng.choice((1, 1, 2, 5))):
        if not records:
            return b""
        at = rng.randrange(len(records))
        record = records[at]
        kind = rng.randrange(7)
        if kind == 0:
            del records[at]
        elif kind == 1:
            records.insert(rng.randrange(len(records)), record)
        elif kind == 2:
            other = rng.randrange(len(records))
            records[at], records[other] = records[other], record
        elif kind == 3 and len(record) > 4:
            records[at] = _overwrite(record, rng) if rng.random() < 0.5 else record[:4] + rng.randbytes(len(record) - 4)
        elif kind == 4:
            records[at] = record[:2] + struct.pack("<H", rng.choice((0, 1, len(record), 8224, 65535))) + record[4:]
        elif kind == 5:
            records[at] = struct.pack("<H", rng.choice((0x809, 0x0A, 0xFC, 0xFD, 0x3C, 0xBD, 0xE5, 0x200, 0x06, 0x2F))) + record[2:]
        else:
            records[at] = record[: rng.randrange(4, len(record) + 1)]
    return wrap("Workbook", bytearray(b"".join(records)))


def mutant(number: int, seed: int, sound: dict[str, list[bytes]]) -> tuple[str, str, bytes]:
    """Return the container, the kind of change and the bytes of a mutant; the same numbers always give the same."""
    rng = Random(f"bien-di/{seed}/{number}")
    container = rng.choice(("xlsx", "xlsx", "xlsx", "xls", "xls", "ods", "csv", "html"))
    data = rng.choice(sound[container])
    kind = "byte"
    for _ in range(rng.choice((1, 1, 2, 4))):
        if not data:
            break
        draw = rng.random()
        if container in ("xlsx", "ods") and draw < 0.65 and zipfile.is_zipfile(io.BytesIO(data)):
            try:
                parts = _parts(data)
            except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
                parts = []
            if parts:
                kind = "phần và XML"
                rng.choice(PARTS)(parts, rng)
                data = _pack(parts, rng)
                continue
        if container in ("xlsx", "ods") and draw < 0.75 and b"PK\x03\x04" in data:
            kind, data = "kích thước khai sai", _lie_about_size(data, rng)
        elif container == "xls" and draw < 0.7:
            kind, data = "bản ghi BIFF", _records(data, rng)
        elif container == "html" and draw < 0.7:
            kind, data = "thẻ HTML", rng.choice(XML)(data, rng)
        else:
            data = rng.choice(BYTES)(data, rng)
    return container, kind, data


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant: «đọc» or the code of its refusal; `harm` is empty where all is well."""

    number: int
    container: str
    kind: str
    outcome: str
    seconds: float
    harm: str = ""


def judge(
    number: int, seed: int, sound: dict[str, list[bytes]], folder: Path, conn: sqlite3.Connection
) -> Verdict:
    """Plan the import of one mutant."""
    container, kind, data = mutant(number, seed, sound)
    path = folder / f"m.{'xls' if container == 'html' else container}"
    path.write_bytes(data)
    before = conn.total_changes
    start = time.perf_counter()
    harm, outcome = "", "đọc"
    try:
        result = plan_import(conn, [path], ImportOptions(), None, TODAY)
    except Exception:  # a traceback is the very thing that is looked for
        harm, outcome = "vết lỗi: " + traceback.format_exc(limit=-3), "vết lỗi"
    else:
        file = result.files[0]
        read = any(sheet.left_out is None for sheet in file.sheets)
        if file.error is not None and not read:
            outcome = file.error_code or "?"
            if result.plan.changes:
                harm = "tệp bị từ chối mà vẫn có thay đổi"
            elif not file.error.strip().endswith("."):
                harm = f"không thành câu: {file.error}"
    seconds = time.perf_counter() - start
    if seconds > MOST_SECONDS:
        harm = harm or f"{seconds:.1f} giây"
    if conn.total_changes != before:
        harm = harm or "sổ bị ghi"
    return Verdict(number, container, kind, outcome, seconds, harm)


def _peak_mib() -> float:
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


def _work(first: int, stop: int, step: int, seed: int, answers: Connection) -> None:
    """Judge every step-th mutant, telling which one is begun and what came of it."""
    sound = bases()
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "so.db"
        conn = open_writing(database)
        conn.commit()
        digest = hashlib.sha256(database.read_bytes()).hexdigest()
        for number in range(first, stop, step):
            answers.send(number)
            verdict = judge(number, seed, sound, Path(scratch), conn)
            answers.send((verdict, _peak_mib()))
        conn.close()
        answers.send(hashlib.sha256(database.read_bytes()).hexdigest() == digest)


@dataclass
class Outcome:
    """All verdicts of a run, by kind, and its dearest moments."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: dict[tuple[str, str], float] = field(default_factory=dict)
    peak: float = 0.0
    peak_number: int = -1
    harms: list[Verdict] = field(default_factory=list)

    def add(self, verdict: Verdict, peak: float) -> None:
        """Count one verdict."""
        key = (verdict.container, verdict.kind)
        self.tried[key] += 1
        self.read[key] += verdict.outcome == "đọc"
        self.codes[verdict.outcome] += 1
        self.slowest[key] = max(self.slowest.get(key, 0.0), verdict.seconds)
        if peak > self.peak:
            self.peak, self.peak_number = peak, verdict.number
        if verdict.harm:
            self.harms.append(verdict)


def run(count: int, seed: int, workers: int = 2) -> Outcome:
    """Judge `count` mutants in worker processes; one that dies or hangs is replaced and its mutant named."""
    outcome = Outcome()
    context = multiprocessing.get_context("spawn")
    lanes: dict[int, tuple[multiprocessing.process.BaseProcess, Connection, list[float]]] = {}

    def begin(lane: int, first: int) -> None:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(first, count, workers, seed, theirs), daemon=True)
        process.start()
        theirs.close()
        lanes[lane] = (process, ours, [first, time.monotonic()])

    def lost(lane: int, why: str) -> None:
        process, answers, (number, _) = lanes.pop(lane)
        process.kill()
        process.join()
        answers.close()
        outcome.add(Verdict(int(number), "?", "?", why, 0.0, why), 0.0)
        begin(lane, int(number) + workers)

    for lane in range(workers):
        begin(lane, lane)
    while lanes:
        for lane in list(lanes):
            process, answers, state = lanes[lane]
            try:
                while answers.poll(0.05):
                    said = answers.recv()
                    if isinstance(said, bool):
                        if not said:
                            outcome.harms.append(Verdict(-1, "", "", "", 0.0, "tệp sổ đã đổi"))
                        process.join()
                        del lanes[lane]
                        break
                    if isinstance(said, tuple):
                        outcome.add(*said)
                    else:
                        state[:] = [said, time.monotonic()]
            except EOFError:
                process.join()
                lost(lane, f"tiến trình chết ({process.exitcode})")
                continue
            if lane in lanes and time.monotonic() - state[1] > _PATIENCE:
                lost(lane, "treo")
    if outcome.peak > MOST_MIB:
        outcome.harms.append(Verdict(outcome.peak_number, "", "", "", 0.0, f"bộ nhớ {outcome.peak:.0f} MiB"))
    return outcome


def show(outcome: Outcome) -> None:
    """Print the table by kind, the refusals, and every harm."""
    print("| loại tệp | biến đổi | tệp | đọc được | từ chối | có hại | chậm nhất (s) |\n|---|---|---:|---:|---:|---:|---:|")
    for key in sorted(outcome.tried):
        bad = sum((v.container, v.kind) == key for v in outcome.harms)
        tried, read = outcome.tried[key], outcome.read[key]
        print(f"| {key[0]} | {key[1]} | {tried} | {read} | {tried - read} | {bad} | {outcome.slowest[key]:.2f} |")
    print(f"| **tất cả** | | {outcome.tried.total()} | {outcome.read.total()} | "
          f"{outcome.tried.total() - outcome.read.total()} | {len(outcome.harms)} | {max(outcome.slowest.values()):.2f} |")
    print(f"\nBộ nhớ cao nhất của tiến trình đọc: {outcome.peak:.0f} MiB (mẫu {outcome.peak_number}).")
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
            conn = open_writing(Path(scratch) / "so.db")
            where = args.giu if args.giu is not None else Path(scratch)
            where.mkdir(parents=True, exist_ok=True)
            verdict = judge(args.chi, args.hat, bases(), where, conn)
            conn.close()
        print(verdict)
        return 1 if verdict.harm else 0
    started = time.perf_counter()
    outcome = run(args.so, args.hat, args.tien_trinh)
    show(outcome)
    print(f"\n{args.so} tệp, hạt giống {args.hat}, {time.perf_counter() - started:.0f} giây.")
    return 1 if outcome.harms else 0



if __name__ == "__main__":
    sys.exit(main())
