"""Who is in the record of a unit and not in its full list: told by name, never removed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Problem
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import NUMBERS, Members, PersonRow, number_key
from dangbo_cli.vietnamese.names import name_sort_key, person_key, strip_salutation
from dangbo_cli.vietnamese.text import clean, fold

_NUMBERED = (*NUMBERS, "card_and_file_number")
#: No list names its people further to the right than this many columns.
_NAMED_WITHIN = 256
_SUPPLEMENT = "bo sung"
#: A title with these words is a list of some, not of all.
_PARTIAL = re.compile(
    r"\b(?:du bi|ket nap|de nghi|khen thuong|huy hieu|trich|bo sung|moi|nu dang vien|tam thoi|chuyen|mien|ra khoi|dang vien giam|"
    r"dang vien (?:la )?(?:nu|nguoi|cao tuoi|huu tri|nghi huu|dan toc|theo dao|co dao|(?:tren|duoi|tu|du) \d+))\b"
)


class Aside(NamedTuple):
    """A row that was set aside before it was read: its cells, and what its columns mean."""

    cells: Sequence[Raw]
    columns: Mapping[int, Meaning]

    def keys(self) -> Iterator[str]:
        """Yield the keys of the names (`person_key`) and numbers (`number_key`) that stand in it."""
        cells = self.cells[:_NAMED_WITHIN]
        texts = [strip_salutation(clean(cell.split("(")[0])) if isinstance(cell, str) else "" for cell in cells]
        pairs = (f"{text} {after}" for text, after in pairwise(texts))  # a name over two columns
        yield from map(person_key, (*texts, *pairs))
        for c, meaning in self.columns.items():
            if meaning.key in _NUMBERED and c < len(self.cells):
                yield number_key(raw_text(self.cells[c]))


def absent_members(
    found: Iterable[Match],
    rows: Collection[PersonRow],
    named_aside: Iterable[Aside],
    full_lists: Iterable[tuple[Ref, str | None]],
    members: Members,
    directory: Directory,
) -> dict[str, list[str]]:
    """Return, by organisation, the people whom the record has in a listed unit and no row names.

    `full_lists` are the units whose full list the call read, with its day (who came after it is not in it);
    `named_aside` are the rows that were set aside before they were read. Somebody whose row was set aside is named by
    number or name in that row, or asked about, and is not absent; somebody whom the call itself adds (a number below 0)
    neither.
    """
    seen = {match.member.ref for match in found if match.member is not None}
    seen |= {ref for row in rows if row.aside is not None for ref in _asked_about(row.aside)}
    units: dict[Ref, list[str | None]] = {}
    for unit, day in full_lists:
        units.setdefault(unit, []).append(day)
    missing = []
    for member in members.all.values():
        if member.ref < 0 or member.ref in seen or member.place is None:
            continue
        admitted = member.text("admitted_on") or ""
        days = [
            day
            for upper in directory.line(member.place)
            for day in units.get(upper, ())
            if day is None or admitted[: len(day)] <= day  # she was no member on the day of the list
        ]
        if any(members.place_on(member, day) == member.place and not members.is_out(member, day) for day in days):
            missing.append(member)
    named = _named(named_aside, rows) if missing else frozenset()
    absent: dict[str, list[str]] = {}
    for member in missing:
        name, place = member.text("full_name") or "", member.place
        if person_key(name) in named or any(number_key(member.text(kind) or "") in named for kind in NUMBERS):
            continue
        if place is not None:
            absent.setdefault(say_unit(place, directory), []).append(name)
    return {unit: sorted(names, key=name_sort_key) for unit, names in sorted(absent.items())}


def _named(named_aside: Iterable[Aside], rows: Iterable[PersonRow]) -> frozenset[str]:
    """Return the keys of names and numbers in rows that were set aside; of the others it is known who they are: a namesake
    elsewhere says nothing."""
    named = {key for aside in named_aside for key in aside.keys()}  # noqa: SIM118
    for row in rows:
        if row.aside is not None:
            named.add(person_key(row.text("full_name") or ""))
            named.update(number_key(row.text(kind) or "") for kind in NUMBERS)
    return frozenset(named - {""})


def _asked_about(aside: Problem) -> Iterator[Ref]:
    """Yield the members of whom it is asked whether a row is one of them."""
    for choice in aside.choices:
        kind, _, number = choice.key.partition(" ")
        if kind == "dang-vien":
            yield int(number)


def say_unit(place: Ref, directory: Directory) -> str:
    """Return the name of a unit, with the committee above it below a committee: thirty are called «Chi bộ 1»."""
    name, upper = directory.nodes[place].name, directory.grassroots(place)
    return name if upper == place else f"{name} ({directory.nodes[upper].name})"


def is_full_list(title_words: str, file_name: str = "") -> bool:
    """Tell whether a title announces the list of all members of a unit, and the name of its file no supplement."""
    return not _PARTIAL.search(title_words) and _SUPPLEMENT not in fold(file_name)
