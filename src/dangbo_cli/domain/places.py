"""Where somebody was on a day, of her dated places."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.domain.change import Ref

Spell = tuple[str | None, str | None, Ref]
"""A dated place: from (None: always), to (the first day it no longer covers; None: it stands), the organisation."""


def place_held(spells: Sequence[Spell], day: str) -> Ref | None:
    """Return the place that covers a day (ISO, may be partial), the last written of several; the first place before any
    began, None after the last has ended."""
    covering = [place for begins, ends, place in spells if _begun(begins, day) and (ends is None or ends > day)]
    if covering:
        return covering[-1]
    begun = [begins for begins, _, _ in spells if _begun(begins, day)]
    return None if begun or not spells else min(spells, key=lambda spell: spell[0] or "")[2]


def places_held(spells: Sequence[Spell], first: str, last: str) -> set[Ref]:
    """Return the places that cover any day from `first` to `last` (ISO), else the one before any began."""
    held = {
        place
        for begins, ends, place in spells
        if _begun(begins, last) and (ends is None or (ends > first and (begins is None or begins < ends)))
    }
    before = None if held else place_held(spells, last)
    return held if before is None else {before}


def place_counted(spells: Sequence[Spell], own: str | None, year: str, today: str) -> Ref | None:
    """Return where an entry about somebody counts: the place that covers its `own` day (ISO), without one that of the end of
    its year (`today` while the year goes on), or the last she left in or after that year; None where no place of
    that day is known."""
    place = place_held(spells, own or min(f"{year}-12-31", today))
    if place is None and own is None:
        place = next((at for _, ends, at in reversed(spells) if ends is not None and ends > f"{year}-01-01"), None)
    return place


def _begun(begins: str | None, day: str) -> bool:
    return begins is None or begins <= day
