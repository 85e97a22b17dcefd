"""Whom a row of a prefilled sheet was sent out for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.places import Spell, place_counted


@dataclass(frozen=True, slots=True)
class SentSubject:
    """Whom and what a row of a prefilled sheet was sent out for; `entry` None: a member of whom there was none, who was in
    `organization` at the end of `period` (`today` while it goes on), and at other times where `spells` say."""

    entry: Ref | None
    organization: Ref
    period: str
    today: str
    sort: str | None = None
    member: Ref | None = None
    named: str | None = None
    spells: Sequence[Spell] = ()

    def place(self, own: str | None) -> Ref:
        """Return where what the row says counts, of its own day (ISO) where it has one."""
        return place_counted(self.spells, own, self.period[:4], self.today) or self.organization
