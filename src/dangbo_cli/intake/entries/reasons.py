"""Why somebody is not rated, beside her levels: taken back where she is rated since, set aside where both are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import FieldChange, Scalar
from dangbo_cli.domain.levels import LEVELS, NOT_SUBJECT, STAGES
from dangbo_cli.domain.rating import REASON_BESIDE_LEVEL
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.members.plan import offer_of

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.found import EntryFound
    from dangbo_cli.intake.entries.rows import EntryRow


def settle_reason(
    recorder: Recorder,
    entry: EntryFound,
    fields: dict[str, FieldChange],
    stored: Mapping[str, Scalar],
    planned: Mapping[str, FieldChange],
) -> None:
    """Settle the reason that a rating is to have: `fields` are those that its rows change, `stored` what the record has,
    `planned` what a list of members of the same call says. Beside a level that was decided it is set aside, and that level
    with it where it is new too. (Who rated herself as not rated, with why, says nothing against what was decided.)"""
    told = next((row for row in entry.rows if _states_reason(row)), None)
    decided = fields.get("decided_level") or planned.get("decided_level")
    level = stored.get("decided_level") if decided is None else decided.after
    if told is None or level not in LEVELS:
        _drop_reason(fields, stored)
        return
    reason, where = told.entry["not_rated_reason"]
    offer = offer_of(recorder, told, reason, where)
    new = fields.pop("not_rated_reason", None)
    if "decided_level" not in fields:
        if new is not None:
            beside = f"mức quyết định «{level}» của năm {told.period} trong sổ"
            recorder.problem(offer, REASON_BESIDE_LEVEL, beside, str(reason))
        return
    del fields["decided_level"]
    other = next(row for row in entry.rows if row.entry.get("decided_level", ("", ""))[0] == level)
    here = other.entry["decided_level"][1]
    recorder.problem(offer, REASON_BESIDE_LEVEL, f"mức quyết định «{level}» ở ô {here}", str(reason))
    offer = offer_of(recorder, other, level, here)
    recorder.problem(offer, REASON_BESIDE_LEVEL, f"lý do không xếp loại «{reason}» ở ô {where}", str(level))


def _states_reason(row: EntryRow) -> bool:
    """Tell whether a row says why somebody is not rated, beside its levels and not in the cell of one of them."""
    _, where = row.entry.get("not_rated_reason", (None, None))
    return where is not None and all(row.entry[key][1] != where for key in STAGES.values() if key in row.entry)


def _drop_reason(fields: dict[str, FieldChange], stored: Mapping[str, Scalar]) -> None:
    """Take back why somebody was not rated, where no level says so any longer, or one was decided since."""
    reason, names = stored.get("not_rated_reason"), STAGES.values()
    if reason is None or "not_rated_reason" in fields:
        return
    after = [fields[name].after if name in fields else stored.get(name) for name in names]
    decided = fields.get("decided_level")
    changed = next((fields[name] for name in names if name in fields and stored.get(name) == NOT_SUBJECT), None)
    if changed is None and decided is not None and decided.after in LEVELS:
        changed = decided
    if changed is not None and NOT_SUBJECT not in after:
        fields["not_rated_reason"] = FieldChange(reason, None, changed.source, changed.cell)
