"""The lines of one table, in order: under which unit and which group does each record stand; to its reader with it, or
why it is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.members.notes import question_note
from dangbo_cli.intake.members.rows import ORGANIZATION_UNKNOWN, MemberReader, place_choices
from dangbo_cli.intake.sent_reading import SentReading
from dangbo_cli.intake.tables.belonging import question_columns, question_names, tell_one_gender
from dangbo_cli.intake.tables.groups import (
    counts_only,
    group_name,
    group_of,
    is_generic,
    is_part_of_name,
    level_of,
    lists_others,
    names_unit,
    stands_above,
    starts_again,
    without_count,
)
from dangbo_cli.intake.tables.line_words import speaks_of_level
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.others import MEMBER_NOT_SAID, says_member
from dangbo_cli.intake.tables.sections import Sections, section_of_title
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Members, PersonRow
from dangbo_cli.sheets.address import address
from dangbo_cli.vietnamese.text import clean

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead

GROUP_LISTS_OTHERS = cause(
    "group_lists_others",
    Level.ROW,
    "Đứng dưới nhóm của người không còn hoặc chưa là đảng viên",
    "«{value}» đứng dưới dòng nhóm «{detail}».",
    "Nếu vẫn là đảng viên của đơn vị thì đơn vị chuyển dòng này lên trên dòng nhóm ấy.",
)
GROUP_IS_LEVEL = cause(
    "group_is_level",
    Level.CELL,
    "Dòng nhóm là mức xếp loại",
    "Dòng nhóm «{value}» là mức xếp loại; bảng được đọc là danh sách đảng viên, nên mức của những người ở dưới chưa được ghi.",
    "Nhập lại tệp này với --loai-bieu xep-loai để ghi mức.",
    unit="Gửi kết quả xếp loại bằng một danh sách riêng.",
)
_WHO_AND_WHERE = frozenset(("full_name", "family_name", "given_name", "organization"))


class RecordWalk:
    """One walk down a table of people or entries. `base` are the organisations the sheet is of; `members`, where the table
    lists members, are those of the record.

    While it walks: the groups above the row, widest first, the nearest one's words; the words of the last that others stand
    below, of one that names an unknown unit, or people who need not be members; how whoever stands below is said to
    stand."""

    def __init__(
        self,
        table: TableRead,
        reader: MemberReader,
        directory: Directory,
        base: frozenset[Ref] | None,
        members: Members | None = None,
    ) -> None:
        self._table, self._members = table, members
        self._reader = reader
        self._directory = directory
        self._base = base
        self._sent = None if table.sent is None else SentReading(table, table.sent, reader, directory, members)
        self._refusals = table.table.form.title_refusals
        groups = (line for line in table.lines if line.sort is Sort.GROUP)
        self._resolving = any(group_of(directory, line.text, base, []) is not None for line in groups)
        self._stack: list[frozenset[Ref]] = []
        self._group = self._unknown = self._upper = ""
        self._others = self._others_level = ""
        titled = section_of_title(table.title) if self._refusals and table.sent is None else None
        self._sections = Sections(titled)

    def run(self) -> None:
        """Read every line; rows in doubt become problems of the plan."""
        table, reader = self._table, self._reader
        notes = len(table.plan.notes)
        for line in table.lines:
            if line.sort is Sort.RECORD:
                self._record(line)
            elif line.sort is Sort.GROUP:
                self._enter(line)
            elif line.sort is Sort.CONTINUED:
                if not reader.go_on(line.row, table.cells(line.row)):
                    table.doubt(line._replace(why="không rõ tiếp theo dòng nào"))
            elif line.sort is Sort.DOUBT:
                table.doubt(line)
                table.remember(line)
                reader.saw(table.cells(line.row))
                if line.text and not self._begins_part(line) and self._may_head(line):
                    self._stand_below(line.text, known=False)
        if self._sent is not None:
            table.plan.notes.extend(self._sent.not_filled())
        if self._refusals and table.sent is None:
            tell_one_gender(table.people, table.plan.notes, table.table, reader.context)
            trouble = question_names(table.people, table.grid.rows, table.table, reader.context)
            trouble = trouble or question_columns(table.people, table.plan.notes, notes, reader.context)
            if trouble is not None:
                table.all_aside(trouble)

    # --- groups
    def _enter(self, line: Line) -> None:
        directory, text = self._directory, line.text
        if self._refusals:
            named, level = names_unit(directory, text), level_of(line.numeral, text)
            if not named and lists_others(text, self._refusals):
                self._others, self._others_level = text, level
            elif not named or level == self._others_level:
                self._others = ""
            self._sections.enter(line, self._table.first_cell(line.row), named, counts_only(self._table.lines, line))
            if not named and speaks_of_level(text):
                if not any(meaning.rating for meaning in self._table.table.columns.values()):
                    self._table.problem_at(GROUP_IS_LEVEL, "", self._table.cell_of(line.row, text), text)
                return
        words = group_name(text) if counts_only(self._table.lines, line) else without_count(text)
        if self._reader.enter(words, level_of(line.numeral, text), self._table.cell_of(line.row, text)):
            return
        refs = group_of(directory, text, self._base, self._stack)
        if refs is not None:
            self._stack.append(refs)
            self._group, self._unknown = text, ""
            if any(map(directory.has_children, refs)):
                self._upper = group_name(text)
        elif stands_above(directory, text, self._base):
            self._stand_below(text, known=True)
        elif names_unit(directory, text) or (self._resolving and not is_generic(text)):
            self._stand_below(text, known=False)

    def _stand_below(self, text: str, known: bool) -> None:
        """Begin anew below a row that names the unit of the sheet (`known`), or one that nobody knows."""
        self._stack.clear()
        self._group, self._unknown = text, "" if known else text

    def _begins_part(self, line: Line) -> bool:
        """Tell whether a row in doubt may say something of the rows below, as a year does: they are not of the part above."""
        return self._reader.enter(line.text, level_of(line.numeral, line.text), self._table.first_cell(line.row))

    def _may_head(self, line: Line) -> bool:
        """Tell whether a row in doubt may be the name of the unit whose people stand below it: nobody knows then whose
        they are."""
        table = self._table
        if is_part_of_name(self._directory, line.text, self._base):
            return True
        c = next((c for c, m in table.table.columns.items() if m.value is Value.ORDINAL), None)

        def number(r: int) -> int | None:
            typed = raw_text(table.grid.rows[r][c]) if c is not None and c < len(table.grid.rows[r]) else ""
            return int(typed) if typed.isdecimal() else None

        return self._resolving and starts_again(table.lines, line.row, number)

    # --- records
    def _record(self, line: Line) -> None:
        table, reader = self._table, self._reader
        if self._sent is not None and self._sent.took_member(line):
            return
        chosen: frozenset[Ref] = frozenset()
        if self._unknown:
            settled = self._settle_unknown(line)
            if settled is None:
                return
            chosen = frozenset((settled,))
        if self._sent is not None and self._sent.took_entry(line):
            return
        cells = table.cells(line.row)
        if self._lacks_letters(line.row):
            reader.saw(cells)
            table.result.set_aside += 1  # the problem was named when its cell was emptied
        elif self._others:
            table.remember(line)
            self._leave(line, GROUP_LISTS_OTHERS, self._others)
        elif table.others is not None and not says_member(table.table, cells):
            self._leave(line, MEMBER_NOT_SAID, table.others)
        else:
            group = chosen or (self._stack[-1] if self._stack else None)
            read = reader.read(line.row, cells, group, self._group)
            if not isinstance(read, Problem):
                read = self._question(read, cells) or read
            if isinstance(read, Problem):
                table.remember(line)
                table.row_aside(read)
            else:
                self._sections.give(read)
                table.people.append(read)

    def _question(self, person: PersonRow, cells: list[Raw]) -> Problem | None:
        """Return why a row that was read is set aside all the same."""
        context = self._reader.context
        if self._table.title.gone and person.activity is None:
            from dangbo_cli.intake.members.gone import question_gone

            table, members = self._table, self._members
            return question_gone(
                person, cells, table.table, table.title.gone, table.plan.notes, context, members, self._directory
            )
        if person.problems:
            from dangbo_cli.intake.shifted import shifted_row

            trouble = shifted_row(person, cells, self._table.table, context)
            if trouble is not None:
                return trouble
        if "note" not in person.values:
            return None
        trouble = question_note(person, context, self._table.plan.notes, self._directory)
        if trouble is not None and self._members is not None:
            from dangbo_cli.intake.members.leavers import is_known_gone

            if is_known_gone(person, self._members, self._directory, context.today):
                return None
        return trouble

    def _settle_unknown(self, line: Line) -> Ref | None:
        """Return the organisation that the clerk says an unknown group row means; without an answer the row is set
        aside."""
        table, directory, name = self._table, self._directory, group_name(self._unknown)
        first = next(iter(table.table.columns), 0)
        where = address(line.row, table.table.origin.get(first, first))
        near = directory.near(name, self._base)
        within = directory.one(self._base) if self._base else None
        # Below which unit it stands is not known, only after which: one answer is not for the same name after another.
        beside = "" if within is not None and directory.is_of_one_unit(within) else self._upper
        settled = self._reader.context.settle_place(where, name, within, near, anywhere=True, beside=beside)
        if settled is None:
            self._reader.saw(table.cells(line.row))
            table.remember(line)
            said = f"{directory.say_near(near)} ở đơn vị của bảng này (dòng nhóm phía trên)"
            message = say(Finding(ORGANIZATION_UNKNOWN, said), self._unknown)
            choices = place_choices(directory, near)
            table.row_aside(
                Problem(
                    ORGANIZATION_UNKNOWN,
                    message,
                    table.path,
                    table.grid.name,
                    where,
                    self._unknown,
                    choices,
                    beside=beside,
                )
            )
        return settled

    def _leave(self, line: Line, code: str, detail: str) -> None:
        """Set aside the row of a person who need not be a member, at the name."""
        table = self._table
        cells = table.cells(line.row)
        self._reader.saw(cells)
        columns = table.table.columns
        named = [c for c, m in columns.items() if m.value is Value.PERSON_NAME and c < len(cells)]
        c, name = named[0] if named else 0, clean(" ".join(raw_text(cells[c]) for c in named))
        where = address(line.row, table.table.origin.get(c, c))
        table.row_aside(Problem(code, say(Finding(code, detail), name), table.path, table.grid.name, where, name))

    def _lacks_letters(self, row: int) -> bool:
        """Tell whether part of a person's name or its organisation was in letters that could not be told: half a name is
        no name, and the organisation above is another one."""
        unsure = self._table.grid.unsure
        if not unsure:  # nearly always
            return False
        return any(m.key in _WHO_AND_WHERE and (row, c) in unsure for c, m in self._table.table.columns.items())
