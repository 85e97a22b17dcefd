"""Yearly rating: four levels, and the two states that are none.

Names of the levels since 2018 (132-QĐ/TW, 124-QĐ/TW, 366-QĐ/TW). Letters are never mapped: A is the best level
in one system, and A and B are in another. Words of the rules before 2018 are named, not translated.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dangbo_cli.domain.levels import (
    DONE as DONE,
)
from dangbo_cli.domain.levels import (
    EXCELLENT as EXCELLENT,
)
from dangbo_cli.domain.levels import (
    GOOD as GOOD,
)
from dangbo_cli.domain.levels import (
    LEVELS as LEVELS,
)
from dangbo_cli.domain.levels import (
    NOT_DONE as NOT_DONE,
)
from dangbo_cli.domain.levels import (
    NOT_SUBJECT as NOT_SUBJECT,
)
from dangbo_cli.domain.levels import (
    NOT_YET_RATED as NOT_YET_RATED,
)
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_ADVICE = f"Hãy ghi đủ chữ: {', '.join(LEVELS)}; hoặc {NOT_YET_RATED}, {NOT_SUBJECT}."
RATING_LETTER = cause(
    "rating_letter",
    Level.CELL,
    "Xếp loại bằng chữ cái",
    "Chữ «{value}» không cho biết chắc chắn mức xếp loại, vì mỗi nơi quy ước một khác.",
    _ADVICE,
)
RATING_OLD = cause(
    "rating_before_2018",
    Level.CELL,
    "Mức xếp loại theo quy định trước năm 2018",
    "«{value}» là mức xếp loại theo quy định trước năm 2018 ({detail}).",
    _ADVICE,
)
RATING_UNKNOWN = cause(
    "rating_unknown",
    Level.CELL,
    "Không rõ mức xếp loại",
    "«{value}» không phải là một mức xếp loại.",
    _ADVICE,
)

REASON_BESIDE_LEVEL = cause(
    "reason_beside_level",
    Level.CELL,
    "Vừa có mức quyết định vừa có lý do không xếp loại",
    "«{value}» không đứng được cùng {detail}.",
    "Đơn vị cho biết được xếp loại hay không được xếp loại; ô này chưa được ghi. Mức đã quyết định trong sổ thì xóa bằng "
    "«dangbo xep-loai sua».",
    unit="Đơn vị cho biết được xếp loại hay không được xếp loại; ô này chưa được ghi.",
    typed="Chỉ ghi một trong hai; xóa cái kia: «quyết định=» hoặc «lý do không xếp loại=».",
)

_NOISE = re.compile(r"[.,;:\-–_/'\"()]+")
_LEAD = re.compile(r"^(?:(?:dang vien|tap the|ca nhan|chi bo|dang bo|xep loai|muc|loai|ket qua|dat|duoc|danh gia)\s+)+")
_WORK = r"(?:\s*(?:nhiem vu|nv|n/v|nhiem cu|nhiem vu duoc giao|cong viec))?"
_LEVEL_WORDS: tuple[tuple[str, str], ...] = (
    (rf"(?:khong|ko|k) (?:hoan thanh|ht){_WORK}|k ?ht ?nv|khong ht ?nv|khtnv|khong htnv|kht|ko htnv", NOT_DONE),
    (rf"(?:hoan thanh|ht)\s*(?:xuat sac|xs|x sac){_WORK}|xuat sac{_WORK}|ht ?xs ?nv|htsx ?nv|htxnv"
     rf"|htxsnv|htsxnv|htxnsv|hxtsnv|htxsvn"
     r"|htxss?nv|ht ?xs|xs ?nv|xs|hoan thanh xs ?nv|hoan thanh nhiem vu xuat sac"
     r"|hoan thanh xuat xac nhiem vu|htxs n vu", EXCELLENT),
    (rf"(?:hoan thanh|ht)\s*(?:tot|t){_WORK}|tot{_WORK}|ht ?t ?nv|htt+nv|httnv|htt|hoan thanh t ?nv|tnv"
     rf"|hoan thanh nhiem vu tot"
     r"|htntv|httvn", GOOD),
    (rf"(?:hoan thanh|ht){_WORK}|ht ?nv|htnv|htvn", DONE),
)  # fmt: skip
_PATTERNS = tuple((re.compile(words), label) for words, label in _LEVEL_WORDS)
_NOT_YET = rare(
    r"chua (?:duoc )?(?:xep loai|danh gia|phan loai|danh gia xep loai|xep|co ket qua)|cxl|cdg|chua xl|chua (?:dgxl|dg)"
)
_NOT_RATED = rare(
    r"(?:khong|ko|k) (?:thuoc (?:dien|doi tuong) )?(?:duoc )?(?:danh gia xep loai|danh gia va xep loai"
    r"|xep loai|danh gia|phan loai)"
    r"|khong thuoc dien|kxl|kdg|kpl|khong xl|khong xet|mien xep loai|mien danh gia"
)
_REASONS: tuple[tuple[str, str], ...] = (
    (r"mien(?: cong tac(?: va)?)?(?: sinh hoat| sh| shd)?(?: dang)?|msh", "Miễn công tác và sinh hoạt đảng"),
    (r"(?:bi )?dinh chi(?: sinh hoat)?(?: dang)?", "Đình chỉ sinh hoạt đảng"),
    (r"moi (?:duoc )?(?:ket nap|vao dang)(?: dang)?(?: (?:chua du|duoi) 0?6 thang| (?:(?:tu |ngay |thang |nam )*\d+ ?){1,3})?"
     r"|(?:ket nap )?(?:chua du|duoi) 0?6 thang",
     "Mới kết nạp"),
    (r"moi (?:duoc )?thanh lap(?: (?:chua du|duoi) 0?6 thang)?", "Mới thành lập"),
)  # fmt: skip
_REASON_PATTERNS = tuple((rare(words), reason) for words, reason in _REASONS)
_OLD: tuple[tuple[str, str], ...] = (
    (r"(?:tsvm|trong sach(?: va)? vung manh)(?: tieu bieu)?|tsvm ?tb", "tổ chức đảng trong sạch, vững mạnh"),
    (r"yeu kem|yeu|kem|trung binh|kha|hoan thanh (?:tot )?(?:muc )?trung binh", "mức dùng trước đây"),
    (r"(?:dang vien )?(?:du tu cach|dtc|vi pham tu cach).*", "đủ tư cách hoặc vi phạm tư cách đảng viên"),
)
_OLD_PATTERNS = tuple((re.compile(words), old) for words, old in _OLD)
_APART = rare(r"\s*[(\[:\-–,;]\s*|[\s,;:]+(?P<why>do|vì|bởi)\s+(?=\S)", re.IGNORECASE)

_BEFORE = rare(r"\s*[(\[:\-–,;]\s*|\s+nên\s+", re.IGNORECASE)
#: What makes words before «chưa xếp loại» no reason: a day, a time, a word that turns them round.
_OF_OTHER = rare(r"\d|\b(?:nam|quy|thang|ky|khong|chua|da|se|truoc|tru)\b")


@lru_cache(maxsize=2048, typed=True)
def split_rating(raw: object) -> tuple[str | None, str | None, Finding | None]:
    """Read a rating as (label, reason, finding); a reason belongs to «Không thuộc diện xếp loại» alone."""
    if not isinstance(raw, str):
        return None, None, Finding(RATING_UNKNOWN)
    text = " ".join(_NOISE.sub(" ", fold(raw)).split())
    if re.fullmatch(r"(?:loai |muc )?[a-e]", text):
        return None, None, Finding(RATING_LETTER)
    for pattern, old in _OLD_PATTERNS:
        if pattern.fullmatch(text):
            return None, None, Finding(RATING_OLD, old)
    bare = _LEAD.sub("", text)
    for word in (text, bare):
        label, reason = _one(word)
        if label:
            return label, reason, None
    parted = _parted(raw.strip()) or _said_after(raw.strip())
    if parted is not None:
        label, said = parted
        again, reason = _one(" ".join(_NOISE.sub(" ", fold(said)).split()))
        if label in (NOT_SUBJECT, NOT_YET_RATED):
            return NOT_SUBJECT if reason else label, reason or said, None
        if again == label:  # «Hoàn thành tốt nhiệm vụ (HTTNV)»: the bracket repeats the level
            return label, None, None
    for pattern, old in _OLD_PATTERNS:
        if pattern.fullmatch(bare):
            return None, None, Finding(RATING_OLD, old)
    return None, None, Finding(RATING_UNKNOWN)


def _parted(text: str) -> tuple[str, str] | None:
    """Part a level from what is said beside it, where the longest text before a bracket, a mark or a «do» is a level: in
    «Không đánh giá, xếp loại do nghỉ ốm» the comma parts nothing."""
    for found in reversed(list(_APART.finditer(text))):
        label, own = _one(" ".join(_NOISE.sub(" ", fold(text[: found.start()])).split()))
        said = re.sub(r"^(?:do|vì)\s+", "", text[found.end() :], flags=re.IGNORECASE)
        for one, other in ("()", "[]"):
            if said.endswith(other) and said.count(other) > said.count(one):
                said = said[:-1].strip()
        if label and said and own and not found["why"] and _says_none(said):  # «Mới kết nạp, không xếp loại»
            return label, own
        if label and said:
            return None if own and found["why"] else (label, said)
    return None


def _says_none(text: str) -> str | None:
    """Return «Không thuộc diện xếp loại» or «Chưa xếp loại» where a text says just that."""
    label, own = _one(" ".join(_NOISE.sub(" ", fold(text)).split()))
    return label if label in (NOT_SUBJECT, NOT_YET_RATED) and own is None else None


def _said_after(text: str) -> tuple[str, str] | None:
    """Part a reason from what is said after it: «Mới chuyển đến, chưa xếp loại». A level, another time before it are
    none."""
    for found in _BEFORE.finditer(text):
        why, label = text[: found.start()].strip(), _says_none(text[found.end() :])
        if label is not None and why and _OF_OTHER.search(fold(why)) is None:
            level, _, finding = split_rating(why)
            return (label, why) if level is None and finding == Finding(RATING_UNKNOWN) else None
    return None


def _one(text: str) -> tuple[str | None, str | None]:
    for pattern, label in _PATTERNS:
        if pattern.fullmatch(text):
            return label, None
    if _NOT_YET.fullmatch(text):
        return NOT_YET_RATED, None
    if _NOT_RATED.fullmatch(text):
        return NOT_SUBJECT, None
    for pattern, reason in _REASON_PATTERNS:
        if pattern.fullmatch(text):
            return NOT_SUBJECT, reason
    return None, None


def parse_level(raw: object) -> tuple[str | None, Finding | None]:
    """Read a rating as its label: one of the four levels, «Chưa xếp loại», «Không thuộc diện xếp loại»."""
    label, _, finding = split_rating(raw)
    return label, finding
