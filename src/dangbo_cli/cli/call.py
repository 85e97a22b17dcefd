"""One call of the program: its environment and the global options, handed to every command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dangbo_cli.cli.environment import Environment

if TYPE_CHECKING:
    from sqlite3 import Connection

#: A path so short has no name that is too long.
_SHORT = 255
DATABASE_VARIABLE = "DANGBO_CSDL"


@dataclass(frozen=True)
class Call:
    """What `ctx.obj` holds in every command."""

    env: Environment
    given_database: Path | None = None
    _read: set[Path] = field(default_factory=set)

    @property
    def has_read(self) -> bool:
        """Tell whether this call found the record: one that is gone since is not begun anew."""
        return self.database in self._read

    @property
    def database(self) -> Path:
        """The database file of this call: --csdl, else DANGBO_CSDL, else the one in the user's folder. Raises Unwritable
        where no file can be called so."""
        stated = self.given_database or self.env.variables.get(DATABASE_VARIABLE)
        if stated:
            path = Path(stated) if self.given_database is not None else Path(stated).expanduser()
            if len(os.fsencode(path)) > _SHORT:
                from dangbo_cli.store.errors import name_too_long
                from dangbo_cli.views.partial import is_name_too_long

                if is_name_too_long(path):
                    raise name_too_long(path)
            return path
        from dangbo_cli.store.opening import default_path

        return default_path()

    def open_reading(self) -> Connection:
        """Return a query-only connection. Raises StoreError where there is no database."""
        from dangbo_cli.store.opening import open_reading

        connection = open_reading(self.database)
        self._read.add(self.database)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A query-only connection, closed at the end. Raises StoreError where there is no database, or where it breaks
        under a question."""
        from dangbo_cli.store.errors import store_errors

        connection = self.open_reading()
        try:
            with store_errors(self.database):
                yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that may write, closed at the end; the file is created where there was none when this call began.
        Raises Absent where the file has gone since (moved, deleted, a stick taken out); Unwritable, and no new file
        stays."""
        from dangbo_cli.store.errors import Unwritable, store_errors
        from dangbo_cli.store.opening import open_writing, remove_unbegun

        first = not self.database.exists()
        try:
            connection = open_writing(self.database, create=not self.has_read)
            try:
                with store_errors(self.database):
                    yield connection
            finally:
                connection.close()
        except Unwritable:
            if first:
                remove_unbegun(self.database)
            raise


def call_of(context: Any) -> Call:
    """Return the call that a command's Typer context carries."""
    call = context.obj
    assert isinstance(call, Call)
    return call
