"""The rules of a year's rating as this record has them: what the program brings, with the clerk's changes over it."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.rule_set import Change, RuleSet, load_rule_set


def read_changes(conn: sqlite3.Connection, year: int) -> list[Change]:
    """Return the figures of a year's rules that the clerk changed, the oldest first."""
    rows = conn.execute(
        "SELECT period, rule, value, source, since FROM rule WHERE period = ? ORDER BY id", (str(year),)
    )
    return [Change(period, rule, value, source or "", since or "") for period, rule, value, source, since in rows]


def rules_of(conn: sqlite3.Connection | None, year: int) -> RuleSet:
    """Return the rule set of a year with the clerk's changes; raises NoRules."""
    return load_rule_set(year, () if conn is None else read_changes(conn, year))
