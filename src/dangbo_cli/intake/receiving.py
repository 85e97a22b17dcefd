"""A sheet that arrives is also something handed in: which obligations the sheets of one call meet, and for whom.

Which they are is told by `domain.submission`; where two would do, none is taken, and the line to type is said. Bytes
that were received before are received once; the day is that of their first import. A workbook that this record gave out
itself was handed in by nobody.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from dangbo_cli.domain.change import Entity, FieldChange, Plan, Ref, Scalar
from dangbo_cli.domain.obligation import Obligation, Way
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.domain.submission import LISTS, Arrived, gathered, met_by
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.entries.rows import EntryRow
from dangbo_cli.intake.members.rows import ORGANIZATIONS_DISAGREE
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.sheets.book_saving import is_exported
from dangbo_cli.store.history import first_seen
from dangbo_cli.store.obligations import read_obligations, read_owing, read_submissions
from dangbo_cli.store.settings import database_name
from dangbo_cli.vietnamese.names import person_key

RECEIVED = cause("submission_received", Level.NOTE, "Ghi nhận đơn vị đã nộp", "Ghi nhận {detail} đã nộp «{value}».")
NOT_CLEAR_WHICH = cause(
    "submission_not_clear",
    Level.NOTE,
    "Chưa ghi nhận là bài nộp",
    "Tệp của «{value}» có thể là bài nộp của nhiều việc: {detail}.",
    "Ghi vào đúng việc bằng «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)
GATHERED = cause(
    "submission_gathered",
    Level.NOTE,
    "Bảng chung, chưa ghi nhận là bài nộp",
    "Bảng do «{detail}» lập cho nhiều đơn vị: chưa đơn vị nào được ghi nhận đã nộp {value}.",
    "Nơi nào đã nộp thật: «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)
EXPORTED = cause(
    "submission_exported",
    Level.NOTE,
    "Bảng do sổ xuất ra, chưa ghi nhận là bài nộp",
    "Bảng do chính sổ này xuất ra: chưa đơn vị nào được ghi nhận đã nộp {value}.",
    "Nơi nào đã nộp thật: «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)
BLANK_TEMPLATE = cause(
    "submission_not_filled",
    Level.NOTE,
    "Mẫu chưa ghi gì, chưa ghi nhận là bài nộp",
    "Mẫu của {detail} gửi lại chưa ghi gì: chưa ghi nhận đã nộp «{value}».",
    "Nếu đơn vị không có gì để báo thì ghi bằng «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)

#: The heading of the numbers of the record in what it lists, and what stands behind them (`reports/entries.py`), maybe
#: after whom an entry is about and what «Là» she is.
_RECORD_NUMBER = "Số"
_OF_ENTRIES = ("Mã tổ chức", "Tổ chức đảng", "Năm")


class Receiving:
    """Plans the submissions of one call of `nhap`."""

    def __init__(self, conn: sqlite3.Connection, plan: Plan, directory: Directory, today: date) -> None:
        self._conn, self._plan, self._directory, self._today = conn, plan, directory, today
        self._database = database_name(conn)
        self._by_kind: dict[str, list[Obligation]] = defaultdict(list)
        for one in read_obligations(conn):
            if one.form_kind is not None:
                self._by_kind[one.form_kind].append(one)
        every = [one for of_kind in self._by_kind.values() for one in of_kind]
        self._owing = read_owing(conn, every)
        self._known = {(one.obligation, one.organization, one.sha256) for one in read_submissions(conn, every)}

    def plan(self, tables: Sequence[TableRead]) -> None:
        """Add the submissions of all tables to the plan."""
        if not any(table.table.form.kind in self._by_kind for table in tables):
            return
        recorder = Recorder(self._plan, self._conn, Entity.ORGANIZATION, self._today.isoformat())
        recorder.start_below(self._plan.lowest)
        for table in sorted(tables, key=_is_blank):  # a workbook with one sheet filled in is handed in
            met: dict[Obligation, list[Ref]] = defaultdict(list)
            for obligation, organization in self._met(table):
                key = obligation.id, organization, self._sha256(table)
                if key not in self._known:
                    self._known.add(key)
                    met[obligation].append(organization)
            exported = bool(met) and self._is_own(table)
            for obligation, organizations in met.items():
                if exported:
                    self._note(table, EXPORTED, "", _say_listed(obligation, organizations))
                    continue
                for organization in organizations:
                    self._receive(recorder, table, obligation, organization)

    def _met(self, table: TableRead) -> Iterable[tuple[Obligation, Ref]]:
        """Yield the obligations that a table meets, with the organisation that handed it in."""
        if table.title.gone:  # a list of those who left is not the list of who is there
            return
        words = f"{table.title.words} | {Path(table.path).stem} | {table.grid.name}"
        says_year = table.result.year is not None
        sheet = Arrived(table.table.form.kind, words, self._places(table), table.base, table.title.dated, says_year)
        asked = self._by_kind.get(sheet.kind, [])
        for one, units in gathered(sheet, asked, self._owing, self._directory.line):
            if table.base is not None:
                self._note(table, GATHERED, self._directory.nodes[table.base].name, _say_listed(one, units))
        for sender, obligations in met_by(sheet, asked, self._owing, self._directory.line):
            if len(obligations) == 1:
                yield obligations[0], sender
            elif not any((one.id, sender, self._sha256(table)) in self._known for one in obligations):
                listed = "; ".join(f"số {one.id}: {one.title}" for one in obligations)
                self._note(table, NOT_CLEAR_WHICH, listed, self._directory.nodes[sender].name)

    def _places(self, table: TableRead) -> dict[int, set[Ref]]:
        """Return, by year, the organisations a table speaks of."""
        rows = [row for row in table.people if row.aside is None]
        years: dict[int, set[Ref]] = defaultdict(set)
        if table.table.form.kind in LISTS:
            year = table.result.year or (int(table.title.dated[:4]) if table.title.dated else self._today.year)
            listed = {row.ref for row in table.organizations if row.aside is None and row.ref is not None}
            years[year] = listed | {table.brought_by(row, self._directory) for row in rows}
        for row in rows:
            if isinstance(row, EntryRow) and row.period[:4].isdecimal():
                years[int(row.period[:4])].add(table.brought_by(row, self._directory))
        sheet_year = table.result.year
        came = table.base is not None and (table.result.rows or table.nil is not None) and not years
        if came and sheet_year is not None and not self._is_of_others(table):
            years[sheet_year] = set()  # everything was set aside, or there was nothing to report: it came all the same
        return years

    def _is_of_others(self, table: TableRead) -> bool:
        """Tell whether all that stands in a template is of other organisations than the one it was sent to."""
        if table.sent is None:
            return False
        here = (table.path, table.grid.name)
        others = sum(p.code == ORGANIZATIONS_DISAGREE and (p.file, p.sheet) == here for p in self._plan.problems)
        return 0 < others == table.result.rows - table.result.not_filled

    def _receive(self, recorder: Recorder, table: TableRead, obligation: Obligation, organization: Ref) -> None:
        if _is_blank(table):
            self._note(table, BLANK_TEMPLATE, self._directory.say(organization), obligation.title)
            return
        sha256 = self._sha256(table)
        seen = first_seen(self._conn, sha256)
        change = recorder.create(Entity.SUBMISSION, organization)
        values: dict[str, Scalar] = {
            "obligation_id": obligation.id,
            "organization_id": organization,
            "received_on": seen[0] if seen is not None else self._today.isoformat(),
            "way": Way.SHEET.value,
            "file": Path(table.path).name,
            "sha256": sha256,
        }
        change.fields.update({name: FieldChange(None, value, table.source) for name, value in values.items()})
        self._note(table, RECEIVED, self._directory.say(organization), obligation.title)

    def _is_own(self, table: TableRead) -> bool:
        """Tell whether this record gave the table out of all it has: as a list, or as the workbook of every unit."""
        if (sent := table.sent_form) is not None:
            return sent.organization is None
        path = Path(table.path)
        return self._lists_numbers(table) if path.suffix.lower() == ".csv" else is_exported(path, self._database)

    def _lists_numbers(self, table: TableRead) -> bool:
        """Tell whether a text file, which carries no mark, is a list as the record writes it: no title; of members, a column
        «Số» in which every row has the number of the member it names; of the year's work, its first columns."""
        headings = table.table.headings
        c = next((c for c, heading in headings.items() if heading == _RECORD_NUMBER), None)
        if c is None or table.table.top > 0 or not table.people:
            return False
        if table.table.form.about is not None:
            after = c + (3 if headings.get(c + 2) == "Là" else 1)
            return tuple(headings.get(after + n) for n in range(len(_OF_ENTRIES))) == _OF_ENTRIES
        known = dict(self._conn.execute("SELECT id, full_name FROM member"))
        named = ((raw_text(table.cells(row.row)[c]), row.text("full_name") or "") for row in table.people)
        return all(
            number.isdecimal() and person_key(known.get(int(number), "")) == person_key(name) for number, name in named
        )

    def _sha256(self, table: TableRead) -> str:
        return self._plan.sources[table.source].sha256

    def _note(self, table: TableRead, code: str, detail: str, value: str) -> None:
        self._plan.notes.append(Note(code, say(Finding(code, detail), value), table.path, table.grid.name, value=value))


def _say_listed(obligation: Obligation, units: Collection[Ref]) -> str:
    """Name an obligation, with how many who owe it a sheet lists."""
    return f"«{obligation.title}» (việc số {obligation.id}, {len(units)} đơn vị có trong bảng)"


def _is_blank(table: TableRead) -> bool:
    """Tell whether a table is a template that nobody filled a row of in: it says nothing of what was to be handed in."""
    return 0 < table.result.rows <= table.result.not_filled
