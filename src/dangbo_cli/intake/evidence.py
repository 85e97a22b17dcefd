"""Why rows were taken for the people they were taken for, in words: for `--chi-tiet`, put together only when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dangbo_cli.intake.result import SheetResult
from dangbo_cli.intake.table_reading import TableRead
from dangbo_cli.intake.who.lookalikes import Scales
from dangbo_cli.intake.who.matching import Match

_BY_NUMBER = frozenset(("citizen_same", "card_same"))


def explain_matches(
    found: Iterable[Match], rolls: Sequence[TableRead], scales: Scales
) -> Callable[[SheetResult], list[str]]:
    """Return what tells, for a sheet, the evidence of every row that was matched without a number, or with something
    that speaks against it; of a row of a prefilled sheet, what of it is still as it was sent."""
    tables = {table.source: table for table in rolls}
    matched = [(row, one.member) for one in found if one.member is not None for row in one.rows]

    def explain(sheet: SheetResult) -> list[str]:
        lines = []
        for row, member in matched:
            table = tables.get(row.source)
            if table is None or table.result is not sheet:
                continue
            where = f"Ô {row.name_cell} «{row.text('full_name')}» là số hồ sơ {member.ref}"
            if row.record is not None and table.sent is not None:
                lines.append(f"{where}: {table.sent.evidence(row.row)}.")
                continue
            likeness = scales.weigh(row, member)
            keys = {point.key for point in likeness.points}
            if not keys & _BY_NUMBER or any(point.points < 0 for point in likeness.points):
                lines.append(f"{where}: {likeness.words}.")
        return lines

    return explain
