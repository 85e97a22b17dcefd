"""What is ticked of a pledge («Đã nộp», «Đã duyệt») beside its day, where the tick is the record's and the day a sheet's.

A prefilled sheet comes back with the «Không» that was sent and the day filled in: the day is what the unit says. A day
that the record has already says nothing new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dangbo_cli.domain.change import Entity, FieldChange, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.pledge import DAY_OF_WHAT_WAS_NOT, DAY_SAYS_DONE, NO, TICKED, YES, days_of_what_was_not
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import decide_newer
from dangbo_cli.intake.members.plan import offer_of

if TYPE_CHECKING:
    from dangbo_cli.intake.entries.found import EntryFound

#: What says that a pledge was handed in.
_HANDED = {"handed_in", "handed_in_on"}
HANDING_NOT_SAID = cause(
    "handing_in_not_said",
    Level.NOTE,
    "Không ghi ai đã nộp bản cam kết",
    "Bảng không ghi ai đã nộp bản cam kết, nên {detail} người của bảng chưa được tính là đã nộp.",
    'Đã nộp thì đơn vị thêm cột «Đã nộp» (x) hoặc «Ngày nộp» rồi gửi lại, hoặc ghi tay: dangbo cam-ket sua ID "đã nộp=có".',
    unit="Nếu đã nộp thì đơn vị thêm cột «Đã nộp» (x) hoặc «Ngày nộp».",
)


def settle_ticks(
    recorder: Recorder,
    entry: EntryFound,
    fields: dict[str, FieldChange],
    stored: Mapping[str, Scalar],
    labels: Mapping[str, str],
) -> None:
    """Let a day that is written now take the place of the record's «Không», where no row says anything of the tick itself
    and the sheet is the newer; note that, and every day that stands beside a «Không» all the same."""

    def note(code: str, tick: str, change: FieldChange, day: str) -> None:
        source = recorder.plan.sources[change.source or 0]
        message = say(Finding(code, f"«{labels[tick]}»"), day)
        recorder.plan.notes.append(Note(code, message, source.path, source.sheet, change.cell, day))

    told = {name for row in entry.rows for name in row.entry}
    for tick, on in TICKED:
        if stored.get(tick) != NO or tick in told or on not in fields:
            continue
        offers = [offer_of(recorder, row, YES, row.entry[on][1]) for row in entry.rows if on in row.entry]
        writer = recorder.writer(Entity.PLEDGE, entry.ref or None, tick, NO)
        decision = decide_newer(tick, labels[tick], NO, offers, writer)
        if (winner := decision.winner) is not None:
            fields[tick] = FieldChange(NO, YES, winner.source, winner.cell)
            note(DAY_SAYS_DONE, tick, fields[tick], format_date(str(fields[on].after)))
    after = {**stored, **{name: change.after for name, change in fields.items()}}
    for tick, on, day, sort in days_of_what_was_not(after):
        change = fields.get(on) or fields.get(tick)
        if change is not None:
            note(DAY_OF_WHAT_WAS_NOT, tick, change, f"{sort}{format_date(day)}")


def note_not_said(recorder: Recorder, entries: Sequence[EntryFound]) -> None:
    """Say of a list of pledges that tells nowhere whether they were handed in: nobody of it counts, while the list itself
    may be what its unit had to hand in."""
    told: set[int] = set()
    silent: Counter[int] = Counter()
    for entry in entries:
        for row in entry.rows:
            if not _HANDED.isdisjoint(row.entry) or row.record is not None:
                told.add(row.source)
            elif all(entry.values.get(key) is None for key in _HANDED):
                silent[row.source] += 1
    for index, count in silent.items():
        if index not in told:
            source, detail = recorder.plan.sources[index], str(count)
            message = say(Finding(HANDING_NOT_SAID, detail))
            recorder.plan.notes.append(Note(HANDING_NOT_SAID, message, source.path, source.sheet, "", ""))
