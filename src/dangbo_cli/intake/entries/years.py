"""Of which year is a row of the year's work: its cell «Năm», its day, the headings of its levels, the sheet; where none of
them says, why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.period import year_outside
from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.forms.form import Form
from dangbo_cli.intake.entries.year_groups import YearGroups
from dangbo_cli.intake.tables.row_reading import RowReading

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.rows import EntryRow

ENTRY_YEAR_UNKNOWN = cause(
    "entry_year_unknown",
    Level.ROW,
    "Không rõ của năm nào",
    "Không biết dòng của «{value}» thuộc năm nào: {detail}.",
    "Nhập lại với --nam NĂM, hoặc thêm cột «Năm».",
    unit="Ghi năm ở tiêu đề, hoặc thêm cột «Năm».",
)
TABLE_YEAR_UNKNOWN = cause(
    "table_year_unknown",
    Level.SHEET,
    "Không rõ cả bảng của năm nào",
    "Không biết {value} thuộc năm nào: {detail}.",
    "Nhập lại với --nam NĂM, hoặc thêm cột «Năm»; cả bảng chưa được ghi.",
    unit="Ghi năm ở tiêu đề, hoặc thêm cột «Năm»; cả bảng chưa được ghi.",
)


class YearReader:
    """Tells the year of the rows of one table: `sheet` is that of the sheet, `titled` are those that its title states,
    `in_columns` those of its headings; `groups` are the group rows that state one; `outside` says of a year of the title
    or of a name that it is none. `unread` is the cell of the year of the row that is read now, where it could not be
    read: what is to be said, the cell, its text."""

    def __init__(self, form: Form, sheet: int | None, titled: Sequence[int], in_columns: Sequence[str]) -> None:
        self._form, self._sheet = form, None if sheet is None else str(sheet)
        self._titled, self._in_columns = titled, in_columns
        self._unsaid: list[tuple[Problem, str]] = []
        self.groups = YearGroups(form.title_words, form.kind == "mo-hinh")
        self.outside = ""
        self.unread: tuple[Finding, str, str] | None = None

    def settle(self, row: EntryRow, reading: RowReading, name: str) -> Problem | None:
        """Give a row its year, or return the problem that sets it aside."""
        stated = row.entry.pop("period", None)
        own = next((str(row.entry[k][0])[:4] for k in self._form.dated_by if k in row.entry), None)
        order = (own, self._sheet) if self._form.date_first else (self._sheet, own)
        period = (
            str(stated[0]) if stated else next((p for p in order if p), None) or self._of_group(reading.context.today)
        )
        why = self._why()
        if period is not None and stated:
            outside = year_outside(int(period[:4]), reading.context.today)  # a heading's: a cell's was looked at
            period, why = (None, f"tiêu đề cột ghi năm {period}, {outside}") if outside else (period, why)
        elif period is not None and (heading := self.groups.other_than(period)) is not None:
            why = f"dòng nhóm phía trên ghi «{heading}», bảng là của năm {period[:4]}"
            period = None
        elif period is None and (heading := self.groups.unsure) is not None:
            why = f"dòng nhóm phía trên ghi «{heading}», không rõ là cả năm nào"
        if period is None and self.unread is not None:
            _, where, value = self.unread
            why = f"ô {where} ghi «{value}», không dùng được làm năm"
        self.tell_unread(reading, period)
        if period is None:
            problem = reading.problem(ENTRY_YEAR_UNKNOWN, why, row.name_cell, name)
            self._unsaid.append((problem, why))
            return problem
        row.period = period
        return None

    def of_group_alone(self, row: EntryRow, today: date) -> str:
        """Return the year of the group row above, "" where the row or the sheet says one: a deadline of the row may name
        none («Quý II» below «Năm 2026»)."""
        if self.groups.year is None or self._sheet or any(key in row.entry for key in ("period", *self._form.dated_by)):
            return ""
        return self._of_group(today) or ""

    def _of_group(self, today: date) -> str | None:
        """Return the year of the group row above, where neither the sheet nor the row says one, and the title and the
        headings state no other: «KHEN THƯỞNG TỪ NĂM 2021 ĐẾN NAY» over «I. Năm 2022»."""
        year = self.groups.year
        if year is None or self.unread is not None or self.outside or self._in_columns:
            return None
        if (self._titled and not min(self._titled) <= int(year) <= max(self._titled)) or year_outside(int(year), today):
            return None
        return year

    def tell_unread(self, reading: RowReading, period: str | None) -> None:
        """Say of a cell of the year that could not be read for which year its row is taken all the same."""
        if self.unread is not None:
            (code, detail), where, value = self.unread
            taken = "" if period is None else f"; dòng này được ghi cho năm {period[:4]}"
            reading.say(Finding(code, detail + taken), where, value)
            self.unread = None

    def _why(self) -> str:
        where, years = (
            ("tiêu đề", [*map(str, self._titled)]) if len(self._titled) > 1 else ("các cột", self._in_columns)
        )
        if len(years) > 1:
            return f"{where} ghi cả {' và '.join(f'năm {year}' for year in years)}"
        return self.outside or "tiêu đề, tên tệp và các cột không ghi năm"

    def gather(self, problems: list[Problem]) -> None:
        """Name a table once of whose rows nobody says the year, in the place of all of them; none was read."""
        if len(self._unsaid) < 2 or len({why for _, why in self._unsaid}) > 1:
            return
        rows = {problem.place for problem, _ in self._unsaid}
        first, why = self._unsaid[0]
        message = say(Finding(TABLE_YEAR_UNKNOWN, why), f"cả {len(rows)} dòng của bảng")
        at = next(i for i, problem in enumerate(problems) if problem is first)
        kept = [one for one in problems[at:] if one.code != ENTRY_YEAR_UNKNOWN or one.place not in rows]
        problems[at:] = [Problem(TABLE_YEAR_UNKNOWN, message, first.file, first.sheet, first.cell), *kept]
