"""A problem is data: a stable code, its place, the value, and a whole sentence for the clerk.

A `Finding` is what a parser has to say about a value, before anybody knows its address; intake gives
it one and makes a `Problem` (something was set aside, somebody must look) or a `Note` (a repair that
was certain, a sheet left out: never changes the exit code).

The catalogue of causes is `CAUSES`; every code in the program is declared there once.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """How much a finding sets aside."""

    NOTE = "note"
    CELL = "cell"
    ROW = "row"
    SHEET = "sheet"
    FILE = "file"


class Cause(NamedTuple):
    """One cause: what the clerk reads as its heading, a sentence with {value} and {detail}, what to do; `unit` is what a
    unit is told to do where the advice speaks of the clerk's own work, `typed` what she is told who typed the value
    herself, where the advice speaks of a unit or of a cell."""

    level: Level
    title: str
    message: str
    advice: str = ""
    unit: str | None = None
    typed: str | None = None

    @property
    def by_hand(self) -> str:
        """What to do about a value that was typed in a command."""
        return self.advice if self.typed is None else self.typed


class Finding(NamedTuple):
    """What is to be said about one value: the code of a cause and the detail that its sentence needs."""

    code: str
    detail: str = ""


class DayAsked(NamedTuple):
    """The day that an answer needs: `what` it is a day of («Ngày chuyển»), the first (None: any) and the last it can be;
    the last is taken where none is given."""

    what: str
    first: date | None
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether it can be that day."""
        return day <= self.last and (self.first is None or self.first <= day)


class Choice(NamedTuple):
    """One answer that would settle a problem: `key` is what the answer is given as, `label` the words and the
    evidence that the clerk chooses by; one with a `day` is given as «key yyyy-mm-dd»."""

    key: str
    label: str
    day: DayAsked | None = None


class Problem(NamedTuple):
    """Something set aside. `file` is the path as given, `cell` an address («H12») or ""; `choices` are the answers
    that would settle it, where somebody can be asked, and `about` what the row itself says, to compare with them; one
    answer is for all rows with the same words `beside` the value."""

    code: str
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    about: str = ""
    beside: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """File, sheet and cell: what an answer is given for."""
        return self.file, self.sheet, self.cell


class Note(NamedTuple):
    """Something done that the clerk should be able to see: a repaired zero, a sheet left out. `seen` is its sentence for
    the eyes where that hides what is private ("": the message as it is)."""

    code: str
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    seen: str = ""


def say(finding: Finding, value: str = "") -> str:
    """Return the whole sentence for a finding: what it is, and what to do."""
    cause = CAUSES[finding.code]
    template = cause.message
    if "«" in value:  # it quotes by itself: several sources, each with what it says
        template = template.replace("«{value}»", "{value}")
        value = value[:1].upper() + value[1:] if template.startswith("{value}") else value
    sentence = template.format(value=value, detail=finding.detail)
    return f"{sentence} {cause.advice}".strip()


CAUSES: dict[str, Cause] = {}


def cause(
    code: str,
    level: Level,
    title: str,
    message: str,
    advice: str = "",
    unit: str | None = None,
    typed: str | None = None,
) -> str:
    """Declare a cause once and return its code."""
    if code in CAUSES:
        raise ValueError(f"cause declared twice: {code}")
    CAUSES[code] = Cause(level, title, message, advice, unit, typed)
    return code
