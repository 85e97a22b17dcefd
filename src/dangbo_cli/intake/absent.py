"""Who is in the record of a unit and not in its full list: told by name, never removed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Problem
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.matching import Match
from dangbo_cli.intake.people import NUMBERS, Members, PersonRow, number_key
from dangbo_cli.vietnamese.names import name_sort_key, person_key
from dangbo_cli.vietnamese.text import fold

_SUPPLEMENT = "bo sung"
#: A title with these words is a list of some, not of all.
_PARTIAL = re.compile(
    r"\b(?:du bi|ket nap|de nghi|khen thuong|huy hieu|trich|bo sung|moi|nu dang vien|tam thoi|chuyen|mien)\b"
)


def absent_members(
    found: Iterable[Match],
    rows: Collection[PersonRow],
    named_aside: Iterable[str],
    full_lists: Iterable[tuple[Ref, str | None]],
    members: Members,
    directory: Directory,
) -> dict[str, list[str]]:
    """Return, by organisation, the people whom the record has in a listed unit and no row names.

    `full_lists` are the units whose full list the call read, with its day (who came after it is not in it);
    `named_aside` are the keys of names and numbers (`person_key`, `number_key`) in rows that were set aside before they
    were read. Somebody whose row was set aside is named by number or name in that row, or asked about, and is not absent;
    somebody whom the call itself adds (a number below 0) neither.
    """
    seen = {match.member.ref for match in found if match.member is not None}
    seen |= {ref for row in rows if row.aside is not None for ref in _asked_about(row.aside)}
    named = set(named_aside)
    for row in rows:
        if row.aside is not None:  # of the others it is known who they are: a namesake elsewhere says nothing
            named.add(person_key(row.text("full_name") or ""))
            named.update(number_key(row.text(kind) or "") for kind in NUMBERS)
    named.discard("")
    units: dict[Ref, list[str | None]] = {}
    for unit, day in full_lists:
        units.setdefault(unit, []).append(day)
    absent: dict[str, list[str]] = {}
    for member in members.all.values():
        if member.ref < 0 or member.ref in seen or member.place is None:
            continue
        days = [day for upper in directory.line(member.place) for day in units.get(upper, ())]
        if not any(members.place_on(member, day) == member.place for day in days):
            continue
        name = member.text("full_name") or ""
        if person_key(name) in named or any(number_key(member.text(kind) or "") in named for kind in NUMBERS):
            continue
        absent.setdefault(_unit(member.place, directory), []).append(name)
    return {unit: sorted(names, key=name_sort_key) for unit, names in sorted(absent.items())}


def _asked_about(aside: Problem) -> Iterator[Ref]:
    """Yield the members of whom it is asked whether a row is one of them."""
    for choice in aside.choices:
        kind, _, number = choice.key.partition(" ")
        if kind == "dang-vien":
            yield int(number)


def _unit(place: Ref, directory: Directory) -> str:
    """Return the name of a unit, with the committee above it below a committee: thirty are called «Chi bộ 1»."""
    name, upper = directory.nodes[place].name, directory.grassroots(place)
    return name if upper == place else f"{name} ({directory.nodes[upper].name})"


def is_full_list(title_words: str, file_name: str = "") -> bool:
    """Tell whether a title announces the list of all members of a unit, and the name of its file no supplement."""
    return not _PARTIAL.search(title_words) and _SUPPLEMENT not in fold(file_name)
