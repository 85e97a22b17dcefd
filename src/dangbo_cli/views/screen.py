"""What a view needs to know of the place it writes to; `cli.environment.Environment` is one."""

from __future__ import annotations

from typing import Protocol


class Screen(Protocol):
    """Somewhere lines can be written: `columns` None means no terminal, so take the width needed."""

    @property
    def columns(self) -> int | None: ...

    @property
    def prose_width(self) -> int: ...

    @property
    def aside_width(self) -> int: ...

    @property
    def colour(self) -> bool: ...

    @property
    def error_colour(self) -> bool: ...

    def out(self, text: str = "") -> None:
        """Write a line of the answer."""

    def say(self, text: str = "") -> None:
        """Write a line beside the answer."""
