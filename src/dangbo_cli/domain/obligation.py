"""What organisations must hand in, who owes it, and how far each is with it. Pure.

Who owes is computed from who is *expected* on the due day (organisations that exist then, of the kinds and blocs
that the obligation names), never from who sent. Sent and on time are two figures. The first receipt decides whether
something came on time; a later correction does not make it late, and both days are kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dangbo_cli.domain.organization import (
    BRANCH_OF_GRASSROOTS,
    BRANCH_OF_PART,
    EMPOWERED,
    GRASSROOTS_BRANCH,
    GRASSROOTS_COMMITTEE,
    KINDS,
    PART_COMMITTEE,
    normal_bloc,
    parse_kind,
)
from dangbo_cli.domain.partial_dates import latest
from dangbo_cli.domain.period import period_end, say_period
from dangbo_cli.vietnamese.text import clean, count_text, fold

GRASSROOTS = frozenset((EMPOWERED, GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH))
"""«Tổ chức cơ sở đảng»: who owes where an obligation names no kinds."""

_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "to chuc co so dang": (EMPOWERED, GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH),
    "tccsd": (EMPOWERED, GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH),
    "co so": (EMPOWERED, GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH),
    "chi bo": (GRASSROOTS_BRANCH, BRANCH_OF_GRASSROOTS, BRANCH_OF_PART),
    "chi bo truc thuoc": (BRANCH_OF_GRASSROOTS, BRANCH_OF_PART),
    "dang bo": (EMPOWERED, GRASSROOTS_COMMITTEE, PART_COMMITTEE),
    "dang uy": (EMPOWERED, GRASSROOTS_COMMITTEE, PART_COMMITTEE),
}
_BETWEEN = re.compile(r"\s*[;,]\s*")


class Way(StrEnum):
    """How something was handed in, or why it need not be."""

    SHEET = "Bảng tính"
    PAPER = "Bản giấy"
    DONE = "Đơn vị đã xong"  # the clerk says so: nothing more is asked of this unit
    EXCUSED = "Được miễn"


class State(StrEnum):
    """Where a unit stands with an obligation."""

    ON_TIME = "Đúng hạn"
    LATE = "Muộn"
    ERRORS = "Có lỗi chưa sửa"
    PART = "Nộp một phần"
    MISSING = "Chưa nộp"
    EXCUSED = "Được miễn"


SENT = frozenset((State.ON_TIME, State.LATE, State.ERRORS))
OWING = frozenset((State.ERRORS, State.PART, State.MISSING))


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something to hand in: `kinds` and `blocs` of the organisations that owe it (no kinds: grassroots
    organisations; no blocs: all), at `within` or below it. `period` is «2022», «2022-Q1» or «2022-H1»; `due_on` ISO."""

    id: int
    what: str
    period: str
    due_on: str | None = None
    form_kind: str | None = None
    kinds: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    within: int | None = None
    document: int | None = None
    note: str | None = None

    @property
    def day(self) -> date:
        """The day on which organisations are expected to hand it in: the due day, else the end of its period."""
        return latest(self.due_on) if self.due_on else period_end(self.period)

    @property
    def title(self) -> str:
        """What it is with its period, as a sentence names it: «Đăng ký mô hình, năm 2022»."""
        period = say_period(self.period)
        told = fold(period) in fold(self.what) or (len(self.period) == 4 and self.period in self.what)
        return self.what if told else f"{self.what}, {period}"


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation on the day asked about; `exists` is False before its founding and after its end."""

    id: int
    parent: int | None
    kind: str | None
    bloc: str | None
    exists: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """One thing received (or said) of an organisation. `received_on` is ISO; `errors` are those still open in it."""

    organization: int
    way: Way
    received_on: str | None = None
    reason: str | None = None
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a unit is. `days` is how many days late (or overdue; negative: days left; None: no due day);
    `first_on` when all of it had first come, `last_on` the newest receipt; `parts` counts the branches that sent
    of those expected, where the unit itself has not."""

    state: State
    days: int | None = None
    errors: int = 0
    first_on: str | None = None
    last_on: str | None = None
    reason: str | None = None
    parts: tuple[int, int] | None = None
    done: bool = False

    @property
    def sent(self) -> bool:
        """Everything has come, on time or not."""
        return self.state in SENT

    @property
    def on_time(self) -> bool:
        """Everything had come by the due day (whatever errors it has)."""
        return self.sent and (self.days is None or self.days <= 0)

    @property
    def owing(self) -> bool:
        """Something is still to come: all of it, a part, or the mended sheet."""
        return self.state in OWING

    @property
    def words(self) -> str:
        """The standing as it is read: «Muộn 5 ngày», «Chưa nộp, quá hạn 12 ngày», «Được miễn: mới thành lập»."""
        late = f"muộn {count_text(self.days)} ngày" if self.days is not None and self.days > 0 else ""
        match self.state:
            case State.EXCUSED:
                return f"{State.EXCUSED}: {self.reason}" if self.reason else State.EXCUSED.value
            case State.LATE:
                return late[:1].upper() + late[1:]
            case State.ERRORS:
                return ", ".join(part for part in (f"Còn {self.errors} lỗi chưa sửa", late) if part)
            case State.PART | State.MISSING:
                base = State.MISSING.value
                if self.parts is not None:
                    base = f"Mới nộp {self.parts[0]}/{self.parts[1]} chi bộ"
                return f"{base}, {self._deadline()}" if self.days is not None else base
        return self.state.value

    def _deadline(self) -> str:
        assert self.days is not None
        if self.days > 0:
            return f"quá hạn {count_text(self.days)} ngày"
        return "hết hạn hôm nay" if self.days == 0 else f"còn {-self.days} ngày"


@dataclass(frozen=True, slots=True)
class Rates:
    """Units that owe, those excused, sent and on time: two figures (of those who owe)."""

    expected: int = 0
    excused: int = 0
    sent: int = 0
    on_time: int = 0
    part: int = 0
    missing: int = 0
    errors: int = 0

    @property
    def owed(self) -> int:
        """Units that must hand in: expected and not excused."""
        return self.expected - self.excused

    @property
    def sent_percent(self) -> float | None:
        return _percent(self.sent, self.owed)

    @property
    def on_time_percent(self) -> float | None:
        return _percent(self.on_time, self.owed)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def rates(standings: Iterable[Standing]) -> Rates:
    """Count standings. An error still open counts beside sent, never instead of it."""
    found = list(standings)

    def count(*states: State) -> int:
        return sum(1 for one in found if one.state in states)

    return Rates(
        expected=len(found),
        excused=count(State.EXCUSED),
        sent=sum(one.sent for one in found),
        on_time=sum(one.on_time for one in found),
        part=count(State.PART),
        missing=count(State.MISSING),
        errors=sum(1 for one in found if one.errors),
    )


def expected_units(obligation: Obligation, units: Collection[Unit]) -> list[Unit]:
    """Return who owes, of the organisations as they are on `obligation.day`.

    Where no kinds are named: the topmost grassroots organisations; where no kind is stated at all, an organisation
    directly below a root counts as one.
    """
    by_id = {unit.id: unit for unit in units}
    upper = {unit.id: above(unit, by_id) for unit in units}

    def owes(unit: Unit) -> bool:
        if not unit.exists:
            return False
        if obligation.within is not None and obligation.within not in (unit.id, *upper[unit.id]):
            return False
        if obligation.blocs and _bloc(unit, upper[unit.id], by_id) not in obligation.blocs:
            return False
        if obligation.kinds:
            if set(obligation.kinds) == GRASSROOTS:
                return _is_grassroots(unit, upper[unit.id], by_id)
            return unit.kind in obligation.kinds
        return _is_grassroots(unit, upper[unit.id], by_id)

    return [unit for unit in units if owes(unit)]


def above(unit: Unit, by_id: Mapping[int, Unit]) -> tuple[int, ...]:
    """Return the organisations above one, the nearest first."""
    found: list[int] = []
    parent = unit.parent
    while parent is not None and parent in by_id and parent not in found and parent != unit.id:
        found.append(parent)
        parent = by_id[parent].parent
    return tuple(found)


def _is_grassroots(unit: Unit, above: Sequence[int], by_id: Mapping[int, Unit]) -> bool:
    if any(by_id[number].kind in GRASSROOTS for number in above):
        return False
    return unit.kind in GRASSROOTS or (unit.kind is None and len(above) == 1)


def _bloc(unit: Unit, above: Sequence[int], by_id: Mapping[int, Unit]) -> str | None:
    """Return the bloc of an organisation: its own, else that of the nearest above it."""
    own = unit.bloc or next((by_id[number].bloc for number in above if by_id[number].bloc), None)
    return normal_bloc(own) if own else None


def standing(
    obligation: Obligation, unit: int, receipts: Sequence[Receipt], today: date, branches: Collection[int] = ()
) -> Standing:
    """Return where a unit stands. `receipts` are those of the unit and of what is below it; `branches` the branches
    (chi bộ) below it that exist on the due day: where the unit itself sent nothing, all of them together stand for it.
    """
    own = [one for one in receipts if one.organization == unit]
    due = latest(obligation.due_on) if obligation.due_on else None
    done = any(one.way is Way.DONE for one in own)
    came = [one for one in receipts if one.way in (Way.SHEET, Way.PAPER)]
    errors = 0 if done else sum(one.errors for one in came)
    days_received = sorted(one.received_on for one in receipts if one.received_on and one.way is not Way.EXCUSED)
    last = days_received[-1] if days_received else None
    whole = _whole_on(own, [one for one in came if one.organization != unit], branches)
    if whole is not None:
        days = (latest(whole) - due).days if due is not None else None
        if errors:
            state = State.ERRORS
        else:
            state = State.LATE if days is not None and days > 0 else State.ON_TIME
        return Standing(state, days, errors, whole, last, done=done)
    excused = next((one for one in own if one.way is Way.EXCUSED), None)
    if excused is not None:
        return Standing(State.EXCUSED, reason=excused.reason)
    days = (today - due).days if due is not None else None
    sent = {one.organization for one in came} & set(branches)
    if sent or came:
        return Standing(State.PART, days, errors, None, last, parts=(len(sent), len(branches)))
    return Standing(State.MISSING, days)


def _whole_on(own: Sequence[Receipt], parts: Sequence[Receipt], branches: Collection[int]) -> str | None:
    """Return the day by which all of it had come: the unit's own first receipt, else the last branch's first."""
    first = min((one.received_on for one in own if one.received_on and one.way is not Way.EXCUSED), default=None)
    if first is not None:
        return first
    firsts: dict[int, str] = {}
    for one in parts:
        if one.received_on and one.organization in branches:
            firsts[one.organization] = min(one.received_on, firsts.get(one.organization, one.received_on))
    if branches and len(firsts) == len(set(branches)):
        return max(firsts.values())
    return None


# --- what a clerk types


def read_kinds(text: str) -> tuple[str, ...]:
    """Read «đảng bộ cơ sở; chi bộ cơ sở», «tổ chức cơ sở đảng», «chi bộ» into kinds of the closed list.

    Raises ValueError with the reason.
    """
    found: list[str] = []
    for part in _BETWEEN.split(clean(text)):
        if not part:
            continue
        several = _SEVERAL.get(" ".join(fold(part).split()))
        kind = None if several else parse_kind(part)[0]
        if several is None and kind not in KINDS:
            raise ValueError(f"«{part}» không phải là một loại hình tổ chức đảng; các loại hình: {', '.join(KINDS)}.")
        found.extend(several or (str(kind),))
    return tuple(dict.fromkeys(found))


def read_blocs(text: str) -> tuple[str, ...]:
    """Read blocs parted by «;» (a bloc's own name may hold a comma)."""
    return tuple(dict.fromkeys(normal_bloc(part) for part in text.split(";") if clean(part)))


def say_kinds(kinds: Sequence[str]) -> str:
    """Return kinds as they are read; those of «tổ chức cơ sở đảng» by that name."""
    if not kinds or set(kinds) == GRASSROOTS:
        return "Tổ chức cơ sở đảng"
    return "; ".join(kinds)
