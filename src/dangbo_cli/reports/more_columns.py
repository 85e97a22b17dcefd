"""Columns of members that the list has only when it is asked for them (`dv ds --cot "điện thoại"`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace

from dangbo_cli.reports.as_of import AGE, PARTY_AGE
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
    Column("other_name", "Tên gọi khác"),
    Column("external_id", "Mã ở hệ thống cấp trên", ColumnKind.IDENTIFIER, private=True),
    Column("card_issued_at", "Nơi cấp thẻ Đảng"),
    Column("card_issued_on", "Ngày cấp thẻ Đảng", ColumnKind.DATE),
    Column("badge_number", "Số Huy hiệu Đảng", ColumnKind.IDENTIFIER),
    Column("birth_country", "Nơi đăng ký khai sinh - quốc gia"),
    Column("birth_province", "Nơi đăng ký khai sinh - tỉnh"),
    Column("birth_detail", "Nơi đăng ký khai sinh - chi tiết"),
    Column("hometown_country", "Quê quán (2 cấp) - quốc gia"),
    Column("hometown_province", "Quê quán (2 cấp) - tỉnh"),
    Column("hometown_detail", "Quê quán (2 cấp) - chi tiết"),
    Column("residence_country", "Thường trú (2 cấp) - quốc gia"),
    Column("residence_province", "Thường trú (2 cấp) - tỉnh"),
    Column("residence_detail", "Thường trú (2 cấp) - chi tiết"),
)
"""Kept out of the list's JSON, whose keys are promised."""
_COUNTED = {
    "age": (Column("age", "Tuổi đời", ColumnKind.INTEGER), AGE),
    "party_age": (Column("party_age", "Tuổi Đảng", ColumnKind.INTEGER), PARTY_AGE),
}
ASKED_FOR = (*(column for column, _ in _COUNTED.values()), *MORE)
"""With what is no field but counted on the day of the list, from the same expressions as the filters by age."""


def offer_columns(table: Table) -> Table:
    """Return the list with the further columns named and still empty: to choose from."""
    return replace(table, columns=[*table.columns, *(column._replace(shown=False) for column in ASKED_FOR)])


def fill_columns(conn: sqlite3.Connection, table: Table, keys: Collection[str]) -> Table:
    """Return the list with the values of those further columns that are asked for."""
    wanted = [column for column in ASKED_FOR if column.key in keys]
    if not wanted:
        return table
    names = [column.key for column in wanted]
    asked = {"numbers": json.dumps([row["id"] for row in table.rows]), "day": table.parameters.get("as_of")}
    selected = ", ".join(_COUNTED[name][1] if name in _COUNTED else f"m.{name}" for name in names)
    statement = f"SELECT m.id, {selected} FROM member m WHERE m.id IN (SELECT value FROM json_each(:numbers))"
    values = {row[0]: dict(zip(names, row[1:], strict=True)) for row in conn.execute(statement, asked)}
    rows = [{**row, **values[row["id"]]} for row in table.rows]
    return replace(table, rows=rows)
