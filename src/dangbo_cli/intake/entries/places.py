"""Where a row of the year's work belongs: the sources of a member list, the column of workplaces where it names a Party
organisation, the name of a collective that is one."""

from __future__ import annotations

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Level, Problem, cause
from dangbo_cli.forms.entry_values import NO, choices_of
from dangbo_cli.forms.form import Form, Subject
from dangbo_cli.forms.honours import PARTY_MEMBER
from dangbo_cli.intake.members.rows import ORGANIZATION_MISSING, ORGANIZATION_UNKNOWN, MemberReader
from dangbo_cli.intake.tables.cells import is_filled
from dangbo_cli.intake.tables.line_words import is_unit_name
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.vietnamese.text import fold

ENTRY_PLACE_MISSING = cause(
    "entry_place_missing",
    Level.ROW,
    "Không biết thuộc tổ chức đảng nào",
    "Không có tên tệp, tiêu đề, tên trang tính, dòng nhóm hay cột nào cho biết dòng này của tổ chức đảng nào{detail}.",
    "Thêm cột «Chi bộ», hoặc nhập lại với --don-vi MÃ.",
    unit="Thêm cột «Chi bộ».",
)

UNIT_NOT_READ = cause(
    "unit_not_read",
    Level.ROW,
    "Cột ghi đơn vị chưa được đọc",
    "Cột «{detail}» ghi «{value}», nhưng chương trình không biết cột ấy là gì, nên không rõ dòng này của tổ chức đảng nào.",
    "Đổi tên cột ấy thành «Chi bộ» rồi nhập lại.",
    unit="Đổi tên cột ấy thành «Chi bộ».",
)

PERSON, COLLECTIVE = "Cá nhân", "Tập thể"


class EntryPlaces(MemberReader):
    """Says of the rows of one table of entries where each belongs."""

    _form: Form
    #: The first column of each field.
    _columns: dict[str, int]
    #: A column that nobody reads and that names organisations below those of the sheet (`whole_table.unread_units`).
    unread_unit: int | None = None

    def _may_stand(self, organization: Ref) -> bool:
        return self._form.about is not Subject.RATED or not self._names or super()._may_stand(organization)

    def _find_place(
        self,
        reading: RowReading,
        cell: list[Raw],
        group: frozenset[Ref] | None,
        group_text: str,
        sort: str | None,
        name: str,
        name_cell: str,
    ) -> tuple[Ref, str, str | None] | Problem:
        """Return the organisation, its cell, and the name to keep of a collective that is none."""
        if sort is None and group is None and (c := self.unread_unit) is not None and is_filled(cell, c):
            return reading.problem(UNIT_NOT_READ, self._table.headings[c], reading.where(c), raw_text(cell[c]))
        if sort == COLLECTIVE and name and is_unit_name(name):
            return self._party_collective(reading, cell, group, name, name_cell)
        found = self._place(reading, cell, group, group_text, name, name_cell)
        if isinstance(found, Problem):
            if found.code == ORGANIZATION_MISSING:
                agency = self._agency(reading, cell)
                if agency is not None:
                    kept = name or None if sort == COLLECTIVE else None
                    return agency if isinstance(agency, Problem) else (*agency, kept)
                detail = found.message[found.message.find(" (chỉ biết") :].split(")")[0] + ")"
                detail = detail if "(chỉ biết" in found.message else ""
                return reading.problem(ENTRY_PLACE_MISSING, detail, found.cell, found.value)
            return found
        return (*found, name or None) if sort == COLLECTIVE else (*found, None)

    def _must_name_unit(self, cell: list[Raw]) -> bool:
        """Somebody who is said to be no member has no branch: whose the sheet is says where it counts."""
        c = self._columns.get("party_member")
        said = choices_of(PARTY_MEMBER).get(fold(raw_text(cell[c]))) if c is not None and c < len(cell) else None
        return said != NO and super()._must_name_unit(cell)

    def _place_columns(self, cell: list[Raw], current: frozenset[Ref] | None) -> list[int]:
        """Beside the columns of organisations the one of workplaces, where a row names a Party organisation there («Chi bộ
        Nhà máy nước»), or all rows name one by its agency."""
        return self._places if self._unit_place(cell, current) is None else [*self._places, self._columns["unit"]]

    def _unit_place(self, cell: list[Raw], current: frozenset[Ref] | None) -> str | None:
        """Return the text in the column of workplaces where it is the name of one organisation, or ends with it after a post,
        also of one elsewhere than `current`: that contradicts."""
        c = self._columns.get("unit")
        text = raw_text(cell[c]) if c is not None and is_filled(cell, c) else ""
        if not text:
            return None
        refs = self._directory.look_up(text) if self.workplace_is_place or is_unit_name(text) else frozenset()
        if not refs:
            return None if self._at_end(text, current) is None else text
        narrowed = self._directory.narrow(current, refs) if current else refs
        return text if not narrowed or self._directory.one(narrowed) is not None else None

    def _is_place(self, unit: str, cell: list[Raw], current: frozenset[Ref] | None) -> bool:
        """Tell whether what a row has as its place of work is but the name of the organisation it counts in."""
        return (
            is_unit_name(unit) and self._unit_place(cell, current) is not None and bool(self._directory.look_up(unit))
        )

    def _at_end(self, text: str, current: frozenset[Ref] | None) -> Ref | None:
        """Return the organisation that a cell of the column of workplaces ends with after a post («Phó Bí thư Chi bộ 1, Đảng
        bộ Sở Y tế»). Its agency alone says so only where nothing nearer than a committee above the grassroots is known."""
        from dangbo_cli.intake.who.at_end import organization_at_end  # only where a list has such a column

        one = self._directory.one(current) if current else None
        wide = one is not None and not self._directory.holds_members(one)
        return organization_at_end(self._directory, text, current, by_agency=wide)

    def _unknown_place(
        self, reading: RowReading, cell: list[Raw], current: frozenset[Ref] | None, where: str, text: str, name: str
    ) -> Ref | Problem:
        c = self._columns.get("unit")
        if c is not None and where == reading.where(c) and (one := self._at_end(text, current)) is not None:
            return one
        return super()._unknown_place(reading, cell, current, where, text, name)

    def _agency(self, reading: RowReading, cell: list[Raw]) -> tuple[Ref, str] | Problem | None:
        """Return the one organisation that the column of agencies names, where nothing else says whose a row is; None
        where the sheet has no such column or the cell says nothing."""
        c = self._columns.get("unit")
        raw = None if c is None else self._cells.read(reading, cell, c, self._table.columns[c])
        if c is None or raw is None:
            return None
        text, where, base = raw_text(raw), reading.where(c), self._context.base
        refs = self._directory.look_up(text)
        if base is not None:
            refs = self._directory.narrow(base, refs)
        one = self._directory.one(refs) if refs else None
        if one is None or not self._may_stand(one):
            return reading.problem(ORGANIZATION_UNKNOWN, "", where, text)
        return one, where

    def _party_collective(
        self, reading: RowReading, cell: list[Raw], group: frozenset[Ref] | None, name: str, where: str
    ) -> tuple[Ref, str, str | None] | Problem:
        """Return the Party organisation that a collective's name is, below what the wider sources say."""
        directory = self._directory
        refs = directory.look_up(name)
        for wide in (group, self._context.base):
            if wide is not None and refs:
                refs = directory.narrow(wide, refs)
        for c in self._place_columns(cell, refs or None):
            raw = self._cells.read(reading, cell, c, self._table.columns[c])
            upper = directory.look_up(raw_text(raw)) if raw is not None else frozenset()
            if upper and refs:
                refs = directory.narrow(upper, refs)
        one = directory.one(refs) if refs else None
        if one is None:
            many = " (có nhiều tổ chức trùng tên)" if len(refs) > 1 else ""
            return reading.problem(ORGANIZATION_UNKNOWN, many, where, name)
        return one, where, None
