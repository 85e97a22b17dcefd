"""Plans of `don-doc`: an obligation written or mended, copied to the next year; something handed in on paper, excused,
said to be done; reminders noted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.domain.entry_days import is_outside
from dangbo_cli.domain.obligation import Obligation, Way, expected_units
from dangbo_cli.domain.partial_dates import WHOLE_DAY, add_months, format_date
from dangbo_cli.domain.period import name_of_year, names_a_year, period_year, shift_period
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.catalogue import FORMS
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.received_before import received_before
from dangbo_cli.records.refusal import (
    AlreadyKnown,
    DayRefused,
    PlaceRefused,
    RecordUnknown,
    ValueRefused,
    required_reason,
)
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.obligations import join_values, read_obligations, read_owing, read_submissions, read_units
from dangbo_cli.store.records import read_records
from dangbo_cli.vietnamese.text import fold

NOBODY_OWES = cause(
    "nobody_owes", Level.NOTE, "Không nơi nào phải nộp", "Chưa có tổ chức nào phải nộp «{value}» vào ngày ấy.",
    "Xem lại loại hình, khối của các tổ chức bằng «dangbo tc ds».",
)  # fmt: skip
DUE_BEFORE = cause(
    "due_before_period", Level.NOTE, "Hạn nộp trước năm của việc", "Hạn nộp {value} đứng trước kỳ của việc (năm {detail}).",
    "Kiểm tra lại năm của hạn.",
)  # fmt: skip
LIST_UNDATED = cause(
    "list_undated", Level.NOTE, "Danh sách không ghi ngày, năm",
    "Tệp «{value}» của {detail} không ghi ngày, năm nên chưa tính là đã nộp.",
    "Nếu đúng là bài nộp của việc này: «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY», hoặc nhập lại tệp ấy.",
)  # fmt: skip
GATHERED = cause(
    "sheet_gathered", Level.NOTE, "Bảng chung của nhiều đơn vị",
    "Bảng «{value}» do cấp trên của mọi đơn vị lập ({detail} đơn vị phải nộp có trong bảng): chưa tính đơn vị nào đã nộp.",
    "Nơi nào đã nộp thật: «dangbo don-doc nop SỐ MÃ_ĐƠN_VỊ --ngay NGÀY».",
)  # fmt: skip
DUE_AFTER = cause(
    "due_years_after", Level.NOTE, "Hạn nộp xa năm của việc", "Hạn nộp {value} sau năm của việc (năm {detail}) nhiều năm.",
    "Kiểm tra lại năm của hạn.",
)  # fmt: skip
YEAR_RENAMED = cause(
    "year_in_name_moved", Level.NOTE, "Năm trong tên được đổi", "«{value}» sang năm mới được ghi là «{detail}».",
    "Muốn tên khác thì ghi xong sửa: «dangbo don-doc sua SỐ \"việc=…\"».",
)  # fmt: skip
YEAR_KEPT = cause(
    "year_in_name_kept", Level.NOTE, "Tên có năm, được giữ nguyên", "Tên «{value}» có ghi năm, được chép nguyên.",
    "Nếu phải đổi thì ghi xong sửa: «dangbo don-doc sua SỐ \"việc=…\"».",
)  # fmt: skip
EXCUSED_SENT = cause(
    "excused_sent", Level.NOTE, "Đã nộp mà được miễn", "«{value}» đã nộp việc này ngày {detail}; vẫn tính là đã nộp.",
    "Nếu nơi ấy không được miễn thì không ghi lần này.",
)  # fmt: skip
SENT_EXCUSED = cause(
    "sent_excused", Level.NOTE, "Được miễn mà đã nộp",
    "«{value}» được miễn việc này ngày {detail}; ghi lần này thì tính là đã nộp.",
    "Nếu nơi ấy vẫn được miễn thì không ghi lần này.",
)  # fmt: skip
RECEIVED_BEFORE = cause(
    "received_before_period", Level.NOTE, "Ngày nhận trước năm của việc",
    "Ngày nhận {value} đứng trước kỳ của việc (năm {detail}).", "Kiểm tra lại năm của ngày.",
)  # fmt: skip
#: So many months before its period something may be handed in, as a rule.
_EARLY = 3
DUE_PASSED = cause("due_day_passed", Level.NOTE, "Hạn nộp đã qua", "Hạn nộp {value} đã qua.")


def find_obligation(conn: sqlite3.Connection, typed: str) -> Obligation:
    """Return the obligation that was named: by its number, or by (part of) its name where only one has it.

    Raises RecordUnknown.
    """
    known = read_obligations(conn)
    text = typed.strip().lstrip("#")
    found = [one for one in known if text.isdecimal() and one.id == int(text)]
    key = fold(typed)
    found = found or [one for one in known if fold(one.what) == key] or [one for one in known if key in fold(one.what)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"số {one.id}: {one.what} ({one.period})" for one in found)
        raise RecordUnknown(f"Có {len(found)} việc phải nộp tên «{typed}»: {listed}.", "Hãy gõ số của việc ấy.")
    raise RecordUnknown(f"Không có việc phải nộp nào số hoặc tên là «{typed}».", "Xem các việc: «dangbo don-doc ds».")


def plan_add_obligation(conn: sqlite3.Connection, wanted: Obligation, today: date) -> Plan:
    """Return the plan that writes a new obligation (its `id` is not looked at), and what sheets of earlier imports have
    handed in for it already, on the days on which they came.

    Raises RecordRefused: ValueRefused, AlreadyKnown for the same thing of the same period.
    """
    _check(wanted)
    for known in read_obligations(conn, period_year(wanted.period)):
        same = fold(known.what) == fold(wanted.what) and known.period == wanted.period
        if same and (known.kinds, known.blocs, known.within) == (wanted.kinds, wanted.blocs, wanted.within):
            raise AlreadyKnown(
                (known.id,),
                f"Sổ đã có việc «{known.what}» cho kỳ này (số {known.id}).",
                f'Để sửa: «dangbo don-doc sua {known.id} "hạn=…"».',
            )
    draft = Draft(conn, "don-doc them", Entity.OBLIGATION)
    ref = draft.create(Entity.OBLIGATION, None, **_stored(wanted))
    others = [one for one in read_obligations(conn) if one.form_kind == wanted.form_kind]
    owing = read_owing(conn, [*others, replace(wanted, id=ref)])
    if not owing[ref]:
        draft.note(NOBODY_OWES, "", wanted.what)
    before = received_before(conn, replace(wanted, id=ref), others, owing)
    for received in before.received:
        draft.create_for(
            Entity.ORGANIZATION, received.organization, Entity.SUBMISSION, obligation_id=ref,
            organization_id=received.organization, received_on=received.day, way=Way.SHEET.value, file=received.file,
            sha256=received.sha256,
        )  # fmt: skip
    for file, units in before.gathered.items():
        draft.note(GATHERED, str(units), file)
    tree = Tree(conn) if before.undated else None
    for one in before.undated:
        draft.note(LIST_UNDATED, tree.full_label(one.organization) if tree else "", one.file)
    _note_far(draft, wanted)
    if wanted.due_on is not None and wanted.due_on < today.isoformat():
        draft.note(DUE_PASSED, "", format_date(wanted.due_on))
    return draft.plan


def _note_far(draft: Draft, wanted: Obligation) -> None:
    """Say so where a deadline lies before the year that something is due for, or years after it."""
    year = period_year(wanted.period)
    if wanted.due_on is not None and int(wanted.due_on[:4]) < year:
        draft.note(DUE_BEFORE, str(year), format_date(wanted.due_on))
    if wanted.due_on is not None and int(wanted.due_on[:4]) > year + 1:
        draft.note(DUE_AFTER, str(year), format_date(wanted.due_on))


def plan_edit_obligation(conn: sqlite3.Connection, number: int, wanted: Obligation) -> Plan:
    """Return the plan that makes a stored obligation what `wanted` says."""
    _check(wanted)
    stored = read_records(conn, [(Entity.OBLIGATION, number)]).get((Entity.OBLIGATION, number))
    if stored is None:
        raise RecordUnknown(f"Không có việc phải nộp số {number}.", "Xem các việc: «dangbo don-doc ds».")
    draft = Draft(conn, f"don-doc sua {number}", Entity.OBLIGATION)
    _note_far(draft, wanted)
    pairs = {name: (stored[name], value) for name, value in _stored(wanted).items()}
    draft.change(Entity.OBLIGATION, number, number, **pairs)
    return draft.plan


def _check(wanted: Obligation) -> None:
    kinds = tuple(form.kind for form in FORMS)
    if not wanted.what:
        raise ValueRefused(
            "what", "Chưa có tên của việc phải nộp.", 'Ví dụ: dangbo don-doc them "Báo cáo năm" --nam 2022'
        )
    if wanted.form_kind is not None and wanted.form_kind not in kinds:
        raise ValueRefused(
            "form_kind", f"Không có loại biểu «{wanted.form_kind}».", f"Các loại biểu: {', '.join(kinds)}."
        )


def _stored(one: Obligation) -> dict[str, Scalar]:
    return {
        "what": one.what,
        "form_kind": one.form_kind,
        "organization_kinds": join_values(one.kinds),
        "blocs": join_values(one.blocs),
        "organization_id": one.within,
        "period": one.period,
        "due_on": one.due_on,
        "document_id": one.document,
        "note": one.note,
    }


def plan_copy_obligations(conn: sqlite3.Connection, year: int, source: int) -> Plan:
    """Return the plan that gives `year` the obligations of the year `source`, due days moved along.

    What the year has already (same name, part of the year, owing organisations) is left alone. A year in a name is moved
    along where it is that of the obligation, else kept; either is noted.
    """
    draft = Draft(conn, f"don-doc chep {source} {year}", Entity.OBLIGATION)
    old = read_obligations(conn, source)
    if not old:
        raise RecordUnknown(
            f"Năm {source} chưa có việc nào phải nộp để chép.", "Xem các việc: «dangbo don-doc ds --nam NĂM»."
        )
    known = {_likeness(one) for one in read_obligations(conn, year)}
    for one in old:
        shifted = _shifted(one, year - source)
        renamed = replace(shifted, what=name_of_year(shifted.what, source, year))
        if known & {_likeness(shifted), _likeness(renamed)}:
            continue
        draft.create(Entity.OBLIGATION, None, **_stored(renamed))
        if renamed.what != one.what:
            draft.note(YEAR_RENAMED, renamed.what, one.what)
        elif names_a_year(one.what):
            draft.note(YEAR_KEPT, "", one.what)
    return draft.plan


def _likeness(one: Obligation) -> tuple[object, ...]:
    return fold(one.what), one.period, one.kinds, one.blocs, one.within


def _shifted(one: Obligation, years: int) -> Obligation:
    due = one.due_on
    if due is not None and len(due) == WHOLE_DAY:
        due = add_months(due, 12 * years).isoformat()  # 29/02 becomes 28/02
    elif due is not None:
        due = f"{int(due[:4]) + years}{due[4:]}"
    return Obligation(
        0, one.what, shift_period(one.period, years), due, one.form_kind, one.kinds, one.blocs, one.within,
        None, one.note,
    )  # fmt: skip


COMMANDS: Mapping[Way, str] = {Way.PAPER: "don-doc nop", Way.EXCUSED: "don-doc mien", Way.DONE: "don-doc xong"}


def plan_receipt(
    conn: sqlite3.Connection,
    obligation: Obligation,
    organizations: Sequence[tuple[int, str]],
    way: Way,
    day: date,
    today: date,
    reason: str | None = None,
    note: str | None = None,
) -> Plan:
    """Return the plan that notes, for organisations (number, name), something received on paper, excused, or done.

    Raises RecordRefused: PlaceRefused for one that does not owe it, AlreadyKnown where the same is noted, DayRefused
    for a day to come, ValueRefused for an excuse without a reason.
    """
    if day > today:
        raise DayRefused(f"Ngày {day:%d/%m/%Y} chưa tới.", "Hãy ghi ngày đã nhận.")
    if way is Way.EXCUSED:
        reason = required_reason(reason, "excused_reason")
    units = read_units(conn, obligation.day)
    owing = {unit.id for unit in expected_units(obligation, units)}
    parents = {unit.id: unit.parent for unit in units}
    known = read_submissions(conn, [obligation])
    draft = Draft(conn, COMMANDS[way], Entity.ORGANIZATION)
    if way is not Way.EXCUSED and is_outside(day.isoformat(), obligation.period, (_EARLY, None)):
        draft.note(RECEIVED_BEFORE, str(period_year(obligation.period)), format_date(day.isoformat()))
    for number, name in organizations:
        part = way is Way.PAPER and _below_one(number, owing, parents)
        if number not in owing and not part:
            raise PlaceRefused(
                f"«{name}» không phải nộp «{obligation.what}».",
                f"Xem nơi phải nộp: «dangbo don-doc xem {obligation.id}».",
            )
        for one in known:
            same_day = way is not Way.PAPER or one.received_on == day.isoformat()
            if one.organization == number and one.way is way and same_day:
                raise AlreadyKnown((one.id,), f"Sổ đã ghi «{name}» {way.value.lower()} việc này.")
        sent = next(
            (one.received_on for one in known if one.organization == number and one.way is not Way.EXCUSED), None
        )
        if way is Way.EXCUSED and sent is not None:
            draft.note(EXCUSED_SENT, format_date(sent), name)
        excused = next((one for one in known if one.organization == number and one.way is Way.EXCUSED), None)
        if way is not Way.EXCUSED and excused is not None:
            draft.note(SENT_EXCUSED, format_date(excused.received_on), name)
        draft.create(
            Entity.SUBMISSION,
            number,
            obligation_id=obligation.id,
            organization_id=number,
            received_on=day.isoformat(),
            way=way.value,
            excused_reason=reason,
            note=note,
        )
    return draft.plan


def _below_one(number: int, owing: set[int], parents: Mapping[int, int | None]) -> bool:
    above = parents.get(number)
    for _ in range(len(parents)):
        if above is None or above in owing:
            break
        above = parents.get(above)
    return above is not None


def plan_reminders(
    conn: sqlite3.Connection, reminded: Iterable[tuple[int, int, int]], day: date, note: str | None = None
) -> Plan:
    """Return the plan that notes reminders: (obligation, organisation, round)."""
    draft = Draft(conn, "don-doc cong-van", Entity.ORGANIZATION)
    for obligation, organization, number in reminded:
        draft.create(
            Entity.REMINDER,
            organization,
            obligation_id=obligation,
            organization_id=organization,
            round=number,
            made_on=day.isoformat(),
            note=note,
        )
    return draft.plan
