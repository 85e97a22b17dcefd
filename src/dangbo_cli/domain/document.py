"""Numbers of directing documents. A form that is unusual is told, never refused: it is the document's own."""

from __future__ import annotations

import re

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.vietnamese.text import clean

NUMBER_ODD = cause(
    "document_number_odd",
    Level.NOTE,
    "Số văn bản viết khác thường",
    "Số «{value}» không viết như số văn bản thường gặp («05-CT/TW», «12-KH/ĐUK», «91/2025/QH15»); vẫn ghi như đã gõ.",
)

#: «05-CT/TW», «12-KH/ĐUK», «399-QĐ/TW» of Party bodies (number, hyphen, kind, slash, body); «91/2025/QH15»,
#: «1630/QĐ-TTg» of the State.
_PARTY = re.compile(r"\d+[a-z]?-[A-ZĐ]{1,5}/[A-ZĐƯ][\wĐđ\-./ ]*")
_STATE = re.compile(r"\d+[a-z]?/(?:\d{4}/)?[A-ZĐ][\wĐđ\-]*(?:/[\wĐđ\-]+)*")


def looks_like_number(text: str) -> bool:
    """Tell whether a text is written as numbers of documents are."""
    text = clean(text)
    return bool(_PARTY.fullmatch(text) or _STATE.fullmatch(text))
