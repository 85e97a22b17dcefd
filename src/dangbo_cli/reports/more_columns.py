"""Columns of members that the list has only when it is asked for them (`dv ds --cot "điện thoại"`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace

from dangbo_cli.reports.table import Column, ColumnKind, Table

MORE = (
    Column("birthplace", "Nơi sinh"),
    Column("workplace", "Nơi làm việc"),
    Column("specialty", "Chuyên ngành"),
    Column("academic_title", "Học hàm"),
    Column("state_management", "Quản lý nhà nước"),
    Column("informatics", "Tin học"),
    Column("old_citizen_id", "Số chứng minh nhân dân", ColumnKind.IDENTIFIER, private=True),
    Column("admission_decided_on", "Ngày quyết định kết nạp", ColumnKind.DATE),
    Column("badge", "Huy hiệu Đảng"),
    Column("phone", "Điện thoại", ColumnKind.IDENTIFIER, private=True),
    Column("email", "Thư điện tử", private=True),
    Column("note", "Ghi chú"),
)
"""Kept out of the list's JSON, whose keys are promised."""


def offer_columns(table: Table) -> Table:
    """Return the list with the further columns named and still empty: to choose from."""
    return replace(table, columns=[*table.columns, *(replace(column, shown=False) for column in MORE)])


def fill_columns(conn: sqlite3.Connection, table: Table, keys: Collection[str]) -> Table:
    """Return the list with the values of those further columns that are asked for."""
    wanted = [column for column in MORE if column.key in keys]
    if not wanted:
        return table
    names = [column.key for column in wanted]
    numbers = json.dumps([row["id"] for row in table.rows])
    statement = f"SELECT id, {', '.join(names)} FROM member WHERE id IN (SELECT value FROM json_each(?))"
    values = {row[0]: dict(zip(names, row[1:], strict=True)) for row in conn.execute(statement, (numbers,))}
    rows = [{**row, **values[row["id"]]} for row in table.rows]
    return replace(table, rows=rows)
