"""One call of the program: its environment and the global options, handed to every command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dangbo_cli.cli.environment import Environment

if TYPE_CHECKING:
    from sqlite3 import Connection

DATABASE_VARIABLE = "DANGBO_CSDL"


@dataclass(frozen=True)
class Call:
    """What `ctx.obj` holds in every command."""

    env: Environment
    given_database: Path | None = None

    @property
    def database(self) -> Path:
        """The database file of this call: --csdl, else DANGBO_CSDL, else the one in the user's folder."""
        if self.given_database is not None:
            return self.given_database
        if stated := self.env.variables.get(DATABASE_VARIABLE):
            return Path(stated).expanduser()
        from dangbo_cli.store.opening import default_path

        return default_path()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A query-only connection, closed at the end. Raises StoreError where there is no database."""
        from dangbo_cli.store.opening import open_reading

        connection = open_reading(self.database)
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that may write, created where absent; closed at the end."""
        from dangbo_cli.store.opening import open_writing

        connection = open_writing(self.database)
        try:
            yield connection
        finally:
            connection.close()


def call_of(context: Any) -> Call:
    """Return the call that a command's Typer context carries."""
    call = context.obj
    assert isinstance(call, Call)
    return call
