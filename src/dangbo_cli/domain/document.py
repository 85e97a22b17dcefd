"""Numbers of directing documents. A form that is unusual is told, never refused: it is the document's own."""

from __future__ import annotations

import re

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


def kind_of(number: str) -> str | None:
    """Return «Chỉ thị» of «05-CT/TW», None where the letters say nothing known."""
    found = re.match(r"\d+[a-z]?-([A-ZĐ][A-Za-zĐđ]*)/", clean(number))
    return _KINDS.get(found[1]) if found else None


def looks_like_number(text: str) -> bool:
    """Tell whether a text is written as numbers of documents are."""
    text = clean(text)
    return bool(_PARTY.fullmatch(text) or _STATE.fullmatch(text))


def document_key(number: str) -> str:
    """Return the key by which two spellings of a document's number meet: «Số 15-KH/ĐUK» is «15-KH/ĐUK»."""
    return re.sub(r"[\s.]+", "", re.sub(r"^so\s*:?\s*", "", fold(number)))
