"""The rules of a year's rating as this record has them: what the program brings, with the clerk's changes over it."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.rule_keys import POINTS_MOST
from dangbo_cli.domain.rule_set import Change, NoRules, RuleSet, load_rule_set

POINTS_TOO_HIGH = cause(
    "points_too_high",
    Level.CELL,
    "Điểm cao hơn thang điểm",
    "«{value}» lớn hơn {detail}.",
    "Đơn vị kiểm tra lại số điểm; thang điểm khác thì ghi bằng «dangbo xep-loai quy-dinh».",
    unit="Đơn vị kiểm tra lại số điểm.",
    typed="Hãy kiểm tra lại số điểm; thang điểm khác thì ghi bằng «dangbo xep-loai quy-dinh».",
)


def read_changes(conn: sqlite3.Connection, year: int) -> list[Change]:
    """Return the figures of a year's rules that the clerk changed, the oldest first."""
    rows = conn.execute(
        "SELECT period, rule, value, source, since FROM rule WHERE period = ? ORDER BY id", (str(year),)
    )
    return [Change(period, rule, value, source or "", since or "") for period, rule, value, source, since in rows]


def rules_of(conn: sqlite3.Connection | None, year: int) -> RuleSet:
    """Return the rule set of a year with the clerk's changes; raises NoRules."""
    return load_rule_set(year, () if conn is None else read_changes(conn, year))


def points_scale(conn: sqlite3.Connection | None, period: str) -> float | None:
    """Return the most points that the rules of a period's year give, None where they state none."""
    try:
        rule = rules_of(conn, int(period[:4])).rule(POINTS_MOST)
    except NoRules:
        return None
    return None if rule is None else float(rule.value)


def say_scale(most: float, period: str) -> str:
    """Return the scale of a period's year in the words of `POINTS_TOO_HIGH`."""
    return f"{most:g} điểm, mức cao nhất của thang điểm năm {period[:4]}"
