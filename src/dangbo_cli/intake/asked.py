"""The answers of one call: what the clerk says now, what she said before, and what both turned out to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Plan, Ref
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.who.matching import SOMEBODY_NEW, Match
from dangbo_cli.intake.who.people import Member, Members, PersonRow

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.rows import EntryRow

#: How the answers begin that say who a row is.
_WHO = ("dang-vien ", "dong ", SOMEBODY_NEW.key)


class Asked:
    """The answers of one call, now and remembered, and what they turned out to mean."""

    def __init__(
        self, plan: Plan, answers: Mapping[tuple[str, str, str], str], memory: Memory, members: Members
    ) -> None:
        self._plan, self._answers, self.memory, self._members = plan, answers, memory, members
        self._for_now: set[int] = set()
        self._differing: list[tuple[PersonRow, PersonRow | Member]] = []

    def said(self, row: PersonRow) -> str | None:
        """Return what the clerk answers now."""
        source = self._plan.sources[row.source]
        return self._answers.get((source.path, source.sheet, row.name_cell))

    def answer(self, row: PersonRow, for_now: bool = False) -> str | None:
        """Return what she answers now, or answered before; `for_now`: an answer holds for this sheet alone."""
        said = self.said(row)
        if for_now:
            self._for_now.add(id(row))
            return said
        return said if said is not None else self.memory.person(row, self._members)

    def differ(self, row: PersonRow, other: PersonRow | Member) -> None:
        """Hear that a row is not somebody else."""
        if self._answers:
            self._differing.append((row, other))

    def learn_people(self, found: Sequence[Match], outcome: Mapping[int, tuple[Ref, bool]]) -> None:
        """Keep what the answers about rows of member lists came to."""
        refs: dict[int, Ref] = {}
        for one in found:
            ref = outcome[id(one)][0]
            for row in one.rows:
                self.memory.settled(row, ref)
            if self._answers:
                refs.update((id(row), ref) for row in one.rows)
                if any((self.said(row) or "").startswith(_WHO) for row in one.rows):
                    for row in one.rows:
                        self.memory.learn_person(row, ref, self._members)
        for row, other in self._differing:
            mine = refs.get(id(row))
            theirs = other.ref if isinstance(other, Member) else refs.get(id(other))
            if mine is not None and theirs is not None:
                names = [self._say(row), self._say(other)]
                self.memory.learn_apart(mine, theirs, names, row.source, row.name_cell)

    def _say(self, one: PersonRow | Member) -> str:
        birth = one.text("birth_date")
        told = [f"sinh {format_date(birth)}" if birth else "", f"số hồ sơ {one.ref}" if isinstance(one, Member) else ""]
        said = ", ".join(filter(None, told))
        return f"{one.text('full_name')} ({said})" if said else one.text("full_name") or ""

    def learn_entries(self, rows: Sequence[EntryRow]) -> None:
        """Keep what the answers about rows of the year's work came to."""
        from dangbo_cli.intake.entries.rows import PERSON

        for row in rows:
            self.memory.settled(row, row.member)
            if self._answers and row.aside is None and (self.said(row) or "").startswith(_WHO):
                if row.member is not None:
                    if id(row) not in self._for_now:
                        self.memory.learn_person(row, row.member, self._members)
                elif row.named is not None and row.sort == PERSON:
                    self.memory.learn_stranger(row, self._members)
