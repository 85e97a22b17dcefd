"""Which value wins: from matched rows to changes (docs/thiet-ke.md, «The newer sheet»).

An empty cell never erases. Name, birth, gender, numbers and admission only fill or refine, otherwise the
cell is set aside with both values. Other fields take the newer sheet. What was emptied or ended is filled again by
a newer sheet alone. Two files of one call that disagree: the later title date wins where both have one, otherwise
neither. Equal after canonical form is unchanged, the first spelling is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Generic, NamedTuple, TypeVar

from dangbo_cli.domain.agreement import IDENTITY as IDENTITY
from dangbo_cli.domain.agreement import canonical, is_date, sharpens
from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Choice, Level, cause

DIFFERS_FROM_RECORD = cause(
    "differs_from_record",
    Level.CELL,
    "Khác với sổ",
    "{detail} ở bảng là «{value}».",
    "Trường này không tự đổi; đơn vị kiểm tra lại, hoặc sửa tay trong sổ.",
    unit="Đơn vị kiểm tra lại theo hồ sơ; nếu sổ sai thì báo lại.",
)
TWO_SHEETS_DIFFER = cause(
    "two_sheets_differ",
    Level.CELL,
    "Hai bảng cùng lúc ghi khác nhau",
    "{detail}, ô này ghi «{value}».",
    "Hỏi đơn vị giá trị nào đúng; cả hai ô đều chưa được ghi vào sổ.",
    unit="Đơn vị cho biết giá trị nào đúng; cả hai ô đều chưa được ghi vào sổ.",
)

#: The answers where a unit typed something else over what it was sent.
TAKE_SHEET = Choice("theo-bang", "Sửa sổ theo bảng đơn vị gửi về")
KEEP_RECORD = Choice("giu-so", "Giữ như trong sổ")

Order = tuple[str, int]
T = TypeVar("T")


class Offer(NamedTuple, Generic[T]):
    """One value that one cell offers, with how new its sheet is and its file."""

    value: T
    source: int
    cell: str
    order: Order
    dated: str | None
    path: str = ""

    def place(self, other: Offer[T]) -> str:
        """What to call the place in a sentence about another offer: its file by name, with its folder where both files
        are called alike."""
        if not self.path:
            return "bảng khác"
        mine, its = (PurePath(one.path.replace("\\", "/")) for one in (self, other))
        name = mine.name if mine.name != its.name or mine == its else "/".join(mine.parts[-2:])
        return f"tệp «{name}», ô {self.cell}"


@dataclass(frozen=True, slots=True)
class Decision(Generic[T]):
    """The offer that wins (None: nothing is to be written), the offers set aside with a cause and detail, and the one
    that differs from the record and does not win because its sheet is older; `held` says what the record has then."""

    winner: Offer[T] | None
    aside: tuple[tuple[Offer[T], str, str], ...] = ()
    older: Offer[T] | None = None
    held: str = ""


def show(key: str, value: object) -> str:
    """Return a value as the clerk reads it."""
    if isinstance(value, str) and is_date(key):
        return format_date(value)
    return str(value)


#: What the record says where nothing stands, though something did.
EMPTIED = "{} trong sổ đã được xóa, nay để trống"


def decide_identity(
    key: str, label: str, stored: Scalar, offers: Sequence[Offer[Scalar]], written: Callable[[], Order | None]
) -> Decision[Scalar]:
    """Decide a field that only fills or refines; `written` tells how new it is that nothing is stored."""
    aside: list[tuple[Offer[Scalar], str, str]] = []
    best: Offer[Scalar] | None = None
    fitting: list[Offer[Scalar]] = []
    for offer in offers:
        if (
            stored is None
            or canonical(key, stored) == canonical(key, offer.value)
            or sharpens(key, stored, offer.value)
        ):
            fitting.append(offer)
        elif not sharpens(key, offer.value, stored):
            aside.append((offer, DIFFERS_FROM_RECORD, f"{label} trong sổ là «{show(key, stored)}»,"))
    for offer in fitting:
        if best is None or sharpens(key, best.value, offer.value):
            best = offer
    for offer in fitting:
        if best is not None and not _fits(key, offer.value, best.value):
            other = best if offer is not best else offer
            for one in fitting:
                rival = next((o for o in fitting if not _fits(key, o.value, one.value)), other)
                aside.append((one, TWO_SHEETS_DIFFER, f"{label}: {rival.place(one)} ghi «{show(key, rival.value)}»"))
            return Decision(None, tuple(aside))
    if best is None or (stored is not None and canonical(key, stored) == canonical(key, best.value)):
        return Decision(None, tuple(aside))
    if stored is None and (last := written()) is not None and max(offer.order for offer in fitting) < last:
        return Decision(None, tuple(aside), best, EMPTIED.format(label))
    return Decision(best, tuple(aside))


def _fits(key: str, one: Scalar, other: Scalar) -> bool:
    return canonical(key, one) == canonical(key, other) or sharpens(key, one, other) or sharpens(key, other, one)


def decide_newer(
    key: str,
    label: str,
    stored: T | None,
    offers: Sequence[Offer[T]],
    written: Callable[[], Order | None],
    shown: Callable[[T], str] | None = None,
) -> Decision[T]:
    """Decide a field that takes the newer sheet; `written` tells how new the stored value's sheet was, or how new it is that
    nothing is stored."""
    if not offers:
        return Decision(None)
    if stored is None and len(offers) == 1 and written() is None:  # nearly always so in a first import
        return Decision(offers[0])
    first: dict[Hashable, Offer[T]] = {}
    for offer in offers:
        first.setdefault(canonical(key, offer.value), offer)
    if len(first) > 1 and is_date(key):  # «12/1996» beside «30/12/1996» says the same, less exactly
        exact = [one for one in offers if not any(sharpens(key, one.value, other.value) for other in offers)]
        if len(exact) < len(offers):
            return decide_newer(key, label, stored, exact, written, shown)
    winner: Offer[T] | None
    if len(first) == 1:
        winner = offers[0]
        newest = max(offer.order for offer in offers)
    else:
        winner = _latest(key, offers)
        if winner is None:
            text = shown or (lambda value: show(key, value))
            aside = []
            for offer in offers:
                rival = next(o for o in offers if canonical(key, o.value) != canonical(key, offer.value))
                aside.append((offer, TWO_SHEETS_DIFFER, f"{label}: {rival.place(offer)} ghi «{text(rival.value)}»"))
            return Decision(None, tuple(aside))
        newest = winner.order
    if canonical(key, stored) == canonical(key, winner.value) or sharpens(key, winner.value, stored):
        return Decision(None)
    last = written()
    if last is None or newest >= last:
        return Decision(winner)
    if stored is None:
        return Decision(None, older=winner, held=EMPTIED.format(label))
    has = (shown or (lambda value: show(key, value)))(stored)
    return Decision(None, older=winner, held=f"{label} trong sổ là «{has}»")


def _latest(key: str, offers: Sequence[Offer[T]]) -> Offer[T] | None:
    """Return the offer of the later title date where all have one and the latest agree with one another."""
    if any(offer.dated is None for offer in offers):
        return None
    last = max(offer.dated or "" for offer in offers)
    newest = [offer for offer in offers if offer.dated == last]
    if len({canonical(key, offer.value) for offer in newest}) > 1:
        return None
    return newest[0]
