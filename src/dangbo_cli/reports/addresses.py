"""One address out of the text that older sheets hold and the parts of the national template."""

from __future__ import annotations

HOME = "Việt Nam"


def address_sql(name: str, text: str | None = None) -> str:
    """Return SQL for an address of a member `m`: the text as typed in a sheet of three levels, where that is unknown the
    parts «theo mô hình 2 cấp», from near to wide (the country only where it is another one)."""
    parts = (
        f"m.{name}_detail",
        f"m.{name}_province",
        f"CASE WHEN m.{name}_country <> '{HOME}' THEN m.{name}_country END",
    )
    joined = " || ".join(f"coalesce(', ' || {part}, '')" for part in parts)
    return f"coalesce(m.{text or name}, nullif(substr({joined}, 3), ''))"
