"""Program exit codes: what a script may rely on (docs/tra-cuu.md). Nothing else leaves the program."""

from __future__ import annotations

from enum import IntEnum, unique


@unique
class ExitCode(IntEnum):
    """One code a meaning; a note (a restored zero, a sheet left out) never changes it."""

    DONE = 0
    ATTENTION = 1  # done, but something was set aside or needs a look; also an unforeseen error
    USAGE = 2  # the command was not given as it must be; nothing was changed
    DATABASE = 3  # the database cannot be used, or not one of the given files could be read
    INTERRUPTED = 130
