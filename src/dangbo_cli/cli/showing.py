"""An answer shown as the four shared options ask: on the terminal, as JSON or CSV, or in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.options import CSV, JSON, TABLE, Output
from dangbo_cli.cli.saving import may_overwrite, say_replaced, write_whole

if TYPE_CHECKING:
    from dangbo_cli.reports.profile import Profile
    from dangbo_cli.reports.table import Table
    from dangbo_cli.views.columns import UnknownColumn

SAVED_FORMATS = (".xlsx", ".csv", ".json")


class Shape(Enum):
    """What the JSON of an answer is: a plain list of rows, or a report with title, totals and notes."""

    LIST = "list"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer differs from the ordinary table: `bar` names the percentage column that gets bars,
    `json` and `text` replace the table's own JSON and terminal text, `masked` says that values were hidden
    before; `charted` is what a workbook draws in place of the table itself."""

    bar: str | None = None
    masked: bool = False
    charted: Table | None = None
    json: Callable[[], str] | None = None
    text: Callable[[], None] | None = None


def show(call: Call, table: Table, output: Output, shape: Shape, look: Look | None = None) -> None:
    """Show or save one answer. Raises Misuse for an unknown column or kind of file."""
    look = look or Look()
    if output.columns is not None:
        from dangbo_cli.views.columns import UnknownColumn, choose

        try:
            table = choose(table, output.columns)
        except UnknownColumn as error:
            raise unknown_column(error) from None
        look = Look(bar=look.bar, masked=look.masked)
    if output.save is not None:
        _save(call, table, output.save, shape, look)
    elif output.format == JSON:
        call.env.out(json_text(table, shape, look))
    elif output.format == CSV:
        from dangbo_cli.views.csv import table_csv

        call.env.write(table_csv(table))
    else:
        _show_on_terminal(call, table, output, look)


def unknown_column(error: UnknownColumn) -> Misuse:
    """Return the refusal of a column that the table does not have, with the near ones and all there are."""
    from dangbo_cli.cli.words import near_misses

    titles = {title: key for key, title in error.allowed}
    keys = dict(error.allowed)
    near = near_misses(error.name, [*titles, *keys], 2)
    advice = [f"Các cột: {', '.join(titles)}."]
    if near:
        advice.insert(0, f"Có phải: {', '.join(dict.fromkeys(keys.get(name, name) for name in near))}?")
    return Misuse(f"Không có cột «{error.name}».", *advice)


def json_text(table: Table, shape: Shape, look: Look) -> str:
    from dangbo_cli.views.json import list_json, report_json

    if look.json is not None:
        return look.json()
    return list_json(table) if shape is Shape.LIST else report_json(table)


def _show_on_terminal(call: Call, table: Table, output: Output, look: Look) -> None:
    from dangbo_cli.views.terminal import show_table

    if look.text is not None:
        look.text()
        return
    if show_table(table, call.env, full=output.full, bar=look.bar) or look.masked:
        say_masked(call)


def say_masked(call: Call) -> None:
    """Say that private values are hidden, and how to see them."""
    from dangbo_cli.views.messages import show_note

    show_note(call.env, "Số giấy tờ và thông tin riêng được che; thêm --hien-du để hiện đủ.")


def _save(call: Call, table: Table, path: Path, shape: Shape, look: Look) -> None:
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    suffix = path.suffix.lower()
    path = path.expanduser()
    if suffix not in SAVED_FORMATS:
        raise Misuse(
            f"Chưa ghi được loại tệp của «{path}».", f"Đặt tên tệp tận cùng bằng {', '.join(SAVED_FORMATS)}.",
            names=(str(path),),
        )  # fmt: skip
    if not may_overwrite(call.env, path):
        return
    over = say_replaced(path)
    pages = write_whole(path, _writer(call, suffix, table, shape, look))
    show_note(call.env, f"Đã ghi {integer(len(table.rows))} dòng vào «{path}»{over}.", names=(str(path),))
    if pages > 1:
        show_note(call.env, f"Bảng rộng, in thành {pages} trang ghép ngang; muốn gọn hơn thì chọn cột bằng --cot.")


def _writer(call: Call, suffix: str, table: Table, shape: Shape, look: Look) -> Callable[[Path], int]:
    """Return what writes a file of that kind and tells how many pages it prints side by side."""
    if suffix == ".xlsx":
        from dangbo_cli.views.excel import save_workbook

        record = _record_name(call)
        return lambda target: save_workbook(table, target, look.bar is not None, look.charted, record)
    if suffix == ".csv":
        from dangbo_cli.views.csv import table_csv

        text = table_csv(table, newline="\r\n")
    else:
        text = json_text(table, shape, look) + "\n"

    def write(target: Path) -> int:
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        return 1

    return write


def _record_name(call: Call) -> str:
    """Return the name of the record that a file is given out of, "" where there is none."""
    from dangbo_cli.store.errors import StoreError
    from dangbo_cli.store.settings import database_name

    try:
        with call.reading() as conn:
            return database_name(conn)
    except StoreError:
        return ""


def show_one(call: Call, profile: Profile, output: Output) -> None:
    """Show or save one person or organisation: facts on the terminal, an object as JSON, rows otherwise."""

    def text() -> None:
        from dangbo_cli.views.profile import show_profile

        if show_profile(profile, call.env, output.full):
            say_masked(call)

    def json() -> str:
        from dangbo_cli.views.json import value_json

        return value_json(profile.value)

    show(call, profile.table(), output, Shape.LIST, Look(json=json, text=text))


def show_changes(call: Call, table: Table, output: Output) -> None:
    """Show or save a table of changes, private values masked where it goes to the eyes."""
    masked = False
    if is_table(output) and not output.full:
        from dangbo_cli.views.log import mask_changes

        table, masked = mask_changes(table)
    show(call, table, output, Shape.LIST, Look(masked=masked))


def is_table(output: Output) -> bool:
    """Tell whether the answer goes to the eyes."""
    return output.format == TABLE and output.save is None
