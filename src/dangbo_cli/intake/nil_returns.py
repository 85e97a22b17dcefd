"""A sheet of the year's work in which nothing stands but that there was none («Không có», «Không phát sinh»): a unit's
answer, no row of its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.entries.words import says_none
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.vietnamese.text import clean

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead
    from dangbo_cli.intake.who.directory import Directory

NOTHING_TO_REPORT = cause(
    "nothing_to_report",
    Level.NOTE,
    "Tổ chức báo không có",
    "Bảng của {detail} chỉ ghi «{value}»: không có gì để nhập.",
)

_MAY_SAY = (Sort.RECORD, Sort.GROUP, Sort.DOUBT)


def leave_nil(read: TableRead) -> None:
    """Take the rows that only say that there was none for what they are, where the table has no other."""
    nil = [n for n, line in enumerate(read.lines) if line.sort in _MAY_SAY and _said(read, line)]
    others = any(
        line.sort in (Sort.RECORD, Sort.CONTINUED, Sort.DOUBT) for n, line in enumerate(read.lines) if n not in nil
    )
    if not nil or others:
        return
    read.nil = read.lines[nil[0]]
    for n in nil:
        read.lines[n] = read.lines[n]._replace(sort=Sort.NOTE, why="báo không có")


def tell_nil(read: TableRead, directory: Directory) -> None:
    """Note what the unit of such a table reports."""
    assert read.nil is not None
    value = _said(read, read.nil)
    whose = "tổ chức đảng chưa rõ" if read.base is None else directory.say(read.base)
    message = say(Finding(NOTHING_TO_REPORT, whose), value)
    where = read.cell_of(read.nil.row, value)
    read.plan.notes.append(Note(NOTHING_TO_REPORT, message, read.path, read.grid.name, where, value))


def _said(read: TableRead, line: Line) -> str:
    """Return the words of a row beside its number where all of them say that there was none, else ""."""
    ordinals = {c for c, m in read.table.columns.items() if m.value is Value.ORDINAL}
    typed = [clean(raw_text(v)) for c, v in enumerate(read.grid.rows[line.row]) if not (c in ordinals and _counts(v))]
    texts = [text for text in typed if text != "0" and any(map(str.isalnum, text))]
    return texts[0] if texts and all(map(says_none, texts)) else ""


def _counts(value: object) -> bool:
    return not isinstance(value, str) or value.strip(" .)").isdigit()
