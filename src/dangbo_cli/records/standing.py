"""Official or probationary, changed by hand: the membership rows and the official date are kept in step.

The first row of a person starts open; becoming official ends the probation on the official date, else on the
day of the change. Nobody becomes probationary again: that is a correction of the row.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, Ref, Scalar
from dangbo_cli.domain.member import probation_not_over
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import CAUSES, Level, cause
from dangbo_cli.domain.standing import STANDING_WORD_UNKNOWN, parse_standing
from dangbo_cli.records.draft import Draft, Row, open_row, read_rows, row_number, row_text
from dangbo_cli.records.readings import refuse, refuse_empty
from dangbo_cli.records.refusal import ValueRefused

_ELSEWHERE = (
    "Ở đây chỉ ghi «Chính thức» hoặc «Dự bị». Từ trần, khai trừ, chuyển ra ngoài đảng bộ … thì ghi bằng «dangbo "
    "dang-vien giam …»; miễn, đình chỉ sinh hoạt, hay nhiều người một lúc, thì nhập bằng một danh sách đảng viên có "
    "họ tên, ngày sinh và cột «Loại đảng viên», «Ngày ra khỏi Đảng» hay «Ngày từ trần»: «dangbo nhap TỆP»."
)
NO_OFFICIAL_DATE = cause(
    "official_without_date",
    Level.NOTE,
    "Chính thức mà chưa có ngày",
    "Sổ chưa có ngày chính thức của người này.",
    "Khi có, hãy ghi thêm «ngày chính thức=…».",
)

_KEY = "status"


class StandingPlanner:
    """Plans the membership of one person: `ref` in the plan; `admitted` is the day of admission as it will be stored."""

    def __init__(self, draft: Draft, conn: sqlite3.Connection, ref: Ref, today: date, admitted: Scalar = None) -> None:
        self._draft = draft
        self._ref = ref
        self._today = today
        self._admitted = None if admitted is None else str(admitted)
        self._rows = read_rows(conn, Entity.MEMBERSHIP, "member_id", ref) if ref > 0 else []

    def plan(self, text: str | None, before: Scalar, after: Scalar, since: date | None) -> None:
        """Plan what the clerk says («Dự bị»; "" clears; None: nothing) beside the official date before and after.

        Raises ValueRefused where the two contradict each other.
        """
        official = None if after is None else str(after)
        said = None if text is None else self._read(text)
        if text == "":
            self._forget(official)
        elif said == "probationary":
            self._probationary(official, since)
        elif said == "official" or (official is not None and official != before):
            self._official(official, None if before is None else str(before), since)

    def _read(self, text: str) -> str | None:
        if not text:
            return None
        if is_blank(text):
            raise refuse_empty(_KEY, "Trạng thái", text)
        status, finding = parse_standing(text)
        if finding is not None and finding.code == STANDING_WORD_UNKNOWN:
            raise ValueRefused(_KEY, CAUSES[finding.code].message.format(value=text), _ELSEWHERE)
        if finding is not None:
            raise refuse(_KEY, finding, text)
        if status is None:
            raise refuse_empty(_KEY, "Trạng thái", text)
        if status.standing is None or status.stay or status.activity not in (None, "active"):
            raise ValueRefused(_KEY, f"«{text}» không ghi được ở trường này.", _ELSEWHERE)
        return status.standing

    def _forget(self, official: str | None) -> None:
        if official is not None:
            raise ValueRefused(
                _KEY,
                f"Trạng thái được tính theo ngày chính thức {format_date(official)} đang ghi trong sổ.",
                "Muốn xóa, hãy xóa cả hai: «trạng thái=» và «ngày chính thức=».",
            )
        current = open_row(self._rows)
        if current is not None:
            self._draft.delete(Entity.MEMBERSHIP, current, self._ref)

    def _probationary(self, official: str | None, since: date | None) -> None:
        if official is not None and official <= self._today.isoformat():
            raise ValueRefused(
                _KEY,
                f"«Dự bị» mâu thuẫn với ngày chính thức {format_date(official)} đang ghi trong sổ.",
                "Nếu ngày chính thức sai, hãy xóa trong cùng lệnh: «trạng thái=Dự bị» và «ngày chính thức=».",
            )
        current = open_row(self._rows)
        if current is None:
            self._open("probationary", since.isoformat() if since else None)
        elif current["standing"] == "official":
            previous = self._before(current)
            if previous is not None and previous["standing"] == "probationary":
                self._draft.delete(Entity.MEMBERSHIP, current, self._ref)
                self._set(previous, valid_to=(previous["valid_to"], None))
            else:
                self._set(current, standing=("official", "probationary"))

    def _official(self, official: str | None, before: str | None, since: date | None) -> None:
        if official is not None and official > self._today.isoformat():
            raise ValueRefused(_KEY, f"Ngày chính thức {format_date(official)} chưa đến.", "Hãy kiểm tra lại ngày này.")
        if official is None:
            self._draft.note(NO_OFFICIAL_DATE)
        current = open_row(self._rows)
        if official is None and (current is None or current["standing"] != "official"):
            early = probation_not_over(self._admitted, since or self._today)
            if early is not None:
                self._draft.note(early.code, early.detail, format_date(self._admitted))
        if current is None:
            self._open("official", since.isoformat() if since and official is None else None)
        elif current["standing"] == "probationary":
            start = official or (since or self._today).isoformat()
            begun = row_text(current, "valid_from")
            if begun is not None and start <= begun:
                self._set(current, standing=("probationary", "official"))
            else:
                self._set(current, valid_to=(None, start))
                self._open("official", start)
        elif official is not None and before is not None and current["valid_from"] == before:
            self._move_start(current, before, official)

    def _move_start(self, current: Row, before: str, official: str) -> None:
        """The row began on the official date that is corrected now: it begins on the right one."""
        previous = self._before(current)
        if previous is not None:
            begun = row_text(previous, "valid_from")
            if begun is not None and begun >= official:
                self._draft.delete(Entity.MEMBERSHIP, previous, self._ref)
            else:
                self._set(previous, valid_to=(before, official))
        self._set(current, valid_from=(before, official))

    def _before(self, current: Row) -> Row | None:
        """Return the row that ends where the current one begins."""
        rows = [row for row in self._rows if row["valid_to"] is not None and row["valid_to"] == current["valid_from"]]
        return rows[-1] if rows else None

    def _set(self, row: Row, **pairs: tuple[Scalar, Scalar]) -> None:
        self._draft.change(Entity.MEMBERSHIP, row_number(row), self._ref, **pairs)

    def _open(self, standing: str, start: str | None) -> None:
        self._draft.create(Entity.MEMBERSHIP, self._ref, member_id=self._ref, standing=standing, valid_from=start)
