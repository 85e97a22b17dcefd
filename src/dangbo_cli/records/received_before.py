"""What came in before somebody wrote down that it was owed: sheets of earlier imports that meet a new obligation.

The log knows of every sheet which records it wrote; from these follow its year and its organisations. A sheet of which
nothing was written leaves only its own organisation, and counts where it states its day.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import NamedTuple

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.obligation import Obligation, above
from dangbo_cli.domain.submission import LISTS, Arrived, Line, gathered, met_by
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.history import standing_undos
from dangbo_cli.store.obligations import read_units

_SOURCES = """SELECT s.id, s.path, s.sha256, s.sheet, s.organization_id, s.dated, substr(b.made_at, 1, 10), b.id
    FROM source s JOIN batch b ON b.id = s.batch_id WHERE s.kind = ? ORDER BY b.id, s.id"""
_WRITTEN = """SELECT DISTINCT json_extract(j.value, '$[2]'), c.entity, c.record_id, c.subject, c.subject_id,
    json_extract(c.fields, '$.organization_id[1]') FROM change c, json_each(c.fields) j
    WHERE json_extract(j.value, '$[2]') IN (SELECT value FROM json_each(?)) AND c.entity <> 'submission'
    ORDER BY c.entity <> 'member_place'"""
_PLACED = """SELECT organization_id FROM member_place WHERE member_id = ?1 AND (valid_from IS NULL OR valid_from <= ?2)
    AND (valid_to IS NULL OR valid_to > ?2) ORDER BY id DESC LIMIT 1"""


class Received(NamedTuple):
    """One sheet that meets the obligation: who handed it in, on which day (ISO) it first came, in which file."""

    organization: int
    day: str
    file: str
    sha256: str


class Before(NamedTuple):
    """What came in before: what meets the obligation, and the lists of which nobody can say it: they state no day, and
    came on none that would tell; and files that the committee above all gathered, with how many who owe they list."""

    received: Sequence[Received] = ()
    undated: Sequence[Received] = ()
    gathered: Mapping[str, int] = MappingProxyType({})


def received_before(
    conn: sqlite3.Connection, obligation: Obligation, others: Sequence[Obligation], owing: Mapping[int, Collection[int]]
) -> Before:
    """Return the sheets of earlier imports that meet `obligation` alone and none of the `others`, the oldest first, each
    file once for an organisation; `owing` are the organisations that owe each of them."""
    if obligation.form_kind is None:
        return Before()
    undone = standing_undos(conn)
    sources = [row for row in conn.execute(_SOURCES, (obligation.form_kind,)) if row[-1] not in undone]
    if not sources:
        return Before()
    days = {number: dated or day for number, *_, dated, day, _ in sources}
    written = _written(conn, days, obligation.form_kind in LISTS)
    units = {unit.id: unit for unit in read_units(conn, obligation.day)}

    def line(number: int) -> tuple[int, ...]:
        return *reversed(tuple(above(units[number], units) if number in units else ())), number

    first: dict[tuple[int, str], Received] = {}
    undated: dict[tuple[int, str], Received] = {}
    common: dict[str, int] = {}
    for number, path, sha256, sheet, base, dated, day, _ in sources:
        name = _file_name(path)
        years = written.get(number, {})
        if base in units:  # whoever of its people is elsewhere by now: it was handed in for its own unit
            years = {
                year: {place for place in of_year if _on_one_line(line, place, base)} for year, of_year in years.items()
            }
        if not years and base is not None and dated is not None:
            years = {int(dated[:4]): set()}
        states_day = dated is not None
        if obligation.form_kind in LISTS:  # undated, it is the list as it stood on the day it came
            dated = dated or day
            years = {int(dated[:4]): set().union(*years.values()) if years else set()}
        arrived = Arrived(
            obligation.form_kind,
            f"{PurePosixPath(name).stem} | {sheet}",
            years,
            base if base in units else None,
            dated,
        )
        for _, listed in gathered(arrived, [obligation], owing, line):
            common[name] = max(len(listed), common.get(name, 0))
        met = False
        for sender, obligations in met_by(arrived, [*others, obligation], owing, line):
            met = True
            if obligations == [obligation]:
                first.setdefault((sender, sha256), Received(sender, day, name, sha256))
        if not met and not states_day and obligation.form_kind in LISTS:
            for sender, _ in met_by(replace(arrived, dated=None), [obligation], owing, line):
                undated.setdefault((sender, sha256), Received(sender, day, name, sha256))
    return Before(_in_order(first.values()), _in_order(one for key, one in undated.items() if key not in first), common)


def _in_order(received: Iterable[Received]) -> list[Received]:
    return sorted(received, key=lambda one: (one.day, one.organization))


def _on_one_line(line: Line, one: int, other: int) -> bool:
    return one in line(other) or other in line(one)


def _file_name(path: str) -> str:
    """Return the name of a file whose path may be of another system."""
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name


def _written(conn: sqlite3.Connection, days: Mapping[int, str], lists: bool) -> dict[int, dict[int, set[int]]]:
    """Return by source and year (0: of lists) the organisations of what a source wrote, as far as it still stands; of a
    list where its people were by it, or on its day (`days`)."""
    found: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    placed: dict[tuple[int, int], int] = {}
    for source, entity, record, subject, owner, place in conn.execute(_WRITTEN, (json.dumps(list(days)),)):
        if lists and entity == Entity.MEMBER_PLACE and place is not None:
            placed[source, owner] = place
        told: tuple[int, int] | None
        if lists and subject == Entity.MEMBER and (source, owner) in placed:
            told = 0, placed[source, owner]
        else:
            told = _where(conn, Entity(entity), record, Entity(subject), owner, days[source] if lists else None)
        if told is not None:
            found[source][told[0]].add(told[1])
    return found


def _whole(conn: sqlite3.Connection, entity: Entity, record: int) -> tuple[Entity, int] | None:
    """Return the entry that says of which year a record is: itself, or what it is a part of; None where it is gone."""
    table = CATALOGUE[entity]
    if "period" in table.columns:
        return entity, record
    for name, of in table.references.items():
        if "period" in CATALOGUE[of].columns:
            row = conn.execute(f"SELECT {name} FROM {table.name} WHERE id = ?", (record,)).fetchone()
            return None if row is None or row[0] is None else (of, row[0])
    return None


def _where(
    conn: sqlite3.Connection, entity: Entity, record: int, subject: Entity, owner: int, day: str | None
) -> tuple[int, int] | None:
    """Return the year (0: of a list of a `day`) and the organisation of a record, None where it is gone."""
    year = 0
    if day is None:
        whole = _whole(conn, entity, record)
        if whole is None:
            return None
        entity, record = whole
        columns = CATALOGUE[entity].columns
        names = ("period", *(name for name in ("organization_id", "member_id") if name in columns))
        row = conn.execute(f"SELECT {', '.join(names)} FROM {entity.value} WHERE id = ?", (record,)).fetchone()
        if row is None or not str(row[0])[:4].isdecimal():
            return None
        told = dict(zip(names, row, strict=True))
        year = int(told["period"][:4])
        if told.get("organization_id") is not None:
            return year, told["organization_id"]
        subject, owner = Entity.MEMBER, told["member_id"]
    if subject is Entity.ORGANIZATION:
        return year, owner
    if subject is not Entity.MEMBER:
        return None
    placed = conn.execute(_PLACED, (owner, day or date(year, 12, 31).isoformat())).fetchone()
    return None if placed is None else (year, placed[0])
