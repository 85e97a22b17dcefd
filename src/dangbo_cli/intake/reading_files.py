"""From paths to recognised tables: every file in its own trap, so that one bad file stops nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Source, Unread
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.intake.result import NOTHING_TO_MEND, FileResult, ImportResult, SheetResult
from dangbo_cli.intake.returning import part_own
from dangbo_cli.intake.sent.prefilled import read_sent
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.table_told import describe
from dangbo_cli.intake.tables.converting import LEGACY_LEFT_OUT, convert
from dangbo_cli.intake.tables.recognising import Recognised, recognise
from dangbo_cli.intake.tables.unread import PEOPLE_LEFT_OUT
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.book import Unreadable, read_book
from dangbo_cli.sheets.folder import find_files, reading_order
from dangbo_cli.store.history import first_seen
from dangbo_cli.store.settings import database_name

if TYPE_CHECKING:
    from dangbo_cli.intake.importing import ImportOptions

SHEET_LEFT_OUT = cause(
    "sheet_left_out", Level.NOTE, "Trang tính để nguyên", "Trang tính «{value}» không đọc: {detail}."
)

TABLE_LEFT_OUT = cause(
    "table_left_out",
    Level.SHEET,
    "Một phần trang tính chưa được đọc",
    "Trang tính «{value}»: {detail}.",
    "Tách bảng đó ra một trang riêng, hoặc sửa hàng tiêu đề của nó rồi nhập lại; các dòng bên dưới chưa được ghi.",
)
#: Why a sheet is left out that may hold people of the list: said as trouble of the file, though its other sheets are
#: read. A guide, a lookup list, a form of statistics, a kind that is known and read by no command yet are only noted.
_NEVER_QUIET = frozenset((LEGACY_LEFT_OUT, "two_kinds", PEOPLE_LEFT_OUT))

Progress = Callable[[str, int, int], None]


class Files:
    """Opens every file in its own trap and recognises its sheets."""

    def __init__(
        self,
        conn: sqlite3.Connection | None,
        options: ImportOptions,
        result: ImportResult,
        today: date,
        titles: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._titles = titles
        self._conn = conn
        self._options = options
        self._result = result
        self._today = today
        self._database = database_name(conn) if conn is not None else None

    def read(self, paths: Sequence[Path], progress: Progress | None) -> list[TableRead]:
        """Return the tables of all files below `paths`, files in the order of their names."""
        listing = find_files(paths)
        self._result.passed_over = [str(path) for path in listing.passed_over]
        for refused in listing.named:
            self._result.files.append(FileResult(str(refused.path), error=refused.message, error_code=refused.code))
        files = sorted(listing.files, key=reading_order)
        tables: list[TableRead] = []
        for number, path in enumerate(files):
            if progress is not None:
                progress(str(path), number, len(files))
            tables.extend(self._file(number, path))
        if progress is not None and files:
            progress("", len(files), len(files))
        return tables

    def _file(self, number: int, path: Path) -> list[TableRead]:
        file = FileResult(str(path))
        self._result.files.append(file)
        tables = self._tables(number, path, file)
        code = file.error_code or ""
        if file.error is not None and code not in NOTHING_TO_MEND and (sha256 := file.sha256 or _hash_of(path)):
            self._result.plan.unread.append(Unread(str(path), sha256, code, file.error))
        return tables

    def _tables(self, number: int, path: Path, file: FileResult) -> list[TableRead]:
        try:
            book = read_book(path)
        except Unreadable as trouble:
            file.error, file.error_code = trouble.message, trouble.code
            return []
        file.sha256 = book.sha256
        tables: list[TableRead] = []
        troubles: list[tuple[SheetResult, str]] = []
        plan = self._result.plan
        plan.notes.extend(book.notes)
        conversions = {id(grid): converted for grid, converted in zip(book.grids, convert(book), strict=True)}
        for converted in conversions.values():
            plan.notes.extend(converted.notes)
            plan.problems.extend(converted.problems)
        grids, sent = read_sent(book.grids, self._database)
        own = part_own(grids)
        file.returned = own.returned
        file.sheets += [SheetResult(name, left_out=why) for name, why in own.left_out]
        for grid in own.grids:
            converted = conversions[id(grid)]
            if converted.left_out is not None:
                found = Recognised(left_out=converted.left_out, trouble=True, code=LEGACY_LEFT_OUT)
            else:
                found = recognise(grid, path.stem, self._options.kind, self._today, self._titles)
            if found.left_out is not None:
                unread = SheetResult(grid.name, left_out=found.left_out)
                file.sheets.append(unread)
                self._note(path, grid.name, found.left_out)
                if found.trouble:
                    troubles.append((unread, found.code))
                continue
            before: TableRead | None = None
            for here in found.tables:
                table, title = here.table, here.title
                result = SheetResult(grid.name)
                file.sheets.append(result)
                if converted.notes:
                    result.tells.append(partial(list, [note.message for note in converted.notes]))
                plan.sources.append(Source(str(path), book.sha256, grid.name, table.form.kind, None, title.dated))
                read = TableRead(
                    number,
                    len(plan.sources) - 1,
                    str(path),
                    here.grid,
                    table,
                    here.title_start,
                    title,
                    # What a unit typed over what it was sent is no older than that, though it is of last year.
                    self._order(book.sha256, None if sent is not None and title.by_year else title.dated),
                    result,
                    plan,
                    self._today,
                    before=before,
                    unclear=here.unclear,
                    others=here.others,
                    sent_form=sent,
                )
                describe(read)
                tables.append(read)
                before = read
            for r, what in (
                (found.unread_upper, "từ dòng {} là một bảng khác, đứng trên bảng được đọc: " + found.unread_upper_why),
                (found.unread_above, "dòng {} có dữ liệu mà đứng trên hàng tiêu đề của bảng"),
                (found.unread_from, "từ dòng {} " + found.unread_why),
            ):
                if r is not None:
                    message = say(Finding(TABLE_LEFT_OUT, what.format(r + 1)), grid.name)
                    plan.problems.append(
                        Problem(TABLE_LEFT_OUT, message, str(path), grid.name, address(r, 0), grid.name)
                    )
        for unread, code in troubles:
            if not tables or code in _NEVER_QUIET:
                unread.told = True
                said = f"Trang tính «{unread.name}»: {unread.left_out}."
                file.error = f"{file.error} {said}" if file.error else said
                file.error_code = file.error_code or code
        if file.error is None and not tables:
            file.error, file.error_code = "Tệp không có bảng nào để đọc.", "nothing_inside"
        return tables

    def _order(self, sha256: str, dated: str | None) -> tuple[str, int]:
        """Return how new a sheet is: its title's date, else the day its bytes were first imported."""
        seen = first_seen(self._conn, sha256) if self._conn is not None else None
        batch = seen[1] if seen is not None else 2**31
        if dated is not None:
            return dated, batch
        return (seen[0][:10] if seen is not None else self._today.isoformat()), batch

    def _note(self, path: Path, sheet: str, why: str) -> None:
        self._result.plan.notes.append(Note(SHEET_LEFT_OUT, say(Finding(SHEET_LEFT_OUT, why), sheet), str(path), sheet))


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file that could not be read as a workbook, "" where its bytes cannot be had."""
    from hashlib import file_digest  # only where a file is left out

    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
