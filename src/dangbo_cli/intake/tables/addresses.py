"""An address in columns of its own: which form it is in, and the text of the old one.

«Theo mô hình 2 cấp» there are a country, a province and the rest; an address with a district is the old one of three
levels, and is kept as the text that older sheets type into one cell. Neither overwrites the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from dangbo_cli.intake.tables.row_reading import RowReading

#: Prefix of the parts and the field that keeps the text of the old form.
_TEXTS = {"birth": "birthplace", "hometown": "hometown", "residence": "residence"}
_NEAR_TO_WIDE = ("detail", "commune", "district", "province")


def split_addresses(keys: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Return the addresses of a table whose parts need putting together, and whether each is of the old form."""
    known = set(keys)
    return tuple(
        (prefix, f"{prefix}_district" in known)
        for prefix in _TEXTS
        if known & {f"{prefix}_district", f"{prefix}_commune"}
    )


def join_addresses(reading: RowReading, addresses: Iterable[tuple[str, bool]]) -> None:
    """Put the parts of a row together: the old form to one text, a commune of the new form to the details."""
    for prefix, old in addresses:
        parts = {part: reading.values.pop(f"{prefix}_{part}", None) for part in _NEAR_TO_WIDE}
        told = [(str(value), where) for value, where in filter(None, parts.values())]
        if old:
            if told:
                reading.put(_TEXTS[prefix], ", ".join(text for text, _ in told), told[0][1])
            reading.values.pop(f"{prefix}_country", None)
            continue
        if parts["province"] is not None:
            reading.values[f"{prefix}_province"] = parts["province"]
        near = [(str(value), where) for value, where in filter(None, (parts["detail"], parts["commune"]))]
        if near:
            reading.values[f"{prefix}_detail"] = (", ".join(text for text, _ in near), near[0][1])
