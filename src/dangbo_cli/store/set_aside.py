"""What imports set aside, kept with the batch: which cell of which file, why, and whether it still stands.

No records: nothing here is undone by a plan of its own. What the undo of a batch takes back is seen when it is
read: its own problems are withdrawn, those that it had closed stand again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from dangbo_cli.domain.change import Entity, Whose
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
