"""What imports set aside, kept with the batch: which cell of which file, why, and whether it still stands.

No records: nothing here is undone by a plan of its own. What the undo of a batch takes back is seen when it is
read: its own problems are withdrawn, those that it had closed stand again.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from dangbo_cli.domain.change import Entity, Plan, Ref, Source, Whose
from dangbo_cli.domain.problem import CAUSES, Level, Problem
from dangbo_cli.store.history import standing_undos
from dangbo_cli.vietnamese.names import person_key

OPEN, SOLVED, REPLACED = "open", "solved", "replaced"


class Mistake(NamedTuple):
    """What a problem is known by when its file comes back: its sheet, its cell, its cause, what the cell held."""

    sheet: str
    cell: str
    code: str
    value: str


class SetAside(NamedTuple):
    """One problem as it is kept. `path` is as it was typed, `whole_path` the same from the root (None for what was kept
    before that was). `batch` is the one of the call (None: it had nothing else to write), `seen_at` when that was; `state`
    counts what was undone since; `closed_by` is a batch likewise; `whose` row it stands in; `kind`, `year` and day (`dated`,
    ISO) are those of its sheet, None where it has no one, or nobody knows."""

    number: int
    batch: int | None
    path: str
    sha256: str
    mistake: Mistake
    message: str
    organization: int | None
    state: str
    closed_by: int | None
    seen_at: str
    whose: Whose
    kind: str | None
    year: int | None
    dated: str | None
    whole_path: str | None


_One = TypeVar("_One")
_NOBODY = Whose(None)
_SELECT = (
    "SELECT id, batch_id, path, sha256, sheet, cell, code, value, message, organization_id, state, closed_by,"
    " seen_at, name, birth_date, entity, record_id, field, kind, year, dated, whole_path FROM set_aside"
)


def mistake_of(problem: Problem) -> Mistake:
    """Return what a problem is known by."""
    return Mistake(problem.sheet, problem.cell, problem.code, problem.value)


def still_wrong(before: Iterable[tuple[Mistake, str]], now: Iterable[tuple[Mistake, str]]) -> set[int]:
    """Return which of `before`, by their order, a newer version of the sheet still has, each matched with one of `now`: the
    same to the letter, else the same cause and value in another row, else whatever is wrong with the same cause, the same
    column or the whole row of the same person, wherever her row has gone, else with the same cell. Beside each stands
    whose row it is in, "" where nobody knows."""
    left, found = dict(enumerate(before)), dict(enumerate(now))
    standing: set[int] = set()
    for alike in (_the_same, _moved, _of_her_cause, _of_her_column, _of_her_row, _otherwise_wrong):
        waiting: dict[_Likeness | None, list[int]] = defaultdict(list)
        for index, one in found.items():
            waiting[alike(*one)].append(index)
        waiting.pop(None, None)
        for index, one in left.items():
            if partners := waiting.get(alike(*one)):
                del found[partners.pop()]
                standing.add(index)
        left = {index: one for index, one in left.items() if index not in standing}
    return standing


_Likeness = tuple[str, ...]


def _the_same(mistake: Mistake, who: str) -> _Likeness | None:
    # An empty cell says nothing by which it is known again; whose row it is does.
    return mistake if mistake.value else (*mistake, person_key(who))


def _moved(mistake: Mistake, who: str) -> _Likeness | None:
    return None if who and not mistake.value else (mistake.sheet, mistake.code, mistake.value)


def _of_her_cause(mistake: Mistake, who: str) -> _Likeness | None:
    return (mistake.sheet, mistake.code, person_key(who)) if who else None


def _of_her_column(mistake: Mistake, who: str) -> _Likeness | None:
    return (mistake.sheet, mistake.cell.rstrip("0123456789"), person_key(who)) if who else None


def _of_her_row(mistake: Mistake, who: str) -> _Likeness | None:
    cause = CAUSES.get(mistake.code)
    return (mistake.sheet, person_key(who)) if who and cause is not None and cause.level is Level.ROW else None


def _otherwise_wrong(mistake: Mistake, _who: str) -> _Likeness | None:
    return mistake.sheet, mistake.cell


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

    def number(record: Ref | None) -> int | None:  # a record that was proposed and then left out has none
        return (numbers or {}).get(record) if record is not None and record < 0 else record

    files = {source.path: source.sha256 for source in plan.sources}
    blank = {one.path: one.sha256 for one in plan.unread if one.path not in files}  # of these nothing was read
    read = list(reversed(files))
    files |= blank
    # Two names of what says the same are one reading; two files of which nothing was read are two.
    key = {path: path if path in blank else sha for path, sha in files.items()}
    once = {key[path]: path for path in (*read, *blank)}
    whole = {path: str(Path(path).resolve()) for path in once.values()}
    places: dict[tuple[str, str], int | None] = {}
    sheets: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in reversed(plan.sources):
        places[source.path, source.sheet] = number(source.organization)
        sheets[source.path, source.sheet].append(source)
    told: dict[str, dict[Mistake, Problem]] = {one: {} for one in once}
    for problem in (*plan.problems, *(Problem(one.code, one.message, one.path) for one in plan.unread)):
        if problem.file in files:
            told[key[problem.file]].setdefault(mistake_of(problem), problem)
    ever, of_call, unknown = read_all(conn), set(files.values()), set(blank.values())
    unreadable = {whole[path] for path in blank}
    standing = [one for one in ever if one.state == OPEN]
    elsewhere = _closed_elsewhere(conn, [one for one in ever if one.sha256 in of_call])
    kinds = _kinds(conn) if standing else {}
    newest = {one.sha256: one.number for one in ever}  # what was kept after it is of a version that came later
    moment = now.replace(tzinfo=None).isoformat(timespec="seconds")
    closing: list[tuple[str, int | None, str, int]] = []
    adding = []
    for path in once.values():
        sha, problems, there = files[path], told[key[path]], whole[path]
        units = {place for (file, _), place in places.items() if file == path and place is not None}
        here = {(source.sheet, source.kind, source.year) for source in plan.sources if source.path == path}
        same = [one for one in standing if one.sha256 == sha]
        mine = [one for one in same if _is_at(one, there) or _has_moved(one, there)] if path in blank else same
        closing += [(SOLVED, batch, moment, one.number) for one in mine if one.mistake not in problems]
        known = {one.mistake for one in mine}
        known |= {one.mistake for one in elsewhere.get(sha, ()) if path not in blank or _is_at(one, there)}
        for mistake, problem in problems.items():
            if mistake not in known:
                name, birth, entity, record, field, named = plan.whose.get(problem.place, _NOBODY)
                place = places.get((path, problem.sheet)) or number(named)  # a list of several units: the row says it
                whose = (name, birth, entity, number(record), field)
                of_sheet = sheets.get((path, problem.sheet), ())
                one_of = (
                    _only(s.kind for s in of_sheet),
                    _only(s.year for s in of_sheet),
                    _only(s.dated for s in of_sheet),
                )
                row = (batch, moment, path, sha, *mistake, problem.message, place, OPEN, *whose, *one_of, there)
                adding.append(row)
        earlier = [
            one
            for one in standing
            if (
                one.sha256 not in of_call
                or (one.sha256 in unknown and not any(_is_at(one, other) for other in unreadable))
            )
            and one.number < newest.get(sha, one.number + 1)
            and _is_before(one, path, there, units, plan.returned.get(sha))
            and (path not in blank or not one.mistake.sheet)
            and (path in blank or one.sha256 == plan.returned.get(sha) or _of_kind(one, here, kinds))
        ]
        now_wrong = [(mistake, plan.whose.get(one.place, _NOBODY).name or "") for mistake, one in problems.items()]
        wrong = still_wrong(((one.mistake, one.whose.name or "") for one in earlier), now_wrong)
        closing += [
            (REPLACED if index in wrong else SOLVED, batch, moment, one.number) for index, one in enumerate(earlier)
        ]
        closed = {one.number for one in (*earlier, *(mine if path in blank else ()))}
        standing = [one for one in standing if one.number not in closed]
    conn.executemany("UPDATE set_aside SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?", closing)
    conn.executemany(
        "INSERT INTO set_aside (batch_id, seen_at, path, sha256, sheet, cell, code, value, message,"
        " organization_id, state, name, birth_date, entity, record_id, field, kind, year, dated, whole_path)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        adding,
    )
    return len(adding)


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


def close(conn: sqlite3.Connection, numbers: Collection[int], now: datetime, batch: int | None = None) -> None:
    """Close open problems by their numbers, in the transaction that is open. `batch` has mended them, and its undo opens
    them again; None: the clerk says so, and `reopen` does it."""
    moment = now.replace(tzinfo=None).isoformat(timespec="seconds")
    conn.executemany(
        "UPDATE set_aside SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?",
        [(SOLVED, batch, moment, number) for number in numbers],
    )


def still_open(conn: sqlite3.Connection, numbers: Collection[int]) -> list[int]:
    """Return which of these places are open."""
    return [one.number for one in read_open(conn) if one.number in numbers] if numbers else []


def reopen(conn: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Open problems that were closed, by their numbers, in the transaction that is open."""
    conn.executemany(
        "UPDATE set_aside SET state = ?, closed_by = NULL, closed_at = NULL WHERE id = ?",
        [(OPEN, number) for number in numbers],
    )


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


def read_open(conn: sqlite3.Connection) -> list[SetAside]:
    """Return what is open, in the order in which it was kept."""
    return [one for one in read_all(conn) if one.state == OPEN]


def read_all(conn: sqlite3.Connection) -> list[SetAside]:
    """Return what was ever set aside, whatever became of it, in the order in which it was kept; nothing of batches that
    are taken back."""
    rows = conn.execute(f"{_SELECT} ORDER BY id")
    undone = standing_undos(conn)
    return [one for one in (_read(row, undone) for row in rows) if one is not None]


def read_of_batch(conn: sqlite3.Connection, batch: int) -> list[SetAside]:
    """Return what one batch set aside, whatever became of it; nothing where the batch is taken back."""
    rows = conn.execute(f"{_SELECT} WHERE batch_id = ? ORDER BY id", (batch,))
    undone = standing_undos(conn)
    return [one for one in (_read(row, undone) for row in rows) if one is not None]


def _read(row: tuple[Any, ...], undone: Mapping[int, int]) -> SetAside | None:
    number, batch, path, sha256, sheet, cell, code, value, message, organization, state, closed_by, seen_at = row[:13]
    name, birth, entity, record, field, *of_sheet = row[13:]
    if batch in undone:
        return None
    if closed_by in undone:
        state, closed_by = OPEN, None
    mistake = Mistake(sheet, cell, code, value)
    whose = Whose(name, birth, None if entity is None else Entity(entity), record, field)
    return SetAside(
        number, batch, path, sha256, mistake, message, organization, state, closed_by, seen_at, whose, *of_sheet
    )


def count_open(conn: sqlite3.Connection) -> int:
    """Count what is open."""
    return sum(open_by_file(conn).values())


class OpenIn(NamedTuple):
    """Where problems are open: the SHA-256 of the file, the organisation (None: of the file as a whole), the kind of the
    sheet (None: of the file, or of a sheet that is of several kinds or of none)."""

    sha256: str
    organization: int | None
    kind: str | None


def open_by_file(conn: sqlite3.Connection) -> dict[OpenIn, int]:
    """Count what is open by file, organisation and kind of sheet."""
    gone = ", ".join(map(str, sorted(standing_undos(conn)) or [0]))
    rows = conn.execute(
        "SELECT a.sha256, a.organization_id, (SELECT iif(count(DISTINCT s.kind) = 1, min(s.kind), NULL) FROM source s"
        " WHERE s.sha256 = a.sha256 AND s.sheet = a.sheet) AS kind, sum(a.many)"
        " FROM (SELECT sha256, organization_id, sheet, count(*) AS many FROM set_aside"
        f" WHERE (batch_id IS NULL OR batch_id NOT IN ({gone})) AND (state = 'open' OR closed_by IN ({gone}))"
        " GROUP BY sha256, organization_id, sheet) a GROUP BY 1, 2, 3"
    )
    return {OpenIn(sha256, organization, kind): count for sha256, organization, kind, count in rows}
