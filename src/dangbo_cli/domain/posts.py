"""A cell of posts that does not say of what: which are the Party's, which of mass organisations, which of one's work, and
which are held no more («Bí thư chi bộ, Giám đốc», «Phó Bí thư Đoàn», «nguyên Trưởng phòng», «Nghỉ hưu»)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dangbo_cli.domain.positions import PLAIN_MEMBER, HeldPosition, parse_party_position, split_parts
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import canonical_tone, clean, fold


class Posts(NamedTuple):
    """The posts of one cell: those of the Party, the others as typed, and whether some of it is held no more (what is
    «nguyên Trưởng phòng» beside another post stays with it, as typed)."""

    party: tuple[HeldPosition, ...] = ()
    government: str = ""
    union: str = ""
    ended: bool = False


_PLACE = r"(?:so|ban|phong|co quan|benh vien|truong|trung tam|cong ty|chi nhanh|chi cuc|cuc)\b.*"
_HEAD = (
    r"(?:pho )?(?:bi thu|chu tich)|p?bt"
    r"|uy vien(?: (?:ban chap hanh|bch|ban thuong vu|btv|ubkt|uy ban kiem tra))?|uv ?(?:bch|btv|ubkt)"
)
_VETERANS = r"(?:ccb|cuu chien binh|phu nu|lhpn|lien hiep phu nu|nong dan|chu thap do)"
_OF_UNION = rare(
    rf"(?:(?:{_HEAD}) (?:bch |ban chap hanh )?"
    r"(?:chi doan|doan(?: (?:thanh nien|tn|tncs|tncs ho chi minh|thanh nien cong san ho chi minh))?|cong doan)"
    rf"(?: (?:co so|co quan|bo phan))?(?: {_PLACE})?"
    rf"|(?:pho )?(?:chu tich|truong|pho)? ?chi hoi\b.*|(?:uy vien|uv) ?(?:ban chap hanh|bch) (?:chi )?hoi {_VETERANS}"
    rf"|(?:pho )?chu tich (?:hoi )?{_VETERANS} {_PLACE}"
    rf"|(?:pho )?(?:to truong|to pho) (?:to )?(?:cong doan|nu cong)|(?:pho )?(?:truong )?ban nu cong(?: {_PLACE})?)"
)
_UNION_SIGN = re.compile(r"oàn|doan|hội|hoi|nữ công|nu cong|ccb|cựu chiến", re.IGNORECASE)
#: Without any of these no post is one that was.
_ENDED_SIGN = re.compile(r"nguy|t[ừu]ng|th[ôo]i|c[ựu]u|h[ưu]u|chế độ|\(|\d{4}", re.IGNORECASE)
_DATE = r"(?:\d{1,2}[/.-]){0,2}"
_NO_MORE = rare(
    r"(?:nguyên|từng|đã thôi|thôi giữ|cựu(?! chiến)|nguyen(?= (?:bi thu|pho|truong|giam doc|chu tich|uy vien)))\s.+"
    r"|.+\((?:cũ|trước đây|đã thôi|nguyên|đã nghỉ|nghỉ hưu|đã nghỉ hưu)\)"
)
_RETIRED = rare(
    r"(?:đã |đang )?(?:hưu|nghỉ hưu|về hưu|hưu trí|nghỉ hưu trí|nghỉ chế độ)|(?:cán bộ|cb) (?:nghỉ )?hưu(?: trí)?"
)
_UNTIL = rare(
    rf".+?(?:\d{{4}}\s*(?:[-–]|đến|tới)|\((?:đến|tới|hết)\b)\s*(?:hết |tháng |năm |ngày )*{_DATE}(?P<year>\d{{4}})\s*\)?"
)


@lru_cache(maxsize=4096)
def is_ended(post: str, year: int) -> bool:
    """Tell whether a text is of a post that was held before `year` and is no more, or of no post at all («Nghỉ hưu»)."""
    if _ENDED_SIGN.search(post) is None:  # most posts
        return False
    words = canonical_tone(clean(post)).casefold().strip(" .")
    if _RETIRED.fullmatch(words) or _NO_MORE.fullmatch(words):
        return True
    until = _UNTIL.fullmatch(words) if words.strip(" )")[-4:].isdecimal() else None
    return until is not None and int(until["year"]) < year


@lru_cache(maxsize=2048)
def of_union_only(title: str) -> bool:
    """Tell whether all posts of a text are of the Youth Union, the trade union or another mass organisation of the place of
    work («Phó Bí thư Đoàn», «Chi hội trưởng CCB»), held beside one's work. Those of a province, a district or a commune are
    somebody's work, and none of these."""
    if _UNION_SIGN.search(title) is None:
        return False
    parts = [fold(part).strip(" .()") for part in split_parts(title)]
    return any(parts) and all(_OF_UNION.fullmatch(part) for part in parts if part)


@lru_cache(maxsize=8192)
def sort_posts(raw: str, year: int) -> Posts:
    """Sort the posts of a cell that are held in `year`. Where all are of one's work, or only «Đảng viên» stands beside
    them, they are kept as typed."""
    read = [(part, parse_party_position(part)[0]) for part in split_parts(raw) if part]
    held = [position for _, positions in read for position in positions if position.label != PLAIN_MEMBER]
    others = [part for part, positions in read if not positions]
    unions = [part for part in others if of_union_only(part) and not is_ended(part, year)]
    rest = [part for part in others if part not in unions]
    ended = [part for part in rest if is_ended(part, year)]
    if is_ended(raw, year) or (ended and len(ended) == len(rest)):
        rest = []
    party = tuple(dict.fromkeys(held)) if others else ()
    alone = not party and not unions and not ended
    work = raw if alone or (rest and not party and not unions) else ", ".join(rest)
    return Posts(party, work, ", ".join(unions), bool(ended))
