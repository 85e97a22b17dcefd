"""Positions in the Party: «Bí thư», «Phó BTCB», «ĐUV, BTCB» … as the six labels, each with its level.

Abbreviations are read only in columns of Party positions: «ĐV», «CUV» mean other things elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

POSITION_UNKNOWN = cause(
    "party_position_unknown",
    Level.CELL,
    "Không rõ chức vụ Đảng",
    "«{detail}» không phải là một chức vụ Đảng trong danh mục.",
    "Hãy ghi: Bí thư, Phó Bí thư, Ủy viên Ban Thường vụ, Đảng ủy viên, Chi ủy viên hoặc Đảng viên.",
)

SECRETARY = "Bí thư"
DEPUTY_SECRETARY = "Phó Bí thư"
STANDING_COMMITTEE = "Ủy viên Ban Thường vụ"
COMMITTEE = "Đảng ủy viên"
BRANCH_COMMITTEE = "Chi ủy viên"
PLAIN_MEMBER = "Đảng viên"
PARTY_POSITIONS = (SECRETARY, DEPUTY_SECRETARY, STANDING_COMMITTEE, COMMITTEE, BRANCH_COMMITTEE, PLAIN_MEMBER)


class HeldPosition(NamedTuple):
    """A position held: its label, whether the cell says it is of a branch or of a committee above
    (`hint` «branch», «committee», None where it does not say), and the organisation's words, if any."""

    label: str
    hint: str | None = None
    place: str = ""


_BRANCH, _UPPER = "branch", "committee"
# Folded words of a role, longest first where one begins another; hint where the words themselves say it.
_ROLES: tuple[tuple[str, str, str | None], ...] = (
    (r"pho\s+bi\s+thu(?:\s+(?:thuong\s+truc|phu\s+trach))?|pho\s+bt|p\.?\s*bi\s*thu", DEPUTY_SECRETARY, None),
    (r"pbtcb|pbt\s*cb|pho\s+btcb", DEPUTY_SECRETARY, _BRANCH),
    (r"pbt\s*(?:du|db)(?:bp)?|pbtdu(?:bp)?|pho\s+btdu", DEPUTY_SECRETARY, _UPPER),
    (r"pbt(?:tt)?|p\.bt", DEPUTY_SECRETARY, None),
    (r"bi\s+thu", SECRETARY, None),
    (r"btcb|bt\s*cb", SECRETARY, _BRANCH),
    (r"bt\s*(?:du|db)(?:bp)?|btdu(?:bp)?", SECRETARY, _UPPER),
    (r"bt", SECRETARY, None),
    (
        r"(?:uy\s+vien|uv)\s+(?:ban\s+)?thuong\s+vu|uy\s+vien\s+btv|uv\s*btv|uvtv|ubtv",
        STANDING_COMMITTEE,
        _UPPER,
    ),
    (r"(?:uy\s+vien|uv)\s*(?:ban\s+chap\s+hanh|bch)\s+(?:dang\s+bo|dang\s+uy|db|du)", COMMITTEE, _UPPER),
    (r"uv\s*bch\s*db", COMMITTEE, _UPPER),
    (r"(?:uy\s+vien|uv)\s*(?:ban\s+chap\s+hanh|bch)\s+(?:chi\s+bo|cb)", BRANCH_COMMITTEE, _BRANCH),
    (r"dang\s+uy\s+vien|duv(?:\s+dubp)?|(?:uy\s+vien|uv)\s+(?:dang\s+uy|du)", COMMITTEE, _UPPER),
    (r"chi\s+uy\s+vien|cuv|chi\s+uv|(?:uy\s+vien|uv)\s+(?:chi\s+uy|cu)", BRANCH_COMMITTEE, _BRANCH),
    (r"dang\s+vien(?:\s+(?:chinh\s+thuc|du\s+bi))?|dvdb|dvct|dv", PLAIN_MEMBER, None),
)
_PATTERNS = tuple((re.compile(rf"(?:{words})(?![a-z])\.?"), label, hint) for words, label, hint in _ROLES)
_SPLIT = re.compile(r"\s*(?:[,;/+&\n]|\s[-–]\s|\s(?:và|kiêm|đồng thời(?:\s+là)?)\s)\s*", re.IGNORECASE)
_MAY_BE_DATED = re.compile(r"\d")
_DATED = rare(r"\([^()]*\d[^()]*\)|\d{1,2}(?:[/-]\d{1,2})?[/-]\d{4}")
_HIDE = {ord(sign): 0xE000 + ord(sign) for sign in ",;/+&\n -–"}
_SHOW = {hidden: shown for shown, hidden in _HIDE.items()}
#: «Bí thư (từ 01/2020)»: since when it is held.
_SINCE = rare(
    r"\s*\(?\s*\btừ\s+(?:(?:ngày|tháng|năm)\s+)*(?:\d{1,2}[/.-]){0,2}\d{4}(?:\s*(?:đến|-|–)\s*nay)?\s*\)?$",
    re.IGNORECASE,
)
_BRANCH_PLACE = re.compile(r"(?:chi\s+bo|chi\s+uy|cb)(?![a-z])")
_UPPER_PLACE = re.compile(
    r"(?:(?:ban\s+thuong\s+vu|btv|ban\s+chap\s+hanh|bch)\s+)?(?:dang\s+bo|dang\s+uy|db(?:bp)?|du(?:bp)?)(?![a-z])"
)
_LEVEL_ONLY = re.compile(
    r"(?:chi\s+bo|chi\s+uy|cb|dang\s+bo|dang\s+uy|db|du|dubp|dbbp|(?:dang\s+(?:uy|bo)\s+)?bo\s+phan)$"
)
_TERM = re.compile(r"\s*(?:\(?\s*(?:nhiem ky|nk|khoa)\b.*)$")


@lru_cache(maxsize=8192, typed=True)
def parse_party_position(raw: object) -> tuple[list[HeldPosition], Finding | None]:
    """Read one cell, maybe with several roles («ĐUV BTCB», «Bí thư Chi bộ, Đảng ủy viên»).

    Where any part is no Party position the whole cell is left aside and the part named.
    """
    if not isinstance(raw, str):
        return [], Finding(POSITION_UNKNOWN, str(raw))
    held: list[HeldPosition] = []
    for part in split_parts(raw):
        text = (_SINCE.sub("", part) if part[-1:].isdecimal() or part[-1:] == ")" else part).strip(" .()")
        if text and not _read_part(text, held):
            return [], Finding(POSITION_UNKNOWN, text)
    if not held:
        return [], Finding(POSITION_UNKNOWN, clean(raw))
    others = [h for h in held if h.label != PLAIN_MEMBER]
    return list(dict.fromkeys(others or held[:1])), None


def split_parts(raw: str) -> list[str]:
    """Return the posts that a cell lists; a date behind one stays with it («Trưởng phòng (từ 01/3/2022)»)."""
    if not _MAY_BE_DATED.search(raw):
        return [clean(part) for part in _SPLIT.split(raw)]
    whole = _DATED.sub(lambda found: found[0].translate(_HIDE), raw)
    return [clean(part).translate(_SHOW) for part in _SPLIT.split(whole)]


def _read_part(text: str, held: list[HeldPosition]) -> bool:
    """Read the roles of a part without separators, append them; say whether all of it was understood."""
    found_one = False
    rest = text
    while rest:
        folded = fold(rest)
        best: tuple[int, str, str | None] | None = None
        for pattern, label, hint in _PATTERNS:
            found = pattern.match(folded)
            if found and (best is None or found.end() > best[0]):
                best = (found.end(), label, hint)
        if best is None:
            break
        if len(folded) != len(rest):  # folding keeps the length of clean NFC text; else stay careful
            rest = folded
        end, label, hint = best
        rest = rest[end:].strip(" .-–:(")
        held.append(HeldPosition(label, hint))
        found_one = True
    if not rest or _TERM.fullmatch(fold(rest)):
        return found_one
    if not held:
        return False
    folded = fold(rest)
    hint = _BRANCH if _BRANCH_PLACE.match(folded) else _UPPER if _UPPER_PLACE.match(folded) else None
    last = held[-1]
    if hint is None or last.place or last.label == PLAIN_MEMBER:
        return False
    place = "" if _LEVEL_ONLY.fullmatch(folded) else clean(rest).rstrip(")")
    if last.label == STANDING_COMMITTEE or (last.hint and last.hint != hint):
        hint = last.hint
    held[-1] = HeldPosition(last.label, hint, place)
    return True
