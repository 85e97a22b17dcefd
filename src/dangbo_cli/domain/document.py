"""Numbers of directing documents. A form that is unusual is told, never refused: it is the document's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.vietnamese.text import clean, fold

NUMBER_ODD = cause(
    "document_number_odd",
    Level.NOTE,
    "Số văn bản viết khác thường",
    "Số «{value}» không viết như số văn bản thường gặp («05-CT/TW», «12-KH/ĐUK», «91/2025/QH15»); vẫn ghi như đã gõ.",
)

#: What the letters of a Party document's number stand for (36-HD/VPTW 2018); «QĐ» is a decision or a regulation.
_KINDS = {
    "BC": "Báo cáo", "CT": "Chỉ thị", "CTr": "Chương trình", "CV": "Công văn", "HD": "Hướng dẫn", "KH": "Kế hoạch",
    "KL": "Kết luận", "NQ": "Nghị quyết", "QC": "Quy chế", "TB": "Thông báo",
}  # fmt: skip
#: «05-CT/TW», «15-CTr/TU», «399-QĐ/TW» of Party bodies (number, hyphen, kind, slash, body); «91/2025/QH15»,
#: «1630/QĐ-TTg» of the State.
_PARTY = re.compile(rf"\d+[a-z]?-(?:[A-ZĐ]{{1,5}}|{'|'.join(_KINDS)})/[A-ZĐƯ][\wĐđ\-./ ]*")
_STATE = re.compile(r"\d+[a-z]?/(?:\d{4}/)?[A-ZĐ][\wĐđ\-]*(?:/[\wĐđ\-]+)*")

#: How much of what stands behind the digits two numbers must share to be nearly one, and how many are named.
_NEAR, _MOST_NEAR = 0.7, 3


def kind_of(number: str) -> str | None:
    """Return «Chỉ thị» of «05-CT/TW», None where the letters say nothing known."""
    found = re.match(r"\d+[a-z]?-([A-ZĐ][A-Za-zĐđ]*)/", clean(number))
    return _KINDS.get(found[1]) if found else None


def looks_like_number(text: str) -> bool:
    """Tell whether a text is written as numbers of documents are."""
    text = clean(text)
    return bool(_PARTY.fullmatch(text) or _STATE.fullmatch(text))


def document_key(number: str) -> str:
    """Return the key by which two spellings of a document's number meet: «Số 05-KH/ĐUK» is «5-KH/ĐUK»."""
    return re.sub(r"[\s.]+", "", re.sub(r"^so\s*:?\s*", "", fold(number))).lstrip("0")


def find_numbered(typed: str, numbers: Mapping[int, str | None]) -> list[int]:
    """Return which documents (by record number, their `numbers`) have a number that was typed: of several spelled
    differently those that are spelled like it."""
    key = document_key(typed)
    found = [one for one, number in numbers.items() if number and document_key(number) == key]
    return [one for one in found if fold(str(numbers[one])) == fold(clean(typed))] or found


def nearly_numbered(typed: str, numbers: Mapping[int, str | None]) -> list[int]:
    """Return the few documents whose number is nearly what was typed: the same digits, with less behind them («5-KH» of
    «05-KH/ĐUK», «kế hoạch 5») or a letter or two that differ."""
    from difflib import SequenceMatcher  # only where a number is unknown

    wanted = _parted(typed)
    if wanted is None:
        return []
    near = []
    for one, number in numbers.items():
        has = _parted(number or "")
        if has is None or has[0] != wanted[0]:
            continue
        if has[1].startswith(wanted[1]) or SequenceMatcher(None, has[1], wanted[1]).ratio() >= _NEAR:
            near.append(one)
    return near[:_MOST_NEAR]


def _parted(number: str) -> tuple[str, str] | None:
    """Return the digits of a number and the letters and digits behind them."""
    found = re.search(r"(\d+)(.*)", document_key(number))
    return None if found is None else (found[1].lstrip("0"), re.sub(r"\W", "", found[2]))
