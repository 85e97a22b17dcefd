"""Which document carries out which: none carries out itself, nor what carries it out; one issued later is noted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.partial_dates import earliest, format_date, latest
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.refusal import ValueRefused

CARRIES_OUT_LATER = cause(
    "carries_out_later",
    Level.NOTE,
    "Thực hiện văn bản ban hành sau",
    "Văn bản này ban hành ngày {detail}, trước văn bản mà nó thực hiện ({value}).",
    "Kiểm tra lại hai ngày ban hành, hoặc văn bản nào thực hiện văn bản nào.",
)


def check_carrying_out(
    conn: sqlite3.Connection,
    draft: Draft,
    number: int | None,
    values: Mapping[str, Scalar],
    after: Mapping[str, Scalar],
) -> None:
    """Refuse a ring of documents, naming it; note a document that carries out a later one. `number` is the document's
    (None: a new one), `values` what is written now, `after` all of it then. Raises ValueRefused."""
    upper = after.get("carries_out_id")
    if not {"carries_out_id", "issued_on"} & values.keys() or not isinstance(upper, int):
        return
    rows = conn.execute("SELECT id, number, subject, issued_on, carries_out_id FROM document")
    documents = {row[0]: row[1:] for row in rows}
    called = {n: f"«{own or subject}» (số {n})" for n, (own, subject, *_) in documents.items()}
    if number is not None:
        line, at = [number], upper
        while at in documents and at not in line:
            line.append(at)
            at = documents[at][3]
        if at == number:
            ring = " thực hiện ".join(called[n] for n in (*line, number))
            raise ValueRefused(
                "carries_out_id",
                "Văn bản không thực hiện được chính nó." if upper == number else f"Các văn bản thành vòng: {ring}.",
                "Xem văn bản nào thực hiện văn bản nào: «dangbo van-ban xem».",
            )
    own, its = after.get("issued_on"), documents[upper][2]
    if isinstance(own, str) and its and latest(own) < earliest(its):
        draft.note(CARRIES_OUT_LATER, format_date(own), f"{called[upper]}, ngày {format_date(its)}")
