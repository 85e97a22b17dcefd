"""Where a printed list of groups begins a new page, so that no group's heading stands alone at the foot of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_LONG_SIDE, _SHORT_SIDE = 11.69 * 72, 8.27 * 72  # points of an A4 page
_SPARE = 6  # points by which programs reckon differently


def keep_headings(sheet: Any, headings: Sequence[int], header: int, last: int, line: float) -> None:
    """Break the page before every heading (a row's number) that would have no row below it on its page.

    For a sheet that prints at its full size: the rows get a height, `line` points, where none is stated, for what a
    program gives them by itself nobody knows. `header` is the row that each page repeats, `last` the last row.
    """
    from openpyxl.worksheet.pagebreak import Break

    for row in range(1, last + 1):
        if sheet.row_dimensions[row].height is None:
            sheet.row_dimensions[row].height = line
    heights = [0.0, *(sheet.row_dimensions[row].height for row in range(1, last + 1))]
    side = _LONG_SIDE if sheet.page_setup.orientation == "portrait" else _SHORT_SIDE
    room = side - 72 * (sheet.page_margins.top + sheet.page_margins.bottom) - _SPARE
    used, above = sum(heights[: header + 1]), set(headings)
    for row in range(header + 1, last + 1):
        together = sum(heights[row : row + 2]) if row in above else heights[row]
        if used + together > room:
            if row in above:
                sheet.row_breaks.append(Break(id=row - 1))
            used = heights[header]
        used += heights[row]
