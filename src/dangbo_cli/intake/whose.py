"""Whose row each thing set aside stands in, and which fact its cell would have told: asked once, when all is planned.

Loaded only where something was set aside or is older than the record. A row that was read says it by itself; of one that
was set aside before, the cells of its name and its birth do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from dangbo_cli.domain.change import Entity, Plan, Ref, Source, Whose
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.period import years_in
from dangbo_cli.domain.problem import CAUSES, Level, Problem
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.entry_values import read_value
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning, heading_key
from dangbo_cli.forms.rating_headings import year_of_heading
from dangbo_cli.intake.entries.found import EntryFound
from dangbo_cli.intake.entries.rows import ENTRY_EMPTY, SAYS_WHO, EntryRow
from dangbo_cli.intake.entries.years import ENTRY_YEAR_UNKNOWN
from dangbo_cli.intake.organizations.plan import OrganizationRow
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.tables.cells import is_filled
from dangbo_cli.intake.tables.lines import Sort
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import Match
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.sheets.address import split_address
from dangbo_cli.store.entered import PART_TABLES, PLACE
from dangbo_cli.vietnamese.names import strip_salutation
from dangbo_cli.vietnamese.text import clean

_Owner = tuple[Entity | None, Ref | None]
_NO_RECORD: _Owner = (None, None)
_NAMES = ("full_name", "collective", "family_name", "given_name", "name")
_PLACES = ("upper_organization", "organization")
_OF_ROWS = (Sort.RECORD, Sort.CONTINUED, Sort.DOUBT)


class Owners:
    """Who the cells of a call are about. `people` are the matched ones with their numbers, `entries` those of the year's
    sheets; `elsewhere` names, by the identity of a row, the member whom the record has in another organisation."""

    def __init__(
        self,
        tables: Sequence[TableRead],
        directory: Directory,
        people: Iterable[tuple[Match, Ref]],
        entries: Sequence[EntryFound],
        elsewhere: Mapping[int, Ref],
    ) -> None:
        owners: dict[tuple[int, int], _Owner] = {
            (row.source, row.row): (Entity.MEMBER, ref) for match, ref in people for row in match.rows
        }
        owners |= {(row.source, row.row): _owner(entry) for entry in entries for row in entry.rows}
        self._of_sheet: dict[tuple[str, str], list[_Rows]] = {}
        for table in tables:
            rows = self._of_sheet.setdefault((table.path, table.grid.name), [])
            rows.append(_Rows(table, directory, owners, elsewhere))

    def tell(self, plan: Plan) -> None:
        """Fill `Plan.whose` for every problem that stands in a row."""
        for problem in plan.problems:
            if problem.cell and problem.place not in plan.whose:
                rows, row = self._rows(problem.file, problem.sheet, problem.cell)
                whose = rows.whose(problem, row) if rows is not None else None
                if whose is not None:
                    plan.whose[problem.place] = whose

    def name(self, sheet: Source, cell: str) -> str:
        """Return who a cell of a sheet is about, "" where no row says it."""
        rows, row = self._rows(sheet.path, sheet.sheet, cell)
        return "" if rows is None else rows.name(row)

    def _rows(self, path: str, sheet: str, cell: str) -> tuple[_Rows | None, int]:
        """Return the table that a cell stands in, and its row."""
        row = split_address(cell)[0]
        above = [one for one in self._of_sheet.get((path, sheet), ()) if one.table.table.bottom < row]
        return max(above, key=lambda one: one.table.table.bottom, default=None), row


def _owner(entry: EntryFound) -> _Owner:
    """Return whose history an entry is found in: a rating belongs to its member or organisation."""
    first = entry.rows[0]
    if first.kind != "xep-loai":
        form = form_of(first.kind)
        assert form is not None
        return Entity(form.entity), entry.ref
    return (Entity.ORGANIZATION, first.organization) if first.member is None else (Entity.MEMBER, first.member)


def _keys(meaning: Meaning) -> list[str]:
    """Return the facts that a column tells."""
    if meaning.parts:
        return [part.key for part in meaning.parts]
    return [meaning.key if meaning.rating is None else STAGES[meaning.rating.stage]]


class _Rows:
    """The rows of one table, by their place in the sheet."""

    def __init__(
        self,
        table: TableRead,
        directory: Directory,
        owners: Mapping[tuple[int, int], _Owner],
        elsewhere: Mapping[int, Ref],
    ) -> None:
        self.table = table
        self._directory, self._owners, self._elsewhere = directory, owners, elsewhere
        self._read: dict[int, PersonRow | OrganizationRow] = {row.row: row for row in table.people}
        self._read |= {row.row: row for row in table.organizations}
        self._lines = table.lines

    def whose(self, problem: Problem, row: int) -> Whose | None:
        """Return whose row a problem stands in, None where it is no row of anybody (a total, a group, the
        whole sheet)."""
        start, level = self._start(row), CAUSES[problem.code].level
        if start is None or level not in (Level.ROW, Level.CELL):
            return None
        of_row = level is Level.ROW
        told = self._read.get(start)
        # A row of the year's work tells more than who she is: whoever adds her by hand has not written it.
        about = self.table.table.form.about
        if about is not None and (of_row or told is None):
            whole = self._of_entry(problem.code, start, told)
        else:
            whole = "" if of_row else None
        if told is None:
            birth, place = self._typed_birth(start), self._typed_place(start)
            name = self._typed_name(start) or self._rated_name(place)
            listed = None if self.table.sent is None else self.table.sent.elsewhere.get(start)
            if listed is not None and listed[1] > 0:  # a prefilled row with another organisation than was sent
                return Whose(name, birth, Entity.MEMBER, listed[0], f"organization.{listed[1]}", place)
            return Whose(name, birth, None, None, whole, place)
        field = whole if of_row else self._field(problem, told)
        if isinstance(told, OrganizationRow):
            entity, ref = _NO_RECORD if told.aside is not None else (Entity.ORGANIZATION, told.ref)
            return Whose(told.name or None, None, entity, ref, field)
        entity, ref = _NO_RECORD if told.aside is not None else self._owners.get((told.source, told.row), _NO_RECORD)
        if (member := self._elsewhere.get(id(told))) is not None:
            entity, ref, place = Entity.MEMBER, member, told.organization
            field = f"organization.{place}" if place > 0 else None
        return Whose(self._name(told), told.text("birth_date"), entity, ref, field, told.organization)

    def name(self, row: int) -> str:
        """Return who a row is about, "" where it was not read."""
        start = self._start(row)
        told = None if start is None else self._read.get(start)
        return "" if told is None else (told.name if isinstance(told, OrganizationRow) else self._name(told)) or ""

    def _start(self, row: int) -> int | None:
        """Return the first row of the record that a row belongs to."""
        at = bisect_right(self._lines, row, key=lambda line: line.row) - 1
        if at < 0 or self._lines[at].row != row or self._lines[at].sort not in _OF_ROWS:
            return None
        while at > 0 and self._lines[at].sort is Sort.CONTINUED:
            at -= 1
        return self._lines[at].row

    def _name(self, row: PersonRow) -> str | None:
        """Return the person, else the group of people, else the organisation that a row is about."""
        named = row.text("full_name") or getattr(row, "named", None)
        if not named and getattr(row, "member", None) is not None:  # a prefilled row whose name the unit left
            named = self._typed_name(row.row)
        return named or self._directory.nodes[row.organization].name

    def _rated_name(self, place: Ref | None) -> str | None:
        """Return the name of the organisation that a row nobody read is about, where its table names no people."""
        columns = self.table.table.columns.values()
        if place is None or self.table.table.form.about is None or any(m.key in _NAMES for m in columns):
            return None
        return self._directory.nodes[place].name

    def _typed_name(self, row: int) -> str | None:
        cells, columns = self.table.cells(row), self.table.table.columns
        for keys in (_NAMES[:1], _NAMES[1:2], _NAMES[2:4], _NAMES[4:]):
            texts = [raw_text(cells[c]) for c, m in columns.items() if m.key in keys and c < len(cells)]
            if name := strip_salutation(clean(" ".join(texts))):
                return name
        return None

    def _typed_place(self, row: int) -> Ref | None:
        """Return the organisation of a row that nobody read, as near as its cells name it, from wide to near
        (docs/thiet-ke.md), None where they name none that is known."""
        current, directory = self._sheet_place, self._directory
        for refs in self._named_places(row):
            if refs:
                current = refs if current is None else directory.narrow(current, refs)
        return directory.one(current) if current else None

    def _sure_place(self, row: int) -> Ref | None:
        """Return the same where nothing that the row's cells name is unknown."""
        return self._typed_place(row) if all(self._named_places(row)) else None

    @property
    def _sheet_place(self) -> frozenset[Ref] | None:
        return None if self.table.base is None else frozenset((self.table.base,))

    def _named_places(self, row: int) -> Iterator[frozenset[Ref]]:
        """Yield what the cells of a row name as its organisation, from wide to near."""
        cells, columns = self.table.cells(row), self.table.table.columns
        for key in _PLACES:
            for c in (c for c, m in columns.items() if m.key == key and is_filled(cells, c)):
                yield self._directory.look_up(raw_text(cells[c]))

    def _typed_birth(self, row: int) -> str | None:
        """Return the birth of a row that nobody read, where its cell leaves no doubt."""
        cells, columns = self.table.cells(row), self.table.table.columns
        c = next((c for c, m in columns.items() if m.key == "birth_date" and c < len(cells)), None)
        if c is None or cells[c] in ("", None):
            return None
        day, finding = parse_date(cells[c], Role.BIRTH, self.table.today)
        return day if finding is None else None

    def _stated(self, c: int) -> str | None:
        """Return the year in the heading of a column of what is rated."""
        table, meaning = self.table.table, self.table.table.columns.get(c)
        if meaning is not None and meaning.rating is not None:
            return meaning.rating.year
        return year_of_heading(heading_key(table.headings.get(c, ""))) if table.form.rated else None

    def _of_entry(self, code: str, row: int, told: PersonRow | OrganizationRow | None) -> str | None:
        """Return what a row of the year's work that is set aside was to tell: «rating.2022.proposed_level», with a blank
        between several facts; None where it is not certain of which year it is."""
        table, cells = self.table.table, self.table.cells(row)
        year = self._year_of(row, cells, told)
        if code == ENTRY_YEAR_UNKNOWN or year is None:
            return None
        facts = {
            c: m
            for c, m in table.columns.items()
            if m.key not in (*SAYS_WHO, "note", "unit") and m.value not in (Value.ORDINAL, Value.IGNORED)
        }
        filled = {c for c in facts if is_filled(cells, c)}
        if code == ENTRY_EMPTY:  # what it leaves out others of the table have
            records = [self.table.cells(line.row) for line in self._lines if line.sort is Sort.RECORD]
            filled |= {c for c in facts if any(is_filled(one, c) for one in records)} or set(facts)
        keys = {key for c in filled for key in _keys(facts[c])}
        if table.form.rated:
            if keys >= {"decision_number", "decision_on"} and not any(
                (m.rating and m.rating.said) for m in facts.values()
            ):
                keys = {STAGES["decided"] if key == STAGES["proposed"] else key for key in keys}
            if not any(m.rating or m.key in STAGES.values() for m in facts.values()):  # the group rows rate them
                keys.add(STAGES["proposed"])
        told_by = self._told_apart_by(row, filled, told) if table.form.same_by or table.form.strangers else {}
        place = told.organization if isinstance(told, PersonRow) else self._sure_place(row)
        if place is not None and place > 0:
            told_by[PLACE] = str(place)
        of_entry = f"{table.form.entity}.{year}."
        return " ".join(
            sorted(
                f"{of_entry}{key}" + (f"={quote(told_by[key])}" if key in told_by else "") for key in {*keys, *told_by}
            )
            or [of_entry]
        )

    def _told_apart_by(
        self, row: int, filled: Collection[int], told: PersonRow | OrganizationRow | None
    ) -> dict[str, str]:
        """Return the values of a row by which its entry is told from others of the same subject and year, as far as they
        are certain, and the words of its parts, those of the rows that go on with it too."""
        table, form = self.table.table, self.table.table.form
        asked = {*form.key, *(key for names in form.same_by for key in names)}
        read = told.entry if isinstance(told, EntryRow) else {}
        found = {key: str(value) for key, (value, _) in read.items() if key in asked}
        rows = [row]
        for line in self._lines[bisect_right(self._lines, row, key=lambda one: one.row) :]:
            if line.sort is not Sort.CONTINUED:
                break
            rows.append(line.row)
        for c in filled:
            key = table.columns[c].key
            if key in PART_TABLES:
                cells = [self.table.cells(one) for one in rows]
                found[key] = " ".join(raw_text(one[c]) for one in cells if is_filled(one, c))
            elif key in asked - found.keys() and table.columns[c].tick is None:
                value, finding = read_value(form.field(key), self.table.cells(row)[c], self.table.today)
                if finding is None and key in value:
                    found[key] = str(value[key])
        return found

    def _year_of(self, row: int, cells: list[Raw], told: PersonRow | OrganizationRow | None) -> str | None:
        """Return the year of a row of the year's work, None where the row, its headings, a group row above and the sheet
        do not agree on one."""
        if period := getattr(told, "period", None):
            return str(period)[:4]
        columns = self.table.table.columns
        typed = [raw_text(cells[c]) for c, m in columns.items() if m.key == "period" and c < len(cells)]
        if typed := [text for text in typed if text]:
            said = years_in(typed[0])
            return said[0] if len(said) == 1 else None
        sheet = self.table.result.year
        stated = (self._stated(c) for c in columns if is_filled(cells, c))
        years = {year for year in stated if year is not None}
        years |= {str(sheet)} if sheet is not None and not years else set()
        for line in self._lines:
            if line.row < row and line.sort is Sort.GROUP:
                years |= {one for raw in self.table.cells(line.row) for one in years_in(raw_text(raw))}
        return years.pop() if len(years) == 1 else None

    def _field(self, problem: Problem, row: PersonRow | OrganizationRow) -> str | None:
        """Return the key of the fact that the cell of a problem tells, with a blank between those of several; None where
        ratings are among several, or none is known."""
        if (other := getattr(row, "elsewhere", {}).get(problem.cell)) is not None:
            return f"rating.{other[1]}.{other[0]}"
        table, column = self.table.table, split_address(problem.cell)[1]
        told = [
            m for c, m in table.columns.items() if table.origin.get(c, c) == column and m.value is not Value.ORDINAL
        ]
        if len(told) > 1 and table.form.kind != "xep-loai" and all(m.rating is None for m in told):
            return " ".join(sorted({m.key for m in told}))
        if len(told) != 1:
            return None
        (meaning,) = told
        key = meaning.key if meaning.rating is None else STAGES[meaning.rating.stage]
        if meaning.rating is None and table.form.kind != "xep-loai":
            return key
        year = self._stated(column) or getattr(row, "period", None) or self.table.result.year
        return None if year is None else f"rating.{year}.{key}"
