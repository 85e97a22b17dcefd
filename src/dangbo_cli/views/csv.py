"""Answers as CSV: UTF-8 with BOM, Vietnamese headings, and nothing a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.views.values import say_value

BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def table_csv(table: Table, newline: str = "\n") -> str:
    """Return all columns with their headings; totals as a last row. Numbers are plain (5200; 12.5),
    dates dd/mm/yyyy, unknown is empty."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator=newline)
    writer.writerow([guard(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(row.get(column.key), column) for column in table.columns])
    if table.totals is not None:
        writer.writerow([_cell(table.totals.get(column.key), column) for column in table.columns])
    return out.getvalue()


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value) if column.kind is ColumnKind.IDENTIFIER else value
    return guard(say_value(value, column, unknown=""))
