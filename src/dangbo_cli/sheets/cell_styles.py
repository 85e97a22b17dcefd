"""The look of the workbooks that the program writes: Times New Roman, ruled cells, headings on grey."""

from __future__ import annotations

from typing import Any

FONT = "Times New Roman"
_GREY = "FFE7E6E6"


class CellStyles:
    """Prepared cell styles of a workbook, shared by reference: styling each cell anew takes five times as long.

    A writer makes its own beside `title` and `head`, and is `done` before it fills its sheets.
    """

    def __init__(self, book: Any) -> None:
        from openpyxl.styles import Border, Side

        self._book = book
        self._scratch = book.create_sheet("x")
        thin = Side(style="thin")
        self._border = Border(left=thin, right=thin, top=thin, bottom=thin)
        self.title = self.make(size=14, bold=True, across="center", wrap=True)
        self.head = self.make(bold=True, across="center", wrap=True, box=True, fill=_GREY)

    def make(
        self,
        *,
        size: int = 12,
        bold: bool = False,
        italic: bool = False,
        across: str | None = None,
        down: str = "center",
        wrap: bool = False,
        box: bool = False,
        fill: str | None = None,
        number_format: str = "General",
    ) -> Any:
        """Return a style: `across` and `down` are the alignments, `box` its four borders, `fill` a colour (ARGB)."""
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._scratch.cell(1, 1)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
        cell.alignment, cell.number_format = Alignment(across, down, wrap_text=wrap), number_format
        if box:
            cell.border = self._border
        if fill is not None:
            cell.fill = PatternFill("solid", fgColor=fill)
        style = cell._style
        self._scratch._cells.clear()
        return style

    def done(self) -> None:
        """Take away the sheet on which the styles were made."""
        self._book.remove(self._scratch)
