"""What an import found, for the eyes: files, samples of changes, problems by cause, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from dangbo_cli.domain.privacy import mask_note
from dangbo_cli.domain.problem import CAUSES, Note, Problem
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.own import OWN_TITLES
from dangbo_cli.intake.result import OWN_HEADINGS, FileResult, ImportResult, SheetResult, short_names
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import fold
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.plan import Sample, show_samples
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.terminal import show_table
from dangbo_cli.views.values import integer
from dangbo_cli.views.wrapping import plain

Found = TypeVar("Found", Problem, Note)
_PLACES, _NOTES, _CELLS, _NAMES = 5, 2, 8, 8
_UNITS = 6  # whose absent people are listed by name
_BRIEF = 2  # samples, and places of a cause, in a conversation
_RECEIVED = "submission_received"
_UNCLAIMED = "columns_unclaimed"
_TOLD_ELSEWHERE = frozenset(("sheet_left_out", _RECEIVED))  # among the files; in a list of their own
_OTHER_TITLES = {
    "rating": "Xếp loại",
    **{
        f"{address}_{part}": word
        for address in ("birth", "hometown", "residence")
        for part, word in (("commune", "Xã"), ("district", "Huyện"))
    },
}
_INT = ColumnKind.INTEGER
_NUMBER = Column("number", "Số", ColumnKind.IDENTIFIER)
_FILE_COLUMNS = (
    Column("file", "Tệp"),
    Column("rows", "Dòng", _INT),
    Column("created", "Thêm mới", _INT),
    Column("updated", "Cập nhật", _INT),
    Column("unchanged", "Giữ nguyên", _INT),
    Column("set_aside", "Để lại", _INT),
)


ONCE = "Mỗi người, tổ chức, mục chỉ đếm một lần, ở dòng đầu tiên nêu đến; vì thế có tệp đếm ít hơn số dòng."


def _counted(row: Mapping[str, object]) -> int:
    return sum(int(str(row[key] or 0)) for key in ("created", "updated", "unchanged", "set_aside", "not_filled"))


class ImportView:
    """Shows one import result on a screen. `detail` shows every place and why (`--chi-tiet`); `brief` is for a
    conversation: files numbered, few lines below them, the rest opened by «ct»."""

    def __init__(
        self, result: ImportResult, samples: Sequence[Sample], screen: Screen, detail: bool, brief: bool = False
    ) -> None:
        self.result = result
        self.samples = samples
        self.screen = screen
        self.detail = detail
        self.brief = brief
        self._names = short_names([file.path for file in result.files])
        self._hint = "(gõ «ct» để xem hết)" if brief else "(thêm --chi-tiet để xem hết)"

    def show(self, recognised: bool) -> None:
        """Write everything; `recognised` adds per sheet what was taken for what (`--xem-truoc`)."""
        if recognised or self.detail:
            for file in self.result.files:
                self._file(file)
                self.screen.out()
        if self.result.files:
            self._files_table()
        samples = [one.brief for one in self.samples] if self.brief else self.samples
        show_samples(samples, self.screen, self._names.values(), self._hint)
        self._remembered()
        self._returned()
        self._problems()
        self._absent()
        self._received()
        self._notes()
        self.screen.out()
        self._line(summary(self.result))

    def show_file(self, number: int) -> bool:
        """Write all about the file of this number in the list (from 1): what was recognised, what of it is set
        aside or mended, and the samples given. Return whether there is such a file."""
        if not 1 <= number <= len(self.result.files):
            return False
        file = self.result.files[number - 1]
        self._file(file)
        show_samples(self.samples, self.screen, self._names.values())
        self._problems(file.path)
        self._notes(file.path)
        self.screen.out()
        return True

    def _line(self, text: str, indent: str = "", hanging: str | None = None) -> None:
        columns = self.screen.prose_width
        self.screen.out(sentence(text, columns, indent, hanging, self._names.values()))

    def _head(self, text: str) -> None:
        self.screen.out()
        for line in sentence(text, self.screen.prose_width, names=self._names.values()).split("\n"):
            self.screen.out(heading(line, self.screen.colour))

    def _files_table(self) -> None:
        rows: list[dict[str, object]] = []
        for file in self.result.files:
            sheets = [sheet for sheet in file.sheets if sheet.left_out is None]
            total = {
                key: None if file.unread else sum(getattr(sheet, key) for sheet in sheets)
                for key in ("rows", "created", "updated", "unchanged", "set_aside", "not_filled")
            }
            rows.append({"number": str(len(rows) + 1), "file": self._names[file.path], **total})
        failed = [file for file in self.result.files if file.unread]
        partly = [file for file in self.result.files if file.error and not file.unread]
        title = f"Đã đọc {integer(len(rows) - len(failed))} tệp"
        if failed:
            title += f", không đọc được {integer(len(failed))} tệp"
        columns = (_NUMBER, *_FILE_COLUMNS) if self.brief else _FILE_COLUMNS
        show_table(Table("nhap", title, columns, rows), self.screen, full=True)
        if any(_counted(row) < int(str(row["rows"] or 0)) for row in rows):
            self.screen.out()
            self._line(ONCE)
        for files, title in ((failed, "Không đọc được {} tệp"), (partly, "Còn trang tính chưa đọc ở {} tệp")):
            if files:
                self._head(title.format(integer(len(files))))
            for file in files:
                self._line(f"{self._names[file.path]}: {file.error}", "  ", "    ")
        left_out = [
            (file, sheet)
            for file in self.result.files if not file.unread
            for sheet in file.sheets
            if sheet.left_out and not sheet.told and sheet.left_out not in OWN_TITLES.values()
        ]  # fmt: skip
        if left_out and self.brief:
            self.screen.out()
            self.screen.out(f"Để nguyên {integer(len(left_out))} trang tính {self._hint}")
        elif left_out:
            self._head(f"Để nguyên {integer(len(left_out))} trang tính")
            for file, sheet in left_out[: None if self.detail else _NAMES]:
                self._line(f"{self._names[file.path]}, trang tính «{sheet.name}»: {sheet.left_out}", "  ", "    ")
            self._more(len(left_out) - _NAMES)
        self._own_headings()

    def _own_headings(self) -> None:
        if self.result.has_strange_headings:
            self._line(OWN_HEADINGS, "    → ", "      ")

    def _file(self, file: FileResult) -> None:
        self.screen.out(heading(self._names[file.path], self.screen.colour))
        if file.error and not any(sheet.told for sheet in file.sheets):  # its sheets say so themselves
            self._line(file.error, "  ")
        for sheet in file.sheets:
            for line in _sheet_lines(sheet):
                self._line(line, "  ", "      ")
            if self.detail:
                for step in (*sheet.steps, *self.result.evidence(sheet)):
                    self._line(f"- {step}", "    ", "      ")

    def _more(self, count: int) -> None:
        if count > 0 and not self.detail:
            self.screen.out(f"  … và {integer(count)} nữa {self._hint}")

    def _returned(self) -> None:
        """Say of every copy that came back how much of it is mended."""
        back = [(file, file.returned) for file in self.result.files if file.returned is not None]
        if back:
            self._head(f"Tệp đã trả lại đơn vị, nay gửi về: {integer(len(back))}")
        for file, told in back:
            text = f"đã sửa {integer(told.mended)}/{integer(len(told.marked))} chỗ"
            rest = f"; còn {integer(told.standing)} chỗ chưa sửa, kê bên dưới" if told.standing else ""
            self._line(f"{self._names[file.path]}: {text}{rest}.", "  ", "    ")

    def _remembered(self) -> None:
        """Say what is kept of the answers, and how to take one back."""
        kept = self.result.remembered
        if not kept:
            return
        self._head(f"Ghi nhớ cho lần sau: {integer(len(kept))} điều")
        for said in kept[: None if self.detail else _NAMES]:
            self._line(f"{said}.", "  ", "    ")
        self._more(len(kept) - _NAMES)
        self._line("Xem, bỏ bớt: «dangbo ghi-nho ds», «dangbo ghi-nho huy SỐ».", "    → ", "      ")

    def _problems(self, path: str | None = None) -> None:
        problems = [p for p in self.result.plan.problems if path is None or p.file == path]
        if not problems:
            return
        rows = self.result.set_aside if path is None else 0
        of_rows = f"; {integer(rows)} dòng chưa được ghi" if rows not in (0, len(problems)) else ""
        if path is None and not rows and all(problem.cell for problem in problems):
            of_rows = " (ô); cột «Để lại» đếm dòng, không dòng nào bị để lại"
        self._head(f"Để lại chờ sửa: {integer(len(problems))} chỗ{of_rows}")
        for code, group in _by_code(problems):
            cause = CAUSES.get(code)
            self._line(f"{cause.title if cause else code} ({integer(len(group))})", "  ")
            advice = cause.advice if cause else ""
            self._places(group, advice, _BRIEF if self.brief else _PLACES)
            if advice:
                self._line(advice, "    → ", "      ")

    def _places(self, group: Sequence[Problem | Note], advice: str, limit: int) -> None:
        """Write where something was found, sheet by sheet, cells with the same sentence together."""
        sheets: dict[str, dict[str, list[str]]] = {}
        for finding in group:
            message = (isinstance(finding, Note) and finding.seen) or finding.message
            message = message.removesuffix(advice).strip() if advice else message
            message = mask_note(finding.code, message)
            sheets.setdefault(self._place(finding), {}).setdefault(message, []).append(finding.cell)
        lines = [(place, message, cells) for place, told in sheets.items() for message, cells in told.items()]
        shown = lines if self.detail else lines[:limit]
        above = None
        for place, message, cells in shown:
            if place != above:
                self._line(place, "    ", "      ")
            above = place
            self._line(f"{self._cells(cells)}{message}", "      ", "        ")
        rest = len(group) - sum(len(cells) for _, _, cells in shown)
        if rest:
            self.screen.out(f"    … và {integer(rest)} chỗ nữa {self._hint}")

    def _cells(self, cells: Sequence[str]) -> str:
        known = [cell for cell in cells if cell]
        if not known:
            return ""
        shown = known if self.detail else known[:_CELLS]
        more = f", … ({integer(len(known))} ô)" if len(shown) < len(known) else ""
        return f"ô {', '.join(shown)}{more}: "

    def _place(self, finding: Problem | Note) -> str:
        name = self._names.get(finding.file, finding.file)
        if not finding.sheet or finding.sheet == PurePath(name).stem:
            return name or "Chung"
        return f"{name}, trang tính «{finding.sheet}»"

    def _absent(self) -> None:
        absent = list(self.result.absent.items())
        units = absent if self.detail or len(absent) <= _UNITS else absent[: _UNITS - 1]
        for organization, names in units:
            self._head(f"Có trong sổ, không có trong danh sách của {plain(organization)}: {integer(len(names))}")
            shown = names if self.detail else names[:_NAMES]
            more = f", … và {len(names) - len(shown)} người nữa" if len(shown) < len(names) else ""
            self._line(", ".join(shown) + more, "  ")
        if rest := absent[len(units) :]:
            people = integer(sum(len(names) for _, names in rest))
            self._head(f"Cũng vậy ở {integer(len(rest))} tổ chức đảng nữa: {people} người {self._hint}")

    def _received(self) -> None:
        """Say what the sheets meet of what is to be handed in (`don-doc`)."""
        found = [note for note in self.result.plan.notes if note.code == _RECEIVED]
        units: dict[str, set[str]] = {}
        for note in found:
            units.setdefault(note.value, set()).add(note.message)  # names the unit
        if found:
            self._head(f"Ghi nhận đã nộp: {integer(len(found))} lượt")
        times = Counter(note.value for note in found)
        for what, named in units.items():
            more = f" ({integer(times[what])} lượt)" if times[what] > len(named) else ""
            self._line(f"{plain(what)}: {integer(len(named))} đơn vị{more}", "  ")

    def _notes(self, path: str | None = None) -> None:
        notes = [
            note for note in self.result.plan.notes
            if note.code not in _TOLD_ELSEWHERE and (path is None or note.file == path)
        ]  # fmt: skip
        if notes:
            more = f" {self._hint}" if self.brief else ""
            self._head(f"Đã tự sửa, bỏ qua hoặc cần biết: {integer(len(notes))} chỗ{more}")
        for code, group in _by_code(notes):
            cause = CAUSES.get(code)
            self._line(f"{cause.title if cause else code} ({integer(len(group))})", "  ")
            if self.brief:
                continue
            if code == _UNCLAIMED:
                self._unclaimed(group, cause.advice if cause else "")
            else:
                self._places(group, "", _NOTES)
        if self.result.passed_over and path is None and self.detail:
            self._head("Không phải bảng tính, không đọc")
            names = [PurePath(passed.replace("\\", "/")).name for passed in self.result.passed_over]
            for name in names:
                self._line(f"«{name}»", "  ")

    def _unclaimed(self, group: Sequence[Note], advice: str) -> None:
        """Write which columns nobody claims: sheets of units that use one form have the same, told once."""
        alike = Counter(note.value for note in group)
        firsts = list({note.value: note for note in reversed(group)}.values())[::-1]
        shown = list(group) if self.detail else firsts[:_PLACES]
        above = None
        for note in shown:
            if (place := self._place(note)) != above:
                self._line(place, "    ", "      ")
            above = place
            more = 0 if self.detail else alike[note.value] - 1
            rest = f" Ở {integer(more)} bảng khác cũng vậy." if more else ""
            self._line(note.message.removesuffix(advice).strip() + rest, "      ", "        ")
        if not self.detail and (left := sum(alike[note.value] for note in firsts[_PLACES:])):
            self.screen.out(f"    … và {integer(left)} chỗ nữa {self._hint}")
        self._line(advice, "    → ", "      ")


def summary(result: ImportResult) -> str:
    """Return «thêm mới 50, cập nhật 3, giữ nguyên 4, để lại chờ sửa 1 dòng»: rows, where a heading counts places."""
    return (
        f"Tổng cộng: thêm mới {integer(result.created)}, cập nhật {integer(result.updated)}, "
        f"giữ nguyên {integer(result.unchanged)}, để lại chờ sửa {integer(result.set_aside)} dòng."
    )


def _sheet_lines(sheet: SheetResult) -> Iterator[str]:
    head = f"Trang tính «{plain(sheet.name)}»"
    if sheet.left_out:
        yield f"{head}: để nguyên, {sheet.left_out}."
        return
    form = form_of(sheet.kind) if sheet.kind else None
    parts = [form.title if form else sheet.kind or "chưa rõ loại biểu"]
    if sheet.organization_name:
        code = f" (mã {sheet.organization_code})" if sheet.organization_code else ""
        parts.append(plain(sheet.organization_name) + code)
    if sheet.year:
        parts.append(f"năm {sheet.year}")
    if sheet.header_rows:
        rows = "–".join(str(row) for row in dict.fromkeys((sheet.header_rows[0], sheet.header_rows[-1])))
        parts.append(f"dòng tiêu đề {rows}")
    yield f"{head}: {'; '.join(parts)}."
    titles = {field.key: field.title for field in form.fields} if form else {}
    if sheet.columns:
        told = []
        for letter, key in sheet.columns.items():
            typed = plain(sheet.headings.get(letter, "")).strip()
            title = ", ".join(titles.get(part) or _OTHER_TITLES.get(part, part) for part in key.split("+"))
            told.append(f"{letter} {title}" if fold(typed) in ("", fold(title)) else f"{letter} «{typed}» → {title}")
        yield f"Các cột: {'; '.join(told)}."
    if sheet.ignored_columns:
        yield "Cột không dùng: " + "; ".join(f"«{plain(title)}»" for title in sheet.ignored_columns) + "."
    yield (
        f"{integer(sheet.rows)} dòng: thêm mới {integer(sheet.created)}, cập nhật {integer(sheet.updated)}, "
        f"giữ nguyên {integer(sheet.unchanged)}, để lại chờ sửa {integer(sheet.set_aside)} dòng."
    )


def _by_code(findings: Iterable[Found]) -> Iterator[tuple[str, list[Found]]]:
    groups: dict[str, list[Found]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    yield from groups.items()
