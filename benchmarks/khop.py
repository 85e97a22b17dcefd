"""How well rows find their people, and how well `dv trung` finds people who are stored twice.

    python benchmarks/khop.py                              # 5,000 people, and dv trung on 100,000; 1 where a goal is missed
    python benchmarks/khop.py --nguoi 1500 --trung 3000 --hat 3    # small, as in the tests

A population is invented from a seed, half of it with one of forty common names (the trap: hundreds called «Nguyễn Thị
Hoa»). Copies of some are corrupted by one or two slips of those that clerks make; others are people who are really new.
Automatic matches must all be right, and of the copies that are not matched at least 99 in 100 must be set aside for
somebody to look at, not written as new people. Nobody in it exists.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "src", ROOT / "benchmarks"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange  # noqa: E402
from dangbo_cli.domain.likeness import ALMOST_SURE, REVIEW  # noqa: E402
from dangbo_cli.intake.importing import load_directory  # noqa: E402
from dangbo_cli.intake.who.matching import match  # noqa: E402
from dangbo_cli.intake.who.people import Members, PersonRow  # noqa: E402
from dangbo_cli.reports.as_of import load_organizations  # noqa: E402
from dangbo_cli.reports.duplicates import find_pairs, read_traits  # noqa: E402
from dangbo_cli.store.apply import Who, apply_plan  # noqa: E402
from dangbo_cli.store.opening import open_writing  # noqa: E402
from dangbo_cli.vietnamese.text import fold  # noqa: E402

TODAY = date(2023, 1, 15)
PER_UNIT = 60
SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Lò Quàng Cầm Tòng Cà Vì Bùi Đỗ Đặng Vũ Hà Lường Đinh Ngô Lý Giàng Sùng Mùa Thào".split()
)
MIDDLES = "Văn Thị Minh Đức Thu Ngọc Quốc Thanh Kim Hồng Xuân Hữu Công Bích Thúy Mỹ Quý Hoài Khánh".split()
GIVEN = (
    "Hoa An Bình Hà Hương Lan Mai Nga Phương Thảo Trang Tuấn Hùng Dũng Cường Sơn Long Nam Thắng Hải Anh Linh Hạnh Thủy "
    "Dung Yến Ngọc Quang Đức Minh Hiếu Trung Kiên Chiến Toàn Phong Thúy Hòa Lý Quý Khoa Duy Vy Hoàn Hoan"
).split()
COMMON = [f"{s} {m} {g}" for s, m in (("Nguyễn", "Thị"), ("Nguyễn", "Văn"), ("Lò", "Thị"), ("Lò", "Văn"))
          for g in ("Hoa", "Hương", "Lan", "Hà", "Hùng", "Dũng", "Tuấn", "Minh", "Thủy", "Bình")]  # fmt: skip
HOMES = [f"Xã Thử {number}" for number in range(1, 60)]
DAYS = ((3, 2), (19, 5), (2, 9), (7, 11), (12, 7))


@dataclass(frozen=True)
class Person:
    """One invented person, as stored or as a row has her."""

    name: str
    birth: str | None
    admitted: str | None
    citizen: str | None
    card: str | None
    home: str | None
    gender: str
    unit: int
    branch: int

    def values(self) -> dict[str, str]:
        found = {
            "full_name": self.name, "birth_date": self.birth, "admitted_on": self.admitted, "citizen_id": self.citizen,
            "card_number": self.card, "hometown": self.home, "gender": self.gender,
        }  # fmt: skip
        return {key: value for key, value in found.items() if value is not None}


def invent(random: Random, number: int, units: int) -> Person:
    """Return a person; `number` makes her numbers her own."""
    name = random.choice(COMMON)
    if random.random() < 0.5:
        name = f"{random.choice(SURNAMES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
    born = date(1950, 1, 1) + timedelta(days=random.randrange(52 * 365))
    year = min(2022, born.year + random.randint(19, 45))
    day, month = random.choice(DAYS) if random.random() < 0.5 else (random.randint(1, 28), random.randint(1, 12))
    woman = " Thị " in name or random.random() < 0.4
    century = (2 if born.year >= 2000 else 0) + woman
    unit = random.randrange(units)
    return Person(
        name, born.isoformat(), f"{year}-{month:02d}-{day:02d}",
        f"014{century}{born.year % 100:02d}{number % 10**6:06d}" if random.random() < 0.85 else None,
        f"01400{number % 10**7:07d}" if random.random() < 0.9 else None,
        random.choice(HOMES), "Nữ" if woman else "Nam", unit, random.randrange(3),
    )  # fmt: skip


# --- slips
def _letter(p: Person, random: Random) -> Person:
    at = random.randrange(1, len(p.name) - 1)
    while not p.name[at].isalpha() or not p.name[at - 1].isalpha():
        at = random.randrange(1, len(p.name) - 1)
    kind = random.randrange(3)
    put = (p.name[:at] + p.name[at + 1 :], p.name[:at] + p.name[at] + p.name[at:],
           p.name[:at] + random.choice("aeiounhgt") + p.name[at + 1 :])[kind]  # fmt: skip
    return replace(p, name=put)


def _tone(p: Person, random: Random) -> Person:
    name = p.name
    for new, old in (("òa", "oà"), ("úy", "uý"), ("ủy", "uỷ"), ("óa", "oá"), ("uý", "úy")):
        if new in name:
            return replace(p, name=name.replace(new, old))
    return replace(p, name=name.upper())


def _digit(text: str, at: int, random: Random) -> str:
    return text[:at] + str((int(text[at]) + random.randint(1, 9)) % 10) + text[at + 1 :]


def _birth_digit(p: Person, random: Random) -> Person:
    if p.birth is None:
        return p
    while True:
        typed = _digit(p.birth, random.choice((2, 3, 6, 8, 9)), random)
        try:
            date.fromisoformat(typed)
        except ValueError:
            continue
        if typed < (p.admitted or "2004"):
            return replace(p, birth=typed)


def _swapped(p: Person, random: Random) -> Person:
    if p.birth is None or int(p.birth[8:]) > 12:
        return p
    return replace(p, birth=f"{p.birth[:4]}-{p.birth[8:]}-{p.birth[5:7]}")


def _citizen_digit(p: Person, random: Random) -> Person:
    return p if p.citizen is None else replace(p, citizen=_digit(p.citizen, random.randrange(6, 12), random))


SLIPS: dict[str, Callable[[Person, Random], Person]] = {
    "chữ cái trong tên": _letter,
    "chỗ đặt dấu": _tone,
    "i hay y": lambda p, r: replace(p, name=p.name.replace("Lý", "Lí").replace("Quý", "Quí").replace("Mỹ", "Mĩ")),
    "thiếu tên đệm": lambda p, r: replace(p, name=" ".join((p.name.split()[0], p.name.split()[-1]))),
    "chữ hoa": lambda p, r: replace(p, name=p.name.upper()),
    "không dấu": lambda p, r: replace(p, name=fold(p.name).title()),
    "đảo ngày tháng sinh": _swapped,
    "một chữ số ngày sinh": _birth_digit,
    "một chữ số căn cước": _citizen_digit,
    "thiếu các số": lambda p, r: replace(p, citizen=None, card=None),
    "chỉ năm sinh": lambda p, r: replace(p, birth=p.birth and p.birth[:4]),
    "thiếu quê quán": lambda p, r: replace(p, home=None),
}
#: The harder half: nothing but name, birth and admission is left to go by.
_ALWAYS_WITHOUT_NUMBERS = 0.5


def corrupt(p: Person, random: Random) -> tuple[Person, tuple[str, ...]]:
    """Return a copy with one or two slips, half of them in sheets that state no numbers."""
    chosen = set(random.sample(list(SLIPS), random.choice((1, 1, 2))))
    names = tuple(name for name in SLIPS if name in chosen)  # the year alone comes after slips of the day
    for name in names:
        p = SLIPS[name](p, random)
    if random.random() < _ALWAYS_WITHOUT_NUMBERS:
        p = replace(p, citizen=None, card=None)
    return p, names


# --- the record
@contextmanager
def record(people: list[Person], units: int, folder: Path) -> Iterator[sqlite3.Connection]:
    """A database that holds the people: person i is member i + 1."""
    conn = open_writing(folder / "khop.db")
    conn.execute("PRAGMA synchronous = OFF")
    plan = Plan("nhap", 0)
    organizations: list[tuple[int, str, str, int | None]] = [
        (-1, "Đảng bộ Khối Thử", "Đảng bộ cấp trên trực tiếp cơ sở", None)
    ]
    for unit in range(units):
        top = -10 - unit * 10
        organizations.append((top, f"Đảng bộ Đơn vị Thử {unit + 1}", "Đảng bộ cơ sở", -1))
        for branch in range(3):
            kind = "Chi bộ trực thuộc đảng ủy cơ sở"
            organizations.append((top - 1 - branch, f"Chi bộ {branch + 1}", kind, top))
    last = -10 - units * 10

    def create(entity: Entity, subject: Entity, owner: int, ref: int, **values: object) -> None:
        fields = {key: FieldChange(None, value) for key, value in values.items() if value is not None}  # type: ignore[arg-type]
        plan.changes.append(RecordChange(entity, ref, Action.CREATE, subject, owner, fields))

    for ref, name, kind, parent in organizations:
        create(Entity.ORGANIZATION, Entity.ORGANIZATION, ref, ref)
        for entity, values in (
            (Entity.ORGANIZATION_NAME, {"name": name}),
            (Entity.ORGANIZATION_KIND, {"kind": kind}),
            (Entity.ORGANIZATION_PARENT, {"parent_id": parent}),
        ):
            last -= 1
            create(entity, Entity.ORGANIZATION, ref, last, organization_id=ref, **values)
    for person in people:
        last -= 2
        create(Entity.MEMBER, Entity.MEMBER, last, last, **person.values())
        place = -10 - person.unit * 10 - 1 - person.branch
        create(Entity.MEMBER_PLACE, Entity.MEMBER, last, last - 1, member_id=last, organization_id=place)
    apply_plan(conn, plan, Who("khop", "khop"), datetime(2023, 1, 14, 8))
    try:
        yield conn
    finally:
        conn.close()


@dataclass
class Outcome:
    """What matching made of the rows: by truth («copy», «new») and what was done; misses by slip."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, ...]] = field(default_factory=Counter)
    seconds: float = 0.0

    def share(self, part: int, whole: int) -> float:
        return part / whole if whole else 1.0

    @property
    def precision(self) -> float:
        """Of the automatic matches, those that are right."""
        right = self.counts["copy", "matched"]
        wrong = self.counts["copy", "wrong"] + self.counts["new", "wrong"]
        return self.share(right, right + wrong)

    @property
    def recall(self) -> float:
        """Of the copies that are not matched, those set aside for somebody to look at."""
        aside, lost = self.counts["copy", "aside"], self.counts["copy", "created"]
        return self.share(aside, aside + lost)

    @property
    def alarms(self) -> float:
        """Of the people who are really new, those set aside."""
        aside = self.counts["new", "aside"]
        return self.share(aside, aside + self.counts["new", "created"])


def run(size: int, seed: int, folder: Path) -> Outcome:
    """Match copies (one in five) and new people (one in ten) with a population, unit by unit, a file each."""
    random = Random(seed)
    units = max(2, size // PER_UNIT)
    people = [invent(random, number, units) for number in range(size)]
    rows: dict[int, list[tuple[Person, int | None, tuple[str, ...]]]] = {}
    for number in random.sample(range(size), size // 5):
        copy, slips = corrupt(people[number], random)
        rows.setdefault(copy.unit, []).append((copy, number, slips))
    for number in range(size // 10):
        new = invent(random, size + number, units)
        if random.random() < 0.5:
            new = replace(new, citizen=None, card=None)
        rows.setdefault(new.unit, []).append((new, None, ()))
    outcome = Outcome()
    with record(people, units, folder) as conn:
        directory = load_directory(conn)
        branches = {
            (directory.nodes[node.parent].name, node.name): node.ref
            for node in directory.nodes.values() if node.parent is not None
        }  # fmt: skip
        numbers = {row[0]: row[0] - 1 for row in conn.execute("SELECT id FROM member")}
        members = Members(conn, directory)
        for unit, sheet in sorted(rows.items()):
            read = [
                PersonRow(
                    0, 0, 0, at, branches[f"Đảng bộ Đơn vị Thử {unit + 1}", f"Chi bộ {one.branch + 1}"], "", f"B{at + 1}",
                    ("2023-01-15", 9), None, {key: (value, "") for key, value in one.values().items()},
                )
                for at, (one, _, _) in enumerate(sheet)
            ]  # fmt: skip
            started = time.perf_counter()
            found, aside = match(read, members, directory)
            outcome.seconds += time.perf_counter() - started
            done = {row.row: "created" if m.member is None else m.member.ref for m in found for row in m.rows}
            done |= {one.row.row: "aside" for one in aside}
            for at, (_, truth, slips) in enumerate(sheet):
                what = done[at]
                if isinstance(what, int):
                    what = "matched" if numbers[what] == truth else "wrong"
                outcome.counts["new" if truth is None else "copy", what] += 1
                if what in ("wrong", "created") and truth is not None:
                    outcome.missed[slips] += 1
    return outcome


@dataclass
class Doubles:
    """How `dv trung` finds the stored copies: (precision, recall) from a number of points, and its processor time in seconds."""

    at: dict[float, tuple[float, float]]
    pairs: int
    seconds: float


def run_duplicates(size: int, seed: int, folder: Path) -> Doubles:
    """Look for the copies of one in twenty among a population that holds them."""
    random = Random(seed)
    units = max(2, size // PER_UNIT)
    people = [invent(random, number, units) for number in range(size * 20 // 21)]
    truth: set[tuple[int, int]] = set()
    for number in random.sample(range(len(people)), size - len(people)):
        # A number stands at most once in the record: the copy has no number, or one with a digit off.
        copy, _ = corrupt(people[number], random)
        if copy.citizen == people[number].citizen:
            copy = replace(copy, citizen=None)
        truth.add((number + 1, len(people) + 1))
        people.append(replace(copy, card=None, unit=random.randrange(units) if random.random() < 0.3 else copy.unit))
    taken: set[str] = set()
    for at, person in enumerate(people):
        if person.citizen in taken:
            people[at] = replace(person, citizen=None)
        elif person.citizen:
            taken.add(person.citizen)
    with record(people, units, folder) as conn:
        started = time.process_time()
        pairs = find_pairs(read_traits(conn, load_organizations(conn, TODAY)))
        seconds = time.process_time() - started
    at: dict[float, tuple[float, float]] = {}
    for least in (ALMOST_SURE, REVIEW):
        found = {(pair.first, pair.second) for pair in pairs if pair.likeness.score >= least}
        right = len(found & truth)
        at[least] = (right / len(found) if found else 1.0, right / len(truth))
    return Doubles(at, len(pairs), seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nguoi", type=int, default=5000, help="people in the record that rows are matched with")
    parser.add_argument("--trung", type=int, default=100_000, help="people among whom dv trung looks")
    parser.add_argument("--hat", type=int, default=1, help="seed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        (one := Path(scratch) / "a").mkdir()
        outcome = run(args.nguoi, args.hat, one)
        (two := Path(scratch) / "b").mkdir()
        doubles = run_duplicates(args.trung, args.hat, two)
    copies = sum(count for (kind, _), count in outcome.counts.items() if kind == "copy")
    print(f"| {args.nguoi} people, {copies} corrupted copies, {args.nguoi // 10} new people | |")
    print("|---|---|")
    print(f"| copies matched automatically | {outcome.counts['copy', 'matched']} |")
    print(f"| copies set aside with the candidate | {outcome.counts['copy', 'aside']} |")
    print(f"| copies written as new people | {outcome.counts['copy', 'created']} |")
    print(f"| precision of automatic matches | {outcome.precision:.3f} |")
    print(f"| recall of what is proposed for review | {outcome.recall:.3f} |")
    print(f"| new people set aside without need | {outcome.alarms:.3f} |")
    print(f"| seconds | {outcome.seconds:.2f} |")
    print()
    print(f"| dv trung among {args.trung} | precision | recall |")
    print("|---|---|---|")
    for least, (precision, recall) in doubles.at.items():
        print(f"| from {least:.0f} points | {precision:.3f} | {recall:.3f} |")
    print(f"\n{doubles.pairs} pairs in {doubles.seconds:.1f} s of processor time.")
    for slips, count in outcome.missed.most_common(8):
        print(f"missed {count}: {', '.join(slips)}")
    return 0 if outcome.precision == 1.0 and outcome.recall >= 0.99 else 1


if __name__ == "__main__":
    raise SystemExit(main())
