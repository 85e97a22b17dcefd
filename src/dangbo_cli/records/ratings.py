"""Yearly ratings written by hand: one stage of one period at a time."""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, Ref, Scalar
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.rating import NOT_SUBJECT, split_rating
from dangbo_cli.records.draft import Draft, Row, read_rows, row_number
from dangbo_cli.records.fields import Target
from dangbo_cli.records.rating_years import refuse_closed_year
from dangbo_cli.records.readings import refuse, refuse_empty
from dangbo_cli.records.refusal import ValueRefused

DECIDED_IS_SHOWN = cause(
    "decided_is_shown",
    Level.NOTE,
    "Danh sách vẫn hiện mức đã quyết định",
    "Năm {value} đã có mức quyết định «{detail}»; danh sách vẫn hiện mức ấy.",
)

_COLUMNS = {"self": "self_level", "proposed": "proposed_level", "decided": "decided_level"}
_WORDS = {"self": "mức tự xếp loại", "proposed": "mức đề nghị", "decided": "mức quyết định"}
_HEADINGS = {"self": "Tự xếp loại", "proposed": "Xếp loại", "decided": "Quyết định xếp loại"}
_FIRST_YEAR = 1930


class RatingPlanner:
    """Plans the ratings of one person; several stages of one period become one change."""

    def __init__(self, draft: Draft, conn: sqlite3.Connection, ref: Ref, today: date) -> None:
        self._draft = draft
        self._ref = ref
        self._today = today
        self._conn = conn
        rows = read_rows(conn, Entity.RATING, "member_id", ref) if ref > 0 else []
        self._rows = {str(row["period"]): row for row in rows}
        self._asked: dict[str, dict[str, tuple[str | None, str | None]]] = {}

    def read(self, target: Target, text: str) -> None:
        """Take in one assignment («ratings.2022=HTTNV»; "" clears the stage). Raises ValueRefused."""
        year = int(target.period[:4])
        if not _FIRST_YEAR <= year <= self._today.year:
            raise ValueRefused(
                "ratings",
                f"Không ghi xếp loại của năm {year}.",
                f"Hãy ghi một năm từ {_FIRST_YEAR} đến {self._today.year}.",
            )
        refuse_closed_year(self._conn, target.period, text)
        level: str | None = None
        reason: str | None = None
        if text:
            if is_blank(text):
                raise refuse_empty("ratings", _heading(target.stage, target.period), text)
            level, reason, finding = split_rating(text)
            if finding is not None:
                raise refuse("ratings", finding, text)
        else:
            self._require_something(target)
        self._asked.setdefault(target.period, {})[target.stage] = (level, reason)

    def write(self) -> None:
        """Write what was taken in; a rating that has no level left is removed."""
        for period, stages in self._asked.items():
            row = self._rows.get(period, {})
            after = {column: row.get(column) for column in _COLUMNS.values()}
            after.update({_COLUMNS[stage]: level for stage, (level, _) in stages.items()})
            reason = next((reason for _, reason in stages.values() if reason), row.get("not_rated_reason"))
            after["not_rated_reason"] = reason if NOT_SUBJECT in after.values() else None
            self._write(period, row, after)
            decided = after["decided_level"]
            if decided is not None and "decided" not in stages:
                self._draft.note(DECIDED_IS_SHOWN, str(decided), period)

    def _write(self, period: str, row: Row, after: dict[str, Scalar]) -> None:
        if not row:
            self._draft.create(Entity.RATING, self._ref, member_id=self._ref, period=period, **after)
        elif all(value is None for value in after.values()) and row["decision_number"] is None:
            self._draft.delete(Entity.RATING, row, self._ref)
        else:
            pairs = {column: (row[column], value) for column, value in after.items()}
            self._draft.change(Entity.RATING, row_number(row), self._ref, **pairs)

    def _require_something(self, target: Target) -> None:
        """Refuse to clear a stage that is empty while another, which the list shows, is not."""
        row = self._rows.get(target.period, {})
        held = [stage for stage, column in _COLUMNS.items() if row.get(column) is not None]
        if target.stage in held or (not held and row.get("not_rated_reason") is not None):
            return
        listed = ", ".join(f"{_WORDS[stage]} «{row[_COLUMNS[stage]]}»" for stage in held)
        advice = f"Sổ đang có {listed}; hãy ghi «{_heading(held[0], target.period).lower()}=»." if held else ""
        raise ValueRefused("ratings", f"Năm {target.period} không có {_WORDS[target.stage]} để xóa.", advice)


def _heading(stage: str, period: str) -> str:
    """Return what a stage of a year is called before «=»."""
    return f"{_HEADINGS[stage]} năm {period}"
