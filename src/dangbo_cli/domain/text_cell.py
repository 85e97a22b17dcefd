"""Cells in which text is expected and a spreadsheet program put a day or a truth value."""

from __future__ import annotations

from datetime import date

from dangbo_cli.domain.problem import Finding, Level, cause

NOT_TEXT = cause(
    "not_text",
    Level.CELL,
    "Ô chữ lại chứa ngày tháng",
    "Ô này cần chữ nhưng chứa ngày «{value}».",
    "Đơn vị gõ lại nội dung ô.",
)
NOT_A_WORD = cause(
    "not_a_word",
    Level.CELL,
    "Ô chữ lại chứa giá trị đúng/sai",
    "Ô này cần chữ nhưng chứa giá trị đúng/sai «{value}» của Excel.",
    "Đơn vị gõ lại nội dung ô.",
)


def not_text(raw: object) -> Finding | None:
    """Return what is to be said of a cell where text is expected and a day or a truth value stands."""
    if isinstance(raw, date):
        return Finding(NOT_TEXT)
    return Finding(NOT_A_WORD) if isinstance(raw, bool) else None
