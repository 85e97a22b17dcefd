"""One address out of the text that older sheets hold and the parts of the national template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HOME = "Việt Nam"


def join_address(values: Mapping[str, Any], name: str) -> str | None:
    """Return the parts of an address «theo mô hình 2 cấp» of a member as one text, None where none is known."""
    country = values[f"{name}_country"]
    parts = (values[f"{name}_detail"], values[f"{name}_province"], None if country == HOME else country)
    return ", ".join(part for part in parts if part) or None


def address_sql(name: str) -> str:
    """Return SQL for an address of a member `m`: the text as typed in a sheet of three levels, where that is unknown the
    parts «theo mô hình 2 cấp», from near to wide (the country only where it is another one)."""
    parts = (
        f"m.{name}_detail",
        f"m.{name}_province",
        f"CASE WHEN m.{name}_country <> '{HOME}' THEN m.{name}_country END",
    )
    joined = " || ".join(f"coalesce(', ' || {part}, '')" for part in parts)
    return f"coalesce(m.{name}, nullif(substr({joined}, 3), ''))"
