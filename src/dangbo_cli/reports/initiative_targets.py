"""The targets of initiatives and how far they have come on a day, each with its arithmetic."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.target import Actual, Measured, State, Target, measure, start_of

_WORST = (State.NOT_REACHED, State.BEHIND, State.UNMEASURED, State.UNKNOWN, State.ON_THE_WAY, State.REACHED)


@dataclass(frozen=True, slots=True)
class TargetState:
    """One target of an initiative with its newest report (`reported_on` ISO, None: no day) and what follows from it on
    a day."""

    id: int
    target: Target
    measured: Measured
    reported_on: str | None


def target_states(conn: sqlite3.Connection, day: date, only: int | None = None) -> dict[int, list[TargetState]]:
    """Return the targets of all initiatives (or of `only` one) by initiative, with what was reported up to `day`."""
    newest: dict[int, tuple[Actual, str | None]] = {}
    for target, words, number, above, below, told_on in conn.execute(
        "SELECT target_id, actual, actual_number, numerator, denominator, reported_on FROM initiative_progress"
        " WHERE target_id IS NOT NULL AND (reported_on IS NULL OR reported_on <= ?)"
        " ORDER BY reported_on IS NOT NULL, reported_on, id",
        (day.isoformat(),),
    ):
        newest[target] = Actual(number, above, below, words or ""), told_on
    states: dict[int, list[TargetState]] = {}
    for number, initiative, period, wording, operator, value, unit, due in conn.execute(
        "SELECT t.id, t.initiative_id, i.period, t.wording, t.operator, t.number, t.unit, coalesce(t.due_on, i.period)"
        " FROM initiative_target t JOIN initiative i ON i.id = t.initiative_id WHERE ?1 IS NULL OR i.id = ?1 ORDER BY t.id",
        (only,),
    ):
        target = Target(wording, operator, value, unit, due)
        actual, told_on = newest.get(number, (None, None))
        measured = measure(target, actual, day, start_of(period))
        states.setdefault(initiative, []).append(TargetState(number, target, measured, told_on))
    return states


def worst_state(states: Sequence[TargetState]) -> State | None:
    """Return where an initiative stands: as the worst of its targets; None where it has none."""
    found = {one.measured.state for one in states}
    return next((state for state in _WORST if state in found), None)
