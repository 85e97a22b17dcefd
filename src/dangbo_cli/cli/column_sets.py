"""Named column sets: `--cot @ten` uses one, `--luu-cot ten` saves one, `dv cot` lists and removes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.options import Output
from dangbo_cli.cli.words import name_key, near_misses
from dangbo_cli.cli.writing import agreed
from dangbo_cli.reports.table import Table

if TYPE_CHECKING:
    from sqlite3 import Connection

MARK = "@"
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "trich-ngang": (
        "full_name", "birth_date", "gender", "ethnicity", "hometown", "occupation", "party_position",
        "government_position", "general_education", "expertise", "political_theory", "admitted_on", "official_on",
        "organization_name",
    ),
}  # fmt: skip
"""The «danh sách trích ngang» that is asked for daily."""


def all_sets(conn: Connection) -> dict[str, tuple[str, ...]]:
    """Return every column set by name, those of the program first."""
    from dangbo_cli.store.settings import column_sets

    return {**BUILT_IN, **column_sets(conn)}


def with_columns(conn: Connection, table: Table, output: Output) -> tuple[Table, Output]:
    """Return a list of members and its output ready for --cot: every «@name» replaced by the columns of that set,
    and the list grown by further columns that are asked for.

    A name without «@» (PowerShell takes the mark for its own) is a set where no column is called so. Raises Misuse
    for a set that is not there; an unknown column is left for `show` to refuse.
    """
    from dangbo_cli.reports.more_columns import fill_columns, offer_columns
    from dangbo_cli.views.columns import UnknownColumn, choose

    if output.columns is None:
        return table, output
    offered = offer_columns(table)
    own = {name_key(word) for column in offered.columns for word in (column.key, column.title)}
    names = output.columns
    if any(name.startswith(MARK) or name_key(name) not in own for name in names):
        sets = {name_key(name): columns for name, columns in all_sets(conn).items()}
        names = tuple(dict.fromkeys(_expanded(names, own, sets, conn)))
    try:
        keys = [column.key for column in choose(offered, names).columns]
    except UnknownColumn:
        return offered, output._replace(columns=names)
    return fill_columns(conn, offered, keys), output._replace(columns=tuple(keys))


def _expanded(
    names: tuple[str, ...], own: set[str], sets: Mapping[str, tuple[str, ...]], conn: Connection
) -> Iterator[str]:
    for name in names:
        key = name_key(name)
        if name.startswith(MARK) or key not in own:
            if key in sets:
                yield from sets[key]
                continue
            if name.startswith(MARK):
                raise _unknown(name[1:], list(all_sets(conn)))
        yield name


def _unknown(name: str, known: list[str]) -> Misuse:
    near = near_misses(name, known, 2)
    advice = [f"Có phải: {', '.join(MARK + n for n in near)}?"] if near else []
    return Misuse(f"Chưa có bộ cột «{name}».", *advice, f"Các bộ cột: {', '.join(known)}.")


def save_set(call: Call, name: str, table: Table, output: Output, yes: bool) -> None:
    """Save the columns of --cot under a name; in place of other columns only if it may. Raises Misuse where there are
    none, or the name is taken."""
    from dangbo_cli.store.settings import save_column_set
    from dangbo_cli.views.columns import UnknownColumn, choose
    from dangbo_cli.views.messages import show_note

    name = name.strip().lstrip(MARK).strip()
    if output.columns is None:
        raise Misuse("Chưa có cột nào để lưu.", f'Ví dụ: dangbo dv ds --cot "họ tên,ngày sinh" --luu-cot {name}')
    if not name_key(name) or "," in name:
        raise Misuse(f"«{name}» không đặt làm tên bộ cột được.", "Đặt tên bằng chữ và số, như gui-cap-tren.")
    if name_key(name) in map(name_key, BUILT_IN):
        raise Misuse(f"«{name}» là bộ cột có sẵn của chương trình.", "Đặt tên khác.")
    columns = {name_key(word) for column in table.columns for word in (column.key, column.title)}
    if name_key(name) in columns:
        raise Misuse(f"«{name}» đã là tên một cột.", "Đặt tên khác.")
    try:
        keys = [column.key for column in choose(table, output.columns).columns]
    except UnknownColumn as error:
        from dangbo_cli.cli.showing import unknown_column

        raise unknown_column(error) from None
    with call.reading() as conn:
        sets = all_sets(conn)
    same = next((known for known in sets if name_key(known) == name_key(name)), name)
    before = sets.get(same, ())
    other = before and list(before) != keys
    if other and not agreed(call, yes, f"Bộ cột «{same}» đã có, với cột khác. Thay?", "thay"):
        return
    with call.writing() as conn:
        save_column_set(conn, same, keys)
    show_note(call.env, f"Đã lưu bộ cột «{same}». Lần sau: dangbo dv ds --cot {_typed(same)}")
    back = _saved_by(same, before) if other else f'dangbo dv cot --bo "{same}"'
    show_note(call.env, f"{'Lấy lại các cột trước' if other else 'Bỏ'}: {back}", names=(back,))


def _saved_by(name: str, columns: Sequence[str]) -> str:
    """Return the line that saves some columns under a name."""
    return f'dangbo dv ds --cot "{",".join(columns)}" --luu-cot "{name}"'


def remove_set(call: Call, name: str, yes: bool) -> None:
    """Forget a set, if it may. Raises Misuse for one that is not there or that is the program's own."""
    from dangbo_cli.store.settings import remove_column_set
    from dangbo_cli.views.messages import show_note

    key = name_key(name)
    if key in map(name_key, BUILT_IN):
        raise Misuse(f"«{name}» là bộ cột có sẵn của chương trình, không bỏ được.")
    with call.reading() as conn:
        known = all_sets(conn)
    found = next((one for one in known if name_key(one) == key), None)
    if found is None:
        raise _unknown(name.lstrip(MARK), list(known))
    if not agreed(call, yes, f"Bỏ bộ cột «{found}»?", "bỏ"):
        return
    with call.writing() as conn:
        remove_column_set(conn, found)
    back = _saved_by(found, known[found])
    show_note(call.env, f"Đã bỏ bộ cột «{found}». Lưu lại: {back}", names=(back,))


def sets_table(conn: Connection, titles: Mapping[str, str]) -> Table:
    """Return the sets as rows; `titles` are the headings of the columns."""
    from dangbo_cli.reports.table import Column

    rows = [
        {
            "name": name,
            "columns": ", ".join(titles.get(key, key) for key in columns),
            "keys": ", ".join(columns),
            "origin": "có sẵn" if name in BUILT_IN else "tự lưu",
        }
        for name, columns in all_sets(conn).items()
    ]
    return Table(
        "bo-cot", "Các bộ cột",
        (Column("name", "Tên"), Column("columns", "Các cột"), Column("keys", "Khóa", shown=False, for_programs=True),
         Column("origin", "Nguồn")), rows,
        notes=[f"Dùng một bộ cột: «dangbo dv ds --cot {MARK}TÊN» (trong PowerShell bỏ dấu {MARK})."],
    )  # fmt: skip


def _typed(name: str) -> str:
    return f'"{MARK}{name}"' if " " in name else MARK + name
