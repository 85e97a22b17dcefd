"""Which years' ratings are closed: asked by everything that would change one."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.problem import Level, cause

YEAR_CLOSED = cause(
    "rating_year_closed",
    Level.CELL,
    "Xếp loại của năm đã chốt",
    "Xếp loại năm {detail} đã chốt, nên không ghi «{value}».",
    "Nếu cần sửa, hãy mở lại năm ấy trước: «dangbo xep-loai mo-lai NĂM --ly-do …».",
    unit="Nếu cần sửa, đơn vị báo cấp ủy cấp trên.",
)


def closed_years(conn: sqlite3.Connection | None) -> frozenset[str]:
    """Return the years whose ratings are closed («2022»); a quarter belongs to its year."""
    if conn is None:
        return frozenset()
    return frozenset(row[0] for row in conn.execute("SELECT period FROM rating_period WHERE state = 'closed'"))


def is_closed(closed: frozenset[str], period: object) -> bool:
    """Say whether a period («2022», «2022-Q3») lies in a closed year."""
    return str(period)[:4] in closed
