"""Results of initiatives that a sheet of a committee reports without saying whose they are: where branches below it have
registered one of the name, and the committee has not, the results are theirs, and the sheet does not say of which."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Choice, Level, Problem, cause
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.who.directory import Directory

OF_A_UNIT_BELOW = cause(
    "entry_of_unit_below",
    Level.ROW,
    "Không rõ kết quả của tổ chức đảng nào",
    "Bảng không ghi chi bộ của «{value}»; trong sổ, mô hình cùng tên là của {detail}.",
    "Thêm cột «Chi bộ» rồi nhập lại; nếu là mô hình của chính đảng bộ thì đăng ký mô hình ấy trước.",
    unit="Thêm cột «Chi bộ».",
)


def leave_those_below(
    rows: Sequence[EntryRow],
    conn: sqlite3.Connection | None,
    directory: Directory,
    problem: Callable[[EntryRow, str, str, str, tuple[Choice, ...]], Problem],
) -> None:
    """Set such rows aside; rows that say their unit themselves, or were sent out for one, are as they say."""
    doubtful = [
        row
        for row in rows
        if row.record is None
        and not row.organization_cell
        and (any("actual" in t.values for t in row.parts.targets) or any(key == "actual" for key, _ in row.parts.told))
        and directory.has_children(row.organization)
    ]
    if not doubtful:
        return
    names: dict[tuple[object, str], set[Ref]] = {}
    stored = () if conn is None else conn.execute("SELECT name, period, organization_id FROM initiative")
    for name, period, organization in stored:
        names.setdefault((canonical("name", name), period), set()).add(organization)
    for row in rows:
        if row.organization_cell and "name" in row.entry:
            names.setdefault((canonical("name", row.entry["name"][0]), row.period), set()).add(row.organization)
    for row in doubtful:
        name = str(row.entry["name"][0])
        owners = names.get((canonical("name", name), row.period), set())
        below = [ref for ref in owners if directory.is_above(row.organization, ref)]
        if below and row.organization not in owners:
            said = directory.say_some(sorted(below, key=lambda ref: (directory.say(ref), ref)))
            row.aside = problem(row, OF_A_UNIT_BELOW, said, name, ())
