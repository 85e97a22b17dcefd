"""What one call sets aside: what of it is new, and which places that wait it closes."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from dangbo_cli.domain.change import Plan, Ref, Source, Whose
from dangbo_cli.domain.problem import Problem
from dangbo_cli.store.set_aside import OPEN, REPLACED, SOLVED, Mistake, SetAside, mistake_of, read_all, still_wrong

_One = TypeVar("_One")
_NOBODY = Whose(None)


def keep(
    conn: sqlite3.Connection,
    plan: Plan,
    now: datetime,
    batch: int | None = None,
    numbers: Mapping[Ref, int] | None = None,
) -> int:
    """Keep the problems of a plan, in the transaction that is open; return how many are new.

    What is kept already is not kept twice, and what was mended by hand, or by a newer version of the sheet, waits no more
    when the same bytes come again. Earlier problems are closed: of the same bytes, of the file that a returned copy was made
    from (`Plan.returned`), and of an earlier version of the file (the same path, or the same name and organisation) as far
    as its sheets are of the same kind and, where it is known, the same year: the templates of every kind and year bear the
    same file name. A file that could not be read is kept as one problem of its whole path, for nobody knows that two of the
    same bytes (empty, a protected template) are of one unit; of its earlier versions it closes only that.
    """
    if not plan.sources and not plan.unread:
        return 0
    read = _Read(plan, numbers or {})
    waiting = _Waiting(conn, read, plan.returned)
    moment = now.replace(tzinfo=None).isoformat(timespec="seconds")
    closing: list[tuple[str, int | None, str, int]] = []
    adding: list[tuple[object, ...]] = []
    for path in read.paths:
        problems = read.problems(path)
        mine = waiting.of_same_bytes(path)
        closing += [(SOLVED, batch, moment, one.number) for one in mine if one.mistake not in problems]
        known = {one.mistake for one in mine} | waiting.closed_elsewhere(path)
        new = (mistake for mistake in problems if mistake not in known)
        place = path, read.files[path], read.whole[path]
        adding += [(batch, moment, *place, *read.row_of(path, mistake), OPEN) for mistake in new]
        closing += [(state, batch, moment, one.number) for one, state in waiting.replace(path)]
    conn.executemany("UPDATE set_aside SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?", closing)
    conn.executemany(
        "INSERT INTO set_aside (batch_id, seen_at, path, sha256, whole_path, sheet, cell, code, value, message,"
        " organization_id, name, birth_date, entity, record_id, field, kind, year, dated, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        adding,
    )
    return len(adding)


def mended_since(conn: sqlite3.Connection, plan: Plan) -> set[tuple[str, str, str, str, str]]:
    """Return which problems of a plan wait no more, for these very bytes were read before and what was wrong is mended in the
    record since: path, sheet, cell, code, value of each."""
    files = {source.path: source.sha256 for source in plan.sources}
    of_call = set(files.values())
    closed = _closed_elsewhere(conn, [one for one in read_all(conn) if one.sha256 in of_call])
    return {(path, *one.mistake) for path, sha in files.items() for one in closed.get(sha, ())}


class _Read:
    """What one call read, and what was wrong in it. `paths` are the files, each reading once: two names of what says the same
    are one; two files of which nothing was read (`blank`) are two; `whole` are their paths from the root. `numbers` are those that
    new records were given."""

    def __init__(self, plan: Plan, numbers: Mapping[Ref, int]) -> None:
        self._plan, self._numbers = plan, numbers
        files = {source.path: source.sha256 for source in plan.sources}
        self.blank = {one.path: one.sha256 for one in plan.unread if one.path not in files}
        read = list(reversed(files))
        self.files = files | self.blank
        self._key = {path: path if path in self.blank else sha for path, sha in self.files.items()}
        once = {self._key[path]: path for path in (*read, *self.blank)}
        self.paths = once.values()
        self.whole = {path: str(Path(path).resolve()) for path in self.paths}
        self._sheets: dict[tuple[str, str], list[Source]] = defaultdict(list)
        for source in reversed(plan.sources):
            self._sheets[source.path, source.sheet].append(source)
        self._told: dict[str, dict[Mistake, Problem]] = {one: {} for one in once}
        for problem in (*plan.problems, *(Problem(one.code, one.message, one.path) for one in plan.unread)):
            if problem.file in self.files:
                self._told[self._key[problem.file]].setdefault(mistake_of(problem), problem)

    def problems(self, path: str) -> dict[Mistake, Problem]:
        """Return what is wrong in a file."""
        return self._told[self._key[path]]

    def named(self, path: str) -> list[tuple[Mistake, str]]:
        """Return what is wrong in a file, each with the name of whoever's row it is in, "" where nobody knows."""
        return [(mistake, self._whose(problem).name or "") for mistake, problem in self.problems(path).items()]

    def units(self, path: str) -> set[int]:
        """Return the organisations whose sheets a file has."""
        places = (self._place(sheets) for (file, _), sheets in self._sheets.items() if file == path)
        return {place for place in places if place is not None}

    def kinds(self, path: str) -> set[tuple[str, str, int | None]]:
        """Return the sheets of a file, with their kinds and years."""
        return {(source.sheet, source.kind, source.year) for source in self._plan.sources if source.path == path}

    def row_of(self, path: str, mistake: Mistake) -> tuple[object, ...]:
        """Return how a mistake is kept: what it is, whose, of which sort of sheet."""
        problem = self.problems(path)[mistake]
        name, birth, entity, record, field, named = self._whose(problem)
        sheets = self._sheets.get((path, problem.sheet), [])
        place = self._place(sheets) or self._number(named)  # a list of several units: the row says it
        sort = _only(s.kind for s in sheets), _only(s.year for s in sheets), _only(s.dated for s in sheets)
        return (*mistake, problem.message, place, name, birth, entity, self._number(record), field, *sort)

    def _whose(self, problem: Problem) -> Whose:
        return self._plan.whose.get(problem.place, _NOBODY)

    def _place(self, sheets: Sequence[Source]) -> int | None:
        return self._number(sheets[-1].organization) if sheets else None

    def _number(self, record: Ref | None) -> int | None:  # a record that was proposed and then left out has none
        return self._numbers.get(record) if record is not None and record < 0 else record


class _Waiting:
    """What waits already, as far as what a call read may close it. `returned` are the files that copies which came back were
    made from, by SHA-256."""

    def __init__(self, conn: sqlite3.Connection, read: _Read, returned: Mapping[str, str]) -> None:
        self._read, self._returned = read, returned
        ever, self._of_call = read_all(conn), set(read.files.values())
        self._unknown = set(read.blank.values())
        self._unreadable = {read.whole[path] for path in read.blank if path in read.whole}
        self._standing = [one for one in ever if one.state == OPEN]
        self._elsewhere = _closed_elsewhere(conn, [one for one in ever if one.sha256 in self._of_call])
        self._kinds = _kinds(conn) if self._standing else {}
        # What was kept after the newest of some bytes is of a version that came later.
        self._newest = {one.sha256: one.number for one in ever}

    def of_same_bytes(self, path: str) -> list[SetAside]:
        """Return what waits of the very bytes of a file."""
        sha, whole = self._read.files[path], self._read.whole[path]
        same = [one for one in self._standing if one.sha256 == sha]
        if path not in self._read.blank:
            return same
        mine = [one for one in same if _is_at(one, whole) or _has_moved(one, whole)]
        self._close(mine)
        return mine

    def closed_elsewhere(self, path: str) -> set[Mistake]:
        """Return what was closed of the bytes of a file without their being read."""
        blank, whole = path in self._read.blank, self._read.whole[path]
        closed = self._elsewhere.get(self._read.files[path], ())
        return {one.mistake for one in closed if not blank or _is_at(one, whole)}

    def _close(self, ended: Iterable[SetAside]) -> None:
        closed = {one.number for one in ended}
        self._standing = [one for one in self._standing if one.number not in closed]

    def replace(self, path: str) -> list[tuple[SetAside, str]]:
        """Return what no longer waits of earlier versions of a file, each with what became of it."""
        units = self._read.units(path)
        here = self._read.kinds(path)
        earlier = [one for one in self._standing if self._is_earlier(one, path, units, here)]
        if not earlier:
            return []
        wrong = still_wrong(((one.mistake, one.whose.name or "") for one in earlier), self._read.named(path))
        self._close(earlier)
        return [(one, REPLACED if index in wrong else SOLVED) for index, one in enumerate(earlier)]

    def _is_earlier(
        self, one: SetAside, path: str, units: Collection[int], here: Collection[tuple[str, str, int | None]]
    ) -> bool:
        """Tell whether what waits is of an earlier version of a file, whose sheets are `here`, those of `units`."""
        files, blank = self._read.files, path in self._read.blank
        original = self._returned.get(files[path])
        whole = self._read.whole[path]
        if one.sha256 in self._of_call and (
            one.sha256 not in self._unknown or any(_is_at(one, other) for other in self._unreadable)
        ):
            return False
        if one.number >= self._newest.get(files[path], one.number + 1) or not _is_before(
            one, path, whole, units, original
        ):
            return False
        return not one.mistake.sheet if blank else one.sha256 == original or _of_kind(one, here, self._kinds)


def _only(values: Iterable[_One]) -> _One | None:
    """Return the value that all have, None where they differ."""
    several = set(values)
    return several.pop() if len(several) == 1 else None


def _closed_elsewhere(conn: sqlite3.Connection, kept: Sequence[SetAside]) -> dict[str, list[SetAside]]:
    """Return, by SHA-256, what was closed without these bytes being read: by an edit of the record, by a newer version of
    the sheet or the copy that came back mended."""
    closed = [one for one in kept if one.state != OPEN and one.closed_by is not None]
    if not closed:
        return {}
    numbers = ", ".join(map(str, sorted({one.closed_by for one in closed if one.closed_by is not None})))
    read = set(conn.execute(f"SELECT batch_id, sha256 FROM source WHERE batch_id IN ({numbers})"))
    found: dict[str, list[SetAside]] = {}
    for one in closed:
        if (one.closed_by, one.sha256) not in read:
            found.setdefault(one.sha256, []).append(one)
    return found


def _is_at(one: SetAside, whole: str) -> bool:
    """Tell whether a problem is of the file at a whole path, however the way to it was typed."""
    if one.whole_path is None:  # kept before that was
        return _name(one.path) == _name(whole) and str(Path(one.path).resolve()) == whole
    return os.path.normcase(one.whole_path) == os.path.normcase(whole)


def _has_moved(one: SetAside, whole: str) -> bool:
    """Tell whether a file that could not be read stands now at another whole path, its folder with it: it is there no more
    where it was."""
    if one.whole_path is None or one.mistake.sheet or one.mistake.cell or _name(one.path) != _name(whole):
        return False
    was, now = Path(one.whole_path), Path(whole)
    return was.parent.name == now.parent.name != "" and not was.exists()


def _is_before(one: SetAside, path: str, whole: str, units: Collection[int], original: str | None) -> bool:
    """Tell whether a problem is of an earlier version of the file at `path`, whose sheets are those of `units`."""
    if one.sha256 == original or _is_at(one, whole) or _has_moved(one, whole):
        return True
    return one.organization in units and _name(one.path) == _name(path)


def _kinds(conn: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return of which kind the sheets of every file were whose reading was written: by SHA-256, by sheet."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for sha256, sheet, kind in conn.execute("SELECT sha256, sheet, kind FROM source WHERE kind <> '' ORDER BY id"):
        found[sha256][sheet] = kind
    return found


def _of_kind(
    one: SetAside, here: Collection[tuple[str, str, int | None]], kinds: Mapping[str, Mapping[str, str]]
) -> bool:
    """Tell whether a problem stands in a sheet of a kind and a year that a file has too, whose sheets with their kinds and
    years are `here`; by the name of the sheet where nothing of the problem's file was written, and of any year where one
    of the two is not known."""
    known, sheet = kinds.get(one.sha256, {}), one.mistake.sheet
    same = [(name, kind) for name, kind, year in here if year == one.year or year is None or one.year is None]
    if not known:
        return not sheet or any(name == sheet for name, _ in same)
    return not {kind for _, kind in same}.isdisjoint({known[sheet]} if sheet in known else known.values())


def _name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
