"""One row while it is read: the values so far, and how a finding gets its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.agreement import contradict, sharpens
from dangbo_cli.domain.change import Ref, Scalar
from dangbo_cli.domain.partial_dates import format_date, refines
from dangbo_cli.domain.problem import CAUSES, Choice, Finding, Level, Note, Problem, cause, say
from dangbo_cli.intake.tables.values import Raw, Reads, raw_text
from dangbo_cli.intake.who.people import ReadValue

if TYPE_CHECKING:
    from dangbo_cli.intake.deciding.memory import Memory

TWO_COLUMNS_DIFFER = cause(
    "two_values",
    Level.CELL,
    "Hai cột của một dòng ghi khác nhau",
    "Ô này ghi «{value}», {detail}.",
    "Đơn vị kiểm tra lại hai cột; nội dung ấy chưa được ghi.",
)

CELL_LOST = cause(
    "cell_lost",
    Level.CELL,
    "Ô là công thức lỗi hoặc chưa tính",
    "Ô này {detail}, không đọc được nội dung.",
    "Đơn vị gõ lại nội dung thay cho công thức, hoặc mở tệp bằng Excel, ghi lại rồi gửi; ô này chưa được ghi.",
)

BEHIND_QUOTE = cause(
    "cell_behind_quote",
    Level.CELL,
    "Ô đứng sau dấu ngoặc kép không khép",
    "Từ ô này đến hết dòng đứng sau một dấu ngoặc kép không khép, không rõ dấu phân cách nào là của bảng.",
    "Đơn vị sửa dấu ngoặc kép của dòng ấy rồi ghi lại tệp; các ô ấy chưa được ghi.",
)


@dataclass(slots=True)
class SheetContext:
    """What is known of a sheet before its rows are read. `reference` is the day ages are judged on,
    `base` the organisations that the wider sources leave (None: none said anything), `letters` what each column is
    called in the sheet, `answers` and `memory` what the clerk decides, now and before."""

    file: int
    source: int
    sheet: int
    path: str
    sheet_name: str
    order: tuple[str, int]
    dated: str | None
    year: int | None
    reference: date
    today: date
    base: frozenset[Ref] | None
    said: str = ""
    letters: Sequence[str] = ()
    answers: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    memory: Memory | None = None

    def settle_place(
        self,
        where: str,
        text: str,
        within: Ref | None,
        among: Collection[Ref],
        anywhere: bool = False,
        beside: str = "",
    ) -> Ref | None:
        """Return the organisation that a name was answered to be, now or before: one of `among` (`anywhere`: before,
        any below the wider one). What stands `beside` it in the row is part of what was asked. A name that nobody wrote ("")
        is not remembered."""
        answer = self.answers.get((self.path, self.sheet_name, where))
        chosen = next((ref for ref in among if answer == f"to-chuc {ref}"), None)
        if self.memory is None or not text:
            return chosen
        asked = f"«{text}» của «{beside}»" if beside else text
        if chosen is None:
            return self.memory.place(self.source, where, asked, within, None if anywhere else among)
        self.memory.learn_place(self.source, where, asked, within, chosen)
        return chosen


@dataclass(slots=True)
class RowReading:
    """One row (0-based) and what was read of it. A note goes to the sheet's notes at once; a problem stays with
    the row until it is known whether the row is written."""

    row: int
    context: SheetContext
    notes: list[Note]
    values: dict[str, ReadValue] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    disputed: set[str] = field(default_factory=set)

    def where(self, column: int) -> str:
        """Return the address of a cell of this row."""
        return f"{self.context.letters[column]}{self.row + 1}"

    def value(self, key: str) -> Scalar:
        """Return what was read for a field, None where nothing was."""
        return self.values[key][0] if key in self.values else None

    def text(self, key: str) -> str | None:
        """Return what was read for a field as text."""
        value = self.value(key)
        return None if value is None else str(value)

    def take(self, column: int, raw: Raw, reads: Reads, finding: Finding | None) -> None:
        """Keep what a cell gave, and say what is to be said about it."""
        where = f"{self.context.letters[column]}{self.row + 1}"
        values = self.values
        for key, value in reads:
            if value is None:
                continue
            if key in values or self.disputed:
                self.put(key, value, where)
            else:
                values[key] = (value, where)
        if finding is not None:
            self.say(finding, where, raw_text(raw))

    def put(self, key: str, value: Scalar, where: str) -> None:
        """Keep a value; where two columns say different things neither is certain, and both are named. Of two that say the
        same the first is kept, or the one that says more."""
        held = self.values.get(key)
        if held is None:
            if key not in self.disputed:
                self.values[key] = (value, where)
        elif held[0] != value:
            if sharpens(key, held[0], value):
                self.values[key] = (value, where)
            elif contradict(key, held[0], value):
                del self.values[key]
                self.dispute(key, held, (value, where))

    def dispute(self, key: str, one: ReadValue, other: ReadValue) -> None:
        """Name two cells that say different things of one fact; no further column of the row settles it."""
        self.disputed.add(key)
        for (mine, here), (its, there) in ((one, other), (other, one)):
            self.say(Finding(TWO_COLUMNS_DIFFER, f"ô {there} ghi «{its}»"), here, str(mine))

    def one_day(self, entry: dict[str, ReadValue], key: str, other: ReadValue) -> None:
        """Keep of two cells that state one day the more exact; where they differ, none."""
        held = entry[key]
        if refines(str(held[0]), str(other[0])):
            entry[key] = other
        elif not refines(str(other[0]), str(held[0])):
            del entry[key]
            self.dispute(key, (format_date(str(held[0])), held[1]), (format_date(str(other[0])), other[1]))

    def say(self, finding: Finding, where: str, value: str) -> None:
        """Give a finding its address."""
        if CAUSES[finding.code].level is Level.NOTE:
            context = self.context
            note = Note(finding.code, say(finding, value), context.path, context.sheet_name, where, value)
            self.notes.append(note)
        else:
            self.problems.append(self.problem(finding.code, finding.detail, where, value))

    def problem(
        self,
        code: str,
        detail: str,
        where: str,
        value: str,
        choices: tuple[Choice, ...] = (),
        about: str = "",
        beside: str = "",
    ) -> Problem:
        """Return a problem of this row."""
        context = self.context
        message = say(Finding(code, detail), value)
        return Problem(code, message, context.path, context.sheet_name, where, value, choices, about, beside)
