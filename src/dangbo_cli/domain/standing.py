"""What a sheet says of a member's standing (official, probationary) and activity (active, exempt, …).

Ward offices use letter codes («ĐSH», «MSH», «TT», «KT»); they are read here only, because the same letters
mean other things in other columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from dangbo_cli.domain.change import Entity, RecordChange, Ref
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

STANDING_WORD_UNKNOWN = cause(
    "standing_word_unknown",
    Level.CELL,
    "Không rõ loại đảng viên",
    "«{value}» không cho biết là đảng viên chính thức hay dự bị, đang sinh hoạt hay không.",
    "Hãy ghi: Chính thức, Dự bị, Miễn sinh hoạt, Đình chỉ sinh hoạt …; đã rời đi thì ghi lý do: Từ trần, Chuyển đi, Khai "
    "trừ, Xóa tên …",
)
NOT_YET_MEMBER = cause(
    "not_yet_member",
    Level.CELL,
    "Chưa là đảng viên",
    "«{value}» cho biết người này chưa là đảng viên.",
    "Hãy xem lại người này có thuộc danh sách đảng viên không.",
)


class Standing(NamedTuple):
    """What a cell says: `standing` «official» or «probationary», `activity` «active», «exempt», «suspended»,
    «left» with its `reason`, `stay` «in» or «out» for temporary activity; None where it is silent."""

    standing: str | None = None
    activity: str | None = None
    reason: str | None = None
    stay: str | None = None


MOVED_AWAY, DIED = "Chuyển sinh hoạt đi", "Từ trần"
#: That somebody is no Party member any more, not by which of the ways (`EXCLUDED`).
OUT_OF_PARTY = "Ra khỏi Đảng"
_NO_MORE = "Không còn trong danh sách"
_ACTIVE = Standing(activity="active")
_WORDS: tuple[tuple[str, Standing], ...] = (
    (r"(?:la )?(?:dang vien )?(?:chinh thuc|ct|dvct)|dv chinh thuc|dv ct", Standing("official")),
    (r"(?:la |dang )?(?:dang vien )?(?:du bi|db|dvdb)|dv du bi|dv db|dang xet chinh thuc|cho xet chinh thuc"
     r"|cho cong nhan chinh thuc|chua (?:duoc )?(?:cong nhan )?chinh thuc",
     Standing("probationary")),
    (r"(?:dang|con) (?:sinh hoat|hoat dong)(?: dang)?|dsh|hoat dong|dang quan ly|binh thuong"
     r"|sinh hoat dang|con sinh hoat",
     _ACTIVE),
    (r"(?:dang vien )?(?:duoc )?mien (?:cong tac(?: va|,) )?(?:sinh hoat|sh|shd)(?: dang)?(?: va cong tac)?"
     r"|msh|mien|dien mien sinh hoat"
     r"|mien ct va shd|(?:dang vien )?(?:duoc )?mien cong tac", Standing(activity="exempt")),
    (r"(?:dang vien )?(?:dang )?(?:bi )?dinh chi(?: sinh hoat| sh| shd)?(?: dang)?", Standing(activity="suspended")),
    (r"(?:da )?(?:tu tran|chet|mat|qua doi)|tt|h[iy] sinh", Standing(activity="left", reason=DIED)),
    (r"(?:bi |da )?khai tru(?: khoi dang)?|kt", Standing(activity="left", reason="Khai trừ")),
    (r"(?:bi |da )?xoa ten(?: khoi danh sach dang vien)?|xt", Standing(activity="left", reason="Xóa tên")),
    (r"(?:xin|cho|da xin) ra(?: khoi dang)?|cr|xr", Standing(activity="left", reason="Xin ra khỏi Đảng")),
    (r"(?:da )?(?:ra|roi) khoi dang", Standing(activity="left", reason=OUT_OF_PARTY)),
    (r"(?:da )?chuyen (?:di|ra|sinh hoat|sinh hoat di|sinh hoat dang|di noi khac|don vi"
     r"|cong tac)(?: chinh thuc)?|cdi|da chuyen"
     r"|(?:da )?chuyen (?:(?:sinh hoat|sinh hoat dang) )?(?:di |ra )?(?:ngoai|khoi)(?: dang bo)",
     Standing(activity="left", reason=MOVED_AWAY)),
    (r"khong con (?:trong danh sach|quan ly|sinh hoat)", Standing(activity="left", reason=_NO_MORE)),
    (r"da (?:dua |dua ra |ra |roi )?khoi danh sach(?: dang vien)?|da giam", Standing(activity="left")),
    (r"sinh hoat tam(?: thoi)?(?: den)?|sht|cdt|chuyen den tam|tam den"
     r"|chuyen den tam thoi", Standing(activity="active", stay="in")),
    (r"sinh hoat tam(?: thoi)? di|chuyen di tam(?: thoi)?|tam di"
     r"|sinh hoat tam thoi noi khac", Standing(activity="active", stay="out")),
)  # fmt: skip
#: Why somebody leaves the list, as stored.
LEAVING_REASONS = tuple(dict.fromkeys(one.reason for _, one in _WORDS if one.reason is not None))
#: Of these, the reasons by which she is no Party member any more: to come back she is restored or admitted again.
EXCLUDED = frozenset(("Khai trừ", "Xóa tên", "Xin ra khỏi Đảng", OUT_OF_PARTY))


def is_vaguer(one: str | None, other: str | None) -> bool:
    """Tell whether a reason of leaving says the same as another, only less exactly («Ra khỏi Đảng» beside «Khai trừ»)."""
    if one is None or one == _NO_MORE:
        return other not in (None, one)
    return one == OUT_OF_PARTY and other in EXCLUDED - {one}


_PATTERNS = tuple((rare(words), standing) for words, standing in _WORDS)
_OUTSIDE = re.compile(
    r"(?:cho|sap|chua) ket nap|cam tinh(?: dang)?|quan chung|doan vien|doi tuong(?: dang)?|chua vao dang"
)
_SPLIT = rare(r"\s*(?:[,;/()\n]|\s-\s|\bva\b(?! sinh hoat| cong tac| shd))\s*")


STILL_LISTED = cause(
    "expelled_still_listed",
    Level.NOTE,
    "Kỷ luật ra khỏi Đảng, còn trong danh sách",
    "Mục này chỉ ghi kỷ luật «{value}»; người ấy vẫn còn trong danh sách đảng viên. Đưa ra khỏi danh sách: {detail}.",
)


def way_out(discipline: str, member: str | int) -> str | None:
    """Return the command that takes a member (number or name) off the list for a discipline that puts her out of the
    Party; None for any other."""
    standing, _ = parse_standing(discipline)
    if standing is None or not standing.reason:
        return None
    return f'«dangbo dang-vien dua-ra {member} --ly-do "{standing.reason}" --ngay …»'


@lru_cache(maxsize=1024, typed=True)
def parse_standing(raw: object) -> tuple[Standing | None, Finding | None]:
    """Read a cell such as «Chính thức», «ĐVDB», «Chính thức, miễn sinh hoạt», «MSH»."""
    if not isinstance(raw, str):
        return None, Finding(STANDING_WORD_UNKNOWN)
    text = fold(raw).strip(" .,;:")
    if _OUTSIDE.fullmatch(text):
        return None, Finding(NOT_YET_MEMBER)
    whole = _one(text)
    if whole is not None:
        return whole, None
    merged = Standing()
    for part in _SPLIT.split(text):
        word = part.strip(" .")
        if not word:
            continue
        one = _one(word)
        if one is None:
            return None, Finding(STANDING_WORD_UNKNOWN)
        for mine, other in ((merged.standing, one.standing), (merged.activity, one.activity)):
            if mine and other and mine != other:
                return None, Finding(STANDING_WORD_UNKNOWN)
        merged = Standing(
            merged.standing or one.standing,
            merged.activity or one.activity,
            merged.reason or one.reason,
            merged.stay or one.stay,
        )
    if merged == Standing():
        return None, Finding(STANDING_WORD_UNKNOWN)
    return merged, None


def _one(text: str) -> Standing | None:
    for pattern, standing in _PATTERNS:
        if pattern.fullmatch(text):
            return standing
    return None


def told_to_be(changes: Iterable[RecordChange], activity: str) -> set[Ref]:
    """Return the members of whom changes say that they stand so from now on («left», «active»)."""
    return {
        change.subject_record
        for change in changes
        if change.entity is Entity.MEMBER_ACTIVITY
        and "activity" in change.fields
        and change.fields["activity"].after == activity
    }
