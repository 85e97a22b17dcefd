"""`don-doc bang` and `don-doc chua-nop`: the board of units and obligations, and the list of what is still to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dangbo_cli.domain.obligation import Obligation, State, rates, say_kinds
from dangbo_cli.domain.period import say_period
from dangbo_cli.reports.as_of import Organization, Organizations, say_date
from dangbo_cli.reports.duties import Board, Duty
from dangbo_cli.reports.table import Column, ColumnKind, Table, Told, Tone, Toned

_INT, _PERCENT, _DATE, _ID = ColumnKind.INTEGER, ColumnKind.PERCENT, ColumnKind.DATE, ColumnKind.IDENTIFIER
UNITS, BY_GRASSROOTS, BY_BLOC = "Từng đơn vị", "Theo tổ chức cơ sở đảng", "Theo khối"
NO_BLOC = "Chưa rõ khối"
TOTAL = "Tổng số"
_NAMED = 5
_RATES = (
    Column("owed", "Phải nộp", _INT),
    Column("sent", "Đã nộp", _INT),
    Column("sent_percent", "Tỷ lệ nộp", _PERCENT),
    Column("on_time", "Đúng hạn", _INT),
    Column("on_time_percent", "Tỷ lệ đúng hạn", _PERCENT),
    Column("excused", "Được miễn", _INT),
    Column("errors", "Lỗi chưa sửa", _INT),
)


_TONES = {
    State.ON_TIME: Tone.GOOD, State.LATE: Tone.WARNING, State.ERRORS: Tone.WARNING, State.PART: Tone.BAD,
    State.MISSING: Tone.BAD, State.EXCUSED: Tone.NEUTRAL,
}  # fmt: skip


def _toned(duty: Duty) -> Toned:
    return Toned(duty.standing.words, _TONES[duty.standing.state])


def obligation_key(obligation: Obligation) -> str:
    """Return the key of an obligation's column."""
    return f"obligation_{obligation.id}"


def numbered(obligation: Obligation) -> str:
    """Return an obligation behind the number that commands take: «(3) Bản cam kết, năm 2026»."""
    return f"({obligation.id}) {obligation.title}"


def board_table(board: Board, parameters: dict[str, Any]) -> Table:
    """Return units × obligations with the rates of each row, rolled up by grassroots organisation and by bloc.

    A cell is where the unit stands; of a roll-up, how many of those who owe have sent («12/15»).
    """
    columns = (
        Column("group", "Mục", shown=False),
        Column("code", "Mã", _ID),
        Column("name", "Đơn vị"),
        Column("bloc", "Khối", shown=False),
        *(Column(obligation_key(one), _head(one)) for one in board.obligations),
        *_RATES,
    )
    rows: list[dict[str, Any]] = []
    for duties in board.by_organization.values():
        organization = duties[0].organization
        cells: dict[str, str] = {obligation_key(one.obligation): _toned(one) for one in duties}
        rows.append(_row(UNITS, board.names[organization.id], duties, organization.code, duties[0].bloc, cells))
    by_grassroots: dict[Organization, list[Duty]] = {}
    by_bloc: dict[str, list[Duty]] = {}
    for duty in board.duties:
        if duty.grassroots is not None:
            by_grassroots.setdefault(duty.grassroots, []).append(duty)
        by_bloc.setdefault(duty.bloc or NO_BLOC, []).append(duty)
    below = [g for g, duties in by_grassroots.items() if any(duty.organization.id != g.id for duty in duties)]
    for one in below:
        duties = by_grassroots[one]
        rows.append(_row(BY_GRASSROOTS, one.name, duties, one.code, duties[0].bloc, _counts(duties)))
    if set(by_bloc) != {NO_BLOC}:
        for bloc in sorted(by_bloc, key=lambda name: (name == NO_BLOC, -len(by_bloc[name]), name)):
            rows.append(_row(BY_BLOC, bloc, by_bloc[bloc], None, bloc, _counts(by_bloc[bloc])))
    totals = _row(TOTAL, TOTAL, board.duties, None, None, _counts(board.duties))
    return Table(
        "don-doc",
        f"Việc phải nộp và tình hình nộp, tính đến ngày {say_date(board.day)}",
        columns,
        rows,
        totals={key: value for key, value in totals.items() if key != "group"} if rows else None,
        notes=_notes(board),
        parameters={"as_of": board.day.isoformat(), **parameters},
        group_by="group",
    )


def _called(board: Board, duty: Duty) -> str:
    """Return an organisation for a sentence, with what tells it apart."""
    name = board.names[duty.organization.id]
    return name.words if isinstance(name, Told) else name


def _head(obligation: Obligation) -> str:
    due = f" (hạn {say_date(obligation.due_on)})" if obligation.due_on else ""
    return f"{obligation.title}{due}"


def _row(
    group: str, name: str, duties: Sequence[Duty], code: str | None, bloc: str | None, cells: dict[str, str]
) -> dict[str, Any]:
    counted = rates(duty.standing for duty in duties)
    return {
        "group": group,
        "code": code,
        "name": name,
        "bloc": bloc,
        **cells,
        "owed": counted.owed,
        "sent": counted.sent,
        "sent_percent": counted.sent_percent,
        "on_time": counted.on_time,
        "on_time_percent": counted.on_time_percent,
        "excused": counted.excused,
        "errors": sum(duty.standing.errors for duty in duties),
    }


def _counts(duties: Iterable[Duty]) -> dict[str, str]:
    parted: dict[str, list[Duty]] = {}
    for duty in duties:
        parted.setdefault(obligation_key(duty.obligation), []).append(duty)
    found = {}
    for key, of_one in parted.items():
        counted = rates(duty.standing for duty in of_one)
        found[key] = f"{counted.sent}/{counted.owed}"
    return found


NOTHING_ASKED = (
    "Chưa có việc phải nộp nào như vậy. Xem mọi việc: «dangbo don-doc ds»; ghi thêm: «dangbo don-doc them "
    '"Tên việc" --nam NĂM --han NGÀY».'
)


def _notes(board: Board) -> list[str]:
    if not board.obligations:
        return [NOTHING_ASKED]
    notes = ["Nộp và đúng hạn đều tính trên số phải nộp, không kể nơi được miễn."]
    counted = rates(duty.standing for duty in board.duties)
    if counted.excused:
        spared = [d for d in board.duties if d.standing.state is State.EXCUSED]
        named = "; ".join(f"{_called(board, d)} ({d.obligation.title})" for d in spared[:_NAMED])
        more = f"; và {len(spared) - _NAMED} lượt nữa" if len(spared) > _NAMED else ""
        notes.append(f"Được miễn, không tính vào số phải nộp: {counted.excused} lượt: {named}{more}.")
    if counted.part:
        notes.append(f"Mới nộp một phần: {counted.part} lượt, chưa tính là đã nộp.")
    if board.unplaced_errors:
        notes.append(f"{board.unplaced_errors} lỗi chưa sửa của các tệp chung chưa rõ của đơn vị nào.")
    notes += _later(board)
    for obligation in board.obligations:
        if not any(duty.obligation.id == obligation.id for duty in board.duties):
            who = _who(obligation, board.organizations)
            notes.append(f"«{obligation.what}»: không có tổ chức nào phải nộp ({who}).")
    return notes


def _later(board: Board) -> list[str]:
    """Say what the day asked about does not know of yet."""
    if not board.later:
        return []
    return [f"{board.later} lượt nộp, miễn sau ngày {say_date(board.day)} chưa được tính."]


MISSING_COLUMNS = (
    Column("code", "Mã", _ID),
    Column("name", "Đơn vị"),
    Column("grassroots_name", "Tổ chức cơ sở đảng", shown=False),
    Column("bloc", "Khối", shown=False),
    Column("obligation", "Việc phải nộp"),
    Column("obligation_id", "Số việc", _INT, shown=False),
    Column("kind", "Loại biểu", shown=False),
    Column("period", "Kỳ", shown=False),
    Column("due_on", "Hạn nộp", _DATE),
    Column("state", "Tình hình"),
    Column("days_late", "Số ngày quá hạn", _INT, shown=False),
    Column("open_errors", "Lỗi chưa sửa", _INT, shown=False),
    Column("missing_parts", "Còn thiếu chi bộ", shown=False),
    Column("rounds", "Đã nhắc", _INT),
    Column("reminded_on", "Nhắc lần cuối", _DATE, shown=False),
)


def missing_table(board: Board, parameters: dict[str, Any]) -> Table:
    """Return what is still to come, the longest overdue first: not sent, sent in part, errors not mended."""
    owing = owing_duties(board)
    rows = [
        {
            "code": duty.organization.code,
            "name": board.names[duty.organization.id],
            "grassroots_name": duty.grassroots and duty.grassroots.name,
            "bloc": duty.bloc,
            "obligation": Told(duty.obligation.title, numbered(duty.obligation)),
            "obligation_id": duty.obligation.id,
            "kind": duty.obligation.form_kind,
            "period": duty.obligation.period,
            "due_on": duty.obligation.due_on,
            "state": _toned(duty),
            "days_late": overdue(duty),
            "open_errors": duty.standing.errors,
            "missing_parts": "; ".join(duty.missing_parts) or None,
            "rounds": duty.round,
            "reminded_on": duty.reminded_on,
        }
        for duty in owing
    ]
    units = len({duty.organization.id for duty in owing})
    return Table(
        "chua-nop",
        f"Chưa nộp, nộp chưa đủ hoặc còn lỗi, tính đến ngày {say_date(board.day)}",
        MISSING_COLUMNS,
        rows,
        notes=[
            f"{len(rows)} việc của {units} đơn vị: {say_standings(owing, 'việc')}."
            if rows
            else "Không còn đơn vị nào phải nhắc."
            if board.obligations
            else NOTHING_ASKED,
            *_later(board),
        ],
        parameters={"as_of": board.day.isoformat(), **parameters},
    )


_OWING_WORDS = {State.MISSING: "chưa nộp", State.PART: "nộp chưa đủ", State.ERRORS: "đã nộp, còn lỗi chưa sửa"}


def say_standings(owing: Sequence[Duty], called: str) -> str:
    """Return how many are not sent, sent in part, sent with errors; those that are none left out. `called` says what is
    counted."""
    counted = {state: sum(duty.standing.state is state for duty in owing) for state in _OWING_WORDS}
    return "; ".join(f"{number} {called} {_OWING_WORDS[state]}" for state, number in counted.items() if number)


def owing_duties(board: Board) -> list[Duty]:
    """Return what is still to come, the longest overdue first."""
    owing = [duty for duty in board.duties if duty.standing.owing]
    return sorted(owing, key=lambda duty: -(overdue(duty) or 0))  # stable: then by due day and tree


def overdue(duty: Duty) -> int | None:
    """Return how many days something still to come is overdue; 0 before its day, None where it has none."""
    if duty.obligation.due_on is None:
        return None
    return max(0, duty.standing.days or 0)


OBLIGATION_COLUMNS = (
    Column("id", "Số", _INT),
    Column("what", "Việc phải nộp"),
    Column("kind", "Loại biểu"),
    Column("period", "Kỳ"),
    Column("due_on", "Hạn nộp", _DATE),
    Column("who", "Nơi phải nộp"),
    Column("blocs", "Khối", shown=False),
    Column("organization", "Trong tổ chức", shown=False),
    Column("document", "Theo văn bản", shown=False),
    Column("owed", "Số phải nộp", _INT),
    Column("sent", "Đã nộp", _INT),
    Column("on_time", "Đúng hạn", _INT),
    Column("excused", "Được miễn", _INT, spare=True),
    Column("note", "Ghi chú", shown=False),
)


def _who(obligation: Obligation, organizations: Organizations) -> str:
    """Return who is to hand something in: kinds, blocs, below whom."""
    within = organizations.by_id.get(obligation.within) if obligation.within is not None else None
    who = say_kinds(obligation.kinds)
    who += f", khối {'; '.join(obligation.blocs)}" if obligation.blocs else ""
    return who + (f", thuộc {within.name}" if within else "")


def obligations_table(board: Board, name_document: Callable[[int], str]) -> Table:
    """Return the obligations, each with who owes and how many have sent."""
    rows = []
    for one in board.obligations:
        counted = rates(duty.standing for duty in board.duties if duty.obligation.id == one.id)
        within = board.organizations.by_id.get(one.within) if one.within is not None else None
        rows.append(
            {
                "id": one.id,
                "what": one.what,
                "kind": one.form_kind,
                "period": one.period,
                "due_on": one.due_on,
                "who": _who(one, board.organizations),
                "blocs": "; ".join(one.blocs) or None,
                "organization": within and (within.code or within.name),
                "document": None if one.document is None else name_document(one.document),
                "owed": counted.owed,
                "sent": counted.sent,
                "on_time": counted.on_time,
                "excused": counted.excused,
                "note": one.note,
            }
        )
    notes = [] if rows else _notes(board)
    return Table("viec-phai-nop", "Việc phải nộp", OBLIGATION_COLUMNS, rows, notes=notes)


STANDING_COLUMNS = (
    Column("code", "Mã", _ID),
    Column("name", "Đơn vị"),
    Column("bloc", "Khối", shown=False),
    Column("state", "Tình hình"),
    Column("first_on", "Ngày nhận đủ", _DATE),
    Column("last_on", "Nhận lần cuối", _DATE, spare=True),
    Column("days_late", "Muộn (ngày)", _INT, shown=False),
    Column("open_errors", "Lỗi chưa sửa", _INT, shown=False),
    Column("missing_parts", "Còn thiếu chi bộ", shown=False),
    Column("ways", "Cách nộp", spare=True),
    Column("rounds", "Đã nhắc", _INT, shown=False),
)


def obligation_table(board: Board, obligation: Obligation, document: str | None) -> Table:
    """Return one obligation with every organisation that owes it."""
    rows = [
        {
            "code": duty.organization.code,
            "name": board.names[duty.organization.id],
            "bloc": duty.bloc,
            "state": _toned(duty),
            "first_on": duty.standing.first_on,
            "last_on": duty.standing.last_on,
            "days_late": max(0, duty.standing.days) if duty.standing.days is not None else None,
            "open_errors": duty.standing.errors,
            "missing_parts": "; ".join(duty.missing_parts) or None,
            "ways": "; ".join(duty.ways) or None,
            "rounds": duty.round,
        }
        for duty in board.duties
    ]
    counted = rates(duty.standing for duty in board.duties)
    due = f"hạn {say_date(obligation.due_on)}" if obligation.due_on else "không ghi hạn"
    blocs = f", khối {'; '.join(obligation.blocs)}" if obligation.blocs else ""
    notes = [
        f"Kỳ: {say_period(obligation.period)}; {due}. Nơi phải nộp: {say_kinds(obligation.kinds)}{blocs}.",
        f"Phải nộp {counted.owed}; đã nộp {counted.sent}; đúng hạn {counted.on_time}; được miễn {counted.excused}.",
    ]
    notes += [f"Theo {document}."] if document else []
    notes += [f"Ghi chú: {obligation.note}"] if obligation.note else []
    return Table("viec", f"{obligation.what} (việc số {obligation.id})", STANDING_COLUMNS, rows, notes=notes)
