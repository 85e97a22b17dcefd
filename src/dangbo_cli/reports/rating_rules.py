"""`xep-loai quy-dinh`: a year's rule set with its sources, or all sets there are."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from dangbo_cli.domain.rule_keys import FIGURES
from dangbo_cli.domain.rule_set import RuleSet, load_rule_set, rule_set_years
from dangbo_cli.reports.as_of import say_date
from dangbo_cli.reports.table import Column, Table
from dangbo_cli.store.rating_rules import rules_of

_COLUMNS = (
    Column("group", "Phần", shown=False),
    Column("meaning", "Nội dung"),
    Column("value", "Giá trị"),
    Column("source", "Nguồn"),
    Column("basis", "Độ tin cậy"),
    Column("key", "Khóa"),
)


def last_day(year: int) -> date:
    """Return the cut-off day of a year's rating."""
    return date(year, 12, 31)


def newest_year(conn: sqlite3.Connection) -> int | None:
    """Return the newest year that has any rating, None where there is none."""
    found = conn.execute("SELECT max(substr(period, 1, 4)) FROM rating").fetchone()[0]
    return int(found) if found else None


def rule_sets_table(conn: sqlite3.Connection | None) -> Table:
    """Return the rule sets there are, by years, with the number of figures that the clerk changed."""
    changed: dict[str, int] = {}
    if conn is not None:
        changed = dict(conn.execute("SELECT period, count(DISTINCT rule) FROM rule GROUP BY period"))
    rows: list[dict[str, Any]] = []
    for name, first, last in rule_set_years():
        own = {year: count for year, count in changed.items() if first <= int(year) <= (last or 9999)}
        rows.append(
            {
                "name": name,
                "first_year": first,
                "last_year": last,
                "documents": "; ".join(
                    f"{d.number} ngày {say_date(d.issued_on)}" for d in load_rule_set(first).documents
                ),
                "changed": "; ".join(f"năm {year}: {count} con số" for year, count in sorted(own.items())) or None,
            }
        )
    columns = (Column("name", "Năm xếp loại"), Column("documents", "Văn bản"), Column("changed", "Đơn vị đã ghi"))
    notes = ["Xem một năm: «dangbo xep-loai quy-dinh NĂM»."]
    return Table("xep-loai-quy-dinh", "Các bộ quy định xếp loại", columns, rows, notes=notes)


def rule_set_table(conn: sqlite3.Connection | None, year: int) -> Table:
    """Return the figures, documents and conditions of a year, each with its source. Raises NoRules."""
    rules = rules_of(conn, year)
    blank = dict.fromkeys(column.key for column in _COLUMNS)
    rows = [{**blank, **row} for row in (*_documents(rules), *_figures(rules), *_conditions(rules))]
    missing = [figure.key for key, figure in FIGURES.items() if key not in rules.rules]
    notes = list(rules.notes)
    if missing:
        notes.append(f"Bộ quy định này không nêu, nên không xét: {', '.join(missing)}.")
    notes.append(
        f'Ghi con số khác: «dangbo xep-loai quy-dinh {year} KHÓA=GIÁ-TRỊ --nguon "số văn bản, mục"». Con số chưa có '
        "nguồn chỉ cho gợi ý."
    )
    return Table(
        "xep-loai-quy-dinh", f"Quy định xếp loại năm {year} (bộ {rules.name})", _COLUMNS, rows, notes=notes,
        parameters={"year": year, "rules": rules.name}, group_by="group",
    )  # fmt: skip


def _documents(rules: RuleSet) -> list[dict[str, Any]]:
    return [
        {"group": "Văn bản", "meaning": d.subject, "value": d.number, "source": f"ngày {say_date(d.issued_on)}"}
        for d in rules.documents
    ]


def _figures(rules: RuleSet) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for rule in rules.rules.values():
        source = rule.source
        if rule.changed_on:
            before = f"; trước đó: {FIGURES[rule.key].say(rule.shipped)}" if rule.shipped is not None else ""
            source += f" (ghi ngày {say_date(rule.changed_on)}{before})"
        rows.append(
            {"group": "Con số", "meaning": rule.meaning, "value": rule.said, "source": source,
             "basis": rule.basis.value, "key": rule.key, "raw": rule.value}
        )  # fmt: skip
    return rows


def _conditions(rules: RuleSet) -> list[dict[str, Any]]:
    return [
        {"group": "Điều kiện của từng mức (người xét, chương trình không xét)", "meaning": f"{c.level} ({c.of}): {c.text}",
         "source": c.source, "basis": c.basis.value}
        for c in rules.conditions
    ]  # fmt: skip
