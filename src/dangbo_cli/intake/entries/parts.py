"""What belongs to parts of an entry: the targets of an initiative and what was reached, its milestones, the items of a
pledge, the criteria of a rating."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.criterion import check_criterion
from dangbo_cli.domain.dates import UNREADABLE
from dangbo_cli.domain.milestone import (
    DUE_WITHOUT_YEAR,
    MILESTONE_UNDATED,
    read_in_year,
    say_milestone,
    unread_due,
)
from dangbo_cli.domain.partial_dates import agrees, format_date, refines
from dangbo_cli.domain.period import read_deadline
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.target import BY, Target
from dangbo_cli.domain.target_reading import (
    TARGET_NO_NUMBER,
    parse_target,
    split_targets,
)
from dangbo_cli.domain.text_cell import NOT_TEXT
from dangbo_cli.forms.entry_values import NUMBER_TOO_HIGH, read_value
from dangbo_cli.forms.form import Form, Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.entries.results import check_result
from dangbo_cli.intake.members.marks import is_ticked
from dangbo_cli.intake.tables.row_reading import TWO_COLUMNS_DIFFER, RowReading
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.people import ReadValue
from dangbo_cli.vietnamese.text import fold

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.rows import EntryRow

TARGET_NOT_ONE = cause(
    "target_not_one",
    Level.CELL,
    "Không rõ của chỉ tiêu nào",
    "«{value}» chưa được ghi: dòng này không có chỉ tiêu {detail} để ghi vào.",
    "Đơn vị ghi mỗi chỉ tiêu một dòng, kèm thời hạn và kết quả của nó.",
)
RESULT_OF_WHICH = cause(
    "result_of_which_target",
    Level.NOTE,
    "Kết quả chung của nhiều chỉ tiêu",
    "«{value}» là kết quả chung của {detail} chỉ tiêu ghi cùng một ô: được ghi bằng chữ, chưa tính cho chỉ tiêu nào.",
    "Đơn vị ghi mỗi chỉ tiêu một dòng với kết quả của nó, hoặc tự ghi bằng «dangbo mo-hinh tien-do …».",
    unit="Ghi mỗi chỉ tiêu một dòng với kết quả của nó.",
)
RESULTS_BY_LINE = cause(
    "results_by_line",
    Level.NOTE,
    "Kết quả ghi theo từng dòng trong ô",
    "Ô kết quả có {detail} dòng, được ghi lần lượt cho {detail} chỉ tiêu của dòng này.",
)
DUE_UNREADABLE = cause(
    "target_due_unreadable",
    Level.CELL,
    "Thời hạn của chỉ tiêu chưa rõ ngày",
    "Thời hạn «{value}» không đọc được thành một ngày.",
    "Hãy ghi một ngày («31/12/2026»), một quý («quý III/2026») hoặc «dangbo mo-hinh chi-tieu ID SỐ --han NGÀY».",
    unit="Đơn vị ghi một ngày («31/12/2026») hoặc một quý («quý III/2026»).",
)
ITEM_DUE_NOT_READ = cause(
    "item_due_not_read",
    Level.NOTE,
    "Thời hạn không thành ngày của việc cam kết",
    "Thời hạn «{value}» chưa được ghi cho việc cam kết nào.",
    "Cần được nhắc đến hạn thì ghi việc ở cột «Nội dung cam kết», thời hạn là một ngày («31/12/2026») hoặc một quý («quý "
    "III/2026»), rồi nhập lại.",
    unit="Ghi việc ở cột «Nội dung cam kết», thời hạn là một ngày («31/12/2026») hoặc một quý («quý III/2026»).",
)
DUE_BEFORE_ROW = cause(
    "target_due_before_year",
    Level.NOTE,
    "Năm trong chỉ tiêu trước năm của dòng",
    "Chỉ tiêu «{value}» nói tới {detail}, trước năm của dòng này, nên mốc ấy không được hiểu là thời hạn.",
    "Nếu đó đúng là thời hạn, ghi bằng «dangbo mo-hinh chi-tieu ID SỐ --han NGÀY».",
    unit="Muốn ghi thời hạn thì ghi «hoàn thành trước ngày …» với ngày trong năm.",
)
TWO_GRADES = cause(
    "two_grades",
    Level.CELL,
    "Một tiêu chí có hai mức",
    "Tiêu chí «{value}» trong một dòng ghi {detail}; chưa mức nào được ghi.",
    "Đơn vị giữ lại một mức đúng.",
)

_OF_TARGETS = ("actual", "numerator", "denominator", "numerator_words", "denominator_words", "evidence", "due_on")
PARTS = {"targets", "milestone", "items", *_OF_TARGETS}
Typed = Callable[[RowReading, list[Raw], int, Meaning], Raw | None]


@dataclass(slots=True)
class TargetRead:
    """One target of an initiative as a row states it, with what was reached."""

    target: Target
    cell: str
    values: dict[str, ReadValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartsRead:
    """The parts that one row states: `told` are texts by their field («items», «actual»), `milestones` what and by when,
    `criteria` the grade or points by name."""

    targets: list[TargetRead] = field(default_factory=list)
    told: list[tuple[str, ReadValue]] = field(default_factory=list)
    milestones: list[tuple[str, str | None, str]] = field(default_factory=list)
    criteria: dict[str, ReadValue] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.targets or self.told or self.milestones or self.criteria)


class PartsReader:
    """Reads the columns of one table that belong to parts of its entries; `typed` gives a cell with its lines apart."""

    def __init__(
        self, form: Form, columns: Mapping[int, Meaning], today: date, typed: Typed, most: Mapping[int, float]
    ) -> None:
        self._fields = {f.key: f for f in form.fields}
        self._meanings = columns
        self._today = today
        self._typed = typed
        self._most = most
        #: In some forms one of these is a column of the entry itself.
        keys = [f.key for f in form.fields if f.key in PARTS and not f.stored]
        by_key = {m.key: c for c, m in sorted(columns.items(), reverse=True) if m.tick is None}
        self._columns = {key: by_key[key] for key in keys if key in by_key}
        self._criteria = [(c, m) for c, m in sorted(columns.items()) if m.value is Value.CRITERION]
        self.keys = frozenset(keys) | {m.key for _, m in self._criteria}

    def with_targets(self, changed: list[Raw], sent: list[Raw]) -> list[Raw]:
        """Return what a unit changed in a row that was sent out, with the targets, or the items of a pledge, that it left as
        they were where it changed what belongs to them: a day or a result alone would be of none."""
        kept = list(changed)
        for key, belonging in (("targets", _OF_TARGETS), ("items", ("due_on",))):
            c = self._columns.get(key)
            beside = [self._columns[one] for one in belonging if one in self._columns]
            if c is not None and any(changed[one] not in ("", None) for one in beside):
                kept[c] = sent[c]
        return kept

    def read(self, row: EntryRow, reading: RowReading, cell: list[Raw]) -> None:
        """Add to `row` what its cells say of parts."""
        self._read_criteria(row, reading, cell)
        parts: dict[str, ReadValue] = {}
        raws: dict[str, Raw] = {}
        for key, c in self._columns.items():
            raw = self._typed(reading, cell, c, self._meanings[c])
            if raw is None:
                continue
            if isinstance(raw, date) and self._fields[key].value is not Value.DATE:  # «3/5» typed into Excel is a day
                reading.say(Finding(NOT_TEXT), reading.where(c), raw_text(raw))
                continue
            raws[key] = raw
            read: dict[str, Scalar] = {key: raw_text(raw)}
            finding: Finding | None = None
            if self._fields[key].value in (Value.NUMBER, Value.DATE):
                read, finding = read_value(self._fields[key], raw, self._today)
                if key == "due_on" and finding is not None and isinstance(raw, str):
                    if finding.code == UNREADABLE:
                        finding = Finding(DUE_UNREADABLE)
                    read, finding = _due_in_year(row, reading, raw, c) or (read, finding)
            if finding is not None:
                finding = Finding(ITEM_DUE_NOT_READ) if key == "due_on" and "items" in self._fields else finding
                reading.say(finding, reading.where(c), raw_text(raw))
            for name, value in read.items():
                parts[name] = (value, reading.where(c))
        if "items" in self._fields:
            self._read_items(row, reading, parts, raws)
        if "milestone" in parts:
            where = parts.pop("milestone")[1]
            for text in split_targets(str(raws["milestone"])):
                what, due, _ = _of_year(row, reading, text, where)
                row.parts.milestones.append((what, due, where))
                if due is None:
                    reading.say(Finding(MILESTONE_UNDATED), where, text)
        self._read_targets(row, reading, parts, raws)

    def _read_items(
        self, row: EntryRow, reading: RowReading, parts: dict[str, ReadValue], raws: dict[str, Raw]
    ) -> None:
        """Take the items of a pledge out of `parts`, each with the day in its words, else with that of the row."""
        due_of_row, used = parts.pop("due_on", None), False
        where = parts.pop("items")[1] if "items" in parts else ""
        for text in split_targets(str(raws["items"])) if where else ():
            what, due, unsaid = _of_year(row, reading, text, where)
            told = say_milestone(what, due) if unsaid else text
            if (code := unread_due(text, due)) is not None:
                reading.say(Finding(code), where, text)
            elif due_of_row is not None and due is None:
                used, told = True, say_milestone(what, str(due_of_row[0]))
            elif due_of_row is not None:
                used = used or agrees(str(due), str(due_of_row[0]))
            row.parts.told.append(("items", (told, where)))
        if due_of_row is not None and not used:
            reading.say(Finding(ITEM_DUE_NOT_READ), due_of_row[1], format_date(str(due_of_row[0])))

    def _read_targets(
        self, row: EntryRow, reading: RowReading, parts: dict[str, ReadValue], raws: dict[str, Raw]
    ) -> None:
        if "targets" not in parts:
            if "actual" in parts:
                row.parts.told.append(("actual", parts.pop("actual")))
            self._say_lonely(reading, parts, "nào")
            return
        where = parts.pop("targets")[1]
        raw = raws["targets"]
        if isinstance(raw, (int, float)) and raw <= 1:  # 0.96 may be 96%, 1 may be 100% or one
            reading.say(Finding(TARGET_NO_NUMBER), where, raw_text(raw))
            texts = []
        else:
            texts = split_targets(raw if isinstance(raw, str) else raw_text(raw))
        read: list[TargetRead] = []
        year = _year_of(row, reading) or ""
        for text in texts:
            target, finding = parse_target(text)
            if target is not None and (due := target.due_on) is not None and due[:4] < year:
                reading.say(Finding(DUE_BEFORE_ROW, format_date(due)), where, text)
                operator = None if target.operator == BY else target.operator
                target = replace(target, operator=operator, due_on=None)
            if finding is not None:
                reading.say(finding, where, text)
            if target is not None:
                read.append(TargetRead(target, where))
        row.parts.targets.extend(read)
        alone = len(read) == 1 and len(texts) == 1
        self._read_due(reading, read, parts, alone)
        if alone:
            read[0].values.update(parts)
            check_result(read[0].target, read[0].values, reading)
            return
        if "actual" in parts:
            self._read_several(row, reading, read, len(texts), parts.pop("actual"), raws["actual"])
        self._say_lonely(reading, parts, "duy nhất")

    def _read_several(
        self, row: EntryRow, reading: RowReading, read: list[TargetRead], asked: int, told: ReadValue, raw: Raw
    ) -> None:
        """Give the targets of one cell what another cell says was reached: line by line where it has as many; else it is
        of the whole."""
        results = split_targets(raw) if isinstance(raw, str) else []
        if len(results) != asked or len(read) != asked:
            told = (
                ("; ".join(results), told[1]) if len(results) > 1 else told
            )  # parted, they are no number of the whole
            row.parts.told.append(("actual", told))
            if asked > 1:
                reading.say(Finding(RESULT_OF_WHICH, str(asked)), told[1], str(told[0]))
            return
        reading.say(Finding(RESULTS_BY_LINE, str(asked)), told[1], str(told[0]))
        for one, text in zip(read, results, strict=True):
            one.values["actual"] = (text, told[1])
            check_result(one.target, one.values, reading)

    def _read_due(self, reading: RowReading, read: list[TargetRead], parts: dict[str, ReadValue], alone: bool) -> None:
        """Give each target its day: its words state it, or the row does for all of them. Taken out of `parts` where it
        is the day of any; where the words of a row's one target state another, neither is certain."""
        due = parts.get("due_on")
        fits = False
        for one in read:
            own = one.target.due_on
            if own is not None:
                one.values["due_on"] = (own, one.cell)
            if due is not None and (own is None or agrees(own, str(due[0]))):
                fits = True
                if own is None or refines(own, str(due[0])):
                    one.values["due_on"] = due
        if fits:
            del parts["due_on"]
        elif alone and due is not None:
            del parts["due_on"]
            stated = read[0].values.pop("due_on")
            for (mine, here), (other, there) in ((stated, due), (due, stated)):
                detail = f"ô {there} ghi «{format_date(str(other))}»"
                reading.say(Finding(TWO_COLUMNS_DIFFER, detail), here, format_date(str(mine)))

    def _say_lonely(self, reading: RowReading, parts: dict[str, ReadValue], which: str) -> None:
        """Name what belongs to one target and stands where there is none, or where there are several."""
        for key, (value, where) in parts.items():
            shown = (
                format_date(str(value)) if key == "due_on" else f"{value:g}" if isinstance(value, float) else str(value)
            )
            reading.say(Finding(TARGET_NOT_ONE, which), where, shown)

    def _read_criteria(self, row: EntryRow, reading: RowReading, cell: list[Raw]) -> None:
        """Read the grade or points of every criterion: typed, or ticked under the name of a grade; of two that differ
        none is kept."""
        read: dict[str, list[tuple[str, ReadValue]]] = {}
        for c, meaning in self._criteria:
            raw = self._typed(reading, cell, c, meaning)
            if raw is None:
                continue
            name = meaning.named or self._fields[meaning.key].title
            value: str | float | None
            if meaning.tick is not None:
                value = meaning.tick if is_ticked(reading, reading.where(c), raw) else None
            else:
                value, finding = check_criterion(name, raw)
                if isinstance(value, float) and value > self._most.get(c, value):
                    value, finding = None, Finding(NUMBER_TOO_HIGH, f"{self._most[c]:g}")
                if finding is not None:
                    reading.say(finding, reading.where(c), raw_text(raw))
            if value is not None:
                read.setdefault(fold(name), []).append((name, (value, reading.where(c))))
        for told in read.values():
            (name, first), *others = told
            if all(other[0] == first[0] for _, other in others):
                row.parts.criteria[name] = first
                continue
            said = " và ".join(f"«{raw_text(value)}» (ô {where})" for _, (value, where) in told if value is not None)
            reading.say(Finding(TWO_GRADES, said), first[1], name)


def _due_in_year(row: EntryRow, reading: RowReading, text: str, c: int) -> tuple[dict[str, Scalar], None] | None:
    """Return the end of the quarter or the year that a deadline names without its year («Quý III», «Cả năm»), in the year
    of its row, and say so; None where it names none or the row is of no known year."""
    year = _year_of(row, reading)
    due = read_deadline(text, year) if year else None
    if due is None or read_deadline(text) is not None:  # it names a year, one too far ahead
        return None
    reading.say(Finding(DUE_WITHOUT_YEAR, format_date(due)), reading.where(c), text)
    return {"due_on": due}, None


def _of_year(row: EntryRow, reading: RowReading, text: str, where: str) -> tuple[str, str | None, str]:
    """Return what `read_in_year` reads of a milestone or an item in the year of its row; a year that is added is said."""
    what, due, unsaid = read_in_year(text, _year_of(row, reading))
    if due is not None and unsaid:
        reading.say(Finding(DUE_WITHOUT_YEAR, format_date(due)), where, unsaid)
    return what, due, unsaid


def _year_of(row: EntryRow, reading: RowReading) -> str | None:
    """Return the year of a row, None where it is not known."""
    return (row.period or str(row.entry.get("period", (reading.context.year or "",))[0]))[:4] or None
