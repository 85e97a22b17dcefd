"""Why a command on records is refused: a whole sentence for the clerk, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.vietnamese.text import clean

#: Letters below which nothing is a reason.
_SHORTEST_REASON = 3


class RecordRefused(Exception):
    """A change that is not to be made. `message` says why, `advice` what to do ("" where nothing helps)."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class RecordUnknown(RecordRefused):
    """No person or organisation has this number."""


class FieldRefused(RecordRefused):
    """The name before «=» is no field, or not one that this command writes."""


class ValueRefused(RecordRefused):
    """The text after «=» cannot be kept, by itself or beside the other values; `field` is its key."""

    def __init__(self, field: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.field = field


class NumberTaken(RecordRefused):
    """A number (or a code) that belongs to one alone is another's: the record `owner`."""

    def __init__(self, owner: int, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.owner = owner


class AlreadyKnown(RecordRefused):
    """The person or organisation to be added is in the record already, or may be: `known` are the numbers."""

    def __init__(self, known: tuple[int, ...], message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.known = known


class PlaceRefused(RecordRefused):
    """The organisation named cannot be the one."""


class DayRefused(RecordRefused):
    """The day named cannot be the one."""


class EntryNeeded(RecordRefused):
    """An entry that is not to be removed, for others refer to it."""


def no_such_part(field: str, whose: str, called: str, number: int, known: Sequence[int], seen: str) -> ValueRefused:
    """Return the refusal of a number that no part of an entry has: «… không có chỉ tiêu số 3; có: 1, 2.» `seen` is the
    command that shows the parts («mo-hinh xem 12»)."""
    having = f"; có: {', '.join(map(str, known))}" if known else f", chưa có {called} nào"
    advice = f"Xem từng {called} cùng số của nó: «dangbo {seen}»." if known else ""
    return ValueRefused(field, f"{whose} không có {called} số {number}{having}.", advice)


def required_reason(reason: str | None, field: str) -> str:
    """Return a reason as it is kept. Raises ValueRefused where there is none, or too little of it to be one."""
    said = clean(reason or "")
    if not said:
        raise ValueRefused(field, "Chưa ghi lý do.", 'Thêm --ly-do "…", nêu văn bản hoặc lý do cho phép.')
    if len(said) < _SHORTEST_REASON:
        advice = "Hãy ghi rõ vì sao, hoặc văn bản cho phép."
        raise ValueRefused(field, f"«{said}» quá ngắn, chưa thành một lý do.", advice)
    return said
