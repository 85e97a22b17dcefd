"""The cells of a generated workbook, to compare two of them whatever their bytes."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from python_calamine import CalamineWorkbook


def grids(name: str, data: bytes) -> dict[str, list[list[object]]]:
    """Return the cells of each sheet, the first row and column being the first of the list."""
    if name.endswith((".csv", ".tsv")):
        text = data.decode("utf-8-sig")
        mark = max(";\t,", key=text.splitlines()[0].count)
        return {name: [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]}
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    held: dict[str, list[list[object]]] = {}
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        held[sheet] = [
            [cell.isoformat() if isinstance(cell, date | datetime) else cell for cell in row] for row in rows
        ]
    return held
