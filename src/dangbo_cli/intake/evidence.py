"""Why rows were taken for the people they were taken for, in words: for `--chi-tiet`, put together only when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dangbo_cli.intake.lookalikes import Scales
from dangbo_cli.intake.matching import Match
from dangbo_cli.intake.result import SheetResult

_BY_NUMBER = frozenset(("citizen_same", "card_same"))


def explain_matches(
    found: Iterable[Match], sheets: Mapping[int, SheetResult], scales: Scales
) -> Callable[[SheetResult], list[str]]:
    """Return what tells, for a sheet, the evidence of every row that was matched without a number, or with something
    that speaks against it; `sheets` are by the index of their source."""
    matched = [(row, one.member) for one in found if one.member is not None for row in one.rows]

    def explain(sheet: SheetResult) -> list[str]:
        lines = []
        for row, member in matched:
            if sheets.get(row.source) is not sheet:
                continue
            likeness = scales.weigh(row, member)
            keys = {point.key for point in likeness.points}
            if not keys & _BY_NUMBER or any(point.points < 0 for point in likeness.points):
                lines.append(f"Ô {row.name_cell} «{row.text('full_name')}» là số hồ sơ {member.ref}: {likeness.words}.")
        return lines

    return explain
