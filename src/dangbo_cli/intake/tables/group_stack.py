"""The group rows that a row stands below: what each of them says of everything below it."""

from __future__ import annotations

from typing import Generic, TypeVar

Said = TypeVar("Said")


class GroupStack(Generic[Said]):
    """The group rows above a row, outermost first: a group ends those numbered as it is, and all in them. `nearest` is
    what the nearest group that says something says, None where none does."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Said | None]] = []
        self.nearest: Said | None = None

    def enter(self, numbering: str, said: Said | None) -> None:
        """Take a group row by how it is numbered («I», «A», «1», "") and what it says, None for nothing."""
        numberings = [one for one, _ in self._open]
        if numbering in numberings:
            del self._open[numberings.index(numbering) :]
        self._open.append((numbering, said))
        self.nearest = next((one for _, one in reversed(self._open) if one is not None), None)
