"""Headings of rating columns: whose rating, and of which year.

A rating column that does not say whose it is holds the proposed level; decided needs a heading that says so.
Ratings by the authorities, by mass organisations, of health or of studies are not the Party's and are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_RATING = re.compile(
    r"\b(?:xep loai|xeploai|xl|cbxeploai|duxeploai|"
    r"danh gia chat luong|ket qua danh gia|danh gia xep loai|phan loai (?:dang vien|chat luong)|"
    r"muc xep loai|phan tich chat luong|ket qua phan loai|muc(?: do)? hoan thanh nhiem vu)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:chinh quyen|chuyen mon|cong chuc|vien chuc|can bo|vc|cc|ccvc|cbccvc|cbcc|lao dong|nld|"
    r"doan (?:truong|vien|the|thanh nien)|cong doan|suc khoe|"
    r"tot nghiep|hoc luc|hanh kiem|bang|van bang|thi dua|to chuc dang|chi bo dat|ly do|quy (?:i{1,3}|iv|\d)|thang \d+|"
    r"(?:0?6|sau) thang (?:dau|cuoi)|giua nam|nam (?:truoc|ngoai|kia)|cung ky)\b"
)
_SELF = re.compile(r"\b(?:tu (?:xep|danh gia|nhan|phan)|ca nhan|dang vien tu)\b")
_DECIDED = re.compile(r"\b(?:quyet dinh|cap co tham quyen|cap tren|cong nhan|duyet|dang uy|duxeploai|btv|dang bo)\b")
_SAYS_PROPOSED = re.compile(r"\b(?:de nghi|de xuat|du kien)\b")
_PROPOSED = re.compile(r"\b(?:de nghi|de xuat|chi bo|chi uy|cbxeploai|du kien)\b")
#: Parents that only gather columns: «Thông tin cá nhân» does not say that a rating under it is one's own.
_GATHERS = re.compile(r"\b(?:thong tin|so yeu|ly lich|ho so|trich ngang)\b")
#: Under such a parent stand the criteria of a rating, not its level.
_CRITERIA = re.compile(r"\btieu chi\b")
#: A decision named by its number and day: the day is not the year rated.
_DECISION = re.compile(
    r"\b(?:quyet dinh|qd)(?: so)?(?: \d+ qd(?: [a-z]{2,8})?)?(?: ngay \d{1,2}(?: thang)? \d{1,2}(?: nam)? \d{4})?\b"
)
_HOW_WRITTEN = re.compile(r"\b(?:ghi )?bang (?:chu|so)\b")
_YEAR = re.compile(r"\b(?:nam )?((?:19|20)\d\d)\b")
_NOT_THE_LEVEL = re.compile(r"\b(?:so|ngay|can cu|diem|ghi chu)\b")

_TICKS = {
    "xuat sac": "Hoàn thành xuất sắc nhiệm vụ",
    "tot": "Hoàn thành tốt nhiệm vụ",
    "hoan thanh": "Hoàn thành nhiệm vụ",
    "khong hoan thanh": "Không hoàn thành nhiệm vụ",
    "htxsnv": "Hoàn thành xuất sắc nhiệm vụ",
    "htxs": "Hoàn thành xuất sắc nhiệm vụ",
    "httnv": "Hoàn thành tốt nhiệm vụ",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htnv": "Hoàn thành nhiệm vụ",
    "ht": "Hoàn thành nhiệm vụ",
    "kht": "Không hoàn thành nhiệm vụ",
    "khtnv": "Không hoàn thành nhiệm vụ",
    "hoan thanh xuat sac nhiem vu": "Hoàn thành xuất sắc nhiệm vụ",
    "hoan thanh xuat sac": "Hoàn thành xuất sắc nhiệm vụ",
    "hoan thanh xsnv": "Hoàn thành xuất sắc nhiệm vụ",
    "hoan thanh tot nhiem vu": "Hoàn thành tốt nhiệm vụ",
    "hoan thanh tot": "Hoàn thành tốt nhiệm vụ",
    "hoan thanh tnv": "Hoàn thành tốt nhiệm vụ",
    "hoan thanh nhiem vu": "Hoàn thành nhiệm vụ",
    "hoan thanh nv": "Hoàn thành nhiệm vụ",
    "khong hoan thanh nhiem vu": "Không hoàn thành nhiệm vụ",
    "khong htnv": "Không hoàn thành nhiệm vụ",
    "khong hoan thanh nv": "Không hoàn thành nhiệm vụ",
    "khong ht": "Không hoàn thành nhiệm vụ",
    "xs": "Hoàn thành xuất sắc nhiệm vụ",
    "chua xep loai": "Chưa xếp loại",
    "chua danh gia": "Chưa xếp loại",
    "khong xep loai": "Không thuộc diện xếp loại",
    "khong phan loai": "Không thuộc diện xếp loại",
    "khong danh gia": "Không thuộc diện xếp loại",
}
#: Levels whose heading says by itself that it is a rating, even without a parent.
_PLAIN_TICKS = {key for key in _TICKS if "nv" in key or "nhiem vu" in key or key in ("htxs",)}
#: What a letter stands for differs from unit to unit: a tick under one says that somebody was rated, and not how.
_LETTERS = {letter: letter.upper() for letter in "abcde"}
#: Keys that are a rating's heading as a whole; others are recognised by their words.
RATING_KEYS = frozenset(_TICKS)


class RatingHeading(NamedTuple):
    """`stage` is «self», «proposed» or «decided»; `said` tells whether the heading says so; `year` is None
    where the heading states none; `rank` orders columns that claim one stage (the higher level wins). `tick` is the level
    that a tick stands for, or the letter of a tick column whose level is not `listed`."""

    stage: str
    said: bool
    year: str | None
    tick: str | None = None
    rank: int = 0
    listed: bool = True


@lru_cache(maxsize=1 << 12)
def names_rating(key: str) -> bool:
    """Tell whether a heading key says by its words that a column is of ratings («xep loai nam 2022»)."""
    return _RATING.search(key) is not None


def says_proposed(key: str) -> bool:
    """Tell whether a heading key says that its level is the proposed one."""
    return _SAYS_PROPOSED.search(key) is not None


def level_behind(key: str) -> tuple[str, str] | None:
    """Return the words of a group of levels and the level that stands behind them in one heading key («quyet dinh xep loai
    htxs»); None where none does."""
    words = key.split()
    for n in range(1, len(words)):
        group, level = " ".join(words[:n]), _TICKS.get(" ".join(words[n:]))
        if level is not None and names_rating(group):
            return group, level
    return None


def year_of_heading(key: str) -> str | None:
    """Return the one year that a heading key states, None where it states none or several."""
    years = set(_YEAR.findall(key))
    return years.pop() if len(years) == 1 else None


def read_rating_heading(keys: tuple[str, ...], hint: str = "") -> RatingHeading | None:
    """Return what a rating column's heading says, or None where it is not one.

    `keys` are folded heading keys from the outermost parent to the child; `hint` is what their brackets say, which may
    tell whose rating it is and of which year («Xếp loại (tự nhận)»).
    """
    keys = tuple(_DECISION.sub("quyet dinh", key) for key in keys)
    keys = (*(key for key in keys[:-1] if not _GATHERS.search(key)), keys[-1])
    hint = _HOW_WRITTEN.sub("", _DECISION.sub("quyet dinh", hint))
    child, parents = keys[-1], keys[:-1]
    letter = _LETTERS.get(child) if parents else None
    tick = letter or _TICKS.get(child)
    named = " ".join(parents if tick else keys)
    words = f"{named} {hint}"
    whole = " ".join((*keys, hint))
    if any(_CRITERIA.search(key) for key in parents) and child not in _PLAIN_TICKS:
        return None
    if tick and not parents:
        if child not in _PLAIN_TICKS:
            return None
    elif not _RATING.search(named):
        return None
    if _NOT_OURS.search(words) or (not tick and _NOT_THE_LEVEL.search(_RATING.sub(" ", child))):
        return None
    years = set(_YEAR.findall(whole))
    if len(years) > 1:
        return None
    stage, said, rank = "proposed", False, 0
    if _SELF.search(words):
        stage, said = "self", True
    elif says_proposed(words):
        stage, said, rank = "proposed", True, 1
    elif _DECIDED.search(words):
        stage, said = "decided", True
        rank = 2 if "quyet dinh" in words else 1
    elif _PROPOSED.search(words):
        stage, said = "proposed", True
        rank = 0 if "loai chi bo" in words else 2 if "chi bo" in words else 1  # or the branch is what is rated
    return RatingHeading(stage, said, years.pop() if years else None, tick, rank, letter is None)
