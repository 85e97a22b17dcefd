"""Which columns of a table are shown, and in what order (`--cot`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dangbo_cli.reports.table import Column, Table
from dangbo_cli.vietnamese.text import fold


class UnknownColumn(Exception):
    """No column of the table has this name; `allowed` are (key, heading) of those it has."""

    def __init__(self, name: str, allowed: Sequence[tuple[str, str]]) -> None:
        super().__init__(name)
        self.name, self.allowed = name, allowed


def choose(table: Table, names: Sequence[str]) -> Table:
    """Return the table with just these columns, in this order, all of them shown.

    A name is a key («full_name») or a heading («Họ và tên», or any other that member lists use: «họ tên», «sđt»),
    matched over case, marks and separators; several names that make one heading together are that one, for a comma may
    stand in it. Raises UnknownColumn.
    """
    known = {_key(column.title): column for column in table.columns}
    known |= {_key(column.key): column for column in table.columns}
    chosen: list[Column] = []
    for name in _joined(names, known):
        column = known.get(_key(name)) or known.get(_key(_meant(name)))
        if column is None:
            raise UnknownColumn(name, [(column.key, column.title) for column in table.columns])
        if column.key not in {one.key for one in chosen}:
            chosen.append(column._replace(shown=True, spare=False))
    grouped = table.group_by if table.group_by in {column.key for column in chosen} else None
    keys = [column.key for column in chosen]
    rows = [{key: row.get(key) for key in keys} for row in table.rows]
    totals = None if table.totals is None else {key: table.totals.get(key) for key in keys}
    return replace(table, columns=chosen, rows=rows, totals=totals, group_by=grouped)


def _joined(names: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """Yield the names, as many of them as make one known heading as one."""
    at = 0
    while at < len(names):
        ends = range(len(names), at + 1, -1)
        end = next((end for end in ends if _key("".join(names[at:end])) in known), at + 1)
        yield ", ".join(names[at:end])
        at = end


def _meant(name: str) -> str:
    """Return the key of the column that shows what a heading names in member lists, "" where none."""
    from dangbo_cli.forms.headings import heading_book
    from dangbo_cli.forms.members import FORM

    meaning = heading_book(FORM).read((name,))
    if meaning is None or meaning.tick is not None:
        return ""
    return "organization_name" if meaning.key == "organization" else meaning.key


def _key(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
