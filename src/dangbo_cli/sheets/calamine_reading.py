"""The one door to python-calamine: bytes that the guards have passed go in, tidy grids come out.

calamine lays sheets out without asking for memory first, so nothing may come here unbounded (extent.py, xls.py).
Whatever else goes wrong in it, a Rust panic included, is a damaged file.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import python_calamine as calamine

from dangbo_cli.sheets.grid import Evidence, Grid, Merge, Value, tidy
from dangbo_cli.sheets.unreadable import DAMAGED, ENCRYPTED, NOT_SPREADSHEET, Unreadable


def read_grids(data: bytes, evidence: Callable[[int, str, Grid], Evidence | None]) -> list[Grid]:
    """Return the worksheets of a workbook in order. `evidence` gives what else is known of the sheet with this
    number (among all sheets, charts too) and name. Raises Unreadable."""
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            grids = []
            for number, sheet in enumerate(workbook.sheets_metadata):
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                grid = _grid(workbook.get_sheet_by_name(sheet.name), sheet)
                grid.evidence = evidence(number, sheet.name, grid)
                grids.append(grid)
            if not grids and workbook.sheets_metadata:
                raise Unreadable(NOT_SPREADSHEET, "tệp chỉ có biểu đồ, không có trang tính nào")
            return grids
    except calamine.PasswordError as error:
        raise Unreadable(ENCRYPTED, technical=str(error)) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError, UnicodeError) as error:
        raise Unreadable(DAMAGED, technical=str(error)) from error
    except BaseException as error:
        # pyo3's PanicException cannot be imported and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(DAMAGED, technical=str(error)) from error


def _grid(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata) -> Grid:
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    start, end = sheet.start, sheet.end
    if start is not None and end is not None and len(rows) == end[0] - start[0] + 1 < end[0] + 1:
        # A release that began at the first used cell again would make every address wrong.
        rows = [[] for _ in range(start[0])] + [[""] * start[1] + row for row in rows]
    merges: list[Merge] = [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if top <= bottom and left <= right and (top, left) != (bottom, right)
    ]
    return Grid(
        about.name,
        tidy(rows),
        merges,
        visible=about.visible == calamine.SheetVisibleEnum.Visible,
    )
