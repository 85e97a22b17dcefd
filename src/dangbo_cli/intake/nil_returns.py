"""A sheet of the year's work in which nothing stands but that there was none («Không có», «Không phát sinh»): a unit's
answer, no row of its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangbo_cli.domain.period import years_in
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.entries.words import says_none
from dangbo_cli.intake.tables.groups import level_of
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead
    from dangbo_cli.intake.who.directory import Directory
    from dangbo_cli.intake.who.people import Members

NOTHING_TO_REPORT = cause(
    "nothing_to_report",
    Level.NOTE,
    "Tổ chức báo không có",
    "Bảng của {detail} chỉ ghi «{value}»: không có gì để nhập.",
)

NIL_OF_A_PART = cause(
    "nil_of_a_part",
    Level.SHEET,
    "Chưa phải báo cáo là không có",
    "Bảng ghi «{value}» nhưng {detail}: chưa được coi là báo không có, chưa ghi nhận là bài nộp.",
    "Đơn vị báo đủ từng phần của bảng, đúng năm của bảng.",
)
EVERYBODY_IS_RATED = cause(
    "everybody_is_rated",
    Level.SHEET,
    "Bảng xếp loại ghi là không có",
    "Bảng xếp loại ghi «{value}» mà sổ có đảng viên ở {detail}: chưa ghi nhận là bài nộp.",
    "Đơn vị gửi bảng xếp loại ghi từng đảng viên, từng tổ chức đảng.",
)

_MAY_SAY = (Sort.RECORD, Sort.GROUP, Sort.DOUBT)
_NOT_YET = rare(r"\W*(?:chua|dang|cho|se|thieu)\b")


def leave_nil(read: TableRead, year: int | None) -> None:
    """Take the rows that only say that there was none for what they are, where the table has no other. They are the
    unit's answer where every part of the table says so, of its `year` (None: nobody knows it)."""
    nil = [n for n, line in enumerate(read.lines) if line.sort in _MAY_SAY and _said(read, line)]
    others = any(
        line.sort in (Sort.RECORD, Sort.CONTINUED, Sort.DOUBT) for n, line in enumerate(read.lines) if n not in nil
    )
    if not nil or others:
        return
    first = read.lines[nil[0]]
    if (missing := _missing(read, nil, year)) is None:
        read.nil = first
    else:
        value = _said(read, first)
        read.problem_at(NIL_OF_A_PART, missing, read.cell_of(first.row, value), value)
    for n in nil:
        read.lines[n] = read.lines[n]._replace(sort=Sort.NOTE, why="báo không có")


def _missing(read: TableRead, nil: Sequence[int], year: int | None) -> str | None:
    """Return what keeps a table from saying that there was none: a group below which that is not said, another year; None
    where nothing does."""
    waiting: dict[str, str] = {}
    years: set[str] = set()
    for n, line in enumerate(read.lines):
        if n not in nil and line.sort is not Sort.GROUP:
            continue
        years.update(one for raw in read.grid.rows[line.row] for one in years_in(raw_text(raw)))
        if n in nil:
            waiting.clear()
            continue
        level = level_of(line.numeral, line.text)
        if level in waiting or _NOT_YET.match(fold(line.text)):
            return f"phần «{waiting.get(level, line.text)}» thì chưa"
        waiting[level] = line.text
    if waiting:
        return f"phần «{next(reversed(waiting.values()))}» thì chưa"
    if years and year is not None and str(year) not in years:
        return f"đó là của năm {', '.join(sorted(years))}, bảng là của năm {year}"
    return None


def tell_nil(read: TableRead, directory: Directory, members: Members) -> None:
    """Note what the unit of such a table reports; of ratings only one without members has none."""
    assert read.nil is not None
    value = _said(read, read.nil)
    whose = "tổ chức đảng chưa rõ" if read.base is None else directory.say(read.base)
    if read.table.form.rated and any(
        one.place is not None and read.base in directory.line(one.place) and not members.is_out(one, None)
        for one in members.all.values()
    ):
        read.problem_at(EVERYBODY_IS_RATED, whose, read.cell_of(read.nil.row, value), value)
        read.nil = None
        return
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
