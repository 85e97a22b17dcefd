"""The log for the eyes: each change of a private field masked, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dangbo_cli.domain.privacy import PRIVATE_FIELDS, mask_field
from dangbo_cli.reports.table import Table

_VALUES = ("before", "after", "value_before", "value_after")


def mask_changes(table: Table) -> tuple[Table, bool]:
    """Return a table of changes (`reports/history.py`) with the values of private fields hidden, and whether any
    was."""
    private = [row["field"] in PRIVATE_FIELDS for row in table.rows]
    rows = [_masked(row) if hide else row for row, hide in zip(table.rows, private, strict=True)]
    return replace(table, rows=rows), any(private)


def _masked(row: Mapping[str, Any]) -> dict[str, Any]:
    field = str(row["field"])
    hidden = {key: mask_field(field, str(row[key])) for key in _VALUES if row[key] not in (None, "")}
    return {**row, **hidden}
