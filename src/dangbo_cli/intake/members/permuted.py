"""Was a column of a list that comes again sorted by itself? Then every cell of it is somebody else's in the record, and
the newer sheet must not win."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Action, Entity, FieldChange, Plan, RecordChange, Ref
from dangbo_cli.domain.problem import Finding, Level, Problem, cause, say
from dangbo_cli.intake.deciding.winning import show
from dangbo_cli.intake.who.matching import Match

COLUMN_PERMUTED = cause(
    "column_permuted",
    Level.CELL,
    "Một cột có lẽ đã bị sắp xếp riêng",
    "Ô này ghi «{value}», khác với sổ; trong cột này {detail} ô ghi điều mà sổ có ở người khác của cùng danh sách, như khi một "
    "cột bị sắp xếp riêng.",
    "Đơn vị kiểm tra lại cả cột; các ô khác với sổ của cột này chưa được ghi.",
)
#: So many different values have changed hands, and so many of the changed cells of their column.
_FEWEST, _MOSTLY, _HALF = 3, 0.8, 0.5
_OWN_DIGITS = 6


def leave_permuted(plan: Plan, found: Sequence[Match]) -> set[Ref]:
    """Take the cells of such columns out of a plan and name them; return the members of whom nothing is left to change.
    `found` are the people of the call: a day or a telephone may be that of one whose own cell was refused; of levels and
    trades, which many share, only those count that the changed cells exchange among themselves."""
    columns: defaultdict[tuple[int, str], list[tuple[RecordChange, FieldChange]]] = defaultdict(list)
    for change in plan.changes:
        if change.entity is Entity.MEMBER and change.action is Action.UPDATE:
            for key, value in change.fields.items():
                if value.source is not None and value.before is not None and value.after is not None:
                    columns[value.source, key].append((change, value))
    for (at, key), cells in columns.items():
        if len(cells) < _FEWEST:
            continue
        typed_in = Counter(canonical(key, cell.after) for _, cell in cells)
        lost: Counter[Hashable] = Counter(canonical(key, cell.before) for _, cell in cells)
        held = lost
        if all(sum(map(str.isdigit, str(cell.before))) >= _OWN_DIGITS for _, cell in cells):
            of_all = (one.member.values.get(key) for one in found if one.member is not None)
            held = Counter(canonical(key, value) for value in of_all if value)
        passed, exchanged = held & typed_in, (lost & typed_in).total()
        if len(passed) < _FEWEST or passed.total() < _MOSTLY * len(cells) or exchanged < _HALF * len(cells):
            continue
        source, detail = plan.sources[at], f"{passed.total()}/{len(cells)}"
        for change, cell in cells:
            typed = show(key, cell.after)
            message = say(Finding(COLUMN_PERMUTED, detail), typed)
            plan.problems.append(Problem(COLUMN_PERMUTED, message, source.path, source.sheet, cell.cell, typed))
            del change.fields[key]
    empty = {id(change) for change in plan.changes if change.action is Action.UPDATE and not change.fields}
    if not empty:
        return set()
    touched = {change.subject_record for change in plan.changes if change.subject is Entity.MEMBER}
    plan.changes[:] = [change for change in plan.changes if id(change) not in empty]
    return touched - {change.subject_record for change in plan.changes if change.subject is Entity.MEMBER}
