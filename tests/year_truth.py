"""Compare what the record holds of the year's work with the truth of generated workbooks, cell by cell."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.store.catalogue import CATALOGUE

Entry = dict[str, Any]
#: What says who an entry is about, told apart from its facts.
_RECORD = ("id", "member_id", "organization_id", "place")
_TARGET = ("operator", "number", "unit", "due_on")
_PROGRESS = ("actual", "actual_number", "numerator", "denominator", "reported_on")


@dataclass(frozen=True)
class Comparison:
    """Entries and cells alike; and a line for every entry that only the truth or only the record has."""

    entries: int
    cells: int
    missing: list[str]
    extra: list[str]


def compare_year(conn: sqlite3.Connection, members: list[Entry], entries: list[Entry]) -> Comparison:
    """Compare all stored entries with the truth of the year's sheets (`entries`) and of the member lists' ratings."""
    expected = Counter(map(_line, [*_expected(members, entries)]))
    found = Counter(map(_line, stored_entries(conn)))
    alike = expected & found
    return Comparison(
        alike.total(),
        sum(line.count('":') * times for line, times in alike.items()),
        sorted((expected - found).elements()),
        sorted((found - expected).elements()),
    )


def stored_entries(conn: sqlite3.Connection) -> list[Entry]:
    """Return every stored entry of every kind in the shape of a truth."""
    codes = {row["id"]: row["code"] for row in _rows(conn, "organization")}
    places = {row["member_id"]: codes[row["organization_id"]] for row in _rows(conn, "member_place")}
    people = {r["id"]: [places[r["id"]], r["full_name"], r["birth_date"][:4]] for r in _rows(conn, "member")}
    targets, items = _targets(conn), _items(conn)
    entries: list[Entry] = []
    for form in ENTRIES:
        for row in _rows(conn, form.entity) if form.about is not None else ():
            member = people.get(row.get("member_id", 0))
            entry: Entry = {"kind": form.kind, "member": member}
            entry.update({key: value for key, value in row.items() if key not in _RECORD})
            code = codes.get(row.get("organization_id"))
            entry["organization_code"] = member[0] if member and code is None else code
            if form.kind == "xep-loai":
                entry["subject_sort"] = "Cá nhân" if member else "Tập thể"
            elif form.kind == "mo-hinh":
                entry["targets"] = targets.get(row["id"])
            elif form.kind == "cam-ket":
                entry["items"] = items.get(row["id"])
            entries.append(entry)
    return entries


def _expected(members: list[Entry], entries: list[Entry]) -> list[Entry]:
    """Return the truth's entries; what member lists say of ratings is part of them or stands alone."""
    rated: dict[tuple[object, ...], Entry] = {}
    others: list[Entry] = []
    for person in members:
        who = [person["organization_code"], person["full_name"], str(person["birth_date"])[:4]]
        for year, levels in person["rating_levels"].items():
            stages = {f"{stage}_level": level for stage, level in levels.items()}
            rated[(*who, year)] = {"kind": "xep-loai", "member": who, "subject_sort": "Cá nhân", "period": year,
                                   "organization_code": who[0], **stages}  # fmt: skip
    for truth in entries:
        entry = {key: value for key, value in truth.items() if key != "sources"}
        if (member := entry["member"]) is not None:
            entry["member"] = [member["organization_code"], member["full_name"], member["birth_date"][:4]]
        if entry["kind"] == "xep-loai" and member is not None:
            rated.setdefault((*entry["member"], entry["period"]), {}).update(entry)
        else:
            others.append(entry)
    return [*rated.values(), *others]


def _line(entry: Entry) -> str:
    known = {key: value for key, value in entry.items() if value is not None and key != "rating_levels"}
    return json.dumps(known, ensure_ascii=False, sort_keys=True)


def _rows(conn: sqlite3.Connection, table: str) -> list[Entry]:
    columns = ("id", *CATALOGUE[Entity(table)].columns)
    found = conn.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
    return [{k: v for k, v in zip(columns, row, strict=True) if v is not None} for row in found]


def _targets(conn: sqlite3.Connection) -> dict[int, Entry]:
    progress: dict[int, list[Entry]] = {}
    for row in _rows(conn, "initiative_progress"):
        progress.setdefault(row["target_id"], []).append({k: row[k] for k in _PROGRESS if k in row})
    targets: dict[int, Entry] = {}
    for row in _rows(conn, "initiative_target"):
        stated: Entry = {key: row.get(key) for key in _TARGET}
        targets.setdefault(row["initiative_id"], {})[row["wording"]] = {
            **stated,
            "progress": progress.get(row["id"], []),
        }
    return targets


def _items(conn: sqlite3.Connection) -> dict[int, list[str]]:
    items: dict[int, list[str]] = {}
    for row in _rows(conn, "pledge_item"):
        items.setdefault(row["pledge_id"], []).append(row["what"])
    return items
