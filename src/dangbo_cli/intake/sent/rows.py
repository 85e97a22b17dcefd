"""Rows of a prefilled workbook on their way in: what the unit did not touch is taken from the record as it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangbo_cli.domain.agreement import IDENTITY
from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.privacy import mask_field
from dangbo_cli.domain.problem import Choice, Finding, Note, Problem, say
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.intake.deciding.memory import Memory
from dangbo_cli.intake.members.rows import MemberReader
from dangbo_cli.intake.organizations.plan import OrganizationRow
from dangbo_cli.intake.sent.meaning import Meanings
from dangbo_cli.intake.sent.prefilled import (
    CELL_EMPTIED,
    HEADING_RETYPED,
    NUMBER_CONTRADICTS,
    NUMBER_GONE,
    NUMBER_TWICE,
    STILL_OF_ANOTHER,
    Claim,
    Doubt,
    SentForm,
    accept,
    claim_rows,
    number_column,
)
from dangbo_cli.intake.tables.groups import group_name
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import SOMEBODY_NEW
from dangbo_cli.intake.who.people import Members, PersonRow
from dangbo_cli.sheets.address import address, column_letter
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound

_NAMES = {"dang-vien": "full_name", "to-chuc": "name", "mo-hinh": "name", "chuyen-de": "topic"}
#: The answers where a row of the year's work names another than it was sent out for.
SAME_ENTRY = Choice("muc-da-gui", "Vẫn là mục đã gửi; về ai, năm nào giữ như đã gửi, chỉ lấy các ô khác")
OTHER_ENTRY = Choice("muc-khac", "Là một mục khác: đọc cả dòng như dòng đơn vị ghi thêm")
ENTRY_CHOICES = (SAME_ENTRY, OTHER_ENTRY)


def _year_choices(was: str, now: str) -> tuple[Choice, ...]:
    """Return the answers where a row says otherwise only of which year it is."""
    return (
        SAME_ENTRY._replace(label=f"Vẫn là mục đã gửi: ghi cho năm {was}, bỏ «{now}» ở cột năm"),
        OTHER_ENTRY._replace(label=f"Là một mục khác, của năm {now}: đọc cả dòng như dòng đơn vị ghi thêm"),
    )


#: So many years one below the other, each the next, are no years of anything: a cell was drawn down.
_LEAST_SERIES = 3


def _series_choices(was: str) -> tuple[Choice, ...]:
    """Return the answers where the year of each row is that of the row above and one more."""
    return (
        SAME_ENTRY._replace(label=f"Vẫn là các mục đã gửi: ghi tất cả cho năm {was}, bỏ số tăng dần ở cột năm"),
        OTHER_ENTRY._replace(label="Là các mục khác, mỗi dòng của năm ghi ở dòng ấy: đọc như dòng đơn vị ghi thêm"),
    )


_MANY_HAVE = frozenset(
    (Value.GENDER, Value.ETHNICITY, Value.RELIGION, Value.ORGANIZATION, Value.WORKPLACE, Value.STANDING,
     Value.GENERAL_EDUCATION)
)  # fmt: skip
_PLACES = frozenset(("organization", "upper_organization", "workplace"))


@dataclass(slots=True)
class SentTable:
    """The sent rows of one table, claimed. `columns` are the columns of the fields that were sent, `retyped` what is to be
    said of columns under another heading, `numbered` the rows that carry a number of ours, `elsewhere` the member of a row
    set aside and the one organisation it lists her in."""

    sent: SentForm
    form: Form
    path: str
    sheet: str
    columns: dict[str, int]
    meanings: Meanings
    claims: dict[int, Claim] = field(default_factory=dict)
    retyped: list[Problem] = field(default_factory=list)
    numbered: set[int] = field(default_factory=set)
    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    elsewhere: dict[int, tuple[Ref, Ref]] = field(default_factory=dict)
    drawn: frozenset[int] | None = None

    @classmethod
    def of(
        cls,
        sent: SentForm,
        path: str,
        grid: Grid,
        table: TableFound,
        lines: list[Line],
        cells_of: Callable[[int], Sequence[Raw]],
        directory: Directory,
        today: date,
    ) -> SentTable:
        """Claim the rows of a table, whose cells are `cells_of` a row, what was merged downwards in each; lines that carry
        a number of ours are records, whatever they look like, and so is what a unit typed where a template of the year's
        work has names: no template has groups there."""
        sent = sent.of_sheet({meaning.key for meaning in table.columns.values()})
        keys = next(iter(sent.rows.values()), {})
        known = sorted(table.columns.items(), key=lambda one: one[1].tick is None)  # a template has no columns of ticks
        columns = {meaning.key: c for c, meaning in known if meaning.key in keys}
        meanings = Meanings(table.form, directory, sent.organization, today)
        made = cls(sent, table.form, path, grid.name, columns, meanings)
        numbers = number_column(grid, table)
        rows: dict[int, tuple[str, Mapping[str, str]]] = {}
        for index, line in enumerate(lines):
            row = grid.rows[line.row]
            text = raw_text(row[numbers]) if numbers is not None else ""
            if line.sort is Sort.GROUP and table.form.about is not None:
                line = lines[index] = _typed_in(line, row, table, directory)
            if not text and line.sort is not Sort.RECORD:
                continue
            told = cells_of(line.row)
            cells = {key: raw_text(told[c]) for key, c in columns.items()}
            if not any(cells.values()):
                continue
            if text:
                lines[index] = Line(line.row, Sort.RECORD)
                made.numbered.add(line.row)
            made.cells[line.row] = cells
            rows[line.row] = text, cells
        made.claims = claim_rows(sent, rows, meanings)
        made._leave_retyped(table)
        return made

    def _leave_retyped(self, table: TableFound) -> None:
        """Leave unread a column whose cells say what was sent of a field that the table has no longer: its heading was
        typed over, the facts were not."""
        titles = {declared.key: declared.title for declared in self.form.fields}
        gone = next(iter(self.sent.rows.values()), {}).keys() - self.columns.keys()
        for key, c in list(self.columns.items()) if gone else ():
            sent = [
                (self.cells[r].get(key, ""), self.sent.rows[n]) for r, (n, *_) in self.claims.items() if n is not None
            ]
            changed = [(text, was) for text, was in sent if text and text != was.get(key)]
            for other in sorted(gone):
                same = sum(text == was.get(other) for text, was in changed)
                if same and 2 * same >= len(changed):
                    where, heading = address(table.bottom, table.origin.get(c, c)), table.headings.get(c, "")
                    self.retyped.append(self._problem(HEADING_RETYPED, titles.get(other, other), where, heading))
                    del table.columns[c], self.columns[key]
                    break

    def emptied(self) -> Iterator[Note]:
        """Yield what is to be said of cells that were sent with a value and came back without one: an empty cell never
        erases."""
        message = say(Finding(CELL_EMPTIED))
        for r, claim in self.claims.items():
            if claim.number is None or claim.doubt is not None:
                continue
            sent, now = self.sent.rows[claim.number], self.cells[r]
            for key, c in self.columns.items():
                if sent.get(key) and not now[key]:
                    yield Note(CELL_EMPTIED, message, self.path, self.sheet, address(r, c), sent[key])

    @property
    def name_key(self) -> str:
        """The field that names what a row is about."""
        key = _NAMES.get(self.sent.kind, "full_name")
        return key if key in self.columns or "organization" not in self.columns else "organization"

    def name_of(self, number: Ref) -> str:
        """Return the name under which a record was sent."""
        return self.sent.rows[number].get(self.name_key, "")

    @property
    def came_back(self) -> bool:
        """Whether any row of the table is one that was sent out."""
        return any(claim.number is not None for claim in self.claims.values())

    def was_sent(self, r: int) -> bool:
        """Tell whether a row is one that was sent out."""
        return r in self.claims and self.claims[r].number is not None

    def absent(self) -> list[Ref]:
        """Return the records that were sent and of which no row came back."""
        back = {claim.number for claim in self.claims.values()}
        return [number for number in self.sent.rows if number not in back]

    def trouble(self, r: int, claim: Claim) -> Problem | None:
        """Return the problem that sets a doubtful row aside."""
        if claim.doubt is None or claim.number is None:
            return None
        key = self.name_key
        where = address(r, self.columns[key])
        name = self.cells[r].get(key, "")
        if claim.doubt is Doubt.COPIED:
            at = Finding(NUMBER_TWICE, f"dòng {(claim.other or 0) + 1}")
            message = say(at, self.name_of(claim.number))  # who stands there, whoever this row names by now
            return Problem(NUMBER_TWICE, message, self.path, self.sheet, where, name)
        choices: tuple[Choice, ...] = ()
        if self.sent.kind == "dang-vien":
            same = Choice(f"dang-vien {claim.number}", f"Là {self.name_of(claim.number)}, đơn vị đã sửa lại thông tin")
            choices = (same, SOMEBODY_NEW)
        changed = self._say_changed(r, claim.number) if choices else ""
        return self._problem(NUMBER_CONTRADICTS, f"«{self.name_of(claim.number)}»", where, name, choices, changed)

    def _say_changed(self, r: int, number: Ref, who: Collection[str] = IDENTITY) -> str:
        """Return what of who somebody is stands otherwise than it was sent, to choose by."""
        titles = {declared.key: declared.title for declared in self.form.fields}
        changed = self.who_changed(r, number, who)
        return "; ".join(f"{titles[key]}: {shown(key, was)} → {shown(key, now)}" for key, was, now in changed)

    def gone(self, r: int, claim: Claim) -> Problem:
        """Return the problem of a row whose record is in no organisation any more."""
        key = self.name_key
        name = self.name_of(claim.number) if claim.number is not None else ""
        return self._problem(NUMBER_GONE, "", address(r, self.columns[key]), name)

    def settle(self, r: int, answers: Mapping[tuple[str, str, str], str]) -> Claim:
        """Return the claim of a row, with the clerk's answer to its doubt."""
        claim = self.claims.get(r, Claim())
        if claim.doubt is Doubt.CONTRADICTS:
            where = address(r, self.columns[self.name_key])
            answer = answers.get((self.path, self.sheet, where))
            if answer == f"dang-vien {claim.number}":
                return accept(self.sent, claim, self.cells[r])
            if answer == SOMEBODY_NEW.key:
                return Claim()
        return claim

    def _problem(
        self, code: str, detail: str, where: str, value: str, choices: tuple[Choice, ...] = (), about: str = ""
    ) -> Problem:
        return Problem(code, say(Finding(code, detail), value), self.path, self.sheet, where, value, choices, about)

    def entry_trouble(self, r: int, claim: Claim, who: Collection[str]) -> Problem | None:
        """Return the problem of an entry's row that now names another person, organisation or year (`who`: the fields
        that say so) than it was sent out for."""
        if claim.number is None:
            return None
        trouble = self.trouble(r, claim)
        if trouble is not None and claim.doubt is Doubt.CONTRADICTS:
            changed = self._say_changed(r, claim.number, who)
            differ = self._differing(r, claim.number, {*who, *(key for group in self.sent.evidence for key in group)})
            return self._contradicts(r, claim.number, differ or [self.name_key], ENTRY_CHOICES, changed)
        if trouble is not None:
            return trouble
        differ = self._differing(r, claim.number, who)
        if not differ:
            return None
        changed, beside = self._say_changed(r, claim.number, who), ""
        choices: tuple[Choice, ...] = ENTRY_CHOICES
        if [key for key, *_ in self.who_changed(r, claim.number, who)] == ["period"]:
            # Of another year and nothing else: the answer is for all rows of which that is so.
            was, now = self.sent.rows[claim.number]["period"], self.cells[r]["period"]
            series = r in self._years_drawn_down()
            choices, beside = (_series_choices(was), was) if series else (_year_choices(was, now), changed)
        return self._contradicts(r, claim.number, differ, choices, changed)._replace(beside=beside)

    def _years_drawn_down(self) -> frozenset[int]:
        """Return the rows in which each year is one more than in the row above: 2026, 2027, 2028, …"""
        if self.drawn is None:
            found: set[int] = set()
            run: list[int] = []
            for r in sorted(self.cells):
                now = self.cells[r].get("period", "")
                follows = run and now.isdecimal() and int(now) == int(self.cells[run[-1]]["period"]) + 1
                run = [*run, r] if follows else [r] if now.isdecimal() else []
                if len(run) >= _LEAST_SERIES:
                    found.update(run)
            self.drawn = frozenset(found)
        return self.drawn

    def goes_on(self, r: int, claim: Claim) -> bool:
        """Tell whether a row right below the one of the same entry goes on with it: its name once more, a further target,
        and otherwise only what may stand in several rows."""
        if claim.doubt is not Doubt.COPIED or claim.number is None or claim.other != r - 1:
            return False
        sent, now, above = self.sent.rows[claim.number], self.cells[r], self.cells[r - 1]
        same, on = self.meanings.same, self.form.continued
        told = {key for key in self.columns if now.get(key)}
        if any(key not in on and not same(key, sent.get(key, ""), now[key]) for key in told):
            return False
        target = now.get("targets")
        return bool(target) and target not in (above.get("targets"), sent.get("targets"))

    def _differing(self, r: int, number: Ref, keys: Collection[str]) -> list[str]:
        """Return those of some fields that are filled and say otherwise than was sent."""
        sent, now = self.sent.rows[number], self.cells[r]
        same = self.meanings.same
        return [k for k in self.columns if k in keys and now.get(k) and not same(k, sent.get(k, ""), now[k])]

    def _contradicts(
        self, r: int, number: Ref, differ: Sequence[str], choices: tuple[Choice, ...], changed: str
    ) -> Problem:
        """Return the problem of a row with cells that say otherwise than was sent, each of them named."""
        sent, now = self.sent.rows[number], self.cells[r]
        at = {key: address(r, self.columns[key]) for key in differ}
        where, value = at[differ[0]], now.get(differ[0], "")
        said = value
        if len(differ) > 1:
            said = ", ".join(f"«{shown(key, now.get(key, ''))}» (ô {cell})" for key, cell in at.items())
        whose = self.say_whose(number, {key: sent.get(key, "") for key in differ})
        message = say(Finding(NUMBER_CONTRADICTS, whose), said)
        return Problem(NUMBER_CONTRADICTS, message, self.path, self.sheet, where, value, choices, changed)

    def say_whose(self, number: Ref, told: Mapping[str, str]) -> str:
        """Return whose a row is, by the name in `told` or else the sent one, with what else is told of it by field:
        «Lò Văn An» (năm «2022»)."""
        beside = self.say_fields({key: text for key, text in told.items() if key != self.name_key})
        name = f"«{told.get(self.name_key) or self.name_of(number)}»"
        return f"{name} ({beside})" if beside else name

    def say_fields(self, told: Mapping[str, str]) -> str:
        """Return fields with their values for a sentence, the name without its title: «Lò Văn An», năm «2022»."""
        titles = {declared.key: declared.title for declared in self.form.fields}
        named = ((key, titles.get(key, key).lower(), shown(key, text)) for key, text in told.items())
        return ", ".join(f"«{text}»" if key == self.name_key else f"{title} «{text}»" for key, title, text in named)

    def evidence(self, r: int) -> str:
        """Return why a row is the record that it was sent out for: its hidden number, what of who somebody is stands as it
        was sent, and what does not."""
        sent, now = self.sent.rows[self.claims[r].number or 0], self.cells[r]
        titles = {declared.key: declared.title[:1].lower() + declared.title[1:] for declared in self.form.fields}
        told: dict[str, list[str]] = {"cùng {} như đã gửi": [], "khác {} đã gửi": []}
        same, other = told.values()
        for key in (key for group in self.sent.evidence for key in group):
            if sent.get(key) and now.get(key):
                (same if self.meanings.same(key, sent[key], now[key]) else other).append(titles.get(key, key))
        parts = [words.format(", ".join(what)) for words, what in told.items() if what]
        return "; ".join(["số hồ sơ ẩn trong mẫu", *parts] if r in self.numbered else parts)

    def who_changed(self, r: int, number: Ref, who: Collection[str]) -> list[tuple[str, str, str]]:
        """Return the fields that say whom and which year an entry is about and say otherwise than when it was sent: the
        key, what was sent, what stands there."""
        sent, now = self.sent.rows[number], self.cells[r]
        same = self.meanings.same
        return [(k, was, now.get(k, "")) for k, was in sent.items() if k in who and not same(k, was, now.get(k, ""))]

    def others_marks(self, r: int, number: Ref) -> list[int]:
        """Return the columns of a row, now somebody else's, that still say who was sent out: the birth and the numbers of
        the one before would prove the other to be her."""
        sent, now = self.sent.rows[number], self.cells[r]
        if self.meanings.same("full_name", sent.get("full_name", ""), now.get("full_name", "")):
            return []
        return [self.columns[key] for key in IDENTITY if key in self.columns and now.get(key) == sent.get(key)]

    def left_over(self, r: int, claim: Claim) -> list[tuple[int, Problem]]:
        """Return the cells of a member's row typed over for somebody new that still say what was sent of the one before, by
        column, with what is to be said of them; what many have alike (`_MANY_HAVE`) may be hers as well."""
        if claim.was is None or self.form.kind != "dang-vien":
            return []
        sent, now, whose = self.sent.rows[claim.was], self.cells[r], f"«{self.name_of(claim.was)}»"
        values = {declared.key: declared.value for declared in self.form.fields}
        return [
            (c, self._problem(STILL_OF_ANOTHER, whose, address(r, c), now[key]))
            for key, c in self.columns.items()
            if now.get(key) and now[key] == sent.get(key) and values.get(key) not in _MANY_HAVE
        ]

    def accept_entry(self, r: int, claim: Claim, who: Collection[str]) -> Claim:
        """Return the claim of an entry's row of which it was said that it is the entry it was sent out for: what it now
        says of whom and which year is left out."""
        accepted = accept(self.sent, claim, self.cells[r])
        return accepted._replace(unchanged=accepted.unchanged | frozenset(who))

    def changed(self, claim: Claim, cells: list[Raw]) -> list[Raw]:
        """Return the cells of a row without those that still say what was sent."""
        kept = {self.columns[key] for key in claim.unchanged if key in self.columns}
        return ["" if c in kept else value for c, value in enumerate(cells)]

    def unchanged_letters(self, claim: Claim) -> frozenset[str]:
        """Return the letters of the columns in which a row says what was sent."""
        return frozenset(column_letter(self.columns[key]) for key in claim.unchanged if key in self.columns)


def _typed_in(line: Line, row: Sequence[Raw], table: TableFound, directory: Directory) -> Line:
    """Return what a row of a template that looks like a group is: a record, where it holds a name; in doubt where what it
    holds stands in another column; a group where that is none of the table's, or where a known organisation alone stands in
    a column of persons."""
    filled = {table.columns[c] for c, value in enumerate(row) if value not in ("", None) and c in table.columns}
    told = {meaning.key for meaning in filled if meaning.value is not Value.ORDINAL}
    if all(m.value in (Value.ORDINAL, Value.PERSON_NAME) for m in filled) and directory.look_up(group_name(line.text)):
        return line
    if told.intersection((*table.form.identity, "family_name", "given_name")):
        return Line(line.row, Sort.RECORD)
    return Line(line.row, Sort.DOUBT, why="có dữ liệu nhưng không có tên") if told else line


def read_sent_member(
    table: SentTable,
    reader: MemberReader,
    r: int,
    cells: list[Raw],
    claim: Claim,
    members: Members,
    at: Ref | None = None,
) -> PersonRow | Problem:
    """Read the row of a known member in an organisation (None: where the record has her): only what the unit changed stays
    in it."""
    assert claim.number is not None
    member = members.all.get(claim.number)
    if member is None or member.place is None:
        return table.gone(r, claim)
    cells = ["" if _is_place(table, c) else value for c, value in enumerate(cells)]
    read = reader.read(r, cells, frozenset((member.place if at is None else at,)), "")
    if isinstance(read, Problem):
        return read
    letters = table.unchanged_letters(claim)

    def is_old(cell: str) -> bool:
        return cell.rstrip("0123456789") in letters

    read.record = member.ref
    name_cell = read.values["full_name"][1]
    read.values = {key: value for key, value in read.values.items() if not is_old(value[1])}
    if "full_name" not in read.values:
        read.values["full_name"] = (member.values["full_name"], name_cell)
    if read.standing is not None and is_old(read.standing[1]):
        read.standing = None
    if read.unsaid is not None and is_old(read.unsaid[1].cell):
        read.unsaid = None
    if read.activity is not None and is_old(read.activity[1]):
        read.activity = None
    read.positions = {key: held for key, held in read.positions.items() if not is_old(held[1])}
    read.ratings = {key: rated for key, rated in read.ratings.items() if not is_old(rated[1])}
    read.problems = [problem for problem in read.problems if not is_old(problem.cell)]
    return read


def shown(key: str, text: str) -> str:
    """Return the text of a cell for a sentence: masked where it is private."""
    return mask_field(key, text) if text else "(trống)"


def settle_by_memory(
    table: SentTable,
    reader: MemberReader,
    r: int,
    cells: list[Raw],
    claim: Claim,
    members: Members,
    memory: Memory,
) -> Claim:
    """Return the claim of a doubtful row as its doubt was answered before: it is her all the same, or somebody else;
    unchanged where it was not."""
    assert claim.number is not None
    accepted = accept(table.sent, claim, table.cells[r])
    for whose in (accepted, None):
        with reader.unsaid():
            if whose is None:
                read: PersonRow | Problem = reader.read(r, cells, None, "")
            else:
                read = read_sent_member(table, reader, r, cells, whose, members)
        answer = None if isinstance(read, Problem) else memory.person(read, members)
        if answer is None or isinstance(read, Problem):
            continue
        same = answer == f"dang-vien {claim.number}"
        if whose is not None and same:
            memory.settled(read, claim.number)
            return whose
        if whose is None and not same:
            other = answer.removeprefix("dang-vien ")
            memory.settled(read, int(other) if other.isdigit() else None)
            return Claim()  # an ordinary row, about which the record is asked again
    return claim


def _is_place(table: SentTable, c: int) -> bool:
    return any(table.columns.get(key) == c for key in _PLACES - {"workplace"})


def settle_organization(table: SentTable, row: OrganizationRow, claim: Claim, name: str | None) -> None:
    """Leave in the row of a known organisation only what the unit changed; `name` is the record's own now, None
    where it has the organisation no more."""
    if name is None or claim.number is None:
        row.aside = table.gone(row.row, claim)
        return
    letters = table.unchanged_letters(claim)

    def is_old(cell: str) -> bool:
        return cell.rstrip("0123456789") in letters

    row.record = claim.number
    row.values = {key: value for key, value in row.values.items() if not is_old(value[1])}
    row.values.setdefault("name", (name, row.name_cell))
    row.problems = [problem for problem in row.problems if not is_old(problem.cell)]
    if "parent" in claim.unchanged or not row.parent_text:
        row.parent_kept = True
