"""One record row of a member list → a `PersonRow`, or a problem that sets the row aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.identifiers import parse_card, parse_citizen
from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.member import CHECKED_TOGETHER, check_member
from dangbo_cli.domain.privacy import mask_field
from dangbo_cli.domain.problem import CAUSES, Choice, Finding, Level, Note, Problem, cause
from dangbo_cli.domain.text_cell import not_text
from dangbo_cli.forms.form import Value
from dangbo_cli.intake.deciding.winning import show
from dangbo_cli.intake.members import standing
from dangbo_cli.intake.members.columns import part_columns
from dangbo_cli.intake.members.marks import Ticks, read_position, read_rating
from dangbo_cli.intake.members.name import NOBODY, read_name
from dangbo_cli.intake.tables.addresses import join_addresses, split_addresses
from dangbo_cli.intake.tables.cells import Cells, is_filled, is_value
from dangbo_cli.intake.tables.combined import COMBINED_UNCLEAR, Unclear
from dangbo_cli.intake.tables.day_order import Turned, maybe_month_first
from dangbo_cli.intake.tables.row_reading import RowReading, SheetContext
from dangbo_cli.intake.tables.told import NOT_HELD, Fillers, Sides
from dangbo_cli.intake.tables.values import Raw, Reads, is_denial, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold

ORGANIZATION_UNKNOWN = cause(
    "organization_unknown",
    Level.ROW,
    "Tổ chức đảng chưa có trong sổ",
    "Sổ chưa có tổ chức đảng «{value}»{detail}.",
    "Kiểm tra tên, hoặc nhập danh sách tổ chức đảng trước.",
    unit="Đơn vị kiểm tra lại tên; nếu là tổ chức mới lập thì báo lại.",
)
ORGANIZATIONS_DISAGREE = cause(
    "organizations_disagree",
    Level.ROW,
    "Hai nguồn nói hai tổ chức đảng khác nhau",
    "Ô này ghi «{value}» nhưng {detail}.",
    "Đơn vị kiểm tra người này sinh hoạt ở đâu.",
)
ORGANIZATION_MISSING = cause(
    "organization_missing",
    Level.ROW,
    "Không biết thuộc tổ chức đảng nào",
    "Không có tên tệp, tiêu đề, tên trang tính, dòng nhóm hay cột nào cho biết người này thuộc chi bộ nào{detail}.",
    "Thêm cột «Chi bộ», hoặc nhập lại với --don-vi MÃ.",
    unit="Thêm cột «Chi bộ».",
)
ORGANIZATION_AMBIGUOUS = cause(
    "organization_ambiguous",
    Level.ROW,
    "Nhiều tổ chức đảng trùng tên",
    "«{value}» là tên của nhiều tổ chức đảng: {detail}.",
    "Ghi thêm tên đảng bộ, hoặc nhập lại với --don-vi MÃ.",
    unit="Ghi thêm tên đảng bộ.",
)
PLACE_BY_WORKPLACE = cause(
    "place_by_workplace",
    Level.NOTE,
    "Tổ chức đảng theo đơn vị công tác",
    "«{value}» là tên của nhiều tổ chức đảng; {detail}.",
)
UNIT_EMPTY = cause(
    "unit_empty",
    Level.ROW,
    "Ô đơn vị để trống",
    "Các dòng khác của bảng ghi đơn vị, dòng của «{detail}» để trống, không rõ của tổ chức đảng nào.",
    "Đơn vị ghi đủ, hoặc gộp ô cho các dòng cùng một đơn vị.",
)
TWO_BIRTHS = cause(
    "two_births", Level.CELL, "Hai ngày sinh", "Dòng này có ngày sinh ở cả cột Nam và cột Nữ.", "Đơn vị xóa một ô."
)
NAME_UNCLEAR = cause(
    "name_unclear",
    Level.ROW,
    "Họ tên có thể nằm ở hai cột",
    "Bên phải «{value}» có chữ «{detail}» ở cột không có tiêu đề, có thể là phần còn lại của họ tên.",
    "Đơn vị ghi tiêu đề cho cột ấy, hoặc ghi họ tên vào một cột.",
)
NUMBERS_SWAPPED = cause(
    "numbers_swapped",
    Level.CELL,
    "Số thẻ và số căn cước có thể ghi đổi chỗ",
    "Ô số căn cước của dòng này ghi một số thẻ đảng viên, ô số thẻ ghi «{value}», có thể là số căn cước.",
    "Đơn vị kiểm tra tiêu đề hai cột; cả hai ô chưa được ghi.",
)
#: Asked of every row: a member of an Enum costs ten times a name of the module.
_RATING, _STANDING, _STANDING_MARK = Value.RATING, Value.STANDING, Value.STANDING_MARK
_LEAVING, _POSITION, _CITIZEN = Value.LEAVING, Value.POSITION, Value.CITIZEN
#: A heading of posts that are held in the branch («Chức vụ chi bộ»), not in the committee above it.
_OF_BRANCH = rare(r"\b(?:chi bo|chi uy|cb)\b(?!.*\b(?:dang bo|dang uy)\b)")
#: What a question shows of a row that is not read yet.
_TOLD = {
    "birth_date": "sinh", "card_number": "thẻ", "citizen_id": "số định danh", "admitted_on": "vào Đảng",
    "workplace": "đơn vị", "upper_organization": "thuộc",
}  # fmt: skip


def place_choices(directory: Directory, refs: Sequence[Ref]) -> tuple[Choice, ...]:
    """Return the answers that put a row into one of some organisations."""
    return tuple(Choice(f"to-chuc {ref}", directory.say(ref)) for ref in refs)


class MemberReader:
    """Reads the record rows of one member table. `cell` gives a raw value with merged cells filled."""

    def __init__(
        self,
        table: TableFound,
        context: SheetContext,
        directory: Directory,
        notes: list[Note],
        unclear: Unclear | None = None,
    ) -> None:
        self._table = table
        self._unclear = unclear or {}
        self._context = context
        self._directory = directory
        self._notes = notes
        self._cells = Cells(table.columns)
        self.sides = Sides()
        columns = table.columns
        self._birth = [(c, m) for c, m in columns.items() if m.value is Value.BIRTH]
        self._names = {m.key: c for c, m in columns.items() if m.value is Value.PERSON_NAME}
        whole = self._names.get("full_name")
        alone = whole is None or whole in table.origin or whole + 1 in table.headings
        self._beside_name = None if whole is None or alone or whole + 1 in table.origin else whole + 1
        self._places = [c for c, m in columns.items() if m.key == "upper_organization"]
        self._places += [c for c, m in columns.items() if m.key == "organization"]
        self._workplaces = [c for c, m in columns.items() if m.value is Value.WORKPLACE]
        self._by_unit: set[tuple[str, str]] = set()
        self.workplace_is_place = False
        #: Other rows of the table fill the column of branches: an empty cell there does not mean the committee above.
        self.units_named = False
        self._plain, self._later = part_columns(columns)
        #: Columns of days in which day and month may be the wrong way round (`day_order`).
        self.month_first: Turned = {}
        self._addresses = split_addresses(m.key for m in columns.values())
        self._of_branch = {
            c
            for c, m in columns.items()
            if m.key == "party_position" and _OF_BRANCH.search(fold(table.headings.get(c, "")).split("(")[0])
        }
        self._standing_columns = [c for c, m in columns.items() if m.key in ("official_on", "standing")]

    @property
    def fillers(self) -> Fillers:
        """The cells that were taken for blank."""
        return self._cells.fillers

    @property
    def day_columns(self) -> list[int]:
        """The columns of birth and Party days."""
        return [c for c, _ in self._birth] + [c for c, m, _ in self._later if m.value is Value.PARTY_DATE]

    @property
    def context(self) -> SheetContext:
        """What is known of the sheet before its rows are read."""
        return self._context

    # --- one row
    def read(self, r: int, cell: list[Raw], group: frozenset[Ref] | None, group_text: str) -> PersonRow | Problem:
        """Return the person of row `r` (0-based), or the problem that sets the row aside."""
        self._cells.saw(cell)
        context = self._context
        reading = RowReading(r, context, self._notes)
        if r in self._unclear:
            for c, text, why in self._unclear[r]:
                reading.say(Finding(COMBINED_UNCLEAR, why), reading.where(c), text)
        name, name_cell, trouble = self._name(reading, cell)
        if trouble is not None:
            return trouble
        place = self._place(reading, cell, group, group_text, name, name_cell)
        if isinstance(place, Problem):
            return place
        organization, organization_cell = place
        person = PersonRow(
            context.file,
            context.source,
            context.sheet,
            r,
            organization,
            organization_cell,
            name_cell,
            context.order,
            context.dated,
            reading.values,
            problems=reading.problems,
        )
        reading.values["full_name"] = (name, name_cell)
        self._read_birth(reading, cell)
        ticks = Ticks(dated_genders=not self._birth)
        width = len(cell)
        for column in self._plain:
            c = column.at
            if c >= width or (typed := cell[c]) == "":
                continue
            if isinstance(typed, str) and (reads := column.known.get(typed)):
                reading.take(c, typed, reads, None)
                continue
            meaning = column.meaning
            raw = self._cells.read(reading, cell, c, meaning)
            if raw is None:
                continue
            if column.reader is not None:
                reads, finding = column.reader(raw)
                reading.take(c, raw, reads, finding)
                if finding is None:
                    if (not reads or reads[0][1] is None) and all(value is None for _, value in reads):
                        if meaning.value is not Value.DELETION:
                            self.fillers.add(c, raw_text(raw), r)
                    elif isinstance(typed, str) and is_value(typed):
                        column.known[typed] = reads
            elif meaning.tick is not None:
                ticks.read(reading, c, meaning, raw)
            elif meaning.value is _RATING:
                read_rating(person, reading, c, meaning, raw)
            elif meaning.value is _STANDING:
                standing.read_word(person, reading, c, raw)
            elif meaning.value is _LEAVING:
                standing.read_leaving(person, reading, c, meaning.key, raw, self._table.headings[c])
            elif meaning.value is _STANDING_MARK:
                standing.read_mark(person, reading, c, meaning.key, raw)
            else:
                side = read_position(person, reading, c, meaning, raw, self._directory, c in self._of_branch)
                if side is not None and (meaning.value is _POSITION or side == NOT_HELD):
                    self.sides.add(self._table.origin.get(c, c), side, raw_text(raw))
        self._read_workplace(reading, cell)
        other = reading.text("other_name")
        if other is not None and (
            other.casefold() in NOBODY or canonical_tone(other).casefold() == canonical_tone(name).casefold()
        ):
            del reading.values["other_name"]  # none, or the name of the registration of birth is the one in use
        ticks.settle(person, reading)
        self._read_later(reading, cell, person)
        join_addresses(reading, self._addresses)
        standing.settle_day(person, reading)
        standing.settle(person, reading, self._standing_columns, cell)
        values = reading.values
        together = {key: values[key][0] for key in CHECKED_TOGETHER if key in values}
        for key, finding in check_member(together):
            _, where = reading.values.get(key, (None, name_cell))
            reading.say(finding, where, show(key, reading.values.get(key, ("", ""))[0]))
            if CAUSES[finding.code].level is not Level.NOTE:
                reading.values.pop(key, None)
                if key == "official_on" and person.standing and person.standing[1] == where:
                    person.standing = None
        return person.aside or person

    @contextmanager
    def unsaid(self) -> Iterator[None]:
        """Read a row for a question only: what is said of it meanwhile, and that it was seen, is dropped."""
        notes, sides = len(self._notes), self.sides
        self.sides = Sides()
        with self._cells.unsaid():
            yield
        self.sides = sides
        del self._notes[notes:]

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row (its words, how it is numbered, its cell) for a section of the sheet; of a member list none
        is."""
        return False

    def go_on(self, r: int, cell: list[Raw]) -> bool:
        """Read a row that goes on with the one above; of a member list none does."""
        return False

    def saw(self, cell: list[Raw]) -> None:
        """Take note of a row that is no record of its own."""
        self._cells.saw(cell)

    # --- who
    def _name(self, reading: RowReading, cell: list[Raw]) -> tuple[str, str, Problem | None]:
        whole, family, given = (self._names.get(key) for key in ("full_name", "family_name", "given_name"))
        columns = [whole] if whole is not None and is_filled(cell, whole) else [family, given]
        filled = [c for c in columns if c is not None and is_filled(cell, c)]
        where = reading.where(filled[0]) if filled else ""
        text = clean(" ".join([raw_text(cell[c]) for c in filled]))
        beside = self._beside_name
        if filled and beside is not None and is_filled(cell, beside) and isinstance(cell[beside], str):
            return "", where, reading.problem(NAME_UNCLEAR, raw_text(cell[beside]), where, text)
        name, trouble = read_name(reading, text, [cell[c] for c in filled], where)
        return name, where, trouble

    # --- where
    def _place(
        self,
        reading: RowReading,
        cell: list[Raw],
        group: frozenset[Ref] | None,
        group_text: str,
        name: str,
        name_cell: str,
    ) -> tuple[Ref, str] | Problem:
        directory = self._directory
        current = group if group is not None else self._context.base
        said = f"dòng nhóm «{group_text}»" if group is not None else self._context.said
        where, named = "", group_text if group is not None else self._context.said
        wider = self._context.base if group is not None else None
        for c in self._place_columns(cell, current):
            raw, here = self._cells.read(reading, cell, c, self._table.columns[c]), reading.where(c)
            if raw is None:
                # Where a mark says that something is known but not what, the committee above is no answer.
                unread = next((problem for problem in reading.problems if problem.cell == here), None)
                if unread is not None:
                    return unread
                continue
            text = raw_text(raw)
            refs = directory.look_up(text)
            if not refs:
                answer = self._unknown_place(reading, cell, current, here, text, name)
                if isinstance(answer, Problem):
                    return answer
                refs = frozenset((answer,))
            narrowed = refs if current is None else directory.narrow(current, refs)
            if not narrowed:
                return reading.problem(ORGANIZATIONS_DISAGREE, f"{said or 'nguồn khác'} nói khác", here, text)
            wider, current, said, where, named = current, narrowed, f"ô {here} «{text}»", here, text
        if self._must_name_unit(cell) and group is None and not where:  # empty, or a filler («Không rõ»)
            leaf = directory.one(self._context.base) if self._context.base else None
            if leaf is None or directory.has_children(leaf):
                empty = reading.where(self._places[-1]) if self._places else name_cell
                return reading.problem(UNIT_EMPTY, name, empty, "")
        if not current:
            return reading.problem(ORGANIZATION_MISSING, "", name_cell, name)
        one = directory.one(current)
        beside = ""
        if one is None and self._workplaces:
            one, beside = self._by_workplace(reading, cell, current, where or name_cell, named)
        if one is None:
            one = self._context.settle_place(where or name_cell, named, self._wider(wider), current, beside=beside)
        if one is None:
            ordered = sorted(current, key=lambda ref: (directory.say(ref), ref))
            choices = place_choices(directory, ordered)
            about, names = self._about(cell, name), directory.say_some(ordered)
            return reading.problem(
                ORGANIZATION_AMBIGUOUS, names, where or name_cell, named or name, choices, about, beside
            )
        if not self._may_stand(one):
            return reading.problem(ORGANIZATION_MISSING, f" (chỉ biết {directory.say(one)})", where or name_cell, name)
        return one, where

    def _unknown_place(
        self, reading: RowReading, cell: list[Raw], current: frozenset[Ref] | None, where: str, text: str, name: str
    ) -> Ref | Problem:
        """Return what an unknown name was answered to mean, within the unit at which the row's person works. One answer is
        for that unit alone: where it is not known, for the rows with the same words about it."""
        directory, beside = self._directory, ""
        told = [raw_text(cell[c]) for c in self._workplaces if is_filled(cell, c) and reading.where(c) != where]
        units = frozenset(ref for said in told for ref in directory.look_up(said) if directory.is_unit(ref))
        if inside := directory.narrow(current, units) if current else units:
            current = inside
        elif (wider := self._wider(current)) is None or not directory.is_of_one_unit(wider):
            beside = "; ".join(told)
        near = directory.near(text, current)
        settled = self._context.settle_place(where, text, self._wider(current), near, anywhere=True, beside=beside)
        if settled is not None:
            return settled
        said, choices = directory.say_near(near), place_choices(directory, near)
        about = self._about(cell, name) if choices else ""
        return reading.problem(ORGANIZATION_UNKNOWN, said, where, text, choices, about, beside)

    def _by_workplace(
        self, reading: RowReading, cell: list[Raw], current: frozenset[Ref], where: str, named: str
    ) -> tuple[Ref | None, str]:
        """Return the one of several organisations of a name that is of the unit at which the row's person works, None where
        the cell names no such unit; and what the cell says."""
        directory, told = self._directory, [raw_text(cell[c]) for c in self._workplaces if is_filled(cell, c)]
        for text in told:
            units = directory.look_up(text)
            one = directory.one(frozenset(ref for ref in current if any(directory.is_above(u, ref) for u in units)))
            if one is not None:
                if (named, text) not in self._by_unit:
                    self._by_unit.add((named, text))
                    said = f"dòng ghi đơn vị «{text}» thì là {directory.say(one)}"
                    reading.say(Finding(PLACE_BY_WORKPLACE, said), where, named)
                return one, text
        return None, "; ".join(told)

    def _must_name_unit(self, cell: list[Raw]) -> bool:
        """Tell whether a row that names no unit is of nobody knows which: other rows of the table do name theirs."""
        return self.units_named

    def _place_columns(self, cell: list[Raw], current: frozenset[Ref] | None) -> list[int]:
        """Return the columns that say where a row belongs; `current`: what is known without them."""
        return self._places + (self._workplaces if self.workplace_is_place else [])

    def _wider(self, refs: frozenset[Ref] | None) -> Ref | None:
        """Return the one organisation within which a name is read, None where none is known."""
        return self._directory.one(refs) if refs else None

    def _may_stand(self, organization: Ref) -> bool:
        """Tell whether a row may be about this organisation or its people."""
        return self._directory.holds_members(organization)

    def _about(self, cell: list[Raw], name: str) -> str:
        """Return what a row says of its person before it is read, as typed."""
        told = [
            f"{words} {mask_field(meaning.key, raw_text(cell[c]))}"
            for c, meaning in self._table.columns.items()
            if (words := _TOLD.get(meaning.key)) and is_filled(cell, c)
        ]
        return f"{name} ({', '.join(told)})" if told else name

    def _read_workplace(self, reading: RowReading, cell: list[Raw]) -> None:
        if self.workplace_is_place:
            return
        for c in self._workplaces:
            raw = self._cells.read(reading, cell, c, self._table.columns[c])
            if raw is None:
                continue
            if not isinstance(raw, str) and (trouble := not_text(raw)) is not None:
                reading.say(trouble, reading.where(c), raw_text(raw))
            elif is_denial(raw_text(raw)):
                self.fillers.add(c, raw_text(raw), reading.row)
            else:
                reading.put("workplace", raw_text(raw), reading.where(c))

    # --- birth, numbers, dates
    def _read_birth(self, reading: RowReading, cell: list[Raw]) -> None:
        reference = self._context.reference
        for c, meaning in self._birth:
            raw = self._cells.read(reading, cell, c, meaning)
            if raw is None:
                continue
            where = reading.where(c)
            if meaning.gender is not None:
                if "birth_date" in reading.values:
                    reading.say(Finding(TWO_BIRTHS), where, raw_text(raw))
                    reading.values.pop("birth_date", None)
                    reading.values.pop("gender", None)
                    return
                reading.put("gender", meaning.gender, where)
                if is_tick(raw):
                    continue
            if self.month_first and c in self.month_first and (finding := maybe_month_first(raw, self.month_first[c])):
                reading.say(finding, where, raw_text(raw))
                continue
            value, finding = parse_date(raw, Role.BIRTH, reference)
            reading.take(c, raw, (("birth_date", value),), finding)

    def _read_later(self, reading: RowReading, cell: list[Raw], person: PersonRow | None = None) -> None:
        birth, gender = reading.text("birth_date"), reading.text("gender")
        for c, meaning, known in self._later:
            raw = self._cells.read(reading, cell, c, meaning)
            if raw is None:
                continue
            if meaning.value is _CITIZEN:
                number, finding = parse_citizen(raw, birth, gender)
                reads: Reads = ()
                if number is not None:
                    reads = (("citizen_id" if len(number) == 12 else "old_citizen_id", number),)
                elif finding is None:
                    self.fillers.add(c, raw_text(raw), reading.row)
                else:
                    self._question_card(reading, raw, birth, gender)
                reading.take(c, raw, reads, finding)
            elif self.month_first and c in self.month_first and (doubt := maybe_month_first(raw, self.month_first[c])):
                reading.say(doubt, reading.where(c), raw_text(raw))
            elif (day := known.get(raw)) is not None:
                reading.take(c, raw, ((meaning.key, day),), None)
            else:
                value, finding = parse_date(raw, Role.PARTY, self._context.today, birth)
                no_day = value is None and finding is not None and meaning.key == "official_on"
                if no_day and person is not None and standing.read_not_official(person, reading, c, raw):
                    continue
                reading.take(c, raw, ((meaning.key, value),), finding)
                if value is not None and finding is None and (isinstance(raw, date) or str(raw)[-4:].isdigit()):
                    known[raw] = value

    def _question_card(self, reading: RowReading, raw: Raw, birth: str | None, gender: str | None) -> None:
        """Leave out the card number of a row where a card number stands for the citizen id, and the other way round."""
        held = reading.values.get("card_number")
        if held is None or parse_card(raw)[0] is None or parse_citizen(held[0], birth, gender)[0] is None:
            return
        del reading.values["card_number"]
        reading.say(Finding(NUMBERS_SWAPPED), held[1], str(held[0]))
