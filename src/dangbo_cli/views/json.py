"""Answers as JSON: never masked, no colour, UTF-8, in the shapes that contract and manual promise."""

from __future__ import annotations

import json
from typing import Any

from dangbo_cli.reports.table import Table

_encode = json.JSONEncoder(ensure_ascii=False).encode


def list_json(table: Table) -> str:
    """Return the rows as a plain list, one row a line."""
    return _lines(table.rows, "")


def report_json(table: Table) -> str:
    """Return {"report", "title", "parameters", "columns", "rows", "totals", "notes"}; every row has the key of every
    column, in their order."""
    columns = [{"key": column.key, "title": column.title} for column in table.columns]
    blank = dict.fromkeys(column.key for column in table.columns)
    parts = (
        f'"report": {_encode(table.name)}',
        f'"title": {_encode(table.title)}',
        f'"parameters": {_encode(dict(table.parameters))}',
        f'"columns": {_lines(columns, "  ")}',
        f'"rows": {_lines([{**blank, **row} for row in table.rows], "  ")}',
        f'"totals": {_encode(None if table.totals is None else dict(table.totals))}',
        f'"notes": {_encode(list(table.notes))}',
    )
    return "{\n  " + ",\n  ".join(parts) + "\n}"


def value_json(value: Any) -> str:
    """Return any plain value, indented for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _lines(items: Any, indent: str) -> str:
    """A list with one item a line: the fast encoder knows no indents."""
    if not items:
        return "[]"
    return "[\n" + ",\n".join(f"{indent}  {_encode(dict(item))}" for item in items) + f"\n{indent}]"
