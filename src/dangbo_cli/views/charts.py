"""Bar charts of a printed table on a sheet of their own: one for each group of rows, none broken over two pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from dangbo_cli.reports.table import Column, ColumnKind
from dangbo_cli.views.values import NUMERIC

_WIDTH, _TALLEST = 16.0, 24.0  # centimetres; an upright A4 page with the margins below holds both
_BESIDE, _ABOVE = 0.75, 0.75  # margins, inches
_ROW = 0.53  # centimetres of a sheet's row of 15 points
_PAGE_ROWS = 48


def add_charts(book: Any, sheet: Any, columns: Sequence[Column], groups: Sequence[tuple[str, int, int]]) -> None:
    """Add a sheet with one bar chart a group (title, first and last row): labels from the first column of words, the
    first count."""
    from openpyxl.worksheet.pagebreak import Break

    words = next((n for n, column in enumerate(columns, 1) if column.kind not in NUMERIC), None)
    count = next((n for n, column in enumerate(columns, 1) if column.kind is ColumnKind.INTEGER), None)
    if words is None or count is None or not groups:
        return
    page = book.create_sheet("Biểu đồ")
    # Fixed, because programs differ in what they take for the height of an empty row.
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 15, True
    row, used = 1, 0
    for group in groups:
        drawing = _bars(sheet, words, count, *group)
        rows = ceil(drawing.height / _ROW) + 2
        if used and used + rows > _PAGE_ROWS:
            page.row_breaks.append(Break(id=row - 1))
            used = 0
        page.add_chart(drawing, f"A{row}")
        row, used = row + rows, used + rows
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_margins.left = page.page_margins.right = _BESIDE
    page.page_margins.top = page.page_margins.bottom = _ABOVE


def _bars(sheet: Any, words: int, count: int, title: str, begin: int, end: int) -> Any:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList

    drawing = BarChart()
    drawing.type, drawing.style, drawing.legend = "bar", 10, None
    drawing.title = title
    drawing.add_data(Reference(sheet, min_col=count, min_row=begin, max_row=end))
    drawing.set_categories(Reference(sheet, min_col=words, min_row=begin, max_row=end))
    drawing.x_axis.scaling.orientation = "maxMin"  # the first label on top, as in the table
    drawing.x_axis.delete = drawing.y_axis.delete = False
    drawing.y_axis.majorGridlines = None
    drawing.dataLabels = DataLabelList()
    drawing.dataLabels.showVal = True
    for what in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(drawing.dataLabels, what, False)
    drawing.gapWidth = 40
    drawing.width, drawing.height = _WIDTH, min(3 + 0.75 * (end - begin + 1), _TALLEST)
    return drawing
